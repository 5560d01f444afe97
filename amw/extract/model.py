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
    """Oblivious trees: every level of a tree asks one question, so that the answers are the bits of the leaf's number."""

    # Each tree's row, and its cut (trees, 1), level by level, the one that tells the highest bit first.
    levels: tuple[tuple[NDArray[np.int64], Floats], ...]
    values: Floats  # (trees * leaves,)
    starts: NDArray[np.int64]  # (trees, 1): where each tree's leaves begin in `values`
    bias: float

    @classmethod
    def of(cls, columns: NDArray[np.int64], cuts: Floats, values: Floats, bias: float) -> Forest:
        """From (tree x level) columns and cuts and (tree x leaf) values."""
        rows, cuts = np.ascontiguousarray(columns.T[::-1], np.int64), np.ascontiguousarray(cuts.T[::-1], np.float32)
        return cls(
            levels=tuple(zip(rows, cuts[:, :, None], strict=True)),
            values=values.astype(np.float32).ravel(),
            starts=np.arange(len(values), dtype=np.int64)[:, None] * values.shape[1],
            bias=bias,
        )

    def probability(self, table: Floats) -> Floats:
        """The positive class's probability for every column of `table` (features x blocks)."""
        leaf = np.zeros((len(self.starts), table.shape[1]), np.uint8)
        for rows, cuts in self.levels:
            leaf += leaf
            leaf |= (table.take(rows, axis=0) > cuts).view(np.uint8)
        # Within these bounds no index is clipped; to say so spares numpy its own check of each.
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
