"""Fits what grouping learns from data: the background of term frequencies and the pair score. Needs scikit-learn; the product does not.

    python benchmarks/train_stories.py background     # amw/stories/background.npz: hashed counts of words, no text
    python benchmarks/train_stories.py check          # five-fold cross-validation, folds made of whole stories (of whole topics for ecb+)
    python benchmarks/train_stories.py fit            # amw/stories/weights.json

Data: the folder that AMW_REALDATA names (else ../shared/data): stories/*.jsonl.gz with a story label per document or a label per pair, and
stream/*.jsonl.gz. The score is the mean of two logits: a linear model, which carries to kinds of text that were not trained on, and
boosted trees held to rise with what is shared and fall with what is missed. The threshold (JOIN) is one for all sets.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from amw.companies import Companies
from amw.stories import background
from amw.stories.cluster import BEST, JOIN, promising
from amw.stories.score import FEATURES, View, features
from amw.stories.signature import Document, Signature, sign
from amw.stories.statistics import Statistics, step_at
from amw.stories.terms import NAME, terms_of
from amw.stories.window import Window

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("AMW_REALDATA") or ROOT.parent / "shared" / "data")
PACKAGE = ROOT / "amw" / "stories"
FOLDS = 5
NEGATIVES = 6_000  # unlike pairs kept of each set, the look-alikes first
TREES, DEPTH = 120, 4
RISING = (
    "cosine title_cosine title_in_more title_in_less overlap bigrams names_cosine names_shared numbers_shared rarest second third "
    "shared_idf title_shared_idf concepts_shared companies_shared models_shared amounts_shared sketch foreign"
).split()
FALLING = "names_missed_less companies_missed models_missed hours numbers_missed".split()
WEIGHT = {"ainews timed": 3.0, "ainews companies": 2.0, "ainews untimed": 2.0, "semeval": 2.0, "sohu": 2.0}
# Facts that the labelled sets hardly show and the product always has: log-odds by judgement, not by fit.
BY_HAND = {"amounts_shared": 0.8, "models_shared": 0.3, "companies_shared": 0.3, "companies_missed": -0.5, "models_missed": -0.3}

Logit = Callable[[Any], Any]


def rows(path: str) -> Iterator[dict[str, Any]]:
    with gzip.open(DATA / path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs of documents: `at` holds the documents' numbers where the set has clusters, `fold` keeps whole stories together."""

    name: str
    x: Any
    y: Any
    fold: Any
    at: list[tuple[int, int]]
    clusters: list[str]
    languages: list[str]


# ---------------------------------------------------------------- background


def write_background() -> None:
    size = background.BUCKETS
    frequency, capitals, total = np.zeros(size, np.int64), np.zeros(size), np.zeros(size)
    texts = [(d["title"], d["text"]) for d in rows("stream/ai_news_dev.jsonl.gz")]
    texts += [("", d[side]) for name in ("sohu_zh", "semeval22") for d in rows(f"stories/{name}_pairs.jsonl.gz") for side in "ab"]
    for title, text in texts:
        body = terms_of(text[:4000])
        for key in {t.key for t in (*terms_of(title), *body)}:
            frequency[key & (size - 1)] += 1
        for term in body:
            if term.kind <= NAME:
                total[term.key & (size - 1)] += 1
                capitals[term.key & (size - 1)] += term.kind
    capital = np.where(total > 0, np.round(255 * capitals / np.maximum(total, 1)), 255).astype(np.uint8)
    np.savez_compressed(
        PACKAGE / "background.npz",
        documents=np.int64(len(texts)),
        frequency=np.minimum(frequency, 65535).astype(np.uint16),
        capital=capital,
    )
    print(f"{len(texts)} documents, {int((frequency > 0).sum())} buckets used")


# ---------------------------------------------------------------- pairs


def table_over(signatures: list[Signature]) -> list[float]:
    statistics = Statistics()
    statistics.fold([s.terms for s in signatures])
    return statistics.table


def facts(text: str, catalogue: Companies) -> dict[str, tuple[str, ...]]:
    mentions = catalogue.find(text[:1500])
    return {
        "companies": tuple({m.company.key for m in mentions if m.company}),
        "models": tuple({m.model.key for m in mentions if m.model}),
    }


def cluster_pairs(name: str, path: str, *, timed: bool = False, catalogue: Companies | None = None) -> Pairs:
    documents = list(rows(path))
    signatures = []
    for d in documents:
        told = facts(d["title"] + "\n" + d["text"], catalogue) if catalogue else {}
        at = datetime.fromtimestamp(d["ts"], UTC) if timed and d["ts"] else None
        signatures.append(sign(Document(doc_id=d["id"], title=d["title"], text=d["text"], published_at=at, **told)))
    window = Window(Statistics())
    at_pairs: list[tuple[int, int]] = []
    x = []
    for i, signature in enumerate(signatures):
        view = View(signature, window.table)
        for j in promising(signature, window):
            at_pairs.append((i, j))
            x.append(features(view, window.view(j), window.table))
        window.put(i, signature, i)
        if step := step_at(i + 1):
            window.fold(range(i + 1 - step, i + 1))
    group = {g: k for k, g in enumerate(sorted({d.get("topic") or d["cluster"] for d in documents}))}
    fold = [group[documents[i].get("topic") or documents[i]["cluster"]] * 7 % FOLDS for i, _ in at_pairs]
    y = [documents[i]["cluster"] == documents[j]["cluster"] for i, j in at_pairs]
    labels = [d["cluster"] for d in documents]
    return Pairs(name=name, x=np.array(x), y=np.array(y), fold=np.array(fold), at=at_pairs, clusters=labels, languages=[])


def labelled_pairs(name: str, path: str, same: Callable[[dict[str, Any]], bool]) -> Pairs:
    documents = list(rows(path))
    signed = [[sign(Document(doc_id="", text=d[side])) for side in "ab"] for d in documents]
    table = table_over([s for pair in signed for s in pair])
    x = [features(View(a, table), View(b, table), table) for a, b in signed]
    fold = [sum(map(ord, d["a"][:200])) % FOLDS for d in documents]
    languages = [d["lang"] for d in documents]
    return Pairs(
        name=name, x=np.array(x), y=np.array([same(d) for d in documents]), fold=np.array(fold), at=[], clusters=[], languages=languages
    )


def all_pairs() -> list[Pairs]:
    headlines = "stories/ainews_clusters.jsonl.gz"
    return [
        cluster_pairs("ainews timed", headlines, timed=True),
        cluster_pairs("ainews untimed", headlines),
        cluster_pairs("ainews companies", headlines, timed=True, catalogue=Companies.load()),
        cluster_pairs("ecbplus", "stories/ecbplus_clusters.jsonl.gz"),
        cluster_pairs("neus", "stories/neus_clusters.jsonl.gz"),
        labelled_pairs("semeval", "stories/semeval22_pairs.jsonl.gz", lambda d: d["overall"] <= 1.75),
        labelled_pairs("sohu", "stories/sohu_zh_pairs.jsonl.gz", lambda d: bool(d["label"])),
    ]


# ---------------------------------------------------------------- fitting


def training(sets: list[Pairs], fold: int | None) -> tuple[Any, Any, Any]:
    xs, ys, ws = [], [], []
    random = np.random.default_rng(7)
    for pairs in sets:
        chosen = np.flatnonzero(pairs.fold != fold) if fold is not None else np.arange(len(pairs.y))
        like, unlike = chosen[pairs.y[chosen]], chosen[~pairs.y[chosen]]
        weight = np.ones(len(unlike))
        if len(unlike) > NEGATIVES:
            order = unlike[np.argsort(-pairs.x[unlike, 0], kind="stable")]
            hard, rest = order[: NEGATIVES // 2], order[NEGATIVES // 2 :]
            drawn = random.choice(rest, NEGATIVES // 2, replace=False)
            unlike = np.concatenate([hard, drawn])
            weight = np.concatenate([np.ones(len(hard)), np.full(len(drawn), min(3.0, len(rest) / len(drawn)))])
        both = np.concatenate([like, unlike])
        xs.append(pairs.x[both])
        ys.append(pairs.y[both])
        ws.append(np.concatenate([np.ones(len(like)), weight]) * WEIGHT.get(pairs.name, 1.0))
    return np.vstack(xs), np.concatenate(ys), np.concatenate(ws)


def fit_linear(x: Any, y: Any, w: Any) -> tuple[Any, float]:
    from sklearn.linear_model import LogisticRegression

    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale == 0] = 1.0
    model = LogisticRegression(C=0.3, max_iter=300).fit((x - mean) / scale, y, sample_weight=w)
    weights = model.coef_[0] / scale
    return weights, float(model.intercept_[0] - weights @ mean)


def fit_trees(x: Any, y: Any, w: Any) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    trend = [1 if f in RISING else -1 if f in FALLING else 0 for f in FEATURES]
    return HistGradientBoostingClassifier(
        max_iter=TREES, learning_rate=0.08, max_depth=DEPTH, max_leaf_nodes=12, l2_regularization=2.0, min_samples_leaf=30,
        monotonic_cst=trend, early_stopping=False,
    ).fit(x, y, sample_weight=w)  # fmt: skip


def packed(trees: Any) -> dict[str, Any]:
    """Trees as complete binary trees: per node a feature and a threshold, per leaf a value; a short branch repeats its value."""
    feature, threshold, value = [], [], []
    for (tree,) in trees._predictors:
        nodes = tree.nodes
        at = [0]
        fs, ts = [], []
        for _ in range(DEPTH):
            below = []
            for n in at:
                node = nodes[n]
                fs.append(0 if node["is_leaf"] else int(node["feature_idx"]))
                ts.append(1e9 if node["is_leaf"] else round(float(node["num_threshold"]), 6))
                below += [n, n] if node["is_leaf"] else [int(node["left"]), int(node["right"])]
            at = below
        feature.append(fs)
        threshold.append(ts)
        value.append([round(float(nodes[n]["value"]), 5) for n in at])
    return {"feature": feature, "threshold": threshold, "value": value, "start": round(float(trees._baseline_prediction.ravel()[0]), 5)}


def fit() -> None:
    x, y, w = training(all_pairs(), None)
    weights, bias = fit_linear(x, y, w)
    linear = {name: round(float(v), 5) for name, v in zip(FEATURES, weights, strict=True)}
    for name, least in BY_HAND.items():
        linear[name] = max(linear[name], least) if least > 0 else min(linear[name], least)
    data = {"features": list(FEATURES), "linear": list(linear.values()), "bias": round(bias, 5), "trees": packed(fit_trees(x, y, w))}
    (PACKAGE / "weights.json").write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(y)} pairs, {int(y.sum())} of one story")
    for name, value in linear.items():
        print(f"  {name:20} {value:8.3f}")


# ---------------------------------------------------------------- checking


def f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


def grouped(pairs: Pairs, score: Any, join: float) -> list[int]:
    """The streaming rule of `amw.stories.cluster` over scores at hand: the best member and the mean of all."""
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (i, j), s in zip(pairs.at, score, strict=True):
        near[i][j] = s
    story: list[int] = []
    members: dict[int, int] = Counter()
    for i in range(len(pairs.clusters)):
        found: dict[int, list[float]] = defaultdict(list)
        for j, s in near[i].items():
            found[story[j]].append(s)
        rated = {s: BEST * max(v) + (1 - BEST) * sum(v) / members[s] for s, v in found.items()}
        best = max(rated, key=lambda s: rated[s], default=-1)
        story.append(best if best >= 0 and rated[best] >= join else i)
        members[story[-1]] += 1
    return story


def quality(story: list[int], gold: list[str]) -> str:
    both, ours, true = Counter(zip(story, gold, strict=True)), Counter(story), Counter(gold)
    n = len(gold)
    p, r = (sum(k * k / side[key[at]] for key, k in both.items()) / n for side, at in ((ours, 0), (true, 1)))
    hits, made, wanted = (sum(k * (k - 1) / 2 for k in c.values()) for c in (both, ours, true))
    pp, pr = hits / made if made else 1.0, hits / wanted
    return f"B-cubed {f1(p, r):.4f}  pairwise P {pp:.3f} R {pr:.3f} F1 {f1(pp, pr):.4f}"


def check() -> None:
    sets = all_pairs()
    scores = {p.name: np.zeros(len(p.y)) for p in sets}
    for fold in range(FOLDS):
        x, y, w = training(sets, fold)
        weights, bias = fit_linear(x, y, w)
        trees = fit_trees(x, y, w)
        for p in sets:
            mine = p.fold == fold
            linear = p.x[mine] @ weights + bias
            both = (linear + trees.decision_function(p.x[mine])) / 2
            cross = p.x[mine][:, FEATURES.index("cross")] > 0
            scores[p.name][mine] = 1 / (1 + np.exp(-np.where(cross, linear, both)))
    for p in sets:
        if p.at:
            for join in (JOIN - 0.06, JOIN, JOIN + 0.06):
                print(f"{p.name:17} joined at {join:.2f}: {quality(grouped(p, scores[p.name], join), p.clusters)}")
            continue
        for language in sorted(set(p.languages)):
            chosen = np.array([tongue == language for tongue in p.languages])
            s, y = scores[p.name][chosen], p.y[chosen]
            best = max((f1(float(y[s >= t].mean()), float((s[y] >= t).mean())), t) for t in s)
            fixed = f1(float(y[s >= 0.3].mean()) if (s >= 0.3).any() else 0.0, float((s[y] >= 0.3).mean()))
            print(
                f"{p.name:9} {language:6} {len(y):4} pairs, {int(y.sum()):3} same: "
                f"best F1 {best[0]:.3f} at {best[1]:.2f}; at 0.30 {fixed:.3f}"
            )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["background", "check", "fit"])
    {"background": write_background, "check": check, "fit": fit}[parser.parse_args().what]()
