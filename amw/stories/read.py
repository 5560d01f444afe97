"""The AMW Read: one sentence made of facts only, every clause tied to the rows it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from amw.stories.adds import adds, backing
from amw.stories.before import before
from amw.stories.board_places import place_of_company, place_of_model
from amw.stories.conflicts import Conflict
from amw.stories.leaves_open import leaves_open
from amw.stories.no_event import without_event
from amw.stories.past import Past
from amw.stories.report import Report
from amw.stories.threads import Edge
from amw.stories.wording import KINDS, MAPS, OWN_LONGEST, Clause, begun, called, day, in_quotes, map_name, money, pick, possessive

BY = frozenset({"model_release", "product_launch", "pricing"})  # events that are done by the company they are said of
OF_NOBODY = ("updates the {where} with {what}", "adds {what} to the {where}", "brings {what} to the {where}", "notes {what} on the {where}")
OF_STRANGERS = ("puts {name} on the {where} with {what}", "brings {name} to the {where} with {what}")
OF_COMPANIES = (
    "updates {own} position on the {where} with {what}",
    "adds {what} to {own} place on the {where}",
    "records {what} for {name} on the {where}",
    "extends {own} entry on the {where} with {what}",
)
LONG = 330  # characters of a sentence from which it has one clause in the middle, no two


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """`sentence`, and for each of its clauses the refs of the rows it rests on ("article:URL", "story:ID", "board:key@time")."""

    sentence: str
    facts: tuple[Mapping[str, object], ...]
    counts: tuple[int, ...] = field(default=())


def write_read(report: Report, past: Past, edges: Sequence[Edge], conflicts: Sequence[Conflict], segment_name: str | None) -> Read | None:
    """The sentence for `report`: which map it updates and with what, what it confirms or contradicts, what it leaves open.

    None where segment or lens is not known, or neither what happened nor to whom, or not what happened and nothing that came before:
    nothing is invented to fill a clause. The wording is chosen by the report's own row, so the same story always reads the same and two
    stories seldom do.
    """
    if report.relevant is False or segment_name is None or report.lens is None or report.lens not in MAPS:
        return None
    where = map_name(segment_name, report.lens)
    if report.event in (None, "other"):
        report = replace(report, event="other", sure=False)
    opening = _updates(report, where)
    if opening is None:
        return None
    place = place_of_model(report, past) or place_of_company(report, past)
    first, *others = before(report, past, edges) or (None,)
    told = (_checked(report), _disagrees(report, conflicts), first, place, *others)
    every = [clause for clause in told if clause]
    middles = (*([every[0], second] for second in every[1:]), every[:1])  # the first two that a sentence has room for
    for middle, brief in product(middles, (False, True)):
        first_part = _shorter(opening, report.title) if brief else opening
        closing = _open(report, past, conflicts, standing_alone=len(middle) > 1 or any(clause.own for clause in middle))
        sentence = _join(report, first_part, middle, closing)
        if len(sentence) < LONG:
            break
    said = [first_part, *middle, *([closing] if closing else [])]
    return Read(
        sentence=begun(sentence) + ".",
        facts=tuple(clause.to_record() for clause in said),
        counts=tuple(count for clause in said for count in clause.counts),
    )


def _shorter(opening: Clause, title: str) -> Clause:
    """An opening with less of the report's own headline."""
    return replace(opening, text=opening.text.replace(in_quotes(title, OWN_LONGEST), in_quotes(title)))


def _join(report: Report, opening: Clause, middle: Sequence[Clause], closing: Clause | None) -> str:
    text = opening.text
    last: Clause | None = None
    for clause in middle:
        if clause.own or last is None or last.own:
            text += f"; {clause.text}" if clause.own else f"; {'this' if last else 'it'} {clause.text}"
        else:
            text += (" and " if clause.against == last.against else ", but ") + clause.text
        last = clause
    if closing is None:
        return text
    if closing.own:
        return f"{text}; {closing.text}"
    if last is None:
        return text + pick((", but " if "," in text else " but ", "; it ", ", and "), report.ref, "end") + closing.text
    return text + (" and " if last.against else pick((", but ", ", and "), report.ref, "end")) + closing.text


def _updates(report: Report, where: str) -> Clause | None:
    if report.several or report.event == "opinion" or not report.sure:
        text = without_event(report, where) or (f"adds a report to the {where}" if _checked(report) else "")
        return Clause(text=text, refs=(report.ref,)) if text else None
    what = adds(report)
    party = report.subject
    name = party.name if party else report.unlisted
    if not name or called(name) in what:  # "the launch of Windsurf Wave 8" says whose it is
        wordings: Sequence[str] = OF_NOBODY
    elif party is None:
        wordings = OF_STRANGERS
    else:
        by = report.event in BY and not report.offered
        wordings = (*OF_COMPANIES, "marks {what} by {name} on the {where}" if by else "notes {what} for {name} on the {where}")
    names = {"name": called(name), "own": possessive(name)} if name else {}
    return Clause(
        text=pick(wordings, report.ref, "verb").format(where=where, what=what, **names) + backing(report, what), refs=(report.ref,)
    )


def _checked(report: Report) -> Clause | None:
    """What the board's captures say of the report's claims, the worst verdict first."""
    standings = report.named_standings
    for verdict, wordings in (
        ("contradicted", ("is contradicted by", "does not agree with")),
        ("imprecise", ("agrees only roughly with", "comes close to, but does not match,")),
        ("supported", ("confirms it", "confirms the claim", "supports the claim")),
    ):
        standing = next((s for s in standings if s.verdict == verdict and s.snapshot_at is not None), None)
        if standing is None or standing.snapshot_at is None:
            continue
        about = "" if len({s.subject for s in standings}) < 2 or not standing.subject else f" for {standing.subject}"
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
    verb = "corrects to" if found.kind == "corrects" else pick(("gives", "reports"), report.ref, "conflict")
    text = f"{verb} {money(found.here)} {KINDS[found.here.kind]} where {found.telling.source} has {money(found.there)}"
    return Clause(text=text, refs=(report.ref, found.telling.ref), evidence=found.evidence, against=True)


def _open(report: Report, past: Past, conflicts: Sequence[Conflict], *, standing_alone: bool) -> Clause | None:
    if report.primary is None and not report.unlisted and not report.models and not report.standings and not conflicts:
        return None  # of nobody in particular only what could be asked of anything
    if (not report.sure or report.several) and not report.standings and not conflicts:
        return None
    question, refs = leaves_open(report, past, conflicts)
    if not question:
        return None
    own = standing_alone or pick((True, False, False), report.ref, "alone")
    verbs = ("the open question is", "what remains open is") if own else ("leaves open", "does not settle", "does not resolve")
    return Clause(text=f"{pick(verbs, report.ref, 'open')} {question}", refs=(report.ref, *refs), own=own)
