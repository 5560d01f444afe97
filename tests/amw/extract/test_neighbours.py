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


def story(title: str, texts: list[str], *, day: str = "8 May 2026, 11:45") -> str:
    return f"<article><h1>{title}</h1><div class=meta>{day}</div><div class=text>{paragraphs(texts)}</div></article>"


NEXT = "<a href=/n>A bridge is closed for the third time this year</a>"


@pytest.mark.parametrize("first", [True, False])
def test_of_articles_side_by_side_the_one_under_the_pages_title_is_read(first: bool) -> None:
    stories = [story(TITLE, OWN), story(NEXT, OTHER)]
    told = lines("".join(stories if first else stories[::-1]))
    assert [line for line in told if line != TITLE] == OWN


def test_an_article_with_chapters_has_a_neighbour_all_the_same() -> None:
    texts = [*OWN[:2], "</p><h1>What it means for importers</h1><p>", *OWN[2:]]
    told = lines(story(TITLE, texts) + story(NEXT, OTHER))
    assert {*OWN} <= {*told} and not {*OTHER} & {*told}


@pytest.mark.parametrize(
    ("title", "heading", "other"),
    [
        (f"{TITLE}, a bridge is closed again, and what else the week told", TITLE, "A bridge is closed for the third time"),
        (f"{TITLE}, parts one and two", f"{TITLE}, part one", f"{TITLE}, part two"),
        (f"{TITLE} | Wire", TITLE, f"{TITLE} (part two)"),
    ],
)
def test_items_and_parts_of_one_article_stay(title: str, heading: str, other: str) -> None:
    body = story(heading, OWN) + story(other, OTHER, day="15 May 2026")
    markup = f"<html lang=en><head><title>{title}</title></head><body><div>{body}</div></body></html>"
    assert {*OWN, *OTHER} <= {*extract_article(markup.encode(), URL).text.split("\n")}


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


@pytest.mark.parametrize(
    ("heading", "inner"),
    [
        ("Comments", ["The period for comments ends on 3 June 2027.", "Operators have until 1 September 2027.", *OTHER[:2]]),
        ("Comments", ["Draft published: 3 May 2027", "Comments close: 3 June 2027", "Hearing: 12 July 2027"]),
        ("Responses to the blackout", ["The grid operator | May 3, 2027", OTHER[0], "The minister | May 5, 2027", OTHER[1]]),
        ("Replies", ["<h4>1 May 2027</h4>", OTHER[0], "<h4>2 May 2027</h4>", OTHER[1], "<h4>3 May 2027</h4>", OTHER[2]]),
    ],
)
def test_a_chapter_with_days_below_such_a_heading_stays_and_what_follows_it(heading: str, inner: list[str]) -> None:
    chapter = "".join(part if part.startswith("<h4") else f"<p>{part}</p>" for part in inner)
    told = lines(f"<h1>{TITLE}</h1><div>{paragraphs(OWN)}<h3>{heading}</h3>{chapter}<h3>Next</h3><p>{OTHER[3]}</p></div>")
    assert {*OWN, *(part for part in inner if not part.startswith("<h4")), OTHER[3]} <= {*told}


def test_a_thread_ends_where_a_chapter_begins() -> None:
    layout = "<p><b>{name}</b> says:<br>May {day}, 2026 at 8:10 am</p><p>{remark}</p>"
    told = lines(f"<h1>{TITLE}</h1>{paragraphs(OWN)}<h3>3 comments</h3>{said(layout)}<h3>What comes next</h3>{paragraphs(OTHER)}")
    assert {*OWN, *OTHER} <= {*told} and not any(remark in line for line in told for _, remark in REMARKS)


def test_a_heading_about_responses_without_days_below_is_the_articles() -> None:
    told = lines(f"<h1>{TITLE}</h1>{paragraphs(OWN)}<h3>Responses</h3>{paragraphs(OTHER)}")
    assert {*OWN, *OTHER} <= {*told}


def test_days_outside_of_the_element_that_holds_the_heading_are_none_of_a_thread() -> None:
    text = f"<div><h1>{TITLE}</h1>{paragraphs(OWN)}<h3>Responses</h3>{paragraphs(OTHER[:2])}</div>"
    told = lines(f"{text}<div><p>Older: January 3, 2026</p><p>Older: December 9, 2025</p><p>{paragraph(80)}</p></div>")
    assert {*OWN, *OTHER[:2]} <= {*told}


def test_an_article_of_its_own_below_the_pages_is_left_out_however_it_is_set() -> None:
    first = f"<article class=wide><h1 class=t128>{TITLE}</h1><div>8 May 2026</div>{paragraphs(OWN)}</article>"
    other = f"<h1 class=t152>A bridge is closed</h1><div>7 May 2026</div>{paragraphs(OTHER)}"
    told = lines(f"<main>{first}<div class=under><article class=entity>{other}</article></div></main>")
    assert {*OWN} <= {*told} and not {*OTHER} & {*told}
    inside = first.replace("</article>", f"<article>{other}</article></article>")  # it embeds the other: both are told
    assert {*OWN, *OTHER} <= {*lines(f"<main>{inside}</main>")}


@pytest.mark.parametrize("between", ["<div class=box><h3>Sign up for our letter</h3><form><input></form></div>", "<h4>Advertisement</h4>"])
def test_what_heads_a_form_or_an_advertisement_heads_no_text(between: str) -> None:
    told = lines(f"<h1>{TITLE}</h1><div>{paragraphs(OWN[:2])}{between}{paragraphs(OWN[2:])}</div>")
    assert [line for line in told if line != TITLE] == OWN


def test_a_heading_in_a_form_around_the_page_stays() -> None:
    told = lines(f"<form><h1>{TITLE}</h1>{paragraphs(OWN[:2])}<h3>Trivia</h3>{OWN[2]}<p>{OWN[3]}</p></form>")
    assert "Trivia" in told


def test_a_column_or_window_before_the_headline_is_left_out_and_a_summary_there_stays() -> None:
    def told(left: str) -> set[str]:
        return {*lines(f"<div class=left>{left}</div><div class=mid><h1>{TITLE}</h1>{paragraphs(OWN)}</div>")}

    house = "".join(f"<h3>{heading}</h3><p>{text}</p>" for heading, text in zip(("Who we are", "Our method"), OTHER, strict=False))
    for left in (house, f"<h2>How can we help?</h2>{paragraphs(OTHER[:3])}"):
        assert {*OWN} <= told(left) and not {*OTHER} & told(left)
    assert {*OWN, OTHER[0]} <= told(f"<p>{OTHER[0]}</p>")


def test_a_standfirst_under_a_kicker_stays() -> None:
    told = lines(
        f"<article><header><h2>Analysis</h2><p>{OTHER[0]}</p></header><div class=main><h1>{TITLE}</h1>{paragraphs(OWN)}</div></article>"
    )
    assert {*OWN, OTHER[0]} <= {*told}
