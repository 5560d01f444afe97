"""Comparisons of prices and speeds, who stands between whom or is beaten by nobody, and figures that look like a board's scores."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from ranking import claims_in

from amw.boards import Row, Snapshot
from amw.claims import check

# name, maker, country, open weights, score, price of a million tokens in, tokens a second
MODELS = (
    ("GPT-5.5", "OpenAI", "US", False, 60.2, 5, 60),
    ("Gemini 3.1 Pro", "Google", "US", False, 57.2, 2, 120),
    ("Qwen3.7 Max", "Alibaba", "CN", False, 56.6, 2.5, 50),
    ("Kimi K2.6", "Kimi", "CN", True, 53.9, 1, 40),
    ("GLM-5.1", "Z AI", "CN", True, 51.4, 1.4, 80),
)


def capture() -> Snapshot:
    rows = [
        Row(
            key=name, raw_name=name, model=name, family=name, maker=maker, country=country, open_weights=is_open, score=score,
            prices={"input": Decimal(str(price))}, speed={"output_tokens_per_second": float(speed)},
        )
        for name, maker, country, is_open, score, price, speed in MODELS
    ]  # fmt: skip
    rows += [Row(key=f"m{n}", raw_name=f"m-{n}", model=f"m-{n}", family=f"m-{n}", maker="Else", score=30 - n / 20) for n in range(300)]
    return Snapshot(
        board="artificial_analysis", captured_at=datetime(2026, 5, 20, tzinfo=UTC), rows=tuple(rows), metric="intelligence_index",
        version="4.0",
    )  # fmt: skip


def told(text: str) -> list[tuple[Any, ...]]:
    return [(c.kind, c.model, c.measure, c.value, c.rivals or c.behind) for c in claims_in(text)]


def verdicts(text: str) -> list[str]:
    taken = capture()
    return [check(c, [taken], taken.captured_at, sentence=text).verdict for c in claims_in(text)]


@pytest.mark.parametrize(
    ("text", "measure", "times", "verdict"),
    [
        ("On Artificial Analysis, Gemini 3.1 Pro is faster than GPT-5.5.", "faster", None, "supported"),
        ("Gemini 3.1 Pro is twice as fast as GPT-5.5, Artificial Analysis says.", "faster", "2", "supported"),
        ("Gemini 3.1 Pro is five times as fast as GPT-5.5, Artificial Analysis says.", "faster", "5", "imprecise"),
        ("Qwen3.7 Max costs half as much as GPT-5.5 on Artificial Analysis.", "cheaper", "2", "supported"),
        ("At less than a third of the price of GPT-5.5, Kimi K2.6 is good value on Artificial Analysis.", "cheaper", "3", "supported"),
        ("At more than twice the speed of Qwen3.7 Max, Gemini 3.1 Pro is quick on Artificial Analysis.", "faster", "2", "supported"),
        ("Artificial Analysis finds GPT-5.5 cheaper than Kimi K2.6.", "cheaper", None, "contradicted"),
        ("Bei Artificial Analysis ist Kimi K2.6 billiger als GPT-5.5.", "cheaper", None, "supported"),
    ],
)
def test_prices_and_speeds_are_compared_by_the_board(text: str, measure: str, times: str | None, verdict: str) -> None:
    (claim,) = told(text)
    assert (claim[0], claim[2], claim[3]) == ("comparison", measure, Decimal(times) if times else None)
    assert verdicts(text) == [verdict]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("No Chinese model gets past Gemini 3.1 Pro on Artificial Analysis.", "supported"),  # an American one: none of the field
        ("No American model makes it past Qwen3.7 Max on Artificial Analysis.", "contradicted"),
        ("Kein chinesisches Modell schneidet bei Artificial Analysis besser ab als Qwen3.7 Max.", "supported"),
        ("没有国产模型在Artificial Analysis上超过Qwen3.7 Max。", "supported"),
        ("Artificial AnalysisでKimi K2.6を上回る中国のモデルはない。", "contradicted"),
        ("Behind GPT-5.5 and Gemini 3.1 Pro, Qwen3.7 Max is the best model on Artificial Analysis.", "supported"),
        ("Qwen3.7 Max beats every Google model on Artificial Analysis.", "contradicted"),
        ("GLM-5.1 trails the Artificial Analysis leader by nearly nine points.", "supported"),
    ],
)
def test_fields_are_compared_with(text: str, verdict: str) -> None:
    assert set(verdicts(text)) == {verdict}


@pytest.mark.parametrize(
    "text",
    [
        "The update gives Qwen3.7 Max 56.6 on Artificial Analysis.",
        "Artificial Analysis: GPT-5.5 60.2, Qwen3.7 Max 56.6.",
        "Qwen3.7 Max's 56.6 on Artificial Analysis is no record.",
        "Qwen3.7 Max scored 56.6 points on Artificial Analysis, GPT-5.5 60.2.",
    ],
)
def test_a_figure_of_the_boards_kind_beside_a_model_is_its_score(text: str) -> None:
    found = claims_in(text)
    assert ("Qwen3.7 Max", Decimal("56.6")) in [(c.model, c.score) for c in found]
    assert "contradicted" not in verdicts(text)


def test_a_version_cut_in_its_middle_is_read_to_its_end() -> None:
    text = "千问3.6Plus登顶OpenRouter榜单"
    assert [c.model for c in claims_in(text)] == ["Qwen3.6 Plus"]


@pytest.mark.parametrize(
    "text",
    [
        "OpenAI wants GPT-6 to take first place on LMArena.",
        "It is unclear whether GPT-6 can overtake Gemini 3.1 Pro on LMArena.",
        "谁会登上LMArena榜首？目前没有答案。",
        "Anthropic's revenue overtook OpenAI's, says a report that cites LMArena.",
        "GPT-6 costs more than Gemini 3.1 Pro, says a user of LMArena.",
        "GPT-6 has a higher price than Gemini 3.1 Pro, says a user of LMArena.",
        "The second most common complaint about LMArena is its name.",
        "The No. 2 cloud provider never looks at LMArena.",
        "GPT-6, released right after Gemini 3.1 Pro, is on LMArena.",
        "在Gemini 3.1 Pro之前，GPT-6已在LMArena上架。",
    ],
)
def test_hopes_open_questions_and_other_businesses_claim_nothing(text: str) -> None:
    assert told(text) == []


def test_a_makers_name_means_its_best_model_not_one_named_so_but_for_a_word_for_effort() -> None:
    taken = capture()
    theirs = [
        replace(taken.rows[-1], key=name, raw_name=name, model=name, family=name, maker="Mistral", score=score)
        for name, score in (("Mistral Medium", 9.0), ("Mistral Large 3", 55.0))
    ]
    taken = replace(taken, rows=(*taken.rows, *theirs))
    text = "GLM-5.1 sits ahead of Mistral on Artificial Analysis."
    [claim] = claims_in(text)
    found = check(claim, [taken], taken.captured_at, sentence=text)
    assert found.verdict != "supported"
    assert "Mistral Large 3 has 55" in found.evidence
