"""Bodies for the tests of boards, written by hand in the shapes the boards have, and a register that knows a handful of names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from amw.boards import Snapshot

Capture = Callable[..., Snapshot]


@dataclass(frozen=True)
class KnownCompany:
    key: str
    country: str | None
    parent: str | None = None


@dataclass(frozen=True)
class KnownModel:
    key: str
    maker: str | None
    registered: bool = True
    effort: str | None = None


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
