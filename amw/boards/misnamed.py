"""What is odd of the names and ids of two captures of a board: names that changed together, rows under other ids or others' names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set

from amw.boards.diff import Neighbours, all_figures
from amw.boards.misplaced import LIST, Both
from amw.boards.records import Row
from amw.text import fold

RENAMED = 0.5  # of the names under the ids of a board; so many are not given anew in a day
TOGETHER = 3  # names that gained one word, or rows that came under names of others
SINGLE = 0.95  # of the rows have a name of their own, where a board names each row otherwise
TIED = 20  # rows of one score; it tells none of so many
NAMED = 4  # names, columns or lists that a reason tells
BETWEEN = " /|,;&+\n\u00b7"  # stands between two names in one cell
REST = "…"  # stands for a name as it was, in what was added to it


def misnamed(of: Neighbours) -> list[str]:
    """The reasons to doubt names and ids; none where no row is in both captures."""
    before, both, came = of.before, of.both, of.came
    if not both:
        return []
    reasons: list[str] = []
    others = renamed(both)
    pairs = [*others, *_same_score(of.gone, came)]
    had_both, have_others = (Counter(b.section for _, b in rows) for rows in (both, others))
    if any(count >= max(LIST, RENAMED * had_both[part]) for part, count in have_others.items()):
        reasons.append(f"names that are others: {first_few([f'{b.raw_name} for {a.raw_name}' for a, b in others])}")
    elif longer := _lengthened(pairs):
        reasons.append(f"names with something more: {first_few(longer)}")
    elif len(joined := _joined(pairs, {row.raw_name for row in before.rows})) >= TOGETHER:
        reasons.append(f"names of two rows in one: {first_few(joined)}")
    was, went, now = (Counter((row.section, row.raw_name) for row in rows) for rows in (before.rows, of.gone, of.after.rows))
    if moved := [row.raw_name for row in came if went[row.section, row.raw_name] == now[row.section, row.raw_name] == 1]:
        reasons.append(f"rows under another id: {first_few(moved)}")
    again = [row.raw_name for row in came if was[row.section, row.raw_name] and now[row.section, row.raw_name] > 1]
    if len(again) >= TOGETHER and len(was) >= SINGLE * len(before.rows):
        reasons.append(f"more rows of one name: {first_few(again)}")
    measured = Counter(all_figures(row) for _, row in both) if len(came) >= TOGETHER else Counter()
    new = (row for row in came if not was[row.section, row.raw_name])
    cloned = {figures: row.raw_name for row in new if (figures := all_figures(row)) is not None and measured[figures] == 1}
    if len(cloned) >= TOGETHER:  # of so many rows: one may have aliases, and what several rows have tells none
        reasons.append(f"new rows with all figures of others: {first_few(list(cloned.values()))}")
    return reasons


def renamed(both: Both) -> list[tuple[Row, Row]]:
    """The rows with another name under one key, but for case and signs. A row that is named by its id now has none."""
    return [(a, b) for a, b in both if fold(a.raw_name) != fold(b.raw_name) and b.raw_name != b.key]


def _same_score(gone: Iterable[Row], came: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """The rows that went and came with one score and names of which one holds the other."""
    by_score: dict[tuple[str, float], list[Row]] = defaultdict(list)
    for row in gone:
        if row.score is not None:
            by_score[row.section, row.score].append(row)
    for row in came:
        same = by_score.get((row.section, row.score), ()) if row.score is not None else ()
        for old in same if len(same) <= TIED else ():
            if old.raw_name in row.raw_name or row.raw_name in old.raw_name:
                yield old, row


def _lengthened(pairs: Iterable[tuple[Row, Row]]) -> list[str]:
    """What several names have more, or less, than the names before: "… + Agent (36 rows)". A name of several lists is one."""
    said: dict[str, list[str]] = defaultdict(list)
    for old, new in pairs:
        if old.raw_name in new.raw_name:
            said[new.raw_name.replace(old.raw_name, REST, 1)].append(new.raw_name)
        elif new.raw_name in old.raw_name:
            said[f"{REST} for {old.raw_name.replace(new.raw_name, REST, 1)}"].append(new.raw_name)
    told = sorted(said.items(), key=lambda entry: -len(entry[1]))
    return [f"{more} ({len(names)} rows)" for more, names in told if len(set(names)) >= TOGETHER and more != REST]


def _joined(pairs: Iterable[tuple[Row, Row]], had: Set[str]) -> list[str]:
    """The names that are those of two rows of the capture before ("A 1 / B 2")."""
    beside = ((new.raw_name, new.raw_name.partition(old.raw_name)) for old, new in pairs)
    return [name for name, (first, other, second) in beside if other and f"{first}{second}".strip(BETWEEN) in had]


def first_few(names: Sequence[str]) -> str:
    """Names as a reason tells them: "A, B, C, D and 3 more"."""
    return ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
