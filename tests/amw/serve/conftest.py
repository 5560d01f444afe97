"""One filled database and one server on it for all tests of the read side that change nothing."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from filled import NOW, fill, newsroom
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from amw.serve import Server, serving


@contextmanager
def _database(server_url: str, template: str) -> Iterator[str]:
    """A database cloned from `template`, by its address, dropped afterwards."""
    name = f"amw_test_{uuid.uuid4().hex[:12]}"
    facts: dict[str, Any] = conninfo_to_dict(server_url)
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template)))
    try:
        yield make_conninfo("", **{**facts, "dbname": name})
    finally:
        with psycopg.connect(server_url, autocommit=True) as connection:
            connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def newsroom_template(server_url: str, template_database: str) -> Iterator[str]:
    """The name of a database that the newsroom of filled.py went into through the real stages; nobody connects to it."""
    with _database(server_url, template_database) as url:
        asyncio.run(fill(url, newsroom()))
        yield str(conninfo_to_dict(url)["dbname"])


@pytest.fixture(scope="session")
def newsroom_url(server_url: str, newsroom_template: str) -> Iterator[str]:
    """The newsroom for all tests that change nothing."""
    with _database(server_url, newsroom_template) as url:
        yield url


@pytest.fixture
def own_newsroom_url(server_url: str, newsroom_template: str) -> Iterator[str]:
    """A newsroom of a test's own."""
    with _database(server_url, newsroom_template) as url:
        yield url


@pytest.fixture(scope="session")
def served(newsroom_url: str) -> Iterator[Server]:
    with serving(newsroom_url, public_url="https://news.example", now=lambda: NOW) as server:
        yield server
