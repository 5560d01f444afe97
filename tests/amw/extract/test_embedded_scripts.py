"""Scripts, styles and drawings lifted out of a page before it is parsed: the text of the page stays what a parser makes of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from amw.extract import extract_article
from amw.extract.embedded import HEAD, WINDOW, lift

PARTS = [
    b"<p>One paragraph.</p>",
    b"<div class='a'>two <b>bold</b>",
    b"</div>",
    b"<script>if (a < b) document.write('<script src=x><\\/script><p>no</p>')</script>",
    b"<script type=text/x-template><div><style>p {}</style></div></script>",
    b"<SCRIPT>shout('<p>no</p>')</SCRIPT>",
    b"<style>p > b { content: '<svg>' }</style>",
    b"<svg viewBox='0 0 1 1'><path d='M0'/><text>drawn</text></svg>",
    b"<svg><svg></svg></svg>",
    b"<svg/>",
    b"<!-- <script>gone() //--></script> -->",
    b"<!--> after an empty comment <script>--></script>",
    b"<script data-a=\"x > y\" src='s.js'></script>",
    b'<a title="<script>">link</a>',
    b"<svg>never closed <p>text</p>",
    b"<script>never closed",
    b"</script>",
    b"text < 5 and > 3 ",
]


def shown(page: bytes) -> str:
    parser = LexborHTMLParser(b"<html><body>" + page)
    parser.strip_tags(["script", "style", "svg"])
    return parser.body.text(deep=True) if parser.body is not None else ""


@given(st.lists(st.sampled_from(PARTS), max_size=8).map(b"".join))
def test_the_text_of_the_page_stays(page: bytes) -> None:
    assert shown(lift(page)[0]) == shown(page)


def test_what_scripts_hold_is_kept_beside_the_page() -> None:
    page = (
        b'<script type=\'application/ld+json\' id=A>{"a": "\xc3\xa9"}</script><script src=x.js>no</script>'
        b"<!-- <script type='application/ld+json'>no</script> --><script>var state = 1</script>"
    )
    markup, scripts, _ = lift(page)
    assert b"state" not in markup and b"no</script> -->" in markup
    assert list(scripts.texts("ld+json", "utf-8")) == [("application/ld+json a", '{"a": "é"}')]
    assert list(scripts.texts("", "utf-8")) == [("application/ld+json a", '{"a": "é"}'), ("", "var state = 1")]


@pytest.mark.parametrize(
    "page",
    [
        b"<script>a</SCRIPT><p>text</p><script>b</script>",
        b"<svg>" + b"<p>text</p>" + b"<svg></svg>",
        b"<svg/>" * 3 + b"<p>text</p></svg><svg>no</svg>",
    ],
)
def test_what_is_not_plainly_closed_is_left_to_the_parser(page: bytes) -> None:
    assert b"<p>text</p>" in lift(page)[0]


@pytest.mark.parametrize(
    "markup",
    [
        "<script type={}>{}</script >",
        "<SCRIPT TYPE={}>{}</SCRIPT>",
        "<Script type={}>{}</script>",
        "<script type={}>{}</SCRIPT>",
        "<script type={}>{}",
        "<script data-a='x > y' type={}>{}</script>",
        "<script data-a=it's type={}>{}</script>",
        "<!-- gone --!><script type={}>{}</script>",
    ],
)
def test_what_a_script_tells_is_read_however_its_tags_are_written(markup: str) -> None:
    script = markup.format("application/ld+json", '{"@type": "NewsArticle", "author": "Ada Example"}')
    for page in (f"<head>{script}", f"<head></head><body><p>text</p>{script}"):
        assert extract_article(page.encode(), "https://wire.example/a").authors == ("Ada Example",)


def test_a_head_ends_where_no_script_says_it_does() -> None:
    page = b"<head><script>write('</head>')</script><style>p {}</style><title>T</title></header></head><body><svg></svg>"
    head, scripts, end = lift(page, head=True)
    assert (head, page[end:]) == (b"<head><title>T</title>", b"</header></head><body><svg></svg>")
    assert [page[opened:close] for _, opened, close in scripts.spans] == [b">write('</head>')"]


@pytest.mark.parametrize("said", [b"<script>a('</head>')</script>", b'<script data-x="</head>">a</script>', b"<!-- </head> -->", b""])
def test_where_a_head_ends_does_not_hang_on_how_much_of_the_page_is_seen(said: bytes) -> None:
    for before in range(HEAD - 40, HEAD + 3):
        page = b"<head>" + b" " * before + said + b"<title>T</title></head><body><p>text</p>"
        assert lift(page, head=True)[2] == page.index(b"</head><body>")


@pytest.mark.parametrize("before", range(WINDOW - 20, WINDOW + 3))
def test_scripts_may_stand_anywhere_on_a_long_page(before: int) -> None:
    text = b"<p>" + b"x" * (before - 3)
    markup, scripts, _ = lift(text + b"<script>one()</script>" + text + b"<script>two()</script>")
    assert markup == text * 2
    assert len(scripts.spans) == 2
