"""Unknown firms told by the list they stand in: among known firms and names that end as firms do, or beside the sums of a round-up.

An enumeration ("Nvidia, Orvexia, Groq and Vantrel") is one of firms where two or more of its members, and a quarter of all, are known or
end as firms do, or where it is said to be ("partners such as"), and none is anything else that is known. Lists of Chinese and Japanese
need half of all, for there nothing but the list itself shows where a name ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise
from typing import Final

from amw.companies.find import Seen
from amw.companies.headlines import title_case_lines
from amw.companies.unknown.cues import begins_sentence, overlaps
from amw.companies.unknown.evidence import Evidence
from amw.companies.wordings import FIRMS, SUFFIXES, Cue
from amw.companies.wordingsabroad import SORTS, Sort, is_plain
from amw.companies.words import FIRST_NAMES, GENERIC, LISTS, NOT_COMPANIES, VERBS
from amw.countries import country_code
from amw.text import fold

Span = tuple[int, int]
LISTED: Final = "in a list of firms"
WEIGHT: Final = 0.6
_SUFFIX = int(Cue.SUFFIX)
MAX_LISTS: Final = 12  # looked at in one text, of either kind

_CAPITAL = "A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻĐА-ЯЁ"
_WORD = rf"(?:[{_CAPITAL}][\w&’'+-]*|[a-z]{{1,4}}[A-Z][\w&+-]*|\d{{1,3}}[A-Za-z][\w-]*)(?:\.(?:ai|io|com|app|dev)\b)?"
_NAME = rf"(?:\d{{2,3}}[ ](?=[A-Z]))?{_WORD}(?:[ ](?:&[ ])?{_WORD}){{0,3}}"
_MEMBER = rf"(?P<name>{_NAME})(?:[ ]\([^()\n]{{1,60}}\))?"  # "Vantrel ($40M)"
_UNNAMED = _MEMBER.replace("?P<name>", "?:")
_AND = "(?:and|or|y|e|o|u|et|ou|und|oder|en|of|i|oraz|czy|lub|dan|hingga|serta|atau|và|hay|ve|veya|и|или)"
_BEGINS = r"(?<![\w&’'.-])"
_ENUMERATION = re.compile(rf"{_BEGINS}{_UNNAMED}(?:,[ ]{_UNNAMED})+(?P<last>,?[ ]{_AND}[ ]{_UNNAMED})?")
_NEXT = rf"[a-z\d]{{0,4}}[{_CAPITAL}]"
_FIRST_JOINT = re.compile(rf",[ ](?:{_AND}[ ])?{_NEXT}")  # few sentences have both of them
_NEXT_JOINT = re.compile(rf"(?:,[ ](?:{_AND}[ ])?|[ ]{_AND}[ ]){_NEXT}")
_MEMBERS = re.compile(_MEMBER)
_JOINED = re.compile(rf"[ ]{_AND}[ ]\Z")
_LONGEST = 100  # characters of the first member
_LEAST = 3  # members of an enumeration
# "Vantrel — $25M", "Orvexia: 12.000.000 €", "Zelqui ($3bn)": what was raised, in millions at least
_SIGN_AND_SUM = (
    r"(?P<sign>[ ]\(|[ ][—–-][ ]|:[ ])"
    r"(?=(?:US|R|C|A)?[$€£]\d[\d.,]*[ ]?(?:[MB]\b|[mb]n\b|mln\b|million|billion)"
    r"|\d{1,3}(?:[.,]\d{3}){2,}[ ]?[€$£]|\d[\d.,]*[ ](?:million|billion|mln|млн|млрд|millones|milhões|millions|Millionen|milioni|triệu))"
)
_SUM_NEXT = re.compile(_SIGN_AND_SUM)
_BESIDE_SUM = re.compile(rf"{_BEGINS}(?P<name>{_NAME}){_SIGN_AND_SUM}")
_OFFICE_NEXT = re.compile(r",[ ](?:the[ ]|its[ ])?(?:former[ ])?(?:CEO|CTO|CFO|COO|chief|head|partner|president|(?:co-)?founder)\b")
_STOP = re.compile(r"[.;][ ]|\n")
_EXAMPLES_FOLLOW = (
    "như gồm como comme que choćby jak innymi wie darunter come zoals waaronder seperti lain yakni yaitu cui ellos eles как включая like"
).split()
_SIGNS = tuple(f" {word} " for word in _EXAMPLES_FOLLOW)
# What ends before examples, folded; the words before say of what they are
_SUCH_AS = frozenset(map(fold, _EXAMPLES_FOLLOW)) | {"including", "as"}
_GROUPS = LISTS["groups"]
_SAID = 8  # words before examples, with what ends before them


def may_list(seen: Seen, firms: Sequence[Span]) -> bool:
    """Whether a text may hold a list of firms: two of them or money for one, and a comma before a capital, or the sums of a round-up."""
    if len(firms) < 2 and not seen.investing and not (firms and (seen.language is not None or "$" in seen.text)):
        return False
    return _FIRST_JOINT.search(seen.text) is not None or _may_sum_up(seen, firms)


def _may_sum_up(seen: Seen, firms: Sequence[Span]) -> bool:
    return len(firms) > 0 and (seen.language is not None or seen.text.count("$") + seen.text.count("€") > 1)


def listed_firms(seen: Seen, firms: Sequence[Span], taken: Sequence[Span]) -> Iterator[Evidence]:
    """Every unknown name of the lists of firms in a text of a script with capitals; `firms` are the known companies and `taken` all known
    names, both in order."""
    text = seen.text
    exact = frozenset(firms)
    for begin, end in _sentences(seen, firms):
        for found in islice(_ENUMERATION.finditer(text, begin, end), MAX_LISTS):
            if text.count(", ", *found.span()) + (found["last"] is not None) < _LEAST - 1:
                continue  # nearly always
            members = [member.span("name") for member in _MEMBERS.finditer(text, *found.span())]
            if len(members) < _LEAST:
                continue
            if _JOINED.search(text, max(0, found.start() - 5), found.start()) is not None:
                del members[0]  # the end of a longer name: "Institute for Peace and Progress, Vantrel"
            shown = _shown(text, members, exact, taken)
            if shown is None:
                continue
            if (len(members) >= _LEAST and shown >= 2 and shown * 4 >= len(members)) or _are_firms(seen, found.start()):
                nouns = seen.language == "de" and shown < len(members) - 1  # have capitals too
                for start, stop in members:
                    if overlaps((start, stop), taken) or (nouns and text[start + 1 : stop].islower()) or not _is_firm(text, start, stop):
                        continue
                    if start != members[0][0] or not _may_be_a_word(text, start, stop):
                        yield start, stop, WEIGHT, LISTED, None
    if _may_sum_up(seen, firms):
        yield from _beside_sums(text, exact, taken)


def _anchors(seen: Seen, firms: Sequence[Span]) -> Iterator[int]:
    """Places in the sentences that may hold a list: known firms beside a comma, names that end as firms do, and what says so."""
    text = seen.text
    for start, end in firms:
        if text[end : end + 2] in (", ", " (") or text[start - 2 : start] == ", ":
            yield start
    if seen.investing:
        for kind, start, after in seen.cues:
            if kind & _SUFFIX and (text[after - 2 : after] == ", " or text[after - 2 : after + 3] == " and "):
                yield start
    if seen.language is None:
        for start in seen.asides:
            if any(word[:1].isupper() for word in text[start : start + 30].split()[1:3]):  # "such as Orvexia"
                yield start
    else:
        for sign in _SIGNS:
            at = text.find(sign)
            while at >= 0:
                yield at
                at = text.find(sign, at + 1)


def _sentences(seen: Seen, firms: Sequence[Span]) -> Iterator[Span]:
    """The sentences, or what of them a list can be in, that have two joints of one and something that shows it to be of firms."""
    text = seen.text
    places: list[int] | None = None
    joint = _FIRST_JOINT.search(text)
    while joint is not None:
        at = joint.start()
        stop = _STOP.search(text, at)
        end = stop.start() if stop is not None else len(text)
        if _NEXT_JOINT.search(text, joint.end(), end) is not None:
            places = sorted(_anchors(seen, firms)) if places is None else places
            begin = max(text.rfind(". ", 0, at), text.rfind("\n", 0, at), text.rfind("; ", 0, at)) + 1
            if bisect_left(places, begin) < bisect_left(places, end):
                yield max(begin, at - _LONGEST), end
        joint = _FIRST_JOINT.search(text, end)


def _beside_sums(text: str, firms: frozenset[Span], taken: Sequence[Span]) -> Iterator[Evidence]:
    if _SUM_NEXT.search(text, first.end() if (first := _SUM_NEXT.search(text)) is not None else len(text)) is None:
        return  # nearly always
    by_sign: dict[str, list[Span]] = {}
    for found in islice(_BESIDE_SUM.finditer(text), MAX_LISTS):
        by_sign.setdefault(found["sign"], []).append(found.span("name"))
    for items in by_sign.values():
        if len(items) > 1 and (shown := _shown(text, items, firms, taken)) and shown * 5 >= len(items):
            for start, end in items:
                if not overlaps((start, end), taken) and _is_firm(text, start, end):
                    yield start, end, WEIGHT, LISTED, None


def _shown(text: str, members: Sequence[Span], firms: frozenset[Span], taken: Sequence[Span]) -> int | None:
    """How many of `members` are known firms or end as firms do; None where one is or holds another known name ("Google Earnings")."""
    shown = 0
    for number, (start, end) in enumerate(members):
        if (start, end) in firms or (number == 0 and any(last == end for _, last in firms)):  # "Investors Nvidia, ..."
            shown += 1
        elif overlaps((start, end), taken):
            return None
        else:
            shown += " " in (name := text[start:end]) and name.rpartition(" ")[2] in FIRMS
    return shown


def _are_firms(seen: Seen, start: int) -> bool:
    """Whether the words before `start` say that examples of firms follow: "startups such as", "các đối tác như"."""
    begin = max(0, start - 60, *(seen.text.rfind(sign, 0, start) + 1 for sign in (". ", "\n", ", ", ": ", "; ")))
    *said, last = seen.words[begin + 1 : start + 1].split()[-_SAID:] or [""]
    if last in _GROUPS:
        return True  # "startups Orvexia, Zelqui and Vantrel"
    if last not in _SUCH_AS:
        return False
    pairs = map(" ".join, pairwise(said))  # Vietnamese
    return any(word in _GROUPS or SORTS.get(word, 0) & Sort.KIND for word in chain(said, pairs))


def _is_firm(text: str, start: int, end: int) -> bool:
    """Whether the unknown `text[start:end]`, which stands among firms, may be one: no person, no country, no word with a capital."""
    name = text[start:end]
    first, _, rest = name.partition(" ")
    last = name.rpartition(" ")[2]
    if len(name) < 2 or name in NOT_COMPANIES or country_code(name) is not None or is_plain(name):
        return False
    if first.casefold() in GENERIC or last.casefold() in VERBS or (last not in SUFFIXES and last.casefold() in GENERIC):
        return False
    if not rest or last in SUFFIXES:
        return True
    return first not in FIRST_NAMES and _OFFICE_NEXT.match(text, end) is None and not title_case_lines(text, [start])


def _may_be_a_word(text: str, start: int, end: int) -> bool:
    """Whether a name before a comma may have its capital because a sentence begins with it ("Meanwhile, Nvidia and AMD ...")."""
    name = text[start:end]
    return name[1:].islower() and begins_sentence(text, start) and text.startswith(", ", end) and text.find(name, end) < 0


# Chinese and Japanese: names between "、", which need no spaces around them
_HAN = r"[A-Za-z\u4e00-\u9fff]{2,24}"
_HAN_LIST = re.compile(rf"{_HAN}(?:、{_HAN})+")
_HAN_OPENS = re.compile(r".*(?:由|包括|不乏|吸引|来自|还有|其中|分别[为是]|汇集|引入|获得)了?")  # before the first of them
_HAN_CLOSES = re.compile(r"(?:等|在内|参与|跟投|领投|联合|共同|也|均|都|纷纷).*\Z")  # after the last
_HAN_JOINS = re.compile(r"(?<=..)(?:以及|[和与及])(?=..)")  # before the last
_HAN_PAYS = re.compile(r"领投|跟投|参投|投资方|出资方|资方|股东|注资|联合投资|参与(?:了)?(?:本轮|此轮|投资)?")
_HAN_SAID = re.compile("(?:投资方|出资方|参投方|领投方|股东|合作伙伴|客户)(?:包括|有|为|不乏)")
_HAN_BREAK = "，。；：！？、“”（）()\n"
_NEAR = 16  # characters around a list in which it is said to pay
HAN_TRADES: Final = (
    "科技|股份|集团|证券|银行|技术|半导体|智能|机器人|电子|生物|医药|汽车|控股|通信|微电子|航天"
    "|能源|软件|网络|动力|光电|传媒|电气|重工|资本"
)
HAN_KINDS: Final = (  # what stands before such a word where it names a trade and no firm
    "人工|具身|空间|生成|通用|人形|服务|工业|新能|清洁|量子|金融|国产|国有|国家|全球|国际|未来|多家|头部|民营|外资|商业|投资|公募|私募|数字"
)
_HAN_TOPIC = re.compile(rf"{HAN_KINDS}|{HAN_TRADES}")  # begins what is no name of a list
_HAN_ENDS = (*HAN_TRADES.split("|"), "创投", "基金", "国投", "投资", "产投", "精工", "实业", "医疗", "制药")
_KANA = r"[ァ-ヴー・A-Za-z0-9&一-鿿]{2,30}(?![ァ-ヴー・A-Za-z0-9&一-鿿])"
_KANA_LIST = re.compile(rf"{_KANA}(?:（[^（）\n]{{1,16}}）)?(?:(?:、|や|と|および|及び){_KANA}(?:（[^（）\n]{{1,16}}）)?)+")
_KANA_MEMBER = re.compile(rf"({_KANA})(?:（[^（）\n]*）)?")
_KANA_NAME = re.compile(r"[ァ-ヴー・A-Za-z0-9&]{3,30}")
_KANA_ENDS = tuple(
    "キャピタル ベンチャーズ パートナーズ ホールディングス インベストメント ファンド テック ラボ 銀行 証券 製作所 電機 重工"
    " 資本 創投 基金".split()
)


def listed_in_chinese(text: str, spans: Sequence[Span]) -> Iterator[Evidence]:
    """Every name of the Chinese lists of firms in `text`; `spans` are those of known names."""
    known = {text[begin:end] for begin, end in spans}
    for found in _HAN_LIST.finditer(text):
        members = list(_han_members(text, *found.span(), spans))
        shown = sum(text[start:end] in known or text[start:end].endswith(_HAN_ENDS) for start, end in members)
        said = _HAN_SAID.search(text, max(0, found.start() - _NEAR), found.end()) is not None  # 投资方包括
        if len(members) < 2 or not (said or (shown >= 2 and shown * 2 >= len(members))):
            continue
        after = text[found.end() : found.end() + _NEAR].partition("。")[0]
        pays = _HAN_PAYS.search(text[max(0, found.start() - _NEAR) : found.end()] + after) is not None
        for start, end in members:
            name = text[start:end]
            longest = 20 if name.isascii() else 15 if name.endswith("基金") else 8
            if 2 < len(name) <= longest and name not in NOT_COMPANIES:
                yield start, end, WEIGHT, LISTED, "investor" if pays else None


def _han_members(text: str, begin: int, end: int, spans: Sequence[Span]) -> Iterator[Span]:
    """Where the members of the list `text[begin:end]` stand, without what leads to the first, follows the last and joins it."""
    first = text.index("、", begin)
    opened = _HAN_OPENS.match(text, begin, first)
    known = [start for start, stop in spans if stop == first and start >= begin]
    if opened is not None:
        begin = opened.end()
    elif known:
        begin = known[0]
    elif not (text[begin - 1 : begin] in _HAN_BREAK and text.endswith(_HAN_ENDS, begin, first)):  # else it needs to be led to
        begin = first + 1
    last = text.rindex("、", 0, end) + 1
    closed = _HAN_CLOSES.search(text, last, end)
    end = closed.start() if closed is not None else end
    joint = _HAN_JOINS.search(text, last, end)
    at = begin
    commas = [(comma, comma + 1) for comma in range(begin, last) if text[comma] == "、"]
    for stop, following in [*commas, *([joint.span()] if joint is not None else []), (end, end)]:
        if stop > at and _HAN_TOPIC.match(text, at, stop) is None:
            yield at, stop
        at = following


def listed_in_japanese(text: str, spans: Sequence[Span]) -> Iterator[Evidence]:
    """Every name in katakana or Latin letters of the Japanese lists of firms in `text`; `spans` are those of known names."""
    known, ends = frozenset(spans), {end: start for start, end in spans}
    for found in _KANA_LIST.finditer(text):
        members = [member.span(1) for member in _KANA_MEMBER.finditer(text, *found.span())]
        start, end = members[0]
        members[0] = ends.get(end, start), end  # "大手エヌビディア"
        shown = sum(span in known or text.endswith(_KANA_ENDS, *span) for span in members)
        if shown >= 2 and shown * 2 >= len(members):
            for start, end in members:
                if (name := text[start:end]) not in NOT_COMPANIES and (_KANA_NAME.fullmatch(name) or name.endswith(_KANA_ENDS)):
                    yield start, end, WEIGHT, LISTED, None


_OTHERS_TOO = re.compile(  # 등, after the last of several, and what they are or do
    r"\s등(?:[이가은을과의]|에서)?\s?[^.,\n]{0,16}?(?:기업|업체|스타트업|회사|빅테크|(?P<pays>투자|출자|참여|운용사|벤처캐피탈))"
    r"|\s등이\s(?:있다|있습니다|꼽힌다)"
)
_HANGUL_JOINT = re.compile(r"(?:\([^()\n]*\))?(?:,\s?|·|\s?△)")
_HANGUL_NAME = re.compile(r"[가-힣A-Za-z0-9&]{2,14}(?:\s[가-힣A-Za-z]{2,8})?")
# What stands before a list
_ADVERBS = frozenset("함께 이어 특히 또한 현재 최근 이후 앞서 이날 올해 반면 한편 물론 나아가 더불어 아울러 이외에도".split())
_HANGUL_ENDS = tuple("벤처스 벤처투자 캐피탈 캐피털 인베스트먼트 파트너스 자산운용 은행 증권 전자 테크 랩스 로보틱스".split())


def listed_in_korean(text: str, spans: Sequence[Span]) -> Iterator[Evidence]:
    """Every name of the Korean lists of firms in `text` that end in "and others"; `spans` are those of known names."""
    known, ends = frozenset(spans), {end: start for start, end in spans}
    for others in islice(_OTHERS_TOO.finditer(text), MAX_LISTS):
        members: list[Span] = []
        at = max(0, others.start() - 3 * _LONGEST, *(text.rfind(sign, 0, others.start()) + 1 for sign in (". ", "\n")))
        bullet = text.find("△", at, others.start())
        at = max(at, bullet + 1)
        for stop, following in [*(joint.span() for joint in _HANGUL_JOINT.finditer(text, at, others.start())), (others.start(),) * 2]:
            if not members and bullet < 0:  # what leads to the first of them stands before it
                at = ends.get(stop, max(at, text.rfind(" ", 0, stop) + 1))
            name = _HANGUL_NAME.match(text, at, stop)
            if name is not None and text[name.end() : stop].strip()[:1] in ("", "(") and name[0] not in _ADVERBS:
                members.append(name.span())
            else:
                members.clear()
            at = following
        shown = sum(span in known or text.endswith(_HANGUL_ENDS, span[0] + 1, span[1]) for span in members)
        if shown >= 2 and shown * 2 >= len(members):
            for start, end in members:
                if text[start:end] not in NOT_COMPANIES:
                    yield start, end, WEIGHT, LISTED, "investor" if others["pays"] else None
