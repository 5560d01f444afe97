"""Berkeley Function Calling Leaderboard: the CSV behind the page. One model in FC and in prompt mode is two rows of one family."""

from __future__ import annotations

from amw.boards import readers
from amw.boards.found import Body, Found


def find(body: Body) -> Found:
    records = readers.read_csv(body.text)
    columns = {column.casefold() for column in records[0]} if records else set()
    agentic = any(column.startswith(("web search", "memory", "format sensitivity")) for column in columns)
    version = "V4" if agentic else "V3" if "multi turn acc" in columns else None
    return Found(groups=(("", records),), version=version)
