"""Whether any of many words occurs in a text, in one pass over it: several times faster than a pattern of alternatives."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from amw.automata import Automaton

NAME: Final = 160  # characters of a class or id string that are looked at


def finder(words: Iterable[str]) -> Callable[[str], bool]:
    """A function that tells whether a lower-case text holds one of `words`."""
    return Automaton((word, None) for word in words).is_in
