from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amw.archive import Captures
from amw.kinds import detect
from amw.sources import Source, SourceIndex

PROSE = "".join(
    f"<p>The company said in part {n} that its model is faster, cheaper and available to all customers from today.</p>" for n in range(9)
)
LINKS = "".join(f'<li><h3><a href="/news/a-story-about-number-{n}">A headline about the story number {n}</a></h3></li>' for n in range(12))
INDEX = SourceIndex([])


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><title>T</title>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("body", "content_type", "url", "kind"),
    [
        (b"<?xml version='1.0'?><rss version='2.0'><channel>", "text/html", "https://e.com/x", "feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "application/json", "https://e.com/x", "feed"),
        (b"<urlset xmlns='x'><url/></urlset>", "text/xml", "https://e.com/x", "sitemap"),
        (b"Date,USD,JPY,\n2026-11-03,1.2,180,\n", "text/csv", "https://e.com/x", "rates"),
        (gzip.compress(b"<urlset/>", mtime=0), "application/gzip", "https://e.com/sitemap.xml.gz", "sitemap"),
        (gzip.compress(b"<?xml version='1.0'?>\n<urlset/>", mtime=0), "application/gzip", "https://e.com/sm-7.xml.gz", "sitemap"),
        (gzip.compress(b"https://e.com/1\nhttps://e.com/2", mtime=0), "application/gzip", "https://e.com/sitemap.txt.gz", "sitemap"),
        (
            gzip.compress("<?xml version='1.0'?><urlset/>".encode("utf-16"), mtime=0),
            "application/gzip",
            "https://e.com/sitemap.gz",
            "sitemap",
        ),
        (gzip.compress(b"a backup", mtime=0), "application/gzip", "https://e.com/sitemap.xml.gz", "other"),
        (b"\x1f\x8b and no more", "application/gzip", "https://e.com/sitemap.xml.gz", "other"),
        ("<?xml version='1.0'?><rss version='2.0'><channel>".encode("utf-16"), "application/rss+xml", "https://e.com/x", "feed"),
        ("<?xml version='1.0'?><urlset>".encode("utf-16-be"), "text/xml", "https://e.com/x", "sitemap"),
        (b"https://e.com/1\nhttps://e.com/2", "text/plain", "https://e.com/sitemap.txt", "sitemap"),
        (page(PROSE), "text/html", "https://e.com/a-story", "article"),
        (
            page(PROSE[:300], '<script type="application/ld+json">{"@type": "NewsArticle"}</script>'),
            "text/html",
            "https://e.com/a",
            "article",
        ),
        (
            page(PROSE[:300], '<script type="application/ld+json">{"@graph":[{"@type":["BlogPosting"]}]}</script>'),
            "",
            "https://e.com/a",
            "article",
        ),
        (page(LINKS), "text/html", "https://e.com/news", "listing"),
        (page(LINKS + PROSE[:300]), "text/html", "https://e.com/", "listing"),
        (page("<p>Nothing here.</p>"), "text/html", "https://e.com/x", "other"),
        (b'{"data": []}', "application/json", "https://e.com/x", "other"),
        (b"%PDF-1.7", "application/pdf", "https://e.com/x", "other"),
        (b"", "text/html", "https://e.com/x", "other"),
    ],
)
def test_kinds(body: bytes, content_type: str, url: str, kind: str) -> None:
    found = detect(body, content_type, url, sources=INDEX)
    assert found.kind == kind, found.reason
    assert found.reason


def test_a_board_is_known_by_its_address() -> None:
    board = Source(
        key="b", name="B", kind="board", url="https://e.com/board.csv", interval=1, found_in="x", board="b", pattern=r"e\.com/old$"
    )
    index = SourceIndex([board])
    assert detect(b"anything", "", "https://e.com/board.csv", sources=index).source == board
    assert detect(b"anything", "", "https://e.com/old", sources=index).kind == "board"
    assert detect(b"anything", "", "https://e.com/other", sources=index).kind == "other"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_nothing_raises(noise: bytes) -> None:
    detect(noise, "text/html", "https://e.com/x", sources=INDEX)
    detect(b"<html><script type='application/ld+json'>" + noise, "", "https://e.com/x", sources=INDEX)


@pytest.mark.realdata
def test_captures_are_what_they_are(realdata: Path) -> None:
    for name, kind in (("articles", "article"), ("feeds", "feed"), ("boards", "board")):
        captures = Captures([realdata / "captures" / f"{name}.warc.gz"])
        chosen = captures.records[::3]
        right = sum(detect(captures.read(record).body, record.content_type, record.url).kind == kind for record in chosen)
        assert right >= 0.95 * len(chosen), name


def test_a_page_of_teasers_is_a_listing() -> None:
    teaser = "<li><a href='/2026/05/{0}'>A headline that is long enough, number {0}</a><p>{1}</p></li>"
    items = "".join(
        teaser.format(number, "Two sentences tell what the report is about. They are shorter than a report. " * 2) for number in range(8)
    )
    body = f"<html><body><main><h1>News</h1><ul>{items}</ul></main></body></html>".encode()
    assert detect(body, "text/html", "https://e.example/topics/ai").kind == "listing"


def test_a_report_with_related_teasers_is_an_article() -> None:
    teaser = "<div><h3><a href='/2026/05/{0}'>A headline that is long enough, number {0}</a></h3><p>A short teaser of it.</p></div>"
    related = "".join(teaser.format(number) for number in range(6))
    prose = "<p>" + "The company told its shareholders on Monday what it would do with the money it had raised. " * 6 + "</p>"
    body = f"<html><body><article><h1>A report</h1>{prose * 4}</article><section>{related}</section></body></html>".encode()
    assert detect(body, "text/html", "https://e.example/topics/report").kind == "article"
