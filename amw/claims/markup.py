"""Texts in Markdown without their marks, and the way back to where each character stood: "ranks **8th** on [LMArena](https://...)"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amw.claims.record import Claim
    from amw.companies.records import Mention

_MARKS = re.compile(r"\*\*|(?<!\w)!?\[(?=[^\[\]\n]{1,200}\]\()|\]\([^()\s]{1,500}\)")


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A text without marks; `kept` are (its offset, the offset in the text as written) of each part that was kept."""

    text: str
    kept: Sequence[tuple[int, int]]

    def mentions(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions of the text as written at their places in this one, but for those in an address."""
        out = []
        for mention in mentions:
            now, written = self.kept[max(0, bisect_right(self.kept, mention.start, key=lambda part: part[1]) - 1)]
            start = now + mention.start - written
            end = start + mention.end - mention.start
            if self.text[start:end] == mention.surface:
                out.append(replace(mention, start=start, end=end))
        return out

    def as_written(self, claim: Claim) -> Claim:
        """A claim found here, at its place in the text as written."""
        return replace(claim, start=self._written(claim.start), end=self._written(claim.end - 1) + 1)

    def _written(self, at: int) -> int:
        now, written = self.kept[bisect_right(self.kept, at, key=lambda part: part[0]) - 1]
        return written + at - now


def unmarked(text: str) -> Unmarked | None:
    """The text without marks; None where it has none."""
    if "**" not in text and "](" not in text:
        return None
    parts, kept, last, length = [], [], 0, 0
    for mark in (*_MARKS.finditer(text), None):
        start, end = mark.span() if mark else (len(text), len(text))
        if start > last:
            kept.append((length, last))
            parts.append(text[last:start])
            length += start - last
        last = end
    return Unmarked("".join(parts), kept) if len(kept) > 1 or length < len(text) else None
