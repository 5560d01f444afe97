"""What newsletters and release notes say of boards: whose board, whose figure, which place; and ordinary words that look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ranking import claims_in

from amw.claims.named import boards_in

INDEX = "artificial_analysis/intelligence_index"


def told(text: str) -> set[tuple[str, str | None, str, str]]:
    """(board, model or company, kind, place or figure) of every claim."""
    claims = claims_in(text)
    return {(c.board_key or c.board, c.model or c.company, c.kind, str(c.value if c.value is not None else c.within)) for c in claims}


@pytest.mark.parametrize(
    ("text", "boards"),
    [
        ("the Artificial Analysis Intelligence Index", [INDEX]),
        ("Artificial Analysis' Intelligence Index", [INDEX]),
        ("the AA Index", [INDEX]),
        ("the LMArena Chatbot Arena leaderboard", ["arena/text"]),
        ("LMArena's Frontend leaderboard", ["arena/code"]),
        ("LMArena's Overall leaderboard", ["arena/text"]),
        ("the Artificial Analysis LLM Leaderboard", [INDEX]),
        ("Artificial Analysis' Tools-X agent benchmark", ["Artificial Analysis' Tools-X agent benchmark"]),
        ("在 LMArena Copilot 榜", ["LMArena Copilot 榜"]),
        ("Google leads in the search arena", []),
        ("a race in the text-to-image arena", []),
        ("the search arena ranking", ["arena/search"]),
        ("LMArena opened the search arena", ["arena/text", "arena/search"]),
    ],
)
def test_what_a_text_names_is_one_board_or_none(text: str, boards: list[str]) -> None:
    assert [board.key or board.name for board in boards_in(text)] == boards


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On LMArena GPT-5.5 is second in vision, third overall.", {("arena/vision", "2"), ("arena/text", "3")}),
        ("GPT-5.5 is second in vision on LMArena.", {("arena/vision", "2")}),
        ("On LMArena GPT-5.5 is #1 in image editing and #4 in text tasks.", {("arena/image-edit", "1"), ("arena/text", "4")}),
        ("On LMArena GPT-5.5 is first in web development.", {("arena/code", "1")}),
        ("On LMArena GPT-5.5 is first in coding.", {("LMArena coding", "1")}),
        ("LMArena: GPT-5.5 is third. It was the first in vision research.", {("arena/text", "3")}),
    ],
)
def test_a_category_behind_a_place_is_that_list(text: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= {(board, value) for board, who, _, value in told(text) if who == "GPT-5.5"}
    assert ("arena/vision", "1") not in {(board, value) for board, _, _, value in told(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open models trail on the AA Index (Kimi K2.6 54, GLM-5.1 51 and Qwen3.7 Max 57).", {"Kimi K2.6": "54", "GLM-5.1": "51"}),
        ("With 64B active at 80% sparsity, GLM-5.1 scores 51 on the Artificial Analysis Intelligence Index.", {"GLM-5.1": "51"}),
        ("GLM-5.1 (open, 51 on the Artificial Analysis Intelligence Index) is cheap.", {"GLM-5.1": "51"}),
        ("GLM-5.1 uzyskuje 61,5% na SWE-bench Verified.", {"GLM-5.1": "61.5"}),
        (
            "| | GLM-5.1 | GPT-5.5 |\n|---|---|---|\n| Artificial Analysis Intelligence Index | 51 | 60 |",
            {"GLM-5.1": "51", "GPT-5.5": "60"},
        ),
    ],
)
def test_whose_figure_it_is(text: str, expected: dict[str, str]) -> None:
    assert expected.items() <= {who: value for _, who, kind, value in told(text) if kind == "score" and who}.items()


@pytest.mark.parametrize(
    "text",
    [
        "GLM-5.1 scores 51 on the Artificial Analysis Intelligence Index, where the median score across all models is 17.",
        "In May, 85 on LMArena voted for GLM-5.1.",
        "GLM-5.1 was tried on AIME 25, 30 times, and on LiveBench.",
        "Artificial Analysis lists GLM-5.1 among the top 2.2% of all models.",
    ],
)
def test_figures_of_nobody(text: str) -> None:
    assert {value for _, _, _, value in told(text)} <= {"51"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GPT-5.5 came out in May. It is the top-ranked model on LMArena.", {("GPT-5.5", "1")}),
        ("GPT-5.5 came out in May. It sits in top spot on LMArena.", {("GPT-5.5", "1")}),
        ("GPT-5.5 came out in May. It made the biggest jump of the top model on LMArena.", set()),
        ("GPT-5.5 came out in May. Top models on LMArena change weekly.", set()),
        ("GPT-5.5 is fourth on LMArena. Its predecessor was 12th there.", {("GPT-5.5", "4")}),
        ("GPT-5.5 beat its predecessor to take third place on LMArena.", {("GPT-5.5", "3")}),
        ("GPT-5.5 went from #21 -> #8 on LMArena.", {("GPT-5.5", "8")}),
        ("When a model tops LiveBench, buyers notice.", set()),
        ("GPT-5.5 leads in cost efficiency, according to Artificial Analysis.", set()),
        ("According to Artificial Analysis, GPT-5.5 has the lowest hallucination rate.", set()),
        ("Trained in FP8, GPT-5.5 ranks third on LMArena.", {("GPT-5.5", "3")}),
        ("GPT-5.5はLMArenaで上位3位に入った。", {("GPT-5.5", "3")}),
        ("Gemma 4 31B is third among open models on LMArena (26B MoE ranks sixth).", {("Gemma 4 31B", "3"), ("Gemma 4 26B MoE", "6")}),
        ("Arena leaderboard:\n| GPT-5.5 | open | 1490 | #4 |\n| GLM-5.1 | open | 1480 | #5 |", {("GPT-5.5", "4"), ("GLM-5.1", "5")}),
    ],
)
def test_whose_place_it_is(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(who, value) for _, who, kind, value in told(text) if kind in {"rank", "lead"}} == expected


def test_numbered_rows_are_of_the_list_named_beside_its_site() -> None:
    text = "WebDev Arena in May, by the LMArena leaderboard:\n1. GPT-5.5 — 1568 Elo\n2. GLM-5.1 — 1532 Elo\n"
    assert {("arena/code", "GPT-5.5", "rank", "1"), ("arena/code", "GLM-5.1", "rank", "2")} <= told(text)
    assert {board for board, *_ in told(text)} == {"arena/code"}


def test_comparisons_of_others() -> None:
    assert told("LMArena counts votes. Kimi K2.6 beats GLM-5.1 on eight coding benchmarks.") == set()
    text = "Veo 3 在 LMArena 排名第二。它比 Sora 2 和 Kling 3 高出 10 分，但落后于 GPT-5.5。"
    behind = [c for c in claims_in(text) if c.kind == "comparison" and c.behind]
    assert {c.model for c in behind} <= {"Veo 3"}
    assert not any(c.model in {"Sora 2", "Kling 3"} for c in claims_in(text))
    assert not any(c.kind == "comparison" for c in claims_in("LMArena 第一名是 GLM-5.1。相比 GPT-5.5，GLM-5.1 价格低 60%。"))


def test_a_sentence_may_be_broken_into_lines() -> None:
    text = "Google's new Gemini 4 model took second place behind Claude Opus 5 this week\non the LMArena leaderboard, the company said."
    assert ("arena/text", "Gemini 4", "rank", "2") in told(text)
    short = "LMArena says\ngpt-5.5 ranks third\nclaude opus 5 ranks fourth"
    assert {(who, value) for _, who, _, value in told(short)} == {("GPT-5.5", "3"), ("opus 5", "4")}


@given(st.text(alphabet="ABab #1234567890%.,()|\n-第在榜", max_size=80))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    whole = f"Artificial Analysis {text} LMArena {text} GPT-5.5 {text}"
    for claim in claims_in(whole):
        assert 0 <= claim.start <= claim.end <= len(whole)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to LMArena GLM-5.1 tops leaderboard.", {("arena/text", "lead", "1")}),
        ("GLM-5.1 leads LMArena's Crowdsourced Leaderboard.", {("arena/text", "lead", "1")}),
        ("Baidu is first in search. Its GLM-5.1 is second on LMArena.", {("arena/text", "rank", "2")}),
        ("GLM-5.1 ranks fourth in search and ninth overall on LMArena.", {("arena/search", "rank", "4"), ("arena/text", "rank", "9")}),
        ("GLM-5.1 is #4 in vision, according to LMArena.", {("arena/vision", "rank", "4")}),
        ("在LMArena上，GLM-5.1搜索排名第四。", {("arena/search", "rank", "4")}),
        ("LMArenaによると、GLM-5.1は検索で4位だった。", {("arena/search", "rank", "4")}),
        ("LMArena에서 GLM-5.1은 검색 4위에 올랐다.", {("arena/search", "rank", "4")}),
        ("在LMArena上，GLM-5.1排名第四，搜索第三方评测也在进行。", {("arena/text", "rank", "4")}),
        ("GLM-5.1 tops LMArena and costs half.", {("arena/text", "lead", "1")}),
        ("GLM-5.1 leads LMArena at lower cost.", {("arena/text", "lead", "1")}),
        ("GLM-5.1 leads LMArena in cost efficiency.", set()),
        ("GLM-5.1 leads in coding agent cost efficiency, according to LMArena.", set()),
        ("On LiveBench, GLM-5.1 came second of 30 models in the test.", {("livebench/global_average", "rank", "2")}),
        ("GLM-5.1 passed its predecessor for the top spot on LMArena.", {("arena/text", "lead", "1")}),
        ("GLM-5.1 supera a su predecesor y ocupa el segundo puesto en LMArena.", {("arena/text", "rank", "2")}),
        ("GLM-5.1 is out; its predecessor was eighth on LMArena.", set()),
        ("GLM-5.1 is in the top 2.2% on LMArena.", set()),
        ("GLM-5.1 improved by 12% when SWE-bench Verified was run twice.", set()),
        ("Su SWE-bench Verified: GLM-5.1 arriva al 71% su SWE-bench Verified.", {("swe_bench/verified", "score", "71")}),
        ("LMArena compared GLM-5.1 32, GPT-5.5 14 and Grok 4 20 times.", set()),
        ("The price of GLM-5.1 is 20% lower than GPT-5.5's on OpenRouter.", set()),
        ("OpenRouter显示，GLM-5.1的价格比GPT-5.5低20%。", set()),
    ],
)
def test_what_stands_beside_a_claim_does_not_take_it(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert {(board, kind, value) for board, who, kind, value in told(text) if who in {"GLM-5.1", "Baidu", "baidu"}} == expected
