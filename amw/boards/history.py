"""Boards over time: the table as of a day, a model's way through the captures, prices, one model on every board."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from amw.boards.matching import rows_named
from amw.boards.ranks import maker_of, rank
from amw.boards.records import Number, RankedRow, Row, Snapshot

By = Literal["row", "family", "maker", "country", "open_weights"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """One value of one row at one capture; `version` is the scoring method it was measured under."""

    at: datetime
    value: Number | Decimal
    row: Row
    version: str | None = None


def as_of(snapshots: Iterable[Snapshot], when: datetime | date) -> Snapshot | None:
    """The last usable capture at `when` (a day counts to its end); None before the first."""
    usable = (s for s in snapshots if s.verdict != "refused")
    if isinstance(when, datetime):
        return max((s for s in usable if s.captured_at <= when), key=lambda s: s.captured_at, default=None)
    return max((s for s in usable if s.captured_at.date() <= when), key=lambda s: s.captured_at, default=None)


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
    places: list[tuple[int, RankedRow]] = []
    seen: set[str] = set()
    for entry in ranked:
        if entry.rank is None or (country and entry.row.country != country) or (open_weights and not entry.row.open_weights):
            continue
        group, place = _group(entry, by, country is not None, open_weights)
        if place is None or (by != "row" and (group is None or group in seen)):
            continue
        if group is not None:
            seen.add(group)
        places.append((place, entry))
    if by == "country" or (country is not None and open_weights):
        places = [(1 + sum(1 for _, other in places if (other.rank or 0) < (entry.rank or 0)), entry) for _, entry in places]
    return tuple(places[:top] if top is not None else places)


def _group(entry: RankedRow, by: By, national: bool, open_only: bool) -> tuple[str | None, int | None]:
    row = entry.row
    if by == "row":
        return None, entry.country_row_rank if national else entry.open_row_rank if open_only else entry.rank
    if by == "maker":
        return maker_of(row), entry.country_maker_rank if national else entry.open_maker_rank if open_only else entry.maker_rank
    if by == "country":
        return row.country, entry.rank
    family = f"{maker_of(row)}/{(row.family or row.model).casefold()}"
    if by == "open_weights":
        return (family, entry.open_rank) if row.open_weights else (None, None)
    return family, entry.country_rank if national else entry.open_rank if open_only else entry.family_rank


def find_rows(snapshot: Snapshot, model: str) -> tuple[Row, ...]:
    """The rows of a model, by its key in the register, its family, or any spelling of its name."""
    wanted = model.casefold()
    exact = tuple(row for row in snapshot.rows if wanted in {name.casefold() for name in (row.key, row.model_key, row.family) if name})
    return exact or tuple(rows_named(model, snapshot.rows))


def history(snapshots: Iterable[Snapshot], model: str) -> list[tuple[Snapshot, RankedRow]]:
    """The model's best standing in every usable capture that has it, oldest first."""
    found: list[tuple[Snapshot, RankedRow]] = []
    for snapshot in sorted(snapshots, key=lambda s: s.captured_at):
        if snapshot.verdict == "refused":
            continue
        wanted = {(row.section, row.key) for row in find_rows(snapshot, model)}
        best = next((r for r in rank(snapshot) if (r.row.section, r.row.key) in wanted), None) if wanted else None
        if best is not None:
            found.append((snapshot, best))
    return found


def series(snapshots: Iterable[Snapshot], model: str, *, what: str = "score") -> list[Point]:
    """One figure of a model over time: "score", a rank ("rank", "family_rank", "maker_rank", "country_rank", "open_rank"), a metric,
    or a price ("price_input", "price_output"). A value that is as it was at the capture before is left out, but the last.
    """
    return series_of(history(snapshots, model), what=what)


def series_of(found: Iterable[tuple[Snapshot, RankedRow]], *, what: str = "score") -> list[Point]:
    """`series` of a history that was read before."""
    points: list[Point] = []
    last: Point | None = None
    for snapshot, best in found:
        value = _figure(best, what)
        if value is None:
            continue
        last = Point(at=snapshot.captured_at, value=value, row=best.row, version=snapshot.version)
        if not points or points[-1].value != value or points[-1].version != snapshot.version:
            points.append(last)
    if last is not None and points[-1].at != last.at:
        points.append(last)
    return points


def _figure(best: RankedRow, what: str) -> Number | Decimal | None:
    if what == "score":
        return best.score
    if what.startswith("price_"):
        return best.row.prices.get(what.removeprefix("price_"))
    if what in ("rank", "family_rank", "maker_rank", "country_rank", "open_rank"):
        place: int | None = getattr(best, what)
        return place
    return best.row.metrics.get(what)


def across(snapshots: Sequence[Snapshot], model: str) -> list[tuple[Snapshot, RankedRow]]:
    """The model's standing in the newest usable capture of every board that has it, by board."""
    newest: dict[str, Snapshot] = {}
    for snapshot in snapshots:
        if snapshot.verdict != "refused" and (snapshot.board not in newest or newest[snapshot.board].captured_at < snapshot.captured_at):
            newest[snapshot.board] = snapshot
    return [entry for board in sorted(newest) for entry in history([newest[board]], model)]


def unchanged_since(snapshots: Iterable[Snapshot]) -> datetime | None:
    """When the board as the newest usable capture shows it was first seen so: a long time back tells a board that stands still."""
    usable = sorted((s for s in snapshots if s.verdict != "refused"), key=lambda s: s.captured_at, reverse=True)
    since = None
    for snapshot in usable:
        if snapshot.digest != usable[0].digest:
            break
        since = snapshot.captured_at
    return since


def unresolved(snapshot: Snapshot) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(makers, models) as written that the register does not know: what the review queue gets."""
    makers = dict.fromkeys(row.maker for row in snapshot.rows if row.maker and row.maker_key is None)
    models = dict.fromkeys(row.raw_name for row in snapshot.rows if row.model_key is None)
    return tuple(makers), tuple(models)
