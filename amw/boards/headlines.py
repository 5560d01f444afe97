"""Stories that the engine writes itself: which moves deserve one, and their words, every figure read off the captures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from amw.boards.catalogue import Board, about
from amw.boards.diff import Neighbours
from amw.boards.matching import exact_words
from amw.boards.misplaced import columns_astray
from amw.boards.move import Move, dollars, version_kind
from amw.boards.moves import moves
from amw.boards.names import DATE_TAIL
from amw.boards.ranks import family_of, rank
from amw.boards.records import RankedRow, Row, Snapshot
from amw.companies.models.index import readable
from amw.countries import NAMES
from amw.text import fold, ordinal

TOP = 10  # a family that enters below this place, and leads no country and no open weights, is listed but not told
PASSING_TOP = 5
PRICE_STEP = Decimal("0.1")  # changes of less than a tenth are listed but not told
PRICE_TOP = 40
NEWS = timedelta(days=100)  # between two captures; what came or passed another one in a longer time is no news of the later one
PRICES_TOLD = 5  # stories of prices between two captures, the largest changes; a price list of weeks later has a hundred
_ALIAS = re.compile(r"\blatest$", re.IGNORECASE)  # a name that stands for another model from day to day


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A story from data, to become an article of origin "board": title, text, the move it rests on and whom it is about."""

    board: str
    title: str
    text: str
    published_at: datetime
    move: Move
    model: str | None = None
    model_key: str | None = None
    maker: str | None = None
    maker_key: str | None = None
    countries: tuple[str, ...] = ()
    ranks: Mapping[str, int] = field(default_factory=dict)


def headlines(before: Snapshot, after: Snapshot, found: Sequence[Move] | None = None) -> list[Draft]:
    """The drafts for what happened between two captures, most notable first; none from a refused capture.

    Standings in a draft leave out estimated scores, so none rests on one that the capture marks. A re-based board gives one story
    about the method and none about ranks, and figures that the capture is flagged for give none. Several variants of one family give
    one story, about its best. Captures more than NEWS apart give none of what came or moved in between.
    """
    found = moves(before, after) if found is None else found
    board = about(after.board)
    if board.kind not in ("ranking", "prices"):
        return []
    if after.captured_at - before.captured_at > NEWS:
        found = [move for move in found if move.kind in ("rebased", "renamed")]
    astray = columns_astray(Neighbours(before, after)) if after.verdict == "flagged" and before.version == after.version else set()
    found = [move for move in found if astray.isdisjoint((move.section, column) for column in _columns(move, after))]
    rebased = [move for move in found if move.kind == "rebased" and move.field == "score"]
    kinds = ("price_changed",) if rebased else ("price_changed", "entered", "overtook")
    desk = _Desk(
        board=board,
        before=before,
        after=after,
        found=found,
        outputs={(move.section, move.key): move for move in found if move.field == "price_output"},
        places={r.row.id: r for r in rank(after, include_estimated=False)},
        known={told for row in before.rows if row.score is not None for told in _told_by(row, board)},
    )
    drafts = [(0, desk.rebased(move)) for move in rebased]
    drafts += [(60, desk.renamed(move)) for move in found if move.kind == "renamed" and move.field == "maker"]
    told: set[tuple[str, str]] = set()  # families
    prices: dict[tuple[str, Decimal, Decimal], Draft] = {}  # a model and its snapshot of a day at one price are one story
    for move in found:
        if move.kind not in kinds or (row := move.row) is None or (board.section and row.section != board.section):
            continue
        if (family := family_of(row)) in told or (draft := desk.draft(move, row)) is None:
            continue
        told.add(family)
        if move.kind == "price_changed":
            same = (DATE_TAIL.sub("", readable(_label(row))), move.before, move.after)
            prices[same] = min(prices.get(same, draft), draft, key=lambda told: len(told.title))
        else:
            drafts.append((desk.places[row.id].family_rank or 99, draft))
    drafts += [(40, prices[same]) for same in sorted(prices, key=lambda of: -abs(of[2] - of[1]) / of[1])[:PRICES_TOLD]]
    return [draft for _, draft in sorted(drafts, key=lambda pair: pair[0])]


def _columns(move: Move, after: Snapshot) -> Sequence[str]:
    """The columns of figures that a move rests on."""
    if move.kind in ("entered", "overtook", "overtaken", "score_changed"):
        return (after.metric,) if after.metric else ()
    return ("input", "output") if move.kind == "price_changed" else ()


def _told_by(row: Row, board: Board) -> Iterator[tuple[object, ...]]:
    """By what a model is known again: its family, the words of its name in its list, its key in the register; the model of a system is not
    the system."""
    yield "family", *family_of(row)
    yield "name", row.section, exact_words(_label(row))
    if row.model_key is not None and not board.systems:
        yield "model", row.model_key


def _label(row: Row) -> str:
    return row.family or row.model


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """Two captures of a board, what happened between them and where the rows of the later one stand, estimates left out: what a story is
    told from. A method that may give None does so for what is none."""

    board: Board
    before: Snapshot
    after: Snapshot
    found: Sequence[Move]
    outputs: Mapping[tuple[str, str], Move]  # of prices of output, by row
    places: Mapping[tuple[str, str], RankedRow]
    known: Set[tuple[object, ...]]  # how the models that had a score before are told

    def draft(self, move: Move, row: Row) -> Draft | None:
        """The story of a price, or of a row that came or passed another one, if it leads its family and none of it is an estimate."""
        place = self.places.get(row.id)
        if move.kind == "price_changed":
            return self.price(move, row, place)
        if row.estimated or place is None or place.family_rank is None or not place.leads_family:
            return None
        if move.kind == "overtook":
            return self.passed(move, place, place.family_rank)
        return self.entered(move, place, place.family_rank) if self.known.isdisjoint(_told_by(row, self.board)) else None

    def entered(self, move: Move, place: RankedRow, at: int) -> Draft | None:
        row, name = place.row, self.list_name(place.row)
        at_home = place.country_rank == 1 and place.counts.get("country_maker_rank", 0) > 1  # of one maker alone it says nothing
        first_open = place.open_rank == 1 and place.counts.get("open_rank", 0) > 1
        if at > TOP and not (at_home and at <= 2 * TOP) and not first_open:
            return None
        country = NAMES.get(row.country, row.country) if row.country else None
        honours = (f", first in {country}" if at_home and country else "") + (", first among open weights" if first_open else "")
        leaders = (r for r in self.places.values() if r.leads_family and r.row.section == row.section and r.score == place.score)
        joint = "joint " if sum(1 for _ in leaders) > 1 else ""
        title = f"{self.called(row)} enters {name} at {joint}{ordinal(at)}{honours if at > 1 else ''}"
        said, made = fold(row.raw_name), fold(row.maker or "")
        maker = f" by {row.maker}" if made not in said and said not in made else ""  # "Bloop by Bloop AI" says it twice
        new = "is new on" if move.field == "row" else "has its first score on"
        lead = f"{row.raw_name}{maker} {new} {name} since the capture of {self.before.captured_at:%Y-%m-%d}; it scores {self.score(row)}."
        given, out = row.prices.get("input"), row.prices.get("output")
        cost = f"It costs {dollars(given)} in and {dollars(out)} out per million tokens." if given and out else ""
        return self.told(move, title, lead, self.counting(place), self.counted(), cost)

    def passed(self, move: Move, place: RankedRow, at: int) -> Draft | None:
        """A row that passed another one by its own score, or that the other one fell behind."""
        row, name = place.row, self.list_name(place.row)
        other = next((other for other in move.by if family_of(other) != family_of(row) and not other.estimated), None)
        if at > PASSING_TOP or other is None:
            return None
        gains = (each for each in self.found if each.kind == "score_changed" and (each.section, each.key) == (move.section, move.key))
        if any(gain.after < gain.before if self.after.lower_is_better else gain.after > gain.before for gain in gains):
            title = f"{self.called(row)} overtakes {self.called(other)} for {ordinal(at)} on {name}"
        else:
            title = f"{self.called(row)} is {ordinal(at)} on {name} as {self.called(other)} falls behind it"
        return self.told(move, title, f"{move.evidence}.", self.counting(place), self.counted())

    def price(self, move: Move, row: Row, place: RankedRow | None) -> Draft | None:
        was, now = move.before, move.after
        if _ALIAS.search(_label(row)) or abs(now - was) / was < PRICE_STEP or (place and place.rank and place.rank > PRICE_TOP):
            return None
        kind, name, called = move.field.removeprefix("price_"), self.board.name, self.called(row)
        if row.maker and (row.first_party or row.open_weights is False):
            title = f"{row.maker} {'cuts' if now < was else 'raises'} the {kind} price of {called}"
        else:  # whose price it is, the list does not say
            title = f"The {kind} price of {called} on {name} {'falls' if now < was else 'rises'}"
        share = f"{abs(now - was) / was * 100:.0f}% {'less' if now < was else 'more'}"
        lead = f"On {name}, {called} now stands at {dollars(now)} per million {kind} tokens, {share} than before ({dollars(was)})."
        other = self.outputs.get((move.section, move.key)) if kind == "input" else None
        output = f"Output tokens went from {dollars(other.before)} to {dollars(other.after)}." if other is not None else ""
        return self.told(move, f"{title} from {dollars(was)} to {dollars(now)}", lead, output)

    def rebased(self, move: Move) -> Draft:
        name, was, now = self.board.name, move.before, move.after
        title = f"{name} recalibrates its scores"
        if was is not None and now is not None and was != now:
            release = version_kind(now) == "release"
            title = f"{name} moves to its release of {now}" if release else f"{name} changes its method to {now}"
        return self.told(move, title, f"{move.evidence[0].upper()}{move.evidence[1:]}.")

    def renamed(self, move: Move) -> Draft:
        title = f"{self.board.name} now lists {move.before} as {move.after}"
        return self.told(move, title, f"{move.evidence[0].upper()}{move.evidence[1:]}.")

    def told(self, move: Move, title: str, *sentences: str) -> Draft:
        """The draft of a move; its text ends with the capture that it is read off."""
        row, after = move.row, self.after
        version = f" ({version_kind(after.version)} {after.version})" if after.version else ""
        source = f"Read off the capture of {after.captured_at:%Y-%m-%d %H:%M} UTC{version}, {len(after.rows)} rows."
        return Draft(
            board=after.board,
            title=title,
            text=" ".join(filter(None, (*sentences, source, after.attribution))),
            published_at=after.captured_at,
            move=move,
            model=_label(row) if row else None,
            model_key=row.model_key if row else None,
            maker=row.maker if row else None,
            maker_key=row.maker_key if row else None,
            countries=(row.country,) if row and row.country else (),
            ranks=move.ranks,
        )

    def list_name(self, row: Row) -> str:
        """The board's name with the list of it in which the row stands."""
        return f"{self.board.name} ({row.section.replace('_', ' ')})" if row.section else self.board.name

    def called(self, row: Row) -> str:
        """The model as a headline tells it: boards name many by their ids, with the day of the one snapshot that they have."""
        name = readable(_label(row))
        if (bare := DATE_TAIL.sub("", name)) == name:
            return name
        labels = {readable(_label(other)) for other in self.after.rows if other.section == row.section}
        return name if any(DATE_TAIL.sub("", label) == bare for label in labels - {name}) else bare

    def counting(self, place: RankedRow) -> str:
        """Among how many rows, families and makers that is."""
        kinds = (("rows", "rank"), ("systems" if self.board.systems else "model families", "family_rank"))
        parts = [f"{ordinal(at)} among {place.counts.get(kind, 0)} {name}" for name, kind in kinds if (at := getattr(place, kind))]
        tied = ", tied with another row" if place.tied else ""
        makers = place.counts.get("maker_rank", 0)
        whose = "its maker" if place.row.maker or not self.board.systems else "the maker of its model"
        maker = f"; {whose} is {ordinal(place.maker_rank)} among {makers} makers" if place.maker_rank and makers > 1 else ""
        return f"That is {' and '.join(parts)}{tied}{maker}."

    def counted(self) -> str:
        """Which rows those ranks count, as far as the capture tells; they leave estimates out."""
        told = []
        if any(row.estimated for row in self.after.rows):
            told.append("Estimated scores do not count.")
        elif any(row.estimated for row in self.before.rows):
            told.append("This capture does not say which scores are estimates, so all count.")
        if any(row.deprecated for row in self.after.rows):
            told.append("Deprecated rows count.")
        if not self.after.complete:
            told.append("The capture shows a part of the board.")
        return " ".join(told)

    def score(self, row: Row) -> str:
        figure = "" if row.score is None else f"{row.score:.1f}".removesuffix(".0")
        return f"{figure} {self.board.unit}" if self.board.unit and self.board.metric == self.after.metric else figure
