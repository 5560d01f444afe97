"""A board of an ordinary kind is one entry in the catalogue."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from amw.boards import Snapshot, boards_from, parse_board, rank
from amw.boards.layout import Layout, Plan
from amw.companies import Companies

ENTRY = """
[[board]]
key = "tool_bench"
name = "Tool Bench"
url = "https://tools.example/board"
match = ["tools.example/board"]
attribution = "Source: Tool Bench"
floor = 3
metric = "accuracy"
reader = "READER"
columns = { name = ["Model"], maker = ["Lab"], context = ["Window"], licence = ["License"] }
metrics = { "Accuracy*" = "accuracy", "Cost" = "cost_usd" }
endpoint = [{ url = "https://tools.example/board", kind = "page" }]
"""
ROWS = [
    {
        "Model": "Alpha 1 (high)",
        "Lab": "Alpha Labs",
        "Accuracy (%)": "81.5%",
        "Cost": "$3.20",
        "Window": "1m",
        "License": "Proprietary",
        "Note": "new",
    },
    {"Model": "Beta &amp; Co 2", "Lab": "Beta", "Accuracy (%)": "79.0%", "Cost": "N/A", "Window": "128k", "License": "MIT", "Note": ""},
    {"Model": "Gamma 3†", "Lab": "Gamma", "Accuracy (%)": "80,25%", "Cost": "1.10", "Window": "-", "License": "", "Note": ""},
]
HEAD = list(ROWS[0])
HTML = "<table><tr>{}</tr>{}</table>".format(
    "".join(f"<th>{h}</th>" for h in HEAD), "".join("<tr>{}</tr>".format("".join(f"<td>{r[h]}</td>" for h in HEAD)) for r in ROWS)
)
PUSHED = '7:["$","div",null,{"rows":' + json.dumps(ROWS) + ',"nav":[{"Model":"Alpha 1"},{"Model":"Beta"}]}]\n'
PUSHES = "".join(f"<script>self.__next_f.push([1,{json.dumps(part)}])</script>" for part in (PUSHED[:90], PUSHED[90:]))
BODIES = {
    "html": f"<!doctype html><html><body><h1>Tool Bench</h1>{HTML}</body></html>",
    "csv": ",".join(HEAD) + "\n" + "\n".join(",".join(f'"{r[h]}"' for h in HEAD) for r in ROWS) + "\n",
    "json": json.dumps({"updated": "today", "results": ROWS}),
    "markdown": "# Board\n\n|"
    + "|".join(HEAD)
    + "|\n|"
    + "---|" * len(HEAD)
    + "\n"
    + "".join("|" + "|".join(r[h] for h in HEAD) + "|\n" for r in ROWS),
    "flight": f"<html>{PUSHES}</html>",
}


@pytest.mark.parametrize("reader", sorted(BODIES))
def test_twenty_lines_add_a_board(reader: str, register) -> None:  # type: ignore[no-untyped-def]
    assert len(ENTRY.strip().splitlines()) < 25
    board = boards_from(ENTRY.replace("READER", reader))[0]
    snapshot = parse_board(board, BODIES[reader].encode(), captured_at=datetime(2026, 5, 20, tzinfo=UTC), register=register)
    assert snapshot.reasons == ("1 unknown columns: Note",)
    assert dict(snapshot.leftovers) == {"Note": 1}
    first, second, third = rank(snapshot)
    assert [(r.rank, r.row.model, r.row.maker, r.score) for r in (first, second, third)] == [
        (1, "Alpha 1", "Alpha Labs", 81.5),
        (2, "Gamma 3", "Gamma", 80.25),
        (3, "Beta & Co 2", "Beta", 79.0),
    ]
    assert (first.row.effort, first.row.context, first.row.open_weights, first.row.metrics["cost_usd"]) == ("high", 1_000_000, False, 3.2)
    assert third.row.open_weights is True
    assert first.row.extra["Note"] == "new"


def test_heads_of_a_readme_may_be_links_and_its_last_line_needs_no_end(register: Companies) -> None:
    (board,) = boards_from(ENTRY.replace("READER", "markdown"))
    body = BODIES["markdown"].replace("Accuracy (%)", "**Accuracy (%)**").replace("|Cost|", "|[Cost](#how)|").rstrip("\n")
    snapshot = parse_board(board, body.encode(), captured_at=datetime(2026, 5, 20, tzinfo=UTC), register=register)
    assert snapshot.reasons == ("1 unknown columns: Note",)
    assert [row.metrics for row in snapshot.rows] == [
        {"accuracy": 81.5, "cost_usd": 3.2},
        {"accuracy": 79.0},
        {"accuracy": 80.25, "cost_usd": 1.1},
    ]


def test_an_id_has_no_code_marks_and_no_line_ends(register: Companies) -> None:
    (board,) = boards_from(ENTRY.replace("READER", "csv").replace("columns = { name", 'columns = { key = ["Repo"], name'))
    ids = ("`alpha/alpha-1`", '"\u3000alpha/alpha-2\n"', "beta/x")
    body = "Repo,Model,Lab,Accuracy\n" + "".join(f"{id},Alpha {at},Alpha Labs,{80 - at}\n" for at, id in enumerate(ids))
    snapshot = parse_board(board, body.encode(), captured_at=datetime(2026, 5, 20, tzinfo=UTC), register=register)
    assert [row.key for row in snapshot.rows] == ["alpha/alpha-1", "alpha/alpha-2", "beta/x"]


def test_a_column_without_a_head_names_the_rows_of_the_list_that_has_no_names_alone() -> None:
    plan = Plan(Layout(fields={"name": ("model",)}, metrics={"score": "score"}))
    bare = plan.rows([{"column 1": "Alpha 1", "score": "1.5"}])
    named = plan.rows([{"column 1": "new", "model": "Beta 2", "score": "2.5"}])
    assert [[row.raw_name for row in part] for part in (bare, named)] == [["Alpha 1"], ["Beta 2"]]


def test_a_figure_that_says_none_is_none_in_any_column(register: Companies) -> None:
    (board,) = boards_from(ENTRY.replace("READER", "csv"))
    lines = [f"Model {n},Alpha Labs,{50 + n},{-1 if n % 9 == 0 else n}" for n in range(40)]
    body = "\n".join(["Model,Lab,Accuracy,Cost", *lines, ""])
    snapshot = parse_board(board, body.encode(), captured_at=datetime(2026, 5, 20, tzinfo=UTC), register=register)
    assert snapshot.reasons == ("5 cost_usd of -1, which say none",)
    first, second = snapshot.rows[:2]
    assert (first.metrics, first.score, first.extra["cost_usd"]) == ({"accuracy": 50}, 50, -1)
    assert second.metrics == {"accuracy": 51, "cost_usd": 1}
    below = parse_board(board, body.replace(",5\n", ",-5\n").encode(), captured_at=datetime(2026, 5, 20, tzinfo=UTC), register=register)
    assert below.verdict == "ok", "what is below zero elsewhere is a figure"


@pytest.mark.parametrize(("others", "told"), [(lambda n: 9000 + n, True), (lambda n: 9000 + n // 30, False)])
def test_a_figure_near_the_others_says_none_where_it_alone_stands_there_again_and_again(
    register: Companies, others: Callable[[int], int], told: bool
) -> None:
    (board,) = boards_from(ENTRY.replace("READER", "csv"))
    lines = [f"Model {n},Alpha Labs,{50 + n},{9999 if n % 4 == 0 else others(n)}" for n in range(80)]
    body = "\n".join(["Model,Lab,Accuracy,Cost", *lines, ""])
    snapshot = parse_board(board, body.encode(), captured_at=datetime(2026, 5, 20, tzinfo=UTC), register=register)
    assert snapshot.reasons == (("20 cost_usd of 9999, which say none",) if told else ())


def test_a_broken_entry_is_told_with_its_name() -> None:
    for broken in (
        'reader = "telepathy"',
        'reader = "csv"\nsource = "bfcl"',
        'reader = "csv"\ncolour = "red"',
        'reader = "csv"\nreder = "csv"',
        'reader = "csv"\nfloor = 0',
        'reader = "csv"\naliases = "Tool Bench"',
        'reader = "csv"\naliases = [7]',
        'reader = "csv"\nspeed = ["Tokens"]',
        'reader = "csv"\nprice_factor = "many"',
        'reader = "csv"\nlike = "nothing"',
        'reader = "csv"\nfloor = "3"',
    ):
        entry = ENTRY.replace('reader = "READER"', broken)
        entry = entry.replace("floor = 3\n", "") if "floor = " in broken else entry
        with pytest.raises(ValueError, match="tool_bench"):
            boards_from(entry)
    with pytest.raises(ValueError, match="tool_bench: name: a list"):
        boards_from(ENTRY.replace("READER", "csv").replace('name = ["Model"]', 'name = "Model"'))
    with pytest.raises(ValueError, match="tool_bench: columns: modle: no field of a row"):
        boards_from(ENTRY.replace("READER", "csv").replace("name = [", "modle = ["))
    with pytest.raises(ValueError, match="tool_bench: Score: the column, then the one name"):
        boards_from(re.sub(r"metrics = .*", 'metrics = { "Score" = ["score"] }', ENTRY.replace("READER", "csv")))
    with pytest.raises(ValueError, match="twice"):
        boards_from((ENTRY * 2).replace("READER", "csv"))


def test_the_entry_that_newcomers_are_shown_reads_a_page(register: Companies) -> None:
    guide = (Path(__file__).parents[3] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    entry = textwrap.dedent(guide.partition("   ```toml\n   [[board]]")[2].partition("   ```")[0])
    (shown,) = boards_from(f"[[board]]{entry}")
    assert len(entry.splitlines()) < 25
    lines = "".join(f"<tr><td>Alpaca {n}<td>{n}<td>{n * 2}<td>-</tr>" for n in range(30))
    page = f"<table><tr><td>Home<td>About</tr></table><table><tr><th>Model<th>Points<th>Wins 2026<th>Notes</tr>{lines}</table></html>"

    def read(body: str) -> Snapshot:
        return parse_board(shown, f"<html>{body}".encode(), captured_at=datetime(2026, 5, 20, tzinfo=UTC), register=register)

    assert (read(page).verdict, len(read(page).rows), read(page).rows[3].metrics) == ("ok", 30, {"points": 3, "wins_2026": 6})
    wrong = read(page.replace("Model", "System").replace("Points", "Punkte"))
    assert wrong.reasons == ("no rows", "no list with any of Model, Points, Wins *")


def test_groups_of_columns_with_one_name_are_told_apart() -> None:
    """A figure of the group that comes second is kept and told, unless the entry gives its group a name of its own."""
    rows = [{"Model": f"Model {n}", "easy": {"overall": 90 - n}, "hard": {"overall": 50 - n}} for n in range(5)]
    rows[0].pop("easy")  # its figure of the other group is no figure of this one
    body = json.dumps([*rows[1:], rows[0]]).encode()

    def read(metric: str, metrics: str) -> Snapshot:
        entry = re.sub(r"metrics = .*", f"metrics = {{ {metrics} }}", ENTRY.replace("READER", "json"))
        entry = entry.replace('metric = "accuracy"', f'metric = "{metric}"')
        return parse_board(boards_from(entry)[0], body, captured_at=datetime(2026, 5, 20, tzinfo=UTC), register=Companies.load())

    apart = read("easy_overall", '"easy.*" = "easy_*", "hard.*" = "hard_*"')
    assert (apart.verdict, apart.rows[0].metrics) == ("ok", {"easy_overall": 89, "hard_overall": 49})
    clashing = read("overall", '"easy.*" = "", "hard.*" = ""')
    assert [row.score for row in clashing.rows] == [89, 88, 87, 86, None]
    assert clashing.reasons == ("1 unknown columns: hard.overall (another overall)",)
    assert [row.extra["hard.overall"] for row in clashing.rows] == [49, 48, 47, 46, 50]
