"""The frontier is the table `page`: a crawl takes up what an earlier one left, and asks for no page twice."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, NotConfigured
from scrapy.http import Response

from amw.db.connection import Database
from amw.db.errors import Down
from amw.db.statements import ask, ask_named
from amw.sitemaps import FOLLOWED
from amw.urls import canonicalise
from middlewares.base import DatabaseMiddleware

logger = logging.getLogger(__name__)

Validators = tuple[str | None, str | None]  # ETag, Last-Modified
RESUMED = 500  # pages taken up at the start of one crawl, newest first; the rest waits for the next


class FrontierMiddleware(DatabaseMiddleware):
    """At the start: the source's pending and due pages, as the spider's `resume` makes them requests or articles. Later: requests for
    article pages that are known and not due are dropped, one query a response (`amw/frontier/known`). Either way a request takes the
    validators of its page along as `meta["amw_validators"]`. A sitemap takes those along that it led to before, as
    `meta["amw_sitemaps"]`: where it has not changed, they may have.

    No request is dropped or let through unasked.
    """

    name = "frontier"

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        if self.url is None:
            raise NotConfigured

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        # The frontier is asked first: without its database a crawl fetches nothing.
        await self.database()
        spider: Any = self.crawler.spider
        async for output in start:
            if isinstance(output, Request) and output.meta.get("amw_kind") == "sitemap":
                output.meta["amw_sitemaps"] = await self._sitemaps(spider.source.key, canonicalise(output.url) or output.url)
            yield output
        for page in await self._due(spider.source.key, spider.now()):
            output = spider.resume(page)
            if isinstance(output, Request):
                output.meta["amw_validators"] = page["etag"], page["last_modified"]
            if output is not None:
                self.count("resumed")
                yield output

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        held: list[tuple[str, Request]] = []
        async for output in result:
            if isinstance(output, Request) and output.meta.get("amw_kind") == "article":
                held.append((canonicalise(output.url) or output.url, output))
            else:
                yield output
        if not held:
            return
        spider: Any = self.crawler.spider
        known = await self._known([url for url, _ in held], spider.now())
        self.count("known", sum(resting for resting, _ in known.values()))
        for url, request in held:
            resting, request.meta["amw_validators"] = known.get(url, (False, (None, None)))
            if not resting:
                yield request

    async def _due(self, source: str, now: Any) -> list[dict[str, Any]]:
        return await self.ask(lambda connection: ask_named(connection, "frontier_due", source=source, now=now, number=RESUMED))

    async def _sitemaps(self, source: str, url: str) -> list[str]:
        rows = await self.ask(lambda connection: ask(connection, "frontier_sitemaps", source=source, url=url, number=FOLLOWED))
        return [found for (found,) in rows]

    async def _known(self, urls: list[str], now: Any) -> dict[str, tuple[bool, Validators]]:
        rows = await self.ask(lambda connection: ask(connection, "frontier_known", urls=urls, now=now))
        return {url: (resting, (etag, modified)) for url, resting, etag, modified in rows}

    async def database(self) -> Database:
        try:
            return await super().database()
        except Down as error:
            logger.error("no crawl without its database: %s", error)
            raise CloseSpider("database_down") from error
