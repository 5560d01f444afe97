from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amw.feeds import Entry
from amw.sitemaps import parse_sitemap

URL = "https://example.com/sitemap.xml"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
NEWS = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
 <url><loc>https://example.com/a?utm_source=s</loc><lastmod>2026-10-03</lastmod>
  <n:news><n:publication><n:name>Example</n:name><n:language>zh-cn</n:language></n:publication>
   <n:publication_date>2026-10-02T10:00:00+08:00</n:publication_date><n:title>T &amp; U</n:title><n:keywords>a, b</n:keywords></n:news>
  <image:image><image:loc>/i.png</image:loc><image:title>not the title</image:title></image:image></url>
 <url><loc>javascript:x</loc></url>
 <url><loc>/b</loc></url>
</urlset>"""


def test_news_sitemap() -> None:
    parsed = parse_sitemap(NEWS, URL, now=NOW)
    first, second = parsed.pages
    assert first.link == "https://example.com/a"
    assert (first.title, first.language, first.keywords) == ("T & U", "zh", ("a", "b"))
    assert first.published_at == datetime(2026, 10, 2, 2, tzinfo=UTC)
    assert first.modified_at == datetime(2026, 10, 3, tzinfo=UTC)
    assert first.image == "https://example.com/i.png"
    assert second.link == "https://example.com/b"
    assert parsed.leftovers == {"links/not_http": 1}
    assert Entry.from_facts(first.facts()) == first


def test_gzip_is_the_same() -> None:
    assert parse_sitemap(gzip.compress(NEWS), URL, now=NOW) == parse_sitemap(NEWS, URL, now=NOW)


def test_index() -> None:
    children = b"<sitemap><loc>/s1.xml</loc><lastmod>2026-10-01</lastmod></sitemap><sitemap><loc>/s2.xml</loc></sitemap>"
    body = b"<sitemapindex>" + children + b"</sitemapindex>"
    parsed = parse_sitemap(body, URL, now=NOW)
    assert parsed.pages == ()
    assert parsed.sitemaps == (("https://example.com/s1.xml", datetime(2026, 10, 1, tzinfo=UTC)), ("https://example.com/s2.xml", None))


def test_text_list() -> None:
    assert [page.link for page in parse_sitemap(b"https://example.com/1\nhttps://example.com/2\n", URL).pages] == [
        "https://example.com/1",
        "https://example.com/2",
    ]


def test_broken_xml_keeps_what_precedes_the_break() -> None:
    parsed = parse_sitemap(NEWS[: NEWS.index(b"<url><loc>/b")] + b"<url><loc>https://example", URL, now=NOW)
    assert parsed.pages[0].title == "T & U"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"<html><body>no</body></html>", "html"),
        (b"<urlset></urlset>", "no_pages"),
        (b"<other/>", "not_a_sitemap"),
        (b"words\nand words", "not_a_sitemap"),
        (b"\x1f\x8bbroken", "not_a_sitemap"),
    ],
)
def test_why_there_is_nothing(body: bytes, reason: str) -> None:
    parsed = parse_sitemap(body, URL)
    assert (parsed.pages, parsed.reason) == ((), reason)


def test_bombs_are_refused() -> None:
    assert parse_sitemap(gzip.compress(bytes(60 * 2**20)), URL).reason == "too_large"
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><urlset><url><loc>https://example.com/&a;</loc></url></urlset>'
    assert all("aaaa" not in (page.link or "") for page in parse_sitemap(bomb.encode(), URL).pages)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_nothing_raises(noise: bytes) -> None:
    parse_sitemap(noise, URL)
    parse_sitemap(b"<urlset><url><loc>https://example.com/" + noise + b"</loc></url></urlset>", URL)
