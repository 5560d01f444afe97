"""Titles of feeds made from listings, where a day and a section were run into the headline: "Aug 18, 2026ScienceHow proteins fold"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from amw.dates import parse_date

NEAR = 2  # days between the day in a title and the entry's own, which time zones and delays may put between them
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = re.compile(
    rf"{_MONTH} \d{{1,2}}, 20\d\d|\d{{1,2}}\.? {_MONTH} 20\d\d|20\d\d[-./]\d{{1,2}}[-./]\d{{1,2}}|20\d\d年\d{{1,2}}月\d{{1,2}}日"
)
# A capital right after a small letter, where a section of one to four words ends and a headline begins.
_SEAM = re.compile(r"(?:[A-Z][\w&-]*(?: (?:and|of|&))? ){0,3}[A-Z]?[\w&-]*[a-z](?=[A-Z]\w*\s+\S+\s+\S)")


def without_labels(titles: Sequence[str | None], days: Sequence[datetime | None]) -> list[str | None]:
    """The titles of a feed's entries without a day that is the entry's own and stands in them unseparated, nor the section beside it.

    A section before or after the day is told from the headline by the seam between them, where most entries of the feed with such a day
    have one: one name in two words ("DeepMind") is none.
    """
    found = [_around(title, day) if title and day else None for title, day in zip(titles, days, strict=True)]
    glued = [parts for parts in found if parts is not None]
    if not glued:
        return list(titles)
    seams = [_SEAM.match(after) for before, after in glued if not before]
    words = Counter(_word(match) for match in seams if match)
    once = sum(1 for number in words.values() if number == 1)
    sections = len(words) >= 2 and 3 * sum(words.values()) >= 2 * len(seams) and 2 * once >= len(words)
    answer: list[str | None] = []
    for title, parts in zip(titles, found, strict=True):
        if parts is None:
            answer.append(title)
            continue
        before, after = parts
        if before and after:
            answer.append(after if len(after) >= len(before) else before)
            continue
        headline = before or after
        seam = _SEAM.match(headline) if sections and not before else None
        answer.append(headline[seam.end() :] if seam and words[_word(seam)] == 1 else headline)
    return answer


def _word(seam: re.Match[str]) -> str:
    """The word with the seam in it."""
    start = seam.string.rfind(" ", 0, seam.end()) + 1
    return seam.string[start:].split(None, 1)[0]


def _around(title: str, day: datetime) -> tuple[str, str] | None:
    """What stands before and after the entry's own day in a title, where the one or the other touches it."""
    for match in _DAY.finditer(title):
        start, end = match.span()
        touches = (start > 0 and title[start - 1].isalpha()) or (end < len(title) and title[end].isalpha())
        told = parse_date(match[0]) if touches else None
        if told is not None and abs((told.date() - day.date()).days) <= NEAR:
            return title[:start].strip(" ·|-–—"), title[end:].strip(" ·|-–—")
    return None
