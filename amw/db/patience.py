"""Work that outlasts a database that is away: what cannot be done now is done when the server is back, nothing is dropped."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from psycopg import AsyncConnection

from amw.db.connection import Database
from amw.db.errors import Down, redact

T = TypeVar("T")

PATIENCE = 15 * 60.0  # seconds: a restart, a fail-over, a minor upgrade; longer is an outage that somebody must look at
GRACE = 10.0  # seconds that a stop waits for a server that is away: one that is only started anew is back by then
LOOK = 1.0  # seconds for a look whether it is away


@dataclass(slots=True)
class _Hurry:
    """Whether an event loop was asked to stop, and until when it still waits (`time.monotonic`)."""

    asked: asyncio.Event = field(default_factory=asyncio.Event)
    until: float = float("inf")


_hurries: WeakKeyDictionary[asyncio.AbstractEventLoop, _Hurry] = WeakKeyDictionary()


def _hurry() -> _Hurry:
    return _hurries.setdefault(asyncio.get_running_loop(), _Hurry())


def hasten() -> None:
    """The running event loop was asked to stop: from GRACE seconds on all in it looks once whether a server is away, and does not wait."""
    hurry = _hurry()
    hurry.until = min(hurry.until, time.monotonic() + GRACE)
    hurry.asked.set()


async def opened(url: str, *, purpose: str = "", patience: float = PATIENCE) -> Database:
    """`Database.open`, where a server that is away is waited for as in `run`. Raises Down as `run` does."""
    stopped = Down(f"no database at {redact(url)}, and a stop was asked for")
    return await _unless_stopped(Database.open(url, purpose=purpose, patience=patience), stopped)


async def run(
    database: Database,
    work: Callable[[AsyncConnection[Any]], Awaitable[T]],
    *,
    patience: float = PATIENCE,
    on_down: Callable[[Down], None] | None = None,
    on_up: Callable[[], None] | None = None,
) -> T:
    """`work` in a transaction; where the database is away it waits and begins anew, so `work` must be safe to repeat.

    `on_down` and `on_up` are called once at each end of an outage. Raises Down after `patience` seconds without a server, or sooner
    where the event loop was told to `hasten`.
    """
    deadline = time.monotonic() + patience
    announced = last = False
    while True:
        try:
            result = await database.run(work)
        except Down as error:
            if last:
                raise
            last = not error.conflict and _hurry().until <= time.monotonic()
            if not announced and on_down is not None:
                on_down(error)
            announced = True
            await until_up(database, error, deadline)
        else:
            if announced and on_up is not None:
                on_up()
            return result


async def until_up(database: Database, error: Down, deadline: float) -> None:
    """Waits for a server that is away, until `deadline` (`time.monotonic`) or as long as a stop allows; then raises Down."""
    if deadline <= time.monotonic():
        raise error
    await _unless_stopped(database.wait_until_up(timeout=deadline - time.monotonic()), error)


async def _unless_stopped(waiting: Coroutine[Any, Any, T], error: Down) -> T:
    """What `waiting`, for a server that is away, gives; raises `error` once the event loop was told to `hasten` and its grace is over."""
    hurry = _hurry()
    back = asyncio.create_task(waiting)
    asked = asyncio.create_task(hurry.asked.wait())
    try:
        await asyncio.wait({back, asked}, return_when=asyncio.FIRST_COMPLETED)
        if not back.done():
            await asyncio.wait({back}, timeout=max(LOOK, hurry.until - time.monotonic()))
        if not back.done():
            raise error
        return await back
    finally:
        back.cancel()
        asked.cancel()
