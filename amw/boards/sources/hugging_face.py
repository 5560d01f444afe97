"""Hugging Face Hub: models by likes or trend. An id is `owner/model`; what is listed there has open weights unless it is gated away."""

from __future__ import annotations

from typing import Any

from amw.boards import readers
from amw.boards.columns import held
from amw.boards.found import Body, Found
from amw.boards.lists import best, records_in


def find(body: Body) -> Found:
    data = readers.read_json(body.text)
    listed: Any = data
    if isinstance(data, dict):
        known = (data[name] for name in ("models", "recentlyTrending", "data") if isinstance(data.get(name), list))
        listed = next(known, None) or best(records_in(data), body.wanted())
    records = [_owned(item) for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    return Found(groups=(("", records),), complete=False)


def _owned(record: dict[str, Any]) -> dict[str, Any]:
    inner = record.get("repoData")
    record = {**record, **inner} if isinstance(inner, dict) else record
    owner, slash, _ = str(held(record, "id") or held(record, "modelId") or "").partition("/")
    return {**record, "_author": owner} if slash else record
