from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from board_bodies import Capture, model
from hypothesis import given
from hypothesis import strategies as st

from amw.boards import Point, Row, Snapshot, across, history, series, unresolved
from amw.boards.charts import sparkline, sparklines, svg


def line(capture: Capture) -> list:  # type: ignore[type-arg]
    def day(number: int, index: float, price: float, **more: object):  # type: ignore[no-untyped-def]
        return capture(
            model("GPT-6 (high)", index, shortName="GPT-6", price1mInputTokens=price, **more),
            model("Opus 5", 55.0, "Anthropic"),
            day=f"2026-05-{number:02d}",
        )

    return [day(1, 50.0, 10), day(2, 50.0, 10), day(3, 56.0, 8), day(4, 56.0, 8)]


def test_a_model_through_time(capture: Capture) -> None:
    taken = line(capture)
    assert [(s.captured_at.day, r.family_rank) for s, r in history(reversed(taken), "gpt-6")] == [(1, 2), (2, 2), (3, 1), (4, 1)]
    assert [(p.at.day, p.value) for p in series(history(taken, "GPT-6"))] == [(1, 50.0), (3, 56.0), (4, 56.0)]
    assert [(p.at.day, p.value) for p in series(history(taken, "GPT 6 high"), what="family_rank")] == [(1, 2), (3, 1), (4, 1)]
    assert [p.value for p in series(history(taken, "GPT-6"), what="price_input")] == [Decimal(10), Decimal(8), Decimal(8)]
    assert series(history(taken, "Nobody 9")) == []
    assert series(history(taken, "GPT-6"), what="no such metric") == []


def test_a_metric_that_is_called_like_a_price_is_no_price(capture: Capture) -> None:
    taken = capture(model("Opus 5", 55.0, "Anthropic"))
    named = replace(taken, rows=tuple(replace(row, metrics={**row.metrics, "price_input": 7.5}) for row in taken.rows))
    assert series(history([named], "Opus 5"), what="price_input") == []


def test_one_model_on_every_board(capture: Capture) -> None:
    taken = line(capture)
    assert [(s.captured_at.day, r.rank) for s, r in across(taken, "Opus 5")] == [(4, 2)]


def test_who_is_to_be_queued(capture: Capture) -> None:
    makers, models = unresolved(line(capture)[0])
    assert makers == ("Anthropic", "Elsewhere")
    assert "Opus 5" in models


def test_of_agents_only_the_models_that_they_state_are_queued(capture: Capture) -> None:
    taken = replace(line(capture)[0], board="swe_bench")
    rows = [replace(row, model=row.raw_name, model_key=None) for row in taken.rows]
    assert unresolved(replace(taken, rows=tuple(rows)))[1] == ()
    assert unresolved(replace(taken, rows=(replace(rows[0], model="Quellmark 3"),)))[1] == ("Quellmark 3",)
    assert unresolved(replace(taken, board="livebench_categories"))[1] == ()


def test_daily_measures_are_kept_apart_and_joined_again(capture: Capture) -> None:
    monday = capture(model("A", 50.0, medianOutputTokensPerSecond=90.5, gdpval={"elo": 460.7})).rows[0]
    tuesday = capture(model("A", 50.0, medianOutputTokensPerSecond=88.1, gdpval={"elo": 461.2})).rows[0]
    assert monday.to_record() != tuesday.to_record()
    assert replace(monday, speed={}).to_record() == replace(tuesday, speed={}).to_record()


def test_a_price_stands_until_the_next_one_whatever_the_method() -> None:
    at, row = datetime(2026, 5, 1, tzinfo=UTC), Row(key="a", raw_name="a", model="a")
    points = [
        Point(at=at + timedelta(days=n), value=Decimal(price), row=row, version=version)
        for n, (price, version) in enumerate((("4", "1"), ("4", "2"), ("2", "2")))
    ]
    assert sparklines(points, prices=True) == "██▁"
    drawn = ElementTree.fromstring(svg({"a": points}, title="price", prices=True))
    (path,) = (element.get("d", "") for element in drawn.iter("{http://www.w3.org/2000/svg}path"))
    assert (path.count("M"), path.count("H"), path.count("V"), path.count("L")) == (1, 2, 2, 0)
    assert "$0" in [element.text for element in drawn.iter("{http://www.w3.org/2000/svg}text")]


def test_a_chart_is_a_picture_with_a_name(capture: Capture) -> None:
    points = series(history(line(capture), "GPT-6"))
    drawn = ElementTree.fromstring(svg({"GPT-6 <high>": points, "none": []}, title="A & B"))
    assert drawn.find("{http://www.w3.org/2000/svg}title").text == "A & B"  # type: ignore[union-attr]
    assert len(drawn.findall("{http://www.w3.org/2000/svg}circle")) == 3
    assert "no data" in svg({}, title="nothing")
    assert sparkline([1, 2, 3]) == "▁▅█"
    assert sparkline([1, 2, 3], lower_is_better=True) == "█▅▁"
    at, row = datetime(2026, 5, 1, tzinfo=UTC), Row(key="a", raw_name="a", model="a")
    points = [
        Point(at=at + timedelta(days=n), value=value, row=row, version=version)
        for n, (value, version) in enumerate(zip((1, 2, 9, 8), "aabb", strict=True))
    ]
    assert sparklines(points) == "▁█┊█▁" and sparklines([]) == ""
    assert sparkline([]) == "" and sparkline([5, 5]) == "▄▄"
    assert sparkline([45.99, 46, 46]) == "▄▅▅", "a hundredth is no leap"


@given(st.lists(st.floats(-1e9, 1e9), max_size=50))
def test_a_sparkline_has_a_block_a_value(values: list[float]) -> None:
    assert len(sparkline(values)) == len(values)


def test_a_figure_told_with_fewer_decimals_is_no_change(capture: Capture) -> None:
    taken = [capture(model("GPT-6 (high)", index), day=f"2026-05-{day:02d}") for day, index in ((1, 45.9937), (2, 46.0), (3, 46.0))]
    assert [p.value for p in series(history(taken, "GPT-6 (high)"))] == [45.9937, 45.9937]
    later = capture(model("GPT-6 (high)", 46.2), day="2026-05-04")
    assert [p.value for p in series(history([*taken, later], "GPT-6 (high)"))] == [45.9937, 46.2]


def test_a_figure_written_with_an_exponent_is_told_as_it_is(capture: Capture) -> None:
    taken = [capture(model("GPT-6 (high)", index), day=f"2026-05-{day:02d}") for day, index in ((1, 1e-7), (2, 2e-7))]
    assert [p.value for p in series(history(taken, "GPT-6 (high)"))] == [1e-7, 2e-7]


def test_a_boards_main_list_stands_for_it() -> None:
    def row(section: str, score: float) -> Row:
        return Row(key=f"{section}-gpt-6", raw_name="gpt-6", model="gpt-6", section=section, score=score)

    at = datetime(2026, 5, 20, tzinfo=UTC)
    taken = Snapshot(board="swe_bench", captured_at=at, rows=(row("bash_only", 80), row("verified", 70), row("lite", 90)))
    assert [entry.row.section for _, entry in history([taken], "gpt-6")] == ["verified"]
    other = replace(taken, board="superclue")
    assert [entry.row.section for _, entry in history([other], "gpt-6")] == ["bash_only"]


def test_a_price_across_boards_is_the_makers_own() -> None:
    def offer(key: str, name: str, price: str, *, own: bool, model: str = "claude-5-opus") -> Row:
        return Row(key=key, raw_name=name, model=name, model_key=model, prices={"input": Decimal(price)}, first_party=own)

    rows = (
        offer("a/claude-opus-4", "claude-opus-5", "4.10", own=False, model="claude-4-opus"),  # the name of one model, the id of another
        offer("b/claude-opus-5", "claude-opus-5", "4.30", own=False),
        offer("c/claude-opus-5", "claude-opus-5", "4.20", own=False),
        offer("anthropic-eu/opus", "Claude Opus 5", "5.50", own=True),
        offer("anthropic/opus", "Claude Opus 5 (latest)", "5", own=True),
        offer("anthropic/opus-4", "Claude Opus 4", "15", own=True, model="claude-4-opus"),
    )
    taken = Snapshot(board="models_dev", captured_at=datetime(2026, 5, 1, tzinfo=UTC), rows=rows)
    assert [str(row.row.prices["input"]) for _, row in across([taken], "claude-opus-5")] == ["5"]


def test_a_row_without_a_score_is_itself_on_a_board_of_scores(capture: Capture) -> None:
    rows = [replace(row, model_key="gpt-6") for row in capture(model("GPT-6 (high)", 50.0), model("GPT-6 (minimal)", None)).rows]
    taken = replace(capture(model("GPT-6 (high)", 50.0)), rows=tuple(rows))
    assert [(row.row.raw_name, row.rank) for _, row in across([taken], "GPT-6 (minimal)")] == [("GPT-6 (minimal)", None)]


@pytest.mark.parametrize(("ranks", "marks"), [((2, 5), "2 3 4 5"), ((3, 3), "2 3 4"), ((1, 40), "1 11 21 31"), ((1, 1), "1 2")])
def test_a_chart_of_ranks_has_whole_places(capture: Capture, ranks: tuple[int, int], marks: str) -> None:
    row = capture(model("GPT-6", 50.0)).rows[0]
    points = [Point(at=datetime(2026, 5, day, tzinfo=UTC), value=rank, row=row) for day, rank in enumerate(ranks, 1)]
    drawn = ElementTree.fromstring(svg({"GPT-6": points}, title="rank", lower_is_better=True))
    assert " ".join(mark.text or "" for mark in drawn.iter() if mark.get("text-anchor") == "end" and "-" not in (mark.text or "")) == marks


@pytest.mark.parametrize(("price", "marks"), [("6.25", "$0 $2 $4 $6 $8"), ("0.30", "$0 $0.1 $0.2 $0.3 $0.4"), ("0", "$0 $1 $2 $3 $4")])
def test_a_chart_of_prices_has_round_ones(capture: Capture, price: str, marks: str) -> None:
    points = [Point(at=datetime(2026, 5, 1, tzinfo=UTC), value=Decimal(price), row=capture(model("GPT-6", 50.0)).rows[0])]
    drawn = ElementTree.fromstring(svg({"GPT-6": points}, title="price", prices=True))
    assert " ".join(mark.text for mark in drawn.iter() if mark.text and mark.text.startswith("$")) == marks
