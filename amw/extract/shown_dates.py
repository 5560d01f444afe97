"""Dates that a page shows to its readers: in short lines, in elements that announce one, under telling keys of its scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Final

from amw.dates import parse_date, with_figures
from amw.extract.dom import ASIDE, FOOTER, HEADINGS, NAV, Block, Mark
from amw.extract.furniture import DATE, kinds_of
from amw.extract.marks import MAX_READ, marks, tells_time
from amw.extract.record import Candidate
from amw.extract.sources import Sources

SHORT: Final = 80  # characters of a value that is remembered
SENTENCE: Final = 160  # characters from which a line tells a date only behind a label
MAX_KEYS: Final = 10_000  # places in a page's scripts that may be a date's key; the most on a real page are 1,249
ADDRESS: Final = 0.87  # trust in a day in the page's address: right on 113 of 118 pages with a known date, more often than the page's text
_MODIFIED_NAME: Final = re.compile(
    r"updat|modif|aktualis|actualiz|maj\b|mis[e]? à jour|edited|revis|更新|修改|改訂|수정|обновл|изменен|güncelle", re.IGNORECASE
)
_PUBLISHED_NAME: Final = re.compile(
    r"publi(?!cation\b)|posted|entry-date|pubdate|created|issued|release|post-date|article-date|veroeff|fecha|datum|timestamp",
    re.IGNORECASE,
)
_PUBLISHED_PROPS: Final = ("datepublished", "datecreated")
_WORD: Final = re.compile(r"\w+")
# It begins with a figure in both branches: texts are then searched in a third of the time. 2569 is 2026 in Thailand.
_YEAR: Final = re.compile(r"\d(?:(?:(?<=1)9[89]|(?<=2)(?:0[0-3]|5[3-9]))\d(?!\d)|\d?[./]\d{1,2}[./]\d\d(?!\d))")
_LABELLED: Final = re.compile(
    r"""
    \b(?:publi\w*|posted|updated|last\s(?:updated|modified|edited|reviewed)  # "Posted on 3 May"
        |date|written|reviewed|revised|created|modified
        |stand|veröffentlicht|erstellt|aktualisiert|geändert|erschienen|gepostet|beitrag\swurde(?:\svor)?|wurde\sam|eingestellt|geschrieben
        |vom|datum|le|mis\sà\sjour|pubblicato|publicado
    )\b\s?(?:on|am|le|el|il|den)?[\s:,|-]{0,4}(?=[^\n]{0,24}\d)
    |(?:发布|时间|更新|日期|公開|掲載|投稿|입력|수정|등록)[\w时间日]{0,3}\s?[:：]?                # "发布时间：2026-05-03"
    """,
    re.VERBOSE,
)  # in lower case: to have the pattern ignore it takes twice as long
_FIGURE: Final = re.compile(r"\d")
_SEAM: Final = re.compile(r"(?<=[a-z])(?=[A-Z\d])|(?<=\d)(?=[A-Z])")  # of elements side by side: "PublishedJune 9, 2026Share"
LABEL: Final = 90  # characters before a figure in which its label begins
_SCRIPT_KEY: Final = re.compile(
    r"""(?:\\?["'])?((?:date|first|original|article|display)?_?-?(?:publish(?:ed)?|publication|posted|pub|release)_?-?"""
    r"""(?:date|time|at|on)?(?:_?time|_?iso|utc)?|dateCreated|created?_?(?:at|time))"""
    r"""(?:\\?["'])?\s{0,3}[:=]\s{0,3}(?:\\?["'])?((?:19|20)\d\d-?[01]\d-?[0-3]\d[^"'<>,;\\]{0,30}"""
    r"""|\d{10}(?:\d{3})?(?!\d)|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}[^"'<>;\\]{0,20})""",
    re.IGNORECASE,
)
# What such keys contain: looking closer only there is twenty-five times faster than the pattern over all of a script.
_SCRIPT_HINTS: Final = ("ublish", "ublicat", "osted", "elease", "reated", "reatet", "reate_t", "pubdate", "pubtime", "pub_", "pub-")


@lru_cache(maxsize=512)
def _short_day(value: str, *, now: datetime | None, language: str | None) -> datetime | None:
    return parse_date(value, now=now, language=language)


def moment_of(value: str, sources: Sources) -> datetime | None:
    """`parse_date` of a value on a page, remembering what it said: a page tells its date in several places with the same words."""
    read = _short_day if len(value) <= SHORT else parse_date
    return read(value, now=sources.now, language=sources.language)


def _key(text: str) -> str:
    """The beginning of a heading, for telling whether two are the same."""
    return " ".join(_WORD.findall(text[:80].lower()))[:40]


def _label(text: str) -> re.Match[str] | None:
    """The word before a date that says what the date is of; words are looked for only near the first figure."""
    figure = _FIGURE.search(text) if text.isascii() else None
    lowered = text.replace("İ", "i").lower()  # the one letter that is two in lower case
    return _LABELLED.search(lowered, max(0, figure.start() - LABEL) if figure is not None else 0)


def told_to_machines(attributes: Mapping[str, str | None]) -> str:
    """The moment that an element tells machines, "" where it tells none."""
    get = attributes.get
    return get("datetime") or get("content") or ""


def from_blocks(sources: Sources, *, near: bool = False) -> list[Candidate]:
    """Dates written out in short lines, the nearer to the headline and the less else in the line, the better; or `near` it alone."""
    blocks = sources.page.blocks
    heading = _headline(sources)
    found: list[Candidate] = []
    for i in range(max(0, heading - 10), min(len(blocks), heading + 30)) if near else range(len(blocks)):
        if len(found) >= 40:
            break
        block = blocks[i]
        text = block.text if block.text.isascii() or len(block.text) > SENTENCE else with_figures(block.text)
        if not _may_tell_day(text, i - heading):
            continue
        label = _label(text if len(text) <= 500 else text[:300])
        if label is None and len(text) > SENTENCE:
            continue
        piece = text[label.start() : label.start() + SHORT] if label is not None else text[:SENTENCE]
        moment = moment_of(piece, sources)
        if moment is None and len(text) <= SENTENCE:  # the label follows it, or stands beside it without a blank
            moment = moment_of(_SEAM.sub(" ", text), sources)
        if moment is not None:
            score = _trust_in_line(block, label, i - heading if heading >= 0 else i)
            found.append(Candidate(value=moment, source="text", score=score - 0.002 * len(found)))
    return found


def _headline(sources: Sources) -> int:
    """The block with the page's title, as a heading repeats it, else the first <h1>; -1 where there is none."""
    blocks = sources.page.blocks
    title = _key(sources.meta("og:title") or sources.page.title)
    if len(title) > 10:
        for i, block in enumerate(blocks):
            if block.tag in HEADINGS and title[0] in block.text[:9].lower() and _key(block.text) == title:
                return i
    return sources.page.headline if sources.page.headings else -1


def _may_tell_day(text: str, distance: int) -> bool:
    """Whether a line, so many blocks below the headline, is worth asking for a day: figures of one, and no long text far below."""
    short = len(text) <= SENTENCE
    if "20" not in text and "19" not in text and "25" not in text and (not short or ("." not in text and "/" not in text)):
        return False
    return (short or distance <= 40) and _YEAR.search(text[:240]) is not None


def _trust_in_line(block: Block, label: re.Match[str] | None, distance: int) -> float:
    """The trust in a date that a line tells, by its length, its label and how many blocks below the headline it stands."""
    text, size = block.text, len(block.text)
    score = 0.33 + (0.12 if size < 40 else 0.06 if size < 80 else 0.0)
    if label is not None:
        score += 0.06 if _MODIFIED_NAME.search(label[0]) else 0.12
    score += 0.1 if -3 <= distance <= 6 else -0.08 if distance > 30 else 0.0
    if block.flags & (ASIDE | NAV) or (block.link_chars > 0.5 * size and distance > 6):
        score -= 0.15
    return score - 0.2 if "©" in text or "copyright" in text.lower() else score


def from_scripts(sources: Sources) -> list[Candidate]:
    """Dates under telling keys in scripts: broken JSON-LD, data layers, application state."""
    found: list[Candidate] = []
    left = MAX_KEYS
    for _, text in sources.page.scripts():
        text = text[:400_000]
        lowered, end = text.lower(), 0
        places = sorted(at for hint in _SCRIPT_HINTS for at in _places(lowered, hint))[:left]
        left -= len(places)
        for at in places:
            match = _SCRIPT_KEY.search(text, max(end, at - 24), at + 120)
            if match is None:
                continue
            end = match.end()
            moment = moment_of(match[2], sources)
            if moment is not None:
                found.append(Candidate(value=moment, source=f"script {match[1]}", score=0.47 - 0.01 * len(found)))
                if len(found) >= 5:
                    return found
    return found


def _places(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + len(part))


def from_marks(sources: Sources, *, near: bool = False) -> list[Candidate]:
    """Dates in <time>, itemprop and elements whose names announce a date, the nearer to the headline the better; or `near` it alone."""
    heading = sources.page.headline
    found: list[Candidate] = []
    read = 0
    for mark in marks(sources.page):
        if near and not -10 <= mark.block - heading <= 30:
            continue
        itemprop = (mark.attributes.get("itemprop") or "").lower() if "itemprop" in mark.attributes else ""
        if not (tells_time(mark.tag) or itemprop in _PUBLISHED_PROPS or kinds_of(mark.name) & DATE):
            continue
        # Microformats tell machines in the title of an <abbr>.
        value = told_to_machines(mark.attributes) or (mark.attributes.get("title") if mark.tag == "abbr" else "") or ""
        text = mark.node.text(deep=True, separator=" ")
        read += len(text)
        if read > MAX_READ:
            break
        text = text[:400].strip()
        if not value and len(text) > 300:
            continue
        moment = moment_of(value, sources) if value else None
        if moment is None:
            moment = moment_of(text, sources) if text else None
        if moment is not None:
            score = _trust_in_mark(mark, itemprop, text, mark.block - heading) - 0.002 * len(found)
            found.append(Candidate(value=moment, source=f"<{mark.tag}> {itemprop or mark.name[:40]}".strip(), score=score))
            if len(found) >= 40:
                break
    return found


def changes(sources: Sources) -> Iterator[Candidate]:
    """Moments of a last change in elements near the headline or an article's end that say so."""
    for mark in marks(sources.page):
        if mark.flags & (ASIDE | FOOTER | NAV) or not (tells_time(mark.tag) or mark.tag == "abbr" or kinds_of(mark.name) & DATE):
            continue
        value = told_to_machines(mark.attributes) or (mark.attributes.get("title") if mark.tag == "abbr" else "")
        text = mark.node.text(deep=True, separator=" ")[:SHORT]
        if not any(_MODIFIED_NAME.search(label) for label in (mark.name, text, _before(mark))):
            continue
        if moment := moment_of(value or text, sources):
            yield Candidate(value=moment, source=f"<{mark.tag}> {mark.name[:40]}".strip(), score=0.5)
            return


def _trust_in_mark(mark: Mark, itemprop: str, text: str, distance: int) -> float:
    """The trust in a date that an element tells, by what it is and how many blocks below the headline; less than in an address."""
    score = 0.5 if tells_time(mark.tag) else 0.35
    if itemprop in _PUBLISHED_PROPS:
        score = 0.85
    elif any(_MODIFIED_NAME.search(label) for label in (mark.name, text, _before(mark) if tells_time(mark.tag) else "")):
        score -= 0.15
    elif _PUBLISHED_NAME.search(mark.name):
        score += 0.12
    if mark.flags & (ASIDE | FOOTER | NAV):
        score -= 0.2
    score += 0.15 if -4 <= distance <= 12 else -0.1 if distance > 40 else 0.0
    return min(score, ADDRESS - 0.01)


def _before(mark: Mark) -> str:
    """The end of the text right before an element, which labels it ("Last updated")."""
    node = mark.node.prev
    return (node.text_content or "")[-24:] if node is not None and node.tag == "-text" else ""
