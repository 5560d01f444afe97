"""Names and ids of a capture that changed together, and rows under the names of other rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from amw.boards import Row, Snapshot, moves
from amw.boards.doubts import doubted

AT = datetime(2026, 5, 20, 8, tzinfo=UTC)
ROWS = tuple(Row(key=f"id-{n}", raw_name=f"Model {n}", model=f"Model {n}", score=90.5 - n) for n in range(40))


def captured(rows: Sequence[Row] = ROWS, day: int = 0) -> Snapshot:
    return Snapshot(board="artificial_analysis", captured_at=AT + timedelta(days=day), version="1", rows=tuple(rows))


def called(rows: Sequence[Row], form: str, key: str = "{}") -> list[Row]:
    return [replace(row, key=key.format(row.key), raw_name=form.format(row.raw_name)) for row in rows]


JOINED = [replace(row, raw_name=f"{row.raw_name} / {other.raw_name}") for row, other in zip(ROWS, ROWS[20:], strict=False)]


@pytest.mark.parametrize(
    ("after", "reason"),
    [
        ([*called(ROWS[:3], "No. 7 {}"), *ROWS[3:]], "names with something more: No. 7 … (3 rows)"),
        ([*called(ROWS[:2], "No. 7 {}"), *ROWS[2:]], None),
        (called(ROWS, "{} by Somebody"), "names that are others: Model 0 by Somebody for Model 0, "),
        ([replace(row, raw_name=row.raw_name.upper()) for row in ROWS], None),
        ([*JOINED[:4], *ROWS[4:]], "names of two rows in one: Model 0 / Model 20, "),
        ([*JOINED[:2], *ROWS[2:]], None),
        ([*(replace(row, raw_name=other.raw_name) for row, other in zip(ROWS[:4], ROWS[20:], strict=False)), *ROWS[4:]], None),
    ],
)
def test_names_that_changed_together_are_told(after: list[Row], reason: str | None) -> None:
    found = doubted(captured(), captured(after, day=1)).reasons
    assert len(found) == (reason is not None)
    assert all(told.startswith(reason or "") for told in found)


def test_names_of_one_list_that_are_others_are_told() -> None:
    other = [replace(row, section="apps") for row in ROWS]
    slid = [replace(row, raw_name=ROWS[n - 1].raw_name) for n, row in enumerate(ROWS[:9])]
    found = doubted(captured([*ROWS[:9], *other]), captured([*slid, *other], day=1))
    assert found.reasons == (
        "names that are others: Model 39 for Model 0, Model 0 for Model 1, Model 1 for Model 2, Model 2 for Model 3 and 5 more",
    )


def test_a_model_that_many_lists_add_and_ends_that_a_board_uses_are_no_doubt() -> None:
    lists = [replace(row, section=part) for part in "abcdef" for row in ROWS]
    added = [replace(called(ROWS[:1], "{} Tiny", "{}-tiny")[0], section=part) for part in "abcdef"]
    assert doubted(captured(lists), captured([*lists, *added], day=1)).verdict == "ok"
    noted = [replace(row, raw_name="Model 0 (legacy)") if row.key == "id-0" else row for row in lists]
    assert doubted(captured(lists), captured(noted, day=1)).verdict == "ok"
    before = [*ROWS, *called(ROWS[:3], "{} (high)", "{}-high")]
    more = [*before, *called(ROWS[3:12], "{} (high)", "{}-high")]
    assert doubted(captured(before), captured(more, day=1)).verdict == "ok"


def test_names_with_a_note_are_told_where_names_are_the_keys() -> None:
    before = captured([replace(row, key=row.raw_name) for row in ROWS])
    noted = [*called(ROWS[:4], "{} (updated 2026-06-01)"), *ROWS[4:]]
    found = doubted(before, captured([replace(row, key=row.raw_name) for row in noted], day=1))
    assert found.reasons == ("names with something more: … (updated 2026-06-01) (4 rows)",)
    others = captured([replace(row, key=f"{row.raw_name} | Maker") for row in ROWS[:36]] + list(before.rows[36:]), day=1)
    assert "only 4 of 40 rows have a key of the capture before" in doubted(before, others).reasons


def test_names_that_are_others_under_all_ids_are_nobodys_news() -> None:
    slid = captured([replace(row, raw_name=ROWS[n - 1].raw_name) for n, row in enumerate(ROWS)], day=1)
    assert moves(captured(), slid) == []
    one = captured([replace(ROWS[0], raw_name="Model X"), *ROWS[1:]], day=1)
    assert [(move.kind, move.name) for move in moves(captured(), one)] == [("renamed", "Model X")]
    assert moves(captured(), captured([replace(row, raw_name=row.raw_name.upper()) for row in ROWS], day=1)) == []


def test_a_second_row_of_a_name_is_no_news() -> None:
    again = captured([*ROWS, replace(ROWS[3], key="id-3#2", score=95.0)], day=1)
    assert moves(captured(), again) == []
    assert moves(again, captured(day=2)) == []
    both = [Row(key=key, raw_name="Model N", model="Model N", score=score) for key, score in (("n", 50.0), ("n#2", 99.0))]
    assert [(move.kind, move.after) for move in moves(captured(), captured([*both, *ROWS], day=1))] == [("entered", 99.0)]


def test_an_id_that_is_given_to_another_model_is_no_rename() -> None:
    before = captured([replace(ROWS[0], maker="One"), *ROWS[1:]])
    given = captured([replace(ROWS[0], maker="Other", raw_name="Z 9", model="Z 9", score=10.0), *ROWS[1:]], day=1)
    assert {(move.kind, move.name) for move in moves(before, given)} == {("left", "Model 0"), ("entered", "Z 9")}


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ([(0, 0.0), (1, 0.0), (2, 0.0)], True),
        ([(0, 0.0), (1, 0.0)], False),
        ([(0, 0.0)] * 3, False),  # aliases of one
        ([(0, 0.1), (1, 0.1), (2, 0.1)], False),  # near others
    ],
)
def test_rows_cloned_under_names_of_nobody_are_told(new: list[tuple[int, float]], told: bool) -> None:
    rows = [replace(row, metrics={"a": row.score or 0, "b": 3.0 * n, "c": 99.0 - n}) for n, row in enumerate(ROWS)]
    came = [replace(rows[like], key=f"new-{n}", raw_name=f"Quell {n}") for n, (like, _) in enumerate(new)]
    came = [replace(row, metrics={**row.metrics, "b": row.metrics["b"] + more}) for row, (_, more) in zip(came, new, strict=True)]
    reasons = doubted(captured(rows), captured([*came, *rows], day=1)).reasons
    assert any("all figures of others" in reason for reason in reasons) == told


def test_new_rows_with_figures_that_several_have_are_no_doubt() -> None:
    rows = [replace(row, score=float(n % 3), metrics={"a": n % 2, "b": n % 3, "c": 1}) for n, row in enumerate(ROWS)]
    came = [replace(row, key=f"new-{n}", raw_name=f"Quell {n}") for n, row in enumerate(rows[:6])]
    assert doubted(captured(rows), captured([*came, *rows], day=1)).verdict == "ok"


def test_new_rows_of_one_score_are_no_doubt() -> None:
    came = [Row(key=f"new-{n}", raw_name=f"Quell {n}", model=f"Quell {n}", score=90.5) for n in range(5)]
    assert doubted(captured(), captured([*came, *ROWS], day=1)).verdict == "ok"
