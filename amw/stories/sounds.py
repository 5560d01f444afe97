"""Names by their consonants, so that one name spelled in Latin letters and in Chinese characters meets itself: Anderson and 安德森.

A skeleton keeps one letter for each consonant class (b p; d t; g k q; m n; l r; f v w; every sibilant; h) and an A for a vowel that opens
the name; repeats are one. Voice, nasals and l/r are merged because Chinese has no way to tell them at a syllable's end.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from amw.stories.languages import listed_in

LEAST: Final = 4  # consonants from which a skeleton tells a name: shorter ones meet by chance
LONGEST: Final = 7  # characters of a Chinese name, at most

_INITIALS: Final = {
    "zh": "S", "ch": "S", "sh": "S", "b": "P", "p": "P", "m": "N", "n": "N", "f": "F", "w": "F", "d": "T", "t": "T", "l": "L", "r": "L",
    "g": "K", "k": "K", "h": "H", "j": "S", "q": "S", "x": "S", "z": "S", "c": "S", "s": "S",
}  # fmt: skip
_PAIRS: Final = {
    "dge": "S", "tch": "S", "sch": "S", "ch": "S", "sh": "S", "th": "S", "ph": "F", "gh": "K", "kh": "H", "zh": "S", "ck": "K", "wh": "F",
    "ts": "S", "tz": "S", "qu": "KF",
}  # fmt: skip
_SINGLE: Final = {
    "b": "P", "p": "P", "m": "N", "n": "N", "f": "F", "v": "F", "w": "F", "d": "T", "t": "T", "l": "L", "r": "L", "g": "K", "k": "K",
    "q": "K", "h": "H", "j": "S", "z": "S", "s": "S", "x": "KS",
}  # fmt: skip
_LATIN = re.compile("|".join(_PAIRS) + "|[a-z]")
_VOWELS: Final = "aeiouy"


@lru_cache(maxsize=1)
def _syllables() -> dict[str, str]:
    """The skeleton of each character."""
    return {character: _syllable(pinyin) for pinyin, characters in listed_in("foreign_names.txt", " ") for character in characters}


def _syllable(pinyin: str) -> str:
    if pinyin == "er":
        return "L"
    nasal = "N" if pinyin.endswith(("n", "ng")) else ""
    initial = _INITIALS.get(pinyin[:2]) or _INITIALS.get(pinyin[:1])
    return (initial or "A") + nasal


@lru_cache(maxsize=1)
def _runs() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_syllables())}]{{2,40}}")


def _squeezed(sounds: str) -> str:
    kept = sounds[:1]
    for sound in sounds[1:]:
        if sound not in ("A", kept[-1]):
            kept += sound
    return kept


def chinese_sounds(run: str) -> set[str]:
    """The skeletons of what may be foreign names in a run of Chinese: a stretch of name characters, its beginnings and its ends."""
    table = _syllables()
    found = set()
    for match in _runs().finditer(run):
        stretch = match[0]
        end = len(stretch)
        for size in range(2, min(LONGEST, end) + 1):
            for part in {stretch[:size], stretch[end - size :]}:
                skeleton = _squeezed("".join([table[c] for c in part]))
                if len(skeleton) >= LEAST:
                    found.add(skeleton)
    return found


def latin_sounds(word: str) -> set[str]:
    """The skeletons of a name in ASCII letters: with an r or l that closes a syllable, and as Chinese writes it, without."""
    pieces = _LATIN.findall(word.lower())
    full, bare = "", ""
    before = ""
    for piece, following in zip(pieces, (*pieces[1:], " "), strict=False):
        after = following[0]
        open_after = after in _VOWELS
        if piece in _VOWELS:
            sound = "" if before else "A"
        elif piece == "c":
            sound = "S" if after in "eiy" else "K"
        elif piece in "wh" and before and not open_after:
            sound = ""
        else:
            sound = _PAIRS.get(piece) or _SINGLE.get(piece, "")
        full += sound
        silent = not open_after and before and before in _VOWELS and (piece == "r" or (piece == "l" and before == "a" and after != " "))
        if not silent:
            bare += sound
        before = piece[-1]
    return {s for s in {_squeezed(full), _squeezed(bare)} if len(s) >= LEAST}
