"""What came before a report, as a clause of the AMW Read: the most telling of what its thread, its company and its map had told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from amw.countries import country_name
from amw.stories.clause import Clause
from amw.stories.company_record import earlier_of_kind, last_round, many_of_kind
from amw.stories.lines import notice_of
from amw.stories.past import Past, PastStory, Report
from amw.stories.threads import NO_EVENT, Edge, model_of_both
from amw.stories.topic import of_one_topic, usual_words
from amw.stories.wording import (
    NOUNS,
    OF_MANY,
    OF_STATES,
    called,
    day,
    in_number,
    listed,
    name_story,
    pick,
    plural,
    possessive,
    quoted,
    readable,
    said_money,
    told_clearly,
)

RUN = timedelta(days=30)  # stories of one kind on one map within this time are a run
FOLLOWED = timedelta(days=45)  # what is longer ago than this is not worth saying where it leads to nothing
NEAR = timedelta(days=21)  # what is longer ago says nothing of how a map stands
REMEMBERED = timedelta(days=180)  # what is longer ago is no report before this one
ALIKE = 0.4  # of_one_topic from which two headlines have one subject
TOUCHING = 0.15  # of_one_topic from which they touch, where a company ties them too
NEAR_TO = 0.25  # and from which they do where nothing else ties them
RUN_FROM = 2  # earlier ones that make a run
HERE = 0.25  # what being on the same map adds to a tie, what telling of an event does, and what being of one kind does
EVENT = 0.15
KIND = 0.15
KNOWN = 4  # stories of a company from which it says something that none is of this kind
UNBROKEN = 16  # of its latest stories none is left out of the past that is read
DAILY = frozenset({"product_launch", "research"})  # so many of these are told that being of one kind ties none to another
ONE_AT_A_TIME = frozenset({"funding", "ipo", "acquisition", "earnings", "model_release", "lawsuit", "personnel"})  # tied from any map


def before(report: Report, past: Past | None, edges: Sequence[Edge]) -> Clause | None:
    """What came before, the most telling first: a story that this one contradicts, corrects or continues, one of its company on its
    subject, the story of its company nearest to it, a run that it is part of, that it had done nothing of the kind for long, the map's
    latest events of its kind or subject."""
    nearest, likeness = _nearest(report, past, edges)
    return (
        _against(report, edges)
        or last_round(report, past)
        or _continues(report, edges)
        or (_returns(report, nearest) if nearest is not None and likeness >= ALIKE and notice_of(report.title) is None else None)
        or many_of_kind(report, past)
        or (_of_company(report, past, nearest.story) if nearest is not None else None)
        or earlier_of_kind(report, past)
        or _run(report, past)
        or _first(report, past)
        or _on_map(report, edges)
    )


def _against(report: Report, edges: Sequence[Edge]) -> Clause | None:
    """A story that it contradicts or corrects."""
    tie = next((edge for edge in edges if edge.kind in ("contradicts", "corrects") and edge.story.event not in NO_EVENT), None)
    if tie is None:
        return None
    verbs = ("contradicts", "is at odds with", "disagrees with") if tie.kind == "contradicts" else ("corrects",)
    return _tied(report, tie, verbs, against=tie.kind == "contradicts")


def _continues(report: Report, edges: Sequence[Edge]) -> Clause | None:
    """A story that it continues, where what happened or to whom is clear."""
    if not report.sure and report.subject is None:
        return None
    steps = (edge for edge in edges if edge.kind == "continues" and told_clearly(edge.story) and edge.story.event != "opinion")
    tie = next(steps, None)
    if tie is None:
        return None
    stepless = not report.sure or report.event == "incident"  # what it continues is said of an event, and a failure is no step
    verbs = ("follows", "comes after") if stepless else ("continues", "builds on", "takes further", "is the next step after")
    return _tied(report, tie, verbs)


def _tied(report: Report, tie: Edge, verbs: Sequence[str], *, against: bool = False) -> Clause:
    text = f"{pick(verbs, report.ref, 'tie')} {name_story(tie.story)}"
    return Clause(text=text, refs=(report.ref, tie.story.ref), evidence=tie.evidence, against=against)


def _run(report: Report, past: Past | None) -> Clause | None:
    """A run of stories of one kind on the map, from one country where they are: whose they are, and with what. A crowd without names says
    nothing, and what somebody does daily is no run."""
    at = report.published_at
    if past is None or at is None or report.event in {None, "opinion", *DAILY} or not report.sure or report.several:
        return None
    on_map = [story for story in past.stories if (story.segment, story.lens) == (report.segment, report.lens)]
    alike = [s for s in on_map if s.event == report.event and at - s.published_at <= RUN and s.sure and notice_of(s.title) is None]
    whose = report.subject or report.primary
    country = whose.country if whose and report.event not in OF_STATES else None
    home = [story for story in alike if country and story.country == country]
    others = [story.country for story in on_map if story.country and story.event != report.event]
    usual = sum(2 * (other == country) - 1 for other in others) > 0  # whose companies are most of the map's make no run of their own
    place = country_name(country) if country and len(home) >= RUN_FROM and not usual else None
    found = home if place else alike
    theirs = [story for story in found if story.company and (whose is None or story.primary != whose.key)]
    who = {story.company: story for story in reversed(theirs)}  # of each the first that is met
    if len(found) < RUN_FROM or len(who) < 2:
        return None
    names = listed([_with_what(story) for story in list(who.values())[-2:]])
    what, of = plural(NOUNS[report.event or ""]), "on" if report.event in OF_STATES else "of"
    if place:
        text = f"joins at least {len(found)} other {what} by companies from {place} there within {RUN.days} days, {names} among them"
    else:
        text = f"comes on top of {what} {of} {names} within {RUN.days} days"
    return Clause(text=text, refs=(report.ref, *(story.ref for story in found[:12])), counts=(len(found), RUN.days))


def _with_what(story: PastStory) -> str:
    """Its company with the model or the sum that its event is about: "Mistral AI ($830 million raised)"."""
    what = listed(story.own_models, most=2) if story.event == "model_release" else said_money(story.event, story.figures, story.title)
    return called(story.company or "") + (f" ({what})" if what else "")


def _nearest(report: Report, past: Past | None, edges: Sequence[Edge]) -> tuple[Edge | None, float]:
    """The tie to the earlier story of its company that is nearest to it, by the tie, their headlines, their maps and whether an event is
    told; and how far the headlines speak of the same (0..1). It must be of its kind, its subject or its model: what else a busy company
    did says little."""
    at, whose = report.published_at, report.subject or report.primary
    if past is None or at is None or whose is None or report.several:
        return None, 0.0
    ties = [edge for edge in edges if edge.story.primary == whose.key and at - edge.story.published_at <= REMEMBERED]
    if not ties:
        return None, 0.0
    routine = notice_of(report.title)
    usual = usual_words(ties[0].story, past.stories)
    found: list[tuple[float, float, Edge]] = []
    for edge in ties:
        story = edge.story
        if notice_of(story.title) != routine or not (readable(story.title) or _is_event(story)):
            continue
        if story.event == "incident" and report.event != "incident":
            continue  # a failure is no step before a launch
        likeness = of_one_topic(edge.later, story, usual)
        lately = at - story.published_at <= FOLLOWED
        of_model = model_of_both(edge.later, story, versions=True) and _is_event(story)
        here = (story.segment, story.lens) == (report.segment, report.lens)
        like_it = lately and (report.sure or bool(routine)) and story.event == report.event and (here or story.event in ONE_AT_A_TIME)
        like_it = like_it and (bool(routine) or _is_event(story))
        if likeness < ALIKE and not of_model and (report.subject is None or (likeness < TOUCHING and not like_it)):
            continue  # whom the headline does not name is known by the subject or the model alone
        kinds = EVENT * _is_event(story) + KIND * (report.sure and story.event == report.event)
        found.append((edge.score + likeness + HERE * here + kinds, likeness, edge))
    if not found:
        return None, 0.0
    _, likeness, nearest = max(found, key=lambda one: (one[0], one[2].story.published_at, one[2].story.url))
    return nearest, likeness


def _returns(report: Report, tie: Edge) -> Clause:
    verb = pick(("returns to the subject of", "takes up the subject of", "comes back to the matter of"), report.ref, "subject")
    return Clause(text=f"{verb} {quoted(tie.story)}", refs=(report.ref, tie.story.ref), evidence=tie.evidence)


def _of_company(report: Report, past: Past | None, nearest: PastStory) -> Clause | None:
    """How often its company was on the map of late with events of the same kind, where that is more than once, and the nearest of these. Or
    what it was in the news with before; where its headline names nobody, the nearest story alone."""
    at, subject = report.published_at, report.subject
    if past is None or at is None:
        return None
    if subject is None:
        return Clause(text=f"comes after {name_story(nearest)}", refs=(report.ref, nearest.ref))
    name = called(subject.name)
    alike = [
        story
        for story in past.stories
        if (story.primary, story.segment, story.lens, story.event) == (subject.key, report.segment, report.lens, report.event)
        and at - story.published_at <= RUN
        and _is_event(story)
    ]
    if report.sure and nearest in alike and len(alike) >= RUN_FROM:
        count, days = len(alike), RUN.days
        by = "on" if report.event in OF_STATES else "from" if report.own else "of"
        others = f"at least {in_number(count)} {plural(NOUNS[report.event or ''])} {by} {name}"
        on = quoted(nearest) if report.event in OF_MANY else name_story(nearest)
        wordings = (
            (f"follows {others} there within {days} days, {on} among them", False),
            (f"the {days} days before it had {others} there, {on} among them", True),
            (f"joins {others} there within {days} days, {on} one of them", False),
        )
        text, own = pick(wordings, report.ref, "cadence")
        return Clause(text=text, refs=(report.ref, *(story.ref for story in alike[:12])), counts=(count, days), own=own)
    where = "there" if (nearest.segment, nearest.lens) == (report.segment, report.lens) else "in the news"
    plain = (f"{name} was {where} before with", f"before it, {name} was {where} with")
    known_by = nearest.own_models or nearest.thing or said_money(nearest.event, nearest.figures, nearest.title)
    clear = _is_event(nearest) and (known_by or not readable(nearest.title))
    named = name_story(nearest, known=subject.name) if clear else quoted(nearest)
    return Clause(text=f"{pick(plain, report.ref, 'earlier')} {named}", refs=(report.ref, nearest.ref), own=True)


def _first(report: Report, past: Past | None) -> Clause | None:
    """Since when nothing of its kind was told of its company, as far back as what is known of the company is without gaps: since the one
    before it on the map, however long ago, or for long at all; what a company does daily, by the map alone."""
    at, subject = report.published_at, report.subject
    if past is None or at is None or subject is None or not report.sure or report.several or report.event in {*NO_EVENT, *OF_STATES}:
        return None
    told = sorted((story for story in past.stories if subject.key in story.companies), key=lambda story: story.published_at)[-UNBROKEN:]
    alike = [story for story in told if story.event == report.event]
    here = [story for story in alike if (story.segment, story.lens) == (report.segment, report.lens)]
    none = f"the record has no other {NOUNS[report.event or '']} of {called(subject.name)}"
    if here and at - here[-1].published_at >= FOLLOWED and here[-1].primary == subject.key and _is_event(here[-1]):
        last = name_story(here[-1], known=subject.name)
        wordings = (f"{none} there since {last}", f"{possessive(subject.name)} last one there on record was {last}")
        return Clause(text=pick(wordings, report.ref, "last"), refs=(report.ref, here[-1].ref), own=True)
    if alike or report.event in DAILY or len(told) < KNOWN or at - told[0].published_at < FOLLOWED:
        return None
    text = f"{possessive(subject.name)} stories on record since {day(told[0].published_at)} tell of no other {NOUNS[report.event or '']}"
    return Clause(text=text, refs=(report.ref, *(story.ref for story in told)), own=True)


def _is_event(story: PastStory) -> bool:
    """Whether the event of a story can be named and is no routine notice."""
    return told_clearly(story) and story.event not in NO_EVENT and notice_of(story.title) is None


def _on_map(report: Report, edges: Sequence[Edge]) -> Clause | None:
    """How the map stands: the events there in the weeks before that are of its kind or subject, two at most and each of another company. To
    what nobody known did only the subject ties them."""
    at = report.published_at
    if at is None or report.several or notice_of(report.title) is not None:
        return None
    known = report.sure and report.event not in NO_EVENT and bool(report.primary or report.unlisted or report.own_models)
    found: dict[str, PastStory] = {}
    for edge in edges:
        story = edge.story
        who = story.company or next(iter(story.own_models), "") or (story.event in OF_STATES and story.title) or ""
        here = (story.segment, story.lens) == (report.segment, report.lens) and at - story.published_at <= NEAR
        like_it = known and who and story.event == report.event and report.event not in DAILY
        if here and _is_event(story) and (like_it or of_one_topic(edge.later, story) >= NEAR_TO):
            found.setdefault(who or story.title, story)
    if not found:
        return None
    told = list(found.values())[:2]
    days, named = NEAR.days, listed(map(name_story, told))
    are = "are" if len(told) > 1 else "is"
    wordings = (f"among the events there in the {days} days before {are} {named}", f"the {days} days before brought {named} there")
    return Clause(text=pick(wordings, report.ref, "map"), refs=(report.ref, *(story.ref for story in told)), counts=(days,), own=True)
