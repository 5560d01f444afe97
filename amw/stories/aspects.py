"""Which questions of its kind of news a report answers, by the words that do; what no word answers it leaves open."""

# ruff: noqa: E501 - patterns are easier to compare unwrapped

from __future__ import annotations

import re
from typing import Final

from amw.automata import Automaton
from amw.money.roots import alternatives, roots_of

READ = 20_000  # characters of a report that are read
# Generous on purpose: a question that may have been answered is not asked.
_WORDS: Final = {
    "price": r"\$\s?\d|€\s?\d|£\s?\d|\bpric(?:e|es|ed|ing)\b|\bcosts?\b|\bper (?:million|month|seat|user|token)|\bfree\b|subscription|\bbilled\b|定价|免费|价格|料金|無料|가격|무료",
    "tests": r"benchmark|leaderboard|\bscor(?:e|es|ed|ing)\b|\bevaluat|outperform|state[- ]of[- ]the[- ]art|\bSOTA\b|\bindex\b|\bbeats?\b|\barena\b|评测|榜|跑分|ベンチマーク|벤치마크",
    "licence": r"open[- ](?:weight|source|model)|\blicen[cs]|apache|\bMIT\b|proprietary|closed[- ](?:weight|source)|hugging ?face|开源|オープンソース|오픈소스",
    "availability": r"\bavailab|\brolling out|\broll(?:s|ed)? out|\bwaitlist|\bearly access|\bpreview\b|\bdownload|\btoday\b|上线|公测|開始|출시",
    "users": r"\bcustomers?\b|\busers?\b|\bteams? at\b|\bdeploy|\bused by\b|\badopt|\benterprises\b|用户|客户|顧客|고객",
    "terms": r"\$\s?\d|€\s?\d|million|billion|\bstake\b|\bterms\b|\bundisclosed|亿|万美元|億|억",
    "approval": r"regulat|antitrust|approv|\bFTC\b|\bDOJ\b|\bCMA\b|commission|监管|当局|당국",
    "date": r"\b(?:by|in|from|until|before|after) (?:early |late |mid-?)?(?:january|february|march|april|may|june|july|august|september|october|november|december|202\d|203\d|204\d|spring|summer|autumn|fall|winter|the end of)|\bin q[1-4]|\bby q[1-4]|\bfrom q[1-4]|\bnext (?:week|month|quarter|year)\b|\btakes? effect|\beffective\b|\d{1,2}月|\d{1,2}월|年底",
    "power": r"\b\d[\d,.]{0,14}\s?(?:GW|MW|gigawatt|megawatt|kilowatt)|吉瓦|兆瓦|ギガワット|기가와트",
    "code": r"github|\bcode\b|\bopen[- ]sourc|\bdataset|\breleas(?:e|ed|ing)\b|开源|コード|코드",
    "cause": r"\bcaused? by\b|because|due to|root cause|\bbug\b|misconfigur|\bresolved\b|\bfix(?:ed|es)?\b|原因|원인",
    "extent": r"\b\d[\d,.]{0,14}\s?(?:%|percent|users|customers|people|accounts|minutes|hours|million)|affected|受影响|影響|피해",
    "outlook": r"guidance|outlook|forecast|expects?\b|预计|見通し|전망",
}  # fmt: skip
ASPECTS: Final = tuple(_WORDS)
LONGEST: Final = 32  # characters before or after a root's last that a match may have; the longest match has 25
_ROUND: Final = r"\b(?:rounds?|financing|funding|investment|raises?|raised|series [a-h])\b"
_OF_ROUND = re.compile(_ROUND, re.IGNORECASE)
_LED_BY = re.compile(r"\b(?:co-)?(?:led|headed) by (?:the )?\Z", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"\b(?:team|company|start-?up|firm|lab|project|business|researchers|engineers),? (?:is |was )?(?:led|headed) by (?:the )?\Z",
    re.IGNORECASE,
)
_LEADING = re.compile(
    rf"\A(?:,[^,.]{{0,40}},)? (?:leads|led|is leading|to lead) (?:the|an?|its|this) (?:[\w$€£¥’'-]{{1,20}}(?:\.\d{{1,3}}\w{{0,9}})? ){{0,4}}?{_ROUND}",
    re.IGNORECASE,
)
# "led by Tencent veterans", "led by Tencent’s founder": somebody else leads.
_WHOLE = re.compile(
    r"\A(?!['’]s\b)(?! (?!(?:and|with|at|in|for|which|that|to|as|on|alongside|along|valuing|including|group|funds?|was|has|is|after|from)\b)[a-z])"
)
_FORMER = re.compile(r"\bprevious|\bearlier\b|\bprior\b|\bformer|\bhad raised\b|\blast year\b|\bin (?:\w+ )?20[0-4]\d\b", re.IGNORECASE)
AROUND = 120  # characters before or after a name that may say so


def _roots() -> Automaton:
    """What one of a pattern's matches holds, with each aspect and its alternatives that hold it: a window is searched for these alone."""
    found: dict[str, dict[str, list[str]]] = {}
    for aspect, words in _WORDS.items():
        for alternative in alternatives(words.lower()):  # of text in small letters
            for root in roots_of(alternative):
                found.setdefault(root, {}).setdefault(aspect, []).append(alternative)
    return Automaton((root, [(aspect, re.compile("|".join(words))) for aspect, words in told.items()]) for root, told in found.items())


_ROOTS: Final = _roots()


def answered(text: str) -> tuple[str, ...]:
    """Those of `ASPECTS` that `text` has words for."""
    lowered = text[:READ].lower()
    told: set[str] = set()
    for last, sought in _ROOTS.find(lowered):
        for aspect, pattern in sought:
            if aspect in told:
                continue
            match = pattern.search(lowered, max(0, last - LONGEST), last + LONGEST)
            if match is not None and match.start() <= last:  # not what the window's end makes of a longer word
                told.add(aspect)
    return tuple(aspect for aspect in ASPECTS if aspect in told)


def leads(text: str, start: int, end: int) -> bool:
    """Whether the one whose name stands at `start`..`end` of `text` leads a round: "led by ...", "... leads the round"; no former round."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    clause = before.rsplit(". ", 1)[-1]
    if _FORMER.search(clause + text[start:end] + after.split(". ", 1)[0]):
        return False
    if _LED_BY.search(before):
        return bool(_OF_ROUND.search(clause) and _WHOLE.match(after)) and not _OF_OTHERS.search(before)
    return bool(_LEADING.match(after))
