"""Every SQL statement of the engine, by name: the files beside this one are the one home of SQL at run time, a file a subject.

    server catalogue      the server, its roles and migrations; the catalogue in its tables
    crawls store templates      what is due and how it went; what a batch writes; templates of article pages
    boards claims stories judging      captures of leaderboards, claims held against them, grouping, scores and Reads
    lookups serve      what the command line and the pages ask

    -- name: source_due
    -- The sources whose next crawl is due, most overdue first.
    SELECT ...;

A name (lower_snake_case, once in all files), one or more comment lines that say what it does, one statement. Comment lines before a name
are headings and belong to nobody. A parameter whose type the server cannot tell by itself carries a cast (%(at)s::timestamptz). `QUERIES`
has the text for psycopg, without the semicolon.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import LiteralString

FILES = "server catalogue crawls store templates boards claims stories judging lookups serve".split()
_STATEMENT = re.compile(r"^-- name: ([a-z][a-z0-9_]*)\n(?:--[^\n]*\n)+(.+?);\n+(?=-- |\Z)", re.MULTILINE | re.DOTALL)
_ROWS = re.compile(r"jsonb_to_recordset\(%\(rows\)s\) AS \w+\(([^)]*)\)")


def read_file(name: str) -> str:
    """The text of one file of statements."""
    return (files(__package__) / f"{name}.sql").read_text(encoding="utf-8")


QUERIES: Mapping[str, LiteralString] = MappingProxyType({name: sql for file in FILES for name, sql in _STATEMENT.findall(read_file(file))})
# The columns of the rows that a statement takes as one JSON document; what else a row has need not travel.
COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {name: tuple(column.split()[0] for column in found[1].split(",")) for name, sql in QUERIES.items() if (found := _ROWS.search(sql))}
)
