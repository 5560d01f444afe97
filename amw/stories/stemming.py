"""A light English stemmer: endings of number and tense go, the rest stays readable."""

from __future__ import annotations

import re

_VOWEL = re.compile(r"[aeiouy]")
_ENDINGS = frozenset("sgdey")  # how all that loses an ending ends


def stem(word: str) -> str:
    """The stem of a lower-case word: plural, -ing and -ed endings and a last e go, a last y becomes i; never under three letters."""
    if not word.isascii() or word[-1:] not in _ENDINGS:
        return word
    if len(word) > 3 and word.endswith("s") and (not word.endswith(("ss", "us", "is")) or (word.endswith("axis") and len(word) > 4)):
        if word.endswith("ies") and len(word) > 4:
            word = word[:-3] + "y"
        elif word.endswith(("sses", "xes", "zes", "ches", "shes")):
            word = word[:-2]
        else:
            word = word[:-1]
    if word.endswith(("ing", "ed")):
        rest = word[: -3 if word.endswith("ing") else -2]
        if len(rest) >= 3 and _VOWEL.search(rest):
            word = rest[:-1] if len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "lsz" else rest
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and word.endswith("y"):
        word = word[:-1] + "i"
    return word
