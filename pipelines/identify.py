"""identify: which companies and models an item names; names nobody is sure of are proposed, never guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from amw.processes import Call, called
from amw.tags.notices import of_owner
from items import Article
from pipelines.stage import PureStage

if TYPE_CHECKING:
    from amw.companies import Mention


def finding(article: Article, publisher: str | None = None) -> Call[list[Mention]]:
    """The search for names in `article`; `publisher` is the key of the company on whose own site it stands."""
    text = article.whole
    return partial(called, "amw.companies:find_registered", text, title=article.title, publisher=publisher)


def identify(article: Article, mentions: Iterable[Mention]) -> Article:
    """`article` with its mentions; their spans count in title, newline, body."""
    return replace(article, mentions=tuple(mentions))


class Identify(PureStage):
    name = "identify"
    reads: ClassVar[frozenset[str]] = frozenset("url title text lead".split())
    writes: ClassVar[frozenset[str]] = frozenset({"mentions"})

    async def article(self, item: Article) -> Article:
        publisher = self.publisher(item)
        found = await self.pool.run(finding(item, publisher))
        identified = identify(item, of_owner(found, item.title, publisher))
        self.count("mentions", len(identified.mentions))
        return identified
