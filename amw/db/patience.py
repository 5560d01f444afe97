"""Work that outlasts a database that is away: what cannot be done now is done when the server is back, nothing is dropped."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from psycopg import AsyncConnection

from amw.db.connection import Database, Down

T = TypeVar("T")

PATIENCE = 15 * 60.0  # seconds: a restart, a fail-over, a minor upgrade; longer is an outage that somebody must look at


async def run(
    database: Database,
    work: Callable[[AsyncConnection[Any]], Awaitable[T]],
    *,
    patience: float = PATIENCE,
    on_down: Callable[[Down], None] | None = None,
    on_up: Callable[[], None] | None = None,
) -> T:
    """`work` in a transaction; where the database is away it waits and begins anew, so `work` must be safe to repeat.

    `on_down` and `on_up` are called once at each end of an outage. Raises Down after `patience` seconds without a server.
    """
    deadline = time.monotonic() + patience
    told = False
    while True:
        try:
            result = await database.run(work)
        except Down as error:
            left = deadline - time.monotonic()
            if left <= 0:
                raise
            if not told and on_down is not None:
                on_down(error)
            told = True
            await database.wait_until_up(timeout=left)
        else:
            if told and on_up is not None:
                on_up()
            return result
