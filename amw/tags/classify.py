"""From signals to one event, segment, lens and category."""

from __future__ import annotations

import re
from functools import lru_cache

from amw.tags.signals import Signals

EVENTS = (
    "funding", "acquisition", "ipo", "model_release", "product_launch", "pricing", "ranking", "partnership", "infrastructure",
    "research", "regulation", "lawsuit", "personnel", "earnings", "incident", "opinion", "other",
)  # fmt: skip
_TECHNOLOGY = frozenset({"model_release", "product_launch", "ranking", "research"})
_QUESTION = re.compile(
    r"[?？]\s*$|^(?:Why|How|What|When|Who|Is|Are|Can|Will|Should|Do|Does|Where|Warum|Wie|Was|Pourquoi|Comment|Faut)\b"
    r"|为什么|如何|怎么|왜 |까\?|なぜ|とは"
)
# "How the bank halved its paperwork", "Comment Michelin a réduit ...", "どうやって…広げたか": an account of what was done, not commentary.
_ACCOUNT = re.compile(
    r"^How (?:(?!(?:is|are|was|were|do|does|did|can|could|to|will|would|should|much|many|AI|LLMs?|your|we|I)\b)[^\s,?]+ ){1,6}"
    r"(?:\w{3,}ed|cut|built|used?|uses|runs?|deploys|builds|improves|automates|made|put|gave|got|saves?|is using|are using)\b(?!.*\?\s*$)"
    r"|^Wie (?!man|KI|künstliche|viel|gut|weit|sich|die KI)[^,?]{2,90}(?:hat|haben|[a-zäöü]{3,}t|en)\s*$"
    r"|^Comment (?!choisir|utiliser|faire|l['’]IA|les IA)[^,?]{2,50}? (?:a|ont|fait|répond|utilise|met|gère|forme)\b(?!.*\?\s*$)"
    r"|どう(?:やって)?[^、。？?]{1,24}(?:た|たか|たのか)\s*+[？?]?\s*+$|어떻게[^?？]{2,30}(?:했나|였나|았나|었나|했을까)|是怎么做到的|비결",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def asks(title: str) -> bool:
    """Whether a headline (any case) asks or explains: a question mark, a question word in front, and no account of how it was done."""
    return _QUESTION.search(title) is not None and not accounts(title)


@lru_cache(maxsize=64)  # asked for several times of one headline
def accounts(title: str) -> bool:
    """Whether a headline (any case) tells how somebody did something."""
    return _ACCOUNT.search(title) is not None


def event_scores(signals: Signals, title: str, form: str) -> dict[str, float]:
    """A score for each event type."""
    scores = {event: signals.score("event", event) for event in EVENTS}
    money, body = signals.title_money, signals.body_money
    for kind, event, weight in (
        ("raised", "funding", 5.0), ("sought", "funding", 5.0), ("valuation", "funding", 6.0), ("price", "pricing", 1.5),
        ("revenue", "earnings", 5.0), ("capex", "infrastructure", 3.0),
    ):  # fmt: skip
        if money.get(kind):
            scores[event] += weight
        elif body.get(kind):
            scores[event] += weight * 0.35
    if signals.model_in_title:
        scores["model_release"] += 1.5
    if signals.place_in_title:
        scores["ranking"] += 4.0
    if signals.version_in_title:  # what is announced is the model
        told = signals.title.get(("event", "product_launch"), 0.0)
        scores["model_release"] += 1.5 * told
        scores["product_launch"] -= told
    if accounts(title):
        scores["other"] += 4.0
        scores["opinion"] *= 0.4
    elif asks(title):
        scores["opinion"] += 3.0
    if form in {"newsletter", "listing"}:
        scores["opinion"] += 25.0
    for general in ("opinion", "other", "product_launch", "research", "regulation", "infrastructure"):
        scores[general] *= 0.75
    return scores


def segment_scores(signals: Signals) -> dict[str, float]:
    """A score for each segment: its words and its companies' lines of business."""
    scores: dict[str, float] = {}
    for table, tag in {*signals.title, *signals.body}:
        if table == "segment":
            scores[tag] = signals.score("segment", tag)
    for segment, share in signals.company_segments.items():
        scores[segment] = scores.get(segment, 0.0) + 4.0 * min(share, 1.5)
    for broad, factor in (
        ("general", 0.6),
        ("productivity", 0.75),
        ("government", 0.7),
        ("hr_talent", 0.8),
        ("ml_ops", 0.85),
        ("nlp", 0.85),
        ("analytics_bi", 0.85),
    ):
        if broad in scores:
            scores[broad] *= factor
    if "media_gaming" in scores and signals.title.get(("event", "lawsuit"), 0.0) >= 3.0:
        scores["media_gaming"] *= 0.3  # publishers and studios sue; the market's story is whom
    return scores


def lens_of(event: str | None, segment: str | None, signals: Signals) -> str | None:
    """The map that the story updates, from what happened and where."""
    match event:
        case "model_release" if not signals.named_in_title:
            return "technology_map"  # nobody's move: a method, a tool of the community, a how-to
        case "funding" | "acquisition" | "ipo" | "ranking" | "model_release" | "product_launch":
            return "player_map"
        case "pricing":
            return (
                "supply_map"
                if segment in {"ai_chips", "ai_infrastructure"} and signals.score("segment", "developer_tools") < 3
                else "player_map"
            )
        case "infrastructure":
            return "supply_map"
        case "regulation" | "lawsuit":
            return "rules_map"
        case "partnership":
            if segment in {"ai_chips", "ai_infrastructure", "climate_energy"}:
                return "supply_map"
            return (
                "adoption_map"
                if segment in {"education", "healthcare", "government", "agriculture", "manufacturing", "retail"}
                else "player_map"
            )
        case "personnel":
            return "player_map" if signals.labs or segment not in {"general", "hr_talent"} else "adoption_map"
        case "research":
            return (
                "adoption_map"
                if segment in {"hr_talent", "general", "fintech", "education", "productivity", "marketing", "retail"}
                else "technology_map"
            )
        case "incident":
            return "technology_map"
        case "opinion":
            return (
                "adoption_map"
                if segment in {"hr_talent", "general", "education", "healthcare", "nlp", "media_gaming", "productivity"}
                else "technology_map"
            )
        case "earnings" | "other":
            return "adoption_map"
    return None


def category_of(event: str | None, lens: str | None, segment: str | None) -> str | None:
    """The newsroom's shelf, from what happened and the map it updates."""
    if event is None:
        return None
    if event in {"regulation", "lawsuit"}:
        return "policy"
    if event == "incident":
        return "society"
    if event == "research":
        return "society" if lens == "adoption_map" and segment in {"hr_talent", "general", "education"} else "technology"
    if event in _TECHNOLOGY:
        return "technology"
    if event == "opinion":
        if segment in {"hr_talent", "education", "nlp", "media_gaming"}:
            return "society"
        return "business" if segment in {"general", "fintech"} and lens == "adoption_map" else "technology"
    return "business"
