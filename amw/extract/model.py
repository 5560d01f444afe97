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

    Trees share questions, so each is asked once: `rows` and `cuts` are the questions, `asks` tells which of them a tree asks.
    """

    rows: NDArray[np.int64]
    cuts: Floats  # (questions, 1)
    asks: tuple[NDArray[np.int64], ...]  # of each level, the one that tells the highest bit first, each tree's question
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
            asks=tuple(np.ascontiguousarray(level, np.int64) for level in asks.reshape(columns.shape).T[::-1]),
            values=values.astype(np.float32).ravel(),
            starts=np.arange(len(values), dtype=np.int64)[:, None] * values.shape[1],
            bias=bias,
        )

    def probability(self, table: Floats) -> Floats:
        """The positive class's probability for every column of `table` (features x blocks)."""
        if len(table) <= self.rows[-1]:
            raise ValueError(f"{len(table)} features, {self.rows[-1] + 1} are asked for")
        # Within these bounds no index is clipped; to say so spares numpy its own check of each.
        answers = (table.take(self.rows, axis=0, mode="clip") > self.cuts).view(np.uint8)
        leaf = np.zeros((len(self.starts), table.shape[1]), np.uint8)
        for level in self.asks:
            leaf += leaf
            leaf |= answers.take(level, axis=0, mode="clip")
        total = self.values.take(leaf + self.starts, mode="clip").sum(axis=0) + self.bias
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
