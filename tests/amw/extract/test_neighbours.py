"""What stands on an article's page as if it were the article's: others that are scrolled to, comments as paragraphs."""

from __future__ import annotations

import pytest
from made_pages import paragraph

from amw.extract import extract_article

URL = "https://wire.example/business/tax-credit"
TITLE = "Cabinet clears a tax credit for hardware"
OWN = [paragraph(i) for i in range(4)]
OTHER = [paragraph(40 + i) for i in range(4)]


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str) -> bytes:
    return f"<html lang=en><head><title>{TITLE} | Wire</title></head><body><div id=list>{body}</div></body></html>".encode()


def lines(body: str) -> list[str]:
    return extract_article(page(body), URL).text.split("\n")


def story(title: str, texts: list[str], *, tag: str = "h1", day: str = "8 May 2026, 11:45") -> str:
    return f"<section class=story><{tag}>{title}</{tag}><div class=meta>{day}</div><div class=text>{paragraphs(texts)}</div></section>"


NEXT = "<a href=/n>A bridge is closed for the third time this year</a>"


@pytest.mark.parametrize("tag", ["h1", "h2"])
@pytest.mark.parametrize("first", [True, False])
def test_of_articles_alike_the_one_under_the_pages_title_is_read(tag: str, first: bool) -> None:
    stories = [story(TITLE, OWN, tag=tag), story(NEXT, OTHER, tag=tag)]
    told = lines("".join(stories if first else stories[::-1]))
    assert [line for line in told if line != TITLE] == OWN


def test_chapters_are_one_article_in_one_element_or_in_several() -> None:
    inside = f"<h1>{TITLE}</h1>{paragraphs(OWN)}<h1>What it means for importers</h1>{paragraphs(OTHER)}"
    apart = story(TITLE, OWN, day="") + story("What it means for importers", OTHER, day="")
    for body in (inside, apart):
        assert {*OWN, *OTHER} <= {*lines(body)}


REMARKS = (
    ("Marta", "Have they said anything about the old machines? Ours is from the year before, and nobody answers the telephone."),
    ("jdk", "The same was promised in spring, and then the form was nowhere to be found until the money was gone."),
    ("A reader", "I doubt that it helps a shop of our size, but the accountant says that we should try it all the same."),
)


def said(layout: str) -> str:
    return "".join(layout.format(name=name, remark=remark, day=n + 9) for n, (name, remark) in enumerate(REMARKS))


@pytest.mark.parametrize(
    "heading", ["3 responses to “Cabinet clears a tax credit for hardware”", "Comments", "Kommentare (3)", "3 thoughts on “Tax”"]
)
@pytest.mark.parametrize(
    "layout",
    [
        "<p><b>{name}</b> says:<br>May {day}, 2026 at 8:10 am</p><p>{remark}</p>",
        "<p>{remark}</p><p class=posted>Posted by: {name} | {day} May 2026</p>",
    ],
)
def test_comments_as_paragraphs_under_a_heading_are_left_out(heading: str, layout: str) -> None:
    told = lines(f"<h1>{TITLE}</h1>{paragraphs(OWN)}<h3>{heading}</h3>{said(layout)}")
    assert [line for line in told if line in OWN] == OWN
    assert not any(remark in line for line in told for _, remark in REMARKS)


def test_a_heading_about_responses_without_days_below_is_the_articles() -> None:
    told = lines(f"<h1>{TITLE}</h1>{paragraphs(OWN)}<h3>Responses</h3>{paragraphs(OTHER)}")
    assert {*OWN, *OTHER} <= {*told}
