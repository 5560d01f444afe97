"""What tests of the read side ask of a server, and how they read what it says."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any

from filled import NOW, get

from amw.serve import Server, records
from amw.serve.route import Context

ATOM = "{http://www.w3.org/2005/Atom}"


def by_title(served: Server, words: str) -> dict[str, Any]:
    found = get(served, "/api/stories?everything=1&limit=100").json()["stories"]
    return next(story for story in found if words in story["title"])


@contextmanager
def asked(served: Server, **values: Any) -> Iterator[Context]:
    """What an answer to these parameters is made from."""
    with served.app.readers.transaction() as connection:
        yield Context(connection=connection, values=values, query={}, now=NOW, public_url=served.app.public_url)


def whole_story(served: Server, words: str) -> dict[str, Any]:
    """The record of the story whose title has `words`."""
    with asked(served, id=by_title(served, words)["id"]) as context:
        return records.story(context)


class Elements(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def every_page(served: Server) -> list[str]:
    stories = get(served, "/api/stories?everything=1").json()["stories"]
    return [
        "/",
        "/?everything=1",
        "/?segment=foundation_models&lens=player_map&country=CN",
        "/boards",
        "/boards/artificial_analysis/history",
        "/boards/artificial_analysis/history?model=qwen3.7-max",
        "/models/qwen-3.7-max",
        "/boards/artificial_analysis",
        "/companies",
        "/companies/alibaba",
        "/companies/openai",
        *(f"/stories/{story['id']}" for story in stories),
        "/nothing/here",
    ]


def wait_until(condition: Callable[[], object]) -> None:
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def raw(served: Server, *parts: bytes, pause: float = 0.0) -> bytes:
    with socket.create_connection(("127.0.0.1", served.server_address[1]), timeout=20) as connection:
        for part in parts:
            connection.sendall(part)
            time.sleep(pause)
        connection.shutdown(socket.SHUT_WR)
        found = b""
        while chunk := connection.recv(65536):
            found += chunk
        return found
