"""The book of templates of a crawl: when it learns, checks and gives up, and what it tells the store."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from publishers import gazette

from amw.extract.template import Template
from amw.extract.template_book import (
    BARREN,
    CHECKED,
    KEPT,
    PROBATION,
    SAMPLED,
    WAITING,
    Known,
    Rows,
    TemplateBook,
    ask_as_written,
    place,
    written,
)
from amw.extract.template_learning import MIN_PAGES
from amw.extract.templates import Ask, Reading, read

NOW = datetime(2026, 12, 30, 12, tzinfo=UTC)


def url(number: int) -> str:
    return f"https://www.gazette.example/news/{number}"


LEARNED = MIN_PAGES + 1  # pages of a host until there is a template: the first is not looked at


def crawl(book: TemplateBook, numbers: range, make: Callable[[int], str] = gazette) -> list[tuple[Ask, Reading, Rows]]:
    seen = []
    for number in numbers:
        at = NOW + timedelta(minutes=number)
        ask = book.ask("gazette", url(number), at)
        reading = read(make(number).encode(), url(number), ask, now=at)
        seen.append((ask, reading, book.note("gazette", url(number), at, ask, reading)))
    return seen


def test_learns_from_the_first_pages_and_reads_the_next_by_them() -> None:
    book = TemplateBook()
    seen = crawl(book, range(1, 12))
    assert [reading.template is not None for _, reading, _ in seen] == [False] * LEARNED + [True] * (11 - LEARNED)
    assert [rows["evidence"] is not None for *_, rows in seen] == [False] + [True] * (MIN_PAGES - 1) + [False] * (11 - MIN_PAGES)
    (state,) = seen[LEARNED - 1][2]["templates"]
    assert state["pages"] == MIN_PAGES and state["valid_to"] is None and state["host"] == "gazette.example"
    assert sorted(seen[LEARNED - 1][2]["forget"]) == [url(n) for n in range(2, LEARNED + 1)]
    assert [ask.check for ask, *_ in seen[LEARNED : LEARNED + PROBATION + 1]] == [True] * PROBATION + [False]
    assert book.counts == {"learned": 1, "matched": 11 - LEARNED, "checked": PROBATION}


def test_what_was_learned_from_is_not_written_by_a_page_that_is_stored_later() -> None:
    book = TemplateBook()
    book.load("gazette", url(1), (), {})
    crawl(book, range(1, LEARNED + 1))
    assert book.counts["learned"] == 1
    last = book.release(url(LEARNED))
    assert last is not None and sorted(last["forget"]) == [url(n) for n in range(2, LEARNED + 1)]
    assert [rows["evidence"] for n in range(1, LEARNED) if (rows := book.release(url(n))) is not None] == [None] * (LEARNED - 2)


def test_a_host_that_teaches_nothing_is_soon_left_in_peace() -> None:
    book = TemplateBook()

    def nothing_alike(number: int) -> str:
        told = re.findall(r"<p>.*?</p>", gazette(number), flags=re.DOTALL)
        body = "".join(part.replace("<p>", f"<p class='q{number}x{n}'>") for n, part in enumerate(told))
        title = f"Report {number}"
        return f"<html><head><title>{title}</title></head><body><div class='k{number}'><h1>{title}</h1>{body}</div></body></html>"

    looked = [ask.observe for ask, *_ in crawl(book, range(1, 120), nothing_alike)]
    assert "learned" not in book.counts
    assert not looked[0]
    assert sum(looked[: BARREN + 1]) == BARREN
    assert sum(looked[BARREN + 1 :]) < len(looked[BARREN + 1 :]) / 5


def test_a_host_whose_pages_are_asked_for_at_once_is_looked_at_as_seldom() -> None:
    book = TemplateBook()
    looked = [book.ask("gazette", url(n), NOW).observe for n in range(400)]
    assert sum(looked[: WAITING * BARREN + 1]) == WAITING * BARREN
    assert 0 < sum(looked[WAITING * BARREN + 1 :]) < 2 * 400 / SAMPLED


def test_a_host_that_taught_nothing_in_earlier_crawls_is_looked_at_by_samples() -> None:
    first, second, third = TemplateBook(), TemplateBook(), TemplateBook()
    evidence = crawl(first, range(1, 3))[-1][1].evidence
    assert evidence is not None
    second.load("gazette", url(1), (), {url(n): evidence for n in range(KEPT)})
    looked = [second.ask("gazette", url(n), NOW).observe for n in range(100, 500)]
    assert 0 < sum(looked) < 2 * 400 / SAMPLED
    state = Known.from_row(crawl(first, range(3, 7))[-2][2]["templates"][0])
    third.load("gazette", url(1), (state,), {url(n): evidence for n in range(KEPT)})
    assert third.ask("gazette", url(100), NOW).observe  # by what the template leaves, a new look is soon learned


def test_a_host_met_once_is_not_looked_at() -> None:
    book = TemplateBook()
    assert not book.ask("wire", "https://one.example/a", NOW).observe
    assert not book.ask("wire", "https://two.example/a", NOW).observe
    assert book.ask("wire", "https://one.example/b", NOW).observe


def test_one_page_in_fifty_is_checked_for_good() -> None:
    book = TemplateBook()
    crawl(book, range(1, 9))
    drawn = [book.ask("gazette", url(n), NOW).check for n in range(2_000)]
    assert 0.5 < sum(drawn) * CHECKED / len(drawn) < 1.7
    assert drawn == [book.ask("gazette", url(n), NOW).check for n in range(2_000)]


def test_a_redesign_ends_it_and_the_new_look_is_learned() -> None:
    book = TemplateBook()
    crawl(book, range(1, 10))
    seen = crawl(book, range(10, 20), lambda n: gazette(n, look=2))
    assert all(reading.record.text for _, reading, _ in seen)
    states = [state for *_, rows in seen for state in rows["templates"]]
    (ended,) = [state for state in states if state["ended"]]
    assert ended["ended"] == "no longer fits"
    assert ended["valid_from"] < ended["valid_to"] == NOW + timedelta(minutes=13)
    assert ended["recent"].endswith("----") and ended["matched"] == 9 - LEARNED
    assert seen[-1][1].template == states[-1]["digest"] != ended["digest"]
    assert book.counts["missed/no_container"] == book.counts["missed"] == 4 - (MIN_PAGES == 3)


def test_a_redesign_after_many_pages_is_learned_as_soon() -> None:
    book = TemplateBook()
    crawl(book, range(1, LEARNED + BARREN + 10))
    seen = crawl(book, range(100, 110), lambda n: gazette(n, look=2))
    assert all(ask.observe for ask, *_ in seen) and book.counts["learned"] == 2
    assert seen[-1][1].template is not None


def test_two_layouts_of_one_host_live_side_by_side() -> None:
    book = TemplateBook()

    def both(number: int) -> str:
        return gazette(number, layout="interview" if number % 2 else "story")

    seen = crawl(book, range(1, 30), both)
    assert all(reading.template for _, reading, _ in seen[-10:])
    assert len({reading.template for _, reading, _ in seen[-10:]}) == 2
    assert book.counts["learned"] == 2 and "ended" not in book.counts


def test_a_teaser_is_read_without_it_and_changes_nothing() -> None:
    book = TemplateBook()
    crawl(book, range(1, 12))
    (_, reading, rows) = crawl(book, range(12, 13), lambda n: gazette(n, paragraphs=1))[0]
    assert reading.misfits == ("too_short",) and reading.template is None
    assert [state["ended"] for state in rows["templates"]] == [None]
    nothing = crawl(book, range(13, 14), lambda n: "<html><body>We value your privacy</body></html>")[0]
    assert nothing[2]["templates"] == []  # no article, so nothing is known against the template


def test_a_disagreement_ends_it_at_once_and_the_next_needs_more_pages() -> None:
    book = TemplateBook()
    seen = crawl(book, range(1, LEARNED + 2))
    assert seen[-1][1].checked

    def lying(number: int) -> str:  # the container is there and full, but its text is elsewhere
        text = gazette(number + 40).partition('<div class="story-body">')[2].partition("</article>")[0]
        return gazette(number).replace("</article>", f"</article><article class='true-story'><div class='real'>{text * 3}</article>")

    (_, reading, rows) = crawl(book, range(20, 21), lying)[0]
    if not reading.differs:
        reading = replace(reading, differs=("text",))
        rows = book.note("gazette", url(20), NOW, Ask(templates=seen[-1][0].templates, check=True), reading)
    assert [state["ended"] for state in rows["templates"]] == ["disagrees in text"]
    assert book.ask("gazette", url(21), NOW).templates == ()
    again = crawl(book, range(30, 30 + 2 * MIN_PAGES))
    assert [bool(rows["templates"]) for *_, rows in again] == [False] * (2 * MIN_PAGES - 1) + [True]


def test_begins_where_the_database_is_and_tells_the_store_once() -> None:
    first = TemplateBook()
    rows = [rows for *_, rows in crawl(first, range(1, 9))]
    assert first.release(url(5)) is None  # nothing was loaded, so there is no database to tell
    state = Known.from_row(rows[-1]["templates"][0])
    second = TemplateBook()
    assert not second.knows("gazette", url(1))
    second.load("gazette", url(1), [state], {})
    assert second.knows("gazette", url(1)) and not second.knows("other", url(1))
    (_, reading, noted) = crawl(second, range(9, 10))[0]
    assert reading.template == state.template.digest
    assert noted["templates"][0]["matched"] == state.matched + 1
    assert second.release(url(9)) == noted and second.release(url(9)) is None


def test_a_pin_goes_first_and_ends_when_it_leaves_the_catalogue() -> None:
    pin = Template.pin(containers=["article.story"], drop=[".promo-box", ".byline", "h1"])
    book = TemplateBook({"gazette": pin})
    seen = crawl(book, range(1, 4))
    assert {reading.template for _, reading, _ in seen} == {pin.digest}
    state = Known.from_row(seen[-1][2]["templates"][0])
    assert state.matched == 3 and state.valid_from == NOW + timedelta(minutes=1)
    assert "pinned in the catalogue" in book.describe("gazette", url(1), pin.digest)
    misfit = crawl(book, range(4, 5), lambda n: gazette(n, look=2))[0]
    assert misfit[1].template is None and misfit[2]["templates"][0]["ended"] is None
    later = TemplateBook()
    later.load("gazette", url(1), [state], {})
    rows = crawl(later, range(6, 7))[0][2]
    assert [(row["pinned"], row["ended"]) for row in rows["templates"]] == [(True, "no longer pinned")]


def test_what_was_archived_is_asked_again() -> None:
    book = TemplateBook()
    crawl(book, range(1, 7))
    ask = book.ask("gazette", url(8), NOW)
    definitions = {template.digest: __import__("json").dumps(template.to_json()).encode() for template in ask.templates}
    assert ask_as_written(written(ask), definitions) == replace(ask, observe=False)
    pin = Template.pin(containers=["article"])
    assert TemplateBook({"gazette": pin}).replay("gazette", ask).templates == (pin, *ask.templates)


def test_places() -> None:
    assert place("https://www.wire.example/a") == "wire.example"
    assert place("http://127.0.0.1:8080/a") == "127.0.0.1:8080"
    assert place("https://wire.example:443/") == "wire.example"
