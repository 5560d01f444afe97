"""A captured body -> a snapshot: read, understood, identified, and judged against what the board must have."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

from amw.boards import flight, names, readers
from amw.boards.catalogue import Board, board
from amw.boards.columns import SHORT, held
from amw.boards.found import Body, Found
from amw.boards.identity import Register, identify
from amw.boards.layout import Plan
from amw.boards.lists import Listed, beside, best, lists_in
from amw.boards.misnamed import first_few
from amw.boards.readers import Unreadable
from amw.boards.records import Row, Snapshot, digest_of
from amw.boards.shape import without_blanks
from amw.boards.sources import SOURCES
from amw.boards.tables import read_html_tables, read_markdown_tables

# UTF-8 that somebody took for Latin-1; "privé\u00a0»" is none.
_MISREAD = re.compile("\u00c3[\u0080-\u00bf]|[\u00e3-\u00ef][\u0080-\u009f\u00a1-\u00bf][\u0080-\u00bf]")
LIST_NAME = "_list"  # the column of a section where each list of a body is one
NAMED = 5  # columns that a reason names
WHOLE = 0.9  # of the rows that a body states; with fewer it is refused
MANY, ONE_NAME = 20, 0.05  # rows of a list from which on its names say something, and the share that one has (really 1.5%)
LOOK_ALIKES, LOOK_ALIKE_SHARE = 3, 0.02  # equal rows that may be two models; every page seen has at most one


def parse_board(
    key: str | Board,
    body: bytes,
    *,
    content_type: str = "",
    captured_at: datetime,
    url: str | None = None,
    companions: Mapping[str, bytes] | None = None,
    register: Register | None = None,
) -> Snapshot:
    """The snapshot that `body`, captured from board `key` at `captured_at` (aware), holds.

    Never raises for a bad body: an unreadable, cut, empty, log-in or far too short one gives verdict "refused" with its reasons and
    no rows that count; a body with odd parts gives "flagged". `companions` are other bodies the board publishes beside it, by file
    name (LiveBench: its categories file). `register` resolves makers and models; None leaves the shared catalogue to do it.
    Raises KeyError for an unknown board and ValueError for a naive `captured_at`.
    """
    entry = board(key) if isinstance(key, str) else key
    if captured_at.tzinfo is None:
        raise ValueError("captured_at must be aware")
    try:
        text = readers.text_of(body, content_type)
        if not text.strip():
            raise Unreadable("empty body")
        beside = {name: readers.text_of(other) for name, other in (companions or {}).items()}
        found = _find(Body(board=entry, text=text, captured_at=captured_at, url=url, companions=beside))
    except Unreadable as error:
        return _refused(entry, captured_at, str(error))
    except (RecursionError, MemoryError):
        return _refused(entry, captured_at, "nested too deep")
    except (AttributeError, LookupError, TypeError, ValueError) as error:  # a source met a number where the board has a table
        return _refused(entry, captured_at, f"its parts are not of the kinds that the board has ({type(error).__name__})")
    if ("\ufffd" in text and b"\xef\xbf\xbd" not in body) or "\0" in text or _MISREAD.search(text):
        found = replace(found, reasons=(*found.reasons, "letters that are not of its charset"))
    if not companions and readers.says_more(text):
        found = replace(found, complete=False, reasons=(*found.reasons, "it says that more rows follow"))
    return _judge(entry, found, captured_at, register, may_be_cut=_may_be_cut(text, found))


def _may_be_cut(text: str, found: Found) -> bool:
    """Whether a body of lines ends amid a line, and the last cell does not look like its column; or a page ends without its end."""
    if readers.looks_like_html(text):
        return "</html" not in text[-4000:].lower()
    if text.endswith(("\n", "\r")) or text.lstrip()[:1] in ("{", "[", "<") or flight.is_flight(text):
        return False
    records = next((list(records) for _, records in reversed(found.groups) if records), [])
    if not records:
        return False
    line = text[text.rfind("\n") + 1 :].strip()
    if line[:1] == line[-1:] == "|" and SHORT not in records[-1]:
        return False  # a row of Markdown ends with its mark
    column, last = next(reversed(records[-1].items()))
    others = [record[column] for record in records[:-1] if isinstance(record.get(column), str)]
    if not isinstance(last, str) or not last or not text.rstrip("\"'").endswith(last):
        return True
    if last in others:
        return False
    begun = not last[-1:].isdigit() and any(cell.startswith(last) for cell in others)  # "Model Provi" under lines of "Model Providers"
    return begun or len({len(cell.partition(".")[2]) for cell in (*others, last)}) > 1


def _blank(entry: Board, captured_at: datetime) -> Snapshot:
    """A capture of which no more is known than its board and its time."""
    return Snapshot(
        board=entry.key,
        captured_at=captured_at,
        attribution=entry.attribution,
        floor=entry.floor,
        metric=entry.metric,
        lower_is_better=entry.lower_is_better,
    )


def _refused(entry: Board, captured_at: datetime, reason: str) -> Snapshot:
    digest = digest_of([entry.key, "refused", reason])
    return replace(_blank(entry, captured_at), verdict="refused", reasons=(reason,), complete=False, digest=digest)


def _find(body: Body) -> Found:
    entry = body.board
    if entry.source is not None:
        return SOURCES[entry.source](body)
    if entry.reader == "csv":
        return Found(groups=(("", readers.read_csv(body.text)),))
    page = readers.looks_like_html(body.text)
    if entry.reader == "yaml" and not page:
        return Found(groups=(("", readers.read_yaml_list(body.text)),))
    listed: list[Listed]
    if entry.reader == "flight":
        listed = [((), flight.flight_records(body.text, body.wanted()))]
    elif entry.reader == "json":
        data = readers.read_islands(body.text) if page else readers.read_json(body.text)
        listed = list(lists_in(data, apart=LIST_NAME in entry.layout.fields.get("section", ())))
    else:
        tables = read_markdown_tables(body.text) if entry.reader == "markdown" else []
        if entry.reader != "markdown" or "<table" in body.text:  # Markdown may hold one
            tables += read_html_tables(body.text)
        listed = [((title,), list(records)) for title, records in tables]
    return _chosen(body, listed)


def _chosen(body: Body, listed: Sequence[Listed]) -> Found:
    """The board's list of those its body has, and where its catalogue says that lists are sections (`section = ["_list"]`), those like it.

    Lists at one place are parts of one. Others like it, with names of their own, are told.
    """
    fields, metrics = body.board.layout.fields, body.board.layout.metrics
    named = fields.get("name", ())
    records = best((records for _, records in listed), body.wanted())
    if not records:
        return Found(groups=(), reasons=(f"no list with any of {', '.join((*named, *metrics))}"[:300],))
    like = beside(records, listed, (named, (*metrics, *fields.get("score", ()))))
    if LIST_NAME in fields.get("section", ()):
        return Found(groups=like)
    if len(like) == 1:
        return Found(groups=(("", records),))
    own = next(name for name, part in like if part is records)
    had = _names_in(records, named)
    more = [(name, part) for name, part in like if part is records or 2 * len(_names_in(part, named) - had) > len(part)]
    others = dict.fromkeys(name for name, _ in more if name != own)
    reasons = (f"other lists like it: {first_few(list(others))}",) if others else ()
    return Found(groups=[("", [record for name, part in more if name == own for record in part])], reasons=reasons)


def _names_in(records: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> set[str]:
    """The names in a list of records, as they stand there: each by the first of the columns that holds one."""
    named = (next((value for column in columns if (value := held(record, column)) is not None), None) for record in records)
    return {str(name) for name in named if name is not None}


def _judge(entry: Board, found: Found, captured_at: datetime, register: Register | None, *, may_be_cut: bool) -> Snapshot:
    plan = Plan(entry.layout)
    rows, without_id = _rows_of(entry, found, plan)
    reasons = [*found.reasons]
    if plan.dropped:
        reasons.append(f"{plan.dropped} records without a name")
    reasons += [f"{what}: {count}" for what, count in plan.odd.items()]
    rows, blank = without_blanks(rows, entry.metric)
    reasons += blank
    by_id = bool(entry.layout.fields.get("key")) and any(row.key != names.key(row.raw_name) for row in rows)
    stated = found.stated_rows
    if stated is not None and stated * WHOLE <= len(rows) < stated:
        reasons.append(f"{len(rows)} of {stated} stated rows")
    if without_id:
        reasons.append(f"{without_id} rows without the id that others have")
    reasons += [f"{count} of {of} rows are named {name[:80]}" for name, count, of in _one_name(rows)]
    rows, doubled, other = _distinct(rows, by_id=by_id, lower_is_better=entry.lower_is_better)
    if doubled:
        reasons.append(f"{doubled} duplicated rows")
    if other and by_id:
        reasons.append(f"{other} rows under the id of another row")
    if plan.leftovers:
        named = ", ".join(sorted(plan.leftovers, key=lambda column: (-plan.leftovers[column], column))[:NAMED])
        reasons.append(f"{len(plan.leftovers)} unknown columns: {named}"[:300])
    if may_be_cut:
        reasons.append("it ends without an end: it may be cut")
    refusal = _refusal(entry, found, rows)
    rows = _identified(entry, found, rows, captured_at.date(), register)
    version = found.version or entry.version_at(captured_at)
    return replace(
        _blank(entry, captured_at),
        version=version,
        rows=tuple(rows),
        verdict="refused" if refusal else "flagged" if reasons else "ok",
        reasons=(*refusal, *reasons),
        complete=found.complete and not refusal and not may_be_cut and not plan.dropped and len(rows) >= (stated or 0),
        leftovers=dict(sorted(plan.leftovers.items())),
        digest=digest_of([entry.key, version, [row.to_record() for row in rows]]),
        meta=found.meta,
    )


def _one_name(rows: Sequence[Row]) -> Iterable[tuple[str, int, int]]:
    """The names that too many rows of a list share and nothing else tells apart, as where makers or texts of links stand for models: with
    how many of how many."""
    of = Counter(row.section for row in rows)
    for (section, name, *_), count in Counter((row.section, row.raw_name, row.variant, row.effort) for row in rows).items():
        if count > max(LOOK_ALIKES, ONE_NAME * of[section]) and of[section] >= MANY:
            yield name, count, of[section]


def _rows_of(entry: Board, found: Found, plan: Plan) -> tuple[list[Row], int]:
    """The rows of all records, each in its section, and how many are without the id that others of their list have."""
    rows: list[Row] = []
    without_id = 0
    for section, records in found.groups:
        before, part = plan.without_id, [_placed(row, section, entry.metric) for row in plan.rows(records)]
        lost = plan.without_id - before
        without_id += lost if lost < len(part) else 0  # a list or a board without any has none
        rows.extend(part)
    if found.finish is not None:
        rows = [row if row.model else replace(row, model=row.raw_name) for row in map(found.finish, rows)]
    return rows, without_id


def _identified(entry: Board, found: Found, rows: list[Row], on: date, register: Register | None) -> list[Row]:
    """The rows as the register knows them. What models are compared with is not ranked, and what makers sell of others' is no own offer."""
    if entry.models:
        rows = [replace(row, score=None) if names.is_yardstick(row.raw_name) else row for row in rows]
        rows = identify(rows, register, on, first_party=entry.first_party, systems=entry.systems)
        rows = [replace(row, model_key=None) if row.section in entry.apart else row for row in rows]
    if found.seller is not None:
        rows = [replace(r, first_party=False) if r.first_party and r.maker_key not in (None, found.seller(r)) else r for r in rows]
    return rows


def _placed(row: Row, section: str, metric: str | None) -> Row:
    score = row.score if row.score is not None or metric is None else row.metrics.get(metric)
    if score == row.score and (not section or row.section):
        return row
    return replace(row, section=row.section or section, score=score)


def _refusal(entry: Board, found: Found, rows: Sequence[Row]) -> tuple[str, ...]:
    floor = found.floor or entry.floor
    if not rows:
        return ("no rows",)
    if len(rows) < floor:
        return (f"only {len(rows)} rows, the board has at least {floor}",)
    if entry.metric is not None and not any(row.score is not None for row in rows):
        return (f"no row has a {entry.metric}",)
    stated = found.stated_rows
    if stated is not None and len(rows) < stated * WHOLE:
        return (f"{len(rows)} of {stated} stated rows",)
    return ()


def _distinct(rows: Sequence[Row], *, by_id: bool, lower_is_better: bool) -> tuple[list[Row], int, int]:
    """Rows with keys that are unique in their section, how many are equal to another one, and how many others share a key.

    A second row under a key gets `#2`, the older one being first where dates tell, then the better one: a place in the table is no name.
    Equal rows are one row under a board's own id; under a name two models may look the same, but not so many: they are a table printed
    twice.
    """
    often = Counter(row.id for row in rows)
    seen: set[tuple[Any, ...]] = set()
    equal: list[bool] = []
    for row in rows:
        said = _said(row) if often[row.id] > 1 else ()
        equal.append(said in seen)
        if said:
            seen.add(said)
    doubled = sum(equal)
    single = by_id or doubled > max(LOOK_ALIKES, LOOK_ALIKE_SHARE * len(rows))
    kept = [row for row, again in zip(rows, equal, strict=True) if not (again and single)]
    counted: Counter[tuple[str, str]] = Counter()
    sign = 1 if lower_is_better else -1

    def first(at: int) -> tuple[date, float]:
        score = kept[at].score
        return kept[at].released_at or date.max, math.inf if score is None else sign * score

    for at in sorted(range(len(kept)), key=first):
        row = kept[at]
        counted[row.id] += 1
        if (number := counted[row.id]) > 1:
            kept[at] = replace(row, key=f"{row.key}#{number}")
    return kept, doubled, counted.total() - len(counted) - (0 if single else doubled)


def _said(row: Row) -> tuple[Any, ...]:
    """What a row says, however the cells that have no name here are written, to be looked up among thousands."""
    told = (getattr(row, part.name) for part in fields(row) if part.name != "extra")
    return tuple(frozenset(value.items()) if isinstance(value, Mapping) else value for value in told)
