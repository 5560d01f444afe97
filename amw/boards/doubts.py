"""What is odd of a capture beside the one before it: rows or columns that a parser alone cannot miss."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from amw.boards.records import Snapshot

WHOLE = 0.6  # of the rows of the capture before; fewer look like a body that was cut, not like a board that shrank
USUAL = 0.2  # share of rows from which on a column is one of the board's
NAMED = 4  # columns that a reason names


def doubted(before: Snapshot, after: Snapshot) -> Snapshot:
    """`after`, flagged with reasons where it has far fewer rows than `before`, or columns of figures went.

    A capture with too few rows is no longer complete: what is not in it has not left the board. Two such captures in a row are the
    board as it is now. Captures under two methods have columns of their own.
    """
    reasons = []
    short = 0 < len(after.rows) < WHOLE * len(before.rows) and after.sections() == before.sections()[: len(after.sections())]
    if short:
        reasons.append(f"only {len(after.rows)} rows, the capture before has {len(before.rows)}: it may be cut")
    if before.version == after.version:
        was, now = _columns(before), _columns(after)
        gone = sorted(name for name, share in was.items() if share >= USUAL and name not in now)
        new = sorted(name for name, share in now.items() if share >= USUAL and name not in was)
        if gone:
            reasons.append(f"columns gone: {_list(gone)}" + (f"; new: {_list(new)}" if new else ""))
    if not reasons:
        return after
    verdict = "flagged" if after.verdict == "ok" else after.verdict
    return replace(after, verdict=verdict, reasons=(*after.reasons, *reasons), complete=after.complete and not short)


def _columns(snapshot: Snapshot) -> dict[str, float]:
    """In what share of the rows each column of figures has one."""
    counted = Counter(name for row in snapshot.rows for name in (*row.metrics, *row.prices, *row.speed))
    return {name: count / len(snapshot.rows) for name, count in counted.items()}


def _list(columns: list[str]) -> str:
    return ", ".join(columns[:NAMED]) + (f" and {len(columns) - NAMED} more" if len(columns) > NAMED else "")
