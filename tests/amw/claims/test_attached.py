"""Clauses and phrases that are attached to a claim narrow it unless they are read; who is passive, counted or added is told right."""

from __future__ import annotations

from decimal import Decimal

import pytest
from ranking import DAY, claims_in, ranking

from amw.claims import check

INDEX = "the Artificial Analysis Intelligence Index"


def verdicts(text: str) -> list[str]:
    claims = claims_in(text)
    return [check(claim, (ranking(),), DAY, sentence=text).verdict for claim in claims]


def test_of_two_countries_the_one_told_first_is_counted() -> None:
    assert verdicts(f"Four American models and one Chinese make up the first five of {INDEX}.") == ["supported"]


@pytest.mark.parametrize("what", ["leads", "leads the pack", "is the leader", "beats all other models"])
def test_who_leads_behind_others_is_second(what: str) -> None:
    assert set(verdicts(f"Claude Opus 4.7 {what} behind GPT-5.5 on {INDEX}.")) == {"supported"}


def test_those_left_out_leave_their_places_and_those_added_keep_them() -> None:
    assert verdicts(f"Leaving American models aside, GLM-5.1 is in the top three of {INDEX}.") == ["supported"]
    assert verdicts(f"Not counting OpenAI, Gemini 3.1 Pro is in the top two of {INDEX}.") == ["supported"]
    assert "supported" not in verdicts(f"Besides OpenAI, Gemini 3.1 Pro is in the top two of {INDEX}.")


def test_two_may_be_told_of_behind_those_they_are_added_to() -> None:
    text = f"Besides OpenAI, Google's Gemini 3.1 Pro and Moonshot's Kimi K2.6 are in the top five of {INDEX}."
    found = [("Gemini 3.1 Pro", 5, ()), ("Kimi K2.6", 5, ())]
    assert [(c.model, c.within, c.but) for c in claims_in(text)] == found


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (f"GLM-5.1 is the best Chinese model after Kimi K2.6 on {INDEX}.", "supported"),
        (f"The strongest Chinese model behind Kimi K2.6 on {INDEX} is GLM-5.1.", "supported"),
        (f"Gemini 3.1 Pro is the best model behind GPT-5.5 and Claude Opus 4.7 on {INDEX}.", "supported"),
        (f"Kimi K2.6 makes Moonshot AI a top-four lab on {INDEX}.", "supported"),
        (f"Claude Opus 4.7 and Gemini 3.1 Pro are within a point of each other on {INDEX}.", "supported"),
        (f"GPT-5.4 and Gemini 3.1 Pro sit within half a point of one another on {INDEX}.", "supported"),
        ("Gemini 3.1 Pro는 Artificial Analysis 지능 지수에서 GPT-5.5와 Claude Opus 4.7에 이어 3위에 올랐다.", "supported"),
        ("Gemini 3.1 Pro는 Artificial Analysis 지능 지수에서 GPT-5.5와 GLM-5.1에 이어 3위에 올랐다.", "contradicted"),
    ],
)
def test_who_is_ahead_near_or_meant_is_read(text: str, verdict: str) -> None:
    assert verdicts(text)[0] == verdict


@pytest.mark.parametrize(
    "text",
    [
        "Gemini 3.1 Pro hat Muse Spark überholt und führt den Artificial Analysis Intelligence Index an.",
        "Gemini 3.1 Pro a dépassé Muse Spark et mène l'indice d'Artificial Analysis.",
        "Gemini 3.1 ProがMuse SparkやGrok 4.3といった強豪を押しのけ、Artificial Analysisの指数で1位になった。",
    ],
)
def test_a_verb_behind_its_object_tells_who_is_left_behind(text: str) -> None:
    assert [c.model for c in claims_in(text) if c.kind == "lead"] == ["Gemini 3.1 Pro"]


def test_each_of_a_list_is_told_of() -> None:
    text = f"Gemini 3.1 Pro and GPT-5.5 beat Muse Spark on {INDEX}."
    assert {(c.model, c.rivals) for c in claims_in(text)} == {
        ("Gemini 3.1 Pro", ("Muse Spark",)),
        ("GPT-5.5", ("Muse Spark",)),
    }


@pytest.mark.parametrize(
    "text",
    [
        f"Muse Spark beats Kimi K2.6 and GPT-5.5 beats Gemini 3.1 Pro on {INDEX}.",
        f"Kimi K2.6 trails Muse Spark and GPT-5.5 is ahead of Gemini 3.1 Pro on {INDEX}.",
        f"Muse Spark is ahead of Kimi K2.6, and GPT-5.5 above Gemini 3.1 Pro on {INDEX}.",
        "Muse Spark schlägt Kimi K2.6 und GPT-5.5 schlägt Gemini 3.1 Pro im Artificial Analysis Intelligence Index.",
        "Muse Spark bat Kimi K2.6 et GPT-5.5 devance Gemini 3.1 Pro sur l'indice d'Artificial Analysis.",
        "在Artificial Analysis智能指数上，Muse Spark超过Kimi K2.6、GPT-5.5超过Gemini 3.1 Pro。",
    ],
)
def test_who_opens_the_next_clause_is_no_rival_of_the_one_before(text: str) -> None:
    found = {(c.model, c.rivals or c.behind) for c in claims_in(text)}
    assert ("GPT-5.5", ("Gemini 3.1 Pro",)) in found
    assert len(found) == 2
    assert not any("GPT-5.5" in others for _, others in found)


@pytest.mark.parametrize(
    ("text", "models"),
    [
        (f"Muse Spark trails Gemini 3.1 Pro and GPT-5.5 is in the top three of {INDEX}.", ["GPT-5.5"]),
        (f"Unlike Muse Spark and Kimi K2.6, GPT-5.5 is in the top three of {INDEX}.", ["GPT-5.5"]),
        (f"One of Muse Spark and GPT-5.5 is in the top three of {INDEX}.", ["GPT-5.5"]),
        (f"Gemini 3.1 Pro and GPT-5.5 are in the top three of {INDEX}.", ["Gemini 3.1 Pro", "GPT-5.5"]),
    ],
)
def test_a_place_is_told_of_a_list_and_of_nobody_before_it(text: str, models: list[str]) -> None:
    assert sorted(c.model or "" for c in claims_in(text) if c.within) == sorted(models)


def test_of_the_better_of_two_nothing_is_told_that_both_must_bear_out() -> None:
    assert "contradicted" not in verdicts(f"The better of Kimi K2.6 and GPT-5.5 beats Gemini 3.1 Pro on {INDEX}.")


@pytest.mark.parametrize(
    "text",
    [
        "Muse Spark pointe devant ses rivaux chinois Kimi K2.6 et GLM-5.1 sur l'indice d'Artificial Analysis.",
        "Muse Spark liegt im Artificial Analysis Intelligence Index vor Konkurrenten wie Kimi K2.6 und GLM-5.1.",
        "En el índice de Artificial Analysis, Muse Spark está por delante de sus rivales Kimi K2.6 y GLM-5.1.",
    ],
)
def test_ahead_of_rivals_that_are_named_is_ahead_of_those(text: str) -> None:
    found = [(c.kind, c.rivals) for c in claims_in(text)]
    assert found == [("comparison", ("Kimi K2.6", "GLM-5.1"))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Muse Spark hat Kimi K2.6 im Artificial Analysis Intelligence Index überholt.", [("Muse Spark", ("Kimi K2.6",))]),
        (f"Muse Spark and GPT-5.5 outscore Kimi K2.6 on {INDEX}.", [("Muse Spark", ("Kimi K2.6",)), ("GPT-5.5", ("Kimi K2.6",))]),
        ("Muse Spark ist neu. Die Konkurrenz hat GPT-5.5 im Artificial Analysis Intelligence Index überholt.", []),
        ("Google hat mit Gemini 3.1 Pro GPT-5.5 im Artificial Analysis Intelligence Index überholt.", []),
    ],
)
def test_who_has_overtaken_stands_before_the_verb(text: str, found: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(c.model, c.rivals) for c in claims_in(text)] == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"Kimi K2.6 leads its nearest open rival by 2.5 points on {INDEX}.", {("comparison", "Kimi K2.6", Decimal("2.5"))}),
        (f"On {INDEX}, the gap between Kimi K2.6 and the best model is six points.", set()),
        (f"Kimi K2.6 is the best model of the company on {INDEX}.", set()),
        (f"Kimi K2.6 has narrowed the gap to the top model on {INDEX}.", set()),
        (f"GPT-5.5 has pulled away. Claude Opus 4.7 follows. A three-point gap on {INDEX}.", set()),
        ("On Artificial Analysis, GPT-5.5 does 277 tokens per second; Kimi K2.6 manages 51.",
         {("speed", "GPT-5.5", Decimal(277)), ("speed", "Kimi K2.6", Decimal(51))}),
        ("Kimi K2.6 costs less than GPT-5.5, according to Artificial Analysis.", {("cheaper", "Kimi K2.6", None)}),
        ("On OpenRouter, Kimi K2.6 costs three times less than GPT-5.5.", {("cheaper", "Kimi K2.6", Decimal(3))}),
        ("On OpenRouter, the price of Kimi K2.6 is a fifth less than that of GPT-5.5.", {("cheaper", "Kimi K2.6", Decimal("1.25"))}),
        ("On Artificial Analysis, the speed of GPT-5.5 is three times more than that of Kimi K2.6.",
         {("faster", "GPT-5.5", Decimal(3))}),
        ("On Artificial Analysis, Codestral does 277 tokens per second.", {("speed", "Codestral", Decimal(277))}),
        ("On Artificial Analysis, GPT-5.5 does 277 tokens per second; Codestral manages 51.",
         {("speed", "GPT-5.5", Decimal(277)), ("speed", "Codestral", Decimal(51))}),
        ("Artificial Analysis finds it cheaper than GPT-5.5 ($1/$4 vs $5/$30 per million tokens).", set()),
        ("On Artificial Analysis, GPT-5.5 does 277 tokens per second; Kimi K2.6 at 54 has the higher index.",
         {("speed", "GPT-5.5", Decimal(277)), ("score", "Kimi K2.6", Decimal(54))}),
        ("Artificial Analysis has Kimi K2.6 at $2 per million tokens. A full run with GPT-5.5 costs $859.",
         {("price", "Kimi K2.6", Decimal(2))}),
        ("OpenRouter에서 GPT-5.5는 2조 3600억 토큰을 처리했다.", {("volume", "GPT-5.5", Decimal(2_360_000_000_000))}),
        ("Kimi K2.6在Artificial Analysis总榜领跑国内模型。", {("place in CN", "Kimi K2.6", Decimal(1))}),
        (f"Claude Opus 4.7 beats every other Claude model on {INDEX}.", {("comparison with Claude", "Claude Opus 4.7", None)}),
        (f"GPT-5.5 is three points ahead of the second-placed model on {INDEX}.", {("comparison", "GPT-5.5", Decimal(3))}),
        (f"GPT-5.5 has a lead of three points over the second-placed Claude Opus 4.7 on {INDEX}.",
         {("comparison with Claude Opus 4.7", "GPT-5.5", Decimal(3)), ("place", "Claude Opus 4.7", Decimal(2))}),
        ("在Artificial Analysis智能指数上，GPT-5.5领先第二名3分。", {("comparison", "GPT-5.5", Decimal(3))}),
        ("Artificial Analysisの指数でKimi K2.6は12位から7位に浮上した。", {("place", "Kimi K2.6", Decimal(7))}),
        ("Kimi K2.6는 Artificial Analysis 지수에서 12위에서 7위로 올라섰다.", {("place", "Kimi K2.6", Decimal(7))}),
        ("Artificial Analysis says OpenAI ranks first by market share.", set()),
        (f"GPT-5.5 has higher latency than Gemini 3.1 Pro, the makers of {INDEX} found.", set()),
        (f"OpenAI's valuation surpassed Anthropic's, according to {INDEX}.", set()),
        (f"Kimi K2.6, which replaced Kimi K2.5, is now seventh on {INDEX}.", {("place", "Kimi K2.6", Decimal(7))}),
        (f"OpenAI handed first place on {INDEX} to Anthropic.", set()),
        ("Kimi K2.6 is cheaper than GPT-5.5 on input, Artificial Analysis shows.", {("cheaper_input", "Kimi K2.6", None)}),
        (f"Chinese models, led by Qwen3.7 Max, fill four of the top ten places on {INDEX}.", set()),
    ],
)  # fmt: skip
def test_of_whom_it_is_told(text: str, told: set[tuple[str, str, Decimal | None]]) -> None:
    found = set()
    for claim in claims_in(text):
        kind = claim.measure or ("place" if claim.kind in {"rank", "lead"} else claim.kind)
        kind += f" in {claim.scope}" if claim.scope != "global" else ""
        kind += f" with {', '.join(claim.rivals)}" if claim.rivals and not claim.measure else ""
        found.add((kind, claim.model, claim.value))
    assert found == told


@pytest.mark.parametrize(("points", "verdict"), [("nearly nine", "supported"), ("five", "contradicted")])
def test_the_first_place_is_held_by_one_row_and_not_by_a_weaker_setting_of_its_model(points: str, verdict: str) -> None:
    assert verdicts(f"GLM-5.1 trails the leader of {INDEX} by {points} points.") == [verdict]


def test_a_version_alone_is_of_the_line_its_maker_has() -> None:
    text = f"Moonshot's K2.6 scores 53.9 on {INDEX}, Anthropic's K2.6 too."
    given = {c.company: check(c, (ranking(),), DAY, sentence=text).verdict for c in claims_in(text)}
    assert given["moonshot-ai"] == "supported"
    assert given.get("anthropic", "not_checkable") == "not_checkable"
