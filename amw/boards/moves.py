"""What happened between two captures of a board, as far as it is news and the captures can prove it.

Not news, and never a move: a score after a change of method or after a mass shift (one `rebased` move stands for all of them), an
estimate that turned real, a row pushed down by rows that were not there before, a price that was missing and now is known, the
daily wobble of resellers' prices, a wobble inside a rating's margin, anything at all from a refused capture, and an absence from a
capture that shows only the top of a board.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from amw.boards import values
from amw.boards.catalogue import about
from amw.boards.diff import Pair, digits, in_both, keyed_alike, pair_rows, same_score
from amw.boards.misnamed import RENAMED
from amw.boards.move import Move, move_of, shown, signed, standing_of, version_kind
from amw.boards.passings import comparable, is_rating, margin_of, passings
from amw.boards.prices import price_moves
from amw.boards.ranks import rank
from amw.boards.records import RankedRow, Row, Snapshot
from amw.text import counted

MASS_SHARE = 0.2  # of the rows scored in both: on Artificial Analysis a plain day moves 0 or 1 of 440, recalibrations moved 359 and 501
MASS_ROWS = 5
ELO_SHIFT = 8.0  # median change of all ratings; daily refits move the median by less than 2
VOLUME_SHIFT = 20.0  # factor between two windows' total volume: another window, not another market
CUT_ROWS, CUT_SHARE = 5, 0.1  # so many rows gone, all from the foot of the earlier capture: a cut capture, not a cull


def moves(before: Snapshot, after: Snapshot, *, ranked: tuple[Iterable[RankedRow], Iterable[RankedRow]] | None = None) -> list[Move]:
    """The moves from `before` to `after`, two captures of one board in time order: re-basing first, then by rank.

    `ranked` is what `rank` gives for each, for a caller that has it already; rows without a rank may be left out.
    Raises ValueError for captures of two boards or in the wrong order.
    """
    if before.board != after.board or before.captured_at > after.captured_at:
        raise ValueError("moves needs two captures of one board in time order")
    if "refused" in (before.verdict, after.verdict):
        return []
    pairs = pair_rows(before, after)
    earlier, standing = ({r.row.id: r for r in of} for of in ranked or (rank(before), rank(after)))
    found: list[Move] = []
    rebased = _rebased(before, after, pairs)
    if rebased is not None:
        found.append(rebased)
    alike = keyed_alike(before, after)
    found.extend(_renames(pairs, alike))
    found.extend(_came_and_went(before, after, pairs, standing, bool(rebased), alike))
    found.extend(price_moves(pairs, after))
    if rebased is None:
        found.extend(_scores(pairs, after, standing, min(digits(before), digits(after))))
        found.extend(passings(pairs, earlier, standing, after))
    return found


def _is_volume(after: Snapshot) -> bool:
    return about(after.board).kind == "usage"


def _other_method(was: str | None, now: str | None, moved: int) -> bool:
    """Whether two captures state different methods; 4.3 is 4.3.2 told shorter, if hardly a score moved with it."""
    shorter, longer = sorted((f"{was}.", f"{now}."), key=len)
    return None not in (was, now) and was != now and (moved >= MASS_ROWS or not longer.startswith(shorter))


def _rebased(before: Snapshot, after: Snapshot, pairs: Sequence[Pair]) -> Move | None:
    both = in_both(pairs)
    scored = [(old.score, new.score) for old, new in both if old.score is not None and new.score is not None]
    decimals = min(digits(before), digits(after))
    deltas = [0 if same_score(was, now, decimals) else now - was for was, now in scored]
    moved = [d for d in deltas if d != 0]
    what = None
    if _other_method(before.version, after.version, len(moved)):
        what = f"the {version_kind(after.version or '')} changed from {before.version} to {after.version}"
    elif _is_volume(after):
        was, now = sum(a for a, _ in scored), sum(b for _, b in scored)
        if min(was, now) > 0 and max(was, now) / min(was, now) >= VOLUME_SHIFT:
            what = "the volumes are of another window of time"
    elif is_rating(after):
        if len(deltas) >= MASS_ROWS and abs(median(deltas)) >= ELO_SHIFT:
            what = "the ratings were shifted"
    elif len(moved) >= MASS_ROWS and len(moved) >= MASS_SHARE * len(deltas):
        what = "the scores were recalibrated"
    if what is None:
        return None
    middle = round(median(moved), 2) if moved else 0
    typical = f", median {middle:+.2f}" if middle else ", half of them by less than 0.01" if moved else ""
    differing = f": {len(moved)} of {len(deltas)} scores differ{typical}" if deltas else ""
    return Move(
        kind="rebased",
        key="",
        before=before.version,
        after=after.version,
        keys=tuple(new.key for old, new in both if old.score != new.score),
        evidence=f"{what}{differing}; the two captures are not compared",
    )


def _renames(pairs: Sequence[Pair], alike: bool) -> list[Move]:
    found: list[Move] = []
    makers: dict[tuple[str, str], list[Row]] = defaultdict(list)
    both = in_both(pairs)
    names = sum(_renamed(old, new) for old, new in both)
    believed = names < max(MASS_ROWS, RENAMED * len(both))  # so many are the board's way of writing names, or slid by a row
    for old, new in both:
        if alike and believed and _renamed(old, new):
            evidence = f"{old.raw_name} is now called {new.raw_name}"
            found.append(move_of(new, "renamed", evidence, field="name", before=old.raw_name, after=new.raw_name))
        if old.maker and new.maker and old.maker != new.maker:
            makers[old.maker, new.maker].append(new)
    for (was, now), rows in makers.items():
        found.append(
            Move(
                kind="renamed",
                key=rows[0].key if len(rows) == 1 else "",
                section=rows[0].section,
                name=now,
                field="maker",
                before=was,
                after=now,
                row=rows[0] if len(rows) == 1 else None,
                keys=tuple(row.key for row in rows),
                evidence=f"the maker of {counted(len(rows), 'row')} is now called {now} instead of {was}",
            )
        )
    return found


def _renamed(old: Row, new: Row) -> bool:
    """Whether a row is called another way, as names are read today."""
    return (values.name(old.raw_name) or old.raw_name) != new.raw_name


def _came_and_went(
    before: Snapshot, after: Snapshot, pairs: Sequence[Pair], standing: Mapping[tuple[str, str], RankedRow], rebased: bool, alike: bool
) -> list[Move]:
    """Rows that came and went. Where the captures name rows in two ways, only families that the other does not have at all came.

    A second row of a name that was or still is there is no news: the model came before, and has not left. Of two that come it is the
    better one.
    """
    was, now = ({(row.section, row.raw_name) for row in taken.rows} for taken in (before, after))
    known = {(row.family or row.model).casefold() for row in before.rows}
    lists = {*before.sections()} & {*after.sections()}  # a list that came or went says nothing of its rows
    cut = _lost_its_foot(before, pairs)
    found: list[Move] = []
    for pair in sorted(pairs, key=lambda pair: _place(pair, standing)):
        old, new = pair.before, pair.after
        if (row := new or old) is None or row.section not in lists:
            continue
        if new is not None and (old is None or (old.score is None and new.score is not None)):
            if old is None and (not before.complete or (not alike and (new.family or new.model).casefold() in known)):
                continue
            if old is None and (row.section, row.raw_name) in was:
                continue
            was.add((row.section, row.raw_name))
            place = None if rebased else standing.get(new.id)
            found.append(_entered(new, place, is_row=old is None, ranked=after.metric is not None))
            continue
        gone = old is not None and (new is None or (old.score is not None and new.score is None))
        hidden = new is None and (cut or (row.section, row.raw_name) in now)
        if gone and after.complete and alike and not hidden and old is not None:
            found.append(_left(old, is_row=new is None))
    return found


def _entered(row: Row, place: RankedRow | None, *, is_row: bool, ranked: bool) -> Move:
    """A row came (`is_row`) or got its first score; of a board that ranks its rows it is told without a score as well."""
    ranks = standing_of(place)
    at = f" at row {ranks['row']}, family {ranks['family']}" if "row" in ranks and "family" in ranks else ""
    mark = " (estimated)" if row.estimated else ""
    score = f" with {shown(row.score)}{mark}" if row.score is not None else ", without a score yet" if ranked else ""
    evidence = f"{row.raw_name} {'entered' if is_row else 'got its first score'}{at}{score}"
    field = "row" if is_row else "score"
    return move_of(row, "entered", evidence, field=field, after=row.score, ranks=ranks, estimated=row.estimated)


def _left(row: Row, *, is_row: bool) -> Move:
    """A row is gone (`is_row`), or its score."""
    evidence = f"{row.raw_name} is no longer listed" if is_row else f"{row.raw_name} no longer has a score"
    return move_of(row, "left", evidence, field="row" if is_row else "score", before=row.score)


def _place(pair: Pair, standing: Mapping[tuple[str, str], RankedRow]) -> float:
    """The rank of a row after, last where it has none."""
    entry = standing.get(pair.after.id) if pair.after is not None else None
    return math.inf if entry is None or entry.rank is None else entry.rank


def _lost_its_foot(before: Snapshot, pairs: Sequence[Pair]) -> bool:
    """Whether the rows that are gone are exactly the last ones of the earlier capture, and many: as when a body was cut at a line's end."""
    gone = {id(pair.before) for pair in pairs if pair.after is None}
    if len(gone) < max(CUT_ROWS, CUT_SHARE * len(before.rows)):
        return False
    return all(id(row) in gone for row in before.rows[-len(gone) :])


def _scores(pairs: Sequence[Pair], after: Snapshot, standing: Mapping[tuple[str, str], RankedRow], decimals: int) -> list[Move]:
    if _is_volume(after):
        return []
    rating = is_rating(after)
    found: list[Move] = []
    for old, new in in_both(pairs):
        if not comparable(old) or not comparable(new):
            continue
        was, now = old.score or 0, new.score or 0
        if same_score(was, now, decimals) or (rating and abs(now - was) <= max(margin_of(old) or 0, margin_of(new) or 0, 1)):
            continue
        step = round(now, 2) - round(was, 2)  # of the two figures that are told
        evidence = f"{new.raw_name} went from {shown(was)} to {shown(now)} ({signed(step)})"
        ranks = standing_of(standing.get(new.id))
        found.append(move_of(new, "score_changed", evidence, before=was, after=now, ranks=ranks))
    return sorted(found, key=lambda move: move.ranks.get("row", math.inf))
