"""Many words found in one pass over a text (Aho & Corasick 1975)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

# A table of all transitions is passed through two to five times as fast as lists of them, and takes five times as long to build: some
# 15 ms for 2,000 words, 80 for 11,000.
LARGEST_TABLE: Final = 4_000  # words


class Automaton:
    """Words, each with what it stands for. `find` gives (offset of a word's last character, value) for each word in a text."""

    def __init__(self, words: Iterable[tuple[str, Any]]) -> None:
        found = dict(words)
        self._words, self._values = list(found), list(found.values())

    def is_in(self, text: str) -> bool:
        """Whether a text holds any of the words."""
        return bool(_matches(self._every, text, overlapping=False))

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, Any]]:
        """All words in text[start:end], by their ends, those within others too."""
        values, before = self._values, start - 1
        return ((before + last, values[word]) for word, _, last in _matches(self._every, text[start:end], overlapping=True))

    def values(self, text: str) -> list[Any]:
        """What the words in a text stand for, those within others too, once for each place where one stands."""
        values = self._values
        return [values[word] for word, _, _ in _matches(self._every, text, overlapping=True)]

    def find_longest(self, text: str) -> Iterator[tuple[int, Any]]:
        """The words in a text, leftmost and longest first, none within another."""
        values = self._values
        return ((last - 1, values[word]) for word, _, last in _matches(self._longest, text, overlapping=False))

    @cached_property
    def _every(self) -> AhoCorasick:
        return self._machine(MatchKind.Standard)

    @cached_property
    def _longest(self) -> AhoCorasick:
        return self._machine(MatchKind.LeftmostLongest)

    def _machine(self, kind: MatchKind) -> AhoCorasick:
        table = Implementation.DFA if len(self._words) <= LARGEST_TABLE else None
        return AhoCorasick(self._words, matchkind=kind, implementation=table, store_patterns=False)


def _matches(machine: AhoCorasick, text: str, *, overlapping: bool) -> list[tuple[int, int, int]]:
    """(number of a word, its start, its end) for each match. Half a character, which no encoding has, is a question mark."""
    try:
        return machine.find_matches_as_indexes(text, overlapping=overlapping)
    except UnicodeEncodeError:
        return machine.find_matches_as_indexes(text.encode("utf-8", "replace").decode(), overlapping=overlapping)
