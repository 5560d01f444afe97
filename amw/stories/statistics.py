"""Document frequencies that follow the store: hashed counts over the background, renewed in steps so that every writer sees the same."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from amw.stories.background import BUCKETS, MASK, counts
from amw.stories.languages import HAN, HANGUL, by_characters
from amw.stories.terms import key_of

PRIOR: Final = 0.15  # weight of a document of the background against one of the store, which knows its own vocabulary
HORIZON: Final = 400_000  # documents after which counts are halved: old vocabulary fades and 32 bits never overflow


def step_at(count: int) -> int:
    """How many of the latest articles are to be folded in once `count` are known; mostly 0.

    Within a step idf stands still, so views can be kept open and all writers see the same. Steps are short while the store is young
    and its vocabulary new, and longer later: 64 articles up to 2,048, 256 up to 16,384, then 1,024.
    """
    size = 64 if count <= 2_048 else 256 if count <= 16_384 else 1_024
    return size if count and count % size == 0 else 0


# Counted with the terms of each document in a language (`Signature.language`) that is read by pairs of characters.
MARKS: Final[dict[int, tuple[int, ...]]] = {HAN: (key_of("script:han"),), HANGUL: (key_of("script:korean"),)}
LEAST: Final = 0.5  # inverse document frequency within a language, at least: what is commoner in all texts than in its own


@dataclass(frozen=True, slots=True)
class Table:
    """Inverse document frequencies: of a term key `top - low[key & MASK]` (natural logarithm, above 0)."""

    top: float
    low: array[float]  # a third of what a list of floats takes, so more of it lies in the cache
    languages: dict[int, Table] = field(default_factory=dict)

    def of(self, language: int) -> Table:
        """The frequencies that texts in a language (`Signature.language`) are held against: among its documents alone where pairs of
        characters are read, since in few documents of many each is rare; else among all."""
        if not language or not by_characters(language):
            return self
        table = self.languages.get(language)
        if table is None:
            top = self.low[MARKS[language][0] & MASK]
            low = np.minimum(np.frombuffer(self.low), top - LEAST)
            table = self.languages[language] = Table(top, array("d", low.tobytes()))
        return table


class Statistics:
    """Inverse document frequency over the background and all documents folded in so far.

    `fold` is called with the signatures' terms of each full step, in order; `epoch` counts the folds.
    """

    __slots__ = ("_counts", "documents", "epoch", "table")

    def __init__(self, *, epoch: int = 0, documents: int = 0, frequency: NDArray[np.uint32] | None = None) -> None:
        self.epoch = epoch
        self.documents = documents
        self._counts = np.zeros(BUCKETS, dtype=np.uint32) if frequency is None else frequency
        if self._counts.shape != (BUCKETS,):
            raise ValueError(f"a table of frequencies has {BUCKETS} entries, not {self._counts.shape}")
        self.table = self._whole() if frequency is not None else Table(_first().top, _first().low[:])

    def fold(self, step: Sequence[Sequence[int]]) -> None:
        """Counts the documents of one step, each given by its distinct term keys."""
        keys = np.fromiter(chain.from_iterable(step), dtype=np.uint32) & np.uint32(MASK)
        np.add.at(self._counts, keys, np.uint32(1))
        self.documents += len(step)
        self.epoch += 1
        if self.documents > HORIZON:
            self.documents //= 2
            self._counts >>= np.uint32(1)
            self.table = self._whole()
            return
        np.frombuffer(self.table.low)[keys] = self._low(keys)
        self.table = Table(self._top(), self.table.low)

    def _top(self) -> float:
        return log(self.documents + PRIOR * counts()[0] + 1)

    def _low(self, buckets: NDArray[np.uint32] | slice) -> NDArray[np.float64]:
        seen = np.minimum(self._counts[buckets], np.uint32(self.documents))  # two words of a text that share a bucket count twice
        base, background = counts()
        return np.log(seen + PRIOR * np.minimum(background[buckets], base) + 0.5)

    def _whole(self) -> Table:
        return Table(self._top(), array("d", self._low(slice(None)).tobytes()))

    def copy(self) -> Statistics:
        """The same statistics, to be folded on from here without touching this one."""
        twin = object.__new__(Statistics)
        twin.epoch, twin.documents, twin._counts = self.epoch, self.documents, self._counts.copy()
        twin.table = Table(self.table.top, self.table.low[:])
        return twin

    def to_bytes(self) -> bytes:
        """The table of counts, compressed; `from_bytes` reads it with the epoch and the number of documents beside it."""
        return zlib.compress(self._counts.astype("<u4").tobytes(), 1)

    @classmethod
    def from_bytes(cls, epoch: int, documents: int, body: bytes) -> Statistics:
        """The statistics that `to_bytes` wrote. Raises zlib.error or ValueError on anything else."""
        return cls(epoch=epoch, documents=documents, frequency=np.frombuffer(zlib.decompress(body), dtype="<u4").astype(np.uint32))


@lru_cache(maxsize=1)
def _first() -> Table:
    """The table before anything was folded in."""
    return Statistics(frequency=np.zeros(BUCKETS, dtype=np.uint32)).table
