"""Epoch AI's tables of models and its capabilities index (CSV, CC-BY-4.0)."""

from __future__ import annotations

import re
from dataclasses import replace

from amw.boards import readers
from amw.boards.columns import held
from amw.boards.found import Body, Found
from amw.boards.records import Row

_SETTING = re.compile(r"_(none|minimal|low|medium|high|xhigh|max|(\d+)K)$", re.IGNORECASE)


def find(body: Body) -> Found:
    return Found(groups=(("", readers.read_csv(body.text)),), finish=_finish)


def _finish(row: Row) -> Row:
    """The row with open weights by its access, and with the effort that its id ends in where its name has none:
    "o3-pro-2025-06-10_low", "claude-opus-4-20250514_27K" (of thinking)."""
    access = str(held(row.extra, "Model accessibility") or "").casefold()
    row = replace(row, open_weights=True if access.startswith("open weights") else False if access else None)
    if row.effort is not None or (found := _SETTING.search(row.key)) is None:
        return row
    effort = "thinking" if found[2] else found[1].lower()
    return replace(row, effort=effort, variant=row.variant or found[1])
