"""Claims as people write them down: values as text, scopes of their own, stories without a date, captures that show little."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from ranking import DAY, ON, NoRegister, held, ranking

from amw.boards import Row, Snapshot, parse_board


def told(model: str | None, kind: str, value: Any, scope: str = "global", board: str = "Artificial Analysis") -> SimpleNamespace:
    return SimpleNamespace(board=board, model=model, company=None, kind=kind, scope=scope, value=value)


def arena(day: date, *, complete: bool = True, **ratings: float) -> Snapshot:
    """Arena's text board with those models, underscores for hyphens, and many below them."""
    ratings |= {f"m_{n}": 1300.0 - n for n in range(120)}
    rows = tuple(
        Row(
            key=name,
            raw_name=name.replace("_", "-"),
            model=name.replace("_", "-"),
            maker=name[:3],
            score=rating,
            metrics={"rating": rating},
        )
        for name, rating in ratings.items()
    )
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Snapshot(board="arena_text", captured_at=at, rows=rows, metric="rating", complete=complete)


def bench(day: date, *handed_in: tuple[str, float, str]) -> Snapshot:
    """SWE-bench of that day; each row with the day it was handed in."""
    results = [{"name": name, "folder": name, "resolved": score, "date": since} for name, score, since in handed_in]
    results += [{"name": f"Old {n}", "folder": f"old-{n}", "resolved": 20 - n / 10, "date": "2024-01-01"} for n in range(60)]
    body = json.dumps({"leaderboards": [{"name": "Verified", "results": results}]}).encode()
    return parse_board("swe_bench", body, captured_at=datetime(day.year, day.month, day.day, tzinfo=UTC), register=NoRegister())


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        (told("Kimi K2.6", "score", "> 50 (first)"), "supported"),
        (told("Kimi K2.6", "score", ">= 60"), "contradicted"),
        (told("Kimi K2.6", "score", "54, 60, 57"), "supported"),
        (told("Kimi K2.6", "rank", "> 3"), "supported"),
        (told("Kimi K2.6", "rank", "> 10"), "contradicted"),
        (told("Gemini 3.1 Pro", "rank", "3, behind GPT-5.5 and Claude Opus 4.7"), "supported"),
        (told("Gemini 3.1 Pro", "rank", "3, behind GLM-5.1"), "contradicted"),
        (told("Kimi K2.6", "comparison", "within 10 points of the leaders"), "supported"),
        (told("Kimi K2.6", "comparison", "within 2 points of the leaders"), "contradicted"),
        (told("Kimi K2.6", "comparison", "> GLM-5.1 (first try)"), "supported"),
        (told("Kimi K2.6", "comparison", 53.9), "supported"),
    ],
)
def test_values_are_read_as_people_write_them(asked: SimpleNamespace, word: str) -> None:
    assert held(asked).verdict == word


@pytest.mark.parametrize("scope", ["open_weights under 2B", "coding", "leading models", "CN startups", "no audio"])
def test_a_field_that_is_not_known_contradicts_nothing(scope: str) -> None:
    assert held(told("GLM-5.1", "rank", 1, scope)).verdict in ("not_checkable", "imprecise")


@pytest.mark.parametrize(("score", "word"), [(60.2, "supported"), (66, "contradicted")])
def test_the_top_score_is_whoever_leads(score: float, word: str) -> None:
    assert held(told(None, "lead", score)).verdict == word


@pytest.mark.parametrize("sentence", ["", "GPT-5.4 leads the index."])
def test_a_lead_is_not_excused_by_another_model_of_the_maker(sentence: str) -> None:
    assert held(told("GPT-5.4", "lead", 1), sentence=sentence).verdict == "contradicted"


@pytest.mark.parametrize(("value", "days"), [("1 (on {:%-d %B})", 15), ("1 ({:%B %-d, %Y})", 15), ("1 ({:%B %Y})", 45)])
def test_a_time_beside_the_value_is_the_time_of_the_claim(value: str, days: int) -> None:
    then = DAY - timedelta(days=days)
    led = ranking(then, Gemini_3_1_Pro=61)
    assert held(told("Gemini 3.1 Pro", "lead", value.format(then)), led, ranking()).verdict == "supported"


def test_a_model_that_enters_later_is_borne_out_by_its_first_capture_and_not_disproved() -> None:
    before, entered = arena(ON - timedelta(days=9), big_1=1500), arena(ON + timedelta(days=40), big_1=1500, small_1=1450)
    assert held(told("Small 1", "rank", 2, board="Arena Text"), before, entered).verdict == "supported"
    assert held(told("Small 1", "rank", 1, board="Arena Text"), before, entered).verdict == "not_checkable"


@pytest.mark.parametrize(("place", "word"), [(1, "contradicted"), (500, "not_checkable")])
def test_the_top_of_a_board_disproves_the_places_that_it_shows(place: int, word: str) -> None:
    top = arena(ON, complete=False, big_1=1500)
    assert held(told("Small 1", "rank", place, board="Arena Text"), top).verdict == word


def test_a_name_that_rows_only_hold_is_not_absent() -> None:
    capture = arena(ON, big_1=1500, small_1_flash=1450)
    assert held(told("Small 1", "lead", 1, board="Arena Text"), capture).verdict == "not_checkable"


def test_the_other_name_in_brackets_bears_a_claim_out_and_contradicts_none() -> None:
    capture = arena(ON, early_big_9=1500, small_1=1450)
    for model, place, word in (
        ("cocoa (Early Big-9)", 1, "supported"),
        ("cocoa (Early Big-9)", 400, "not_checkable"),
        ("cocoa (run at night)", 1, "contradicted"),
    ):
        assert held(told(model, "rank", place, board="Arena Text"), capture).verdict == word


def test_what_an_agent_runs_is_not_held_against_it() -> None:
    capture = bench(ON, ("Digger + Big 9", 70, "2026-05-01"), ("Big 9", 60, "2026-05-02"))
    for score in (44, 60):
        assert held(told("Rover 2 (Big 9)", "score", score, board="SWE-bench Verified"), capture).verdict == "not_checkable"


def test_a_score_of_a_setting_is_imprecise_where_the_model_has_its_own_and_no_setting_is_named() -> None:
    capture = arena(ON, gem_2_flash_001=1357, gem_2_flash_thinking_exp=1385, small_1=1300)
    for score, sentence, word in (
        (1357, "", "supported"),
        (1385, "", "imprecise"),
        (1385, "In its thinking mode Gem 2 Flash has 1385.", "supported"),
        (1385, "Gem 2 Flash with extended thinking has 1385.", "supported"),
        (1385, "Gem 2 Flash, I think, has 1385.", "imprecise"),
        (1440, "", "contradicted"),
    ):
        assert held(told("Gem 2 Flash", "score", score, board="Arena Text"), capture, sentence=sentence).verdict == word


def test_a_score_of_an_agent_is_so_where_the_sentence_names_the_agent() -> None:
    capture = bench(ON, ("Digger + Big 9", 70, "2026-05-01"), ("Big 9", 60, "2026-05-02"))
    for sentence, word in (("Big 9 solves 70% with Digger.", "supported"), ("Big 9 solves 70%.", "imprecise")):
        assert held(told("Big 9", "score", 70, board="SWE-bench Verified"), capture, sentence=sentence).verdict == word


def test_a_maker_is_all_of_its_models_whatever_their_names() -> None:
    makers = {"magist_1": "Mistral", "big_9": "Big", "mistral_7": "Mistral", "hermes_mistral": "Nous"}
    capture = arena(ON, magist_1=1500, big_9=1450, mistral_7=1400, hermes_mistral=1350)
    capture = replace(capture, rows=tuple(replace(row, maker=makers.get(row.key, row.maker)) for row in capture.rows))
    for value, word in (("< Mistral", "supported"), ("> Mistral", "contradicted"), ("> mistral-7", "supported")):
        assert held(told("big-9", "comparison", value, board="Arena Text"), capture).verdict == word


def test_europe_is_a_field_of_its_own_and_nobody_is_not_counted() -> None:
    capture = arena(ON, big_1=1500, gros_2=1450, drei_3=1400)
    countries = {"gros_2": "FR", "drei_3": "DE"}
    capture = replace(capture, rows=tuple(replace(row, country=countries.get(row.key, "US")) for row in capture.rows))
    for scope in ("EUROPE", "Europe", "EU"):
        assert held(told("drei-3", "rank", 2, scope, board="Arena Text"), capture).verdict == "supported"
        assert held(told(None, "rank", "two of top 3", scope, board="Arena Text"), capture).verdict == "supported"
    assert held(told(None, "rank", "two of top 3", "startups", board="Arena Text"), capture).verdict == "not_checkable"


def test_makers_ahead_that_are_not_named_are_told_in_their_order() -> None:
    capture = arena(ON, aaa_1=1500, bbb_1=1490, aaa_2=1480, ccc_1=1470, big_9=1400)
    asked = told("big-9", "comparison", "< ccc-1", board="Arena Text")
    asked.only = True
    assert "not named: aaa and bbb." in held(asked, capture).evidence


def test_a_place_beside_another_rating_is_imprecise() -> None:
    capture = arena(ON, big_1=1500, small_1=1450)
    asked = told("Big 1", "lead", 1, board="Arena Text")
    for sentence, word in (("Big 1 leads with 1,500.", "supported"), ("Big 1 leads with 1,512.", "imprecise"), ("Over 1490!", "supported")):
        assert held(asked, capture, sentence=sentence).verdict == word


@pytest.mark.parametrize(("scope", "day", "word"), [("open_weights", ON, "supported"), ("open_weights", date(2025, 3, 1), "imprecise")])
def test_arena_orders_with_style_control_since_june_2025(scope: str, day: date, word: str) -> None:
    capture = arena(day, big_1=1500, small_1=1450)
    places = {"big-1": 2, "small-1": 1}
    rows = tuple(
        replace(row, open_weights=True, metrics={**row.metrics, "stated_rank_style_control": places[row.raw_name], "rating_ci": 1})
        for row in capture.rows
        if row.raw_name in places
    )
    asked = told("Small 1", "rank", 1, scope, board="Arena Text")
    assert held(asked, replace(capture, rows=rows), on=day).verdict == word


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Kimi K2.6 leads the index.", "contradicted"),
        ("Kimi K2.6 leads the index among Chinese models.", "imprecise"),
        ("Kimi K2.6 leads the index, ahead of Gemini 3.1 Pro.", "contradicted"),
    ],
)
def test_a_lead_at_home_is_one_where_the_sentence_may_speak_of_home(sentence: str, word: str) -> None:
    assert held(told("Kimi K2.6", "lead", 1), sentence=sentence).verdict == word


@pytest.mark.parametrize(
    ("model", "company", "scope", "place"),
    [
        (None, "月之暗面", "CN", 1),
        (None, "Beijing Moonshot AI Technology Co., Ltd.", "CN", 1),
        (None, "Google DeepMind", "global", 3),
        ("키미 K2.6", "Moonshot AI", "CN", 1),
        ("智谱GLM-5.1", "智谱", "CN", 2),
    ],
)
def test_a_name_that_the_board_does_not_use_is_the_registers(model: str | None, company: str, scope: str, place: int) -> None:
    asked = told(model, "rank", place, scope)
    asked.company = company
    keys = {"Moonshot AI": "moonshot-ai", "Google": "google", "Z.ai": "zhipu-ai"}
    models = {"Kimi K2.6": "kimi-k2.6", "GLM-5.1": "glm-5.1"}
    capture = ranking()
    rows = (replace(row, maker_key=keys.get(row.maker or ""), model_key=models.get(row.model)) for row in capture.rows)
    assert held(asked, replace(capture, rows=tuple(rows))).verdict == "supported"


def test_a_score_of_another_setting_is_told_as_that() -> None:
    assert held(told("GPT-5.5 (medium)", "score", 60)).verdict == "contradicted"
    assert held(told("GPT-5.5 (medium)", "lead", 1)).verdict == "imprecise", "its family leads, and not by it"
    capture = bench(DAY.date(), ("Builder", 70.2, "2026-05-01"), ("Builder + Kimi K2.6", 75.4, "2026-05-02"))
    found = held(told("Builder", "score", 75.4, board="SWE-bench Verified"), capture)
    assert found.verdict == "imprecise" and "But the row of that name says otherwise" in found.evidence and "70.2" in found.evidence
    assert found.evidence.count("capture of") == 1


def test_a_speed_is_looked_up_where_it_is_shown() -> None:
    fast = ranking(DAY - timedelta(days=2))
    fast = replace(fast, rows=tuple(replace(row, speed={"output_tokens_per_second": 80.0}) for row in fast.rows))
    asked = told("Kimi K2.6", "score", 80)
    asked.measure = "speed"
    assert held(asked).verdict == "not_checkable"
    assert held(asked, ranking(), fast).verdict == "supported"


def test_a_later_capture_supports_and_does_not_contradict() -> None:
    weeks_later = ranking(DAY + timedelta(days=20))
    assert held(told("GPT-5.5", "lead", 1), weeks_later).verdict == "supported"
    assert held(told("GLM-5.1", "rank", 3), weeks_later).verdict == "not_checkable"
    assert held(told("GLM-5.1", "rank", 3), ranking(DAY + timedelta(days=2))).verdict == "contradicted"


def test_a_lead_lost_some_days_ago_is_imprecise_and_one_lost_long_ago_contradicted() -> None:
    asked = told("Gemini 3.1 Pro", "lead", 1)
    for days, word in ((15, "imprecise"), (40, "contradicted")):
        before = ranking(DAY - timedelta(days=days), Gemini_3_1_Pro=61)
        assert held(asked, before, ranking(), sentence="Gemini 3.1 Pro leads the index.").verdict == word


def test_captures_of_the_top_alone_give_way_to_ones_that_have_the_model() -> None:
    top = arena(ON + timedelta(days=2), complete=False, big_1=1500)
    whole = arena(ON + timedelta(days=9), big_1=1500, small_1=1250)
    asked = told("Small 1", "score", 1250, board="Arena Text")
    assert held(asked, arena(ON - timedelta(days=9), big_1=1500), top, whole).verdict == "supported"


def test_openness_is_known_from_other_captures() -> None:
    rows = tuple(
        Row(key=name, raw_name=name, model=name, model_key=name, maker=name, score=score)
        for name, score in (("closed-1", 60.0), ("open-1", 50.0), ("open-2", 40.0))
    )
    at = DAY - timedelta(days=1)
    silent = Snapshot(board="artificial_analysis", captured_at=at, rows=rows, metric="intelligence_index")
    known = tuple(
        Row(key=n, raw_name=n, model=n, model_key=n, open_weights=n.startswith("open"), score=1.0) for n in ("closed-1", "open-1", "open-2")
    )
    other = Snapshot(board="livebench", captured_at=at, rows=known, metric="global_average")
    assert held(told("open-1", "rank", 1, "open_weights"), silent).verdict == "not_checkable"
    found = held(told("open-1", "rank", 1, "open_weights"), silent, other)
    assert (found.verdict, found.snapshot) == ("supported", silent)
    assert held(told("open-2", "rank", 1, "open_weights"), silent, other).verdict == "not_checkable"


def test_a_place_between_those_by_maker_and_by_row_is_imprecise_for_ratings() -> None:
    leaders = {f"aaa_{n}": 1500.0 - 20 * n for n in range(8)}
    capture = arena(ON, **leaders, bbb_1=1320.0)
    assert held(told("bbb-1", "rank", 9, board="Arena Text"), capture).verdict == "supported"
    assert held(told("bbb-1", "rank", 5, board="Arena Text"), capture).verdict == "imprecise"
    assert held(told("bbb-1", "rank", "tied 5", board="Arena Text"), capture).verdict == "supported"
    assert held(told("bbb-1", "rank", 1, board="Arena Text"), capture).verdict == "contradicted"


# ---------------------------------------------------------------- rows that stay


LATER = bench(date(2025, 9, 29), ("Second Agent", 76.8, "2025-08-04"), ("First Agent", 75.2, "2025-06-12"))


@pytest.mark.parametrize(
    ("model", "kind", "value", "on", "word"),
    [
        ("First Agent", "lead", 1, date(2025, 7, 1), "supported"),
        ("First", "lead", 1, date(2025, 7, 1), "supported"),
        ("First Agent", "lead", 1, date(2025, 8, 10), "imprecise"),  # who was handed in six days before may not have been shown yet
        ("First Agent", "lead", 1, date(2025, 9, 20), "contradicted"),
        ("Second Agent", "score", 76.8, date(2025, 8, 10), "supported"),
        ("Second Agent", "score", 70.1, date(2025, 8, 10), "contradicted"),
        ("Nobody's", "lead", 72, date(2026, 4, 1), "contradicted"),
        ("Nobody's", "lead", 80, date(2026, 4, 1), "not_checkable"),
        ("Second Agent", "lead", 1, date(2026, 4, 1), "supported"),
        ("First Agent", "lead", 1, date(2026, 4, 1), "contradicted"),
        ("First Agent", "score", 75.2, None, "supported"),
        ("First Agent", "lead", 1, None, "not_checkable"),
    ],
)
def test_where_rows_stay_a_later_capture_shows_the_board_of_the_day(
    model: str, kind: str, value: float, on: date | None, word: str
) -> None:
    assert held(told(model, kind, value, board="SWE-bench Verified"), LATER, on=on).verdict == word


def test_a_story_without_a_date_is_held_against_the_month_that_it_names() -> None:
    asked = told("Kimi K2.6", "rank", 3)
    assert held(asked, on=None).verdict == "not_checkable"
    assert held(asked, on=None, sentence="In May 2026, Kimi K2.6 ranked third.").verdict == "contradicted"


def test_as_of_another_month_is_held_against_its_captures() -> None:
    asked = told("Kimi K2.6", "rank", 5)
    march = [ranking(datetime(2026, 3, day, tzinfo=UTC), Kimi_K2_6=20) for day in (1, 20)]
    for month, word in (("May 2026", "supported"), ("March 2026", "contradicted"), ("March 2024", "not_checkable")):
        assert held(asked, *march, ranking(), sentence=f"As of {month}, Kimi K2.6 is fifth.").verdict == word


def test_a_board_that_was_young_tells_though_it_had_few_rows() -> None:
    def young(day: date, rows: int) -> Snapshot:
        models = [{"model": f"early-{n}", "vendor": "Else", "score": 1300 - 20 * n} for n in range(rows)]
        body = json.dumps({"models": models}).encode()
        return parse_board("arena_text", body, captured_at=datetime(day.year, day.month, day.day, tzinfo=UTC), register=NoRegister())

    first, second, grown = young(date(2023, 5, 8), 13), young(date(2023, 5, 22), 17), young(date(2023, 5, 22), 200)
    assert {first.verdict, second.verdict} == {"refused"}
    asked = told("Early 0", "lead", 1, board="Arena Text")
    assert held(asked, first, second, on=date(2023, 5, 9)).verdict == "supported"
    assert held(asked, first, grown, on=date(2023, 5, 9)).verdict != "contradicted"
    assert held(told("Early 5", "lead", 1, board="Arena Text"), first, grown, on=date(2023, 5, 9)).verdict == "not_checkable"
    assert held(asked, first, on=date(2023, 5, 9)).verdict == "not_checkable"


@pytest.mark.parametrize(("points", "word"), [("40", "supported"), ("45", "imprecise"), ("90", "contradicted")])
@pytest.mark.parametrize("value", ["{} points", "+{}"])
def test_a_distance_is_to_the_row_that_the_sentence_names_as_the_board_does(value: str, points: str, word: str) -> None:
    capture = arena(ON, leader_x=1540, big_1=1500, small_1=1480, small_1_lite=1460)
    asked = told("big-1", "comparison", value.format(points), board="Arena Text")
    assert held(asked, capture, sentence=f"{points} points lie between big-1 and small-1-lite.").verdict == word


@pytest.mark.parametrize(
    ("asked", "sentence", "word"),
    [
        (told(None, "comparison", 5, board="Arena Text"), "The top three models are separated by 5 points.", "contradicted"),
        (told(None, "comparison", "70", board="Arena Text"), "The top three models are separated by 70 points.", "supported"),
        (told(None, "score", "> 1450", board="Arena Text"), "The top 3 models now score above 1450.", "supported"),
        (told(None, "score", "> 1480", board="Arena Text"), "The top 3 models now score above 1480.", "contradicted"),
        (
            told("big-1", "comparison", "best after leader-x", board="Arena Text"),
            "It is the best model that leader-x did not make.",
            "supported",
        ),
        (
            told("small-1", "comparison", "best after leader-x", board="Arena Text"),
            "It is the best that leader-x did not make.",
            "contradicted",
        ),
        (told("big-1", "rank", "tied 1-3", board="Arena Text"), "The first three are level.", "supported"),
        (told("m-90", "rank", "tied 1-3", board="Arena Text"), "The first three are level.", "contradicted"),
        (told("big-1", "comparison", "> small-1 (of March)", board="Arena Text"), "", "supported"),
        (told("Small", "rank", 3, board="Arena Text"), "Small ranks third.", "supported"),
    ],
)
def test_fields_that_tell_of_nobody_of_the_rest_of_a_range_or_of_a_line(asked: SimpleNamespace, sentence: str, word: str) -> None:
    capture = arena(ON, leader_x=1540, big_1=1500, small_1_pro=1470, small_1=1460)
    assert held(asked, capture, sentence=sentence).verdict == word


@pytest.mark.parametrize(("days", "place", "word"), [(20, 3, "not_checkable"), (20, 1, "contradicted"), (2, 3, "contradicted")])
def test_an_old_capture_does_not_contradict_a_lower_place(days: int, place: int, word: str) -> None:
    """Who is new since then pushes others down."""
    capture = arena(ON - timedelta(days=days), leader_x=1640, big_1=1570)
    assert held(told("big-1", "rank", place, board="Arena Text"), capture).verdict == word


@pytest.mark.parametrize(("price", "word"), [(2, "supported"), (9, "contradicted")])
def test_what_a_sentence_tells_in_dollars_is_a_price(price: int, word: str) -> None:
    row = Row(key="a", raw_name="Alpha 2", model="Alpha 2", maker="Aco", score=40, prices={"input": Decimal("0.5"), "output": Decimal(2)})
    others = tuple(Row(key=f"o{n}", raw_name=f"Other {n}", model=f"Other {n}", maker="Oco", score=30 - n / 20) for n in range(320))
    at = datetime(ON.year, ON.month, ON.day, tzinfo=UTC)
    capture = Snapshot(board="artificial_analysis", captured_at=at, rows=(row, *others))
    asked = told("Alpha 2", "score", price)
    assert held(asked, capture, sentence=f"A million output tokens of Alpha 2 cost ${price}.").verdict == word


@pytest.mark.parametrize(
    ("figure", "sentence", "word"),
    [
        (2, "Alpha 2 cuesta 2 dólares por millón de tokens de salida.", "supported"),
        (9, "Alpha 2 的输出价格为每百万词元 9 美元。", "contradicted"),
        (9, "Alpha 2 ($4/$9) is dearer now.", "contradicted"),
        (40, "Its maker raised $40 million, and Alpha 2 scores 40.", "supported"),
        (40, "Alpha 2 scores 40, and its subscription costs $40 a month.", "supported"),
        (200, "Alpha 2 costs $200 a month.", "not_checkable"),
        (3400, "To run all tests with Alpha 2 cost $3400.", "not_checkable"),
    ],
)
def test_dollars_are_a_price_of_tokens_only_where_nothing_else_is_told_in_them(figure: int, sentence: str, word: str) -> None:
    row = Row(key="a", raw_name="Alpha 2", model="Alpha 2", maker="Aco", score=40, prices={"input": Decimal("0.5"), "output": Decimal(2)})
    others = tuple(Row(key=f"o{n}", raw_name=f"Other {n}", model=f"Other {n}", maker="Oco", score=30 - n / 20) for n in range(320))
    at = datetime(ON.year, ON.month, ON.day, tzinfo=UTC)
    capture = Snapshot(board="artificial_analysis", captured_at=at, rows=(row, *others))
    assert held(told("Alpha 2", "score", figure), capture, sentence=sentence).verdict == word


@pytest.mark.parametrize(
    ("model", "value", "sentence", "word"),
    [
        ("small-1", 110, "110 points separate leader-x and small-1.", "supported"),
        ("small-1", "110", "The gap between leader-x and small-1 is 110 points.", "supported"),
        ("small-1", 40, "110 points separate leader-x and small-1.", "contradicted"),
        ("small-1", 110, "small-1 is 110 points ahead of leader-x.", "contradicted"),
        ("small-1", "+110", "110 points separate small-1 and leader-x.", "contradicted"),
    ],
)
def test_a_bare_distance_that_separates_two_says_not_who_is_ahead(model: str, value: Any, sentence: str, word: str) -> None:
    capture = arena(ON, leader_x=1580, big_1=1500, small_1=1470)
    assert held(told(model, "comparison", value, board="Arena Text"), capture, sentence=sentence).verdict == word


@pytest.mark.parametrize(
    ("asked", "sentence", "word"),
    [
        (told(None, "comparison", 30, scope="US"), "American models are 30 points ahead.", "supported"),
        (told(None, "comparison", 30, scope="CN"), "Chinese models are 30 points behind.", "supported"),
        (told(None, "comparison", 90, scope="US"), "American models are 90 points ahead.", "contradicted"),
        (told(None, "comparison", 30, scope="FR"), "French models are 30 points behind.", "not_checkable"),
        (told(None, "score", "> 40"), "For the first time a model is above 40.", "supported"),
        (told(None, "score", "> 40"), "Every model is above 40.", "not_checkable"),
        (told(None, "score", "< 60"), "All models stay under 60.", "supported"),
        (told(None, "comparison", 5), "The top 999 models are 5 points apart.", "not_checkable"),
    ],
)
def test_a_field_is_held_against_those_outside_it_on_its_own_board_alone(asked: SimpleNamespace, sentence: str, word: str) -> None:
    at = datetime(ON.year, ON.month, ON.day, tzinfo=UTC)
    made = [
        ("Alpha 2", "US", 50.0),
        ("Alpha 1", "US", 44.0),
        ("Bravo 2", "CN", 20.0),
        *((f"Other {n}", "US", 10 - n / 50) for n in range(320)),
    ]
    rows = tuple(Row(key=name, raw_name=name, model=name, maker=f"Of {name}", country=home, score=score) for name, home, score in made)
    assert held(asked, Snapshot(board="artificial_analysis", captured_at=at, rows=rows), arena(ON), sentence=sentence).verdict == word


@pytest.mark.parametrize(("days", "word"), [(20, "not_checkable"), (2, "contradicted")])
def test_an_old_capture_does_not_contradict_a_lower_place_in_a_country(days: int, word: str) -> None:
    """It is placed among its country's models, though it stands far down among all."""
    before = ON - timedelta(days=days)
    at = datetime(before.year, before.month, before.day, tzinfo=UTC)
    made = [(f"Other {n}", "US", 90 - n / 10) for n in range(320)] + [("Bravo 2", "CN", 50.0), ("Bravo 1", "CN", 20.0)]
    rows = tuple(Row(key=name, raw_name=name, model=name, maker=f"Of {name}", country=home, score=score) for name, home, score in made)
    capture = Snapshot(board="artificial_analysis", captured_at=at, rows=rows)
    assert held(told("Bravo 2", "rank", 3, scope="CN"), capture).verdict == word


@pytest.mark.parametrize("value", ["top 0 all", "1-0"])
def test_no_place_is_among_the_first_none(value: str) -> None:
    asked = SimpleNamespace(**vars(told(None, "rank", value, board="Arena Text")) | {"company": "OpenAI"})
    capture = arena(ON, leader_x=1540)
    ours = replace(capture, rows=(replace(capture.rows[0], maker="OpenAI"), *capture.rows[1:]))
    assert held(asked, ours).verdict != "supported"


@pytest.mark.parametrize(("is_open", "word"), [(True, "supported"), (False, "imprecise")])
def test_a_closed_model_has_no_place_among_open_ones_with_style_control(is_open: bool, word: str) -> None:
    capture = arena(ON, big_1=1500, small_1=1470, leader_x=1460)
    opened = {"big-1": True, "small-1": True, "leader-x": is_open}
    styled = {"big-1": 1, "small-1": 2, "leader-x": 3}
    rows = tuple(
        replace(
            row, open_weights=opened.get(row.model, False), metrics={**row.metrics, "stated_rank_style_control": styled.get(row.model, 9)}
        )
        for row in capture.rows
    )
    asked = told("leader-x", "rank", 3, scope="open_weights", board="Arena Text")
    sentence = "leader-x is third among open weights."
    assert held(asked, replace(capture, rows=rows), sentence=sentence).verdict == word
