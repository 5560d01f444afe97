from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amw.politeness import MAX_WAIT, retry_after

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


def test_seconds() -> None:
    assert retry_after("120", NOW) == NOW + timedelta(minutes=2)
    assert retry_after(" 0 ", NOW) == NOW


def test_http_date() -> None:
    assert retry_after("Sun, 01 Nov 2026 12:05:00 GMT", NOW) == NOW + timedelta(minutes=5)
    assert retry_after("Sun, 01 Nov 2020 12:05:00 GMT", NOW) == NOW


@pytest.mark.parametrize("value", [None, "", "soon", "-5", "1.5", "Sun, 99 Foo 2026"])
def test_what_cannot_be_read_is_none(value: str | None) -> None:
    assert retry_after(value, NOW) is None


@given(st.text(max_size=40) | st.integers(min_value=0).map(str))
def test_always_within_a_week(value: str) -> None:
    moment = retry_after(value, NOW)
    assert moment is None or NOW <= moment <= NOW + MAX_WAIT
