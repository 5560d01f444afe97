"""Bodies for the tests of boards, written by hand in the shapes the boards have, and a register that knows a handful of names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from amw.boards import Snapshot
from amw.companies import Company, Model

Capture = Callable[..., Snapshot]


class SmallRegister:
    """Exact names only."""

    companies: ClassVar = {
        "OpenAI": Company(key="openai", name="openai", country="US"),
        "Alibaba": Company(key="alibaba", name="alibaba", country="CN"),
        "xAI": Company(key="xai", name="xai", country="US"),
        "SpaceXAI": Company(key="xai", name="xai", country="US"),
        "DeepSeek": Company(key="deepseek", name="deepseek", country="CN"),
    }
    models: ClassVar = {"gpt-5.4-high": Model(key="gpt-5.4", name="gpt-5.4", maker="openai")}

    def resolve(self, name: str, *, at: date | None = None) -> Company | None:
        return self.companies.get(name)

    def resolve_model(self, name: str, *, maker: str | None = None) -> Model | None:
        return self.models.get(name)

    def company(self, key: str) -> Company | None:
        return next((c for c in self.companies.values() if c.key == key), None)


def model(name: str, index: float | None, maker: str = "OpenAI", country: str = "us", **more: Any) -> dict[str, Any]:
    """One object of the page's models array, in the flat camel-case shape."""
    return {
        "id": more.pop("id", f"id-{name}"),
        "name": name,
        "shortName": more.pop("shortName", name),
        "slug": name.lower().replace(" ", "-"),
        "modelCreatorName": maker,
        "modelCreatorCountry": country,
        "intelligenceIndex": "$undefined" if index is None else index,
        "intelligenceIndexIsEstimated": more.pop("estimated", False),
        "deprecated": more.pop("deprecated", False),
        "isOpenWeights": more.pop("open_weights", False),
        **more,
    }


def fillers(count: int = 300) -> list[dict[str, Any]]:
    """Rows at the foot of the board, so that a capture is above the floor."""
    return [model(f"Filler {n}", 20 - n / 100, "Elsewhere", "fr", open_weights=True) for n in range(count)]
