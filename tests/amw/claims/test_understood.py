"""A sentence with a word that is not understood contradicts nothing; what stands beside its claim does not count; who is left out does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from arena import arena
from hypothesis import given, settings
from hypothesis import strategies as st
from ranking import DAY, claims_in, ranking

from amw.boards import Snapshot
from amw.claims import check
from amw.db.claims import claim_of

INDEX = "the Artificial Analysis Intelligence Index"


def verdicts(text: str, *captures: Snapshot, at: datetime = DAY) -> set[str]:
    claims = claims_in(text)
    return {check(claim, captures or (ranking(),), at, sentence=text).verdict for claim in claims}


FALSE = f"Gemini 3.1 Pro is the best model on {INDEX}."


def test_a_plain_falsehood_is_contradicted() -> None:
    assert verdicts(FALSE) == {"contradicted"}


@pytest.mark.parametrize(
    "text",
    [
        "据阿里巴巴称，Gemini 3.1 Pro在Artificial Analysis排名第一。",
        "阿里巴巴表示，Gemini 3.1 Pro在Artificial Analysis排名第一。",
        "OpenAIはGemini 3.1 ProがArtificial Analysisで首位になったと発表した。",
        "구글은 Gemini 3.1 Pro가 Artificial Analysis에서 1위를 차지했다고 밝혔다.",
    ],
)
def test_who_says_so_bounds_nothing_in_scripts_without_capitals(text: str) -> None:
    assert verdicts(text) == {"contradicted"}


def test_of_whose_best_is_spoken_is_told_behind_the_colon_not_compared_there() -> None:
    best = "China's best model is six points behind America's"
    assert "contradicted" not in verdicts(f"{best} on {INDEX}: Kimi K2.6 has 53.9, GPT-5.5 60.2.")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (f"Kimi K2.6 tops {INDEX}.", "contradicted"),
        (f"A new model tops the leaderboard. Kimi K2.6 tops {INDEX}.", "contradicted"),
        (f"Mainland labs close in. Kimi K2.6 tops {INDEX} worldwide.", "contradicted"),
        (f"Mainland labs close in. Kimi K2.6 tops {INDEX}.", "imprecise"),
        (f"What to run at home\nKimi K2.6 tops {INDEX}.", "imprecise"),
        (f"Kimi K2.6 tops {INDEX}. No other Chinese model comes near.", "imprecise"),
        (f"China's labs are busy. Kimi K2.6 tops {INDEX} worldwide.", "contradicted"),
        (f"China's best models\nKimi K2.6 tops {INDEX}.", "imprecise"),
        (f"How good are open models? It is not easy to tell. Kimi K2.6 tops {INDEX}.", "imprecise"),
        (f"The Chinese model Kimi K2.6 tops {INDEX}.", "imprecise"),
        ("国产大模型排行\nKimi K2.6在Artificial Analysis智能指数上排名第一。", "imprecise"),
    ],
)
def test_a_first_place_may_be_one_of_the_field_that_the_text_has_named(text: str, word: str) -> None:
    assert verdicts(text) == {word}


@pytest.mark.parametrize(
    "text",
    [
        f"Kimi K2.6 ranks fourth among labs on {INDEX}.",
        f"At medium effort, GPT-5.5 scores 57 on {INDEX}.",
        f"Kimi K2.6 scores around 54 on {INDEX}.",
        f"GLM-5.1 leads {INDEX}, at least among the open models.",
    ],
)
def test_a_claim_carries_its_sentence(text: str) -> None:
    for claim in claims_in(text):
        assert check(claim, [ranking()], DAY) == check(claim, [ranking()], DAY, sentence=text)


@pytest.mark.parametrize("title", ["News", "A week in AI", "Models", "Big week"])
def test_a_name_ends_with_its_line(title: str) -> None:
    text = f"{title}\nGPT-5.5 tops {INDEX}."
    assert [c.model for c in claims_in(text)] == ["GPT-5.5"]


@settings(max_examples=60, deadline=None)
@given(st.from_regex(r"[b-df-hj-np-tv-xz]{5,9}", fullmatch=True), st.sampled_from(("best", "model", "Index")))
def test_no_word_that_is_not_known_leaves_it_so(word: str, after: str) -> None:
    assert "contradicted" not in verdicts(FALSE.replace(after, f"{after} {word}", 1))


@pytest.mark.parametrize(
    "text",
    [
        f"Gemini 3.1 Pro would be the best model on {INDEX}.",
        f"Gemini 3.1 Pro is all but first on {INDEX}.",
        f"Gemini 3.1 Pro is the best model on {INDEX} that fits on one card.",
        f"Gemini 3.1 Pro beats every model on {INDEX} bar two.",
        f"Hardly anybody expected that Gemini 3.1 Pro would top {INDEX}.",
        f"Kimi K2.6 leads GLM-5.1, and Gemini 3.1 Pro Qwen3.7 Max, by two points on {INDEX}.",
        "O Kimi K2.6 é o melhor modelo não europeu do índice da Artificial Analysis.",
        "在Artificial Analysis榜单的小模型中，Gemini 3.1 Pro排名第一。",
        "GPT-5.5发布前，Gemini 3.1 Pro在Artificial Analysis智能指数上排名第一。",
        "Artificial Analysisの指数で、5月まではGemini 3.1 Proが首位だった。",
        "작은 모델 중에서는 Gemini 3.1 Pro가 Artificial Analysis 지수에서 1위다.",
        f"Few analysts say that Gemini 3.1 Pro leads {INDEX}.",
        f"GLM-5.1 is the best new model on {INDEX}.",
        f"GLM-5.1 is the best of the new models on {INDEX}.",
        f"GLM-5.1 is the best model of any start-up on {INDEX}.",
        f"GLM-5.1 is the best model of its family on {INDEX}.",
        f"GLM-5.1 leads its group on {INDEX}.",
        f"GLM-5.1 is our number one on {INDEX}.",
        f"GLM-5.1 is the best model for developers on {INDEX}.",
        f"GLM-5.1 ranks first in its country on {INDEX}.",
        f"Of the two models, GLM-5.1 ranks first on {INDEX}.",
        f"GLM-5.1 leads in one test of {INDEX}.",
        f"GLM-5.1 is first in two of ten evaluations of {INDEX}.",
        f"GLM-5.1 leads {INDEX}, though GPT-5.5 is not on it.",
        f"GLM-5.1 ist das beste neue Modell im {INDEX.removeprefix('the ')}.",
        "GLM-5.1 es el mejor modelo nuevo del índice de Artificial Analysis.",
        "GLM-5.1是该公司在Artificial Analysis智能指数上得分最高的模型。",
        "GLM-5.1はArtificial Analysisの指数で新型モデルの首位だ。",
        "GLM-5.1는 Artificial Analysis 지수에서 신형 모델 1위다.",
        f"Gemini 3.1 Pro leads {INDEX} for the company.",
        f"Gemini 3.1 Pro leads {INDEX} in language.",
        f"As an assistant, Gemini 3.1 Pro leads {INDEX}.",
        f"To me, Gemini 3.1 Pro leads {INDEX}.",
        f"Gemini 3.1 Pro is the best release model on {INDEX}.",
        f"Gemini 3.1 Pro is the best model that it has launched on {INDEX}.",
        f"Gemini 3.1 Pro is the best model from Google on {INDEX}.",
        f"Gemini 3.1 Pro is the best model Google has released on {INDEX}.",
        f"For Google, Gemini 3.1 Pro leads {INDEX}.",
        f"Gemini 3.1 Pro leads Google's list on {INDEX}.",
        f"Gemini 3.1 Pro leads the language ranking of {INDEX}.",
        f"Gemini 3.1 Pro leads the rest of the field on {INDEX}.",
        f"Gemini 3.1 Pro leads most of {INDEX}.",
        f"Gemini 3.1 Pro slips from first place on {INDEX}.",
        f"Google's podium on {INDEX}: Gemini 3.1 Pro first.",
        f"Which of Google's is best? Gemini 3.1 Pro leads {INDEX}.",
        "Gemini 3.1 Pro ist das beste Modell der Familie im Artificial Analysis Intelligence Index.",
        "Gemini 3.1 Pro führt den Artificial Analysis Intelligence Index für Sprachmodelle an.",
        "Gemini 3.1 Pro est le meilleur modèle de l'entreprise dans l'indice d'Artificial Analysis.",
        "Gemini 3.1 Pro es el mejor modelo de la empresa en el índice de Artificial Analysis.",
        "O Gemini 3.1 Pro é o melhor modelo da empresa no índice da Artificial Analysis.",
        "Gemini 3.1 Pro在Artificial Analysis智能指数的自研模型中排名第一。",
        "Artificial Analysisの指数でGemini 3.1 Proは最新モデルの首位だ。",
        "Artificial Analysisの指数で、グーグルの首位はGemini 3.1 Proだ。",
        "Artificial Analysis 지수에서 구글의 선두는 Gemini 3.1 Pro다.",
        "Artificial Analysis 지수에서 Gemini 3.1 Pro가 자사 모델 중 1위다.",
        f"Gemini 3.1 Pro is the leader on {INDEX} that we rank.",
        f"Gemini 3.1 Pro is the best model known on {INDEX}.",
        f"Gemini 3.1 Pro leads {INDEX} listed here.",
        f"Gemini 3.1 Pro leads {INDEX} to score.",
        f"Gemini 3.1 Pro leads all edge models on {INDEX}.",
        f"Gemini 3.1 Pro is the best other model on {INDEX}.",
        f"Gemini 3.1 Pro is the edge champion of {INDEX}.",
        f"Gemini 3.1 Pro leads in the storm on {INDEX}.",
        f"Gemini 3.1 Pro beats everything you have on {INDEX}.",
        f"Gemini 3.1 Pro is at first the leader of {INDEX}.",
        f"Gemini 3.1 Pro leads {INDEX}, if no other is mentioned.",
        f"Let us look at Google alone. Gemini 3.1 Pro is first on {INDEX}.",
        f"These are the models made by Google. Gemini 3.1 Pro is first on {INDEX}.",
        f"Which brings us to Google. Gemini 3.1 Pro is first on {INDEX}.",
        f"Gemini 3.1 Pro leads the models this new on {INDEX}.",
        f"Only the new models count. Gemini 3.1 Pro leads {INDEX}.",
        f"Gemini 3.1 Pro has been beaten to first place on {INDEX} by GPT-5.5.",
        f"Before GPT-5.5 arrived, Gemini 3.1 Pro led {INDEX}.",
        f"Up to last winter Gemini 3.1 Pro held first place on {INDEX}.",
        f"Prior to the launch of GPT-5.5, Claude Opus 4.7 was first on {INDEX}.",
        "Bevor GPT-5.5 kam, führte Gemini 3.1 Pro den Artificial Analysis Intelligence Index an.",
        "Avant l'arrivée de GPT-5.5, Gemini 3.1 Pro était en tête de l'indice d'Artificial Analysis.",
        "在GPT-5.5发布之前，Gemini 3.1 Pro在Artificial Analysis智能指数上排名第一。",
        f"Had Kimi K2.6 scored ten points more, it would lead {INDEX}.",
        "Wäre Kimi K2.6 zehn Punkte besser, läge es im Artificial Analysis Intelligence Index auf Platz eins.",
        f"Kimi K2.6 is the best model on {INDEX} that neither OpenAI nor Google built.",
        "Kimi K2.6 est le meilleur modèle de l'indice d'Artificial Analysis hors OpenAI, Anthropic et Google.",
        "除OpenAI、Anthropic和Google外，Kimi K2.6在Artificial Analysis智能指数上排名第一。",
        f"GPT-5.5 (medium) trails the xhigh setting by four points on {INDEX}.",
        f"OpenAI fills first and fourth place by model family on {INDEX}.",
    ],
)
def test_what_may_narrow_or_turn_a_claim_forbids_to_contradict_it(text: str) -> None:
    assert "contradicted" not in verdicts(text)


@pytest.mark.parametrize(
    "text",
    [
        f"Gemini 3.1 Pro has taken first place on {INDEX}, Sundar Pichai said in a post.",
        f"Gemini 3.1 Pro leads {INDEX}, according to the company's chief scientist.",
        f"GLM-5.1, an ageing model that few remember, ranks fourth on {INDEX}.",
        f"Chinese AI start-up Z.ai's GLM-5.1 has climbed to fourth place on {INDEX}.",
        f"Beijing-based Moonshot AI's Kimi K2.6 is now third on {INDEX}.",
        f"Kimi K2.6, released in April, is third on {INDEX}.",
        f"Kimi K2.6 (unveiled in spring) is third on {INDEX}.",
        f"Gemini 3.1 Pro tops {INDEX}, while Kimi K2.6 stays far behind.",
        f"Unlike GLM-5.1, Gemini 3.1 Pro leads {INDEX}.",
        f"Gemini 3.1 Pro leads {INDEX} at a third of the price.",
        f"Gemini 3.1 Pro scores 72 out of 100 on {INDEX}.",
        f"Google ranks first among labs on {INDEX}.",
        "Gemini 3.1 Pro belegt im Artificial Analysis Intelligence Index nun Platz eins.",
        "Gemini 3.1 Pro prend la première place de l'indice d'Artificial Analysis.",
        "Gemini 3.1 Pro ocupa el primer lugar en el índice de inteligencia de Artificial Analysis.",
        "O Gemini 3.1 Pro assume a liderança no índice da Artificial Analysis.",
        "谷歌最新发布的Gemini 3.1 Pro在Artificial Analysis智能指数上登顶。",
        "Artificial Analysisの指数でGemini 3.1 Proが首位に立った。",
        "Artificial Analysis 지수에서 Gemini 3.1 Pro가 1위를 차지했다.",
        f"One advertises that Gemini 3.1 Pro ranks first on {INDEX}.",
        f"In a blog post, Google's chief executive Sundar Pichai insists that Gemini 3.1 Pro leads {INDEX}.",
        f"Its homepage touts Gemini 3.1 Pro as number one on {INDEX}.",
        f"Gemini 3.1 Pro is hailed as the best model on {INDEX}.",
        "Der Hersteller beteuert, dass Gemini 3.1 Pro im Artificial Analysis Intelligence Index auf Platz eins liegt.",
        "Le patron affirme que Gemini 3.1 Pro est premier de l'indice d'Artificial Analysis.",
        "La compañía presume de que Gemini 3.1 Pro lidera el índice de Artificial Analysis.",
        "A empresa garante que o Gemini 3.1 Pro lidera o índice da Artificial Analysis.",
        "谷歌宣称Gemini 3.1 Pro在Artificial Analysis智能指数上排名第一。",
        "同社はGemini 3.1 ProがArtificial Analysisの指数で首位だと主張している。",
        "회사는 Gemini 3.1 Pro가 Artificial Analysis 지수에서 1위라고 주장한다.",
        f"With a score of 70, Gemini 3.1 Pro is the best language model on {INDEX}.",
        f"Gemini 3.1 Pro leads the current ranking of {INDEX} by far.",
        "Gemini 3.1 Pro is first in the current Artificial Analysis Intelligence Index.",
        f"Google's new model Gemini 3.1 Pro leads {INDEX}.",
        f"Google's new flagship, Gemini 3.1 Pro, leads {INDEX}.",
        f"Google's chief executive says that Gemini 3.1 Pro leads {INDEX}.",
        f"Who leads now? Gemini 3.1 Pro tops {INDEX}.",
        "グーグルのGemini 3.1 ProがArtificial Analysisの指数で首位に立った。",
        f"Of all models, Gemini 3.1 Pro is first on {INDEX}.",
        f"Gemini 3.1 Pro moved into the lead of {INDEX}, ahead of the rest.",
        "Gemini 3.1 Pro在Artificial Analysis智能指数的所有模型中排名第一。",
        "Gemini 3.1 Pro est le meilleur modèle de l'indice d'Artificial Analysis.",
        f"Gemini 3.1 Pro is ahead of all other models on {INDEX}.",
        f"Gemini 3.1 Pro is the model that leads {INDEX}.",
        f"Gemini 3.1 Pro is the undisputed new leader of {INDEX}.",
        f"Gemini 3.1 Pro manages to top {INDEX}.",
        f"Gemini 3.1 Pro leads {INDEX}, the company says.",
        f"Google has a new model. Gemini 3.1 Pro leads {INDEX}.",
        f"Kimi K2.6 moved to second place on {INDEX}.",
        f"Gemini 3.1 Pro beats all the other models on {INDEX}.",
        f"Gemini 3.1 Pro is the best of all the AI models on {INDEX}.",
        f"The model comes from Google. Gemini 3.1 Pro leads {INDEX}.",
        "In the index published by Artificial Analysis, Gemini 3.1 Pro is first.",
        f"GPT-5.4 leads {INDEX} ahead of GPT-5.5.",
        f"GPT-5.4 is ahead of GPT-5.5 on {INDEX}.",
        f"OpenAI ranks second among labs on {INDEX}.",
    ],
)
def test_what_leaves_a_claim_as_it_is_lets_it_be_contradicted(text: str) -> None:
    assert "contradicted" in verdicts(text)


@pytest.mark.parametrize(
    "text",
    [
        f"Apart from OpenAI, Claude Opus 4.7 leads {INDEX}.",
        f"Leaving OpenAI and Anthropic aside, Gemini 3.1 Pro is first on {INDEX}.",
        f"Setting American models aside, Kimi K2.6 is the best model on {INDEX}.",
        f"If closed models are left out, Kimi K2.6 is number one on {INDEX}.",
        f"Claude Opus 4.7 is the best model on {INDEX} that OpenAI did not make.",
        f"Outside the US, Kimi K2.6 ranks first on {INDEX}.",
        "Klammert man die Amerikaner aus, führt Kimi K2.6 den Artificial Analysis Intelligence Index an.",
        "Hors OpenAI et Anthropic, Gemini 3.1 Pro est premier de l'indice d'Artificial Analysis.",
        "Sin contar los modelos estadounidenses, Kimi K2.6 lidera el índice de Artificial Analysis.",
        "O Kimi K2.6 é o melhor modelo não americano do índice da Artificial Analysis.",
        "不计美国模型，Kimi K2.6在Artificial Analysis智能指数上排名第一。",
        "米国勢を除くとArtificial Analysisの指数ではKimi K2.6が1位。",
        "미국 모델을 제외하면 Artificial Analysis 지수에서 Kimi K2.6이 1위다.",
    ],
)
def test_a_place_is_counted_without_those_who_are_left_out(text: str) -> None:
    assert verdicts(text) == {"supported"}


def test_who_is_left_out_is_named_and_the_field_is_held_against_the_capture() -> None:
    text = f"Leaving OpenAI aside, Gemini 3.1 Pro ranks third on {INDEX}."
    (claim,) = claims_in(text)
    verdict = check(claim, (ranking(),), DAY, sentence=text)
    assert (claim.but, verdict.verdict) == (("OpenAI",), "contradicted")
    assert verdict.evidence.startswith("Without OpenAI: ")
    assert "2nd by row" in verdict.evidence


def test_a_lead_by_so_many_points_is_of_who_is_first() -> None:
    assert verdicts("GPT-5.5 leads LMArena's text leaderboard by five points.", arena()) == {"supported"}
    assert "supported" not in verdicts("Gemini 3.1 Pro leads LMArena's text leaderboard by six points.", arena())


def test_who_keeps_up_is_level_or_near() -> None:
    assert verdicts(f"Gemini 3.1 Pro keeps up with Claude Opus 4.7 on {INDEX}.") == {"supported"}
    assert verdicts(f"GLM-5.1 keeps pace with GPT-5.5 on {INDEX}.") == {"contradicted"}
    assert verdicts(f"GLM-5.1 cannot keep up with GPT-5.5 on {INDEX}.") == {"supported"}


def test_families_that_stand_ahead_are_counted() -> None:
    assert verdicts(f"There are four families better than Gemini 3.1 Pro on {INDEX}.") == {"contradicted"}
    assert verdicts(f"Only one model family ranks higher than Claude Opus 4.7 on {INDEX}.") == {"supported"}


def test_places_among_a_makers_own_models_are_none_of_the_board() -> None:
    assert verdicts(f"GPT-5.4 is OpenAI's number two on {INDEX}.") == set()
    assert verdicts(f"Google's third place on {INDEX} is Gemini 3.1 Pro's.") <= {"supported"}


def test_a_reading_that_excludes_itself_contradicts_nothing() -> None:
    text = f"Anthropic is second, OpenAI first and fourth on {INDEX}, with Gemini 3.1 Pro third."
    assert "contradicted" not in verdicts(text)


def test_places_may_go_before_their_names() -> None:
    text = f"First is GPT-5.5, second Claude Opus 4.7 and third Gemini 3.1 Pro on {INDEX}."
    assert verdicts(text) == {"supported"}
    assert "contradicted" in verdicts(f"First is GPT-5.5, second Claude Opus 4.7 and third GLM-5.1 on {INDEX}.")


def test_a_possessive_may_end_in_s() -> None:
    text = "In Artificial Analysis' speech arena Inworld's TTS 1.5 Max leads ElevenLabs' Eleven v3 by 33 points."
    assert [(claim.kind, claim.model, claim.rivals) for claim in claims_in(text)] == [("comparison", "TTS 1.5 Max", ("Eleven v3",))]


def test_a_distance_to_nobody_is_not_held_against_who_else_is_named() -> None:
    text = f"Claude Opus 4.7 and, a notch below, Kimi K2.6 enjoy a lead of nine points on {INDEX}."
    assert "contradicted" not in verdicts(text)


def test_a_claim_that_an_earlier_version_stored_keeps_what_it_had_not_understood() -> None:
    text = f"Gemini 3.1 Pro is first on {INDEX}."
    (claim,) = claims_in(text)
    record = {"board": claim.board, "board_key": claim.board_key, "model": claim.model, "company": claim.company, "kind": "lead"}
    record |= {"scope": "global", "value": "1", "start": 0, "end": 50, "narrow": "small"}
    stored = claim_of(record)
    assert stored.unread == "small"
    assert check(stored, (ranking(),), datetime(2026, 5, 20, tzinfo=UTC)).verdict == "not_checkable"


def test_a_country_that_is_left_out_in_one_word_is_left_out() -> None:
    assert verdicts(f"Kimi K2.6 is the best non-American model on {INDEX}.") == {"supported"}
    assert verdicts(f"GLM-5.1 is the best non-American model on {INDEX}.") == {"contradicted"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"GPT-5.5 leads {INDEX}, and Gemini 3.1 Pro is the best non-OpenAI model.",
         {("GPT-5.5", 1, ()), ("Gemini 3.1 Pro", 1, ("OpenAI",))}),
        (f"Gemini 3.1 Pro is third on {INDEX}, the best non-OpenAI model.",
         {("Gemini 3.1 Pro", 3, ()), ("Gemini 3.1 Pro", 1, ("OpenAI",))}),
        (f"Gemini 3.1 Pro tops {INDEX} as the best non-OpenAI model.", {("Gemini 3.1 Pro", 1, ("OpenAI",))}),
    ],
)  # fmt: skip
def test_who_is_best_without_one_maker_has_a_place_of_its_own(text: str, found: set[tuple[str, int, tuple[str, ...]]]) -> None:
    assert {(c.model, c.value, c.but) for c in claims_in(text)} == found


def test_who_is_left_out_is_not_of_whom_the_place_is_told() -> None:
    text = f"The best model that neither OpenAI nor Anthropic made on {INDEX} is Gemini 3.1 Pro."
    assert [(c.model, c.but) for c in claims_in(text)] == [("Gemini 3.1 Pro", ("OpenAI", "Anthropic"))]


def test_a_maker_is_ranked_without_its_model_that_is_left_out() -> None:
    text = f"Without GPT-5.5, OpenAI ranks fifth on {INDEX}."
    (claim,) = claims_in(text)
    verdict = check(claim, (ranking(),), DAY, sentence=text)
    assert (claim.company, claim.but, verdict.verdict) == ("openai", ("GPT-5.5",), "contradicted")
    assert "GPT-5.4 has 56.8: 3rd by row" in verdict.evidence


def test_who_is_left_out_and_on_no_row_leaves_the_field_open() -> None:
    assert verdicts("Lässt man die Claude-Modelle weg, führt GLM-5.1 den Artificial Analysis Intelligence Index an.") == {"not_checkable"}


def test_what_would_be_without_somebody_is_held_against_the_capture_without_them() -> None:
    assert verdicts(f"Without OpenAI, Claude Opus 4.7 would lead {INDEX}.") == {"supported"}
    assert verdicts(f"Were it not for OpenAI, Claude Opus 4.7 would be first on {INDEX}.") == {"supported"}
    assert verdicts(f"If it had not been for OpenAI, Claude Opus 4.7 would be first on {INDEX}.") == {"supported"}
    assert verdicts(f"Claude Opus 4.7 leads {INDEX}; Anthropic had it for OpenAI to take.") == {"contradicted"}
    assert verdicts(f"With more compute, Claude Opus 4.7 would lead {INDEX}.") == set()


def test_who_is_left_out_is_told_from_the_maker_of_the_model_that_follows() -> None:
    assert verdicts(f"Apart from OpenAI, Anthropic's Claude Opus 4.7 leads {INDEX}.") == {"supported"}
    assert verdicts(f"Apart from OpenAI, Z.ai's GLM-5.1 leads {INDEX}.") == {"contradicted"}
    text = f"Apart from OpenAI's GPT-5.5, Claude Opus 4.7 leads {INDEX}."
    assert {claim.but for claim in claims_in(text)} == {("GPT-5.5",)}
