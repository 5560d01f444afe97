"""What `amw boards` answers to what people type: other names, codes that are none, days without a capture, names of several models."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from typer.testing import CliRunner

from amw.boards import Row, Snapshot, boards
from amw.cli import app
from amw.companies import Companies
from amw.db.connection import Database
from amw.db.store import Batch, read_keys, write
from items import BoardSnapshot, Rejected
from pipelines.check import check_snapshot
from pipelines.records import rejected_record, snapshot_record

AT = datetime(2026, 5, 20, 8, tzinfo=UTC)
WORDS = CliRunner()


def row(name: str, score: float | None, country: str = "US", **more: object) -> Row:
    return replace(Row(key=name, raw_name=name, model=name, family=name, score=score, country=country, metrics={"gpqa": 0.5}), **more)


RANKED = Snapshot(
    board="swe_bench",
    captured_at=AT,
    metric="resolved",
    rows=(
        row("Lite One", 90.0, section="lite"),
        row("Claude Opus 9", 80.0, section="verified"),
        row("Claude Sonnet 9", 70.0, section="verified"),
    ),
    attribution="Source: SWE-bench",
    digest="ranked",
)
EARLY, LATE = datetime(2026, 5, 18, 8, tzinfo=UTC), datetime(2026, 5, 22, 8, tzinfo=UTC)
LOGIN_URL = boards()["vectara"].endpoints[0].url
LOGIN = Snapshot(board="vectara", captured_at=LATE, verdict="refused", reasons=("a web page where data should be",), digest="login")
CUT = [
    Snapshot(
        board=board,
        captured_at=at,
        verdict="refused",
        reasons=("only 2 rows, the board has at least 40",),
        rows=(row("GPT-9", 1.0),),
        digest=f"cut {at}",
    )
    for board, at in (("swe_bench", EARLY), ("swe_bench", LATE), ("bfcl", LATE))
]
UNSAID = Snapshot(board="vectara", captured_at=AT, metric="rate", rows=(row("openai/gpt-9", 3.0, maker_key="openai"),), digest="unsaid")
LISTED = Snapshot(
    board="openrouter_models",
    captured_at=AT,
    rows=(row("Qwen 9", None, "CN", prices={"input": Decimal("1.25")}, context=262144),),
    digest="listed",
)


@pytest.fixture
def answers(stocked_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    async def store() -> None:
        companies = Companies.load()
        async with await Database.open(stocked_url) as database:
            keys = await database.run(read_keys)
            for taken in (RANKED, LISTED, UNSAID, *CUT, LOGIN):
                item = BoardSnapshot(source="aa", url=LOGIN_URL, board=taken.board, fetched_at=taken.captured_at, snapshot=taken)
                kept = check_snapshot(item)
                rows = (
                    {"rejected": [rejected_record(kept)]}
                    if isinstance(kept, Rejected)
                    else {"snapshots": [snapshot_record(item, companies)]}
                )
                batch = Batch(**rows)
                keys = (await database.run(lambda connection, batch=batch, keys=keys: write(connection, batch, keys))).keys

    asyncio.run(store())
    monkeypatch.setenv("DATABASE_URL", stocked_url)
    monkeypatch.setenv("COLUMNS", "200")
    return stocked_url


def test_what_people_type_is_answered(answers: str) -> None:
    for words, code, told in (
        ("show swe-bench", 0, "Claude Opus 9"),
        ("show SWEbench --country us", 0, "Claude Opus 9"),
        ("show swe_bench --country germany", 1, "rows of the board are from US"),
        ("show swe_bench --country ZZZ", 2, "ISO 3166-1 alpha-2"),
        ("show swe_bensh", 2, "did you mean swe_bench?"),
        ("show swe_bench --on 2020-01-01", 1, "the first is of 2026-05-20"),
        ("show arena_vision", 1, "`amw crawl` or `amw replay` brings one"),
        ("show swe_bench", 0, "the capture of 2026-05-22 08:00 UTC was refused and kept: only 2 rows, the board has at least 40"),
        ("show swe_bench --on 2026-05-19", 1, "the capture of 2026-05-18 08:00 UTC was refused and kept"),
        ("show bfcl", 1, "was refused and kept: only 2 rows"),
        ("show vectara", 0, "OpenAI"),
        ("show vectara", 0, "the capture of 2026-05-22 08:00 UTC was refused and kept: a web page where data should be"),
        ("show swe_bench --metric nosuch", 2, "there are gpqa"),
        ("show swe_bench --open-weights", 1, "no row with open weights on the capture of 2026-05-20"),
        ("history claude --board swe_bench", 2, "it may be Claude Opus 9, Claude Sonnet 9"),
        ("history claude-opsu-9 --board swe_bench", 2, "did you mean Claude Opus 9"),
        ("history nobody --board swe_bench", 2, "`amw boards across` looks at every board"),
        ("history claude-opus-9 --board swe_bench --what nosuch", 2, "there are country_rank, family_rank, gpqa"),
        ("across claude", 2, "it may be Claude Opus 9, Claude Sonnet 9"),
        ("moves --since 2030-01-01", 0, "No moves since 2030-01-01."),
        ("moves swe-bench --since 2030-01-01", 0, "No moves since 2030-01-01 on swe_bench."),
        ("moves --board swe-bench --since 2030-01-01", 0, "No moves since 2030-01-01 on swe_bench."),
        ("moves swe_bensh", 2, "did you mean swe_bench?"),
        ("export swe-bench --on 2020-01-01", 1, "the first is of 2026-05-20"),
    ):
        done = WORDS.invoke(app, ["boards", *words.split()])
        assert (done.exit_code, told in done.output) == (code, True), (words, done.exit_code, done.output)
    lines = [line.split() for line in WORDS.invoke(app, ["boards", "show", "swe_bench"]).output.splitlines()]
    assert [line[0] for line in lines if line and line[0] in ("lite", "verified")] == ["verified", "verified", "lite"]
    for day, code in (("20 May 2026", 0), ("May 20, 2026", 0), ("2026-05-20T08:00", 0), ("2026-05-20T00:00", 1)):
        assert WORDS.invoke(app, ["boards", "show", "openrouter_models", "--on", day]).exit_code == code, day
    assert "refused" not in WORDS.invoke(app, ["boards", "show", "swe_bench", "--on", "2026-05-21"]).output
    listed = WORDS.invoke(app, ["boards", "show", "openrouter_models"]).output
    assert "a list without ranks" in listed and "1.25" in listed and "262,144" in listed
    (told,) = map(json.loads, WORDS.invoke(app, "boards history claude-opus-9 --board swe_bench --json".split()).output.splitlines())
    assert told["board"] == "swe_bench" and told["attribution"].startswith("Source: SWE-bench")
    empty = WORDS.invoke(app, ["boards", "show", "swe_bench", "--country", "FR", "--json"])
    assert (empty.exit_code, empty.output) == (0, "")
    assert (
        json.loads(WORDS.invoke(app, ["boards", "show", "swe bench", "--limit", "1", "--json"]).output.splitlines()[0])["board"]
        == "swe_bench"
    )
