"""group: what grouping needs to know of an article, and its story among this crawl's own where there is no database.

With a database the story is decided where it is stored, under the store's lock and among all that is stored by then: a look from here
would be stale by the time the batch is written, and cost as much again.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar

from scrapy.crawler import Crawler

from amw.db.connection import named_database
from amw.sources import Source, account_of
from amw.stories import Document, Placement, Signature, StoryIndex, sign
from items import Article
from pipelines.stage import PureStage


def document(article: Article, home: Source | None = None) -> Document:
    """`article`, which stands on the site of `home`, as grouping sees it."""
    acting = dict.fromkeys(m.company.key for m in article.mentions if m.company is not None and m.role not in (None, "mention"))
    return Document(
        doc_id=article.url,
        title=article.title,
        text=article.body,
        published_at=article.published_at,
        language=article.language,
        companies=tuple(acting),
        models=tuple(dict.fromkeys(m.model.key for m in article.mentions if m.model is not None)),
        amounts=tuple((amount.kind, float(amount.usd) if amount.usd is not None else None) for amount in article.amounts),
        event=article.event,
        url=article.url,
        source=outlet(article, home),
    )


def outlet(article: Article, home: Source | None) -> str:
    """Who tells it, whichever feed led there: the origin an aggregator's feed names, else whose site it is, else its host or account;
    what the engine writes from a board is its own."""
    if article.origin == "board":
        return article.source
    if article.provenance.get("site_name") == "entry" and article.site_name:
        return article.site_name
    return home.key if home is not None else account_of(article.url) or article.source


def group(article: Article, doc: Document, signature: Signature, placement: Placement | None) -> Article:
    """`article` with who tells it (`doc` is its document), its signature and its placement."""
    return replace(article, outlet=doc.source, signature=signature, placement=placement)


class Group(PureStage):
    name = "group"
    reads: ClassVar[frozenset[str]] = frozenset(
        "url source origin site_name provenance title text lead published_at language mentions amounts event".split(),
    )
    writes: ClassVar[frozenset[str]] = frozenset("outlet signature placement".split())

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.index = None if named_database(crawler.settings.get("DATABASE_URL")) else StoryIndex()

    async def article(self, item: Article) -> Article:
        doc = document(item, self.home(item))
        signature = await self.pool.run(partial(sign, doc))
        placement = self.index.place(signature) if self.index is not None else None
        if placement is not None:
            self.count(placement.relation)
        return group(item, doc, signature, placement)
