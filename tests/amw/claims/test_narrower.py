"""Claims of a narrower field than ranks count, distances told twice, prices and windows of boards that rank nobody."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ranking import claims_in

from amw.boards import Row, Snapshot
from amw.claims import check

DAY = datetime(2026, 5, 20, tzinfo=UTC)
MODELS = (
    ("GPT-5.5", "OpenAI", "US", False, 60.2),
    ("Claude Opus 4.7", "Anthropic", "US", False, 57.3),
    ("Gemini 3.1 Pro", "Google", "US", False, 57.2),
    ("Kimi K2.6", "Kimi", "CN", True, 53.9),
    ("GLM-5.1", "Z AI", "CN", True, 51.4),
)


def _ranking() -> Snapshot:
    rows = [
        Row(key=name, raw_name=name, model=name, family=name, maker=maker, country=country, open_weights=is_open, score=score)
        for name, maker, country, is_open, score in MODELS
    ]
    rows += [Row(key=f"m{n}", raw_name=f"m-{n}", model=f"m-{n}", family=f"m-{n}", maker="Else", score=30 - n / 20) for n in range(300)]
    return Snapshot(board="artificial_analysis", captured_at=DAY, rows=tuple(rows), metric="intelligence_index", version="4.0")


def _prices() -> Snapshot:
    told = (("Kimi K2.6", "0.73", 262_144), ("GPT-5.5", "5", 1_050_000))
    rows = (Row(key=name, raw_name=name, model=name, prices={"input": Decimal(price)}, context=window) for name, price, window in told)
    return Snapshot(board="openrouter_models", captured_at=DAY, rows=tuple(rows), metric=None, version=None)


def _rates() -> Snapshot:
    told = (("GPT-5", "OpenAI", 1.4), ("GPT-4o", "OpenAI", 1.5), ("Kimi K2", "Kimi", 1.1))
    rows = tuple(Row(key=name, raw_name=name, model=name, family=name, maker=maker, score=rate) for name, maker, rate in told)
    return Snapshot(board="vectara", captured_at=DAY, rows=rows, metric="hallucination_rate", version=None, lower_is_better=True)


def _verdicts(text: str, capture: Snapshot) -> list[str]:
    return [check(claim, [capture], DAY, sentence=text).verdict for claim in claims_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "GLM-5.1 is the best small model on the Artificial Analysis Intelligence Index.",
        "GLM-5.1 is the best non-reasoning model on the Artificial Analysis Intelligence Index.",
        "GLM-5.1 is the best open model under 400 billion parameters, Artificial Analysis says.",
        "GLM-5.1 leads all models in its price class on the Artificial Analysis Intelligence Index.",
        "GLM-5.1 is number one on the Artificial Analysis index for coding.",
        "For value for money, Artificial Analysis puts GLM-5.1 in first place.",
        "Among models released in April, GLM-5.1 ranks first on the Artificial Analysis index.",
        "在Artificial Analysis榜单的小模型中，GLM-5.1排名第一。",
        "GLM-5.1 is the best model with an MIT licence on the Artificial Analysis Intelligence Index.",
        "GLM-5.1 is the best of the small models on the Artificial Analysis Intelligence Index.",
    ],
)
def test_of_a_narrower_field_nothing_is_contradicted(text: str) -> None:
    told = _verdicts(text, _ranking())
    assert told
    assert "contradicted" not in told


@pytest.mark.parametrize(
    "text",
    [
        "GLM-5.1 is the best model on the Artificial Analysis Intelligence Index.",
        "GLM-5.1 is the smartest AI model in the world, Artificial Analysis says.",
        "Kimi K2.6 ranks third on the Artificial Analysis Intelligence Index, ahead of Gemini 3.1 Pro.",
        "GLM-5.1 has overtaken Gemini 3.1 Pro on the Artificial Analysis index at half the price.",
        "GLM-5.1 is the best of all language models on the Artificial Analysis Intelligence Index.",
        "GLM-5.1 is the best ever model on the Artificial Analysis Intelligence Index.",
        "GLM-5.1 is the best model made in China on the Artificial Analysis Intelligence Index.",
        "GLM-5.1 leads on the Artificial Analysis Intelligence Index with an edge of three points.",
        "GLM-5.1 ranks first in Artificial Analysis' evaluations.",
        "Artificial Analysis ranks GLM-5.1 as the best model that money can buy.",
    ],
)
def test_what_is_said_of_all_is_still_contradicted(text: str) -> None:
    assert "contradicted" in _verdicts(text, _ranking())


def test_a_number_of_first_places_is_no_narrower_field() -> None:
    text = "GLM-5.1 is one of the top three AI models on the Artificial Analysis Intelligence Index."
    assert [(claim.within, claim.unread) for claim in claims_in(text)] == [(3, "")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Claude Opus 4.7 holds a lead of 0.1 points over Gemini 3.1 Pro on the Artificial Analysis index.", ["supported"]),
        ("Claude Opus 4.7 has yet to overtake GPT-5.5 on the Artificial Analysis index.", ["supported"]),
        ("Gemini 3.1 Pro is on the Artificial Analysis index behind only GPT-5.5.", ["imprecise"]),
        ("Kimi K2.6 costs 40% less than GPT-5.5 and trails Gemini 3.1 Pro by 3.3 points on the Artificial Analysis index.", ["supported"]),
    ],
)
def test_distances_and_who_is_over_whom(text: str, told: list[str]) -> None:
    assert _verdicts(text, _ranking()) == told


def test_out_of_a_hundred_is_no_score() -> None:
    text = "GPT-5.5 leads the Artificial Analysis Intelligence Index with a score of 60 out of 100."
    assert [claim.score for claim in claims_in(text)] == [
        Decimal(60),
        Decimal(60),
    ]  # the place with it, and the score


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("On OpenRouter, Kimi K2.6 costs $0.73 per million input tokens.", ["supported"]),
        ("On OpenRouter, Kimi K2.6 costs $2 per million input tokens.", ["contradicted"]),
        ("On OpenRouter, Kimi K2.6 costs less than $1 per million input tokens.", ["supported"]),
    ],
)
def test_prices_and_windows_of_a_board_that_ranks_nobody(text: str, told: list[str]) -> None:
    assert _verdicts(text, _prices()) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("GPT-4o has a higher hallucination rate than GPT-5 on Vectara's leaderboard.", ["supported"]),
        ("GPT-5 hallucinates more often than Kimi K2, Vectara's leaderboard shows.", ["supported"]),
        ("GPT-5's hallucination rate is lower than GPT-4o's on Vectara's leaderboard.", ["supported"]),
        ("GPT-4o has a lower hallucination rate than GPT-5 on Vectara's leaderboard.", ["contradicted"]),
        ("GPT-4o ranks lower than GPT-5 on Vectara's leaderboard.", ["supported"]),
    ],
)
def test_where_less_is_better_more_is_behind(text: str, told: list[str]) -> None:
    assert _verdicts(text, _rates()) == told


@given(
    st.lists(
        st.sampled_from(
            "LMArena best small in its class GPT-5.5 , . under 40 billion parameters context window 1M with a lead of over".split()
        ),
        max_size=40,
    )
)
@settings(max_examples=30, deadline=None)
def test_any_order_of_such_words_is_read(words: list[str]) -> None:
    text = " ".join(words)
    for claim in claims_in(text):
        check(claim, [_ranking()], DAY, sentence=text)
