"""Connections for those who only read: a small pool for threads, every transaction read-only and on one snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from psycopg import Connection, IsolationLevel
from psycopg_pool import ConnectionPool

from amw.db.connection import SESSION
from amw.db.errors import classified, redact
from amw.db.statements import QUERIES

SIZE = 6  # a page takes a few milliseconds of a connection; readers beyond that wait their turn
WAIT = 3.0  # seconds until a reader who gets no connection is told that the database is down


class ReadPool:
    """A pool of connections, SIZE at most, that cannot write: `with pool.transaction() as connection`.

    The session takes the role amw_reader where the server has it and the login may; a statement that runs for ten seconds is ended.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        # prepare_threshold None: a statement is planned for the filters it is given, never for all that might be given.
        self._pool = ConnectionPool(
            url,
            kwargs={**SESSION, "application_name": "amw serve", "prepare_threshold": None},
            min_size=1,
            max_size=SIZE,
            open=False,
            configure=_configure,
            check=ConnectionPool.check_connection,
            timeout=WAIT,
            name="amw readers",
        )

    def __enter__(self) -> Self:
        self._pool.open()  # connects in the background: a server that is down is told by the first transaction
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close(timeout=5)

    def __repr__(self) -> str:
        return f"ReadPool({redact(self.url)!r})"

    @contextmanager
    def transaction(self) -> Iterator[Connection[Any]]:
        """One read-only transaction on one snapshot of the data. Raises Down or Refused."""
        with classified(), self._pool.connection() as connection:
            yield connection


def _configure(connection: Connection[Any]) -> None:
    connection.execute(QUERIES["serve_session"])
    connection.execute(QUERIES["serve_role"])
    connection.commit()
    connection.read_only = True
    connection.isolation_level = IsolationLevel.REPEATABLE_READ
