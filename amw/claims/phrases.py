"""How texts in seven languages say a place, a lead, a score, a scope, or that one model beats another."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from amw.claims import iberian
from amw.dates import ANY_MONTH

_ORDINALS = {w: i for i, ws in enumerate((
    "first premier première erste ersten erster 一 1st 首位", "second deuxième seconde zweite zweiten zweiter 二 2nd runner-up", "third troisième dritte dritten dritter 三 3rd",
    "fourth quatrième vierte vierten vierter 四", "fifth cinquième fünfte fünften fünfter 五", "sixth sixième sechste sechsten sechster 六",
    "seventh septième siebte siebten siebter siebenten 七", "eighth huitième achte achten achter 八", "ninth neuvième neunte neunten neunter 九",
    "tenth dixième zehnte zehnten zehnter 十", "eleventh onzième elften 十一", "twelfth douzième zwölften 十二", "thirteenth treizième dreizehnten 十三",
    "fourteenth quatorzième 十四", "fifteenth quinzième 十五", "sixteenth seizième", "seventeenth", "eighteenth", "nineteenth", "twentieth vingtième"), start=1) for w in ws.split()} | iberian.ORDINALS  # fmt: skip
_NUMBERS = {w: i for words in (
    "one two three four five six seven eight nine ten", "eins zwei drei vier fünf sechs sieben acht neun zehn",
    "un deux trois quatre cinq six sept huit neuf dix") for i, w in enumerate(words.split(), start=1)} | iberian.NUMBERS  # fmt: skip
_CJK = {w: i for i, w in enumerate("一二三四五六七八九十", start=1)} | {"两": 2, "二十": 20}
_LEAST = re.compile(
    r"(?i:\b(?:over|(?<!no )more than|at least|upwards of|mehr als|plus de|" + iberian.LEAST + r")\b)|超过|以上|至少|逾|이상|넘게"
)
_MOST = re.compile(
    r"(?i:\b(?:no more than|less than|fewer than|under|within|up to|at most|as much as|weniger als|moins de|"
    + iberian.MOST
    + r")\b)|不到|不足|미만|未満"
)
_MEDALS = {"gold": 1, "silver": 2, "bronze": 3}
COUNTS = {
    **_NUMBERS, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "eighteen": 18, "thirty": 30, "forty": 40, "sixty": 60, "hundred": 100, "dozen": 12, "fifteen": 15, "twenty": 20, "fifty": 50,
    "half-dozen": 6, "half dozen": 6,
}  # fmt: skip
NUMBER_WORDS = "|".join(w for w in COUNTS if w.isascii() and len(w) > 2)  # numbers as English (and, where alike, other) words
_HOW_MANY = rf"(?:an?(?= (?:\w+ )?(?:model|system|entry))|\d{{1,3}}|half|no|none|{NUMBER_WORDS})"
_BEST = r"(?:(?:best|highest|strongest|leading|smartest|top|biggest|largest)(?:-\w+)?|most \w+)"
_FIRST = rf"(?:(?:top|first)[\s-](?P<top>\d{{1,3}}|{NUMBER_WORDS})\b|(?P<top2>\d{{1,2}}|{NUMBER_WORDS})\s{_BEST}\b)"
_ENTRIES = r"(?:models?|rows?|systems?|llms?|labs?|entries|entrants|companies|developers)"
_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|\d{1,3}(?:st|nd|rd|th))"
_FRENCH = r"(?:premi[eè]re?|deuxième|seconde|troisième|quatrième|cinquième|sixième|septième|huitième|neuvième|dixième|onzième|douzième|treizième|quatorzième|quinzième|seizième|vingtième)"
_GERMAN = r"(?:(?:erst|zweit|dritt|viert|fünft|sechst|siebt|siebent|acht|neunt|zehnt|elft|zwölft)(?:en|er|e)|\d{1,2}\.)"

TOP = re.compile(
    r"(?i:\b(?:among|one of|in|within) the (?P<en2>\d{1,2}|three|four|five|six|seven|eight|nine|ten|dozen|fifteen|twenty) (?:best|highest|strongest|leading|smartest|top-rated|most (?:intelligent|capable|powerful|popular|used))(?:-\w+)?\b)"
    r"|(?i:\btop[\s-](?P<en>\d{1,3}(?![.,]\d|\s?%)|two|three|four|five|six|seven|eight|nine|ten|half[- ]dozen|dozen|fifteen|twenty|fifty|drei|fünf|zehn|trois|cinq|dix)\b)"
    r"|(?i:\b(?:in|among|inside|within|into) (?:the |its |[\w .'’-]{2,30}['’]s )first (?P<en3>two|three|four|five|six|seven|eight|nine|ten|dozen|fifteen|twenty|\d{1,2})\b(?!\s(?:months?|years?|weeks?|days?|quarters?|hours?|minutes?|rounds?)\b))|(?i:(?<!en haut du )(?<!haut du )\b(?P<podium>podium|medals)\b)|(?i:\bunter (?:die|den) (?:besten|ersten|top) (?P<de>\d{1,2}|drei|fünf|zehn)\b|\bparmi les (?P<fr>\d{1,2}|trois|cinq|dix) (?:premiers|premières|meilleure?s)\b)"
    rf"|(?i:{iberian.TOP})"
    r"|前(?P<zh>\d{1,3}|二十|[三五十])(?:名|位|强|之列)?|(?P<ko>\d{1,3})위권|(?:상위|톱|탑)\s?(?P<ko2>\d{1,3})(?!%)|トップ(?P<ja>\d{1,3})|上位(?P<ja2>\d{1,3})"
)
RANK = re.compile(
    rf"(?i:\b(?:rank(?:s|ed|ing)?|plac(?:es|ed|ing)|came|comes?|coming|sits?|sat|sitting|finish(?:es|ed|ing)?|position(?:s|ed)?|debut(?:s|ed|ing)?|land(?:s|ed|ing)?|stands?|stood|climb(?:s|ed|ing)?|rose|ris(?:es|ing)|slip(?:s|ped)|slid|falls?|fell|dropp?(?:s|ed)|tumbled?|sank|mov(?:es|ed)|jump(?:s|ed)|leapt|vault(?:s|ed)|shot|soar(?:s|ed)|surg(?:es|ed)|lies?|lay|lying|rat(?:es|ed)|list(?:s|ed)|enter(?:s|ed)|open(?:s|ed)|start(?:s|ed)|arriv(?:es|ed)|end(?:s|ed)(?: up)?|go(?:es)?|went|stay(?:s|ed)|run(?:s|ning)?|languish(?:es|ed)|slots?|puts?|now|currently|only|just|is|was|are|were|being|remains?|(?:earn|claim|secur|clinch|captur|occup|tak|hold)(?:y|ies|ied|s|es|ed)?|took|held|gets?|manag(?:es|ed)?|reach(?:es|ed)|achiev(?:es|ed)|notch(?:es|ed)|good for|than|as (?:high|low) as|in|to|at|into|the|its|ties? for|tied(?: for)?|tying for)\s(?:it |them |him |her |up |down |back |straight |solidly )?(?:a |an |the |in |at |as |only |just |now |still |currently |overall |joint |respectable |distant |close |strong |to |for |into |from |\w+ to ){{0,3}}(?:#|no\.?\s?|number\s)?(?P<ord>{_ORDINAL})(?! to none\b)(?! of (?:the |its |what |that )(?:[\w-]+ )?(?:pric|cost|speed|size|param|tokens?))(?! and foremost| of (?:which|whom|these|those|several|many|its kind|the (?:two|three|four|pair|trio)|both)\b| to (?!an?\b|the\b|its\b|none\b|rivals?\b|[a-z]+th\b)[a-z])(?=\s(?:place|spot|position|slot|seat|globally|worldwide|overall|in|on|among|domestically|behind|after|ahead|rank|with|of|and|at|by|to|right|just|per|according|out|but|while)\b|\s?[,.;:!)（(–—]|\Z))"
    r"|(?i:(?P<hash>(?:#|№|\bno\.?\s?|\bnumber[\s-]|\brank(?:s|ed)?\s|\bnº\s?|\bplatz\s|\brang\s|\bnuméro\s|\bnummer\s|\bn[°o]\s?)(?P<n>\d{1,3}|"
    + "|".join(sorted(_NUMBERS, key=len, reverse=True))
    + r"))\b(?![\d.,]?\d)(?!\s(?:places|spots|positions|models|points|cloud|chip|car|phone|smartphone|search|social|economy|retailer|carrier|bank|exchange|market|provider|player|supplier)))"
    rf"|(?i:\b(?P<fr>\d{{1,2}})\s?(?:e|ème|ère|er|re)\s(?:place|rang|position)|(?:class[ée]e?s?|se classe|arrive|termine|pointe|est)\s(?:que |qu['’])?(?:à la |au |en )?(?:(?P<fr2>\d{{1,2}})\s?(?:e|ème|ère|er|re)\b|(?P<frw2>{_FRENCH})(?:\s(?:place|rang|position))?)|(?P<frw>{_FRENCH})\s(?:place|position|marche|rang|du classement|au classement|du palmarès|toutes catégories|au général|mondial)|\b(?:devient|reste|pointe|figure|émerge)\s(?P<frw3>{_FRENCH}))"
    rf"|(?<=[:—–] )(?:only |just )?(?P<colon>{_ORDINAL})(?=,)"
    rf"|(?i:\b(?P<bare>{_ORDINAL})(?=[\s-](?:behind|ahead of)\b|[\s-](?:place|spot|position|rank|slot|seat|globally|worldwide|overall|domestically|nationwide|among\b|of all\b(?! time)|(?:best|strongest|smartest|highest|lowest|most|least|fewest|leading|top|placed|ranked|rated|scoring)\b(?! (?:common|frequent|recent|important|likely|populous|valuable|visited|read|cited|expensive)\b)|in (?:china|korea|south korea|japan|europe|france|germany|india|the (?:us|u\.s\.|world|uk|global|overall)))\b))"
    r"|(?i:\b(?P<up>runner-up)\b(?!['’]s\b)|\b(?:takes?|took|taking|wins?|won|earn(?:s|ed)|grab(?:s|bed)|claim(?:s|ed)|settles?(?:d)? for|holds?|held|has|gets?|got|bags?|bagged)\s(?:the\s)?(?P<medal>gold|silver|bronze)\b)"
    rf"|(?i:\b(?P<de>{_GERMAN})\s(?:platz|rang|stelle|position)\b|\b(?:als|ist|wird|wurde|bleibt|auf)\s(?P<de2>(?:erst|zweit|dritt|viert|fünft|sechst|siebt|acht|neunt|zehnt|elft|zwölft)er?)\b(?!\s[A-ZÄÖÜ]))"
    rf"|(?i:{iberian.RANK})"
    r"|(?:第|排名|排在|位列|位居|名列|全球|世界|国内|中国|总榜|总排名)(?:第)?\s?(?P<zh>\d{1,3}|十[一二三四五]|[一二三四五六七八九十])(?!\d|\.\d|\s?(?:位(?:产品|员工|用户|客户|工程|研究|科学|首席|负责|创始|投资|高管|女|男|华人|外国)|版|季|代|届|批|期|次|步|章|个|方|者|财|天|大|款|家|种|年|届|类|页|轮|场|梯|亿|万|分|点|強|强))(?:\s?[名位])?"
    r"|(?<![\d.,])(?<!上位)(?<!上位 )(?<!상위)(?<!상위 )(?P<cj>\d{1,3})\s?(?:位|위)(?!권|원|치|한|협|列|居|于|於|数|\s?(?:안|이내)|以内)"
)
# "Only two models score higher than GPT-6": it is third.
HIGHER = re.compile(
    rf"(?i:\b(?P<n>\d{{1,2}}|{NUMBER_WORDS})\s(?:other\s)?(?:[\w-]+\s)?(?:models?|systems?|llms?|rivals?|entries|families)\s(?:[\w-]+\s){{0,4}}?(?:(?:(?:scor|rank|sit|stand|plac|rat|are|is|lie)\w*\s)?(?:higher|above|better|ahead)\b(?:\s(?:than|of)\b)?|(?:outrank|outscor|outperform|surpass|beat)(?:s|es)?\b))"
)
# An ordinal that is a place because a board follows it: "fourth on the Aider board", and what may stand between the two.
_ANY_ORDINAL = rf"(?:{_ORDINAL}|{_FRENCH}|{_GERMAN}|{'|'.join(iberian.ORDINALS)})"
_UP_TO = r"(?:on|in|at|by|per|sur|dans|en|no|na|auf|bei|im|of(?! which| whom))"
ORDINAL_ON = re.compile(rf"(?i:\b(?:(?P<bare>{_ANY_ORDINAL})|(?:#|no\.?\s?)(?P<n>\d{{1,3}}))(?=,?\s{_UP_TO}\s))")
UP_TO_BOARD = re.compile(
    rf"(?i:,?\s(?:{_UP_TO}|du|de|del)\s(?:(?:the|its|their|latest|new|current|both|le|la|les|el|los|der|dem|den)\s){{0,3}}@?)"
)
# The same right behind the board: "first on A, on B third".
ORDINAL_BEHIND = re.compile(
    rf"(?i:,?\s(?:in )?(?:(?P<bare>{_ANY_ORDINAL})|(?:#|no\.?\s?)(?P<n>\d{{1,3}}))(?=\s?(?:[,;)]|\.?\Z|\.\s)|\s(?:and|while|but|und|et|y)\b))"
)
# A place right after a model's name, where several follow one another: "GPT-6 first, Opus 5 second", "opus 5 #2, gemini 4 #3".
PLACED = re.compile(
    rf"(?i:,?\s(?:(?:is|was|in|at|came|comes|on)\s)?(?:(?P<ord>{_ORDINAL})|(?:#|no\.?\s?)(?P<n>\d{{1,2}}))(?=[\s,.;)]|\Z)(?! (?:time|version|generation|model|quarter|of its)))"
)
# A place in brackets behind a name: "Gemini 2.0 Flash (3rd)".
PLACED_IN_BRACKETS = re.compile(rf"(?i:\s?[(（](?:(?P<ord>{_ORDINAL})|(?:#|no\.?\s?)(?P<n>\d{{1,3}}))(?: place)?[)）])")
# What a category behind it is of: "#1 in English, second overall".
ENDS_IN_PLACE = re.compile(rf"(?i:(?:\b{_ORDINAL}|(?:#|no\.?\s?)\d{{1,3}})\s\Z)")
# The same right before the name: "First is A, second B", "首位「A」・2位「B」".
PLACE_OF_NEXT = re.compile(
    rf"(?i:\b(?P<ord>{_ORDINAL})(?: place)?(?: (?:is|was|goes to|went to))? (?:the )?(?:x?[A-Z][\w.]*['’]s? )?\Z)"
    r"|(?<![\d.,])(?P<cj>首位|\d{1,2}(?=[位위])|(?<=第)[一二三四五六七八九十](?=[名位]))[名位위]?(?:は|是|为|：|: )?\s?[「『“]?\Z"
)
# "The board ranked GPT-6 fifth": who gives a place stands before the name.
RANKS_WHOM = re.compile(
    r"(?i:\b(?:rank(?:s|ed|ing)?|plac(?:es|ed|ing)|put(?:s|ting)?|list(?:s|ed|ing)?|rat(?:es|ed|ing)|has|have|with|sees?|saw|slot(?:s|ted)?)\s(?:the |its |[A-Z][\w.]*['’]s? ){0,2}\Z)"
)
AND_NEXT = re.compile(rf"(?i:\s(?:and|und|et|y)\s(?:in\s)?(?:(?P<ord>{_ORDINAL})|(?:#|no\.?\s?)(?P<n>\d{{1,2}}))\b)")
# How many of the first places somebody holds; `top` may follow or go before `n`.
COUNTED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?i:\b(?P<n>{_HOW_MANY})\s(?:(?:out\s)?of|among)\s(?:the\s|its\s|[A-Z][\w.’' -]{{2,24}}['’]s?\s)?(?:\w+\s)?{_FIRST}(?:\s(?:models?|spots|places|positions|slots|entries|systems))?)",
        rf"(?i:\b(?P<n>{_HOW_MANY})\s(?:(?!of\b)[\w-]+\s){{0,3}}{_ENTRIES}\s(?:(?:\w+\s){{0,4}}?)(?:in|among|inside|within|mak\w+|made|reach\w*|crack\w*|enter\w*|into)\s(?:the\s|its\s)?(?:[\w'’-]+\s){{0,3}}?{_FIRST})",
        rf"(?i:\b{_FIRST}\s(?:\w+\s){{0,2}}?(?:includ|contain|featur|count|hold)\w*\s(?P<n>{_HOW_MANY})\b)",
        rf"(?i:\b(?:of|among|out of|in|within) (?:the|its) (?:\w+ )?{_FIRST}[^,;.]{{0,70}},\s(?P<n>{_HOW_MANY})\s(?:are|is|were|come|comes|belong|hail|carry|now)\b)",
        rf"(?i:\b(?P<n>{_HOW_MANY}) (?:spots?|places?|positions?|slots?|seats?|entries) (?:in|among|within|of) (?:the|its) (?:\w+ )?{_FIRST})",
        rf"(?i:\b(?:all|each|both)(?: of)? the (?P<n>){_FIRST}(?: (?:models?|spots|places|positions|slots|ranks|entries|systems))?)",
        rf"(?i:(?:\bthe|['’]s?) (?P<n>){_FIRST}(?: [\w-]+){{0,4}}?(?: (?:on|in|at|by) [^,;.]{{3,50}})?(?: all| both)? (?:are|were|come|hail|belong|go|went)(?: now)? (?:all|both|each|exclusively|entirely|from|to|made by|built by))",
        rf"(?i:\b(?:are|were|form|has|have|had|boasts?|makes?|owns?|holds?|held|tak(?:es?|ing)|took|occup(?:y|ies|ied|ying)|claim(?:s|ed|ing)?|fill(?:s|ed|ing)?|sweep(?:s|ing)?|swept|controls?|secur(?:es?|ed)|lock(?:s|ed) up)\s(?:all\s)?(?:of\s)?the\s(?P<n>){_FIRST}\s(?:\w+\s)?(?:spots|places|positions|slots|ranks|models|systems|llms|entries|labs|companies|makers|providers|vendors|developers))",
        *iberian.COUNTED,
        r"前(?P<top>\d{1,2}|[三四五六七八九十]|二十)(?:名|强|位)?(?:中|里|当中|之中|有)[，,]?[^，。；]{0,14}?(?P<n>\d{1,2}|[一二两三四五六七八九十])(?:席|个|款|家|名|位)",
        r"前(?P<top>\d{1,2}|[三四五六七八九十]|二十)(?:名|强|位)?(?P<n>)(?:全是|全部(?:是|来自|为)|均[为是]|都是|清一色(?:是|来自)?|全为|皆为|[均都全]来自)",
        r"(?:包揽|霸占|独占)[^，。]{0,40}?前(?P<top>\d{1,2}|[两二三四五六七八九十])(?P<n>)(?:名|席|位|强)",
        r"(?:トップ|上位)(?P<top>\d{1,2})(?:モデル|位)?(?:のうち|中|に)[^、。]{0,14}?(?P<n>\d{1,2})(?:モデル|つ|社|件|が)",
        r"(?:상위|톱|탑)\s?(?P<top>\d{1,2})(?:개|위|곳)?\s?(?:모델\s?)?(?:중|가운데|에)[^,.]{0,14}?(?P<n>\d{1,2})(?:개|곳|종)",
    )
)
# Which models the places are counted among: "of the top five open models".
FIELD = re.compile(
    r"(?i:\s(?:among |amongst |of |for )?(?:the |all )?(?:open|chinese|american|european|korean|japanese)[\w-]*(?:\s(?:models?|systems?|llms?|labs?|weights?|source))*)"
)
# "Neither A nor B has a model in the top five".
NEITHER = re.compile(r"(?i:\bneither\b|\bweder\b|\bni\b(?=[^,;.]* ni\b))")
TAKEN_FROM = re.compile(
    r"(?<!points )(?<!point )(?<!pts )(?<!Elo )(?<!places )(?<!spots )\b(?:from|off|away from) (?:x?[A-Z][\w.]*['’]s? )?"
)
# Who is put somewhere stands right before the place: "pushing A into second".
PUT = re.compile(r"\s(?:down |back |up |straight )?(?:in|to|into)?\s?")
# A place held before: "up from No. 7", "从第七升至第三", "7位から3位へ".
FORMER = re.compile(
    r"(?i:\b(?:from|previously|formerly|von|vom|depuis(?: la| le)?)\s(?:the |its |an? )?(?:previous |former |distant |lowly )?\Z|\b(?:previous|former|earlier|prior)\s\Z)|(?:从|由|自|此前的?|上[期月周]的?)\Z"
)
FORMER_AFTER = re.compile(r"\s?(?:->|→|=>)\s?#?\d|から(?=[^、。]{0,8}\d{1,3}位)|에서(?=[^,.]{0,6}\d{1,3}위)")
# "2位に34点の差", "2위와 34점 차": a rival's place, over which it is ahead.
OVER_AFTER = re.compile(
    r"(?:に|との?|を)(?=[^、。]{0,14}(?:差|引き離|リード|上回))|(?:와|에|를|보다)(?=[^,.]{0,12}(?:차(?!지)|격차|앞[서섰선]))|(?:仅|只)?(?=[\d.]{1,5}分之差)"
)
THAN = re.compile(r"(?:比|较|領先|领先|高出|落后|超出|距离?|与)\Z")
# "once led", "was first until X came", "was denied the top spot": states that have ended or never were.
ONCE = re.compile(
    r"(?i:\b(?:once|briefly|previously|formerly|used to|los(?:t|es|ing)(?! to\b)|ced(?:ed|es|ing)|gave up|(?:surrender|relinquish|yield)(?:e?s|ed)|hand(?:s|ed)(?: over)?|had (?:been|led|topped|held)|originally|at one point|at one time|(?:is|are|was|were|been|being|gets?|got) (?:\w+ )?(?:beaten|pipped|edged|denied|robbed|stripped|deprived))\s(?:[\w'’.-]+\s){0,3}\Z|\b(?:(?<!and its )(?<!and the )predecessor|(?:previous|prior|earlier) (?:version|model)|vorgänger\w*|vorherige version|prédécesseur|predecesor)\s(?:(?:was|were|is|had|has|did|rank\w*|sat|sits|stood|came|finish\w*|debut\w*|took|h[eo]lds?|reached|war|lag|liegt|stand|kam|belegt\w*|était|est|occup\w+|se class\w+|estaba|qued\w+|ocup\w+)\s(?:(?-i:[a-zäöüé]+)\s){0,3})?\Z|\b(?:until|till) (?:[\w'’.-]+ ){1,3}(?:was|were|had|had been)\s(?:the |its )?\Z)|(?:曾经?|一度|此前)[^，。；]{0,8}\Z|かつて[^、。]{0,12}\Z|한때[^,.]{0,12}\Z"
)
UNTIL = re.compile(
    r"(?i:[^.;:]{0,60}?\b(?:at least until now|until(?! now| recently| then)|till|before (?:being|(?:it|they|he) (?:was|were|got)|losing|slipping|falling|dropping|[A-Z][\w. -]{2,30} (?:arrived|came|overtook|took)))\b)"
)
# "which led the open models in April, is now fourth".
LED_THEN = re.compile(r"(?i:(?:led|topped|headed|held|was|ranked|stood|sat|placed|came|took|had)\b)")
AT_A_TIME = re.compile(
    rf"(?i:[^,;.]{{0,60}}?\b(?:(?:back )?in (?:{ANY_MONTH}|spring|summer|autumn|winter|20\d\d)"
    r"|last (?:year|month|week|spring|summer|autumn|winter)|(?:an?|two|three|six) (?:weeks?|months?|years?) ago|at the time|earlier this year)\b[^;.]{0,60}?\b(?:now|but|since|no longer|today)\b)"
)
# "which led in March": the month that a place told in the past tense was held in, in the words of the place or right behind them.
IN_MONTH = re.compile(rf"(?i:(?:[^,;.]|\.\d){{0,120}}?\b(?:back )?in (?:early |late |mid-)?(?P<month>{ANY_MONTH})\b(?! 20\d\d))")
HELD_THEN = re.compile(
    r"(?i:\b(?:led|topped|headed|held|was|were|ranked|stood|sat|placed|came|took|had|reached|hit|scored|finished|(?:debuted|landed|entered) (?:at|as)|beat|ruled|trailed|won|claimed)\b)"
)
# "Until June, X led the board", up to where the sentence turns to today.
HEAD_UNTIL = re.compile(r"\W*(?:until|till|bis|jusqu['’]|在[^，。]{2,20}之前)", re.IGNORECASE)
TURNS_TO_NOW = re.compile(r"(?i:;|\b(?:now|but|today|since then|this (?:week|month))\b)|；|如今|现在|但")
# A place by something else than a board's scores.
OTHER_MEASURE = re.compile(r"(?:市值|营收|收入|销量|销售|估值|份额|出货|利润|用户数|下载量|身家)[^，。；]{0,24}\Z")
OTHER_MEASURE_AFTER = re.compile(
    r"(?i:[^,;.]{0,24}\bby (?:market (?:value|cap\w*|share)|revenues?|sales|valuation|headcount|users|assets)\b)"
)
# "the fourth-best of Google's models": among one maker's.
OF_ONES_OWN = re.compile(
    r"(?i:[-\w]* (?:[\w-]+ ){0,2}?(?:of|among|from|in) (?:its|their|(?-i:[A-Z][\w.]*)['’]s?) (?:own )?(?:[\w-]+ ){0,2}?(?:models?|line-?up|family|range|stable|portfolio|offerings?)\b)"
)
# "the second-placed model" after these is somebody else.
OF_ANOTHER = re.compile(r"(?i:\b(?:over|than|behind|ahead of|above|below|versus|against|from|on|to)\s(?:the\s|its\s)(?:\w+\s)?\Z)")
TITLE = re.compile(r"(?i:[- ](?:placed|ranked|rated|best|highest))")
TITLED = re.compile(r"(?:[- ]\w+)?\s(?:x?[A-Z][\w.]*['’]s? )?")
TITLED_CJK = re.compile(r"\s?(?:인|의|の|的|名的)?\s?")
PLACED_ONE = re.compile(r"[- ](?:placed|ranked|rated|best|highest)\b")
# A numbered list: "1. Claude Opus 4.8, 2. GPT-5.5"; counted only where a model's name follows at once.
LISTED = re.compile(r"(?:^|(?<=[\s,;:：，；、(（])(?<!第\s))(?P<n>[1-9]|1\d|20)[.)、）]\s?(?:\*{0,2}|[「『“\"])")
FOLLOWED_AFTER = re.compile(
    r"(?i:(?:hot |close |right |just |hard ){0,3}on (?:its|their|his) heels\b|(?:in )?hot pursuit\b|(?:a )?close second\b|follow(?:s|ed)?(?=\s*(?:[,.;]|with\b|at\b|on \d|in second|closely|\Z))|(?:comes?|is|came) next\b|(?:close|closely|right|just|not far|hard) behind(?=\s*(?:[,.;!]|at\b|with\b|on\b|\Z))|\b(?:next|second)(?: up)?(?= (?:at|with|on) \d))|紧随其后|紧追其后|次之|がそれに続|が続(?:く|き|い)|[이가] (?:그 )?뒤를 (?:잇|이었|따르)"
)
FOLLOWED = re.compile(
    r"(?i:\bfollowed(?: (?!by\b)[\w-]+){0,4} by\b|\bahead of\b(?=[^.]{0,80}\bin (?:second|third)\b)|\bsuivie? (?:de|par)\b|\bgefolgt von\b)|其次是|紧随其后的是|に続く|그 뒤를"
)
SOTA = re.compile(r"(?i:state[- ]of[- ]the[- ]art|\bSoTA\b)|最先端|最先进|新SOTA|最新最高|최고 성능|최고 수준")


def place_of(match: re.Match[str]) -> int | None:
    """The place that a match of `RANK` names, 1..999; None for a figure that is no place (0)."""
    word = next((value for name, value in match.groupdict().items() if value and name != "hash"), None)
    if word is None:
        return None
    return place_of_word(word.removesuffix("r") + "r" if match.groupdict().get("de2") else word)


def place_of_word(word: str) -> int | None:
    """The place that an ordinal, a number or a medal names; None for 0."""
    word = word.lower().replace("premiere", "première")
    digits = re.match(r"\d+", word)
    return (int(digits.group()) if digits else _ORDINALS.get(word) or _NUMBERS.get(word) or _MEDALS.get(word)) or None


def within_of(match: re.Match[str]) -> int | None:
    """N of a match of `TOP` ("top 10", "前十"); the podium has three places."""
    if match["podium"]:
        return 3
    return count_of(next((g for g in match.groups() if g), ""))


_FEW = {"no": 0, "none": 0, "ningún": 0, "ninguna": 0, "ninguno": 0, "a": 1, "an": 1, "single": 1, "tenth": 1}


def count_of(word: str | None, *, of: int | None = None) -> int | None:
    """A number in figures or words; "half" is that of `of`, "no" and "none" are 0."""
    word = (word or "").strip().lower()
    if word == "half":
        return of // 2 if of and of % 2 == 0 else None
    return int(word) if word.isdigit() else _FEW.get(word, COUNTS.get(word, _CJK.get(word)))


def bound_of(text: str) -> str:
    """ "least" or "most" where words tell a figure as a bound, else ""."""
    return "least" if _LEAST.search(text) else "most" if _MOST.search(text) else ""


def points_of(words: str) -> Decimal | None:
    """How many points words name: "2.8", "three", "a single", "half a", "two tenths of a", "two and a half"; None for no number."""
    words = words.strip().lower()
    first, _, rest = words.partition(" ")
    number = figure_of(first) if first[:1].isdigit() else count_of(words) or count_of(first)  # "half dozen"; "half a"
    if number is None:
        return Decimal("0.5") if first == "half" else None
    parts = 10 if "tenth" in words else 4 if "quarter" in words else 1
    return Decimal(number) / parts + (Decimal("0.5") if rest == "and a half" else 0)


def figure_of(text: str | None) -> Decimal | None:
    """A score as written: "1,471", "1.471", "1 471" and "57,2" (decimal comma) too."""
    if text is None:
        return None
    if re.fullmatch(r"\d{1,2},\d{3}(?:\.\d+)?|[12][. \u00a0\u202f]\d{3}", text):
        text = re.sub(r"(?<=\d)[,. \u00a0\u202f](?=\d{3}(?!\d))", "", text)
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
