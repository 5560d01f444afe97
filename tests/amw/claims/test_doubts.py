"""Sentences that a capture must not contradict: of other times, all but some, what is not so, a setting, a part of the board."""

from __future__ import annotations

from dataclasses import replace

import pytest
from arena import arena
from ranking import DAY, claims_in, ranking

from amw.boards import Row, Snapshot
from amw.claims import check
from amw.claims.areas import areas_named
from amw.claims.efforts import efforts_named

INDEX = "the Artificial Analysis Intelligence Index"


def verdicts(text: str, *captures: Snapshot) -> set[str]:
    claims = claims_in(text)
    return {check(claim, captures or (ranking(),), DAY, sentence=text).verdict for claim in claims}


def test_a_setting_that_is_named_is_held_to_its_own_row() -> None:
    assert verdicts(f"GPT-5.5 is behind GPT-5.4 at medium effort, scoring 57 on {INDEX}.") <= {"supported", "imprecise"}
    assert verdicts(f"GPT-5.4 is ahead of GPT-5.5 with medium effort on {INDEX}.") == {"supported"}


@pytest.mark.parametrize(
    ("text", "efforts"),
    [
        ("GPT-5.5 in its medium-effort mode", {"medium"}),
        ("with reasoning set to xhigh", {"xhigh"}),
        ("Claude Opus 4.8 without thinking", {"none"}),
        ("GPT-5.5 (high) and GPT-5.5 (low)", {"high", "low"}),
        ("Qwen3在非思考模式下", {"none"}),
        ("mit mittlerem Denkaufwand", {"medium"}),
        ("en mode effort moyen", {"medium"}),
        ("在中等推理强度下", {"medium"}),
        ("in any other configuration", {""}),
        ("GPT-5.5 has the highest score", set()),
        ("Claude Opus 4.8 at low cost", set()),
    ],
)
def test_efforts_are_read_in_the_words_of_boards(text: str, efforts: set[str]) -> None:
    assert efforts_named(text) == efforts


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Kimi K2.6 has the best Artificial Analysis coding score.", "supported"),
        ("Gemini 3.1 Pro has a higher Artificial Analysis coding score than GPT-5.5.", "not_checkable"),
        ("Beim Programmieren liegt Kimi K2.6 im Artificial Analysis Intelligence Index vor GPT-5.5.", "supported"),
        ("Kimi K2.6 has a higher Artificial Analysis score than GPT-5.5.", "contradicted"),
    ],
)
def test_a_part_of_the_board_is_looked_up_where_the_sentence_names_it(text: str, verdict: str) -> None:
    coding = {"Kimi K2.6": 80.0, "GPT-5.5 (xhigh)": 75.0, "Gemini 3.1 Pro": 60.0}
    whole = ranking()
    rows: list[Row] = [replace(row, metrics={**row.metrics, "coding_index": coding.get(row.raw_name, 20.0)}) for row in whole.rows]
    assert verdicts(text, replace(whole, rows=tuple(rows))) & {verdict}


def test_areas_are_metrics_beside_the_boards_own() -> None:
    metrics = ("global_average", "coding_average", "agentic_coding_average", "mathematics_average", "votes")
    assert areas_named("im Bereich Mathematik", metrics, own="global_average") == ["mathematics_average"]
    assert areas_named("agentic coding", metrics, own="global_average") == ["agentic_coding_average"]
    assert areas_named("the average of all", metrics, own="global_average") == []


def test_an_accented_category_names_its_board() -> None:
    text = "En el ranking de código de LMArena, GLM-5.1 ocupa la cuarta posición."
    assert [claim.board_key for claim in claims_in(text)] == ["arena/code"]


def test_a_site_named_alone_may_mean_any_of_its_boards() -> None:
    text_board = arena()
    first = tuple(replace(row, score=2000.0, metrics={}) if row.raw_name == "glm-5.1" else row for row in text_board.rows)
    code_board = replace(text_board, board="arena_code", rows=first)
    assert verdicts("GLM-5.1 is first on the LMArena leaderboard.", text_board, code_board) == {"imprecise"}
    assert verdicts("GLM-5.1 is first on LMArena's text leaderboard.", text_board, code_board) == {"contradicted"}
