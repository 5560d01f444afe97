"""One more opinion on a story's tags, from an OpenAI-compatible endpoint. Off unless the settings name one; nothing depends on it.

The endpoint is asked for the four scalar tags in the taxonomy's words. What it says outside the taxonomy counts for nothing, and a
tag that the story's own words support well is never changed by it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from amw.catalogue import load
from amw.chat import Endpoint, NoAnswer, complete
from amw.tags.model import FIELDS
from amw.tags.records import Evidence, Tags

TEXT_SENT = 4_000  # characters of the story
SURE = 0.5  # an own tag with this score or more stays as it is
_FIXED = {"newsletter": ("event",), "listing": ("event",)}  # what the form decides is no matter of opinion


def endpoint_from(settings: Mapping[str, Any]) -> Endpoint | None:
    """The endpoint that OPINION_URL and OPINION_MODEL (OPINION_KEY, OPINION_TIMEOUT in seconds) name; None where either is missing."""
    url, model = str(settings.get("OPINION_URL") or ""), str(settings.get("OPINION_MODEL") or "")
    if not url.startswith(("http://", "https://")) or not model:
        return None
    try:
        seconds = float(settings.get("OPINION_TIMEOUT") or 20)
    except ValueError:
        seconds = 20.0
    return Endpoint(url=url, model=model, key=settings.get("OPINION_KEY") or None, timeout=min(max(seconds, 0.1), 120.0))


def unsure(tags: Tags) -> bool:
    """Whether one more opinion could change anything: the story is one of the market, and a tag of it is missing or weakly supported."""
    return bool(tags.relevant) and any(
        getattr(tags, f) is None or tags.evidence.get(f, Evidence("none")).score < SURE
        for f in FIELDS
        if f not in _FIXED.get(tags.form, ())
    )


def ask(endpoint: Endpoint, title: str, text: str) -> dict[str, str] | None:
    """The endpoint's tags by field, only values of the taxonomy; None for no answer, a slow one, or one that is no JSON object."""
    try:
        answer = complete(endpoint, _instructions(), f"{title[:500]}\n\n{text[:TEXT_SENT]}", response_format={"type": "json_object"})
        tags = json.loads(answer)
    except (NoAnswer, ValueError, RecursionError):
        return None
    if not isinstance(tags, dict):
        return None
    taxonomy = load("taxonomy")
    return {field: tags[field] for field in FIELDS if isinstance(tags.get(field), str) and tags[field] in taxonomy[field]}


def weigh(tags: Tags, opinion: Mapping[str, str]) -> Tags:
    """`tags` with the opinion where they have none or are unsure; every use and every dissent is in `evidence`."""
    evidence = dict(tags.evidence)
    changed: dict[str, str] = {}
    if not tags.relevant:
        return tags
    for field in FIELDS:
        own, other = getattr(tags, field), opinion.get(field)
        if other in (None, own) or field in _FIXED.get(tags.form, ()):
            continue
        known = evidence.get(field, Evidence("none"))
        if own is None or known.score < SURE:
            changed[field] = other
            evidence[field] = Evidence(f"the endpoint's opinion; the words said {own}", known.start, known.end, known.score)
        else:
            evidence[f"{field} dissent"] = Evidence(f"the endpoint's opinion is {other}")
    return replace(tags, evidence=evidence, **changed)  # type: ignore[arg-type]


def _instructions() -> str:
    taxonomy = load("taxonomy")
    lists = "\n".join(f"{f}: " + "; ".join(f"{key} = {meaning}" for key, meaning in taxonomy[f].items()) for f in FIELDS)
    return (
        f"Tag one news story about the AI market. Answer with one JSON object with the keys {', '.join(FIELDS)}, each one key of:\n{lists}"
    )
