"""A capture of a leaderboard, made up, that tests of claims hold sentences against."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from amw.boards import Snapshot, parse_board

SCORES = {"gpt-5.5": 1509, "claude-opus-4-8": 1504, "gemini-3.1-pro": 1486, "kimi-k2.6": 1480, "glm-5.1": 1472}


def arena() -> Snapshot:
    models = [{"model": name, "vendor": name.split("-")[0], "score": score, "ci": 5} for name, score in SCORES.items()]
    models += [{"model": f"m-{n}", "vendor": "Else", "score": 1300 - n, "ci": 5} for n in range(116)]
    return parse_board("arena_text", json.dumps({"models": models}).encode(), captured_at=datetime(2026, 5, 20, tzinfo=UTC))
