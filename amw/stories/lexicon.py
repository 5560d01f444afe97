"""Words as grouping reads them: stems, function words to skip, months, nationalities, concepts that many words name, and a bilingual list.

The concepts (`concepts.txt`) are what is reported to happen: sue, lawsuit and 起诉 are one, whatever the language.
The word list `chinese_english.txt` holds `Chinese<space>English words` a line, written for this package: places, people and
organisations in the news, and the everyday words of business, technology and politics.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from functools import lru_cache

from amw.stories.languages import FUNCTION_WORDS, HANGUL, LANGUAGES, listed_in

_VOWEL = re.compile(r"[aeiouy]")
_ENDINGS = frozenset("sgdey")  # how all that loses an ending ends
ENGLISH_MONTHS = {
    name: number
    for number, names in enumerate(
        ["january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"], start=1,
    )
    for name in names.split()
}  # fmt: skip

STOP_WORDS = frozenset(FUNCTION_WORDS)

# Written form -> the name it stands for; the second column is what both languages share.
_SAME = """
us:america usa:america american:america americans:america chinese:china russian:russia russians:russia iranian:iran iraqi:iraq indian:india
indians:india japanese:japan korean:korea koreans:korea german:germany germans:germany french:france british:britain uk:britain
england:britain english:britain european:europe eu:europe israeli:israel israelis:israel ukrainian:ukraine taiwanese:taiwan canadian:canada
australian:australia brazilian:brazil mexican:mexico turkish:turkey syrian:syria saudi:arabia pakistani:pakistan spanish:spain
italian:italy dutch:netherlands vietnamese:vietnam singaporean:singapore african:africa asian:asia venezuelan:venezuela nigerian:nigeria
nepali:nepal bulgarian:bulgaria indonesian:indonesia cuban:cuba artificial:ai democratic:democrat democrats:democrat republicans:republican
"""
SAME_NAME = dict(pair.split(":") for pair in _SAME.split())


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


@lru_cache(maxsize=1)
def _chinese() -> tuple[dict[str, tuple[str, ...]], int]:
    listed = listed_in("chinese_english.txt", " ")
    words = {chinese: tuple(stem(SAME_NAME.get(w, w)) for w in english.split()) for chinese, english in listed}
    return words, max(map(len, words))


def chinese_words(run: str) -> list[str]:
    """The English stems of the words of a CJK run that the word list knows, longest first from the left; a word is used once."""
    words, longest = _chinese()
    found: list[str] = []
    at = 0
    while at < len(run) - 1:
        size = _longest(words, run, at, longest)
        found += words[run[at : at + size]] if size else ()
        at += size or 1
    return found


def _longest(words: Container[str], run: str, at: int, most: int) -> int:
    """How many characters (two at least, `most` at most) the longest of `words` has that a run holds at `at`; 0 for none."""
    return next((size for size in range(min(most, len(run) - at), 1, -1) if run[at : at + size] in words), 0)


@lru_cache(maxsize=1)
def _concepts() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for concept, words in listed_in("concepts.txt", ": "):
        for key in dict.fromkeys(map(stem, words.split())):
            table[key] = (*table.get(key, ()), concept)
    return table


def concepts_of(form: str) -> tuple[str, ...]:
    """The concepts that a stem (or a Chinese word) speaks of; mostly none."""
    return _concepts().get(form, ())


@lru_cache(maxsize=1)
def chinese_forms() -> dict[str, tuple[str, ...]]:
    """The Chinese words among them."""
    return {word: concepts for word, concepts in _concepts().items() if not word.isascii()}


def plain(word: str) -> str:
    """`word` in lower case without the marks on its letters."""
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c))


_ABROAD = ("fr", "de", "es", "it", "pt", "nl", "pl", "tr", "ru", "ko")  # the columns of words_abroad.txt
LONGER = 5  # letters that a word has beyond its beginning, at most


@lru_cache(maxsize=1)
def _abroad() -> dict[str, dict[str, tuple[str, ...]]]:
    beginnings: dict[str, dict[str, tuple[str, ...]]] = {code: {} for code in _ABROAD}
    for english, columns in listed_in("words_abroad.txt", "|"):
        meant = tuple(stem(SAME_NAME.get(w, w)) for w in english.split()) if english[0] not in "@#" else (english,)
        for code, column in zip(_ABROAD, columns.split("|"), strict=True):
            for beginning in column.split():
                key = beginning if code == "ko" else plain(beginning)
                beginnings[code][key] = tuple(dict.fromkeys((*beginnings[code].get(key, ()), *meant)))
    return beginnings


def words_abroad(language: int) -> dict[str, tuple[str, ...]]:
    """How words of a language begin, with the English stems they stand for, "@month" or "#factor"; none for a language without list."""
    return _abroad().get(LANGUAGES[language], {})


def meaning(word: str, language: int) -> tuple[str, ...]:
    """What `words_abroad` has for the longest beginning of a folded word: one of three letters or fewer is a whole word."""
    words = words_abroad(language)
    for size in range(len(word), max(1, len(word) - LONGER - 1), -1):
        if (found := words.get(word[:size])) is not None and (size > 3 or size == len(word) or word[0] >= "가"):
            return found
    return ()


def korean_words(run: str) -> list[str]:
    """The English stems of the words that a run of Korean begins with, longest first; what follows them are endings."""
    words, at = words_abroad(HANGUL), 0
    found: list[str] = []
    while size := _longest(words, run, at, 6):
        found += words[run[at : at + size]]
        at += size
    return found
