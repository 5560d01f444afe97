"""What the cells of a table and the columns of a record say, however a page dresses them."""

from __future__ import annotations

from typing import Any

import pytest

from amw.boards.layout import Layout, Plan
from amw.boards.records import Row
from amw.boards.tables import read_html_tables

LAYOUT = Layout(fields={"name": ("Model",), "maker": ("Maker",), "score": ("Elo",)}, metrics={"Math": ""}, prices={"Input": "input"})


def read(*records: dict[str, Any]) -> tuple[list[Row], Plan]:
    plan = Plan(LAYOUT)
    return list(plan.rows(records)), plan


def test_hidden_cells_are_none_and_a_logo_alone_is_read_by_its_words() -> None:
    ((_, records),) = read_html_tables(
        "<html><table><tr><th>Model<th hidden>Sort<th>Maker<th>Elo</tr>"
        "<tr><td>M 1<td hidden>9<td><img src=a.png alt='Acme  AI'><td>1200</tr>"
        "<tr><td>M 2<td style='display: none'>8<td><img alt=logo> Bolt<td>1100</tr></table></html>"
    )
    assert records == [{"Model": "M 1", "Maker": "Acme AI", "Elo": "1200"}, {"Model": "M 2", "Maker": "Bolt", "Elo": "1100"}]


@pytest.mark.parametrize(
    "cell",
    [
        '<span class="md:hidden">82</span><span class="hidden md:inline">81.53</span>',
        '<span class="d-none d-md-inline">81.53</span> <span class="d-md-none">82</span>',
    ],
)
def test_what_only_small_screens_show_is_beside_the_cell(cell: str) -> None:
    ((_, records),) = read_html_tables(f"<html><table><tr><th>Model<th>Elo</tr><tr><td>M 1<td>{cell}</tr></table></html>")
    assert records == [{"Model": "M 1", "Elo": "81.53", "Elo note": "82"}]


def test_a_column_is_known_in_markup() -> None:
    (row,), plan = read({"<b>Model</b>": "M 1", "Elo": 1200})
    assert (row.raw_name, row.score, plan.leftovers) == ("M 1", 1200, {})


def test_a_column_without_a_name_that_counts_the_lines_is_none() -> None:
    rows, plan = read({"column 1": "1", "Model": "M 1", "Elo": 3}, {"column 1": "2", "Model": "M 2", "Elo": 2})
    assert (len(rows), plan.leftovers) == (2, {})
    _, plan = read({"column 1": "1", "Model": "M 1", "Elo": 3}, {"column 1": "7", "Model": "M 2", "Elo": 2})
    assert plan.leftovers == {"column 1": 2}


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ({"Maker": ["Acme", "Bolt"]}, "Maker (a list)"),
        ({"Math": [1, 2]}, "Math (no number)"),
        ({"Input": [1, 2]}, "Input (no price)"),
        ({"Input": {"a": 1}}, "Input.a"),
    ],
)
def test_a_list_where_one_thing_belongs_is_told(cell: dict[str, Any], told: str) -> None:
    rows, plan = read({"Model": "M 1", "Elo": 3, **cell})
    assert (rows[0].maker, dict(rows[0].metrics), dict(rows[0].prices)) == (None, {}, {})
    assert told in plan.leftovers


def test_a_price_below_zero_is_no_price_and_no_matter() -> None:
    rows, plan = read({"Model": "M 1", "Elo": 3, "Input": -1})
    assert (dict(rows[0].prices), plan.leftovers) == ({}, {})
