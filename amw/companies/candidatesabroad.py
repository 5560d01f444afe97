"""Names that the register does not know in languages other than English, Chinese, Japanese and Korean.

Newsrooms everywhere introduce a company in the same few ways: what it is stands before its name ("la startup vasca X", "spółka X"),
its name begins the title and does what companies do ("X capta 12 millones"), the sentence after the title takes it up again ("La
compañía ..."), it is bought, or it pays. The rules are the same for all languages; the words are those of `abroad.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from amw.companies.candidatescjk import Evidence
from amw.companies.nouns import FIRST_NAMES, NOT_COMPANIES
from amw.companies.wordings import FIRMS, ROMANCE_ORIGIN, SUFFIXES
from amw.companies.wordingsabroad import (
    ACTS,
    BUYING,
    DEALS,
    FUNCTION,
    GENERIC,
    HEADS,
    JOINING,
    KIND_ENDINGS,
    KINDS,
    ORIGINS,
    PAYING,
    PERSONS,
    PLACES,
    POINTING,
    ROUNDS,
    THINGS,
)

_TOKEN = re.compile(r"\w[\w&+-]*(?:\.(?:ai|io|com|one|app|dev|tech)\b)?")
_ALL_FUNCTION = frozenset().union(*FUNCTION.values())
_ARTICLES = frozenset("el la los las un una o a os as il lo gli l le les der die das ein eine einen het een".split())
_LISTS = frozenset("y e et und en i oraz ve dan va и".split())
_OF = frozenset("de di van von fur voor z d per".split())
_OWNED = frozenset("de del da do di dell della du d von van przez".split())
_FOR = frozenset("per para pour voor dla untuk cho a icin для".split())
_DESCRIBED = {"vi": 3, "tr": 0, "pl": 2}  # plain words that may stand between what a company is and its name
_PREPOSED = re.compile(r"[^\W\d_]+(?:sk|ck|dzk)(?:i|a|ie|iego|iej|im|ą)|[^\W\d_]+(?:ск|цк)(?:ий|ая|ое|ого|ой|им|ую)")  # of Slavic languages
_TURKISH = re.compile(r"(?:[dt][iu]|yor|ecek|acak)$")
# How much a title that begins with a lone capitalised word says of it: where titles have articles, that word is hardly a common noun
_LONE = {"es": 0.45, "it": 0.45, "fr": 0.45, "pt": 0.35, "nl": 0.3, "pl": 0.3, "id": 0.3, "tr": 0.3, "vi": 0.3}
# Letters that are rare in a language's own words
# What an object begins with, so that the word before it is a verb
_OBJECTS = _ARTICLES - {"a", "o", "e", "der", "die"} | frozenset(
    "su sus seu sua seus suas suo sua sui sue son sa ses leur l zijn haar hun swoj swoja swoje".split()
)
# Endings of verbs that adjectives beside a noun not in -a hardly have, and the prepositions that go with verbs
_VERBAL = {"es": re.compile("(?:a|ó|an|aron)$"), "it": re.compile("(?:a|ò|ano|ono)$"), "pt": re.compile("(?:a|ou|am|aram)$")}
_REFLEXIVE = frozenset({"se", "si"})
_OBLIQUE = frozenset("a al ad ao con com por en em in su no na".split())
_STRANGE = {
    "es": "[kw]",
    "pt": "[kwy]",
    "it": "[jkwxy]",
    "fr": "[kw]",
    "pl": "[qvx]",
    "tr": "[qwx]",
    "id": "[qvx]",
    "vi": "[fjwz]",
    "nl": "[qx]",
}
_SHAPED = re.compile(r"[a-z][A-Z]|\d|\.[a-z]|\A[A-Z&]{2,6}\Z")
_GENITIVE = frozenset("in un nin nun".split())  # of Turkish, folded
_OF_FIRMS = frozenset(
    "kurucusu kurucusundan kuruculari ceo sahibi patronu hissesi hisseleri geliri degeri yatirimi uygulamasi platformu".split()
)
_OF_GERMAN_FIRMS = re.compile(r"-(?:Chefs?|Chefin|Gründer|Aktien?|CEO|Vorstand|Mitarbeiter|Tochter|Konkurrent)\Z")
_SITES = (".ai", ".io", ".com", ".dev")
_SENTENCE = re.compile(r"[.!?:;|\n]")
_REACH = 5  # words from what a company is, or from the verb that it is the object of, to its name
_MAX_NAME = 4  # words


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    folded: str
    gap: str  # what stands between it and the word before


def introduced_abroad(text: str, words: str, spans: Sequence[tuple[int, int]], language: str) -> Iterator[Evidence]:
    """What speaks for unknown names in a `text` of `language`; `words` is `spaced(text)`, `spans` are the known names in order."""
    tokens = _tokens(text, words)
    reader = _Reader(text, tokens, spans, language)
    if language == "de":
        for token in tokens:
            if (owned := _OF_GERMAN_FIRMS.search(token.text)) is not None and not reader.is_known(token):
                yield token.start, token.start + owned.start(), 0.55, "chief of X", None
    chain: tuple[int, Evidence] | None = None
    for first, last in reader.runs():
        start, end = tokens[first].start, tokens[last].end
        evidence = list(reader.evidence(first, last))
        if chain is not None and reader.continues(chain[0], first):
            _, _, weight, reason, role = chain[1]
            evidence.append((start, end, weight, reason, role))
        chain = None
        for found in evidence:
            yield found
            if found[4] == "investor":
                chain = (last, found)


def _tokens(text: str, words: str) -> list[_Word]:
    found: list[_Word] = []
    at = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        found.append(_Word(start, end, match[0], " ".join(words[start + 1 : end + 1].split()), text[at:start]))
        at = end
    return found


class _Reader:
    """One text, and what its words say of the names in it."""

    def __init__(self, text: str, tokens: Sequence[_Word], spans: Sequence[tuple[int, int]], language: str) -> None:
        self.text, self.tokens, self.spans, self.language = text, tokens, spans, language
        self.title_end = at if (at := text.find("\n")) >= 0 else len(text)
        self.pointed = self._is_pointed()

    def runs(self) -> Iterator[tuple[int, int]]:
        """The first and last words of every capitalised stretch outside the known names, without what only introduces it."""
        at, tokens = 0, self.tokens
        while at < len(tokens):
            if not self._may_name(at):
                at += 1
                continue
            last = at
            while (
                last + 1 < len(tokens)
                and tokens[last + 1].gap in (" ", " & ")
                and self._may_name(last + 1)
                and (tokens[last + 1].folded not in PLACES or self._introduces(last))
            ):
                last += 1
            first = at
            at = last + 1
            while first <= last and (self._introduces(first) or (first < last and self._starts(first) and self._is_plain(first))):
                first += 1
            if first > last or last - first >= _MAX_NAME or self._is_common(first, last):
                continue
            yield first, last

    def evidence(self, first: int, last: int) -> Iterator[Evidence]:
        tokens = self.tokens
        start, end = tokens[first].start, tokens[last].end
        title = 0.1 if start < self.title_end else 0.0
        personal = last - first == 1 and tokens[last].text not in SUFFIXES
        if (told := self._told(first, personal=personal)) is not None:
            weight, reason, role = told
            yield start, end, weight + title, reason, role
        if self._begins(first):
            yield from ((start, end, weight + title, reason, None) for weight, reason in self._acts(first, last, personal=personal))
        if last > first and tokens[last].text in FIRMS:
            yield start, end, 0.55, "named as a firm is", None
        elif tokens[last].text.endswith(_SITES):
            yield start, end, 0.55, "named as a site is", None
        if self._stands_with(first, last):
            yield start, end, 0.45 + title, "beside a known company", None
        if last + 1 < len(tokens) and tokens[last + 1].gap == ", " and self._kind_at(last + 1) is not None:
            yield start, end, 0.5 + title, "X, a startup", None

    def _weigh(self, weight: float, *, german: float) -> float:
        """`weight`, or `german` in a language where every noun has a capital."""
        return german if self.language == "de" else weight

    def continues(self, last: int, first: int) -> bool:
        """Whether only a comma or an "and" stands between the names that end and begin at these words."""
        tokens = self.tokens
        if first == last + 1:
            return tokens[first].gap == ", "
        return first == last + 2 and tokens[last + 1].folded in _LISTS and tokens[last + 1].gap in (" ", ", ") and tokens[first].gap == " "

    def _stands_with(self, first: int, last: int) -> bool:
        """Whether a name stands in a list with a known one: only an "and" lies between."""
        tokens = self.tokens
        before, after = first - 1, last + 1
        return (before > 0 and tokens[before].folded in _LISTS and any(end == tokens[before - 1].end for _, end in self.spans)) or (
            after + 1 < len(tokens)
            and tokens[after].folded in _LISTS
            and tokens[after + 1].gap == " "
            and any(start == tokens[after + 1].start for start, _ in self.spans)
        )

    def is_known(self, token: _Word) -> bool:
        return any(start < token.end and token.start < end for start, end in self.spans)

    def _may_name(self, at: int) -> bool:
        token = self.tokens[at]
        return not self.is_known(token) and token.text[:3] != token.text[:3].lower()

    def _starts(self, at: int) -> bool:
        """Whether a sentence begins at a word."""
        return at == 0 or _SENTENCE.search(self.tokens[at].gap) is not None

    def _begins(self, first: int) -> bool:
        """Whether a name begins its sentence, but for what introduces it."""
        name = first
        while not self._starts(first):
            first -= 1
            if first == name - 1 and self.tokens[first].folded in _ARTICLES and self.language not in ("it", "pt"):
                return False  # "La Maison-Blanche" is no company; companies have no article but in Italian and Portuguese
            if not (self.tokens[first].folded in _ARTICLES or self._introduces(first) or self._is_kind(first) or self._is_origin(first)):
                return False
        return True

    def _is_kind(self, at: int) -> bool:
        folded = self.tokens[at].folded
        return folded in KINDS or folded.endswith(KIND_ENDINGS)

    def _is_origin(self, at: int) -> bool:
        """Whether a word says where somebody is from."""
        token = self.tokens[at]
        low = token.text.lower()
        return (
            token.folded in ORIGINS
            or token.folded in PLACES
            or ROMANCE_ORIGIN.fullmatch(low) is not None
            or _PREPOSED.fullmatch(low) is not None
        )

    def _introduces(self, at: int) -> bool:
        """Whether a capitalised word is no part of the name after it: it says what that is or where it is from."""
        return (
            at + 1 < len(self.tokens)
            and self.tokens[at + 1].gap == " "
            and (
                (self._is_kind(at) and self.tokens[at].folded not in HEADS)
                or self.tokens[at].folded in PLACES
                or (self._starts(at) and self._is_origin(at))
            )
        )

    def _is_common(self, first: int, last: int) -> bool:
        name = self.text[self.tokens[first].start : self.tokens[last].end]
        begins = self._starts(first)
        folded = self.tokens[first].folded
        return (
            name in NOT_COMPANIES
            or len(name) < 2
            or (first == last and (folded in THINGS or folded in PERSONS or folded in GENERIC))
            or (first == last and (self._is_kind(first) or self._is_plain(first)))
            or (begins and folded in POINTING)
            or (first < last and self.tokens[first].text in FIRST_NAMES)
            or name.isdigit()
        )

    def _is_plain(self, at: int) -> bool:
        folded = self.tokens[at].folded
        return (folded in GENERIC and folded not in HEADS and folded != "ai") or folded in _ALL_FUNCTION

    def _phrase(self, at: int, known: frozenset[str]) -> bool:
        """Whether a wording of `known`, of one to three words, ends with the word at `at`."""
        said = ""
        for number in range(at, max(-1, at - 3), -1):
            said = f"{self.tokens[number].folded} {said}".rstrip()
            if said in known:
                return True
            if self.tokens[number].gap not in (" ", "'", "’", "-"):
                break
        return False

    def _told(self, first: int, *, personal: bool) -> tuple[float, str, str | None] | None:
        """What the words before a name, inside its sentence, say it is."""
        tokens = self.tokens
        article = False
        between = 0
        for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
            if tokens[at + 1].gap not in (" ", " «", " „", " “", ' "', "'", "’", "-"):
                return None
            near = at == first - 1
            if self._phrase(at, PAYING):
                return 0.55, "led by X", "investor"
            if self._phrase(at, BUYING):
                return self._weigh(0.6, german=0.3), "bought by", None
            if self._phrase(at, JOINING):
                return self._weigh(0.5, german=0.4), "partners with X", None
            if self._is_kind(at):
                owner = personal and (not near or self.language in ("pl", "ru"))  # "Firma Jarosława Królewskiego"
                return (0.3 if owner else 0.55), "startup X", None
            if near and self._is_origin(at):
                led = at == 0 or (tokens[at - 1].folded in _ARTICLES or self._starts(at))
                if (led or self.language in ("pl", "ru") or tokens[at].folded in PLACES) and not personal:
                    return self._weigh(0.55 if led else 0.45, german=0.3), "the X from there", None
                continue
            if tokens[at].folded in _ARTICLES:
                if article or not near:
                    return None
                article = True
                continue
            if near and tokens[at].folded in _OWNED and at and tokens[at].gap == " ":
                if self._phrase(at - 1, BUYING):
                    return 0.6, "bought by", None  # "la adquisición de X"
            if near and tokens[at].folded in _FOR and self.language != "de" and self._pays(at):
                return 0.5, "round of X", None
            if tokens[at].folded in _ALL_FUNCTION:
                if tokens[at].folded not in _OF or between != 1:
                    return None
                continue  # "plataforma de vídeo X"
            between += 1
            if (
                between > _DESCRIBED.get(self.language, 1)
                or self._may_name(at)
                or any(a < tokens[at].end and tokens[at].start < b for a, b in self.spans)
            ):
                return None
        return None

    def _pays(self, at: int) -> bool:
        """Whether the sentence tells of a round before the "for" at a word: "Round da 5 milioni per X"."""
        while not self._starts(at):
            at -= 1
            if self.tokens[at].folded in ROUNDS:
                return True
        return False

    def _acts(self, first: int, last: int, *, personal: bool) -> Iterator[tuple[float, str]]:
        """What a name that begins a sentence does, and whether the text takes it up as a company."""
        tokens = self.tokens
        after = last + 1
        if after >= len(tokens):
            return
        gap = tokens[after].gap.strip('»”"“„')
        led = first > 0 and not self._starts(first) and tokens[first - 1].folded in _ARTICLES
        weak = self._weigh(0.3 if personal else 0.45, german=0.25)
        if gap == " ":
            said = tokens[after].folded
            pair = f"{said} {tokens[after + 1].folded}" if after + 1 < len(tokens) else said
            if said in DEALS or pair in DEALS:
                yield self._weigh(0.55, german=0.45), "subject of a deal"
            elif said in ACTS or pair in ACTS or (self.language == "tr" and self._ends_in_verb(last)):
                yield weak, "subject of a sentence"
            elif not led and self._is_lone(first, last):
                yield _LONE.get(self.language, 0.0), "subject of a title"
        elif gap == ", " and self.language == "tr" and tokens[first].start < self.title_end:
            yield weak, "subject of a sentence"
        elif gap in ("'", "’") and tokens[after].folded in _GENITIVE and after + 1 < len(tokens) and tokens[after + 1].folded in _OF_FIRMS:
            yield 0.5, "chief of X"
        if not led and first == last and tokens[first].start < self.title_end and gap == " " and self._is_shaped(first):
            yield 0.35, "no word"
        if self.pointed and (first == 0 or self._begins(first)) and tokens[first].start < self.title_end:
            follows = tokens[after].folded
            if (gap == " " and follows not in _ALL_FUNCTION) or (gap == ", " and self.language in ("tr", "id", "vi")):
                yield 0.5, "the company"

    def _is_lone(self, first: int, last: int) -> bool:
        """Whether a title begins with one word that is a name by its capital, and goes on with a plain word."""
        if first < last or self.tokens[first].start >= self.title_end or last + 2 >= len(self.tokens):
            return False
        verb, following = self.tokens[last + 1], self.tokens[last + 2]
        if not verb.text.islower() or following.gap not in (" ", "'", "’"):
            return False
        if verb.folded in _REFLEXIVE and self.language in _VERBAL:
            return True
        if verb.folded in _ALL_FUNCTION:
            return False
        if following.folded in _OBJECTS or following.text[0].isdigit() or self._may_name(last + 2) or self.is_known(following):
            return True
        verbal = _VERBAL.get(self.language)
        head = self.tokens[first].folded
        return verbal is not None and following.folded in _OBLIQUE and verbal.search(verb.text) is not None and not head.endswith("a")

    def _is_shaped(self, at: int) -> bool:
        """Whether a word is written as no word of the language is: "CloudWalk", "PZU", "Kueski" in Spanish."""
        token = self.tokens[at]
        strange = _STRANGE.get(self.language)
        return _SHAPED.search(token.text) is not None or (strange is not None and re.search(strange, token.folded) is not None)

    def _ends_in_verb(self, last: int) -> bool:
        """Whether the sentence after a name ends in a verb of one who acted, as a Turkish sentence does."""
        for at in range(last + 1, len(self.tokens)):
            if at + 1 == len(self.tokens) or self._starts(at + 1):
                return _TURKISH.search(self.tokens[at].folded) is not None
        return False

    def _kind_at(self, at: int) -> int | None:
        """Where, from a word on, what a company is stands as an apposition has it: an article and two words may stand before it."""
        for number in range(at, min(at + 4, len(self.tokens))):
            if number > at and self.tokens[number].gap != " ":
                return None
            if self._is_kind(number) and self.tokens[number].folded != "bank":
                return number
            if self.tokens[number].folded not in _ARTICLES and not self._is_origin(number):
                return None
        return None

    def _is_pointed(self) -> bool:
        """Whether the sentence after the title begins with a word for a company, so that the title has named it, and no known one did."""
        if any(start < self.title_end and not self.text[:start].strip("«„“\"'").strip() for start, _ in self.spans):
            return False
        at = next((n for n, token in enumerate(self.tokens) if token.start > self.title_end), None)
        if at is None:
            return False
        for number in range(at, min(at + 4, len(self.tokens))):
            if number > at and self.tokens[number].gap not in (" ", "'", "’", "-"):
                return False
            folded = self.tokens[number].folded
            if self._phrase(number, POINTING) or folded.endswith(KIND_ENDINGS):
                return True
            if number > at and not (self._is_origin(number) or folded in _ARTICLES or self.tokens[number].text[0].isupper()):
                return False
        return False
