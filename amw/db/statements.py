"""Every SQL statement of the engine by name, and the ways to run one. `queries.sql` is the one home of SQL at run time:

    -- name: source_due
    -- The sources whose next crawl is due, most overdue first.
    select ...;

A name (lower_snake_case, once per file), one or more comment lines that say what it does, one statement. Comment lines before
a name are section headings and belong to nobody. `QUERIES["source_due"]` is the text for psycopg, without the semicolon.

`fetch` gives dicts to those who read, `ask` and `run` tuples to those who write; `run` takes many rows. Those who read much have
`fetch_tuples`, those who write and name what they get `ask_named`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from importlib.resources import files
from types import MappingProxyType
from typing import Any, LiteralString

from psycopg import AsyncConnection, Connection
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from amw.plain import plain
from amw.text import is_storable

Record = Mapping[str, Any]
Row = dict[str, Any]

_STATEMENT = re.compile(r"^-- name: ([a-z][a-z0-9_]*)\n(?:--[^\n]*\n)+(.+?);\n+(?=-- |\Z)", re.MULTILINE | re.DOTALL)

QUERIES: Mapping[str, LiteralString] = MappingProxyType(
    dict(_STATEMENT.findall((files("amw.db") / "queries.sql").read_text(encoding="utf-8")))
)
# The words of the statements that take rows as one JSON document: what a row has under another name need not travel.
WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {name: frozenset(re.findall(r"\w+", sql)) for name, sql in QUERIES.items() if "%(rows)s" in sql}
)
_ESCAPED = re.compile(r"\\(?:u00|[rbf])")  # what `storable` would change, as JSON writes it


def fetch(connection: Connection[Any], name: str, /, **parameters: Any) -> list[Row]:
    """The rows of the statement `name` of queries.sql with `parameters`, as dicts by column. Raises KeyError for an unknown name."""
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(QUERIES[name], parameters).fetchall()


def fetch_tuples(connection: Connection[Any], name: str, /, *, binary: bool = False, **parameters: Any) -> list[tuple[Any, ...]]:
    """As `fetch`, but tuples, which take less; `binary` as the server has them, which takes less where there are many."""
    with connection.cursor(binary=binary) as cursor:
        return cursor.execute(QUERIES[name], parameters).fetchall()


def fetch_one(connection: Connection[Any], name: str, /, **parameters: Any) -> Row | None:
    """The first row of the statement `name`, None where it gives none."""
    rows = fetch(connection, name, **parameters)
    return rows[0] if rows else None


def columns_of(row: Record, names: str) -> Row:
    """The columns of `row` that `names` lists, parted by spaces."""
    return {name: row[name] for name in names.split()}


class CursorGone(Exception):
    """No change stands at a cursor: it was pruned, or the database was restored. Readers begin at 0-0, which still tells everything."""


def changes_after(connection: Connection[Any], cursor: tuple[str, int], *, limit: int) -> list[Row]:
    """Changes after a cursor (transaction, number; ("0", 0) is before the first) in commit order. Raises CursorGone."""
    xid, seq = cursor
    rows = fetch(connection, "change_since", xid=xid, seq=seq, limit=limit)
    if (fetch_one(connection, "change_known", xid=xid, seq=seq) or {}).get("known"):
        return rows
    raise CursorGone(f"{xid}-{seq}")


def like(text: str) -> str:
    """The pattern of LIKE that finds `text` anywhere."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def each_word(words: str | None) -> list[str] | None:
    """The patterns that find what holds each word of `words`, in any order; None where no word is asked for."""
    return [like(word) for word in (words or "").split()] or None


async def ask(connection: AsyncConnection, name: str, /, *, binary: bool = False, **parameters: Any) -> list[tuple[Any, ...]]:
    """The rows of the statement `name` for those who write: as tuples, on an asynchronous connection; `binary` as the server has them."""
    async with connection.cursor(binary=binary) as cursor:
        await cursor.execute(QUERIES[name], parameters or None)
        return await cursor.fetchall()


async def ask_named(connection: AsyncConnection, name: str, /, **parameters: Any) -> list[Row]:
    """As `ask`, but dicts by column."""
    async with connection.cursor(row_factory=dict_row) as cursor:
        await cursor.execute(QUERIES[name], parameters)
        return await cursor.fetchall()


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


async def run(connection: AsyncConnection, name: str, rows: Iterable[Record]) -> list[tuple[Any, ...]]:
    """What the statement `name` gives for `rows`, handed over as one JSON document; it is not asked where there are none."""
    words = WORDS[name]
    rows = [{column: value for column, value in row.items() if column in words} for row in rows]
    if not rows:
        return []
    cursor = await connection.execute(QUERIES[name], {"rows": Jsonb(rows, dumps=to_json)})
    return await cursor.fetchall() if cursor.description else []
