"""Words of a text as 32-bit term keys: stemmed words, proper names, numbers and dates that read the same in several languages."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from amw.stories.concepts import chinese_forms, concepts_of
from amw.stories.lexicon import ENGLISH_MONTHS, SAME_NAME, STOP_WORDS, chinese_words
from amw.stories.stemming import stem

# One pass: a number with an optional scale word, a run of CJK, or a word of any other script.
_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)(?P<scale>\s?(?:million|billion|trillion|thousand|bn|mn|[kmb](?![^\W\d_])|%|[万亿億萬千]+))?"
    r"|(?P<cjk>[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+)"
    r"|(?P<word>(?:[A-Z]\.){2,}|[^\W\d_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+(?:['’][^\W\d_]{1,2}(?![^\W\d_]))?)",
    re.IGNORECASE,
)
_NUMBER, _SCALE, _CJK, _WORD = range(1, 5)  # the groups of _TOKEN
_SCALES = {
    "thousand": 1e3, "k": 1e3, "千": 1e3, "万": 1e4, "萬": 1e4, "million": 1e6, "mn": 1e6, "m": 1e6, "百万": 1e6, "千万": 1e7,
    "亿": 1e8, "億": 1e8, "billion": 1e9, "bn": 1e9, "b": 1e9, "千亿": 1e11, "万亿": 1e12, "trillion": 1e12,
}  # fmt: skip
_CAMEL = re.compile(r"[A-Z][a-z]+|[A-Z]+(?![a-z])|[a-z]+")
_CHINESE_DATE = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")

ORDINARY, NAME, NUMBER, WEAK_NUMBER, DATE, FOREIGN, CONCEPT = range(7)


@dataclass(frozen=True, slots=True)
class Term:
    """One term: `key` (crc32 of its normal form), `kind` (ORDINARY NAME NUMBER WEAK_NUMBER DATE FOREIGN CONCEPT).

    FOREIGN marks a word that came through the bilingual lexicon: it counts across languages and little within one.
    """

    key: int
    kind: int


def key_of(form: str) -> int:
    """The 32-bit key of a normal form."""
    return zlib.crc32(form.encode("utf-8", "surrogatepass"))


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 16)
def word_terms(word: str) -> tuple[Term, ...]:
    """The terms of one word as written (case kept): none for a stop word, more than one for CamelCase."""
    if len(word) > 40:
        word = word[:40]
    bare = word
    if len(bare) > 2 and bare[-2] in "'’":
        bare = bare[:-2] if bare[-1] in "sS" else bare.replace("’", "'")
    bare = bare.replace(".", "")
    low = _plain(bare)
    same = SAME_NAME.get(low) if bare != "us" else None
    if same is None and (low in STOP_WORDS or (len(low) == 1 and low.isascii())):
        return ()
    low = same or low
    kind = NAME if bare[:1].isupper() or (len(bare) > 1 and any(c.isupper() for c in bare[1:])) else ORDINARY
    form = stem(low)
    terms = [Term(key_of(form), kind)]
    if bare.isascii() and not bare.isupper() and any(c.isupper() for c in bare[1:]):
        parts = [p.lower() for p in _CAMEL.findall(bare)]
        if 1 < len(parts) < 5:
            terms += [Term(key_of(stem(p)), ORDINARY) for p in parts if len(p) > 2 and p not in STOP_WORDS]
    return (*terms, *(Term(key_of("~" + concept), CONCEPT) for concept in concepts_of(form)))


@lru_cache(maxsize=1 << 14)
def number_terms(digits: str, scale: str) -> tuple[Term, ...]:
    """The terms of a number with its scale word: 500M, 500 million and 5亿 are one; small bare numbers and years are weak."""
    if len(digits) > 24:
        return ()
    bare = digits.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits) else digits.replace(",", ".")
    scale = scale.strip().casefold()
    if bare.count(".") > 1:
        return (Term(key_of("#" + bare), NUMBER),)
    value = float(bare)
    if scale == "%":
        return (Term(key_of(f"#{value:.6g}%"), NUMBER),)
    factor = _SCALES.get(scale)
    if factor is not None:
        return (Term(key_of(f"#{value * factor:.8g}"), NUMBER),)
    weak = value.is_integer() and (value <= 31 or 1990 <= value <= 2035)
    return (Term(key_of(f"#{value:.8g}"), WEAK_NUMBER if weak else NUMBER),)


def cjk_terms(run: str) -> list[Term]:
    """The terms of a run of CJK: its character pairs, and English stems of the words that the bilingual lexicon knows."""
    run = unicodedata.normalize("NFKC", run)
    pairs = [Term(key_of(run[i : i + 2]), ORDINARY) for i in range(len(run) - 1)] or [Term(key_of(run), ORDINARY)]
    known = chinese_forms()
    told = dict.fromkeys(c for i in range(len(run) - 1) for n in (2, 3, 4) for c in known.get(run[i : i + n], ()))
    return [*pairs, *(Term(key_of(english), FOREIGN) for english in chinese_words(run)), *(Term(key_of("~" + c), CONCEPT) for c in told)]


def terms_of(text: str) -> list[Term]:
    """All terms of `text`, in order, repeats included."""
    terms: list[Term] = []
    before = ""  # the word just before
    day = 0  # the day of a month that the number just before may be
    for match in _TOKEN.finditer(text):
        group = match.lastindex
        if group == _WORD:
            word = match.group()
            terms += word_terms(word)
            if day and (month := ENGLISH_MONTHS.get(word.lower())):
                terms.append(_date(month, day))
            before, day = word, 0
        elif group == _CJK:
            terms += cjk_terms(match.group())
            before, day = "", 0
        else:
            digits, scale = match.group(_NUMBER, _SCALE)
            terms += number_terms(digits, scale or "")
            day = int(digits) if len(digits) < 3 and digits.isdecimal() and 1 <= int(digits) <= 31 else 0
            if day and (month := ENGLISH_MONTHS.get(before.lower())):
                terms.append(_date(month, day))
                day = 0
            before = ""
    if "月" in text:
        terms += [_date(int(m[1]), int(m[2])) for m in _CHINESE_DATE.finditer(text)]
    return terms


def _date(month: int, day: int) -> Term:
    return Term(key_of(f"@{month}-{day}"), DATE)


def keys(terms: Iterable[Term]) -> list[int]:
    """The keys alone."""
    return [t.key for t in terms]
