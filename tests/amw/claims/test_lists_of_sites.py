"""Lists of a site that are named by their category alone, several at once, and boards, prices and names that a text gives in part."""

from __future__ import annotations

import pytest
from ranking import claims_in

from amw.claims.named import boards_in


def told(text: str) -> set[tuple[str, str | None, str, str]]:
    """(board, model or company, kind, place or figure) of every claim."""
    claims = claims_in(text)
    return {(c.board_key or c.board, c.model or c.company, c.kind, str(c.value if c.value is not None else c.within)) for c in claims}


def places(text: str) -> set[tuple[str, str | None, str]]:
    return {(board, who, value) for board, who, kind, value in told(text) if kind in {"rank", "lead"}}


SITE = "LMArena counts votes. "
MEDIA = "Artificial Analysis has blind tests of media. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SITE + "GPT-5.5 is second on its vision leaderboard.", {("arena/vision", "GPT-5.5", "2")}),
        (SITE + "GPT-5.5 holds #2 on Code and trails there.", {("arena/code", "GPT-5.5", "2")}),
        (SITE + "Anthropic leads Text, Code and Search.", {(f"arena/{part}", "anthropic", "1") for part in ("text", "code", "search")}),
        (SITE + "GPT-5.5 entered the top 10 on both Text and WebDev.", {("arena/text", "GPT-5.5", "10"), ("arena/code", "GPT-5.5", "10")}),
        (
            "GPT-5.5 holds the #1 position on three Chatbot Arena leaderboards: text, vision and search.",
            {(f"arena/{part}", "GPT-5.5", "1") for part in ("text", "vision", "search")},
        ),
        (MEDIA + "Veo 3 is third in the image-to-video category.", {("artificial_analysis/image-to-video", "Veo 3", "3")}),
        ("LMSYS Coding Arena Leaderboard\nGPT-5.5 ranks third.", {("arena/code", "GPT-5.5", "3")}),
        (SITE + "But the coding leaderboard differs. GPT-5.5 is third.", {("arena/code", "GPT-5.5", "3")}),
        (SITE + "GPT-5.5, a text-to-image model, ranks third overall.", {("arena/text", "GPT-5.5", "3")}),
        ("Veo 3 leads Artificial Analysis in the text-to-video category.", {("artificial_analysis/text-to-video", "Veo 3", "1")}),
        ("GPT-5.5 is second on LMArena in the vision category.", {("arena/vision", "GPT-5.5", "2")}),
        (SITE + "GPT-5.5 got better at search and is third overall.", {("arena/text", "GPT-5.5", "3")}),
    ],
)
def test_a_category_of_a_site_is_its_board(text: str, expected: set[tuple[str, str | None, str]]) -> None:
    assert expected <= places(text)


@pytest.mark.parametrize(
    "text",
    [
        "GPT-5.5 is #1 in English, 2nd overall on LMArena.",
        "GPT-5.5 is second overall on LMArena and #1 in English.",
        "On LMArena, GPT-5.5 ranks first in English and second overall.",
        "GPT-5.5 is #1 in English (no style control), 2nd overall (no style control) on LMArena.",
    ],
)
def test_a_place_in_a_category_is_none_of_the_whole_board(text: str) -> None:
    assert [(c.board, c.board_key, c.rank) for c in sorted(claims_in(text), key=lambda c: c.rank or 0)] == [
        ("LMArena English", None, 1),
        ("LMArena", "arena/text", 2),
    ]


@pytest.mark.parametrize("kind", ["TTS", "Video", "Chess", "Design", "Copilot"])
def test_an_arena_of_something_else_is_no_lmarena(kind: str) -> None:
    assert [b for b in boards_in(f"GPT-5.5 tops the {kind} Arena leaderboard.") if b.key == "arena/text"] == []
    assert [b.key for b in boards_in("GPT-5.5 tops the Arena leaderboard.")] == ["arena/text"]


def test_a_category_says_nothing_where_no_site_is_named() -> None:
    assert boards_in("The firm leads the search rankings and the video category, on both Text and Code.") == []


@pytest.mark.parametrize(
    "other",
    [
        "in search rankings",
        "and leads search, code and text workloads",
        "in the video category of the App Store",
        "in the video category on Steam",
    ],
)
def test_a_category_of_something_else_is_none_of_the_sites(other: str) -> None:
    sites = "LMArena and Artificial Analysis count votes. "
    assert len(boards_in(f"{sites}Tarncut is first {other}.")) == 2
    assert len(boards_in(f"{sites}Tarncut is first in the video category on Monday, first in the video category of May.")) == 4


def test_what_follows_a_sentence_with_several_lists_is_of_the_site() -> None:
    text = "GPT-5.5 leads Text, Code and Search on LMArena. Kimi K2.6 ranks sixth."
    assert ("arena/text", "Kimi K2.6", "6") in places(text)


def test_a_board_that_is_named_later_holds_for_ratings_and_for_what_is_told_of_a_board() -> None:
    later = " The leaderboard of LMArena counts votes."
    assert places("GPT-5.5 ranks third on the leaderboard." + later) == {("arena/text", "GPT-5.5", "3")}
    assert told("GPT-5.5 scored 1497." + later) == {("arena/text", "GPT-5.5", "score", "1497")}
    for other in (
        "GPT-5.5 ranks third.",
        "GPT-5.5 is in the top ten of most used apps.",
        "GPT-5.5 beats Claude Opus 4.8.",
        "GPT-5.5 leads.",
        "OpenAI is third by revenue with GPT-5.5.",
        "It ranks third.",
    ):
        assert told(other + later) == set()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("On LMArena, GPT-5.5 scores 1500, ahead of Kimi K2.6 at 1480 and GLM-5.1 at 1470, making it the best model.", "GPT-5.5"),
        ("On LMArena, GPT-5.5, at a tenth the inference cost of Claude Opus 4.8, ranks first.", "GPT-5.5"),
        ("tarn-tool-8B is built on Kimi K2.6. The model ranks first on LMArena.", "tarn-tool-8B"),
        ("On LMArena, GPT-5.5 surpasses the strongest closed models Kimi K2.6, Veo 3 and GLM-5.1, ranking first overall.", "GPT-5.5"),
    ],
)
def test_who_is_compared_is_not_whose_place_it_is(text: str, who: str) -> None:
    assert {found for found in places(text) if found[2] == "1"} == {("arena/text", who, "1")}


def test_of_a_text_of_several_models_we_are_none() -> None:
    text = "We tried Kimi K2.6 and GLM-5.1. We have scored 65.4% on SWE-bench Verified."
    assert told(text) == set()
    assert ("swe_bench/verified", "Kimi K2.6", "score", "65.8") in told("Kimi K2.6 is out. We scored 65.8% on SWE-bench Verified.")


def test_who_is_spoken_of_before_is_not_told_to_be_behind_itself() -> None:
    text = "GPT-5.5 is out. Ranks 5th overall on LMArena, behind GPT-5.5 (1500) and Kimi K2.6 (1490)."
    assert ("arena/text", "GPT-5.5", "5") not in places(text)


def test_a_day_of_a_month_is_no_place() -> None:
    assert places("On the 25th of March, GPT-5.5 came to LMArena and now ranks third.") == {("arena/text", "GPT-5.5", "3")}
    assert told("On May 6, GPT-5.5 ranks third on LMArena.") == told("GPT-5.5 ranks third on LMArena.")


def test_a_version_and_tier_alone_is_of_the_line_named_before() -> None:
    found = places("On LMArena, Gemini 2.5 Pro is first, while 2.5 Flash lands in second place.")
    assert found == {("arena/text", "Gemini 2.5 Pro", "1"), ("arena/text", "Gemini 2.5 Flash", "2")}
    assert "Gemini 4.5 Flash" not in {who for _, who, _ in places("On LMArena, Gemini 2.5 Pro is first, while 4.5 Flash is third.")}


def test_a_place_that_follows_the_first_of_a_field_is_of_that_field() -> None:
    def scopes(text: str) -> list[str]:
        return [c.scope for c in claims_in(text) if c.kind == "rank"]

    first = "The best open model on LMArena is GLM-5.1. "
    assert scopes(first + "Kimi K2.6 comes second.") == ["open_weights"]
    assert scopes(first + "Kimi K2.6 comes second and DeepSeek-V3.1 third.") == ["open_weights", "open_weights"]
    assert scopes(first + "Kimi K2.6 comes fifth.") == ["global"]
    assert scopes(first + "Kimi K2.6 comes second overall.") == ["global"]
    assert scopes(first + "Kimi K2.6 comes second on LMArena.") == ["global"]
    assert scopes("The best model on LMArena is GLM-5.1. Kimi K2.6 comes second.") == ["global"]


FOUR_PRICES = {("Kimi K2.6", "0.60"), ("Kimi K2.6", "2.50"), ("GLM-5.1", "1"), ("GLM-5.1", "3.20")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DeepSeek V3.2 costs $0.28 per million input tokens.", {("DeepSeek-V3.2", "0.28")}),
        ("GPT-5.5 is priced at $2.50/$15 per million tokens.", {("GPT-5.5", "2.50"), ("GPT-5.5", "15")}),
        (
            "On models.dev Kimi K2.6 charges $0.60 per million input tokens versus $1.25 per million for the alternative.",
            {("Kimi K2.6", "0.60")},
        ),
        ("On Bedrock, Claude Opus 4.8 costs $6 per million input tokens.", set()),
        ("Cached input of GPT-5.5 costs $0.125 per million tokens.", set()),
        ("GPT-5.5 would cost $3 per million tokens.", set()),
        ("GPT-5.5 was $30 per million input tokens.", set()),
        ("The firm pays $3 per million impressions for its Gemini 2.5 Pro adverts.", set()),
        ("Prices start at $0.10 per million tokens.", set()),
        ("On Tarnbricks, Kimi K2.6 costs $0.50 per million input tokens.", set()),
        ("Kimi K2.6 costs $0.50 per million input tokens on Groq.", set()),
        ("Microsoft sells GPT-5.5 at $5 per million input tokens.", set()),
        ("For prompts above 200,000 tokens, GPT-5.5 costs $10 per million input tokens.", set()),
        ("GPT-5.5 in the priority tier costs $10 per million input tokens.", set()),
        ("OpenAI cut the price of GPT-5.5 from $10 per million input tokens.", set()),
        ("Our router mixes Kimi K2.6 and GPT-5.5 at $0.90 per million tokens.", set()),
        ("A quarter of the cost of GPT-5.5 ($5 per million input tokens), Kimi K2.6 is out.", set()),
        ("The official API pricing page lists GPT-5.5 at $5 input and $30 output per 1M tokens.", {("GPT-5.5", "5"), ("GPT-5.5", "30")}),
        ("OpenAI charges $5 per million input tokens for GPT-5.5, which analysts had expected.", {("GPT-5.5", "5")}),
        ("Fine-tuning GPT-4o costs $25 per million tokens.", set()),
        # a pair of prices, and the unit once for several models
        ("GPT-5.5 costs $5/$30 per MTok input/output.", {("GPT-5.5", "5"), ("GPT-5.5", "30")}),
        ("Kimi K2.6 costs $0.60/$2.50 per million tokens. GLM-5.1: $1 input / $3.20 output.", FOUR_PRICES),
        ("Kimi K2.6 costs $0.60/$2.50 per million tokens, and the new GLM-5.1 is listed at $1/$3.20.", FOUR_PRICES),
        ("GPT-5.5: $5/$30 per 1M tokens. Kimi K2.6: $0.60/$2.50. GLM-5.1: $1/$3.20.", {("GPT-5.5", "5"), ("GPT-5.5", "30"), *FOUR_PRICES}),
        ("Kimi K2.6 costs $0.60 per million input tokens; GLM-5.1 costs $1.", {("Kimi K2.6", "0.60"), ("GLM-5.1", "1")}),
        ("Kimi K2.6 costs $0.60 per million input tokens; GLM-5.1 costs $3 a month.", {("Kimi K2.6", "0.60")}),
        ("Kimi K2.6 costs $0.60 per million input tokens; ChatGPT Plus costs $20.", {("Kimi K2.6", "0.60")}),
        # a sentence of its own may tell the price of anything: of a run, a picture, a plan
        ("Kimi K2.6 costs $0.60 per million input tokens. Sora 2 costs $0.10.", {("Kimi K2.6", "0.60")}),
        ("Mistral Large costs $2 per million input tokens.", {("Mistral Large", "2")}),
        ("Codestral is priced at $0.30/$0.90 per million tokens.", {("Codestral", "0.30"), ("Codestral", "0.90")}),
        ("TikTok pays $3 per million views of a video made with GLM-5.1.", set()),
        ("Kimi K2.6 costs $0.60 per million input tokens. Cursor has plans at $20/$40.", {("Kimi K2.6", "0.60")}),
        ("For example, GLM-5.1 starts at $1/million input.", {("GLM-5.1", "1")}),
        ("Students get GLM-5.1 at $1 per million tokens.", set()),
        ("At night GLM-5.1 costs $1 per million input tokens.", set()),
    ],
)
def test_a_price_per_million_tokens_is_the_makers(text: str, expected: set[tuple[str, str]]) -> None:
    claims = claims_in(text)
    assert {(c.model, str(c.value)) for c in claims} == expected
    assert {c.board_key for c in claims} <= {"models_dev"}


def test_a_price_in_between_leaves_the_board_as_it_was() -> None:
    text = "SWE-bench is old. GPT-5.5 is first on LMArena. Veo 3 is second. It costs $5 per million input tokens. Kimi K2.6 is third."
    assert ("arena/text", "Kimi K2.6", "3") in places(text)


def test_several_lead_together_and_agents_have_names() -> None:
    assert places("GPT-5.5 and Kimi K2.6 lead the Artificial Analysis Intelligence Index.") == {
        ("artificial_analysis/intelligence_index", "GPT-5.5", "2"), ("artificial_analysis/intelligence_index", "Kimi K2.6", "2")
    }  # fmt: skip
    assert places("OpenAI wants to lead the LMArena leaderboard.") == set()
    assert told("The new Tarn Agent achieves 41.9% on SWE-bench Full.") == {("swe_bench/test", "Tarn Agent", "score", "41.9")}
    assert told("The AI Agent achieves 41.9% on SWE-bench Full.") == set()
    found = places("On LMArena claude-opus-4-7-thinking leads, followed by claude-opus-4-7.")
    assert found == {("arena/text", "claude-opus-4-7-thinking", "1"), ("arena/text", "Claude Opus 4.7", "2")}


def test_each_list_of_a_site_has_a_name_of_its_own() -> None:
    words = ("text", "code", "vision", "search", "document", "text-to-image", "image editing", "text-to-video", "image-to-video")
    texts = [f"LMArena's {word} leaderboard" for word in words] + ["OpenRouter's programming ranking", "OpenRouter's market share ranking"]
    found = [board for text in texts for board in boards_in(text)]
    assert len(found) == len({b.key for b in found}) == len({b.name for b in found}) == len(texts)
