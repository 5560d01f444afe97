"""Names as stock lists print them: share marks and par values cut off, words abbreviated or left out, found only where one company fits.

Lists of German exchanges (Wertpapier-Mitteilungen short names) cut a name at some twenty characters and append currency and par value
("LAM RESEARCH CORP. DL-001"); brokers drop sector words ("Nu Skin") and append classes ("Metsa Board Oyj B").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from amw.companies.forms import ABBREVIATIONS
from amw.companies.names import strip_forms
from amw.companies.records import Company, Name

_CURRENCIES = (
    "dl|eo|ls|sd|nk|dk|sk|hd|yn|yc|is|ad|cd|sf|nd|rc|tb|zy|cc|ps|rd|nz|kc|uf|tn|ko|fm|bb|pc|rl|nm|lw|ia|mr|ie|ts|rb|hk|rp|ba|cad|usd|eur"
)
_PAR = re.compile(
    rf"[\s.](?:(?:{_CURRENCIES})\s?-?\s?[,.]?\d[\d,./-]*|(?:nam|vna|vzo|vz|na|inh|st|kdi|vink|reg|konv|jge"
    rf"|s\.?f\.?)?\.?\s?o\.\s?n\.?|\d{{1,2}}/\d{{1,3}}/?.*|-?for-.*|(?:un)?sp(?:on)?s?\.?\s?a[dr][rd].*"
    r"|(?:un)?sp\.?gdr.*|gdr\b.*|adr[\s/]?.*|adrs?/.*|dr[cn]?|wi|auc|pk|-?fgn.*|dr/.*|nvdr|cert.*)$",
    re.IGNORECASE,
)
_CLASS = re.compile(
    r"(?:[\s-]|(?<=[a-z]{3})\.)(?:cl(?:ass)?\.?\s?)?[a-dfghknr]$|\s(?:mu|na|wa|pna?|lt|mc|nm|cmn\sstk)$|[\s-][a-k]\s(?:shs|shares|adr|pfd|unit)$"
    r"|\scl\.?\s?[a-d]$|[\s-]ser\.?\s?[a-d]$|[\s.](?:sg|svg|st|dd|xetra|new|old|br|idr|nv?tg|n-vtg)$"
    r"|\s(?:ord|reg)?\s?(?:shs|shares)$|\spar\s.*$",
    re.IGNORECASE,
)
_ENDS_IN_MARK = re.compile(r"\d\W*$|\.\s?n\W*$|[\s-][a-z]{1,3}\W*$|(?:shs|shares|xetra|cert\.?|adrs?|gdr|n-vtg)\W*$", re.IGNORECASE)
# Words that a short form leaves out without naming another company.
SECTOR = frozenset(
    """
    group holdings international corporation company enterprises industries technology systems solutions services financial bancorp
    bancshares capital partners
    pharmaceuticals therapeutics energy resources properties trust brand media communications networks laboratories global worldwide
    plc software entertainment
    semiconductor medical materials mining gold metal products investment insurance bank realty reit international motors electronics
    electric engineering biosciences
    biotech bio healthcare health oil gas petroleum power infrastructure logistics foods food manufacturing chemical shipping marine
    maritime airline aerospace
    companies mines limited corp inc industrial development american
    interactive digital robotics devices biopharma sciences science acquisition estate
    retail stores store
    gruppe groep groupe gruppo grupo immobilien immobiliare property ventures minerals royalties royalty lithium uranium oilfield
    education gaming studios publishing minerals exploration steel cement constructions construction design travel fashion clothing
    telecom wireless
    """.split()
)
SECTOR |= {word.replace("ae", "a").replace("oe", "o").replace("ue", "u") for word in SECTOR}
_COMMON = SECTOR | frozenset(ABBREVIATIONS.values())
CORPORATE = frozenset(
    "group holdings international corporation company plc limited corp inc gruppe groep groupe gruppo grupo global worldwide".split()
)
LINKS = frozenset("and et und for of the y e de di der del della dello da do dos la le los las d l".split())
MIN_WORD = 3  # letters that an abbreviated word must keep
OPENERS = frozenset("group company societe institute koninklijke royal pt".split())  # left out in front of a name
UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))  # written out or not
RARE = 4  # letters of a single word that may stand for a longer name

_LISTED = {"re": ("real", "estate"), "en": ("energy",), "el": ("electric",)}  # too short to write out anywhere but in a stock list

Entry = tuple[Company, Name]


def strip_marks(name: str) -> str:
    """`name` without par value, certificate and share class at its end."""
    if not _ENDS_IN_MARK.search(name[-12:]):
        return name
    before = ""
    for _ in range(4):
        if name == before:
            break
        before = name
        cut = _PAR.sub("", name)
        cut = _CLASS.sub("", cut) if len(cut) > 4 else cut
        name = cut.rstrip(" .,-+") or before
    return name


def words_of(key: str) -> tuple[str, ...]:
    """The words of a match key with common abbreviations written out."""
    words = key.split()
    if len(words) > 2 and words[0] in words[2:] and len(words[0]) > 3:
        words = words[: words.index(words[0], 2)]  # "QUALCOMM INC QUALCOMM ORD SHS"
    words = strip_forms(words)
    if len(words) > 2:
        words = [word for word in words if word not in LINKS] or words
    written: list[str] = []
    for at, word in enumerate(words):
        written += _LISTED.get(word, ()) if at and word in _LISTED else (ABBREVIATIONS.get(word, word),)
    return tuple(_plain(word) for word in written)


def _plain(word: str) -> str:
    for pair, letter in UMLAUTS:
        word = word.replace(pair, letter)
    return word


def initials(words: tuple[str, ...]) -> str:
    """The acronym that three words or more make ("" for fewer)."""
    return "".join(word[0] for word in words) if len(words) > 2 else ""


class ListedIndex:
    """Registered names by their first word, for abbreviated and shortened forms."""

    __slots__ = ("_acronyms", "_bags", "_heads", "_least", "_sorted")

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], Entry]], *, complete: bool = False) -> None:
        """`complete`: the register lists short names itself, so a shorter or longer one ("Spark", "AMD Industries") means nothing sure."""
        self._least = 3 if complete else 1
        self._heads: dict[str, list[tuple[tuple[str, ...], Company]]] = {}
        self._bags: dict[tuple[str, ...], dict[str, Company]] = {}
        self._acronyms: dict[str, dict[str, Company]] = {}
        for words, (company, name) in entries:
            if words and not name.ambiguous and name.kind in ("self", "legal", "former"):
                self._heads.setdefault(words[0], []).append((words, company))
                if complete:
                    continue
                if words[0] in OPENERS and len(words) > 1:
                    self._heads.setdefault(words[1], []).append((words[1:], company))
                if len(words) > 1:
                    self._bags.setdefault(tuple(sorted(words)), {})[company.key] = company
                for acronym in {initials(words), words[0] if words[0] == initials(words[1:]) else ""} - {""}:
                    self._acronyms.setdefault(acronym, {})[company.key] = company
        self._sorted = sorted(self._heads)

    def find(self, words: tuple[str, ...]) -> Company | None:
        """The one company whose name `words` abbreviates, shortens, turns round or lengthens by a sector word; None for none or several."""
        turned = self._bags.get(tuple(sorted(words)), {}) if len(words) > 1 else {}
        if len(turned) == 1:
            return next(iter(turned.values()))
        found = self._headed(words)
        if found is None and len(words) > 1 and words[0] in OPENERS:
            found = self._headed(words[1:])
        if found is None and len(words) > 1 and self._least == 1 and words[0] + words[1] in self._heads:
            found = self._headed((words[0] + words[1], *words[2:]))  # "Wal Mart Stores"
        if found is None and len(words) == 1 and 2 < len(words[0]) < 6:
            meant = self._acronyms.get(words[0], {})
            found = next(iter(meant.values())) if len(meant) == 1 else None
        return found

    def _headed(self, words: tuple[str, ...]) -> Company | None:
        if not words or len(words[0]) < 2 or (len(words) == 1 and words[0] in SECTOR):
            return None
        first = words[0]
        heads = [first[:size] for size in range(MIN_WORD, len(first)) if first[:size] in self._heads]
        at = bisect_left(self._sorted, first)
        while at < len(self._sorted) and self._sorted[at].startswith(first) and (len(first) >= MIN_WORD or self._sorted[at] == first):
            heads.append(self._sorted[at])
            at += 1
        best: dict[str, tuple[int, Company]] = {}
        for head in heads:
            for theirs, company in self._heads[head]:
                level = fits(words, theirs)
                if level > best.get(company.key, (0, company))[0]:
                    best[company.key] = (level, company)
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
            and winners[0].name.casefold().split()[1:2] != list(words[1:2])
        ):
            return None
        return winners[0]


def fits(ours: tuple[str, ...], theirs: tuple[str, ...]) -> int:
    """How well two word lists can be one name.

    3 word by word (abbreviations), 2 but for sector words, 1 one the beginning of the other, 0 not.
    """
    shared = exact = 0
    for one, other in zip(ours, theirs, strict=False):
        if one == other:
            exact += len(one)
        elif not _abbreviates(one, other, first=shared == 0) and not (exact >= 7 and _initial(one, other)):
            break
        shared += 1
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
    if all(word in words or word.isdigit() for word in rest):
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
    """Whether the shorter word is the longer's beginning, or (not for a name's first word) its letters in order from first to last."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    if len(short) < MIN_WORD or short[0] != long[0] or len(short) == len(long):
        return False
    if long.startswith(short):
        return True
    if first or (short[-1] != long[-1] and short[:5] != long[:5]):
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)
