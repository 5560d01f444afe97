"""How texts say where a place holds: a country, open models, a category, the world."""

from __future__ import annotations

import re

from amw.claims import iberian

# A category of a board is a board of its own, which no capture shows: "first on LMArena in math".
CATEGORY = re.compile(
    r"(?i:\b(?:in|for|on)\s(?:the\s|its\s)?(?P<one>maths?|hard prompts?|creative writing|instruction[- ]following|longer quer(?:y|ies)|multi-?turn)\b"
    r"|\b(?P<two>maths?|coding|hard prompts?|creative writing|instruction[- ]following|longer query|multi-?turn|expert|chinese|english|korean|japanese)\s(?:sub)?(?:category|categories|arena track)\b)"
    r"|(?P<cjk>数学|编程|创意写作|困难提示|수학|코딩|창작|コーディング)(?:类别|分榜|单项|子榜|부문|카테고리|部門|カテゴリ)"
)
# One that is told right behind a place or opens the sentence; elsewhere these are what a text is written or a model trained in.
LANGUAGE = re.compile(
    r"(?i:(?:in|for)\s(?P<one>coding|english|chinese|korean|japanese|german|french|spanish|russian)"
    r"(?=\s?[,;.()]|\s(?:performance|tasks|prompts|queries|and|but|while|on|at)\b|\Z))"
)
WORDS_OF_BOARDS = re.compile(
    r"(?i:leader ?board|ranking|benchmark|trending|\bliked?s?\b|chart|classement|rangliste|bestenliste|"
    + iberian.CUE
    + r")|榜|排名|排行|基准|评测|测评|ランキング|ベンチマーク|リーダーボード|순위|리더보드|벤치마크|차트"
)

COUNTRY_WORDS = (
    ("CN", "china|chine", r"chinese|chinois\w*|chinesisch\w*", "中[国國]|国内|國內|国产|國產|중국"),
    ("US", r"(?:the )?(?:u\.?s\.?a?|united states|usa)|america|den usa|les états-unis|états-unis", r"american|u\.?s\.?(?= (?:models?|labs?|compan|maker|entr|system|rival))|américain\w*|amerikanisch\w*", "美国|미국|アメリカ|米国"),
    ("KR", "(?:south )?korea|südkorea|corée(?: du sud)?", "(?:south )?korean|coréen\\w*|koreanisch\\w*", "韩国|韓国|한국|국내|국산"),
    ("JP", "japan|japon", "japanese|japonais\\w*|japanisch\\w*", "日本|일본|国産"),
    ("EU", "europe|europa", "european|europ[ée]en\\w*|europäisch\\w*", "欧洲|유럽|欧州"),
    ("FR", "france|frankreich", "french|français\\w*|französisch\\w*", "法国|프랑스|フランス"),
    ("DE", "germany|deutschland|allemagne", "german|allemande?s?|deutsche[nrs]?", "德国|독일|ドイツ"),
    ("GB", "(?:britain|the u\\.?k\\.?)", "british|britannique\\w*|britisch\\w*", "英国|영국|イギリス"),
    ("IN", "india|indien|l['’]inde", "indian", "印度|인도|インド"),
)  # fmt: skip
COUNTRIES = tuple(
    (
        code,
        re.compile(
            rf"(?i:\b(?:in|of|from|among|within|out of|aus|en|de|du|venue? de) (?:{land})(?!\w)|(?<!\w)(?:{land})['’]s\b|\b(?:{of_it}{es})(?!\w))|(?:{cjk})(?!\s?\d+(?![\d\s位위]))"
        ),
    )
    for code, land, of_it, cjk in COUNTRY_WORDS
    for es in (f"|{iberian.COUNTRIES[code]}",)
)
DOMESTIC = re.compile(r"(?i:\bdomestic(?:ally)?\b|\bat home\b|\bnational(?:ly|ement)?\b)")
OPEN = re.compile(
    r"(?i:open(?:ly)?[- ]?(?:weights?|source[d]?|models?|available|licen[sc]ed)|\bopen (?:entry|entries|entrants?|contenders?|systems?|offerings?|releases?|alternatives?)\b|(?-i:\bOSS)(?= (?:[\w-]+ )?(?:models?|category|leader ?board|ranking|systems?|LLMs?)\b)|freely available|quelloffen\w*|offene[nrs]? (?:modell\w*|gewichte\w*)|(?:poids|modèles?) ouverts?|\b(?:"
    + iberian.OPEN
    + r"))|开源|開源|オープン(?:ソース|ウェイト|な?モデル)|开放(?:权重|模型)|오픈\s?(?:소스|웨이트|모델)|개방형"
)
# "Among open-weights models, ...": what opens a sentence bounds the places in it.
AMONG = re.compile(
    r"\W*(?i:(?:unter|parmi|entre)\b[^,，.]{3,40}?(?:modelle\w*|systeme\w*|anbietern|modèles|systèmes|modelos|sistemas)(?: [a-zà-ü]{4,14}){0,2}(?=\s(?:liegt|führt|steht|belegt|rangiert|ist|kommt|hat|erreicht|est|arrive|domine|occupe|mène|lidera|encabeza|ocupa|es)\b)|(?:among|amongst|of all|of the|within|parmi|unter|von|entre)\b[^,，.]{3,48}[,，]|(?:among|amongst|of all)\b[^,，.]{3,40}?(?:models?|labs|developers|companies|makers|systems)(?=\s(?-i:[A-Z])))|\W*在[^，。]{2,44}(?:中|里|内)[，,]?|\W*(?:所有)?[^，。]{1,12}(?:模型|厂商|公司|阵营|选手)(?:之?中|里)[，,]?|[^、，。]{2,16}(?:の中で|中で|のなかで)|[^,]{2,16}(?:가운데|중에서)"
)
AMONG_LATER = re.compile(
    r"(?i:(?:[^,;.]|\.(?=\d)){0,60}\b(?:among|amongst|of all|for|parmi|unter) (?:all |the |its |other )*(?:[\w-]+ ){1,3}(?:models?|labs?|systems?|entr(?:y|ies)|llms?|peers|modèles|Modellen)\b"
    r"|(?:[^,;.]|\.(?=\d)){0,60}\b(?:entre|parmi|de) (?:les|los|os|todos los|todos os|tous les) (?:modelos|modèles|sistemas|systèmes)(?: [\w-]+){1,3})"
)
# Words for the same that stand anywhere before the place: "중국 모델 가운데", "中国のモデルでは".
AMONG_NEAR = re.compile(
    r"\S+ (?:AI )?(?:모델|기업) (?:중|가운데|기준(?:으로)?)(?=\s)|[^\s、，。はがをに]{2,14}(?:モデル|企業|勢)(?:の中|のなか|中)?で(?![\sあす、，初唯最ト]|は?な)"
)
# "中国勢で最高の3位": the country is that of the best, the place one of all.
BEST_OF = re.compile(r"(?:最高位|最高|最上位|トップ|最好|最优|最高排名|최고|가장 높은)(?:の|の順位となる|的|인|\s)?\Z")
# "오픈 웨이트 모델 기준 세계 7위": the world's open models.
BY_OPEN = re.compile(rf"(?:{OPEN.pattern})[^,，.]{{0,6}}\s(?:기준|중|가운데)(?:으로)?\s(?:전 ?)?(?:세계|글로벌)?\s?\Z")
WORLD = re.compile(
    r"(?i:global|world|overall|internationally|mondial|weltweit|"
    + iberian.WORLD
    + r")|全球|世界|总榜|总排名|總榜|글로벌|세계|전체|全体|総合"
)
