"""Brings a database to the present schema: plain-SQL migrations kept by yoyo-migrations, and Procrastinate's own schema.

`migrations/0001_initial.sql`, `0002_....sql`, ... make the schema `public`; Procrastinate's tables live in the schema `jobs`. What
was applied is written in the schema `migration`, in the transaction that applies it, so a migration is there with its record or
not at all. yoyo reads, orders and records; the text of a migration goes to the server in one piece, because splitting SQL at
semicolons on our side would need a parser that knows every quoting rule of the server.
"""

from __future__ import annotations

import glob
import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from amw.db.connection import connect, connected
from amw.db.errors import classified
from amw.db.statements import QUERIES, fetch_one

OLDEST_SERVER = 150000  # what server_version_num says of PostgreSQL 15, which brought NULLS NOT DISTINCT and MERGE
MIGRATIONS = files("amw.db") / "migrations"
_PROCRASTINATE = find_spec("procrastinate")
assert _PROCRASTINATE is not None and _PROCRASTINATE.origin is not None
_JOBS = Path(_PROCRASTINATE.origin).parent / "sql"  # found without loading it: every command asks what is pending, few apply anything
THEIRS = _JOBS / "migrations"
ROLES = {"amw_writer": "role_create_writer", "amw_reader": "role_create_reader"}
_BOOK = "_yoyo_migration"
_NEVER_BEGUN = (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName)
# What a statement fails with where a migration that it needs was never applied
NO_SCHEMA = (*_NEVER_BEGUN, psycopg.errors.UndefinedColumn, psycopg.errors.UndefinedFunction)

log = logging.getLogger(__name__)
logging.getLogger("yoyo").setLevel(logging.WARNING)  # it names every migration it records, forty of them for Procrastinate


class MigrationError(RuntimeError):
    """The database cannot be brought to the present schema; the message says which migration and why. Nothing of it was applied."""


def migrate(url: str, *, wait: float = 60.0, source: Traversable = MIGRATIONS) -> list[str]:
    """Applies what is missing, oldest first, and returns the names of the migrations applied (Procrastinate's as `jobs/...`).

    `source` is the folder of migrations. Safe to run from any number of processes: one works, the others wait up to `wait` seconds
    and find nothing left to do.
    Raises MigrationError, and Down where there is no server.
    """
    applied: list[str] = []
    with _locked(url, wait) as connection:
        _check_server(connection)
        _ensure_roles(connection)
        try:
            connection.execute(QUERIES["migration_schemas"])
        except psycopg.errors.InsufficientPrivilege as error:
            facts = connection.info
            raise MigrationError(
                f"the role {facts.user} may not create schemas in the database {facts.dbname}: have its owner migrate, "
                f"or GRANT CREATE ON DATABASE {facts.dbname} TO {facts.user}"
            ) from error
        with _book(url) as book, _migrations(source) as ours, _migrations(THEIRS) as theirs:
            for migration in book.to_apply(ours):
                _apply(book, migration, "public")
                applied.append(str(migration.id))
            applied += _migrate_jobs(book, theirs)
        connection.execute(QUERIES["grants"])
    return applied


def pending(url: str, *, source: Traversable = MIGRATIONS) -> list[str]:
    """The names of the migrations that `migrate` would apply; changes nothing, not even an empty database."""
    with connect(url) as connection:
        try:
            known = {str(row[0]) for row in connection.execute(QUERIES["migration_applied"])}
        except _NEVER_BEGUN:
            known = set()
    ours, theirs = _names(source), _names(THEIRS)
    if not known.intersection(theirs):
        theirs = ["schema"]
    return [name for name in ours if name not in known] + [f"jobs/{name}" for name in theirs if name not in known]


def newer(connection: psycopg.Connection[Any]) -> list[str]:
    """The migrations of this database that are none of ours: a newer version of amw applied them."""
    known = {*_names(MIGRATIONS), *_names(THEIRS)}
    return sorted(str(name) for (name,) in connection.execute(QUERIES["migration_applied"]) if name not in known)


def _names(source: Traversable) -> list[str]:
    """The names of the migrations of a folder, in order."""
    return sorted(file.name.removesuffix(".sql") for file in source.iterdir() if file.name.endswith(".sql"))


@contextmanager
def _migrations(source: Traversable) -> Iterator[Any]:
    """The migrations of a folder, in order; one inside a zip is unpacked meanwhile, since a file's name is its migration's name."""
    from yoyo import read_migrations  # type: ignore[import-untyped]
    from yoyo.migrations import MigrationList  # type: ignore[import-untyped]

    with ExitStack() as stack:
        folder = source if isinstance(source, Path) else Path(stack.enter_context(TemporaryDirectory(prefix="amw-")))
        if folder is not source:
            for file in source.iterdir():
                if file.name.endswith(".sql"):
                    (folder / file.name).write_bytes(file.read_bytes())
        found = read_migrations(glob.escape(str(folder)))
        yield MigrationList([migration for migration in found if migration.is_raw_sql()])  # not a package's __init__.py


def _check_server(connection: psycopg.Connection[Any]) -> None:
    facts = fetch_one(connection, "server_facts") or {}
    if facts["version"] < OLDEST_SERVER:
        raise MigrationError(f"PostgreSQL 15 or newer is needed, this server is {facts['version'] // 10000}")
    if facts["encoding"] != "UTF8":
        raise MigrationError(f"the database's encoding is {facts['encoding']}, UTF8 is needed: create it with encoding 'UTF8'")
    if facts["standby"]:
        raise MigrationError("this server is a read-only standby: name the primary")


def _ensure_roles(connection: psycopg.Connection[Any]) -> None:
    for role, statement in ROLES.items():
        if connection.execute(QUERIES["role_exists"], {"role": role}).fetchone() == (True,):
            continue
        try:
            connection.execute(QUERIES[statement])
        except psycopg.errors.InsufficientPrivilege:
            log.warning("may not create the role %s: have an administrator `create role %s nologin`, then migrate again", role, role)
        except (psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
            continue  # another database of the server is being migrated at this moment


def _apply(book: Any, migration: Any, schema: str) -> None:
    text = Path(migration.path).read_text(encoding="utf-8")
    try:
        with book.transaction():
            _execute_in(book, schema, text)
            book.mark_one(migration, log=False)
    except psycopg.Error as error:
        raise MigrationError(f"migration {migration.id} failed, nothing of it was applied: {error}") from error


def _execute_in(book: Any, schema: str, text: str) -> None:
    book.connection.execute(QUERIES["schema_choose"], {"schema": schema})
    book.connection.execute(text)  # no parameters: many statements in one go, and a percent sign is a percent sign
    book.connection.execute(QUERIES["schema_choose"], {"schema": "migration"})


def _migrate_jobs(book: Any, migrations: Any) -> list[str]:
    missing: Sequence[Any] = list(book.to_apply(migrations))
    if len(missing) == len(migrations):  # its schema.sql is the sum of its migrations
        try:
            with book.transaction():
                _execute_in(book, "jobs", (_JOBS / "schema.sql").read_text(encoding="utf-8"))
                for migration in missing:
                    book.mark_one(migration, log=False)
        except psycopg.Error as error:
            raise MigrationError(f"Procrastinate's schema failed, nothing of it was applied: {error}") from error
        return ["jobs/schema"]
    for migration in missing:
        _apply(book, migration, "jobs")
    return [f"jobs/{migration.id}" for migration in missing]


@contextmanager
def _locked(url: str, wait: float) -> Iterator[psycopg.Connection[Any]]:
    deadline = time.monotonic() + wait
    with ExitStack() as stack:
        with classified():
            connection = stack.enter_context(connected(url, autocommit=True))
        while connection.execute(QUERIES["migration_lock"]).fetchone() != (True,):
            if time.monotonic() > deadline:
                raise MigrationError(f"another process has been migrating this database for more than {wait:g} s")
            time.sleep(0.2)
        yield connection


@contextmanager
def _book(url: str) -> Iterator[Any]:
    """yoyo's backend, on any libpq URL: its own reader of URLs knows neither several hosts nor sockets."""
    from yoyo.backends.core.postgresql import PostgresqlPsycopgBackend  # type: ignore[import-untyped]
    from yoyo.connections import DatabaseURI  # type: ignore[import-untyped]

    facts = conninfo_to_dict(url)
    name = facts.pop("dbname", None)
    uri = DatabaseURI("postgresql+psycopg", None, None, None, None, name, {**facts, "schema": "migration"})
    with classified():
        backend = PostgresqlPsycopgBackend(uri, _BOOK)
    try:
        backend.init_database()
        backend.break_lock()  # yoyo's own lock is a row, which a killed run leaves behind; ours goes with its connection
        backend.ensure_internal_schema_updated()
        yield backend
    finally:
        backend.connection.close()
