"""Texts folded for matching, every character at its place: case, width, diacritics, Traditional Han; and all but words made spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from amw.companies.forms import SIMPLIFIED

CJK = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
VOWEL_SIGNS = (
    "\u0900-\u0963\u0966-\u0dff"  # of Indic scripts: the signs of vowels are parts of words, though Python counts them as no letters
)
_HAS_CJK = re.compile(f"[{CJK}]")
_NON_ASCII = re.compile(r"[^\x00-\x7f]+")
_BEYOND_LATIN = re.compile(r"[^\x00-\xff]")
_FEW = 8  # characters of one text that are replaced one by one
_BETWEEN_WORDS = re.compile(rf"(?![{VOWEL_SIGNS}])[\W_{CJK}]")


class _Table(dict[int, str]):
    """A table for `str.translate` that works each character out, by `make`, when it is first met."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, code: int) -> str:
        self[code] = made = self._make(chr(code))
        return made


def _base(char: str) -> str:
    """The letter under `char` in lower case, half width and without diacritics; `char` itself where that is not one character."""
    if char in _LETTERS:
        return _LETTERS[char]
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", char).lower())
    base = "".join(c for c in folded if not unicodedata.combining(c))
    return base if len(base) == 1 and not _HAS_CJK.match(char) else char


_LETTERS = {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "’": "'", "‘": "'", "ʼ": "'"}
_LETTERS |= {"\u00a0": " ", "\u3000": " ", "‐": "-", "‑": "-", "–": "-", "＆": "&"}
_LETTERS |= {chr(code): simple for code, simple in SIMPLIFIED.items()}


def _base_or_space(char: str) -> str:
    base = _base(char)
    return " " if _BETWEEN_WORDS.match(base) else base


_FOLD, _SPACE = _Table(_base), _Table(_base_or_space)
_MARKS = "’“”—‘–…•\u00a0"  # the frequent ones, that are spaces alone
_ASCII_SPACED = bytes(b + 32 if 65 <= b <= 90 else b if b > 127 or chr(b).isalnum() else 32 for b in range(256))
_LATIN_SPACED = _ASCII_SPACED[:128] + "".join(
    base if (base := _base_or_space(chr(code))) < "\u0100" else chr(code) for code in range(128, 256)
).encode("latin-1")

_NUKTA = "\u093c"  # the point of Hindi under फ and ज, which many leave out where they write f and z
_SPELLED = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "에이 비 씨 디 이 에프 지 에이치 아이 제이 케이 엘 엠 엔 오 피 큐 알 에스 티 유 브이 더블유 엑스 와이 제트".split(),
        strict=True,
    )
)
_HANGUL = re.compile("[가-힣]")
SPELLED = re.compile(f"(?:{'|'.join(_SPELLED.values())})+")
"""Names of nothing but capitals, as Korean says them: others begin so."""
_LEAST_SPELLED = 4  # syllables of a name that has no other letters: "케이티" is a first name, too, "엔티티" an entity
_MOST_SPELLED = 5


def spelled_in_hangul(name: str) -> str | None:
    """A name with its Latin capitals written as Korean says them, as its legal names are: "LG전자" is "엘지전자"; None for no such name."""
    letters = [char for char in name if char.isascii()]
    if not letters or not all(char in _SPELLED for char in letters) or len(letters) > _MOST_SPELLED:
        return None
    spelled = "".join(_SPELLED.get(char, char) for char in name)
    if len(letters) < len(name):
        return spelled if _HANGUL.search(name) is not None else None
    return spelled if len(letters) > 2 and len(spelled) >= _LEAST_SPELLED else None


def pointed(name: str) -> set[str]:
    """The spellings of a Hindi name with and without the points under its फ and ज, which are letters of their own there."""
    bare = name.replace(_NUKTA, "")
    parts = re.split("(?<=[फज])", bare)
    if bare < "\u0900" or not 1 < len(parts) < 5:
        return {bare}
    spellings = {parts[-1]}
    for part in reversed(parts[:-1]):
        spellings = {part + point + rest for rest in spellings for point in ("", _NUKTA)}
    return spellings


def fold_in_place(text: str) -> str:
    """`text` folded for matching with every offset kept (the answer is as long as the text)."""
    lowered = text.lower()
    if text.isascii():
        return lowered
    if len(lowered) != len(text):
        lowered = text.translate(_FOLD)
    if _HAS_CJK.search(lowered) is not None:  # many runs: cheaper all at once
        return lowered.translate(_FOLD)
    return _NON_ASCII.sub(lambda run: run[0].translate(_FOLD), lowered)


def spaced(text: str) -> str:
    """The words of `text` in lower case without diacritics, each at its place, with spaces for all else, and a space at either end.

    CJK characters are spaces here. The answer is two characters longer than the text, so every offset is one too high.
    """
    return spaced_and_told(text)[0]


def spaced_and_told(text: str) -> tuple[str, bool, bool]:
    """`spaced(text)`, whether `text` holds a Han, kana or Hangul character, and whether it holds any that English hardly has."""
    if text.isascii():
        return f" {text.encode().translate(_ASCII_SPACED).decode()} ", False, False
    for mark in _MARKS:
        text = text.replace(mark, " ")
    if text.isascii():
        return f" {text.encode().translate(_ASCII_SPACED).decode()} ", False, False
    beyond = _BEYOND_LATIN.search(text)
    cjk = beyond is not None and _HAS_CJK.search(text) is not None
    for _ in range(0 if cjk else _FEW):
        if beyond is None or (base := _SPACE[ord(beyond[0])]) > "\u00ff":
            break
        text = text.replace(beyond[0], base)
        beyond = _BEYOND_LATIN.search(text, beyond.start())
    if beyond is None:
        return f" {text.encode('latin-1').translate(_LATIN_SPACED).decode('latin-1')} ", False, True
    text = text.translate(_SPACE) if cjk else _NON_ASCII.sub(lambda run: run[0].translate(_SPACE), text)
    return f" {text.encode('utf-8', 'replace').translate(_ASCII_SPACED).decode('utf-8')} ", cjk, True
