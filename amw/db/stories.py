"""Grouping behind the database: the decisions of `amw.stories`, on what the database knows, for any number of writers.

A window is filled with what a batch may touch (postings of its keys, the articles found there, the latest members of their stories), the
pure core decides in order, and the outcome is written. Every list read is bounded, so an article costs the same in a large store as in a
small one.
Writers place under the lock of the store (`store_lock`), in the transaction that stores the articles.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from psycopg import AsyncConnection

from amw.db.statements import QUERIES, Row, ask, run
from amw.db.story_window import PROVISIONAL, Loaded, Unread
from amw.stories.cluster import MEMBERS, POSTINGS, Change, Decision, Placement, asked, decide, promising
from amw.stories.signature import Signature
from amw.stories.statistics import Statistics, step_at
from amw.stories.view import View

SWEEPS = 16  # times that the inverted index is rid of old reports while the window passes once; till then it holds a sixteenth more


@dataclass(slots=True)
class _Outcome:
    """What a batch adds: filled while deciding, written afterwards. Stories from `PROVISIONAL` on have no id yet."""

    floor: int  # of the window before
    stories: dict[int, int] = field(default_factory=dict)  # provisional story -> the article that leads it
    views: dict[int, View] = field(default_factory=dict)  # position -> what to store
    replaced: list[tuple[int, Signature]] = field(default_factory=list)  # positions with the signatures they had
    placed: list[tuple[int, int, Placement]] = field(default_factory=list)  # article id, story, placement


_TABLES: dict[tuple[int, int, int], Statistics] = {}  # the last table read, by its content: a memo, never a state


async def _statistics(connection: AsyncConnection, epoch: int, documents: int, checksum: int) -> Statistics:
    key = (epoch, documents, checksum)
    if key not in _TABLES and epoch == 0:
        _remember(Statistics(), checksum)
    elif key not in _TABLES:
        read = await ask(connection, "story_frequency", binary=True)
        if not read or read[0][:3] != key:
            raise RuntimeError("the table of term frequencies changed while it was read")
        if zlib.crc32(read[0][3]) != checksum:
            raise RuntimeError("the table of term frequencies is damaged")
        _remember(Statistics.from_bytes(epoch, documents, read[0][3]), checksum)
    return _TABLES[key]


def _remember(statistics: Statistics, checksum: int) -> None:
    _TABLES.clear()
    _TABLES[statistics.epoch, statistics.documents, checksum] = statistics


def _array(values: Iterable[int | None]) -> str:
    """Integers as Postgres writes an array: much cheaper than dumping them one by one."""
    return "{" + ",".join(["NULL" if value is None else str(value) for value in values]) + "}"


def _signed(value: int, bits: int = 64) -> int:
    return value - (1 << bits) if value >> (bits - 1) else value


async def _open(connection: AsyncConnection, articles: Sequence[tuple[int, Signature]]) -> tuple[Loaded, dict[int, int]]:
    """A window with all that the articles may touch at first sight, and the positions of those that were placed before."""
    if not (locked := await ask(connection, "story_statistic_lock")):
        await connection.execute(QUERIES["story_statistic_begin"])
        locked = await ask(connection, "story_statistic_lock")
    ((position, epoch, documents, checksum, since),) = locked
    statistics = await _statistics(connection, epoch, documents, checksum)
    signatures = [signature for _, signature in articles]
    ends = [size for size in range(position + 1, position + len(signatures) + 1) if step_at(size)]
    window = Loaded(statistics.copy() if ends else statistics, position, since)
    digests = {_signed(s.digest): s.digest for s in signatures if s.digest}
    urls = {_signed(s.url): s.url for s in signatures if s.url}
    # While idf stands still, what is asked is known beforehand; when it is renewed within the batch, other keys may be asked.
    asks = (s.keys if ends else asked(s, statistics.table) for s in signatures if not s.roundup)
    keys = {_signed(key, 32): key for some in asks for key in some}
    ids = _array(article_id for article_id, _ in articles)
    rows = await ask(connection, "story_known", digests=_array(digests), urls=_array(urls), articles=ids)
    window.load_twins(
        digests=((digests[key], at) for kind, key, at in rows if kind == "digest"),
        urls=((urls[key], at) for kind, key, at in rows if kind == "url"),
    )
    for key, positions in await ask(connection, "story_postings", binary=True, keys=_array(keys), limit=POSTINGS, floor=window.floor):
        window.load_posting(keys[key], positions)
    first = {at for _, _, at in rows}
    for signature in signatures:
        first.update(promising(signature, window))
    await _load_around(connection, window, first)
    if ends:
        first.update(range(max(window.floor, ends[0] - step_at(ends[0])), position))
    await _load(connection, window, first - window.articles.keys())
    window.drop(first - window.articles.keys())
    return window, {key: at for kind, key, at in rows if kind == "article"}


async def _load_around(connection: AsyncConnection, window: Loaded, positions: Iterable[int]) -> None:
    """Loads the latest members of the stories at these positions; an older member is left to `_load`."""
    stories = set()
    for row in await ask(connection, "story_around", binary=True, positions=_array(positions), limit=MEMBERS):
        window.load(*row)
        stories.add(row[2])
    for story in stories:
        window.complete(story)


async def _load(connection: AsyncConnection, window: Loaded, positions: Collection[int]) -> None:
    for row in await ask(connection, "story_open", binary=True, positions=_array(positions)) if positions else ():
        window.load(*row)


async def _load_members(connection: AsyncConnection, window: Loaded, stories: Iterable[int]) -> None:
    wanted = [story for story in stories if story < PROVISIONAL]
    if not wanted:
        return
    behind = [window.behind(story) for story in wanted]
    known, most = _array(story for found, _ in behind for story in found), max(limit for _, limit in behind)
    for row in await ask(connection, "story_members", binary=True, stories=known, limit=most):
        window.load(*row)
    for story in wanted:
        window.complete(story)


async def _decide(connection: AsyncConnection, window: Loaded, own: View) -> Decision:
    while True:
        try:
            return decide(own, window)
        except Unread as need:
            if need.positions:
                await _load(connection, window, need.positions)
                window.drop([position for position in need.positions if position not in window.articles])
            await _load_members(connection, window, need.stories)


def _placement(decision: Decision, window: Loaded, story: int | None, changes: tuple[Change, ...] = ()) -> Placement:
    return Placement(
        story_id=story,
        relation=decision.relation,
        nearest=None if decision.nearest is None else str(window.articles[decision.nearest]),
        score=decision.score,
        evidence=decision.evidence,
        changes=changes,
    )


async def settle(connection: AsyncConnection, articles: Sequence[tuple[int, Signature]]) -> list[Placement]:
    """Places stored articles one after another, as `StoryIndex` would, and writes the outcome. Under the lock of the store.

    An article (by id) that was placed before keeps its story and gets the new signature.
    """
    if not articles:
        return []
    window, known = await _open(connection, articles)
    outcome = _Outcome(floor=window.floor)
    unnumbered = count(PROVISIONAL)
    epoch = window.statistics.epoch
    for article_id, signature in articles:
        position = known.get(article_id)
        if position is not None:
            held = window.signature(position) if position >= window.floor else None
            again = window.again(position, signature)
            outcome.placed.append((article_id, window.story(position), _placement(again, window, again.story)))
            if again.relation == "update" and held is not None:
                outcome.replaced.append((position, held))
                outcome.views[position] = window.view(position)
            continue
        view = View(signature, window.table)
        decision = await _decide(connection, window, view)
        position = known[article_id] = window.next
        window.articles[position] = article_id
        story, changes = window.apply(position, view, decision, lambda: next(unnumbered), lambda at: str(window.articles[at]))
        window.changed(changes)
        _lead(outcome, article_id, story, changes)
        outcome.views[position] = view
        outcome.placed.append((article_id, story, _placement(decision, window, story, changes)))
        window.next += 1
        window.slide(window.next)
        if step := step_at(window.next):
            window.fold(range(max(window.since, window.next - step), window.next))
    return await _write(connection, window, outcome, renewed=window.statistics.epoch != epoch)


def _lead(outcome: _Outcome, article_id: int, story: int, changes: Sequence[Change]) -> None:
    if story >= PROVISIONAL:
        outcome.stories.setdefault(story, article_id)
    for change in changes:
        if change.kind == "split":
            outcome.stories[change.target] = int(change.documents[0])


async def _write(connection: AsyncConnection, window: Loaded, outcome: _Outcome, *, renewed: bool) -> list[Placement]:
    """Writes what was decided and returns the placements, with the ids that stories have by now."""
    number = await _number_stories(connection, outcome)
    settled = [_numbered(placement, story, number) for _, story, placement in outcome.placed]
    async with connection.pipeline():  # one wait for all
        await _write_signatures(connection, window, outcome)
        await _write_postings(connection, window, outcome)
        rows = [_placed_row(article_id, placement) for (article_id, _, _), placement in zip(outcome.placed, settled, strict=True)]
        await run(connection, "story_article_insert", rows)
        for change in (change for placement in settled for change in placement.changes):
            values = {"source": change.source, "target": change.target, "reason": change.reason}
            if change.kind == "merge":
                await connection.execute(QUERIES["story_merge"], values)
            else:
                await connection.execute(QUERIES["story_split"], {**values, "articles": [int(d) for d in change.documents]})
        # A story that began with a report has its time already.
        joined = [article_id for article_id, story, _ in outcome.placed if outcome.stories.get(story) != article_id]
        if joined:
            await connection.execute(QUERIES["story_extend"], {"articles": _array(joined)})
        if changed := {story for p in settled for change in p.changes for story in (change.source, change.target)}:
            await connection.execute(QUERIES["story_span"], {"stories": _array(changed)})
        if renewed:
            body = window.statistics.to_bytes()
            checksum = zlib.crc32(body)
            _remember(window.statistics, checksum)
            values = {"epoch": window.statistics.epoch, "documents": window.statistics.documents, "checksum": checksum}
            await connection.execute(QUERIES["story_statistic_renew"], {**values, "frequency": body})
        await connection.execute(QUERIES["story_statistic_advance"], {"position": window.next})
    return settled


async def _number_stories(connection: AsyncConnection, outcome: _Outcome) -> Callable[[int], int]:
    """Makes the stories that have no id yet; gives what numbers a story, one that has an id as it is."""
    provisional = list(outcome.stories)
    if not provisional:
        return lambda story: story
    made = await ask(connection, "story_insert", articles=_array(outcome.stories[story] for story in provisional))
    numbers = dict(zip(provisional, sorted(id_ for (id_,) in made), strict=True))
    return lambda story: numbers.get(story, story)


async def _write_signatures(connection: AsyncConnection, window: Loaded, outcome: _Outcome) -> None:
    views = outcome.views
    signatures = [view.signature for view in views.values()]
    await connection.execute(
        QUERIES["story_signature_put"],
        {
            "positions": _array(views),
            "articles": _array(window.articles[position] for position in views),
            "digests": _array(_signed(signature.digest) or None for signature in signatures),
            "urls": _array(_signed(signature.url) or None for signature in signatures),
            "bodies": [view.signature.to_bytes(view.norms) for view in views.values()],
        },
    )


def _placed_row(article_id: int, placement: Placement) -> Row:
    """A row of `story_article`."""
    return {
        "article_id": article_id,
        "story_id": placement.story_id,
        "relation": placement.relation,
        "score": placement.score,
        "nearest_article_id": int(placement.nearest) if placement.nearest and int(placement.nearest) != article_id else None,
        "evidence": dict(placement.evidence),
    }


async def _write_postings(connection: AsyncConnection, window: Loaded, outcome: _Outcome) -> None:
    step = window.held // SWEEPS or 1
    if window.floor // step > outcome.floor // step:
        await connection.execute(QUERIES["story_posting_sweep"], {"floor": window.floor})
    posted = [(position, view.signature) for position, view in outcome.views.items() if position >= window.floor]
    for name, signatures in (("story_posting_clear", outcome.replaced), ("story_posting_put", posted)):
        # In the order of the index, which then is walked once.
        pairs = sorted([(_signed(key, 32), position) for position, s in signatures if not s.roundup for key in s.keys])
        if pairs:
            await connection.execute(QUERIES[name], {"keys": _array(key for key, _ in pairs), "positions": _array(at for _, at in pairs)})


def _numbered(placement: Placement, story: int, number: Callable[[int], int]) -> Placement:
    changes = tuple(replace(c, source=number(c.source), target=number(c.target)) for c in placement.changes)
    evidence = dict(placement.evidence)
    near = evidence.get("story")
    if isinstance(near, int):
        evidence["story"] = number(near)
    return replace(placement, story_id=number(story), changes=changes, evidence=evidence)
