"""`amw export`: all that is stored of articles, and what changed, for programs."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from itertools import chain
from typing import Annotated, Any

import typer

from amw.cli.console import USAGE, Format, commands, fail, print_csv, print_json
from amw.db import Connection
from amw.db.connection import connect, database_url
from amw.db.statements import CursorGone, Row, changes_after, fetch

PAGE = 500  # rows read at a time
_CURSOR = re.compile(r"([0-9]{1,20})-([0-9]{1,19})")


app = commands()


@app.command(epilog="Example: `amw export --format csv > articles.csv` · `amw export --since 0-0 --follow`")
def export(
    format: Format = "jsonl",
    since: Annotated[str | None, typer.Option(help="Changes after this cursor instead of articles; 0-0 begins at the beginning.")] = None,
    follow: Annotated[bool, typer.Option("--follow", help="With --since: go on as changes come.")] = False,
) -> None:
    """Every article with what was derived from it, or the changes since a cursor, on standard output."""
    if follow and since is None:
        fail("--follow goes with --since", "`amw export --since 0-0 --follow`", code=USAGE)
    with database_url() as url:
        if since is not None:
            if format == "csv":
                fail("changes are JSON", "leave --format csv out", code=USAGE)
            _export_changes(url, since, follow)
        else:
            _export_articles(url, format)


def _export_articles(url: str, format: str) -> None:
    with connect(url) as connection:
        rows = _articles(connection)
        if format == "jsonl":
            print_json(rows)
        elif first := next(rows, None):
            print_csv(chain([first], rows), list(first))


def _articles(connection: Connection[Any]) -> Iterator[Row]:
    after = 0
    while rows := fetch(connection, "article_export", after=after, limit=PAGE):
        after = rows[-1]["id"]
        yield from rows


def _export_changes(url: str, since: str, follow: bool) -> None:
    cursor = _CURSOR.fullmatch(since)
    if cursor is None or int(cursor[1]) >= 2**64 or int(cursor[2]) >= 2**63:
        fail(
            f"{since!r} is no cursor",
            "a cursor is what the field `cursor` of the last change read said; 0-0 begins at the beginning",
            code=USAGE,
        )
    at = (cursor[1], int(cursor[2]))
    while True:
        with connect(url) as connection:
            try:
                rows = changes_after(connection, at, limit=PAGE)
            except CursorGone as gone:
                fail(f"the cursor {gone} is too old, or the database was restored", "begin at 0-0, which tells of everything there is")
        for row in rows:
            at = (row.pop("xid"), row.pop("seq"))
            print_json([{"cursor": f"{at[0]}-{at[1]}", **row}])
        if len(rows) < PAGE:
            if not follow:
                return
            time.sleep(1)
