"""How a story connects: typed edges to earlier stories, each with its reason in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from amw.stories.past import Figure, Past, PastStory, Report

# Events that lead to one another: the later one continues what the earlier one began.
CHAINS: dict[str, frozenset[str]] = {
    "funding": frozenset({"funding"}),
    "ipo": frozenset({"ipo", "funding"}),
    "acquisition": frozenset({"acquisition", "partnership"}),
    "model_release": frozenset({"model_release", "research"}),
    "ranking": frozenset({"model_release", "ranking"}),
    "pricing": frozenset({"pricing", "model_release", "product_launch"}),
    "product_launch": frozenset({"product_launch", "model_release"}),
    "lawsuit": frozenset({"lawsuit", "regulation"}),
    "regulation": frozenset({"regulation"}),
    "infrastructure": frozenset({"infrastructure", "partnership"}),
    "partnership": frozenset({"partnership", "acquisition"}),
    "earnings": frozenset({"earnings"}),
    "incident": frozenset({"incident"}),
    "personnel": frozenset({"personnel"}),
}
ROUND = timedelta(days=45)  # a financing that is reported twice within this time is one round told with two figures
APART = 0.15  # figures further apart than this share are not rounding of one another
HALF_LIFE = timedelta(days=21)
LIMIT = 8  # edges kept a story: the page shows five


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """From the report's story to an earlier one: kind continues|corrects|contradicts|follows|related, score 0..1, reason in words."""

    story: PastStory
    kind: str
    score: float
    evidence: str


def connect(report: Report, past: Past, *, limit: int = LIMIT) -> tuple[Edge, ...]:
    """The earlier stories that `report` connects to, most relevant first.

    `continues`: the same company or model in a chain of events; `contradicts`: the same round or price told with another figure;
    `corrects`: the report says it corrects; `follows`: shared companies or models on the same map; `related`: the same map only.
    """
    edges = [edge for story in past.stories if (edge := _edge(report, story)) is not None]
    edges.sort(key=lambda edge: (-edge.score, -edge.story.published_at.timestamp(), edge.story.story_id))
    return tuple(edges[:limit])


def _edge(report: Report, story: PastStory) -> Edge | None:
    if report.published_at is None or story.published_at > report.published_at:
        return None
    same_map = report.segment is not None and (report.segment, report.lens) == (story.segment, story.lens)
    acting = {party.key: party.name for party in report.parties if party.role != "mention"}
    companies = sorted(name for key, name in acting.items() if key in story.companies)
    models = sorted(name for key, name in report.models.items() if key in story.models)
    primary = report.primary is not None and report.primary.key == story.primary
    chained = story.event in CHAINS.get(report.event or "", frozenset()) and bool(primary or models)
    age = report.published_at - story.published_at
    fresh = 0.5 ** (age / HALF_LIFE)
    if not companies and not models:
        if not same_map:
            return None
        return Edge(story=story, kind="related", score=round(0.3 * fresh, 4), evidence="the same map, no company or model in common")
    shared = _words([*models, *companies])
    score = min(1.0, 0.25 * bool(companies) + 0.2 * bool(models) + 0.25 * chained + 0.1 * primary + 0.1 * same_map + 0.1 * fresh)
    score = round(score * (0.4 + 0.6 * fresh), 4)
    conflict = _conflict(report, story) if primary and report.event == story.event and age <= ROUND else None
    if conflict is not None:
        mine, other = conflict
        if report.correction:
            return Edge(story=story, kind="corrects", score=score, evidence=f"corrects {other.surface} to {mine.surface} ({shared})")
        return Edge(
            story=story,
            kind="contradicts",
            score=score,
            evidence=f"{mine.kind} {mine.surface} here, {other.surface} {_ago(age)} ({shared})",
        )
    if chained:
        verb = "the same kind of event" if story.event == report.event else f"{_event(report.event)} after {_event(story.event)}"
        return Edge(story=story, kind="continues", score=score, evidence=f"{shared}: {verb}, {_ago(age)}")
    return Edge(story=story, kind="follows", score=score, evidence=f"also about {shared}, {_ago(age)}")


def _conflict(report: Report, story: PastStory) -> tuple[Figure, Figure] | None:
    """The first pair of figures of one kind that cannot be the same money, None where any pair agrees."""
    for kind in ("sought", "raised", "valuation", "price"):
        mine = [figure for figure in report.figures if figure.kind == kind]
        others = [figure for figure in story.figures if figure.kind == kind]
        if mine and others and not any(_agree(a, b) for a in mine for b in others):
            return mine[0], others[0]
    return None


def _agree(a: Figure, b: Figure) -> bool:
    if a.currency == b.currency:
        x, y = a.value, b.value
    elif a.usd is not None and b.usd is not None:
        x, y = a.usd, b.usd
    else:
        return True  # not comparable, so no conflict is said
    return abs(x - y) <= max(abs(x), abs(y)) * type(x)(str(APART))


def _words(names: Iterable[str]) -> str:
    listed = list(dict.fromkeys(names))[:3]
    return listed[0] if len(listed) == 1 else ", ".join(listed[:-1]) + " and " + listed[-1]


def _event(event: str | None) -> str:
    return (event or "news").replace("_", " ")


def _ago(age: timedelta) -> str:
    if age < timedelta(hours=1):
        return "within the hour"
    if age < timedelta(days=1):
        hours = age // timedelta(hours=1)
        return f"{hours} hour{'s' * (hours > 1)} earlier"
    return f"{age.days} day{'s' * (age.days > 1)} earlier"
