"""Comparisons of prices and speeds: "twice as fast as X", "half the price of X"."""

# ruff: noqa: E501 - patterns are easier to compare unwrapped

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
    rf"|\b(?:costs?|costing|charges?)(?: \w+)? (?P<cost>less|more) than\s"
    rf"|\b(?P<times3>{_TIMES}) (?:of )?the (?P<of>price|cost|speed) of\s|\b(?P<times5>{_TIMES}|double|triple) (?P<that>that of|of what|what)\s|\b(?P<under>undercuts|undercut|undercutting)\s))"
)
_HOW_OFTEN = ("times", "times2", "times3", "times4", "times5")
_ROOTS = tuple(
    "charg that fast quick speed slow cheap expensi cost pric dear much affordab schnell langsam billig günstig preiswert teurer rapide lent chère cher abordable undercut".split()
)
_FELT = re.compile(r"(?i:\b(?:feels?|felt|seem(?:s|ed)?|looks?|looked|sounds?)(?: \w+)? \Z)")  # of no measurement
_TOLD_OF = (
    ("speed", re.compile(r"(?i:\b(?:speed|throughput|tokens? (?:a|per) second|fast))")),
    ("price", re.compile(r"(?i:\b(?:pric\w+|costs?|charg\w+)\b|[$])")),
)
_SHARES = {word: Decimal(n) for word, n in (("half", 2), ("third", 3), ("quarter", 4), ("fifth", 5), ("tenth", 10))}
_KIND_AFTER = re.compile(r"(?i:(?:['’]s?)? (?:on|for|in) (?P<kind>input|output)\b)")
_KIND_BEFORE = re.compile(r"(?i:\b(?P<kind>input|output)(?: tokens?| prices?| costs?){0,2} (?:is|are|costs?)(?: \w+)? ?\Z)")
_FACTORS = {"twice": Decimal(2), "thrice": Decimal(3), "double": Decimal(2), "triple": Decimal(3)} | _SHARES


def read_relatives(told: Sentence) -> None:
    """Adds who is said to be faster or cheaper than whom, where a board of prices and speeds is named in the sentence."""
    for match in told.matches(_WORDED, 4, _ROOTS):
        others = told.chain_after(told.models(), match.end())
        others, _ = told.fronted(others, match.start())
        if others and others[0].start - match.end() < 30:
            _add(told, match, next((match[g] for g in _HOW_OFTEN if match[g]), None), others)


def _word(match: re.Match[str]) -> str:
    if cost := match.groupdict().get("cost"):
        return f"{cost.lower()} expensive"
    return next(value for name, value in match.groupdict().items() if name in {"as", "than", "of", "under", "what"} and value).lower()


def _told_of(told: Sentence, at: int) -> str | None:
    """ "speed" or "price", whichever the words before `at` speak of last."""
    last = {what: max((m.end() for m in word.finditer(told.text, told.start, at)), default=-1) for what, word in _TOLD_OF}
    what = max(last, key=lambda one: last[one])
    return what if last[what] >= 0 else None


def _add(told: Sentence, match: re.Match[str], times: str | None, others: list[Subject]) -> None:
    span = match.span()
    board, subject = told.board(span[0]), told.subject(span[0], span[1], others)
    part = _part_off(match, times)
    share = None if part else next((s for s in _SHARES if times and times.lower().split(" ")[-1].endswith(s)), None)
    # "half that of X": of what was told before
    measure = _measure(_told_of(told, span[0]) or "" if match["that"] else _word(match), share is not None)
    if measure in {"cheaper", "dearer"} and (kind := _kind_of_price(told, span[0], others[-1].end)):
        measure = f"{measure}_{kind}"
    if told.before(_FELT, span[0], 20):
        return
    if subject is None or not subject.model or subject in others or not told.holds(board) or not (board.key or "").startswith(MEASURING):
        return
    if measure is None or told.denied(span[0]) or told.read((match.start(), match.start() + 1)):
        return
    whole, value = (min(span[0], subject.start), max(span[1], others[-1].end)), _off(part, measure) if part else _factor(times, share)
    at = next((match.start(g) for g in ("times4",) if match[g]), span[0])
    bound = phrases.bound_of(told.text[max(told.start, at - 14) : at])
    if share:  # "less than half the price" is more than twice as cheap
        bound = {"least": "most", "most": "least"}.get(bound, "")
    rivals = tuple(told.label(s) for s in others)
    told.tell("comparison", whole, subject, read=span, board=board, value=value, measure=measure, rivals=rivals, bound=bound)
    told.spoken.append((span[0], others[-1].start))


def _measure(word: str, share: bool) -> str | None:
    """ "faster", "slower", "cheaper" or "dearer"; "half as fast" is slower, "half as expensive" cheaper."""
    if re.search(r"fast|quick|speed|schnell|rapide", word):
        return "slower" if share else "faster"
    if re.search(r"slow|langsam|lente", word):
        return "slower"
    if re.search(r"less (?:expensive|costly)|moins chère?|cheap|undercut|billig|günstig|preiswert|(?<!less )affordable", word):
        return "cheaper"
    if re.search(r"expensive|cost|pric|dear|teuer|teurer|chère?|much|what|^of$|less affordable", word):
        return "cheaper" if share else "dearer"
    return None


def _part_off(match: re.Match[str], times: str | None) -> Decimal | None:
    """The part that "20% cheaper" and "a third faster" name: .2, .333; None where words tell times or no part of the other's."""
    if times is None or not match.groupdict().get("than"):
        return None
    if (percent := re.match(r"\d+(?:\.\d)?(?=\s?(?:%|per))", times)) is not None:
        return Decimal(percent.group()) / 100
    of = next((n for word, n in _SHARES.items() if times.lower().endswith(word)), None)
    return 1 / of if of is not None else None


def _off(part: Decimal, measure: str) -> Decimal:
    """How many times "a part cheaper" or "a part faster" is."""
    return 1 + part if measure.startswith(("faster", "dearer")) else 1 / (1 - part)


def _kind_of_price(told: Sentence, start: int, end: int) -> str | None:
    """ "input" or "output" where the words around a comparison name one of the two."""
    said = _KIND_AFTER.match(told.text, end, told.end) or _KIND_BEFORE.search(told.text, max(told.start, start - 40), start)
    return said["kind"].lower() if said else None


def _factor(times: str | None, share: str | None) -> Decimal | None:
    """How many times: 2 for "twice", "half", "2x" and "two times"."""
    if times is None:
        return None
    if share or times.lower() in _FACTORS:
        return _FACTORS[share or times.lower()]
    return phrases.points_of(times.lower().removesuffix("times").strip(" x×"))
