"""When the article was published and last modified."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from amw.dates import parse_date
from amw.extract.dom import ASIDE, FOOTER, NAV
from amw.extract.record import Candidate
from amw.extract.sources import Sources
from amw.extract.structured import string, types

_PUBLISHED: Final = (
    ("article:published_time", 0.9), ("og:published_time", 0.85), ("datepublished", 0.85), ("parsely-pub-date", 0.85), ("publish-date", 0.8), ("publishdate", 0.8),
    ("pubdate", 0.8), ("publication_date", 0.8), ("article:published", 0.85), ("sailthru.date", 0.75), ("dc.date.issued", 0.8), ("dcterms.created", 0.7), ("dc.date.created", 0.7),
    ("dc.date", 0.7), ("dcterms.date", 0.7), ("dcterms.issued", 0.8), ("date.issued", 0.75), ("displaydate", 0.7), ("cxenseparse:recs:publishtime", 0.85), ("published_time_telegram", 0.8),
    ("cxenseparse:publishtime", 0.8), ("article.published", 0.85), ("shareaholic:article_published_time", 0.8), ("bt:pubdate", 0.8), ("originalpublicationdate", 0.85),
    ("article_date_original", 0.8), ("citation_publication_date", 0.7), ("citation_date", 0.65), ("rnews:datepublished", 0.8), ("prism.publicationdate", 0.7), ("date", 0.65),
    ("created", 0.6), ("og:article:published_time", 0.85), ("ptime", 0.7), ("article:created", 0.6), ("last-published", 0.5), ("dc.created", 0.6), ("release_date", 0.6),
    ("og:regdate", 0.7), ("publisheddate", 0.8), ("iso-8601-publish-date", 0.8), ("weibo: article:create_at", 0.7), ("weibo:article:create_at", 0.7), ("vr:published_time", 0.8),
)  # fmt: skip
_MODIFIED: Final = (
    ("article:modified_time", 0.9), ("og:updated_time", 0.8), ("datemodified", 0.85), ("lastmod", 0.75), ("last-modified", 0.6), ("dcterms.modified", 0.75), ("dc.date.modified", 0.75),
    ("article:modified", 0.8), ("og:modified_time", 0.8), ("revised", 0.5), ("updated_time", 0.7), ("cxenseparse:recs:articlemodtime", 0.7), ("modified_time", 0.7), ("last-updated", 0.7),
)  # fmt: skip
_URL_DAY: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_MODIFIED_NAME: Final = re.compile(r"updat|modif|aktualis|actualiz|maj\b|edited|revis", re.IGNORECASE)
_PUBLISHED_NAME: Final = re.compile(
    r"publi|posted|entry-date|pubdate|created|issued|release|post-date|article-date|veroeff|fecha|datum|timestamp", re.IGNORECASE
)
_DATE_NAME: Final = re.compile(
    r"date|datum|fecha|time|publi|posted|heure|stamp|veroeff|created|updat|byline|meta|info|dateline", re.IGNORECASE
)


def find_published(sources: Sources) -> list[Candidate]:
    """Candidates for the moment of first publication, best first; values are datetimes, aware where the page states a zone."""
    found: list[Candidate] = []

    def add(value: str, source: str, score: float) -> None:
        if not value:
            return
        moment = parse_date(value, now=sources.now, language=sources.language)
        if moment is not None:
            found.append(Candidate(value=moment, source=source, score=score))

    add(string(sources.node("datePublished")), "json-ld datePublished", 0.95)
    add(string(sources.node("dateCreated")), "json-ld dateCreated", 0.7)
    add(string(sources.node("uploadDate")), "json-ld uploadDate", 0.6)
    for node in sources.data.nodes:
        if node is not sources.data.article and "datePublished" in node:
            score = 0.8 if any(t in ("webpage", "newsarticle", "article", "blogposting") for t in types(node)) else 0.4
            add(string(node["datePublished"]), "json-ld node datePublished", score)
    for key, score in _PUBLISHED:
        for value in sources.metas.get(key, ())[:3]:
            add(value, key, score)
    found.extend(_from_marks(sources))
    add(_url_day(sources.url), "address", 0.55)
    for rel, attributes in sources.page.links:
        if rel == "canonical":
            add(_url_day(attributes.get("href") or ""), "canonical address", 0.55)
    return sorted(found, key=lambda c: -c.score)


def find_modified(sources: Sources) -> list[Candidate]:
    """Candidates for the moment of the last change, best first."""
    found: list[Candidate] = []

    def add(value: str, source: str, score: float) -> None:
        moment = parse_date(value, now=sources.now, language=sources.language) if value else None
        if moment is not None:
            found.append(Candidate(value=moment, source=source, score=score))

    add(string(sources.node("dateModified")), "json-ld dateModified", 0.95)
    for key, score in _MODIFIED:
        for value in sources.metas.get(key, ())[:2]:
            add(value, key, score)
    for mark in sources.page.marks:
        if (mark.attributes.get("itemprop") or "").lower() == "datemodified":
            add(
                mark.attributes.get("content") or mark.attributes.get("datetime") or mark.node.text(deep=True), "itemprop dateModified", 0.8
            )
    return sorted(found, key=lambda c: -c.score)


def _url_day(url: str) -> str:
    match = _URL_DAY.search(url)
    return f"{match[1]}-{match[2]}-{match[3]}" if match else ""


def _from_marks(sources: Sources) -> list[Candidate]:
    """Dates in <time>, itemprop and elements whose names announce a date; those near the headline come first."""
    marks = sources.page.marks
    heading = next((m.block for m in marks if m.tag == "h1"), 0)
    found: list[Candidate] = []
    seen = 0
    for mark in marks:
        name = f"{mark.attributes.get('class') or ''} {mark.attributes.get('id') or ''} {mark.attributes.get('data-testid') or ''}"
        itemprop = (mark.attributes.get("itemprop") or "").lower()
        is_time = mark.tag == "time"
        if not (is_time or itemprop in ("datepublished", "datecreated") or _DATE_NAME.search(name[:160])):
            continue
        value = (
            mark.attributes.get("datetime")
            or mark.attributes.get("content")
            or mark.attributes.get("data-datetime")
            or mark.attributes.get("data-timestamp")
            or ""
        )
        text = mark.node.text(deep=True, separator=" ")[:400].strip()
        if not value and len(text) > 300:
            continue
        moment = parse_date(value, now=sources.now, language=sources.language) if value else None
        if moment is None:
            moment = parse_date(text, now=sources.now, language=sources.language) if text else None
        if moment is None:
            continue
        score = 0.5 if is_time else 0.35
        if itemprop in ("datepublished", "datecreated"):
            score = 0.85
        elif _MODIFIED_NAME.search(name) or _MODIFIED_NAME.search(text):
            score -= 0.15
        elif _PUBLISHED_NAME.search(name) or "pubdate" in mark.attributes:
            score += 0.12
        if mark.flags & (ASIDE | FOOTER | NAV):
            score -= 0.2
        distance = mark.block - heading
        score += 0.15 if -4 <= distance <= 12 else -0.1 if distance > 40 else 0.0
        found.append(Candidate(value=moment, source=f"<{mark.tag}> {itemprop or name.strip()[:40]}".strip(), score=score - 0.002 * seen))
        seen += 1
        if seen >= 40:
            break
    return found


def aware(moment: datetime) -> datetime:
    """`moment` with UTC assumed where no zone was stated."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
