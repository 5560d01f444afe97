"""One archived response: where it lies, and what it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One archived response. `file` is the name within its folder, `offset` in bytes, `digest` the WARC payload digest, `at` in UTC.

    `url` is as fetched, `fields` are the record's own named fields (such as AMW-Source), in the writer's spelling.
    """

    url: str
    file: str
    offset: int
    digest: str
    at: datetime
    status: int
    content_type: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What a server answered: `status`, `headers` in order, `body` without transfer coding, gzip or deflate; other codings stay named."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


class ArchiveError(ValueError):
    """A record cannot be read: no such file, no record at that offset, or its bytes are damaged. The message says which."""
