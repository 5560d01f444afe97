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

from amw.extract.features import Floats, Lexicon


@dataclass(frozen=True, slots=True)
class Forest:
    """Oblivious trees: every level of a tree asks one question, so that the answers are the bits of the leaf's number."""

    columns: NDArray[np.int64]  # (trees * levels,)
    cuts: Floats  # (trees * levels,)
    values: Floats  # (trees * leaves,)
    starts: NDArray[np.int64]  # (trees,): where each tree's leaves begin in `values`
    levels: int
    bias: float

    def probability(self, table: Floats) -> Floats:
        """The positive class's probability for every row of `table`."""
        answers = np.ascontiguousarray(table.T).take(self.columns, axis=0) > self.cuts[:, None]
        leaf = np.packbits(answers.reshape(len(self.starts), self.levels, len(table)), axis=1, bitorder="little")[:, 0, :]
        total = self.values.take(leaf + self.starts[:, None]).sum(axis=0) + self.bias
        answer: Floats = (1 / (1 + np.exp(-total))).astype(np.float32)
        return answer


@dataclass(frozen=True, slots=True)
class Model:
    """The trees and their lexicons, as `load` reads them from the package."""

    forest: Forest
    names: Lexicon
    words: Lexicon


@cache
def load() -> Model:
    """The shipped model; read once a process."""
    folder = files(__package__)
    with np.load(io.BytesIO((folder / "weights.npz").read_bytes())) as arrays:
        columns, values = arrays["columns"], arrays["values"].astype(np.float32)
        forest = Forest(
            columns=columns.astype(np.int64).ravel(),
            cuts=arrays["cuts"].astype(np.float32).ravel(),
            values=values.ravel(),
            starts=np.arange(len(values), dtype=np.int64) * values.shape[1],
            levels=columns.shape[1],
            bias=float(arrays["bias"][0]),
        )
    lexicon = json.loads((folder / "lexicon.json").read_text(encoding="utf-8"))
    return Model(forest, lexicon["names"], lexicon["words"])
