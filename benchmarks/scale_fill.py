"""Fills a database with grouped articles by COPY: placed in memory, written as the store would have left them, batch after batch.

`Twin.check` proves that by articles which both place.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from psycopg import AsyncConnection

from amw.stories import Document, sign
from amw.stories.cluster import decide
from amw.stories.statistics import Statistics, step_at
from amw.stories.view import View
from amw.stories.window import Window

CHUNK = 20_000
Connection = AsyncConnection[Any]


class Twin:
    """The grouping of a store in memory. An article's id is its position + 1, and stories have the numbers that the database gives."""

    def __init__(self) -> None:
        self.window = Window(Statistics())
        self.at: list[datetime | None] = []  # publication by position
        self.written: list[int] = []  # the story that the database has, by position
        self.leads: list[int] = []  # the position that leads each story
        self.into: dict[int, int] = {}  # stories that were merged

    def place(self, document: Document) -> tuple[View, str, float, int | None]:
        """The signature, relation, score and nearest position of an article."""
        position = len(self.at)
        view = View(sign(document), self.window.table)
        decision = decide(view, self.window)

        def number() -> int:
            self.leads.append(decision.part[0] if decision.part and (decision.story is not None) else position)
            return len(self.leads)

        _, changes = self.window.apply(position, view, decision, number, str)
        for change in changes:
            if change.kind == "merge":
                self.into[change.source] = change.target
        self.at.append(document.published_at)
        self.window.slide(position + 1)
        if step := step_at(position + 1):
            self.window.fold(range(position + 1 - step, position + 1))
        return view, decision.relation, decision.score, decision.nearest

    def follow(self, documents: Sequence[Document]) -> None:
        """Places what the database has placed by itself."""
        for document in documents:
            self.place(document)

    async def check(self, connection: Connection) -> None:
        """Raises ValueError unless the articles placed since the last filling are in the same stories of the database."""
        begun = len(self.written)
        told = "select story_id from story_article where article_id > %s order by article_id"
        rows = await (await connection.execute(told, (begun,))).fetchall()
        stories = [self.window.story(p) for p in range(begun, len(self.at))]
        if stories != [row[0] for row in rows]:
            raise ValueError(f"memory and database disagree within {len(self.at)} articles")
        self.written += stories

    async def fill(self, connection: Connection, documents: Iterator[Document], count: int) -> None:
        """Places `count` articles and writes them, past the triggers that feed the outbox."""
        begun, told = len(self.at), len(self.leads)
        await connection.execute("set session_replication_role = replica")
        placed: list[tuple[str, float, int | None]] = []
        while count > len(placed):
            first = len(self.at)
            articles, signatures = [], []
            for n, d in enumerate(islice(documents, min(CHUNK, count - len(placed))), start=first):
                view, relation, score, nearest = self.place(d)
                s, t = view.signature, d.published_at
                articles.append((n + 1, d.url, 1, "page", d.title or "-", t, t, t, "d", "d"))
                signatures.append((n, n + 1, _signed(s.digest, 64) or None, _signed(s.url, 64) or None, s.to_bytes(view.norms)))
                placed.append((relation, score, nearest))
            columns = "(id, url, source_id, origin, title, published_at, first_seen_at, fetched_at, digest, derived_digest)"
            await _copy(connection, f"article {columns}", articles)
            await _copy(connection, "story_signature (position, article_id, digest, url_key, body)", signatures)
        story, at = self.window.story, self.at
        moved = [(p + 1, story(p)) for p in range(begun) if story(p) != self.written[p]]
        for article, now in moved:
            await connection.execute("update story_article set story_id = %s where article_id = %s", (now, article))
        columns = "(id, lead_article_id, first_published_at, last_published_at, created_at, merged_into)"
        fresh = range(told, len(self.leads))
        rows = [(n + 1, self.leads[n] + 1, *[at[self.leads[n]]] * 3, self._target(n + 1)) for n in fresh]
        await _copy(connection, f"story {columns}", rows)
        places = ((p, *placed[p - begun]) for p in range(begun, len(at)))
        await _copy(
            connection, "story_article (article_id, story_id, relation, score, nearest_article_id, placed_at)",
            ((p + 1, story(p), relation, score, None if near is None else near + 1, at[p]) for p, relation, score, near in places),
        )  # fmt: skip
        self.written = [story(p) for p in range(len(at))]
        await connection.execute("truncate story_posting")
        held = ((p, self.window.signature(p)) for p in range(self.window.floor, len(at)))
        postings = ((_signed(key, 32), p) for p, s in held if not s.roundup for key in s.keys)
        await _copy(connection, "story_posting (key, position)", postings)
        await connection.execute("set session_replication_role = origin")
        for table, last in (("article", len(at)), ("story", len(self.leads))):
            await connection.execute("select setval(pg_get_serial_sequence(%s, 'id'), %s)", (table, last))
        statistics = self.window.statistics
        body = statistics.to_bytes()
        await connection.execute("insert into story_statistic default values on conflict do nothing")
        await connection.execute(
            "update story_statistic set position = %s, epoch = %s, documents = %s, checksum = %s, frequency = %s",
            (len(at), statistics.epoch, statistics.documents, zlib.crc32(body), body),
        )

    def _target(self, story: int) -> int | None:
        target = None
        while story in self.into:
            story = target = self.into[story]
        return target


def _signed(value: int, bits: int) -> int:
    return value - (1 << bits) if value >= 1 << (bits - 1) else value


async def _copy(connection: Connection, table: str, rows: Iterable[Sequence[object]]) -> None:
    async with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            await copy.write_row(row)
