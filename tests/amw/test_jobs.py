"""Workers as real processes on a real database; the crawl itself is a small program that notes what is done to it."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from commands import gone
from commands import wait_for as wait_until
from procrastinate.exceptions import ConnectorException

from amw.crawl_process import CrawlFailed, Crawling, Outcome, _outcome
from amw.db.connection import Database
from amw.db.errors import Down
from amw.jobs import Tally as JobTally
from amw.jobs import _Worker, plan, reap, work
from amw.stopping import ONE_WISH

ROOT = Path(__file__).parents[2]
wait_for = partial(wait_until, despite=(psycopg.OperationalError,))  # which a database that is away raises

# Called as the real command is: crawl SOURCE --json, with DATABASE_URL. The first word of the source says how it behaves.
CRAWL = """
import os, signal, sys, time
import psycopg
_, word, source, form = sys.argv
assert (word, form) == ("crawl", "--json")
how = source.split("-")[0]
connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
number = connection.execute("insert into crawled (source, pid) values (%s, %s) returning id", [source, os.getpid()]).fetchone()[0]
def end(how, code, *_):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # which comes once for every thread of a worker that is killed
    connection.execute("update crawled set ended = clock_timestamp(), how = %s where id = %s", [how, number])
    os._exit(code)
DUE = "update source set last_crawl_at = now(), next_crawl_at = now() where key = %s"  # as a crawl that was stopped leaves its source
def asked(*_):
    connection.execute(DUE, [source])
    end("asked", 3)
signal.signal(signal.SIGTERM, signal.SIG_IGN if how == "stubborn" else asked)
if how == "bad":
    print("a line\\namw: no database at postgresql://me:s3cret@h/db\\n     start it", file=sys.stderr)
    end("bad", 1)
if how == "stopped":
    connection.execute(DUE, [source])
    end("stopped", 3)
time.sleep({"ok": 0.3, "slow": 1.5, "endless": 60, "stubborn": 60}[how])
connection.execute("update source set last_crawl_at = now(), next_crawl_at = now() + crawl_interval, failures = 0 where key = %s", [source])
print('{"source": "x", "verdict": "suspect"}' if source == "ok-suspect" else "nothing to read")
sys.stdout.flush()
end("done", 0)
"""
WORKER = """
import asyncio, logging, sys
from amw.jobs import Crawling, work
logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
url, script, concurrency, once, stop_seconds = sys.argv[1:]
crawling = Crawling(url=url, command=(sys.executable, script), stop_seconds=float(stop_seconds))
print("begins", flush=True)
tally = asyncio.run(work(url, concurrency=int(concurrency), once=once == "once", crawling=crawling, every=0.3, heartbeat=0.7, wait=1.5))
print(dict(tally.ended), tally.reaped, flush=True)
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "crawl.py"
    path.write_text(CRAWL)
    return path


@pytest.fixture
def url(database_url: str) -> str:
    prepare(database_url)
    return database_url


def prepare(url: str) -> None:
    execute(
        url,
        "create table crawled (id serial primary key, source text, pid int, begun timestamptz default clock_timestamp(), "
        "ended timestamptz, how text)",
    )


def execute(url: str, statement: str, values: Any = None) -> list[tuple[Any, ...]]:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement.encode(), values)
        return cursor.fetchall() if cursor.description else []


def add_sources(url: str, *keys: str, host: str = "") -> None:
    """Sources that are due, each on a host of its own unless `host` is given."""
    for key in keys:
        execute(url, "insert into source (key, name, kind, url) values (%s, %s, 'feed', %s)", [key, key, f"https://{host or key}/feed"])


@pytest.fixture
def workers(url: str, script: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []

    def start(*, concurrency: int = 2, once: bool = False, on: str = url, stop_seconds: float = 2) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", WORKER, on, str(script), str(concurrency), "once" if once else "on", str(stop_seconds)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        with suppress(ProcessLookupError):
            process.kill()
        process.communicate()


def end(process: subprocess.Popen[str]) -> tuple[str, str]:
    """Stops a worker as an administrator does; its tally and its log."""
    process.send_signal(signal.SIGTERM)
    out, log = process.communicate(timeout=90)
    assert process.returncode == 0, log
    assert "Traceback" not in log and "never retrieved" not in log, log
    return out.splitlines()[-1], log


def runs(url: str, where: str = "true") -> list[tuple[Any, ...]]:
    return execute(url, f"select source, how from crawled where {where} order by id")


def succeeded(url: str) -> int:
    """Crawls that the worker knows to have ended well: later than the crawl itself does."""
    return int(execute(url, "select count(*) from jobs.procrastinate_jobs where status::text = 'succeeded'")[0][0])


def test_two_workers_side_by_side_crawl_each_source_once(url: str, workers: Callable[..., subprocess.Popen[str]]) -> None:
    pair = [workers(), workers()]
    wait_for(lambda: execute(url, "select count(*) from jobs.procrastinate_workers") == [(2,)])
    keys = [f"ok-{number}" for number in range(5)]
    add_sources(url, "ok-same-1", "ok-same-2", "ok-same-3", host="shared.example")
    add_sources(url, *keys)
    wait_for(lambda: succeeded(url) == 8)
    time.sleep(1)  # more looks at the schedule
    tallies = [end(process)[0] for process in pair]
    assert sorted(source for source, _ in runs(url)) == sorted([*keys, "ok-same-1", "ok-same-2", "ok-same-3"])
    assert all("complete" in tally for tally in tallies), tallies
    overlap = (
        "select count(*) from crawled a join crawled b on a.id < b.id and (a.begun, a.ended) overlaps (b.begun, b.ended) "
        "where a.source like 'ok-same%' and b.source like 'ok-same%'"
    )
    assert execute(url, overlap) == [(0,)], "one host was crawled twice at a time"
    assert execute(url, "select status::text, count(*) from jobs.procrastinate_jobs group by 1") == [("succeeded", 8)]


def test_a_killed_worker_takes_its_crawl_along_and_another_worker_takes_over(
    url: str, workers: Callable[..., subprocess.Popen[str]]
) -> None:
    add_sources(url, "endless-one")
    first = workers()
    pid = wait_for(lambda: execute(url, "select pid from crawled"))[0][0]
    other = workers()
    first.kill()
    if sys.platform == "linux":
        wait_for(lambda: runs(url, "how = 'asked'"))
        wait_for(lambda: gone(pid))
    wait_for(lambda: len(runs(url)) == 2)
    tally, log = end(other)
    assert "its worker died" in log
    assert tally == "{'stopped': 1} 1"
    assert execute(url, "select status::text from jobs.procrastinate_jobs order by id") == [("aborted",), ("aborted",)]
    assert execute(url, "select count(*) from source where next_crawl_at <= now()") == [(1,)], "it is still due, for the next worker"


def test_stopping_ends_the_crawls_in_order(url: str, workers: Callable[..., subprocess.Popen[str]]) -> None:
    add_sources(url, "endless-one", "stubborn-one")
    process = workers()
    wait_for(lambda: len(runs(url)) == 2)
    pids = [row[0] for row in execute(url, "select pid from crawled")]
    tally, log = end(process)
    assert tally == "{'stopped': 2} 0"
    assert "stopping: the crawls that run are asked to end" in log and "to be gone on with" in log
    assert sorted(runs(url)) == [("endless-one", "asked"), ("stubborn-one", None)]
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    assert execute(url, "select count(*) from jobs.procrastinate_jobs where status::text in ('todo', 'doing')") == [(0,)]
    assert execute(url, "select count(*) from jobs.procrastinate_workers") == [(0,)]


def test_a_worker_that_is_asked_again_later_kills_its_crawls(url: str, workers: Callable[..., subprocess.Popen[str]]) -> None:
    add_sources(url, "stubborn-one")
    process = workers(stop_seconds=60)
    pid = wait_for(lambda: execute(url, "select pid from crawled"))[0][0]
    process.send_signal(signal.SIGTERM)
    process.send_signal(signal.SIGTERM)  # as a supervisor does that signals the whole group
    time.sleep(ONE_WISH + 0.2)
    assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=90)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert execute(url, "select count(*) from jobs.procrastinate_jobs where status::text = 'doing'") == [(0,)]


def test_once_does_what_is_due_and_ends(url: str, workers: Callable[..., subprocess.Popen[str]]) -> None:
    add_sources(url, "ok-1", "ok-2", "ok-suspect", "bad-1")
    add_sources(url, "ok-later", "ok-off")
    execute(url, "update source set next_crawl_at = now() + interval '1 hour' where key = 'ok-later'")
    execute(url, "update source set next_crawl_at = now() + interval '10 years' where key = 'ok-2'")  # by a clock that was far ahead
    execute(url, "update source set enabled = false where key = 'ok-off'")
    out, log = workers(once=True, concurrency=3).communicate(timeout=90)
    assert "'complete': 2" in out and "'suspect': 1" in out and "'failed': 1" in out, (out, log)
    assert sorted(source for source, _ in runs(url)) == ["bad-1", "ok-1", "ok-2", "ok-suspect"]
    assert "crawl bad-1: failed after" in log and "exit code 1: no database at postgresql://me:***@h/db" in log
    assert "s3cret" not in log and "Traceback" not in log
    ((failures, later),) = execute(url, "select failures, next_crawl_at > now() from source where key = 'bad-1'")
    assert failures == 1 and later, "a crawl that cannot begin is not begun again at once"
    out, _ = workers(once=True).communicate(timeout=90)
    assert out.splitlines()[-1] == "{} 0"


def test_a_worker_outlives_its_database(postgres: Any, workers: Callable[..., subprocess.Popen[str]]) -> None:
    prepare(postgres.url)
    add_sources(postgres.url, "ok-before", "endless-during")
    process = workers(on=postgres.url)
    wait_for(lambda: succeeded(postgres.url) == 1)
    postgres.kill()
    time.sleep(4)
    assert process.poll() is None
    postgres.start()
    add_sources(postgres.url, "ok-after")
    wait_for(lambda: succeeded(postgres.url) == 2)
    wait_for(lambda: len(runs(postgres.url, "source = 'endless-during'")) == 2)
    tally, log = end(process)
    assert "the database went away, the crawls here are ended" in log
    assert tally.startswith("{'complete': 2, 'stopped': 2} "), log


async def test_planners_at_the_same_time_defer_each_source_once(url: str) -> None:
    add_sources(url, *(f"ok-{number}" for number in range(20)))
    worker = _Worker(url, Crawling(url=url), JobTally(), asyncio.Event(), asyncio.Event())
    async with await Database.open(url, size=6) as database, worker.app() as app:
        planned = await asyncio.gather(*(plan(database, app) for _ in range(6)))
        planned += [await plan(database, app)]
        assert sorted(key for keys in planned for key in keys) == sorted(f"ok-{number}" for number in range(20))
        assert await reap(app) == 0
    locks = execute(url, "select queueing_lock, lock, args->>'source' from jobs.procrastinate_jobs where args->>'source' = 'ok-3'")
    assert locks == [("crawl:ok-3", "host:ok-3", "ok-3")]


async def test_a_worker_plans_the_sources_that_it_knows_alone(url: str, script: Path) -> None:
    add_sources(url, "ok-1", "ok-of-another-file")
    crawling = Crawling(url=url, command=(sys.executable, str(script)))
    tally = await work(url, once=True, sources=["ok-1", "ok-not-stored"], crawling=crawling)
    assert tally.ended == {"complete": 1}
    assert [source for source, _ in runs(url)] == ["ok-1"]


async def test_a_source_that_is_not_due_any_more_is_left_alone(url: str, script: Path) -> None:
    add_sources(url, "ok-1")
    worker = _Worker(url, Crawling(url=url, command=(sys.executable, str(script))), JobTally(), asyncio.Event(), asyncio.Event())
    async with await Database.open(url) as database, worker.app() as app:
        assert await plan(database, app) == ["ok-1"]
        execute(url, "update source set next_crawl_at = now() + interval '1 hour'")
        assert await worker._crawl("ok-1") == "not_due"
        assert await worker._crawl("no-such-source") == "not_due"
    assert runs(url) == []


async def test_a_source_whose_crawl_was_stopped_stays_due_and_has_not_failed(url: str, script: Path) -> None:
    add_sources(url, "stopped-1")
    worker = _Worker(url, Crawling(url=url, command=(sys.executable, str(script))), JobTally(), asyncio.Event(), asyncio.Event())
    assert await worker._crawl("stopped-1") == "partial"
    assert execute(url, "select next_crawl_at <= now(), failures from source where key = 'stopped-1'") == [(True, 0)]


async def test_a_source_whose_crawl_does_not_end_in_time_is_not_crawled_again_at_once(url: str, script: Path) -> None:
    add_sources(url, "endless-1")
    crawling = Crawling(url=url, command=(sys.executable, str(script)), seconds=2)
    worker = _Worker(url, crawling, JobTally(), asyncio.Event(), asyncio.Event())
    with pytest.raises(CrawlFailed, match="did not end within 2 s"):
        await worker._crawl("endless-1")
    assert runs(url)[0][-1] == "asked"
    assert execute(url, "select next_crawl_at > now(), failures from source where key = 'endless-1'") == [(True, 1)]


async def test_the_time_limit_of_a_crawl(url: str, script: Path) -> None:
    crawling = Crawling(url=url, command=(sys.executable, str(script)), seconds=2, stop_seconds=1)
    with pytest.raises(CrawlFailed, match="did not end within 2 s"):
        await crawling.run("stubborn-one", asyncio.Event())
    assert runs(url, "how is not null") == []


async def test_no_database_at_the_start_is_told_at_once() -> None:
    with pytest.raises(Down, match="no database at"):
        async with asyncio.timeout(30):
            await work("postgresql://me:s3cret@127.0.0.1:9/amw", once=True, wait=0.5)


async def test_the_jobs_schema_missing_is_no_outage(empty_database_url: str) -> None:
    with pytest.raises(ConnectorException):
        async with asyncio.timeout(30):
            await work(empty_database_url, once=True)


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ('{"source": "a", "verdict": "complete"}', Outcome("complete")),
        ('noise\n{"source": "a", "verdict": "partial", "reason": "2 pages failed"}\n', Outcome("partial", "2 pages failed")),
        ('{"verdict": "failed"}\n{"verdict": "suspect", "counts": null}', Outcome("suspect")),
        ('{"verdict": "complete", "counts": {"amw/store/article/new": 3, "amw/store/board/rows": 0}}', Outcome("complete", "3 new")),
        ("", None),
        ('{"verdict": 3}', None),
        ("{broken", None),
    ],
)
def test_the_outcome_is_read_from_what_the_crawl_prints(told: str, outcome: Outcome | None) -> None:
    assert _outcome(told) == outcome


async def test_a_crawl_that_was_killed_is_told_so(url: str, tmp_path: Path) -> None:
    killed = tmp_path / "killed.py"
    killed.write_text("import os\nos.kill(os.getpid(), 9)")
    with pytest.raises(CrawlFailed, match="ended by SIGKILL"):
        await Crawling(url=url, command=(sys.executable, str(killed))).run("wire", asyncio.Event())
