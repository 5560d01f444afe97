"""A story as tagging reads it: headline and body as one text, without its idioms, and its form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amw.claims.named import may_claim
from amw.tags.form import form_of
from amw.tags.lexicon import without_idioms

if TYPE_CHECKING:
    from amw.claims.record import Claim
    from amw.companies.records import Mention

LONGEST_TITLE = 400  # characters of a headline that are read as one
LONGEST_TEXT = 60_000
BODY_NEAR = 420  # characters of body that count in full: a lead; press leads run to 60-80 words
BODY_FAR = 1600  # characters of body read at all for tags, names and sums included; what comes later is background
Span = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Story:
    """A story: `whole` is headline, newline, body, which all spans count in, and `plain` its beginning without idioms.
    `own`: it stands on the site of the company that it is about."""

    title: str
    text: str
    mentions: Sequence[Mention]
    own: bool
    whole: str
    plain: str
    title_end: int
    form: str

    @classmethod
    def of(cls, title: str | None, text: str | None, mentions: Sequence[Mention] | None, *, own: bool) -> Story:
        """The story `title` + `text`, as much of it as is read; anything may be empty or None."""
        title, text = (title or "")[:LONGEST_TEXT], (text or "")[:LONGEST_TEXT]
        whole, title_end = f"{title}\n{text}", min(len(title), LONGEST_TITLE)
        return cls(
            title=title,
            text=text,
            mentions=[m for m in mentions or () if m.end <= len(whole)],
            own=own,
            whole=whole,
            plain=without_idioms(whole[: title_end + BODY_FAR]),
            title_end=title_end,
            form=form_of(title[:LONGEST_TITLE], text),
        )

    @property
    def lead_end(self) -> int:
        """Where in `whole` the lead ends."""
        return self.title_end + BODY_NEAR

    def claims(self) -> list[Claim]:
        """What finds them is a quarter of what tagging loads, and is loaded for a text that may: three of a thousand name a board."""
        if not may_claim(self.whole):
            return []
        from amw.claims import find_claims

        return find_claims(self.whole, self.mentions)

    def headline(self) -> Span:
        """The span of the headline's words, what a tag of no single word rests on; nothing where it has none."""
        words = self.whole[: self.title_end].strip()
        start = self.whole.find(words)
        return (start, start + len(words)) if words else (None, None)
