"""Stories and reports that the tests of threads, scores and sentences are made of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from amw.stories.past import Figure, PastStory, Ranking
from amw.stories.report import Party, Report

NOON = datetime(2026, 5, 22, 12, tzinfo=UTC)
MAP = {"segment": "foundation_models", "lens": "player_map"}
DEEPSEEK = Party(key="deepseek", name="DeepSeek", country="CN", role="primary")
ALIBABA = Party(key="alibaba", name="Alibaba", country="CN", role="primary")
NAMES = {"deepseek": "DeepSeek", "alibaba": "Alibaba", "openai": "OpenAI", "moonshot-ai": "Moonshot AI"}
COUNTRIES = {"deepseek": "CN", "alibaba": "CN", "moonshot-ai": "CN", "openai": "US"}


def ranked(days: float = 4, *, models: dict[str, int] | None = None, best: dict[str, str] | None = None, **makers: int) -> Ranking:
    """The board as captured `days` before noon, each maker at its rank."""
    return Ranking(captured_at=NOON - timedelta(days=days), makers=makers, models=models or {}, best=best or {})


def dollars(kind: str, billions: str) -> Figure:
    value = Decimal(billions) * 10**9
    return Figure(kind=kind, value=value, currency="USD", usd=value, surface=f"${billions} billion")


def earlier(number: int, *, days: float, company: str | None = "deepseek", **facts: Any) -> PastStory:
    """A story of `days` before noon, about `company`."""
    known: dict[str, Any] = {
        "title": f"Story {number}",
        "event": "funding",
        "primary": company,
        "companies": {company: NAMES[company]} if company else {},
        "country": COUNTRIES.get(company or ""),
        **MAP,
        **facts,
    }
    return PastStory(story_id=number, published_at=NOON - timedelta(days=days), **known)


def report(**facts: Any) -> Report:
    """A report of today about DeepSeek's financing, `facts` changed."""
    known: dict[str, Any] = {
        "ref": "article:https://wire.example/a",
        "title": "DeepSeek seeks $10 billion",
        "published_at": NOON,
        "source": "Meridian Wire",
        "relevant": True,
        "event": "funding",
        "parties": (DEEPSEEK,),
        "figures": (dollars("sought", "10"),),
        "likeness": 0.0,
        **MAP,
        **facts,
    }
    return Report(**known)
