"""What whole texts say of boards: lists of benchmarks, tables of scores, boards named far ahead, and figures that are of something else."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ranking import claims_in

from amw.claims import find_claims
from amw.claims.named import boards_in
from amw.companies import Companies

COMPANIES = Companies.load()


def told(text: str) -> set[tuple[str, str | None, str, str | None]]:
    """(board, model, kind, value) of every claim."""
    found = claims_in(text)
    return {(c.board, c.model, c.kind, None if c.value is None else str(c.value)) for c in found}


def scores(text: str) -> set[tuple[str, str | None, str | None]]:
    return {(board, model, value) for board, model, kind, value in told(text) if kind == "score"}


@pytest.mark.parametrize(
    "line",
    [
        "MMLU-Pro: 86.5%",
        "MMLU-Pro 86.5%",
        "MMLU-Pro (no tools): 86.5%",
        "86.5% MMLU-Pro, open weights",
        "MMLU-Pro — ~86.5%",
        "MMLU-Pro v2: 86.5%",
    ],
)
def test_a_percentage_beside_a_benchmark_is_a_score_of_whom_the_text_tells(line: str) -> None:
    assert scores(f"Kimi K3 arrives\nIt is a large model.\n- {line}\nWeights follow.") == {("MMLU-Pro", "Kimi K3", "86.5")}


@pytest.mark.parametrize(
    "line",
    [
        "MMLU-Pro: 500 questions", "On MMLU-Pro 80% of the questions are new.", "MMLU-Pro 5% better than before",
        "MMLU-Pro: 15% improvement",
        "81% MMLU-Pro users are students.", "MMLU-Pro grew. Memory use falls to 10%.", "MMLU-Pro is passed with a 50-point increase.",
        "MMLU-Pro is out. It scores 23.4% on Foolscap Apex.",
    ],
)  # fmt: skip
def test_a_figure_of_something_else_is_no_score(line: str) -> None:
    assert scores(f"Kimi K3 arrives\n{line}") == set()


def test_a_list_tells_of_whom_heads_it_and_not_of_whom_an_item_names_in_passing() -> None:
    text = (
        "Kimi K3 is out. Key results:\n- MMLU-Pro: 88%\n- Costs half of what GLM-5 does\n- GPQA: 90.1%\n- **GPT-5.5**:\n  - LiveBench: 80%"
    )
    assert scores(text) == {("MMLU-Pro", "Kimi K3", "88"), ("GPQA", "Kimi K3", "90.1"), ("LiveBench", "GPT-5.5", "80")}


TABLES = {
    "models head": ("Benchmark", "Kimi K3", "GPT-5.5", "MMLU-Pro", "87.4", "88.0", "GPQA", "90.1%", "~93"),
    "boards head": ("Model", "MMLU-Pro", "GPQA", "Kimi K3", "87.4", "90.1%", "GPT-5.5", "88.0", "about 93"),
    "notes": ("", "Kimi K3 (max)", "GPT-5.5", "MMLU-Pro (5-shot)", "87.4", "88.0*", "GPQA", "90.1 (tools)", "93"),
}


@pytest.mark.parametrize("cells", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("barred", [False, True])
def test_a_table_of_models_and_benchmarks_tells_scores(cells: tuple[str, ...], barred: bool) -> None:
    rows = [cells[i : i + 3] for i in range(0, 9, 3)]
    lines = ["| " + " | ".join(row) + " |" for row in rows] if barred else [cell for row in rows for cell in row if cell]
    if barred:
        lines.insert(1, "|---|---|---|")
    found = scores("A comparison of the two.\n" + "\n".join(lines) + "\nThat was the comparison.")
    assert {(board, value) for board, _, value in found} == {("MMLU-Pro", "87.4"), ("MMLU-Pro", "88.0"), ("GPQA", "90.1"), ("GPQA", "93")}
    assert {(model or "").split(" (")[0] for _, model, value in found if value in {"88.0", "93"}} == {"GPT-5.5"}


@pytest.mark.parametrize(
    "table",
    [
        "| Model | MMLU-Pro | GPQA |\n|--|--|--|\n| Kimi K3 | 87.4 |\n| GPT-5.5 | 88 | 93 | 4 |",  # too few figures, too many
        "| Model | MMLU-Pro rank | GPQA cost |\n|--|--|--|\n| Kimi K3 | 3 | 14 |",
        "| Model | MMLU-Pro | Context | GPQA |\n|--|--|--|--|\n| Kimi K3 | 87.4 | 256K | 90 |",
        "| Benchmark | Year | Tasks |\n|--|--|--|\n| MMLU-Pro | 24 | 57 |\n| GPQA | 23 | 44 |",
    ],
)
def test_a_table_whose_columns_are_not_sure_tells_nothing(table: str) -> None:
    assert scores(table) == set()


@given(st.lists(st.sampled_from(["Kimi K3", "GPT-5.5", "MMLU-Pro", "GPQA", "88.1", "-", "", "---", "note", "x" * 300]), max_size=40))
def test_a_score_of_a_table_stands_in_it_beside_its_names(cells: list[str]) -> None:
    for board, model, value in scores("\n".join(cells)):
        assert board in cells and model in cells and value == "88.1"


@pytest.mark.parametrize("cell", ["|", "- ", "-", " ", "88 |", "GPQA |", "Kimi K3\n"])
def test_hostile_tables_cost_linear_time(cell: str) -> None:
    text = "GPQA\n" + cell * (60_000 // len(cell))
    mentions = COMPANIES.find(text)
    start = time.process_time()
    find_claims(text, mentions)
    assert time.process_time() - start < 4


@pytest.mark.parametrize("word", ["aime", "Aime", "Helm chart", "Gaia ranking", "Math ranking"])
def test_a_word_is_no_board_but_in_capitals(word: str) -> None:
    assert boards_in(f"We like it: {word}") == []
    assert boards_in(f"We like it: {word.split(' ')[0].upper()} ranking") != []


def test_a_lead_is_told_of_a_board_however_far_ahead_it_was_named() -> None:
    text = "LMArena was updated on Monday. " + "The results are what many expected of a site that grows and grows. " * 4
    assert ("LMArena", "GPT-5.5", "lead", "1") in told(text + "OpenAI's GPT-5.5 claims the top spot.")


@pytest.mark.parametrize(
    "sentence",
    [
        "In many areas Kimi K3 leads.", "Kimi K3 is leading in many areas.", "Kimi K3 ranks third on the Foo Expert leaderboard.",
        "Kimi K3 is third in the expert leaderboard.", "Unlike the labs at the top, Kimi K3's maker is small.",
        "Google leads the enterprise market with 40%.",
    ],
)  # fmt: skip
def test_what_a_sentence_tells_of_others_is_not_of_the_board_before(sentence: str) -> None:
    text = "Kimi K3 was held against LMArena. "
    assert told(text + sentence) == told(text) == set()


def test_of_boards_in_brackets_each_clause_has_its_own() -> None:
    found = told("Kimi K3 leads in two of five (MMLU and GPQA), while GPT-5.5 dominates logic (ARC-AGI-2, GSM8K).")
    assert found == {
        ("MMLU", "Kimi K3", "lead", "1"), ("GPQA", "Kimi K3", "lead", "1"),
        ("ARC-AGI-2", "GPT-5.5", "lead", "1"), ("GSM8K", "GPT-5.5", "lead", "1"),
    }  # fmt: skip


def test_of_two_figures_the_first_is_of_whom_the_sentence_tells() -> None:
    text = "Kimi K3 is out.\nGPQA: 90% (85% for GPT-5.5)\nMMLU: 88%"
    assert scores(text) == {("GPQA", "Kimi K3", "90"), ("MMLU", "Kimi K3", "88")}
    assert scores("GPT-5.5 leads on GPQA 88.7% vs 80.6%, but Kimi K3 is cheaper.") == {("GPQA", "GPT-5.5", "88.7")}


def test_it_stands_behind_those_it_is_put_behind() -> None:
    found = find_claims(
        text := "GLM-5.2 has 51 on LiveBench. That puts it behind a few (Claude Opus 4.8 at 56, GPT-5.5 at 60).", COMPANIES.find(text)
    )
    assert [(c.model, c.behind) for c in found if c.kind == "comparison"] == [("GLM-5.2", ("Claude Opus 4.8", "GPT-5.5"))]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("K-엑사원은 LMArena에서 오픈 웨이트 모델 기준 세계 7위에 올랐다.", {("open_weights", "7")}),
        ("K-엑사원은 LMArena에서 세계 7위에 올랐다.", {("global", "7")}),
        ("K-엑사원은 MMLU-Pro에서 83.8점으로 1위를 차지했다.", {("global", "1"), ("global", "83.8")}),
        ("GPT-5.5が23.26%のスコアでSWE-bench Proのトップに立った。", {("global", "1"), ("global", "23.26")}),
        ("GPT-5.5はSWE-bench Proの4分の1しか解けない。", set()),
    ],
)
def test_fields_and_scores_of_korean_and_japanese_press(text: str, claims: set[tuple[str, str]]) -> None:
    assert {(c.scope, str(c.value)) for c in claims_in(text)} == claims


def test_a_price_is_not_of_whom_it_is_a_fraction() -> None:
    text = "Mistral Medium 3 is out. Pricing is $0.40 / 1M input tokens, a fraction of Claude Sonnet 4.6's cost."
    assert {c.model for c in claims_in(text)} == {"Mistral Medium 3"}


def test_a_version_and_tier_are_of_the_line_named_last() -> None:
    assert {model for _, model, _ in scores("DeepSeek V4 is out. V4-Flash scores 79% on GPQA.")} == {"DeepSeek V4 Flash"}


def test_a_category_of_models_is_one_of_the_sites_boards() -> None:
    named = boards_in("It leads Artificial Analysis's video model leaderboard and the I2V leaderboard of Artificial Analysis.")
    assert [board.key for board in named] == ["artificial_analysis/text-to-video", "artificial_analysis/image-to-video"]


@pytest.mark.parametrize(
    "sentence",
    ["OpenRouter's ranking puts China ahead by roughly 1.4 trillion tokens.", "These numbers dominate the debate of OpenRouter's ranking."],
)
def test_what_is_told_of_distances_and_of_several_is_no_models(sentence: str) -> None:
    assert not {model for _, model, _, _ in told(f"Kimi K3 had a week. {sentence}")}


def test_a_board_is_carried_through_what_explains_it() -> None:
    text = "MMLU is old. People say so. Nobody denies it. The weather is fine. It rains. "
    text += "LiveBench renews itself. It covers logic. Answers are checked. "
    assert told(text + "They are many. GPT-5.2 leads here with 82.6%.") == {
        ("LiveBench", "GPT-5.2", "lead", "1"), ("LiveBench", "GPT-5.2", "score", "82.6")
    }  # fmt: skip
    assert told(text + "In May's benchmarks, GPT-5.2 secured the top score in coding.") == set()


@pytest.mark.parametrize(
    "line",
    [
        "GPQA 4% behind GLM-5", "GPQA 3% gap to GLM-5", "GPQA: 90% confidence interval is wide.", "LMArena 61% win rate",
        "OpenRouter: 23% market share", "GPQA up 5%, MMLU-Pro -2%.",
    ],
)  # fmt: skip
def test_a_percentage_behind_a_board_is_a_score_only_where_it_ends_so(line: str) -> None:
    assert scores(f"Kimi K3: {line}") == set()


@pytest.mark.parametrize("rest", ["(GLM-5: 85%)", "(vs 85% for GLM-5)", "vs. GLM-5's 85%", ", ahead of GLM-5"])
def test_an_item_that_compares_keeps_the_score_of_whom_the_list_tells(rest: str) -> None:
    found = scores(f"Kimi K3 is out\n- GPQA: 87% {rest}")
    assert found - {("GPQA", "GLM-5", "85")} == {("GPQA", "Kimi K3", "87")}


@pytest.mark.parametrize(
    "sentence",
    [
        "At a cost of $2 Kimi K3 scores 88% on GPQA.", "Despite low latency Kimi K3 reaches 88 on GPQA.",
        "By users' votes Kimi K3 has the top rank on GPQA with a score of 88%.",
    ],
)  # fmt: skip
def test_a_score_told_as_one_stands_beside_words_of_use(sentence: str) -> None:
    assert ("GPQA", "Kimi K3", "88") in scores(sentence)


@pytest.mark.parametrize(
    "about", ["Cost of a run, in dollars", "Tokens used (millions)", "Ranks of the models:", "Changes in points", "Speed (tokens/s)"]
)
def test_a_table_captioned_with_another_measure_tells_no_scores(about: str) -> None:
    table = "| Benchmark | Kimi K3 | GPT-5.5 |\n|---|---|---|\n| GPQA | 13.1 ± 0.2 | 12.0 |"
    assert len(scores(f"Results of the models\n{table}")) == 2
    assert scores(f"{about}\n{table}") == scores(table.replace("GPQA |", "GPQA error rate |")) == set()


def test_cells_that_stand_one_a_line_are_not_of_the_line_after() -> None:
    text = "Kimi K3 is out\nBenchmark\nKimi K3\nGPT-5.5\nHuman\nGPQA\n87%\n88%\n70%\nHLE\n41%\n42%\n90%\n"
    assert scores(text) == set()
    known = "Kimi K3 is out.\nBenchmark\nKimi K3\nGPT-5.5\nGPQA\n87%[1]\n88%\nHLE\n41%\n42%[2][3]\n"
    assert {(model, value) for _, model, value in scores(known)} == {
        ("Kimi K3", "87"),
        ("GPT-5.5", "88"),
        ("Kimi K3", "41"),
        ("GPT-5.5", "42"),
    }


def test_a_table_is_read_below_a_headline_and_short_paragraphs_that_begin_with_a_model() -> None:
    text = "Kimi K3 arrives\nKimi K3 is large.\nBenchmark | Kimi K3 | GPT-5.5\nReasoning\nGPQA | 90 | 93.0\nHLE | 41 | 42"
    assert len(scores(text)) == 4


def test_an_empty_cell_beside_a_column_that_is_not_known_shifts_nothing() -> None:
    assert scores("| Benchmark | Kimi K3 | GPT-5.5 | Human |\n|---|---|---|---|\n| GPQA | | 93.0 | 70 |") == set()


def test_who_is_named_in_brackets_is_not_whom_the_next_lines_tell_of() -> None:
    text = "Kimi K3 is out.\nGPQA: 90.1% (GPT-5.5: 93.0%)\nHLE: 44.9%"
    assert ("Humanity's Last Exam", "Kimi K3", "44.9") in scores(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "Several models moved: Kimi K3 is now third.", "Many were surprised when Kimi K3 came third.",
        "In its latest tests, Kimi K3 is third.", "Kimi K3 is third on the June leaderboard.",
    ],
)  # fmt: skip
def test_a_sentence_that_only_sounds_like_another_board_is_of_the_one_before(sentence: str) -> None:
    assert ("LMArena", "Kimi K3", "rank", "3") in told(f"LMArena was updated. {sentence}")
