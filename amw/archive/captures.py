"""WARC files of any writer, indexed and read back by place."""

from __future__ import annotations

import gzip
import os
import re
import zlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from amw.archive.record import ArchiveError, Payload, Record
from amw.dates import aware
from amw.urls import canonicalise

MAX_BODY = 64 * 2**20  # bytes of one decoded payload that are read back, the largest a crawl accepts
MAX_RESOURCE = 2**20  # bytes of one attached record that are read back; a template has a few thousand
_CHUNK = 2**20
_GZIP = b"\x1f\x8b"
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})\s", re.IGNORECASE | re.MULTILINE)
# Codings that are undone on reading; any other stays named in the headers and is the caller's to undo.
_UNDONE = frozenset({"", "gzip", "deflate"})
# What warcio and zlib raise on damaged bytes; a head cut in the middle trips warcio itself, hence the last three.
_TORN = (EOFError, zlib.error, gzip.BadGzipFile, ArchiveLoadFailed, OSError, ValueError, AttributeError, LookupError, TypeError)


class Captures:
    """An index over WARC files: which responses they hold, in order of date, and which one answers for a URL at a moment."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Reads every record's head. OSError where a file cannot be opened. `torn` names the files whose tail is damaged, `resources`
        holds what was attached, by its URI."""
        self._paths = {path.name: path for path in paths}
        if len(self._paths) < len(paths):
            raise ArchiveError("two of the files have the same name, so a record's place would be ambiguous")
        self.torn: tuple[str, ...] = ()
        self.resources: dict[str, bytes] = {}
        found: list[Record] = []
        for path in paths:
            found.extend(self._scan(path))
        self.records: tuple[Record, ...] = tuple(sorted(found, key=lambda record: record.at))
        self._by_url: dict[str, list[Record]] = defaultdict(list)
        for record in self.records:
            self._by_url[_key(record.url)].append(record)

    def find(self, url: str, *, at: datetime | None = None) -> Record | None:
        """The capture that answers a request for `url`: the first at or after `at`, else the last before it; without `at` the last of all.

        Two spellings of one canonical URL are one; answers 304 are passed over, since they hold no body.
        """
        candidates = [record for record in self._by_url.get(_key(url), ()) if record.status != 304]
        if not candidates:
            return None
        if at is not None:
            # Records carry whole or fractional seconds, as their writer chose.
            floor = at - timedelta(seconds=1)
            return next((record for record in candidates if record.at >= floor), candidates[-1])
        return candidates[-1]

    def read(self, record: Record) -> Payload:
        """The payload of `record`; ArchiveError where it cannot be read."""
        path = self._paths.get(record.file)
        if path is None:
            raise ArchiveError(f"{record.file} is none of the indexed files")
        return read_payload(path, record.offset)

    def _scan(self, path: Path) -> list[Record]:
        responses: list[Record] = []
        offset = 0
        torn = False
        with path.open("rb") as stream:
            packed = stream.peek(2).startswith(_GZIP)
            records = ArchiveIterator(stream)
            try:
                for record in records:
                    uri = record.rec_headers.get_header("WARC-Target-URI") or ""
                    # Read before its place is asked for, which skips what is left of it.
                    resource = record.content_stream().read(MAX_RESOURCE) if uri.startswith("urn:amw:") else None
                    offset = records.get_record_offset()
                    if record.rec_type == "response" and record.http_headers is not None:
                        known = _record(record, path.name, offset)
                        if known is not None:
                            responses.append(known)
                    elif record.rec_type == "resource" and resource is not None:
                        self.resources[uri] = resource
            except _TORN:
                torn = True
        # warcio reads the intact part of a cut record without a word, so the last one is looked at again.
        size = path.stat().st_size
        good = _sound_until(path, offset) if packed else _whole_until(path, offset)
        if torn or good < size:
            self.torn = (*self.torn, path.name)
        return [record for record in responses if record.offset < good]


def read_payload(path: Path, offset: int) -> Payload:
    """The response at byte `offset` of the WARC file `path`; ArchiveError where there is none or it is damaged or larger than 64 MB."""
    try:
        with path.open("rb") as stream:
            stream.seek(offset)
            record = next(iter(ArchiveIterator(stream)), None)
            if record is None or record.rec_type != "response" or record.http_headers is None:
                raise ArchiveError(f"{path.name} holds no response at {offset}")
            named = record.http_headers.headers
            undone = ", ".join(value for key, value in named if key.lower() == "content-encoding").strip().lower() in _UNDONE
            dropped = {"transfer-encoding", "content-length"} | ({"content-encoding"} if undone else set())
            headers = tuple((key, value) for key, value in named if key.lower() not in dropped)
            if not undone:  # warcio looks for Brotli of a kind that is gone, and fails
                record.http_headers.headers = [(key, value) for key, value in named if key.lower() != "content-encoding"]
            body = record.content_stream().read(MAX_BODY + 1)
    except _TORN as error:
        raise ArchiveError(f"{path.name} cannot be read at {offset}: {error}") from error
    if len(body) > MAX_BODY:
        raise ArchiveError(f"{path.name} holds more than {MAX_BODY} bytes at {offset}")
    return Payload(status=_status(record), headers=headers, body=body)


def is_warc(path: Path) -> bool:
    """Whether a file begins as a WARC file does, packed by gzip or not; False for one that cannot be read."""
    try:
        with path.open("rb") as file:
            return (gzip.GzipFile(fileobj=file) if file.peek(2).startswith(_GZIP) else file).read(5) == b"WARC/"
    except (OSError, EOFError, zlib.error):
        return False


def recover(path: Path) -> int:
    """Cut a damaged tail off a gzipped file that its writer could not close; the number of bytes cut, 0 for a sound file.

    OSError as the system says.
    """
    size = path.stat().st_size
    good = _sound_until(path, 0)
    if good < size:
        os.truncate(path, good)
    return size - good


def _sound_until(path: Path, start: int) -> int:
    """The offset after the last complete gzip member at or after `start`, itself the beginning of a member."""
    good = start
    with path.open("rb") as stream:
        stream.seek(start)
        member = zlib.decompressobj(31)
        position = start
        chunk = stream.read(_CHUNK)
        try:
            while chunk:
                # Bounded output: what a member unpacks to is dropped, never held.
                member.decompress(chunk, _CHUNK)
                position += len(chunk) - len(member.unused_data) - len(member.unconsumed_tail)
                chunk = member.unused_data or member.unconsumed_tail
                if member.eof:
                    good = position
                    member = zlib.decompressobj(31)
                chunk = chunk or stream.read(_CHUNK)
        except zlib.error:
            pass
    return good


def _whole_until(path: Path, start: int) -> int:
    """The offset after a record that is not packed and begins at `start`, with the line breaks that follow it; `start` where it is cut."""
    with path.open("rb") as stream:
        stream.seek(start)
        head = stream.read(_CHUNK)
        end, length = _HEAD_END.search(head), _LENGTH.search(head)
        after = start + end.end() + int(length[1]) if end and length and length.start() < end.start() else start
        if after > path.stat().st_size:
            return start
        stream.seek(after)
        rest = stream.read(_CHUNK)
    return after + len(rest) - len(rest.lstrip(b"\r\n"))


def _record(record: Any, file: str, offset: int) -> Record | None:
    heads = record.rec_headers
    url = heads.get_header("WARC-Target-URI")
    at = _moment(heads.get_header("WARC-Date"))
    if not url or at is None:
        return None
    own = {key: value for key, value in heads.headers if not key.lower().startswith(("warc-", "content-"))}
    return Record(
        url=url.strip("<>"),
        file=file,
        offset=offset,
        digest=heads.get_header("WARC-Payload-Digest") or "",
        at=at,
        status=_status(record),
        content_type=record.http_headers.get_header("Content-Type") or "",
        fields=own,
    )


def _status(record: Any) -> int:
    code = record.http_headers.get_statuscode()
    return int(code) if code and code.isdigit() else 0


def _key(url: str) -> str:
    return canonicalise(url) or url


def _moment(value: str | None) -> datetime | None:
    try:
        return aware(datetime.fromisoformat(value)) if value else None
    except ValueError:
        return None
