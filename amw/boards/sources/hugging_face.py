"""Hugging Face Hub: models by likes or trend. An id is `owner/model`; what is listed there has open weights unless it is gated away."""

from __future__ import annotations

from typing import Any

from amw.boards import readers
from amw.boards.columns import held
from amw.boards.found import Body, Found
from amw.boards.lists import best, part, records_in


def find(body: Body) -> Found:
    data = readers.read_json(body.text)
    known = (part(data, name, list) for name in ("models", "recentlyTrending", "data"))
    listed = data if isinstance(data, list) else next(filter(None, known), None) or best(records_in(data), body.wanted())
    return Found(groups=(("", [_owned(item) for item in listed if isinstance(item, dict)]),), complete=False)


def _owned(record: dict[str, Any]) -> dict[str, Any]:
    inner = record.get("repoData")
    record = {**record, **inner} if isinstance(inner, dict) else record
    owner, slash, _ = str(held(record, "id") or held(record, "modelId") or "").partition("/")
    return {**record, "_author": owner} if slash else record
