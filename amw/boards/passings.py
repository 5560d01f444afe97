"""Which rows of two captures changed their order, and whether scores may be compared for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from amw.boards.catalogue import boards
from amw.boards.diff import Pair
from amw.boards.move import Move, MoveKind, shown, standing_of
from amw.boards.records import RankedRow, Row, Snapshot


def comparable(row: Row) -> bool:
    """Whether a row has a score that was measured. 0 is none: boards that lack a figure write it, and nobody falls to it in a day."""
    return bool(row.score) and not row.estimated


def is_rating(after: Snapshot) -> bool:
    entry = boards().get(after.board)
    return (entry is not None and entry.unit == "Elo") or after.metric in ("elo", "rating")


def margin_of(row: Row) -> float:
    """Half the width of a rating's 95% interval as the board states it; 0 where it states none."""
    if "rating_ci" in row.metrics:
        return float(row.metrics["rating_ci"])
    low, high = row.metrics.get("rating_low"), row.metrics.get("rating_high")
    if low is not None and high is not None:
        return float(high - low) / 2
    stated = str(row.extra.get("ci95", ""))
    parts = [float(p) for p in stated.replace("-", "").replace("+", "").split("/") if p.replace(".", "", 1).isdigit()]
    return max(parts, default=0.0)


def passings(
    pairs: Sequence[Pair], earlier: Mapping[tuple[str, str], RankedRow], standing: Mapping[tuple[str, str], RankedRow], after: Snapshot
) -> list[Move]:
    """Rows in both captures that changed their order, with real scores on both days; on rating boards beyond both margins only.

    Each is told of both rows; passive is the move of the one whose own score did not bring it about.
    """
    rating = is_rating(after)
    both: dict[str, list[tuple[int, int, Row]]] = defaultdict(list)
    was_at: dict[tuple[str, str], int] = {}
    gained: dict[tuple[str, str], float] = {}  # by the row itself
    sign = -1 if after.lower_is_better else 1
    for pair in pairs:
        old, new = pair.before, pair.after
        if old is None or new is None or not comparable(old) or not comparable(new):
            continue
        was, now = earlier.get((old.section, old.key)), standing.get((new.section, new.key))
        if was is not None and now is not None and was.rank is not None and now.rank is not None:
            both[new.section].append((was.rank, now.rank, new))
            was_at[new.section, new.key] = was.rank
            gained[new.section, new.key] = sign * ((new.score or 0) - (old.score or 0))
    passed: dict[tuple[str, str], list[Row]] = defaultdict(list)
    passing: dict[tuple[str, str], list[Row]] = defaultdict(list)
    rows: dict[tuple[str, str], Row] = {}
    for entries in both.values():
        entries.sort(key=lambda entry: entry[:2])
        for index, (was_upper, now_upper, upper) in enumerate(entries):
            for was_lower, now_lower, lower in entries[index + 1 :]:
                if not (was_upper < was_lower and now_lower < now_upper):
                    continue
                if rating and abs((upper.score or 0) - (lower.score or 0)) <= max(margin_of(upper), margin_of(lower)):
                    continue
                place, other = (lower.section, lower.key), (upper.section, upper.key)
                rows[place], rows[other] = lower, upper
                passed[place].append(upper)
                passing[other].append(lower)
    found = []
    for place, others in passed.items():
        found.append(_passing("overtook", rows[place], others, was_at[place], standing, passive=gained[place] <= 0))
    for place, others in passing.items():
        told = gained[place] >= 0 or all(gained[other.section, other.key] > 0 for other in others)
        found.append(_passing("overtaken", rows[place], others, was_at[place], standing, passive=told))
    return sorted(found, key=lambda move: (move.after or 0, move.kind, move.key))


def _passing(
    kind: MoveKind, row: Row, others: Sequence[Row], was: int, standing: Mapping[tuple[str, str], RankedRow], *, passive: bool
) -> Move:
    others = sorted(others, key=lambda other: standing[other.section, other.key].rank or 0)
    verb = "overtook" if kind == "overtook" else "was overtaken by"
    more = f" and {len(others) - 5} more" if len(others) > 5 else ""
    named = ", ".join(f"{other.raw_name} ({shown(other.score)})" for other in others[:5])
    place = standing[row.section, row.key]
    return Move(
        kind=kind,
        key=row.key,
        section=row.section,
        name=row.raw_name,
        field="rank",
        before=was,
        after=place.rank,
        row=row,
        by=tuple(others),
        ranks=standing_of(place),
        passive=passive,
        evidence=f"{row.raw_name} ({shown(row.score)}) {verb} {named}{more}",
    )
