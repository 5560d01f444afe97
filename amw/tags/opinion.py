"""One more opinion on a story's tags, from an OpenAI-compatible endpoint. Off unless the settings name one; nothing depends on it.

The endpoint is asked for the four scalar tags in the taxonomy's words. What it says outside the taxonomy counts for nothing, and a
tag that the story's own words support well is never changed by it.
"""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http.client import HTTPException, HTTPResponse
from typing import Any

from amw.catalogue import load
from amw.tags.model import FIELDS
from amw.tags.records import Evidence, Tags

LARGEST_ANSWER = 64 * 1024
TEXT_SENT = 4_000  # characters of the story
SURE = 0.5  # an own tag with this score or more stays as it is
_FIXED = {"newsletter": ("event",), "listing": ("event",)}  # what the form decides is no matter of opinion


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where to ask: `url` of the chat completions (http or https), the model's name there, a key if one is needed, seconds to wait."""

    url: str
    model: str
    key: str | None = None
    timeout: float = 20.0


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
    if not endpoint.url.startswith(("http://", "https://")):
        return None
    body = json.dumps(
        {
            "model": endpoint.model,
            "temperature": 0,
            "response_format": {"type": "json_object"},
            "messages": [
                {"role": "system", "content": _instructions()},
                {"role": "user", "content": f"{title[:500]}\n\n{text[:TEXT_SENT]}"},
            ],
        }
    ).encode()
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {})}
    request = urllib.request.Request(endpoint.url, data=body, headers=headers, method="POST")  # noqa: S310 - scheme checked above
    last = time.monotonic() + endpoint.timeout
    try:
        with urllib.request.urlopen(request, timeout=endpoint.timeout) as response:  # noqa: S310
            answer = json.loads(_read(response, last))
        said = json.loads(answer["choices"][0]["message"]["content"])
    except (OSError, HTTPException, ValueError, LookupError, TypeError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    taxonomy = load("taxonomy")
    return {f: said[f] for f in FIELDS if isinstance(said.get(f), str) and said[f] in taxonomy[f]}


def _read(response: HTTPResponse, last: float) -> bytes:
    """The body, at most `LARGEST_ANSWER` bytes; raises TimeoutError where it has not come by `last`, however steadily it trickles."""
    parts: list[bytes] = []
    while sum(map(len, parts)) < LARGEST_ANSWER and (part := response.read1(4096)):
        parts.append(part)
        if time.monotonic() > last:
            raise TimeoutError("the endpoint's answer takes too long")
    return b"".join(parts)


def weigh(tags: Tags, opinion: Mapping[str, str]) -> Tags:
    """`tags` with the opinion where they have none or are unsure; every use and every dissent is in `evidence`."""
    evidence = dict(tags.evidence)
    changed: dict[str, str] = {}
    if not tags.relevant:
        return tags
    for field in FIELDS:
        if field in _FIXED.get(tags.form, ()):
            continue
        own, said = getattr(tags, field), opinion.get(field)
        if said is None or said == own:
            continue
        known = evidence.get(field, Evidence("none"))
        if own is None or known.score < SURE:
            changed[field] = said
            evidence[field] = Evidence(f"the endpoint's opinion; the words said {own}", known.start, known.end, known.score)
        else:
            evidence[f"{field} dissent"] = Evidence(f"the endpoint's opinion is {said}")
    return replace(tags, evidence=evidence, **changed)  # type: ignore[arg-type]


def _instructions() -> str:
    taxonomy = load("taxonomy")
    lists = "\n".join(f"{f}: " + "; ".join(f"{key} = {meaning}" for key, meaning in taxonomy[f].items()) for f in FIELDS)
    return (
        f"Tag one news story about the AI market. Answer with one JSON object with the keys {', '.join(FIELDS)}, each one key of:\n{lists}"
    )
