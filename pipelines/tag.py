"""tag: category, event, segment, lens, countries, hashtags, amounts, events and claims."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from scrapy.crawler import Crawler

from amw.tags import Tags, tag_article
from amw.tags.opinion import ask, endpoint_from, unsure, weigh
from items import Article
from pipelines.stage import Stage

MOST_FAILURES = 5  # in a row; then the endpoint is left alone for the rest of the crawl


def tag(article: Article) -> Article:
    """`article` with its tags; a tag that could not be decided is None, with the reason in `tag_evidence`."""
    return with_tags(article, tags_of(article))


def tags_of(article: Article) -> Tags:
    return tag_article(article.title, article.text, article.mentions, article.language, published_at=article.published_at)


def with_tags(article: Article, tags: Tags) -> Article:
    return replace(
        article,
        relevant=tags.relevant,
        category=tags.category,
        segment=tags.segment,
        lens=tags.lens,
        event=tags.event,
        form=tags.form,
        hashtags=tags.hashtags,
        topics=tags.keywords,
        countries=tags.countries,
        amounts=tags.amounts,
        claims=tags.claims,
        events=tags.events,
        reading_minutes=tags.reading_minutes,
        tag_evidence=tags.evidence,
    )


class Tag(Stage):
    name = "tag"
    reads = frozenset("title text mentions language published_at".split())
    writes = frozenset(
        "relevant form category segment lens event hashtags topics countries amounts claims events reading_minutes tag_evidence".split()
    )

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.endpoint = endpoint_from(crawler.settings)
        self.failures = 0

    async def article(self, item: Article) -> Article:
        tags = tags_of(item)
        if self.endpoint is not None and unsure(tags):
            tags = await self.with_opinion(item, tags)
        for name in ("category", "segment", "lens", "event"):
            if tags.relevant and getattr(tags, name) is None:
                self.count(f"{name}/unsure")
        return with_tags(item, tags)

    async def with_opinion(self, item: Article, tags: Tags) -> Tags:
        """`tags` with the endpoint's opinion; a failure leaves them as they are and is counted."""
        if self.endpoint is None or self.failures >= MOST_FAILURES:
            self.count("opinion/skipped")
            return tags
        said = await asyncio.to_thread(ask, self.endpoint, item.title, item.text)
        self.failures = self.failures + 1 if said is None else 0
        self.count("opinion/failed" if said is None else "opinion/asked")
        return tags if said is None else weigh(tags, said)
