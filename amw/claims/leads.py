"""Leads that a sentence tells: "takes the lead from X", "is led by", "A and B lead"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from amw.boards.catalogue import about
from amw.claims import comparatives, denials, phrases, superlatives
from amw.claims.record import GAP, Claim
from amw.claims.rivals import read_duel
from amw.claims.sentence import Sentence
from amw.claims.subjects import Subject

_OBLIQUE = re.compile(r"\b(?:of|by|than|from|against|behind|for) (?:the |its )?\Z")
_ERRORS = re.compile(r"(?i:hallucination|error)")
# "leads in cost efficiency", "the best by price"; not "leads LMArena and costs less".
_OF_CLAUSE = r"(?:(?!(?:and|but|while|with|at|despite)\b)[\w-]+ ){0,3}?"
_IN_COST = re.compile(
    rf"(?i:(?:(?:(?<=\sin )|\s{_OF_CLAUSE}(?:in|on|for|by) ){_OF_CLAUSE}|\s)?(?:(?:the|its|cost|price|token|inference|output|lowest) ){{0,2}}"
    r"(?:efficiency|costs?|cost-\w+|pric(?:es?|ing)|speed|latency|throughput)\b)"
)
_LOST = re.compile(
    r"(?i:\b(?:knocked|pushed|bumped|toppled|ousted|dislodged|shoved) (?:off|from) (?:the )?\Z"
    r"|\b(?:no longer|not|\w+n['’]t|ceased to|stopped|lost|loses|plus|nicht mehr|ya no|dej[aó] de)(?: \w+)? ?\Z)|不再\Z|より?失\Z"
)
_GAP_AT = re.compile(
    r"(?i:\b(?:gap|race|battle|fight|contest|competition|change|shake-up|movement|picture|margin|difference|crowd\w*|order|things?|counterparts?|rivals?|peers|competitors?|those|models|labs)\s\Z)"
)
_HEIGHT = re.compile(r"(?i:(?:at|on) (?:the )?(?:very )?(?:top|summit|head))")
_VERB = re.compile(r"(?i:\b(?:leads?|led|leading|tops)\Z)")
_OF_SEVERAL, _TO = re.compile(r"(?i:(?:lead|dominate|head)\b|top (?:the|all)\b)"), re.compile(r"\b(?:to|does|did)\s\Z")
_ITS_NEXT = re.compile(r"(?i:\s(?:its|their|the) (?:nearest|closest|next|second)\b)")
_NEXT = re.compile(r"(?i:\bnext[- ](?:most )?\Z)")
_A_LEAD = re.compile(r"\b(?:an?|its|his|the)\b[^,;]*\blead\Z", re.IGNORECASE)
_OVER = re.compile(r"(?i:(?: of [^,;:]{1,36}?)? over (?:the )?)(?:x?[A-Z][\w.]*['’]s? )?(?=[A-Z])")
# "the gap between A and the best open model", "the gap to the leader": another than A.
_OTHER_END = re.compile(
    r"(?i:\b(?:between|separat\w+|divid\w+) (?:[^,;.]|\.\d){2,40}? (?:and|from) (?:the )?\Z"
    r"|\b(?:gap|distance|deficit) (?:to|with|on|from|behind) (?:the )?\Z)"
)
_ARTICLE = re.compile(r"\s?(?:the |its )?")
_COMMA = re.compile(r",\s\Z")
_BOARD_ITSELF = re.compile(r"(?:['’]s?)?(?: (?:leader ?board|ranking|index|board|list|table|text|chart|standings))*,\s")


def read_leads(told: Sentence) -> None:
    """Adds the claims of who leads."""
    for match in told.matches(superlatives.LEAD):
        board = told.board(match.start())
        inside = [s for s in told.named(match.start(), match.end()) if s.model] if superlatives.AROUND.match(match.group()) else []
        apart = superlatives.EXCLUDED.search(match.group())  # "the best non-A model": of a field of its own
        if told.read(_around_board(told, match)) and not apart and len(inside) != 1:
            continue
        lost = told.before(_LOST, match.start())
        if _of_something_else(told, match) or (not lost and _not_so(told, match)):
            continue
        subject = (
            inside[0]
            if len(inside) == 1
            else _titled_by(told, match) or _apposed(told, match) or told.holder(match) or told.subject(match.start(), match.end())
        )
        several = _OF_SEVERAL.match(match.group()) and not told.before(_TO, match.start(), 5)
        several = several or told.before(_OBLIQUE, match.start(), 12)  # "It is the biggest jump of the top model"
        if subject is not None and subject.end <= told.start and several:
            continue  # "These numbers dominate the debate"
        if subject is not None and (ahead := _ahead_alone(told, match, subject)) is not None:
            names, span = ahead
            told.tell("comparison", span, subject, read=match.span(), board=board, scope=told.scope(match), behind=names, only=True)
            continue
        together = _together(told, subject, match.start())
        if len(together) > 1:  # "A and B lead": each is among the first two
            for one in (s for s in together if s.model):
                told.tell("rank", match.span(), one, board=board, scope=told.scope(match), within=len(together))
            told.spoken.append(match.span())
            continue
        claim = told.claim("lead", match.span(), subject, board=board, scope=told.scope(match), value=Decimal(1))
        places = [c for c in told.claims if c.kind in {"rank", "lead"} and c.count is None]
        known = [c for c in places if (c.board, c.scope) == (claim.board, claim.scope)]
        its = [c for c in known if (c.model, c.company) == (claim.model, claim.company)]
        if not any(c.value == 1 for c in (its if apart else known)) and (apart or not its):
            told.claims.append(replace(claim, kind="rank", value=None, within=1, bound="outside") if lost else claim)
        told.spoken.append(match.span())
        _by_how_much(told, match, claim, subject)


def _of_something_else(told: Sentence, match: re.Match[str]) -> bool:
    """Whether the words of a lead tell of no lead of the board: of a lead over one, of a maker's own best, of another contest."""
    if _beats(told, match) or _own(told, match) or _over_one(told, match):
        return True
    if _HEIGHT.match(match.group()) and any(c.measure == GAP and match.start() < c.end + 12 for c in told.claims):
        return True  # "A and B are separated by a point at the top": of both
    if told.before(_OTHER_END, match.start(), 60) or (_HEIGHT.match(match.group()) and told.before(_GAP_AT, match.start())):
        return True  # "the gap at the top": of nobody
    trailed = comparatives.TRAILS.search(told.text, max(told.start, match.start() - 24), match.start())
    of_theirs = trailed is not None and _ARTICLE.fullmatch(told.text, trailed.end(), match.start()) is not None
    if trailed is not None and of_theirs and not told.named(trailed.end(), match.end()) and told.holder(match) is None:
        told.spoken.append(match.span())
        return True  # "trails America's best": of somebody else
    if _ERRORS.search(match.group()) and not about((told.board(match.start()).key or "").partition("/")[0]).lower_is_better:
        return True  # "has the lowest hallucination rate, according to" a site that ranks by something else
    others = (superlatives.OF_A_TEAM, superlatives.IN_OTHERS, _IN_COST)
    return told.before(_NEXT, match.start()) or any(other.match(told.text, match.end()) for other in others)  # "the next best model"


def _not_so(told: Sentence, match: re.Match[str]) -> bool:
    return told.denied(match.start()) or told.before(denials.OUTSIDE, match.start()) or told.former(match)


def _ahead_alone(told: Sentence, match: re.Match[str], subject: Subject) -> tuple[tuple[str, ...], tuple[int, int]] | None:
    """Those who alone are ahead of the best of the rest, and where it is told: "After A and B, C is the best", "the best after A"."""
    opening = superlatives.OPENS_AFTER.match(told.text, told.start, told.end)
    ahead, of = told.fronted(told.chain_after(told.named(), opening.end()), opening.end()) if opening else ([], None)
    if of is not None and of == subject and match.start() > of.end:
        return tuple(told.label(s) for s in ahead), (ahead[0].start, match.end())
    after = superlatives.AFTER_OTHERS.match(told.text, match.end(), told.end)
    ahead = told.chain_after([s for s in told.named() if s.start <= after.end() + 20], after.end()) if after else []
    if ahead and subject not in ahead:
        return tuple(told.label(s) for s in ahead), (match.start(), ahead[-1].end)
    return None


def _by_how_much(told: Sentence, match: re.Match[str], claim: Claim, subject: Subject | None) -> None:
    """Adds over whom, or by how many points, a lead is one."""
    margin = told.margin(match.end())
    points, bound = (comparatives.margin_of(margin), comparatives.margin_bound(margin)) if margin is not None else (None, "")
    taken_from(told, match, subject)
    if margin is None or points is None or comparatives.FALLS_SHORT.search(margin.group()) or _rival_follows(told, margin.end()):
        return
    if comparatives.TRAILS.search(told.text, match.end(), margin.start()):
        return  # "leads China, though it trails X by three points"
    wider = replace(claim, kind="comparison", value=points, within=1, bound=bound)
    told.claims.append(replace(wider, end=max(claim.end, margin.end())))
    told.spoken.append(margin.span())


def _over_one(told: Sentence, match: re.Match[str]) -> bool:
    """Whether a lead is one over somebody who is named: "holds a lead of two points over X", which stands ahead of X, of no more."""
    if _VERB.search(match.group()) and _ITS_NEXT.match(told.text, match.end(), told.end):
        return True  # "leads its nearest open rival by three points"
    over = _OVER.match(told.text, match.end(), told.end) if _A_LEAD.search(match.group()) else None
    return over is not None and any(s.start == over.end() for s in told.models())


def _titled_by(told: Sentence, match: re.Match[str]) -> Subject | None:
    """The model that words in Chinese or Japanese right before it are a title of: "榜首X"."""
    return None if match.group().isascii() else next((s for s in told.models() if s.start == match.end()), None)


def _apposed(told: Sentence, match: re.Match[str]) -> Subject | None:
    """The model right before words that stand beside it: "just behind X, the best open model"."""
    last = told.model_before(match.start())
    between = told.text[last.end : match.start()] if last is not None else ""
    after = told.text[match.start() : match.end() + 12]
    if superlatives.TELLS.match(match.group()) or superlatives.NOT_APPOSED.search(after):
        return None
    return last if superlatives.APPOSED.fullmatch(between) else None


def taken_from(told: Sentence, match: re.Match[str], subject: Subject | None) -> None:
    """ "took the lead on the board from X": who had it before is behind now."""
    for word in phrases.TAKEN_FROM.finditer(told.text, match.end(), min(told.end, match.end() + 50)):
        rival = next((s for s in told.models() if s.start == word.end()), None)
        if rival is not None and subject is not None and subject.model and rival.model != subject.model:
            claim = told.claim("comparison", (match.start(), rival.end), subject, rivals=(told.label(rival),))
            last = told.claims[-1] if told.claims else None
            its = last is not None and last.kind in {"rank", "lead"} and last.model == subject.model
            if last is not None and its and last.start <= match.end() <= last.end + 1:
                told.claims[-1] = replace(last, rivals=claim.rivals)  # who takes a place from another stands ahead of it
            told.claims.append(claim)
            read_duel(told, claim, subject, [rival])


def _around_board(told: Sentence, match: re.Match[str]) -> tuple[int, int]:
    """The words of a match up to a board's name within it: "keeps the LMArena crown"."""
    inner = next((b.start for b in told.boards if match.start() < b.start and b.end <= match.end()), match.end())
    return match.start(), inner


def _rival_follows(told: Sentence, at: int) -> bool:
    """Whether the words right after a margin name over whom it is."""
    comma = told.text.find(",", at, at + 3)  # "leads by 20 points, with A and B next"
    return comma < 0 and any(s.model for s in told.named(at, min(told.end, at + 40)))


def read_led_by(told: Sentence) -> None:
    """ "The board is led by X"."""
    for match in told.matches(superlatives.LED_BY, 2):
        leader = next((s for s in told.named(match.end(), min(told.end, match.end() + 60)) if s.model or s.company), None)
        board = told.board(match.start())
        if told.before(_COMMA, match.start(), 3) and not _BOARD_ITSELF.fullmatch(told.text, board.end, match.start()):
            continue  # "all made the top ten, led by X": of the group
        if leader is None or told.denied(match.start()) or "," in told.text[match.end() : leader.start]:
            continue
        model = leader if leader.model else next((s for s in told.named(leader.end, min(told.end, leader.end + 24)) if s.model), None)
        if model is None:  # people are led, not models: "the lab is led by Google's former head"
            continue
        told.tell("lead", (match.start(), model.end), model, read=match.span(), scope=told.scope(match), value=Decimal(1))


def _beats(told: Sentence, match: re.Match[str]) -> bool:
    """Whether the words of a lead have a model for their object: "tops GPT-6 on LMArena"."""
    if comparatives.BEATS.match(told.text, match.start()) is None:
        return False
    near = told.named(match.end(), min(told.end, match.end() + 60))
    if any(s.company and not s.model and s.start == match.end() + 1 for s in near):
        return True  # "Meta leads Google by four points"
    rival = next((s.start for s in near if s.model), None)
    return rival is not None and rival - match.end() < 34 and not any(match.end() <= b.start < rival for b in told.boards)


def _together(told: Sentence, subject: Subject | None, at: int) -> list[Subject]:
    """Who is named in one list with `subject` right before `at`, all models or all companies."""
    before = told.named(told.start, at)
    if subject is None or subject not in before or told.text[subject.end : at].count(" ") > 3:
        return []
    return told.told_together([s for s in before if bool(s.model) == bool(subject.model)], subject)


def _own(told: Sentence, match: re.Match[str]) -> bool:
    """Whether the best is that of a company: "Anthropic's best model" leads nothing."""
    owner = next((s for s in told.named(told.start, match.start()) if match.start() - 3 <= s.end), None)
    if told.before(superlatives.POSSESSED, match.start()):
        return True
    return owner is not None and not owner.model and told.text[owner.end : match.start() + 3].strip()[:1] in {"'", "’"}
