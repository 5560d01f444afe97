"""The records of a leaderboard: one row, one capture with its rows, and a row with its ranks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, TypeVar, dataclass_transform

Number = int | float
SnapshotVerdict = Literal["ok", "flagged", "refused"]
Record = TypeVar("Record")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def record(cls: type[Record]) -> type[Record]:
    """A dataclass made by keywords, of which nobody sets a field: mypy forbids it, `replace` makes another one.

    There is no ban at run time, as `frozen=True` would be: it costs eight microseconds a row, and a table has thousands.
    Two are equal by their fields; none can be in a set.
    """
    return dataclass(kw_only=True, slots=True)(cls)


def canonical(value: Any) -> str:
    """`value` (JSON-ready) as the one JSON text that equal values share: sorted keys, no spaces, no NaN."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest_of(value: Any) -> str:
    """BLAKE2b of the canonical JSON of `value`, 32 hex digits."""
    return hashlib.blake2b(canonical(value).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@record
class Row:
    """One line of a leaderboard as one capture had it. None means that the board did not say.

    `key` is the board's own stable id where it has one, else made from the raw name. `section` is the part of the board in which
    the row is ranked (SWE-bench: "verified"), "" for a board with one table. `prices` are US dollars per million tokens by kind
    (input, output, cache_read, cache_write, blended); `speed` holds what is measured anew every day (tokens a second, seconds, a
    benchmark's drifting Elo). `parts` are the models that a system is made with, where the row is one, by
    their keys in the register. `extra` holds every source value that has no field here, under its source column.
    """

    key: str
    raw_name: str
    model: str
    section: str = ""
    model_key: str | None = None
    variant: str | None = None
    effort: str | None = None
    family: str | None = None
    maker: str | None = None
    maker_key: str | None = None
    country: str | None = None
    score: Number | None = None
    metrics: Mapping[str, Number] = field(default_factory=dict)
    prices: Mapping[str, Decimal] = field(default_factory=dict)
    speed: Mapping[str, Number] = field(default_factory=dict)
    context: int | None = None
    licence: str | None = None
    open_weights: bool | None = None
    released_at: date | None = None
    estimated: bool = False
    deprecated: bool = False
    first_party: bool | None = None
    parts: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> tuple[str, str]:
        """Its section and its key, which no other row of a capture has."""
        return self.section, self.key

    def to_record(self) -> dict[str, Any]:
        """The row as a JSON-ready dict; fields that hold their default are left out, prices are strings, dates ISO."""
        found: dict[str, Any] = {}
        for name in _ROW_FIELDS:
            value = getattr(self, name)
            if value is None or (value is False and name not in _TRISTATE) or value == "" or value == {} or value == ():
                continue
            if name == "prices":
                value = {kind: format(price, "f") for kind, price in value.items()}
            elif isinstance(value, date):
                value = value.isoformat()
            elif isinstance(value, Mapping):
                value = dict(value)
            elif isinstance(value, tuple):
                value = list(value)
            found[name] = value
        return found

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Row:
        """The row that `to_record` wrote. Raises TypeError for a name that is no field, ValueError for a bad date or price."""
        values = dict(record)
        if prices := values.get("prices"):
            values["prices"] = dict(zip(prices, map(Decimal, prices.values()), strict=True))
        if day := values.get("released_at"):
            values["released_at"] = date.fromisoformat(day)
        if "parts" in values:
            values["parts"] = tuple(values["parts"])
        return cls(**values)


_ROW_FIELDS = tuple(f.name for f in fields(Row))
_TRISTATE = frozenset({"open_weights", "first_party"})


@record
class Snapshot:
    """One capture of one board, parsed: its rows in the capture's order and what is to be thought of it.

    `verdict` is ok, flagged (usable, with `reasons`) or refused (no rows are to be believed; kept, never shown or compared).
    `complete` says whether the capture shows the whole board: only then does the absence of a row mean anything.
    `leftovers` counts the source columns that no field knows (their values are in each row's `extra`).
    `version` is the method version of the score; scores of two versions are never compared. `digest` covers body content.
    """

    board: str
    captured_at: datetime
    version: str | None = None
    rows: tuple[Row, ...] = ()
    verdict: SnapshotVerdict = "ok"
    reasons: tuple[str, ...] = ()
    complete: bool = True
    leftovers: Mapping[str, int] = field(default_factory=dict)
    attribution: str = ""
    floor: int = 1
    metric: str | None = None
    lower_is_better: bool = False
    digest: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)

    def sections(self) -> tuple[str, ...]:
        """The sections in the order in which the capture has them."""
        return tuple(dict.fromkeys(row.section for row in self.rows))

    def lists(self) -> dict[str, list[Row]]:
        """The rows of each section, in the order of the capture."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.section, []).append(row)
        return found


# The kinds of rank that a row may have, as RankedRow names them.
KINDS = "rank family_rank maker_rank country_rank open_rank country_row_rank country_maker_rank open_row_rank open_maker_rank".split()


@record
class RankedRow:
    """A row with its standing in its section, by competition ranking (equal scores share the better rank); None without a score.

    `rank` counts rows; `family_rank` counts families by their best row; `maker_rank` makers by their best row; `country_rank`
    families of the row's country; `open_rank` families with open weights. The `*_row_rank` count rows within country or open
    weights, `country_maker_rank` makers within the country. `tied` says that another row has the same score.
    `counts` says of how many, by the same names.
    """

    row: Row
    score: Number | None = None
    rank: int | None = None
    family_rank: int | None = None
    maker_rank: int | None = None
    country_rank: int | None = None
    open_rank: int | None = None
    country_row_rank: int | None = None
    country_maker_rank: int | None = None
    open_row_rank: int | None = None
    open_maker_rank: int | None = None
    tied: bool = False
    leads_family: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)
