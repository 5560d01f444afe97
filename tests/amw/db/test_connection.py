"""Connections against real servers that are stopped, killed and filled up."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from commands import wait_for
from hypothesis import given
from hypothesis import strategies as st
from psycopg.types.json import Jsonb
from servers import PrivateServer, open_folder

from amw.db import connection as module
from amw.db import patience
from amw.db.connection import Database, connect, database_url
from amw.db.embedded import Embedded
from amw.db.errors import Down, Refused, classify, redact

ROOT = Path(__file__).parents[3]
SOURCE = "insert into source (key, name, kind, url) values (%s, %s, %s, 'https://example.org/')"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql://me:s3cret@host:5432/db", "postgresql://me:***@host:5432/db"),
        ("postgresql://me:s3%40cret@h1,h2/db?sslmode=require", "postgresql://me:***@h1,h2/db?sslmode=require"),
        ("postgresql://me:s3cret@pw@host/db", "postgresql://me:***@host/db"),
        ("postgresql://host/db?user=me&password=s3cret", "postgresql://host/db?user=me&password=***"),
        ("postgresql://me@host/db?sslpassword=s3cret", "postgresql://me@host/db?sslpassword=***"),
        ("host=h user=me password=s3cret dbname=db", "host=h user=me password=*** dbname=db"),
        ("host=h password = 's3 cret\\' x' dbname=db", "host=h password = *** dbname=db"),
        ("postgresql://postgres@/amw?host=/run/x", "postgresql://postgres@/amw?host=/run/x"),
        ("postgresql://me:s3cret@[::1/db", "postgresql://me:***@[::1/db"),
        ("postgresql://me:s3/cr@et@host/db", "postgresql://me:***@host/db"),
        (
            "no database at postgresql://me:s3cret@h/db: refused\nor PASSWORD=s3cret",
            "no database at postgresql://me:***@h/db: refused\nor PASSWORD=***",
        ),
    ],
)
def test_redact(url: str, told: str) -> None:
    assert redact(url) == told


@given(st.text(min_size=4).filter(lambda text: text not in "postgresql://me:***@host:5432/db?password="))
def test_no_password_survives(secret: str) -> None:
    try:
        safe = quote(secret, safe="")
    except UnicodeEncodeError:
        return
    assert safe not in redact(f"postgresql://me:{safe}@host:5432/db")
    assert safe not in redact(f"postgresql://host/db?password={safe}")


def test_a_look_waits_for_a_server_that_is_started_anew(postgres: PrivateServer) -> None:
    found = postgres.postmaster
    assert found
    with ThreadPoolExecutor(1) as thread, closing(psycopg.connect(postgres.url)):
        os.kill(found.pid, signal.SIGTERM)  # a smart shutdown: nobody new is let in until all have left

        def look() -> Any:
            with connect(postgres.url) as connection:
                return connection.execute("select 1").fetchone()

        wait_for(lambda: refuses(postgres.url), "the shutdown")
        answer = thread.submit(look)
        time.sleep(0.5)
        assert not answer.done()
        postgres.stop()
        postgres.start()
        assert answer.result(60) == (1,)


def refuses(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError as error:
        return "shutting down" in str(error)
    return False


def test_a_look_waits_for_the_embedded_server_that_was_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with open_folder("amw-t-") as folder:
        monkeypatch.setenv("AMW_HOME", str(folder))
        with database_url() as url:
            found = Embedded().postmaster()
            assert found
            os.kill(found.pid, signal.SIGKILL)
            with connect(url) as connection:
                assert connection.execute("select 1").fetchone() == (1,)
            begun = time.monotonic()
            with pytest.raises(Down, match='"amw_never" does not exist'), connect(url.replace("/amw?", "/amw_never?")):
                pass
            assert time.monotonic() - begun < module.RESTART_SECONDS / 2  # a running server has said so


@pytest.mark.parametrize(
    ("values", "attribute", "named"),
    [
        (["a", "nul \x00", "feed"], "column", None),
        (["a", "surrogate \ud800", "feed"], "column", None),
        (["a", "name", "nonsense"], "constraint", "source_kind_check"),
        (["NOT A KEY", "name", "feed"], "constraint", "source_key_check"),
        (["a", None, "feed"], "column", "name"),
    ],
)
async def test_data_that_is_refused(database_url: str, values: list[Any], attribute: str, named: str | None) -> None:
    async with await Database.open(database_url) as db:
        with pytest.raises(Refused) as caught:
            async with db.transaction() as connection:
                await connection.execute(SOURCE, values)
        assert getattr(caught.value, attribute) == named
        with pytest.raises(Refused):
            async with db.transaction() as connection:
                await connection.execute("select %s::jsonb", [Jsonb("\x00")])
        async with db.transaction() as connection:  # the pool is as good as before
            await connection.execute(SOURCE, ["good", "Good", "feed"])


async def test_faults_of_the_program_pass_through(database_url: str) -> None:
    async with await Database.open(database_url) as db:
        with pytest.raises(psycopg.errors.UndefinedColumn):
            async with db.transaction() as connection:
                await connection.execute("select no_such_column from source")
        with pytest.raises(KeyError):
            async with db.transaction() as connection:
                await connection.execute(SOURCE, ["lost", "Lost", "feed"])
                raise KeyError
        async with db.transaction() as connection:
            assert await (await connection.execute("select count(*) from source")).fetchone() == (0,)
            assert await (await connection.execute("select current_setting('timezone')")).fetchone() == ("UTC",)


async def test_each_purpose_has_connections_of_its_own(database_url: str) -> None:
    async with await Database.open(database_url) as shared, await Database.open(database_url, purpose="store") as own:

        async def backend(connection: psycopg.AsyncConnection[Any]) -> int:
            return connection.info.backend_pid

        others = set(await asyncio.gather(*(shared.run(backend) for _ in range(3))))
        mine = {await own.run(backend) for _ in range(6)}
        assert len(mine) <= 2
        assert mine.isdisjoint(others)
    assert not module._POOLS


async def test_one_pool_for_a_url_until_the_last_leaves(database_url: str) -> None:
    first, second = await asyncio.gather(Database.open(database_url), Database.open(database_url))
    assert first._shared is second._shared is not None
    pool = first._shared.pool
    await first.close()
    await first.close()
    with pytest.raises(RuntimeError, match="closed"):
        async with first.transaction():
            pass
    async with second.transaction() as connection:
        await connection.execute("select 1")
    await second.close()
    assert pool.closed
    assert not module._POOLS
    async with await Database.open(database_url) as again, again.transaction() as connection:
        await connection.execute("select 1")


async def test_deadlock_is_repeated(database_url: str) -> None:
    async with await Database.open(database_url) as db:
        async with db.transaction() as connection:
            await connection.cursor().executemany(SOURCE, [(key, key, "feed") for key in "ab"])
        tries = 0
        met = asyncio.Barrier(2)

        async def swap(first: str, second: str) -> None:
            waits = True

            async def work(connection: psycopg.AsyncConnection[Any]) -> None:
                nonlocal tries, waits
                tries += 1
                await connection.execute("update source set failures = failures + 1 where key = %s", [first])
                if waits:
                    waits = False
                    await met.wait()
                await connection.execute("update source set failures = failures + 1 where key = %s", [second])

            await db.run(work)

        await asyncio.gather(swap("a", "b"), swap("b", "a"))
        async with db.transaction() as connection:
            assert await (await connection.execute("select sum(failures) from source")).fetchone() == (4,)
        assert tries == 3


async def test_restart_in_the_middle(postgres: Any, caplog: pytest.LogCaptureFixture) -> None:
    async with await Database.open(postgres.url) as db:
        with pytest.raises(Down):
            async with db.transaction() as connection:
                await connection.execute(SOURCE, ["lost", "Lost", "feed"])
                await asyncio.to_thread(postgres.stop)
                await connection.execute("select 1")
        with pytest.raises(Down, match="no database at postgresql://postgres@/amw"):
            await db.wait_until_up(timeout=0.5)
        with caplog.at_level(logging.WARNING, logger="amw.db.connection"):
            waiting = asyncio.create_task(db.wait_until_up())
            await asyncio.sleep(1.6)
            assert not waiting.done()
            await asyncio.to_thread(postgres.start)
            assert await asyncio.wait_for(waiting, 20) > 1.5
        told = [record.getMessage() for record in caplog.records if record.name == "amw.db.connection"]
        assert len(told) == 2 and told[0].startswith("the database is down, waiting") and "is back after" in told[1]
        async with db.transaction() as connection:
            assert await (await connection.execute("select count(*) from source")).fetchone() == (0,)


async def test_a_killed_server_is_down_and_comes_back(postgres: Any) -> None:
    async with await Database.open(postgres.url, wait=3) as db:
        async with db.transaction() as connection:
            await connection.execute(SOURCE, ["kept", "Kept", "feed"])
        await asyncio.to_thread(postgres.kill)
        with pytest.raises(Down):
            async with asyncio.timeout(30), db.transaction() as connection:
                await connection.execute("select 1")
        await asyncio.to_thread(postgres.start)

        async def count(connection: Any) -> Any:
            return await (await connection.execute("select count(*) from source")).fetchone()

        # A pool waits longer with each attempt that failed, so the server may be there before a connection is.
        assert await patience.run(db, count, patience=60) == (1,)


@pytest.mark.parametrize(
    ("errors", "stored"), [([Down("cut")], True), ([Down("full")] * 2, False), ([Down("in the way", conflict=True)] * 9, True)]
)
async def test_after_a_stop_work_is_tried_once_more_where_the_server_is_there(
    errors: list[Down], stored: bool, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "GRACE", 0)
    left = list(errors)

    async def work(connection: Any) -> bool:
        if left:
            raise left.pop()
        return True

    patience.hasten()
    async with await Database.open(database_url) as db:
        if stored:
            assert await patience.run(db, work)
        else:
            with pytest.raises(Down, match="full"):
                await patience.run(db, work)
    assert left == []


async def test_a_stop_ends_the_wait_for_a_server_that_is_away(postgres: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "GRACE", 0.1)

    async def work(connection: Any) -> None:
        await connection.execute("select 1")

    async with await Database.open(postgres.url, wait=1) as db:
        await asyncio.to_thread(postgres.stop)
        down = asyncio.Event()
        waiting = asyncio.create_task(patience.run(db, work, on_down=lambda _: down.set()))
        await down.wait()
        assert not waiting.done()
        patience.hasten()
        with pytest.raises(Down):
            await asyncio.wait_for(waiting, 10)
        await asyncio.to_thread(postgres.start)


async def test_a_database_is_opened_once_its_server_is_there(postgres: Any) -> None:
    await asyncio.to_thread(postgres.stop)
    opening = asyncio.create_task(patience.opened(postgres.url, patience=60))
    await asyncio.sleep(1)
    assert not opening.done()
    await asyncio.to_thread(postgres.start)
    async with await opening as db, db.transaction() as connection:
        assert await (await connection.execute("select 1")).fetchone() == (1,)


def test_redact_takes_long_messages_in_linear_time() -> None:
    begun = time.process_time()
    assert redact(f"{'://a:' * 40_000} postgresql://me:s3cret@h/db") == f"{'://a:' * 40_000} postgresql://me:***@h/db"
    assert time.process_time() - begun < 2  # a search from every :// took a minute


async def test_a_stop_ends_the_wait_for_a_database_to_open(postgres: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "GRACE", 0.1)
    await asyncio.to_thread(postgres.stop)
    opening = asyncio.create_task(patience.opened(postgres.url))
    await asyncio.sleep(0.5)
    patience.hasten()
    with pytest.raises(Down, match="a stop was asked for"):
        await asyncio.wait_for(opening, 10)
    await asyncio.to_thread(postgres.start)


async def test_a_server_that_does_not_answer_is_down(postgres: Any) -> None:
    async with await Database.open(postgres.url) as db:
        postgres.freeze()
        try:
            with pytest.raises(Down, match="no database at"):
                await db.wait_until_up(timeout=1)
        finally:
            postgres.thaw()
        await db.wait_until_up(timeout=60)


async def test_down_at_the_start_is_told_at_once_and_without_the_password() -> None:
    with pytest.raises(Down) as caught:
        await Database.open("postgresql://me:s3cret@127.0.0.1:9/amw", wait=0.5)
    assert "s3cret" not in str(caught.value) and "***" in str(caught.value) and "\n" not in str(caught.value)
    assert not module._POOLS
    with pytest.raises(Down), connect("postgresql://me:s3cret@127.0.0.1:9/amw"):
        pass


async def test_cut_sessions_and_full_servers_are_down(database_url: str) -> None:
    async with await Database.open(database_url) as db:
        with pytest.raises(Down):
            async with db.transaction() as connection:
                await connection.execute("select pg_terminate_backend(pg_backend_pid())")
        with pytest.raises(Down, match="time"):
            async with db.transaction() as connection:
                await connection.execute("set local statement_timeout = 10")
                await connection.execute("select pg_sleep(5)")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("57P03", Down),
        ("53300", Down),
        ("53100", Down),
        ("57P01", Down),
        ("08006", Down),
        ("25006", Down),
        ("40001", Down),
        ("22001", Refused),
        ("23505", Refused),
        ("54000", Refused),
        ("42P01", None),
        ("42601", None),
        ("28P01", None),
    ],
)
def test_codes(code: str, kind: type[Exception] | None) -> None:
    known = classify(psycopg.errors.lookup(code)("what it said\n  in two lines"))
    assert type(known) is (kind or type(None))
    if isinstance(known, Down):
        assert known.conflict == (code == "40001")
    if known:
        assert str(known) == "what it said in two lines"


def test_the_database_is_the_one_named_else_the_environments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://b/")
    with database_url("postgresql://a/") as url:
        assert url == "postgresql://a/"
    with database_url() as url:
        assert url == "postgresql://b/"


@pytest.mark.parametrize("wrong", ["sqlite:///x.db", "mysql://me:s3cret@h/db", "me:s3cret@h", "postgresql://me:s3cret@[h/db"])
def test_an_address_of_something_else_is_told_without_the_password(wrong: str) -> None:
    with pytest.raises(Down, match="no address of a PostgreSQL database") as caught, database_url(wrong):
        pass
    assert "s3cret" not in str(caught.value)


def test_lookups_read_in_utc(database_url: str) -> None:
    with connect(database_url) as connection:
        assert connection.execute("select current_setting('timezone')").fetchone() == ("UTC",)


IN_SCRAPY = """
import sys
import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from amw.db.connection import Database

class Stage:
    async def open_spider(self):
        self.db = await Database.open(sys.argv[1])
    async def process_item(self, item):
        async with self.db.transaction() as connection:
            await connection.execute(
                "insert into source (key, name, kind, url) values (%s, 'x', 'feed', 'https://example.org/')", [item["key"]]
            )
        return item
    async def close_spider(self):
        await self.db.close()

class Spider(scrapy.Spider):
    name = "one"
    async def start(self):
        for number in range(20):
            yield {"key": f"k{number}"}

process = AsyncCrawlerProcess({"ITEM_PIPELINES": {Stage: 1}, "LOG_LEVEL": "WARNING", "TELNETCONSOLE_ENABLED": False})
process.crawl(Spider)
process.start()
"""


def test_it_works_in_the_loop_of_a_crawl(database_url: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IN_SCRAPY, database_url],
        capture_output=True,
        text=True,
        timeout=60,
        cwd="/",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with connect(database_url) as connection:
        assert connection.execute("select count(*) from source").fetchone() == (20,), done.stderr
