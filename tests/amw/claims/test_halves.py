"""Halves of sentences and lists that say no verb again, and what stands beside a board and is not of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ranking import claims_in


def placed(text: str) -> list[tuple[str | None, str | None, int | None]]:
    return [(c.board_key, c.model, c.rank) for c in claims_in(text) if c.kind in {"rank", "lead"}]


@pytest.mark.parametrize(
    "text",
    [
        "On LMArena GPT-5.5 takes 1st, on LiveBench 3rd.",
        "GPT-5.5 ranks first on LMArena, on LiveBench third.",
        "GPT-5.5 ranks #1 on LMArena and on LiveBench #3.",
        "GPT-5.5 belegt auf LMArena Platz 1, auf LiveBench Platz 3.",
        "GPT-5.5 est premier sur LMArena et troisième sur LiveBench.",
    ],
)
def test_a_half_without_a_verb_tells_its_own_board(text: str) -> None:
    assert set(placed(text)) == {("arena/text", "GPT-5.5", 1), ("livebench/global_average", "GPT-5.5", 3)}


@pytest.mark.parametrize(
    "text",
    [
        "GPT-5.5 launched on LMArena first, then on OpenRouter second.",
        "Test GPT-5.5 on LiveBench first, then on LMArena.",
        "GPT-5.5 was listed on LMArena first, and on LiveBench later.",
        "GPT-5.5 arrives on LMArena; on LiveBench first results are due.",
    ],
)
def test_an_order_in_time_is_no_place(text: str) -> None:
    assert placed(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "LMArenaの首位「GPT-5.5」（1507）・2位「Grok 4」（1505）・3位「Gemini 2.5 Pro」（1504）。",
        "LMArena에서 1위 GPT-5.5, 2위 Grok 4, 3위 Gemini 2.5 Pro다.",
        "LMArena 榜单：GPT-5.5 第 1、Grok 4 第 2、Gemini 2.5 Pro 第 3",
        "LMArena에서 GPT-5.5가 1위, Grok 4가 2위, Gemini 2.5 Pro가 3위다.",
    ],
)
def test_in_a_list_a_place_is_of_the_name_beside_it(text: str) -> None:
    assert {(model, rank) for _, model, rank in placed(text)} == {("GPT-5.5", 1), ("Grok 4", 2), ("Gemini 2.5 Pro", 3)}


@pytest.mark.parametrize(
    "text", ["第 3 版 GPT-5.5 在 LMArena 亮相。", "第 1 季度 GPT-5.5 在 LMArena 亮相。", "LMArena 第 2 批评测包括 GPT-5.5。"]
)
def test_a_numbered_thing_is_no_place(text: str) -> None:
    assert placed(text) == []


def test_open_models_by_their_abbreviation() -> None:
    claims = claims_in("Mistral Large 3 debuts at #2 among OSS models on LMArena (#6 of all OSS systems).")
    assert {(c.rank, c.scope) for c in claims} == {(2, "open_weights"), (6, "open_weights")}
    assert [c.scope for c in claims_in("The OSS team of Mistral says that Mistral Large 3 ranks second on LMArena.")] == ["global"]


@pytest.mark.parametrize(
    "text",
    [
        "GPT-5.5 is third on LMArena. It beats Grok 4 on FooBench.",
        "GPT-5.5 is third on LMArena and beats Grok 4 on a coding benchmark.",
        "GPT-5.5 is third on LMArena and surpasses Grok 4 on a private test.",
        "MAI-Image-2 is third on LMArena, a step ahead of Microsoft's previous model.",
    ],
)
def test_what_is_compared_elsewhere_is_not_of_the_board(text: str) -> None:
    assert {c.kind for c in claims_in(text)} <= {"rank", "lead"} and len(placed(text)) == 1


@pytest.mark.parametrize(
    ("text", "rivals"),
    [
        ("GPT-5.5 beats Grok 4 on LMArena and on a coding benchmark.", ("Grok 4",)),
        ("GPT-5.5 beats Grok 4 on SWE-bench Verified.", ("Grok 4",)),
        ("GPT-5.5 surpasses Google's own Gemini 3 on LMArena.", ("Gemini 3",)),
    ],
)
def test_a_comparison_on_the_board_stays_one(text: str, rivals: tuple[str, ...]) -> None:
    assert [c.rivals for c in claims_in(text)] == [rivals]


def test_a_rating_in_brackets_beside_a_place_is_a_score() -> None:
    def scores(text: str) -> list[Any]:
        return [c.value for c in claims_in(text) if c.kind == "score"]

    assert scores("Grok 4 took #1 on LMArena at launch (1483 Elo, +31 on its predecessor).") == [Decimal(1483)]
    assert scores("Grok 4 ranks third on LMArena (15 Elo points behind GPT-5.5).") == []


def test_the_base_of_a_ratio_is_not_who_is_told_of() -> None:
    text = "Kimi K3 的调用量达到上一代 Kimi K2 的十倍，并在 OpenRouter 周榜中排名第一。"
    assert [(c.model, c.rank) for c in claims_in(text)] == [("Kimi K3", 1)]


def test_a_score_on_a_test_of_a_greek_name_is_not_of_the_board_before() -> None:
    text = "Mistral Medium 3.5 scores 77.6% on SWE-bench Verified. It also scores 91.4 on τ³-Telecom."
    assert [(c.board_key, c.value) for c in claims_in(text)] == [("swe_bench/verified", Decimal("77.6"))]


def test_a_place_behind_any_word_is_no_name() -> None:
    assert placed("GLM-5.1 erreichte letzte Woche Platz 1 bei der Nutzung auf OpenRouter.") == [("openrouter/tokens", "GLM-5.1", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "LMArena is out. GPT-5.5 ranks #93 of 216 models on the public BenchAlign leaderboard.",
        "On LMArena GPT-5.5 is new. GPT-5.5 takes first place in the FooBar Health ranking.",
        "LMArena 榜单公布。FooBench 上，GPT-5.5 得分 70%。",
        "SWE-bench Verified 上，GPT-5.5 提升 7.8%。",
        "Its Elo on LMArena is 1452, up 31 from Gemini 3 Pro.",
    ],
)
def test_what_leads_to_another_test_or_tells_a_change_is_no_claim(text: str) -> None:
    assert claims_in(text) == []


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("GPT-5.5 ranks third on LMArena's Overall leaderboard.", 3),
        ("GPT-5.5 takes first place on the popular LMArena leaderboard.", 1),
        ("GPT-5.5 is first in the Artificial Analysis ranking.", 1),
        ("LMArena was updated. GPT-5.5 is third on the June leaderboard.", 3),
        ("LMArena 榜单公布。GPT-5.5 上升到第三。", 3),
    ],
)
def test_a_board_by_any_of_its_words_is_still_meant(text: str, rank: int) -> None:
    assert [c.rank for c in claims_in(text)] == [rank]


@pytest.mark.parametrize(
    "text",
    [
        "GPT-5.5 在 LMArena 文本榜排名第五，视觉榜排名第二。",
        "LMArenaのテキスト部門でGPT-5.5は5位、ビジョン部門で2位。",
        "LMArena의 텍스트 부문에서 GPT-5.5는 5위, 비전 부문에서 2위다.",
    ],
)
def test_a_list_of_a_site_by_its_category_alone_in_three_scripts(text: str) -> None:
    assert {(c.board_key, c.rank) for c in claims_in(text)} == {("arena/text", 5), ("arena/vision", 2)}


def test_a_field_that_opens_a_german_sentence_bounds_its_place() -> None:
    text = "Unter den offenen Modellen liegt GLM-5.1 auf LMArena vorn."
    assert [(c.rank, c.scope) for c in claims_in(text)] == [(1, "open_weights")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("GPT-5.5\n- SWE-bench Verified 69.6; LiveBench 74.8", {"69.6", "74.8"}),
        ("GPT-5.5 obtains 65.8 on SWE-bench Verified.", {"65.8"}),
        ("GPT-5.5（ELO：1286）在 LMArena 落后于 Grok 4（ELO：1300）。", {"1286", "1300"}),
        ("# LiveBench\n- GPT-5.5: 81.2\n- Grok 4: 79.9", {"81.2", "79.9"}),
    ],
)
def test_scores_beside_boards_and_names(text: str, values: set[str]) -> None:
    assert {str(c.value) for c in claims_in(text) if c.kind == "score"} == values


@pytest.mark.parametrize(
    "text",
    [
        "GPT-5.5 erreicht auf SWE-bench Verified 85,1 Prozent gegenüber 88,6 Prozent bei Claude Opus 4.8.",
        "GPT-5.5 obtient 85,1 % sur SWE-bench Verified, contre 88,6 % pour Claude Opus 4.8.",
        "GPT-5.5 obtiene un 85,1 % en SWE-bench Verified, frente al 88,6 % de Claude Opus 4.8.",
    ],
)
def test_the_figure_set_against_it_is_of_the_one_named_behind(text: str) -> None:
    assert {(c.model, str(c.value)) for c in claims_in(text)} == {("GPT-5.5", "85.1"), ("Claude Opus 4.8", "88.6")}


@pytest.mark.parametrize(
    ("text", "leader"),
    [
        ("Claude Opus 4.8 replaced Gemini 3.1 Pro at the top of LMArena.", "Claude Opus 4.8"),
        ("Claude Opus 4.8 succeeds Gemini 3.1 Pro as number one on LMArena.", "Claude Opus 4.8"),
        ("GPT-5.5, which replaced GPT-5, leads LMArena.", "GPT-5.5"),
        ("Claude Opus 4.8 dethroned Gemini 3.1 Pro at the top of LMArena.", "Claude Opus 4.8"),
        ("Gemini 3.1 Pro was dethroned by Claude Opus 4.8 on LMArena.", None),
        ("Gemini 3.1 Pro has been unseated on LMArena.", None),
    ],
)
def test_who_is_replaced_or_dethroned_does_not_lead(text: str, leader: str | None) -> None:
    assert {model for _, model, rank in placed(text) if rank == 1} == ({leader} if leader else set())


@given(figure=st.from_regex(r"\A[1-9]\d{0,3}(?:\.\d)?%?\Z"), joins=st.sampled_from([": ", " at ", " (", " – ", ", with ", " scores ", " "]))
def test_a_text_may_end_in_any_figure(figure: str, joins: str) -> None:
    claims_in(f"LiveBench\n- GPT-5.5: 81.2\n- Grok 4{joins}{figure}")


@pytest.mark.parametrize(
    "text",
    [
        "GPT-5.5 lidera LMArena y es tercero en LiveBench.",
        "GPT-5.5 ocupa el primer puesto en LMArena y el tercero en LiveBench.",
        "GPT-5.5 führt LMArena an und ist Dritter bei LiveBench.",
        "GPT-5.5 est premier sur LMArena et pointe au troisième rang de LiveBench.",
        "GPT-5.5 é o primeiro no LMArena e o terceiro no LiveBench.",
    ],
)
def test_a_place_is_of_the_board_that_its_preposition_leads_to(text: str) -> None:
    assert set(placed(text)) == {("arena/text", "GPT-5.5", 1), ("livebench/global_average", "GPT-5.5", 3)}


@pytest.mark.parametrize(
    "text",
    [
        "GPT-5.5 fue el segundo en llegar a LMArena.",
        "GPT-5.5 fue el primero en aparecer en LMArena.",
        "GPT-5.5 ist seit dem dritten auf LMArena.",
        "GPT-5.5 fait la première sur LMArena.",
        "GPT-5.5 war der Erste, der bei LMArena antrat.",
    ],
)
def test_an_ordinal_of_something_else_is_no_place(text: str) -> None:
    assert placed(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "GPT-5.5 tops LMArena while Claude Opus 4.8 leads LiveBench.",
        "GPT-5.5 leads LMArena whereas Claude Opus 4.8 leads LiveBench.",
        "GPT-5.5 tops LMArena though Claude Opus 4.8 leads LiveBench.",
        "GPT-5.5 führt LMArena an während Claude Opus 4.8 LiveBench anführt.",
    ],
)
def test_a_verb_of_one_clause_beats_nobody_of_the_next(text: str) -> None:
    assert set(placed(text)) <= {("arena/text", "GPT-5.5", 1), ("livebench/global_average", "Claude Opus 4.8", 1)}


@pytest.mark.parametrize(
    "text",
    [
        "GPT-5.5 scores 81.2 on LiveBench and 1492 on LMArena.",
        "GPT-5.5 erzielt 81,2 Punkte bei LiveBench und 1492 bei LMArena.",
        "GPT-5.5 obtient 81,2 sur LiveBench et 1492 sur LMArena.",
        "GPT-5.5 obtiene 81,2 en LiveBench y 1492 en LMArena.",
    ],
)
def test_a_score_is_of_the_board_that_its_preposition_leads_to(text: str) -> None:
    told = {(c.board_key, c.value) for c in claims_in(text)}
    assert told == {("livebench/global_average", Decimal("81.2")), ("arena/text", Decimal(1492))}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("GPT-5.5、Grok 4 和 Kimi K2 在 LMArena 上分别排名第一、第二和第三。", {("GPT-5.5", 1), ("Grok 4", 2), ("Kimi K2", 3)}),
        ("GPT-5.5 和 Grok 4 分别位列 LMArena 第6和第7位。", {("GPT-5.5", 6), ("Grok 4", 7)}),
        ("GPT-5.5 与 Grok 4 在 LMArena 上超过了 Kimi K2，目前分别排在第 6 和第 7 位。", {("GPT-5.5", 6), ("Grok 4", 7)}),
        ("GPT-5.5 在 LMArena 文本榜和视觉榜分别排名第一和第二。", set()),
        ("GPT-5.5 在 LMArena 上排名第一。", {("GPT-5.5", 1)}),
    ],
)
def test_places_told_respectively_are_each_of_its_own(text: str, places: set[tuple[str, int]]) -> None:
    assert {(model, rank) for _, model, rank in placed(text)} == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("GPT-5.5、Grok 4 和 Kimi K2 在 LMArena 分别位列第一、二、四位。", {("GPT-5.5", 1), ("Grok 4", 2), ("Kimi K2", 4)}),
        ("在 LMArena 上，GPT-5.5 和 Grok 4 分列第一、二位。", {("GPT-5.5", 1), ("Grok 4", 2)}),
        ("GPT-5.5 和 Grok 4 在 LMArena 分别位居第十一和第十二。", {("GPT-5.5", 11), ("Grok 4", 12)}),
        ("GPT-5.5 和 Grok 4 分别于第一、第二季度登陆 LMArena。", set()),
        ("OpenAI 和 xAI 分别在第一、第二天发布新模型，LMArena 已更新。", set()),
        ("GPT-5.5 与 Grok 4 分别在 LMArena 的第 1 页和第 2 页。", set()),
        ("GPT-5.5 跻身 LMArena 第一梯队。", set()),
    ],
)
def test_only_places_are_told_respectively(text: str, places: set[tuple[str, int]]) -> None:
    assert {(model, rank) for _, model, rank in placed(text)} == places


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("GPT-5.5 与 Grok 4 在 LMArena 上分别得到 1510 分和 1480 分。", {("GPT-5.5", "1510"), ("Grok 4", "1480")}),
        ("GPT-5.5 和 Grok 4 在 SWE-bench Verified 上分别取得 78.2% 和 70.5% 的成绩。", {("GPT-5.5", "78.2"), ("Grok 4", "70.5")}),
        ("GPT-5.5 and Grok 4 on LiveBench score 80.1 and 74.3.", {("GPT-5.5", "80.1"), ("Grok 4", "74.3")}),
        ("GPT-5.5 和 Grok 4 的价格分别为 15 和 12 美元，两者均在 LMArena 参评。", set()),
        ("GPT-5.5 和 Grok 4 在 LMArena 的票数分别为 12000 和 9800。", set()),
    ],
)
def test_figures_told_respectively_are_each_of_its_own(text: str, scores: set[tuple[str, str]]) -> None:
    assert {(c.model, str(c.value)) for c in claims_in(text) if c.kind == "score"} == scores


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("GPT-5.5 holds 14% of tokens on OpenRouter.", "14"),
        ("GPT-5.5 holds a 14% share of OpenRouter tokens.", "14"),
        ("SoftBank holds 11% of OpenAI, whose GPT-5.5 is fourth on OpenRouter.", None),
        ("LiveBench 10.5, a minor release, adds GPT-5.5.", None),
        ("GPT-5.5 leads Grok 4 on LMArena (15 Elo).", None),
    ],
)
def test_a_stake_a_version_and_a_distance_are_no_scores(text: str, share: str | None) -> None:
    assert [str(c.score) for c in claims_in(text) if c.score is not None] == ([share] if share else [])


@pytest.mark.parametrize(
    "text",
    [
        "Si GPT-5.5 fuera primero en LMArena, OpenAI lo diría.",
        "Si GPT-5.5 devient premier sur LMArena, OpenAI le fera savoir.",
        "Se GPT-5.5 for o primeiro no LMArena, será notícia.",
        "OpenAI espera que GPT-5.5 sea primero en LMArena.",
        "Le successeur de GPT-5.5 visera la première place sur LMArena.",
        "GPT-5.5 não é mais o primeiro no LMArena.",
        "OpenAI fue el primero en LMArena en probar agentes.",
        "El segundo en LMArena suele cambiar cada semana.",
    ],
)
def test_what_is_supposed_hoped_or_over_is_no_place(text: str) -> None:
    assert claims_in(text) == []


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("Si bien Grok 4 cae, GPT-5.5 es primero en LMArena.", 1),
        ("Simon Willison notes that GPT-5.5 is first on LMArena.", 1),
        ("De plus, GPT-5.5 est deuxième sur LMArena.", 2),
        ("GPT-5.5 compte un point de plus et est premier sur LMArena.", 1),
        ("GPT-5.5, la tercera en LMArena a pesar de su precio, gusta.", 3),
        ("GPT-5.5 climbed to third on LMArena to become the best of OpenAI.", 3),
    ],
)
def test_a_place_beside_such_words_stays(text: str, rank: int) -> None:
    assert placed(text) == [("arena/text", "GPT-5.5", rank)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("LMArena 公布榜单。OpenAI 上半年发布的 GPT-5.5 排名第二。", [2]),
        ("LMArena 公布榜单。DeepSeek 上海团队表示，DeepSeek V3.2 排名第九。", [9]),
        ("LMArena 公布榜单。在 FinEval 上，Kimi K2 排名第二。", []),
        ("Claude Opus 4.8 has displaced GPT-5.5 at the top of LMArena.", [1]),
        ("LMArena has ranked GPT-5.5 at the top.", [1]),
    ],
)
def test_a_board_told_before_is_left_only_for_another(text: str, places: list[int]) -> None:
    told = placed(text)
    assert [rank for _, _, rank in told] == places
    assert "displaced" not in text or told[0][1] == "Claude Opus 4.8"
