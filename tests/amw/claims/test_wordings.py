"""What the grammar of claims makes of clauses: states that have ended, suppositions, relative clauses, lists, figures told as bounds."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from arena import arena
from ranking import claims_in

import amw.claims
from amw.boards import parse_board
from amw.claims import check


def places(text: str) -> list[tuple[str | None, Any]]:
    return [(c.model or c.company, c.value or c.within) for c in claims_in(text) if c.kind in {"rank", "lead"}]


def verdicts(text: str, on: date = date(2026, 5, 20)) -> list[str]:
    taken = arena()
    return [check(c, [taken], on, sentence=text).verdict for c in claims_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Kimi K2.6 topped LMArena until GPT-5.5 came along.",
        "Kimi K2.6 briefly held first place on LMArena.",
        "Kimi K2.6 ranked first on LMArena before it was withdrawn.",
        "If Kimi K3 is rated above 1510 on LMArena, Moonshot will celebrate.",
        "Should Kimi K3 overtake GPT-5.5 on LMArena, prices may fall.",
        "A system that tops LMArena is worth a fortune to GPT-5.5's maker.",
        "月之暗面希望Kimi K3能在LMArena上超越GPT-5.5。",
        "Gemini 3.1 Pro is first and foremost a product, whatever LMArena says.",
        "LMArena, led by three professors, rates GPT-5.5 and others.",
        "Until April, Kimi K2.6 led LMArena.",
        "GPT-5.5 is the third model of the year, and the second to be listed on LMArena.",
        "Mistral wants to be France's number one on LMArena.",
        "Google won gold at the chess olympiad, which LMArena does not cover.",
        "Germany has the second-largest gold reserves and no interest in GPT-5.5 or LMArena.",
        "阿里巴巴市值位居国内第二，其Qwen3.7 Max已登陆LMArena。",
    ],
)
def test_what_has_ended_or_is_supposed_is_no_claim(text: str) -> None:
    assert claims_in(text) == []


def test_what_is_said_of_another_year_or_month_is_never_contradicted() -> None:
    assert verdicts("In 2024, Gemini 3.1 Pro was number one on LMArena.") == ["not_checkable"]
    assert verdicts("Last year Gemini 3.1 Pro was number one on LMArena.") == ["not_checkable"]
    assert verdicts("Gemini 3.1 Pro is number one on LMArena.") == ["contradicted"]
    assert verdicts("In May, Gemini 3.1 Pro is number one on LMArena.") == ["contradicted"]


def test_a_relative_clause_is_about_the_name_before_it() -> None:
    assert places("Kimi K2.6 trails Claude Opus 4.8, which ranks second on LMArena.") == [("Claude Opus 4.8", 2)]
    assert set(verdicts("Claude Opus 4.8 is ahead of Kimi K2.6, which trails it by 24 points on LMArena.")) == {"supported"}


def test_a_name_is_told_of_by_the_words_beside_it() -> None:
    assert places("Claude Opus 4.8 sits just behind GPT-5.5, the best model on LMArena.") == [("GPT-5.5", 1)]
    assert places("GLM-5.1 lost to the best model on LMArena, GPT-5.5.") == [("GPT-5.5", 1)]
    assert places("Gemini 3.1 Pro scored 1486 on LMArena, just behind Claude Opus 4.8, the best mark of the week.") != [
        ("Claude Opus 4.8", 1)
    ]


def test_a_company_with_a_clause_of_its_own_takes_its_place() -> None:
    assert places("GPT-5.5 leads LMArena, while Google ranks third.") == [("GPT-5.5", 1), ("google", 3)]
    assert places("Kimi K2.6, Bloomberg notes, ranks fourth on LMArena.") == [("Kimi K2.6", 4)]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Both GPT-5.5 and Claude Opus 4.8 score above 1,500 on LMArena.", ["supported", "supported"]),
        ("Gemini 3.1 Pro scores over 1,500 on LMArena.", ["contradicted"]),
        ("Gemini 3.1 Pro crossed the 1,480 mark on LMArena.", ["supported"]),
        ("Gemini 3.1 Pro is rated below 1,480 on LMArena.", ["contradicted"]),
    ],
)
def test_a_score_told_as_a_bound_holds_from_there_on(text: str, verdict: list[str]) -> None:
    assert verdicts(text) == verdict


def test_a_margin_belongs_to_the_comparison_in_its_clause() -> None:
    claims = claims_in("Gemini 3.1 Pro trails GPT-5.5 by 23 points on LMArena yet beats Kimi K2.6.")
    assert {(c.behind, c.rivals): c.value for c in claims} == {(("GPT-5.5",), ()): Decimal(23), ((), ("Kimi K2.6",)): None}
    assert verdicts("Claude Opus 4.8 is a mere tenth of a point behind GPT-5.5 on LMArena.") == ["imprecise"]
    assert [c.value for c in claims_in("在LMArena上，GPT-5.5领先Claude Opus 4.8 Thinking 5分。")] == [5]


def test_a_price_or_speed_told_of_another_without_its_unit() -> None:
    text = "GLM-5.1 runs at 120 tokens a second, against 64 for GPT-5.5, Artificial Analysis found."
    assert [(c.model, c.measure, c.value) for c in claims_in(text)] == [("GLM-5.1", "speed", 120), ("GPT-5.5", "speed", 64)]
    text = "GLM-5.1 charges $4 per million output tokens, a fifth of what GPT-5.5 charges, says Artificial Analysis."
    assert ("GLM-5.1", "cheaper", 5) in [(c.model, c.measure, c.value) for c in claims_in(text)]


def test_tokens_of_a_week_are_a_score() -> None:
    (claim,) = claims_in("Kimi K2.6 handled 1.2 trillion tokens on OpenRouter last week.")
    assert (claim.kind, claim.model, claim.value) == ("score", "Kimi K2.6", Decimal("1.2e12"))
    assert claims_in("Kimi K2.6 handled 1.2 trillion tokens on OpenRouter this year.") == []


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("Claude Opus 4.8, second, is Anthropic's best on LMArena.", [("Claude Opus 4.8", 2)]),
        ("GLM-5.1은 LM아레나 5위로, 4위 Kimi K2.6을 쫓고 있다.", [("GLM-5.1", 5), ("Kimi K2.6", 4)]),
        ("在LMArena上，GLM-5.1落后于排名第四的Kimi K2.6。", [("Kimi K2.6", 4)]),
        ("GPT-5.5 is still in front on LMArena, followed by Claude Opus 4.8.", [("GPT-5.5", 1), ("Claude Opus 4.8", 2)]),
        ("GPT-5.5 is first on LMArena, ahead of Claude Opus 4.8 in second.", [("GPT-5.5", 1), ("Claude Opus 4.8", 2)]),
        ("Among American labs, OpenAI comes first and Anthropic second on LMArena.", [("openai", 1), ("anthropic", 2)]),
        ("Claude Opus 4.8 unseated its sibling Claude Opus 4.6 at the top of LMArena.", [("Claude Opus 4.8", 1)]),
        ("LMArena was the first to publish votes on GPT-5.5.", []),
        ("The gap at the top of LMArena is narrow, and GPT-5.5 knows it.", []),
        ("In LMArena's ranking, GPT-5.5 continues to lead the field.", [("GPT-5.5", 1)]),
    ],
)
def test_whose_place_it_is(text: str, claimed: list[tuple[str, int]]) -> None:
    assert places(text) == claimed


def test_none_of_the_first_places_is_a_count() -> None:
    assert [(c.count, c.within, c.scope) for c in claims_in("LMArena前三中没有一款中国模型。")] == [(0, 3, "CN")]
    assert [(c.count, c.within) for c in claims_in("Two of LMArena's top five are Chinese.")] == [(2, 5)]
    assert [(c.count, c.bound) for c in claims_in("OpenAI has a model in LMArena's top three.")] == [(1, "least")]
    assert claims_in("Four of the top five on LMArena come from OpenAI or Anthropic.") == []


def test_what_is_compared_by_speed_is_no_place() -> None:
    for text in (
        "At 276 tokens a second, GLM-5.1 outpaces GPT-5.5, Artificial Analysis found.",
        "在Artificial Analysis的测试中，GLM-5.1以每秒276个token遥遥领先于GPT-5.5。",
    ):
        assert [(c.kind, c.measure) for c in claims_in(text)] == [("score", "speed")]


def test_a_figure_is_its_owners() -> None:
    text = "Kimi K2.6 is the closest rival to Gemini 3.1 Pro on LMArena, with 1480 points."
    assert [(c.model, c.value) for c in claims_in(text) if c.kind == "score"] == [("Kimi K2.6", 1480)]
    text = "Kimi K2.6 has overtaken Gemini 3.1 Pro, with 1480 points, on LMArena."
    assert [(c.model, c.value) for c in claims_in(text) if c.kind == "score"] == [("Kimi K2.6", 1480)]
    text = "A mixture overtook GPT-5.5 on AlpacaEval with 65.1% (MoX)."
    assert [(c.model, c.value) for c in claims_in(text) if c.kind == "score"] == []
    text = "在LMArena上，Kimi K2.6得分低于Gemini 3.1 Pro的1486分。"
    assert [(c.model, c.value) for c in claims_in(text) if c.kind == "score"] == [("Gemini 3.1 Pro", 1486)]


def test_what_a_list_of_reasons_holds_is_no_claim_of_anybody() -> None:
    assert claims_in("The top three reasons to distrust LMArena are well known.") == []


def test_rounded_places_want_scores_that_tell_apart() -> None:
    rows = "\n".join(f"|Model-{n}|{0.6 + n / 10:.1f} %|{99.4 - n / 10:.1f} %|99.0 %|80.0|" for n in range(60))
    head = "|Model|Hallucination Rate|Factual Consistency Rate|Answer Rate|Average Summary Length (Words)|\n|----|----:|----:|----:|----:|"
    body = f"{head}\n{rows}\n"
    taken = parse_board("vectara", body.encode(), captured_at=datetime(2026, 5, 20, tzinfo=UTC))
    (claim,) = claims_in("Model-5 has the lowest hallucination rate on Vectara's leaderboard.")
    assert check(claim, [taken], date(2026, 5, 20)).verdict == "contradicted"


def test_a_figure_that_another_name_of_the_sentence_has_is_not_held_against_the_model() -> None:
    taken = arena()
    (claim,) = claims_in("Kimi K2.6 scored 1509 on LMArena.")
    on = taken.captured_at.date()
    assert check(claim, [taken], on).verdict == "contradicted"
    assert check(replace(claim, near=("GPT-5.5",)), [taken], on).verdict == "not_checkable"
    assert check(replace(claim, near=("GLM-5.1",)), [taken], on).verdict == "contradicted"
    assert check(replace(claim, value=Decimal("2.8"), score=Decimal("2.8")), [taken], on).verdict == "not_checkable"  # no score at all


def test_one_of_several_distances_is_not_held_against_the_order() -> None:
    text = "Kimi K2.6 trails Gemini 3.1 Pro by six points on LMArena and leads GLM-5.1 by eight."
    assert "contradicted" not in verdicts(text)
    assert verdicts("Kimi K2.6 leads GLM-5.1 by forty points on LMArena.") == ["contradicted"]
    assert "contradicted" in verdicts("Kimi K2.6 leads GPT-5.5 by six points on LMArena and GLM-5.1 by eight points.")


def test_places_among_a_makers_own_models_are_none_of_the_board() -> None:
    assert claims_in("Claude Opus 4.8 is only the second-best of Anthropic's models on LMArena.") == []
    assert places("All GPT-5.5 models made LMArena's top ten, led by GPT-5.5 Pro.")[1:] == []


def test_the_field_may_be_told_before_the_clause() -> None:
    assert [(c.model, c.scope, c.value) for c in claims_in("在LMArena的国产模型排名中，Kimi K2.6第一，GLM-5.1第二。")] == [
        ("Kimi K2.6", "CN", 1),
        ("GLM-5.1", "CN", 2),
    ]
    assert [(c.scope, c.within) for c in claims_in("Kimi K2.6和GLM-5.1包揽了LMArena开源榜的前两名。")] == [("open_weights", 2)] * 2


@pytest.mark.parametrize(
    "text",
    [
        "GLM-5.1 ranks third on LMArena, while Gemini 3.1 Pro stays further back.",
        "Kimi K2.6 scored 1,509 on LMArena, as GPT-5.5 slipped.",
        "Gemini 3.1 Pro tops LMArena, with GPT-5.5 far behind.",
        "Gemini 3.1 Pro is in the top two on LMArena, alongside Claude Opus 4.8.",
        "Unlike GPT-5.5, Gemini 3.1 Pro ranks first on LMArena.",
        "Like Claude Opus 4.8 before it, Gemini 3.1 Pro ranks second on LMArena.",
        "GLM-5.1 ranks third on LMArena, and Gemini 3.1 Pro ranks fifth.",
        "GLM-5.1在LMArena上排名第三，Gemini 3.1 Pro表现平平。",
    ],
)
def test_a_plain_falsehood_is_contradicted_whoever_else_is_named(text: str) -> None:
    assert set(verdicts(text)) == {"contradicted"}


def test_where_the_model_does_not_open_the_clause_others_may_be_meant() -> None:
    for text in (
        "The successor of Kimi K2.6 ranks third on LMArena, Gemini 3.1 Pro fans note.",
        "The heir of GPT-5.5 and Kimi K2.6 ranks third on LMArena, Gemini 3.1 Pro fans note.",
    ):
        (claim,) = claims_in(text)
        assert claim.near


@pytest.mark.parametrize(
    "text",
    [
        "Kimi K2.6, which costs less than GPT-5.5, leads LMArena.",
        "Kimi K2.6, an open rival of GPT-5.5, leads LMArena.",
        "Kimi K2.6 (unlike GPT-5.5) leads LMArena.",
        "Kimi K2.6, trained on the output of GPT-5.5, is first on LMArena.",
    ],
)
def test_who_is_named_in_an_aside_has_not_the_place(text: str) -> None:
    assert places(text) == [("Kimi K2.6", 1)]


def test_no_pattern_has_lost_its_counts_in_an_f_string() -> None:
    """`rf"x{0,12}"` is the text "x(0, 12)": braces of a count are doubled there."""
    of_claims = [import_module(f"amw.claims.{module.name}") for module in iter_modules(amw.claims.__path__)]
    patterns = [value.pattern for module in of_claims for value in vars(module).values() if isinstance(value, re.Pattern)]
    assert len(patterns) > 100
    assert [pattern for pattern in patterns if re.search(r"\(\d+, \d+\)", pattern)] == []
