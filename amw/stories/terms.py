"""Words of a text as 32-bit term keys: stemmed words, proper names, numbers and dates that read the same in several languages.

A term is one integer, so that long texts cost no objects: its key (crc32 of its normal form) in the lower 32 bits, its kind above them.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Callable, Container, Sequence
from itertools import chain
from typing import Final, TypeVar

from amw.stories import background
from amw.stories.boilerplate import WORDS
from amw.stories.lexicon import ENGLISH_MONTHS, SAME_NAME, STOP_WORDS, chinese_forms, chinese_words, concepts_of, korean_words, plain, stem
from amw.stories.sounds import chinese_sounds, latin_sounds

_CJK: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_SCALE: Final = (
    r"[Mm]illion|[Bb]illion|[Tt]rillion|[Tt]housand|MILLION|BILLION|bn|BN|Bn|mn|MN|Mn|[kKmMbB](?![^\W\d_])|%|[万亿億萬千만억조천백]+"
)
# One pass: a word, initials, a number with an optional scale word, or a run of CJK; bounded, since tokens are kept.
_INITIALS: Final = r"(?:\.[A-Za-z](?![A-Za-z])){1,8}\.?"
_FIGURE: Final = rf"\d{{1,30}}(?:[.,]\d{{1,30}}){{0,3}}(?:\s?(?:{_SCALE}))?"
_SUM: Final = r"\d[\d,]{0,12}(?:\.\d{1,6})?[万亿億萬만억조]\s?\d[\d,]{0,8}[万亿億萬만억조]"  # in two parts, as 12억5000만
_ASCII = re.compile(rf"[A-Za-z](?:[A-Za-z]{{1,49}}(?:'[A-Za-z]{{1,2}}(?![A-Za-z]))?|{_INITIALS})?|{_FIGURE}")
_LETTER: Final = rf"[^\W\d_{_CJK}]"
_ANY = re.compile(rf"{_LETTER}(?:{_LETTER}{{1,49}}(?:'{_LETTER}{{1,2}}(?!{_LETTER}))?|{_INITIALS})?|{_SUM}|{_FIGURE}|[{_CJK}]+")
_NUMBER = re.compile(r"(\d+(?:[.,]\d+)*)\s?(.*)", re.DOTALL)
_PARTS = re.compile(r"(\d[\d,]*(?:\.\d+)?)([^\W\d])\s?(\d[\d,]*)([^\W\d])")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_HAS_CJK = re.compile(f"[{_CJK}]")
# Typography that plain text writes otherwise; without it most English texts take the faster way.
_TYPOGRAPHY = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("…", "."), ("\xa0", " "))
_SCALES = {
    "thousand": 1e3, "k": 1e3, "千": 1e3, "万": 1e4, "萬": 1e4, "million": 1e6, "mn": 1e6, "m": 1e6, "百万": 1e6, "千万": 1e7,
    "亿": 1e8, "億": 1e8, "billion": 1e9, "bn": 1e9, "b": 1e9, "千亿": 1e11, "万亿": 1e12, "trillion": 1e12,
    "천": 1e3, "만": 1e4, "백만": 1e6, "천만": 1e7, "억": 1e8, "백억": 1e10, "천억": 1e11, "조": 1e12,
}  # fmt: skip
_CAMEL = re.compile(r"[A-Z][a-z]+|[A-Z]+(?![a-z])|[a-z]+")
_CHINESE_DATE = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")

ORDINARY, NAME, NUMBER, WEAK_NUMBER, DATE, FOREIGN, CONCEPT, SOUND = range(8)
# FOREIGN marks a word that came through the bilingual lexicon, SOUND how a name sounds: they count across languages and little within one.
KEY: Final = (1 << 32) - 1
RARE: Final = 7.0  # inverse document frequency from which how a word is written elsewhere says little: it shares its bucket with others
NAMED: Final = 0.35  # share of a word's occurrences written with a capital from which it is taken for a name
TOKENS: Final = 1 << 16  # tokens remembered of each sort, some 20 MB
SHORT: Final = 6  # characters of a run of CJK that is met again: a word of Korean, a name
Terms = tuple[int, ...]


def term(form: str, kind: int) -> int:
    """The term of a normal form and a kind (ORDINARY NAME NUMBER WEAK_NUMBER DATE FOREIGN CONCEPT SOUND)."""
    return key_of(form) | kind << 32


def key_of(form: str) -> int:
    """The 32-bit key of a normal form."""
    return zlib.crc32(form.encode("utf-8", "surrogatepass"))


K = TypeVar("K")
V = TypeVar("V")


class Known(dict[K, V]):
    """What is made of tokens or keys, of those met before; full, it begins anew. A hit in a dictionary takes half the time of one in
    `lru_cache`."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        if len(self) >= TOKENS:
            self.clear()
        made = self[key] = self._make(key)
        return made


def _token_terms(token: str) -> Terms:
    return _number_terms(token) if token[0].isdecimal() else word_terms(token)


def _terms_beside_cjk(token: str) -> Terms:
    """A Latin name in a Chinese text is met as it is written; its sound would only meet by chance."""
    return tuple([t for t in _token_terms(token) if t >> 32 != SOUND])


def word_terms(word: str) -> Terms:
    """The terms of one word as written (case kept): none for a stop word, more than one for CamelCase."""
    bare = word[:40]
    if bare.isalpha() and bare.isascii():
        low = lower = bare.lower()
    else:
        if len(bare) > 2 and bare[-2] in "'’":
            bare = bare[:-2] if bare[-1] in "sS" else bare.replace("’", "'")
        bare = bare.replace(".", "")
        low, lower = plain(bare), bare.lower()
    same = SAME_NAME.get(low) if bare != "us" else None
    if same is None and (low in STOP_WORDS or (len(low) == 1 and low.isascii())):
        return ()
    form = stem(same or low)
    concepts = concepts_of(form)
    if bare == lower and not concepts:  # most words
        return (term(form, ORDINARY),)
    terms = [term(form, ORDINARY if bare == lower else NAME)]
    if bare[1:] != lower[1:] and bare.isascii() and not bare.isupper():
        parts = [p.lower() for p in _CAMEL.findall(bare)]
        if 1 < len(parts) < 5:
            terms += [term(stem(p), ORDINARY) for p in parts if len(p) > 2 and p not in STOP_WORDS]
    terms += [term("~" + concept, CONCEPT) for concept in concepts]
    if bare[0].isupper() and len(low) > 3 and low.isalpha() and low.isascii() and _may_be_name(terms[0] & background.MASK):
        terms += [term("*" + sound, SOUND) for sound in sorted(latin_sounds(low))]
    return tuple(terms)


def _may_be_name(bucket: int) -> bool:
    return background.capital()[bucket] > NAMED or background.table()[bucket] > RARE


def _number_terms(token: str) -> Terms:
    """The terms of a number with its scale word: 500M, 500 million and 5亿 are one; small bare numbers and years are weak."""
    match = _NUMBER.match(token)
    assert match is not None
    digits, scale = match[1], match[2].casefold()
    if parts := _PARTS.fullmatch(token):
        value = sum(float(parts[n].replace(",", "")) * _SCALES[parts[n + 1]] for n in (1, 3))
        return (figure(value, scaled=True),)
    if len(digits) > 24:
        return ()
    bare = digits.replace(",", "") if _GROUPED.fullmatch(digits) else digits.replace(",", ".")
    if bare.count(".") > 1:
        return (term("#" + bare, NUMBER),)
    value = float(bare)
    if scale == "%":
        return (term(f"#{value:.6g}%", NUMBER),)
    factor = _SCALES.get(scale)
    return (figure(value * (factor or 1.0), scaled=factor is not None),)


def figure(value: float, *, scaled: bool = False) -> int:
    """The term of a number; a small whole one or a year is weak, unless it was `scaled` by a word."""
    weak = not scaled and value.is_integer() and (value <= 31 or 1990 <= value <= 2035)
    return term(f"#{value:.8g}", WEAK_NUMBER if weak else NUMBER)


def _cjk_terms(run: str) -> Terms:
    """The terms of a run of CJK: its character pairs, and English stems of the words that the bilingual lexicon knows."""
    run = unicodedata.normalize("NFKC", run)
    pairs = [run[at : at + 2] for at in range(len(run) - 1)] or [run[:2]]
    terms = [*chain.from_iterable(map(_PAIRS.__getitem__, pairs))]
    starts = [at for at, pair in enumerate(pairs) if "一" <= pair[0] <= "鿿"]  # no word or name is known of other scripts
    if starts:
        terms += [term(english, FOREIGN) for english in chinese_words(run)]
        known = chinese_forms()
        told = dict.fromkeys(c for at in starts for n in (2, 3, 4) for c in known.get(run[at : at + n], ()))
        terms += [term("~" + c, CONCEPT) for c in told]
        terms += [term("*" + sound, SOUND) for sound in sorted(chinese_sounds(run))]
    elif run[:1] >= "가":
        terms += [term(english, FOREIGN) for english in korean_words(run)]
    return tuple(terms)


_WORDS, _BESIDE_CJK, _RUNS = Known(_token_terms), Known(_terms_beside_cjk), Known(_cjk_terms)
_PAIRS: Known[str, Terms] = Known(lambda pair: (term(pair, ORDINARY),))
_SCALING = re.compile(_SCALE)
_SCALE_BEGINS: Final = frozenset("mMbBtTkK%万亿億萬千만억조천백")  # with one of these every scale begins
_PUNCTUATION: Final = ".,;:!?'\"()[]-"
_SPACED = re.compile(rf"(?<=\d)\s(?={_SCALE})")  # a figure reaches over one blank, to its scale


class _Pieces(dict[str, Terms]):
    """The terms of what stands between two blanks, for those met before: looking them up takes a third of the time of finding tokens.

    `dated`, `scaling` and `hinted` are those with the name of a month, those that begin with the scale of a figure, and those with a word
    of `boilerplate.WORDS`; `noted` are all of these.
    """

    def __init__(self) -> None:
        super().__init__()
        self.size = 0  # characters remembered
        self.dated: set[str] = set()
        self.scaling: set[str] = set()
        self.hinted: set[str] = set()
        self.noted: set[str] = set()

    def __missing__(self, piece: str) -> Terms:
        bare = piece.strip(_PUNCTUATION)
        if len(bare) <= 50 and bare.isalpha() and bare.isascii():
            terms = _WORDS[bare]
            noted = bare in _NOTED_WORDS
            tokens = [bare]
        else:
            tokens = (_ASCII if piece.isascii() else _ANY).findall(piece)
            terms = tuple(chain.from_iterable(map(_WORDS.__getitem__, tokens)))
            noted = not _NOTED_WORDS.isdisjoint(tokens)
        self[piece] = terms
        self.size += len(piece)
        if noted or piece[0] in _SCALE_BEGINS:
            self._note(piece, tokens)
        return terms

    def _note(self, piece: str, tokens: Sequence[str]) -> None:
        dated, scaling, hinted = not _MONTHS.isdisjoint(tokens), _SCALING.match(piece), not WORDS.isdisjoint(tokens)
        if dated or scaling or hinted:
            self.noted.add(piece)
            for note, told in ((self.dated, dated), (self.scaling, scaling), (self.hinted, hinted)):
                if told:
                    note.add(piece)

    def forget(self) -> None:
        """Between two texts, when there are many."""
        self.size = 0
        for remembered in (self, self.dated, self.scaling, self.hinted, self.noted):
            remembered.clear()


def terms_of(text: str) -> list[int]:
    """All terms of `text`, in order, repeats included."""
    return read(text)[0]


def read(text: str) -> tuple[list[int], bool]:
    """All terms of `text`, in order, repeats included, and whether a word of `boilerplate.WORDS` is among its words."""
    if not text.isascii():
        text = typed(text)
        if not text.isascii() and _HAS_CJK.search(text):
            return _read_cjk(text)
    if _PIECES.size > 8 * TOKENS:
        _PIECES.forget()
    pieces = text.split()
    terms = list(chain.from_iterable(map(_PIECES.__getitem__, pieces)))
    if _PIECES.noted.isdisjoint(pieces):
        return terms, False
    if not _PIECES.scaling.isdisjoint(pieces) and _SPACED.search(text):
        pieces = _SPACED.sub("", text).split()
        terms = list(chain.from_iterable(map(_PIECES.__getitem__, pieces)))
    if not _PIECES.dated.isdisjoint(pieces):
        terms += _days(_ANY.findall(_beside(pieces, _PIECES.dated)))
    return terms, not _PIECES.hinted.isdisjoint(pieces)


def typed(text: str) -> str:
    """`text` with quotation marks, dashes and blanks as a keyboard has them."""
    for fancy, simple in _TYPOGRAPHY:
        text = text.replace(fancy, simple)
    return text


def _beside(pieces: Sequence[str], wanted: Container[str]) -> str:
    """The pieces that are wanted, with two on either side."""
    near = {at + step for at, piece in enumerate(pieces) if piece in wanted for step in range(-2, 3)}
    return " ".join([pieces[at] for at in sorted(near) if 0 <= at < len(pieces)])


def _read_cjk(text: str) -> tuple[list[int], bool]:
    tokens = _ANY.findall(text)
    terms: list[int] = []
    for token in tokens:
        if not _HAS_CJK.match(token):
            terms += _BESIDE_CJK[token]
        else:
            terms += _RUNS[token] if len(token) <= SHORT else _cjk_terms(token)
    if not _MONTHS.isdisjoint(tokens):
        terms += _days(tokens)
    if "月" in text:
        terms += [date(int(m[1]), int(m[2])) for m in _CHINESE_DATE.finditer(text)]
    return terms, not WORDS.isdisjoint(tokens)


_MONTHS = frozenset(spelled for name in ENGLISH_MONTHS for spelled in (name.title(), name.upper()))
_NOTED_WORDS = _MONTHS | WORDS
_PIECES = _Pieces()


def _days(tokens: Sequence[str]) -> list[int]:
    """The days named beside a month, as "Dec. 14" or "14 December"."""
    found = []
    for at in [at for at, token in enumerate(tokens) if token in _MONTHS]:
        for beside in (tokens[at - 1] if at else "", *tokens[at + 1 : at + 2]):
            if len(beside) < 3 and beside.isdecimal() and 1 <= int(beside) <= 31:
                found.append(date(ENGLISH_MONTHS[tokens[at].lower()], int(beside)))
                break
    return found


def date(month: int, day: int) -> int:
    """The term of a day of the year."""
    return term(f"@{month}-{day}", DATE)
