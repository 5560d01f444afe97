"""A register that knows a handful of names, and a maker of Artificial Analysis snapshots."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from board_bodies import Capture, SmallRegister, fillers

from amw.boards import Snapshot, parse_board


@pytest.fixture
def register() -> SmallRegister:
    return SmallRegister()


@pytest.fixture
def capture(register: SmallRegister) -> Capture:
    """models -> a snapshot of Artificial Analysis with 300 fillers below them, captured on `day`."""

    def make(*models: dict[str, Any], day: str = "2026-05-20", filled: bool = True, **outside: Any) -> Snapshot:
        body = json.dumps({**outside, "models": [*models, *(fillers() if filled else [])]})
        at = datetime.fromisoformat(f"{day}T08:00:00").replace(tzinfo=UTC)
        return parse_board("artificial_analysis", body.encode(), content_type="application/json", captured_at=at, register=register)

    return make
