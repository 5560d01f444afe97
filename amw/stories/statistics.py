"""Document frequencies that follow the store: hashed counts over the background, renewed in steps so that every writer sees the same."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Sequence
from itertools import chain
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from amw.stories.background import BUCKETS, MASK, counts

PRIOR: Final = 0.15  # weight of a document of the background against one of the store, which knows its own vocabulary
HORIZON: Final = 400_000  # documents after which counts are halved: old vocabulary fades and 32 bits never overflow


def step_at(count: int) -> int:
    """How many of the latest articles are to be folded in once `count` are known; mostly 0.

    Within a step idf stands still, so views can be kept open and all writers see the same. Steps are short while the store is young
    and its vocabulary new, and longer later: 64 articles up to 2,048, 256 up to 16,384, then 1,024.
    """
    size = 64 if count <= 2_048 else 256 if count <= 16_384 else 1_024
    return size if count and count % size == 0 else 0


class Statistics:
    """Inverse document frequency over the background and all documents folded in so far.

    `fold` is called with the signatures' terms of each full step, in order; `epoch` counts the folds. `table` holds the idf (natural
    logarithm, above 0) of every bucket: of a term key it is `table[key & MASK]`.
    """

    __slots__ = ("_counts", "documents", "epoch", "table")

    def __init__(self, *, epoch: int = 0, documents: int = 0, frequency: NDArray[np.uint32] | None = None) -> None:
        self.epoch = epoch
        self.documents = documents
        self._counts = np.zeros(BUCKETS, dtype=np.uint32) if frequency is None else frequency
        if self._counts.shape != (BUCKETS,):
            raise ValueError(f"a table of frequencies has {BUCKETS} entries, not {self._counts.shape}")
        self.table = self._idf()

    def fold(self, step: Sequence[Sequence[int]]) -> None:
        """Counts the documents of one step, each given by its distinct term keys."""
        keys = np.fromiter(chain.from_iterable(step), dtype=np.uint32)
        self._counts = self._counts + np.bincount(keys & np.uint32(MASK), minlength=BUCKETS).astype(np.uint32)
        self.documents += len(step)
        self.epoch += 1
        if self.documents > HORIZON:
            self.documents //= 2
            self._counts = self._counts >> np.uint32(1)
        self.table = self._idf()

    def _idf(self) -> array[float]:
        base, background = counts()
        frequency = self._counts + PRIOR * background
        frequency += 0.5
        values = array("d")
        values.frombytes(np.maximum(0.01, log(self.documents + PRIOR * base + 1) - np.log(frequency)).tobytes())
        return values

    def copy(self) -> Statistics:
        """The same statistics, folded on from here without touching this one (a fold replaces its tables, never writes into them)."""
        twin = object.__new__(Statistics)
        twin.epoch, twin.documents, twin.table, twin._counts = self.epoch, self.documents, self.table, self._counts
        return twin

    def to_bytes(self) -> bytes:
        """The table of counts, compressed; `from_bytes` reads it with the epoch and the number of documents beside it."""
        return zlib.compress(self._counts.astype("<u4").tobytes(), 1)

    @classmethod
    def from_bytes(cls, epoch: int, documents: int, body: bytes) -> Statistics:
        """The statistics that `to_bytes` wrote. Raises zlib.error or ValueError on anything else."""
        return cls(epoch=epoch, documents=documents, frequency=np.frombuffer(zlib.decompress(body), dtype="<u4").astype(np.uint32))
