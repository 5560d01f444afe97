"""A signature opened for comparing, its cosine with another and the likeness of two texts' shingles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import mul
from typing import Any, Final

from amw.stories.background import MASK
from amw.stories.signature import Signature, opened
from amw.stories.statistics import Table
from amw.stories.terms import key_of

_SHOPPING: Final = frozenset(map(key_of, ("~discount", "~guide", "~review")))
_FACTS: Final = ("title", "names", "numbers", "foreign", "concepts", "companies", "models", "amounts")
_MADE: Final = frozenset((*_FACTS, "shopping", "title_names"))  # when one of them is first asked for


class View:
    """A signature opened for comparing. A new one is measured under the statistics of the moment, a placed one keeps its measures.

    Most are looked at by their `vector` alone (term key -> damped frequency), so the sets of facts are made when one is first asked for.
    """

    __slots__ = (
        *_FACTS, "_body", "_table", "event", "heights", "language", "mass", "name_norm", "norm", "shopping", "signature", "terms",
        "title_names", "titled", "vector",
    )  # fmt: skip
    _body: bytes
    _table: Table | None
    signature: Signature
    heights: dict[int, float]  # of each term its part of a product with another text's, under `_table`
    title: frozenset[int]
    names: frozenset[int]
    title_names: frozenset[int]
    numbers: frozenset[int]
    foreign: frozenset[int]
    concepts: frozenset[int]
    companies: frozenset[int]
    models: frozenset[int]
    amounts: frozenset[int]
    shopping: bool

    def __init__(self, signature: Signature, table: Table) -> None:
        self.signature = signature
        terms, weights = signature.terms, signature.weights
        self.vector = dict(zip(terms, weights, strict=True))
        self.terms = frozenset(terms)
        self.language = signature.language
        self.titled = signature.title_digest != 0
        self.event = signature.event
        self._table = table
        own = table.of(self.language)
        top, low = own.top, own.low
        named = [top - low[k & MASK] for k in signature.names]
        self.name_norm = math.sqrt(sum(map(mul, named, named))) or 1.0
        idf = [top - low[k & MASK] for k in terms]
        self.heights = dict(zip(terms, map(mul, weights, map(mul, idf, idf)), strict=True))
        self.mass = sum(idf) or 1.0
        self.norm = math.sqrt(sum(map(mul, weights, self.heights.values()))) or 1.0

    @classmethod
    def packed(cls, body: bytes) -> View:
        """A placed report's, from what `Signature.to_bytes` wrote."""
        view = cls.__new__(cls)
        view._body = body
        view._table = None
        view.vector, view.language, view.titled, view.event, (view.norm, view.mass, view.name_norm) = opened(body)
        view.terms = frozenset(view.vector)
        return view

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there yet."""
        if name == "signature":
            self.signature = Signature.from_bytes("", self._body)
            return self.signature
        if name not in _MADE:
            raise AttributeError(name)
        s = self.signature
        for fact in _FACTS:
            setattr(self, fact, frozenset(getattr(s, fact)))
        self.title = self.title or self.terms
        self.title_names = self.title & self.names
        self.shopping = not _SHOPPING.isdisjoint(s.concepts)
        return getattr(self, name)

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


def alike(a: Sequence[int], b: Sequence[int], least: float) -> bool:
    """Whether `sketch_jaccard` of two shingle sets is `least` (above 0) or more: most have too few hashes in common to need a count."""
    needed = least * min(len(a), len(b))
    return bool(needed) and len(set(a).intersection(b)) >= needed and sketch_jaccard(a, b) >= least


def cosine(a: View, b: View, table: Table) -> tuple[float, frozenset[int]]:
    """The tf-idf cosine (0..1) of two texts, and the terms they share."""
    shared = a.terms & b.terms
    weights = b.vector
    if a._table is table and a.language == b.language:
        heights = a.heights
        product = sum([heights[k] * weights[k] for k in shared])
    else:  # a placed report is compared too seldom to be measured anew
        pair, own = table_of(a, b, table), a.vector
        top, low = pair.top, pair.low
        product = sum([own[k] * ((idf := top - low[k & MASK]) * idf) * weights[k] for k in shared])
    likeness = product / (a.norm * b.norm)
    return (likeness if likeness < 1.0 else 1.0), shared


def table_of(a: View, b: View, table: Table) -> Table:
    """The frequencies that a pair is held against: of its language, or of all texts across languages."""
    return table.of(a.language) if a.language == b.language else table
