"""`amw stories`, `amw sources`, `amw export`: read what is stored."""

from __future__ import annotations

import csv
import os
import sys
import time
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.markup import escape

from amw.boards import boards as known_boards
from amw.catalogue import load
from amw.cli.console import PARTIAL, Json, Limit, ago, csv_cell, fail, group, log, moment, out, print_json, table
from amw.cli.result import story_panel
from amw.cli.templates import print_templates, source_templates
from amw.cli.threads import print_explanation, print_story_at, print_thread, story_at_record, thread_record
from amw.companies import Companies
from amw.db.connection import connect, database_url
from amw.db.known import story_at, story_page
from amw.db.reading import Row, fetch, fetch_one
from amw.db.reads import rephrasable, store_rephrased
from amw.sources import check_catalogue as check_sources
from amw.sources import load_sources
from amw.sources.live import check_all_live
from amw.stories.rephrase import Endpoint, rephrase
from amw.tags import explain_tags
from amw.text import as_read, counted


def register(app: typer.Typer) -> None:
    """Adds the commands to `app`."""
    for name, commands in (("stories", stories), ("sources", sources)):
        app.add_typer(commands, name=name)
    app.command(name="export", epilog="Example: `amw export --format csv > articles.csv` · `amw export --since 0-0 --follow`")(export)


stories = group("Stories: list, show one as readers see it, explain its scores.", "amw stories --company alibaba")
sources = group("Sources: the catalogue, its state, its check.", "amw sources check")


# ---------------------------------------------------------------- stories


@stories.callback()
def list_stories(
    context: typer.Context,
    company: Annotated[str | None, typer.Option(help="Key or any name of a company.")] = None,
    segment: Annotated[str | None, typer.Option(help="Key or name of a segment.")] = None,
    language: Annotated[str | None, typer.Option(help="ISO 639-1, such as en or zh.")] = None,
    words: Annotated[str | None, typer.Option(help="Words of the title.")] = None,
    since: Annotated[str | None, typer.Option(help="Told since this date.")] = None,
    limit: Limit = 20,
    as_json: Json = False,
) -> None:
    """The newest stories."""
    if context.invoked_subcommand:
        return
    key = None
    segments = load("taxonomy")["segment"]
    if segment is not None and segment not in segments and segment not in segments.values():
        fail(f"no segment {segment!r}", f"one of {' '.join(segments)}", code=2)
    if company:
        found = Companies.load().resolve(company) or Companies.load().company(company)
        if found is None:
            fail(f"no company {company!r}", "`amw companies --words ...` looks names up", code=2)
        key = found.key
    with database_url() as url, connect(url) as connection:
        rows = fetch(
            connection, "story_list", segment=segment, language=language, words=words, company=key, since=moment(since), limit=limit
        )
    if as_json:
        print_json(rows)
        return
    columns = ("id", "when", "title", "segment · lens", "companies", "reports", "novelty", "significance")
    body = [
        (
            row["story_id"],
            ago(row["published_at"]),
            row["title"],
            " · ".join(part for part in (row["segment"], row["lens"]) if part),
            ", ".join(row["companies"][:4]),
            row["reports"],
            "" if row["novelty"] is None else f"{row['novelty']:.2f}",
            "" if row["significance"] is None else f"{row['significance']:.2f}",
        )
        for row in rows
    ]
    out.print(table("Stories", columns, body, right=("id", "reports", "novelty", "significance")))


def _story(connection: Any, id: int) -> Row:
    story = fetch_one(connection, "story_show", id=id)
    if story is None:
        fail(f"no story {id}", "`amw stories` lists them", code=2)
    return story


@stories.command("show", epilog="Example: `amw stories show 12` · `amw stories show 12 --at 2026-05-20`")
def show_story(
    id: Annotated[int, typer.Argument(help="Id of the story.")],
    at: Annotated[str | None, typer.Option(help="As it was known at this date or time.")] = None,
    as_json: Json = False,
) -> None:
    """One story with its text, its reports, its claims and how it connects."""
    with database_url() as url, connect(url) as connection:
        if at is not None:
            then = moment(at)
            known = story_at(connection, id, then) if then is not None else None
            if known is None:
                fail(f"nothing was known of story {id} at {at}", f"`amw stories explain {id}` lists when its reports were seen")
            if as_json:
                print_json([story_at_record(known)])
            else:
                print_story_at(known)
            return
        story = _story(connection, id)
        article = fetch_one(connection, "story_article_show", id=story["article_id"]) or {}
        reports = fetch(connection, "story_reports", id=story["story_id"])
        page = story_page(connection, story["story_id"])
        if as_json:
            thread = fetch(connection, "story_thread", id=story["story_id"], limit=20)
            claims = fetch(connection, "article_claims", id=story["article_id"])
            amounts = fetch(connection, "article_amounts", id=story["article_id"])
            events = fetch(connection, "article_events", id=story["article_id"])
            print_json(
                [
                    {
                        **story,
                        "text": article["text"],
                        "reports": reports,
                        "thread": thread,
                        "page": thread_record(page) if page else None,
                        "claims": claims,
                        "amounts": amounts,
                        "events": events,
                    }
                ]
            )
            return
        out.print(story_panel(connection, story, thread=False))
        out.print(escape(article["text"] or article["lead"] or ""), highlight=False)
        if page is not None:
            print_thread(page)
        columns = ("id", "when", "source", "relation", "title")
        out.print(table("\nReports", columns, [(r["id"], ago(r["published_at"]), r["source"], r["relation"], r["title"]) for r in reports]))


@stories.command("explain", epilog="Example: `amw stories explain 12`")
def explain_story(id: Annotated[int, typer.Argument(help="Id of the story.")], as_json: Json = False) -> None:
    """Why a story has its tags, its scores and its sentence, and what each rests on."""
    with database_url() as url, connect(url) as connection:
        story = _story(connection, id)
        article = fetch_one(connection, "story_article_show", id=story["article_id"]) or {}
        record = {
            "story": story["story_id"],
            "title": story["title"],
            "novelty": {"value": article["novelty"], "parts": article["novelty_parts"]},
            "significance": {"value": article["significance"], "parts": article["significance_parts"]},
            "amw_read": {"sentence": article["amw_read"], "facts": article["amw_read_facts"]},
            "tags": explain_tags({**article, "countries": story["countries"]}, article["tag_evidence"], as_read(article)),
            "provenance": article["provenance"],
            "claims": fetch(connection, "article_claims", id=story["article_id"]),
            "reports": fetch(connection, "story_reports", id=story["story_id"]),
            "versions": fetch(connection, "article_versions", id=story["article_id"]),
        }
    if as_json:
        print_json([record])
    else:
        print_explanation(article, record["reports"], record["versions"])


@stories.command("rephrase", epilog="Example: `amw stories rephrase --endpoint http://127.0.0.1:11434/v1 --model some-model`")
def rephrase_stories(
    endpoint: Annotated[str, typer.Option(help="Address of an OpenAI-compatible API, up to /v1.")],
    model: Annotated[str, typer.Option(help="Name of the model there.")],
    key_variable: Annotated[str | None, typer.Option(help="Environment variable that holds the API key.")] = None,
    limit: Limit = 20,
    as_json: Json = False,
) -> None:
    """Let a language model say the AMW Reads of the newest stories more freely; any name or number that is no fact is refused."""
    at = Endpoint(url=endpoint, model=model, key=os.environ.get(key_variable) if key_variable else None)
    register_ = Companies.load()
    rows: list[Row] = []
    with database_url() as url:
        with connect(url) as connection:
            reads = rephrasable(connection, limit=limit)
        for read in reads:  # no transaction is kept open while the endpoint thinks
            said = rephrase(read.sentence, read.clauses, at, names_in=lambda text: [m.surface for m in register_.find(text)])
            kept = False
            if said.rephrased:
                with connect(url) as connection:
                    kept = store_rephrased(connection, read, said.sentence, model)
            rows.append({"article_id": read.article_id, "before": read.sentence, "after": said.sentence, "kept": kept, "why": said.reason})
    if as_json:
        print_json(rows)
    else:
        body = [(r["article_id"], r["after"], r["why"]) for r in rows]
        out.print(table("AMW Reads", ("article", "sentence", "why not rephrased"), body, right=("article",)))
    raise typer.Exit(0 if all(row["kept"] for row in rows) else PARTIAL)


# ---------------------------------------------------------------- sources


@sources.callback()
def list_sources(
    context: typer.Context,
    state: Annotated[bool, typer.Option("--state", help="With schedule and last crawl, from the database.")] = False,
    as_json: Json = False,
) -> None:
    """The catalogue of sources."""
    if context.invoked_subcommand:
        return
    if state:
        with database_url() as url, connect(url) as connection:
            rows = fetch(connection, "source_list")
        if as_json:
            print_json(rows)
            return
        body = [
            (
                r["key"],
                r["kind"],
                r["verdict"] or "",
                ago(r["last_crawl_at"]) if r["last_crawl_at"] else "never",
                r["failures"],
                r["articles"],
                r["reason"],
            )
            for r in rows
        ]
        out.print(
            table(
                "Sources", ("key", "kind", "verdict", "last crawl", "failures", "articles", "reason"), body, right=("failures", "articles")
            )
        )
        return
    listed = load_sources().values()
    if as_json:
        shown = "key name kind url country language interval enabled found_in".split()
        print_json({name: getattr(source, name) for name in shown} for source in listed)
        return
    lines = [(s.key, s.kind, s.country, s.language, f"{s.interval // 60}m", "" if s.enabled else "off", s.url) for s in listed]
    out.print(table(f"{len(lines)} sources", ("key", "kind", "country", "language", "every", "", "address"), lines))


@sources.command("show", epilog="Example: `amw sources show the-decoder`")
def show_source(key: Annotated[str, typer.Argument(help="Key of the source.")], as_json: Json = False) -> None:
    """One source: what the catalogue says, and where its pages keep title, date, authors and text as far as that was learned."""
    listed = load_sources()
    if key not in listed:
        fail(f"no source {key}", "`amw sources` lists them", code=2)
    source = listed[key]
    with database_url() as url, connect(url) as connection:
        found = source_templates(connection, key)
    facts = {name: value for name, value in asdict(source).items() if value not in (None, "")}
    if as_json:
        print_json([{**facts, **found}])
        return
    out.print(table(source.name, ("field", "value"), list(facts.items())))
    print_templates(found)


@sources.command("check", epilog="Example: `amw sources check --live`")
def check_source_catalogue(
    live: Annotated[bool, typer.Option("--live", help="Ask every address as well (over the network).")] = False,
) -> None:
    """Check the catalogue: schema, duplicate addresses, unknown countries; with --live also that every address answers."""
    problems = check_sources(boards=set(known_boards()), companies={company.key for company in Companies.load().companies})
    for problem in problems:
        log.print(escape(str(problem)), highlight=False)
    broken = 0
    if live:
        for answer in check_all_live(load_sources().values()):
            broken += not answer.ok
            said = f"{answer.found}, {answer.entries} entries" if answer.ok else f"{answer.reason}; {answer.mend}"
            log.print(escape(f"{answer.key}: {said} ({answer.seconds:.1f} s)"), highlight=False)
    out.print(
        f"{counted(len(load_sources()), 'source')}, {counted(len(problems), 'problem')}"
        + (f", {broken} addresses that do not answer as they should" if live else "")
    )
    raise typer.Exit(1 if problems else PARTIAL if broken else 0)


# ---------------------------------------------------------------- export

PAGE = 500  # rows read at a time


def export(
    format: Annotated[str, typer.Option(help="jsonl or csv.")] = "jsonl",
    since: Annotated[str | None, typer.Option(help="Changes after this cursor instead of articles; 0-0 begins at the beginning.")] = None,
    follow: Annotated[bool, typer.Option("--follow", help="With --since: go on as changes come.")] = False,
) -> None:
    """Every article with what was derived from it, or the changes since a cursor, on standard output."""
    if format not in {"jsonl", "csv"}:
        fail(f"no format {format!r}", "jsonl or csv", code=2)
    if follow and since is None:
        fail("--follow goes with --since", "`amw export --since 0-0 --follow`", code=2)
    with database_url() as url:
        if since is not None:
            if format == "csv":
                fail("changes are JSON", "leave --format csv out", code=2)
            _export_changes(url, since, follow)
        else:
            _export_articles(url, format)


def _export_articles(url: str, format: str) -> None:
    after, writer = 0, None
    with connect(url) as connection:
        while rows := fetch(connection, "article_export", after=after, limit=PAGE):
            after = rows[-1]["id"]
            if format == "jsonl":
                print_json(rows)
                continue
            if writer is None:
                writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]))
                writer.writeheader()
            for row in rows:
                writer.writerow({name: csv_cell(value) for name, value in row.items()})


def _export_changes(url: str, since: str, follow: bool) -> None:
    xid, _, seq = since.partition("-")
    if not (xid.isdigit() and seq.isdigit()):
        fail(
            f"{since!r} is no cursor",
            "a cursor is what the field `cursor` of the last change read said; 0-0 begins at the beginning",
            code=2,
        )
    at = (xid, int(seq))
    while True:
        with connect(url) as connection:
            rows = fetch(connection, "change_since", xid=at[0], seq=at[1], limit=PAGE)
        for row in rows:
            at = (row.pop("xid"), row.pop("seq"))
            print_json([{"cursor": f"{at[0]}-{at[1]}", **row}])
        if len(rows) < PAGE:
            if not follow:
                return
            time.sleep(1)
