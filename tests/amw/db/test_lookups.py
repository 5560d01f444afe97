"""Questions that share a statement, on a real server."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from amw.db.connection import Database
from amw.db.lookups import Lookup


@pytest.fixture
async def database(database_url: str) -> Any:
    async with await Database.open(database_url) as database:
        yield database


async def test_questions_that_come_together_share_a_statement(database: Database) -> None:
    asked: list[list[int]] = []

    async def squares(connection: Any, keys: Sequence[int]) -> dict[int, int]:
        asked.append(list(keys))
        cursor = await connection.execute("select k, k * k from unnest(%s::int[]) as k where k <> 3", [list(keys)])
        return dict(await cursor.fetchall())

    lookup = Lookup(database, squares)
    assert await lookup(7) == 49
    assert await asyncio.gather(*(lookup(n) for n in (1, 2, 3, 2))) == [1, 4, None, 4]
    assert asked == [[7], [1, 2, 3]]


async def test_an_error_reaches_everyone_who_asked_and_nobody_after(database: Database) -> None:
    async def fails(connection: Any, keys: Sequence[int]) -> dict[int, int]:
        if 0 in keys:
            raise ValueError("no zero")
        return {key: key for key in keys}

    lookup = Lookup(database, fails)
    answers = await asyncio.gather(lookup(0), lookup(1), return_exceptions=True)
    assert [type(answer) for answer in answers] == [ValueError, ValueError]
    assert await lookup(1) == 1
