"""What every stage is: a pure function on an item behind a thin class that Scrapy runs."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any, ClassVar, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider

from amw.db import patience
from amw.db.connection import Database, named_database
from amw.db.errors import Down, redact
from amw.sources import Source, SourceIndex, source_for
from items import Article, BoardSnapshot, Rejected, Visit

logger = logging.getLogger(__name__)

# What spiders fill; every other field is some stage's to write.
ARTICLE_FROM_SPIDER = frozenset(
    (
        "source url fetched_at title text lead published_at modified_at authors language image site_name "
        "section keywords paywalled origin provenance capture visit"
    ).split()
)
SNAPSHOT_FROM_SPIDER = frozenset("source url board fetched_at snapshot capture visit".split())


class Stage:
    """One stage: hands articles to `article`, snapshots to `snapshot`, and lets every other item pass.

    `reads` and `writes` name the item fields the stage depends on and fills ("snapshot.x" for those of a BoardSnapshot). What the
    work raises costs that item only: it goes on as Rejected with the stage's name, and is stored with its reason.
    """

    name: ClassVar[str]
    reads: ClassVar[frozenset[str]] = frozenset()
    writes: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_item(self, item: Any) -> Any:
        if not isinstance(item, Article | BoardSnapshot):
            return item
        try:
            done = await (self.article(item) if isinstance(item, Article) else self.snapshot(item))
        except Exception as error:  # one bad item must not cost the others; it is stored as rejected, with the error
            logger.exception("%s failed on %s", self.name, item.url)
            done = put_off(reject(item, self.name, "error", f"{type(error).__name__}: {error}"))
            if item.visit is not None and item.visit.outcome != "failed":  # which its spider has counted
                self.count_failed(done.visit)
        if isinstance(done, Rejected):
            self.count(f"rejected/{done.reason}")
        return done

    async def article(self, item: Article) -> Article | Rejected:
        return item

    async def snapshot(self, item: BoardSnapshot) -> BoardSnapshot | Rejected:
        return item

    def home(self, item: Article) -> Source | None:
        """The source on whose site an article stands, whoever led to it; None where it is no source's."""
        index: SourceIndex | None = getattr(self.crawler.spider, "index", None)
        return index.find(item.url) if index is not None else source_for(item.url)

    def count_failed(self, visit: Visit | None) -> None:
        """Counts a page that was fetched and is put off all the same, under the names that spiders count failed visits by."""
        if visit is not None and self.crawler.stats is not None:
            for name in ("visit/failed", f"outcome/{visit.kind}/failed", f"outcome/{visit.kind}/failed/{visit.reason}"):
                self.crawler.stats.inc_value(f"amw/{name}")

    def count(self, what: str, number: int = 1) -> None:
        """Counts under the stable name amw/<stage>/<what>."""
        if self.crawler.stats is not None:
            self.crawler.stats.inc_value(f"amw/{self.name}/{what}", number)


def reject(item: Article | BoardSnapshot, stage: str, reason: str, detail: str = "") -> Rejected:
    """The item as a rejection that keeps its raw facts (long texts cut to 2,000 characters) and its visit."""
    values = {name: getattr(item, name, None) for name in "title text lead published_at authors language origin board".split()}
    facts = {name: value[:2_000] if isinstance(value, str) else value for name, value in values.items() if value not in (None, "", ())}
    return Rejected(
        source=item.source,
        url=item.url,
        stage=stage,
        reason=reason,
        detail=detail[:1_000],
        at=item.fetched_at,
        raw=facts,
        capture=item.capture,
        visit=item.visit,
    )


def put_off(rejected: Rejected) -> Rejected:
    """A rejection that is our own fault: its page counts as failed, so it is asked for again once the fault is mended."""
    if rejected.visit is None:
        return rejected
    return replace(rejected, visit=replace(rejected.visit, outcome="failed", reason="stage-error", etag=None, last_modified=None))


async def open_database(crawler: Crawler, purpose: str = "") -> Database | None:
    """The database of this crawl, None where it has none. One that is away is waited for; the crawl ends where it stays away. For
    `purpose` see `Database`."""
    url = named_database(crawler.settings.get("DATABASE_URL"))
    if url is None:
        return None
    try:
        return await patience.opened(url, purpose=purpose)
    except Down as error:
        logger.error("no crawl without its database %s: %s", redact(url), error)
        raise CloseSpider("database_down") from error
