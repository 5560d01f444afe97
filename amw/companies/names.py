"""Company names folded to match keys: width, case, diacritics, script variants, punctuation, legal forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from amw.companies import forms
from amw.companies.folding import VOWEL_SIGNS

MAX_NAME = 300  # characters; longer strings are no names, and the bound keeps hostile ones cheap

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u3164\uffa0\u2120\u2122\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.\s?)+[^\W\d_](?:\.|(?!\w))")
_DOTTED_FORM = re.compile(
    r"(?<![\w.])(?!s\.\s?a\.\s?b)(?:s\.\s?p\.\s?a|s\.\s?a\.\s?s|s\.\s?r\.\s?l|s\.\s?a|n\.\s?v|b\.\s?v|l\.l\.c|p\.l\.c)\.?(?![\w.])"
)
_LETTER_AND_POINT = re.compile(r"\b\w\.")  # how each of the two begins
_PLUS = re.compile(r"(?<=[\w.])\s?\+\s?(?=\w)")
_PUNCTUATION = re.compile(rf"[^\w\s{VOWEL_SIGNS}]|_")
# One character for one, or None: the only tables that `str.translate` walks in C
_TO_SPACE: dict[int, str | None] = {i: " " for i in range(128) if not chr(i).isalnum()}
_TO_SPACE |= {ord("'"): None, ord("+"): "+", ord("’"): None, ord("`"): None}
_CJK = re.compile("[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_CONFUSABLE = re.compile("[\u0370-\u03ff\u0400-\u052f\u0531-\u058f\u13a0-\u13ff\u2c80-\u2cff\uab70-\uabbf]")
# The first bytes, in UTF-8, of the characters above: looked for before any character is
_CONFUSABLE_BYTES = (
    *(bytes([first]) for first in range(0xCD, 0xD6)),
    *(bytes(pair) for pair in ((0xE1, 0x8E), (0xE1, 0x8F), (0xE2, 0xB2), (0xE2, 0xB3), (0xEA, 0xAD), (0xEA, 0xAE))),
)
_CONFUSABLES = re.compile(_CONFUSABLE.pattern + "{1,60}")
_NON_ASCII_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "’": "", "'": ""}
)


def visible(name: str) -> str:
    """`name` in NFKC without bidi controls, zero-width characters, variation selectors, marks of trade and outer space."""
    if name.isascii():
        return name.strip()
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", name)).strip()  # a trade mark would be letters then


def mixes_scripts(name: str) -> bool:
    """Whether one word of `name` mixes Latin with look-alike letters of another alphabet ("OpenΑI" with a Greek alpha).

    Such a name is queued, never resolved. A word that is wholly Greek or Cyrillic is not mixed.
    """
    if name.isascii():
        return False
    return any(_LATIN.search(word) and _CONFUSABLE.search(word) for word in visible(name).split())


_LOOK_ALIKES = str.maketrans(
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοριντυχАВЕКМНОРСТУХІЈЅаеорсухіјѕԁԛԝɡᴏ",
    "ABEZHIKMNOPTYXaopivtuxABEKMHOPCTYXIJSaeopcyxijsdqwgo",
)


def skeleton(name: str) -> str:
    """`name` with Greek and Cyrillic letters that look like Latin ones replaced by those: what a reader takes it for."""
    return name.translate(_LOOK_ALIKES)


def look_alikes(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of the words of `text`, of at most some sixty letters, that mix Latin with look-alike letters."""
    encoded = b"" if text.isascii() else text.encode("utf-8", "replace")
    for first in _CONFUSABLE_BYTES:
        if first in encoded:
            break
    else:
        return
    done = 0
    for run in _CONFUSABLES.finditer(text):
        start, end = run.span()
        if start < done or (not (_LATIN.match(text, start - 1) if start else False) and not _LATIN.match(text, end)):
            continue
        while start > max(done, run.start() - 30) and text[start - 1].isalnum():
            start -= 1
        while end < min(len(text), run.end() + 30) and text[end].isalnum():
            end += 1
        done = end
        yield start, end


def has_cjk(name: str) -> bool:
    """Whether `name` holds Han, kana or Hangul characters."""
    return _CJK.search(name) is not None


def fold(name: str) -> str:
    """`name` as lower-case words: NFKC, case, diacritics, Traditional to Simplified Han, initials joined, punctuation to spaces.

    Legal forms stay; use `normalise` for the match key.
    """
    name = name[:MAX_NAME]
    if name.isascii() and name.replace(" ", "").isalnum():
        return " ".join(name.lower().split())
    if not name.isascii():
        name = visible(name).casefold().translate(forms.SIMPLIFIED).translate(_NON_ASCII_LETTERS)
        name = "".join(c for c in unicodedata.normalize("NFD", name) if not ("\u0300" <= c <= "\u036f" or c == "\u093c"))
        name = unicodedata.normalize("NFC", name)
    else:
        name = name.lower()
    if "." in name[:-1] and _LETTER_AND_POINT.search(name) is not None:
        name = _DOTTED_FORM.sub(lambda found: " " + found[0].replace(".", "").replace(" ", "") + " ", name)
        name = _INITIALS.sub(lambda found: found[0].replace(".", "").replace(" ", "") + " ", name)
    if "+" in name:
        name = _PLUS.sub(" and ", name)
    if "&" in name:
        name = name.replace("&", " and ")
    name = name.translate(_TO_SPACE)
    if not name.isascii():
        name = _PUNCTUATION.sub(" ", name)
    return " ".join(name.split())


fold_name = lru_cache(maxsize=16384)(fold)  # for registered names, which are read by several in turn


_TAILS = forms.LEGAL_FORMS | forms.SHARE_MARKS | {"and"}


def strip_forms(words: list[str]) -> list[str]:
    """`words` (folded) without legal forms and share marks at the end, and without those that lead a name; never empty."""
    end = len(words)
    while end > 1:
        last = words[end - 1]
        if last in forms.FORM_ENDS:
            phrase = min(4, end - 1)
            while phrase > 1 and " ".join(words[end - phrase : end]) not in forms.FORM_PHRASES:
                phrase -= 1
            if phrase > 1:
                end -= phrase
                continue
        if last in _TAILS:
            end -= 1
            continue
        break
    start = 0
    while start < end - 1 and words[start] in forms.LEADING_FORMS:
        start += 1
    for leading in forms.LEADING_PHRASES.get(words[start], ()):
        rest = start + leading.count(" ") + 1
        if rest < end and " ".join(words[start:rest]) == leading:
            return words[rest:end]
    return words[start:end]


def _strip_cjk(word: str) -> str:
    changed = True
    while changed:
        changed = False
        for suffix in forms.CJK_LEGAL_SUFFIX:
            if word.endswith(suffix) and len(word) > len(suffix) + 1:
                word = word[: -len(suffix)]
                changed = True
        for prefix in forms.CJK_LEGAL_PREFIX:
            if word.startswith(prefix) and len(word) > len(prefix) + 1:
                word = word[len(prefix) :]
                changed = True
    return word


def normalise(name: str) -> str:
    """The match key of a company name: folded words without legal forms, share marks and a leading "the".

    >>> normalise("Alibaba Group Holding Ltd") == normalise("ALIBABA GROUP HOLDING LIMITED")
    True
    >>> normalise("株式会社ソニー"), normalise("Sasol ADR"), normalise("The Hershey Co.")
    ('ソニー', 'sasol', 'hershey')
    """
    return " ".join(key_words(fold(name)))


def key_words(folded: str) -> list[str]:
    """The words of the match key of a name that is folded already."""
    words = folded.split()
    if not words:
        return words
    if not folded.isascii() and has_cjk(folded):
        words = [_strip_cjk(w) for w in words if w not in forms.CJK_FORM_WORDS] or words
        words = [w for w in words if w not in forms.CJK_FORM_WORDS] or words
    return strip_forms(words)


def compact(name: str) -> str:
    """`normalise` without spaces: "Mistral AI", "MistralAI" and "mistral-ai" share it."""
    return normalise(name).replace(" ", "")
