"""Conditional GET: the validators of the body that was stored last are sent back, so an unchanged page costs a few hundred bytes."""

from __future__ import annotations

from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from amw.db import AsyncConnection, patience
from amw.db.connection import Database
from amw.db.queries import QUERIES
from amw.urls import canonicalise
from middlewares.frontier import database_of


class ValidatorsMiddleware:
    """ETag as If-None-Match, Last-Modified as If-Modified-Since, both as received (RFC 9110 section 13.1). Off with CONDITIONAL_GET=0."""

    def __init__(self, crawler: Crawler) -> None:
        self._url = database_of(crawler)
        if not crawler.settings.getbool("CONDITIONAL_GET", True):
            raise NotConfigured
        self._crawler = crawler
        self._database: Database | None = None
        crawler.signals.connect(self.close, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        # Redirected and retried requests carry what the first one was given; robots.txt is not ours to ask for.
        if request.method != "GET" or "amw_kind" not in request.meta or request.meta.get("amw_conditional"):
            return
        request.meta["amw_conditional"] = True
        found = await self._validators(canonicalise(request.url) or request.url)
        for name, value in zip(("If-None-Match", "If-Modified-Since"), found, strict=True):
            if value:
                request.headers[name] = value.encode("latin-1", "ignore")
        if any(found) and self._crawler.stats is not None:
            self._crawler.stats.inc_value("amw/validators/sent")

    async def close(self) -> None:
        if self._database is not None:
            await self._database.close()

    async def _validators(self, url: str) -> tuple[str | None, str | None]:
        async def ask(connection: AsyncConnection[Any]) -> tuple[str | None, str | None]:
            row = await (await connection.execute(QUERIES["page_validators"], {"url": url})).fetchone()
            return (row[0], row[1]) if row is not None else (None, None)

        if self._database is None:
            self._database = await Database.open(self._url)
        return await patience.run(self._database, ask)
