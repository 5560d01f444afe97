"""Who wrote it: people and agencies from structured data, metadata and bylines, as clean separate names."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from amw.dates import parse_date
from amw.extract.dom import ASIDE, FOOTER, NAV
from amw.extract.marks import MAX_READ, marks
from amw.extract.record import Candidate
from amw.extract.sources import Sources, by_trust
from amw.extract.words import NAME, finder
from amw.text import clean_line, fold

_PREFIX: Final = re.compile(
    r"^\W*(?:(?:written|story|words|posted|submitted|published|reported|edited|review(?:ed)?|analysis|opinion)"
    r"\s{1,3}by|updated by|by|erstellt von|veröffentlicht von|geschrieben von|pressemitteilung von|vom|von|par|por|di|door|af|av|"
    r"autor(?:a|es|in)?|auth?ors?|auteure?s?|"
    r"text|texte|foto|from|de|oleh|skrevet av|publicado por|escrito por|propos recueillis par|"
    r"автор|текст|文[/／｜|丨]|文(?=[:：])|取材・文|作者|記者|记者|撰文|编辑|責編|"
    r"责任编辑|来源)\s{0,3}(?:[:：｜|丨]\s{0,3}|\s+|(?<=[/／｜|丨]))",
    re.IGNORECASE,
)
_SPLIT: Final = re.compile(
    r"\s*(?:[;|•·⋅∙/、,，\n](?:\s?(?:and|und|et|y|e|en|og|och|&)\s)?|\s(?:and|und|et|y|e|en|og|och|i|&|with|mit|avec|con|и|та)\s)\s*"
)
_JUNK: Final = re.compile(
    r"https?:|www\.|@|\.com\b|\d{3,}|^(?:admin|administrator|editor|staff|editorial team|webmaster|guest|unknown|null|none|undefined|"
    r"n/a|redaktion|redaction|authors?|home|more|on|by|at|in|von|par|por|published|posted|updated|written|created|image|photo|read|share|"
    r"veröffentlicht(?: am)?|publié(?: le)?|publicado(?: el)?|last updated|\w*admin)$|^(?:subscribe|follow|sign (?:in|up)|log ?in)\b|"
    r"^(?:image|photo|foto|bild|credit)s?:|\b(?:getty images|istock\w*|shutterstock)\b",
    re.IGNORECASE,
)
_HOUSE: Final = re.compile(
    r"\b(?:redaktion|nachrichten|editorial|staff|newsroom|team|desk|redacción|rédaction|redazione|agencies|news)\b", re.IGNORECASE
)
# What a part of a byline says of the person before it.
_ROLE: Final = re.compile(
    r"\b(?:editors?|reporters?|correspondents?|columnists?|journalists?|writers?|analysts?|producers?|contributors?|bureau|"
    r"redakteur(?:in)?|korrespondent(?:in)?|corresponsal|correspondante?|giornalista)$",
    re.IGNORECASE,
)
_REPORTER: Final = re.compile(r"\s?(?:인턴|객원|선임|전문)?(?:기자|특파원)$|(?<=[\u3040-\u9fff])\s?(?:記者|记者)$")
_LABEL: Final = re.compile(
    r"(?:(?:written|posted|published|words|text|story)\s)?by|authors?|autor(?:in|es|a)?|auteure?s?|von|par|por|di|作者|撰文|文|글|автор",
    re.IGNORECASE,
)
_PERSONS: Final = re.compile(r"[^\W\d_][^\n\d:;!?]{2,120}")
_OTHER: Final = re.compile(r"comment|related|share|follow|bio\b|image|photo|avatar|social|date|time|recommend|teaser|card", re.IGNORECASE)
_CHECKED: Final = re.compile(r"\b(?:reviewed|checked|edited) by\b", re.IGNORECASE)
_NAME_CLASS: Final = re.compile(r"(?:^|[-_])(?:author|person|full|display|writer)?[-_]?name$", re.IGNORECASE)
# One person as library cards tell it ("Lindqvist, Ada M."), and no agencies ("AFP, AP").
_SURNAME_FIRST: Final = re.compile(
    r"(?:[a-z]{2,4}\s){0,2}[A-ZÀ-ÖØ-Þ][^\W\d_A-Z][^\W\d_]*(?:-[^\W\d_]+)?, [A-ZÀ-ÖØ-Þ][^\W\d_A-Z][^\W\d_]*(?:-[^\W\d_]+)?(?:\s[A-Z]\.?)?"
)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_AFTER: Final = re.compile(r"\s[|–—·-]\s")  # what stands before the site's name in the title tag
_CITED: Final = re.compile(r"\s?([^,;]{2,40}),\s?([^,;]{1,40})")  # one person as papers' metadata tells it, the surname first
_BYLINE: Final = re.compile(
    r"^\W{0,3}(?:(?:written|story|words|posted|submitted|text|article|report(?:ed|ing)?)\s{0,2}(?:by[:\s]|:)|by:?\s|von:?\s|par\s|por:?\s|di\s(?=[A-Z])|door\s|af:?\s(?=[A-Z])|av:?\s(?=[A-Z])|"
    r"autore?s?:|autorin:|author:|auteur\s?:|автор:?|作者[:：｜|丨]?|記者[:：｜|丨]?|记者[:：｜|丨]?|(?:撰文|文)\s?[:：｜|丨])\s{0,3}(?:by\s)?([^\W\d_][^\n]{1,80})",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(r"[（(\[【](?:责编|責編|责任编辑|記者|记者|编辑|作者)[:：]?\s?([\u4e00-\u9fff·、 ]{2,20})[)）\]】]")
_REPORTED: Final = re.compile(r"^[\[【(](?:[^\]】)\n]{1,20}[\s=])?([가-힣]{2,4})\s?(?:인턴|객원|선임)?기자[\]】)]")  # before a Korean text
_CLOSING: Final = "\"'”’»“)]」"  # marks that may follow the end of a sentence
SHORT: Final = 80  # characters of a byline that is remembered
FEW, MANY = 2, 2_000  # spaces from which a byline may hold more than a name; characters up to which that is looked at
PARTICLE: Final = 3  # letters of a small word that a name may hold ("van", "de")
SETTLED: Final = 0.9  # trust that no byline reaches
_tells_author: Final = finder("author fullname nickname byline autor writer reporter journalist verfasser auteur kirjoittaja".split())
_METAS: Final = by_trust(
    {
        0.75: "author, parsely-author",
        0.7: "article:author, byl, sailthru.author, articleauthor, citation_author, article:author_name, article:author:name, "
        "dable:author, cxenseparse:author, rbauthors, authors, mediator_author",
        0.65: "dc.creator, dcterms.creator, og:article:author",
        0.6: "shareaholic:article_author_name",
        0.5: "dc.contributor, creator",
    }
)
_MOMENT: Final = re.compile(
    r"\b(?:(?:last\s)?updated|published|posted|modified|reviewed|edited|aktualisiert|veröffentlicht|stand|on|am|le|vor)?[\s:,]{0,3}"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s)?"
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}(?:\.|st|nd|rd|th)?\s(?:de\s)?[^\W\d_]{3,10}\.?,?\s(?:de\s)?\d{4}|"
    # "May 18, 2026", but no surname before "22 January 2026"
    r"[^\W\d_]{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,?(?:\s\d{4})?(?=\W|$)(?!\.?\s(?:de\s)?[^\W\d_]{3,10}\.?,?\s(?:de\s)?\d{4})|"
    r"\d{1,2}:\d\d|\d{4}年|\d{1,3}\s?min(?:ute)?s?\b).*$",
    re.IGNORECASE,
)
_TRAILER: Final = re.compile(
    r"\s+(?:last updated|image:|"
    r"in|on|at|bei|für|is|read more|min read|contributing|contributor|senior|staff|founder|head|reviewed by|medically)\b.*$|\s[|"
    r"–—-]\s.*$",
    re.IGNORECASE,
)
_DEGREE: Final = re.compile(
    r",\s*(?:M\.?D\.?|Ph\.?\s?D\.?|DVM|RD|RDN|MBA|CFA|CFP®?|JD|Esq\.?|MPH|MSc?|MA|BA|RN|Jr\.?|Sr\.?|II|III|CPA)(?=\W|$)", re.IGNORECASE
)


def clean_names(value: str) -> tuple[str, ...]:
    """The separate names in a byline; () where it names nobody. Short ones are remembered: a page names its author in several places."""
    return _remembered(value) if len(value) <= SHORT else _clean_names(value)


def _clean_names(value: str) -> tuple[str, ...]:
    value = clean_line(_TAG.sub(" ", html.unescape(value)))
    if not value or len(value) > 300 or value.startswith(("http://", "https://", "www.", "//")):
        return ()
    value = _DEGREE.sub("", _MOMENT.sub("", _PREFIX.sub("", value)))
    if _SURNAME_FIRST.fullmatch(value):
        value = " ".join(reversed(value.split(", ")))
    names: list[str] = []
    for part in _SPLIT.split(value):
        name = _TRAILER.sub("", _PREFIX.sub("", part)).strip(" .,:;-–—|·*«»‹›\"'()[]")
        name = name if name.isascii() else _REPORTER.sub("", name)
        if 1 < len(name) <= 60 and not _JUNK.search(name) and any(c.isalpha() for c in name) and len(name.split()) <= 6:
            names.append(name)
    return tuple(names)


_remembered: Final = lru_cache(maxsize=1_024)(_clean_names)


def _cited(value: str, *, alone: bool) -> str:
    """One `citation_author` with the surname last; `alone`, two names of several words are two people ("van der Berg" is a surname)."""
    value = _DEGREE.sub("", value)
    person = _CITED.fullmatch(value)
    if person is None or (alone and person[1][:1].isupper() and " " in person[1].strip() and " " in person[2].strip()):
        return value
    return f"{person[2]} {person[1]}"


def is_byline(text: str) -> bool:
    """Whether a line says who wrote the article and when, and nothing else ("By Ada King, 3 May 2024 · 5 min read")."""
    match = _BYLINE.match(text) if len(text) < 2 * SHORT and text.rstrip(_CLOSING)[-1:] not in ".!?。" else None
    names = clean_names(match[1]) if match is not None and _MOMENT.search(text) is not None else ()
    return names != () and not any(word.islower() and len(word) > PARTICLE for word in " ".join(names).split())


def is_day(text: str) -> bool:
    """Whether a line is a day and nothing else."""
    return len(text) < SHORT / 2 and _MOMENT.match(text) is not None and parse_date(text) is not None


def find_authors(sources: Sources, site_name: str | None = None, *, every: bool = True) -> list[Candidate]:
    """Candidate author lists (tuples of names), best first. A publisher's own name gives way to a person's.

    Without `every` those are left out that could not win.
    """
    found: list[Candidate] = []
    publishers = {fold(n).replace(" ", "") for n in [site_name or "", *sources.data.names(sources.node("publisher") or [])]} - {""}
    host = (urlsplit(sources.url).hostname or "").removeprefix("www.")
    publishers |= {host.split(".")[0], host.replace(".", "")} - {""}
    others = publishers | {fold(part).replace(" ", "") for part in _AFTER.split(clean_line(html.unescape(sources.page.title))[:300])[1:]}

    def add(values: list[str], source: str, score: float) -> None:
        names: dict[str, str] = {}
        for value in values:
            for name in clean_names(value):
                names.setdefault(fold(name), name)
        if len(names) > 1:
            names = {k: v for k, v in names.items() if k.replace(" ", "") not in others and not _ROLE.search(v)} or names
        if names:
            house = all(k.replace(" ", "") in publishers or _HOUSE.search(v) for k, v in names.items())
            found.append(Candidate(value=tuple(names.values()), source=source, score=score - 0.5 if house else score))

    add(sources.data.names(sources.node("author") or []), "json-ld author", 0.9)
    add(sources.data.names(sources.node("creator") or []), "json-ld creator", 0.6)
    for key, score in _METAS:
        if values := sources.metas.get(key):
            if key == "citation_author":
                values = [_cited(value, alone=len(values) == 1) for value in values]
            add(values, key, score)
    if every or not any(c.score >= SETTLED for c in found):
        for names, source, score in (*_from_marks(sources), *_from_blocks(sources)):
            add(names, source, score)
    return sorted(found, key=lambda c: -c.score)


@lru_cache(maxsize=8_192)
def _may_hold(name: str, told: bool) -> bool:
    """Whether an element so named (or `told` by its markup) may hold an author, and not a comment, a picture or a box of links."""
    return (told or _tells_author(name[:NAME].lower())) and _OTHER.search(name[:NAME]) is None


def _from_marks(sources: Sources) -> list[tuple[list[str], str, float]]:
    """Names in elements that announce an author, nearest to the headline first."""
    heading = sources.page.headline
    found: list[tuple[list[str], str, float]] = []
    last = ("", "")
    read = 0
    for mark in marks(sources.page):
        get, name = mark.attributes.get, mark.name
        itemprop, rel = get("itemprop"), get("rel")
        told = (itemprop is not None and "author" in itemprop.split()) or (rel is not None and "author" in rel.split())
        distance = mark.block - heading
        if not _may_hold(name, told) or mark.flags & (NAV | FOOTER):
            continue
        whole = get("content") or mark.node.text(deep=True, separator=" ")
        read += len(whole)
        if read > MAX_READ:
            break
        text = clean_line(whole[:300])
        if text.count(" ") >= (FEW if text.isascii() else 1) and len(whole) < MANY and (named := _named(mark.node)):
            text = " and ".join(named)
        if not (2 if text.isascii() else 1) < len(text) < 120:
            continue
        score = (0.62 if told else 0.55) + (0.05 if _PREFIX.match(text) else 0.0) + (0.05 if "name" in name.lower() else 0.0)
        score -= 0.15 if "nickname" in name.lower() else 0.0  # an account's, perhaps of a house
        score += 0.05 if -4 <= distance <= 10 else -0.15 if distance > 40 or mark.flags & ASIDE else 0.0
        source = f"byline <{mark.tag}> {itemprop or rel or name[:40]}"
        if found and last == (mark.tag, name) and found[-1][1] == source and -4 <= distance <= 10 and len(found[-1][0]) < 8:
            found[-1][0].append(text)  # one element a person
            continue
        last = (mark.tag, name)
        found.append(([text], source, score - 0.004 * len(found)))
        if len(found) >= 12:
            break
    return found


def _named(node: LexborNode) -> list[str]:
    """The texts of the elements in a byline's that say of themselves that they are names, beside what a person does or is read by."""
    found: dict[str, None] = {}
    child = node.first_child
    if child is None or (child.tag == "-text" and child.next is None):  # as most
        return []
    whole = clean_line(node.text(deep=True, separator=" "))
    other = _CHECKED.search(whole)
    whole = whole[: other.start()] if other else whole
    for inner in node.css("[itemprop=name], [class*=name i]")[:8]:
        get = inner.attributes.get
        told = get("itemprop") == "name" or any(_NAME_CLASS.search(word) for word in (get("class") or "").split())
        name = clean_line(get("content") or inner.text(deep=True, separator=" ")) if told and inner != node else ""
        if 1 < len(name) < SHORT and (name in whole or inner.tag == "meta") and not any(name in known for known in found):
            found.setdefault(name)
    return list(found)


def _from_blocks(sources: Sources) -> list[tuple[list[str], str, float]]:
    """Short lines that begin with "By" in one of many languages, near the headline."""
    blocks = sources.page.blocks
    heading = sources.page.headline
    found: list[tuple[list[str], str, float]] = []
    for i in range(max(0, heading - 4), min(len(blocks), heading + 16)):
        text = blocks[i].text
        if len(text) < 14 and i + 1 < len(blocks) and _LABEL.fullmatch(text.rstrip(" :：")):
            if _PERSONS.fullmatch(blocks[i + 1].text):
                found.append(([blocks[i + 1].text], "byline label", 0.5 - 0.01 * len(found)))
            continue
        match = _BYLINE.match(text) if len(text) < 110 else None
        if match or (not text.isascii() and (match := _REPORTED.match(text))):
            found.append(([match[1]], "byline text", 0.5 - 0.01 * len(found)))
    if not found:
        ends = (block.text[-60:] for block in blocks[-120:] if not block.text.isascii())
        found.extend(([match[1]], "signature", 0.4) for end in ends if (match := _SIGNED.search(end)))
    return found
