"""The page of one story."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from amw.serve.markup import Markup, data_block, element, link
from amw.serve.pages.claims import claims_section
from amw.serve.pages.layout import NAME, page
from amw.serve.pages.pieces import address, back, dotted, entry, lasting, moment, section, source_link, timeline, told_in
from amw.serve.pages.read import read_section
from amw.serve.pages.tags import tags_section
from amw.stories.wording import listed
from amw.text import counted

LONG = 140  # characters of a title that is set in a smaller size
FIRST_REPORTS = 8  # of a story, shown at once
_RELATIONS = {"new": "first seen", "duplicate": "the same text", "update": "update"}  # what others add goes without saying


def story_page(story: Mapping[str, Any], now: datetime) -> bytes:
    """The story as readers see it: what it says, why it matters, who else tells it, and how it connects."""
    countries = [element("a", code, href=address("/", country=code)) for code in story["countries"]]
    category = element("span", (story["category"] or "Uncategorised").capitalize(), class_="category")
    return page(
        story["title"],
        back("/", "Back to News"),
        element(
            "article",
            element(
                "header",
                element("p", dotted(category, lasting(story), *countries, moment(story["published_at"], now)), class_="meta"),
                element("h1", story["title"], class_="long" if len(story["title"]) > LONG else None, **told_in(story["language"])),
            ),
            read_section(story),
            _words(story),
            tags_section(story),
            _original(story),
        ),
        _thread(story, now),
        claims_section(story),
        _reports(story, now),
        _facts(story),
        _versions(story, now),
        _related(story, now),
        _explore(),
        at="/",
        description=story["amw_read"] or story["lead"],
        kind="article",
        canonical=story["page"],
        data=data_block(json_ld(story)),
    )


def _words(story: Mapping[str, Any]) -> Markup | None:
    if story["text"]:
        paragraphs = [element("p", part) for part in story["text"].split("\n") if part.strip()]
        return element("div", paragraphs, class_="text", **told_in(story["language"]))
    if not story["lead"]:
        return None
    credit = dotted(story["source"], ", ".join(story["authors"][:4]), story["source_country"])
    return element(
        "figure",
        element("blockquote", element("p", story["lead"]), cite=story["url"], **told_in(story["language"])),
        element("figcaption", "As told by ", credit),
        class_="text",
    )


def _original(story: Mapping[str, Any]) -> Markup:
    label = "See the leaderboard" if story["origin"] == "board" else "Read Original"
    return element(
        "p",
        link(story["url"], label, class_="button"),
        element("span", f" at {story['source']}", " (paywall)" if story["paywalled"] else None, class_="meta"),
        class_="original",
    )


def _thread(story: Mapping[str, Any], now: datetime) -> Markup | None:
    if not story["thread"]:
        return None
    dated = [(edge["published_at"], edge) for edge in story["thread"]]
    dated.append((story["published_at"], None))
    dated.sort(key=lambda pair: (pair[0] is not None, pair[0] or datetime.min.replace(tzinfo=UTC), pair[1] is None), reverse=True)
    items = [entry(moment(at, now), *_tied(story, edge), current=edge is None) for at, edge in dated]
    where = " · ".join(part["name"] for part in (story["segment"], story["lens"]) if part)
    return section("connects", "How This Connects", element("p", f"Based on {where}", class_="meta") if where else None, timeline(items))


def _tied(story: Mapping[str, Any], edge: Mapping[str, Any] | None) -> tuple[list[Any], str | None]:
    """An entry of the thread: its headline with why it is there, and whose doing it is; None is the story itself."""
    if edge is None:
        primary = next((party["name"] for party in story["companies"] if party["role"] == "primary"), None)
        return [
            element("strong", story["title"], **told_in(story["language"])),
            " ",
            element("span", "This article", class_="here"),
        ], primary
    kind = f"{edge['kind']} this" if edge["later"] and edge["kind"] != "related" else edge["kind"]
    href = f"/stories/{edge['story_id']}"
    title = element("a", edge["title"], href=href, title=f"{kind}: {edge['evidence']}", **told_in(edge["language"]))
    why = element("span", dotted(kind, _why(edge, story["published_at"])), class_="meta") if edge["kind"] != "related" else None
    return [title, why], edge["company"]


def _why(edge: Mapping[str, Any], at: datetime | None) -> str:
    """Why an entry is there, beside its headline and day: what the two disagree on, else how far apart they are and what they share."""
    if edge["kind"] in {"contradicts", "corrects"}:
        return str(edge["evidence"])
    days = abs((at.date() - edge["published_at"].date()).days) if at is not None and edge["published_at"] is not None else None
    apart = None if days is None else f"{counted(days, 'day')} apart" if days else "the same day"
    both = f"both on {listed(edge['shares'])}" if edge["shares"] else None
    return ", ".join(part for part in (apart, both) if part)


def _reports(story: Mapping[str, Any], now: datetime) -> Markup | None:
    if len(story["told"]) < 2:  # the page is about it
        return None
    rows = []
    for report in story["told"]:
        title = link(report["url"], report["title"], **told_in(report["language"]), title=report["reason"])
        language = (report["language"] or "").upper()
        about = dotted(source_link(report["source"]), report["country"], language, _RELATIONS.get(report["relation"]), *report["conflicts"])
        rows.append(entry(moment(report["published_at"], now), [title, element("span", about, class_="meta")]))
    many = f"{counted(story['reports'], 'report')} by {counted(story['outlets'], 'outlet')}"
    more = rows[FIRST_REPORTS:]
    folded = element("details", element("summary", f"{counted(len(more), 'more report')}"), timeline(more)) if more else None
    return section("reports", "Reports of this story", element("p", many, class_="meta"), timeline(rows[:FIRST_REPORTS]), folded)


def _facts(story: Mapping[str, Any]) -> Markup | None:
    facts = [
        dotted(
            element("strong", event["kind"].replace("_", " ").capitalize()),
            event["company"] if event["company_known"] else f"{event['company']} (not in the register)",
            f"with {', '.join(event['counterparties'][:6])}" if event["counterparties"] else None,
            event["amount"] or ("sum undisclosed" if event["undisclosed"] else None),
            (event["status"] or "").replace("_", " "),
            f"{event['happened_on']:%-d %b %Y}" if event["happened_on"] else None,
        )
        for event in story["events"]
    ]
    facts += [
        dotted(
            element("strong", amount["surface"]),
            amount["kind"],
            f"about ${amount['usd']:,.0f}" if amount["usd"] is not None and amount["currency"] not in (None, "USD") else None,
        )
        for amount in story["amounts"]
        if amount["kind"] != "other"  # a sum that nothing says the use of tells a reader nothing
    ]
    return section("facts", "Facts", element("ul", [element("li", fact) for fact in facts], class_="plain")) if facts else None


def _versions(story: Mapping[str, Any], now: datetime) -> Markup | None:
    if len(story["versions"]) < 2:
        return None
    rows = []
    for version in reversed(story["versions"]):
        changed = element("span", f"changed: {version['summary']}", class_="meta") if version["summary"] else None
        line = [f"Version {version['version']}: ", element("bdi", version["title"]), changed]
        rows.append(entry(moment(version["valid_from"], now), line))
    return section("versions", "Versions of the first report", timeline(rows))


def _related(story: Mapping[str, Any], now: datetime) -> Markup | None:
    if not story["related"]:
        return None
    rows = []
    for other in story["related"]:
        title = element("a", other["title"], href=f"/stories/{other['story_id']}", **told_in(other["language"]))
        about = dotted(moment(other["published_at"], now), other["source"], other["segment"], other["reason"])
        rows.append(element("li", title, element("span", about, class_="meta")))
    return section("related", "Related News", element("ul", rows, class_="plain related"))


def _explore() -> Markup:
    sentence = "Every leaderboard with its past, every company in the news with its models, its standings and its stories."
    ways = [
        [element("a", name, href=href, class_="button"), " "] for name, href in (("Leaderboards", "/boards"), ("Companies", "/companies"))
    ]
    return section("explore", "Explore the market", element("p", sentence), element("p", ways), class_="explore")


def json_ld(story: Mapping[str, Any]) -> dict[str, Any]:
    """The story as schema.org NewsArticle: our page, based on the original report."""
    about = [{"@type": "Organization", "name": party["name"]} for party in story["companies"] if party["role"] != "mention"]
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": story["page"],
        "url": story["page"],
        "mainEntityOfPage": story["page"],
        "headline": story["title"][:110],
        "inLanguage": story["language"],
        "datePublished": story["published_at"].isoformat() if story["published_at"] else None,
        "dateModified": story["modified_at"].isoformat() if story["modified_at"] else None,
        "description": story["amw_read"] or story["lead"],
        "articleSection": story["segment"]["name"] if story["segment"] else None,
        "keywords": story["topics"] or None,
        "timeRequired": f"PT{story['reading_minutes']}M" if story["reading_minutes"] else None,
        "about": about or None,
        "isBasedOn": {"@type": "WebPage" if story["origin"] == "board" else "NewsArticle", "url": story["url"], "name": story["title"]},
        "publisher": {"@type": "Organization", "name": NAME},
        "sourceOrganization": {"@type": "Organization", "name": story["source"]},
    }
    return {name: value for name, value in made.items() if value is not None}
