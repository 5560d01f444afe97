"""What must be certain before a claim is said to be contradicted: that its sentence tells of this time, of all, and as a fact."""

# ruff: noqa: E501 - patterns are easier to compare unwrapped

from __future__ import annotations

import re
from datetime import date

from amw.claims.asked import Asked
from amw.claims.denials import OPENS_BEFORE, OPENS_EARLIER
from amw.claims.phrases import HELD_THEN
from amw.dates import ANY_MONTH, MONTHS

LONGEST = 2000  # characters of a sentence that are looked at
_YEARS = re.compile(
    rf"\b(?:in|during|of|for|mid-?|early|late)\s(?:early |late |mid-?)?(?:(?:{ANY_MONTH})\s)?(20[12]\d)\b(?![-/]\d)|(20[12]\d)\s?[年년]",
    re.IGNORECASE,
)
_LIKES = re.compile(r"\bliked?\b|\blikes\b|点赞|いいね|좋아요", re.IGNORECASE)  # what captures of Hugging Face count, not what trends
# Of all but some: "the best model not made by A", "hors A et B".
_EXCEPTS = re.compile(
    r"\b(?:not (?:from|by|(?:made|built|developed|owned|trained) by)|neither [A-Z][\w.]* nor [A-Z][\w.]* \w+|apart from|aside from|other than|except(?:ing)?|excluding|exclusive of|besides|leaving (?:[\w.]+ ){1,5}aside|(?:outside|beyond) (?-i:[A-Z])\w+)\b"
    r"|\b(?:(?:das|die|der) nicht (?:von|aus)|außer|außerhalb|abgesehen von|ausgenommen|lässt man)\b|\b(?:hors|hormis|sauf|excepté|à l['’]exception|en dehors d\w*|qui ne (?:vien|provien|soi|es)\w* pas)\b"
    r"|\b(?:salvo|excepto|exceto|aparte de|à parte|fuera de|fora d\w+|que no (?:es|sea|son|pertenece)|que não (?:é|seja|são)|sin contar|sem contar|tirando|descontando|quitando)\b"
    r"|除[^，。]{1,30}外|を除(?:け|き|く|いて)|以外|제외|빼(?:면|고)|이외",
    re.IGNORECASE,
)
# Of what is not so: "had it ten points more, it would lead", "il serait premier".
_UNREAL = re.compile(
    r"\A\W*(?:had|were|should|if|suppos\w+|assuming)\b.{3,200}?\b(?:would|could|might|'d)\b|\b(?:would|could|might) (?:\w+ )?(?:have|be|lead|rank|top|sit|come|place|take|score)\b.{0,120}?\b(?:if|had|were|unless|provided)\b"
    r"|\A\W*(?:wäre|hätte|würde|käme|läge)\b|\b(?:wäre|hätte|würde|käme|läge|stünde|könnte)\b|\b(?:serait|aurait|pourrait|se classerait|arriverait|occuperait)\b"
    r"|\b(?:sería|estaría|habría|podría|quedaría|ocuparía|seria|estaria|teria|poderia|ficaria|ocuparia)\b|如果|假如|倘若|若能|もし|仮に|만약|만일|(?:이|다|었|았)(?:라면|더라면|다면)",
    re.IGNORECASE,
)
# A distance to one that is ahead, who is told of in other words than a name: "trails its sibling by 20 points".
_SHORT_OF = re.compile(
    r"\b(?:trail\w*|behind|below|beneath|less|fewer|lower|short of|adrift|off (?:the|its)|loses? to|lost to|lag\w*|hinter|unter|weniger|zurück|derrière|moins|en dessous|detrás|debajo|menos|atrás|abaixo)\b|落后|低于|低|差|下回|及ばず|뒤진|뒤처|낮",
    re.IGNORECASE,
)
# What a site's best-known board is of, in the words of those who name it.
_PARTS = {
    "arena_text": re.compile(r"\btext(?:e|o)?\b|文本|テキスト|텍스트|\boverall\b|\bchat", re.IGNORECASE),
    "artificial_analysis": re.compile(r"intelligen|index|índice|indice|指数|지수|智能", re.IGNORECASE),
}


def doubted(asked: Asked, sentence: str, on: date) -> str:
    """Why the capture that speaks against a claim need not speak of the same, in a sentence; "" for no reason."""
    sentence = sentence[:LONGEST]
    if of_another_time(sentence, on):
        return "The sentence speaks of another time."
    if asked.narrow and asked.narrow.lower() not in asked.efforts:
        return f"The sentence speaks of a narrower field: {asked.narrow}."
    if asked.board.key == "huggingface_trending" and not _LIKES.search(sentence):
        return "The capture counts likes."
    if asked.kind in ("rank", "lead") and not asked.rivals and _EXCEPTS.search(sentence):
        return "The sentence leaves some out."
    if _UNREAL.search(sentence):
        return "The sentence supposes."
    if asked.kind == "comparison" and asked.margin is not None and not (asked.rivals or asked.behind) and _SHORT_OF.search(sentence):
        return "The sentence does not name who is that far ahead."
    return ""


def names_part(asked: Asked, sentence: str) -> bool:
    """Whether the sentence says that it means the best-known of a site's boards, or the claim was given without its sentence."""
    part = _PARTS.get(asked.board.key)
    return part is None or not sentence or part.search(sentence[:LONGEST]) is not None


def of_another_time(sentence: str, on: date) -> bool:
    """Whether a sentence speaks of an earlier year than that of the day `on`, or opens with an earlier time, or with what came later."""
    years = {int(year) for match in _YEARS.finditer(sentence) for year in match.groups() if year}
    if years and max(years) < on.year:
        return True
    before = OPENS_BEFORE.match(sentence)
    if before is not None and (before["other"] or HELD_THEN.search(sentence, before.end())):
        return True
    opening = OPENS_EARLIER.match(sentence)
    return opening is not None and (not opening["month"] or MONTHS.index(opening["month"].lower()) + 1 != on.month)
