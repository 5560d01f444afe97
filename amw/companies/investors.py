"""Whether the words around a name say that it puts money into another company, in the languages of the news."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation

from amw.companies.find import Seen
from amw.companies.wordings import CHIEF_AFTER
from amw.companies.words import LISTS

REACH: Final = 160  # characters on either side of a name that are read for investment
OBJECT: Final = 48  # characters from "invests in" to the company's name
FUNDED: Final = 80  # characters from a payer to whom it pays, where the verb takes the company itself

_MONEY = r"(?:[$€£¥]|US\$|R\$)\s?\d"
_INVEST = re.compile(
    r"^[^.\n]{0,60}?\b(?:could|to|will|would|may|might|plans?\sto|in\stalks\sto|has|have|reportedly)?\s?(?:invest(?:s|ed"
    r"|ing|ments?)?|pour(?:s|ed)?|pump(?:s|ed)?|funnel(?:s|ed)?|inject(?:s|ed)?|plow(?:s|ed)?|plough(?:s|ed)?|back(?:s|ed)?(?!\s(?:down|out|off|away|up)\b)"
    r"|commit(?:s|ted)?|led|leads?|(?:take|took|buy|bought|acquire|increase|raise)s?d?\s[^.\n]{0,30}?stakes?)\b[^.\n]{0,60}?\b(?:in|into)\s(?:the\s)?"
    r"|^\s(?:is\s|are\s)?doubl(?:es?|ed|ing)\sdown\son\s"
    r"|^\s(?:joins?|joined)\s(?:[^.\n]|\.\d){0,40}?\b(?:round|raise|fundraise|fundraising|financing|funding|Series\s[A-H])\b[^.\n]{0,24}?\b(?:for|of|in)\s(?:the\s)?"
    rf"|^(?![^.\n]{{0,40}}\b(?:cut|divest|dump|exit|offload|s[eo]l[ld]|trim|unload)[a-z]{{0,4}}\b)[^.\n]{{0,60}}?{_MONEY}[^.\n]{{0,14}}?\s(?:[\w-]+\s){{0,2}}(?:bet|stake|investment)\s(?:on|in)\s(?:the\s)?"
    rf"|^[^.\n]{{0,30}}?\b(?:puts?|putting|sinks?|sank)\s(?:[a-z]+\s){{0,3}}{_MONEY}[^.\n]{{0,30}}?\b(?:in|into)\s(?:the\s)?"
    r"|^\s(?:becomes?|became)\s[^.\n]{0,24}(?:holder|investor|owner|backer)s?\s(?:of|in)\s"
    rf"|^\s(?:hand|give|gave)(?:s|ed)?\s{_MONEY}[^.\n]{{0,20}}?\bto\s"
    r"(?![^.\n]{0,40}?\sfor\s(?!(?:an?\s)?(?:\w+\s)?(?:stake|slice|shares?|half|third|quarter|fifth|tenth|equity|stock)\b|\d))",
    re.IGNORECASE,
)
# What may stand between "invests in" and the company's name: whose it is, and what it is
_OF_WHOM = re.compile(
    r"(?:[A-Z][\w.-]*\s|(?:[A-Z][\w.-]*\s){0,2}[A-Z][\w.-]*['’]s\s)?(?:(?:[\w’'-]+\s){0,4}"
    r"(?:builder|challenger|company|designer|developer|firm|giant|lab|maker|operator|partner|platform|provider|rival|specialist|start-?up|supplier|unicorn)\s)?"
)
# What an investor does in other languages, up to the name of the company that it puts money into
_INVEST_ABROAD = re.compile(
    r"^[^.\n]{0,40}?\b(?:investi(?!g)\w*|prévoit|inje[ct]+e\w*|inyecta\w*|injeta\w*|mise|invierte\w*|aporta\w*|investiert|beteiligt|steigt"
    r"|entr(?:a|e|am|an|ent|ano)|вложил\w*|инвестиру\w*|инвестировал\w*)\b[^.\n]{0,60}?"
    r"\b(?:dans|pour|chez|in|en|na|no|em|bei|an|nel|в|au\scapital\s(?:de|d['’]))\s?(?:l['’])?"
    r"|^(?:\([^)\n]{1,30}\))?(?:가|이)?,?\s[^.\n]{0,20}?(?=[^\s]+에\s[^.\n]{0,20}투자)|^(?:将|拟|计划|宣布)?(?:投资|注资|领投|入股|押注|加注|加码|下注)"
    r"|^(?:が|は、?|、)\s?(?=[^。、か\n]{1,24}に[^。、か\n]{0,12}(?:出資|投資))|^(?:将|拟|计划|宣布)?向(?=[^。\n]{1,24}(?:注资|投资|增资))",
    re.IGNORECASE,
)
# A verb that takes the company itself, and what else must be near: "Nvidia backs British start-up X", but not "backs X in court";
# and one that takes the round of it: "joins X's $90 million round"
_TAKES = re.compile(r"\s(?:to\s|will\s|also\s)?(?:back|bankroll|fund|seed|(?:co-)?(?:anchor|join|lead))(?:s|ed)?\s")
_FUNDS = re.compile(
    r"\s(?:to\s|will\s|also\s)?(?:back|bankroll|fund|seed)(?:s|ed)?\s"
    r"(?:(?!(?:against|as|at|by|for|from|in|of|on|over|to|with)\s)[\w’'-]+\s){0,7}"
)
_JOINS = re.compile(r"\s(?:to\s|will\s|also\s)?(?:co-)?(?:anchor|join|lead)(?:s|ed)?\s")
_ROUND_OF = re.compile(
    r"[^.,;\n]{2,40}?['’]s\s(?:[^.;\n]|\.\d){0,40}?\b(?:round|raise|fundraise|fundraising|financing|funding|Series\s[A-H])\b"
)
_FINANCED = re.compile(rf"{_MONEY}|\b(?:round|rais(?:e|es|ed|ing)|funding|financing|invest\w*|Series\s[A-H]|valu(?:ed|ation)|stakes?)\b")
_INVESTED_BY = re.compile(
    r"\b(?:(?:co-)?led\sby|backed\sby|participation\s(?:from|by)|investors?\s(?:including|such\sas|include|like)"
    r"|backers?\s(?:including|include|like)|(?:funding|investment|money|stake|cash)\s(?:from|by)|invest(?:ment|ed)\sby"
    r"|(?:rais|bag|nab|land|secur|draw|pocket|snag)\w{0,4}"
    r"\s(?!(?:its\s|the\s)?(?:price|forecast|guidance|outlook|target|stake|limit|rate|fee))[^.;\n]{0,40}?\d[\w.]*"
    r"(?:\s(?:[mb]illion|seed|Series\s[A-F]))?\sfrom(?!\s[$€£¥]?\d))"
    r"\s[^.;\n]{0,120}\Z",  # not $, which a newline after the name satisfies
    re.IGNORECASE,
)
# Names alone, with what joins them, up to the one that is asked about
_NAMES = r"(?:(?:[A-ZÀ-ÞА-Я][\w&.’'-]*|y|e|et|und|i|da|de|и|&),?\s){0,8}\Z"
_INVESTED_BY_ABROAD = re.compile(
    r"(?:\b(?:(?:liderad|encabezad|capitanead|respaldad|apoiad|comandad|financiad)[oa]s?\s(?:por|pela|pelo)"
    r"|(?:participación|participação|aportes?|inversión|investimento|partecipazione)\s(?:de|del|da|do|di)"
    r"|(?:menée?|conduite?|emmenée?|soutenue?|épaulée?|financée?|piloté)s?\spar|(?:guidat|sostenut|finanziat)[oa]\sda"
    r"|(?:angeführt|geführt|unterstützt|finanziert|führung|beteiligung|geld|kapital)\s(?:von|durch)"
    r"|(?:capt|levant|recaud|lève|récolt|obtien|obtém|raccogli|sammelt|erhält|kassiert)\w*(?=[^.;\n]{0,60}?\d)[^.;\n]{0,60}?\s(?:com|con|avec|da|von|bei)"
    r"|под\sруководством|при\sучастии|dipimpin(?:\soleh)?|بقيادة|بمشاركة|بدعم\sمن)\s|\bauprès\s(?:du\s|de\s|d['’]))(?-i:" + _NAMES + ")",
    re.IGNORECASE,
)
_INVESTOR_AFTER = re.compile(
    r"^(?:['’]s)?(?:-backed|-led|\s(?:(?:led(?!\sby)|leads)(?=[,.;]|\s(?:and|with)\b|\s*\Z"
    r"|[^.\n]{0,60}\b(?:round|Series|fund\w*|financing|tender|investment|raise|rais\w+|stake|deal|seed|\$\d)\w*)|(?:leading|anchoring)(?=[,.;]|\s(?:and|the|a)\b|\s*$)|at\sthe\shelm|pil(?:es?|ing)\sin|chip(?:s|ped|ping)?\sin"
    r"|(?:steer|anchor)(?:s|ed)\s(?:the\s)?(?:\w+\s)?round|co-led(?!\sby)|co-leads|participat(?:ed|ing)|also\s(?:invested|participated)"
    r"|(?:also\s)?(?:(?:came\sin|invested|joined|returned|took\spart)(?=[,.;]|\s(?:too|as\swell)\b|\s*$)|wrote\s(?:cheque|check)s)"
    r"|and\s[\w’' ]{1,40}\s(?:(?:co-)?led|participated))|(?!\s(?:(?:has|have|had|just)\s)?"
    r"(?:attract|dr[ae]w|g[eo]t|land|rais|receiv|secur|w[io]n)\w*\s)"
    r"[^.\n]{0,14}\$[\d.]+\w*\s[\w ]{0,20}investment|also\sinvested"
    r"|\s(?:führt|führte)\s[^.\n]{0,24}(?:Runde|Finanzierung)|\s(?:lidera|encabeza|mène|guida)\s[^.\n]{0,12}(?:rond|rodad|tour|round)"
    r"|['’]?(?:d[ae]n|t[ae]n)\s[^.\n]{0,20}yatırım|\s(?:liderliğinde|öncülüğünde)|\sके\sनेतृत्व)",
    re.IGNORECASE,
)
_INVESTOR_AFTER_CJK = re.compile(
    r"^(?:\([^)]{0,40}\))?\s?(?:(?:가|이|의)?\s?(?:주도|투자한\s)|(?:도|가|이|\s?등[은이도]?)?\s?(?:이번\s)?투자에\s참여"
    r"|(?:로부터|으로부터|에서|에게서)\s[^.\n]{0,24}투자"
    r"|等?(?:领投|跟投|参投|持股)|(?:など)?が(?:主導|[^。\n]{0,12}(?:出資|支援))|(?:など)?から[^。\n]{0,20}(?:調達|出資|支援))"
)
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
# What stands between two names of one list
_LISTED = re.compile(
    r"(?:[ ](?:Ventures|Capital)|['’]s[ ](?:venture|investment)[ ](?:arm|fund|unit))?(?:\([^)\n]{1,40}\))?"
    r"(?:,|、|・|와|과|·|\s및|\sand|\s&|\sy|\se|\set|\sund|\sи|和|与|及)\s?(?:and\s)?"
)


class _Stems:
    """Lists of stems, of folded words. Without one of its list no pattern can match, and most texts have none."""

    def __init__(self, *lists: str) -> None:
        stems = [(stem, 1 << at) for at, name in enumerate(lists) for stem in LISTS[name]]
        self._lists = [bit for _, bit in stems]
        self._find = AhoCorasick([stem for stem, _ in stems], implementation=Implementation.DFA).find_matches_as_indexes

    def seen(self, words: str) -> int:
        """The lists of which `words` holds a stem, as bits."""
        bits = 0
        for number, _, _ in self._find(words, overlapping=True):
            bits |= self._lists[number]
        return bits


_BEFORE = _Stems("invested_by", "invested_by_abroad")
_AFTER = _Stems("investor_after", "invests", "invests_abroad")
_CJK: Final = re.compile("투자|投资|注资|领投|跟投|参投|持股|入股|押注|加注|加码|下注|주도|라운드|ラウンド|主導|出資|調達|支援")


# Words that are said of money, shares and funds that are traded as often as of money that a company gets, or of what somebody is
_TRADED = (
    *("money", "stake", "cash", "holder", "sharehold", "commit", "pil", "lead", "led ", "participation "),
    *(f"investment {trade}" for trade in ("arm", "bank", "compan", "firm", "fund", "giant", "group", "manager")),
)


def is_trading(words: str, at: int) -> bool:
    """Whether the word of investing at `words[at]` says by itself nothing of a company that is paid: "stake", "led withdrawals"."""
    begin = at + (words[at : at + 1] == " ")
    return words.startswith(_TRADED, begin) and not words.startswith(("led by ", "participation from ", "participation by "), begin)


def investing_cjk(text: str) -> list[int]:
    """Where words of investing begin in Chinese, Japanese or Korean."""
    return [found.start() for found in _CJK.finditer(text)]


def invests(seen: Seen, start: int, end: int, key: str, named: Mapping[int, str]) -> bool:
    """Whether the words around the company `key`, whose name stands from `start` to `end`, say that it invests.

    `named` says which company is named where: what the verb "invest" needs as its object. Stems are looked for first, in what is folded
    already: they are rare.
    """
    text, words = seen.text, seen.words
    right = text[end : end + REACH]
    abroad = not right.isascii()
    after = _AFTER.seen(words[end + 1 : end + 1 + REACH])
    if after & 1 and _INVESTOR_AFTER.match(right) is not None:
        return True
    if abroad and _INVESTOR_AFTER_CJK.match(right) is not None:
        return True
    before = _BEFORE.seen(words[max(0, start - REACH) : start + 1])
    for bit, wording in (1, _INVESTED_BY), (2, _INVESTED_BY_ABROAD):
        if before & bit and CHIEF_AFTER.match(right) is None and wording.search(text, max(0, start - REACH), start) is not None:
            return True
    if after & 2 and _TAKES.match(text, end, end + REACH) is not None:
        for place in range(end + 6, end + FUNDED):
            if named.get(place, key) != key and _pays_for(text, end, place):
                return True
    for can, wording in (after & 2, _INVEST), (after & 4 or abroad, _INVEST_ABROAD):
        if can and (found := wording.match(right)) is not None:
            at = end + found.end()
            places = (place for place in range(at, at + OBJECT) if named.get(place, key) != key)
            whom = next(places, None)
            if whom is not None and (whom < at + 5 or _OF_WHOM.fullmatch(text, at, whom)) and not _another_acts(text, end, at, key, named):
                return True
    return False


def _another_acts(text: str, end: int, at: int, key: str, named: Mapping[int, str]) -> bool:
    """Whether another company, in no list with the one whose name ends at `end`, stands before the verb that ends before `at`."""
    return any(named.get(place, key) != key and _LISTED.fullmatch(text, end, place) is None for place in range(end + 2, at))


def _pays_for(text: str, end: int, place: int) -> bool:
    """Whether the company whose name ends at `end` backs the one at `place`, or joins its round, where money is spoken of."""
    return (
        _FUNDS.fullmatch(text, end, place) is not None
        or (_JOINS.fullmatch(text, end, place) is not None and _ROUND_OF.match(text, place) is not None)
    ) and _FINANCED.search(text, max(0, end - REACH), end + REACH) is not None


def listed_with(text: str, spans: Sequence[tuple[int, int]], investing: Sequence[bool]) -> list[int]:
    """Which of the names at `spans`, left to right, stand in one list before one that is known to invest: "X, Y and Z invested".

    In Korean and Japanese headlines the comma after the first name ends the subject, so the first of such a text is left out.
    """
    found = []
    told = False
    for at in range(len(spans) - 2, -1, -1):
        told = told or investing[at + 1]
        here, there = spans[at], spans[at + 1]
        opens = at == 0 and (not text[:1].isascii() or (text[here[1] : there[0]] == "、" and _KANA.search(text) is not None))
        if told and not investing[at] and not opens and _LISTED.fullmatch(text, here[1], there[0]) is not None:
            found.append(at)
        else:
            told = False
    return found
