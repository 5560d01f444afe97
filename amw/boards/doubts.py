"""What is odd of a capture beside the one before it: rows or columns that a parser alone cannot miss."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from amw.boards.records import Row, Snapshot

WHOLE = 0.6  # of the rows of the capture before; fewer look like a body that was cut, not like a board that shrank
USUAL = 0.2  # share of rows from which on a column is one of the board's
NAMED = 4  # columns that a reason names, and lists that have a reason of their own
LIST = 5  # rows from which on a part of a board is looked at by itself


def doubted(before: Snapshot, after: Snapshot) -> Snapshot:
    """`after`, flagged with reasons where it or a list of it has far fewer rows than `before`, or columns of figures went.

    A capture with too few rows is no longer complete: what is not in it has not left the board. Two such captures in a row are the
    board as it is now. Captures under two methods have columns of their own.
    """
    reasons: list[str] = []
    parts = _parts(before, after)
    short = 0 < len(after.rows) < WHOLE * len(before.rows) and after.sections() == before.sections()[: len(after.sections())]
    if short:
        reasons.append(f"only {len(after.rows)} rows, the capture before has {len(before.rows)}: it may be cut")
    else:
        cut = [(part, len(was), len(now)) for part, was, now in parts if len(now) < WHOLE * len(was)]
        reasons += [f"only {now} rows of {part}, the capture before has {was}: it may be cut" for part, was, now in cut[:NAMED]]
        short = bool(cut)
    if before.version == after.version:
        was, now = _columns(before.rows), _columns(after.rows)
        gone = sorted(name for name, share in was.items() if share >= USUAL and name not in now)
        new = sorted(name for name, share in now.items() if share >= USUAL and name not in was)
        if gone:
            reasons.append(f"columns gone: {_list(gone)}" + (f"; new: {_list(new)}" if new else ""))
        lost = ((part, sorted(_everywhere(had) - set(_columns(have)) - set(gone))) for part, had, have in parts)
        reasons += [f"columns gone from {part}: {_list(left)}" for part, left in lost if left][:NAMED]
    if not reasons:
        return after
    verdict = "flagged" if after.verdict == "ok" else after.verdict
    return replace(after, verdict=verdict, reasons=(*after.reasons, *reasons), complete=after.complete and not short)


def _parts(before: Snapshot, after: Snapshot) -> list[tuple[str, list[Row], list[Row]]]:
    """The rows before and after of each part that both have, of a board that is several lists."""
    was: dict[str, list[Row]] = {}
    now: dict[str, list[Row]] = {}
    for rows, found in ((before.rows, was), (after.rows, now)):
        for row in rows:
            found.setdefault(row.section, []).append(row)
    if len(was) < 2:
        return []
    return [(part, rows, now[part]) for part, rows in was.items() if len(rows) >= LIST and part in now]


def _columns(rows: Sequence[Row]) -> dict[str, float]:
    """In what share of the rows each column of figures has one."""
    counted = Counter(name for row in rows for name in (*row.metrics, *row.prices, *row.speed))
    return {name: count / len(rows) for name, count in counted.items()}


def _everywhere(rows: Sequence[Row]) -> set[str]:
    """The columns of figures that nearly every row has."""
    return {name for name, share in _columns(rows).items() if share >= 1 - USUAL}


def _list(columns: list[str]) -> str:
    return ", ".join(columns[:NAMED]) + (f" and {len(columns) - NAMED} more" if len(columns) > NAMED else "")
