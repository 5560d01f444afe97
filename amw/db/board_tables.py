"""The table of a day from the ranks kept with its capture.

What the pure function of `amw.boards.history` gives for the whole capture, without building a row that is not in the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray
from psycopg import Connection

from amw.boards import RankedRow, Row, Snapshot
from amw.boards.compact import WIDTH, standing
from amw.boards.history import By, in_order, placed
from amw.db.board_rows import Counts, StoredRows, head_of, rows_of, speeds_by_state
from amw.db.statements import fetch_tuples
from amw.garbage import uncollected

OUTLINE = (
    "section key raw_name model model_key variant effort family maker maker_key country score estimated deprecated open_weights"
).split()
UNRANKED = [0] * WIDTH
MOST = 2  # where this many times the rows asked for are more than there are, all are read
_Entry = tuple[int | None, Sequence[int], int]  # place, numbers of its ranks, state


def board_outline(connection: Connection[Any], board: str, at: datetime) -> Snapshot | None:
    """The capture of `board` valid at `at`, whose rows have no more than names, score and what ranks count by; None before the first.

    `rank` and `table` give of it what they give of the whole capture, for the board's own metric.
    """
    for id_, _, _, _, *head in fetch_tuples(connection, "board_outline", board=board, at=at):
        outlines = fetch_tuples(connection, "board_outline_rows", binary=True, id=id_)
        return head_of(board, head, tuple(Row(**dict(zip(OUTLINE, values, strict=True))) for values in outlines))
    return None


# ---------------------------------------------------------------- the table of a day


class Places(Sequence[tuple[int | None, RankedRow]]):
    """The places of a page of rows, in order, with what stands there: made when it is looked at, all together when looked through."""

    __slots__ = ("_entries", "_of", "_rows")

    def __init__(self, entries: Sequence[_Entry], rows: StoredRows, of: Counts) -> None:
        self._entries, self._rows, self._of = entries, rows, of

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, index: int) -> tuple[int | None, RankedRow]: ...
    @overload
    def __getitem__(self, index: slice) -> Places: ...
    def __getitem__(self, index: int | slice) -> tuple[int | None, RankedRow] | Places:
        if isinstance(index, slice):
            return Places(self._entries[index], self._rows, self._of)
        place, kept, state_id = self._entries[index]
        return place, standing(self._rows[state_id], kept, self._of)

    def __iter__(self) -> Iterator[tuple[int | None, RankedRow]]:
        with uncollected():
            self._rows.make(state_id for _, _, state_id in self._entries)
            return iter([(place, standing(self._rows[state_id], kept, self._of)) for place, kept, state_id in self._entries])

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A section of a board as it stood: a page of its rows (less `extra` and what is measured anew every day, where those are not asked
    for), their places, and of how many.

    A place is None on a list that ranks nothing; its rows are in the order of the capture.
    """

    section: str
    rows: Sequence[tuple[int | None, RankedRow]]
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """A board as it stood: the capture without rows, and a table a section."""

    snapshot: Snapshot
    tables: Sequence[Table]

    @property
    def rows(self) -> list[tuple[int | None, RankedRow]]:
        """Those of all tables, one after another."""
        return [row for table in self.tables for row in table.rows]


class _Scope(NamedTuple):
    """What a row's place in a table follows from."""

    state_id: int
    number: int
    section: str
    country: str | None
    open_weights: bool | None
    maker: str | None
    maker_key: str | None
    family: str | None
    model: str | None


class _Place(NamedTuple):
    """The ranks that are kept of a row, None where it has none; named and ordered as amw.boards.compact.KINDS."""

    rank: int | None
    family_rank: int | None
    maker_rank: int | None
    country_rank: int | None
    open_rank: int | None
    country_row_rank: int | None
    country_maker_rank: int | None
    open_row_rank: int | None
    open_maker_rank: int | None
    kept: Sequence[int]
    row: _Scope


@uncollected()
def board_tables(
    connection: Connection[Any],
    board: str,
    at: datetime,
    *,
    by: By,
    country: str | None = None,
    open_weights: bool = False,
    top: int,
    start: int = 0,
    whole: bool = False,
) -> AsOf | None:
    """The tables of `board` as it stood at `at`, `top` rows of each after the first `start`, estimated and deprecated rows counted; None
    before the first capture. The board's main list comes first. Places are those of `amw.boards.history.table`. `whole` rows have their
    `extra` and `speed` too."""
    found = fetch_tuples(connection, "board_outline", board=board, at=at)
    if not found:
        return None
    ((id_, places, counts, number, *head),) = found
    of = Counts(counts)
    scope = _Asked(id=id_, by=by, country=country, open_weights=open_weights, start=start, top=top)
    chosen = _ranking(connection, scope, places, of) if places else _list(connection, scope, of, number)
    first = {section: at for at, section in enumerate(in_order(board, [section for section, _, _ in chosen]))}
    chosen.sort(key=lambda table: first[table[0]])
    ids = {state_id for _, entries, _ in chosen for _, _, state_id in entries}
    rows = rows_of(connection, ids, extra=whole, capture=id_ if MOST * len(ids) > number else None)
    if whole:
        rows.speeds = speeds_by_state(connection, id_, ids)
    tables = [Table(section=section, rows=Places(entries, rows, of), of=length) for section, entries, length in chosen]
    return AsOf(snapshot=head_of(board, head), tables=tables)


class _Asked(NamedTuple):
    """Which rows of which capture."""

    id: int
    by: By
    country: str | None
    open_weights: bool
    start: int
    top: int


_Chosen = list[tuple[str, Sequence[_Entry], int]]  # (section, its rows, of how many)


def _ranking(connection: Connection[Any], asked: _Asked, places: bytes, of: Counts) -> _Chosen:
    scopes = [_Scope._make(row) for row in fetch_tuples(connection, "board_outline_scopes", binary=True, id=asked.id)]
    sections: dict[str, list[_Place]] = {section: [] for section in of}
    for entry in _ranked(scopes, places):
        sections[entry.row.section].append(entry)
    chosen: _Chosen = []
    for section, entries in sections.items():
        among = list(placed(entries, by=asked.by, country=asked.country, open_weights=asked.open_weights))
        page = among[asked.start : asked.start + asked.top]
        chosen.append((section, [(at, entry.kept, entry.row.state_id) for at, entry in page], len(among)))
    return chosen


def _list(connection: Connection[Any], asked: _Asked, of: Counts, number: int) -> _Chosen:
    """Of a capture that ranks nothing; where all its rows are asked for, no more of them are read than are shown."""
    if len(of) <= 1 and asked.country is None and not asked.open_weights:
        page = fetch_tuples(connection, "board_listed_all", binary=True, **asked._asdict())
        return [(section, [(None, UNRANKED, id_) for (id_,) in page], number) for section in of]
    listed: dict[str, list[int]] = {section: [] for section in of}
    for section, id_ in fetch_tuples(connection, "board_listed", binary=True, **asked._asdict()):
        listed[section].append(id_)
    return [
        (section, [(None, UNRANKED, id_) for id_ in ids[asked.start : asked.start + asked.top]], len(ids))
        for section, ids in listed.items()
    ]


def countries_of(connection: Connection[Any], board: str) -> list[str]:
    """The countries that rows of `board` are or were from, in order."""
    return [country for (country,) in fetch_tuples(connection, "board_countries", board=board)]


def _ranked(scopes: Sequence[_Scope], places: bytes) -> Iterator[_Place]:
    """The rows of a capture in the order of `amw.boards.rank`, where they are of one section."""
    kept: NDArray[np.int64] = np.empty((len(scopes), WIDTH), dtype=np.int64)
    kept[np.argsort([scope.number for scope in scopes])] = np.frombuffer(places, dtype="<u2").reshape(-1, WIDTH)
    order = np.lexsort((np.arange(len(scopes)), kept[:, 0], kept[:, 0] == 0))
    for index, numbers in zip(order.tolist(), kept[order].tolist(), strict=True):
        yield _Place._make((*(number or None for number in numbers[:-1]), numbers, scopes[index]))
