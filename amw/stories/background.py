"""How common a term is in news at large, before a store has statistics of its own; and how often it is written with a capital.

`background.npz` is written by benchmarks/train_stories.py: hashed counts, no text.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

BUCKETS: Final = 1 << 17
MASK: Final = BUCKETS - 1


@lru_cache(maxsize=1)
def _read() -> tuple[int, NDArray[np.uint32], array[float], array[float]]:
    with files("amw.stories").joinpath("background.npz").open("rb") as file, np.load(file) as data:
        documents, frequency = int(data["documents"]), data["frequency"].astype(np.uint32)
        capital = data["capital"].astype(np.float64) / 255
    frequency.flags.writeable = False
    rarity = np.log((documents + 1) / (frequency + 0.5))
    return documents, frequency, array("d", rarity.tobytes()), array("d", capital.tobytes())


def counts() -> tuple[int, NDArray[np.uint32]]:
    """Documents counted, and the document frequency per bucket (read-only)."""
    return _read()[:2]


def table() -> array[float]:
    """Inverse document frequencies (natural logarithm) by bucket: of a term key `table()[key & MASK]`."""
    return _read()[2]


def capital() -> array[float]:
    """The share (0..1) of a bucket's occurrences in running text that are capitalised; 1 where never seen."""
    return _read()[3]
