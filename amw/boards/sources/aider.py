"""Aider's polyglot leaderboard: the data file (YAML) and the page, whose rows each carry the same facts in a hidden details row."""

from __future__ import annotations

from amw.boards import readers
from amw.boards.found import Body, Found
from amw.boards.lists import best
from amw.boards.tables import read_html_tables


def find(body: Body) -> Found:
    if not readers.looks_like_html(body.text):
        return Found(groups=(("", readers.read_yaml_list(body.text)),))
    tables = (records for _, records in read_html_tables(body.text))
    return Found(groups=(("", best((list(records) for records in tables), body.wanted() | {"model"})),))
