"""Fits what grouping learns from data: the background of term frequencies and the pair score. Needs scipy; the product does not.

    python benchmarks/train_stories.py background     # amw/stories/background.npz: hashed counts of words, no text
    python benchmarks/train_stories.py check          # five-fold cross-validation, folds made of whole stories (of whole topics for ecb+)
    python benchmarks/train_stories.py fit            # amw/stories/weights.json

Data: the folder that AMW_REALDATA names (else ../shared/data): stories/*.jsonl.gz with a story label per document or a label per pair, and
stream/*.jsonl.gz. The score is a logistic regression whose weights keep their sign; the threshold (JOIN) is one for all sets. Pairs across
scripts are few, so they have weights of their own for three features and share those of facts with the rest. Boosted trees, and weights of
their own for headlines, gained nothing that held on folds they had not seen. `check` places each set as the product does.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from amw.companies import Companies
from amw.stories import StoryIndex, background, cluster, score
from amw.stories.cluster import JOIN, promising
from amw.stories.score import FEATURES, View, cosine, features
from amw.stories.signature import Document, Signature, script_of, sign
from amw.stories.statistics import MARKS, Statistics, Table, step_at
from amw.stories.terms import KEY, NAME, terms_of
from amw.stories.window import Window

ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("AMW_REALDATA") or ROOT.parent / "shared" / "data")
PACKAGE = ROOT / "amw" / "stories"
FOLDS = 5
C = 0.3  # weight of the data against that of small weights
NEGATIVES = 6_000  # unlike pairs kept of each set, the look-alikes first
RISING = (
    "cosine overlap rarest second title_shared_idf names_in numbers_shared concepts_shared companies_shared models_shared "
    "amounts_shared foreign sounds"
).split()
FALLING = (
    "names_missed_less names_missed_more swapped numbers_missed numbers_apart years_apart concepts_apart companies_missed models_missed "
    "hours"
).split()
WEIGHT = {"ainews timed": 3.0, "ainews companies": 2.0, "ainews untimed": 2.0, "semeval": 2.0, "sohu": 2.0}
# Facts that the labelled sets hardly show and the product always has: log-odds by judgement, not by fit.
BY_HAND = {
    "amounts_shared": 0.8,
    "models_shared": 0.3,
    "companies_shared": 0.3,
    "companies_missed": -0.5,
    "models_missed": -0.3,
    "swapped": -6.0,
}

# What a pair across scripts is judged by: fitted on such pairs, and taken from the pairs of one script.
ACROSS = ("cosine", "foreign", "sounds")
ACROSS_TAKEN = (
    "companies_shared", "companies_missed", "companies_known", "models_shared", "models_missed", "amounts_shared", "timed", "hours",
)  # fmt: skip
ACROSS_C = 1.0

Models = dict[str, tuple[Any, float]]


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
    signed: list[Signature]
    folds: list[int]  # by document


# ---------------------------------------------------------------- background


def write_background() -> None:
    size = background.BUCKETS
    frequency, capitals, total = np.zeros(size, np.int64), np.zeros(size), np.zeros(size)
    texts = [(d["title"], d["text"]) for d in rows("stream/ai_news_dev.jsonl.gz")]
    texts += [("", d[side]) for name in ("sohu_zh", "semeval22") for d in rows(f"stories/{name}_pairs.jsonl.gz") for side in "ab"]
    for title, text in texts:
        body = terms_of(text[:4000])
        for key in {t & KEY for t in (*terms_of(title), *body)}:
            frequency[key & (size - 1)] += 1
        for term in body:
            if term >> 32 <= NAME:
                total[term & (size - 1)] += 1
                capitals[term & (size - 1)] += term >> 32
    for mark, script in zip(MARKS, range(len(MARKS)), strict=True):
        for key in mark:
            frequency[key & (size - 1)] = sum(script_of(title + text[:300]) == script for title, text in texts)
    capital = np.where(total > 0, np.round(255 * capitals / np.maximum(total, 1)), 255).astype(np.uint8)
    np.savez_compressed(
        PACKAGE / "background.npz",
        documents=np.int64(len(texts)),
        frequency=np.minimum(frequency, 65535).astype(np.uint16),
        capital=capital,
    )
    print(f"{len(texts)} documents, {int((frequency > 0).sum())} buckets used")


# ---------------------------------------------------------------- pairs


def row(a: View, b: View, table: Table) -> list[float]:
    return features(a, b, table, *cosine(a, b, table))


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
            x.append(row(view, window.view(j), window.table))
        window.put(i, view, i)
        if step := step_at(i + 1):
            window.fold(range(i + 1 - step, i + 1))
    group = {g: k for k, g in enumerate(sorted({d.get("topic") or d["cluster"] for d in documents}))}
    folds = [group[d.get("topic") or d["cluster"]] * 7 % FOLDS for d in documents]
    fold = [folds[i] for i, _ in at_pairs]
    y = [documents[i]["cluster"] == documents[j]["cluster"] for i, j in at_pairs]
    labels = [d["cluster"] for d in documents]
    return Pairs(
        name=name, x=np.array(x), y=np.array(y), fold=np.array(fold), at=at_pairs, clusters=labels, languages=[],
        signed=signatures, folds=folds,
    )  # fmt: skip


def labelled_pairs(name: str, path: str, same: Callable[[dict[str, Any]], bool]) -> Pairs:
    documents = list(rows(path))
    signed = [[sign(Document(doc_id="", text=d[side])) for side in "ab"] for d in documents]
    table = Statistics().table
    x = [row(View(a, table), View(b, table), table) for a, b in signed]
    fold = [sum(map(ord, d["a"][:200])) % FOLDS for d in documents]
    languages = [d["lang"] for d in documents]
    return Pairs(
        name=name, x=np.array(x), y=np.array([same(d) for d in documents]), fold=np.array(fold), at=[], clusters=[], languages=languages,
        signed=[], folds=[],
    )  # fmt: skip


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


def fit_linear(x: Any, y: Any, w: Any, *, c: float = C, only: tuple[str, ...] = (), offset: Any = 0.0) -> tuple[Any, float]:
    """Logistic regression whose weights keep their sign: what is shared never counts against a pair, what is missed never for it.

    `only` names the features that are fitted (none: all), `offset` is added to the log-odds of each pair.
    """
    from scipy.optimize import minimize

    used = np.array([not only or f in only for f in FEATURES])
    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale == 0] = 1.0
    z, side = (x - mean) / scale * used, np.where(y, 1.0, -1.0)

    def loss(t: Any) -> tuple[float, Any]:
        margin = side * (z @ t[:-1] + t[-1] + offset)
        slope = -side * w / (1 + np.exp(np.clip(margin, -30, 30)))
        return float(c * (w * np.logaddexp(0, -margin)).sum() + t[:-1] @ t[:-1] / 2), np.append(c * (z.T @ slope) + t[:-1], c * slope.sum())

    bounds = [(0, None) if f in RISING else (None, 0) if f in FALLING else (None, None) for f in (*FEATURES, "bias")]
    found = minimize(loss, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 400}).x
    weights = found[:-1] / scale * used
    return weights, float(found[-1] - weights @ mean)


def fitted(sets: list[Pairs], fold: int | None) -> Models:
    """Weights and bias for pairs of one script and for pairs across scripts, from all folds but one (None: from all)."""
    cross = FEATURES.index("cross")
    x, y, w = training(sets, fold)
    within = x[:, cross] == 0
    weights, bias = fit_linear(x[within], y[within], w[within])
    for name, least in BY_HAND.items():
        at = FEATURES.index(name)
        weights[at] = max(weights[at], least) if least > 0 else min(weights[at], least)
    x, y = x[~within], y[~within]
    taken = weights * np.array([f in ACROSS_TAKEN for f in FEATURES])
    own, own_bias = fit_linear(x, y, np.ones(len(y)), c=ACROSS_C, only=ACROSS, offset=x @ taken)
    return {"within": (weights, bias), "across": (own + taken, own_bias)}


def probability(x: Any, models: Models) -> Any:
    across = x[:, FEATURES.index("cross")] > 0
    logit = np.where(across, x @ models["across"][0] + models["across"][1], x @ models["within"][0] + models["within"][1])
    return 1 / (1 + np.exp(-np.clip(logit, -30, 30)))


def fit() -> None:
    data = {}
    for name, (found, bias) in fitted(all_pairs(), None).items():
        weights = {f: round(float(v), 4) + 0.0 for f, v in zip(FEATURES, found, strict=True)}
        data[name] = {"weights": weights, "bias": round(bias, 4)}
        print(name, f"bias {bias:.3f}")
        for feature, value in weights.items():
            if value:
                print(f"  {feature:20} {value:8.3f}")
    (PACKAGE / "weights.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


# ---------------------------------------------------------------- checking


def f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


def grouped(pairs: Pairs, models: list[Models], join: float) -> list[int]:
    """The stories that `StoryIndex` makes where each document is placed by weights fitted without its fold."""
    words = score._WORDS
    fitted_without = [
        tuple((model[kind][0][:words].tolist(), model[kind][0][words:].tolist(), model[kind][1]) for kind in ("within", "across"))
        for model in models
    ]
    index = StoryIndex()
    shipped = score._weights, cluster.JOIN
    try:
        cluster.JOIN = join
        for signature, fold in zip(pairs.signed, pairs.folds, strict=True):
            score._weights = lambda fold=fold: fitted_without[fold]
            index.place(signature)
    finally:
        score._weights, cluster.JOIN = shipped
    return [index.story_of(signature.doc_id) for signature in pairs.signed]


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
    models = [fitted(sets, fold) for fold in range(FOLDS)]
    for p in sets:
        for fold, model in enumerate(models):
            mine = p.fold == fold
            scores[p.name][mine] = probability(p.x[mine], model)
        if p.at:
            for join in (JOIN - 0.04, JOIN, JOIN + 0.04):
                print(f"{p.name:17} joined at {join:.2f}: {quality(grouped(p, models, join), p.clusters)}")
            continue
        for language in sorted(set(p.languages)):
            chosen = np.array([tongue == language for tongue in p.languages])
            s, y = scores[p.name][chosen], p.y[chosen]
            at = np.zeros(len(y))
            for fold in range(FOLDS):
                mine = p.fold[chosen] == fold
                at[mine] = best_at(s[~mine], y[~mine])
            made = s >= at
            found = f1(float(y[made].mean()) if made.any() else 0.0, float(made[y].mean()))
            best = best_at(s, y)
            print(
                f"{p.name:9} {language:6} {len(y):4} pairs, {int(y.sum()):3} same: F1 {found:.3f} at thresholds chosen on the other folds; "
                f"{f1_at(s, y, best):.3f} at {best:.2f}, the best for these; {f1_at(s, y, 0.3):.3f} at 0.30"
            )


def f1_at(score: Any, y: Any, threshold: float) -> float:
    made = score >= threshold
    return f1(float(y[made].mean()) if made.any() else 0.0, float(made[y].mean()) if y.any() else 0.0)


def best_at(score: Any, y: Any) -> float:
    """The threshold of the highest F1."""
    return float(max(score, key=lambda t: (f1_at(score, y, t), t)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["background", "check", "fit"])
    {"background": write_background, "check": check, "fit": fit}[parser.parse_args().what]()
