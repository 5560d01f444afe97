"""Which countries a story is about: that of the primary company, or of the government that acts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amw.companies.records import Mention

MOST = 3

# Governments and their bodies: names that stand for a state that acts.
_STATES: tuple[tuple[str, str], ...] = (
    ("US", r"\bU\.?S\.?A?\b(?=['’ ,.])|\bUnited States|\bAmerica(?:n|ns)?\b|\bWashington\b|\bWhite House|\bPentagon\b|\bTrump\b|\bBiden\b|\bCongress\b|\bSenat(?:e|or)\b|\bFTC\b|\bDOJ\b|\bSEC\b|\bFDA\b|\bCalifornia\w*|\bTexas\b|\bNew York (?:state|law|governor|lawmakers)|\bMaine\b|\bColorado\b|\bFlorida\b|\bIllinois\b|\bfederal\b|Department of (?:War|Defense|Justice|Commerce|Energy)|Supreme Court|\bNIST\b|美国|美國|白宫|五角大楼|特朗普|アメリカ|米国|米政府|トランプ|미국|백악관|펜타곤|트럼프|États-Unis|\baméricain\w*|\bUSA\b|US-Regierung|\bamerikanisch\w*"),
    ("CN", r"\bChina\b|\bChinese\b|\bBeijing\b|中国|工信部|网信办|国务院|北京市|上海市|深圳|发改委|十部门|中國|중국|베이징|\bchinois\w*|\bChine\b|\bchinesisch\w*|十四五|国家数据局"),
    ("EU", r"\bEU\b|\bEuropean (?:Commission|Union|Parliament|Central Bank)|\bBrussels\b|\bAI Act\b|\bEU-\w+|\bEuropa?\b|\bEurope(?:an)?\b|\bEZB\b|\bECB\b|欧盟|欧洲|유럽연합|\bEU\b|유럽|欧州|Commission européenne|Union européenne|\bBruxelles\b|KI-Verordnung"),
    ("GB", r"\bU\.?K\.?\b|\bBritain\b|\bBritish\b|\bUnited Kingdom|\bLondon\b|\bOfcom\b|\bCMA\b|\bEngland\b|\bScotland\b|\bRoyaume-Uni\b|英国|영국|イギリス|\bGroßbritannien\b|\bbritisch\w*|\bbritannique\w*"),
    ("KR", r"\bSouth Korea\w*|\bKorea(?:n|ns)?\b|\bSeoul\b|韩国|韓国|한국|우리나라|국내|과기정통부|과학기술정보통신부|정부는|서울|전남|전북|경북|경남|부산|대구|광주|대전|국회|개인정보보호위|공정위|중기부|산업부|이재명|Corée du Sud|\bSüdkorea\w*|K-AI|AI 기본법"),
    ("JP", r"\bJapan(?:ese)?\b|\bTokyo\b|日本|東京|総務省|経産省|経済産業省|デジタル庁|일본|\bJapon\b|\bjaponais\w*|\bjapanisch\w*"),
    ("DE", r"\bGerman(?:y)?\b|\bBerlin\b|\bDeutschland\w*|\bdeutsche[rnsm]?\b|\bBundes\w+|德国|독일|ドイツ|\bAllemagne\b|\ballemand\w*"),
    ("FR", r"\bFrance\b|\bFrench\b|\bParis\b|\bFrankreich\w*|\bfrançais\w*|\bCNIL\b|\bMacron\b|法国|프랑스|フランス|\bfranzösisch\w*"),
    ("IN", r"\bIndia\b|\bIndian\b|\bModi\b|\bNew Delhi\b|印度|인도\s|インド(?!ネシア)|\bInde\b|\bIndien\b"),
    ("CA", r"\bCanada\b|\bCanadian\b|\bOttawa\b|加拿大|캐나다|カナダ|\bKanada\b"),
    ("AU", r"\bAustralia\w*|澳大利亚|호주|オーストラリア|\bAustralie\b|\bAustralien\b"),
    ("TW", r"\bTaiwan\w*|台湾|台灣|대만|タイワン"),
    ("IL", r"\bIsrael\w*|以色列|이스라엘|イスラエル"),
    ("AE", r"\bUAE\b|\bAbu Dhabi\b|\bDubai\b|\bEmirat\w*|阿联酋|아랍에미리트|아부다비"),
    ("SA", r"\bSaudi\b|沙特|사우디|サウジ"),
    ("SG", r"\bSingapore\w*|新加坡|싱가포르|シンガポール|\bSingapour\b"),
    ("RU", r"\bRussia(?:n|ns)?\b|\bMoscow\b|\bKremlin\b|俄罗斯|러시아|ロシア|\bRussland\b|\bRussie\b"),
    ("UA", r"\bUkrain\w+|乌克兰|우크라이나|ウクライナ"),
    ("IT", r"\bItal(?:y|ian|ie|ien)\b|意大利|이탈리아"), ("ES", r"\bSpain\b|\bSpanish\b|西班牙|스페인|\bEspagne\b"),
    ("NL", r"\bNetherlands\b|\bDutch\b|荷兰|네덜란드|\bPays-Bas\b"), ("CH", r"\bSwitzerland\b|\bSwiss\b|\bSuisse\b|\bSchweiz\w*|瑞士|스위스"),
    ("SE", r"\bSweden\b|\bSwedish\b|瑞典|스웨덴"), ("NO", r"\bNorway\b|\bNorwegian\b|挪威|노르웨이"), ("DK", r"\bDenmark\b|\bDanish\b|丹麦|덴마크"),
    ("FI", r"\bFinland\b|\bFinnish\b|芬兰|핀란드"), ("PL", r"\bPoland\b|\bPolish\b(?= [a-z])|波兰|폴란드"), ("IE", r"\bIreland\b|\bIrish\b|爱尔兰|아일랜드"),
    ("BR", r"\bBrazil\w*|巴西|브라질"), ("MX", r"\bMexic\w+|墨西哥|멕시코"), ("ZA", r"\bSouth Africa\w*"), ("NG", r"\bNigeria\w*"), ("KE", r"\bKenya\w*"), ("RW", r"\bRwand\w+"),
    ("EG", r"\bEgypt\w*"), ("TR", r"\bTurk(?:ey|ish|iye)\b"), ("ID", r"\bIndonesia\w*|印尼|인도네시아"), ("MY", r"\bMalaysia\w*|马来西亚|말레이시아"),
    ("TH", r"\bThai(?:land)?\b|泰国|태국"), ("VN", r"\bVietnam\w*|越南|베트남"), ("PH", r"\bPhilippin\w+|菲律宾|필리핀"), ("PK", r"\bPakistan\w*"), ("QA", r"\bQatar\w*|卡塔尔|카타르"),
    ("KZ", r"\bKazakh\w+"), ("NZ", r"\bNew Zealand\b|新西兰|뉴질랜드"), ("BE", r"\bBelgi(?:um|an)\b"), ("AT", r"\bAustria\w*|\bÖsterreich\w*"), ("PT", r"\bPortug\w+"),
    ("AR", r"\bArgentin\w+"), ("CL", r"\bChile(?:an)?\b"), ("CO", r"\bColombia\w*"), ("HK", r"\bHong Kong\b|香港|홍콩|港股"),
)  # fmt: skip
_CODES = [code for code, _ in _STATES]
_ANY = re.compile("|".join(f"(?P<{code}>{pattern})" for code, pattern in _STATES))
_SPAN = tuple[str, int, int]


def named(text: str, limit: int) -> list[_SPAN]:
    """The states and their bodies named in text[:limit], in order, as (country, start, end)."""
    return [(m.lastgroup or "", m.start(), m.end()) for m in _ANY.finditer(text, 0, limit)]


def countries_of(
    text: str, title_end: int, mentions: Sequence[Mention], event: str | None, lens: str | None
) -> tuple[tuple[str, ...], tuple[str, int, int] | None]:
    """Up to three ISO codes, and what decided as (reason, start, end).

    Where a government acts (rules, and policy at large) the state named first counts; else the countries of the primary
    companies, in the order of their mention; else, without a company of known country, a state the headline names.
    """
    states = named(text, min(len(text), title_end + 1200))
    primaries: dict[str, _SPAN] = {}
    for m in mentions:
        if m.role == "primary" and m.company is not None and m.company.country:
            primaries.setdefault(m.company.country, ("primary company", m.start, m.end))
    if lens == "rules_map" or event in {"regulation", "lawsuit"}:
        in_title = [s for s in states if s[1] < title_end]
        chosen = in_title or states
        if chosen:
            code, start, end = chosen[0]
            return (code,), ("government named", start, end)
        if primaries:
            code = next(iter(primaries))
            return (code,), primaries[code]
        return (), None
    if primaries:
        codes = list(primaries)[:MOST]
        return tuple(codes), primaries[codes[0]]
    in_title = [s for s in states if s[1] < title_end] or states[:1]
    if in_title:
        codes = list(dict.fromkeys(s[0] for s in in_title))[:1]
        return tuple(codes), ("country named", in_title[0][1], in_title[0][2])
    return (), None
