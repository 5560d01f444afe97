"""A crawl whose database is killed in the middle and comes back: fetching pauses, nothing is lost, nothing is doubled."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from crawling import ROOT
from local_site import REPORT, Answer, LocalSite, html, rss, rss_item
from servers import PrivateServer

from amw.db.catalogue import sync
from amw.db.connection import Database

PAGES = 9


@pytest.fixture
def site() -> Iterator[LocalSite]:
    with LocalSite() as site:
        names = [f"story-{number}" for number in range(PAGES)]
        items = "".join(rss_item(f"Entry {name}", site.url(f"/{name}")) for name in (*names, "missing"))
        site.add("/feed.xml", Answer(body=rss(items + "<item><title>No link</title></item>"), content_type="application/rss+xml"))
        for number, name in enumerate(names):
            site.add(
                f"/{name}", Answer(body=html(f"Acme model {number} is presented", REPORT.replace("4,000", f"{4 + number},000")), delay=0.1)
            )
        yield site


def catalogue(database_url: str) -> str:
    """Makes the database know the catalogue, as `amw init` leaves it."""

    async def fill() -> None:
        async with await Database.open(database_url) as database:
            await database.run(sync)

    asyncio.run(fill())
    return database_url


def counts(database_url: str) -> dict[str, int]:
    with psycopg.connect(database_url) as connection:
        return {
            name: connection.execute(f"select count(*) from {name}").fetchone()[0]  # type: ignore[index]
            for name in ("article", "article_version", "rejected")
        }


def begin(site: LocalSite, database_url: str, folder: Path) -> subprocess.Popen[str]:
    """A slow crawl under way, as `scrapy crawl` runs it."""
    environment = {**os.environ, "AMW_ALLOWED_PRIVATE_HOSTS": "127.0.0.1", "DATABASE_URL": database_url, "AMW_ARCHIVE_DIR": str(folder)}
    options = ["CONCURRENT_REQUESTS=2", "DOWNLOAD_DELAY=0.15", "AUTOTHROTTLE_ENABLED=0", "EXTRACT_PROCESSES=0", "LOG_LEVEL=WARNING"]
    command = [sys.executable, "-m", "scrapy", "crawl", "feed", "-a", f"url={site.url('/feed.xml')}"]
    command += [word for option in options for word in ("-s", option)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)


def wait_for_pages(site: LocalSite, number: int, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 40
    while sum(hit.path.startswith("/story") for hit in site.hits) < number:
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise AssertionError(process.communicate()[1])
        time.sleep(0.02)


def test_a_database_lost_in_the_middle_costs_nothing(site: LocalSite, postgres: PrivateServer, tmp_path: Path) -> None:
    process = begin(site, catalogue(postgres.url), tmp_path)
    wait_for_pages(site, 4, process)
    postgres.kill()
    time.sleep(3)
    assert process.poll() is None
    paused = len(site.hits)
    time.sleep(1)
    assert len(site.hits) <= paused + 2
    postgres.start()
    _, log = process.communicate(timeout=60)
    assert process.returncode == 0, log
    after = counts(postgres.url)
    # Every page, the entry whose page is missing, and the entry without a link.
    assert after["article"] == after["article_version"] == PAGES + 2, log
    assert after["rejected"] == 0
    assert max(len(site.seen(f"/story-{number}")) for number in range(PAGES)) == 1
