from __future__ import annotations

from datetime import UTC, datetime

from board_bodies import Capture, model
from hypothesis import given
from hypothesis import strategies as st

from amw.boards import Row, Snapshot, rank, table
from amw.boards.ranks import family_of, maker_of


def places(snapshot, **how):  # type: ignore[no-untyped-def]
    return {r.row.raw_name: r for r in rank(snapshot, **how)}


def board(capture: Capture):  # type: ignore[no-untyped-def]
    return capture(
        model("GPT-6 (xhigh)", 60.2, shortName="GPT-6"),
        model("GPT-6 (high)", 58.9, shortName="GPT-6"),
        model("Opus 5", 57.3, "Anthropic"),
        model("Gemini 4", 57.2, "Google"),
        model("GPT-5.9 (xhigh)", 56.8, shortName="GPT-5.9"),
        model("GPT-6 (medium)", 56.7, shortName="GPT-6"),
        model("Qwen4 Max", 56.6, "Alibaba", "cn"),
        model("DeepSeek V5", 51.5, "DeepSeek", "cn", open_weights=True),
        model("Unscored", None, "DeepSeek", "cn"),
    )


def test_one_row_has_the_four_ranks_people_quote(capture: Capture) -> None:
    qwen = places(board(capture))["Qwen4 Max"]
    assert (qwen.rank, qwen.family_rank, qwen.maker_rank, qwen.country_rank) == (7, 5, 4, 1)
    assert qwen.counts["rank"] == 308
    assert qwen.leads_family


def test_efforts_collapse_to_their_best(capture: Capture) -> None:
    ranked = places(board(capture))
    assert ranked["GPT-6 (medium)"].family_rank == 1
    assert not ranked["GPT-6 (medium)"].leads_family
    assert ranked["GPT-5.9 (xhigh)"].maker_rank == 1


def test_open_weights_are_ranked_among_themselves(capture: Capture) -> None:
    ranked = places(board(capture))
    assert ranked["DeepSeek V5"].open_rank == 1
    assert ranked["DeepSeek V5"].country_rank == 2
    assert ranked["Qwen4 Max"].open_rank is None


def test_rows_without_a_score_have_no_rank_and_stay(capture: Capture) -> None:
    ranked = rank(board(capture))
    assert ranked[-1].row.raw_name == "Unscored"
    assert ranked[-1].rank is None
    assert len(ranked) == 309


def test_ties_share_the_better_rank(capture: Capture) -> None:
    ranked = places(capture(model("A", 50.0, "X"), model("B", 50.0, "Y"), model("C", 49.0, "Z")))
    assert [ranked[n].rank for n in "ABC"] == [1, 1, 3]
    assert ranked["A"].tied and not ranked["C"].tied


def test_whether_estimates_and_deprecated_rows_count_is_a_parameter(capture: Capture) -> None:
    snapshot = capture(model("A", 60.0, estimated=True), model("B", 55.0, "Y", deprecated=True), model("C", 50.0, "Z"))
    assert places(snapshot)["C"].rank == 3
    assert places(snapshot, include_estimated=False)["C"].rank == 2
    assert places(snapshot, include_estimated=False, include_deprecated=False)["C"].rank == 1
    assert places(snapshot, include_estimated=False)["A"].rank is None


def test_a_table_has_one_line_a_group_within_its_scope(capture: Capture) -> None:
    snapshot = board(capture)
    assert [(place, entry.row.raw_name) for place, entry in table(snapshot, by="family", country="CN")] == [
        (1, "Qwen4 Max"),
        (2, "DeepSeek V5"),
    ]
    assert [entry.row.maker for _, entry in table(snapshot, by="maker", top=4)] == ["OpenAI", "Anthropic", "Google", "Alibaba"]
    assert [place for place, _ in table(snapshot, by="row", top=3)] == [1, 2, 3]
    assert [(place, entry.row.country) for place, entry in table(snapshot, by="country")] == [(1, "US"), (2, "CN"), (3, "FR")]
    assert table(snapshot, by="family", country="CN", open_weights=True)[0][1].row.raw_name == "DeepSeek V5"


def test_another_metric_ranks_by_itself(capture: Capture) -> None:
    snapshot = capture(model("A", 60.0, codingIndex=10), model("B", 50.0, "Y", codingIndex=20))
    assert places(snapshot, metric="coding_index")["B"].rank == 1
    assert places(snapshot, metric="coding_index")["Filler 0"].rank is None


SOME = st.builds(
    Row,
    key=st.integers().map(str),
    raw_name=st.just("row"),
    model=st.sampled_from("abcd"),
    maker=st.sampled_from((None, "X", "Y", "Z")),
    country=st.sampled_from((None, "US", "CN")),
    open_weights=st.sampled_from((None, False, True)),
    score=st.sampled_from((None, 1, 1.5, 2, 3, 3.25)),
)


@given(st.lists(SOME, max_size=12), st.booleans())
def test_a_place_is_one_more_than_there_are_groups_with_a_better_best(rows: list[Row], lower: bool) -> None:
    taken = Snapshot(board="b", captured_at=datetime(2026, 5, 20, tzinfo=UTC), rows=tuple(rows), lower_is_better=lower)
    scored = [row for row in rows if row.score is not None]
    units = {"": lambda row: id(row), "family": family_of, "maker": maker_of}
    fields = {"": lambda row: True, "country": lambda row: row.country, "open": lambda row: row.open_weights or None}
    kinds = {("", ""): "rank", ("", "family"): "family_rank", ("", "maker"): "maker_rank", ("country", "family"): "country_rank"}
    kinds |= {("open", "family"): "open_rank", ("country", ""): "country_row_rank", ("country", "maker"): "country_maker_rank"}
    kinds |= {("open", ""): "open_row_rank", ("open", "maker"): "open_maker_rank"}
    for (field, unit), kind in kinds.items():
        inside, of = fields[field], units[unit]
        for entry in rank(taken):
            bests: dict[object, float] = {}
            for row in scored:
                if inside(row) is not None and inside(row) == inside(entry.row) and of(row) is not None:
                    best = bests.setdefault(of(row), row.score)
                    bests[of(row)] = min(best, row.score) if lower else max(best, row.score)
            mine = bests.get(of(entry.row)) if entry.row.score is not None else None
            better = [score for score in bests.values() if mine is not None and (score < mine if lower else score > mine)]
            assert getattr(entry, kind) == (None if mine is None else 1 + len(better)), kind
            assert entry.counts.get(kind) == (None if mine is None else len(bests)), kind
