"""What the body classifier is told: where blocks stand, what names and words say, one column of numbers a block."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pages import article_page

from amw.extract.body import choose
from amw.extract.features import describe, lean
from amw.extract.frame import ANCESTORS, Frame, solid_blocks
from amw.extract.furniture import Leanings, kinds_of, name_tokens, text_tokens
from amw.extract.marks import MAX_NAME, marks
from amw.extract.parse import read_page

TREES = st.recursive(
    st.sampled_from(["word", "<br>", "<p></p>", "<b>bold</b>", "<img src=a>", "<h1>Head</h1>"]),
    lambda inner: st.tuples(st.sampled_from(["div", "p", "ul", "li", "span", "a", "article", "footer"]), st.lists(inner, max_size=4)).map(
        lambda pair: f'<{pair[0]} class="{pair[0]}-{len(pair[1])}">{"".join(pair[1])}</{pair[0]}>'
    ),
    max_leaves=30,
)


@settings(max_examples=60)
@given(TREES)
def test_blocks_lie_in_the_ranges_of_all_elements_around_them(markup: str) -> None:
    page = read_page(f"<body>{markup}".encode())
    for at, block in enumerate(page.blocks):
        element = block.element
        elements = page.elements
        assert elements.tag(element) == block.tag
        while element >= 0:
            assert elements.firsts[element] <= at < elements.lasts[element]
            assert elements.parents[element] < element
            element = elements.parents[element]


@settings(max_examples=40)
@given(TREES)
def test_every_block_gets_a_column_of_finite_numbers(markup: str) -> None:
    page = read_page(f"<body>{markup}<p>One sentence of a dozen plain words stands here, so that there is a text.</p>".encode())
    positions = solid_blocks(page)
    frame = Frame.of(page, positions)
    leanings = Leanings({"div": -1.0}, {"word": -2.0})
    table = np.concatenate([describe(page, frame, title="Head", lead="", stated=""), lean(page, frame, leanings)])
    assert table.shape[1] == len(positions)
    assert np.isfinite(table).all()
    again = np.concatenate([describe(page, frame, title="Head", lead="", stated=""), lean(page, frame, leanings)])
    assert (table == again).all()


def test_a_frame_goes_from_the_block_outwards_to_the_root_and_no_further_than_its_bound() -> None:
    deep = "<div>" * 60
    page = read_page(f"<body><section><p>Near.</p></section>{deep}<p>Far.</p>".encode())
    frame = Frame.of(page, [0, 1])
    tags = [[page.elements.tag(e) for e in column] for column in frame.chain.T.tolist()]
    assert tags[0][:3] == ["p", "section", "body"]
    assert set(tags[0][3:]) == {"body"}
    assert tags[1] == ["p", *["div"] * (ANCESTORS - 1)]


def test_names_and_words_that_are_known_lean_and_others_do_not() -> None:
    leanings = Leanings({"<p>": 1.0, "comment": -2.0}, {"share": -3.0, "^share this": -1.0})
    assert leanings.of_look(("p", "", "")) == 1.0
    assert leanings.of_look(("p", "Comment", "")) == (-0.5 - 2.0 + 1.0) / 3
    assert leanings.of_look(("div", "x1", "")) == 0.0
    assert leanings.of_texts(["Share this", "Nothing known", "", "This: share"]).T.tolist() == [
        [-2.0, -3.0, -1.0],
        [0.0, 0.0, 0.0],
        [0.0, 0.0, 0.0],
        [-3.0, -3.0, -3.0],
    ]


WORDS = st.lists(st.sampled_from(["share", "This", "page", "12", "now:"]), min_size=1, max_size=30).map(" ".join)


@given(st.lists(WORDS, min_size=1, max_size=4), st.dictionaries(WORDS.map(str.lower), st.floats(-4, 4), max_size=4))
def test_words_are_joined_only_where_the_joint_is_known(texts: list[str], known: dict[str, float]) -> None:
    words = {"share": -3.0, **{f"^{key}": value for key, value in known.items()}, **{f"${key}": value for key, value in known.items()}}
    found = [[value for value in map(words.get, tokens) if value] for tokens in text_tokens(texts)]
    expected = [(sum(values) / len(values), min(values), max(values)) if values else (0.0, 0.0, 0.0) for values in found]
    assert np.allclose(Leanings({}, words).of_texts(texts).T, expected)


def test_marks_are_what_announces_a_field_outside_of_footers() -> None:
    inline = '<p><span class="byline">A</span> <i>no</i> <time>1 May</time> <a rel="author">B</a> <a>no</a> <span itemprop="c">D</span></p>'
    page = read_page(f'<body><h1>Head</h1><div class="author">E</div>{inline * 2}<footer>{inline}</footer>'.encode())
    assert [(mark.tag, mark.name) for mark in marks(page)] == [
        ("div", "author"),
        *[("span", "byline"), ("time", ""), ("a", ""), ("span", "")] * 2,
    ]


def test_tokens_of_names_and_texts() -> None:
    assert name_tokens(("div", "Main-Story #c12", "articleBody")) == ("<div>", "main", "story", "=articlebody")
    assert text_tokens(["Published 12 May"]) == [["published", "00", "may", "00", "may", "^published 00", "^published 00 may", "$00 may"]]
    assert kinds_of("user-comments") != 0
    assert kinds_of("") == 0


def test_a_name_without_end_is_kept_in_bounds() -> None:
    page = read_page(f'<body><div class="{"x " * 90_000}"><p>A paragraph.</p></div>'.encode())
    assert max(len(name) for _, name, _ in page.elements.kinds) <= MAX_NAME


def test_a_page_is_described_in_as_many_numbers_as_any_other() -> None:
    rows = set()
    for number in range(3):
        page = read_page(article_page(number).encode())
        rows.add(describe(page, Frame.of(page, solid_blocks(page)), title="", lead="", stated="").shape[0])
    assert len(rows) == 1


def test_a_text_that_stands_twice_is_taken_once_but_a_question_as_often_as_it_is_answered() -> None:
    asked = "Which of the models that you tried this year would you try again?"
    copied = "A paragraph that stands on the page a second time, for telephones, is a copy."
    people = "".join(f"<div><p>{asked}<p>{name} would try the smaller one.<p>{copied}</div>" for name in ("Ada", "Bo"))
    page = read_page(f"<body>{people}<section><p>{asked}<p>{copied}</section>".encode())
    chosen, _ = choose(page.blocks, np.ones(len(page.blocks), np.float32), page.elements)
    answers = [f"{name} would try the smaller one." for name in ("Ada", "Bo")]
    assert [page.blocks[i].text for i in chosen] == [asked, answers[0], copied, asked, answers[1]]


def test_where_no_block_is_likely_none_is_chosen() -> None:
    page = read_page(b"<body><p>One line.</p>")
    assert choose(page.blocks, np.zeros(1, np.float32), page.elements) == ([], 0.0)


def test_what_is_most_likely_comments_does_not_bury_a_sure_article_and_an_unclear_page_keeps_its_likelier_part() -> None:
    article = "".join(f"<p>Paragraph {n} tells what the council decided about the bridge." for n in range(5))
    comments = "".join(f"<p>Reader {n} holds another view of the council and of the bridge." for n in range(40))
    page = read_page(f"<body>{article}{comments}".encode())
    sure = np.full(len(page.blocks), 0.42, np.float32)
    sure[:5] = 0.97
    assert choose(page.blocks, sure, page.elements)[0] == [0, 1, 2, 3, 4]
    assert len(choose(page.blocks, np.full(len(page.blocks), 0.42, np.float32), page.elements)[0]) == 45


@given(st.lists(st.tuples(st.floats(0, 1, width=32), st.integers(1, 60)), min_size=1, max_size=30))
def test_no_block_is_left_out_that_is_likelier_than_one_kept(blocks: list[tuple[float, int]]) -> None:
    page = read_page(("<body>" + "".join(f"<p>{number} {'word ' * words}" for number, (_, words) in enumerate(blocks))).encode())
    guess = np.array([likelihood for likelihood, _ in blocks], np.float32)
    chosen, expected = choose(page.blocks, guess, page.elements)
    left = np.delete(guess, chosen)
    assert not chosen or left.size == 0 or left.max() <= guess[chosen].min()
    assert 0 <= expected <= 1
