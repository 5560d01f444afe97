"""`amw sources`: the catalogue, its state, its check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from amw.cli.arguments import did_you_mean
from amw.cli.console import (
    DONE,
    FAILED,
    PARTIAL,
    USAGE,
    Cells,
    Json,
    SourcesFile,
    ago,
    fail,
    group,
    log,
    out,
    print_json,
    print_rows,
    table,
)
from amw.cli.crawling import sources_file
from amw.db.connection import connect, database_url
from amw.db.statements import fetch
from amw.plain import fields_of
from amw.sources import Source, check_catalogue, load_sources, read_catalogue
from amw.text import counted

app = group("sources", "Sources: the catalogue, its state, its check.", "amw sources check")
UNREADABLE = "no_article_"  # before what keeps a page from being read; a front page is no article for no such reason, and sound


@app.callback()
def list_sources(
    context: typer.Context,
    state: Annotated[bool, typer.Option("--state", help="With schedule and last crawl, from the database.")] = False,
    file: SourcesFile = None,
    as_json: Json = False,
) -> None:
    """The catalogue of sources."""
    if context.invoked_subcommand:
        return
    own = sources_file(context, file)
    listed = load_sources(own)
    if state:
        with database_url() as url, connect(url) as connection:
            rows = [row for row in fetch(connection, "source_list") if own is None or row["key"] in listed]
        columns = ("key", "kind", "verdict", "last crawl", "due", "failures", "articles", "reason")
        cells: Cells = {
            "last crawl": lambda row: ago(row["last_crawl_at"]) if row["last_crawl_at"] else "never",
            "due": lambda row: _due(row) if row["enabled"] else "off",
        }
        spare = ("kind", "articles", "failures", "reason")
        print_rows("Sources", rows, columns, cells, as_json=as_json, right=("failures", "articles"), spare=spare)
        return
    rows = [fields_of(source, "key name kind url country language interval enabled found_in") for source in listed.values()]
    names = ("key", "kind", "country", "language", "every", "address")
    shown: Cells = {"every": lambda row: _every(row["interval"]) if row["enabled"] else "off", "address": itemgetter("url")}
    print_rows(f"{len(rows)} sources", rows, names, shown, as_json=as_json, spare=("language", "country", "kind", "every"))


def _every(seconds: int) -> str:
    """An interval as the catalogue writes it, in the largest unit that divides it: "15m", "1h", "2d", "1w"."""
    size, unit = next(
        (size, unit) for size, unit in ((604_800, "w"), (86_400, "d"), (3_600, "h"), (60, "m"), (1, "s")) if not seconds % size
    )
    return f"{seconds // size}{unit}"


def _facts(source: Source) -> dict[str, str]:
    """What the catalogue says of a source, for people, under the names of its fields."""
    facts = {name: value for name, value in asdict(source).items() if value not in (None, "", ()) and name not in ("template", "line")}
    facts |= {name: _every(facts[name]) for name in ("interval", "max_age") if name in facts}
    facts |= {"expected": "{} to {} entries".format(*facts["expected"])} if "expected" in facts else {}
    facts["file"] = f"{source.file}:{source.line}"
    return {name: {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value) for name, value in facts.items()}


def _due(row: Mapping[str, Any]) -> str:
    at: datetime = row["next_crawl_at"]
    return "now" if at <= datetime.now(UTC) else f"{at.astimezone(UTC):%Y-%m-%d %H:%M}"


@app.command("show", epilog="Example: `amw sources show the-decoder`")
def show_source(
    context: typer.Context, key: Annotated[str, typer.Argument(help="Key of the source.")], file: SourcesFile = None, as_json: Json = False
) -> None:
    """One source: what the catalogue says, and where its pages keep title, date, authors and text as far as that was learned."""
    from amw.cli.templates import print_templates, source_templates  # what reads pages takes half a second, which the list does not need

    listed = load_sources(sources_file(context, file))
    if key not in listed:
        fail(f"no source {key!r}", did_you_mean(key, listed, "`amw sources` lists them"), code=USAGE)
    source = listed[key]
    with database_url() as url, connect(url) as connection:
        found = source_templates(connection, key)
    if as_json:
        print_json([{**{name: value for name, value in asdict(source).items() if value not in (None, "")}, **found}])
        return
    out.print(table(source.name, ("field", "value"), list(_facts(source).items())))
    print_templates(found)


@app.command("check", epilog="Example: `amw sources check --live`")
def check_source_catalogue(
    live: Annotated[bool, typer.Option("--live", help="Ask every address as well (over the network).")] = False, file: SourcesFile = None
) -> None:
    """Check the catalogue: schema, duplicate addresses, unknown countries; with --live also that every address answers."""
    from amw.boards import boards as known_boards
    from amw.companies import Companies

    problems = check_catalogue(file, boards=set(known_boards()), companies={company.key for company in Companies.load().companies})
    readable, _ = read_catalogue(file)
    for problem in sorted(problems, key=lambda problem: (problem.file, problem.line)):
        log.print(escape(str(problem)))
    broken = _ask_all(load_sources(file).values(), file) if live else 0
    out.print(
        f"{counted(len(readable), 'source')}, {counted(len(problems), 'problem')}"
        + (f", {broken} of them not answering as they should" if live else "")
    )
    raise typer.Exit(FAILED if problems else PARTIAL if broken else DONE)


def _ask_all(sources: Iterable[Source], file: Path | None) -> int:
    """Crawls the address of each of `sources` alone and keeps nothing; says what came of it, returns how many are not as they should be."""
    from amw.cli.runner import Asked, Job, run_crawls
    from amw.cli.scraping import AT_ONCE, told

    jobs = [Job(name=s.key, spider=s.kind, host=s.url, arguments={"source": s.key, "limit": "0"}) for s in sources]
    settings = {"DATABASE_URL": "none", "ARCHIVE_DIR": "", "ITEM_PIPELINES": {}, "SOURCES_FILE": str(file or ""), **AT_ONCE}
    finished = run_crawls(Asked(jobs=jobs, settings=settings, concurrency=8, quiet=not log.is_terminal))
    broken = len(jobs) - len(finished)
    if broken:
        log.print(f"{counted(broken, 'source')} not asked: stopped on request")
    for crawl in finished:
        number = crawl.count("amw/entries") or crawl.count("amw/spider/board/rows")
        found, mend = f"{number:,} {'entry' if number == 1 else 'entries'}" if number else "read", ""
        failed = crawl.verdict.outcome == "failed"
        if reasons := [name for name in crawl.listed("amw/root/reason/") if failed or name.startswith(UNREADABLE)]:
            found, mend = told(min(reasons).removeprefix(UNREADABLE))
        elif crawl.verdict.outcome != "complete":
            changed = crawl.verdict.outcome == "suspect"
            found, mend = crawl.verdict.reason, "has the page changed? else lower `expected`" if changed else "try again later"
        elif crawl.count("amw/spider/expectation/many"):
            found, mend = f"{number:,} entries, more than the source declares", "narrow the pattern, or raise `expected`"
        broken += bool(mend)
        log.print(escape(f"{crawl.name}: {'; '.join(filter(None, (found, mend)))} ({crawl.seconds:.1f} s)"))
    return broken
