"""The verdict on a claim, and the words that every verdict's evidence is made of.

What decides, by kind (supported; imprecise; else contradicted, where the capture shows it and the sentence is understood):

    place       by row, family, model, the board's own or styled rank, of a company by maker; by maker, rounded, within the margin, by
                another setting, at home or among open models (a first place only where the text may mean such a field), some days before
    score       as shown, rounded or cut; within the margin or a percent, of another row, weeks before (2.5 times off: not checkable)
    comparison  the best row ahead of, or level with, the rival's best; ahead of the row named so or of most of its rows, other rows level
    distance    as rounded; a tenth, a point or, of ratings, their margin off, or between other rows of the two
    price, speed    within 5%; within 25%
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from amw.boards.move import shown
from amw.boards.records import Number, Row, Snapshot
from amw.countries import country_name
from amw.text import ordinal

if TYPE_CHECKING:  # a verdict travels and is stored without what reaches it
    from amw.claims.asked import Asked
    from amw.claims.standings import Standing

VerdictWord = Literal["supported", "contradicted", "imprecise", "not_checkable"]
BEST_FIRST: tuple[VerdictWord, ...] = ("supported", "imprecise", "contradicted", "not_checkable")  # of several, the first is told


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What the captures say of one claim. `rank_kind` names the kind of rank under which a place is true ("row", "family", "maker",
    "site", "rounded row", "measured row": without estimates, "current row": without deprecated rows, "within the margin" ...).
    `row` is the row it was read off, `evidence` a sentence with the numbers.
    """

    verdict: VerdictWord
    rank_kind: str | None = None
    snapshot: Snapshot | None = None
    row: Row | None = None
    evidence: str = ""

    def to_record(self) -> dict[str, str | None]:
        """The verdict as it is kept with its claim."""
        return {"verdict": self.verdict, "rank_kind": self.rank_kind, "evidence": self.evidence}

    def but(self, other: Verdict, word: VerdictWord, why: str) -> Verdict:
        """This verdict as `word`, for what `other` says against it; a capture that both rest on is told once."""
        against = introduced(other.evidence)[1] if other.snapshot is self.snapshot else other.evidence
        return replace(self, verdict=word, evidence=f"{self.evidence} But {why}: {against}")


def seen(asked: Asked, snapshot: Snapshot, word: VerdictWord, told: str, *, kind: str | None = None, row: Row | None = None) -> Verdict:
    """A verdict read off a capture, with what was seen there: sentences that begin as `introduction` does."""
    return Verdict(verdict=word, rank_kind=kind, snapshot=snapshot, row=row, evidence=f"{introduction(asked, snapshot)} {told}")


def judged(asked: Asked, found: Standing, word: VerdictWord, told: str, *, kind: str | None = None, row: Row | None = None) -> Verdict:
    """A verdict read off `found`, of its row where no other is given."""
    return seen(asked, found.snapshot, word, told, kind=kind, row=row or found.row)


def best_of(verdicts: Iterable[Verdict]) -> Verdict | None:
    """The first of the best of some verdicts; None of none."""
    return min(verdicts, key=lambda verdict: BEST_FIRST.index(verdict.verdict), default=None)


def introduction(asked: Asked, snapshot: Snapshot) -> str:
    """The beginning of every evidence: which board, capture, method, and what counts."""
    version = f", method {snapshot.version}" if snapshot.version else ""
    counted = "" if asked.board.key != "artificial_analysis" else ", estimated and deprecated rows counted"
    whole = "" if snapshot.complete else ", the top only"
    part = asked.section if asked.section and asked.section in snapshot.sections() and len(snapshot.sections()) > 1 else ""
    rows = sum(1 for row in snapshot.rows if not part or row.section == part)
    name = f"{asked.board.name} ({part.replace('_', '-')})" if part else asked.board.name
    return f"{name}, capture of {snapshot.captured_at.date().isoformat()} ({rows} rows{whole}{version}{counted}):"


_INTRODUCED = re.compile(r"(?P<board>[^:]{1,80}), capture of (?P<day>\d{4}-\d\d-\d\d) \((?P<about>[^()]{1,120})\): ")


def introduced(evidence: str) -> tuple[Mapping[str, str], str]:
    """What `introduction` said ({"board", "day", "about"}, empty where it said nothing) and the rest of the evidence.

    Where several claims rest on one capture, it is told once.
    """
    told = _INTRODUCED.match(evidence)
    return (told.groupdict(), evidence[told.end() :]) if told else ({}, evidence)


def findings(evidence: Iterable[str]) -> Iterator[str]:
    """What each evidence of claims on one capture finds, without its introduction and a beginning that those before it of one row told."""
    row, told = "", set[str]()
    for whole in evidence:
        sentences = introduced(whole)[1].split(". ")
        before, row = row, sentences[0].partition(" has ")[0]
        if row != before:
            told.clear()  # "7th of all" is the place of the row that was named last
        known = sum(1 for _ in takewhile(told.__contains__, sentences[:-1]))
        yield ". ".join(sentences[known:])
        told.update(sentences)


def where_it_stands(found: Standing) -> str:
    """Row, score and the places under the kinds of rank that people use."""
    row, best = found.row, found.best
    told = (
        (best.rank, "{} by row"),
        (best.family_rank, "{} by family"),
        (best.maker_rank, "its maker {}"),
        (best.country_rank, f"{{}} family of {country_name(row.country or '') or row.country}"),
        (best.open_rank, "{} family with open weights"),
    )
    parts = [words.format(ordinal(place)) for place, words in told if place]
    mark = " (estimated)" if row.estimated else ""
    return f"{row.raw_name} has {shown(best.score)}{mark}: {', '.join(parts)}" if parts else f"{row.raw_name} has no rank"


def scope_words(scope: str) -> str:
    """ "of all", "among open weights", "in China"."""
    named = {"global": "of all", "open_weights": "among open weights", "EU": "in Europe"}.get(scope)
    return named or f"in {country_name(scope) or scope}"


_COUNTED = {
    "site": "by the rank that the board itself states",
    "style control": "by the rank that the board states with style control",
    "class": "in the class of models that the board counts it in",
    "within the margin": "within the margin of the ratings",
}

_FIELDS = {
    "rounded": "with scores rounded",
    "measured": "without estimates",
    "current": "without deprecated rows",
    "open-weights": "among open weights",
}


def kind_words(kind: str) -> str:
    """A kind of rank as a sentence says it: "by row without estimates", "by family in China"."""
    if kind in _COUNTED:
        return _COUNTED[kind]
    unit, _, which = kind.partition(" of ")
    if unit in ("row", "family") and which and which != "all":
        return f"for another of its {'rows' if unit == 'row' else 'families'}, {which}"
    label, _, unit = kind.rpartition(" ")
    if label in _FIELDS:
        return f"by {unit} {_FIELDS[label]}"
    unit, _, where = kind.partition(" in ")
    return f"by {unit} {scope_words(where)}" if where else f"by {kind.replace(' of all', ' among all')}"


def rounds_to(score: Number | Decimal, stated: Decimal) -> bool:
    """Whether `score`, rounded half up or half even to the stated digits, is `stated`."""
    return apart(score, stated) <= half_unit(stated) + Decimal("1e-9")


def half_unit(stated: Decimal) -> Decimal:
    """Half of the last digit that is stated; of whole numbers half of one."""
    exponent = stated.as_tuple().exponent
    return Decimal(10) ** exponent / 2 if isinstance(exponent, int) and exponent <= 0 else Decimal("0.5")


def apart(one: Number | Decimal, other: Number | Decimal) -> Decimal:
    """How far two figures are apart, as they are written."""
    return abs(written(one) - written(other))


def written(value: Number | Decimal) -> Decimal:
    """The figure as it is written, without the digits that binary fractions add."""
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def within_bound(asked: Asked, actual: Decimal | int, stated: Decimal | int) -> bool | None:
    """Whether a figure told as a bound ("more than 80") holds; None where it is told as it is."""
    if not asked.bound:
        return None
    return actual >= stated if asked.bound == "least" else actual <= stated


def listed(names: Sequence[str]) -> str:
    """ "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
