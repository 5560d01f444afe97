"""Whether a name is somebody else's: a person's, a ship's or a storm's, a town's, a sign's of the zodiac, another company's."""

from __future__ import annotations

import re

from amw.companies.headlines import title_case_lines
from amw.companies.senses import NEGATIVE
from amw.companies.wordings import KINDS
from amw.companies.words import GENERIC, LEADING, LISTS, VERBS

GIVEN_NAMES = LISTS["given_names"]
_TITLES, _NAMED_BEFORE = LISTS["titles"], LISTS["named_before"]
_KIN, _WHOSE = frozenset("son daughter brother sister husband wife uncle aunt cousin".split()), frozenset("his her their my".split())
_CALLED = frozenset({"called", "named", "titled"})
_NO_FIRM = re.compile(  # "a dog named Claude"
    r"\b(?:album|baby|band|boat|book|boy|cat|child|dog|drama|film|girl|horse|hurricane|man|movie|novel|opera|play|(?<!model )series|ship"
    r"|song?|storm|woman)\Z",
    re.IGNORECASE,
)
_SIGNS = "aries|taurus|virgo|libra|scorpio|sagittarius|capricorn|aquarius|pisces|leo"  # but Cancer, which is told of by itself
HOROSCOPE = re.compile(
    r"horosc?[oó]p|\bsignos?\s(?:de\s)?g[eéê]mini|zodia|astrolog|sternzeichen|\bastres\b|星座|占い|별자리"
    rf"|\b(?P<sign>{_SIGNS})\b[^.\n]{{1,40}}\b(?!(?P=sign)\b)(?:{_SIGNS})\b"  # two of them
    rf"|\b(?!leo)(?:{_SIGNS}),?[ ]and[ ]gemini\b|\bgemini,?[ ]and[ ](?!leo)(?:{_SIGNS})\b",
    re.IGNORECASE,
)
# Where the exchange Gemini is meant, unless Google is named: its trade, or another of it
CRYPTO = re.compile(
    r"\b(?:crypto(?:currenc\w+|s)?|bitcoin|stablecoins?|Winklevoss|Coinbase|Kraken|Binance|Bitstamp|Bitfinex|OKX|Bybit|KuCoin|Robinhood|BitGo"
    r"|FTX|Blockchain\.com)\b|암호화폐|가상자산|비트코인|加密货币|比特币|暗号資産|仮想通貨|ビットコイン|криптобирж|биткоин",
    re.IGNORECASE,
)
CAPITAL_NEXT = re.compile(r"[ ]([A-ZÀ-Þ][a-zß-ÿ’']+)")
_CYRILLIC_NEXT = re.compile(r"[ ]([А-ЯЁ][а-яё]+)")
_SHOUTED_NEXT = re.compile(r"[ ]([A-Z]{3,})\b")
# "Palmyra, NY": a town. Written-out states are left alone, since "Meta, Texas settle" names two parties
STATE = re.compile(
    r",[ ](?:(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])"
    r"(?![\w-]|\.\w)|N\.[HJMCDY]\.|D\.C\.|S\.[CD]\.)"
)


def can_be_named(word: str) -> bool:
    """Whether `word` can belong to somebody's name: it has its capital and does not only lead to one ("Riverside", not "Lender")."""
    return word[:1].isupper() and word.isalpha() and word not in LEADING and not any(word.lower() in w for w in (GENERIC, KINDS, VERBS))


def makes_a_name(left: str, word: str) -> bool:
    """Whether `word`, at the end of `left`, makes what follows a person's, a ship's or a storm's; "van" does after a first name."""
    if word in _CALLED:
        return _NO_FIRM.search(left[: -2 - len(word)]) is not None
    before = left[: -2 - len(word)].rpartition(" ")[2]
    if word in _KIN:  # of somebody: "its cousin Gemma", and Spanish "son" is "are"
        return before.lower() in _WHOSE
    return word.rstrip(".") in _TITLES or (word in _NAMED_BEFORE and (word != "van" or before[:1].isupper()))


_EDITIONS = LISTS["editions"]


_PERSON_AFTER = re.compile(r",[ ]\d{1,2}(?:,|[ ](?:ans|Jahre|años|anos|anni|years)\b)|[ ](?:said|says|told)[ ](?:his|her|he|she)\b")


def is_person(text: str, end: int, name: str) -> bool:
    """Whether an age, or what a man or a woman says, follows the first name `name` that ends at `end` ("Claude, 67", "Harvey said he")."""
    return name in GIVEN_NAMES and _PERSON_AFTER.match(text, end) is not None


def is_named(text: str, start: int, *, titled: bool = False) -> bool:
    """Whether the word before, or where `titled` a person's title there, makes it a person's, a place's, a storm's ("Hurricane Harvey")."""
    left = text[max(0, start - 24) : start]
    word = left[:-1].rpartition(" ")[2].rpartition("\n")[2]
    return left[-1:] == " " and (word.rstrip(".") in _TITLES if titled else makes_a_name(left, word))


def means_another(text: str, start: int, end: int, name: str) -> bool:
    """Whether what stands around `text[start:end]`, the `name` of a line of models, makes it a person, a sign of the zodiac or a beast."""
    right = text[end : end + 48]
    negative = NEGATIVE.get(name)
    if negative is not None and negative.match(right.lower()):
        return True
    if is_named(text, start) or is_person(text, end, name):
        return True
    shouted = text[start:end].isupper()
    capital = _SHOUTED_NEXT if shouted else CAPITAL_NEXT if text[start].isascii() else _CYRILLIC_NEXT
    if name not in GIVEN_NAMES or (following := capital.match(right)) is None:
        return False
    word = following[1].partition("’")[0].partition("'")[0]
    if word in _EDITIONS or word.lower() in GENERIC or word.lower() in VERBS:
        return False  # "More about Claude To begin"
    return shouted or not title_case_lines(text, [start])
