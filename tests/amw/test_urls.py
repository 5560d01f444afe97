from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amw.urls import MAX_LENGTH, canonicalise, host, is_http, site, unwrap


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://Example.COM:80/a/../b?x=1#part", "http://example.com/b?x=1"),
        ("https://example.com", "https://example.com/"),
        ("https://user:secret@example.com/", "https://example.com/"),
        ("https://example.com/?", "https://example.com/"),
        ("https://example.com/a?utm_source=x&b=2&utm_medium=y&a=1", "https://example.com/a?b=2&a=1"),
        ("https://example.com/a?fbclid=1&gclid=2", "https://example.com/a"),
        ("https://example.com/a?ref=rss", "https://example.com/a"),
        ("https://example.com/tree?ref=main", "https://example.com/tree?ref=main"),
        ("https://example.com/p;jsessionid=A1B2?id=7", "https://example.com/p?id=7"),
        ("https://例え.jp/あ", "https://xn--r8jz45g.jp/%E3%81%82"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        (" https://example.com/a\n", "https://example.com/a"),
    ],
)
def test_canonical_spelling(url: str, expected: str) -> None:
    assert canonicalise(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "mailto:a@b.c",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.com/",
        "/path",
        "//host",
        "http://",
    ],
)
def test_what_is_no_web_address(url: str) -> None:
    assert canonicalise(url) is None
    assert not is_http(url)
    assert host(url) is None
    assert site(url) is None


def test_relative_links_resolve_against_their_page() -> None:
    assert canonicalise("../b?utm_source=x", "https://example.com/a/c/d") == "https://example.com/a/b"
    assert canonicalise("//cdn.example.com/x", "https://example.com/") == "https://cdn.example.com/x"
    assert canonicalise("javascript:void(0)", "https://example.com/") is None


def test_over_long_addresses_are_none() -> None:
    assert canonicalise("https://example.com/" + "a" * MAX_LENGTH) is None


def test_site_follows_the_public_suffix_list() -> None:
    assert site("https://news.bbc.co.uk/x") == "bbc.co.uk"
    assert site("https://someone.github.io/x") == "someone.github.io"
    assert site("http://127.0.0.1:8000/") == "127.0.0.1"


def test_host_is_bare() -> None:
    assert host("https://WWW.Example.com:8443/") == "www.example.com"
    assert host("http://[::1]:80/") == "::1"


def test_redirectors_that_spell_their_target_out() -> None:
    assert unwrap("https://www.google.com/url?rct=j&url=https://example.com/a%3Fb%3D1&ct=ga") == "https://example.com/a?b=1"
    assert unwrap("https://www.google.com/url?url=javascript:alert(1)").startswith("https://www.google.com/")
    assert unwrap("https://example.com/url?url=https://a.example/") == "https://example.com/url?url=https://a.example/"


@given(st.text(max_size=200))
def test_any_text_is_answered_and_the_answer_is_stable(text: str) -> None:
    for candidate in (text, f"https://example.com/{text}", f"https://example.com/?{text}"):
        once = canonicalise(candidate)
        assert once is None or (once.startswith(("http://", "https://")) and canonicalise(once) == once)
        site(candidate)
        unwrap(candidate)
