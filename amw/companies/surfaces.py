"""Whether what a text writes is the name or something like it: its case, what it is part of, what its capitals stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from string import ascii_uppercase
from typing import TYPE_CHECKING

from amw.companies.headlines import title_case_lines
from amw.companies.namesakes import can_be_named
from amw.companies.records import Company, Name
from amw.companies.senses import NEGATIVE, NEGATIVE_CJK, NOT_AFTER
from amw.companies.wordings import FIRMS, SUFFIXES
from amw.companies.words import ORDINARY
from amw.countries import country_code

if TYPE_CHECKING:
    from amw.companies.companies import Companies

_GAP = re.compile(r"[\s-]+")
_GLOSS = re.compile(r"\(([^()\s]{2,30})\)")
_MARKED = re.compile("[\u00c0-\u024f\u1ea0-\u1ef9]")  # Latin letters with diacritics
_OF_PRODUCTS = frozenset({"Bank", "Fund", "Group", "Labs", "Partners", "Studios"})  # "ChatGPT Group Chats"
_MADE_UP = re.compile(r"(?<!\w)(?:(?!Anti|Chat|Non|Post|Pre|Pro)[A-Z][a-z]+|[А-ЯЁ][а-яё]+)-\Z")
_FIRM_NEXT = re.compile(rf"[ ](?:{'|'.join(sorted(FIRMS - _OF_PRODUCTS))})(?![\w-])")
_ARABIC_MARK = re.compile("[\u0625\u064b]")  # alef with hamza below, and the ending -an
_SHOUTED = re.compile(r"\b[A-Z]{3,}\b")
MADE_OF = re.compile(  # the end of a word that says of what something is made: "AI-generated"
    r"-(?:powered|driven|enabled|generated|based|ready|first|native|assisted|led|related|specific|focused|only)\b", re.IGNORECASE
)


_IN_CODES = re.compile(r"(?:\d-|[\s(]\.)[A-Z]{2}")  # a form ("1099-NEC"), an index (".DJI")
_FUNDS = ("벤처스", "벤처투자", "캐피탈", "캐피털", "인베스트먼트", "자산운용", "기술지주")


def is_part(text: str, start: int, end: int, name: str) -> bool:
    """Whether the hit is part of something else: a sum ("$3M"), a compound ("Scale AI-Powered"), a menu in capitals,
    an address ("github.com/..."), another word ("über")."""
    first, following = text[start], text[end : end + 1]
    if following and following in "./" and is_host(text, start, end):
        return True
    if start and text[start - 1] in IN_PATHS and is_path(text, start):
        return True
    if first.isdigit() and start and text[start - 1] in "$€£¥₩.,+-":
        return True
    if start > 1 and text[start - 1] in "-." and _IN_CODES.match(text, start - 2) is not None:
        return True
    if first.isupper() and " " in name and name.partition(" ")[0] in SUFFIXES and _ends_another(text, start):
        return True
    if name.isascii() and " " not in name and not text[start:end].isascii() and bears_marks(text, start, end, name):
        return True
    if following == "-" and text[end - 2 : end].upper() == "AI" and MADE_OF.match(text, end):
        return True
    if not first.isascii():
        if text.startswith(_FUNDS, end) and not name.endswith(_FUNDS):
            return True  # 소프트뱅크벤처스 is no 소프트뱅크
        if (otherwise := NEGATIVE_CJK.get(name)) is not None and otherwise.match(text, end):
            return True  # 亚马逊雨林
        if end - start < 5 and _ARABIC_MARK.search(text, start, end + 1) is not None and _ARABIC_MARK.search(name) is None:
            return True  # "إبل" are camels and not Apple, "ميتًا" is dead and not Meta
    if (unlike := NOT_AFTER.get(name.casefold())) is not None and unlike.search(text, max(0, start - 40), start) is not None:
        return True
    if (negative := NEGATIVE.get(name.casefold())) is not None and negative.match(text[end : end + 48].lower()):
        return True  # "Ripple effects"
    if name[-1] in "&+!" and following != name[-1]:
        return True
    if end - start > 3 and first.isupper() and (surface := text[start:end]).isupper() and surface.isascii() and not name.isupper():
        around = text[max(0, start - 40) : start] + " " + text[end : end + 40]
        begin = max(0, start - 200)
        line = text[max(begin, text.rfind("\n", begin, start) + 1) : start] + text[end : end + 80]
        return len(_SHOUTED.findall(around)) >= 2 and line != line.upper()
    return False


def _ends_another(text: str, start: int) -> bool:
    """Whether a name that stands right before makes the one at `start` its end: "Riverside Capital Group"."""
    before = text[max(0, start - 30) : start]
    word = before[:-1].rpartition(" ")[2].rpartition("\n")[2]
    return before[-1:] == " " and can_be_named(word) and country_code(word) is None and not title_case_lines(text, [start])


def bears_marks(text: str, start: int, end: int, name: str) -> bool:
    """Whether `text[start:end]` has marks, which are never added to a name, but for a Polish case: "Nvidią", not "über" nor "nią"."""
    in_case = text[end - 1] in "ąę" and text[start].isupper() and (len(name) > 4 or not name.isupper())
    return _MARKED.search(text, start, end - in_case) is not None


_LINKING = frozenset("a and for in of on the to".split())  # no letter of an abbreviation stands for these


# What is named after who pays for it: a hall, a cup, a prize
_SPONSORED = re.compile(
    r"[ ](?:Amphitheat(?:er|re)|Ballpark|Bowl|Championships?|Classic|Cup|Grand[ ]Prix|Invitational|Marathon|Music[ ]Factory|Prize"
    r"|Stadium|Theat(?:er|re))(?![\w-])"
)
_PRESS = re.compile(r" Press\b(?! (?:Release|Office|Conference))", re.IGNORECASE)
_HALL = re.compile(r"[ ](?:Arena|Cent(?:er|re)|Pavilion)(?![\w-])")  # a firm has centres too, and models meet in arenas
_AT = (" the ", " at ", " and ", " inside ", " outside ", "The ", "At ", "Inside ", "Outside ")


def is_sponsor(text: str, start: int, end: int, kind: str) -> bool:
    """Whether the company of this `kind` at `text[start:end]` only lends its name: "at Barclays Center", "Princeton University Press"."""
    if kind == "university" and _PRESS.match(text, end) is not None:
        return True
    return _SPONSORED.match(text, end) is not None or (_HALL.match(text, end) is not None and text.endswith(_AT, 0, start))


# In a list of sources: "Roche, R.C.,", "Takeda K, Kasai T", "Siemens et al. (2020)"; but "Meta, U.S. officials", "OpenAI et al. v. Doe"
_AUTHOR = re.compile(
    r",[ ](?!A\.I|L\.A|U\.[KNS]|E\.U|D\.C|N\.Y|X)(?:[A-Z]\.[ -]?){1,3}(?=[,(&]|and\b)"
    r"|[ ][A-Z]{1,2},[ ](?:[A-Z][\w’'-]+[ ][A-Z]{1,2}[,.]|et[ ]al)|\s+et[ ]al\.?,?\s?[(\[]?\d"
)
# What may stand two characters after such a name: the end of initials, of "et al"
INITIALS = frozenset({", ", "t ", *(letter + mark for letter in ascii_uppercase for mark in ".,")})


def is_author(text: str, end: int) -> bool:
    """Whether the initials of a person, one of the authors of a work, follow the name that ends at `end`."""
    return _AUTHOR.match(text, end) is not None


def is_made_up(text: str, start: int, end: int) -> bool:
    """Whether the product or model at `text[start:end]` only begins or ends another's name: "Bedrock Robotics", "Latam-GPT"."""
    if start > 1 and text[start - 1] == "-" and _MADE_UP.search(text, max(0, start - 24), start) is not None:
        return True
    return text[end + 1 : end + 2].isupper() and _FIRM_NEXT.match(text, end) is not None


@lru_cache(maxsize=1)
def _glosses_in(text: str) -> dict[str, int]:
    """Where each word in parentheses is first given: "(KT)"; kept for the next name of the same text."""
    return {found[1]: found.start() for found in reversed(list(_GLOSS.finditer(text)))}


def stands_for_words(register: Companies, text: str, surface: str, claims: Sequence[tuple[Company, Name]]) -> bool:
    """Whether the text itself says what the capitals `surface` stand for, and that is no name of `claims`: "Knowledge Tracing (KT)"."""
    if (at := _glosses_in(text).get(surface)) is None:
        return False
    words = _GAP.split(text[max(0, at - 25 * len(surface)) : at].rstrip())
    words = [word for word in words if word not in _LINKING][-len(surface) :]
    if "".join(word[:1] for word in words).upper() != surface:
        return False
    meant = register.resolve(" ".join(words))
    return meant is None or all(company.key != meant.key for company, _ in claims)


_NEARBY = 80  # characters around an abbreviation that may say what it stands for


@lru_cache(maxsize=256)
def _spelled_out(surface: str) -> re.Pattern[str]:
    words = "[ -]".join(rf"\b{letter}[^\W\d_]{{7,}}" for letter in surface)
    after = rf"""\b{surface}[”"]?,?[ ](?:or[ ]|\(|(?:is[ ])?(?:short|stands)[ ]for[ ])[“"]*{words}"""
    return re.compile(rf"""{words},?[ ](?:or[ ])?[(“"]*{surface}\b|{after}""", re.IGNORECASE)


def is_spelled_out(text: str, start: int, end: int) -> bool:
    """Whether long words beside the capitals `text[start:end]` begin with them: "HP, or hypersensitivity pneumonitis"."""
    surface = text[start:end]
    if not (surface.isupper() and surface.isalpha() and end - start < 5):
        return False
    return end - start > 1 and _spelled_out(surface).search(text, max(0, start - _NEARBY), end + _NEARBY) is not None


def has_its_case(surface: str, name: Name) -> bool:
    """A one-word name of fewer than five letters counts only as it is written ("KT", not "kt"); longer ones in any case."""
    if (
        len(surface) > 4
        or not surface.isascii()
        or surface == name.text
        or (len(surface) > 2 and surface.isalnum() and not surface.isalpha())
        or (surface.isupper() and not name.text.islower())
    ):
        return True
    return name.ambiguous and name.text.islower() and surface == name.text.capitalize()  # "Fal" for fal, where the text bears it out


def is_words(surface: str, name: Name) -> bool:
    """Whether `surface`, in small letters, is words ("a tenable plan", "weights and biases") and not `name`, which has capitals."""
    return (surface in ORDINARY or (" " in surface and surface.isascii())) and not name.text.islower()


def is_run_together(surface: str, name: str) -> bool:
    """Whether `surface` is a word that `name` is without its hyphen: Italian "dalle aziende", "Dalle aziende"."""
    return "-" in name and (surface.islower() or surface.istitle()) and surface.lower() in ORDINARY


def is_half_small(surface: str, name: Name) -> bool:
    """Whether only the first word of `surface` has its capital, as words that begin a sentence have ("Thinking machines have been ...")."""
    words = zip(_GAP.split(surface)[1:], _GAP.split(name.text)[1:], strict=False)
    return surface[0].isupper() and surface.isascii() and any(said.islower() and own[0].isupper() and said != "ai" for said, own in words)


def is_verb_and_ai(surface: str, name: Name) -> bool:
    """Whether `surface` is words before AI and not `name`: "scale AI", "privately run AI", "a partnership on AI"."""
    return surface.endswith(" AI") and surface[:-3].islower() and name.text[0].isupper()


_MADE_FOR = re.compile(
    r"[ -](?:api|app|blog|bot|chatbot|cli|client|docs|endpoint|github|library|models?|package|python|repo|sdk|site|team)", re.IGNORECASE
)


def is_thing(text: str, start: int, end: int, name: Name) -> bool:
    """Whether an article in front of a word in small letters makes it a thing, though a `name` like it has a capital ("the manus")."""
    return (
        text.endswith((" the ", " a ", " an ", "The ", "A ", "An "), 0, start)
        and name.text[:1].isupper()
        and name.text[1:].islower()
        and _MADE_FOR.match(text, end) is None
    )


# "github.com/openai": where a page is kept, not whom it is about; "Character.AI/Google" are two names
_PATH = re.compile(r"(?:\.[a-z]{2,6}){1,2}/[A-Za-z0-9~@]")
_SMALL_PATH = re.compile(r"(?:\.[A-Za-z]{2,6}){1,2}/[a-z0-9~@]")


def is_host(text: str, start: int, end: int) -> bool:
    """Whether the name is the host of an address that goes on with a path."""
    if text.startswith("/", end):
        dotted = "." in text[start:end] or (start and text[start - 1] == ".")  # "blog.google/..."
        return bool(dotted) and text[start:end].islower() and text[end + 1 : end + 2].isalnum()
    return (_PATH if text[start:end].islower() else _SMALL_PATH).match(text, end, end + 16) is not None


IN_PATHS = frozenset("/-_=?&#%+~@")
JOINTS = IN_PATHS | {"."}  # what may stand before a name that is a part of something else
_ADDRESS = re.compile(r"[A-Za-z0-9-]\.[a-z]{2,6}(?::\d+)?/")


def is_path(text: str, start: int) -> bool:
    """Whether the name stands in the path of an address ("github.com/openai/whisper"), not in "Character.AI/Google"."""
    begin = max(0, start - 200)
    begin = max(begin, text.rfind(" ", begin, start) + 1, text.rfind("\n", begin, start) + 1)
    return text.find("/", begin, start) >= 0 and _ADDRESS.search(text, begin, start) is not None
