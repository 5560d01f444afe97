"""The language that a text is written in, as far as grouping reads it otherwise than English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import Final

# The number of a language is its place here (five bits of a signature). The first stands for English and for all that is not told; Japanese
# counts as Chinese, whose characters it shares.
LANGUAGES: Final = ("en", "zh", "ko", "fr", "de", "es", "it", "pt", "nl", "pl", "tr", "ru", "ar")
NUMBER_OF: Final = {code: number for number, code in enumerate(LANGUAGES)}
ENGLISH, HAN, HANGUL = range(3)
TOLD_BY: Final = 240  # characters whose function words tell a language
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")


def listed_in(name: str, parted_by: str) -> Iterator[tuple[str, str]]:
    """The lines of a word list of this package, each parted in two; those that begin with "# " are comments."""
    for line in files("amw.stories").joinpath(name).read_text("utf-8").splitlines():
        if not line.startswith("# "):
            head, _, rest = line.partition(parted_by)
            yield head, rest


def _function_words() -> dict[str, tuple[int, ...]]:
    """Each function word with the languages that have it, English first."""
    found: dict[str, tuple[int, ...]] = {}
    for code, words in listed_in("stop_words.txt", ": "):
        for word in words.split():
            found[word] = (*found.get(word, ()), NUMBER_OF[code])
    return found


FUNCTION_WORDS: Final = _function_words()
_NOT_ENGLISH: Final = frozenset(word for word, languages in FUNCTION_WORDS.items() if languages[0] != ENGLISH)
_ENGLISH_ALONE: Final = frozenset(word for word, languages in FUNCTION_WORDS.items() if languages == (ENGLISH,))
_LETTERS: Final = {  # that no other of these languages has
    letter: NUMBER_OF[code]
    for code, letters in (("pl", "łżśćęą"), ("tr", "ığş"), ("de", "ß"), ("es", "ñ¿¡"), ("pt", "ãõ"), ("ru", "абвгдежзийклмнопрстуфхцчшыя"),
                          ("ar", "ابتجحدرسعفقكلمنهوي"))
    for letter in letters
}  # fmt: skip


def by_characters(language: int) -> bool:
    """Whether texts in a language are read by pairs of characters."""
    return language in (HAN, HANGUL)


def language_of(text: str, declared: str | None = None) -> int:
    """The number of the language of a text: by its characters, as `declared` (ISO 639, with or without a region), or by its function words.

    0 where it is English, unlisted or not told.
    """
    if not text.isascii():
        found = _CJK.findall(text)
        if len(found) > 0.2 * len(text):
            return HANGUL if 2 * sum([c >= "\uac00" for c in found]) > len(found) else HAN
    number = NUMBER_OF.get(declared.split("-")[0].lower()) if declared else None
    if number is not None:
        return number if not by_characters(number) else ENGLISH
    text = text[:TOLD_BY].lower()
    words = text.split()
    if _NOT_ENGLISH.isdisjoint(words) and (text.isascii() or not _ENGLISH_ALONE.isdisjoint(words)):
        return ENGLISH
    votes = Counter([number for word in words for number in FUNCTION_WORDS.get(word, ())])
    votes.update([_LETTERS[letter] for letter in text if letter in _LETTERS])
    best, most = max(votes.items(), key=lambda vote: (vote[1], -vote[0]), default=(ENGLISH, 0))
    return best if most > 1 else ENGLISH
