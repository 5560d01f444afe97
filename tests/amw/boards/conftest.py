"""A register that knows a handful of names, and a maker of Artificial Analysis snapshots."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar

import pytest
from board_bodies import Capture, fillers

from amw.boards import Snapshot, parse_board


@dataclass(frozen=True)
class KnownCompany:
    key: str
    country: str | None


@dataclass(frozen=True)
class KnownModel:
    key: str
    maker: str | None
    registered: bool = True


class SmallRegister:
    """Exact names only."""

    companies: ClassVar = {
        "OpenAI": KnownCompany("openai", "US"),
        "Alibaba": KnownCompany("alibaba", "CN"),
        "xAI": KnownCompany("xai", "US"),
        "SpaceXAI": KnownCompany("xai", "US"),
        "DeepSeek": KnownCompany("deepseek", "CN"),
    }
    models: ClassVar = {"gpt-5.4-high": KnownModel("gpt-5.4", "openai")}

    def resolve(self, name: str, *, at: date | None = None) -> KnownCompany | None:
        return self.companies.get(name)

    def resolve_model(self, name: str, *, maker: str | None = None) -> KnownModel | None:
        return self.models.get(name)

    def company(self, key: str) -> KnownCompany | None:
        return next((c for c in self.companies.values() if c.key == key), None)


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
