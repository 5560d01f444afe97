"""`amw boards`: leaderboards as they stood on any day, what moved, and what there is to tell of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from typing import Annotated, Any, NoReturn

import typer
from rich.markup import escape

from amw.boards import RankedRow, Snapshot, rank
from amw.boards.catalogue import about
from amw.boards.history import By
from amw.boards.history import table as standing
from amw.cli.arguments import board_key, end_of, moment
from amw.cli.arguments import country as country_code
from amw.cli.console import USAGE, Cells, Format, Json, Limit, ago, fail, group, out, print_csv, print_json, print_rows, tell_more
from amw.cli.desk import NEWS, desk_job
from amw.cli.result import Ranking, places_of, print_board, print_credits
from amw.cli.runner import Asked, run_crawls
from amw.cli.standings import MESSAGE, show_across, show_history
from amw.db import Connection
from amw.db.board_rows import board_snapshots
from amw.db.board_tables import board_outline, board_tables, countries_of
from amw.db.connection import connect, database_url
from amw.db.desk import untold
from amw.db.statements import fetch
from amw.plain import fields_of
from amw.urls import canonicalise

CAPTURES = 10_000  # of a board that are looked through for the first
BOARD = Annotated[str, typer.Argument(help="Key of the board; see `amw boards`.")]


app = group("boards", "Leaderboards: captures, ranks, moves.", "amw boards show artificial_analysis --by family --country CN")


def _no_capture(connection: Connection[Any], key: str, at: datetime) -> NoReturn:
    """Says that there is none at that time, and when there is one."""
    found = [row["captured_at"] for row in fetch(connection, "serve_captures", board=key, limit=CAPTURES) if row["verdict"] != "refused"]
    first = f"the first is of {min(found):%Y-%m-%d}" if found else "`amw crawl` or `amw replay` brings one"
    fail(f"no capture of {key} at or before {at:%Y-%m-%d}", "; ".join([*_refused(connection, key, at), first]))


def _refused(connection: Connection[Any], key: str, at: datetime, since: datetime | None = None) -> list[str]:
    """Why the newest capture of a board until `at` and after `since` was refused, where one was."""
    urls = [canonicalise(endpoint.url) for endpoint in about(key).endpoints]
    rows = fetch(connection, "board_refused", board=key, urls=urls, at=at, since=since)
    return [f"the capture of {row['captured_at']:%Y-%m-%d %H:%M} UTC was refused and kept: {'; '.join(row['reasons'])}" for row in rows]


@app.callback()
def list_boards(context: typer.Context, as_json: Json = False) -> None:
    """Every board with its newest capture."""
    if context.invoked_subcommand:
        return
    with database_url() as url, connect(url) as connection:
        rows = sorted(fetch(connection, "board_list"), key=lambda row: row["captured_at"] is None)
    columns = ("key", "name", "captured", "version", "rows", "captures", "refused", "licence")
    cells: Cells = {"captured": lambda row: ago(row["captured_at"]) if row["captured_at"] else "never", "captures": itemgetter("snapshots")}
    spare = ("licence", "refused", "captures", "version", "name", "rows")
    print_rows("Boards", rows, columns, cells, as_json=as_json, right=("rows", "captures", "refused"), spare=spare)


@app.command("show", epilog="Example: `amw boards show artificial_analysis --on 2026-05-20 --by family --country CN`")
def show_board(
    key: BOARD,
    on: Annotated[str | None, typer.Option(help="The board as it stood at the end of this day, or at this time.")] = None,
    by: Annotated[By, typer.Option(help="What is ranked.")] = "family",
    country: Annotated[str | None, typer.Option(help="ISO 3166-1 alpha-2.")] = None,
    open_weights: Annotated[bool, typer.Option("--open-weights", help="Open weights only.")] = False,
    metric: Annotated[str | None, typer.Option(help="Rank by another metric of the board.")] = None,
    measured: Annotated[bool, typer.Option("--measured", help="Leave estimated and deprecated rows out.")] = False,
    limit: Limit = 30,
    as_json: Json = False,
) -> None:
    """One board as it stood, ranked the way asked for."""
    key, at = board_key(key), end_of(on) or datetime.now(UTC)
    ranking = Ranking(by=by, country=country_code(country), open_weights=open_weights, metric=metric, measured=measured)
    with database_url() as url, connect(url) as connection:
        if metric or measured:
            taken, places = _ranked_anew(connection, key, at, ranking, top=limit + 1, whole=as_json)
        else:
            scope = fields_of(ranking, "by country open_weights")
            found = board_tables(connection, key, at, **scope, top=limit + 1, whole=as_json)
            taken, places = (found.snapshot, found.rows) if found is not None else (None, ())
        if taken is None:
            _no_capture(connection, key, at)
        there = countries_of(connection, key) if not places else []
        unsaid = sorted({row.row.maker_key for _, row in places[:limit] if row.row.maker is None and row.row.maker_key is not None})
        makers = {company["key"]: company["name"] for company in fetch(connection, "serve_company_names", keys=unsaid)}
        refused = _refused(connection, key, at, taken.captured_at)
    if metric and not places:
        _check_metric(taken, metric)
    if as_json:
        capture = {
            "board": key,
            "captured_at": taken.captured_at,
            "by": by,
            "attribution": taken.attribution,
            "estimated_counted": not measured,
            "deprecated_counted": not measured,
        }
        print_json({"place": place, **places_of(row), **row.row.to_record(), **capture} for place, row in places[:limit])
        return
    if not places:
        asked = [f"in {ranking.country}"] * bool(country) + ["with open weights"] * open_weights + ["that is measured"] * measured
        nothing = f"no row {' and '.join(asked) or 'to rank'} on the capture of {taken.captured_at:%Y-%m-%d}"
        fail(nothing, f"rows of the board are from {', '.join(there) or 'no country that is known'}" if country else "")
    print_board(taken, places[:limit], ranking, makers)
    for why in refused:
        out.print(f"[yellow]not the newest:[/] {escape(why)}")
    if len(places) > limit:
        tell_more(limit)


def _ranked_anew(
    connection: Connection[Any], key: str, at: datetime, ranking: Ranking, *, top: int, whole: bool
) -> tuple[Snapshot | None, Sequence[tuple[int | None, RankedRow]]]:
    """The capture of a board valid at `at` and its places by ranks that are not kept with it: of another metric, of measured rows alone."""
    captures = board_snapshots(connection, key, at) if whole or ranking.metric else [board_outline(connection, key, at)]
    taken = next(iter(captures), None)
    if taken is None:
        return None, ()
    asked = {**fields_of(ranking, "by country open_weights metric"), "include_estimated": not ranking.measured}
    return taken, standing(taken, **asked, include_deprecated=not ranking.measured, top=top)


def _check_metric(taken: Snapshot, metric: str) -> None:
    """Ends the command where no row of the capture has such a figure, with the figures that there are."""
    there = {name for row in taken.rows for name in (*row.metrics, *row.speed)}
    if metric not in there:
        fail(f"no {metric!r} on {taken.board}", f"there are {', '.join(sorted(there)) or 'no figures'}"[:MESSAGE], code=USAGE)


@app.command("moves", epilog="Example: `amw boards moves artificial_analysis --since 2026-05-01`")
def show_moves(
    key: Annotated[str | None, typer.Argument(help="Key of a board; of every board without it.")] = None,
    since: Annotated[str | None, typer.Option(help="Since this date.")] = None,
    option: Annotated[str | None, typer.Option("--board", hidden=True)] = None,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """What changed between captures, newest first."""
    if key and option:
        fail("the board and --board exclude each other", code=USAGE)
    board = board_key(named) if (named := key or option) else None
    with database_url() as url, connect(url) as connection:
        found = fetch(connection, "board_moves", board=board, since=moment(since), limit=limit + 1)
    rows = [{**row, "attribution": about(row["board"]).attribution} for row in found]
    shown = rows[:limit]
    if not rows and not as_json:
        out.print(f"No moves{f' since {since}' if since else ''}{f' on {board}' if board else ''}.")
        return
    lists = any(row["section"] for row in shown)
    cells: Cells = {"list": itemgetter("section"), "when": lambda row: f"{row['captured_at']:%Y-%m-%d}", "what": itemgetter("evidence")}
    print_rows("Moves", rows, ("board", *["list"] * lists, "when", "kind", "what"), cells, as_json=as_json, limit=limit)
    if not as_json:
        print_credits(row["board"] for row in shown)


@app.command("headlines", epilog="Example: `amw boards headlines --since 2026-05-01 --dry-run`")
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
            day: Cells = {"day": lambda record: record["published_at"][:10]}
            print_rows("Drafts", records, ("source", "day", "title"), day, as_json=as_json)
            return
        job = desk_job(records, newest)
        (written,) = run_crawls(Asked(jobs=[job], settings={"DATABASE_URL": url}, concurrency=1, quiet=as_json))
    if as_json:
        print_json([written.record()])
    else:
        out.print(
            f"{len(records)} drafts: {written.count('amw/store/article/new')} new, {written.count('amw/store/article/unchanged')} as before"
        )
    if written.verdict.outcome != "complete":
        fail(f"not all was stored: {written.verdict.reason}", "the same command again stores the rest")


@app.command("export", epilog="Example: `amw boards export artificial_analysis --on 2026-05-20 --format csv`")
def export_board(
    key: BOARD,
    on: Annotated[str | None, typer.Option(help="The board as it stood at the end of this day, or at this time.")] = None,
    format: Format = "jsonl",
) -> None:
    """Every row of a capture with its ranks, those without one last, on standard output; the attribution goes with it."""
    key, at = board_key(key), end_of(on) or datetime.now(UTC)
    with database_url() as url, connect(url) as connection:
        taken = board_snapshots(connection, key, at)
        if not taken:
            _no_capture(connection, key, at)
    rows = [{**places_of(entry), **entry.row.to_record(), "attribution": taken[0].attribution} for entry in rank(taken[0])]
    if format == "jsonl":
        print_json(rows)
        return
    flat = [dict(_cells(row)) for row in rows]
    print_csv(flat, list(dict.fromkeys(name for row in flat for name in row)))


def _cells(row: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """The values of `row` by column, those of a mapping as "metrics.gpqa"."""
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from _cells(value, f"{above}{name}.")
        else:
            yield above + name, value


app.command("history", epilog="Example: `amw boards history qwen3.7-max --board artificial_analysis --what family_rank`")(show_history)
app.command("across", epilog="Example: `amw boards across qwen3.7-max`")(show_across)
