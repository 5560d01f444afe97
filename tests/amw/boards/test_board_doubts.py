"""What is odd of a capture beside the one before it, and that a short capture takes nobody off the board."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from board_bodies import SmallRegister, fillers

from amw.boards import Endpoint, Row, Snapshot, moves, names, parse_board
from amw.boards.doubts import doubted
from amw.boards.paging import MOST_PAGES, next_page

AT = datetime(2026, 5, 20, 8, tzinfo=UTC)


def capture(rows: int, day: int = 0, **metrics: float) -> Snapshot:
    made = tuple(
        Row(key=f"m{n}", raw_name=f"Model {n}", model=f"Model {n}", score=float(n), metrics=metrics) for n in range(100 - rows, 100)
    )
    return Snapshot(board="vectara", captured_at=AT + timedelta(days=day), rows=made, version="1")


@pytest.mark.parametrize(("rows", "whole"), [(100, True), (95, True), (74, False), (1, False)])
def test_a_capture_with_far_fewer_rows_takes_nobody_off_the_board(rows: int, whole: bool) -> None:
    before, after = capture(100), capture(rows, day=1)
    found = doubted(before, after)
    assert found.complete is whole
    assert found.verdict == ("ok" if whole else "flagged")
    assert {move.kind for move in moves(before, found)} & {"left"} == ({"left"} if whole and rows < 100 else set())
    if not whole:
        assert found.reasons == (f"only {rows} rows, the capture before has 100: it may be cut",)
        assert doubted(found, replace(after, captured_at=AT + timedelta(days=2))).complete, "two in a row are the board as it is"


def test_a_capture_with_far_more_rows_a_few_days_later_may_be_another_list_as_well() -> None:
    before = capture(50)
    assert doubted(before, capture(80, 1)).reasons == ("80 rows, the capture before has 50: it may be another list as well",)
    for later in (capture(70, 1), capture(80, 30)):
        assert doubted(before, later).verdict == "ok"
    assert doubted(replace(before, complete=False), capture(80, 1)).verdict == "ok"


def test_a_column_that_goes_is_told_with_those_that_came() -> None:
    before = capture(50, gpqa=1.0, hle=2.0)
    assert doubted(before, capture(50, 1, gpqa=1.0, hle=2.0, mmlu=3.0)).verdict == "ok", "a new column alone is no doubt"
    renamed = doubted(before, capture(50, 1, gpqa=1.0, hle_v2=2.0))
    assert (renamed.verdict, renamed.reasons, renamed.complete) == ("flagged", ("columns gone: hle; new: hle_v2",), True)
    gone = doubted(before, capture(50, 1))
    assert gone.reasons == ("columns gone: gpqa, hle",)
    assert doubted(before, replace(capture(50, 1), version="2")).verdict == "ok", "another method has columns of its own"


def test_a_column_that_was_only_kept_is_told_when_it_goes() -> None:
    def kept(day: int, **extra: str) -> Snapshot:
        return replace(capture(50, day), rows=tuple(replace(row, extra=extra) for row in capture(50).rows))

    before = kept(0, colour="red", Model="Model*")
    assert doubted(before, kept(1, colour="blue", Model="Model*")).reasons == ()
    assert doubted(before, kept(1)).reasons == ("columns gone: colour",), "a name that is written plainly now has lost nothing"


def test_figures_in_another_unit_and_keys_of_another_kind_are_told() -> None:
    before = capture(50, gpqa=81.5, votes=1200.0)
    assert doubted(before, capture(50, 1, gpqa=0.816, votes=1300.0)).reasons == ("figures in another unit: gpqa (0.01 times)",)
    assert doubted(before, capture(50, 1, gpqa=81.5, votes=1.21)).reasons == ("figures in another unit: votes (0.001 times)",)
    after = capture(50, 1, gpqa=81.5, votes=1200.0)
    rows = tuple(replace(row, metrics={**row.metrics, "gpqa": 0.815}) if n == 3 else row for n, row in enumerate(after.rows))
    assert doubted(before, replace(after, rows=rows)).reasons == ("cells in another unit: gpqa of Model 53",)
    rows = tuple(replace(row, key=f"id-{row.key}") for row in before.rows)
    assert doubted(before, replace(before, rows=rows)).reasons == ("no row has a key of the capture before",)


def test_a_row_that_is_new_and_nothing_but_a_name_may_be_a_heading() -> None:
    before = capture(50, gpqa=1.0)
    bare = Row(key="open-models", raw_name="Open models", model="Open models")
    found = doubted(before, replace(before, rows=(*before.rows, bare)))
    assert (found.complete, found.reasons) == (True, ("new and nothing but a name: Open models",))
    assert doubted(found, found).reasons == found.reasons, "told when it comes, not every day"


def test_of_several_lists_one_that_is_cut_or_lost_a_column_is_told() -> None:
    def lists(first: Snapshot, second: Snapshot) -> Snapshot:
        rows = [replace(row, section=name) for name, one in (("models", first), ("apps", second)) for row in one.rows]
        return replace(first, rows=tuple(rows))

    before = lists(capture(9, volume=1.0), capture(90, volume=1.0, share=2.0))
    assert doubted(before, replace(before, captured_at=AT + timedelta(days=1))).verdict == "ok"
    cut = doubted(before, lists(capture(3, 1, volume=1.0), capture(90, volume=1.0, share=2.0)))
    assert (cut.complete, cut.reasons) == (False, ("only 3 rows of models, the capture before has 9: it may be cut",))
    others = capture(9, 1, volume=1.0)
    others = replace(others, rows=tuple(replace(row, key=f"{row.key}-x", raw_name=f"Other {row.key}") for row in others.rows))
    found = doubted(before, lists(others, capture(90, volume=1.0, share=2.0)))
    assert found.reasons == ("no row of models has a key of the capture before",)
    renamed = doubted(before, lists(capture(9, 1, tokens=1.0), capture(90, volume=1.0, share=2.0)))
    assert (renamed.complete, renamed.reasons) == (True, ("figures gone: volume of 9 in 9 rows",))


def test_a_list_that_is_gone_whole_is_told_and_delists_nobody() -> None:
    def lists(day: int, *names: str) -> Snapshot:
        rows = [replace(row, section=name) for name in names for row in capture(9).rows]
        return replace(capture(9, day), rows=tuple(rows))

    before, after = lists(0, "verified", "lite", "test"), lists(1, "verified", "multilingual")
    found = doubted(before, after)
    assert (found.verdict, found.complete) == ("flagged", False)
    assert found.reasons == ("lists gone: lite (9 rows), test (9 rows)", "lists new: multilingual")
    assert moves(before, after) == [], "a list that came or went says nothing of its rows"
    assert doubted(after, replace(after, captured_at=AT + timedelta(days=2))).verdict == "ok"
    assert doubted(lists(0, "verified", "lite"), lists(1, "lite")).reasons == ("lists gone: verified (9 rows)",)


def test_figures_that_many_rows_lost_are_told_and_no_row_loses_its_place() -> None:
    before = capture(50, gpqa=1.0)
    two = [replace(row, section=part) for part in ("a", "b") for row in before.rows]
    lists = replace(before, rows=tuple(two))
    holed = replace(
        lists, captured_at=AT + timedelta(days=1), rows=tuple(replace(r, score=None) if n < 12 else r for n, r in enumerate(two))
    )
    assert doubted(lists, holed).reasons == ("figures gone: score of 12 in 50 rows",), "each list is looked at by itself"
    few = replace(
        before, captured_at=AT + timedelta(days=1), rows=tuple(replace(r, metrics={}) if n < 9 else r for n, r in enumerate(before.rows))
    )
    assert doubted(before, few).reasons == ("figures gone: gpqa of 9 in 50 rows",)
    assert doubted(before, replace(few, captured_at=AT + timedelta(days=30))).verdict == "ok", "in a month, so many are measured anew"
    one = replace(before, captured_at=few.captured_at, rows=(*few.rows[:1], *before.rows[1:]))
    assert doubted(before, one).verdict == "ok"
    for nothing in (None, 0):
        rows = tuple(replace(row, score=nothing) if n < 20 else row for n, row in enumerate(before.rows))
        after = doubted(before, replace(few, rows=rows))
        assert (after.reasons, after.complete) == (("figures gone: score of 20 in 50 rows",), False)
        assert not any(move.kind == "left" for move in moves(before, after))
    named = replace(few, rows=tuple(replace(row, raw_name=row.key) for row in before.rows))
    assert doubted(before, named).reasons == ("figures gone: name of 50 in 50 rows",)
    keyed = tuple(replace(row, key=names.key(row.raw_name)) for row in before.rows)
    spelt = replace(few, rows=tuple(replace(row, raw_name=row.key) for row in keyed))
    assert doubted(replace(before, rows=keyed), spelt).verdict == "ok", "a key that is made of the name is no id in its place"


def test_facts_that_many_rows_have_otherwise_within_a_week_are_told() -> None:
    def held(day: int, **facts: Any) -> Snapshot:
        whole = capture(50, day)
        old: dict[str, Any] = {"context": 8192, "licence": "MIT"}
        first: dict[str, Any] = {"maker": "Acme", **facts}
        return replace(
            whole, rows=tuple(replace(r, **{**old, **(first if n < 5 else {"maker": "Bolt"})}) for n, r in enumerate(whole.rows))
        )

    for facts in ({"context": 4096}, {"licence": "Apache-2.0"}):
        told = (f"facts that are others: {next(iter(facts))} of 5 in 50 rows",)
        assert doubted(held(0), held(6, **facts)).reasons == told
        assert doubted(held(0), held(7, **facts)).verdict == "ok"
    assert doubted(held(0), held(1, maker="Acme AI")).verdict == "ok", "a maker that is called another way"


def test_rows_gone_from_one_end_alone_look_like_a_cut() -> None:
    before = capture(100)
    cut = replace(before, captured_at=AT + timedelta(days=1), rows=before.rows[:88])
    assert doubted(before, cut).reasons == ("its last 12 rows are gone: it may be cut",)
    assert doubted(before, replace(cut, rows=before.rows[12:])).reasons == (), "a board drops its weakest"
    ranked = replace(before, rows=before.rows[::-1])
    assert doubted(ranked, replace(cut, rows=ranked.rows[12:])).reasons == ("its best 12 rows are gone: it may be cut",)
    culled = replace(cut, rows=(*before.rows[:20], *before.rows[32:]))
    assert doubted(before, culled).complete


def test_a_renamed_column_of_a_board_that_takes_any_is_flagged() -> None:
    def parsed(name: str) -> Snapshot:
        data = [{**m, "evaluations": {name: 0.5}} for m in fillers(310)]
        return parse_board("artificial_analysis", json.dumps({"data": data}).encode(), captured_at=AT, register=SmallRegister())

    before, after = parsed("tau2"), parsed("tau3")
    assert before.verdict == after.verdict == "ok"
    assert doubted(before, after).reasons == ("columns gone: tau2; new: tau3",)


def test_the_apps_of_openrouter_are_read_as_its_reference_says() -> None:
    apps = [
        {"app_id": 100 + n, "app_name": f"App {n}", "rank": n + 1, "total_requests": 10 * n, "total_tokens": f"{10**12 - n}"}
        for n in range(9)
    ]
    meta = {"as_of": "2026-05-12T02:00:00Z", "start_date": "2026-04-12", "end_date": "2026-05-11", "version": "v1"}
    taken = parse_board("openrouter_apps", json.dumps({"data": apps, "meta": meta}).encode(), captured_at=AT, register=SmallRegister())
    assert (taken.verdict, taken.reasons, taken.complete, taken.meta["as_of"]) == ("ok", (), False, "2026-05-12T02:00:00Z")
    first = taken.rows[0]
    assert (first.key, first.raw_name, first.score, first.metrics["requests"], first.model_key) == ("100", "App 0", 10**12, 0, None)
    rest = json.dumps({"data": [{**apps[0], "app_id": 7, "rank": 10}], "meta": meta}).encode()
    whole = parse_board(
        "openrouter_apps",
        json.dumps({"data": apps, "meta": meta}).encode(),
        captured_at=AT,
        register=SmallRegister(),
        companions={"page 2": rest},
    )
    assert (whole.complete, len(whole.rows), whole.rows[-1].metrics["stated_rank"]) == (True, 10, 10)


def test_where_the_next_page_is() -> None:
    apps = Endpoint(url="https://boards.example/apps?limit=2&sort=popular", kind="api", pages="offset")
    full, last = b'{"data": [1, 2]}', b'{"data": [3]}'
    assert next_page(apps, [full]) == "https://boards.example/apps?limit=2&sort=popular&offset=2"
    assert next_page(apps, [full, full]) == "https://boards.example/apps?limit=2&sort=popular&offset=4"
    for done in ([], [last], [full, last], [b"{}", full], [b"<html>"], [b'{"data": 7}'], [b"[" * 100_000], [full] * MOST_PAGES):
        assert next_page(apps, done) is None
    viewer = Endpoint(url="https://boards.example/rows?config=text&offset=0&length=2", kind="data", pages="offset")
    page, turned = ({"rows": [{"row": {"category": name}} for name in names]} for names in (("all", "all"), ("all", "maths")))
    assert next_page(viewer, [json.dumps(page).encode()] * 2) == "https://boards.example/rows?config=text&offset=4&length=2"
    for end in (turned, {"rows": []}, {"rows": [7, None]}, {"error": "busy"}):
        assert next_page(viewer, [json.dumps(page).encode(), json.dumps(end).encode()]) is None
    models = Endpoint(url="https://boards.example/models", kind="api", pages="page")
    first = b'{"pagination": {"page": 1, "total_pages": 2}}'
    assert next_page(models, [first]) == "https://boards.example/models?page=2"
    for done in ([first, first], [b"{}"], [b'{"pagination": {"total_pages": "many"}}']):
        assert next_page(models, done) is None
    assert next_page(Endpoint(url="https://boards.example/", kind="page"), [full]) is None


def made_by(*makers: str, day: int = 0, gone: range = range(0)) -> Snapshot:
    """Forty rows whose makers take turns, without those at the places `gone`."""
    rows = [Row(key=f"m{n}", raw_name=f"Model {n}", model=f"Model {n}", score=99.5 - n, maker=makers[n % len(makers)]) for n in range(40)]
    return Snapshot(
        board="vectara", captured_at=AT + timedelta(days=day), rows=tuple(r for n, r in enumerate(rows) if n not in gone), version="1"
    )


def test_neighbours_of_several_makers_do_not_leave_together() -> None:
    gone = doubted(made_by("A", "B"), made_by("A", "B", day=1, gone=range(12, 18)))
    assert (gone.reasons, gone.complete) == (("its rows 13 to 18 are gone: it may be cut",), False)
    assert doubted(made_by("A", "B"), made_by("A", "B", day=1, gone=range(12, 24, 2))).verdict == "ok", "here and there"
    assert doubted(made_by("A", "B"), made_by("A", "B", day=1, gone=range(12, 16))).verdict == "ok", "few"
    assert doubted(made_by("A"), made_by("A", day=1, gone=range(12, 18))).verdict == "ok", "a maker's models of a time"


def test_a_maker_does_not_leave_with_all_its_models() -> None:
    before = made_by("A", "B", "C", "D")
    after = replace(made_by("A", "B", "C", "D", day=1), rows=tuple(row for row in before.rows if row.maker != "C"))
    assert (found := doubted(before, after)).reasons == ("its 10 models of C are gone: it may be cut",)
    again = replace(after, captured_at=AT + timedelta(days=2))
    assert doubted(found, again).complete, "two in a row are the board as it is"
    called_otherwise = replace(after, rows=tuple(replace(row, maker="E") if row.maker == "C" else row for row in before.rows))
    assert not any("are gone" in reason for reason in doubted(before, called_otherwise).reasons)
    lists = tuple(replace(row, section=part) for part in "abcdef" for row in before.rows[:4])
    one = replace(before, rows=lists)
    assert doubted(one, replace(after, rows=tuple(row for row in lists if row.maker != "C"))).verdict == "ok", "one model of six lists"


def test_a_price_list_with_namesakes_that_is_cut_is_told() -> None:
    rows = tuple(Row(key=f"m{n % 50}#{n}", raw_name=f"Model {n % 50}", model="M", prices={}, maker=f"Maker {n % 7}") for n in range(200))
    before = Snapshot(board="models_dev", captured_at=AT, rows=rows)
    numbered = tuple(replace(row, key=f"m{n % 50}#{180 - n}") for n, row in enumerate(rows[:180]))  # anew in every capture
    after = replace(before, captured_at=AT + timedelta(days=1), rows=numbered)
    assert "its last 20 rows are gone: it may be cut" in doubted(before, after).reasons
