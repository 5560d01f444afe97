"""Boards over time: the table as of a day, a model's way through the captures, prices, one model on every board."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from difflib import get_close_matches
from itertools import islice
from typing import Literal, Protocol, TypeVar

from amw.boards import names
from amw.boards.catalogue import about
from amw.boards.diff import decimals_of, same_score
from amw.boards.matching import closeness, closest, rows_like
from amw.boards.ranks import Named, family_of, maker_of, rank
from amw.boards.records import Number, RankedRow, Row, Snapshot

By = Literal["row", "family", "maker", "country", "open_weights"]


class Placed(Protocol):
    """What a place in a table follows from: a row, and its ranks by the names that RankedRow gives them."""

    @property
    def row(self) -> Named: ...
    @property
    def rank(self) -> int | None: ...


# What is ranked -> the rank that is its place in the world, within a country, among open weights.
_PLACES: Mapping[By, tuple[str, str, str]] = {
    "row": ("rank", "country_row_rank", "open_row_rank"),
    "family": ("family_rank", "country_rank", "open_rank"),
    "maker": ("maker_rank", "country_maker_rank", "open_maker_rank"),
    "country": ("rank", "rank", "rank"),
    "open_weights": ("open_rank", "open_rank", "open_rank"),
}
_GROUPS: Mapping[By, Callable[[Named], str | tuple[str, str] | None]] = {
    "family": family_of,
    "maker": maker_of,
    "country": lambda row: row.country,
    "open_weights": family_of,
}
NAMED = 6  # models named where a name is that of several
R = TypeVar("R", bound=Placed)


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """One value of one row at one capture; `version` is the scoring method it was measured under."""

    at: datetime
    value: Number | Decimal
    row: Row
    version: str | None = None


def table(
    snapshot: Snapshot,
    *,
    by: By = "row",
    country: str | None = None,
    open_weights: bool = False,
    section: str | None = None,
    metric: str | None = None,
    include_estimated: bool = True,
    include_deprecated: bool = True,
    top: int | None = None,
) -> tuple[tuple[int, RankedRow], ...]:
    """(place, row) best first: every row, or the best row of each family, maker or country; within a country or open weights when asked.

    Places are the ranks of that kind within the asked scope, so the first of `country="CN"` is 1 whatever its place in the world.
    """
    if metric in (None, snapshot.metric) and all(row.score is None for row in snapshot.rows):
        return ()  # a list, not a ranking
    ranked = rank(snapshot, section=section, metric=metric, include_estimated=include_estimated, include_deprecated=include_deprecated)
    return tuple(islice(placed(ranked, by=by, country=country, open_weights=open_weights), top))


def placed(ranked: Iterable[R], *, by: By, country: str | None = None, open_weights: bool = False) -> Iterator[tuple[int, R]]:
    """The places of `table` of entries that are ranked already, in the order of `rank`."""
    seen: set[str | tuple[str, str] | None] = set()
    kind, group_of = _PLACES[by][1 if country is not None else 2 if open_weights else 0], _GROUPS.get(by)
    anew = by == "country" or (country is not None and open_weights)  # a scope that no rank is kept of
    number, at = 0, 0
    last: tuple[str | None, int | None] = None, None
    for entry in ranked:
        row = entry.row
        if entry.rank is None or (country and row.country != country) or (open_weights and not row.open_weights):
            continue
        place: int | None = getattr(entry, kind)
        if place is None:
            continue
        if group_of is not None:
            if (group := group_of(row)) is None or group in seen:
                continue
            seen.add(group)
        if anew:
            number = number + 1 if row.section == last[0] else 1
            at, last = (at, last) if (row.section, entry.rank) == last else (number, (row.section, entry.rank))
        yield at if anew else place, entry


def meaning(model: str) -> Callable[[Row], int | None]:
    """How closely a row is the model `model`, given by its key in the register, its family, or any spelling; None for another model's."""
    wanted, close = model.casefold(), closeness(model)

    def at(row: Row) -> int | None:
        return -1 if wanted in {name.casefold() for name in (row.key, row.model_key, row.family) if name} else close(row)

    return at


def history(snapshots: Iterable[Snapshot], model: str) -> list[tuple[Snapshot, RankedRow]]:
    """The model's best standing in every usable capture that has it, oldest first.

    Of several lists the board's main one counts, then the first. Where several of its rows stand equally well, as all do on a list of
    prices, it is a row of the model's own maker, then the first by key: the order in which a board lists them may change any day.
    """
    found: list[tuple[Snapshot, RankedRow]] = []
    close = meaning(model)
    for snapshot in sorted(snapshots, key=lambda s: s.captured_at):
        if snapshot.verdict == "refused":
            continue
        wanted = {id(row) for row in closest(snapshot.rows, close)}
        if not wanted:
            continue
        order = {section: at for at, section in enumerate(in_order(snapshot.board, snapshot.sections()))}
        standing = (entry for entry in rank(snapshot) if id(entry.row) in wanted)
        found.append((snapshot, min(standing, key=lambda entry: (order[entry.row.section], *preference(entry)))))
    return found


def in_order(board: str, sections: Iterable[str]) -> list[str]:
    """The lists of a board in the order in which they stand for it: its main one, then as the capture has them."""
    main = about(board).section
    return sorted(sections, key=lambda section: bool(main) and section != main)


def preference(entry: RankedRow) -> tuple[bool, int, bool, list[str], str]:
    """What the rows of a model are ordered by within a section, the one that stands for it first.

    Ids go by their parts: what a maker offers everywhere comes before what it offers in one country ("maker-cn/...").
    """
    return entry.rank is None, entry.rank or 0, not entry.row.first_party, entry.row.key.split("/"), entry.row.raw_name


def may_be(snapshots: Iterable[Snapshot], name: str) -> str:
    """The models whose names hold `name`, which is no model's own, or else those spelt nearly so, as a hint in words; "" for none."""
    known = list(snapshots)
    found = list(dict.fromkeys(row.family or row.model for snapshot in known for row in rows_like(name, snapshot.rows)))
    if not found:
        spelt = {names.key(label): label for snapshot in known for row in snapshot.rows if (label := row.family or row.model)}
        return f"did you mean {' or '.join(map(spelt.__getitem__, near))}?" if (near := get_close_matches(names.key(name), spelt)) else ""
    more = f" or one of {len(found) - NAMED} more" if len(found) > NAMED else ""
    return f"it may be {', '.join(found[:NAMED])}{more}"


def series(found: Iterable[tuple[Snapshot, RankedRow]], *, what: str = "score") -> list[Point]:
    """One figure of a `history` over time: "score", a rank ("rank", "family_rank", "maker_rank", "country_rank", "open_rank"), a metric,
    or a price ("price_input", "price_output"). A value that is as it was at the capture before is left out, but the last.
    """
    points: list[Point] = []
    last: Point | None = None
    for snapshot, best in found:
        value = _figure(best, what)
        if value is None:
            continue
        last = Point(at=snapshot.captured_at, value=value, row=best.row, version=snapshot.version)
        if not points or points[-1].version != snapshot.version or not _as_written(points[-1].value, value):
            points.append(last)
        else:
            last = replace(last, value=points[-1].value)
    if last is not None and points[-1].at != last.at:
        points.append(last)
    return points


def _as_written(one: Number | Decimal, other: Number | Decimal) -> bool:
    """Whether two figures are one, told with more and with fewer decimals: a page's 45.9937 is its interface's 46.0."""
    if isinstance(one, float) and isinstance(other, float):
        return same_score(one, other, min(map(decimals_of, (one, other))))
    return one == other


def _figure(best: RankedRow, what: str) -> Number | Decimal | None:
    if what.startswith("price_"):
        return best.row.prices.get(what.removeprefix("price_"))
    ranked = ("score", "rank", "family_rank", "maker_rank", "country_rank", "open_rank")
    figure: Number | None = getattr(best, what) if what in ranked else best.row.metrics.get(what)
    return figure


def across(snapshots: Sequence[Snapshot], model: str) -> list[tuple[Snapshot, RankedRow]]:
    """The model's standing in the newest usable capture of every board that has it, by board; on a list without ranks the offer of its own
    maker, however that one writes the name."""
    newest: dict[str, Snapshot] = {}
    for snapshot in snapshots:
        if snapshot.verdict != "refused" and (snapshot.board not in newest or newest[snapshot.board].captured_at < snapshot.captured_at):
            newest[snapshot.board] = snapshot
    found: list[tuple[Snapshot, RankedRow]] = []
    for board in sorted(newest):
        taken = [newest[board]]
        key = offered_key(newest[board], model)
        found += (history(taken, key) if key else []) or history(taken, model)
    return found


def offered_key(snapshot: Snapshot, model: str) -> str | None:
    """On a list without ranks the register's key of a model by its spelling, by which its maker's own offer is found; None on a ranking.

    A reseller may be the only one to spell it so, or put the name beside the id of another model: most rows of that spelling decide.
    """
    if snapshot.metric is not None:
        return None
    keys = Counter(row.model_key for row in closest(snapshot.rows, meaning(model)) if row.model_key)
    return keys.most_common(1)[0][0] if keys else None


def unresolved(snapshot: Snapshot) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(makers, models) as written that the register does not know: what the review queue gets.

    A board of tasks or apps names no models, and a system is none: of it only the model that the board says it is made with.
    """
    board = about(snapshot.board)
    makers = dict.fromkeys(row.maker for row in snapshot.rows if row.maker and row.maker_key is None)
    if not board.models:
        return tuple(makers), ()
    unknown = (row for row in snapshot.rows if row.model_key is None and not row.parts and row.section not in board.apart)
    models = dict.fromkeys(
        row.model if board.systems else row.raw_name for row in unknown if not board.systems or row.model != row.raw_name
    )
    return tuple(makers), tuple(models)
