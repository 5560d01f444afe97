"""The language of a text, as far as the forms of names depend on it."""

from __future__ import annotations

import re
from itertools import repeat

from amw.companies.wordingsabroad import FUNCTION

_ENGLISH = frozenset(
    "the of and to for with from by its this that how your our you it it's will be are can has have after over its into".split()
)
_SHARED = frozenset(
    "a i o e y u in is was as an on me no do at we so he or us am all ten men over".split()
)  # with English: they tell nothing
TELLING = 500  # characters that tell a language
_LONG = 25  # words from which one that tells a language is not enough
_LANGUAGES = (*FUNCTION, "en")
_NUMBERS = {language: number for number, language in enumerate(_LANGUAGES)}
_KNOWN = (*(known - _SHARED for known in FUNCTION.values()), _ENGLISH)
_FIELD = 16  # bits of a sum of votes that count those for one language
_VOTES = {word: sum(1 << _FIELD * number for number, known in enumerate(_KNOWN) if word in known) for word in frozenset().union(*_KNOWN)}
_LETTERS = {  # that hardly another language has
    letter: language
    for language, letters in (
        *(("pl", "ąęłńśźżćĄĘŁŃŚŹŻĆ"), ("cs", "ěřůĚŘŮ"), ("tr", "ğışĞİŞ"), ("de", "ß"), ("es", "ñ¿¡"), ("pt", "ãõ")),
        ("vi", "ăđơưạảấầẩẫậắằẳẵặẹẻẽềếểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"),
        *(("ru", map(chr, range(0x400, 0x500))), ("ar", map(chr, range(0x620, 0x64B))), ("hi", map(chr, range(0x900, 0x964)))),
    )
    for letter in letters
}
_ABROAD = re.compile("[\u00c0-\u017f\u01a0-\u01b0\u0400-\u04ff\u0620-\u064a\u0900-\u0963\u1ea0-\u1ef9]")
_UMLAUTS = frozenset("äöüÄÖÜ")
_LETTER_WEIGHT = 3  # a letter that hardly another language has counts as so many words
# Words that tell a sentence in another language of Europe, where an English word with a capital is a name
_OTHER_WORDS = re.compile(
    r"[ ](?:la|el|los|las|del|de|una|con|como|para|por|su|um|uma|na|da|dos|das|em|não|ao|le|les|du|et|pour|dans|une|au|aux|chez|sur"
    r"|com|pela|pelo|en|vor|gegen|bei|nach|auf|sich|als|zu|der|und|mit|für|von|dem|den|ein|eine|im|il|di|che|della|een|het|voor|más|que|mais|sus|seu"
    r"|sua|d['’]\w+)(?=[ ])|[ ](?:do|no|ao)(?=[ ][A-ZÀ-Þ])"
)
_ENGLISH_WORDS = re.compile(r"(?:^|[ ])(?:the|of|and|to|for|with|its|is|are|from|by|The)(?=[ ])")


def has_letters_abroad(text: str) -> bool:
    """Whether `text` holds a letter that English lacks."""
    return _ABROAD.search(text) is not None


def language_of(text: str, words: str) -> str | None:
    """The language that letters and frequent words tell (es, pt, it, fr, de, nl, pl, cs, tr, id, vi, ru, ar or hi), None for any other.

    `words` is `spaced(text)`.
    """
    said = words.split()
    total = sum(map(_VOTES.get, said, repeat(0)))
    votes = [total >> _FIELD * number & (1 << _FIELD) - 1 for number in range(len(_LANGUAGES))]
    if not text.isascii():
        for language in {_LETTERS[letter] for letter in _LETTERS.keys() & set(text)}:
            votes[_NUMBERS[language]] += _LETTER_WEIGHT
        if not _UMLAUTS.isdisjoint(text):
            votes[_NUMBERS["de"]] += 1  # Turkish, which has them too, has other letters
    english = votes.pop()
    most = max(votes)
    return _LANGUAGES[votes.index(most)] if most > english and most >= 1 + (len(said) >= _LONG) else None


def is_abroad(left: str, right: str) -> bool:
    """Whether what stands around a name is in another language of Europe."""
    around = f"{left} {right} "
    return _OTHER_WORDS.search(around) is not None and _ENGLISH_WORDS.search(around) is None
