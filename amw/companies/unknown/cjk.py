"""Names in Korean and Chinese that the register does not know, by how newsrooms introduce a company."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from amw.companies.unknown.evidence import Evidence
from amw.companies.unknown.lists import HAN_KINDS, HAN_TRADES, listed_in_chinese, listed_in_korean
from amw.companies.words import LISTS, NOT_COMPANIES

Rule = tuple[re.Pattern[str], Sequence[str], float, str, str | None]
"""A wording, of which one has to stand in the text at least, and what it says of the names in its groups: the parts of a `Reason`."""


def shown_by(rules: Iterable[Rule], text: str) -> Iterator[tuple[str, Evidence]]:
    """What `rules` say of names in `text`, each with the group that holds the name; of what is no company nothing."""
    for pattern, traces, weight, reason, role in rules:
        for match in pattern.finditer(text) if any(trace in text for trace in traces) else ():
            for group, name in match.groupdict().items():
                if name is not None and (name := name.rstrip("・")) not in NOT_COMPANIES and name[:1] != "等":
                    yield group, (match.start(group), match.start(group) + len(name), weight, reason, role)


HANGUL, _HAN = re.compile("[가-힣]"), re.compile("[\u4e00-\u9fff]")
_KO = r"[가-힣A-Za-z0-9&]"
_KO_TITLE = re.compile(
    rf"\A(?:\[[^\]\n]{{1,12}}\]\s?)?(?:['‘\"“][^'’\"”\n]{{1,20}}['’\"”]\s?)?(?P<n>{_KO}{{2,12}}(?:\s{_KO}{{2,8}}){{0,2}}),\s"
)
_KO_ACTS = "유치|조달|투자|상장|출시|인수|시리즈|프리|공개|선정|진출|품으로|합병|맞손|협력|체결|도입|개발"
_KO_TRADES = (
    "로보틱스|로보틱스랩|랩스|랩|바이오|테크|소프트|메디|칩스|에이아이|시스템즈|네트웍스|테크놀로지|모빌리티|헬스케어|세미콘|솔루션"
)
_KO_TRADE = re.compile(  # a trade stands in front ("의료AI X, 시리즈A 유치"), or ends the name ("X로보틱스, Y 품으로")
    rf"\A(?:\[[^\]\n]{{1,12}}\]\s?)?(?:[가-힣A-Za-z]{{0,8}}(?:AI|로봇|반도체|바이오|스타트업|핀테크|유니콘)(?:\s스타트업|\s기업)?\s(?P<a>{_KO}{{2,12}})"
    rf"|(?P<b>{_KO}{{1,10}}?(?:{_KO_TRADES})))(?:,\s|…)[^\n]{{0,30}}(?:{_KO_ACTS})"
)
_KO_GLOSS = re.compile(
    rf"(?:스타트업|기업|업체|개발사|회사|플랫폼|운용사|제작사|운영사|스튜디오|연구소|연구기관|투자사|제조사"
    rf"|전문기업)\s(?P<n>{_KO}{{2,12}}(?:\s[가-힣]{{2,8}})?)\([A-Z][\w.& ·-]{{1,30}}\)"
)
_KO_CODE = re.compile(rf"(?P<n>{_KO}{{2,12}})\((?:\d{{6}}|(?:NASDAQ|NYSE|나스닥|코스닥|코스피)[^)\n]{{0,12}})\)")  # the number of a share
_KO_RAISES = re.compile(
    rf"(?:스타트업|기업|업체|개발사|회사|플랫폼)\s(?P<n>{_KO}{{2,12}})(?:,|가|이)\s[^\n.]{{0,24}}(?:투자\s?유치|투자를\s유치|조달)"
)
_KO_INVEST = re.compile(
    r"(?P<n>[가-힣A-Za-z]{3,12}(?:\s(?:펀드|벤처스|캐피탈|캐피털|파트너스|벤처\s파트너스"
    r"|퍼킨스))?)(?<!로)(?:\([A-Za-z &.]{2,30}\))?(?:가|이|의)?\s(?:주도(?:로|했|한|하|해)|이번\s투자에\s참여)"
)
_KO_FUND = re.compile(  # a firm that invests is known by its name
    r"(?<![가-힣A-Za-z])(?P<n>(?!AI|IT)[A-Z]{2,3}[가-힣]{0,6}(?:은행|증권)"
    r"|[가-힣A-Za-z]{1,10}(?:벤처스(?:코리아)?|벤처투자|(?<!벤처)(?:캐피탈|캐피털)|인베스트(?:먼트)?|파트너스|자산운용|기술지주))"
    r"(?=이|가|은|는|와|과|의|도|서|에서|에|로|,|·|\s|\()"
)
_KO_END = r"(?=(?:가|이|은|는|을|를|와|과|의|에|도|로|에서)?(?:[\s,·.]|\Z)|\()"
_KO_LEGAL = re.compile(rf"(?:㈜|\(주\))\s?(?P<n>{_KO}{{2,12}}?){_KO_END}|(?<!{_KO})(?P<m>{_KO}{{2,12}})(?:㈜|\(주\))")
_KO_CHIEF = re.compile(rf"(?P<n>{_KO}{{2,12}})\(대표(?:이사)?[ ]?(?!발의)[가-힣]{{2,4}}\b")  # who leads it follows
_KO_ARE = "스타트업|업체|개발사|회사|전문기업|운영사|제조사|연구소|투자사|자회사|플랫폼|액셀러레이터"
_KO_WHICH = re.compile(  # 기업인 by itself is a person
    rf"(?:{_KO_ARE})(?:\([^)\n]{{1,12}}\))?인\s(?!이들|이것|이곳|그들|우리|해당|만큼|경우)(?P<n>{_KO}{{2,12}}?){_KO_END}"
)
_KO_BEFORE = "투자사|전문기업|운영사|개발사|제조사|자회사|운용사|팹리스|액셀러레이터|강자"
_KO_LATE = re.compile(  # 투자사 바람들은; a word as well as a name, unless it recurs
    rf"(?:{_KO_BEFORE})\s(?P<n>{_KO}{{2,12}}?){_KO_END}"
)
_KO_HELD = re.compile(  # 김바람 바람들 대표
    rf"(?<![가-힣])[가-힣]{{3}}\s(?P<n>{_KO}{{2,12}})\s(?:[가-힣]{{2,8}}\s?)?(?:부?대표|부?회장|부?사장|창업자|부행장|전무|상무|심사역|C[ETFO]O|테크리더?)"
)
_KO_FOUNDED = re.compile(
    rf"(?<!{_KO})(?P<n>{_KO}{{3,12}})의\s(?:공동\s?)?(?:창립자|창업자|설립자)|(?<!{_KO})(?P<m>{_KO}{{4,12}})\s공동\s?(?:창립자|창업자|설립자)"
)
_KO_GENERIC = LISTS["generic_korean"]
_KO_BODIES = ("당", "회", "노총", "노조", "연대", "재단", "학교", "국민의힘")  # have heads and founders too
_KO_RULES: tuple[Rule, ...] = (
    (_KO_GLOSS, ("(",), 0.6, "스타트업 X", None),
    (_KO_RAISES, ("유치", "조달"), 0.6, "스타트업 X", None),
    (_KO_INVEST, ("주도", "투자에"), 0.55, "투자 주도", "investor"),
    (_KO_FUND, ("벤처", "캐피", "인베스트", "파트너스", "자산운용", "기술지주", "은행", "증권"), 0.55, "투자사", "investor"),
    (_KO_CODE, ("(",), 0.6, "종목 코드", None),
    (_KO_LATE, _KO_BEFORE.replace("|", " |").split("|"), 0.5, "스타트업 X", None),
    (_KO_HELD, "대표 회장 사장 창업자 행장 전무 상무 심사역 CEO CTO CFO COO 테크리".split(), 0.5, "X 대표", None),
    (_KO_FOUNDED, ("립자", "업자"), 0.55, "X의 창업자", None),
    (_KO_LEGAL, ("㈜", "(주)"), 0.6, "주식회사", None),
    (_KO_CHIEF, ("(대표",), 0.6, "X의 대표", None),
    (_KO_WHICH, (")인 ", *(f"{kind}인 " for kind in _KO_ARE.split("|"))), 0.6, "스타트업 X", None),
)
_LETTER = re.compile("[가-힣A-Za-z]")  # of words that begin and end at spaces
_KO_PARTICLE = re.compile(r"(?:\([^)\n]{2,40}\))?(?:가|이|은|는|을|를|의|도|와|과|에)")
_ZH_ROUND = re.compile(  # what a company is may stand in front: 具身智能公司X
    r"(?:\A|(?<=[。！？\n，；]))(?:[A-Za-z\u4e00-\u9fff]{0,10}(?:公司|企业|平台|厂商|独角兽|创企|品牌))?(?:北京|上海|深圳|广州|杭州|苏州|成都|南京|合肥|武汉|西安|天津|重庆|长沙|厦门)?(?P<n>[A-Za-z\u4e00-\u9fff·]{2,10}?)(?:在[^。，\n]{1,6}内)?(?:宣布|日前|近日|已)?(?:完成|获(?!悉)得?)[^。，\n]{0,16}(?:融资|投资|轮(?![^。，\n]))"
)
_ZH_LEAD = re.compile(  # one who leads a round, or two
    r"(?:由|(?<=[，；、。\n]))(?P<n>(?:(?!由)[A-Za-z\u4e00-\u9fff·]){2,10}?)(?:[和与及](?P<m>[A-Za-z\u4e00-\u9fff·]{2,10}?))?"
    r"(?:联合|共同)?(?:领投|独家(?:投资|出资))"
)
_ZH_PARTNER = re.compile(  # a firm that invests and who speaks for it: 远帆资本创始合伙人
    r"(?:\A|(?<=[，。：；、“\n了在和与由据是对向]))(?P<n>[\u4e00-\u9fff]{2,4}(?:资本|创投|基金))(?:创始|管理|执行|投资)?(?:合伙人|董事总经理|董事长|总裁)"
)
_ZH_GENERIC = rf"{HAN_KINDS}|[一二两三四五六七八九十百中美日韩英法德欧印硬高黑大新本各某该央]|AI|A股|港股|什么|如何|关于|我国"
_ZH_INVESTS = re.compile(  # who put money into whom: 远帆基金投资了松岭机器人
    rf"(?:\A|(?<=[，。；：、\n]))(?!{_ZH_GENERIC}|[社民地养]|海外|大量|[\u4e00-\u9fff]{{0,4}}(?:[产行]业|政府|引导|风险|养老|[公私]募|主权|社保)(?:资本|创投|基金))(?P<n>[\u4e00-\u9fff]{{2,6}}(?:资本|创投|基金|国投|金投|产投|国管))(?:投资|投|入股)了"
    rf"(?:[\u4e00-\u9fff]{{0,3}}(?:企业|公司))?[“「]?(?!{_ZH_GENERIC}|(?:{HAN_TRADES}){{2}})(?P<m>[\u4e00-\u9fff]{{2,4}}(?:{HAN_TRADES}))?[”」]?"
    rf"(?:和(?!{_ZH_GENERIC})(?P<o>[\u4e00-\u9fff]{{2,4}}?(?:{HAN_TRADES})))?"
)
_ZH_CODE = re.compile(r"[(（]\s?(?:\d{6}(?:\.(?:SZ|SH|BJ|SS))?|\d{4,5}\.HK|[A-Z]{1,5}\.(?:US|O|N))\s?[)）]")  # the same
_ZH_WORD = re.compile(
    r"(?:\A|(?<=[。！？\n，；、：:“”》\s]))(?:近日|日前|今日|昨日|公告显示|公告称)?(?P<n>[A-Za-z*\u4e00-\u9fff·-]{2,10})\Z"
)
_ZH_CALLED = re.compile(r"(?:以下简称|下称|简称)[:：]?\s?[“\"「‘](?P<n>[A-Za-z\u4e00-\u9fff·]{2,10})[”\"」’]")
_CALLED = re.compile(  # what a company is, and in quotation marks its name, which does something; but 企业“出海”, 기업 '줄도산' 우려
    r"(?:公司|初创|创企|独角兽|厂商|스타트업|기업|업체|개발사)\s?[“\"「‘'](?P<n>[A-Za-z\u4e00-\u9fff가-힣·]{2,12})[”\"」’']"
    r"(?=\s?(?:宣布|发布|推出|完成|获|计划|创始人|首席|CEO)|[가이은는을를의도와과])"
)
_ZH_TITLE = re.compile(  # "told" where what follows is what a firm alone does; a technology too is to come, has a future, meets another
    rf"\A(?:【[^】\n]{{1,12}}】)?(?!{_ZH_GENERIC}|(?:{HAN_TRADES}){{2}})(?P<n>[A-Za-z\u4e00-\u9fff]{{2,6}}?(?:{HAN_TRADES}))"
    r"(?:[:：]?(?P<told>宣布|拟|递表|递交|回应|否认|起诉|股价|旗下|子公司|完成[^，。\n]{0,12}融资|通过[^，。\n]{0,8}(?:聆讯|备案))"
    r"|[:：]|完成|获|推出|发布|通过|与|将|表示|称|开源|上市|登陆|收购|签|联合|成立|计划|正式|预计|首次|再)"
)
_ZH_BUY = re.compile(  # what is bought or sued is known by its trade
    rf"(?:收购|并购|入主|入股|控股|状告|起诉)(?!{_ZH_GENERIC})(?P<n>[\u4e00-\u9fff]{{2,5}}?(?:{HAN_TRADES}|新材|微电|通信))(?=[，。？?！!\s]|\Z)"
)
_ZH_FIRM = re.compile(  # what follows the name of a firm where it is named again
    r"(?:股份|集团)?(?:有限公司|公司)|\s?[(（]\s?[\d*A-Z]|在(?:互动平台|业绩|年度|投资者)|公告|宣布|旗下|董事|创始人|首席|完成[^，。\n]{0,12}融资"
)
_ZH_RULES: tuple[Rule, ...] = (
    (_ZH_ROUND, ("融资", "投资", "轮"), 0.55, "完成融资", None),
    (_ZH_LEAD, ("领投", "独家"), 0.55, "领投", "investor"),
    (_ZH_PARTNER, ("合伙人", "董事", "总裁"), 0.55, "合伙人", None),
    (_ZH_INVESTS, ("投资了", "投了", "入股了"), 0.55, "投资", None),
    (_ZH_BUY, ("购", "入", "控股", "诉", "状告"), 0.55, "收购", None),
    (_ZH_CALLED, ("称",), 0.6, "简称", None),
)


def introduced_cjk(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Evidence]:
    """What speaks for names in a `text` of Korean or Chinese; `spans` are those of known names, which may overlap what is found."""
    yield from (evidence for _, evidence in shown_by(((_CALLED, ("",), 0.6, "startup X", None),), text))
    if HANGUL.search(text, 0, 400):
        yield from _korean(text, spans)
        yield from listed_in_korean(text, spans)
    if _HAN.search(text, 0, 400):
        yield from _chinese(text)
        yield from listed_in_chinese(text, spans)


def _korean(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Evidence]:
    title = _KO_TITLE.match(text)
    if (
        title is not None
        and NOT_COMPANIES.isdisjoint((title["n"], *title["n"].split()))
        and _is_again(text, title["n"], title.end(), _KO_PARTICLE)
    ):
        yield *title.span("n"), 0.6, "제목의 주어", None
    elif (trade := _KO_TRADE.match(text)) is not None and (name := trade["a"] or trade["b"]) not in NOT_COMPANIES:
        yield *trade.span("a" if trade["a"] else "b"), 0.6, "업종의 X", None
    for group, evidence in shown_by(_KO_RULES, text):
        start, end, *_ = evidence
        name = text[start:end]
        first, *more = name.split()
        if text[end : end + 1] == "(" and ((more and first[-1] in "와과의이가은는") or any(begin == end + 1 for begin, _ in spans)):
            continue  # two of them, "스트라이브와 상장지수펀드(ETF)", or one that has a known name in parentheses
        if not NOT_COMPANIES.isdisjoint((first, *more)) or name in _KO_GENERIC or name.endswith(_KO_BODIES):
            continue
        if not (name[-1] in "가이은는의도" and len(name) > 3 and group != "m") and name[-1] not in "을를" and not name[0].isdigit():
            yield evidence


def _chinese(text: str) -> Iterator[Evidence]:
    yield from (evidence for _, evidence in shown_by(_ZH_RULES, text))
    title = _ZH_TITLE.match(text)
    if title is not None and (title["told"] or _is_again(text, title["n"], title.end(), _ZH_FIRM)) and title["n"] not in NOT_COMPANIES:
        yield *title.span("n"), 0.6, "标题主语", None
    for code in _ZH_CODE.finditer(text):
        name = _ZH_WORD.search(text, max(0, code.start() - 16), code.start())
        if name is not None:
            yield *name.span("n"), 0.7, "股票代码", None


def _is_again(text: str, name: str, at: int, after: re.Pattern[str]) -> bool:
    """Whether `name` stands once more in `text` from `at` on, begins a word and what `after` matches follows."""
    while (at := text.find(name, at)) >= 0:
        at += len(name)
        if after.match(text, at) is not None and _LETTER.match(text, at - len(name) - 1) is None:
            return True
    return False
