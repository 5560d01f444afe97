"""What the commands say to arguments that cannot be meant, before anything is asked or fetched."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from commands import amw, environment
from local_site import Answer, LocalSite
from typer.testing import CliRunner

from amw.archive import is_warc
from amw.cli import app
from amw.cli.failures import mend_of
from amw.db.connection import Down
from amw.db.embedded import EmbeddedError


def test_a_file_that_is_no_warc_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no capture")
    done = CliRunner().invoke(app, ["replay", str(path)])
    assert done.exit_code == 2
    assert "notes.txt is no WARC file" in " ".join(done.output.split())


def test_an_unknown_segment_is_refused_with_those_there_are() -> None:
    done = CliRunner().invoke(app, ["stories", "--segment", "no_such_segment"])
    assert done.exit_code == 2
    assert "robotics" in done.output


@pytest.mark.parametrize(
    "body, expected",
    [
        (b"WARC/1.1\r\n", True),
        (gzip.compress(b"WARC/1.0\r\n", mtime=0), True),
        (gzip.compress(b"WARC/1.0\r\n", mtime=0)[:-9], True),  # cut off at its end
        (gzip.compress(b"other", mtime=0), False),
        (b"\x1f\x8b\x08broken", False),
        (b"", False),
    ],
)
def test_a_warc_is_known_by_its_first_bytes(tmp_path: Path, body: bytes, expected: bool) -> None:
    path = tmp_path / "a"
    path.write_bytes(body)
    assert is_warc(path) is expected


@pytest.mark.parametrize("words", [["sources"], ["sources", "--json"], ["companies", "--json"], ["doctor"]])
def test_a_reader_who_has_enough_is_no_failure(words: list[str], stocked_url: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "amw.cli", *words]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(tmp_path, stocked_url), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, "")


def test_no_headlines_are_no_records(stocked_url: str, tmp_path: Path) -> None:
    done = amw("boards", "headlines", "--json", home=tmp_path, url=stocked_url)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("more", [[], ["--explain"]])
def test_an_address_that_gives_nothing_is_told_why(more: list[str], tmp_path: Path) -> None:
    done = amw("scrape", "http://127.0.0.1:9/story", *more, home=tmp_path, url="none")
    assert done.returncode == 1
    assert "private address" in done.stderr
    assert "private_address" in done.stdout


def test_a_site_whose_rules_cannot_be_read_is_not_said_to_forbid(tmp_path: Path) -> None:
    with LocalSite() as site:
        site.add("/robots.txt", Answer(status=501))  # one that is not tried again
        done = amw("scrape", site.url("/story"), home=tmp_path, url="none", AMW_ALLOWED_PRIVATE_HOSTS="127.0.0.1")
    assert done.returncode == 1
    assert "robots unreachable" in done.stderr and "http or https" in done.stderr


def test_what_is_explained_is_not_saved(tmp_path: Path) -> None:
    done = amw("scrape", "http://127.0.0.1:9/story", "--explain", "--save", home=tmp_path, url="none")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--explain stores nothing" in done.stderr


@pytest.mark.parametrize(
    ("error", "mend"),
    [
        (Down("no database at postgresql://h/d: connection refused, is it accepting TCP/IP connections?"), "start it, or unset"),
        (Down('too many connections for role "crawler"'), "allow the role more, or unset"),
        (Down("could not extend file: No space left on device"), "make room on its disk, or unset"),
        (
            EmbeddedError("initdb: could not look up effective user ID 12345: user does not exist"),
            "give this account an entry in /etc/passwd, or set",
        ),
        (EmbeddedError("cannot make the home folder"), "set DATABASE_URL"),
    ],
)
def test_what_to_do_without_a_database(error: Down | EmbeddedError, mend: str) -> None:
    assert mend_of(error).startswith(mend)
