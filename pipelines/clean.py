"""clean: text, dates and names as they can be stored and read."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from amw.dates import aware
from amw.language import guess_language
from amw.sources import Source
from amw.text import clean_line, clean_text
from amw.urls import canonicalise
from items import Article, BoardSnapshot
from pipelines.stage import Stage

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # before the web no report of it was published on it
LATEST = timedelta(days=1)  # a source's clock may be a zone ahead of ours, never more
MAX_TITLE = 1_000  # characters; the longest real headline of 9,000 was under 400
MAX_TEXT = 500_000  # characters; a book chapter; the rest is in the capture
MAX_NAMES = 50
_VERSION = re.compile(r"(?i:(?:release )?(?:v\d{1,4}\.\d|\d{1,4}\.\d{1,4}\.\d))")  # "v2.1.238", "0.32.15-rc0: mlx update"
_RELEASE_PAGE = re.compile(r"https?://[^/]{1,253}/[^/]{1,100}/([^/]{1,100})/(?:-/)?releases/")  # a repository's, on any forge
_RELEASES = re.compile(r"(?i)\s(?:releases?|release notes|changelog)$")


def clean(article: Article, home: Source | None = None) -> Article:
    """`article`, which stands on the site of `home`, with readable one-line fields, paragraphs in text, plausible dates in UTC, no
    duplicates, a canonical URL.

    A bare version as the headline says nothing by itself: it gets the product's name, which a feed of releases is named by, or else the
    repository's.
    """
    provenance = dict(article.provenance)
    published, modified = (plausible(value, article.fetched_at) for value in (article.published_at, article.modified_at))
    for name, value, kept in (("published_at", article.published_at, published), ("modified_at", article.modified_at, modified)):
        if value is not None and kept is None:
            provenance[name] = f"refused: {value.isoformat()} is not between {EARLIEST.year} and a day after the fetch"

    def note(name: str, remark: str) -> None:
        provenance[name] = f"{provenance.get(name, '')} {remark}".strip()

    title = clean_line(article.title)
    if home is not None and _RELEASES.search(home.name) and _VERSION.match(title):
        title = f"{_RELEASES.sub('', home.name)} {title}"
        note("title", "after the name of the source")
    elif _VERSION.match(title) and (repository := _RELEASE_PAGE.match(article.url)):
        title = f"{repository[1]} {title}"
        note("title", "after the name of the repository")
    text = clean_text(article.text)
    for name, whole, most in (("title", title, MAX_TITLE), ("text", text, MAX_TEXT)):
        if len(whole) > most:
            note(name, f"cut from {len(whole)} characters")
    spoken = language(article.language)
    if spoken is None and (spoken := guess_language(f"{title}\n{text or article.lead or ''}")) is not None:
        provenance["language"] = "detected"
    return replace(
        article,
        url=canonicalise(article.url) or article.url,
        title=title[:MAX_TITLE],
        text=text[:MAX_TEXT],
        lead=clean_line(article.lead or "")[:MAX_TEXT] or None,
        authors=unique(article.authors),
        keywords=unique(article.keywords),
        site_name=clean_line(article.site_name or "") or None,
        section=clean_line(article.section or "") or None,
        image=canonicalise(article.image) if article.image else None,
        language=spoken,
        provenance=provenance,
        published_at=published,
        modified_at=modified,
    )


def plausible(value: datetime | None, fetched_at: datetime) -> datetime | None:
    """`value` in UTC, or None when it is before 1990 or later than a day after the fetch; a naive time is taken as UTC."""
    if value is None:
        return None
    value = aware(value).astimezone(UTC)
    return value if EARLIEST <= value <= fetched_at + LATEST else None


def unique(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names as readable lines, each once, in their order, at most 50."""
    return tuple(dict.fromkeys(line for name in names if (line := clean_line(name)[:300])))[:MAX_NAMES]


def language(tag: str | None) -> str | None:
    """The primary subtag of a BCP 47 tag ("zh-Hans-CN" -> "zh"), None when it has no such form."""
    primary = (tag or "").replace("_", "-").split("-")[0].strip().lower()
    return primary if primary.isascii() and primary.isalpha() and 2 <= len(primary) <= 3 else None


class Clean(Stage):
    name = "clean"
    reads = frozenset("url title text lead authors keywords site_name section image language published_at modified_at provenance".split())
    writes = reads

    async def article(self, item: Article) -> Article:
        cleaned = clean(item, self.home(item))
        for name in ("published_at", "modified_at"):
            if getattr(item, name) is not None and getattr(cleaned, name) is None:
                self.count(f"{name}/implausible")
        return cleaned

    async def snapshot(self, item: BoardSnapshot) -> BoardSnapshot:
        return replace(item, url=canonicalise(item.url) or item.url)
