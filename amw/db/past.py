"""Asks the store for the past that reports are held against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from psycopg import AsyncConnection

from amw.db.report_facts import figure
from amw.db.statements import Row, ask, run
from amw.stories.company_record import of_record
from amw.stories.past import STANDINGS_BOARD, Past, PastStory, Ranking, Telling
from amw.stories.report import Report
from amw.tags.records import is_sure
from amw.tags.status import undone

MONTH = timedelta(days=30)  # the standing of then is what the present one is compared with


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A report with its article's id and address, the story that it was placed in and its segment as readers see it."""

    article_id: int
    report: Report
    url: str
    story_id: int | None
    segment_name: str | None


async def read_pasts(connection: AsyncConnection[Any], placed: Sequence[Placed]) -> list[Past]:
    """The past of each report, in their order, by a handful of statements however many there are.

    A report without a date has no past: what came before it cannot be said. Every list is bounded, whatever the store holds.
    """
    told_rows = [{"n": n, "story_id": one.story_id, "url": one.url} for n, one in enumerate(placed) if one.story_id is not None]
    spread = {n: rest for n, *rest in await run(connection, "past_told", told_rows)}
    tellings: dict[int, list[Telling]] = {}
    for n, *row in await run(connection, "past_tellings", (row for row in told_rows if row["n"] in spread)):
        tellings.setdefault(n, []).append(telling(row))
    urls = [one.url for one in placed]
    before = {url: (relation, score) for url, relation, score in await ask(connection, "past_placed", urls=urls)}
    dated = [(n, one, one.report.published_at) for n, one in enumerate(placed) if one.report.published_at is not None]
    around_them = [around(one.report, at=at, story_id=one.story_id, n=n) for n, one, at in dated]
    stories = await _stories(connection, "past_story_ids", around_them)
    told_in = [{"n": n, "segment": one.report.segment, "at": at} for n, one, at in dated if one.report.segment is not None]
    amounts = {n: tuple(found) for n, found in await run(connection, "past_amounts", told_in)}
    did = [
        {"n": n, "company": actor.key, "kind": one.report.event, "at": at, "story_id": one.story_id}
        for n, one, at in dated
        if of_record(one.report) and (actor := one.report.subject) is not None
    ]
    alike = await _stories(connection, "past_alike", did)
    of_somebody = {at for _, one, at in dated if one.report.primary is not None}
    rankings = await _rankings(connection, of_somebody | {at - MONTH for at in of_somebody})
    pasts = []
    for n, one in enumerate(placed):
        reports, outlets, reach = spread.get(n, (0, 0, ()))
        at = one.report.published_at
        pasts.append(
            Past(
                stories=tuple(story for story in stories.get(n, ()) if at is not None and story.published_at <= at),
                later=tuple(story for story in stories.get(n, ()) if at is not None and story.published_at > at),
                alike=tuple(story for story in alike.get(n, ()) if at is not None and story.published_at < at),
                told=reports,
                outlets=outlets,
                reach=frozenset(reach or ()),
                tellings=tuple(tellings.get(n, ())),
                placed=before.get(one.url),
                amounts=amounts.get(n, ()),
                ranking=rankings.get(at) if at and one.report.primary else None,
                ranking_before=rankings.get(at - MONTH) if at and one.report.primary else None,
            )
        )
    return pasts


async def _stories(connection: AsyncConnection[Any], name: str, rows: Iterable[Row]) -> dict[int, list[PastStory]]:
    """The facts of the stories that the statement `name` finds for each numbered row, newest first; one that several share is read once."""
    wanted: dict[int, list[int]] = {}
    for n, story_id in await run(connection, name, rows):
        wanted.setdefault(story_id, []).append(n)
    found: dict[int, list[PastStory]] = {}
    for row in await ask(connection, "story_facts", ids=list(wanted)) if wanted else ():
        story = past_story(row)
        for n in wanted[story.story_id]:
            found.setdefault(n, []).append(story)
    return found


async def _rankings(connection: AsyncConnection[Any], moments: Set[datetime]) -> dict[datetime, Ranking]:
    """The board that says where companies stand as captured last at each moment; what several moments have in common is read once."""
    if not moments:
        return {}
    captures = await ask(connection, "past_captures", board=STANDINGS_BOARD, at=list(moments))
    read: dict[datetime, Ranking] = {}
    for captured_at, rebased_at in {captured_at: rebased_at for _, captured_at, rebased_at in captures}.items():
        rows = await ask(connection, "past_standings", board=STANDINGS_BOARD, at=captured_at)
        read[captured_at] = Ranking(
            captured_at=captured_at,
            rebased_at=rebased_at,
            makers={maker: rank for maker, rank, *_ in rows if maker},
            models={model: rank for _, _, model, _, rank in reversed(rows) if model},
            best={maker: name for maker, _, _, name, _ in reversed(rows) if maker and name},
        )
    return {at: read[captured_at] for at, captured_at, _ in captures}


def around(of: Report | PastStory, *, at: datetime, story_id: int | None, known: datetime | None = None, n: int = 0) -> dict[str, Any]:
    """A row of `past_story_ids` for a report or a story, numbered `n`; `known` leaves out what was first seen after that moment. To
    a story belongs what it is linked to; a report is judged by what it shares alone, for links come with reports."""
    companies = [party.key for party in of.parties if party.role != "mention"] if isinstance(of, Report) else list(of.companies)
    return {
        "n": n,
        "companies": companies,
        "models": list(of.models),
        "segment": of.segment,
        "lens": of.lens,
        "at": at.isoformat(),
        "story_id": story_id,
        "known": known and known.isoformat(),
        "linked": isinstance(of, PastStory),
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
        figures=tuple(map(figure, row[9])),
        ranks={(board, subject, scope): place for board, subject, scope, place in row[10] if board and place},
        country=row[11],
        url=row[12],
        made=frozenset(row[13]),
        sure=is_sure(row[14]) and not undone(row[1], row[5]),
        weight=row[15],
        named=frozenset(row[16] or ()),
        corrects=bool(row[17]),
    )


def telling(row: Sequence[Any]) -> Telling:
    """The telling of one row of `past_tellings`."""
    url, source, published_at, event, figures = row
    return Telling(ref=f"article:{url}", source=source, published_at=published_at, event=event, figures=tuple(map(figure, figures)))
