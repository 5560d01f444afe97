"""Pages and sources on a real server: the frontier, validators, and when each is due again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from storing import (
    NOW,
    rows,
    store,
    visit_row,
)

from amw.db.connection import Database
from amw.db.runs import Run
from amw.runs import Verdict
from items import Visit


async def test_the_frontier_and_the_validators_move_together(database: Database) -> None:
    page = {"url": "https://wire.example/a", "kind": "article", "entry": {"title": "A"}, "follow": True}
    visit = Visit(
        source="wire",
        url="https://wire.example/feed",
        kind="feed",
        outcome="fetched",
        fetched_at=NOW,
        status=200,
        etag='"9"',
        found=(page,),
    )
    await store(database, visits=[visit_row(visit)])
    found = rows(database, "select url, status, etag, next_fetch_at is not null, entry from page order by url")
    assert found == [
        ("https://wire.example/a", "pending", None, True, {"title": "A", "follow": True}),
        ("https://wire.example/feed", "fetched", '"9"', False, {}),
    ]
    unchanged = replace(visit, outcome="not_modified", status=304, etag=None, found=(), fetched_at=NOW + timedelta(hours=1))
    await store(database, visits=[visit_row(unchanged)])
    assert rows(database, "select etag, fetched_at from page where kind = 'feed'") == [('"9"', NOW + timedelta(hours=1))]


async def test_a_page_that_fails_is_put_off_ever_longer_and_then_given_up(database: Database) -> None:
    pauses = []
    for attempt in range(9):
        at = NOW + timedelta(days=attempt)
        visit = Visit(source="wire", url="https://wire.example/a", kind="article", outcome="failed", reason="timeout", fetched_at=at)
        await store(database, visits=[visit_row(visit)])
        ((next_,),) = rows(database, "select next_fetch_at from page")
        pauses.append(None if next_ is None else next_ - at)
    assert pauses[:2] == [timedelta(minutes=15), timedelta(minutes=15)] or pauses[1] > pauses[0]
    assert all(a <= b for a, b in pairwise(pauses) if a and b)
    assert pauses[-1] is None


async def test_a_page_that_is_put_off_stays_due_and_waits_as_long_as_its_server_wishes(database: Database) -> None:
    wish = NOW + timedelta(hours=5)
    seen = Visit(source="wire", url="https://wire.example/a", kind="article", outcome="failed", reason="http_503", fetched_at=NOW)
    due = []
    for visit in (
        replace(seen, retry_at=NOW),  # "at once", says one that has just failed
        replace(seen, retry_at=wish),
        replace(seen, outcome="skipped", reason="host_budget"),
        replace(seen, outcome="skipped", reason="host_backing_off", retry_at=wish),
        replace(seen, outcome="skipped", reason="not_captured"),
    ):
        await store(database, visits=[visit_row(visit)])
        due += rows(database, "select status, next_fetch_at, failures from page")
    assert due == [
        ("failed", NOW + timedelta(minutes=15), 1),
        ("failed", wish, 2),
        ("pending", NOW, 2),
        ("pending", wish, 2),
        ("pending", None, 2),
    ]


async def test_a_page_that_was_put_off_by_a_clock_far_ahead_is_due_at_the_next_crawl(database: Database) -> None:
    source = {"key": "wire", "name": "Wire", "url": "https://wire.example/feed"}
    now = datetime.now(UTC)
    for path, at in (("a", now + timedelta(days=4_000)), ("b", now)):
        visit = Visit(source="wire", url=f"https://wire.example/{path}", kind="article", outcome="failed", reason="timeout", fetched_at=at)
        await store(database, visits=[visit_row(visit)])
    run = await Run.start(database, source, now)
    assert run is not None
    await run.finish(None, Verdict("failed"), {}, now)
    assert rows(database, "select url, next_fetch_at <= now() from page order by url") == [
        ("https://wire.example/a", True),
        ("https://wire.example/b", False),
    ]


async def test_a_source_is_due_after_its_interval_or_at_once_where_it_was_stopped_and_never_before_its_server_wishes(
    database: Database,
) -> None:
    source = {"key": "wire", "name": "Wire", "url": "https://wire.example/feed"}
    sound = Visit(source="wire", url=source["url"], kind="feed", outcome="fetched", fetched_at=NOW, status=200)
    asked = replace(sound, outcome="failed", reason="http_429", status=429, retry_at=NOW + timedelta(days=2))
    due = []
    for visit, outcome, stopped in (
        (sound, "complete", False),
        (sound, "partial", True),
        (asked, "failed", False),
        (sound, "complete", False),
    ):
        run = await Run.start(database, source, NOW)
        assert run is not None
        await store(database, visits=[visit_row(visit)])
        await run.finish(database, Verdict(outcome), {}, NOW, stopped=stopped)
        due += rows(database, "select next_crawl_at, failures from source where key = 'wire'")
    hour = timedelta(hours=1)
    assert due == [(NOW + hour, 0), (NOW, 0), (NOW + timedelta(days=2), 1), (NOW + hour, 0)]
