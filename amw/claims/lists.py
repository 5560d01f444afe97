"""Several places told at once: "three of the top ten", "top three: A, B and C", "A and B share the lead", numbered lists."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from amw.claims import phrases, scopes, superlatives
from amw.claims.sentence import Sentence, country_in, scope_in
from amw.claims.subjects import Subject, is_rival, joins

# Opens a list: "top three are: ".
OPENING = re.compile(r"[^.:：\n]{0,64}(?::|\bare\b:?|：|は、?|依次为|分别是|분별)\s?")
_SAID_OF = re.compile(r"(?i:\b(?:are|is|were|all|both|each|exclusively|entirely|from|to|by)\Z)")
_LABS = re.compile(r"(?i:\b(?:labs|companies|developers|makers|providers|vendors)\b)")
_BY = re.compile(r"by (?:both )?")
_EITHER = re.compile(r"(?:['’]s?)?,? (?:or|and) (?:from )?|[和与或及、]")
_FIRST_AND_SECOND = re.compile(
    r"(?i:\b(?:the )?first(?: and|,)(?: the)? second(?P<third>,? and(?: the)? third)? (?:places?|spots?|positions?|slots?|ranks?)\b)"
)
_NONE_ZH = re.compile(r"没有|无一|并无|未有")
_PLACE_ZH = re.compile(r"\d{1,3}|十[一二三四五]|[一二三四五六七八九十]")
_RESPECTIVELY = re.compile(
    rf"分[别列][^，。；第]{{0,24}}(?P<places>第\s?(?:{_PLACE_ZH.pattern})(?:\s?[名位])?(?:\s?[、，和与及]\s?(?:第\s?)?(?:{_PLACE_ZH.pattern})(?:\s?[名位])?)+)"
    r"(?P<other>[\d.]|\s?(?:[季代批期次版届轮款大个]|阶段))?"
)
_COMPARED = re.compile(r"(?i:\b(?:more|fewer) )")  # "no lab has more models in the top six than X"
_DONE_WITH = re.compile(
    r"(?i:\b(?:try|tries|tried|use[ds]?|test(?:s|ed)?|releas\w+|launch\w*|ship\w*|publish\w*|announc\w+|add(?:s|ed)?|get|gets|got)\s\Z)"
)
_ONLY = re.compile(r"(?i:\b(?:only|just|nur|seulement)\s\Z)")


def read_lists(told: Sentence) -> None:
    """Adds the claims of several places at once."""
    for read in (_respectively, _counts, _first_places, _shared, _list):
        read(told)


def _respectively(told: Sentence) -> None:
    """ "A、B分别排名第一、第二": each the place that stands where its name does; of as many others as places, or of nobody."""
    for match in told.matches(_RESPECTIVELY, 3, ("分别", "分列")):
        places, near = [phrases.place_of_word(place) for place in _PLACE_ZH.findall(match["places"])], told.named()
        free = [s for s in told.models() if s.end <= match.start() and not is_rival(told.text, s, told.start, near)]
        told.spoken.append(match.span("places"))
        for subject, place in zip(free, places, strict=True) if len(free) == len(places) and not match["other"] else ():
            told.claims.append(told.claim("rank", match.span(), subject, scope=told.scope(match), value=Decimal(place or 0)))


def _counts(told: Sentence) -> None:
    """How many of the first places somebody holds: "three of the top ten are Chinese", "Anthropic holds the top four spots"."""
    for pattern in phrases.COUNTED:
        for match in told.matches(pattern, 3):
            top = phrases.count_of(match["top"] or match.groupdict().get("top2"))
            number = phrases.count_of(match["n"], of=top) if match["n"] else top  # "the top four spots": all of them
            number = 0 if _NONE_ZH.search(match.group()) else number
            if top is None or number is None or top < 2 or number > top or told.figures_read(match) or told.denied(match.start()):
                continue
            if _of_several(told, match) or _COMPARED.search(match.group()):
                told.spoken.append(match.span())
                continue
            board = told.board(match.start())
            ends = max(match.end("top"), match.end("top2") if "top2" in match.groupdict() else -1) >= match.end("n")
            # "Of the top five open models", but "the top five are Chinese" says whose they are.
            field = phrases.FIELD.match(told.text, match.end(), told.end) if ends and not _SAID_OF.search(match.group()) else None
            among = scope_in(field.group()) or "global" if field else "global"
            scope = _whose_country(told, match, field.end() if field else match.end())
            several = _LABS.search(told.text[match.start("n") : match.end()]) is not None  # "five labs are in the top ten": not of one
            holder = _whose_company(told, match) if scope == "global" and not several else None
            models = [] if match["n"] else told.chain_before(told.models() or told.named(), match.start())
            if len(models) == top:  # "A and B hold the first two places"
                told.claims += [told.claim("rank", match.span(), model, board=board, scope=scope, within=top) for model in models]
            elif scope != "global" or holder is not None:
                bound = phrases.bound_of(told.text[: match.start()][-14:]) or (
                    "least" if match["n"] in {"a", "an"} else "most" if told.before(_ONLY, match.start(), 8) else ""
                )
                told.tell("rank", match.span(), holder, board=board, scope=scope, within=top, count=number, bound=bound, among=among)
            elif not match["n"] or number < 2:
                continue  # more of them that nobody is told to hold are read all the same: "five of the eight best come from three labs"
            told.spoken.append(match.span())


def _first_places(told: Sentence) -> None:
    """ "Anthropic owns first and second place": so many of the first ones, where no models are named that hold them."""
    for match in told.matches(_FIRST_AND_SECOND, 2, ("first",)):
        top = 3 if match["third"] else 2
        holder = _whose_company(told, match)
        if holder is None or told.models() or told.read(match.span()) or told.denied(match.start()):
            continue
        told.tell("rank", match.span(), holder, scope=told.scope(match), within=top, count=top)


def _whose_country(told: Sentence, match: re.Match[str], after: int) -> str:
    """The country, or open weights, of those that are counted: in the words themselves, right before, or in those after `after`."""
    for part in (match.group(), told.text[max(told.start, match.start() - 40) : match.start()], told.text[after : told.end][:80]):
        if scopes.OPEN.search(part):
            return "open_weights"
        if country := country_in(part):
            return country
    return "global"


def _of_several(told: Sentence, match: re.Match[str]) -> bool:
    """Whether several companies together hold what is counted: "seven of the top ten are from A or B"."""
    after = [s for s in told.named(match.end(), min(told.end, match.end() + 90)) if s.company and not s.model]
    return len(after) > 1 and _EITHER.fullmatch(told.text, after[0].end, after[1].start) is not None


def _whose_company(told: Sentence, match: re.Match[str]) -> Subject | None:
    """The company that holds the places: who is named last before the words, where that is no model and not one of several, else the
    company after them."""
    before = told.named(max(told.start, match.start() - 60), match.start())
    after = [s for s in told.named(match.end(), min(told.end, match.end() + 90)) if s.company and not s.model]
    if not before:
        return next(iter(after), None)
    several = len(before) > 1 and joins(told.text[before[-2].end : before[-1].start])
    last = before[-1]
    brand = last.model is not None and not any(c.isdigit() for c in last.model)  # "Claude models"
    return replace(last, model=None, model_key=None) if last.company and (brand or not last.model) and not several else None


def _shared(told: Sentence) -> None:
    """ "Two models share first place: A and B", "A and B share the lead": each is first, and tied."""
    for match in told.matches(superlatives.SHARED, 2) if len(told.models()) > 1 else ():
        opening = OPENING.match(told.text, match.end(), told.end) or _BY.match(told.text, match.end(), told.end)
        chain = told.chain_before(told.models(), match.start())
        chain = chain if len(chain) > 1 else told.chain_after(told.models(), opening.end()) if opening else []
        if len(chain) < 2 or told.denied(match.start()):
            continue
        ranked = phrases.RANK.search(match.group() + " place") or phrases.RANK.search(
            told.text, max(told.start, match.start() - 60), match.end()
        )
        place = phrases.place_of(ranked) if ranked else 1
        for subject in chain:
            told.tell("rank", (match.start(), subject.end), subject, value=Decimal(place or 1), tied=True)
        told.spoken.append(match.span())


def _list(told: Sentence) -> None:
    """Places by order: "1. GPT-6, 2. Claude Opus 5", "top three: GPT-6, Claude Opus 5 and Gemini 4"."""
    models, field = told.models(), "global"
    at = {s.start: s for s in models}
    listed = [(int(m["n"]), s) for m in told.matches(phrases.LISTED, 40) if (s := at.get(m.end())) is not None]
    if len(listed) < 2:  # "First is A, second B, third C"
        before = [(s, phrases.PLACE_OF_NEXT.search(told.text, max(told.start, s.start - 30), s.start)) for s in models]
        listed = [(place, s) for s, m in before if m is not None and (place := phrases.place_of(m)) is not None]
        told.spoken += [m.span() for _, m in before if m is not None and len(listed) > 1]
    if len(listed) < 2:
        whose = models or told.named()  # "Alibaba first, Moonshot second"
        after = [(s, m) for s in whose if (m := phrases.PLACED.match(told.text, s.end, told.end)) is not None]
        used = bool(after) and told.before(_DONE_WITH, after[0][0].start, 24)  # "try A first and B second"
        listed = [(place, s) for s, m in after if not used and (place := phrases.place_of(m)) is not None]
        if len(listed) >= 2:
            told.spoken += [m.span() for _, m in after]
    if len(listed) < 2:
        for match in told.matches(phrases.TOP, 1):
            field = told.scope(match)
            opening = OPENING.match(told.text, match.end(), told.end)
            chain = told.chain_after(models, opening.end()) if opening else []
            most = phrases.within_of(match) or 0
            if 1 < len(chain) < most:  # some of them: "two models in the top six: A and B"
                claims = (told.claim("rank", (match.start(), s.end), s, scope=field, within=most) for s in chain)
                told.claims += claims if not told.read(match.span()) else ()
                told.spoken.append(match.span())
                return
            listed = list(enumerate(chain[:most], start=1))
    for place, subject in listed if len(listed) >= 2 else ():
        board = told.board(subject.start)
        behind = phrases.PLACED.match(told.text, subject.end, told.end)
        scope = told.scope(behind) if behind else field
        span = (subject.start, behind.end() if behind else subject.end)
        told.claims.append(told.claim("rank", span, subject, board=board, scope=scope, value=Decimal(place)))
