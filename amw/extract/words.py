"""Whether any of many words occurs in a text, in one pass over it: several times faster than a pattern of alternatives."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import ahocorasick  # type: ignore[import-not-found]

NAME: Final = 160  # characters of a class or id string that are looked at


def finder(words: Iterable[str]) -> Callable[[str], bool]:
    """A function that tells whether a lower-case text holds one of `words`."""
    automaton = ahocorasick.Automaton()
    for word in words:
        automaton.add_word(word, None)
    automaton.make_automaton()
    occurrences = automaton.iter
    return lambda text: next(occurrences(text), automaton) is not automaton
