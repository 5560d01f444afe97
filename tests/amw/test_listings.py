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
    assert [link.url for link in links] == [f"https://example.com/news/model-{n}-is-out" for n in range(6)]
    assert links[0].title == "Acme releases its model number 0"


def test_dated_addresses_and_ideographs() -> None:
    cards = "".join(f'<li><a href="/2026/10/0{n}/{1000 + n}.html">大模型公司发布新一代推理模型第{n}版</a></li>' for n in range(1, 6))
    assert len(find_links(page(cards), URL)) == 5


TITLES = (
    "Tracing one thought through a whole model",
    "Measuring how assistants disagree politely",
    "A note on tools",
    "What long windows cost",
)
LABELS = ("Interpretability", "Alignment", "Alignment", "Policy")
DAYS = ("Jan 5, 2026", "Dec 12, 2025", "Nov 3, 2025", "3 days ago")


@pytest.mark.parametrize(
    "card",
    [
        "<div><span>{label}</span><time>{day}</time></div><span class=t>{title}</span>",
        "<span>{label}</span><span>{day}</span><span>{title}</span><p>{n} pages on what happened, and on why it took so long to tell.</p>",
        "{title}<p>{n} pages on what happened, and on why it took so long to tell.</p><i>{day}</i>",
        "<h3><span>{day}</span> <em>{title}</em></h3>",
        "<h3><span>What we heard of number {n} today</span> <span>{title}, and {title}</span></h3><p>{n} pages on what happened.</p>",
    ],
)
def test_a_headline_stands_apart_from_section_day_and_teaser(card: str) -> None:
    told = zip(TITLES, LABELS, DAYS, strict=True)
    cards = [card.format(n=n, title=title, label=label, day=day) for n, (title, label, day) in enumerate(told)]
    links = find_links(page("".join(f"<a class=row href='/news/number-{n}-of-four'>{c}</a>" for n, c in enumerate(cards))), URL)
    assert [link.title.removesuffix(f", and {title}") for link, title in zip(links, TITLES, strict=True) if link.title] == list(TITLES)


def test_what_introduces_a_headline_in_a_heading_around_the_link_is_none() -> None:
    cards = "".join(
        f"<h3><a href='/news/number-{n}-of-four'><span>What we heard of number {n} today</span><b>{title}, and {title}</b></a></h3>"
        for n, title in enumerate(TITLES)
    )
    assert [link.title for link in find_links(page(cards), URL)] == [f"{title}, and {title}" for title in TITLES]


def test_a_list_that_a_page_shows_twice_keeps_its_headlines() -> None:
    cards = "".join(
        f"<a class=row href='/news/number-{n}-of-four'><span>{title}</span><p>{n} pages on what happened, and on why.</p></a>"
        for n, title in enumerate(TITLES)
    )
    assert [link.title for link in find_links(page(2 * cards), URL)] == list(TITLES)


def test_words_on_many_links_are_no_headline() -> None:
    cards = "".join(
        f"<li><a href='/news/number-{n}-of-four'>{title}</a> <a href='/news/number-{n}-of-four'>Read all there is to this story</a></li>"
        for n, title in enumerate(TITLES)
    )
    assert [link.title for link in find_links(page(cards), URL)] == list(TITLES)


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
    assert all(link.url.startswith("https://example.com/news/") for link in find_links(page(cards), URL))


def test_a_bad_selector_is_said() -> None:
    with pytest.raises(ValueError, match="selector"):
        find_links(page(CARDS), URL, selector="a[[")


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300))
def test_nothing_raises(noise: bytes) -> None:
    find_links(noise, URL)
    find_links(page(CARDS) + noise, URL)
