"""Records of any leaderboard -> rows, by a declaration of which column means what; nothing in a record is lost.

A record is a mapping (nested ones are flattened to dotted paths). Columns are matched without regard to case, spaces, punctuation
and camel case, so `Context Window`, `context_window` and `contextWindow` are one. A pattern that ends in `*` takes every column
with that beginning. What no pattern takes goes to the row's `extra` and is counted as a leftover.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
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
_MARKUP = re.compile(r"<[^<>]{0,200}>")
_NOBODY = ("leftover", "", 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """Which columns of a board mean what. Every value is a tuple of patterns, the first that holds a value wins; a row whose name columns
    are empty is named by its key.

    `fields` maps a field of Row (key, name, short_name, model, section, variant, effort, family, maker, country, score, context,
    licence, open_weights, released_at, estimated, deprecated, first_party) to its columns. `metrics`, `speed` map a column pattern
    to a name ("" names it after the column), `prices` to a kind; `price_factor` brings a price to US dollars a million tokens.
    `known` are columns that are kept in `extra` and not counted as leftovers.
    """

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    metrics: Mapping[str, str] = field(default_factory=dict)
    prices: Mapping[str, str] = field(default_factory=dict)
    speed: Mapping[str, str] = field(default_factory=dict)
    known: tuple[str, ...] = ()
    price_factor: Decimal = Decimal(1)
    family_is_short_name: bool = False

    def plan(self) -> Plan:
        return Plan(self)


class Plan:
    """A layout made ready for one capture: remembers what each column means and counts what nobody asked for."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.comma = False  # whether the body writes decimals with a comma
        self.odd: dict[str, int] = {}  # lines that are no rows, or no whole ones, by what is odd of them
        self.without_id = 0  # rows with a name and none of the ids that the board has
        self.leftovers: dict[str, int] = {}
        self.dropped: dict[str, int] = {}
        self._actions: dict[str, tuple[str, str, int]] = {}
        self._exact: dict[str, tuple[str, str, int]] = {}
        self._open: list[tuple[str, tuple[str, str, int]]] = []
        for name, patterns in layout.fields.items():
            for order, pattern in enumerate(patterns):
                self._learn(pattern, ("field", name, order))
        for kind, table in (("price", layout.prices), ("metric", layout.metrics), ("speed", layout.speed)):
            for pattern, name in table.items():
                self._learn(pattern, (kind, name, 0))
        for pattern in layout.known:
            self._learn(pattern, ("known", "", 0))
        self._open.sort(key=lambda entry: -len(entry[0]))

    def _learn(self, pattern: str, action: tuple[str, str, int]) -> None:
        if pattern.endswith("*"):
            stem = pattern[:-1]
            self._open.append((squeeze(stem.rstrip(".")) + ("." if stem.endswith(".") else ""), action))
        else:
            self._exact.setdefault(squeeze(pattern), action)

    def action(self, column: str) -> tuple[str, str, int]:
        known = self._actions.get(column)
        if known is None:
            flat = squeeze(_MARKUP.sub("", column))
            known = self._exact.get(flat) or next((a for stem, a in self._open if flat.startswith(stem)), _NOBODY)
            known = _NOBODY if column.endswith(AGAIN) else known  # which of two columns of a name is meant is not known
            if known is _NOBODY and column.endswith(LINK) and self.action(column.removesuffix(LINK)) is not _NOBODY:
                known = ("known", "", 0)
            self._actions[column] = known
        return known

    def read(self, record: Mapping[str, Any]) -> Row | None:
        """The row of `record`, a flat one; None (counted in `dropped`) when it has no name."""
        found: dict[str, tuple[int, str, Any]] = {}
        metrics: dict[str, Number] = {}
        prices: dict[str, Decimal] = {}
        speed: dict[str, Number] = {}
        extra: dict[str, Any] = {}
        for column, value in record.items():
            kind, target, order = self.action(column)
            if (values.missing(value) or value == []) and (target != "name" or values.name(value) is None):
                continue
            if kind == "field":
                before = found.get(target)
                if before is None or order < before[0]:
                    if before is not None:
                        extra[before[1]] = plain(before[2])
                    found[target] = (order, column, value)
                else:
                    extra[column] = plain(value)
            elif kind == "known":
                extra[column] = plain(value)
            elif kind == "leftover":
                extra[column] = plain(value)
                self.leftovers[column] = self.leftovers.get(column, 0) + 1
            elif kind == "price":
                price = None if values.pair(value) or values.in_other_money(value) else values.decimal(value, comma=self.comma)
                name = target or snake(column)
                factor = self.layout.price_factor if (stated := values.token_unit(value)) is None else stated
                if price is None or name in prices:
                    extra[column] = plain(value)
                    if price is None and (isinstance(value, list) or not values.negative(str(value))):
                        self._unread(column, "no price")
                    elif price is not None and not math.isclose(prices[name], price * factor, rel_tol=ROUNDED):
                        self._unread(column, f"another {name}")
                else:
                    prices[name] = values.shortest(price * factor)
            else:
                self._measure(metrics if kind == "metric" else speed, column, target or snake(column), value, extra)
        return self._row(found, metrics, prices, speed, extra)

    def _measure(self, into: dict[str, Number], column: str, name: str, value: Any, extra: dict[str, Any]) -> None:
        figure = None if isinstance(value, bool | list) or values.pair(value) else self._number(value)
        if figure is not None and (margin := values.margin(value)) is not None:
            self._measure(into, f"{column} ±", f"{name}_ci", margin, extra)
        if figure is None or name in into:
            extra[column] = plain(value)
            if figure is None and isinstance(value, str | list):
                self._unread(column, "no number")
            elif figure is not None and not math.isclose(into[name], figure, rel_tol=ROUNDED, abs_tol=ROUNDED):
                self._unread(column, f"another {name}")
        else:
            into[name] = figure

    def _unread(self, column: str, what: str) -> None:
        self.leftovers[f"{column} ({what})"] = self.leftovers.get(f"{column} ({what})", 0) + 1

    def _count(self, what: str) -> None:
        self.odd[what] = self.odd.get(what, 0) + 1

    def _row(
        self,
        found: dict[str, tuple[int, str, Any]],
        metrics: dict[str, Number],
        prices: dict[str, Decimal],
        speed: dict[str, Number],
        extra: dict[str, Any],
    ) -> Row | None:
        def take(target: str, read: Any) -> Any:
            entry = found.get(target)
            if entry is None:
                return None
            value = read(entry[2])
            if value is None or (isinstance(entry[2], str) and isinstance(value, str | date) and str(value) != entry[2].strip()):
                extra.setdefault(entry[1], plain(entry[2]))
            return value

        key = take("key", lambda v: storable(str(v)).strip().strip("` ")[:300] or None)
        shown = take("name", self._name)
        if shown is None:
            shown = values.name(key)
            key = shown or key  # an id that is the name as well has a name's ornaments
        if shown is None:
            self.dropped["without a name"] = self.dropped.get("without a name", 0) + 1
            return None
        self.without_id += key is None
        parts = names.split(take("model", values.name) or shown)
        short = take("short_name", values.name)
        family = take("family", values.name)
        if family is None and self.layout.family_is_short_name:
            family = names.without_parenthesis(short or shown)
        if short is not None:
            extra[found["short_name"][1]] = short
        score = take("score", lambda v: None if values.pair(v) else self._number(v))
        context = take("context", self._number)
        licence = take("licence", values.name)
        open_weights = take("open_weights", values.boolean)
        released_at = take("released_at", values.day)
        for entry in found.values():
            if isinstance(entry[2], list):
                self._unread(entry[1], "a list")
        if shown.endswith(("…", "...")):
            self._count("names that are cut short")
        if shown.isdecimal() and len(shown) < 5:
            self._count("names that are figures")
        if shown[0] in "{[<|" or shown.count(" | ") > 1:
            self._count("names that are no names")
        if (
            released_at is None
            and isinstance(written := found.get("released_at", (0, "", None))[2], str)
            and not _NO_DAY.fullmatch(written)
        ):
            self._unread(found["released_at"][1], "no date")
        return Row(
            key=key or names.key(shown),
            raw_name=shown,
            model=parts.model,
            section=take("section", values.name) or "",
            variant=take("variant", values.name) or parts.variant,
            effort=take("effort", values.name) or parts.effort,
            family=family or parts.family,
            maker=take("maker", values.name),
            country=take("country", values.country),
            score=score,
            metrics=metrics,
            prices=prices,
            speed=speed,
            context=round(context) if context is not None and context > 0 else None,
            licence=licence,
            open_weights=names.is_open_licence(licence) if open_weights is None else open_weights,
            released_at=released_at,
            estimated=take("estimated", values.boolean) or False,
            deprecated=take("deprecated", values.boolean) or False,
            first_party=take("first_party", values.boolean),
            extra=extra,
        )

    def _name(self, value: Any) -> str | None:
        return values.name(storable(value)) if isinstance(value, str) else None

    def _number(self, value: Any) -> Number | None:
        return values.number(value, comma=self.comma)

    def rows(self, records: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
        """The rows of a list of records, in its order; what is odd of the list and its lines is counted in `odd`."""
        flat = [flatten(record) for record in records]
        self._read_unnamed_columns(flat)
        self.comma = values.decimal_comma(value for record in flat for value in record.values())
        shape = Shape.of(flat, {c: role for c in set().union(*flat) if (role := self.action(c)[1]) in ("name", "key", "maker")})
        for record in flat:
            if (what := shape.no_row(record)) is not None:
                self._count(what)
                continue
            if record.pop(SHORT, None) is not None:
                self._count("lines with fewer cells than the head of the table")
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
        if any(self.action(column)[1] in ("name", "key") for column in set().union(*flat)):
            return
        if all(values.name(cell := record.get(first)) is not None and values.number(cell) is None for record in flat):
            self._actions[first] = ("field", "name", 0)


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
