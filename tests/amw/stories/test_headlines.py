"""What names and headlines of versions have in common, and which models a headline names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amw.stories.headlines import in_headline, line_of, notice_of, series_of


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Grok 4.5", "Grok 4.6", True),
        ("Qwen3 Max", "Qwen3.7-Max", True),
        ("Gemini 3.7 Flash", "Gemini 3 Flash Preview", True),
        ("DeepSeek V3.2", "DeepSeek-V4", True),
        ("Gemini Robotics 2", "Gemini 3.7 Flash", False),
        ("Muse Spark 1.1", "Muse Glimmer", False),
        ("文心 4.5", "文心 5", True),
    ],
)
def test_versions_of_one_model_are_of_one_line(one: str, other: str, same: bool) -> None:
    assert (line_of(one) == line_of(other)) is same


@pytest.mark.parametrize(
    ("title", "series"),
    [
        ("Harbour v0.32.15-rc0: mlx update (#17850)", "harbour"),
        ("Harbour v0.32.14", "harbour"),
        ("Lantern Protocol servers Release 2026.8.18", "lantern protocol servers"),
        ("Changelist: March 2023", "changelist"),
        ("Changelist, May 2024", "changelist"),
        ("Changelist: May", "changelist"),
        ("Lantern may buy Harbour", ""),
        ("Crowds march on Harbour", ""),
        ("Lantern Wave 3", "lantern wave"),
        ("v1.18.0", ""),
        ("Introducing Lantern Router", ""),
        ("The new rules of context engineering for Lantern 5 generation models", ""),
        ("", ""),
    ],
)
def test_what_a_numbered_headline_begins_with_is_its_series(title: str, series: str) -> None:
    assert series_of(title) == series


def test_routine_is_told_by_the_headline() -> None:
    assert notice_of("Harbour v0.32.14") == "product_launch"
    assert notice_of("Changelist: March 2023") == "product_launch"
    assert notice_of("Elevated errors on Harbour connectors") == "incident"
    assert notice_of("Harbour opens its router to everybody") is None


def test_a_headline_names_whole_models_and_of_two_the_longer() -> None:
    names = ("GPT-5", "GPT-5.2", "Qwen3")
    assert in_headline(names, "GPT 5.2 is now available in Windsurf!") == ("GPT-5.2",)
    assert in_headline(names, "What GPT-5 costs") == ("GPT-5",)
    assert in_headline(names, "GPT-50 and Qwen30") == ()


@given(st.text(max_size=300), st.text(max_size=40))
def test_any_words_are_read(title: str, name: str) -> None:
    line_of(title), series_of(title), notice_of(title)
    assert set(in_headline((name,), title)) <= {name}
