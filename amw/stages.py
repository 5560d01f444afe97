"""What a process that works for the stages loads before its first item."""

from __future__ import annotations

from datetime import UTC, datetime

from amw.companies import find_registered
from amw.stories import Document, sign
from amw.tags import tag_article


def warm() -> None:
    """Reads a line as the stages read an item, which has a limit of time: what is slow the first time happens now, but for what reads
    claims, as most crawls have no text that names a board."""
    line = "OpenAI raises €5M to ship GPT-5.5"
    tag_article(line, line, find_registered(line, title=line), "en", published_at=datetime(2026, 1, 2, tzinfo=UTC))
    sign(Document(doc_id="warm", title=line, text=line))
