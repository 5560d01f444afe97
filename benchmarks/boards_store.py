"""A year of boards in the store: how much it takes, and how long an as-of table and a model's history take.

    python benchmarks/boards_store.py [--boards 15] [--days 365] [--rows 548] [--changed 0.1] [--url postgresql://...]

Boards are made up, with names, makers and countries of their own: each day a tenth of a board's rows differ from the day before in
score, price or a metric, a row comes or goes, and on the first board every row's speed is measured anew. Captures go through the stage's
record and the store's writer, as those of a crawl do. Without --url an embedded server is started in a temporary folder. With fewer than
15 boards the year of 15 is reckoned from those stored. Times are medians over random days and models; the peer is the same answer built
by the pure functions from the whole captures.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from amw.boards import Row, Snapshot
from amw.boards.history import history, table
from amw.companies import Companies
from amw.db.connection import Database, connect
from amw.db.embedded import Embedded
from amw.db.migrate import migrate
from amw.db.queries import QUERIES
from amw.db.reading import board_history, board_snapshots
from amw.db.standings import board_outline, model_history
from amw.db.store import Batch, read_keys, write
from items import BoardSnapshot
from pipelines.store import snapshot_record

START = datetime(2025, 6, 1, 6, tzinfo=UTC)
METRICS = 12
SPEEDS = 10
BATCH = 20  # captures a transaction
ASKED = 40  # questions timed of each kind
COUNTRIES = ("US", "CN", "FR", "KR", "CA", "IL", "AE", "JP")
TABLES = ("board_row", "board_snapshot", "board_move")


def board_days(board: str, rows: int, days: int, chance: random.Random, *, measured_daily: bool, changed: float) -> Iterator[Snapshot]:
    """One capture a day of a board that lives."""
    standing = [_row(board, number, chance) for number in range(rows)]
    for day in range(days):
        for at in chance.sample(range(len(standing)), int(changed * len(standing))) if day else ():
            standing[at] = _changed(standing[at], chance)
        if day % 3 == 1:
            standing.append(_row(board, rows + day, chance))
        elif day % 3 == 2:
            standing.pop(chance.randrange(len(standing)))
        speeds = [{f"speed_{n}": round(chance.uniform(10, 300), 9) for n in range(SPEEDS)} for _ in standing] if measured_daily else None
        yield Snapshot(
            board=board,
            captured_at=START + timedelta(days=day),
            version="1",
            rows=tuple(row.with_speed(speed) for row, speed in zip(standing, speeds, strict=True)) if speeds else tuple(standing),
            attribution=f"{board}, made up",
            metric="score",
            digest=f"{day:032x}",
        )


def _row(board: str, number: int, chance: random.Random) -> Row:
    maker = number // 9 % 60
    family = f"Line {number // 3}"
    return Row(
        key=f"{board}-{number}",
        raw_name=f"{family} ({('low', 'medium', 'high')[number % 3]})",
        model=family,
        model_key=f"line-{number // 3}",
        effort=("low", "medium", "high")[number % 3],
        family=family,
        maker=f"Maker {maker}",
        maker_key=f"maker-{maker}",
        country=COUNTRIES[maker % len(COUNTRIES)],
        score=round(chance.uniform(10, 70), 3),
        metrics={f"metric_{n}": round(chance.random(), 4) for n in range(METRICS)},
        prices={kind: Decimal(chance.randrange(1, 999)) / 100 for kind in ("input", "output", "cache_read")},
        context=128_000,
        open_weights=maker % 3 == 0,
        extra={f"column_{n}": f"value {chance.randrange(10**6)}" for n in range(12)},
    )


def _changed(row: Row, chance: random.Random) -> Row:
    kind = chance.randrange(3)
    if kind == 0:
        return replace(row, score=round((row.score or 0) + chance.gauss(0, 0.2), 3))
    if kind == 1:
        return replace(row, prices={**row.prices, "input": Decimal(chance.randrange(1, 999)) / 100})
    return replace(row, metrics={**row.metrics, f"metric_{chance.randrange(METRICS)}": round(chance.random(), 4)})


async def fill(url: str, boards: int, rows: int, days: int, changed: float) -> int:
    """Stores the year; returns how many rows of captures went in."""
    companies = Companies.load()
    number = 0
    async with await Database.open(url) as database:
        about = [
            {
                "key": f"made_up_{n}",
                "name": f"Made up {n}",
                "url": "https://board.example/",
                "attribution": "",
                "licence": "",
                "floor_rows": 1,
            }
            for n in range(boards)
        ]
        await database.run(lambda connection: connection.execute(QUERIES["board_sync"], {"rows": Jsonb(about)}))
        for board in range(boards):
            keys = await database.run(read_keys)
            records: list[dict[str, Any]] = []
            for taken in board_days(f"made_up_{board}", rows, days, random.Random(board), measured_daily=board == 0, changed=changed):
                item = BoardSnapshot(
                    source="made-up", url="https://board.example/", board=taken.board, fetched_at=taken.captured_at, snapshot=taken
                )
                records.append(snapshot_record(item, companies))
                number += len(taken.rows)
                if len(records) == BATCH or taken.captured_at == START + timedelta(days=days - 1):
                    batch = Batch(snapshots=tuple(records))
                    await database.run(lambda connection, batch=batch, keys=keys: write(connection, batch, keys))
                    records.clear()
            print(f"  board {board + 1} of {boards}", flush=True)
    return number


def timed(ask: Callable[[], object]) -> float:
    begun = time.perf_counter()
    ask()
    return (time.perf_counter() - begun) * 1000


def report(name: str, times: list[float]) -> None:
    times.sort()
    print(f"{name:<44} median {statistics.median(times):7.1f} ms, 95th of 100 {times[int(0.95 * len(times))]:7.1f} ms", flush=True)


def measure(url: str, boards: int, rows: int, days: int, number: int) -> None:
    chance = random.Random(1)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("vacuum analyze")
    with connect(url) as connection:
        total = 0
        for name in (*TABLES, "change"):
            found = connection.execute(f"select pg_total_relation_size('{name}'), (select count(*) from {name})").fetchone()  # type: ignore[call-overload]
            assert found is not None
            total += found[0] if name in TABLES else 0
            print(f"{name:<16} {found[1]:>9,} rows {found[0] / 1e6:8.1f} MB")
        print(f"{'boards':<16} {number:>9,} rows {total / 1e6:8.1f} MB, {total / number:.0f} bytes a row of a capture")
        (daily,) = connection.execute("select coalesce(sum(pg_column_size(speeds)), 0) from board_snapshot").fetchone() or (0,)
        year = ((total - float(daily)) / boards * 15 + float(daily)) / days * 365
        kept = 15 * 365 * number // (boards * days)
        print(f"{'15 boards, a year':<16} {kept:>9,} rows {year / 1e6:8.1f} MB, one of the boards measured daily")

        def when() -> datetime:
            return START + timedelta(days=chance.randrange(days), hours=12)

        def board() -> str:
            return f"made_up_{chance.randrange(boards)}"

        def model() -> str:
            return f"line {chance.randrange(rows // 3)}"

        def outline() -> object:
            taken = board_outline(connection, board(), when())
            assert taken is not None
            return table(taken, by="family")

        def whole() -> object:
            return table(board_snapshots(connection, board(), when())[0], by="family")

        for ask in (outline, whole, lambda: model_history(connection, board(), model())):
            ask()  # caches
        report("as-of table", [timed(outline) for _ in range(ASKED)])
        report("as-of table with every figure of its rows", [timed(whole) for _ in range(ASKED)])
        report("a model's history", [timed(lambda: model_history(connection, board(), model())) for _ in range(ASKED)])
        report(
            "peer: history from the whole captures", [timed(lambda: history(board_history(connection, board()), model())) for _ in range(2)]
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--boards", type=int, default=15)
    options.add_argument("--days", type=int, default=365)
    options.add_argument("--rows", type=int, default=548)
    options.add_argument("--changed", type=float, default=0.1, help="of a board's rows, from day to day")
    options.add_argument("--url")
    given = options.parse_args()

    def run(url: str) -> None:
        begun = time.perf_counter()
        number = asyncio.run(fill(url, given.boards, given.rows, given.days, given.changed))
        print(f"stored {number:,} rows of captures in {time.perf_counter() - begun:.0f} s")
        measure(url, given.boards, given.rows, given.days, number)

    if given.url:
        migrate(given.url)
        run(given.url)
        return
    with tempfile.TemporaryDirectory(prefix="amw-bench-") as folder, Embedded(Path(folder), fsync=False) as server:
        migrate(server.url())
        run(server.url())


if __name__ == "__main__":
    main()
