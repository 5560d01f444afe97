"""Every captured body that lies in the folder, spoilt in one of the ways that boards spoil theirs; in every way with AMW_MUTANTS=all."""

from __future__ import annotations

import html
import importlib.util
import json
import os
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from board_bodies import SmallRegister

from amw.boards import Snapshot, parse_board

ROOT = Path(os.environ.get("AMW_REALDATA") or Path(__file__).resolve().parents[4] / "shared" / "data") / "leaderboards"
pytestmark = [pytest.mark.realdata, pytest.mark.skipif(not ROOT.is_dir(), reason="no folder of real captures")]
ALL = os.environ.get("AMW_MUTANTS") == "all"
LOGIN = b"<!doctype html><html><head><title>Sign in</title></head><body><form><input name=user></form></body></html>"
LARGE = 300_000  # bytes; such a body is read once only, but with all mutants


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


class Captured:
    """A body with its board, and what it says when it is whole."""

    def __init__(self, path: str) -> None:
        self.path, self.board = path, BENCH.board_of(path)
        self.body: bytes = BENCH.read(ROOT / path)
        self.name = path.rsplit("/", 1)[-1].removesuffix(".gz")
        self.chance = random.Random(path)

    def parse(self, body: bytes) -> Snapshot:
        url = f"https://board.example/{self.name.partition('__')[0]}"
        url += ".csv" if self.board == "livebench" and not url.endswith(".csv") else ""
        return parse_board(self.board, body, captured_at=BENCH.day_of(self.name), url=url, register=SmallRegister())

    def whole(self) -> Snapshot:
        taken = self.parse(self.body)
        assert taken.verdict != "refused", (self.path, taken.reasons)
        return taken


def signed_out(captured: Captured) -> None:
    """A page to sign in, with status 200."""
    assert captured.parse(LOGIN).verdict == "refused"


def cut(captured: Captured) -> None:
    """The body ends within a line."""
    at = int(len(captured.body) * captured.chance.uniform(0.3, 0.9))
    after = captured.parse(captured.body[: captured.body.rindex(b"\n", 0, at) + 4 if b"\n" in captured.body[:at] else at])
    assert after.verdict != "ok" and not after.complete and after.reasons, (captured.path, after.verdict)


def entities(captured: Captured) -> None:
    """Names with HTML entities: no row is lost, no entity stays."""
    before = captured.whole()
    text = captured.body.decode()
    names = [row.raw_name for row in before.rows if re.fullmatch(r"[\w.-]{2,}(?: [\w.-]+)+", row.raw_name)]
    for name in captured.chance.sample(names, min(3, len(names))):
        text = re.sub(rf"(?<=[\"|,>])(\s*){re.escape(name)}(?=\s*[\"|,<])", lambda m, n=name: m[1] + n.replace(" ", "&#32;"), text)
    after = captured.parse(text.encode())
    assert len(after.rows) == len(before.rows), captured.path
    assert not [row.raw_name for row in after.rows if "&#" in row.raw_name or "&#" in row.model]


def no_value(captured: Captured) -> None:
    """A score that is a mark for none: the row stays, nothing is invented in its place."""
    before = captured.whole()
    text = captured.body.decode()
    spots = [(row, spot) for row in before.rows[:60] if row.score is not None and len(spot := _spots(text, row.score)) == 1]
    if not spots:
        return
    row, (spot,) = captured.chance.choice(spots)
    mark = captured.chance.choice(("N/A", "-", "$undefined"))
    quoted = text[spot.start() - 1] in " :[," and captured.path.removesuffix(".gz").endswith(".json")
    after = captured.parse(f"{text[: spot.start()]}{json.dumps(mark) if quoted else mark}{text[spot.end() :]}".encode())
    assert len(after.rows) == len(before.rows), captured.path
    then = next((r for r in after.rows if (r.section, r.key) == (row.section, row.key)), None)
    assert then is None or then.score is None or then.score != row.score, (captured.path, row.raw_name, mark)


def _spots(text: str, score: float) -> list[re.Match[str]]:
    written = re.escape(str(score).removesuffix(".0"))
    return list(re.finditer(rf"(?<![\w.,-]){written}(?:\.0+)?(?![\w.])", text)) if len(str(score)) > 4 else []


def twice(captured: Captured) -> None:
    """A line of a table twice: told, and no key twice."""
    if not captured.name.endswith((".csv", ".md")):
        return
    before = captured.whole()
    lines = captured.body.decode().splitlines(keepends=True)
    named = {html.unescape(row.raw_name) for row in before.rows}
    spots = [n for n, line in enumerate(lines) if any(cell.strip(' "') in named for cell in re.split(r"[,|]", line)) and n > 1]
    if not spots:
        return
    at = captured.chance.choice(spots)
    after = captured.parse("".join([*lines[: at + 1], lines[at], *lines[at + 1 :]]).encode())
    keys = [(row.section, row.key) for row in after.rows]
    assert len(set(keys)) == len(keys), captured.path
    assert len(after.rows) == len(before.rows) or any("duplicated rows" in reason for reason in after.reasons), captured.path


MUTANTS: tuple[Callable[[Captured], None], ...] = (signed_out, cut, entities, no_value, twice)


@pytest.mark.parametrize("path", FILES)
def test_a_spoilt_body_is_read_in_full_or_refused_or_flagged(path: str) -> None:
    captured = Captured(path)
    mutants = MUTANTS if len(captured.body) < LARGE or ALL else (signed_out, cut)
    for mutant in MUTANTS if ALL else captured.chance.sample(mutants, 1):
        mutant(captured)
