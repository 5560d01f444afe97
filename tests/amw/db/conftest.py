"""The database that tests of the store work on."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from amw.db.connection import Database


@pytest.fixture
async def database(stocked_url: str) -> AsyncIterator[Database]:
    async with await Database.open(stocked_url) as database:
        yield database
