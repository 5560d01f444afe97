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
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType
from typing import LiteralString

_NAME = re.compile(r"--\s*name:\s*(?P<name>.*)")
_GOOD_NAME = re.compile(r"[a-z][a-z0-9_]*")
_ROWS = re.compile(r"jsonb_to_recordset\(%\(rows\)s\) AS \w+\(([^)]*)\)")


class QueryFileError(ValueError):
    """The file of queries is malformed; the message gives file and line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One named statement: `sentence` says what it does, `sql` is its text without semicolon, `line` (1-based) is where its name stands."""

    name: str
    sentence: str
    sql: LiteralString
    line: int


def parse(text: str, *, file: str = "queries.sql") -> Mapping[str, Statement]:
    """The statements of `text` by name, in file order.

    Raises QueryFileError, naming `file` and the line, for a bad or repeated name, a missing sentence, a missing statement and for
    SQL that belongs to no name.
    """
    statements: dict[str, Statement] = {}
    lines = text.splitlines()
    heads = [number for number, line in enumerate(lines) if _NAME.match(line.strip())]
    for number, line in enumerate(lines[: heads[0] if heads else len(lines)]):
        if line.strip() and not line.strip().startswith("--"):
            raise QueryFileError(f"{file}:{number + 1}: SQL before the first name: {line.strip()[:60]!r}")
    for start, stop in pairwise([*heads, len(lines)]):
        statement = _statement(lines[start:stop], start + 1, file)
        if statement.name in statements:
            first = statements[statement.name].line
            raise QueryFileError(f"{file}:{statement.line}: the name {statement.name!r} is taken by line {first}")
        statements[statement.name] = statement
    return MappingProxyType(statements)


def _statement(block: list[str], line: int, file: str) -> Statement:
    found = _NAME.match(block[0].strip())
    name = found["name"].strip() if found else ""
    if not _GOOD_NAME.fullmatch(name):
        raise QueryFileError(f"{file}:{line}: {name!r} is no name (lower_snake_case expected)")
    body = 1
    while body < len(block) and block[body].strip().startswith("--"):
        body += 1
    sentence = " ".join(part.strip().lstrip("-").strip() for part in block[1:body]).strip()
    if not any(character.isalpha() for character in sentence):
        raise QueryFileError(f"{file}:{line}: {name} lacks the comment that says what it does")
    rest = block[body:]
    while rest and (not rest[-1].strip() or rest[-1].strip().startswith("--")):
        rest.pop()
    sql = "\n".join(rest).strip().removesuffix(";").rstrip()
    if not sql:
        raise QueryFileError(f"{file}:{line}: {name} has no statement")
    return Statement(name=name, sentence=sentence, sql=sql, line=line)


STATEMENTS: Mapping[str, Statement] = parse((files("amw.db") / "queries.sql").read_text(encoding="utf-8"))
QUERIES: Mapping[str, LiteralString] = MappingProxyType({name: statement.sql for name, statement in STATEMENTS.items()})
# The columns of the rows that a statement takes as one JSON document; what else a row has need not travel.
COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {name: tuple(column.split()[0] for column in found[1].split(",")) for name, sql in QUERIES.items() if (found := _ROWS.search(sql))}
)
