"""The whole line on the sample web, as a user runs it: crawl, crawl again, replay, cut, and go on."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from commands import ROOT, amw, counts, environment
from servers import clone

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


def rows(url: str) -> dict[str, list[tuple[Any, ...]]]:
    with psycopg.connect(url) as connection:
        return {name: connection.execute(statement).fetchall() for name, statement in ROWS.items()}


@pytest.fixture(scope="module")
def crawled(server_url: str, template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path, str]]:
    """The URL of a database into which the sample web was crawled once, the folder of its captures, and what the crawl said."""
    home = tmp_path_factory.mktemp("crawled")
    with clone(server_url, template_database) as url:
        done = amw("--sample", "init", home=home, url=url)
        assert done.returncode == 0, done.stderr
        first = amw("--sample", "crawl", home=home, url=url)
        assert first.returncode == 0, first.stdout + first.stderr
        yield url, home, first.stdout


def test_crawl_twice_and_replay(crawled: tuple[str, Path, str], empty_database_url: str) -> None:
    url, home, said = crawled
    for words in ("Qwen3.7", "Foundation Models · Player Map", "Artificial Analysis", "Next, with live sources", "#Alibaba"):
        assert words in said
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


def test_killed_in_the_middle_loses_nothing_and_doubles_nothing(stocked_url: str, tmp_path: Path) -> None:
    url, home = stocked_url, tmp_path
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


def test_the_outbox_tells_everything_in_commit_order(crawled: tuple[str, Path, str]) -> None:
    url, home, _ = crawled
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
