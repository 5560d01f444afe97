"""The list of stories with its filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from amw.serve.markup import Markup, element
from amw.serve.pages.layout import NAME, address, company_link, dotted, moment, page, told_in
from amw.text import counted

FILTERS = ("segment", "lens", "company", "model", "country", "everything")


def card(story: Mapping[str, Any], now: datetime) -> Markup:
    """One story in a list."""
    where = dotted(*(part["name"] for part in (story["segment"], story["lens"]) if part))
    minutes = f"{story['reading_minutes']} min read" if story["reading_minutes"] else None
    told = f"{counted(story['reports'], 'report')}, {counted(story['outlets'], 'outlet')}" if story["reports"] > 1 else story["source"]
    if story["origin"] == "board":
        told = f"read off {told}"
    acting = [party for party in story["companies"] if party["role"] != "mention"][:3]
    return element(
        "article",
        element(
            "p",
            dotted(
                moment(story["published_at"], now),
                (story["category"] or "").capitalize(),
                minutes,
                " ".join(story["countries"][:4]),
            ),
            class_="meta",
        ),
        element("h2", element("a", story["title"], href=f"/stories/{story['id']}"), **told_in(story["language"])),
        element("p", story["amw_read"], class_="read") if story["amw_read"] else _teaser(story),
        element(
            "p",
            dotted(where, *(company_link(party) for party in acting), told),
            class_="meta",
        ),
        _scores(story),
        class_="card",
    )


def _teaser(story: Mapping[str, Any]) -> Markup | None:
    return element("p", story["lead"], class_="teaser", **told_in(story["language"])) if story["lead"] else None


def _scores(story: Mapping[str, Any]) -> Markup | None:
    shown = [
        element(
            "span",
            name.capitalize(),
            " ",
            element("meter", f"{story[name]:.2f}", min="0", max="1", value=f"{story[name]:.3f}"),
            class_="score",
        )
        for name in ("novelty", "significance")
        if story[name] is not None
    ]
    return element("p", *shown, class_="scores") if shown else None


def story_list(
    stories: Sequence[Mapping[str, Any]],
    facets: Mapping[str, Sequence[Mapping[str, Any]]],
    values: Mapping[str, Any],
    *,
    next_place: str | None,
    now: datetime,
) -> bytes:
    """The front page: filters, stories, the way to older ones."""
    chosen = {name: values.get(name) for name in FILTERS}
    names = [_name(facets, name, chosen[name]) for name in ("segment", "lens", "company", "country") if chosen[name]]
    heading = " · ".join(names) if names else "Newest stories"
    feed = f"/segments/{chosen['segment']}/feed.atom" if chosen["segment"] else "/feed.atom"
    body = [card(story, now) for story in stories] or [
        element("p", "No story matches. ", element("a", "Show all stories", href="/"), class_="empty")
    ]
    return page(
        " · ".join(names) or NAME,
        element("h1", heading),
        _filters(facets, chosen),
        element("div", *body, class_="cards"),
        element(
            "nav",
            element("a", "Newest", href=address("/", chosen)) if values.get("after") else None,
            element("a", "Older stories", rel="next", href=address("/", chosen, after=next_place)) if next_place else None,
            class_="pages",
            aria_label="More stories",
        ),
        at="/",
        feed=feed,
    )


def _name(facets: Mapping[str, Sequence[Mapping[str, Any]]], kind: str, key: str | None) -> str:
    return next((str(row["name"]) for row in facets[kind] if row["key"] == key), key or "")


def _filters(facets: Mapping[str, Sequence[Mapping[str, Any]]], chosen: Mapping[str, Any]) -> Markup:
    def select(name: str, label: str, none: str) -> Markup:
        rows = list(facets[name])
        if chosen[name] and all(row["key"] != chosen[name] for row in rows):
            rows.append({"key": chosen[name], "name": chosen[name], "stories": 0})
        choices = [
            element("option", f"{row['name']} ({row['stories']})", value=row["key"], selected=row["key"] == chosen[name]) for row in rows
        ]
        return element("label", label, element("select", element("option", none, value=""), *choices, name=name))

    return element(
        "form",
        select("segment", "Segment", "All segments"),
        select("lens", "Map", "All maps"),
        element(
            "label",
            "Company",
            element("input", name="company", value=chosen["company"] or "", list="companies", placeholder="Any name", maxlength="100"),
        ),
        element("datalist", *(element("option", row["name"], value=row["key"]) for row in facets["company"]), id="companies"),
        select("country", "Country", "All countries"),
        element("button", "Filter", type="submit"),
        element("a", "Clear", href="/") if any(chosen.values()) else None,
        method="get",
        action="/",
        class_="filters",
        role="search",
        aria_label="Filter stories",
    )
