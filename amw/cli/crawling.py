"""`amw crawl`, `amw replay`: start Scrapy and say how it went."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from amw.cli.arguments import did_you_mean
from amw.cli.console import DONE, PARTIAL, USAGE, SourcesFile, added, commands, ending, fail, log, out, print_json, table
from amw.cli.database import ready_database
from amw.cli.desk import desk
from amw.cli.runner import Asked, Finished, Job, run_crawls
from amw.db.connection import connect
from amw.db.embedded import home
from amw.db.errors import Down, redact
from amw.db.statements import QUERIES, fetch, fetch_one
from amw.environment import whole
from amw.sample import SAMPLE_PORT, sample_catalogue, serve_sample
from amw.sources import Source, load_sources

app = commands()


def sources_file(context: typer.Context, file: Path | None) -> Path | None:
    """The file of sources that a command was asked for, None for the catalogue: `file`, or with --sample that of the sample web."""
    return sample_file(sample_port()) if context.find_root().params.get("sample") else file


def sample_file(port: int) -> Path:
    """The sources of the sample web on `port` as a file that spiders read, beside its database. OSError where there is no room."""
    path = home() / f"sources-{port}.toml"
    text = sample_catalogue(f"http://127.0.0.1:{port}")
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return path


@app.command(epilog="Example: `amw crawl openai-news the-decoder` · all that is due: `amw crawl --due`")
def crawl(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="SOURCE", help="Keys of sources; see `amw sources`.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every enabled source.")] = False,
    due: Annotated[bool, typer.Option("--due", help="The sources whose interval has passed.")] = False,
    sources: SourcesFile = None,
    concurrency: Annotated[int, typer.Option(help="Sources crawled at a time; one host is never crawled twice at a time.", min=1)] = 8,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a source.")] = False,
) -> None:
    """Crawl sources into the database: new stories and leaderboard captures, nothing twice."""
    sample = bool(context.find_root().params.get("sample"))
    ways = every + due + bool(names)
    if ways > 1:
        fail("names, --all and --due exclude each other", "say one of them; nothing was fetched", code=USAGE)
    if not ways and not sample:
        fail("say which sources: names, --all, --due (`amw --sample crawl` crawls the sample web)", "`amw sources` lists them", code=USAGE)
    with ready_database(crawls=True) as url, sample_web() if sample else nullcontext(sources) as file:
        settings = ({"SOURCES_FILE": str(file)} if file else {}) | (SAMPLE_SETTINGS if sample else {})
        chosen = _chosen(url, names or [], due=due, catalogue=dict(load_sources(file)))
        code = _crawl(url, chosen, settings, concurrency, as_json, show=sample and not (as_json or ways))
    raise typer.Exit(code)


@contextmanager
def sample_web() -> Iterator[Path]:
    """The sample web for as long as the block runs, with the file of its sources. Ends the command where it cannot be served."""
    port = sample_port()
    with ExitStack() as running:
        try:
            running.enter_context(serve_sample(port))
            file = sample_file(port)
        except OSError as error:
            fail(f"the sample web cannot be served on port {port}: {error}", "set AMW_SAMPLE_PORT to a free one; nothing was fetched")
        yield file


def sample_port() -> int:
    """The port of the sample web: the same in every run, or everything would be new; `AMW_SAMPLE_PORT` names another."""
    return whole("AMW_SAMPLE_PORT", SAMPLE_PORT, least=1, most=65535)


# The sample web is this machine: a pause between two of its pages would protect nobody.
SAMPLE_SETTINGS: dict[str, Any] = {
    "ALLOWED_PRIVATE_HOSTS": ["127.0.0.1"],
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
}


def _chosen(url: str, names: list[str], *, due: bool, catalogue: dict[str, Source]) -> list[Source]:
    unknown = [name for name in names if name not in catalogue]
    if unknown:
        mend = did_you_mean(unknown[0], catalogue, "`amw sources` lists them")
        fail(f"no source {', '.join(map(repr, unknown))}; nothing was fetched", mend, code=USAGE)
    if names:
        return [catalogue[name] for name in names]
    enabled = [source for source in catalogue.values() if source.enabled]
    if not due:
        return enabled
    with connect(url) as connection:
        connection.execute(QUERIES["source_reset"])
        ready = {row["key"] for row in fetch(connection, "source_due_keys")}
    return [source for source in enabled if source.key in ready]


def _crawl(url: str, chosen: list[Source], settings: dict[str, Any], concurrency: int, as_json: bool, *, show: bool = False) -> int:
    if not chosen:
        log.print("Nothing is due.")
        return DONE
    with connect(url) as connection:
        before = fetch_one(connection, "table_counts") or {}
        idle = {row["key"] for row in fetch(connection, "source_idle_keys")}
    chosen = sorted(chosen, key=lambda source: source.kind != "board")  # boards first: what reports say of them is held against them
    sure = any(source.kind != "board" and source.key not in idle for source in chosen)
    jobs = [Job(name=source.key, spider=source.kind, host=source.url, arguments={"source": source.key}) for source in chosen]
    settings = {**settings, "DATABASE_URL": url}
    asked = Asked(jobs=jobs, settings=settings, concurrency=concurrency, quiet=as_json, after=partial(desk, url))
    finished = run_crawls(asked, articles=sure)
    if as_json:  # before the database is asked, which may have gone away
        print_json(crawl.record() for crawl in finished)
        return ending(crawl.verdict.outcome for crawl in finished)
    print_finished(finished)
    with connect(url) as connection:
        growth = added(before, fetch_one(connection, "table_counts") or {})
        summary = f"[bold]Stored:[/] {growth}" if growth else "[bold]Nothing new:[/] no row was added; every page is as it was."
        out.print(f"\n{summary}", soft_wrap=True)
        if show:
            from amw.cli.result import print_next_steps, print_sample_boards, print_stories

            print_stories(connection)
            print_sample_boards(connection)
            print_next_steps()
    return ending(crawl.verdict.outcome for crawl in finished)


def print_finished(finished: list[Finished]) -> None:
    """How each crawl went, and the reasons of those that are not complete."""
    rows = [
        (
            crawl.name,
            crawl.verdict.outcome,
            crawl.count("amw/visit/fetched"),
            crawl.count("amw/store/article/new"),
            crawl.count("amw/store/article/updated"),
            crawl.count("amw/store/article/unchanged"),
            crawl.count("amw/store/board/rows"),
            crawl.count("amw/store/rejected"),
            f"{crawl.seconds:.1f}",
            crawl.verdict.reason,
        )
        for crawl in finished
    ]
    columns = ("source", "verdict", "pages", "new", "updated", "same", "board rows", "rejected", "seconds", "reason")
    spare = ("pages", "same", "seconds", "rejected", "board rows")
    out.print(table("Crawled", columns, rows, right=columns[2:9], spare=spare))


def print_verdict(crawl: Finished) -> None:
    """How a crawl that is not complete ended, and why."""
    log.print(f"[yellow]{crawl.verdict.outcome}:[/] {escape(crawl.verdict.reason)}")


@app.command(epilog="Example: `amw replay archive/*.warc.gz`")
def replay(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(help="WARC files; several captures of one URL are played in the order of their dates.", exists=True)
    ],
    sources: SourcesFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object with the counts.")] = False,
) -> None:
    """Run the same spiders and stages from captures alone: no network, the same rows."""
    from amw.archive import is_warc

    for file in files:
        if not is_warc(file):
            fail(f"{file} is no WARC file", "nothing was replayed", code=USAGE)
    with ready_database(crawls=True) as url:
        sources = sources_file(context, sources)
        with connect(url) as connection:
            before = fetch_one(connection, "table_counts") or {}
        settings = {"DATABASE_URL": url, "REPLAY_FILES": [str(file.resolve()) for file in files]}
        if sources:
            settings["SOURCES_FILE"] = str(sources)
        job = Job(name="replay", spider="replay", host="", arguments={})
        finished = run_crawls(Asked(jobs=[job], settings=settings, concurrency=1, quiet=as_json), articles=True)
        crawl = finished[0]
        try:
            with connect(url) as connection:
                after = fetch_one(connection, "table_counts") or {}
        except Down as error:  # how the replay went is told all the same
            log.print(f"[yellow]what was added cannot be counted:[/] {escape(redact(str(error)))}")
            after = None
    outcomes = crawl.listed("amw/outcome/").items()
    missing = {name: number for name, number in outcomes if re.fullmatch("[^/]+/(skipped|failed|refused)/[^/]+", name)}
    if as_json:
        print_json([{**crawl.record(), "added": after and {name: after[name] - before[name] for name in after}, "missing": missing}])
    else:
        _print_replay(crawl, None if after is None else added(before, after), missing)
    code = ending(crawl.verdict.outcome for crawl in finished)
    raise typer.Exit(PARTIAL if code == DONE and missing else code)


def _print_replay(crawl: Finished, growth: str | None, missing: dict[str, int]) -> None:
    rows = sorted((name.removeprefix("amw/"), number) for name, number in crawl.counts().items())
    out.print(table("Replayed", ("what", "number"), rows, right=("number",)))
    if growth is not None:
        out.print(f"\n[bold]Stored:[/] {growth or 'nothing new; no row was added'}", soft_wrap=True)
    if missing:
        out.print(table("Missing", ("what", "number"), sorted(missing.items()), right=("number",)))
    if crawl.verdict.reason:
        print_verdict(crawl)
