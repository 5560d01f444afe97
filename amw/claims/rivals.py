"""Who beats, trails or ties with whom in a sentence."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from amw.boards.catalogue import about
from amw.claims import comparatives, denials, iberian, measures, phrases
from amw.claims.record import FIRST_PLACE, GAP, Claim
from amw.claims.sentence import Sentence
from amw.claims.subjects import REACH, Subject, antecedent_of, is_rival, opens_clause

_ONLY_BEFORE = re.compile(r"(?i:\b(?:only|solely|" + iberian.ONLY + r")\s\Z)")
_OF_MEASURE = re.compile(
    r"(?i:\b(?:times|twice|half|as) (?:as |more |less )?(?:fast|quick|cheap|expensive|much|many|costly|pricey|big|large|long|small)\b"
    r"|\b(?:times|twice|thrice|half|third|quarter|fifth|tenth) (?:of )?(?:the (?:price|cost|speed)|that of|what)\b)"
)
# "costs more than X", "a lower price than X": no place is compared.
_OF_COST = re.compile(
    r"(?i:\b(?:higher|lower|better|more|less|fewer)(?: \w+)? (?:prices?|costs?|fees|latency|throughput|value|tokens|parameters|memory)\b)"
)
_COSTS = re.compile(r"(?i:\b(?:costs?|charges?|priced|spends?|uses?)(?: \w+){0,2} \Z)")
_AMOUNTS = frozenset({"more than", "less than", "fewer than"})
_MONEY = re.compile(r"[$€£¥]\s?\d[^;:]{0,30}\Z")
# "released right after GPT-6", "在GPT-6之前": of time, not of place.
_IN_TIME = re.compile(r"(?i:after|wake of)\Z|[之后前][前后面]\Z")
_RELEASED = re.compile(
    r"(?i:\b(?:(?:releas|launch|unveil|announc|introduc|shipp|publish|arriv|open[- ]sourc)\w*|(?:hour|day|week|month)s?\b))"
)
_WHEN = re.compile(r"(?:(?<![排位列居名落处])在|自从?)\Z")
# "Anthropic's revenue overtook OpenAI's" compares no models.
_ITS_BUSINESS = re.compile(
    r"(?i:['’]s? (?:\w+ ){0,2}?(?:revenues?|sales|valuation|shares?|stock|profits?|losses|market|users?|growth|spending|app|funding)\b)"
)
# "Moonshot's best model trails X": a maker by its best.
_OWN_BEST = re.compile(
    r"(?i:['’]s? (?:own |new |latest )?(?:best|top|flagship|strongest|leading|highest-\w+|most \w+)(?: \w+){0,3}?"
    r" (?:model|system|entry|llm|effort|offering|showing)\b)"
)
_CLAUSE_OF = re.compile(r"(?!.*\b(?:and|but|yet|while)\b)[^,，;；]{0,60}")
_OPENS_WITH = re.compile(r"(?i:\W*(?:at|with|running at|generating|producing|以|凭借?)\s?)")
_WITH_IT = re.compile(r"(?i:,?\s(?:at|with|by)\s(?:just |only |about )?|['’]s\s|\s?[的の])")
_PERFECT = re.compile(r"(?i:ha(?:t|ben)\b)")
_UP_TO_VERB = re.compile(r"\s(?:\([^()]{1,30}\)\s)?")
# "level with X on 57": of both.
_LEVEL_AT = re.compile(
    r"[^,.;]{0,44}?,?\s(?:both )?(?:on|at|with)\s(?P<n>\d{2,4}(?:[.,]\d{1,3})?)(?=\s(?:points?\b|(?:in|on) (?:the|[A-Z]))|[.,;](?!\d)|\Z)"
)
_MORE_OR_LESS = re.compile(r"(?i:\b(?:higher|lower|more|less|fewer|exceed\w*|points? (?:less|more|fewer))\b)|高于|低于")
_LOWER = re.compile(r"(?i:(?:\d[\d.,]*\s?%\s)?(?:higher|lower|more|less|below|above)\b)")
_RATE_ABOVE = re.compile(r"(?i:(?:\brates?\b|%|\bpercent\b).*\b(?:above|below)\Z)", re.DOTALL)
_RANKS = re.compile(r"(?i:\b(?:rank|plac|sit|stand|posit|up|down)\w* )")
_PRICES = r"(?:价格|價格|成本|售价|费用|延迟|価格|料金|コスト|가격|비용)[上也更はが이은도]?\s?"
_PRICED, _PRICE_THAN = re.compile(rf"{_PRICES}\Z"), re.compile(rf"{_PRICES}[比较較]\s?\Z")
_PRICE_IS = re.compile(r"(?i:\b(?:pric(?:es?|ing)|costs?|fees|latency) (?:of|for|per|is|are|was|were)\b(?:(?! scor| rank)[^,;:]){0,60}\Z)")
_THAN = re.compile(r"[比较較]\s?\Z")
_BETWEEN_THEM = re.compile(r"(?i:\b(?:gap|difference|deficit)\b)")
_LEADER = re.compile(
    r"(?i:\s(?:the |its |[\w.]+['’]s? |current |reigning |overall |board |list |leader ?board |index |[A-Z]\w+ ){0,4}?"
    r"(?:leader|front-?runner|top spot|first place|number one|no\. ?1|(?:top|leading|best) model|champion|summit|crown|top)\b"
    r"(?! ?board)(?! (?:three|five|ten|\d)))"
)
_LEADERS = tuple("leader|runner|top|first place|number one|no. 1|no 1|no.1|no1|best model|leading model|champion|summit|crown".split("|"))
# "a jump over Microsoft's prior model": over none of today.
_ITS_FORMER = re.compile(r"['’]s? (?:prior|previous|earlier|former|older|last|first|original|own)\b")
_PASSIVE = re.compile(r"(?i:\b(?:is|are|was|were|been|being|gets?|got)(?: \w+ly| now| just| also)? \Z)")
_WHOSE = re.compile(r"\s(?:[\w.]+['’]s?\s)?")
_RIGHT_AFTER = re.compile(r"\s(?:both |rivals? |the likes of |such as )?")
_OWNS = re.compile(r"(?:['’]s?|的|の|의)?\s?(?:(?!on\b|in\b|at\b|with\b|by\b|via\b|through\b|thanks\b)[\w-]+ ){0,3}")
_OF_FIRST = re.compile(
    r"(?i:\s?(?:of |from |on )?(?:the )?(?:\w+ )?(?:top|lead|leader|first place|summit|pace|number one|no\. 1|pole|front)\b)"
)
_OF_NEXT = re.compile(
    r"(?i:\s?(?:of |over |than |from )?(?:the |its |their |every |any |all )?"
    r"(?:next|nearest|closest|second|runner-up|rest|field|competition|pack|other|chas))"
)

_PATTERNS = (
    comparatives.EQUAL,
    comparatives.EQUAL_AFTER,
    comparatives.BEATS,
    comparatives.BEATS_AFTER,
    comparatives.TRAILS,
    comparatives.TRAILS_AFTER,
)

_BEHIND_NAMES = (comparatives.BEATS_AFTER, comparatives.EQUAL_AFTER, comparatives.TRAILS_AFTER)


_PUTS_IT = re.compile(r"(?i:\b(?:put|plac|leav|left|keep|rank)\w*\s(?:it|the model)\s(?:\w+\s)?\Z)")


def read_comparisons(told: Sentence) -> None:
    """Adds the comparisons, and leads by so many points over nobody that is named."""
    for pattern in _PATTERNS if told.named() else ():  # the other is named in the sentence itself
        for match in told.matches(pattern, 4):
            ends = (match.start(), match.start() + 1), (match.end() - 1, match.end())  # a board's name may stand between
            if any(map(told.read, ends)) or told.before(denials.INTENDED, match.start()):
                continue
            _compare(told, pattern, match)
    for match in told.matches(comparatives.TOGETHER, 2):
        chain = told.chain_before(told.models(), match.start())
        if len(chain) > 1 and not told.read(match.span()) and not told.denied(match.start()):
            span, board, names = (chain[0].start, match.end()), told.board(match.start()), tuple(s.model for s in chain[1:] if s.model)
            told.tell("comparison", span, chain[0], read=match.span(), board=board, rivals=names, tied=True)
    _listed_above(told)
    _margins(told)


def _listed_above(told: Sentence) -> None:
    """ "Four models stand above it: A, B and C"; whom "it" means was told before."""
    for match in told.matches(comparatives.ABOVE_IT, 4):
        chain = told.chain_after(told.models(), match.end())
        subject = told.subject(match.start(), match.end(), told.named(match.end()))
        names = tuple(dict.fromkeys(told.label(s) for s in chain if subject is None or s.model != subject.model))
        if not names or subject is None or not subject.model or told.read(match.span()) or told.denied(match.start()):
            continue
        side = {"behind" if match["over"] else "rivals": names}
        told.tell("comparison", (match.start(), chain[-1].end), subject, read=match.span(), **side)


def _margins(told: Sentence) -> None:
    """ "five points clear of its nearest rival", "nine points off the top": distances to who is next, or first, and not named."""
    for match in told.matches(comparatives.MARGIN, 4, comparatives.POINTS):
        points, subject = comparatives.margin_of(match), told.subject(match.start(), match.end())
        if subject is not None and is_rival(told.text, subject, told.start, told.named()):
            continue  # "leading B by 115 points", of one that was told of before
        known = subject is not None and (subject.model or not told.models())  # "OpenAI's best is 23 points off the pace"
        if points is None or subject is None or not known or told.figures_read(match) or told.denied(match.start()):
            continue
        rest = told.text[match.end() : match.end() + 60]
        claim = told.claim("comparison", match.span(), subject, value=points, bound=comparatives.margin_bound(match))
        if _BETWEEN_THEM.search(match.group()) and not _OF_NEXT.match(rest):
            pair = [s for s in told.models() if s.end <= match.start()][-2:]
            if len(pair) < 2:
                continue  # "A three-point gap.": between whom was told before
            # "A at 60 and B at 57, a three-point gap"
            claim = replace(told.claim("comparison", match.span(), pair[0]), value=points, rivals=(told.label(pair[1]),), measure=GAP)
        elif comparatives.FALLS_SHORT.search(match.group()):
            leader = next((c.model for c in told.claims if c.value == 1 and c.kind in {"lead", "rank"} and c.model != subject.model), None)
            ends = comparatives.OBJECTLESS.match(told.text, match.end(), told.end) is not None or match.end() == told.end
            named = leader if ends else None  # "A leads, with B three points behind"
            if not named and not _OF_FIRST.match(rest):
                continue
            claim = replace(claim, behind=(named or FIRST_PLACE,))
        elif not _OF_NEXT.match(rest) and any(s.model for s in told.named(match.end(), min(told.end, match.end() + 60))):
            continue
        told.claims.append(claim)
        told.spoken.append(match.span())


def _compare(told: Sentence, pattern: re.Pattern[str], match: re.Match[str]) -> None:
    """Adds the comparison that a match of `pattern` tells, of each of a list that is told of together."""
    near = told.named(max(told.start, match.start() - REACH), min(told.end, match.end() + REACH))
    models = [s for s in near if s.model] or [s for s in near if s.company]  # companies, where no model is named
    acting, others = _before_the_words(told, match, models) if pattern in _BEHIND_NAMES else _around_the_words(told, match, models, near)
    if (antecedent := antecedent_of(told.text, match.start(), near)) is not None and antecedent not in others:
        acting = [*(s for s in acting if s != antecedent), antecedent]
    if not others or (pattern in (comparatives.BEATS, comparatives.TRAILS) and _by_measure(told, match, others)):
        return
    subject = acting[-1] if acting else told.subject(match.start(), match.end(), others)
    if not acting and not others[0].model and pattern is comparatives.BEATS:
        first = [s for s in near if s.end <= match.start() and not s.model and s not in others]
        subject = first[-1] if first else subject  # "Meta has overtaken Google with X"
    if subject is None or subject in others:
        return
    own_best = _OWN_BEST.match(told.text, subject.end) is not None or not (others[0].model or subject.model)
    if not (subject.model or (subject.company and (models[0].model is None or own_best))) or _ITS_BUSINESS.match(told.text, subject.end):
        return
    others = [s for s in others if s.model or _ITS_FORMER.match(told.text, s.end) is None]
    names = tuple(dict.fromkeys(told.label(s) for s in others if (s.model or s.company) != (subject.model or subject.company)))
    if not names:
        return
    equal = pattern in (comparatives.EQUAL, comparatives.EQUAL_AFTER)
    behind = pattern in (comparatives.TRAILS, comparatives.TRAILS_AFTER)
    behind ^= _of_errors(told, match)
    behind ^= told.before(denials.NEGATED, match.start())
    only = _only(told, match)
    # "third in China, behind only A and B"
    in_field = (c.scope for c in told.claims if c.value == len(names) + 1 and c.model == subject.model)
    scope = next(in_field, told.scope(match)) if only else "global"
    start = min(subject.start, match.start()) if told.start <= subject.start else match.start()
    span, board = (start, max(others[-1].end, match.end())), told.board(match.start())
    claim = told.claim("comparison", span, subject, board=board, scope=scope)
    claim = claim if equal else _with_margin(told, claim, match.end())
    claim = replace(claim, behind=names, only=only) if behind else replace(claim, rivals=names, tied=equal)
    together = told.told_together(acting, subject) if subject in acting and claim.value is None and not only else [subject]
    told.claims += [replace(claim, model=one.model, model_key=one.model_key, company=one.company) for one in together]
    told.spoken.append(match.span())
    if equal and (at := _LEVEL_AT.match(told.text, others[-1].end, told.end)) and (value := phrases.figure_of(at["n"])) is not None:
        for one in (s for s in (subject, *others) if s.model):
            told.tell("score", at.span(), one, value=value)
    if subject.model and others[0].model and not equal:
        read_duel(told, claim, subject, others)


def _before_the_words(told: Sentence, match: re.Match[str], models: Sequence[Subject]) -> tuple[list[Subject], list[Subject]]:
    """Who acts and the others, where both stand before the words: "AはBを上回った"; nobody where they tell of time."""
    companies = [s for s in told.named() if not s.model]
    others = told.chain_before(models, match.start()) or told.chain_before(companies, match.start())
    if others and (told.before(_PRICED, match.start(), 8) or told.before(_PRICE_THAN, others[0].start, 9)):
        return [], []  # "A 价格低 60%", "B的价格比A低"
    if others and _IN_TIME.search(match.group()) and told.before(_WHEN, others[0].start, 4):
        return [], []
    return [s for s in models if s not in others and s.end <= match.start()], others


def _around_the_words(
    told: Sentence, match: re.Match[str], models: Sequence[Subject], near: Sequence[Subject]
) -> tuple[list[Subject], list[Subject]]:
    """Who acts, before the words, and the others, behind them; nobody where the words compare no places."""
    if _compares_no_places(told, match, models, near):
        return [], []
    others = _compared_with(told, near, match.end())
    if len(others) > 1 and opens_clause(told.text, others[-1], match.start(), near):
        others.pop()
    acting = [s for s in models if s.end <= match.start() and not is_rival(told.text, s, told.start, near)]
    if not acting and others and ":" in told.text[match.end() : others[0].start]:
        return [], []  # "China's best trails America's best by 3.7 points: A has 56.6": of those who are named before, if anybody
    put = told.before(_PUTS_IT, match.start())  # "That puts it behind A and B"
    others, subject = (others, None) if put else told.fronted(others, match.start())
    return acting or ([subject] if subject is not None else []), others


def _compares_no_places(told: Sentence, match: re.Match[str], models: Sequence[Subject], near: Sequence[Subject]) -> bool:
    if comparatives.OBJECTLESS.match(told.text, match.end()) or comparatives.PRONOUN.match(told.text, match.end()):
        return True  # "beating it by five points": whom "it" means was told before
    if match.re is comparatives.BEATS and comparatives.BEATS_AFTER.match(told.text, match.start()):
        chain = told.chain_before(models, match.start())
        return bool(chain) and told.before(_THAN, chain[0].start, 3)  # "比A高出10分": of those before the words
    if match.re is comparatives.BEATS and match.group().endswith(("ed", "en")) and told.before(_PASSIVE, match.start()):
        return True  # "has been beaten to first place by X"
    of = _OF_MEASURE.search(told.text, match.start(), min(told.end, match.end() + 40))
    if of is not None and not any(s.model for s in told.named(match.end(), of.start())):
        return True  # "three times as fast as X", "more than twice as expensive"
    if _OF_COST.match(told.text, match.start()) or told.before(_COSTS, match.start(), 30):
        return True
    if _LOWER.match(match.group()) and told.before(_PRICE_IS, match.start(), 70):
        return True  # "its price is 20% lower than X's"
    if match.group().lower() in _AMOUNTS and told.before(_MONEY, match.start(), 40):
        return True  # "lost $5 billion, more than X"
    if _IN_TIME.search(match.group()) and _RELEASED.search(told.text, max(told.start, match.start() - 40), match.end() + 60):
        return True  # "released right after GPT-6"
    if match.group().endswith(" on") and not any(_WHOSE.fullmatch(told.text, match.end(), s.start) for s in near):
        return True  # "57 points on LMArena, GPT-6 60"
    # "Die Konkurrenz hat A überholt", "Google hat mit A B überholt"
    perfect = _PERFECT.match(match.group()) is not None
    return perfect and not any(_UP_TO_VERB.fullmatch(told.text, s.end, match.start()) for s in models)


def _only(told: Sentence, match: re.Match[str]) -> bool:
    """Whether nobody else is meant: "only behind A", "second only to A"."""
    said = comparatives.ONLY.search(match.group()) or comparatives.SECOND_ONLY.search(match.group())
    return bool(said or comparatives.ONLY.match(told.text, match.end())) or told.before(_ONLY_BEFORE, match.start(), 8)


def _of_errors(told: Sentence, match: re.Match[str]) -> bool:
    """Whether more is told where less is better: "a higher hallucination rate than X"."""
    if not about((told.board(match.start()).key or "").partition("/")[0]).lower_is_better:
        return False
    if not _MORE_OR_LESS.search(match.group()) and not _RATE_ABOVE.search(told.text, told.start, match.end()):
        return False  # nor "a rate of 1.5%, a tenth above X's"
    return "hallucinat" not in match.group().lower().split(" ")[0] and not told.before(_RANKS, match.end(), 30)


def _with_margin(told: Sentence, claim: Claim, at: int) -> Claim:
    """The comparison with the distance that is told around `at`."""
    margin = told.margin(at)
    if margin is None or told.figures_read(margin):
        return claim
    told.spoken.append(margin.span())
    points, bound = comparatives.margin_of(margin), comparatives.margin_bound(margin)
    return replace(claim, value=points, bound=bound, end=max(claim.end, margin.end()))


def _by_measure(told: Sentence, match: re.Match[str], others: Sequence[Subject]) -> bool:
    """Whether a price or a speed is what is compared: "at 276 tokens a second, A outpaces B", "以每秒276个token领先于"."""
    after = max((s.end for s in others), default=match.end())
    return any(
        (_CLAUSE_OF.fullmatch(told.text, end, match.start()) or _OPENS_WITH.fullmatch(told.text, told.start, start))
        if end <= match.start()
        else _WITH_IT.fullmatch(told.text, after, start)
        for start, end in told.measured
    )


def _compared_with(told: Sentence, near: Sequence[Subject], at: int) -> list[Subject]:
    """The list that begins right after `at`: of models, and of the companies in it that stand for their own ("trails GPT-6 and Google")."""
    behind = {s.start: after for s, after in itertools.pairwise(near)}
    owners = [
        s for s in near if not s.model and (model := behind.get(s.start)) and model.model and _OWNS.fullmatch(told.text, s.end, model.start)
    ]
    chain = told.chain_after([s for s in near if s not in owners], at)
    models = [s for s in near if s.model]
    if models and chain and not chain[0].model and not _RIGHT_AFTER.fullmatch(told.text, at, chain[0].start):
        return told.chain_after(models, at) or chain
    return chain


def read_behind_first(told: Sentence) -> None:
    """Adds who is behind whoever is first, where nobody is named: "lags the leader by 12 points"."""
    for match in told.matches(comparatives.TRAILS, 4, _LEADERS):
        first, subject = _LEADER.match(told.text, match.end(), told.end), told.subject(match.start(), match.end())
        turned = told.before(denials.INTENDED, match.start()) or told.before(denials.NEGATED, match.start())
        if first is None or subject is None or not subject.model or turned or told.read(match.span()):
            continue
        if any(s.model for s in told.named(first.end(), min(told.end, first.end() + 30))):  # "trails the leader, GPT-6"
            continue
        claim = told.claim("comparison", (match.start(), first.end()), subject, behind=(FIRST_PLACE,))
        told.claims.append(_with_margin(told, claim, match.end()))
        told.spoken.append((match.start(), first.end()))


def read_duel(told: Sentence, claim: Claim, subject: Subject, others: Sequence[Subject]) -> None:
    """ "edges out GPT-6, 1,423 to 1,389": the winner's score first."""
    match = next((m for m in told.matches(measures.DUEL, 12) if not told.read(m.span())), None)
    one, two = (phrases.figure_of(match["one"]), phrases.figure_of(match["two"])) if match else (None, None)
    if match is None or one is None or two is None:
        return
    board, other = told.board(match.start()), others[0]
    if about((board.key or "").partition("/")[0]).lower_is_better:
        one, two = -one, -two
    if one <= two and not claim.behind:
        return
    scores = ((other, max(one, two)), (subject, min(one, two))) if claim.behind else ((subject, one), (other, two))
    for who, figure in scores:
        told.tell("score", match.span(), who, value=abs(figure))
