"""Raw responses as WARC 1.1 files: written as they come, indexed, read back by place. The payload is what the server sent, still encoded.

Each record is a gzip member of its own and is flushed before `write` returns, so a killed writer loses at most the record it was in;
readers stop at a torn tail and say so.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import os
import re
import struct
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO
from uuid import uuid4

from isal import isal_zlib
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from amw.urls import canonicalise

MAX_FILE = 2**30  # bytes at which a new file is begun: what WARC tools expect (ISO 28500 annex C recommends 1 GB)
MAX_BODY = 64 * 2**20  # bytes of one decoded payload that are read back, the largest a crawl accepts
MAX_RESOURCE = 2**20  # bytes of one attached record that are read back; a template has a few thousand
_CHUNK = 2**20
_STORED = 0xFFFF  # bytes a stored block holds
_BREAKS = re.compile(r"[\r\n\0]+")
GZIP_LEVEL = 6  # zlib's default: within 2% of the size of level 9 on news pages at a third of the time
# Codings that are undone on reading; any other stays named in the headers and is the caller's to undo.
_UNDONE = frozenset({"", "gzip", "deflate"})
# What warcio and zlib raise on damaged bytes; a head cut in the middle trips warcio itself, hence the last three.
_TORN = (EOFError, zlib.error, gzip.BadGzipFile, ArchiveLoadFailed, OSError, ValueError, AttributeError, LookupError, TypeError)


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


class ArchiveWriter:
    """Writes responses to `folder`/`name`-00000.warc.gz and on, a new file after `max_bytes`. One writer owns its name; not thread-safe.

    Never overwrites: the first free number is taken, so a repeated `name` continues beside its older files.
    """

    def __init__(self, folder: Path, name: str, *, max_bytes: int = MAX_FILE, software: str = "amw") -> None:
        self._folder = folder
        self._name = name
        self._max_bytes = max_bytes
        self._software = software
        self._number = 0
        self._stream: BinaryIO | None = None
        self._path: Path | None = None
        self._resources: set[str] = set()

    def __enter__(self) -> ArchiveWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def write(
        self,
        url: str,
        *,
        status: int,
        headers: Iterable[tuple[str, str]],
        body: bytes,
        at: datetime,
        reason: str = "",
        fields: Mapping[str, str] | None = None,
    ) -> Record:
        """Append one response and flush it to the operating system. OSError where the disk refuses.

        `body` must not be chunked any more; `at` is aware; `fields` become named fields of the record.
        """
        stream = self._open()
        offset = stream.tell()
        pairs = [(key, value) for key, value in headers if key.lower() != "transfer-encoding"]
        lines = [f"HTTP/1.1 {status} {reason}".rstrip(), *(f"{key}: {value}" for key, value in pairs)]
        named = {key.lower(): value for key, value in reversed(pairs)}  # of a name given twice the first
        # A body that came compressed gets no smaller, and trying takes a millisecond a page.
        member = _stored if named.get("content-encoding") else _packed
        about = {**(fields or {}), "WARC-Target-URI": url}
        head = _head(lines, "latin-1")  # the bytes that the wire brought, for so they were read
        digest = self._append("response", "application/http; msgtype=response", body, about, at=at, head=head, member=member)
        assert self._path is not None
        return Record(
            url=url,
            file=self._path.name,
            offset=offset,
            digest=digest,
            at=at,
            status=status,
            content_type=named.get("content-type", ""),
            fields=dict(fields or {}),
        )

    def attach(self, uri: str, content_type: str, body: bytes, *, at: datetime) -> None:
        """Append what records of this file refer to by `uri`, once a file. OSError where the disk refuses."""
        self._open()
        if uri not in self._resources:
            self._append("resource", content_type, body, {"WARC-Target-URI": uri}, at=at)
            self._resources.add(uri)

    def close(self) -> None:
        """Close the file in hand; a later `write` begins the next one."""
        if self._stream is not None:
            self._stream.flush()
            os.fsync(self._stream.fileno())
            self._stream.close()
            self._stream = None

    def _append(
        self,
        kind: str,
        content_type: str,
        payload: bytes,
        fields: Mapping[str, str],
        *,
        at: datetime,
        head: bytes = b"",
        member: Callable[[bytes], bytes] | None = None,
    ) -> str:
        """Appends a record (ISO 28500 sections 4 and 5) whose block is `head` and `payload`; gives the digest of the payload."""
        assert self._stream is not None
        digest = _digest(payload)
        heads = {
            "WARC-Type": kind,
            "WARC-Record-ID": f"<urn:uuid:{uuid4()}>",
            "WARC-Date": _stamp(at),
            **fields,
            **({} if kind == "warcinfo" else {"WARC-Payload-Digest": digest}),
            "WARC-Block-Digest": _digest(head, payload) if head else digest,
            "Content-Type": content_type,
            "Content-Length": str(len(head) + len(payload)),
        }
        record = b"".join((_head(["WARC/1.1", *(f"{key}: {value}" for key, value in heads.items())]), head, payload, b"\r\n\r\n"))
        self._stream.write((member or _packed)(record))
        self._stream.flush()
        return digest

    def _open(self) -> BinaryIO:
        if self._stream is not None and self._stream.tell() >= self._max_bytes:
            self.close()
        if self._stream is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            while True:
                self._path = self._folder / f"{self._name}-{self._number:05d}.warc.gz"
                self._number += 1
                try:
                    self._stream = self._path.open("xb")
                    break
                except FileExistsError:
                    continue
            self._resources = set()
            info = f"software: {self._software}\r\nformat: WARC File Format 1.1\r\n".encode()
            self._append("warcinfo", "application/warc-fields", info, {"WARC-Filename": self._path.name}, at=datetime.now(UTC))
        return self._stream


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
        found: list[Record] = []
        offset = 0
        torn = False
        with path.open("rb") as stream:
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
                            found.append(known)
                    elif record.rec_type == "resource" and resource is not None:
                        self.resources[uri] = resource
            except _TORN:
                torn = True
        # warcio reads the intact part of a cut member without a word, so the last one is looked at again.
        good = _sound_until(path, offset) if path.suffix == ".gz" else path.stat().st_size
        if torn or good < path.stat().st_size:
            self.torn = (*self.torn, path.name)
        return [record for record in found if record.offset < good]


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
            begun = file.read(2)
            file.seek(0)
            return (gzip.GzipFile(fileobj=file) if begun == b"\x1f\x8b" else file).read(5) == b"WARC/"
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


def _head(lines: Iterable[str], encoding: str = "utf-8") -> bytes:
    """A head of `lines`, none of which a break of its own can end, with the empty line after it; UTF-8 where `encoding` lacks a letter."""
    text = "\r\n".join([_BREAKS.sub(" ", line) for line in lines]) + "\r\n\r\n"
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def _packed(record: bytes) -> bytes:
    packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 31)
    return packer.compress(record) + packer.flush()


def _stored(record: bytes) -> bytes:
    """A gzip member that holds `record` as it is (RFC 1951 section 3.2.4), in a tenth of the time that zlib takes for that."""
    starts = range(0, len(record), _STORED)
    parts = [b"\x1f\x8b\x08\0\0\0\0\0\0\xff"]
    for start in starts:
        part = record[start : start + _STORED]
        parts += [struct.pack("<BHH", start == starts[-1], len(part), len(part) ^ 0xFFFF), part]
    return b"".join([*parts, struct.pack("<II", isal_zlib.crc32(record), len(record) & 0xFFFFFFFF)])


def _digest(*parts: bytes) -> str:
    sha1 = hashlib.sha1(usedforsecurity=False)
    for part in parts:
        sha1.update(part)
    return f"sha1:{base64.b32encode(sha1.digest()).decode()}"


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _moment(value: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(value) if value else None
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found
