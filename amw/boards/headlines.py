"""Stories that the engine writes itself: which moves deserve one, and their words, every figure read off the captures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from amw.boards.catalogue import boards
from amw.boards.move import Move
from amw.boards.moves import moves
from amw.boards.ranks import family_of, rank
from amw.boards.records import RankedRow, Row, Snapshot
from amw.text import ordinal

TOP = 10  # a family that enters below this place, and leads no country and no open weights, is listed but not told
PASSING_TOP = 5
PRICE_STEP = Decimal("0.1")  # changes of less than a tenth are listed but not told
PRICE_TOP = 40

# Short English names of the countries whose labs have stood on a board; others are told by their code.
COUNTRIES: Mapping[str, str] = {
    "AE": "the UAE",
    "AU": "Australia",
    "BR": "Brazil",
    "CA": "Canada",
    "CH": "Switzerland",
    "CN": "China",
    "DE": "Germany",
    "ES": "Spain",
    "FI": "Finland",
    "FR": "France",
    "GB": "the UK",
    "IL": "Israel",
    "IN": "India",
    "IT": "Italy",
    "JP": "Japan",
    "KR": "South Korea",
    "NL": "the Netherlands",
    "RU": "Russia",
    "SA": "Saudi Arabia",
    "SE": "Sweden",
    "SG": "Singapore",
    "TW": "Taiwan",
    "US": "the US",
    "VN": "Vietnam",
}


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
    """The drafts that the moves from `before` to `after` deserve, the weightiest first; `found` saves computing the moves again.

    Ranks in a headline leave out estimated scores, so none rests on one, and the text says so. A re-based board gives one story
    about the method and none about ranks. Several variants of one family give one story, about its best.
    """
    found = moves(before, after) if found is None else found
    entry = boards().get(after.board)
    name = entry.name if entry else after.board
    if entry is not None and entry.kind not in ("ranking", "prices"):
        return []
    measured = {(r.row.section, r.row.key): r for r in rank(after, include_estimated=False)}
    main = entry.section if entry else ""
    drafts: list[tuple[int, Draft]] = []
    told: set[tuple[str, str]] = set()
    known = {family_of(row) for row in before.rows if row.score is not None}
    rebased = any(move.kind == "rebased" and move.field == "score" for move in found)
    for move in found:
        if move.kind == "rebased" and move.field == "score":
            drafts.append((0, _rebased(name, after, move)))
        elif move.kind == "renamed" and move.field == "maker":
            drafts.append((60, _renamed(name, after, move)))
        elif move.row is None or (main and move.row.section != main):
            continue
        elif move.kind == "price_changed":
            draft = _price(name, after, move, measured)
            if draft is not None and (key := family_of(move.row)) not in told:
                told.add(key)
                drafts.append((40, draft))
        elif move.kind in ("entered", "overtook") and not rebased and not move.row.estimated:
            place = measured.get((move.row.section, move.row.key))
            family = family_of(move.row)
            if place is None or place.rank is None or not place.leads_family or family in told:
                continue
            new = move.kind == "entered" and family not in known
            draft = (_entered if new else _passed)(name, after, move, place)
            if draft is not None:
                told.add(family)
                drafts.append((place.family_rank or 99, draft))
    return [draft for _, draft in sorted(drafts, key=lambda pair: pair[0])]


def _label(row: Row) -> str:
    return row.family or row.model


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
    version = f" (method {after.version})" if after.version else ""
    return f"Read off the capture of {after.captured_at:%Y-%m-%d %H:%M} UTC{version}, {len(after.rows)} rows. {after.attribution}".strip()


def _counting(place: RankedRow) -> str:
    kinds = (("rows", "rank"), ("model families", "family_rank"), ("makers", "maker_rank"))
    parts = [f"{ordinal(at)} among {place.counts.get(kind, 0)} {name}" for name, kind in kinds if (at := getattr(place, kind))]
    return f"That is {', '.join(parts)}; estimated scores do not count, deprecated rows do."


def _score(row: Row) -> str:
    return "" if row.score is None else f"{row.score:.1f}".removesuffix(".0")


def _entered(name: str, after: Snapshot, move: Move, place: RankedRow) -> Draft | None:
    row = place.row
    country = COUNTRIES.get(row.country, row.country) if row.country else None
    first_at_home = place.country_rank == 1 and (place.counts.get("country_rank", 0) > 1)
    first_open = place.open_rank == 1 and (place.counts.get("open_rank", 0) > 1)
    if place.family_rank is None or (place.family_rank > TOP and not (first_at_home and place.family_rank <= 2 * TOP) and not first_open):
        return None
    honours = [f"first in {country}"] if first_at_home and country and place.family_rank > 1 else []
    honours += ["first among open weights"] if first_open and place.family_rank > 1 else []
    title = f"{_label(row)} enters {name} at {ordinal(place.family_rank)}" + "".join(f", {honour}" for honour in honours)
    maker = f" by {row.maker}" if row.maker else ""
    lead = f"{row.raw_name}{maker} is new on {name}, where it scores {_score(row)}."
    price = _price_sentence(row)
    return _draft(after.board, after, move, title, " ".join(part for part in (lead, _counting(place), price, _source(after)) if part))


def _price_sentence(row: Row) -> str:
    given, made = row.prices.get("input"), row.prices.get("output")
    return f"It costs ${given:f} in and ${made:f} out per million tokens." if given and made else ""


def _passed(name: str, after: Snapshot, move: Move, place: RankedRow) -> Draft | None:
    row = place.row
    if move.kind != "overtook" or place.family_rank is None or place.family_rank > PASSING_TOP:
        return None
    others = [other for other in move.by if family_of(other) != family_of(row) and not other.estimated]
    if not others:
        return None
    title = f"{_label(row)} overtakes {_label(others[0])} for {ordinal(place.family_rank)} on {name}"
    text = f"{move.evidence}. {_counting(place)} {_source(after)}"
    return _draft(after.board, after, move, title, text)


def _price(name: str, after: Snapshot, move: Move, measured: Mapping[tuple[str, str], RankedRow]) -> Draft | None:
    was, now, row = move.before, move.after, move.row
    if row is None or not isinstance(was, Decimal) or not isinstance(now, Decimal) or not was or abs(now - was) / was < PRICE_STEP:
        return None
    place = measured.get((row.section, row.key))
    if place is not None and place.rank is not None and place.rank > PRICE_TOP:
        return None
    kind = "input" if move.field == "price_input" else "output"
    verb = "cuts" if now < was else "raises"
    owner = row.maker or name
    title = f"{owner} {verb} the {kind} price of {_label(row)} from ${was:f} to ${now:f}"
    share = f"{abs(now - was) / was * 100:.0f}% {'less' if now < was else 'more'}"
    lead = f"{name} lists {row.raw_name} at ${now:f} per million {kind} tokens, {share} than before (${was:f})."
    text = f"{lead} {_source(after)}"
    return _draft(after.board, after, move, title, text)


def _rebased(name: str, after: Snapshot, move: Move) -> Draft:
    method = move.before is not None and move.after is not None and move.before != move.after
    title = f"{name} changes its method to {move.after}" if method else f"{name} recalibrates its scores"
    return _draft(after.board, after, move, title, f"{move.evidence[0].upper()}{move.evidence[1:]}. {_source(after)}")


def _renamed(name: str, after: Snapshot, move: Move) -> Draft:
    title = f"{name} now lists {move.before} as {move.after}"
    return _draft(after.board, after, move, title, f"{move.evidence[0].upper()}{move.evidence[1:]}. {_source(after)}")
