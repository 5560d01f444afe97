"""How new a report is: what it adds to its thread, against how often it has been told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from amw.stories.past import Figure, Past, Report

# What a thing that the thread has not seen is worth; an event of a new kind is the news, the rest is detail of it.
WEIGHTS = {"event": 0.35, "company": 0.2, "amount": 0.2, "model": 0.15, "rank": 0.1}
TOLD_AGAIN = {"duplicate": 0.0, "same_story": 0.5, "update": 0.8, "new": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A score 0..1 with the parts it was made of; `value` None means it could not be computed, `parts["why"]` says why."""

    value: float | None
    parts: Mapping[str, float | int | str | None]


def novelty(report: Report, past: Past | None) -> Score:
    """The share of the report's facts (event, companies, amounts, models, ranks) that its thread had not told, less each retelling.

    A kind of fact the report does not have does not count either way. `past` None (no store) gives None.
    """
    if past is None:
        return Score(value=None, parts={"why": "nothing is known of earlier stories"})
    if report.relevant is False:
        return Score(value=None, parts={"why": "not about the AI market"})
    acting = {party.key for party in report.parties if party.role != "mention"}
    thread = [story for story in past.stories if acting & story.companies.keys() or report.models.keys() & story.models.keys()]
    seen_companies = {key for story in thread for key in story.companies}
    seen_models = {key for story in thread for key in story.models}
    seen_figures = [figure for story in thread for figure in story.figures]
    ranks = {standing.value for standing in report.standings}
    parts: dict[str, float | int | str | None] = {
        "event": None if report.event is None else float(all(story.event != report.event for story in thread)),
        "company": _share(acting, seen_companies),
        "model": _share(set(report.models), seen_models),
        "amount": _new_figures(report.figures, seen_figures),
        "rank": float(all(story.event != "ranking" for story in thread)) if ranks else None,
    }
    known = {name: value for name, value in parts.items() if isinstance(value, float)}
    if not known:
        return Score(value=None, parts={"why": "the report has no fact that could be new"})
    adds = sum(WEIGHTS[name] * value for name, value in known.items()) / sum(WEIGHTS[name] for name in known)
    told = TOLD_AGAIN[report.relation] * 0.85**past.told
    parts |= {"thread": len(thread), "told_before": past.told, "told_factor": round(told, 4)}
    return Score(value=round((0.3 + 0.7 * adds) * told, 4), parts=parts)


def _share(now: set[str], before: set[str]) -> float | None:
    return round(len(now - before) / len(now), 4) if now else None


def _new_figures(figures: tuple[Figure, ...], before: list[Figure]) -> float | None:
    if not figures:
        return None
    told = {(figure.kind, figure.value, figure.currency) for figure in before}
    return round(sum((figure.kind, figure.value, figure.currency) not in told for figure in figures) / len(figures), 4)
