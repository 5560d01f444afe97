"""The record that extraction answers with, and the candidates it chose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple


@dataclass(frozen=True, kw_only=True, slots=True)
class ExtractedArticle:
    """One article page as fields.

    `text` is paragraphs separated by one newline; "" means no article, and `reason` says why in a stable word.

    `published_at` and `modified_at` are aware; where the page states no zone, UTC is assumed and `provenance` says so.
    `provenance` maps a field to how it was found; `confidence` (0..1) is the F1 that the body classifier expects of `text`.
    `escalated` names what had to help: "jsonld", "island", "unveiled" (the text stood in <noscript> or a template), "trafilatura",
    or "blocks+trafilatura" where that was asked for a second opinion;
    None where the page's own blocks (or a template) sufficed.
    """

    url: str
    canonical_url: str | None = None
    title: str = ""
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    modified_at: datetime | None = None
    language: str | None = None
    text: str = ""
    lead: str | None = None
    image: str | None = None
    site_name: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    paywalled: bool | None = None
    consent: bool = False
    provenance: Mapping[str, str] = field(default_factory=dict)
    reason: str | None = None
    confidence: float = 0.0
    escalated: str | None = None


class Candidate(NamedTuple):
    """One possible value of a field: where it was found and how far that place is trusted (0..1)."""

    value: object
    source: str
    score: float
