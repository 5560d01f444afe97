"""What changed between two texts of one article, in an editor's terms, and what was known at a moment."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from amw.money import find_amounts
from amw.stories.prompts import without_prompts
from amw.stories.signing import without_credit
from amw.text import cjk_share, clean_text, fold

MAX_PARAGRAPHS = 2_000  # beyond this a page is a listing; the rest is compared as one block
MAX_PARAGRAPH = 20_000  # characters; a longer one is no prose and is not divided
MAX_REWRITTEN = 60  # changed paragraphs that are paired with what they became; a page rewritten beyond that is another text
ALIKE = 0.6  # share of words in common, in order, from which one paragraph is the other rewritten
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    rf"\b(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}\.? {_MONTH}|{_MONTH}\.? \d{{1,2}})\b|\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日号일]",
    re.I,
)
# What takes something back; an "update" adds, it need not correct.
_TAKES_BACK = re.compile(
    r"^\W*(?:(?:corrections?|corrected|clarifications?|retraction)(?:\s*[:：\-–—(]|\s+to\b|\W*$)|an earlier version of this|"
    r"this (?:article|story|post) (?:has been|was) corrected|更正|勘误|訂正|정정|바로잡습니다|"
    r"(?:korrektur|rectificatif|rectificación)\W)",
    re.I,
)
_PAGE = r"(?:article|story|post|piece|page|report|item|headline|caption|newsletter|column)"
_CORRECTION = re.compile(
    rf"^\W*(?:(?:corrections?|clarifications?|korrektur|rectificatif|rectificación|correção|errata|erratum)"
    rf"(?:\s*[:：\-–—(.]|\s+(?:to|on|le|vom)\b|\W*$)"
    rf"|corrects\b|clarifies\b|editor[’']?s note|(?<=\()updates\b"
    rf"|updates? with (?:company|comment|details|background|shares?|quotes?|reaction)"
    rf"|updated?\s*(?:[:,\-–—(]|(?:on|at)\b|\d{{1,2}}[:.h]\d\d\b|\d{{1,2}}\.? {_MONTH}\b|{_MONTH} \d)"
    rf"|(?:anmerkung|hinweis) der redaktion|mise à jour\s*(?:[:(]|du\b|le\b|à\b)|fe de err|更正|勘误|編集部注|訂正|정정|바로잡습니다)",
    re.I,
)
# A note within a paragraph speaks of the page.
_NOTE = re.compile(
    rf"\bthis (?:\w+ \d+ )?{_PAGE}(?:,[^.]{{1,60}},| (?:was )?(?:from|first|originally|initially)\b[^.]{{1,60}})?"
    rf" (?:has |had )?(?:since )?(?:been|was)(?: \w+)? "
    rf"(?:corrected|updated|amended|revised|edited|changed|clarified|refiled)"
    rf"|\b(?:earlier|previous|prior|original) version of this {_PAGE}"
    rf"|in einer (?:früheren|vorigen) (?:version|fassung)|(?:此前|之前|先前)版本",
    re.I,
)
# Lines that come and go on a page without anybody editing the article.
_CHURN = re.compile(
    r"^(?:\d[\d,. ]*[km]?\s*(?:comments?|shares?|views?|likes?|reads?|min(?:ute)?s? read|(?:second|minute|hour|day|week)s? ago|kommentare|"
    r"commentaires|评论|阅读|分钟前|小时前|コメント|댓글)|"
    r"(?:comments?|shares?|views?|likes?|阅读量?|浏览|조회수?)\s*[:：(]?\s*\d[\d,. ]*[km万]?\)?|"
    r"(?:(?:last )?updated|published|posted):? (?:\d+|an?) (?:second|minute|hour|day)s? ago|loading\W*|"
    r"(?:photo(?:graph)?|image|picture|illustration|foto|bild|图片来源|图源|사진)s?"
    r"(?: (?:credit|by|courtesy(?: of)?))?\s?[:：/]\s?.{0,120}|"
    r"(?:(?:story|article|text) continues|scroll (?:down )?to continue)\b.{0,60}|(?:\W*[A-Z][A-Z.]{0,7} ?[+\-−]\d[\d.]*%)+\W*|"
    r"©.{0,200}|(?:read (?:more|next)|(?:download|get) (?:our|the) (?:free )?app|"
    r"related|recommended|most read|trending|advertisement|sponsored|subscribe|sign up|share this|follow us|"
    r"also read|more from|lesen sie auch|lire aussi|相关阅读|推荐阅读|関連記事|관련 ?기사|광고|広告|广告|anzeige|publicité)\b.{0,200})$",
    re.I,
)


# A heading under which a page lists other articles: the lines below it, up to the next running text, are not the article's.
_LIST_OF_OTHERS = re.compile(
    r"^(?:related(?: (?:articles|stories|news|reading|posts))?|read (?:more|next)|recommended(?: for you)?|most (?:read|popular)|"
    r"trending(?: now)?|more (?:from|on|in|stories)\b.{0,60}|you (?:may|might) (?:also )?like|top stories|latest(?: news)?|"
    r"mehr zum thema|lesen sie auch|lire aussi|à lire aussi|lea también|相关阅读|相关文章|推荐阅读|热门文章|関連記事|"
    r"あわせて読みたい|관련 ?기사|많이 본 뉴스)\W*$",
    re.I,
)
# Who wrote it, told below it.
_BY = re.compile(
    r"^[^,.]{2,60}(?:, [^,.]{2,60},)? is (?:an?|the|our|\w{1,30}[’']s) (?:[\w’'-]{1,30} ){0,5}"
    r"(?:reporter|correspondent|writer|editor|journalist|columnist|contributor)\b"
)
_SENTENCE = re.compile(r".+?(?:[.!?…][\"”’»)\]]*(?=\s|$)|[。！？][」』”]*|$)", re.DOTALL)
_ENDS_SENTENCE = re.compile(r"[.!?。！？…][\"”’»)\]』」]*$")
RUNNING_TEXT = 14  # words, or that many times three CJK characters, that make a line running text without a full stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a new text of an article changed; empty when only boiler-plate moved.

    `headline` is (before, after) or None; the paragraph tuples hold whole paragraphs; `amounts` and `dates` are (gone, come) surface
    forms; `correction` is the note that says so, if the new text has one that the old one had not.
    """

    headline: tuple[str, str] | None = None
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    rewritten: tuple[tuple[str, str], ...] = ()
    amounts: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    dates: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    correction: str | None = None

    def to_record(self) -> dict[str, Any]:
        """The difference as JSON-ready values, empty parts left out."""
        record: dict[str, Any] = {}
        for name in ("headline", "added", "removed", "rewritten", "correction"):
            if value := getattr(self, name):
                record[name] = value
        for name in ("amounts", "dates"):
            gone, come = getattr(self, name)
            if gone or come:
                record[name] = {"gone": gone, "come": come}
        return record


def compare(before_title: str, before_text: str, after_title: str, after_text: str) -> Difference:
    """What the second text changed against the first; boiler-plate churn (counters, related links, ads) is no change."""
    before, after = _paragraphs(before_text), _paragraphs(after_text)
    gone, come = _without(before, after), _without(after, before)
    rewritten = _paired(gone, come)
    # Paragraphs that were divided otherwise share sentences: only the others are news.
    if gone and come and (news := (_news(gone, after), _news(come, before))) != (gone, come):
        gone, come = news
        rewritten += _paired(gone, come)
    notes = [p for p in come if _is_note(p)] + [new for old, new in rewritten if _is_note(new) and not _NOTE.search(old)]
    touched_before = [before_title, *gone, *(old for old, _ in rewritten)]
    touched_after = [after_title, *come, *(new for _, new in rewritten)]
    return Difference(
        headline=(before_title, after_title) if _headline(before_title) != _headline(after_title) else None,
        added=tuple(come),
        removed=tuple(gone),
        rewritten=tuple(rewritten),
        amounts=_moved(_amounts(touched_before), _amounts(touched_after)),
        dates=_moved(_dates(touched_before), _dates([text for text in touched_after if text not in notes])),
        correction=notes[0] if notes else None,
    )


def is_silent(difference: Difference, *, modified_before: datetime | None, modified_after: datetime | None) -> bool:
    """Whether the article was edited without saying so: no correction note, and the date of change it states did not move on."""
    if not changed_fields(difference) or difference.correction is not None:
        return False
    return modified_after is None or (modified_before is not None and modified_after <= modified_before)


def is_correction(title: str, text: str) -> bool:
    """Whether an article exists to correct: its headline says so, or its first paragraph opens with the note."""
    first = next((line for line in text[:4_000].split("\n") if line.strip()), "")
    return bool(_TAKES_BACK.match(title) or _TAKES_BACK.match(first))


def changed_fields(difference: Difference) -> tuple[str, ...]:
    """The kinds of change in stable words: correction headline amount date added removed rewritten, in that order."""
    return tuple(
        name
        for name, value in (
            ("correction", difference.correction),
            ("headline", difference.headline),
            ("amount", any(difference.amounts)),
            ("date", any(difference.dates)),
            ("added", difference.added),
            ("removed", difference.removed),
            ("rewritten", difference.rewritten),
        )
        if value
    )


def in_words(changed: Sequence[str], changes: Mapping[str, Any]) -> str:
    """What a version after the first changed, from its kinds of change and their record: "headline, amount (silent edit)"."""
    plain = {
        "fuller": "more of it than its headline or summary",
        "late": "an older capture that came later",
        "reread": "the same capture, read otherwise by a newer engine",
        "other_reader": "read by another version of the engine, which is not told apart from an edit",
    }
    said = ", ".join(changed) or next((words for kind, words in plain.items() if changes.get(kind)), "nothing but boiler-plate")
    return f"{said} (silent edit)" if changes.get("silent") else said


def _paragraphs(text: str) -> list[str]:
    """The article's own lines: no counters, no ads, no lists of other articles within or after it."""
    lines: list[str] = []
    within_list = False
    for line in clean_text(text).split("\n"):
        if not line:
            continue
        if _LIST_OF_OTHERS.match(line):
            within_list = True
        elif (_CHURN.match(line) and _words(line) < RUNNING_TEXT) or (within_list and not _running(line)):
            continue
        else:
            within_list = False
            lines.append(line)
    last = max((number for number, line in enumerate(lines) if _running(line)), default=None)
    while last and _BY.match(lines[last]) and not _CORRECTION.match(lines[last]):
        last -= 1
    if last is not None:  # a text without any running text is all lines: nothing tells its own from others
        lines[last + 1 :] = [line for line in lines[last + 1 :] if _CORRECTION.match(line)]
    return lines[:MAX_PARAGRAPHS] + (["\n".join(lines[MAX_PARAGRAPHS:])] if len(lines) > MAX_PARAGRAPHS else [])


def _running(line: str) -> bool:
    size = _words(line)
    return size >= RUNNING_TEXT or (bool(_ENDS_SENTENCE.search(line)) and size >= 4)


def _words(line: str) -> float:
    return len(line) / 3 if cjk_share(line) > 0.3 else line.count(" ") + 1


def _sentences(paragraph: str) -> list[str]:
    if len(paragraph) > MAX_PARAGRAPH:
        return [paragraph]
    return [sentence for part in _SENTENCE.findall(paragraph) if (sentence := part.strip())]


def _without(paragraphs: list[str], others: list[str]) -> list[str]:
    """Those of `paragraphs` that `others` have neither as a paragraph nor sentence by sentence, and that speak not of the page alone."""
    known = {fold(part) for other in others for part in {other, *_sentences(other)}}
    return [p for p in paragraphs if fold(p) not in known and without_prompts(p) and not _consists_of(known, p)]


def _consists_of(known: set[str], paragraph: str) -> bool:
    sentences = _sentences(paragraph)
    return sentences != [paragraph] and all(fold(sentence) in known for sentence in sentences)


def _news(paragraphs: list[str], others: list[str]) -> list[str]:
    """`paragraphs` without the sentences that `others` have."""
    known = {fold(sentence) for other in others for sentence in _sentences(other)}
    return [" ".join(s for s in _sentences(p) if fold(s) not in known) for p in paragraphs]


def _paired(gone: list[str], come: list[str]) -> list[tuple[str, str]]:
    """Takes out of both lists the paragraphs that were rewritten, each old one with its new one."""
    pairs = []
    olds, news = gone[:MAX_REWRITTEN], come[:MAX_REWRITTEN]
    units = {text: _units(text[:2_000]) for text in (*olds, *news)}
    told = {text: frozenset(words) for text, words in units.items()}
    for old in olds:
        likeness, best = 0.0, ""
        for new in news:
            if 2 * len(told[old] & told[new]) < ALIKE / 2 * (len(told[old]) + len(told[new])):  # most pairs
                continue
            if (found := _likeness(units[old], units[new])) > likeness:
                likeness, best = found, new
        if likeness >= ALIKE:
            gone.remove(old)
            come.remove(best)
            news.remove(best)
            pairs.append((old, best))
    return pairs


def _is_note(paragraph: str) -> bool:
    return bool(_CORRECTION.match(paragraph) or _NOTE.search(paragraph))


def _headline(title: str) -> str:
    return fold(without_credit(title))


def _likeness(a: list[str], b: list[str]) -> float:
    if min(len(a), len(b)) * 4 < max(len(a), len(b)):
        return 0.0
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _units(text: str) -> list[str]:
    """The words of a text, of CJK its pairs of characters."""
    return text.split() if cjk_share(text) <= 0.3 else [text[n : n + 2] for n in range(len(text))]


def _amounts(texts: list[str]) -> dict[Any, str]:
    """Sums of money by value and currency, so that "$10bn" and "$10 billion" are one."""
    text = " \n ".join(texts)
    return {(found.value, found.currency): text[found.start : found.end].strip(" .,;:") for found in find_amounts(text)}


def _dates(texts: list[str]) -> dict[Any, str]:
    return {fold(match.group()): match.group() for match in _DATE.finditer(" \n ".join(texts))}


def _moved(before: dict[Any, str], after: dict[Any, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(before[key] for key in before if key not in after), tuple(after[key] for key in after if key not in before)
