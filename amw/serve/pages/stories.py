"""The list of stories with its filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from amw.serve.markup import Markup, element
from amw.serve.pages.layout import NAME, page
from amw.serve.pages.pieces import address, choice, company_link, date, dotted, form, lasting, moment, section, source_link, told_in
from amw.serve.parameters import place_of
from amw.text import counted

FILTERS = ("words", "segment", "lens", "company", "model", "country", "source", "everything")
DESCRIPTION = "AI news as stories with a past, leaderboards with a memory, and what the press says of them held against both."


def card(story: Mapping[str, Any], now: datetime) -> Markup:
    """One story in a list."""
    where = dotted(*(part["name"] for part in (story["segment"], story["lens"]) if part))
    tellers: Any = element("span", "from ", source_link(story["source"]))
    if story["reports"] > 1:
        tellers = ", ".join((counted(story["reports"], "report"), counted(story["outlets"], "outlet"), *_since(story)))
    elif story["origin"] == "board":
        tellers = f"read off {story['source']}"
    acting = [party for party in story["companies"] if party["role"] != "mention"][:3]
    when = moment(story["last_published_at"] or story["published_at"], now)
    head = dotted(when, (story["category"] or "").capitalize(), lasting(story), " ".join(story["countries"][:4]))
    return element(
        "article",
        element("p", head, class_="meta"),
        element("h2", element("a", story["title"], href=f"/stories/{story['id']}"), **told_in(story["language"])),
        element("p", story["amw_read"], class_="read") if story["amw_read"] else _teaser(story),
        element("p", dotted(where, *(company_link(party) for party in acting), tellers), class_="meta"),
        _scores(story),
        class_="card",
    )


def _since(story: Mapping[str, Any]) -> tuple[str, ...]:
    """When a story that was told on several days began; its place in the list is that of the last one."""
    first, last = story["first_published_at"], story["last_published_at"]
    return (f"since {date(first)}",) if first and last and date(first) != date(last) else ()


def _teaser(story: Mapping[str, Any]) -> Markup | None:
    return element("p", story["lead"], class_="teaser", **told_in(story["language"])) if story["lead"] else None


def _scores(story: Mapping[str, Any]) -> Markup | None:
    shown = []
    for name in ("novelty", "significance"):
        if (value := story[name]) is not None:
            meter = element("meter", min="0", max="1", value=f"{value:.3f}", aria_hidden="true")  # the figure beside it says the same
            shown.append(element("span", name.capitalize(), " ", meter, f" {value:.2f}"))
    return element("p", *shown, class_="scores") if shown else None


def stories_of(record: Mapping[str, Any], kind: str, now: datetime, *below: Any) -> Markup:
    """The stories of a company or model (`kind`), with the way to older ones."""
    cards = [card(story, now) for story in record["stories"]] or element("p", "No story yet.", class_="empty")
    older = element("a", "Older stories", href=address("/", {kind: record["key"], "after": record["next"]}))
    ways = element("nav", older, class_="pages", aria_label="More stories") if record["next"] else None
    return section("stories", "Stories", element("div", cards, class_="cards"), ways, *below)


def story_list(front: Mapping[str, Any], now: datetime) -> bytes:
    """The front page: filters, stories, the way to older ones."""
    values, facets = front["values"], front["facets"]
    asked = chosen(values)
    names = named(facets, asked)
    heading = " · ".join(names) if names else "Newest stories"
    none = element("p", "No story matches. ", element("a", "Show all stories", href="/"), class_="empty")
    newest = element("a", "Newest", href=address("/", asked)) if values["after"] else None
    older = element("a", "Older stories", rel="next", href=address("/", asked, after=front["next"])) if front["next"] else None
    feeds = [element("a", kind, href=address(f"/feed.{ending}", asked)) for kind, ending in (("Atom", "atom"), ("JSON Feed", "json"))]
    return page(
        " · ".join(names) or NAME,
        element("h1", heading),
        _filters(facets, asked),
        element("div", [card(story, now) for story in front["stories"]] or none, class_="cards"),
        element("nav", newest, older, class_="pages", aria_label="More stories") if newest or older else None,
        element("p", "Follow this list: ", feeds[0], " · ", feeds[1], class_="meta") if names else None,
        at="/",
        description=DESCRIPTION,
        canonical=address(front["home"], asked, after=place_of(*values["after"]) if values["after"] else None),
        feed=address("/feed.atom", asked),
        feed_title=" · ".join((*names, NAME)),
    )


def chosen(values: Mapping[str, Any]) -> dict[str, Any]:
    """The filters of a list of stories as its address carries them."""
    return {name: 1 if values.get(name) is True else values.get(name) for name in FILTERS}


def named(facets: Mapping[str, Sequence[Mapping[str, Any]]], asked: Mapping[str, Any]) -> list[str]:
    """The filters in words."""
    names = [_name(facets, name, asked[name]) for name in ("segment", "lens", "company", "country") if asked[name]]
    return [f"“{asked['words']}”"] * bool(asked["words"]) + names + [str(asked[name]) for name in ("source", "model") if asked[name]]


def _name(facets: Mapping[str, Sequence[Mapping[str, Any]]], kind: str, key: str | None) -> str:
    return next((str(row["name"]) for row in facets[kind] if row["key"] == key), key or "")


def _filters(facets: Mapping[str, Sequence[Mapping[str, Any]]], asked: Mapping[str, Any]) -> Markup:
    def select(name: str, label: str) -> Markup:
        options = {row["key"]: f"{row['name']} ({row['stories']})" for row in facets[name]}
        if asked[name]:
            options.setdefault(asked[name], f"{asked[name]} (0)")
        return choice(label, name, (("", "All"), *options.items()), asked[name])

    def field(label: str, name: str, hint: str, **more: str) -> Markup:
        words = element("input", name=name, value=asked[name] or "", placeholder=hint, maxlength="100", **more)
        return element("label", label, words)

    fields = (
        select("segment", "Segment"),
        select("lens", "Map"),
        field("Company", "company", "Any name", list="companies"),
        element("datalist", *(element("option", row["name"], value=row["key"]) for row in facets["company"]), id="companies"),
        select("country", "Country"),
    )
    narrowed = any(asked[name] for name in ("segment", "lens", "company", "country"))
    return form(
        "/",
        "Filter stories",
        "Show",
        field("Words", "words", "Search headlines, leads and Reads", type="search"),
        element("details", element("summary", "Segment, map, company, country"), element("div", fields, class_="fields"), open=narrowed),
        *(element("input", type="hidden", name=name, value=asked[name]) for name in ("model", "source", "everything") if asked[name]),
        after=element("a", "Clear", href="/") if any(asked.values()) else None,
        one=True,
        role="search",
    )
