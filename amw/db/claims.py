"""Claims against captures: which captures a report is held against, and what a new capture changes for reports stored before it."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from psycopg import AsyncConnection
from psycopg.types.json import Jsonb

from amw import claims  # `claims.check` is loaded when it is first asked for
from amw.boards import Snapshot, boards
from amw.claims import Claim, Verdict
from amw.claims.windows import FIRST_CAPTURE, OLDEST, SAME_DAY, SITES, month_meant
from amw.db.board_rows import snapshot_of
from amw.db.judging import judge_stored
from amw.db.queries import QUERIES
from amw.db.statements import ask
from amw.plain import plain
from amw.stories.report import standing

CAPTURES_BEFORE = 3  # the day's capture and the ones before it, for a board that is captured daily
RECHECKED = 500  # claims looked at again when a capture comes: those nearest to it
REMEMBERED_CLAIMS = timedelta(days=366)  # how long a month without a year can be told of: until it comes again
REMEMBERED = 32  # answers: an article has a few claims, a batch or a day's press asks for the same captures again and again
ENDS = (". ", "\n", "。", "! ", "? ")  # of sentences
REACH = 600  # characters of a sentence on either side of a claim
MOST_CAPTURES = 400  # in those answers: a daily board has thirty in a month, of some 500 rows each

BoardCaptures = list[tuple[int, Snapshot]]
_FIELDS = frozenset(field.name for field in fields(Claim))


def boards_asked(board_key: str) -> list[str]:
    """The boards whose captures can tell of a claim about `board_key` (board or board/metric): a site may mean any of its own."""
    board = board_key.partition("/")[0]
    return [board] + [key for key in boards() if board in SITES and key.startswith(SITES[board]) and key != board]


async def newest_capture(connection: AsyncConnection[Any]) -> int:
    """The id of the capture that was stored last, 0 where there is none."""
    newest = await ask(connection, "board_snapshot_newest")
    return int(newest[0][0]) if newest else 0


async def captures_around(connection: AsyncConnection[Any], board_key: str, at: datetime) -> BoardCaptures:
    """The captures that a report of the moment `at` is held against, with their ids: the newest before, and the first after it."""
    found: BoardCaptures = []
    for board in boards_asked(board_key):
        rows = await ask(connection, "board_snapshot_before", board=board, at=at + SAME_DAY, limit=CAPTURES_BEFORE)
        after = await ask(connection, "board_snapshot_after", board=board, at=at + SAME_DAY)
        rows += [row for row in after if row[1] <= at + FIRST_CAPTURE or boards()[board].lasting]
        found += [(row[0], snapshot_of(board, row)) for row in rows]
    return found


async def captures_of_month(connection: AsyncConnection[Any], board_key: str, year: int, month: int) -> BoardCaptures:
    """The captures that a claim of an earlier month is held against, with their ids: the last of each of its days."""
    since = datetime(year, month, 1, tzinfo=UTC)
    until = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    found: BoardCaptures = []
    for board in boards_asked(board_key):
        rows = await ask(connection, "board_snapshot_between", board=board, since=since, until=until)
        found += [(row[0], snapshot_of(board, row)) for row in rows]
    return found


class CaptureCache:
    """Captures that were read before, by board and moment: the last REMEMBERED answers, none from before the newest capture was stored."""

    def __init__(self) -> None:
        self._read: OrderedDict[tuple[str, datetime | tuple[int, int]], BoardCaptures] = OrderedDict()
        self._newest: int | None = None

    async def newest(self, connection: AsyncConnection[Any]) -> int:
        """The id of the capture that was stored last; where it is another than before, what was read is forgotten."""
        newest = await newest_capture(connection)
        if newest != self._newest:
            self._read.clear()
            self._newest = newest
        return newest

    async def of(self, connection: AsyncConnection[Any], claim: Claim, at: datetime | None) -> BoardCaptures:
        """The captures that `claim` of a report of the moment `at` is held against: those around it, or of the month that it speaks of.

        None for a claim that names no board, or a report without a date.
        """
        if not claim.board_key or at is None:
            return []
        month = month_meant(claim.month, at.astimezone(UTC).date())
        when = at if month is None else month
        if (claim.board_key, when) not in self._read:
            taken = (
                captures_around(connection, claim.board_key, at)
                if month is None
                else captures_of_month(connection, claim.board_key, *month)
            )
            self._read[claim.board_key, when] = await taken
            while len(self._read) > REMEMBERED or (len(self._read) > 1 and sum(map(len, self._read.values())) > MOST_CAPTURES):
                self._read.popitem(last=False)
        return self._read[claim.board_key, when]


def hold(claim: Claim, captures: BoardCaptures, published_at: datetime | None, text: str) -> tuple[Verdict, int | None]:
    """The verdict on `claim`, whose span counts in `text`, and the id of the capture it rests on."""
    verdict = claims.check(claim, [taken for _, taken in captures], published_at, sentence=sentence_at(text, claim.start, claim.end))
    return verdict, next((id_ for id_, taken in captures if taken is verdict.snapshot), None)


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around `text[start:end]`, at most REACH characters on either side."""
    left, right = max(0, start - REACH), min(len(text), end + REACH)
    before = max((text.rfind(mark, left, start) + len(mark) for mark in ENDS if mark in text[left:start]), default=left)
    ends = [at + 1 for mark in ENDS if (at := text.find(mark, end, right)) >= 0]
    return text[before : min(ends, default=right)].strip()


async def recheck(connection: AsyncConnection[Any], board: str, captured_at: datetime) -> int:
    """Holds the claims about `board` that were published around a new capture against it; returns how many verdicts changed.

    Articles and captures come in any order, and the verdicts must not depend on it.
    """
    asking = [key for key in boards() if board in boards_asked(key)]
    rows = await ask(
        connection,
        "claim_recheck",
        boards=asking,
        since=captured_at - FIRST_CAPTURE,
        until=captured_at + OLDEST,
        remembered=captured_at + REMEMBERED_CLAIMS,
        month=captured_at.astimezone(UTC).month,
        limit=RECHECKED,
    )
    return await _hold_again(connection, rows)


async def reread(connection: AsyncConnection[Any]) -> int:
    """Holds the contradicted claims again that today's reading of their texts does not understand; returns how many verdicts changed.

    A new version may understand less, and no capture that comes later would touch an old report.
    """
    return await _hold_again(connection, await ask(connection, "claim_contradicted"), doubted_only=True)


async def _hold_again(connection: AsyncConnection[Any], rows: Iterable[Sequence[Any]], *, doubted_only: bool = False) -> int:
    """Holds the stored claims in `rows` (as `claim_recheck` gives them) against the captures, and judges the reports anew that cite one
    whose verdict changes; returns how many do. Takes the lock of the store only where one does: reading texts again takes long."""
    known = CaptureCache()
    read: dict[str, list[Claim]] = {}  # what today's reading finds in the texts with a contradiction
    changed: list[dict[str, Any]] = []
    for id_, record, published_at, title, publisher, text, *old in rows:
        claim = claim_of(record)
        if doubted_only:
            stored, claim = claim, await asyncio.to_thread(_as_read_today, claim, title, publisher, text, read)
            if claim == stored:
                continue
        captures = await known.of(connection, claim, published_at)
        verdict, snapshot_id = hold(claim, captures, published_at, text)
        if verdict.verdict == "contradicted" and old[0] != "contradicted":
            claim = await asyncio.to_thread(_as_read_today, claim, title, publisher, text, read)
            verdict, snapshot_id = hold(claim, captures, published_at, text)
        new = [verdict.verdict, verdict.rank_kind, snapshot_id, verdict.evidence]
        if new != old:
            standing_record = Jsonb(plain(asdict(standing(claim, verdict))))
            changed.append({"id": id_, **verdict.to_record(), "snapshot_id": snapshot_id, "standing": standing_record})
    if changed:
        await connection.execute(QUERIES["store_lock"])
        cited = {article_id for values in changed for (article_id,) in await ask(connection, "claim_verdict", **values)}
        await judge_stored(connection, cited)
    return len(changed)


def _as_read_today(claim: Claim, title: str, publisher: str | None, text: str, read: dict[str, list[Claim]]) -> Claim:
    """A stored claim with what a reading of its text today does not understand: its own words where they are read otherwise.

    An earlier version may have understood less well, or not asked. `read` keeps what was found in a text for its next claim.
    """
    from amw.claims import find_claims  # what finds is asked for where a claim is contradicted, which is rare
    from amw.companies import find_registered

    if text not in read:
        read[text] = find_claims(text, find_registered(text, title=title, publisher=publisher))
    alike = [c for c in read[text] if _meaning(c) == _meaning(claim) and c.start < claim.end and claim.start < c.end]
    return replace(claim, unread=min((c.unread for c in alike), default=text[claim.start : claim.end]))


def _meaning(claim: Claim) -> Claim:
    """What makes two readings of the same words the same claim: all but where it stands, what is doubted and what the register knows."""
    company = None if claim.model else claim.company
    return replace(claim, board="", start=0, end=0, company=company, model_key=None, near=(), keys=(), unsure=False, unread="")


def claim_of(record: Mapping[str, Any]) -> Claim:
    """The claim that was stored as `record`, by this version or one that told what it had not understood as `narrow`."""
    values = {name: value for name, value in record.items() if name in _FIELDS}
    values.setdefault("unread", record.get("narrow", ""))
    for name in ("value", "score"):
        if values.get(name) is not None:
            values[name] = Decimal(values[name])
    for name in ("rivals", "behind", "but", "near"):
        values[name] = tuple(values.get(name) or ())
    values["keys"] = tuple((name, key) for name, key in values.get("keys") or ())
    return Claim(**values)
