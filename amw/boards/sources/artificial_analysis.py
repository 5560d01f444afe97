"""Artificial Analysis' language models: the API (two generations), the page's flight payload in its three shapes, visible tables, JSON-LD.

Rows are keyed on the model's UUID where the body has it. Nobody sends a rank. `*` or `E` behind a visible index marks an estimate.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from amw.boards import flight, readers
from amw.boards.columns import squeeze
from amw.boards.found import Body, Found
from amw.boards.lists import best, objects, part, records_in
from amw.boards.tables import read_html_tables

_VERSION = re.compile(r"Intelligence Index\W{0,6}v(\d{1,2}(?:\.\d{1,2}){0,2})")
_STATED_VERSION = re.compile(r"indexVersion\W{1,8}(?:Intelligence Index )?v?(\d{1,2}(?:\.\d{1,2}){0,2})")
_ESTIMATE = re.compile(
    r"^\s*(?:(?P<figure>-?[\d.]+)\s*%?\s*(?:\*|E|\(?est(?:imated?|\.)?\)?)|[~≈]\s*(?P<about>-?[\d.]+)\s*%?)\s*$", re.IGNORECASE
)
_INDEX = frozenset({"intelligenceindex", "evaluations.artificialanalysisintelligenceindex", "artificialanalysisintelligenceindex"})


def find(body: Body) -> Found:
    text = body.text
    if body.is_data and not text.lstrip().startswith("[]"):
        return _from_json(body, readers.read_json(text))
    html = readers.looks_like_html(text)
    if not html and not re.search(r"^[0-9a-f]{1,8}:", text[:5000], re.MULTILINE):
        return Found(groups=(("", [*map(_starred, readers.read_csv(text))]),))
    return Found(groups=(("", _from_page(body, html)),), version=_version(text))


def _from_json(body: Body, data: Any) -> Found:
    version: str | None = None
    complete = True
    records: list[Mapping[str, Any]] = []
    for page in (data, *(readers.read_json(other) for other in body.companions.values())):
        listed = page if isinstance(page, list) else part(page, "data", list)
        listed = part(page, "models", list) if listed is None else listed
        stated = page.get("intelligence_index_version") if isinstance(page, dict) else None
        version = str(stated) if isinstance(stated, int | float | str) else version
        if (pages := part(part(page, "pagination", dict), "total_pages", int)) is not None:
            complete = pages <= 1 + len(body.companions)
        records.extend(map(_starred, objects(listed) if listed is not None else best(records_in(page), body.wanted())))
    return Found(groups=(("", records),), version=version, complete=complete)


def _from_page(body: Body, html: bool) -> list[dict[str, Any]]:
    text = body.text
    if not html or "__next_f" in text:
        chosen = flight.flight_records(text, body.wanted(), accept=_is_scored)
        if chosen or not html:
            return chosen
    tables = [[dict(_starred(record)) for record in records] for _, records in read_html_tables(text)]
    if chosen := best(tables, body.wanted()):
        return chosen
    with suppress(readers.Unreadable):
        chosen = best(filter(_is_scored, records_in(readers.read_islands(text))), body.wanted())
    return chosen


def _is_scored(records: list[dict[str, Any]]) -> bool:
    """Whether an index appears in a list at all: navigation repeats names and slugs without one."""
    return any(squeeze(key) in _INDEX or key == "evaluations" for record in records[:200] for key in record)


def _starred(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record with the mark of an estimate apart from its index."""
    index = next((column for column in record if squeeze(column) in _INDEX), "")
    if (marked := _ESTIMATE.match(value) if isinstance(value := record.get(index), str) else None) is None:
        return record
    return {**record, index: marked["figure"] or marked["about"], "estimated intelligence index": "true"}


def _version(text: str) -> str | None:
    if stated := _STATED_VERSION.search(text):
        return stated[1]
    counted = Counter(_VERSION.findall(text)).most_common(1)
    return counted[0][0] if counted else None
