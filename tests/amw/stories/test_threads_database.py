"""The past, the thread and what was known at a moment, on a real server."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import psycopg
import pytest
from chat_server import chat, completion
from psycopg import AsyncConnection
from typer.testing import CliRunner

from amw.cli import app
from amw.companies import Companies
from amw.db.as_of import article_at, company_at, story_at, story_page
from amw.db.connection import Database
from amw.db.judging import LINKS, judge_again
from amw.db.rephrasing import rephrasable, store_rephrased
from amw.db.report_facts import report_of
from amw.db.statements import QUERIES, fetch, fetch_one
from amw.db.store import Batch, Keys, read_keys, write
from amw.money import find_amounts
from amw.stages import tell
from amw.stories import Document
from amw.tags.records import Event
from items import Article
from pipelines.assess import Assessed, report
from pipelines.records import article_record

COMPANIES = Companies.load()
START = datetime(2026, 5, 4, 9, tzinfo=UTC)
BODY = (
    "{name} is asking investors for {sum}, people with knowledge of the talks said on Monday. The money would let the company build "
    "computing of its own instead of renting it, and hire abroad for the first time.\nThe founder wants no board seat to go to anybody who "
    "would change the order of research and revenue, one of the people said. Talks may still fail, both cautioned."
)


def article(url: str, name: str, sum_: str, day: float, **facts: Any) -> Article:
    """A report that `name` seeks `sum_`, published and fetched `day` days after the start."""
    at = START + timedelta(days=day)
    title, text = f"{name} seeks {sum_}", BODY.format(name=name, sum=sum_)
    known: dict[str, Any] = {
        "source": "wire", "url": f"https://{url}", "fetched_at": at, "title": title, "text": text, "published_at": at, "language": "en",
        "category": "business", "segment": "foundation_models", "lens": "player_map", "event": "funding", "form": "story", "relevant": True,
        **facts,
    }  # fmt: skip
    title, text = known["title"], known["text"]
    whole = f"{title}\n{text}"
    found = [replace(m, role="primary") for m in COMPANIES.find(whole) if m.company and m.company.name == name]
    amounts = tuple(replace(a, kind="sought") for a in find_amounts(whole))
    told = tell(Document(doc_id=known["url"], title=title, text=text, published_at=known["published_at"], language="en"))
    item = Article(**known, mentions=tuple(found), amounts=amounts, told=told)
    return replace(item, assessment=Assessed(report=report(item), segment_name="Foundation Models"))


async def stored(url: str, *batches: list[Article]) -> None:
    async with await AsyncConnection.connect(url) as connection:
        keys: Keys = await read_keys(connection)
        for batch in batches:
            written = await write(connection, Batch(articles=[article_record(item) for item in batch]), keys)
            keys = written.keys
            await connection.commit()


@pytest.fixture
def two_rounds() -> list[list[Article]]:
    return [
        [article("a.example/1", "DeepSeek", "$7.4 billion", 0)],
        [article("b.example/1", "DeepSeek", "$8.9 billion", 0.2, source="daily")],
        [article("a.example/2", "OpenAI", "$30 billion", 20), article("a.example/3", "DeepSeek", "$10 billion", 30)],
    ]


@pytest.fixture
def many_rounds() -> list[list[Article]]:
    rounds = []
    for n, port in enumerate("Antwerp Bilbao Cork Danzig Emden Fiume Genoa Hull Izmir Jaffa Kiel".split()):
        told = {"title": f"DeepSeek seeks ${n + 3} billion in {port}", "text": " ".join(f"{port}{n}{word}" for word in range(40))}
        rounds.append([article(f"a.example/{n}", "DeepSeek", "", 5.5 * n, **told)])
    return rounds


def one(connection: psycopg.Connection[Any], url: str) -> dict[str, Any]:
    row = connection.execute(
        """select a.id, x.story_id, x.relation, x.evidence, a.novelty, a.significance, a.significance_parts, a.amw_read, a.amw_read_facts
           from article a join story_article x on x.article_id = a.id where a.url = %s""",
        [f"https://{url}"],
    ).fetchone()
    assert row is not None
    names = ("id", "story", "relation", "evidence", "novelty", "significance", "significance_parts", "read", "facts")
    return dict(zip(names, row, strict=True))


async def test_rounds_threads_and_conflicts(stocked_url: str, two_rounds: list[list[Article]]) -> None:
    await stored(stocked_url, *two_rounds)
    with psycopg.connect(stocked_url) as connection:
        first, other, next_round = (one(connection, url) for url in ("a.example/1", "b.example/1", "a.example/3"))
        # One round told with two amounts is one story with the conflict noted.
        assert first["story"] == other["story"]
        (conflict,) = other["evidence"]["conflicts"]
        assert (conflict["here"], conflict["there"]) == ("$8.9 billion", "$7.4 billion")
        assert conflict["report"] == "article:https://a.example/1"
        assert "conflicts" not in first["evidence"]
        assert "$8.9 billion" in other["read"] and "$7.4 billion" in other["read"]
        # Two rounds a month apart are two stories in one thread.
        assert next_round["story"] != first["story"]
        tie = next(t for t in fetch(connection, "story_thread", id=next_round["story"], limit=9) if t["story_id"] == first["story"])
        assert (tie["kind"], tie["later"]) == ("continues", False)
        assert tie["evidence"] == (
            "DeepSeek’s financing of 3 June 2026 ($10 billion sought) came 30 days after its financing of 4 May 2026 ($7.4 billion sought)."
        )
        assert "DeepSeek’s financing of 4 May 2026 ($7.4 billion sought)" in next_round["read"]
        assert f"story:{first['story']}" in {ref for clause in next_round["facts"] for ref in clause["refs"]}
        # The lead of a story that was told again has the outlets of all in its significance.
        assert first["significance_parts"]["told_by"] == 2
        assert other["novelty"] < first["novelty"]


async def test_the_same_again_changes_no_score(stocked_url: str, two_rounds: list[list[Article]]) -> None:
    await stored(stocked_url, *two_rounds)
    scores = "select url, novelty, significance, amw_read from article order by url"
    with psycopg.connect(stocked_url) as connection:
        before = connection.execute(scores).fetchall()
    await stored(stocked_url, *two_rounds)
    with psycopg.connect(stocked_url) as connection:
        assert connection.execute(scores).fetchall() == before


async def test_an_earlier_story_that_arrives_late_joins_the_thread(stocked_url: str, two_rounds: list[list[Article]]) -> None:
    await stored(stocked_url, *reversed(two_rounds))
    with psycopg.connect(stocked_url) as connection:
        first, next_round = one(connection, "a.example/1"), one(connection, "a.example/3")
        tie = fetch_one(connection, "story_thread", id=first["story"], limit=1)
        assert tie is not None and tie["later"] and (tie["story_id"], tie["kind"]) == (next_round["story"], "continues")


async def test_ties_do_not_hang_on_the_order_of_arrival(stocked_url: str, many_rounds: list[list[Article]]) -> None:
    told = "select a.url, b.url, l.kind, l.score, l.evidence from story_link l join story s on s.id = l.from_story_id join article a"
    told += " on a.id = s.lead_article_id join story t on t.id = l.to_story_id join article b on b.id = t.lead_article_id order by 1, 2"
    await stored(stocked_url, *many_rounds)
    with psycopg.connect(stocked_url) as connection:
        in_order = connection.execute(told).fetchall()
        connection.execute("truncate article, story, story_signature, story_posting, story_statistic cascade")
    await stored(stocked_url, *reversed(many_rounds))
    with psycopg.connect(stocked_url) as connection:
        assert connection.execute(told).fetchall() == in_order
    assert len(in_order) > 30 and max(Counter(row[0] for row in in_order).values()) == LINKS
    assert {kind for _, _, kind, _, _ in in_order} == {"continues"}


async def test_page(stocked_url: str, two_rounds: list[list[Article]]) -> None:
    await stored(stocked_url, *two_rounds)
    with psycopg.connect(stocked_url) as connection:
        page = story_page(connection, one(connection, "a.example/2")["story"])
        assert page is not None
        assert [(e.story.company, e.this, e.later) for e in page.entries] == [
            ("DeepSeek", False, True),
            ("OpenAI", True, False),
            ("DeepSeek", False, False),
        ]
        then = story_page(connection, one(connection, "a.example/2")["story"], at=START + timedelta(days=25))
        assert then is not None and [e.story.company for e in then.entries] == ["OpenAI", "DeepSeek"]
        assert story_page(connection, 10**9) is None


async def test_a_round_is_in_the_thread_of_the_next_however_much_the_company_did_between(stocked_url: str) -> None:
    def told(url: str, kind: str, day: float) -> Article:
        event = Event(company="deepseek", type=kind, status="announced", on=(START + timedelta(days=day)).date())
        words = " ".join(f"{url}{n}" for n in range(40))
        return article(url, "DeepSeek", "", day, title=f"DeepSeek in {url[10:]}", text=words, event=kind, events=(event,))

    between = [told(f"a.example/port{n}", "partnership", 250 + n) for n in range(40)]
    await stored(stocked_url, [told("a.example/first", "funding", 0)], between, [told("a.example/next", "funding", 300)])
    with psycopg.connect(stocked_url) as connection:
        first, last = (one(connection, f"a.example/{name}")["story"] for name in ("first", "next"))
        page = story_page(connection, last)
        assert page is not None
        kinds = {entry.story.story_id: edge.kind for entry, edge in page.ties}
        assert kinds[first] == "continues" and set(kinds.values()) == {"continues", "follows"}
        assert first not in {entry.story.story_id for entry in page.related}
        unknown = story_page(connection, last, at=START - timedelta(days=1))
        assert unknown is not None and not unknown.ties


async def test_what_grouping_found_near_is_in_the_thread(stocked_url: str) -> None:
    told = {"gulls": "A pier that counts its gulls", "bells": "Bells of the north"}
    await stored(
        stocked_url,
        [
            article(f"a.example/{n}", "", "", n, title=title, text=" ".join(f"{word}{m}" for m in range(40)))
            for n, (word, title) in enumerate(told.items(), 1)
        ],
    )
    with psycopg.connect(stocked_url) as connection:
        first, second = (one(connection, f"a.example/{n}") for n in (1, 2))
        connection.execute("update story_article set nearest_article_id = null, score = 0")
        assert story_page(connection, second["story"]).ties == ()  # type: ignore[union-attr]
        connection.execute(
            "update story_article set nearest_article_id = %s, score = 0.4 where article_id = %s", [first["id"], second["id"]]
        )
        for own, other in ((first, second), (second, first)):
            page = story_page(connection, own["story"])
            assert page is not None and [entry.story.story_id for entry, _ in page.ties] == [other["story"]]


async def test_related_are_the_nearest_in_subject_of_what_its_map_holds_in_a_month(stocked_url: str) -> None:
    pier = "keeper camera gull pier tide count feather nest railing ferry"
    told = [
        ("How a pier counts its gulls", pier, 0.0),
        ("What lenses see of birds", "lens shutter tripod camera gull feather autumn heron marsh reed", 2.0),
        ("A ledger that adds itself", "invoice ledger clerk sum column audit stamp drawer", 1.0),
        ("What a ferry heard", "horn fog ferry gull camera feather buoy", 40.0),
    ]
    stories = [
        article(f"a.example/{n}", "", "", day, title=title, text=words, event="opinion") for n, (title, words, day) in enumerate(told, 1)
    ]
    others = [article(f"b.example/{n}", "", "", 3, title=f"Yard {n}", text=f"rope{n} mast{n} hull{n}", event="opinion") for n in range(80)]
    await stored(stocked_url, stories[:1], stories[1:], others)
    with psycopg.connect(stocked_url) as connection:
        connection.execute("update story_article set nearest_article_id = null, score = 0")
        ids = [one(connection, f"a.example/{n}")["story"] for n in range(1, 5)]
        page = story_page(connection, ids[0])
        assert page is not None and not page.ties
        assert [(entry.story.story_id, entry.reason) for entry in page.related][:1] == [(ids[1], "same map, 2 days later")]
        assert ids[3] not in {entry.story.story_id for entry in page.related}, "a month later it is no news beside it"
        then = story_page(connection, ids[0], at=START + timedelta(hours=1))
        assert then is not None and then.related == ()
        connection.execute("delete from story_signature")
        unsigned = story_page(connection, ids[0])
        assert unsigned is not None and len(unsigned.related) == 1


async def test_as_known_at(stocked_url: str) -> None:
    first = article("a.example/1", "DeepSeek", "$7.4 billion", 0)
    edited = article("a.example/1", "DeepSeek", "$9.4 billion", 0, fetched_at=START + timedelta(days=1))
    noise = article("a.example/1", "DeepSeek", "$9.4 billion", 0, fetched_at=START + timedelta(days=2), text=edited.text + "\n12 comments")
    later = article("b.example/1", "DeepSeek", "$9.4 billion", 3, source="daily")
    await stored(stocked_url, [first], [edited], [noise], [later])
    day = timedelta(days=1)
    with psycopg.connect(stocked_url) as connection:
        own = one(connection, "a.example/1")
        at = [article_at(connection, own["id"], START + n * day + timedelta(hours=1)) for n in (-1, 0, 1, 2, 9)]
        assert at[0] is None
        assert [(a.version, a.title, a.silent) for a in at[1:] if a] == [
            (1, "DeepSeek seeks $7.4 billion", False),
            (2, "DeepSeek seeks $9.4 billion", True),
            (3, "DeepSeek seeks $9.4 billion", False),
            (3, "DeepSeek seeks $9.4 billion", False),
        ]
        assert at[2] is not None and at[2].changed == ("headline", "amount", "rewritten")
        assert at[3] is not None and at[3].changed == ()

        assert story_at(connection, own["story"], START - day) is None
        known = story_at(connection, own["story"], START + timedelta(hours=1))
        assert known is not None and known.lead.version == 1 and len(known.reports) == 1
        known = story_at(connection, own["story"], START + 9 * day)
        assert known is not None and [r["source"] for r in known.reports] == ["wire", "daily"]

        company = company_at(connection, "deepseek", START + timedelta(hours=1))
        assert company is not None and company.company["articles"] == 1
        assert company_at(connection, "deepseek", START - day).company["articles"] == 0  # type: ignore[union-attr]
        assert company_at(connection, "no-such-company", START) is None


async def test_a_story_is_known_as_it_was_before_a_merge(stocked_url: str, two_rounds: list[list[Article]]) -> None:
    await stored(stocked_url, *two_rounds)
    with psycopg.connect(stocked_url, autocommit=True) as connection:
        a, b = one(connection, "a.example/1"), one(connection, "a.example/3")
        before = datetime.now(UTC)
        connection.execute(QUERIES["story_merge"], {"source": b["story"], "target": a["story"], "reason": "one event after all"})

        def members(story: int, at: datetime) -> list[int]:
            known = story_at(connection, story, at)
            return [r["article_id"] for r in known.reports] if known else []

        after = datetime.now(UTC) + timedelta(seconds=1)
        assert b["id"] in members(b["story"], before) and b["id"] not in members(a["story"], before)
        assert b["id"] in members(a["story"], after) and members(b["story"], after) == []


async def test_another_wording_of_a_read(stocked_url: str, two_rounds: list[list[Article]]) -> None:
    await stored(stocked_url, *two_rounds)
    with psycopg.connect(stocked_url, autocommit=True) as connection:
        first, *others = rephrasable(connection, limit=9)
        assert store_rephrased(connection, first, "DeepSeek seeks more.", "some-model")
        assert not store_rephrased(connection, first, "Told again.", "some-model")  # it is no longer what was looked up
        assert [read["id"] for read in rephrasable(connection, limit=9)] == [read["id"] for read in others]
        row = connection.execute("select amw_read, amw_read_facts -> -1 ->> 'text' from article where id = %s", [first["id"]]).fetchone()
        assert row == ("DeepSeek seeks more.", first["amw_read"])


async def test_the_command_asks_the_chat_completions_of_an_api(stocked_url: str, two_rounds: list[list[Article]]) -> None:
    await stored(stocked_url, *two_rounds)
    asked: list[dict[str, Any]] = []
    with chat(completion("not one sentence"), asked=asked) as endpoint:
        words = ["stories", "rephrase", "--endpoint", endpoint.url.removesuffix("/chat/completions"), "--model", "m", "--limit", "1"]
        done = await asyncio.to_thread(CliRunner().invoke, app, words, env={"DATABASE_URL": stocked_url})
    assert (done.exit_code, [question["path"] for question in asked]) == (3, ["/v1/chat/completions"])


PORTS = "Antwerp Bilbao Cork Danzig Emden Fiume Genoa Hull Izmir Jaffa Kiel Lagos".split()


def of_many_kinds() -> list[Article]:
    """Reports of twelve days, two of them of one event, each of words of its own."""
    kinds = (
        ("funding", "seeks ${n} billion in {port}"),
        ("product_launch", "opens a router in {port}"),
        ("personnel", "names a pilot in {port}"),
    )
    items = []
    for n, port in enumerate(PORTS):
        event, words = kinds[n % 3]
        name = ("DeepSeek", "OpenAI")[n % 2]
        told = {
            "title": f"{name} {words.format(n=n + 3, port=port)}",
            "text": " ".join(f"{port}{n}{word}" for word in range(40)),
            "event": event,
        }
        items.append(article(f"a.example/{n}", name, "", 5.5 * n, **told))
    told_again = article("b.example/0", "DeepSeek", "$7.4 billion", 61.2, source="daily")
    return [*items, article("a.example/x", "DeepSeek", "$7.4 billion", 61), told_again]


async def judge(url: str) -> int:
    """Judges again what was overtaken, as at the end of a crawl; how many those are."""
    async with await Database.open(url, size=2) as database:
        return await judge_again(database)


async def judged(url: str, *batches: list[Article], again: bool = True) -> dict[str, tuple[Any, ...]]:
    """Novelty, significance and Read of each report, by its address; with `again` as at the end of a crawl."""
    await stored(url, *batches)
    if again:
        await judge(url)
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT url, novelty_parts, significance_parts, novelty, significance, amw_read FROM article").fetchall()
    return {url: tuple(rest) for url, *rest in rows}


@pytest.mark.parametrize("seed", range(3))
async def test_reports_in_any_order_are_judged_alike(stocked_url: str, other_stocked_url: str, seed: int) -> None:
    items = of_many_kinds()
    in_order = await judged(stocked_url, *([item] for item in items), again=False)
    Random(seed).shuffle(items)
    half = len(items) // 2
    killed = await judged(other_stocked_url, *([item] for item in items[:half]), again=False)
    assert any(in_order[url] != found for url, found in killed.items())
    assert await judged(other_stocked_url, *([item] for item in items[half:])) == in_order


async def test_what_was_overtaken_is_judged_again_once_and_another_wording_of_the_same_read_stays(
    stocked_url: str, other_stocked_url: str
) -> None:
    first, *rest = of_many_kinds()
    wanted = {url: found[-1] for url, found in (await judged(other_stocked_url, [first], rest)).items()}
    before = {url: found[-1] for url, found in (await judged(stocked_url, rest)).items()}
    with psycopg.connect(stocked_url) as connection:
        for said in rephrasable(connection, limit=100):
            assert store_rephrased(connection, said, "Said otherwise.", "model")
    worded = {url for url, found in (await judged(stocked_url)).items() if found[-1] == "Said otherwise."}
    await stored(stocked_url, [first])
    assert [await judge(stocked_url) > 0, await judge(stocked_url)] == [True, 0]
    after = {url: found[-1] for url, found in (await judged(stocked_url)).items()}
    stays = {url for url in worded if before[url] == wanted[url]}
    assert 0 < len(stays) < len(worded)
    assert all(after[url] == ("Said otherwise." if url in stays else sentence) for url, sentence in wanted.items())


def deal(url: str, partner: str, day: float, status: str = "announced") -> Article:
    """A partnership of DeepSeek."""
    event = Event(company="deepseek", type="partnership", status=status, on=(START + timedelta(days=day)).date())
    told = {"title": f"DeepSeek and {partner} join hands", "text": " ".join(f"{partner}{n}" for n in range(40))}
    return article(url, "DeepSeek", "", day, event="partnership", events=(event,), **told)


async def test_the_last_event_of_its_kind_is_found_however_long_ago_and_however_late_it_came(
    stocked_url: str, other_stocked_url: str
) -> None:
    first, talks, last = deal("a.example/1", "Antwerp", 0), deal("a.example/2", "Bilbao", 100, "in_talks"), deal("a.example/3", "Cork", 300)
    said = (await judged(stocked_url, [first], [talks], [last], again=False))["https://a.example/3"][-1]
    assert "an earlier partnership involving DeepSeek" in said and "“DeepSeek and Antwerp join hands” of 4 May 2026" in said
    late = await judged(other_stocked_url, [talks], [last], again=False)
    assert "earlier partnership" not in late["https://a.example/3"][-1]
    assert (await judged(other_stocked_url, [first]))["https://a.example/3"][-1] == said


async def test_a_story_that_many_tell_hides_none_before_it_and_talks_or_denials_are_no_deal(stocked_url: str) -> None:
    first, talks, signed = (
        deal("a.example/1", "Antwerp", 0),
        deal("b.example/1", "Bilbao", 100, "in_talks"),
        deal("b.example/2", "Bilbao", 100.5),
    )
    denied = deal("d.example/1", "Derry", 200, "denied")
    told = [deal(f"c.example/{n}", "Cork", 299) for n in range(25)]
    said = (await judged(stocked_url, [first], [talks, signed], [denied], told, [deal("c.example/99", "Cork", 300)]))[
        "https://c.example/99"
    ][-1]
    assert "an earlier partnership involving DeepSeek" in said and "“DeepSeek and Antwerp join hands” of 4 May 2026" in said


async def test_there_is_nothing_to_judge_again_where_the_last_articles_are_gone(stocked_url: str) -> None:
    with psycopg.connect(stocked_url) as connection:
        connection.execute("update report_judged set article_id = 9")
    async with asyncio.timeout(5):
        assert await judge(stocked_url) == 0


async def test_however_many_reports_are_of_one_moment_a_bounded_number_is_looked_at(stocked_url: str) -> None:
    def told(n: int, day: float) -> Article:
        words = {"title": f"DeepSeek opens a router in port {n}", "text": " ".join(f"port{n}{word}" for word in range(40))}
        return article(f"a.example/{n}", "DeepSeek", "", day, segment=None, lens=None, event="product_launch", **words)

    await stored(stocked_url, [told(n, 1) for n in range(1, 111)])
    await judge(stocked_url)
    await stored(stocked_url, [told(0, 0)])
    assert 90 < await judge(stocked_url) <= 100


async def test_what_came_in_order_or_in_one_batch_is_not_judged_again(stocked_url: str, other_stocked_url: str) -> None:
    items = sorted(of_many_kinds(), key=lambda item: item.published_at or START)
    await stored(stocked_url, *([item] for item in items))
    await stored(other_stocked_url, items[::-1])  # as a feed lists them: the newest first
    assert await judge(stocked_url) == await judge(other_stocked_url) == 0
    assert await judged(stocked_url) == await judged(other_stocked_url)


async def test_two_crawls_that_end_together_judge_no_report_twice(stocked_url: str, other_stocked_url: str) -> None:
    items = sorted(of_many_kinds(), key=lambda item: item.published_at or START, reverse=True)
    for url in (stocked_url, other_stocked_url):
        await stored(url, *([item] for item in items))
    number = await judge(other_stocked_url)
    assert sum(await asyncio.gather(judge(stocked_url), judge(stocked_url))) == number > 0
    assert await judged(stocked_url, again=False) == await judged(other_stocked_url, again=False)


async def test_facts_are_read_as_they_were_written(stocked_url: str) -> None:
    item = article("a.example/1", "DeepSeek", "$7.4 billion", 0)
    models = {"openai/gpt-5.3-codex": "GPT-5.3 Codex", "openai/gpt-5.4": "GPT-5.4"}
    assert item.assessment is not None
    told = replace(
        item.assessment.report, models=models, makers=dict.fromkeys(models, "openai"), countries=("US",), counterparties=("Pier",)
    )
    await stored(stocked_url, [replace(item, assessment=replace(item.assessment, report=told))])
    with psycopg.connect(stocked_url) as connection:
        ((facts,),) = connection.execute("SELECT facts FROM article_report").fetchall()
    read = report_of(facts, relation=told.relation, likeness=told.likeness)
    assert (read, [*read.models]) == (told, [*models])
