"""Wordings by which newsrooms show a name to be an organisation's, and their words as an automaton."""

from __future__ import annotations

import re
from enum import IntFlag, auto

from amw.companies.folding import spaced
from amw.companies.wordingsabroad import SIGNS
from amw.companies.words import LISTS, any_of

HEAD = 4000  # characters in which a text says that it is about AI
REACH = 90  # characters before a name that are read for what introduces it

STRONG = LISTS["deals"]
# Of these a name is one that deals only beside money: prices and armies reach and top things too
MOVES = frozenset("tops hits surpasses crosses reaches exits emerges doubles triples quadruples scores nets lands".split())
MONEY = re.compile(r"[$€£¥₩]|\b(?:billion|million|unicorn|stealth|valuation|revenue|arr|ipo|users)\b", re.IGNORECASE)
# A verb that no list has and a sum: "X docks $131M"; what a thing costs is no such sum
PAID = re.compile(
    r"[ ](?!costs|sells|is|was|has)[a-z]+s(?:[ ](?:in|up|down|off|out|away|another|fresh|over|nearly|about))?"
    r"[ ](?:US|A|C|S|HK)?[$€£¥]\d[\d.,]*[ ]?(?:[MB]\b|[mb]n\b|million|billion)"
)
PAID_REACH = 48
# What is said of a company in between: "X, which stores heat, adds $50M"
APPOSED = re.compile(r",[ ](?:which|who|whose|an?|the|formerly|once|maker|developer|founded|backed|based|led|known)\b[^,.:;\n]{3,80},")
SAYING = frozenset({"says", "said", "thinks"})  # what persons do
OF_PERSONS = frozenset("investor investors developer developers rival challenger competitor".split())  # "tech investor Jane Doe"
_MAKES_A_DEAL = LISTS["deal_phrases"]
_BEFORE_A_DEAL = ("just", "now", "has", "have", "is")
_A_DEAL = rf"[ ](?:(?:[\w-]+ly|{'|'.join(_BEFORE_A_DEAL)})[ ])?(?:seeks[ ]\$|(?:{any_of('deal_phrases')})\b)"
STRONG_PHRASE = re.compile(_A_DEAL, re.IGNORECASE)
WEAK = LISTS["doings"]
_ACTS = LISTS["act_phrases"]
WEAK_PHRASE = re.compile(rf"[ ](?:{any_of('act_phrases')})\b", re.IGNORECASE)
VERB = re.compile(r"[ ]([^\W\d_]+(?:-[^\W\d_]+)*)")
# Words that such phrases begin with, beside adverbs in "-ly"
PHRASE_HEADS = frozenset({phrase.partition(" ")[0] for phrase in (*_MAKES_A_DEAL, *_ACTS)} | {"seeks", *_BEFORE_A_DEAL})
KINDS = LISTS["kinds"]
_BY = tuple(f"{how} by" for how in ("founded", "co-founded", "cofounded", "backed"))
HISTORY = ("based in", "headquartered in", "founded in", "spun out of", *_BY)  # after a name and a comma
FOUNDED = frozenset({"founded", "cofounded", "co-founded"})
KIND_AFTER = re.compile(
    rf"(?-i:,[ ](?:an?|the|which|one)[ ]|[ ]is[ ]an?[ ])(?:[\w’'.-]+[ ]){{0,7}}?(?:{'|'.join(sorted(KINDS, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
CHIEF_AFTER = re.compile(r"(?:’s|'s)?[ ](?:co-)?(?:CEO|CTO|CFO|COO|founder|co-founder|co-CEO)\b")
BUY = LISTS["buying"]
UP = frozenset("snaps snap snapped snapping scoops scoop scooped scooping gobbles gobbled".split())  # a company up
WITH = LISTS["joining"]
IN = frozenset("invests invest invested investing investment stake".split())
PAY = frozenset("pays paid pay paying spends spent".split())  # a sum for a company
ACTED_UPON = frozenset("fines fined sues sued probes raids investigates backs bankrolls".split())  # a company is
OFFICES = frozenset("ceo cto cfo coo founder co-founder co-ceo".split())
CHIEFS = frozenset("ceo cto cfo founder co-founder executive head director".split())
SUFFIXES = LISTS["suffixes"]
FIRMS = LISTS["firms"]
# Those that a person's or a term's name never ends with
LEGAL = frozenset("Inc Corp Ltd LLC GmbH Ventures Capital Therapeutics Holdings".split())
PLACED = ("-based", "-headquartered", "-listed", "-founded", "-born")  # "Singapore-based HeyMax"
BACKED = ("-backed", "-funded")
BETWEEN = " \n,“\"‘'("  # what may stand between a name and the word before it
_HISTORY = {f" {words}" for words in HISTORY}
_DEALS = set(STRONG).union(_MAKES_A_DEAL, ["seeks"])
_DEALS |= _HISTORY  # "X, founded by"
_DEALS |= {f"{before} {phrase}" for phrase in (*_MAKES_A_DEAL, "seeks") for before in _BEFORE_A_DEAL}
# Wordings as `spaced` leaves them: "X, a startup", "X is a startup", "X’s co-founder"
_GLOSSING = {"is a", "is an", *(f" {word}" for word in "a an the which one".split())}
_ENDING = OFFICES | {f"s {word}" for word in OFFICES} | _HISTORY
_ADJOINING = KINDS | FOUNDED
_ADJOINING |= {"called", "named", "dubbed", "led by", "backed by", *(f"{word} of" for word in CHIEFS)}
_LEADING = BUY | PAY | ACTED_UPON | {"led by", "backed by"} | {f"{word} up" for word in UP}
_LEADING |= {f"{word} with" for word in WITH} | {f"{word} in" for word in IN}
_AI_TALK = LISTS["ai_talk"]
_INVESTING = LISTS["investing"]
ASIDE_WORDS = LISTS["asides"]
ASIDE_PAIRS = {  # the last word of a pair, and the first
    "as": ("such",),
    "como": ("tales",),
    "que": ("tels", "telles"),
    "jak": ("takich", "takie"),
    "как": ("такие", "таких"),
    "to": ("according", "alternative", "alternatives", "compared", "similar"),
    "with": ("compared",),
    "of": ("formerly",),
    "for": ("gunning",),
    "on": ("take", "taking"),
}
ASIDE_SIGNS = ASIDE_WORDS.union(*ASIDE_PAIRS.values())
FORMER = ("ehemalig", "vormalig", "voormalig", "ancien", "antigu", "бывш")


class Cue(IntFlag):
    """On which side of a wording a name may stand, or what else the wording says of it; the last four speak of the text."""

    DEAL = auto()  # a name that begins a sentence ends before it
    ACT = auto()  # the same, but it says less
    END = auto()  # a name ends before it
    GLOSS = auto()  # a name ends before it, if a word such as "startup" follows
    KIND = auto()  # such a word
    ADJOINS = auto()  # a name begins after it
    LEADS = auto()  # a name may begin within REACH after it
    SUFFIX = auto()  # it ends a name of several words
    BACKED = auto()  # with a hyphen it is joined to a name
    ABOUT_AI = auto()  # the text speaks of AI or start-ups
    INVESTING = auto()  # somebody may invest
    ASIDE = auto()  # what follows is beside the point: a rival, an example
    ABROAD = auto()  # the text may be in a language that is not English


def _cues() -> dict[str, int]:
    cues: dict[str, int] = {}
    for cue, words in (
        (Cue.DEAL, _DEALS),
        (Cue.ACT, WEAK.union(_ACTS)),
        (Cue.END, _ENDING),
        (Cue.GLOSS, _GLOSSING),
        (Cue.KIND, KINDS),
        (Cue.ADJOINS, _ADJOINING),
        (Cue.LEADS, _LEADING),
        (Cue.SUFFIX, SUFFIXES),
        (Cue.BACKED, [word.strip("-") for word in (*BACKED, *PLACED)]),
    ):
        for word in words:
            pattern = f" {spaced(word)[1:-1]} "
            cues[pattern] = cues.get(pattern, 0) | int(cue)
    for cue, patterns in (
        (Cue.ABOUT_AI, _AI_TALK),
        (Cue.INVESTING, [f" {stem}" for stem in _INVESTING]),
        (Cue.ASIDE, [*(f" {spaced(word).strip()} " for word in ASIDE_SIGNS), *(f" {stem}" for stem in FORMER)]),
        (Cue.ABROAD, [f" {word} " for word in SIGNS]),
    ):
        for pattern in patterns:
            cues[pattern] = cues.get(pattern, 0) | int(cue)
    return cues


CUES = _cues()  # each as it stands between the words that `spaced` leaves, with the `Cue`s it is
CueHit = tuple[int, int, int]
"""The `Cue`s of a wording, where it starts in a text, and two characters past its end."""
MAX_READ = 1000  # characters read for unknown names: of 503 proposed in real items 99.6% were introduced before it
LAST_CUE = MAX_READ + 2
