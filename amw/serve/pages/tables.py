"""Tables of the pages, and how their figures are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from amw.serve.markup import Markup, element
from amw.serve.pages.pieces import number


def scrolled(name: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]], *, caption: Any = None) -> Markup:
    """A table that scrolls sideways where it is too wide. `columns` are their heads with their classes: "row" says what a row is about, "n"
    holds figures, "wide" is left out on a phone."""
    heads = [element("th", head, scope="col", class_=classes if classes not in ("row", "") else None) for head, classes in columns]
    body = [element("tr", [_cell(cell, classes) for cell, (_, classes) in zip(row, columns, strict=True)]) for row in rows]
    return element(
        "div",
        element(
            "table",
            element("caption", caption) if caption else None,
            element("thead", element("tr", heads)),
            element("tbody", body),
        ),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label=name,
    )


def _cell(content: Any, classes: str) -> Markup:
    return element("th", content, scope="row") if classes == "row" else element("td", content, class_=classes or None)


def mark(word: str) -> list[Any]:
    """A word that marks what stands before it; a narrow column may break at the blank."""
    return [" ", element("span", word, class_="mark")]


def tied(figure: str, row: Mapping[str, Any]) -> list[Any]:
    """A row's figure, with a sign where others have the same."""
    return [figure, element("span", "=", title="tied") if row["tied"] else None]


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
