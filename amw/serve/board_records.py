"""Boards and models, as the records that pages and the interface for programs share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from amw.boards import RankedRow, Snapshot, board, boards
from amw.boards.catalogue import about
from amw.boards.history import may_be
from amw.db import Connection
from amw.db.board_history import model_history
from amw.db.board_rows import board_snapshots
from amw.db.board_tables import Table, board_tables, countries_of
from amw.db.statements import columns_of, fetch, fetch_one
from amw.plain import fields_of
from amw.serve.message import Moved, Problem
from amw.serve.records import Record, called, shorten, stories
from amw.serve.route import Context

ROWS = 100  # of each section of a board, unless another number is asked for
CAPTURES = 400  # of a board, shown at most
BOARDS_OF_A_MODEL = 24
CHARTED = 3  # boards of a model whose ranks are drawn


def board_list(context: Context) -> Record:
    """Every board with its newest capture, those that have one first."""
    found = [
        {
            **columns_of(row, "key name url licence attribution captured_at version verdict rows snapshots refused"),
            "non_commercial": about(row["key"]).commercial is False,
            "page": f"{context.public_url}/boards/{row['key']}",
        }
        for row in fetch(context.transaction, "board_list")
    ]
    return {"boards": sorted(found, key=lambda row: (row["captured_at"] is None, row["name"].casefold()))}


def _about(key: str) -> Record:
    if key not in boards():
        raise Problem(404, "no_board", f"There is no board {shorten(key, 60)!r}.")
    known = board(key)
    return {**fields_of(known, "key name url attribution licence kind"), "non_commercial": known.commercial is False}


def board_table(context: Context) -> Record:
    """A board as it stood at `on`, ranked `by` and within `country`, a table a section, `limit` rows of each from `start` on.

    Raises Problem 404.
    """
    connection, values = context.transaction, context.values
    key, at = values["key"], values["on"] or context.now
    about = _about(key)
    top = values.get("limit", ROWS)
    found = board_tables(connection, key, at, by=values["by"], country=values["country"], top=top, start=values["start"])
    if found is None:
        raise Problem(404, "no_capture", f"There is no capture of {about['name']} at or before {at:%Y-%m-%d %H:%M} UTC.")
    snapshot = found.snapshot
    sections = [_section(table) for table in found.tables]
    if not board(key).systems:  # whose a system is, the maker of the model in it does not tell
        _name_makers(connection, [row for part in sections for row in part["rows"] if not row["maker"] and row["maker_key"]])
    return {
        **about,
        "attribution": snapshot.attribution or about["attribution"],
        **fields_of(snapshot, "metric lower_is_better captured_at version verdict complete"),
        "reasons": list(snapshot.reasons),
        **{name: values[name] for name in ("by", "country", "start")},
        "countries": countries_of(connection, key),
        "sections": sections,
        "moves": [
            columns_of(row, "captured_at kind section evidence")
            for row in fetch(connection, "board_moves", board=key, since=None, limit=20)
            if row["captured_at"] <= snapshot.captured_at
        ],
    }


def board_moves(context: Context) -> Record:
    """What changed on a board from capture to capture, newest first. Raises Problem 404."""
    key = context.values["key"]
    about = _about(key)
    rows = fetch(context.transaction, "board_moves", board=key, since=None, limit=context.values["limit"])
    return {**about, "moves": [{name: value for name, value in row.items() if name != "board"} for row in rows]}


def _section(table: Table) -> Record:
    return {"section": table.section, "rows": [{"place": at, **_row(entry)} for at, entry in table.rows], "of": table.of}


def _name_makers(connection: Connection[Any], rows: Sequence[Record]) -> None:
    """Gives rows of a board that tells no makers the register's names of them."""
    keys = sorted({row["maker_key"] for row in rows})
    names = {found["key"]: found["name"] for found in fetch(connection, "serve_company_names", keys=keys)} if keys else {}
    for row in rows:
        row["maker"] = names.get(row["maker_key"])


_RANKS = "rank family_rank maker_rank country_rank open_rank"
_FIELDS = "raw_name model model_key variant effort family maker maker_key country licence open_weights context estimated deprecated"


def _row(entry: RankedRow) -> Record:
    row = entry.row
    return {
        **fields_of(entry, f"{_RANKS} score tied"),
        **fields_of(row, f"{_FIELDS} released_at"),
        "metrics": dict(row.metrics),
        "prices": {kind: format(price, "f") for kind, price in row.prices.items()},
        "parts": list(row.parts),
    }


# ---------------------------------------------------------------- over time


def board_history(context: Context) -> Record:
    """A board's captures, newest first; of `model` its standing in each that has it, oldest first. Raises Problem 404."""
    return _history(context.transaction, context.values["key"], context.values["model"])


def _history(connection: Connection[Any], key: str, model: str | None) -> Record:
    about = _about(key)
    rows = fetch(connection, "serve_captures", board=key, limit=CAPTURES)
    points = [] if model is None else [_point(taken, entry) for taken, entry in model_history(connection, key, model)]
    if model is not None and not points:
        hint = may_be(board_snapshots(connection, key, rows[0]["captured_at"]), model) if rows else ""
        raise Problem(404, "no_model", f"No capture of {about['name']} has a model {shorten(model, 60)!r}{hint and f'; {hint}'}.")
    return {**about, "model": model, "captures": rows, "points": points}


def _point(taken: Snapshot, entry: RankedRow) -> Record:
    return {
        **fields_of(taken, "captured_at version metric"),
        **_row(entry),
        "of": {kind: entry.counts[kind] for kind in _RANKS.split() if getattr(entry, kind) is not None},
    }


def model(context: Context) -> Record:
    """A model of the register: where it stands on the newest capture of every board, how it got there, its stories.

    Raises Problem 404, Moved where `key` is another spelling of one.
    """
    connection, key = context.transaction, context.values["key"]
    row = fetch_one(connection, "serve_model", key=key)
    if row is None:
        raise Moved(f"/models/{quote(called(context, 'model', key)['key'], safe='')}")
    standings = []
    for name in row["boards"][:BOARDS_OF_A_MODEL]:
        newest = model_history(connection, name, key, last=1) if name in boards() else []
        standings += [{"board": _about(name), "section": entry.row.section, **_point(taken, entry)} for taken, entry in newest]
    standings.sort(key=lambda found: (found["rank"] is None, found["board"]["name"].casefold()))
    ranked = [found["board"]["key"] for found in standings if found["rank"] is not None]
    return {
        "key": key,
        "page": f"{context.public_url}/models/{key}",
        "name": row["name"],
        "maker": {"key": row["maker_key"], "name": row["maker"]} if row["maker_key"] else None,
        "standings": standings,
        "histories": [_history(connection, name, key) for name in ranked[:CHARTED]],
        **stories(context, {"model": key}),
    }
