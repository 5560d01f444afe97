"""Tables of the pages, and how their figures are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from amw.serve.markup import Markup, element
from amw.serve.pages.pieces import number


def scrolled(name: str, heads: Sequence[tuple[str, str]], body: Sequence[Markup], *, caption: Any = None) -> Markup:
    """A table that scrolls sideways where it is too wide; `heads` are its columns with their classes: "n" holds figures, "wide" is left out
    on a phone."""
    return element(
        "div",
        element(
            "table",
            element("caption", caption) if caption else None,
            element("thead", element("tr", [element("th", head, scope="col", class_=classes or None) for head, classes in heads])),
            element("tbody", body),
        ),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label=name,
    )


def even(values: Iterable[float | int | None]) -> Callable[[float | int | None], str]:
    """How the figures of a column are written: all with as many decimals as one of them needs, at most two."""
    decimals = max((len(number(value).partition(".")[2]) for value in values if value is not None), default=0)
    return lambda value: "–" if value is None else f"{value:,.{decimals}f}"


def price(prices: Mapping[str, str]) -> str:
    """Dollars per million tokens in and out."""
    both = [_price(prices.get(kind)) for kind in ("input", "output")]
    return " / ".join(both) if any(part != "–" for part in both) else "–"


def _price(value: str | None) -> str:
    if value is None:
        return "–"
    return value.rstrip("0").rstrip(".") if "." in value else value
