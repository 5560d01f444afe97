"""A database as a file and back, and what is let go of."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from commands import wait_for
from psycopg.conninfo import make_conninfo
from servers import database_of, migrate_before

from amw.db.connection import connect
from amw.db.doctor import examine
from amw.db.dump import DumpError, dump, renumber, restore
from amw.db.migrate import pending
from amw.db.retention import prune, prune_captures, stock
from amw.db.statements import CursorGone, changes_after

AHEAD = 10**9  # transactions that another server has counted
OLD, NOW = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def story_url(database_url: str) -> str:
    """A database with one source, one article that changed twice, and what its crawls left."""
    with psycopg.connect(database_url) as connection:
        connection.execute("insert into source (key, name, kind, url) values ('wire', 'Wire', 'feed', 'https://wire.example/feed')")
        connection.execute(
            "insert into article (url, source_id, origin, title, first_seen_at, fetched_at, digest, derived_digest) "
            "select 'https://wire.example/1', id, 'page', 'First', now(), now(), 'a', 'b' from source"
        )
    for title in ("Second", "Third"):
        with psycopg.connect(database_url) as connection:
            connection.execute("update article set title = %s", (title,))
    return database_url


def nothing_runs(connection: psycopg.Connection[Any]) -> bool:
    """Whether no transaction that writes is under way on the server; readers of the outbox wait for those, be it an autovacuum's."""
    return connection.execute("select pg_snapshot_xmin(s) = pg_snapshot_xmax(s) from pg_current_snapshot() s").fetchone() == (True,)


def changes(url: str, cursor: tuple[str, int] = ("0", 0)) -> list[dict[str, Any]]:
    """The changes of articles after a cursor, once all that was written before can be read."""
    with psycopg.connect(url, autocommit=True) as connection:
        wait_for(lambda: nothing_runs(connection), "the end of what else writes")
    with connect(url) as connection:
        return [change for change in changes_after(connection, cursor, limit=100) if change["entity"] == "article"]


def titles(url: str, cursor: tuple[str, int] = ("0", 0)) -> list[str]:
    return [change["payload"]["title"] for change in changes(url, cursor)]


def number_ahead(url: str) -> None:
    """Numbers the changes as a server would that has counted further."""
    with psycopg.connect(url) as connection:
        connection.execute("update change set xid = (seq + %s)::text::xid8", (AHEAD,))


def test_a_backup_restores_everything_and_its_changes_can_be_followed(story_url: str, empty_database_url: str, tmp_path: Path) -> None:
    number_ahead(story_url)
    size = dump(story_url, tmp_path / "amw.dump")
    assert size == (tmp_path / "amw.dump").stat().st_size > 0
    assert [path.name for path in tmp_path.iterdir()] == ["amw.dump"]

    assert restore(empty_database_url, tmp_path / "amw.dump") == []

    assert titles(empty_database_url) == ["First", "Second", "Third"]
    with psycopg.connect(empty_database_url) as connection:
        connection.execute("update article set title = 'Fourth'")  # identities and triggers go on
        assert connection.execute("select has_table_privilege('amw_reader', 'article', 'select')").fetchone() == (True,)
    assert titles(empty_database_url) == ["First", "Second", "Third", "Fourth"]
    with connect(empty_database_url) as connection, pytest.raises(CursorGone):
        changes_after(connection, (str(AHEAD + 2), 2), limit=1)


def test_a_backup_of_an_older_version_is_brought_to_the_present_schema(server_url: str, empty_database_url: str, tmp_path: Path) -> None:
    (tmp_path / "older").mkdir()
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute("create database amw_test_older")
    try:
        older = database_of(server_url, "amw_test_older")
        migrate_before(older, "0021", tmp_path / "older")
        dump(older, tmp_path / "amw.dump")
    finally:
        with psycopg.connect(server_url, autocommit=True) as connection:
            connection.execute("drop database amw_test_older with (force)")

    applied = restore(empty_database_url, tmp_path / "amw.dump")

    assert applied[0].startswith("0021") and not pending(empty_database_url)


def test_a_restore_takes_an_empty_database_and_a_whole_file_or_changes_nothing(
    story_url: str, empty_database_url: str, tmp_path: Path
) -> None:
    dump(story_url, tmp_path / "amw.dump")
    with pytest.raises(DumpError, match="not empty"):
        restore(story_url, tmp_path / "amw.dump")
    whole = (tmp_path / "amw.dump").read_bytes()
    (tmp_path / "cut.dump").write_bytes(whole[: len(whole) - 200])
    for name, text in (("cut.dump", None), ("words.dump", "words")):
        if text:
            (tmp_path / name).write_text(text)
        with pytest.raises(DumpError):
            restore(empty_database_url, tmp_path / name)
    with psycopg.connect(empty_database_url) as connection:
        assert connection.execute("select count(*) from pg_tables where schemaname = 'public'").fetchone() == (0,)
    assert titles(story_url) == ["First", "Second", "Third"]


def test_a_backup_that_cannot_be_written_leaves_the_older_one(story_url: str, tmp_path: Path) -> None:
    (tmp_path / "amw.dump").write_text("older")
    with psycopg.connect(story_url) as connection:
        connection.execute("create role amw_test_nobody login")
    try:
        with pytest.raises(DumpError, match="permission denied"):
            dump(make_conninfo(story_url, user="amw_test_nobody"), tmp_path / "amw.dump")
    finally:
        with psycopg.connect(story_url) as connection:
            connection.execute("drop role amw_test_nobody")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("amw.dump", "older")]


@pytest.mark.parametrize("place", ["file/amw.dump", "nowhere/amw.dump", "n" * 250, "n" * 300, "pipe", "folder"])
def test_a_place_that_takes_no_backup_is_told_and_stays_as_it_is(place: str, story_url: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DumpError):
        dump(story_url, tmp_path / place)
    assert {path.name for path in tmp_path.iterdir()} == {"file", "folder", "pipe"} and (tmp_path / "pipe").is_fifo()


def test_backups_to_one_file_at_once_each_write_it_whole(story_url: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys, pathlib; from amw.db.dump import dump; dump(sys.argv[1], pathlib.Path(sys.argv[2]))"]
    running = [subprocess.Popen([*command, story_url, str(tmp_path / "amw.dump")]) for _ in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert [path.name for path in tmp_path.iterdir()] == ["amw.dump"]


def test_changes_of_another_server_are_noticed_and_numbered_anew(story_url: str) -> None:
    assert renumber(story_url) == 0
    number_ahead(story_url)
    assert titles(story_url) == []
    with connect(story_url) as connection:
        assert [(f["what"], f["mend"]) for f in examine(connection, story_url) if f["state"] == "broken"] == [("changes", "amw init")]
    assert renumber(story_url) == 3
    assert titles(story_url) == ["First", "Second", "Third"]


def test_old_changes_that_a_later_one_makes_needless_are_pruned(story_url: str) -> None:
    first, second, third = ((change["xid"], change["seq"]) for change in changes(story_url))
    with psycopg.connect(story_url) as connection:
        connection.execute("update change set changed_at = %s where payload ->> 'title' <> 'Second'", (OLD,))

    assert prune(story_url, "change", NOW - timedelta(days=30)) == 1

    assert titles(story_url) == ["Second", "Third"]  # the last change of a thing stays, however old
    assert titles(story_url, second) == ["Third"]
    assert titles(story_url, third) == []
    with connect(story_url) as connection, pytest.raises(CursorGone):
        changes_after(connection, first, limit=1)


def test_old_records_of_crawls_are_pruned_but_each_source_keeps_its_last(story_url: str) -> None:
    with psycopg.connect(story_url) as connection:
        for started, ended in ((OLD, True), (OLD + timedelta(days=1), True), (OLD + timedelta(days=2), False), (NOW, False)):
            connection.execute(
                "insert into crawl_run (source_id, started_at, finished_at, verdict) select id, %s, %s, %s from source",
                (started, started if ended else None, "complete" if ended else None),
            )
        for name, seen in (("old", OLD), ("new", NOW)):
            connection.execute(
                "insert into rejected (url, stage, reason, rejected_at, last_seen_at) values (%s, 'check', 'empty', %s, %s)",
                (name, seen, seen),
            )

    assert prune(story_url, "crawl_run", NOW) == 2
    assert prune(story_url, "rejected", NOW) == 1

    with psycopg.connect(story_url) as connection:
        assert connection.execute("select started_at from crawl_run order by 1").fetchall() == [(OLD + timedelta(days=1),), (NOW,)]
        assert connection.execute("select url from rejected").fetchall() == [("new",)]


def test_old_captures_are_removed_and_what_is_left_is_told(story_url: str, tmp_path: Path) -> None:
    for name, written in (("old.warc.gz", OLD), ("new.warc.gz", NOW), ("notes.txt", OLD)):
        (tmp_path / name).write_bytes(b"12345")
        os.utime(tmp_path / name, (written.timestamp(), written.timestamp()))

    assert prune_captures(tmp_path, NOW) == 1

    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.warc.gz", "notes.txt"]
    left = {one["what"]: (one["number"], one["oldest"]) for one in stock(story_url, tmp_path)}
    assert left["captures"] == (1, NOW) and left["changes"][0] == 3 and left["crawls"] == (0, None)
