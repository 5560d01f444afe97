"""What was known at a moment: an article, a story, a company as they stood then; and how a story connects, then or now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import Connection
from psycopg.types.json import Jsonb

from amw.boards.catalogue import about
from amw.db.past import around, past_story
from amw.db.statements import Row, columns_of, fetch, fetch_one, fetch_tuples
from amw.stories.thread_page import ThreadPage, thread_page
from amw.stories.topic import texts_alike

NEIGHBOURS = 12  # of its map whose texts are most like a story's that are read besides
NEAR = 0.15  # likeness that grouping finds in two reports of two events from which one bears on the other


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleAt:
    """The text of an article that was the newest at a moment (`lead` where it had none); `changed` says what it changed.

    `silent` marks an edit without a correction note or a later date of change.
    """

    article_id: int
    url: str
    source: str
    version: int
    title: str
    text: str
    lead: str | None
    published_at: datetime | None
    modified_at: datetime | None
    valid_from: datetime
    seen_at: datetime
    changed: tuple[str, ...]
    changes: Mapping[str, Any]
    versions: int

    @property
    def silent(self) -> bool:
        return bool(self.changes.get("silent"))


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryAt:
    """A story as it stood at a moment: its lead as it read then, its reports (rows of `story_at`), and how it connected."""

    story_id: int
    at: datetime
    lead: ArticleAt
    reports: tuple[Row, ...]
    page: ThreadPage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyAt:
    """A company as it was known at a moment: its names of then, its place on boards, what it had done (rows, latest first)."""

    at: datetime
    company: Row
    standings: tuple[Row, ...]
    events: tuple[Row, ...]


def article_at(connection: Connection[Any], article_id: int, at: datetime) -> ArticleAt | None:
    """The article as known at `at`; None where it was not known yet."""
    row = fetch_one(connection, "article_at", id=article_id, at=at)
    return None if row is None else ArticleAt(**{**row, "changed": tuple(row["changed"])})


def story_at(connection: Connection[Any], story_id: int, at: datetime) -> StoryAt | None:
    """The story as known at `at`, with merges and splits made since undone; None where none of its reports was known yet."""
    reports = fetch(connection, "story_at", id=story_id, at=at)
    if not reports:
        return None
    lead = article_at(connection, min(report["article_id"] for report in reports), at)
    assert lead is not None  # the statement lists only reports that have a version by then
    return StoryAt(story_id=story_id, at=at, lead=lead, reports=tuple(reports), page=story_page(connection, story_id, at=at))


def company_at(connection: Connection[Any], key: str, at: datetime, *, limit: int = 20) -> CompanyAt | None:
    """The company `key` as known at `at`; None for an unknown key."""
    company = fetch_one(connection, "company_at", key=key, at=at)
    if company is None:
        return None
    events = fetch(connection, "company_events_at", key=key, at=at, limit=limit)
    return CompanyAt(at=at, company=company, standings=tuple(standings(connection, key, at)), events=tuple(events))


def standings(connection: Connection[Any], key: str, at: datetime) -> list[Row]:
    """The best row of a company on the newest capture of each board at `at`."""
    return [standing(row) for row in fetch(connection, "company_standings", key=key, at=at)]


def standing(row: Row) -> Row:
    """A company's best row of a board: its own system by name, since the model in it may be another's; of another's system, its model."""
    shown = columns_of(row, "board board_name attribution captured_at version section score estimated rank rows maker_rank makers")
    system = about(row["board"]).systems and row["maker_told"]
    return {**shown, "model": row["raw_name"] if system else row["model"]}


def story_page(connection: Connection[Any], story_id: int, *, at: datetime | None = None) -> ThreadPage | None:
    """How a story connects, with stories first seen by `at` (None: all); None for a story that is unknown, undated or merged away."""
    found = fetch_tuples(connection, "story_facts", ids=[story_id])
    if not found:
        return None
    story = past_story(found[0])
    near = around(story, at=story.published_at, story_id=story_id, known=at)
    rows = Jsonb([{**near, "company": story.primary, "kind": story.event}])
    ids = {id_ for name in ("past_story_ids", "past_alike") for _, id_ in fetch_tuples(connection, name, rows=rows)}
    near_by = dict(fetch_tuples(connection, "story_near", id=story_id, least=NEAR, known=at))
    ids |= near_by.keys()
    of_map: dict[str, Any] = {"segment": story.segment, "lens": story.lens, "at": story.published_at}
    texts: dict[int, bytes] = dict(fetch_tuples(connection, "story_texts", binary=True, ids=[*ids, story_id], known=at, **of_map))
    alike = texts_alike(story, texts.pop(story_id), texts) if story_id in texts else {}
    ids |= set(sorted(alike.keys() - ids, key=lambda id_: (-alike[id_], id_))[:NEIGHBOURS])
    others = map(past_story, fetch_tuples(connection, "story_facts", ids=[*ids]))
    return thread_page(story, others, likeness=near_by, alike=alike)
