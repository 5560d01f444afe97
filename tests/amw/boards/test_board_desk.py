"""Drafts as articles: an address of their own that stays, provenance that names the captures, and silence where nothing may be compared."""

from __future__ import annotations

from dataclasses import replace

import pytest
from board_bodies import Capture, model

from amw.boards import Snapshot
from amw.boards.desk import told
from amw.urls import canonicalise

URL = "https://board.example/leaderboards/models"


@pytest.fixture
def pair(capture: Capture) -> tuple[Snapshot, Snapshot]:
    before = capture(model("GPT-6", 60.0), model("Opus 5", 55.0, "Anthropic"), day="2026-05-19")
    after = capture(model("GPT-6", 60.0), model("Qwen4 Max", 57.0, "Alibaba"), model("Opus 5", 55.0, "Anthropic"), day="2026-05-20")
    return before, after


def test_a_draft_becomes_an_article_of_the_board(pair: tuple[Snapshot, Snapshot]) -> None:
    (record,) = told(*pair, source="a-board", url=URL)
    assert record["url"] == f"{URL}?amw=artificial_analysis-2026-05-20-entered-qwen4-max"
    assert (record["source"], record["language"], record["published_at"]) == ("a-board", "en", pair[1].captured_at.isoformat())
    assert record["title"].startswith("Qwen4 Max enters Artificial Analysis at 2nd")
    for taken in pair:
        assert taken.captured_at.isoformat() in record["provenance"]["title"]


@pytest.mark.parametrize("url", [URL, f"{URL}?view=all&utm_source=feed#top", "https://BOARD.example:443/榜单/", "https://board.example"])
def test_the_address_is_stable_and_its_own(pair: tuple[Snapshot, Snapshot], url: str) -> None:
    (one,), (two,) = told(*pair, source="a", url=url), told(*pair, source="a", url=url)
    assert one["url"] == two["url"] == canonicalise(one["url"]) != canonicalise(url)


def test_nothing_is_told_of_a_refused_or_re_based_capture_or_without_an_address(pair: tuple[Snapshot, Snapshot]) -> None:
    before, after = pair
    assert told(before, replace(after, verdict="refused"), source="a", url=URL) == []
    assert told(replace(before, verdict="refused"), after, source="a", url=URL) == []
    assert told(replace(before, version="8"), replace(after, version="9"), source="a", url=URL) == []
    assert told(before, after, source="a", url="no address") == []
