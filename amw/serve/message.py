"""Requests and answers as values, and what HTTP asks of an answer: validators, compression, headers that keep a browser safe."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from amw.plain import plain

URL_LIMIT = 2048  # characters of path and query; every address of ours is far below it
PARAMETER_LIMIT = 20
GZIP_FROM = 600  # bytes; below this the saving is less than a packet

# No script at all: a data block of JSON-LD is not script and is not run. Everything a page needs comes from here.
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
SAFETY = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}
HTML, JSON, ATOM, FEED = "text/html; charset=utf-8", "application/json", "application/atom+xml", "application/feed+json"


class Problem(Exception):
    """A request that gets no page: `status`, a stable `code` for programs, and a sentence for people. Never holds what the server knows."""

    def __init__(self, status: int, code: str, sentence: str, **headers: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.code = code
        self.sentence = sentence
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class Moved(Exception):
    """What was asked for is at another path now (a story that was merged), until that is undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked: decoded path, parameters (each once, blank ones left out), headers by lower-case name, and the moment."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is sent. `cache` is Cache-Control; a body that may be kept has an ETag made from its bytes."""

    status: int = 200
    body: bytes = b""
    kind: str = HTML
    cache: str = "no-cache"
    headers: Mapping[str, str] = field(default_factory=dict)


def parse_target(target: str) -> tuple[str, dict[str, str]]:
    """(path, parameters) of a request target. Raises Problem for one that is too long, not absolute, not UTF-8 or repeats itself."""
    if len(target) > URL_LIMIT:
        raise Problem(414, "url_too_long", f"The address is longer than {URL_LIMIT} characters.")
    if not target.startswith("/"):
        raise Problem(400, "bad_target", "The request target must begin with a slash.")
    try:
        # The second slash is dropped before splitting, else //host/path would be read as an address with a host.
        parts = urlsplit("/" + target.lstrip("/"))
        path = unquote(parts.path, errors="strict")
        pairs = parse_qsl(parts.query, keep_blank_values=True, errors="strict", max_num_fields=PARAMETER_LIMIT)
    except (UnicodeDecodeError, ValueError):
        raise Problem(400, "bad_target", f"The address must be UTF-8 with at most {PARAMETER_LIMIT} parameters.") from None
    if any(
        ord(character) < 32 or ord(character) == 127 for part in (path, *(value for pair in pairs for value in pair)) for character in part
    ):
        raise Problem(400, "bad_target", "The address holds control characters.")
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise Problem(400, "repeated_parameter", "A parameter is given more than once.")
    return path, {name: value.strip() for name, value in pairs if value.strip()}


def json_bytes(value: Any) -> bytes:
    """`value` (records of the store: times, Decimals, sets) as compact UTF-8 JSON."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":")).encode()


def etag(body: bytes) -> str:
    """A weak validator of `body`: equal content, whatever its compression."""
    return f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def matches(header: str | None, tag: str) -> bool:
    """Whether an If-None-Match header holds `tag`, by weak comparison (RFC 9110, 13.1.2)."""
    if header is None:
        return False
    wanted = tag.removeprefix("W/")
    return header.strip() == "*" or any(found.strip().removeprefix("W/") == wanted for found in header[:2000].split(","))


_CODING = re.compile(r"\s*(?P<name>[\w*-]+)\s*(?:;\s*q\s*=\s*(?P<q>[01](?:\.\d{0,3})?))?\s*")


def takes_gzip(header: str | None) -> bool:
    """Whether an Accept-Encoding header lets us compress (RFC 9110, 12.5.3); without one we do not."""
    allowed: dict[str, bool] = {}
    for part in (header or "")[:500].split(","):
        found = _CODING.fullmatch(part)
        if found:
            allowed[found["name"].lower()] = float(found["q"] or 1) > 0
    return allowed.get("gzip", allowed.get("*", False))


@dataclass(frozen=True, slots=True)
class Finished:
    """An answer ready to send again and again: its bytes plain and compressed, and its validator."""

    answer: Answer
    packed: bytes | None
    tag: str | None

    @property
    def size(self) -> int:
        return len(self.answer.body) + len(self.packed or b"")


def finish(answer: Answer) -> Finished:
    """Compresses what is worth it and makes the validator, once for any number of readers."""
    keep = answer.status == 200 and "no-store" not in answer.cache
    packed = gzip.compress(answer.body, compresslevel=6, mtime=0) if len(answer.body) >= GZIP_FROM else None
    return Finished(answer, packed, etag(answer.body) if keep else None)


def outgoing(finished: Finished, request_headers: Mapping[str, str]) -> Answer:
    """The answer to one request: 304 where the reader has it, compressed where he takes it, with every header."""
    answer = finished.answer
    headers = {**SAFETY, "Cache-Control": answer.cache, "Vary": "Accept-Encoding", **answer.headers}
    if finished.tag:
        headers["ETag"] = finished.tag
        if matches(request_headers.get("if-none-match"), finished.tag):
            return replace(answer, status=304, body=b"", headers=headers)
    if answer.body or answer.status == 200:
        headers["Content-Type"] = answer.kind
    if finished.packed is not None and takes_gzip(request_headers.get("accept-encoding")):
        return replace(answer, body=finished.packed, headers={**headers, "Content-Encoding": "gzip"})
    return replace(answer, headers=headers)
