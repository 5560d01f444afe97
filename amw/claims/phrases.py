"""How texts in six languages say a place, a lead, a score, a scope, or that one model beats another."""

# ruff: noqa: E501 - patterns and tables are easier to compare unwrapped

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_ORDINALS = {w: i for i, ws in enumerate((
    "first premier première erste ersten erster 一 1st", "second deuxième zweite zweiten zweiter 二 2nd runner-up", "third troisième dritte dritten 三 3rd",
    "fourth quatrième vierte vierten 四", "fifth cinquième fünfte fünften 五", "sixth sixième sechste 六", "seventh septième 七", "eighth huitième 八",
    "ninth neuvième 九", "tenth dixième 十"), start=1) for w in ws.split()}  # fmt: skip
_COUNTS = {
    "three": 3,
    "five": 5,
    "ten": 10,
    "twenty": 20,
    "fifty": 50,
    "trois": 3,
    "cinq": 5,
    "dix": 10,
    "drei": 3,
    "fünf": 5,
    "zehn": 10,
    "三": 3,
    "五": 5,
    "十": 10,
}
_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}(?:st|nd|rd|th))"

TOP = re.compile(
    r"(?i:\btop[\s-](?P<en>\d{1,3}|three|five|ten|twenty|fifty)\b)|(?i:\b(?:dans le|le) top[\s-]?(?P<fr>\d{1,3})\b)|前(?P<zh>\d{1,3}|[三五十])(?:名|位|强|之列)?|(?P<ko>\d{1,3})위권|(?:상위|톱|탑)\s?(?P<ko2>\d{1,3})(?!%)|トップ(?P<ja>\d{1,3})"
)
RANK = re.compile(
    rf"(?i:\b(?:rank(?:s|ed|ing)?|plac(?:es|ed|ing)|came|comes|sits?|sitting|finish(?:es|ed)|position(?:s|ed)?|debut(?:s|ed)|land(?:s|ed)|stands?|climb(?:s|ed)|rose|slots?|in|to|at|into|the|tied(?: for)?|tying for)\s(?:it |them |him |her )?(?:a |an |the |in |at |as |joint |to |for ){{0,3}}(?:#|no\.?\s?|number\s)?(?P<ord>{_ORDINAL})(?=\s(?:place|spot|position|globally|worldwide|overall|in|on|among|domestically|behind|after|rank|with|of|and|at)|[,.;:]|\Z))"
    rf"|(?i:(?P<hash>(?:#|№|\bno\.?\s?|\bnumber\s|\brank(?:s|ed)?\s|\bnº\s?|\bplatz\s|\brang\s|\bnuméro\s|\bn°\s?)(?P<n>\d{{1,3}}|one|two|three|four|five))(?![\d.,]?\d))"
    r"|(?i:(?P<fr>\d{1,2})\s?(?:e|ème|ère|er)\s(?:place|rang|position)|class[ée]e?s?\s(?P<fr2>\d{1,2})\s?(?:e|ème|ère|er)\b|(?P<frw>première|deuxième|troisième|quatrième|cinquième)\s(?:place|position))"
    rf"|(?i:\b(?P<bare>{_ORDINAL})(?=\s(?:place|spot|position|globally|worldwide|overall|domestically|nationwide|in (?:china|korea|south korea|japan|europe|france|germany|india|the (?:us|u\.s\.|world|uk)))\b))"
    r"|(?i:auf (?:den |dem )?(?P<de>ersten|zweiten|dritten|vierten|fünften) (?:Platz|Rang))"
    r"|(?:第|排名|位列|位居|名列|全球|世界|国内|中国)(?:第)?(?P<zh>\d{1,3}|[一二三四五六七八九十])(?!版|季|代|届|批|期|次|步|章|个|方|者|财|天|大|款|家|种|年|届|类|\d|亿|万)(?:名|位)?"
    r"|(?P<cj>\d{1,3})\s?(?:位|위)(?!권|원|치|한|협)"
)
LEAD = re.compile(
    r"(?i:\btop(?:s|ped|ping)\b|\bnew leader\b|(?<!close )\b(?:at|to) the (?:very )?top of\b|\btakes? (?:the )?lead\b|\branking highest\b|\bsits? atop\b|\b(?:claims?|claimed|holds?|held|reach(?:es|ed)|took|takes) (?:the )?(?:no\. 1|number one)|(?<!near the )(?<!close to the )(?<!towards the )\btop (?:spot|position|place|rank|score|marks?|of the)\b|\blead(?:s|ing) (?:the |on |in )|\bsweeps?\b|clean sweep|\btak(?:es|en|ing) the (?:crown|lead|top)|\bfirst place\b|\bcrown\b|\bbest[- ]performing\b|\bhighest[- ](?:ranked|scoring|ranking)|\bmost popular\b|\bdominat\w+\b|\bchart-topping\b|\bput(?:s|ting)? .{0,20} (?:at|on) top)"
    r"|(?i:\ben tête\b|\bdomine\b|\bprend la tête|\bSpitze\b|\bSpitzenplatz|\bführt\b|\bSpitzenreiter)"
    r"|登顶|榜首|夺冠|冠军|领跑|摘得桂冠|问鼎|居首|排名最高|第一名|全球最强|最高分|首位|トップ(?!\d)|最高位|정상에|정상을|선두|최상위|1등|최고\s?(?:점|순위|성적)"
)
SOTA = re.compile(r"(?i:state[- ]of[- ]the[- ]art|\bSoTA\b)|最先端|最先进|最新最高|최고 성능|최고 수준")
BEATS = re.compile(
    r"(?i:\bbeat(?:s|ing|en)?\b|\boutperform(?:s|ed|ing)?\b|\bsurpass(?:es|ed|ing)?\b|\bovertak(?:es|en|ing)\b|\bovertook\b|\bedg(?:es|ed|ing) (?:out|past|ahead)|\bahead of\b|\bexceed(?:s|ed|ing)?\b|\bsecond only to\b|\bbehind\b|\btops\b|\bübertrifft\b|\bschlägt\b|\bdépasse\b|\bbat\b|\bdevance\b|\bsurpasse\b)"
    r"|超越|超过|击败|领先于|优于|碾压|反超|上回|凌ぐ|超え|제치|능가|앞서|앞질|뛰어넘|꺾"
)
SCORE = re.compile(
    r"(?i:\b(?:scor(?:es?|ed|ing)|with|reach(?:es|ed|ing)|at|rating|elo|hit(?:s|ting)?|achiev(?:es|ed|ing)|of|gets?|got|posted)\s(?:an? |the )?(?:impressive |new |record |elo |score |rating |index |average )*(?:of |to )?)(?P<en>\d{1,2}(?:,\d{3})|\d{2,4}(?:\.\d{1,2})?|\d\.\d{1,2})\s?(?P<unit>%|percent|points?|pts|Elo|elo)?(?![\w,.]*(?:[BMK]\b|billion|million|token|model|param|year|month|day|hour|time|x\b|th\b|countr|language))"
    r"|(?P<cjk>\d{1,4}(?:,\d{3})?(?:\.\d{1,2})?)\s?(?P<cu>分|점|点|％|%)"
)
WORDS_OF_BOARDS = re.compile(
    r"(?i:leader ?board|ranking|benchmark|trending|chart|classement|rangliste|bestenliste)|榜|排名|排行|基准|评测|测评|ランキング|ベンチマーク|リーダーボード|순위|리더보드|벤치마크|차트"
)

_COUNTRY_WORDS = (
    ("CN", r"(?i:\b(?:in|of|from|among|within) china\b|\bchina['’]s\b|\bchinese\b|\bchinois\w*|\bchinesisch\w*)|中国|国内|国产|중국"),
    ("US", r"(?i:\b(?:in|of|among) the u\.?s\.?\b|\bamerican\b|\bu\.?s\.? models?\b)|美国|미국|アメリカ"),
    ("KR", r"(?i:\b(?:in|of) (?:south )?korea\b|\bkorean\b)|韩国|韓国|한국|국내|국산"),
    ("JP", r"(?i:\b(?:in|of) japan\b|\bjapanese\b)|日本|일본"),
    ("EU", r"(?i:\b(?:in|of) europe\b|\beuropean\b|\beurop[ée]en\w*|\beuropäisch\w*)|欧洲|유럽|欧州"),
    ("FR", r"(?i:\bin france\b|\bfrench\b|\bfrançais\w*)|法国"),
    ("IN", r"(?i:\bin india\b|\bindian\b)|印度"),
)  # fmt: skip
COUNTRIES = tuple((code, re.compile(pattern)) for code, pattern in _COUNTRY_WORDS)
DOMESTIC = re.compile(r"(?i:\bdomestic(?:ally)?\b|\bat home\b|\bnational(?:ly|ement)?\b)")
OPEN = re.compile(
    r"(?i:open[- ]?(?:weights?|source[d]?|models?)|quelloffen\w*|poids ouverts)|开源|開源|オープン(?:ソース|ウェイト)|오픈\s?(?:소스|웨이트)|개방형"
)
WORLD = re.compile(r"(?i:global|world|overall|internationally|mondial|weltweit)|全球|世界|글로벌|세계|전체")

# A name with a version that no mention covers: "HappyHorse-1.0", "GLM-5.1", "PixVerse C1".
NAMED = re.compile(
    r"(?<![\w.])[A-Z][A-Za-z]{1,18}(?:(?:-|\s)[A-Z][A-Za-z]{1,14}){0,2}(?:-?[A-Za-z]?\d{1,3}(?:\.\d{1,2}){0,2}|\s[A-Z]?\d{1,2}\.\d{1,2}|\s[A-Z]\d{1,2}|\s\d{1,3}B|\s\d)"
    r"(?:[- ](?:Pro|Max|Plus|Mini|Preview|Flash|Turbo|Ultra|Thinking|Omni|Lite|Instruct|Chat|Air|Coder|\d{1,3}B|A\d{1,2}B))*(?![\w%])"
)
# A quoted name with a figure in it: '솔라 프로 2', 「tsuzumi 2」.
QUOTED = re.compile(r"['‘“「『]([\w][\w .-]{1,22}?\d[\w.-]{0,10}(?: [A-Z가-힣][\w-]{0,10})?)['’”」』]")
BRACKETED = re.compile(r"[(（]([A-Z][A-Za-z]{2,20})[)）]\s?(\d{1,2}(?:\.\d)?)")
# "not ranked 5th", "to become the leader": no claim.
DENIED = re.compile(
    r"(?i:\b(?:no longer|not|never|n['’]t|fails? to|without|why we|could|aims? to|wants? to|hopes? to|plans? to|if|whether)\s(?:\w+\s){0,2}\Z)|(?:想要|力争|目标是|有望)\Z"
)

# Every spelling of a board holds one of these; texts without any, which are most, are done with.
ROOTS = (
    "arena", "bench", "analysis", "index", "aaii", "router", "lmsys", "mlperf", "aider", "bfcl", "function", "vectara", "hallucination", "clue", "测评", "hugging",
    "leaderboard", "quadrant", "stack overflow", "last exam", "시험", "考试", "arc-agi", "arc agi", "arc prize", "gpqa", "mmlu", "mmmu", "aime", "osworld", "os월드", "browsecomp",
    "gdpval", "frontiermath", "alpaca", "humaneval", "math-500", "math500", "gsm8k", "c-eval", "compass", "司南", "mteb", "helm", "vqa", "mathvista", "-mme", "videomme", "asr",
    "simpleqa", "ifeval", "gaia", "metr ", "vals ", "top500", "아레나", "애널리시스", "어낼리시스", "라우터", "허깅", "벤치", "竞技场", "アリーナ", "指数", "抱抱脸", "리더보드", "브라우즈", "프런티어",
)  # fmt: skip

ORDINARY = re.compile(
    r"(?:Apache|Creative|License|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December|Top|Series|Q|In|On|By|At|The|Of|And|For|With|Over|Under|About|From|Phase|Chapter|Part|Level|Article|Section|Elo|Score|No|Number|CPU|GPU|RTX|Platz|Le|La|En|To|Version|Windows|Python|Edge|Only|Around|Nearly|Some|Since|Until|iOS|Tier|Index|Ranking|Training|Inference|Verified|Pro)\b",
)


def place_of(match: re.Match[str]) -> int | None:
    """The place that a match of `RANK` names, 1..999; None for a figure that is no place (0)."""
    groups = match.groupdict()
    word = next((groups[k] for k in ("ord", "bare", "n", "fr", "fr2", "frw", "de", "zh", "cj") if groups[k]), None)
    if word is None:
        return None
    word = word.lower()
    digits = re.match(r"\d+", word)
    place = int(digits.group()) if digits else _ORDINALS.get(word) or {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}.get(word)
    return place or None


def within_of(match: re.Match[str]) -> int | None:
    """N of a match of `TOP` ("top 10", "前十")."""
    word = next((g for g in match.groups() if g), "")
    return int(word) if word.isdigit() else _COUNTS.get(word.lower())


def score_of(match: re.Match[str]) -> Decimal | None:
    """The score that a match of `SCORE` names."""
    try:
        return Decimal((match["en"] or match["cjk"]).replace(",", ""))
    except InvalidOperation:
        return None
