"""Which templates a page is to be read by, settled when it is asked for, so that the archive can tell it to a replay."""

from __future__ import annotations

from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from amw.db import AsyncConnection, patience
from amw.db.connection import Database, named_database
from amw.db.templates import HostKnown, read_host
from amw.extract.template_book import TEMPLATED, TemplateBook, place
from middlewares.replay import replaying


class TemplatesMiddleware:
    """Puts the book's `Ask` for the page into `request.meta["amw_ask"]`; a host's templates are read from the database at its first page.

    Without a database templates are learned for the length of the crawl. Off with TEMPLATES=0.
    """

    def __init__(self, crawler: Crawler) -> None:
        if replaying(crawler.settings) or not crawler.settings.getbool("TEMPLATES", True):
            raise NotConfigured
        self._url = named_database(crawler.settings.get("DATABASE_URL"))
        self._crawler = crawler
        self._database: Database | None = None
        crawler.signals.connect(self.close, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        request.meta.pop("amw_ask", None)  # a redirect copies its forerunner's meta, and may lead to another host
        if request.meta.get("amw_kind") not in TEMPLATED:
            return
        spider: Any = self._crawler.spider
        book: TemplateBook = spider.templates
        source: str = request.meta["amw_source"]
        if self._url is not None and not book.knows(source, request.url):
            known, evidence, fleeting = await self._read(source, place(request.url))
            if not book.knows(source, request.url):  # another page of the host may have asked meanwhile
                book.load(source, request.url, known, evidence, fleeting)
        request.meta["amw_ask"] = book.ask(source, request.url, spider.now())

    async def close(self) -> None:
        if self._database is not None:
            await self._database.close()

    async def _read(self, source: str, host: str) -> HostKnown:
        async def ask(connection: AsyncConnection[Any]) -> HostKnown:
            return await read_host(connection, source, host)

        if self._database is None:
            assert self._url is not None
            self._database = await patience.opened(self._url)
        return await patience.run(self._database, ask)
