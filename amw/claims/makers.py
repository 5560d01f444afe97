"""What part a maker that a sentence names has in it: one without a part that is known may bound the claim to its own models."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from amw.claims.sentence import Sentence
from amw.claims.subjects import Subject, joins

REACH = 60  # characters before a name that are looked at
_DEGREE = r"(?:best|strongest|smartest|highest|top|leading|number[- ]one|first|most [a-z]+)(?:-[a-z]+)?"
# "Google's Gemini", "the Google model Gemini", "谷歌的Gemini": the title of the model that follows.
_TITLES = re.compile(
    r"['’]?s?(?:['’]s)?(?: (?!models?\b|famil)[\w-]+){0,4}?[ 「『“\"(]*|(?![^「『“]*(?:[中里是家系は首冠]|[는은] |最(?!新)|で|중|가운데|에서))[一-鿿぀-ヿ가-힯 ]{0,10}[「『“]?"
)
# "Google's podium": what a maker has leaves the claim open, but for its model ("Google's new flagship, Gemini").
_GENITIVE = re.compile(r"['’]s? ")
_ITS_MODEL = re.compile(r"['’]s? (?:[a-z-]+ ){0,5}(?:[a-z-]+,|model|chatbot|assistant) ")
# "Gemini from Google", "Gemini (Google)", "le Gemini de Google": told of the model before it.
_BESIDE = re.compile(r"['’]?s?(?:,? (?:from|by|of|de|d['’]|da|do|del|von|des)(?: the| la| l['’])?|,| [(（]|[(（])\s?(?:[a-z-]+ ){0,2}")
# It begins a clause, with titles of its own before it.
_BEGINS = re.compile(
    r"(?:\A\W*|[,;:，；：—–\"“”(（。] ?|\b(?:that|and|but|while|whereas|as|when|because|since|dass|que|und|et|y|e) )(?!(?:No|Of|At|In|For|On|From|Among|All|Every|Any|Only|By|With|Within|Inside|Outside|Beyond|Each|Most|Some) )"
    r"(?:(?:the|The|its|la|le|el|o|a|der|die|das) )?(?:(?:[A-Z][\w.]*(?:-[a-z]+)?|rival|tech|start-?up|giant|lab|company|maker|owner|parent|search|social|phone) ){0,4}\Z"
)
# Who says it, or who is given the place.
_NAMED_BY = re.compile(
    r"(?i:\b(?:according to|laut|selon|según|segundo|d['’]après|gives?|giving|gave|given|hands?|handed|puts?|putting|makes?|made|moves?|moved|lifts?|lifted|propels?|propelled|earns?|earned) (?:the |la |a |o )?\Z)"
)
_BEGINS_CJK = re.compile(r"(?:\A\W*|[，；：。、「『“]\s?|据|但|而|与)\Z")
_ACTS_CJK = re.compile(r"\s?(?:在|以|凭|于|[，,]|は|が|も|은|는|이|가|宣布|表示|称|声称|发布|推出|宣称|측)(?!模型|モデル|모델)")
_MADE_BY = re.compile(
    r"(?i:\b(?:released|launched|unveiled|developed|built|trained|announced|presented|introduced|published|owned|backed|created) by (?:the )?\Z)"
)
_OPENS_WITHIN = re.compile(r"(?i:\A\W*(?:for|within|inside|at|among|of|für|bei|pour|chez|para|en) (?:the )?\Z)")
# "the best model from A", "the best model that A has released", "A's list", "谷歌的模型里": the maker's own, whatever else.
_OWN_BEFORE = re.compile(
    rf"(?i:\b(?:{_DEGREE}(?: (?!places?|spots?|positions?|is|was|goes|to|on|in|at)[\w-]+){{0,4}} (?:(?:from|by|of|at|that|which) )?"
    r"|(?:models|systems|entries|llms|those|ones) (?:that|which|of|by|from) )(?:the )?\Z)"
)
_OWN_BEHIND = re.compile(
    r"['’]s? (?:[a-z-]+ ){0,2}(?:list|rankings?|table|charts?|leader ?boards?|board|line-?up|models)\b|(?:的|の|의 ?)(?:最[强強高上]|トップ|최고|최강)"
    r"|在[^，。]{2,40}?上最强|(?:的|の|의 ?| )?(?:大?模型(?:之?中|里)|モデル(?:の中)?で(?!す|あ)|모델 ?(?:중|가운데|에서))"
)


def without_part(
    told: Sentence, known: Container[str | None], rivals: Container[str | None], beside: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, str]]:
    """(offset, name) of the makers that may bound the claims to their own models.

    `known` are the keys of those that the claims are of, `rivals` the names of all that they tell of, `beside` the words that say who
    claims it or tell of others.
    """
    named = told.named()
    before: Subject | None = None  # a maker with a part, whose list the next one may stand in
    for n, subject in enumerate(named):
        if subject.model:
            continue
        text = told.text[subject.start : subject.end]
        if text not in rivals and _own(told, subject):
            yield subject.start, text
            continue
        listed = before is not None and joins(told.text[before.end : subject.start])
        told_of = subject.company in known or text in rivals or any(a <= subject.start < b for a, b in beside)
        last, following = named[n - 1] if n else None, named[n + 1] if n + 1 < len(named) else None
        if listed or told_of or _has_part(told, subject, last, following, beside):
            before = subject
        else:
            yield subject.start, text


def _own(told: Sentence, subject: Subject) -> bool:
    head = told.text[max(told.start, subject.start - REACH) : subject.start]
    opens = _OPENS_WITHIN.fullmatch(told.text, told.start, subject.start) is not None
    return opens or _OWN_BEFORE.search(head) is not None or _OWN_BEHIND.match(told.text, subject.end, told.end) is not None


def _has_part(told: Sentence, subject: Subject, last: Subject | None, following: Subject | None, beside: Sequence[tuple[int, int]]) -> bool:
    if following is not None and following.model and _TITLES.fullmatch(told.text, subject.end, following.start):
        return True
    if last is not None and last.model and _BESIDE.fullmatch(told.text, last.end, subject.start):
        return True
    if (genitive := _GENITIVE.match(told.text, subject.end, told.end)) is not None:
        speaks = any(start == genitive.end() for start, _ in beside)  # "Google's chief executive says"
        its = following is not None and following.model and _ITS_MODEL.fullmatch(told.text, subject.end, following.start)
        return speaks or bool(its)
    head = told.text[max(told.start, subject.start - REACH) : subject.start]
    if _MADE_BY.search(head) or _NAMED_BY.search(head):
        return True
    if not head.isascii() or not told.text[subject.end : subject.end + 1].isascii():
        return _BEGINS_CJK.search(head) is not None and _ACTS_CJK.match(told.text, subject.end, told.end) is not None
    return _BEGINS.search(head) is not None
