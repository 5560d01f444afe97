"""`amw companies`: the register, and the names that wait for a person's decision."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Annotated, Any, Literal

import typer
from rich.markup import escape

from amw.cli.arguments import company as company_named
from amw.cli.arguments import country as country_code
from amw.cli.arguments import did_you_mean, end_of
from amw.cli.console import PARTIAL, USAGE, Cells, Json, Limit, fail, group, log, out, print_json, print_rows, table
from amw.cli.threads import print_company_at
from amw.companies import Companies
from amw.companies.check import check_catalogue
from amw.companies.names import normalise
from amw.companies.register import CatalogueError
from amw.companies.review import SIMILAR, Decision, backtest, decide, suggest, suggest_models, words_among
from amw.db.connection import connect, database_url
from amw.db.statements import Row, fetch, like
from amw.plain import fields_of
from amw.text import counted

NEAR = 0.7  # a likeness of letters alone is worth a look from here on
PAGE = 200  # names of the queue that are looked at in one go
KEY = re.compile(r"[a-z0-9][a-z0-9.-]{0,79}")
Kind = Literal["company", "model"]
BACKTEST_ARTICLES = 2_000  # the newest articles that hold a decided name


app = group(
    "companies", "Companies and models: the register, names that wait for a decision.", "amw companies resolve 'Alibaba Group Holding Ltd'"
)


@app.callback()
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
    asked = {"words": like(words) if words else None, "country": country_code(country)}
    with database_url() as url, connect(url) as connection:
        rows = fetch(connection, "company_list", **asked, limit=limit + 1)
    columns = ("key", "name", "kind", "country", "parent", "articles", "names")
    spare = ("names", "parent", "kind", "country")
    cells: Cells = {"names": lambda row: ", ".join(row["names"][:5])}
    print_rows("Companies", rows, columns, cells, as_json=as_json, limit=limit, right=("articles",), spare=spare)


@app.command("show", epilog="Example: `amw companies show alibaba` · `amw companies show 阿里巴巴 --at 2026-05-20`")
def show_company(
    name: Annotated[str, typer.Argument(help="Key or any name of a company.")],
    at: Annotated[str | None, typer.Option(help="As it was known at the end of this day, or at this time.")] = None,
    limit: Limit = 20,
    as_json: Json = False,
) -> None:
    """One company as it is, or was, known: its names, its place on boards, what it did."""
    from amw.db.as_of import company_at  # the list starts without what finds threads

    found = company_named(name)
    with database_url() as url, connect(url) as connection:
        known = company_at(connection, found.key, end_of(at) or datetime.now(UTC), limit=limit)
    if known is None:
        fail(f"company {found.key} is not in the database", "`amw init` reads the catalogue in")
    if as_json:
        print_json([{"at": known.at, **known.company, "standings": known.standings, "events": known.events}])
    else:
        print_company_at(known)


@app.command("resolve", epilog="Example: `amw companies resolve 阿里巴巴 'Mistral Capital'`")
def resolve_companies(names: Annotated[list[str], typer.Argument(help="Names to resolve.")], as_json: Json = False) -> None:
    """Names to companies, by the register alone; what is not certain stays unresolved."""
    register_ = Companies.load()
    rows = [{"name": name, "company": company.key if (company := register_.resolve(name)) else None} for name in names]
    print_rows("Names", rows, ("name", "company"), {"company": lambda row: row["company"] or "unresolved"}, as_json=as_json)
    raise typer.Exit(0 if all(row["company"] for row in rows) else PARTIAL)


@app.command("find", epilog="Example: `amw companies find 'Moonshot AI raises $2B for Kimi'`")
def find_companies(text: Annotated[str, typer.Argument(help="A text.")], as_json: Json = False) -> None:
    """The companies and models that a text names."""
    rows = [
        {
            **fields_of(m, "surface kind"),
            "company": m.company.key if m.company else None,
            "model": m.model.key if m.model else None,
            **fields_of(m, "role score"),
        }
        for m in Companies.load().find(text)
    ]
    print_rows("Mentions", rows, ("surface", "kind", "company", "model", "role", "score"), as_json=as_json)


@app.command("check", epilog="Example: `amw companies check`")
def check_register() -> None:
    """Check the catalogue of companies and models, offline."""
    problems = check_catalogue()
    for problem in problems:
        log.print(escape(str(problem)))
    out.print(counted(len(problems), "problem"))
    raise typer.Exit(1 if problems else 0)


@app.command("review", epilog="Example: `amw companies review --kind company --json`")
def review_names(
    kind: Annotated[Kind | None, typer.Option(help="Of this kind alone.")] = None, limit: Limit = 30, as_json: Json = False
) -> None:
    """The names that wait for a person's decision, the most met first, with what each may mean. Nothing is decided by likeness."""
    register_ = Companies.load()
    with database_url() as url, connect(url) as connection:
        rows, settled = _waiting(partial(fetch, connection, "name_queue_list", kind=kind), register_, limit)
    for row in rows:
        found = suggest(register_, row["name"]) if row["kind"] == "company" else suggest_models(register_, row["name"])
        row["suggestions"] = [fields_of(s, "key name score reason") for s in found]
    cells: Cells = {"may mean": _may_mean, "context": lambda row: row["context"][:90]}
    print_rows("Names to decide", rows, ("kind", "name", "seen", "may mean", "context"), cells, as_json=as_json, right=("seen",))
    if as_json:
        return
    if settled:
        out.print(f"{settled} left out: names that the register knows by now.")
    if rows:
        out.print("Decide: `amw companies decide NAME --same-as KEY`, `--new KEY` or `--ignore`; then `amw companies backtest`.")


def _may_mean(row: Row) -> str:
    likely = (s for s in row["suggestions"][:3] if s["score"] >= NEAR or s["reason"] != SIMILAR)
    return ", ".join(f"{s['key']} {s['score']:.2f}" for s in likely)


@app.command("decide", epilog="Example: `amw companies decide 'Alibaba Cloud Qwen' --same-as alibaba`")
def decide_name(
    name: Annotated[str, typer.Argument(help="The name as the queue has it.")],
    same_as: Annotated[str | None, typer.Option(help="Key of the company or model it is a name of.")] = None,
    new: Annotated[str | None, typer.Option(help="Key for a new company or model of this name.")] = None,
    ignore: Annotated[bool, typer.Option("--ignore", help="It names nothing that is to be known.")] = False,
    word: Annotated[
        bool | None, typer.Option("--word/--no-word", help="It is a word too and counts with context alone; unsaid, the stored texts tell.")
    ] = None,
    kind: Annotated[Kind, typer.Option(help="What it names.")] = "company",
) -> None:
    """Decide what a name means. The decision is data: it changes the register only once it is written into the catalogue."""
    if (same_as is not None) + (new is not None) + ignore != 1:
        fail("say one of --same-as KEY, --new KEY, --ignore", code=USAGE)
    register_ = Companies.load()
    known = register_.company if kind == "company" else register_.model
    if same_as is not None and known(same_as) is None:
        keys = (one.key for one in (register_.companies if kind == "company" else register_.models))
        mend = did_you_mean(same_as, keys, "`amw companies --words ...` looks keys up")
        fail(f"no {kind} {same_as!r} in the register; nothing was decided", mend, code=USAGE)
    if new is not None and KEY.fullmatch(new) is None:
        fail(f"{new!r} is no key", "small letters, digits, hyphens and points, as in `black-forest-labs`; nothing was decided", code=USAGE)
    if new is not None and known(new) is not None:
        fail(f"there is a {kind} {new!r} in the register", f"`--same-as {new}` makes it a name of it; nothing was decided", code=USAGE)
    decision = "same" if same_as else "new" if new else "ignore"
    with database_url() as url, connect(url) as connection:
        found = fetch(connection, "name_decide", kind=kind, name=name, decision=decision, key=same_as or new, ambiguous=word)
    if not found:
        fail(f"no {kind} {name!r} waits for a decision", "`amw companies review` lists those that do", code=USAGE)
    out.print(f"{escape(name)}: {decision} {escape(same_as or new or '')}".rstrip())


@app.command("backtest", epilog="Example: `amw companies backtest`")
def backtest_decisions(as_json: Json = False) -> None:
    """What the decisions made would change in stored articles and board rows, before they ship."""
    register_ = Companies.load()
    with database_url() as url, connect(url) as connection:
        decisions = fetch(connection, "name_decisions")
        rows = [
            row for row in decisions if row["decision"] == "ignore" or _meant(register_, row["kind"], row["name"]) != row["decided_key"]
        ]
        made = [row for row in rows if row["decision"] != "ignore"]
        patterns = [like(row["name"]) for row in made if row["kind"] == "company"]
        articles = fetch(connection, "backtest_articles", patterns=patterns, limit=BACKTEST_ARTICLES) if patterns else []
        board_rows = fetch(connection, "backtest_rows") if made else []
    texts = [tuple(row.values()) for row in articles]
    words = _words(made, texts)
    try:
        after = decide(register_, [_decided(row, words) for row in rows])
    except CatalogueError as error:
        fail(f"the decisions contradict the register: {error}", "decide those names again")
    changes = backtest(register_, after, texts, [_on_board(**row) for row in board_rows])
    records = [{"where": change.id, **fields_of(change, "what surface before after context")} for change in changes]
    if as_json:
        print_json(records)
        return
    times = Counter(tuple(record.values())[:5] for record in records)
    first = {tuple(record.values())[:5]: record["context"] for record in reversed(records)}
    body = [
        (where, surface, f"{before or '-'} > {after or '-'}", first[where, what, surface, before, after], count)
        for (where, what, surface, before, after), count in times.items()
    ]
    out.print(
        table(
            f"{counted(len(rows), 'decision')}, {counted(len(records), 'change')}",
            ("where", "surface", "meaning", "context", "times"),
            body,
            right=("times",),
        )
    )
    if shipped := len(decisions) - len(rows):
        out.print(f"{shipped} left out: the catalogue says so by now.")
    if words:
        out.print(f"Words too, by stored texts, so that they count with context alone: {', '.join(sorted(words))}", markup=False)
    out.print(_as_toml(rows, words), markup=False)


def _waiting(page_of: Callable[..., list[Row]], register_: Companies, limit: int) -> tuple[list[Row], int]:
    """The first `limit` names of the queue that the register does not know, and how many it knows among those before the last."""
    rows: list[Row] = []
    settled = 0
    last: Row = {"seen": None, "name": None, "kind": None}
    while len(rows) < limit:
        page = page_of(limit=PAGE, **{f"after_{part}": last[part] for part in ("seen", "name", "kind")})
        for row in page:
            if _meant(register_, row["kind"], row["name"]) is not None:
                settled += 1
            elif len(rows) < limit:
                rows.append(row)
            else:
                break
        if len(page) < PAGE:
            break
        last = page[-1]
    return rows, settled


def _meant(register_: Companies, kind: str, name: str) -> str | None:
    """The key of what the register knows by a name, None where it does not."""
    found = register_.resolve(name) if kind == "company" else register_.resolve_model(name)
    return found.key if found is not None and getattr(found, "registered", True) else None


def _on_board(board_key: str, captured_on: date, record: dict[str, Any]) -> tuple[str, str, Callable[[Companies], str | None]]:
    """A stored row for `backtest`, read anew as the capture was: where it stands, its spelling, and what a register makes of it."""
    from amw.boards.catalogue import board
    from amw.boards.identity import identify
    from amw.boards.records import Row as BoardRow

    row, systems = replace(BoardRow.from_record(record), maker_key=None, model_key=None), board(board_key).systems

    def meaning(register_: Companies) -> str | None:
        (known,) = identify([row], register_, captured_on, systems=systems)
        return f"{known.maker_key or '?'} / {known.model_key or '?'}" if known.maker_key or known.model_key else None

    return f"{board_key}: {row.raw_name}", row.raw_name, meaning


def _words(made: Sequence[Row], texts: Sequence[tuple[str, str]]) -> frozenset[str]:
    """The decided names that are words too: what the reviewer said of them, and of the others what the stored texts tell."""
    unsaid = [row["name"] for row in made if row["kind"] == "company" and row["ambiguous"] is None]
    return words_among(unsaid, texts) | {row["name"] for row in made if row["ambiguous"]}


def _decided(row: Row, words: Collection[str]) -> Decision:
    name, action = row["name"], row["decision"]
    return Decision(name=name, action=action, key=row["decided_key"], kind=row["kind"], ambiguous=name in words)


def _as_toml(rows: Sequence[Row], words: Collection[str]) -> str:
    """The decisions as lines for the catalogue, for a person to put in."""
    lines: list[str] = []
    for kind, file in (("company", "companies"), ("model", "models")):
        of_kind = [row for row in rows if row["kind"] == kind and row["decision"] != "ignore"]
        lines += [f"# for {file}.toml:"] if of_kind else []
        for row in of_kind:
            name, key = json.dumps(row["name"], ensure_ascii=False), row["decided_key"]  # a basic string of TOML is JSON's
            if row["decision"] == "same":
                more = ", and to its ambiguous names" if row["name"] in words else ""
                match_key = f" (key {normalise(row['name'])!r})" if kind == "company" else ""
                lines.append(f"# add to {key}: {name}{match_key}{more}")
            else:
                lines += [f"[[{kind}]]", f'key = "{key}"', f"name = {name}"]
                lines += [f"ambiguous = [{name}]", ""] if row["name"] in words else [""]
    return "\n".join(lines)
