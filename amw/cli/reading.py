"""`amw stories`, `companies`, `boards`, `sources`, `export`: read what is stored."""

from __future__ import annotations

import csv
import sys
import time
from datetime import UTC, datetime
from typing import Annotated, Any, NoReturn

import typer
from rich.markup import escape

from amw.boards import boards as known_boards
from amw.cli.console import PARTIAL, ago, fail, log, out, print_json, table
from amw.cli.result import print_board, ranked_rows, story_panel
from amw.companies import Companies
from amw.companies.register import check_catalogue as check_companies
from amw.dates import parse_date
from amw.db.connection import connect, database_url
from amw.db.reading import Row, board_snapshots, fetch, fetch_one
from amw.sources import check_catalogue as check_sources
from amw.sources import load_sources
from amw.sources.live import check_all_live

Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Limit = Annotated[int, typer.Option(help="How many at most.", min=1)]


def register(app: typer.Typer) -> None:
    """Adds the commands to `app`."""
    for name, group in (("stories", stories), ("companies", companies), ("boards", boards), ("sources", sources)):
        app.add_typer(group, name=name)
    app.command(name="export", epilog="Example: `amw export --format csv > articles.csv` · `amw export --since 0-0 --follow`")(export)


def _group(help: str, example: str) -> typer.Typer:
    return typer.Typer(help=help, epilog=f"Example: `{example}`", invoke_without_command=True, rich_markup_mode="markdown")


stories = _group("Stories: list, show one as readers see it, explain its scores.", "amw stories --company alibaba")
companies = _group(
    "Companies and models: the register, names that wait for a decision.", "amw companies resolve 'Alibaba Group Holding Ltd'"
)
boards = _group("Leaderboards: captures, ranks, moves.", "amw boards show artificial_analysis --by family --country CN")
sources = _group("Sources: the catalogue, its state, its check.", "amw sources check")


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    found = parse_date(text)
    if found is None:
        fail(f"{text!r} is no date", "write it as 2026-05-20 or 2026-05-20T08:00:00Z", code=2)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _nothing(what: str) -> NoReturn:
    fail(f"no {what}", "nothing matches; `amw crawl` brings more")


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
    if company:
        found = Companies.load().resolve(company) or Companies.load().company(company)
        if found is None:
            fail(f"no company {company!r}", "`amw companies --words ...` looks names up", code=2)
        key = found.key
    with database_url() as url, connect(url) as connection:
        rows = fetch(
            connection, "story_list", segment=segment, language=language, words=words, company=key, since=_moment(since), limit=limit
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


@stories.command("show", epilog="Example: `amw stories show 12`")
def show_story(id: Annotated[int, typer.Argument(help="Id of the story.")], as_json: Json = False) -> None:
    """One story with its text, its reports, its claims and how it connects."""
    with database_url() as url, connect(url) as connection:
        story = _story(connection, id)
        article = fetch_one(connection, "story_article_show", id=story["article_id"]) or {}
        reports = fetch(connection, "story_reports", id=story["story_id"])
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
                        "claims": claims,
                        "amounts": amounts,
                        "events": events,
                    }
                ]
            )
            return
        out.print(story_panel(connection, story))
        out.print(escape(article["text"]), highlight=False)
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
            "tags": article["tag_evidence"],
            "provenance": article["provenance"],
            "claims": fetch(connection, "article_claims", id=story["article_id"]),
            "reports": fetch(connection, "story_reports", id=story["story_id"]),
            "versions": fetch(connection, "article_versions", id=story["article_id"]),
        }
    if as_json:
        print_json([record])
    else:
        import json

        from amw.db.store import plain

        out.print_json(json.dumps(plain(record), ensure_ascii=False))


# ---------------------------------------------------------------- companies


@companies.callback()
def list_companies(
    context: typer.Context,
    words: Annotated[str | None, typer.Option(help="Part of any of its names.")] = None,
    country: Annotated[str | None, typer.Option(help="ISO 3166-1 alpha-2.")] = None,
    limit: Limit = 30,
    as_json: Json = False,
) -> None:
    """The companies most in the news."""
    if context.invoked_subcommand:
        return
    with database_url() as url, connect(url) as connection:
        rows = fetch(connection, "company_list", words=words, country=country.upper() if country else None, limit=limit)
    if as_json:
        print_json(rows)
        return
    body = [(r["key"], r["name"], r["kind"], r["country"], r["parent"], r["articles"], ", ".join(r["names"][:5])) for r in rows]
    out.print(table("Companies", ("key", "name", "kind", "country", "parent", "articles", "names"), body, right=("articles",)))


@companies.command("resolve", epilog="Example: `amw companies resolve 阿里巴巴 'Mistral Capital'`")
def resolve_companies(names: Annotated[list[str], typer.Argument(help="Names to resolve.")], as_json: Json = False) -> None:
    """Names to companies, by the register alone; what is not certain stays unresolved."""
    register_ = Companies.load()
    rows = [{"name": name, "company": company.key if (company := register_.resolve(name)) else None} for name in names]
    if as_json:
        print_json(rows)
    else:
        out.print(table("Names", ("name", "company"), [(row["name"], row["company"] or "unresolved") for row in rows]))
    raise typer.Exit(0 if all(row["company"] for row in rows) else PARTIAL)


@companies.command("find", epilog="Example: `amw companies find 'Moonshot AI raises $2B for Kimi'`")
def find_companies(text: Annotated[str, typer.Argument(help="A text.")], as_json: Json = False) -> None:
    """The companies and models that a text names."""
    found = Companies.load().find(text)
    rows = [
        {
            "surface": m.surface,
            "kind": m.kind,
            "company": m.company.key if m.company else None,
            "model": m.model.key if m.model else None,
            "role": m.role,
            "score": m.score,
        }
        for m in found
    ]
    if as_json:
        print_json(rows)
    else:
        out.print(table("Mentions", ("surface", "kind", "company", "model", "role", "score"), [tuple(row.values()) for row in rows]))


@companies.command("review", epilog="Example: `amw companies review --json`")
def review_names(
    kind: Annotated[str | None, typer.Option(help="company or model.")] = None, limit: Limit = 50, as_json: Json = False
) -> None:
    """The names that wait for a person's decision, the most met first."""
    with database_url() as url, connect(url) as connection:
        rows = fetch(connection, "name_queue_list", kind=kind, limit=limit)
    if as_json:
        print_json(rows)
        return
    body = [(r["id"], r["kind"], r["name"], r["seen"], ", ".join(str(s) for s in r["suggestions"][:3]), r["context"][:80]) for r in rows]
    out.print(table("Names to decide", ("id", "kind", "name", "seen", "suggestions", "context"), body, right=("id", "seen")))


@companies.command("check", epilog="Example: `amw companies check`")
def check_register() -> None:
    """Check the catalogue of companies and models, offline."""
    problems = check_companies()
    for problem in problems:
        log.print(escape(str(problem)), highlight=False)
    out.print(f"{len(problems)} problems")
    raise typer.Exit(1 if problems else 0)


# ---------------------------------------------------------------- boards


@boards.callback()
def list_boards(context: typer.Context, as_json: Json = False) -> None:
    """Every board with its newest capture."""
    if context.invoked_subcommand:
        return
    with database_url() as url, connect(url) as connection:
        rows = fetch(connection, "board_list")
    if as_json:
        print_json(rows)
        return
    body = [
        (
            r["key"],
            r["name"],
            ago(r["captured_at"]) if r["captured_at"] else "never",
            r["version"],
            r["rows"],
            r["snapshots"],
            r["refused"],
            r["licence"],
        )
        for r in rows
    ]
    columns = ("key", "name", "captured", "version", "rows", "captures", "refused", "licence")
    out.print(table("Boards", columns, body, right=("rows", "captures", "refused")))


@boards.command("show", epilog="Example: `amw boards show artificial_analysis --on 2026-05-20 --by family --country CN`")
def show_board(
    key: Annotated[str, typer.Argument(help="Key of the board; see `amw boards`.")],
    on: Annotated[str | None, typer.Option(help="The board as it stood at this date or time.")] = None,
    by: Annotated[str, typer.Option(help="row, family, maker or open.")] = "family",
    country: Annotated[str | None, typer.Option(help="ISO 3166-1 alpha-2.")] = None,
    measured: Annotated[bool, typer.Option("--measured", help="Leave estimated and deprecated rows out.")] = False,
    limit: Limit = 30,
    as_json: Json = False,
) -> None:
    """One board as it stood, ranked the way asked for."""
    if key not in known_boards():
        fail(f"no board {key!r}", f"one of: {', '.join(known_boards())}", code=2)
    if by not in {"row", "family", "maker", "open"}:
        fail(f"--by {by!r} is none of row, family, maker, open", code=2)
    at = _moment(on) or datetime.now(UTC)
    if on and len(on) <= 10:
        at = at.replace(hour=23, minute=59, second=59)
    with database_url() as url, connect(url) as connection:
        taken = board_snapshots(connection, key, at)
    if not taken:
        fail(
            f"no capture of {key} at or before {at:%Y-%m-%d}",
            f"`amw crawl` or `amw replay` brings one; `amw boards show {key}` shows the newest",
        )
    if as_json:
        print_json(
            {
                "place": place,
                "rank": r.rank,
                "family_rank": r.family_rank,
                "maker_rank": r.maker_rank,
                "country_rank": r.country_rank,
                **r.row.to_record(),
            }
            for place, r in ranked_rows(taken[0], by=by, country=country, estimated=not measured)[:limit]
        )
    else:
        print_board(taken[0], limit=limit, by=by, country=country, estimated=not measured)


@boards.command("moves", epilog="Example: `amw boards moves --since 2026-05-01 --board artificial_analysis`")
def show_moves(
    since: Annotated[str | None, typer.Option(help="Since this date.")] = None,
    board: Annotated[str | None, typer.Option(help="Key of a board.")] = None,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """What changed between captures."""
    with database_url() as url, connect(url) as connection:
        rows = fetch(connection, "board_moves", board=board, since=_moment(since), limit=limit)
    if as_json:
        print_json(rows)
        return
    out.print(
        table(
            "Moves",
            ("board", "when", "kind", "what"),
            [(r["board"], f"{r['captured_at']:%Y-%m-%d}", r["kind"], r["evidence"]) for r in rows],
        )
    )


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


@sources.command("check", epilog="Example: `amw sources check --live`")
def check_source_catalogue(
    live: Annotated[bool, typer.Option("--live", help="Ask every address as well (over the network).")] = False,
) -> None:
    """Check the catalogue: schema, duplicate addresses, unknown countries; with --live also that every address answers."""
    problems = check_sources(boards=set(known_boards()))
    for problem in problems:
        log.print(escape(str(problem)), highlight=False)
    broken = 0
    if live:
        for answer in check_all_live(load_sources().values()):
            broken += not answer.ok
            said = f"{answer.found}, {answer.entries} entries" if answer.ok else f"{answer.reason}; {answer.mend}"
            log.print(escape(f"{answer.key}: {said} ({answer.seconds:.1f} s)"), highlight=False)
    out.print(
        f"{len(load_sources())} sources, {len(problems)} problems"
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
                writer.writerow({name: _cell(value) for name, value in row.items()})


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(value)
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t"}:
        return f"'{value}"  # a spreadsheet would run it as a formula
    return value.isoformat() if isinstance(value, datetime) else value


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
