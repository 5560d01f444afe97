from __future__ import annotations

import pytest

from amw.boards import board, board_for, board_named, boards


def test_every_board_is_credited_and_has_terms() -> None:
    for entry in boards().values():
        assert entry.attribution and entry.licence, entry.key
        assert entry.allowed or entry.channel, entry.key
        assert (entry.match and entry.endpoints) or not entry.allowed, entry.key
        assert entry.kind in ("ranking", "prices", "usage", "reference"), entry.key
        assert (entry.metric is not None) == (entry.kind in ("ranking", "usage")), entry.key


def test_terms_that_forbid_scraping_switch_a_board_off() -> None:
    assert {entry.key for entry in boards().values() if not entry.allowed} >= {"arena_text", "arena_code", "arena_models"}
    assert board("swe_bench").commercial is False


def test_data_that_is_not_for_trade_says_so_wherever_it_is_credited() -> None:
    marked = {entry.key for entry in boards().values() if entry.attribution.endswith("; for non-commercial use only")}
    assert marked == {entry.key for entry in boards().values() if entry.commercial is False} >= {"swe_bench"}


@pytest.mark.parametrize(
    ("url", "content_type", "key"),
    [
        ("https://artificialanalysis.ai/leaderboards/models", "text/html; charset=utf-8", "artificial_analysis"),
        ("https://artificialanalysis.ai/api/v2/language/models/free?page=2", "application/json", "artificial_analysis"),
        (
            "https://artificialanalysis.ai/api/text-to-video/arena/preferences?supports-image-input=false",
            "",
            "artificial_analysis_text_to_video",
        ),
        ("https://openrouter.ai/api/v1/models", "", "openrouter_models"),
        ("https://openrouter.ai/rankings", "", "openrouter_rankings"),
        ("https://livebench.ai/table_2027_01_01.csv", "text/csv", "livebench"),
        ("https://livebench.ai/categories_2027_01_01.json", "", "livebench_categories"),
        ("https://www.swebench.com/", "text/html", "swe_bench"),
        ("https://aider.chat/docs/leaderboards/", "", "aider"),
        ("https://raw.githubusercontent.com/Aider-AI/aider/0f1e2d/aider/website/_data/polyglot_leaderboard.yml", "", "aider"),
        ("https://arena.ai/leaderboard/text-to-image", "", "arena_text_to_image"),
        ("https://arena.ai/leaderboard/text", "", "arena_text"),
        ("https://models.dev/api.json", "", "models_dev"),
        ("https://artificialanalysis.ai/articles/a-new-model", "", None),
        ("https://example.org/leaderboards/models", "", None),
        ("mailto:a@artificialanalysis.ai", "", None),
        ("https://[::1", "", None),
    ],
)
def test_a_url_leads_to_its_board(url: str, content_type: str, key: str | None) -> None:
    assert board_for(url, content_type) == key


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("arena/text", ("arena_text", "", None)),
        ("LMArena", ("arena_text", "", None)),
        ("artificial_analysis/text-to-video", ("artificial_analysis_text_to_video", "", None)),
        ("Artificial Analysis Coding Index", ("artificial_analysis", "", "coding_index")),
        ("SWE-bench Verified", ("swe_bench", "verified", None)),
        ("The Tiny Board", None),
    ],
)
def test_a_written_name_means_a_board(name: str, meaning: object) -> None:
    assert board_named(name) == meaning


def test_an_unknown_board_is_an_error() -> None:
    with pytest.raises(KeyError):
        board("the tiny board")
