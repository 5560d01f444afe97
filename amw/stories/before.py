"""What came before a report, as a clause of the AMW Read: the most telling of what its thread, its company and its map had told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from amw.countries import country_name
from amw.sources import source_for
from amw.stories.lines import notice_of, rounds_up
from amw.stories.past import Past, PastStory, Report
from amw.stories.threads import NO_EVENT, Edge, of_one_matter
from amw.stories.topic import of_one_topic, usual_words
from amw.stories.wording import (
    NOUNS,
    OF_STATES,
    called,
    in_number,
    in_order,
    listed,
    name_story,
    pick,
    plural,
    quoted,
    said_money,
    told_clearly,
)

RUN = timedelta(days=30)  # stories of one kind on one map within this time are a run
FOLLOWED = timedelta(days=45)  # what is longer ago than this is not worth saying where it leads to nothing
NEAR = timedelta(days=21)  # what is longer ago is no company for a text that tells of nobody in particular
REMEMBERED = timedelta(days=180)  # what is longer ago is no report before this one
ALIKE = 0.4  # of_one_topic from which two headlines have one subject
RUN_FROM = 2  # earlier ones that make a run


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A part of the sentence, the refs of the rows it rests on, and what it was read off; `counts` are numbers it counted itself.

    `against` marks a clause that takes something back (a contradiction), so that the next one is joined by "and", not "but"; `own` one
    that brings a subject of its own, while others speak of the report.
    """

    text: str
    refs: tuple[str, ...]
    evidence: str = ""
    counts: tuple[int, ...] = ()
    against: bool = False
    own: bool = False

    def to_record(self) -> Mapping[str, object]:
        record: dict[str, object] = {"text": self.text, "refs": self.refs}
        if self.evidence:
            record["evidence"] = self.evidence
        if self.counts:
            record["counts"] = self.counts
        return record


def before(report: Report, past: Past | None, edges: Sequence[Edge]) -> Clause | None:
    """What came before, the most telling first: a story that this one contradicts, corrects or continues, a run that it is part of, a
    story whose subject it has, how often its company was there of late, a story that it comes after, what its company was in the news with,
    an event of the map."""
    return (
        _thread(report, edges, ("contradicts", "corrects"))
        or _thread(report, edges, ("continues",))
        or _run(report, past)
        or _subject(report, edges, past)
        or _cadence(report, past)
        or _thread(report, edges, ("follows",))
        or _earlier(report, past)
        or _narrated(report, past)
        or _on_map(report, past)
    )


def _thread(report: Report, edges: Sequence[Edge], kinds: tuple[str, ...]) -> Clause | None:
    if not report.sure and report.subject is None and not {"contradicts", "corrects"} & set(kinds):
        return None  # neither what happened nor to whom is clear
    tie = next(
        (
            edge
            for edge in edges
            if edge.kind in kinds
            and edge.story.event not in NO_EVENT
            and (told_clearly(edge.story) or edge.kind in {"contradicts", "corrects"})
            and (edge.kind != "follows" or (_recent(report, edge.story) and _telling(report, edge.story)))
        ),
        None,
    )
    if tie is None:
        return None
    stepless = not report.sure or report.event == "incident"  # what it continues is said of an event, and a failure is no step
    kind = "follows" if stepless and tie.kind == "continues" else tie.kind
    verbs = {
        "contradicts": ("contradicts", "is at odds with", "disagrees with"),
        "corrects": ("corrects",),
        "continues": ("continues", "builds on", "takes further", "is the next step after"),
        "follows": ("follows", "comes after"),
    }[kind]
    text = f"{pick(verbs, report.ref, 'tie')} {name_story(tie.story)}"
    return Clause(text=text, refs=(report.ref, tie.story.ref), evidence=tie.evidence, against=tie.kind == "contradicts")


def _telling(report: Report, story: PastStory) -> bool:
    """Whether that `report` came after `story` tells anything: both are about one matter, or of one company's kind of news on one map."""
    own = report.as_story()
    if own is None or (own.event == "incident") != (story.event == "incident"):
        return False
    if own.primary == story.primary and (own.segment, own.lens, own.event) == (story.segment, story.lens, story.event):
        return True
    return (own.primary == story.primary or bool(story.made & own.models.keys())) and of_one_matter(own, story)


def _recent(report: Report, story: PastStory) -> bool:
    return report.published_at is not None and report.published_at - story.published_at <= FOLLOWED


def _run(report: Report, past: Past | None) -> Clause | None:
    """A run of stories of one kind on the map, from one country where they are; a crowd without names says nothing."""
    at = report.published_at
    if past is None or at is None or report.event in (None, "opinion") or not report.sure or report.several or notice_of(report.title):
        return None
    alike = [
        story
        for story in past.stories
        if (story.segment, story.lens, story.event) == (report.segment, report.lens, report.event)
        and at - story.published_at <= RUN
        and story.sure
        and notice_of(story.title) is None
    ]
    country = report.primary.country if report.primary and report.event not in OF_STATES else None
    home = [story for story in alike if country and story.country == country]
    place = country_name(country) if country else None
    from_home = bool(place) and len(home) >= RUN_FROM
    found: list[PastStory] = home if from_home else alike
    if len(found) < RUN_FROM:
        return None
    whose = f" by companies from {place}" if from_home else ""
    who = Counter(story.company for story in found if story.company and story.primary != (report.primary.key if report.primary else None))
    if len(who) < 2:
        return None
    names = listed([name for name, _ in who.most_common(2)])
    count, days, what = len(found), RUN.days, plural(NOUNS[report.event or ""])
    of = "on" if report.event in OF_STATES else "of"
    joins = f"joins at least {count} other {what}{whose} ({names} among them) on that map within {days} days"
    if from_home:
        wordings = (joins, f"confirms a run of at least {count + 1} {what}{whose} ({names} among them) there within {days} days")
    else:
        wordings = (joins, f"comes on top of {what} {of} {names} within {days} days")
    text = pick(wordings, report.ref, "run")
    refs = (report.ref, *(story.ref for story in found[:12]))
    return Clause(text=text, refs=refs, counts=(count, count + 1, days))


def _subject(report: Report, edges: Sequence[Edge], past: Past | None) -> Clause | None:
    """An earlier story about the same company or model whose headline speaks of the same."""
    own = report.as_story()
    if own is None or past is None or report.several or notice_of(report.title):
        return None
    usual = usual_words(own, past.stories)
    alike = ((of_one_topic(own, edge.story, usual), edge) for edge in edges if edge.story.primary == own.primary is not None)
    likeness, tie = max(alike, key=lambda pair: pair[0], default=(0.0, None))
    if tie is None or likeness < ALIKE or notice_of(tie.story.title):
        return None
    verb = pick(("returns to the subject of", "takes up the subject of", "comes back to the matter of"), report.ref, "subject")
    return Clause(text=f"{verb} {quoted(tie.story)}", refs=(report.ref, tie.story.ref), evidence=tie.evidence)


def _cadence(report: Report, past: Past | None) -> Clause | None:
    """How often its company was on the map of late, where that is more than once: with events of the same kind where there are two, else
    with anything; and the newest of these that is known, not called the last: an older story may yet come late."""
    at, subject = report.published_at, report.subject
    if past is None or at is None or subject is None or report.several or notice_of(report.title):
        return None
    here = [
        story
        for story in past.stories
        if (story.primary, story.segment, story.lens) == (subject.key, report.segment, report.lens)
        and at - story.published_at <= RUN
        and _tells_of_one(story)
    ]
    alike = [story for story in here if report.sure and report.event not in NO_EVENT and story.sure and story.event == report.event]
    found, noun = (alike, NOUNS[report.event or ""]) if len(alike) >= RUN_FROM else (here, "story")
    if len(found) < RUN_FROM:
        return None
    last = max(found, key=lambda story: (story.published_at, story.significance or 0.0, story.story_id))
    count, days, name = len(found), RUN.days, called(subject.name)
    of = (
        f"on {name}"
        if report.event in OF_STATES
        else f"from {name}"
        if report.own
        else f"about {name}"
        if noun == "story"
        else f"of {name}"
    )
    others, on = f"at least {in_number(count)} {_many(noun)} {of} there", quoted(last)
    wordings = (
        (f"it is at least the {in_order(count + 1)} {noun} {of} there within {days} days, after {on}", True),
        (f"follows {others} within {days} days, {on} among them", False),
        (f"the {days} days before it had {others}, {on} among them", True),
        (f"joins {others} within {days} days, {on} one of them", False),
    )
    text, own = pick(wordings, report.ref, "cadence")
    refs = (report.ref, *(story.ref for story in found[:12]))
    return Clause(text=text, refs=refs, counts=(count, count + 1, days), own=own)


def _many(noun: str) -> str:
    return "stories" if noun == "story" else plural(noun)


def _earlier(report: Report, past: Past | None) -> Clause | None:
    """What its company was in the news with before: lately an event of the map, any report of it there, or an event of another map, else
    the like of longer ago."""
    at, subject = report.published_at, report.subject
    if past is None or at is None or subject is None or report.several:
        return None
    own = [s for s in past.stories if s.primary == subject.key and _tells_of_one(s) and at - s.published_at <= REMEMBERED]
    own = [s for s in own if s.event != "incident" or report.event == "incident"] or own  # a failure is no step before a launch
    here = [story for story in own if (story.segment, story.lens) == (report.segment, report.lens)]
    here = [story for story in here if story.event != "opinion"] or here
    lately = [[s for s in stories if at - s.published_at <= FOLLOWED] for stories in (here, own)]
    events = [[s for s in stories if _is_event(s)] for stories in (*lately, here)]
    found = events[0] or lately[0] or events[1] or events[2] or here
    if not found:
        return None
    last = max(found, key=_prominence)
    where = "there" if last in here else "in the news"
    wordings = (f"{called(subject.name)} was {where} before with", f"before it, {called(subject.name)} was {where} with")
    known_by = last.own_models or last.thing or said_money(last.event, last.figures, last.title)
    named = name_story(last, known=subject.name) if known_by and _is_event(last) else quoted(last)
    return Clause(text=f"{pick(wordings, report.ref, 'earlier')} {named}", refs=(report.ref, last.ref), own=True)


def _narrated(report: Report, past: Past | None) -> Clause | None:
    """What the company that tells of another one on its own site told there before of the map, such as another case of use."""
    at, teller = report.published_at, report.narrator
    if past is None or at is None or teller is None or report.several:
        return None
    found = [
        story
        for story in past.stories
        if teller.key in story.companies
        and (story.segment, story.lens) == (report.segment, report.lens)
        and at - story.published_at <= FOLLOWED
        and _tells_of_one(story)
        and (site := source_for(story.url)) is not None
        and site.company == teller.key  # the press tells of it too
    ]
    if not found:
        return None
    last = max(found, key=lambda story: (story.event == report.event, *_prominence(story)))
    text = pick(("before it, {} told of {} there", "{} had told of {} there"), report.ref, "narrated")
    return Clause(text=text.format(called(teller.name), quoted(last)), refs=(report.ref, last.ref), own=True)


def _prominence(story: PastStory) -> tuple[float, datetime, int]:
    return story.significance or 0.0, story.published_at, story.story_id


def _tells_of_one(story: PastStory) -> bool:
    """Whether it is no routine notice and no round-up of many stories."""
    return notice_of(story.title) is None and not rounds_up(story.title)


def _is_event(story: PastStory) -> bool:
    """Whether the event of a story can be named and is no routine notice."""
    return told_clearly(story) and story.event not in NO_EVENT and notice_of(story.title) is None


def _on_map(report: Report, past: Past | None) -> Clause | None:
    """The most significant of what is known of the map in the weeks before a text that tells of no clear event."""
    at = report.published_at
    if past is None or at is None or report.several or (report.sure and report.event not in NO_EVENT):
        return None
    found = [
        story
        for story in past.stories
        if (story.segment, story.lens) == (report.segment, report.lens)
        and at - story.published_at <= NEAR
        and story.significance is not None
        and _is_event(story)
        and (story.company or story.own_models)
    ]
    if not found:
        return None
    most = max(found, key=lambda story: (story.significance or 0.0, story.published_at, story.story_id))
    days = NEAR.days
    wordings = (
        f"among the events there in the {days} days before is {name_story(most)}",
        f"the {days} days before brought {name_story(most)} there",
    )
    return Clause(text=pick(wordings, report.ref, "map"), refs=(report.ref, most.ref), counts=(days,), own=True)
