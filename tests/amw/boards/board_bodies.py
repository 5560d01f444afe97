"""Bodies for the tests of boards, written by hand in the shapes the boards have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from amw.boards import Snapshot

Capture = Callable[..., Snapshot]


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
