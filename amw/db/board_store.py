"""Stores captures of boards: rows as lines and their states, ranks, which state a line is in since when, and what moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from psycopg import AsyncConnection
from psycopg.types.json import Jsonb

from amw.boards import RankedRow, Snapshot, changes, moves, rank
from amw.boards.compact import difference, lines_held, standings
from amw.boards.doubts import doubted
from amw.db.batch import Keys, States, Stored, queue_names
from amw.db.board_rows import snapshot_of
from amw.db.claims import recheck
from amw.db.statements import QUERIES, Record, Row, ask, run
from amw.plain import plain
from amw.text import storable

STORED_ELSEWHERE = frozenset({"name", "ranks"})  # of a move's record: the captures' rows and ranks
CACHED: Final = timedelta(hours=12)  # after a change for which a cache may still give out the board of before


async def put(connection: AsyncConnection, records: Sequence[Record], keys: Keys, counts: Counter[str]) -> set[str]:
    """Stores captures (records of the stage, each with its `capture_id`) with their rows, ranks and moves, adding to `counts`.

    Returns the addresses of those that only a second one in a row makes sure of: old copies and captures that may be cut.
    """
    unsure: set[str] = set()
    for record in sorted(records, key=lambda record: record["captured_at"]):
        board_id = keys.boards[record["board"]]
        known = keys.newest.get(board_id)
        states = await _board_rows(connection, board_id, record["rows"], keys, known.states if known else {})
        taken: Snapshot = record["snapshot"]
        before, after = await _neighbours(connection, board_id, taken, known)
        if before is not None and taken.verdict != "refused":
            taken = await _old_copy(connection, board_id, before.snapshot, taken, record["url"]) or doubted(before.snapshot, taken)
            if taken.verdict == "refused" or (record["snapshot"].complete and not taken.complete):
                unsure.add(record["url"])
        ranked = _ranked(taken)
        numbers = [states[row["digest"]][1] for row in record["rows"]]
        held = standings(taken, ranked, numbers)
        inserted = await ask(
            connection,
            "board_snapshot_insert",
            board_id=board_id,
            **{name: record[name] for name in ("captured_at", "version", "digest", "speeds", "url", "capture_id")},
            verdict=taken.verdict,
            reasons=[storable(reason) for reason in taken.reasons],
            leftovers=Jsonb(plain(record["leftovers"])),
            record=Jsonb(plain({**record["record"], "complete": taken.complete})),
            row_ids=[states[row["digest"]][0] for row in record["rows"]],
            lines=lines_held(numbers),
            places=held.places,
            counts=Jsonb(plain(held.counts.items())),
        )
        counts[f"board/{taken.verdict if inserted else 'unchanged'}"] += 1
        if inserted:
            counts["board/rows"] += len(record["rows"])
            await queue_names(connection, record["names"], counts)  # a name counts once for a capture, however often that is replayed
            if taken.verdict != "refused":
                ((id_,),) = inserted
                await connection.execute(QUERIES["board_turn_insert"], {"id": id_})
                stored = Stored(id=id_, snapshot=taken, ranked=ranked, states=states)
                counts["board/moves"] += await _moves(connection, board_id, before, stored, after)
                counts["claim/rechecked"] += await recheck(connection, record["board"], record["captured_at"])
                keys.remember(board_id, stored)
    return unsure


async def _old_copy(connection: AsyncConnection, board_id: int, before: Snapshot, taken: Snapshot, url: str) -> Snapshot | None:
    """`taken` refused, where the board was exactly so before it was as in `before` some hours ago: caches give out old bodies. A second one
    in a row is believed, and so are what its own address `url` has said all along while another one was asked in between, and the top of a
    board that only shows more or fewer rows."""
    if taken.digest == before.digest or taken.captured_at - before.captured_at > CACHED:
        return None
    if not taken.complete and all(change.kind in ("new_row", "gone_row") for change in changes(before, taken)):
        return None
    found = await ask(
        connection, "board_snapshot_again", board_id=board_id, digest=taken.digest, before=before.captured_at, at=taken.captured_at, url=url
    )
    if not found:
        return None
    reason = f"the board of {found[0][0]:%Y-%m-%d %H:%M} once more"
    return replace(taken, verdict="refused", complete=False, reasons=(reason, *taken.reasons))


def _ranked(snapshot: Snapshot) -> Sequence[RankedRow]:
    return rank(snapshot) if any(row.score is not None for row in snapshot.rows) else ()


async def _board_rows(
    connection: AsyncConnection, board_id: int, rows: Sequence[Record], keys: Keys, known: States
) -> dict[str, tuple[int, int]]:
    """The ids of a capture's rows and the numbers of their lines, by digest; rows never seen are stored first.

    They are stored as a difference from their line, where they have one.
    """
    ids: dict[str, tuple[int, int]] = {row["digest"]: known[row["digest"]] for row in rows if row["digest"] in known}
    unsure = [row for row in rows if row["digest"] not in ids]
    if not unsure:
        return ids
    asked = {"board_id": board_id, "keys": [row["row_key"] for row in unsure], "digests": [row["digest"] for row in unsure]}
    ids.update(await _stored_rows(connection, asked))
    new = [
        {
            **row,
            "record": plain(row["record"]),
            "board_id": board_id,
            "model_id": keys.models.get(row["model_key"]),
            "company_id": keys.companies.get(row["maker_key"]),
        }
        for row in unsure
        if row["digest"] not in ids
    ]
    if new:
        newest = await ask(connection, "board_line_newest", board_id=board_id, keys=[row["row_key"] for row in new])
        lines = {_identity(record): (id_, record) for id_, record in newest}
        for row in new:
            row["line_id"], base = lines.get(_identity(row["record"]), (None, None))
            row["changed"] = None if base is None else difference(base, row["record"])
        unlike = [row for row in new if row["changed"] is None]
        made = {(section, key, name): id_ for section, key, name, id_ in await run(connection, "board_line_insert", unlike)}
        for row in unlike:
            row["line_id"], row["changed"] = made[_identity(row["record"])], {}
        stated = ({**row, "record": row["changed"], "first_party": row["record"].get("first_party")} for row in new)
        await run(connection, "board_state_insert", stated)
        ids.update(await _stored_rows(connection, asked))
    return ids


async def _stored_rows(connection: AsyncConnection, asked: Record) -> dict[str, tuple[int, int]]:
    return {digest: (id_, number) for digest, id_, number in await ask(connection, "board_state_ids", **asked)}


def _identity(record: Record) -> tuple[str, str, str]:
    return record.get("section", ""), record["key"], record["raw_name"]


def _move_record(move: Record) -> Row:
    """The record of a move without what stands in its captures or is empty; rows passed by their keys."""
    kept = {"kind", "key", "evidence"}
    record = {
        name: value
        for name, value in move.items()
        if name in kept or (name not in STORED_ELSEWHERE and (value or (value == 0 and value is not False)))
    }
    return {**record, "by": [row["key"] for row in record["by"]]} if "by" in record else record


async def _neighbours(connection: AsyncConnection, board_id: int, taken: Snapshot, known: Stored | None) -> list[Stored | None]:
    """The captures next before and next after `taken` that were not refused."""
    (ids,) = await ask(connection, "board_neighbours", board_id=board_id, at=taken.captured_at)
    return [None if id_ is None else await _stored(connection, taken.board, id_, known) for id_ in ids]


async def _moves(connection: AsyncConnection, board_id: int, before: Stored | None, taken: Stored, after: Stored | None) -> int:
    """Stores the moves to `taken` from the capture before it and from it to the one after, in whatever order captures arrive."""
    await connection.execute(QUERIES["board_step_forget"], {"board_id": board_id, "at": taken.snapshot.captured_at, "id": taken.id})
    if before and after:
        await connection.execute(QUERIES["board_step_clear"], {"before_id": before.id, "after_id": after.id})
    number = 0
    for earlier, later in ((before, taken), (taken, after)):
        if earlier is None or later is None:
            continue
        found = moves(earlier.snapshot, later.snapshot, ranked=(earlier.ranked, later.ranked))
        number += len(found)
        if found:
            step = {
                "board_id": board_id,
                "before_id": earlier.id,
                "after_id": later.id,
                "kinds": Jsonb(Counter(move.kind for move in found)),
                "record": Jsonb(plain([_move_record(move.to_record()) for move in found])),
            }
            await connection.execute(QUERIES["board_step_insert"], step)
    return number


async def _stored(connection: AsyncConnection, board: str, id_: int, known: Stored | None) -> Stored:
    """The capture with that id: `known` where it is that one, else as it was stored."""
    if known is not None and known.id == id_:
        return known
    (row,) = await ask(connection, "board_snapshot_whole", id=id_)
    snapshot = snapshot_of(board, row)
    return Stored(id=id_, snapshot=snapshot, ranked=_ranked(snapshot))
