"""What spiders yield and stages enrich: frozen records, standard library only.

A stage returns `dataclasses.replace(item, ...)`. Fields that a later stage fills hold None (unknown) or an empty tuple until
then. The records inside `mentions`, `amounts`, `claims`, `events`, `rows` are frozen dataclasses of the library
(`amw.companies.Mention`, `amw.money.Amount`, ...); they are typed loosely here because this module knows only the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

ROLES = ("primary", "secondary", "investor", "mention")  # of a company in a report, the strongest first


@dataclass(frozen=True, kw_only=True, slots=True)
class Capture:
    """Where the raw bytes of a response are kept: WARC file, record offset (bytes), payload digest, when it was fetched (UTC)."""

    url: str
    file: str
    offset: int
    digest: str
    fetched_at: datetime
    status: int = 200
    content_type: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """The outcome of fetching one URL: what moves a source's progress forward when it is stored.

    `outcome` is fetched | not_modified | gone | failed | refused | skipped; `reason` says why in a stable word.
    `found` are the pages it led to, the frontier of the crawl: mappings {"url": canonical URL, "kind": "article" | ...,
    "entry": JSON-ready facts of the entry, "follow": bool}. They are stored as pending pages in the transaction that moves the
    validators, entries that are not followed included, so a kill between a feed and its articles loses nothing.

    A visit that ended in an item (Article, BoardSnapshot, RateTable, Rejected) travels inside that item (`item.visit`), never on its
    own: progress and find are stored by one transaction. A visit is yielded alone only where it led to no such item.
    """

    source: str
    url: str
    kind: str
    outcome: str
    fetched_at: datetime
    status: int | None = None
    reason: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    retry_at: datetime | None = None
    found: tuple[Mapping[str, Any], ...] = ()
    capture: Capture | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """One report of one source (schema.org NewsArticle), from an article page or, where there is none, from a feed entry."""

    source: str
    url: str
    fetched_at: datetime
    title: str = ""
    text: str = ""
    lead: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    image: str | None = None
    site_name: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    paywalled: bool | None = None
    origin: str = "page"  # page | feed | board
    provenance: Mapping[str, str] = field(default_factory=dict)
    capture: Capture | None = None
    visit: Visit | None = None  # of the article page, also when it failed and the article is from its feed entry
    # identify
    told: Any = None  # what the text tells, whole
    mentions: tuple[Any, ...] = ()
    outlet: str | None = None  # who tells it: a source's key, else a name or a host
    # tag
    category: str | None = None
    segment: str | None = None
    lens: str | None = None
    event: str | None = None
    hashtags: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    amounts: tuple[Any, ...] = ()
    claims: tuple[Any, ...] = ()
    events: tuple[Any, ...] = ()
    reading_minutes: int | None = None
    form: str | None = None  # story | listing | newsletter | empty
    relevant: bool | None = None
    tag_evidence: Mapping[str, Any] = field(default_factory=dict)
    # group
    placement: Any = None
    # assess
    assessment: Any = None

    @property
    def body(self) -> str:
        """What is read below the title: the text, the lead where no text is known."""
        return self.text or self.lead or ""

    @property
    def whole(self) -> str:
        """What spans count in: title, newline, body."""
        return f"{self.title}\n{self.body}"


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardSnapshot:
    """One capture of one leaderboard with all its rows (`amw.boards.Snapshot` in `snapshot` once parsed)."""

    source: str
    url: str
    board: str
    fetched_at: datetime
    snapshot: Any = None
    ranked: tuple[Any, ...] = ()  # assess
    capture: Capture | None = None
    visit: Visit | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RateTable:
    """Reference rates of currencies that one answer brought: (day, ISO 4217 code, units of the currency for one euro)."""

    source: str
    url: str
    fetched_at: datetime
    rates: tuple[tuple[date, str, Decimal], ...] = ()
    capture: Capture | None = None
    visit: Visit | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Rejected:
    """Something that was found and not stored: becomes a row of `rejected` with its reason and the raw facts."""

    source: str
    url: str
    stage: str
    reason: str
    at: datetime
    detail: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict)
    capture: Capture | None = None
    visit: Visit | None = None
