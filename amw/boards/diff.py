"""Which row of one capture is which row of the next, and what about it is different, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from amw.boards import names
from amw.boards.ranks import maker_of
from amw.boards.records import Number, Row, Snapshot
from amw.text import fold

SOON = timedelta(days=7)  # within which a board moves little
# Fields of a row whose change says something of the model; speeds are measured anew daily and are not among them.
FIELDS = ("maker", "country", "licence", "open_weights", "context", "released_at", "estimated", "deprecated", "score")


@dataclass(frozen=True)
class Neighbours:
    """Two captures of a board in time order, their rows told by their ids alone."""

    before: Snapshot
    after: Snapshot

    @property
    def near(self) -> bool:
        """Whether little moved in between."""
        return self.after.captured_at - self.before.captured_at < SOON

    @cached_property
    def both(self) -> list[tuple[Row, Row]]:
        """The rows that both have, before and after, in the order of the first."""
        there = {row.id: row for row in self.after.rows}
        return [(row, there[row.id]) for row in self.before.rows if row.id in there]

    @cached_property
    def came(self) -> list[Row]:
        """The rows of the second that the first has not."""
        had = {row.id for row in self.before.rows}
        return [row for row in self.after.rows if row.id not in had]

    @cached_property
    def gone(self) -> list[Row]:
        """The rows of the first that the second has not."""
        left = {row.id for row in self.after.rows}
        return [row for row in self.before.rows if row.id not in left]


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """A row before and after; one side is None for a row that came or went."""

    before: Row | None
    after: Row | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One field of one row that differs: `kind` is new_row, gone_row or the field's name (prices: `price_input` ...)."""

    kind: str
    key: str
    section: str
    row: Row
    before: Any = None
    after: Any = None


def pair_rows(before: Snapshot, after: Snapshot) -> list[Pair]:
    """Every row of both captures once: by key, then by name where a body without ids follows one with them, then as a rename.

    A rename under a name-made key is taken for one only when a row that went and a row that came are the same in score and at least
    two more figures, and no other row is like them. An id whose row has another maker and score, and no word of its name, was given anew.
    """
    of = Neighbours(before, after)
    pairs, gone, came = [], [*of.gone], [*of.came]
    for old, new in of.both:
        if _another(old, new):
            gone.append(old)
            came.append(new)
        else:
            pairs.append(Pair(before=old, after=new))
    for label in (_short_name, all_figures):
        matched = _alike(gone, came, label)
        pairs.extend(Pair(before=a, after=b) for a, b in matched)
        used = {id(row) for match in matched for row in match}
        gone = [row for row in gone if id(row) not in used]
        came = [row for row in came if id(row) not in used]
    return [*pairs, *(Pair(before=row, after=None) for row in gone), *(Pair(before=None, after=row) for row in came)]


def in_both(pairs: Iterable[Pair]) -> list[tuple[Row, Row]]:
    """The rows before and after of the pairs that have both."""
    return [(pair.before, pair.after) for pair in pairs if pair.before is not None and pair.after is not None]


def _another(old: Row, new: Row) -> bool:
    """Whether a row is another one than that which had its id before."""
    if old.raw_name == new.raw_name or old.score == new.score or maker_of(old) == maker_of(new):
        return False
    return set(fold(old.raw_name).split()).isdisjoint(fold(new.raw_name).split())


def keyed_alike(before: Snapshot, after: Snapshot) -> bool:
    """Whether two captures name their rows in one way; a table of names after a payload with ids does not."""
    return len(Neighbours(before, after).both) >= 0.3 * min(len(before.rows), len(after.rows))


def digits(snapshot: Snapshot) -> int:
    """The most decimals that any of its scores shows: a page rounds what an API gives in full."""
    return max((decimals_of(row.score) for row in snapshot.rows if isinstance(row.score, float) and not row.score.is_integer()), default=0)


def decimals_of(figure: float) -> int:
    """How many decimals a figure is written with, one at least; 6 where it is written with an exponent."""
    written = repr(figure)
    return 6 if "e" in written else len(written.partition(".")[2])


def same_score(was: Number, now: Number, decimals: int) -> bool:
    """Whether two scores are one, seen at `decimals` decimals by one of the two captures."""
    return was == now or (decimals < 6 and abs(was - now) <= 0.5 * 10**-decimals + 1e-9)


def _alike(gone: Sequence[Row], came: Sequence[Row], label: Callable[[Row], Any]) -> list[tuple[Row, Row]]:
    """The rows that went and came under one label, which no other row of either has; None is no label."""
    left, right = ([(label(row), row) for row in rows] for rows in (gone, came))
    often, there = (Counter(name for name, _ in rows) for rows in (left, right))
    new = dict(right)
    return [(row, new[name]) for name, row in left if name is not None and often[name] == there[name] == 1]


def _short_name(row: Row) -> tuple[str, str]:
    short = row.extra.get("shortName") or row.extra.get("short_name")
    return (row.section, names.key(short if isinstance(short, str) else row.raw_name))


def all_figures(row: Row) -> tuple[Any, ...] | None:
    """The score of a row and its metrics, three at least, by which it is known whatever it is called; None with fewer."""
    figures = tuple(sorted(row.metrics.items()))
    return (row.section, row.score, figures) if row.score is not None and len(figures) >= 3 else None


def changes(before: Snapshot, after: Snapshot) -> list[Change]:
    """Every difference of every row, without judgement: what `moves` is made from. A refused capture differs in nothing."""
    if "refused" in (before.verdict, after.verdict):
        return []
    found: list[Change] = []
    for pair in pair_rows(before, after):
        old, new = pair.before, pair.after
        if old is None or new is None:
            row = new or old
            if row is not None:
                found.append(Change(kind="new_row" if old is None else "gone_row", key=row.key, section=row.section, row=row))
            continue
        found.extend(
            Change(kind=kind, key=new.key, section=new.section, row=new, before=was, after=now) for kind, was, now in _fields(old, new)
        )
    return found


def _fields(old: Row, new: Row) -> list[tuple[str, Any, Any]]:
    """What of a row has a value before and another one after, by name."""
    both = [("name", old.raw_name, new.raw_name), ("slug", old.extra.get("slug"), new.extra.get("slug"))]
    both += [(name, getattr(old, name), getattr(new, name)) for name in FIELDS]
    both += [(f"price_{kind}", old.prices.get(kind), new.prices.get(kind)) for kind in sorted({*old.prices, *new.prices})]
    return [(name, was, now) for name, was, now in both if was != now]
