"""Boards over time, fast: the table of a day from the outlines of its rows, a model's history from the ranks kept with each capture.

Both give what the pure functions of `amw.boards.history` give for the whole captures, without building a row that is not in the answer.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from psycopg import Connection

from amw.boards import RankedRow, Row, Snapshot
from amw.boards.compact import WIDTH, restored, standing
from amw.boards.history import find_rows
from amw.boards.matching import needed_words
from amw.db.queries import QUERIES

OUTLINE = (
    "section key raw_name model model_key variant effort family maker maker_key country score estimated deprecated open_weights"
).split()
SENT = np.dtype([("length", ">i4"), ("value", ">i8")])  # an element of a bigint[] as array_send writes it, after the head of the array
SENT_HEAD = 20
UNRANKED = [0] * WIDTH
NOTHING = np.empty(0, dtype=np.int64)


def board_outline(connection: Connection[Any], board: str, at: datetime) -> Snapshot | None:
    """The capture of `board` valid at `at`, whose rows have no more than names, score and what ranks count by; None before the first.

    `rank` and `table` give of it what they give of the whole capture, for the board's own metric.
    """
    found = connection.execute(QUERIES["board_outline"], {"board": board, "at": at}).fetchone()
    if found is None:
        return None
    id_, *head = found
    with connection.cursor(binary=True) as cursor:
        outlines = cursor.execute(QUERIES["board_outline_rows"], {"id": id_}).fetchall()
    return replace(_head(board, head), rows=tuple(Row(**dict(zip(OUTLINE, values, strict=True))) for values in outlines))


def model_history(connection: Connection[Any], board: str, model: str) -> list[tuple[Snapshot, RankedRow]]:
    """The model's best standing in every usable capture that has it, oldest first.

    As `amw.boards.history.history` of all captures, but that the captures are without rows, and the rows without what is measured anew
    every day.
    """
    named = _named(connection, board, model)
    if not named:
        return []
    kin: dict[int, int] = dict(connection.execute(QUERIES["board_line_states"], {"ids": list(named)}).fetchall())
    wanted = np.fromiter(kin, dtype=np.int64)
    with connection.cursor(binary=True) as cursor:
        captures = cursor.execute(QUERIES["board_states_of"], {"board": board}).fetchall()
        sent = [np.frombuffer(ids, dtype=SENT, offset=SENT_HEAD)["value"] if len(ids) > SENT_HEAD else NOTHING for _, ids in captures]
        ends = np.cumsum([0, *map(len, sent)])
        states = np.concatenate([NOTHING, *sent])
        hits = np.flatnonzero(np.isin(states, wanted))  # one look at all captures: a look has a price of its own
        bounds = np.searchsorted(hits, ends)
        having = np.flatnonzero(np.diff(bounds))
        of_capture = np.repeat(np.arange(len(captures)), np.diff(bounds))
        ids = np.array([id_ for id_, _ in captures], dtype=np.int64)[of_capture]
        asked = {"ids": ids.tolist(), "positions": (hits - ends[of_capture]).tolist()}
        lines = cursor.execute(QUERIES["board_standings"], asked).fetchall()
    read = lru_cache(json.loads)  # what a board says of itself is the same text day after day
    meant: dict[tuple[int, ...], set[tuple[str, str]]] = {}
    best: list[tuple[Snapshot, int, list[int], _Counts]] = []
    for number, (places, counts, *head, leftovers, record) in zip(having, lines, strict=True):
        row_ids = states[hits[bounds[number] : bounds[number + 1]]].tolist()
        present = tuple(kin[row_id] for row_id in row_ids)
        if present not in meant:
            meant[present] = _places_of(find_rows(_with(board, map(named.__getitem__, present)), model))
        of = _Counts(counts)
        stand = np.frombuffer(places, dtype="<u2").reshape(-1, WIDTH).tolist() if places else [UNRANKED] * len(row_ids)
        rows = [named[line_id] for line_id in present]
        single = len({row.section for row in rows}) == 1
        candidates = [
            (0 if single else of.order(row.section), not place[0], place[0], position, row_id, place)
            for position, (row, row_id, place) in enumerate(zip(rows, row_ids, stand, strict=True))
            if (row.section, row.key) in meant[present]
        ]
        if candidates:
            *_, row_id, place = min(candidates)
            best.append((_head(board, (*head, read(leftovers), read(record))), row_id, place, of))
    found = _rows(connection, {row_id for _, row_id, _, _ in best})
    return [(snapshot, standing(found[row_id], place, of)) for snapshot, row_id, place, of in best]


class _Counts(Mapping[str, Mapping[str, Mapping[str, int]]]):
    """The `counts` of a capture, read when somebody asks: of a year of captures that is as much work as all else."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def read(self) -> dict[str, Mapping[str, Mapping[str, int]]]:
        return dict(json.loads(self.text))

    def __getitem__(self, section: str) -> Mapping[str, Mapping[str, int]]:
        return self.read[section]

    def __iter__(self) -> Iterator[str]:
        return iter(self.read)

    def __len__(self) -> int:
        return len(self.read)

    def order(self, section: str) -> int:
        """Where the section stands among those of the capture."""
        return list(self.read).index(section)


def _named(connection: Connection[Any], board: str, model: str) -> dict[int, Row]:
    """The lines of `board`, as far as they are named, that `model` can mean on some capture, by id."""
    words, exact = needed_words(model), model.casefold()
    lines = connection.execute(QUERIES["board_names"], {"board": board}).fetchall()
    likely = (
        _name(line)
        for line in lines
        if any(exact == label or all(word in label for word in words) for label in map(str.casefold, filter(None, line[2:])))
    )
    found = _places_of(row for row in likely if find_rows(_with(board, (row,)), model))
    return {id_: name for line in lines if (line[1], line[2]) in found for name in (_name(line),) for id_ in line[0]}


def _name(line: Sequence[Any]) -> Row:
    _, section, key, raw_name, model, model_key, family = line
    return Row(section=section, key=key, raw_name=raw_name, model=model, model_key=model_key, family=family)


def _with(board: str, rows: Iterable[Row]) -> Snapshot:
    return Snapshot(board=board, captured_at=datetime.min, rows=tuple(rows))


def _places_of(rows: Iterable[Row]) -> set[tuple[str, str]]:
    return {(row.section, row.key) for row in rows}


def _head(board: str, head: Sequence[Any]) -> Snapshot:
    captured_at, version, digest, verdict, reasons, leftovers, record = head
    return Snapshot(
        board=board,
        captured_at=captured_at,
        version=version,
        verdict=verdict,
        reasons=tuple(reasons),
        leftovers=leftovers,
        digest=digest,
        **record,
    )


def _rows(connection: Connection[Any], ids: Collection[int]) -> dict[int, Row]:
    states = connection.execute(QUERIES["board_states_whole"], {"ids": list(ids)}).fetchall()
    lines = dict(connection.execute(QUERIES["board_lines_whole"], {"ids": list({line_id for _, line_id, _ in states})}).fetchall())
    return {id_: Row.from_record(restored(lines[line_id], record)) for id_, line_id, record in states}
