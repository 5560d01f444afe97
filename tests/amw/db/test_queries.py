"""The file of queries: parsed strictly, and every statement is one the real server accepts on the real schema."""

from __future__ import annotations

import re

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg import pq

from amw.db.queries import COLUMNS, QUERIES, STATEMENTS, QueryFileError, parse

GOOD = """\
-- A heading.

-- name: first
-- Says one.
select 1;

-- ------- another heading

-- name: second
-- Says two,
-- at length.
select *  -- inside
  from t
 where a = %(a)s;
-- ------- trailing heading
"""


def test_statements_by_name_with_their_sentence_and_line() -> None:
    found = parse(GOOD)
    assert list(found) == ["first", "second"]
    assert found["first"].sql == "select 1"
    assert found["first"].sentence == "Says one."
    assert found["second"].sentence == "Says two, at length."
    assert found["second"].sql == "select *  -- inside\n  from t\n where a = %(a)s"
    assert (found["first"].line, found["second"].line) == (3, 9)


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("-- name: a\n-- Says.\nselect 1;\n\n-- name: a\n-- Says.\nselect 2;", 5, "taken by line 1"),
        ("\n-- name: a\nselect 1;", 2, "lacks the comment"),
        ("-- name: a\n-- ----\nselect 1;", 1, "lacks the comment"),
        ("-- name: a\n-- Says.\n\n-- name: b\n-- Says.\nselect 1;", 1, "no statement"),
        ("-- name: a\n-- Says.\n;", 1, "no statement"),
        ("-- name: A b\n-- Says.\nselect 1;", 1, "no name"),
        ("-- name:\n-- Says.\nselect 1;", 1, "no name"),
        ("-- heading\nselect 1;\n-- name: a\n-- Says.\nselect 1;", 2, "before the first name"),
    ],
)
def test_faults_are_refused_with_the_line(text: str, line: int, word: str) -> None:
    with pytest.raises(QueryFileError, match=re.escape(f"q.sql:{line}: ")) as caught:
        parse(text, file="q.sql")
    assert word in str(caught.value)


@given(st.text())
def test_any_text_parses_or_is_refused(text: str) -> None:
    try:
        found = parse(text)
    except QueryFileError:
        return
    assert all(statement.sql and statement.sentence for statement in found.values())


def test_the_shipped_file_is_read() -> None:
    assert QUERIES
    assert all(STATEMENTS[name].sentence[-1] in ".:)" for name in QUERIES), "a sentence ends with a full stop"


def as_protocol(sql: str) -> bytes:
    """psycopg's `%(name)s` and `%s` as the server's `$1`: the form that Parse takes."""
    numbers: dict[str, int] = {}

    def placeholder(match: re.Match[str]) -> str:
        if match[0] == "%%":
            return "%"
        key = match["name"] or f"#{len(numbers)}"
        return f"${numbers.setdefault(key, len(numbers) + 1)}"

    return re.sub(r"%%|%(?:\((?P<name>\w+)\))?[stb]", placeholder, sql).encode()


def test_the_columns_of_rows_are_those_of_the_statement() -> None:
    assert COLUMNS["past_told"] == ("n", "story_id", "url")
    assert COLUMNS.keys() == {name for name, sql in QUERIES.items() if "%(rows)s" in sql}
    assert all(re.fullmatch(r"[a-z_]+", column) for columns in COLUMNS.values() for column in columns)


def test_every_statement_prepares_on_the_real_schema(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        for sql in QUERIES.values():  # statements may refer to temporary tables that others create
            if re.match(r"create\s+(temp|temporary|unlogged)\s", sql, re.IGNORECASE):
                connection.execute(sql)
        failures = []
        for name, statement in STATEMENTS.items():
            connection.execute("savepoint one")
            result = connection.pgconn.prepare(b"", as_protocol(statement.sql))
            if result.status != pq.ExecStatus.COMMAND_OK:
                failures.append(f"queries.sql:{statement.line} {name}: {result.error_message.decode(errors='replace')}")
            connection.execute("rollback to one")
        connection.rollback()
    assert not failures, "\n".join(failures)
