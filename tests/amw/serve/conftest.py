"""One filled database and one server on it for all tests of the read side that change nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from filled import NOW, fill, newsroom
from psycopg.conninfo import conninfo_to_dict
from servers import clone

from amw.serve import Server, serving


@pytest.fixture(scope="session")
def newsroom_template(server_url: str, stocked_template: str) -> Iterator[str]:
    """The name of a database that the newsroom of filled.py went into through the real stages; nobody connects to it."""
    with clone(server_url, stocked_template) as url:
        asyncio.run(fill(url, newsroom()))
        yield str(conninfo_to_dict(url)["dbname"])


@pytest.fixture(scope="session")
def newsroom_url(server_url: str, newsroom_template: str) -> Iterator[str]:
    """The newsroom for all tests that change nothing."""
    with clone(server_url, newsroom_template) as url:
        yield url


@pytest.fixture
def own_newsroom_url(server_url: str, newsroom_template: str) -> Iterator[str]:
    """A newsroom of a test's own."""
    with clone(server_url, newsroom_template) as url:
        yield url


@pytest.fixture(scope="session")
def served(newsroom_url: str) -> Iterator[Server]:
    with serving(newsroom_url, public_url="https://news.example", now=lambda: NOW) as server:
        yield server
