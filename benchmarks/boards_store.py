"""A year of boards in the store: how much it takes, and how long an as-of table and a model's history take.

    python benchmarks/boards_store.py [FOLDER] [--days 365] [--made-up] [--boards 15] [--rows 548] [--changed 0.1]
        [--url postgresql://... [--measure]]

With a folder of real captures (default: AMW_REALDATA, else ../shared/data) the year begins with one real capture of each of fifteen
boards, in their real sizes and widths, and goes on with the changes that consecutive real captures show (YEAR says which and where
they were counted). Without one, or with --made-up, all boards are alike and a share of their rows changes score, price or a metric
from day to day. Captures go through the stage's record and the store's writer, as those of a crawl do; sizes are those of all board
tables with their indexes and TOAST, and of their rows in the outbox. Without --url an embedded server is started in a temporary folder.

Times are of random days and models of every board, with the newest day and the models that have most rows among them: elapsed when
first asked, the least of three (what a question costs where nothing else runs), and CPU of this process with the server's, which Linux
counts to the nanosecond. Tables are asked for as pages of 500 rows, the most that one answer of the interface gives, with every row looked
at, and whole: then a row is made when it is looked at, which is measured with and without. The boards with
the slowest questions are named. With --measure nothing is stored, and what is in --url is measured.
The peer is the same answer built by the pure functions from the whole captures.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import psycopg
from psycopg import Connection
from psycopg.types.json import Jsonb

from amw.boards import Row, Snapshot, parse_board
from amw.boards.compact import speeds_of
from amw.boards.history import history, table
from amw.boards.records import Number
from amw.companies import Companies
from amw.db.board_history import model_history
from amw.db.board_rows import board_snapshots
from amw.db.board_tables import board_tables
from amw.db.catalogue import sync
from amw.db.connection import Database, connect
from amw.db.embedded import Embedded
from amw.db.migrate import migrate
from amw.db.statements import QUERIES
from amw.db.store import Batch, read_keys, write
from items import BoardSnapshot
from pipelines.records import snapshot_record

START = datetime(2025, 6, 1, 6, tzinfo=UTC)
METRICS = 12
SPEEDS = 10
BATCH = 20  # captures a transaction
PAGE = 500  # rows of one answer at most
ALL = 100_000
ASKED = 20  # questions timed of each kind and board
COUNTRIES = ("US", "CN", "FR", "KR", "CA", "IL", "AE", "JP")
TABLES = ("board_line", "board_state", "board_turn", "board_snapshot", "board_step", "change")


@dataclass(frozen=True, kw_only=True, slots=True)
class Life:
    """How a board lives: `share` of its rows change a day, every `refit` days all do (score and all metrics), `came` rows a day come."""

    path: str
    share: float = 0.0
    refit: int = 0
    came: float = 0.0


# Counted on consecutive real captures, daily measurements (`speed`) left out, which are always taken to be new for every row:
# Artificial Analysis 0.2% (median of 68 days; mean 3.4% with the two re-bases of those days), 76 rows came in 68 days; its media arenas
# have two captures 34 days apart, all rows differ: taken as refitted daily; Arena refits about every 8 days and then moves every row;
# OpenRouter's models 315 of 315 in 41 days; likes on Hugging Face 359 of 517 in 7 days; LiveBench 18 of 51 in 26 days; SWE-bench 36 of
# 279 in 51 days; price lists have one capture each, taken as OpenRouter's.
YEAR: Mapping[str, Life] = {
    "artificial_analysis": Life(path="artificial_analysis/page_payload/llms_2026-06-16.json.gz", share=0.002, refit=34, came=1.1),
    "artificial_analysis_text_to_image": Life(path="artificial_analysis/media_arena/text-to-image_2026-04-10.json.gz", refit=1),
    "artificial_analysis_image_editing": Life(path="artificial_analysis/media_arena/image-editing_2026-04-10.json.gz", refit=1),
    "artificial_analysis_text_to_video": Life(path="artificial_analysis/media_arena/text-to-video_2026-05-14.json.gz", refit=1),
    "artificial_analysis_image_to_video": Life(path="artificial_analysis/media_arena/image-to-video_2026-04-10.json.gz", refit=1),
    "artificial_analysis_text_to_speech": Life(path="artificial_analysis/media_arena/text-to-speech_2026-04-10.json.gz", refit=1),
    "arena_text": Life(path="arena/official_catalog/leaderboard-text_2025-11-06_99f1eadee.json.gz", refit=8, came=0.5),
    "arena_code": Life(path="arena/llm_parsed_daily/code_2026-04-19.json", refit=8, came=0.2),
    "openrouter_models": Life(path="openrouter/api_v1_models/models_2026-05-15.json.gz", share=0.024, came=1.2),
    "livebench": Life(path="livebench/table_2026_01_08__at_2026-05-20.csv", share=0.014, came=0.3),
    "swe_bench": Life(path="swe_bench/leaderboards_2025-11-19.json", share=0.0025, came=0.5),
    "huggingface_trending": Life(path="hf_trending/models_2026-08-14.json.gz", share=0.1),
    "litellm": Life(path="models_dev/litellm_model_prices_2026-04-04.json.gz", share=0.024, came=1),
    "models_dev": Life(path="models_dev/api_2026-04-04.json.gz", share=0.024, came=1),
    "vectara": Life(path="vectara/README_2025-10-16.md", share=0.0, came=0.2),
}


def real_days(board: str, life: Life, folder: Path, days: int, chance: random.Random) -> Iterator[Snapshot]:
    """One capture a day that begins with a real one and changes as real ones do."""
    first = parse_board(board, (folder / life.path).read_bytes(), captured_at=START)
    assert first.verdict != "refused", (board, first.reasons)
    standing = list(first.rows)
    for day in range(days):
        if day and life.refit and day % life.refit == 0:
            standing = [_refitted(row, chance) for row in standing]
        elif day:
            for at in chance.sample(range(len(standing)), round(chance.uniform(0, 2) * life.share * len(standing))):
                standing[at] = _changed(standing[at], chance)
        if day and chance.random() < life.came:
            model = chance.choice(standing)
            standing.append(replace(model, key=f"{model.key}-{day}", raw_name=f"{model.raw_name} {day}", model=f"{model.model} {day}"))
        standing = [replace(row, speed={name: _near(value, chance) for name, value in row.speed.items()}) for row in standing]
        yield replace(first, captured_at=START + timedelta(days=day), rows=tuple(standing), digest=f"{day:032x}")


def _near(value: Number, chance: random.Random) -> Number:
    """A figure that moved by a few thousandths, as ratings do from refit to refit, with as many decimals as it had."""
    moved = value * chance.gauss(1, 0.001)
    return round(moved) if isinstance(value, int) else round(moved, len(repr(value).partition(".")[2]))


def _refitted(row: Row, chance: random.Random) -> Row:
    metrics = {name: _near(value, chance) for name, value in row.metrics.items()}
    extra = {name: _near(value, chance) if type(value) is float else value for name, value in row.extra.items()}
    return replace(row, score=None if row.score is None else _near(row.score, chance), metrics=metrics, extra=extra)


def _changed(row: Row, chance: random.Random) -> Row:
    """One of what the row has differs: score, a price, a metric, or a text of the board."""
    parts = [name for name in ("score", "prices", "metrics", "extra") if getattr(row, name)]
    part = chance.choice(parts) if parts else ""
    if part == "score" and row.score is not None:
        return replace(row, score=_near(row.score, chance))
    if part == "prices":
        return replace(row, prices={**row.prices, chance.choice(list(row.prices)): Decimal(chance.randrange(1, 999)) / 100})
    if part == "metrics":
        name = chance.choice(list(row.metrics))
        return replace(row, metrics={**row.metrics, name: _near(row.metrics[name], chance)})
    name = chance.choice(list(row.extra)) if row.extra else "note"
    return replace(row, extra={**row.extra, name: f"{row.extra.get(name)} {chance.randrange(100)}"[-500:]})


def made_up_days(board: str, rows: int, days: int, chance: random.Random, *, measured_daily: bool, changed: float) -> Iterator[Snapshot]:
    """One capture a day of a board with names, makers and countries of its own."""
    standing = [_row(board, number, chance) for number in range(rows)]
    for day in range(days):
        for at in chance.sample(range(len(standing)), int(changed * len(standing))) if day else ():
            standing[at] = _changed(standing[at], chance)
        if day % 3 == 1:
            standing.append(_row(board, rows + day, chance))
        elif day % 3 == 2:
            standing.pop(chance.randrange(len(standing)))
        if measured_daily:
            standing = [replace(row, speed={f"speed_{n}": round(chance.uniform(10, 300), 9) for n in range(SPEEDS)}) for row in standing]
        yield Snapshot(
            board=board,
            captured_at=START + timedelta(days=day),
            version="1",
            rows=tuple(standing),
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


async def fill(url: str, boards: Mapping[str, Iterator[Snapshot]]) -> int:
    """Stores the year; returns how many rows of captures went in."""
    companies = Companies.load()
    number = 0
    async with await Database.open(url) as database:
        await database.run(sync)
        about = [
            {"key": key, "name": key, "url": "https://board.example/", "attribution": "", "licence": "", "floor_rows": 1} for key in boards
        ]
        await database.run(lambda connection: connection.execute(QUERIES["board_sync"], {"rows": Jsonb(about)}))
        await database.run(lambda connection: connection.execute("truncate change"))  # what the catalogue wrote is not the boards'
        for place, (board, days) in enumerate(boards.items(), 1):
            keys = await database.run(read_keys)
            records: list[dict[str, Any]] = []

            async def flush(records: list[dict[str, Any]] = records, keys: Any = keys) -> None:
                batch = Batch(snapshots=tuple(records))
                await database.run(lambda connection: write(connection, batch, keys))
                records.clear()

            before = number
            recorded: dict[tuple[str, str], tuple[Row, dict[str, Any]]] = {}
            for taken in days:
                records.append(record_of(taken, companies, recorded))
                number += len(taken.rows)
                if len(records) == BATCH:
                    await flush()
            await flush()
            size = await database.run(lambda connection: _sizes(connection))
            print(f"  {place:2} {board:36} {number - before:>9,} rows, {size / 1e6:7.1f} MB so far", flush=True)
    return number


def record_of(taken: Snapshot, companies: Companies, recorded: dict[tuple[str, str], tuple[Row, dict[str, Any]]]) -> dict[str, Any]:
    """The stage's record of a capture, that of a row that is as it was the day before taken over: a year is built in minutes so."""
    bare = [replace(row, speed={}) for row in taken.rows]
    changed = [row for row in bare if (known := recorded.get((row.section, row.key))) is None or known[0] != row]
    item = BoardSnapshot(
        source="benchmark",
        url="https://board.example/",
        board=taken.board,
        fetched_at=taken.captured_at,
        snapshot=replace(taken, rows=tuple(changed)),
    )
    record = snapshot_record(item, companies)
    recorded.update({(row.section, row.key): (row, of) for row, of in zip(changed, record["rows"], strict=True)})
    rows = [recorded[row.section, row.key][1] for row in bare]
    return {**record, "rows": rows, "speeds": speeds_of(taken.rows), "snapshot": taken}


async def _sizes(connection: Any) -> float:
    cursor = await connection.execute(f"select {' + '.join(f'pg_total_relation_size({name!r})' for name in TABLES)}")
    (found,) = await cursor.fetchone()
    return float(found)


@dataclass(frozen=True, slots=True)
class Timed:
    """One question: milliseconds elapsed when it was asked first, the least of three times, and those of CPU here and in the server."""

    board: str
    first: float
    least: float
    cpu: float


def timed(connection: Connection[Any], board: str, ask: Callable[[], object]) -> Timed:
    elapsed, cpu = [], []
    for _ in range(3):
        spent, used, begun = _server_time(connection), time.process_time(), time.perf_counter()
        ask()
        elapsed.append((time.perf_counter() - begun) * 1000)
        cpu.append((time.process_time() - used + _server_time(connection) - spent) * 1000)
    return Timed(board, elapsed[0], min(elapsed), min(cpu))


def _server_time(connection: Connection[Any]) -> float:
    """Seconds on a processor of the server's process of this connection."""
    counted = Path(f"/proc/{connection.info.backend_pid}/schedstat")
    if counted.exists():
        return int(counted.read_text().split()[0]) / 1e9
    times = psutil.Process(connection.info.backend_pid).cpu_times()
    return float(times.user + times.system)


def line(name: str, times: Sequence[Timed]) -> str:
    first = sorted(one.first for one in times)
    least = sorted(one.least for one in times)
    cpu = sorted(one.cpu for one in times)
    spread = f"{statistics.median(first):7.1f} {first[int(0.95 * len(first))]:7.1f} {first[-1]:7.1f}"
    best = f"{least[int(0.95 * len(least))]:7.1f} {least[-1]:7.1f}"
    return f"{name:<44} {len(times):5} {spread}   {best}   {statistics.median(cpu):7.1f} {cpu[-1]:7.1f}"


def report(name: str, times: Sequence[Timed]) -> None:
    """All questions of a kind, and the board that is slowest by its slowest question."""
    boards: dict[str, list[Timed]] = {}
    for one in times:
        boards.setdefault(one.board, []).append(one)
    print(line(name, times), flush=True)
    for board in sorted(boards, key=lambda board: -max(one.least for one in boards[board]))[:4]:
        print(line(f"    {board}", boards[board]), flush=True)


def measure(url: str, days: int, number: int) -> None:
    chance = random.Random(1)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("vacuum analyze")
    with connect(url) as connection:
        total = 0
        for name in TABLES:
            found = connection.execute(
                f"select pg_total_relation_size('{name}'), (select count(*) from {name}), pg_indexes_size('{name}')"  # type: ignore[call-overload]
            ).fetchone()
            assert found is not None
            total += found[0]
            print(f"{name:<16} {found[1]:>9,} rows {found[0] / 1e6:8.1f} MB, of it indexes {found[2] / 1e6:6.1f} MB")
        print(f"{'boards in all':<16} {number:>9,} rows {total / 1e6:8.1f} MB, {total / max(number, 1):.0f} bytes a row of a capture")
        names: dict[str, Counter[str]] = {}
        for board, family in connection.execute(
            "select b.key, coalesce(l.model_key, l.family, l.raw_name) from board_line l join board b on b.id = l.board_id"
        ):
            names.setdefault(board, Counter())[family] += 1

        def when() -> datetime:
            return START + timedelta(days=chance.randrange(days), hours=12)

        columns = f"{'median':>7} {'95 of 100':>7} {'max':>5}   {'best of 3: 95':>7} {'max':>5}   {'CPU':>7} {'max':>5}"
        head = f"{'milliseconds':<44} {'asked':>5} {columns}"
        print(head)
        gc.collect()
        gc.freeze()  # as the server does
        tables, narrow, pages, at_once, made, every, exact, histories = [], [], [], [], [], [], [], []
        for board, models in names.items():
            looked_at(connection, board, when(), by="family", top=100)  # caches
            asked = partial(looked_at, connection, board)
            for at in [START + timedelta(days=days), *(when() for _ in range(ASKED))]:
                tables.append(timed(connection, board, partial(asked, at, by="family", top=100)))
                narrow.append(timed(connection, board, partial(asked, at, by="row", country="CN", top=PAGE)))
            days_asked = (START + timedelta(days=days), when(), when())
            for at in days_asked:
                starts = range(0, _rows_at(connection, board, at), PAGE)
                pages += [timed(connection, board, partial(asked, at, by="row", top=PAGE, start=start)) for start in starts]
                at_once.append(timed(connection, board, partial(board_tables, connection, board, at, by="row", top=ALL)))
                made.append(timed(connection, board, partial(asked, at, by="row", top=ALL)))
                every.append(timed(connection, board, partial(asked, at, by="row", top=PAGE, whole=True)))
            exact += [timed(connection, board, partial(whole_table, connection, board, at)) for at in days_asked]
            widest = [model for model, _ in models.most_common(3)]  # the models with most rows, and any
            any_model = [chance.choice(list(models)) for _ in range(ASKED)]
            histories += [timed(connection, board, partial(model_history, connection, board, model)) for model in widest + any_model]
        report("as-of table, by family", tables)
        report("as-of table, rows of a country", narrow)
        report("as-of table, every page of its rows", pages)
        report("as-of table, all its rows at once", at_once)
        report("the same, every row of it looked at", made)
        report("a page with the source's own columns", every)
        report("a whole capture with all columns, ranked", exact)
        report("a model's history", histories)
        least = min(names, key=lambda key: len(names[key]))
        model = chance.choice(list(names[least]))
        every_capture = partial(board_snapshots, connection, least, START + timedelta(days=days + 1), limit=ALL)
        peer = timed(connection, least, lambda: history(every_capture()[::-1], model))
        report("peer: history from the whole captures", [peer])


def looked_at(connection: Connection[Any], board: str, at: datetime, **how: Any) -> int:
    """The tables with every row of them made, as an answer that shows them all does."""
    found = board_tables(connection, board, at, **how)
    return len(found.rows) if found is not None else 0


def _rows_at(connection: Connection[Any], board: str, at: datetime) -> int:
    found = board_tables(connection, board, at, by="row", top=1)
    return max((table.of for table in found.tables), default=0) if found else 0


def whole_table(connection: Connection[Any], board: str, at: datetime) -> object:
    return table(board_snapshots(connection, board, at)[0], by="family")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = Path(__file__).resolve().parents[1]
    options.add_argument("folder", nargs="?", type=Path, default=Path(os.environ.get("AMW_REALDATA") or here.parent / "shared" / "data"))
    options.add_argument("--days", type=int, default=365)
    options.add_argument("--made-up", action="store_true")
    options.add_argument("--boards", type=int, default=15)
    options.add_argument("--rows", type=int, default=548, help="of a made-up board")
    options.add_argument("--changed", type=float, default=0.1, help="of a made-up board's rows, from day to day")
    options.add_argument("--url")
    options.add_argument("--measure", action="store_true", help="measure what is in --url")
    given = options.parse_args()
    folder = given.folder / "leaderboards"
    if given.made_up or not folder.is_dir():
        keys = [f"made_up_{n}" for n in range(given.boards)]
        boards = {
            key: made_up_days(key, given.rows, given.days, random.Random(n), measured_daily=n == 0, changed=given.changed)
            for n, key in enumerate(keys)
        }
    else:
        lives = list(YEAR.items())[: given.boards]
        boards = {key: real_days(key, life, folder, given.days, random.Random(key)) for key, life in lives}

    def run(url: str) -> None:
        begun, used = time.perf_counter(), time.process_time()
        number = asyncio.run(fill(url, boards))
        print(f"stored {number:,} rows of captures in {time.perf_counter() - begun:.0f} s, {time.process_time() - used:.0f} s of CPU here")
        measure(url, given.days, number)

    if given.url and given.measure:
        with connect(given.url) as connection:
            (rows,) = connection.execute("select coalesce(sum(cardinality(row_ids)), 0) from board_snapshot").fetchone() or (0,)
        measure(given.url, given.days, rows)
        return
    if given.url:
        migrate(given.url)
        run(given.url)
        return
    with tempfile.TemporaryDirectory(prefix="amw-bench-") as home, Embedded(Path(home), fsync=False) as server:
        migrate(server.url())
        run(server.url())


if __name__ == "__main__":
    main()
