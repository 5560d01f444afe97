"""Where on a publisher's pages title, date and authors stand: places that can be read alone.

A place is a pair (source, detail): ("json-ld headline", ""), ("og:title", "… | Example Wire") or ("title tag", "Example Wire: …") with
what the site puts beside its titles, ("json-ld datePublished", "time.entry-date") with the place that tells the zone, ("css span.author",
""). `witnesses.witness` says which places of a page agree with the general extractor; a template keeps those that never disagree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from selectolax.lexbor import LexborNode

from amw.extract import moments, titles
from amw.extract.bylines import distinct_names
from amw.extract.charset import in_utf8
from amw.extract.parse import read_head, read_piece
from amw.extract.record import Candidate
from amw.extract.shown_dates import moment_of, told_to_machines
from amw.extract.slices import cut, head
from amw.extract.sources import Sources, gather
from amw.extract.structured import string
from amw.text import clean_line, fold

Place = tuple[str, str]
FIELDS: Final = ("title", "authors", "published_at")
TITLES: Final = ("json-ld headline", "og:title", "twitter:title", "title tag")
DATES: Final = ("json-ld datePublished", "json-ld dateCreated", "json-ld dateModified")
CSS: Final = "css "
STABLE: Final = re.compile(r"[A-Za-z_][A-Za-z_-]{2,60}")  # a name that looks written by a person


@dataclass(slots=True)
class Excerpt:
    """What places are read from: the metadata of a page without its body, and elements cut out of its bytes as they are asked for."""

    html: bytes
    sources: Sources
    charset: str
    start: int = 0  # of the page's body in `html`
    _parts: dict[tuple[str, int], list[LexborNode]] = field(default_factory=dict)

    def nodes(self, css: str, most: int = 1) -> list[LexborNode]:
        """The first `most` elements of a simple selector, each parsed alone."""
        if (css, most) not in self._parts:
            pieces = cut(self.html, css, most, self.start)
            self._parts[css, most] = [node for piece in pieces if (node := read_piece(piece, self.charset)) is not None]
        return self._parts[css, most]

    def put(self, css: str, nodes: list[LexborNode]) -> None:
        """Hand in the elements of any selector, found by who has parsed the page."""
        for most in (1, 6):
            self._parts[css, most] = nodes[:most]


def take_excerpt(page_bytes: bytes, url: str, *, encoding: str | None = None, now: datetime | None = None) -> Excerpt:
    """The metadata of a page, read from its head and its JSON-LD alone."""
    piece, scripts, start = head(page_bytes)
    markup, how = in_utf8(piece, encoding)
    page, _ = read_head(markup, how, scripts)
    return Excerpt(page_bytes, gather(page, url, now), how.partition(":")[2] or "utf-8", start)


def read_title(excerpt: Excerpt, place: Place) -> str:
    """The title at a place, "" where the place is empty."""
    source, affix = place
    sources = excerpt.sources
    if source.startswith(CSS):
        nodes = excerpt.nodes(source[len(CSS) :])
        value = (nodes[0].attributes.get("content") or nodes[0].text(deep=True, separator="")) if nodes else ""
    elif source == "json-ld headline":
        value = string(sources.node("headline"))
    elif source == "title tag":
        value = sources.page.title
    else:
        value = sources.meta(source)
    value = titles.plain(value)
    before, _, after = affix.partition("…")
    if not (value.startswith(before) and value.endswith(after)):
        return ""
    return value.removeprefix(before).removesuffix(after)


def read_authors(excerpt: Excerpt, place: Place) -> tuple[str, ...]:
    """The names at a place, each once."""
    source = place[0]
    sources = excerpt.sources
    if source.startswith(CSS):
        values = [
            clean_line(node.attributes.get("content") or node.text(deep=True, separator=" ")[:300])
            for node in excerpt.nodes(source[len(CSS) :], 6)
        ]
    elif source.startswith("json-ld "):
        values = sources.names(source.removeprefix("json-ld "))
    else:
        values = sources.metas.get(source, [])
    names = distinct_names(values[:50])
    if len(names) > 1:
        house = {fold(name) for name in (sources.meta("og:site_name"), *sources.names("publisher"))}
        names = {key: name for key, name in names.items() if key not in house}
    return tuple(names.values())


def moment_at(excerpt: Excerpt, source: str) -> datetime | None:
    """The moment at a place, as it is stated there."""
    sources = excerpt.sources
    values: list[str] = []
    if source.startswith(CSS):
        for node in excerpt.nodes(source[len(CSS) :]):
            values = [told_to_machines(node.attributes), node.text(deep=True, separator=" ")[:160]]
    elif source.startswith("json-ld "):
        values = [string(sources.node(source.removeprefix("json-ld ")))]
    else:
        values = [sources.meta(source)]
    return next(filter(None, (moment_of(value, sources) for value in values if value.strip())), None)


def read_published(excerpt: Excerpt, place: Place) -> datetime | None:
    """The moment at a place, with the zone that it states itself, else in UTC."""
    moment = moment_at(excerpt, place[0])
    return moments.settle(moment, [])[0] if moment is not None else None


def in_zone(excerpt: Excerpt, place: Place, zones: Iterable[Place]) -> datetime | None:
    """The moment at a place, in the zone that one of `zones` states for it."""
    moment = moment_at(excerpt, place[0])
    if moment is None or moment.utcoffset():
        return moment
    told = ((moment_at(excerpt, zone), zone) for zone, _ in zones)
    others = [Candidate(value=other, source=zone, score=0.9) for other, zone in told if other is not None]
    return moments.settle(moment, others)[0]


READERS: Final[Mapping[str, Callable[[Excerpt, Place], Any]]] = {
    "title": read_title,
    "authors": read_authors,
    "published_at": read_published,
}


def agree(name: str, one: Any, other: Any) -> bool:
    """Whether two values of a field say the same: titles without case and punctuation, authors in any order, moments on the minute."""
    if one == other or not (one and other):
        return bool(one == other)
    if name == "title":
        return fold(one) == fold(other)
    if name == "authors":
        return {fold(n) for n in one} == {fold(n) for n in other}
    return bool(abs(one - other) < timedelta(minutes=1))


def read_field(excerpt: Excerpt, name: str, places: Sequence[Place], zones: Sequence[Place] = ()) -> tuple[Any, str]:
    """(value, source) of the first place that is not empty; ValueError where the next one that is not empty contradicts it.

    (None, "") where all are empty. `zones` may tell the zone of a moment. Elements of the page, which have to be searched for, are not
    asked to bear out what its metadata tells.
    """
    value, source = None, ""
    for place in places:
        if value is not None and place[0].startswith(CSS):
            continue
        found = READERS[name](excerpt, place)
        if not found:
            continue
        if value is not None:
            if not agree(name, value, found):
                raise ValueError(name)
            break
        value, source = (in_zone(excerpt, place, zones) if name == "published_at" and zones else found), place[0]
    return value, source


def spell(place: Place) -> str:
    """A place as one string, for JSON."""
    return "\t".join(place)


def unspell(text: str) -> Place:
    """The place that `spell` wrote."""
    source, _, detail = text.partition("\t")
    return source, detail
