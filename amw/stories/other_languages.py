"""Reads texts in other languages that part their words by blanks: words as written, what they mean in English, figures and days."""

from __future__ import annotations

import re
from typing import Final

from amw.stories import terms
from amw.stories.languages import by_characters
from amw.stories.lexicon import meaning, plain, words_abroad
from amw.stories.terms import FOREIGN, ORDINARY, date, figure, term, word_terms

STEM: Final = 5  # letters that stand for a word in lower case: these languages inflect more than English does
_LETTER: Final = r"[^\W\d_]"
# A word, a percent sign, or a figure: thousands are parted by blanks or points, decimals by a comma.
_PIECE = re.compile(
    rf"{_LETTER}(?:{_LETTER}{{1,49}}(?:'{_LETTER}{{1,2}}(?!{_LETTER}))?|(?:\.[A-Za-z](?![A-Za-z])){{1,8}}\.?)?|%"
    r"|\d{1,3}(?:[ .]\d{3})+(?!\d)(?:,\d{1,9})?|\d{1,24}(?:[.,]\d{1,24})*"
)
_GROUPED = re.compile(r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?")
_GROUPED_AS_IN_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?")
_LETTERS: Final = {"k": 1e3, "m": 1e6, "b": 1e9, "bn": 1e9, "t": 1e12}  # after a figure, in every language
_ELISION = re.compile(r"\b(?:[dljmnstc]|qu|dell|all|nell|dall|sull|un)'(?=\w)", re.IGNORECASE)  # "l'action", "dell'anno"


class _Reader:
    """Reads one language."""

    def __init__(self, language: int) -> None:
        self.language = language
        begin = words_abroad(language)
        self.scales = {word: float(m[1:]) for word, found in begin.items() for m in found if m[0] == "#"}
        self.months = {word: int(m[1:]) for word, found in begin.items() for m in found if m[0] == "@"}
        self.words = terms.Known(self._word)

    def _word(self, word: str) -> tuple[int, ...]:
        own, low = word_terms(word), plain(word)
        meant = [m for m in meaning(low, self.language) if m[0] not in "@#"]
        if not meant:
            return (term(low[:STEM], ORDINARY), *own[1:]) if own and len(low) > STEM and word == word.lower() else own
        return (*own, *[term(m, FOREIGN) for m in meant])

    def read(self, text: str) -> list[int]:
        pieces = _PIECE.findall(_ELISION.sub("", terms.typed(text).replace("\u202f", " ")))
        found: list[int] = []
        for at, piece in enumerate(pieces):
            if piece[0].isdecimal():
                found += self._figure(piece, pieces[at + 1 : at + 3])
                month = next((m for near in (*pieces[at + 1 : at + 3], *pieces[at - 1 : at]) if (m := self._month(near))), None)
                if month and len(piece) < 3 and 1 <= int(piece) <= 31:
                    found.append(date(month, int(piece)))
            elif piece != "%":
                found += self.words[piece]
        return found

    def _month(self, word: str) -> int | None:
        low = plain(word)
        return next((self.months[low[:size]] for size in range(len(low), max(2, len(low) - 3), -1) if low[:size] in self.months), None)

    def _figure(self, piece: str, following: list[str]) -> tuple[int, ...]:
        if _GROUPED.fullmatch(piece):
            digits = piece.replace(" ", "").replace(".", "").replace(",", ".")
        elif _GROUPED_AS_IN_ENGLISH.fullmatch(piece):
            digits = piece.replace(",", "")
        else:
            digits = piece.replace(",", ".")
        if digits.count(".") > 1 or len(digits) > 24:
            return (term("#" + digits, terms.NUMBER),)
        value, scaled = float(digits), False
        for word in following:
            if word == "%":
                return (term(f"#{value:.6g}%", terms.NUMBER),) if not scaled else ()
            factor = self._scale(word)
            if factor is None:
                break
            value, scaled = value * factor, True
        return (figure(value, scaled=scaled),)

    def _scale(self, word: str) -> float | None:
        low = plain(word)
        if (factor := _LETTERS.get(low)) is not None:
            return factor if word[0].isupper() or low in ("bn", "k") else None
        return next((self.scales[low[:size]] for size in range(len(low), max(1, len(low) - 4), -1) if low[:size] in self.scales), None)


_READERS: dict[int, _Reader] = {}


def read(text: str, language: int) -> tuple[list[int], bool]:
    """What `terms.read` gives, of a text in `language` (a number of `amw.stories.languages`)."""
    if not language or by_characters(language) or not text:
        return terms.read(text)
    reader = _READERS.get(language)
    if reader is None:
        reader = _READERS[language] = _Reader(language)
    return reader.read(text), False
