"""Phrases whose words mean something else than the tag tables take them for: a scaling law is no regulation."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import tomli

from amw.text import lowered


def without_idioms(text: str) -> str:
    """`text` with blanks in place of its idioms (`idioms.toml`), every other character at its offset."""
    low = lowered(text)
    pieces, at = [], 0
    for start, end in sorted(match.span() for word, phrases in idioms().items() if word in low for match in phrases.finditer(low)):
        if end > at:
            pieces += [text[at : max(start, at)], " " * (end - max(start, at))]
            at = end
    return "".join((*pieces, text[at:])) if pieces else text


@cache
def idioms() -> dict[str, re.Pattern[str]]:
    """By the word that stands in each, the phrases as one expression: they are slow to look for where it is not there."""
    table = tomli.loads((files("amw.tags") / "idioms.toml").read_text(encoding="utf-8"))
    return {word: re.compile("|".join(phrases)) for word, phrases in table.items()}
