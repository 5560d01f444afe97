"""The fields of an entry, read alike whatever kind of feed wrote them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from amw.dates import aware, parse_date
from amw.feeds.record import Entry, Feed
from amw.fragments import fragment_text
from amw.text import clean_line
from amw.urls import canonicalise, unwrap

MAX_ENTRIES = 10_000
MAX_TITLE = 1_000  # characters; longer titles are bodies in the wrong element

# What feeds of link collections put where a summary belongs: addresses, counts of points and comments, who posted it.
_TALLY = re.compile(r"(?:(?:article url|comments url|score|points|(?:# )?comments|by|discussion)(?::[ \n]\S+)?(?:[ \n]|$))+", re.IGNORECASE)


def lead_of(summary: str) -> str | None:
    """A summary as readable text; None for none, and for what collections of links put in its place."""
    lead = fragment_text(summary)
    return None if not lead or (len(lead) < 400 and _TALLY.fullmatch(lead)) else lead


def first_link(candidates: Iterable[Any], base: str, left: Counter[str]) -> str | None:
    """The first of `candidates` that is an http(s) address: canonical, and the one meant where it leads through a counter of clicks.

    Counts in `left` where there are some and none is one.
    """
    bad = False
    for candidate in candidates:
        if not candidate or not str(candidate).strip():
            continue
        found = canonicalise(str(candidate), base)
        if found is not None:
            return canonicalise(unwrap(found))
        bad = True
    if bad:
        left["links/not_http"] += 1
    return None


def date_of(raw: dict[str, Any], names: Iterable[str], now: datetime | None, left: Counter[str]) -> datetime | None:
    """The first of the fields `names` that is a date, in UTC where it tells no zone; counts in `left` those that cannot be read."""
    for name in names:
        # feedparser's own lookup answers "published" where "updated" is missing; the plain one does not.
        value = dict.get(raw, name)
        if not value:
            continue
        found = parse_date(str(value), now=now)
        if found is not None:
            return aware(found)
        left["dates/unreadable"] += 1
    return None


def line_of(value: Any) -> str | None:
    """A value as one readable line of at most MAX_TITLE characters; None for none."""
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        return None
    return clean_line(fragment_text(str(value)[:20_000]))[:MAX_TITLE] or None


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """`values` as lines, each once, fifty at most."""
    cleaned = (line_of(value) for value in values)
    return tuple(dict.fromkeys(value for value in cleaned if value))[:50]


def language_of(value: Any) -> str | None:
    """Of "en-GB": "en"; None for what names no language."""
    if not isinstance(value, str):
        return None
    found = re.match(r"([a-zA-Z]{2,3})(?:[-_]|$)", value.strip())
    return found[1].lower() if found else None


def feed_of(
    raws: list[Any],
    entry: Callable[[Any], Entry],
    *,
    version: str,
    language: str | None,
    left: Counter[str],
) -> Feed:
    """The feed of `raws`, each read by `entry`, the first MAX_ENTRIES of them; counts in `left` those beyond."""
    if len(raws) > MAX_ENTRIES:
        left["entries/over_cap"] = len(raws) - MAX_ENTRIES
    entries = tuple(entry(raw) for raw in raws[:MAX_ENTRIES])
    return Feed(
        version=version,
        language=language,
        entries=entries,
        reason=None if entries else "no_entries",
        leftovers=left,
    )
