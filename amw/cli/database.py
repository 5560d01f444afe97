"""The database that a command works on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from amw.cli.console import fail
from amw.db.connection import connect, database_url
from amw.db.doctor import no_crawls
from amw.db.embedded import home
from amw.db.migrate import pending
from amw.db.statements import fetch_one
from amw.text import counted


@contextmanager
def ready_database(*, crawls: bool = False, worker: bool = False) -> Iterator[str]:
    """The URL of a database that has the present schema and, where the command `crawls`, takes what a crawl, or a `worker`, finds."""
    with database_url() as url:
        missing = pending(url)
        if missing:
            refuse(missing)
        if crawls or worker:
            with connect(url) as connection:
                hindrance = no_crawls(fetch_one(connection, "server_facts") or {}, worker=worker)
            if hindrance:
                fail(hindrance[0], f"{hindrance[1]}; nothing was done")
        yield url


def archive_folder() -> Path:
    """Where crawls keep what they captured, as their settings have it."""
    return Path(os.environ.get("AMW_ARCHIVE_DIR") or home() / "archive")


def refuse(missing: list[str]) -> NoReturn:
    """Ends the command because these migrations were never applied."""
    more = " …" if len(missing) > 3 else ""
    lacks = f"the database lacks {counted(len(missing), 'migration')} ({', '.join(missing[:3])}{more})"
    new = missing[0].startswith("0001_")  # the first of all: it never had a table
    fail("the database is new and has no tables yet" if new else lacks, "run `amw init` first; nothing was done")
