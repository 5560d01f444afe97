"""A model's way through the captures of a board, from the turns of its lines and the ranks kept with each capture.

What the pure function of `amw.boards.history` gives for the whole captures, without building a row that is not in the answer.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from psycopg import Connection

from amw.boards import RankedRow, Row, Snapshot
from amw.boards.compact import WIDTH, standing
from amw.boards.history import in_order, meaning
from amw.boards.matching import needed_words
from amw.db.board_rows import Counts, head_of, rows_of
from amw.db.statements import fetch_tuples
from amw.garbage import uncollected
from amw.plain import fields_of

UNRANKED = 1 << 16  # behind all ranks, which are kept in two bytes


class _Line(NamedTuple):
    """A line of a board with its names."""

    id: int
    number: int
    section: str
    key: str
    raw_name: str
    model: str
    model_key: str | None
    family: str | None

    def named(self) -> Row:
        return Row(**fields_of(self, "section key raw_name model model_key family"))


@uncollected()
def model_history(connection: Connection[Any], board: str, model: str, *, last: int | None = None) -> list[tuple[Snapshot, RankedRow]]:
    """The model's best standing in every usable capture that has it, or those of the `last` ones that do, oldest first.

    As `amw.boards.history.history` of all captures, but that the captures are without rows, and the rows without what is measured anew
    every day.
    """
    lines = _lines_of(connection, board, model)
    if not lines:
        return []
    captures = fetch_tuples(connection, "board_captures", binary=True, board=board, last=last)[::-1]
    held = _held(captures, lines)
    held = held.at(held.least(np.array([close for _, close in lines], dtype=np.int64)[held.line]))
    held = held.at(held.least(_order(board, held, lines, captures)))
    kept = _kept(connection, captures, held, lines)
    first = held.least(np.where(kept[:, 0] == 0, UNRANKED, kept[:, 0]))
    held, kept = held.at(first), kept[first]
    state = _states(connection, captures, held, lines)
    best = _best(held, _own(connection, held, state), lines)
    whole = rows_of(connection, set(state[best].tolist()))
    whole.make(whole)
    read, counted = lru_cache(json.loads), lru_cache(Counts)  # what a board says of itself is the same text day after day
    history = []
    for at, state_id, numbers in zip(held.capture[best].tolist(), state[best].tolist(), kept[best].tolist(), strict=True):
        *head, leftovers, record, counts = captures[at][3:]
        snapshot = head_of(board, (*head, read(leftovers), read(record)))
        history.append((snapshot, standing(whole[state_id], numbers, counted(counts))))
    return history


@dataclass(frozen=True, slots=True)
class _Held:
    """Which lines which captures have, a line and a capture an entry, by capture: `capture` and `line` count those given."""

    capture: NDArray[np.int64]
    line: NDArray[np.int64]

    def at(self, which: NDArray[np.int64]) -> _Held:
        return _Held(self.capture[which], self.line[which])

    def least(self, value: NDArray[np.int64]) -> NDArray[np.int64]:
        """Which entries have the least `value` of their capture."""
        starts = self.starts()
        least = np.repeat(np.minimum.reduceat(value, starts), np.diff(starts, append=len(value))) if len(value) else value
        return np.flatnonzero(value == least)

    def starts(self) -> NDArray[np.int64]:
        """The first entry of each capture."""
        return np.flatnonzero(np.diff(self.capture, prepend=-1))


def _bits(captures: Sequence[Sequence[Any]]) -> NDArray[np.uint8]:
    """The bytes that say which lines the captures have, a row a capture, with an empty one at the end."""
    width = max((len(capture[1]) for capture in captures), default=0) + 1
    held = b"".join(capture[1].ljust(width, b"\0") for capture in captures)
    return np.frombuffer(held, dtype=np.uint8).reshape(len(captures), width)


def _held(captures: Sequence[Sequence[Any]], lines: Sequence[tuple[_Line, int]]) -> _Held:
    bits = _bits(captures)
    byte, bit = _at(lines, bits.shape[1])
    capture, line = np.nonzero(bits[:, byte] & np.left_shift(1, bit).astype(np.uint8))
    return _Held(capture, line)


def _at(lines: Sequence[tuple[_Line, int]], width: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The byte and the bit in it of each line; the last byte for those that no capture has."""
    byte, bit = np.divmod(np.array([line.number for line, _ in lines], dtype=np.int64), 8)
    return np.minimum(byte, width - 1), bit


def _states(
    connection: Connection[Any], captures: Sequence[Sequence[Any]], held: _Held, lines: Sequence[tuple[_Line, int]]
) -> NDArray[np.int64]:
    """The state of each entry: that of the last turn of the line up to the capture."""
    of = {lines[n][0].id: n for n in set(held.line.tolist())}
    turns = fetch_tuples(connection, "board_turns", binary=True, ids=list(of))
    at = {found[3]: n for n, found in enumerate(captures)}  # by time: a capture read twice has turns of either reading
    since = np.array([of[line_id] * len(captures) + at.get(moment, 0) for line_id, moment, _ in turns], dtype=np.int64)
    order = np.argsort(since, kind="stable")  # turns of captures before those given come first and count from the first
    turn = order[np.searchsorted(since[order], held.line * len(captures) + held.capture, side="right") - 1]
    return np.array([state_id for _, _, state_id in turns], dtype=np.int64)[turn]


def _own(connection: Connection[Any], held: _Held, state: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which entries are of the model's own maker; nobody asks where one stands for each capture."""
    if len(held.starts()) == len(held.capture):
        return np.zeros(len(state), dtype=np.bool_)
    found = fetch_tuples(connection, "board_own", binary=True, ids=list(set(state.tolist())))
    return np.isin(state, [id_ for (id_,) in found])


def _order(board: str, held: _Held, lines: Sequence[tuple[_Line, int]], captures: Sequence[Sequence[Any]]) -> NDArray[np.int64]:
    """Where the section of each entry stands among those of its capture."""
    names = list(dict.fromkeys(line.section for line, _ in lines))
    if len(names) == 1:
        return np.zeros(len(held.line), dtype=np.int64)

    @lru_cache
    def order(counts: str) -> list[int]:
        at = {name: n for n, name in enumerate(in_order(board, Counts(counts)))}
        return [at.get(name, len(at)) for name in names]

    orders = np.array([order(capture[-1]) for capture in captures], dtype=np.int64)
    sections = np.array([names.index(line.section) for line, _ in lines], dtype=np.int64)
    return orders[held.capture, sections[held.line]]


def _kept(
    connection: Connection[Any], captures: Sequence[Sequence[Any]], held: _Held, lines: Sequence[tuple[_Line, int]]
) -> NDArray[np.int64]:
    """The numbers that are kept of the standing of each entry: they are in the order of the lines that the capture has."""
    kept: NDArray[np.int64] = np.zeros((len(held.capture), WIDTH), dtype=np.int64)
    with_ranks = np.array([capture[2] for capture in captures], dtype=np.bool_)
    asked = np.flatnonzero(with_ranks[held.capture])
    if not len(asked):
        return kept
    bits = _bits(captures)
    ones = np.bitwise_count(bits)
    before = np.cumsum(ones, axis=1, dtype=np.int32) - ones
    capture, (byte, bit) = held.capture[asked], (part[held.line[asked]] for part in _at(lines, bits.shape[1]))
    positions = before[capture, byte] + np.bitwise_count(bits[capture, byte] & ((1 << bit) - 1))
    ids = np.array([found[0] for found in captures])[capture].tolist()
    written = {name: f"{{{','.join(map(str, of))}}}" for name, of in (("ids", ids), ("positions", positions.tolist()))}
    found = dict(fetch_tuples(connection, "board_places", binary=True, **written))
    kept[asked] = np.frombuffer(b"".join(found[id_] for id_ in dict.fromkeys(ids)), dtype="<u2").reshape(-1, WIDTH)
    return kept


def _best(held: _Held, own: NDArray[np.bool_], lines: Sequence[tuple[_Line, int]]) -> NDArray[np.int64]:
    """The entry that stands for the model in each capture, of those that stand equally well: the order of `preference`."""
    named = sorted(range(len(lines)), key=lambda number: (lines[number][0].key.split("/"), lines[number][0].raw_name))
    by_name = np.empty(len(lines), dtype=np.int64)
    by_name[named] = np.arange(len(lines))
    order = np.lexsort((by_name[held.line], ~own, held.capture))
    return order[held.starts()]


def _lines_of(connection: Connection[Any], board: str, model: str) -> list[tuple[_Line, int]]:
    """The lines of `board` that `model` can mean, each with how closely it does."""
    exact = model.casefold()
    patterns = [f"%{word}%" for word in needed_words(model) if word.isascii()]  # words of letters or digits: nothing to be escaped
    asked: dict[str, Any] = {
        "board": board,
        "patterns": patterns,
        "exact": exact if exact.isascii() else "\n\n\n\n\n",  # more ends of lines than labels have
    }
    close = meaning(model)
    lines = [_Line._make(row) for row in fetch_tuples(connection, "board_names", **asked)]
    return [(line, at) for line in lines if (at := close(line.named())) is not None]
