"""What is odd of a capture beside the one before it: rows or columns that a parser alone cannot miss."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from amw.boards import names
from amw.boards.catalogue import about
from amw.boards.diff import Neighbours
from amw.boards.layout import Plan
from amw.boards.misnamed import NAMED, first_few, misnamed
from amw.boards.misplaced import LIST, misplaced, rescaled
from amw.boards.ranks import maker_of
from amw.boards.records import Row, Snapshot

WHOLE = 0.75  # of the rows of the capture before; fewer look like a body that was cut, not like a board that shrank
MANY = 1.5  # times the rows of the capture before; no board grows so in a week
SAME = 0.25  # of the rows of the capture before; weeks later half of a list of the day are still there, and 93% of a ranking
THIN, THIN_COLUMN = 0.2, 0.45  # of the rows that had a score or a fact, or another figure; so many do not lose it in a day
STREWN = 0.05  # of the rows with another maker here and there, or with none; within a week, that lost any figure or fact (really 2%)
USUAL = 0.2  # share of rows from which on a column is one of the board's
LEADERS, FIELD = 3, 20  # of at least so many rows, the best ones do not go together
RUN = 0.02  # share of the rows from which on neighbours that are gone look like a cut
FIELDS = ("score", "maker", "licence", "context", "released_at", "effort")
LASTING = ("maker", "country", "open_weights", "first_party")  # of a model, and its board does not forget them
FACTS = ("maker", "country", "licence", "context", "released_at", "open_weights", "first_party")  # of a model; they stay what they are


def doubted(before: Snapshot, after: Snapshot) -> Snapshot:
    """`after`, flagged with reasons where it or a list of it has far fewer rows than `before`, or lists, columns or figures went.

    A capture with too few rows, lists or scores is no longer complete: what is not in it has not left the board. Two such captures in a
    row are the board as it is now. Captures under two methods have lists and columns of their own.
    """
    of = Neighbours(before, after)
    both = of.both
    reasons, short = _rows_missing(of)
    fewer = min(len(before.rows), len(after.rows))
    if fewer >= LIST and len(both) < SAME * fewer:
        alike = f"only {len(both)} of {fewer} rows have" if both else "no row has"
        reasons.append(f"{alike} a key of the capture before")
    elif both:
        kept = {a.section for a, _ in both}
        others = [part for part, _, now in _parts(before, after) if len(now) >= LIST and part not in kept]
        reasons += [f"no row of {part} has a key of the capture before" for part in others[:NAMED]]
    if bare := [row.raw_name for row in of.came if _held(row) <= {"name"} and not row.extra]:
        reasons.append(f"new and nothing but a name: {first_few(bare)}")
    unscored = {a.id for a, b in both if a.score is not None and b.score is None}
    if best := next(filter(None, (_best(rows, unscored, before.lower_is_better) for rows in before.lists().values())), 0):
        reasons.append(f"its best {best} rows have no score")
        short = True
    reasons += misnamed(of)
    if other := _other_facts(of):
        reasons.append(f"facts that are others: {first_few([f'{name} of {count} in {of} rows' for name, (count, of) in other.items()])}")
    if before.version == after.version:
        odd, lacking = _lists_and_figures(of)
        reasons, short = reasons + odd, short or lacking
    if not reasons:
        return after
    verdict = "flagged" if after.verdict == "ok" else after.verdict
    return replace(after, verdict=verdict, reasons=(*after.reasons, *reasons), complete=after.complete and not short)


def _rows_missing(of: Neighbours) -> tuple[list[str], bool]:
    """The reasons to doubt how many rows a capture or a list of it has, and whether it has too few to be whole."""
    before, after = of.before, of.after
    if 0 < len(after.rows) < WHOLE * len(before.rows) and after.sections() == before.sections()[: len(after.sections())]:
        return [f"only {len(after.rows)} rows, the capture before has {len(before.rows)}: it may be cut"], True
    cut = [(part, len(was), len(now)) for part, was, now in _parts(before, after) if len(now) < WHOLE * len(was)]
    reasons = [f"only {now} rows of {part}, the capture before has {was}: it may be cut" for part, was, now in cut[:NAMED]]
    if of.near and before.complete and len(after.rows) > max(len(before.rows) + FIELD, MANY * len(before.rows)):
        reasons.append(f"{len(after.rows)} rows, the capture before has {len(before.rows)}: it may be another list as well")
    run = _run(before, after) if not cut else None
    if run:
        reasons.append(f"its {run} are gone: it may be cut")
    return reasons, bool(cut or run)


def _lists_and_figures(of: Neighbours) -> tuple[list[str], bool]:
    """The reasons to doubt the lists, columns and figures of a capture under the method of the one before, and whether lists or scores
    are gone."""
    before, after = of.before, of.after
    reasons: list[str] = []
    had, have = Counter(row.section for row in before.rows), set(after.sections())
    lists = [f"{part or 'the list without a name'} ({count} rows)" for part, count in had.items() if count >= LIST and part not in have]
    if lists:
        reasons.append(f"lists gone: {first_few(lists)}")
    more = [part for part in after.sections() if part not in had]
    if more and len(had) > 1:
        reasons.append(f"lists new: {first_few(more)}")
    was, now = _columns(before.rows), _columns(after.rows)
    away = sorted(name for name, share in was.items() if share >= USUAL and name not in now)
    new = sorted(name for name, share in now.items() if share >= USUAL and name not in was)
    away += _kept_gone(before.board, before.rows, after.rows)
    if away:
        reasons.append(f"columns gone: {first_few(away)}" + (f"; new: {first_few(new)}" if new else ""))
    reasons += [f"{what}: {first_few(named)}" for what, named in misplaced(of).items()]
    if (scale := rescaled(of.both)) is not None:
        reasons.append(f"scores on another scale: {scale:.3g} times what they were")
    thin = {name: share for name, share in _thinned(of).items() if name not in away}
    if thin:
        reasons.append(f"figures gone: {first_few([f'{name} of {lost} in {of} rows' for name, (lost, of) in thin.items()])}")
    return reasons, bool(lists) or "score" in thin


def _run(before: Snapshot, after: Snapshot) -> str | None:
    """Which rows are gone ("last 12 rows"), where they are many neighbours and none came, or the best, or all of a maker."""
    if not (gone := _gone(before, after)):
        return None
    there = {maker_of(row) for row in after.rows}
    went = dict.fromkeys((row.maker or row.maker_key, row.raw_name) for row in before.rows if row.id in gone and maker_of(row) not in there)
    for maker, count in Counter(maker for maker, _ in went).items():
        if maker and before.version == after.version and count >= max(LIST, STREWN * len(before.rows)):
            return f"{count} models of {maker}"
    whole = len(after.rows) == len(before.rows) - len(gone)
    for part, rows in before.lists().items():
        lost = [(part, row.key) in gone for row in rows]
        if not (count := sum(lost)):
            continue
        many = max(LIST, RUN * len(lost)) <= count < len(lost)
        of = f" of {part}" if part and len(before.sections()) > 1 else ""
        first = lost.index(True)
        block = whole and many and all(lost[first : first + count])
        if block and first + count == len(lost):
            return f"last {count} rows{of}"
        if whole and (best := _best(rows, gone, before.lower_is_better)):
            return f"best {best} rows{of}"
        makers = {row.maker_key or row.maker for row in rows[first : first + count]}
        pruned = _best(rows, gone, not before.lower_is_better)  # a board that drops its weakest is whole
        if block and not pruned and (first == 0 or len(makers) > 1):
            return f"first {count} rows{of}" if first == 0 else f"rows {first + 1} to {first + count}{of}"
    return None


def _gone(before: Snapshot, after: Snapshot) -> set[tuple[str, str]]:
    """The sections and keys of the rows that are gone; of several rows of one name, whose keys are numbered, those whose score is, or the
    last ones."""
    left = {row.id for row in after.rows}
    named = Counter((row.section, row.raw_name) for row in before.rows)
    scored = Counter((row.section, row.raw_name, row.score) for row in after.rows)

    def there(row: Row) -> bool:
        if named[row.section, row.raw_name] == 1:
            return row.id in left
        scored[said := (row.section, row.raw_name, row.score)] -= 1
        return scored[said] >= 0

    return {row.id for row in before.rows if not there(row)}


def _best(rows: Sequence[Row], lost: Set[tuple[str, str]], lower_is_better: bool) -> int:
    """How many rows of a list are lost, where these are exactly its best, and some; else 0."""
    sign = -1 if lower_is_better else 1
    scores: dict[bool, list[float]] = {True: [], False: []}
    for row in rows:
        if row.score is not None:
            scores[row.id in lost].append(sign * row.score)
    gone, left = scores[True], scores[False]
    return len(gone) if LEADERS <= len(gone) <= len(left) and len(gone) + len(left) >= FIELD and min(gone) >= max(left) else 0


def _thinned(of: Neighbours) -> dict[str, tuple[int, int]]:
    """What many rows of a list that had it have no more, or as 0: of how many, of how many that had it, by the worst list."""
    had: Counter[tuple[str, str]] = Counter()
    lost: Counter[tuple[str, str]] = Counter()
    for was, now in of.both:
        there = _held(now)
        if was.key == names.key(was.raw_name):
            there.add("name")  # its key is made of it
        for name in _held(was):
            had[name, was.section] += 1
            lost[name, was.section] += name not in there
    found: dict[str, tuple[int, int]] = {}
    for (name, part), count in sorted(lost.items(), key=lambda entry: (entry[0][0], -entry[1])):
        if not count:
            continue
        share = STREWN if of.near or name in LASTING else THIN if name in FIELDS else THIN_COLUMN
        if name == "name" or count >= max(LIST, share * had[name, part]):
            found.setdefault(name, (count, had[name, part]))
    return found


def _held(row: Row) -> set[str]:
    """What a row holds a value of; 0 is none, as boards that lack a figure write it. A row that is named by its id has no name."""
    found = {name for name in FIELDS if getattr(row, name)} | {name for name in LASTING if getattr(row, name) is not None}
    for figures in (row.metrics, row.prices, row.speed):
        found.update(name for name, value in figures.items() if value)
    return found if row.raw_name == row.key else found | {"name"}


def _parts(before: Snapshot, after: Snapshot) -> list[tuple[str, list[Row], list[Row]]]:
    """The rows before and after of each part that both have, of a board that is several lists."""
    was, now = before.lists(), after.lists()
    if len(was) < 2:
        return []
    return [(part, rows, now[part]) for part, rows in was.items() if len(rows) >= LIST and part in now]


def _columns(rows: Sequence[Row]) -> dict[str, float]:
    """In what share of the rows each column of figures has one."""
    counted = Counter(name for row in rows for name in (*row.metrics, *row.prices, *row.speed))
    return {name: count / len(rows) for name, count in counted.items()}


def _kept_gone(board: str, before: Sequence[Row], after: Sequence[Row]) -> list[str]:
    """The columns kept as they are that many rows had and none has; what a field was read from is kept now and then only."""
    have = {name for row in after for name in row.extra}
    kept = Counter(name for row in before for name in row.extra if name not in have)
    usual = sorted(name for name, count in kept.items() if count >= USUAL * len(before))
    meaning = Plan(about(board).layout).meaning
    return [name for name in usual if meaning(name)[0] != "field"]


def _other_facts(of: Neighbours) -> dict[str, tuple[int, int]]:
    """The facts of models that are others in many rows: of how many, of how many that have one in both captures."""
    found: dict[str, tuple[int, int]] = {}
    for name in FACTS:
        known = [(was, now) for a, b in of.both if (was := getattr(a, name)) is not None and (now := getattr(b, name)) is not None]
        other = sum(was != now for was, now in known)
        share = STREWN if of.near and name not in ("maker", "country") else THIN  # a maker that is called another way is so in all its rows
        if other >= max(LIST, share * len(known)):
            found[name] = (other, len(known))
    return found
