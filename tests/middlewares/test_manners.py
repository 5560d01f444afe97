"""Politeness, robots and the archive in real crawls."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from crawling import Job, Result, crawl
from local_site import REPORT, Answer, LocalSite, html, rss, rss_item
from scrapy import Request
from scrapy.http import Response
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.spider import DefaultSpider
from scrapy.utils.test import get_crawler

from amw.archive import Captures, read_payload
from middlewares.politeness import PolitenessMiddleware

XML = "application/rss+xml"


@dataclass(frozen=True)
class Manners:
    results: dict[str, Result]
    sites: dict[str, LocalSite]
    archive: Path


@pytest.fixture(scope="module")
def manners(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Manners]:
    folder = tmp_path_factory.mktemp("manners")
    with (
        LocalSite() as patient,
        LocalSite() as budget,
        LocalSite() as down,
        LocalSite() as strict,
        LocalSite() as retried,
        LocalSite() as slow,
    ):
        slow.add("/robots.txt", Answer(body=b"User-agent: AIMarketWatch\nCrawl-delay: 0.3\n", content_type="text/plain"))
        sites = {"slow": slow, "patient": patient, "budget": budget, "down": down, "strict": strict, "retried": retried}
        for site in sites.values():
            items = "".join(rss_item(f"Entry {number}", site.url(f"/{number}")) for number in range(4))
            site.add("/feed.xml", Answer(body=rss(items), content_type=XML, headers={"ETag": '"1"'}))
            for number in range(4):
                site.add(f"/{number}", Answer(body=html(f"Page {number}", REPORT)))
        sound = Answer(body=rss(rss_item("Entry", patient.url("/0")) + rss_item("Elsewhere", retried.url("/3"))), content_type=XML)
        patient.add("/feed.xml", Answer(status=429, headers={"Retry-After": "1"}), sound)
        down.add("/robots.txt", Answer(status=503))
        strict.add(
            "/robots.txt", Answer(body=b"User-agent: *\nAllow: /\n\nUser-agent: AIMarketWatch\nDisallow: /\n", content_type="text/plain")
        )
        retried.add("/feed.xml", Answer(status=500), Answer(body=rss(rss_item("Entry", retried.url("/0"))), content_type=XML))
        jobs = []
        for name, site in sites.items():
            settings = {"ALLOWED_PRIVATE_HOSTS": ["127.0.0.1"], "ARCHIVE_DIR": str(folder / name)}
            settings |= {"HOST_BUDGET": 4} if name == "budget" else {}
            jobs.append(Job("feed", {"url": site.url("/feed.xml")}, settings))
        results, _, _ = crawl(jobs, folder / "work")
        yield Manners(dict(zip(sites, results, strict=True)), sites, folder)


def test_retry_after_is_waited_for(manners: Manners) -> None:
    first, second = manners.sites["patient"].seen("/feed.xml")
    assert second.at - first.at >= 0.95
    assert manners.results["patient"].stats["amw/root/fetched"] == 1
    assert manners.results["patient"].stats["amw/politeness/retry_after"] == 1


def test_the_address_of_a_feed_is_told_to_its_own_site_alone(manners: Manners) -> None:
    assert manners.sites["patient"].seen("/0")[0].headers["referer"] == manners.sites["patient"].url("/feed.xml")
    assert "referer" not in manners.sites["retried"].seen("/3")[0].headers


def test_a_failed_answer_is_tried_again(manners: Manners) -> None:
    assert len(manners.sites["retried"].seen("/feed.xml")) == 2
    assert manners.results["retried"].stats["amw/root/fetched"] == 1


def test_the_budget_of_a_host_is_kept_and_the_rest_stays_pending(manners: Manners) -> None:
    result = manners.results["budget"]
    assert len(manners.sites["budget"].hits) == 4  # robots.txt, the feed and two pages
    postponed = [visit for visit in result.visits().values() if visit["reason"] == "host_budget"]
    assert len(postponed) == 2
    assert {visit["outcome"] for visit in postponed} == {"skipped"}
    assert len(result.of("Article")) == 2


def test_robots_that_cannot_be_had_forbid(manners: Manners) -> None:
    (visit,) = manners.results["down"].of("Visit")
    assert (visit["outcome"], visit["reason"]) == ("failed", "robots_unreachable")
    assert manners.sites["down"].seen("/feed.xml") == []


def test_crawl_delay_is_kept(manners: Manners) -> None:
    times = [hit.at for hit in manners.sites["slow"].hits if hit.path != "/robots.txt"]
    assert len(times) == 5
    assert times[-1] - times[0] >= 3 * 0.25  # of four pauses: on a busy machine the first request may arrive late


async def test_a_clock_that_is_set_back_makes_nobody_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        hours = 0

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) + timedelta(hours=cls.hours)

    monkeypatch.setattr("middlewares.politeness.datetime", Clock)
    crawler = get_crawler(settings_dict={"RETRY_TIMES": 0})
    crawler.spider = DefaultSpider.from_crawler(crawler)
    middleware = PolitenessMiddleware.from_crawler(crawler)
    request = Request("https://news.example/a")
    middleware.note_delay(ProtegoRobotParser.from_crawler(crawler, b"User-agent: *\nCrawl-delay: 0.1\n"), request)
    await middleware.process_request(request)
    middleware.process_response(request, Response(request.url, status=503, headers={"Retry-After": "1"}))
    Clock.hours = -2
    async with asyncio.timeout(30):
        await middleware.process_request(request)
        await middleware.process_request(request)


def test_rules_for_our_own_name_count(manners: Manners) -> None:
    (visit,) = manners.results["strict"].of("Visit")
    assert (visit["outcome"], visit["reason"]) == ("refused", "robots")
    agent = manners.sites["strict"].seen("/robots.txt")[0].headers["user-agent"]
    assert agent.startswith("AIMarketWatch/")
    assert "+http" in agent


def test_every_response_is_archived_and_items_name_their_place(manners: Manners) -> None:
    folder = manners.archive / "retried"
    captures = Captures(sorted(folder.glob("*.warc.gz")))
    assert [record.status for record in captures.records] == [404, 500, 200, 200]
    assert captures.records[2].fields == {"AMW-Source": "127.0.0.1", "AMW-Kind": "feed"}
    (article,) = manners.results["retried"].of("Article")
    place = article["capture"]
    payload = read_payload(folder / place["file"], place["offset"])
    assert b"Page 0" in payload.body
    assert ("Content-Type", "text/html; charset=utf-8") in payload.headers


def test_without_a_database_nothing_asks_for_one(manners: Manners) -> None:
    for result in manners.results.values():
        assert not any(name.startswith(("amw/frontier", "amw/validators")) for name in result.stats)
