"""Where two reports of one event, or two stories of a thread, tell figures or places that cannot both hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from amw.stories.past import Figure, Past, PastStory, Telling
from amw.stories.report import Report
from amw.stories.wording import KINDS, day, money, telling_figures
from amw.text import ordinal

ONE_ROUND = timedelta(days=5)  # figures told within this time are of one round; a later, other figure is the next step of the thread
OF_ONE_SUM = frozenset({"funding", "ipo", "acquisition"})  # events about one sum; others speak of many
ONE_BOARD = timedelta(days=7)  # places on a board told within this time are of one edition
SELDOM_OF_ONE = Decimal("0.6")  # sums further apart than this share of the larger one are seldom of one round
APART = Decimal("0.15")  # figures further apart than this share are not one sum in two currencies, nor in round numbers
ROUNDED = Decimal("0.05")  # figures of one currency further apart than this share are not rounding of one another


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One event told with two figures: `here` in the report, `there` in `telling`; kind corrects|contradicts, reason in words."""

    kind: str
    here: Figure
    there: Figure
    telling: Telling
    evidence: str

    def to_record(self) -> dict[str, str]:
        """The conflict as JSON-ready values."""
        sums = {"what": self.here.kind, "here": money(self.here), "there": money(self.there)}
        return {"kind": self.kind, **sums, "report": self.telling.ref, "evidence": self.evidence}


def conflicts(report: Report, past: Past) -> tuple[Conflict, ...]:
    """The figures of the report's own event that other reports of its story tell otherwise, the latest telling of each kind.

    A figure that any telling agrees with may still be in conflict with another: each is said once, with who said it.
    """
    found: dict[str, Conflict] = {}
    for telling in past.tellings:
        if telling.event != report.event or report.event not in OF_ONE_SUM:
            continue
        for here, there in _pairs(report.event, report.figures, telling.figures, report.title):
            if here.kind in found:
                continue
            on = f" on {day(telling.published_at)}" if telling.published_at else ""
            words = f"{money(here)} {KINDS[here.kind]} here, {money(there)} told by {telling.source}{on}"
            kind = "corrects" if report.correction else "contradicts"
            found[here.kind] = Conflict(kind=kind, here=here, there=there, telling=telling, evidence=words)
    return tuple(found.values())


def disagreement(later: PastStory, earlier: PastStory, age: timedelta) -> str | None:
    """Two figures, or two places on one board, that cannot both hold, in words."""
    if later.event == earlier.event and age <= ONE_ROUND:
        pairs = _pairs(later.event, later.figures, earlier.figures, later.title) if later.event in OF_ONE_SUM else []
        if pairs:
            here, there = pairs[0]
            when = f"on {day(later.published_at)}, {money(there)} on {day(earlier.published_at)}"
            return f"{KINDS[here.kind]} {money(here)} {when}"
    if age <= ONE_BOARD:
        names = {**earlier.companies, **later.companies}
        for (board, subject, scope), place in later.ranks.items():
            other = earlier.ranks.get((board, subject, scope))
            if subject and other is not None and other != place and place.isdigit() and other.isdigit():
                when = f"on {day(later.published_at)}, {ordinal(int(other))} on {day(earlier.published_at)}"
                return f"{names.get(subject, subject)} {ordinal(int(place))} on {board} {when}"
    return None


def _pairs(event: str | None, here: Sequence[Figure], there: Sequence[Figure], title: str) -> list[tuple[Figure, Figure]]:
    """The main figures of each kind that both tell."""
    others = {figure.kind: figure for figure in telling_figures(event, there)}
    pairs = [(figure, others[figure.kind]) for figure in telling_figures(event, here, title) if figure.kind in others]
    # Where any figure of the kind agrees, the two texts only put different ones first.
    return [
        (a, b)
        for a, b in pairs
        if agree(a, b, SELDOM_OF_ONE) and not any(_one_sum(x, y) for x in here for y in there if x.kind == y.kind == a.kind)
    ]


def _one_sum(a: Figure, b: Figure) -> bool:
    return agree(a, b, ROUNDED if a.currency == b.currency else APART)


def agree(a: Figure, b: Figure, apart: Decimal = APART) -> bool:
    """Whether two figures are within a share of the larger one of each other; those that cannot be compared are in no conflict."""
    x, y = (a.value, b.value) if a.currency == b.currency else (a.usd, b.usd)
    return x is None or y is None or abs(x - y) <= max(abs(x), abs(y)) * apart
