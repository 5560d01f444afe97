"""Claims about leaderboards in the press's own turns of phrase."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ranking import claims_in

from amw.claims import find_claims
from amw.companies import Companies

COMPANIES = Companies.load()


def claims_of(text: str) -> list[tuple[str, str | None, str, int | None]]:
    return [(c.board, c.model, c.scope, c.rank) for c in claims_in(text) if c.kind != "comparison"]


def test_an_ordinal_before_a_word_that_begins_like_a_preposition_is_no_place() -> None:
    named = "GPT-5.5 is on the Artificial Analysis leaderboard. "
    for rest in ("There is a reason to put a third one on it.", "It took the first official test.", "It is the second attempt of OpenAI."):
        assert not [claim for claim in claims_in(named + rest) if claim.kind in {"rank", "lead"}], rest
    told = named + "It took third on Artificial Analysis."
    assert [claim.rank for claim in claims_in(told)] == [3]


@pytest.mark.parametrize("backer", ["a16z", "a Norwegian fund", "the founders", "Felicis", "existing investors"])
def test_a_round_that_somebody_leads_is_no_lead_of_a_board(backer: str) -> None:
    text = f"OpenRouter has raised $40 million led by {backer}."
    assert claims_of(text) == []


@pytest.mark.parametrize("margin", ["nine points", "12 points", "a wide margin", "just 3 points", "a whisker"])
def test_a_lead_by_so_much_is_one(margin: str) -> None:
    text = f"On LMArena GPT-5.5 led by {margin}."
    assert [(model, rank) for _, model, _, rank in claims_of(text)] == [("GPT-5.5", 1)]


def test_two_places_in_one_sentence() -> None:
    text = "Alibaba's Qwen3.7-Max ranks 5th globally and 1st in China on Artificial Analysis leaderboard"
    found = claims_in(text)
    assert [(c.scope, c.rank) for c in found if c.kind != "comparison"] == [("global", 5), ("CN", 1)]
    assert {c.board for c in found} == {"Artificial Analysis"}
    assert all(c.model and c.model.lower().replace(" ", "").replace("-", "") == "qwen3.7max" for c in found)
    assert {c.company for c in found} == {"alibaba"}


def test_a_score_beside_a_place_is_a_claim_of_its_own() -> None:
    text = "GPT-5.5 tops LMArena with 1,471"
    claim, score = find_claims(text)
    assert (score.kind, score.value, text[score.start : score.end]) == ("score", Decimal(1471), "LMArena with 1,471")
    assert (claim.kind, claim.rank, claim.score, claim.board, claim.board_key) == ("lead", 1, Decimal(1471), "LMArena", "arena/text")


def test_comparison_names_its_rival() -> None:
    text = "Claude Opus 4.6 beats GPT-5.5 on SWE-bench Verified"
    (claim,) = claims_in(text)
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
        ("文心5.0はLMArenaで世界2位、中国1位となった", "LMArena", "CN", 1),
        ("中国のモデルでは文心5.0がLMArenaで2位となった", "LMArena", "CN", 2),
        ("文心5.0は中国製モデルの中でLMArenaの首位", "LMArena", "CN", 1),
        ("文心5.0は中国のモデルで、LMArenaで5位に入った", "LMArena", "global", 5),
        ("中国企業で初めて文心5.0がLMArenaで5位に入った", "LMArena", "global", 5),
        ("文心5.0は中国のモデルとして初めてLMArenaで5位に入った", "LMArena", "global", 5),
        ("文心5.0在LMArena文本榜位列全球第二、中国第一", "LMArena", "CN", 1),
        ("'솔라 프로 2'가 아티피셜 애널리시스에서 국내 1위를 차지했다", "Artificial Analysis", "KR", 1),
        ("Gemini 3.1 ProがLMArenaで首位", "LMArena", "global", 1),
        ("Mistral Large 3 erreicht Platz 4 auf LMArena", "LMArena", "global", 4),
        ("Mistral liegt mit Mistral Large 3 auf Rang sechs der LMArena", "LMArena", "global", 6),
        ("Kimi K2.6 now sits fifth worldwide and first among Chinese models on LMArena", "LMArena", "CN", 1),
        ("Among open-weights models, GLM-5.1 ranks second on LMArena", "LMArena", "open_weights", 2),
        ("No Chinese model ranks higher than Kimi K2.6 on LMArena", "LMArena", "CN", 1),
        ("Grok 4.3 is the runner-up on LMArena", "LMArena", "global", 2),
        ("Grok 4.3 took bronze on LMArena", "LMArena", "global", 3),
        ("Mistral Large 3 prend la 4e place du classement LMArena", "LMArena", "global", 4),
    ],
)
def test_reads_six_languages(text: str, board: str, scope: str, rank: int) -> None:
    assert (board, scope, rank) in [(b, s, r) for b, _, s, r in claims_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Is Grok 5 the new number one on LMArena?",
        "Could Grok 5 top LMArena?",
        "GPT-5.5在LMArena能登顶吗？",
        "We hope Grok 5 will lead LMArena.",
    ],
)
def test_a_question_or_a_hope_claims_nothing(text: str) -> None:
    assert claims_of(text) == []


def test_points_with_a_lead_are_a_score() -> None:
    text = "GPT-5.5 domine le classement LMArena avec 60 points"
    assert [(c.kind, c.rank, c.score) for c in claims_in(text)] == [
        ("lead", 1, Decimal(60)),
        ("score", None, Decimal(60)),
    ]


def test_a_word_before_the_name_is_no_part_of_it() -> None:
    text = "Moonshots Kimi K2.6 führt die LMArena an"
    assert [m for _, m, _, _ in claims_of(text)] == ["Kimi K2.6"]


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
    gap = " " * 25_000 + "foo "  # a list whose names lie far apart, of a square number of steps where two parts of a pattern take spaces
    for text in (f"On LMArena, Kimi K2.6{gap}GPT-5.5 lead", f"Kimi K2.6 is third on LMArena, behind GPT-5.5{gap}Grok 4 and GLM-5.1"):
        claims_in(text)


def test_words_that_only_look_like_places() -> None:
    near = "Qwen3.7-Max arrived near the top of the Artificial Analysis leaderboard."
    assert find_claims(near) == []
    third_party = "「Qwen3.7-Max」が第三者評価のArtificial Analysisランキングに登場した。"
    assert find_claims(third_party) == []


def test_a_scope_is_read_from_its_own_clause() -> None:
    text = "Qwen3.7-Max登上Artificial Analysis排行榜，位列全球第五，在中国模型中排名第一。"
    assert {(claim.scope, claim.rank) for claim in find_claims(text)} == {("global", 5), ("CN", 1)}


def told(text: str) -> list[tuple[str | None, str, str | None]]:
    """(model, kind, value) of every claim."""
    return [(c.model, c.kind, None if c.value is None else str(c.value)) for c in claims_in(text)]


def test_every_model_of_a_sentence_gets_its_own_score() -> None:
    text = "On LiveBench, GPT-5.5 is at 80.7, Gemini 3.1 Pro Preview at 79.9 and Claude Opus 4.7 at 76.9."
    assert told(text) == [
        ("GPT-5.5", "score", "80.7"),
        ("Gemini 3.1 Pro Preview", "score", "79.9"),
        ("Claude Opus 4.7", "score", "76.9"),
    ]


def test_lists_give_places_in_order() -> None:
    led = told("Claude Opus 4.7 leads LMArena with 1,503, followed by GPT-5.5 (1,496) and Grok 4.5 (1,492).")
    places = [(m, v) for m, k, v in led if k != "score"]
    assert places == [("Claude Opus 4.7", "1"), ("GPT-5.5", "2"), ("Grok 4.5", "3")]
    assert [v for _, k, v in led if k == "score"] == ["1503", "1496", "1492"]
    named = told("LMArena top three: Claude Opus 4.7 (1,503), GPT-5.5 (1,496), Grok 4.5 (1,492).")
    assert [(m, v) for m, k, v in named if k == "rank"] == [("Claude Opus 4.7", "1"), ("GPT-5.5", "2"), ("Grok 4.5", "3")]
    numbered = told("The LMArena list: 1. Claude Opus 4.7, 2. GPT-5.5, 3. Grok 4.5")
    assert [(m, v) for m, k, v in numbered if k == "rank"] == [("Claude Opus 4.7", "1"), ("GPT-5.5", "2"), ("Grok 4.5", "3")]


@pytest.mark.parametrize(
    ("text", "model", "rivals", "behind"),
    [
        ("GPT-5.5 has been overtaken by Claude Opus 4.7 on LMArena.", "GPT-5.5", (), ("Claude Opus 4.7",)),
        ("GPT-5.5 trails Claude Opus 4.7 on LMArena.", "GPT-5.5", (), ("Claude Opus 4.7",)),
        ("DeepSeek V4 does not beat GPT-5.5 on LMArena", "DeepSeek V4", (), ("GPT-5.5",)),
        ("Claude Opus 4.7がLMArenaでGPT-5.5を上回った", "Claude Opus 4.7", ("GPT-5.5",), ()),
        ("Claude Opus 4.7이 LMArena에서 GPT-5.5를 제쳤다", "Claude Opus 4.7", ("GPT-5.5",), ()),
        ("Claude Opus 4.7在LMArena上超过GPT-5.5", "Claude Opus 4.7", ("GPT-5.5",), ()),
    ],
)
def test_who_beats_and_who_trails(text: str, model: str, rivals: tuple[str, ...], behind: tuple[str, ...]) -> None:
    (claim,) = claims_in(text)
    assert (claim.kind, claim.model, claim.rivals, claim.behind) == ("comparison", model, rivals, behind)


@pytest.mark.parametrize(
    "text",
    [
        "The nearest rival on LMArena, GPT-5.5, is nearly three points behind, and Grok 4.5 follows closely.",
        "LMArena gives Claude Opus 4.7 a score of 1,456. The team behind it: those who once made GPT-5.5.",
    ],
)
def test_a_word_without_an_object_compares_nobody(text: str) -> None:
    assert [c for c in claims_in(text) if c.kind == "comparison"] == []


@pytest.mark.parametrize(
    ("told", "rivals", "behind"),
    [
        ("Two models stand above it: GPT-5.5 and GPT-5.4.", (), ("GPT-5.5", "GPT-5.4")),
        ("Just behind it: GPT-5.5 and GPT-5.4.", ("GPT-5.5", "GPT-5.4"), ()),
    ],
)
def test_those_listed_above_it_are_ahead_of_whom_the_text_told_before(told: str, rivals: tuple[str, ...], behind: tuple[str, ...]) -> None:
    (claim,) = [c for c in claims_in(f"LMArena gives Claude Opus 4.7 a score of 1,456. {told}") if c.kind == "comparison"]
    assert (claim.model, claim.rivals, claim.behind) == ("Claude Opus 4.7", rivals, behind)


def test_a_lead_in_points_is_the_comparisons_value() -> None:
    found = find_claims(
        "On LMArena, Claude Opus 4.7 leads by just 4 points.", COMPANIES.find("On LMArena, Claude Opus 4.7 leads by just 4 points.")
    )
    assert [(c.kind, c.value) for c in found if c.kind == "comparison"] == [("comparison", Decimal(4))]


def test_the_model_of_a_claim_is_who_acts_not_whom_it_beats() -> None:
    text = "Qwen3.7-Max beats GPT-5.5 and ranks third on LMArena"
    assert ("Qwen3.7 Max", "rank", "3") in told(text)
    text = "Qwen3.7-Max is out\nAlibaba calls it its best.\nOn LMArena, the model placed third, behind GPT-5.5."
    assert ("Qwen3.7 Max", "rank", "3") in told(text)


def test_a_boards_own_spelling_is_a_model_too() -> None:
    assert ("Claude Opus 4.7", "rank", "2") in told("claude-opus-4-7 ranks 2nd on LMArena")
    assert ("Claude Opus 4.7", "rank", "2") in told("claude-opus-4-7位列LMArena第2名")


def test_a_claim_about_nobody_is_not_checkable() -> None:
    from datetime import date

    from amw.claims import check

    (claim,) = find_claims("A newcomer tops LMArena")
    found = check(claim, [], date(2026, 5, 20))
    assert (claim.model, claim.company, found.verdict) == (None, None, "not_checkable")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Three of the top ten models on LMArena are Chinese.", ("CN", None, 10, 3, "", "global")),
        ("At least four of the top 20 on LMArena come from China.", ("CN", None, 20, 4, "least", "global")),
        ("Half of the top ten on LMArena are open-weights models.", ("open_weights", None, 10, 5, "", "global")),
        ("No Chinese model makes the top five on LMArena.", ("CN", None, 5, 0, "", "global")),
        ("Anthropic holds the top four spots on LMArena.", ("global", "anthropic", 4, 4, "", "global")),
        ("Google has two models in the top ten on LMArena.", ("global", "google", 10, 2, "", "global")),
        ("OpenAI has three entries among the ten best models on LMArena.", ("global", "openai", 10, 3, "", "global")),
        ("Four of the top five open models on LMArena come from China.", ("CN", None, 5, 4, "", "open_weights")),
        ("LMArena前十名中有三款中国模型。", ("CN", None, 10, 3, "", "global")),
        ("LMArenaのトップ10のうち4つが中国モデルだ。", ("CN", None, 10, 4, "", "global")),
        ("LMArena 상위 10개 모델 중 4개가 중국 모델이다.", ("CN", None, 10, 4, "", "global")),
    ],
)
def test_how_many_of_the_first_places_are_counted(text: str, wanted: tuple[object, ...]) -> None:
    (claim,) = claims_in(text)
    assert (claim.scope, claim.company, claim.within, claim.count, claim.bound, claim.among) == wanted


def test_two_companies_that_share_the_first_places_hold_neither_all() -> None:
    text = "Anthropic and OpenAI together sweep the top two places on LMArena."
    assert [c for c in claims_in(text) if c.count is not None or c.kind == "lead"] == []


def test_models_that_lead_together_are_each_among_the_first() -> None:
    text = "GPT-5.5 and Claude Opus 4.7 dominate the LMArena leaderboard."
    claims = claims_in(text)
    assert {(c.model, c.kind, c.within) for c in claims} == {("GPT-5.5", "rank", 2), ("Claude Opus 4.7", "rank", 2)}


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("GPT-5.5 leads Claude Opus 4.7 by three points on LMArena.", 3, ""),
        ("GPT-5.5 leads Claude Opus 4.7 by more than 80 points on LMArena.", 80, "least"),
        ("GPT-5.5 is less than a point behind Claude Opus 4.7 on LMArena.", 1, "most"),
        ("GPT-5.5 is within three points of Claude Opus 4.7 on LMArena.", 3, "most"),
    ],
)
def test_margins_are_read_in_words_and_as_bounds(text: str, value: int, bound: str) -> None:
    claim = next(c for c in claims_in(text) if c.kind == "comparison")
    assert (claim.value, claim.bound) == (value, bound)


def test_the_best_of_a_company_leads_nothing_and_a_first_place_missed_is_none() -> None:
    for text in ("OpenAI's best model, GPT-5.5, ranks ninth on LMArena.", "GPT-5.5 misses first place on LMArena."):
        assert all(c.kind != "lead" for c in claims_in(text))


LEVEL = {"model": "GPT-5.5", "rivals": ("Claude Opus 4.7",), "tied": True}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Only two models score higher than GPT-5.5 on LMArena.", {"kind": "rank", "model": "GPT-5.5", "value": 3}),
        ("GPT-5.5 fell out of the top ten on LMArena.", {"within": 10, "bound": "outside"}),
        ("Anthropic trails only OpenAI on Artificial Analysis.", {"company": "anthropic", "behind": ("OpenAI",), "only": True}),
        ("Claude Opus 4.7 leads GPT-5.5 by roughly 15 points on LMArena", {"kind": "comparison", "value": 15, "rivals": ("GPT-5.5",)}),
        # who is level
        ("GPT-5.5 is tied with Claude Opus 4.7 on LMArena.", LEVEL),
        ("GPT-5.5 and Claude Opus 4.7 are neck and neck on LMArena.", LEVEL),
        ("在LMArena上,GPT-5.5与Claude Opus 4.7持平。", LEVEL),
        ("OpenAI raised $40 billion, more than Anthropic, as GPT-5.5 topped LMArena.", {"kind": "lead", "model": "GPT-5.5"}),
        ("Kimi K2.6 is the best non-Meta model on LMArena.", {"but": ("Meta",)}),
        # parts and categories of a board
        ("GPT-5.5 ranks first on LMArena in math.", {"board": "LMArena math", "board_key": None}),
        ("GPT-5.5 ranks first on the Artificial Analysis Coding Index.", {"board_key": "artificial_analysis/coding_index"}),
        ("GPT-5.5 ranks first on SWE-bench Full.", {"board_key": "swe_bench/test"}),
        ("GPT-5.5 ranks first on SWE-bench Lite.", {"board_key": "swe_bench/lite"}),
        ("GPT-5.5 ranks first on SWE-bench Verified.", {"board_key": "swe_bench/verified"}),
        ("GPT-5.5 ranks first in coding on LMArena.", {"board": "LMArena coding", "board_key": None}),
        ("GPT-5.5 ranks third on LMArena in Chinese.", {"board": "LMArena Chinese", "board_key": None}),
        ("In coding, GPT-5.5 is first on LMArena.", {"board": "LMArena coding", "board_key": None}),
        ("Kimi K2.6, which was trained in Chinese, is fifth on LMArena.", {"board_key": "arena/text"}),
        ("A report published in English puts GPT-5.5 first on LMArena.", {"board_key": "arena/text"}),
        # prices and speeds
        ("Kimi K2.6's input price is half that of GPT-5.5, Artificial Analysis says.", {"measure": "cheaper_input", "value": 2}),
        ("GPT-5.5 costs $5 per million input tokens, says Artificial Analysis.", {"measure": "price_input", "score": 5}),
        ("Artificial Analysis lists GPT-5.5 at $30 per million output tokens.", {"measure": "price_output", "score": 30}),
        ("GPT-5.5 runs at 65 tokens per second, Artificial Analysis measures.", {"measure": "speed", "score": 65}),
        ("据Artificial Analysis测试,GPT-5.5每秒输出65个token。", {"measure": "speed", "score": 65}),
    ],
)
def test_one_sentence_is_one_claim(text: str, fields: dict[str, object]) -> None:
    (claim,) = claims_in(text)
    assert {name: getattr(claim, name) for name in fields} == fields


def statements(text: str) -> set[tuple[object, ...]]:
    """(kind, model or company, scope, value or within, bound or who is beaten or, after "behind", ahead) of each claim."""
    found = claims_in(text)
    return {
        (
            c.kind, c.model or c.company, c.scope, int(c.value) if c.value is not None else c.within,
            c.rivals or (("behind", *c.behind) if c.behind else c.bound),
        )
        for c in found
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        # everybody, nobody, all but some
        ("GLM-5.1 outranks all other Chinese models on LMArena", ("lead", "GLM-5.1", "CN", 1, "")),
        ("Nobody ranks higher than GLM-5.1 on LMArena", ("lead", "GLM-5.1", "global", 1, "")),
        ("GLM-5.1 is ahead of everything except GPT-5.5 on LMArena", ("comparison", "GLM-5.1", "global", None, ("behind", "GPT-5.5"))),
        ("Only GPT-5.5 scores higher than GLM-5.1 on LMArena", ("comparison", "GLM-5.1", "global", None, ("behind", "GPT-5.5"))),
        ("Kimi K2.6 is the best non-OpenAI model on LMArena", ("lead", "Kimi K2.6", "global", 1, "")),
        ("GPT-5.5 leads LMArena at 1510, with Kimi K2.6 tied at 1508 and GLM-5.1 third at 1490", ("rank", "GLM-5.1", "global", 3, "")),
        # heights, and who holds them
        ("Kimi K2.6 has seized the crown of LMArena", ("lead", "Kimi K2.6", "global", 1, "")),
        ("Kimi K2.6 stands at the summit of LMArena", ("lead", "Kimi K2.6", "global", 1, "")),
        ("LMArena's new leader is Kimi K2.6", ("lead", "Kimi K2.6", "global", 1, "")),
        ("LMArena is led by Kimi K2.6", ("lead", "Kimi K2.6", "global", 1, "")),
        ("Kimi K2.6 is Europe's best-placed model on LMArena", ("lead", "Kimi K2.6", "EU", 1, "")),
        ("Kimi K2.6 s'empare de la tête de LMArena", ("lead", "Kimi K2.6", "global", 1, "")),
        ("Kimi K2.6位居LMArena中国模型之首", ("lead", "Kimi K2.6", "CN", 1, "")),
        # places that are lost or not reached
        ("Kimi K2.6 no longer leads LMArena", ("rank", "Kimi K2.6", "global", 1, "outside")),
        ("Kimi K2.6 does not make the top five of LMArena", ("rank", "Kimi K2.6", "global", 5, "outside")),
        ("Kimi K2.6 missed the LMArena top ten", ("rank", "Kimi K2.6", "global", 10, "outside")),
        ("Kimi K2.6 isn't the best model on LMArena", ("rank", "Kimi K2.6", "global", 1, "outside")),
        ("Kimi K2.6 isn’t in the top five of LMArena", ("rank", "Kimi K2.6", "global", 5, "outside")),
        ("Kimi K2.6 didn't beat GPT-5.5 on LMArena", ("comparison", "Kimi K2.6", "global", None, ("behind", "GPT-5.5"))),
        # places in a row
        ("LMArena has GPT-5.5 first, Kimi K2.6 second and GLM-5.1 third", ("rank", "GLM-5.1", "global", 3, "")),
        ("GPT-5.5 and Kimi K2.6 sit second and third on LMArena", ("rank", "GPT-5.5", "global", 2, "")),
        ("GPT-5.5 leads LMArena with Kimi K2.6 hot on its heels", ("rank", "Kimi K2.6", "global", 2, "")),
        ("GPT-5.5在LMArena领跑，2位はKimi K2.6", ("rank", "Kimi K2.6", "global", 2, "")),
        ("Kimi K2.6 lies fourth on LMArena, ahead of GLM-5.1", ("comparison", "Kimi K2.6", "global", None, ("GLM-5.1",))),
        # distances
        ("On LMArena, Kimi K2.6 leads by nine points", ("lead", "Kimi K2.6", "global", 1, "")),
        ("On LMArena, Kimi K2.6 leads by a wide margin", ("lead", "Kimi K2.6", "global", 1, "")),
        ("Kimi K2.6 is nine points off the top of LMArena", ("comparison", "Kimi K2.6", "global", 9, ("behind", "first place"))),
        ("Kimi K2.6 is three points adrift of GPT-5.5 on LMArena", ("comparison", "Kimi K2.6", "global", 3, ("behind", "GPT-5.5"))),
        ("Kimi K2.6's lead over the rest of the LMArena field is 20 points", ("comparison", "Kimi K2.6", "global", 20, "")),
        ("Kimi K2.6 is nine points off the lead on LMArena", ("comparison", "Kimi K2.6", "global", 9, ("behind", "first place"))),
        ("GPT-5.5 leads LMArena, with Kimi K2.6 nine points behind", ("comparison", "Kimi K2.6", "global", 9, ("behind", "GPT-5.5"))),
        ("LMArena has GPT-5.5 at 1510 and GLM-5.1 at 1490, a 20-point gap", ("comparison", "GPT-5.5", "global", 20, ("GLM-5.1",))),
        # figures, prices and settings beside who is compared
        ("Only GPT-5.5 (1510) scores higher than GLM-5.1 on LMArena", ("comparison", "GLM-5.1", "global", None, ("behind", "GPT-5.5"))),
        ("GLM-5.1 is level with Kimi K2.6 on 1490 on LMArena", ("score", "GLM-5.1", "global", 1490, "")),
        ("GPT-5.5 has 1510 on LMArena, with Kimi K2.6 tied at 1508", ("score", "Kimi K2.6", "global", 1508, "")),
        ("GLM-5.1とKimi K2.6はLMArenaでともに1490点だった", ("score", "GLM-5.1", "global", 1490, "")),
        (
            "Kimi K2.6, at $2 per million tokens, trails GPT-5.5 on LMArena",
            ("comparison", "Kimi K2.6", "global", None, ("behind", "GPT-5.5")),
        ),
        ("Grok 4.20 Beta ranks third on LMArena", ("rank", "Grok 4.20", "global", 3, "")),
        ("GPT-5.5 + Kimi K2.6 scored 1600 on LMArena", ("score", "GPT-5.5 + Kimi K2.6", "global", 1600, "")),
        # where less is better, more is behind
        ("Kimi K2.6's rate of 4.5% is above GPT-5.5's on Vectara", ("comparison", "Kimi K2.6", "global", None, ("behind", "GPT-5.5"))),
        # who holds it together, and told of before
        ("First place on LMArena is shared by GPT-5.5 and Kimi K2.6", ("rank", "Kimi K2.6", "global", 1, "")),
        ("GPT-5.5 is out. It does lead LMArena", ("lead", "GPT-5.5", "global", 1, "")),
    ],
)
def test_turns_of_phrase(text: str, claim: tuple[object, ...]) -> None:
    assert claim in statements(text), statements(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kimi K2.6 is nowhere near first place on LMArena",
        "Kimi K2.6 isn't first on LMArena",
        "Her team took first place at a hackathon sponsored by LMArena",
        "Kimi K2.6 is the lab's strongest model, and LMArena lists it",
        "LMArena was named a leader in its field by Forbes",
        "Kimi K2.6 is in the race for first place on LMArena",
        "OpenAI is number one on a list of employers, and GPT-5.5 is on LMArena",
        "The input price of Kimi K2.6 is a fifth of GPT-5.5's, LMArena shows",
        "Kimi K2.6 trails America's best on LMArena",
        "Kimi K2.6 is the next best model on LMArena",
        "OpenAI is one of five labs in LMArena's top five",
    ],
)
def test_what_is_no_place_on_a_board(text: str) -> None:
    assert claims_of(text) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Muse Spark leads LMArena's Vision leaderboard", "arena/vision"),
        ("HappyHorse-1.0登顶Artificial Analysis文生视频榜单", "artificial_analysis/text-to-video"),
        ("GLM-5.1位居LMArena文本榜第二", "arena/text"),
        ("GPT-5 comes fourth on SWE-bench Verified (bash only)", "swe_bench/bash-only"),
    ],
)
def test_a_site_and_one_of_its_categories_name_a_board(text: str, key: str) -> None:
    assert {c.board_key for c in claims_in(text)} == {key}


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("GLM-5.1 comes fifth on LiveBench (71.3 points).", [("GLM-5.1", Decimal("71.3"))]),
        ("GLM-5.1 steht auf Rang sechs der LMArena (1.455).", [("GLM-5.1", 1455)]),
        ("GLM-5.1 obtient 1 455 points sur LMArena.", [("GLM-5.1", 1455)]),
        ("GLM-5.1 erreicht in der LMArena 1455 Punkte.", [("GLM-5.1", 1455)]),
        ("In der LMArena erzielt GLM-5.1 1455 Punkte.", [("GLM-5.1", 1455)]),
        ("GLM-5.1 atteint 1455 points sur LMArena.", [("GLM-5.1", 1455)]),
        ("GLM-5.1 alcanza en LMArena 1455 puntos.", [("GLM-5.1", 1455)]),
        ("GLM-5.1 erreicht in der LMArena 12 Punkte mehr als GLM-5.", []),
        ("GLM-5.1 erreicht in der LMArena einen Vorsprung von 12 Punkten.", []),
        ("GLM-5.1 obtient sur LMArena une avance de 12 points.", []),
        ("In der LMArena erzielt GLM-5.1 1455 Punkte und Kimi K2.6 1440 Punkte.", [("GLM-5.1", 1455), ("Kimi K2.6", 1440)]),
        ("Neben Kimi K2.6 erreicht GLM-5.1 in der LMArena 1455 Punkte.", [("GLM-5.1", 1455)]),
        ("LMArenaのGLM-5.1は1455。", [("GLM-5.1", 1455)]),
        ("Kimi K2.6 is new on LMArena (2026).", []),
        ("Kimi K2.6, its maker says, beats the average of LiveBench (62.1).", []),
        ("GLM-5.1 trails Kimi K2.6 on LiveBench (71.3).", [("Kimi K2.6", Decimal("71.3"))]),
        ("Kimi K2.6 is now up to 80% cheaper to run, as measured on LMArena.", []),
    ],
)
def test_a_score_may_stand_in_brackets_behind_the_board_or_be_written_with_a_gap(text: str, scores: list[tuple[str, Decimal]]) -> None:
    assert [(c.model, c.value) for c in claims_in(text) if c.kind == "score"] == scores


@pytest.mark.parametrize(
    "text", ["GLM-5.1 ranks sixth in Code Arena and ninth in Text Arena.", "In Code Arena GLM-5.1 is sixth, in Text Arena ninth."]
)
def test_of_two_boards_of_a_site_each_has_its_own_place(text: str) -> None:
    assert ("arena/code", 6) in [(c.board_key, c.rank) for c in claims_in(text)]
    assert ("arena/text", 6) not in [(c.board_key, c.rank) for c in claims_in(text)]
