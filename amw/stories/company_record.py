"""What the record of a company says of events of one kind: what it was valued at, its last one, and how many it had of late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from amw.stories.clause import Clause
from amw.stories.conflicts import agree
from amw.stories.lines import notice_of
from amw.stories.past import Figure, Past, PastStory, Report
from amw.stories.threads import NO_EVENT
from amw.stories.topic import of_one_topic
from amw.stories.wording import (
    NOUNS,
    OF_STATES,
    called,
    day,
    in_number,
    money,
    name_story,
    pick,
    plural,
    possessive,
    quoted,
    telling_figures,
    told_clearly,
)

QUARTER = timedelta(days=90)  # so many of a kind within this time are counted
YEAR = timedelta(days=365)  # an event before this says nothing of the next one, a sum of money does
AT_ONCE = timedelta(days=3)  # what is told of a company within this time may be one event, in another language say
ONE_MATTER = timedelta(days=30)  # headlines of one subject within this time tell of one event
ALIKE = 0.4  # of_one_topic from which they do
COUNTED = 2  # earlier ones that are told as a number
SELDOM = frozenset({"partnership", "acquisition", "infrastructure", "lawsuit", "regulation", "personnel"})  # one earlier is worth a word
DAILY = frozenset({"product_launch", "research", "ranking", "earnings"})  # their number says nothing
OF_MONEY = frozenset({"funding", "ipo"})
BY_HEADLINE = frozenset({"partnership", "acquisition", "lawsuit", "regulation", "personnel", "incident", "pricing"})  # it says with whom


def of_record(report: Report) -> bool:
    """Whether the record of its company may say something of the kind of event that `report` tells of."""
    told = report.subject is not None and report.sure and not report.several and notice_of(report.title) is None
    return told and report.event not in {*NO_EVENT, *DAILY}


def last_round(report: Report, past: Past | None) -> Clause | None:
    """What the company of a financing was last valued at and last raised, with the day, where that is another round than the one told."""
    if past is None or report.subject is None or report.event not in OF_MONEY or not of_record(report):
        return None
    name = called(report.subject.name)
    for story in _others(report, past):
        sums = {figure.kind: figure for figure in telling_figures(story.event, story.figures, story.title)}
        raised, valued = sums.get("raised"), sums.get("valuation")
        if not (raised or valued) or _same_round(report, [figure for figure in (raised, valued) if figure]):
            continue
        on, whose = day(story.published_at), possessive(report.subject.name)
        at = f" at a valuation of {money(valued)}" if valued else ""
        text = f"{name} was valued at {money(valued)} on {on}" if valued else ""
        if raised:
            wordings = (f"{whose} round of {on} had brought {money(raised)}{at}", f"on {on} {name} had raised {money(raised)}{at}")
            text = pick(wordings, report.ref, "round")
        return Clause(text=text, refs=(report.ref, story.ref), own=True)
    return None


def many_of_kind(report: Report, past: Past | None) -> Clause | None:
    """How many events of the kind its company had within a quarter, and the latest of them."""
    late = _within(QUARTER, report, past)
    if len(late) < COUNTED or report.subject is None:
        return None
    noun, by = NOUNS[report.event or ""], "on" if report.event in OF_STATES else "of"
    many = f"at least {in_number(len(late))} other {plural(noun)} {by} {called(report.subject.name)} within {QUARTER.days} days"
    told = f"{many}, {_named(late[0], report.subject.name)} among them"
    text = pick((f"the record has {told}", f"it comes after {told}"), report.ref, "record")
    return Clause(text=text, refs=(report.ref, *(story.ref for story in late[:12])), counts=(len(late), QUARTER.days), own=True)


def earlier_of_kind(report: Report, past: Past | None) -> Clause | None:
    """The latest event of the kind that its company had within a year, of a kind that is seldom."""
    others = _within(YEAR, report, past) if report.event in SELDOM else []
    if not others or report.subject is None:
        return None
    one = f"an earlier {NOUNS[report.event or '']} {'on' if report.event in OF_STATES else 'of'} {called(report.subject.name)}"
    last = _named(others[0], report.subject.name)
    text = pick((f"{one} on record is {last}", f"the record has {one}, {last}"), report.ref, "record")
    return Clause(text=text, refs=(report.ref, others[0].ref), own=True)


def _named(story: PastStory, company: str) -> str:
    return quoted(story, company) if story.event in BY_HEADLINE else name_story(story, known=company)


def _within(time: timedelta, report: Report, past: Past | None) -> list[PastStory]:
    if past is None or report.published_at is None or not of_record(report):
        return []
    return [story for story in _others(report, past) if report.published_at - story.published_at <= time]


def _others(report: Report, past: Past) -> list[PastStory]:
    """The earlier stories of its company and kind that tell of another event than the report, newest first."""
    own = report.as_story()
    if own is None or report.subject is None:
        return []
    alike = (story for story in past.alike if (story.primary, story.event) == (report.subject.key, report.event))
    clear = (story for story in alike if told_clearly(story) and notice_of(story.title) is None)
    return [story for story in clear if not _one_event(own, story)]


def _one_event(own: PastStory, story: PastStory) -> bool:
    """Whether two stories of a company may tell of one event: the release of one model, else what is near in time or of one subject."""
    age = own.published_at - story.published_at
    if own.event == "model_release" and own.models and story.models:
        return not own.models.keys().isdisjoint(story.models)
    return age <= AT_ONCE or (age <= ONE_MATTER and of_one_topic(own, story) >= ALIKE)


def _same_round(report: Report, sums: Sequence[Figure]) -> bool:
    """Whether a sum of an earlier story is one that the report tells too."""
    return any(here.kind == there.kind and agree(here, there) for here in report.figures for there in sums)
