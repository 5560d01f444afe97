"""Connections: where the database is, and one shared pool a process. What goes wrong is told apart in `amw.db.errors`."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

import psycopg
from psycopg import AsyncConnection, Connection
from psycopg.conninfo import conninfo_to_dict
from psycopg_pool import AsyncConnectionPool

from amw.db.embedded import Embedded, watched
from amw.db.errors import Down, classified, redact
from amw.db.statements import QUERIES

POOL_SIZE = 6  # a crawl writes one batch and looks up a few things at a time; the crawls of a process share
CRAWL = 3  # connections that a crawl cannot do without: its claim of the source, one for the stages, one for the store
WORKER = 5  # connections that a worker keeps for itself, as seen on one at rest: its own and Procrastinate's four
CONNECT_SECONDS = 10
RESTART_SECONDS = 60  # a server that starts, recovers or stops is waited for: as long as it takes the embedded one at most
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 15.0  # seconds between looks at a server that is down, doubled each time, with jitter
# A network that swallows packets ends a connection within a minute; sockets ignore these.
SESSION: dict[str, Any] = {
    "application_name": "amw",
    "connect_timeout": CONNECT_SECONDS,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}

_CHANGING = "the database system is"  # starting up, shutting down, in recovery mode: libpq gives the words, not the code 57P03
_EMBEDDED: set[str] = set()  # the URLs of the embedded servers that this process has used

log = logging.getLogger(__name__)
T = TypeVar("T")


@contextmanager
def database_url(named: str | None = None) -> Iterator[str]:
    """The database to use: `named`, else `DATABASE_URL`, else the embedded one, which runs as long as somebody is inside.

    Raises EmbeddedError where there is none of the three, Down where what is named is no address.
    """
    url = named or os.environ.get("DATABASE_URL")
    if url:
        try:
            conninfo_to_dict(url)
        except psycopg.ProgrammingError:  # its message may quote a password
            raise Down("DATABASE_URL is no address of a PostgreSQL database (postgresql://user:password@host:5432/name)") from None
        yield url
        return
    with Embedded() as server, watched(server):
        _EMBEDDED.add(server.url())
        yield server.url()


def named_database(setting: str | None) -> str | None:
    """The address that the setting DATABASE_URL names; None for "", "none" or no setting, which is no database."""
    return None if not setting or setting == "none" else setting


@contextmanager
def connect(url: str) -> Iterator[Connection[Any]]:
    """One transaction on one connection, for commands that need no more. Raises Down or Refused."""
    with classified(), connected(url, **SESSION) as connection:
        connection.execute(QUERIES["session_settings"])
        yield connection


def connected(url: str, **options: Any) -> Connection[Any]:
    """`psycopg.connect`, where a server that starts, recovers or stops is waited for, `RESTART_SECONDS` at most.

    So is the embedded one whenever it is away, which is started anew by whoever uses it; another that does not answer may be no server.
    """
    deadline = time.monotonic() + RESTART_SECONDS
    coming = False
    while True:
        try:
            return psycopg.connect(url, **options)
        except psycopg.OperationalError as error:
            message = str(error)
            answered = "FATAL:" in message  # by a server that runs
            coming = _CHANGING in message or (not answered and (coming or url in _EMBEDDED))
            if not coming or time.monotonic() > deadline:
                raise
        time.sleep(FIRST_PAUSE)


class Database:
    """The database of this process: `await Database.open(url)`, any number of times, each paired with `await db.close()`.

    All opened on one URL for one `purpose` in one event loop share one pool, which is closed with the last of them.
    """

    def __init__(self, url: str, purpose: str, shared: _Shared) -> None:
        self.url = url
        self._key = (asyncio.get_running_loop(), url, purpose)
        self._shared: _Shared | None = shared

    @classmethod
    async def open(
        cls, url: str, *, purpose: str = "", size: int = POOL_SIZE, wait: float = CONNECT_SECONDS, patience: float | None = None
    ) -> Self:
        """Joins the pool of `url`, making it if need be.

        `purpose`: whose the pool is. Work goes round the connections of a pool in turn, so what is done again and again by one at a time
        has the server read and plan it less often where that one has a pool of its own, which then is one connection or two.
        `size`: connections at most; `wait`: seconds until a server that does not answer counts as Down, here and, for the one who
        makes the pool, in each transaction; `patience`: seconds here alone, where a server that is away is waited for.
        """
        key = (asyncio.get_running_loop(), url, purpose)
        shared = _POOLS.get(key)
        if shared is None:
            shared = _POOLS[key] = _Shared(_pool(url, size, wait))
        shared.users += 1
        database = cls(url, purpose, shared)
        try:
            async with shared.opening:
                if shared.pool.closed:
                    await database.wait_until_up(timeout=wait if patience is None else patience)
                    if shared.limit is not None:
                        shared.pool = _pool(url, size_within(shared.limit, size), wait)
                    await shared.pool.open()
        except BaseException:
            await database.close()
            raise
        return database

    async def close(self) -> None:
        """Leaves the pool; the last to leave closes it. Closing twice is closing once."""
        shared, self._shared = self._shared, None
        if shared is None:
            return
        shared.users -= 1
        if shared.users == 0:
            _POOLS.pop(self._key, None)
            await shared.pool.close(timeout=5)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def __repr__(self) -> str:
        return f"Database({redact(self.url)!r})"

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection[Any]]:
        """One transaction: committed at the end of the block, rolled back by an exception. Raises Down or Refused.

        Down may also mean that the connection was lost while committing, so what is repeated must be safe to repeat.
        """
        if self._shared is None:
            raise RuntimeError("this Database is closed")
        with classified():
            async with self._shared.pool.connection() as connection:
                yield connection

    async def run(self, work: Callable[[AsyncConnection[Any]], Awaitable[T]], *, conflicts: int = 5) -> T:
        """`work(connection)` in a transaction, begun anew up to `conflicts` times where another transaction was in its way."""
        while True:
            try:
                async with self.transaction() as connection:
                    return await work(connection)
            except Down as error:
                conflicts -= 1
                if not error.conflict or conflicts < 0:
                    raise
                await asyncio.sleep(random.uniform(0.01, 0.1))  # noqa: S311 - spreads repeats, hides nothing

    @property
    def limit(self) -> int | None:
        """How many connections the role may have at a time, as found when the pool was opened; None where it has no limit of its own."""
        return self._shared.limit if self._shared is not None else None

    async def wait_until_up(self, *, timeout: float | None = None) -> float:  # noqa: ASYNC109 - a budget over many attempts
        """Waits until the server serves again and returns the seconds waited; says so in the log once at each end.

        Raises Down with the server's last word after `timeout` seconds (None: waits for ever).
        """
        begun = time.monotonic()
        pause = FIRST_PAUSE
        announced = False
        while True:
            left = None if timeout is None else max(0.0, begun + timeout - time.monotonic())
            try:
                limit = await _look(self.url, CONNECT_SECONDS if left is None else max(0.2, min(CONNECT_SECONDS, left)))
                break
            except Down as error:
                if left is not None and left <= pause:
                    raise Down(f"no database at {redact(self.url)}: {error}") from error
                if not announced and time.monotonic() - begun > 1:
                    log.warning("the database is down, waiting: %s", error)
                    announced = True
            await asyncio.sleep(pause * random.uniform(0.8, 1.2))  # noqa: S311 - spreads processes that wait for one server
            pause = min(LONGEST_PAUSE, pause * 2)
        waited = time.monotonic() - begun
        if self._shared:
            self._shared.limit = limit
            if not self._shared.pool.closed:
                await self._shared.pool.check()  # throws out the connections that died
        if announced:
            log.warning("the database is back after %.0f s", waited)
        return waited


@dataclass(slots=True)
class _Shared:
    pool: AsyncConnectionPool[AsyncConnection[Any]]
    users: int = 0
    limit: int | None = None
    opening: asyncio.Lock = field(default_factory=asyncio.Lock)


# The pools of each URL and event loop, by purpose: several stages of one crawl must not hold several pools.
_POOLS: dict[tuple[asyncio.AbstractEventLoop, str, str], _Shared] = {}


def _pool(url: str, size: int, wait: float) -> AsyncConnectionPool[AsyncConnection[Any]]:
    async def configure(connection: AsyncConnection[Any]) -> None:
        await connection.execute(QUERIES["session_settings"])
        await connection.commit()

    return AsyncConnectionPool(
        url,
        # [5] A crawl's few dozen statements go round its connections in turn: they are read once on each.
        kwargs={**SESSION, "prepare_threshold": 0},
        min_size=1,
        max_size=size,
        open=False,
        configure=configure,
        check=AsyncConnectionPool.check_connection,  # a server that was restarted between two batches costs nothing
        timeout=wait,
        name="amw",
    )


def size_within(limit: int, size: int) -> int:
    """Connections that each of a crawl's two pools may have (at most `size`) where a role may have `limit` in all."""
    return max(1, min(size, 1 + (limit - CRAWL) // 2))


async def _look(url: str, seconds: float) -> int | None:
    """One look at the server: it answers, and it takes writes. Returns how many connections the role may have, None for no limit."""
    with classified():
        try:
            async with asyncio.timeout(seconds):
                async with await AsyncConnection.connect(url, connect_timeout=max(2, round(seconds))) as connection:
                    facts = await (await connection.execute(QUERIES["server_facts"])).fetchone()
        except TimeoutError:
            raise Down(f"no answer within {seconds:.0f} s") from None
    if facts is None:
        return None
    if facts[1]:
        raise Down("the server is a read-only standby")
    limit: int | None = facts[3]
    return limit
