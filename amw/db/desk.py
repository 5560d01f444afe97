"""What the engine has to tell of captures that it has not told of yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from psycopg import Connection

from amw.db.board_rows import snapshot_of
from amw.db.statements import fetch_tuples

DESK = "desk"  # the source whose crawls say up to which capture stories were written


def untold(connection: Connection[Any], *, since: datetime, again: bool = False) -> tuple[list[dict[str, Any]], int]:
    """(stories as records of articles, id of the newest capture they are of) from the captures since a moment; id 0 without a capture.

    Captures that a finished run of the desk has seen are left out, unless `again`.
    """
    records: list[dict[str, Any]] = []
    newest = 0
    for id_, board, captured_at, url, source in fetch_tuples(connection, "desk_captures", desk=DESK, since=since, again=again):
        newest = max(newest, id_)
        pair = fetch_tuples(connection, "board_snapshot_before", board=board, at=captured_at, limit=2)
        if len(pair) == 2 and pair[0][0] == id_:
            from amw.boards.desk import told  # and with it all names of models: after most crawls there is nothing to tell

            records += told(snapshot_of(board, pair[1]), snapshot_of(board, pair[0]), source=source, url=url)
    return records, newest
