"""A page with several ordinary tables of speeds: each is a section named by the heading before it."""

from __future__ import annotations

from amw.boards.columns import snake
from amw.boards.found import Body, Found
from amw.boards.tables import read_html_tables


def find(body: Body) -> Found:
    groups: list[tuple[str, list[dict[str, str]]]] = []
    for caption, records in read_html_tables(body.text):
        if any(column.casefold().split()[0] in ("model", "provider") for column in records[0]):
            groups.append((snake(caption) or f"table_{len(groups) + 1}", list(records)))
    return Found(groups=groups)
