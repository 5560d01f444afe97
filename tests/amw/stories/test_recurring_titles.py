"""Titles that recur: release notes, status pages, columns. Alike titles of one outlet are no evidence of one event; a re-post still is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from amw.stories import StoryIndex

DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
LOGS = (
    "We are looking into slow answers on the chat endpoint. Some requests time out while a database fails over. A fix is being rolled out.",
    "Logins failed for a part of our users this morning after a certificate ran out. It was renewed and sign-in works again as it should.",
    "Image uploads were refused between nine and ten because a storage bucket had filled up. We cleared it and added an alarm.",
)
LONG = "Degraded performance for Quillmark Opus and Sonata models on the developer platform"
SENTENCES = (
    "The tokenizer handles emoji in streams now.",
    "A crash on ARM boards with small pages is gone.",
    "The scheduler keeps two queues for long prompts.",
    "Downloads resume after a lost connection.",
    "Grammar files may import one another.",
)


def stories(reports: list[tuple[str, str, str, timedelta]]) -> list[int | None]:
    index = StoryIndex()
    return [
        index.add(str(n), title=title, text=text, source=source, url=f"https://x.example/{n}", published_at=DAY + later).story_id
        for n, (title, text, source, later) in enumerate(reports)
    ]


def apart(found: list[int | None]) -> bool:
    return len(set(found)) == len(found)


@pytest.mark.parametrize("text", [True, False])
def test_incidents_of_one_status_page_stand_apart(text: bool) -> None:
    assert apart(stories([("Elevated errors", LOGS[n] if text else "", "status.example", timedelta(hours=7 * n)) for n in range(3)]))


def test_a_long_recurring_title_stands_apart_when_its_text_is_another() -> None:
    assert apart(stories([(LONG, LOGS[n], "status.example", timedelta(hours=20 * n)) for n in range(3)]))


def test_release_notes_of_two_versions_stand_apart() -> None:
    body = "What's changed. {} Full list of changes on the page of the repository. Thanks to all who sent patches and reports for this one."
    assert apart(stories([(f"v0.32.{14 + n}", body.format(SENTENCES[n]), "Loomrun releases", timedelta(hours=9 * n)) for n in range(5)]))


def test_instalments_of_a_column_stand_apart() -> None:
    assert apart(stories([(f"Workshop notes, week {n + 1}", LOGS[n], "A maker's diary", timedelta(days=7 * n)) for n in range(3)]))


def articles(titles: tuple[str, str], sources: tuple[str, str], hours: float, **facts: object) -> bool:
    """Whether two articles become one story."""
    index = StoryIndex()
    first, second = (
        index.add(
            str(n), title=title, text="", source=source, published_at=DAY + n * timedelta(hours=hours), companies=("quillmark",),
            **facts,  # type: ignore[arg-type]
        ).story_id
        for n, (title, source) in enumerate(zip(titles, sources, strict=True))
    )  # fmt: skip
    return first == second


LAUNCHES = ("Use Quillmark in Loomrun notebooks with one click", "Use Quillmark in Fenwick notebooks with one click")
SACKED = ("Quillmark removes chief executive Ada Lindqvist", "Ada Lindqvist is removed as chief executive of Quillmark, sources say")


def test_two_articles_of_one_outlet_are_two_stories_however_alike_their_wording_is() -> None:
    assert not articles(LAUNCHES, ("Quillmark blog", "Quillmark blog"), 5, event="product_launch")
    assert articles(SACKED, ("Ledger", "Wire"), 5)


def test_an_outlet_comes_back_to_what_happened_once_within_days() -> None:
    assert articles(SACKED, ("Ledger", "Ledger"), 5, event="personnel")
    assert not articles(SACKED, ("Ledger", "Ledger"), 24 * 5, event="personnel")
    assert not articles(SACKED, ("Ledger", "Ledger"), 5, event="opinion")
    assert not articles(SACKED, ("Ledger", "Ledger"), 20, event="incident")
    assert articles(SACKED, ("Ledger", "Ledger"), 5, event="model_release", models=("quillmark/opus-2",))
    assert articles(SACKED, ("Ledger", "Ledger"), 24 * 5, event="lawsuit", amounts=[("other", 5.2e9)])


def test_a_deal_that_its_outlet_sees_closed_is_the_one_it_told_of() -> None:
    titles = ("Quillmark to buy Fenwick for $2.1 billion", "Quillmark completes its $2.1 billion purchase of Fenwick")
    assert articles(titles, ("Ledger", "Ledger"), 24 * 6, event="acquisition", amounts=[("price", 2.1e9)])


@pytest.mark.parametrize("title", ["Elevated errors", LONG])
@pytest.mark.parametrize("edit", [" ", " It was tested again at noon."])
def test_a_repost_of_the_same_text_is_one_story(title: str, edit: str) -> None:
    text = " ".join((*LOGS, *SENTENCES))
    reports = [(title, text + mark, "status.example", timedelta(days=n)) for n, mark in enumerate(("", edit))]
    assert len(set(stories(reports))) == 1


def test_an_outlet_that_raises_an_amount_tells_of_the_same_round() -> None:
    index = StoryIndex()
    text = (
        "Quillmark, maker of the Sonata models, is in talks with Larch Capital over a round of {} at its headquarters in Lyon, people say."
    )
    found = {
        index.add(
            str(n), title=f"Quillmark in talks with Larch Capital over ${amount} billion", text=text.format(f"${amount} billion"),
            source="Ledger", published_at=DAY + timedelta(hours=8 * n), amounts=[("sought", amount * 1e9)],
        ).story_id
        for n, amount in enumerate((2, 3))
    }  # fmt: skip
    assert len(found) == 1


def test_equal_telling_headlines_of_two_outlets_are_one_story() -> None:
    title = "Quillmark opens its Sonata weights to researchers in Lyon"
    assert len(set(stories([(title, "", "Ledger", timedelta()), (title, "", "Courier", timedelta(hours=3))]))) == 1


def test_prices_of_two_days_stand_apart() -> None:
    index = StoryIndex()
    days = (("188.20", "Shares rose as chip makers gained."), ("185.90", "Shares fell as yields climbed on Tuesday."))
    closing = [
        index.add(
            price,
            title=f"Quillmark stock today: shares close at ${price}",
            text=f"{why} They closed at ${price}.",
            source="market.example",
            published_at=DAY + timedelta(days=n),
            event="earnings",
            amounts=[("price", float(price))],
        ).story_id
        for n, (price, why) in enumerate(days)
    ]
    assert apart(closing)
