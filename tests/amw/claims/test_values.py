"""Values of claims as people write them down: several things told at once, distances, ratios, counts, prices, fields of a maker."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from time import process_time
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ranking import ON, held, ranking

from amw.boards import Row, Snapshot
from amw.claims.asked import asked_of
from amw.claims.values import Compared, compared, figures, parts_of


def told(kind: str, value: Any, model: str | None = "Kimi K2.6", **more: Any) -> SimpleNamespace:
    return SimpleNamespace(
        **({"board": "Artificial Analysis", "model": model, "company": None, "kind": kind, "scope": "global", "value": value} | more)
    )


def prices(*rows: tuple[str, float, float], day: date = ON) -> Snapshot:
    """OpenRouter's models of that day with their prices of input and output, and a cached one of a tenth."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    made = tuple(
        Row(
            key=f"{name}-{n}",
            raw_name=name,
            model=name,
            prices={"input": Decimal(str(paid)), "output": Decimal(str(back)), "cache_read": Decimal(str(paid)) / 10},
        )
        for n, (name, paid, back) in enumerate(rows)
    )
    return Snapshot(board="openrouter_models", captured_at=at, rows=made, complete=True)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("+4 over Gemini 3", Compared(margin=Decimal(4), rivals=("Gemini 3",))),
        ("4 points ahead of Gemini 3", Compared(margin=Decimal(4), rivals=("Gemini 3",))),
        ("> GPT-5 by 4", Compared(margin=Decimal(4), rivals=("GPT-5",))),
        ("4 points behind Gemini 3", Compared(margin=Decimal(4), behind=("Gemini 3",), trails=True)),
        ("-20", Compared(margin=Decimal(20), trails=True)),
        ("> +50", Compared(margin=Decimal(50), bound="least")),
        ("+50 or more", Compared(margin=Decimal(50), bound="least")),
        ("5 points", Compared(margin=Decimal(5), measure="gap")),
        ("more than 5 points", Compared(margin=Decimal(5), bound="least", measure="gap")),
        ("at least 5 points ahead of GPT-5", Compared(margin=Decimal(5), bound="least", rivals=("GPT-5",))),
        ("within 5 of GPT-5", Compared(margin=Decimal(5), rivals=("GPT-5",), bound="most", measure="gap")),
        ("52 < 54", Compared(score=Decimal(52))),
        ("27 < 33, 36, 42", Compared(score=Decimal(27))),
        ("first above 60", Compared(score=Decimal(60), bound="least")),
        ("top 10 < 1.5", Compared(score=Decimal("1.5"), bound="most")),
        ("64 > o1", Compared(score=Decimal(64), rivals=("o1",))),
        ("nearly 4 x Model-V3", Compared(times=Decimal(4), rivals=("Model-V3",))),
        ("twice GPT-5", Compared(times=Decimal(2), rivals=("GPT-5",))),
        ("half of GPT-5", Compared(times=Decimal(2), rivals=("GPT-5",), trails=True)),
        ("-75% vs GPT-5", Compared(times=Decimal(4), rivals=("GPT-5",), trails=True)),
        ("20% cheaper than GPT-5", Compared(times=Decimal("1.25"), rivals=("GPT-5",), trails=True)),
        ("= GPT-5", Compared(rivals=("GPT-5",))),
        # Names, counts and lists are no figures.
        ("> GPT-5.4, Claude 4.5", Compared(rivals=("GPT-5.4", "Claude 4.5"))),
        ("< o3", Compared(behind=("o3",))),
        ("> all open models", Compared()),
        ("below 4 models", Compared()),
        ("+40 over second", Compared(margin=Decimal(40))),
        ("GPT-5 mini", Compared()),
        ("", Compared()),
    ],
)
def test_a_comparison_is_read_in_any_of_its_wordings(value: str, read: Compared) -> None:
    assert compared(value) == read


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("56.6 < 57.2", [56.6]),
        ("50, 49, 48", [50]),
        ("1,446", [1446]),
        ("1502 ±8", [1502]),
        ("61.4 (+4.1)", [61.4]),
        ("57 (GPT-5 55)", [57]),
        ("tied with GPT-5", []),
        ("4 models", []),
        ("#3", [3]),
        ("$0.15", [0.15]),
    ],
)
def test_the_figures_of_a_value_are_those_of_the_model(value: str, read: list[float]) -> None:
    assert [float(one) for one in figures(value)] == read


@pytest.mark.parametrize(
    ("kind", "value", "parts"),
    [
        ("rank", "1; 1446 > 1409", [("rank", "1"), ("score", "1446 > 1409")]),
        ("rank", "tied 1 (1446)", [("rank", "tied 1"), ("score", "1446")]),
        ("rank", "1 by 4 points", [("rank", "1"), ("comparison", "+4")]),
        ("rank", "6; 1484; -20", [("rank", "6"), ("score", "1484"), ("comparison", "-20")]),
        ("rank", "7; KR 1", [("rank", "7"), ("rank", "1")]),
        ("comparison", "top 3; > GPT-5", [("rank", "top 3"), ("score", None)]),
        ("score", "53; GPT-5.2 51", [("score", "53"), ("score", "51")]),
        ("score", "60; 57; 57", [("score", "60")]),
        ("score", "high 59", [("score", "high 59")]),
        ("rank", "1 (on 15 November)", [("rank", "1 (on 15 November)")]),
        ("rank", "1 (May 15, 2026)", [("rank", "1 (May 15, 2026)")]),
        ("rank", "2, behind Claude Opus 4", [("rank", "2, behind Claude Opus 4")]),
        ("rank", "1, for two weeks", [("rank", "1, for two weeks")]),
        ("rank", 3, [("rank", 3)]),
    ],
)
def test_a_value_may_tell_several_things(kind: str, value: Any, parts: list[tuple[str, Any]]) -> None:
    read = [(part.kind, part.value) for part in parts_of(told(kind, value))]
    assert read == [part for part in parts if part[1] is not None]


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        (told("lead", "1; 60.2", "GPT-5.5"), "supported"),
        (told("lead", "1; 64", "GPT-5.5"), "imprecise"),
        (told("lead", "1; 60.2", "Kimi K2.6"), "contradicted"),
        (told("score", "53.9; GPT-5.5 60.2"), "supported"),
        (told("score", "53.9; GPT-5.5 66.6"), "imprecise"),
        (told("score", "GPT-5.5 66.6"), "contradicted"),
        (told("comparison", "53.9 < 60.2"), "supported"),
        (told("score", "40+"), "supported"),
        (told("score", "58+"), "contradicted"),
        (told("score", "53.9; 60.2", "Kimi K2.6; GPT-5.5"), "supported"),
        (told("score", "53.9; 66.6", "Kimi K2.6; GPT-5.5"), "imprecise"),
        (told("comparison", "+6.3", "GPT-5.5; Kimi K2.6"), "supported"),
        (told("comparison", "+16", "GPT-5.5; Kimi K2.6"), "contradicted"),
        (told("comparison", "6.3 points behind GPT-5.5"), "supported"),
        (told("comparison", "within 10 points of GPT-5.5"), "supported"),
        (told("comparison", "2 x GPT-5.5"), "contradicted"),
        (told("comparison", "below 4 models"), "supported"),
        (told("comparison", "below 9 models"), "contradicted"),
        (told("comparison", "> all open models"), "supported"),
        (told("comparison", "> all", "GPT-5.5"), "supported"),
        (told("comparison", "> all"), "contradicted"),
        (told("lead", 1, scope="Chinese models"), "supported"),
        (told("rank", "tied 4", "Gemini 3.1 Pro"), "imprecise"),
    ],
)
def test_what_a_record_tells_is_held_against_the_capture(asked: SimpleNamespace, word: str) -> None:
    assert held(asked).verdict == word


@pytest.mark.parametrize(
    ("value", "sentence", "word"),
    [
        ("+6.3", "It beats Kimi K2.6 by 6.3 points.", "supported"),
        ("+3", "GPT-5.5 is three points clear of the systems of Anthropic.", "supported"),
        ("+30", "GPT-5.5 is thirty points clear of Kimi K2.6.", "contradicted"),
        ("tied", "Gemini 3.1 Pro is about level.", "imprecise"),  # with its medium effort
        ("tied", "Kimi K2.6 is about level.", "contradicted"),
        ("> +5", "GPT-5.5 is more than five points above Kimi K2.6.", "supported"),
    ],
)
def test_the_other_side_of_a_margin_is_whom_the_sentence_names(value: str, sentence: str, word: str) -> None:
    assert held(told("comparison", value, "GPT-5.5"), sentence=sentence).verdict == word


OFFERS = prices(("Big 2", 5, 25), ("Small 2", 0.5, 2), ("Other 1", 1, 4))


@pytest.mark.parametrize(
    ("asked", "sentence", "word"),
    [
        (told("score", 5, "Big 2"), "", "supported"),
        (told("score", 25, "Big 2"), "", "supported"),
        (told("score", 5, "Big 2"), "Big 2 costs $5/$25 per million tokens.", "supported"),
        (told("score", 25, "Big 2"), "Big 2 costs $25 per million input tokens.", "contradicted"),
        (told("score", 5, "Big 2"), "Big 2 asks $5 for a million output tokens.", "contradicted"),
        (told("score", 15, "Big 2"), "", "contradicted"),
        (told("score", 0.5, "Big 2"), "Big 2 costs just $0.50.", "contradicted"),  # that is what is read from the cache
        (told("score", 25, "Big 2", measure="usd_per_million_output_tokens"), "", "supported"),
        (told("score", 5, "Big 2"), "Big 2 is $5/$25 per million input/output tokens.", "supported"),
        (told("score", 25, "Big 2"), "Big 2 stays at $5/$25 for prompts of less than 200K.", "supported"),
        (told("score", 25, "Big 2"), "Big 2 stays at $25/$75 under 200K prompt tokens.", "contradicted"),
        (told("score", 25, "Big 2"), "At $25 per million input and $75 per million output tokens, Big 2 is dear.", "contradicted"),
        (told("score", 5, "Big 2"), "Big 2 is at $5/$25, Small 9 at $1/$5.", "supported"),
        (told("score", 5, "Big 2"), "Big 2 asks $5 of who only sends input and output of which is free.", "supported"),
        (told("score", 0.5, "Big 2"), "Big 2 costs $0.50 per million cached input tokens.", "supported"),
        (told("comparison", "10 x Small 2", "Big 2"), "ten times as much on input", "supported"),
        (told("comparison", "-90% vs Big 2", "Small 2"), "90% cheaper for input tokens", "supported"),
        (told("comparison", "-50% vs Big 2", "Small 2"), "half the price of input", "imprecise"),
        (told("comparison", "10 x Big 2", "Small 2"), "", "contradicted"),
    ],
)
def test_prices_are_told_of_boards_of_prices(asked: SimpleNamespace, sentence: str, word: str) -> None:
    asked.board = "openrouter/price"
    assert held(asked, OFFERS, sentence=sentence).verdict == word


def test_of_many_offers_a_ratio_is_of_the_usual_price() -> None:
    offers = prices(("Big 2", 5, 25), ("Big 2", 5, 25), ("Big 2", 50, 25), ("Big 2", 5, 25), ("Small 2", 0.5, 2))
    asked = told("comparison", "100 x Small 2", "Big 2", board="openrouter/price")
    assert held(asked, offers, sentence="a hundred times the price of input").verdict == "imprecise"


def test_a_price_of_months_before_the_first_capture_is_borne_out_and_not_contradicted() -> None:
    early = date(ON.year - 1, 12, 1)
    assert held(told("score", 5, "Big 2", board="openrouter/price"), OFFERS, on=early).verdict == "supported"
    assert held(told("score", 9, "Big 2", board="openrouter/price"), OFFERS, on=early).verdict == "not_checkable"


def test_a_scope_may_be_the_models_of_one_maker() -> None:
    assert held(told("lead", 1, "GPT-5.5", scope="OpenAI models")).verdict == "supported"
    assert held(told("lead", 1, "Gemini 3.1 Pro", scope="available models")).verdict != "supported"


def test_a_story_without_a_date_is_borne_out_by_any_capture_and_says_so() -> None:
    found = held(told("score", 60.2, "GPT-5.5"), on=None)
    assert (found.verdict, found.evidence.startswith("The story has no date.")) == ("supported", True)
    assert held(told("lead", 1, "Kimi K2.6"), ranking(), on=None).verdict == "not_checkable"


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["rank", "lead", "score", "comparison"]),
    st.text("0123456789+-<>=;,. x%~GPTop vsbehind()", max_size=60) | st.text(max_size=60),
)
def test_no_value_is_too_odd(kind: str, value: str) -> None:
    assert held(told(kind, value), sentence=value).verdict in ("supported", "imprecise", "contradicted", "not_checkable")


@pytest.mark.parametrize("value", ["top-10", "Top-10", "top 10", "No.7", "T-7", "tied-7", "第7位", "9 -> 7", "from 9 to 7"])
def test_places_are_read_as_they_are_written(value: str) -> None:
    asked = asked_of(told("rank", value))
    assert asked is not None
    assert (asked.place, asked.within) in ((7, None), (None, 10))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("score", "57,2"),
        ("score", "50,49,48"),
        ("score", "55-60"),
        ("score", "between 55 and 60"),
        ("rank", "2-3"),
        ("rank", "5th-7th"),
        ("comparison", "0x"),
        ("comparison", "0 x GPT-5"),
        ("comparison", "-150% vs GPT-5"),
        ("comparison", "98% of GPT-5"),
        ("comparison", "second only to Claude 4"),
        ("comparison", "> GPT-5, < Claude 4"),
    ],
)
def test_what_can_be_read_in_two_ways_is_not_read(kind: str, value: str) -> None:
    asked = asked_of(told(kind, value))
    assert asked is not None
    assert (asked.place, asked.score, asked.margin, asked.rivals, asked.behind) == (None, None, None, (), ())


@pytest.mark.parametrize(
    ("board", "value", "measure"),
    [
        ("Artificial Analysis", "2x faster than GPT-5", "faster"),
        ("Artificial Analysis", "2x slower than GPT-5", "slower"),
        ("Artificial Analysis", "40% cheaper than GPT-5", "cheaper"),
        ("Artificial Analysis", "half of GPT-5", "lower"),
        ("openrouter/price", "2x faster than GPT-5", "faster"),
        ("openrouter/price", "half of GPT-5", "cheaper"),
    ],
)
def test_a_ratio_is_of_what_its_value_says(board: str, value: str, measure: str) -> None:
    asked = asked_of(told("comparison", value, board=board))
    assert asked is not None
    assert asked.measure == measure


def test_a_setting_of_a_model_is_behind_another_of_it() -> None:
    settings = [("Kimi K3 (high)", 60.0), ("Kimi K3 (low)", 55.0)]
    rows = tuple(Row(key=n, raw_name=n, model="Kimi K3", model_key=n, family="Kimi K3", maker="Moonshot", score=s) for n, s in settings)
    board = replace(ranking(), rows=rows + ranking().rows)
    assert held(told("comparison", "below Kimi K3 (high)", model="Kimi K3 (low)"), board).verdict == "supported"
    assert held(told("comparison", "below Kimi K3 (low)", model="Kimi K3 (high)"), board).verdict != "supported"


@pytest.mark.parametrize("piece", ["5 > ", "1,", "1, ", "5 % < ", "a ", "x by ", "(0", "+ ", "top-"])
@pytest.mark.parametrize("begins", ["", "1 > ", "+5 ", "5x ", "> +5 ", "5 points "])
def test_no_value_takes_long(piece: str, begins: str) -> None:
    started = process_time()
    for value in (begins + piece * 100 + "?", begins + " " * 250 + piece + "?"):
        for kind in ("rank", "score", "comparison"):
            for part in parts_of(told(kind, value)):
                asked_of(part)
    compared("1" + " " * 3000 + "points" + " " * 3000 + "?")
    held(told("rank", 1, "big " + " " * 40_000 + "9"))
    assert process_time() - started < 1


@pytest.mark.parametrize("field", ["value", "score", "within"])
@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf"), Decimal("1e999999"), Decimal("sNaN"), 10**400])
def test_no_number_is_too_odd(field: str, number: Any) -> None:
    for kind in ("rank", "lead", "score", "comparison"):
        for board in ("Artificial Analysis", "openrouter/price"):
            asked = told(kind, **({"value": 1, "board": board, "measure": "price_input"} | {field: number}))
            verdict = held(asked, ranking(), prices(("Kimi K2.6", 1, 3)), sentence="It is ahead.")
            assert verdict.verdict in ("supported", "imprecise", "contradicted", "not_checkable")
