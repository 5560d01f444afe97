"""`amw boards`: leaderboards as they stood on any day, what moved, and one model over time or across boards."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from typing import Annotated, Any, NoReturn, cast

import typer
from rich.markup import escape

from amw.boards import RankedRow, Snapshot, board_named
from amw.boards import boards as known_boards
from amw.boards.charts import sparklines, svg
from amw.boards.history import By, across, may_be, series_of
from amw.boards.history import table as standing
from amw.cli.arguments import country as country_code
from amw.cli.arguments import moment
from amw.cli.console import USAGE, Json, Limit, ago, csv_cell, fail, group, out, print_json, table
from amw.cli.desk import NEWS, desk_job
from amw.cli.result import price_cell, print_board
from amw.cli.runner import run_crawls
from amw.db import Connection
from amw.db.connection import connect, database_url
from amw.db.desk import untold
from amw.db.histories import model_history
from amw.db.reading import board_snapshots, fetch
from amw.db.standings import board_outline, board_tables, countries_of

MESSAGE = 400  # characters
CAPTURES = 10_000  # of a board that are looked through for the first
PLACES = ("rank", "family_rank", "maker_rank", "country_rank")
RANKS = (*PLACES, "open_rank")
KINDS = ("row", "family", "maker", "country", "open_weights")
BOARD = Annotated[str, typer.Argument(help="Key of the board; see `amw boards`.")]


def register(app: typer.Typer) -> None:
    """Adds the command to `app`."""
    app.add_typer(boards, name="boards")


boards = group("Leaderboards: captures, ranks, moves.", "amw boards show artificial_analysis --by family --country CN")


def _known(name: str) -> str:
    """The key of the board that is called so, by its key or any name it is known by."""
    named = None if name in known_boards() else board_named(name)
    if name not in known_boards() and named is None:
        near = get_close_matches(name.casefold(), known_boards(), n=3)
        fail(f"no board {name!r}", f"did you mean {' or '.join(near)}?" if near else "`amw boards` lists them", code=USAGE)
    return named[0] if named else name


def _no_capture(connection: Connection[Any], key: str, at: datetime) -> NoReturn:
    """Says that there is none at that time, and when there is one."""
    found = [row["captured_at"] for row in fetch(connection, "serve_captures", board=key, limit=CAPTURES) if row["verdict"] != "refused"]
    first = f"the first is of {min(found):%Y-%m-%d}" if found else "`amw crawl` or `amw replay` brings one"
    fail(f"no capture of {key} at or before {at:%Y-%m-%d}", first)


def _credit(keys: Iterable[str]) -> None:
    """Whose numbers the table above shows, a line each."""
    for text in dict.fromkeys(known_boards()[key].attribution for key in keys if key in known_boards()):
        out.print(f"[dim]{escape(text)}[/]")


def _figure(score: float | None) -> str | None:
    return None if score is None else f"{score:,.2f}" if isinstance(score, float) else f"{score:,}"


def _ranks(row: RankedRow) -> dict[str, int | None]:
    """The places of a row that people quote, by the names they have in records."""
    return {name: getattr(row, name) for name in PLACES}


def _by(by: str) -> By:
    if by not in KINDS:
        fail(f"--by {by!r} is none of {', '.join(KINDS)}", code=USAGE)
    return cast(By, by)


def _end(on: str | None) -> datetime:
    """The moment meant by `on`: a bare date means the end of that day, nothing means now."""
    at = moment(on) or datetime.now(UTC)
    return at + timedelta(days=1, microseconds=-1) if on and len(on) <= 10 else at


@boards.callback()
def list_boards(context: typer.Context, as_json: Json = False) -> None:
    """Every board with its newest capture."""
    if context.invoked_subcommand:
        return
    with database_url() as url, connect(url) as connection:
        rows = sorted(fetch(connection, "board_list"), key=lambda row: row["captured_at"] is None)
    if as_json:
        print_json(rows)
        return
    body = [
        (
            row["key"],
            row["name"],
            ago(row["captured_at"]) if row["captured_at"] else "never",
            row["version"],
            row["rows"],
            row["snapshots"],
            row["refused"],
            row["licence"],
        )
        for row in rows
    ]
    columns = ("key", "name", "captured", "version", "rows", "captures", "refused", "licence")
    out.print(table("Boards", columns, body, right=("rows", "captures", "refused")))


@boards.command("show", epilog="Example: `amw boards show artificial_analysis --on 2026-05-20 --by family --country CN`")
def show_board(
    key: BOARD,
    on: Annotated[str | None, typer.Option(help="The board as it stood at the end of this day, or at this time.")] = None,
    by: Annotated[str, typer.Option(help=", ".join(KINDS))] = "family",
    country: Annotated[str | None, typer.Option(help="ISO 3166-1 alpha-2.")] = None,
    open_weights: Annotated[bool, typer.Option("--open-weights", help="Open weights only.")] = False,
    metric: Annotated[str | None, typer.Option(help="Rank by another metric of the board.")] = None,
    measured: Annotated[bool, typer.Option("--measured", help="Leave estimated and deprecated rows out.")] = False,
    limit: Limit = 30,
    as_json: Json = False,
) -> None:
    """One board as it stood, ranked the way asked for."""
    key = _known(key)
    how: dict[str, Any] = {"by": _by(by), "country": country_code(country), "open_weights": open_weights}
    places: Sequence[tuple[int | None, RankedRow]] = ()
    taken: Snapshot | None
    with database_url() as url, connect(url) as connection:
        if metric or measured:  # ranks that are not kept
            whole = board_snapshots(connection, key, _end(on)) if as_json or metric else []
            taken = next(iter(whole), None) if as_json or metric else board_outline(connection, key, _end(on))
            counted: dict[str, Any] = {"include_estimated": not measured, "include_deprecated": not measured}
            places = standing(taken, **how, metric=metric, top=limit, **counted) if taken is not None else ()
        else:
            found = board_tables(connection, key, _end(on), **how, top=limit, whole=as_json)
            taken, places = (found.snapshot, found.rows[:limit]) if found is not None else (None, ())
        if taken is None:
            _no_capture(connection, key, _end(on))
        there = countries_of(connection, key) if not places else []
    if metric and not places:
        _check_metric(taken, metric)
    if not places and not as_json:
        asked = [f"in {how['country']}"] * bool(country) + ["with open weights"] * open_weights + ["that is measured"] * measured
        what = f"no row {' and '.join(asked) or 'to rank'} on the capture of {taken.captured_at:%Y-%m-%d}"
        fail(what, f"rows of the board are from {', '.join(there) or 'no country that is known'}" if country else "")
    if not as_json:
        print_board(taken, places, **how, metric=metric, measured=measured)
        return
    about = {
        "board": key,
        "captured_at": taken.captured_at,
        "by": by,
        "attribution": taken.attribution,
        "estimated_counted": not measured,
    }
    print_json(
        {
            "place": place,
            **_ranks(row),
            **row.row.to_record(),
            **about,
        }
        for place, row in places
    )


def _check_metric(taken: Snapshot, metric: str) -> None:
    """Ends the command where no row of the capture has such a figure, with the figures that there are."""
    there = {name for row in taken.rows for name in (*row.metrics, *row.speed)}
    if metric not in there:
        fail(f"no {metric!r} on {taken.board}", f"there are {', '.join(sorted(there)) or 'no figures'}"[:MESSAGE], code=USAGE)


@boards.command("moves", epilog="Example: `amw boards moves --since 2026-05-01 --board artificial_analysis`")
def show_moves(
    since: Annotated[str | None, typer.Option(help="Since this date.")] = None,
    board: Annotated[str | None, typer.Option(help="Key of a board.")] = None,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """What changed between captures, newest first."""
    with database_url() as url, connect(url) as connection:
        rows = fetch(connection, "board_moves", board=_known(board) if board else None, since=moment(since), limit=limit)
    if as_json:
        print_json(rows)
        return
    if not rows:
        out.print(f"No moves{f' since {since}' if since else ''}{f' on {_known(board)}' if board else ''}.")
        return
    body = [(row["board"], f"{row['captured_at']:%Y-%m-%d}", row["kind"], row["evidence"]) for row in rows]
    out.print(table("Moves", ("board", "when", "kind", "what"), body))
    _credit(row["board"] for row in rows)


@boards.command("headlines", epilog="Example: `amw boards headlines --since 2026-05-01 --dry-run`")
def write_headlines(
    since: Annotated[str | None, typer.Option(help="Of the captures since this date; without it those of the last week.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the drafts, store nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Write the stories that moves on boards deserve and store them like any report; what was told before is not told again."""
    start = moment(since) or datetime.now(UTC) - NEWS
    with database_url() as url:
        with connect(url) as connection:
            records, newest = untold(connection, since=start, again=True)
        if dry_run or not records:
            if as_json:
                print_json(records)
            else:
                rows = [(record["source"], record["published_at"][:10], record["title"]) for record in records]
                out.print(table("Drafts", ("source", "day", "title"), rows))
            return
        (written,) = run_crawls([desk_job(records, newest)], {"DATABASE_URL": url}, concurrency=1, quiet=as_json)
    if as_json:
        print_json([written.record()])
    else:
        out.print(
            f"{len(records)} drafts: {written.count('amw/store/article/new')} new, {written.count('amw/store/article/unchanged')} as before"
        )
    if written.verdict.outcome != "complete":
        fail(f"not all was stored: {written.verdict.reason}", "the same command again stores the rest")


@boards.command("history", epilog="Example: `amw boards history qwen3.7-max --board artificial_analysis --what family_rank`")
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
    with database_url() as url, connect(url) as connection:
        found = model_history(connection, board := _known(board), model)
        hint = "" if found else may_be(board_snapshots(connection, board, datetime.now(UTC)), model)
    points = series_of(found, what=what)
    if not found:
        fail(
            f"{model!r} is no model on any capture of {board}",
            hint or "`amw boards show` lists the rows; `amw boards across` looks at every board",
        )
    figures = {"score", *RANKS, *(name for _, at in found for name in (*at.row.metrics, *(f"price_{kind}" for kind in at.row.prices)))}
    if not points and what not in figures:
        fail(f"no {what!r} of {model} on {board}", f"there are {', '.join(sorted(figures))}"[:MESSAGE], code=USAGE)
    drawn: dict[str, bool] = {"lower_is_better": what.endswith("rank"), "prices": what.startswith("price_")}
    if svg_file is not None:
        shown = f"{what.removeprefix('price_')} price, US dollars per million tokens" if drawn["prices"] else what.replace("_", " ")
        svg_file.write(svg({model: points}, title=f"{model} on {known_boards()[board].name}: {shown}", **drawn))
    if as_json:
        print_json(
            {
                "captured_at": snapshot.captured_at,
                "version": snapshot.version,
                "score": row.score,
                **_ranks(row),
                "name": row.row.raw_name,
                "prices": {kind: str(price) for kind, price in row.row.prices.items()},
            }
            for snapshot, row in found
        )
        return
    several = any(row.row.section for _, row in found)
    body = [
        (
            f"{snapshot.captured_at:%Y-%m-%d}",
            snapshot.version,
            *[row.row.section] * several,
            row.row.raw_name,
            _figure(row.score),
            row.rank,
            row.family_rank,
            row.maker_rank,
            f"{row.country_rank} {row.row.country or ''}" if row.country_rank else "",
            price_cell(row.row, "input"),
            price_cell(row.row, "output"),
        )
        for snapshot, row in found
    ]
    columns = ("day", "version", *["list"] * several, "row", "score", "rank", "family", "maker", "country", "$ in", "$ out")
    out.print(table(f"{model} on {known_boards()[board].name}", columns, body, right=("score", "rank", "family", "maker", "$ in", "$ out")))
    if len(points) > 1:
        out.print(f"{what}: {sparklines(points, **drawn)}")
    out.print(f"[dim]{found[-1][0].attribution}[/]")


@boards.command("across", epilog="Example: `amw boards across qwen3.7-max`")
def show_across(model: Annotated[str, typer.Argument(help="A model by any of its spellings.")], as_json: Json = False) -> None:
    """One model's standing on the newest capture of every board that has it."""
    taken: list[Snapshot] = []
    with database_url() as url, connect(url) as connection:
        for key in known_boards():
            taken += board_snapshots(connection, key, datetime.now(UTC))
    found = across(taken, model)
    if not found:
        fail(f"{model!r} is no model on any board", may_be(taken, model) or "`amw boards show BOARD` lists the rows of one")
    records: list[dict[str, Any]] = [
        {
            "board": snapshot.board,
            "captured_at": snapshot.captured_at,
            "row": row.row.raw_name,
            "score": row.score,
            "metric": snapshot.metric,
            **_ranks(row),
            "attribution": snapshot.attribution,
        }
        for snapshot, row in found
    ]
    if as_json:
        print_json(records)
        return
    columns = ("board", "day", "row", "score", "metric", "rank", "family", "maker", "country")
    body = [
        (
            r["board"],
            f"{r['captured_at']:%Y-%m-%d}",
            r["row"],
            _figure(r["score"]),
            *(r[name] for name in ("metric", *PLACES)),
        )
        for r in records
    ]
    out.print(table(model, columns, body, right=("score", "rank", "family", "maker", "country")))
    _credit(r["board"] for r in records)


@boards.command("export", epilog="Example: `amw boards export artificial_analysis --on 2026-05-20 --format csv`")
def export_board(
    key: BOARD,
    on: Annotated[str | None, typer.Option(help="The board as it stood at the end of this day, or at this time.")] = None,
    format: Annotated[str, typer.Option(help="jsonl or csv.")] = "jsonl",
) -> None:
    """Every row of a capture with its ranks, on standard output; the attribution goes with it."""
    if format not in {"jsonl", "csv"}:
        fail(f"no format {format!r}", "jsonl or csv", code=USAGE)
    key = _known(key)
    with database_url() as url, connect(url) as connection:
        taken = board_snapshots(connection, key, _end(on))
        if not taken:
            _no_capture(connection, key, _end(on))
    rows: list[dict[str, Any]] = [
        {
            **_ranks(row),
            **row.row.to_record(),
            "attribution": taken[0].attribution,
        }
        for _, row in standing(taken[0], by="row")
    ]
    if format == "jsonl":
        print_json(rows)
        return
    flat = [dict(_cells(row)) for row in rows]
    writer = csv.DictWriter(sys.stdout, fieldnames=list(dict.fromkeys(name for row in flat for name in row)))
    writer.writeheader()
    writer.writerows(flat)


def _cells(row: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """The values of `row` by column, those of a mapping as "metrics.gpqa"."""
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from _cells(value, f"{above}{name}.")
        else:
            yield above + name, csv_cell(value)
