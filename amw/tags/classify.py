"""From signals to scores: whether a story is one of the AI market, its event and segment, and what usually follows from an event."""

# ruff: noqa: E501 - tables are easier to compare unwrapped

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from amw.tags.records import Evidence
from amw.tags.signals import Signals

LEAST_RELEVANT = 2.5  # one plain word of the market: a story lost costs more than one too many
ABOUNDS = 5.5  # votes beyond the lead that make a story one of the market by themselves: four of its plain words, each told again
PASSING = 1.0  # taken off a whole article, which has room for more than one word of what it is about
SECOND_LOOK = 0.7  # learned chance from which a story that the words refuse is one of the market after all (docs/measured/tags.md)
# Below two plain words the press may name the market in passing: of 36 labelled stories above this learned chance 30 were of none.
HARDLY_RELEVANT, IN_PASSING = 5.0, 0.96
# The map and the shelf that usually follow from an event; a commentary may be on any.
USUAL: dict[str, dict[str, str]] = {
    "lens": {
        **dict.fromkeys(("funding", "acquisition", "ipo", "model_release", "product_launch", "pricing", "ranking", "partnership", "personnel"), "player_map"),
        **dict.fromkeys(("research", "incident"), "technology_map"), **dict.fromkeys(("regulation", "lawsuit"), "rules_map"),
        **dict.fromkeys(("earnings", "other"), "adoption_map"), "infrastructure": "supply_map",
    },
    "category": {
        **dict.fromkeys(("model_release", "product_launch", "ranking", "research"), "technology"),
        **dict.fromkeys(("regulation", "lawsuit"), "policy"), "incident": "society",
        **dict.fromkeys(("funding", "acquisition", "ipo", "pricing", "partnership", "infrastructure", "personnel", "earnings", "other"), "business"),
    },
}  # fmt: skip
EVENTS = (*USUAL["category"], "opinion")
# What a partnership, or a price of what others build on, is of where the segment tells it.
OF_SEGMENT = {
    **dict.fromkeys(("ai_chips", "ai_infrastructure", "climate_energy"), "supply_map"),
    **dict.fromkeys(("education", "healthcare", "government", "agriculture", "manufacturing", "retail"), "adoption_map"),
}
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
        launched = signals.title.get(("event", "product_launch"), 0.0)
        scores["model_release"] += 1.5 * launched
        scores["product_launch"] -= launched
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
    if "media_gaming" in scores and signals.title.get(("event", "lawsuit"), 0.0) >= 3.0:
        scores["media_gaming"] *= 0.3  # publishers and studios sue; the market's story is whom
    return scores


def usual(field: str, event: str, segment: str | None) -> str | None:
    """The lens or category that usually follows from an event in a segment; None for a commentary, which may be on any."""
    found = OF_SEGMENT.get(segment or "") if field == "lens" else None
    if event == "partnership" or (event == "pricing" and found == "supply_map"):
        return found or USUAL[field][event]
    return USUAL[field].get(event)


def relevance_of(signals: Signals, *, own: bool) -> float:
    """The score of a story by its words and companies; what stands beyond the lead counts no more than headline and lead do, unless
    it abounds with such words. `own`: a company of the AI market tells it of itself."""
    near = signals.score("relevance", "relevant", 2.5) - signals.far - 1.5 * signals.against
    near += max(3.0 * signals.ai_makers, 2.5 * max(own, signals.of_the_trade)) + 2.5 * (signals.model_in_title + signals.filed)
    far = signals.far if signals.far >= ABOUNDS else max(0.0, min(near, signals.far))
    return near + far - (PASSING if signals.whole and not own else 0.0)


def is_relevant(signals: Signals, score: float, chances: Mapping[str, Mapping[str, float]]) -> tuple[bool, Evidence]:
    """Whether a story is one of the market, by the `score` of its words and, where these leave room for a second look, the learned
    `chances` (0..1 by field and class; empty where none was taken)."""
    best = signals.best.get(("relevance", "relevant"))
    relevant, reason, certainty = score >= LEAST_RELEVANT, "too few words of the AI market", min(1.0, abs(score) / 12)
    if relevant:
        reason = "words of the AI market" if best else "filed under AI" if signals.filed else "a company of the AI market"
        if score < HARDLY_RELEVANT and not (signals.own or signals.filed) and (passing := chances["in_passing"]["yes"]) > IN_PASSING:
            relevant, reason, certainty = False, "named in passing", round(passing, 3)
    elif chances and (chance := chances["relevant"]["yes"]) >= SECOND_LOOK:
        relevant, reason, certainty = True, "the story as a whole", round(chance, 3)
    return relevant, Evidence(reason, best.start if best else None, best.end if best else None, certainty)
