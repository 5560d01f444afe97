"""One crawl for each kind of source, and the page that has to find out what it is. Real crawls, real server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from crawling import Job, Result, crawl
from local_site import REPORT, Answer, Hit, LocalSite, html, rss, rss_item, zipped
from scrapy.utils.test import get_crawler

from amw.boards import board
from amw.boards.sources.livebench import TASKS
from amw.sources import load_sources
from spiders.board import BoardSpider

XML = "application/xml"
EXPECTING = ("feed", "sitemap", "listing")


@dataclass(frozen=True)
class Crawls:
    results: dict[str, Result]
    site: LocalSite


def models(count: int) -> bytes:
    """A body in the shape of the Artificial Analysis API, made up."""
    data = [
        {
            "id": f"00000000-0000-0000-0000-{number:012d}",
            "name": f"Model {number}",
            "slug": f"model-{number}",
            "model_creator": {"id": f"c{number % 9}", "name": f"Maker {number % 9}", "slug": f"maker-{number % 9}"},
            "evaluations": {"artificial_analysis_intelligence_index": 60 - number / 10},
            "pricing": {"price_1m_input_tokens": 1.5, "price_1m_output_tokens": 4},
        }
        for number in range(count)
    ]
    return json.dumps({"status": 200, "data": data}).encode()


def volumes(count: int) -> bytes:
    """A body in the shape of OpenRouter's Data API, two days of it, made up."""
    rows = [
        {"date": f"2026-05-{day}", "model_permaslug": f"lab/m-{number}:free", "total_tokens": str(10**12 // number + day)}
        for day in (10, 11)
        for number in range(1, count + 1)
    ]
    rest = [{"date": f"2026-05-{day}", "model_permaslug": "other", "total_tokens": "4321098"} for day in (10, 11)]
    return json.dumps({"data": [*rows, *rest], "meta": {"as_of": "2026-05-12T02:00:00Z", "version": "v1"}}).encode()


def apps(first: int, count: int) -> bytes:
    """A page of apps in the shape of OpenRouter's Data API, made up; ranks go on from page to page."""
    rows = [
        {"app_id": n, "app_name": f"App {n}", "rank": n, "total_requests": 9, "total_tokens": str(10**12 // n)}
        for n in range(first, first + count)
    ]
    return json.dumps({"data": rows, "meta": {"as_of": "2026-05-12T02:00:00Z", "version": "v1"}}).encode()


def pages_of_models(page: int) -> bytes:
    """A page of two in the shape of Artificial Analysis' newer API, made up."""
    data = json.loads(models(340))["data"]
    half = data[:170] if page == 1 else data[170:]
    return json.dumps({"data": half, "pagination": {"page": page, "page_size": 170, "total_pages": 2}}).encode()


@pytest.fixture(scope="module")
def crawls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawls]:
    folder = tmp_path_factory.mktemp("kinds")
    today = datetime.now(UTC)
    with LocalSite() as site:
        for name in ("one", "two", "three", "four", "old"):
            site.add(f"/news/{name}-is-what-the-story-says", Answer(body=html(f"Story {name} of the day", REPORT)))
        stamps = {"one": today, "two": today - timedelta(hours=5), "old": today - timedelta(days=90)}
        urls = "".join(
            f"<url><loc>{site.url(f'/news/{name}-is-what-the-story-says')}</loc><n:news><n:title>Title {name}</n:title>"
            f"<n:publication_date>{stamp.isoformat()}</n:publication_date></n:news></url>"
            for name, stamp in stamps.items()
        )
        urls += f"<url><loc>{site.url('/news/missing-page-of-today')}</loc><n:news><n:title>Lost</n:title><n:publication_date>"
        urls += f"{today.isoformat()}</n:publication_date></n:news></url>"
        space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
        site.add("/news.xml.gz", Answer(body=zipped(f"<urlset {space}>{urls}</urlset>".encode()), content_type="application/gzip"))
        site.add(
            "/sitemap.xml",
            Answer(
                body=f"<sitemapindex><sitemap><loc>{site.url('/news.xml.gz')}</loc></sitemap></sitemapindex>".encode(), content_type=XML
            ),
        )
        children = "".join(f"<sitemap><loc>{site.url(f'/many-{number}.xml')}</loc></sitemap>" for number in range(30))
        stale = f"<sitemap><loc>{site.url('/many-old.xml')}</loc><lastmod>2020-01-01</lastmod></sitemap>"
        site.add("/many.xml", Answer(body=f"<sitemapindex>{children}{stale}</sitemapindex>".encode(), content_type=XML))
        for name, leads_to in (("loop", ("loop", "back")), ("back", ("loop", "back"))):
            inside = "".join(f"<sitemap><loc>{site.url(f'/{other}.xml')}</loc></sitemap>" for other in leads_to)
            site.add(f"/{name}.xml", Answer(body=f"<sitemapindex>{inside}</sitemapindex>".encode(), content_type=XML))
        cards = "".join(
            f'<div class="card"><h2><a href="/news/{name}-is-what-the-story-says">Here is the headline of story {name}</a></h2></div>'
            for name in ("one", "two", "three", "four")
        )
        listing = f"<html><body><nav><a href=/about>About this web site and us</a></nav><main>{cards}</main></body></html>"
        site.add("/news/", Answer(body=listing.encode()))
        site.add("/empty-listing", Answer(body=b"<html><body><p>Nothing today.</p></body></html>"))
        site.add("/feed.xml", Answer(body=rss(rss_item("Story one", site.url("/news/one-is-what-the-story-says"))), content_type=XML))

        def keyed(hit: Hit) -> Answer:
            return Answer(body=models(320), content_type="application/json") if hit.headers.get("x-api-key") == "k" else Answer(status=401)

        site.add("/api", keyed)
        site.add("/short-board", Answer(body=models(3), content_type="application/json"))
        site.add("/no-board", Answer(body=b"<html><body>Please log in</body></html>"))
        tagged: dict[str, Any] = {"headers": {"ETag": '"1"'}}
        tasks = sorted(TASKS["2026-01-08"])
        sources = folder / "sources.toml"
        table = '[[source]]\nkey="{0}"\nname="{0}"\nkind="board"\nurl="{1}"\ninterval="1d"\nfound_in="test"\nboard="{2}"\n'
        sources.write_text(
            table.format("sound", site.url("/board"), "artificial_analysis")
            + table.format("short", site.url("/short-board"), "artificial_analysis")
            + table.format("none", site.url("/no-board"), "artificial_analysis")
            + table.format("wider", site.url("/wider-board"), "artificial_analysis")
            + table.format("narrower", site.url("/narrower-board"), "artificial_analysis")
            + table.format("daily", site.url("/daily-volumes"), "openrouter_daily")
            + table.format("apps", site.url("/api/v1/datasets/app-rankings?limit=4"), "openrouter_apps")
            + table.format("paged", site.url("/api/v2/language/models/free"), "artificial_analysis")
            + table.format("keyed", "https://openrouter.ai/api/v1/datasets/rankings-daily", "openrouter_daily")
            + table.format("beside", site.url("/table_2026_01_08.csv"), "livebench")
            + table.format("alone", site.url("/alone/table_2026_01_08.csv"), "livebench")
            + table.format("livebench-categories", site.url("/categories_2026_01_08.json"), "livebench_categories")
            + table.format("unknown", site.url("/short-board"), "no_such_board").replace("/short-board", "/short-board?x=1")
        )
        wider = models(320).replace(b'"slug": "model-', b'"a_column_nobody_knows": 7, "slug": "model-')
        narrower = re.sub(rb', "pricing": \{[^}]*\}', b"", models(320))
        assert wider != models(320) != narrower
        site.add("/wider-board", Answer(body=wider, content_type="application/json"))
        site.add("/narrower-board", Answer(body=narrower, content_type="application/json"))
        site.add("/board", Answer(body=models(320), content_type="application/json", **tagged))
        for offset, count in ((0, 4), (4, 4), (8, 3)):
            address = f"/api/v1/datasets/app-rankings?limit=4{f'&offset={offset}' if offset else ''}"
            site.add(address, Answer(body=apps(offset + 1, count), content_type="application/json"))
        site.add("/api/v2/language/models/free", Answer(body=pages_of_models(1), content_type="application/json", **tagged))
        site.add("/api/v2/language/models/free?page=2", Answer(body=pages_of_models(2), content_type="application/json"))
        site.add("/daily-volumes", Answer(body=volumes(40), content_type="application/json"))
        scores = f"model,{','.join(tasks)}\n" + "".join(f"m-{n}{f',{n}.5' * len(tasks)}\n" for n in range(40))
        site.add("/table_2026_01_08.csv", Answer(body=scores.encode(), content_type="text/csv", **tagged))
        site.add("/alone/table_2026_01_08.csv", Answer(body=scores.encode(), content_type="text/csv"))
        site.add("/categories_2026_01_08.json", Answer(body=json.dumps({"All": tasks}).encode(), **tagged))
        site.add("/short-board?x=1", Answer(body=models(3), content_type="application/json"))
        with sources.open("a") as more:  # what a sound answer of each has at least: one entry, and more than there are
            for kind, path in (("feed", "/tagged.xml"), ("sitemap", "/tagged-map.xml"), ("listing", "/tagged-list")):
                for key, least in ((f"enough-{kind}", 1), (f"few-{kind}", 9)):
                    more.write(
                        f'[[source]]\nkey="{key}"\nname="{key}"\nkind="{kind}"\nurl="{site.url(path)}?{key}"\ninterval="1d"\n'
                        f'found_in="test"\nfollow=false\nexpected=[{least}, 99]\n'
                    )
                    body, form = {
                        "feed": (rss(rss_item("Story one", site.url("/one"))), XML),
                        "sitemap": (f"<urlset {space}><url><loc>{site.url('/one')}</loc></url></urlset>".encode(), XML),
                        "listing": (listing.encode(), "text/html"),
                    }[kind]
                    site.add(f"{path}?{key}", Answer(body=body, content_type=form, **tagged))
        allowed = {"ALLOWED_PRIVATE_HOSTS": ["127.0.0.1"], "HOST_BUDGET": 0}
        boards = {**allowed, "SOURCES_FILE": str(sources)}
        jobs = {
            "sitemap": Job("sitemap", {"url": site.url("/sitemap.xml")}, allowed),
            "sitemap-of-many": Job("sitemap", {"url": site.url("/many.xml")}, allowed),
            "listing": Job("listing", {"url": site.url("/news/")}, allowed),
            "selector": Job("listing", {"url": site.url("/news/"), "selector": ".card a", "pattern": "one|two"}, allowed),
            "loop": Job("sitemap", {"url": site.url("/loop.xml")}, allowed),
            "empty-listing": Job("listing", {"url": site.url("/empty-listing")}, allowed),
            "page-feed": Job("page", {"url": site.url("/feed.xml")}, allowed),
            "page-sitemap": Job("page", {"url": site.url("/sitemap.xml")}, allowed),
            "page-listing": Job("page", {"url": site.url("/news/")}, allowed),
            "page-article": Job("page", {"url": site.url("/news/one-is-what-the-story-says")}, allowed),
            "page-other": Job("page", {"url": site.url("/empty-listing")}, allowed),
            "board": Job("board", {"url": site.url("/board")}, boards),
            "board-short": Job("board", {"url": site.url("/short-board")}, boards),
            "board-none": Job("board", {"url": site.url("/no-board")}, boards),
            "board-wider": Job("board", {"url": site.url("/wider-board")}, boards),
            "board-narrower": Job("board", {"url": site.url("/narrower-board")}, boards),
            "board-daily": Job("board", {"source": "daily"}, boards),
            "board-apps": Job("board", {"source": "apps"}, boards),
            "board-paged": Job("board", {"source": "paged"}, boards),
            "board-keyed": Job("board", {"source": "keyed"}, boards),
            "board-unknown": Job("board", {"url": site.url("/short-board?x=1")}, boards),
            "board-beside": Job("livebench", {"source": "beside"}, boards),
            "board-alone": Job("livebench", {"source": "alone"}, boards),
            **{f"{much}-{kind}": Job(kind, {"source": f"{much}-{kind}"}, boards) for much in ("enough", "few") for kind in EXPECTING},
        }
        results, _, _ = crawl(list(jobs.values()), folder / "work")
        yield Crawls(dict(zip(jobs, results, strict=True)), site)


@pytest.mark.parametrize("kind", EXPECTING)
def test_an_answer_with_fewer_entries_than_its_source_declares_is_asked_for_again(kind: str, crawls: Crawls) -> None:
    def tag(much: str) -> str | None:
        (found,) = (visit["etag"] for visit in crawls.results[f"{much}-{kind}"].of("Visit") if visit["kind"] == kind)
        return found

    assert (tag("enough"), tag("few")) == ('"1"', None)


def titles(result: Result) -> set[str]:
    return {article["title"] for article in result.of("Article")}


def test_of_many_sitemaps_without_a_date_those_at_both_ends_are_asked(crawls: Crawls) -> None:
    asked = {hit.path for hit in crawls.site.hits if hit.path.startswith("/many-")}
    assert asked == {f"/many-{number}.xml" for number in (*range(10), *range(20, 30))}
    assert crawls.results["sitemap-of-many"].stats["amw/spider/sitemap/children/passed_over"] == 11


@pytest.mark.parametrize("name", ["sitemap", "page-sitemap"])
def test_sitemap_gives_what_is_new(crawls: Crawls, name: str) -> None:
    result = crawls.results[name]
    assert titles(result) == {"Story one of the day", "Story two of the day", "Lost"}
    assert result.stats["amw/spider/sitemap/older"] == 1
    lost = next(article for article in result.of("Article") if article["title"] == "Lost")
    assert (lost["origin"], lost["visit"]["outcome"]) == ("feed", "gone")


@pytest.mark.parametrize("name", ["listing", "page-listing"])
def test_listing_gives_its_articles(crawls: Crawls, name: str) -> None:
    result = crawls.results[name]
    assert titles(result) == {f"Story {number} of the day" for number in ("one", "two", "three", "four")}
    (visit,) = result.of("Visit")
    assert len(visit["found"]) == 4


def test_listing_narrowed_by_hand(crawls: Crawls) -> None:
    assert titles(crawls.results["selector"]) == {"Story one of the day", "Story two of the day"}


def test_sitemaps_that_lead_to_one_another_are_asked_once_more_at_most(crawls: Crawls) -> None:
    assert len(crawls.site.seen("/loop.xml")) <= 2
    assert len(crawls.site.seen("/back.xml")) == 1
    assert {visit["outcome"] for visit in crawls.results["loop"].of("Visit")} == {"fetched"}


def test_listing_without_links_failed(crawls: Crawls) -> None:
    (visit,) = crawls.results["empty-listing"].of("Visit")
    assert (visit["outcome"], visit["reason"]) == ("failed", "listing_no_links")


def test_page_finds_out_what_it_is(crawls: Crawls) -> None:
    assert titles(crawls.results["page-feed"]) == {"Story one of the day"}
    (article,) = crawls.results["page-article"].of("Article")
    assert article["visit"]["outcome"] == "fetched"
    (rejected,) = crawls.results["page-other"].of("Rejected")
    assert rejected["reason"] == "no_article"
    assert rejected["visit"]["outcome"] == "fetched"


def test_board_is_a_snapshot_with_all_rows(crawls: Crawls) -> None:
    (item,) = crawls.results["board"].of("BoardSnapshot")
    assert item["board"] == "artificial_analysis"
    assert len(item["snapshot"]["rows"]) == 320
    assert item["visit"]["outcome"] == "fetched"
    assert crawls.results["board"].stats["amw/root/fetched"] == 1


@pytest.mark.parametrize("name", ["board-short", "board-none"])
def test_board_that_cannot_be_is_refused_with_reasons(crawls: Crawls, name: str) -> None:
    (item,) = crawls.results[name].of("BoardSnapshot")
    assert item["snapshot"]["verdict"] == "refused"
    assert item["snapshot"]["reasons"]
    assert (item["visit"]["outcome"], item["visit"]["reason"]) == ("failed", "board_refused")


def test_board_with_a_column_more_keeps_and_counts_it(crawls: Crawls) -> None:
    (item,) = crawls.results["board-wider"].of("BoardSnapshot")
    snapshot = item["snapshot"]
    assert len(snapshot["rows"]) == 320
    assert snapshot["leftovers"]["a_column_nobody_knows"] == 320
    assert {row["extra"]["a_column_nobody_knows"] for row in snapshot["rows"]} == {7}
    assert item["visit"]["outcome"] == "fetched"


def test_board_with_a_column_less_has_all_rows_without_it(crawls: Crawls) -> None:
    (item,) = crawls.results["board-narrower"].of("BoardSnapshot")
    snapshot = item["snapshot"]
    assert len(snapshot["rows"]) == 320
    assert all(not row["prices"] and row["score"] is not None for row in snapshot["rows"])
    assert snapshot["verdict"] in ("ok", "flagged")


def test_volumes_of_a_window_are_those_of_its_last_day(crawls: Crawls) -> None:
    (item,) = crawls.results["board-daily"].of("BoardSnapshot")
    taken = item["snapshot"]
    assert (taken["verdict"], len(taken["rows"]), taken["complete"]) == ("ok", 40, False)
    first = taken["rows"][0]
    assert (first["key"], first["model"], first["variant"], first["maker"], first["score"]) == (
        "lab/m-1:free",
        "m-1",
        "free",
        "lab",
        10**12 + 11,
    )
    assert (taken["meta"]["date"], taken["meta"]["other_tokens"], taken["meta"]["rows_of_days_before"]) == ("2026-05-11", ["4321098"], 41)


def test_a_board_in_pages_is_read_to_its_last_page(crawls: Crawls) -> None:
    (item,) = crawls.results["board-apps"].of("BoardSnapshot")
    taken = item["snapshot"]
    assert (taken["verdict"], taken["complete"], taken["meta"]["as_of"]) == ("ok", True, "2026-05-12T02:00:00Z")
    assert [(row["key"], row["metrics"]["stated_rank"]) for row in taken["rows"]] == [(str(n), n) for n in range(1, 12)]
    assert item["url"].endswith("/api/v1/datasets/app-rankings?limit=4")
    asked = [hit.path for hit in crawls.site.hits if hit.path.startswith("/api/v1/datasets")]
    assert [address.partition("?")[2] for address in asked] == ["limit=4", "limit=4&offset=4", "limit=4&offset=8"]
    (item,) = crawls.results["board-paged"].of("BoardSnapshot")
    assert (len(item["snapshot"]["rows"]), item["snapshot"]["complete"]) == (340, True)


def test_what_is_only_part_of_a_board_keeps_no_validators(crawls: Crawls) -> None:
    beside = crawls.results["board-beside"].of("BoardSnapshot")
    assert [(item["board"], item["snapshot"]["verdict"]) for item in beside] == [("livebench_categories", "ok"), ("livebench", "ok")]
    assert [item["visit"]["etag"] for item in beside] == [None, None]
    (paged,) = crawls.results["board-paged"].of("BoardSnapshot")
    (whole,) = crawls.results["board"].of("BoardSnapshot")
    assert (paged["visit"]["etag"], whole["visit"]["etag"]) == (None, '"1"')


def test_a_table_whose_file_beside_it_is_missing_is_read_by_itself(crawls: Crawls) -> None:
    visit, item = crawls.results["board-alone"].items
    assert (visit["outcome"], item["board"], len(item["snapshot"]["rows"])) == ("gone", "livebench", 40)


def test_a_keyed_address_is_not_asked_without_its_key(crawls: Crawls) -> None:
    (visit,) = crawls.results["board-keyed"].of("Visit")
    assert (visit["outcome"], visit["reason"]) == ("refused", "no_key")
    assert crawls.results["board-keyed"].stats.get("downloader/request_count", 0) == 0


def test_a_key_goes_to_its_own_host_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for source, variable, header, value in (
        ("openrouter-daily", "AMW_OPENROUTER_KEY", "Authorization", b"Bearer a key"),
        ("artificial-analysis", "AMW_ARTIFICIAL_ANALYSIS_KEY", "x-api-key", b"a key"),
    ):
        monkeypatch.setenv(variable, " a key\n")
        (request,) = get_crawler(BoardSpider)._create_spider(source=source).next_endpoint()
        assert (request.headers[header], request.meta["dont_redirect"]) == (value, True)
        assert request.url in {endpoint.url for endpoint in board(load_sources()[source].board).endpoints if endpoint.key_env == variable}


def test_board_that_nobody_reads_yet_is_rejected(crawls: Crawls) -> None:
    (rejected,) = crawls.results["board-unknown"].of("Rejected")
    assert (rejected["reason"], rejected["detail"]) == ("unknown_board", "no_such_board")


def test_spider_files_are_named_after_their_spiders() -> None:
    root = Path(__file__).parents[2] / "spiders"
    files = [*root.glob("*.py"), *root.glob("*/*.py")]
    assert len(files) > 8
    for file in files:
        text = file.read_text(encoding="utf-8")
        if "(SourceSpider)" in text or "(BoardSpider)" in text:
            assert f'name = "{file.stem}"' in text, file
            assert f"class {file.stem.title().replace('_', '')}Spider" in text, file


def test_a_board_whose_terms_forbid_crawling_is_read_where_its_makers_publish_it() -> None:
    published, page = (get_crawler(BoardSpider)._create_spider(source=key) for key in ("arena-text-data", "arena-text"))
    assert published.forbidden() is None and (page.forbidden() or "").startswith("its terms forbid it")
    assert [(endpoint.url, endpoint.pages) for endpoint in published.endpoints()] == [(published.source.url, "offset")]
