"""Every captured body that lies in the folder: read in full, or told where it ends within a line."""

from __future__ import annotations

import importlib.util
import os
import random
from pathlib import Path
from typing import Any

import pytest
from board_bodies import SmallRegister

from amw.boards import Snapshot, parse_board

ROOT = Path(os.environ.get("AMW_REALDATA") or Path(__file__).resolve().parents[4] / "shared" / "data") / "leaderboards"
pytestmark = [pytest.mark.realdata, pytest.mark.skipif(not ROOT.is_dir(), reason="no folder of real captures")]


def _bench() -> Any:
    file = Path(__file__).parents[3] / "benchmarks" / "boards.py"
    spec = importlib.util.spec_from_file_location("boards_benchmark", file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BENCH = _bench()
FILES = [
    path.relative_to(ROOT).as_posix()
    for path in (sorted(ROOT.rglob("*")) if ROOT.is_dir() else ())
    if path.is_file() and BENCH.board_of(path.relative_to(ROOT).as_posix())
]


def parse(path: str, body: bytes) -> Snapshot:
    board, name = BENCH.board_of(path), path.rsplit("/", 1)[-1].removesuffix(".gz")
    url = f"https://board.example/{name.partition('__')[0]}"
    url += ".csv" if board == "livebench" and not url.endswith(".csv") else ""
    return parse_board(board, body, captured_at=BENCH.day_of(name), url=url, register=SmallRegister())


@pytest.mark.parametrize("path", FILES)
def test_a_body_is_read_whole_and_told_where_it_is_cut(path: str) -> None:
    body: bytes = BENCH.read(ROOT / path)
    chance = random.Random(path)
    if chance.random() < 0.5:  # a body is read once: parsing every one twice takes minutes
        assert (whole := parse(path, body)).verdict != "refused", whole.reasons
        return
    at = int(len(body) * chance.uniform(0.3, 0.9))
    cut = parse(path, body[: body.rindex(b"\n", 0, at) + 4 if b"\n" in body[:at] else at])
    assert cut.verdict != "ok" and not cut.complete and cut.reasons
