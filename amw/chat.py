"""One question to a language model, in the OpenAI chat completions format, over the standard library's HTTP."""

from __future__ import annotations

import json
import time
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any, Final

from amw.urls import is_http

LARGEST_ANSWER: Final = 64 * 1024  # bytes; a sentence with its envelope is under 4 KB


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where to ask: `url` of the chat completions (http or https), the model's name there, a key if one is needed, seconds to wait."""

    url: str
    model: str
    key: str | None = None
    timeout: float = 20.0


class NoAnswer(Exception):
    """The endpoint gave no answer that can be read; the message says why."""


class _Straight(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the key is for the endpoint that was named, whoever it sends us to."""

    def redirect_request(self, *_: object) -> None:
        return None


def complete(endpoint: Endpoint, task: str, question: str, **options: Any) -> str:
    """What the model answers to `question`, given `task` as the system's message; `options` are further fields of the request.

    Raises NoAnswer for no answer, a slow or an overlong one, a redirect, and one that is not of the format.
    """
    if not is_http(endpoint.url):
        raise NoAnswer(f"{endpoint.url!r} is no http(s) address")
    messages = [{"role": "system", "content": task}, {"role": "user", "content": question}]
    body = json.dumps({"model": endpoint.model, "messages": messages, "temperature": 0, **options}).encode()
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {})}
    request = urllib.request.Request(endpoint.url, data=body, headers=headers, method="POST")  # noqa: S310 - scheme checked above
    deadline = time.monotonic() + endpoint.timeout
    try:
        with urllib.request.build_opener(_Straight).open(request, timeout=endpoint.timeout) as response:
            content = json.loads(_read(response, deadline))["choices"][0]["message"]["content"]
    except (OSError, HTTPException, ValueError, LookupError, TypeError, RecursionError) as error:
        raise NoAnswer(f"{type(error).__name__}: {error}") from error
    if not isinstance(content, str):
        raise NoAnswer("an answer without a text")
    return content


def _read(response: HTTPResponse, deadline: float) -> bytes:
    """The body. Raises TimeoutError where it has not come by `deadline`, however steadily it trickles, ValueError where it is too long."""
    body = b""
    while part := response.read1(4096):
        body += part
        if len(body) > LARGEST_ANSWER:
            raise ValueError("the answer is too long")
        if time.monotonic() > deadline:
            raise TimeoutError("the answer takes too long")
    return body
