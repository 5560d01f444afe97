"""Words that narrow what a place is counted among to a field that no rank counts: "the best small model", "for coding", "in its price class"."""

# ruff: noqa: E501 - patterns are easier to compare unwrapped

from __future__ import annotations

import re

from amw.claims.record import Claim
from amw.claims.scopes import COUNTRIES, OPEN
from amw.claims.sentence import Sentence

LONGEST = 500
REACH_MAKER = 24  # characters behind "made by" in which its country may stand
REACH = 70  # characters behind a claim in which its clause may still narrow it

# What a model can be good at, cost, weigh or be made for: with a preposition in front such words make a field of their own.
_CUE = (
    r"(?:(?:non-)?reasoning|thinking|small\w*|mid-?(?:siz|rang)\w*|medium|tiny|light-?weight|compact|edge(?! of| over| on)|on-device|local\w*|multi-?modal|multilingual"
    r"|vision|images?|videos?|audio|speech|voice|cod(?:e|ing)|programming|software|web ?dev\w*|front-?end|maths?|mathematic\w+|scien(?:ce|tific)\w*|agent\w*|tools?|tool use|writing|creative|translat\w+"
    r"|instruction\w*|long[- ]context|documents?|legal|law|medic\w+|health\w*|financ\w+|knowledge|factual\w*|accuracy|hallucinat\w+|reliab\w+|safety|honesty"
    r"|speed|fast\w*|latency|throughput|pric\w+|costs?|costing|cheap\w*|cheaper|value|efficien\w+|budget|free|affordab\w+|parameters?|size|class(?:es)?(?! of its own)|categor\w+|tier|segment|bracket|band|kind|weight"
    r"|licen[cs]\w+|permissiv\w+|proprietary|closed\w*|commercial\w*|MIT|Apache|prompts?|quer(?:y|ies)|tasks?|questions?|languages?(?! (?:AI )?(?:models?|systems?))|sub-?tests?|evals|(?<!['’] )(?<!['’]s )evaluations|users?|votes?|popularity"
    r"|start-?ups?|newcomers|hardware|GPUs?|GDPval\w*|Terminal-?Bench|HLE|GPQA|IFBench|SciCode|Omniscience|MMLU\w*|AIME)"
)
_SKILL = re.compile(rf"(?i:\b(?P<cue>{_CUE})\b)")
_OF_BOARDS = {"coding": r"cod(?:e|ing)|programming", "agentic": r"agent\w*|tools?", "code": r"cod(?:e|ing)|programming|web ?dev\w*|software|front-?end|agent\w*|编程|代码|코딩|コーディング", "image": r"images?", "video": r"videos?", "vision": r"vision|images?", "speech": r"speech|voice|audio", "hallucination": r"hallucinat\w+|accuracy|factual\w*", "vectara": r"hallucinat\w+|accuracy|factual\w*", "swe_bench": r"cod(?:e|ing)|programming|software|agent\w*|tasks?", "aider": r"cod(?:e|ing)|programming|software", "bfcl": r"tools?|tool use|agent\w*", "openrouter": r"users?|popularity", "hf_trending": r"users?|popularity", "superclue": r"languages?", "arena": r"users?|votes?|popularity"}  # fmt: skip
# Between a degree and its noun: words that leave the field as it is.
_NEUTRAL = re.compile(
    r"(?:ai|artificial|intelligence|large|language|llms?|frontier|new|newest|latest|current(?:ly)?|overall|single|global(?:ly)?|world|flagship|foundation|generative|available|publicly"
    r"|general|general-purpose|public|big|major|rated|ranked|ranking|placed|scoring|performing|known|tested|existing|released|and|most|best|intelligent|capable|powerful|advanced|smartest"
    r"|open(?:ly)?|weights?|source[d]?|open-(?:weights?|source[d]?|model)|american|chinese|european|korean|south|japanese|french|german|british|indian|asian|western|us|u\.s\.?|domestic|(?-i:[Nn]on-[A-Z]\w+)|text|(?:text|image)-to-\w+|score|mark|elo|points?"
    r"|results?|spots?|places?|positions?|among|of|the|all|any|ever|all-a?round|next-gen(?:eration)?|state-of-the-art|cutting-edge|artificial-intelligence|\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"(?i:\b(?:best|strongest|smartest|top|leading|finest|highest|number[- ]one|no\. ?1|#1|(?:second|third|fourth|fifth)-?\s?best|most (?:intelligent|capable|powerful|advanced|popular))(?:-\w+)?\s(?P<field>(?:[\w.'’/+-]+ ){1,4}?)(?:models?|llms?|systems?|labs?|entry|entrant|contender|chatbot)\b)"
)
_WITHIN = re.compile(
    rf"(?i:\b(?:in|for|at|on|by|under|over|with(?: an?)?|within|of|per)\s(?:(?:the|its|their|his|an?|this|that|which|all|most)\s)?(?:[\w'’$.-]+\s){{0,3}}?(?P<cue>{_CUE})\b)"
)
_ASIDE = re.compile(
    r"(?i:pric|cost|cheap|value|budget|free|afford|speed|fast|latency|through|size|weight|licen|param|MIT|Apache|user|hardware)"
)  # "at half the price"
_UNDER = re.compile(
    r"(?i:\b(?:under|below|over|above|up to|less than|more than|with) \d[\d.,]*\s?(?:B\b|(?:billion|bn)\b(?! (?:users|people|downloads|dollars|yuan|euros))|(?:million )?parameters|cents|dollars))|\b\d{1,4}B\b(?= (?:class|models?|or))"
)
_THAT = re.compile(
    r"(?i:\b(?:models?|llms?|systems?|one)(?: (?:on|in|at) [\w. -]{2,40}?)? (?:that|which)\s(?!money can buy|exists?\b|(?:is|are) (?:publicly |currently )?available|(?:the |its )?[\w.]+(?: \w+){0,2} (?:has|have|had)? ?(?:ever |yet |so far )?(?:test|rank|measur|evaluat|list|benchmark|rat|assess|release|launch|built|made|ship)))"
)
_RELEASED = re.compile(
    r"(?i:\bmodels? (?:released|launched|published|introduced|trained|made|built|priced|costing|running|designed) (?:in|this|since|last|for|at|by|on|under|before|after|without|with)\b)"
)
_OPENS = re.compile(
    r"(?i:\W*(?:among|amongst|of|for|in terms of|measured (?:by|in)|by|when it comes to|as for|if you|judged by|going by|counting only|within|parmi|unter)\b[^,;]{2,90},)"
)
_NARROW_CJK = re.compile(
    r"非推理|推理模型|小模型|小参数|轻量|多模态|性价比|编程|(?<!开源)代码|数学|写作|视觉|速度|价格|成本|参数(?:量|规模)?(?!更|少|仅|只|\d)|同(?:级|等|规模|尺寸|价位)|端侧|免费|闭源|(?:日语|英语|中文)(?:类|提示|任务)|非推論|小型|軽量|マルチモーダル|コスパ|コーディング|同規模|同クラス|パラメータ|비추론|소형|경량|멀티모달|가성비|코딩|동급|파라미터|수학"
)


# "Takes first place with an MIT licence" is said of the model, "the best model with an MIT licence" of a field.
_SHARED = re.compile(r"(?i:with|under)\b")
_FIELD = re.compile(r"(?i:\b(?:models?|llms?|systems?|labs?|entry|entries|entrants?|contenders?|one|those)\b)")
_OF_LAND = re.compile(
    r"(?i:[\w-]*\s(?:ai |language )?(?:models?|llms?|systems?|entry|releases?)?\s?(?:made|built|developed|trained)?\s?(?:in|from|out of)\s(?:the )?[\w.]+(?: states| korea)?)"
)
_TITLED = re.compile(r"(?:大|语言)*(?:模型|モデル|모델)?\s?")  # "多模态模型GLM-5.1": said of the model


def narrower(told: Sentence, claim: Claim) -> str:
    """The words by which the sentence narrows the field that `claim` is of to one that no rank counts; "" for none.

    Words that a board is about as a whole (coding on a board of coding) narrow nothing.
    """
    if claim.kind == "score" or (claim.kind == "comparison" and claim.measure):
        return ""
    end = min(told.end, claim.end + REACH)
    start = max(told.start, min(claim.start, told.end))
    _, last = told.clause(max(start, min(claim.end, told.end)))
    part = told.text[start : min(end, last, start + LONGEST)]
    opening = _OPENS.match(told.text, told.start, told.end)
    if opening is not None and opening.end() <= max(claim.start, claim.end - 1):
        words = opening.group()
        if (cue := _cue(_SKILL.search(words), claim)) or _UNDER.search(words) or _RELEASED.search(words):
            return cue or words.strip(" ,")
    if claim.scope == "open_weights" and (land := _open_of(told, max(told.start, claim.start - 16), min(end, last))):
        return land
    for match in _DEGREE.finditer(part):
        odd = [word for word in match["field"].split() if not _NEUTRAL.fullmatch(word) and not _known(word)]
        if odd and _names(told).isdisjoint(odd) and not _about(" ".join(odd), claim):
            return " ".join(odd)
    for pattern in (_UNDER, _THAT, _RELEASED):
        found = pattern.search(part)
        if found is None or (pattern is _RELEASED and _known(part[found.start() : found.end() + REACH_MAKER])):
            continue  # "the best model made in China" is one of a country
        if _SHARED.match(found.group()) is None or _FIELD.search(part, 0, found.start()):
            return found.group().strip()
    for found in _WITHIN.finditer(part):
        first = found.group().split(" ")[0].lower()
        its_own = first == "at" or claim.kind == "comparison" or (_SHARED.match(first) and not _FIELD.search(part, 0, found.start()))
        if not (its_own and _ASIDE.search(found["cue"])) and (cue := _cue(found, claim)):
            return cue
    for cjk in _NARROW_CJK.finditer(told.text, max(told.start, claim.start - 16), start + len(part)):
        titled = _TITLED.match(told.text, cjk.end(), told.end)
        if not _about(cjk.group(), claim) and not any(titled and s.start == titled.end() for s in told.models()):
            return cjk.group()
    return ""


def _open_of(told: Sentence, start: int, end: int) -> str:
    """The country whose open models alone are meant: "the best American open model", "open-weights model made in America"; "" for none."""
    for match in OPEN.finditer(told.text, start, end):
        words = told.text[max(start, match.start() - 24) : match.start()].split()[-1:]
        after = _OF_LAND.match(told.text, match.end(), min(told.end, match.end() + 60))
        words += [after.group().strip()] if after else []
        if (land := next((word for word in words if not word.endswith(("'s", "’s")) and _known(word)), None)) is not None:
            return land
    return ""


def _cue(found: re.Match[str] | None, claim: Claim) -> str:
    return found["cue"] if found is not None and not _about(found["cue"], claim) else ""


def _about(words: str, claim: Claim) -> bool:
    """Whether a board is about what `words` say."""
    key = claim.board_key or ""
    return any(part in key and re.search(pattern, words, re.IGNORECASE) for part, pattern in _OF_BOARDS.items())


def _known(word: str) -> bool:
    """Whether a word names a scope that ranks count."""
    return OPEN.search(word) is not None or any(pattern.search(word) for _, pattern in COUNTRIES)


def _names(told: Sentence) -> set[str]:
    """The words of those who are named in the sentence."""
    return {word for s in told.named() for word in re.split(r"['’\s]", told.text[s.start : s.end])} | {
        f"{told.text[s.start : s.end]}'s" for s in told.named()
    }
