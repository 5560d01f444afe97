"""Asks the store for the past that a report is held against, and for the board captures that its claims are held against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from psycopg import AsyncConnection

from amw.boards import Row, Snapshot
from amw.boards.compact import restored, speed_at
from amw.db.queries import QUERIES
from amw.stories.past import Figure, Past, PastStory, Report, Telling

STANDINGS_BOARD = "artificial_analysis"  # the board whose maker ranks say where a company stands


async def read_past(connection: AsyncConnection[Any], report: Report, *, url: str, story_id: int | None) -> Past:
    """The past of `report`, whose article is at `url` and was placed in `story_id` (None: a new story).

    A report without a date has no past: what came before it cannot be said. Every list is bounded, whatever the store holds.
    """
    told, outlets, reach = 0, 0, frozenset[str]()
    tellings: tuple[Telling, ...] = ()
    if story_id is not None:
        row = await (await connection.execute(QUERIES["past_told"], {"story_id": story_id, "url": url})).fetchone()
        assert row is not None
        told, outlets, reach = row[0], row[1], frozenset(row[2] or ())
        if told:
            cursor = await connection.execute(QUERIES["past_tellings"], {"story_id": story_id, "url": url})
            tellings = tuple(telling(row) for row in await cursor.fetchall())
    placed = await (await connection.execute(QUERIES["past_placed"], {"url": url})).fetchone()
    at = report.published_at
    if at is None:
        return Past(told=told, outlets=outlets, reach=reach, tellings=tellings, placed=placed)
    cursor = await connection.execute(QUERIES["past_story_ids"], around(report, at=at, story_id=story_id))
    ids = [row[0] for row in await cursor.fetchall()]
    stories: list[PastStory] = []
    if ids:
        cursor = await connection.execute(QUERIES["story_facts"], {"ids": ids})
        stories = [past_story(row) for row in await cursor.fetchall()]
    cursor = await connection.execute(QUERIES["past_amounts"], {"segment": report.segment, "at": at})
    amounts = tuple(row[0] for row in await cursor.fetchall())
    ranks: Mapping[str, int] = {}
    if any(party.role == "primary" for party in report.parties):
        cursor = await connection.execute(QUERIES["past_standings"], {"board": STANDINGS_BOARD, "at": at})
        ranks = dict(await cursor.fetchall())
    return Past(
        stories=tuple(story for story in stories if story.published_at <= at),
        later=tuple(story for story in stories if story.published_at > at),
        told=told,
        outlets=outlets,
        reach=reach,
        tellings=tellings,
        placed=placed,
        amounts=amounts,
        ranks=ranks,
    )


def around(of: Report | PastStory, *, at: datetime, story_id: int | None, known: datetime | None = None) -> dict[str, Any]:
    """The parameters of `past_story_ids` for a report or a story; `known` leaves out what was first seen after that moment."""
    companies = [party.key for party in of.parties if party.role != "mention"] if isinstance(of, Report) else list(of.companies)
    return {
        "companies": companies,
        "models": list(of.models),
        "segment": of.segment,
        "lens": of.lens,
        "at": at,
        "story_id": story_id,
        "known": known,
    }


def past_story(row: Sequence[Any]) -> PastStory:
    """The story of one row of `story_facts`."""
    return PastStory(
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
        ranks={f"{board} {subject} {scope}": place for board, subject, scope, place in row[10] if board and place},
        country=row[11],
        url=row[12],
        made=frozenset(row[13]),
    )


def telling(row: Sequence[Any]) -> Telling:
    """The telling of one row of `past_tellings`."""
    url, source, published_at, event, figures = row
    return Telling(
        ref=f"article:{url}", source=source, published_at=published_at, event=event, figures=tuple(_figure(figure) for figure in figures)
    )


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
    _, captured_at, version, digest, verdict, reasons, leftovers, record, speeds, records = row
    return Snapshot(
        board=board,
        captured_at=captured_at,
        version=version,
        rows=tuple(Row.from_record(restored(base, item)).with_speed(speed_at(speeds, at)) for at, (base, item) in enumerate(records)),
        verdict=verdict,
        reasons=tuple(reasons),
        leftovers=leftovers,
        digest=digest,
        **record,
    )
