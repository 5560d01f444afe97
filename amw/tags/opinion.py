"""One more opinion on a story's tags, from an OpenAI-compatible endpoint. Off unless asked for; nothing depends on it.

The endpoint is asked for the four scalar tags in the taxonomy's words. What it says outside the taxonomy counts for nothing, and a
tag that the story's own words support well is never changed by it.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http.client import HTTPException

from amw.catalogue import load
from amw.tags.model import FIELDS
from amw.tags.records import Evidence, Tags

LARGEST_ANSWER = 64 * 1024
TEXT_SENT = 4_000  # characters of the story
SURE = 0.5  # an own tag with this score or more stays as it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where to ask: `url` of the chat completions (http or https), the model's name there, a key if one is needed, seconds to wait."""

    url: str
    model: str
    key: str | None = None
    timeout: float = 20.0


def endpoint_from(environment: Mapping[str, str]) -> Endpoint | None:
    """The endpoint that AMW_OPINION_URL and AMW_OPINION_MODEL (and AMW_OPINION_KEY) name; None where either is missing."""
    url, model = environment.get("AMW_OPINION_URL", ""), environment.get("AMW_OPINION_MODEL", "")
    if not url.startswith(("http://", "https://")) or not model:
        return None
    return Endpoint(url=url, model=model, key=environment.get("AMW_OPINION_KEY") or None)


def ask(endpoint: Endpoint, title: str, text: str) -> dict[str, str]:
    """The endpoint's tags by field, only values of the taxonomy; {} for no answer, a slow one, or one that is no JSON object."""
    body = json.dumps(
        {
            "model": endpoint.model,
            "temperature": 0,
            "response_format": {"type": "json_object"},
            "messages": [{"role": "system", "content": _instructions()}, {"role": "user", "content": f"{title}\n\n{text[:TEXT_SENT]}"}],
        }
    ).encode()
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {})}
    if not endpoint.url.startswith(("http://", "https://")):
        return {}
    request = urllib.request.Request(endpoint.url, data=body, headers=headers, method="POST")  # noqa: S310 - scheme checked above
    try:
        with urllib.request.urlopen(request, timeout=endpoint.timeout) as response:  # noqa: S310
            answer = json.loads(response.read(LARGEST_ANSWER))
        said = json.loads(answer["choices"][0]["message"]["content"])
    except (OSError, HTTPException, urllib.error.URLError, ValueError, LookupError, TypeError, RecursionError):
        return {}
    if not isinstance(said, dict):
        return {}
    taxonomy = load("taxonomy")
    return {f: said[f] for f in FIELDS if isinstance(said.get(f), str) and said[f] in taxonomy[f]}


def weigh(tags: Tags, opinion: Mapping[str, str]) -> Tags:
    """`tags` with the opinion where they have none or are unsure; every use and every dissent is in `evidence`."""
    evidence = dict(tags.evidence)
    changed: dict[str, str] = {}
    if not tags.relevant:
        return tags
    for field in FIELDS:
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
