"""What a figure of money is: raised, sought, a valuation, a price, revenue, capital expenditure, or something else.

Each kind has cue words in six languages; the nearest cue in the figure's own sentence decides, with the headline's words as a
weaker voice. A figure with no cue at all is "other".
"""

# ruff: noqa: E501 - patterns and tables are easier to compare unwrapped

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from amw.automata import Automaton
from amw.money.roots import roots_of

_B, _A, _AT = "before", "after", "at"
# kind, weight, side, pattern. Distances are counted in characters, CJK ones double. Of `_SIZED` kinds the first is what a small figure alone
# can be, the others a large one.
_CUES: tuple[tuple[str, float, str, str], ...] = (
    ("valuation", 3.4, _B, r"valu(?:e|ed|es|ing)\b|valuation|worth|market cap\w*|기업\s?가치|몸값|시가총액|估值|市值|評価額|企業価値|時価総額|bewert\w+|valoris\w+|Börsenwert"),
    ("valuation", 3.6, _A, r"valuation(?! of (?:[a-z]+ ){0,2}[$€£¥\d])|post-money|pre-money|market cap|기업\s?가치|몸값|的?估值|市值|評価額|企業価値|Bewertung|bewertet|de valorisation|valued(?! at)|merger|と評価|の価値|가치[로를]"),
    ("raised", 3.0, _B, r"rais(?:es?|ed|ing)\b|secur(?:es?|ed|ing)\b|land(?:s|ed)?\b|\bclos(?:es|ed|ing)\b|nabs?|bags?|snag\w*|scor(?:es|ed)|pull(?:s|ed) in|haul|attract\w*|funding|backing|injects?|lands|lève\w*|levé\w*|\blever\b|boucl(?:e|é\w*|ent|er)\b|gather(?:s|ed)|sammelt|erhält|sichert|Finanzierungsrunde|투자받|유치|조달|融资|募资|募集|获得?|調達|Series [A-H]|\bseed\b|시리즈|라운드|lead(?:s|ing)|invested|participat\w+|borrow\w*|bonds?\b|loan|debt|Finanzierung|frisches Geld|eingesammelt|décroche\w*|engrange\w*|empoche\w*|récolte\w*|tour de table|出資|資金|\bpick(?:s|ed) up\b|\bbr(?:ings|ought) in\b|\bt(?:akes|ook) in\b|\bgets\b|\bgot\b|\breceiv(?:es?|ed)\b|\bchip(?:s|ped) in\b|\bdr(?:aws|ew)\b|\btook\b(?! home)|\bwalk(?:s|ed) away with\b|\bhaul(?:s|ed) in\b|\breel(?:s|ed) in\b|\bcollect(?:s|ed)\b|besorgt sich|\bwirbt|\bholt\b|nimmt|streicht|再融|又融|再获|拿到|斩获|入账|\bput(?:s|ting)? in\b|share sale|stock sale|capte\w*|reçoit|bekommt|bekam|配售|净筹|筹得|募得|到账|受け入れ|증자"),
    ("raised", 3.2, _A, r"funding|(?:financing|fund(?:ing)?|growth|seed|investment|debt)? ?round|Series [A-H]\b|seed\b|\b(?:in|of) (?:fresh |new |seed |venture |equity |debt )?(?:funding|capital(?! (?:spend|expend))|financing|(?:private |venture )investments?|investments? from)|raise\b|financing|투자\s?유치|규모.{0,14}(?:투자|유치|조달|IPO|상장|공모)|투자를?\s?(?:유치|받)|融资|轮|投资|を調達|の調達|調達|Finanzierung|levé|de levée|loan|credit|facility|bond|debt|grant|backing|from investors|led by|\braised|(?:을|를)?\s?투자\s?(?:받|유치)|(?:을|를)?\s?(?:조달|수혈)|(?:을|를)?\s?모[았은]|ein(?:gesammelt|geworben)|aufnehm\w*|aufgenommen|from (?:[\w-]+ ){0,2}(?:angels?|investors|backers|funds)|from (?:[A-Z]\w+ (?:ventures|capital|partners))|を獲得|を得た|を集め|(?:의|원)?\s?투자금을?\s?(?:확보|받|유치)|を(?:確保|集め)|の出資|souscrit\w*|of (?:new )?(?:stock|shares|equity|notes)|convertible|(?:frisches|neues) Kapital|neue Mittel|nouveaux fonds|시리즈"),
    ("fee", 3.2, _B, r"cost(?:s|ing)?\b|\bvalen?\b|\btiers?\b|\bplans (?:at|cost|from|range|run|start)\b|pric(?:e|ed|es|ing)\b|starting at|start(?:s|ed)? at|retail\w*|charg\w+|\bpay(?:s|ing)?\b|\bfee\b|가격|요금제?|월\s|연간|판매가|售价|定价|价格|单价|起售|月费|年费|会员费|月費|月额|価格|月額|料金|kostet|Preis|coûte\w*|prix|tarif\w*|subscription|首发价|起售价|到手价|标价|revient à|구독료|이용료|verlangt|zahl(?:en|t|te|ten)\b|bezahl\w*|Abo\b|formule|每小时|每月|收费|包月|包年|月付|年付|(?:토큰|개|건|명|시간|월|회|좌석|사용자|인)당|当たり|あたり|につき|million de (?:jetons|tokens)|par million|facturé\w*|billed|sets? you back|\bfork(?:s|ed|ing)? (?:out|over)|\bshell(?:s|ed|ing)? out|\bcough(?:s|ed)? up|\bstump(?:s|ed)? up|forfait\w*"),
    ("fee", 4.2, _AT, r"\s?(?:/|(?:per|a|an|each|par|pro|im)\s)\s?(?:mo(?:nth|is|nat)?|year|yr|an|Jahr|user|seat|hour|hr|heure|Stunde|day|week|token|image|video|minute|person|employee|(?:1\s?)?M\b|1?\s?million|million tokens|task|query|call|utilisateur|Nutzer|seat|kWh|GPU[- ]hour)\b(?!\s(?:ago|earlier|before|later|in a row))|\s(?:apiece|à l['’]unité|pro Stück|(?:por|al|ao) (?:mes|mês|mese|año|ano|anno)|per maand)\b|[\s-](?:monthly|annually|annual)\b|/月|/年|每月|每百万|起(?:售|$|，|,|\s)|の月額"),
    ("fee", 3.4, _A, r"subscription|fällig|price tag|\bplans?\b|\btier\b|정액|요금|에\s?(?:거래|판매|팔)|売り"),
    ("price", 3.2, _B, r"acquir\w+|\bbuy(?:s|ing)?\b|bought|buyout|\bsnap(?:s|ped|ping)? up\b|\bscoop(?:s|ed)? up\b|takeover|purchas\w+|acquisition|인수|收购|收購|買収|übern\w+|kauft|rach[eè]t\w*|acqui(?:ert|siert)|erwirbt|erworben|全株式?を?|사들|買い取|s['’]offr\w+|schluckt|Kaufpreis|débours\w*|swallow\w*|gobbl\w*"),
    ("price", 3.3, _A, r"acquisition|(?:\w+ )?(?:takeover|buyout|purchase)\b|에\s?인수|인수|收购|收購|で[^。、]{0,16}買収|の買収|merger|Übernahme|(?:geht|gehen|wechselt|verkauft)\b|pour racheter|で(?:取得|譲り受け|買い取)|(?:에|을 주고)\s?(?:품|사들)|买下|拿下"),
    ("revenue", 3.6, _B, r"revenues?|\bARR\b|\bsales\b|turnover|run[- ]rate|annuali[sz]ed|rak(?:es?|ed) in|bookings|매출(?:액)?|营收|营业收入|收入|售上|売上\w*|収益|Umsatz\w*|chiffre d['’]affaires|revenus|ventes|facturations?|recettes|Erlöse?n?\b|-?geschäft von|売り上げ|年商|연환산|\bearn(?:s|ed)?\b(?! per)|generat\w+|to take in\b|\btopline\b|top line|매출액|거래액"),
    ("revenue", 3.6, _A, r"(?:in )?(?:annual(?:i[sz]ed)?|quarterly|recurring|yearly)? ?(?:revenues?|ARR|sales|run[- ]rate|bookings)\b|매출|营收|收入|売上|Umsatz\w*|umgesetzt|\bum(?=[.,;]|$)|de chiffre|de revenus|de (?:ingresos|facturación|receita)|di (?:ricavi|fatturato)"),
    ("capex", 2.6, _B, r"invest(?:s|ments?|e|ono|i(?!g)\w+)?\b|\binvi?er(?:t\w+|sión|siones)\b|\bgast(?:ar\w*|os?)\b|steckt|pumpt|injecte|capex|capital expenditures?|spend(?:s|ing)?\b|spent|build(?:s|ing)?|\bpour(?:s|ed|ing)\b|commit(?:s|ted)?|pledg\w+|plow\w*|투자|사업비|투입|설비|投资|投入|投資|资本开支|资本支出|資本支出|設備投資|Investition\w*|dépens\w*|construct\w*|campus|chantier|Grundstein|총\s?사업비|总投资|総投資額|総事業費"),
    ("capex", 2.6, _A, r"(?:[\w-]+ ){0,3}(?:data ?cent(?:er|re)s?|campus|plant|factory|fab|power plant|build-?out|Rechenzentr\w+|Fabrik|centres? de données|centros de da[dt]os|invest?iment[io]s?|inversi[óo]n\w*|usine|データセンター|新?工場|데이터센터|공장|数据中心|智算中心|infrastructure|capex|capital expenditures?|investment in|investment)\b|(?:을|를)?\s?투자|규모\s?(?:의\s)?(?:데이터센터|설비)|투입|投资|建设|を投資|の投資|投じ|(?:을|를)?\s?(?:들여|들인|쏟)|(?:sera|seront) (?:construit|bâti)|fließen|investiert|d['’]investissement\w*"),
    ("other", 3.2, _B, r"profits?|net income|loss(?:es)?|EBITD?A|net cash|cash|fin(?:e|ed|es)\b|damages|settle\w*|sue[sd]?|lawsuit|seek(?:ing|s) damages|salar\w+|bonus\w*|market size|market (?:is|to|will|could|worth)|stol(?:e|en)|scam\w*|fraud|savings?|sav(?:e|ed|es)|donat\w*|prize|bounty|bet\b|subsid\w+|grants?|tax|순이익|영업이익|손실|적자|과징금|벌금|배상|국비|현금|자산|부채|자기자본|溢利|净利|예산|보조금|연봉|시장|净利润|利润|亏损|罚款|赔偿|现金|补贴|补助|合同|订单|市场规模|合作总额|奖金|薪|営業利益|純利益|損失|罰金|補助|賠償|Gewinn|Verlust|Strafe|bénéfice|pertes?|amende|subvention\w*|contract|combined|exploits?|vulnerabilit\w+|orders?|backlog"),
    ("other", 3.2, _A, r"profit|net income|loss|per share|a share\b|in (?:cash|damages|losses|savings|fines|benefits|grants|contracts|orders)|fine\b|lawsuit|settlement|trial|contract|suit\b|penalty|prize|bonus|salary|pay package|market\b|industry\b|opportunity|over ['‘“\"]?\w+ ?piracy|순이익|영업이익|손실|적자|과징금|벌금|시장|보조금|지원|补贴|罚款|净利|利润|亏损|奖|合同|订单|の?補助|の赤字|の利益|Strafe|Gewinn|d['’]amende|de bénéfice|fund\b|펀드|기금|基金|ファンド|budget"),
    ("other", 4.0, _B, r"\b(?:deal|contract|agreement|order|pact|alliance|partnership|tie-up|accord)s? (?:(?:with|from|for) (?:[\w&.]+ ){1,3}?)?(?:is |are |was |could be |may be )?(?:worth|valued at)"),
    ("valuation", 3.0, _AT, r"[\s-](?:AI |tech |chip )?(?:company|startup|start-up|giant|unicorn|Konzern)\b"),
    ("other", 2.9, _A, r"(?:[A-Z]\w+ ){0,2}(?:deal|agreement|pact)\b"),
    ("other", 3.4, _A, r"(?:[\w-]+ ){0,2}(?:contract|order|commitment)s?\b"),
    ("capex", 2.6, _AT, r"\s(?:in |of )?(?:(?:planned|capital|infrastructure|AI|cloud|chip|compute) ){0,2}spend(?:ing)?\b"),
    ("price", 2.8, _B, r"\bpaid\b|صفقة|每百万\s?tokens?"),
    ("price", 3.2, _B, r"\bcompr(?:a|an|ó|ou|ar|are|ará|ado|ada|ato|ata)\b|adqui(?:er|ri|sici)\w*|aquisi\w+|acquis\w+|\brileva\w*|\bkoopt\b|overgenomen|overname\w*|przej(?:mie|muje|ęł|ęci)\w*|\bkup(?:uje|ił)\w*|купи\w*|приобр\w*|satın al\w*|köp(?:er|te)\b|förvärv\w*|akuisisi|mua lại|thâu tóm|अधिग्रहण|استحو\w+"),
    ("price", 3.3, _A, r"(?:per|para|por) (?:l['’]|la |a )?(?:compr|acqui|adqui|aquisi)\w+"),
    ("other", 4.2, _B, r"\brepurchas\w+|\bb(?:uy(?:s|ing)?|ought) back (?:(?:its |their )?(?:own )?(?:shares|stock)\b|(?:up to |about |nearly |another )?\Z)|\bbuy-?backs?\b|aktienrück\w+|rachats? d['’]actions"),
    ("other", 4.2, _A, r"(?:share |stock )?buy-?backs?\b|(?:shares?|stock)[- ](?:re)?purchase|to settle|settlement|in (?:damages|fines|penalties)|fine\b"),
    ("revenue", 2.0, _AT, r"[\s-]quarter\b"),
    ("price", 3.0, _B, r"\bzahl(?:en|t|te|ten)\b|bezahl\w*"),
    ("tag", 4.3, _AT, r"[\s-]price(?: tag)?\b"),
    ("tag", 3.6, _B, r"\bpriced at\b|\bva(?:ut|len?|lent)\b"),
    ("valuation", 3.6, _B, r"\b(?:put|peg|mark)(?:s|ting|ging|ged|ed)? (?:[\w&.'’-]+ ){1,4}at\b(?! the\b)|valora(?:d\w+|ci[óo]n\w*)|valuta(?:t\w+|zion[ei])|avalia(?:d\w+|ção|ções)|capitali[sz]a(?:tion|zione|ción|ção)|valore? d[ei] mercato?|valor estimado|wycen\w+|оценк\w+|оценил\w*|değerleme\w*|värdera\w*|تقييم|قد[ّ]?ر قيمة|định giá|valuasi"),
    ("raised", 3.0, _B, r"\bl(?:ent|ends?)\b|\bfetch\w*|recaud\w+|arrecad\w+|levant(?:a|ó|ou|aram|aron)\b|capt(?:an?|ar|ado|ó|ou|aram|aron|ação)\b|financia(?:ci|mi?ent)\w+|finanziament\w+|\baportes?\b|\bround d[ai]\b|raccogli\w+|raccolt\w+|\brond[ae]\b|\brodada\b|\bhaal(?:t|de)\b|pozyska\w+|привл[её]к\w*|tar in\b|جمع|gọi vốn|huy động|galang|raih|mengumpulkan|p(?:embiaya|endana)an"),
    ("raised", 3.0, _A, r"जुटा|yatırım al|investering"),
    ("revenue", 3.4, _B, r"ingresos|ricavi|fatturato|receita|omzet|przychod\w*|выручк\w*|gelir\w*|omsättning\w*|إيرادات|doanh thu|pendapatan"),
    ("other", 4.0, _B, r"\b(?:director|chairman|chief|insider|executive|founder|ceo)s?\b[^.;$€]{0,24}?(?:sells?|sold|offload\w*|unload\w*|dump\w*)\b|\b(?:shares|stock|stake) worth"),
    ("price", 2.9, _A, r"for (?:an? )?(?:\d{1,2}(?:\.\d)?% |majority |controlling |minority )?stake"),
    ("capex", 2.6, _B, r"\bla(?:y|ys|ying|id) out\b|\boutlays?\b|invertir\w*|inversión|investimento|\bbau(?:t|en)\b"),
    ("raised", 1.8, _B, r"\btakes\b(?! home)|\blin(?:es|ing|ed) up\b|\bhunting for\b|\bsound(?:s|ed|ing)? out\b"),
    ("raised", 1.6, _B, r"\bseek(?:s|ing)?\b|\bbusca\b|\bwants?\b|\btarget(?:s|ing)\b|looking for|cherche\w*"),
)  # fmt: skip
_SIZED = {
    "fee": ("price", False),
    "tag": ("valuation", True),
}
LARGE = 10_000_000  # the first figure that is no price of one thing
LARGE_IN_CENTS = 1_000_000_000  # the same in money whose unit is worth a cent or less
_CENTS = frozenset({"KRW", "JPY", "VND", "IDR"})
LONGEST_CUE = 40  # characters
WIDEST = 260  # characters around a figure in which any cue is looked for
LEAST_SCORE = 0.35  # below it a cue is too far away to tell
FADE_BEFORE, FADE_AFTER = 18, 9  # characters at which a cue before or after counts half


def _in_lower_case(pattern: str) -> str:
    """The cue's pattern for a text in lower case: the same matches as without regard to case, in less than half the time."""
    return re.sub(r"(\\.)|([A-ZÀ-Þ])", lambda m: m[1] or m[2].lower(), pattern)


class _Cue(NamedTuple):
    """Words beside a figure that tell its kind; `reach` is how far from it (characters) those of their weight still count."""

    kind: str
    weight: float
    side: str
    pattern: re.Pattern[str]
    reach: int


_COMPILED = tuple(
    _Cue(
        kind,
        weight,
        side,
        re.compile(_in_lower_case(pattern)),
        int((FADE_BEFORE if side == _B else FADE_AFTER) * (weight / LEAST_SCORE - 1)) + 1,
    )
    for kind, weight, side, pattern in _CUES
)
ROOTS = tuple(roots_of(_in_lower_case(pattern)) for _, _, _, pattern in _CUES)
_SOUGHT = re.compile(
    r"\bseek(?:s|ing)?\b|sought|in talks|talks|discuss\w*|\bcould\b|(?-i:\bmay\b)|\bMay (?=Raise|Seek|Invest|Get|Pay|Buy)|\bmight\b|would|\bplans?\b|planning|aim(?:s|ing)?\b|looking|hunting for|sound(?:s|ed|ing)? out|consider\w*|explor\w+|\bweigh(?:s|ing)\b|\bmull(?:s|ing)\b|\bey(?:es?|ing)\b|"
    r"near(?:s|ing)\b|expect\w*|hop(?:es|ing)\b|potential\w*|target(?:s|ing)|want\w*|\bto raise\b|\bset to\b|stalled|circl\w+|raising (?:up to|at least|as much)|推进|拟|计划|寻求|洽谈|"
    r"考虑|目标|谈判|或将|有望|商谈|正在|検討|交渉|協議|目指|計画|見通し|추진|검토|논의|협상|계획|목표|예정|전망|앞둬|앞두|나서|나섰|마무리 중|유치 중|타진|협의|sucht|verhandel\w*|spricht mit|will\b|\bplant (?:de[nrs]|die|das|eine?[nrs]?|für|bis|ab|mit|im|zum|zur|sich|laut|nach|offenbar|künftig|weitere|neue|\d|börsengang|übernahme)|verhandelt|Gespräch\w*|könnte|strebt|"
    r"envisage\w*|discussions?|negozi\w+|trattativ\w+|\bpunta(?:no)? a\b|en conversaciones|trattando|prev[éê]n?\b|\bbuscan?\b|cherche\w*|pourrait|prévoit|serait|vise\b|négoci\w*|investir jusqu|prépar\w+",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:rais(?:es|ed)|clos(?:es|ed)|secur(?:es|ed)|land(?:s|ed)|has raised|just raised|announced|secure|land)\b|유치했|유치하며|완료|完成|获得|調達した|a levé|lève\b|sammelte|schließt",
    re.I,
)
_BUILD = re.compile(
    r"data ?cent(?:er|re)s?|infrastructure|\bchips?\b|factor(?:y|ies)|power plant|campus|\bplants?\b|capex|capital expenditure|supercomputer|cloud region|gigawatt|energy|compute|over the next|by 20\d\d|years?\b|"
    r"데이터센터|공장|설비|인프라|반도체|향후|클러스터|사업|数据中心|工厂|设厂|基础设施|算力|未来|新工場|データセンター|工場|Rechenzentr\w+|Fabrik|centres? de données|usine|infrastructures?",
    re.IGNORECASE,
)
_INTO_COMPANY = re.compile(
    r"\A[^.;\n]{0,24}?\b(?:in|into|for|to|pour|dans|in das|en|em|na|no|nella)\s(?:the\s|rival\s|AI\s|startup\s|lab\s){0,3}(?=[A-Z])(?!(?:AI|KI|IA|Deutschland|Frankreich|Europa|Indien|Italien|Spanien|Kanada|Allemagne|Espagne|Italie|Inde|Rechenzentr\w+|Fabrik\w*|Infrastruktur\w*|Japan|India|Texas|Europe|France|Germany|UK|Britain|US|China|Korea|Africa|Canada|Asia|Singapore|Malaysia|Spain|Italy|Brazil|Mexico|Saudi|UAE|Israel|Taiwan|Vietnam|Indonesia|Thailand|Cloud|Data|Infrastructure|New|North|South)\b)"
)
_INTO_BUILDING = re.compile(r"data ?cent|infrastructure|plant|campus", re.IGNORECASE)
_ROUND = re.compile(
    r"fund|round|rais|series|investor|valu(?:ation|ed at)|\bdebt\b|\bloan|\bseeks?\b|\bbonds?\b|유치|라운드|펀드|融资|調達|lev[ée]|startup",
    re.IGNORECASE,
)
_BUYS = re.compile(r"acqui|\bbuy|\bbought|takeover|merger|unwind|purchase|인수|收购|收購|買収|übern|rach[eè]t", re.IGNORECASE)
_STAKE = re.compile(r"\A\s?(?!(?:AI|Data|Cloud|Infrastructure|US|UK|EU)\b)[A-Z]\w+\s(?:investment|stake|bet|funding)")
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
Places = Sequence[Sequence[int] | None]  # where the roots of each cue begin, None for a cue without any


@cache
def _automaton() -> Automaton:
    """Every root with the numbers of the cues that have it."""
    cues: dict[str, list[int]] = {}
    for number, roots in enumerate(ROOTS):
        for root in roots:
            cues.setdefault(root, []).append(number)
    return Automaton((root, (len(root), tuple(numbers))) for root, numbers in cues.items())


def places_of_cues(low: str, start: int, end: int) -> Places:
    """Where in `low` the roots of each cue begin that can tell of figures in [start, end)."""
    places: list[list[int] | None] = [[] if roots else None for roots in ROOTS]
    for last, (length, numbers) in _automaton().find(low, max(0, start - WIDEST), min(len(low), end + WIDEST)):
        for number in numbers:
            if (known := places[number]) is not None:
                known.append(last + 1 - length)
    for known in places:
        if known:
            known.sort()
    return places


def _anywhere(places: Sequence[int] | None, start: int, end: int) -> bool:
    """Whether a cue with its roots at `places` can match within [start, end)."""
    if places is None:
        return True
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def sentence_of(text: str, start: int, end: int, *, reach: int = 220) -> tuple[int, int]:
    """The bounds of the sentence around [start, end), at most `reach` characters to either side."""
    begin, stop = max(0, start - reach), min(len(text), end + reach)
    before = [boundary.end() for boundary in _BOUNDARY.finditer(text, begin, start)]
    following = _BOUNDARY.search(text, end, stop)
    return (before[-1] if before else begin), (following.start() if following else stop)


def is_large(value: Decimal, currency: str | None) -> bool:
    """Whether a figure is too large for the price of one thing."""
    return value >= (LARGE_IN_CENTS if currency in _CENTS else LARGE)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a figure stands: its own span, its sentence's, and what of that the figures beside it leave it. `low` is `text` in lower case."""

    text: str
    low: str
    start: int
    end: int
    sentence: tuple[int, int]
    own: tuple[int, int]


def read_kind(
    text: str, low: str, start: int, end: int, places: Places, neighbours: Sequence[tuple[int, int]] = (), *, large: bool = False
) -> Reading:
    """The kind of the figure at [start, end) of `text`, which `low` is in lower case; `large` as `is_large` says.

    `places` are the cues' (`places_of_cues`); `neighbours`, the other figures' spans, bound its words.
    """
    sentence = sentence_of(text, start, end)
    left = max([sentence[0], *(there for _, there in neighbours if there <= start)])
    right = min([sentence[1], *(there for there, _ in neighbours if there >= end)])
    place = _Place(text, low, start, end, sentence, (left, right))
    best = _best_cues(place, places, large=large)
    if not best:
        return UNREAD
    kind, (score, span) = max(best.items(), key=lambda entry: entry[1][0])
    if score < LEAST_SCORE:
        return Reading("other", score, None)
    if kind == "other" and span[0] >= end and _is_of_a_purchase(place, span):
        kind = "price"
    if kind in {"raised", "capex"}:
        kind = _raised_sought_or_capex(place, kind)
    return Reading(kind, score, span)


def _best_cues(place: _Place, places: Places, *, large: bool) -> dict[str, tuple[float, tuple[int, int]]]:
    """By kind the score and the span of the cue that tells it best; one beyond another figure counts as further away."""
    best: dict[str, tuple[float, tuple[int, int]]] = {}

    def keep(kind: str, score: float, span: tuple[int, int]) -> None:
        if score > best.get(kind, (0.0, span))[0]:
            best[kind] = (score, span)

    (begin, stop), (left, right) = place.sentence, place.own
    for cue, known in zip(_COMPILED, places, strict=True):
        kind, when_large = _SIZED.get(cue.kind, (cue.kind, large))
        if when_large is not large:
            continue
        if cue.side == _B:
            first = max(begin, place.start - cue.reach - LONGEST_CUE)
            for found in cue.pattern.finditer(place.low, first, place.start) if _anywhere(known, first, place.start) else ():
                distance = _distance(place.text, found.end(), place.start) + (30 if found.end() <= left else 0)
                keep(kind, cue.weight / (1 + distance / FADE_BEFORE), found.span())
            continue
        last = place.end + LONGEST_CUE if cue.side == _AT else min(stop, place.end + cue.reach + LONGEST_CUE)
        if not _anywhere(known, place.end, last):
            continue
        following = cue.pattern.match(place.low, place.end) if cue.side == _AT else cue.pattern.search(place.low, place.end, last)
        if following is not None:
            distance = _distance(place.text, place.end, following.start()) + (40 if following.start() >= right else 0)
            keep(kind, cue.weight / (1 + distance / FADE_AFTER), following.span())
    return best


def _is_of_a_purchase(place: _Place, cue: tuple[int, int]) -> bool:
    """Whether the cue "deal" or "in cash" behind a figure stands where somebody buys something."""
    words, (begin, stop) = place.low[cue[0] : cue[1]], place.sentence
    return (words.endswith("deal") or words == "in cash") and _BUYS.search(place.text, max(0, begin - 200), stop + 200) is not None


def _distance(text: str, start: int, end: int) -> int:
    between = text[start:end]
    return (
        len(between)
        + len(_CJK.findall(between))
        + 12 * (between.count(",") + between.count("，") + between.count(";") + between.count("、"))
    )


def _raised_sought_or_capex(place: _Place, kind: str) -> str:
    """Which of the three an amount is that a cue tells to be raised or invested."""
    text, (begin, stop) = place.text, place.sentence
    sentence, following = text[begin:stop], text[place.end : place.end + 60]
    into_company = _STAKE.match(following) or (_INTO_COMPANY.match(following) and not _INTO_BUILDING.search(following))
    if kind == "capex" and not into_company and not _FUND.search(sentence):
        return "capex"
    if not into_company and _BUILD.search(sentence) and not _ROUND.search(sentence):
        return "capex"
    clause = text[max(begin, place.start - 90) : min(stop, place.end + 60)]
    if _SOUGHT.search(clause) and not _DONE.search(text[max(place.own[0], place.start - 40) : place.start]):
        return "sought"
    return "raised"
