"""What repeats on a page: teasers and comments under names that tell nothing are none of the article, entries of a list are."""

from __future__ import annotations

import numpy as np
from made_pages import MAKERS, paragraph, sentence

from amw.extract import extract_article
from amw.extract.cards import describe_cards, family
from amw.extract.frame import Frame, solid_blocks
from amw.extract.parse import read_page

URL = "https://wire.example/briefs/8"
TITLE = "A short brief on what was said"


REMARKS = (
    ("marcus_b", "I have been on the old plan for two years, so I doubt that this changes much for small shops like ours."),
    ("Erin T", "What nobody says is that the cheap tier has a queue now, and on Monday mornings we wait for the first word."),
    ("op3n", "They did the same thing in spring: announce a lower price, then shorten the window so that everybody has to move."),
    ("Jan W.", "We moved to a local one in August and I would not go back, slower and worse at tables as it is."),
)


def page(body: str, rest: str) -> bytes:
    inner = f"<div class=k1><h1>{TITLE}</h1>{body}{rest}</div>"
    return f"<html lang=en><head><title>{TITLE}</title></head><body><div>{inner}</div></body></html>".encode()


def test_teasers_with_text_below_two_paragraphs_are_left_out() -> None:
    cards = "".join(
        f"<div class=k4><a href='/b/{n}'>{MAKERS[n]} and what came of its plan number {n}</a><div>{sentence(50 + n)}</div></div>"
        for n in range(9)
    )
    text = extract_article(page(f"<p>{paragraph(1)}</p><p>{paragraph(2, 1)}</p>", f"<div class=k3>{cards}</div>"), URL).text
    assert text.split("\n") == [paragraph(1), paragraph(2, 1)]


def test_long_comments_under_no_names_are_left_out_but_perhaps_the_first() -> None:
    body = "".join(f"<p>{paragraph(n)}</p>" for n in range(4))
    said = "".join(
        f"<div class=k8><div>{name}</div><div>{n + 3} Nov 2026</div><p>{remark} {sentence(60 + n)}</p></div>"
        for n, (name, remark) in enumerate(REMARKS)
    )
    text = extract_article(page(body, f"<div class=k7>{said}</div>"), URL).text
    assert text.startswith("\n".join(paragraph(n) for n in range(4)))
    assert sum(remark in text for _, remark in REMARKS) <= 1


def test_an_article_of_entries_is_kept() -> None:
    entries = "".join(f"<div class=k5><h3>{n + 1}. {MAKERS[n]}</h3><p>{paragraph(n)}</p><p>{paragraph(30 + n)}</p></div>" for n in range(8))
    text = extract_article(page(f"<p>{paragraph(90)}</p>", f"<div class=k3>{entries}</div>"), URL).text
    assert all(paragraph(n) in text and paragraph(30 + n) in text for n in range(8))


def test_cards_are_told_from_what_stands_once() -> None:
    cards = "".join(
        f"<div class='post-{n} post'><a href=/x>A headline of a card, number {n}</a><p>{sentence(n)}</p></div>" for n in range(5)
    )
    walked = read_page(page(f"<p>{paragraph(1)}</p>", f"<section>{cards}</section>"))
    frame = Frame.of(walked, solid_blocks(walked))
    running = np.zeros((3, len(walked.blocks) + 1))
    running[:, 1:] = np.cumsum([(len(b.text), b.link_chars, len(b.text) - b.link_chars) for b in walked.blocks], axis=0).T
    table = describe_cards(walked, frame, running)
    texts = [block.text for block in frame.blocks]
    assert table[:2, texts.index(paragraph(1))].tolist() == [0, -1]
    number, characters, lines = table[:3, texts.index(sentence(2))]
    assert (number, lines) == (5, 2)
    assert characters == np.mean([len(f"A headline of a card, number {n}") + len(sentence(n)) for n in range(5)]).astype(np.float32)
    assert np.isfinite(table).all()
    assert family(("div", "post-12 post", "")) == family(("div", "post-9 other", "")) != family(("div", "", ""))
