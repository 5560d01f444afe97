"""Every tag with its reason and the words it rests on, as people and programs read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from amw.tags.records import Evidence

EXPLAINED = ("relevant", "category", "segment", "lens", "event", "countries")
LONGEST = 160  # characters of the story's words shown for one tag


def explain_tags(values: Mapping[str, Any], evidence: Mapping[str, Any], text: str) -> list[dict[str, Any]]:
    """One record a tag, one that is NULL with its reason too: field, values (none, one, or several), reason, words, start, end, score.

    `evidence` is a story's by field, as `Evidence` or as stored; `text` is `title + "\\n" + body`, which the spans are of. What else the
    evidence holds (an endpoint's dissent) follows without a value.
    """
    out = []
    for field in (*EXPLAINED, *(name for name in evidence if name not in EXPLAINED)):
        why = evidence.get(field)
        record = asdict(why) if isinstance(why, Evidence) else dict(why or {})
        start, end = record.get("start"), record.get("end")
        words = text[start:end] if start is not None and end is not None else ""
        value = values.get(field)
        given = ["yes" if value else "no"] if isinstance(value, bool) else [value] if isinstance(value, str) else list(value or ())
        out.append(
            {
                "field": field,
                "values": given,
                "reason": record.get("reason") or ("not recorded" if given else "no words tell"),
                "words": " ".join(words.split())[:LONGEST] or None,
                "start": start,
                "end": end,
                "score": record.get("score"),
            }
        )
    return out
