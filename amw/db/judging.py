"""Judges reports against what is stored: as they come, and again where an older report came after them.

How new a report is and what its AMW Read says hang on what was published before it, whenever that arrived. So the facts of every report are
kept, and at the end of a crawl those that were overtaken are judged again: the same reports give the same judgements in any order.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Iterable, Sequence
from functools import partial

from psycopg import AsyncConnection

from amw.db import patience
from amw.db.connection import Database
from amw.db.past import Placed, read_pasts
from amw.db.report_facts import report_of
from amw.db.statements import QUERIES, Row, ask, run
from amw.stories.assess import Assessment, assess
from amw.stories.past import PastStory
from amw.stories.significance import retold
from amw.stories.threads import Edge, connect_later

LINKS = 8  # ties that a story keeps: the page shows five
AGAIN = 100  # reports judged again in one transaction, for others wait for the lock
STEP = 5_000  # new reports whose younger neighbours are looked up at once: a report that many overtook is judged again once

log = logging.getLogger(__name__)


async def judge(connection: AsyncConnection, placed: Sequence[Placed], *, tie: bool) -> int:
    """Writes the scores and AMW Reads of reports and, with `tie`, the threads of their stories; returns how many disagree with an earlier
    report of their story. Inside a transaction that has the lock."""
    pasts = await read_pasts(connection, placed)
    edges: list[Row] = []
    conflicts: list[Row] = []
    assessed: list[Row] = []
    for one, past in zip(placed, pasts, strict=True):
        assessment = assess(one.report, past, one.segment_name)
        assessed.append({**assessment_record(assessment), "id": one.article_id})
        edges += _edges(assessment.edges, connect_later(one.report, past), one.story_id) if tie else ()
        if assessment.conflicts:
            conflicts.append({"article_id": one.article_id, "conflicts": [conflict.to_record() for conflict in assessment.conflicts]})
        await asyncio.sleep(0)  # a batch takes some ten milliseconds: fetching goes on between two reports
    await run(connection, "article_assess", assessed)
    await run(connection, "story_link_insert", edges)
    if grown := sorted({row["from_story_id"] for row in edges} - {one.story_id for one in placed}):
        await connection.execute(QUERIES["story_link_trim"], {"ids": grown, "most": LINKS})
    await run(connection, "story_conflict_put", conflicts)
    await _renew_significance(connection, sorted({one.story_id for one in placed if one.story_id is not None}))
    return len(conflicts)


async def judge_again(database: Database) -> int:
    """Judges the reports again that stood before an older one was stored, since this was last done; returns how many. Ended half-way it
    begins anew, and what was judged stays as it is; what another crawl that ends meanwhile has done is left to it. Raises Down."""
    number = 0
    while True:
        first, last, ids = await patience.run(database, _overtaken)
        if last <= first:
            return number
        for start in range(0, max(len(ids), 1), AGAIN):
            chosen, rest = ids[start : start + AGAIN], ids[start + AGAIN :]
            judged = await patience.run(database, partial(_again, ids=chosen, first=first, done=None if rest else last))
            if judged is None:
                break
            number += judged


async def _overtaken(connection: AsyncConnection) -> tuple[int, int, list[int]]:
    ((first, last),) = await ask(connection, "report_judged", most=STEP)
    return first, last, [article_id for (article_id,) in await ask(connection, "report_overtaken", first=first, last=last)]


async def _again(connection: AsyncConnection, ids: list[int], *, first: int, done: int | None) -> int | None:
    """Judges some of what came after `first` overtook, with `done` the last of it, and says how many; None where another has been here."""
    await connection.execute(QUERIES["store_lock"])
    ((judged, _),) = await ask(connection, "report_judged", most=0)
    if judged != first:
        return None
    number = await judge_stored(connection, ids)
    if done is not None:
        await connection.execute(QUERIES["report_judged_put"], {"article_id": done})
    return number


async def judge_stored(connection: AsyncConnection, ids: Collection[int]) -> int:
    """Judges the reports of these articles anew by the facts that are kept of them, and returns how many; one whose facts cannot be read
    stays as it was judged. Inside a transaction that has the lock."""
    placed: list[Placed] = []
    for id_, url, story_id, relation, score, facts, segment in await ask(connection, "report_again", ids=list(ids)):
        try:
            report = report_of(facts, relation=relation, likeness=score)
        except (LookupError, TypeError, ValueError, ArithmeticError) as error:
            log.error("%s is not judged again, its facts cannot be read: %s: %s", url, type(error).__name__, error)
            continue
        placed.append(Placed(article_id=id_, report=report, url=url, story_id=story_id, segment_name=segment))
    await judge(connection, placed, tie=False)
    return len(placed)


def _edges(earlier: Iterable[Edge], younger: Iterable[tuple[PastStory, Edge]], story_id: int | None) -> list[Row]:
    """The rows of `story_link` to earlier stories, and from younger ones that arrived before: what says more than that both are about one
    company. They rest on the two stories alone and each story keeps its strongest, so the order of arrival is seldom seen in them."""
    strongest = sorted((edge for edge in earlier if edge.kind != "related"), key=lambda edge: (-edge.score, edge.evidence))
    ties: list[tuple[int | None, int | None, Edge]] = [(story_id, edge.story.story_id, edge) for edge in strongest[:LINKS]]
    ties += [(later.story_id, story_id, edge) for later, edge in younger if edge.kind != "related"]
    return [
        {"from_story_id": start, "to_story_id": end, "kind": edge.kind, "score": edge.score, "evidence": edge.evidence}
        for start, end, edge in ties
        if start != end
    ]


async def _renew_significance(connection: AsyncConnection, story_ids: Sequence[int]) -> None:
    """Gives the leading reports of stories that were told again the significance that their spread has by now."""
    if not story_ids:
        return
    rows = []
    for id_, parts, outlets, countries in await ask(connection, "story_spread", ids=list(story_ids)):
        score = retold(parts, outlets=outlets, countries=frozenset(countries))
        rows.append({"id": id_, "significance": score.value, "significance_parts": score.parts})
    await run(connection, "article_significance_put", rows)


def assessment_record(assessment: Assessment) -> Row:
    """The columns of `article` that an assessment fills."""
    read = assessment.read
    return {
        "novelty": assessment.novelty.value,
        "novelty_parts": assessment.novelty.parts,
        "significance": assessment.significance.value,
        "significance_parts": assessment.significance.parts,
        "amw_read": read.sentence if read else None,
        "amw_read_facts": read.facts if read else None,
    }
