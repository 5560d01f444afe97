"""Articles on a real server: their rows, their versions, what is an edit and what is none, their stories' time and place."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row
from storing import (
    NOW,
    RETOLD,
    TEXT,
    TITLE,
    article,
    rows,
    staged,
    stored,
)

from amw.db.as_of import article_at, story_page
from amw.db.connection import Database, connect
from amw.db.statements import QUERIES
from amw.db.store import Batch, read_keys, write


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


@pytest.mark.parametrize("batches", [(1, 1, 1), (1, 2), (2, 1), (3,)])
async def test_a_text_that_comes_back_is_a_version_again(database: Database, batches: tuple[int, ...]) -> None:
    url = "https://wire.example/moonshot"
    seen = iter(
        staged(article(url, TITLE.replace("$2", figure), TEXT.replace("$2", figure), at=NOW + timedelta(hours=hours)))
        for hours, figure in ((0, "$2"), (3, "$3"), (6, "$2"))
    )
    for size in batches:
        await stored(database, *islice(seen, size))
    told = rows(database, "select version, title, changed @> '{headline}' from article_version order by seen_at")
    assert told == [(1, TITLE, False), (2, TITLE.replace("$2", "$3"), True), (3, TITLE, True)]
    assert rows(database, "select version, title from article") == [(3, TITLE)]


@pytest.mark.parametrize("batches", [(1, 1, 1, 1), (2, 2), (4,)])
async def test_captures_out_of_order_are_told_alike_whichever_batches_they_fall_into(database: Database, batches: tuple[int, ...]) -> None:
    for n, order in enumerate(((0, 1, 1, 0), (0, 3, 1, 2), (2, 0, 1, 3))):
        figures = {hour: "$2" if hour in (0, 2) else "$3" for hour in order}
        seen = iter(
            staged(
                article(
                    f"https://wire.example/moonshot-{n}",
                    TITLE.replace("$2", figures[hour]),
                    TEXT.replace("$2", figures[hour]),
                    at=NOW + timedelta(hours=hour),
                )
            )
            for hour in order
        )
        for size in batches:
            await stored(database, *islice(seen, size))
    told = rows(
        database,
        "select right(a.url, 1), v.version, v.digest = a.digest from article_version v join article a on a.id = v.article_id "
        "order by a.url, v.seen_at",
    )
    assert told == [("0", 1, False), ("0", 2, True), ("1", 1, False), ("1", 2, True), ("2", 2, True), ("2", 1, False), ("2", 3, True)]


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
