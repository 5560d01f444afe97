"""Captures of boards and the claims held against them, on a real server and in any order of arrival."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from storing import (
    BELOW,
    COMPANIES,
    LATER,
    NOW,
    article,
    rows,
    snapshot,
    staged_with_verdicts,
    store,
    stored,
    tagged,
)

from amw.claims import Claim, check
from amw.db.claims import CaptureCache, reread
from amw.db.connection import Database
from amw.db.statements import QUERIES
from amw.db.store import Batch, read_keys, write
from amw.sources import source_for
from items import Article, BoardSnapshot
from pipelines.records import snapshot_record

WAITING = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
INDEX = "the Artificial Analysis Intelligence Index"


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
        for record in order:
            await store(database, snapshots=[record])
        found.append(rows(database, statement))
        assert rows(database, "select count(*) from board_row") == [(4,)]
        assert rows(database, "select cardinality(row_ids) from board_snapshot order by captured_at") == [(2,), (2,), (3,)]
        with psycopg.connect(database.url) as connection:
            connection.execute("truncate board_step, board_snapshot, board_state, board_line cascade")
    assert found[0] == found[1]
    assert {"overtook", "entered"} <= {move[2] for move in found[0]}


async def test_a_claim_is_held_against_the_capture_whichever_comes_first(database: Database) -> None:
    text = "Alpha Lab's new model A one ranks first on Artificial Analysis, ahead of GPT-5.5, the company said on Wednesday. " * 2
    said = article("https://wire.example/rank", "GPT-5.5 ranks 1st on Artificial Analysis leaderboard", text)
    assert any(claim.board_key for claim in said.claims)
    board = snapshot(19, {"GPT-5.5": 60.0, "Claude Opus 4.7": 59.0, **BELOW})
    found = []
    for order in ("board first", "story first"):
        if order == "board first":
            await store(database, snapshots=[board])
            await stored(database, await staged_with_verdicts(database, said))
        else:
            await stored(database, await staged_with_verdicts(database, said))
            await store(database, snapshots=[board])
        statement = "select kind, scope, value, verdict, evidence, snapshot_id is not null, amw_read from claim, article order by position"
        found.append(rows(database, statement))
        with psycopg.connect(database.url) as connection:
            connection.execute("truncate article, story, board_snapshot, board_state, board_line, page cascade")
    assert found[0] == found[1]
    assert ("supported", True) in {(row[3], row[5]) for row in found[0]}
    assert "capture of 19 May 2026 confirms it" in found[0][0][-1], "the Read follows the verdict"


async def test_a_claim_of_an_earlier_month_is_held_against_that_months_captures_whichever_comes_first(database: Database) -> None:
    text = f"Claude Opus 4.7 led {INDEX} in May. GPT-5.5 led {INDEX} in May."
    said = replace(article("https://wire.example/past", "A look back", text, at=LATER), published_at=LATER)
    assert {claim.month for claim in said.claims} == {5}
    boards = [snapshot(day, {"GPT-5.5": 60.0, "Claude Opus 4.7": 59.0, **BELOW}) for day in (3, 4, 20)]
    boards += [snapshot(19, {"GPT-5.5": 60.0, "Claude Opus 4.7": 69.0, **BELOW}, month=month) for month in (6, 7, 8, 9, 10)]
    found = []
    for order in ("boards first", "story first"):
        for step in (0, 1) if order == "boards first" else (1, 0):
            if step == 0:
                await store(database, snapshots=boards)
            else:
                await stored(database, await staged_with_verdicts(database, said))
        found.append(rows(database, "select record->>'model', verdict, evidence, snapshot_id is not null from claim order by position"))
        with psycopg.connect(database.url) as connection:
            connection.execute("truncate article, story, board_snapshot, board_state, board_line, page cascade")
    assert found[0] == found[1]
    assert {row[0]: (row[1], row[3]) for row in found[0]} == {"Claude Opus 4.7": ("contradicted", True), "GPT-5.5": ("supported", True)}
    assert all("capture of 2026-05-" in row[2] for row in found[0])


STANDINGS = {  # of a board that changes for weeks around a story of 20 May: by (month, day), the places and scores that its claims are of
    (3, 25): {"GPT-5.5": 60.0, "Claude Opus 4.7": 52.0, "Claude Sonnet 4.6": 51.0},
    (4, 30): {"GPT-5.5": 60.0, "Claude Opus 4.7": 57.0, "Claude Sonnet 4.6": 54.0},
    (5, 4): {"GPT-5.5": 60.0, "Claude Opus 4.7": 62.0, "Claude Sonnet 4.6": 54.0},
    (5, 19): {"GPT-5.5": 63.0, "Claude Opus 4.7": 62.0, "Claude Sonnet 4.6": 54.0},
    (5, 21): {"GPT-5.5": 63.0, "Claude Opus 4.7": 62.0, "Claude Sonnet 4.6": 55.0},
    (5, 26): {"GPT-5.5": 63.0, "Claude Opus 4.7": 62.0, "Claude Sonnet 4.6": 58.0},
    (6, 24): {"GPT-5.5": 63.0, "Claude Opus 4.7": 62.0, "Claude Sonnet 4.6": 58.0, "Qwen3.7 Max": 64.0},
    (7, 15): {"GPT-5.5": 63.0, "Claude Opus 4.7": 65.0, "Claude Sonnet 4.6": 58.0, "Qwen3.7 Max": 64.0},
}
TOLD = {
    f"GPT-5.5 leads {INDEX}.": "supported",
    f"Claude Opus 4.7 leads {INDEX}.": "imprecise",  # sixteen days before
    f"Claude Opus 4.7 scored 52 on {INDEX}.": "imprecise",  # eight weeks before
    f"Claude Sonnet 4.6 scored 58 on {INDEX}.": "imprecise",  # six days after
    f"Qwen3.7 Max leads {INDEX}.": "supported",  # the first capture that has it, five weeks after
    f"Claude Sonnet 4.6 leads {INDEX}.": "contradicted",
    f"Claude Sonnet 4.6 scored 45 on {INDEX}.": "contradicted",
}


@pytest.mark.parametrize("seed", range(4))
async def test_verdicts_are_those_by_all_captures_in_whatever_order_captures_and_stories_come(database: Database, seed: int) -> None:
    chance = random.Random(seed)
    boards = [snapshot(day, {**scores, **BELOW}, month=month) for (month, day), scores in STANDINGS.items()]
    stories = [article(f"https://wire.example/{number}", "A look at the board", text) for number, text in enumerate(TOLD)]
    everything = [*boards, *stories]
    chance.shuffle(everything)

    async def put(some: list[Any]) -> None:
        for one in some:
            if isinstance(one, Article):
                await stored(database, await staged_with_verdicts(database, one))
            else:
                await store(database, snapshots=[one])

    writers = 1 + seed % 2
    await asyncio.gather(*(put(everything[start::writers]) for start in range(writers)))
    held = rows(database, "select a.text, c.verdict, c.evidence, s.captured_at from claim c join article a on a.id = c.article_id "
                "left join board_snapshot s on s.id = c.snapshot_id")  # fmt: skip
    assert {text: verdict for text, verdict, *_ in held} == TOLD
    for story in stories:
        by_all = check(story.claims[0], [board["snapshot"] for board in boards], story.published_at, sentence=story.text)
        assert by_all.snapshot is not None
        assert (story.text, by_all.verdict, by_all.evidence, by_all.snapshot.captured_at) in held


async def test_of_more_claims_than_are_held_again_those_nearest_to_a_capture_are(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("amw.db.claims.RECHECKED", 1)
    for days in (40, 0, 20):
        said = article(f"https://wire.example/{days}", f"A look back {days}", f"GPT-5.5 leads {INDEX}.")
        said = replace(said, published_at=NOW - timedelta(days=days))
        await stored(database, await staged_with_verdicts(database, said))
    await store(database, snapshots=[snapshot(19, {"GPT-5.5": 60.0, "Claude Opus 4.7": 59.0, **BELOW})])
    held = rows(database, "select a.published_at, c.verdict from claim c join article a on a.id = c.article_id order by 1")
    assert [verdict for _, verdict in held] == ["not_checkable", "not_checkable", "supported"]


@pytest.mark.parametrize("bound", ["MOST_ROWS", "MOST_CAPTURES"])
async def test_what_was_read_of_captures_is_bounded_and_read_again_where_asked(
    database: Database, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    scores = {"GPT-5.5": 60.0, **BELOW}
    await store(database, snapshots=[snapshot(day, scores, month=month) for month in (3, 5) for day in (18, 19)])
    monkeypatch.setattr(f"amw.db.claims.{bound}", 0)
    cache = CaptureCache()
    told = {"kind": "score", "scope": "global", "board": "AA", "board_key": "artificial_analysis", "model": "GPT-5.5", "company": None}
    for months in (0, 2, 0):
        claim, at = Claim(**told, value=Decimal(60), start=0, end=1), NOW - timedelta(days=31 * months)
        verdict, id_ = await database.run(lambda connection, claim=claim, at=at: cache.hold(connection, claim, at, ""))
        assert (verdict.verdict, id_) == ("supported", 2 if months else 4)
        assert len(cache._read_before) <= 2


async def test_what_is_measured_anew_every_day_is_read_where_a_claim_is_of_it(database: Database) -> None:
    for day, speed in ((18, 90.0), (19, 120.0)):
        record = snapshot(day, {"GPT-5.5": 60.0, **BELOW})
        taken = record["snapshot"]
        fast = replace(taken, rows=tuple(replace(row, speed={"output_tokens_per_second": speed}) for row in taken.rows))
        item = BoardSnapshot(source="aa", url="https://aa.example/models", board=taken.board, fetched_at=taken.captured_at, snapshot=fast)
        await store(database, snapshots=[snapshot_record(item, COMPANIES)])
    told = {"kind": "score", "scope": "global", "board": "AA", "board_key": "artificial_analysis", "model": "GPT-5.5", "company": None}
    of_speed = Claim(**told, measure="speed", value=Decimal(120), start=0, end=1)
    of_score = Claim(**told, value=Decimal(60), start=0, end=1)
    cache = CaptureCache()
    for claim in (of_score, of_speed, of_score):
        verdict, id_ = await database.run(lambda connection, claim=claim: cache.hold(connection, claim, NOW, ""))
        assert (verdict.verdict, verdict.snapshot is not None, id_ is not None) == ("supported", True, True)
        assert verdict.row is not None
        assert bool(verdict.row.speed) is (claim is of_speed), "nobody else asks for it"


async def test_a_claim_that_an_earlier_version_understood_too_well_is_read_again_before_it_is_contradicted(database: Database) -> None:
    text = f"Claude Opus 4.7 leads {INDEX} for the company. Claude Sonnet 4.6 leads {INDEX}."
    said = replace(article("https://wire.example/stored", "Who leads", text, at=LATER), published_at=LATER)
    await stored(database, await staged_with_verdicts(database, said))
    with psycopg.connect(database.url) as connection:
        connection.execute("update claim set record = record - 'unread'")
    board = snapshot(19, {"GPT-5.5": 60.0, "Claude Opus 4.7": 57.0, "Claude Sonnet 4.6": 56.0, **BELOW}, month=10)
    await store(database, snapshots=[board])
    held = rows(database, "select record->>'model', verdict from claim order by position")
    assert dict(held) == {"Claude Opus 4.7": "not_checkable", "Claude Sonnet 4.6": "contradicted"}


async def test_what_a_company_tells_of_itself_on_its_own_site_stays_contradicted(database: Database) -> None:
    """That it is the company's own site is known beside the text, when the claim is found and when its text is read again."""
    said = own_post("Leading the field", "We now rank first on the Artificial Analysis Intelligence Index.")
    assert [claim.company for claim in said.claims] == ["anthropic"]
    await stored(database, await staged_with_verdicts(database, said))
    for day in (19, 20):
        board = snapshot(day, {"GPT-5.5": 60.0, "Claude Opus 4.7": 57.0, **BELOW}, month=10)
        await store(database, snapshots=[board])
        assert rows(database, "select verdict from claim") == [("contradicted",)]


async def test_a_claim_that_is_read_with_another_field_today_is_not_contradicted(database: Database) -> None:
    text = "Apart from OpenAI, Anthropic's Claude Opus 4.7 leads the Artificial Analysis Intelligence Index."
    said = replace(article("https://wire.example/field", "Who leads", text, at=LATER), published_at=LATER)
    assert [claim.but for claim in said.claims] == [("OpenAI",)]
    await stored(database, await staged_with_verdicts(database, said))
    board = snapshot(19, {"GPT-5.5": 60.0, "Claude Opus 4.7": 57.0, **BELOW}, month=10)
    with psycopg.connect(database.url) as connection:
        connection.execute("update claim set record = record - 'but'")
    await store(database, snapshots=[board])
    assert rows(database, "select verdict from claim") == [("not_checkable",)]


async def test_contradictions_of_an_earlier_version_are_read_again_without_a_capture(database: Database) -> None:
    text = f"Claude Opus 4.7 leads {INDEX} for the company. Claude Sonnet 4.6 leads {INDEX}."
    said = replace(article("https://wire.example/stored", "Who leads", text, at=LATER), published_at=LATER)
    board = snapshot(19, {"GPT-5.5": 60.0, "Claude Opus 4.7": 57.0, "Claude Sonnet 4.6": 56.0, **BELOW}, month=10)
    await store(database, snapshots=[board])
    await stored(database, await staged_with_verdicts(database, said))
    with psycopg.connect(database.url) as connection:
        connection.execute("update claim set verdict = 'contradicted', record = record - 'unread'")
    assert await database.run(reread) == 1
    with psycopg.connect(database.url) as another:
        another.execute(QUERIES["store_lock"])
        assert await asyncio.wait_for(database.run(reread), 20) == 0, "where nothing is in doubt, no writer is waited for"
    held = rows(database, "select record->>'model', verdict from claim order by position")
    assert dict(held) == {"Claude Opus 4.7": "not_checkable", "Claude Sonnet 4.6": "contradicted"}


async def test_what_an_earlier_version_contradicted_by_fewer_captures_is_held_against_all_and_told(database: Database) -> None:
    said = article("https://wire.example/stored", "Who leads", f"Claude Opus 4.7 leads {INDEX}. Claude Sonnet 4.6 leads {INDEX}.")
    await store(database, snapshots=[snapshot(day, {**STANDINGS[5, day], **BELOW}) for day in (4, 19, 21)])
    await stored(database, await staged_with_verdicts(database, said))
    with psycopg.connect(database.url) as connection:
        connection.execute("update claim set verdict = 'contradicted', rank_kind = null, evidence = 'as it was judged'")
        connection.execute("update article_report set facts = jsonb_set(facts, '{standings,0,verdict}', to_jsonb('contradicted'::text))")
        (last,) = connection.execute("select max(seq) from change").fetchone() or (0,)
    assert await database.run(reread) == 2, "one verdict and the evidence of the other"
    held = rows(database, "select record->>'model', verdict, evidence <> 'as it was judged' from claim order by position")
    assert held == [("Claude Opus 4.7", "imprecise", True), ("Claude Sonnet 4.6", "contradicted", True)]
    assert rows(database, "select facts->'standings'->0->>'verdict' from article_report") == [("imprecise",)]
    assert rows(database, f"select count(*) from change where entity = 'claim' and kind = 'update' and seq > {last}") == [(2,)]


async def test_a_capture_stored_while_contradictions_are_held_again_is_looked_at(database: Database) -> None:
    said = article("https://wire.example/stored", "Who leads", f"Claude Opus 4.7 leads {INDEX}.")
    await store(database, snapshots=[snapshot(19, {**STANDINGS[5, 19], **BELOW})])
    await stored(database, await staged_with_verdicts(database, said))
    with psycopg.connect(database.url) as connection:
        connection.execute("update claim set evidence = 'as it was judged'")
    keys = await database.run(read_keys)
    async with database.transaction() as writer:
        await writer.execute(QUERIES["store_lock"])
        held = asyncio.create_task(database.run(reread))
        while not rows(database, WAITING):  # noqa: ASYNC110 - the server tells nobody who waits
            await asyncio.sleep(0.05)
        await write(writer, Batch(snapshots=[snapshot(4, {**STANDINGS[5, 4], **BELOW})]), keys)
        assert not held.done()
    await held
    assert rows(database, "select verdict from claim") == [("imprecise",)]


async def test_claims_that_a_newer_version_reads_otherwise_take_the_place_of_the_old(database: Database) -> None:
    text = f"Claude Opus 4.7 leads {INDEX} for the company. Claude Sonnet 4.6 leads {INDEX}."
    said = article("https://wire.example/stored", "Who leads", text, at=LATER)
    for claims in (said.claims, said.claims[:1], ()):
        await stored(database, await staged_with_verdicts(database, replace(said, claims=claims)))
        assert rows(database, "select count(*) from claim") == [(len(claims),)]
    assert len(said.claims) == 2


async def test_a_claim_judged_before_a_capture_came_is_judged_again_where_it_is_stored(database: Database) -> None:
    text = "Alpha Lab's new model A one ranks first on Artificial Analysis, ahead of GPT-5.5, the company said on Wednesday. " * 2
    said = article("https://wire.example/rank", "GPT-5.5 ranks 1st on Artificial Analysis leaderboard", text)
    judged = await staged_with_verdicts(database, said)
    assert "supported" not in {claim["verdict"] for claim in judged["claims"]}
    board = snapshot(19, {"GPT-5.5": 60.0, "Claude Opus 4.7": 59.0, **BELOW})
    await store(database, snapshots=[board], articles=[judged])
    assert ("supported", True) in rows(database, "select verdict, snapshot_id is not null from claim")


def own_post(title: str, text: str) -> Article:
    """An article on Anthropic's own site, which its text does not name."""
    made = article("https://wire.example/own", title, text, at=LATER)
    return replace(tagged(made, source_for("https://www.anthropic.com/news")), published_at=LATER)
