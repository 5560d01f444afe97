"""What the store knows of a board at a moment, as Reads are held against it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from psycopg.types.json import Jsonb
from storing import NOW, article, rows, staged, stored

from amw.boards import Row, Snapshot
from amw.companies import Companies
from amw.db.connection import Database
from amw.db.past import past_story
from amw.db.statements import QUERIES
from amw.db.store import Batch, read_keys, write
from items import BoardSnapshot
from pipelines.records import snapshot_record

START = datetime(2026, 5, 1, 8, tzinfo=UTC)
BOARD = "artificial_analysis"


def taken(day: int, lead: float) -> Snapshot:
    """A capture of seven models, a point apart."""
    rows = tuple(Row(key=name, raw_name=name, model=name, score=lead - place) for place, name in enumerate("ABCDEFG"))
    return Snapshot(board=BOARD, captured_at=START + timedelta(days=day), rows=rows, digest=f"day {day}")


async def test_since_when_a_board_counts_as_it_does_is_known_of_its_newest_capture(stocked_url: str) -> None:
    days = [taken(0, 60), taken(8, 60), taken(19, 51), taken(24, 51), taken(140, 51)]
    items = [BoardSnapshot(source="aa", url="https://aa.example/", board=BOARD, fetched_at=day.captured_at, snapshot=day) for day in days]
    batch = Batch(snapshots=[snapshot_record(item, Companies.load()) for item in items])
    async with await Database.open(stocked_url) as database:
        keys = await database.run(read_keys)
        await database.run(lambda connection: write(connection, batch, keys))
    moments = [START + timedelta(days=day) for day in (9, 29, 150)]
    with psycopg.connect(stocked_url) as connection:
        found = connection.execute(QUERIES["past_captures"], {"board": BOARD, "at": moments}).fetchall()
    assert [rebased_at for *_, rebased_at in sorted(found)] == [None, START + timedelta(days=19), None], "within ten weeks, else none"


async def test_what_else_a_company_did_hides_no_event_of_a_kind(stocked_url: str) -> None:
    async with await Database.open(stocked_url) as database:
        await stored(database, staged(article("https://wire.example/round")))
        ((kind, story),) = rows(database, "select e.kind, x.story_id from event e join story_article x using (article_id)")
    asked = [{"n": 7, "company": "moonshot-ai", "kind": kind, "at": (NOW + timedelta(days=1300)).isoformat(), "story_id": None}]
    with psycopg.connect(stocked_url) as connection:
        connection.execute(
            "insert into event (article_id, kind, company_id, happened_on, status, position) "
            "select article_id, 'product_launch', company_id, happened_on + n, 'announced', n from event, generate_series(1, 1200) n"
        )
        found = connection.execute(QUERIES["past_alike"], {"rows": Jsonb(asked)}).fetchall()
    assert found == [(7, story)]


@pytest.mark.parametrize(("title", "sure"), [("Tarn opens a data centre", True), ("Norland rejects Tarn’s data centre", False)])
def test_what_its_headline_undoes_is_no_clear_event_of_the_past(title: str, sure: bool) -> None:
    told = (1, title, NOW, "ai_infrastructure", "supply_map", "infrastructure", None, {}, {}, (), (), None, "https://wire.example/1", ())
    assert past_story((*told, 0.9, None, [], False)).sure is sure
    assert not past_story((*told, 0.3, None, [], False)).sure
