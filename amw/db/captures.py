"""Claims against captures: which captures a report is held against, and what a new capture changes for reports stored before it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from psycopg import AsyncConnection

from amw.boards import Snapshot, boards
from amw.claims import Claim, Verdict, check
from amw.claims.check import FIRST_CAPTURE, OLDEST, SAME_DAY, SITES
from amw.db.past import snapshot
from amw.db.queries import QUERIES

CAPTURES_BEFORE = 3  # the day's capture and the ones before it, for a board that is captured daily
RECHECKED = 500  # claims looked at again when a capture comes: those nearest to it
REMEMBERED = 32  # answers: an article has a few claims, a batch or a day's press asks for the same captures again and again

Captures = list[tuple[int, Snapshot]]


def boards_asked(board_key: str) -> list[str]:
    """The boards whose captures can tell of a claim about `board_key` (board or board/metric): a site may mean any of its own."""
    board = board_key.partition("/")[0]
    return [board] + [key for key in boards() if board in SITES and key.startswith(SITES[board]) and key != board]


async def newest_capture(connection: AsyncConnection[Any]) -> int:
    """The id of the capture that was stored last, 0 where there is none."""
    row = await (await connection.execute(QUERIES["board_snapshot_newest"])).fetchone()
    return int(row[0]) if row else 0


async def captures_around(connection: AsyncConnection[Any], board_key: str, at: datetime) -> Captures:
    """The captures that a report of the moment `at` is held against, with their ids: the newest before, and the first after it."""
    found: Captures = []
    for board in boards_asked(board_key):
        before = {"board": board, "at": at + SAME_DAY, "limit": CAPTURES_BEFORE}
        rows = await (await connection.execute(QUERIES["board_snapshot_before"], before)).fetchall()
        after = await (await connection.execute(QUERIES["board_snapshot_after"], {"board": board, "at": at + SAME_DAY})).fetchone()
        if after is not None and after[1] <= at + FIRST_CAPTURE:
            rows.append(after)
        found += [(row[0], snapshot(board, row)) for row in rows]
    return found


class Known:
    """Captures that were read before, by board and moment: the last `most` answers, and none from before the newest capture was stored."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._read: OrderedDict[tuple[str, datetime], Captures] = OrderedDict()
        self._most = most
        self._newest: int | None = None

    async def newest(self, connection: AsyncConnection[Any]) -> int:
        """The id of the capture that was stored last; where it is another than before, what was read is forgotten."""
        newest = await newest_capture(connection)
        if newest != self._newest:
            self._read.clear()
            self._newest = newest
        return newest

    async def around(self, connection: AsyncConnection[Any], board_key: str | None, at: datetime | None) -> Captures:
        """As `captures_around`; none for a claim that names no board, or a report without a date."""
        if not board_key or at is None:
            return []
        if (board_key, at) not in self._read:
            self._read[board_key, at] = await captures_around(connection, board_key, at)
            while len(self._read) > self._most:
                self._read.popitem(last=False)
        return self._read[board_key, at]


def hold(claim: Claim, captures: Captures, published_at: datetime | None, text: str) -> tuple[Verdict, int | None]:
    """The verdict on `claim`, whose span counts in `text`, and the id of the capture it rests on."""
    verdict = check(claim, [taken for _, taken in captures], published_at, sentence=sentence_at(text, claim.start, claim.end))
    return verdict, next((id_ for id_, taken in captures if taken is verdict.snapshot), None)


def sentence_at(text: str, start: int, end: int, *, most: int = 600) -> str:
    """The sentence around `text[start:end]`, at most `most` characters on either side."""
    left, right = max(0, start - most), min(len(text), end + most)
    before = max(
        (text.rfind(mark, left, start) + len(mark) for mark in (". ", "\n", "。", "! ", "? ") if mark in text[left:start]), default=left
    )
    ends = [at + 1 for mark in (". ", "\n", "。", "! ", "? ") if (at := text.find(mark, end, right)) >= 0]
    return text[before : min(ends, default=right)].strip()


async def recheck(connection: AsyncConnection[Any], board: str, captured_at: datetime) -> int:
    """Holds the claims about `board` that were published around a new capture against it; returns how many verdicts changed.

    Articles and captures come in any order, and the verdicts must not depend on it.
    """
    asking = [key for key in boards() if board in boards_asked(key)]
    around = {"boards": asking, "since": captured_at - FIRST_CAPTURE, "until": captured_at + OLDEST, "limit": RECHECKED}
    rows = await (await connection.execute(QUERIES["claim_recheck"], around)).fetchall()
    known = Known()
    changed = 0
    for id_, board_key, record, published_at, text, *old in rows:
        captures = await known.around(connection, board_key, published_at)
        verdict, snapshot_id = hold(claim_of(record), captures, published_at, text)
        new = [verdict.verdict, verdict.rank_kind, snapshot_id, verdict.evidence]
        if new != old:
            changed += 1
            names = ("verdict", "rank_kind", "snapshot_id", "evidence")
            await connection.execute(QUERIES["claim_verdict"], {"id": id_, **dict(zip(names, new, strict=True))})
    return changed


def claim_of(record: Mapping[str, Any]) -> Claim:
    """The claim that was stored as `record`."""
    values = dict(record)
    for name in ("value", "score"):
        if values.get(name) is not None:
            values[name] = Decimal(values[name])
    for name in ("rivals", "behind"):
        values[name] = tuple(values.get(name) or ())
    return Claim(**values)
