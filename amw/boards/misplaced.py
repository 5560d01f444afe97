"""Figures of two captures of a board that are not of one column, one row or one unit any more, as where cells moved by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from amw.boards.diff import Neighbours
from amw.boards.records import Row

LIST = 5  # rows from which on a list is looked at
# A share of one for one of a hundred, thousands for ones, a price a token for one of a million, losses for gains; and what moved meanwhile.
UNITS, UNIT_SPREAD = (0.01, 100.0, 0.001, 1000.0, 1e-6, 1e6, -1.0), 0.1
MOST = 0.8  # of the rows of a list; the others may have moved by themselves
SCALE = 3.0  # by which all scores together do not grow or shrink from one capture to the next, nor three figures beyond their largest
CELL_SPREAD = 0.001  # of one cell that is believed to be in another unit
FAR, FARTHER, REPEATED = 20.0, 10.0, 3  # times the largest of a column; times what a column was; rows with one figure
SPREAD = 20  # figures of a column from which on their order or their range says something
LEAP, STEP = 0.5, 0.1  # of the range of a column, which hardly a figure and which not most of them move in a week (really 0.03)
ALMOST = 0.9  # of the rows of a column that slid, or that are of one value

Both = Sequence[tuple[Row, Row]]
Figures = dict[str, float]  # of a row, by column
Column = tuple[float | None, ...]  # a figure for each row of a list
Odd = tuple[str, str, str, str]  # of a list: what is odd of a column, the column, what else there is to say


def misplaced(of: Neighbours) -> dict[str, list[str]]:
    """What is odd of the figures of the rows that two captures have: what it is, and of which columns, each once.

    In another unit, all of them or a cell; beyond all others; all of one value; those of another column or of other rows; of captures
    near to one another far from what they were, whatever it is that was done to them.
    """
    found: dict[str, dict[str, None]] = {}
    for _, what, column, detail in _odd(of):
        found.setdefault(what, {})[column + detail] = None
    return {what: list(named) for what, named in found.items()}


def columns_astray(of: Neighbours) -> set[tuple[str, str]]:
    """The columns, each with its list, whose figures `misplaced` has a doubt of: whatever they say is no news."""
    return {(section, column) for section, _, column, _ in _odd(of)}


def _odd(of: Neighbours) -> Iterable[Odd]:
    lists: dict[str, list[tuple[Row, Row]]] = defaultdict(list)
    for was, now in of.both:
        lists[was.section].append((was, now))
    for section, pairs in lists.items():
        yield from ((section, *odd) for odd in _of_list(pairs, near=of.near))


def rescaled(both: Both) -> float | None:
    """By how much the scores of the rows in two captures grew or shrank in the middle, where a board does not move so by itself."""
    scores = [(was.score or 0, now.score or 0) for was, now in both]
    ratios = [b / a for a, b in scores if a > 0 and b > 0]  # gains and losses have no scale
    middle = median(ratios) if len(ratios) >= LIST else 1.0
    return None if 1 / SCALE < middle < SCALE else middle


def _of_list(pairs: Both, *, near: bool) -> Iterable[tuple[str, str, str]]:
    before = [_figures(was) for was, _ in pairs]
    after = [_figures(now) for _, now in pairs]
    columns = dict.fromkeys(name for figures in before for name in figures)
    owners = {tuple(figures.get(name) for figures in before): name for name in columns}
    unsteady = {name for _, now in pairs for name in (*now.prices, *now.speed)}
    for name in columns:
        was, now = [figures.get(name) for figures in before], [figures.get(name) for figures in after]
        if was == now:
            continue
        known = [(a, b, pair[1].raw_name) for a, b, pair in zip(was, now, pairs, strict=True) if a is not None and b is not None]
        odd: list[tuple[str, str]] = []
        if unit := _unit(known):
            odd.append(("figures in another unit", f" ({unit:g} times)"))
        elif cells := _cells(known):
            odd.append(("cells in another unit", f" of {', '.join(cells)}"))
        elif (beyond := _beyond(known, zero=name in unsteady)) is not None:
            odd.append(("figures beyond all others", f" {beyond:g}"))
        varied = len({a for a, _, _ in known}) >= LIST
        if varied and Counter(b for _, b, _ in known).most_common(1)[0][1] >= ALMOST * len(known):
            odd.append(("figures all of one value", ""))
        elif varied and (owner := owners.get(tuple(now), name)) != name and not _moved_on(owner, before, after, owners):
            odd.append(("figures of another column", f" has those of {owner}"))
        elif varied and not _ranks(known) and (_of_other_rows(known) or _moved_by_one(was, now)):
            odd.append(("figures of other rows", ""))
        if not odd and near and varied and name not in unsteady and (far := _far(known)):
            odd.append(("figures far from what they were", f" ({far} rows)"))
        yield from ((what, name, detail) for what, detail in odd)


def _moved_on(owner: str, before: Sequence[Figures], after: Sequence[Figures], owners: Mapping[Column, str]) -> bool:
    """Whether a column has new figures of its own, as a score has beside a column of what it was the last time."""
    was, now = (tuple(figures.get(owner) for figures in rows) for rows in (before, after))
    return now not in owners and sum(a != b and b is not None for a, b in zip(was, now, strict=True)) > len(was) / 2


def _figures(row: Row) -> Figures:
    return {name: float(value) for kind in (row.metrics, row.speed, row.prices) for name, value in kind.items()}


def _unit(known: Sequence[tuple[float, float, str]]) -> float | None:
    """By how much nearly all figures of a column were multiplied, where that is the step between two units."""
    ratios = [b / a for a, b, _ in known if a and b]
    enough = max(LIST, MOST * len(ratios))
    stated = next((unit for unit in UNITS if sum(abs(ratio / unit - 1) < UNIT_SPREAD for ratio in ratios) >= enough), None)
    if stated is not None or len({a for a, _, _ in known}) < LIST:
        return stated
    middle = median(ratios) if ratios else 1.0  # another currency
    alike = sum(abs(ratio / middle - 1) < CELL_SPREAD for ratio in ratios)
    another = (alike >= enough and abs(middle - 1) > UNIT_SPREAD / 2) or (middle > 0 and not 1 / FARTHER < middle < FARTHER)
    return middle if another else None


def _cells(known: Sequence[tuple[float, float, str]]) -> list[str]:
    """The rows whose single figure is in another unit to the letter ("0.49" where it was 49). One that fell below zero is in none."""
    return [name for a, b, name in known if a and b and any(abs(b / a / unit - 1) < CELL_SPREAD for unit in UNITS if unit > 0)]


def _beyond(known: Sequence[tuple[float, float, str]], *, zero: bool) -> float | None:
    """A figure that says "none" in a column of figures: below zero, or zero, where none was; far above all, or well above them in several
    rows. `zero`: it is a figure as others are, as prices and speeds have it, where not several rows have it that none had."""
    had = [a for a, _, _ in known]
    if len(had) < LIST:
        return None
    least, most, often = min(had), max(had), Counter(b for _, b, _ in known)
    low = [b for b, count in often.items() if b < 0 <= least or (b == 0 < least and (count >= REPEATED or not zero))]
    high = [b for b, count in often.items() if b > FAR * most > 0 or (count >= REPEATED and b > SCALE * most > 0)]
    if not zero and often[0] > had.count(0) and any(b == 0 and a >= median(had) > 0 for a, b, _ in known):
        low.append(0.0)  # the weakest may have 0, but nobody falls to it from among the better half
    return min(low) if low else max(high) if 0 < len(high) < LIST else None


def _moved_by_one(was: Sequence[float | None], now: Sequence[float | None]) -> bool:
    """Whether a column slid up or down by one row."""
    for earlier, later in ((was[:-1], now[1:]), (was[1:], now[:-1])):
        if sum(a == b for a, b in zip(earlier, later, strict=True)) >= ALMOST * len(later):
            return sum(a == b for a, b in zip(was, now, strict=True)) < len(was) / 2
    return False


def _of_other_rows(known: Sequence[tuple[float, float, str]]) -> bool:
    """Whether most rows of a column have the figure that one other row had. What is measured anew in
    few steps (0.4 and 0.5 seconds) has the figures of many others."""
    had = Counter(a for a, _, _ in known)
    changed = sum(a != b for a, b, _ in known)
    if changed > len(known) / 2 and len(had) >= SPREAD and had == Counter(b for _, b, _ in known):
        return True
    if all(a.is_integer() and a <= 2 * len(known) for a, _, _ in known):
        return False
    taken = sum(a != b and had[b] == 1 for a, b, _ in known)
    return taken > len(known) / 2 and taken >= MOST * changed


def _far(known: Sequence[tuple[float, float, str]]) -> int:
    """How many rows moved by half the range of a column, where they are several, or by a tenth of it, where they are most."""
    had = [a for a, _, _ in known]
    if len(had) < SPREAD or min(had) < 0 or _ranks(known):  # gains and losses swing by themselves, and so do places
        return 0
    width = max(had) - min(had)
    leapt, stepped = (sum(abs(b - a) > share * width for a, b, _ in known) for share in (LEAP, STEP))
    return leapt if leapt >= REPEATED else stepped if stepped > len(known) / 2 else 0


def _ranks(known: Sequence[tuple[float, float, str]]) -> bool:
    """Whether a column is of places: whole numbers from the first on to about as many as there are rows, unlike a rounded score."""
    had = [a for a, _, _ in known]
    return all(map(float.is_integer, had)) and min(had) <= LIST and len(had) <= 2 * max(had) <= 4 * len(had)
