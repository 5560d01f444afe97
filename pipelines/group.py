"""group: the story of an article among this crawl's own, where there is no database.

With a database the story is decided where it is stored, under the store's lock and among all that is stored by then: a look from here
would be stale by the time the batch is written, and cost as much again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from scrapy.crawler import Crawler

from amw.db.connection import named_database
from amw.stories import StoryIndex
from items import Article
from pipelines.stage import Stage


class Group(Stage):
    name = "group"
    reads: ClassVar[frozenset[str]] = frozenset({"told"})
    writes: ClassVar[frozenset[str]] = frozenset({"placement"})

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.index = None if named_database(crawler.settings.get("DATABASE_URL")) else StoryIndex()

    async def article(self, item: Article) -> Article:
        if self.index is None:
            return item
        placement = self.index.place(item.told.signature)
        self.count(placement.relation)
        return replace(item, placement=placement)
