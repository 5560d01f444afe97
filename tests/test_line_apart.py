"""The line with several workers, and without a database to work on."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from commands import amw, amw_here, counts, environment
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from servers import PrivateServer, open_folder

from amw.sample import sample_catalogue, serve_sample


@dataclass(frozen=True, slots=True)
class World:
    """A server that has the sample's sources and three roles: a crawler, a visitor who reads, a stranger whom nobody granted anything."""

    url: str
    home: Path
    named: dict[str, str]

    def of(self, user: str) -> str:
        return make_conninfo(**{**conninfo_to_dict(self.url), "user": user})


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    home = tmp_path_factory.mktemp("world")
    with serve_sample() as site, open_folder("amw-p-") as folder:
        chosen = [entry for entry in sample_catalogue(site.url).split("\n\n") if re.search('key = "sample-(wire|board)"', entry)]
        file = home / "sources.toml"
        file.write_text("\n\n".join(chosen), encoding="utf-8")
        server = PrivateServer(folder)
        made = World(server.url, home, {"AMW_SOURCES_FILE": str(file), "AMW_ALLOWED_PRIVATE_HOSTS": "127.0.0.1", "EXTRACT_PROCESSES": "0"})
        try:
            done = amw("init", home=home, url=server.url, **made.named)
            assert done.returncode == 0, done.stderr
            with psycopg.connect(server.url, autocommit=True) as connection:
                connection.execute("create role crawler login in role amw_writer")
                connection.execute("create role visitor login in role amw_reader")
                connection.execute("create role stranger login")
                connection.execute("update source set enabled = false where key not like 'sample-%'")
            yield made
        finally:
            server.stop()


def test_two_workers_who_may_only_write_crawl_each_source_once_for_a_reader(world: World) -> None:
    command = [sys.executable, "-m", "amw.cli", "worker", "--once"]
    made = {**environment(world.home, world.of("crawler")), **world.named}
    workers = [
        subprocess.Popen(command, cwd=world.home, env=made, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for _ in range(2)
    ]
    said = [worker.communicate(timeout=120)[0] for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0], said
    with psycopg.connect(world.url) as connection:
        runs = connection.execute(
            "select s.key, r.verdict, r.reason from crawl_run r join source s on s.id = r.source_id order by 1"
        ).fetchall()
        due = connection.execute("select count(*) from source where enabled and next_crawl_at <= now()").fetchone()
    assert [(key, verdict) for key, verdict, _ in runs] == [
        ("sample-board", "complete"),
        ("sample-wire", "complete"),
    ], (runs, said)
    assert due == (0,)
    found = counts(world.url)
    assert found["articles"] >= 5
    assert found["board_rows"] >= 300
    shown = amw("stories", "--json", home=world.home, url=world.of("visitor"))
    assert shown.returncode == 0, shown.stderr
    assert len(shown.stdout.splitlines()) == found["stories"] > 5


def test_a_worker_names_the_sources_that_the_database_does_not_know(world: World, tmp_path: Path) -> None:
    known = Path(world.named["AMW_SOURCES_FILE"]).read_text(encoding="utf-8")
    (tmp_path / "own.toml").write_text(known + "\n\n" + known.split("\n\n")[0].replace("sample-", "new-"), encoding="utf-8")
    with psycopg.connect(world.url) as connection:
        connection.execute("update source set next_crawl_at = now() + interval '1 day'")
    done = amw("worker", "--once", "--sources", str(tmp_path / "own.toml"), home=world.home, url=world.of("crawler"))
    assert done.returncode == 0, done.stderr
    assert re.search(r"`amw init` reads them in: new-\w+$", done.stderr, re.MULTILINE), done.stderr


@pytest.mark.parametrize("words", [["stories"], ["doctor"], ["crawl", "sample-wire"], ["worker", "--once"]])
def test_a_role_without_rights_is_told_what_to_ask_for(words: list[str], world: World) -> None:
    done = amw(*words, home=world.home, url=world.of("stranger"), **world.named)
    assert done.returncode == 1
    assert "permission denied" in done.stderr and "grant" in done.stderr and "Traceback" not in done.stderr, done.stderr


@pytest.mark.parametrize("words", [["crawl", "sample-wire"], ["worker", "--once"], ["scrape", "http://127.0.0.1:9/", "--save"]])
def test_a_role_that_may_only_read_is_told_before_anything_is_done(words: list[str], world: World) -> None:
    done = amw(*words, home=world.home, url=world.of("visitor"), **world.named)
    assert (done.returncode, done.stdout) == (1, "")
    assert "may read, not crawl" in done.stderr and "grant it amw_writer" in done.stderr and "Traceback" not in done.stderr, done.stderr


def test_the_doctor_names_what_keeps_crawls_from_beginning(world: World, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("[[source]")
    named = {"AMW_SOURCES_FILE": str(tmp_path / "own.toml"), "EXTRACT_PROCESSES": "many"}
    done = amw("doctor", "--json", home=world.home, url=world.of("visitor"), **named)
    rows = {row["what"]: row for row in map(json.loads, done.stdout.splitlines())}
    found = {what: row for what, row in rows.items() if row["state"] != "ok"}
    assert done.returncode == 1 and {"settings", "catalogue"} <= found.keys(), done.stdout
    assert (rows["role"]["state"], "grant it amw_writer" in rows["role"]["mend"]) == ("ok", True)  # sound for who only serves
    assert "EXTRACT_PROCESSES" in found["settings"]["detail"] and "own.toml" in found["catalogue"]["detail"]
    assert all(row["mend"] for row in found.values())


def test_a_database_that_is_down_is_one_clear_line_and_nothing_is_fetched(tmp_path: Path) -> None:
    done = amw("--sample", "crawl", home=tmp_path, url="postgresql://nobody:secret@127.0.0.1:9/none?connect_timeout=2")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "no database" in done.stderr and "start it" in done.stderr
    assert "secret" not in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.rglob("*.warc.gz"))


def test_a_database_without_schema_is_said_before_anything_is_done(empty_database_url: str, tmp_path: Path) -> None:
    for command in (("crawl",), ("stories",), ("boards", "show", "artificial_analysis"), ("serve", "--port", "0")):
        done = amw("--sample", *command, home=tmp_path, url=empty_database_url)
        assert done.returncode == 1
        assert "the database is new and has no tables yet" in done.stderr and "run `amw init` first" in done.stderr
        assert "Traceback" not in done.stderr
    assert not list(tmp_path.rglob("*.warc.gz"))


@pytest.mark.parametrize(
    ("change", "mend"),
    [({"dbname": "never_made"}, "create it"), ({"user": "nobody_at_all"}, "create it"), ({"port": "9"}, "start it")],
)
def test_what_to_do_about_a_database_goes_by_what_is_wrong(change: dict[str, str], mend: str, server_url: str, tmp_path: Path) -> None:
    address = make_conninfo(**{**conninfo_to_dict(server_url), **change})
    done = amw("stories", home=tmp_path, url=address)
    assert done.returncode == 1 and "no database" in done.stderr
    assert f"{mend}, or unset DATABASE_URL" in done.stderr
    rows = map(json.loads, amw_here("doctor", "--json", home=tmp_path, url=address).stdout.splitlines())
    (found,) = [row for row in rows if row["mend"]]
    assert found["mend"].startswith(mend)


def test_a_worker_that_works_once_ends_as_its_crawls_did(world: World, tmp_path: Path) -> None:
    gone = '[[source]]\nkey = "gone"\nname = "Gone"\nkind = "feed"\nurl = "http://127.0.0.1:9/feed"\ncountry = "US"\nlanguage = "en"\n'
    (tmp_path / "own.toml").write_text(f'{gone}interval = "1d"\nfound_in = "test"\n')
    named = {**world.named, "AMW_SOURCES_FILE": str(tmp_path / "own.toml")}
    assert amw("init", home=world.home, url=world.url, **named).returncode == 0
    done = amw("worker", "--once", home=world.home, url=world.url, **named)
    assert (done.returncode, "crawls: 1 failed" in done.stdout) == (1, True), done.stdout + done.stderr
