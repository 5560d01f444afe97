"""store: everything that was found, one transaction a batch; a crawl's progress moves in the same transaction.

An item is done for Scrapy once it is in the queue; a full queue holds the stages, and with them fetching, back. Progress is in the batch
itself, so what a kill loses from the queue is still in the frontier.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, ClassVar

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider

from amw.db import patience
from amw.db.catalogue import ensure
from amw.db.connection import Database
from amw.db.errors import Down, Refused
from amw.db.judging import judge_again
from amw.db.runs import Run
from amw.db.store import Batch, Keys, read_keys, write
from amw.extract.template_book import TemplateBook
from amw.runs import STOPPED, judge
from pipelines.records import LISTS, Record, as_published, lighten, record_of, refused_record
from pipelines.stage import Stage, open_database

logger = logging.getLogger(__name__)

BATCH = 100  # items a transaction: batches of 50 take a fifth more of store and server; a lost one is fetched again
QUEUE = 2 * BATCH  # items that wait for a batch before the stages have to


class Store(Stage):
    name = "store"
    reads: ClassVar[frozenset[str]] = frozenset(
        (
            "source url title text fetched_at form relevant category segment lens event reading_minutes language published_at modified_at "
            "authors section keywords lead image site_name paywalled origin provenance tag_evidence mentions hashtags topics countries "
            "amounts events claims assessment outlet told capture visit "
            "snapshot.snapshot snapshot.board snapshot.capture snapshot.visit"
        ).split()
    )

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.database: Database | None = None
        self.queue: asyncio.Queue[tuple[str, Record] | None] = asyncio.Queue(QUEUE)  # None: nothing more will come
        self.writer: asyncio.Task[None] | None = None
        # Seconds that a batch waits for company once its first item is there: some 25 statements are a batch's whatever its size.
        linger = crawler.settings["STORE_LINGER"]  # text where it is told on the command line
        self.linger = None if linger is None else float(linger)
        self.keys = Keys()
        self.run: Run | None = None
        self.templates: TemplateBook | None = None
        self.given_up = False  # the database did not come back in time: nothing more is stored
        self.closing: asyncio.Task[None] | None = None
        self.crawled = False  # an engine runs the stages, and will tell why it ended

    async def open_spider(self) -> None:
        # Some forty statements a batch, which the server plans less often on connections of the store's own.
        self.database = await open_database(self.crawler, self.name)
        if self.database is None:
            return
        self.crawler.signals.connect(self.opened, signals.spider_opened)
        self.crawler.signals.connect(self.closed, signals.spider_closed)
        spider: Any = self.crawler.spider
        source = {"key": spider.source.key, "name": spider.source.name, "url": spider.source.url}
        self.templates = spider.templates
        try:
            await patience.run(self.database, ensure)
            self.keys = await patience.run(self.database, read_keys)
            self.run = await Run.start(self.database, source, datetime.now(UTC))
        except Down as error:
            logger.error("no crawl of %s: %s", spider.source.key, error)
            raise CloseSpider("database_down") from error
        if self.run is None:
            raise CloseSpider("another_crawl_has_this_source")
        self.writer = asyncio.create_task(self.write_batches())

    async def close_spider(self) -> None:
        if self.writer is not None:
            await self.queue.put(None)
            await self.writer
        if not self.crawled:
            await self.closed("finished")

    def opened(self) -> None:
        self.crawled = True

    async def closed(self, reason: str) -> None:
        """The crawl is over, for `reason`, which stages are not told."""
        database, self.database = self.database, None
        if database is None:
            return
        try:
            if self.run is not None:
                if not self.given_up and reason != STOPPED:  # the next crawl does it where a stop is asked for
                    await self.judge_again(database)
                stats = self.crawler.stats.get_stats() if self.crawler.stats else {}
                verdict = judge(stats, finish_reason=reason)
                there = None if self.given_up else database
                await self.run.finish(there, verdict, stats, datetime.now(UTC), stopped=reason == STOPPED)
        except Down as error:
            logger.error("how the crawl ended could not be stored, its source stays due: %s", error)
        finally:
            await database.close()

    async def judge_again(self, database: Database) -> None:
        """Judges the reports anew that older ones came after, in this crawl or in another that did not end."""
        try:
            self.count("judged_again", await judge_again(database))
        except Down as error:
            logger.error("the next crawl judges anew what was overtaken: %s", error)
        except Exception:  # a fault of ours: said, and the crawl ends as it would have
            logger.exception("what was overtaken could not be judged anew")

    async def process_item(self, item: Any) -> Any:
        if self.database is None:
            return lighten(item)
        try:
            kind, record = record_of(item)
            visit = record if kind == "visits" else record.get("visit")
            if visit is not None and self.templates is not None:
                visit["templates"] = self.templates.release(visit["url"])
        except Exception as error:  # stored as rejected, so that nothing found is lost
            logger.exception("store cannot read %s", getattr(item, "url", item))
            kind, record = "rejected", refused_record(item, f"{type(error).__name__}: {error}", datetime.now(UTC))
        await self.queue.put((kind, record))
        return lighten(item)

    async def write_batches(self) -> None:
        """Collects items for a moment and stores them together, for as long as the crawl lasts."""
        more = True
        while more and (first := await self.queue.get()) is not None:
            batch = [first]
            with suppress(TimeoutError):
                async with asyncio.timeout(self.linger):
                    while len(batch) < BATCH:
                        if (item := await self.queue.get()) is None:
                            more = False
                            break
                        batch.append(item)
            if self.given_up:
                self.count("lost", len(batch))
                continue
            try:
                await self.commit(batch)
            except Down as error:
                logger.error("the database stays away, what is not stored is left to the next crawl: %s", error)
                self.count("lost", len(batch))
                self.give_up()
            except Exception:  # a fault of ours: said, counted, and the verdict is partial
                logger.exception("a batch of %d could not be stored; its pages stay in the frontier", len(batch))
                self.count("lost", len(batch))

    async def commit(self, records: list[tuple[str, Record]]) -> None:
        """Stores `records` in one transaction; a record the database refuses is found by halving and stored as rejected."""
        assert self.database is not None
        lists = {name: [record for kind, record in records if kind == name] for name in LISTS}
        batch = Batch(**{**lists, "articles": as_published(lists["articles"])})
        keys = self.keys
        try:
            written = await patience.run(
                self.database, lambda connection: write(connection, batch, keys), on_down=self.pause, on_up=self.resume
            )
        except Refused as error:
            if len(records) > 1:
                middle = len(records) // 2
                await self.commit(records[:middle])
                await self.commit(records[middle:])
                return
            kind, record = records[0]
            logger.error("the database refuses %s: %s", record.get("url"), error)
            if kind == "rejected" and record["stage"] == "store":
                self.count("lost")
                return
            await self.commit([("rejected", refused_record(record, str(error), datetime.now(UTC)))])
            return
        self.keys = written.keys
        for name, number in written.counts.items():
            self.count(name, number)
        self.count("stored", len(records))
        self.count("batches")

    def give_up(self) -> None:
        """Ends the crawl, which has paused for a database that did not come back."""
        self.given_up = True
        if self.crawler.engine is not None and self.crawler.engine.running:
            self.closing = asyncio.create_task(self.crawler.engine.close_spider_async(reason="database_down"))

    def pause(self, error: Down) -> None:
        """Fetching stops while the database is away; what is in memory waits."""
        logger.warning("the database is away, fetching pauses: %s", error)
        self.count("database_down")
        if self.crawler.engine is not None and self.crawler.engine.running:
            self.crawler.engine.pause()

    def resume(self) -> None:
        """The database is back."""
        logger.warning("the database is back, fetching goes on")
        if self.crawler.engine is not None:
            self.crawler.engine.unpause()
