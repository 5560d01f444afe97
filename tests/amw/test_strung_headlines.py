"""Headlines that string several together."""

from __future__ import annotations

import pytest

from amw.companies import find_registered
from amw.strung_headlines import strings_headlines


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Chips Get Cheaper, Judges Read Model Cards, Robots Pick Grapes", True),
        ("Meridian Opens, Lantern Closes, Harbour Waits, Pier Sells", True),
        ("Meridian, Lantern and Harbour open a plant", False),
        ("Chips get cheaper, and judges read model cards", False),
        ("", False),
    ],
)
def test_what_strings_headlines_together(title: str, expected: bool) -> None:
    assert strings_headlines(title) is expected


def test_the_second_headline_of_a_digest_keeps_its_subject() -> None:
    def primaries(title: str) -> set[str]:
        return {m.company.key for m in find_registered(title, title=title) if m.company is not None and m.role == "primary"}

    assert primaries("OpenAI Shrinks Its Models, Meta Withholds Glasses From Europe, Investors Hoard Chips") == {"openai", "meta"}
    assert primaries("OpenAI shrinks its models, Meta glasses stay") == {"openai"}
    assert primaries("Scaling Amazon Kinesis and Snowflake Streams") == {"amazon", "snowflake"}  # with what they make
