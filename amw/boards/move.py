"""The record of one thing that happened between two captures of a board."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from decimal import Decimal
from typing import Any, Literal

from amw.boards.records import Number, RankedRow, Row

_DAY = re.compile(r"20\d\d-\d\d(?:-\d\d)?")
MoveKind = Literal["entered", "left", "overtook", "overtaken", "score_changed", "price_changed", "renamed", "rebased"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """One thing that happened. `row` is the row after (before, for what left); `by` the rows passed or passing, best first.

    `field` says what of the row: row, score, name, maker, price_input ...; `keys` are all rows concerned where one move stands for
    several. `ranks` hold the standing after by kind of rank. `estimated` warns that the row's score is an estimate. A `passive` one says
    of a row that changed places what a move of the other row says: lists for readers leave it out.
    """

    kind: MoveKind
    key: str
    section: str = ""
    name: str = ""
    field: str = "score"
    before: Any = None
    after: Any = None
    row: Row | None = None
    by: tuple[Row, ...] = ()
    keys: tuple[str, ...] = ()
    ranks: Mapping[str, int] = default(default_factory=dict)
    estimated: bool = False
    passive: bool = False
    evidence: str = ""

    def to_record(self) -> dict[str, Any]:
        """The move as a JSON-ready dict; rows by key and name."""
        return {
            "kind": self.kind,
            "key": self.key,
            "section": self.section,
            "name": self.name,
            "field": self.field,
            "before": _plain(self.before),
            "after": _plain(self.after),
            "by": [{"key": row.key, "name": row.raw_name, "score": row.score} for row in self.by],
            "keys": list(self.keys),
            "ranks": dict(self.ranks),
            "estimated": self.estimated,
            "evidence": self.evidence,
            **({"passive": True} if self.passive else {}),
        }


def move_of(row: Row, kind: MoveKind, evidence: str, **more: Any) -> Move:
    """A move of one row; `more` are other fields of Move."""
    return Move(kind=kind, key=row.key, section=row.section, name=row.raw_name, row=row, evidence=evidence, **more)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def standing_of(ranked: RankedRow | None) -> dict[str, int]:
    """The ranks of a row that it has, by name."""
    if ranked is None:
        return {}
    kinds = {"row": "rank", "family": "family_rank", "maker": "maker_rank", "country": "country_rank", "open_weights": "open_rank"}
    return {name: place for name, kind in kinds.items() if (place := getattr(ranked, kind)) is not None}


def version_kind(version: str) -> str:
    """What a board's version names: "release" where it is a day or a month, else "method"."""
    return "release" if _DAY.fullmatch(version) else "method"


def dollars(price: Decimal) -> str:
    """A price as a sentence tells it: 1.6549999999999998 -> $1.655, 0.5 -> $0.50, 3 -> $3."""
    figure = format(price.quantize(Decimal(1).scaleb(min(-2, price.adjusted() - 3))), "f")
    whole, _, part = figure.partition(".")
    return f"${whole}" + (f".{part.rstrip('0').ljust(2, '0')}" if part.strip("0") else "")


def shown(score: Number | None) -> str:
    """A score as a sentence tells it."""
    return "no score" if score is None else f"{score:,.2f}".rstrip("0").rstrip(".") if isinstance(score, float) else f"{score:,}"


def signed(change: float) -> str:
    """A change of a score as a sentence tells it: +17, -3.43."""
    return f"{change:+,.2f}".removesuffix(".00")
