"""What tests share: one embedded server for the whole run, a fresh database for each test that asks, and the folder of real captures.

    database_url   the URL of a database of its own with the whole schema, dropped afterwards (cloned from a template)
    stocked_url, other_stocked_url   the same with the catalogue read in, as `amw init` leaves it
    empty_database_url   the same without any schema
    postgres       a private server that the test may stop, kill and restart
    realdata       the folder of real captures; tests that use it carry the marker `realdata` and are skipped where it is absent

`AMW_TEST_DATABASE_URL` names another server to run against; its user must be allowed to create databases.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import hypothesis
import psycopg
import pytest
from psycopg import sql
from servers import PrivateServer, clone, database_of, open_folder, place_for_servers, sweep

from amw.db.catalogue import sync
from amw.db.connection import Database
from amw.db.embedded import Embedded
from amw.db.migrate import migrate

# A property fails for what it finds, never for how long one example took: the first may be the one that loads a library.
hypothesis.settings.register_profile("amw", deadline=None)
hypothesis.settings.load_profile("amw")

ROOT = Path(__file__).parent.parent
REALDATA = Path(os.environ.get("AMW_REALDATA") or ROOT.parent / "shared" / "data")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # Whole crawls stand last by name and take longest: begun first, they leave no worker alone at the end.
    items.sort(key=lambda item: item.path, reverse=True)
    if REALDATA.is_dir():
        return
    skip = pytest.mark.skip(reason=f"no folder of real captures at {REALDATA} (AMW_REALDATA names it)")
    for item in items:
        if item.get_closest_marker("realdata"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def realdata() -> Path:
    if not REALDATA.is_dir():
        pytest.skip(f"no folder of real captures at {REALDATA} (AMW_REALDATA names it)")
    return REALDATA


@pytest.fixture(scope="session")
def server_url(testrun_uid: str) -> Iterator[str]:
    """The maintenance database of the server that this run uses; all workers of pytest-xdist share one server."""
    if named := os.environ.get("AMW_TEST_DATABASE_URL"):
        yield named
        return
    sweep()
    # testrun_uid is the same in every worker of one run; the last worker that leaves stops the server.
    folder = place_for_servers() / f"amw-test-{hashlib.sha256(testrun_uid.encode()).hexdigest()[:12]}"
    with suppress(FileExistsError):
        folder.mkdir(mode=0o711)
    server = Embedded(folder, fsync=False)
    with server:
        yield server.url("postgres")
    if server.postmaster() is None:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _template(server_url: str, name: str, base: str, fill: Callable[[str], object]) -> Iterator[str]:
    """The name of a database that tests' databases are cloned from: `base` and what `fill` does to it, made once a run."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(hashtext('amw test template'))")
        connection.execute("select pg_advisory_lock_shared(hashtext(%s))", [name])  # counts the workers of this run
        known = connection.execute("select datistemplate from pg_database where datname = %s", [name]).fetchone()
        if known != (True,):
            connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
            making = sql.SQL("create database {} encoding 'UTF8' template {}")
            connection.execute(making.format(sql.Identifier(name), sql.Identifier(base)))
            fill(database_of(server_url, name))
            connection.execute(sql.SQL("alter database {} is_template true").format(sql.Identifier(name)))
        connection.execute("select pg_advisory_unlock(hashtext('amw test template'))")
        yield name
        connection.execute("select pg_advisory_lock(hashtext('amw test template'))")
        connection.execute("select pg_advisory_unlock_shared(hashtext(%s))", [name])
        if connection.execute("select pg_try_advisory_lock(hashtext(%s))", [name]).fetchone() == (True,):
            connection.execute(sql.SQL("alter database {} is_template false").format(sql.Identifier(name)))
            connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def template_database(server_url: str, testrun_uid: str) -> Iterator[str]:
    name = f"amw_template_{hashlib.sha256(testrun_uid.encode()).hexdigest()[:12]}"
    with _template(server_url, name, "template0", migrate) as made:
        yield made


@pytest.fixture(scope="session")
def stocked_template(server_url: str, template_database: str, testrun_uid: str) -> Iterator[str]:
    name = f"amw_stocked_{hashlib.sha256(testrun_uid.encode()).hexdigest()[:12]}"
    with _template(server_url, name, template_database, lambda url: asyncio.run(_read_catalogue(url))) as made:
        yield made


async def _read_catalogue(url: str) -> None:
    async with await Database.open(url) as database:
        await database.run(sync)


@pytest.fixture
def database_url(server_url: str, template_database: str) -> Iterator[str]:
    with clone(server_url, template_database) as url:
        yield url


@pytest.fixture
def stocked_url(server_url: str, stocked_template: str) -> Iterator[str]:
    with clone(server_url, stocked_template) as url:
        yield url


@pytest.fixture
def other_stocked_url(server_url: str, stocked_template: str) -> Iterator[str]:
    with clone(server_url, stocked_template) as url:
        yield url


@pytest.fixture
def empty_database_url(server_url: str) -> Iterator[str]:
    with clone(server_url, "template0") as url:
        yield url


@pytest.fixture
def postgres() -> Iterator[PrivateServer]:
    with open_folder("amw-p-") as folder:
        server = PrivateServer(folder)
        try:
            yield server
        finally:
            if server.postmaster:
                server.thaw()
            server.stop()
