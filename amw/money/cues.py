"""Cue words of money: what stands beside a figure that was raised, a price, revenue ..., in some fifteen languages, and where it stands."""

# ruff: noqa: E501 - a wording is one piece

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from amw.automata import Automaton
from amw.money.roots import roots_of

BEFORE, BEHIND, AT = "before", "behind", "at"  # where the words stand: somewhere on that side of the figure, or right behind it
# kind, weight, side, pattern. Distances are counted in characters, CJK ones double.
_TABLE: tuple[tuple[str, float, str, str], ...] = (
    ("valuation", 3.4, BEFORE, (
        r"(?<!maximum )(?<!sale )valu(?:e(?! locked\b)|ed|es|ing)\b|valuation|\bworth\b|market cap\w*"
        r"|기업\s?가치|몸값|시가총액|估值|市值|評価額|企業価値|時価総額"
        r"|bewert\w+|valoris\w+|Börsenwert|\b(?:put|peg|mark)(?:s|ting|ging|ged|ed)? (?:(?!(?:bill|cost|count|damage|figure|loss|number|price|total|toll)s?\b)[\w&.'’-]+ ){1,4}at\b(?! the\b)"
        r"|valora(?:d\w+|ci[óo]n\w*)|valuta(?:t\w+|zion[ei])|avalia(?:d\w+|ção|ções)|capitali[sz]a(?:tion|zione|ción|ção)|valore? d[ei] mercato?"
        r"|valor estimado|wycen\w+|оценк\w+|оценил\w*|değerleme\w*|värdera\w*|تقييم|قد[ّ]?ر قيمة|định giá|valuasi"
    )),
    ("valuation", 3.6, BEHIND, (
        r"valuation(?! of (?:[a-z]+ ){0,2}[$€£¥\d])|post-money|pre-money|market cap"
        r"|기업\s?가치|몸값|的?估值|市值|評価額|企業価値|Bewertung|bewertet|de valorisation|valued(?! at)|merger"
        r"|と評価|の価値|가치[로를]"
    )),
    ("raised", 3.0, BEFORE, (
        r"rais(?:es?|ed|ing)\b(?! (?:(?:its|the|their) )?(?:bar|cost|estimate|forecast|guidance|outlook|price|rate|stakes|target|tax|wage)s?\b)|secur(?:es?|ed|ing)\b|\bland(?:s|ed)?\b|\bclos(?:es|ed|ing)\b|\bnab(?:s|bed|bing)\b|\bbag(?:s|ged|ging)\b|snag\w*|scor(?:es|ed)"
        r"|pull(?:s|ed) in|\bhaul|attract\w*|funding|backing|injects?|lève\w*|levé\w*|\blever\b|boucl(?:e|é\w*|ent|er)\b"
        r"|gather(?:s|ed)|sammelt|erhält|sichert|Finanzierungsrunde"
        r"|투자받|유치|조달|融资|募资|募集|获得?|調達|Series [A-H]|\bseed\b"
        r"|시리즈|라운드|\blead(?:s|ing)|invested|participat\w+|\bborrow(?:s|ed|ing)?\b|\bbonds?\b|(?<!student )\bloans?\b|(?<!loan )(?<!public )(?<!term )(?<!their )\bdebt\b|Finanzierung|frisches Geld"
        r"|eingesammelt|décroche\w*|engrange\w*|empoche\w*|récolte\w*|tour de table"
        r"|出資|資金|\bpick(?:s|ed) up\b|\bbr(?:ings|ought) in\b|\bt(?:akes|ook) in\b|\bgets\b|\bgot\b(?! to\b)|\breceiv(?:es?|ed)\b"
        r"|\bchip(?:s|ped) in\b|\bdr(?:aws|ew)\b|\btook\b(?! home)|\bwalk(?:s|ed) away with\b|\bhaul(?:s|ed) in\b"
        r"|\breel(?:s|ed) in\b|\bcollect(?:s|ed)\b|besorgt sich|\bwirbt|\bholt\b|nimmt|streicht"
        r"|再融|又融|再获|拿到|斩获|入账|\bput(?:s|ting)? in\b|share sale|stock sale|capte\w*|reçoit|bekommt|bekam"
        r"|配售|净筹|筹得|募得|到账|受け入れ|증자"
        r"|\bl(?:ent|ends?)\b|\bfetch\w*|recaud\w+|arrecad\w+|levant(?:an?|am|ar|ó|ou|aram|aron)\b"
        r"|capt(?:an?|ar|ado|ó|ou|aram|aron|ação)\b|financia(?:ci|mi?ent)\w+|finanziament\w+|\baportes?\b|\bround d[ai]\b"
        r"|raccogli\w+|raccolt\w+|\brond[ae]\b|\brodada\b|\bhaal(?:t|de)\b|pozyska\w+|привл[её]к\w*|tar in\b|جمع|تمويل|gọi vốn"
        r"|huy động|galang|raih|mengumpulkan|p(?:embiaya|endana)an"
    )),
    ("raised", 3.2, BEHIND, (
        r"funding|(?:(?:financing|fund(?:ing)?|growth|seed|investment|debt) )?\b(?:mega)?round|Series [A-H]\b|seed\b"
        r"|\b(?:in|of) (?:fresh |new |seed |venture |equity |debt )?(?:funding|capital(?! (?:spend|expend))|financing|(?:private |venture )investments?|investments? from)"
        r"|raise\b|financing|투자\s?유치|규모.{0,14}(?:투자|유치|조달|IPO|상장|공모)|투자를?\s?(?:유치|받)|融资|轮|投资|を調達"
        r"|の調達|調達|Finanzierung|levé|de levée|\bloan|credit|facility|\bbond|(?:of|new) debt|debt (?:deal|facilit|financ|issu|offer|package|rais|round|sale)|\bgrant|backing|from investors|led by|\braised"
        r"|(?:을|를)?\s?투자\s?(?:받|유치)|(?:을|를)?\s?(?:조달|수혈)|(?:을|를)?\s?모[았은]"
        r"|ein(?:gesammelt|geworben)|aufnehm\w*|aufgenommen|from (?:[\w-]+ ){0,2}(?:angels?|investors|backers|funds)"
        r"|from (?:[A-Z]\w+ (?:ventures|capital|partners))"
        r"|を獲得|を得た|を集め|(?:의|원)?\s?투자금을?\s?(?:확보|받|유치)|を(?:確保|集め)|出資"
        r"|souscrit\w*|of (?:new )?(?:stock|shares|equity|notes)|convertible|(?:frisches|neues) Kapital|neue Mittel"
        r"|nouveaux fonds|시리즈|जुटा|yatırım al|investering"
    )),
    ("fee", 3.2, BEFORE, (
        r"cost(?:s|ing)?\b|\bvalen?\b|\btiers?\b|\bplans (?:at|cost|from|range|run|start)\b|pric(?:e|ed|es|ing)\b|starting at"
        r"|start(?:s|ed)? at|retail\w*|charg\w+|\bpay(?:s|ing)?\b|\bfee\b"
        r"|가격|요금제?|월\s|연간|판매가|售价|定价|价格|单价|起售|月费|年费|会员费|月費|月额|価格|月額|料金"
        r"|kostet|Preis|coûte\w*|prix|tarif\w*|subscription"
        r"|首发价|起售价|到手价|标价|revient à|구독료|이용료"
        r"|verlangt|zahl(?:en|t|te|ten)\b|bezahl\w*|Abo\b|formule"
        r"|每小时|每月|收费|包月|包年|月付|年付|(?:토큰|개|건|명|시간|월|회|좌석|사용자|인)당|当たり|あたり|につき"
        r"|million de (?:jetons|tokens)|par million|facturé\w*|billed|sets? you back|\bfork(?:s|ed|ing)? (?:out|over)"
        r"|\bshell(?:s|ed|ing)? out|\bcough(?:s|ed)? up|\bstump(?:s|ed)? up|forfait\w*"
    )),
    ("fee", 4.2, AT, (
        r"\s?(?:/|(?:per|a|an|each|par|pro|im)\s)\s?(?:mo(?:nth|is|nat)?|year|yr|an|Jahr|user|seat|hour|hr|heure|Stunde|day|week|token|image|video|minute|person|employee|(?:1\s?)?[KM]\b|1?\s?(?:million|thousand)|million tokens|task|query|call|utilisateur|Nutzer|seat|kWh|GPU[- ]hour)\b(?!\s(?:ago|earlier|before|later|in a row))"
        r"|\s(?:apiece|à l['’]unité|pro Stück|(?:por|al|ao) (?:mes|mês|mese|año|ano|anno)|per maand)\b"
        r"|[\s-](?:monthly|annually|annual)\b"
        r"|/月|/年|每月|每百万|起(?:售|$|，|,|\s)|の月額"
    )),
    ("fee", 3.4, BEHIND, (
        r"subscription|fällig|price tag|\bplans?\b|\btier\b"
        r"|정액|요금|에\s?(?:거래|판매|팔)|売り"
    )),
    ("price", 3.2, BEFORE, (
        r"acquir\w+|\bbuy(?:s|ing)?\b|bought|buyout|\bsnap(?:s|ped|ping)? up\b|\bscoop(?:s|ed)? up\b|takeover|purchas\w+"
        r"|acquisition|\bownership of (?!about |over |an? )\w|인수|收购|收購|買収|übern\w+|kauft|rach[eè]t\w*|acqui(?:ert|siert)|erwirbt|erworben"
        r"|全株式?を?|사들|買い取|s['’]offr\w+|schluckt|Kaufpreis|débours\w*|swallow\w*|gobbl\w*"
        r"|\bcompr(?:a|an|ó|ou|ar|are|ará|ado|ada|ato|ata)\b|adqui(?:er|ri|sici)\w*|aquisi\w+|acquis\w+|\brileva\w*|\bkoopt\b"
        r"|overgenomen|overname\w*|przej(?:mie|muje|ęł|ęci)\w*|\bkup(?:uje|ił)\w*|купи\w*|приобр\w*|satın al\w*|köp(?:er|te)\b"
        r"|förvärv\w*|akuisisi|mua lại|thâu tóm|अधिग्रहण|استحو\w+"
    )),
    ("price", 3.3, BEHIND, (
        r"acquisition|(?:\w+ )?(?:takeover|buyout|purchase)\b"
        r"|에\s?인수|인수|收购|收購|で[^。、]{0,16}買収|の買収"
        r"|merger|Übernahme|(?:geht|gehen|wechselt|verkauft)\b|pour racheter"
        r"|で(?:取得|譲り受け|買い取)|(?:에|을 주고)\s?(?:품|사들)|买下|拿下"
        r"|(?:per|para|por) (?:l['’]|la |a )?(?:compr|acqui|adqui|aquisi)\w+"
    )),
    ("revenue", 3.6, BEFORE, (
        r"revenues?|\bARR\b|\bsales\b|turnover|run[- ]rate|annuali[sz]ed|rak(?:es?|ed) in|bookings"
        r"|매출(?:액)?|营收|营业收入|收入|售上|売上\w*|収益"
        r"|Umsatz\w*|chiffre d['’]affaires|revenus|ventes|facturations?|recettes|Erlöse?n?\b|-?geschäft von"
        r"|売り上げ|年商|연환산|\bearn(?:s|ed)?\b(?! per)|(?<![\w-])generat(?:es?|ed|ing)\b|to take in\b|\btopline\b|top line"
        r"|거래액|ingresos|ricavi|fatturato|receita|omzet|przychod\w*|выручк\w*|gelir\w*|omsättning\w*|إيرادات|doanh thu|pendapatan"
    )),
    ("revenue", 3.6, BEHIND, (
        r"(?:in )?(?:annual(?:i[sz]ed)?|quarterly|recurring|yearly)? ?(?:revenues?|ARR|sales|run[- ]rate|bookings)\b"
        r"|매출|营收|收入|売上|Umsatz\w*|umgesetzt|\bum(?=[.,;]|$)|de chiffre|de revenus|de (?:ingresos|facturación|receita)"
        r"|di (?:ricavi|fatturato)"
    )),
    ("capex", 2.6, BEFORE, (
        r"invest(?:s|ments?|e|ono|i(?!g)\w+)?\b|\binvi?er(?:t\w+|sión|siones)\b|\bgast(?:ar\w*|os?)\b|steckt|pumpt|injecte|capex"
        r"|capital expenditures?|\bspend(?:s|ing)?\b|\bspent|build(?:s|ing)?|\bpour(?:s|ed|ing)\b|commit(?:s|ted|ting|ments?)?\b|pledg\w+|plow\w*"
        r"|투자|사업비|투입|설비|投资|投入|投資|资本开支|资本支出|資本支出|設備投資"
        r"|Investition\w*|dépens\w*|construct\w*|campus|chantier|Grundstein"
        r"|총\s?사업비|总投资|総投資額|総事業費"
        r"|\bla(?:y|ys|ying|id) out\b|\boutlays?\b|invertir\w*|inversión|investimento|\bbau(?:t|en)\b"
    )),
    ("capex", 2.6, BEHIND, (
        r"(?:[\w-]+ ){0,3}(?:data ?cent(?:er|re)s?|campus|plant|factory|fab|power plant|build-?out|Rechenzentr\w+|Fabrik|centres? de données|centros de da[dt]os|invest?iment[io]s?|inversi[óo]n\w*|usine|データセンター|新?工場|데이터센터|공장|数据中心|智算中心|infrastructure|capex|capital expenditures?|investment in|investment)\b"
        r"|(?:을|를)?\s?투자|규모\s?(?:의\s)?(?:데이터센터|설비)|투입|投资|建设|を投資|の投資|投じ|(?:을|를)?\s?(?:들여|들인|쏟)"
        r"|(?:sera|seront) (?:construit|bâti)|fließen|investiert|d['’]investissement\w*"
    )),
    ("other", 3.2, BEFORE, (
        r"\bprofits?|net income|\bloss(?:es)?|EBITD?A|net cash|cash|\bfin(?:e|ed|es)\b|damages|settle\w*|\bsue[sd]?\b|lawsuit"
        r"|seek(?:ing|s) damages|salar\w+|bonus\w*|market size|market (?:is|to|will|could|worth)|stol(?:e|en)|scam\w*|fraud"
        r"|savings?|\bsav(?:e|ed|es)|donat\w*|prize|bounty|\bbet\b|subsid\w+|\bgrants?|\btax"
        r"|순이익|영업이익|손실|적자|과징금|벌금|배상|국비|현금|자산|부채|자기자본|溢利|净利|예산|보조금|연봉|시장|净利润|利润"
        r"|亏损|罚款|赔偿|现金|补贴|补助|合同|订单|市场规模|合作总额|奖金|薪|営業利益|純利益|損失|罰金|補助|賠償"
        r"|Gewinn|Verlust|(?:Geld)?strafe|Bußgeld|\bow(?:e[sd]?|ing)\b|\b(?:ad|advertising|global|worldwide) (?:[\w-]+ ){0,3}spend(?:ing)?\b|bénéfice|pertes?|amende|subvention\w*|contract|combined|exploits?|vulnerabilit\w+|\borders?"
        r"|backlog"
    )),
    ("other", 3.2, BEHIND, (
        r"\bprofit|net income|\bloss|per share|a share\b|in (?:cash|damages|losses|savings|fines|benefits|grants|contracts|orders)"
        r"|\bfine\b|lawsuit|settlement|\btrial|contract|suit\b|penalty|prize|bonus|salary|pay package|market\b|industry\b"
        r"|opportunity|over ['‘“\"]?\w+ ?piracy"
        r"|순이익|영업이익|손실|적자|과징금|벌금|시장|보조금|지원|补贴|罚款|净利|利润|亏损|奖|合同|订单|の?補助|の赤字|の利益"
        r"|Strafe|Gewinn|d['’]amende|de bénéfice|\bfund\b"
        r"|펀드|기금|基金|ファンド|budget"
    )),
    ("other", 4.0, BEFORE, (
        r"\b(?:deal|contract|agreement|order|pact|alliance|partnership|tie-up|accord|package|award|grant|lease)s? (?:(?:with|from|for) (?:[\w&.]+ ){1,3}?)?(?:is |are |was |could be |may be )?(?:worth|valued at)"
        r"|\b(?:director|chairman|chief|insider|executive|founder|ceo)s?\b[^.;$€]{0,24}?(?:sells?|sold|offload\w*|unload\w*|dump\w*)\b"
        r"|\b(?:industry|market|sector) (?:for (?:[\w-]+ ){1,2})?(?:could|expected|forecast|has|is|may|projected|was|will) (?:[\w-]+ ){0,3}?(?:exceed|from|grow|hit|reach|surpass|to|top|valued at|worth)(?:e?s|e?d|ing)?\b"
        r"|\b(?:hold|own)s? (?:an? )?(?:[\w-]+ )?(?:investment|stake)s? (?:of|worth|valued at)"
        r"|\b(?:stock|stake|equipment|hardware|compute|research|capacity|(?!(?:is|was|brands|businesses|companies|firms|founders|giants|groups|labs|makers|players|start-?ups|unicorns)\b)\w{3,}s) worth|\brepurchas\w+|\bbuy-?backs?\b|aktienrück\w+|rachats? d['’]actions"
        r"|\bb(?:uy(?:s|ing)?|ought) back (?:(?:its |their )?(?:own )?(?:shares|stock)\b|(?:up to |about |nearly |another )?\Z)"
    )),
    ("valuation", 3.0, AT, r"[\s-](?:AI |tech |chip )?(?:company|startup|start-up|giant|unicorn|Konzern)\b"),
    ("other", 2.9, BEHIND, r"(?:[A-Z]\w+ ){0,2}(?:deal|agreement|pact)\b"),
    ("other", 3.4, BEHIND, r"(?:[\w-]+ ){0,2}\b(?:contract|order|commitment|lease)s?\b"),
    ("capex", 2.6, AT, r"\s(?:in |of )?(?:(?:planned|capital|infrastructure|AI|cloud|chip|compute) ){0,2}spend(?:ing)?\b"),
    ("price", 3.0, BEFORE, r"\bs(?:ells?|old) (?:(?!bonds|notes|shares|stock)[\w.’'-]+ ){0,3}for (?:about |around |nearly |over )?\Z|\bpaid\b|\bzahl(?:en|t|te|ten)\b|bezahl\w*|صفقة|每百万[^。，,]{0,4}token"),
    ("other", 4.2, BEHIND, (
        r"(?:share |stock )?buy-?backs?\b|(?:shares?|stock)[- ](?:re)?purchase|to settle|settlement"
        r"|in (?:damages|fines|penalties)|fine\b"
    )),
    ("revenue", 2.0, AT, r"[\s-]quarter\b"),
    ("other", 2.0, AT, r"[\s-]milestone\b(?! (?:in|of) (?:[\w-]+ ){0,2}(?:ARR|bookings|revenue|sales)\b)"),
    ("price", 2.6, AT, r"[\s-](?:(?:cash|takeover|buyout) )?(?:bid|offer)\b"),
    ("tag", 4.3, AT, r"[\s-]price(?: tag)?\b"),
    ("tag", 3.6, BEFORE, (
        r"\bpriced at\b|\bva(?:ut|len?|lent)\b|\b(?:rais(?:es|ed|ing)|closes|closed|lands|landed|nabs|nabbed|bags|bagged|snags|snagged|scores|scored|secures|secured|round|funding|series [a-h])\b(?:[^.;\n]|\.\d){0,24}? at (?:an? )?(?:(?:about|around|nearly|over|roughly|more than|reported) )?\Z"
    )),
    ("price", 2.9, BEHIND, r"for (?:an? )?(?:\d{1,2}(?:\.\d)?% |majority |controlling |minority )?stake"),
    ("raised", 1.6, BEFORE, (
        r"\btakes\b(?! home)|\blin(?:es|ing|ed) up\b|\bhunting for\b|\bsound(?:s|ed|ing)? out\b|\bseek(?:s|ing)?\b|\bbusca\b|\bwants?\b|\btarget(?:s|ing)\b|looking for|cherche\w*"
    )),
)  # fmt: skip
Size = Literal["small", "middling", "large"]
# What the cues of a size tell, and of figures of which sizes; a small one is a price or anything else.
_SIZED: dict[str, tuple[str, tuple[Size, ...]]] = {"fee": ("price", ("small", "middling")), "tag": ("valuation", ("large",))}
_OF_ANY: tuple[Size, ...] = ("small", "middling", "large")
LONGEST_CUE = 40  # characters
LEAST_SCORE = 0.35  # below it a cue is too far away to tell
FADE_BEFORE, FADE_AFTER = 18, 9  # characters at which a cue before or after counts half


def _in_lower_case(pattern: str) -> str:
    """The cue's pattern for a text in lower case: the same matches as without regard to case, in less than half the time."""
    return re.sub(r"(\\.)|([A-ZÀ-Þ])", lambda m: m[1] or m[2].lower(), pattern)


class Cue(NamedTuple):
    """Words beside a figure that tell its kind: where they stand, in figures of which sizes, and how far from one (characters) words of
    their weight still count."""

    kind: str
    weight: float
    side: str
    pattern: re.Pattern[str]
    sizes: tuple[Size, ...]
    reach: int


def _cue(kind: str, weight: float, side: str, pattern: str) -> Cue:
    told, sizes = _SIZED.get(kind, (kind, _OF_ANY if kind in {"price", "other"} else _OF_ANY[1:]))
    reach = int((FADE_BEFORE if side == BEFORE else FADE_AFTER) * (weight / LEAST_SCORE - 1)) + 1
    return Cue(told, weight, side, re.compile(_in_lower_case(pattern)), sizes, reach)


CUES = tuple(_cue(*row) for row in _TABLE)


@cache
def _automaton() -> Automaton:
    """Every root with its length and the numbers of the cues that have it."""
    numbers: dict[str, list[int]] = {}
    for number, cue in enumerate(CUES):
        for root in roots_of(cue.pattern.pattern):
            numbers.setdefault(root, []).append(number)
    return Automaton((root, (len(root), of)) for root, of in numbers.items())


def cues_in(low: str, start: int, end: int) -> list[tuple[Cue, list[int]]]:
    """The cues that may match in low[start:end], in the order of the table, each with the places where its roots begin: nowhere else."""
    places: dict[int, list[int]] = {}
    for last, (length, numbers) in _automaton().find(low, start, end):
        for number in numbers:
            places.setdefault(number, []).append(last + 1 - length)
    return [(CUES[number], places[number]) for number in sorted(places)]
