"""Pages that are broken, empty, hostile or no pages at all: a reason, in bounded time, and never an exception."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pages import article_page, hostile, paragraph, peak_memory
from runaway import no_runaway

from amw.extract import extract_article
from amw.extract.bounds import MAX_BYTES
from amw.extract.parse import read_page
from amw.language import load_model

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
        (b"\x00\x00\x00\x1cftypisom" + bytes(range(256)) * 40, "not_html:binary"),
        (b"ID3\x03" + bytes(range(1, 256)) * 40, "not_html:binary"),
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


@pytest.mark.parametrize("name", sorted(hostile()))
def test_hostile_pages_are_bounded(name: str) -> None:
    """A second and 200 MB a page; benchmarks/extract.py --hostile shows the figures, this guards against another order of growth."""
    extract_article(article_page(1).encode(), URL, now=NOW)  # imports and weights
    load_model()
    body = hostile()[name]
    before = peak_memory(reset=True)
    with no_runaway():
        article = extract_article(body, URL, now=NOW)
    assert not (article.reason or "").startswith("error"), article.reason
    assert peak_memory() - before < 200_000  # KiB


def test_a_page_with_a_few_nuls_is_read_without_them() -> None:
    body = article_page(1)
    article = extract_article(body.replace("</title>", "\x00\x00</title>").replace("<p>", "<p>\x00", 1).encode(), URL, now=NOW)
    assert article.text == extract_article(body.encode(), URL, now=NOW).text != ""
    assert article.title == extract_article(body.encode(), URL, now=NOW).title


def test_a_page_that_is_cut_within_a_letter_is_read() -> None:
    page = "<body><p>" + "é" * (MAX_BYTES // 2)  # nine bytes, then letters of two
    read = read_page(page.encode())
    assert read.truncated and set(read.blocks[0].text) == {"é"}


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=3000))
def test_bytes_never_raise(body: bytes) -> None:
    article = extract_article(body, URL, now=NOW)
    assert article.text or article.reason
    assert not (article.reason or "").startswith("error"), article.reason


SOUP = [
    "<p>", "</p>", "<div class='author date'>", "<h1>", "</h1>", "<a href='x'>", "<time datetime='2024-01-01'>", "<br>", "<br>",
    '<script type=\'application/ld+json\'>{"@type":"Article","author":[{}],"datePublished":[1],"headline":{"a":1}}</script>',
    "text, more. ", "<table><tr><td>", "<ul><li>", "<pre>\n", "</div>", "<img src='a.jpg' width='x'>", "<svg><p>", "<template><p>",
    "<meta property='og:url' content='http://[bad'>", "\ud7ff", "© 2024 ", "By Ada Example ", "<article>", "<select>",
]  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(SOUP), max_size=60), st.text(max_size=40))
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


def test_the_walk_ends_where_the_room_for_text_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("amw.extract.walk.MAX_TEXT", 10)
    read = read_page(b"<div>12345678</div><div>     beyond</div>" + b"<div>x</div>" * 50)
    assert read.truncated and [block.text for block in read.blocks] == ["12345678"]
    assert len(read.elements.looks) < 10
