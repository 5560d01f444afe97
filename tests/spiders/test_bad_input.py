"""Every unpleasant answer ends in a clear, counted outcome, and no source stops another. Real crawls against a real server."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from crawling import Job, Result, crawl
from local_site import REPORT, Answer, LocalSite, endless, gzip_bomb, html, rss, rss_item

XML = "application/rss+xml"

# What a page answers -> outcome and reason of its visit.
PAGES: dict[str, tuple[str, str | None]] = {
    "good": ("fetched", None),
    "missing": ("gone", "http_404"),
    "gone": ("gone", "http_410"),
    "forbidden": ("refused", "http_403"),
    "broken": ("failed", "http_500"),
    "unchanged": ("failed", "http_304_unasked"),
    "slow": ("failed", "timeout"),
    "huge": ("refused", "too_large"),
    "endless": ("refused", "too_large"),
    "long-head": ("refused", "too_large"),
    "bomb": ("refused", "too_large"),
    "loop": ("failed", "redirect_loop"),
    "to-metadata": ("refused", "private_address"),
    "to-neighbour": ("refused", "private_address"),
    "to-file": ("failed", "bad_redirect"),
    "refresh-to-metadata": ("refused", "private_address"),
    "empty": ("fetched", "no_article_empty"),
    "menu": ("fetched", "no_article"),
    "secret": ("refused", "robots"),
    "mojibake": ("fetched", None),
}


@dataclass(frozen=True)
class Crawls:
    pages: Result
    later: Result
    feeds: dict[str, Result]
    log: str
    memory: int
    site: LocalSite


def script(site: LocalSite) -> None:
    site.add("/robots.txt", Answer(body=b"User-agent: *\nDisallow: /secret\n", content_type="text/plain"))
    site.add("/good", Answer(body=html("Acme presents a faster model", REPORT)))
    site.add("/gone", Answer(status=410))
    site.add("/forbidden", Answer(status=403))
    site.add("/unchanged", Answer(status=304, headers={"ETag": '"1"'}))
    site.add("/broken", Answer(status=500, body=b"oops"))
    site.add("/slow", Answer(body=b"too late", delay=3))
    site.add("/huge", Answer(headers={"X-Real": "no"}, chunks=lambda: iter([b"x" * 2**20] * 100)))
    site.add("/endless", Answer(chunks=endless))
    site.add("/long-head", Answer(body=html("A head", REPORT), headers={f"X-{number}": "a" * 8_000 for number in range(60)}))
    site.add("/bomb", Answer(body=gzip_bomb(300), headers={"Content-Encoding": "gzip"}))
    site.add("/loop", Answer(status=302, headers={"Location": "/pool"}))
    site.add("/pool", Answer(status=302, headers={"Location": "/loop"}))
    site.add("/to-metadata", Answer(status=302, headers={"Location": "http://169.254.169.254/latest/meta-data/"}))
    site.add("/to-neighbour", Answer(status=302, headers={"Location": f"http://localhost:{site.port}/good"}))
    site.add("/to-file", Answer(status=302, headers={"Location": "file:///etc/passwd"}))
    site.add("/refresh-to-metadata", Answer(body=b'<meta http-equiv="refresh" content="0; url=http://[::ffff:10.0.0.1]/">'))
    site.add("/empty", Answer(body=b""))
    site.add("/menu", Answer(body=b"<html><body><nav><a href=/a>A</a> <a href=/b>B</a></nav></body></html>"))
    site.add("/secret", Answer(body=html("Secret", REPORT)))
    site.add("/later", Answer(status=503, headers={"Retry-After": "3600"}))
    german = html("Größere Modelle für Österreich", REPORT.replace("Norway", "Österreich, für die Bevölkerung").replace("Oslo", "Köln"))
    site.add("/mojibake", Answer(body=german, content_type="text/html; charset=iso-8859-1"))


def feeds_of(site: LocalSite) -> dict[str, dict[str, str]]:
    """Addresses read as feeds, each a source of its own: what it answers by name."""
    item = rss_item("A story", site.url("/good"))
    site.add("/feeds/empty", Answer(body=b"", content_type=XML))
    site.add("/feeds/html", Answer(body=html("No feed", REPORT), content_type=XML))
    site.add("/feeds/missing", Answer(status=404))
    site.add("/feeds/no_entries", Answer(body=rss(""), content_type=XML))
    site.add("/feeds/nul", Answer(body=rss(rss_item("Nul\x00 in a title", site.url("/n"))), content_type=XML))
    site.add("/feeds/surrogate", Answer(body=rss(rss_item("Lone &#xD800; and \ud800 marks", site.url("/s"))), content_type=XML))
    site.add(
        "/feeds/future", Answer(body=rss(rss_item("From 2087", site.url("/f"), date="Mon, 05 Oct 2087 10:00:00 +0000")), content_type=XML)
    )
    site.add("/feeds/cut", Answer(body=rss(item)[:-40], content_type=XML))
    site.add("/feeds/script", Answer(body=rss(rss_item("Bad link", "javascript:alert(1)")), content_type=XML))
    site.add("/feeds/sound", Answer(body=rss(item), content_type=XML))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        dead = free.getsockname()[1]
    return {
        **{name: {"url": site.url(f"/feeds/{name}"), "follow": "0"} for name in (
            "empty", "html", "missing", "no_entries", "nul", "surrogate", "future", "cut", "script", "sound"
        )},
        "dead": {"url": f"http://127.0.0.1:{dead}/feed", "follow": "0"},
        "no-name": {"url": "http://no-such-host.invalid/feed", "follow": "0"},
        "rebound": {"url": f"http://localhost:{site.port}/feeds/sound", "follow": "0"},
    }  # fmt: skip


@pytest.fixture(scope="module")
def crawls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawls]:
    with LocalSite() as site:
        script(site)
        items = "".join(rss_item(f"Entry {name}", site.url(f"/{name}")) for name in PAGES)
        site.add("/later.xml", Answer(body=rss(rss_item("Wait", site.url("/later"))), content_type=XML))
        site.add("/all.xml", Answer(body=rss(items), content_type=XML))
        feeds = feeds_of(site)
        dead = feeds["dead"]["url"].split("/")[2]
        allowed = {"ALLOWED_PRIVATE_HOSTS": [site.netloc, dead], "HOST_BUDGET": 0}
        jobs = [Job("feed", {"url": site.url("/all.xml")}, allowed)]
        jobs.append(Job("feed", {"url": site.url("/later.xml")}, allowed))
        jobs += [Job("feed", arguments, allowed) for arguments in feeds.values()]
        results, log, memory = crawl(jobs, tmp_path_factory.mktemp("bad"))
        yield Crawls(results[0], results[1], dict(zip(feeds, results[2:], strict=True)), log, memory, site)


@pytest.mark.parametrize("page", PAGES)
def test_page_ends_in_its_outcome_and_one_article(crawls: Crawls, page: str) -> None:
    outcome, reason = PAGES[page]
    visit = crawls.pages.visits()[page]
    assert visit["outcome"] == outcome
    if reason is None:
        assert visit["reason"] is None
    else:
        assert visit["reason"] == reason or (reason == "no_article" and visit["reason"].startswith("no_article"))
    articles = [item for item in crawls.pages.of("Article") if item["visit"]["url"].endswith(f"/{page}")]
    assert len(articles) == 1
    assert articles[0]["origin"] == ("page" if reason is None else "feed")
    if reason is not None:
        assert articles[0]["title"] == f"Entry {page}"
        assert articles[0]["provenance"]["title"] == "entry"


def test_outcomes_are_counted_under_stable_names(crawls: Crawls) -> None:
    stats = crawls.pages.stats
    assert stats["amw/root/fetched"] == 1
    assert stats["amw/entries"] == len(PAGES)
    assert stats["amw/outcome/article/refused/private_address"] == 3
    assert stats["amw/outcome/article/refused/too_large"] == 4
    assert stats["amw/outcome/article/failed/redirect_loop"] == 1
    assert stats["amw/outcome/article/refused/robots"] == 1
    assert stats["amw/guard/redirect_loop"] == 1
    assert sum(number for name, number in stats.items() if name.startswith("amw/visit/")) == len(PAGES) + 1
    assert "spider_exceptions/count" not in stats


def test_page_fields_win_and_gaps_come_from_the_entry(crawls: Crawls) -> None:
    article = next(item for item in crawls.pages.of("Article") if item["url"].endswith("/good"))
    assert article["title"] == "Acme presents a faster model"
    assert "chief executive Maria Lund" in article["text"]
    assert article["published_at"].startswith("2026-10-05")
    assert article["provenance"]["published_at"] == "entry"
    assert article["capture"]["offset"] > 0
    assert article["capture"]["digest"].startswith("sha1:")


def test_wrong_charset_header_gives_no_mojibake(crawls: Crawls) -> None:
    article = next(item for item in crawls.pages.of("Article") if item["url"].endswith("/mojibake"))
    assert "Größere Modelle" in article["title"]
    assert "Lund said in Köln" in article["text"]


def test_forbidden_page_is_never_asked_for(crawls: Crawls) -> None:
    assert crawls.site.seen("/secret") == []


def test_retry_after_beyond_the_cap_is_obeyed_and_remembered(crawls: Crawls) -> None:
    assert len(crawls.site.seen("/later")) == 1
    visit = crawls.later.visits()["later"]
    assert (visit["outcome"], visit["reason"]) == ("failed", "http_503")
    assert visit["retry_at"] is not None


def test_large_bodies_stay_small_in_memory(crawls: Crawls) -> None:
    assert crawls.memory < 450  # MB; 300 MB of zeros, 100 MB of page and an endless body were on offer


@pytest.mark.parametrize(
    ("name", "outcome", "reason"),
    [
        ("empty", "failed", "feed_empty"),
        ("html", "failed", "feed_html"),
        ("missing", "gone", "http_404"),
        ("no_entries", "fetched", "no_entries"),
        ("dead", "failed", "connection_refused"),
        ("no-name", "failed", "dns"),
        ("rebound", "refused", "private_address"),
        ("sound", "fetched", None),
        ("cut", "fetched", None),
        ("script", "fetched", None),
    ],
)
def test_source_ends_in_its_outcome(crawls: Crawls, name: str, outcome: str, reason: str | None) -> None:
    result = crawls.feeds[name]
    (visit,) = result.of("Visit")
    assert (visit["outcome"], visit["reason"]) == (outcome, reason)
    assert result.stats[f"amw/root/{outcome}"] == 1
    assert result.stats["finish_reason"] == "finished"


def article_of(result: Result) -> dict[str, Any]:
    (article,) = result.of("Article")
    return article


def test_nul_and_surrogates_are_gone_from_titles(crawls: Crawls) -> None:
    assert article_of(crawls.feeds["nul"])["title"] == "Nul in a title"
    title = article_of(crawls.feeds["surrogate"])["title"]
    title.encode("utf-8")
    assert title.startswith("Lone")


def test_date_in_2087_is_unknown(crawls: Crawls) -> None:
    assert article_of(crawls.feeds["future"])["published_at"] is None


def test_cut_feed_keeps_its_whole_entries(crawls: Crawls) -> None:
    assert article_of(crawls.feeds["cut"])["title"] == "A story"


def test_entry_whose_link_is_no_address_is_known_by_an_address_of_its_own(crawls: Crawls) -> None:
    article = article_of(crawls.feeds["script"])
    assert article["title"] == "Bad link"
    assert re.search(r"^http://[^?]+\?amw-entry=[0-9a-f]{16}$", article["url"])
    assert "javascript" not in json.dumps(crawls.feeds["script"].items, default=str)


def test_no_source_stopped_another(crawls: Crawls) -> None:
    assert article_of(crawls.feeds["sound"])["url"].endswith("/good")
    assert "Traceback" not in crawls.log
