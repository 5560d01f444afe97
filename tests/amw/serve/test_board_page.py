"""A board's page: what stands beside the name of a row."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from amw.serve.pages.boards import board_page

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
    page = board_page(board, {"given_on": None}, NOW).decode()
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
