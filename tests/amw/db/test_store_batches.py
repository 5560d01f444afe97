"""A batch on a real server: all of it or none of it, two writers end with one story, what is refused is found."""

from __future__ import annotations

import asyncio
import json
import random
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import psycopg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scrapy.utils.test import get_crawler
from storing import (
    NOW,
    RETOLD,
    TEXT,
    TITLE,
    article,
    rows,
    staged,
    store,
    stored,
    visit_row,
)

from amw.db.catalogue import sync
from amw.db.connection import Database
from amw.db.errors import Refused
from amw.db.judging import judge_again
from amw.db.runs import Run
from amw.db.statements import QUERIES, to_json
from amw.db.store import read_keys
from amw.plain import plain
from items import Rejected, Visit
from pipelines.records import rejected_record
from pipelines.store import Store


@pytest.mark.parametrize("round_", range(3))
async def test_two_writers_of_one_event_end_with_one_story(database: Database, round_: int) -> None:
    one = staged(article("https://wire.example/moonshot"))
    two = staged(article("https://daily.example/kimi", "Moonshot AI closes $2 billion round led by Alibaba", RETOLD))
    async with await Database.open(database.url) as other:
        await asyncio.gather(stored(database, one), stored(other, two))
    told = rows(database, "select count(distinct story_id), count(*), count(*) filter (where relation = 'new') from story_article")
    assert told == [(1, 2, 1)]
    novelty = dict(rows(database, "select x.relation, a.novelty from article a join story_article x on x.article_id = a.id"))
    assert novelty["same_story"] < novelty["new"]  # the second was judged against the first


async def test_a_batch_is_stored_whole_or_not_at_all(database: Database) -> None:
    good = staged(article("https://wire.example/moonshot"))
    bad = {**staged(article("https://daily.example/kimi", text=RETOLD)), "language": "not a language"}
    with pytest.raises(Refused):
        await stored(database, good, bad)
    for table in ("article", "story", "page"):
        assert rows(database, f"select count(*) from {table}") == [(0,)]


async def test_the_store_stage_finds_the_records_that_are_refused(database: Database) -> None:
    crawler = get_crawler(settings_dict={"DATABASE_URL": database.url})
    stage = Store(crawler)
    stage.database = database
    stage.keys = await database.run(read_keys)
    good = [staged(article(f"https://wire.example/{n}", f"{TITLE} {n}", f"{TEXT} {n}")) for n in range(5)]
    bad = {**good[2], "url": "https://wire.example/bad", "language": "not a language"}
    unstorable = {**good[1], "url": f"https://wire.example/{random.Random(1).randbytes(2_000).hex()}"}  # longer than an index takes
    await stage.commit([("articles", record) for record in [*good[:2], unstorable, good[2], bad, *good[3:]]])
    assert rows(database, "select count(*) from article") == [(5,)]
    assert rows(database, "select url, stage, reason from rejected") == [("https://wire.example/bad", "store", "refused")]
    assert crawler.stats is not None
    assert (crawler.stats.get_value("amw/store/rejected"), crawler.stats.get_value("amw/store/lost")) == (1, 1)


@pytest.mark.parametrize(("linger", "batches"), [(0.0, 3), ("0", 3), (None, 1)])
async def test_a_batch_waits_as_long_as_it_is_told(database: Database, linger: float | str | None, batches: int) -> None:
    crawler = get_crawler(settings_dict={"STORE_LINGER": linger})
    stage = Store(crawler)
    stage.database = database
    writer = asyncio.create_task(stage.write_batches())
    for n in range(3):
        visit = Visit(source="wire", url=f"https://wire.example/{n}", kind="article", outcome="fetched", fetched_at=NOW)
        await stage.queue.put(("visits", visit_row(visit)))
        await asyncio.sleep(0.5)
    await stage.queue.put(None)
    await writer
    assert rows(database, "select count(*) from page") == [(3,)]
    assert crawler.stats is not None
    assert crawler.stats.get_value("amw/store/batches") == batches


@pytest.mark.parametrize(("facts", "again"), [("facts", 1), ("facts || '{\"of another version\": 1}'", 1), ("facts - 'published_at'", 0)])
async def test_a_crawl_ends_whatever_the_facts_of_an_overtaken_report_are(stocked_url: str, facts: str, again: int) -> None:
    database = await Database.open(stocked_url)  # the stage closes it
    crawler = get_crawler(settings_dict={"DATABASE_URL": stocked_url})
    stage = Store(crawler)
    stage.run = await Run.start(database, {"key": "wire", "name": "Wire", "url": "https://wire.example/"}, NOW)
    await stored(database, staged(article("https://wire.example/moonshot")))
    await database.run(lambda connection: connection.execute(f"update article_report set facts = {facts}"))
    older = replace(article("https://daily.example/kimi", text=RETOLD), published_at=NOW - timedelta(days=3))
    await stored(database, staged(older))
    stage.database = database
    await stage.closed("finished")
    with psycopg.connect(stocked_url) as connection:
        assert connection.execute("select count(*) from crawl_run where verdict is not null").fetchone() == (1,)
    assert crawler.stats is not None
    assert crawler.stats.get_value("amw/store/judged_again") == again
    async with await Database.open(stocked_url) as database:
        assert await judge_again(database) == 0


async def test_ids_of_a_transaction_that_failed_are_forgotten(database: Database) -> None:
    keys = await database.run(read_keys)
    bad = {**staged(article("https://new.example/x")), "language": "not a language"}
    with pytest.raises(Refused):
        await store(database, articles=[bad])
    assert keys.sources == {}


async def test_a_rejection_keeps_its_facts_and_is_counted_when_met_again(database: Database) -> None:
    item = Rejected(source="wire", url="https://wire.example/x", stage="check", reason="no_title", at=NOW, raw={"text": "NUL\0 \ud800"})
    for _ in range(2):
        await store(database, rejected=[rejected_record(item)])
    assert rows(database, "select reason, seen, raw from rejected") == [("no_title", 2, {"text": "NUL "})]


async def test_changes_are_read_in_the_order_of_transactions_not_of_their_digits(database: Database) -> None:
    with psycopg.connect(database.url) as connection:
        for xid in ("9", "10", "11"):
            connection.execute("insert into change (xid, kind, entity, entity_id, payload) values (%s, 'insert', 'test', 1, '{}')", [xid])
        connection.commit()
        found = connection.execute(QUERIES["change_since"], {"xid": "0", "seq": 0, "limit": 10_000}).fetchall()
    assert [row[0] for row in found if row[3] == "test"] == ["9", "10", "11"]


leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.decimals() | st.datetimes() | st.sets(st.integers())
values = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)


@settings(max_examples=60)
@given(st.lists(st.dictionaries(st.sampled_from(["title", "x\0", "\\b"]), values)))
@example([{"a": "one\r\ntwo\x7f \u00a0 \\u0000 \\r", "b": ("\ud800", MappingProxyType({"c": Decimal("NaN")}))}])
def test_rows_are_written_as_their_plain_values(rows: list[dict[str, Any]]) -> None:
    assert json.loads(to_json(rows)) == json.loads(json.dumps(plain(rows)))


async def test_a_model_that_left_the_register_is_found_by_no_name(database: Database) -> None:
    """A store filled by an earlier edition has models that were mere formats of others; rows of boards may still point to them."""
    async with database.transaction() as connection:
        await connection.execute("INSERT INTO model (key, name) VALUES ('quill-w4a', 'Quill-W4A16')")
        await connection.execute(
            "INSERT INTO model_name (model_id, name, match_key) SELECT id, name, 'quill w4a16' FROM model WHERE key = 'quill-w4a'"
        )
        count = "SELECT count(*), count(*) FILTER (WHERE match_key = 'quill w4a16') FROM model_name"
        before = await (await connection.execute(count)).fetchone()
        await connection.execute("UPDATE catalogue_sync SET digest = 'another' WHERE name = 'models'")
        assert await sync(connection) == ["models"]
        after = await (await connection.execute(count)).fetchone()
        assert before is not None and after == (before[0] - 1, 0)
        assert await (await connection.execute("SELECT 1 FROM model WHERE key = 'quill-w4a'")).fetchone(), (
            "nothing that points to it is lost"
        )


def test_plain_values_can_be_stored() -> None:
    assert plain({"a\0": ["x\ud800", {2, 1}, float("nan"), NOW, None, True]}) == {"a": ["x", [1, 2], None, NOW.isoformat(), None, True]}
