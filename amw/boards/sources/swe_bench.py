"""SWE-bench: several boards in one body (test, verified, lite, multimodal, bash-only ...); a row is an agent with a model."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import Any

from amw.boards import readers
from amw.boards.columns import snake
from amw.boards.found import Body, Found
from amw.boards.lists import objects, part
from amw.boards.records import Row
from amw.boards.tables import read_html_tables

_TAG = re.compile(r"^\s*(Model|Org|System)\s*:\s*(.+?)\s*$")


def find(body: Body) -> Found:
    if body.is_data:
        return Found(groups=_results(readers.read_json(body.text)), finish=_system)
    groups = [
        (snake(caption.removeprefix("leaderboard-")), list(records))
        for caption, records in read_html_tables(body.text)
        if any("resolved" in column.casefold() for column in records[0])
    ]
    if not groups:  # the page carries its data, and a script makes the tables
        with suppress(readers.Unreadable):
            groups = next(filter(None, map(_results, readers.read_islands(body.text))), [])
    return Found(groups=groups, finish=_system)


def _results(data: Any) -> list[tuple[str, list[dict[str, Any]]]]:
    """The rows of each list of results in a body of data, by its name."""
    boards = data.get("leaderboards") if isinstance(data, dict) else data
    return [
        (snake(str(board.get("name", ""))), [_tagged(record) for record in objects(results)])
        for board in (boards if isinstance(boards, list) else ())
        if (results := part(board, "results", list)) is not None
    ]


def _tags(record: Any, name: str) -> list[str]:
    """What the tags of a record say under a name: "Org: Acme", "Model: ..."."""
    matched = [_TAG.match(tag) for tag in part(record, "tags", list) or () if isinstance(tag, str)]
    return [found[2] for found in matched if found and found[1] == name]


def _tagged(record: dict[str, Any]) -> dict[str, Any]:
    """The record with its `Org:` tag as maker of the system; the list of tags stays."""
    makers = _tags(record, "Org")
    return {**record, "maker_tag": makers[-1]} if makers else record


def _system(row: Row) -> Row:
    """The row with the agent as `variant` and the language model as `model`, where tags tell one model; else whole."""
    tagged = _tags(row.extra, "Model")
    if len(tagged) == 1:
        return replace(row, model=tagged[0], family=row.raw_name, variant=row.raw_name)
    return replace(row, model=row.raw_name, family=row.raw_name, variant=None, effort=None, parts=tuple(tagged))
