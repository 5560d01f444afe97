"""The AMW Read: one sentence made of facts only, every clause tied to the rows it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from amw.countries import country_name
from amw.stories.adds import adds, backing
from amw.stories.leaves_open import leaves_open
from amw.stories.lines import notice_of
from amw.stories.past import Past, PastStory, Report
from amw.stories.threads import NO_EVENT, Conflict, Edge, of_one_matter
from amw.stories.wording import (
    KINDS,
    MAPS,
    NOUNS,
    OF_STATES,
    begun,
    called,
    day,
    listed,
    map_name,
    money,
    name_story,
    pick,
    plural,
    possessive,
    told_clearly,
)

RUN = timedelta(days=30)  # stories of one kind on one map within this time are a run
FOLLOWED = timedelta(days=45)  # what is longer ago than this is not worth saying where it leads to nothing
RUN_FROM = 2  # earlier ones that make a run
TALK_FROM = 3  # earlier reports about one company that make it the talk of a map
MANY = 4  # companies of a text, none of them in its title, from which it is about no one of them
LONG = 330  # characters from which the second of two middle clauses is left out


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """`sentence`, and for each of its clauses the refs of the rows it rests on ("article:URL", "story:ID", "board:key@time")."""

    sentence: str
    facts: tuple[Mapping[str, object], ...]
    counts: tuple[int, ...] = field(default=())


def write_read(
    report: Report, past: Past | None, edges: Sequence[Edge], conflicts: Sequence[Conflict], segment_name: str | None
) -> Read | None:
    """The sentence for `report`: which map it updates and with what, what it confirms or contradicts, what it leaves open.

    None where segment, lens or event is not known, or neither what happened nor to whom: nothing is invented to fill a clause. The
    wording is chosen by the report's own row, so the same story always reads the same and two stories seldom do.
    """
    if report.relevant is False or segment_name is None or report.lens not in MAPS or report.event in (None, "other"):
        return None
    opening = _updates(report, past, map_name(segment_name, report.lens))
    if opening is None:
        return None
    middle = [clause for clause in (_checked(report), _disagrees(report, conflicts), _before(report, past, edges)) if clause]
    middle = middle[:2] if sum(len(clause.text) for clause in (opening, *middle[:2])) < LONG else middle[:1]
    closing = _open(report, past, conflicts, standing_alone=len(middle) > 1 or any(clause.own for clause in middle))
    said = [opening, *middle, *([closing] if closing else [])]
    sentence = _join(report, opening, middle, closing)
    return Read(
        sentence=begun(sentence) + ".",
        facts=tuple(clause.to_record() for clause in said),
        counts=tuple(count for clause in said for count in clause.counts),
    )


def _join(report: Report, opening: Clause, middle: Sequence[Clause], closing: Clause | None) -> str:
    text, before = opening.text, None
    for clause in middle:
        if clause.own or before is None or before.own:
            text += f"; {clause.text}" if clause.own else f"; it {clause.text}"
        else:
            text += (" and " if clause.against == before.against else ", but ") + clause.text
        before = clause
    if closing is None:
        return text
    if closing.own:
        return f"{text}; {closing.text}"
    if before is None:
        return text + pick((" but ", "; it ", ", and "), report.ref, "end") + closing.text
    return text + (" and " if before.against else pick((" but ", ", and "), report.ref, "end")) + closing.text


def _updates(report: Report, past: Past | None, where: str) -> Clause | None:
    if report.several or report.event == "opinion" or not report.sure:
        text = _without_event(report, where)
        return Clause(text=text, refs=(report.ref,)) if text else None
    what = adds(report)
    party = report.subject
    if party is None:
        verb = pick(("updates the {where} with {what}", "adds {what} to the {where}", "brings {what} to the {where}"), report.ref, "verb")
    elif past is not None and report.relation == "new" and past.stories and all(party.key not in s.companies for s in past.stories):
        verb = pick(("puts {name} on the {where} with {what}", "brings {name} to the {where} with {what}"), report.ref, "verb")
    else:
        verb = pick(
            (
                "updates {own} position on the {where} with {what}",
                "adds {what} to {own} place on the {where}",
                "records {what} for {name} on the {where}",
                "extends {own} entry on the {where} with {what}",
            ),
            report.ref,
            "verb",
        )
    names = {"name": called(party.name), "own": possessive(party.name)} if party else {}
    return Clause(text=verb.format(where=where, what=what, **names) + backing(report), refs=(report.ref,))


def _without_event(report: Report, where: str) -> str:
    """The words for a text of many stories, a commentary, or a report whose event is not told clearly: who it is about and on which map;
    "" where that is nobody."""
    named = [called(party.name) for party in report.parties if party.role != "mention" and party.in_title]
    title = report.title.casefold()
    models = [model for model in report.own_models if model.casefold() in title]
    who = listed(named or models)
    if len(named) == 1 and models and report.subject is not None:
        who = f"{named[0]} and its {listed(models, most=2)}"
    if report.several:
        among = f", {who} among them," if who else ""
        return pick((f"rounds up several stories{among} for the {where}", f"gathers news{among} for the {where}"), report.ref, "several")
    if report.event == "opinion" and not named and len(report.parties) >= MANY:  # a commentary, or a letter of many stories unknown as one
        whom = listed(party.name for party in report.parties)
        return pick((f"looks across the {where}, with {whom}", f"tells of several names on the {where}, {whom}"), report.ref, "many")
    if report.event == "opinion" and report.sure:
        on = f" on {who}" if who else ""
        wordings = (
            f"brings commentary{on} to the {where}, not a new event",
            f"leaves the {where} as it is: commentary{on}, no event",
            f"adds background{on} to the {where} rather than an event",
            f"gives the {where} a closer look{f' at {who}' if who else ''}",
        )
        return pick(wordings, report.ref, "opinion")
    if not who:
        return f"adds a report to the {where}" if _checked(report) else ""
    return pick(
        (f"adds news of {who} to the {where}", f"brings news of {who} to the {where}", f"has {who} in the news on the {where}"),
        report.ref,
        "news",
    )


def _checked(report: Report) -> Clause | None:
    """What the board's captures say of the report's claims, the worst verdict first."""
    for verdict, wordings in (
        ("contradicted", ("is contradicted by", "does not agree with")),
        ("imprecise", ("agrees only roughly with", "comes close to, but does not match,")),
        ("supported", ("confirms it", "bears it out", "says the same")),
    ):
        standing = next((s for s in report.standings if s.verdict == verdict and s.snapshot_at is not None), None)
        if standing is None or standing.snapshot_at is None:
            continue
        about = "" if len({s.subject for s in report.standings}) < 2 or not standing.subject else f" on {standing.subject}"
        verb, capture = pick(wordings, report.ref, "verdict"), f"the {standing.board} capture of {day(standing.snapshot_at)}"
        own = verdict == "supported"
        text = f"{capture} {verb}{about}" if own else f"{verb} {capture}{about}"
        refs = (report.ref, f"board:{standing.board}@{standing.snapshot_at.isoformat()}")
        return Clause(text=text, refs=refs, evidence=standing.evidence, against=not own, own=own)
    return None


def _disagrees(report: Report, conflicts: Sequence[Conflict]) -> Clause | None:
    if not conflicts:
        return None
    found = conflicts[0]
    verb = "corrects to" if found.kind == "corrects" else pick(("gives", "tells of"), report.ref, "conflict")
    text = f"{verb} {money(found.here)} {KINDS[found.here.kind]} where {found.telling.source} has {money(found.there)}"
    return Clause(text=text, refs=(report.ref, found.telling.ref), evidence=found.evidence, against=True)


def _before(report: Report, past: Past | None, edges: Sequence[Edge]) -> Clause | None:
    """What came before, the most telling first: a story that this one contradicts, corrects or continues, a run that it is part of, a
    story that it comes after, how much its company is talked of."""
    return (
        _thread(report, edges, ("contradicts", "corrects"))
        or _thread(report, edges, ("continues",))
        or _run(report, past)
        or _thread(report, edges, ("follows",))
        or _talk(report, past)
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


def _talk(report: Report, past: Past | None) -> Clause | None:
    """How much its company is talked of on the map, where nothing else is known to come before."""
    at, subject = report.published_at, report.subject
    if past is None or at is None or subject is None or report.several:
        return None
    found = [
        story
        for story in past.stories
        if (story.segment, story.lens, story.primary) == (report.segment, report.lens, subject.key) and at - story.published_at <= RUN
    ]
    if len(found) < TALK_FROM:
        return None
    count, days = len(found), RUN.days
    wordings = (
        f"is one of at least {count + 1} reports about {called(subject.name)} there within {days} days",
        f"comes after at least {count} other reports about {called(subject.name)} there within {days} days",
    )
    refs = (report.ref, *(story.ref for story in found[:12]))
    return Clause(text=pick(wordings, report.ref, "talk"), refs=refs, counts=(count, count + 1, days))


def _open(report: Report, past: Past | None, conflicts: Sequence[Conflict], *, standing_alone: bool) -> Clause | None:
    if report.primary is None and not report.models and not report.standings and not conflicts:
        return None  # of nobody in particular only what could be asked of anything
    if (not report.sure or report.several) and not report.standings and not conflicts:
        return None
    question, refs = leaves_open(report, past, conflicts)
    if not question:
        return None
    own = standing_alone or pick((True, False, False), report.ref, "alone")
    verbs = ("the open question is", "what stays open is") if own else ("leaves open", "does not settle", "does not resolve")
    return Clause(text=f"{pick(verbs, report.ref, 'open')} {question}", refs=(report.ref, *refs), own=own)
