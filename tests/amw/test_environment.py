"""What environment variables hold, and what they cannot."""

from __future__ import annotations

import pytest

from amw.environment import VariableError, choice, whole


@pytest.mark.parametrize(("held", "expected"), [("", 7), (" ", 7), ("0", 0), (" 12 ", 12), ("0012", 12)])
def test_a_whole_number(held: str, expected: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMW_TRIED", held)
    assert whole("AMW_TRIED", 7) == expected


@pytest.mark.parametrize("held", ["x", "-1", "1.5", "1e3", "٣", "²", "0x10", "66", "9" * 5_000])
def test_no_whole_number_between_bounds(held: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMW_TRIED", held)
    with pytest.raises(VariableError, match=r"AMW_TRIED is .*: write a whole number, 0 to 65"):
        whole("AMW_TRIED", None, most=65)


def test_one_of_several(monkeypatch: pytest.MonkeyPatch) -> None:
    assert whole("AMW_UNSET", None) is None
    assert choice("AMW_UNSET", "b", "a", "b") == "b"
    monkeypatch.setenv("AMW_TRIED", " debug")
    assert choice("AMW_TRIED", "INFO", "DEBUG", "INFO") == "DEBUG"
    with pytest.raises(VariableError, match="one of a, b"):
        choice("AMW_TRIED", "b", "a", "b")
