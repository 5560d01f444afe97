"""What readings of boards share: rows as they are stored, what a capture says of itself, and of how many its ranks are."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from psycopg import Connection

from amw.boards import Row, Snapshot
from amw.boards.compact import NAMING, read_speeds, restored, speed_at
from amw.boards.records import Number
from amw.db.queries import QUERIES


def rows_of(connection: Connection[Any], ids: Collection[int], *, extra: bool = False) -> dict[int, Row]:
    """The rows of these states by id, less what is measured anew every day and, where not asked for, `extra`.

    Names come as columns and the rest as JSON read in one go: of a thousand rows that is a third of the work of reading each record.
    """
    with connection.cursor(binary=True) as cursor:
        without = [] if extra else ["extra"]
        states = cursor.execute(QUERIES["board_states"], {"ids": list(ids), "without": without}).fetchall()
        named = {"ids": list({line_id for _, line_id, _ in states}), "without": [*without, *NAMING]}
        lines = cursor.execute(QUERIES["board_lines"], named).fetchall()
    first = {id_: (names, record) for (id_, *names, _), record in zip(lines, _read(lines), strict=True)}
    found = {}
    for (id_, line_id, _), record in zip(states, _read(states), strict=True):
        names, base = first[line_id]
        found[id_] = _row(names, restored(base, record, without=frozenset(without)) if record else base)
    return found


def _read(rows: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(f"[{','.join(row[-1] for row in rows)}]")
    return found


def _row(names: Sequence[Any], record: Mapping[str, Any]) -> Row:
    get = record.get
    section, key, raw_name, model, model_key, variant, effort, family, maker, maker_key, country, open_weights = names  # as NAMING
    released = get("released_at")
    return Row(
        key=key,
        raw_name=raw_name,
        model=model,
        section=section,
        model_key=model_key,
        variant=variant,
        effort=effort,
        family=family,
        maker=maker,
        maker_key=maker_key,
        country=country,
        score=get("score"),
        metrics=get("metrics") or {},
        prices={kind: Decimal(price) for kind, price in (get("prices") or {}).items()},
        speed={},
        context=get("context"),
        licence=get("licence"),
        open_weights=open_weights,
        released_at=released and date.fromisoformat(released),
        estimated=get("estimated", False),
        deprecated=get("deprecated", False),
        first_party=get("first_party"),
        extra=get("extra") or {},
    )


def speeds_by_state(connection: Connection[Any], id_: int, states: Collection[int]) -> dict[int, dict[str, Number]]:
    """What was measured on the day of capture `id_` of its rows in these states."""
    speeds, row_ids = connection.execute(QUERIES["board_speeds"], {"id": id_}).fetchone() or (b"{}", [])
    measured = read_speeds(speeds)
    return {state: speed_at(measured, at) for at, state in enumerate(row_ids) if state in states} if measured else {}


class Counts(Mapping[str, Mapping[str, Mapping[str, int]]]):
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


def head_of(board: str, head: Sequence[Any]) -> Snapshot:
    """The capture without rows."""
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
