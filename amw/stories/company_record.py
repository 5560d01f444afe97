"""What the record of a company says beside a report, as a clause of the AMW Read: what it last raised, how many events of the kind it had
of late, what it was last seen with, or when it had the one before."""

from __future__ import annotations

from datetime import datetime, timedelta

from amw.stories.conflicts import OF_ONE_SUM, agree
from amw.stories.headlines import notice_of
from amw.stories.past import Past, PastStory
from amw.stories.report import Report
from amw.stories.threads import DAILY, NO_EVENT, tells_event
from amw.stories.topic import ALIKE, of_one_topic
from amw.stories.wording import (
    NOUNS,
    OF_STATES,
    Clause,
    by_whom,
    called,
    day,
    in_number,
    money,
    name_story,
    one_of,
    pick,
    plural,
    possessive,
    quoted,
    readable,
    said_money,
    telling_figures,
)
from amw.tags.genre import genre_of

YEAR = timedelta(days=365)  # an event before this says nothing of the next one, a sum of money does
AT_ONCE = timedelta(days=3)  # what is told of a company within this time may be one event, in another language say
ONE_MATTER = timedelta(days=30)  # headlines of one subject within this time tell of one event
MONTH = timedelta(days=30)  # stories within this time are counted
FOLLOWED = timedelta(days=45)  # what is longer ago than this is not worth saying where it leads to nothing
KNOWN = 10  # stories of a company from which it says something that none is of this kind
UNBROKEN = 16  # of its latest stories none is left out of the past that is read
SOON = range(2, 22)  # days that are told as a number
COUNTED = 2  # earlier ones that are told as a number
GENERAL = "general"  # the segment of what fits none
FEW = 4  # stories of a month that none of them is of one segment says something
SELDOM = frozenset({"partnership", "acquisition", "infrastructure", "lawsuit", "regulation", "personnel"})  # one earlier is worth a word
OFTEN = DAILY | {"ranking", "earnings"}  # of these a company has many: one earlier says nothing, a number of them does
ROUNDS = {"funding": "round", "ipo": "offering"}  # events that bring a company money
BY_HEADLINE = frozenset({"partnership", "acquisition", "lawsuit", "regulation", "personnel", "incident", "pricing"})  # it says with whom


def of_record(report: Report) -> bool:
    """Whether the record of its company may say something of the kind of event that `report` tells of; what it corrects is on record."""
    told = report.subject is not None and report.sure and not report.several and not report.correction
    told = told and not (report.own and report.event == "regulation")  # a company's own word on the law is no move of a state
    return told and notice_of(report.title) is None and report.event not in {*NO_EVENT, *OFTEN}


def new_to_segment(report: Report, own: PastStory, past: Past) -> Clause | None:
    """That of several stories on its company within a month none is of the report's segment; where what is read of the company goes back no
    further than the month, nobody can say so."""
    if report.subject is None or report.several or notice_of(report.title) is not None or report.segment in {None, GENERAL}:
        return None
    told = _unbroken(report.subject.key, past)
    lately = [story for story in told if own.published_at - story.published_at <= MONTH]
    rows = [story.ref for story in lately if story.primary == report.subject.key]
    if len(rows) < FEW or len(lately) == len(told) or any(story.segment == report.segment for story in lately):
        return None
    name, days = called(report.subject.name), MONTH.days
    wordings = (
        f"is the first on {name} in that segment in at least {days} days",
        f"comes after {days} days without {name} in that segment",
    )
    text = pick(wordings, report.ref, "many")
    return Clause(text=text, refs=(report.ref, *rows[:12]), counts=(1, days))


def other_cases(report: Report, own: PastStory, past: Past) -> Clause | None:
    """How many other cases of use a month brought that involve the company which tells of one."""
    teller = next((party for party in report.parties if party.name == report.teller), None)
    if teller is None or report.genre != "case":
        return None
    told = sorted((story for story in past.stories if teller.key in story.companies and genre_of(story.title) == "case"), key=_published)
    late = [story for story in told if own.published_at - story.published_at <= MONTH and readable(story.title)]
    if len(late) < COUNTED:
        return None
    what = f"cases of use that involve {called(teller.name)}"
    return one_of(report.ref, [story.ref for story in late], what, MONTH.days, f"{quoted(late[-1])} among them")


def last_round(report: Report, own: PastStory, past: Past) -> Clause | None:
    """What the company of a financing was last valued at and last raised, with the day, where that is another round than the one told."""
    if report.subject is None or report.event not in ROUNDS or not of_record(report):
        return None
    name = called(report.subject.name)
    for story in _others(report, own, past):
        sums = {figure.kind: figure for figure in telling_figures(story.event, story.figures, story.title)}
        raised, valued = sums.get("raised"), sums.get("valuation")
        if not (raised or valued):
            continue
        on, whose = day(story.published_at), possessive(report.subject.name)
        at = f" at a valuation of {money(valued)}" if valued else ""
        text = f"{name} was valued at {money(valued)} on {on}" if valued else ""
        if raised:
            of_then = f"{whose} {ROUNDS[report.event]} of {on} had brought in {money(raised)}{at}"
            text = pick((of_then, f"{name} had raised {money(raised)}{at} on {on}"), report.ref, "round")
        worth = next((figure for figure in telling_figures(report.event, report.figures, report.title) if figure.kind == "valuation"), None)
        if valued and worth and valued.usd and worth.usd and not agree(worth, valued):
            then = f", when it raised {money(raised)}" if raised else ""
            text = f"that is {'up' if worth.usd > valued.usd else 'down'} from the {money(valued)} at which {name} was valued on {on}{then}"
        return Clause(text=text, refs=(report.ref, story.ref), own=True)
    return None


def many_of_kind(report: Report, own: PastStory, past: Past, nearest: PastStory | None) -> Clause | None:
    """How many events of the kind its company had on the map within a month, of what it does daily, where `nearest` is one of them."""
    if report.subject is None or not report.sure or report.several or report.event not in OFTEN:
        return None
    name, told = report.subject.name, _there(report, past)
    late = [story for story in told if own.published_at - story.published_at <= MONTH]
    if len(late) < COUNTED or nearest is None or nearest not in told:
        return None
    nouns = f"{plural(NOUNS[report.event or ''])} {by_whom(report.event, called(name))} there"
    return one_of(report.ref, [story.ref for story in late], nouns, MONTH.days, f"{_named(nearest, name)} among them")


def earlier_of_kind(report: Report, own: PastStory, past: Past) -> Clause | None:
    """The latest event of the kind that its company had within a year, of a kind that is seldom."""
    others = _others(report, own, past) if report.event in SELDOM and of_record(report) else []
    if not others or report.subject is None or own.published_at - others[0].published_at > YEAR:
        return None
    one = f"an earlier {NOUNS[report.event or '']} {by_whom(report.event, called(report.subject.name))}"
    last = _named(others[0], report.subject.name)
    text = pick((f"{one} on record is {last}", f"the record has {one}, {last}"), report.ref, "record")
    return Clause(text=text, refs=(report.ref, others[0].ref), own=True)


def one_before(report: Report, own: PastStory, past: Past) -> Clause | None:
    """The one of its kind that its company had before on the map, where that is long ago, or that it had none for long, as far back as
    what is known of the company is without gaps."""
    at, subject = own.published_at, report.subject
    if subject is None or not report.sure or report.several or report.event in {*NO_EVENT, *OF_STATES}:
        return None
    told = _unbroken(subject.key, past)
    of_kind = (story for story in (*told, *past.alike) if story.event == report.event)
    alike = sorted((story for story in of_kind if told and story.published_at >= told[0].published_at), key=_published)
    here = next((story for story in reversed(alike) if story.map == report.map), None)
    whose = f"{NOUNS[report.event or '']} {by_whom(report.event, called(subject.name))}"
    if here and at - here.published_at >= FOLLOWED and here.primary == subject.key and tells_event(here):
        last = name_story(here, known=subject.name)
        wordings = (f"the record has no other {whose} there since {last}", f"the previous one on record there was {last}")
        return Clause(text=pick(wordings, report.ref, "last"), refs=(report.ref, here.ref), own=True)
    if alike or report.event in DAILY or len(told) < KNOWN or at - told[0].published_at < FOLLOWED:
        return None
    text = f"{possessive(subject.name)} stories on record since {day(told[0].published_at)} report no other {NOUNS[report.event or '']}"
    return Clause(text=text, refs=(report.ref, *(story.ref for story in told)), own=True)


def _named(story: PastStory, company: str) -> str:
    return quoted(story, company) if story.event in BY_HEADLINE else name_story(story, known=company)


def last_seen(report: Report, nearest: PastStory) -> Clause:
    """What its company was in the news with before; where the headline names nobody, the nearest story alone."""
    if report.subject is None:
        return Clause(text=f"comes after {name_story(nearest)}", refs=(report.ref, nearest.ref))
    name = called(report.subject.name)
    where = "there" if nearest.map == report.map else "in the news"
    verbs: tuple[str, ...] = (f"{name} had been {where} before with", f"before it, {name} had been {where} with")
    if report.published_at is not None and nearest.published_at.date() == report.published_at.date():
        verbs = (f"on the same day {name} was {where} with", f"{name} was {where} on the same day with")
    known_by = nearest.own_models or nearest.thing or said_money(nearest.event, nearest.figures, nearest.title)
    clear = tells_event(nearest) and (known_by or not readable(nearest.title))
    story = name_story(nearest, known=report.subject.name) if clear else quoted(nearest)
    gap = (report.published_at.date() - nearest.published_at.date()).days if report.published_at else 0
    if gap in SOON and name in story:
        verbs = (*verbs, f"comes {in_number(gap)} days after")
    verb = pick(verbs, report.ref, "earlier")
    own = not verb.startswith("comes")
    return Clause(text=f"{verb} {story}", refs=(report.ref, nearest.ref), counts=() if own else (gap,), own=own)


def _there(report: Report, past: Past) -> list[PastStory]:
    """The clear events of its kind that its company had on the map, newest first."""
    company = report.subject.key if report.subject else None
    of_kind = (s for s in past.stories if (s.primary, s.map, s.event) == (company, report.map, report.event))
    return sorted(filter(tells_event, of_kind), key=_published, reverse=True)


def _unbroken(company: str, past: Past) -> list[PastStory]:
    """The latest stories in which a company has a part, oldest first, so many of them that none between is left out."""
    return sorted((story for story in past.stories if company in story.companies), key=_published)[-UNBROKEN:]


def _published(story: PastStory) -> datetime:
    return story.published_at


def _others(report: Report, own: PastStory, past: Past) -> list[PastStory]:
    """The earlier stories of its company and kind that tell of another event than the report, newest first."""
    company = report.subject.key if report.subject else None
    alike = (story for story in past.alike if (story.primary, story.event) == (company, report.event))
    return [story for story in alike if tells_event(story) and not _one_event(own, story)]


def _one_event(later: PastStory, earlier: PastStory) -> bool:
    """Whether two stories of a company and a kind may tell of one event: they are near in time, of one subject, or of one sum."""
    age = later.published_at - earlier.published_at
    if later.event in OF_ONE_SUM:
        sums = telling_figures(earlier.event, earlier.figures, earlier.title)
        if any(here.kind == there.kind and agree(here, there) for here in later.figures for there in sums):
            return True
    return age <= AT_ONCE or (age <= ONE_MATTER and of_one_topic(later, earlier) >= ALIKE)
