"""The words of a text of another language: where each stands and what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat
from operator import ne

from amw.companies.find import Seen
from amw.companies.wordingsabroad import ENDS_WORDING, FUNCTION, SORTS, Sort, says_kind

KIND, ORIGIN, PLACE, ARTICLE = (int(sort) for sort in (Sort.KIND, Sort.ORIGIN, Sort.PLACE, Sort.ARTICLE))
_HEAD, _PLAIN, _OFFICE = int(Sort.HEAD), int(Sort.PLAIN), int(Sort.OFFICE)
_DOES = int(Sort.DEAL | Sort.ACT | Sort.BUYING | Sort.PAYING | Sort.JOINING)
_TOKEN = re.compile(r"\w[\w&+-]*(?:\.(?:ai|AI|io|com|one|app|dev|tech)\b)?")
_ROMANCE = re.compile(
    "[a-zà-ÿ]+(?:aise?|oise?|i?enne|ien|éen|aine?|[a-z]{3}ese|[a-z]{3}ense|mande?|gnole?|elge|ique|és|esa|eña|eño|ana|ano|ina|ino|ola|dés|lesa)"
)
_PREPOSED = {  # of Slavic languages, in small letters; Russian as it is folded
    "pl": re.compile("[^\\W\\d_]+(?:sk|ck|dzk)(?:i|a|ie|iego|iej|im)"),
    "cs": re.compile("[^\\W\\d_]+(?:sk|ck)(?:[ýáé]|ého|ému|ou|ých|ým)"),
    "ru": re.compile("[^\\W\\d_]+(?:ск|цк)(?:ии|ая|ое|ого|ои|им|ую)"),
}
_ENDINGS = dict.fromkeys(("es", "pt", "it", "fr"), _ROMANCE) | _PREPOSED  # by language, of adjectives of origin
_WHICH_AI = ("iva", "ive", "ica", "ique", "nal", "nale", "nel", "nelle", "ble")  # endings of adjectives: "IA Générative"
_DASHES = ("- ", "– ", "— ")  # after a dateline, before what somebody says
_ENDS_SENTENCE = frozenset(".!?:;|\n")
_SORT_OF = SORTS.get
_JOINS = frozenset((" ", "'", "’", "-"))


class Words:
    """The words of one text, in order; each is meant by its number. `known` words belong to known names."""

    __slots__ = ("capital", "ends", "folded", "function", "known", "language", "sorts", "starts", "text", "title_end")

    def __init__(self, seen: Seen, spans: Sequence[tuple[int, int]]) -> None:
        """`seen` is a text whose language is told, `spans` are the known names, in order."""
        assert seen.language is not None
        text, words, self.language, self.title_end = seen.text, seen.words, seen.language, seen.title_end
        self.text = text
        self.function = FUNCTION[self.language]
        places = [match.span() for match in _TOKEN.finditer(text)]
        self.starts = [start for start, _ in places]
        self.ends = [end for _, end in places]
        self.folded = [words[start + 1 : end + 1] for start, end in places]
        self.sorts = list(map(_SORT_OF, self.folded, repeat(0)))
        self.known = [False] * len(places)
        said = [text[start:end] for start, end in places]
        self.capital = list(map(ne, said, map(str.lower, said)))
        number = 0
        for begin, end in spans:
            while number < len(places) and self.ends[number] <= begin:
                number += 1
            at = number
            while at < len(places) and self.starts[at] < end:
                self.known[at], self.capital[at] = True, False
                at += 1

    def __len__(self) -> int:
        return len(self.starts)

    def said(self, number: int) -> str:
        return self.text[self.starts[number] : self.ends[number]]

    def gap(self, number: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.ends[number - 1] if number else 0 : self.starts[number]]

    def in_title(self, number: int) -> bool:
        return self.starts[number] < self.title_end

    def begins_sentence(self, number: int) -> bool:
        return number == 0 or ((gap := self.gap(number)) != " " and (not _ENDS_SENTENCE.isdisjoint(gap) or gap.endswith(_DASHES)))

    def is_kind(self, number: int) -> bool:
        """Whether a word says what a company is."""
        folded = self.folded[number]
        return self.sorts[number] & KIND != 0 or says_kind(folded)

    def is_origin(self, number: int) -> bool:
        """Whether a word says where somebody is from."""
        return self.sorts[number] & ORIGIN != 0 or _is_from(
            self.said(number).lower() if self.folded[number].isascii() else self.folded[number], self.language
        )

    def says_which(self, number: int) -> bool:
        """Whether a word is an adjective of what a company is or of the AI before it: "startup Española", "IA Generativa"."""
        of_ai = number > 0 and self.said(number - 1) == "IA"
        return (of_ai and self.folded[number].endswith(_WHICH_AI)) or (
            number > 0 and (of_ai or self.is_kind(number - 1)) and self.gap(number) == " " and self.is_origin(number)
        )

    def introduces(self, number: int) -> bool:
        """Whether a capitalised word is no part of the name after it: it says what that is or where it is from."""
        if number + 1 >= len(self) or self.gap(number + 1) != " ":
            return False
        sort = self.sorts[number]
        named = not sort & KIND and self.language != "de" and not self.begins_sentence(number)  # "Velotech Optics", by its ending
        trade = self.said(number) == "IA" and any(map(self.is_kind, range(max(0, number - 3), number)))  # "startup de IA X"
        if sort & (PLACE | _OFFICE) or trade or self.says_which(number) or (self.is_kind(number) and not sort & _HEAD and not named):
            return True
        return (
            self.begins_sentence(number)
            or (number > 0 and self.sorts[number - 1] & ARTICLE != 0 and self.begins_sentence(number - 1))  # "La Rennaise X"
        ) and self.is_origin(number)

    def is_plain(self, number: int) -> bool:
        """Whether a word has its capital only because a sentence begins with it: "Nasce X", "Invierten X Ventures"."""
        sort = self.sorts[number]
        return sort & _DOES != 0 or self.folded[number] in self.function or (sort & _PLAIN != 0 and not sort & _HEAD)

    def wording(self, number: int) -> int:
        """What the wordings of up to three words are that end with a word, as `Sort`s."""
        sorts = self.sorts[number]
        if self.folded[number] in ENDS_WORDING:
            said = self.folded[number]
            for before in range(number - 1, max(-1, number - 3), -1):
                if self.gap(before + 1) not in _JOINS:
                    break
                said = f"{self.folded[before]} {said}"
                sorts |= SORTS.get(said, 0)
        return sorts

    def follows(self, number: int) -> int:
        """What a word is together with the one after it, as `Sort`s."""
        sorts = self.sorts[number]
        if number + 1 < len(self) and self.folded[number + 1] in ENDS_WORDING:
            sorts |= SORTS.get(f"{self.folded[number]} {self.folded[number + 1]}", 0)
        return sorts


@lru_cache(maxsize=4096)
def _is_from(word: str, language: str) -> bool:
    return (endings := _ENDINGS.get(language)) is not None and endings.fullmatch(word) is not None
