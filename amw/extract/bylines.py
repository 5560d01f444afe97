"""Bylines: lines and values that tell who wrote something, and the separate names in them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from amw.dates import parse_date
from amw.text import clean_line, fold

SHORT: Final = 80  # characters of a byline that is remembered
# Words in lower case that stand in names ("Jan van der Berg", "Ana della Rovere", "Siti binti Hassan"): of three letters or in this list.
SMALL: Final = 3
_LONG_PARTICLES: Final = frozenset("dalla dalle degli della delle dello binti banu oğlu qızı оглы кызы угли".split())
_PARTICLES: Final = _LONG_PARTICLES | frozenset(
    "van von der den de da do dos das del di du la le las los ter ten zu zum und bin ibn al el e y".split()
)

# Labels of the one who wrote it.
_DEEDS: Final = "written|story|words|posted|submitted|text|article|report(?:ed|ing)?"  # "Words by Ada King", "Text: Ada King"
_BY: Final = r"(?:published\s)?by|von|par|por|di|door|af|av|oleh|авторы?|מאת|بقلم"  # "Von Ada King"
# "Autorin: Ada King", "Autor/in: Ada King"
_AUTHOR: Final = r"authors?|(?:autor|redakteur|verfasser)(?:[/*:_]?in(?:nen)?|es|e|a|s)?|auteure?s?|autric(?:es?|i)|撰文|文|글" + (
    r"|penulis|pewarta|yazar|tác\sgiả|ผู้เขียน|نویسنده|लेखक"
)
_UNPARTED: Final = "作者|記者|记者"  # these may stand right before a name
# Labels that stand before names too, but are common words at the beginning of a line, or of somebody else.
_WEAK: Final = (
    r"about|über|sobre|(?:edited|review(?:ed)?|analysis|opinion|updated)\sby|"
    r"(?:erstellt|veröffentlicht|geschrieben|pressemitteilung)\svon|skrevet\sav|(?:publicado|escrito)\spor|propos\srecueillis\spar|"
    "vom|from|de|texte?|foto|текст|โดย|取材・文|编辑|責編|责任编辑|来源"
)
_COLON: Final = "[:：｜|丨／]"
_PREFIX: Final = re.compile(
    rf"\W*(?:(?:{_DEEDS})\s{{1,3}}by|{_BY}|{_AUTHOR}|{_UNPARTED}|{_WEAK})\s{{0,3}}(?:(?:{_COLON}|/)\s{{0,3}}|\s+)", re.IGNORECASE
)
_LABEL: Final = re.compile(rf"(?:(?:{_DEEDS})\s)?by|{_BY}|{_AUTHOR}|{_UNPARTED}", re.IGNORECASE)
_BYLINE: Final = re.compile(
    rf"\W{{0,3}}(?:(?:{_DEEDS})\s{{0,2}}(?:by[:\s]|:)|(?:{_BY})(?::|\s)|(?:{_AUTHOR})\s?{_COLON}|(?:{_UNPARTED}){_COLON}?)"
    r"\s{0,3}(?:by\s)?([^\W\d_][^\n]{1,80})",
    re.IGNORECASE,
)
# In brackets before a Korean text, and at the end of a Chinese one.
_REPORTED: Final = re.compile(r"[\[【(](?:[^\]】)\n]{1,20}[\s=])?([가-힣]{2,4})\s?(?:인턴|객원|선임)?기자[\]】)]")
_SIGNED: Final = re.compile(r"[（(\[【](?:责编|責編|责任编辑|記者|记者|编辑|作者)[:：]?\s?([\u4e00-\u9fff·、 ]{2,20})[)）\]】]")
# Whose a picture is: all of a line, or the end of its caption; and who sent out a press release.
_PICTURE: Final = (
    r"(?i:photo(?:graph)?s?|fotos?|images?|pictures?|bild(?:er|nachweis|quelle)?|cr[eé]dits?)"
    r"(?i:\s(?:credits?|courtesy|photos?|images?)){0,2}\s?(?:(?i:by|von|par|(?<=courtesy )of)\s|[:：©])(?!\s?[a-zà-ÿ\d])[^.!?\n]{2,80}"
)
_CREDIT: Final = re.compile(
    rf"(?:[^.!?\n]{{10,200}}\s?[|/]\s?|\W{{0,3}}){_PICTURE}|[^\n]{{10,200}}[(\[]{_PICTURE}[)\]]|SOURCE:?\s[^.!?\n]{{2,80}}"
)
_PERSONS: Final = re.compile(r"[^\W\d_][^\n\d:;!?]{2,120}")
_CLOSING: Final = "\"'”’»“)]」"  # marks that may follow the end of a sentence

# What parts a value into names, and what is no part of a name.
_SPLIT: Final = re.compile(
    r"""\s*(?:
        [;|•·⋅∙/、,，\n](?:\s?(?:and|und|et|y|e|en|og|och|&)\s)?         # "Ada King, and Bo Lin"
        |\s(?:and|und|et|y|e|en|og|och|i|&|with|mit|avec|con|и|та)\s
    )\s*""",
    re.VERBOSE,
)
# What goes on behind a conjunction: "von und zu Hohenegg", "dos Santos e Silva"; but agencies are no second surname.
_PARTICLED: Final = re.compile(r"[^\W\d_]\s(?:d[aeo]s?|del|de\sl(?:a|as|os))\s[^\W\d_]+$")
_SURNAME: Final = re.compile(r"(?!Lusa|Efe|Reuters|Ag[eê]ncias?|Reda[cç])[A-ZÀ-Þ][^\W\d_A-Z]+\s?(?:$|[,;|]|[ey]\s)")
_JUNK: Final = re.compile(
    r"""
    https?: | www\. | @ | \.com\b | \d{3,}                               # addresses and numbers
    |^(?:                                                                # accounts and labels that are all of the value
        admin|administrator|editor|staff|editorial[ ]team|webmaster|guest|unknown|null|none|undefined|n/a|redaktion|redaction|authors?
        |home|more|on|by|at|in|von|par|por|(?:published|posted|updated|written)(?:[ ]by)?|created|image|photo|read|share
        |veröffentlicht(?:[ ]am)?|publié(?:[ ]le)?|publicado(?:[ ]el)?|last[ ]updated|\w*admin
    )$
    |^(?:subscribe|follow|sign[ ](?:in|up)|log[ ]?in)\b                  # buttons
    |^(?:image|photo|foto|bild|credit|editor)s?: | \b(?:getty[ ]images|istock\w*|shutterstock)\b  # whose picture, who edits
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DAY_MONTH_YEAR: Final = (
    r"\d{1,2}(?:\.|st|nd|rd|th)?\s(?:de\s)?[^\s\d,;|]{2,14},?\s(?:de\s)?\d{4}"  # "18 May 2026", "18 de mayo de 2026", "5 พ.ย. 2568"
)
_MOMENT: Final = re.compile(
    rf"""
    (?:\s?[|•·]\s?[^\W\d_]{{3,10}},\s|\b)(?:                                         # "| Selasa, 10 Februari 2026"
        (?:(?:last\s)?updated|published|posted|modified|reviewed|edited|aktualisiert|veröffentlicht|publiziert|publié|publicado|pubblicato)
        (?:\s(?:on|am|le|el|il))?
        |stand|on|am|le|vor
    )?[\s:,]{{0,3}}
    (?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s)?
    (?:
        \d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}} | \d{{4}}-\d\d-\d\d | {_DAY_MONTH_YEAR}
        |[^\W\d_]{{3,9}}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?(?:\s\d{{4}})?(?=\W|$)     # "May 18, 2026"
         (?!\.?\s(?:de\s)?[^\s\d,;|]{{2,14}},?\s(?:de\s)?\d{{4}})                      # but no surname before "22 January 2026"
        |\d{{1,2}}:\d\d | \d{{4}}年 | \d{{1,3}}\s?min(?:ute)?s?\b
    ).*$""",
    re.IGNORECASE | re.VERBOSE,
)
_TRAILER: Final = re.compile(
    r"""
    \s+(?:
        last[ ]updated|image:|in|on|at|bei|für|is|read[ ]more|min[ ]read
        |contributing|contributor|senior|staff|founder|head|reviewed[ ]by|medically
    )\b.*$
    |\s[|–—-]\s.*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DEGREE: Final = re.compile(
    r",\s*(?:M\.?D\.?|Ph\.?\s?D\.?|DVM|RD|RDN|MBA|CFA|CFP®?|JD|Esq\.?|MPH|MSc?|MA|BA|RN|Jr\.?|Sr\.?|II|III|CPA)(?=\W|$)", re.IGNORECASE
)
_REPORTER: Final = re.compile(r"\s?(?:인턴|객원|선임|전문)?(?:기자|특파원)$|(?<=[\u3040-\u9fff])\s?(?:記者|记者)$")
_CAPITALISED: Final = r"[A-ZÀ-ÖØ-Þ][^\W\d_A-Z][^\W\d_]*(?:-[^\W\d_]+)?"
# One person as library cards tell it ("Lindqvist, Ada M.", "van Dyk, Ada"), and no agencies ("AFP, AP").
_SURNAME_FIRST: Final = re.compile(rf"(?:[a-z]{{2,4}}\s){{0,2}}{_CAPITALISED}, {_CAPITALISED}(?:\s[A-Z]\.?)?")
_CITED: Final = re.compile(r"\s?([^,;]{2,40}),\s?([^,;]{1,40})")  # one person as papers' metadata tells it, the surname first
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
# Of mail, or of the web behind a mark; one that follows a name without is a firm's that built the site.
_ADDRESS: Final = re.compile(
    r"(?:[,(<[|–-]\s?(?:https?://|www\.)[^\s,;]{2,200}|[,(\s<[]{1,3}[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,30}){1,4})(?=$|[\s,;)\]>/])"
)


def clean_names(value: str) -> tuple[str, ...]:
    """The separate names in a byline, without phrases beside them ("Ada King, who reads tables"); () where it names nobody."""
    parts = _parts(value)
    return tuple(part for part in parts if not _is_phrase(part)) or parts


def distinct_names(values: Iterable[str]) -> dict[str, str]:
    """The separate names in several bylines, each once, by what it is folded to."""
    names: dict[str, str] = {}
    for value in values:
        for name in clean_names(value):
            names.setdefault(fold(name), name)
    return names


def _parts(value: str) -> tuple[str, ...]:
    """The parts of a byline that may be names; those of short ones are remembered: a page names its author in several places."""
    return _remembered(value) if len(value) <= SHORT else _read_parts(value)


def _read_parts(value: str) -> tuple[str, ...]:
    value = clean_line(_TAG.sub(" ", html.unescape(value)))
    if "@" in value or "//" in value or "www." in value:
        value = _ADDRESS.sub(",", value)
    if not value or len(value) > 300 or value.startswith(("http://", "https://", "www.", "//")):
        return ()
    value = _DEGREE.sub("", _MOMENT.sub("", without_label(value)))
    if _SURNAME_FIRST.fullmatch(value):
        value = " ".join(reversed(value.split(", ")))
    names: list[str] = []
    for part in _parted(value):
        name = _TRAILER.sub("", without_label(part)).strip(" .,:;-–—|·*«»‹›\"'()[]")
        name = name if name.isascii() else _REPORTER.sub("", name)
        if 1 < len(name) <= 60 and not _JUNK.search(name) and any(c.isalpha() for c in name) and len(name.split()) <= 6:
            names.append(name)
    return tuple(names)


_remembered: Final = lru_cache(maxsize=1_024)(_read_parts)


def _parted(value: str) -> Iterator[str]:
    """The parts of a value between what parts names; a name of two surnames, or with two particles, is one."""
    begin = 0
    for mark in _SPLIT.finditer(value):
        before, word = value[begin : mark.start()], mark[0].strip()
        two = word in ("e", "y") and _PARTICLED.search(before) and _SURNAME.match(value, mark.end())
        if not two and not (word == "und" and before.endswith(" von")):
            yield before
            begin = mark.end()
    yield value[begin:]


def has_label(value: str) -> bool:
    """Whether a value begins with a label of its author ("By", "Autorin:")."""
    return _PREFIX.match(value) is not None


def without_label(value: str) -> str:
    """A value without the label of its author before it."""
    label = _PREFIX.match(value)
    return value[label.end() :] if label is not None else value


def surname_last(value: str, *, alone: bool) -> str:
    """One `citation_author` with the surname last; `alone`, two names of several words are two people ("van der Berg" is a surname)."""
    value = _DEGREE.sub("", value)
    person = _CITED.fullmatch(value)
    if person is None or (alone and person[1][:1].isupper() and " " in person[1].strip() and " " in person[2].strip()):
        return value
    return f"{person[2]} {person[1]}"


def labels_next(line: str, following: str) -> bool:
    """Whether a line is nothing but the label of an author, and the one after it may be of names."""
    return len(line) < 14 and _LABEL.fullmatch(line.rstrip(" :：")) is not None and _PERSONS.fullmatch(following) is not None


def name_in_line(line: str) -> str:
    """What follows the label at the beginning of a line ("By Ada King"), or stands in the brackets before a Korean text; "" without, and
    where it is no name but a phrase ("Report: bridge closed") or a list of things ("Von Menschen, Maschinen und ganz neuen Fragen")."""
    found = _BYLINE.match(line) if len(line) < 110 else None
    if found is None:
        found = _REPORTED.match(line) if not line.isascii() else None
        return found[1] if found is not None else ""
    return found[1] if is_names(found[1]) else ""


def is_names(value: str) -> bool:
    """Whether a value begins with a name and no phrase, but for what a phrase after a full name tells of the person."""
    parts = _parts(value)
    phrases = [*map(_is_phrase, parts)]
    return not any(phrases) or (not phrases[0] and " " in parts[0]) or (len(parts) == 1 and _is_pen_name(parts[0]))


def _is_particle(word: str) -> bool:
    return len(word) <= SMALL or word in _LONG_PARTICLES


def _is_phrase(name: str) -> bool:
    """Whether several words hold one in lower case that is no particle of names, or more of these than other words."""
    words = [word for word in name.split() if word not in ("und", "y", "e")]  # which part names elsewhere
    lower = [word for word in words if word.islower()]
    return len(words) > 1 and (2 * len(lower) > len(words) or not all(map(_is_particle, lower)))


def _is_pen_name(name: str) -> bool:
    """Whether all is in lower case and no more than two words and initials ("bell hooks", "e. e. cummings")."""
    return name.islower() and sum(not word.endswith(".") for word in name.split()) <= 2


def signature(line: str) -> str:
    """Who signs a Chinese text in brackets at the end of its line, "" for nobody."""
    found = _SIGNED.search(line[-60:]) if not line.isascii() else None
    return found[1] if found is not None else ""


def is_byline(text: str, article: str = "", *, prose: bool = True) -> bool:
    """Whether a line says who wrote the article and nothing else ("By Ada King, 3 May 2024 · 5 min read"): names and the day, or full
    names alone, which in a heading ("By Any Measure"), a list or a table are none, nor where the text of the `article` says the line in
    lower case."""
    match = _BYLINE.match(text) if not is_sentence(text) else None
    names = _parts(match[1]) if match is not None else ()
    lower = [word for word in " ".join(names).split() if word.islower()]
    full = prose and all(map(is_full_name, names)) and not is_said(text, article)
    return names != () and (full or (_MOMENT.search(text) is not None and all(map(_is_particle, lower))))


def is_full_name(name: str) -> bool:
    """Whether a name is several words, a capital first and in lower case none but particles ("Wim van Dijk")."""
    lower = {word for word in name.split() if word.islower()}
    return " " in name and name[0].isupper() and ":" not in name and lower <= _PARTICLES


def is_said(line: str, article: str) -> bool:
    """Whether a text has a line in lower case within it, as it has a phrase ("By Invitation Only") and no byline."""
    lower = line.lower()
    return lower != line and lower in article


def is_sentence(line: str) -> bool:
    """Whether a line is long or ends as a sentence does."""
    return len(line) >= 2 * SHORT or line.rstrip(_CLOSING)[-1:] in tuple(".!?。")


def is_credit(text: str) -> bool:
    """Whether a line says whose a picture is and nothing else, or is its caption and ends in that ("A pier (Photo: Ada King)")."""
    return len(text) < 4 * SHORT and not is_sentence(text) and _CREDIT.fullmatch(text) is not None


def tells_who_or_when(text: str) -> bool:
    """Whether a short line names an author behind a label, or tells a day."""
    return len(text) < 2 * SHORT and (name_in_line(text) != "" or _MOMENT.search(text) is not None)


def is_day(text: str) -> bool:
    """Whether a line is a day and nothing else."""
    return len(text) < SHORT / 2 and _MOMENT.match(text) is not None and parse_date(text) is not None
