"""How texts tell figures: scores, prices, tokens a second, tokens used."""

from __future__ import annotations

import re
from decimal import Decimal

from amw.claims import iberian
from amw.claims.phrases import figure_of

PRICES = {
    "input": "input", "prompt": "input", "输入": "input", "output": "output", "completion": "output", "输出": "output", "輸入": "input", "輸出": "output", "cached": "cache_read",
    "blended": "blended", "in": "input", "out": "output",
}  # fmt: skip
_FIGURE = r"(?!0\d)(?:(?:\d{1,2}[,.]|1[ \u00a0\u202f])\d{3}(?!\d)|\d{2,4}(?:[.,]\d{1,2})?|\d\.\d{1,2})"
# What follows a figure that counts or measures something else.
_NO_SCORE = rf"(?![A-Za-z0-9_%]|[.,]\d|-(?:points?|percent|fold)\b|(?:[\s-](?:{iberian.COUNTED_THINGS}|away|apart|ahead|behind|above|below|clear of|adrift|[BMKT]\b|billion|million|trillion|tokens?|models?|param|years?|months?|weeks?|days?|hours?|minutes?|times?|countr|languages?|tasks?|benchmarks?|votes?|labs?|users?|people|employees|customers|developers|engineers|researchers|experts|testers|participants|companies|startups|prompts?|questions?|problems?|examples?|battles?|matches|stars|downloads?|GPUs?|chips?|servers?|dollars|euros|yuan|won|miles|km|watts|[MG]W|(?:\w+ )?(?:users|employees|customers|developers|votes|questions|prompts)|other|different|percent(?:age)? points?|places?)))"
SCORE = re.compile(
    rf"(?i:\b(?:scor(?:es?|ed|ing)|account(?:s|ed)? for|rat(?:es|ed)|hallucinat(?:es|ed|ing)(?: in| only)?|averag(?:es|ed|ing)|answer(?:s|ed)|broke|breaks|breaking|cross(?:es|ed|ing)?|br(?:eak|oke)\w* through|top(?:s|ped|ping)|exceed(?:s|ed|ing)|pass(?:es|ed)|complet(?:es|ed)|fix(?:es|ed)|handl(?:es|ed)|crack(?:s|ed)|clear(?:s|ed)|with|reach(?:es|ed|ing)|at|rating|elo|hit(?:s|ting)?|achiev(?:es|ed|ing)|(?<!\bout )(?<!\bmargin )(?<!\blead )(?<!\bgap )(?<!\badvantage )(?<!\bgain )(?<!\bimprovement )(?<!\bincrease )(?<!\bjump )of|is|was|has|to|gets?|got|manag(?:es|ed)|(?:re)?solv(?:es|ed)|notch(?:es|ed)|register(?:s|ed)|clock(?:s|ed)(?: in)?|tallie[sd]|logg?(?:s|ed)|post(?:s|ed|ing)|earn(?:s|ed|ing)|record(?:s|ed|ing)|tak(?:es?|ing)(?=[^;]{{0,12}}%)|took(?=[^;]{{0,12}}%)|(?:h[eo]ld(?:s|ing)?|command(?:s|ed)?|captur(?:es|ed))(?=[^;]{{0,12}}% (?:share|(?:token|market|usage) share|on|of (?:all |the |its )?(?:token|usage|traffic|request|call|market)\w*)\b)|(?:mak(?:es?|ing)|made) (?:things|facts|stuff|it) up in|fabricat(?:es|ed) in|obtient|atteint|obtain(?:s|ed)|attain(?:s|ed)|erreichte?|erzielte?|versus|vs\.?|against|compared (?:to|with)|gegenüber|contre|frente (?:a|al)|mit|avec|auf|(?<!avance )(?<!écart )(?<!gain )(?<!ventaja )(?<!diferencia )(?<!vantagem )(?<!diferença )de|score von|{iberian.SCORES})\s(?:just |only |now |currently |about |around |roughly |nearly |an? |the |un |une |le |einen |einem |impressive |new |record |elo |Elo-|score |rating |index |average |Wert |Punktzahl |una puntuación |una nota |un total |solo |uma pontuação |uma nota |apenas ){{0,8}}(?:of |to |de |von )?)(?P<en>{_FIGURE})\s?(?P<unit>%|percent|Prozent|points?|puntos?|pontos?|pts|Elo|Punkte[n]?)?{_NO_SCORE}(?!\s(?:ahead|behind|adrift|short|shy|clear|back|off|better|worse|higher|lower|above|below|more|fewer|less|in front)\b)"
    rf"|(?P<cjk>\d{{1,4}}(?:,\d{{3}})?(?:\.\d{{1,2}})?)\s?(?P<cu>(?:分(?!钟|鐘|之|别|布|析|の\d)|점(?!유)|点|ポイント|포인트|％|%)(?!\s?(?:差|を?上回|を?下回|引き離|リード|及ば|の差|高[くい]|低[くい]|ほど|届か|遅れ|차|앞|뒤|높|낮|优势|之差)))"
    rf"|(?i:\b(?:elo|score|rating|index)(?: score| rating)?\s?[:：=]\s?[~≈]?)(?P<cell>{_FIGURE})(?![\w]|[.,]\d)"
    rf"|(?:得分|评分|分数|指数(?=为|达|是|高达|升至)|スコアは|スコア|점수는|점수)(?:为|達|达|达到|高达|は|가|：|:|\s)*(?P<cue>{_FIGURE})(?!\d)"
    rf"|以\s?(?P<by>{_FIGURE})\s?的?(?i:\s?elo\s?)?(?:综合|总|平均)?(?:得分|评分|分数|高分|积分|成绩|均分)"
    # "erreicht im Index von X 54 Punkte": the board, or the model, stands between verb and figure
    r"|(?i:\b(?:erreichte?|erzielte?|holte?|atteint|obtient|alcanza|obtiene|atinge|obtém)\s(?:[^.,;:]|\.\d){3,70}?\s)(?i:(?<!\b(?:um|de)\s)(?<!(?<!wert)(?<!zahl)(?<!score)\svon\s))"
    rf"(?P<far>{_FIGURE})(?i:\s(?:punkten?|prozent|points|puntos|pontos)\b(?!\s(?:mehr|weniger|vor|hinter|vorsprung|rückstand|de|d['’]|más|menos|a)\b))"
)
# Beside a place a figure is a score of its own where nothing but a verb or a score's name leads to it, and its clause or unit ends there.
_TOLD_AS_SCORE = re.compile(
    rf"(?i:\b(?:scor(?:es|ed|ing)|rat(?:es|ed)|with|(?<!was )(?<!were )at|on|reach(?:es|ed|ing)|hit(?:s|ting)?|achiev(?:es|ed|ing)|gets?|got|manag(?:es|ed)|notch(?:es|ed)|register(?:s|ed)|clock(?:s|ed)(?: in)?|tallie[sd]|logg?(?:s|ed)|post(?:s|ed|ing)|earn(?:s|ed|ing)|obtient|atteint|obtain(?:s|ed)|attain(?:s|ed)|erreichte?|erzielte?|mit|avec|auf|{iberian.SCORES})\s(?:at |just |only |now |currently |about |around |roughly |nearly |an? |the |un |une |una |einen |einem |impressive |new |record |overall |total |solo |elo |Elo-|score |rating |index |Wert |Punktzahl |puntuación |nota ){{0,8}}(?:of |de |von )?\Z)"
    r"|(?i:(?<!from )(?<!than )(?<!over )(?<!above )(?<!below )\b(?:an?|its) (?!average|median|mean|minimum)(?:[\w-]+ ){0,3}?(?:score|rating|mark) of (?:just |only |about |around |roughly )?\Z)"
    r"|(?:得分|评分|分数|指数|スコア|점수)(?:为|達|达|达到?|高达|は|가|：|:|\s)*\Z|以\s?\Z|(?i:[(（](?:score|rating|elo)(?:\s|:\s?)\Z)"
)
_SCORE_ENDS = re.compile(
    r"(?i:\s?%?(?: accuracy)?(?=\s?[.,;:)）—–，。；、]|\Z|\s(?:and|und|et|y|e|makes?|made|puts?|gives?|gave|leaves?|left|lifts?|earns?|earned|secures?|secured)\b)|\s(?:out )?of 100\b(?=\spoints|\s?[.,;:)]|\Z)|\s?%?\s(?:on|in) (?:the |its |their |both )?(?-i:[A-Z])|[\s-]?(?:points?|puntos?|pontos?|pts|elo|punkten?|likes)\b(?! (?:of|de|more|más|menos|ahead|behind|clear)\b))|\s?(?:分|点|점|ポイント|포인트|的)"
)
_RATED = re.compile(
    r"(?i:\s?elo\b)(?! (?:ahead|behind|above|below|lead|margin|gap|more|less|higher|lower|points? (?:ahead|behind|above|below|clear)))"
)
# Behind a figure: "83.8점으로 1위", "23.26%のスコアで首位".
SCORE_IN_CJK = re.compile(r"\s?(?:[%％]の(?:スコア|得点|正解率|成績)|점(?:으로|을 (?:받|기록|얻|획득)))")
SCORE_CUE = re.compile(r"(?i:\b(?:scor|rat|rank|index|points?|elo)\w*)|得分|评分|分数")
# Figures told as a bound: "score above 1,500", "the first to cross the 60 mark".
SCORE_BOUND = re.compile(
    rf"(?i:\b(?:(?:scor(?:es?|ed|ing)|averag(?:es|ed|ing)|sits?|stands?|gets?|got|rat(?:es|ed)|finish(?:es|ed)|land(?:s|ed)|climb(?:s|ed)|ris(?:es|ing)|rose|went|mov(?:es|ed)) (?:(?P<least>above|over|more than|at least|past|beyond|north of|upwards of|better than|higher than)|(?P<most>below|under|less than|lower than))|first [^,;.]{{0,50}}?to (?P<reach>reach|hit|score|break|cross|pass|top|surpass|exceed|clear)|(?P<pass>broke|break(?:s|ing)?|cross(?:es|ed|ing)?|exceed(?:s|ed|ing)?|pass(?:es|ed|ing)?|surpass(?:es|ed|ing)?|clear(?:s|ed|ing)?|(?<!the )top(?:s|ped|ping)?)) (?:the |an? )?(?:score of |rating of |mark of )?)(?P<en>{_FIGURE})(?P<unit>\s?(?:%|points?|pts|Elo|mark|barrier|threshold)(?!\w))?{_NO_SCORE}"
)
# Between which figures several models are: "hover around 1440–1441", "ranging from 50 to 60".
RANGE = re.compile(
    rf"(?i:\b(?:rang\w+|var(?:y|ies|ying)|hover\w*|span\w*|spread|between|cluster\w*)\b[^.;,\d]{{0,24}}{_FIGURE}\s?%?\s?(?:to|and|[–—-])\s?{_FIGURE})|(?<![\d.,])\d{{1,2}}(?:\.\d+)?\s?[–—-]\s?\d{{1,2}}(?:\.\d+)?\s?%"
)
# Figures as the boards of a kind write their scores, wherever they stand; and what before them says that they are something else.
SCALES = tuple(
    (
        kinds,
        re.compile(
            rf"(?<![A-Za-z0-9_.,$€£¥+~-])(?P<en>{figure})(?P<unit>\s?%|\s(?:points?|pts|Elo)\b)?{_NO_SCORE}(?!\s(?:points?|pts|Elo)\s(?:lead|ahead|clear|behind|more|less|fewer|higher|lower|better|worse|above|below|off|short|shy|adrift))"
        ),
    )
    for kinds, figure in (
        (("arena/", "artificial_analysis/text-", "artificial_analysis/image-"), r"1[,.]?[0-7]\d\d"),
        (("artificial_analysis/",), r"[1-8]\d[.,]\d{1,2}"),
        (("swe_bench/", "aider/", "bfcl", "livebench/", "vectara"), r"\d{1,2}\.\d{1,2}"),
    )
)
NO_SCORE_BEFORE = re.compile(
    r"(?i:(?:\b(?:up|down) |\b(?:by|of|over|under|from|than|version|v|least|most|gain\w*|rose|climbed|improv\w+|grew|fell|dropped|lost|another|extra|previous\w*|was|some|until|since|in|costs?|charges?|takes?) (?:about |around |just |only |a |an )?|[$€£¥] ?|\b(?:average|median|mean) of [^,;()]{3,50}\()\Z)|(?:提[升高]|上升|增[加长]|减少|下降|降低)了?(?:约|近|最多)?\s?\Z"
)
SCORE_AHEAD = re.compile(r"(?:得分|准确率|正确率|成绩|通过率|スコア|正答率|正解率|점수|정확도|达到?|拿下|取得|获得)[^，。、]{0,6}\Z")
# A figure right after a model's name: "GPT-5.5 (1,446)", "GPT-5.5: 57", "GPT-5.5 at 57".
SCORED = re.compile(
    rf"(?:['’]s\s(?=[\d.,]+\s?(?:%|points?|pts|Elo|(?:vs\.?|versus|against|to|and)\s|(?:on|in|at) (?:the |its )?[A-Z]|[.;,)](?!\d)|\Z))|\s?(?:[(（]\s?(?:[A-Z]\w+, ?)?(?:(?i:score|elo|rating|得分|评分|分数)\s?[:：]?\s?|~|约)?|[:：]\s?|\sat\s|,\s(?:at|with)\s|\s[–—-]\s))(?P<en>{_FIGURE})(?!\d|[.,]\d)\s?(?P<unit>%|Prozent|points?|pts|Elo|Punkte|分|点|점)?(?=[)）,;.、，。\s]|\Z)"
)
# A figure in brackets right after a board's name, or a percentage behind it: "fifth on LiveBench (71.3)", "GPQA Diamond: 93.6%".
BEHIND_BOARD = re.compile(
    rf"(?:['’]s?)?(?:[ -](?i:overall|text|leader ?board|ranking|rangliste|classement|index|list|board))*(?:\s?[(（]\s?(?:~|(?i:score|elo):? )?(?P<en>{_FIGURE})\s?(?P<unit>%|(?i:points?|pts|elo|punkte)|[分点점])?\s?[)）]"
    rf"|(?:[ -]v?\d(?:\.\d)?(?![\d%.]))?(?:\s?\([A-Za-z][^()]{{1,40}}\))?(?:[ \u00a0]?[:：]|[ \u00a0][–—-](?=\s))?[ \u00a0]?(?:~|(?i:about|scores?|posts?|achieves?|reach(?:es)?) ){{0,2}}(?P<bare>\d{{1,2}}(?:[.,]\d{{1,2}})?|100)(?:(?<=[ :]\d\d)(?P<whole>(?=[,;)](?!\d)))|(?:(?<=\d\d[.,]\d)|(?<=\d\d[.,]\d\d))(?=\s?(?:[;|/\n；）)]|,\s(?=[A-Z][^,;\n]{{2,30}} \d)|\.?\s?\Z))|\s?%(?=\s{{0,3}}(?:[][.,;:()|/·•*†\n，。、；（）]|\Z)|\s(?:[A-Z–—-](?!\s?\d)|(?:accuracy|scores?|pass|figure|results?|reported|(?:re)?solved|and|while|but|on|at|with|without|using|for|against|compared|vs|versus|und|et|y)\b))))"
)
# A figure right before its board: "Coding: 74.9% on SWE-bench Verified"; one without a unit only behind what may open it.
BEFORE_BOARD = re.compile(
    rf"(?<![A-Za-z0-9_.,$€£¥+~-])(?<![Tt]op )(?P<en>{_FIGURE})(?:\s?(?P<unit>%)[ \u00a0](?:(?:accuracy |score )?(?:on|in|at|auf|im|bei|sur|en|na|no|em|su|sul|nel|w|på|op|pada) (?:the |its )?)?"
    r"|[ \u00a0](?:on|in|auf|sur|en) (?:the |its )?)\Z"
)
OPENS_FIGURE = re.compile(r"(?:\A|[:：(（,，;–—]\s?|\b(?:and|und|et|y)\s)\Z")
# A figure right behind a name, of several that have one: "A 46, B 45 and C 44".
BESIDE = re.compile(r"\s(?P<en>\d{2}(?:\.\d{1,2})?|1[,.]?[0-7]\d\d)(?=\s?[,;)）](?!\d)|\s(?:and|und|et|y)\b|\.?\s?\Z)")
BOTH_AT = re.compile(
    rf"(?:(?i:,?\s(?:are |is |were )?(?:both|each|all|tied|level|beide|jeweils|tous deux|chacun)\s(?:at|on|with|round\w* to|stand\w* (?:at|on)|com\w+ in at|land\w* (?:at|on)|post\w*|scor\w+|sit\w*(?: at| on)?|get\w*|have|having|mit|bei|à|avec)\s(?:a score of |an index of )?)|[,，、]?\s?(?:均为|都是|同为|각각|모두|ともに)\s?)(?P<figures>{_FIGURE})(?:(?=[分점点]|ポイント)|(?![\w%]|[.,]\d))"
)
# Figures of a list of models, in its order: "A and B scored 1377 and 1353, respectively", "A、B和C分别为57、53和52".
EACH_ITS_OWN = re.compile(
    rf"(?i:\s(?:are |is |sit |stand |come in |came in )?(?:now |currently |only |just |tied )?(?:at|on|with|scor(?:e|es|ed|ing)|got|get|post(?:ed)?|reach(?:ed)?|record(?:ed)?|rated?|achiev(?:e|ed)"
    rf"|erreich(?:en|ten)|obtiennent|obtienen|score of|scores of)\s(?:scores of |ratings of )?|(?:分别|依次)?(?:为|是|得分|获得|得到|取得|达到?|拿到)\s?|は(?:それぞれ)?|[은는이가] (?:각각 )?)"
    rf"(?P<figures>{_FIGURE}\s?[%分]?(?:(?:, and |, | and | und | et | y | / |/|\s?[、，和与と]\s?)(?:about |around )?{_FIGURE}\s?(?:%|分|点|점|points)?)+)(?![\w]|[.,]\d|\s?(?:美元|元|[亿億万]|[人票次个個倍秒天]|毫秒|小时))"
)
FIGURE_OF_LIST = re.compile(_FIGURE)
# "1,423 to 1,389": the winner's score and the loser's.
DUEL = re.compile(
    rf"(?<![\w.,])(?P<one>{_FIGURE})(?P<pc>\s?%)?\s?(?:to|(?P<against>vs\.?|versus|against|gegen|contre)|对|對|–|-)\s?(?P<two>{_FIGURE})(?!\d|[.,]\d|\s?(?:B|billion|million))(?(pc)\s?%|(?!\s?%))"
)


# Clauses about one that they do not name, up to the figure: "first place stands at 60", "the median is 31".
ANONYMOUS = re.compile(
    rf"(?i:(?:\A|(?<=[.!?;,:]\s)|\b(?:and|while|but|whereas|where|as|with)\s)(?:the |an? )?(?:[\w'’-]+ ){{0,3}}?(?:leaders?|front-?runner|winner|runner-up|(?:first|second|third|top|next)(?:[ -](?:place|spot|position|placed?))?|(?:average|median|mean)(?: score| rating| mark)?|threshold|cut-?off|record|rest|field|(?:(?:best|strongest|highest|next|nearest|closest|leading|top|lowest|weakest|previous|every|each|all|most|no|other|(?:second|third|next)-best)(?:-\w+)? )(?:[\w-]+ ){{0,3}}?(?:models?|one|rivals?|challenger|systems?|labs?|entry|score|result|rating|mark))"
    rf"(?: (?:of|on|in|among|across|for|from) [^,;:.]{{2,44}}?)? (?:stands?|sits?|is|was|are|were|has|had|scores?|scored|gets?|got|com(?:es|ing) in|came in|manages?|managed|posts?|posted|lies|lay|trails?|follows?|rates?|reach(?:es|ed)|being|standing|sitting|scoring|lying)(?: (?:only|just|now|still|about|around|at|on|with|above|over|below|under))*\s){_FIGURE}(?![\w]|[.,]\d)(?:\s?(?:points?|pts|Elo|%)(?!\w))?(?!\s?[:–—-]\s?[A-Z])"
)


def told_as_score(text: str, start: int, end: int) -> bool:
    """Whether the words around the figure at `start` to `end` tell it as the score itself: "with a score of 71", "con 71 puntos"."""
    ends = _SCORE_ENDS.match(text, end) is not None and _TOLD_AS_SCORE.search(text, max(0, start - 60), start) is not None
    rated = text[start - 1 : start] in {"(", "（"} and end - start > 2 and _RATED.match(text, end) is not None
    return ends or rated or SCORE_IN_CJK.match(text, end) is not None


# Behind a price: it is for something else than tokens.
OF_OTHER_UNIT = r"\s?(?:/|per\b|an?\b|each\b|monthly|yearly|bn|[bmk]\b|[bm]illion)"
# The prices of reading and writing told as a pair: "$0.30/$1.20 per million tokens", "$3 in and $15 out per million".
PRICE_PAIR = re.compile(
    r"(?i:\$\s?(?P<input>\d{1,4}(?:\.\d{1,4})?)\s?(?:(?:for )?input |in )?(?:/|and|,)\s?\$\s?(?P<output>\d{1,4}(?:\.\d{1,4})?)\s?(?:(?:for )?output |out )?(?:per|/|a|for)\s?(?:an?\s|one\s|1\s?)?(?:million|m(?:tok(?:en)?s?)?|mn)\b(?!\s(?:(?:of|cached|blended)\s)?(?:input(?!/)|output|prompt|completion|tokens?,? respectively|respectively)))"
)
# The same where the unit is told elsewhere: "$5/$25".
PAIR_ALONE = re.compile(
    r"(?i:\$\s?(?P<input>\d{1,4}(?:\.\d{1,4})?)(?:\s(?:input|in)\b)?\s?/\s?\$\s?(?P<output>\d{1,4}(?:\.\d{1,4})?)"
    rf"(?:\s(?:output|out)\b)?)(?![\w%]|[.,]\d|{OF_OTHER_UNIT}|\s?(?:vs\.?|versus|to|or|→|->)\s?\$)"
)
TOKENS = re.compile(r"(?i:(?<![a-z])m?tok(?:en)?s?\b|\b(?:in|out)put\b|词元|詞元|トークン|토큰)")
# "The top scores now exceed 60%": of nobody.
OF_FIGURES = re.compile(r"(?i:\b(?:scores|results|ratings|models|systems)\s(?:\w+\s)?\Z)")
# A price behind these is another's, if a name follows: "versus $1.25", "compared to $10".
OF_ANOTHER = re.compile(r"(?i:\b(?:versus|vs\.?|against|compared (?:to|with)|(?<!less )(?<!more )than|from)\s(?:the )?\Z)")
SPEED = re.compile(
    r"(?i:(?<![\d.,])(?P<n>\d{1,4}(?:\.\d{1,2})?)\s?(?:output )?(?:tokens?|tok|t)\s?(?:per second|/\s?s(?:ec(?:ond)?)?\b|a second|each second|par seconde|pro Sekunde))"
    r"|每秒(?:约|输出|生成)?\s?(?P<n2>\d{1,4}(?:\.\d)?)\s?个?(?i:tokens?|词元)|초당\s?(?:약\s?)?(?P<n3>\d{1,4}(?:\.\d)?)\s?(?:토큰|개)|毎秒(?:約)?(?P<n4>\d{1,4}(?:\.\d)?)\s?トークン"
)
# Tokens counted, and words that say that it is another time than the week that boards of use count.
VOLUME = re.compile(
    r"(?i:(?<![\d.,])(?P<n>\d{1,3}(?:\.\d{1,2})?)\s?(?P<unit>trillion|billion|tn|bn|T|B)\s(?:weekly )?tokens\b)"
    r"|(?<![\d.,])(?:(?P<big>\d{1,4})\s?(?P<unit3>万亿|兆|조)\s?)?(?P<n2>\d{1,4}(?:\.\d{1,2})?)\s?(?P<unit2>万亿|亿|億|兆|조|억)\s?(?:个)?(?i:tokens?|词元|トークン|토큰)"
)
VOLUMES = {"trillion": 12, "tn": 12, "t": 12, "billion": 9, "bn": 9, "b": 9, "万亿": 12, "亿": 8, "億": 8, "兆": 12, "조": 12, "억": 8}
OTHER_WINDOW = re.compile(
    r"(?i:\b(?:da(?:y|ily)|today|yesterday|month\w*|year\w*|quarter\w*|since|so far|in total|24 hours)\b)|日|天|月|年|今天|昨天|오늘|하루|달|월"
)


def measured(match: re.Match[str], kind: str) -> list[tuple[str, tuple[int, int], Decimal]]:
    """(measure, where it stands, figure) of the figures of a match: the two of a pair of prices, else the one of `kind`."""
    if "input" in match.re.groupindex:
        told = [(f"price_{what}", match.span(what), figure_of(match[what])) for what in ("input", "output")]
    else:
        figure = next((value for name, value in match.groupdict().items() if name[0] == "n" and value), None)
        told = [(price_of(match) if kind == "price" else kind, match.span(), figure_of(figure))]
    return [(measure, span, value) for measure, span, value in told if value is not None]


def price_of(match: re.Match[str]) -> str:
    """ "price_input" or another price of the boards' rows, "price" where the words of a match of `PRICE` do not say which."""
    word = next((value for name, value in match.groupdict().items() if name[:4] == "kind" and value), "").lower()
    return f"price_{PRICES[word]}" if word else "price"


def score_of(match: re.Match[str]) -> Decimal | None:
    """The score that a match of `SCORE` names."""
    return figure_of(match["en"] or match["cjk"] or match["cell"] or match["cue"] or match["by"] or match["far"])
