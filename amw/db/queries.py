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
_ROWS = re.compile(r"jsonb_to_recordset\(%\(rows\)s\) AS \w+\(([^)]*)\)")

QUERIES: Mapping[str, LiteralString] = MappingProxyType(
    dict(_STATEMENT.findall((files("amw.db") / "queries.sql").read_text(encoding="utf-8")))
)
# The columns of the rows that a statement takes as one JSON document; what else a row has need not travel.
COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {name: tuple(column.split()[0] for column in found[1].split(",")) for name, sql in QUERIES.items() if (found := _ROWS.search(sql))}
)
