"""When the article was published and last modified."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import partial
from itertools import islice
from typing import Final

from amw.extract.marks import marks
from amw.extract.record import Candidate
from amw.extract.shown_dates import ADDRESS, changes, from_blocks, from_marks, from_scripts, moment_of
from amw.extract.sources import Sources, Stated, by_trust, candidates
from amw.extract.structured import string, types
from amw.extract.walk import read_on

PUBLISHED: Final = by_trust(
    {
        0.9: "article:published_time",
        0.85: "og:published_time, datepublished, parsely-pub-date, article:published, cxenseparse:recs:publishtime, article.published, "
        "originalpublicationdate, og:article:published_time",
        0.8: "publish-date, publishdate, pubdate, publication_date, dc.date.issued, dcterms.issued, published_time_telegram, "
        "cxenseparse:publishtime, shareaholic:article_published_time, bt:pubdate, article_date_original, rnews:datepublished, "
        "publisheddate, iso-8601-publish-date, vr:published_time, nastooh:publishdate",
        0.75: "sailthru.date, date.issued",
        0.7: "dcterms.created, dc.date.created, displaydate, citation_publication_date, prism.publicationdate, ptime, og:regdate, "
        "weibo: article:create_at, weibo:article:create_at",
        0.65: "citation_date",
        0.6: "created, article:created, dc.created, release_date",
        0.54: "dc.date, dcterms.date, date",
        0.5: "last-published",
    }
)
MODIFIED: Final = by_trust(
    {
        0.9: "article:modified_time",
        0.85: "datemodified",
        0.8: "og:updated_time, article:modified, og:modified_time",
        0.75: "lastmod, dcterms.modified, dc.date.modified",
        0.7: "updated_time, cxenseparse:recs:articlemodtime, modified_time, last-updated",
        0.6: "last-modified, revised",
    }
)
_URL_DAY: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)"
    r"|/(0?[1-9]|1[0-2]|[a-z]{3,9})/(0?[1-9]|[12]\d|3[01])(?=/|$))"
)
_URL_BACKWARDS: Final = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])((?:19|20)\d\d)(?!\d)")
HOUR: Final = timedelta(hours=1)
_ZONE_ELSEWHERE: Final = " (zone of the same moment elsewhere on the page)"
_DAY_SHOWN: Final = " (offset from the day shown)"
MOVED: Final = 30  # days by which metadata may tell a later day than the address
SETTLED: Final = 0.9  # trust that no place outside the metadata reaches
EXACT: Final = 0.35  # trust from which the time of day is believed that a lesser place adds to the day of the best


def find_published(sources: Sources, *, every: bool = True) -> list[Candidate]:
    """Candidates for the moment of first publication, best first; values are datetimes, aware where the page states a zone.

    Without `every` those are left out that could neither win nor tell the winner's zone.
    """
    found = [*_moments(sources, _published_in_data(sources)), *_moments(sources, _in_metas(sources, PUBLISHED, 3))]
    settled = any(c.score >= SETTLED and isinstance(c.value, datetime) and c.value.utcoffset() for c in found)
    if every or not settled:
        # Needed for the moment, or only for the zone that the publisher lives in.
        near = any(c.score >= SETTLED for c in found)
        found.extend(from_marks(sources, near=near))
        if not settled:
            found.extend(from_blocks(sources, near=near))
    if day := moment_of(_url_day(sources.url), sources):
        # What the metadata tells later is a move to another system or a new edition.
        late = any(c.score >= SETTLED and isinstance(c.value, datetime) and (c.value.date() - day.date()).days > MOVED for c in found)
        found.append(Candidate(value=day, source="address", score=1.0 if late else ADDRESS))
    if not any(c.score >= 0.5 for c in found):
        if not found:
            read_on(sources.page)
            found.extend((*from_marks(sources), *from_blocks(sources)))
        found.extend(_moments(sources, [(_url_day(sources.url, backwards=True), "address", 0.45)]))
        found.extend(from_scripts(sources))
        found.extend(Candidate(value=c.value, source=c.source, score=0.42 * c.score) for c in find_modified(sources))
        found.extend(_moments(sources, [(_url_day(sources.meta("og:image", "twitter:image")), "image address", 0.15)]))
    return _to_the_minute(sorted(found, key=lambda c: -c.score))


def _moments(sources: Sources, stated: Iterable[Stated]) -> Iterator[Candidate]:
    """What tells a moment of `stated`."""
    return candidates(stated, partial(moment_of, sources=sources))


def _published_in_data(sources: Sources) -> Iterator[Stated]:
    yield string(sources.node("datePublished")), "json-ld datePublished", 0.95
    yield string(sources.node("dateCreated")), "json-ld dateCreated", 0.7
    yield string(sources.node("uploadDate")), "json-ld uploadDate", 0.6
    for node in sources.data.nodes:
        if node is not sources.data.article and "datePublished" in node:
            score = 0.8 if any(t in ("webpage", "newsarticle", "article", "blogposting") for t in types(node)) else 0.4
            yield string(node["datePublished"]), "json-ld node datePublished", score


def _in_metas(sources: Sources, keys: Iterable[tuple[str, float]], most: int) -> Iterator[Stated]:
    """The first `most` contents of each of the keys."""
    metas = sources.metas
    return ((value, key, score) for key, score in keys if key in metas for value in metas[key][:most])


def _to_the_minute(ranked: list[Candidate]) -> list[Candidate]:
    """The candidates with the first that tells the same day as the best, but a time of day as well, before it."""
    if ranked and isinstance(best := ranked[0].value, datetime) and not _tells_time(best):
        for i, candidate in enumerate(ranked[1:], 1):
            value = candidate.value
            if candidate.score >= EXACT and isinstance(value, datetime) and value.date() == best.date() and _tells_time(value):
                return [candidate, *ranked[:i], *ranked[i + 1 :]]
    return ranked


def _tells_time(moment: datetime) -> bool:
    """Whether it is more than a bare day."""
    return moment.tzinfo is not None or moment.time() != time.min


def find_modified(sources: Sources) -> list[Candidate]:
    """Candidates for the moment of the last change, best first."""

    told = string(sources.node("dateModified"))

    def stated() -> Iterator[Stated]:
        yield told, "json-ld dateModified", 0.95
        yield from _in_metas(sources, MODIFIED, 2)
        some = marks(sources.page) if sources.page.microdata else ()
        for mark in islice((m for m in some if (m.attributes.get("itemprop") or "").lower() == "datemodified"), 8):
            value = mark.attributes.get("content") or mark.attributes.get("datetime") or mark.node.text(deep=True)
            yield value, "itemprop dateModified", 0.8

    found = [*_moments(sources, stated())]
    if not found and not any(_in_metas(sources, PUBLISHED, 1)) and not sources.node("datePublished"):
        found.extend(changes(sources))  # the page tells its readers alone
    found.sort(key=lambda c: -c.score)
    if found and told and told == string(sources.node("datePublished")):  # as some systems write there; another place tells of a change
        later = [c for c in found if _is_later(c.value, found[0].value)]
        found = later + [c for c in found if c not in later]
    return found


def _is_later(one: object, other: object) -> bool:
    """Whether two moments both tell their zones, and the first is the later."""
    if not (isinstance(one, datetime) and isinstance(other, datetime) and one.tzinfo and other.tzinfo):
        return False
    return one > other


def _url_day(url: str, *, backwards: bool = False) -> str:
    """The day in an address as parse_date takes it; `backwards` for eight figures that begin with the day."""
    if backwards:
        match = _URL_BACKWARDS.search(url)
        return f"{match[3]}-{match[2]}-{match[1]}" if match else ""
    match = _URL_DAY.search(url)
    return f"{match[1]}-{match[2] or match[4]}-{match[3] or match[5]}" if match else ""


def settle(moment: datetime, candidates: Sequence[Candidate]) -> tuple[datetime, str]:
    """(aware moment, note for its provenance): the zone is the page's own where it states one anywhere."""
    if moment.tzinfo is None:
        return _in_zone_of_others(moment, candidates)
    return (moment, "") if moment.utcoffset() else _on_day_shown(moment, candidates)


def _in_zone_of_others(moment: datetime, candidates: Sequence[Candidate]) -> tuple[datetime, str]:
    """A moment without a zone in that of a place that tells the same: by the same clock, or the same instant as the clock shows it in
    UTC, which is hours apart to the minute, as two other moments seldom are."""
    aware = [c.value for c in candidates if isinstance(c.value, datetime) and c.value.tzinfo is not None]
    for other in aware:
        if other.replace(tzinfo=None) == moment:
            return other, ""
    for other in aware if _tells_time(moment) else ():
        east = moment.replace(tzinfo=UTC) - other
        if not other.utcoffset() and east and abs(east) <= timedelta(hours=14) and not east % HOUR:
            return other.astimezone(timezone(east)), _ZONE_ELSEWHERE
    return moment.replace(tzinfo=UTC), " (no zone stated: UTC)"


def _on_day_shown(moment: datetime, candidates: Sequence[Candidate]) -> tuple[datetime, str]:
    """A moment in UTC in another zone that the page uses for the same instant. Where it uses none, but its address or text shows the day
    before or after, the nearest whole-hour offset that gives that day is taken: the instant stays, the day is the publisher's."""
    days_shown: list[date] = []
    for candidate in candidates:
        value = candidate.value
        if not isinstance(value, datetime):
            continue
        if value.utcoffset() and abs(value - moment) < timedelta(minutes=2):
            return moment.astimezone(value.tzinfo), _ZONE_ELSEWHERE
        if value.tzinfo is None and candidate.score >= 0.5:
            days_shown.append(value.date())
    since_midnight = moment - datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    until_midnight = timedelta(days=1) - since_midnight
    for day in days_shown[:3]:
        days = (day - moment.date()).days
        if days == 0:
            break
        if days == 1 and until_midnight <= timedelta(hours=14):
            return moment.astimezone(timezone(HOUR * -(-until_midnight // HOUR))), _DAY_SHOWN
        if days == -1 and since_midnight < timedelta(hours=12):
            return moment.astimezone(timezone(HOUR * -(since_midnight // HOUR + 1))), _DAY_SHOWN
    return moment, ""
