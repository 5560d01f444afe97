"""Asks the store for the past that a report is held against, and for the board captures that its claims are held against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from psycopg import AsyncConnection

from amw.boards import Row, Snapshot
from amw.db.queries import QUERIES
from amw.stories.past import Figure, Past, PastStory, Report

STANDINGS_BOARD = "artificial_analysis"  # the board whose maker ranks say where a company stands


async def read_past(connection: AsyncConnection[Any], report: Report, *, url: str, story_id: int | None) -> Past:
    """The past of `report`, whose article is at `url` and was placed in `story_id` (None: a new story).

    A report without a date has no past: what came before it cannot be said. Every list is bounded, whatever the store holds.
    """
    told, outlets, reach = 0, 0, frozenset[str]()
    if story_id is not None:
        row = await (await connection.execute(QUERIES["past_told"], {"story_id": story_id, "url": url})).fetchone()
        assert row is not None
        told, outlets, reach = row[0], row[1], frozenset(row[2] or ())
    at = report.published_at
    if at is None:
        return Past(told=told, outlets=outlets, reach=reach)
    acting = [party.key for party in report.parties if party.role != "mention"]
    cursor = await connection.execute(
        QUERIES["past_stories"],
        {
            "companies": acting,
            "models": list(report.models),
            "segment": report.segment,
            "lens": report.lens,
            "at": at,
            "story_id": story_id,
        },
    )
    stories = tuple(
        PastStory(
            story_id=row[0],
            title=row[1],
            published_at=row[2],
            segment=row[3],
            lens=row[4],
            event=row[5],
            primary=row[6],
            companies=row[7],
            models=row[8],
            figures=tuple(_figure(figure) for figure in row[9]),
            outlets=row[10],
        )
        for row in await cursor.fetchall()
    )
    cursor = await connection.execute(QUERIES["past_amounts"], {"segment": report.segment, "at": at})
    amounts = tuple(row[0] for row in await cursor.fetchall())
    ranks: Mapping[str, int] = {}
    if any(party.role == "primary" for party in report.parties):
        cursor = await connection.execute(QUERIES["past_standings"], {"board": STANDINGS_BOARD, "at": at})
        ranks = dict(await cursor.fetchall())
    return Past(stories=stories, told=told, outlets=outlets, reach=reach, amounts=amounts, ranks=ranks)


def _figure(record: Mapping[str, Any]) -> Figure:
    return Figure(
        kind=record["kind"],
        value=Decimal(record["value"]),
        currency=record["currency"],
        usd=Decimal(record["usd"]) if record["usd"] is not None else None,
        surface=record["surface"],
    )


async def read_snapshots(connection: AsyncConnection[Any], board: str, at: datetime, *, limit: int = 2) -> list[tuple[int, Snapshot]]:
    """The newest captures of `board` at or before `at` that were not refused, newest first, with their ids."""
    cursor = await connection.execute(QUERIES["board_snapshot_before"], {"board": board, "at": at, "limit": limit})
    return [(row[0], snapshot(board, row)) for row in await cursor.fetchall()]


def snapshot(board: str, row: Iterable[Any]) -> Snapshot:
    """The Snapshot of one row of `board_snapshot_before`."""
    _, captured_at, version, digest, verdict, reasons, leftovers, record, _, records = row
    return Snapshot(
        board=board,
        captured_at=captured_at,
        version=version,
        rows=tuple(Row.from_record(item) for item in records),
        verdict=verdict,
        reasons=tuple(reasons),
        leftovers=leftovers,
        digest=digest,
        **record,
    )
