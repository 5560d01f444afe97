"""A small newsroom for the tests of the read side: reports and a board of our own making, put through the real stages in their order."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from scrapy.utils.misc import load_object
from scrapy.utils.test import get_crawler

import settings
from amw.boards import Row, Snapshot
from amw.extract.template_book import TemplateBook
from items import Article, BoardSnapshot, Capture, Visit

NOW = datetime(2026, 5, 22, 12, tzinfo=UTC)
HOSTILE = '<script>alert("owned")</script> Figure AI & <img src=x onerror=alert(2)> lease humanoid robots'
LONG_LEAD = "Anthropic has signed a contract for data centres. " * 60


def article(url: str, title: str, text: str, *, hours: float, **fields: Any) -> Article:
    host = (urlsplit(url).hostname or "x").split(".")[0]
    at = NOW - timedelta(hours=hours)
    visit = Visit(source=host, url=url, kind="article", outcome="fetched", fetched_at=NOW, status=200)
    given = {"language": "en", **fields}
    return Article(source=host, url=url, title=title, text=text, fetched_at=NOW, published_at=at, visit=visit, **given)


def newsroom() -> list[Any]:
    """The board first, then reports oldest first."""
    kimi = (
        "Moonshot AI has raised $2 billion in a financing round led by Alibaba, two people with knowledge of the deal said on Wednesday. "
        "The round values the maker of the Kimi models at $18 billion after the money. Tencent took part as well.\n"
        "The company wants to spend the money on training and on its application for coding."
    )
    evil = (
        "<script>alert(3)</script> Figure AI showed a humanoid robot that folds laundry in an Ohio warehouse for a parcel carrier. "
        "The robotics company will lease two hundred of them from July & hire engineers <b>in Columbus</b>."
    )
    qwen = (
        "Alibaba's Qwen3.7 Max ranks 2nd globally and first in China on the Artificial Analysis leaderboard, behind GPT-5.5 of OpenAI.\n"
        "The large language model is offered through Alibaba Cloud. Its rivals from Moonshot AI and DeepSeek come after it.\n"
        "SECRET-BODY-OF-THE-PUBLISHER is a sentence that only the outlet itself may show."
    )
    return [
        board(21),
        article("https://wire.example/kimi", "Moonshot AI raises $2 billion in a round led by Alibaba", kimi, hours=50),
        article(
            "https://daily.example/kimi",
            "Moonshot AI closes $2 billion round led by Alibaba",
            "The Beijing start-up behind Kimi, Moonshot AI, closed a $2 billion funding round on Wednesday with Alibaba in the lead and "
            "Tencent taking part, people familiar with the matter said. It is now valued at $18 billion. Training gets the money.",
            hours=48,
        ),
        article(
            "https://wire.example/deepseek-price",
            "DeepSeek cuts the price of its V4 Pro model by half",
            "DeepSeek has cut the price of its large language model V4 Pro by half, to $0.87 for a million tokens, the company said. "
            "Rivals such as Moonshot AI and Alibaba charge more for their models.",
            hours=30,
        ),
        article(
            "https://garden.example/roses", "How to prune roses in spring", "Cut above a bud. Water well. Mulch the bed in May.", hours=20
        ),
        article("https://evil.example/a?q=%22%3E%3Cscript%3E", HOSTILE, evil, hours=10, authors=("<b>Eve</b>",)),
        article(
            "https://wire.example/anthropic",
            "Anthropic signs a contract for data centres with AMD",
            LONG_LEAD,
            lead=LONG_LEAD,
            hours=8,
        ),
        article(
            "https://wire.example/qwen",
            "Alibaba's Qwen3.7 Max ranks 2nd globally and 1st in China on Artificial Analysis leaderboard",
            qwen,
            lead="Alibaba's newest model comes second on a leaderboard.",
            authors=("Ada Writer",),
            hours=17,
        ),
        article(
            "https://artificialanalysis.ai/leaderboards/models?at=2026-05-21",
            "Artificial Analysis moves its Intelligence Index to method version 4.1",
            "All 303 rows were measured anew under the new method, so ranks before and after cannot be compared.\nWHOLE-TEXT of our own.",
            hours=6,
            origin="board",
        ),
    ]


def board(day: int, *, lead: float = 60.0) -> BoardSnapshot:
    at = datetime(2026, 5, day, 8, tzinfo=UTC)
    makers = {
        "GPT-5.5": ("OpenAI", "openai", "US", lead),
        "Qwen3.7 Max": ("Alibaba", "alibaba", "CN", 57.0),
        "DeepSeek V4 Pro": ("DeepSeek", "deepseek", "CN", 51.0),
    }
    rows = [
        Row(
            key=name,
            raw_name=name,
            model=name,
            model_key="qwen-3.7-max" if name[0] == "Q" else None,
            family=name,
            maker=maker,
            maker_key=key,
            country=country,
            score=score,
            open_weights=name[0] == "D",
        )
        for name, (maker, key, country, score) in makers.items()
    ]
    rows += [Row(key=f"m{n}", raw_name=f"Model {n}", model=f"Model {n}", maker="Others", score=40 - n / 10) for n in range(300)]
    made = Snapshot(
        board="artificial_analysis",
        captured_at=at,
        version="4.0",
        rows=tuple(rows),
        metric="intelligence_index",
        digest=f"{day}-{lead}",
        attribution="Source: Artificial Analysis",
    )
    capture = Capture(url="https://aa.example/models", file="2026.warc.gz", offset=4711, digest="sha256:ab", fetched_at=at)
    visit = Visit(source="aa", url="https://aa.example/models", kind="board", outcome="fetched", fetched_at=at, status=200)
    return BoardSnapshot(
        source="aa",
        url="https://aa.example/models",
        board="artificial_analysis",
        fetched_at=at,
        snapshot=made,
        capture=capture,
        visit=visit,
    )


async def fill(database_url: str, items: list[Any]) -> None:
    """Hands `items` through every stage of settings.py, one after another, as a crawl does."""
    crawler = get_crawler(settings_dict={"DATABASE_URL": database_url, "STAGE_PROCESSES": 0})
    source = SimpleNamespace(key="newsroom", name="Newsroom", url="https://newsroom.example/")
    crawler.spider = SimpleNamespace(source=source, templates=TemplateBook())  # type: ignore[assignment]
    order = sorted(settings.ITEM_PIPELINES.items(), key=lambda pair: pair[1])
    stages = [load_object(path).from_crawler(crawler) for path, _ in order]
    opened = []
    try:
        for stage in stages:
            if hasattr(stage, "open_spider"):
                await stage.open_spider()
            opened.append(stage)
        for item in items:
            for stage in stages:
                item = await stage.process_item(item)
    finally:
        for stage in opened:
            if hasattr(stage, "close_spider"):
                await stage.close_spider()


@dataclass(frozen=True, slots=True)
class Got:
    """An answer as it came over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> Any:
        return json.loads(self.body)


def get(server: Any, target: str, *, method: str = "GET", **headers: str) -> Got:
    """One request on a connection of its own; underscores in header names become hyphens."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=90)
    try:
        connection.request(method, target, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()
