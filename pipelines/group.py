"""group: which story an article belongs to, among all that are stored (or, without a database, among this crawl's own)."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from scrapy.crawler import Crawler

from amw.stories import Document, Placement, Signature, StoryIndex, sign
from items import Article
from pipelines.stage import Stage, database_url


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


def group(article: Article, signature: Signature, placement: Placement | None) -> Article:
    """`article` with its signature and its placement."""
    return replace(article, signature=signature, placement=placement)


class Group(Stage):
    """Signs every article and, without a database, places it among this crawl's own.

    With a database the store places it, under the lock and in the transaction that stores it: an answer given here would be out of
    date by then, since other articles of the same batch and of other crawls come in between.
    """

    name = "group"
    reads: ClassVar[frozenset[str]] = frozenset(
        "url source title text lead published_at language mentions amounts event".split(),
    )
    writes: ClassVar[frozenset[str]] = frozenset("signature placement".split())

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.index = None if database_url(crawler) else StoryIndex()

    async def article(self, item: Article) -> Article:
        signature = sign(document(item))
        placement = self.index.place(signature) if self.index is not None else None
        if placement is not None:
            self.count(placement.relation)
        return group(item, signature, placement)
