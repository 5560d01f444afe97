"""Learned templates: learned from a few pages, faster, refused when the site changes."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from made_pages import article_page, paragraph

from amw.extract import extract_article
from amw.extract.templates import Template, apply, extract_with, has_drifted, learn

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
URL = "https://wire.example/news/9/story"


def learned() -> Template:
    template = learn([(article_page(i).encode(), f"https://wire.example/news/{i}/story") for i in range(1, 6)], now=NOW)
    assert template is not None
    return template


def test_learns_where_the_text_is() -> None:
    template = learned()
    assert template.containers == ("div.story-body",)
    assert template.pages == 5 and template.agreement > 0.97
    page = article_page(9).encode()
    record, general = apply(template, page, URL, now=NOW), extract_article(page, URL, now=NOW)
    assert record is not None
    assert record.provenance["text"] == "template"
    assert paragraph(907) in record.text and "Advertisement" not in record.text
    for field in ("title", "authors", "published_at", "language", "canonical_url", "image", "site_name"):
        assert getattr(record, field) == getattr(general, field), field


def test_survives_json() -> None:
    template = learned()
    assert Template.from_json(json.loads(json.dumps(template.to_json()))) == template


def test_a_redesign_is_noticed() -> None:
    template = learned()
    page = article_page(9, body_class="c-prose").encode()
    assert apply(template, page, URL, now=NOW) is None
    assert paragraph(907) in extract_with(template, page, URL, now=NOW).text
    assert has_drifted([True, True, True, False, False, False, False])
    assert not has_drifted([False, False])
    assert not has_drifted([False, True, True, True, True, False])


def test_unfamiliar_blocks_are_not_taken_for_text() -> None:
    page = article_page(9).replace("<p>", '<section class="quiz-widget"><p class="quiz">').replace("</p>", "</p></section>")
    assert apply(learned(), page.encode(), URL, now=NOW) is None


def test_too_few_or_too_different_pages_teach_nothing() -> None:
    assert learn([(article_page(1).encode(), URL)], now=NOW) is None
    assert learn([(b"", URL)] * 5, now=NOW) is None
    assert (
        learn(
            [
                (article_page(i, body_class=f"layout-{'abcde'[i]}").replace("article>", "section>").replace("main>", "div>").encode(), URL)
                for i in range(5)
            ],
            now=NOW,
        )
        is None
    )


def test_a_person_can_pin_one() -> None:
    template = Template.from_json({"containers": ["div.story-body"]})
    assert template.pinned
    record = apply(template, article_page(9).encode(), URL, now=NOW)
    assert record is not None and paragraph(900) in record.text and "Advertisement" not in record.text


@pytest.mark.parametrize("value", [{}, {"containers": []}, {"containers": "div"}, {"containers": [1]}])
def test_a_template_needs_selectors(value: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="containers"):
        Template.from_json(value)


def test_bad_selectors_and_pages_fall_back() -> None:
    template = Template.from_json({"containers": ["div[", "::nonsense", "div.story-body"]})
    assert extract_with(template, article_page(9).encode(), URL, now=NOW).text
    assert extract_with(template, b"", URL, now=NOW).reason == "empty"
