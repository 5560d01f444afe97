"""Comparisons of prices and speeds: "twice as fast as X", "half the price of X"."""

from __future__ import annotations

import re
from decimal import Decimal

from amw.claims import phrases
from amw.claims.figures import MEASURING
from amw.claims.sentence import Sentence
from amw.claims.subjects import Subject

_TIMES = rf"(?:twice|thrice|half|(?:an? |one[- ])?(?:third|quarter|fifth|tenth)|(?:\d{{1,3}}(?:\.\d)?|{phrases.NUMBER_WORDS}) times|\d{{1,3}}(?:\.\d)?[x×])"
_WORDED = re.compile(
    rf"(?i:\b(?:(?:(?P<times>{_TIMES}) )?as (?P<as>fast|quick|slow|cheap|expensive|costly|pricey|dear|much) (?:to (?:run|use) )?as\s"
    rf"|\b(?:(?P<times2>{_TIMES}|\d{{1,2}}(?:\.\d)?\s?(?:%|percent|per cent)) )?(?P<than>faster|quicker|speedier|slower|cheaper|dearer|costlier|pricier|(?:more|less) (?:expensive|affordable|costly)"
    rf"|schneller|langsamer|billiger|günstiger|preiswerter|teurer|plus rapide|plus lente?|moins chère?|plus chère?|plus abordable) (?:to (?:run|use) )?(?:than|als|que)\s"
    rf"|\bcosts? (?:(?:only|just|about|roughly|less than|under) ){{0,2}}(?P<times4>{_TIMES}) (?:of )?(?P<what>what|as much as|the price of|of(?= (?-i:[A-Z]))|(?<=of)(?= (?-i:[A-Z]))) ?"
    rf"|\b(?:(?:costs?|costing|charges?)(?: \w+)?|(?P<times6>{_TIMES})) (?P<fewer>less|more) than\s"
    rf"|\b(?P<times3>{_TIMES}) (?:of )?the (?P<of>price|cost|speed) of\s|\b(?P<times5>{_TIMES}|double|triple) (?P<that>that of|of what|what)\s|\b(?P<under>undercuts|undercut|undercutting)\s))"
)
_HOW_OFTEN = ("times", "times2", "times3", "times4", "times5", "times6")
_ROOTS = tuple(
    "charg that fast quick speed slow cheap expensi cost pric dear much affordab schnell langsam billig günstig preiswert teurer rapide lent chère cher abordable undercut".split()
)
_TOLD_OF = (
    ("speed", re.compile(r"(?i:\b(?:speed|throughput|tokens? (?:a|per) second|fast))")),
    ("price", re.compile(r"(?i:\b(?:pric\w+|costs?|charg\w+)\b|[$])")),
)
_SHARES = {word: Decimal(n) for word, n in (("half", 2), ("third", 3), ("quarter", 4), ("fifth", 5), ("tenth", 10))}
_KIND_AFTER = re.compile(r"(?i:(?:['’]s?)? (?:on|for|in) (?P<kind>input|output)\b)")
_KIND_BEFORE = re.compile(r"(?i:\b(?P<kind>input|output)(?: tokens?| prices?| costs?){0,2} (?:is|are|costs?)(?: \w+)? ?\Z)")
_FACTORS = {"twice": Decimal(2), "thrice": Decimal(3), "double": Decimal(2), "triple": Decimal(3)}
# What a word says of its subject, the first that fits; and what it says where the other's share is told: "half as fast".
_MEASURES = (
    ("faster", re.compile(r"fast|quick|speed|schnell|rapide")),
    ("slower", re.compile(r"slow|langsam|lente")),
    ("cheaper", re.compile(r"less (?:expensive|costly)|moins chère?|cheap|undercut|billig|günstig|preiswert|(?<!less )affordable")),
    ("dearer", re.compile(r"expensive|cost|pric|dear|teurer|chère?|much|what|^of$|less affordable")),
)
_FEWER = {"price less": "less expensive", "price more": "expensive", "speed less": "slow", "speed more": "fast"}
_TURNED = {"faster": "slower", "dearer": "cheaper"}


def read_relatives(told: Sentence) -> None:
    """Adds who is said to be faster or cheaper than whom, where a board of prices and speeds is named in the sentence."""
    for match in told.matches(_WORDED, 4, _ROOTS) if told.models() else ():
        others = told.chain_after(told.models(), match.end())
        others, _ = told.fronted(others, match.start())
        if others and others[0].start - match.end() < 30:
            _add(told, match, next((match[g] for g in _HOW_OFTEN if match[g]), None), others)


def _word(told: Sentence, match: re.Match[str]) -> str:
    """The word that says what is compared; in "half that of X", "twice less than X" of what was told before."""
    if match["that"]:
        return _told_of(told, match.start())
    if match["fewer"]:
        return _FEWER.get(f"{_told_of(told, match.end())} {match['fewer'].lower()}", "")
    return next(match[name] for name in ("as", "than", "of", "under", "what") if match[name]).lower()


def _told_of(told: Sentence, at: int) -> str:
    """ "speed" or "price", whichever the words before `at` speak of last; "" for neither."""
    last = {max((m.end() for m in word.finditer(told.text, told.start, at)), default=-1): what for what, word in _TOLD_OF}
    return last[at_last] if (at_last := max(last)) >= 0 else ""


def _add(told: Sentence, match: re.Match[str], times: str | None, others: list[Subject]) -> None:
    start, end = match.span()
    board, subject = told.board(start), told.subject(start, end, others)
    share = _share(times or "")
    of_the_others = share is not None and not match["than"] and not match["fewer"]  # "half the price of", not "20% cheaper than"
    word = _word(told, match)
    measure = next((name for name, words in _MEASURES if words.search(word)), None)
    if subject is None or not subject.model or subject in others or not told.holds(board) or not (board.key or "").startswith(MEASURING):
        return
    if measure is None or told.denied(start) or told.read((start, start + 1)):
        return
    measure = _TURNED.get(measure, measure) if of_the_others else measure
    if share is None:
        value = _factor(times)
    elif of_the_others:
        value = (1 / share).to_integral_value()
    else:
        value = 1 + share if measure in {"faster", "dearer"} else 1 / (1 - share)
    if measure in {"cheaper", "dearer"} and (kind := _kind_of_price(told, start, others[-1].end)):
        measure = f"{measure}_{kind}"
    at = max(start, match.start("times4"))
    bound = phrases.bound_of(told.text[max(told.start, at - 14) : at])
    if of_the_others:  # "less than half the price" is more than twice as cheap
        bound = {"least": "most", "most": "least"}.get(bound, "")
    whole, rivals = (min(start, subject.start), max(end, others[-1].end)), tuple(told.label(s) for s in others)
    told.tell("comparison", whole, subject, read=(start, end), board=board, value=value, measure=measure, rivals=rivals, bound=bound)
    told.spoken.append((start, others[-1].start))


def _share(times: str) -> Decimal | None:
    """The part of the other's that words tell: .2 for "20%", .5 for "half"; None where they tell times."""
    if (percent := re.match(r"\d+(?:\.\d)?(?=\s?(?:%|per))", times)) is not None:
        return Decimal(percent.group()) / 100
    return next((1 / n for word, n in _SHARES.items() if times.lower().endswith(word)), None)


def _factor(times: str | None) -> Decimal | None:
    """How many times: 2 for "twice", "2x" and "two times"."""
    times = (times or "").lower()
    return _FACTORS.get(times) or phrases.points_of(times.removesuffix("times").strip(" x×"))


def _kind_of_price(told: Sentence, start: int, end: int) -> str | None:
    """ "input" or "output" where the words around a comparison name one of the two."""
    said = _KIND_AFTER.match(told.text, end, told.end) or _KIND_BEFORE.search(told.text, max(told.start, start - 40), start)
    return said["kind"].lower() if said else None
