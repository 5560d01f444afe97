"""The learned part at run time: an ensemble of gradient-boosted trees and two word lists, evaluated with NumPy alone.

Trained, and measured on publishers that were held out, by benchmarks/train_extract.py.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from amw.extract.features import Floats
from amw.extract.furniture import Leanings


@dataclass(frozen=True, slots=True)
class Forest:
    """Oblivious trees: every level of a tree asks one question, so that the answers are the bits of the leaf's number.

    Trees share questions, so each is asked once: `rows` and `cuts` are the questions, `asks` (tree x level) which of them a tree asks.
    """

    rows: NDArray[np.int64]
    cuts: Floats  # (questions, 1)
    asks: NDArray[np.int64]
    values: Floats  # (trees * leaves,)
    starts: NDArray[np.int64]  # (trees, 1): where each tree's leaves begin in `values`
    bias: float

    @classmethod
    def of(cls, columns: NDArray[np.int64], cuts: Floats, values: Floats, bias: float) -> Forest:
        """From (tree x level) columns and cuts and (tree x leaf) values."""
        pairs = np.stack([columns.ravel().astype(np.float64), cuts.ravel().astype(np.float64)], axis=1)
        questions, asks = np.unique(pairs, axis=0, return_inverse=True)
        return cls(
            rows=questions[:, 0].astype(np.int64),
            cuts=questions[:, 1:].astype(np.float32),
            asks=asks.reshape(columns.shape).astype(np.int64),
            values=values.astype(np.float32).ravel(),
            starts=np.arange(len(values), dtype=np.int64)[:, None] * values.shape[1],
            bias=bias,
        )

    def probability(self, table: Floats) -> Floats:
        """The positive class's probability for every column of `table` (features x blocks)."""
        answers = (table.take(self.rows, axis=0) > self.cuts).view(np.uint8)
        leaf = answers.take(self.asks[:, 0], axis=0)
        for level in range(1, self.asks.shape[1]):
            leaf |= answers.take(self.asks[:, level], axis=0) << level
        total = self.values.take(leaf + self.starts).sum(axis=0) + self.bias
        answer: Floats = (1 / (1 + np.exp(-total))).astype(np.float32)
        return answer


@dataclass(frozen=True, slots=True)
class Model:
    """The trees and the leanings they read, as `load` reads them from the package."""

    forest: Forest
    leanings: Leanings


@cache
def load() -> Model:
    """The shipped model; read once a process."""
    folder = files(__package__)
    with np.load(io.BytesIO((folder / "weights.npz").read_bytes())) as arrays:
        forest = Forest.of(arrays["columns"], arrays["cuts"], arrays["values"], float(arrays["bias"][0]))
    lexicon = json.loads((folder / "lexicon.json").read_text(encoding="utf-8"))
    return Model(forest, Leanings(lexicon["names"], lexicon["words"]))
