"""Scheduled crawls: a worker defers the sources that are due and runs each as a process of its own, on Procrastinate.

The schedule is the table `source` and nothing else: a job that fails, is stopped or dies with its worker is not repeated; its source
stays due, or becomes due again, and is planned anew. Three locks keep any number of workers out of each other's way:

    one planner at a time             an advisory lock, so that a job taken meanwhile is never deferred twice
    one waiting job a source          Procrastinate's queueing lock
    one crawl a host at a time        Procrastinate's lock; it covers the source and is polite to sites with several

A worker that is killed leaves its jobs "doing": every worker looks for such jobs and ends them. Its crawls end with it.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException, JobAborted
from procrastinate.jobs import Status
from procrastinate.worker import Worker

from amw.crawl_process import CrawlFailed, Crawling
from amw.db.connection import CONNECT_SECONDS, Database
from amw.db.errors import Down, classify, redact
from amw.db.statements import QUERIES, ask
from amw.stopping import asked_to_stop
from amw.urls import host

QUEUE = "crawl"
PLAN_SECONDS = 15.0  # between two looks at the schedule; intervals of sources are minutes and more
BATCH = 100  # sources deferred at one look, so that what is most overdue comes first for every worker
HEARTBEAT_SECONDS = 10.0  # Procrastinate's default
STALLED_HEARTBEATS = 3  # a worker that missed so many is dead (Procrastinate's default: 30 s)
KEEP_HOURS = 7 * 24  # finished jobs, for looking back

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Tally:
    """What a worker did: crawls by how they ended (complete, partial, failed, stopped, not_due) and jobs it reaped."""

    ended: Counter[str] = field(default_factory=Counter)
    reaped: int = 0


async def plan(database: Database, app: App, sources: Sequence[str] | None = None) -> list[str]:
    """Defers a crawl of every source (of those keys where given) that is due and has none waiting or running; returns their keys, most
    overdue first. Raises Down."""
    planned: list[str] = []
    async with database.transaction() as connection:
        if await ask(connection, "plan_lock") != [(True,)]:
            return []  # another worker is at it
        await connection.execute(QUERIES["schema_choose"], {"schema": "public, jobs"})
        await connection.execute(QUERIES["source_reset"])
        for key, url in await ask(connection, "source_plan", keys=sources, limit=BATCH):
            task = app.tasks["crawl"].configure(lock=f"host:{host(url)}", queueing_lock=f"crawl:{key}", connection=connection)
            with suppress(AlreadyEnqueued):
                async with connection.transaction():
                    await task.defer_async(source=key)
                    planned.append(key)
    if planned:
        log.info("planned %d: %s", len(planned), ", ".join(planned[:5]) + (", ..." if len(planned) > 5 else ""))
    return planned


async def reap(app: App, *, heartbeat: float = HEARTBEAT_SECONDS) -> int:
    """Ends the jobs of workers that died, so that their sources can be planned again; returns how many."""
    reaped = 0
    silent = heartbeat * STALLED_HEARTBEATS
    for job in await app.job_manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=silent):
        try:
            await app.job_manager.finish_job(job, status=Status.ABORTED, delete_job=False)
        except ConnectorException as error:
            if _away(error):
                raise
            continue  # another worker reaped it, or its own came back and finished it
        reaped += 1
        log.warning("crawl %s: its worker died, the job %s is ended", job.task_kwargs.get("source"), job.id)
    await app.job_manager.prune_stalled_workers(silent)
    return reaped


async def work(
    url: str,
    *,
    concurrency: int = 2,
    once: bool = False,
    sources: Sequence[str] | None = None,
    crawling: Crawling | None = None,
    every: float = PLAN_SECONDS,
    heartbeat: float = HEARTBEAT_SECONDS,
    wait: float = CONNECT_SECONDS,
) -> Tally:
    """Works until SIGTERM or SIGINT; with `once`, until what is due now is done. A second signal ends the crawls at once.

    `concurrency`: crawls at a time; `sources`: the keys of those that it plans (None: all); `every`: seconds between looks at the
    schedule. Where the database goes away it waits for it.
    Raises Down where there is none within `wait` seconds at the start; one that is away for less is no outage.
    """
    worker = _Worker(url, crawling or Crawling(url=url), Tally(), asyncio.Event(), asyncio.Event(), wait, sources)
    with _quiet(), asked_to_stop(worker.asked):
        async with await Database.open(url, size=2, wait=wait) as database:
            log.info("working on %s, %d crawls at a time", redact(url), concurrency)
            while not worker.stop.is_set():
                try:
                    worker.halt.clear()
                    async with worker.app() as app:
                        if once:
                            await worker.once(app, database, concurrency, heartbeat)
                            break
                        await worker.serve(app, database, concurrency, every, heartbeat)
                        await _either(asyncio.sleep(1), worker.stop)  # Procrastinate gave up by itself and has said why
                except Exception as error:
                    if not _away(error):
                        raise
                    log.warning("the database went away, the crawls here are ended: %s", _first_line(error.__cause__ or error))
                    await _either(database.wait_until_up(), worker.stop)
    log.info("stopped: %s", ", ".join(f"{count} {outcome}" for outcome, count in sorted(worker.tally.ended.items())) or "nothing was due")
    return worker.tally


@dataclass(frozen=True, slots=True)
class _Worker:
    """`stop`: somebody wants the worker to end. `halt`: the crawls that run are to end, for that or because the database is away."""

    url: str
    crawling: Crawling
    tally: Tally
    stop: asyncio.Event
    halt: asyncio.Event
    wait: float = CONNECT_SECONDS
    sources: Sequence[str] | None = None

    def asked(self) -> None:
        self.stop.set()
        log.info("stopping: the crawls that run are asked to end")

    @asynccontextmanager
    async def app(self) -> AsyncIterator[App]:
        async def configure(connection: Any) -> None:
            await connection.execute(QUERIES["session_settings"])
            await connection.execute(QUERIES["jobs_session"])
            if not connection.autocommit:
                await connection.commit()

        connector = PsycopgConnector(
            conninfo=self.url,
            kwargs={"application_name": "amw worker"},
            configure=configure,
            min_size=1,
            max_size=4,
            timeout=self.wait,
        )
        app = App(connector=connector)

        @app.task(name="crawl", queue=QUEUE)
        async def crawl(source: str) -> str:
            return await self._crawl(source)

        async with app.open_async():
            yield app

    async def once(self, app: App, database: Database, concurrency: int, heartbeat: float) -> None:
        self.tally.reaped += await reap(app, heartbeat=heartbeat)
        while not self.stop.is_set():
            planned = await plan(database, app, self.sources)
            await self._run(app, concurrency, heartbeat, wait=False)
            waiting = list(await app.job_manager.list_jobs_async(queue=QUEUE, status=Status.TODO.value))
            if not planned and not waiting:
                break
            if waiting:  # for a host that another crawl is at
                await _either(asyncio.sleep(0.2), self.stop)

    async def serve(self, app: App, database: Database, concurrency: int, every: float, heartbeat: float) -> None:
        async def reaping() -> None:
            self.tally.reaped += await reap(app, heartbeat=heartbeat)

        async def tidying() -> None:
            await app.job_manager.delete_old_jobs(KEEP_HOURS, include_failed=True, include_cancelled=True, include_aborted=True)

        async def planning() -> None:
            if not self.stop.is_set():
                try:
                    await plan(database, app, self.sources)
                except Down as error:
                    if not error.conflict:  # a conflict is over by the next look
                        raise

        side = [asyncio.create_task(_repeat(step, pause)) for step, pause in ((reaping, heartbeat), (planning, every), (tidying, 3600.0))]
        main = asyncio.create_task(self._run(app, concurrency, heartbeat, wait=True))
        try:
            done, _ = await asyncio.wait({main, *side}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (main, *side):
                task.cancel()
            await asyncio.gather(main, *side, return_exceptions=True)
        for task in done:
            task.result()  # raises what ended it

    async def _run(self, app: App, concurrency: int, heartbeat: float, *, wait: bool) -> None:
        """Procrastinate's worker until it is told to stop; it then waits for its jobs, which `_crawl` ends."""
        worker = Worker(
            app,
            queues=[QUEUE],
            concurrency=concurrency,
            wait=wait,
            install_signal_handlers=False,
            update_heartbeat_interval=heartbeat,
            stalled_worker_timeout=heartbeat * STALLED_HEARTBEATS,
            fetch_job_polling_interval=min(5.0, heartbeat),
        )

        async def beating() -> None:
            if worker.worker_id is not None:
                await app.job_manager.update_heartbeat(worker.worker_id)

        running = asyncio.create_task(worker.run())  # type: ignore[no-untyped-call]
        stopped = asyncio.create_task(self.stop.wait())
        try:
            await asyncio.wait({running, stopped}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopped.cancel()
            if not running.done():
                self.halt.set()
                worker.stop()  # type: ignore[no-untyped-call]
            # Procrastinate's worker has no heartbeat while it waits for its last jobs, and would be taken for dead.
            alive = asyncio.create_task(_repeat(beating, heartbeat))
            try:
                await running
            finally:
                alive.cancel()
                await asyncio.gather(alive, return_exceptions=True)

    async def _crawl(self, source: str) -> str:
        begun, at = time.monotonic(), datetime.now(UTC)
        async with await Database.open(self.url, size=2) as database:
            async with database.transaction() as connection:
                due = await ask(connection, "source_due", source=source)
            if due != [(True,)]:
                self.tally.ended["not_due"] += 1
                log.info("crawl %s: not due any more", source)
                return "not_due"
            log.info("crawl %s: begins", source)
            try:
                outcome = await self.crawling.run(source, self.halt)
            except (JobAborted, asyncio.CancelledError):
                self.tally.ended["stopped"] += 1
                log.info("crawl %s: stopped after %.0f s, to be gone on with", source, time.monotonic() - begun)
                raise
            except CrawlFailed as error:
                self.tally.ended["failed"] += 1
                log.error("crawl %s: failed after %.0f s: %s", source, time.monotonic() - begun, error)
                await _postpone(database, source, datetime.now(UTC))  # whatever it said of its end: asked to end in time, it left it due
                raise
            self.tally.ended[outcome.verdict] += 1
            detail = f": {outcome.detail}" if outcome.detail else ""
            log.info("crawl %s: %s after %.0f s%s", source, outcome.verdict, time.monotonic() - begun, detail)
            await _postpone(database, source, at)
            return outcome.verdict


async def _postpone(database: Database, source: str, begun: datetime) -> None:
    """Moves a source on that has not been crawled since `begun`, so that a crawl that cannot even begin is not begun again at once."""
    async with database.transaction() as connection:
        await connection.execute(QUERIES["source_postpone"], {"source": source, "begun": begun})


def _away(error: BaseException) -> bool:
    """Whether `error`, or what Procrastinate wrapped in it, means that the database cannot serve now."""
    return any(
        isinstance(one, Down) or (isinstance(one, Exception) and isinstance(classify(one), Down)) for one in (error, error.__cause__)
    )


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


async def _repeat(step: Callable[[], Awaitable[None]], pause: float) -> None:
    while True:
        await step()
        await asyncio.sleep(pause)


async def _either(work: Coroutine[Any, Any, Any], stop: asyncio.Event) -> None:
    """Until `work` is done or `stop` is set, whichever comes first."""
    tasks = [asyncio.create_task(work), asyncio.create_task(stop.wait())]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@contextmanager
def _quiet() -> Iterator[None]:
    """Procrastinate tells every step at length, the end of a job and an outage with tracebacks; our own lines say the same."""

    def keep(record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        return not (isinstance(error, CrawlFailed | JobAborted | asyncio.CancelledError) or (error and _away(error)))

    def unretrieved(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if not (isinstance(error, Exception) and _away(error)):  # the end of a job that an outage kept from being written down
            loop.default_exception_handler(context)

    loop = asyncio.get_running_loop()
    loop.set_exception_handler(unretrieved)
    loggers = [
        logging.getLogger(name)
        for name in [*logging.root.manager.loggerDict, "procrastinate.worker.worker"]
        if name.startswith("procrastinate")
    ]
    levels = {logging.getLogger("procrastinate"): logging.WARNING, logging.getLogger("psycopg.pool"): logging.ERROR}
    before = {logger: logger.level for logger in levels}
    for logger in loggers:
        logger.addFilter(keep)
    for logger, level in levels.items():
        logger.setLevel(level)
    try:
        yield
    finally:
        gc.collect()  # a task left behind in a cycle complains when it is collected; that must be while we listen
        loop.set_exception_handler(None)
        for logger in loggers:
            logger.removeFilter(keep)
        for logger, level in before.items():
            logger.setLevel(level)
