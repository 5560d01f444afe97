"""Pairs of reports as the score sees them, for the tests of its features."""

from __future__ import annotations

from typing import Any

import pytest

from amw.stories import Document, sign
from amw.stories.score import FEATURES, features
from amw.stories.statistics import Statistics
from amw.stories.view import View, cosine

TABLE = Statistics().table


def view(title: str = "", text: str = "", **facts: Any) -> View:
    return View(sign(Document(doc_id=title, title=title, text=text, **facts)), TABLE)


def found(one: View, two: View) -> dict[str, float]:
    """The features of a pair by name, which are the same either way round."""
    values = features(one, two, TABLE, *cosine(one, two, TABLE))
    assert len(values) == len(FEATURES)
    assert values == pytest.approx(features(two, one, TABLE, *cosine(two, one, TABLE)))
    return dict(zip(FEATURES, values, strict=True))
