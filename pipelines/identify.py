"""identify: which companies and models an item names; names nobody is sure of are proposed, never guessed."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from scrapy.crawler import Crawler

from amw.companies import Companies
from items import Article
from pipelines.stage import Stage


def identify(article: Article, companies: Companies) -> Article:
    """`article` with its mentions; their spans count in title, newline, text."""
    return replace(article, mentions=tuple(companies.find(f"{article.title}\n{article.text}", title=article.title)))


class Identify(Stage):
    name = "identify"
    reads: ClassVar[frozenset[str]] = frozenset("title text".split())
    writes: ClassVar[frozenset[str]] = frozenset({"mentions"})

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.companies = Companies.load()

    async def article(self, item: Article) -> Article:
        identified = identify(item, self.companies)
        self.count("mentions", len(identified.mentions))
        return identified
