"""`amw stories`: what is stored of them, as readers see it and why."""

from __future__ import annotations

import os
from functools import partial
from operator import itemgetter
from typing import Annotated, Any

import typer
from rich.markup import escape

from amw.catalogue import load
from amw.cli.arguments import company as company_named
from amw.cli.arguments import did_you_mean, end_of, moment
from amw.cli.arguments import language as language_code
from amw.cli.console import PARTIAL, USAGE, Cells, Json, Limit, ago, fail, group, out, print_json, print_rows, table
from amw.db.connection import connect, database_url
from amw.db.statements import Row, each_word, fetch, fetch_one
from amw.text import as_read
from amw.urls import is_http

app = group("stories", "Stories: list, show one as readers see it, explain its scores.", "amw stories --company alibaba")


@app.callback()
def list_stories(
    context: typer.Context,
    company: Annotated[str | None, typer.Option(help="Key or any name of a company.")] = None,
    segment: Annotated[str | None, typer.Option(help="Key or name of a segment.")] = None,
    language: Annotated[str | None, typer.Option(help="ISO 639-1, such as en or zh.")] = None,
    words: Annotated[str | None, typer.Option(help="Words of headline, lead, AMW Read or kind of event: all, in any order.")] = None,
    since: Annotated[str | None, typer.Option(help="Told since this date.")] = None,
    limit: Limit = 20,
    as_json: Json = False,
) -> None:
    """The newest stories."""
    if context.invoked_subcommand:
        return
    segments = load("taxonomy")["segment"]
    if segment is not None and segment not in segments and segment not in segments.values():
        fail(f"no segment {segment!r}", did_you_mean(segment, [*segments, *segments.values()], f"one of {' '.join(segments)}"), code=USAGE)
    key = company_named(company).key if company else None
    asked = {"segment": segment, "language": language_code(language), "words": each_word(words), "company": key, "since": moment(since)}
    with database_url() as url, connect(url) as connection:
        rows = fetch(connection, "story_list", **asked, limit=limit + 1)
    columns = ("id", "when", "title", "segment · lens", "companies", "reports", "novelty", "significance")
    cells: Cells = {
        "id": itemgetter("story_id"),
        "when": lambda row: ago(row["published_at"]),
        "segment · lens": lambda row: " · ".join(part for part in (row["segment"], row["lens"]) if part),
        "companies": lambda row: ", ".join(row["companies"][:4]),
        **{score: partial(_score, score) for score in ("novelty", "significance")},
    }
    right = ("id", "reports", "novelty", "significance")
    spare = ("novelty", "significance", "reports", "segment · lens", "companies")
    print_rows("Stories", rows, columns, cells, as_json=as_json, limit=limit, right=right, spare=spare)


def _score(name: str, row: Row) -> str:
    return "" if row[name] is None else f"{row[name]:.2f}"


def _story(connection: Any, id: int) -> Row:
    story = fetch_one(connection, "story_show", id=id)
    if story is None:
        fail(f"no story {id}", "`amw stories` lists them", code=USAGE)
    return story


@app.command("show", epilog="Example: `amw stories show 12` · `amw stories show 12 --at 2026-05-20`")
def show_story(
    id: Annotated[int, typer.Argument(help="Id of the story.")],
    at: Annotated[str | None, typer.Option(help="As it was known at the end of this day, or at this time.")] = None,
    as_json: Json = False,
) -> None:
    """One story with its text, its reports, its claims and how it connects."""
    # Here as below: the list starts without what finds threads, which takes half a second.
    from amw.cli.result import print_story
    from amw.cli.threads import print_story_at, print_thread, story_at_record, thread_record
    from amw.db.as_of import story_at, story_page

    with database_url() as url, connect(url) as connection:
        if (then := end_of(at)) is not None:
            known = story_at(connection, id, then)
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
            told = {
                "text": article["text"],
                "reports": reports,
                "thread": fetch(connection, "story_thread", id=story["story_id"], limit=20),
                "page": thread_record(page) if page else None,
                "claims": fetch(connection, "story_claims", id=story["story_id"]),
                "amounts": fetch(connection, "article_amounts", id=story["article_id"]),
                "events": fetch(connection, "article_events", id=story["article_id"]),
            }
            print_json([{**story, **told}])
            return
        print_story(connection, story, thread=False)
        out.print(escape(article["text"] or article["lead"] or ""))
        if page is not None:
            print_thread(page)
        columns = ("id", "when", "source", "relation", "title")
        out.print(table("\nReports", columns, [(r["id"], ago(r["published_at"]), r["source"], r["relation"], r["title"]) for r in reports]))


@app.command("explain", epilog="Example: `amw stories explain 12`")
def explain_story(id: Annotated[int, typer.Argument(help="Id of the story.")], as_json: Json = False) -> None:
    """Why a story has its tags, its scores and its sentence, and what each rests on."""
    from amw.cli.threads import print_explanation
    from amw.tags import explain_tags

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
            "claims": fetch(connection, "story_claims", id=story["story_id"]),
            "reports": fetch(connection, "story_reports", id=story["story_id"]),
            "versions": fetch(connection, "article_versions", id=story["article_id"]),
        }
    if as_json:
        print_json([record])
    else:
        print_explanation(article, record["reports"], record["versions"])


@app.command("rephrase", epilog="Example: `amw stories rephrase --endpoint http://127.0.0.1:11434/v1 --model some-model`")
def rephrase_stories(
    endpoint: Annotated[str, typer.Option(help="Address of an OpenAI-compatible API, up to /v1.")],
    model: Annotated[str, typer.Option(help="Name of the model there.")],
    key_variable: Annotated[str | None, typer.Option(help="Environment variable that holds the API key.")] = None,
    limit: Limit = 20,
    as_json: Json = False,
) -> None:
    """Let a language model say the AMW Reads of the newest stories more freely; any name or number that is no fact is refused."""
    from amw.chat import Endpoint
    from amw.companies import Companies
    from amw.db.rephrasing import rephrasable, store_rephrased
    from amw.stories.rephrase import rephrase

    if not is_http(endpoint):
        fail(f"{endpoint!r} is no http(s) address", "such as http://127.0.0.1:11434/v1; nothing was asked", code=USAGE)
    if key_variable and key_variable not in os.environ:
        fail(f"the environment holds no {key_variable}", "set it, or leave --key-variable out; nothing was asked", code=USAGE)
    key = os.environ.get(key_variable) if key_variable else None
    at = Endpoint(url=f"{endpoint.rstrip('/')}/chat/completions", model=model, key=key)
    register_ = Companies.load()
    rows: list[Row] = []
    with database_url() as url:
        with connect(url) as connection:
            reads = rephrasable(connection, limit=limit)
        for read in reads:  # no transaction is kept open while the endpoint thinks
            sentence, clauses = read["amw_read"], read["amw_read_facts"]
            rephrased = rephrase(sentence, clauses, at, names_in=lambda text: [m.surface for m in register_.find(text)])
            kept = False
            if rephrased.rephrased:
                with connect(url) as connection:
                    kept = store_rephrased(connection, read, rephrased.sentence, model)
            rows.append({"article_id": read["id"], "before": sentence, "after": rephrased.sentence, "kept": kept, "why": rephrased.reason})
    cells: Cells = {"article": itemgetter("article_id"), "sentence": itemgetter("after"), "why not rephrased": itemgetter("why")}
    print_rows("AMW Reads", rows, tuple(cells), cells, as_json=as_json, right=("article",))
    raise typer.Exit(0 if all(row["kept"] for row in rows) else PARTIAL)
