"""Floors on real names and articles; skipped where the folder is absent."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest

from amw.companies import Companies

DATA = Path(os.environ.get("AMW_REALDATA") or Path(__file__).parents[4] / "shared" / "data")
pytestmark = [pytest.mark.realdata, pytest.mark.skipif(not (DATA / "names").is_dir(), reason="no folder of real data")]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_ai_names() -> None:
    register = Companies.load()
    right = wrong = wanted = look_alikes = 0
    known = set()
    queries = rows(DATA / "names" / "ai_aliases.csv")
    for row in queries:
        if row["canonical"]:
            known.add(register.resolve(row["canonical"]))
    for row in queries:
        found = register.resolve(row["surface"])
        if row["canonical"]:
            wanted += 1
            right += found is not None and found is register.resolve(row["canonical"])
            wrong += found is not None and found is not register.resolve(row["canonical"])
        else:
            look_alikes += found is not None and found in known  # an organisation that the list lacks may be in the register
    assert look_alikes <= 1
    assert right / wanted >= 0.97
    assert wrong == 0


def test_listed_names() -> None:
    register = Companies.from_rows(rows(DATA / "names" / "listed_gallery.csv"))
    right = links = wanted = unknown = unknown_linked = 0
    for row in rows(DATA / "names" / "listed_queries.csv")[::2]:
        found = register.resolve(row["name"])
        links += found is not None
        if row["eid"]:
            wanted += 1
            right += found is not None and found.key == row["eid"]
        else:
            unknown += 1
            unknown_linked += found is not None
    assert 2 * right / (links + wanted) >= 0.89
    assert unknown_linked / unknown < 0.01


def test_model_links() -> None:
    register = Companies.load()
    links = {
        (row["provider_model_id"], row["base_model"])
        for path in (DATA / "leaderboards" / "models_dev").glob("provider_models*.csv")
        for row in rows(path)
        if row["base_model"]
    }
    joined = sum(
        (a := register.resolve_model(one)) is not None and (b := register.resolve_model(base)) is not None and a.key == b.key
        for one, base in links
    )
    assert joined / len(links) >= 0.94


def test_articles() -> None:
    register = Companies.load()
    labels = [json.loads(line) for line in (DATA / "gold" / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    items = {row["id"]: row for row in map(json.loads, (DATA / "gold" / "items.jsonl").read_text(encoding="utf-8").splitlines())}
    hits = asked = 0
    for label in labels[::2]:
        gold = {c["name"] for c in label["companies"] if c["role"] == "primary"}
        if not gold:
            continue
        item = items[label["id"]]
        found = register.find(item["title"] + "\n" + item["lead"], title=item["title"])
        said = {m.label for m in found if m.role == "primary"}
        wanted = {company.name if (company := register.resolve(name)) is not None else name for name in gold}
        asked += 1
        hits += bool(said & (wanted | gold))
    assert hits / asked >= 0.85
