"""tag: category, segment, lens, event, countries, hashtags, amounts, events and claims."""

from __future__ import annotations

from dataclasses import replace

from amw.tags import tag_article
from items import Article
from pipelines.stage import Stage


def tag(article: Article) -> Article:
    """`article` with its tags; a tag that could not be decided is None, with the reason in `tag_evidence`."""
    tags = tag_article(article.title, article.text, article.mentions, article.language, published_at=article.published_at)
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

    async def article(self, item: Article) -> Article:
        tagged = tag(item)
        for name in ("category", "segment", "lens", "event"):
            if tagged.relevant and getattr(tagged, name) is None:
                self.count(f"{name}/unsure")
        return tagged
