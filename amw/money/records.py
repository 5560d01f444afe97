"""The record of one amount of money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

KINDS = ("raised", "sought", "valuation", "price", "revenue", "capex", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One figure of money in a text, once, however often the text repeats it.

    `kind` is one of `KINDS`; `value` is in units of `currency` (ISO 4217; None where the sign is ambiguous, as a bare "¥"). A range
    stands as its upper bound with `low` the lower one. `usd` is the value in US dollars: as the text itself states it
    (`usd_stated`), else by the European Central Bank's rate of `rate_on`, else None. `vague` marks an order of magnitude ("数亿元",
    "billions of dollars"), of which `value` is the least it can mean. `start` and `end` are offsets of the fullest mention, with the
    conversion that follows it; `others` are the spans of the figure's other mentions. `evidence` spans the words that decided the kind.
    """

    kind: str
    value: Decimal
    currency: str | None
    usd: Decimal | None
    start: int
    end: int
    low: Decimal | None = None
    usd_stated: Decimal | None = None
    rate_on: date | None = None
    vague: bool = False
    others: tuple[tuple[int, int], ...] = ()
    evidence: tuple[int, int] | None = None
