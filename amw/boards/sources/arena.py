"""Arena (LMArena, Chatbot Arena): the published data set, the official catalogue JSON, the page's flight payload, visible tables in three
layouts, parsed lists.

The catalogue gives ratings by category, "full" being the board people quote; the others become metrics of the row. Some parsed
lists hold only the top 20, 30 or 50 rows: such a capture is never complete, so no absence is read from it.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import Any

from amw.boards import flight, readers, values
from amw.boards.columns import UNNAMED, squeeze
from amw.boards.found import Body, Found
from amw.boards.lists import best, objects, part, records_in
from amw.boards.tables import read_html_tables

_CUT_SIZES = frozenset({10, 15, 20, 25, 30, 40, 50, 100})  # lists of so many rows are taken for the top of longer ones
_LICENCE_TAIL = re.compile(r"^(?P<model>\S+(?:\s\(.{1,80}?\))?(?:\s\[.{1,40}?\])?)\s+(?P<maker>[^·]{1,60}?)\s+·\s+(?P<licence>[^·]{1,80})$")
_QUANTILES = frozenset({"rating_q025", "rating_q975"})
_PRELIMINARY = re.compile(r"\s*\(?preliminary\)?\s*$", re.IGNORECASE)
_DAY = re.compile(r"20\d{6}")
_DAYS = f"{UNNAMED}1"  # the column of a series that holds its days
_SPREAD = re.compile(r"^\D*(\d{1,4})\D+(\d{1,4})\D*$")
_PRICE = re.compile(r"^\s*\$\s?(?P<input>[\d.,]+)\s*/\s*\$\s?(?P<output>[\d.,]+)\s*$")


def find(body: Body) -> Found:
    text = body.text
    if body.is_data:
        return _from_json(body, readers.read_json(text))
    if readers.looks_like_html(text) or flight.is_flight(text):
        return _from_page(body)
    records = readers.read_csv(text)
    if records and _DAY.fullmatch(records[-1].get(_DAYS, "")):
        return _last_of_series(records)
    return Found(groups=(("", [_visible(record) for record in records]),), complete=len(records) not in _CUT_SIZES)


def _from_json(body: Body, data: Any) -> Found:
    if body.board.kind == "reference":
        return Found(groups=(("", _registry(data)),))
    pages = [data, *map(readers.read_json, body.companions.values())]
    if viewed := [row for page in pages for item in objects(part(page, "rows", list)) if (row := part(item, "row", dict))]:
        return _from_data_set(viewed, part(data, "num_rows_total", int) or 0)
    if (listed := part(data, "models", list)) is not None:
        records = objects(listed)
        meta = part(data, "meta", dict) or {}
        cut = len(records) in _CUT_SIZES
        return Found(
            groups=(("", records),),
            complete=not cut,
            stated_rows=part(meta, "model_count", int),
            floor=min(body.board.floor, 20) if cut else None,
            reasons=(f"only the top {len(records)}",) if cut and len(records) < body.board.floor * 1.5 else (),
            meta=meta,
        )
    categories = [models for models in data.values() if isinstance(models, dict)] if isinstance(data, dict) else []
    if any(models and all(isinstance(m, dict) and "rating" in m for m in list(models.values())[:5]) for models in categories):
        return _from_catalogue(data)
    return Found(groups=(("", best(records_in(data), body.wanted())),))


def _from_data_set(rows: list[dict[str, Any]], total: int) -> Found:
    """Rows of the data set as its viewer gives them, a category after the other: the board is "overall", whole when another one follows.

    The others are told by the ratings of those that are whole. Raises Unreadable where another category comes first, or where a model has
    two figures in one: pages of two days.
    """
    categories: dict[str, dict[str, Any]] = {}
    for row in rows:
        category, name = str(row.get("category")), str(row.get("model_name"))
        if categories.setdefault(category, {}).setdefault(name, row) != row:
            raise readers.Unreadable(f"{name[:80]!r} is twice in its category {category[:80]!r}")
    board, *others = categories
    cut = len(rows) < total
    if board != "overall" and (others or cut):
        raise readers.Unreadable(f"its first category is {board[:80]!r}, not overall")
    ratings = {
        name: {model: {"rating": row.get("rating")} for model, row in categories[name].items()} for name in others[: len(others) - cut]
    }
    found = _from_catalogue({"full": categories[board], **ratings})
    whole = bool(others) or not cut
    return replace(found, complete=whole, reasons=() if whole else ("it says that more rows follow",))


def _from_catalogue(data: dict[str, Any]) -> Found:
    overall = data.get("full") or data.get("overall") or data.get("text")
    overall = overall if isinstance(overall, dict) else {}
    listed = {category: models for category, models in data.items() if isinstance(models, dict)}
    names = dict.fromkeys([*overall, *(name for models in listed.values() for name in models)])
    records = []
    for name in names:
        record: dict[str, Any] = {"model": name, **(overall.get(name) or {})}
        others = {
            category: found for category, models in listed.items() if models is not overall and isinstance(found := models.get(name), dict)
        }
        record["category_ratings"] = {category: found.get("rating") for category, found in others.items()}
        rest = {category: {k: v for k, v in found.items() if k != "rating"} for category, found in others.items()}
        record["category_quantiles"] = {category: {k: v for k, v in of.items() if k in _QUANTILES} for category, of in rest.items()}
        if unknown := {category: left for category, of in rest.items() if (left := {k: v for k, v in of.items() if k not in _QUANTILES})}:
            record["category_figures"] = unknown
        records.append(record)
    return Found(groups=(("", records),))


def _from_page(body: Body) -> Found:
    text, reference = body.text, body.board.kind == "reference"
    cut: readers.Unreadable | None = None
    records: list[dict[str, Any]] = []
    try:
        records = flight.flight_records(text, frozenset({"publicname"}) if reference else body.wanted())
    except readers.Unreadable as error:
        cut = error
    if not records and readers.looks_like_html(text):
        records = [_visible(r) for r in best((list(t) for _, t in read_html_tables(text)), body.wanted() | {"model", "score"})]
    if not records and cut is not None and str(cut) != "no flight payload":
        raise cut
    return Found(groups=(("", records),), complete=reference or len(records) not in _CUT_SIZES)


def _registry(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, dict) and "publicName" not in data and all(isinstance(value, dict) for value in data.values()):
        return [{"id": key, **value} for key, value in data.items()]
    return objects(next((value for value in data.values() if isinstance(value, list)), []) if isinstance(data, dict) else data)


def _visible(record: dict[str, str]) -> dict[str, Any]:
    """A line of a visible table: licence and maker glued to the model, `1505 ±10 Preliminary`, `1 ◄─► 4`, `$5 / $25` taken apart."""
    result: dict[str, Any] = dict(record)
    for column, cell in record.items():
        flat = squeeze(column)
        cell = " ".join(html.unescape(cell).split())
        if flat == "model" and (glued := _LICENCE_TAIL.match(values.name(cell) or "")):
            result[column] = glued["model"]
            result.setdefault("organization", glued["maker"])
            result.setdefault("license", glued["licence"])
        elif flat == "score" and (preliminary := _PRELIMINARY.search(cell)):
            result[column], result["preliminary"] = cell[: preliminary.start()], "true"
        elif flat.startswith(("95ci", "95pctci")):
            ends = [values.number(part) for part in re.findall(r"\d+(?:\.\d+)?", cell)]
            if ends and "ci" not in result:
                result["ci"] = max(e for e in ends if e is not None)
        elif flat == "rankspread" and (spread := _SPREAD.match(cell)):
            result["rank_lower"], result["rank_upper"] = spread[1], spread[2]
        elif flat.startswith("price") and (price := _PRICE.match(cell)):
            result["input_token_price"], result["output_token_price"] = price["input"], price["output"]
    return result


def _last_of_series(records: list[dict[str, str]]) -> Found:
    """A wide table, a line a day and a column a model: the last day's ratings; 0 or nothing means that the model was not there."""
    last = max(records, key=lambda record: record[_DAYS] if _DAY.fullmatch(record[_DAYS]) else "")
    day = last[_DAYS]
    listed = [
        {"model": name, "rating": cell}
        for name, cell in last.items()
        if name != _DAYS and not values.missing(cell) and values.number(cell) != 0
    ]
    return Found(groups=(("", listed),), meta={"day": f"{day[:4]}-{day[4:6]}-{day[6:]}"})
