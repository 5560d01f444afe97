"""What a route is, and what its handler is given."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from amw.db import Connection
from amw.serve.message import ATOM, FEED, HTML, JSON, Answer
from amw.serve.parameters import Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a handler is given: a read-only transaction, the parameters read, the query as it came, the moment, and our own address."""

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
    """One address. `path` has {names}; `schema` names what a JSON answer is; `reads` False needs no database; `waits` may be held open."""

    path: str
    summary: str
    handler: Callable[[Context], Answer]
    parameters: tuple[Parameter, ...] = ()
    kind: str = HTML
    schema: str | None = None
    reads: bool = True
    waits: bool = False

    @property
    def for_programs(self) -> bool:
        """Whether the answer and its errors are for programs; such a route refuses parameters it does not know."""
        return self.kind in {JSON, FEED, ATOM}

    def pattern(self) -> re.Pattern[str]:
        return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]{1,200})", re.escape(self.path)))
