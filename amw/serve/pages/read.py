"""The AMW Read on a story's page: the sentence, its scores and what they are made of, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from amw.boards import board_named, boards
from amw.serve.markup import Markup, element, link
from amw.serve.pages.pieces import address, dotted, section

_PARTS = {
    "event": "Kind of event",
    "company": "Companies new to its thread",
    "model": "Models or products new to its thread",
    "text": "Unlike what was told before",
    "map": "How rare the kind of event was on its map",  # of stories scored when it counted
    "amount": "Amount of money",
    "rank": "New rank on a board",
    "thread": "Earlier stories of its thread",
    "told_before": "Times told before",
    "told_factor": "Factor for having been told before",
    "attention": "How often its company is in the news",
    "told_by": "Outlets that tell it",
    "standing": "Company's standing on boards",
    "outlets": "Independent outlets",
    "reach": "Countries reached",
}


def read_section(story: Mapping[str, Any]) -> Markup:
    where = [
        element("a", part["name"], href=address("/", **{kind: part["key"]}))
        for kind in ("segment", "lens")
        if (part := story[kind]) is not None
    ]
    return section(
        "read",
        "The AMW Read",
        element("p", story["amw_read"] or "No reading yet: too little of this report is certain.", class_="read"),
        element(
            "div",
            _score("Novelty", story["novelty"], story["novelty_parts"]),
            _score("Significance", story["significance"], story["significance_parts"]),
            class_="gauges",
        ),
        element("p", dotted(*where) if where else "On no map yet", class_="where"),
        _rests_on(story),
        class_="panel",
    )


def parts_told(parts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a score is made of, in words: (part, its value), always in the same order."""
    known = sorted(parts.items(), key=lambda part: (list(_PARTS).index(part[0]) if part[0] in _PARTS else 99, part[0]))
    return [(_PARTS.get(part, part.replace("_", " ")), _figure(found)) for part, found in known]


def _figure(found: Any) -> str:
    if found is None:
        return "not known"
    return f"{found:.2f}" if isinstance(found, float) else str(found)


def _score(name: str, value: float | None, parts: Mapping[str, Any] | None) -> Markup:
    named = element("span", name, class_="name")
    if value is None:
        why = (parts or {}).get("why")
        return element("div", element("p", named, " ", element("span", "not scored", f": {why}" if why else None), class_="gauge"))
    meter = element("meter", f"{value:.2f}", min="0", max="1", value=f"{value:.3f}", aria_label=f"{name}: {value:.2f} of 1")
    figure = element("span", f"{value:.2f}", class_="value", aria_hidden="true")
    rows = [(element("dt", part), element("dd", written)) for part, written in parts_told(parts or {})]
    made = element("details", element("summary", f"What {name.lower()} is made of"), element("dl", rows)) if rows else None
    return element("div", element("p", named, " ", meter, " ", figure, class_="gauge"), made)


def _rests_on(story: Mapping[str, Any]) -> Markup | None:
    facts = story["amw_read_facts"]
    if not facts:
        return None
    items = [
        element(
            "li",
            str(fact.get("text", "")),
            " ",
            element("span", [_reference(str(ref)) for ref in fact.get("refs", ())[:12]], class_="refs"),
        )
        for fact in facts
        if isinstance(fact, Mapping)
    ]
    return element("details", element("summary", "What this sentence rests on"), element("ul", items))


def _reference(ref: str) -> Markup:
    kind, _, rest = ref.partition(":")
    if kind == "article":
        return link(rest, "report")
    if kind == "story" and rest.isdigit():
        return element("a", f"story {rest}", href=f"/stories/{rest}")
    if kind == "board":
        name, _, at = rest.rpartition("@")
        if known := board_named(name):
            return element("a", f"capture of {boards()[known[0]].name}", href=address(f"/boards/{known[0]}", on=at))
        return element("span", name)
    return element("span", ref)
