from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amw.boards import Row
from amw.boards.records import digest_of

_text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
_number = st.one_of(st.integers(-(2**50), 2**50), st.floats(allow_nan=False, allow_infinity=False))
_rows = st.builds(
    Row,
    key=_text,
    raw_name=_text,
    model=_text,
    section=st.text(max_size=5),
    model_key=st.none() | _text,
    variant=st.none() | _text,
    effort=st.none() | _text,
    family=st.none() | _text,
    maker=st.none() | _text,
    maker_key=st.none() | _text,
    country=st.none() | st.sampled_from(["US", "CN"]),
    score=st.none() | _number,
    metrics=st.dictionaries(_text, _number, max_size=4),
    prices=st.dictionaries(_text, st.decimals("0", "1000", places=6), max_size=3),
    speed=st.dictionaries(_text, _number, max_size=3),
    context=st.none() | st.integers(1, 10**7),
    licence=st.none() | _text,
    open_weights=st.none() | st.booleans(),
    released_at=st.none() | st.dates(),
    estimated=st.booleans(),
    deprecated=st.booleans(),
    first_party=st.none() | st.booleans(),
    extra=st.dictionaries(_text, st.one_of(_text, _number, st.booleans(), st.lists(_text, max_size=3)), max_size=4),
)


@given(_rows)
def test_a_row_survives_json(row: Row) -> None:
    again = Row.from_record(json.loads(json.dumps(row.to_record())))
    assert again == row


def test_the_digest_does_not_depend_on_the_order_of_columns() -> None:
    one = Row(key="a", raw_name="A", model="A", metrics={"x": 1, "y": 2.5}, prices={"input": Decimal("0.5"), "output": Decimal(3)})
    other = Row(key="a", raw_name="A", model="A", metrics={"y": 2.5, "x": 1}, prices={"output": Decimal(3), "input": Decimal("0.5")})
    none = Row(key="a", raw_name="A", model="A")
    assert digest_of(one.to_record()) == digest_of(other.to_record()) != digest_of(none.to_record())


def test_a_record_is_small_and_readable() -> None:
    row = Row(key="a", raw_name="A (high)", model="A", prices={"input": Decimal("0.13")}, released_at=date(2026, 5, 20), open_weights=False)
    assert row.to_record() == {
        "key": "a",
        "raw_name": "A (high)",
        "model": "A",
        "prices": {"input": "0.13"},
        "released_at": "2026-05-20",
        "open_weights": False,
    }


def test_a_record_is_made_by_keywords_and_replaced_not_changed() -> None:
    row = Row(key="a", raw_name="A", model="A", parts=("m",))
    better = replace(row, score=2.0)
    assert (row.score, better.score, better.parts, better == replace(row, score=2.0)) == (None, 2.0, ("m",), True)
    assert Row.from_record(json.loads(json.dumps(row.to_record()))) == row
    with pytest.raises(TypeError, match="positional"):
        Row("a", "A", "A")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unhashable"):
        hash(row)
