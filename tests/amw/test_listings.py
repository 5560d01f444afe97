from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amw.listings import find_links

URL = "https://example.com/news"
CHROME = "".join(
    f'<li><a href="/{name}">{name.title()} and everything around it today</a></li>' for name in ("about", "careers", "privacy", "tag/ai")
)


FOOTER = "<footer><a href='https://x.com/acme'>Follow us on X today</a></footer>"


def page(cards: str) -> bytes:
    return f"<html><body><nav><ul>{CHROME}</ul></nav><main>{cards}</main>{FOOTER}</body></html>".encode()


CARDS = "".join(
    f'<article class="card"><a href="/news/model-{n}-is-out?utm_source=home"><img src=x></a><h3><a href="/news/model-{n}-is-out">'
    f"Acme releases its model number {n}</a></h3><a href='/author/ada'>Ada Lovelace writes about it</a></article>"
    for n in range(6)
)


def test_articles_are_found_without_being_told() -> None:
    links = find_links(page(CARDS), URL)
    assert links == tuple(f"https://example.com/news/model-{n}-is-out" for n in range(6))


def test_dated_addresses_and_ideographs() -> None:
    cards = "".join(f'<li><a href="/2026/10/0{n}/{1000 + n}.html">大模型公司发布新一代推理模型第{n}版</a></li>' for n in range(1, 6))
    assert len(find_links(page(cards), URL)) == 5


def test_cards_that_are_one_link_and_short_headlines_among_longer_ones() -> None:
    titles = ("Tracing one thought through a whole model", "Measuring how assistants disagree", "A note on tools", "What long windows cost")
    cards = "".join(f"<a class=row href='/news/number-{n}-of-four'><i>Policy</i><b>{title}</b></a>" for n, title in enumerate(titles))
    assert len(find_links(page(2 * cards), URL)) == 4


def test_navigation_and_footer_are_no_articles() -> None:
    parts = ("sales", "support", "legal", "health-care")
    menu = "".join(f"<a href='/solutions/{part}'>{part}<p>Everything that a team needs for {part} in one place</p></a>" for part in parts)
    around = f"<header><nav><ul><li>{menu}</li></ul></nav></header>{{}}<footer>{menu.replace('solutions', 'services')}</footer>"
    assert find_links(page(around.format("")), URL) == ()
    assert find_links(page(around.format(CARDS)), URL) == find_links(page(CARDS), URL)
    assert len(find_links(page(around.format("")), URL, pattern="/services/")) == 4, "where a pattern asks for them they count"


def test_code_beside_a_link_is_no_headline() -> None:
    code = "<style>.more { font-size: 12px; color: inherit; }</style><script>var card = { open: true, wide: false };</script>"
    cards = "".join(f"<li><a href='/shop/part-{n}-of-six'>{code}More</a></li>" for n in range(6))
    assert find_links(page(cards), URL) == ()


def test_selector_and_pattern_narrow() -> None:
    body = page(CARDS)
    assert len(find_links(body, URL, selector="article h3")) == 6
    assert len(find_links(body, URL, selector="article a", pattern=r"/author/")) == 1
    assert len(find_links(body, URL, pattern=r"model-[01]-")) == 2


def test_nothing_where_nothing_is_alike() -> None:
    assert find_links(page("<p>No links at all.</p>"), URL) == ()
    assert find_links(b"", URL) == ()


def test_unsafe_and_foreign_links_stay_out() -> None:
    cards = CARDS + "<a href='javascript:alert(1)'>A very long text that looks like a headline</a>"
    assert all(link.startswith("https://example.com/news/") for link in find_links(page(cards), URL))


def test_a_bad_selector_is_said() -> None:
    with pytest.raises(ValueError, match="selector"):
        find_links(page(CARDS), URL, selector="a[[")


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300))
def test_nothing_raises(noise: bytes) -> None:
    find_links(noise, URL)
    find_links(page(CARDS) + noise, URL)
