"""Which questions a report answers, and who leads a round."""

from __future__ import annotations

import pytest
from runaway import no_runaway

from amw.stories.aspects import answered, leads


def test_what_is_answered() -> None:
    assert set(answered("The model costs $3 per million tokens and scores 61 on the benchmark.")) >= {"price", "tests"}
    assert set(answered("Weights are on Hugging Face under Apache 2.0.")) >= {"licence"}
    assert set(answered("The site draws 1.2 GW and opens by late 2027.")) >= {"power", "date"}
    assert set(answered("新模型已开源，价格下调。")) >= {"licence", "price"}
    assert answered("A new thing.") == answered("") == ()


@pytest.mark.parametrize("gap", range(40))
def test_a_longer_word_answers_nothing(gap: int) -> None:
    assert answered(f"Eine Mitte{'-' * gap} Mitglieder") == ()


@pytest.mark.parametrize("text", ["$ " * 100_000, "in late " * 20_000, "9" * 200_000, "1," * 100_000, "led by , " * 20_000])
def test_hostile_text_takes_no_time(text: str) -> None:
    with no_runaway():
        answered(text)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("A round led by Tencent, with others", "Tencent", True),
        ("A round headed by the Tencent group", "Tencent", True),
        ("Tencent leads the round of $2 billion", "Tencent", True),
        ("Tencent, of Shenzhen, is leading the round", "Tencent", True),
        ("A round with Tencent, led by others", "Tencent", False),
        ("Our $1.5b Series C round at a $1.25b valuation, led by Tencent", "Tencent", True),
        ("Tencent leads in games", "Tencent", False),
        ("It raised money. A team led by Tencent veterans", "Tencent", False),
        ("Tencent leads the market", "Tencent", False),
        ("Tencent leads the market for chips, and funding follows", "Tencent", False),
        ("Tencent led the cloud market this year before its investment in Acme", "Tencent", False),
        ("Tencent led the company’s $6.5bn Series B", "Tencent", True),
        ("It raised $40 million for a lab led by Tencent veterans", "Tencent", False),
        ("The funding goes to a team led by Tencent", "Tencent", False),
        ("The round was led by Tencent’s founder", "Tencent", False),
        ("The round was led by Tencent at a $2 billion valuation", "Tencent", True),
        ("It previously raised $20 million in a round led by Tencent", "Tencent", False),
        ("Its seed round, led by Tencent in 2023, brought $2 million", "Tencent", False),
    ],
)
def test_who_leads(text: str, name: str, expected: bool) -> None:
    start = text.index(name)
    assert leads(text, start, start + len(name)) is expected
