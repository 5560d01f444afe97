"""What tests of the store share: reports as the stages make them, captures, and one way to store a batch and look at what it left."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from scrapy.utils.test import get_crawler

from amw.boards import Row, Snapshot
from amw.companies import Companies
from amw.db.connection import Database
from amw.db.store import Batch, read_keys, write
from amw.sources import Source
from items import Article, BoardSnapshot, Visit
from pipelines.assess import Assess, Assessed, report
from pipelines.clean import clean
from pipelines.identify import identify, telling
from pipelines.records import article_record, snapshot_record, visit_record
from pipelines.tag import tag

NOW = datetime(2026, 5, 20, 8, tzinfo=UTC)
COMPANIES = Companies.load()
LATER = datetime(2026, 10, 20, 12, tzinfo=UTC)  # months after the captures of a test
TITLE = "Moonshot AI raises $2 billion in a round led by Alibaba"
TEXT = (
    "Moonshot AI has raised $2 billion in a financing round led by Alibaba, two people with knowledge of the deal said on Wednesday. "
    "The round values the maker of the Kimi models at $18 billion after the money. Tencent took part as well. "
    "The company wants to spend the money on training and on its application for coding."
)
RETOLD = (
    "The Beijing start-up behind Kimi, Moonshot AI, closed a $2 billion funding round on Wednesday with Alibaba in the lead and Tencent "
    "taking part, people familiar with the matter said. It is now valued at $18 billion. Training and a coding product get the money."
)


def article(url: str, title: str = TITLE, text: str = TEXT, *, at: datetime = NOW, **fields: Any) -> Article:
    host = url.split("/")[2].split(".")[0]
    visit = Visit(source=host, url=url, kind="article", outcome="fetched", fetched_at=at, status=200, etag='"1"')
    made = Article(
        source=host,
        url=url,
        title=title,
        text=text,
        fetched_at=at,
        published_at=NOW - timedelta(hours=2),
        language="en",
        visit=visit,
        **fields,
    )
    cleaned = clean(made)
    return tagged(cleaned)


def tagged(item: Article, home: Source | None = None) -> Article:
    identified = identify(item, telling(item, home)(), home)
    return tag(identified, identified.told.tags)


def staged(item: Article) -> dict[str, Any]:
    """The record of `item` after group and assess, as their stages make it."""
    signed = resigned(item)
    return article_record(replace(signed, assessment=Assessed(report=report(signed), segment_name="Foundation Models")))


def resigned(item: Article) -> Article:
    """`item` with the signature of what it has become since its text was read."""
    return replace(item, told=replace(item.told, signature=telling(item)().signature))


async def store(database: Database, **records: Any) -> dict[str, int]:
    """Stores a batch of records (articles, snapshots, rates, visits, rejected) and says what that did, by stable names."""
    keys = await database.run(read_keys)
    batch = Batch(**records)
    return dict((await database.run(lambda connection: write(connection, batch, keys))).counts)


async def stored(database: Database, *records: dict[str, Any]) -> dict[str, int]:
    return await store(database, articles=records)


def rows(database: Database, statement: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(database.url) as connection:
        return connection.execute(statement).fetchall()  # type: ignore[arg-type]


def visit_row(visit: Visit) -> dict[str, Any]:
    record = visit_record(visit)
    assert record is not None
    return record


def snapshot(day: int, scores: dict[str, float], *, month: int = 5) -> dict[str, Any]:
    at = datetime(2026, month, day, 8, tzinfo=UTC)
    made = Snapshot(
        board="artificial_analysis",
        captured_at=at,
        version="4.0",
        rows=tuple(Row(key=name, raw_name=name, model=name, maker=name[:1], score=score, family=name) for name, score in scores.items()),
        digest=f"{month}-{day}-{scores}",
    )
    item = BoardSnapshot(source="aa", url="https://aa.example/models", board="artificial_analysis", fetched_at=at, snapshot=made)
    return snapshot_record(item, COMPANIES)


BELOW = {f"Model {n}": 50.0 - n / 10 for n in range(300)}


async def staged_with_verdicts(database: Database, item: Article) -> dict[str, Any]:
    stage = Assess(get_crawler())
    stage.database = database
    return article_record(await stage.article(resigned(item)))
