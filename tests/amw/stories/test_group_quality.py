"""Floors of quality on labelled sets, so that no change lowers them unseen.

The weights were fitted on these sets; honest figures come from `benchmarks/train_stories.py check`.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from amw.stories import StoryIndex

FLOORS = {"ainews": (None, 0.97, 0.90, 0.81), "ecbplus": (160, 0.94, 0.95, 0.93), "neus": (450, 0.855, 0.93, 0.76)}


def f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


@pytest.mark.realdata
@pytest.mark.parametrize("name", FLOORS)
def test_stories_are_as_good_as_they_were(name: str, realdata: Path) -> None:
    count, b_cubed, precision, pairwise = FLOORS[name]
    with gzip.open(realdata / "stories" / f"{name}_clusters.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][:count]
    index = StoryIndex()
    for row in rows:
        at = datetime.fromtimestamp(row["ts"], UTC) if row["ts"] else None
        index.add(row["id"], title=row["title"], text=row["text"], published_at=at, language=row["lang"])
    ours = [index.story_of(row["id"]) for row in rows]
    gold = [row["cluster"] for row in rows]
    both, made, true = Counter(zip(ours, gold, strict=True)), Counter(ours), Counter(gold)
    p = sum(k * k / made[a] for (a, _), k in both.items()) / len(rows)
    r = sum(k * k / true[b] for (_, b), k in both.items()) / len(rows)
    hit, pm, pt = (sum(k * (k - 1) / 2 for k in c.values()) for c in (both, made, true))
    assert f1(p, r) >= b_cubed
    assert hit / pm >= precision
    assert f1(hit / pm, hit / pt) >= pairwise
