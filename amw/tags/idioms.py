"""Phrases whose words mean something else than the tag tables take them for: a scaling law is no regulation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import tomli

from amw.automata import Automaton
from amw.tags.lexicon import lowered

BEFORE, AFTER = 40, 160  # characters that a phrase may have on either side of where its word begins; the longest have half as many


def without_idioms(text: str) -> str:
    """`text` with blanks in place of its idioms (`idioms.toml`), every other character at its offset."""
    low = lowered(text)
    pieces, at = [], 0
    found = sorted(
        match.span() for word, ends in _words(low).items() for near in _around(word, ends) for match in idioms()[word].finditer(low, *near)
    )
    for start, end in found:
        if end > at:
            start = max(start, at)
            pieces += [text[at:start], " " * (end - start)]
            at = end
    return "".join((*pieces, text[at:])) if pieces else text


def _words(low: str) -> dict[str, list[int]]:
    """Where each word of an idiom that `low` holds ends, in order."""
    found: dict[str, list[int]] = {}
    for last, word in _automaton().find(low):
        found.setdefault(word, []).append(last)
    return found


def _around(word: str, lasts: list[int]) -> Iterator[tuple[int, int]]:
    """The stretches around the places where `word` ends: its phrases are slow to look for, and have it in them."""
    start, end = 0, -1
    for last in lasts:
        at = last + 1 - len(word)
        if at >= end + BEFORE:
            if end >= 0:
                yield start, end
            start = max(0, at - BEFORE)
        end = at + AFTER
    if end >= 0:
        yield start, end


@cache
def _automaton() -> Automaton:
    return Automaton((word, word) for word in idioms())


@cache
def idioms() -> dict[str, re.Pattern[str]]:
    """By the word that stands in each, the phrases as one expression."""
    table = tomli.loads((files("amw.tags") / "idioms.toml").read_text(encoding="utf-8"))
    return {word: re.compile("|".join(phrases)) for word, phrases in table.items()}
