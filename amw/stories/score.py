"""How likely two signatures tell of one event: cheap features of the pair and a learned score over them.

The weights (`weights.json`) are fitted by benchmarks/train_stories.py; nothing but arithmetic happens here.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from operator import mul
from typing import Final

from amw.stories.background import MASK
from amw.stories.signature import Signature
from amw.stories.statistics import Table
from amw.stories.terms import key_of

FEATURES: Final = (
    "cosine", "overlap", "rarest", "second", "title_shared_idf", "names_in", "names_missed_less", "names_missed_more", "swapped", "first",
    "numbers_shared", "numbers_missed", "numbers_apart", "years_apart", "concepts_shared",
    "concepts_apart", "shopping", "companies_shared", "companies_missed", "companies_known", "models_shared", "models_missed",
    "amounts_shared", "untold", "told", "short", "cross", "foreign", "timed", "hours", "sounds",
)  # fmt: skip
_SHOPPING: Final = frozenset(map(key_of, ("~discount", "~guide", "~review")))
DOUBT: Final = 20.0  # summed idf of words that no text has, against which words shared across scripts are held
FORM: Final = 0.5  # share of shingles from which two texts are one form
GLANCE: Final = 0.15  # cosine under which a pair of one language is looked at no further: of 27,000 such pairs one would have joined
LOOKS: Final = (1, 6)  # pairs looked at in any case, and at most


class View:
    """A signature opened for comparing. A new one is measured under the statistics of the moment, a placed one keeps its measures."""

    __slots__ = (
        "amounts", "companies", "concepts", "foreign", "mass", "models", "name_norm", "names", "norm", "numbers", "shopping",
        "signature", "title", "title_names", "vector",
    )  # fmt: skip

    def __init__(self, signature: Signature, table: Table | None = None) -> None:
        s = self.signature = signature
        self.vector = dict(zip(s.terms, s.weights, strict=True))
        self.names = frozenset(s.names)
        self.norm, self.mass, self.name_norm = s.norms if table is None else self._measure(table)
        self.title = frozenset(s.title or s.terms)
        self.title_names = self.title & self.names
        self.numbers = frozenset(s.numbers)
        self.foreign = frozenset(s.foreign)
        self.concepts = frozenset(s.concepts)
        self.shopping = not _SHOPPING.isdisjoint(s.concepts)
        self.companies = frozenset(s.companies)
        self.models = frozenset(s.models)
        self.amounts = frozenset(s.amounts)

    def _measure(self, table: Table) -> tuple[float, ...]:
        top, low = table.top, table.low
        idf = [top - low[k & MASK] for k in self.signature.terms]
        norm = math.sqrt(sum([(v * w) ** 2 for v, w in zip(idf, self.signature.weights, strict=True)]))
        names = math.sqrt(sum([(top - low[k & MASK]) ** 2 for k in self.names]))
        return norm or 1.0, sum(idf) or 1.0, names or 1.0

    @property
    def norms(self) -> tuple[float, ...]:
        """What `Signature.norms` keeps: the lengths of the vectors of terms and of names, and the summed idf of the terms between."""
        return self.norm, self.mass, self.name_norm


def sketch_jaccard(a: Sequence[int], b: Sequence[int]) -> float:
    """The Jaccard similarity (0..1) of two shingle sets, estimated from their smallest hashes (bottom-k sketch, Broder 1997)."""
    if not a or not b:
        return 0.0
    both = set(a).intersection(b)
    if not both:
        return 0.0
    union = sorted(both.union(a, b))[: min(len(a), len(b))]
    return sum([h in both for h in union]) / len(union)


def cosine(a: View, b: View, table: Table) -> tuple[float, dict[int, float]]:
    """The tf-idf cosine (0..1) of two texts, and the inverse document frequency of each term they share."""
    top, low = table.top, table.low
    va, vb = a.vector, b.vector
    idf = {k: top - low[k & MASK] for k in va.keys() & vb.keys()}
    return min(1.0, sum([va[k] * vb[k] * v * v for k, v in idf.items()]) / (a.norm * b.norm)), idf


def features(a: View, b: View, table: Table, likeness: float, idf: Mapping[int, float]) -> list[float]:
    """The features of a pair, in the order of `FEATURES`, from what `cosine` gives; symmetric in a and b."""
    top, low = table.top, table.low
    rare = sorted(idf.values(), reverse=True)
    shared_idf = sum(rare)
    rare += (0.0, 0.0)
    names = sum([(top - low[k & MASK]) ** 2 for k in a.names & b.names])
    overlap = min(1.0, shared_idf / min(a.mass, b.mass))
    # Names that one title has and the other document does not know at all: the mark of look-alike events.
    missed_a = sum([top - low[k & MASK] for k in a.title_names.difference(idf)])
    missed_b = sum([top - low[k & MASK] for k in b.title_names.difference(idf)])
    sa, sb = a.signature, b.signature
    cross = sa.cjk != sb.cjk
    concepts = sum([top - low[k & MASK] for k in a.concepts & b.concepts]) if a.concepts and b.concepts else 0.0
    numbers_a, numbers_b = len(a.numbers), len(b.numbers)
    numbers = len(a.numbers & b.numbers) if numbers_a and numbers_b else 0
    companies_a, companies_b, models_a, models_b = a.companies, b.companies, a.models, b.models
    timed = sa.published is not None and sb.published is not None
    hours = abs((sa.published or 0) - (sb.published or 0)) / 3600 if timed else 0.0
    return [
        likeness,
        overlap,
        rare[0] / 8,
        rare[1] / 8,
        min(sum([top - low[k & MASK] for k in a.title & b.title]), 40.0) / 20,
        min(1.0, names / min(a.name_norm, b.name_norm) ** 2) if names else 0.0,
        min(missed_a, missed_b, 24.0) / 8,
        min(max(missed_a, missed_b), 32.0) / 8,
        # One text told of another name: a form that is filled in.
        1.0 if missed_a and missed_b and overlap > 0.75 and sketch_jaccard(sa.sketch, sb.sketch) > FORM else 0.0,
        1.0 if sa.title and sb.title and sa.title[0] == sb.title[0] else 0.0,
        min(numbers, 4) / 2,
        min(numbers_a - numbers, numbers_b - numbers, 3) / 3,
        1.0 if numbers_a and numbers_b and not numbers else 0.0,
        1.0 if sa.years and sb.years and not sa.years & sb.years else 0.0,
        min(concepts, 10.0) / 4,
        1.0 if a.concepts and b.concepts and not concepts else 0.0,
        1.0 if a.shopping or b.shopping else 0.0,
        float(min(len(companies_a & companies_b), 3)),
        float(min(len(companies_a - companies_b), len(companies_b - companies_a), 3)),
        1.0 if companies_a and companies_b else 0.0,
        float(min(len(models_a & models_b), 3)),
        float(min(len(models_a - models_b), len(models_b - models_a), 3)),
        float(min(len(a.amounts & b.amounts), 2)),
        1.0 if not sa.length and not sb.length else 0.0,
        1.0 if sa.length > 60 and sb.length > 60 else 0.0,
        4.0 / (1 + min(len(a.vector), len(b.vector))),
        float(cross),
        _foreign(a, b, table) if cross else 0.0,
        float(timed),
        min(math.log1p(hours), 5.0) / 5,
        float(min(len(set(sa.sounds).intersection(sb.sounds)), 3)) if cross else 0.0,
    ]


def _foreign(a: View, b: View, table: Table) -> float:
    """How much (0..1) of what the word list knows of the Chinese text stands in the other; a few words known are little evidence."""
    chinese, other = (a, b) if a.signature.cjk else (b, a)
    words = {k: table.top - table.low[k & MASK] for k in chinese.foreign}
    return sum([v for k, v in words.items() if k in other.vector]) / (sum(words.values()) + DOUBT)


@lru_cache(maxsize=1)
def _weights() -> tuple[tuple[list[float], float], tuple[list[float], float]]:
    """Weights and bias for a pair of one script, and for a pair across scripts."""
    data = json.loads(files("amw.stories").joinpath("weights.json").read_text("utf-8"))
    if any(list(data[kind]["weights"]) != list(FEATURES) for kind in ("within", "across")):
        raise ValueError("weights.json was fitted on other features; run benchmarks/train_stories.py fit")
    within, across = ((list(data[kind]["weights"].values()), data[kind]["bias"]) for kind in ("within", "across"))
    return within, across


def pair_scores(own: View, others: Sequence[View], table: Table) -> list[float]:
    """The probability (0..1), for each of `others`, that it tells of the same event as `own`.

    A first look at the shared terms settles most pairs: those of one language whose cosine is under `GLANCE` get a score that no story
    is joined for, but for the likest; and so do all but the likest six.
    """
    glances = [cosine(own, other, table) for other in others]
    likest = sorted([likeness for likeness, _ in glances], reverse=True)
    least = min(max(GLANCE, *likest[LOOKS[1] - 1 : LOOKS[1]], 0.0), *likest[LOOKS[0] - 1 : LOOKS[0]], 1.0)
    cjk = own.signature.cjk
    scores = []
    for other, (likeness, idf) in zip(others, glances, strict=True):
        if likeness < least and other.signature.cjk == cjk:
            scores.append(likeness * 0.1)
            continue
        weights, bias = _weights()[other.signature.cjk != cjk]
        logit = bias + sum(map(mul, weights, features(own, other, table, likeness, idf)))
        scores.append(1 / (1 + math.exp(-max(-30.0, min(30.0, logit)))))
    return scores
