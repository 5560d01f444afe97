"""Epoch AI's tables of models and its capabilities index (CSV, CC-BY-4.0). Countries are written out there."""

from __future__ import annotations

from dataclasses import replace

from amw.boards import readers
from amw.boards.found import Body, Found
from amw.boards.layout import held
from amw.boards.records import Row


def find(body: Body) -> Found:
    return Found(groups=(("", readers.read_csv(body.text)),), finish=lambda rows: [_open(row) for row in rows])


def _open(row: Row) -> Row:
    access = str(held(row.extra, "Model accessibility") or "").casefold()
    return replace(row, open_weights=True if access.startswith("open weights") else False if access else None)
