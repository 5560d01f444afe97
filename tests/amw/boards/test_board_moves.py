from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from board_bodies import Capture, fillers, model

from amw.boards import Row, Snapshot, changes, headlines, moves
from amw.boards.doubts import doubted


def kinds(before: Snapshot, after: Snapshot) -> list[tuple[str, str]]:
    return [(move.kind, move.name) for move in moves(before, after)]


TOP = (model("GPT-6", 60.0), model("Opus 5", 57.0, "Anthropic"), model("Gemini 4", 55.0, "Google"), model("Grok 5", 54.0, "xAI"))


def changed(position: int, **fields: object) -> list[dict[str, object]]:
    return [{**entry, **fields} if n == position else entry for n, entry in enumerate(TOP)]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ({}, {}),
        ({}, {"price1mInputTokens": 5}),  # a first price
        ({"price1mInputTokens": 0}, {"price1mInputTokens": 5}),
        ({"price1mInputTokens": 1.6549999999999998}, {"price1mInputTokens": 1.655}),  # computed, and written
        ({}, {"intelligenceIndex": 0}),  # none
        ({"intelligenceIndex": 0}, {}),
    ],
)
def test_what_is_the_same_or_was_not_there_has_not_moved(capture: Capture, was: dict[str, object], now: dict[str, object]) -> None:
    assert moves(capture(*changed(0, **was)), capture(*changed(0, **now), day="2026-05-21")) == []


def test_a_new_row_enters_and_pushes_nobody(capture: Capture) -> None:
    found = moves(capture(*TOP), capture(model("Qwen4 Max", 58.0, "Alibaba", "cn"), *TOP, day="2026-05-21"))
    assert [(m.kind, m.name) for m in found] == [("entered", "Qwen4 Max")]
    assert found[0].ranks == {"row": 2, "family": 2, "maker": 2, "country": 1}
    assert "row 2, family 2" in found[0].evidence


def test_a_row_that_is_gone_left(capture: Capture) -> None:
    assert kinds(capture(*TOP), capture(*TOP[:3], day="2026-05-21")) == [("left", "Grok 5")]


def test_who_overtook_whom(capture: Capture) -> None:
    found = moves(capture(*TOP), capture(*changed(2, intelligenceIndex=58.0), day="2026-05-21"))
    told = {(m.kind, m.name): m for m in found}
    assert set(told) == {("score_changed", "Gemini 4"), ("overtook", "Gemini 4"), ("overtaken", "Opus 5")}
    assert [row.raw_name for row in told["overtook", "Gemini 4"].by] == ["Opus 5"]
    assert [kind for (kind, _), move in told.items() if move.passive] == ["overtaken"], "the one that rose says it"
    assert (told["overtaken", "Opus 5"].before, told["overtaken", "Opus 5"].after) == (2, 3)


def test_an_estimate_turning_real_is_no_move(capture: Capture) -> None:
    before = capture(*changed(2, intelligenceIndex=58.0, intelligenceIndexIsEstimated=True))
    assert moves(before, capture(*TOP, day="2026-05-21")) == []
    assert [c.kind for c in changes(before, capture(*TOP, day="2026-05-21"))] == ["estimated", "score"]


def test_a_method_version_rebases_once_and_moves_no_rank(capture: Capture) -> None:
    before = capture(*TOP, day="2026-06-15")
    after = capture(*[{**m, "intelligenceIndex": 70 - n * 3} for n, m in enumerate(reversed(TOP))], day="2026-06-16")
    found = moves(before, after)
    assert [(m.kind, m.before, m.after) for m in found] == [("rebased", "4.0", "4.1")]
    assert [draft.title for draft in headlines(before, after)] == ["Artificial Analysis changes its method to 4.1"]


def test_a_method_told_shorter_or_not_at_all_rebases_nothing(capture: Capture) -> None:
    """One address of a board states its method and another one does not, or only the beginning of it."""
    before, after = capture(*TOP, day="2027-05-21"), capture(*changed(2, intelligenceIndex=58.0), day="2027-05-22")
    assert before.version is None, "the catalogue does not tell of later days what it knew of earlier ones"
    for was, now, kind in (
        (None, "5.2.1", "overtook"),
        ("5.2.1", None, "overtook"),
        ("5.2.1", "5.2", "overtook"),
        ("5.2", "5.21", "rebased"),
    ):
        assert kind in {m.kind for m in moves(replace(before, version=was), replace(after, version=now))}, (was, now)
    many = [model(f"M {n}", 50.0 - 4 * n) for n in range(10)]
    other = [{**m, "intelligenceIndex": 51.0 - 4 * n} if n < 5 else m for n, m in enumerate(many)] + [
        model(f"L {n}", 9.0 - n / 10) for n in range(30)
    ]
    before, after = (
        replace(capture(*rows, day=f"2027-05-2{n}"), version=version)
        for n, (rows, version) in enumerate(((many + other[10:], "5.2"), (other, "5.2.1")))
    )
    assert [move.kind for move in moves(before, after)] == ["rebased"], "five of forty moved with the name"
    assert "rebased" not in {move.kind for move in moves(before, replace(after, version="5.2"))}


def test_a_release_of_a_board_is_told_as_one(capture: Capture) -> None:
    before, after = (replace(capture(*TOP, day=day), version=day) for day in ("2025-05-30", "2025-11-25"))
    (found,) = moves(before, after)
    assert found.evidence.startswith("the release changed from 2025-05-30 to 2025-11-25")
    (draft,) = headlines(before, after)
    assert (draft.title, "(release 2025-11-25)" in draft.text) == ("Artificial Analysis moves to its release of 2025-11-25", True)


@pytest.mark.parametrize(
    ("name", "maker", "words"),
    [
        ("Qwen4 Max", "Alibaba", "Qwen4 Max by Alibaba is new"),
        ("Bloop", "Bloop AI", "Bloop is new"),
        ("DeepSeek V9", "DeepSeek", "DeepSeek V9 is new"),
        ("opus 5", "Nobody Known", None),
        ("Anthropic: Opus 5", "Alibaba", None),
    ],
)
def test_what_is_new_is_told_once_and_a_name_that_was_there_is_not_new(capture: Capture, name: str, maker: str, words: str | None) -> None:
    drafts = headlines(capture(*TOP), capture(*TOP, model(name, 70.0, maker, "cn"), day="2026-05-21"))
    assert [draft.text.partition(" on Artificial Analysis")[0] for draft in drafts] == ([words] if words else [])


def test_a_mass_shift_is_a_rebase_too(capture: Capture) -> None:
    shifted = [{**m, "intelligenceIndex": m["intelligenceIndex"] - 0.01} for m in [*TOP, *fillers()]]
    found = moves(capture(*TOP), capture(*shifted, day="2026-05-21", filled=False))
    assert [m.kind for m in found] == ["rebased"]
    assert "304 of 304" in found[0].evidence


def test_names_that_change_are_renames(capture: Capture) -> None:
    found = moves(capture(*TOP), capture(*changed(3, name="Grok 5 (high)", modelCreatorName="SpaceXAI"), day="2026-05-21"))
    assert [(m.kind, m.field, m.before, m.after) for m in found] == [
        ("renamed", "name", "Grok 5", "Grok 5 (high)"),
        ("renamed", "maker", "xAI", "SpaceXAI"),
    ]


def test_a_rename_without_ids_is_known_by_its_figures(capture: Capture) -> None:
    def without_id(entries: list[dict[str, object]]) -> list[dict[str, object]]:
        return [{k: v for k, v in e.items() if k not in ("id", "slug")} | {"hle": n, "gpqa": n * 2} for n, e in enumerate(entries, 1)]

    before = without_id([*TOP])
    after = [{**e, "name": "Grok 5.0 Preview", "shortName": "Grok 5.0 Preview"} if e["name"] == "Grok 5" else e for e in before]
    assert kinds(capture(*before), capture(*after, day="2026-05-21")) == [("renamed", "Grok 5.0 Preview")]


def test_prices_of_makers_count_and_resellers_do_not(capture: Capture) -> None:
    before = capture(
        *changed(0, price1mInputTokens=5, price1mOutputTokens=25), model("Open 1", 40.0, "Y", open_weights=True, price1mInputTokens=1)
    )
    after = capture(
        *changed(0, price1mInputTokens=2.5, price1mOutputTokens=25),
        model("Open 1", 40.0, "Y", open_weights=True, price1mInputTokens=0.9),
        day="2026-05-21",
    )
    found = moves(before, after)
    assert [(m.kind, m.field, str(m.before), str(m.after)) for m in found] == [("price_changed", "price_input", "5", "2.5")]
    assert headlines(before, after)[0].title == "OpenAI cuts the input price of GPT-6 from $5 to $2.50"


def test_a_price_of_a_model_and_of_its_snapshot_is_one_story(capture: Capture) -> None:
    def of(price: float, day: str, *names: str) -> Snapshot:
        return capture(*[model(name, 40.0 - at, price1mInputTokens=price) for at, name in enumerate(names)], day=day)

    names = ("o9-2026-04-16", "o9", "o9-mini")
    told = [draft.title for draft in headlines(of(10, "2026-05-20", *names), of(2, "2026-05-21", *names))]
    assert told == ["OpenAI cuts the input price of o9 from $10 to $2", "OpenAI cuts the input price of o9-mini from $10 to $2"]


def test_one_factor_on_all_prices_of_a_maker_is_the_boards_doing(capture: Capture) -> None:
    many = [model(f"Opus {n}", 30.0 + n, "Anthropic", price1mInputTokens=n) for n in range(1, 7)]
    found = moves(capture(*many), capture(*[{**m, "price1mInputTokens": m["price1mInputTokens"] * 1.25} for m in many], day="2026-05-21"))
    assert [(m.kind, m.field, m.after) for m in found] == [("rebased", "price_input", 1.25)]


def test_refused_and_cut_captures_delist_nobody(capture: Capture) -> None:
    whole = capture(*TOP)
    cut = capture(*TOP[:2], filled=False, day="2026-05-21")
    assert cut.verdict == "refused"
    assert moves(whole, cut) == [] and changes(whole, cut) == []


def test_a_capture_without_its_foot_delists_nobody(capture: Capture) -> None:
    whole = capture(*TOP, *fillers(360), filled=False)
    assert moves(whole, capture(*TOP, *fillers(310), day="2026-05-21", filled=False)) == []
    culled = [*TOP, *fillers(360)[20:]]
    assert {move.kind for move in moves(whole, capture(*culled, day="2026-05-21", filled=False))} == {"left"}


def test_a_launch_without_a_price_that_gets_one_is_no_news(capture: Capture) -> None:
    """A launch day as boards have them: variants burst in above others, one has no price yet, resellers' prices wobble."""
    old = model("Old Open", 30, open_weights=True, price1mInputTokens=0.5)
    burst = [
        model(f"New ({effort})", 60 + n, shortName=f"New ({effort})", maker="Alibaba") for n, effort in enumerate(("low", "high", "max"))
    ]
    before, launch = capture(*TOP, old), capture(*TOP, {**old, "price1mInputTokens": 0.55}, *burst, day="2026-05-21")
    assert {move.kind for move in moves(before, launch)} == {"entered"}
    priced = [{**m, "price1mInputTokens": 3} for m in burst]
    assert moves(launch, capture(*TOP, {**old, "price1mInputTokens": 0.45}, *priced, day="2026-05-22")) == []


def test_rounding_by_another_way_of_fetching_is_no_change(capture: Capture) -> None:
    exact = [{**m, "intelligenceIndex": m["intelligenceIndex"] + 0.0312345} for m in [*TOP, *fillers()]]
    rounded = [{**m, "intelligenceIndex": round(m["intelligenceIndex"], 1)} for m in exact]
    assert moves(capture(*exact, filled=False), capture(*rounded, day="2026-05-21", filled=False)) == []


def test_a_table_of_names_after_a_payload_with_ids_delists_nobody(capture: Capture) -> None:
    payload = [{**m, "name": f"{m['name']} (Reasoning, Max Effort)", "shortName": f"{m['name']} (max)"} for m in [*TOP, *fillers()]]
    table = [
        {"name": m["shortName"], "modelCreatorName": m["modelCreatorName"], "intelligenceIndex": m["intelligenceIndex"]} for m in payload
    ]
    new = {"name": "Qwen4 Max", "modelCreatorName": "Alibaba", "intelligenceIndex": 40}
    found = moves(capture(*payload, filled=False), capture(*table, new, day="2026-05-21", filled=False))
    assert [(m.kind, m.name) for m in found] == [("entered", "Qwen4 Max")]


def test_captures_must_be_of_one_board_and_in_order(capture: Capture) -> None:
    with pytest.raises(ValueError, match="time order"):
        moves(capture(*TOP, day="2026-05-21"), capture(*TOP))


def test_the_headline_says_place_and_country(capture: Capture) -> None:
    before, after = (
        capture(*TOP),
        capture(
            *TOP,
            model("Qwen4 Max (high)", 53.5, "Alibaba", "cn", shortName="Qwen4 Max"),
            model("DeepSeek V5", 20.5, "DeepSeek", "cn"),
            day="2026-05-21",
        ),
    )
    draft = headlines(before, after)[0]
    assert draft.title == "Qwen4 Max enters Artificial Analysis at 5th, first in China"
    assert "5th among 306 rows and 5th among 306 model families; its maker is 5th among 7 makers." in draft.text
    assert "Source: Artificial Analysis" in draft.text
    assert (draft.maker_key, draft.countries) == ("alibaba", ("CN",))


@pytest.mark.parametrize(
    ("new", "place"),
    [
        ([("Qwen4 Max", 53.5), ("Qwen4 Plus", 51.0)], "5th"),  # first of one maker in a country is no honour
        ([("Qwen4 Max", 57.0)], "joint 2nd"),
    ],
)
def test_a_headline_says_no_more_than_is_so(capture: Capture, new: list[tuple[str, float]], place: str) -> None:
    after = capture(*TOP, *(model(name, score, "Alibaba", "cn") for name, score in new), day="2026-05-21")
    assert headlines(capture(*TOP), after)[0].title == f"Qwen4 Max enters Artificial Analysis at {place}"


def test_no_headline_rests_on_an_estimate(capture: Capture) -> None:
    before = capture(*TOP)
    after = capture(*TOP, model("Qwen4 Max", 70.0, "Alibaba", "cn", estimated=True), day="2026-05-21")
    assert [m.kind for m in moves(before, after)] == ["entered"]
    assert headlines(before, after) == []


def test_a_rival_that_fell_behind_was_not_overtaken_by_a_rise(capture: Capture) -> None:
    fell = headlines(capture(*TOP), capture(*changed(1, intelligenceIndex=54.5), day="2026-05-21"))
    assert [draft.title for draft in fell] == ["Gemini 4 is 2nd on Artificial Analysis as Opus 5 falls behind it"]
    rose = headlines(capture(*TOP), capture(*changed(2, intelligenceIndex=58.0), day="2026-05-21"))
    assert [draft.title for draft in rose] == ["Gemini 4 overtakes Opus 5 for 2nd on Artificial Analysis"]


def test_a_story_says_which_rows_its_ranks_count(capture: Capture) -> None:
    new = model("Qwen4 Max", 58.0, "Alibaba", "cn")
    told = headlines(capture(*TOP), capture(new, *TOP, day="2026-05-21"))[0].text
    assert "since the capture of 2026-05-20; it scores 58 index points." in told
    assert "stimate" not in told and "eprecated" not in told, "the board has none of either"
    guess = model("Guess", 30.0, estimated=True)
    assert "Estimated scores do not count." in headlines(capture(*TOP), capture(new, guess, *TOP, day="2026-05-21"))[0].text
    unsaid = [{k: v for k, v in m.items() if k != "intelligenceIndexIsEstimated"} for m in (new, guess, *TOP)]
    assert "does not say which scores are estimates" in headlines(capture(guess, *TOP), capture(*unsaid, day="2026-05-21"))[0].text


def test_a_price_list_gives_a_handful_of_stories_in_whole_cents(capture: Capture) -> None:
    def listed(factor: float, day: str) -> Snapshot:
        priced = [model(f"M {n}", 50.0 - n, f"Lab {n}", price1mInputTokens=(1 + n) * (1 + factor * n / 100)) for n in range(12)]
        return capture(*priced, model("GPT-latest", 51.0, price1mInputTokens=9 * (1 + factor)), day=day)

    titles = [draft.title for draft in headlines(listed(0, "2026-05-20"), listed(5.7, "2026-05-21"))]
    assert len(titles) == 5
    assert titles[0] == "Lab 11 raises the input price of M 11 from $12 to $19.52"


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (5, 2.5, "from $5 to $2.50 per"),
        (10.001, 10.002, "from $10.001 to $10.002 per"),
        (1e-18, 1e12, "from $0.000000000000000001 to $1000000000000 per"),
    ],
)
def test_two_prices_are_told_apart_however_near_or_far(capture: Capture, was: float, now: float, told: str) -> None:
    before, after = (
        capture(*TOP, model("GPT-6", 60.0, price1mInputTokens=price), day=day) for price, day in ((was, "2026-05-20"), (now, "2026-05-21"))
    )
    assert [told in move.evidence for move in moves(before, after)] == [True]


def test_what_a_move_says_agrees_with_its_own_figures() -> None:
    def at(day: int, *scores: float | None, metric: str | None = "score") -> Snapshot:
        rows = tuple(Row(key=f"m{n}", raw_name=f"M {n}", model=f"M {n}", score=score) for n, score in enumerate(scores))
        return Snapshot(board="b", captured_at=datetime(2026, 5, day, tzinfo=UTC), rows=rows, metric=metric)

    changed = [
        move.evidence
        for move in moves(at(1, 1157.2872, 979, *range(30)), at(2, 1153.8549, 996, *range(30)))
        if move.kind == "score_changed"
    ]
    assert changed == ["M 0 went from 1,157.29 to 1,153.85 (-3.44)", "M 1 went from 979 to 996 (+17)"]
    for metric, told in (("score", "M 1 entered, without a score yet"), (None, "M 1 entered")):
        assert [move.evidence for move in moves(at(1, None, metric=metric), at(2, None, None, metric=metric))] == [told]


def standing(*names: str, day: int, board: str = "vectara") -> Snapshot:
    rows = [*(Row(key=name, raw_name=name, model=name, score=90 - n) for n, name in enumerate(names))]
    rows += [Row(key=f"Old {n}", raw_name=f"Old {n}", model=f"Old {n}", score=50 - n) for n in range(30)]
    section = "verified" if board == "swe_bench" else ""
    return Snapshot(
        board=board,
        captured_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day),
        rows=tuple(replace(row, section=section) for row in rows),
    )


def test_a_headline_writes_ids_as_people_do() -> None:
    (draft,) = headlines(standing(day=0), standing("claude-opus-4-7", day=1))
    assert draft.title == "Claude Opus 4.7 enters Vectara Hallucination Leaderboard at 1st"
    assert draft.model == "claude-opus-4-7"


def test_a_headline_leaves_out_the_day_of_the_only_snapshot() -> None:
    (draft,) = headlines(standing(day=0), standing("claude-opus-4-7-20260416", day=1))
    assert draft.title.startswith("Claude Opus 4.7 enters")
    (draft,) = headlines(
        standing("claude-opus-4-7-20260301", day=0), standing("claude-opus-4-7-20260416", "claude-opus-4-7-20260301", day=1)
    )
    assert draft.title.startswith("Claude Opus 4.7 20260416 enters")


def test_systems_are_counted_as_systems() -> None:
    (draft,) = headlines(standing(day=0, board="swe_bench"), standing("Agent + Claude Opus 4.7", day=1, board="swe_bench"))
    assert "1st among 31 rows and 1st among 31 systems" in draft.text


@pytest.mark.parametrize(("days", "told"), [(1, 1), (99, 1), (101, 0), (700, 0)])
def test_what_came_in_a_long_gap_is_no_news(days: int, told: int) -> None:
    assert len(headlines(standing(day=0), standing("claude-opus-4-7", day=days))) == told


PRICED = [{**entry, "price1mInputTokens": n + 1, "price1mOutputTokens": 4 * n + 5} for n, entry in enumerate(TOP)] + [
    model(f"Other {n}", 30.0 - n, f"Lab {n}", price1mInputTokens=n + 2, price1mOutputTokens=n + 7) for n in range(4)
]


@pytest.mark.parametrize("factor", [100, 7.2, 0.001])
def test_prices_in_another_unit_or_currency_are_one_event_and_no_news(capture: Capture, factor: float) -> None:
    kinds_of = ("price1mInputTokens", "price1mOutputTokens")
    other = [{**entry, **{kind: entry[kind] * factor for kind in kinds_of}} for entry in PRICED]
    before, after = capture(*PRICED), capture(*other, day="2026-05-21")
    assert [(move.kind, move.field) for move in moves(before, after)] == [("rebased", "price_input"), ("rebased", "price_output")]
    assert headlines(before, doubted(before, after)) == []


def test_prices_that_one_list_counts_otherwise_are_no_news_and_those_of_another_are() -> None:
    def listed(day: int, a: str, b: str) -> Snapshot:
        prices = {f"A {n}": n * Decimal(a) for n in range(1, 9)} | {"B 1": Decimal(b)} | {f"B {n}": Decimal(n) for n in range(2, 20)}
        rows = [Row(key=name, raw_name=name, model=name, section=name[0], prices={"input": price}) for name, price in prices.items()]
        return Snapshot(board="models_dev", captured_at=datetime(2026, 5, 20 + day, tzinfo=UTC), rows=tuple(rows))

    before, after = listed(0, "1", "1"), listed(1, "7.2", "0.5")
    told = doubted(before, after)
    assert told.reasons == ("figures in another unit: input (7.2 times)",)
    assert [draft.title for draft in headlines(before, told)] == ["The input price of B 1 on models.dev falls from $1 to $0.50"]


@pytest.mark.parametrize("blank", [-1, -9999, 9999])
def test_a_score_that_says_none_is_none(capture: Capture, blank: int) -> None:
    before, after = capture(*TOP), capture(*changed(2, intelligenceIndex=blank), day="2026-05-21")
    assert after.verdict == "flagged"
    assert after.reasons == (f"1 scores of {blank}, which say none",)
    assert kinds(before, after) == [("left", "Gemini 4")]
    assert headlines(before, after) == []


def test_figures_that_a_capture_is_flagged_for_make_no_story(capture: Capture) -> None:
    before = capture(*TOP)
    after = doubted(before, capture(*changed(3, intelligenceIndex=5400.0), day="2026-05-21"))
    assert any("beyond all others" in reason or "another unit" in reason for reason in after.reasons)
    assert headlines(before, after) == []


def test_a_score_among_many_figures_that_went_astray_makes_no_story(capture: Capture) -> None:
    def wide(taken: Snapshot) -> Snapshot:
        def parts(row: Row) -> dict[str, float]:
            return {f"part {n}": (row.score or 0) * n for n in range(2, 8)}

        return replace(taken, rows=tuple(replace(row, metrics={**parts(row), **row.metrics}) for row in taken.rows))

    before = wide(capture(*TOP))
    after = doubted(before, wide(capture(*changed(3, intelligenceIndex=5400.0), day="2026-05-21")))
    assert not any("intelligence_index" in reason for reason in after.reasons), "a reason names the first few columns only"
    assert headlines(before, after) == []


def test_a_first_score_is_told_as_one_and_both_prices_of_a_cut(capture: Capture) -> None:
    waiting = capture(*changed(3, intelligenceIndex="$undefined"))
    assert "has its first score on" in headlines(waiting, capture(*TOP, day="2026-05-21"))[0].text
    cut = [{**entry, "price1mInputTokens": 0.5, "price1mOutputTokens": 2} if entry["name"] == "GPT-6" else entry for entry in PRICED]
    (draft,) = headlines(capture(*PRICED), capture(*cut, day="2026-05-21"))
    assert draft.title == "OpenAI cuts the input price of GPT-6 from $1 to $0.50"
    assert "Output tokens went from $5 to $2." in draft.text


def test_who_fell_says_so_and_whom_nothing_moved_is_passive(capture: Capture) -> None:
    found = moves(capture(*TOP), capture(*changed(1, intelligenceIndex=50.0), day="2026-05-21"))
    assert [(m.kind, m.name) for m in found if not m.passive] == [("score_changed", "Opus 5"), ("overtaken", "Opus 5")]
    assert {(m.kind, m.name) for m in found if m.passive} == {("overtook", "Gemini 4"), ("overtook", "Grok 5")}
    assert ["passive" in m.to_record() for m in found] == [m.passive for m in found]


def test_a_board_that_names_its_rows_another_way_enters_nobody_anew() -> None:
    def taken(day: int, *names: str) -> Snapshot:
        rows = tuple(
            Row(key=name, raw_name=name, model=name, family=name, maker="Anthropic", model_key=f"claude-{n}", score=70.0 - n)
            for n, name in enumerate(names)
        )
        return Snapshot(board="livebench", captured_at=datetime(2026, 5, day, tzinfo=UTC), rows=rows, metric="global_average")

    ids = taken(1, "claude-opus-4-5-20251101", "claude-sonnet-4-5-20250929", "claude-haiku-4-5-20251001")
    titles = taken(9, "Claude 4.5 Opus", "Claude 4.5 Sonnet", "Claude 4.5 Haiku", "Claude 5 Sonnet")
    assert [draft.title.partition(" enters")[0] for draft in headlines(ids, titles)] == ["Claude 5 Sonnet"]
