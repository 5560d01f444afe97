"""`amw backup`, `restore`, `prune`: keep what is stored, move it, and let go of what nobody asks for any more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.filesize import decimal
from rich.markup import escape

from amw.cli.console import Cells, Json, ago, commands, fail, out, print_rows
from amw.cli.database import archive_folder, ready_database
from amw.db import retention
from amw.db.connection import connect, database_url
from amw.db.dump import DumpError, dump, restore
from amw.db.errors import redact
from amw.db.statements import fetch_one

Days = Annotated[int | None, typer.Option(min=1, max=36_500, metavar="DAYS", show_default=False)]

app = commands()


@app.command(epilog="Example: `amw backup amw.dump` · every night: `amw backup /backups/amw-$(date +%F).dump`")
def backup(file: Annotated[Path, typer.Argument(help="Where to write it; a file of that name is replaced.", dir_okay=False)]) -> None:
    """Write the whole database to one file, as of one moment, while crawls go on.

    The captures are not in it: they are files that never change, so copy their folder beside it (rsync, a snapshot). `amw restore`
    reads the file back, also on another server or with a newer version.
    """
    with ready_database() as url:
        try:
            size = dump(url, file)
        except DumpError as error:
            fail(f"no backup was made: {error}", "mend that and run it again; an older file of that name is as it was")
    out.print(f"{escape(str(file))}: {decimal(size)}")
    out.print(f"not in it: the captures in {escape(str(archive_folder()))}")


@app.command("restore", epilog="Example: `AMW_HOME=/srv/amw amw restore amw.dump`")
def restore_(file: Annotated[Path, typer.Argument(help="What `amw backup` wrote.", exists=True, dir_okay=False, readable=True)]) -> None:
    """Fill an empty database from a backup, whole or not at all, and bring it to the present schema.

    Where it goes is `DATABASE_URL`, else the embedded server of `AMW_HOME`. Readers of the change feed whose cursor is gone begin at
    0-0 again.
    """
    with database_url() as url:
        try:
            applied = restore(url, file)
        except DumpError as error:
            fail(
                f"nothing was restored: {error}",
                "a backup goes into an empty database: name one by DATABASE_URL, or by AMW_HOME for the embedded server",
            )
        with connect(url) as connection:
            counts = fetch_one(connection, "table_counts") or {}
    out.print(f"database: {escape(redact(url))}")
    out.print(f"restored: {counts['articles']} articles, {counts['stories']} stories, {counts['snapshots']} captures of boards")
    out.print(f"migrations applied: {len(applied)}; `amw init` reads the present catalogue in")


@app.command(epilog="Example: `amw prune` · a month of changes, a year of captures: `amw prune --changes 30 --crawls 90 --captures 365`")
def prune(changes: Days = None, crawls: Days = None, captures: Days = None, as_json: Json = False) -> None:
    """What grows with every crawl and is no story, and its end after a number of days. Without a number nothing is deleted.

    `--changes`: of the change feed, what a later change of the same thing makes needless, so that a reader who begins at 0-0 still
    gets everything. `--crawls`: the records of crawls, but each source's last, and of what was rejected. `--captures`: the raw
    responses, which only `amw replay` reads. Articles, their versions, stories and boards are never deleted.
    """
    with ready_database() as url:
        archive, now = archive_folder(), datetime.now(UTC)
        deleted: dict[str, int] = {}
        if changes is not None:
            deleted["changes"] = retention.prune(url, "change", now - timedelta(days=changes))
        if crawls is not None:
            deleted["crawls"] = retention.prune(url, "crawl_run", now - timedelta(days=crawls))
            deleted["rejected"] = retention.prune(url, "rejected", now - timedelta(days=crawls))
        if captures is not None:
            deleted["captures"] = retention.prune_captures(archive, now - timedelta(days=captures))
        rows = [{**one, "deleted": deleted.get(one["what"], 0)} for one in retention.stock(url, archive)]
    cells: Cells = {"size": lambda row: decimal(row["size"]), "oldest": lambda row: ago(row["oldest"])}
    print_rows(
        "Grows with every crawl",
        rows,
        ("what", "deleted", "number", "size", "oldest"),
        cells,
        as_json=as_json,
        right=("deleted", "number", "size"),
    )
