"""How new a report is: what it adds to its thread, against how often it has been told."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from amw.stories.headlines import notice_of
from amw.stories.past import Figure, Past, PastStory
from amw.stories.report import Report
from amw.tags.genre import NO_EVENT
from amw.text import fold

# What a thing that the thread has not told is worth: an event of a new kind is the news, the rest is detail of it.
WEIGHTS = {"event": 0.25, "text": 0.2, "company": 0.15, "amount": 0.15, "model": 0.1, "rank": 0.05}
OF_EVENTS = ("event", "company", "amount", "model", "rank")
NO_NEWS = frozenset(NO_EVENT) | {"case", "explainer"}  # genres of what is written about news, or about none
TOLD_AGAIN = {"duplicate": 0.0, "same_story": 0.5, "update": 0.8, "new": 1.0}
RETOLD = 0.85  # what each earlier report of the same event leaves
OF_ITS_KIND = 0.7  # of an event's novelty is its own, for no two launches are one; the rest hangs on how long ago its kind was told
UNCLEAR = 0.5  # of what an event brings counts where it is not told clearly
ROUTINE = 0.25  # of all where it is a routine notice: one version of many, a report on a service's state
FORGETTING = timedelta(days=30)  # half of that rest is back this long after its kind was last told of the thread
COARSE = 4  # steps of likeness that count: what lies between moves with what else is stored by then
BASE = 0.1  # a report that adds no fact is still another voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A score 0..1 with the parts it was made of; `value` None means it could not be computed, `parts["why"]` says why."""

    value: float | None
    parts: Mapping[str, float | int | str | None]


def novelty(report: Report, past: Past | None) -> Score:
    """The weighted share of the report's facts that its thread had not told, less each retelling.

    `event`: that something happened, and how long since the thread (stories that share a company or model, else the same map) told of
    this kind of event, where anything is known of the thread; `company` (none brings none), `model` (or the thing that the headline
    announces), `amount`, `rank`: the share of each that the thread had not; `text`: how unlike the closest known article, to a quarter. All
    but `text` count half where the event is not told clearly, and nothing in a commentary, a guide and the like, which tell of no event;
    all count a quarter in a routine notice. A fact that the report does not have, or that cannot be compared, does not count either way
    and stands as None. `past` None (no store) gives None.
    """
    if past is None:
        return Score(value=None, parts={"why": "nothing is known of earlier stories"})
    if report.relevant is False:
        return Score(value=None, parts={"why": "not about the AI market"})
    if past.placed is not None:  # a page that was edited is as new as when it came
        placed, likeness = past.placed
        retells = placed if placed != "new" else "same_story"  # one that came first and was published later
        report = replace(report, relation=retells if past.told else "new", likeness=likeness)
    own = report.as_story()
    acting = {party.key for party in report.parties if party.role != "mention"}
    thread = [story for story in past.stories if acting & story.companies.keys() or report.models.keys() & story.models.keys()]
    on_map = [story for story in past.stories if report.segment and story.map == report.map]
    parts: dict[str, float | int | str | None] = {
        "event": _event(report, thread if acting or report.models else on_map),
        "company": _share(acting, (key for story in thread for key in story.companies)) if acting else 0.0,
        "model": _share(report.models, (key for story in thread for key in story.models)) if report.models else _thing(report, thread),
        "amount": _share(_sums(report.figures), _sums(figure for story in thread for figure in story.figures)),
        "rank": _share(own.ranks.items() if own else (), (place for story in thread for place in story.ranks.items())),
        "text": None if report.likeness is None else 1 - round(report.likeness * COARSE) / COARSE,
    }
    clear = _clear(report)
    lessened = WEIGHTS if clear == ROUTINE else OF_EVENTS  # that no two lists of changes read alike makes none of them new
    parts |= {name: round(clear * value, 4) for name in lessened if isinstance(value := parts[name], float)}
    known = {name: value for name, value in parts.items() if isinstance(value, float)}
    if not known or report.event is None:
        return Score(value=None, parts={"why": "the report has no fact that could be new"})
    adds = sum(WEIGHTS[name] * value for name, value in known.items()) / sum(WEIGHTS[name] for name in known)
    told = TOLD_AGAIN[report.relation] * RETOLD**past.told
    parts |= {"thread": len(thread), "told_before": past.told, "told_factor": round(told, 4)}
    return Score(value=round((BASE + (1 - BASE) * adds) * told, 4), parts=parts)


def _event(report: Report, thread: list[PastStory]) -> float | None:
    if report.event is None or report.published_at is None:
        return None
    ages = [report.published_at - story.published_at for story in thread if story.event == report.event]
    known = bool(thread or report.parties or report.models)  # of what strangers do nothing is known to be new
    new = 1 - 0.5 ** (max(min(ages), timedelta(0)) / FORGETTING) if ages else float(known)
    return OF_ITS_KIND + (1 - OF_ITS_KIND) * new


def _clear(report: Report) -> float:
    """How much (0..1) of what a report brings is the news of an event."""
    if report.event == "opinion" or report.genre in NO_NEWS:
        return 0.0
    if notice_of(report.title) == report.event:
        return ROUTINE
    return 1.0 if report.sure and report.event != "other" else UNCLEAR


def _thing(report: Report, thread: list[PastStory]) -> float | None:
    if not report.thing:
        return None
    name = f" {fold(report.thing)} "
    return 0.0 if any(name in f" {fold(story.title)} " for story in thread) else 1.0


def _sums(figures: Iterable[Figure]) -> set[tuple[str, Decimal, str | None]]:
    return {(figure.kind, figure.value, figure.currency) for figure in figures}


def _share(now: Iterable[Hashable], before: Iterable[Hashable]) -> float | None:
    """The share of what is told now that was not told before; None where nothing is told."""
    told = set(now)
    return round(len(told.difference(before)) / len(told), 4) if told else None
