"""Claims against captures: which captures a report is held against, and what a new capture changes for reports stored before it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from psycopg import AsyncConnection
from psycopg.types.json import Jsonb

from amw import claims  # `claims.check` is loaded when it is first asked for
from amw.boards import Row, Snapshot, boards
from amw.boards.compact import read_speeds, speed_at
from amw.claims import Claim, Verdict
from amw.claims.windows import OLDEST, boards_of_site, next_to
from amw.db.board_rows import TOGETHER, StoredRows, head_of
from amw.db.judging import judge_stored
from amw.db.statements import QUERIES, ask
from amw.plain import plain
from amw.stories.report import standing

RECHECKED = 500  # claims looked at again when a capture comes: those nearest to it
REMEMBERED_CLAIMS = timedelta(days=366)  # how long a month without a year can be told of: until it comes again
ENDS = (". ", "\n", "。", "! ", "? ")  # of sentences
REACH = 600  # characters of a sentence on either side of a claim
MOST_CAPTURES = 4_000  # kept: the ten boards of a site have 120 around a day, which share nearly all of their rows
MOST_ROWS = 120_000  # kept, by their states or with what was measured that day; beyond it those of one day's captures
REMEMBERED = 64  # days of boards whose captures are known

BoardCaptures = Mapping[int, Snapshot]  # by id, in order of time
_FIELDS = frozenset(field.name for field in fields(Claim))


async def newest_capture(connection: AsyncConnection[Any]) -> int:
    """The id of the capture that was stored last, 0 where there is none."""
    newest = await ask(connection, "board_snapshot_newest")
    return int(newest[0][0]) if newest else 0


class CaptureCache:
    """Holds claims against captures, and keeps what it read of these: where that was more than MOST_CAPTURES or MOST_ROWS, it begins anew.

    Which captures lie around a day is asked again once another one was stored; what a capture shows never changes.
    """

    def __init__(self) -> None:
        self._newest: int | None = None
        self._around: dict[tuple[str, date, tuple[int, int] | None], BoardCaptures] = {}  # without rows
        self._read_before: dict[tuple[int, bool], Snapshot] = {}
        self._rows: dict[int, Row] = {}  # by their states
        self._measured = 0  # rows of a day alone

    async def newest(self, connection: AsyncConnection[Any]) -> int:
        """The id of the capture that was stored last; where it is another than before, captures around a day are asked for again."""
        newest = await newest_capture(connection)
        if newest != self._newest:
            self._around = {}  # another one: who asks at this moment may be told of before
            self._newest = newest
        return newest

    async def hold(
        self, connection: AsyncConnection[Any] | None, claim: Claim, at: datetime | None, text: str
    ) -> tuple[Verdict, int | None]:
        """The verdict on `claim` of a report of the moment `at`, whose span counts in `text`, and the id of the capture it rests on.

        As `check` gives it with all captures of the board and its site that were not refused, of each day the one nearest to the report's:
        those next to it first, since what they bear out all of them do. Without a connection or a moment there are none.
        """
        sentence = sentence_at(text, claim.start, claim.end)
        wanted = claims.wanted(claim, at, sentence=sentence)
        if connection is None or at is None or wanted is None:
            return claims.check(claim, (), at, sentence=sentence), None
        board, on, month, measured = wanted
        around = dict(await self._heads(connection, board, on, month))
        near = around if month is not None else dict(list(around.items())[next_to(list(around.values()), on)])
        captures = await self._read(connection, near, measured=measured)
        verdict = claims.check(claim, captures.values(), at, sentence=sentence)
        if verdict.verdict != "supported":
            await asyncio.sleep(0)  # a claim may be held against a hundred captures
            for other in boards_of_site(board)[1:]:
                around |= await self._heads(connection, other, on, month)
            captures = await self._read(connection, around, measured=measured)
            verdict = claims.check(claim, captures.values(), at, sentence=sentence)
        return verdict, next((id_ for id_, taken in captures.items() if taken is verdict.snapshot), None)

    async def _heads(self, connection: AsyncConnection[Any], board: str, on: date, month: tuple[int, int] | None) -> BoardCaptures:
        """The captures of a board around a day, or of a month, without rows, in order of time."""
        known = self._around
        if (board, on, month) not in known:
            day = datetime.combine(on, time(), tzinfo=UTC) + timedelta(days=1)
            since, until = day - OLDEST - timedelta(days=1), day + OLDEST
            if month is not None:
                since = datetime(*month, 1, tzinfo=UTC)
                day = until = (since + timedelta(days=31)).replace(day=1)
            rows = await ask(connection, "board_snapshot_around", board=board, since=since, day=day, until=until)
            if len(known) >= REMEMBERED:
                known.clear()
            known[board, on, month] = {id_: head_of(board, head) for id_, *head in rows}
        return known[board, on, month]

    async def _read(self, connection: AsyncConnection[Any], heads: BoardCaptures, *, measured: bool) -> BoardCaptures:
        """These captures with their rows, and with what is measured anew every day where that is asked for."""
        captures = {id_: taken for id_ in heads if (taken := self._read_before.get((id_, measured))) is not None}
        missing = list(heads.keys() - captures.keys())
        if missing and (len(self._read_before) > MOST_CAPTURES or len(self._rows) + self._measured > MOST_ROWS):
            self._read_before.clear()
            self._rows.clear()
            captures.clear()
            self._measured, missing = 0, list(heads)  # those at hand too, which would be kept uncounted
        if missing:
            found = await ask(connection, "board_snapshot_rows", binary=True, ids=missing, measured=measured)
            rows = await self._states(connection, {state for _, states, _ in found for state in states})
            for id_, states, speeds in found:
                shown = tuple(rows[state] for state in states)
                if daily := read_speeds(speeds):
                    shown = tuple(replace(row, speed=speed_at(daily, at)) for at, row in enumerate(shown))
                    self._measured += len(shown)
                    await asyncio.sleep(0)  # fetching goes on meanwhile
                captures[id_] = self._read_before[id_, measured] = replace(heads[id_], rows=shown)
        return {id_: captures[id_] for id_ in heads}  # what is kept may have been cleared meanwhile

    async def _states(self, connection: AsyncConnection[Any], ids: set[int]) -> dict[int, Row]:
        """The rows of these states: of a board's captures of two months nearly all are the same."""
        rows = {id_: row for id_ in ids if (row := self._rows.get(id_)) is not None}
        if missing := list(ids - rows.keys()):
            states = await ask(connection, "board_states", ids=missing, without=[])
            lines = await ask(connection, "board_lines", ids=list({line_id for _, line_id, _ in states}), extra=True)
            read = StoredRows(states, lines, without=())
            for start in range(0, len(missing), TOGETHER):
                read.make(missing[start : start + TOGETHER])
                await asyncio.sleep(0)  # fetching goes on meanwhile
            self._rows |= (new := {id_: read[id_] for id_ in missing})
            rows |= new
        return rows


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around `text[start:end]`, at most REACH characters on either side."""
    left, right = max(0, start - REACH), min(len(text), end + REACH)
    before = max((text.rfind(mark, left, start) + len(mark) for mark in ENDS if mark in text[left:start]), default=left)
    ends = [at + 1 for mark in ENDS if (at := text.find(mark, end, right)) >= 0]
    return text[before : min(ends, default=right)].strip()


async def recheck(connection: AsyncConnection[Any], board: str, captured_at: datetime) -> int:
    """Holds the claims about `board` again that a new capture can tell of; returns how many verdicts changed.

    Articles and captures come in any order, and the verdicts must not depend on it.
    """
    rows = await ask(
        connection,
        "claim_recheck",
        board=board,
        boards=[key for key in boards() if board in boards_of_site(key)],
        at=captured_at,
        reach=OLDEST + timedelta(days=1),
        remembered=captured_at + REMEMBERED_CLAIMS,
        month=captured_at.astimezone(UTC).month,
        limit=RECHECKED,
    )
    return await _hold_again(connection, rows)


async def reread(connection: AsyncConnection[Any]) -> int:
    """Holds the contradicted claims again, as today's reading of their texts understands them; returns how many verdicts changed.

    A new version may understand less, or look at more captures, and no capture that comes later would touch an old report.
    """
    return await _hold_again(connection, await ask(connection, "claim_contradicted"), anew=True)


async def _hold_again(connection: AsyncConnection[Any], rows: Sequence[Sequence[Any]], *, anew: bool = False) -> int:
    """Holds the stored claims in `rows` (as `claim_recheck` gives them) against the captures, and judges the reports anew that cite one
    whose verdict changes; returns how many do. Texts of claims that were contradicted before are read again where asked for (`anew`).
    Takes the lock of the store only where a verdict changes: reading texts again takes long."""
    known = CaptureCache()
    newest = await known.newest(connection)
    read: dict[str, list[Claim]] = {}  # what today's reading finds in the texts with a contradiction
    changed: list[dict[str, Any]] = []
    for id_, record, published_at, title, publisher, text, *old in rows:
        claim = claim_of(record)
        verdict, snapshot_id = await known.hold(connection, claim, published_at, text)
        if verdict.verdict == "contradicted" and (anew or old[0] != "contradicted"):
            claim = await asyncio.to_thread(_as_read_today, claim, title, publisher, text, read)
            verdict, snapshot_id = await known.hold(connection, claim, published_at, text)
        new = [verdict.verdict, verdict.rank_kind, snapshot_id, verdict.evidence]
        if new != old:
            standing_record = Jsonb(plain(asdict(standing(claim, verdict))))
            changed.append({"id": id_, **verdict.to_record(), "snapshot_id": snapshot_id, "standing": standing_record})
    if changed:
        await connection.execute(QUERIES["store_lock"])
        if await known.newest(connection) != newest:  # what was stored meanwhile, these verdicts do not know
            ids = {values["id"] for values in changed}
            return await _hold_again(connection, [row for row in rows if row[0] in ids], anew=anew)
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
    words = min((c.unread for c in alike), default=text[claim.start : claim.end])
    return replace(claim, unread=words, unsure=any(c.unsure for c in alike))


def _meaning(claim: Claim) -> Claim:
    """What makes two readings of the same words the same claim: all but where it stands, what is doubted and what the register knows."""
    company = None if claim.model else claim.company
    return replace(claim, board="", start=0, end=0, company=company, model_key=None, near=(), keys=(), unsure=False, unread="", sentence="")


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
