"""The quality that extraction has reached on real pages, so that it cannot fall silently.

The floors lie a little under what the sets give; they include pages that the classifier was trained on, so they guard against
regressions and say nothing of unseen pages (benchmarks/train_extract.py measures those).
"""

from __future__ import annotations

import gzip
import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from amw.extract import extract_article

DATA = Path(os.environ.get("AMW_REALDATA") or Path(__file__).resolve().parents[4] / "shared" / "data") / "articles"
pytestmark = [pytest.mark.realdata, pytest.mark.skipif(not DATA.is_dir(), reason="no folder of real captures")]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))) if text else Counter()


@pytest.mark.parametrize(
    ("corpus", "every", "body", "title", "date", "authors"),
    [("aeb", 3, 0.985, 0, 0, 0), ("fundus", 2, 0.98, 0.88, 0.98, 0.915), ("wcxb", 5, 0.982, 0.82, 0.9, 0.76), ("dates", 5, 0, 0, 0.95, 0)],
)
def test_floor(corpus: str, every: int, body: float, title: float, date: float, authors: float) -> None:
    precisions, recalls, titles, dates, names = [], [], [], [], []
    pages = asked = 0
    for line in (DATA / corpus / "truth.jsonl").read_text().splitlines()[::every]:
        truth = json.loads(line)
        page = gzip.decompress((DATA / corpus / "pages" / truth["file"]).read_bytes())
        article = extract_article(page, truth.get("url") or "")
        assert not (article.reason or "").startswith("error"), truth["file"]
        pages, asked = pages + 1, asked + ("trafilatura" in (article.escalated or ""))
        if truth.get("body"):
            a, b = shingles(truth["body"]), shingles(article.text)
            common = (a & b).total()
            recalls.append(common / a.total())
            if b:
                precisions.append(common / b.total())
        if truth.get("title"):
            titles.append(re.sub(r"\W+", "", truth["title"]).casefold() == re.sub(r"\W+", "", article.title).casefold())
        if truth.get("date"):
            found = article.published_at.isoformat()[:10] if article.published_at else ""
            dates.append(found == (truth.get("datefull") or truth["date"])[:10])
        if truth.get("authors"):
            mine, theirs = {n.casefold() for n in article.authors}, {n.casefold() for n in truth["authors"]}
            names.append(2 * len(mine & theirs) / max(1, len(mine) + len(theirs)))
    assert asked <= 0.05 * pages  # the last resort costs as much as several pages
    if body:
        p, r = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
        assert 2 * p * r / (p + r) >= body
    for values, floor in ((titles, title), (dates, date), (names, authors)):
        if floor:
            assert sum(values) / len(values) >= floor
