"""Records of any leaderboard -> rows, by a declaration of which column means what; nothing in a record is lost.

A record is a mapping (nested ones are flattened to dotted paths). Columns are matched without regard to case, spaces, punctuation
and camel case, so `Context Window`, `context_window` and `contextWindow` are one. A pattern that ends in `*` takes every column
with that beginning. What no pattern takes goes to the row's `extra` and is counted as a leftover.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from amw.boards import names, values
from amw.boards.columns import AGAIN, LINK, SHORT, UNNAMED, flatten, snake, squeeze
from amw.boards.records import Number, Row
from amw.boards.shape import Shape
from amw.text import storable

ROUNDED = 0.01  # two figures of one name that differ by less, or by less of themselves, are one that was rounded
_NO_DAY = re.compile(r"\s*(?:\d{4}(?:[-/.]\d{1,2})?|[A-Za-z]{3,9},? \d{4})\s*")  # a year or a month is as much as is known
FIELDS = frozenset(
    """key name short_name model section variant effort family maker country score context licence open_weights released_at estimated
    deprecated first_party""".split()
)  # of a row, that columns fill
Meaning = tuple[str, str, int]  # of a column: its kind; the field, price or figure it is read into ("" names it); its place among others
_LEFTOVER: Meaning = ("leftover", "", 0)
_KNOWN: Meaning = ("known", "", 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """Which columns of a board mean what. Every value is a tuple of patterns, the first that holds a value wins; a row whose name columns
    are empty is named by its key.

    `fields` maps a field of Row (of FIELDS) to its columns. `metrics`, `speed` map a column pattern to a name ("" names it after the
    column, "pro_*" so after "pro_"), `prices` to a kind; `price_factor` brings a price to US dollars a million tokens.
    `known` are columns that are kept in `extra` and not counted as leftovers.
    """

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    metrics: Mapping[str, str] = field(default_factory=dict)
    prices: Mapping[str, str] = field(default_factory=dict)
    speed: Mapping[str, str] = field(default_factory=dict)
    known: tuple[str, ...] = ()
    price_factor: Decimal = Decimal(1)
    family_is_short_name: bool = False


@dataclass(slots=True)
class _Cells:
    """The cells of one record by what they mean: those of a row's fields as they are written, with their order and column; figures; and all
    that a row keeps as it is, under its column."""

    fields: dict[str, tuple[int, str, Any]] = field(default_factory=dict)
    metrics: dict[str, Number] = field(default_factory=dict)
    prices: dict[str, Decimal] = field(default_factory=dict)
    speed: dict[str, Number] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)

    def keep(self, column: str, cell: Any) -> None:
        """Keeps a cell as it is."""
        self.extra[column] = plain(cell)

    def offer(self, name: str, order: int, column: str, cell: Any) -> None:
        """Takes a cell for a field of the row, if none of a column that goes first is there; the other one is kept."""
        taken = self.fields.get(name)
        if taken is not None and taken[0] <= order:
            self.keep(column, cell)
            return
        if taken is not None:
            self.keep(taken[1], taken[2])
        self.fields[name] = (order, column, cell)

    def read(self, name: str, reader: Callable[[Any], Any]) -> Any:
        """What `reader` makes of the cell of a field; the cell is kept where it says more than that. None without a cell."""
        taken = self.fields.get(name)
        if taken is None:
            return None
        _, column, cell = taken
        value = reader(cell)
        if value is None or (isinstance(cell, str) and isinstance(value, str | date) and str(value) != cell.strip()):
            self.extra.setdefault(column, plain(cell))
        return value


def _named(target: str, column: str) -> str:
    """The name of a figure: `target`, or that of its column where it is empty, after what stands before a star."""
    return target[:-1] + snake(column) if not target or target.endswith("*") else target


class Plan:
    """A layout made ready for one capture: remembers what each column means and counts what nobody asked for."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.comma = False  # whether the body writes decimals with a comma
        self.odd: Counter[str] = Counter()  # lines that are no rows, or no whole ones, by what is odd of them
        self.without_id = 0  # rows with a name and none of the ids that the board has
        self.leftovers: Counter[str] = Counter()  # columns that nobody asked for, or whose cells were not read, by how many cells
        self.dropped = 0  # records without a name
        self._meanings: dict[str, Meaning] = {}
        self._owners: dict[str, str] = {}  # of figures named after their column: the first of that name
        self._exact: dict[str, Meaning] = {}
        self._begun: list[tuple[str, Meaning]] = []  # of patterns with a wildcard: by the beginning of the column, longest first
        for name, patterns in layout.fields.items():
            for order, pattern in enumerate(patterns):
                self._learn(pattern, ("field", name, order))
        for kind, table in (("price", layout.prices), ("metric", layout.metrics), ("speed", layout.speed)):
            for pattern, name in table.items():
                self._learn(pattern, (kind, name, 0))
        for pattern in layout.known:
            self._learn(pattern, _KNOWN)
        self._begun.sort(key=lambda entry: -len(entry[0]))

    def _learn(self, pattern: str, meaning: Meaning) -> None:
        if pattern.endswith("*"):
            stem = pattern[:-1]
            self._begun.append((squeeze(stem.rstrip(".")) + ("." if stem.endswith(".") else ""), meaning))
        else:
            self._exact.setdefault(squeeze(pattern), meaning)

    def meaning(self, column: str) -> Meaning:
        """What a column means to the layout."""
        if column not in self._meanings:
            self._meanings[column] = self._meaning(column)
        return self._meanings[column]

    def _meaning(self, column: str) -> Meaning:
        if column.endswith(AGAIN):
            return _LEFTOVER  # which of two columns of a name is meant is not known
        flat = squeeze(values.TAG.sub("", column))
        found = self._exact.get(flat) or next((meaning for stem, meaning in self._begun if flat.startswith(stem)), _LEFTOVER)
        if found is _LEFTOVER and column.endswith(LINK) and self.meaning(column.removesuffix(LINK)) is not _LEFTOVER:
            return _KNOWN
        return found

    def read(self, record: Mapping[str, Any]) -> Row | None:
        """The row of `record`, a flat one; None (counted in `dropped`) when it has no name."""
        cells = _Cells()
        for column, cell in record.items():
            kind, target, order = self.meaning(column)
            if (values.missing(cell) or cell == []) and (target != "name" or values.name(cell) is None):
                continue
            if kind == "field":
                cells.offer(target, order, column, cell)
            elif kind == "price":
                self._price(cells, column, _named(target, column), cell)
            elif kind in ("leftover", "known"):
                cells.keep(column, cell)
                if kind == "leftover":
                    self.leftovers[column] += 1
            elif not target and self._owners.setdefault(snake(column), column) != column:
                cells.keep(column, cell)
                self.leftovers[f"{column} (another {snake(column)})"] += 1
            else:
                self._measure(cells, cells.metrics if kind == "metric" else cells.speed, column, _named(target, column), cell)
        return self._row(cells)

    def _price(self, cells: _Cells, column: str, name: str, cell: Any) -> None:
        """Reads a price, US dollars a million tokens by the unit that the cell states or the board has; one that is none is kept."""
        price = None if values.pair(cell) or values.in_other_money(cell) else values.decimal(cell, comma=self.comma)
        if price is None:
            cells.keep(column, cell)
            if isinstance(cell, list) or not str(cell).strip().startswith(("-", "−")):  # below zero is none on lists of prices
                self.leftovers[f"{column} (no price)"] += 1
            return
        stated = values.token_unit(cell)
        price *= self.layout.price_factor if stated is None else stated
        if name not in cells.prices:
            cells.prices[name] = values.shortest(price)
            return
        cells.keep(column, cell)
        if not math.isclose(cells.prices[name], price, rel_tol=ROUNDED):
            self.leftovers[f"{column} (another {name})"] += 1

    def _measure(self, cells: _Cells, into: dict[str, Number], column: str, name: str, cell: Any) -> None:
        """Reads a figure, and the margin of error beside it; a cell that is none, or is another one's again, is kept."""
        figure = None if isinstance(cell, bool | list) or values.pair(cell) else self._number(cell)
        if figure is not None and (margin := values.margin(cell)) is not None:
            self._measure(cells, into, f"{column} ±", f"{name}_ci", margin)
        if figure is not None and name not in into:
            into[name] = figure
            return
        cells.keep(column, cell)
        if figure is None and isinstance(cell, str | list):
            self.leftovers[f"{column} (no number)"] += 1
        elif figure is not None and not math.isclose(into[name], figure, rel_tol=ROUNDED, abs_tol=ROUNDED):
            self.leftovers[f"{column} (another {name})"] += 1

    def _row(self, cells: _Cells) -> Row | None:
        """The row of the cells of a record, without model, maker and country by the register; None for one without a name."""
        key = cells.read("key", lambda cell: storable(str(cell)).strip().strip("` ")[:300] or None)
        shown = cells.read("name", lambda cell: values.name(storable(cell)) if isinstance(cell, str) else None)
        if shown is None:
            shown = values.name(key)
            key = shown or key  # an id that is the name as well has a name's ornaments
        if shown is None:
            self.dropped += 1
            return None
        self.without_id += key is None
        parts = names.split(cells.read("model", values.name) or shown)
        family = cells.read("family", values.name)
        if (short := cells.read("short_name", values.name)) is not None:
            cells.extra[cells.fields["short_name"][1]] = short
        if family is None and self.layout.family_is_short_name:
            family = names.without_parenthesis(short or shown)
        context = cells.read("context", self._number)
        licence = cells.read("licence", values.name)
        open_weights = cells.read("open_weights", values.boolean)
        released_at = cells.read("released_at", values.day)
        self._doubt(cells, shown, released_at)
        return Row(
            key=key or names.key(shown),
            raw_name=shown,
            model=parts.model,
            section=cells.read("section", values.name) or "",
            variant=cells.read("variant", values.name) or parts.variant,
            effort=cells.read("effort", values.name) or parts.effort,
            family=family or parts.family,
            maker=cells.read("maker", values.name),
            country=cells.read("country", values.country),
            score=cells.read("score", lambda cell: None if values.pair(cell) else self._number(cell)),
            metrics=cells.metrics,
            prices=cells.prices,
            speed=cells.speed,
            context=round(context) if context is not None and context > 0 else None,
            licence=licence,
            open_weights=names.is_open_licence(licence) if open_weights is None else open_weights,
            released_at=released_at,
            estimated=cells.read("estimated", values.boolean) or False,
            deprecated=cells.read("deprecated", values.boolean) or False,
            first_party=cells.read("first_party", values.boolean),
            extra=cells.extra,
        )

    def _doubt(self, cells: _Cells, name: str, released_at: date | None) -> None:
        """Counts what is odd of a row: lists in its cells, a name that is none, a day of release that is none."""
        for _, column, cell in cells.fields.values():
            if isinstance(cell, list):
                self.leftovers[f"{column} (a list)"] += 1
        if name.endswith(("…", "...")):
            self.odd["names that are cut short"] += 1
        if name.isdecimal() and len(name) < 5:
            self.odd["names that are figures"] += 1
        if name[0] in "{[<|" or name.count(" | ") > 1:  # code, or a line of a table
            self.odd["names that are no names"] += 1
        _, column, written = cells.fields.get("released_at", (0, "", None))
        if released_at is None and isinstance(written, str) and not _NO_DAY.fullmatch(written):
            self.leftovers[f"{column} (no date)"] += 1

    def _number(self, value: Any) -> Number | None:
        return values.number(value, comma=self.comma)

    def rows(self, records: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
        """The rows of a list of records, in its order; what is odd of the list and its lines is counted in `odd`."""
        flat = [flatten(record) for record in records]
        self._read_unnamed_columns(flat)
        self.comma = values.decimal_comma(value for record in flat for value in record.values())
        shape = Shape.of(flat, {c: role for c in set().union(*flat) if (role := self.meaning(c)[1]) in ("name", "key", "maker")})
        for record in flat:
            if (what := shape.no_row(record)) is not None:
                self.odd[what] += 1
                continue
            if record.pop(SHORT, None) is not None:
                self.odd["lines with fewer cells than the head of the table"] += 1
            row = self.read(record)
            if row is not None:
                yield row

    def _read_unnamed_columns(self, flat: Sequence[dict[str, Any]]) -> None:
        """Drops the columns without a head that count the lines; the first of a list without names that holds only words has the names,
        as an index has that was written with its table."""
        for column in [c for c in (flat[0] if flat else ()) if c.startswith(UNNAMED)]:
            if any(all(values.number(record.get(column)) == line for line, record in enumerate(flat, first)) for first in (0, 1)):
                for record in flat:
                    del record[column]
        first = f"{UNNAMED}1"
        named = any(self.meaning(column)[1] in ("name", "key") for column in set().union(*flat) - {first})
        words = all(values.name(cell := record.get(first)) is not None and values.number(cell) is None for record in flat)
        self._meanings[first] = ("field", "name", 0) if words and not named else self._meaning(first)


def plain(value: Any) -> Any:
    """A source value as it can be stored in JSON: text without unstorable characters, dates ISO, decimals as text."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {storable(str(k)): plain(v) for k, v in value.items()}
    return value
