"""Responses to WARC files, in records that the standard describes and that we write ourselves."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import struct
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from isal import isal_zlib

from amw.archive.record import Record

MAX_FILE = 2**30  # bytes at which a new file is begun: what WARC tools expect (ISO 28500 annex C recommends 1 GB)
GZIP_LEVEL = 6  # zlib's default: within 2% of the size of level 9 on news pages at a third of the time
_STORED = 0xFFFF  # bytes a stored block holds
_BREAKS = re.compile(r"[\r\n\0]+")


class ArchiveWriter:
    """Writes responses to `folder`/`name`-00000.warc.gz and on, a new file after `max_bytes`. One writer owns its name; not thread-safe.

    Never overwrites: the first free number is taken, so a repeated `name` continues beside its older files.
    """

    def __init__(self, folder: Path, name: str, *, max_bytes: int = MAX_FILE) -> None:
        self._folder = folder
        self._name = name
        self._max_bytes = max_bytes
        self._number = 0
        self._stream: FileIO | None = None
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
        self._put((member or _packed)(record))
        return digest

    def _put(self, member: bytes) -> None:
        """Hands a member to the operating system. Where it refuses, the part that it took is cut off: nothing behind it could be read."""
        assert self._stream is not None and self._path is not None
        begun = self._stream.tell()
        left = memoryview(member)
        try:
            while left:
                left = left[self._stream.write(left) :]
        except OSError:
            with suppress(OSError):
                self._stream.truncate(begun)
                self._stream.seek(begun)
            if begun == 0 or self._stream.tell() > begun:  # the next response begins a file of its own
                self._stream.close()
                self._stream = None
            if begun == 0:
                self._path.unlink(missing_ok=True)
            raise

    def _open(self) -> FileIO:
        if self._stream is not None and self._stream.tell() >= self._max_bytes:
            self.close()
        if self._stream is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            while True:
                self._path = self._folder / f"{self._name}-{self._number:05d}.warc.gz"
                self._number += 1
                try:
                    self._stream = self._path.open("xb", buffering=0)  # a record is one write
                    break
                except FileExistsError:
                    continue
            self._resources = set()
            info = b"software: amw\r\nformat: WARC File Format 1.1\r\n"
            self._append("warcinfo", "application/warc-fields", info, {"WARC-Filename": self._path.name}, at=datetime.now(UTC))
        return self._stream


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
