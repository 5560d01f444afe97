"""Captures of boards in the store: read back as they were stored, and unchanged rows stored once whatever is measured anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import psycopg
import pytest

from amw.boards import Row, Snapshot
from amw.companies import Companies
from amw.db.catalogue import sync
from amw.db.connection import Database
from amw.db.past import read_snapshots
from amw.db.store import Batch, read_keys, write
from items import BoardSnapshot
from pipelines.store import snapshot_record

START = datetime(2026, 5, 1, 8, tzinfo=UTC)
BOARD = "artificial_analysis"
COMPANIES = Companies.load()


def row(name: str, score: float | None, **fields: Any) -> Row:
    values: dict[str, Any] = {
        "metrics": {"gpqa": 0.5, "hle": 0.25},
        "prices": {"input": Decimal("2.50"), "output": Decimal("10")},
        "speed": {"median_output_speed": 100.25, "median_ttft": 1},
        "extra": {"slug": name.lower(), "seen": None, "tags": ["a", "b"], "about": "a sentence that makes the row long enough " * 3},
        "released_at": date(2026, 4, 1),
    }
    return Row(key=name, raw_name=name, model=name, maker=name[:1], family=name, score=score, **{**values, **fields})


def capture(day: int, *rows: Row, **fields: Any) -> Snapshot:
    return Snapshot(board=BOARD, captured_at=START + timedelta(days=day), version="4.0", rows=rows, digest=f"digest of {day}", **fields)


async def store(database: Database, *taken: Snapshot) -> None:
    keys = await database.run(read_keys)
    for snapshot in taken:
        item = BoardSnapshot(
            source="aa", url="https://aa.example/models", board=snapshot.board, fetched_at=snapshot.captured_at, snapshot=snapshot
        )
        record = snapshot_record(item, COMPANIES)
        await database.run(lambda connection, record=record: write(connection, Batch(snapshots=[record]), keys))


@pytest.fixture
async def database(database_url: str) -> Any:
    async with await Database.open(database_url) as database:
        await database.run(sync)
        yield database


def rows_of(database: Database, statement: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(database.url) as connection:
        return connection.execute(statement).fetchall()  # type: ignore[arg-type]


async def test_what_is_read_back_is_what_was_stored(database: Database) -> None:
    one, two = row("A one", 50.0, open_weights=True, licence="MIT"), row("B two", None, speed={}, first_party=False)
    taken = [
        capture(0, one, two),
        capture(1, replace(one, score=51, metrics={"gpqa": 0.5, "mmlu": 0.75}), two, row("C three", 40.0, speed={"elo": 1200.5})),
        capture(2, replace(one, prices={"input": Decimal("2.00")}, licence=None, extra={**one.extra, "seen": 1.0}), two),
        capture(3, replace(one, model="A 1", extra={}), two, replace(two, section="coding"), verdict="flagged", reasons=("few rows",)),
        capture(4, replace(one, speed={"median_ttft": 0.0}), replace(two, estimated=True, deprecated=True)),
    ]
    await store(database, *reversed(taken))
    found = await database.run(lambda connection: read_snapshots(connection, BOARD, START + timedelta(days=9), limit=9))
    assert [snapshot for _, snapshot in reversed(found)] == taken


async def test_a_row_is_stored_once_however_often_its_speed_changes(database: Database) -> None:
    for day in range(5):
        await store(database, capture(day, *(row(name, 50.0, speed={"median_output_speed": 100.0 + day}) for name in ("A one", "B two"))))
    assert rows_of(database, "select count(*), count(base_id) from board_row") == [(2, 0)]
    assert len({speeds["median_output_speed"][0] for (speeds,) in rows_of(database, "select speeds from board_snapshot")}) == 5


async def test_a_changed_row_is_stored_as_what_changed(database: Database) -> None:
    await store(database, capture(0, row("A one", 50.0)), capture(1, row("A one", 51.0)), capture(2, row("A one", 52.0, metrics={})))
    stored = rows_of(database, "select score, base_id is not null, record - 'extra' from board_row order by id")
    assert [(score, patched) for score, patched, _ in stored] == [(50.0, False), (51.0, True), (52.0, True)]
    assert stored[1][2] == {"score": 51.0}


async def test_a_row_under_another_name_is_a_row_of_its_own(database: Database) -> None:
    await store(database, capture(0, row("A one", 50.0)), capture(1, replace(row("A one", 50.0), raw_name="A uno")))
    assert rows_of(database, "select raw_name, base_id from board_row order by id") == [("A one", None), ("A uno", None)]


async def test_a_refused_capture_is_kept_without_ranks(database: Database) -> None:
    await store(database, capture(0, row("A one", 50.0), verdict="refused", reasons=("a body cut in the middle",)))
    assert rows_of(database, "select cardinality(row_ids), places, counts from board_snapshot") == [(1, bytes(20), [["", {}]])]
