"""Stories from data end to end: two captures, a headline, its article beside the press's report, and nothing a second time."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from commands import amw
from crawling import Job, crawl

from amw.boards import Row, Snapshot
from amw.companies import Companies
from amw.db.connection import Database
from amw.db.store import Batch, read_keys, write
from items import BoardSnapshot
from pipelines.records import snapshot_record

AT = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=8)
FIELD = (("GPT-5.5", "OpenAI", "US", 60.0), ("Claude Opus 4.7", "Anthropic", "US", 57.0), ("DeepSeek V4", "DeepSeek", "CN", 51.0))
PRESS = {
    "source": "wire",
    "url": "https://wire.example/qwen",
    "title": "Qwen3.7 Max enters Artificial Analysis at 3rd, first in China",
    "text": "Alibaba's Qwen3.7 Max is new on Artificial Analysis with a score of 56.6. It stands third, and first among models from China.",
    "published_at": (AT + timedelta(hours=1)).isoformat(),
    "language": "en",
    "provenance": {},
}


def capture(hours: int, *models: tuple[str, str, str, float], version: str = "4.0") -> Snapshot:
    rows = [
        Row(key=name, raw_name=name, model=name, family=name, maker=maker, maker_key=maker.lower(), country=country, score=score)
        for name, maker, country, score in (*FIELD, *models)
    ]
    at = AT + timedelta(hours=hours)
    return Snapshot(board="artificial_analysis", captured_at=at, version=version, rows=tuple(rows), digest=f"digest {hours}")


async def store(url: str, *taken: Snapshot) -> None:
    async with await Database.open(url) as database:
        keys = await database.run(read_keys)
        items = [
            BoardSnapshot(
                source="artificial-analysis", url="https://aa.example/", board=one.board, fetched_at=one.captured_at, snapshot=one
            )
            for one in taken
        ]
        records = [snapshot_record(item, Companies.load()) for item in items]
        await database.run(lambda connection: write(connection, Batch(snapshots=records), keys))


def rows(url: str, statement: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(statement).fetchall()  # type: ignore[arg-type]


QWEN = ("Qwen3.7 Max", "Alibaba", "CN", 56.6)


async def test_a_move_becomes_an_article_once_beside_the_report_of_the_press(stocked_url: str, tmp_path: Path) -> None:
    await store(stocked_url, capture(-24), capture(0, QWEN))
    dry = amw("boards", "headlines", "--dry-run", "--json", url=stocked_url, home=tmp_path)
    (draft,) = [json.loads(line) for line in dry.stdout.splitlines()]
    assert (draft["title"], draft["source"]) == ("Qwen3.7 Max enters Artificial Analysis at 3rd, first in China", "artificial-analysis")
    assert rows(stocked_url, "select count(*) from article") == [(0,)]

    done = amw("boards", "headlines", "--json", url=stocked_url, home=tmp_path)
    assert done.returncode == 0, done.stderr
    statement = """select a.origin, s.key, a.url, a.version, a.published_at, a.provenance ->> 'title'
                   from article a join source s on s.id = a.source_id"""
    ((origin, source, url, version, published_at, provenance),) = rows(stocked_url, statement)
    assert (origin, source, url, version, published_at) == ("board", "artificial-analysis", draft["url"], 1, AT)
    assert AT.isoformat() in provenance
    assert ("alibaba",) in rows(stocked_url, "select c.key from article_company x join company c on c.id = x.company_id")

    again = amw("boards", "headlines", "--json", url=stocked_url, home=tmp_path)
    assert json.loads(again.stdout)["counts"]["amw/store/article/unchanged"] == 1
    assert rows(stocked_url, "select count(*), max(version) from article") == [(1, 1)]

    file = tmp_path / "press.jsonl"
    file.write_text(json.dumps(PRESS) + "\nno draft\n" + json.dumps({"title": "half a draft"}) + "\n")
    pipelines = __import__("settings").ITEM_PIPELINES
    (result,), log, _ = crawl([Job("desk", {"drafts": str(file)}, {"DATABASE_URL": stocked_url, "ITEM_PIPELINES": pipelines})], tmp_path)
    assert result.stats["amw/spider/desk/unreadable"] == 2, log
    assert rows(stocked_url, "select count(distinct story_id), count(*) from story_article") == [(1, 2)]


async def test_what_the_desk_has_seen_is_not_looked_at_again_and_a_new_method_makes_no_story(stocked_url: str, tmp_path: Path) -> None:
    from amw.db.connection import connect
    from amw.db.desk import untold

    await store(stocked_url, capture(-24), capture(0, QWEN), capture(1, QWEN, ("Gemini 4", "Google", "US", 70.0), version="4.1"))
    since = AT - timedelta(days=2)
    with connect(stocked_url) as connection:
        found, newest = untold(connection, since=since)
        assert [record["title"].split(" enters")[0] for record in found] == ["Qwen3.7 Max"]
        assert untold(connection, since=AT + timedelta(days=1)) == ([], 0)
    assert amw("boards", "headlines", url=stocked_url, home=tmp_path).returncode == 0
    with connect(stocked_url) as connection:
        assert untold(connection, since=since) == ([], 0)
        assert untold(connection, since=since, again=True) == (found, newest)


@pytest.mark.parametrize("arguments", [{}, {"drafts": "/nowhere/drafts.jsonl"}])
def test_without_drafts_there_is_no_crawl(arguments: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="drafts"):
        crawl([Job("desk", arguments)], tmp_path)
