"""Roles that may have few connections, or create nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from amw.db.connection import Database, connect, size_within
from amw.db.doctor import no_crawls
from amw.db.errors import Down
from amw.db.migrate import MigrationError, migrate
from amw.db.runs import Run
from amw.db.statements import fetch_one

AT = datetime(2026, 5, 21, tzinfo=UTC)


def source(key: str) -> dict[str, str]:
    return {"key": key, "name": key, "url": f"https://{key}.example/"}


@contextmanager
def role(url: str, *, connections: int = -1, member: bool = True) -> Iterator[str]:
    """The address of a database for a role of its own, with so many connections, and the owner's rights where it is a `member`."""
    name = sql.Identifier(f"amw_test_{uuid4().hex[:12]}")
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(sql.SQL("create role {} login connection limit {}").format(name, sql.Literal(connections)))
        if member:
            admin.execute(sql.SQL("grant {} to {}").format(sql.Identifier(admin.info.user), name))
        try:
            yield make_conninfo(url, user=name.as_string().strip('"'))
        finally:
            admin.execute(sql.SQL("drop owned by {} cascade").format(name))
            admin.execute(sql.SQL("drop role {}").format(name))


@pytest.mark.parametrize(("limit", "size"), [(3, 1), (4, 1), (5, 2), (7, 3), (100, 6)])
def test_two_pools_and_a_claim_fit_a_limit(limit: int, size: int) -> None:
    assert size_within(limit, 6) == size
    assert 2 * size + 1 <= limit


async def crawls(url: str) -> tuple[Run | None, Run | None]:
    """Two crawls, the second begun while the first has all connections."""
    async with await Database.open(url) as stages, await Database.open(url, purpose="store") as store:
        async with stages.transaction(), store.transaction():  # both pools have theirs
            pass
        first = await Run.start(store, source("first"), AT)
        second = asyncio.create_task(Run.start(store, source("second"), AT))
        await asyncio.sleep(0.3)
        assert first is not None and not second.done()
        await first.claim.close()
        begun = await asyncio.wait_for(second, 20)
        assert begun is not None
        await begun.claim.close()
        return first, begun


def test_a_crawl_fits_in_three_connections_and_another_waits_for_its_turn(database_url: str) -> None:
    with role(database_url, connections=3) as url:
        first, second = asyncio.run(crawls(url))
        assert first is not None and second is not None and first.id != second.id


async def begin(url: str) -> Run | None:
    async with await Database.open(url) as database:
        return await Run.start(database, source("any"), AT)


def test_fewer_connections_than_a_crawl_takes_are_told_at_once(database_url: str) -> None:
    with role(database_url, connections=2) as url, pytest.raises(Down, match="a crawl takes 3 connections, this role may have 2"):
        asyncio.run(begin(url))


def test_a_worker_takes_more_connections_than_a_crawl(database_url: str) -> None:
    for connections, crawls, works in ((2, False, False), (7, True, False), (8, True, True)):
        with role(database_url, connections=connections) as url, connect(url) as connection:
            facts = fetch_one(connection, "server_facts")
            assert facts is not None
            assert (no_crawls(facts) is None, no_crawls(facts, worker=True) is None) == (crawls, works)


def test_a_role_that_may_create_nothing_is_told_what_it_lacks(empty_database_url: str) -> None:
    with (
        role(empty_database_url, member=False) as url,
        pytest.raises(MigrationError, match=r"may not create schemas .* GRANT CREATE ON DATABASE"),
    ):
        migrate(url)


def test_a_role_without_a_connection_to_spare_is_no_fault_of_ours(empty_database_url: str) -> None:
    with role(empty_database_url, connections=1) as url, pytest.raises(Down, match="too many connections"):
        migrate(url)
