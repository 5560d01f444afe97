"""What the captures of one board, of the days around a story, say of a claim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from amw.boards.matching import rows_like, unserved
from amw.boards.move import shown
from amw.boards.records import Snapshot
from amw.claims.asked import Asked
from amw.claims.judge import on_capture
from amw.claims.judge_rivals import rows_of_company
from amw.claims.standings import inside, leader_of, ranking_of
from amw.claims.verdict import Verdict, best_of, seen, written
from amw.claims.windows import ENTRY, NEAR, OLDEST, SAME_DAY, STALE, month_meant, valid
from amw.dates import MONTHS


class _OneClaim:
    """What each capture of a board says of one claim: each is read once."""

    def __init__(self, asked: Asked, captures: Iterable[Snapshot]) -> None:
        self.asked = asked
        self.captures = sorted((s for s in captures if s.board == asked.board.key), key=lambda s: s.captured_at)
        self._said: dict[int, tuple[Snapshot, Verdict | None]] = {}

    def says(self, snapshot: Snapshot | None) -> Verdict | None:
        """The verdict by one capture; None where it has no row of the model."""
        if snapshot is None:
            return None
        if id(snapshot) not in self._said:
            self._said[id(snapshot)] = (snapshot, on_capture(self.asked, snapshot))
        return self._said[id(snapshot)][1]

    def silent(self, snapshot: Snapshot) -> bool:
        """Whether a capture shows only the top of the board, not down to the place told, and the model is not in it, or not the price or
        speed that is told."""
        if (said := self.says(snapshot)) is not None:
            return bool(self.asked.measure) and said.verdict == "not_checkable"
        return not snapshot.complete and not _shows(self.asked, snapshot)


def looked_up(asked: Asked, captures: Iterable[Snapshot], on: date) -> tuple[Verdict, bool]:
    """The verdict by one board's captures, and whether any of them has the model."""
    claim = _OneClaim(asked, captures)
    if asked.month == 0:
        return Verdict(verdict="not_checkable", evidence="The sentence speaks of an earlier time."), True
    if (month := month_meant(asked.month, on)) is not None:
        return _in_month(claim, *month)
    before, after = valid(asked.board, claim.captures, on)
    if any(claim.silent(s) for s in (before, after) if s is not None):
        telling = [s for s in claim.captures if abs(s.captured_at.date() - on) <= OLDEST and not claim.silent(s)]
        before, after = valid(asked.board, telling, on) if telling else (before, after)
    verdict, known = _decide(claim, before, after, on)
    if not known and (entered := _entered(claim, on)) is not None:
        return entered, True
    if verdict.verdict in ("contradicted", "imprecise") and before is None and _too_late(asked, after, on):
        told = f"{verdict.evidence} No capture shows the board as it was then."
        return replace(verdict, verdict="not_checkable", evidence=told), known
    if verdict.verdict in ("contradicted", "imprecise") and asked.board.kind != "usage":
        verdict = _on_a_day_near(claim, verdict, on) or verdict
    old = before is not None and on - before.captured_at.date() > STALE  # who is new since then pushes others down
    place = asked.place if old and verdict.verdict == "contradicted" else None
    if place is not None and 0 < _stood(claim, before) < place and not 0 < _stood(claim, after) <= place:
        told = f"{verdict.evidence} On a later day it may have stood there."
        return replace(verdict, verdict="not_checkable", evidence=told), known
    return verdict, known


def _entered(claim: _OneClaim, on: date) -> Verdict | None:
    """What the first capture that has the model says some weeks after the story, where the last one before it had not: a model that is
    new there has not moved far. It bears a claim out, and disproves none."""
    asked, priced = claim.asked, claim.asked.board.kind == "prices"
    before = next((s for s in reversed(claim.captures) if s.captured_at.date() <= on), None)
    if asked.board.kind == "usage" or (before is None and not priced):
        return None
    entry = timedelta.max if asked.kind in ("score", "comparison") and (asked.board.lasting or priced) else ENTRY
    first = next((s for s in claim.captures if timedelta(0) < s.captured_at.date() - on <= entry and claim.says(s) is not None), None)
    said = claim.says(first)
    if first is None or said is None or (before is not None and before.version not in (None, first.version)):
        return None
    return said if said.verdict == "supported" or (said.verdict == "imprecise" and first.captured_at.date() - on <= NEAR) else None


def _shows(asked: Asked, snapshot: Snapshot) -> bool:
    """Whether a capture shows the board down to the place that is told."""
    last = asked.place or (asked.within if asked.bound != "outside" else None)
    rows = [row for row in snapshot.rows if row.section == asked.section] or snapshot.rows
    return snapshot.complete or (last is not None and asked.scope == "global" and asked.count is None and last <= len(rows))


def _too_late(asked: Asked, after: Snapshot | None, on: date) -> bool:
    """Whether the first capture of a board came so long after the story that it may have been otherwise then."""
    measured_once = asked.board.lasting and asked.kind in ("score", "comparison")
    return after is not None and not measured_once and after.captured_at.date() - on >= STALE


def _stood(claim: _OneClaim, snapshot: Snapshot | None) -> int:
    """The place in the field told, by row, of the row that a capture's verdict rests on; 0 for none."""
    said = claim.says(snapshot)
    if snapshot is None or said is None or said.row is None:
        return 0
    ranking = ranking_of(snapshot, metric=claim.asked.metric, section=said.row.section or None)
    mine = ranking.of([said.row])
    return 1 + sum(inside(r.row, claim.asked.scope) for r in ranking.rows[: ranking.ahead_of(mine[0])]) if mine else 0


def _in_month(claim: _OneClaim, year: int, month: int) -> tuple[Verdict, bool]:
    """The verdict on a claim of an earlier month by that month's captures, the best of them, and whether any has the model.

    What held on some day of it is so; only captures that lie far apart in it, and all say otherwise, contradict.
    """
    of_it = [s for s in claim.captures if (s.captured_at.year, s.captured_at.month) == (year, month)]
    best = best_of(verdict for s in of_it if (verdict := claim.says(s)) is not None)
    if best is None:
        when = f"{MONTHS[month - 1].capitalize()} {year}"
        missing = f"No capture of {claim.asked.board.name} from {when} that has the model is at hand."
        return Verdict(verdict="not_checkable", evidence=missing), False
    if best.verdict == "contradicted" and of_it[-1].captured_at - of_it[0].captured_at < STALE:
        return replace(best, verdict="not_checkable", evidence=f"{best.evidence} On other days of that month it may have held."), True
    return best, True


SHOWN = timedelta(days=30)  # how long after a row's day a board may show it first
# How long before and after a story a capture may lie that bears out what the one nearest to it does not.
_QUOTED = {"place": (NEAR, SAME_DAY), "figure": (OLDEST, STALE), "within the margin": (STALE, STALE)}


def _on_a_day_near(claim: _OneClaim, verdict: Verdict, on: date) -> Verdict | None:
    """What was so some days or, of a score, some weeks before: stories quote what they read then. A place is imprecise by that; a
    figure that is within its margin still is as said where it was just that some days before."""
    asked = claim.asked
    figure = asked.kind == "score" or (asked.kind == "comparison" and (asked.score is not None or asked.margin is not None))
    if not figure and (asked.kind == "comparison" or asked.count is not None or verdict.verdict == "imprecise"):
        return None
    since, until = _QUOTED["within the margin" if verdict.verdict == "imprecise" else "figure" if figure else "place"]
    near = [s for s in claim.captures if s is not verdict.snapshot and -until <= on - s.captured_at.date() <= since]
    version = verdict.snapshot.version if verdict.snapshot is not None else None
    near = [s for s in near if s.version == version or (figure and abs(on - s.captured_at.date()) <= STALE)]
    if asked.board.lasting and (shown_then := valid(asked.board, claim.captures, on - SHOWN)[0]) is not None:
        near.append(shown_then)
    for snapshot in sorted(near, key=lambda s: abs(s.captured_at.date() - on)):
        other = claim.says(snapshot)
        if other is not None and other.verdict == "supported":
            if verdict.verdict == "imprecise":
                return other
            return other.but(verdict, "imprecise", "by the capture nearest to the story it is not so")
    return None


def _decide(claim: _OneClaim, before: Snapshot | None, after: Snapshot | None, on: date) -> tuple[Verdict, bool]:
    asked = claim.asked
    if asked.window is not None and asked.board.kind == "usage":
        return Verdict(verdict="not_checkable", evidence=f"The claim is of a {asked.window}, the captures count a week."), True
    first, later = claim.says(before), claim.says(after)
    if before is None or first is None:
        return (later, True) if later is not None else (_absent(asked, before, after, on), False)
    if after is None or later is None:
        return first, True
    age, lag = on - before.captured_at.date(), after.captured_at.date() - on
    if first.verdict == "supported":
        stale = age > STALE and later.verdict == "contradicted"
        return first.but(later, "imprecise", "the next capture says otherwise") if stale else first, True
    if later.verdict == "supported" and (lag <= SAME_DAY or lag < age):
        return later, True
    if first.verdict == "contradicted" and later.verdict in ("supported", "imprecise"):
        return later.but(first, "imprecise", "the capture before the story says otherwise"), True
    return first, True


def _absent(asked: Asked, before: Snapshot | None, after: Snapshot | None, on: date) -> Verdict:
    """The model has no row in any capture near: only whole captures on both sides, or one of the very day, prove that it had none."""
    name = asked.model or asked.company or "The model"
    near = [s for s in (before, after) if s is not None]
    if not near:
        return Verdict(verdict="not_checkable", evidence=f"No capture of {asked.board.name} was near {on.isoformat()}.")
    snapshot = near[0]
    told = f"it has no row of {name}."
    leader = leader_of(snapshot, metric=asked.metric, section=asked.section if asked.section in snapshot.sections() else None)
    whole = all(_shows(asked, s) for s in near)
    that_day = before is not None and on - before.captured_at.date() <= SAME_DAY
    first = f" First is {leader.row.raw_name} with {shown(leader.score)}." if leader is not None else ""
    row, best = (leader.row, leader.score) if leader is not None else (None, None)
    ahead = asked.score - written(best) if asked.place == 1 and asked.score is not None and best is not None else Decimal(0)
    beaten = asked.board.lasting and asked.scope == "global" and ahead < 0  # a first place is only lost to more
    proven = that_day or (before is not None and after is not None) or asked.board.frozen or beaten
    if not whole or not proven or asked.kind not in ("rank", "lead"):
        return seen(asked, snapshot, "not_checkable", told)
    if asked.model and not beaten and (like := rows_like(unserved(asked.model), snapshot.rows)):  # "Gemini 2.0" beside "gemini-2.0-flash"
        return seen(asked, snapshot, "not_checkable", f"{told} It may be {like[0].raw_name}.", row=like[0])
    makers_rows = rows_of_company(asked, snapshot.rows) if asked.model else []
    if any(row.raw_name.isascii() is not (asked.model or "").isascii() for row in makers_rows):
        return seen(asked, snapshot, "not_checkable", f"{told} Its maker's rows are written in another script.")
    if ahead > 0:
        return seen(asked, snapshot, "imprecise", f"{told}{first.rstrip('.')}; {asked.score} is a result from elsewhere.", row=row)
    return seen(asked, snapshot, "contradicted", told + first, row=row)
