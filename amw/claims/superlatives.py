"""How texts in seven languages say that somebody is first, composed of small classes: degree, field and noun; who holds which height."""

from __future__ import annotations

import re

from amw.claims import iberian

_STRONG = r"(?:best|strongest|smartest|top|leading|(?<!first and )foremost|finest|highest|premier|greatest|fastest-rising|most[- ](?:intelligent|capable|powerful|advanced|accurate|preferred|popular|used|widely used|liked|downloaded))"
_DEGREE = rf"(?:(?:highest|best|top|first)[- ](?:rank(?:ed|ing)|scor(?:ing|er)|rated|placed|performing|finishing)|{_STRONG}(?:-(?!tier|notch|level|end|ten|three|five|in\b|\d)\w+)?|number[- ]one|no\. ?1|#1)"
_FIELD = r"(?:(?!of\b|in\b|on\b|the\b|and\b|or\b|talent\b|than\b)[\w.'’/+-]+ ){0,4}?"
_NOUN = r"(?:model|llm|system|ai(?! (?:apps?|tools?|chips?|stocks?|books?|compan|start-?ups?|products?|agents?))|lab|entry|entrant|contender|offering|release|performer|scorer|voice|engine|assistant|chatbot|agent|editor|newcomer|challenger|generator|one|result|score|rating|mark|showing|option|choice|number|figure|tally|total|reading|percentage|average)(?![\w-])"
_PLACE_NAMES = (
    r"(?:china|south korea|korea|japan|europe|france|germany|india|britain|canada|the (?:u\.?s\b|uk\b|world|field|pack|list|class))"
)
_HEIGHT = (
    r"(?:(?:no\. ?1|number[- ]one|#1|first|top|pole)(?: (?:spot|place|position|slot|rank|rung|seat|honou?rs))(?! for\b)"
    r"|lead(?! (?:author|investor|developer|engineer|scientist|time))|crown|throne|summit|pinnacle|apex|helm|gold(?: medal)?\b(?! (?:reserves?|prices?|rush|standard|mines?|bullion|bars?|markets?))|top(?= (?:of|on|in)\b)|number one\b|no\. ?1\b|title\b)"
)
_HOLDS = r"(?:tak(?:es?|ing|en)|took|h[eo]lds?|holding|claim\w*|seiz\w+|grab\w*|captur\w+|(?:re)?gain\w*|reclaim\w*|snatch\w*|retain\w*|keep(?:s|ing)?|kept|secur\w+|w[io]ns?|winning|earn\w*|occup\w+|own(?:s|ed)?|wrest\w*|nab\w*|clinch\w*|defend\w*|reach(?:es|ed)|hit(?:s|ting)?|wears?|enjoys?|debut(?:s|ed)?)"
_NOT_ONE = r"(?<!one of )(?<!among )(?<!one of the )(?<!among the )(?<!\ba )(?<!\ban )(?<!close to the )(?<!near the )(?<!towards the )(?<!toward the )"
# "led by nine points" is a lead, "led by a16z" is somebody's money or staff.
_BY_HOW_MUCH = (
    r"\s(?:just |only |about |around |roughly |nearly |almost |some |over |more than |at least )?"
    r"(?:(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|a hundred)(?=[\s-](?:elo |rating |percentage )?(?:points?|pts|elo|percent|to)\b|\s?%|[.,;])"
    r"|an? (?:\w+ ){0,2}(?:margin|points?|lead|gap|whisker|hair))\b"
)
_ENGLISH = "|".join((
    # who leads: the verbs
    r"\btop(?:s|ped|ping)\b(?! (?:the |its |a )?(?:list|table|charts?|polls?) of )", r"\b(?:continues?|continued|manages?|managed|goes on|went on) to (?:lead|top|head)\b", r"\bfirst (?:[^\s,;]+ ){0,7}?to (?:lead|top|head|win|rule)\b", r"\bdominat\w+\b", r"\breign(?:s|ed|ing)\b", r"\bsweeps?\b", r"clean sweep", r"\bheads (?:up )?(?:the |an? )?(?=\w)",
    r"\blead(?:s|ing) (?:the |on |in |all )", r"(?:(?<=would )|(?<=would still )|(?<=would now ))(?:lead|top|head)(?= the\b| \w+['’]s? | [A-Z])", r"\b(?:both|jointly|together) lead(?= (?:the |on |in ))", r"(?<!\bto )(?<!\bthe )(?<!\ba )(?<!\bits )(?<!\bin )(?<!\bcould )(?<!\bwould )(?<!\bmay )(?<!\bmight )(?<!\bwill )(?<!\bcan )(?<!\bshould )(?<!\bnot )\blead(?= (?:the |on |in )?(?:(?:current|overall|latest|public) )?(?:leader ?board|ranking|standings|(?:LM|Chatbot |Code |Text |Vision )?Arena|Artificial Analysis|LiveBench|SWE-bench|OpenRouter|Vectara|BFCL))", rf"(?:\bnow |\bcurrently |\bstill |(?<=\s))(?:leads|led(?! by\b(?!{_BY_HOW_MUCH})))\b(?! to\b| the way| by example)",
    r"\bsets? the (?:pace|bar|standard|benchmark)\b(?! for\b)", r"\b(?:stays?|remains?|is|are|pulls?|pulled|sits?|keeps?|edges?|moved?|moves) (?:still |again |once again |well |comfortably |narrowly |far |out |just ){0,2}(?:ahead|in front)(?! of\b)(?=[\s,.;])", r"\bcrown(?:s|ed)\b", r"(?<!\bbeen )(?<!\bwas )(?<!\bwere )(?<!\bis )(?<!\bbeing )\b(?:dethron\w+|unseat\w*)", r"\brules?(?= (?:the|supreme|over)\b)", r"\b(?:put(?:s|ting)?|ha(?:s|ve)(?! (?:been )?(?:replac|succeed|displac|supplant|join)ed\b)|with|sees?|shows?|ranks?|places?) .{1,26}? (?:at|on) (?:the )?top\b",
    # who holds which height
    rf"\b{_HOLDS}\s(?:over |back )?(?:the |its |an? |both |sole |at )?(?:(?!top|first|to\b)[\w'’.-]+ ){{0,4}}?{_HEIGHT}",
    rf"{_NOT_ONE}\b(?:at|to|on|in|into|from|for) (?:the )?(?:very )?(?:top|summit|pinnacle|peak|head|helm|apex)(?= of\b)", r"\batop\b(?= \S)", r"\b(?:back |now |still |remains |comes? out |came out )on top\b|\b(?:is|sits?|stands?) on top\b(?! of\b)",
    r"\b(?:first|pole) place\b", r"\bpole position\b", rf"{_NOT_ONE}\btop (?:spot|position|place|slot|rank|of (?:the )?(?:[\w'’.-]+ ){{0,3}}(?:table|leader ?board|board|rankings?|list|charts?|pack|heap|class|index|podium|standings|field))\b", r"\b(?:is|are|was|were|sits?|stays?|remains?|stands?) (?:now |still |currently |back )?top of\b", r"\b(?:has|have) (?:now |since )?taken over\b(?! from\b)(?=\s(?:with|at|on|as)\b|[.,;])", r"\bcrown\b", r"\bthrone\b", r"\branking highest\b", r"\b(?:scor|rank|rat|plac)(?:es?|ed|ing)? (?:the )?highest\b", r"\bfinish(?:es|ed) first\b",
    # who is the leader
    r"(?:['’]s |\bthe |\bnew |\bcurrent |\boverall |\bas |(?<=[a-z])(?<!\ba)(?<!\bas)(?<!\bof)(?<!\band)(?<!\bthe)(?<!\bindustry) (?=(?:leader|champion|front-?runner|number one|table-?topper)\b))(?:(?:new|current|overall|clear|undisputed|outright|reigning) )*(?:leader\b(?! ?board)|front-?runner\b|pace-?setter\b|(?<=overall )winner\b|(?<=clear )winner\b|champion\b|king\b|table-?topper\b)", r"\bin the lead\b(?! up)", r"\b(?:unbeaten|unrivall?ed|unmatched|peerless|untouchable|without (?:equal|peer)|in a (?:class|league) of (?:its|their) own)\b", r"\b(?:china|(?:south )?korea|japan|europe|america|france|germany|india|britain|canada|the (?:world|country|west|east))['’]s (?:best|top|strongest|smartest|leading|foremost|highest-\w+|number one|no\. ?1)\b(?! (?:known|universit|compan|paid|friend|chip|open))",
    r"\b(?:remains?|is|stays?|are|crowned) (?:the )?(?:king|queen|champion|top dog)(?= (?:of|on|in)\b)", r"\b(?:new|reigning) (?:king|champion|number one|leader)\b(?! ?board)", r"\bthe (?:one|model|lab|name) (?:to (?:beat|catch)|(?:that )?(?:everyone|everybody|all others|the others|rivals) (?:is|are|must|has to|have to) \w+)", r"\bsecond to none\b(?! in\b)", r"\bout in front\b(?! of\b)", r"\bchart-topping\b", r"\bmost popular\b", r"\bat the (?:very|absolute) top\b", r"\bhallucinat\w+ (?:the )?least\b", r"\b(?:joint|equal|tied for) (?:best|first|highest|top)\b", rf"\bthe first {_FIELD}(?:model|system|lab|entry) (?:in|on) the (?:list|ranking|table|leader ?board)\b", r"\b(?:best|highest|strongest|top)(?: \w+)? (?:of|for|by|from|among) (?:all|any|every)\b(?: [\w-]+){0,3}", rf"{_NOT_ONE}\b{_STRONG} (?:of|among) (?:the |all )?{_FIELD}(?:models|systems|llms|labs|entries|makers)\b",
    # the strongest of a kind
    rf"{_NOT_ONE}\b{_DEGREE} {_FIELD}{_NOUN}", r"\bhas the (?:best|strongest|highest-\w+|top(?:-\w+)?) (?:ai )?(?:model|llm|system)\b",
    rf"\bthe {_DEGREE}(?:[- ]\w+){{0,2}} (?:from|out of|in) {_PLACE_NAMES}", rf"{_NOT_ONE}\b(?:highest|best|top)[- ](?:rank(?:ed|ing)|scor(?:ing|er)|rated|placed|performing)\b",
    r"\bthe (?:highest|best|top) (?:score|rating|mark|result|figure|number|tally|total|percentage)(?: \w+)? (?:of|on|in|among|ever|so far)\b", r"\bthe (?:lowest|fewest) (?:hallucination|error)\w*(?: rate)?s?\b",
))  # fmt: skip
_FRENCH = "|".join((
    r"\ben tête\b", r"\b(?:à|prend|prennent|prenant|pris) la tête\b", r"\ben haut du podium\b", r"\bla tête (?=d|du)", r"\bdomine\b", r"\bmène\b", r"\bcaracole\b", r"\btrône\b", r"\bau sommet\b", r"\ble sommet\b", r"\bnuméro un\b", r"\b(?:est|reste|arrive|finit|termine)(?: \w+)? premi(?:er|ère)\b", r"\bpremi(?:er|ère) (?:des|parmi|de tou(?:s|tes)) ", r"\bpremi(?:er|ère) (?:place|rang|position|marche)\b",
    r"\b(?:meilleure?|plus performante?) (?:modèle|score|note|IA)\b", r"\b(?:le|la) (?:(?:mieux|plus) \w+|meilleure?|première?|numéro un) (?:des|de tous les|de toutes les|parmi les) ", r"\bpremi(?:er|ère) (?:modèle|IA)\b (?:ouvert|open|libre|chinois|européen|français|américain)\w*",
))  # fmt: skip
_GERMAN = "|".join((
    r"\bSpitze\b", r"\bSpitzenplatz|\bSpitzenposition", r"\bführt\b(?! (?:das Rennen um|Gespräche|Tests|zu|ein|durch)\b)", r"\bSpitzenreiter|\bTabellenführ\w+|\bangeführt\b", r"\bganz oben\b", r"\bThron\b", r"\bthront\b", r"\bunangefochten\b", r"\bNummer eins\b", r"\bvorne?\b(?! (?:allem|herein))",
    r"\b(?:das|als|damit|zum) (?:\w{3,16}ste[nrs]?|bestes) (?:[\w-]{3,16} )?(?:KI-)?(?:Modell|Sprachmodell|System)\b",
    r"\b(?:beste|stärkste|führende|bestplatzierte|bestbewertete|leistungsfähigste)[sn]? (?:[\w-]{3,16} )?(?:KI-)?(?:Modell|Sprachmodell|System)\b",
))  # fmt: skip
_CHINESE = r"遥遥领先(?!于|其他)|登顶|榜首|之首|魁首|头名|状元|拔得头筹|折桂|称霸|霸榜|夺冠|夺魁|冠军|领跑|摘得桂冠|问鼎|居首|独占鳌头|高居第一|排名最高|得分最高|排名第一(?!\d)|第一名|全球最强|最强(?:的)?(?:开源|国产|中国|中文)?模型|最高分|头把交椅|第一把交椅|榜一|(?:调用量|使用量|得分|分数|评分|成绩|排名|胜率)(?:位列|位居|均为|为)?(?:最高|最多|第一(?!\d))"
_JAPANESE = r"首位|トップ(?!\d)|最上位|最高(?:位|得点|スコア|評価)|頂点|王座|最強|筆頭"
_KOREAN = r"왕좌|제패|정상에|정상을|정상 (?:차지|등극|탈환)|선두|최상위|1등|수위를|가장 높은|최고\s?(?:점|순위|성적)|톱\s?자리"
# Every alternative in letters begins at a word's edge: asked once, not of each.
LEAD = re.compile(rf"(?i:\b(?:{_ENGLISH}|{_FRENCH}|{_GERMAN}|{iberian.LEAD}))|{_CHINESE}|{_JAPANESE}|{_KOREAN}")

# "The board has X on top": whose lead it is stands between the words.
AROUND = re.compile(r"(?i:puts?|putting|has|have|with|sees?|shows?|ranks?|places?)\b")
# "Two models share the lead": of each.
SHARED = re.compile(
    rf"(?i:\b(?:share[sd]?|sharing|(?:\w+[- ]way )?tied? (?:for|at)|jointly (?:hold|lead|top)s?|joint(?:ly)? at|split) (?:the |in )?(?:{_HEIGHT}|top\b|lead\b|(?:second|third|fourth|fifth) place|(?<=for )(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))|\b(?:is|are|was|were) shared (?=by\b)|\bare (?:joint|co-)(?:first|leaders?)\b|\bteilen sich (?:den ersten Platz|Platz eins|die Spitze)|\b(?:se partagent|partagent) la (?:première place|tête))|并列(?:第一|榜首|首位)|が(?:同率|並んで)(?:首位|1位)|공동 (?:1위|선두)"
)
# "The board is led by X": who follows leads.
LED_BY = re.compile(
    r"(?i:\b(?:led|headed|topped|dominated|ruled|fronted) by\b|\b(?:dominée?|menée?|emmenée?) par\b|\bangeführt (?:wird )?(?:von|vom)\b)"
)
# "the best European model after X": those named are ahead.
AFTER_OTHERS = re.compile(r"(?i:(?:(?!\band\b|\bbut\b)[\w -]){0,20}?\s(?:after|behind|bar|but for)\s(?:the\s)?)")
OPENS_AFTER = re.compile(r"(?i:\W*(?:after|behind|nach|neben|après|derrière) (?:the )?)")
OF_A_TEAM = re.compile(r"(?i:\sof (?:the )?(?:[\w.'’-]+ ){1,3}?(?:team|project|group|company|division|effort|initiative)\b)")
# "number one on a list of start-ups", "the best model is the one that works".
OF_A_LIST = re.compile(
    r"(?i:\samong (?:his|her|their|our) (?!(?:\w+ )?(?:rivals|peers|models|competitors|kind))|\s(?:on|in|of) (?:an?|the|this|its) (?:list|ranking|table|chart) of (?!(?:[\w-]+ ){0,2}(?:models?|llms?|systems?|labs?)\b))"
)
# "first place at a hackathon": a place in something else than the board.
IN_OTHERS = re.compile(
    r"(?i:(?:\s(?:place|spot|prize|medals?))?\s(?:at|in|of|from) (?:(?:the |this |last )?(?:[\w-]+ ){0,3}?(?:olympiad|olympics|contest|competition|championships?|hackathon|cup|awards?)\b|(?:an?|his|her|their) )"
    r"(?!(?:[\w-]+ ){0,3}(?:ranking|leader ?board|benchmark|list|table|board|index|test|arena|comparison|evaluation|chart|league)\b)"
    r"|\s?(?:in )?(?:some|many|several|certain|various|other) (?:\w+ )?(?:areas|fields|tasks|domains|respects|ways|disciplines)\b)"
)
# "trails X, the best open model on the board": told of X.
APPOSED = re.compile(
    r"(?:['’]s)?(?: \([^()]{1,20}\))?, (?:itself |currently |still |now |already )?(?:the |China['’]s |Europe['’]s |its )?(?:current |reigning |new )?\Z"
)
NOT_APPOSED = re.compile(
    r"(?i:\b(?:scores?|results?|ratings?|marks?|showing|figures?|numbers?|tally|finish|positions?|performance|place|average)\b)"
)
# A verb of a lead: no title that a name before it bears.
TELLS = re.compile(
    r"(?:leads?|led|top(?:s|ped)|heads|reign(?:s|ed)|rules|dominate[sd]|sweeps|sets?|stays?|remains?|is|are|was|pulls?|ranks|ranked|scores|scored|holds?|held|takes?|took|has|had|keeps?|comes?|came|edges|finishe[sd]|continues)\b"
)
# "its best model", "the lab's strongest system": first of one maker's, which says nothing of others.
POSSESSED = re.compile(
    r"(?i:\b(?<!on )(?:its|their|our|his|her|my) (?:own )?\Z|\b(?:company|firm|start-?up|lab|maker|giant|group|vendor|developer|team)['’]s? \Z)|\b(?:leur|son|sa|ihr|sein)e?[sn]? \Z"
)
# "the best non-Anthropic model": those of the maker named may be ahead.
EXCLUDED = re.compile(r"(?i:\bnon-)(?P<who>[A-Z][\w.]{1,18})")
# "beats the best Chinese model, X": named behind the words.
NAMED_BEHIND = re.compile(r"(?: (?:on|in|at|by) [^,;.]{2,40})?, (?:x?[A-Z][\w.]*['’]s? )?")
ENDS_IN_NOUN = re.compile(r"(?:model|llm|system|lab|entry|entrant|contender)\Z")
AFTER_NAME = re.compile(r"\s?(?:[.,;)]|\(|\Z|(?:at|with|on)\s\d)")
# After a place, "... is X" names whose it is: "the current leader is X", "2位はX".
NAMES_HOLDER = re.compile(
    r"[^.;,，。、：]{0,48}?(?:\b(?:is|was|are|were|remains?|goes to|went to|belongs? to|ist|bleibt|heißt|belegt|hält|holt|erreicht|(?:geht|ging) an|est|reste|revient à)|は|为|是|은|는)"
    r"\s?(?:(?:the|now|still|currently|again|once more|der|das|le|la|encore|nach wie vor|weiterhin) )*(?:x?[A-Z][\w.]*['’]s? )?\Z"
)
HEADED = re.compile(r"[^.;,，。、]{0,40}[:：]\s?(?:x?[A-Z][\w.]*['’]s? )?\Z")
