"""Scrapy's reactor with any number of crawls in it, one source each, and how far they are."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import scrapy.core.downloader.contextfactory  # noqa: F401 - before the rest: as it loads it reads the source of every call on the stack
from rich.live import Live
from rich.logging import RichHandler
from rich.table import Table
from scrapy import signals
from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.settings import Settings
from scrapy.utils.defer import deferred_from_coro
from scrapy.utils.log import configure_logging
from scrapy.utils.project import get_project_settings
from scrapy.utils.reactor import install_reactor

from amw.cli.console import log
from amw.cli.runner import Asked, Finished, Job
from amw.db import patience
from amw.processes import Pool
from amw.runs import Verdict, judge, news
from amw.stopping import asked_to_stop
from amw.urls import host

YOUNG = 50_000  # [700] objects between two collections: of pages under way, which are looked through every time, there are some thousands


@dataclass(slots=True)
class Crawl:
    """A crawl under way."""

    job: Job
    crawler: Crawler
    begun: float = field(default_factory=time.monotonic)


def run(asked: Asked) -> list[Finished]:
    """As `amw.cli.runner.run_crawls`."""
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "settings")  # ours in any folder, not those of a project that the folder holds
    project = get_project_settings()
    project.setdict(dict(asked.settings), priority="cmdline")
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor as installed

    reactor: Any = installed
    project.set("LOG_INSTALL_ROOT_HANDLER", False, priority="cmdline")  # ours writes above the live table, not through it
    handler = RichHandler(
        project["LOG_LEVEL"] if "AMW_LOG_LEVEL" in os.environ else "WARNING", console=log, show_path=False, log_time_format="%H:%M:%S"
    )
    logging.basicConfig(format="%(message)s", handlers=[handler], force=True)
    configure_logging(project)
    logging.getLogger("scrapy").setLevel(project["LOG_LEVEL"])  # [DEBUG] a record of every item and answer, made to be thrown away
    work = _Work(asked, project)
    failure: list[Any] = []

    def done(result: Any) -> None:
        if result is not None:
            failure.append(result)
        reactor.stop()

    def begin() -> None:
        deferred_from_coro(work.run()).addBoth(done)

    gc.freeze()  # what was imported is never garbage, and is not looked through again and again
    gc.set_threshold(YOUNG)
    gc.enable()
    reactor.callWhenRunning(begin)
    try:
        reactor.run(installSignalHandlers=False)
    except KeyboardInterrupt:
        reactor.fireSystemEvent("shutdown")  # ends its threads, which Python would wait for
        raise
    if failure:
        failure[0].raiseException()
    return [work.finished[job.name] for job in (*work.later, *asked.jobs) if job.name in work.finished]


@dataclass(eq=False)
class _Work:
    asked: Asked
    settings: Settings
    later: Sequence[Job] = ()
    hosts: dict[str, asyncio.Lock] = field(default_factory=dict)
    running: dict[str, Crawl] = field(default_factory=dict)
    finished: dict[str, Finished] = field(default_factory=dict)
    stopping: bool = False
    stops: list[asyncio.Future[None]] = field(default_factory=list)
    runner: AsyncCrawlerRunner = field(init=False)
    places: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self.runner, self.places = AsyncCrawlerRunner(self.settings), asyncio.Semaphore(self.asked.concurrency)

    async def run(self) -> None:
        shown = asyncio.create_task(self.show())
        try:
            with asked_to_stop(self.stop):
                async with Pool.kept():
                    await asyncio.gather(*(self.one(job) for job in self.asked.jobs))
                    if self.asked.after is not None and not self.stopping:
                        self.later = await asyncio.to_thread(self.asked.after)
                        for job in self.later:
                            await self.one(job)
        finally:
            shown.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await shown

    def stop(self) -> None:
        """No new pages; those under way are stored, if the database is there or comes back at once."""
        self.stopping = True
        patience.hasten()
        for crawl in self.running.values():
            self.stops.append(asyncio.ensure_future(crawl.crawler.stop_async()))
        log.print("stopping: pages under way are stored, the rest stays in the frontier; once more stops at once (after a second)")

    async def one(self, job: Job) -> None:
        async with self.hosts.setdefault(host(job.host) or job.name, asyncio.Lock()), self.places:
            if self.stopping:
                return
            crawler = self.runner.create_crawler(self.spider(job))
            if self.asked.collect is not None:
                crawler.signals.connect(self.collected, signals.item_scraped)

            async def begun(crawler: Crawler = crawler) -> None:
                if self.stopping:  # asked for while the crawl opened its spider: Scrapy would let it begin
                    await crawler.engine.stop_async()

            crawler.signals.connect(begun, signals.engine_started)
            crawl = self.running[job.name] = Crawl(job, crawler)
            error = ""
            try:
                await self.runner.crawl(crawler, **job.arguments)
            except Exception as broken:  # one source that cannot even start must not stop the others
                logging.getLogger(__name__).exception("the crawl of %s broke", job.name)
                error = f"{type(broken).__name__}: {broken}"
            finally:
                del self.running[job.name]
            self.finished[job.name] = Finished(job.name, {}, Verdict("failed", error), 0.0) if error else self.end(crawl)
            if not (self.asked.quiet or log.is_terminal):
                self.tell(self.finished[job.name])

    def tell(self, crawl: Finished) -> None:
        """A line for a source that finished."""
        done = f"{len(self.finished)}/{len(self.asked.jobs) + len(self.later)}"
        parts = (crawl.verdict.outcome, news(crawl.stats) or "nothing new", crawl.verdict.reason)
        log.print(f"{done} {crawl.name}: {', '.join(filter(None, parts))}", markup=False, soft_wrap=True)

    def spider(self, job: Job) -> str:
        board = job.arguments.get("source", "").replace("-", "_") if job.spider == "board" else ""
        return board if board in self.runner.spider_loader.list() else job.spider

    def collected(self, item: Any, response: Any) -> None:
        assert self.asked.collect is not None
        self.asked.collect.append((item, response))

    def end(self, crawl: Crawl) -> Finished:
        stats = crawl.crawler.stats.get_stats() if crawl.crawler.stats else {}
        reason = str(stats.get("finish_reason") or "finished")
        return Finished(crawl.job.name, stats, judge(stats, finish_reason=reason), time.monotonic() - crawl.begun)

    async def show(self) -> None:
        """Progress: a live table on a terminal; elsewhere `tell` names each source that finished; nothing when quiet."""
        if self.asked.quiet or not log.is_terminal:
            await asyncio.Event().wait()
        with Live(self.progress(), console=log, refresh_per_second=4, transient=True) as live:
            while True:
                live.update(self.progress())
                await asyncio.sleep(0.25)

    def progress(self) -> Table:
        made = Table(box=None, header_style="dim", pad_edge=False)
        for column in (f"{len(self.finished)}/{len(self.asked.jobs)} sources done", "pages", "waiting", "stored", "rejected"):
            made.add_column(column)
        for crawl in list(self.running.values())[:12]:
            stats = crawl.crawler.stats
            engine = crawl.crawler.engine
            slot = getattr(engine, "_slot", None) if engine else None
            waiting = len(slot.inprogress) if slot else 0
            count = [
                str(stats.get_value(name, 0)) if stats else "0" for name in ("amw/visit/fetched", "amw/store/stored", "amw/store/rejected")
            ]
            made.add_row(crawl.job.name, count[0], str(waiting), count[1], count[2])
        return made
