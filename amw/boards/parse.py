"""A captured body -> a snapshot: read, understood, identified, and judged against what the board must have."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any, Protocol

from amw.boards import flight, names, readers
from amw.boards.catalogue import Board, board
from amw.boards.found import Body, Found
from amw.boards.readers import Unreadable
from amw.boards.records import Row, Snapshot, digest_of
from amw.boards.sources import SOURCES

# UTF-8 that somebody took for Latin-1; "privé\u00a0»" is none.
_MISREAD = re.compile("\u00c3[\u0080-\u00bf]|[\u00e3-\u00ef][\u0080-\u009f\u00a1-\u00bf][\u0080-\u00bf]")
_JOINT = re.compile(r"\s*(?:[+,&]|\s[-–/|]\s|\b(?:with|and|w/)\s)\s*")  # between the parts of a system's name
_PAIR = re.compile(r"\S \+ \S")
_MAKERS = re.compile(r"\s*(?:[,;&+]|\band\b)\s*")
_BRACKETS = re.compile(r"[()（）]")
NAMED = 5  # columns that a reason names
_BLANKS = (-1, -99, -999, -9999, 9999, 99999, 999999)  # scores as programs write none
MEASURED = 20  # other scores beside which one of these is none
LOOK_ALIKES, LOOK_ALIKE_SHARE = 3, 0.02  # equal rows that may be two models; every page seen has at most one


class CompanyLike(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def country(self) -> str | None: ...


class ModelLike(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def maker(self) -> str | None: ...
    @property
    def effort(self) -> str | None: ...
    @property
    def registered(self) -> bool: ...


class Register(Protocol):
    """What parsing asks of `amw.companies.Companies`: exact or alias resolution of names, None when not sure."""

    def resolve(self, name: str, *, at: date | None = None) -> CompanyLike | None: ...
    def resolve_model(self, name: str, *, maker: str | None = None) -> ModelLike | None: ...
    def company(self, key: str) -> CompanyLike | None: ...


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
        found = _find(Body(board=entry, text=text, captured_at=captured_at, content_type=content_type, url=url, companions=beside))
    except Unreadable as error:
        return _refused(entry, captured_at, str(error))
    except (RecursionError, MemoryError):
        return _refused(entry, captured_at, "nested too deep")
    if ("\ufffd" in text and b"\xef\xbf\xbd" not in body) or _MISREAD.search(text):
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
    column, last = next(reversed(records[-1].items()))
    others = [record[column] for record in records[:-1] if isinstance(record.get(column), str)]
    if not isinstance(last, str) or not last or not text.rstrip("\"'").endswith(last):
        return True
    if last in others:
        return False
    begun = not last[-1:].isdigit() and any(cell.startswith(last) for cell in others)  # "Model Provi" under lines of "Model Providers"
    return begun or len({len(cell.partition(".")[2]) for cell in (*others, last)}) > 1


def _refused(entry: Board, captured_at: datetime, reason: str) -> Snapshot:
    return Snapshot(
        board=entry.key,
        captured_at=captured_at,
        verdict="refused",
        reasons=(reason,),
        complete=False,
        attribution=entry.attribution,
        floor=entry.floor,
        metric=entry.metric,
        lower_is_better=entry.lower_is_better,
        digest=digest_of([entry.key, "refused", reason]),
    )


def _find(body: Body) -> Found:
    entry = body.board
    if entry.source is not None:
        return SOURCES[entry.source](body)
    if entry.reader == "csv":
        return Found(groups=(("", readers.read_csv(body.text)),))
    if entry.reader == "yaml":
        return Found(groups=(("", readers.read_yaml_list(body.text)),))
    candidates: Iterable[list[dict[str, Any]]]
    if entry.reader == "json":
        candidates = readers.records_in(readers.read_json(body.text))
    elif entry.reader == "flight":
        candidates = (flight.flight_records(body.text, body.wanted()),)
    elif entry.reader == "html":
        candidates = (list(records) for _, records in readers.read_html_tables(body.text))
    else:
        candidates = (list(records) for _, records in readers.read_markdown_tables(body.text))
    records = readers.best(candidates, body.wanted())
    looked_for = (*entry.layout.fields.get("name", ()), *entry.layout.metrics)
    return Found(groups=(("", records),), reasons=() if records else (f"no list with any of {', '.join(looked_for)}"[:300],))


def _judge(entry: Board, found: Found, captured_at: datetime, register: Register | None, *, may_be_cut: bool) -> Snapshot:
    plan = entry.layout.plan()
    rows: list[Row] = []
    without_id = 0
    for section, records in found.groups:
        before, part = plan.without_id, [_placed(row, section, entry.metric) for row in plan.rows(records)]
        lost = plan.without_id - before
        without_id += lost if lost < len(part) else 0  # a list or a board without any has none
        rows.extend(part)
    if found.finish is not None:
        rows = [row if row.model else replace(row, model=row.raw_name) for row in found.finish(rows)]
    reasons = [*found.reasons, *(f"{count} records {why}" for why, count in plan.dropped.items())]
    reasons += [f"{what}: {count}" for what, count in plan.odd.items()]
    rows, blank = _without_blanks(rows)
    reasons += [f"{count} scores of {figure:g}, which say none" for figure, count in blank.items()]
    by_id = bool(entry.layout.fields.get("key")) and any(row.key != names.key(row.raw_name) for row in rows)
    if without_id:
        reasons.append(f"{without_id} rows without the id that others have")
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
    flagged = bool(reasons)
    refusal = _refusal(entry, found, rows)
    if entry.models:
        rows = [replace(row, score=None) if names.is_yardstick(row.raw_name) else row for row in rows]  # not ranked
        rows = identify(rows, register, captured_at.date(), first_party=entry.first_party, systems=entry.systems)
    records = [row.to_record() for row in rows]
    version = found.version or entry.version_at(captured_at)
    return Snapshot(
        board=entry.key,
        captured_at=captured_at,
        version=version,
        rows=tuple(rows),
        verdict="refused" if refusal else "flagged" if flagged else "ok",
        reasons=(*refusal, *reasons),
        complete=found.complete and not refusal and not may_be_cut and not plan.dropped,
        leftovers=dict(sorted(plan.leftovers.items())),
        attribution=entry.attribution,
        floor=entry.floor,
        metric=entry.metric,
        lower_is_better=entry.lower_is_better,
        style_control=found.style_control,
        digest=digest_of([entry.key, version, records]),
        meta=found.meta,
    )


def _placed(row: Row, section: str, metric: str | None) -> Row:
    score = row.score if row.score is not None or metric is None else row.metrics.get(metric)
    if score == row.score and (not section or row.section):
        return row
    return replace(row, section=row.section or section, score=score)


def _without_blanks(rows: list[Row]) -> tuple[list[Row], dict[float, int]]:
    """The rows with no score where it says "none" as a figure that is far from all others, and how many said so."""
    often = Counter(row.score for row in rows if row.score is not None)
    figure = next((figure for figure in _BLANKS if figure in often), None)
    others = [score for score in often.elements() if score != figure]
    if figure is None or len(others) < MEASURED or min(others) < 0 or 0 < figure <= 3 * max(others):
        return rows, {}

    def blank(row: Row) -> Row:
        kept = {name: value for name, value in row.metrics.items() if value != figure}
        return replace(row, score=None, metrics=kept, extra={**row.extra, "score": figure}) if row.score == figure else row

    return [blank(row) for row in rows], {figure: often[figure]}


def _refusal(entry: Board, found: Found, rows: Sequence[Row]) -> tuple[str, ...]:
    floor = found.floor or entry.floor
    if not rows:
        return ("no rows",)
    if len(rows) < floor:
        return (f"only {len(rows)} rows, the board has at least {floor}",)
    if entry.metric is not None and not any(row.score is not None for row in rows):
        return (f"no row has a {entry.metric}",)
    stated = found.stated_rows
    if stated is not None and len(rows) < stated * 0.9:
        return (f"{len(rows)} of {stated} stated rows",)
    return ()


def _distinct(rows: Sequence[Row], *, by_id: bool, lower_is_better: bool) -> tuple[list[Row], int, int]:
    """Rows with keys that are unique in their section, how many are equal to another one, and how many others share a key.

    A second row under a key gets `#2`, the older one being first where dates tell, then the better one: a place in the table is no name.
    Equal rows are one row under a board's own id; under a name two models may look the same, but not so many: they are a table printed
    twice.
    """
    often = Counter((row.section, row.key) for row in rows)
    seen: set[tuple[Any, ...]] = set()
    equal: list[bool] = []
    for row in rows:
        said = _said(row) if often[row.section, row.key] > 1 else ()
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
        counted[row.section, row.key] += 1
        if (number := counted[row.section, row.key]) > 1:
            kept[at] = replace(row, key=f"{row.key}#{number}")
    return kept, doubled, counted.total() - len(counted) - (0 if single else doubled)


def _said(row: Row) -> tuple[Any, ...]:
    """What a row says, however the cells that have no name here are written, to be looked up among thousands."""
    told = (getattr(row, part.name) for part in fields(row) if part.name != "extra")
    return tuple(frozenset(value.items()) if isinstance(value, Mapping) else value for value in told)


def identify(rows: Sequence[Row], register: Register | None, on: date, *, first_party: bool = False, systems: bool = False) -> list[Row]:
    """The rows with maker, model and country resolved by the register; what it does not know stays None.

    A row whose board names no maker takes the maker of its model. Of `systems` the models they are made with are its parts, and its model
    is the one part there is.
    """
    if register is None:
        from amw.companies import Companies

        register = Companies.load()
    makers: dict[str, list[CompanyLike | None]] = {}
    result = []
    for row in rows:
        stated: list[CompanyLike | None] = []
        if row.maker:
            if row.maker not in makers:
                makers[row.maker] = _makers(row.maker, register, on)
            stated = makers[row.maker]
        company = stated[0] if len(stated) == 1 else None
        row, model = _modelled(row, register, company.key if company else None, systems=systems)
        if len(stated) > 1 and model is not None:  # "DeepSeek, Peking University": the one whose model it is
            company = next((other for other in stated if other is not None and other.key == model.maker), None)
        if company is None and row.maker is None and model is not None and model.maker is not None:
            company = register.company(model.maker)
        if company is not None or model is not None or first_party:
            row = replace(
                row,
                maker_key=company.key if company else None,
                model_key=model.key if model else None,
                country=row.country or (company.country if company else None),
                first_party=True if first_party and row.first_party is None else row.first_party,
            )
        result.append(row)
    return result


def _modelled(row: Row, register: Register, maker: str | None, *, systems: bool) -> tuple[Row, ModelLike | None]:
    """The row with its parts, with effort and family as the register sees them, and its model."""
    joined = not systems and _PAIR.search(row.model) is not None
    parts = _parts(row, register, systems) if systems or joined else []
    if parts or row.parts:
        row = replace(row, parts=tuple(part.key for part in parts))
    if systems and row.model == row.raw_name:
        return row, parts[0] if len(parts) == 1 else None
    model = _model(row, register, maker)
    if joined and (len(parts) > 1 or (parts and model is not None and not model.registered)):
        return row, None  # two at work: neither, and no third one
    return row if model is None else _with_effort(row, model, register, maker), model


def _with_effort(row: Row, model: ModelLike, register: Register, maker: str | None) -> Row:
    """The row with the effort that the register reads in its name, or without one that is part of the model's own name.

    "kimi-k2.5-thinking" is Kimi K2.5 that thinks, while Kimi K2 Thinking is a model; FLUX.1 Kontext Max is no effort.
    """
    if row.effort is None:
        if not model.registered or model.effort is None or names.effort_of(row.raw_name) != model.effort:
            return row
        told = names.beyond_thinking(row.raw_name)
        row = replace(row, effort=model.effort)
        if told.effort is not None and row.family in (row.raw_name, row.model):
            row = replace(row, model=told.model, family=told.family, variant=told.variant)
    elif row.effort in names.SIZES and model.registered and model.effort is None and (row.variant or "").casefold() in names.SIZES:
        bare, whole = (register.resolve_model(name, maker=maker) for name in (row.model, row.raw_name))
        if whole is not None and whole.key == model.key and (bare is None or bare.key != model.key):
            family = row.raw_name if row.family == row.model else row.family
            row = replace(row, model=row.raw_name, family=family, variant=None, effort=None)
    return row


def _makers(stated: str, register: Register, on: date) -> list[CompanyLike | None]:
    """The companies that a board names as maker of a row, None for one that is not known: one, or those of a list that is none's name.

    Several names of one company are that company ("Google, Google DeepMind").
    """
    whole = register.resolve(stated, at=on)
    if whole is not None or len(parts := [part for part in _MAKERS.split(stated) if part.strip()]) < 2:
        return [whole]
    found = [register.resolve(part.strip(), at=on) for part in parts]
    return found[:1] if len({company.key if company else None for company in found}) == 1 else found


def _parts(row: Row, register: Register, systems: bool) -> list[ModelLike]:
    """The models of the register that a system is made with: those its board says, else those its name lists ("Agent + Claude 4")."""
    found: dict[str, ModelLike] = {}
    for name in row.parts or ((row.model,) if systems and row.model != row.raw_name else _JOINT.split(row.model)):
        for part in (name, *_BRACKETS.split(name)):  # "GPT 4o (2024-05-13)" is one name, "OpenHands (Claude 4 Sonnet)" two
            model = register.resolve_model(part.strip()) if part.strip() else None
            if model is not None and model.registered:
                found[model.key] = model
                break
    return list(found.values())


def _model(row: Row, register: Register, maker: str | None) -> ModelLike | None:
    """The model that the row's id or names mean: a listed one before one that is only known by its spelling.

    An id such as `deepseek/deepseek-r1:free` says more than the title beside it, so its last part is asked first. Of spellings that the
    register does not list, one without the mode it was run in goes first.
    """
    slug = row.key.split(":", 1)[0].rpartition("/")[2] if "/" in row.key else None
    known: dict[str, ModelLike] = {}
    for name in dict.fromkeys(name for name in (slug, row.raw_name, row.model) if name):
        found = register.resolve_model(name, maker=maker)
        if found is not None and found.registered:
            return found
        if found is not None:
            known[name] = found
    label = row.model if row.effort is None else row.raw_name  # "(FC)" names no model, while "Medium" may be a size as well as an effort
    return next((known[name] for name in (slug, label, row.raw_name, row.model) if name in known), None)
