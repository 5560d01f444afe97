"""`amw boards history` and `amw boards across`: one model on a board over time, and on every board."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from amw.boards import RankedRow, Snapshot
from amw.boards import boards as known_boards
from amw.boards.charts import sparklines, svg
from amw.boards.history import across, may_be, offered_key, series
from amw.cli.arguments import board_key
from amw.cli.console import USAGE, Json, fail, out, print_json, table
from amw.cli.result import PLACES, digits_of, figure_cell, place_cells, places_of, price_cell, print_credits
from amw.db.board_history import model_history
from amw.db.board_rows import board_snapshots
from amw.db.connection import connect, database_url

MESSAGE = 400  # characters of what there is, said where something is not
RANKS = (*PLACES, "open_rank")
History = Sequence[tuple[Snapshot, RankedRow]]  # oldest first


def show_history(
    model: Annotated[str, typer.Argument(help="A model by any of its spellings.")],
    board: Annotated[str, typer.Option(help="Key of the board.")] = "artificial_analysis",
    what: Annotated[
        str, typer.Option(help="score, rank, family_rank, maker_rank, country_rank, price_input, price_output or a metric.")
    ] = "score",
    svg_file: Annotated[typer.FileTextWrite | None, typer.Option("--svg", help="Draw the line into this file.")] = None,
    as_json: Json = False,
) -> None:
    """One model on one board over time: score, the ranks people quote, prices."""
    board = board_key(board)
    about = known_boards()[board]
    history = _history(board, model)
    points = series(history, what=what)
    figures = {"score", *RANKS, *(name for _, at in history for name in (*at.row.metrics, *(f"price_{kind}" for kind in at.row.prices)))}
    if not points and what not in figures:
        fail(f"no {what!r} of {model} on {board}", f"there are {', '.join(sorted(figures))}"[:MESSAGE], code=USAGE)
    label = what if what != "score" or not about.metric else about.metric + ", lower is better" * about.lower_is_better
    drawn: dict[str, bool] = {"lower_is_better": what.endswith("rank"), "prices": what.startswith("price_")}
    if svg_file is not None:
        shown = f"{what.removeprefix('price_')} price, US dollars per million tokens" if drawn["prices"] else label.replace("_", " ")
        svg_file.write(svg({model: points}, title=f"{model} on {about.name}: {shown}", **drawn))
    if as_json:
        print_json(_standing_record(snapshot, row) for snapshot, row in history)
        return
    _print_history(f"{model} on {about.name}", history)
    if len(points) > 1:
        out.print(f"{label}: {sparklines(points, **drawn)}")
    out.print(f"[dim]{history[-1][0].attribution}[/]")


def _history(board: str, model: str) -> History:
    """A model's standing in every capture of `board` that has it. Ends the command where none has."""
    now = datetime.now(UTC)
    with database_url() as url, connect(url) as connection:
        # On a list without ranks it is its maker's own offer that is asked for.
        newest = board_snapshots(connection, board, now) if known_boards()[board].metric is None else []
        key = next((offered_key(snapshot, model) for snapshot in newest), None)
        history = (model_history(connection, board, key) if key else []) or model_history(connection, board, model)
        hint = "" if history else may_be(board_snapshots(connection, board, now), model)
    if not history:
        mend = hint or "`amw boards show` lists the rows; `amw boards across` looks at every board"
        fail(f"{model!r} is no model on any capture of {board}", mend, code=USAGE)
    return history


def _standing_record(snapshot: Snapshot, row: RankedRow) -> dict[str, Any]:
    return {
        "captured_at": snapshot.captured_at,
        "version": snapshot.version,
        "score": row.score,
        **places_of(row),
        "name": row.row.raw_name,
        "prices": {kind: str(price) for kind, price in row.row.prices.items()},
        "board": snapshot.board,
        "attribution": snapshot.attribution,
    }


def _print_history(title: str, history: History) -> None:
    several = any(row.row.section for _, row in history)
    digits = digits_of(row.score for _, row in history)
    body = [
        (
            f"{snapshot.captured_at:%Y-%m-%d}",
            snapshot.version,
            *[row.row.section] * several,
            row.row.raw_name,
            figure_cell(row.score, digits),
            *place_cells(row),
            price_cell(row.row, "input"),
            price_cell(row.row, "output"),
        )
        for snapshot, row in history
    ]
    columns = ("day", "version", *["list"] * several, "row", "score", "rank", "family", "maker", "country", "$ in", "$ out")
    right = ("score", "rank", "family", "maker", "$ in", "$ out")
    out.print(table(title, columns, body, right=right, spare=("version", "country", "row", "maker")))


def show_across(model: Annotated[str, typer.Argument(help="A model by any of its spellings.")], as_json: Json = False) -> None:
    """One model's standing on the newest capture of every board that has it."""
    taken: list[Snapshot] = []
    with database_url() as url, connect(url) as connection:
        for key in known_boards():
            taken += board_snapshots(connection, key, datetime.now(UTC))
    standings = across(taken, model)
    if not standings:
        hint = may_be(taken, model) or "`amw boards show BOARD` lists the rows of one"
        fail(f"{model!r} is on the newest capture of no board", f"`amw boards history` looks at older ones; {hint}", code=USAGE)
    records: list[dict[str, Any]] = [
        {
            "board": snapshot.board,
            "captured_at": snapshot.captured_at,
            "row": row.row.raw_name,
            "score": row.score,
            "metric": snapshot.metric,
            **places_of(row),
            "prices": {kind: str(price) for kind, price in row.row.prices.items()},
            "attribution": snapshot.attribution,
        }
        for snapshot, row in standings
    ]
    if as_json:
        print_json(records)
        return
    priced = any(row.row.prices for _, row in standings)
    columns = ("board", "day", "row", "score", "metric", "rank", "family", "maker", "country", *["$ in", "$ out"] * priced)
    body = [
        (
            r["board"],
            f"{r['captured_at']:%Y-%m-%d}",
            r["row"],
            figure_cell(r["score"], digits_of([r["score"]])),
            *(r[name] for name in ("metric", *PLACES)),
            *[price_cell(row.row, "input"), price_cell(row.row, "output")] * priced,
        )
        for r, (_, row) in zip(records, standings, strict=True)
    ]
    right = ("score", "rank", "family", "maker", "country", "$ in", "$ out")
    out.print(table(model, columns, body, right=right, spare=("country", "metric", "maker", "day", "$ in", "$ out")))
    print_credits(r["board"] for r in records)
