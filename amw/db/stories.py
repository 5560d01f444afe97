"""Grouping behind the database: the decisions of `amw.stories`, on what the database knows, for any number of writers.

A window is filled with what a batch may touch (postings of its keys, the articles found there, the latest members of their stories), the
pure core decides in order, and the outcome is written. Every list read is bounded, so an article costs the same in a large store as in a
small one.
Writers place under the lock of the store (`store_lock`), in the transaction that stores the articles.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from psycopg import AsyncConnection
from psycopg.types.json import Jsonb

from amw.db.queries import QUERIES
from amw.stories.cluster import MEMBERS, POSTINGS, Decision, decide, promising
from amw.stories.placement import Change, Placement
from amw.stories.score import View
from amw.stories.signature import Signature
from amw.stories.statistics import Statistics, step_at
from amw.stories.window import Window

Connection = AsyncConnection[Any]


class Unread(LookupError):
    """A decision needs an article or a story that the window does not hold yet."""

    def __init__(self, *, positions: Iterable[int] = (), stories: Iterable[int] = ()) -> None:
        super().__init__("not in the window")
        self.positions, self.stories = list(positions), list(stories)


class Loaded(Window):
    """A window filled from the database; what is not in it raises `Unread` in place of passing for unknown."""

    def __init__(self, statistics: Statistics, position: int) -> None:
        super().__init__(statistics)
        self.next = position
        self.articles: dict[int, int] = {}
        self._whole: set[int] = set()
        self._merged: dict[int, int] = {}  # stories of the database that this batch merged: rows read later still name them

    def published(self, position: int) -> int | None:
        if position not in self._packed:
            raise Unread(positions=[position])
        return super().published(position)

    def story(self, position: int) -> int:
        if position not in self._packed:
            raise Unread(positions=[position])
        return super().story(position)

    def view(self, position: int) -> View:
        if position not in self._packed:
            raise Unread(positions=[position])
        return super().view(position)

    def members(self, story: int) -> Sequence[int]:
        if story > 0 and story not in self._whole:
            raise Unread(stories=[story])
        return super().members(story)

    def load(self, position: int, article_id: int, story_id: int, body: bytes) -> None:
        """Takes in a stored article."""
        if position not in self._packed:
            self.articles[position] = article_id
            while story_id in self._merged:
                story_id = self._merged[story_id]
            self.hold(position, Signature.from_bytes(str(article_id), body), story_id)

    def load_posting(self, key: int, positions: Sequence[int]) -> None:
        """Takes in the latest articles under a key, in any order."""
        self._postings[key] = sorted(positions)

    def load_twins(self, *, digests: Iterable[tuple[int, int]], urls: Iterable[tuple[int, int]]) -> None:
        """Takes in which stored articles have a digest or an address of the batch."""
        self._digests.update(digests)
        self._urls.update(urls)

    def merged(self, changes: Iterable[Change]) -> None:
        """Remembers the merges of this batch."""
        self._merged.update((c.source, c.target) for c in changes if c.kind == "merge")

    def complete(self, story: int) -> None:
        """Says that the latest members of a story are held."""
        self._whole.add(story)


@dataclass(slots=True)
class _Outcome:
    """What a batch adds: filled while deciding, written afterwards. Stories below 0 have no id yet."""

    stories: dict[int, int] = field(default_factory=dict)  # provisional story -> the article that leads it
    signatures: dict[int, Signature] = field(default_factory=dict)  # position -> what to store
    placed: list[tuple[int, int, Placement]] = field(default_factory=list)  # article id, story, placement


_TABLES: dict[tuple[int, int, int], Statistics] = {}  # the last table read, by its content: a memo, never a state


async def _statistics(connection: Connection, epoch: int, documents: int, checksum: int) -> Statistics:
    key = (epoch, documents, checksum)
    table = _TABLES.get(key)
    if table is None and epoch == 0:
        table = Statistics()
        _remember(table, checksum)
    elif table is None:
        async with connection.cursor(binary=True) as cursor:
            await cursor.execute(QUERIES["story_frequency"])
            row = await cursor.fetchone()
        if row is None or row[:3] != key:
            raise RuntimeError("the table of term frequencies changed while it was read")
        if zlib.crc32(row[3]) != checksum:
            raise RuntimeError("the table of term frequencies is damaged")
        table = Statistics.from_bytes(epoch, documents, row[3])
        _remember(table, checksum)
    return table


def _remember(statistics: Statistics, checksum: int) -> None:
    _TABLES.clear()
    _TABLES[statistics.epoch, statistics.documents, checksum] = statistics


def _signed32(value: int) -> int:
    return value - (1 << 32) if value >= 1 << 31 else value


def _signed64(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value


async def _open(connection: Connection, signatures: Sequence[Signature], *, write: bool) -> Loaded:
    """A window with all that the signatures may touch at first sight."""
    if write:
        await connection.execute(QUERIES["story_statistic_begin"])
    cursor = await connection.execute(QUERIES["story_statistic_lock" if write else "story_statistic"])
    position, epoch, documents, checksum = await cursor.fetchone() or (0, 0, 0, 0)
    statistics = await _statistics(connection, epoch, documents, checksum)
    ends = [count for count in range(position + 1, position + len(signatures) + 1) if step_at(count)] if write else []
    window = Loaded(statistics.copy() if ends else statistics, position)
    digests = {_signed64(s.digest): s.digest for s in signatures if s.digest}
    urls = {_signed64(s.url): s.url for s in signatures if s.url}
    cursor = await connection.execute(QUERIES["story_twins"], {"digests": list(digests), "urls": list(urls)})
    rows = await cursor.fetchall()
    window.load_twins(
        digests=((digests[key], at) for kind, key, at in rows if kind == "digest"),
        urls=((urls[key], at) for kind, key, at in rows if kind == "url"),
    )
    keys = {_signed32(key): key for s in signatures if not s.roundup for key in s.keys}
    async with connection.cursor(binary=True) as found:
        await found.execute(QUERIES["story_postings"], {"keys": list(keys), "limit": POSTINGS})
        for key, positions in await found.fetchall():
            window.load_posting(keys[key], positions)
    first = {at for _, _, at in rows}
    for signature in signatures:
        first.update(promising(signature, window))
    if ends:
        first.update(range(ends[0] - step_at(ends[0]), position))
    await _load(connection, window, first)
    await _load_members(connection, window, {window.story(p) for p in first})
    return window


async def _load(connection: Connection, window: Loaded, positions: Iterable[int]) -> None:
    async with connection.cursor(binary=True) as cursor:
        await cursor.execute(QUERIES["story_open"], {"positions": list(positions)})
        for row in await cursor.fetchall():
            window.load(*row)


async def _load_members(connection: Connection, window: Loaded, stories: Iterable[int]) -> None:
    wanted = [story for story in stories if story > 0]
    async with connection.cursor(binary=True) as cursor:
        await cursor.execute(QUERIES["story_members"], {"stories": wanted, "limit": MEMBERS})
        for row in await cursor.fetchall():
            window.load(*row)
    for story in wanted:
        window.complete(story)


async def _decide(connection: Connection, window: Loaded, signature: Signature) -> Decision:
    while True:
        try:
            return decide(signature, window)
        except Unread as need:
            if need.positions:
                before = len(window.articles)
                await _load(connection, window, need.positions)
                if len(window.articles) == before:
                    raise RuntimeError(f"posting without a report: position {need.positions}") from need
            await _load_members(connection, window, need.stories)


def _placement(decision: Decision, window: Loaded, story: int | None, changes: tuple[Change, ...] = ()) -> Placement:
    return Placement(
        story_id=story,
        relation=decision.relation,
        nearest=None if decision.nearest is None else str(window.articles[decision.nearest]),
        score=decision.score,
        evidence=decision.evidence,
        changes=changes,
        seen=window.next,
    )


async def place(connection: Connection, signature: Signature) -> Placement:
    """Where an article would go by what is stored now; nothing is written."""
    return (await place_many(connection, [signature]))[0]


async def place_many(connection: Connection, signatures: Sequence[Signature]) -> list[Placement]:
    """As `place`, for many in a few round trips; each is looked at by itself, as if the others were not there."""
    window = await _open(connection, signatures, write=False)
    placements = []
    for signature in signatures:
        decision = await _decide(connection, window, signature)
        placements.append(_placement(decision, window, decision.story))
    return placements


async def replace_if_stale(connection: Connection, signature: Signature, placement: Placement) -> Placement:
    """`placement`, or a new one where anything was stored since it was decided. Under the lock of the store."""
    cursor = await connection.execute(QUERIES["story_statistic"])
    row = await cursor.fetchone()
    if (row[0] if row else 0) == placement.seen:
        return placement
    return await place(connection, signature)


async def record(connection: Connection, article_id: int, signature: Signature, placement: Placement) -> int:
    """Stores where an article went and what grouping will need to know of it; returns its story. Under the lock of the store.

    The decision is taken once more on what is stored now, so a placement that another writer overtook does no harm.
    """
    settled = (await settle(connection, [(article_id, signature)]))[0]
    assert settled.story_id is not None
    return settled.story_id


async def settle(connection: Connection, articles: Sequence[tuple[int, Signature]]) -> list[Placement]:
    """Places stored articles one after another, as `StoryIndex` would, and writes the outcome. Under the lock of the store.

    An article (by id) that was placed before keeps its story and gets the new signature.
    """
    if not articles:
        return []
    window = await _open(connection, [signature for _, signature in articles], write=True)
    cursor = await connection.execute(QUERIES["story_positions"], {"articles": [article_id for article_id, _ in articles]})
    known: dict[int, int] = dict(await cursor.fetchall())
    await _load(connection, window, known.values())
    outcome = _Outcome()
    unnumbered = iter(range(-1, -(2 * len(articles) + 2), -1))
    epoch = window.statistics.epoch
    for article_id, signature in articles:
        position = known.get(article_id)
        if position is not None:
            again = _again(window, position, signature)
            outcome.placed.append((article_id, window.story(position), again))
            if again.relation == "update":
                window.put(position, signature, window.story(position))
                outcome.signatures[position] = signature
            continue
        decision = await _decide(connection, window, signature)
        position = known[article_id] = window.next
        window.articles[position] = article_id
        story, changes = window.apply(position, signature, decision, lambda: next(unnumbered), lambda at: str(window.articles[at]))
        window.merged(changes)
        _lead(outcome, article_id, story, changes)
        outcome.signatures[position] = signature
        outcome.placed.append((article_id, story, _placement(decision, window, story, changes)))
        window.next += 1
        if step := step_at(window.next):
            window.fold(range(window.next - step, window.next))
    return await _write(connection, window, outcome, renewed=window.statistics.epoch != epoch)


def _again(window: Loaded, position: int, signature: Signature) -> Placement:
    same = window.signature(position).digest == signature.digest
    return Placement(
        story_id=window.story(position),
        relation="duplicate" if same else "update",
        nearest=str(window.articles[position]),
        score=1.0,
        evidence={"reason": "the same article and text" if same else "the same article, changed text"},
        seen=window.next,
    )


def _lead(outcome: _Outcome, article_id: int, story: int, changes: Sequence[Change]) -> None:
    if story < 0:
        outcome.stories.setdefault(story, article_id)
    for change in changes:
        if change.kind == "split":
            outcome.stories[change.target] = int(change.documents[0])


async def _write(connection: Connection, window: Loaded, outcome: _Outcome, *, renewed: bool) -> list[Placement]:
    provisional = list(outcome.stories)
    numbers: dict[int, int] = {}
    if provisional:
        cursor = await connection.execute(QUERIES["story_insert"], {"articles": [outcome.stories[s] for s in provisional]})
        numbers = dict(zip(provisional, sorted(row[0] for row in await cursor.fetchall()), strict=True))

    def number(story: int) -> int:
        return numbers.get(story, story)

    signatures = outcome.signatures
    positions = list(signatures)
    await connection.execute(
        QUERIES["story_signature_put"],
        {
            "positions": positions,
            "articles": [window.articles[p] for p in positions],
            "digests": [_signed64(signatures[p].digest) or None for p in positions],
            "urls": [_signed64(signatures[p].url) or None for p in positions],
            "bodies": [signatures[p].to_bytes() for p in positions],
        },
    )
    await _write_postings(connection, window, signatures)
    settled = [_numbered(placement, story, number) for _, story, placement in outcome.placed]
    rows = [
        {
            "article_id": article_id,
            "story_id": placement.story_id,
            "relation": placement.relation,
            "score": placement.score,
            "nearest_article_id": int(placement.nearest) if placement.nearest and int(placement.nearest) != article_id else None,
            "evidence": dict(placement.evidence),
        }
        for (article_id, _, _), placement in zip(outcome.placed, settled, strict=True)
    ]
    await connection.execute(QUERIES["story_article_insert"], {"rows": Jsonb(rows)})
    for placement in settled:
        for change in placement.changes:
            values = {"source": change.source, "target": change.target, "reason": change.reason}
            if change.kind == "merge":
                await connection.execute(QUERIES["story_merge"], values)
            else:
                await connection.execute(QUERIES["story_split"], {**values, "articles": [int(d) for d in change.documents]})
    await connection.execute(QUERIES["story_extend"], {"articles": [article_id for article_id, _, _ in outcome.placed]})
    if changed := {s for p in settled for c in p.changes for s in (c.source, c.target)}:
        await connection.execute(QUERIES["story_span"], {"stories": list(changed)})
    if renewed:
        body = window.statistics.to_bytes()
        checksum = zlib.crc32(body)
        _remember(window.statistics, checksum)
        values = {"epoch": window.statistics.epoch, "documents": window.statistics.documents, "checksum": checksum}
        await connection.execute(QUERIES["story_statistic_renew"], {**values, "frequency": body})
    await connection.execute(QUERIES["story_statistic_advance"], {"position": window.next})
    return settled


async def _write_postings(connection: Connection, window: Loaded, signatures: dict[int, Signature]) -> None:
    keys: list[int] = []
    at: list[int] = []
    for position, signature in signatures.items():
        if not signature.roundup:
            keys += map(_signed32, signature.keys)
            at += [position] * len(signature.keys)
    await connection.execute(QUERIES["story_posting_clear"], {"positions": list(signatures)})
    await connection.execute(QUERIES["story_posting_put"], {"keys": keys, "positions": at})


def _numbered(placement: Placement, story: int, number: Callable[[int], int]) -> Placement:
    changes = tuple(replace(c, source=number(c.source), target=number(c.target)) for c in placement.changes)
    evidence = dict(placement.evidence)
    near = evidence.get("story")
    if isinstance(near, int):
        evidence["story"] = number(near)
    return replace(placement, story_id=number(story), changes=changes, evidence=evidence)
