"""What counts as a change of an article, what is boiler-plate, what was edited in silence, what was known when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runaway import no_runaway

from amw.stories.page_lines import is_correction
from amw.stories.versions import Difference, changed_fields, compare, in_words, is_silent

TITLE = "Kelong raises $120 million"
TEXT = """Kelong, a maker of warehouse robots, raised $120 million on 4 May 2026, the company said on Monday.
The round values it at $780 million, twice as much as a year ago.
Its robots learn from one demonstration, said the founder, who wants to sell abroad next year."""


def changes(after: str, *, before: str = TEXT, title: str = TITLE) -> tuple[str, ...]:
    return changed_fields(compare(TITLE, before, title, after))


def test_same_text_is_no_change() -> None:
    assert compare(TITLE, TEXT, TITLE, TEXT) == Difference()
    assert Difference().to_record() == {}


@pytest.mark.parametrize(
    "churn",
    [
        "\n1,204 views",
        "\nViews: 12k",
        "\n3 hours ago",
        "\nUpdated 5 minutes ago",
        "\n18 comments",
        "\nRelated articles\nTallow opens a second plant\nWhy robots still drop boxes",
        "\nAdvertisement",
        "\nSubscribe to our newsletter",
        "\nRead more: ten robots to watch",
        "\nTallow opens a second plant\nSponsored: cheap flights to Johor",
        "\n相关阅读\n机器人公司融资一览",
        "\n조회수 1,204",
        "\n\n",
        "\nStory continues below advertisement",
        "\nPhoto: Ann Lim / Tallow",
        "\n© 2026 The Quay. All rights reserved.",
        "\nSign up for our weekly newsletter and get the best of robots to your inbox.",
        "\nAnn Lim is a reporter for The Quay. She writes about ports.",
    ],
)
def test_churn_is_no_change(churn: str) -> None:
    assert changes(TEXT + churn) == ()
    assert changes(TEXT, before=TEXT + churn) == ()


def test_churn_between_paragraphs_is_no_change() -> None:
    first, *rest = TEXT.split("\n")
    assert changes("\n".join([first, "Most read", "A tram line reopens", "Bread on the quay", *rest])) == ()


CHINESE = "公司周一表示，本轮融资金额为20亿元人民币，由多家机构共同投资，资金将用于机器人研发和海外市场拓展。"
KINDS: dict[str, tuple[dict[str, str], str, tuple[str, ...]]] = {
    "case and spaces of a headline": ({"title": "KELONG raises  $120 million"}, TEXT, ()),
    "a label before a headline": ({"title": f"Exclusive: {TITLE}"}, TEXT, ()),
    "another spelling of an amount": ({}, TEXT.replace("$780 million", "$780m"), ("rewritten",)),
    "a Chinese paragraph by its characters": ({"before": CHINESE}, CHINESE.replace("20亿元", "30亿元"), ("amount", "rewritten")),
    "the day of a note": ({}, f"{TEXT}\nCorrection (6 May): the valuation was wrong.", ("correction", "added")),
    "updates of robots": ({}, f"{TEXT}\nUpdates to its robots will come every month, the founder said at a fair in Johor.", ("added",)),
    "corrections officers": ({}, f"{TEXT}\nCorrections officers will not be among the first customers, the founder said.", ("added",)),
    "a robot's earlier version": ({}, f"{TEXT}\nAn earlier version of this robot could lift four kilograms, the founder said.", ("added",)),
}


@pytest.mark.parametrize("case", KINDS)
def test_kinds_of_change(case: str) -> None:
    against, after, kinds = KINDS[case]
    assert changes(after, **against) == kinds


def test_headline() -> None:
    difference = compare(TITLE, TEXT, "Kelong raises $90 million", TEXT)
    assert changed_fields(difference) == ("headline", "amount")
    assert difference.headline == (TITLE, "Kelong raises $90 million")
    assert difference.amounts == (("$120 million",), ("$90 million",))


def test_amount_and_date_in_a_rewritten_paragraph() -> None:
    difference = compare(TITLE, TEXT, TITLE, TEXT.replace("$780 million", "$870 million").replace("4 May", "5 May"))
    assert changed_fields(difference) == ("amount", "date", "rewritten")
    assert difference.amounts == (("$780 million",), ("$870 million",))
    assert difference.dates == (("4 May",), ("5 May",))
    assert difference.to_record()["amounts"] == {"gone": ("$780 million",), "come": ("$870 million",)}


def test_added_paragraph() -> None:
    new = "A regulator has since asked how the robots are tested, two people who saw the letter said."
    assert compare(TITLE, TEXT, TITLE, f"{TEXT}\n{new}").added == (new,)
    assert changes(f"{TEXT}\n{new}") == ("added",)
    assert changes(TEXT, before=f"{TEXT}\n{new}") == ("removed",)


@pytest.mark.parametrize(
    "note",
    [
        "Correction: an earlier version gave another valuation.",
        "An earlier version of this article misstated the round.",
        "Editor's note: the valuation was corrected.",
        "Update, 4:10 p.m.: the company confirmed the round.",
        "Corrections & Amplifications\nA previous version of this article gave another valuation.",
        "This story was first published on Monday and has been updated with comment from the company.",
        "(Corrects the valuation in the second paragraph)",
        "Hinweis der Redaktion: Die Bewertung war zuvor falsch angegeben.",
        "Fe de errores: la valoración era otra.",
        "更正：此前版本的估值有误。",
        "訂正：評価額に誤りがありました。",
    ],
)
def test_correction_note(note: str) -> None:
    difference = compare(TITLE, TEXT, TITLE, f"{TEXT}\n{note}")
    assert difference.correction == note.split("\n")[-1]
    assert changed_fields(difference)[0] == "correction"


def test_paragraphs_divided_otherwise_are_no_change() -> None:
    first, second, third = TEXT.split("\n")
    assert changes(f"{first} {second}\n{third}") == changes(" ".join([first, second, third])) == ()
    assert changes(TEXT, before=f"{first}\n{second} {third}") == ()
    difference = compare(TITLE, TEXT, TITLE, f"{first} {second.replace('780', '870')}\n{third}")
    assert changed_fields(difference) == ("amount", "rewritten")
    assert difference.rewritten == ((second, second.replace("780", "870")),)


def test_silent_edit() -> None:
    at = datetime(2026, 5, 4, tzinfo=UTC)
    edited = compare(TITLE, TEXT, TITLE, TEXT.replace("$780 million", "$870 million"))
    said = compare(TITLE, TEXT, TITLE, TEXT.replace("$780", "$870") + "\nCorrection: the valuation was wrong in an earlier version.")
    assert is_silent(edited, modified_before=None, modified_after=None)
    assert is_silent(edited, modified_before=at, modified_after=at)
    assert not is_silent(edited, modified_before=at, modified_after=at + timedelta(minutes=1))
    assert not is_silent(edited, modified_before=None, modified_after=at)
    assert not is_silent(said, modified_before=at, modified_after=at)
    assert not is_silent(compare(TITLE, TEXT, TITLE, TEXT + "\n12 comments"), modified_before=at, modified_after=at)


def test_changes_in_words() -> None:
    assert in_words(["headline", "amount"], {"silent": True}) == "headline, amount (silent edit)"
    assert in_words([], {"fuller": True}) == "more of it than its headline or summary"
    assert in_words([], {"late": True}) == "an older capture that came later"
    assert in_words([], {"reread": True}) == "the same capture, read otherwise by a newer engine"
    assert in_words([], {"other_reader": True}) == "read by another version of the engine, which is not told apart from an edit"
    assert in_words([], {}) == "nothing but boiler-plate"


def test_correction_articles() -> None:
    assert is_correction("Correction: Kelong's valuation", TEXT)
    assert is_correction("Kelong's valuation", "Correction: it is $780 million.\n" + TEXT)
    assert is_correction("更正：科隆估值", "")
    assert not is_correction("Kelong corrects course", TEXT)
    assert is_correction("Correction to our report on Kelong", "")
    assert not is_correction("Corrections officers get AI assistants", TEXT)
    assert is_correction("Correction on Nov. 5: Kelong's valuation", "")
    assert is_correction("Korrektur am 4. Mai", "")
    assert not is_correction("Clarification on Kelong 5 and its price", "")
    assert not is_correction("", "")


lines = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)
texts = st.lists(lines, max_size=8).map("\n".join)


@given(texts, texts)
def test_any_two_texts_compare(before: str, after: str) -> None:
    difference = compare(before[:20], before, after[:20], after)
    assert compare(before[:20], before, before[:20], before) == Difference()
    assert set(changed_fields(difference)) <= {"correction", "headline", "amount", "date", "added", "removed", "rewritten"}
    gone, come = difference.amounts
    assert not set(gone) & set(come)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("This story has been updated with a comment by the company.", True),
        ("This article, first published on 3 May, was later corrected.", True),
        ("This post from Tuesday has since been updated, and this May 6 story was amended.", True),
        ("This report comes a week after the price was revised by the company.", False),
        ("This story of how the founder sold abroad begins in a garage, and the plan was changed.", False),
    ],
)
def test_a_note_speaks_of_the_page(paragraph: str, expected: bool) -> None:
    assert (compare(TITLE, TEXT, TITLE, f"{TEXT}\n{paragraph}").correction is not None) is expected


def test_a_line_of_prices_is_read_in_one_pass() -> None:
    assert compare(TITLE, TEXT, TITLE, f"{TEXT}\n.SPX +1.2%, NVDA -0.4%..\nAAPL+2%") == Difference()
    with no_runaway():
        compare(TITLE, TEXT, TITLE, f"{TEXT}\n{'A+1%.......' * 20}x!")


def test_a_very_long_text_is_bounded() -> None:
    before = "\n".join(f"Paragraph {n} tells at some length of robot number {n} in the warehouse." for n in range(4_000))
    after = "\n".join(f"Section {n} says at some length of robot number {n} in a warehouse now." for n in range(4_000))
    assert "added" in changed_fields(compare(TITLE, before, TITLE, after))
