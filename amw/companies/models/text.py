"""Model names in running text: a family's name, then the version and variant words that belong to it."""

from __future__ import annotations

import re
from typing import NamedTuple

from amw.companies.folding import fold_in_place
from amw.companies.models.families import Family
from amw.companies.models.terms import AFTER_NUMBERS, BEFORE_VERSIONS, LOCAL_WORDS
from amw.companies.records import record
from amw.companies.words import LISTS, VERBS

_VARIANTS = LISTS["variants"]
_LONGEST = max(map(len, _VARIANTS)) + 1
_VARIANT = "|".join(sorted(_VARIANTS, key=len, reverse=True))
_LOCAL = "|".join(LOCAL_WORDS.keys() - BEFORE_VERSIONS.keys() - AFTER_NUMBERS.keys())
_VERSION = r"v?\d{1,4}(?:\.\d{1,2}){0,2}(?:[a-z](?![a-z])|o(?=\b|-))?(?:b(?![a-z]))?"
_CODE = r"x?[sml]\.\d|[a-z]\d{1,2}(?:\.\d{1,2})?[a-z]?|[ae]\d+(?:\.\d+)?b|\d+(?:\.\d+)?[bt](?![a-z])|\d+x\d+b"
_END = r"(?![a-z0-9])"
_VARIANT_END = rf"(?:{_VARIANT}){_END}"
_NOT_A_VARIANT = "".join(f"(?<!-{word})" for word in sorted(LISTS["compounds"])) + r"(?<!\.)"
_TAIL = re.compile(
    rf"""(?:
        [ \u00a0]?(?:{_VERSION})(?:(?={_VARIANT_END})|{_END}(?!\.\d{{1,2}}(?:\.\d)?{_END})(?![ \u00a0]?(?:[%％]|kilomet
        |(?:percent|million|billion|months?|weeks?|days?|years?|users?|times|hours?|points?|minutes?|seconds?|inch(?:es)?|miles?|met(?:er|re)s?
        |feet|degrees?|tonn?e?s?)\b|월|일|년|개|명|억|만|亿|万|月|日|年|个)))
      | [ -]?(?:{_CODE})(?:{_END}|(?={_VARIANT_END}))
      | :\d+(?:\.\d+)?b{_END}
      | [ -](?:[a-z][ -](?=large|medium|small|micro|nano|tiny))?{_VARIANT_END}
      | (?<=\d){_VARIANT_END}
      | [ ]?\[(?:max|pro|dev|flex|fast|klein|schnell|ultra|mini|turbo)\]
      | -(?:[a-z0-9][a-z0-9.]{{0,14}}){_END}{_NOT_A_VARIANT}
      | [ -]?(?:大模型|{"|".join(BEFORE_VERSIONS)})(?=[ v]?\d)
      | (?<=\d)(?:{"|".join(AFTER_NUMBERS)})(?![\u0900-\u0963])
      | [ -]?(?:{_LOCAL})(?![\u0400-\u04ff\u0620-\u064a\u0900-\u0963])
    )""",
    re.VERBOSE,
)  # of folded text: letters are small, so that most alternatives are left at their first letter
_ACTION = re.compile(
    r"[ -](?:code|chat|live|image|video|music|guard|open|build|research|note|next|base|fast|custom|think|deep|edit|agent"
    r"|multi|audio|voice|vision|speech|reasoning|heavy|lightning|prime|super|air|zero|safety|small|large|medium|max|pro|plus|spark)$"
)
THING = re.compile(  # what is no model though a model's name stands before it
    r" (?:AI )?(?:accelerator|app|bus|camera|car|chip|computer|customer|device|drone|glasses|headset|humanoid|laptop|licen[cs]e|mac"
    r"|memory|office|pc|phone|pickup|plan|platform|processor|program|robot|server|soc|storage|suv|team|tpu|truck|van|watch)(?:e?s)?\b", re.I
)  # fmt: skip
# A capitalised word, but for verbs and what a title capitalises beside them: "Arctic Wolf", not "Sonar Dominates", "Sonar And Grok"
_LONGER = re.compile(r" (?=[A-Z])(?!(?:And|But|For|From|Into|Now|Over|Than|The|Will|With)\b)([\w'’]{2,}[^\Ws])(?![\w'’])")


# A capitalised word before these is the name of an event or a text and none of a model: "Opus 4.8 Build Day", "GPT-5 Live Demo"
_OCCASION = re.compile(
    r"[ ](?:Day|Days|Week|Weekend|Night|Month|Challenge|Contest|Competition|Hackathon|Event|Tour|Summit|Conference|Meetup|Workshop"
    r"|Session|Demo|Guide|Tutorial|Course|Masterclass|Webinar|Party|Club|Series|Cup|Camp|Review|Lab|Labs)s?\b"
)
_DOTTED = re.compile(rf"\.(?:{_VERSION}){_END}")
_NUMBER = re.compile(r"[ \u00a0](?:(?!0)\d{1,3}(?:\.\d{1,2})*|20[12]\d)")
_HAS_NUMBER = re.compile(r"\d")
_VERSIONED = re.compile(r"\d[a-z]?\Z", re.IGNORECASE)  # "GPT-5", "GPT-4o", "Llama 3 70B"


class ModelHit(NamedTuple):
    """`text[start:end]` names a model of `family`; `name` is the spelling with local words in English; `bare` = family name alone."""

    start: int
    end: int
    family: Family
    name: str
    bare: bool


_VERSIONED_BY_LETTER = frozenset({"command"})  # families: "Command A", "Command R+"
_LETTER = re.compile(r"[ -][AR](?![\w’'])\+?")
MAX_PIECES, MAX_PIECE = 6, 40
MAX_NAME = 120  # characters after the family's name


def _goes_on(text: str, end: int) -> bool:
    """Whether a version or variant may follow the name that ends at `end`: a quick look before a long one."""
    first, second = text[end : end + 1], text[end + 1 : end + 2]
    if not first.isascii():
        return True
    if first == " ":
        word = text[end + 1 : end + 1 + _LONGEST].partition(" ")[0]
        if word.isascii() and word.isalpha() and len(word) > 1:  # a plain word is none, a variant in small letters only after a number
            return word.lower() in _VARIANTS and ("A" <= second <= "Z" or text[end - 1].isdigit())
        if not text[end - 1].isdigit():
            if "a" <= second <= "z":  # "k1.5", but "q4" is how weights are kept
                return second != "q" and text[end + 2 : end + 3].isdigit()
            return not second.isspace()
    if first == ".":
        return second.isdigit()  # "FLUX.2"
    return first.isalnum() or (first != "" and first in " -[") or (first == ":" and second.isdigit())


def names_more(text: str, end: int) -> bool:
    """Whether what ends at `end` begins a longer name ("Arctic Wolf") or says what kind of thing is named ("Florence office")."""
    longer = _LONGER.match(text, end)
    return THING.match(text, end) is not None or (longer is not None and longer[1].casefold() not in VERBS)


def letter_version(family: Family, text: str, end: int) -> re.Match[str] | None:
    """The letter after the family's name that ends at `end`, where its versions are letters."""
    return _LETTER.match(text, end) if family.key in _VERSIONED_BY_LETTER else None


def extend(text: str, start: int, end: int, family: Family) -> ModelHit:
    """The whole model name that begins with the family name at `text[start:end]`."""
    if not _goes_on(text, end):
        return record(ModelHit, (start, end, family, text[start:end] if text[start:end].isascii() else family.name, True))
    at = joined = end
    window = fold_in_place(text[end : end + MAX_NAME])
    if window.startswith(".") and (tail := _DOTTED.match(window)) is not None:
        at += tail.end()
    if (letter := letter_version(family, text, end)) is not None:
        at = letter.end()
    for _ in range(MAX_PIECES):
        tail = _TAIL.match(window, at - end, at - end + MAX_PIECE)
        if tail is None:
            break
        piece = tail[0]
        stop = end + tail.end()
        if piece[0].isalpha() and text[at - 1].isdigit() and piece not in AFTER_NUMBERS:
            joined = at
        lowered = text[at:stop]
        # a plain word after a space belongs to the name only when it is capitalised or a number went before ("GPT-5 mini")
        if (
            piece.startswith(" ")
            and piece[1:2].isalpha()
            and lowered[1:2].islower()
            and not ((piece[1] == "v" or at == end) and piece[2:3].isdigit())
            and not (_VERSIONED.search(text, max(start, at - 2), at) and _ACTION.match(piece) is None)
        ):
            break
        if piece.startswith(" ") and _ACTION.match(piece) is not None and _OCCASION.match(text, stop) is not None:
            break
        # "Grok 4.5 53.8 points": of two numbers the second is a score, unless it is written as a date or a code is
        if _NUMBER.fullmatch(piece) is not None and _HAS_NUMBER.search(text, end, at) is not None:
            break
        at = stop
    while at > end and text[at - 1] in " -.":
        at -= 1
    tail_text = text[end:at] if joined == end else f"{text[end:joined]} {text[joined:at]}"  # "3.6Plus"
    name = text[start:end] if text[start:end].isascii() else family.name
    for local, word in LOCAL_WORDS.items() if not tail_text.isascii() else ():
        if local in tail_text:
            tail_text = tail_text.replace(local, word if tail_text.startswith(("-", " ")) or "-" + local in tail_text else " " + word)
    if not text[start:end].isascii():
        tail_text = tail_text if tail_text[:1] in " -" or family.key in {"qwen", "kimi", "llama"} or not tail_text else " " + tail_text
    return record(ModelHit, (start, at, family, (name + tail_text).strip(), at == end))
