"""What the learned part sees of a headline's build, and what it sees only of a company's own posts."""

from __future__ import annotations

import pytest

from amw.companies import Companies
from amw.tags.article import evidence_of
from amw.tags.features import form_features

COMPANIES = Companies.load()


@pytest.mark.parametrize(
    ("headline", "model", "told"),
    [
        ("claude sonnet 5", "claude sonnet 5", {"x:model whole"}),
        ("claude sonnet 5 is now open to all", "claude sonnet 5", {"x:model first", "x:model before is"}),
        ("building a tutor with claude sonnet 5", "claude sonnet 5", {"x:model last", "x:model after with", "x:ing"}),
        ("inside claude sonnet 5’s memory", "claude sonnet 5", {"x:model within", "x:model after inside", "x:model before 's"}),
        ("tutor: a classroom that answers", None, {"x:colon", "x:1 before the colon"}),
    ],
)
def test_a_headline_tells_by_its_build(headline: str, model: str | None, told: set[str]) -> None:
    at = (headline.index(model), headline.index(model) + len(model)) if model else None
    found = form_features(headline, at)
    assert found.keys() - {f"x:{len(headline.split())} words"} == told


def test_only_of_its_own_posts_is_it_told_what_they_say_otherwise() -> None:
    title, text = "Building a tutor with Claude Sonnet 5", "In this post we show how a school did it."
    found = COMPANIES.find(f"{title}\n{text}", title=title)
    press, own = (evidence_of(title, text, found, (), own=own).features for own in (False, True))
    assert {name: own[name] for name in press} == press
    assert {name.partition(":")[0] for name in own.keys() - press.keys()} == {"o", "l", "own"}
    assert own["o:w:building"] == own["w:building"]
