"""Who wrote it: people and agencies from structured data, metadata and bylines, as clean separate names."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from selectolax.lexbor import LexborNode

from amw.extract.bylines import (
    SHORT,
    distinct_names,
    has_label,
    is_full_name,
    is_names,
    is_said,
    is_sentence,
    labels_next,
    name_in_line,
    signature,
    surname_last,
)
from amw.extract.dom import ASIDE, FOOTER, NAV, Mark
from amw.extract.furniture import AUTHOR, kinds_of
from amw.extract.marks import MAX_READ, NEAR, author_page, marks
from amw.extract.record import Candidate
from amw.extract.sources import Sources, Stated, by_trust
from amw.text import clean_line, fold

FEW, MANY = 2, 2_000  # spaces from which a byline may hold more than a name; characters up to which that is looked at
SETTLED: Final = 0.9  # trust that no byline reaches
_HOUSE: Final = re.compile(
    r"\b(?:redaktion|nachrichten|editorial|staff|newsroom|team|desk|redacción|rédaction|redazione|agencies|news)\b|"
    r"(?:일보|신문|뉴스|경제|방송|통신|네이버|新聞社?|通信社?|日[报報]|[晚晩][报報]|新[闻聞]网?|[编編][辑輯集]部)$",
    re.IGNORECASE,
)
# What a part of a byline says of the person before it.
_ROLE: Final = re.compile(
    r"\b(?:editors?|reporters?|correspondents?|columnists?|journalists?|writers?|analysts?|producers?|contributors?|bureau|"
    r"redakteur(?:in)?|korrespondent(?:in)?|corresponsal|correspondante?|giornalista)$",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(r"comment|related|share|follow|bio\b|image|photo|avatar|social|date|time|recommend|teaser|(?<!v)card", re.I)
_CHECKED: Final = re.compile(r"\b(?:reviewed|checked|edited) by\b", re.IGNORECASE)
_AFTER: Final = re.compile(r"\s[|–—·•»-]\s")  # what stands before the site's name in the title tag
_NAME_CLASS: Final = re.compile(r"(?:^|[-_])(?:author|person|full|display|writer)?[-_]?name$", re.IGNORECASE)
METAS: Final = by_trust(
    {
        0.75: "author, parsely-author",
        0.7: "article:author, byl, sailthru.author, articleauthor, citation_author, article:author_name, article:author:name, "
        "dable:author, cxenseparse:author, rbauthors, authors, mediator_author",
        0.65: "dc.creator, dcterms.creator, og:article:author, shareaholic:article_author_name",
        0.5: "dc.contributor, creator",
    }
)


def find_authors(sources: Sources, site_name: str | None = None, *, every: bool = True) -> list[Candidate]:
    """Candidate author lists (tuples of names), best first. A publisher's own name gives way to a person's.

    Without `every` those are left out that could not win.
    """
    host = sources.host
    publisher = {*map(_key, (site_name or "", *sources.names("publisher"))), host.split(".")[0], host.replace(".", "")} - {""}
    # A house's own line may hold its town as well ("Example House, Bern, Switzerland").
    publisher |= {_key(part) for part in sources.meta("copyright").split(",")} - {""}
    shown = publisher | {_key(part) for part in _AFTER.split(clean_line(html.unescape(sources.page.title))[:300])[1:]}
    found = [*_people(_from_metadata(sources), publisher, shown)]
    if every or not any(candidate.score >= SETTLED for candidate in found):
        found += _people((*_from_marks(sources), *_from_blocks(sources)), publisher, shown)
    return sorted(found, key=lambda candidate: -candidate.score)


def _people(stated: Iterable[Stated], publisher: set[str], shown: set[str]) -> Iterator[Candidate]:
    """A candidate for each of `stated` that names anybody: without what people do and the publisher (as `shown`) beside the people."""
    for values, source, score in stated:
        names = distinct_names(values)
        if len(names) > 1:
            names = {k: v for k, v in names.items() if k.replace(" ", "") not in shown and not _ROLE.search(v)} or names
        if names:
            is_house = all(_is_of_house(k, publisher) or _HOUSE.search(v) for k, v in names.items())
            yield Candidate(value=tuple(names.values()), source=source, score=score - 0.5 if is_house else score)


def _is_of_house(name: str, publisher: set[str]) -> bool:
    """Whether a folded name is the publisher's, or begins with it as what belongs to it does ("CNN s Standards")."""
    first, _, rest = name.partition(" s ")
    return name.replace(" ", "") in publisher or (rest != "" and first.replace(" ", "") in publisher)


def _key(name: str) -> str:
    return fold(name).replace(" ", "")


def _from_metadata(sources: Sources) -> Iterator[Stated]:
    yield sources.names("author"), "json-ld author", 0.9
    yield sources.names("creator"), "json-ld creator", 0.6
    for key, score in METAS:
        if values := sources.metas.get(key):
            if key == "citation_author":
                values = [surname_last(value, alone=len(values) == 1) for value in values]
            yield values, key, score


def _from_marks(sources: Sources) -> list[Stated]:
    """Names in elements that announce an author, in document order; neighbours that look alike are one byline."""
    heading = sources.page.headline
    found: list[Stated] = []
    look_before = ("", "", 0)
    read = 0
    for mark in marks(sources.page):
        name, itemprop, rel = mark.name, mark.attributes.get("itemprop"), mark.attributes.get("rel")
        marked_up = "author" in (itemprop or "").split() or "author" in (rel or "").split()
        distance = mark.block - heading
        near = distance in NEAR
        person = author_page(mark.attributes) if mark.tag == "a" and near else ""
        announced = (marked_up or kinds_of(name) & AUTHOR) and not _OTHER.search(name)
        if mark.flags & (NAV | FOOTER) or not (announced or person):
            continue
        whole = mark.attributes.get("content") or mark.node.text(deep=True, separator=" ")
        read += len(whole)
        if read > MAX_READ:
            break
        text = clean_line(whole[:300])
        if text.count(" ") >= (FEW if text.isascii() else 1) and len(whole) < MANY and (names := _named(mark.node)):
            text = " and ".join(names)
        if not (2 if text.isascii() else 1) < len(text) < 120:
            continue
        if not is_names(text):
            continue
        if not announced and not (_is_of(text, fold(person)) and _stands_apart(mark, sources)):
            continue
        source = f"byline <{mark.tag}> {itemprop or rel or name[:40]}"
        look = mark.tag, name, -1 if announced else mark.block  # other links that nothing announces may be an editor's
        if found and look_before == look and found[-1][1] == source and near and len(found[-1][0]) < 8:
            found[-1][0].append(text)  # one element a person
            continue
        look_before = look
        score = (0.62 if marked_up else 0.55) + (0.05 if has_label(text) else 0.0) + (0.05 if "name" in name.lower() else 0.0)
        score -= 0.15 if "nickname" in name.lower() else 0.0  # an account's, perhaps of a house
        score += 0.05 if near else -0.15 if distance > 40 or mark.flags & ASIDE else 0.0
        found.append(([text], source, score - 0.004 * len(found)))
        if len(found) >= 12:
            break
    return found


def _is_of(text: str, person: str) -> bool:
    """Whether the text of a link is the full name that its address ends in, and not "All authors"; an umlaut may be two letters there."""
    words = fold(text).split()
    return is_full_name(text) and words[0] in person and words[-1][:2] in person


def _stands_apart(mark: Mark, sources: Sources) -> bool:
    """Whether a link is in no sentence, as one to whom the text speaks of is, and leads to no other site."""
    address, host = mark.attributes.get("href") or "", sources.host
    around = sources.page.blocks[mark.block : mark.block + 1]  # none, where a link without words ends the page
    return ("//" not in address or host in address) and not any(is_sentence(block.text) for block in around)


def _named(node: LexborNode) -> list[str]:
    """The texts of the elements in a byline's that say of themselves that they are names, beside what a person does or is read by."""
    found: dict[str, None] = {}
    child = node.first_child
    if child is None or (child.tag == "-text" and child.next is None):  # as most
        return []
    whole = clean_line(node.text(deep=True, separator=" "))
    checker = _CHECKED.search(whole)
    whole = whole[: checker.start()] if checker else whole
    for inner in node.css("[itemprop=name], [class*=name i], [class~=fn], a[rel~=author], a[href*='/author']")[:8]:
        get = inner.attributes.get
        words = (get("class") or "").split()
        is_name = get("itemprop") == "name" or "fn" in words or any(map(_NAME_CLASS.search, words))
        person = fold(author_page(inner.attributes))
        name = clean_line(get("content") or inner.text(deep=True, separator=" ")) if (is_name or person) and inner != node else ""
        name = name if is_name or _is_of(name, person) else ""
        if 1 < len(name) < SHORT and (name in whole or inner.tag == "meta") and not any(name in longer for longer in found):
            found.setdefault(name)
    return list(found)


def _from_blocks(sources: Sources) -> list[Stated]:
    """Names in lines near the headline that begin with a label in one of many languages or follow one; else the signature at the end."""
    blocks = sources.page.blocks
    heading = sources.page.headline
    lines = [block.text for block in blocks[max(0, heading - 4) : heading + 16]]
    said: str | None = None  # by the text, once it is asked
    found: list[Stated] = []
    for line, following in pairwise([*lines, ""]):
        if labels_next(line, following):
            found.append(([following], "byline label", 0.5 - 0.01 * len(found)))
        elif name := name_in_line(line):
            said = " ".join([block.text for block in blocks if is_sentence(block.text)]) if said is None else said
            if not is_said(line, said):
                found.append(([name], "byline text", 0.5 - 0.01 * len(found)))
    if not found:
        found = [([name], "signature", 0.4) for block in blocks[-120:] if (name := signature(block.text))]
    return found
