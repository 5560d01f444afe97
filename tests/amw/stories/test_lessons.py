"""Which titles ask, and which announce a lesson."""

from __future__ import annotations

import pytest

from amw.stories.signing import asks, teaches


@pytest.mark.parametrize(
    "title",
    [
        "How to run Quillmark on a laptop", "Building a chat robot with Loomrun", "Getting started with Sonata agents",
        "Sonata 2: Everything you need to know", "A guide to choosing your first model", "Understanding vector indexes",
        "Why I left Loomrun", "🚀 How we cut answers by half", "如何在本地运行模型", "로컬 모델을 설치하는 방법",
    ],
)  # fmt: skip
def test_lessons(title: str) -> None:
    assert teaches(title.casefold())


@pytest.mark.parametrize(
    "title",
    [
        "Quillmark builds a data centre in Lyon", "Buildings burn in Lyon", "How Quillmark won the contract", "Get Quillmark for a euro",
        "Court says guide dogs may enter", "Quillmark learned of the breach on Monday", "", "?",
    ],
)  # fmt: skip
def test_reports_are_no_lessons(title: str) -> None:
    assert not teaches(title.casefold())


def test_a_title_asks_in_any_script() -> None:
    assert asks("Can Quillmark keep its lead?") and asks("夸克能领先吗？") and not asks("Quillmark keeps its lead")
