"""Pages that are broken, empty, hostile or no pages at all: a reason, in bounded time, and never an exception."""

from __future__ import annotations

import resource
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pages import article_page, paragraph

from amw.extract import extract_article

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
URL = "https://wire.example/x"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"  \n\x00 ", "empty"),
        (b"<html><body></body></html>", "empty"),
        (b"%PDF-1.7\n%...", "not_html:pdf"),
        (b"\x89PNG\r\n\x1a\n0000", "not_html:image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "not_html:image"),
        (b'{"error": "none"}', "not_html:json"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "not_html:xml"),
        (b"\x1f\x8b\x08\x00\x00\x00", "not_html:compressed"),
        (b"<html><frameset cols='1,2'><frame src=a><frame src=b></frameset></html>", "frames"),
        (b"<html><body><div id=root></div><script>" + b"var x=1;" * 900 + b"</script></body></html>", "javascript"),
        (b"<html><title>404</title><body><h1>404 Not Found</h1><p>Nothing here.</p></body></html>", "not_found"),
        (b"<html><title>Just a moment...</title><body><p>Checking your browser before accessing</p></body></html>", "blocked"),
        (b"<html><body><p>Before you continue: we value your privacy.</p><button>Accept all cookies</button></body></html>", "consent"),
    ],
)
def test_reasons(body: bytes, reason: str) -> None:
    article = extract_article(body, URL, now=NOW)
    assert article.text == ""
    assert article.reason == reason
    assert article.consent == (reason == "consent")


def hostile() -> dict[str, bytes]:
    nested = 10_000_000 // 5
    return {
        "nested div": b"<div>" * nested,
        "nested list": b"<ul><li>" * 1_000_000,
        "nested formatting": b"<b><p>" * 1_500_000,
        "nested and closed": b"<div>" * 400_000 + b"text" + b"</div>" * 400_000,
        "one line": b"<html><body><p>" + b"word " * 1_000_000,
        "one word": b"<html><body><p>" + b"x" * 5_000_000,
        "many attributes": b"<p " + b" ".join(b"a%d=1" % i for i in range(300_000)) + b">text</p>",
        "open tags": b"<" * 3_000_000,
        "ampersands": b"&" * 3_000_000,
        "comments": b"<!--" * 1_000_000,
        "many paragraphs": b"<p>some words, here.</p>" * 300_000,
        "many links": b"<li><a href=/x class=author>By Someone Else 2024-01-01</a></li>" * 60_000,
        "many dates": b"<div class='date published'>Published: May 3, 2024 by</div>" * 60_000,
        "many headings": b"<h1>A heading <span>of parts</span></h1>" * 60_000,
        "many scripts": b"<script type='application/ld+json'>{\"@type\":\"NewsArticle\"}</script>" * 60_000,
        "deep json": b"<script type='application/ld+json'>" + b"[" * 200_000 + b"</script>",
        "big json": b"<script type='application/json'>[" + b'"some long prose, here. And more of it, surely.",' * 60_000 + b"1]</script>",
        "brackets in scripts": b"<script>window.x = " + b"{[" * 300_000 + b"</script>",
        "meta": b"<meta property='article:tag' content='a,b,c'>" * 60_000,
        "spaces": b"<title>" + b" | " * 300_000 + b"</title>" + b"<h1>" + b" - " * 300_000 + b"</h1>",
        "quotes": b"<script>self.__next_f.push([1,\"" + b"\\" * 300_000 + b"</script>",
        "nul": b"<html><p>" + b"\x00a" * 500_000,
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(hostile()))
def test_hostile_pages_are_bounded(name: str) -> None:
    extract_article(article_page(1).encode(), URL, now=NOW)  # imports and weights
    body = hostile()[name]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    article = extract_article(body, URL, now=NOW)
    spent = time.process_time() - start
    assert not (article.reason or "").startswith("error"), article.reason
    assert spent < 2.0  # 1 s on a quiet core
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000  # KiB; the body itself and its decoded text are in it


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=3000))
def test_bytes_never_raise(body: bytes) -> None:
    article = extract_article(body, URL, now=NOW)
    assert article.text or article.reason
    assert not (article.reason or "").startswith("error"), article.reason


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div class='author date'>",
                "<h1>",
                "</h1>",
                "<a href='x'>",
                "<time datetime='2024-01-01'>",
                "<br>",
                "<br>",
                "text, more. ",
                "<table><tr><td>",
                '<script type=\'application/ld+json\'>{"@type":"Article","author":[{}],"datePublished":[1],"headline":{"a":1}}</script>',
                "<ul><li>",
                "<pre>\n",
                "</div>",
                "<img src='a.jpg' width='x'>",
                "<meta property='og:url' content='http://[bad'>",
                "<svg><p>",
                "<template><p>",
                "\ud7ff",
                "© 2024 ",
                "By Ada Example ",
                "<article>",
                "<select>",
            ]
        ),
        max_size=60,
    ),
    st.text(max_size=40),
)
def test_tag_soup_never_raises(parts: list[str], url: str) -> None:
    article = extract_article("".join(parts).encode("utf-8", "replace"), url, now=NOW)
    assert not (article.reason or "").startswith("error"), article.reason


def test_cut_off_page_keeps_what_came() -> None:
    page = article_page(1).encode()
    article = extract_article(page[: page.index(b"<h2>What ") + 60], URL, now=NOW)
    assert paragraph(100) in article.text


def test_amp_page() -> None:
    page = article_page(4).replace("<html lang", "<html amp lang").replace("<p>", "<amp-img src=/a.jpg width=600></amp-img><p>", 1)
    assert paragraph(407) in extract_article(page.encode(), URL, now=NOW).text
