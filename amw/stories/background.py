"""How common a term is in news at large, before a store has statistics of its own; and how often it is written with a capital.

`background.npz` is written by benchmarks/train_stories.py: hashed counts, no text.
"""

from __future__ import annotations

import math
from array import array
from functools import lru_cache
from importlib.resources import files
from typing import Final

import numpy as np

BUCKETS: Final = 1 << 17


@lru_cache(maxsize=1)
def counts() -> tuple[int, array[int], array[float]]:
    """Documents counted, document frequency per bucket, share of capitalised occurrences per bucket (1.0 where never seen)."""
    with files("amw.stories").joinpath("background.npz").open("rb") as file, np.load(file) as data:
        frequency = array("I", data["frequency"].astype(np.uint32).tobytes())
        capital = array("f", (data["capital"].astype(np.float32) / 255).tobytes())
        return int(data["documents"]), frequency, capital


@lru_cache(maxsize=1)
def _idf() -> array[float]:
    documents, frequency, _ = counts()
    return array("f", [math.log((documents + 1) / (n + 0.5)) for n in frequency])


def idf(key: int) -> float:
    """Inverse document frequency (natural logarithm) of a term key in the background."""
    return _idf()[key & (BUCKETS - 1)]


def properness(key: int) -> float:
    """The share (0..1) of the term's occurrences in running text that are capitalised; 1 for a term never seen."""
    return counts()[2][key & (BUCKETS - 1)]
