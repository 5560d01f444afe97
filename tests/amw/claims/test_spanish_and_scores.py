"""Claims in Spanish, scores told beside places, boards by a site's short name, prices compared by parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from ranking import DAY, claims_in, ranking

from amw.boards import Snapshot
from amw.claims import check


def verdicts(text: str, *captures: Snapshot) -> dict[str, str]:
    """Kind of claim -> verdict; "" where there are several of a kind that differ."""
    found: dict[str, str] = {}
    for claim in claims_in(text):
        kind = "place" if claim.kind in {"rank", "lead"} else claim.kind
        word = check(claim, captures or (ranking(),), DAY, sentence=text).verdict
        found[kind] = word if found.get(kind, word) == word else ""
    return found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Anthropic owns first and second place on Artificial Analysis.", {"place": "contradicted"}),
        ("GPT-5.5 encabeza la clasificación de Artificial Analysis.", {"place": "supported"}),
        ("Claude Opus 4.7 lidera el índice de Artificial Analysis.", {"place": "contradicted"}),
        ("Kimi K2.6 es el mejor modelo abierto de Artificial Analysis, con 54 puntos.", {"place": "supported", "score": "supported"}),
        ("Kimi K2.6 es el mejor modelo abierto de Artificial Analysis, con 61 puntos.", {"place": "supported", "score": "contradicted"}),
        ("GLM-5.1 ocupa el séptimo puesto en la tabla de Artificial Analysis.", {"place": "supported"}),
        ("Según Artificial Analysis, GPT-5.5 supera a Gemini 3.1 Pro por tres puntos.", {"comparison": "supported"}),
        ("GLM-5.1 está a 2,5 puntos de Kimi K2.6 en Artificial Analysis.", {"comparison": "supported"}),
        ("GLM-5.1 entra en el top 10 de Artificial Analysis, por detrás de Kimi K2.6.", {"place": "supported", "comparison": "supported"}),
        ("Ningún modelo chino está entre los cinco primeros de Artificial Analysis.", {"place": "supported"}),
        ("Uno de los seis primeros de Artificial Analysis es chino.", {"place": "supported"}),
        ("Claude Opus 4.7 ya no lidera Artificial Analysis.", {"place": "supported"}),
    ],
)
def test_spanish_is_read(text: str, told: dict[str, str]) -> None:
    assert verdicts(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Moonshot espera que Kimi K3 lidere la clasificación de Artificial Analysis.",
        "GPT-5.5 aspira al primer puesto en Artificial Analysis.",
        "No está claro si GPT-5.5 ocupará el primer puesto en Artificial Analysis.",
        "GPT-5.5 podría perder el liderato de Artificial Analysis.",
        "Our top five tips for GPT-5.5 on Artificial Analysis.",
        "The second of the two releases, GPT-5.5, is on Artificial Analysis.",
        "Readers of Artificial Analysis try GPT-5.5 first and Kimi K2.6 second.",
    ],
)
def test_hopes_and_other_firsts_claim_nothing(text: str) -> None:
    assert claims_in(text) == []


def test_a_wrong_score_beside_a_right_place_has_a_verdict_of_its_own() -> None:
    text = "Kimi K2.6 ranks sixth on Artificial Analysis with a score of 71."
    place, score = sorted(claims_in(text), key=lambda claim: claim.kind)
    assert (place.kind, score.kind, score.value) == ("rank", "score", Decimal(71))
    assert text[score.start : score.end].endswith("71")
    assert check(place, [ranking()], DAY).verdict == "supported"
    told = check(score, [ranking()], DAY)
    assert (told.verdict, told.evidence.partition("): ")[2]) == ("contradicted", "Kimi K2.6 has 53.9, not 71.")


def test_a_score_of_some_weeks_before_is_imprecise() -> None:
    before = ranking(DAY - timedelta(days=4), Kimi_K2_6=51.2)
    text = "Kimi K2.6 scores 51.2 on Artificial Analysis."
    assert verdicts(text) == {"score": "contradicted"}
    assert verdicts(text, before, ranking()) == {"score": "imprecise"}
    assert verdicts(text, replace(before, captured_at=DAY - timedelta(days=70)), ranking()) == {"score": "contradicted"}


def test_those_ahead_of_a_setting_are_counted_from_it() -> None:
    assert verdicts("GPT-5.5 (medium) falls just short of GPT-5.4 on Artificial Analysis.") == {"comparison": "supported"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Gemini 3.1 Pro is 20% cheaper than GPT-5.4 on output, Artificial Analysis lists.", "supported"),
        ("Gemini 3.1 Pro is a fifth cheaper than GPT-5.4 on output, Artificial Analysis lists.", "supported"),
        ("Gemini 3.1 Pro is 60% cheaper than GPT-5.4 on output, Artificial Analysis lists.", "imprecise"),
        ("GPT-5.4 is 20% cheaper than Gemini 3.1 Pro on output, Artificial Analysis lists.", "contradicted"),
        ("Kimi K2.6 is cheaper than GLM-5.1 on input, Artificial Analysis lists.", "supported"),
    ],
)
def test_prices_are_compared_by_the_kind_and_part_that_is_told(text: str, word: str) -> None:
    assert verdicts(text)["comparison"] == word


def test_a_pair_of_prices_is_of_input_and_output() -> None:
    text = "GPT-5.4 costs $2.50/$15 per million tokens on Artificial Analysis."
    told = [(c.model, c.measure, c.value) for c in claims_in(text)]
    assert sorted(told) == [
        ("GPT-5.4", "price_input", Decimal("2.50")),
        ("GPT-5.4", "price_output", Decimal(15)),
    ]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Sora 2 leads the Arena text-to-video ranking.", "arena/text-to-video"),
        ("Sora 2 tops Arena's text to video leaderboard.", "arena/text-to-video"),
        ("Sora 2在Arena文生视频榜登顶。", "arena/text-to-video"),
        ("Gemini 3 Pro heads the Arena vision board.", "arena/vision"),
    ],
)
def test_a_short_name_with_a_category_is_the_board(text: str, key: str) -> None:
    assert {claim.board_key for claim in claims_in(text)} == {key}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Only OpenAI, Anthropic and Google have better models than Moonshot AI on Artificial Analysis.", {"comparison": "supported"}),
        ("Kimi K2.6 is ahead of GLM-5.1 by two and a half points on Artificial Analysis.", {"comparison": "supported"}),
        ("No lab has more models in the top four of Artificial Analysis than OpenAI.", {}),
        ("GLM-5.1 is the best open-weights model made in America, Artificial Analysis says.", {"place": "not_checkable"}),
        (
            "GLM-5.1 is 20 points off GPT-5.5, the leader of Artificial Analysis.",
            {"comparison": "contradicted", "place": "supported"},
        ),
    ],
)
def test_words_that_say_who_is_ahead(text: str, told: dict[str, str]) -> None:
    assert verdicts(text) == told


@pytest.mark.parametrize(
    "rest",
    [
        "where the median is 31",
        "where the leader has 60",
        "where OpenAI's best has 60.2",
        "and its coding score is 71",
        "with a coding index of 44",
        "with 41 on the coding index",
        "up from a score of 47",
        "up from K2.5's score of 47",
        "at a cost of 44 cents",
        "in a field of 48",
        "ahead of 48",
        "with 71 of 100 answers right",
        "with a 71% win rate",
        "after a price cut of 40%",
        "losing to the leader by 54 to 60",
    ],
)
def test_a_figure_of_something_else_beside_a_place_is_no_score(rest: str) -> None:
    told = verdicts(f"Kimi K2.6 is sixth on Artificial Analysis, {rest}.")
    assert (told["place"], "score" in told) == ("supported", False)


@pytest.mark.parametrize("rest", ["with 71", "at 71 points", "scoring 71", "with a score of 71 out of 100", "with a rating of 71"])
def test_a_wrong_score_beside_a_place_is_found_however_it_is_told(rest: str) -> None:
    assert verdicts(f"Kimi K2.6 is sixth on Artificial Analysis {rest}.") == {"place": "supported", "score": "contradicted"}
    assert verdicts("Kimi K2.6 es sexto en Artificial Analysis con 71 puntos.") == {"place": "supported", "score": "contradicted"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Claude Opus 4.7 todavía no lidera la clasificación de Artificial Analysis.", {}),
        ("Claude Opus 4.7 no es el primero en Artificial Analysis.", {}),
        ("Claude Opus 4.7 ni lidera ni encabeza Artificial Analysis.", {}),
        ("Moonshot entrena Kimi K2.6 para superar a GPT-5.5 en Artificial Analysis.", {}),
        ("Gemini 3.1 Pro no supera a GPT-5.5 en Artificial Analysis.", {"comparison": "supported"}),
        ("GLM-5.1 no figura en el top cinco de Artificial Analysis.", {"place": "supported"}),
        ("En segundo lugar, GPT-5.5 es caro, según Artificial Analysis.", {}),
        ("Claude Opus 4.7 queda en segundo lugar, según Artificial Analysis.", {"place": "supported"}),
        ("Kimi K2.6 alcanza 40 millones de usuarios, según Artificial Analysis.", {}),
        ("Kimi K2.6 es sexto en Artificial Analysis, con 48 idiomas.", {"place": "supported"}),
        ("Kimi K2.6 is no better than GPT-5.4 on Artificial Analysis.", {"comparison": "supported"}),
    ],
)
def test_what_is_denied_or_counts_something_else_contradicts_nothing(text: str, told: dict[str, str]) -> None:
    assert verdicts(text) == told


def test_prices_of_two_models_are_no_pair_of_one() -> None:
    text = "Kimi K2.6 and GPT-5.4 cost $0.95 and $2.50 per million input tokens, Artificial Analysis lists."
    assert not any(claim.measure == "price_output" for claim in claims_in(text))
    assert "contradicted" not in verdicts(text).values()


def test_of_a_rate_of_errors_the_lower_figure_is_the_winners() -> None:
    text = "Gemini 3.1 Pro beats its predecessor on Vectara's hallucination leaderboard, 1.2% to 1.5%."
    assert [claim.score for claim in claims_in(text) if claim.kind == "score"] == [Decimal("1.2")]


def test_a_share_that_is_taken_is_a_score() -> None:
    text = "Gemini 3.1 Pro took 76.2% on SWE-bench Verified."
    assert [claim.score for claim in claims_in(text) if claim.kind == "score"] == [Decimal("76.2")]
