"""Places that a sentence tells: "ranks third", "top 10", "followed by"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from amw.claims import comparatives, denials, phrases, superlatives
from amw.claims.leads import read_leads, read_led_by, taken_from
from amw.claims.lists import OPENING, read_lists
from amw.claims.named import NamedBoard
from amw.claims.record import Claim
from amw.claims.sentence import Sentence
from amw.claims.subjects import REACH, Subject, is_rival, joins, within
from amw.dates import ANY_MONTH

REACH_NEITHER = 20  # characters from "neither" to the first of those whom it denies a place
_NO_PLACES = re.compile(
    r"(?i:[- ](?:\w+ )?(?:tips|reasons|things|stories|takeaways|questions|ways|picks|features|lessons|trends|facts|mistakes|tricks"
    r"|uses|use cases|books|start-?ups|investors|stocks|articles|posts|news|moments|tools|apps|concerns|risks|predictions|headlines)\b)"
)
_LABS_AFTER = re.compile(r"[- ](?:AI )?(?:labs?|compan(?:y|ies)|makers?|developers?|firms?|providers?|vendors?)\b")
_BESIDE = re.compile(r",? (?:x?[A-Z][\w.]*['’]s? )?(?=[A-Z])")
_PART = re.compile(r"(?i:\b(?:an?|one)[ -]\Z)")
_OF_SOMETHING = re.compile(r"\sof (?!all\b)")
_OF_MONTH = re.compile(rf"(?i:\s(?:of )?(?:{ANY_MONTH})\b)")  # "on the 25th of March"
# "the first open model to enter the top ten": the field is that of whoever is first to, not of the ten.
_FIRST_TO = re.compile(
    r"(?i:\bfirst (?:[\w'’-]+ ){0,7}?to (?:enter|reach|crack|break into|make|rank in|get into|join|land in) (?:the |its )?\Z)"
)
# "seit dem dritten", "fait la première sur ..."
_OF_A_DAY = re.compile(r"(?i:\b(?:seit|am|vom|zum)\s(?:dem )?|\b(?:fait|fera|faire) la )\Z")
# "el segundo en llegar a LMArena", "le premier sur LMArena à voir"
_TO_DO = re.compile(r"(?:\s(?:en|a(?! pesar)|à|em)\s)?[a-zà-ü]+(?:[aei]r(?:se)?|re)\b")
_ON = re.compile(r"(?i:\b(?:on|auf|in|bei|sur|en) (?:the |der |dem |le |la )?\Z)")
_AT_FIGURE = re.compile(r" (?:at|with|on) \d[\d.,]*\s?(?:%|points?\b|Elo\b|[,;)]|\Z)")  # "X third at 80.6%"
_POSSESSIVE = re.compile(r"['’]s? (?:new |current |clear )?")
_TAKES = re.compile(r"(?i:\b(?:tak(?:es?|ing)|took|seiz\w+|snatch\w*|grab\w*|st[eo]al\w*|stole|wrest\w*|captur\w*)\s)")
_TIED = re.compile(r"(?i:\btie[sd]?\b|\btying\b|\bshar(?:es?|ed|ing)\b|joint|ex aequo|geteilt)|并列|공동|同率")


def read_places(told: Sentence) -> None:
    """Adds the claims of places."""
    for read in (read_lists, read_led_by, _given, _ranks, _tops, read_leads, _followers):
        read(told)


def _ranks(told: Sentence) -> None:
    # One after the other: an ordinal behind a board counts where a place was told, and those are read first.
    for match in itertools.chain(told.matches(phrases.RANK), _ordinals_on_boards(told)):
        place = phrases.place_of(match)
        if (
            place is None
            or _is_part(told, match)
            or told.read(_own_span(match))
            or told.denied(match.start())
            or told.before(denials.OUTSIDE, match.start())
            or _OF_MONTH.match(told.text, match.end(), told.end)
        ):
            continue
        board = told.board(match.start(), match.end())
        if (of_list := superlatives.OF_A_LIST.match(told.text, match.end())) is not None:
            told.spoken.append((match.start(), of_list.end()))
            continue
        if superlatives.IN_OTHERS.match(told.text, match.end()) and not any(0 <= b.start - match.end() < 20 for b in told.boards):
            continue
        if (
            _of_another(told, match)
            or _of_its_makers(told, match)
            or told.former(match)
            or phrases.OF_ONES_OWN.match(told.text, match.end(), told.end)
        ):
            continue
        subject = _put(told, match) or _titled(told, match) or told.holder(match) or told.subject(match.start(), match.end())
        if subject is None and match.re is phrases.ORDINAL_ON:
            continue  # "El segundo en LMArena suele cambiar"
        kind = "lead" if place == 1 and not match["n"] else "rank"
        if (pair := phrases.AND_NEXT.match(told.text, match.end(), told.end)) and _two_places(told, match, pair, board):
            continue
        tied = _TIED.search(told.text, max(told.start, match.start() - 16), match.end()) is not None
        told.tell(kind, match.span(), subject, board=board, scope=told.scope(match), value=Decimal(place), tied=tied)
        if (
            place < 4
            and subject is not None
            and subject.model
            and told.before(_TAKES, match.start("bare") if match["bare"] else match.end(), 34)
        ):
            taken_from(told, match, subject)
    for match in told.matches(phrases.HIGHER) if told.models() else ():  # "only two models score higher than GPT-6": it is third
        subject = next((s for s in told.named(match.end(), min(told.end, match.end() + REACH)) if s.model), None)
        number = None if comparatives.PRONOUN.match(told.text, match.end()) else phrases.count_of(match["n"])
        if subject is None or number is None or told.read(match.span()) or told.denied(match.start()):
            continue
        told.tell("rank", (match.start(), subject.end), subject, scope=told.scope(match), value=Decimal(number + 1))


def _two_places(told: Sentence, match: re.Match[str], pair: re.Match[str], board: NamedBoard) -> bool:
    """ "A and B are second and third"; True where the words have been read."""
    places, span = (phrases.place_of(match), phrases.place_of(pair)), (match.start(), pair.end())
    chain = told.chain_before(told.models(), match.start())[-2:]
    if None in places or len(chain) == 1:
        return False
    for one, at in zip(chain, places if len(chain) == 2 else (), strict=False):  # else of one company, or of nobody that is told
        told.claims.append(told.claim("rank", span, one, board=board, scope=told.scope(match), value=Decimal(at or 0)))
    told.spoken.append(span)
    return True


def _given(told: Sentence) -> None:
    """ "The board ranked A fifth", "A (3rd)": the place right behind a name that is the object, or in brackets."""
    for subject in told.models():
        bracketed = phrases.PLACED_IN_BRACKETS.match(told.text, subject.end, told.end)
        if bracketed is not None and (place := phrases.place_of(bracketed)) is not None and not told.denied(subject.start):
            told.tell("rank", (subject.start, bracketed.end()), subject, read=bracketed.span(), value=Decimal(place))
            continue
        match = phrases.PLACED.match(told.text, subject.end, told.end)
        place = phrases.place_of(match) if match else None
        if match is None or place is None or told.read((match.start() + 1, match.end())) or told.denied(match.start()):
            continue
        beside = match.group().startswith(",") and told.text[match.end() : match.end() + 1] == ","  # "X, sixth, is Google's best"
        if beside or told.before(phrases.RANKS_WHOM, subject.start, 40) or _AT_FIGURE.match(told.text, match.end(), told.end):
            span, read, board = (subject.start, match.end()), (match.start() + 1, match.end()), told.board(match.start())
            told.tell("rank", span, subject, read=read, board=board, scope=told.scope(match), value=Decimal(place))


def _is_part(told: Sentence, match: re.Match[str]) -> bool:
    """Whether an ordinal is a fraction: "a tenth of X's price"."""
    at = next((match.start(group) for group in ("ord", "bare") if match.groupdict().get(group)), None)
    return at is not None and told.before(_PART, at, 6) and _OF_SOMETHING.match(told.text, match.end()) is not None


def _own_span(match: re.Match[str]) -> tuple[int, int]:
    """Where the place itself stands in a match: a name may stand between it and its verb, "vaults Meta to third"."""
    return (match.start("ord"), match.end()) if match.groupdict().get("ord") else match.span()


def _put(told: Sentence, match: re.Match[str]) -> Subject | None:
    """Who is said to be put in a place: the name right before it, or within its words."""
    at = _own_span(match)[0]
    last = next((s for s in reversed(told.named()) if s.end <= at), None)
    put = last is not None and phrases.PUT.fullmatch(told.text, last.end, at) and told.text[last.end : at].strip()
    return last if last is not None and put and (last.model or last.start >= match.start()) else None


def _titled(told: Sentence, match: re.Match[str]) -> Subject | None:
    """Whose place stands as a title before the name: "second-placed GPT-6", "third-ranked Kimi K3"."""
    if match.groupdict().get("cj") or match.groupdict().get("zh"):  # "1위 X", "排名第一的X"
        at = phrases.TITLED_CJK.match(told.text, match.end())
        return next((s for s in told.models() if at and s.start == at.end()), None)
    if match.groupdict().get("up") and (beside := _BESIDE.match(told.text, match.end())) is not None:  # "the runner-up, X"
        return next((s for s in told.models() if s.start == beside.end()), None)
    title = phrases.TITLE.match(told.text, match.end())
    return next((s for s in told.models() if phrases.TITLED.fullmatch(told.text, title.end(), s.start)), None) if title else None


def _of_another(told: Sentence, match: re.Match[str]) -> bool:
    """Whether a place is a former one, or somebody else's: "up from seventh", "a lead over the second-placed model", "比第二名高出5分"."""
    if told.before(phrases.FORMER, match.start()) or phrases.FORMER_AFTER.match(told.text, match.end()):
        told.spoken.append(match.span())
        return True
    if phrases.OVER_AFTER.match(told.text, match.end()):
        return True
    if told.before(phrases.OF_ANOTHER, match.start()) and phrases.PLACED_ONE.match(told.text, match.end()):
        return _titled(told, match) is None  # "a lead over the second-placed GPT-6" is of that one
    return told.before(phrases.THAN, match.start())


def _of_its_makers(told: Sentence, match: re.Match[str]) -> bool:
    """Whether a place is one among a maker's own models: "X is Google's number one"."""
    owner = next((s for s in reversed(told.named(told.start, match.start())) if not s.model), None)
    possessive = owner is not None and _POSSESSIVE.fullmatch(told.text, owner.end, match.start()) is not None
    return possessive and owner is not None and any(s.model for s in told.named(told.start, owner.start))


def _ordinals_on_boards(told: Sentence) -> Iterator[re.Match[str]]:
    """Ordinals that are places because a board's name follows ("fourth on the Aider leaderboard"), or stands right before them where a
    place has been told ("first on A, on B third")."""
    for match in told.matches(phrases.ORDINAL_ON, 12):
        way = phrases.UP_TO_BOARD.match(told.text, match.end(), told.end)
        if way is None or told.before(_OF_A_DAY, match.start(), 12):
            continue
        on = next((b for b in told.boards if 0 <= b.start - way.end() <= 12), None)
        if on and not _TO_DO.match(told.text, way.end(), on.start) and not _TO_DO.match(told.text, on.end, told.end):
            yield match
    for board in filter(told.holds, told.boards[1:] if any(c.kind in {"rank", "lead"} for c in told.claims) else ()):
        half = phrases.ORDINAL_BEHIND.match(told.text, board.end, told.end)
        if half is not None and told.before(_ON, board.start, 12):
            yield half


def _tops(told: Sentence) -> None:
    for match in told.matches(phrases.TOP):
        place = phrases.within_of(match)
        chain = told.chain_after(told.models(), opening.end()) if (opening := OPENING.match(told.text, match.end(), told.end)) else []
        subject, neither = told.subject(match.start(), match.end()), _neither(told, match.start())
        outside = subject in neither or told.before(denials.OUTSIDE, _before_board(told, match.start()), 44)
        if (
            not place
            or _NO_PLACES.match(told.text, match.end(), told.end)
            or len(chain) > 1
            or told.read(match.span())
            or (told.denied(match.start()) and not outside)
            or told.before(denials.INTENDED, match.start(), 44)
            or told.former(match)
        ):  # fmt: skip
            continue
        if subject is not None and _LABS_AFTER.match(told.text, match.end()):  # "X makes Alibaba a top-five lab"
            makers = [s for s in told.named(told.start, match.start()) if s.company and not s.model]
            maker = next((s for s in reversed(makers) if not is_rival(told.text, s, told.start, told.named())), None)
            subject = maker or (replace(subject, model=None, model_key=None) if subject.company else subject)
        together = [*neither] if subject in neither else [subject]
        if subject is not None and subject.model and subject.end <= match.start() and subject not in neither:
            together = [*told.told_together([s for s in told.models() if s not in told.left_out], subject)]
        scope = "global" if told.before(_FIRST_TO, match.start(), 90) else told.scope(match)
        for one in together:
            told.tell("rank", match.span(), one, scope=scope, within=place, bound="outside" if outside else "")


def _neither(told: Sentence, at: int) -> list[Subject]:
    """Those of whom the sentence says, not far before `at` or after it, that neither is there: "neither A nor B"."""
    word = phrases.NEITHER.search(told.text, max(told.start, at - 120), told.end)
    chain = told.chain_after(told.named(), word.end()) if word else []
    return chain if word and chain and chain[0].start - word.end() < REACH_NEITHER else []


def _before_board(told: Sentence, at: int) -> int:
    """Where the words before `at` end, a board's name between them left out: "missed the Code Arena top ten"."""
    return next((b.start for b in told.boards if b.end <= at and not told.text[b.end : at].strip(" '’s")), at)


def _followers(told: Sentence) -> None:
    """ "X leads, followed by Y and Z": Y is second, Z third."""
    if not told.claims:
        return
    for match in told.matches(phrases.FOLLOWED, 3):
        ahead: list[Claim] = [c for c in told.claims if c.value is not None and c.kind in {"lead", "rank"} and c.start < match.start()]
        if not ahead or ahead[-1].value is None:
            continue
        place, last = int(ahead[-1].value), match.end()
        told.spoken.append(match.span())
        for subject in within(told.subjects, match.end(), min(told.end, match.end() + REACH)):
            if not subject.model:
                continue
            if not joins(told.text[last : subject.start]):
                break
            place, last = place + 1, subject.end
            _next(told, ahead[-1], place, (match.start(), subject.end), subject)
    for match in told.matches(phrases.FOLLOWED_AFTER, 2):
        first = next((c for c in told.claims if c.value == 1 and c.kind in {"lead", "rank"} and c.scope == "global"), None)
        behind = [s for s in told.models() if s.end <= match.start()]
        if first is not None and behind and behind[-1].model != first.model and match.start() - behind[-1].end < 24:
            chain = [s for s in told.chain_before(behind, match.start()) if s.model != first.model] or behind[-1:]
            told.spoken.append(match.span())
            for place, one in enumerate(chain, start=2):
                _next(told, first, place, (one.start, match.end()), one)


def _next(told: Sentence, ahead: Claim, place: int, span: tuple[int, int], subject: Subject) -> None:
    """Adds the place of `subject` on the board of the claim `ahead`."""
    board = next((b for b in told.boards if b.name == ahead.board), told.boards[0])
    between = (subject.start, subject.end)  # scores may stand between those who follow
    told.tell("rank", span, subject, read=between, board=board, scope=ahead.scope, value=Decimal(place))


def read_state_of_the_art(told: Sentence) -> None:
    """Adds the claims that name no place but the state of the art."""
    match = phrases.SOTA.search(told.text, told.start, told.end)
    if match is None or told.denied(match.start()):
        return
    subject = told.subject(match.start(), match.end())
    if subject is None or not (subject.model or subject.start >= told.start):
        return
    after = [b for b in told.boards if b.start >= match.start()] or list(told.boards)
    told.claims += [told.claim("lead", match.span(), subject, board=board) for board in after]
