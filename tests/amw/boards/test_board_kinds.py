"""Boards of ordinary kinds by an entry of the catalogue: heads of two lines, JSON by columns and by lists, pages with data."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from time import process_time
from typing import Any

import pytest

from amw.boards import Snapshot, boards_from, parse_board
from amw.companies import Companies

ENTRY = """
[[board]]
key = "kinds"
name = "Kinds"
url = "https://kinds.example/"
attribution = "Source: Kinds"
floor = 3
metric = "score"
reader = "READER"
columns = { name = ["Model"], maker = ["Lab"], released_at = ["Released"], section = [SECTION] }
metrics = { "Score" = "score", "Maths" = "maths" }
"""
ROWS: list[dict[str, Any]] = [
    {"Model": "Alpha 1", "Lab": "Alpha Labs", "Score": 81.53, "Maths": 61.0},
    {"Model": "Beta 2", "Lab": "Beta", "Score": 79.04, "Maths": 64.5},
    {"Model": "Gamma 3", "Lab": "Gamma", "Score": 70.25, "Maths": 58.75},
]
HEAD = list(ROWS[0])
CELLS = [list(row.values()) for row in ROWS]
SPLIT = {"headers": HEAD, "data": CELLS, "metadata": None}
COLUMNS = {
    "names and lines": {"table": {"columns": HEAD, "index": [0, 1, 2], "data": CELLS}},
    "named by objects": {"columns": [{"key": column, "label": column} for column in HEAD], "rows": CELLS},
    "an array a column": {"updated": 3, "results": {column: [row[column] for row in ROWS] for column in HEAD}},
    "an object a column": {column: {str(at): row[column] for at, row in enumerate(ROWS)} for column in HEAD},
    "a Space": {"components": [{"type": "markdown", "props": {"value": "#"}}, {"type": "dataframe", "props": {"value": SPLIT}}]},
}


def read(reader: str, body: str, register: Companies, *, lists: bool = False) -> Snapshot:
    (entry,) = boards_from(ENTRY.replace("READER", reader).replace("SECTION", '"_list"' if lists else ""))
    return parse_board(entry, body.encode(), captured_at=datetime(2026, 5, 20, tzinfo=UTC), register=register)


def told(snapshot: Snapshot) -> list[dict[str, Any]]:
    return [{"Model": r.raw_name, "Lab": r.maker, "Score": r.score, "Maths": r.metrics.get("maths")} for r in snapshot.rows]


@pytest.mark.parametrize("kind", COLUMNS)
def test_json_by_columns(kind: str, register: Companies) -> None:
    found = read("json", json.dumps(COLUMNS[kind]), register)
    assert (found.reasons, told(found)) == ((), ROWS)


def test_json_lines(register: Companies) -> None:
    body = "\n".join(map(json.dumps, ROWS)) + "\n"
    assert told(read("json", body, register)) == ROWS
    assert read("json", body[:-20], register).reasons == ("cut in the middle",)


def test_a_table_of_html_in_markdown(register: Companies) -> None:
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for cells in CELLS)
    head = "".join(f"<th>{column}</th>" for column in HEAD)
    assert told(read("markdown", f"# Kinds\n\n<table><tr>{head}</tr>{lines}</table>\n", register)) == ROWS


def test_columns_of_other_lengths_are_no_table(register: Companies) -> None:
    body = {column: [row[column] for row in ROWS][: 3 - (column == "Score")] for column in HEAD}
    assert read("json", json.dumps(body), register).verdict == "refused"


def test_json_in_a_page(register: Companies) -> None:
    data = json.dumps({"nav": [{"Model": "All"}], "rows": ROWS})
    script = f'<script id="__NEXT_DATA__" type="application/json">{data}</script>'
    ld = '<script type="application/ld+json">{"@type": "WebSite"}</script><script type="application/json">{broken}</script>'
    found = read("json", f"<!doctype html><html><head>{ld}</head><body>{script}</body></html>", register)
    assert (found.reasons, told(found)) == ((), ROWS)
    cut = read("json", f"<!doctype html><html><head>{ld}</head><body>{script[:-40]}", register)
    assert (cut.verdict, cut.reasons) == ("refused", ("cut in the middle",))
    login = read("json", "<!doctype html><html><body><form></form><script>var a = b;</script></body></html>", register)
    assert login.reasons == ("a web page where data should be",)


def test_a_page_of_scripts_in_scripts_is_read_once(register: Companies) -> None:
    page = "<!doctype html><html><body>" + '<script type="application/json">' * 20_000 + "</script></body></html>"
    begun = process_time()
    assert read("json", page, register).reasons == ("a web page where data should be",)
    assert process_time() - begun < 1, "square time takes some twenty seconds"


LISTS = {
    "by name": {"version": 2, "categories": {"coding": ROWS, "law": ROWS[:2]}},
    "by objects that have one": {"boards": [{"name": "coding", "results": ROWS}, {"name": "law", "results": ROWS[:2]}]},
    "by objects that have none": [{"v": "1", "benchmark": "coding", "results": ROWS}, {"v": "1", "benchmark": "law", "results": ROWS[:2]}],
    "by columns": {"coding": SPLIT, "law": {**SPLIT, "data": CELLS[:2]}, "_": 0},
}


@pytest.mark.parametrize("kind", LISTS)
def test_lists_of_a_body_are_sections_where_the_catalogue_says_so(kind: str, register: Companies) -> None:
    found = read("json", json.dumps(LISTS[kind]), register, lists=True)
    assert found.verdict == "ok"
    assert [(row.section, row.raw_name) for row in found.rows] == [
        *(("coding", row["Model"]) for row in ROWS),
        *(("law", row["Model"]) for row in ROWS[:2]),
    ]


def test_tables_of_a_page_are_sections_where_the_catalogue_says_so(register: Companies) -> None:
    table = (
        "<h2>{}</h2><table><tr><th>Model<th>Score</tr>" + "".join(f"<tr><td>{r['Model']}<td>{r['Score']}</tr>" for r in ROWS) + "</table>"
    )
    page = f"<html><body>{table.format('Coding')}{table.format('Law')}<table><tr><th>Model<th>Mail</tr><tr><td>a<td>b</tr></table></html>"
    assert read("html", page, register, lists=True).sections() == ("Coding", "Law")
    text = "\n".join(f"## {name}\n\n|Model|Score|\n|-|-|\n" + "".join(f"|{r['Model']}|{r['Score']}|\n" for r in ROWS) for name in "AB")
    assert read("markdown", text, register, lists=True).sections() == ("A", "B")


def test_another_list_with_names_of_its_own_is_told(register: Companies) -> None:
    others = [{**row, "Model": row["Model"] + " Mini"} for row in ROWS[:2]]
    found = read("json", json.dumps({"main": ROWS, "featured": ROWS[:2], "small": others}), register)
    assert (told(found), found.reasons) == (ROWS, ("other lists like it: small",))


def test_lists_at_one_place_are_parts_of_one(register: Companies) -> None:
    pages = {"pages": [{"number": 1, "items": ROWS[:2]}, {"number": 2, "items": ROWS[2:]}]}
    found = read("json", json.dumps(pages), register)
    assert (found.reasons, told(found)) == ((), ROWS)
    (entry,) = boards_from(ENTRY.replace("READER", "json").replace("SECTION", "").replace('["Model"]', '["Title", "Model"]'))
    found = parse_board(entry, json.dumps(pages).encode(), captured_at=datetime(2026, 5, 20, tzinfo=UTC), register=register)
    assert told(found) == ROWS


def test_a_record_that_is_null_is_lost_and_told(register: Companies) -> None:
    found = read("json", json.dumps({"rows": [*ROWS, None]}), register)
    assert (told(found), found.reasons, found.complete) == (ROWS, ("1 records without a name",), False)


def page_of(head: str, line: str) -> str:
    lines = "".join(line.format(**row, at=at) for at, row in enumerate(ROWS, 1))
    return f"<!doctype html><html><body><table><thead>{head}</thead><tbody>{lines}</tbody></table></body></html>"


def test_columns_of_one_name_are_told_apart_by_the_group_above(register: Companies) -> None:
    head = "<tr><th rowspan=2>Model<th rowspan=2>Lab<th colspan=2>English<th colspan=2>Maths</tr><tr><th>Acc<th>Cost<th>Acc<th>Cost</tr>"
    (entry,) = boards_from(
        ENTRY.replace("READER", "html").replace("SECTION", "").replace('"Score"', '"English Acc"').replace("Maths", "Maths Acc")
    )
    body = page_of(head, "<tr><td>{Model}<td>{Lab}<td>{Score}<td>1<td>{Maths}<td>2</tr>").encode()
    found = parse_board(entry, body, captured_at=datetime(2026, 5, 20, tzinfo=UTC), register=register)
    assert (told(found), found.reasons) == (ROWS, ("2 unknown columns: English Cost, Maths Cost",))


def test_links_of_a_column_and_an_index_from_0_are_nothing_unknown(register: Companies) -> None:
    line = '<tr><td><a href="/{at}">{Model}</a><td>{Lab}<td>{Score}<td>{Maths}</tr>'
    linked = read("html", page_of("<tr><th>Model<th>Lab<th>Score<th>Maths</tr>", line), register)
    index = "\n".join([f",{','.join(HEAD)}", *(f"{at},{','.join(map(str, cells))}" for at, cells in enumerate(CELLS))]) + "\n"
    for found in (linked, read("csv", index, register)):
        assert (found.reasons, told(found)) == ((), ROWS)


def test_names_that_are_figures_are_told(register: Companies) -> None:
    rows = [*ROWS, {**ROWS[2], "Model": "312"}]
    found = read("json", json.dumps({"rows": rows}), register)
    assert ([row.raw_name for row in found.rows], found.reasons) == (
        ["Alpha 1", "Beta 2", "Gamma 3", "312"],
        ("names that are figures: 1",),
    )


def test_the_margin_beside_a_figure_in_bold(register: Companies) -> None:
    lines = "".join(f"| **{r['Model']}** | {r['Lab']} | **{r['Score']}** ± 1.2 |\n" for r in ROWS)
    found = read("markdown", f"| Model | Lab | Score |\n|---|---|---|\n{lines}", register)
    assert [(row.score, row.metrics["score_ci"]) for row in found.rows] == [(row["Score"], 1.2) for row in ROWS]


def test_a_title_before_the_header_of_a_csv_is_left_out(register: Companies) -> None:
    lines = [";".join(HEAD), *(";".join(map(str, cells)).replace(".", ",") for cells in CELLS)]
    assert told(read("csv", "\n".join(["Kinds as of 2026-05-20", "", *lines, ""]), register)) == ROWS


def test_a_place_is_no_comment_of_a_csv_and_a_header_may_begin_like_one(register: Companies) -> None:
    lines = [
        "#,Model,Lab,Score",
        '#1,"Alpha 1 (fast, high)",Alpha Labs,81.5',
        "#2,Beta 2,Beta,79",
        "#3,Gamma 3,Gamma",
        "#4,Delta 4,Delta,60",
    ]
    found = read("csv", "\n".join(lines) + "\n", register)
    assert [row.raw_name for row in found.rows] == ["Alpha 1 (fast, high)", "Beta 2", "Gamma 3", "Delta 4"]
    assert found.reasons == ("lines with fewer cells than the head of the table: 1", "1 unknown columns: #")
    assert read("csv", "\n".join(lines)[:-9], register).reasons == ("cut in the middle",)


def test_lists_are_alike_by_columns_that_the_catalogue_names_by_their_beginning(register: Companies) -> None:
    (entry,) = boards_from(
        ENTRY.replace("READER", "json").replace("SECTION", '"_list"').replace('"Score"', '"Scor*"').replace("Maths", "Cost")
    )
    found = parse_board(entry, json.dumps(LISTS["by name"]).encode(), captured_at=datetime(2026, 5, 20, tzinfo=UTC), register=register)
    assert found.sections() == ("coding", "law")
