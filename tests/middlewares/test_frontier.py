"""The frontier and the validators against a real database: what an earlier crawl left is taken up, nothing known is asked for again."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from crawling import Job, Result, crawl
from local_site import REPORT, Answer, Hit, LocalSite, html, rss, rss_item
from psycopg.conninfo import conninfo_to_dict
from servers import PrivateServer

from amw.db.connection import Database
from amw.db.store import Batch, read_keys, write

NOW = datetime.now(UTC)


def visit(url: str, **values: Any) -> dict[str, Any]:
    known = {"source": "127.0.0.1", "kind": "article", "outcome": "fetched", "fetched_at": NOW - timedelta(hours=1), "status": 200}
    unknown = dict.fromkeys(["reason", "etag", "last_modified", "retry_at", "capture", "published_at"])
    return {**unknown, **known, "url": url, "found": [], **values}


def store(database_url: str, visits: list[dict[str, Any]]) -> None:
    async def go() -> None:
        async with await Database.open(database_url) as database:
            keys = await database.run(read_keys)
            await database.run(lambda connection: write(connection, Batch(visits=visits), keys))

    asyncio.run(go())


@pytest.fixture
def site() -> Iterator[LocalSite]:
    with LocalSite() as site:
        for name in ("new", "known", "waiting", "young", "failed-due"):
            site.add(f"/{name}", Answer(body=html(f"The page {name}", REPORT)))
        yield site


def run(site: LocalSite, database_url: str, folder: Path, arguments: dict[str, str]) -> Result:
    settings = {"DATABASE_URL": database_url, "ALLOWED_PRIVATE_HOSTS": ["127.0.0.1"]}
    results, _, _ = crawl([Job("feed", arguments, settings)], folder)
    return results[0]


def test_what_was_left_is_taken_up_and_what_is_known_is_not_asked_for(site: LocalSite, database_url: str, tmp_path: Path) -> None:
    feed = site.url("/feed.xml")
    items = rss_item("New", site.url("/new")) + rss_item("Known", site.url("/known")) + rss_item("Young", site.url("/young"))
    site.add("/feed.xml", Answer(body=rss(items), content_type="application/rss+xml"))
    entry = {"title": "Waiting", "lead": "From an earlier crawl."}
    found = [
        {"url": site.url("/waiting"), "kind": "article", "entry": entry, "follow": True},
        {"url": site.url("/entry-only"), "kind": "article", "entry": {"title": "Entry only", "lead": "Told by the feed."}, "follow": False},
    ]
    store(
        database_url,
        [
            visit(feed, kind="feed", found=found),
            visit(site.url("/known")),
            visit(site.url("/young"), published_at=NOW - timedelta(hours=9), fetched_at=NOW - timedelta(hours=8)),
            visit(site.url("/failed-due"), outcome="failed", status=500, fetched_at=NOW - timedelta(days=2)),
            visit(site.url("/failed-new"), outcome="failed", status=500, fetched_at=NOW),
            visit(site.url("/gone"), outcome="gone", status=404),
        ],
    )
    result = run(site, database_url, tmp_path, {"url": feed})
    titles = {article["title"] for article in result.of("Article")}
    assert titles == {"The page new", "The page waiting", "The page young", "The page failed-due", "Entry only"}
    assert site.seen("/known") == []
    assert site.seen("/failed-new") == []
    assert site.seen("/gone") == []
    assert len(site.seen("/waiting")) == 1
    assert result.stats["amw/frontier/known"] == 1
    # One of the four is in the feed as well: it was taken up first and is asked for once.
    assert result.stats["amw/frontier/resumed"] == 4
    waiting = next(article for article in result.of("Article") if article["url"].endswith("/waiting"))
    assert waiting["visit"]["url"] == site.url("/waiting")


def test_an_unchanged_feed_costs_a_304(site: LocalSite, database_url: str, tmp_path: Path) -> None:
    def answer(hit: Hit) -> Answer:
        if hit.headers.get("if-none-match") == '"v1"' and hit.headers.get("if-modified-since") == "Mon, 05 Oct 2026 10:00:00 GMT":
            return Answer(status=304, headers={"ETag": '"v1"'})
        return Answer(body=rss(rss_item("A", site.url("/new"))), content_type="application/rss+xml")

    site.add("/feed.xml", answer)
    feed = site.url("/feed.xml")
    store(database_url, [visit(feed, kind="feed", etag='"v1"', last_modified="Mon, 05 Oct 2026 10:00:00 GMT")])
    result = run(site, database_url, tmp_path, {"url": feed})
    (seen,) = result.of("Visit")
    assert (seen["outcome"], seen["status"]) == ("not_modified", 304)
    assert result.stats["amw/root/not_modified"] == 1
    assert result.of("Article") == []
    assert "if-none-match" not in site.seen("/robots.txt")[0].headers


def test_a_page_that_is_due_is_asked_for_with_its_validators(site: LocalSite, database_url: str, tmp_path: Path) -> None:
    feed = site.url("/feed.xml")
    items = rss_item("New", site.url("/new")) + rss_item("Known", site.url("/known"))
    site.add("/feed.xml", Answer(body=rss(items), content_type="application/rss+xml"))
    young = {"published_at": NOW - timedelta(hours=9), "fetched_at": NOW - timedelta(hours=8)}
    store(
        database_url,
        [
            visit(feed, kind="feed"),
            visit(site.url("/young"), etag='"young"', **young),  # taken up from the frontier
            visit(site.url("/known"), source="another.example", last_modified="Mon, 05 Oct 2026 10:00:00 GMT", **young),  # met in the feed
        ],
    )
    result = run(site, database_url, tmp_path, {"url": feed})
    asked = {path: site.seen(path)[0].headers for path in ("/young", "/known", "/new")}
    assert asked["/young"]["if-none-match"] == '"young"' and "if-modified-since" not in asked["/young"]
    assert asked["/known"]["if-modified-since"] == "Mon, 05 Oct 2026 10:00:00 GMT"
    assert not {"if-none-match", "if-modified-since"} & asked["/new"].keys()
    assert result.stats["amw/validators/sent"] == 2


def test_a_crawl_that_begins_while_the_database_is_away_waits_for_it(site: LocalSite, postgres: PrivateServer, tmp_path: Path) -> None:
    site.add("/feed.xml", Answer(body=rss(rss_item("A", site.url("/new"))), content_type="application/rss+xml"))
    postgres.stop()
    with ThreadPoolExecutor(1) as aside, socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(f"{conninfo_to_dict(postgres.url)['host']}/.s.PGSQL.5432")
        deaf.listen()
        deaf.settimeout(60)
        crawled = aside.submit(run, site, postgres.url, tmp_path, {"url": site.url("/feed.xml")})
        for _ in range(3):
            deaf.accept()[0].close()
        assert site.hits == []
        deaf.close()
        postgres.start()
        result = crawled.result(timeout=90)
    assert result.stats["finish_reason"] == "finished"
    assert [article["title"] for article in result.of("Article")] == ["The page new"]


def test_what_a_budget_put_off_is_taken_up_though_the_feed_shows_it_no_more(site: LocalSite, database_url: str, tmp_path: Path) -> None:
    feed = site.url("/feed.xml")
    site.add("/feed.xml", Answer(body=rss(""), content_type="application/rss+xml"))
    found = [{"url": site.url(f"/{name}"), "kind": "article", "entry": {"title": name}, "follow": True} for name in ("new", "waiting")]
    put_off = {"outcome": "skipped", "status": None}
    store(
        database_url,
        [
            visit(feed, kind="feed", found=found),
            visit(site.url("/new"), reason="host_budget", **put_off),
            visit(site.url("/waiting"), reason="host_backing_off", retry_at=NOW + timedelta(hours=1), **put_off),
        ],
    )
    result = run(site, database_url, tmp_path, {"url": feed})
    assert [article["title"] for article in result.of("Article")] == ["The page new"]


def test_a_page_whose_host_wishes_to_be_left_alone_is_not_asked_because_a_feed_shows_it(
    site: LocalSite, database_url: str, tmp_path: Path
) -> None:
    feed = site.url("/feed.xml")
    items = "".join(rss_item(name, site.url(f"/{name}")) for name in ("new", "waiting"))
    site.add("/feed.xml", Answer(body=rss(items), content_type="application/rss+xml"))
    found = [{"url": site.url("/waiting"), "kind": "article", "entry": {"title": "waiting"}, "follow": True}]
    wish = {"outcome": "skipped", "status": None, "reason": "host_backing_off", "retry_at": NOW + timedelta(hours=1)}
    store(database_url, [visit(feed, kind="feed", found=found), visit(site.url("/waiting"), **wish)])
    result = run(site, database_url, tmp_path, {"url": feed})
    assert [article["title"] for article in result.of("Article")] == ["The page new"]
    assert site.seen("/waiting") == []


def test_a_sitemap_that_stays_as_it_is_hides_nothing_of_those_it_leads_to(site: LocalSite, database_url: str, tmp_path: Path) -> None:
    index = site.url("/sitemap.xml")
    site.add("/sitemap.xml", Answer(status=304))
    for name, page in (("/seen.xml", "/new"), ("/found.xml", "/known")):
        site.add(name, Answer(body=f"<urlset><url><loc>{site.url(page)}</loc></url></urlset>".encode(), content_type="application/xml"))
    children = [{"url": site.url(name), "kind": "sitemap"} for name in ("/seen.xml", "/found.xml", "/gone.xml")]
    store(
        database_url,
        [
            visit(index, kind="sitemap", etag='"1"', found=children),
            visit(site.url("/seen.xml"), kind="sitemap", etag='"2"'),
            visit(site.url("/gone.xml"), kind="sitemap", outcome="gone", status=404),
        ],
    )
    settings = {"DATABASE_URL": database_url, "ALLOWED_PRIVATE_HOSTS": ["127.0.0.1"]}
    (result,), _, _ = crawl([Job("sitemap", {"url": index}, settings)], tmp_path)
    assert {article["title"] for article in result.of("Article")} == {"The page new", "The page known"}
    asked = {name: [hit.headers.get("if-none-match") for hit in site.seen(name)] for name in ("/sitemap.xml", "/seen.xml", "/found.xml")}
    assert asked == {"/sitemap.xml": ['"1"'], "/seen.xml": ['"2"'], "/found.xml": [None]}
    assert site.seen("/gone.xml") == []
