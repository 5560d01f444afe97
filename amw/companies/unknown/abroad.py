"""Names that the register does not know in languages other than English, Chinese, Japanese and Korean.

Newsrooms everywhere introduce a company in the same few ways: what it is stands before its name ("la startup vasca X", "spółka X"),
its name begins a sentence and does what companies alone do ("X capta 12 millones"), it is bought, it pays, or it ends as a firm does.
The rules are the same for all languages; the words are those of `abroad.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from amw.companies.find import Seen
from amw.companies.unknown.evidence import Evidence
from amw.companies.unknown.words import ARTICLE, KIND, Words
from amw.companies.wordings import FIRMS, SUFFIXES
from amw.companies.wordingsabroad import COPULAS, ROUNDS, SORTS, STAKES, SURNAMES, Sort, legal_form
from amw.companies.words import FIRST_NAMES, NOT_COMPANIES
from amw.countries import country_code

_DEAL, _BUYING, _RAISING, _PAYING, _JOINING = map(int, (Sort.DEAL, Sort.BUYING, Sort.RAISING, Sort.PAYING, Sort.JOINING))
_GAINING, _GAINED = int(Sort.GAINING), int(Sort.GAINED)
_COMMON, _LIST, _OWNED, _OF, _TOWN, _OFFICE = map(int, (Sort.COMMON, Sort.LIST, Sort.OWNED, Sort.OF, Sort.TOWN, Sort.OFFICE))
_DESCRIBED = {"vi": 3, "tr": 0, "de": 0, "ru": 0, "pl": 2, "cs": 2}  # plain words that may stand between what a company is and its name
_PREDICATE = ("em", "a")  # endings of what is said after "jest", folded: "jest startupem", but "niepewna jest przyszłość startupu"
_TOUCHING = frozenset({"de", "tr"})  # languages in which two firms may stand side by side
_SLAVIC = frozenset({"pl", "cs", "ru"})
_GENITIVES = ("а", "я", "и", "ы")  # of Russian first names, folded
_SLAVIC_NAMES = FIRST_NAMES | frozenset("Jan Milan Roman Hana Lucie".split())  # first names that are much else in other languages
_WOMEN = ("ová", "ové", "ovou")  # endings of Czech surnames
_FOUNDERS = ("zalozyciel", "wspolzalozyciel", "pendiri", "основател", "сооснователь")  # stand right before what they founded
_CHIEFS = frozenset("ceo cto cfo coo pdg delegato delegado geschaftsfuhrer geschaftsfuhrerin".split())  # whom companies alone have
_PERSONS_TOO = ("investeerder", "beheerder", "bouwer", "bezorger")
_INDEFINITE = frozenset("een un una uma um sebuah ein eine une".split())  # before what a company is, after its name and a comma
_OF_A_SUM = re.compile(r"[ ](?:[a-zß-ÿ]+[ ])?(?:US|R)?[€$£][ ]?\d[\d.,]*[ ]?(?:MM?|B|bn|mn|mi|bi)\b")  # after a verb: "X suma €65M"
_DATELINE = re.compile(r",? (?:[-–—] |[A-Z]{4})")  # "Orvexia.com, JAKARTA - "
_TICKER = re.compile(  # how its shares are listed, after a name: "(mã VIC)", "(NASDAQ: ABCD)"
    r" \((?:mã|mã CK|kode|kode saham|NASDAQ|Nasdaq|NYSE|BIT|BME|MCE|BMV|B3|BIST|GPW|WSE|IDX|HOSE|HNX|FRA|XETRA|EPA|AMS|PSE|BCPP|BSE|NSE)"
    r":? ?[A-Z][A-Z\d]{1,5}\)"
)
_CODE = re.compile(r"\d+[MBK]?|[A-Z]{1,3}-?\d{2,4}[A-Z]?")  # a number or a sum, or of a chip or a model: "H100", "F-35"
_COMPOUND = re.compile(r"\w-[A-ZÄÖÜ][a-zäöüß]+\Z")  # "KI-Fabrik", "X-Gründerin"
_ADVERBS = {"fr": "ement"} | dict.fromkeys(("es", "it", "pt"), "mente")  # "Recientemente, el gigante ..."
_OWN_AI = frozenset({"es", "pt", "fr", "it", "de"})  # languages that abbreviate artificial intelligence otherwise
_MANAGERS = (" Asset Management", " Capital Management", " Investment Management", " Wealth Management")
_LEADERS = ("speciali", "especiali", "geant", "gigant", "coloss", "pepite")  # of a trade, not makers of a thing
_SITES = (".ai", ".AI", ".io", ".com", ".dev")
_OPENING = frozenset((" ", " «", " „", " “", ' "', "'", "’", "-"))  # what may stand between a name and the word before it
_REACH = 5  # words from what a company is, or from the verb that it is the object of, to its name
_MAX_NAME = 4  # words


def introduced_abroad(seen: Seen, spans: Sequence[tuple[int, int]]) -> Iterator[Evidence]:
    """What speaks for unknown names in a text whose language is told; `spans` are the known names in order."""
    reader = _Reader(Words(seen, spans))
    chain: tuple[int, Evidence] | None = None
    for first, last in reader.runs():
        evidence = list(reader.evidence(first, last))
        if chain is not None and reader.continues(chain[0], first):
            evidence.append((*reader.span(first, last), *chain[1][2:]))
        chain = None
        for found in evidence:
            yield found
            if found[4] == "investor":
                chain = (last, found)


class _Reader:
    """One text, and what its words say of the names in it; words are meant by their numbers."""

    def __init__(self, words: Words) -> None:
        self.words, self.language = words, words.language
        self.first_names = _SLAVIC_NAMES if self.language in _SLAVIC else FIRST_NAMES

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
            if first < last:
                if self._has_form(last - 1):
                    last -= 1  # "Fovalis SAS"
                led = (number - 1 for number in range(first + 1, last + 1) if words.follows(number) & _OFFICE)
                last = next(led, last)  # "Melonda CEO'su", "Melonda Genel Müdürü"
            if self.language in _SLAVIC and last - first > 1 and words.said(last - 1).removesuffix("a") in self.first_names:
                last -= 2  # whose it is: "start-up Brzozdata Jana Nowaka"
            headed = self.language == "id" and words.in_title(at - 1)  # every word has its capital: "Investor Bisa Beli Saham X"
            while first <= last and (
                words.introduces(first) or (first < last and (headed or words.begins_sentence(first)) and words.is_plain(first))
            ):
                first += 1
            if first <= last < first + _MAX_NAME and not self._is_common(first, last):
                yield first, last

    def _is_common(self, first: int, last: int) -> bool:
        words = self.words
        name = words.text[words.starts[first] : words.ends[last]]
        sort = words.sorts[first]
        if name in NOT_COMPANIES or name in SUFFIXES or (len(name) < 3 and not self._has_form(last)) or _CODE.fullmatch(name):
            return True
        if self.language == "de" and _COMPOUND.search(name) is not None:
            return True
        if first == last:
            told = words.says_which(first) or words.folded[first].endswith(_ADVERBS.get(self.language, "."))
            common = told or sort & _COMMON != 0 or words.is_kind(first) or words.is_plain(first) or words.follows(first) & KIND != 0
        elif self.language == "vi" and not SURNAMES.isdisjoint((words.folded[first], words.folded[last])):
            common = True
        else:
            whole = SORTS.get(" ".join(words.folded[first : last + 1]), 0)
            common = whole & (_TOWN | _COMMON) != 0 or all(sort & _COMMON for sort in words.sorts[first : last + 1])
        return (
            common
            or (words.said(first) in self.first_names and not (first < last and words.said(last) in SUFFIXES))  # "Hana Bank"
            or (self.language == "cs" and first < last and words.said(last).endswith(_WOMEN))
            or (self.language == "de" and first == last and SORTS.get(words.folded[first].removesuffix("s"), 0) & _COMMON != 0)
            or country_code(name) is not None
        )

    def evidence(self, first: int, last: int) -> Iterator[Evidence]:
        """What speaks for one stretch."""
        words = self.words
        if first and words.known[first - 1] and words.gap(first) == " " and self.language not in _TOUCHING:
            return  # the end of that one's name: "KKR Infrastructure e Fastweb"
        start, end = self.span(first, last)
        title = 0.1 if words.in_title(first) else 0.0
        final = words.said(last)
        # A first name and a surname look like it
        personal = last - first == 1 and final not in SUFFIXES and not words.said(first).isupper()
        if first and (told := self._told(first, personal=personal)) is not None:
            weight, reason, role = told
            yield start, end, weight + title, reason, role
        if self._has_form(last):
            yield start, end, 0.6, "legal form", None
        if _TICKER.match(words.text, end) is not None:
            yield start, end, 0.7, "code of a share", None
        if self._is_led(first, last, personal=personal) or (self.language == "tr" and self._has_chief(last)):
            yield start, end, 0.6, "chief of X", None
        if self._apposed(first, last, personal=personal):
            yield start, end, 0.55 + title, "startup X", None
        if self._begins(first) and (weight := self._deals(first, last)):
            yield start, end, weight + title, "subject of a deal", None
        if (
            last > first
            and final == "AI"
            and len(words.said(first)) > 2
            and not (self.language in _SLAVIC and words.folded[first].endswith(("a", "e", "y")))  # an adjective: "Chińska AI"
            and (self.language in _OWN_AI or (words.in_title(first) and words.begins_sentence(first)))
        ):
            yield start, end, 0.55, "X AI", None
        elif last > first and (
            final in FIRMS or final == "Holding" or (self.language != "de" and words.text.endswith(_MANAGERS, start, end))
        ):
            yield start, end, 0.55, "named as a firm is", None
        elif final.endswith(_SITES) and not (words.begins_sentence(first) and _DATELINE.match(words.text, end)):
            yield start, end, 0.55, "named as a site is", None
        if (last - first < 2 or final in FIRMS) and self._stands_with(first, last):
            yield start, end, 0.45 + title, "beside a known company", None
        if last + 1 < len(words) and words.gap(last + 1) == ", " and self._kind_follows(last + 1):
            yield start, end, (0.55 if words.folded[last + 1] in _INDEFINITE else 0.5) + title, "X, a startup", None
        if self._is_said_to_be(last, personal=personal):
            yield start, end, 0.6, "X is a startup", None

    def _weigh(self, weight: float, *, german: float) -> float:
        """`weight`, or `german` in a language where every noun has a capital."""
        return german if self.language == "de" else weight

    def continues(self, last: int, first: int) -> bool:
        """Whether only a comma or an "and" stands between the names that end and begin at these words."""
        gap = self.words.gap
        if first == last + 1:
            return gap(first) == ", "
        return first == last + 2 and self._joins(last + 1) and gap(last + 1) in (" ", ", ") and gap(first) == " "

    def _stands_with(self, first: int, last: int) -> bool:
        """Whether a name stands in a list with a known one: only an "and" lies between."""
        words = self.words
        return (first > 1 and self._joins(first - 1) and words.known[first - 2]) or (
            last + 2 < len(words) and self._joins(last + 1) and words.gap(last + 2) == " " and words.known[last + 2]
        )

    def _joins(self, at: int) -> bool:
        """Whether a word is an "and"; "a" is one in Czech alone."""
        return self.words.sorts[at] & _LIST != 0 or (self.language == "cs" and self.words.folded[at] == "a")

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
        between, owned, origin, thing = 0, False, False, False
        for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
            if words.gap(at + 1) not in _OPENING:
                return None
            near = at == first - 1
            sort, wording = words.sorts[at], words.wording(at)
            if wording & _PAYING:
                if personal and words.folded[at] in words.function:
                    opens = self._opens(at)
                    firm = any(map(words.is_kind, range(max(opens, at - 3), at - 1)))
                    if ROUNDS.isdisjoint(words.folded[opens if firm else max(0, at - 2 * _REACH) : at]):
                        return None  # who leads it: "il gruppo guidato da Ugo Sala", but "5 milioni. L'operazione è guidata da Blue Wave"
                return 0.55, "led by X", "investor"
            if wording & _BUYING:
                return self._weigh(0.6, german=0.3), "bought by", None
            if wording & _JOINING:
                return self._weigh(0.5, german=0.4), "partners with X", None
            if wording & KIND or words.is_kind(at):
                if self._is_part(at) or (thing and not words.folded[at].startswith(_LEADERS)):
                    return None  # "Orvexia Startup Challenge", "éditeur de la revue X"
                if personal and near and self.language == "ru" and words.folded[first].endswith(_GENITIVES):
                    return None  # "стартап Элона Маска", but "стартап Service Friend"
                # "Firma Jarosława Królewskiego", "investeerder Jan Jansen"
                owner = personal and (owned or (near and (self.language == "pl" or words.folded[at].endswith(_PERSONS_TOO))))
                return (0.3 if owner else 0.55), "startup X", None
            if words.is_origin(at) or (near and words.says_which(at)):
                origin = origin or near
                continue  # "l'israélienne X", "gigante japonesa de transporte X"
            if sort & ARTICLE:
                if self.language == "de" or between > 1 or (between and not words.sorts[at - 1] & _OF):
                    return None  # "öffnet das Unternehmen die Kantine", but "le spécialiste de la voix X", "rachète l'israélienne X"
                thing = thing or not near
                continue
            if near and sort & _OWNED and self._is_bought(at - 1):
                return 0.6, "bought by", None  # "la adquisición de X"
            if words.folded[at] in words.function:
                if not sort & _OF or between > 1 or not (between or origin):
                    return None
                owned = True
                continue  # "plataforma de vídeo X"
            between += 1
            if between > _DESCRIBED.get(self.language, 1) or (words.capital[at] and words.said(at) != "IA") or words.known[at]:
                return None
        return None

    def _opens(self, at: int) -> int:
        """The first word of the sentence of a word, or that some words before it."""
        return next(
            (number for number in range(at, max(0, at - 2 * _REACH), -1) if self.words.begins_sentence(number)), max(0, at - 2 * _REACH)
        )

    def _is_part(self, at: int) -> bool:
        """Whether a word with a capital stands inside a name or a title."""
        words = self.words
        if not at or not words.said(at).istitle() or words.gap(at) != " ":
            return False
        return words.known[at - 1] or (words.capital[at - 1] and not words.begins_sentence(at - 1))

    def _is_bought(self, at: int) -> bool:
        """Whether a purchase is spoken of up to a word, but for what is bought: "l'acquisizione del 51% delle quote"."""
        words = self.words
        for number in range(at, max(-1, at - 2 - _REACH), -1):
            if words.gap(number + 1).strip("%") not in (" ", ","):
                return False
            if words.wording(number) & (_BUYING | _RAISING):
                return True
            if not (words.folded[number].isdigit() or words.folded[number] in STAKES or words.sorts[number] & (_OWNED | ARTICLE)):
                return False
        return False

    def _has_form(self, last: int) -> bool:
        """Whether a legal form follows a word."""
        return legal_form(self.words.text, self.words.ends[last], self.language) is not None

    def _has_chief(self, last: int) -> bool:
        """Whether who leads or founded it follows a Turkish name in the genitive: "Melonda'nın kurucusu"."""
        words = self.words
        for at in range(last + 1, min(last + 4, len(words))):
            if words.gap(at) not in (" ", "'", "’"):
                return False
            if words.wording(at) & _OFFICE or (at == last + 2 and words.folded[at].startswith(("kurdu", "kuran"))):
                return True
            if at > last + 1 and words.folded[at] != "kurucu":
                return False
        return False

    def _is_led(self, first: int, last: int, *, personal: bool) -> bool:
        """Whether a person and what he or she is there stand around a name: "Ana Ruiz, cofundadora y CEO de X", "il ceo di X, Ugo Sala"."""
        words, office = self.words, False
        near = words.sorts[first - 1] if first else 0
        if first and words.folded[first - 1].startswith(_FOUNDERS) and words.gap(first) in _OPENING:
            return not personal
        if not near & _OF and (near & ARTICLE or self.language == "de"):  # "Gründer und Vorsitzender"
            return False
        of = near & _OF or (first and words.folded[first - 1] in ("da", "do"))  # firms have articles in Portuguese
        if first > 1 and of and words.folded[first - 2] in _CHIEFS and self._is_person(last + 1):
            return True
        for at in range(first - 1, max(0, first - 1 - _REACH), -1):
            if words.gap(at + 1) not in _OPENING or words.known[at] or (words.capital[at] and not words.wording(at) & _OFFICE):
                return False
            office = office or words.wording(at) & _OFFICE != 0
            if words.gap(at) == ", ":
                return office and at > 1 and words.capital[at - 1] and words.capital[at - 2] and words.gap(at - 1) == " "
        return False

    def _is_person(self, at: int) -> bool:
        """Whether two words with capitals stand from a word on, behind a comma."""
        words = self.words
        return at + 1 < len(words) and words.gap(at) == ", " and words.gap(at + 1) == " " and words.capital[at] and words.capital[at + 1]

    def _apposed(self, first: int, last: int, *, personal: bool) -> bool:
        """Whether a name stands between commas after what it is: "une startup, X, ...", but not "il ceo della startup, Ugo Sala, ..."."""
        words = self.words
        if words.gap(first) != ", " or last + 1 == len(words) or words.gap(last + 1) != ", ":
            return False
        far = first > 1 and words.gap(first - 1) == " " and not words.capital[first - 1] and words.is_kind(first - 2)
        if not far and not words.is_kind(first - 1):
            return False
        at = first - 2 - far
        while at > 0 and words.folded[at] in words.function:
            at -= 1
        return not (personal and at >= 0 and words.wording(at) & _OFFICE)

    def _deals(self, first: int, last: int) -> float:
        """What a name that begins a sentence does, as far as it is what companies alone do."""
        words, after = self.words, last + 1
        if after >= len(words):
            return 0.0
        gap = words.gap(after).strip('»”"“„')
        if self.language == "tr" and (gap == ", " or words.folded[after].isdigit()) and self._ends_in_deal(after):
            return 0.55
        pays = gap == " " and last - first < 2 and not words.capital[after] and _OF_A_SUM.match(words.text, words.ends[after]) is not None
        if gap != " " or not (words.follows(after) & _DEAL or (pays and words.folded[after] not in words.function)):
            return 0.0
        plain = self.language == "ru" and words.gap(after) == " " and words.said(first)[0] > "\u0400"  # begins as any sentence does
        plain = plain or (self.language in _SLAVIC and words.sorts[after] & _GAINING != 0 and not self._gains(after))
        return 0.3 if plain else self._weigh(0.55, german=0.45)

    def _gains(self, verb: int) -> bool:
        """Whether what is got, bought or sold is money, a firm or a known name; for how much may be told of anything."""
        words = self.words
        for at in range(verb + 1, min(verb + 2 + _REACH, len(words))):
            if words.begins_sentence(at) or words.gap(at) == ", " or words.folded[at] == "za":
                return False
            if words.sorts[at] & _GAINED or words.is_kind(at) or words.known[at]:
                return True
        return False

    def _ends_in_deal(self, at: int) -> bool:
        """Whether the sentence that goes on from a word ends in a deal, as a Turkish sentence does."""
        while at + 1 < len(self.words) and not self.words.begins_sentence(at + 1):
            at += 1
        return self.words.wording(at) & _DEAL != 0

    def _is_said_to_be(self, last: int, *, personal: bool) -> bool:
        """Whether it is said of the name that ends at a word what it is: "X es una startup", "X — венчурный фонд"."""
        words, at = self.words, last + 1
        cases: tuple[str, ...] = ("",)
        if at >= len(words):
            return False
        if words.gap(at) in (" — ", " – "):
            if personal:
                return False  # who he is stands there
        else:
            if words.gap(at) != " " or words.said(at) not in COPULAS.get(self.language, ()):
                return False
            cases = _PREDICATE if words.said(at) == "jest" else cases
            at += 1
        return at < len(words) and not words.capital[at] and self._kind_follows(at, described=2, cases=cases)

    def _kind_follows(self, at: int, described: int = 0, cases: tuple[str, ...] = ("",)) -> bool:
        """Whether what a company is stands from a word on, in one of `cases`, with an article, an origin and up to `described` other words
        before it."""
        words = self.words
        for number in range(at, min(at + 4, len(words))):
            if number > at and words.gap(number) != " ":
                return False
            if (
                words.is_kind(number)
                and words.folded[number] != "bank"
                and words.folded[number].endswith(cases)
                and (self.language == "de" or not words.capital[number])
            ):
                return True
            if not (words.sorts[number] & ARTICLE or words.is_origin(number)):
                described -= 1
                if described < 0 or words.capital[number] or words.folded[number] in words.function:
                    return False
        return False
