"""Captures of boards as they are read back: their rows as they are stored, what a capture says of itself, of how many its ranks are."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from psycopg import Connection

from amw.boards import Row, Snapshot
from amw.boards.compact import read_speeds, restored, speed_at
from amw.boards.records import Number
from amw.db.statements import fetch_tuples
from amw.garbage import uncollected

TOGETHER = 100  # rows made at once


class StoredRows(Mapping[int, Row]):
    """Rows by the id of their state, as they were read; each is made when somebody looks at it.

    Of a table of 4,500 rows that nobody looks through, making them would be two thirds of the work.
    """

    def __init__(self, states: Sequence[tuple[int, int, str]], lines: Sequence[tuple[int, str]], *, without: Collection[str]) -> None:
        self._states = {id_: (line_id, record) for id_, line_id, record in states}
        self._lines = dict(lines)
        self._without = frozenset(without)
        self._made: dict[int, Row] = {}
        self.speeds: Mapping[int, Mapping[str, Number]] = {}  # what was measured that day of the rows in these states

    def __getitem__(self, id_: int) -> Row:
        if id_ not in self._made:
            self.make((id_,))
        return self._made[id_]

    def __iter__(self) -> Iterator[int]:
        return iter(self._states)

    def __len__(self) -> int:
        return len(self._states)

    @uncollected()
    def make(self, ids: Iterable[int]) -> None:
        """Makes these rows together, which is less work: their JSON is read in one go, as much of it as the processor's caches hold. Raises
        KeyError for a state that was not read."""
        wanted = [id_ for id_ in ids if id_ not in self._made]
        for start in range(0, len(wanted), TOGETHER):
            self._make(wanted[start : start + TOGETHER])

    def _make(self, wanted: Sequence[int]) -> None:
        states = [self._states[id_] for id_ in wanted]
        line_ids = dict.fromkeys(line_id for line_id, _ in states)  # in a history many states are of one line
        lines = dict(zip(line_ids, _read(map(self._lines.__getitem__, line_ids)), strict=True))
        for id_, (line_id, _), state in zip(wanted, states, _read(record for _, record in states), strict=True):
            line = lines[line_id]
            record = restored(line, state, without=self._without) if state else line
            self._made[id_] = Row.from_record({**record, "speed": speed} if (speed := self.speeds.get(id_)) else record)


def rows_of(connection: Connection[Any], ids: Collection[int], *, extra: bool = False, capture: int | None = None) -> StoredRows:
    """The rows of these states by id, less what is measured anew every day and, where not asked for, `extra`.

    Where `capture` is given, all rows of it are read, which asks for less than to name most of them does.
    """
    without = [] if extra else ["extra"]
    if capture is not None:
        states = fetch_tuples(connection, "board_states_all", binary=True, id=capture, without=without)
        lines = fetch_tuples(connection, "board_lines_all", binary=True, id=capture, extra=extra)
    else:
        states = fetch_tuples(connection, "board_states", binary=True, ids=list(ids), without=without)
        line_ids = list({line_id for _, line_id, _ in states})
        lines = fetch_tuples(connection, "board_lines", binary=True, ids=line_ids, extra=extra)
    return StoredRows(states, lines, without=without)


def _read(texts: Iterable[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(f"[{','.join(texts)}]")
    return found


def speeds_by_state(connection: Connection[Any], id_: int, states: Collection[int]) -> dict[int, dict[str, Number]]:
    """What was measured on the day of capture `id_` of its rows in these states."""
    ((speeds, row_ids),) = fetch_tuples(connection, "board_speeds", id=id_)
    measured = read_speeds(speeds)
    return {state: speed_at(measured, at) for at, state in enumerate(row_ids) if state in states} if measured else {}


class Counts(Mapping[str, Mapping[str, Mapping[str, int]]]):
    """The `counts` of a capture, read when somebody asks: of a year of captures that is as much work as all else."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def read(self) -> dict[str, Mapping[str, Mapping[str, int]]]:
        return dict(json.loads(self.text))

    def __getitem__(self, section: str) -> Mapping[str, Mapping[str, int]]:
        return self.read[section]

    def __iter__(self) -> Iterator[str]:
        return iter(self.read)

    def __len__(self) -> int:
        return len(self.read)


def head_of(board: str, head: Sequence[Any], rows: tuple[Row, ...] = ()) -> Snapshot:
    """The capture that says `head` of itself, without rows but those given."""
    captured_at, version, digest, verdict, reasons, leftovers, record = head
    return Snapshot(
        board=board,
        captured_at=captured_at,
        version=version,
        rows=rows,
        verdict=verdict,
        reasons=tuple(reasons),
        leftovers=leftovers,
        digest=digest,
        **{name: value for name, value in record.items() if name != "style_control"},  # which captures had that no version ever told
    )


def snapshot_of(board: str, row: Sequence[Any]) -> Snapshot:
    """The capture of one row of `board_snapshot_before`, with all its rows."""
    _, *head, speeds, records = row
    measured = read_speeds(speeds)
    rows = (
        Row.from_record({**restored(line, state), "speed": speed_at(measured, at)}) for at, (line, state) in enumerate(json.loads(records))
    )
    return head_of(board, head, tuple(rows))


def board_snapshots(connection: Connection[Any], board: str, at: datetime, *, limit: int = 1) -> list[Snapshot]:
    """The newest captures of `board` at or before `at` that were not refused, newest first."""
    return [snapshot_of(board, row) for row in fetch_tuples(connection, "board_snapshot_before", board=board, at=at, limit=limit)]
