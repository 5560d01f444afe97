"""The line with several workers, and without a database to work on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from commands import ROOT, amw, counts, environment
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from servers import PrivateServer

from amw.sample import sample_sources, serve_sample
from amw.sources import dump_sources


def test_two_workers_crawl_each_source_once(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTRACT_PROCESSES", "0")
    with serve_sample() as site:
        chosen = [source for key, source in sample_sources(site.url).items() if key in {"sample-wire", "sample-lantern", "sample-board"}]
        file = tmp_path / "sources.toml"
        file.write_text(dump_sources(chosen), encoding="utf-8")
        named = {"AMW_SOURCES_FILE": str(file), "AMW_ALLOWED_PRIVATE_HOSTS": "127.0.0.1"}
        made = {**environment(tmp_path, database_url), **named}
        done = subprocess.run([sys.executable, "-m", "amw.cli", "init"], cwd=ROOT, env=made, capture_output=True, text=True, timeout=100)
        assert done.returncode == 0, done.stderr
        with psycopg.connect(database_url) as connection:
            connection.execute("update source set enabled = false where key not like 'sample-%'")
        command = [sys.executable, "-m", "amw.cli", "worker", "--once"]
        workers = [
            subprocess.Popen(command, cwd=ROOT, env=made, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for _ in range(2)
        ]
        said = [worker.communicate(timeout=120)[0] for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0], said
    with psycopg.connect(database_url) as connection:
        runs = connection.execute(
            "select s.key, r.verdict, r.reason from crawl_run r join source s on s.id = r.source_id order by 1"
        ).fetchall()
        due = connection.execute("select count(*) from source where enabled and next_crawl_at <= now()").fetchone()
    assert [(key, verdict) for key, verdict, _ in runs] == [
        ("sample-board", "complete"),
        ("sample-lantern", "complete"),
        ("sample-wire", "complete"),
    ], (runs, said)
    assert due == (0,)
    found = counts(database_url)
    assert found["articles"] >= 12
    assert found["board_rows"] >= 300


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
        assert "amw init" in done.stderr
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
    (found,) = [row for row in map(json.loads, amw("doctor", "--json", home=tmp_path, url=address).stdout.splitlines()) if row["mend"]]
    assert found["mend"].startswith(mend)


def test_roles_may_do_what_they_are_for_and_a_stranger_is_told(postgres: PrivateServer, tmp_path: Path) -> None:
    def address(user: str) -> str:
        return make_conninfo(**{**conninfo_to_dict(postgres.url), "user": user})

    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("create role crawler login in role amw_writer")
        connection.execute("create role visitor login in role amw_reader")
        connection.execute("create role stranger login")
    assert amw("--sample", "init", home=tmp_path, url=postgres.url).returncode == 0
    crawled = amw("--sample", "crawl", "--json", home=tmp_path, url=address("crawler"))
    assert crawled.returncode == 0, crawled.stderr
    assert [json.loads(line)["verdict"] for line in crawled.stdout.splitlines()] == ["complete"] * 7
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("update source set enabled = false")
    worked = amw("worker", "--once", home=tmp_path, url=address("crawler"))
    assert worked.returncode == 0, worked.stderr
    shown = amw("stories", "--json", home=tmp_path, url=address("visitor"))
    assert shown.returncode == 0 and len(shown.stdout.splitlines()) > 10, shown.stderr
    for words in (["stories"], ["export"], ["doctor"], ["--sample", "crawl"], ["worker", "--once"]):
        done = amw(*words, home=tmp_path, url=address("stranger"))
        assert done.returncode == 1, words
        assert "permission denied" in done.stderr and "grant" in done.stderr and "Traceback" not in done.stderr, (words, done.stderr)
