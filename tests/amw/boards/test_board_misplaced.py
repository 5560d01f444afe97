"""Figures, names and ids of a capture that are those of another unit, column, row or model than in the capture before it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from amw.boards import Row, Snapshot
from amw.boards.doubts import doubted

AT = datetime(2026, 5, 20, 8, tzinfo=UTC)
CHANCE = random.Random(3)
ROWS = tuple(
    Row(
        key=f"id-{n}",
        raw_name=f"Model {n}",
        model=f"Model {n}",
        maker=f"Maker {n % 7}",
        score=90.5 - n,
        metrics={"gpqa": 90.5 - n, "hle": round(CHANCE.uniform(1, 60), 2), "place": n + 1},
        prices={"input": Decimal(n + 1) / 4},
        context=1000 * (n + 1),
        released_at=date(2026, 1, 1) + timedelta(days=n),
    )
    for n in range(40)
)


def captured(change: Callable[[Row], Row] = lambda row: row, day: int = 0) -> Snapshot:
    return Snapshot(board="vectara", captured_at=AT + timedelta(days=day), version="1", rows=tuple(map(change, ROWS)))


def measured(**figures: Callable[[Row], float]) -> Callable[[Row], Row]:
    return lambda row: replace(row, metrics={**row.metrics, **{name: of(row) for name, of in figures.items()}})


def after(row: Row) -> Row:
    """The row below, the first one below the last."""
    return ROWS[(ROWS.index(row) + 1) % len(ROWS)]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (measured(hle=lambda row: row.metrics["hle"] * 1e6), "figures in another unit: hle (1e+06 times)"),
        (lambda row: replace(row, prices={"input": row.prices["input"] / 10**6}), "figures in another unit: input (1e-06 times)"),
        (lambda row: replace(row, prices={"input": row.prices["input"] * 72 / 10}), "figures in another unit: input (7.2 times)"),
        (measured(hle=lambda row: -row.metrics["hle"]), "figures in another unit: hle (-1 times)"),
        (measured(hle=lambda row: 50.0), "figures all of one value: hle"),
        (measured(hle=lambda row: after(row).metrics["hle"]), "figures of other rows: hle"),
        (measured(hle=lambda row: row.metrics["hle"] + 100), "figures far from what they were: hle (40 rows)"),
        (measured(hle=lambda row: row.metrics["hle"] + 8), "figures far from what they were: hle (40 rows)"),
        (measured(hle=lambda row: 40 - ROWS.index(row)), "figures far from what they were: hle (12 rows)"),
        (measured(gpqa=lambda row: 100 - row.metrics["gpqa"]), "figures far from what they were: gpqa (31 rows)"),
        (measured(gpqa=lambda row: round(row.metrics["gpqa"] ** 0.9, 3)), "figures far from what they were: gpqa (33 rows)"),
        (
            measured(hle=lambda row: row.metrics["gpqa"] if row in ROWS[5:10] else row.metrics["hle"]),
            "figures far from what they were: hle (5 rows)",
        ),
        (
            measured(gpqa=lambda row: row.metrics["gpqa"] * 10 if row in ROWS[3:6] else row.metrics["gpqa"]),
            "figures far from what they were: gpqa (3 rows)",
        ),
        (measured(hle=lambda row: row.metrics["hle"] ** 0.25), "figures in another unit: hle (0.0703375 times)"),
        (measured(hle=lambda row: row.metrics["hle"] * (row is not ROWS[4])), "figures beyond all others: hle 0"),
        (
            measured(hle=lambda row: row.metrics["gpqa"], gpqa=lambda row: row.metrics["hle"]),
            "figures of another column: gpqa has those of hle, hle has those of gpqa",
        ),
        (lambda row: replace(row, score=(row.score or 0) * 10), "scores on another scale: 10 times what they were"),
        (measured(hle=lambda row: -1 if row in ROWS[3:9] else row.metrics["hle"]), "figures beyond all others: hle -1"),
        (measured(hle=lambda row: 9999 if row in ROWS[3:9] else row.metrics["hle"]), "figures beyond all others: hle 9999"),
        (measured(hle=lambda row: 0 if row in ROWS[3:7] else row.metrics["hle"]), "figures beyond all others: hle 0"),
        (measured(hle=lambda row: sorted(other.metrics["hle"] for other in ROWS)[ROWS.index(row)]), "figures of other rows: hle"),
        (lambda row: replace(row, maker=None) if row in ROWS[10:15] else row, "figures gone: maker of 5 in 40 rows"),
        (
            lambda row: replace(row, raw_name=f"Acme {row.raw_name}"),
            "names that are others: Acme Model 0 for Model 0, Acme Model 1 for Model 1, Acme Model 2 for Model 2, Acme Model 3 for Model 3"
            " and 36 more",
        ),
        (lambda row: replace(row, context=4096), "facts that are others: context of 40 in 40 rows"),
        (lambda row: replace(row, raw_name=row.key) if row is ROWS[4] else row, "figures gone: name of 1 in 40 rows"),
        (lambda row: replace(row, key="other") if row is ROWS[4] else row, "rows under another id: Model 4"),
    ],
)
def test_what_was_moved_is_told(change: Callable[[Row], Row], reason: str) -> None:
    found = doubted(captured(), captured(change, day=1))
    assert (found.verdict, found.reasons) == ("flagged", (reason,))


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row,
        measured(place=lambda row: after(row).metrics["place"]),  # ranks change places by themselves
        measured(hle=lambda row: round(row.metrics["hle"] * 1.01, 2)),
        lambda row: replace(row, score=(row.score or 0) * 1.4),
    ],
)
def test_what_moves_by_itself_is_not(change: Callable[[Row], Row]) -> None:
    assert doubted(captured(), captured(change, day=1)).verdict == "ok"


def test_a_column_that_slid_by_a_row_is_told_though_its_figures_repeat() -> None:
    was = captured(measured(coarse=lambda row: ROWS.index(row) * 7 % 11 / 2))
    slid = captured(measured(coarse=lambda row: (ROWS.index(row) - 1) * 7 % 11 / 2), day=1)
    assert doubted(was, slid).reasons == ("figures of other rows: coarse",)


def test_a_figure_that_falls_below_zero_is_in_no_other_unit() -> None:
    was = captured(measured(change=lambda row: ROWS.index(row) % 9 - 4.0))
    turned = captured(measured(change=lambda row: 4.0 - ROWS.index(row) % 9 if row in ROWS[:3] else 1.0 + ROWS.index(row) % 7), day=1)
    assert doubted(was, turned).verdict == "ok"


def test_a_column_of_what_another_one_was_before_may_follow_it() -> None:
    was = captured(measured(previous=lambda row: row.metrics["hle"] * 0.97))
    now = captured(measured(previous=lambda row: row.metrics["hle"], hle=lambda row: row.metrics["hle"] * 1.02), day=1)
    assert doubted(was, now).verdict == "ok"
    copied = captured(measured(previous=lambda row: row.metrics["hle"]), day=1)
    assert doubted(was, copied).reasons == ("figures of another column: previous has those of hle",)


def test_what_is_measured_anew_in_few_steps_is_no_other_rows() -> None:
    def seconds(step: int) -> Callable[[Row], Row]:
        return lambda row: replace(row, speed={"latency": (3 * ROWS.index(row) + step) % 10 / 10 + 0.3})

    assert doubted(captured(seconds(0)), captured(seconds(1), day=1)).verdict == "ok"


def test_figures_that_a_board_measured_anew_are_not_far_from_what_they_were() -> None:
    swung = captured(measured(hle=lambda row: row.metrics["hle"] + (ROWS.index(row) % 7 - 3)), day=1)
    again = captured(measured(hle=lambda row: 60 - row.metrics["hle"] if row in ROWS[:2] else row.metrics["hle"]), day=1)
    placed = captured(measured(place=lambda row: 1 + ROWS.index(row) * 7 % 40), day=1)
    weeks = captured(measured(hle=lambda row: row.metrics["hle"] + 100), day=30)
    assert [doubted(captured(), taken).verdict for taken in (swung, again, placed, weeks)] == ["ok"] * 4
    few, anew = (replace(taken, rows=taken.rows[:19]) for taken in (captured(), replace(weeks, captured_at=AT + timedelta(days=1))))
    assert doubted(few, anew).verdict == "ok"


def test_rows_that_come_under_names_of_others_are_told() -> None:
    again = tuple(replace(row, key=f"{row.key}#2", score=1.0) for row in ROWS[:3])
    now = captured(day=1)
    assert doubted(captured(), replace(now, rows=(*now.rows, *again))).reasons == ("more rows of one name: Model 0, Model 1, Model 2",)
    assert doubted(captured(), replace(now, rows=(*now.rows, *again[:2]))).verdict == "ok"
    twice = replace(captured(), rows=(*ROWS, *(replace(row, key=f"{row.key}-paid", score=2.0) for row in ROWS)))
    third = replace(twice, captured_at=now.captured_at, rows=(*twice.rows, *again))
    assert doubted(twice, third).verdict == "ok", "a board that names its rows so"


def test_the_leaders_that_are_gone_are_told_and_a_tail_that_is_pruned_is_not() -> None:
    headless = replace(captured(day=1), rows=ROWS[5:])
    assert (doubted(captured(), headless).reasons, doubted(captured(), headless).complete) == (
        ("its best 5 rows are gone: it may be cut",),
        False,
    )
    upside_down = replace(captured(), rows=ROWS[::-1])
    assert doubted(upside_down, replace(upside_down, captured_at=AT + timedelta(days=1), rows=ROWS[::-1][5:])).reasons == ()


def test_the_best_rows_without_a_score_are_told() -> None:
    for lost, reasons in ((2, ()), (3, ("its best 3 rows have no score",))):
        found = doubted(captured(), captured(lambda row, lost=lost: replace(row, score=None) if row in ROWS[:lost] else row, day=1))
        assert (found.reasons, found.complete) == (reasons, not reasons)


def test_leaders_gone_from_a_list_in_no_order_are_told() -> None:
    mixed = random.Random(5).sample(ROWS, len(ROWS))
    before = replace(captured(), rows=tuple(mixed))
    for lost, reasons in ((2, ()), (3, ("its best 3 rows are gone: it may be cut",))):
        left = replace(captured(day=1), rows=tuple(row for row in mixed if row not in ROWS[:lost]))
        assert doubted(before, left).reasons == reasons
    headless = replace(captured(day=1), rows=tuple(mixed[6:]))
    assert doubted(before, headless).reasons == ("its first 6 rows are gone: it may be cut",)


def test_the_best_of_one_list_of_several_are_told_as_its_own() -> None:
    lists = [replace(row, section=part) for part in "abcdefgh" for row in ROWS]
    gone = {(part, ROWS[20].key) for part in "abcdefg"} | {("h", row.key) for row in ROWS[:3]}
    left = [row for row in lists if (row.section, row.key) not in gone]
    found = doubted(replace(captured(), rows=tuple(lists)), replace(captured(day=1), rows=tuple(left)))
    assert found.reasons == ("its best 3 rows of h are gone: it may be cut",)


def test_counts_that_grow_and_figures_that_are_rounded_are_no_doubt() -> None:
    votes = captured(measured(votes=lambda row: 3000.0 + 97 * ROWS.index(row)))
    grown = captured(measured(votes=lambda row: 3090.0 + 103 * ROWS.index(row)), day=1)
    assert doubted(votes, grown).verdict == "ok"
    fine = captured(measured(gpqa=lambda row: 62.04 - 0.13 * ROWS.index(row)))
    assert doubted(fine, captured(measured(gpqa=lambda row: round(62.04 - 0.13 * ROWS.index(row))), day=1)).verdict == "ok"


def test_facts_are_looked_at_under_another_method_too() -> None:
    shortened = replace(captured(lambda row: replace(row, context=(row.context or 0) // 1000), day=1), version="2")
    assert doubted(captured(), shortened).reasons == ("facts that are others: context of 40 in 40 rows",)


def test_a_rounded_score_that_is_mixed_is_told_and_places_are_not() -> None:
    shuffled = list(range(60))
    shuffled = shuffled[30:] + shuffled[:30]

    def rows(day: int, figure: Callable[[int], float]) -> Snapshot:
        made = tuple(Row(key=f"m{n}", raw_name=f"M {n}", model=f"M {n}", metrics={"index": figure(n)}) for n in range(60))
        return Snapshot(board="vectara", captured_at=AT + timedelta(days=day), rows=made, version="1")

    score, place = rows(0, lambda n: 57.0 - n // 4), rows(0, lambda n: n + 1.0)
    assert doubted(score, rows(1, lambda n: 57.0 - shuffled[n] // 4)).verdict == "flagged"
    assert doubted(place, rows(1, lambda n: shuffled[n] + 1.0)).verdict == "ok"
    assert doubted(score, rows(1, lambda n: 57.0 - (n + 1) // 4)).verdict == "ok", "a point here and there"
