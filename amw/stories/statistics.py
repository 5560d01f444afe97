"""Document frequencies that follow the store: hashed counts over the background, renewed in steps so that every writer sees the same."""

from __future__ import annotations

import math
import zlib
from array import array
from collections.abc import Iterable, Sequence
from typing import Final

from amw.stories.background import BUCKETS, counts

STEP: Final = 256  # documents between two renewals: within a step idf stands still, so views can be cached and writers agree
HORIZON: Final = 400_000  # documents after which counts are halved: old vocabulary fades and 32 bits never overflow
_MASK: Final = BUCKETS - 1
_MEMO: Final = 1 << 18


class Statistics:
    """Inverse document frequency over the background and all documents folded in so far.

    `fold` is called with the signatures' terms of each full step, in order; `epoch` counts the folds.
    """

    __slots__ = ("_counts", "_memo", "documents", "epoch")

    def __init__(self, *, epoch: int = 0, documents: int | None = None, frequency: Iterable[int] | None = None) -> None:
        base, table, _ = counts()
        self.epoch = epoch
        self.documents = base if documents is None else documents
        self._counts = array("I", table if frequency is None else frequency)
        self._memo: dict[int, float] = {}
        if len(self._counts) != BUCKETS:
            raise ValueError(f"a table of frequencies has {BUCKETS} entries, not {len(self._counts)}")

    def fold(self, step: Sequence[Sequence[int]]) -> None:
        """Counts the documents of one step, each given by its distinct term keys."""
        table = self._counts
        for terms in step:
            for key in terms:
                table[key & _MASK] += 1
        self.documents += len(step)
        self.epoch += 1
        self._memo = {}
        if self.documents > HORIZON:
            self.documents //= 2
            self._counts = array("I", [n >> 1 for n in table])

    def idf(self, key: int) -> float:
        """The inverse document frequency (natural logarithm, above 0) of a term key."""
        value = self._memo.get(key)
        if value is None:
            if len(self._memo) > _MEMO:
                self._memo = {}
            value = self._memo[key] = max(0.01, math.log((self.documents + 1) / (self._counts[key & _MASK] + 0.5)))
        return value

    def copy(self) -> Statistics:
        """The same statistics, folded on from here without touching this one."""
        return Statistics(epoch=self.epoch, documents=self.documents, frequency=self._counts)

    def to_bytes(self) -> bytes:
        """The table of counts, compressed; `from_bytes` reads it with the epoch and the number of documents beside it."""
        return zlib.compress(self._counts.tobytes(), 1)

    @classmethod
    def from_bytes(cls, epoch: int, documents: int, body: bytes) -> Statistics:
        """The statistics that `to_bytes` wrote. Raises zlib.error or ValueError on anything else."""
        return cls(epoch=epoch, documents=documents, frequency=array("I", zlib.decompress(body)))
