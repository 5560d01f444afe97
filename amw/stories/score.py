"""How likely two signatures tell of one event: cheap features of the pair and a small learned network over them.

The weights (`weights.json`) are fitted by benchmarks/train_stories.py; nothing but arithmetic happens here.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from amw.stories.signature import Signature

FEATURES: Final = (
    "cosine", "title_cosine", "title_in_a", "title_in_b", "overlap", "bigrams", "names_cosine", "names_only", "names_shared",
    "numbers_shared", "numbers_missed", "rarest", "second", "third", "shared_idf", "title_shared_idf", "companies_shared", "companies_missed",
    "models_shared", "models_missed", "amounts_shared", "sketch", "title_only", "bodies", "short", "cross", "foreign", "first",
)  # fmt: skip
Idf = Callable[[int], float]


class View:
    """A signature opened for comparing, under one state of the statistics: sets, weights and norms are worked out once."""

    __slots__ = (
        "amounts", "bigrams", "body_size", "companies", "event", "foreign", "mass", "models", "name_norm", "names", "norm", "numbers", "signature",
        "sketch", "title", "title_mass", "title_norm", "vector",
    )  # fmt: skip

    def __init__(self, signature: Signature, idf: Idf) -> None:
        s = self.signature = signature
        self.vector = {k: w * idf(k) / 16 for k, w in zip(s.terms, s.weights, strict=True)}
        self.norm = math.sqrt(sum(v * v for v in self.vector.values())) or 1.0
        self.mass = sum(map(idf, self.vector)) or 1.0
        title = s.title or s.terms
        self.title = {k: idf(k) for k in title}
        self.title_norm = math.sqrt(sum(v * v for v in self.title.values())) or 1.0
        self.title_mass = sum(self.title.values()) or 1.0
        self.bigrams = {(a * 31 + b) for a, b in zip(s.title, s.title[1:], strict=False)}
        self.names = {k: idf(k) for k in s.names}
        self.name_norm = math.sqrt(sum(v * v for v in self.names.values())) or 1.0
        self.numbers = frozenset(s.numbers)
        self.foreign = frozenset(s.foreign)
        self.companies = frozenset(s.companies)
        self.models = frozenset(s.models)
        self.amounts = frozenset(s.amounts)
        self.sketch = frozenset(s.sketch)
        self.body_size = s.length


def sketch_jaccard(a: Sequence[int], b: Sequence[int]) -> float:
    """The Jaccard similarity (0..1) of two shingle sets, estimated from their smallest hashes (bottom-k sketch, Broder 1997)."""
    if not a or not b:
        return 0.0
    k = min(len(a), len(b))
    union = sorted(set(a) | set(b))[: max(k, 1)]
    both = set(a) & set(b)
    return sum(h in both for h in union) / len(union)


def features(a: View, b: View, idf: Idf) -> list[float]:
    """The features of a pair, in the order of `FEATURES`; symmetric in a and b."""
    va, vb = a.vector, b.vector
    shared = va.keys() & vb.keys()
    cosine = sum(va[k] * vb[k] for k in shared) / (a.norm * b.norm)
    rare = sorted(map(idf, shared), reverse=True)
    shared_idf = sum(rare)
    overlap = shared_idf / min(a.mass, b.mass)
    ta, tb = a.title, b.title
    title_shared = [ta[k] for k in ta.keys() & tb.keys()]
    title_cosine = sum(v * v for v in title_shared) / (a.title_norm * b.title_norm)
    title_idf = sum(title_shared)
    in_b = sum(v for k, v in ta.items() if k in vb) / a.title_mass
    in_a = sum(v for k, v in tb.items() if k in va) / b.title_mass
    na, nb = a.names, b.names
    names = [na[k] for k in na.keys() & nb.keys()]
    name_cosine = sum(v * v for v in names) / (a.name_norm * b.name_norm)
    # Names that one title has and the other document does not know at all: the mark of look-alike events.
    missed_a = max((v for k, v in na.items() if k in ta and k not in vb), default=0.0)
    missed_b = max((v for k, v in nb.items() if k in tb and k not in va), default=0.0)
    numbers = len(a.numbers & b.numbers)
    numbers_missed = min(len(a.numbers - b.numbers), len(b.numbers - a.numbers))
    bigrams = len(a.bigrams & b.bigrams) / max(1, min(len(a.bigrams), len(b.bigrams)))
    companies, models = len(a.companies & b.companies), len(a.models & b.models)
    cross = a.signature.cjk != b.signature.cjk
    foreign = 0.0
    if cross:
        chinese, other = (a, b) if a.signature.cjk else (b, a)
        foreign = sum(idf(k) for k in chinese.foreign if k in other.vector) / (sum(map(idf, chinese.foreign)) or 1.0)
    first = 1.0 if a.signature.title[:1] == b.signature.title[:1] and a.signature.title else 0.0
    return [
        cosine, title_cosine, max(in_a, in_b), min(in_a, in_b), overlap, bigrams, name_cosine, min(missed_a, missed_b) / 8,
        min(len(names), 6) / 3, min(numbers, 4) / 2, min(numbers_missed, 3) / 3,
        rare[0] / 8 if rare else 0.0, rare[1] / 8 if len(rare) > 1 else 0.0, rare[2] / 8 if len(rare) > 2 else 0.0,
        min(shared_idf, 60.0) / 30, min(title_idf, 40.0) / 20, min(companies, 3.0), min(len(a.companies - b.companies), len(b.companies - a.companies), 3),
        min(models, 3.0), min(len(a.models - b.models), len(b.models - a.models), 3), min(len(a.amounts & b.amounts), 2.0),
        sketch_jaccard(a.signature.sketch, b.signature.sketch) if shared else 0.0,
        1.0 if not a.body_size and not b.body_size else 0.0, 1.0 if a.body_size > 60 and b.body_size > 60 else 0.0,
        1.0 / (1 + min(len(va), len(vb))) * 4, float(cross), foreign, first,
    ]  # fmt: skip


@lru_cache(maxsize=1)
def _network() -> tuple[list[NDArray[np.float64]], list[NDArray[np.float64]]]:
    data = json.loads(files("amw.stories").joinpath("weights.json").read_text("utf-8"))
    if data["features"] != list(FEATURES):
        raise ValueError("weights.json was fitted on other features; run benchmarks/train_stories.py")
    return [np.array(w) for w in data["weights"]], [np.array(b) for b in data["biases"]]


def pair_scores(own: View, others: Sequence[View], idf: Idf) -> list[float]:
    """The probability (0..1), for each of `others`, that it tells of the same event as `own`."""
    if not others:
        return []
    layer = np.array([features(own, other, idf) for other in others])
    weights, biases = _network()
    for weight, bias in zip(weights[:-1], biases[:-1], strict=True):
        layer = np.maximum(layer @ weight + bias, 0.0)
    logits: list[float] = (layer @ weights[-1] + biases[-1])[:, 0].tolist()
    return [1 / (1 + math.exp(-max(-30.0, min(30.0, x)))) for x in logits]
