"""Wordings of other languages than English, Chinese, Japanese and Korean that show a name to be an organisation's."""

from __future__ import annotations

import re
from enum import IntFlag, auto
from functools import lru_cache
from importlib.resources import files
from typing import Any

import tomli

from amw.companies.folding import spaced

_WORDS: dict[str, Any] = tomli.loads((files("amw.companies") / "abroad.toml").read_text(encoding="utf-8"))


_CASES = {  # endings of nouns, folded
    "pl": ("", *"a e i y u ie em om ow owi ami ach".split()),
    "cs": ("", *"a e i u y ou em um am ech ach ovi emi ami".split()),
    "ru": ("", *"а у ом е ы ов ам ами ах я и ю ем еи ь ям ями ях".split()),
}


def _folded(listed: str) -> frozenset[str]:
    """The words of a list, each as it stands between the spaces of `spaced`; "_" joins those of one wording, "~pl" gives all cases."""
    stems = (word.replace("_", " ").partition("~") for word in listed.split())
    return frozenset(" ".join(spaced(stem + case).split()) for stem, _, language in stems for case in _CASES.get(language, ("",)))


_LISTS = {name: _folded(listed) for name, listed in _WORDS.items() if isinstance(listed, str)}
FUNCTION, ARABIC, HINDI, _BEATS = (
    {name: _folded(listed) for name, listed in _WORDS[table].items()} for table in ("function", "arabic", "hindi", "beats")
)
COPULAS = {language: frozenset(listed.split()) for language, listed in _WORDS["copulas"].items()}  # as written
_FUNCTION = frozenset().union(*FUNCTION.values())
_ACTING = _LISTS["deal"] | _LISTS["gaining"] | _LISTS["act"] | _LISTS["leading"] | ARABIC["deals"]

# Endings of German and Dutch compounds for a company: "Flugzeugbauer", "chipfabrikant"
KIND_ENDINGS = (
    " start up",
    *"""
    hersteller anbieter konzern entwickler bauer firma unternehmen spezialist tochter startup fabrikant maker bedrijf leverancier reus
    konkurrenten betreiber investor investoren tech fonds maatschappij gigant gesellschaft investeerder supermarkt beheerder verzekeraar
    uitgever aanbieder ontwikkelaar platform plattform versicherer bouwer bezorger
    """.split(),
)


class Sort(IntFlag):
    """What a word, or a wording that ends with it, is in these languages."""

    FUNCTION = auto()  # an article, a preposition, a pronoun
    ARTICLE = auto()
    KIND = auto()  # a noun for a company
    HEAD = auto()  # such a noun that is as often the first word of a company's own name: "Bank Jago"
    ORIGIN = auto()
    PLACE = auto()  # an origin that is written with a capital
    DEAL = auto()
    ACT = auto()
    BUYING = auto()
    RAISING = auto()
    PAYING = auto()
    JOINING = auto()
    PLAIN = auto()  # with a capital it begins a sentence and no name
    COMMON = auto()  # no company wherever it stands: a country, a person, a sum
    LIST = auto()  # "and"
    OWNED = auto()  # "of", between what is bought and whose it is
    OF = auto()  # "of", between what a company is and what it makes
    TOWN = auto()  # of several words
    OFFICE = auto()  # who leads or founded a firm
    GAINING = auto()  # a deal that clubs, towns and people make as well: they get, buy and sell
    GAINED = auto()  # firms, and what only firms get, buy and sell


# Any other sort has a list of its name
_MADE_OF = {Sort.ORIGIN: ("origin", "place"), Sort.COMMON: ("things", "persons", "plain"), Sort.DEAL: ("deal", "gaining")}


def _sorts() -> dict[str, int]:
    sorts = dict.fromkeys(_FUNCTION, int(Sort.FUNCTION))
    for sort in set(Sort) - {Sort.FUNCTION}:
        for word in frozenset().union(*(_LISTS[name] for name in _MADE_OF.get(sort, (str(sort.name).lower(),)))):
            if not (sort is Sort.ACT and word in _FUNCTION):
                sorts[word] = sorts.get(word, 0) | int(sort)
    return sorts


SORTS, _KIND = _sorts(), int(Sort.KIND)
"""What every word and wording (of two or three words, with a space between) is."""
ENDS_WORDING = frozenset(wording.rpartition(" ")[2] for wording in SORTS if " " in wording)
"""The last words of wordings of several words."""

_TELLING = frozenset().union(
    *map(_LISTS.__getitem__, "kind deal gaining act buying raising paying joining rounds place origin leading shares office".split()),
    *ARABIC.values(),
    *HINDI.values(),
)
_TOLD_BY = frozenset(max(wording.split(), key=len) for wording in _TELLING) | _folded("labs robotics ventures capital partners")
_TOLD_BY -= (_FUNCTION | _LISTS["rounds"]) - _LISTS["kind"]  # too frequent to tell

# What tells that a text may be in one of these languages, without the words that English has as often
SIGNS = (_TELLING | _FUNCTION) - _LISTS["english"]


def is_plain(word: str) -> bool:
    """Whether `word` is one of these languages that begins sentences and no names ("Nova")."""
    return SORTS.get(" ".join(spaced(word).split()), 0) & (Sort.PLAIN | Sort.COMMON | Sort.FUNCTION) != 0


def is_kind(word: str) -> bool:
    """Whether `word` says what a company is, or means its shares."""
    folded = " ".join(spaced(word).split())
    return says_kind(folded) or folded in _LISTS["shares"] or folded in ARABIC["kinds"] or folded in HINDI["kinds"]


@lru_cache(maxsize=8192)
def says_kind(folded: str) -> bool:
    """Whether a word, or the last of those that it joins ("ИИ-стартап"), says what a company is."""
    return folded.endswith(KIND_ENDINGS) or SORTS.get(folded.rpartition(" ")[2] if " " in folded else folded, 0) & _KIND != 0


LEGAL_FORM = re.compile(  # a legal form, after a name
    r"[ ](?:S\.?p\.?[Aa]|S\.?r\.?l|[Ss]gr|SGR|SRL|S\.?A\.?S?|S\.L|SLU?|SARL|Ltda|[Ss]p\. z o\.o|GmbH|AG|[BN]\.?V|A\.?Ş|Tbk|Oyj?|Sdn|Kft|ApS"
    r"|a\. ?s\.|s\. ?r\. ?o\.)(?!\w)"
)
_CYRILLIC_VERB = re.compile("[а-я]{3,}(?:ет|ит|ют|ят|ут|ла|ло|ли|л)")


SURNAMES, STAKES, ROUNDS = _LISTS["surnames"], _LISTS["stakes"], _LISTS["rounds"]


def legal_form(text: str, end: int, language: str | None) -> re.Match[str] | None:
    """The legal form behind a name that ends at `end` of a text of `language`; "Spa" is one in Italian, elsewhere a bath."""
    form = LEGAL_FORM.match(text, end)
    return None if form is not None and form[0] == " Spa" and language != "it" else form


def is_of_another_beat(words: str, language: str) -> bool:
    """Whether a text of `language`, as `spaced` leaves it, speaks of sport, of weather or of an accident."""
    return any(f" {wording} " in words for wording in _BEATS.get(language, ()))


def acts_abroad(right: str) -> bool:
    """Whether a verb of what companies do, of one word or two, begins `right`, what follows a name."""
    said = spaced(right[:40]).split()[:2]
    if right[:1] != " " or not said:
        return False
    return not _ACTING.isdisjoint((said[0], " ".join(said))) or _CYRILLIC_VERB.fullmatch(said[0]) is not None


def shows_names(words: str) -> bool:
    """Whether a text of another language, as `spaced` leaves it, holds a word without which no name shows to be a company's."""
    return not _TOLD_BY.isdisjoint(words.split())
