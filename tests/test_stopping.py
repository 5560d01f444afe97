"""Real crawls that are asked to stop, in the ways they are asked: pages under way are stored, and no other is begun."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest
from commands import ROOT, gone, wait_for
from local_site import REPORT, Answer, Hit, LocalSite, html, rss, rss_item
from servers import PrivateServer

from amw.stopping import ONE_WISH

PAGES = 30  # more than a crawl has under way at a time
# A worker whose many threads the kernel tells its crawl of, one by one, when it dies.
WORKER = """
import asyncio, sys, threading
from amw.jobs import work
for _ in range(40):
    threading.Thread(target=threading.Event().wait, daemon=True).start()
asyncio.run(work(sys.argv[1], once=True))
"""
COUNTS = "select (select count(*) from article), (select count(*) from page where status = 'pending')"
WAITING = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"


class Held:
    """A site whose articles are answered once `open` is set."""

    def __init__(self, site: LocalSite) -> None:
        self.site = site
        self.open = threading.Event()
        items = "".join(rss_item(f"Entry {number}", site.url(f"/story-{number}")) for number in range(PAGES))
        site.add("/feed.xml", Answer(body=rss(items), content_type="application/rss+xml"))
        for number in range(PAGES):
            body = html(f"Acme model {number} is presented", REPORT.replace("4,000", f"{4 + number},000"))
            site.add(f"/story-{number}", lambda hit, body=body: self.answer(body))

    def answer(self, body: bytes) -> Answer:
        self.open.wait(60)
        return Answer(body=body)

    def asked(self) -> list[Hit]:
        return [hit for hit in self.site.hits if hit.path.startswith("/story")]


@pytest.fixture
def held() -> Iterator[Held]:
    with LocalSite() as site:
        made = Held(site)
        yield made
        made.open.set()


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[str]]]:
    processes: list[subprocess.Popen[str]] = []
    yield processes
    for process in processes:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def begin(command: list[str], held: Held, url: str, folder: Path) -> subprocess.Popen[str]:
    """`command` in a group of its own, with one source that is due: the feed of `held`."""
    catalogue = folder / "sources.toml"
    address = held.site.url("/feed.xml")
    catalogue.write_text(
        f'[[source]]\nkey = "held"\nname = "Held"\nkind = "feed"\nurl = "{address}"\ncountry = "US"\nlanguage = "en"\n'
        f'interval = "1h"\nexpected = [1, 50]\nplain_http = true\nfound_in = "a test"\n'
    )
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("update source set enabled = false")
        connection.execute("insert into source (key, name, kind, url) values ('held', 'Held', 'feed', %s)", [address])
    environment = {
        **os.environ,
        "AMW_HOME": str(folder),
        "TMPDIR": str(temporary(folder)),
        "AMW_SOURCES_FILE": str(catalogue),
        "AMW_ALLOWED_PRIVATE_HOSTS": "127.0.0.1",
        "DATABASE_URL": url,
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def temporary(folder: Path) -> Path:
    """Where the command keeps what is gone when it ends, however it ends."""
    made = folder / "tmp"
    made.mkdir(exist_ok=True)
    return made


def found(url: str) -> tuple[int, int]:
    with psycopg.connect(url) as connection:
        row = connection.execute(COUNTS).fetchone()
    assert row is not None
    return row[0], row[1]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a crawl outlives its worker")
def test_a_crawl_whose_worker_is_killed_stores_the_pages_under_way(
    held: Held, stocked_url: str, tmp_path: Path, started: list[subprocess.Popen[str]]
) -> None:
    worker = begin(["-c", WORKER, stocked_url], held, stocked_url, tmp_path)
    started.append(worker)
    wait_for(lambda: len(held.asked()) == 2, "two pages under way")
    crawl = next(child.pid for child in psutil.Process(worker.pid).children() if "crawl" in child.cmdline())
    worker.kill()
    worker.wait()
    time.sleep(0.3)
    held.open.set()
    wait_for(lambda: gone(crawl), "the end of the crawl")
    asked = len(held.asked())
    assert 2 <= asked < PAGES
    assert found(stocked_url) == (asked, PAGES - asked)


def test_a_supervisor_that_signals_a_crawl_and_its_group_asks_once(
    held: Held, stocked_url: str, tmp_path: Path, started: list[subprocess.Popen[str]]
) -> None:
    crawl = begin(["-m", "amw.cli", "crawl", "held", "--json"], held, stocked_url, tmp_path)
    started.append(crawl)
    wait_for(lambda: len(held.asked()) == 2, "two pages under way")
    crawl.send_signal(signal.SIGTERM)
    os.killpg(crawl.pid, signal.SIGTERM)
    held.open.set()
    said, told = crawl.communicate(timeout=90)
    assert crawl.returncode == 3, told
    verdict = json.loads(said)
    assert verdict["verdict"] == "partial"
    with psycopg.connect(stocked_url) as connection:
        kept = connection.execute("select verdict, reason from crawl_run where verdict is not null order by id desc limit 1").fetchone()
        due = connection.execute("select next_crawl_at <= now(), last_crawl_at is not null from source where key = 'held'").fetchone()
    assert kept == ("partial", verdict["reason"])
    assert due == (True, True)  # for the next crawl, which goes on with what is left
    asked = len(held.asked())
    assert 2 <= asked < PAGES
    assert found(stocked_url) == (asked, PAGES - asked)


def test_a_crawl_that_is_stopped_before_it_has_begun_asks_for_nothing(
    held: Held, stocked_url: str, tmp_path: Path, started: list[subprocess.Popen[str]]
) -> None:
    with psycopg.connect(stocked_url) as connection, psycopg.connect(stocked_url, autocommit=True) as watch:
        connection.execute("lock table crawl_run in share mode")
        crawl = begin(["-m", "amw.cli", "crawl", "held", "--json"], held, stocked_url, tmp_path)
        started.append(crawl)
        wait_for(lambda: watch.execute(WAITING).fetchone() == (1,), "a crawl that waits to begin")
        crawl.send_signal(signal.SIGTERM)
        assert crawl.stderr
        assert "stopping" in crawl.stderr.readline()
    told = crawl.communicate(timeout=60)[1]
    assert crawl.returncode == 3, told
    assert held.site.hits == []
    assert found(stocked_url) == (0, 0)


@pytest.mark.parametrize("numbers", [(signal.SIGTERM, signal.SIGTERM), (signal.SIGINT, signal.SIGTERM), (signal.SIGINT, signal.SIGINT)])
def test_a_crawl_that_is_asked_again_later_ends_at_once(
    numbers: tuple[signal.Signals, signal.Signals], held: Held, stocked_url: str, tmp_path: Path, started: list[subprocess.Popen[str]]
) -> None:
    crawl = begin(["-m", "amw.cli", "crawl", "held"], held, stocked_url, tmp_path)
    started.append(crawl)
    wait_for(lambda: len(held.asked()) == 2, "two pages under way")
    crawl.send_signal(numbers[0])
    time.sleep(ONE_WISH + 0.2)
    assert crawl.poll() is None
    crawl.send_signal(numbers[1])
    said = crawl.communicate(timeout=20)[1]
    assert "once more stops at once" in said and "amw: stopped" in said and "Traceback" not in said
    assert crawl.returncode == 1
    assert found(stocked_url)[0] == 0


def test_a_crawl_that_is_killed_leaves_no_file_behind(
    held: Held, stocked_url: str, tmp_path: Path, started: list[subprocess.Popen[str]]
) -> None:
    crawl = begin(["-m", "amw.cli", "crawl", "held"], held, stocked_url, tmp_path)
    started.append(crawl)
    wait_for(lambda: len(held.asked()) == 2, "two pages under way")
    os.killpg(crawl.pid, signal.SIGKILL)
    crawl.wait()
    assert list(temporary(tmp_path).iterdir()) == []


# The command with seconds for minutes and quarters of an hour.
SHORT = """
from amw.cli import main
from amw.db import patience
from amw.db.connection import Database
Database.open.__func__.__kwdefaults__["wait"] = patience.GRACE = 1
patience.run.__kwdefaults__["patience"] = {}
main()
"""


@pytest.mark.parametrize(
    ("asked", "patience", "told"),
    [(True, 900, "stopped on request; {} could not be stored"), (False, 2, "the crawl ended early: database down")],
)
def test_a_crawl_whose_database_stays_away_ends_and_leaves_its_pages_to_the_next_one(
    asked: bool, patience: int, told: str, held: Held, postgres: PrivateServer, tmp_path: Path, started: list[subprocess.Popen[str]]
) -> None:
    crawl = begin(["-c", SHORT.format(patience), "crawl", "held", "--json"], held, postgres.url, tmp_path)
    started.append(crawl)
    wait_for(lambda: found(postgres.url)[1] == PAGES, "the frontier")
    wait_for(lambda: len(held.asked()) == 2, "two pages under way")
    postgres.kill()
    held.open.set()
    assert crawl.stderr
    wait_for(lambda: "fetching pauses" in crawl.stderr.readline(), "the outage")
    if asked:
        crawl.send_signal(signal.SIGTERM)
    said, errors = crawl.communicate(timeout=45)
    verdict = json.loads(said)
    lost = verdict["counts"]["amw/store/lost"]
    assert lost >= 2 and verdict["reason"].startswith(told.format(f"{lost} items")), errors
    assert (crawl.returncode, verdict["verdict"]) == (3, "partial")
    assert "Traceback" not in errors
    postgres.start()
    assert found(postgres.url) == (0, PAGES)  # which the next crawl takes up
