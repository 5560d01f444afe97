"""The whole line on the sample web, as a user runs it: crawl, crawl again, replay, cut, and go on."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from amw.db.queries import QUERIES
from amw.sample import sample_sources, serve_sample
from amw.sources import dump_sources

ROOT = Path(__file__).parent.parent
COUNTS = QUERIES["table_counts"]
# What a crawl and a replay of its captures must agree on: everything but ids, arrival order and the moments of writing.
ROWS = {
    "articles": """select a.url, s.key, a.origin, a.title, a.text, a.lead, a.published_at, a.authors, a.language, a.category, a.segment,
        a.lens, a.event, a.reading_minutes, a.digest, a.derived_digest, a.fetched_at
        from article a join source s on s.id = a.source_id order by a.url""",
    "stories": """select array_agg(a.url order by a.url) from story_article x join article a on a.id = x.article_id
        group by x.story_id order by 1""",
    "companies": """select a.url, c.key, x.role, x.mentions from article_company x join article a on a.id = x.article_id
        join company c on c.id = x.company_id order by 1, 2""",
    "amounts": """select a.url, m.kind, m.value, m.currency, m.usd, m.surface from amount m join article a on a.id = m.article_id
        order by 1, 2, 3, 6""",
    "tags": """select a.url, t.kind, t.key from article_tag x join article a on a.id = x.article_id join tag t on t.id = x.tag_id
        order by 1, 2, 3""",
    "boards": """select b.key, s.digest, s.captured_at, cardinality(s.row_ids) from board_snapshot s join board b on b.id = s.board_id
        order by 1, 3""",
    "board_rows": "select b.key, r.digest from board_row r join board b on b.id = r.board_id order by 1, 2",
    "rejected": "select url, stage, reason, detail from rejected order by 1, 2, 3, 4",
}


def amw(*arguments: str, home: Path, url: str, **kwargs: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "amw.cli", *arguments],
        cwd=home,  # a folder that holds no project
        env=environment(home, url),
        capture_output=True,
        text=True,
        timeout=150,
        **kwargs,
    )


def environment(home: Path, url: str) -> dict[str, str]:
    return {**os.environ, "AMW_HOME": str(home), "DATABASE_URL": url, "PYTHONPATH": str(ROOT), "AMW_SAMPLE_PORT": free_port(home)}


def free_port(home: Path) -> str:
    """A port for the sample web of one test, the same at every call: its addresses must not change between two crawls."""
    kept = home / "port"
    if not kept.exists():
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            kept.write_text(str(probe.getsockname()[1]))
    return kept.read_text()


def counts(url: str) -> dict[str, int]:
    with psycopg.connect(url) as connection:
        cursor = connection.execute(COUNTS)
        row = cursor.fetchone()
        assert row is not None and cursor.description is not None
        return dict(zip((column.name for column in cursor.description), row, strict=True))


def rows(url: str) -> dict[str, list[tuple[Any, ...]]]:
    with psycopg.connect(url) as connection:
        return {name: connection.execute(statement).fetchall() for name, statement in ROWS.items()}


@pytest.fixture
def ready(database_url: str, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    done = amw("--sample", "init", home=tmp_path, url=database_url)
    assert done.returncode == 0, done.stderr
    yield database_url, tmp_path


def test_crawl_twice_and_replay(ready: tuple[str, Path], empty_database_url: str) -> None:
    url, home = ready
    first = amw("--sample", "crawl", home=home, url=url)
    assert first.returncode == 0, first.stdout + first.stderr
    for words in ("Qwen3.7", "Foundation Models · Player Map", "Artificial Analysis", "Next, with live sources", "#Alibaba"):
        assert words in first.stdout
    found = counts(url)
    assert found["articles"] >= 16
    assert 0 < found["stories"] < found["articles"]
    assert found["board_rows"] >= 300
    assert found["links"] > 0

    second = amw("--sample", "crawl", home=home, url=url)
    assert second.returncode == 0, second.stdout + second.stderr
    assert "Nothing new" in second.stdout
    assert re.findall(r"^(\d)/7 [\w-]+: complete, nothing new$", second.stderr, re.MULTILINE) == list("1234567")
    assert counts(url) == found

    captures = sorted(str(path) for path in home.rglob("*.warc.gz"))
    assert captures
    assert amw("--sample", "init", home=home, url=empty_database_url).returncode == 0
    again = amw("--sample", "replay", *captures, "--json", home=home, url=empty_database_url)
    assert again.returncode in (0, 3), again.stdout + again.stderr
    crawled, replayed = rows(url), rows(empty_database_url)
    for name in ROWS:
        differing = [(x, y) for x, y in zip(crawled[name], replayed[name], strict=False) if x != y]
        assert [(a, b) for x, y in differing for a, b in zip(x, y, strict=True) if a != b] == [], (name, differing[:1])
        assert len(replayed[name]) == len(crawled[name]), name


def test_killed_in_the_middle_loses_nothing_and_doubles_nothing(ready: tuple[str, Path]) -> None:
    url, home = ready
    command = [sys.executable, "-m", "amw.cli", "--sample", "crawl"]
    with subprocess.Popen(command, cwd=ROOT, env=environment(home, url), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as crawl:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and counts(url)["articles"] < 3 and crawl.poll() is None:
            time.sleep(0.02)
        crawl.send_signal(signal.SIGKILL)
    cut = counts(url)
    assert cut["articles"] >= 3
    done = amw("--sample", "crawl", "--json", home=home, url=url)
    assert done.returncode == 0, done.stdout + done.stderr
    verdicts = [json.loads(line)["verdict"] for line in done.stdout.splitlines()]
    assert set(verdicts) == {"complete"}
    with psycopg.connect(url) as connection:
        pending = connection.execute("select url from page where status = 'pending'").fetchall()
        doubled = connection.execute("select digest, count(*) from article group by url, digest having count(*) > 1").fetchall()
    assert pending == []
    assert doubled == []
    whole = counts(url)
    again = amw("--sample", "crawl", home=home, url=url)
    assert again.returncode == 0
    assert counts(url) == whole


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


def test_the_outbox_tells_everything_in_commit_order(ready: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTRACT_PROCESSES", "0")
    url, home = ready
    assert amw("--sample", "crawl", home=home, url=url).returncode == 0
    done = amw("export", "--since", "0-0", home=home, url=url)
    assert done.returncode == 0, done.stderr
    changes = [json.loads(line) for line in done.stdout.splitlines()]
    cursors = [tuple(map(int, change["cursor"].split("-"))) for change in changes]
    assert cursors == sorted(cursors)
    with psycopg.connect(url) as connection:
        articles = {row[0] for row in connection.execute("select id from article").fetchall()}
    assert {change["entity_id"] for change in changes if change["entity"] == "article"} == articles
    nothing = amw("export", "--since", changes[-1]["cursor"], home=home, url=url)
    assert (nothing.returncode, nothing.stdout) == (0, "")
    exported = [json.loads(line) for line in amw("export", home=home, url=url).stdout.splitlines()]
    assert {row["id"] for row in exported} == articles
    with psycopg.connect(url) as connection:
        for part in ("amount", "event", "claim"):
            (number,) = connection.execute(f"select count(*) from {part}").fetchone() or (0,)
            assert sum(len(row[f"{part}s"]) for row in exported) == number > 0
    assert any(claim["verdict"] == "contradicted" and claim["evidence"] for row in exported for claim in row["claims"])
    assert amw("export", "--since", "never", home=home, url=url).returncode == 2


def test_a_database_that_is_down_is_one_clear_line_and_nothing_is_fetched(tmp_path: Path) -> None:
    done = amw("--sample", "crawl", home=tmp_path, url="postgresql://nobody:secret@127.0.0.1:9/none?connect_timeout=2")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "no database" in done.stderr
    assert "secret" not in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.rglob("*.warc.gz"))


def test_a_database_without_schema_is_said_before_anything_is_done(empty_database_url: str, tmp_path: Path) -> None:
    for command in (("crawl",), ("stories",), ("boards", "show", "artificial_analysis")):
        done = amw("--sample", *command, home=tmp_path, url=empty_database_url)
        assert done.returncode == 1
        assert "amw init" in done.stderr
        assert "Traceback" not in done.stderr
    assert not list(tmp_path.rglob("*.warc.gz"))
