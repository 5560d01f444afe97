"""How texts say that one stands ahead of, behind or level with another, and how far."""

from __future__ import annotations

import re
from decimal import Decimal

from amw.claims import iberian
from amw.claims.phrases import NUMBER_WORDS, bound_of, points_of

# Verbs whose object is the one left behind; in Chinese, Japanese and Korean the object may stand before (BEATS_AFTER).
BEATS = re.compile(
    r"(?i:\b(?:beat(?:s|ing|en(?! (?:only |just |solely )?by))?\b|\b(?:keep(?:s|ing)?|kept|hold(?:s|ing)?|held|leav(?:es|ing)|left|put(?:s|ting)?|send(?:s|ing)?|sent|has|had|brush(?:es|ed))(?=\s[^;,]{2,60}\s(?:at bay|at arm['’]s length|trailing|aside|off\b(?! the)|in (?:its|their|the) (?:wake|dust|shade|shadow|slipstream|rear-?view)))|\bout(?:perform|rank|scor|pac|shin|class|strip|smart|gun|muscl|do|play|point)(?:e?s|e?d(?! (?:only |just |solely )?by)|ing|n?e)?\b|\boutdid\b|\b(?:does|did|do|fares?|fared|performs?|performed|rates?|scores?) (?:\w+ )?better than\b|\bleav(?:es|ing) behind\b|\bleft behind\b|\bsurpass(?:es|ed(?! (?:only |just |solely )?by)|ing)?\b|\bovertak(?:es?|en(?! (?:only |just |solely )?by)|ing)\b|\bovertook\b|\b(?:tak(?:es?|ing)|took) over from\b(?=\s(?:[\w.]+['’]s?\s)?(?-i:[A-Z]))|\boverhaul(?:s|ed(?! by)|ing)\b|\bleapfrog(?:s|ged|ging)?\b|\bedg(?:es|ed|ing|e(?= (?:out|past)\b)) (?:(?:out(?! (?:only |just |solely )?by)|past|ahead of)\b|(?-i:(?=[A-Z])))|\b(?:pip|best|shad|trounc|crush|eclips|trump|nudg|vanquish|smash|thrash)(?:s|es|ed|ped|ing)\b(?! (?:only |just |solely )?by)(?: (?:past|aside|out))?(?=\s(?:both\s|even\s|either\s)?(?-i:[A-Z]))|\b(?:leav(?:es|ing)|left)(?=\s[^;,]{2,80}\sbehind\b)|\bahead of\b|\bclear of\b|\bin front of\b|\bpast\b|\bpass(?:es|ed|ing)(?=\s(?:[\w.]+[’']s?\s)?(?-i:[A-Z]))|\b(?:lead|advantage|edge|margin|gap|cushion|buffer|win|victory|points|improvement|head start|upper hand|(?<=point )(?:jump|leap|gain|increase|rise|uplift|advance|step up)) (?:over|on(?= [A-Z])|against)\b|\bup (?:\w+(?:\.\d)? ){1,2}points? (?:from|on|over)\b(?=\s(?:[\w.]+[’']s?\s)?(?-i:[A-Z]))|\bde plus que\b|\bup on\b(?=\s(?:[\w.]+[’']s?\s)?(?-i:[A-Z]))|\b(?:hallucinat|err|confabulat|fabricat)\w* (?:\w+ )?less(?: often)? than\b|\bpull(?:s|ed|ing) (?:\w+ )?(?:ahead|clear|away) (?:of|from)\b|\b(?:steal|stole|get|got|ha[ds]|have|having) the (?:better|measure|beating) of\b|\bnose[sd]? (?:ahead of|past|out)\b|\b(?:sees?|saw|holds?|held|fends?|fended) off\b|\b(?:knock|push|bump|relegat|shov|demot|displac|oust|eject)(?:es|ing|e?d|s)(?=\s(?:[\w.]+[’']s?\s)?(?-i:[A-Z]))|\bexceed(?:s|ed|ing)?\b|\btops\b|(?-i:\b(?:leads?|leading|led)(?=\s(?:x?[A-Z]\w+[’']s?\s)?[A-Z][\w.-]*\s))|\bdethron(?:e|es|ed(?! (?:only |just |solely )?by)|ing)\b|\bunseat(?:s|ed|ing)?\b|\bdefeat(?:s|ed|ing)?\b|\bend(?:s|ed|ing)(?=\s(?:[\w.]+['’]s?\s)?(?-i:[A-Z])[^,;]{2,40}['’]s? (?:reign|rule|run|dominance|streak)\b)|\b(?:(?:higher|better|stronger|smarter|further up|further ahead)(?: (?-i:[A-Z])[\w'’.-]*){0,4}(?: \w+){0,2}?|more(?: (?:often|highly|favou?rably|intelligent|capable|powerful|accurate|advanced|popular|points|votes|likes))?) than\b(?! (?:\d|an? (?:point|half|tenth)|half a|(?:one|two|three|four|five|six|seven|eight|nine|ten) (?:points?|tenths)))|\babove\b|\bübertrifft\b|\bschlägt\b|\büberholt\b|\bverdrängt\b|\bvor (?=[A-Z])|\bbesser als\b|\bhöher als\b|\bhängt\b(?=(?:[^.]|\.\d){3,40}\bab\b)|\blässt\b(?=(?:[^.]|\.\d){3,60}\bhinter sich\b)|\bmeilleure? que\b|\bmieux que\b|\bpasse devant\b|\büberflügelt\b|\bzieht an (?=[A-Z][^,;]{2,40} vorbei\b)|\bsetzt sich (?:knapp )?(?:vor|gegen)(?= [A-Z])|\bhat die Nase vor\w* vor\b|\bbesser ab als\b|\bcoiffe\b|\brelègue\b|\bdépasse\b|\bbat\b|\bdevance\b|\bsurpasse\b|\bdétrône\b|\b(?:a|ont) (?:déjà |aussi |ainsi |enfin )?(?:dépassé|devancé|surpassé|surclassé|supplanté|détrôné|battu)\b|\bha(?:t|ben) (?:den (?:\w+en )?)?(?=[^;,]{2,90}\s(?:überholt|überflügelt|übertroffen|geschlagen|abgehängt|entthront|verdrängt|abgelöst|hinter sich gelassen)\b)|\bdevant\b))|(?<=[\w)]) > (?=\w)"
    rf"|(?i:{iberian.BEATS})"
    r"|力压|力壓|压过|盖过|甩开|击溃|完胜|险胜|高出|压倒|超越|超过|超過|击败|打败|战胜|赢过|领先于|领先(?!的|地|优)|优于|碾压|反超|赶超|胜过|高于"
)
BEATS_AFTER = re.compile(
    r"(?:(?:(?:といった|などの?)[^、。をが]{0,8})?を\s?(?:\d[\d.]*\s?(?:ポイント|点)(?:差で?|も)?\s?|僅差で|わずかに|大きく|大幅に)?(?:上回|押しのけ|抜|超え|凌|しの|破|抑え|おさえ|下し|退け|引き離|追い越|追い抜|リード)|より(?:も)?\s?(?:約?\d[\d.]*\s?(?:ポイント|点)(?:ほど)?\s?|わずかに|大きく)?(?:高|上|優)|超え(?:の|を|で)|(?:高|强|多|领先|好)(?:出|于)?(?=\s?(?:了|不到|约|近|整整|足足)?\s?[\d两三一二四五六七八九十])|(?:之前|前面|之上)(?!的)|(?:[을를]\s?|(?<=[\w)])\s)(?:\d[\d.]*\s?(?:점|포인트)\s?(?:차로?\s)?|(?:근소하게|간발의 차로|크게|약간|가볍게|\w{1,4}하게)\s)?(?:제치|제쳤|능가|앞서|앞섰|앞질|뛰어넘|꺾|넘어|추월|누르|눌렀|따돌|밀어내|밀어냈|압도|웃돌|웃도)|보다\s?(?:약\s?)?(?:\d[\d.]*\s?(?:점|포인트)\s?(?:이상\s?)?|(?:\w{1,4}게)\s)?(?:더\s)?(?:높|앞|우수|뛰어|위(?=[고며에였다이]|\s|$)))"
)
TRAILS = re.compile(
    r"(?i:\b(?:down (?:\w+(?:\.\d)? ){1,2}points? (?:from|on)\b(?=\s(?:[\w.]+[’']s?\s)?(?-i:[A-Z]))|de moins que\b|trail(?:s|ed|ing)?\b(?: behind)?|\bwithin (?:a (?:hair|whisker|breath|point)|an inch|touching distance|striking distance|reach)(?:['’]s breadth)? of\b|(?:\b(?:falls?|fell|ranks?|is|sits?|stands?|remains?|comes?|lags?|just|close|right|places?|placing|ranking|sitting) )?\b(?<!leaving )(?<!leaves )(?<!left )behind\b|\bsecond (?:only )?to\b(?! none)|\bbelow\b|\blags?\b|\b(?:los(?:es|t|ing)|miss(?:es|ed|ing)) (?:out )?to\b|\b(?:(?:lower|worse|weaker|poorer|fewer|further down)(?: (?-i:[A-Z])[\w'’.-]*){0,4}(?: \w+){0,2}?(?= than (?!\d|an? |half|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b))|less (?:highly|intelligent|capable|powerful|accurate|popular)|(?:\w+ )?points? less) than\b|\bà (?:seulement |à peine |environ )?(?:\d[\d,.]*|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix) points? (?:de|derrière|du)\b|\btalonne\b|\b(?:right|just|directly|immediately|only) after(?= (?:[\w.]+['’]s? )?(?-i:[A-Z]))|(?<=runner-up) to\b(?= (?-i:[A-Z]))|\bsuccumbs? to\b|\bbows? to\b|\bcedes? (?:ground )?to\b|\bplays? second fiddle to\b|\bin the (?:wake|shadow|slipstream) of\b|\bmuss sich (?=[A-Z][\w .-]{2,40}\sgeschlagen geben)|\b(?:overtaken|overhauled|beaten|surpassed|outperformed|passed|dethroned|topped|edged out|outscored|bettered|exceeded|outclassed|outgunned) (?:only )?by\b|\bpoints? (?:fewer|less|lower) than\b|(?:(?<=%, )|(?<=% of the time, )|(?<=% of cases, ))(?:less|fewer) than\b(?=\s(?:[\w.]+['’]s?\s)?(?-i:[A-Z]))|\bwithin (?:[\w.]+ ){1,5}points? of\b|\b(?:points?|pts|spots?|places?) (?:adrift|shy|short|off|back|down)(?: of| from| on)?\b|\b(?:adrift|shy) of\b|\b(?:falls?|fell|came|comes) (?:\w+ )?short of\b|\bshort of\b(?=\s(?:[\w.]+['’]s?\s)?(?-i:[A-Z]))|\bno match for\b|\b(?:not|n['’]t|never|isn['’]t|nowhere) (?:\w+ )?(?:as|so) \w+ as\b|\b(?:(?:do|does|did|can|could|has|have|had)(?: not|n['’]t)|cannot|fail(?:s|ed)? to|unable to|struggl\w+ to|yet to|never) (?:\w+ ){0,2}?(?:catch(?: up (?:with|to))?|caught(?: up (?:with|to))?|keep (?:up|pace) with|kept (?:up|pace) with|get (?:past|near|close to)|come (?:near|close to)|live with|measure up to|compete with|hold a candle to|topple|dislodge|reach(?= [A-Z]))\b|\b(?:nur|lediglich|knapp|bloß)(?=\s[A-Z][\w .-]{2,40}\sgeschlagen geben)|\bdown the neck of\b|\bbreathing down(?= (?:its|their|(?-i:[A-Z])[^,;]{2,40}['’]s?) neck)|\b(?:clos(?:es?|ed|ing) in|gain(?:s|ed|ing)?(?: ground)?) on\b|\bcatching up (?:with|to)\b|\bplay(?:s|ing) catch-up (?:with|to)\b|\bon the heels of\b|\b(?:pipped|bested|eclipsed|outranked|leapfrogged|unseated|displaced|knocked off(?: \w+){0,3}|pushed(?: \w+){0,4}|trumped|outpaced|outdone) by\b|\bliegt hinter\b|\bunterliegt\b|\bgeschlagen von\b|\bhinter\b|\bderrière\b|\bdépassée? par\b|\bdevancée? par\b))"
    rf"|(?i:{iberian.TRAILS})"
    r"|仅次于|僅次於|落后于?|不及|不如|低于|逊于|不敌|输给|略逊|稍逊于?|紧追|紧随(?!其)|追赶|被(?=.{0,40}?(?:超越|超过|反超|击败))"
)
# After such a word: nothing is its object ("three points behind, and B follows"), or what was told of before is ("above it: A and B").
OBJECTLESS = re.compile(r"\s*(?:[,;.!?)](?!\d)|(?:and|but|while|whereas|though|although)\b)", re.IGNORECASE)
PRONOUN = re.compile(r"\s+(?:it|him|her|(?:its|their) neck|the (?:model|newcomer))\b", re.IGNORECASE)
# "The company behind it: A" stands behind nobody on a board.
ABOVE_IT = re.compile(
    rf"\b(?:(?P<over>above|ahead of)|(?:just|right|close|directly) (?:behind|below)){PRONOUN.pattern}\s?[:：–—]", re.IGNORECASE
)
EQUALS = re.compile(
    r"(?i:\b(?:tied|ties?|level) (?:for|in|at) (?:\w+ ){1,3}with\b|\b(?:ties?|tied|draws?|drew|level|tying|on par|deadlocked|neck and neck|joint first|joint second) with\b|\bmatch(?:es|ed|ing)\b|\balongside\b|\bversus\b|\bvs\.?(?=\s)|\bcompared (?:to|with)\b|\bgleichauf mit\b|\bà égalité avec\b)|持平|并列于|与(?=.{0,30}(?:并列|持平))"
)
# The same, as a claim of its own; the other is named after the words, in EQUAL_AFTER before them.
EQUAL = re.compile(
    r"(?i:\b(?:tied|level|even|equal|on (?:a )?par|neck[- ]and[- ]neck|dead even|deadlocked|locked|tie|ties|joint \w+)\s(?:on points\s|for (?:the )?\w+\s(?:place\s|spot\s)?|in \w+\s(?:place\s)?)?with\b|\b(?:ties|tying|equals|equalling|match|matches|matching)\b(?=\s(?-i:(?:\w+['’]s?\s)?[A-Z]))|\b(?:the same (?:\w+ )?(?:score |rating |points |mark |result )?as|as (?:high|well|strong) as|equal to(?=\s(?:\w+['’]s?\s)?(?-i:[A-Z]))|in a dead heat with|in a (?:virtual |statistical )?tie with)\b|\bdraw(?:s|n|ing)?(?: level)? with\b|\bdrew(?: level)? with\b|\b(?:pulled|pulls|draws|moved) (?:\w+ )?level with\b|\bon (?:the same|equal) (?:level|footing|points) (?:as|with)\b|\b(?:keep(?:s|ing)?|kept) (?:up|pace) with\b|\bfait jeu égal avec\b|\bauf Augenhöhe mit\b|\bshares?\s(?:the\s)?(?:\w+\s){1,3}with\b|\bgleichauf mit\b|\bà égalité avec\b)|(?i:"
    + iberian.EQUAL
    + r")|(?:与|和|跟)(?=[^，。]{1,40}(?:持平|并列|打平|不相上下|并驾齐驱|打成平手|平分秋色|旗鼓相当))"
)
# Prices and speeds compared: who stands after such words is another than the one spoken of.
RELATED = re.compile(
    r"(?i:\b(?:(?:up|down)(?: by)? \d[\d.,]*%?(?: points?| pts| Elo)? (?:from|on|over)\b|(?:replac|succeed|join|displac|supplant)(?:e?s|e?d|ing)\b|(?:faster|quicker|speedier|slower|cheaper|dearer|costlier|pricier|(?:more|less) (?:expensive|affordable|costly)) (?:to (?:run|use) )?than\b|undercut\w*\b|as (?:fast|quick|slow|cheap|expensive|much) as\b|(?:half|third|quarter|fifth|tenth|twice|thrice|times|double|triple) (?:of )?(?:the )?(?:[\w-]+ )?(?:price|cost|speed) of\b|of what\b|fraction of\b|times that of\b|(?:half|third|quarter|fifth|tenth|double|triple) that of\b|(?:less|more|fewer|lower|higher|better|worse|smaller|larger) than\b|since\b|unlike\b|(?:rival|challenger|competitor|contender|alternative|answer|response|threat) (?:to|of|for)\b|instead of\b|rather than\b|(?:fine-?tuned|derived|distilled) from\b|(?:based|built|trained|fine-?tuned) (?:up)?on\b|powered by\b|(?:apart|aside) from\b|other than\b|except for\b|successor (?:to|of)\b|up from\b|(?:comparable|similar|equivalent) to\b|approaching\b|(?:from|versus|vs\.?|against|compared (?:to|with)) \$?\d[\d.,]*\s?%?(?: points?)? (?:for|by|with)\b))"
)
EQUAL_AFTER = re.compile(r"[とに](?:並|同率|同点|互角|肩を並べ)|[와과]\s?(?:동률|동점|공동|나란히|어깨를|같은 점수|대등)")
# The one named before such words stands ahead of the one spoken of.
TRAILS_AFTER = re.compile(
    r"(?:には?(?:\s?(?:及ば|届か|劣|敗れ|後れ|遅れ|わずかに及ば|次ぐ|次い|次ぎ|迫る|迫っ|約?\d[\d.]*\s?(?:ポイント|点)(?:差)?(?:まで|に)?(?:及ば|届か|遅れ|後れ|迫|肉薄|[ので]|差で敗)))|を\s?(?:下回|追う|追い|追っ)|より(?:も)?\s?(?:約?\d[\d.]*\s?(?:ポイント|点)(?:ほど)?\s?|わずかに)?(?:低|下))|(?:低|弱|少|落后|差)(?:了|出|于)?(?=\s?(?:不到|约|近|整整)?\s?[\d两三一二四五六七八九十]|，|。)|(?:之后|之後|之下|后面)(?!的)|\s?다음(?:으로|이|가|에)|(?:에\s?이어|의\s?뒤를\s?이어)(?=\s(?:\w+\s){0,3}(?:[2-9]|[1-9]\d)위)|(?:에|에게|보다)\s?(?:\d[\d.]*\s?(?:점|포인트)\s?(?:차로?\s)?|(?:근소하게|간발의 차로|크게|약간|\w{1,4}하게)\s)?(?:뒤졌|뒤져|뒤처|뒤쳐|밀렸|밀려|미치지 못|못 미|뒤진|뒤지|패|내준|내주)|보다\s?(?:약\s?)?(?:\d[\d.]*\s?(?:점|포인트)\s?(?:이상\s?)?|(?:\w{1,4}게)\s)?(?:낮|뒤)"
)
# The same of names that stand before the words: "A and B are level".
TOGETHER = re.compile(
    r"(?i:\b(?:are|were|remain|sit|stand|finish\w*)\s(?:\w+\s){0,3}?(?:tied|level|even|neck[- ]and[- ]neck|on par|deadlocked|inseparable|dead even|all square|identical|equal|indistinguishable)\b(?!\s(?:\w+\s){0,2}with\b)|\bliegen gleichauf\b|\bsont à égalité\b)|持平|并列|打平|不相上下"
)
SECOND_ONLY = re.compile(r"(?i:second only)|[仅僅]次")
ONLY = re.compile(
    r"\s(?:only|solely|just|nur|seulement|" + iberian.ONLY + r")\b(?! (?:short|shy|behind|below|off|under|after|adrift)\b)", re.IGNORECASE
)
# How far apart: of several in a sentence a margin may be the wrong one.
DISTANCE = re.compile(
    r"(?i:\bby (?:\d[\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b|(?<![\w.])[\w.]{1,20}[\s-](?:Elo |percentage )?points?\b|\d\.\d (?:ahead|behind|above|below)\b)|\d\s?(?:分|点|ポイント|점)"
)
# What a sentence must hold, in small letters, for the patterns of distances to be asked.
POINTS = ("point", "punto", "ponto", "pts", "elo", "punkt", "分", "点", "점", "ポイント", "포인트")
# A lead by so many points.
MARGIN = re.compile(
    r"(?i:\b(?:by|(?:with|mit|avec|de)(?=[^,.;]{3,44}\b(?:lead|margin|gap|avance|Vorsprung|ahead|clear)\b))\s(?:an? |un |einem )?(?:\w+ (?:lead|margin|gap) of |margin of |lead of |gap of )?(?:just |only |about |around |roughly |nearly |almost |some |over |more than |at least |less than |fewer than |under |up to |as much as )*(?P<en>\d{1,3}(?:[.,]\d{1,2})?|an? (?:(?:single|mere|bare|scant|lone|full) )?|(?:an?|"
    + NUMBER_WORDS
    + r") (?:(?:mere|bare|single|full) )?tenths? of an? |half an? |(?:"
    + NUMBER_WORDS
    + r") and a half |"
    + NUMBER_WORDS
    + r")[\s-]?(?:Elo |rating )?(?:points?|pts|Elo|Punkten?)\b(?P<fr> (?:d['’]avance|Vorsprung))?"
    r"|(?:less than |more than |over |under |at least |within )?(?:just |only )?(?<![\d.,])(?P<en2>\d{1,3}(?:\.\d{1,2})?|an? (?:(?:single|mere|bare|scant|lone|full) )?|(?:(?:an?|one|two|three|four|five|six|seven|eight|nine) (?:(?:mere|bare|single|full) )?tenths? of an? |half an? |(?:"
    + NUMBER_WORDS
    + r") and a half )|"
    + NUMBER_WORDS
    + r")[\s-]?(?:Elo[\s-]|percentage[\s-])?(?:points?|pts)[\s-](?:lead|ahead|clear|margin|advantage|cushion|buffer|edge|deficit|gap|above|over|better|higher|away|behind|adrift|short|shy|off|below|back|down|lower|worse|of|more|fewer|less|up on|in front|to the good|to spare)\b"
    r"|(?:, |\b(?:just |only |some )?)(?P<en4>\d{1,3}(?:\.\d{1,2})?) (?:more|better|higher|fewer|less|lower|worse) than\b)"
    r"|(?i:\b(?:lead|gap|margin|advantage|difference|deficit)\b[^.;]{0,70}?\b(?:is|was|of|stands at|stood at|amounts to|at|to)\s(?:just |only |about |around |roughly |nearly |almost |some |over |no more than |more than |at least |less than |under |a (?:mere|slim|slender|narrow|wide|huge|massive|comfortable|commanding|whopping|full|healthy|paltry) )*(?P<en3>\d{1,3}(?:\.\d{1,2})?|an? (?:single )?|"
    + NUMBER_WORDS
    + r")[\s-](?:Elo[\s-])?(?:points?|pts)\b)"
    + rf"|(?i:{iberian.MARGIN})"
    r"|(?:领先|落后|高出|超出)(?:[^，。]{0,44}?)(?<![\d.])(?P<zh>\d{1,3}(?:\.\d{1,2})?)\s?分|(?<![\d.])(?P<ko>\d{1,3}(?:\.\d{1,2})?)점\s?(?:차|앞)|(?<![\d.])(?P<ja>\d{1,3}(?:\.\d{1,2})?)(?:ポイント|点)(?:の?差|(?:を)?(?:上回|下回|引き離|リード|及ば))"
)
FALLS_SHORT = re.compile(r"(?i:behind|away|adrift|short|shy|below|back|\boff\b|down|lower|worse|fewer|less|deficit|\bof$)|落后|下回|及ば")
# Who is named before such words is only a measure for the one spoken of: "Claude Opus 4.8과 유사한 수준", "GPT-5に匹敵する".
RELATED_AFTER = re.compile(
    r"\s?(?:的|の|의 ?)\s?(?:近|约|約|약 ?)?[\d一二三四五六七八九十两百]+(?:\.\d+)?(?:倍|배|分之|割|%)|[과와] (?:함께|더불어|유사|비슷|맞먹|견줄|대등|동등)|에 (?:근접|버금|필적)|(?:に(?:匹敵|迫|近い|並ぶ)|と(?:同等|同じ|同水準|同レベル|遜色))|(?:\s?等[^，。；]{0,12})?(?:相当|相近|不相上下|相媲美|比肩|持平|抗衡|匹敌|匹敵)"
)
# A figure after these is no score but a distance.
APART = re.compile(
    r"(?:提[升高]|上升|增[加长]|减少|下降|降低)了?(?:约|近|最多)?\s?\Z|(?:高出|超出|落后|领先|相差|仅差|差距|优势|距离?|[比较][^，。、]{1,40}[低高多少差强])[^，。、]{0,44}\Z"
)
# Names before these stand ahead: "OpenAI와 Google에 이어", "OpenAIに次ぐ".
AFTER_LIST = re.compile(r"\s?(?:에\s?이어|의\s?뒤를|に次ぐ|に次いで|に続き|に続く|之后|之後)")
_MARGINS = ("en", "en2", "en3", "en4", "zh", "ko", "ja", "es", "pt")  # groups of MARGIN with a figure


def margin_of(match: re.Match[str]) -> Decimal | None:
    """The lead in points that a match of `MARGIN` names."""
    return points_of(next((match[name] for name in _MARGINS if match[name]), ""))


def margin_bound(match: re.Match[str]) -> str:
    """ "least" or "most" where the words right before the figure of a margin say so ("a lead of over ten points")."""
    at = next((match.start(i) for i in range(1, len(match.groups()) + 1) if match[i]), match.start())
    return bound_of(match.string[max(match.start(), at - 16) : at])
