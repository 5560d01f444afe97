"""identify: what the text of an article tells, first of all of whom; names nobody is sure of are proposed, never guessed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from scrapy import Request, signals

from amw.processes import STAGES, Call, Pool, called
from amw.sources import Source, account_of
from amw.stories.signature import Document
from items import Article
from pipelines.stage import Stage

if TYPE_CHECKING:
    from amw.stages import Told

TIME_LIMIT: Final = 20.0  # seconds of a processor an article; the slowest of 9,000 real ones takes 0.1 s alone on a core


def telling(article: Article, home: Source | None = None) -> Call[Told]:
    """The reading of the text of `article`, which stands on the site of `home`."""
    document = Document(
        doc_id=article.url,
        title=article.title,
        text=article.body,
        published_at=article.published_at,
        language=article.language,
        url=article.url,
        source=outlet(article, home),
    )
    categories = (*article.keywords, article.section) if article.section else article.keywords
    return partial(called, "amw.stages:tell", document, home.company if home is not None else None, categories)


def outlet(article: Article, home: Source | None) -> str:
    """Who tells it, whichever feed led there: the origin an aggregator's feed names, else whose site it is, else its host or account;
    what the engine writes from a board is its own."""
    if article.origin == "board":
        return article.source
    if article.provenance.get("site_name") == "entry" and article.site_name:
        return article.site_name
    return home.key if home is not None else account_of(article.url) or article.source


def identify(article: Article, told: Told, home: Source | None = None) -> Article:
    """`article` with what it tells, its mentions and who tells it."""
    return replace(article, told=told, mentions=told.mentions, outlet=outlet(article, home))


class Identify(Stage):
    """Texts are read beside the event loop, in a process that all crawls of one loop share."""

    name = "identify"
    reads: ClassVar[frozenset[str]] = frozenset(
        "url source origin site_name provenance section keywords title text lead published_at language".split()
    )
    writes: ClassVar[frozenset[str]] = frozenset("told mentions outlet".split())
    pool: Pool

    async def open_spider(self) -> None:
        wanted = self.crawler.settings.get("STAGE_PROCESSES")
        if wanted in (None, ""):
            wanted = 0 if self.crawler.settings.get("EXTRACT_PROCESSES") in (0, "0") else 1
        self.pool = Pool.shared("stages", int(wanted), warm=STAGES, time_limit=TIME_LIMIT)
        self.crawler.signals.connect(self.expect_item, signals.request_reached_downloader)

    def expect_item(self, request: Request) -> None:
        """The process starts while the first page that will be an item is on its way."""
        if request.meta.get("amw_kind") == "article":
            self.pool.start()

    async def close_spider(self) -> None:
        await self.pool.close()

    async def article(self, item: Article) -> Article:
        home = self.home(item)
        identified = identify(item, await self.pool.run(telling(item, home)), home)
        self.count("mentions", len(identified.mentions))
        return identified
