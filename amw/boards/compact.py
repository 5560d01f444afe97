"""Captures in few bytes: rows as differences from an earlier row, daily measurements apart, ranks as plain numbers. All of it is undone."""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from amw.boards.records import KINDS, Number, RankedRow, Row, Snapshot, canonical

TIED, LEADS = 1, 2
WIDTH = len(KINDS) + 1  # numbers of a standing: its ranks in the order of KINDS, then flags
LAST = 65_535  # the largest number that a standing holds; it stands for later ranks too
# A row that changes one of these is no difference, but a line of its own.
NAMING = "section key raw_name model model_key variant effort family maker maker_key country open_weights".split()
REMOVED = "-"  # the key of a difference under which the paths stand that the earlier row had; no field of a row is named so
_NESTED = frozenset({"metrics", "prices", "extra"})

Record = Mapping[str, Any]


def difference(base: Record, record: Record) -> dict[str, Any] | None:
    """What `record` (of `Row.to_record`) has other than `base`; None where that is no shorter, or the rows are not named alike.

    A board that refits every figure keeps one line a row so: with differences of half a row at most, a year of Arena had 15,955 lines
    for 386 rows, all of which a search for a name had to read.
    """
    if any(base.get(name) != record.get(name) for name in NAMING):
        return None
    changed: dict[str, Any] = {}
    removed: list[list[str]] = [[name] for name in base if name not in record]
    for name, value in record.items():
        old = base.get(name)
        if name in _NESTED and isinstance(value, Mapping) and isinstance(old, Mapping):
            inner = {key: item for key, item in value.items() if key not in old or not _same(old[key], item)}
            if inner:
                changed[name] = inner
            removed += [[name, key] for key in old if key not in value]
        elif name not in base or not _same(old, value):
            changed[name] = value
    if removed:
        changed[REMOVED] = removed
    return changed if len(canonical(changed)) < len(canonical(record)) else None


def _same(was: Any, now: Any) -> bool:
    """Whether two values are written alike; most are plain, and writing them costs more than all else here."""
    if type(was) is type(now) and isinstance(now, str | int | float) and now:  # zeros differ by their sign
        return bool(was == now)
    return canonical(was) == canonical(now)


def restored(base: Record, record: Record, *, without: Set[str] = frozenset()) -> dict[str, Any]:
    """The record that `difference` was made of, as JSON gives both. `without`: names that both were read without."""
    whole = dict(base)
    for path in record.get(REMOVED, ()):
        if path[0] in without:
            continue
        if len(path) == 1:
            del whole[path[0]]
        else:
            whole[path[0]] = {key: value for key, value in whole[path[0]].items() if key != path[1]}
    for name, value in record.items():
        if name in _NESTED and type(old := whole.get(name)) is dict:
            whole[name] = {**old, **value}
        elif name != REMOVED:
            whole[name] = value
    return whole


def speeds_of(rows: Sequence[Row]) -> bytes:
    """What was measured that day: for each measure one value a row, in the order of the rows, null where a row has none.

    JSON in UTF-8, deflated where that is shorter: figures of many digits keep 4 of 10 bytes, in jsonb they keep 8.
    """
    measures = dict.fromkeys(name for row in rows for name in row.speed)
    plain = canonical({name: [row.speed.get(name) for row in rows] for name in measures}).encode()
    return min(plain, zlib.compress(plain, 9), key=len)


def read_speeds(stored: bytes) -> dict[str, list[Number | None]]:
    """What `speeds_of` wrote."""
    found: dict[str, list[Number | None]] = json.loads(stored if stored[:1] == b"{" else zlib.decompress(stored))
    return found


def speed_at(speeds: Mapping[str, Sequence[Number | None]], index: int) -> dict[str, Number]:
    """What was measured that day of the row at `index`."""
    return {name: value for name, values in speeds.items() if (value := values[index]) is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """All ranks of a capture: `places` hold WIDTH numbers a row, in the order of the numbers of their lines (KINDS, then flags; 0 is no
    rank), each as two bytes, little-endian; empty where no row has a rank.

    `counts` say of how many: {section: {"": {kind: n}, country: {kind: n}}}, sections in the order of the capture.
    """

    places: bytes
    counts: Mapping[str, Mapping[str, Mapping[str, int]]]


def standings(snapshot: Snapshot, ranked: Iterable[RankedRow], numbers: Sequence[int]) -> Standings:
    """The ranks of `snapshot` as `rank` gave them, estimated and deprecated rows counted; rows without a rank may be left out.

    `numbers` are those of the lines of its rows.
    """
    places = array("H", bytes(2 * WIDTH * len(snapshot.rows)))
    counts: dict[str, dict[str, dict[str, int]]] = {section: defaultdict(dict) for section in snapshot.sections()}
    index_of: dict[int, list[int]] = defaultdict(list)
    by_number = sorted(range(len(numbers)), key=numbers.__getitem__)
    for index, at in enumerate(by_number):
        index_of[id(snapshot.rows[at])].append(index)
    for entry in ranked:
        index = index_of[id(entry.row)].pop(0)
        flags = TIED * entry.tied + LEADS * entry.leads_family
        numbers = [*(min(getattr(entry, kind) or 0, LAST) for kind in KINDS), flags]
        places[WIDTH * index : WIDTH * (index + 1)] = array("H", numbers)
        for kind, number in entry.counts.items():
            counts[entry.row.section][_within(kind, entry.row.country)][kind] = number
    if sys.byteorder == "big":
        places.byteswap()
    return Standings(places=places.tobytes() if any(places) else b"", counts=counts)


def lines_held(numbers: Iterable[int]) -> bytes:
    """The numbers of lines as bits: bit number mod 8, from the least, of byte number / 8."""
    held = 0
    for number in numbers:
        held |= 1 << number
    return held.to_bytes((held.bit_length() + 7) // 8, "little")


def standing(row: Row, places: Sequence[int], counts: Mapping[str, Mapping[str, Mapping[str, int]]]) -> RankedRow:
    """The ranked row of `row`, whose WIDTH numbers are `places`; `counts` is looked at when the row's are."""
    if not places[0]:
        return RankedRow(row=row, score=row.score)
    rank, family, maker, country, opened, country_row, country_maker, open_row, open_maker, flags = places  # as KINDS
    return RankedRow(
        row=row,
        score=row.score,
        rank=rank,
        family_rank=family or None,
        maker_rank=maker or None,
        country_rank=country or None,
        open_rank=opened or None,
        country_row_rank=country_row or None,
        country_maker_rank=country_maker or None,
        open_row_rank=open_row or None,
        open_maker_rank=open_maker or None,
        tied=flags & TIED != 0,
        leads_family=flags & LEADS != 0,
        counts=_RowCounts(places, row, counts),
    )


class _RowCounts(Mapping[str, int]):
    """Of how many a row's ranks are, by kind of rank."""

    __slots__ = ("counts", "places", "row")

    def __init__(self, places: Sequence[int], row: Row, counts: Mapping[str, Mapping[str, Mapping[str, int]]]) -> None:
        self.places, self.row, self.counts = places, row, counts

    def __getitem__(self, kind: str) -> int:
        if kind not in tuple(self):
            raise KeyError(kind)
        return self.counts[self.row.section][_within(kind, self.row.country)][kind]

    def __iter__(self) -> Iterator[str]:
        return (kind for kind, place in zip(KINDS, self.places, strict=False) if place)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _within(kind: str, country: str | None) -> str:
    return (country or "") if kind.startswith("country") else ""
