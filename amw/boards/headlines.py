"""Stories that the engine writes itself: which moves deserve one, and their words, every figure read off the captures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from amw.boards.catalogue import boards
from amw.boards.matching import exact_words
from amw.boards.misplaced import columns_astray
from amw.boards.move import Move, dollars, version_kind
from amw.boards.moves import moves
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
_SNAPSHOT = re.compile(r" 20\d\d-?\d\d-?\d\d$")
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
    entry = boards().get(after.board)
    if entry is not None and entry.kind not in ("ranking", "prices"):
        return []
    name = entry.name if entry else after.board
    if after.captured_at - before.captured_at > NEWS:
        found = [move for move in found if move.kind in ("rebased", "renamed")]
    astray = _astray(before, after)
    found = [move for move in found if astray.isdisjoint((move.section, column) for column in _columns(move, after))]
    rebased = [move for move in found if move.kind == "rebased" and move.field == "score"]
    renamed = [move for move in found if move.kind == "renamed" and move.field == "maker"]
    kinds = ("price_changed",) if rebased else ("price_changed", "entered", "overtook")
    stories = [move for move in found if move.kind in kinds]
    priced = [move for move in stories if move.kind == "price_changed"]
    drafts = [(0, _rebased(name, after, move)) for move in rebased] + [(60, _renamed(name, after, move)) for move in renamed]
    places = {(r.row.section, r.row.key): r for r in rank(after, include_estimated=False)}
    known = {told for row in before.rows if row.score is not None for told in _told_by(row, before)}
    stands = _Standings(name=name, before=before, after=after, places=places, known=known, risen=_risen(found, after))
    own = entry.section if entry else ""
    told: set[tuple[str, str]] = set()  # families
    prices: list[tuple[Decimal, Draft]] = []
    for move in stories:
        if move.row is None or (own and move.row.section != own) or (family := family_of(move.row)) in told:
            continue
        if move.kind == "price_changed":
            draft = _price(name, after, move, places, priced)
            if draft is not None:
                prices.append((abs(move.after - move.before) / move.before, draft))
        else:
            draft = stands.draft(move, move.row)
            if draft is not None:
                drafts.append((stands.places[move.section, move.key].family_rank or 99, draft))
        if draft is not None:
            told.add(family)
    drafts += [(40, draft) for _, draft in sorted(prices, key=lambda pair: -pair[0])[:PRICES_TOLD]]
    return [draft for _, draft in sorted(drafts, key=lambda pair: pair[0])]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standings:
    """Where the rows of a capture stand, estimates left out, and what tells whether that is a story."""

    name: str
    before: Snapshot
    after: Snapshot
    places: Mapping[tuple[str, str], RankedRow]
    known: Set[tuple[object, ...]]  # how the models that had a score before are told
    risen: frozenset[tuple[str, str]]  # the rows that passed others by their own score

    def draft(self, move: Move, row: Row) -> Draft | None:
        """The story of a row that came or passed another one, if it leads its family and none of it is an estimate."""
        place = self.places.get((row.section, row.key))
        if row.estimated or place is None or place.rank is None or not place.leads_family:
            return None
        if move.kind == "overtook":
            return _passed(self.name, self.before, self.after, move, place, rose=(move.section, move.key) in self.risen)
        if not self.known.isdisjoint(_told_by(row, self.after)):
            return None
        return _entered(self.name, self.before, self.after, move, place, joint=self._is_joint(place))

    def _is_joint(self, place: RankedRow) -> bool:
        """Whether another family has the score of the row."""
        others = (r for r in self.places.values() if r.leads_family and r.row.section == place.row.section and r.score == place.score)
        return sum(1 for _ in others) > 1


def _told_by(row: Row, snapshot: Snapshot) -> Iterator[tuple[object, ...]]:
    """By what a model is known again: its family, the words of its name in its list, its key in the register; the model of a system is not
    the system."""
    entry = boards().get(snapshot.board)
    yield "family", *family_of(row)
    yield "name", row.section, exact_words(_label(row))
    if row.model_key is not None and not (entry is not None and entry.systems):
        yield "model", row.model_key


def _risen(found: Sequence[Move], after: Snapshot) -> frozenset[tuple[str, str]]:
    return frozenset((move.section, move.key) for move in found if move.kind == "score_changed" and _better(move, after))


def _columns(move: Move, after: Snapshot) -> Sequence[str]:
    """The columns of figures that a move rests on."""
    if move.kind in ("entered", "overtook", "overtaken", "score_changed"):
        return (after.metric,) if after.metric else ()
    return ("input", "output") if move.kind == "price_changed" else ()


def _astray(before: Snapshot, after: Snapshot) -> set[tuple[str, str]]:
    """The columns of figures, each with its list, that `after` is flagged for, where it is compared with `before`."""
    if after.verdict != "flagged" or before.version != after.version:
        return set()
    return columns_astray(before, after)


def _better(move: Move, after: Snapshot) -> bool:
    return bool(move.after < move.before if after.lower_is_better else move.after > move.before)


def _list_name(name: str, row: Row) -> str:
    """The board's name with the list of it in which the row stands."""
    return f"{name} ({row.section.replace('_', ' ')})" if row.section else name


def _label(row: Row) -> str:
    return row.family or row.model


def _called(row: Row, after: Snapshot) -> str:
    """The model as a headline tells it: boards name many by their ids, with the day of the one snapshot that they have."""
    name = readable(_label(row))
    if (bare := _SNAPSHOT.sub("", name)) == name:
        return name
    labels = {readable(_label(other)) for other in after.rows if other.section == row.section}
    return name if any(_SNAPSHOT.sub("", label) == bare for label in labels - {name}) else bare


def _draft(board: str, after: Snapshot, move: Move, title: str, text: str) -> Draft:
    row = move.row
    return Draft(
        board=board,
        title=title,
        text=text,
        published_at=after.captured_at,
        move=move,
        model=_label(row) if row else None,
        model_key=row.model_key if row else None,
        maker=row.maker if row else None,
        maker_key=row.maker_key if row else None,
        countries=(row.country,) if row and row.country else (),
        ranks=move.ranks,
    )


def _source(after: Snapshot) -> str:
    version = f" ({version_kind(after.version)} {after.version})" if after.version else ""
    return f"Read off the capture of {after.captured_at:%Y-%m-%d %H:%M} UTC{version}, {len(after.rows)} rows. {after.attribution}".strip()


def _counting(place: RankedRow, after: Snapshot) -> str:
    entry = boards().get(after.board)
    kinds = (("rows", "rank"), ("systems" if entry and entry.systems else "model families", "family_rank"))
    parts = [f"{ordinal(at)} among {place.counts.get(kind, 0)} {name}" for name, kind in kinds if (at := getattr(place, kind))]
    tied = ", tied with another row" if place.tied else ""
    makers = place.counts.get("maker_rank", 0)
    whose = "its maker" if place.row.maker or not (entry and entry.systems) else "the maker of its model"
    maker = f"; {whose} is {ordinal(place.maker_rank)} among {makers} makers" if place.maker_rank and makers > 1 else ""
    return f"That is {' and '.join(parts)}{tied}{maker}."


def _counted(before: Snapshot, after: Snapshot) -> str:
    """Which rows those ranks count, as far as the capture tells; they leave estimates out."""
    told = []
    if any(row.estimated for row in after.rows):
        told.append("Estimated scores do not count.")
    elif any(row.estimated for row in before.rows):
        told.append("This capture does not say which scores are estimates, so all count.")
    if any(row.deprecated for row in after.rows):
        told.append("Deprecated rows count.")
    if not after.complete:
        told.append("The capture shows a part of the board.")
    return " ".join(told)


def _score(row: Row, after: Snapshot) -> str:
    entry = boards().get(after.board)
    figure = "" if row.score is None else f"{row.score:.1f}".removesuffix(".0")
    return f"{figure} {entry.unit}" if entry and entry.unit and entry.metric == after.metric else figure


def _entered(name: str, before: Snapshot, after: Snapshot, move: Move, place: RankedRow, *, joint: bool) -> Draft | None:
    row = place.row
    name = _list_name(name, row)
    country = NAMES.get(row.country, row.country) if row.country else None
    first_at_home = place.country_rank == 1 and place.counts.get("country_maker_rank", 0) > 1  # of one maker alone it says nothing
    first_open = place.open_rank == 1 and (place.counts.get("open_rank", 0) > 1)
    if place.family_rank is None or (place.family_rank > TOP and not (first_at_home and place.family_rank <= 2 * TOP) and not first_open):
        return None
    honours = [f"first in {country}"] if first_at_home and country and place.family_rank > 1 else []
    honours += ["first among open weights"] if first_open and place.family_rank > 1 else []
    at = f"{'joint ' if joint else ''}{ordinal(place.family_rank)}"
    title = f"{_called(row, after)} enters {name} at {at}" + "".join(f", {honour}" for honour in honours)
    said, made = fold(row.raw_name), fold(row.maker or "")
    maker = f" by {row.maker}" if made not in said and said not in made else ""  # "Bloop by Bloop AI" says it twice
    since = f" since the capture of {before.captured_at:%Y-%m-%d}"
    new = "is new on" if move.field == "row" else "has its first score on"
    lead = f"{row.raw_name}{maker} {new} {name}{since}; it scores {_score(row, after)}."
    parts = (lead, _counting(place, after), _counted(before, after), _price_sentence(row), _source(after))
    return _draft(after.board, after, move, title, " ".join(part for part in parts if part))


def _price_sentence(row: Row) -> str:
    given, made = row.prices.get("input"), row.prices.get("output")
    return f"It costs {dollars(given)} in and {dollars(made)} out per million tokens." if given and made else ""


def _passed(name: str, before: Snapshot, after: Snapshot, move: Move, place: RankedRow, *, rose: bool) -> Draft | None:
    """A row that passed another one by its own score, or that the other one fell behind."""
    row = place.row
    name = _list_name(name, row)
    if place.family_rank is None or place.family_rank > PASSING_TOP:
        return None
    others = [other for other in move.by if family_of(other) != family_of(row) and not other.estimated]
    if not others:
        return None
    at = ordinal(place.family_rank)
    title = f"{_called(row, after)} overtakes {_called(others[0], after)} for {at} on {name}"
    title = title if rose else f"{_called(row, after)} is {at} on {name} as {_called(others[0], after)} falls behind it"
    text = " ".join(part for part in (f"{move.evidence}.", _counting(place, after), _counted(before, after), _source(after)) if part)
    return _draft(after.board, after, move, title, text)


def _price(
    name: str,
    after: Snapshot,
    move: Move,
    places: Mapping[tuple[str, str], RankedRow],
    priced: Sequence[Move],
) -> Draft | None:
    was, now, row = move.before, move.after, move.row
    if row is None or _ALIAS.search(_label(row)):
        return None
    if not isinstance(was, Decimal) or not isinstance(now, Decimal) or not was or abs(now - was) / was < PRICE_STEP:
        return None
    place = places.get((row.section, row.key))
    if place is not None and place.rank is not None and place.rank > PRICE_TOP:
        return None
    kind = "input" if move.field == "price_input" else "output"
    if row.maker and (row.first_party or row.open_weights is False):
        title = f"{row.maker} {'cuts' if now < was else 'raises'} the {kind} price of {_called(row, after)}"
    else:  # whose price it is, the list does not say
        title = f"The {kind} price of {_called(row, after)} on {name} {'falls' if now < was else 'rises'}"
    title = f"{title} from {dollars(was)} to {dollars(now)}"
    share = f"{abs(now - was) / was * 100:.0f}% {'less' if now < was else 'more'}"
    lead = f"On {name}, {_called(row, after)} now stands at {dollars(now)} per million {kind} tokens, {share} than before ({dollars(was)})."
    same_row = (other for other in priced if (other.section, other.key, other.field) == (move.section, move.key, "price_output"))
    other = next(same_row, None) if kind == "input" else None
    and_output = "" if other is None else f" Output tokens went from {dollars(other.before)} to {dollars(other.after)}."
    text = f"{lead}{and_output} {_source(after)}"
    return _draft(after.board, after, move, title, text)


def _rebased(name: str, after: Snapshot, move: Move) -> Draft:
    title = f"{name} recalibrates its scores"
    if move.before is not None and move.after is not None and move.before != move.after:
        release = version_kind(move.after) == "release"
        title = f"{name} moves to its release of {move.after}" if release else f"{name} changes its method to {move.after}"
    return _draft(after.board, after, move, title, f"{move.evidence[0].upper()}{move.evidence[1:]}. {_source(after)}")


def _renamed(name: str, after: Snapshot, move: Move) -> Draft:
    title = f"{name} now lists {move.before} as {move.after}"
    return _draft(after.board, after, move, title, f"{move.evidence[0].upper()}{move.evidence[1:]}. {_source(after)}")
