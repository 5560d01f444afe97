"""Grouping behind the database: the same stories as in memory, for any number of writers, and nothing twice."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from psycopg import AsyncConnection
from psycopg.types.json import Jsonb

from amw.db import stories
from amw.db.catalogue import sync
from amw.db.statements import QUERIES
from amw.db.story_window import PROVISIONAL, Loaded, Unread
from amw.stories import Change, Document, Placement, Signature, StoryIndex, sign
from amw.stories.cluster import MEMBERS
from amw.stories.statistics import Statistics
from amw.stories.window import Window

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
MAKERS = ["Tessera Robotics", "Quokka Labs", "Norvik Compute", "Halden AI", "Pelican Systems"]
EVENTS = [
    ("raises ${n}M", "{m} has raised {n} million dollars from Example Ventures to build a factory in {c}.", "funding"),
    ("sues a former engineer over {n} stolen files", "{m} filed a lawsuit in {c} against a former engineer who took {n} files.", "lawsuit"),
    (
        "opens a data center with {n} megawatts",
        "{m} opened a data center near {c} that draws {n} megawatts at full load.",
        "infrastructure",
    ),
    ("데이터센터 {n}메가와트 가동", "{m}, {c} 인근에서 {n}메가와트 규모 데이터센터를 가동했다고 밝혔다.", "infrastructure"),
]
CITIES = ["Lisbon", "Oslo", "Osaka", "Austin", "Lyon"]


def stream(count: int, seed: int = 5) -> list[Document]:
    """Reports of made-up events: some events told by several outlets in other words, some texts copied, some without a date or a text,
    some taken for another kind of event."""
    chance = random.Random(seed)
    documents: list[Document] = []
    told: list[tuple[str, str, str, str, datetime]] = []
    for n in range(count):
        at = MONDAY + timedelta(hours=3 * n)
        if told and chance.random() < 0.5:
            title, text, event, maker, begun = chance.choice(told[-6:])
            if chance.random() < 0.6:
                title, text = f"Report: {title}, says source", text.replace("has", "is said to have")
            event = chance.choice([event, event, "", "partnership", "funding"])
            text = chance.choice([text, text, text, "", title])
            at = begun + timedelta(hours=chance.randint(1, 60))
        else:
            head, body, event = chance.choice(EVENTS)
            maker, city, number = chance.choice(MAKERS), chance.choice(CITIES), chance.randint(20, 900)
            title = f"{maker} {head.format(n=number)}"
            text = (
                body.format(m=maker, n=number, c=city) + f" It is the {chance.choice(['first', 'second', 'largest'])} such step this year."
            )
            told.append((title, text, event, maker, at))
        named = (maker.split()[0].lower(),) if chance.random() < 0.8 else ()
        when = None if chance.random() < 0.1 else at
        documents.append(
            Document(
                doc_id=str(n), title=title, text=text, published_at=when, url=f"https://x.example/{n}", event=event or None, companies=named
            )
        )
    return documents


async def signed(connection: AsyncConnection[Any], documents: Sequence[Document]) -> list[tuple[int, Signature]]:
    """The documents with rows of their own, as a crawl would have stored them: their ids and signatures."""
    await connection.execute(
        "insert into source (key, name, kind, url) values ('x', 'X', 'feed', 'https://x.example/') on conflict do nothing"
    )
    ids = []
    for document in documents:
        cursor = await connection.execute(
            """insert into article (url, source_id, origin, title, text, published_at, first_seen_at, fetched_at, digest, derived_digest)
               select %s, id, 'page', %s, %s, %s, now(), now(), 'd', 'd' from source where key = 'x' returning id""",
            [document.url, document.title or "-", document.text, document.published_at],
        )
        ids.append((await cursor.fetchone() or (0,))[0])
    return list(zip(ids, map(sign, documents), strict=True))


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[AsyncConnection[Any]]:
    async with await AsyncConnection.connect(url, autocommit=True) as connection:
        yield connection


async def settle(connection: AsyncConnection[Any], articles: Sequence[tuple[int, Signature]]) -> list[Placement]:
    async with connection.transaction():
        await connection.execute(QUERIES["store_lock"])
        return await stories.settle(connection, articles)


async def grouped(connection: AsyncConnection[Any]) -> set[frozenset[int]]:
    cursor = await connection.execute("select array_agg(article_id) from story_article group by story_id")
    return {frozenset(row[0]) for row in await cursor.fetchall()}


@pytest.mark.parametrize(("batch", "held"), [(1, 1000), (7, 1000), (60, 1000), (7, 66), (60, 66)])
async def test_the_same_stream_gives_the_same_stories_as_in_memory(
    database_url: str, batch: int, held: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Window, "held", held)  # 66: the window slides over the stream, also within a batch
    documents = stream(140 if batch > 1 else 70)  # frequencies are renewed at 64 and 128, in the middle of batches too
    index = StoryIndex()
    expected = [index.place(sign(d)) for d in documents]
    assert {"new", "same_story", "duplicate"} <= {p.relation for p in expected}
    async with opened(database_url) as connection:
        articles = await signed(connection, documents)
        placed: list[Placement] = []
        for at in range(0, len(articles), batch):
            placed += await settle(connection, articles[at : at + batch])
        number = {id_: signature.doc_id for id_, signature in articles}
        for ours, theirs in zip(placed, expected, strict=True):
            assert (ours.relation, number.get(int(ours.nearest or 0))) == (theirs.relation, theirs.nearest)
            assert ours.score == pytest.approx(theirs.score)
            assert {k: v for k, v in ours.evidence.items() if k != "story"} == {k: v for k, v in theirs.evidence.items() if k != "story"}
        groups = {frozenset(number[i] for i in group) for group in await grouped(connection)}
        assert groups == {frozenset(members) for _, members in index.stories()}
        row = await (await connection.execute("select position, epoch from story_statistic")).fetchone()
        assert row == (len(documents), len(documents) // 64)
        kept = held + held // stories.SWEEPS
        row = await (await connection.execute("select min(position) >= %s from story_posting", [len(documents) - kept])).fetchone()
        assert row == (True,)


@pytest.mark.parametrize("size", [1, 6])
async def test_a_teaser_long_after_is_judged_by_its_outlet_as_in_memory(database_url: str, size: int) -> None:
    title = "Five questions about robots in parcel depots"
    text = "Each month our columnist answers five questions from readers about robots, parcels, depots and the rules that bind them."
    documents = [
        Document(
            doc_id=str(n), title=title, text=text, published_at=MONDAY + timedelta(days=40 * n), url=f"https://{outlet}/{n}", source=outlet
        )
        for n, outlet in enumerate(("a", "a", "b", "a", "", "b"))
    ]
    index = StoryIndex()
    alone = [index.place(sign(document)).relation for document in documents]
    assert alone == ["new", "new", "duplicate", "new", "duplicate", "duplicate"]
    async with opened(database_url) as connection:
        articles = await signed(connection, documents)
        placed = [one for n in range(0, len(articles), size) for one in await settle(connection, articles[n : n + size])]
    assert [one.relation for one in placed] == alone


async def test_a_posting_whose_report_is_gone_is_passed_over(database_url: str) -> None:
    async with opened(database_url) as connection:
        (one, signature), (two, _), (three, _) = await signed(connection, stream(3))
        await settle(connection, [(one, signature)])
        await connection.execute("delete from story_signature where article_id = %s", [one])
        (placed,) = await settle(connection, [(two, signature)])
        assert (placed.relation, placed.nearest) == ("new", None)
        (placed,) = await settle(connection, [(three, signature)])
        assert (placed.relation, placed.nearest) == ("duplicate", str(two))


async def test_the_same_articles_again_add_nothing(database_url: str) -> None:
    async with opened(database_url) as connection:
        articles = await signed(connection, stream(20))
        await settle(connection, articles)
        counts = "select (select count(*) from story), (select count(*) from story_article), (select count(*) from story_posting)"
        before = await (await connection.execute(counts)).fetchone()
        again = await settle(connection, articles)
        assert {p.relation for p in again} == {"duplicate"}
        assert await (await connection.execute(counts)).fetchone() == before


async def test_a_changed_text_keeps_its_story_and_is_found_by_its_new_words(database_url: str) -> None:
    first = Document(
        doc_id="1", title="Tessera Robotics raises $40M", text="Tessera Robotics raised money in Lisbon.", url="https://x.example/1"
    )
    changed = Document(
        doc_id="1", title="Tessera Robotics sues Quokka Labs", text="A lawsuit over parcel arms was filed in Oslo.", url=first.url
    )
    follow = Document(
        doc_id="2", title="Quokka Labs sued by Tessera Robotics", text="Lawsuit in Oslo over parcel arms.", url="https://x.example/2"
    )
    async with opened(database_url) as connection:
        (one, _), two = articles = await signed(connection, [first, follow])
        (placed,) = await settle(connection, articles[:1])
        (again,) = await settle(connection, [(one, sign(changed))])
        (other,) = await settle(connection, [two])
        assert (again.relation, again.story_id) == ("update", placed.story_id)
        assert other.story_id == placed.story_id
        relation = await (await connection.execute("select relation from story_article where article_id = %s", [one])).fetchone()
        assert relation == ("new",)


async def test_writers_that_store_reports_of_one_event_at_the_same_moment_end_with_one_story(database_url: str) -> None:
    titles = [
        "Tessera Robotics raises $40M from Example Ventures",
        "Robot maker Tessera Robotics raises $40 million from Example Ventures",
        "Example Ventures leads $40M round for Tessera Robotics",
        "Tessera Robotics lands $40M, led by Example Ventures",
    ]
    documents = [Document(doc_id=str(n), title=t, published_at=MONDAY, url=f"https://x.example/{n}") for n, t in enumerate(titles)]
    async with opened(database_url) as connection:
        articles = await signed(connection, documents)
        all_connected = asyncio.Barrier(len(articles))

        async def writer(article: tuple[int, Signature]) -> None:
            async with opened(database_url) as own:
                await all_connected.wait()
                await settle(own, [article])

        await asyncio.gather(*map(writer, articles))
        assert await grouped(connection) == {frozenset(id_ for id_, _ in articles)}
        relations = await (await connection.execute("select relation from story_article order by relation")).fetchall()
        assert [r[0] for r in relations] == ["new", "same_story", "same_story", "same_story"]


async def test_a_writer_that_fails_leaves_no_gap_and_no_trace(database_url: str) -> None:
    async with opened(database_url) as connection:
        articles = await signed(connection, stream(12))
        with pytest.raises(RuntimeError, match="power cut"):
            async with connection.transaction():
                await stories.settle(connection, articles[:6])
                raise RuntimeError("power cut")
        assert await grouped(connection) == set()
        placed = await settle(connection, articles)
        index = StoryIndex()
        assert [p.relation for p in placed] == [index.place(s).relation for _, s in articles]


async def test_merges_and_splits_are_kept_in_the_log_and_old_stories_point_on(database_url: str) -> None:
    async with opened(database_url) as connection:
        ids = [id_ for id_, _ in await signed(connection, stream(4, seed=10))]  # dated one after another
        for article_id in ids:
            cursor = await connection.execute(
                "insert into story (created_at, lead_article_id) values (now(), %s) returning id", [article_id]
            )
            story = (await cursor.fetchone() or (0,))[0]
            await connection.execute(
                "insert into story_article (article_id, story_id, relation, placed_at) values (%s, %s, 'new', now())", [article_id, story]
            )
        one, two, three, four = [r[0] for r in await (await connection.execute("select id from story order by id")).fetchall()]
        await connection.execute(QUERIES["story_merge"], {"source": three, "target": two, "reason": "they agree"})
        await connection.execute(QUERIES["story_merge"], {"source": two, "target": one, "reason": "they agree"})
        await connection.execute(
            QUERIES["story_split"], {"source": one, "target": four, "articles": [ids[2]], "reason": "nothing in common"}
        )
        rows = await (await connection.execute("select id, merged_into from story order by id")).fetchall()
        assert rows == [(one, None), (two, one), (three, one), (four, None)]
        log = await (await connection.execute("select kind, source_id, target_id, article_ids from story_change order by id")).fetchall()
        assert log == [("merge", three, two, [ids[2]]), ("merge", two, one, ids[1:3]), ("split", one, four, [ids[2]])]
        await connection.execute(QUERIES["story_span"], {"stories": [one, four]})
        lead = await (await connection.execute("select lead_article_id from story where id = %s", [four])).fetchone()
        assert lead == (ids[2],)


async def test_every_placement_tells_one_change_in_its_order(database_url: str) -> None:
    async with opened(database_url) as connection:
        articles = await signed(connection, stream(12))
        told = "select kind, entity_id, payload from change where entity = %s order by seq"
        for _ in range(2):  # what is placed again tells nothing
            await settle(connection, articles)
            rows = await (await connection.execute(told, ["story_article"])).fetchall()
            made = "select 'insert', article_id, to_jsonb(x) from story_article x order by article_id"
            assert rows == await (await connection.execute(made)).fetchall()
            rows = await (await connection.execute(told, ["story"])).fetchall()
            stories_made = await (await connection.execute("select id from story order by id")).fetchall()
            assert [row[1:2] for row in rows if row[0] == "insert"] == stories_made


def told_across_the_window() -> list[Document]:
    """Two reports of one event too far apart to be compared, and a third, between them, that joins their stories."""
    text = "Tessera Robotics has raised 40 million dollars from Example Ventures to build a factory near Lisbon, said Marta Quintela."
    title = "Tessera Robotics raises $40M from Example Ventures for a factory near Lisbon"
    return [
        Document(doc_id=str(day), title=title, text=text + more, published_at=MONDAY + timedelta(days=day), url=f"https://x.example/{day}")
        for day, more in ((0, ""), (25, " It is the first."), (12, " The staff doubles."))
    ]


@pytest.mark.parametrize("first", [0, 1, 2])
async def test_of_two_stories_that_a_report_joins_the_older_stays_wherever_a_batch_ends(database_url: str, first: int) -> None:
    documents = told_across_the_window()
    index = StoryIndex()
    alone = [index.place(sign(d)) for d in documents]
    assert [(c.kind, c.source, c.target) for c in alone[-1].changes] == [("merge", alone[1].story_id, alone[0].story_id)]
    async with opened(database_url) as connection:
        articles = await signed(connection, documents)
        placed = [*await settle(connection, articles[:first]), *await settle(connection, articles[first:])]
        older, newer = placed[0].story_id, placed[1].story_id
        assert placed[-1].story_id == older
        rows = await (await connection.execute("select id, merged_into, lead_article_id from story order by id")).fetchall()
        assert [row[:2] for row in rows] == [(older, None), (newer, older)]
        assert rows[0][2] == articles[0][0]
        of = await (await connection.execute("select distinct story_id from story_article")).fetchall()
        assert of == [(older,)]


async def test_a_report_published_before_the_lead_leads_when_it_arrives_later(database_url: str) -> None:
    text = "Tessera Robotics has raised 40 million dollars from Example Ventures to build a factory near Lisbon, said Marta Quintela."
    title = "Tessera Robotics raises $40M from Example Ventures for a factory near Lisbon"
    told = (
        (title, None, " No day is told."),
        ("UPDATE 1-" + title, 6, ""),
        (title, 0, " It is the first."),
        (title, 3, " The staff doubles."),
        (title, None, " More to come."),
    )
    documents = [
        Document(
            doc_id=str(n), title=headline, text=text + more, url=f"https://x.example/{n}",
            published_at=None if hours is None else MONDAY + timedelta(hours=hours),
        )
        for n, (headline, hours, more) in enumerate(told)
    ]  # fmt: skip
    async with opened(database_url) as connection:
        articles = await signed(connection, documents)
        leads = []
        for article in articles:
            (placed,) = await settle(connection, [article])
            rows = await (await connection.execute("select id, lead_article_id, first_published_at from story")).fetchall()
            assert [row[0] for row in rows] == [placed.story_id]
            leads.append((rows[0][1], rows[0][2]))
        (undated, late, early, *_) = (article_id for article_id, _ in articles)
        assert leads == [(undated, None), (late, MONDAY + timedelta(hours=6)), *[(early, MONDAY)] * 3]


async def test_a_damaged_table_of_frequencies_is_refused(database_url: str) -> None:
    (document,) = stream(1)
    async with opened(database_url) as connection:
        await connection.execute("insert into story_statistic (epoch, documents, checksum, frequency) values (3, 9, 1, 'x')")
        with pytest.raises(RuntimeError, match="damaged"):
            await settle(connection, [(1, sign(document))])


async def test_reading_costs_the_same_in_a_large_store(database_url: str) -> None:
    """Every list that a placement reads is bounded: the rows touched do not grow with the store."""
    async with opened(database_url) as connection:
        await settle(connection, await signed(connection, stream(1)))
        await connection.execute(
            """insert into article (url, source_id, origin, title, first_seen_at, fetched_at, digest, derived_digest)
               select 'https://y.example/' || n, id, 'page', '-', now(), now(), 'd', 'd' from source, generate_series(1, 3000) n"""
        )
        await connection.execute(
            """insert into story_signature (position, article_id, body)
               select row_number() over (order by id), id, (select body from story_signature limit 1)
               from article where url like '%y.example%'"""
        )
        key = await (await connection.execute("select key from story_posting limit 1")).fetchone()
        assert key
        await connection.execute("insert into story_posting select %s, position from story_signature where position > 0", [key[0]])
        await connection.execute("analyze story_posting")
        statement = "explain (analyze, format json) " + QUERIES["story_postings"]
        plan = await (await connection.execute(statement, {"keys": [key[0]], "limit": 64, "floor": 0})).fetchone()
        assert plan
        assert max(rows_of(plan[0][0]["Plan"])) <= 64


def rows_of(node: dict[str, Any]) -> list[float]:
    return [node["Actual Rows"], *(rows for child in node.get("Plans", ()) for rows in rows_of(child))]


async def test_reading_the_past_touches_no_more_rows_in_a_large_store(database_url: str) -> None:
    async with opened(database_url) as connection:
        await sync(connection)
        await signed(connection, stream(1))
        await connection.execute(
            """insert into article (url, source_id, origin, title, published_at, first_seen_at, fetched_at, digest, derived_digest,
                                    segment, lens)
               select 'https://y.example/' || n, id, 'page', '-', %(at)s - n * interval '1 hour', now(), now(), 'd', 'd',
                   'robotics', 'player_map'
               from source, generate_series(1, 3000) n where source.key = 'x'""",
            {"at": MONDAY},
        )
        await connection.execute("analyze article")
        around = {"n": 0, "companies": ["x"], "models": [], "segment": "robotics", "lens": "player_map", "at": MONDAY.isoformat()}
        for name in ("past_amounts", "past_story_ids"):
            asked = {"rows": Jsonb([around])}
            plan = await (await connection.execute("explain (analyze, format json) " + QUERIES[name], asked)).fetchone()
            assert plan
            assert max(rows_of(plan[0][0]["Plan"])) <= 300


def test_what_a_story_has_left_brings_older_members_into_sight() -> None:
    window = Loaded(Statistics(), 10, 0)
    body = sign(Document(doc_id="1", title="Tessera opens a plant in Porto")).to_bytes()
    for position in range(6):
        window.load(position, 100 + position, 7, body)
    window.complete(7)
    window.load(8, 108, 5, body)
    window.move([4, 5], PROVISIONAL)
    window.changed([Change(kind="split", source=7, target=PROVISIONAL, documents=("104", "105"), reason="apart")])
    with pytest.raises(Unread) as need:
        window.members(7)
    assert need.value.stories == [7]
    window.changed([Change(kind="merge", source=7, target=5, documents=("100",), reason="together")])
    assert window.behind(7) == ([7], MEMBERS + 2)
    assert window.behind(5) == ([5, 7], MEMBERS)
    assert list(window.members(PROVISIONAL)) == [4, 5]
