"""Titles of feeds made from listings, where a day and a section were run into the headline: "Aug 18, 2026ScienceHow proteins fold"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from amw.dates import parse_date

NEAR = 2  # days between the day in a title and the entry's own, which time zones and delays may put between them
LABEL = 4  # words that a section has at most
ENOUGH = 3  # entries with a seam from which it is a habit of the feed, and none of names in two words ("DeepMind")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = re.compile(rf"{_MONTH} \d{{1,2}}, 20\d\d|\d{{1,2}}\.? {_MONTH} 20\d\d|20\d\d[-./]\d{{1,2}}[-./]\d{{1,2}}")
_WORD = re.compile(r"\w+")
# A capital right after a small letter, where a section of one to four words ends and a headline begins.
_SEAM = re.compile(r"(?:[A-Z][\w&-]{0,30}(?: (?:and|of|&))? ){0,3}[A-Z]?[\w&-]{0,30}[a-z](?=[A-Z]\w{0,30}\s+\S+\s+\S)")


def without_labels(titles: Sequence[str | None], days: Sequence[datetime | None]) -> list[str | None]:
    """The titles of a feed's entries without a day that is the entry's own and runs into a word, nor the section beside it.

    Where words stand on both sides of such days, the section is on the side that is shorter in the feed as a whole. Where a section comes
    between day and headline, it is told by the seam between them, if most of the feed's entries with such a day have one.
    """
    found = [_around(title, day) if title and day else None for title, day in zip(titles, days, strict=True)]
    both = [parts for parts in found if parts is not None and all(parts)]
    headline_last = sum(len(after) - len(before) for before, after in both) >= 0
    seams = [_SEAM.match(parts[1]) if parts is not None and not parts[0] else None for parts in found]
    words = Counter(_word(seam) for seam in seams if seam)
    once = sum(1 for number in words.values() if number == 1)
    bare = sum(1 for parts in found if parts is not None and not parts[0])
    sections = words.total() >= ENOUGH and len(words) >= 2 and 3 * words.total() >= 2 * bare and 2 * once >= len(words)
    answer: list[str | None] = []
    for title, parts, seam in zip(titles, found, seams, strict=True):
        if parts is None:
            answer.append(title)
            continue
        before, after = parts
        label, headline = (before, after) if after and (headline_last or not before) else (after, before)
        if sections and seam and words[_word(seam)] == 1:
            headline = headline[seam.end() :]
        answer.append(headline if len(label.split()) <= LABEL and " " in headline else title)
    return answer


def _word(seam: re.Match[str]) -> str:
    """The word with the seam in it."""
    start = seam.string.rfind(" ", 0, seam.end()) + 1
    return seam.string[start:].split(None, 1)[0]


def _around(title: str, day: datetime) -> tuple[str, str] | None:
    """What stands before and after the entry's own day in a title, where a word runs into it."""
    for match in _DAY.finditer(title):
        before, after = title[: match.start()], title[match.end() :]
        told = parse_date(match[0]) if _runs_into(before, match[0], after) else None
        if told is not None and abs((told.date() - day.date()).days) <= NEAR:
            return before.strip(" ·|-–—"), after.strip(" ·|-–—")
    return None


def _runs_into(before: str, day: str, after: str) -> bool:
    """Whether a capitalised word begins where the day ends, or a small letter stands before its month.

    Versions ("v2026.8.18", "2026.8.18b1"), moments ("2026-08-18T10:00") and scripts without spaces or capitals do neither.
    """
    word = _WORD.match(after)
    return (word is not None and word[0][0].isupper() and word[0].isalpha()) or (day[0].isalpha() and before[-1:].islower())
