"""Questions that many ask at once: those that come while one is on its way to the database share the next statement."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from psycopg import AsyncConnection

from amw.db import patience
from amw.db.connection import Database
from amw.db.reading import ask

Key = TypeVar("Key")
Answer = TypeVar("Answer")
Validators = tuple[str | None, str | None]  # ETag, Last-Modified
Read = Callable[[AsyncConnection[Any], Sequence[Key]], Awaitable[Mapping[Key, Answer]]]

LARGEST = 500  # keys a statement


class Lookup(Generic[Key, Answer]):
    """`await lookup(key)` is the answer `read` has for the key, or None. A lone question is asked at once; nobody waits for company.

    What `read` raises is raised to all who asked.
    """

    def __init__(self, database: Database, read: Read[Key, Answer]) -> None:
        self.database = database
        self._read = read
        self._waiting: dict[Key, asyncio.Future[Answer | None]] = {}
        self._asking: asyncio.Task[None] | None = None

    async def __call__(self, key: Key) -> Answer | None:
        future = self._waiting.setdefault(key, asyncio.get_running_loop().create_future())
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        return await asyncio.shield(future)

    async def _ask(self) -> None:
        while self._waiting:
            asked = {key: self._waiting.pop(key) for key in list(self._waiting)[:LARGEST]}
            try:
                found = await patience.run(self.database, self._reader(list(asked)))
            except Exception as error:
                for future in asked.values():
                    future.set_exception(error)
            else:
                for key, future in asked.items():
                    future.set_result(found.get(key))

    def _reader(self, keys: Sequence[Key]) -> Callable[[AsyncConnection[Any]], Awaitable[Mapping[Key, Answer]]]:
        return lambda connection: self._read(connection, keys)


async def read_validators(connection: AsyncConnection[Any], urls: Sequence[str]) -> dict[str, Validators]:
    """ETag and Last-Modified of the stored bodies of `urls`, for those that have either."""
    return {url: (etag, last_modified) for url, etag, last_modified in await ask(connection, "page_validators", urls=list(urls))}
