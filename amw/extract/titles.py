"""The headline: from structured data, metadata, the heading elements and the title tag, which vote for one another."""

from __future__ import annotations

import html
import re
from typing import Final

from amw.extract.record import Candidate
from amw.extract.sources import Sources
from amw.extract.structured import string
from amw.text import clean_line, fold

_SEPARATOR: Final = re.compile(r"\s+[|–—·•»«›‹:~\-]+\s+|\s*[|｜_]\s*|\s*»\s*|\s+[-–—]|\s*::\s*")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
MAX_LENGTH: Final = 500


def find_titles(sources: Sources, site_name: str | None) -> list[Candidate]:
    """Candidates for the headline, best first."""
    found: list[tuple[str, str, float]] = []

    def add(value: str, source: str, score: float) -> None:
        value = clean_line(_TAG.sub("", html.unescape(value)))[:MAX_LENGTH]
        if value and any(c.isalnum() for c in value):
            found.append((value, source, score))

    for mark in sources.page.marks:
        if mark.tag == "h1":
            text = mark.node.text(deep=True, separator="")
            add(text, "h1", 0.75)
    add(string(sources.node("headline")), "json-ld headline", 0.7)
    add(sources.meta("og:title"), "og:title", 0.6)
    add(sources.meta("twitter:title"), "twitter:title", 0.5)
    add(sources.meta("dc.title", "dcterms.title", "parsely-title", "sailthru.title", "citation_title", "headline"), "meta title", 0.55)
    add(string(sources.node("name")), "json-ld name", 0.4)
    add(sources.page.title, "title tag", 0.3)
    return _vote(found, site_name)


def _vote(found: list[tuple[str, str, float]], site_name: str | None) -> list[Candidate]:
    """Each candidate gains from every other that says the same or begins with it; site names at the end are cut off first."""
    site = fold(site_name or "")
    cut = [(strip_site(value, site), source, score) for value, source, score in found]
    keys = [fold(value) for value, _, _ in cut]
    ranked = []
    for i, (value, source, score) in enumerate(cut):
        if not keys[i] or keys[i] == site:
            continue
        support = 0.0
        for j, other in enumerate(keys):
            if i != j and other and cut[j][1] != source:
                support += 0.2 if other == keys[i] else 0.08 if other.startswith(keys[i]) or keys[i].startswith(other) else 0.0
        ranked.append(Candidate(value=value, source=source, score=min(1.0, score + support)))
    return sorted(ranked, key=lambda c: -c.score)


def strip_site(value: str, site: str) -> str:
    """`value` without a leading or trailing site name (`site` is folded)."""
    parts = _SEPARATOR.split(value)
    if len(parts) < 2 or not site:
        return value
    squeezed = site.replace(" ", "")
    for end in (-1, 0):
        part = fold(parts[end])
        if part and (part == site or part.replace(" ", "") in (squeezed, squeezed.removeprefix("the"))):
            position = value.rfind(parts[end]) if end else 0
            kept = value[:position] if end else value[len(parts[0]) :]
            kept = kept.strip(" |–—·•»«›‹:~-_｜")
            if kept:
                return strip_site(kept, site)
    return value
