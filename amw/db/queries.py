"""Every SQL statement of the engine, by name: reads `queries.sql`, the one home of SQL at run time.

    -- name: source_due
    -- The sources whose next crawl is due, most overdue first.
    select ...;

A name (lower_snake_case, once per file), one or more comment lines that say what it does, one statement. Comment lines before
a name are section headings and belong to nobody. `QUERIES["source_due"]` is the text for psycopg, without the semicolon.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import LiteralString

_STATEMENT = re.compile(r"^-- name: ([a-z][a-z0-9_]*)\n(?:--[^\n]*\n)+(.+?);\n+(?=-- |\Z)", re.MULTILINE | re.DOTALL)

QUERIES: Mapping[str, LiteralString] = MappingProxyType(
    dict(_STATEMENT.findall((files("amw.db") / "queries.sql").read_text(encoding="utf-8")))
)
# The words of the statements that take rows as one JSON document: what a row has under another name need not travel.
WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {name: frozenset(re.findall(r"\w+", sql)) for name, sql in QUERIES.items() if "%(rows)s" in sql}
)
