from __future__ import annotations

import errno
import gzip
import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from amw.archive import ArchiveError, ArchiveWriter, Captures, Record, read_payload, recover

ROOT = Path(__file__).parents[2]
AT = datetime(2026, 10, 5, 10, 0, 0, 123456, tzinfo=UTC)
HTML = [("Content-Type", "text/html; charset=utf-8"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]


def write(writer: ArchiveWriter, url: str, body: bytes = b"<p>Hello</p>", *, at: datetime = AT, status: int = 200) -> Record:
    return writer.write(url, status=status, reason="OK", headers=HTML, body=body, at=at, fields={"AMW-Source": "acme"})


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path, "acme") as writer:
        record = write(writer, "https://example.com/a", b"caf\xc3\xa9\x00" * 100)
    captures = Captures([tmp_path / record.file])
    assert captures.records == (record,)
    payload = captures.read(record)
    assert payload.body == b"caf\xc3\xa9\x00" * 100
    assert payload.status == 200
    assert payload.headers == tuple(HTML)
    assert (record.at, record.fields, record.content_type) == (AT, {"AMW-Source": "acme"}, HTML[0][1])
    assert record.digest.startswith("sha1:")


def test_every_record_is_readable_before_the_file_is_closed(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, "acme")
    records = [write(writer, f"https://example.com/{number}") for number in range(5)]
    assert Captures([tmp_path / records[0].file]).records == tuple(records)
    assert read_payload(tmp_path / records[3].file, records[3].offset).body == b"<p>Hello</p>"
    writer.close()


def test_other_tools_read_the_files(tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path, "acme") as writer:
        record = write(writer, "https://example.com/a")
    with (tmp_path / record.file).open("rb") as stream:
        kinds = [(entry.rec_type, entry.rec_headers.get_header("WARC-Target-URI")) for entry in ArchiveIterator(stream, verify_http=True)]
    assert kinds == [("warcinfo", None), ("response", "https://example.com/a")]


def test_other_tools_find_every_digest_right(tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path, "acme") as writer:
        writer.attach("urn:amw:template:a", "application/json", b"{}", at=AT)
        record = write(writer, "https://example.com/a", b"caf\xc3\xa9\x00" * 9_000)
        write(writer, "https://example.com/empty", b"", status=204)
    digests = []
    with (tmp_path / record.file).open("rb") as stream:
        for entry in ArchiveIterator(stream, check_digests="raise"):
            entry.content_stream().read()
            digests.append([entry.rec_headers.get_header(f"WARC-{part}-Digest") is not None for part in ("Block", "Payload")])
    assert digests == [[True, False], [True, True], [True, True], [True, True]]


@pytest.mark.parametrize(
    ("value", "read"),
    [("caf\xe9", "café"), ("caf\xc3\xa9", "café"), ("日本", "日本"), ("a\r\nX-Evil: 1\r\n\r\nbody", "a X-Evil: 1 body"), ("", "")],
)
def test_no_header_breaks_a_record(tmp_path: Path, value: str, read: str) -> None:
    with ArchiveWriter(tmp_path, "acme") as writer:
        headers = [("X-Name", value), ("X-Namé", "a"), ("Content-Type", "text/html")]
        record = writer.write("https://example.com/a", status=200, headers=headers, body=b"<p>", at=AT, fields={"AMW-Source": "a\nb"})
    captures = Captures([tmp_path / record.file])
    payload = captures.read(captures.records[0])
    assert payload.headers == (("X-Name", read), ("X-Namé", "a"), ("Content-Type", "text/html"))
    assert (payload.body, captures.records[0].fields) == (b"<p>", {"AMW-Source": "a b"})


@pytest.mark.parametrize("size", [1, 65_000, 65_535, 65_536, 200_000])
def test_what_came_packed_is_stored_as_it_is(tmp_path: Path, size: int) -> None:
    body = gzip.compress(random.Random(size).randbytes(size))
    with ArchiveWriter(tmp_path, "acme") as writer:
        headers = [("Content-Encoding", "gzip")]
        record, _ = (writer.write("https://example.com/a", status=200, headers=headers, body=body, at=AT) for _ in range(2))
    members = gzip.decompress((tmp_path / record.file).read_bytes())
    assert members.count(body) == 2
    assert read_payload(tmp_path / record.file, record.offset).body == gzip.decompress(body)
    assert len(Captures([tmp_path / record.file]).records) == 2


def test_content_codings_are_undone_on_reading(tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path, "acme") as writer:
        headers = [("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]
        record = writer.write("https://example.com/a", status=200, headers=headers, body=gzip.compress(b"plain"), at=AT)
    payload = read_payload(tmp_path / record.file, record.offset)
    assert payload.body == b"plain"
    assert payload.headers == ()


@pytest.mark.parametrize("coding", ["br", "zstd", "x-gzip", "gzip, br", "BR"])
def test_other_codings_are_left_to_the_caller(tmp_path: Path, coding: str) -> None:
    with ArchiveWriter(tmp_path, "acme") as writer:
        headers = [("Content-Encoding", coding), ("Transfer-Encoding", "chunked"), ("Content-Type", "text/html")]
        record = writer.write("https://example.com/a", status=200, headers=headers, body=b"\x0b\x02packed", at=AT)
    payload = read_payload(tmp_path / record.file, record.offset)
    assert payload.body == b"\x0b\x02packed"
    assert payload.headers == (("Content-Encoding", coding), ("Content-Type", "text/html"))


def test_files_are_rotated_and_never_overwritten(tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path, "acme", max_bytes=600) as writer:
        files = {write(writer, f"https://example.com/{number}").file for number in range(6)}
    assert len(files) > 1
    with ArchiveWriter(tmp_path, "acme") as writer:
        assert write(writer, "https://example.com/again").file not in files


@pytest.mark.parametrize("cut", [1, 7, 40, 200])
def test_a_killed_writer_loses_at_most_its_last_record(tmp_path: Path, cut: int) -> None:
    with ArchiveWriter(tmp_path, "acme") as writer:
        records = [write(writer, f"https://example.com/{number}") for number in range(4)]
    path = tmp_path / records[0].file
    path.write_bytes(path.read_bytes()[:-cut])
    captures = Captures([path])
    assert captures.records == tuple(records[:3])
    assert captures.torn == (path.name,)
    assert recover(path) > 0
    assert recover(path) == 0
    assert Captures([path]).records == tuple(records[:3])
    assert Captures([path]).torn == ()


def test_what_a_full_disk_refused_hides_nothing_that_follows(tmp_path: Path) -> None:
    script = """
import os, resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from amw.archive import ArchiveWriter
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # so that what is beyond the limit is refused as a full disk does
def write(name, size):
    headers = [("Content-Encoding", "br")]
    writer.write(f"https://example.com/{name}", status=200, headers=headers, body=os.urandom(size), at=datetime.now(UTC))
limits = resource.getrlimit(resource.RLIMIT_FSIZE)
with ArchiveWriter(Path(sys.argv[1]), "acme") as writer:
    for limit, size in ((10, 100), (10, 100), (60_000, 1_000), (60_000, 100), (60_000, 100_000), (10, 100)):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limits[1]))
        try:
            write("refused" if size > limit else f"stored-{size}", size)
        except OSError as error:
            print(error.errno)
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    write("after", 1_000)
"""
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(errno.EFBIG)] * 4
    files = sorted(tmp_path.iterdir())
    captures = Captures(files)
    assert [record.url.rpartition("/")[2] for record in captures.records] == ["stored-1000", "stored-100", "after"]
    assert (captures.torn, len(files)) == ((), 1)


def test_every_cut_is_survived(tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path, "acme") as writer:
        records = [write(writer, f"https://example.com/{number}") for number in range(2)]
    whole = (tmp_path / records[0].file).read_bytes()
    for length in range(len(whole)):
        path = tmp_path / "cut.warc.gz"
        path.write_bytes(whole[:length])
        found = [record.url for record in Captures([path]).records]
        assert found == [record.url for record in records][: len(found)]
        assert len(found) == (length >= records[1].offset)


def test_every_cut_of_an_unpacked_file_is_survived_and_said(tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path, "acme") as writer:
        records = [write(writer, f"https://example.com/{number}") for number in range(2)]
    packed = (tmp_path / records[0].file).read_bytes()
    starts = [len(gzip.decompress(packed[: record.offset])) for record in records]
    whole = gzip.decompress(packed)
    gap = len(b"\r\n\r\n")  # what follows a record and is no part of it
    for length in range(1, len(whole)):
        path = tmp_path / "cut.warc"
        path.write_bytes(whole[:length])
        captures = Captures([path])
        assert [captures.read(record).body for record in captures.records] == [b"<p>Hello</p>"] * len(captures.records)
        assert len(captures.records) == sum(length >= end - gap for end in (starts[1], len(whole)))
        between = any(0 <= end - length <= gap for end in (*starts, len(whole)))
        assert captures.torn == (() if between else ("cut.warc",))


def test_a_file_of_noise_is_torn_and_empty(tmp_path: Path) -> None:
    path = tmp_path / "noise.warc.gz"
    path.write_bytes(b"\x1f\x8b" + bytes(range(256)) * 20)
    captures = Captures([path])
    assert captures.records == ()
    assert captures.torn == ("noise.warc.gz",)


def test_several_captures_of_one_address_are_told_apart_by_date(tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path, "acme") as writer:
        first = write(writer, "https://example.com/a?utm_source=x", b"one")
        second = write(writer, "https://example.com/a", b"two", at=AT + timedelta(days=1))
        write(writer, "https://example.com/a", b"", at=AT + timedelta(days=2), status=304)
    captures = Captures([tmp_path / first.file])
    assert captures.find("https://example.com/a", at=AT - timedelta(days=9)) == first
    assert captures.find("https://example.com/a", at=AT) == first
    assert captures.find("https://example.com/a", at=AT + timedelta(hours=1)) == second
    assert captures.find("https://example.com/a", at=AT + timedelta(days=9)) == second
    assert captures.find("https://example.com/a") == second
    assert captures.find("https://example.com/b") is None


def test_a_wrong_place_is_an_archive_error(tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path, "acme") as writer:
        record = write(writer, "https://example.com/a")
    for offset in (0, record.offset + 5, 10**9):
        with pytest.raises(ArchiveError):
            read_payload(tmp_path / record.file, offset)
    with pytest.raises(ArchiveError):
        read_payload(tmp_path / "none.warc.gz", 0)


@pytest.mark.realdata
def test_captured_files_are_whole(realdata: Path) -> None:
    captures = Captures(sorted((realdata / "captures").glob("*.warc.gz")))
    assert captures.torn == ()
    assert len(captures.records) > 100
    assert [record.at for record in captures.records] == sorted(record.at for record in captures.records)
