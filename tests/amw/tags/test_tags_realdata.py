"""Floors on real news: the labelled items with the shipped model, by language; the cross-validated figures are in benchmarks/tags.py."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from amw.companies import Companies
from amw.tags import tag_article

pytestmark = pytest.mark.realdata

# The model has seen the gold labels, so its own tags stand high; amounts, claims and countries are rules alone.
FLOORS = {
    "relevant": 0.95,
    "category": 0.95,
    "segment": 0.93,
    "lens": 0.93,
    "event": 0.95,
    "amounts": 0.92,
    "amounts_value": 0.97,
    "claims": 0.85,
    "countries": 0.90,
}


@pytest.fixture(scope="module")
def scored(realdata: Path) -> dict[str, Any]:
    scorer = realdata.parent / "bin/score_tags.py"
    if not scorer.is_file() or not (realdata / "gold/items.jsonl").is_file():
        pytest.skip("no gold set")
    spec = importlib.util.spec_from_file_location("score_tags", scorer)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    items = [json.loads(line) for line in (realdata / "gold/items.jsonl").read_text(encoding="utf-8").splitlines()]
    gold = {d["id"]: d for d in map(json.loads, (realdata / "gold/labels.jsonl").read_text(encoding="utf-8").splitlines())}
    companies = Companies.load()
    predicted = {}
    for item in items:
        found = companies.find(f"{item['title']}\n{item['lead']}", title=item["title"])
        tags = tag_article(item["title"], item["lead"], found, item["language"])
        predicted[item["id"]] = {
            "id": item["id"],
            **{f: getattr(tags, f) for f in ("relevant", "category", "segment", "lens", "event")},
            "countries": list(tags.countries),
            "amounts": [{"kind": a.kind, "value": float(a.value), "currency": a.currency} for a in tags.amounts],
            "claims": [{"board": c.board, "model": c.model, "scope": c.scope, "rank": c.rank} for c in tags.claims],
        }
    result, _ = module.score(gold, predicted)
    return {field: module.val(result.get(field))[0] for field in FLOORS}


@pytest.mark.parametrize("field", FLOORS)
def test_floor(scored: dict[str, Any], field: str) -> None:
    assert scored[field] >= FLOORS[field]
