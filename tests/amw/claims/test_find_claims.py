"""Claims about leaderboards in the press's own turns of phrase."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amw.claims import find_claims
from amw.companies import Companies

COMPANIES = Companies.load()


def claims_of(text: str) -> list[tuple[str, str | None, str, int | None]]:
    return [(c.board, c.model, c.scope, c.rank) for c in find_claims(text, COMPANIES.find(text)) if c.kind != "comparison"]


def test_two_places_in_one_sentence() -> None:
    text = "Alibaba's Qwen3.7-Max ranks 5th globally and 1st in China on Artificial Analysis leaderboard"
    found = find_claims(text, COMPANIES.find(text))
    assert [(c.scope, c.rank) for c in found if c.kind != "comparison"] == [("global", 5), ("CN", 1)]
    assert {c.board for c in found} == {"Artificial Analysis"}
    assert all(c.model and c.model.lower().replace(" ", "").replace("-", "") == "qwen3.7max" for c in found)
    assert {c.company for c in found} == {"alibaba"}


def test_lead_with_a_score() -> None:
    (claim,) = find_claims("GPT-5.5 tops LMArena with 1,471")
    assert (claim.kind, claim.rank, claim.score, claim.board, claim.board_key) == ("lead", 1, Decimal(1471), "LMArena", "arena/text")


def test_comparison_names_its_rival() -> None:
    text = "Claude Opus 4.6 beats GPT-5.5 on SWE-bench Verified"
    (claim,) = find_claims(text, COMPANIES.find(text))
    assert (claim.kind, claim.board, claim.rank) == ("comparison", "SWE-bench Verified", None)
    assert claim.rivals == ("GPT-5.5",)


@pytest.mark.parametrize(
    ("text", "board", "scope", "rank"),
    [
        ("Kimi K2.6 sits at #2 on the OpenRouter leaderboard", "OpenRouter", "global", 2),
        ("The model GLM-5.1 took third place on LMArena", "LMArena", "global", 3),
        ("GLM-5.1登顶LMArena榜单", "LMArena", "global", 1),
        ("Qwen 3.6登上LMArena全球榜单第二", "LMArena", "global", 2),
        ("GLM-5.1在SWE-bench上排名第一，国内第一", "SWE-bench", "global", 1),
        ("엑사원 4.0이 아티피셜 애널리시스 오픈웨이트 모델 순위에서 7위를 기록했다", "Artificial Analysis", "open_weights", 7),
        ("Kimi K2.5 ranked No. 1 among open-source models on Artificial Analysis", "Artificial Analysis", "open_weights", 1),
        ("ERNIE 5.0 ranks second globally and first in China on LMArena", "LMArena", "CN", 1),
        ("Grok 4.1 sits at the top of LMArena's text ranking with 1483 Elo", "LMArena", "global", 1),
        ("Nemotron 3 ranks fourth on the Hugging Face Open LLM Leaderboard", "Open LLM Leaderboard", "global", 4),
        ("文心5.0在LMArena文本榜位列全球第二、中国第一", "LMArena", "CN", 1),
        ("'솔라 프로 2'가 아티피셜 애널리시스에서 국내 1위를 차지했다", "Artificial Analysis", "KR", 1),
        ("Gemini 3.1 ProがLMArenaで首位", "LMArena", "global", 1),
        ("Mistral Large 3 erreicht Platz 4 auf LMArena", "LMArena", "global", 4),
        ("Mistral Large 3 prend la 4e place du classement LMArena", "LMArena", "global", 4),
    ],
)
def test_reads_six_languages(text: str, board: str, scope: str, rank: int) -> None:
    assert (board, scope, rank) in [(b, s, r) for b, _, s, r in claims_of(text)]


def test_top_ten_and_state_of_the_art_name_no_place() -> None:
    (claim,) = find_claims("Qwen-Max-0428 is now in the top-10 of the Chatbot Arena")
    assert (claim.rank, claim.within, claim.board) == (None, 10, "LMArena")
    (claim,) = find_claims("Qwen2-VL achieves state-of-the-art results on MathVista")
    assert (claim.kind, claim.rank, claim.board) == ("lead", None, "MathVista")


@pytest.mark.parametrize(
    "text",
    [
        "The startup is No. 1 in its market",  # no board
        "Our new model ranks first in our own tests",
        "Why we no longer evaluate SWE-bench Verified",
        "LMArena raises $100 million",
        "The lab hopes to top LMArena next year",
        "",
    ],
)
def test_no_claim_without_board_place_and_assertion(text: str) -> None:
    assert claims_of(text) == []


def test_specific_board_wins_over_its_family() -> None:
    assert {b for b, *_ in claims_of("GLM-5.1 leads on SWE-bench.\nIt scored well on SWE-bench Pro.")} == {"SWE-bench Pro"}


@given(
    st.lists(
        st.sampled_from(
            ["GPT-5.5", " ranks ", "#1", " on ", "LMArena", " with ", "1,471", ". ", "第二", "1위", "SWE-bench", " beats ", "top-10", "\n"]
        ),
        max_size=40,
    )
)
def test_any_text_gives_spans_inside_it(parts: list[str]) -> None:
    text = "".join(parts)
    for claim in find_claims(text):
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.kind in {"rank", "score", "lead", "comparison"}
        assert claim.rank is None or claim.rank > 0


def test_hostile_length_is_bounded() -> None:
    assert len(find_claims("GPT-5.5 ranks #1 on LMArena. " * 5_000)) <= 60
    find_claims("LMArena " + "A1 " * 40_000)


def test_words_that_only_look_like_places() -> None:
    near = "Qwen3.7-Max arrived near the top of the Artificial Analysis leaderboard."
    assert find_claims(near) == []
    third_party = "「Qwen3.7-Max」が第三者評価のArtificial Analysisランキングに登場した。"
    assert find_claims(third_party) == []


def test_a_scope_is_read_from_its_own_clause() -> None:
    text = "Qwen3.7-Max登上Artificial Analysis排行榜，位列全球第五，在中国模型中排名第一。"
    assert {(claim.scope, claim.rank) for claim in find_claims(text)} == {("global", 5), ("CN", 1)}
