"""The file of queries: every name has its statement, and every statement is one the real server accepts on the real schema."""

from __future__ import annotations

import re
from importlib.resources import files

import psycopg
from psycopg import pq

from amw.db.statements import QUERIES, WORDS

FILE = (files("amw.db") / "queries.sql").read_text(encoding="utf-8")


def test_every_name_has_a_sentence_and_a_statement_and_is_given_once() -> None:
    named = re.findall(r"^--\s*name:(.*)\n((?:--.*\n)*)", FILE, re.MULTILINE)
    assert [name.strip() for name, _ in named] == list(QUERIES)
    assert [name for name, said in named if not re.search(r"\w.*[.:)]\n\Z", said)] == [], "a sentence ends with a full stop"
    assert "-- name" not in " ".join(QUERIES.values())


def as_protocol(sql: str) -> bytes:
    """psycopg's `%(name)s` and `%s` as the server's `$1`: the form that Parse takes."""
    numbers: dict[str, int] = {}

    def placeholder(match: re.Match[str]) -> str:
        if match[0] == "%%":
            return "%"
        key = match["name"] or f"#{len(numbers)}"
        return f"${numbers.setdefault(key, len(numbers) + 1)}"

    return re.sub(r"%%|%(?:\((?P<name>\w+)\))?[stb]", placeholder, sql).encode()


def test_of_a_row_travels_what_its_statement_names() -> None:
    assert WORDS.keys() == {name for name, sql in QUERIES.items() if "%(rows)s" in sql}
    assert {"url", "text", "keywords"} <= WORDS["article_insert"]
    assert not {"names", "signature", "report", "visit", "capture", "claims"} & WORDS["article_insert"]


def test_every_statement_prepares_on_the_real_schema(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        for sql in QUERIES.values():  # statements may refer to temporary tables that others create
            if re.match(r"create\s+(temp|temporary|unlogged)\s", sql, re.IGNORECASE):
                connection.execute(sql)
        failures = []
        for name, sql in QUERIES.items():
            connection.execute("savepoint one")
            result = connection.pgconn.prepare(b"", as_protocol(sql))
            if result.status != pq.ExecStatus.COMMAND_OK:
                failures.append(f"{name}: {result.error_message.decode(errors='replace')}")
            connection.execute("rollback to one")
        connection.rollback()
    assert not failures, "\n".join(failures)
