"""Names that the register does not know in languages other than English, Chinese, Japanese and Korean.

Newsrooms everywhere introduce a company in the same few ways: what it is stands before its name ("la startup vasca X", "spółka X"),
its name begins the title and does what companies do ("X capta 12 millones"), the sentence after the title takes it up again ("La
compañía ..."), it is bought, or it pays. The rules are the same for all languages; the words are those of `abroad.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from amw.companies.evidence import Evidence
from amw.companies.wordings import FIRMS, SUFFIXES
from amw.companies.wordingsabroad import SORTS, SURNAMES, TURKISH_VERB, Sort, is_plain
from amw.companies.words import FIRST_NAMES, NOT_COMPANIES
from amw.companies.wordsabroad import ARTICLE, KIND, PLACE, Words

_POINTING, _DEAL, _ACT, _BUYING, _PAYING, _JOINING, _ROUND, _COMMON, _LIST, _OWNED, _OF, _FOR, _LEADING, _PARTNER, _COPULA, _TOWN = (
    int(sort)
    for sort in (
        *(Sort.POINTING, Sort.DEAL, Sort.ACT, Sort.BUYING, Sort.PAYING, Sort.JOINING, Sort.ROUND, Sort.COMMON, Sort.LIST, Sort.OWNED),
        *(Sort.OF, Sort.FOR, Sort.LEADING, Sort.PARTNER, Sort.COPULA, Sort.TOWN),
    )
)
_DESCRIBED = {"vi": 3, "tr": 0, "de": 0, "ru": 0, "pl": 2}  # plain words that may stand between what a company is and its name
_SLAVIC = frozenset({"pl", "ru"})
_STRANGE = {  # letters that are rare in a language's own words
    language: re.compile(letters)
    for language, letters in (
        *(("es", "[kw]"), ("pt", "[kwy]"), ("it", "[jkwxy]"), ("fr", "[kw]"), ("pl", "[qvx]"), ("tr", "[qwx]")),
        *(("id", "[qvx]"), ("vi", "[fjwz]"), ("nl", "[qx]")),
    )
}
_SHAPED = re.compile(r"[a-z][A-Z]|\d|\.[a-z]|\A[A-Z&]{2,6}\Z")
_GENITIVE = frozenset("in un nin nun".split())  # of Turkish, folded
_OF_FIRMS = frozenset(
    "kurucusu kurucusundan kuruculari ceo sahibi patronu hissesi hisseleri geliri degeri yatirimi uygulamasi platformu".split()
)
_OF_GERMAN_FIRMS = re.compile(
    r"(?<!\w)([A-ZÄÖÜ][\w&.]+)-(?:Chefs?|Chefin|Gründer(?:in)?|Aktien?|CEO|Vorstand|Mitarbeiter|Tochter|Konkurrent)(?!\w)"
)
_COMPOUND = re.compile(r"\w-[A-ZÄÖÜ][a-zäöüß]+\Z")  # "KI-Fabrik", "X-Gründerin"
# Of Turkish, whose names have "'" before a case; its locative has a "t" after none but a voiceless sound, and none is "X girişimi Melonda"
_IN_A_CASE = re.compile(r"(?:l[ae]r(?:[dt][ae]n?|in|[ae])?|[dt][ae]n)\Z")
_LOCATIVE = re.compile(r"[a-z]{3}(?:[cfhkpst]t|[^\Wcfhkpst]d)[ae]\Z")
_OWN_AI = frozenset({"es", "pt", "fr", "it", "de"})  # languages that abbreviate artificial intelligence otherwise
_SITES = (".ai", ".io", ".com", ".dev")
_OPENING = frozenset((" ", " «", " „", " “", ' "', "'", "’", "-"))  # what may stand between a name and the word before it
_REACH = 5  # words from what a company is, or from the verb that it is the object of, to its name
_MAX_NAME = 4  # words


def introduced_abroad(text: str, words: str, spans: Sequence[tuple[int, int]], language: str) -> Iterator[Evidence]:
    """What speaks for unknown names in a `text` of `language`; `words` is `spaced(text)`, `spans` are the known names in order."""
    reader = _Reader(Words(text, words, spans, language), language)
    if language == "de":
        for owned in _OF_GERMAN_FIRMS.finditer(text):
            if not is_plain(owned[1]) and not any(begin < owned.end(1) and owned.start(1) < end for begin, end in spans):
                yield *owned.span(1), 0.55, "chief of X", None
    chain: tuple[int, Evidence] | None = None
    runs = list(reader.runs())
    payers = reader.payers(runs)
    for first, last in runs:
        evidence = list(reader.evidence(first, last))
        if first in payers:
            evidence.append((*reader.span(first, last), 0.55, "leads a round", "investor"))
        if chain is not None and reader.continues(chain[0], first):
            evidence.append((*reader.span(first, last), *chain[1][2:]))
        chain = None
        for found in evidence:
            yield found
            if found[4] == "investor":
                chain = (last, found)


class _Reader:
    """One text, and what its words say of the names in it; words are meant by their numbers."""

    def __init__(self, words: Words, language: str) -> None:
        self.words, self.language = words, language
        self.pointed = words.points()

    def span(self, first: int, last: int) -> tuple[int, int]:
        return self.words.starts[first], self.words.ends[last]

    def runs(self) -> Iterator[tuple[int, int]]:
        """The first and last words of every capitalised stretch outside the known names, without what only introduces it."""
        words, size = self.words, len(self.words)
        capital = words.capital
        at = 0
        while at < size:
            if not capital[at]:
                at += 1
                continue
            first = last = at
            while last + 1 < size and capital[last + 1] and words.gap(last + 1) in (" ", " & "):
                last += 1
            at = last + 1
            if first < last and SORTS.get(" ".join(words.folded[first : last + 1]), 0) & _TOWN:
                continue
            while first <= last and (words.introduces(first) or (first < last and words.begins_sentence(first) and words.is_plain(first))):
                first += 1
            if first <= last < first + _MAX_NAME and not self._is_common(first, last):
                yield first, last

    def _is_common(self, first: int, last: int) -> bool:
        words = self.words
        name = words.text[words.starts[first] : words.ends[last]]
        sort = words.sorts[first]
        if name in NOT_COMPANIES or len(name) < 2 or name.isdigit() or (sort & _POINTING and words.begins_sentence(first)):
            return True
        if self.language == "de" and _COMPOUND.search(name) is not None:
            return True
        if first == last and self.language == "tr":
            if _IN_A_CASE.search(words.folded[first]) is not None:
                return True
            if not (first and words.is_kind(first - 1)) and _LOCATIVE.search(words.folded[first]) is not None:
                return True
        if first == last:
            told = first > 0 and words.is_kind(first - 1) and words.is_origin(first)  # "Startup Española crea"
            return told or sort & _COMMON != 0 or words.is_kind(first) or words.is_plain(first)
        if self.language == "vi" and not SURNAMES.isdisjoint((words.folded[first], words.folded[last])):
            return True
        return words.said(first) in FIRST_NAMES or SORTS.get(" ".join(words.folded[first : last + 1]), 0) & _TOWN != 0

    def evidence(self, first: int, last: int) -> Iterator[Evidence]:
        """What speaks for one stretch."""
        words = self.words
        start, end = self.span(first, last)
        title = 0.1 if words.in_title(first) else 0.0
        final = words.said(last)
        personal = last - first == 1 and final not in SUFFIXES  # a first name and a surname look like it
        if first and (told := self._told(first, personal=personal)) is not None:
            weight, reason, role = told
            yield start, end, weight + title, reason, role
        if self._apposed(first, last):
            yield start, end, 0.55 + title, "startup X", None
        if self._begins(first):
            for weight, reason in self._acts(first, last, personal=personal):
                yield start, end, weight + title, reason, None
        if (
            last > first
            and final == "AI"
            and len(words.said(first)) > 2
            and not (self.language == "pl" and words.folded[first].endswith("a"))  # an adjective: "Chińska AI"
            and (self.language in _OWN_AI or (words.in_title(first) and words.begins_sentence(first)))
        ):
            yield start, end, 0.55, "X AI", None
        elif last > first and final in FIRMS:
            yield start, end, 0.55, "named as a firm is", None
        elif final.endswith(_SITES):
            yield start, end, 0.55, "named as a site is", None
        if self._stands_with(first, last):
            yield start, end, 0.45 + title, "beside a known company", None
        if last + 1 < len(words) and words.gap(last + 1) == ", " and self._kind_follows(last + 1):
            yield start, end, 0.5 + title, "X, a startup", None

    def _weigh(self, weight: float, *, german: float) -> float:
        """`weight`, or `german` in a language where every noun has a capital."""
        return german if self.language == "de" else weight

    def continues(self, last: int, first: int) -> bool:
        """Whether only a comma or an "and" stands between the names that end and begin at these words."""
        gap = self.words.gap
        if first == last + 1:
            return gap(first) == ", "
        return first == last + 2 and self.words.sorts[last + 1] & _LIST != 0 and gap(last + 1) in (" ", ", ") and gap(first) == " "

    def payers(self, runs: Sequence[tuple[int, int]]) -> frozenset[int]:
        """The first words of names that begin a clause and pay for a round: "Astella liderou a rodada; Canary e Norte acompanharam"."""
        words = self.words
        found: list[int] = []
        group: list[int] = []
        before = -1
        for first, last in runs:
            if not (group and self.continues(before, first)):
                group = [first] if words.begins_sentence(first) else []
            else:
                group.append(first)
            before = last
            if group and last + 1 < len(words) and words.gap(last + 1) == " " and words.follows(last + 1) & _LEADING:
                found += group
        return frozenset(found) if found and any(sort & _ROUND for sort in words.sorts) else frozenset()

    def _stands_with(self, first: int, last: int) -> bool:
        """Whether a name stands in a list with a known one: only an "and" lies between."""
        words = self.words
        return (first > 1 and words.sorts[first - 1] & _LIST != 0 and words.known[first - 2]) or (
            last + 2 < len(words) and words.sorts[last + 1] & _LIST != 0 and words.gap(last + 2) == " " and words.known[last + 2]
        )

    def _begins(self, first: int) -> bool:
        """Whether a name begins its sentence, but for what introduces it."""
        words, at = self.words, first
        while not words.begins_sentence(at):
            at -= 1
            article = words.sorts[at] & ARTICLE
            if article and at == first - 1 and self.language not in ("it", "pt"):
                return False  # "La Maison-Blanche" is no company; companies have no article but in Italian and Portuguese
            if not (article or words.is_kind(at) or words.is_origin(at)):
                return False
        return True

    def _told(self, first: int, *, personal: bool) -> tuple[float, str, str | None] | None:
        """What the words before a name, inside its sentence, say it is."""
        words = self.words
        between, owned = 0, False
        for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
            if words.gap(at + 1) not in _OPENING:
                return None
            near = at == first - 1
            sort, wording = words.sorts[at], words.wording(at)
            if near and sort & _COPULA and at and words.gap(at) == " " and words.wording(at - 1) & (_PARTNER | KIND):
                return self._weigh(0.55, german=0.5), "the partner is X", None
            if wording & _PAYING:
                return 0.55, "led by X", "investor"
            if wording & _BUYING:
                return self._weigh(0.6, german=0.3), "bought by", None
            if wording & _JOINING:
                return self._weigh(0.5, german=0.4), "partners with X", None
            if wording & KIND or words.is_kind(at):
                owner = personal and (owned or (near and self.language in _SLAVIC))  # "Firma Jarosława Królewskiego"
                return (0.3 if owner else 0.55), "startup X", None
            if near and words.is_origin(at):
                led = at == 0 or words.sorts[at - 1] & ARTICLE != 0 or words.begins_sentence(at)
                if (led or self.language in _SLAVIC or sort & PLACE) and not personal:
                    return self._weigh(0.55 if led else 0.45, german=0.1), "the X from there", None
                continue
            if sort & ARTICLE:
                if not near or self.language == "de":
                    return None  # "öffnet das Unternehmen die Kantine"
                continue
            if near and sort & _OWNED and at and words.gap(at) == " " and words.wording(at - 1) & _BUYING:
                return 0.6, "bought by", None  # "la adquisición de X"
            if words.folded[at] in words.function:
                if not sort & _OF or between != 1:
                    return None
                owned = True
                continue  # "plataforma de vídeo X"
            between += 1
            if between > _DESCRIBED.get(self.language, 1) or words.capital[at] or words.known[at]:
                return None
        return None

    def _apposed(self, first: int, last: int) -> bool:
        """Whether a name stands between commas after what it is: "une startup bretonne, X, ..."."""
        words = self.words
        if words.gap(first) != ", " or last + 1 == len(words) or words.gap(last + 1) != ", ":
            return False
        if first > 1 and words.gap(first - 1) == " " and not words.capital[first - 1] and words.is_kind(first - 2):
            return True
        return words.is_kind(first - 1)

    def _acts(self, first: int, last: int, *, personal: bool) -> Iterator[tuple[float, str]]:
        """What a name that begins a sentence does, and whether the text takes it up as a company."""
        words, after = self.words, last + 1
        if after >= len(words):
            return
        gap = words.gap(after).strip('»”"“„')
        titled = words.in_title(first)
        led = not words.begins_sentence(first) and words.sorts[first - 1] & ARTICLE != 0
        plain = self.language == "ru" and gap == words.gap(after) and words.said(first)[0] > "\u0400"  # begins as any sentence does
        weak = self._weigh(0.3 if personal or plain else 0.45, german=0.3)
        if gap == " ":
            follows = words.follows(after)
            if follows & _DEAL:
                yield self._weigh(0.3 if plain else 0.55, german=0.45), "subject of a deal"
            elif follows & _ACT or (self.language == "tr" and self._ends_in_verb(last)):
                yield weak, "subject of a sentence"
            if titled and first == last and not led and self._is_shaped(first):
                yield 0.35, "no word"
        elif gap == ", " and self.language == "tr" and titled:
            yield weak, "subject of a sentence"
        elif gap in ("'", "’") and words.folded[after] in _GENITIVE and after + 1 < len(words) and words.folded[after + 1] in _OF_FIRMS:
            yield 0.5, "chief of X"
        if (
            self.pointed
            and titled
            and not (plain and not words.follows(after) & (_DEAL | _ACT))
            and ((gap == " " and words.folded[after] not in words.function) or (gap == ", " and self.language in ("tr", "id", "vi")))
        ):
            yield self._weigh(0.5, german=0.2), "the company"

    def _is_shaped(self, at: int) -> bool:
        """Whether a word is written as no word of the language is: "CloudWalk", "PZU", "Kueski" in Spanish."""
        strange = _STRANGE.get(self.language)
        return _SHAPED.search(self.words.said(at)) is not None or (
            strange is not None and strange.search(self.words.folded[at]) is not None
        )

    def _ends_in_verb(self, last: int) -> bool:
        """Whether the sentence after a name ends in a verb of one who acted, as a Turkish sentence does."""
        for at in range(last + 1, len(self.words)):
            if at + 1 == len(self.words) or self.words.begins_sentence(at + 1):
                return TURKISH_VERB.search(self.words.folded[at]) is not None
        return False

    def _kind_follows(self, at: int) -> bool:
        """Whether what a company is stands from a word on, as an apposition has it, with an article and an origin before it."""
        words = self.words
        for number in range(at, min(at + 4, len(words))):
            if number > at and words.gap(number) != " ":
                return False
            if words.is_kind(number) and words.folded[number] != "bank":
                return True
            if not (words.sorts[number] & ARTICLE or words.is_origin(number)):
                return False
        return False
