"""How the map stood before a report, as a clause of the AMW Read: a run of one kind that it is part of, or the latest events near to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from amw.countries import country_name
from amw.stories.headlines import notice_of
from amw.stories.past import Past, PastStory
from amw.stories.report import Report
from amw.stories.threads import DAILY, NO_EVENT, Edge, tells_event
from amw.stories.topic import of_one_topic
from amw.stories.wording import NOUNS, OF_STATES, Clause, by_whom, called, listed, name_story, one_of, pick, plural, said_money

RUN = timedelta(days=30)  # stories of one kind on one map within this time are a run
RUN_FROM = 2  # earlier ones that make a run
NEAR = timedelta(days=21)  # what is longer ago says nothing of how a map stands
NEAR_TO = 0.25  # of_one_topic from which two headlines touch where nothing but the map ties them


def run_of_kind(report: Report, own: PastStory, past: Past) -> Clause | None:
    """A run of stories of one kind on the map, from one country where they are: whose they are, and with what. A crowd without names says
    nothing, and what somebody does daily is no run."""
    at = own.published_at
    if report.event in {None, "opinion", *DAILY} or not report.sure or report.several:
        return None
    on_map = [story for story in past.stories if story.map == report.map]
    alike = [s for s in on_map if s.event == report.event and at - s.published_at <= RUN and s.sure and notice_of(s.title) is None]
    whose = report.subject or report.primary
    country = whose.country if whose and report.event not in OF_STATES else None
    compatriots = [story for story in alike if country and story.country == country]
    place = country_name(country) if country and len(compatriots) >= RUN_FROM and not _prevails(country, report, on_map) else None
    run = compatriots if place else alike
    theirs = [story for story in run if story.company and (whose is None or whose.key not in story.companies)]
    latest = {story.company: story for story in reversed(theirs)}
    if len(run) < RUN_FROM or len(latest) < 2:
        return None
    names = listed([_with_what(story) for story in list(latest.values())[-2:]])
    events = plural(NOUNS[report.event or ""]) + (f" by companies from {place}" if place else "")
    known = f"among them those {by_whom(report.event, names)}"
    return one_of(report.ref, [story.ref for story in latest.values()], events, RUN.days, known=known)  # two of one may tell of one event


def _prevails(country: str, report: Report, on_map: Sequence[PastStory]) -> bool:
    """Whether most of what else happens on the map is of companies of one country, whose run is none."""
    others = [story.country for story in on_map if story.country and story.event != report.event]
    return 2 * others.count(country) > len(others)


def _with_what(story: PastStory) -> str:
    """Its company with the model or the sum that its event is about: "Mistral AI ($830 million raised)"."""
    what = listed(story.own_models, most=2) if story.event == "model_release" else said_money(story.event, story.figures, story.title)
    return called(story.company or "") + (f" ({what})" if what else "")


def latest_events(report: Report, own: PastStory, edges: Sequence[Edge]) -> Clause | None:
    """The events on the map in the weeks before that are of the report's kind or subject, two at most and each of another company. To what
    nobody known did only the subject ties them."""
    at = own.published_at
    if report.several or notice_of(report.title) is not None:
        return None
    by_kind = report.sure and report.event not in {*NO_EVENT, *DAILY} and bool(report.primary or report.unlisted or report.own_models)
    latest: dict[str, PastStory] = {}
    for edge in edges:
        story = edge.story
        if story.map != report.map or at - story.published_at > NEAR or not tells_event(story):
            continue
        whose = story.company or next(iter(story.own_models), "") or (story.event in OF_STATES and story.title) or ""
        if (by_kind and whose and story.event == report.event) or of_one_topic(edge.later, story) >= NEAR_TO:
            latest.setdefault(whose or story.title, story)
    if not latest:
        return None
    named = list(latest.values())[:2]
    days, events = NEAR.days, listed(map(name_story, named))
    are = "are" if len(named) > 1 else "is"
    wordings = (f"among the events there in the {days} days before {are} {events}", f"the {days} days before brought {events} there")
    return Clause(text=pick(wordings, report.ref, "map"), refs=(report.ref, *(story.ref for story in named)), counts=(days,), own=True)
