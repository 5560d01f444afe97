"""Kinds of characters counted in many texts at once: spaces, punctuation, ends of sentences, scripts without spaces."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

# Kinds of characters that are counted, numbered from one.
_CHARACTERS: Final = (" ", ",，、،", '"“”«„', "-–—", "|›»", "/", "@", "\n", "!", ".?", "。", "！？।")
_EXCLAMATION, _STOP = 9, 10
SPACE, WIDE = 1, len(_CHARACTERS) + 1  # kinds that words are told by; WIDE are characters of scripts without spaces, each half a word
FULL_STOPS, WIDE_STOPS = 11, 12
PUNCTUATION: Final = list(range(2, 10))  # commas, quotes, dashes, bars, slashes, "@", line breaks, exclamation marks


def _kinds_of_characters() -> NDArray[np.uint8]:
    table = np.zeros(0x10000, np.uint8)
    for low, high in ((0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xAC00, 0xD7AF), (0x0E00, 0x0E7F)):
        table[low : high + 1] = WIDE
    for kind, characters in enumerate(_CHARACTERS, 1):
        for character in characters:
            table[ord(character)] = kind
    return table


_CHARACTER_KIND: Final = _kinds_of_characters()
_STRIDE: Final = len(_CHARACTERS) + 2


def count_characters(texts: list[str]) -> NDArray[np.int64]:
    """How often each kind of character occurs in each text, and last how often a sentence ends inside it: (kinds + 3) x texts.

    Characters of no kind, which are four in five, are left out at once and not counted.
    """
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.int32)
    kinds = _CHARACTER_KIND.take(codes, mode="clip")
    at = (kinds != 0).nonzero()[0]
    lengths = np.array([*map(len, texts)], np.int64)
    kinds, owner = kinds[at], np.arange(0, len(texts) * _STRIDE, _STRIDE).repeat(lengths)[at]
    counts = np.bincount(owner + kinds, minlength=len(texts) * _STRIDE).reshape(len(texts), _STRIDE).T
    ends = ((kinds == _STOP) | (kinds == _EXCLAMATION))[:-1].nonzero()[0]
    ends = ends[(kinds[ends + 1] == SPACE) & (at[ends + 1] - at[ends] == 1)]
    inside = np.bincount(owner[ends] // _STRIDE, minlength=len(texts))
    return np.concatenate([counts, inside[None], lengths[None]])
