"""Claims whose board or model is named elsewhere in the text: in a heading, in the sentence before, in a list, in full."""

from __future__ import annotations

import pytest
from ranking import claims_in


def told(text: str) -> list[tuple[str, str | None, str, str]]:
    """(board, model, kind, value) of every claim."""
    claims = claims_in(text)
    return [(c.board_key or c.board, c.model, c.kind, str(c.value)) for c in claims]


def places(text: str) -> set[tuple[str, str | None, str]]:
    return {(board, model, value) for board, model, kind, value in told(text) if kind in {"rank", "lead"}}


def scores(text: str) -> set[tuple[str | None, str]]:
    return {(model, value) for _, model, kind, value in told(text) if kind == "score"}


def test_a_board_is_spoken_of_as_long_as_claims_follow_one_another() -> None:
    text = (
        "SWE-bench Verified rests. LiveBench has news. GPT-5.5 scored 57. Claude Opus 4.8 scored 53. Gemini 3.1 Pro scored 51. "
        "Kimi K2.6 scored 48. "
    )
    assert scores(text + "Spring came. Rain fell. The rest slept. GLM-5.1 scored 44.") == {
        ("GPT-5.5", "57"), ("Claude Opus 4.8", "53"), ("Gemini 3.1 Pro", "51"), ("Kimi K2.6", "48")
    }  # fmt: skip


def test_a_noun_leads_back_to_the_board_that_was_named_last() -> None:
    text = "LMArena counts votes. Anybody may vote. Votes are many. The weather is fine. "
    other = "SWE-bench Verified counts bugs. "
    assert ("arena/text", "GPT-5.5", "3") in places(
        other + "One. Two three. Four five. " * 4 + text + "GPT-5.5 is third on the leaderboard."
    )
    assert places(other + text + "GPT-5.5 is third on the leaderboard.") == set()  # of which of the two?


@pytest.mark.parametrize("opening", ["On MathPit Apex, ", "In terms of speed, ", "Speed\n", "As FooBench shows, "])
def test_a_board_is_not_carried_to_what_is_of_something_else(opening: str) -> None:
    text = "GPT-5.5 ranks second on LMArena. "
    assert places(text + "And Claude Opus 4.8 is third.") > places(text)
    assert places(text + opening + "Claude Opus 4.8 is third.") == places(text)


@pytest.mark.parametrize(
    "other",
    [
        "In the App Store, ChatGPT is first and Gemini second.",
        "Its maker is third among private firms by revenue. Google is second.",
        "In our own tests, Claude Opus 4.8 came third.",
        "Vision is led by Claude Opus 4.8.",
        "On MathPit Apex, GLM-5.1 is first. Claude Opus 4.8 is third.",
        "Anthropic按营收排名第三。",
    ],
)
def test_a_text_that_turns_to_something_else_claims_nothing_of_the_board(other: str) -> None:
    text = "GPT-5.5 ranks second on LMArena. "
    assert places(text + other) == places(text)


def test_a_noun_leads_back_to_the_board_from_something_else() -> None:
    text = "GPT-5.5 ranks second on LMArena. OpenAI has raised $40 billion. "
    assert places(text + "Claude Opus 4.8 is third.") == places(text)
    assert places(text + "On the leaderboard, Claude Opus 4.8 is third.") > places(text)


@pytest.mark.parametrize(
    "caption",
    [
        "The LMArena leaderboard says little. Our own ranking:\n",
        "The LMArena leaderboard is new.\nBy value for money:\n",
        "Five releases to know, whatever the LMArena leaderboard says\n",
        "The LMArena leaderboard\n| Rank | Model | Tokens per second |\n|---|---|---|\n",
    ],
)
def test_a_list_of_something_else_tells_nothing_of_the_board_above_it(caption: str) -> None:
    rows = "| 1 | GPT-5.5 | 92 |\n| 2 | Claude Opus 4.8 | 80 |\n" if "|" in caption else "1. GPT-5.5\n2. Claude Opus 4.8\n"
    assert told(caption + rows) == []


def test_a_table_tells_places_and_scores_and_its_board_carries_on() -> None:
    text = (
        "SWE-bench Verified is another story.\nThe LMArena leaderboard:\n| Rank | Model | Score |\n|---|---|---|\n"
        "| 1 | claude-opus-4-8 | 1510 ±8 |\n| 2 | gpt-5.5 | 1501 |\nWhat we saw:\nGemini 3.1 Pro ranks fifth at 1493."
    )
    assert places(text) == {("arena/text", "Claude Opus 4.8", "1"), ("arena/text", "GPT-5.5", "2"), ("arena/text", "Gemini 3.1 Pro", "5")}
    assert scores(text) == {("Claude Opus 4.8", "1510"), ("GPT-5.5", "1501"), ("Gemini 3.1 Pro", "1493")}


@pytest.mark.parametrize(
    "rows", ["1. GPT-5.5 (1510)\n2. Claude Opus 4.8 (1501)", "1\nGPT-5.5\n1510\n2\nClaude Opus 4.8\n1501", "#1 GPT-5.5\n#2 Claude Opus 4.8"]
)
def test_rows_whose_numbers_follow_one_another_are_places(rows: str) -> None:
    assert places(f"The LMArena ranking this week\n{rows}\n") == {("arena/text", "GPT-5.5", "1"), ("arena/text", "Claude Opus 4.8", "2")}


def test_numbered_things_below_no_ranking_are_no_places() -> None:
    assert places("Five things we saw at LMArena\n1. GPT-5.5 is dear\n2. Claude Opus 4.8 is slow\n") == set()
    assert places("The LMArena ranking\nGPT-5.5 has 4 modes\n9. Claude Opus 4.8 is slow\n2. GLM-5.1 is free\n") == set()


def test_marks_of_markdown_hide_nothing_and_spans_are_those_of_the_text_as_written() -> None:
    text = "**GPT-5.5** ranks **8th** on the [LMArena](https://example.org/a) leaderboard."
    claims = claims_in(text)
    assert [(c.model, c.rank) for c in claims] == [("GPT-5.5", 8)]
    assert text[claims[0].start : claims[0].end] == "ranks **8th** on the [LMArena](https://example.org/a) leaderboard"


def test_a_board_that_only_an_address_names_is_named() -> None:
    assert ("arena/text", "GPT-5.5", "1") in places("**GPT-5.5** leads [it](https://lmarena.ai/leaderboard).")


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("Kimi K3 is out. K3 ranks second on LMArena.", "Kimi K3"),
        ("GPT-5.6 Sol is dear. On LMArena, Sol ranks second.", "GPT-5.6 Sol"),
        ("Gemini 3.1 Pro is out, and Google's 3.1 Pro ranks second on LMArena.", "Gemini 3.1 Pro"),
        ("Gemma 4 31B is out. The 26B MoE ranks second on LMArena.", "Gemma 4 26B MoE"),
        ("Yo-Thunder ranks second on LMArena.", "Yo-Thunder"),
        ("Gemini 1.5 Pro (Experimental 0801) ranks second on LMArena.", "Gemini 1.5 Pro (Experimental 0801)"),
        ("Claude Opus 4.8 (with GPT-5.5 as its fallback) ranks second on LMArena.", "Claude Opus 4.8"),
        ("LMArenaで、OpenAIの「GPT-5.5」を抜いて、「Claude Opus 4.8」が2位に。", "Claude Opus 4.8"),
    ],
)
def test_a_model_is_found_under_the_name_that_it_has_in_full(text: str, model: str) -> None:
    assert ("arena/text", model, "2") in places(text)


def test_a_claim_of_nobody_that_is_named_is_not_of_the_model_beside_it() -> None:
    text = "A new model has taken second place on LMArena. That puts it ahead of GPT-5.5."
    assert {model for _, model, _ in places(text)} == {None}
    text = "A maker's new model tops LMArena (twice what GPT-5.5's 1,300 was)."
    assert "GPT-5.5" not in {model for _, model, _ in places(text)}


@pytest.mark.parametrize(
    "text",
    [
        "On LMArena, GPT-5.5 and Claude Opus 4.8 scored 1377 and 1353, respectively.",
        "GPT-5.5 and Claude Opus 4.8 are at 1377 and 1353 on LMArena.",
        "LMArena中，GPT-5.5和Claude Opus 4.8分别为1377和1353。",
        "LMArena leaders: GPT-5.5 (1377) and Claude Opus 4.8 (1353), while others range from 1310 to 1330.",
    ],
)
def test_each_model_of_a_list_has_its_own_figure(text: str) -> None:
    assert scores(text) == {("GPT-5.5", "1377"), ("Claude Opus 4.8", "1353")}


def test_a_place_is_told_of_each_board_of_a_list() -> None:
    keys = {"arena/text", "livebench/global_average", "swe_bench/verified"}
    assert places("GPT-5.5 ranks first on LMArena, LiveBench and SWE-bench Verified.") == {(key, "GPT-5.5", "1") for key in keys}
    text = "GPT-5.5 ranks first on LMArena, and on LiveBench it is third."
    assert places(text) == {("arena/text", "GPT-5.5", "1"), ("livebench/global_average", "GPT-5.5", "3")}
    assert scores("GPT-5.5 wins MMLU (92.3%) and SWE-bench Verified (72%).") == {("GPT-5.5", "92.3"), ("GPT-5.5", "72")}
