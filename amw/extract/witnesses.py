"""Which places of a publisher's pages tell title, date and authors as the general extractor does, and never something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from amw.extract import authors, moments
from amw.extract.dom import Page
from amw.extract.furniture import AUTHOR, DATE, kinds_of
from amw.extract.marks import marks, tells_time
from amw.extract.places import (
    CSS,
    DATES,
    FIELDS,
    READERS,
    STABLE,
    TITLES,
    Excerpt,
    Place,
    agree,
    moment_at,
    read_title,
    spell,
    unspell,
)
from amw.extract.record import ExtractedArticle
from amw.extract.slices import selector
from amw.text import fold

_YEAR: Final = re.compile(r"(?:19|20)\d\d|\d[./]\d{1,2}[./]\d\d")
AFFIX: Final = 60  # characters that a site puts before or after its titles


def witness(excerpt: Excerpt, page: Page, record: ExtractedArticle) -> tuple[dict[str, dict[str, int]], list[str]]:
    """(votes, zones) of a page that the general extractor has read.

    `votes` are field -> place (as `spell` writes it) -> 1 where it says what the general extractor says, -1 where it says something else;
    places that are empty on this page are left out. `zones` are the places that state the zone in which the general extractor tells the
    moment of publication.
    """
    right: dict[str, Any] = {"title": record.title, "authors": record.authors, "published_at": record.published_at}
    people, dates = _elements(page, record)
    metas = excerpt.sources.metas
    keys = authors.METAS, moments.PUBLISHED, moments.MODIFIED
    author_metas, published, modified = ([key for key, _ in some if key in metas] for some in keys)
    # Of a page that was never changed both say the same, and the next one may have been.
    date_metas = published or modified
    candidates: dict[str, Iterable[Place]] = {
        "title": _title_places(excerpt, page, record.title),
        "authors": [(source, "") for source in ("json-ld author", "json-ld creator", *author_metas, *people)],
        "published_at": [(source, "") for source in (*DATES[:2], *date_metas, *dates)],
    }
    seen: dict[str, dict[str, int]] = {}
    for name in FIELDS:
        for place in candidates[name]:
            value = READERS[name](excerpt, place)
            if value:
                seen.setdefault(name, {})[spell(place)] = 1 if agree(name, value, right[name]) else -1
    return seen, _zones(excerpt, (*DATES, *published, *modified, *dates), record.published_at)


def _title_places(excerpt: Excerpt, page: Page, title: str) -> list[Place]:
    places: list[Place] = [("css h1", "")]
    places += [(f"{CSS}{s}", "") for s in dict.fromkeys(_simple(m.tag, m.attributes) for m in page.headings) if s]
    for source in TITLES:
        whole = read_title(excerpt, (source, ""))
        before, found, after = whole.partition(title) if title else (whole, "", "")
        if found and after and not before and len(after) <= AFFIX:
            places.append((source, f"…{after}"))
        elif found and before and not after and len(before) <= AFFIX:
            places.append((source, f"{before}…"))
        else:
            places.append((source, ""))
    return places


def _zones(excerpt: Excerpt, sources: Sequence[str], right: datetime | None) -> list[str]:
    if right is None or not right.utcoffset():
        return []
    found = []
    for source in sources:
        moment = moment_at(excerpt, source)
        if moment is not None and moment.utcoffset() == right.utcoffset() and agree("published_at", moment, right):
            found.append(spell((source, "")))
    return found[:4]


def _elements(page: Page, record: ExtractedArticle) -> tuple[list[str], list[str]]:
    """Selectors of elements that may hold (authors, date): of marks first, then of short blocks; a dozen of each at most."""
    people = [fold(author) for author in record.authors]
    written_by: dict[str, None] = {}
    dates: dict[str, None] = {}

    def names_anybody(text: str) -> bool:
        folded = fold(text)
        return any(person in folded for person in people)

    for mark in marks(page)[:600]:
        announced = kinds_of(f"{mark.name} {mark.attributes.get('itemprop') or ''}")
        dated, written = announced & DATE or tells_time(mark.tag), people and announced & AUTHOR
        css = _simple(mark.tag, mark.attributes) if dated or written else ""
        if css and dated:
            dates[css] = None
        if css and written and css not in written_by and names_anybody(mark.node.text(deep=True, separator=" ")[:300]):
            written_by[css] = None
    for css, text in _short_blocks(page):
        if css not in dates and _YEAR.search(text):
            dates[css] = None
        if people and css not in written_by and names_anybody(text):
            written_by[css] = None
    return [CSS + css for css in list(written_by)[:12]], [CSS + css for css in list(dates)[:12]]


def _short_blocks(page: Page) -> Iterator[tuple[str, str]]:
    """(selector of its element, text) of the short ones among the page's first blocks."""
    elements = page.elements
    known: dict[int, str] = {}
    for block in page.blocks[:400]:
        if len(block.text) <= 110:
            look = elements.looks[block.element]
            if look not in known:
                tag, name, itemprop = elements.kinds[look]
                known[look] = _simple(tag, {"class": name, "itemprop": itemprop})
            if known[look]:
                yield known[look], block.text


def _simple(tag: str, attributes: Mapping[str, str | None]) -> str:
    """The simple selector that tells an element best, "" where nothing does."""
    itemprop = attributes.get("itemprop") or ""
    classes = [c for c in (attributes.get("class") or "").split() if STABLE.fullmatch(c)]
    if itemprop.isalpha():
        css = f'{tag}[itemprop="{itemprop}"]'
    elif classes:
        css = f"{tag}.{classes[0]}"
    else:
        css = tag if tag in ("time", "h1") else ""
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
