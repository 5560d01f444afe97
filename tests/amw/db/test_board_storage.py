"""Captures of boards in the store: read back as they were stored, and unchanged rows stored once whatever is measured anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import psycopg
import pytest
from servers import migrate_before

from amw.boards import Row, Snapshot, moves
from amw.boards.compact import read_speeds
from amw.companies import Companies
from amw.db.board_history import model_history
from amw.db.board_rows import board_snapshots, head_of
from amw.db.connection import Database, connect
from amw.db.migrate import migrate
from amw.db.statements import QUERIES
from amw.db.store import Batch, Keys, read_keys, write
from items import BoardSnapshot, Visit
from pipelines.records import snapshot_record

START = datetime(2026, 5, 1, 8, tzinfo=UTC)
BOARD = "artificial_analysis"
MOVING = (
    ("A", 50.0, 0),
    ("B", 40.0, 2),
    ("C", 45.0, 1),
    ("D", 30.0, 4),
    ("E", 20.0, 5),
)  # name, score, points a day and the day it is away
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


def capture(day: float, *rows: Row, **fields: Any) -> Snapshot:
    return Snapshot(board=BOARD, captured_at=START + timedelta(days=day), version="4.0", rows=rows, digest=f"digest of {day}", **fields)


async def store(database: Database, *taken: Snapshot, keys: Keys | None = None, url: str = "https://aa.example/models") -> Keys:
    """Stores captures of one address one by one, with what a crawl that stored `keys` remembers; returns what it remembers then."""
    keys = keys or await database.run(read_keys)
    for snapshot in taken:
        item = BoardSnapshot(source="aa", url=url, board=snapshot.board, fetched_at=snapshot.captured_at, snapshot=snapshot)
        record = snapshot_record(item, COMPANIES)
        batch, known = Batch(snapshots=[record]), keys
        keys = (await database.run(lambda connection, batch=batch, known=known: write(connection, batch, known))).keys
    return keys


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
    with connect(database.url) as connection:
        assert board_snapshots(connection, BOARD, START + timedelta(days=9), limit=9)[::-1] == taken


async def test_a_row_is_stored_once_however_often_its_speed_changes(database: Database) -> None:
    for day in range(5):
        await store(database, capture(day, *(row(name, 50.0, speed={"median_output_speed": 100.0 + day}) for name in ("A one", "B two"))))
    assert rows_of(database, "select count(*), count(distinct line_id) from board_state") == [(2, 2)]
    assert len({read_speeds(speeds)["median_output_speed"][0] for (speeds,) in rows_of(database, "select speeds from board_snapshot")}) == 5


async def test_a_changed_row_is_stored_as_what_changed(database: Database) -> None:
    await store(database, capture(0, row("A one", 50.0)), capture(1, row("A one", 51.0)), capture(2, row("A one", 52.0, metrics={})))
    stored = rows_of(database, "select line_id, score, record from board_state order by id")
    assert [(score, record) for _, score, record in stored] == [
        (50.0, {}),
        (51.0, {"score": 51.0}),
        (52.0, {"score": 52.0, "-": [["metrics"]]}),
    ]
    assert len({line for line, *_ in stored}) == 1


async def test_a_row_under_another_name_is_a_line_of_its_own(database: Database) -> None:
    await store(database, capture(0, row("A one", 50.0)), capture(1, replace(row("A one", 50.0), raw_name="A uno")))
    assert rows_of(database, "select raw_name, record from board_row order by id") == [
        ("A one", replace(row("A one", 50.0), speed={}).to_record()),
        ("A uno", replace(row("A one", 50.0), raw_name="A uno", speed={}).to_record()),
    ]
    assert rows_of(database, "select count(*) from board_line") == [(2,)]


async def test_the_database_itself_gives_rows_whole(database: Database) -> None:
    base = row("A one", 50.0, licence="MIT")
    taken = [
        base,
        replace(base, score=None, licence=None, metrics={"gpqa": 0.5, "mmlu": 1.0}),
        replace(base, prices={"input": Decimal("2.00")}, extra={**base.extra, "seen": None, "tags": []}, context=128),
        replace(base, prices={}, metrics={}, estimated=True),
        replace(base, maker="Another", country="FR"),
    ]
    await store(database, *(capture(day, one) for day, one in enumerate(taken)))
    stored = [record for (record,) in rows_of(database, "select record from board_row order by id")]
    assert stored == [replace(one, speed={}).to_record() for one in taken]
    assert rows_of(database, "select record, maker, country from board_now") == [(stored[-1], "Another", "FR")]


async def test_the_moves_between_two_captures_are_one_row_and_one_change(database: Database) -> None:
    await store(
        database,
        capture(0, row("A one", 50.0), row("B two", 40.0)),
        capture(1, row("A one", 50.0), row("B two", 60.0)),
        capture(2, row("A one", 50.0), row("B two", 60.0)),
    )
    assert rows_of(database, "select kinds from board_step") == [({"score_changed": 1, "overtook": 1, "overtaken": 1},)]
    moved = rows_of(database, "select kind, row_key, position, record ->> 'before' from board_move order by position")
    assert moved == [("score_changed", "B two", 0, "40.0"), ("overtook", "B two", 1, "2"), ("overtaken", "A one", 2, "1")]
    assert rows_of(database, "select payload -> 'kinds' ->> 'overtook', payload ? 'record' from change where entity = 'board_step'") == [
        ("1", False)
    ]


@pytest.mark.parametrize("remembering", [True, False])
async def test_moves_are_the_same_whatever_a_crawl_remembers_and_another_stores(database: Database, remembering: bool) -> None:
    days = [
        capture(day, *(row(f"{name} model", score + day * step, speed={"tps": day}) for name, score, step in MOVING if day != step))
        for day in range(6)
    ]
    ours: Keys | None = None
    for at in (0, 1, 5, 3, 2):  # the crawl's own, in no order of time
        kept = await store(database, days[at], keys=ours)
        ours = kept if remembering else None
        if at == 5:
            await store(database, days[4])  # another writer's, of which the crawl knows nothing
    steps = rows_of(
        database,
        "select b.captured_at, a.captured_at, s.record from board_step s join board_snapshot b on b.id = s.before_id "
        "join board_snapshot a on a.id = s.after_id order by 1",
    )
    assert [(before, after) for before, after, _ in steps] == [(a.captured_at, b.captured_at) for a, b in pairwise(days)]
    told = [[move["evidence"] for move in record] for *_, record in steps]
    assert told == [[move.evidence for move in moves(a, b)] for a, b in pairwise(days)]
    assert rows_of(database, "select count(*), count(distinct digest) from board_state") == [(21, 21)]


async def test_captures_that_another_reader_reads_otherwise_are_told_once(database: Database) -> None:
    def read(day: int, name: str) -> Snapshot:
        return replace(capture(day, row("A one", 50.0 + 20 * (day == 2)), row(name, 60.0)), digest=f"{name} of {day}")

    days = range(4)
    await store(database, *(read(day, "B tow") for day in days))
    for after in (1, 4):  # the first alone, then all of them
        await store(database, *(read(day, "B two") for day in range(after)))
        steps = "select b.captured_at, a.captured_at from board_step s join board_snapshot b on b.id = s.before_id "
        told = rows_of(database, steps + "join board_snapshot a on a.id = s.after_id order by 1")
        assert len(told) == len(set(told)) == (3 if after == 1 else 2), "each pair of days once"
    moved = rows_of(database, "select kind, row_key from board_move where kind in ('entered', 'left', 'overtook') order by 2")
    assert moved == [("overtook", "A one"), ("overtook", "B two")]
    with psycopg.connect(database.url) as connection:
        ways = {name: model_history(connection, BOARD, name) for name in ("A one", "B two", "B tow")}
    assert [[taken.captured_at.day for taken, _ in way] for way in ways.values()] == [
        [read(day, "B two").captured_at.day for day in days]
    ] * 2 + [[]]
    assert [placed.score for _, placed in ways["A one"]] == [50.0, 50.0, 70.0, 50.0]


async def test_an_unknown_name_counts_once_for_a_capture_however_often_that_is_stored(database: Database) -> None:
    first, second = (capture(day, replace(row("Zq 1", 50.0), maker="Zqorblat Labs")) for day in (0, 1))
    keys = await store(database, first, first)
    await store(database, first)
    assert rows_of(database, "select name, seen from name_queue where kind = 'company'") == [("Zqorblat Labs", 1)]
    await store(database, second, keys=keys)
    assert rows_of(database, "select name, seen from name_queue where kind = 'company'") == [("Zqorblat Labs", 2)]


async def test_a_capture_read_twice_in_one_crawl_is_told_once(database: Database) -> None:
    def read(day: int, score: float) -> Snapshot:
        return replace(capture(day, row("A one", 50.0), row("B two", score)), digest=f"{score} on {day}")

    taken = [read(0, 40.0), read(1, 45.0), read(1, 60.0), read(2, 60.0), read(2, 45.0), read(2, 61.0)]
    records = [
        snapshot_record(
            BoardSnapshot(source="aa", url="https://aa.example/", board=BOARD, fetched_at=one.captured_at, snapshot=one), COMPANIES
        )
        for one in taken
    ]
    keys = await database.run(read_keys)
    await database.run(lambda connection: write(connection, Batch(snapshots=records), keys))
    steps = rows_of(
        database,
        "select b.captured_at, a.captured_at, kinds from board_step s join board_snapshot b on b.id = s.before_id "
        "join board_snapshot a on a.id = s.after_id order by 1",
    )
    days = [START + timedelta(days=day) for day in range(3)]
    assert steps == [(days[0], days[1], {"score_changed": 1, "overtook": 1, "overtaken": 1}), (days[1], days[2], {"score_changed": 1})]
    with psycopg.connect(database.url) as connection:
        listed = connection.execute(QUERIES["serve_captures"], {"board": BOARD, "limit": 9}).fetchall()
        boards = {key: count for key, *_, count, refused in connection.execute(QUERIES["board_list"]).fetchall() if not refused}
    assert [moment for moment, *_ in listed] == days[::-1]
    assert boards[BOARD] == 3


async def test_an_old_copy_of_a_board_is_refused_until_it_comes_twice_in_a_row(database: Database) -> None:
    def seen(hour: int, score: float) -> Snapshot:
        return replace(capture(hour / 24, row("A one", 50.0), row("B two", score)), digest=f"B at {score}")

    await store(database, seen(0, 40.0), seen(1, 40.0), seen(2, 60.0), seen(3, 40.0), seen(4, 60.0), seen(5, 40.0), seen(6, 40.0))
    found = rows_of(database, "select verdict, reasons from board_snapshot order by captured_at")
    assert [verdict for verdict, _ in found] == ["ok", "ok", "ok", "refused", "ok", "refused", "ok"]
    assert found[3][1] == ["the board of 2026-05-01 09:00 once more"]


async def test_a_board_that_two_addresses_show_in_turn_is_believed(database: Database) -> None:
    """Each says what it has said before, in its own form; an old copy is one of an address that has said something else since."""

    def seen(hour: int, said: str) -> Snapshot:
        return replace(capture(hour / 24, row("A one", 50.0), row("B two", 40.0 + len(said))), digest=said)

    keys = None
    shown = "api a, page rounded, api a, page rounded, page new, api a, page rounded"
    for hour, (url, said) in enumerate(told.split() for told in shown.split(", ")):
        keys = await store(database, seen(hour, said), keys=keys, url=f"https://aa.example/{url}")
    found = rows_of(database, "select verdict from board_snapshot order by captured_at")
    assert [verdict for (verdict,) in found] == ["ok", "ok", "ok", "ok", "ok", "ok", "refused"]


async def test_a_board_that_is_after_days_as_it_was_is_believed(database: Database) -> None:
    scores = (40.0, 60.0, 40.0, 60.0, 60.0, 40.0)
    await store(database, *(replace(capture(day, row("A one", 50.0), row("B two", to)), digest=f"{to}") for day, to in enumerate(scores)))
    assert rows_of(database, "select distinct verdict from board_snapshot") == [("ok",)]


async def test_a_capture_that_a_second_one_must_confirm_is_asked_for_whole(database: Database) -> None:
    rows = tuple(row(f"M {n}", 50.0 - n) for n in range(20))
    seen = (("a", rows, '"a"'), ("b", (row("M 0", 90.0), *rows[1:]), '"b"'), ("a", rows, None), ("a", rows, '"a"'), ("c", rows[:9], None))
    keys = await database.run(read_keys)
    for hour, (digest, held, kept) in enumerate(seen):
        taken = replace(capture(hour / 24, *held), digest=digest)
        at, url = taken.captured_at, "https://aa.example/models"
        visit = Visit(source="aa", url=url, kind="board", outcome="fetched", fetched_at=at, status=200, etag=f'"{digest}"')
        item = BoardSnapshot(source="aa", url=url, board=BOARD, fetched_at=at, snapshot=taken, visit=visit)
        batch, known = Batch(snapshots=[snapshot_record(item, COMPANIES)]), keys
        keys = (await database.run(lambda connection, batch=batch, known=known: write(connection, batch, known))).keys
        assert rows_of(database, "select etag from page") == [(kept,)], "asked with a validator it would not show itself again"


async def test_the_top_of_a_board_may_show_more_and_fewer_rows(database: Database) -> None:
    rows = row("A one", 50.0), row("B two", 40.0), row("C three", 30.0)
    shown = (replace(capture(day, *rows[:count], complete=False), digest=f"top {count}") for day, count in enumerate((2, 3, 2)))
    await store(database, *shown)
    assert rows_of(database, "select distinct verdict = 'refused' from board_snapshot") == [(False,)]


async def test_a_refused_capture_is_kept_without_ranks(database: Database) -> None:
    await store(database, capture(0, row("A one", 50.0), verdict="refused", reasons=("a body cut in the middle",)))
    assert rows_of(database, "select cardinality(row_ids), places, counts from board_snapshot") == [(1, b"", [["", {}]])]


def test_rows_and_moves_of_before_are_brought_into_lines_and_states(empty_database_url: str, tmp_path: Path) -> None:
    migrate_before(empty_database_url, "0002", tmp_path)
    with psycopg.connect(empty_database_url) as connection:
        connection.execute(BEFORE)
    migrate(empty_database_url)
    with psycopg.connect(empty_database_url) as connection:
        found = connection.execute("select id, line_id, raw_name, maker, score, record from board_row order by id").fetchall()
        assert found == [
            (4, 4, "A", "x", 1.0, {"key": "a", "score": 1, "maker": "x", "extra": {"p": 1}}),
            (5, 4, "A", "x", 2.0, {"key": "a", "score": 2, "maker": "x"}),
            (7, 7, "A", "y", 2.0, {"key": "a", "score": 2, "maker": "y", "extra": {"p": 1}}),
        ]
        assert connection.execute("select record from board_line order by id").fetchall() == [(found[0][5],), (found[2][5],)]
        assert connection.execute("select kind, row_key, position, evidence, record from board_move order by position").fetchall() == [
            ("score_changed", "a", 0, "up", {"before": 1}),
            ("renamed", "a", 1, "x is y", {}),
        ]
        assert connection.execute("select score, maker from board_now").fetchall() == [(2.0, "y")]
        turns = connection.execute("select line_id, extract(day from since at time zone 'utc')::int, state_id from board_turn order by 2")
        assert turns.fetchall() == [(4, 2, 4), (7, 3, 7)]
        assert connection.execute("select lines from board_snapshot order by captured_at").fetchall() == [(b"\x01",), (b"\x02",)]
        (speeds,) = connection.execute("select speeds from board_snapshot order by id limit 1").fetchone() or (b"",)
        assert read_speeds(speeds) == {"tps": [1.5]}
        connection.execute("insert into board_state (line_id, digest) values (7, gen_random_uuid())")


BEFORE = """
INSERT INTO board (key, name, url, floor_rows) OVERRIDING SYSTEM VALUE VALUES ('b', 'B', 'https://b.example/', 1);
INSERT INTO board_row (id, board_id, digest, row_key, raw_name, maker, score, base_id, record) OVERRIDING SYSTEM VALUE
SELECT r.id, b.id, r.digest, 'a', 'A', r.maker, r.score, r.base_id, r.record::jsonb FROM board b, (VALUES
    (4, '0123456789abcdef0123456789abcdef', 'x', 1, NULL::bigint, '{"key": "a", "score": 1, "maker": "x", "extra": {"p": 1}}'),
    (5, '1123456789abcdef0123456789abcdef', 'x', 2, 4, '{"score": 2, "-": [["extra"]]}'),
    (7, '2123456789abcdef0123456789abcdef', 'y', 2, 4, '{"score": 2, "maker": "y"}')) r(id, digest, maker, score, base_id, record);
INSERT INTO board_snapshot (id, board_id, captured_at, digest, verdict, row_ids, speeds, url) OVERRIDING SYSTEM VALUE
SELECT n, id, timestamptz '2026-05-01Z' + n * interval '1 day', n::text, 'ok',
    ARRAY[CASE n WHEN 1 THEN 4 ELSE 7 END]::bigint[], '{"tps": [1.5]}', url
FROM board, (VALUES (1), (2)) v(n);
INSERT INTO board_move (board_id, before_id, after_id, kind, row_key, position, evidence, record)
SELECT id, 1, 2, k.kind, 'a', k.n, k.said, k.record::jsonb
FROM board, (VALUES ('score_changed', 0, 'up', '{"before": 1}'), ('renamed', 1, 'x is y', '{}')) k(kind, n, said, record);
"""


def test_a_capture_that_was_stored_with_a_name_of_former_versions_is_read() -> None:
    record = {"complete": True, "attribution": "", "floor": 1, "metric": None, "lower_is_better": False, "style_control": None, "meta": {}}
    assert head_of("vectara", (datetime(2026, 5, 20, tzinfo=UTC), None, "d", "ok", [], {}, record)).complete
