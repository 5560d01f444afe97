"""The store on a real server: all or nothing, twice is once, two writers end with one story, versions and moves in any order."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import psycopg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from psycopg.rows import dict_row
from scrapy.utils.test import get_crawler

from amw.boards import Row, Snapshot
from amw.companies import Companies
from amw.db.batch import to_json
from amw.db.captures import reread
from amw.db.connection import Database, connect
from amw.db.errors import Refused
from amw.db.judging import judge_again
from amw.db.known import article_at, story_page
from amw.db.queries import QUERIES
from amw.db.runs import Run
from amw.db.store import Batch, read_keys, write
from amw.plain import plain
from amw.runs import Verdict
from amw.stories import sign
from items import Article, BoardSnapshot, RateTable, Rejected, Visit
from pipelines.assess import Assess, Assessed, report
from pipelines.clean import clean
from pipelines.group import document, group
from pipelines.identify import finding, identify
from pipelines.records import article_record, rates_record, rejected_record, snapshot_record, visit_record
from pipelines.store import Store
from pipelines.tag import tag, tagging

NOW = datetime(2026, 5, 20, 8, tzinfo=UTC)
COMPANIES = Companies.load()
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
    return tagged(identify(cleaned, finding(cleaned)()))


def tagged(item: Article) -> Article:
    return tag(item, tagging(item)())


def staged(item: Article) -> dict[str, Any]:
    """The record of `item` after group and assess, as their stages make it."""
    signed = group(item, told := document(item), sign(told), None)
    return article_record(replace(signed, assessment=Assessed(report=report(signed), segment_name="Foundation Models")))


async def stored(database: Database, *records: dict[str, Any]) -> dict[str, int]:
    keys = await database.run(read_keys)
    written = await database.run(lambda connection: write(connection, Batch(articles=records), keys))
    return dict(written.counts)


@pytest.fixture
async def database(stocked_url: str) -> Any:
    async with await Database.open(stocked_url) as database:
        yield database


def rows(database: Database, statement: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(database.url) as connection:
        return connection.execute(statement).fetchall()  # type: ignore[arg-type]


async def test_an_article_becomes_its_rows(database: Database) -> None:
    counts = await stored(database, staged(article("https://wire.example/moonshot")))
    assert counts["article/new"] == 1
    assert rows(database, "select category, segment, lens, event from article") == [
        ("business", "foundation_models", "player_map", "funding")
    ]
    roles = dict(rows(database, "select c.key, x.role from article_company x join company c on c.id = x.company_id"))
    assert roles["moonshot-ai"] == "primary"
    assert ("funding", "moonshot-ai") in rows(database, "select e.kind, c.key from event e join company c on c.id = e.company_id")
    assert rows(database, "select status, etag, article_id is not null from page") == [("fetched", '"1"', True)]
    assert rows(database, "select kind from change where entity = 'article'") == [("insert",)]  # though it is judged after it is stored
    ((read, facts),) = rows(database, "select amw_read, amw_read_facts from article")
    assert "Moonshot AI" in read
    assert all(fact["refs"] for fact in facts)


async def test_a_company_out_of_the_register_stays_in_its_event(database: Database) -> None:
    title = "Meta acquires AI voice start-up Zyntarra Labs for an undisclosed sum"
    text = "Meta has bought Zyntarra Labs, a start-up for AI voices, the companies said on Wednesday. The price was not disclosed."
    await stored(database, staged(article("https://wire.example/zyntarra", title, text)))
    ((key, company, others, names, undisclosed, amount, start, end),) = rows(
        database,
        "select c.key, e.company_name, e.counterparties, e.counterparty_names, e.undisclosed, e.amount_id, e.start_at, e.end_at "
        "from event e left join company c on c.id = e.company_id",
    )
    assert (key, company, others, names, undisclosed, amount) == ("meta", None, [], ["Zyntarra Labs"], True, None)
    assert f"{title}\n{text}"[start:end].lower().startswith("acquire")
    funded = ("AI start-up Zyntarra Labs raises $30 million", "Zyntarra Labs, a start-up for AI voices, has raised $30 million, it said.")
    await stored(database, staged(article("https://wire.example/zyntarra-2", *funded)))
    found = rows(database, "select company_name, company_id from event e join article a on a.id = e.article_id where a.event = 'funding'")
    assert found == [("Zyntarra Labs", None)]
    ((id_,),) = rows(database, "select id from article where event = 'funding'")
    with psycopg.connect(database.url, row_factory=dict_row) as connection:
        (told,) = connection.execute(QUERIES["article_events"], {"id": id_}).fetchall()  # type: ignore[arg-type]
    assert (told["company"], told["company_known"], told["undisclosed"]) == ("Zyntarra Labs", False, False)


async def test_an_outlet_tells_what_stands_on_its_site_whichever_feeds_led_there(database: Database) -> None:
    feed = replace(article("https://wire.example/moonshot"), source="planet", visit=None)
    home = article("https://wire.example/again", "Kimi's maker raises $2 billion")
    other = replace(article("https://www.post.example/kimi", text=RETOLD), source="planet", visit=None)
    await stored(database, *(staged(item) for item in (feed, home, other)))
    assert rows(database, "select key, name, country from article_outlet order by article_id") == [
        ("wire.example", "wire.example", None),
        ("wire.example", "wire.example", None),
        ("post.example", "post.example", None),
    ]
    assert rows(database, "select source, reports, outlets from story_now") == [("wire.example", 3, 2)]


async def test_the_same_batch_twice_adds_nothing(database: Database) -> None:
    item = article("https://wire.example/moonshot")
    await stored(database, staged(item))
    before = rows(database, "select count(*), max(seq) from change")
    counts = await stored(database, staged(replace(item, fetched_at=NOW + timedelta(hours=1))))
    assert counts["article/unchanged"] == 1
    assert rows(database, "select count(*), max(seq) from change") == before
    assert rows(database, "select count(*) from article_version") == [(1,)]


async def test_a_changed_text_is_a_version_with_what_changed(database: Database) -> None:
    item = article("https://wire.example/moonshot")
    await stored(database, staged(item))
    later = article("https://wire.example/moonshot", TITLE.replace("$2", "$3"), TEXT.replace("$2", "$3"), at=NOW + timedelta(hours=3))
    counts = await stored(database, staged(later))
    assert counts["article/updated"] == 1
    versions = rows(database, "select version, title, changed from article_version order by version")
    assert [version[0] for version in versions] == [1, 2]
    assert {"headline", "amount"} <= set(versions[1][2])
    assert rows(database, "select version, title from article") == [(2, later.title)]
    assert rows(database, "select count(*) from story_article") == [(1,)]


async def test_an_articles_change_is_told_once_a_transaction_without_what_is_long(database: Database) -> None:
    await stored(database, staged(article("https://wire.example/moonshot")))
    told = "select kind, payload from change where entity = 'article' order by seq"
    row = "select to_jsonb(a) - '{text,provenance,tag_evidence}'::text[] from article a"
    ((made,),) = rows(database, row)
    with psycopg.connect(database.url) as connection:
        connection.execute("update article set title = title || '?'")
        connection.execute("update article set title = left(title, -1)")
    assert rows(database, told) == [("insert", made)]  # as it was before
    with psycopg.connect(database.url) as connection:
        connection.execute("update article set title = 'One'")
        connection.execute("update article set title = 'Two', text = 'Other'")
    with psycopg.connect(database.url) as connection:
        connection.execute("update article set text = reverse(text)")
    assert rows(database, told)[1:] == [("update", made | {"title": "Two"})] * 2


async def test_an_older_capture_that_comes_later_leaves_the_present_text(database: Database) -> None:
    url = "https://wire.example/moonshot"
    older = article(url)
    newer = article(url, TITLE.replace("$2", "$3"), TEXT.replace("$2", "$3"), at=NOW + timedelta(hours=3))
    await stored(database, staged(newer))
    for _ in range(2):  # a second replay adds nothing
        counts = await stored(database, staged(older))
        assert counts["article/late"] == 1
        assert rows(database, "select title, version, fetched_at from article") == [(newer.title, 1, newer.fetched_at)]
        known = rows(database, "select title, changed, seen_at from article_version order by seen_at")
        assert [row[0] for row in known] == [older.title, newer.title]
        assert {"headline", "amount"} <= set(known[1][1]) and known[0][1] == []
    latest = article(url, TITLE.replace("$2", "$4"), TEXT.replace("$2", "$4"), at=NOW + timedelta(hours=6))
    await stored(database, staged(latest))
    assert rows(database, "select title, version from article") == [(latest.title, 3)]
    assert rows(database, "select version from article_version order by seen_at") == [(2,), (1,), (3,)]


async def test_a_text_that_comes_back_is_a_version_again(database: Database) -> None:
    url = "https://wire.example/moonshot"
    for hours, figure in ((0, "$2"), (3, "$3"), (6, "$2")):
        item = article(url, TITLE.replace("$2", figure), TEXT.replace("$2", figure), at=NOW + timedelta(hours=hours))
        await stored(database, staged(item))
    assert rows(database, "select version, title from article_version order by seen_at")[-1] == (3, TITLE)
    assert rows(database, "select version, title from article") == [(3, TITLE)]


async def test_every_version_keeps_the_text_it_was_seen_with(database: Database) -> None:
    url = "https://wire.example/moonshot"
    texts = [TEXT.replace("$2", figure) for figure in ("$2", "$3", "$4")]
    first, second, third = (article(url, TITLE, text, at=NOW + timedelta(hours=n)) for n, text in enumerate(texts))
    await stored(database, staged(first), staged(third))  # the one that was written over within the batch
    await stored(database, staged(second))  # and the one that comes late
    seen = [text for (text,) in rows(database, "select text from article_version order by seen_at")]
    assert seen == [first.text, second.text, third.text] and len(set(seen)) == 3
    assert rows(database, "select text from article") == [(third.text,)]


async def test_a_changed_summary_is_a_version_and_a_silent_edit(database: Database) -> None:
    url = "https://wire.example/moonshot"
    told = [f"Moonshot AI has raised ${sum_} billion in a financing round led by Alibaba." for sum_ in (2, 3)]
    for hours, lead in ((0, told[0]), (1, told[0]), (3, told[1])):
        counts = await stored(database, staged(article(url, text="", lead=lead, origin="feed", at=NOW + timedelta(hours=hours))))
    assert counts["article/silent_edit"] == 1
    versions = rows(database, "select version, lead, changed, changes ->> 'silent' from article_version order by version")
    assert versions == [(1, told[0], [], None), (2, told[1], ["amount", "rewritten"], "true")]
    with psycopg.connect(database.url) as connection:
        id_ = connection.execute("select id from article").fetchall()[0][0]
        known = [article_at(connection, id_, NOW + timedelta(hours=hours)) for hours in (2, 4)]
    assert [(one.lead, one.text, one.silent) for one in known if one] == [(told[0], "", False), (told[1], "", True)]


async def test_the_page_after_its_summary_is_no_edit(database: Database) -> None:
    url = "https://wire.example/moonshot"
    await stored(database, staged(article(url, text="", lead="Moonshot AI has raised money.", origin="feed")))
    counts = await stored(database, staged(article(url, at=NOW + timedelta(hours=1))))
    assert counts["article/updated"] == 1 and not counts["article/silent_edit"]
    assert rows(database, "select changed, changes, lead from article_version where version = 2") == [([], {"fuller": True}, None)]


async def test_another_feeds_summary_is_no_edit(database: Database) -> None:
    url = "https://wire.example/moonshot"
    leads = {"wire": "Moonshot AI has raised $2 billion.", "gazette": "A Beijing start-up is said to have raised money."}
    for hours in range(4):
        source = ("wire", "gazette")[hours % 2]
        item = article(url, text="", lead=leads[source], origin="feed", at=NOW + timedelta(hours=hours))
        await stored(database, staged(replace(item, source=source, visit=replace(item.visit, source=source))))
    assert rows(database, "select version, lead from article_version") == [(1, leads["wire"])]


async def test_a_summary_takes_the_place_of_another_feeds_headline(database: Database) -> None:
    url = "https://wire.example/moonshot"
    for hours, (source, lead) in enumerate((("gazette", ""), ("wire", "Moonshot AI has raised $2 billion."), ("gazette", ""))):
        item = article(url, text="", lead=lead, origin="feed", at=NOW + timedelta(hours=hours))
        counts = await stored(database, staged(replace(item, source=source, visit=replace(item.visit, source=source))))
    assert counts["article/kept_first"] == 1
    told = rows(database, "select version, lead, changes from article_version order by version")
    assert [(version, lead or "") for version, lead, _ in told] == [(1, ""), (2, "Moonshot AI has raised $2 billion.")]
    assert told[1][2] == {"fuller": True}


async def test_a_capture_that_is_read_otherwise_later_is_no_edit(database: Database) -> None:
    for text in (TEXT, TEXT.replace("$2", "$3")):
        counts = await stored(database, staged(article("https://wire.example/moonshot", text=text)))
    assert counts["article/updated"] == 1 and not counts["article/silent_edit"]
    assert rows(database, "select changed, changes from article_version where version = 2") == [([], {"reread": True})]


async def test_what_a_newer_engine_reads_otherwise_is_no_silent_edit(database: Database) -> None:
    url = "https://wire.example/moonshot"
    texts = (TEXT, TEXT, TEXT.replace("$2", "$3"), TEXT.replace("$2", "$4"), f"{TEXT}\nCorrection: the sum is not known.")
    by = ("old blocks", "new blocks", "new blocks", "newer template", "newest blocks")
    for hours, (text, reader) in enumerate(zip(texts, by, strict=True)):
        await stored(database, {**staged(article(url, text=text, at=NOW + timedelta(hours=hours))), "read_by": reader})
    told = "changes - '{amounts,rewritten,removed,added}'::text[]"
    versions = rows(database, f"select read_by, changed, {told} from article_version order by version")
    assert versions[:3] == [
        ("new blocks", [], {}),  # the same text: both read it so
        ("new blocks", ["amount", "rewritten"], {"silent": True}),
        ("newer template", [], {"other_reader": True}),
    ]
    assert versions[3][0] == "newest blocks" and "correction" in versions[3][1] and "silent" not in versions[3][2]


async def test_a_version_of_before_readers_were_kept_blames_nobody(database: Database) -> None:
    url = "https://wire.example/moonshot"
    await stored(database, staged(article(url)))
    with psycopg.connect(database.url) as connection:
        connection.execute("update article_version set read_by = null")
    counts = await stored(database, staged(article(url, text=TEXT.replace("$2", "$3"), at=NOW + timedelta(hours=1))))
    assert counts["article/updated"] == 1 and not counts["article/silent_edit"]


async def test_an_entry_alone_does_not_replace_the_page(database: Database) -> None:
    await stored(database, staged(article("https://wire.example/moonshot")))
    counts = await stored(database, staged(article("https://wire.example/moonshot", text="A teaser.", origin="feed")))
    assert counts["article/kept_richer"] == 1
    assert rows(database, "select origin, version from article") == [("page", 1)]


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


async def test_the_store_stage_finds_the_record_that_is_refused(database: Database) -> None:
    crawler = get_crawler(settings_dict={"DATABASE_URL": database.url})
    stage = Store(crawler)
    stage.database = database
    stage.keys = await database.run(read_keys)
    good = [staged(article(f"https://wire.example/{n}", f"{TITLE} {n}", f"{TEXT} {n}")) for n in range(5)]
    bad = {**good[2], "url": "https://wire.example/bad", "language": "not a language"}
    await stage.commit([("articles", record) for record in [*good[:3], bad, *good[3:]]])
    assert rows(database, "select count(*) from article") == [(5,)]
    assert rows(database, "select url, stage, reason from rejected") == [("https://wire.example/bad", "store", "refused")]
    assert crawler.stats is not None
    assert crawler.stats.get_value("amw/store/rejected") == 1


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
        await database.run(lambda connection: write(connection, Batch(articles=[bad]), keys))
    assert keys.sources == {}


async def test_a_model_that_another_writer_met_first_is_named_all_the_same(database: Database) -> None:
    met = {
        "key": "kimi-k99",
        "name": "Kimi K99",
        "maker": "moonshot-ai",
        "family": "Kimi",
        "version": None,
        "variant": None,
        "effort": None,
    }
    before = await database.run(read_keys)  # both crawls began before either met it
    for host, text in (("wire", TEXT), ("daily", RETOLD)):
        record = {
            **staged(article(f"https://{host}.example/kimi", text=text)),
            "models": [{**met, "effort": None, "mentions": 1}],
        }
        await database.run(lambda connection, record=record: write(connection, Batch(articles=[record]), before))
    named = rows(database, "select count(*) from article_model x join model m on m.id = x.model_id where m.key = 'kimi-k99'")
    assert named == [(2,)]
    assert rows(
        database, "select count(*) from change c join model m on m.id = c.entity_id where c.entity = 'model' and m.key = 'kimi-k99'"
    ) == [(1,)]


async def test_a_rejection_keeps_its_facts_and_is_counted_when_met_again(database: Database) -> None:
    keys = await database.run(read_keys)
    item = Rejected(source="wire", url="https://wire.example/x", stage="check", reason="no_title", at=NOW, raw={"text": "NUL\0 \ud800"})
    for _ in range(2):
        await database.run(lambda connection: write(connection, Batch(rejected=[rejected_record(item)]), keys))
    assert rows(database, "select reason, seen, raw from rejected") == [("no_title", 2, {"text": "NUL "})]


async def test_the_frontier_and_the_validators_move_together(database: Database) -> None:
    keys = await database.run(read_keys)
    page = {"url": "https://wire.example/a", "kind": "article", "entry": {"title": "A"}, "follow": True}
    visit = Visit(
        source="wire",
        url="https://wire.example/feed",
        kind="feed",
        outcome="fetched",
        fetched_at=NOW,
        status=200,
        etag='"9"',
        found=(page,),
    )
    await database.run(lambda connection: write(connection, Batch(visits=[plain_visit(visit)]), keys))
    found = rows(database, "select url, status, etag, next_fetch_at is not null, entry from page order by url")
    assert found == [
        ("https://wire.example/a", "pending", None, True, {"title": "A", "follow": True}),
        ("https://wire.example/feed", "fetched", '"9"', False, {}),
    ]
    unchanged = replace(visit, outcome="not_modified", status=304, etag=None, found=(), fetched_at=NOW + timedelta(hours=1))
    await database.run(lambda connection: write(connection, Batch(visits=[plain_visit(unchanged)]), keys))
    assert rows(database, "select etag, fetched_at from page where kind = 'feed'") == [('"9"', NOW + timedelta(hours=1))]


async def test_a_page_that_fails_is_put_off_ever_longer_and_then_given_up(database: Database) -> None:
    keys = await database.run(read_keys)
    pauses = []
    for attempt in range(9):
        at = NOW + timedelta(days=attempt)
        visit = Visit(source="wire", url="https://wire.example/a", kind="article", outcome="failed", reason="timeout", fetched_at=at)
        await database.run(lambda connection, visit=visit: write(connection, Batch(visits=[plain_visit(visit)]), keys))
        ((next_,),) = rows(database, "select next_fetch_at from page")
        pauses.append(None if next_ is None else next_ - at)
    assert pauses[:2] == [timedelta(minutes=15), timedelta(minutes=15)] or pauses[1] > pauses[0]
    assert all(a <= b for a, b in pairwise(pauses) if a and b)
    assert pauses[-1] is None


async def test_a_page_that_is_put_off_stays_due_and_waits_as_long_as_its_server_wishes(database: Database) -> None:
    keys = await database.run(read_keys)
    wish = NOW + timedelta(hours=5)
    seen = Visit(source="wire", url="https://wire.example/a", kind="article", outcome="failed", reason="http_503", fetched_at=NOW)
    due = []
    for visit in (
        replace(seen, retry_at=NOW),  # "at once", says one that has just failed
        replace(seen, retry_at=wish),
        replace(seen, outcome="skipped", reason="host_budget"),
        replace(seen, outcome="skipped", reason="host_backing_off", retry_at=wish),
        replace(seen, outcome="skipped", reason="not_captured"),
    ):
        await database.run(lambda connection, visit=visit: write(connection, Batch(visits=[plain_visit(visit)]), keys))
        due += rows(database, "select status, next_fetch_at, failures from page")
    assert due == [
        ("failed", NOW + timedelta(minutes=15), 1),
        ("failed", wish, 2),
        ("pending", NOW, 2),
        ("pending", wish, 2),
        ("pending", None, 2),
    ]


async def test_a_page_that_was_put_off_by_a_clock_far_ahead_is_due_at_the_next_crawl(database: Database) -> None:
    keys = await database.run(read_keys)
    source = {"key": "wire", "name": "Wire", "url": "https://wire.example/feed"}
    now = datetime.now(UTC)
    for path, at in (("a", now + timedelta(days=4_000)), ("b", now)):
        visit = Visit(source="wire", url=f"https://wire.example/{path}", kind="article", outcome="failed", reason="timeout", fetched_at=at)
        await database.run(lambda connection, visit=visit: write(connection, Batch(visits=[plain_visit(visit)]), keys))
    run = await Run.start(database, source, now)
    assert run is not None
    await run.finish(None, Verdict("failed"), {}, now)
    assert rows(database, "select url, next_fetch_at <= now() from page order by url") == [
        ("https://wire.example/a", True),
        ("https://wire.example/b", False),
    ]


async def test_a_source_is_due_after_its_interval_or_at_once_where_it_was_stopped_and_never_before_its_server_wishes(
    database: Database,
) -> None:
    source = {"key": "wire", "name": "Wire", "url": "https://wire.example/feed"}
    sound = Visit(source="wire", url=source["url"], kind="feed", outcome="fetched", fetched_at=NOW, status=200)
    asked = replace(sound, outcome="failed", reason="http_429", status=429, retry_at=NOW + timedelta(days=2))
    due = []
    for visit, outcome, stopped in (
        (sound, "complete", False),
        (sound, "partial", True),
        (asked, "failed", False),
        (sound, "complete", False),
    ):
        run = await Run.start(database, source, NOW)
        assert run is not None
        keys = await database.run(read_keys)
        await database.run(lambda connection, visit=visit, keys=keys: write(connection, Batch(visits=[plain_visit(visit)]), keys))
        await run.finish(database, Verdict(outcome), {}, NOW, stopped=stopped)
        due += rows(database, "select next_crawl_at, failures from source where key = 'wire'")
    hour = timedelta(hours=1)
    assert due == [(NOW + hour, 0), (NOW, 0), (NOW + timedelta(days=2), 1), (NOW + hour, 0)]


def plain_visit(visit: Visit) -> dict[str, Any]:
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


async def test_rows_of_a_board_are_stored_once_and_moves_do_not_depend_on_the_order_of_arrival(database: Database) -> None:
    first, second, third = (
        snapshot(1, {"A one": 50.0, "B two": 40.0}),
        snapshot(2, {"A one": 50.0, "B two": 60.0}),
        snapshot(3, {"A one": 50.0, "B two": 60.0, "C three": 70.0}),
    )
    statement = (
        "select a.captured_at, b.captured_at, m.kind, m.row_key from board_move m join board_snapshot a on a.id = m.before_id "
        "join board_snapshot b on b.id = m.after_id order by 1, 2, m.position"
    )
    found = []
    for order in ((first, second, third), (third, first, second)):
        keys = await database.run(read_keys)
        for record in order:
            await database.run(lambda connection, record=record, keys=keys: write(connection, Batch(snapshots=[record]), keys))
        found.append(rows(database, statement))
        assert rows(database, "select count(*) from board_row") == [(4,)]
        assert rows(database, "select cardinality(row_ids) from board_snapshot order by captured_at") == [(2,), (2,), (3,)]
        with psycopg.connect(database.url) as connection:
            connection.execute("truncate board_step, board_snapshot, board_state, board_line cascade")
    assert found[0] == found[1]
    assert {"overtook", "entered"} <= {move[2] for move in found[0]}


leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.decimals() | st.datetimes() | st.sets(st.integers())
values = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)


@settings(max_examples=60)
@given(st.lists(st.dictionaries(st.sampled_from(["title", "x\0", "\\b"]), values)))
@example([{"a": "one\r\ntwo\x7f \u00a0 \\u0000 \\r", "b": ("\ud800", MappingProxyType({"c": Decimal("NaN")}))}])
def test_rows_are_written_as_their_plain_values(rows: list[dict[str, Any]]) -> None:
    assert json.loads(to_json(rows)) == json.loads(json.dumps(plain(rows)))


def test_plain_values_can_be_stored() -> None:
    assert plain({"a\0": ["x\ud800", {2, 1}, float("nan"), NOW, None, True]}) == {"a": ["x", [1, 2], None, NOW.isoformat(), None, True]}


async def test_a_claim_is_held_against_the_capture_whichever_comes_first(database: Database) -> None:
    text = "Alpha Lab's new model A one ranks first on Artificial Analysis, ahead of GPT-5.5, the company said on Wednesday. " * 2
    said = article("https://wire.example/rank", "GPT-5.5 ranks 1st on Artificial Analysis leaderboard", text)
    assert any(claim.board_key for claim in said.claims)
    board = snapshot(19, {"GPT-5.5": 60.0, "Claude Opus 4.7": 59.0, **{f"Model {n}": 50.0 - n / 10 for n in range(300)}})
    found = []
    for order in ("board first", "story first"):
        keys = await database.run(read_keys)
        if order == "board first":
            await database.run(lambda connection, keys=keys: write(connection, Batch(snapshots=[board]), keys))
            await stored(database, await staged_with_verdicts(database, said))
        else:
            await stored(database, await staged_with_verdicts(database, said))
            await database.run(lambda connection, keys=keys: write(connection, Batch(snapshots=[board]), keys))
        statement = "select kind, scope, value, verdict, evidence, snapshot_id is not null, amw_read from claim, article order by position"
        found.append(rows(database, statement))
        with psycopg.connect(database.url) as connection:
            connection.execute("truncate article, story, board_snapshot, board_state, board_line, page cascade")
    assert found[0] == found[1]
    assert ("supported", True) in {(row[3], row[5]) for row in found[0]}
    assert "capture of 19 May 2026 confirms it" in found[0][0][-1], "the Read follows the verdict"


async def test_a_claim_of_an_earlier_month_is_held_against_that_months_captures_whichever_comes_first(database: Database) -> None:
    index = "the Artificial Analysis Intelligence Index"
    text = f"Claude Opus 4.7 led {index} in May. GPT-5.5 led {index} in May."
    said = replace(article("https://wire.example/past", "A look back", text, at=LATER), published_at=LATER)
    assert {claim.month for claim in said.claims} == {5}
    below = {f"Model {n}": 50.0 - n / 10 for n in range(300)}
    boards = [snapshot(day, {"GPT-5.5": 60.0, "Claude Opus 4.7": 59.0, **below}) for day in (3, 4, 20)]
    boards += [snapshot(19, {"GPT-5.5": 60.0, "Claude Opus 4.7": 69.0, **below}, month=month) for month in (6, 7, 8, 9, 10)]
    found = []
    for order in ("boards first", "story first"):
        keys = await database.run(read_keys)
        for step in (0, 1) if order == "boards first" else (1, 0):
            if step == 0:
                await database.run(lambda connection, keys=keys: write(connection, Batch(snapshots=boards), keys))
            else:
                await stored(database, await staged_with_verdicts(database, said))
        found.append(rows(database, "select record->>'model', verdict, evidence, snapshot_id is not null from claim order by position"))
        with psycopg.connect(database.url) as connection:
            connection.execute("truncate article, story, board_snapshot, board_state, board_line, page cascade")
    assert found[0] == found[1]
    assert {row[0]: (row[1], row[3]) for row in found[0]} == {"Claude Opus 4.7": ("contradicted", True), "GPT-5.5": ("supported", True)}
    assert all("capture of 2026-05-" in row[2] for row in found[0])


async def test_a_claim_that_an_earlier_version_understood_too_well_is_read_again_before_it_is_contradicted(database: Database) -> None:
    index = "the Artificial Analysis Intelligence Index"
    text = f"Claude Opus 4.7 leads {index} for the company. Claude Sonnet 4.6 leads {index}."
    said = replace(article("https://wire.example/stored", "Who leads", text, at=LATER), published_at=LATER)
    await stored(database, await staged_with_verdicts(database, said))
    with psycopg.connect(database.url) as connection:
        connection.execute("update claim set record = record - 'unread'")
    below = {f"Model {n}": 50.0 - n / 10 for n in range(300)}
    board = snapshot(19, {"GPT-5.5": 60.0, "Claude Opus 4.7": 57.0, "Claude Sonnet 4.6": 56.0, **below}, month=10)
    keys = await database.run(read_keys)
    await database.run(lambda connection: write(connection, Batch(snapshots=[board]), keys))
    held = rows(database, "select record->>'model', verdict from claim order by position")
    assert dict(held) == {"Claude Opus 4.7": "not_checkable", "Claude Sonnet 4.6": "contradicted"}


async def test_what_a_company_tells_of_itself_on_its_own_site_stays_contradicted(database: Database) -> None:
    """That it is the company's own site is known beside the text, when the claim is found and when its text is read again."""
    said = own_post("Leading the field", "We now rank first on the Artificial Analysis Intelligence Index.")
    assert [claim.company for claim in said.claims] == ["anthropic"]
    await stored(database, await staged_with_verdicts(database, said))
    keys = await database.run(read_keys)
    for day in (19, 20):
        board = snapshot(day, {"GPT-5.5": 60.0, "Claude Opus 4.7": 57.0, **BELOW}, month=10)
        await database.run(lambda connection, board=board: write(connection, Batch(snapshots=[board]), keys))
        assert rows(database, "select verdict from claim") == [("contradicted",)]


async def test_a_claim_that_is_read_with_another_field_today_is_not_contradicted(database: Database) -> None:
    text = "Apart from OpenAI, Anthropic's Claude Opus 4.7 leads the Artificial Analysis Intelligence Index."
    said = replace(article("https://wire.example/field", "Who leads", text, at=LATER), published_at=LATER)
    assert [claim.but for claim in said.claims] == [("OpenAI",)]
    await stored(database, await staged_with_verdicts(database, said))
    board = snapshot(19, {"GPT-5.5": 60.0, "Claude Opus 4.7": 57.0, **BELOW}, month=10)
    keys = await database.run(read_keys)
    with psycopg.connect(database.url) as connection:
        connection.execute("update claim set record = record - 'but'")
    await database.run(lambda connection: write(connection, Batch(snapshots=[board]), keys))
    assert rows(database, "select verdict from claim") == [("not_checkable",)]


async def test_contradictions_of_an_earlier_version_are_read_again_without_a_capture(database: Database) -> None:
    index = "the Artificial Analysis Intelligence Index"
    text = f"Claude Opus 4.7 leads {index} for the company. Claude Sonnet 4.6 leads {index}."
    said = replace(article("https://wire.example/stored", "Who leads", text, at=LATER), published_at=LATER)
    board = snapshot(19, {"GPT-5.5": 60.0, "Claude Opus 4.7": 57.0, "Claude Sonnet 4.6": 56.0, **BELOW}, month=10)
    keys = await database.run(read_keys)
    await database.run(lambda connection: write(connection, Batch(snapshots=[board]), keys))
    await stored(database, await staged_with_verdicts(database, said))
    with psycopg.connect(database.url) as connection:
        connection.execute("update claim set verdict = 'contradicted', record = record - 'unread'")
    assert await database.run(reread) == 1
    with psycopg.connect(database.url) as another:
        another.execute(QUERIES["store_lock"])
        assert await asyncio.wait_for(database.run(reread), 20) == 0, "where nothing is in doubt, no writer is waited for"
    held = rows(database, "select record->>'model', verdict from claim order by position")
    assert dict(held) == {"Claude Opus 4.7": "not_checkable", "Claude Sonnet 4.6": "contradicted"}


async def test_claims_that_a_newer_version_reads_otherwise_take_the_place_of_the_old(database: Database) -> None:
    index = "the Artificial Analysis Intelligence Index"
    text = f"Claude Opus 4.7 leads {index} for the company. Claude Sonnet 4.6 leads {index}."
    said = article("https://wire.example/stored", "Who leads", text, at=LATER)
    for claims in (said.claims, said.claims[:1], ()):
        await stored(database, await staged_with_verdicts(database, replace(said, claims=claims)))
        assert rows(database, "select count(*) from claim") == [(len(claims),)]
    assert len(said.claims) == 2


def own_post(title: str, text: str) -> Article:
    """An article on Anthropic's own site, which its text does not name."""
    made = article("https://wire.example/own", title, text, at=LATER)
    found = finding(made, "anthropic")
    return replace(tagged(identify(made, found())), published_at=LATER)


BELOW = {f"Model {n}": 50.0 - n / 10 for n in range(300)}


async def staged_with_verdicts(database: Database, item: Article) -> dict[str, Any]:
    stage = Assess(get_crawler())
    stage.database = database
    return article_record(await stage.article(group(item, told := document(item), sign(told), None)))


LATER = datetime(2026, 10, 20, 12, tzinfo=UTC)  # months after the captures of a test
BANK = "https://bank.example/eurofxref-hist.zip"
RATED = datetime(2026, 11, 4, 9, tzinfo=UTC)  # after the shipped table's last day, within the week in which that one's rate serves
PRICED = (
    "Acme AI raised 700 million yuan, after 80 million euros in spring and £30 million (about $41 million) before. AI chips cost it a lot."
)


def priced(published_at: datetime) -> Article:
    made = article("https://wire.example/yuan", "Acme AI raises 700 million yuan", PRICED, at=RATED + timedelta(days=30))
    return tagged(replace(made, published_at=published_at))


def rate_table(day: int, **units: str) -> dict[str, Any]:
    """The record of an answer with the rates of one day of November 2026."""
    at = datetime(2026, 11, day, 16, tzinfo=UTC)
    visit = Visit(source="bank.example", url=BANK, kind="other", outcome="fetched", fetched_at=at, status=200, etag=f'"{day}"')
    rates = tuple((date(2026, 11, day), currency, Decimal(rate)) for currency, rate in units.items())
    return rates_record(RateTable(source="bank.example", url=BANK, fetched_at=at, rates=rates, visit=visit))


async def told(database: Database, *records: dict[str, Any]) -> dict[str, int]:
    keys = await database.run(read_keys)
    return dict((await database.run(lambda connection: write(connection, Batch(rates=records), keys))).counts)


def in_dollars(database: Database) -> dict[str, tuple[Any, ...]]:
    found = rows(database, "select currency, usd, rate_on from amount order by start_at")
    return {currency: (usd, day) for currency, usd, day in found}


@pytest.mark.parametrize("article_at", range(4))
async def test_an_article_and_the_rates_of_its_day_come_in_any_order(database: Database, article_at: int) -> None:
    """Rates of the 2nd, the 4th and the 5th; the article is of the 4th: its rate is the 4th's, whenever it arrives."""
    item = priced(RATED)
    tables = [rate_table(2, USD="1.1", CNY="7.7"), rate_table(4, USD="1.2", CNY="8.4"), rate_table(5, USD="9", CNY="9")]
    for place in range(4):
        if place == article_at:
            await stored(database, staged(item))
        if place < 3:
            await told(database, tables[place])
    day = date(2026, 11, 4)
    dollars = in_dollars(database)
    assert dollars["CNY"] == (Decimal("100000000.00"), day)
    assert dollars["EUR"] == (Decimal("96000000.00"), day)
    assert dollars["GBP"] == (Decimal(41_000_000), None)  # as the text states


async def test_rates_are_stored_once_and_stand(database: Database) -> None:
    assert (await told(database, rate_table(4, USD="1.2", CNY="8.4")))["rates/new"] == 2
    again = await told(database, rate_table(4, USD="5", CNY="5"), rate_table(4, USD="6"))
    assert again.get("rates/new", 0) == 0
    assert rows(database, "select currency, per_euro from currency_rate order by 1") == [("CNY", Decimal("8.4")), ("USD", Decimal("1.2"))]
    assert rows(database, "select kind, status, etag from page") == [("other", "fetched", '"4"')]


async def test_a_rate_older_than_a_week_converts_nothing(database: Database) -> None:
    await stored(database, staged(priced(RATED + timedelta(days=9))))
    await told(database, rate_table(4, USD="1.2", CNY="8.4"), rate_table(6, USD="1.2"))
    assert in_dollars(database)["CNY"] == (None, None)


async def test_rates_no_table_can_hold_are_refused_whole(database: Database) -> None:
    with pytest.raises(Refused):
        await told(database, rate_table(4, USD="1.2", CNY="-8"))
    assert rows(database, "select * from currency_rate") == []
    assert rows(database, "select * from page") == []


async def test_a_claim_judged_before_a_capture_came_is_judged_again_where_it_is_stored(database: Database) -> None:
    text = "Alpha Lab's new model A one ranks first on Artificial Analysis, ahead of GPT-5.5, the company said on Wednesday. " * 2
    said = article("https://wire.example/rank", "GPT-5.5 ranks 1st on Artificial Analysis leaderboard", text)
    judged = await staged_with_verdicts(database, said)
    assert "supported" not in {claim["verdict"] for claim in judged["claims"]}
    board = snapshot(19, {"GPT-5.5": 60.0, "Claude Opus 4.7": 59.0, **{f"Model {n}": 50.0 - n / 10 for n in range(300)}})
    keys = await database.run(read_keys)
    await database.run(lambda connection: write(connection, Batch(snapshots=[board], articles=[judged]), keys))
    assert ("supported", True) in rows(database, "select verdict, snapshot_id is not null from claim")


async def test_changes_are_read_in_the_order_of_transactions_not_of_their_digits(database: Database) -> None:
    with psycopg.connect(database.url) as connection:
        for xid in ("9", "10", "11"):
            connection.execute("insert into change (xid, kind, entity, entity_id, payload) values (%s, 'insert', 'test', 1, '{}')", [xid])
        connection.commit()
        found = connection.execute(QUERIES["change_since"], {"xid": "0", "seq": 0, "limit": 10_000}).fetchall()
    assert [row[0] for row in found if row[3] == "test"] == ["9", "10", "11"]


async def test_an_old_story_of_a_busy_company_stands_among_its_neighbours(database: Database) -> None:
    def report_of(name: str, days: int) -> dict[str, Any]:
        made = article(
            f"https://wire.example/{name}", title=f"Moonshot AI opens its {name} office", text="", lead=f"Moonshot AI is in {name}."
        )
        return staged(replace(made, published_at=NOW - timedelta(days=days)))

    await stored(database, *(report_of(*told) for told in (("Oslo", 130), ("Turku", 128), ("Bergen", 125))))
    await stored(database, *(report_of(f"Lyon {n}", 1) for n in range(70)))
    ((oslo,),) = rows(database, "select x.story_id from story_article x join article a on a.id = x.article_id where a.title like '%Oslo%'")
    with connect(database.url) as connection:
        connection.execute("update article set lens = null")  # by its company alone
        connection.execute("delete from story_link")
        page = story_page(connection, oslo)
    assert page is not None
    found = {entry.story.title.split()[4] for entry in (*page.entries, *page.related) if not entry.this}
    assert found == {"Turku", "Bergen"}


async def test_a_new_date_moves_a_report_among_those_of_its_company(database: Database) -> None:
    told = "select distinct told_at from article_company union select distinct told_at from article_model"
    undated = replace(article("https://wire.example/moonshot"), published_at=None)
    await stored(database, staged(undated))
    assert rows(database, told) == [(NOW,)]
    await stored(database, staged(replace(undated, published_at=NOW - timedelta(days=9), fetched_at=NOW + timedelta(hours=1))))
    assert rows(database, told) == [(NOW - timedelta(days=9),)]
