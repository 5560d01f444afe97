"""Dates: every notation that pages use, and nothing out of strings that state none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amw.dates import parse_date

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-05-03T15:47:42.389Z", datetime(2024, 5, 3, 15, 47, 42, 389000, UTC)),
        ("2024-05-03T15:47:42-0400", datetime(2024, 5, 3, 15, 47, 42, tzinfo=timezone(timedelta(hours=-4)))),
        ("2024-05-03T15:47:42+05:30", datetime(2024, 5, 3, 15, 47, 42, tzinfo=timezone(timedelta(hours=5.5)))),
        ("2024-05-03 15:47", datetime(2024, 5, 3, 15, 47)),
        ("2024-05-03", datetime(2024, 5, 3)),
        ("วันที่ 3 พฤษภาคม 2567 - 15:47 น.", datetime(2024, 5, 3, 15, 47)),
        ("3 มี.ค. 2567", datetime(2024, 3, 3)),
        ("3 ม.ค. พ.ศ. 2567", datetime(2024, 1, 3)),
        ("3 जून 2024", datetime(2024, 6, 3)),
        ("३ मई २०२४", datetime(2024, 5, 3)),
        ("3 জানুয়ারি 2024", datetime(2024, 1, 3)),
        ("٣ مايو ٢٠٢٤", datetime(2024, 5, 3)),
        ("۳ مه ۲۰۲۴", datetime(2024, 5, 3)),
        ("3 במאי 2024", datetime(2024, 5, 3)),
        ("Ngày 3 tháng 5 năm 2024", datetime(2024, 5, 3)),
        ("20240503", datetime(2024, 5, 3)),
        ("2024/5/3", datetime(2024, 5, 3)),
        ("Fri, 03 May 2024 15:47:42 GMT", datetime(2024, 5, 3, 15, 47, 42, tzinfo=UTC)),
        ("1714751262", datetime(2024, 5, 3, 15, 47, 42, tzinfo=UTC)),
        ("1714751262000", datetime(2024, 5, 3, 15, 47, 42, tzinfo=UTC)),
        ("May 3rd, 2024 5:02 PM EST", datetime(2024, 5, 3, 17, 2, tzinfo=timezone(timedelta(hours=-5)))),
        ("Published: Nov 5, 2023 at 9 a.m.", datetime(2023, 11, 5, 9)),
        ("3. Mai 2024, 15:47 Uhr", datetime(2024, 5, 3, 15, 47)),
        ("3 mai 2024 à 10h30", datetime(2024, 5, 3, 10, 30)),
        ("3 de mayo de 2024", datetime(2024, 5, 3)),
        ("3 мая 2024 г.", datetime(2024, 5, 3)),
        ("2024年5月3日 下午3:20", datetime(2024, 5, 3, 15, 20)),
        ("2024년 5월 3일", datetime(2024, 5, 3)),
        ("13/05/2024", datetime(2024, 5, 13)),
        ("03.05.2024 12:33", datetime(2024, 5, 3, 12, 33)),
        ("2026. 6. 19. 9:41", datetime(2026, 6, 19, 9, 41)),
        ("2026. 11. 2.", datetime(2026, 11, 2)),
        ("202611020930", datetime(2026, 11, 2, 9, 30)),
        ("20261102093012", datetime(2026, 11, 2, 9, 30, 12)),
        # A weekday settles the order.
        ("Tue, 02/06/2026 - 11:20", datetime(2026, 6, 2, 11, 20)),
        ("Fri, 02/06/2026", datetime(2026, 2, 6)),
        ("02/06/2026 (Tuesday)", datetime(2026, 6, 2)),
    ],
)
def test_notations(value: str, expected: datetime) -> None:
    found = parse_date(value, now=NOW)
    assert found == expected
    assert (found.tzinfo is None) == (expected.tzinfo is None)


@pytest.mark.parametrize(
    "value",
    [
        *("", "hello", "May 2024", "2024-13-45", "31.02.2024", "1970-01-01", "2099-01-01", "03/05/2024", "12345", "no. 2024"),
        *("sold in 2026. 40 left", "sold in 2026. 3.5 million are left", "Wed, 02/06/2026", "Told on 02/06/2026, and again on a Tuesday"),
        *("3 May 2567", "ราคา 2550 บาท", "3 tháng 5"),
        *("20261302093012", "20260231093012", "90261102093012", "202611020930124"),
    ],
)
def test_nothing_is_guessed(value: str) -> None:
    assert parse_date(value, now=NOW) is None


@pytest.mark.parametrize(
    "value",
    [
        "Published May 3, 2026. Last updated on Oct 07, 2026.",
        "Weekly report 14. - 3 May 2026",
        "v2.1.0 — May 3, 2026",
        "v2.10 · May 3, 2026",
        "Version 4.0, 3 May 2026",
        "Episode 12: 3 May 2026",
        "Section 9. May 3, 2026",
        "3 May 2026: 12 models",
    ],
)
def test_a_number_beside_a_day_is_no_hour(value: str) -> None:
    assert parse_date(value) == datetime(2026, 5, 3)


@pytest.mark.parametrize("hour", ["9.15", "9:15", "09.15 Uhr", "09:15 BST", "9h15", "9時15分", "kl. 9.15", "| 09:15", ". 9:15"])
def test_an_hour_beside_a_day_is_read(hour: str) -> None:
    found = parse_date(f"3 May 2026 {hour}")
    assert found is not None and found.replace(tzinfo=None) == datetime(2026, 5, 3, 9, 15)


def test_an_hour_may_follow_the_day_after_a_dot_alone() -> None:
    assert parse_date("2026.05.03.09:15") == parse_date("03.05.2026.09:15") == datetime(2026, 5, 3, 9, 15)


def test_language_settles_the_order() -> None:
    assert parse_date("03/05/2024", language="en-US") == datetime(2024, 3, 5)
    assert parse_date("03/05/2024", language="fr") == datetime(2024, 5, 3)
    assert parse_date("5 listopada 2023", language="pl") == datetime(2023, 11, 5)
    assert parse_date("5 listopada 2023", language="hr") == datetime(2023, 10, 5)


def test_relative_needs_now() -> None:
    assert parse_date("2 hours ago") is None
    assert parse_date("2 hours ago", now=NOW) == NOW - timedelta(hours=2)
    assert parse_date("3小时前", now=NOW) == NOW - timedelta(hours=3)
    assert parse_date("vor 5 Minuten", now=NOW) == NOW - timedelta(minutes=5)


def test_the_future_is_not_believed() -> None:
    assert parse_date("2026-11-24T10:00Z", now=NOW) is not None
    assert parse_date("2026-11-25T10:00Z", now=NOW) is None
    assert parse_date("2026-11-25T10:00Z") is not None


@given(st.datetimes(min_value=datetime(1991, 1, 1), max_value=datetime(2026, 11, 22), timezones=st.none() | st.just(UTC)))
def test_iso_round_trip(moment: datetime) -> None:
    assert parse_date(moment.isoformat(), now=NOW) == moment


@given(st.text(max_size=300))
def test_never_raises(value: str) -> None:
    found = parse_date(value, now=NOW)
    assert found is None or found.year >= 1990


@pytest.mark.parametrize("letter", ["\u093d", "\u09bd", "\u0980"])
def test_letters_among_the_vowel_signs_cost_no_time(letter: str) -> None:
    began = process_time()
    assert parse_date(f"3 {letter * 14} " * 12) is None
    assert process_time() - began < 0.05  # .4 s where each may be read in two ways
