"""Figures that a sentence tells of models: scores, prices, tokens a second."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from amw.claims import comparatives, denials, measures, phrases
from amw.claims.named import PRICE, PRICE_LIST, NamedBoard
from amw.claims.record import Claim
from amw.claims.sentence import Sentence
from amw.claims.subjects import Subject, is_rival
from amw.dates import ANY_MONTH

MEASURING = ("artificial_analysis/", "openrouter", "models_dev", "litellm")  # boards that tell prices
_BOARDS_OF_USE = frozenset({"openrouter/tokens", "openrouter/market_share"})  # which count a company's share too
REACH_OWNER = 40  # characters between a model and a figure that no verb of scoring joins
REACH_SCORE = 160  # how far from a board's name, in its own sentence, a figure is still one of its
NEAR_PRICE = 600  # characters around a price in which its unit, or that it is of tokens, is told
REACH_ALONE = 400  # the same, where the sentence names no other board
TO_BOARD = 24  # characters between the words of a place and the board that they lead to: "comes fifth on LiveBench"
NEXT_TO = 6  # characters between a model and a figure that is plainly its own: "X (1,446)", "X at 57"
_WHOSE = re.compile(r"\s(?:points? )?(?:for|by|für|pour|bei|von|de|del)\s(?:the\s)?|\s?[(（](?!vs)(?=[^()（）:：%]{2,40}[)）])")
_OF_UNKNOWN = re.compile(r"\s?[(（][A-Z][\w.-]*(?: [A-Z\d][\w.-]*){0,3}[)）]")
_UNITLESS = re.compile(
    r"(?P<dollar>[$]\s?)?(?<![\d.,])(?P<n>\d{1,4}(?:\.\d{1,4})?)(?![\w%]|[.,]\d|\s?(?:points?|pts|Elo|%|tokens?|models?|percent|times)\b)"
    rf"(?(dollar)(?!{measures.OF_OTHER_UNIT}))"
)
# What a pair of prices may stand behind beside a model: "Opus 4.6 (1M context at $5/$25)".
_LABEL = re.compile(r"[`*]{0,2}\s?(?:[(（][^()$]{0,24}|[:：–—-]\s?)")
_HAS = re.compile(
    r"(?:['’]s\s|,? which (?:\w+\s){1,3}|\s[(]|\s(?:is (?:listed|priced|sold) )?(?:at|on|with|manages|gets|does|costs|charges|asks)\s)"
    r"(?:just |only |about |around )*"
)
_ALL = re.compile(r"(?i:\b(?:both|all(?: of| three| four)?)\s(?:x?[A-Z][\w.]*['’]s? )?\Z)")
_OF_WHOM = re.compile(r"\s?(?:的|の|의)\s?|['’]s\s")
# "40% cheaper": of no score.
_SHARE = re.compile(
    r"(?i:\s?(?:%|percent|per cent)(?: points?)?\s"
    r"(?:cheaper|dearer|faster|slower|quicker|smaller|larger|bigger|more|less|fewer|higher|lower|better|worse|off|discount)\b)"
)
_ENDS = re.compile(r"\s?(?:[,.;:)–—-]|\Z)")  # "81% MMLU, 150 tokens/s"
# What else a figure is of, and the board that no list knows.
_OF_USE = re.compile(
    r"(?i:\b(?:memory|cache|flops|compute|latency|costs?|spending|bandwidth|energy|win rate|preferred|users|customers|revenue|workers)\b)"
)
_ON_OTHER = re.compile(
    rf"\s?%?(?:\s?(?:points?|Elo))?\son (?:the )?(?!(?i:{ANY_MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)(?=[A-ZΑ-ω])"
)
_BY = re.compile(r"(?i:\bby (?:about |around |roughly |nearly |some |over )?\Z)")  # "ahead by 1.4 trillion tokens"
_YEAR = re.compile(r"(?:19|20)\d\d")


def pass_anonymous(told: Sentence) -> None:
    """Marks as read what a clause tells of one that it does not name, or of several: "the leader sits at 60", "range from 50 to 60"."""
    for match in told.matches(measures.ANONYMOUS, 4):
        if not told.named(*match.span()):
            told.spoken.append(match.span())
    told.spoken += [match.span() for match in told.matches(measures.RANGE, 4)]


def read_measures(told: Sentence) -> None:
    """Adds the prices and speeds told of models, where the sentence itself names a board that has them; a price per million tokens is
    else the maker's own, if nobody else is said to ask it."""
    for pattern, kind in ((measures.PRICE_PAIR, "price"), (measures.PAIR_ALONE, "price"), (PRICE, "price"), (measures.SPEED, "speed")):
        for match in told.matches(pattern, 8):
            board = _measuring(told, match.start(), kind)
            subject = _possessor(told, match.start()) or _owner(told, match.end()) or told.subject(match.start(), match.end())
            if told.read(match.span()) or subject is None or not subject.model or board is None or told.denied(match.start()):
                continue
            near = PRICE.search(told.text, max(0, match.start() - NEAR_PRICE), match.end() + NEAR_PRICE)
            if pattern is measures.PAIR_ALONE and (near is None or _right_before(told, match.start(), _HAS, _LABEL) is None):
                continue
            told.measured.append(match.span())
            if told.before(measures.OF_ANOTHER, match.start(), 24) and subject.end < match.start() - NEXT_TO:
                told.spoken.append(match.span())  # "versus $1.25 per million for the alternative"
                continue
            bound = phrases.bound_of(told.text[max(told.start, match.start() - 14) : match.start()])
            for measure, span, value in measures.measured(match, kind):
                told.tell("score", span, subject, read=match.span(), board=board, value=value, measure=measure, bound=bound)
            if pattern in (PRICE, measures.SPEED):
                _without_unit(told, match.end(), measure, subject)


def _right_before(told: Sentence, at: int, *ways: re.Pattern[str]) -> Subject | None:
    """The model from which one of the ways leads to the figure at `at`, to a price only if it is named with its version."""
    last = told.model_before(at)
    # apps and plans ("ChatGPT Plus"), which are not paid by the token, have no figure in their names
    versioned = last is not None and (told.text[at] != "$" or any(c.isdigit() for c in last.model or ""))
    return last if last is not None and versioned and any(way.fullmatch(told.text, last.end, at) for way in ways) else None


def _measuring(told: Sentence, at: int, kind: str) -> NamedBoard | None:
    """The board that a price or speed at `at` is of, if any."""
    board = told.board(at)
    if (board.key or "").startswith(MEASURING) and told.holds(board):
        return board
    before = told.sentences[max(0, told.here - 1)][0]
    model_near = any(s.model for s in told.named(before, told.end))
    of_tokens = kind == "price" and measures.TOKENS.search(told.text, max(0, min(before, at - NEAR_PRICE)), told.end)
    return PRICE_LIST if model_near and of_tokens else None


def carry_measures(told: Sentence) -> None:
    """Adds figures without a unit of a clause behind one that told speeds or prices: "A does 277 tokens per second; B manages 51"."""
    if ";" not in told.text[max(0, told.start - 2) : told.start] or measures.SCORE_CUE.search(told.text, told.start, told.end):
        return
    for pattern, kind in ((measures.SPEED, "speed"), (PRICE, "price")):
        before = pattern.search(told.text, told.sentences[told.here - 1][0], told.start)
        if before is not None and not pattern.search(told.text, told.start, told.end):
            _without_unit(told, told.start, measures.price_of(before) if kind == "price" else kind)


def _without_unit(told: Sentence, at: int, measure: str, but: Subject | None = None) -> None:
    """Adds prices or speeds behind `at` that leave their unit out, of models `but` that one: "276 tokens a second, against 69 for X"."""
    for match in _UNITLESS.finditer(told.text, at, min(told.end, at + REACH_SCORE)):
        if measures.SCORE_CUE.search(told.text, at, match.start()):
            return
        whose, board = _right_before(told, match.start(), _HAS), told.board(match.start())
        owner = _owner(told, match.end()) or (whose if whose is not None and whose.start >= at else None)
        if owner is None or owner == but or bool(match["dollar"]) is (measure == "speed") or told.read(match.span("n")):
            continue
        if (board.key or "").startswith(MEASURING):
            told.tell("score", match.span(), owner, board=board, value=phrases.figure_of(match["n"]), measure=measure)
        told.spoken.append(match.span())


def read_volumes(told: Sentence) -> None:
    """Adds the tokens that a board of use counts of a model in a week: "processed 2.4 trillion tokens"."""
    for match in told.matches(measures.VOLUME, 4, ("token", "词元", "トークン", "토큰")):
        board, subject = told.board(match.start()), told.subject(match.start(), match.end())
        subject = _owner(told, match.end()) or subject
        if board.key != "openrouter/tokens" or subject is None or not subject.model or told.read(match.span()):
            continue
        if told.denied(match.start()) or told.before(_BY, match.start()) or measures.OTHER_WINDOW.search(told.text, told.start, told.end):
            continue
        figure, unit = match["n"] or match["n2"], (match["unit"] or match["unit2"]).lower()
        value = Decimal(figure).scaleb(measures.VOLUMES[unit])
        if match["big"]:  # "2조3600억"
            value += Decimal(match["big"]).scaleb(measures.VOLUMES[match["unit3"]])
        told.tell("score", match.span(), subject, board=board, value=value, measure="volume")


def read_scores(told: Sentence) -> None:
    """Adds the scores, each to the model's place where that is told too."""
    _of_each(told)
    _beside_names(told)
    _duels(told)
    bounds = _bounds(told)
    for subject in told.models():
        if match := measures.SCORED.match(told.text, subject.end, min(told.end, subject.end + 24)):
            bare = not match["unit"] and match.group().lstrip()[:1] not in "(（:：'’" and "at" not in match.group()
            if not bare and not told.read(match.span("en")):
                whose = _of_rivals(told, subject, match.start()) if match.group().startswith(",") else subject
                _score(told, match.span("en"), phrases.figure_of(match["en"]), bool(match["unit"]), whose)
    for board in filter(told.holds, told.boards):
        match = measures.BEHIND_BOARD.match(told.text, board.end, told.end)
        if match and match["bare"] and not told.read(match.span("bare")) and (match["whole"] is None or _fits(board, match["bare"])):
            others = "%" in told.text[match.end() : told.end] and told.boards[-1] is board  # "90% (85% for A)": A has its own
            behind = [s for s in told.models() if others and s.start >= match.end()]
            owner = _owner(told, match.end()) or told.subject(board.start, match.end(), behind)
            _score(told, match.span("bare"), phrases.figure_of(match["bare"]), True, owner, sure=True)
        elif match and match["en"] and not told.read(match.span("en")):
            placed = _placed_on(told, board) or (told.subject(board.start, match.end()) if _one_of_several(told) else None)
            _score(told, match.span("en"), phrases.figure_of(match["en"]), bool(match["unit"]), placed, sure=True)
        before = measures.BEFORE_BOARD.search(told.text, max(told.start, board.start - TO_BOARD), board.start)
        alone = before is not None and before.group().endswith("% ") and not _ENDS.match(told.text, board.end, told.end)
        if before is not None and not before["unit"]:
            alone = not _fits(board, before["en"]) or not told.before(measures.OPENS_FIGURE, before.start(), 5)
        if before is not None and not alone and not told.read(before.span("en")) and not told.denied(before.start()):
            owner = _possessor(told, before.start("en")) or told.subject(before.start(), before.end())
            _score(told, before.span("en"), phrases.figure_of(before["en"]), True, owner)
    # What leads to a board's name first: "at 90% sparsity, it scores 48 on the index".
    for match in sorted(told.matches(measures.SCORE), key=lambda m: not _leads_to_board(told, m)):
        group = next(g for g in ("en", "cjk", "cell", "cue", "by", "far") if match[g])
        ahead = measures.SCORE_AHEAD.search(told.text, max(0, match.start() - 14), match.start())
        if match["cu"] in {"%", "％"} and not ahead and not measures.SCORE_IN_CJK.match(told.text, match.end("cjk")):
            continue  # a percentage of anything
        if _OF_UNKNOWN.match(told.text, match.end()) and _owner(told, match.end()) is None:
            continue  # "65.1% (MoA)"
        apart = group == "cjk" and told.before(comparatives.APART, match.start())
        if not apart and not told.read(match.span(group)):
            owner = _behind_verb(told, match) if group == "far" else None
            owner = owner or _owner(told, match.end()) or _possessor(told, match.start(group))
            owner = owner or told.subject(match.start(), match.end())
            _score(told, match.span(group), measures.score_of(match), bool(match["unit"] or match["cu"] or match["far"]), owner)
    exact = {(c.board, c.model) for c in told.claims if c.kind == "score" and not c.measure}
    told.claims += [c for c in bounds if (c.board, c.model) not in exact]  # "reached 1501, the first to surpass 1500"


def _leads_to_board(told: Sentence, match: re.Match[str]) -> bool:
    way = phrases.UP_TO_BOARD.match(told.text, match.end(), told.end)
    return way is not None and any(0 <= b.start - way.end() <= NEXT_TO for b in told.boards)


def _behind_verb(told: Sentence, match: re.Match[str]) -> Subject | None:
    """The model right behind a verb, or first behind one that none stands before: "Im Index erreicht X 54 Punkte und Y 53"."""
    first = next((s for s in told.models() if match.start() < s.start < match.end()), None)
    verb_alone = first is not None and told.text[match.start() : first.start].count(" ") == 1
    return first if verb_alone or told.model_before(match.start()) is None else None


def _fits(board: NamedBoard, figure: str) -> bool:
    """Whether a figure without a unit can be a score of the board: a rating, else up to 100."""
    key, value = board.key or "", phrases.figure_of(figure) or 0
    told = value >= 1000 if key.startswith(measures.SCALES[0][0]) else 10 <= value <= 100
    return told and key != "" and not key.startswith(MEASURING[1:])


def _placed_on(told: Sentence, board: NamedBoard) -> Subject | None:
    """The model whose place is told right before the board: "beats the average of LiveBench (32)" tells of nobody's."""
    places = (c for c in told.claims if c.kind in {"rank", "lead"} and c.board == board.name)
    last = next((c for c in places if c.start < board.start < c.end + TO_BOARD), None)
    return next((s for s in told.models() if last is not None and s.model == last.model), None)


def _one_of_several(told: Sentence) -> bool:
    """Whether each of several boards has its figure in brackets, or the only one in a line of one model: "wins MMLU (92.3%) and GPQA
    (72%)", "GPT-6: fixes bugs, as SWE-bench (72%) shows"."""
    if len(told.boards) == 1 and len(told.models()) == 1:
        figure = measures.BEHIND_BOARD.match(told.text, told.boards[0].end, told.end)
        return figure is not None and figure["unit"] == "%"
    return sum(1 for board in told.boards if measures.BEHIND_BOARD.match(told.text, board.end, told.end)) > 1


def _bounds(told: Sentence) -> list[Claim]:
    """ "Both A and B score above 1,500", "crossed the 60 mark": at least so much."""
    claims: list[Claim] = []
    for match in told.matches(measures.SCORE_BOUND, 3):
        chain = told.chain_before(told.models(), match.start())
        all_of = len(chain) > 1 and told.before(_ALL, chain[0].start, 14)
        owner = told.subject(match.start(), match.end())
        value = phrases.figure_of(match["en"])
        board = told.board(match.start())
        if value is None or told.read(match.span("en")) or told.denied(match.start()) or told.before(denials.INTENDED, match.start()):
            continue
        for one in chain if all_of else [owner]:
            if one is None or not one.model or (one.start > match.end() and told.before(measures.OF_FIGURES, match.start(), 24)):
                continue
            bound = "most" if match["most"] else "least"
            claims.append(told.claim("score", match.span(), one, board=board, value=value, bound=bound))
        told.spoken.append(match.span("en"))
    return claims


def _duels(told: Sentence) -> None:
    """ "57.1 versus 59.9 for B": the first is of whom it tells."""
    alone = len({s.model for s in told.models()}) == 1
    for match in told.matches(measures.DUEL, 3):
        other, subject = _owner(told, match.end()), told.subject(match.start(), match.end())
        one, two = phrases.figure_of(match["one"]), phrases.figure_of(match["two"])
        if subject is None or not subject.model or told.read(match.span()) or one is None or two is None:
            continue
        if other is not None and subject.model != other.model:
            _score(told, match.span("one"), one, True, subject, sure=True)
            _score(told, match.span("two"), two, True, other, sure=True)
        elif match["against"] or (alone and comparatives.BEATS.search(told.text, told.start, match.start())):
            # "88.7% vs 80.6%", "beats its predecessor, 80.7 to 80.3": of one that is not named beside it
            told.spoken.append(match.span("two"))


def _of_each(told: Sentence) -> None:
    """ "A, B and C score 57, 53 and 52": as many figures as models, in their order; "A and B, both at 57": one of all."""
    several = len(told.models()) > 1
    for match in (*told.matches(measures.EACH_ITS_OWN, 4), *told.matches(measures.BOTH_AT, 3)) if several else ():
        span, before = match.span("figures"), [s for s in told.models() if s.end <= match.start()]
        figures = list(measures.FIGURE_OF_LIST.finditer(told.text, *span))
        one = len(figures) == 1
        at = [b.start for b in told.boards if told.holds(b) and 0 <= match.start() - b.end <= NEXT_TO]  # "A、B 在 C 上分别"
        chain = told.chain_before(before, at[0] if at else match.start()) or (before if one and len(before) == 2 else [])
        figures *= len(chain) if one else 1
        if told.read(span) or told.denied(match.start()) or len(chain) != len(figures):
            continue
        board = told.board(match.start())
        told.claims += [
            told.claim("score", figure.span(), subject, board=board, value=phrases.figure_of(figure.group()))
            for subject, figure in zip(chain, figures, strict=True)
        ]
        told.spoken.append(span)  # of both, be they named or not


def _beside_names(told: Sentence) -> None:
    """ "A 46, B 45 and C 44": of each of several names the figure right behind it."""
    beside = [(s, match) for s in told.models() if (match := measures.BESIDE.match(told.text, s.end, told.end)) is not None]
    for subject, match in beside if len(beside) > 1 else ():
        if not told.read(match.span("en")) and _fits(told.board(match.start()), match["en"]):
            _score(told, match.span("en"), phrases.figure_of(match["en"]), True, subject)


def read_scaled(told: Sentence) -> None:
    """Adds the figures that look like a score of the board beside a model, whatever the verb: "gives X 56.6", "X 1496"."""
    for kinds, pattern in measures.SCALES:
        if not any((b.key or "").startswith(kinds) for b in told.boards):
            continue
        for match in told.matches(pattern):
            board = told.board(match.start())
            span = match.span("en")
            fits = next((p for k, p in measures.SCALES if (board.key or "").startswith(k)), None) is pattern
            if not fits or told.read(span) or told.before(measures.NO_SCORE_BEFORE, match.start(), 64) or told.denied(match.start()):
                continue
            before = told.model_before(match.start())
            reach = REACH_OWNER if len(told.models()) > 1 else 2 * REACH_OWNER
            near = before is not None and match.start() - before.end < reach
            owner = _owner(told, match.end()) or (before if near else None)
            if owner is not None:
                _score(told, span, phrases.figure_of(match["en"]), True, owner)


def _owner(told: Sentence, at: int) -> Subject | None:
    """The model that a figure before `at` is said to be of: "76.3 for GPT-6"."""
    whose = _WHOSE.match(told.text, at, told.end)
    near = told.named(whose.end()) if whose else []
    return next((s for s in near if s.model and whose and s.start < whose.end() + 14), None)


def _of_rivals(told: Sentence, subject: Subject, at: int) -> Subject:
    """Whose figure stands behind a comma after `subject`: "A is the closest rival to B, with 58.9" is A's, where A has none yet."""
    acting = told.subject(at, at, [subject])
    if acting is None or not acting.model or not is_rival(told.text, subject, told.start, told.named()):
        return subject
    return subject if any(c.model == acting.model and c.score is not None for c in told.claims) else acting


def _possessor(told: Sentence, at: int) -> Subject | None:
    """The model whose figure the one at `at` is said to be: "X的55.3分", "X's 55.3"."""
    last = told.model_before(at)
    return last if last is not None and _OF_WHOM.fullmatch(told.text, last.end, at) else None


def _score(
    told: Sentence, span: tuple[int, int], value: Decimal | None, unit: bool, subject: Subject | None, *, sure: bool = False
) -> None:
    """Adds a score; beside a place of the same model only where it is `sure` to be one, or told so."""
    board, after = told.board(span[0]), span[1] + told.text.startswith("%", span[1])
    distance = min(abs(board.start - span[0]), abs(board.end - span[0]))
    reach = REACH_SCORE if len({b.name for b in told.boards}) > 1 else REACH_ALONE
    if value is None or subject is None or (told.holds(board) and distance > reach):
        return
    if _SHARE.match(told.text, span[1]):
        return
    elsewhere = _ON_OTHER.match(told.text, span[1], told.end)
    if elsewhere and not any(0 <= b.start - elsewhere.end() < TO_BOARD for b in told.boards):
        return  # "23.4% on FooTest"
    leads = sure or measures.told_as_score(told.text, *span) or phrases.UP_TO_BOARD.match(told.text, after)
    if not leads and _OF_USE.search(told.text, told.clause(span[0])[0], span[0]):
        return  # "memory drops to 10%"
    if not unit and _YEAR.fullmatch(told.text[span[0] : span[1]]):
        return
    told.spoken.append(span)
    claims, beside = told.claims, 0 <= span[0] - subject.end < NEXT_TO
    about = [i for i, c in enumerate(claims) if c.board == board.name and c.model == subject.model]
    place = next((i for i in about if claims[i].kind in {"rank", "lead"} and claims[i].score is None and claims[i].count is None), None)
    if place is not None:
        claims[place] = replace(claims[place], score=value)
    if any(claims[i].kind in {"rank", "lead"} for i in about) and not (beside or sure) and not measures.told_as_score(told.text, *span):
        return  # "sixth, where the median is 31"
    shares = board.key in _BOARDS_OF_USE and subject.company is not None
    if (subject.model or shares) and not any(claims[i].kind == "score" and not claims[i].measure for i in about):
        told.tell("score", span, subject, board=board, value=value)
