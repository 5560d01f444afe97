"""Companies: those most in the news, and one with its names, its standings and its stories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from amw.serve.markup import Markup, element, link
from amw.serve.pages.layout import address, company_link, date, dotted, moment, number, page, told_in
from amw.serve.pages.stories import card
from amw.serve.pages.tables import scrolled
from amw.text import counted


def company_list(companies: Sequence[Mapping[str, Any]], words: str | None, now: datetime) -> bytes:
    """Companies by how often they are in the news, those with `words` in a name where any are given."""
    rows = [
        element(
            "tr",
            element("th", company_link(row), scope="row"),
            element("td", row["country"]),
            element("td", row["articles"], class_="n"),
            element("td", moment(row["last_published_at"], now) if row["last_published_at"] else "–"),
        )
        for row in companies
    ]
    heads = (("Company", ""), ("Country", ""), ("Reports", "n"), ("Last", ""))
    shown = (
        scrolled("Companies", heads, rows, caption=f"With “{words}” in a name" if words else "Most reported on")
        if rows
        else element("p", f"No company has “{words}” in a name." if words else "No company has been reported on yet.", class_="empty")
    )
    search = element(
        "form",
        element(
            "label",
            "Name",
            element("input", type="search", name="words", value=words or "", placeholder="In any language", maxlength="100"),
        ),
        element("button", "Find", type="submit"),
        method="get",
        action="/companies",
        class_="filters one",
        role="search",
        aria_label="Find a company",
    )
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
    return page(
        company["name"],
        element("p", element("a", "All companies", href="/companies"), class_="back"),
        element("h1", company["name"]),
        element("p", facts, class_="meta"),
        element("ul", segments, class_="chips") if segments else None,
        _standings(company),
        element(
            "section",
            element("h2", "Stories", id="stories"),
            element(
                "div", [card(story, now) for story in company["stories"]] or [element("p", "No story yet.", class_="empty")], class_="cards"
            ),
            element("nav", element("a", "Older stories", href=address("/", company=company["key"], after=company["next"])), class_="pages")
            if company["next"]
            else None,
            element(
                "p",
                element("a", "Atom feed", href=f"/companies/{key}/feed.atom"),
                " · ",
                element("a", "JSON feed", href=f"/companies/{key}/feed.json"),
                class_="meta",
            ),
            aria_labelledby="stories",
        ),
        _names(company),
        at="/companies",
        feed=f"/companies/{key}/feed.atom",
        feed_title=company["name"],
        canonical=company["page"],
    )


def _standings(company: Mapping[str, Any]) -> Markup | None:
    if not company["standings"]:
        return None
    rows = [
        element(
            "tr",
            element(
                "th",
                element("a", row["board_name"], href=f"/boards/{row['board']}"),
                f" {row['section']}" if row["section"] else None,
                element("span", row["model"], class_="meta narrow"),
                scope="row",
            ),
            element("td", row["model"], " ", element("span", "estimated", class_="mark") if row["estimated"] else None, class_="wide"),
            element("td", number(float(row["score"])), class_="n"),
            element("td", f"{row['rank']} of {row['rows']:,}", class_="n"),
            element("td", f"{row['maker_rank']} of {row['makers']:,}", class_="n wide"),
            element("td", date(row["captured_at"]), class_="wide when"),
        )
        for row in company["standings"]
    ]
    heads = (("Board", ""), ("Best model", "wide"), ("Score", "n"), ("Row rank", "n"), ("Maker rank", "n wide"), ("Captured", "wide"))
    credits = dict.fromkeys(row["attribution"] for row in company["standings"] if row["attribution"])
    return element(
        "section",
        element("h2", "On leaderboards", id="standings"),
        scrolled("Standings on leaderboards", heads, rows),
        element("p", " ".join(credits), class_="meta credit"),
        aria_labelledby="standings",
    )


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
    return element(
        "section",
        element("h2", "Names", id="names"),
        element("details", element("summary", counted(len(names), "spelling")), element("ul", names, class_="chips")),
        element("div", element("h2", "Subsidiaries", class_="label"), element("ul", children, class_="chips"), class_="labelled")
        if children
        else None,
        aria_labelledby="names",
    )


def _years(name: Mapping[str, Any]) -> str:
    begin, end = (str(name[part])[:4] if name[part] else "" for part in ("valid_from", "valid_to"))
    return f", {begin}–{end}" if begin or end else ""
