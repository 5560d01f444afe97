"""Names as stock lists print them: share marks and par values cut off, words abbreviated or left out, found only where one company fits.

Lists of German exchanges (Wertpapier-Mitteilungen short names) cut a name at some twenty characters and append currency and par value
("LAM RESEARCH CORP. DL-001"); brokers drop sector words ("Nu Skin") and append classes ("Metsa Board Oyj B").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from amw.companies.forms import ABBREVIATIONS
from amw.companies.names import strip_forms
from amw.companies.records import Company, Name
from amw.companies.words import LISTS

_CURRENCIES = (
    "dl|eo|ls|sd|nk|dk|sk|hd|yn|yc|is|ad|cd|sf|nd|rc|tb|zy|cc|ps|rd|nz|kc|uf|tn|ko|fm|bb|pc|rl|nm|lw|ia|mr|ie|ts|rb|hk|rp|ba|cad|usd|eur"
)
# Read in small letters, each alternative behind one first character: most places are then left at once
_PAR = re.compile(
    rf"[\s.()](?:(?:{_CURRENCIES})\s?-?\s?[,.]?\d[\d,./-]*|(?:nam|vna|vzo|vz|na|inh|st|kdi|vink|reg|konv|jge"
    rf"|s\.?f\.?)?\.?\s?o\.\s?n\.?|\d{{1,2}}/\d{{1,3}}/?.*|-?for-.*|(?:un)?sp(?:on)?s?\.?\s?a[dr][rd].*"
    r"|(?:un)?sp\.?gdr.*|gdr\b.*|adr[\s/]?.*|adrs?/.*|dr[cn]?|wi|auc|pk|-?fgn.*|dr/.*|nvdr|cert.*)$"
)
_CLASS = re.compile(
    r"[\s.(-](?:(?:(?<=[\s-])|(?<=[a-z]{3}\.))(?:cl(?:ass)?\.?\s?)?[a-dfghknr]$|(?<=\s)(?:mu|na|wa|pna?|lt|mc|nm|cmn\sstk)$"
    r"|(?<=[\s-])[a-k]\s(?:shs|shares|adr|pfd|unit)$|(?<=\s)cl\.?\s?[a-d]$|(?<=[\s-])ser\.?\s?[a-d]$"
    r"|(?<=[\s.(])(?:sg|svg|st|dd|xetra|new|old|br|idr|nv?tg|n-vtg)\)?$|(?<=\s)(?:ord|reg)?\s?(?:shs|shares)$|(?<=\s)par\s.*$)"
)
_ENDS_IN_MARK = re.compile(r"(?:\d|\.\s?n|[\s-][a-z]{1,3}|shs|shares|xetra|cert\.?|adrs?|gdr|n-vtg)\W*$")
_PLAIN_ENDS = frozenset("inc ltd corp plc sa ag nv ab asa se spa co llc bhd tbk oyj kgaa limited company group holdings".split())  # no mark
_LONG_MARKS = frozenset({"shares", "xetra", "cert", "adrs"})
SECTOR = LISTS["sectors"]
SECTOR |= {word.replace("ae", "a").replace("oe", "o").replace("ue", "u") for word in SECTOR}
_COMMON = SECTOR | frozenset(ABBREVIATIONS.values())
CORPORATE = frozenset(
    "group holdings international corporation company plc limited corp inc gruppe groep groupe gruppo grupo global worldwide".split()
)
LINKS = frozenset("and et und for of the y e de di der del della dello da do dos la le los las d l".split())
LONGEST_MARK = 24  # characters
MIN_WORD = 3  # letters that an abbreviated word must keep
OPENERS = frozenset("group company societe institute koninklijke royal pt".split())  # left out in front of a name
UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))  # written out or not
SHORT_NAME = 4  # letters of a name that is taken as it is written: Aena is not ANA
SPELLED = 10  # letters that two words or more must share to be one name where none is written out
RARE = 4  # letters of a single word that may stand for a longer name

# too short to write out anywhere but in a stock list
_LISTED = {"re": ("real", "estate"), "en": ("energy",), "el": ("electric",), "ny": ("new", "york"), "bkg": ("banking",)}
_SHORT = frozenset(_LISTED)
_LEADING = frozenset({"ab", "sa", "ag", "oy", "cia"})  # legal forms that Swedish, French and Spanish lists put in front
_VOWELS = str.maketrans("", "", "aeiouy")
_DEPOSITARY = re.compile(r"(?:\b|[.(])(?:adr|ads|gdr)s?\b")
_SHARE_CLASS = re.compile(r"(?:\bclass|\bcl|\bser(?:ies?)?|[\s-])\.?\s?([a-d])(?:\s(?:shs|shares))?\W*$")

Entry = tuple[Company, Name]
_Near = dict[str, list[tuple[tuple[str, ...], Company]]]  # the first letter of the second word, "" for none -> names of one first word


def unmarked_end(last: str) -> bool:
    """Whether a name whose last word is `last`, in small letters, ends in no mark of a share."""
    return last in _PLAIN_ENDS or (len(last) > 3 and last.isalpha() and last not in _LONG_MARKS)


def strip_marks(name: str) -> str:
    """`name` without par value, certificate and share class at its end."""
    last = name[name.rfind(" ") + 1 :].strip(".,").lower()
    if unmarked_end(last):
        return name
    low = name.lower()
    if len(low) != len(name):  # "İ" becomes two characters
        low = "".join([char.lower()[0] for char in name])
    if not (len(last) < 4 and last.isalpha() and " " in low) and not _ENDS_IN_MARK.search(low[-12:]):
        return name
    end, before = len(low), -1
    for _ in range(4):
        if end == before:
            break
        before = cut = end
        if (mark := _PAR.search(low, max(0, end - LONGEST_MARK), end)) is not None:
            cut = mark.start()
        if cut > 4 and (mark := _CLASS.search(low, max(0, cut - LONGEST_MARK), cut)) is not None:
            cut = mark.start()
        end = len(low[:cut].rstrip(" .,-+")) or before
    return name[:end]


def share_mark(name: str) -> str | None:
    """Which of a company's shares a listed name is: "adr" for certificates, a class letter, None for the ordinary ones."""
    low = name.lower()
    if _DEPOSITARY.search(low):
        return "adr"
    found = _SHARE_CLASS.search(_PAR.sub("", low))
    return found[1] if found is not None else None


def words_of(words: list[str]) -> tuple[str, ...]:
    """The words of a match key with common abbreviations written out."""
    first = words[0] if words else ""
    if len(words) > 2 and len(first) > 3:
        if first in words[2:]:
            words = strip_forms(words[: words.index(first, 2)])  # "QUALCOMM INC QUALCOMM ORD SHS"
        elif len(words[-1]) > 2 and first.startswith(words[-1]) and sum(map(len, words)) + len(words) > 27:
            words = strip_forms(words[:-1])  # the same, cut at thirty-one characters
    if len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    if len(words) > 2 and not LINKS.isdisjoint(words):
        words = [word for word in words if word not in LINKS] or words
    if len(words) > 1 and not _SHORT.isdisjoint(words[1:]):
        words = [words[0], *(part for word in words[1:] for part in _LISTED.get(word, (word,)))]
    if len(words) == 1 and len(words[0]) <= SHORT_NAME:
        return (words[0],)
    return tuple(map(_plain, words))


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    """`word` written out where it is an abbreviation, without the second letter of an umlaut."""
    word = ABBREVIATIONS.get(word, word)
    for pair, letter in UMLAUTS:
        word = word.replace(pair, letter)
    return word


def initials(words: tuple[str, ...]) -> str:
    """The acronym that three words or more make ("" for fewer)."""
    return "".join(word[0] for word in words) if len(words) > 2 else ""


class ListedIndex:
    """Registered names by their first word, for abbreviated and shortened forms."""

    __slots__ = ("_acronyms", "_bags", "_heads", "_holders", "_least", "_near", "_starts")

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], Entry]], *, complete: bool = False) -> None:
        """`complete`: the register lists short names itself, so a shorter or longer one ("Spark", "AMD Industries") means nothing sure."""
        self._least = 3 if complete else 1
        self._heads: dict[str, list[tuple[tuple[str, ...], Company]]] = {}
        self._bags: dict[tuple[str, ...], dict[str, Company]] = {}
        self._acronyms: dict[str, dict[str, Company]] = {}
        self._holders: dict[str, set[str]] = {}  # word -> keys of the companies in whose names it is
        for words, (company, name) in entries:
            if words and not name.ambiguous and name.kind in ("self", "legal", "former"):
                self._heads.setdefault(words[0], []).append((words, company))
                if complete:
                    continue
                for word in words:
                    self._holders.setdefault(word, set()).add(company.key)
                if words[0] in OPENERS and len(words) > 1:
                    self._heads.setdefault(words[1], []).append((words[1:], company))
                if len(words) > 1:
                    self._bags.setdefault(tuple(sorted(words)), {})[company.key] = company
                for acronym in {initials(words), words[0] if words[0] == initials(words[1:]) else ""} - {""}:
                    self._acronyms.setdefault(acronym, {})[company.key] = company
        near: dict[str, _Near] = {}
        for head, names in self._heads.items():
            near[head] = {}
            for theirs, company in names:
                near[head].setdefault(theirs[1][0] if len(theirs) > 1 else "", []).append((theirs, company))
        # a first word, or its beginning -> the names that begin so, with it or, in a list that cuts words short, with its beginning
        self._near: dict[str, tuple[_Near, ...]] = {head: (names,) for head, names in near.items()}
        self._starts: dict[str, tuple[str, ...]] = {}  # three letters -> the first words that begin so
        if complete:
            return
        longer: dict[str, list[str]] = {}
        for head in sorted(near):
            self._starts[head[:MIN_WORD]] = (*self._starts.get(head[:MIN_WORD], ()), head)
            for size in range(MIN_WORD, len(head)):
                longer.setdefault(head[:size], []).append(head)
        for first in {*near, *longer}:
            heads = [first] if first in near else []
            heads += [head for head in self._starts.get(first[:MIN_WORD], ()) if head != first and _begins(head, first)]
            self._near[first] = tuple([near[head] for head in (*heads, *longer.get(first, ()))])

    def find(self, words: tuple[str, ...]) -> Company | None:
        """The one company whose name `words` abbreviates, shortens, turns round or lengthens by a sector word; None for none or several."""
        if len(words) > 1 and words[0] in self._holders:
            turned = self._bags.get(tuple(sorted(words)))
            if turned is not None and len(turned) == 1:
                return next(iter(turned.values()))
        found = self._headed(words)
        if found is None and len(words) > 1 and words[0] in OPENERS:
            found = self._headed(words[1:])
        if found is None and len(words) > 1 and self._least == 1 and words[0] + words[1] in self._heads:
            found = self._headed((words[0] + words[1], *words[2:]))  # "Wal Mart Stores"
        if found is None and len(words) == 1 and 2 < len(words[0]) < 6:
            meant = self._acronyms.get(words[0], {})
            found = next(iter(meant.values())) if len(meant) == 1 else None
        if found is None and len(words) > 1 and self._least == 1:
            found = self._alone(words) or self._within(words)
        return found

    def _alone(self, words: tuple[str, ...]) -> Company | None:
        """The company whose whole name is the first of at most three words and is in no other name ("Avon Rubber" for Avon)."""
        first = words[0]
        if len(words) > 3 or len(first) < RARE or len(self._holders.get(first, ())) != 1:
            return None
        return next((company for theirs, company in self._heads.get(first, ()) if len(theirs) == 1), None)

    def _within(self, words: tuple[str, ...]) -> Company | None:
        """The one company whose name begins alike and has all the words, or none but them ("Expeditors Washington")."""
        heads = self._heads.get(words[0])
        if heads is None:
            return None
        ours, rest = frozenset(words), frozenset(words[1:])
        near = {}
        for theirs, company in heads:
            if rest.isdisjoint(theirs):
                continue
            shared = ours.intersection(theirs)
            if len(shared) > 1 and len(shared) in (len(ours), len(frozenset(theirs))) and sum(map(len, shared)) >= SPELLED:
                near[company.key] = company
        return next(iter(near.values())) if len(near) == 1 else None

    def _headed(self, words: tuple[str, ...]) -> Company | None:
        if not words or len(words[0]) < 2 or (len(words) == 1 and words[0] in SECTOR):
            return None
        first = words[0]
        alike = self._near.get(first)
        if alike is None:
            # a first word may be cut short in a list; elsewhere "Deepsea Robotics" would be Deep Robotics
            starts = self._starts.get(first[:MIN_WORD])
            if starts is None or not first.startswith(starts):
                return None
            alike = tuple([self._near[head][0] for head in starts if _begins(head, first)])
        second = words[1][0] if len(words) > 1 else ""
        best: dict[str, tuple[int, Company]] = {}
        for near in alike:
            # most pairs share the first word only, and are told apart by the next letter
            for pairs in (near.get(second, ()), near.get("", ())) if second else near.values():
                for theirs, company in pairs:
                    level = fits(words, theirs)
                    if level and level > best.get(company.key, (0,))[0]:
                        best[company.key] = (level, company)
        if second and len(first) >= RARE and first not in _COMMON and first in self._heads and CORPORATE.issuperset(words[1:]):
            for theirs, company in self._heads[first]:
                if company.key not in best and theirs[1:] and theirs[1][0] != second and CORPORATE.issuperset(theirs[1:]):
                    best[company.key] = (2, company)
        if not best:
            return None
        top = max(level for level, _ in best.values())
        winners = [company for level, company in best.values() if level == top]
        if len(winners) > 1 and top > 1:  # one company's ordinary share beside its certificates
            winners = [company for company in winners if strip_marks(company.name) == company.name]
        if len(winners) != 1 or top < self._least or (top <= 1 and len(best) > 1):
            return None
        if (
            top == 1
            and len({company.key for _, company in self._heads.get(first, ())}) > 1
            and all(theirs[1:2] != words[1:2] for theirs, company in self._heads.get(first, ()) if company is winners[0])
        ):
            return None
        return winners[0]


def _begins(head: str, word: str) -> bool:
    return len(head) >= MIN_WORD and word.startswith(head)


def fits(ours: tuple[str, ...], theirs: tuple[str, ...]) -> int:
    """How well two word lists can be one name.

    3 word by word (abbreviations), 2 but for sector words, 1 one the beginning of the other, 0 not.
    """
    shared = exact = near = 0
    for one, other in zip(ours, theirs, strict=False):
        if one == other:
            exact += len(one)
        elif one[0] == other[0] and _abbreviates(one, other, first=shared == 0):
            near += min(len(one), len(other))
        elif not (exact >= 7 and _initial(one, other)):
            break
        shared += 1
    if exact + near >= SPELLED and 1 < shared == len(ours) == len(theirs):
        return 3  # "ELECTR.GENER."
    if shared == 0 or exact < 2 or (exact < 3 and shared < 2):
        return 0
    left, right = ours[shared:], theirs[shared:]
    if not left and not right:
        return 3
    if left and right and exact >= RARE and ours[0] == theirs[0] and ours[0] not in _COMMON and CORPORATE.issuperset((*left, *right)):
        return 2  # "Wasion Group Holdings" for Wasion Holdings
    if left and right:
        return int(shared >= 2 and exact >= 8 and all(word in SECTOR for word in (*left, *right)))
    rest = left or right
    words = CORPORATE if left and shared == 1 else SECTOR  # "AMD Industries" is not AMD, "Kirin Group" is Kirin Holdings
    if words.issuperset(rest) or all(word in words or word.isdigit() for word in rest):
        return 2 if shared > 1 or (len(ours[0]) >= MIN_WORD and ours[0] not in SECTOR) else 0
    if not right and shared >= 2 and exact >= 10:
        return 1
    if not left and (exact >= 7 if shared >= 2 else exact >= RARE and ours[0] not in SECTOR):
        return 1
    return 0


def _initial(one: str, other: str) -> bool:
    """Whether one word is the first letter or two of the other ("INFO S." for Info Service), which counts only beside longer ones."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return len(short) <= 2 < len(long) and short.isalpha() and long.startswith(short)


def _abbreviates(one: str, other: str, *, first: bool) -> bool:
    """Whether the shorter word is the longer's beginning, or (not for a name's first word) its letters in order from first to last,
    or its consonants."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    if len(short) < MIN_WORD or short[0] != long[0] or len(short) == len(long):
        return False
    if long.startswith(short):
        return True
    if first:
        return False
    if len(short) > 3 and long.translate(_VOWELS).startswith(short):
        return True  # "hlthc"
    if short[-1] != long[-1] and short[:5] != long[:5]:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)
