"""Templates in real crawls: learned, stored with what was found, used by the next crawl, given up after a redesign, replayed, pinned."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from commands import amw
from crawling import Job, Result, crawl
from local_site import Answer, LocalSite, rss, rss_item
from publishers import gazette, headline

STAGES = {f"pipelines.{name}.{name.title()}": place for place, name in enumerate("clean check identify tag group assess store".split())}


@pytest.fixture
def site() -> Iterator[LocalSite]:
    with LocalSite() as site:
        yield site


def publish(site: LocalSite, numbers: range, *, redesigned: int = 1_000) -> None:
    """The feed of this edition, and its pages; from number `redesigned` on they have the second look."""
    # Scrapy asks for the last page found first.
    items = "".join(rss_item(headline(n), site.url(f"/report-{n}")) for n in reversed(numbers))
    site.add("/feed.xml", Answer(body=rss(items), content_type="application/rss+xml"))
    for n in numbers:
        site.add(f"/report-{n}", Answer(body=gazette(n, look=2 if n >= redesigned else 1).encode()))


def run(site: LocalSite, url: str, folder: Path, **settings: Any) -> Result:
    one_by_one = {"CONCURRENT_REQUESTS": 1, "SCRAPER_SLOT_MAX_ACTIVE_SIZE": 1}  # the next page is asked for once this one is read
    both = {"DATABASE_URL": url, "ITEM_PIPELINES": STAGES, "ALLOWED_PRIVATE_HOSTS": ["127.0.0.1"], **one_by_one, **settings}
    arguments = {"source": "gazette"} if "SOURCES_FILE" in settings else {"url": site.url("/feed.xml")}
    (result,), log, _ = crawl([Job("feed", arguments, both)], folder)
    assert "Traceback" not in log, log
    return result


def fetch(url: str, statement: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(statement).fetchall()  # type: ignore[arg-type]


TEMPLATES = """select definition -> 'containers' ->> 0, pages, pinned, matched > 0, ended from template order by valid_from, id"""
PROVENANCE = "select substring(url from 'report-[0-9]+'), provenance ->> 'text' from article"
READ_BY = "select a.url, v.version, v.read_by from article_version v join article a on a.id = v.article_id order by 1, 2"
ROWS = "select url, title, text, lead, published_at, authors, language, fetched_at from article order by url"


def test_learned_used_given_up_and_replayed(site: LocalSite, stocked_url: str, other_stocked_url: str, tmp_path: Path) -> None:
    publish(site, range(1, 4))
    first = run(site, stocked_url, tmp_path / "1")
    assert "amw/spider/template/learned" not in first.stats
    assert fetch(stocked_url, "select count(*), count(distinct host) from template_page") == [
        (2, 1)
    ]  # the first page of a host is not looked at

    publish(site, range(4, 21), redesigned=12)
    second = run(site, stocked_url, tmp_path / "2")
    told = {name.removeprefix("amw/spider/template/"): number for name, number in second.stats.items() if "spider/template/" in name}
    assert (told.get("learned"), told.get("ended")) == (2, 1), told
    assert told["matched"] >= 6 and told["checked"] >= 4
    assert told["missed"] == told["missed/no_container"] >= 3
    assert fetch(stocked_url, TEMPLATES) == [
        ("div.story-body", 4, False, True, "no longer fits"),
        ("div.c-prose", 4, False, True, None),
    ]
    assert fetch(stocked_url, "select count(*) from template_page") == [(0,)]
    assert fetch(stocked_url, "select count(*) from article where length(text) > 800") == [(20,)]
    crawled = dict(fetch(stocked_url, PROVENANCE))
    assert crawled["report-2"] == "blocks"
    _, digest, told_of = crawled["report-9"].split(" ", 2)
    assert told_of.startswith(f"of 127.0.0.1:{site.port}, learned from 4 pages, valid since 20")
    assert len(digest) == 12 and digest not in crawled["report-20"] and crawled["report-20"].startswith("template ")

    captures = sorted(str(path) for path in tmp_path.rglob("*.warc.gz"))
    files = {"DATABASE_URL": other_stocked_url, "ITEM_PIPELINES": STAGES}
    (replayed,), log, _ = crawl([Job("replay", {"files": ",".join(captures)}, files)], tmp_path / "replay")
    assert "Traceback" not in log
    assert fetch(other_stocked_url, ROWS) == fetch(stocked_url, ROWS)
    again = dict(fetch(other_stocked_url, PROVENANCE))
    assert {path: text.split()[:2] for path, text in again.items()} == {path: text.split()[:2] for path, text in crawled.items()}
    assert fetch(other_stocked_url, READ_BY) == fetch(stocked_url, READ_BY)  # a replay reads as the crawl did, by the same templates
    assert "amw/replay/template_unknown" not in replayed.stats
    assert fetch(other_stocked_url, "select count(*) from template") == [(0,)]  # a replay learns nothing


def test_what_is_not_stored_is_not_learned(site: LocalSite, stocked_url: str, tmp_path: Path) -> None:
    """A crawl whose finds are never committed leaves neither templates nor evidence behind."""
    publish(site, range(1, 8))
    lost = run(site, stocked_url, tmp_path, ITEM_PIPELINES={})
    assert lost.stats["amw/spider/template/learned"] == 1
    assert fetch(stocked_url, "select count(*) from template") == fetch(stocked_url, "select count(*) from template_page") == [(0,)]


def test_a_pin_in_the_catalogue(site: LocalSite, stocked_url: str, tmp_path: Path) -> None:
    publish(site, range(1, 4))
    file = tmp_path / "sources.toml"
    file.write_text(
        f'''
        [[source]]
        key = "gazette"
        name = "The Harbour Gazette"
        kind = "feed"
        url = "{site.url("/feed.xml")}"
        interval = "1h"
        found_in = "made up"
        plain_http = true
        [source.template]
        containers = ["div.story-body"]
        authors = "h2"
        drop = [".promo-box"]
        ''',
        encoding="utf-8",
    )
    result = run(site, stocked_url, tmp_path, SOURCES_FILE=str(file))
    assert result.stats["amw/spider/template/matched"] == 3
    assert fetch(stocked_url, TEMPLATES) == [("div.story-body", 0, True, True, None)]
    assert {authors[0][:4] for (authors,) in fetch(stocked_url, "select authors from article")} == {"Why "}


def test_the_command_tells_what_was_learned(site: LocalSite, stocked_url: str, tmp_path: Path) -> None:
    publish(site, range(1, 9))
    known = "the-decoder"  # of the catalogue, so that `amw sources show` knows it
    run(site, stocked_url, tmp_path)
    with psycopg.connect(stocked_url) as connection:
        connection.execute("update template set source_id = (select id from source where key = %s)", (known,))
    ask = partial(amw, home=tmp_path, url=stocked_url, AMW_ALLOWED_PRIVATE_HOSTS="127.0.0.1", EXTRACT_PROCESSES="0")
    shown = ask("sources", "show", known)
    assert shown.returncode == 0, shown.stderr
    for words in ("The Decoder", f"127.0.0.1:{site.port}", "4 pages", "div.story-body"):
        assert words in shown.stdout.replace("\n", ""), words
    (record,) = [json.loads(line) for line in ask("sources", "show", known, "--json").stdout.splitlines()]
    assert [(row["hit_rate"], row["ended"]) for row in record["templates"]] == [(1.0, None)]
    assert ask("sources", "show", "no-such-source").returncode == 2
    explained = ask("scrape", site.url("/report-3"), "--explain", "--kind", "article")
    assert explained.returncode == 0, explained.stderr
    (template,) = json.loads(explained.stdout)["templates"]
    tags = {tag["field"]: tag for tag in json.loads(explained.stdout)["tags"]}
    assert {"relevant", "category", "segment", "lens", "event"} <= set(tags) and all(tag["reason"] for tag in tags.values())
    assert template["fits"] and template["differs_in"] == []
    assert f" of 127.0.0.1:{site.port}, learned from 4 pages, valid since 20" in explained.stderr.replace("\n", " ")
