"""The tag stage with an endpoint for one more opinion, over loopback: off by default, filling doubt, never costing an item."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from chat_server import chat, completion
from scrapy.utils.test import get_crawler

import settings
from items import Article
from pipelines.identify import identify, telling
from pipelines.tag import MOST_FAILURES, Tag

NOW = datetime(2026, 5, 20, 8, tzinfo=UTC)


def stage(**own: object) -> Tag:
    return Tag(get_crawler(settings_dict=own))


def article(title: str = "Robots", text: str = "") -> Article:
    made = Article(source="wire", url="https://wire.example/a", fetched_at=NOW, title=title, text=text)
    return identify(made, telling(made)())


def counted(of: Tag) -> dict[str, int]:
    assert of.crawler.stats is not None
    return {k.removeprefix("amw/tag/"): v for k, v in of.crawler.stats.get_stats().items() if k.startswith("amw/tag/opinion")}


async def test_off_unless_the_settings_name_one() -> None:
    assert settings.OPINION_URL == "" and stage().endpoint is None
    plain = stage()
    assert (await plain.article(article())).event is None
    assert counted(plain) == {}


async def test_doubt_is_filled_and_told_in_the_evidence() -> None:
    with chat(completion(json.dumps({"event": "research"}))) as endpoint:
        asking = stage(OPINION_URL=endpoint.url, OPINION_MODEL="any")
        told = await asking.article(article())
        sure = await asking.article(article("AI startup raises $5M Series A funding round", "The startup raised a funding round."))
    assert told.event == "research"
    assert "endpoint" in told.tag_evidence["event"].reason
    assert sure.event == "funding"
    assert counted(asking)["opinion/asked"] >= 1


@pytest.mark.parametrize("answer", [b"no json", completion("[]")])
async def test_a_failure_costs_nothing_and_is_counted(answer: bytes) -> None:
    with chat(answer) as endpoint:
        asking = stage(OPINION_URL=endpoint.url, OPINION_MODEL="any")
        for _ in range(MOST_FAILURES + 2):
            assert (await asking.article(article())).event is None
    assert counted(asking) == {"opinion/failed": MOST_FAILURES, "opinion/skipped": 2}
