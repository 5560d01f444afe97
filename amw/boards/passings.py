"""Which rows of two captures changed their order, and whether scores may be compared for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from amw.boards.catalogue import about
from amw.boards.diff import Pair, in_both
from amw.boards.move import Move, MoveKind, move_of, shown, standing_of
from amw.boards.records import RankedRow, Row, Snapshot

NAMED = 5  # rows that a move names
_SIDE = re.compile(r"\d+(?:\.\d+)?")  # of an interval: "-15/+12"


def comparable(row: Row) -> bool:
    """Whether a row has a score that was measured. 0 is none: boards that lack a figure write it, and nobody falls to it in a day."""
    return bool(row.score) and not row.estimated


def is_rating(after: Snapshot) -> bool:
    return about(after.board).unit == "Elo" or after.metric in ("elo", "rating")


def margin_of(row: Row) -> float | None:
    """Half the width of a rating's 95% interval as the board states it ("-15/+12": the wider side); None where it states none."""
    if "rating_ci" in row.metrics:
        return float(row.metrics["rating_ci"])
    low, high = row.metrics.get("rating_low"), row.metrics.get("rating_high")
    if low is not None and high is not None:
        return float(high - low) / 2
    return max(map(float, _SIDE.findall(str(row.extra.get("ci95", "")))), default=None)


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A row with a real score in both captures: its rank in each, and what its score gained, counted upwards from worse to better."""

    was: int
    now: int
    gain: float
    row: Row

    def passed_by(self, other: _Ranked) -> bool:
        return self.was < other.was and other.now < self.now


def passings(
    pairs: Sequence[Pair], earlier: Mapping[tuple[str, str], RankedRow], standing: Mapping[tuple[str, str], RankedRow], after: Snapshot
) -> list[Move]:
    """Rows in both captures that changed their order, with real scores on both days; on rating boards beyond both margins only.

    Each is told of both rows; passive is the move of the one whose own score did not bring it about.
    """
    rating = is_rating(after)
    behind: dict[int, list[_Ranked]] = defaultdict(list)  # by the place of a row in `ranked`, those that it passed
    ahead: dict[int, list[_Ranked]] = defaultdict(list)  # and those that passed it
    ranked = sorted(_scored(pairs, earlier, standing, after), key=lambda one: (one.row.section, one.was, one.now))
    for at, upper in enumerate(ranked):
        for offset, lower in enumerate(ranked[at + 1 :], at + 1):
            if lower.row.section != upper.row.section:
                break
            if not upper.passed_by(lower):
                continue
            margin = max(margin_of(upper.row) or 0, margin_of(lower.row) or 0) if rating else -1
            if abs((upper.row.score or 0) - (lower.row.score or 0)) > margin:
                behind[offset].append(upper)
                ahead[at].append(lower)
    found = [_passing("overtook", ranked[at], others, standing, passive=ranked[at].gain <= 0) for at, others in behind.items()]
    for at, others in ahead.items():
        fell = ranked[at].gain < 0 and not all(other.gain > 0 for other in others)
        found.append(_passing("overtaken", ranked[at], others, standing, passive=not fell))
    return sorted(found, key=lambda move: (move.after or 0, move.kind, move.key))


def _scored(
    pairs: Sequence[Pair], earlier: Mapping[tuple[str, str], RankedRow], standing: Mapping[tuple[str, str], RankedRow], after: Snapshot
) -> Iterator[_Ranked]:
    sign = -1 if after.lower_is_better else 1
    for old, new in in_both(pairs):
        if not comparable(old) or not comparable(new):
            continue
        was, now = earlier.get(old.id), standing.get(new.id)
        if was is not None and now is not None and was.rank is not None and now.rank is not None:
            yield _Ranked(was=was.rank, now=now.rank, gain=sign * ((new.score or 0) - (old.score or 0)), row=new)


def _passing(
    kind: MoveKind, ranked: _Ranked, passed: Sequence[_Ranked], standing: Mapping[tuple[str, str], RankedRow], *, passive: bool
) -> Move:
    row = ranked.row
    others = [other.row for other in sorted(passed, key=lambda other: other.now)]
    verb = "overtook" if kind == "overtook" else "was overtaken by"
    more = f" and {len(others) - NAMED} more" if len(others) > NAMED else ""
    named = ", ".join(f"{other.raw_name} ({shown(other.score)})" for other in others[:NAMED])
    evidence = f"{row.raw_name} ({shown(row.score)}) {verb} {named}{more}"
    ranks = standing_of(standing[row.id])
    return move_of(row, kind, evidence, field="rank", before=ranked.was, after=ranked.now, by=tuple(others), ranks=ranks, passive=passive)
