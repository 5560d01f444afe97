"""Copies of records with some fields changed."""

import dataclasses
from datetime import UTC, datetime

import pytest

from items import Article, replace

AT = datetime(2026, 11, 2, tzinfo=UTC)
ARTICLE = Article(source="wire", url="https://wire.example/1", fetched_at=AT, title="One", provenance={"title": "h1"})


def test_a_copy_has_the_other_fields_and_what_was_changed() -> None:
    assert replace(ARTICLE, title="Two", keywords=("a",)) == dataclasses.replace(ARTICLE, title="Two", keywords=("a",))
    assert replace(ARTICLE) == ARTICLE and ARTICLE.title == "One"


def test_a_field_that_there_is_not_is_refused() -> None:
    with pytest.raises(AttributeError):
        replace(ARTICLE, headline="Two")
