"""How certain what a story tells is, by its words: closed, reported, in talks, announced, or denied."""

# ruff: noqa: E501 - tables are easier to compare unwrapped

from __future__ import annotations

import re
from functools import lru_cache

from amw.money.roots import searching

# What is signed, paid or ruled is closed; a model or a product that is "closed" or "complete" is not.
CLOSING = frozenset({"funding", "acquisition", "ipo", "partnership", "lawsuit"})
# Nobody negotiates a failure, figures, a finding or a place.
NEVER_IN_TALKS = frozenset({"incident", "earnings", "research", "ranking"})
# What others decide with: of these the body's talks and what it has from the press count too, not its plans: it tells what the money is
# for. Of a product, a finding, a rule or a suit only the headline's count, and the body's rumours and what is closed: a body tells what users
# could do, what a study reports, what a plaintiff seeks.
DEALS = (CLOSING - {"lawsuit"}) | {"infrastructure", "personnel"}
BODY = 500  # characters of body that are read for it
# By status the words that tell it, in a text in lower case; what is planned or reported in general terms counts in a headline alone
_WORDS = {
    "closed": (
        r"(?<!\bbe )\b(?:closed\b(?![- ](?:source|model|weights?|beta|loop|door))|closes\b(?! (?:on|in|by|next|later|at)\b)|completes\b|completed\b|finali[sz]e[sd]\b)"
        r"|\bwraps? up\b|\bwrapped up\b|\bhas acquired\b|\bhas raised\b|\bjust raised\b|\b(?:is|are) now (?:a )?part of\b"
        r"|\b(?:final|court|judge\W{1,3}s?) approval\b|(?<!\bto )\bsettle[sd]?\b|\bsettlement with\b|abgeschlossen"
        r"|\bschließt\b[^.!?]{1,60}\bab\b|\bvollzogen\b|\bboucl(?:e|ent|é|ée)\b|\bfinalis(?:e|ent|é|ée)\b"
        r"|已完成|完成(?!后)|交割|宣告完成|完了|手続きを終え|마쳤|완료|마무리했|체결했|인수를 끝"
    ),
    "in_talks": (
        r"\bin (?:early |late |advanced |exclusive |merger )?(?:stage |)(?:talks|discussions|negotiations)\b|\btalks\b"
        r"|\bnegotiat\w+|\bconsidering\b|\bweigh(?:s|ing)\b|\bmulls?\b|\bmulling\b|\bcircling\b|\bhas bid\b|\bhas offered\b"
        r"|\b(?:aim|expect|hop|intend|look|plan|seek|set|want)\w* to (?:go public|list|merge|raise|sell)\b|\bis seeking\b"
        r"|en discussions?|en négociations?|négoci(?:e|ent)\b|\bdiscussions sont\b|verhandel\w*|in verhandlungen|gespräch\w*|erwägt"
        r"|洽谈|谈判|寻求|有意|検討|交渉|協議|調整に入|추진 중|유치 중|협상(?! ?대상)|논의|검토|타진"
    ),
    "planned": (
        r"\bnears?\b|\bnearing\b|\bclose to\b|\bseek(?:s|ing)?\b|\b(?:eyes?|eyeing|eying)\b|\bexplor\w+"
        r"|\bconsider\w*|\bplans\b|\bplanning\b|\bplan to\b|\bcould\b|\blooking to\b"
        r"|\bcircl\w+|\bprepar(?:es|ing) (?:to|for)\b|\bhunts? for\b|\bin the hunt\b|\bhopes to\b|\baims to\b|\bset to\b"
        r"|\bin line to\b|\bto raise (?:(?:about|additional|almost|an?|another|around|as much as|at least|fresh|its|more|nearly|new|over|roughly|some|than|up to) ){0,3}(?:[a-z]{0,3}[$€£¥₹\d]|capital|funds|funding|money|round)"
        r"|\b(?:potential|upcoming) (?:[\w-]+ ){0,2}(?:acquisition|deal|ipo|listing|merger|offering|round|sale|takeover)\b|pourrait|pourraient|\bs['’]apprête|\bbientôt\b|envisage|\bcherche|\bvise un|\bviserait\b"
        r"|\bplant (?:de[nrs]|die|das|eine?[nrs]?|für|bis|ab|mit|im|zum|zur|sich|laut|nach|offenbar|künftig|weitere|neue|\d|börsengang|übernahme)"
        r"|\bprüft\b|\bwill\b[^.!?]{1,60}\b(?:aufnehmen|einsammeln|übernehmen|kaufen)\b|\bstrebt\b"
        r"|拟|计划|考虑|正在|目指|計画|추진|예정|나선다|나섰다|앞둬|앞두"
    ),
    "rumoured": (
        r"\breportedly\b|\bsources (?:briefed|close|familiar|said|say|tell|told)\b|\b(?:anonymous|unnamed) sources\b"
        r"|\bpeople (?:familiar|close|briefed)\b|\brumou?red\b|\b(?:are|be|is|was|were) said to\b|\btold (?:reuters|bloomberg|the information)\b"
        r"|\b(?:aurait|auraient|serait|seraient)\b|\binsiders (?:said|say|told)\b|dem vernehmen nach|消息人士|消息称|知情人士|传闻|被曝|소식통"
    ),
    "told by the press": (
        r"\b(?:media|news|press|recent|several) reports\b|\breports? (?:claim|from|indicat|sa(?:id|y)|suggest)\w*"
        r"|\baccording to (?:an? |the )?(?:bloomberg|document|filing|financial times|memo|people|person|report|reuters|source|information|wall street|wsj)"
        r"|\b(?:axios|bloomberg|cnbc|financial times|nikkei|post|reuters|techcrunch|the information|times|verge|wall street journal|wired|wsj) (?:first )?report(?:s|ed)\b"
        r"|\breport(?:s|ed by) (?:axios|bloomberg|cnbc|reuters|techcrunch|the )|\bselon\b|\bd['’]après\b|\blaut\b"
        r"|\bsoll(?:en)?\b[^.!?]{1,70}\b(?:haben|sein)\b|(?:medien|zeitungs)?bericht\w*"
        r"|据报道|据.{1,8}报道|据悉|外媒|報じ|報道|関係者|によると|보도|관계자|알려졌|따르면|전해졌"
    ),
    "reported": (
        r"\breport(?:s|ed)?\b|\brumou?r\w*|\binsider\w*|\bsources?\b(?! code| model| available| of\b)|\baccording to\b|\bsaid to\b"
    ),
}
_SAYS = {status: searching(re.compile(words)) for status, words in _WORDS.items()}
_MAY = re.compile(r"\bmay\b")  # "May" is a month
READ = 200  # characters of a headline that are read for what it undoes
DENIED_ABROAD = r"否认|否認|否定|辟谣|不实|事実無根|부인|사실무근|사실 아니|\b(?:dément|dementier|desmient|niega|smenti)"
# Of these a headline may tell that they are denied, refused, dropped or put off: what it says first of either counts, unless it goes on with
# what is done ("scraps its router, buys Tarn"), and nothing that only what came before is ("after the council had rejected it").
_UNDOABLE = frozenset({"acquisition", "infrastructure", "ipo", "model_release", "partnership", "product_launch"})
_DONE = r"(?:acquir|announc|buy|clos|complet|expand|introduc|launch|open|rais|releas|sign|unveil)(?:e?s|e?d)?\b"
_UNDONE_OR_DONE = re.compile(
    r"(?P<undone>(?<!-)(?<!['’]s )(?<!shares )(?<!trading )(?<!of )\b(?:(?:axe|block|cancell|delay|halt|kill|pause|scrapp|suspend)(?:e?s|e?d)"
    r"|(?<!to )(?:abandon|cancel|postpone|reject|scrap(?! metal|-)|shelve|terminate)(?:e?s|e?d)?)\b(?! of\b)"
    r"(?! (?:[^\s,]+ ){0,5}(?:to (?:block|halt|stop)|appeals?|challenges?|objections?|(?:law)?suits?)\b)"
    r"|\bwithdr(?:aws|ew|awn)\b|\b(?:ditch(?:es|ed)?|drop(?:s|ped)) (?:(?!for\b)\S+ ){0,3}(?:plans?|bid|deal|project|proposal)\b|\bcall(?:s|ed)? off\b|\b(?:walk|back)(?:s|ed)? (?:away|out)\b"
    r"|\bput on (?:hold|ice)\b|\b(?:dropp?|pull)(?:s|ed) (?:out|the plug)\b|\bfalls through\b|\bcollapse[sd]\b|\bvot(?:e|es|ed) (?:against|down)\b"
    r"|\bfail(?:s|ed) to (?:close|gain|get|secure|win)\b|\bden(?:y|ies|ied) (?:\S+ ){0,2}(?:is|plan(?:s|ned|ning)?|reports?|rumou?rs?|talks|that|was)\b"
    rf"|取消|推迟|叫停|搁置|中止|延期|연기|취소|중단|철회|보류|{DENIED_ABROAD})(?!.*(?:[,;]| and) (?:\S+ )?(?:approve|partner|team|{_DONE}))"
    rf"|\b{_DONE}|\bto (?:acquire|build|buy)\b|(?<=\s)(?:after|despite|that|who|whose|which)\b",
    re.IGNORECASE,
)
_PUT_OFF = re.compile(r"delay|paus|postpon|put on|suspend|halt|推迟|搁置|延期|연기|보류", re.IGNORECASE)


@lru_cache(maxsize=4096)
def undone(title: str, event: str | None) -> str:
    """The words by which a headline tells that `event` did not come about ("Council rejects data centre", "Tarn drops plan to list", "Tarn
    denies report of a sale"); "" for none."""
    found = _UNDONE_OR_DONE.search(title, 0, READ) if event in _UNDOABLE else None
    words: str = (found["undone"] or "") if found is not None else ""
    return "" if event == "product_launch" and words.casefold().startswith("block") else words  # as a browser does


def status_of(text: str, title_end: int, event: str, *, own: bool = False) -> str:
    """How certain what `text` tells of `event` is, its headline text[:title_end] before the body: as in `records.Event`.

    What is told to be closed is only reported where others tell it; `own`: nobody but the company itself tells it, on its own site.
    """
    if event in DEALS and (words := undone(text[:title_end], event)):  # a product that is dropped was there
        return "in_talks" if _PUT_OFF.match(words) else "denied"
    for part, of_it, first in ((text[:title_end], True, True), (text[title_end : title_end + BODY], event in DEALS, False)):
        low = part.lower()
        press = _SAYS["told by the press"](low) or (first and _SAYS["reported"](low))
        reported = not own and (_SAYS["rumoured"](low) or (of_it and press))
        if event in CLOSING and _SAYS["closed"](low):
            return "reported" if reported else "closed"
        ahead = _SAYS["in_talks"](low) or (first and (_SAYS["planned"](low) or _MAY.search(part)))
        if ahead and of_it and event not in NEVER_IN_TALKS:
            return "in_talks"
        if reported:
            return "reported"
    return "announced"
