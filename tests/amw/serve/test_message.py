"""Targets, validators, compression and parameters, as values."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amw.serve.app import AnswerCache
from amw.serve.message import URL_LIMIT, Answer, Problem, etag, finish, matches, outgoing, parse_target, takes_gzip
from amw.serve.parameters import Parameter, boolean, choice, country, cursor, moment, place, place_of, read_all, text, whole
from amw.text import ago

NOW = datetime(2026, 5, 22, 12, tzinfo=UTC)


@given(st.text(max_size=200))
def test_any_target_is_read_or_refused(target: str) -> None:
    try:
        path, query = parse_target(target)
    except Problem as problem:
        assert problem.status in {400, 414}
    else:
        assert path.startswith("/")
        assert all(query.values())


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/" + "a" * URL_LIMIT, 414),
        ("http://other.example/", 400),
        ("*", 400),
        ("/%ff", 400),
        ("/a%00b", 400),
        ("/?a=%0d%0ax", 400),
        ("/?a=1&a=2", 400),
        ("/?" + "&".join(f"p{n}=1" for n in range(30)), 400),
    ],
)
def test_a_bad_target_is_refused_with_its_reason(target: str, status: int) -> None:
    with pytest.raises(Problem) as told:
        parse_target(target)
    assert told.value.status == status


def test_a_target_is_decoded_once_and_blanks_are_left_out() -> None:
    assert parse_target("/a%2520b?x=%E4%B8%AD&y=&z=+") == ("/a%20b", {"x": "中"})
    assert parse_target("//evil.example/x")[0] == "/evil.example/x"


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        (None, False),
        ("", False),
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("gzip;q=0", False),
        ("*", True),
        ("*;q=0", False),
        ("identity, *;q=0.1", True),
        ("gzip;q=0, *", False),
        ("deflate", False),
        ("GZIP", True),
        ("gzip;q=x", False),
    ],
)
def test_compression_is_as_the_reader_wants(header: str | None, taken: bool) -> None:
    assert takes_gzip(header) is taken


@given(st.binary(max_size=2000))
def test_a_body_is_the_same_compressed_or_not_and_has_one_validator(body: bytes) -> None:
    done = finish(Answer(body=body))
    plain, packed = outgoing(done, {}), outgoing(done, {"accept-encoding": "gzip"})
    assert plain.body == body
    assert (gzip.decompress(packed.body) if "Content-Encoding" in packed.headers else packed.body) == body
    assert plain.headers["ETag"] == packed.headers["ETag"] == etag(body)
    again = outgoing(done, {"if-none-match": plain.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("header", "same"), [('"x", W/"y"', True), ('"y"', True), ("*", True), ('"z"', False), (None, False)])
def test_validators_are_compared_weakly(header: str | None, same: bool) -> None:
    assert matches(header, 'W/"y"') is same


def test_an_answer_that_is_not_to_be_kept_has_no_validator() -> None:
    assert "ETag" not in outgoing(finish(Answer(body=b"x", cache="no-store")), {}).headers
    assert "ETag" not in outgoing(finish(Answer(status=404, body=b"x")), {}).headers


PARAMETERS = (
    whole("n", "n", least=1, most=9, default=3),
    country("c", "c"),
    moment("on", "on"),
    cursor("since", "since"),
    place("after", "after"),
    boolean("b", "b"),
    text("k", "k"),
    choice("w", "w", ("x", "y")),
)


def test_good_parameters_are_read() -> None:
    given_ = {"n": "9", "c": "cn", "on": "2026-05-20", "since": "12-3", "after": "n-4", "b": "no", "k": "gpt-5.5", "w": "y"}
    assert read_all(PARAMETERS, given_, strict=True) == {
        "n": 9,
        "c": "CN",
        "on": datetime(2026, 5, 20, 23, 59, 59, 999999, tzinfo=UTC),
        "since": ("12", 3),
        "after": (None, 4),
        "b": False,
        "k": "gpt-5.5",
        "w": "y",
    }
    assert read_all(PARAMETERS, {}, strict=True)["n"] == 3


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("n", "0"),
        ("n", "10"),
        ("n", "-1"),
        ("n", "٣"),
        ("n", "1" * 50),
        ("c", "XX"),
        ("c", "CHN"),
        ("on", "2026-13-45"),
        ("on", "soon"),
        ("since", "5"),
        ("since", f"{2**64}-1"),
        ("after", "99999999999999999999-1"),
        ("b", "maybe"),
        ("k", "a" * 201),
        ("w", "z"),
    ],
)
def test_a_bad_parameter_is_refused_with_its_rule(name: str, value: str) -> None:
    with pytest.raises(Problem, match=f"^{name}: "):
        read_all(PARAMETERS, {name: value}, strict=True)


@given(st.sampled_from(PARAMETERS), st.text(max_size=60))
def test_any_value_is_read_or_refused(parameter: Parameter, value: str) -> None:
    try:
        assert parameter.read(value) is not None
    except Problem as problem:
        assert problem.status == 400


def test_programs_are_told_of_unknown_parameters_and_people_are_not() -> None:
    with pytest.raises(Problem, match="limti"):
        read_all(PARAMETERS, {"limti": "3"}, strict=True)
    assert read_all(PARAMETERS, {"utm_source": "x"}, strict=False)["n"] == 3


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2200, 1, 1)), st.integers(1, 10**17))
def test_a_place_comes_back(told_at: datetime, id: int) -> None:
    at = told_at.replace(tzinfo=UTC)
    assert [place("after", "after").read(place_of(moment, id)) for moment in (at, None)] == [(at, id), (None, id)]


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=5), "5m ago"),
        (timedelta(hours=17, minutes=59), "17h ago"),
        (timedelta(days=1), "1d ago"),
        (timedelta(days=6, hours=23), "6d ago"),
        (timedelta(days=8), "1w ago"),
        (timedelta(days=80), "3 Mar 2026"),
        (timedelta(days=-3), "25 May 2026"),
    ],
)
def test_ages_are_said_in_the_shortest_words(age: timedelta, words: str) -> None:
    assert ago(NOW - age, NOW) == words


def test_kept_answers_are_bounded_and_the_oldest_go_first() -> None:
    kept = AnswerCache(answers=3, size=10_000)
    for n in range(5):
        kept.put(n, finish(Answer(body=b"x" * 100)))
        kept.get(2)
    assert [kept.get(n) is not None for n in range(5)] == [False, False, True, True, True]
    kept.put("huge", finish(Answer(body=bytes(range(256)) * 100)))
    assert kept.get("huge") is None
    small = AnswerCache(answers=100, size=1000)
    for n in range(30):
        small.put(n, finish(Answer(body=b"y" * 100)))
    assert sum(small.get(n) is not None for n in range(30)) == 10
