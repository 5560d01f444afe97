"""Claims of all but one, of others that are not named, of past months, of shares of use, in Portuguese; texts of any shape."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from arena import arena
from ranking import DAY, claims_in, ranking

from amw.boards import Row, Snapshot
from amw.claims import Claim, Verdict, check, find_claims
from amw.companies import Companies

COMPANIES = Companies.load()
INDEX = "the Artificial Analysis Intelligence Index"


def judged(text: str, *captures: Snapshot) -> list[tuple[Claim, Verdict]]:
    return [(c, check(c, captures or (ranking(),), DAY, sentence=text)) for c in claims_in(text)]


def told(text: str, *captures: Snapshot) -> list[tuple[str, str | None, str]]:
    """(place, comparison or score; whose; verdict), in order of kind."""
    kinds = {"rank": "place", "lead": "place"}
    return sorted((kinds.get(c.kind, c.kind), c.model or c.company, v.verdict) for c, v in judged(text, *captures))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (f"Gemini 3.1 Pro beats every other Google model on {INDEX}.", None),
        (f"Gemini 3.1 Pro beats every OpenAI model but GPT-5.5 on {INDEX}.", "supported"),
        (f"Gemini 3.1 Pro beats every OpenAI model but GPT-5.4 on {INDEX}.", "contradicted"),
        (f"Gemini 3.1 Pro is ahead of all GPT models except GPT-5.5 on {INDEX}.", "supported"),
        (f"Kimi K2.6 beats everything but GPT-5.5, Claude Opus 4.7, Gemini 3.1 Pro and GPT-5.4 on {INDEX}.", "supported"),
        ("Im Index von Artificial Analysis schlägt Kimi K2.6 alle offenen Modelle.", "supported"),
        ("Bei Artificial Analysis schlägt Kimi K2.6 alle Modelle außer GPT-5.5, Claude Opus 4.7, Gemini 3.1 Pro und GPT-5.4.", "supported"),
        ("Sur Artificial Analysis, GLM-5.1 dépasse tous les autres modèles chinois.", "contradicted"),
        ("En Artificial Analysis, Kimi K2.6 supera a todos los modelos abiertos.", "supported"),
        ("Ningún modelo abierto supera a Kimi K2.6 en el índice de Artificial Analysis.", "supported"),
        ("Nenhum modelo aberto supera o Kimi K2.6 no índice da Artificial Analysis.", "supported"),
    ],
)
def test_all_but_those_that_are_named(text: str, verdict: str | None) -> None:
    assert {v.verdict for _, v in judged(text)} <= {"supported", "not_checkable"} if verdict is None else {verdict}
    if verdict is not None:
        assert [v.verdict for _, v in judged(text)] == [verdict]


@pytest.mark.parametrize(
    "aside",
    [
        "; first place stands at 60",
        "; the open-weights leader scores 54",
        "; the average of all models is 31 points",
        ", where the median is 31",
        ", while the best open model has 54",
    ],
)
def test_figures_of_one_who_is_not_named_are_nobodys(aside: str) -> None:
    assert told(f"Claude Opus 4.7 is second on {INDEX}{aside}.") == [("place", "Claude Opus 4.7", "supported")]


def test_two_figures_belong_to_two() -> None:
    assert told(f"Kimi K2.6 is the best open model on {INDEX}: 53.9 versus 60.2 for GPT-5.5.") == [
        ("place", "Kimi K2.6", "supported"),
        ("score", "GPT-5.5", "supported"),
        ("score", "Kimi K2.6", "supported"),
    ]


def test_a_distance_is_that_of_the_name_beside_it() -> None:
    text = f"Gemini 3.1 Pro is three points below GPT-5.5 and ahead of GPT-5.4 on {INDEX}."
    assert {(c.rivals or c.behind, c.value, v.verdict) for c, v in judged(text)} == {
        (("GPT-5.5",), Decimal(3), "supported"),
        (("GPT-5.4",), None, "supported"),
    }


def test_lists_may_mix_models_and_companies() -> None:
    ((claim, verdict),) = judged(f"Kimi K2.6 trails GPT-5.5, Claude Opus 4.7 and Google on {INDEX}.")
    assert (claim.behind, verdict.verdict) == (("GPT-5.5", "Claude Opus 4.7", "Google"), "supported")


def test_a_version_without_its_line_is_its_makers() -> None:
    assert told(f"Moonshot's K2.6 leads the open models on {INDEX}.") == [("place", "Kimi K2.6", "supported")]
    assert told(f"Moonshot's K2.6 is third on {INDEX}.") == [("place", "Kimi K2.6", "contradicted")]


def test_a_place_of_a_past_month_is_held_against_that_month() -> None:
    april = [ranking(DAY - timedelta(days=days), Kimi_K2_6=61.0) for days in (45, 25)]
    led = f"Kimi K2.6 led {INDEX} in April"
    assert told(f"{led}.", *april, ranking()) == [("place", "Kimi K2.6", "supported")]
    assert told(f"In April, Kimi K2.6 led {INDEX}.", *april, ranking()) == [("place", "Kimi K2.6", "supported")]
    assert told(f"Kimi K2.6 was first on {INDEX} in April and is sixth now.", *april, ranking())[0][2] == "supported"
    assert told(f"{led}.".replace("Kimi K2.6", "GLM-5.1"), *april, ranking()) == [("place", "GLM-5.1", "contradicted")]
    assert told(f"{led}.", april[0], ranking()) == [("place", "Kimi K2.6", "supported")]
    assert told(f"{led}.".replace("Kimi K2.6", "GLM-5.1"), april[0], ranking()) == [("place", "GLM-5.1", "not_checkable")]
    assert told(f"{led}.", ranking()) == [("place", "Kimi K2.6", "not_checkable")]
    assert told(f"Kimi K2.6, released in April, leads {INDEX}.", ranking()) != [("place", "Kimi K2.6", "not_checkable")]
    assert told(f"A year ago Kimi K2.6 led {INDEX}.", ranking()) == [("place", "Kimi K2.6", "not_checkable")]


def test_who_takes_a_place_from_another_stands_ahead_of_it() -> None:
    assert told(f"Kimi K2.6 takes the crown from GPT-5.5 on {INDEX}.") == [
        ("comparison", "Kimi K2.6", "contradicted"),
        ("place", "Kimi K2.6", "contradicted"),
    ]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("O GPT-5.5 lidera o índice da Artificial Analysis com 60 pontos.", [("place", "supported"), ("score", "supported")]),
        ("O GLM-5.1 está em sétimo lugar no ranking da Artificial Analysis.", [("place", "supported")]),
        ("O Claude Opus 4.7 é o modelo mais inteligente do mundo, segundo a Artificial Analysis.", [("place", "contradicted")]),
        ("O Kimi K2.6 lidera entre os modelos chineses no índice da Artificial Analysis.", [("place", "supported")]),
        ("O Kimi K2.6 ultrapassou o GLM-5.1 no índice da Artificial Analysis.", [("comparison", "supported")]),
        ("Na Artificial Analysis, o GLM-5.1 fica atrás do Kimi K2.6 por 2,5 pontos.", [("comparison", "supported")]),
        ("O Claude Opus 4.7 não lidera o índice da Artificial Analysis.", []),
        ("A OpenAI lançou o GPT-5.5 em primeiro lugar para assinantes, informou a Artificial Analysis.", []),
    ],
)
def test_portuguese_is_read(text: str, verdicts: list[tuple[str, str]]) -> None:
    assert [(kind, verdict) for kind, _, verdict in told(text)] == verdicts


@pytest.mark.parametrize(
    "text",
    [
        "On the Code leaderboard of LMArena, GLM-5.1 is third.",
        "GLM-5.1 belegt in der Code-Rangliste von LMArena Rang drei.",
        "GLM-5.1 pointe à la troisième place du classement code de LMArena.",
        "GLM-5.1在LMArena代码榜上排名第三。",
    ],
)
def test_a_category_may_stand_before_the_site(text: str) -> None:
    assert {c.board_key for c in claims_in(text)} == {"arena/code"}


def of_use(section: str, *rows: tuple[str, str, int, float]) -> tuple[Row, ...]:
    return tuple(
        Row(
            key=f"{section}/{name}", raw_name=name, model=name, family=name, maker=maker, section=section, score=volume,
            metrics={"volume": volume, "share_percent": share},
        )
        for name, maker, volume, share in rows
    )  # fmt: skip


def test_companies_are_held_against_shares_of_use() -> None:
    rows = of_use("models", ("hy3-preview", "tencent", 2_360 * 10**9, 14.2), ("kimi-k2.6", "moonshotai", 1_150 * 10**9, 6.9))
    rows += of_use("market_share", ("anthropic", "anthropic", 2_450 * 10**9, 14.7), ("tencent", "tencent", 2_360 * 10**9, 14.2))
    week = Snapshot(board="openrouter_rankings", captured_at=DAY, rows=rows, metric="volume", complete=False)
    assert told("Anthropic is the most used AI lab on OpenRouter.", week) == [("place", "anthropic", "supported")]
    assert told("Kimi K2.6 has a 6.9% share on OpenRouter.", week) == [("score", "Kimi K2.6", "supported")]
    assert told("Kimi K2.6 has a 19.9% share on OpenRouter.", week) == [("score", "Kimi K2.6", "contradicted")]


def test_a_place_by_margin_or_another_row_is_so_where_it_is_told_so() -> None:
    leader, *rest = arena().rows
    near = [replace(row, metrics={**row.metrics, "rank_low": 1, "rank_high": 4}) for row in rest[:1]]
    taken = replace(arena(), rows=(leader, *near, *rest[1:]))
    name = near[0].model
    plain, statistical = f"{name} is first on LMArena.", f"Within the margin of error, {name} is first on LMArena."
    assert {v.verdict for _, v in judged(plain, taken)} <= {"imprecise", "contradicted"}
    assert [v.verdict for _, v in judged(statistical, taken)] == ["supported"]


@pytest.mark.parametrize(
    "unit", ["a", "a-", "1", "的", "A-", "#1", " 5", "GPT-5.5에 이어 ", "behind GPT-5.5 and ", "first place on LMArena "]
)
def test_a_million_characters_cost_what_a_page_does(unit: str) -> None:
    text = "GPT-5.5 leads LMArena ahead of Gemini 3.1 Pro " + unit * (1_000_000 // len(unit))
    mentions = COMPANIES.find(text[:70_000])  # some of them beyond what is read
    began = time.process_time()
    find_claims(text, mentions)
    assert time.process_time() - began < 2
