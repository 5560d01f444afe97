"""A database as one file and back, by the programs of the embedded server's package, on whichever server it is.

A dump holds the database alone. Raw captures are files of their own that are never rewritten: any tool that copies a folder keeps them.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from amw.db.connection import connect
from amw.db.embedded.places import binaries
from amw.db.errors import redact
from amw.db.migrate import migrate
from amw.db.statements import QUERIES, fetch_one

OLDEST_TARGET = 170000  # server_version_num: what pg_restore 18 sets for its session, PostgreSQL 16 does not know


class DumpError(RuntimeError):
    """The database was not dumped or not restored; the message says why. Nothing was changed."""


def dump(url: str, file: Path) -> int:
    """Writes the database at `url` to `file` in pg_dump's custom format, as of one moment, beside those who write; returns its bytes.

    A file of that name is replaced once the new one is whole. Raises DumpError, Down, EmbeddedError where the programs are missing.
    """
    with connect(url):  # a server that is starting is waited for
        pass
    part = file.with_name(f".{file.name}.{os.getpid()}.part")  # its own: two at once must not write into one file
    try:
        if file.exists() and not file.is_file():  # a device would be replaced by a file
            raise DumpError(f"{file} is no file")
        _run("pg_dump", url, ["--format=custom", "--no-owner", "--no-privileges", f"--file={part.absolute()}"])
        part.replace(file)
    except OSError as error:
        raise DumpError(f"{file}: {error.strerror}") from error
    finally:
        with suppress(OSError):  # there is none where its folder is none
            part.unlink()
    return file.stat().st_size


def restore(url: str, file: Path) -> list[str]:
    """Fills the empty database at `url` from `file`, whole or not at all, and brings it to the present schema; returns what `migrate` does.

    The rights of the roles are those of a new database. Raises DumpError, also where the database has tables, Down and MigrationError.
    """
    with connect(url) as connection:
        facts = fetch_one(connection, "server_facts") or {}
        tables = fetch_one(connection, "tables_there") or {}
    if facts["version"] < OLDEST_TARGET:
        raise DumpError(f"PostgreSQL 17 or newer is needed to restore a backup, this server is {facts['version'] // 10_000}")
    if tables["tables"]:
        raise DumpError("the database is not empty")
    _run("pg_restore", url, ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", str(file.absolute())])
    applied = migrate(url)
    renumber(url)
    return applied


def renumber(url: str) -> int:
    """Numbers the outbox as this server's own where it was written by another that had counted further; returns how many changes.

    Nobody could read them otherwise: a change shows once its transaction is over, and theirs lie in this server's future.
    """
    with connect(url) as connection:
        connection.execute(QUERIES["upkeep_session"])
        return connection.execute(QUERIES["change_renumber"]).rowcount


def _run(program: str, url: str, options: Sequence[str]) -> None:
    facts = conninfo_to_dict(url)
    password = facts.pop("password", None)  # not for the list of processes
    target = ["--dbname", make_conninfo("", **facts)]
    done = subprocess.run(  # noqa: S603 - our own binaries
        [str(binaries() / program), "--no-password", *target, *options],
        env={**os.environ, "LC_ALL": "C", **({"PGPASSWORD": str(password)} if password else {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        complaint = next((line for line in done.stderr.splitlines() if "error:" in line), "it was ended")
        raise DumpError(redact(complaint.partition("error:")[2].strip() or complaint))
