"""Which templates a page is to be read by, settled when it is asked for, so that the archive can tell it to a replay."""

from __future__ import annotations

from functools import partial
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from amw.db.templates import read_host
from amw.extract.template_book import TEMPLATED, TemplateBook, place
from middlewares.base import DatabaseMiddleware


class TemplatesMiddleware(DatabaseMiddleware):
    """Puts the book's `Ask` for the page into `request.meta["amw_ask"]`; a host's templates are read from the database at its first page.

    Without a database templates are learned for the length of the crawl. Off with TEMPLATES=0.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        if not crawler.settings.getbool("TEMPLATES", True):
            raise NotConfigured

    async def process_request(self, request: Request) -> None:
        request.meta.pop("amw_ask", None)  # a redirect copies its forerunner's meta, and may lead to another host
        if request.meta.get("amw_kind") not in TEMPLATED:
            return
        spider: Any = self.crawler.spider
        book: TemplateBook = spider.templates
        source: str = request.meta["amw_source"]
        if self.url is not None and not book.knows(source, request.url):
            known, evidence, fleeting = await self.ask(partial(read_host, source=source, host=place(request.url)))
            if not book.knows(source, request.url):  # another page of the host may have asked meanwhile
                book.load(source, request.url, known, evidence, fleeting)
        request.meta["amw_ask"] = book.ask(source, request.url, spider.now())
