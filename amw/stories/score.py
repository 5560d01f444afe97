"""How likely two signatures tell of one event: cheap features of the pair and a learned score over them.

The weights (`weights.json`) are fitted by benchmarks/train_stories.py; nothing but arithmetic happens here.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from amw.stories.background import MASK
from amw.stories.signature import Signature
from amw.stories.terms import key_of

FEATURES: Final = (
    "cosine", "title_cosine", "title_in_more", "title_in_less", "overlap", "bigrams", "names_cosine", "names_missed_less",
    "names_missed_more", "names_shared", "lead_name", "numbers_shared", "numbers_missed", "rarest", "second", "third", "shared_idf",
    "title_shared_idf", "concepts_shared", "concepts_apart", "shopping", "companies_shared", "companies_missed", "companies_known",
    "models_shared", "models_missed", "amounts_shared", "sketch", "untold", "told", "short", "cross", "foreign", "first",
    "timed", "hours",
)  # fmt: skip
_SHOPPING: Final = frozenset(map(key_of, ("~discount", "~guide", "~review")))
_CROSS: Final = FEATURES.index("cross")
HOPELESS: Final = -5.0  # log-odds of the linear part under which the trees are not asked: they could not turn them
Table = Sequence[float]  # inverse document frequencies by bucket, as `Statistics.table`


class View:
    """A signature opened for comparing, under one state of the statistics: sets, weights and norms are worked out once."""

    __slots__ = (
        "amounts", "bigrams", "companies", "concepts", "foreign", "foreign_mass", "lead", "mass", "models", "name_norm", "names",
        "norm", "numbers", "shopping", "signature", "title", "title_mass", "title_norm", "vector",
    )  # fmt: skip

    def __init__(self, signature: Signature, table: Table) -> None:
        s = self.signature = signature
        self.vector = {k: w * table[k & MASK] for k, w in zip(s.terms, s.weights, strict=True)}
        self.norm = math.sqrt(sum([v * v for v in self.vector.values()])) or 1.0
        self.mass = sum([table[k & MASK] for k in s.terms]) or 1.0
        self.title = {k: table[k & MASK] for k in s.title or s.terms}
        self.title_norm = math.sqrt(sum([v * v for v in self.title.values()])) or 1.0
        self.title_mass = sum(self.title.values()) or 1.0
        self.bigrams = frozenset([a * 31 + b for a, b in zip(s.title, s.title[1:], strict=False)])
        self.names = {k: table[k & MASK] for k in s.names}
        self.name_norm = math.sqrt(sum([v * v for v in self.names.values()])) or 1.0
        self.lead = next((k for k in s.title if k in self.names), 0)
        self.numbers = frozenset(s.numbers)
        self.foreign = {k: table[k & MASK] for k in s.foreign}
        self.foreign_mass = sum(self.foreign.values()) or 1.0
        self.concepts = {k: table[k & MASK] for k in s.concepts}
        self.shopping = not _SHOPPING.isdisjoint(s.concepts)
        self.companies = frozenset(s.companies)
        self.models = frozenset(s.models)
        self.amounts = frozenset(s.amounts)


def sketch_jaccard(a: Sequence[int], b: Sequence[int]) -> float:
    """The Jaccard similarity (0..1) of two shingle sets, estimated from their smallest hashes (bottom-k sketch, Broder 1997)."""
    if not a or not b:
        return 0.0
    both = set(a).intersection(b)
    if not both:
        return 0.0
    union = sorted(both.union(a, b))[: min(len(a), len(b))]
    return sum([h in both for h in union]) / len(union)


def features(a: View, b: View, table: Table) -> list[float]:
    """The features of a pair, in the order of `FEATURES`; symmetric in a and b."""
    va, vb = a.vector, b.vector
    shared = va.keys() & vb.keys()
    cosine = sum([va[k] * vb[k] for k in shared]) / (a.norm * b.norm)
    rare = sorted([table[k & MASK] for k in shared], reverse=True)
    shared_idf = sum(rare)
    rare += (0.0, 0.0, 0.0)
    ta, tb = a.title, b.title
    title_shared = [ta[k] for k in ta.keys() & tb.keys()]
    in_b = sum([ta[k] for k in ta.keys() & shared]) / a.title_mass
    in_a = sum([tb[k] for k in tb.keys() & shared]) / b.title_mass
    na, nb = a.names, b.names
    names = [na[k] for k in na.keys() & nb.keys()]
    # Names that one title has and the other document does not know at all: the mark of look-alike events.
    missed_a = sum([na[k] for k in (na.keys() & ta.keys()) - shared])
    missed_b = sum([nb[k] for k in (nb.keys() & tb.keys()) - shared])
    sa, sb = a.signature, b.signature
    cross = sa.cjk != sb.cjk
    foreign = 0.0
    if cross:
        chinese, other = (a, b) if sa.cjk else (b, a)
        foreign = sum([v for k, v in chinese.foreign.items() if k in other.vector]) / chinese.foreign_mass
    ca, cb = a.concepts, b.concepts
    concepts = sum([ca[k] for k in ca.keys() & cb.keys()])
    numbers_a, numbers_b = a.numbers, b.numbers
    companies_a, companies_b, models_a, models_b = a.companies, b.companies, a.models, b.models
    timed = sa.published is not None and sb.published is not None
    hours = abs((sa.published or 0) - (sb.published or 0)) / 3600 if timed else 0.0
    return [
        cosine,
        sum([v * v for v in title_shared]) / (a.title_norm * b.title_norm),
        max(in_a, in_b),
        min(in_a, in_b),
        shared_idf / min(a.mass, b.mass),
        len(a.bigrams & b.bigrams) / max(1, min(len(a.bigrams), len(b.bigrams))),
        sum([v * v for v in names]) / (a.name_norm * b.name_norm),
        min(missed_a, missed_b, 24.0) / 8,
        min(max(missed_a, missed_b), 32.0) / 8,
        min(sum(names), 30.0) / 10,
        1.0 if a.lead and a.lead == b.lead else 0.0,
        min(len(numbers_a & numbers_b), 4) / 2,
        min(len(numbers_a - numbers_b), len(numbers_b - numbers_a), 3) / 3,
        rare[0] / 8,
        rare[1] / 8,
        rare[2] / 8,
        min(shared_idf, 60.0) / 30,
        min(sum(title_shared), 40.0) / 20,
        min(concepts, 10.0) / 4,
        1.0 if ca and cb and not concepts else 0.0,
        1.0 if a.shopping or b.shopping else 0.0,
        float(min(len(companies_a & companies_b), 3)),
        float(min(len(companies_a - companies_b), len(companies_b - companies_a), 3)),
        1.0 if companies_a and companies_b else 0.0,
        float(min(len(models_a & models_b), 3)),
        float(min(len(models_a - models_b), len(models_b - models_a), 3)),
        float(min(len(a.amounts & b.amounts), 2)),
        sketch_jaccard(sa.sketch, sb.sketch) if cosine > 0.25 else 0.0,
        1.0 if not sa.length and not sb.length else 0.0,
        1.0 if sa.length > 60 and sb.length > 60 else 0.0,
        4.0 / (1 + min(len(va), len(vb))),
        float(cross),
        foreign,
        1.0 if sa.title and sb.title and sa.title[0] == sb.title[0] else 0.0,
        float(timed),
        min(math.log1p(hours), 5.0) / 5,
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weights:
    """The linear part, and boosted trees as complete binary trees: `feature` and `threshold` per inner node, `value` per leaf."""

    linear: NDArray[np.float64]
    bias: float
    feature: NDArray[np.intp]
    threshold: NDArray[np.float64]
    value: NDArray[np.float64]
    start: float
    depth: int


@lru_cache(maxsize=1)
def _weights() -> _Weights:
    data = json.loads(files("amw.stories").joinpath("weights.json").read_text("utf-8"))
    if data["features"] != list(FEATURES):
        raise ValueError("weights.json was fitted on other features; run benchmarks/train_stories.py fit")
    trees = data["trees"]
    return _Weights(
        linear=np.array(data["linear"]),
        bias=data["bias"],
        feature=np.array(trees["feature"]).ravel(),
        threshold=np.array(trees["threshold"]).ravel(),
        value=np.array(trees["value"]).ravel(),
        start=trees["start"],
        depth=len(trees["value"][0]).bit_length() - 1,
    )


def _trees(rows: NDArray[np.float64], weights: _Weights) -> NDArray[np.float64]:
    """The summed leaf values of all trees, for each row of features."""
    leaves = 1 << weights.depth
    trees = len(weights.value) // leaves
    first = np.arange(trees) * (leaves - 1)
    flat = rows.ravel()
    base = (np.arange(len(rows)) * rows.shape[1])[:, None]
    at = np.zeros((len(rows), trees), dtype=np.intp)
    for _ in range(weights.depth):
        node = at + first
        at = 2 * at + 1 + (flat[base + weights.feature[node]] > weights.threshold[node])
    total: NDArray[np.float64] = weights.value[at - (leaves - 1) + np.arange(trees) * leaves].sum(axis=1)
    return total + weights.start


def pair_scores(own: View, others: Sequence[View], table: Table) -> list[float]:
    """The probability (0..1), for each of `others`, that it tells of the same event as `own`.

    Half of the log-odds come from the linear part, half from the trees; where the linear part sees nothing at all, and across scripts
    (too few labelled pairs to grow trees on), it decides alone.
    """
    if not others:
        return []
    weights = _weights()
    rows = np.array([features(own, other, table) for other in others])
    logits = rows @ weights.linear + weights.bias
    unsure = np.flatnonzero((logits > HOPELESS) & (rows[:, _CROSS] == 0))
    if len(unsure):
        logits[unsure] = (logits[unsure] + _trees(rows[unsure], weights)) / 2
    return [1 / (1 + math.exp(-x)) for x in np.clip(logits, -30.0, 30.0).tolist()]
