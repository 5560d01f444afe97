"""What the text of a report tells, in one call: the companies and models it names, its tags, and what it is grouped by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from amw import companies, tags  # what finds names and tags is loaded where it is asked for, not with the record
from amw.stories import Document, Signature, sign
from amw.tags.notices import of_owner

if TYPE_CHECKING:
    from amw.companies import Mention
    from amw.tags import Tags


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the text of a report tells; spans of mentions count in title, newline, text."""

    mentions: tuple[Mention, ...]
    tags: Tags
    signature: Signature


def tell(report: Document, publisher: str | None = None, categories: Sequence[str] = ()) -> Told:
    """Reads `report`, of which no more is known than where it stands and its text; `publisher` is the key of the company on whose own
    site that is, `categories` what it is filed under there. One call for all, since most of what asking another process takes does not
    grow with what is asked."""
    title, text = report.title, report.text
    found = companies.find_registered(f"{title}\n{text}", title=title, publisher=publisher)
    mentions = tuple(of_owner(found, title, publisher))
    tagged = tags.tag_article(
        title, text, mentions, report.language, published_at=report.published_at, publisher=publisher, categories=categories
    )
    known = replace(
        report,
        companies=tuple(dict.fromkeys(m.company.key for m in mentions if m.company is not None and m.role not in (None, "mention"))),
        models=tuple(dict.fromkeys(m.model.key for m in mentions if m.model is not None)),
        amounts=tuple((amount.kind, float(amount.usd) if amount.usd is not None else None) for amount in tagged.amounts),
        event=tagged.event,
    )
    return Told(mentions=mentions, tags=tagged, signature=sign(known))


def warm() -> None:
    """Reads a line as it reads a report, which has a limit of time: what is slow the first time happens now, but for what reads claims,
    as most crawls have no text that names a board."""
    line = "OpenAI raises €5M to ship GPT-5.5"
    tell(Document(doc_id="warm", title=line, text=line, language="en", published_at=datetime(2026, 1, 2, tzinfo=UTC)))
