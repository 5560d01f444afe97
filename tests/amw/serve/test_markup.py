"""Markup cannot be broken by what it holds, whatever that is."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amw.serve.markup import Markup, data_block, element, link, text, xml_element
from amw.text import storable


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(markup: str) -> Reader:
    reader = Reader()
    reader.feed(markup)
    reader.close()
    return reader


@given(st.text(), st.text())
def test_any_text_comes_back_as_text_and_any_attribute_as_attribute(words: str, title: str) -> None:
    found = read(element("p", words, title=title, class_="x"))
    assert found.tags == [("p", {"title": storable(title), "class": "x"})]
    assert "".join(found.words) == storable(words)


@given(st.text(alphabet=st.sampled_from("<>&\"'/!-scriptSCRIPT\u2028\\"), max_size=60))
def test_a_data_block_ends_where_it_ends(words: str) -> None:
    block = data_block({"headline": words, words: [words]})
    inner = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set(inner) & set("<>&\u2028\u2029")
    assert json.loads(inner) == {"headline": words, words: [words]}


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JAVASCRIPT:x",
        "data:text/html,x",
        "//evil.example/x",
        "/\\evil.example",
        "vbscript:x",
        "file:///etc",
        "",
        "x",
        0,
    ],
)
def test_an_address_that_is_not_http_never_becomes_a_link(address: Any) -> None:
    with pytest.raises(ValueError, match="href"):
        element("a", "x", href=address)
    if address:
        assert "href" not in link(address, "x")


@given(st.text(max_size=40))
def test_a_link_outside_is_http_or_no_link(address: str) -> None:
    for _, attributes in read(link(address, "x")).tags:
        assert (attributes.get("href") or "http:").lower().startswith(("http:", "https:"))


@pytest.mark.parametrize(
    ("name", "attributes"),
    [("script", {}), ("STYLE", {}), ("p onclick=x", {}), ("p", {"onclick": "x"}), ("p", {"style": "x"}), ("p", {"a b": "x"}), ("", {})],
)
def test_what_could_run_is_refused(name: str, attributes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="is no"):
        element(name, "x", **attributes)


def test_markup_is_not_escaped_twice_and_nothing_is_nothing() -> None:
    assert element("p", element("b", "a & b"), None, [1, Markup("<i>x</i>")], hidden=True, title=None) == (
        "<p hidden><b>a &amp; b</b>1<i>x</i></p>"
    )
    assert text(None) == ""
    assert element("br") == "<br>"


def test_xml_has_no_void_elements_and_no_bare_names() -> None:
    assert xml_element("link", href="a&b", xml_lang="en") == '<link href="a&amp;b" xml:lang="en"/>'
    assert xml_element("title", "a\x0b<b") == "<title>a&lt;b</title>"
    assert xml_element("link", hidden=True, rel=None) == '<link hidden="True"/>'
