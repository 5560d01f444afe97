"""Who wrote it: people and agencies from structured data, metadata and bylines, as clean separate names."""

from __future__ import annotations

import html
import re
from typing import Final

from amw.extract.dom import ASIDE, FOOTER, NAV
from amw.extract.record import Candidate
from amw.extract.sources import Sources
from amw.text import clean_line, fold

_PREFIX: Final = re.compile(
    r"^\W*(?:(?:written|story|words|posted|published|reported|edited|review(?:ed)?|analysis|opinion)\s{1,3}by|by|von|par|por|di|door|af|av|autor(?:a|es|in)?|author|"
    r"text|texte|foto|from|de|oleh|skrevet av|publicado por|escrito por|propos recueillis par|автор|текст|文[/／]|作者|記者|记者|撰文|编辑|責編|责任编辑|来源)\s{0,3}(?:[:：]\s{0,3}|\s+|(?<=[/／]))",
    re.IGNORECASE,
)
_SPLIT: Final = re.compile(r"\s*(?:[;|•·/、,，\n]|\s(?:and|und|et|y|e|en|og|och|i|&|with|mit|avec|con|и|та)\s)\s*")
_JUNK: Final = re.compile(
    r"https?:|www\.|@|\.com\b|\d{3,}|^(?:admin|administrator|editor|staff|editorial team|webmaster|guest|unknown|null|none|undefined|n/a|redaktion|redaction|author|home|more)$",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"<[^<>]{0,300}>")
_NAME: Final = re.compile(r"author|byline|autor|writer|reporter|journalist|verfasser|auteur|kirjoittaja", re.IGNORECASE)
_METAS: Final = (
    ("author", 0.75), ("article:author", 0.7), ("parsely-author", 0.75), ("byl", 0.7), ("sailthru.author", 0.7), ("dc.creator", 0.65), ("dcterms.creator", 0.65),
    ("dc.contributor", 0.5), ("citation_author", 0.7), ("article:author_name", 0.7), ("article:author:name", 0.7), ("og:article:author", 0.65), ("dable:author", 0.7),
    ("cxenseparse:author", 0.7), ("rbauthors", 0.7), ("creator", 0.5), ("twitter:data1", 0.0), ("authors", 0.7), ("mediator_author", 0.7), ("shareaholic:article_author_name", 0.6),
)  # fmt: skip


def clean_names(value: str) -> list[str]:
    """The separate names in a byline; [] where it names nobody."""
    value = clean_line(_TAG.sub(" ", html.unescape(value)))
    if not value or len(value) > 300:
        return []
    value = _PREFIX.sub("", value)
    names: list[str] = []
    for part in _SPLIT.split(value):
        name = _PREFIX.sub("", part).strip(" .,:;-–—|·*\"'()[]")
        if 1 < len(name) <= 60 and not _JUNK.search(name) and any(c.isalpha() for c in name) and len(name.split()) <= 6:
            names.append(name)
    return names


def find_authors(sources: Sources) -> list[Candidate]:
    """Candidate author lists (tuples of names), best first."""
    found: list[Candidate] = []

    def add(values: list[str], source: str, score: float) -> None:
        names: dict[str, str] = {}
        for value in values:
            for name in clean_names(value):
                names.setdefault(fold(name), name)
        if names:
            found.append(Candidate(value=tuple(names.values()), source=source, score=score))

    add(sources.data.names(sources.node("author") or []), "json-ld author", 0.9)
    add(sources.data.names(sources.node("creator") or []), "json-ld creator", 0.6)
    for key, score in _METAS:
        values = sources.metas.get(key)
        if values and score:
            add(values, key, score)
    add(_from_marks(sources), "byline", 0.6)
    return sorted(found, key=lambda c: -c.score)


def _from_marks(sources: Sources) -> list[str]:
    names: list[str] = []
    for mark in sources.page.marks:
        name = f"{mark.attributes.get('class') or ''} {mark.attributes.get('id') or ''}"
        itemprop = mark.attributes.get("itemprop") or ""
        if itemprop != "author" and mark.attributes.get("rel") != "author" and not _NAME.search(name[:160]):
            continue
        if mark.flags & (ASIDE | FOOTER | NAV):
            continue
        text = clean_line(mark.node.text(deep=True, separator=" "))
        if 2 < len(text) < 100:
            names.append(text)
            if len(names) >= 3:
                break
    return names[:1]
