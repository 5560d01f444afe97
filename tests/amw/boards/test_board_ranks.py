from __future__ import annotations

from board_bodies import Capture, model
from hypothesis import given
from hypothesis import strategies as st

from amw.boards import rank, table
from amw.boards.ranks import competition


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


@given(st.dictionaries(st.integers(), st.sampled_from([1, 1.5, 2, 3, 3.25]), min_size=1))
def test_competition_ranks_count_those_strictly_better(scores: dict[int, float]) -> None:
    assert competition(scores) == {k: 1 + sum(other > score for other in scores.values()) for k, score in scores.items()}
    assert competition(scores, lower_is_better=True) == {
        k: 1 + sum(other < score for other in scores.values()) for k, score in scores.items()
    }
