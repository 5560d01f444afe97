"""Phrases whose words mean something else than the tag tables take them for: a scaling law is no regulation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import tomli

from amw.tags.lexicon import lowered

BEFORE, AFTER = 40, 160  # characters that a phrase may have on either side of where its word begins; the longest have half as many


def without_idioms(text: str) -> str:
    """`text` with blanks in place of its idioms (`idioms.toml`), every other character at its offset."""
    low = lowered(text)
    pieces, at = [], 0
    found = sorted(
        match.span() for word, phrases in idioms().items() for near in _around(word, low) for match in phrases.finditer(low, *near)
    )
    for start, end in found:
        if end > at:
            start = max(start, at)
            pieces += [text[at:start], " " * (end - start)]
            at = end
    return "".join((*pieces, text[at:])) if pieces else text


def _around(word: str, low: str) -> Iterator[tuple[int, int]]:
    """The stretches of `low` near `word`: its phrases are slow to look for, and have it in them."""
    at = low.find(word)
    while at >= 0:
        start, end = max(0, at - BEFORE), at + AFTER
        while 0 <= (at := low.find(word, at + 1)) < end + BEFORE:
            end = at + AFTER
        yield start, end


@cache
def idioms() -> dict[str, re.Pattern[str]]:
    """By the word that stands in each, the phrases as one expression."""
    table = tomli.loads((files("amw.tags") / "idioms.toml").read_text(encoding="utf-8"))
    return {word: re.compile("|".join(phrases)) for word, phrases in table.items()}
