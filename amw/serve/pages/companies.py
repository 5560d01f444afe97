"""Companies: those most in the news, and one with its names, its standings and its stories."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from amw.serve.markup import Markup, element, link
from amw.serve.pages.layout import page
from amw.serve.pages.pieces import address, back, company_link, date, dotted, form, labelled, moment, number, section, told_in
from amw.serve.pages.stories import stories_of
from amw.serve.pages.tables import mark, scrolled
from amw.text import counted


def company_list(found: Mapping[str, Any], now: datetime) -> bytes:
    """Companies by how often they are in the news, those with `words` in a name where any are given."""
    words = found["words"]
    rows = [
        [
            [company_link(row), element("span", row["country"], class_="meta narrow")],
            row["country"],
            row["articles"],
            moment(row["last_published_at"], now) if row["last_published_at"] else "–",
        ]
        for row in found["companies"]
    ]
    heads = (("Company", "row"), ("Country", "wide"), ("Reports", "n"), ("Last", "when"))
    shown = (
        scrolled("Companies", heads, rows, caption=f"With “{words}” in a name" if words else "Most reported on")
        if rows
        else element("p", f"No company has “{words}” in a name." if words else "No company has been reported on yet.", class_="empty")
    )
    name = element("input", type="search", name="words", value=words or "", placeholder="In any language", maxlength="100")
    search = form("/companies", "Find a company", "Find", element("label", "Name", name), one=True, role="search")
    return page("Companies", element("h1", "Companies"), search, shown, at="/companies")


def company_page(company: Mapping[str, Any], now: datetime) -> bytes:
    """One company."""
    key = quote(company["key"], safe="")
    facts = dotted(
        company["kind"].replace("_", " ").capitalize(),
        company["country"],
        element("span", "part of ", company_link(company["parent"])) if company["parent"] else None,
        link(company["homepage"], "Homepage") if company["homepage"] else None,
        counted(company["articles"], "report", form=","),
    )
    segments = [element("li", element("a", segment["name"], href=address("/", segment=segment["key"]))) for segment in company["segments"]]
    feeds = [element("a", f"{kind} feed", href=f"/companies/{key}/feed.{kind.lower()}") for kind in ("Atom", "JSON")]
    return page(
        company["name"],
        back("/companies", "All companies"),
        element("h1", company["name"]),
        element("p", facts, class_="meta"),
        element("ul", segments, class_="chips") if segments else None,
        _standings(company),
        stories_of(company, "company", now, element("p", feeds[0], " · ", feeds[1], class_="meta")),
        _names(company),
        at="/companies",
        feed=f"/companies/{key}/feed.atom",
        feed_title=company["name"],
        canonical=company["page"],
    )


def _standings(company: Mapping[str, Any]) -> Markup | None:
    if not company["standings"]:
        return None
    rows = []
    for row in company["standings"]:
        where = [element("a", row["board_name"], href=f"/boards/{row['board']}"), f" {row['section']}" if row["section"] else None]
        best = [row["model"], mark("estimated") if row["estimated"] else None]
        ranks = (f"{row['rank']} of {row['rows']:,}", f"{row['maker_rank']} of {row['makers']:,}")
        board = [where, element("span", best, class_="meta narrow")]
        rows.append([board, best, number(float(row["score"])), *ranks, date(row["captured_at"])])
    heads = (("Board", "row"), ("Best row", "wide"), ("Score", "n"), ("Row rank", "n"), ("Maker rank", "n wide"), ("Captured", "wide when"))
    credits = dict.fromkeys(row["attribution"] for row in company["standings"] if row["attribution"])
    table = scrolled("Standings on leaderboards", heads, rows)
    return section("standings", "On leaderboards", table, element("p", dotted(*credits), class_="meta"))


def _names(company: Mapping[str, Any]) -> Markup | None:
    children = [element("li", company_link(child)) for child in company["children"]]
    names = [
        element(
            "li",
            element("span", name["name"], **told_in(name["language"] or None)),
            element("span", f" {name['kind']}{_years(name)}", class_="role"),
        )
        for name in company["names"]
    ]
    if not names and not children:
        return None
    spellings = element("details", element("summary", counted(len(names), "spelling")), element("ul", names, class_="chips"))
    return section("names", "Names", spellings, labelled("Subsidiaries", children))


def _years(name: Mapping[str, Any]) -> str:
    begin, end = (str(name[part])[:4] if name[part] else "" for part in ("valid_from", "valid_to"))
    return f", {begin}–{end}" if begin or end else ""
