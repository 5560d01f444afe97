"""A board's page: what stands beside the name of a row."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from amw.db.as_of import standing
from amw.serve.pages.boards import board_page
from amw.serve.pages.charts import chart, ticks

NOW = datetime(2026, 5, 22, 12, tzinfo=UTC)


def shown(**row: Any) -> str:
    """The head cell of a row as text, links as [text](address)."""
    empty = dict.fromkeys(("maker", "maker_key", "country", "variant", "effort", "model_key", "estimated", "deprecated", "open_weights"))
    entry = {**empty, "place": 1, "score": 70.5, "tied": False, "prices": {}, "parts": [], **row}
    board = {
        **dict.fromkeys(("country", "version", "attribution", "non_commercial", "metric"), None),
        "key": "swe_bench",
        "name": "SWE-bench",
        "url": "https://board.example/",
        "by": "row",
        "captured_at": NOW,
        "complete": True,
        "verdict": "ok",
        "start": 0,
        "countries": [],
        "moves": [],
        "sections": [{"section": "verified", "of": 1, "rows": [entry]}],
    }
    page = board_page(board, None, NOW).decode()
    cell = re.search(r'<th scope="row">(.*?)</th>', page, re.DOTALL)
    assert cell is not None
    linked = re.sub(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', r"[\2](\1)", cell[1])
    return " ".join(re.sub(r"<[^>]*>", " ", linked).split())


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (
            {"raw_name": "Agent 2", "model": "opus-id", "model_key": "opus", "parts": ["opus"], "variant": "Agent 2"},
            "[Agent 2](/boards/swe_bench/history?model=Agent+2) with [opus](/models/opus)",
        ),
        (
            {"raw_name": "GPT-6 (high)", "model": "GPT-6", "model_key": "gpt-6", "variant": "high", "effort": "high"},
            "[GPT-6](/models/gpt-6) high",
        ),
        (
            {"raw_name": "Opus", "model": "Opus", "model_key": "opus", "variant": "Adaptive Reasoning, Max Effort", "effort": "max"},
            "[Opus](/models/opus) Adaptive Reasoning, Max Effort",
        ),
        ({"raw_name": "o3", "model": "o3", "model_key": "o3", "variant": "free", "effort": "high"}, "[o3](/models/o3) free · high"),
    ],
)
def test_a_row_says_once_how_it_was_run_and_a_system_what_it_is_made_with(row: dict[str, Any], text: str) -> None:
    assert shown(**row) == text


@pytest.mark.parametrize("rank", [True, False])
def test_a_line_over_time_is_broken_where_the_method_changes_and_has_the_first_rank_at_its_top(rank: bool) -> None:
    points = [(NOW + timedelta(days=day), float(figure), method) for day, figure, method in ((0, 1, "4.0"), (1, 5, "4.0"), (2, 9, "4.1"))]
    drawn = chart(points, title="Rank & score", rank=rank)
    assert drawn is not None
    path = re.search(r' d="([^"]*)"', drawn)
    assert path is not None
    assert re.findall("[ML]", path[1]) == ["M", "L", "M"]
    heights = [float(y) for y in re.findall(r"[ML]\S+ ([\d.]+)", path[1])]
    assert heights == sorted(heights, reverse=not rank)
    assert drawn.count('class="break"') == 1 and "<title>Rank &amp; score</title>" in drawn
    assert chart(points[:1], title="Rank", rank=rank) is None
    for flat in (0.0, 7.0, 1e17):
        assert chart([(at, flat, method) for at, _, method in points], title="Score", rank=rank) is not None


@pytest.mark.parametrize(
    ("board", "told", "named"), [("swe_bench", True, "Agent 2"), ("swe_bench", False, "Opus"), ("aider", True, "Opus")]
)
def test_a_company_stands_on_a_board_of_systems_with_its_own_system_or_with_its_model_in_anothers(
    board: str, told: bool, named: str
) -> None:
    fields = "board_name attribution captured_at version section score estimated rank rows maker_rank makers"
    row = {**dict.fromkeys(fields.split()), "board": board, "raw_name": "Agent 2", "model": "Opus", "maker_told": told}
    assert standing(row)["model"] == named


@pytest.mark.parametrize(
    ("low", "high", "whole", "round_"),
    [
        (1.0, 5.0, True, [1, 2, 3, 4, 5]),
        (1.0, 18.0, True, [1, 5, 10, 15]),
        (45.99, 56.58, False, [50, 55]),
        (0.1, 0.4, False, [0.1, 0.2, 0.3, 0.4]),
    ],
)
def test_the_figures_beside_a_line_are_round(low: float, high: float, whole: bool, round_: list[float]) -> None:
    assert ticks(low, high, whole=whole) == round_
