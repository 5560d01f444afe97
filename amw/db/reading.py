"""Looks things up: every read of the products and the command line is a named statement with named parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from psycopg import AsyncConnection, Connection
from psycopg.rows import dict_row

from amw.db.queries import QUERIES

if TYPE_CHECKING:
    from amw.boards import Snapshot

Row = dict[str, Any]


def fetch(connection: Connection[Any], name: str, /, **parameters: Any) -> list[Row]:
    """The rows of the statement `name` with `parameters`, as dicts by column. Raises KeyError for an unknown name."""
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(QUERIES[name], parameters).fetchall()


def fetch_one(connection: Connection[Any], name: str, /, **parameters: Any) -> Row | None:
    """The first row of the statement `name`, None where it gives none."""
    rows = fetch(connection, name, **parameters)
    return rows[0] if rows else None


def like(text: str) -> str:
    """The pattern of LIKE that finds `text` anywhere."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def each_word(words: str | None) -> list[str] | None:
    """The patterns that find what holds each word of `words`, in any order; None where no word is asked for."""
    return [like(word) for word in (words or "").split()] or None


async def ask(connection: AsyncConnection[Any], name: str, /, *, binary: bool = False, **parameters: Any) -> list[tuple[Any, ...]]:
    """The rows of the statement `name` for those who write: as tuples, on an asynchronous connection; `binary` as the server has them."""
    async with connection.cursor(binary=binary) as cursor:
        await cursor.execute(QUERIES[name], parameters or None)
        return await cursor.fetchall()


def board_snapshots(connection: Connection[Any], board: str, at: Any, *, limit: int = 1) -> list[Snapshot]:
    """The newest captures of `board` at or before `at` that were not refused, newest first."""
    from amw.db.past import snapshot  # few reads are of boards

    rows = connection.execute(QUERIES["board_snapshot_before"], {"board": board, "at": at, "limit": limit}).fetchall()
    return [snapshot(board, row) for row in rows]


def board_history(connection: Connection[Any], board: str) -> list[Snapshot]:
    """Every capture of `board` that was not refused, oldest first."""
    from amw.db.past import snapshot  # few reads are of boards

    rows = connection.execute(QUERIES["board_snapshot_all"], {"board": board}).fetchall()
    return [snapshot(board, row) for row in rows]
