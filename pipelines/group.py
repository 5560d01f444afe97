"""group: which story an article belongs to, among all that are stored (or, without a database, among this crawl's own)."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from scrapy.crawler import Crawler

from amw.db import patience, stories
from amw.db.connection import Database
from amw.stories import Document, Placement, Signature, StoryIndex, sign
from items import Article
from pipelines.stage import Stage, open_database


def document(article: Article) -> Document:
    """`article` as grouping sees it."""
    acting = dict.fromkeys(m.company.key for m in article.mentions if m.company is not None and m.role not in (None, "mention"))
    return Document(
        doc_id=article.url,
        title=article.title,
        text=article.text or article.lead or "",
        published_at=article.published_at,
        language=article.language,
        companies=tuple(acting),
        models=tuple(dict.fromkeys(m.model.key for m in article.mentions if m.model is not None)),
        amounts=tuple((amount.kind, float(amount.usd) if amount.usd is not None else None) for amount in article.amounts),
        event=article.event,
        url=article.url,
        source=article.source,
    )


def group(article: Article, signature: Signature, placement: Placement) -> Article:
    """`article` with its signature and its placement."""
    return replace(article, signature=signature, placement=placement)


class Group(Stage):
    name = "group"
    reads: ClassVar[frozenset[str]] = frozenset(
        "url source title text lead published_at language mentions amounts event".split(),
    )
    writes: ClassVar[frozenset[str]] = frozenset("signature placement".split())

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.index = StoryIndex()
        self.database: Database | None = None

    async def open_spider(self) -> None:
        self.database = await open_database(self.crawler)

    async def close_spider(self) -> None:
        if self.database is not None:
            await self.database.close()

    async def article(self, item: Article) -> Article:
        signature = sign(document(item))
        if self.database is None:
            placement = self.index.place(signature)
        else:
            placement = await patience.run(self.database, lambda connection: stories.place(connection, signature))
        self.count(placement.relation)
        return group(item, signature, placement)
