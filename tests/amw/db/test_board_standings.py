"""The fast readings of boards over time give what the pure functions give for the whole captures."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from typer.testing import CliRunner

from amw.boards import RankedRow, Row, Snapshot, rank
from amw.boards.history import history, table
from amw.boards.matching import needed_words, rows_named
from amw.cli import app
from amw.companies import Companies
from amw.db.board_history import model_history
from amw.db.board_rows import board_snapshots
from amw.db.board_tables import OUTLINE, board_outline, board_tables
from amw.db.connection import Database, connect
from amw.db.store import Batch, read_keys, write
from items import BoardSnapshot
from pipelines.records import snapshot_record

START = datetime(2026, 5, 1, 8, tzinfo=UTC)
BOARD = "artificial_analysis"
COMPANIES = Companies.load()
MAKERS = {"OpenAI": "US", "Anthropic": "US", "DeepSeek": "CN", "Alibaba": "CN", "Mistral": "FR", "Nobody": None}
NAMES = (
    "GPT-5.5 (high)",
    "GPT-5.5 (low)",
    "GPT-5.5",
    "gpt-5-5",
    "OpenAI preview",
    "Claude Opus 4.7",
    "Opus 4.7 thinking",
    "Claude 4.5 Sonnet 20250929",
    "claude-sonnet-4-5",
    "DeepSeek V3.2",
    "deepseek-v3.2-exp-thinking",
    "DeepSeek",
    "Qwen3.7 Max",
    "qwen3.7-max",
    "Qwen 3.7 Max (beta-2)",
    "Mistral Large 3",
    "Model 4.0",
    "Model 4",
    "o3",
    "7",
)


def random_days(chance: random.Random) -> list[Snapshot]:
    """Captures of a board with rows that come, go, tie, have no score, are renamed, and stand in one section or several."""
    sections = chance.choice([("",), ("", "coding", "web")])
    days = []
    standing: dict[tuple[str, str], Row] = {}
    for day in range(6):
        for _ in range(chance.randrange(4, 25)):
            name, section = chance.choice(NAMES), chance.choice(sections)
            maker = chance.choice(list(MAKERS))
            standing[section, name] = Row(
                key=chance.choice((name, f"id {NAMES.index(name) // 2}", f"at{chance.choice(('', '-cn'))}/{name}")),
                raw_name=name,
                model=name.partition(" (")[0],
                section=section,
                model_key=chance.choice((None, name.lower().replace(" ", "-"))),
                family=chance.choice((None, name.partition(" (")[0])),
                maker=maker,
                maker_key=chance.choice((None, maker.lower())),
                country=MAKERS[maker],
                score=chance.choice((None, float(chance.randrange(5)), round(chance.uniform(0, 5), 3))),
                metrics={"gpqa": round(chance.random(), 3)} if chance.random() < 0.7 else {},
                prices={"input": Decimal(chance.randrange(9))},
                speed={"speed": chance.random()},
                open_weights=chance.choice((None, True, False)),
                estimated=chance.random() < 0.2,
                deprecated=chance.random() < 0.2,
                first_party=chance.choice((None, None, True, False)),
                extra={"about": "what makes a row long enough to be kept as a difference " * 3},
            )
        for place in chance.sample(list(standing), len(standing) // 5):
            del standing[place]
        rows = list(standing.values())
        chance.shuffle(rows)
        days.append(
            Snapshot(
                board=BOARD,
                captured_at=START + timedelta(days=day),
                rows=tuple(rows),
                verdict="refused" if chance.random() < 0.1 else "ok",
                lower_is_better=chance.random() < 0.2,
                attribution="made up",
                digest=f"day {day}",
            )
        )
    return days


async def stored(url: str, days: list[Snapshot]) -> None:
    """Stores the days one by one: moves, turns and ranks must not depend on their order."""
    async with await Database.open(url) as database:
        keys = await database.run(read_keys)
        for taken in days:
            item = BoardSnapshot(source="aa", url="https://aa.example/", board=BOARD, fetched_at=taken.captured_at, snapshot=taken)
            batch = Batch(snapshots=[snapshot_record(item, COMPANIES)])
            keys = (await database.run(lambda connection, batch=batch, keys=keys: write(connection, batch, keys))).keys


@pytest.mark.parametrize("seed", range(6))
async def test_histories_and_tables_are_those_of_the_whole_captures(stocked_url: str, seed: int) -> None:
    chance = random.Random(seed)
    days = random_days(chance)
    if seed % 3 == 0:
        days.append(replace(chance.choice(days), digest="another of the same moment", rows=days[0].rows[::-1]))
    await stored(stocked_url, chance.sample(days, len(days)) if seed % 2 else days)
    with connect(stocked_url) as connection:
        stored_days = board_snapshots(connection, BOARD, START + timedelta(days=99), limit=len(days))
        days = list({taken.captured_at: taken for taken in reversed(stored_days)}.values())  # of two readings of a moment the later
        newest = {taken.captured_at for taken in days[-2:]}
        now = connection.execute("select section, row_key, raw_name, rank, family_rank, maker_rank, country_rank from board_now").fetchall()
        assert sorted(now, key=repr) == sorted(map(as_shown, rank(days[-1])), key=repr)
        for model in (*NAMES, "id 3", "nothing known"):
            pure = [(replace(taken, rows=()), replace(entry, row=bare(entry.row))) for taken, entry in history(days, model)]
            assert model_history(connection, BOARD, model) == pure, model
            assert model_history(connection, BOARD, model, last=2) == [found for found in pure if found[0].captured_at in newest], model
        assert board_outline(connection, BOARD, START - timedelta(days=1)) is None
        for taken in {taken.captured_at: taken for taken in days}.values():
            at = taken.captured_at + timedelta(hours=3)
            outline = board_outline(connection, BOARD, at)
            assert outline is not None
            assert (replace(outline, rows=()), board_snapshots(connection, BOARD, at)) == (replace(taken, rows=()), [taken])
            scopes: tuple[dict[str, Any], ...] = (
                {"by": "row"},
                {"by": "family", "country": "CN"},
                {"by": "maker", "open_weights": True},
                {"by": "country"},
                {"by": "family", "include_estimated": False, "include_deprecated": False, "top": 5},
            )
            for scope in scopes:
                wanted = tuple((place, replace(entry, row=outline_of(entry.row))) for place, entry in table(taken, **scope))
                assert table(outline, **scope) == wanted
            for scope in scopes[:4]:
                read = board_tables(connection, BOARD, at, top=7, **scope)
                assert read is not None
                assert read.snapshot == replace(taken, rows=())
                assert [found.section for found in read.tables] == list(taken.sections())
                for found in read.tables:
                    wanted = table(taken, section=found.section, **scope)
                    assert found.of == len(wanted)
                    assert found.rows == [(at, replace(entry, row=bare(entry.row))) for at, entry in wanted[:7]]
                whole = board_tables(connection, BOARD, at, top=99, whole=True, **scope)
                assert whole is not None
                assert whole.rows == [entry for found in whole.tables for entry in table(taken, section=found.section, **scope)]
                rest = board_tables(connection, BOARD, at, top=99, start=7, **scope)
                assert rest is not None
                for found, first in zip(rest.tables, read.tables, strict=True):
                    wanted = table(taken, section=found.section, **scope)
                    assert (found.of, found.rows) == (first.of, [(at, replace(entry, row=bare(entry.row))) for at, entry in wanted[7:]])


def as_shown(entry: RankedRow) -> tuple[str | int | None, ...]:
    row = entry.row
    return row.section, row.key, row.raw_name, entry.rank, entry.family_rank, entry.maker_rank, entry.country_rank


async def test_an_export_has_every_row_those_without_a_rank_last(monkeypatch: pytest.MonkeyPatch, stocked_url: str) -> None:
    scores = {"Heron": None, "Ibis": 2.0, "Jay": 3.0}
    rows = tuple(Row(key=name, raw_name=name, model=name, score=score) for name, score in scores.items())
    await stored(stocked_url, [Snapshot(board=BOARD, captured_at=START, rows=rows, attribution="made up", digest="d")])
    monkeypatch.setenv("DATABASE_URL", stocked_url)
    done = CliRunner().invoke(app, ["boards", "export", BOARD])
    assert [(row["raw_name"], row["rank"]) for row in map(json.loads, done.output.splitlines())] == [
        ("Jay", 1),
        ("Ibis", 2),
        ("Heron", None),
    ]


def bare(row: Row) -> Row:
    return replace(row, speed={}, extra={})


def outline_of(row: Row) -> Row:
    return Row(**{name: getattr(row, name) for name in OUTLINE})


def test_needed_words_are_in_every_row_found() -> None:
    rows = [Row(key=name, raw_name=name, model=name) for name in NAMES]
    for name in NAMES:
        assert all(word in row.raw_name.casefold() for row in rows_named(name, rows) for word in needed_words(name))
    assert needed_words("GPT-5.5 high") == ("gpt", "5")
    assert needed_words("OpenAI preview") == ()
