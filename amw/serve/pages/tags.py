"""The tags on a story's page: hashtags, topics, companies, models, and why each tag is there or missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from amw.serve.markup import Markup, element
from amw.serve.pages.pieces import company_link, dotted, labelled, told_in


def tags_section(story: Mapping[str, Any]) -> Markup | None:
    joined = " ".join("#" + tag.lstrip("#") for tag in story["hashtags"])
    topics = [element("li", "#" + topic) for topic in story["topics"]]
    companies = [
        element("li", company_link(party), element("span", f" {party['role']}", class_="role") if party["role"] != "mention" else None)
        for party in story["companies"][:20]
    ]
    models = [element("li", element("a", model["name"], href=f"/models/{quote(model['key'], safe='')}")) for model in story["models"][:20]]
    shown = [
        element("p", joined, class_="hashtags") if joined else None,
        element("ul", topics, class_="chips topics", aria_label="Topics") if topics else None,
        labelled("Companies", companies),
        labelled("Models", models),
        _tagged(story),
    ]
    return element("div", shown) if any(shown) else None


_FIELDS = {
    "relevant": "About the AI market",
    "category": "Category",
    "segment": "Segment",
    "lens": "Map",
    "event": "Kind of event",
    "countries": "Countries",
}


def _tagged(story: Mapping[str, Any]) -> Markup | None:
    """Why each tag is there, and why one is not."""
    names = {place["key"]: place["name"] for place in (story["segment"], story["lens"]) if place}
    rows = []
    for tag in story["tags"]:
        named = ", ".join([names.get(value, value.replace("_", " ")) for value in tag["values"]])
        words = element("q", tag["words"], **told_in(story["language"])) if tag["words"] else None
        sure = f"{tag['score']:.2f} of 1" if tag["score"] else None
        label = _FIELDS.get(tag["field"], tag["field"].capitalize())
        rows.append((element("dt", label), element("dd", dotted(element("strong", named or "none"), tag["reason"], words, sure))))
    if not rows:
        return None
    return element("details", element("summary", "Why these tags, and why others are missing"), element("dl", rows, class_="why"))
