"""What is stored together, the ids it is stored under, and how values and rows are handed to the server."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, LiteralString

from psycopg import AsyncConnection
from psycopg.types.json import Jsonb

from amw.boards import RankedRow, Snapshot
from amw.db.queries import COLUMNS, QUERIES
from amw.plain import plain
from amw.text import is_storable

Record = Mapping[str, Any]
Row = dict[str, Any]
Connection = AsyncConnection[Any]

States = Mapping[str, tuple[int, int]]
_ESCAPED = re.compile(r"\\(?:u00|[rbf])")  # what `storable` would change, as JSON writes it
REMEMBERED = 4  # boards whose capture stored last is kept in memory: a replay of many boards must not hold them all


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What is to be stored together; every list holds plain mappings as `pipelines.records` makes them."""

    articles: Sequence[Record] = ()
    snapshots: Sequence[Record] = ()
    rates: Sequence[Record] = ()
    visits: Sequence[Record] = ()
    rejected: Sequence[Record] = ()

    def __len__(self) -> int:
        return len(self.articles) + len(self.snapshots) + len(self.rates) + len(self.visits) + len(self.rejected)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A capture with its id and its ranks, rows without one left out; `states` are the ids of its rows and the numbers of their lines, by
    digest, as far as known."""

    id: int
    snapshot: Snapshot
    ranked: Sequence[RankedRow]
    states: States = field(default_factory=dict)


@dataclass(slots=True)
class Keys:
    """The ids behind catalogue keys, read once a crawl; sources are added as they are met.

    `newest` is the capture of each board that was stored last, by board id: the next one has most of its rows and is compared with it.
    """

    companies: dict[str, int] = field(default_factory=dict)
    models: dict[str, int] = field(default_factory=dict)
    boards: dict[str, int] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=dict)
    newest: dict[int, Stored] = field(default_factory=dict)

    def copy(self) -> Keys:
        """Keys that can be added to without changing these; companies and boards are never added to and are shared."""
        return replace(self, models=dict(self.models), sources=dict(self.sources), newest=dict(self.newest))

    def remember(self, board_id: int, taken: Stored) -> None:
        """Keeps a capture as the one stored last of its board, and those of the boards stored last."""
        self.newest.pop(board_id, None)
        self.newest[board_id] = taken
        if len(self.newest) > REMEMBERED:
            del self.newest[next(iter(self.newest))]


def to_json(rows: Sequence[Record]) -> str:
    """`plain(rows)` as JSON. Nearly all rows are plain but for their times and decimals, which one pass of the C encoder shows."""
    with suppress(ValueError, TypeError):
        text = json.dumps(rows, default=_encodable, ensure_ascii=False, allow_nan=False)
        if is_storable(text) and _ESCAPED.search(text) is None:
            return text
    return json.dumps(plain(rows), ensure_ascii=False)


def _encodable(value: Any) -> Any:
    if isinstance(value, datetime):  # nearly all of them
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else plain(value)


async def run(connection: Connection, name: str, rows: Iterable[Record]) -> list[tuple[Any, ...]]:
    """What the statement `name` gives for `rows`, handed over as one JSON document; it is not asked where there are none."""
    columns = COLUMNS[name]
    rows = [{column: row[column] for column in columns if column in row} for row in rows]
    if not rows:
        return []
    sql: LiteralString = QUERIES[name]
    cursor = await connection.execute(sql, {"rows": Jsonb(rows, dumps=to_json)})
    return await cursor.fetchall() if cursor.description else []


def capture_id(record: Record, captures: Mapping[tuple[str, int], int]) -> int | None:
    """The id of the capture that `record` came from, None where it came from none."""
    capture = record.get("capture")
    return captures[capture["file"], capture["record_offset"]] if capture else None


async def queue_names(connection: Connection, names: Sequence[Record], counts: Counter[str]) -> None:
    """Unknown names, for a person to decide."""
    counts["names"] += len(names)
    await run(connection, "name_queue_insert", names)
