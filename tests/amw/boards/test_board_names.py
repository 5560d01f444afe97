from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amw.boards import names


@pytest.mark.parametrize(
    ("name", "model", "effort"),
    [
        ("GPT-5.4 (xhigh)", "GPT-5.4", "xhigh"),
        ("Claude Opus 4.7 (Adaptive Reasoning, Max Effort)", "Claude Opus 4.7", "max"),
        ("Kimi K2.6 (Non-reasoning)", "Kimi K2.6", "none"),
        ("claude-opus-4-6-thinking", "claude-opus-4-6", "thinking"),
        ("claude-opus-4-5-20251101-thinking-64k-high-effort", "claude-opus-4-5-20251101", "high"),
        ("gpt-5.4-high", "gpt-5.4", "high"),
        ("gpt-5.1-codex-max-xhigh", "gpt-5.1-codex-max", "xhigh"),
        ("GPT-5.1 Codex Max High", "GPT-5.1 Codex Max", "high"),
        ("GPT-5.3 Codex High", "GPT-5.3 Codex", "high"),
        ("gpt-5.1-codex-max", "gpt-5.1-codex-max", None),
        ("Qwen3.7 Max", "Qwen3.7 Max", None),
        ("flux-9-moonbeam-max", "flux-9-moonbeam-max", None),
        ("Kimi K2 Thinking", "Kimi K2 Thinking", None),
        ("mistral-medium", "mistral-medium", None),
        ("GPT-4o (Aug 2024)", "GPT-4o (Aug 2024)", None),
        ("watt-tool-70B (FC)", "watt-tool-70B", None),
        ("DeepSeek V3.2 (Reasoning)", "DeepSeek V3.2", "thinking"),
        ("thinking", "thinking", None),
        ("DeepSeek-V3.2-Exp (Reasoner)", "DeepSeek-V3.2-Exp", "thinking"),
        ("Claude-3.7-Sonnet-Think", "Claude-3.7-Sonnet", "thinking"),
        ("gemini-2.5-pro-preview-06-05 (32k think)", "gemini-2.5-pro-preview-06-05", "thinking"),
        ("Gemini 2.5 Flash Lite (Max Thinking) (2025-09-25)", "Gemini 2.5 Flash Lite (2025-09-25)", "max"),
        ("Gemini 2.5 Deep Think", "Gemini 2.5 Deep Think", None),
        ("Olmo 3 7B Think", "Olmo 3 7B Think", None),
        ("FLUX.2 [max]", "FLUX.2 [max]", None),
        ("Claude 4 Opus (20250514)", "Claude 4 Opus (20250514)", None),
        ("gemini-2.5-flash-lite-highthinking", "gemini-2.5-flash-lite", "high"),
        ("gemini-2.5-flash (no think)", "gemini-2.5-flash", "none"),
        ("Grok 4.1 Fast Non Reasoning", "Grok 4.1 Fast", "none"),
        ("claude-opus-4-5-search", "claude-opus-4-5", None),
        ("gpt-5.2-search-non-reasoning", "gpt-5.2", "none"),
        ("Sonar Pro Search", "Sonar Pro Search", None),
        ("Selective Search", "Selective Search", None),
        ("Zarf 2 (FC) (Rerun)", "Zarf 2 (Rerun)", None),
        ("zarf-2-high-2027-01-31", "zarf-2-2027-01-31", "high"),
        ("Lab: Kimi K9 Thinking", "Lab: Kimi K9 Thinking", None),
        ("Lab: Zarf 2 Thinking", "Lab: Zarf 2", "thinking"),
    ],
)
def test_effort_is_told_from_the_model(name: str, model: str, effort: str | None) -> None:
    parts = names.split(name)
    assert (parts.model, parts.effort) == (model, effort)


def test_keys_keep_apart_what_is_apart() -> None:
    assert len({names.key(n) for n in ("GPT-4.1", "GPT-41", "Seed 1.6", "Seed 16", "o1", "o1+")}) == 6


@pytest.mark.parametrize(
    ("licence", "is_open"),
    [
        ("MIT", True),
        ("Proprietary", False),
        ("apache-2.0", True),
        ("proprietary license", False),
        ("开源", True),
        ("闭源", False),
        ("非开源", None),
        ("see card", None),
        (None, None),
    ],
)
def test_licences_say_whether_weights_are_open(licence: str | None, is_open: bool | None) -> None:
    assert names.is_open_licence(licence) is is_open


@given(st.text(max_size=300))
def test_any_name_is_split_and_keyed(name: str) -> None:
    assert isinstance(names.split(name).model, str)
    assert names.key(name)
    names.effort_of(name)


@pytest.mark.parametrize("word", ["-high", "search-", " no think", "_low", ".32k"])
def test_a_name_of_any_length_is_split_in_linear_time(word: str) -> None:
    began = time.process_time()
    names.split(word * (100_000 // len(word)) + "x")
    assert time.process_time() - began < 1
