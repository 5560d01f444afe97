"""Artificial Analysis' media arenas: page data, public JSON and the keyed API; one Elo a model, more by category."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from amw.boards import flight, readers
from amw.boards.columns import snake
from amw.boards.found import Body, Found
from amw.boards.lists import objects, part
from amw.boards.records import Number, Row

_LABELS = ("tag.slug", "category.slug", "accent.slug", "label", "tag.label")
_LEAVES = ("elo", "appearances", "samples", "wins", "win_rate", "winRate", "ci95", "ci_95", "ci_delta", "ciDelta", "rank")
_INTERVAL = re.compile(r"^-(\d{1,6})/\+(\d{1,6})$")


def find(body: Body) -> Found:
    if body.is_data:
        data = readers.read_json(body.text)
        listed = (part(data, name, list) for name in ("models", "data", "values"))
        records = objects(data if isinstance(data, list) else next((found for found in listed if found is not None), None))
        stated = part(part(data, "meta", dict), "model_count", int)
    else:
        records, stated = flight.flight_records(body.text, body.wanted()), None
    flat = [_with_overall(record) for record in records]
    return Found(groups=(("", flat),), stated_rows=stated, finish=_finish)


def _with_overall(record: dict[str, Any]) -> dict[str, Any]:
    """A record whose Elo is only in its list of `elos` (the entry without tag and category is the overall one)."""
    elos = (e for e in part(record, "elos", list) or () if isinstance(e, dict))
    overall = next((e for e in elos if not (e.get("tag") or e.get("category") or e.get("accent"))), None)
    if record.get("elo") is not None or overall is None:
        return record
    kept = {k: v for k, v in overall.items() if k in ("elo", "ci95", "appearances", "wins", "winRate", "win_rate")}
    return {**kept, **record, "elo": overall.get("elo")}


def _finish(row: Row) -> Row:
    """The figures of each category go to `speed` under its label (`elo_physics`, `elo_physics_wins`): votes move them all every day."""
    extra, speed = dict(row.extra), dict(row.speed)
    groups = dict.fromkeys(path.rsplit(".", 1)[0] for path in extra if path.startswith(("elos.", "categories.")) and path.endswith(".elo"))
    for group in groups:
        label = next((extra[f"{group}.{part}"] for part in _LABELS if f"{group}.{part}" in extra), None)
        name = f"elo_{snake(label)}" if isinstance(label, str) and snake(label) else None
        if name is None or name in speed:
            continue
        for leaf in _LEAVES:
            value = extra.get(f"{group}.{leaf}")
            figures = _figures(f"{name}_{leaf}" if leaf != "elo" else name, value)
            if figures:
                speed.update(figures)
                del extra[f"{group}.{leaf}"]
    weights = extra.get("open_weights_url") or extra.get("openWeightsUrl")
    return replace(row, speed=speed, extra=extra, open_weights=True if weights else row.open_weights)


def _figures(name: str, value: Any) -> dict[str, Number]:
    """A number under its name, an interval ("-15/+15") as its two ends; nothing for what is neither."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {name: value}
    ends = _INTERVAL.match(value) if isinstance(value, str) else None
    return {f"{name}_low": -int(ends[1]), f"{name}_high": int(ends[2])} if ends else {}
