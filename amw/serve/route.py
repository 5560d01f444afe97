"""What a route is, and what its answer is made from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from amw.db import Connection
from amw.serve.message import ATOM, FEED, HTML, JSON, Answer, json_bytes
from amw.serve.parameters import Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What an answer is made from: a read-only transaction, the parameters read, the query as it came, the moment, and our own address."""

    connection: Connection[Any] | None
    values: Mapping[str, Any]
    query: Mapping[str, str]
    now: datetime
    public_url: str

    @property
    def transaction(self) -> Connection[Any]:
        """The transaction of a route that reads."""
        assert self.connection is not None, "a route that reads says so"
        return self.connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One address. `path` has {names}; `make` gives bytes, or the record that becomes JSON, which `schema` names; `summary` is for
    programs; `cache` is Cache-Control; `reads` False needs no database; `waits` may be held open."""

    path: str
    make: Callable[[Context], bytes | Mapping[str, Any]]
    parameters: tuple[Parameter, ...] = ()
    kind: str = HTML
    summary: str = ""
    schema: str | None = None
    cache: str = "no-cache"
    reads: bool = True
    waits: bool = False

    def answer(self, context: Context) -> Answer:
        """What is sent for what was asked."""
        made = self.make(context)
        return Answer(body=made if isinstance(made, bytes) else json_bytes(made), kind=self.kind, cache=self.cache)

    @property
    def for_programs(self) -> bool:
        """Whether the answer and its errors are for programs; such a route refuses parameters it does not know."""
        return self.kind in {JSON, FEED, ATOM}

    def pattern(self) -> re.Pattern[str]:
        return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]{1,200})", re.escape(self.path)))
