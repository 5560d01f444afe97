"""What changed between two texts of one article, in an editor's terms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from amw.money import find_amounts
from amw.stories.boilerplate import without_boilerplate
from amw.stories.page_lines import MONTH, is_note, paragraphs, speaks_of_the_page
from amw.stories.signing import without_credit
from amw.text import cjk_share, fold

MAX_PARAGRAPH = 20_000  # characters; a longer one is no prose and is not divided
MAX_REWRITTEN = 60  # changed paragraphs that are paired with what they became; a page rewritten beyond that is another text
ALIKE = 0.6  # share of words in common, in order, from which one paragraph is the other rewritten
_DATE = re.compile(
    rf"\b(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}\.? {MONTH}|{MONTH}\.? \d{{1,2}})\b|\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日号일]", re.IGNORECASE
)
_SENTENCE = re.compile(r".+?(?:[.!?…][\"”’»)\]]*(?=\s|$)|[。！？][」』”]*|$)", re.DOTALL)


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
    before, after = paragraphs(before_text), paragraphs(after_text)
    gone, come = _without(before, after), _without(after, before)
    rewritten = _paired(gone, come)
    # Paragraphs that were divided otherwise share sentences: only the others are news.
    if gone and come and (news := (_news(gone, after), _news(come, before))) != (gone, come):
        gone, come = news
        rewritten += _paired(gone, come)
    notes = [p for p in come if is_note(p)] + [new for old, new in rewritten if is_note(new) and not speaks_of_the_page(old)]
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


def changed_fields(difference: Difference) -> tuple[str, ...]:
    """The kinds of change in stable words: correction headline amount date added removed rewritten, in that order."""
    told: dict[str, object] = {"correction": difference.correction, "headline": difference.headline, "amount": any(difference.amounts)}
    told |= {"date": any(difference.dates), **{name: getattr(difference, name) for name in ("added", "removed", "rewritten")}}
    return tuple(name for name, value in told.items() if value)


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


def _sentences(paragraph: str) -> list[str]:
    if len(paragraph) > MAX_PARAGRAPH:
        return [paragraph]
    return [sentence for part in _SENTENCE.findall(paragraph) if (sentence := part.strip())]


def _without(own: list[str], others: list[str]) -> list[str]:
    """Those of `own` that `others` have neither as a paragraph nor sentence by sentence, and that speak not of the page alone."""
    known = {fold(part) for other in others for part in {other, *_sentences(other)}}
    return [p for p in own if fold(p) not in known and without_boilerplate(p) and not _consists_of(known, p)]


def _consists_of(known: set[str], paragraph: str) -> bool:
    sentences = _sentences(paragraph)
    return sentences != [paragraph] and all(fold(sentence) in known for sentence in sentences)


def _news(own: list[str], others: list[str]) -> list[str]:
    """`own` without the sentences that `others` have."""
    known = {fold(sentence) for other in others for sentence in _sentences(other)}
    return [" ".join(s for s in _sentences(p) if fold(s) not in known) for p in own]


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
