from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amw.boards import Row
from amw.boards.matching import rows_like, rows_meant, rows_named, rows_of_maker, signature


def rows(*names: str, maker: str | None = None) -> list[Row]:
    return [Row(key=name, raw_name=name, model=name, maker=maker) for name in names]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Claude Opus 4.6", "claude-opus-4-6-thinking"),
        ("Opus 4.6", "claude-4.6-opus-20260205"),
        ("GPT5.4", "gpt-5.4-high"),
        ("GPT-5.4", "GPT-5.4 (xhigh)"),
        ("Gemini 3.1 Pro", "gemini-3.1-pro-preview"),
        ("Qwen3.7-Max", "qwen3.7-max-20260517"),
        ("Grok 4.20", "grok-4.20-beta1"),
        ("Grok 4.20 Beta", "Grok 4.20 Beta 0309"),
        ("OpenAI GPT-5.5", "gpt-5.5"),
        ("Claude Opus 4.7", "Claude Opus 4.7 (Adaptive Reasoning, Max Effort)"),
        ("DeepSeek V3.2", "deepseek-v3.2-thinking"),
        ("Kimi K2.6", "kimi-k2.6"),
        ("HappyHorse 1.0", "HappyHorse-1.0"),
    ],
)
def test_spellings_of_one_model_meet(one: str, other: str) -> None:
    assert signature(one)[0] == signature(other)[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GPT-5", "GPT-5 mini"),
        ("GPT-5", "GPT-5.4"),
        ("Qwen3.7", "Qwen3.7 Max"),
        ("Claude Opus 4.6", "Claude Sonnet 4.6"),
        ("Gemini 3 Pro", "Gemini 3 Flash"),
        ("GPT-5.2", "gpt-5.2-codex"),
        ("Grok 4", "Grok 4 Fast"),
        ("DeepSeek V4 Pro", "DeepSeek V4 Flash"),
        ("Llama 3 8B", "Llama 3 70B"),
    ],
)
def test_different_models_stay_apart(one: str, other: str) -> None:
    assert signature(one)[0] != signature(other)[0]


def test_a_build_in_the_name_picks_its_row() -> None:
    listed = rows("ernie-5.0-preview-1103", "ernie-5.0-preview-1203")
    assert [r.key for r in rows_named("ERNIE-5.0-Preview-1203", listed)] == ["ernie-5.0-preview-1203"]
    assert rows_named("ERNIE-5.0-Preview-1022", listed) == []
    assert len(rows_named("ERNIE 5.0", listed)) == 2


def test_a_name_for_several_models_finds_them_all() -> None:
    listed = rows("claude-opus-4-5-20251101", "claude-sonnet-4-5-20250929", "claude-opus-4-6", "gpt-4.5-preview")
    assert [r.key for r in rows_like("Claude 4.5", listed)] == ["claude-opus-4-5-20251101", "claude-sonnet-4-5-20250929"]


def test_a_bare_family_name_means_all_its_models_and_a_version_means_itself() -> None:
    listed = rows("gemini-3.1-pro-preview", "gemini-3-flash", "gpt-5-mini")
    assert [r.key for r in rows_meant("Gemini", listed)] == ["gemini-3.1-pro-preview", "gemini-3-flash"]
    assert rows_meant("GPT-5", listed) == []
    assert [r.key for r in rows_meant("Gemini 3.1 Pro", listed)] == ["gemini-3.1-pro-preview"]


def test_rows_of_a_company() -> None:
    listed = rows("a", maker="Google DeepMind") + rows("b", maker="Alibaba")
    assert [r.key for r in rows_of_maker("Google", listed)] == ["a"]
    assert [r.key for r in rows_of_maker("alibaba", listed)] == ["b"]
    assert not rows_of_maker("–", rows("c")), "a maker that nobody knows is not the one without a name"


@given(st.text(max_size=200), st.lists(st.text(min_size=1, max_size=40), max_size=5))
def test_any_name_is_matched_without_error(name: str, listed: list[str]) -> None:
    rows_named(name, rows(*listed))
    rows_like(name, rows(*listed))
    rows_of_maker(name, rows(*listed))
