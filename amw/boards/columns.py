"""Names of columns: how a record and a board's declaration name one alike, and how the head of a table names each of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

MAX_LEAVES = 3000  # columns a record; the widest board seen has 190
MAX_DEPTH = 8
AGAIN = " (again)"  # ends the name of a column that has the name of another one
LINK = " link"  # ends the name of a column of the links of another one
UNNAMED = "column "  # begins the name of a column without a head, its number follows
SHORT = "(cells missing)"  # a column of a line of a table with fewer cells than its head
_WORD_EDGE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@lru_cache(maxsize=20_000)
def squeeze(column: str) -> str:
    """The match form of a column: lower case letters and digits of any script; dots between nested names stay."""
    return ".".join("".join(c for c in part.casefold() if c.isalnum()) for part in column.split("."))


@lru_cache(maxsize=20_000)
def snake(column: str) -> str:
    """The last part of a column as a metric name: `Live AST Acc` and `liveAstAcc` -> `live_ast_acc`."""
    part = _WORD_EDGE.sub("_", column.rsplit(".", 1)[-1]).casefold()
    return re.sub(r"[^\w+@]+", "_", part).strip("_")


def held(record: Mapping[str, Any], column: str) -> Any:
    """What a record holds in a column, however that is written ("Model accessibility", "model_accessibility"); None for nothing."""
    if column in record:
        return record[column]
    wanted = squeeze(column)
    return next((value for name, value in record.items() if squeeze(name) == wanted), None)


def flatten(record: Mapping[str, Any]) -> dict[str, Any]:
    """Nested mappings as dotted paths; lists of plain values stay, other lists become numbered paths. At most MAX_LEAVES leaves."""
    flat: dict[str, Any] = {}
    stack: list[tuple[str, Any, int]] = [("", dict(record), 0)]
    while stack and len(flat) < MAX_LEAVES:
        path, value, depth = stack.pop()
        kind = type(value)
        if kind is dict and depth < MAX_DEPTH:
            prefix = f"{path}." if path else ""
            stack.extend([(f"{prefix}{k}", v, depth + 1) for k, v in reversed(value.items())])
        elif kind is list and depth < MAX_DEPTH and any(isinstance(v, dict | list) for v in value):
            stack.extend((f"{path}.{i}", v, depth + 1) for i, v in reversed(list(enumerate(value))))
        else:
            flat[path] = value
    return flat


def squeezed(columns: Iterable[str]) -> frozenset[str]:
    """Column patterns without a wildcard, in their match form."""
    return frozenset(squeeze(column) for column in columns if not column.endswith("*"))


def distinct(header: list[str]) -> list[str]:
    """Column names made unique and never empty."""
    seen: Counter[str] = Counter()
    columns = []
    for number, cell in enumerate(header, 1):
        name = " ".join(cell.split()) or f"{UNNAMED}{number}"
        seen[name] += 1
        columns.append(nth(name, seen[name]))
    return columns


def nth(name: str, number: int) -> str:
    """The name of the column that is the `number`-th of this name."""
    return name if number == 1 else f"{name}{AGAIN}" if number == 2 else f"{name} {number}{AGAIN}"


def record_of(header: list[str], cells: list[Any]) -> dict[str, Any]:
    """The cells of a line by their columns; more than there are get numbered columns, fewer are told by the column SHORT."""
    record = dict(zip(header, cells, strict=False))
    record.update({f"{UNNAMED}{n}": cell for n, cell in enumerate(cells[len(header) :], len(header) + 1)})
    return record if len(cells) >= len(header) else {**record, SHORT: ""}
