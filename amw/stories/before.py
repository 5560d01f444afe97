"""What came before a report, as a clause of the AMW Read: the most telling of what its thread, its company and its map had told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from amw.stories.company_record import (
    AT_ONCE,
    FOLLOWED,
    earlier_of_kind,
    last_round,
    last_seen,
    many_of_kind,
    new_to_segment,
    one_before,
    other_cases,
)
from amw.stories.headlines import has_version, in_headline, notice_of, series_of
from amw.stories.past import Past, PastStory
from amw.stories.report import Report
from amw.stories.threads import DAILY, NO_EVENT, Edge, model_of_both, tells_event
from amw.stories.topic import ALIKE, TOUCHING, of_one_topic, usual_words
from amw.stories.wording import NOUNS, OF_STATES, Clause, listed, name_story, one_of, pick, plural, quoted, readable

REMEMBERED = timedelta(days=180)  # what is longer ago is no report before this one
NEAR = timedelta(days=21)  # what is longer ago says nothing of how a map stands
WEEK = timedelta(days=7)  # what others did within it is told beside what its company did before
NEAR_TO = 0.25  # of_one_topic from which two headlines touch where nothing but the map ties them
HERE = 0.25  # what being on the same map adds to a tie, what telling of an event does, and what being of one kind does
EVENT = 0.15
KIND = 0.15
OF_STRANGERS = frozenset({"incident", "personnel"})  # what befalls one company says nothing of what befalls another
LAUNCHES = {"model_release", "product_launch"}  # one kind where they follow one another
_VERBS = {"contradicts": ("contradicts", "is at odds with", "disagrees with"), "corrects": ("corrects",)}
ONE_AT_A_TIME = frozenset({"funding", "ipo", "acquisition", "earnings", "model_release", "lawsuit", "personnel"})  # tied from any map


def before(report: Report, past: Past, edges: Sequence[Edge]) -> tuple[Clause, ...]:
    """What came before, the most telling first: a story that this one contradicts, corrects or continues, one of its company on its
    subject, the story of its company nearest to it, the one of its kind before, the map's latest events of its kind or subject, that its
    company was not in its segment of late; and beside what its own company did what others did there in the same week."""
    own = report.as_story()
    if own is None:
        return ()
    of_its_own = _of_its_own(report, own, past, edges)
    of_others = _latest_events(report, own, edges, within=WEEK if of_its_own else NEAR)
    return tuple(filter(None, (of_its_own, of_others or (None if of_its_own else new_to_segment(report, own, past)))))


def _of_its_own(report: Report, own: PastStory, past: Past, edges: Sequence[Edge]) -> Clause | None:
    """What the thread and the company of a report had told before it."""
    nearest, evidence, likeness = _nearest(report, own, past, edges)
    on_subject = nearest is not None and likeness >= ALIKE and notice_of(report.title) is None
    return (
        _against(report, edges)
        or last_round(report, own, past)
        or _continues(report, edges)
        or (_returns(report, nearest, evidence) if nearest is not None and on_subject else None)
        or other_cases(report, own, past)
        or many_of_kind(report, own, past, nearest)
        or (last_seen(report, nearest) if nearest is not None else None)
        or earlier_of_kind(report, own, past)
        or one_before(report, own, past)
    )


def _against(report: Report, edges: Sequence[Edge]) -> Clause | None:
    """A story that it contradicts or corrects."""
    tie = next((edge for edge in edges if edge.kind in _VERBS and edge.story.event not in NO_EVENT), None)
    return _tied(report, tie, _VERBS[tie.kind]) if tie is not None else None


def _continues(report: Report, edges: Sequence[Edge]) -> Clause | None:
    """A story that it continues: of a numbered series the newest, which is the one before. A failure is no step after another."""
    steps, failed = [edge for edge in edges if edge.kind == "continues"], report.event == "incident"
    series = "" if failed else series_of(report.title)
    numbered = [step for step in steps if series and series_of(step.story.title) == series]
    tie = max(numbered, key=lambda step: step.story.published_at) if numbered else next(iter(steps), None)
    verbs = ("follows", "comes after") if failed else ("continues", "builds on", "carries on from", "is the next step after")
    return _tied(report, tie, verbs) if tie is not None else None


def _tied(report: Report, tie: Edge, verbs: Sequence[str]) -> Clause:
    text = f"{pick(verbs, report.ref, 'tie')} {name_story(tie.story)}"
    return Clause(text=text, refs=(report.ref, tie.story.ref), evidence=tie.evidence, against=tie.kind == "contradicts")


def _nearest(report: Report, own: PastStory, past: Past, edges: Sequence[Edge]) -> tuple[PastStory | None, str, float]:
    """The earlier story of its company that is nearest to it, by the tie, their headlines, their maps and whether an event is told; why
    they are tied, in words; and how far their headlines speak of the same (0..1). It must be of its kind, its subject or its model: what
    else a busy company did says little."""
    at, whose = own.published_at, report.subject or report.primary
    ties = [edge for edge in edges if whose and edge.story.primary == whose.key and at - edge.story.published_at <= REMEMBERED]
    if not ties or report.several:
        return None, "", 0.0
    usual, told = usual_words(ties[0].story, past.stories), [story.map for story in past.stories if story.primary == ties[0].story.primary]
    home = 2 * told.count(report.map) >= len(told)
    near: list[tuple[float, float, Edge]] = []
    for edge in ties:
        likeness = of_one_topic(edge.later, edge.story, usual)
        if _is_step(report, edge.story) and not _retells(own, edge.story) and _bears_on(report, edge, likeness, at, home=home):
            kinds = EVENT * tells_event(edge.story) + KIND * (report.sure and edge.story.event == report.event)
            near.append((edge.score + likeness + HERE * (edge.story.map == report.map) + kinds, likeness, edge))
    if not near:
        return None, "", 0.0
    _, likeness, nearest = max(near, key=lambda one: (one[0], one[2].story.published_at, one[2].story.url))
    return nearest.story, nearest.evidence, likeness


def _retells(own: PastStory, story: PastStory) -> bool:
    """Whether a story may be the report's own event told within days and not grouped with it, in another language say."""
    of_kind = own.primary == story.primary and own.event == story.event in ONE_AT_A_TIME
    return of_kind and own.published_at - story.published_at <= AT_ONCE and own.own_models == story.own_models


def _is_step(report: Report, story: PastStory) -> bool:
    """Whether a story may be told as the one before: a notice before a notice, no failure before a launch, and what can be read."""
    if notice_of(story.title) != notice_of(report.title) or (story.event == "incident" and report.event != "incident"):
        return False
    return readable(story.title) or tells_event(story)


def _bears_on(report: Report, tie: Edge, likeness: float, at: datetime, *, home: bool) -> bool:
    """Whether a story of its company is of the report's subject, its model or, of late, its kind; whom the headline does not name is known
    by the subject or the model alone. `home`: half of its company's stories are on its map, where one launch says little of the next."""
    story = tie.story
    model = model_of_both(tie.later, story, versions=True)
    if likeness >= ALIKE or (model and (tells_event(story) or _titled_both(report, story))):
        return True
    if report.subject is None:
        return False
    clear = notice_of(report.title) is not None or tells_event(story)
    if not report.sure and notice_of(report.title) is None:  # it may be of the kind: of what is told daily where its company is seldom
        clear = not home if clear and report.event in DAILY else report.event not in {*NO_EVENT, *DAILY}
    launched = report.sure and {story.event, report.event} == LAUNCHES and at - story.published_at <= WEEK
    of_kind = (story.event == report.event or launched) and (story.map == report.map or story.event in ONE_AT_A_TIME)
    return likeness >= TOUCHING or (clear and of_kind and at - story.published_at <= FOLLOWED)


def _titled_both(report: Report, story: PastStory) -> bool:
    """Whether one model of a version stands in both headlines."""
    named = in_headline(filter(has_version, report.models.values()), report.title)
    return bool(in_headline(named, story.title))


def _returns(report: Report, story: PastStory, evidence: str) -> Clause:
    verb = pick(("returns to the subject of", "takes up the subject of", "comes back to the subject of"), report.ref, "subject")
    return Clause(text=f"{verb} {quoted(story)}", refs=(report.ref, story.ref), evidence=evidence)


def _latest_events(report: Report, own: PastStory, edges: Sequence[Edge], *, within: timedelta) -> Clause | None:
    """The events on the map in the days before that are of the report's kind or subject, two at most and each of another company. To what
    nobody known did only the subject ties them."""
    at = own.published_at
    if report.several or notice_of(report.title) is not None:
        return None
    by_kind = report.sure and report.event not in {*NO_EVENT, *DAILY} and bool(report.primary or report.unlisted or report.own_models)
    latest: dict[str, PastStory] = {}
    for edge in edges:
        story = edge.story
        if story.map != report.map or at - story.published_at > within or not tells_event(story) or _retells(own, story):
            continue
        if within < NEAR and not own.companies.keys().isdisjoint(story.companies):
            continue  # what its own company did has been told
        whose = story.company or next(iter(story.own_models), "") or (story.event in OF_STATES and story.title) or ""
        of_kind = by_kind and whose and story.event == report.event and (edge.shares or story.event not in OF_STRANGERS)
        if of_kind or of_one_topic(edge.later, story) >= NEAR_TO:
            latest.setdefault(whose or story.title, story)
    if not latest:
        return None
    named = list(latest.values())[:2]
    days, events = within.days, listed(map(name_story, named))
    rows = [story.ref for story in latest.values() if story.event == report.event]
    if by_kind and len(rows) > len(named) and all(story.event == report.event for story in named):
        return one_of(report.ref, rows, f"{plural(NOUNS[report.event or ''])} there", days, f"{events} among them")
    if within == WEEK:
        return Clause(text=f"comes within a week of {events}", refs=(report.ref, *(story.ref for story in named)))
    are = "are" if len(named) > 1 else "is"
    wordings = (f"among the events there in the {days} days before {are} {events}", f"the {days} days before brought {events} there")
    return Clause(text=pick(wordings, report.ref, "map"), refs=(report.ref, *(story.ref for story in named)), counts=(days,), own=True)
