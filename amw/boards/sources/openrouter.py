"""OpenRouter: the list of models with prices, the rankings by use, the volumes of a day, and the apps that use most.

`change` in the rankings is a change of volume, never of rank. The daily volumes, the fifty models used most on each day of a window, are
read as the Data API's reference describes them (https://openrouter.ai/docs/api/api-reference/datasets/get-rankings-daily), the apps as
that of its SDKs does (https://openrouter.ai/docs/client-sdks/typescript/models/apprankingsresponse).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from amw.boards import flight, readers, values
from amw.boards.columns import held
from amw.boards.found import Body, Found
from amw.boards.lists import objects, part
from amw.boards.records import Row

_REST = frozenset({"other", "others"})
_WHOLE_WEEK = 10_000_000_000  # tokens; the week's leader has had over 10^11 since 2025, a part of a day some 10^7


def find(body: Body) -> Found:
    readings = {"openrouter_models": _models, "openrouter_apps": _apps, "openrouter_daily": _daily}
    return readings.get(body.board.key, _rankings)(body)


def _models(body: Body) -> Found:
    data = readers.read_json(body.text)
    listed = data.get("data") if isinstance(data, dict) else data
    return Found(groups=(("", objects(listed)),), finish=_model)


def _apps(body: Body) -> Found:
    """The apps that used most tokens in a window, page by page: all of them where the last page has fewer than the first."""
    pages = [readers.read_json(text) for text in (body.text, *body.companions.values())]
    records = [objects(part(page, "data", list)) for page in pages]
    return Found(
        groups=(("", [record for page in records for record in page]),),
        complete=len(records[-1]) < len(records[0]),
        meta=part(pages[0], "meta", dict) or {},
    )


def _daily(body: Body) -> Found:
    """The rows of the window's last day; the days before it are captures of their own days and counted only.

    The row `other`, the sum of all models that are not listed, is no model: its volume goes with what the body says of itself.
    """
    data = readers.read_json(body.text)
    records = [r for r in part(data, "data", list) or () if part(r, "date", str) is not None]
    day = max((r["date"] for r in records), default="")
    today = [r for r in records if r["date"] == day]
    named = [(values.name(held(r, "model_permaslug")) or "", r) for r in today]
    rest = [held(r, "total_tokens") for name, r in named if name.casefold() in _REST]
    return Found(
        groups=(("", [r for name, r in named if name.casefold() not in _REST]),),
        complete=False,
        meta={
            **(part(data, "meta", dict) or {}),
            "date": day,
            "other_tokens": rest,
            "rows_of_days_before": len(records) - len(today),
        },
        finish=_used,
    )


def _model(row: Row) -> Row:
    """`Google: Gemma 4 26B (free)` is maker, model and variant; the family is the model without the variant."""
    row = replace(row, open_weights=True if held(row.extra, "hugging_face_id") else None)
    maker, colon, model = row.model.partition(": ")
    tail = row.key.rpartition(":")[2] if ":" in row.key else None
    if not colon:
        return replace(row, variant=row.variant or tail)
    return replace(
        row,
        maker=row.maker or maker.strip(),
        model=model.strip(),
        family=(row.family or model).removeprefix(f"{maker}: ").strip(),
        variant=row.variant or tail,
    )


def _rankings(body: Body) -> Found:
    if not body.is_data:
        return Found(groups=(("models", flight.flight_records(body.text, body.wanted())),), complete=False)
    data = readers.read_json(body.text)
    lists: Mapping[str, Any] = data if isinstance(data, dict) else {"models": data}
    groups = [("models" if name == "data" else name, objects(value)) for name, value in lists.items() if isinstance(value, list)]
    groups = [(name, [_named(r) for r in records]) for name, records in groups if records]
    volumes = [
        tokens for name, records in groups if name == "models" for r in records if isinstance(tokens := r.get("tokens"), int | float)
    ]
    reasons = ("the volumes are those of a part of a day",) if volumes and max(volumes) < _WHOLE_WEEK else ()
    meta = part(lists, "meta", dict) or {}
    return Found(groups=groups, complete=False, reasons=reasons, meta=meta, finish=_used)


def _named(record: dict[str, Any]) -> dict[str, Any]:
    """The record with an id or a name: a line of the market's shares is named by its maker, an app by its address."""
    if not any(record.get(column) for column in ("model_id", "model_permaslug", "permaslug", "name")) and record.get("author"):
        return {**record, "name": record["author"]}
    return record if record.get("model_id") or not record.get("url") or record.get("author") else {**record, "model_id": record["url"]}


def _used(row: Row) -> Row:
    """A slug such as `tencent/hy3-preview-20260421:free`: the maker is its first part, the model the rest without date and variant."""
    author, slash, slug = row.model.partition("/")
    if not slash or " " in row.model or "://" in row.model:
        title = row.model.partition(": ")[2] if row.maker and row.section != "apps" else ""  # "DeepSeek: R1 0528"
        row = replace(row, model=title, family=title) if title else row
        return row if row.section != "market_share" else replace(row, maker=row.maker or row.model)
    slug, _, variant = slug.partition(":")
    return replace(row, maker=row.maker or author, model=slug, family=slug, variant=row.variant or variant or None)
