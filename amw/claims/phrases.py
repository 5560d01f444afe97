"""How texts in six languages say a place, a lead, a score, a scope, or that one model beats another."""

# ruff: noqa: E501 - patterns and tables are easier to compare unwrapped

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_ORDINALS = {w: i for i, ws in enumerate((
    "first premier première erste ersten erster 一 1st", "second deuxième seconde zweite zweiten zweiter 二 2nd runner-up", "third troisième dritte dritten dritter 三 3rd",
    "fourth quatrième vierte vierten vierter 四", "fifth cinquième fünfte fünften fünfter 五", "sixth sixième sechste sechsten sechster 六",
    "seventh septième siebte siebten siebter siebenten 七", "eighth huitième achte achten achter 八", "ninth neuvième neunte neunten neunter 九",
    "tenth dixième zehnte zehnten zehnter 十", "eleventh onzième elften 十一", "twelfth douzième zwölften 十二", "thirteenth treizième dreizehnten 十三",
    "fourteenth quatorzième 十四", "fifteenth quinzième 十五", "sixteenth seizième", "seventeenth", "eighteenth", "nineteenth", "twentieth vingtième"), start=1) for w in ws.split()}  # fmt: skip
_NUMBERS = {w: i for words in (
    "one two three four five six seven eight nine ten", "eins zwei drei vier fünf sechs sieben acht neun zehn",
    "un deux trois quatre cinq six sept huit neuf dix") for i, w in enumerate(words.split(), start=1)}  # fmt: skip
_CJK = {w: i for i, w in enumerate("一二三四五六七八九十", start=1)} | {"两": 2, "二十": 20}
_PRICES = {
    "input": "input", "prompt": "input", "输入": "input", "output": "output", "completion": "output", "输出": "output", "cached": "cache_read",
    "blended": "blended", "in": "input", "out": "output",
}  # fmt: skip
_LEAST = re.compile(r"(?i:\b(?:over|(?<!no )more than|at least|upwards of|mehr als|plus de)\b)|超过|以上|至少|이상|넘게")
_MOST = re.compile(
    r"(?i:\b(?:no more than|less than|fewer than|under|within|up to|at most|as much as|weniger als|moins de)\b)|不到|不足|미만|未満"
)
_MEDALS = {"gold": 1, "silver": 2, "bronze": 3}
COUNTS = {
    **_NUMBERS, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "eighteen": 18, "thirty": 30, "forty": 40, "sixty": 60, "hundred": 100, "dozen": 12, "fifteen": 15, "twenty": 20, "fifty": 50, "trois": 3, "cinq": 5, "dix": 10, "drei": 3, "fünf": 5, "zehn": 10,
    "half-dozen": 6, "half dozen": 6, "三": 3, "五": 5, "十": 10, "二十": 20,
}  # fmt: skip
NUMBER_WORDS = "|".join(w for w in COUNTS if w.isascii() and len(w) > 2)  # numbers as English (and, where alike, other) words
_HOW_MANY = rf"(?:an?(?= (?:\w+ )?(?:model|system|entry))|\d{{1,3}}|half|no|none|{NUMBER_WORDS})"
_BEST = r"(?:(?:best|highest|strongest|leading|smartest|top|biggest|largest)(?:-\w+)?|most \w+)"
_FIRST = rf"(?:(?:top|first)[\s-](?P<top>\d{{1,3}}|{NUMBER_WORDS})\b|(?P<top2>\d{{1,2}}|{NUMBER_WORDS})\s{_BEST}\b)"
_ENTRIES = r"(?:models?|systems?|llms?|labs?|entries|entrants|companies|developers)"
_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|\d{1,3}(?:st|nd|rd|th))"
_FRENCH = r"(?:premi[eè]re?|deuxième|seconde|troisième|quatrième|cinquième|sixième|septième|huitième|neuvième|dixième|onzième|douzième|treizième|quatorzième|quinzième|seizième|vingtième)"
_GERMAN = r"(?:(?:erst|zweit|dritt|viert|fünft|sechst|siebt|siebent|acht|neunt|zehnt|elft|zwölft)(?:en|er|e)|\d{1,2}\.)"

TOP = re.compile(
    r"(?i:\b(?:among|one of|in|within) the (?P<en2>\d{1,2}|three|four|five|six|seven|eight|nine|ten|dozen|fifteen|twenty) (?:best|highest|strongest|leading|smartest|top-rated|most (?:intelligent|capable|powerful|popular|used))(?:-\w+)?\b)"
    r"|(?i:\btop[\s-](?P<en>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|half[- ]dozen|dozen|fifteen|twenty|fifty|drei|fünf|zehn|trois|cinq|dix)\b)"
    r"|(?i:\b(?:in|among|inside|within|into) (?:the |its |[\w .'’-]{2,30}['’]s )first (?P<en3>two|three|four|five|six|seven|eight|nine|ten|dozen|fifteen|twenty|\d{1,2})\b(?!\s(?:months?|years?|weeks?|days?|quarters?|hours?|minutes?|rounds?)\b))|(?i:\b(?P<podium>podium|medals)\b)|(?i:\bunter (?:die|den) (?:besten|ersten|top) (?P<de>\d{1,2}|drei|fünf|zehn)\b|\bparmi les (?P<fr>\d{1,2}|trois|cinq|dix) (?:premiers|premières|meilleure?s)\b)"
    r"|前(?P<zh>\d{1,3}|二十|[三五十])(?:名|位|强|之列)?|(?P<ko>\d{1,3})위권|(?:상위|톱|탑)\s?(?P<ko2>\d{1,3})(?!%)|トップ(?P<ja>\d{1,3})|上位(?P<ja2>\d{1,3})"
)
RANK = re.compile(
    rf"(?i:\b(?:rank(?:s|ed|ing)?|plac(?:es|ed|ing)|came|comes?|coming|sits?|sat|sitting|finish(?:es|ed|ing)?|position(?:s|ed)?|debut(?:s|ed|ing)?|land(?:s|ed|ing)?|stands?|stood|climb(?:s|ed|ing)?|rose|ris(?:es|ing)|slip(?:s|ped)|slid|falls?|fell|dropp?(?:s|ed)|tumbled?|sank|mov(?:es|ed)|jump(?:s|ed)|leapt|vault(?:s|ed)|shot|soar(?:s|ed)|surg(?:es|ed)|lies?|lay|lying|rat(?:es|ed)|list(?:s|ed)|enter(?:s|ed)|open(?:s|ed)|start(?:s|ed)|arriv(?:es|ed)|end(?:s|ed)(?: up)?|go(?:es)?|went|stay(?:s|ed)|run(?:s|ning)?|languish(?:es|ed)|slots?|puts?|now|currently|only|just|is|was|are|were|being|remains?|(?:earn|claim|secur|clinch|captur|occup|tak|hold)(?:y|ies|ied|s|es|ed)?|took|held|gets?|manag(?:es|ed)?|reach(?:es|ed)|achiev(?:es|ed)|notch(?:es|ed)|good for|than|as (?:high|low) as|in|to|at|into|the|its|ties? for|tied(?: for)?|tying for)\s(?:it |them |him |her |up |down |back |straight |solidly )?(?:a |an |the |in |at |as |only |just |now |still |currently |overall |joint |respectable |distant |close |strong |to |for |into |from |\w+ to ){{0,3}}(?:#|no\.?\s?|number\s)?(?P<ord>{_ORDINAL})(?! to none\b)(?! and foremost| of (?:which|whom|these|those|several|many|its kind)\b| to (?!an?\b|the\b|its\b|none\b|rivals?\b|[a-z]+th\b)[a-z])(?=\s(?:place|spot|position|slot|seat|globally|worldwide|overall|in|on|among|domestically|behind|after|ahead|rank|with|of|and|at|by|to|right|just|per|according|out|but|while)\b|\s?[,.;:!)（(–—]|\Z))"
    r"|(?i:(?P<hash>(?:#|№|\bno\.?\s?|\bnumber[\s-]|\brank(?:s|ed)?\s|\bnº\s?|\bplatz\s|\brang\s|\bnuméro\s|\bnummer\s|\bn[°o]\s?)(?P<n>\d{1,3}|"
    + "|".join(sorted(_NUMBERS, key=len, reverse=True))
    + r"))\b(?![\d.,]?\d)(?!\s(?:places|spots|positions|models|points|cloud|chip|car|phone|smartphone|search|social|economy|retailer|carrier|bank|exchange|market|provider|player|supplier)))"
    rf"|(?i:\b(?P<fr>\d{{1,2}})\s?(?:e|ème|ère|er|re)\s(?:place|rang|position)|(?:class[ée]e?s?|se classe|arrive|termine|pointe|est)\s(?:que |qu['’])?(?:à la |au |en )?(?:(?P<fr2>\d{{1,2}})\s?(?:e|ème|ère|er|re)\b|(?P<frw2>{_FRENCH}))|(?P<frw>{_FRENCH})\s(?:place|position|marche|rang|du classement|au classement|du palmarès|toutes catégories|au général|mondial)|\b(?:devient|reste|pointe|figure|émerge)\s(?P<frw3>{_FRENCH}))"
    rf"|(?<=[:—–] )(?:only |just )?(?P<colon>{_ORDINAL})(?=,)"
    rf"|(?i:\b(?P<bare>{_ORDINAL})(?=[\s-](?:place|spot|position|rank|slot|seat|globally|worldwide|overall|domestically|nationwide|among\b|(?:best|strongest|smartest|highest|lowest|most|least|fewest|leading|top|placed|ranked|rated|scoring)\b(?! (?:common|frequent|recent|important|likely|populous|valuable|visited|read|cited|expensive)\b)|in (?:china|korea|south korea|japan|europe|france|germany|india|the (?:us|u\.s\.|world|uk)))\b))"
    r"|(?i:\b(?P<up>runner-up)\b|\b(?:takes?|took|taking|wins?|won|earn(?:s|ed)|grab(?:s|bed)|claim(?:s|ed)|settles?(?:d)? for|holds?|held|has|gets?|got|bags?|bagged)\s(?:the\s)?(?P<medal>gold|silver|bronze)\b)"
    rf"|(?i:\b(?P<de>{_GERMAN})\s(?:platz|rang|stelle|position)\b|\b(?:als|ist|wird|wurde|bleibt|auf)\s(?P<de2>(?:erst|zweit|dritt|viert|fünft|sechst|siebt|acht|neunt|zehnt|elft|zwölft)er?)\b(?!\s[A-ZÄÖÜ]))"
    r"|(?:第|排名|排在|位列|位居|名列|全球|世界|国内|中国|总榜|总排名)(?:第)?(?P<zh>\d{1,3}|十[一二三四五]|[一二三四五六七八九十])(?!版|季|代|届|批|期|次|步|章|个|方|者|财|天|大|款|家|种|年|届|类|\d|\.\d|亿|万|分|点|強|强)(?:名|位)?"
    r"|(?<![\d.,])(?P<cj>\d{1,3})\s?(?:位|위)(?!권|원|치|한|협|列|居|于|於|数|\s?(?:안|이내)|以内)"
)
# "Only two models score higher than GPT-6": it is third.
HIGHER = re.compile(
    rf"(?i:\b(?P<n>\d{{1,2}}|{NUMBER_WORDS})\s(?:other\s)?(?:models?|systems?|llms?|rivals?|entries)\s(?:\w+\s)?(?:(?:scor|rank|sit|stand|plac|rat|are|is)\w*\s(?:higher|above|better|ahead)\b(?:\s(?:than|of)\b)?|(?:outrank|outscor|outperform|surpass|beat)(?:s|es)?\b)"
    rf"|\b(?P<n2>\d{{1,2}}|{NUMBER_WORDS})\s(?:other\s)?(?:labs?|companies|makers|developers|vendors|firms)\s(?:\w+\s)?(?:have|has|own|boast|offer|field)\s(?:a |any )?(?:better|smarter|stronger|higher-\w+|more \w+) (?:models?|systems?|ones?) than\b)"
)
# An ordinal that is a place because a board follows it: "fourth on the Aider board", and what may stand between the two.
ORDINAL_ON = re.compile(rf"(?i:\b(?:(?P<bare>{_ORDINAL})|(?:#|no\.?\s?)(?P<n>\d{{1,3}}))(?=,?\s(?:on|in|at|by|of(?! which| whom)|per)\s))")
UP_TO_BOARD = re.compile(r"(?i:,?\s(?:on|in|at|by|of|per)\s(?:(?:the|its|their|latest|new|current|both)\s){0,3}@?)")
# A place right after a model's name, where several follow one another: "GPT-6 first, Opus 5 second", "opus 5 #2, gemini 4 #3".
PLACED = re.compile(
    rf"(?i:,?\s(?:(?:is|was|in|at|came|comes|on)\s)?(?:(?P<ord>{_ORDINAL})|(?:#|no\.?\s?)(?P<n>\d{{1,2}}))(?=[\s,.;)]|\Z)(?! (?:time|version|generation|model|quarter|of its)))"
)
# "The board ranked GPT-6 fifth": who gives a place stands before the name.
RANKS_WHOM = re.compile(
    r"(?i:\b(?:rank(?:s|ed|ing)?|plac(?:es|ed|ing)|put(?:s|ting)?|list(?:s|ed|ing)?|rat(?:es|ed|ing)|has|have|with|sees?|saw|slot(?:s|ted)?)\s(?:the |its |[A-Z][\w.]*['’]s? ){0,2}\Z)"
)
AND_NEXT = re.compile(rf"(?i:\s(?:and|und|et)\s(?:in\s)?(?:(?P<ord>{_ORDINAL})|(?:#|no\.?\s?)(?P<n>\d{{1,2}}))\b)")
THROUGH = re.compile(r"\b(?:with|through|thanks to|via|courtesy of)\s(?:its |the |[A-Z][\w.]*['’]s? )?")
# How many of the first places somebody holds; `top` may follow or go before `n`.
COUNTED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?i:\b(?P<n>{_HOW_MANY})\s(?:(?:out\s)?of|among)\s(?:the\s|its\s|[A-Z][\w.’' -]{{2,24}}['’]s?\s)?(?:\w+\s)?{_FIRST}(?:\s(?:models?|spots|places|positions|slots|entries|systems))?)",
        rf"(?i:\b(?P<n>{_HOW_MANY})\s(?:(?!of\b)[\w-]+\s){{0,3}}{_ENTRIES}\s(?:(?:\w+\s){{0,4}}?)(?:in|among|inside|within|mak\w+|made|reach\w*|crack\w*|enter\w*|into)\s(?:the\s|its\s)?(?:[\w'’-]+\s){{0,3}}?{_FIRST})",
        rf"(?i:\b(?P<n>{_HOW_MANY}) of (?:the|its) (?P<top>{_HOW_MANY}) (?:{_ENTRIES}|spots|places) (?:on|at) (?:[^,;.]{{0,40}} )?(?:podium|top)\b)",
        rf"(?i:\b{_FIRST}\s(?:\w+\s){{0,2}}?(?:includ|contain|featur|count|hold)\w*\s(?P<n>{_HOW_MANY})\b)",
        rf"(?i:\b(?:of|among|out of|in|within) (?:the|its) (?:\w+ )?{_FIRST}[^,;.]{{0,70}},\s(?P<n>{_HOW_MANY})\s(?:are|is|were|come|comes|belong|hail|carry|now)\b)",
        rf"(?i:\b(?P<n>{_HOW_MANY}) (?:spots?|places?|positions?|slots?|seats?|entries) (?:in|among|within|of) (?:the|its) (?:\w+ )?{_FIRST})",
        rf"(?i:\b(?:all|each)(?: of)? the (?P<n>){_FIRST}(?: (?:models?|spots|places|positions|slots|ranks|entries|systems))?)",
        rf"(?i:(?:\bthe|['’]s?) (?P<n>){_FIRST}(?: [\w-]+){{0,4}}?(?: (?:on|in|at|by) [^,;.]{{3,50}})?(?: all| both)? (?:are|were|come|hail|belong|go|went)(?: now)? (?:all|both|each|exclusively|entirely|from|to|made by|built by))",
        rf"(?i:\b(?:are|were|form|has|have|had|boasts?|makes?|owns?|holds?|held|tak(?:es?|ing)|took|occup(?:y|ies|ied|ying)|claim(?:s|ed|ing)?|fill(?:s|ed|ing)?|sweep(?:s|ing)?|swept|controls?|secur(?:es?|ed)|lock(?:s|ed) up)\s(?:all\s)?(?:of\s)?the\s(?P<n>){_FIRST}\s(?:\w+\s)?(?:spots|places|positions|slots|ranks|models|systems|llms|entries|labs|companies|makers|providers|vendors|developers))",
        r"前(?P<top>\d{1,2}|[三四五六七八九十]|二十)(?:名|强|位)?(?:中|里|当中|之中|有)[，,]?[^，。；]{0,14}?(?P<n>\d{1,2}|[一二两三四五六七八九十])(?:席|个|款|家|名|位)",
        r"前(?P<top>\d{1,2}|[三四五六七八九十]|二十)(?:名|强|位)?(?P<n>)(?:全是|全部(?:是|来自|为)|均[为是]|都是|清一色(?:是|来自)?|全为|皆为|[均都全]来自)",
        r"(?:包揽|霸占|独占)[^，。]{0,40}?前(?P<top>\d{1,2}|[两二三四五六七八九十])(?P<n>)(?:名|席|位|强)",
        r"(?:トップ|上位)(?P<top>\d{1,2})(?:モデル|位)?(?:のうち|中|に)[^、。]{0,14}?(?P<n>\d{1,2})(?:モデル|つ|社|件|が)",
        r"(?:상위|톱|탑)\s?(?P<top>\d{1,2})(?:개|위|곳)?\s?(?:모델\s?)?(?:중|가운데|에)[^,.]{0,14}?(?P<n>\d{1,2})(?:개|곳|종)",
    )
)
# Which models the places are counted among: "of the top five open models".
FIELD = re.compile(
    r"(?i:\s(?:open|chinese|american|european|korean|japanese)[\w-]*(?:\s(?:models?|systems?|llms?|labs?|weights?|source))*)"
)
# "Neither A nor B has a model in the top five".
NEITHER = re.compile(r"(?i:\bneither\b|\bweder\b|\bni\b(?=[^,;.]* ni\b))")
ROUNDS_OUT = re.compile(
    r"(?i:\s(?:forms?|formed|compris(?:es?|ed)|constitut\w+|occup(?:y|ied)|currently form|round(?:s|ed|ing)? out|complet(?:es?|ed|ing)|clos(?:es?|ed|ing) out|mak(?:es?|ing) up|made up|fill(?:s|ed|ing)?)\b)"
)
TAKEN_FROM = re.compile(r"\b(?:from|off|away from) (?:[A-Z][\w.]*['’]s? )?")
# Who had a place lost it: it is another's, named after "to".
CEDED = re.compile(
    r"(?i:\b(?:los(?:es?|t|ing)|ced(?:e|es|ed|ing)|surrender(?:s|ed|ing)?|gives? up|gave up|yield(?:s|ed)?|hand(?:s|ed|ing)?(?: over)?|relinquish(?:es|ed)?)\b[^,;.]{0,24}\Z)"
)
CEDED_TO = re.compile(r"(?i:[^,;.]{0,60}?\bto )(?:(?:the|its rival)\s)?(?:[A-Z][\w.]*['’]s? )?")
# Who is put somewhere stands right before the place: "pushing A into second".
PUT = re.compile(r"\s(?:down |back |up |straight )?(?:in|to|into)?\s?")
# A place held before: "up from No. 7", "从第七升至第三", "7位から3位へ".
FORMER = re.compile(
    r"(?i:\b(?:from|previously|formerly|von|vom|depuis(?: la| le)?)\s(?:the |its |an? )?(?:previous |former |distant |lowly )?\Z)|(?:从|由|自|此前的?|上[期月周]的?)\Z"
)
FORMER_AFTER = re.compile(r"から(?=[^、。]{0,8}\d{1,3}位)|에서(?=[^,.]{0,6}\d{1,3}위)")
# "2位に34点の差", "2위와 34점 차": a rival's place, over which it is ahead.
OVER_AFTER = re.compile(
    r"(?:に|との?|を)(?=[^、。]{0,14}(?:差|引き離|リード|上回))|(?:와|에|를|보다)(?=[^,.]{0,12}(?:차(?!지)|격차|앞[서섰선]))|(?:仅|只)?(?=[\d.]{1,5}分之差)"
)
THAN = re.compile(r"(?:比|较|領先|领先|高出|落后|超出|距离?|与)\Z")
# "once led", "was first until X came": states that have ended.
ONCE = re.compile(
    r"(?i:\b(?:once|briefly|previously|formerly|used to|had (?:been|led|topped|held)|originally|at one point|at one time)\s(?:[\w'’.-]+\s){0,3}\Z)|(?:曾经?|一度|此前)[^，。；]{0,8}\Z|かつて[^、。]{0,12}\Z|한때[^,.]{0,12}\Z"
)
UNTIL = re.compile(
    r"(?i:[^.;:]{0,60}?\b(?:until(?! now| recently| then)|till|before (?:being|(?:it|they|he) (?:was|were|got)|losing|slipping|falling|dropping|[A-Z][\w. -]{2,30} (?:arrived|came|overtook|took)))\b)"
)
# "Until June, X led the board", up to where the sentence turns to today.
HEAD_UNTIL = re.compile(r"\W*(?:until|till|bis|jusqu['’]|在[^，。]{2,20}之前)", re.IGNORECASE)
TURNS_TO_NOW = re.compile(r"(?i:;|\b(?:now|but|today|since then|this (?:week|month))\b)|；|如今|现在|但")
# "first place does not mean ...", "排名第一并不代表": of nobody.
SAYS_NO_MORE = re.compile(
    r"\s?(?:并不|不代表|并非|不意味|不等于)|\s(?:(?:place|spot|position) )?(?:does not|doesn['’]t|is no guarantee|means little|matters)\b"
)
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
TITLED = re.compile(r"(?:[- ]\w+)?\s(?:[A-Z][\w.]*['’]s )?")
# "gold and silver with A and B".
MEDALS_IN_ROW = re.compile(r"(?i:\bgold,? (?:and )?silver(?:,? and bronze)?\b)")
# "The four leading labs are A, B ..."
BEST_ARE = re.compile(
    rf"(?i:\b(?P<n>\d{{1,2}}|{NUMBER_WORDS}) (?:best|leading|top|strongest|smartest|most \w+|highest-\w+)(?: \w+)? {_ENTRIES}(?: (?:on|in|at|by) [^,;:.]{{3,40}})?(?:(?: are|:| were)(?: currently| now)?| [^:;.,]{3, 50}:) "
    rf"|\b(?P<n2>{NUMBER_WORDS}) (?:[\w-]+ ){{0,2}}{_ENTRIES} (?:head|lead|top|dominate)s? [^:;.]{{3,60}}: )"
)
TITLED_CJK = re.compile(r"\s?(?:인|의|の|的|名的)?\s?")
PLACED_ONE = re.compile(r"[- ](?:placed|ranked|rated|best|highest)\b")
# A numbered list: "1. Claude Opus 4.8, 2. GPT-5.5"; counted only where a model's name follows at once.
LISTED = re.compile(r"(?:^|(?<=[\s,;:：，；、(（]))(?P<n>[1-9]|1\d|20)[.)、）]\s?(?:\*{0,2}|[「『“\"])")
FOLLOWED_AFTER = re.compile(
    r"(?i:(?:hot |close |right |just |hard ){0,3}on (?:its|their|his) heels\b|(?:in )?hot pursuit\b|(?:a )?close second\b|follow(?:s|ed)?(?=\s*(?:[,.;]|with\b|at\b|on \d|in second|closely|\Z))|(?:comes?|is|came) next\b|(?:close|closely|right|just|not far|hard) behind(?=\s*(?:[,.;!]|at\b|with\b|on\b|\Z))|\b(?:next|second)(?: up)?(?= (?:at|with|on) \d))|紧随其后|紧追其后|次之|がそれに続|が続(?:く|き|い)|[이가] (?:그 )?뒤를 (?:잇|이었|따르)"
)
FOLLOWED = re.compile(
    r"(?i:\bfollowed(?: (?!by\b)[\w-]+){0,4} by\b|\bahead of\b(?=[^.]{0,80}\bin (?:second|third)\b)|\bsuivie? (?:de|par)\b|\bgefolgt von\b)|其次是|紧随其后的是|に続く|그 뒤를"
)
SOTA = re.compile(r"(?i:state[- ]of[- ]the[- ]art|\bSoTA\b)|最先端|最先进|新SOTA|最新最高|최고 성능|최고 수준")
# Verbs whose object is the one left behind; in Chinese, Japanese and Korean the object may stand before (BEATS_AFTER).
BEATS = re.compile(
    r"(?i:\b(?:beat(?:s|ing|en(?! (?:only |just |solely )?by))?\b|\b(?:keep(?:s|ing)?|kept|hold(?:s|ing)?|held|leav(?:es|ing)|left|put(?:s|ting)?|send(?:s|ing)?|sent|has|had|brush(?:es|ed))(?=\s[^;,]{2,60}\s(?:at bay|at arm['’]s length|trailing|aside|off\b(?! the)|in (?:its|their|the) (?:wake|dust|shade|shadow|slipstream|rear-?view)))|\bout(?:perform|rank|scor|pac|shin|class|strip|smart|gun|muscl|do|play|point)(?:e?s|e?d(?! (?:only |just |solely )?by)|ing|ne)?\b|\boutdid\b|\b(?:does|did|do|fares?|fared|performs?|performed|rates?|scores?) (?:\w+ )?better than\b|\bleav(?:es|ing) behind\b|\bleft behind\b|\bsurpass(?:es|ed(?! (?:only |just |solely )?by)|ing)?\b|\bovertak(?:es?|en(?! (?:only |just |solely )?by)|ing)\b|\bovertook\b|\b(?:tak(?:es?|ing)|took) over from\b(?=\s(?:[\w.]+['’]s\s)?(?-i:[A-Z]))|\boverhaul(?:s|ed(?! by)|ing)\b|\bleapfrog(?:s|ged|ging)?\b|\bedg(?:es|ed|ing) (?:(?:out(?! (?:only |just |solely )?by)|past|ahead of)\b|(?-i:(?=[A-Z])))|\b(?:pip|best|shad|trounc|crush|eclips|trump|nudg|vanquish|smash|thrash)(?:s|es|ed|ped|ing)\b(?! (?:only |just |solely )?by)(?: (?:past|aside|out))?(?=\s(?:both\s|even\s|either\s)?(?-i:[A-Z]))|\b(?:leav(?:es|ing)|left)(?=\s[^;,]{2,80}\sbehind\b)|\bahead of\b|\bclear of\b|\bin front of\b|\bpast\b|\bpass(?:es|ed|ing)(?=\s(?:[\w.]+[’']s\s)?(?-i:[A-Z]))|\b(?:lead|advantage|edge|margin|gap|cushion|buffer|win|victory|points|improvement|head start|upper hand) (?:over|on(?= [A-Z])|against)\b|\bup on\b(?=\s(?:[\w.]+[’']s\s)?(?-i:[A-Z]))|\b(?:hallucinat|err|confabulat|fabricat)\w* (?:\w+ )?less(?: often)? than\b|\bpull(?:s|ed|ing) (?:\w+ )?(?:ahead|clear|away) (?:of|from)\b|\b(?:steal|stole|get|got|ha[ds]|have|having) the (?:better|measure|beating) of\b|\bnose[sd]? (?:ahead of|past|out)\b|\b(?:sees?|saw|holds?|held|fends?|fended) off\b|\b(?:knock|push|bump|relegat|shov|demot|displac|oust|eject)(?:es|ing|e?d|s)(?=\s(?:[\w.]+[’']s\s)?(?-i:[A-Z]))|\bexceed(?:s|ed|ing)?\b|\btops\b|(?-i:\b(?:leads?|leading|led)(?=\s(?:[A-Z]\w+[’']s\s)?[A-Z][\w.-]*\s))|\bdethron(?:e|es|ed(?! (?:only |just |solely )?by)|ing)\b|\bunseat(?:s|ed|ing)?\b|\bdefeat(?:s|ed|ing)?\b|\bend(?:s|ed|ing)(?=\s(?:[\w.]+['’]s\s)?(?-i:[A-Z])[^,;]{2,40}['’]s? (?:reign|rule|run|dominance|streak)\b)|\b(?:(?:higher|better|stronger|smarter|further up|further ahead)(?: \w+){0,2}?|more(?: (?:highly|favou?rably|intelligent|capable|powerful|accurate|advanced|popular|points|votes))?) than\b(?! (?:\d|an? (?:point|half|tenth)|half a|(?:one|two|three|four|five|six|seven|eight|nine|ten) (?:points?|tenths)))|\babove\b|\bübertrifft\b|\bschlägt\b|\büberholt\b|\bverdrängt\b|\bvor (?=[A-Z])|\bbesser als\b|\bhöher als\b|\bhängt\b(?=(?:[^.]|\.\d){3,40}\bab\b)|\blässt\b(?=(?:[^.]|\.\d){3,60}\bhinter sich\b)|\bmeilleure? que\b|\bmieux que\b|\bpasse devant\b|\büberflügelt\b|\bzieht an (?=[A-Z][^,;]{2,40} vorbei\b)|\bsetzt sich (?:knapp )?(?:vor|gegen)(?= [A-Z])|\bhat die Nase vor\w* vor\b|\bbesser ab als\b|\bcoiffe\b|\brelègue\b|\bdépasse\b|\bbat\b|\bdevance\b|\bsurpasse\b|\bdétrône\b|\bdevant\b))|(?<=[\w)]) > (?=\w)"
    r"|力压|力壓|压过|盖过|甩开|击溃|完胜|险胜|高出|压倒|超越|超过|超過|击败|打败|战胜|赢过|领先于|领先(?!的|地|优)|优于|碾压|反超|赶超|胜过|高于"
)
BEATS_AFTER = re.compile(
    r"(?:を\s?(?:\d[\d.]*\s?(?:ポイント|点)(?:差で?|も)?\s?|僅差で|わずかに|大きく|大幅に)?(?:上回|抜|超え|凌|しの|破|抑え|おさえ|退け|引き離|追い越|追い抜|リード)|より(?:も)?\s?(?:約?\d[\d.]*\s?(?:ポイント|点)(?:ほど)?\s?|わずかに|大きく)?(?:高|上|優)|超え(?:の|を|で)|(?:高|强|多|领先|好)(?:出|于)?(?=\s?(?:了|不到|约|近|整整|足足)?\s?[\d两三一二四五六七八九十])|(?:之前|前面|之上)(?!的)|(?:[을를]\s?|(?<=[\w)])\s)(?:\d[\d.]*\s?(?:점|포인트)\s?(?:차로?\s)?|(?:근소하게|간발의 차로|크게|약간|가볍게|\w{1,4}하게)\s)?(?:제치|제쳤|능가|앞서|앞섰|앞질|뛰어넘|꺾|넘어|추월|누르|눌렀|따돌|밀어내|밀어냈|압도|웃돌|웃도)|보다\s?(?:약\s?)?(?:\d[\d.]*\s?(?:점|포인트)\s?(?:이상\s?)?|(?:\w{1,4}게)\s)?(?:더\s)?(?:높|앞|우수|뛰어))"
)
TRAILS = re.compile(
    r"(?i:\b(?:trail(?:s|ed|ing)?\b(?: behind)?|\bwithin (?:a (?:hair|whisker|breath|point)|an inch|touching distance|striking distance|reach)(?:['’]s breadth)? of\b|(?:\b(?:falls?|fell|ranks?|is|sits?|stands?|remains?|comes?|lags?|just|close|right|places?|placing|ranking|sitting) )?\b(?<!leaving )(?<!leaves )(?<!left )behind\b|\bsecond only to\b|\bbelow\b|\blags?\b|\b(?:los(?:es|t|ing)|miss(?:es|ed|ing)) (?:out )?to\b|\b(?:(?:lower|worse|weaker|poorer|fewer|further down)(?: \w+){0,2}?(?= than (?!\d|an? |half|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b))|less (?:highly|intelligent|capable|powerful|accurate|popular)|hallucinat\w* (?:\w+ )?more(?: often)? than\b(?<= than)|(?:\w+ )?points? less) than\b|\bà (?:seulement |à peine |environ )?(?:\d[\d,.]*|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix) points? (?:de|derrière|du)\b|\btalonne\b|\b(?:right|just|directly|immediately|only) after(?= (?:[\w.]+['’]s )?(?-i:[A-Z]))|(?<=runner-up) to\b(?= (?-i:[A-Z]))|\bsuccumbs? to\b|\bbows? to\b|\bcedes? (?:ground )?to\b|\bplays? second fiddle to\b|\bin the (?:wake|shadow|slipstream) of\b|\bmuss sich (?=[A-Z][\w .-]{2,40}\sgeschlagen geben)|\b(?:overtaken|overhauled|beaten|surpassed|outperformed|passed|dethroned|topped|edged out|outscored|bettered|exceeded|outclassed|outgunned) (?:only )?by\b|\bpoints? (?:fewer|less|lower) than\b|\bwithin (?:[\w.]+ ){1,5}points? of\b|\b(?:points?|pts|spots?|places?) (?:adrift|shy|short|off|back|down)(?: of| from| on)?\b|\b(?:adrift|shy) of\b|\b(?:falls?|fell|came|comes) (?:\w+ )?short of\b|\bshort of\b(?=\s(?:[\w.]+['’]s\s)?(?-i:[A-Z]))|\bno match for\b|\b(?:not|n['’]t|never|isn['’]t|nowhere) (?:\w+ )?(?:as|so) \w+ as\b|\b(?:(?:do|does|did|can|could|has|have|had)(?: not|n['’]t)|cannot|fail(?:s|ed)? to|unable to|struggl\w+ to|yet to|never) (?:\w+ ){0,2}?(?:catch(?: up (?:with|to))?|caught(?: up (?:with|to))?|keep (?:up|pace) with|kept (?:up|pace) with|get (?:past|near|close to)|come (?:near|close to)|live with|measure up to|compete with|hold a candle to|topple|dislodge|reach(?= [A-Z]))\b|\b(?:nur|lediglich|knapp|bloß)(?=\s[A-Z][\w .-]{2,40}\sgeschlagen geben)|\bdown the neck of\b|\bbreathing down(?= (?:its|their|(?-i:[A-Z])[^,;]{2,40}['’]s?) neck)|\b(?:clos(?:es?|ed|ing) in|gain(?:s|ed|ing)?(?: ground)?) on\b|\bcatching up (?:with|to)\b|\bplay(?:s|ing) catch-up (?:with|to)\b|\bon the heels of\b|\b(?:pipped|bested|eclipsed|outranked|leapfrogged|unseated|displaced|knocked off(?: \w+){0,3}|pushed(?: \w+){0,4}|trumped|outpaced|outdone) by\b|\bliegt hinter\b|\bunterliegt\b|\bgeschlagen von\b|\bhinter\b|\bderrière\b|\bdépassée? par\b|\bdevancée? par\b))"
    r"|仅次于|僅次於|落后于?|不及|不如|低于|逊于|不敌|输给|略逊|稍逊于?|紧追|紧随(?!其)|追赶|被(?=.{0,40}?(?:超越|超过|反超|击败))"
)
# After such a word: nothing is its object ("three points behind, and B follows"), or what was told of before is ("above it: A and B").
OBJECTLESS = re.compile(r"\s*(?:[,;.!?)](?!\d)|(?:and|but|while|whereas|though|although)\b)", re.IGNORECASE)
POSITION = re.compile(r"\b(?:above|ahead of|behind|below)\Z", re.IGNORECASE)
PRONOUN = re.compile(r"\s+(?:it|him|her|(?:its|their) neck|the (?:model|newcomer))\b", re.IGNORECASE)
EQUALS = re.compile(
    r"(?i:\b(?:ties?|tied|draws?|drew|level|tying|on par|deadlocked|neck and neck|joint first|joint second) with\b|\bmatch(?:es|ed|ing)\b|\balongside\b|\bversus\b|\bvs\.?(?=\s)|\bcompared (?:to|with)\b|\bgleichauf mit\b|\bà égalité avec\b)|持平|并列于|与(?=.{0,30}(?:并列|持平))"
)
# The same, as a claim of its own; the other is named after the words, in EQUAL_AFTER before them.
EQUAL = re.compile(
    r"(?i:\b(?:tied|level|even|equal|on (?:a )?par|neck[- ]and[- ]neck|dead even|deadlocked|locked|tie|ties|joint \w+)\s(?:on points\s|for (?:the )?\w+\s(?:place\s|spot\s)?|in \w+\s(?:place\s)?)?with\b|\b(?:ties|tying|equals|equalling|match|matches|matching)\b(?=\s(?-i:(?:\w+['’]s\s)?[A-Z]))|\b(?:the same (?:\w+ )?(?:score |rating |points |mark |result )?as|as (?:high|well|strong) as|in a dead heat with|in a (?:virtual |statistical )?tie with)\b|\bdraw(?:s|n|ing)?(?: level)? with\b|\bdrew(?: level)? with\b|\b(?:pulled|pulls|draws|moved) (?:\w+ )?level with\b|\bon (?:the same|equal) (?:level|footing|points) (?:as|with)\b|\bfait jeu égal avec\b|\bauf Augenhöhe mit\b|\bshares?\s(?:the\s)?(?:\w+\s){1,3}with\b|\bgleichauf mit\b|\bà égalité avec\b)|(?:与|和|跟)(?=[^，。]{1,40}(?:持平|并列|打平|不相上下|并驾齐驱|打成平手|平分秋色|旗鼓相当))"
)
# "... and all Google models": a maker's models after a list of rivals.
AND_ALL_OF = re.compile(r"(?i:,? (?:and|or|as well as) (?:(?:all|every|any|each)(?: of)?|the rest of)(?: the)?(?: other)? )")
# Prices and speeds compared: who stands after such words is another than the one spoken of.
RELATED = re.compile(
    r"(?i:\b(?:(?:faster|quicker|speedier|slower|cheaper|dearer|costlier|pricier|(?:more|less) (?:expensive|affordable|costly)) (?:to (?:run|use) )?than\b|undercut\w*\b|as (?:fast|quick|slow|cheap|expensive|much) as\b|(?:price|cost|speed) of\b|of what\b|(?:half|third|quarter|fifth|tenth|double|triple) that of\b|since\b|unlike\b|(?:rival|challenger|competitor|contender|alternative|answer|response|threat) (?:to|of|for)\b|instead of\b|rather than\b|successor (?:to|of)\b|(?:based|built|trained) on\b|distilled from\b))"
)
# "Whether A or B is first is open": nothing is claimed.
OPEN_QUESTION = re.compile(
    r"(?i:\b(?:remains to be seen|(?:un)?clear (?:whether|if|which|who)|(?:wonder|ask|debate|guess|bet)\w* (?:whether|if|which|who)|yet to be (?:seen|decided)|whoever|whichever)\b)|谁[会能将才]|能否|会不会|どちらが|誰が|누가|될지|할지"
)
EQUAL_AFTER = re.compile(r"[とに](?:並|同率|同点|互角|肩を並べ)|[와과]\s?(?:동률|동점|공동|나란히|어깨를|같은 점수|대등)")
# The one named before such words stands ahead of the one spoken of.
TRAILS_AFTER = re.compile(
    r"(?:には?(?:\s?(?:及ば|届か|劣|敗れ|後れ|遅れ|わずかに及ば|次ぐ|次い|次ぎ|迫る|迫っ|約?\d[\d.]*\s?(?:ポイント|点)(?:差)?(?:及ば|届か|遅れ|後れ|[ので]|差で敗)))|を\s?(?:下回|追う|追い|追っ)|より(?:も)?\s?(?:約?\d[\d.]*\s?(?:ポイント|点)(?:ほど)?\s?|わずかに)?(?:低|下))|(?:低|弱|少|落后|差)(?:了|出|于)?(?=\s?(?:不到|约|近|整整)?\s?[\d两三一二四五六七八九十]|，|。)|(?:之后|之後|之下|后面)(?!的)|\s?다음(?:으로|이|가|에)|(?:에|에게|보다)\s?(?:\d[\d.]*\s?(?:점|포인트)\s?(?:차로?\s)?|(?:근소하게|간발의 차로|크게|약간|\w{1,4}하게)\s)?(?:뒤졌|뒤져|뒤처|뒤쳐|밀렸|밀려|미치지 못|못 미|뒤진|뒤지|패|내준|내주)|보다\s?(?:약\s?)?(?:\d[\d.]*\s?(?:점|포인트)\s?(?:이상\s?)?|(?:\w{1,4}게)\s)?(?:낮|뒤)"
)
PREFERRED = re.compile(r"(?i:\b(?:prefer(?:s|red|ring)?|favou?r(?:s|ed)?|pick(?:s|ed)?|chose)\s(?:[A-Z][\w.]*['’]s? )?(?=[A-Z]))")
# The same of names that stand before the words: "A and B are level".
TOGETHER = re.compile(
    r"(?i:\b(?:are|were|remain|sit|stand|finish\w*)\s(?:\w+\s){0,3}?(?:tied|level|even|neck[- ]and[- ]neck|on par|deadlocked|inseparable|dead even|all square|identical|equal|indistinguishable)\b(?!\s(?:\w+\s){0,2}with\b)|\bliegen gleichauf\b|\bsont à égalité\b)|持平|并列|打平|不相上下"
)
SECOND_ONLY = re.compile(r"(?i:second only)|[仅僅]次")
ONLY = re.compile(r"\s(?:only|solely|just|nur|seulement)\b", re.IGNORECASE)
# How far apart: of several in a sentence a margin may be the wrong one.
DISTANCE = re.compile(
    r"(?i:\bby (?:\d[\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b|(?<![\w.])[\w.]{1,20}[\s-](?:Elo |percentage )?points?\b|\d\.\d (?:ahead|behind|above|below)\b)|\d\s?(?:分|点|ポイント|점)"
)
# What a sentence must hold, in small letters, for the patterns of distances to be asked.
POINTS = ("point", "pts", "elo", "punkt", "分", "点", "점", "ポイント", "포인트")
# A lead by so many points.
MARGIN = re.compile(
    r"(?i:\b(?:by|(?:with|mit|avec|de)(?=[^,.;]{3,44}\b(?:lead|margin|gap|avance|Vorsprung|ahead|clear)\b))\s(?:an? |un |einem )?(?:\w+ (?:lead|margin|gap) of |margin of |lead of |gap of )?(?:just |only |about |around |roughly |nearly |almost |some |over |more than |at least |less than |fewer than |under |up to |as much as )*(?P<en>\d{1,3}(?:[.,]\d{1,2})?|an? (?:(?:single|mere|bare|scant|lone|full) )?|(?:an?|"
    + NUMBER_WORDS
    + r") (?:(?:mere|bare|single|full) )?tenths? of an? |half an? |"
    + NUMBER_WORDS
    + r")[\s-]?(?:Elo |rating )?(?:points?|pts|Elo|Punkten?)\b(?P<fr> (?:d['’]avance|Vorsprung))?"
    r"|(?:less than |more than |over |under |at least |within )?(?:just |only )?(?<![\d.,])(?P<en2>\d{1,3}(?:\.\d{1,2})?|an? (?:(?:single|mere|bare|scant|lone|full) )?|(?:(?:an?|one|two|three|four|five|six|seven|eight|nine) (?:(?:mere|bare|single|full) )?tenths? of an? |half an? )|"
    + NUMBER_WORDS
    + r")[\s-]?(?:Elo[\s-]|percentage[\s-])?(?:points?|pts)[\s-](?:lead|ahead|clear|margin|advantage|gap|above|over|better|higher|away|behind|adrift|short|shy|off|below|back|down|lower|worse|of|more|fewer|less|up on|in front|to the good|to spare)\b"
    r"|(?:, |\b(?:just |only |some )?)(?P<en4>\d{1,3}(?:\.\d{1,2})?) (?:more|better|higher|fewer|less|lower|worse) than\b)"
    r"|(?i:\b(?:lead|gap|margin|advantage|difference|deficit)\b[^.;]{0,70}?\b(?:is|was|of|stands at|stood at|amounts to|at|to)\s(?:just |only |about |around |roughly |nearly |almost |some |over |no more than |more than |at least |less than |under |a (?:mere|slim|slender|narrow|wide|huge|massive|comfortable|commanding|whopping|full|healthy|paltry) )*(?P<en3>\d{1,3}(?:\.\d{1,2})?|an? (?:single )?|"
    + NUMBER_WORDS
    + r")[\s-](?:Elo[\s-])?(?:points?|pts)\b)"
    r"|(?:领先|落后|高出|超出)(?:[^，。]{0,44}?)(?<![\d.])(?P<zh>\d{1,3}(?:\.\d{1,2})?)\s?分|(?<![\d.])(?P<ko>\d{1,3}(?:\.\d{1,2})?)점\s?(?:차|앞)|(?<![\d.])(?P<ja>\d{1,3}(?:\.\d{1,2})?)(?:ポイント|点)(?:の?差|(?:を)?(?:上回|下回|引き離|リード|及ば))"
)
FALLS_SHORT = re.compile(r"(?i:behind|away|adrift|short|shy|below|back|\boff\b|down|lower|worse|fewer|less|deficit|\bof$)|落后|下回|及ば")
# A figure after these is no score but a distance.
APART = re.compile(r"(?:高出|超出|落后|领先|相差|仅差|差距|优势|距离?|[比较][^，。、]{1,40}[低高多少差强])[^，。、]{0,44}\Z")
# Names before these stand ahead: "OpenAI와 Google에 이어", "OpenAIに次ぐ".
AFTER_LIST = re.compile(r"\s?(?:에\s?이어|의\s?뒤를|に次ぐ|に次いで|に続き|に続く|之后|之後)")
_FIGURE = r"(?!0\d)\d{1,2}(?:[,.]\d{3})(?!\d)|\d{2,4}(?:[.,]\d{1,2})?|\d\.\d{1,2}"
# What follows a figure that counts or measures something else.
_NO_SCORE = r"(?![A-Za-z0-9_%]|[.,]\d|(?:[\s-](?:away|apart|ahead|behind|above|below|clear of|adrift|[BMKT]\b|billion|million|trillion|tokens?|models?|param|years?|months?|weeks?|days?|hours?|minutes?|times?|countr|languages?|tasks?|benchmarks?|votes?|labs?|users?|people|employees|customers|developers|engineers|researchers|experts|testers|participants|companies|startups|prompts?|questions?|problems?|examples?|battles?|matches|stars|downloads?|GPUs?|chips?|servers?|dollars|euros|yuan|won|miles|km|watts|[MG]W|(?:\w+ )?(?:users|employees|customers|developers|votes|questions|prompts)|other|different|percent(?:age)? points?|places?)))"
SCORE = re.compile(
    rf"(?i:\b(?:scor(?:es?|ed|ing)|rat(?:es|ed)|hallucinat(?:es|ed|ing)(?: in| only)?|averag(?:es|ed|ing)|answer(?:s|ed)|broke|breaks|breaking|cross(?:es|ed|ing)?|br(?:eak|oke)\w* through|top(?:s|ped|ping)|exceed(?:s|ed|ing)|pass(?:es|ed)|complet(?:es|ed)|fix(?:es|ed)|handl(?:es|ed)|crack(?:s|ed)|clear(?:s|ed)|with|reach(?:es|ed|ing)|at|rating|elo|hit(?:s|ting)?|achiev(?:es|ed|ing)|of|is|was|has|to|gets?|got|manag(?:es|ed)|(?:re)?solv(?:es|ed)|notch(?:es|ed)|register(?:s|ed)|clock(?:s|ed)(?: in)?|tallie[sd]|logg?(?:s|ed)|post(?:s|ed|ing)|earn(?:s|ed|ing)|record(?:s|ed|ing)|obtient|erreicht|erzielt|versus|vs\.?|against|compared (?:to|with)|mit|avec|auf|de|score von)\s(?:just |only |now |currently |about |around |roughly |nearly |an? |the |un |une |einen |einem |impressive |new |record |elo |Elo-|score |rating |index |average |Wert |Punktzahl ){{0,8}}(?:of |to |de |von )?)(?P<en>{_FIGURE})\s?(?P<unit>%|percent|points?|pts|Elo|Punkte[n]?)?{_NO_SCORE}(?!\s(?:ahead|behind|adrift|short|shy|clear|back|off|better|worse|higher|lower|above|below|more|fewer|less|in front)\b)"
    rf"|(?P<cjk>\d{{1,4}}(?:,\d{{3}})?(?:\.\d{{1,2}})?)\s?(?P<cu>(?:分(?!钟|鐘|之|别|布|析)|점(?!유)|点|ポイント|포인트|％|%)(?!\s?(?:差|を?上回|を?下回|引き離|リード|及ば|の差|高[くい]|低[くい]|ほど|届か|遅れ|차|앞|뒤|높|낮|优势|之差)))"
    rf"|(?:得分|评分|分数|指数(?=为|达|是|高达|升至)|スコアは|スコア|점수는|점수)(?:为|達|达|达到|高达|は|가|：|:|\s)*(?P<cue>{_FIGURE})(?!\d)"
    rf"|以\s?(?P<by>{_FIGURE})\s?的?(?i:\s?elo\s?)?(?:综合|总|平均)?(?:得分|评分|分数|高分|积分|成绩|均分)"
)
SCORE_CUE = re.compile(r"(?i:\b(?:scor|rat|rank|index|points?|elo)\w*)|得分|评分|分数")
# Figures told as a bound: "score above 1,500", "the first to cross the 60 mark".
SCORE_BOUND = re.compile(
    rf"(?i:\b(?:(?:scor(?:es?|ed|ing)|averag(?:es|ed|ing)|sits?|stands?|gets?|got|rat(?:es|ed)|finish(?:es|ed)|land(?:s|ed)|climb(?:s|ed)|ris(?:es|ing)|rose|went|mov(?:es|ed)) (?:(?P<least>above|over|more than|at least|past|beyond|north of|upwards of|better than|higher than)|(?P<most>below|under|less than|lower than))|first [^,;.]{{0,50}}?to (?P<reach>reach|hit|score|break|cross|pass|top|surpass|exceed|clear)|(?P<pass>broke|break(?:s|ing)?|cross(?:es|ed|ing)?|exceed(?:s|ed|ing)?|pass(?:es|ed|ing)?|surpass(?:es|ed|ing)?|clear(?:s|ed|ing)?|top(?:s|ped|ping)?)) (?:the |an? )?(?:score of |rating of |mark of )?)(?P<en>{_FIGURE})(?P<unit>\s?(?:%|points?|pts|Elo|mark|barrier|threshold)(?!\w))?{_NO_SCORE}"
)
# Figures as the boards of a kind write their scores, wherever they stand; and what before them says that they are something else.
SCALES = tuple(
    (
        kinds,
        re.compile(
            rf"(?<![\w.,$€£¥+~-])(?P<en>{figure})(?P<unit>\s?%|\s(?:points?|pts|Elo)\b)?{_NO_SCORE}(?!\s(?:points?|pts|Elo)\s(?:lead|ahead|clear|behind|more|less|fewer|higher|lower|better|worse|above|below|off|short|shy|adrift))"
        ),
    )
    for kinds, figure in (
        (("arena/", "artificial_analysis/text-", "artificial_analysis/image-"), r"1[,.]?[0-7]\d\d"),
        (("artificial_analysis/",), r"[1-8]\d[.,]\d{1,2}"),
        (("swe_bench/", "aider/", "bfcl", "livebench/", "vectara"), r"\d{1,2}\.\d{1,2}"),
    )
)
NO_SCORE_BEFORE = re.compile(
    r"(?i:(?:\b(?:up|down) |\b(?:by|of|over|under|from|than|version|v|least|most|gain\w*|rose|climbed|improv\w+|grew|fell|dropped|lost|another|extra|previous\w*|was|some|until|since|in|costs?|charges?|takes?) (?:about |around |just |only |a |an )?|[$€£¥] ?)\Z)"
)
# A category of a board is a board of its own, which no capture shows: "first on LMArena in math".
CATEGORY = re.compile(
    r"(?i:\b(?:in|for|on)\s(?:the\s|its\s)?(?P<one>maths?|hard prompts?|creative writing|instruction[- ]following|longer quer(?:y|ies)|multi-?turn)\b"
    r"|\b(?P<two>maths?|coding|hard prompts?|creative writing|instruction[- ]following|longer query|multi-?turn|expert|chinese|english|korean|japanese)\s(?:sub)?(?:category|categories|arena track)\b)"
    r"|(?P<cjk>数学|编程|创意写作|困难提示|수학|코딩|창작|コーディング)(?:类别|分榜|单项|子榜|부문|카테고리|部門|カテゴリ)"
)
SCORE_AHEAD = re.compile(r"(?:得分|准确率|正确率|成绩|通过率|スコア|正答率|正解率|점수|정확도|达到?|拿下|取得|获得)[^，。、]{0,6}\Z")
# A figure right after a model's name: "GPT-5.5 (1,446)", "GPT-5.5: 57", "GPT-5.5 at 57".
SCORED = re.compile(
    rf"(?:['’]s\s(?=[\d.,]+\s?(?:%|points?|pts|Elo|(?:on|in|at) (?:the |its )?[A-Z]|[.;,)](?!\d)|\Z))|\s?(?:[(（]\s?(?:score |Elo |~|约)?|[:：]\s?|\sat\s|,\s(?:at|with)\s|\s[–—-]\s))(?P<en>{_FIGURE})(?!\d|[.,]\d)\s?(?P<unit>%|points?|pts|Elo|Punkte|分|点|점)?(?=[)）,;.、，。\s]|\Z)"
)
BOTH_AT = re.compile(
    rf"(?i:,?\s(?:both|each|all|beide|jeweils|tous deux|chacun)\s(?:at|on|with|round\w* to|stand\w* (?:at|on)|com\w+ in at|land\w* (?:at|on)|post\w*|scor\w+|sit\w*(?: at| on)?|get\w*|have|having|mit|bei|à|avec)\s(?:a score of |an index of )?)(?P<en>{_FIGURE})(?![\w%]|[.,]\d)|[,，、]?\s?(?:均为|都是|同为|각각|모두|ともに)\s?(?P<cjk>\d{{2,4}}(?:\.\d{{1,2}})?)(?=분|점|点|ポイント)"
)
# "1,423 to 1,389": the winner's score and the loser's.
DUEL = re.compile(
    rf"(?<![\w.,])(?P<one>{_FIGURE})(?P<pc>\s?%)?\s?(?:to|vs\.?|versus|against|gegen|contre|对|對|–|-)\s?(?P<two>{_FIGURE})(?!\d|[.,]\d|\s?(?:B|billion|million))(?(pc)\s?%|(?!\s?%))"
)
# US dollars for a million tokens, and tokens a second.
PRICE = re.compile(
    r"(?i:\$\s?(?P<n>\d{1,4}(?:\.\d{1,4})?)\s?(?:/|per|for|a|for every|pro|par)\s?(?:an?\s|one\s|1\s?)?(?:million|m|mn|mio\.?)\b\s?(?P<kind>input|output|blended|cached|prompt|completion)?(?:\s?tokens?)?)"
    r"|(?i:\$\s?(?P<n2>\d{1,4}(?:\.\d{1,4})?)\s(?:for |per )?(?P<kind2>input|output|in|out)\b(?=(?:[^.;]|\.\d){0,50}(?:per|/|a)\s?(?:1\s?)?(?:million|m)\b))"
    r"|每百万\s?(?i:tokens?|个?词元)?(?P<kind3>输入|输出)?(?i:\s?tokens?)?[^，。\d]{0,8}(?P<n3>\d{1,4}(?:\.\d{1,4})?)\s?美元"
)
SPEED = re.compile(
    r"(?i:(?<![\d.,])(?P<n>\d{1,4}(?:\.\d{1,2})?)\s?(?:output )?(?:tokens?|tok|t)\s?(?:per second|/\s?s(?:ec(?:ond)?)?\b|a second|each second|par seconde|pro Sekunde))"
    r"|每秒(?:约|输出|生成)?\s?(?P<n2>\d{1,4}(?:\.\d)?)\s?个?(?i:tokens?|词元)|초당\s?(?:약\s?)?(?P<n3>\d{1,4}(?:\.\d)?)\s?(?:토큰|개)|毎秒(?:約)?(?P<n4>\d{1,4}(?:\.\d)?)\s?トークン"
)
# Tokens counted, and words that say that it is another time than the week that boards of use count.
VOLUME = re.compile(
    r"(?i:(?<![\d.,])(?P<n>\d{1,3}(?:\.\d{1,2})?)\s?(?P<unit>trillion|billion|tn|bn|T|B)\s(?:weekly )?tokens\b)"
    r"|(?<![\d.,])(?P<n2>\d{1,4}(?:\.\d{1,2})?)\s?(?P<unit2>万亿|亿|兆|조|억)\s?(?:个)?(?i:tokens?|词元|トークン|토큰)"
)
VOLUMES = {"trillion": 12, "tn": 12, "t": 12, "billion": 9, "bn": 9, "b": 9, "万亿": 12, "亿": 8, "兆": 12, "조": 12, "억": 8}
OTHER_WINDOW = re.compile(
    r"(?i:\b(?:da(?:y|ily)|today|yesterday|month\w*|year\w*|quarter\w*|since|so far|in total|24 hours)\b)|日|天|月|年|今天|昨天|오늘|하루|달|월"
)
WORDS_OF_BOARDS = re.compile(
    r"(?i:leader ?board|ranking|benchmark|trending|chart|classement|rangliste|bestenliste)|榜|排名|排行|基准|评测|测评|ランキング|ベンチマーク|リーダーボード|순위|리더보드|벤치마크|차트"
)

_COUNTRY_WORDS = (
    ("CN", "china|chine", r"chinese|chinois\w*|chinesisch\w*", "中国|国内|国产|國產|중국"),
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
            rf"(?i:\b(?:in|of|from|among|within|out of|aus|en|de|du|venue? de) (?:{land})(?!\w)|(?<!\w)(?:{land})['’]s\b|\b(?:{of_it})(?!\w))|{cjk}"
        ),
    )
    for code, land, of_it, cjk in _COUNTRY_WORDS
)
DOMESTIC = re.compile(r"(?i:\bdomestic(?:ally)?\b|\bat home\b|\bnational(?:ly|ement)?\b)")
OPEN = re.compile(
    r"(?i:open(?:ly)?[- ]?(?:weights?|source[d]?|models?|available|licen[sc]ed)|\bopen (?:entry|entries|entrants?|contenders?|systems?|offerings?|releases?|alternatives?)\b|freely available|quelloffen\w*|offene[nrs]? (?:modell\w*|gewichte\w*)|(?:poids|modèles?) ouverts?)|开源|開源|オープン(?:ソース|ウェイト|な?モデル)|开放(?:权重|模型)|오픈\s?(?:소스|웨이트|모델)|개방형"
)
# "Among open-weights models, ...": what opens a sentence bounds the places in it.
AMONG = re.compile(
    r"\W*(?i:(?:among|amongst|of all|of the|within|parmi|unter|von)\b[^,，.]{3,48}[,，])|\W*在[^，。]{2,44}(?:中|里|内)[，,]?|\W*(?:所有)?[^，。]{1,12}(?:模型|厂商|公司|阵营|选手)(?:之?中|里)[，,]?|[^、，。]{2,16}(?:の中で|中で|のなかで)|[^,]{2,16}(?:가운데|중에서)"
)
AMONG_LATER = re.compile(
    r"(?i:(?:[^,;.]|\.(?=\d)){0,60}\b(?:among|amongst|of all|for|parmi|unter) (?:all |the |its |other )*(?:[\w-]+ ){1,3}(?:models?|labs?|systems?|entr(?:y|ies)|llms?|peers|modèles|Modellen)\b)"
)
AMONG_KO = re.compile(r"\S+ (?:AI )?(?:모델|기업) (?:중|가운데)(?=\s)")
# "中国勢で最高の3位": the country is that of the best, the place one of all.
BEST_OF = re.compile(r"(?:最高位|最高|最上位|トップ|最好|最优|最高排名|최고|가장 높은)(?:の|の順位となる|的|인|\s)?\Z")
WORLD = re.compile(r"(?i:global|world|overall|internationally|mondial|weltweit)|全球|世界|总榜|总排名|總榜|글로벌|세계|전체|総合")

# A name with a version that no mention covers: "HappyHorse-1.0", "GLM-5.1", "PixVerse C1".
NAMED = re.compile(
    r"(?<![A-Za-z0-9_.-])[A-Z][A-Za-z]{1,18}(?:(?:-|\s)[A-Z][A-Za-z]{1,14}){0,2}(?:-?[A-Za-z]?\d{1,3}(?:\.\d{1,2}){0,2}|\s[A-Z]?\d{1,2}\.\d{1,2}|\s[A-Z]\d{1,2}|\sv\d{1,2}(?:\.\d{1,2})?|\s\d{1,3}B|\s\d)"
    r"(?:[- ](?:Pro|Max|Plus|Mini|Preview|Flash|Turbo|Ultra|Thinking|Omni|Lite|Instruct|Chat|Air|Coder|\d{1,3}B|A\d{1,2}B))*(?![A-Za-z0-9_%])"
)
# Names of models without a version: "BlueLM", "AndesGPT".
UNVERSIONED = re.compile(r"(?<![A-Za-z0-9])(?!WeChat|Snapchat|OpenChat)[A-Z][A-Za-z]{1,12}(?:LM|GPT|Chat)(?![A-Za-z0-9])")
# A board's own spelling: "claude-opus-4-7", "gemini-2.5-pro".
SLUG = re.compile(
    r"(?<![A-Za-z0-9_.-])(?!(?:top|mid|pre|post|covid|late|early|sub|non|series|phase|no)-)[a-z]{1,14}(?:-?\d[a-z0-9.]{0,14})?(?:-[a-z0-9.]{1,14}){1,7}(?<=[a-z0-9])(?![A-Za-z0-9_-])"
)
# Lines of models as social posts write them: "opus 4.7", "gemini 3.1 pro".
FAMILIAR = re.compile(
    r"(?<![\w.-])(?i:opus|sonnet|haiku|gpt|gemini|grok|claude|qwen|kimi k|glm|deepseek v|llama)[ -]?\d{1,2}(?:\.\d{1,2})?(?i:[ -](?:pro|max|flash|mini|plus|thinking))?(?![\w%]|\.\d)"
)
# A quoted name with a figure in it: '솔라 프로 2', 「tsuzumi 2」.
QUOTED = re.compile(r"['‘“「『]([\w][\w .-]{1,22}?\d[\w.-]{0,10}(?: [A-Z가-힣][\w-]{0,10})?)['’”」』]")
BRACKETED = re.compile(r"[(（]([A-Z][A-Za-z]{2,20})[)）]\s?(\d{1,2}(?:\.\d)?)")
# "not ranked 5th", "to become the leader": no claim of a place. What is denied of a comparison turns it round; what is hoped for says nothing.
_NEGATED = r"no longer|not|never|\w+n['’]t|fails? to|failed to|cannot|unable to|without|nicht|pas|ne parvient pas à"
_INTENDED = r"why we|could(?! (?:only|(?:\w+ )?manage|do no better|muster))|would|may|might|aims? to|aiming to|wants? to|hopes? to|plans? to|expected to|set to|if(?! only| just| barely)|whether|soll|will|pourrait|veut"
_NEAR = r"nowhere near|far from|close to|near|short of|shy of|out of reach of|within reach of|on course for|race (?:for|to)|chance (?:of|at)|bid (?:for|to)|battle for|fight for|chas(?:es|ing)|shot at|(?:been|not|n['’]t|be) (?:\w+ )?enough for|worthy of|contend(?:s|ing|ers?) for|eyes|eyeing"
# "did not manage to get", "is not quite": what may stand between a denial and what it denies.
_MANAGE = r"(?:(?:quite|yet|even|managed?|able|succeed(?:ed)?|in|to|get|getting|make|making|it|come|been)\s){0,5}"
_WANTED = (
    r"(?:wants?|hopes?|expects?|aims? for|would like|bets? on|wagers? on)\s(?:[^,;.]|\.\d){2,40}?\sto\s(?:\w+\s){0,2}"  # "wants X to lead"
)
_WHETHER = r"(?:whether|if|unclear|doubt(?:s|ful)?)\s(?:[^,;.]|\.\d){2,40}?\s(?:can|could|will|would|might|may|to)\s(?:\w+\s){0,1}"
_ANY_THAT = r"\b(?:an?|any|every|each|no|whatever) (?:\w+ ){0,2}(?:that|which|who) (?:\w+ )?"  # "a model that leads": none is told of
DENIED = re.compile(
    rf"(?i:\b{_WHETHER}\Z|\b(?:{_NEGATED}|{_INTENDED})\s(?:[\w'’-]+\s){{0,2}}\Z|\b(?:{_NEGATED})\s(?:rank|sit|stand|count|figure|feature|belong)\w*\s(?:\w+\s){{1,2}}\Z|\b(?:{_NEGATED})\s{_MANAGE}\Z|\b{_WANTED}\Z|\b(?:wants?|dreams? of|hopes? for)\s(?:\w+\s){{1,3}}\Z|{_ANY_THAT}\Z|\b(?:{_NEAR})\s(?:the\s|its\s)?\Z)|(?:希望|力争|想要|目标是|有望|计划|试图|誓言|瞄准|预计|欲|冲击|能否|是否)[^，。；、]{{0,24}}\Z"
)
NEGATED = re.compile(rf"(?i:\b(?:{_NEGATED})\s(?:(?:\w+\s){{0,2}}|{_MANAGE})\Z)|(?:未能|没有|没能|无法)\Z")
INTENDED = re.compile(
    rf"(?i:\b{_WHETHER}\Z|\b(?:{_INTENDED})\s(?:\w+\s){{0,2}}\Z)|(?:希望|力争|想要|目标是|有望|计划|试图|誓言|瞄准|预计|欲|冲击|能否|是否)[^，。；、]{{0,24}}\Z"
)
OUTSIDE = re.compile(
    r"(?i:\b(?:outside|out of|misse[sd](?: out on)?|missing(?: from)?|absent from|(?:has|have) yet to (?:\w+ ){0,2}?(?:make|crack|reach|enter|break|get|appear|place|land|feature)(?: it)?(?: in| into| among)?|(?:shut|left) out of|no place (?:in|among)|(?:(?:has|have|had|with) no|(?:without|lacks?) (?:an?|any)) (?:single )?(?:\w+ )?(?:model|entry|system|llm|contender)s? (?:in|among|inside|within)|(?:do|does|did|has|have|is)(?: not|n['’]t) (?:have |got )?(?:an?|any|one|a single) (?:\w+ )?(?:model|entry|system|contender)s? (?:in|among|inside|within)|nowhere(?: to be (?:seen|found))?(?: in| among| near)?|short of|drop(?:s|ped) from|fell from|beyond"
    r"|(?:fail(?:s|ed)? to|(?:do|does|did|could|ca|can|has|have|is|are|was|were)(?: not|n['’]t)|cannot|not(?: yet)?|never|no longer|unable to)"
    r"(?: yet)?(?: (?:make|made|crack(?:ed)?|reach(?:ed)?|enter(?:ed)?|break|broken|get|got|rank(?:s|ed)?|features?|figures?|counts?|belongs?|sits?|stands?|appears?|among|in|into|it|place[sd]?|land|quite|even))*)"
    r"\s(?:of\s)?(?:the\s|its\s)?\Z)|(?:跌出|未能进入|未进入|无缘|未进)\Z|(?i:\b(?:verpasst|verfehlt)\s(?:[^,;.]{1,34}\s)?(?:(?:die|das|den)\s)?\Z|\bhors du\s\Z)"
)
# Words that speak of the model a text is about.
ANAPHOR = re.compile(
    r"(?i:^[\W_]*(?:it|its|the (?:\w+ ){0,3}(?:model|system|release|version|newcomer|one)|this (?:\w+ )?model|the company|cela|il|elle|le (?:\w+ )?modèle|es|das (?:\w+ )?modell|sie)\b)|该模型|这款|这一|它|同モデル|このモデル|同社|이 모델|해당 모델|이는|(?i:\b(?:it|the model|its)\b)"
)

ORDINARY = re.compile(
    r"(?:(?:Beta|Alpha)\d*|Preview|Avec|Mit|Bei|Auf|Sur|Par|Nach|Seit|Rang|Rank|Ranked|Place|Position|Spot|Nummer|Numéro|Punkte|Points|Rating|Group|Day|Week|Season|Round|Stage|Class|Page|Figure|Table|Room|Route|Highway|Boeing|Airbus|Apache|Creative|License|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December|Top|Series|Q|Gen|In|On|By|At|The|Of|And|For|With|Over|Under|About|From|Phase|Chapter|Part|Level|Article|Section|Elo|Score|No|Number|CPU|GPU|RTX|Platz|Le|La|En|To|Version|Windows|Python|Edge|Only|Around|Nearly|Some|Since|Until|iOS|Tier|Index|Ranking|Training|Inference|Verified|Pro)\b",
)


def place_of(match: re.Match[str]) -> int | None:
    """The place that a match of `RANK` names, 1..999; None for a figure that is no place (0)."""
    groups = match.groupdict()
    word = next(
        (
            groups[k]
            for k in ("ord", "colon", "bare", "n", "fr", "fr2", "frw", "frw2", "frw3", "de", "de2", "zh", "cj", "up", "medal")
            if groups.get(k)
        ),
        None,
    )
    if word is None:
        return None
    word = word.lower().replace("premiere", "première")
    if groups.get("de2"):
        word = word.removesuffix("r") + "r"
    digits = re.match(r"\d+", word)
    place = int(digits.group()) if digits else _ORDINALS.get(word) or _NUMBERS.get(word) or _MEDALS.get(word)
    return place or None


def within_of(match: re.Match[str]) -> int | None:
    """N of a match of `TOP` ("top 10", "前十"); the podium has three places."""
    if match["podium"]:
        return 3
    word = next((g for g in match.groups() if g), "")
    return int(word) if word.isdigit() else COUNTS.get(word.lower())


def count_of(word: str | None, *, of: int | None = None) -> int | None:
    """A number in figures or words; "half" is that of `of`, "no" and "none" are 0."""
    word = (word or "").strip().lower()
    if word == "half":
        return of // 2 if of and of % 2 == 0 else None
    return 0 if word in {"no", "none"} else 1 if word in {"a", "an"} else int(word) if word.isdigit() else COUNTS.get(word, _CJK.get(word))


def bound_of(text: str) -> str:
    """ "least" or "most" where words tell a figure as a bound, else ""."""
    return "least" if _LEAST.search(text) else "most" if _MOST.search(text) else ""


def measured(match: re.Match[str]) -> Decimal | None:
    """The figure of a match of `PRICE` or `SPEED`."""
    return figure_of(next((value for name, value in match.groupdict().items() if name[0] == "n" and value), None))


def price_of(match: re.Match[str]) -> str:
    """ "price_input" or another price of the boards' rows, "price" where the words of a match of `PRICE` do not say which."""
    word = next((value for name, value in match.groupdict().items() if name[:4] == "kind" and value), "").lower()
    return f"price_{_PRICES[word]}" if word else "price"


def figure_of(text: str | None) -> Decimal | None:
    """A score as written: "1,471", "1.471" and "57,2" (decimal comma) too."""
    if text is None:
        return None
    if re.fullmatch(r"\d{1,2},\d{3}(?:\.\d+)?|[12]\.\d{3}", text):
        text = text.replace(",", "") if "," in text else text.replace(".", "")
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None


def margin_of(match: re.Match[str]) -> Decimal | None:
    """The lead in points that a match of `MARGIN` names."""
    word = (
        next((g for g in (match["en"], match["en2"], match["en3"], match["en4"], match["zh"], match["ko"], match["ja"]) if g), "")
        .strip()
        .lower()
    )
    if word.startswith("half "):
        return Decimal("0.5")
    if " tenth" in word:
        return Decimal(COUNTS.get(word.split(" ")[0], 1)) / 10
    number = 1 if word.split(" ")[0] in {"a", "an"} else COUNTS.get(word)
    return figure_of(word) if number is None else Decimal(number)


def margin_bound(match: re.Match[str]) -> str:
    """ "least" or "most" where the words right before the figure of a margin say so ("a lead of over ten points")."""
    at = next((match.start(i) for i in range(1, len(match.groups()) + 1) if match[i]), match.start())
    return bound_of(match.string[max(match.start(), at - 16) : at])


def score_of(match: re.Match[str]) -> Decimal | None:
    """The score that a match of `SCORE` names."""
    return figure_of(match["en"] or match["cjk"] or match["cue"] or match["by"])
