"""Drafts as articles: the address, the source and the provenance that a story written from captures is stored with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from amw.boards.headlines import Draft, headlines
from amw.boards.moves import moves
from amw.boards.records import Snapshot
from amw.text import fold
from amw.urls import canonicalise

PARAMETER = "amw"  # of the board's own address, by which its stories are told apart
SLUG = 80  # characters


def told(before: Snapshot, after: Snapshot, *, source: str, url: str) -> list[dict[str, Any]]:
    """The stories that the moves between two captures deserve, as JSON-ready records of articles; `url` is the board's own address.

    None where either capture is refused, or where the board was re-based in between: no figures are to be compared then.
    """
    if "refused" in (before.verdict, after.verdict):
        return []
    found = moves(before, after)
    if any(move.kind == "rebased" for move in found):
        return []
    records: dict[str, dict[str, Any]] = {}
    for draft in headlines(before, after, found):
        address = story_url(url, draft)
        if address is not None:
            records.setdefault(address, _record(draft, address, (before, after), source))
    return list(records.values())


def story_url(url: str, draft: Draft) -> str | None:
    """The address of a draft: the board's own with board, day and subject; the same for the same story whenever it is written."""
    move = draft.move
    subject = [str(move.before), str(move.after)] if draft.model is None else [draft.model]
    words = [move.kind, *([move.field] if move.kind == "price_changed" else []), *subject]
    slug = re.sub(r"[^\w.]+|_", "-", fold(" ".join(words))).strip("-")[:SLUG].rstrip("-")
    address = canonicalise(url)
    if address is None:
        return None
    joint = "&" if "?" in address else "?"
    return canonicalise(f"{address}{joint}{PARAMETER}={draft.board}-{draft.published_at:%Y-%m-%d}-{slug}")


def _record(draft: Draft, address: str, captures: Sequence[Snapshot], source: str) -> dict[str, Any]:
    named = " and ".join(f"{taken.captured_at.isoformat()} (digest {taken.digest})" for taken in captures)
    origin = f"written by the engine from the captures of {draft.board} of {named}: {draft.move.kind}"
    at = draft.published_at.isoformat()
    return {
        "source": source,
        "url": address,
        "title": draft.title,
        "text": draft.text,
        "published_at": at,
        "language": "en",
        "provenance": {"title": origin, "text": origin, "published_at": f"when the later capture was taken: {at}"},
    }
