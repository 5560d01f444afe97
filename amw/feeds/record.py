"""What a feed says: its entries and itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from amw.dates import aware


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. `link` is canonical or None; `text` is the full content, `lead` the summary, both as readable text; None is unknown.

    `guid` is the publisher's own identifier as written. `via` is the site an aggregator names as the origin.
    """

    link: str | None = None
    title: str | None = None
    lead: str | None = None
    text: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    language: str | None = None
    image: str | None = None
    guid: str | None = None
    via: str | None = None

    def facts(self) -> dict[str, Any]:
        """What is known, ready for JSON: unknown fields are left out, times are ISO 8601 strings."""
        out: dict[str, Any] = {}
        for name in _FIELDS:
            value = getattr(self, name)
            if value is None or value == ():
                continue
            out[name] = value.isoformat() if isinstance(value, datetime) else list(value) if isinstance(value, tuple) else value
        return out

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> Entry:
        """The entry that `facts()` gave; fields of any other name are ignored, times that cannot be read are unknown."""
        values: dict[str, Any] = {}
        for name in _FIELDS:
            value = facts.get(name)
            if value is None:
                continue
            if name.endswith("_at"):
                value = _iso(value)
            elif name in ("authors", "keywords"):
                value = tuple(str(one) for one in value) if isinstance(value, (list, tuple)) else ()
            else:
                value = str(value)
            values[name] = value
        return cls(**values)


_FIELDS = tuple(Entry.__dataclass_fields__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a body held. `version` as feedparser names it ("rss20", "atom10", "json11", ... "" = no feed).

    `reason` says in one word why there are no entries ("empty", "html", "not_a_feed", "too_large", "no_entries"), None where there are.
    `leftovers` counts what was seen and not used: entries beyond the cap, dates nobody could read, links that are no http(s) URL.
    """

    version: str = ""
    language: str | None = None
    entries: tuple[Entry, ...] = ()
    reason: str | None = None
    leftovers: Mapping[str, int]


def _iso(value: Any) -> datetime | None:
    try:
        return aware(value if isinstance(value, datetime) else datetime.fromisoformat(str(value)))
    except ValueError:
        return None
