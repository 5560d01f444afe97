"""Articles from an entry, and from a page with the entry that led to it; `provenance` says which field came from where."""

from __future__ import annotations

import re
from datetime import datetime

from amw.extract import ExtractedArticle
from amw.feeds import Entry
from amw.sources import Source
from amw.urls import canonicalise, site
from items import Article, Capture, Visit

# A page whose text is this much shorter than its own feed entry's is a teaser or a paywall; the entry is the richer text.
STUB = 0.67
GAPS = ("title", "lead", "text", "published_at", "modified_at", "authors", "language", "image", "keywords")


def from_entry(source: Source, entry: Entry, *, at: datetime, capture: Capture | None, visit: Visit | None) -> Article:
    """The article that an entry alone makes; `at` is when the entry was read."""
    known = {name: getattr(entry, name) for name in GAPS if getattr(entry, name)}
    provenance = dict.fromkeys(known, "entry")
    if "language" not in known and source.language:
        known["language"] = source.language
        provenance["language"] = "source"
    url = entry.link or ""
    return Article(
        source=source.key,
        url=url,
        fetched_at=at,
        site_name=entry.via or source.name,
        origin="feed",
        provenance={**provenance, "site_name": "entry" if entry.via else "source"},
        capture=capture,
        visit=visit or Visit(source=source.key, url=url, kind="article", outcome="fetched", reason="entry_only", fetched_at=at),
        **known,
    )


def merge(
    page: ExtractedArticle, entry: Entry | None, source: Source, url: str, at: datetime, capture: Capture | None, visit: Visit
) -> Article:
    """One article of a page and the entry that led to it; `provenance` says which field came from where."""
    values = {name: getattr(page, name) for name in (*GAPS, "site_name", "section", "paywalled")}
    provenance = dict(page.provenance)
    if entry is not None:
        for name in GAPS:
            if not values[name] and getattr(entry, name):
                values[name] = getattr(entry, name)
                provenance[name] = "entry"
        if entry.text and len(page.text) < STUB * len(entry.text):
            values["text"] = entry.text
            provenance["text"] = f"entry: the page has {len(page.text)} characters of {len(entry.text)}"
    for name, value in (("language", source.language), ("site_name", source.name)):
        if not values[name] and value:
            values[name] = value
            provenance[name] = "source"
    return Article(
        source=source.key,
        url=own_address(page.canonical_url, url),
        fetched_at=at,
        origin="page",
        provenance=provenance,
        capture=capture,
        visit=visit,
        **values,
    )


def own_address(declared: str | None, url: str) -> str:
    """The address an article is known by: the one its page declares, where that is on the same site and not merely a front page."""
    own = canonicalise(url) or url
    address = canonicalise(declared, own) if declared else None
    if address is None or site(address) != site(own):
        return own
    bare = re.fullmatch(r"https?://[^/]+/?", address)
    return own if bare else address
