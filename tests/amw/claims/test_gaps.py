"""Distances that a text tells between two names, and who it says is next to whom."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from arena import arena
from ranking import claims_in

from amw.claims import check, find_claims


def told(text: str) -> list[tuple[Any, ...]]:
    return [(c.kind, c.model, c.value, c.rivals or c.behind, c.bound) for c in claims_in(text)]


def verdicts(text: str) -> set[str]:
    taken = arena()
    return {check(c, [taken], taken.captured_at, sentence=text).verdict for c in claims_in(text)}


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("Only four tenths of a point separate GPT-5.5 from Claude Opus 4.8 on LMArena.", "0.4", ""),
        ("Less than half a point separates GPT-5.5 and Claude Opus 4.8 on LMArena.", "0.5", "most"),
        ("The difference between GPT-5.5 and Claude Opus 4.8 on LMArena is 5.2 points.", "5.2", ""),
        ("The distance between GPT-5.5 and Claude Opus 4.8 on LMArena amounts to a single point.", "1", ""),
        ("GPT-5.5 and Claude Opus 4.8 are separated by just five points on LMArena.", "5", ""),
        ("GPT-5.5 and Anthropic's Claude Opus 4.8 are five points apart on LMArena.", "5", ""),
    ],
)
def test_a_distance_between_two_is_one_claim(text: str, value: str, bound: str) -> None:
    assert told(text) == [("comparison", "GPT-5.5", Decimal(value), ("Claude Opus 4.8",), bound)]


def test_a_distance_does_not_say_who_is_ahead() -> None:
    for first, second in (("GPT-5.5", "Claude Opus 4.8"), ("Claude Opus 4.8", "GPT-5.5")):
        assert verdicts(f"The gap between {first} and {second} on LMArena is five points.") == {"supported"}
        assert verdicts(f"The gap between {first} and {second} on LMArena is forty points.") == {"contradicted"}


def test_who_is_next_to_whom_needs_nobody_between() -> None:
    assert verdicts("Claude Opus 4.8 is GPT-5.5's closest challenger on LMArena.") == {"supported"}
    assert verdicts("GPT-5.5's nearest rival on LMArena is Claude Opus 4.8.") == {"supported"}
    assert verdicts("GPT-5.5's nearest rival on LMArena is GLM-5.1.") == {"contradicted"}


def test_each_distance_is_of_the_two_it_is_told_of() -> None:
    text = (
        "The gap between GPT-5.5 and Claude Opus 4.8 on LMArena is 5 pts, while the gap between Gemini 3.1 Pro and Kimi K2.6 is six points."
    )
    pairs = [("GPT-5.5", Decimal(5), ("Claude Opus 4.8",)), ("Gemini 3.1 Pro", Decimal(6), ("Kimi K2.6",))]
    assert [found[1:4] for found in told(text)] == pairs
    text = "On LMArena the gap between GPT-5.5 and Claude Opus 4.8 shrank from ten points to five points."
    assert [found[1:4] for found in told(text)] == pairs[:1]


def test_who_is_said_not_to_be_next_is_no_claim() -> None:
    assert told("GPT-5.5 is not Claude Opus 4.8's closest rival on LMArena.") == []


def test_of_two_that_are_neither_in_a_place_both_are_told() -> None:
    told = "Kimi K2.6 nor GLM-5.1"
    for text in (f"Neither {told} has made the top three on LMArena.", f"LMArena's top three has neither {told}."):
        found = [(c.model, c.within, c.bound) for c in claims_in(text)]
        assert found == [("Kimi K2.6", 3, "outside"), ("GLM-5.1", 3, "outside")]
    text = "Neither Google nor OpenAI has a model in the top three of LMArena."
    assert [(c.company, c.bound) for c in claims_in(text)] == [("google", "outside"), ("openai", "outside")]


@pytest.mark.parametrize(
    "text",
    [
        "While neither Meta nor Mistral made it, Kimi K2.6 is in the top ten of LMArena.",
        "Neither of them matters, and Kimi K2.6 is in the top ten of LMArena.",
    ],
)
def test_of_whom_neither_is_not_told_a_place_is(text: str) -> None:
    assert [(c.model, c.within, c.bound) for c in claims_in(text)] == [("Kimi K2.6", 10, "")]


@pytest.mark.parametrize("words", ["a half dozen", "a half-dozen"])
def test_half_a_dozen_points_are_six(words: str) -> None:
    text = f"The gap between Kimi K2.6 and GPT-5.5 on LMArena is {words} points."
    assert [c.value for c in claims_in(text)] == [6]


@pytest.mark.parametrize(
    "text",
    [
        "Kimi K2.6 is fourth on LMArena, up from No. 7 last month.",
        "Kimi K2.6 rose on LMArena from seventh to fourth.",
        "Kimi K2.6在LMArena从第七升至第四。",
        "Neither Kimi K2.6 nor GLM-5.1 has made the top three on LMArena.",
        "GLM-5.1 does not catch Kimi K2.6 on LMArena.",
        "GLM-5.1 is not as good as Kimi K2.6 on LMArena.",
        "Kimi K2.6 is better than anything Zhipu has built, according to LMArena.",
        "GLM-5.1はLMArenaでKimi K2.6には届かなかった。",
        "Kimi K2.6はLMArenaでGLM-5.1を8ポイント上回った。",
        "GPT-5.5 and Claude Opus 4.8 are deadlocked on LMArena.",
        "Kimi K2.6在LMArena上落后Gemini 3.1 Pro 6分。",
        "Kimi K2.6 is only bettered by GPT-5.5, Claude Opus 4.8 and Gemini 3.1 Pro on LMArena.",
        "GPT-5.5 leads LMArena, pushing Claude Opus 4.8 into second.",
        "Moonshot does not have a model in LMArena's top three.",
        "Kimi K2.6 cannot dethrone GPT-5.5 on LMArena.",
        "Kimi K2.6는 LMArena에서 Gemini 3.1 Pro에 6점 뒤졌다.",
        "LMArena ranked Kimi K2.6 fourth, behind GPT-5.5, Claude Opus 4.8 and Gemini 3.1 Pro.",
        "Kimi K2.6 is the highest scoring Chinese model and fourth overall behind GPT-5.5 on LMArena.",
        "GPT-5.5 (1509) and Claude Opus 4.8 (1504) are practically identical on LMArena.",
    ],
)
def test_what_holds_is_supported_as_it_is_worded(text: str) -> None:
    assert verdicts(text) == {"supported"}


@pytest.mark.parametrize("text", ["Claude Opus 4分析：在LMArena排名第三", "LMArena上Claude Opus 4分别排名第三"])
def test_a_version_before_another_word_is_no_figure_in_points(text: str) -> None:
    assert [(c.kind, c.model) for c in claims_in(text)] == [("rank", "Claude Opus 4")]


def test_who_shares_a_place_is_named_before_the_other() -> None:
    text = "Kimi K2.6 ties with GLM-5.1 for fourth place on LMArena."
    assert [c.model for c in claims_in(text) if c.kind == "rank"] == ["Kimi K2.6"]


@pytest.mark.parametrize("words", ["runner-up Kimi K2.6", "the runner-up, Kimi K2.6,", "runner-up Moonshot's Kimi K2.6"])
def test_a_runner_up_is_whom_its_title_stands_before(words: str) -> None:
    text = f"GPT-5.5 beat {words} on LMArena."
    assert [(c.model, c.value) for c in claims_in(text) if c.kind == "rank"] == [("Kimi K2.6", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "Kimi K2.6 is six points from the top of LMArena.",
        "Kimi K2.6 liegt in der LMArena sechs Punkte hinter der Spitze.",
        "Kimi K2.6 est à six points du premier sur LMArena.",
        "Kimi K2.6 está a seis puntos del líder en LMArena.",
        "Kimi K2.6在LMArena上与榜首相差6分。",
        "LMArenaでKimi K2.6は首位と6点差。",
        "LMArenaでKimi K2.6は首位との差が6ポイントだ。",
        "LMArena에서 Kimi K2.6는 선두와 6점 차다.",
    ],
)
def test_who_is_so_many_points_from_the_first_place_is_behind_it(text: str) -> None:
    told = [(c.kind, c.model, c.value, c.behind) for c in claims_in(text)]
    assert told == [("comparison", "Kimi K2.6", 6, ("first place",))]


def test_a_score_beside_the_first_place_is_no_distance_from_it() -> None:
    text = "LMArenaでGPT-5.5が首位に1501点で立った。"
    assert not any(c.behind for c in claims_in(text))


def test_hostile_words_of_distance_make_no_flood_of_claims() -> None:
    assert len(find_claims("LMArena " + "the gap between GPT-5.5 and a five points " * 1400)) <= 60


def test_no_part_of_a_price_is_no_error() -> None:
    text = "On OpenRouter, Kimi K2.6 is 0% cheaper than GPT-5.5."
    assert [c.value for c in claims_in(text)] == [1]
