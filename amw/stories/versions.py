"""What changed between two texts of one article, in an editor's terms, and what was known at a moment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any, Protocol, TypeVar

from amw.text import clean_text, fold

MAX_PARAGRAPHS = 2_000  # beyond this a page is a listing; the rest is compared as one block
_MONEY = re.compile(r"(?:[$€£¥₩₹]|US\$|USD|EUR|CNY|RMB)\s?\d[\d.,]*\s?(?:[kmbt]n?|million|billion|trillion|万|亿|億|兆|조|억)?", re.I)
_DATE = re.compile(
    r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}\.? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2})\b",
    re.I,
)
_CORRECTION = re.compile(
    r"^\W*(?:correction|clarification|editor[’']?s note|an earlier version of this|this (?:article|story|post) (?:has been|was) "
    r"(?:corrected|updated|amended)|update(?:d)?\s*(?:[:\-–—(]|\d)|更正|勘误|編集部注|訂正|정정|바로잡습니다|korrektur|"
    r"anmerkung der redaktion|rectificatif|mise à jour)",
    re.I,
)
# Lines that come and go on a page without anybody editing the article.
_CHURN = re.compile(
    r"^(?:\d[\d,. ]*\s*(?:comments?|shares?|views?|likes?|min(?:ute)?s? read|kommentare|commentaires|评论|阅读|コメント|댓글)|"
    r"(?:read more|related|recommended|most read|trending|advertisement|sponsored|subscribe|sign up|share this|follow us|"
    r"also read|more from|lesen sie auch|lire aussi|相关阅读|推荐阅读|関連記事|관련 ?기사|광고|広告|广告|anzeige|publicité)\b.{0,200})$",
    re.I,
)


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
    gone = _without(before, after)
    come = _without(after, before)
    rewritten: list[tuple[str, str]] = []
    for old in list(gone):
        best = max(come, key=lambda new, old=old: _likeness(old, new), default=None)  # type: ignore[misc]
        if best is not None and _likeness(old, best) >= 0.6:
            gone.remove(old)
            come.remove(best)
            rewritten.append((old, best))
    touched_before = " \n ".join([before_title, *gone, *(old for old, _ in rewritten)])
    touched_after = " \n ".join([after_title, *come, *(new for _, new in rewritten)])
    return Difference(
        headline=(before_title, after_title) if fold(before_title) != fold(after_title) else None,
        added=tuple(come),
        removed=tuple(gone),
        rewritten=tuple(rewritten),
        amounts=_moved(_MONEY, touched_before, touched_after),
        dates=_moved(_DATE, touched_before, touched_after),
        correction=next((p for p in [*come, *(new for _, new in rewritten)] if _CORRECTION.match(p)), None),
    )


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


class Seen(Protocol):
    """Anything with the moment from which it was known."""

    @property
    def seen_at(self) -> datetime: ...


S = TypeVar("S", bound=Seen)


def as_known_at(versions: Sequence[S], moment: datetime) -> S | None:
    """The version that was known at `moment`: the newest one seen by then; None when none was."""
    return max((version for version in versions if version.seen_at <= moment), key=lambda version: version.seen_at, default=None)


def _paragraphs(text: str) -> list[str]:
    lines = [line for line in clean_text(text).split("\n") if line and not _CHURN.match(line)]
    return lines[:MAX_PARAGRAPHS] + (["\n".join(lines[MAX_PARAGRAPHS:])] if len(lines) > MAX_PARAGRAPHS else [])


def _without(paragraphs: list[str], others: list[str]) -> list[str]:
    known = {fold(paragraph) for paragraph in others}
    return [paragraph for paragraph in paragraphs if fold(paragraph) not in known]


def _likeness(a: str, b: str) -> float:
    if min(len(a), len(b)) * 4 < max(len(a), len(b)):
        return 0.0
    matcher = SequenceMatcher(None, a[:2_000].split(), b[:2_000].split(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= 0.6 else 0.0


def _moved(pattern: re.Pattern[str], before: str, after: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    old, new = ({match.group().strip() for match in pattern.finditer(text)} for text in (before, after))
    return tuple(sorted(old - new)), tuple(sorted(new - old))
