"""One filled database and one server on it for all tests of the read side that change nothing."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from filled import NOW, fill, newsroom
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from amw.serve import Server, serving


@pytest.fixture(scope="session")
def newsroom_url(server_url: str, template_database: str) -> Iterator[str]:
    """A database that the newsroom of filled.py went into through the real stages."""
    name = f"amw_test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template_database)))
    facts: dict[str, Any] = conninfo_to_dict(server_url)
    url = make_conninfo("", **{**facts, "dbname": name})
    asyncio.run(fill(url, newsroom()))
    try:
        yield url
    finally:
        with psycopg.connect(server_url, autocommit=True) as connection:
            connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def served(newsroom_url: str) -> Iterator[Server]:
    with serving(newsroom_url, public_url="https://news.example", now=lambda: NOW) as server:
        yield server
