"""What the captures of one board, of the days around a story, say of a claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from amw.boards.matching import rows_of_maker
from amw.boards.move import shown
from amw.boards.ranks import rank
from amw.boards.records import RankedRow, Snapshot
from amw.claims.asked import Asked
from amw.claims.judge import on_capture
from amw.claims.verdict import BEST_FIRST, Verdict, VerdictWord, introduction, written
from amw.claims.windows import NEAR, OLDEST, SAME_DAY, STALE, month_meant, valid
from amw.dates import MONTHS


def looked_up(asked: Asked, captures: Sequence[Snapshot], on: date) -> tuple[Verdict, bool]:
    """The verdict by one board's captures, and whether any of them has the model."""
    if asked.month == 0:
        return Verdict(verdict="not_checkable", evidence="The sentence speaks of an earlier time."), True
    if (month := month_meant(asked.month, on)) is not None:
        return _in_month(asked, captures, *month)
    before, after = valid(asked.board, captures, on)
    if any(_silent(asked, s) for s in (before, after) if s is not None):
        near = [s for s in captures if s.board == asked.board.key and abs(s.captured_at.date() - on) <= OLDEST]
        telling = [s for s in near if not _silent(asked, s)]
        before, after = valid(asked.board, telling, on) if telling else (before, after)
    if before is None and after is None:
        return Verdict(verdict="not_checkable", evidence=f"No capture of {asked.board.name} was near {on.isoformat()}."), False
    verdict, known = _decide(asked, before, after, on)
    if verdict.verdict in ("contradicted", "imprecise") and before is None and _too_late(asked, after, on):
        told = f"{verdict.evidence} No capture shows the board as it was then."
        return replace(verdict, verdict="not_checkable", evidence=told), known
    if verdict.verdict == "contradicted" and asked.board.kind != "usage":
        return _on_a_day_near(asked, captures, verdict, on) or verdict, known
    return verdict, known


def _too_late(asked: Asked, after: Snapshot | None, on: date) -> bool:
    """Whether the first capture of a board came so long after the story that it may have been otherwise then."""
    measured_once = asked.board.lasting and asked.kind in ("score", "comparison")
    return after is not None and not measured_once and after.captured_at.date() - on >= STALE


def _silent(asked: Asked, snapshot: Snapshot) -> bool:
    """Whether a capture shows only the top of the board, and the model not in it: others near the day may tell more."""
    return snapshot.board == asked.board.key and not snapshot.complete and on_capture(asked, snapshot) is None


def _in_month(asked: Asked, captures: Iterable[Snapshot], year: int, month: int) -> tuple[Verdict, bool]:
    """The verdict on a claim of an earlier month by that month's captures, the best of them, and whether any has the model.

    What held on some day of it is so; only captures that lie far apart in it, and all say otherwise, contradict.
    """
    of_it = sorted(
        (s for s in captures if s.board == asked.board.key and (s.captured_at.year, s.captured_at.month) == (year, month)),
        key=lambda s: s.captured_at,
    )
    told = [verdict for s in of_it if (verdict := on_capture(asked, s)) is not None]
    if not told:
        when = f"{MONTHS[month - 1].capitalize()} {year}"
        return Verdict(
            verdict="not_checkable", evidence=f"No capture of {asked.board.name} from {when} that has the model is at hand."
        ), False
    best = min(told, key=lambda verdict: BEST_FIRST.index(verdict.verdict))
    if best.verdict == "contradicted" and of_it[-1].captured_at - of_it[0].captured_at < STALE:
        return replace(best, verdict="not_checkable", evidence=f"{best.evidence} On other days of that month it may have held."), True
    return best, True


def _on_a_day_near(asked: Asked, captures: Iterable[Snapshot], verdict: Verdict, on: date) -> Verdict | None:
    """Imprecise where it was so some days or, of a score, some weeks before: stories quote what they read then."""
    figure = asked.kind == "score" or (asked.kind == "comparison" and (asked.score is not None or asked.margin is not None))
    if not figure and (asked.kind == "comparison" or asked.count is not None):
        return None
    since, until = (OLDEST, STALE) if figure else (NEAR, SAME_DAY)
    near = [
        s for s in captures if s.board == asked.board.key and s is not verdict.snapshot and -until <= on - s.captured_at.date() <= since
    ]
    version = verdict.snapshot.version if verdict.snapshot is not None else None
    near = [s for s in near if s.version == version or (figure and abs(on - s.captured_at.date()) <= STALE)]
    for snapshot in sorted(near, key=lambda s: abs(s.captured_at.date() - on)):
        other = on_capture(asked, snapshot)
        if other is not None and other.verdict == "supported":
            return but(other, verdict, "imprecise", "by the capture nearest to the story it is not so")
    return None


def _decide(asked: Asked, before: Snapshot | None, after: Snapshot | None, on: date) -> tuple[Verdict, bool]:
    if asked.window is not None and asked.board.kind == "usage":
        return Verdict(verdict="not_checkable", evidence=f"The claim is of a {asked.window}, the captures count a week."), True
    first = on_capture(asked, before)
    later = on_capture(asked, after)
    if before is not None and first is not None:
        age = on - before.captured_at.date()
        if later is None or after is None:
            return first, True
        lag = after.captured_at.date() - on
        if first.verdict == "supported":
            if age > STALE and later.verdict == "contradicted":
                return but(first, later, "imprecise", "the next capture says otherwise"), True
            return first, True
        if later.verdict == "supported" and (lag <= SAME_DAY or lag < age):
            return later, True
        if first.verdict == "contradicted" and later.verdict in ("supported", "imprecise"):
            return but(later, first, "imprecise", "the capture before the story says otherwise"), True
        return first, True
    if after is not None and later is not None:
        return later, True
    return _absent(asked, before, after, on), False


def but(verdict: Verdict, other: Verdict, word: VerdictWord, why: str) -> Verdict:
    return Verdict(
        verdict=word,
        rank_kind=verdict.rank_kind,
        snapshot=verdict.snapshot,
        row=verdict.row,
        evidence=f"{verdict.evidence} But {why}: {other.evidence}",
    )


def _absent(asked: Asked, before: Snapshot | None, after: Snapshot | None, on: date) -> Verdict:
    """The model has no row in any capture near: only whole captures on both sides, or one of the very day, prove that it had none."""
    name = asked.model or asked.company or "The model"
    seen = [s for s in (before, after) if s is not None]
    snapshot = seen[0]
    told = f"{introduction(asked, snapshot)} it has no row of {name}."
    leader = _leader(asked, snapshot)
    whole = all(s.complete for s in seen)
    that_day = before is not None and on - before.captured_at.date() <= SAME_DAY
    first = f" First is {leader.row.raw_name} with {shown(leader.score)}." if leader is not None else ""
    beaten = asked.board.lasting and _beaten(asked, leader)
    proven = that_day or (before is not None and after is not None) or asked.board.frozen or beaten
    if not whole or not proven or asked.kind not in ("rank", "lead"):
        return Verdict(verdict="not_checkable", snapshot=snapshot, evidence=told)
    makers_rows = rows_of_maker(asked.company, snapshot.rows, key=asked.company) if asked.company and asked.model else []
    if any(row.raw_name.isascii() is not (asked.model or "").isascii() for row in makers_rows):
        return Verdict(verdict="not_checkable", snapshot=snapshot, evidence=f"{told} Its maker's rows are written in another script.")
    if (
        asked.score is not None
        and leader is not None
        and leader.score is not None
        and asked.place == 1
        and asked.score > written(leader.score)
    ):
        return Verdict(
            verdict="imprecise",
            snapshot=snapshot,
            row=leader.row,
            evidence=f"{told} First is {leader.row.raw_name} with {shown(leader.score)}; {asked.score} is a result from elsewhere.",
        )
    return Verdict(verdict="contradicted", snapshot=snapshot, row=leader.row if leader else None, evidence=told + first)


def _beaten(asked: Asked, leader: RankedRow | None) -> bool:
    """Whether a first place is told with less than the leader had: it is only lost to more."""
    if leader is None or leader.score is None or asked.place != 1 or asked.score is None:
        return False
    return asked.score < written(leader.score)


def _leader(asked: Asked, snapshot: Snapshot) -> RankedRow | None:
    section = asked.section if asked.section in snapshot.sections() else None
    return next((r for r in rank(snapshot, metric=asked.metric, section=section) if r.rank == 1), None)
