"""tag: category, event, segment, lens, countries, hashtags, amounts, events and claims."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from scrapy.crawler import Crawler

from amw.sources import Source
from amw.tags import Evidence, Tags
from amw.tags.opinion import ask, endpoint_from, unsure, weigh
from items import Article
from pipelines.stage import Stage

MOST_FAILURES = 5  # in a row; then the endpoint is left alone for the rest of the crawl


def tag(article: Article, tags: Tags) -> Article:
    """`article` with its tags; a tag that could not be decided is None, with the reason in `tag_evidence`."""
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
        reading_minutes=tags.reading_minutes if article.text else None,  # a summary tells nothing of the length
        tag_evidence=tags.evidence,
    )


def hinted(tags: Tags, source: Source | None) -> Tags:
    """`tags` of a story of the market with the category and segment of `source`, on whose site it stands, where its words tell none."""
    if source is None or not tags.relevant:
        return tags
    category, segment = tags.category or source.category, tags.segment or source.segment
    taken = [name for name, value in (("category", category), ("segment", segment)) if value != getattr(tags, name)]
    why = Evidence(f"what {source.name} writes about")
    return replace(tags, category=category, segment=segment, evidence={**tags.evidence, **dict.fromkeys(taken, why)}) if taken else tags


class Tag(Stage):
    name = "tag"
    reads = frozenset("url title text lead told".split())
    writes = frozenset(
        "relevant form category segment lens event hashtags topics countries amounts claims events reading_minutes tag_evidence".split()
    )

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.endpoint = endpoint_from(crawler.settings)
        self.failures = 0

    async def article(self, item: Article) -> Article:
        tags: Tags = item.told.tags
        if self.endpoint is not None and unsure(tags):
            tags = await self.with_opinion(item, tags)
        tags = hinted(tags, self.home(item))
        for name in ("category", "segment", "lens", "event"):
            if tags.relevant and getattr(tags, name) is None:
                self.count(f"{name}/unsure")
        return tag(item, tags)

    async def with_opinion(self, item: Article, tags: Tags) -> Tags:
        """`tags` with the endpoint's opinion; a failure leaves them as they are and is counted."""
        if self.endpoint is None or self.failures >= MOST_FAILURES:
            self.count("opinion/skipped")
            return tags
        opinion = await asyncio.to_thread(ask, self.endpoint, item.title, item.body)
        self.failures = self.failures + 1 if opinion is None else 0
        self.count("opinion/failed" if opinion is None else "opinion/asked")
        return tags if opinion is None else weigh(tags, opinion)
