"""How a story connects, how it was known at a moment, and why it scores as it does, for people to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table

from amw.catalogue import load
from amw.cli.console import ago, out, table
from amw.db.statements import Row
from amw.plain import fields_of
from amw.stories.versions import in_words
from amw.stories.wording import MAPS
from amw.text import counted

if TYPE_CHECKING:
    from amw.db.as_of import CompanyAt, StoryAt
    from amw.stories.thread_page import Entry, ThreadPage


def map_title(segment: str | None, lens: str | None) -> str:
    """("foundation_models", "player_map") -> "Foundation Models · Player Map"."""
    names = (load("taxonomy")["segment"].get(segment or ""), MAPS.get(lens or "", "").title())
    return " · ".join(name for name in names if name)


def print_thread(page: ThreadPage) -> None:
    """The dated list of the page with this story marked, then the related stories."""
    out.print(f"\n[bold]How This Connects[/]  [dim]Based on {escape(map_title(page.segment, page.lens) or 'shared companies')}[/]")
    out.print(entry_table(page.entries))
    if page.related:
        out.print("\n[bold]Related News[/]")
        out.print(entry_table(page.related))


def entry_table(entries: Iterable[Entry]) -> Table:
    """When each was, what it tells and of whom, and why it is there; without heads."""
    made = Table.grid(padding=(0, 2))
    made.add_column(justify="right")
    for entry in entries:
        story, tie = entry.story, entry.edge
        company = f" · [cyan]{escape(story.company)}[/]" if story.company else ""
        title = f"[bold]{escape(story.title)} · THIS ARTICLE[/]" if entry.this else escape(story.title)
        reason = f"{tie.kind}{' this' * entry.later}: {tie.evidence}" if tie is not None and tie.kind != "related" else entry.reason
        reason = f"\n[dim]{escape(reason)}[/]" if reason else ""
        made.add_row(f"[dim]{ago(story.published_at)}[/]", f"{title}{company}{reason}")
    return made


def thread_record(page: ThreadPage) -> dict[str, Any]:
    """The page as JSON-ready values."""

    def entry(item: Entry) -> dict[str, Any]:
        tie = {name: getattr(item.edge, name, None) for name in ("kind", "score", "evidence")}
        return {**fields_of(item.story, "story_id title url published_at company"), **fields_of(item, "this later reason"), **tie}

    lists = {"entries": [*map(entry, page.entries)], "related": [*map(entry, page.related)]}
    return {"segment": page.segment, "lens": page.lens, **lists}


def print_story_at(known: StoryAt) -> None:
    """A story as it was known at a moment."""
    lead = known.lead
    out.print(f"[bold]{escape(lead.title)}[/]\n[dim]story {known.story_id} as known at {known.at:%Y-%m-%d %H:%M} UTC[/]")
    seen = f"version {lead.version} of {lead.versions} seen by then, on {lead.seen_at:%Y-%m-%d %H:%M}"
    out.print(f"[dim]{escape(lead.url)} · {seen}{' · silent edit' if lead.silent else ''}[/]\n")
    out.print(escape(lead.text or lead.lead or ""))
    columns = ("id", "when", "source", "relation", "version", "title")
    body = [(r["article_id"], ago(r["published_at"]), r["source"], r["relation"], r["version"], r["title"]) for r in known.reports]
    out.print(table("\nReports known then", columns, body, right=("id", "version")))
    if known.page is not None:
        print_thread(known.page)


def story_at_record(known: StoryAt) -> dict[str, Any]:
    """A story as known at a moment, as JSON-ready values."""
    return {
        **fields_of(known, "story_id at"),
        **fields_of(known.lead, "title text lead url version versions silent changes"),
        "reports": known.reports,
        "thread": thread_record(known.page) if known.page else None,
    }


def print_company_at(known: CompanyAt) -> None:
    """A company as it was known at a moment."""
    company = known.company
    about = " · ".join(part for part in (company["kind"], company["country"], company["parent"]) if part)
    out.print(f"[bold]{escape(company['name'])}[/]  [dim]{escape(about)} · as known at {known.at:%Y-%m-%d %H:%M} UTC[/]")
    out.print(counted(company["articles"], "article", form=","))
    places = [
        (f"{s['board']} {s['section']}".rstrip(), f"{s['captured_at']:%Y-%m-%d}", s["maker_rank"], s["model"], f"{s['score']:.2f}")
        for s in known.standings
    ]
    if places:
        out.print(table("\nBoards", ("board", "captured", "maker rank", "best model", "score"), places, right=("maker rank", "score")))
    doings = [(e["happened_on"] or "", e["kind"], e["status"] or "", e["amount"] or "", e["story_id"], e["title"]) for e in known.events]
    if doings:
        out.print(table("\nEvents", ("on", "what", "status", "amount", "story", "title"), doings, right=("story",)))
    if company["names"]:  # last, for they may be a hundred
        out.print(f"\n[bold]Names[/]\n[dim]{escape(', '.join(company['names']))}[/]")


def print_explanation(article: Mapping[str, Any], reports: Sequence[Row], versions: Sequence[Row]) -> None:
    """The scores with their parts, the sentence with the rows behind each clause, conflicts and versions."""
    from amw.serve.pages.read import parts_told  # the page says it in the same words

    for name in ("novelty", "significance"):
        value, parts = article[name], article[f"{name}_parts"] or {}
        out.print(
            f"[bold]{name}[/] {'unknown' if value is None else f'{value:.2f}'}" + (f": {escape(parts['why'])}" if "why" in parts else "")
        )
        for part, figure in parts_told({part: number for part, number in parts.items() if part != "why"}):
            out.print(f"  {part:<40}{figure:>9}")
    out.print(f"[bold]AMW Read[/] {escape(article['amw_read'] or 'none: too little of this report is certain')}")
    for clause in article["amw_read_facts"] or ():
        if model := clause.get("rephrased_by"):
            out.print(f"  [dim]rephrased by {escape(model)} from: {escape(clause['text'])}[/]")
            continue
        out.print(f"  {escape(clause['text'])}\n    [dim]from {escape(', '.join(clause['refs']))}[/]", soft_wrap=True)
        if clause.get("evidence"):
            out.print(f"    [dim]{escape(clause['evidence'])}[/]")
    for report in reports:
        for conflict in report["evidence"].get("conflicts", ()):
            words = f"{conflict['kind']}: {conflict['evidence']} (report {report['id']})"
            out.print(f"[yellow]conflict[/] {escape(words)}")
    for version in versions:
        what = "first seen" if version["version"] == 1 else in_words(version["changed"], version["changes"])
        out.print(f"[bold]version {version['version']}[/] {version['seen_at']:%Y-%m-%d %H:%M} {escape(what)}")
