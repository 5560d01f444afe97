"""What is odd of the names and ids of two captures of a board: names that changed together, rows that came under names that others have."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from amw.boards.misplaced import LIST, Both
from amw.boards.records import Row, Snapshot
from amw.text import fold

RENAMED = 0.5  # of the names under the ids of a board; so many are not given anew in a day
ALIKE = 0.5  # of the names of a list that are left where it lost its names for others
TWICE = 3  # new rows under names of other rows, or names that gained one word; a board now and then adds one or two
USUAL = 3  # names of a board that end so: it tells its rows apart by such an end, "(high)" or "Mini"
TIED = 20  # rows of one score; it tells none of so many
SINGLE = 0.95  # of the rows have a name of their own, where a board names each row otherwise
SPOILT = 5  # names, each of which lost something else
NAMED = 4  # names, columns or lists that a reason tells
REST = "…"  # stands for a name as it was, in what was added to it


def misnamed(before: Snapshot, after: Snapshot, both: Both) -> list[str]:
    """The reasons to doubt names and ids; `both` are the rows that the captures have under one key. None where they have none."""
    if not both:
        return []
    had, left = {(row.section, row.key) for row in before.rows}, {(row.section, row.key) for row in after.rows}
    came = [row for row in after.rows if (row.section, row.key) not in had]
    gone = [row for row in before.rows if (row.section, row.key) not in left]
    reasons: list[str] = []
    was, now = (Counter((row.section, row.raw_name) for row in taken.rows) for taken in (before, after))
    if len(before.rows) >= LIST and len(now) / len(after.rows) < ALIKE * len(was) / len(before.rows):
        reasons.append(f"only {len(now)} names in {len(after.rows)} rows")
    others = renamed(both)
    had_both, have_others = (Counter(b.section for _, b in pairs) for pairs in (both, others))
    if not reasons and any(count >= max(LIST, RENAMED * had_both[part]) for part, count in have_others.items()):
        reasons.append(f"names that are others: {first_few([f'{b.raw_name} for {a.raw_name}' for a, b in others])}")
    elif longer := _lengthened([*others, *_same_score(gone, came)], TWICE):
        reasons.append(f"names with something more: {first_few(longer)}")
    elif spoilt := _spoilt([*renamed(both, folded=False), *_same_score(gone, came, alike=_without_points)]):
        reasons.append(f"names that lost their points or their ends: {first_few(spoilt)}")
    if beside := _lengthened(_beside(before.rows, came), LIST):
        reasons.append(f"new rows beside others, named like them: {first_few(beside)}")
    went = Counter((row.section, row.raw_name) for row in gone)
    if moved := [row.raw_name for row in came if went[row.section, row.raw_name] == now[row.section, row.raw_name] == 1]:
        reasons.append(f"rows under another id: {first_few(moved)}")
    again = [row.raw_name for row in came if was[row.section, row.raw_name] and now[row.section, row.raw_name] > 1]
    if len(again) >= TWICE and len(was) >= SINGLE * len(before.rows):
        reasons.append(f"more rows of one name: {first_few(again)}")
    return reasons


def renamed(both: Both, *, folded: bool = True) -> list[tuple[Row, Row]]:
    """The rows with another name under one key, but for case and signs where names are `folded`. A row that is named by its id now has
    none."""
    form = fold if folded else str
    return [(a, b) for a, b in both if form(a.raw_name) != form(b.raw_name) and b.raw_name != b.key]


def _spoilt(pairs: Iterable[tuple[Row, Row]]) -> list[str]:
    """The names that are the former ones without their points, or without an end that was each another, where these are some."""
    found = dict.fromkeys(b.raw_name for a, b in pairs if b.raw_name == a.raw_name.replace(".", "") or a.raw_name.startswith(b.raw_name))
    return list(found) if len(found) >= SPOILT else []


def _holds(one: str, other: str) -> bool:
    return one in other or other in one


def _without_points(old: str, new: str) -> bool:
    return new == old.replace(".", "") or _holds(old, new)


def _same_score(gone: Iterable[Row], came: Iterable[Row], alike: Callable[[str, str], bool] = _holds) -> Iterator[tuple[Row, Row]]:
    """The rows that went and came with one score and names that are `alike`, such that one holds the other."""
    by_score: dict[tuple[str, float], list[Row]] = defaultdict(list)
    for row in gone:
        if row.score is not None:
            by_score[row.section, row.score].append(row)
    for row in came:
        same = by_score.get((row.section, row.score), ()) if row.score is not None else ()
        for old in same if len(same) <= TIED else ():
            if alike(old.raw_name, row.raw_name):
                yield old, row


def _beside(rows: Sequence[Row], came: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """New rows whose names begin with that of a row that was there and end as names of the board do not, with that row."""
    known = {(row.section, row.raw_name): row for row in rows}
    ends = sorted({row.raw_name[::-1] for row in rows})
    for row in came:
        words = row.raw_name.split(" ")
        begun = (known.get((row.section, " ".join(words[:count]))) for count in range(len(words) - 1, 0, -1))
        if (old := next(filter(None, begun), None)) is not None:
            end = row.raw_name[len(old.raw_name) :][::-1]
            alike = ends[(at := bisect_left(ends, end)) : at + USUAL]
            if len(alike) < USUAL or not alike[-1].startswith(end):
                yield old, row


def _lengthened(pairs: Iterable[tuple[Row, Row]], enough: int) -> list[str]:
    """What at least `enough` names have more, or less, than the names before: "… + Agent (36 rows)". A name of several lists is one."""
    said: dict[str, list[str]] = defaultdict(list)
    for old, new in pairs:
        if old.raw_name in new.raw_name:
            said[new.raw_name.replace(old.raw_name, REST, 1)].append(new.raw_name)
        elif new.raw_name in old.raw_name:
            said[f"{REST} for {old.raw_name.replace(new.raw_name, REST, 1)}"].append(new.raw_name)
    told = sorted(said.items(), key=lambda entry: -len(entry[1]))
    return [f"{more} ({len(names)} rows)" for more, names in told if len(set(names)) >= enough and more != REST]


def first_few(names: Sequence[str]) -> str:
    """Names as a reason tells them: "A, B, C, D and 3 more"."""
    return ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
