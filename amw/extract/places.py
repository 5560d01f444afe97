"""Where on a publisher's pages title, date and authors stand: places that can be read alone, and which of them tell the truth.

A place is a pair (source, detail): ("json-ld headline", ""), ("og:title", " | Example Wire") with what the site appends, ("json-ld
datePublished", "time.entry-date") with the place that tells the zone, ("css span.author", ""). `witness` looks at every place of a page
that the general extractor has read and says which agree with it; a template keeps those that never disagree.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from amw.extract import moments
from amw.extract.authors import clean_names
from amw.extract.charset import in_utf8
from amw.extract.dom import Page
from amw.extract.facts import language_tag
from amw.extract.parse import read_head
from amw.extract.record import Candidate, ExtractedArticle
from amw.extract.slices import cut, head, selector
from amw.extract.sources import Sources, gather
from amw.extract.structured import string
from amw.extract.walk import marks
from amw.text import clean_line, fold

Place = tuple[str, str]
FIELDS: Final = ("title", "authors", "published_at")
MAX_LENGTH: Final = 500  # characters of a title
AFFIX: Final = 60  # characters that a site puts before or after its titles
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_YEAR: Final = re.compile(r"(?:19|20)\d\d|\d[./]\d{1,2}[./]\d\d")
STABLE: Final = re.compile(r"[A-Za-z_][A-Za-z_-]{2,60}")  # a name that looks written by a person
_TITLES: Final = ("json-ld headline", "og:title", "twitter:title", "title tag")
_DATES: Final = ("json-ld datePublished", "json-ld dateCreated", "json-ld dateModified")
_DATE_METAS: Final = (
    "article:published_time og:published_time datepublished parsely-pub-date publish-date pubdate publication_date article:published "
    "sailthru.date dc.date.issued dc.date dcterms.created dcterms.date date cxenseparse:recs:publishtime article:modified_time"
).split()
_AUTHOR_METAS: Final = "author article:author parsely-author byl sailthru.author dc.creator citation_author dable:author".split()
CSS: Final = "css "
_DATE_NAMES: Final = ("date", "time", "publi", "posted", "datum")
_AUTHOR_NAMES: Final = ("author", "byline", "autor", "writer")


@dataclass(slots=True)
class Told:
    """What places are read from: the metadata of a page without its body, and elements cut out of its bytes as they are asked for."""

    html: bytes
    sources: Sources
    charset: str
    start: int = 0  # of the page's body in `html`
    moments: dict[str, datetime | None] = field(default_factory=dict)
    _parts: dict[tuple[str, int], list[LexborNode]] = field(default_factory=dict)
    _parsers: list[LexborHTMLParser] = field(default_factory=list)

    def nodes(self, css: str, most: int = 1) -> list[LexborNode]:
        """The first `most` elements of a simple selector, each parsed alone."""
        if (css, most) not in self._parts:
            found = []
            for piece in cut(self.html, css, most, self.start):
                parser = LexborHTMLParser(b"<body>" + in_utf8(piece, self.charset)[0])
                self._parsers.append(parser)  # keeps the nodes alive
                if parser.body is not None and (node := parser.body.first_child) is not None and node.tag != "-text":
                    found.append(node)
            self._parts[css, most] = found
        return self._parts[css, most]

    def place(self, css: str, nodes: list[LexborNode]) -> None:
        """Hand in the elements of any selector, found by who has parsed the page."""
        for most in (1, 6):
            self._parts[css, most] = nodes[:most]


def tell(page_bytes: bytes, url: str, *, encoding: str | None = None, now: datetime | None = None) -> Told:
    """The metadata of a page, read from its head and its JSON-LD alone."""
    piece, scripts, start = head(page_bytes)
    markup, how = in_utf8(piece, encoding)
    page = read_head(markup, how, scripts)
    return Told(page_bytes, gather(page, url, now, language_tag(page.language)), how.partition(":")[2] or "utf-8", start)


# ---------------------------------------------------------------- reading one place


def read_title(told: Told, place: Place) -> str:
    """The title at a place, "" where the place is empty."""
    source, affix = place
    sources = told.sources
    if source.startswith(CSS):
        nodes = told.nodes(source[len(CSS) :])
        value = (nodes[0].attributes.get("content") or nodes[0].text(deep=True, separator="")) if nodes else ""
    elif source == "json-ld headline":
        value = string(sources.node("headline"))
    elif source == "title tag":
        value = sources.page.title
    else:
        value = sources.meta(source)
    value = clean_line(_TAG.sub("", html.unescape(value)))[:MAX_LENGTH]
    if affix.startswith("…"):
        return value.removesuffix(affix[1:]) if value.endswith(affix[1:]) else ""
    if affix:
        return value.removeprefix(affix[:-1]) if value.startswith(affix[:-1]) else ""
    return value


def read_authors(told: Told, place: Place) -> tuple[str, ...]:
    """The names at a place, each once."""
    source = place[0]
    sources = told.sources
    if source.startswith(CSS):
        values = [
            clean_line(node.attributes.get("content") or node.text(deep=True, separator=" ")[:300])
            for node in told.nodes(source[len(CSS) :], 6)
        ]
    elif source.startswith("json-ld "):
        values = sources.data.names(sources.node(source.removeprefix("json-ld ")) or [])
    else:
        values = sources.metas.get(source, [])
    names: dict[str, str] = {}
    for value in values[:50]:
        for name in clean_names(value):
            names.setdefault(fold(name), name)
    if len(names) > 1:
        house = {fold(name) for name in (sources.meta("og:site_name"), *sources.data.names(sources.node("publisher") or []))}
        names = {key: name for key, name in names.items() if key not in house}
    return tuple(names.values())


def _moment(told: Told, source: str) -> datetime | None:
    if source not in told.moments:
        told.moments[source] = _read_moment(told, source)
    return told.moments[source]


def _read_moment(told: Told, source: str) -> datetime | None:
    sources = told.sources
    values: list[str] = []
    if source.startswith(CSS):
        for node in told.nodes(source[len(CSS) :]):
            get = node.attributes.get
            values = [get("datetime") or get("content") or get("data-datetime") or get("data-timestamp") or ""]
            values.append(node.text(deep=True, separator=" ")[:160])
    elif source.startswith("json-ld "):
        values = [string(sources.node(source.removeprefix("json-ld ")))]
    else:
        values = [sources.meta(source)]
    for value in values:
        moment = moments.moment_of(value, now=sources.now, language=sources.language) if value.strip() else None
        if moment is not None:
            return moment
    return None


def read_published(told: Told, place: Place) -> datetime | None:
    """The moment at a place, with the zone that it states itself, else in UTC."""
    moment = _moment(told, place[0])
    return moments.settle(moment, [])[0] if moment is not None else None


def in_zone(told: Told, place: Place, zones: Iterable[Place]) -> datetime | None:
    """The moment at a place, in the zone that the first of `zones` states for it."""
    moment = _moment(told, place[0])
    if moment is None or moment.utcoffset():
        return moment
    others = []
    for zone, _ in zones:
        other = _moment(told, zone)
        if other is not None:
            others.append(Candidate(value=other, source=zone, score=0.9))
            settled, note = moments.settle(moment, others)
            if settled.utcoffset() and "zone" in note:  # it states the same moment, and no place after it counts
                return settled
    return moments.settle(moment, others)[0]


READERS: Final[Mapping[str, Callable[[Told, Place], Any]]] = {
    "title": read_title,
    "authors": read_authors,
    "published_at": read_published,
}


def agree(name: str, one: Any, other: Any) -> bool:
    """Whether two values of a field say the same: titles without case and punctuation, authors in any order, moments on the minute."""
    if one == other:
        return True
    if name == "title":
        return fold(one) == fold(other)
    if name == "authors":
        return {fold(n) for n in one} == {fold(n) for n in other}
    return bool(abs(one - other) < timedelta(minutes=1))


def read_field(told: Told, name: str, places: Sequence[Place], zones: Sequence[Place] = ()) -> tuple[Any, str]:
    """(value, source) of the first place that is not empty; ValueError where the next one that is not empty contradicts it.

    (None, "") where all are empty. `zones` may tell the zone of a moment. Elements of the page, which have to be searched for, are not
    asked to bear out what its metadata tells.
    """
    value, source = None, ""
    for place in places:
        if value is not None and place[0].startswith(CSS):
            continue
        found = READERS[name](told, place)
        if not found:
            continue
        if value is not None:
            if not agree(name, value, found):
                raise ValueError(name)
            break
        value, source = (in_zone(told, place, zones) if name == "published_at" and zones else found), place[0]
    return value, source


# ---------------------------------------------------------------- which places are right


def witness(told: Told, page: Page, record: ExtractedArticle) -> tuple[dict[str, dict[str, int]], list[str]]:
    """(votes, zones) of a page that the general extractor has read.

    `votes` are field -> place (as `spell` writes it) -> 1 where it says what the general extractor says, -1 where it says something else;
    places that are empty on this page are left out. `zones` are the places that state the zone in which the general extractor tells the
    moment of publication.
    """
    right: dict[str, Any] = {"title": record.title, "authors": record.authors, "published_at": record.published_at}
    people, dates = _marks(page, record)
    told_of = told.sources.metas
    author_metas, date_metas = ([key for key in keys if key in told_of] for keys in (_AUTHOR_METAS, _DATE_METAS))
    candidates: dict[str, Iterable[Place]] = {
        "title": _title_places(told, page, record.title),
        "authors": [(source, "") for source in ("json-ld author", "json-ld creator", *author_metas, *people)],
        "published_at": [(source, "") for source in (*_DATES[:2], *date_metas, *dates)],
    }
    seen: dict[str, dict[str, int]] = {}
    for name in FIELDS:
        for place in candidates[name]:
            value = READERS[name](told, place)
            if value:
                seen.setdefault(name, {})[spell(place)] = 1 if right[name] and agree(name, value, right[name]) else -1
    return seen, _zones(told, (*_DATES, *date_metas, *dates), record.published_at)


def spell(place: Place) -> str:
    """A place as one string, for JSON."""
    return "\t".join(place)


def unspell(text: str) -> Place:
    """The place that `spell` wrote."""
    source, _, detail = text.partition("\t")
    return source, detail


def _title_places(told: Told, page: Page, title: str) -> list[Place]:
    places: list[Place] = [("css h1", "")]
    places += [(f"{CSS}{s}", "") for s in dict.fromkeys(_simple(m.tag, m.attributes) for m in page.headings) if s]
    for source in _TITLES:
        whole = read_title(told, (source, ""))
        before, found, after = whole.partition(title) if title else (whole, "", "")
        if found and after and not before and len(after) <= AFFIX:
            places.append((source, f"…{after}"))
        elif found and before and not after and len(before) <= AFFIX:
            places.append((source, f"{before}…"))
        else:
            places.append((source, ""))
    return places


def _zones(told: Told, sources: Sequence[str], right: datetime | None) -> list[str]:
    if right is None or not right.utcoffset():
        return []
    found = []
    for source in sources:
        moment = _moment(told, source)
        if moment is not None and moment.utcoffset() == right.utcoffset() and agree("published_at", moment, right):
            found.append(spell((source, "")))
    return found[:4]


def _marks(page: Page, record: ExtractedArticle) -> tuple[list[str], list[str]]:
    """Selectors of elements that may hold (authors, date), in document order, a dozen of each at most."""
    people = [fold(author) for author in record.authors]
    authors: dict[str, None] = {}
    dates: dict[str, None] = {}
    hints: dict[tuple[str, str | None, str | None], tuple[str, bool, bool]] = {}
    for mark in marks(page)[:600]:
        get = mark.attributes.get
        key = (mark.tag, get("class"), get("itemprop"))
        if key not in hints:
            names = f"{mark.tag if mark.tag == 'time' else ''} {key[1] or ''} {key[2] or ''}".lower()
            dated = any(word in names for word in _DATE_NAMES)
            written = bool(people) and any(word in names for word in _AUTHOR_NAMES)
            hints[key] = (_simple(mark.tag, mark.attributes) if dated or written else "", dated, written)
        css, dated, written = hints[key]
        if css and dated:
            dates[css] = None
        if css and written and css not in authors:
            text = fold(mark.node.text(deep=True, separator=" ")[:300])
            if any(person in text for person in people):
                authors[css] = None
    elements = page.elements
    known: dict[int, str] = {}
    for block in page.blocks[:400]:
        if len(block.text) > 110:
            continue
        look = elements.looks[block.element]
        if look not in known:
            tag, name, itemprop = elements.kinds[look]
            known[look] = _simple(tag, {"class": name, "itemprop": itemprop})
        css = known[look]
        if css and css not in dates and _YEAR.search(block.text):
            dates[css] = None
        if css and people and css not in authors:
            text = fold(block.text)
            if any(person in text for person in people):
                authors[css] = None
    return [CSS + css for css in list(authors)[:12]], [CSS + css for css in list(dates)[:12]]


def _simple(tag: str, attributes: Mapping[str, str | None]) -> str:
    """The simple selector that tells an element best, "" where nothing does."""
    itemprop = attributes.get("itemprop") or ""
    classes = [c for c in (attributes.get("class") or "").split() if STABLE.fullmatch(c)]
    css = (
        f'{tag}[itemprop="{itemprop}"]'
        if itemprop.isalpha()
        else f"{tag}.{classes[0]}"
        if classes
        else tag
        if tag in ("time", "h1")
        else ""
    )
    return css if css and selector(css) is not None else ""


def settled(votes: Sequence[Mapping[str, int]], present: Sequence[bool]) -> tuple[Place, ...] | None:
    """The places of one field that are never wrong on the pages given, the most telling first; None where they do not cover the pages.

    `votes` are `witness`'s of one field, page by page, and `present` says on which pages the general extractor found the field.
    """
    total: dict[str, int] = {}
    wrong: set[str] = set()
    for page in votes:
        for place, vote in page.items():
            if vote < 0:
                wrong.add(place)
            else:
                total[place] = total.get(place, 0) + 1
    places = sorted((place for place in total if place not in wrong), key=lambda p: (-total[p], p.startswith(CSS), "\t" in p.rstrip("\t")))
    covered = sum(any(place in page for place in places) for page, there in zip(votes, present, strict=True) if there)
    if covered < 0.8 * sum(present):
        return None
    return tuple(unspell(place) for place in places[:3])
