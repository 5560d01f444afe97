from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ranking import NoRegister

from amw.boards import Snapshot, parse_board, rank
from amw.claims import Claim, Verdict, check, find_claims
from amw.companies import Companies

DAY = date(2026, 5, 20)


def snap(board: str, body: Any, day: str = "2026-05-20") -> Snapshot:
    at = datetime.fromisoformat(f"{day}T08:00:00").replace(tzinfo=UTC)
    return parse_board(board, json.dumps(body).encode(), captured_at=at, register=NoRegister())


def entry(name: str, index: float, maker: str, country: str = "us", **more: Any) -> dict[str, Any]:
    made = {"id": name, "name": name, "shortName": name, "modelCreatorName": maker, "modelCreatorCountry": country}
    return {**made, "intelligenceIndex": index, "isOpenWeights": False, **more}


FOOT = [entry(f"Filler {n}", 20 - n / 100, "Elsewhere", "fr", isOpenWeights=True) for n in range(300)]
TOP = [
    entry("GPT-6 (xhigh)", 60.24, "OpenAI"),
    entry("GPT-6 (high)", 58.87, "OpenAI"),
    entry("Claude Opus 5 (Adaptive Reasoning, Max Effort)", 57.28, "Anthropic"),
    entry("Gemini 4 Pro Preview", 57.18, "Google"),
    entry("GPT-5.9 (xhigh)", 56.8, "OpenAI"),
    entry("GPT-6 (medium)", 56.71, "OpenAI"),
    entry("Qwen4 Max", 56.58, "Alibaba", "cn"),
    entry("DeepSeek V5 (Reasoning)", 51.51, "DeepSeek", "cn", isOpenWeights=True),
]
for made in TOP:
    made["shortName"] = made["name"].split(" (")[0]


def index(*top: dict[str, Any], day: str = "2026-05-20", **outside: Any) -> Snapshot:
    return snap("artificial_analysis", {**outside, "models": [*(top or TOP), *FOOT]}, day)


def arena(count: int = 121, day: str = "2026-05-20", ci: int = 5, **scores: float) -> Snapshot:
    named = sorted(scores.items(), key=lambda pair: -pair[1])
    models = [{"model": name.replace("_", "-"), "vendor": name.split("_")[0], "score": score, "ci": ci} for name, score in named]
    models += [{"model": f"m-{n}", "vendor": "Else", "score": 1300 - n, "ci": ci} for n in range(count - len(models))]
    return snap("arena_text", {"models": models}, day)


def claim(
    kind: str = "rank",
    value: Any = None,
    scope: str = "global",
    model: str | None = "Qwen4-Max",
    board: str = "Artificial Analysis",
    **more: Any,
) -> Claim:
    return Claim(
        board=board,
        model=model,
        company=more.pop("company", None),
        kind=kind,
        scope=scope,
        value=None if value is None else Decimal(str(value)),
        start=0,
        end=9,
        **more,
    )


def verdict(asked: Any, *snapshots: Snapshot, on: Any = DAY, **how: Any) -> tuple[str, str | None]:
    found = check(asked, snapshots or (index(),), on, **how)
    assert found.evidence
    assert (found.snapshot is not None) or found.verdict == "not_checkable"
    return found.verdict, found.rank_kind


# ---------------------------------------------------------------- places


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (claim(value=7), ("supported", "row")),
        (claim(value=5), ("supported", "family")),
        (claim(value=4), ("imprecise", "maker")),
        (claim(value=6), ("contradicted", None)),
        (claim(value=3), ("imprecise", "rounded row")),
        (claim(value=1, scope="CN"), ("supported", "row")),
        (claim(value=2, scope="CN"), ("contradicted", None)),
        (claim("lead", 1), ("contradicted", None)),
        (claim("lead", 1, unsure=True), ("imprecise", "row in CN")),
        (claim("lead", 1, model="Gemini 4 Pro"), ("contradicted", None)),
        (claim("lead", 1, model="GPT-6"), ("supported", "row")),
        (claim("lead", 1, model="DeepSeek V5", scope="open_weights"), ("supported", "row")),
        (claim(within=5), ("supported", "family")),
        (claim(within=10), ("supported", "row")),
        (claim(within=1), ("contradicted", None)),
        (claim(value=1, tied=True, model="DeepSeek V5"), ("contradicted", None)),  # who is none of the first is not beside them
        (claim(within=4, bound="outside"), ("supported", "row")),
        (claim(within=8, bound="outside"), ("contradicted", None)),
        (claim(value=4, sentence="Qwen4-Max is fourth after OpenAI and Google."), ("supported", "maker")),
        (claim(value=4, model=None, company="Alibaba"), ("supported", "maker")),
        (claim(value=4, scope="global (companies)"), ("supported", "maker")),
        (claim(value=2, model="GPT-6 (high)"), ("supported", "row")),
        (claim(value=2, model="GPT-6"), ("imprecise", "row of GPT-6 (high) with 58.87")),
        (claim(value=1, scope="EU", model="Filler 0"), ("supported", "row")),
        (claim(value=2, scope="EU", model="Filler 0"), ("contradicted", None)),
        (claim(value=1, scope="EU"), ("contradicted", None)),
        (claim(), ("not_checkable", None)),
        (claim(value=3, board="The Tiny Board"), ("not_checkable", None)),
    ],
)
def test_a_place_is_held_against_every_kind_of_rank(asked: Claim, expected: tuple[str, str | None]) -> None:
    assert verdict(asked) == expected


def test_the_sentence_names_row_family_maker_and_capture() -> None:
    found = check(claim(value=5), [index()], DAY)
    assert found.evidence == (
        "Artificial Analysis, capture of 2026-05-20 (308 rows, method 4.0, estimated and deprecated rows counted): "
        "Qwen4 Max has 56.58: 7th by row, 5th by family, its maker 4th, 1st family of China. 5th of all holds by family."
    )
    assert found.row is not None and found.row.key == "Qwen4 Max"


def test_estimates_and_deprecated_rows_may_be_left_out_by_the_teller() -> None:
    estimated = [entry("Guess 1", 70, "Nobody", intelligenceIndexIsEstimated=True), entry("Old 1", 69, "Nobody", deprecated=True), *TOP]
    assert verdict(claim("lead", 1, model="GPT-6"), index(*estimated)) == ("contradicted", None)
    assert verdict(claim("lead", 1, model="GPT-6"), index(estimated[0], *TOP)) == ("supported", "measured row")
    assert verdict(claim("lead", 1, model="GPT-6"), index(estimated[1], *TOP)) == ("supported", "current row")


def test_ties_after_rounding_count() -> None:
    assert verdict(claim(value=3, model="Gemini 4 Pro", tied=True)) == ("supported", "family")
    assert verdict(claim(value=2, model="Gemini 4 Pro", tied=True)) == ("supported", "rounded family")


def test_a_margin_makes_it_imprecise_and_supports_a_stated_tie() -> None:
    board = arena(gpt_6=1505, claude_opus_5=1503, gemini_4=1490)
    assert verdict(claim("lead", 1, model="Claude Opus 5", board="LMArena"), board) == ("imprecise", "within the margin")
    assert verdict(claim(value=1, model="Claude Opus 5", board="LMArena", tied=True), board) == ("supported", "within the margin")
    assert verdict(claim("lead", 1, model="Gemini 4", board="LMArena"), board) == ("contradicted", None)


def test_the_sites_own_rank_is_a_kind_of_rank() -> None:
    models = [{"rank": 1 if n < 2 else n + 1, "model": f"m-{n}", "score": 1500 - 20 * n} for n in range(121)]
    assert verdict(claim("lead", 1, model="m-1", board="LMArena"), snap("arena_text", {"models": models})) == ("supported", "site")


# ---------------------------------------------------------------- scores and comparisons


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (claim("score", 57), "supported"),
        (claim("score", "56.6"), "supported"),
        (claim("score", 56), "imprecise"),
        (claim("score", 60), "contradicted"),
        (claim("score", "58.9", model="GPT-6"), "supported"),
        (claim("comparison", rivals=("DeepSeek V5",)), "supported"),
        (claim("comparison", rivals=("GPT-6",)), "contradicted"),
        (claim("comparison", rivals=("DeepSeek V5", "GPT-6")), "imprecise"),
        (claim("comparison", model="Claude Opus 5", rivals=("GPT-6",)), "contradicted"),  # ahead of its weakest setting alone
        (claim("comparison", model="Claude Opus 5", rivals=("GPT-6 (medium)",)), "supported"),
        (claim("comparison", rivals=("Nobody 9",)), "not_checkable"),
        (claim("comparison", "0.1", model="Claude Opus 5"), "supported"),
        (claim("comparison", 3, model="GPT-6"), "supported"),
        (claim("comparison", 2, model="GPT-6"), "imprecise"),
        (claim("comparison", 30, model="GPT-6"), "contradicted"),
    ],
)
def test_scores_and_comparisons(asked: Claim, expected: str) -> None:
    assert verdict(asked)[0] == expected


def test_who_stands_ahead_is_told_by_name() -> None:
    asked = claim("comparison", behind=("OpenAI", "Anthropic", "Google", "DeepSeek"), only=True)
    found = check(asked, [index()], DAY)
    assert found.verdict == "contradicted"
    assert (
        "The 4 families ahead are GPT-6 (OpenAI), Claude Opus 5 (Anthropic), Gemini 4 Pro Preview (Google) and GPT-5.9 (OpenAI)"
        in found.evidence
    )
    assert "DeepSeek is not among them" in found.evidence
    assert "could not be if Qwen4 Max is first in China" in found.evidence
    right = replace(asked, behind=("OpenAI", "Anthropic", "Google"))
    assert check(right, [index()], DAY).verdict == "supported"
    assert check(replace(asked, behind=("OpenAI",)), [index()], DAY).verdict == "imprecise"


# ---------------------------------------------------------------- which capture


def test_the_capture_valid_at_publication_decides() -> None:
    old, new = index(*TOP[:6], day="2026-05-10"), index(day="2026-05-20")
    first = [entry("Qwen4 Max", 70, "Alibaba", "cn"), *TOP[:6]]
    later = index(*first, day="2026-06-10")
    assert verdict(claim(value=5), old, new, later, on=date(2026, 5, 25)) == ("supported", "family")
    assert verdict(claim("lead", 1), old, new, later, on=date(2026, 6, 11)) == ("supported", "row")
    found = check(claim("lead", 1), [later, new, old], datetime(2026, 5, 21, 23, tzinfo=UTC))
    assert found.verdict in ("contradicted", "imprecise") and found.snapshot is not None


def test_the_next_capture_counts_when_the_one_before_does_not_know_the_model() -> None:
    assert verdict(claim(value=5), index(*TOP[:6], day="2026-05-10"), index(day="2026-05-21")) == ("supported", "family")
    assert verdict(claim(value=5), index(day="2026-05-21")) == ("supported", "family")
    assert verdict(claim(value=5), index(day="2026-08-21"), on=DAY)[0] == "not_checkable"


def test_a_capture_of_the_next_day_forgives_the_lag() -> None:
    before, after = index(entry("Qwen4 Max", 30, "Alibaba", "cn"), *TOP[:6]), index(day="2026-05-21")
    assert verdict(claim(value=5), before, after) == ("supported", "family")


def test_another_method_version_is_never_asked() -> None:
    other = index(*TOP, day="2026-06-16")
    assert other.version == "4.1"
    assert verdict(claim(value=5), other, on=date(2026, 6, 14))[0] == "not_checkable"
    assert verdict(claim(value=9), index(day="2026-06-10"), other, on=date(2026, 6, 14)) == ("contradicted", None)


def test_a_story_without_a_date_is_borne_out_and_no_place_of_it_contradicted() -> None:
    assert verdict(claim(value=5), on=None) == ("supported", "family")
    assert verdict(claim(value=40), index(), index(day="2026-05-27"), on=None)[0] == "not_checkable"
    assert verdict(claim("score", 31), index(), index(day="2026-05-27"), on=None)[0] == "contradicted"


def test_a_refused_capture_says_nothing() -> None:
    cut = replace(index(), verdict="refused")
    assert verdict(claim(value=2), cut)[0] == "not_checkable"


def test_a_truncated_capture_proves_absence_from_the_places_that_it_shows_alone() -> None:
    assert verdict(claim(value=40, model="Ernie 6", board="LMArena"), arena(20, gpt_6=1500))[0] == "not_checkable"
    assert verdict(claim("lead", 1, model="Ernie 6", board="LMArena"), arena(20, gpt_6=1500))[0] == "contradicted"
    assert verdict(claim("lead", 1, model="Ernie 6", board="LMArena"), arena(gpt_6=1500)) == ("contradicted", None)


def test_absence_days_before_the_story_proves_nothing() -> None:
    old = arena(day="2026-05-10", gpt_6=1500)
    assert verdict(claim("lead", 1, model="Ernie 6", board="LMArena"), old)[0] == "not_checkable"
    assert verdict(claim("lead", 1, model="Ernie 6", board="LMArena"), old, arena(day="2026-05-25", gpt_6=1500))[0] == "contradicted"


def test_a_score_above_the_leader_of_a_board_without_the_model_is_from_elsewhere() -> None:
    asked = claim("lead", 1, model="Agent 9", board="LMArena", score=Decimal(1600))
    assert verdict(asked, arena(gpt_6=1500))[0] == "imprecise"
    assert verdict(replace(asked, score=Decimal(1400)), arena(gpt_6=1500))[0] == "contradicted"


def test_boards_of_use_count_days_not_months() -> None:
    body = {"models": [{"model_id": f"lab/m-{n}", "name": f"lab/m-{n}", "author": "lab", "tokens": 3 * 10**12 - n} for n in range(10)]}
    asked = claim("lead", 1, model="m-0", board="OpenRouter")
    assert verdict(asked, snap("openrouter_rankings", body)) == ("supported", "row")
    assert verdict(asked, snap("openrouter_rankings", body), on=date(2026, 5, 28))[0] == "not_checkable"
    assert (
        verdict(claim("lead", 1, model="m-0", board="OpenRouter", scope="global (month)"), snap("openrouter_rankings", body))[0]
        == "not_checkable"
    )


def test_open_weights_are_not_guessed() -> None:
    unknown = [{k: v for k, v in e.items() if k != "isOpenWeights"} for e in TOP]
    assert verdict(claim(value=1, scope="open_weights"), index(*unknown))[0] == "not_checkable"


def test_without_estimates_is_told_only_where_there_are_some() -> None:
    mixed = [entry("Zarf 2 (high)", 55, "Zarf Lab"), entry("Zarf 2 (low)", 50, "Zarf Lab", isOpenWeights=True), *TOP]
    asked = claim(within=3, scope="open_weights", model="Zarf 2")
    assert verdict(asked, index(*mixed)) == ("imprecise", "rounded row")


# ---------------------------------------------------------------- odd claims


@dataclass
class Loose:
    """A claim as other tools write them: values and scopes as text."""

    board: str = "arena/text"
    model: str | None = "Claude Opus 5"
    company: str | None = None
    kind: str = "rank"
    scope: str | None = "global"
    value: Any = None


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Loose(value="tied 1"), "supported"),
        (Loose(kind="comparison", value="> Gemini 4"), "supported"),
        (Loose(kind="comparison", value="+13"), "imprecise"),
        (Loose(kind="comparison", value="1503 > 1490"), "supported"),
        (Loose(kind="lead", value=1560.5), "imprecise"),
        (Loose(value="second-ish"), "not_checkable"),
        (Loose(scope=None, value=2), "supported"),
        (Loose(value="top 2"), "supported"),
        (Loose(value="top 1", model="Gemini 4"), "contradicted"),
        (Loose(value="second"), "supported"),
        (Loose(kind="comparison", value="+15 over Gemini 4"), "supported"),
        (Loose(kind="comparison", value="+15 over GPT-6"), "contradicted"),
        (Loose(kind="comparison", value="< GPT-6"), "supported"),
        (Loose(kind="comparison", value="below Gemini 4"), "contradicted"),
        (Loose(kind="comparison", value="Claude Opus 5 > Gemini 4 and m-1"), "supported"),
        (Loose(kind="comparison", value="below 4 models"), "contradicted"),  # its place is the first
        (Loose(kind="score", value="~1510"), "supported"),
        (Loose(kind="score", value="1,503"), "supported"),
    ],
)
def test_values_written_as_text_are_understood(asked: Loose, expected: str) -> None:
    assert verdict(asked, arena(gpt_6=1505, claude_opus_5=1503, gemini_4=1488))[0] == expected


@settings(max_examples=100, deadline=None)
@given(
    st.builds(
        Loose,
        board=st.sampled_from(["arena/text", "Artificial Analysis", "x"]) | st.text(max_size=9),
        model=st.none() | st.sampled_from(["GPT-6", "gemini"]) | st.text(max_size=30),
        company=st.none() | st.text(max_size=9),
        kind=st.sampled_from(["rank", "lead", "score", "comparison"]) | st.text(max_size=5),
        scope=st.none() | st.sampled_from(["CN", "open_weights"]) | st.text(max_size=9),
        value=st.none() | st.integers() | st.floats() | st.text(max_size=20) | st.decimals(),
    )
)
def test_no_claim_raises(asked: Loose) -> None:
    assert isinstance(check(asked, [ARENA, INDEX], DAY), Verdict)


ARENA = arena(gpt_6=1505, claude_opus_5=1503, gemini_4=1488)
INDEX = index()


def test_a_site_named_alone_may_mean_any_of_its_boards() -> None:
    video = {
        "models": [
            {"id": f"v{n}", "name": "HappyHorse-1.0" if n == 0 else f"Video {n}", "elo": 1400 - n, "creator": {"name": "A"}}
            for n in range(25)
        ]
    }
    clips = snap("artificial_analysis_text_to_video", video)
    assert verdict(claim("lead", 1, model="HappyHorse 1.0"), index(), clips) == ("supported", "row")
    assert (
        verdict(claim("lead", 1, model="HappyHorse 1.0", board="artificial_analysis/text-to-image"), index(), clips)[0] == "not_checkable"
    )


def test_a_rank_that_is_true_under_any_kind_is_never_contradicted() -> None:
    makers: set[str | None] = set()
    for place in rank(INDEX)[:8]:
        name, country = place.row.raw_name, place.row.country or ""
        told = [(place.rank, "global"), (place.family_rank, "global"), (place.country_rank, country)]
        told += [(place.maker_rank, "global")] if place.row.maker not in makers else []  # by its maker's best model alone
        makers.add(place.row.maker)
        told += [(place.open_rank, "open_weights")] if place.open_rank else []
        for value, scope in told:
            assert verdict(claim(value=value, scope=scope, model=name))[0] in ("supported", "imprecise"), (name, value, scope)
        assert verdict(claim("score", place.score, model=name))[0] == "supported"


def test_rows_of_longer_names_support_and_never_contradict() -> None:
    models = [entry("Dreamwork Clip 2.0 720p", 66, "Dreamwork"), entry("Clip 2.1 mini", 65, "Dreamwork"), *TOP]
    assert verdict(claim("lead", 1, model="Clip 2.0"), index(*models)) == ("supported", "row")
    assert verdict(claim(value=4, model="Clip 2.0"), index(*models))[0] == "not_checkable"
    assert verdict(claim("lead", 1, model="Clip 2.1"), index(*models))[0] == "not_checkable"  # "mini" is another model, or its short name


@pytest.mark.parametrize(
    ("scope", "company", "within", "count", "bound", "wanted"),
    [
        ("CN", None, 8, 2, "", ("supported", "row")),  # Qwen4 Max and DeepSeek V5
        ("CN", None, 5, 1, "", ("supported", "family")),  # by families Qwen4 Max is fifth, by rows seventh
        ("CN", None, 5, 0, "", ("supported", "row")),
        ("CN", None, 8, 5, "", ("contradicted", None)),
        ("CN", None, 8, 1, "", ("imprecise", "row")),  # there are two
        ("CN", None, 8, 1, "least", ("supported", "row")),
        ("CN", None, 8, 1, "most", ("contradicted", None)),
        ("global", "openai", 2, 2, "", ("supported", "row")),
        ("global", "openai", 8, 4, "", ("supported", "row")),
        ("open_weights", None, 8, 1, "", ("supported", "row")),
    ],
)
def test_places_held_by_many_are_counted_by_row_family_and_maker(
    scope: str, company: str | None, within: int, count: int, bound: str, wanted: tuple[str, str | None]
) -> None:
    asked = claim("rank", None, scope, model=None, company=company, within=within, count=count, bound=bound)
    found = check(asked, (index(),), DAY)
    assert (found.verdict, found.rank_kind) == wanted, found.evidence


def test_places_are_counted_among_open_models_and_never_where_countries_are_missing() -> None:
    asked = claim("rank", None, "CN", model=None, within=2, count=1, among="open_weights")
    assert check(asked, (index(),), DAY).verdict == "supported"
    nameless = [{**entry(f"Thing {n}", 60 - n, ""), "modelCreatorCountry": None} for n in range(8)]
    assert check(claim("rank", None, "CN", model=None, within=5, count=3), (index(*nameless),), DAY).verdict == "not_checkable"


@pytest.mark.parametrize(
    ("model", "rival", "wanted"),
    [
        ("Claude Opus 5", "Gemini 4 Pro Preview", "supported"),  # 57.28 and 57.18: the page shows 57 for both
        ("GPT-5.9", "Claude Opus 5", "supported"),
        ("Qwen4 Max", "Gemini 4 Pro Preview", "supported"),  # 57 and 57 again
        ("DeepSeek V5", "Qwen4 Max", "contradicted"),
        ("GPT-6", "Gemini 4 Pro Preview", "imprecise"),  # its medium effort, not its best
        ("GPT-6 (medium)", "Gemini 4 Pro Preview", "supported"),
    ],
)
def test_who_is_said_to_be_level_is_so_as_shown_or_within_the_margin(model: str, rival: str, wanted: str) -> None:
    assert verdict(claim("comparison", None, model=model, rivals=(rival,), tied=True))[0] == wanted


@pytest.mark.parametrize(
    ("value", "bound", "wanted"),
    [(2, "least", "supported"), (3, "", "supported"), (4, "most", "supported"), (10, "least", "contradicted"), (10, "", "contradicted")],
)
def test_margins_are_held_as_told(value: int, bound: str, wanted: str) -> None:
    ahead = claim("comparison", value, model="GPT-6", rivals=("Claude Opus 5",), bound=bound)
    behind = claim("comparison", value, model="Claude Opus 5", behind=("GPT-6",), bound=bound)
    assert verdict(ahead)[0] == wanted
    assert verdict(behind)[0] == wanted


@pytest.mark.parametrize(
    ("measure", "score", "wanted"),
    [
        ("price_input", "5", "supported"),
        ("price_input", "6", "imprecise"),
        ("price_input", "9", "contradicted"),
        ("price", "30", "supported"),
        ("price_cache_read", "1", "not_checkable"),
        ("speed", "66", "supported"),
        ("speed", "75", "imprecise"),
        ("speed", "300", "contradicted"),
    ],
)
def test_prices_and_speeds_are_held_against_the_rows(measure: str, score: str, wanted: str) -> None:
    priced = index({**TOP[0], "price1mInputTokens": 5, "price1mOutputTokens": 30, "medianOutputTokensPerSecond": 65.2}, *TOP[1:])
    asked = claim("score", score, model="GPT-6", score=Decimal(score), measure=measure)
    assert verdict(asked, priced)[0] == wanted


@pytest.mark.parametrize("told", ["Mistral Large 2 (Jul '24)", "Mistral-Large-Instruct-2407", "mistral-large-2407"])
def test_a_build_that_a_text_names_is_not_held_to_have_what_another_build_has(told: str) -> None:
    """Both are shown as "Mistral Large 2": what a text says of one of them is not said of the other."""
    builds = (entry("Mistral Large 2 (Jul '24)", 7.27, "Mistral", "fr"), entry("Mistral Large 2 (Nov '24)", 9.15, "Mistral", "fr"))
    body, companies = json.dumps({"models": [*builds, *FOOT]}).encode(), Companies.load()
    capture = parse_board("artificial_analysis", body, captured_at=datetime(2026, 5, 20, 8, tzinfo=UTC))
    for score, expected in ((7.27, "supported"), (9.15, "contradicted")):
        text = f"{told} scores {score} on the Artificial Analysis Intelligence Index."
        (found,) = find_claims(text, companies.find(text))
        assert check(found, [capture], DAY, sentence=text).verdict == expected, (told, score)
