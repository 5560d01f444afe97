"""The learned part of tagging: multinomial logistic regression over `features`, its weights a data file of the package.

`weights.npz` is written by benchmarks/train_tags.py; its `about` names what it was trained on and when. Only the weights are shipped.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

FIELDS = ("event", "segment", "lens", "category")
LEARNED = (*FIELDS, "relevant", "in_passing")  # the last two, "yes" or "no", are asked of stories that the rules refuse and hardly let in


@dataclass(frozen=True, slots=True)
class Model:
    """Weights (features x classes of all fields side by side) over one vocabulary, the classes' names, and what it was trained on.

    The last row holds the biases; `columns` says which classes are a field's.
    """

    vocabulary: Mapping[str, int] = field(repr=False)
    weights: npt.NDArray[np.float32] = field(repr=False)
    columns: Mapping[str, slice] = field(repr=False)
    classes: Mapping[str, tuple[str, ...]]
    about: Mapping[str, Any]

    def chances(self, features: Mapping[str, float]) -> dict[str, dict[str, float]]:
        """For each field its classes with their probabilities."""
        rows: list[int] = []
        values: list[float] = []
        place = self.vocabulary.get
        for name, value in features.items():
            if (row := place(name)) is not None:
                rows.append(row)
                values.append(value)
        logits = np.array(values, dtype=np.float32) @ self.weights[rows] + self.weights[-1] if rows else self.weights[-1]
        starts = [column.start for column in self.columns.values()]
        sizes = [column.stop - column.start for column in self.columns.values()]
        odds = np.exp(logits - np.repeat(np.maximum.reduceat(logits, starts), sizes))
        chances = (odds / np.repeat(np.add.reduceat(odds, starts), sizes)).tolist()
        return {name: dict(zip(self.classes[name], chances[column], strict=True)) for name, column in self.columns.items()}


def read_model(body: bytes) -> Model:
    """A model from the bytes of a weights file. Raises ValueError or KeyError for anything else."""
    with np.load(io.BytesIO(body), allow_pickle=False) as data:
        about = json.loads(bytes(data["about"]).decode("utf-8"))
        names = bytes(data["vocabulary"]).decode("utf-8").split("\n")
        weights = {name: data[name].astype(np.float32) * np.float32(about["scales"][name]) for name in LEARNED}
    if any(matrix.shape[0] != len(names) + 1 for matrix in weights.values()):
        raise ValueError("weights do not fit their vocabulary")
    columns, at = {}, 0
    for name, matrix in weights.items():
        columns[name] = slice(at, at := at + matrix.shape[1])
    table = np.concatenate(list(weights.values()), axis=1)
    classes = {name: tuple(about["classes"][name]) for name in LEARNED}
    return Model({name: i for i, name in enumerate(names)}, table, columns, classes, about)


@cache
def shipped_model() -> Model:
    """The model that comes with the package."""
    return read_model((files(__package__) / "weights.npz").read_bytes())
