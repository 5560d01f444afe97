"""`amw crawl`, `amw scrape`, `amw replay`: start Scrapy and say how it went."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, NoReturn

import typer
from rich.markup import escape

from amw.cli.console import DONE, FAILED, PARTIAL, SourcesFile, added, fail, log, out, print_json, table
from amw.cli.database import ready_database
from amw.cli.desk import desk
from amw.cli.runner import Finished, Job, run_crawls
from amw.db.connection import connect
from amw.db.reading import fetch, fetch_one
from amw.environment import whole
from amw.sample import SAMPLE_PORT, sample_sources, serve_sample
from amw.sources import Source, dump_sources, load_sources
from amw.urls import is_http

if TYPE_CHECKING:
    from amw.kinds import Kind

KINDS: Final[tuple[Kind, ...]] = ("feed", "sitemap", "listing", "article", "board")
FOUND: Final = frozenset({"Article", "BoardSnapshot"})  # the items that are worth having asked for
# By how the reason that an address gave nothing begins: what to try.
MENDS: Final = {
    "private_address": "only public addresses are fetched, but for hosts that AMW_ALLOWED_PRIVATE_HOSTS names",
    "dns": "no host goes by that name: is it spelt right?",
    "robots_unreachable": "where robots.txt cannot be read nothing is fetched: is the address right, http or https?",
    "robots": "its robots.txt asks not to be fetched",
    "http_404": "the page is not there: is the address right?",
    "http_410": "the page is gone for good",
    "http_4": "the site does not let us in",
    "bad_encoding": "the site sends what it does not say it sends: try again later",
    "archive_unwritable": "make room where the archive is, or name another folder: AMW_ARCHIVE_DIR",
    "bad_redirect": "the site sends us to what is no address",
    "http_5": "the site is in trouble: try again later",
    "not_html": "articles are read off HTML, boards off what their catalogue entry says",
    "": "look at it with a browser; `--kind` says what it is where that is not found out",
}


def register(app: typer.Typer) -> None:
    """Adds the commands to `app`."""
    app.command(name="crawl", epilog="Example: `amw crawl openai-news the-decoder` · all that is due: `amw crawl --due`")(crawl)
    app.command(name="scrape", epilog="Example: `amw scrape https://example.com/news/story --explain`")(scrape)
    app.command(name="replay", epilog="Example: `amw replay archive/*.warc.gz`")(replay)


@contextmanager
def sources_file(sources: dict[str, Source]) -> Iterator[str]:
    """`sources` as a file that spiders read."""
    with tempfile.TemporaryDirectory(prefix="amw-") as folder:
        path = Path(folder) / "sources.toml"
        path.write_text(dump_sources(sources.values()), encoding="utf-8")
        yield str(path)


def crawl(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Keys of sources; see `amw sources`.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every enabled source.")] = False,
    due: Annotated[bool, typer.Option("--due", help="The sources whose interval has passed.")] = False,
    sources: SourcesFile = None,
    concurrency: Annotated[int, typer.Option(help="Sources crawled at a time; one host is never crawled twice at a time.", min=1)] = 8,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a source.")] = False,
) -> None:
    """Crawl sources into the database: new stories and leaderboard captures, nothing twice."""
    sample = bool(context.find_root().params.get("sample"))
    if sample + every + due + bool(names) != 1:
        fail("say which sources: names, --all or --due (`amw --sample crawl` crawls the sample web)", "`amw sources` lists them", code=2)
    with ready_database() as url:
        if sample:
            port = sample_port()
            try:
                with serve_sample(port) as site, sources_file(dict(sample_sources(site.url))) as file:
                    settings = {"SOURCES_FILE": file, "ALLOWED_PRIVATE_HOSTS": ["127.0.0.1"], **SAMPLE_SETTINGS}
                    code = _crawl(url, list(load_sources(Path(file)).values()), settings, concurrency, as_json, show=not as_json)
            except OSError as error:
                fail(f"the sample web cannot be served on port {port}: {error}", "set AMW_SAMPLE_PORT to a free one; nothing was fetched")
        else:
            chosen = _chosen(url, names or [], due=due, catalogue=dict(load_sources(sources) if sources else load_sources()))
            settings = {"SOURCES_FILE": str(sources)} if sources else {}
            code = _crawl(url, chosen, settings, concurrency, as_json)
    raise typer.Exit(code)


def sample_port() -> int:
    """The port of the sample web: the same in every run, or everything would be new; `AMW_SAMPLE_PORT` names another."""
    return whole("AMW_SAMPLE_PORT", SAMPLE_PORT, least=1, most=65535)


# The sample web is this machine: a pause between two of its pages would protect nobody.
SAMPLE_SETTINGS: dict[str, Any] = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "CONCURRENT_REQUESTS_PER_DOMAIN": 8}


def _chosen(url: str, names: list[str], *, due: bool, catalogue: dict[str, Source]) -> list[Source]:
    unknown = [name for name in names if name not in catalogue]
    if unknown:
        fail(f"no source {', '.join(map(repr, unknown))}", "`amw sources` lists them; nothing was fetched", code=2)
    if names:
        return [catalogue[name] for name in names]
    enabled = [source for source in catalogue.values() if source.enabled]
    if not due:
        return enabled
    with connect(url) as connection:
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
    with desk(url) as after_all:
        finished = run_crawls(
            jobs, {**settings, "DATABASE_URL": url}, concurrency=concurrency, quiet=as_json, after=after_all, articles=sure
        )
    with connect(url) as connection:
        after = fetch_one(connection, "table_counts") or {}
        if as_json:
            print_json(crawl.record() for crawl in finished)
        else:
            print_finished(finished)
            growth = added(before, after)
            told = f"[bold]Stored:[/] {growth}" if growth else "[bold]Nothing new:[/] no row was added; every page is as it was."
            out.print(f"\n{told}", soft_wrap=True)
        if show:
            from amw.cli.result import print_boards, print_next_steps, print_stories

            print_stories(connection)
            print_boards(connection, invented=True)
            print_next_steps()
    return exit_code(finished)


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
    out.print(table("Crawled", columns, rows, right=columns[2:9]))


def print_verdict(crawl: Finished) -> None:
    """How a crawl that is not complete ended, and why."""
    log.print(f"[yellow]{crawl.verdict.outcome}:[/] {escape(crawl.verdict.reason)}")


def exit_code(finished: list[Finished]) -> int:
    """0 where every crawl is complete, 1 where every one failed, 3 for anything between."""
    outcomes = {crawl.verdict.outcome for crawl in finished}
    if outcomes <= {"complete"}:
        return DONE
    return FAILED if outcomes == {"failed"} else PARTIAL


def scrape(
    url: Annotated[str, typer.Argument(help="A feed, a sitemap, a listing, an article or a known leaderboard; found out by itself.")],
    save: Annotated[bool, typer.Option("--save", help="Store what was found as well.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Every field with the alternatives it beat and its confidence.")] = False,
    kind: Annotated[str | None, typer.Option(help="What the page is, instead of finding out: feed sitemap listing article board.")] = None,
    limit: Annotated[int, typer.Option(help="Pages that are followed from a feed, sitemap or listing.", min=0)] = 20,
) -> None:
    """Scrape one URL and print what it gives as JSON, with the provenance of every field."""
    if kind is not None and kind not in KINDS:
        fail(f"no kind {kind!r}", f"one of: {', '.join(KINDS)}", code=2)
    if not is_http(url):
        fail(f"{url!r} is no http(s) address", "nothing was fetched", code=2)
    if save and explain:
        fail("--explain stores nothing", "leave out --save, or ask twice; nothing was fetched", code=2)
    job = Job(name=url, spider="page", host=url, arguments={"url": url, "limit": str(limit), **({"kind": kind} if kind else {})})
    collected: list[Any] = []
    if save:
        with ready_database() as database:
            finished = run_crawls([job], {"DATABASE_URL": database}, concurrency=1, quiet=True, collect=collected, articles=True)
    else:
        settings: dict[str, Any] = {"DATABASE_URL": "none", "ARCHIVE": explain}
        if explain:
            from settings import DEFAULT_REQUEST_HEADERS

            # The page is read from the archive again, which undoes gzip alone.
            settings["DEFAULT_REQUEST_HEADERS"] = {**DEFAULT_REQUEST_HEADERS, "Accept-Encoding": "gzip"}
        with tempfile.TemporaryDirectory(prefix="amw-") as folder:
            finished = run_crawls([job], {**settings, "ARCHIVE_DIR": folder}, concurrency=1, quiet=True, collect=collected, articles=True)
            if explain:
                _explain(collected, Path(folder))
    if not explain:
        print_json(item_record(item) for item in collected)
    crawl = finished[0]
    kinds = {type(item).__name__ for item in collected}
    if kinds.isdisjoint(FOUND) and (not kinds or "Rejected" in kinds or crawl.verdict.outcome == "failed"):
        _found_nothing(url, collected, crawl, saved=save)
    if crawl.verdict.outcome != "complete":
        print_verdict(crawl)
    raise typer.Exit(exit_code(finished))


def _found_nothing(url: str, collected: list[Any], crawl: Finished, *, saved: bool) -> NoReturn:
    """Says why `url` gave neither an article nor a capture of a board, what is kept of it, and what to try."""
    item = next((item for item in collected if getattr(item, "reason", None)), None)  # a feed's own visit may stand first, without one
    reason = (getattr(item, "detail", "") or item.reason) if item is not None else ""
    found = reason.replace("_", " ").replace("not html:", "no page of HTML but ") or crawl.verdict.reason or "nothing was found"
    mend = next((mend for begun, mend in MENDS.items() if reason.startswith(begun)), MENDS[""])
    fail(f"{url}: {found}", f"{'only that is' if saved and collected else 'nothing is'} kept; {mend}")


def _explain(collected: list[Any], folder: Path) -> None:
    from amw.archive import read_payload
    from amw.cli.templates import templates_of_host, tried
    from amw.extract import explain_article
    from amw.tags.explain import TOLD, explain_tags

    for item in collected:
        if type(item).__name__ == "Article" and item.capture is not None:
            payload = read_payload(folder / item.capture.file, item.capture.offset)
            explained: dict[str, Any] = dict(explain_article(payload.body, item.url, now=item.fetched_at))
            templates = tried(templates_of_host(item.url), payload.body, item.url, item.fetched_at)
            for template in templates:
                told = "fits" if template["fits"] else f"does not fit: {template['because']}"
                differs = ", ".join(template.get("differs_in") or ())
                log.print(escape(f"{template['template']}: {told}{f', but differs in {differs}' if differs else ''}"), highlight=False)
            values = {name: getattr(item, name) for name in TOLD}
            explained["tags"] = explain_tags(values, item.tag_evidence, item.whole)
            explained |= {name: [_record(found) for found in getattr(item, name)] for name in ("events", "amounts", "claims")}
            out.print_json(json.dumps({**explained, **({"templates": templates} if templates else {})}, default=str, ensure_ascii=False))
        else:
            print_json([item_record(item)])


def item_record(item: Any) -> dict[str, Any]:
    """An item as JSON for people: what is empty is left out, and so are the parts that only the store reads."""
    from dataclasses import fields, is_dataclass

    record: dict[str, Any] = {"type": type(item).__name__}
    for field in fields(item):
        value = getattr(item, field.name)
        if field.name in {"signature", "ranked"} or value in (None, "", (), {}):
            continue
        record[field.name] = _record(value) if is_dataclass(value) or isinstance(value, tuple) else value
    return record


def _record(value: Any) -> Any:
    from dataclasses import fields, is_dataclass

    if isinstance(value, tuple):
        return [_record(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _record(getattr(value, f.name)) for f in fields(value) if getattr(value, f.name) not in (None, "", (), {})}
    return value


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
            fail(f"{file} is no WARC file", "nothing was replayed", code=2)
    with ready_database() as url, ExitStack() as stack:
        if context.find_root().params.get("sample"):
            sources = Path(stack.enter_context(sources_file(dict(sample_sources(f"http://127.0.0.1:{sample_port()}")))))
        with connect(url) as connection:
            before = fetch_one(connection, "table_counts") or {}
        settings = {"DATABASE_URL": url, "REPLAY_FILES": [str(file.resolve()) for file in files]}
        if sources:
            settings["SOURCES_FILE"] = str(sources)
        job = Job(name="replay", spider="replay", host="", arguments={})
        finished = run_crawls([job], settings, concurrency=1, quiet=as_json, articles=True)
        with connect(url) as connection:
            after = fetch_one(connection, "table_counts") or {}
    crawl = finished[0]
    missing = {
        name: number
        for name, number in crawl.listed("amw/outcome/").items()
        if name.count("/") == 2 and name.split("/")[1] in {"skipped", "failed", "refused"}
    }
    if as_json:
        print_json([{**crawl.record(), "added": {name: after[name] - before[name] for name in after}, "missing": missing}])
    else:
        rows = sorted((name.removeprefix("amw/"), number) for name, number in crawl.counts().items())
        out.print(table("Replayed", ("what", "number"), rows, right=("number",)))
        out.print(f"\n[bold]Stored:[/] {added(before, after) or 'nothing new; no row was added'}", soft_wrap=True)
        if missing:
            out.print(table("Missing", ("what", "number"), sorted(missing.items()), right=("number",)))
        if crawl.verdict.reason:
            print_verdict(crawl)
    code = exit_code(finished)
    raise typer.Exit(PARTIAL if code == DONE and missing else code)
