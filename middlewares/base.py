"""What every middleware is: made for one crawl, counting under names of its own; some have the crawl's database."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, ClassVar, Self, TypeVar

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.settings import BaseSettings

from amw.db import AsyncConnection, patience
from amw.db.connection import Database, named_database

T = TypeVar("T")


def replaying(settings: BaseSettings) -> bool:
    """Whether this crawl is a replay: every middleware that speaks to the network or the frontier stays out of it."""
    return settings.getbool("REPLAY")


class Middleware:
    """One of a crawl; it stays out of a replay unless it is `of_replay`."""

    name: ClassVar[str]
    of_replay: ClassVar[bool] = False

    def __init__(self, crawler: Crawler) -> None:
        if replaying(crawler.settings) != self.of_replay:
            raise NotConfigured
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def count(self, what: str, number: int = 1) -> None:
        """Counts under the stable name amw/<middleware>/<what>."""
        if number and self.crawler.stats is not None:
            self.crawler.stats.inc_value(f"amw/{self.name}/{what}", number)


class DatabaseMiddleware(Middleware):
    """One that asks the crawl's database, whose address is `url` (None: there is none).

    It is opened at the first question, and while it is away the question waits.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.url = named_database(crawler.settings.get("DATABASE_URL"))
        self._database: Database | None = None
        self._opening = asyncio.Lock()  # several requests may ask first
        crawler.signals.connect(self.close, signals.spider_closed)

    async def database(self) -> Database:
        """Raises Down where it stays away."""
        async with self._opening:
            if self._database is None:
                assert self.url is not None
                self._database = await patience.opened(self.url)
        return self._database

    async def ask(self, work: Callable[[AsyncConnection[Any]], Awaitable[T]]) -> T:
        """What `work` gives in a transaction, as `patience.run`."""
        return await patience.run(await self.database(), work)

    async def close(self) -> None:
        if self._database is not None:
            await self._database.close()
