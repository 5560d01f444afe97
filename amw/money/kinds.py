"""What a figure of money is: raised, sought, a valuation, a price, revenue, capital expenditure, or something else.

Each kind has cue words (`cues`); the nearest cue in the figure's own sentence decides, with the headline's words as a
weaker voice. A figure with no cue at all is "other".
"""

# ruff: noqa: E501 - patterns and tables are easier to compare unwrapped

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from amw.money.cues import AT, BEFORE, FADE_AFTER, FADE_BEFORE, LEAST_SCORE, LONGEST_CUE, Size, cues_in

LARGE = 10_000_000  # the first figure that is no price of one thing
SMALL = 100_000  # the first that a company raises, earns, spends or is worth
IN_CENTS = 100  # how much more these are in money whose unit is worth a cent or less
_CENTS = frozenset({"KRW", "JPY", "VND", "IDR"})
# Of money that is not there yet: "is in talks to raise", "寻求"
_SOUGHT = re.compile(
    r"\bseek(?:s|ing)?\b|sought|in talks|talks|discuss\w*|\bcould\b|(?-i:\bmay\b)|\bMay (?=Raise|Seek|Invest|Get|Pay|Buy)"
    r"|\bmight\b|would|\bplans?\b|planning|aim(?:s|ing)?\b|looking|hunting for|sound(?:s|ed|ing)? out|consider\w*|explor\w+"
    r"|\bweigh(?:s|ing)\b|\bmull(?:s|ing)\b|\bey(?:es?|ing)\b|near(?:s|ing)\b|expect\w*|hop(?:es|ing)\b|potential\w*"
    r"|target(?:s|ing)|want\w*|\bto raise\b|\bset to\b|stalled|circl\w+|raising (?:up to|at least|as much)"
    r"|推进|拟|计划|寻求|洽谈|考虑|目标|谈判|或将|有望|商谈|正在|検討|交渉|協議|目指|計画|見通し|추진|검토|논의|협상|계획|목표"
    r"|예정|전망|앞둬|앞두|나서|나섰|마무리 중|유치 중|타진|협의"
    r"|sucht|verhandel\w*|spricht mit|will\b"
    r"|\bplant (?:de[nrs]|die|das|eine?[nrs]?|für|bis|ab|mit|im|zum|zur|sich|laut|nach|offenbar|künftig|weitere|neue|\d|börsengang|übernahme)"
    r"|verhandelt|Gespräch\w*|könnte|strebt|envisage\w*|discussions?|negozi\w+|trattativ\w+|\bpunta(?:no)? a\b|en conversaciones"
    r"|trattando|prev[éê]n?\b|\bbuscan?\b|cherche\w*|pourrait|prévoit|serait|vise\b|négoci\w*|investir jusqu|prépar\w+",
    re.IGNORECASE,
)
# Right before a figure: it is there, whatever else is sought
_DONE = re.compile(
    r"\b(?:rais(?:es|ed)|clos(?:es|ed)|secur(?:es|ed)|land(?:s|ed)|has raised|just raised|announced|secure|land)\b"
    r"|유치했|유치하며|완료|完成|获得|調達した|a levé|lève\b|sammelte|schließt",
    re.I,
)
# Of money that is spent on what is built, and of rounds, which companies raise to build as well
_BUILD = re.compile(
    r"data ?cent(?:er|re)s?|infrastructure|\bchips?\b|factor(?:y|ies)|power plant|campus|\bplants?\b|capex|capital expenditure"
    r"|supercomputer|cloud region|gigawatt|energy|compute|over the next|by 20\d\d|years?\b"
    r"|데이터센터|공장|설비|인프라|반도체|향후|클러스터|사업|数据中心|工厂|设厂|基础设施|算力|未来|新工場|データセンター|工場"
    r"|Rechenzentr\w+|Fabrik|centres? de données|usine|infrastructures?",
    re.IGNORECASE,
)
# What has a capital behind "in" and is no company: what is built, and where
_NO_COMPANY = (
    "AI|KI|IA|Deutschland|Frankreich|Europa|Indien|Italien|Spanien|Kanada|Allemagne|Espagne|Italie|Inde|Rechenzentr\\w+|Fabrik\\w*"
    "|Infrastruktur\\w*|Japan|India|Texas|Europe|France|Germany|UK|Britain|US|U\\.S|U\\.K|China|Korea|Africa|Canada|Asia|Singapore|Malaysia|Spain|Italy"
    "|Accelerate|Boost|Build|Create|Develop|Expand|Fund|Grow|Make|Power|Support|Train|Brazil|Mexico|Saudi|UAE|Israel|Taiwan|Vietnam|Indonesia|Thailand|Cloud|Data|Infrastructure|New|North|South"
)
# "$2 billion in rival Moonshot", "1 Milliarde für Helsing"
_INTO_COMPANY = re.compile(
    r"\A[^.;\n]{0,24}?\b(?:(?:in|into|for|to|bet\son|pour|dans|in das|en|em|na|no|nella)\s(?:the\s|rival\s|AI\s|startup\s|lab\s){0,3}"
    rf"(?=[A-Z])(?!(?:{_NO_COMPANY})\b)|in(?:to)? (?!its\b)(?:[\w’'-]+ ){{0,4}}(?:arm|company|firm|lab|maker|organi[sz]ation|start-?up|unicorn)\b)"
)
# ... but for what is built, unless that is only what the company does with it ("in CoreWeave to add data centers")
_INTO_BUILDING = re.compile(r"\A(?:(?! (?:to|para|pour|um) ).)*?(?:data ?cent|infrastructure|plant|campus)", re.IGNORECASE)
_ROUND = re.compile(
    r"fund|round|rais|series|investor|valu(?:ation|ed at)|\bdebt\b|\bloan|\bseeks?\b|\bbonds?\b"
    r"|유치|라운드|펀드|融资|調達|lev[ée]|startup",
    re.IGNORECASE,
)
_BUYS = re.compile(r"acqui|\bbuy|\bbought|takeover|merger|unwind|purchase|인수|收购|收購|買収|übern|rach[eè]t", re.IGNORECASE)
_PAID = re.compile(r"\b(?:for|für|pour|per|por|voor)\s(?:about\s|around\s|nearly\s|over\s|rund\s|etwa\s|environ\s|circa\s|cerca de\s)?\Z")
# From a cue to the figure that it is right before ("on revenue of $90 million", "市值跌破2800亿元")
_LINK = re.compile(
    r"\s?(?:of|at|was|is|hit|reached|von|de|di)\s(?:about\s|around\s|nearly\s|over\s|more than\s|up to\s|some\s)?|[约約超达達到至为為跌突破]{0,3}"
)
_STAKE = re.compile(
    r"\A\s?(?!(?:AI|Data|Cloud|Infrastructure|US|UK|EU|[A-Z]\w+(?:ean|ese|ian|ican|ish|nch))\b)[A-Z]\w+\s(?:investment|stake|bet|funding)"
)
_FUND = re.compile(r"펀드|벤처|캐피탈|인베스트|지분|기금|私募|基金|ファンド|出資", re.IGNORECASE)
_BOUNDARY = re.compile(r"[.!?](?=\s)|[。！？!?\n]|(?<=다)\.|…")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Reading:
    """The kind of one figure with its score and the span of the cue words in the text (None without any)."""

    kind: str
    score: float
    cue: tuple[int, int] | None


UNREAD = Reading("other", 0.0, None)


def sentence_of(text: str, start: int, end: int, *, reach: int = 220) -> tuple[int, int]:
    """The bounds of the sentence around [start, end), at most `reach` characters to either side."""
    begin, stop = max(0, start - reach), min(len(text), end + reach)
    before = [boundary.end() for boundary in _BOUNDARY.finditer(text, begin, start)]
    following = _BOUNDARY.search(text, end, stop)
    return (before[-1] if before else begin), (following.start() if following else stop)


def size_of(value: Decimal, currency: str | None) -> Size:
    """Whether a figure is too large for the price of one thing, or too small for anything but a price."""
    value = value / IN_CENTS if currency in _CENTS else value
    return "large" if value >= LARGE else "small" if value < SMALL else "middling"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a figure stands: its own span, its sentence's, and what of that the figures beside it leave it. `low` is `text` in lower case."""

    text: str
    low: str
    start: int
    end: int
    sentence: tuple[int, int]
    own: tuple[int, int]


def read_kind(text: str, low: str, start: int, end: int, neighbours: Sequence[tuple[int, int]] = (), size: Size = "middling") -> Reading:
    """The kind of the figure at [start, end) of `text`, which `low` is in lower case; `size` as `size_of` says.

    `neighbours`, the other figures' spans, bound its words.
    """
    sentence = sentence_of(text, start, end)
    left = max([sentence[0], *(there for _, there in neighbours if there <= start)])
    right = min([sentence[1], *(there for there, _ in neighbours if there >= end)])
    place = _Place(text, low, start, end, sentence, (left, right))
    best = _best_cues(place, size)
    kind, (score, span) = max(best.items(), key=lambda entry: entry[1][0], default=("other", (0.0, (start, end))))
    if score < LEAST_SCORE:
        paid = _PAID.search(low, max(sentence[0], start - 16), start)
        return Reading("price", LEAST_SCORE, paid.span()) if paid and _is_of_a_purchase(place) else Reading("other", score, None)
    if kind == "other" and span[0] >= end and low[span[0] : span[1]].endswith(("deal", "in cash")) and _is_of_a_purchase(place):
        kind = "price"
    if kind in {"raised", "capex"}:
        kind = _raised_sought_or_capex(place, kind)
    return Reading(kind, score, span)


def _best_cues(place: _Place, size: Size) -> dict[str, tuple[float, tuple[int, int]]]:
    """By kind the score and the span of the cue that tells it best; one beyond another figure counts as further away."""
    best: dict[str, tuple[float, tuple[int, int]]] = {}

    def keep(kind: str, score: float, span: tuple[int, int]) -> None:
        if score > best.get(kind, (0.0, span))[0]:
            best[kind] = (score, span)

    text, low, start, end = place.text, place.low, place.start, place.end
    (begin, stop), (left, right) = place.sentence, place.own
    for (kind, weight, side, pattern, sizes, reach), places in cues_in(low, begin, max(stop, end + LONGEST_CUE)):
        if side == BEFORE:
            first, last = max(begin, start - reach - LONGEST_CUE), start
        else:
            first, last = end, end + LONGEST_CUE if side == AT else min(stop, end + reach + LONGEST_CUE)
        if size not in sizes or not any(first <= place < last for place in places):
            continue
        if side == BEFORE:
            for found in pattern.finditer(low, first, last):
                distance = _distance(text, found.end(), start) + (30 if found.end() <= left else 0)
                keep(kind, weight / (1 + distance / FADE_BEFORE), found.span())
            continue
        following = pattern.match(low, end) if side == AT else pattern.search(low, end, last)
        if following is not None and (right == stop or _LINK.fullmatch(low, following.end(), right) is None):
            distance = _distance(text, end, following.start()) + (40 if following.start() >= right else 0)
            keep(kind, weight / (1 + distance / FADE_AFTER), following.span())
    return best


def _is_of_a_purchase(place: _Place) -> bool:
    """Whether a figure stands where somebody buys something: a "deal", what is paid "in cash" or "for" something is its price there."""
    begin, stop = place.sentence
    return _BUYS.search(place.text, max(0, begin - 200), stop + 200) is not None


def _distance(text: str, start: int, end: int) -> int:
    between = text[start:end]
    return len(between) + len(_CJK.findall(between)) + 12 * sum(map(between.count, ",，;、"))


def _raised_sought_or_capex(place: _Place, kind: str) -> str:
    """Which of the three an amount is that a cue tells to be raised or invested."""
    text, (begin, stop) = place.text, place.sentence
    sentence, following = text[begin:stop], text[place.end : place.end + 60]
    into_company = _STAKE.match(following) or (_INTO_COMPANY.match(following) and not _INTO_BUILDING.search(following))
    if kind == "capex" and not into_company and not _FUND.search(sentence):
        return "capex"
    done = _DONE.search(text, max(place.own[0], place.start - 40), place.start)
    if not (into_company or done) and _BUILD.search(sentence) and not _ROUND.search(sentence):
        return "capex"
    if not done and _SOUGHT.search(text[max(begin, place.start - 90) : min(stop, place.end + 60)]):
        return "sought"
    return "raised"
