from __future__ import annotations

from datetime import UTC, datetime

import pytest
from runaway import no_runaway

from amw.feeds import parse_feed
from amw.feeds.titles import without_labels

DAYS = [datetime(2026, 8, 18, tzinfo=UTC), datetime(2026, 8, 13, tzinfo=UTC), datetime(2026, 8, 12, tzinfo=UTC)]


def test_a_day_and_a_section_run_into_a_headline_are_taken_out() -> None:
    titles = [
        "Aug 18, 2026ScienceHow tables are read",
        "13 Aug 2026Red Team WorkPatterns in many agents",
        "2026-08-12PolicyA letter on chips",
    ]
    assert without_labels(titles, DAYS) == ["How tables are read", "Patterns in many agents", "A letter on chips"]
    around = ["InterpretabilityAug 18, 2026Tracing one thought", "AlignmentAug 13, 2026DeepMind agrees with itself", None]
    assert without_labels(around, DAYS) == ["Tracing one thought", "DeepMind agrees with itself", None]


def test_a_name_of_two_words_is_no_section() -> None:
    titles = ["Aug 18, 2026DeepMind opens an office", "Aug 13, 2026DeepMind closes an office", "Aug 12, 2026How to read a table"]
    assert without_labels(titles, DAYS) == ["DeepMind opens an office", "DeepMind closes an office", "How to read a table"]


def test_a_day_that_a_headline_speaks_of_stays() -> None:
    titles = ["What happened on Aug 18, 2026 in Zurich", "Aug 13, 2026: a day to remember", "May 1, 2020How a day of another year reads"]
    assert without_labels(titles, DAYS) == titles


def test_two_names_of_two_words_are_no_habit_of_the_feed() -> None:
    titles = ["Aug 18, 2026DeepMind opens an office", "Aug 13, 2026OpenAI closes an office"]
    assert without_labels(titles, DAYS[:2]) == ["DeepMind opens an office", "OpenAI closes an office"]


def test_the_feed_as_a_whole_tells_on_which_side_of_the_day_the_section_stands() -> None:
    titles = ["Economic ResearchAug 18, 2026Tool use at home", "PolicyAug 13, 2026What a letter on chips may say", None]
    assert without_labels(titles, DAYS) == ["Tool use at home", "What a letter on chips may say", None]


@pytest.mark.parametrize(
    "title",
    [
        "某公司于2026年8月18日发布新模型",
        "AI日报2026年8月18日",
        "2026-08-18发布的模型",
        "2026-08-18에 공개된 모델 목록",
        "Release v2026.8.18",
        "2026.8.18b1 of the toolkit",
        "Log of 2026-08-18T10:00:00Z and after",
        "Aug 18, 2026Policy",
        "Everything we said on stage about chips on Aug 18, 2026Is here to be read again",
    ],
)
def test_a_right_title_loses_nothing(title: str) -> None:
    assert without_labels([title], DAYS[:1]) == [title]


def test_hostile_titles_take_no_time() -> None:
    with no_runaway():
        without_labels([f"Aug 18, 2026{'Aa' * 100_000}"] * 3, DAYS)


def test_a_feed_gives_headlines() -> None:
    items = "".join(
        f"<item><title>{title}</title><link>https://lab.example/{n}</link><pubDate>{day:%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for n, (title, day) in enumerate(zip(["Aug 18, 2026ScienceHow tables are read", "Plain words stand here"], DAYS, strict=False))
    )
    feed = parse_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), "https://lab.example/feed")
    assert [entry.title for entry in feed.entries] == ["ScienceHow tables are read", "Plain words stand here"]
