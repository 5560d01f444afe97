"""What stands beside the point of a story: rivals, former employers, examples, and what only describes another name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from amw.companies.wordings import ASIDE_PAIRS, ASIDE_WORDS, FORMER
from amw.companies.words import VERBS

_ASIDE_ENDS = ("(", "（", "据", "超越", "超过", "击败", "领先于", "제치고", "넘어")
# What makes the name before it the measure of another, or where somebody was before
_ASIDE_NOUNS = (
    *(" rival ", " competitor ", " challenger ", " veteran", " alum", " defector", " spinout", " spin-out", " spinoff", " spin-off"),
    *("-owned ", "-linked ", "-Konkurrent", "-Rivale"),
)
# Who founded or left the company before and does something with another: "Spotify founder Jane Doe leads a round in X",
# and whose partner another is
_TIED = re.compile(
    r"(?:['’]s)?\s(?:co-?)?founders?(?:['’]s?)?\s(?:[A-Z][\w’'-]+\s(?:and\s)?){0,4}(?<!['’]s\s)"
    r"(?:backs?|bankrolls?|bets?|creates?|funds?|invests?|joins?|launch(?:es)?|leads?|pours?|puts?|raises?|returns?|starts?|unveils?)\b"
    r"|(?:\sAI)?\s(?:employee|engineer|researcher|scientist|staffer)\s(?:who\s(?:[\w-]+\s){1,6}?)?(?:[A-Z][\w’'-]+\s){0,3}"
    r"(?:founds|joins|launches|raises|starts)\b"
    r"|(?:['’]s)?\s(?:co-?)?founders?\s(?:[A-Z][\w-]+\s){0,3}(?:[A-Z][\w-]+)?['’]s?\s(?=[A-Z])"
    r"|['’]s\s(?:ex-|(?:departed|erstwhile|former|old|onetime|ousted)\s)(?:[a-z]+\s)?(?:boss|chief|CEO|CTO|engineer|executive|founder|head|lead|researcher"
    r"|scientist|staff|team|vice)"
    r"|['’]s\s(?:[a-z]+\s)?(?:backer|client|customer|investor|landlord|partner|rival|supplier)\s(?=[A-Z])"
)
_LIKENESS = re.compile(r"\b(?:an?|(?:be|becom(?:e|es|ing)) the|the next)\s[‘“\"']?\Z", re.IGNORECASE)
_LIKENED = re.compile(r"\s(?:for|of)\s")
_LIKENED_QUOTED = re.compile(r"(?:\s[A-Z][\w-]+)?\s(?:for|of)\s")  # "a ‘Google Maps for ...", but "a Claude skill for pricing"
_SUITS = frozenset("action appeal case charges claim claims complaint lawsuit probe proceedings ruling suit verdict win".split())
_OF = frozenset("von bei de des du di da do dos van en chez из в".split())  # between former staff and whose it was
_WHOSE = frozenset({"at", "from", "of"})
_RIVALS = frozenset({"rival", "competitor", "challenger"})
_ASIDE_BEGINS = frozenset(noun[:4] for noun in _ASIDE_NOUNS)
_TIED_BEGINS = frozenset((" AI", " co", " em", " en", " fo", " re", " sc", " st", "'s ", "’s "))
_ASIDE_AFTER = re.compile(
    r"(?:的|の|의)?\s?(?:前|原|元|전\s)(?:高管|员工|研究员|副总裁|总裁|首席|成员|科学家|工程师|CEO|CTO|幹部|社員|役員|研究者|責任者|임원|대표|연구원|직원|엔지니어)"
    r"|(?:[(（][^)）\n]{2,40}[)）])?(?:(?:의 [^\s,]{1,6} ?(?:보고서|자료|조사))?에 따르면|によ(?:ると|れば))"
    r"|出身|\s?출신|离职|を(?:離れ|退職|退社|辞め)|발\s"
)
_ADNOMINAL = (4, 8)  # Korean verbs before a noun end in a syllable that ends in n or l
_ONCE = re.compile(r"(?:(?<![目此日之以提空年月周天会])前|(?<![\d亿万億千百十美日韩港欧])元)\Z")  # 前Meta高管, but 此前 and 50亿元
# A name is inside a clause that describes the next one, or says whose rival it is: "오픈AI에 투자한 소프트뱅크", "英伟达的对手AMD"
_DESCRIBES_CJK = re.compile(
    r"(?:から|が|に|を|と|で|へ|の)[^、。,\n]{1,24}[たるうくむすぶつぐ](?:[^、。,\n]{1,5}の)?|[^，。、,和与\n]{1,20}的"
    r"|的?(?:竞争)?(?:对手|劲敌)|的?(?:供应商|代工厂|合作伙伴)|の?(?:ライバル|競合|サプライヤー)の?|(?:의)?\s?(?:경쟁사|라이벌|협력사|공급사)(?:인)?\s"
    r"|(?:에|에게|에게서|에서|로부터|으로부터|한테|한테서|랑|이랑|하고|와|과|을|를|의|가|이|로|으로)(?:\s[^,.…\n]{0,30})?\s[^,.…\s]{0,8}(?P<end>[가-힣])\s"
)
_ENDS = VERBS - {"to", "is", "are", "was", "were", "how", "what", "when", "why", "using"}  # a clause
_LAST_WORD = re.compile(r"(\w+)(?:(?<=ex)-)?\Z")
_WORD = re.compile(r"[\w’'-]+,?\Z")


def beside_the_point(text: str, start: int, end: int, asides: Sequence[int]) -> bool:
    """Whether the words around a name put it beside the story: a rival, a former employer, one of several examples."""
    following = text[end : end + 4]
    if (following in _ASIDE_BEGINS and text.startswith(_ASIDE_NOUNS, end)) or (
        (following > "\u3000" or following[:1] == "(") and _ASIDE_AFTER.match(text, end) is not None
    ):
        return True
    if following[:3] in _TIED_BEGINS and _TIED.match(text, end) is not None:
        return True
    begin = max(0, start - 60)
    if not text[start - 1 : start].isspace():
        return (
            (text.endswith(_ASIDE_ENDS, begin, start) and not _is_gloss(text, start, end))
            or text[max(begin, start - 3) : start].lower() == "ex-"
            or (text[start - 1 : start] in "前元" and _ONCE.search(text, begin, start) is not None)
        )
    near = bisect_left(asides, begin)
    if near == len(asides) or asides[near] >= start:
        return False  # nearly always
    sentence = text.rfind(". ", begin, start)
    cut = max(text.rfind("\n", begin, start), sentence + 1 if sentence >= 0 else -1)
    raw = text[max(cut + 1, begin) : start].split()
    opens = len(raw) <= 7 and (cut >= begin or begin == 0)  # the first of the words that are read opens the sentence
    raw = raw[-7:]
    tokens = [token.lower() for token in raw]
    past_comma = False
    for at in range(len(tokens) - 1, max(-1, len(tokens) - 7), -1):  # over at most five words in between
        word = tokens[at] if (whole := tokens[at].isalnum()) else _last_word(tokens[at])
        if word in _RIVALS and 0 < at == len(tokens) - 1 and raw[at - 1][0].isupper():
            return False  # "Nvidia rival Cerebras"
        if word == "against" and at and tokens[at - 1] in _SUITS:
            return False  # the other party of a suit
        if word.startswith(FORMER):
            return tokens[-1] in _OF
        left = word == "former" or tokens[at].startswith("ex-")
        if left and at < len(tokens) - 2 and raw[-1].endswith(("'s", "’s")) and tokens[-2] not in _WHOSE:
            return False  # "Former Intel boss Pat Gelsinger's xLight", but "former staff of Google's DeepMind"
        if left or word in ASIDE_WORDS:
            return not (past_comma and opens and at == 0)  # "Unlike OpenAI, Anthropic"
        if word in ASIDE_PAIRS and at and _last_word(tokens[at - 1]) in ASIDE_PAIRS[word]:
            return not (past_comma and opens and at == 1)  # "According to Gartner, Anthropic"
        if (not whole and _WORD.match(tokens[at]) is None) or word in _ENDS:
            return False  # "Former OpenAI staff join Periodic Labs"
        if raw[at][0].islower() and raw[at].endswith(("'s", "’s")):
            return False  # "Ex-Tesla AI chief's Eureka Labs"
        past_comma = past_comma or tokens[at].endswith(",")
    return False


def _is_gloss(text: str, start: int, end: int) -> bool:
    """Whether a name in brackets only spells the one before it, which is in letters that are not Latin: "إنفيديا (Nvidia)"."""
    letter = text[max(0, start - 6) : start].rstrip("(（ '\"’”»」』")[-1:]
    return text[end : end + 1] in (")", "）") and letter > "\u0370" and letter.isalpha() and not "\u1e00" <= letter <= "\u1eff"


def _last_word(token: str) -> str:
    """What a reader takes for the last word of `token`: "(like", "ex-", "OpenAI-like"."""
    found = _LAST_WORD.search(token)
    return "" if found is None else found[1]


def is_likeness(text: str, start: int, end: int) -> bool:
    """Whether a name only says what something else is like: "a ‘Google Maps for the underground’", "an OpenAI of its own"."""
    liked = _LIKENED_QUOTED if text[start - 1 : start] in {"‘", "“", '"', "'"} else _LIKENED
    return liked.match(text, end) is not None and _LIKENESS.search(text, max(0, start - 16), start) is not None


def describes(between: str) -> bool:
    """Whether what stands between two names of a title in Chinese, Japanese or Korean describes the second, or says whose rival it is."""
    found = _DESCRIBES_CJK.fullmatch(between)
    if found is None:
        return False
    last = found["end"]
    return last is None or (ord(last) - 0xAC00) % 28 in _ADNOMINAL
