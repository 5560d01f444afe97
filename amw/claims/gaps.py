"""Distances between two names: "four tenths of a point separate A from B", "the gap between A and B is 2.8 points", "B's closest challenger"."""

from __future__ import annotations

import re

from amw.claims import comparatives, phrases
from amw.claims.record import FIRST_PLACE, GAP
from amw.claims.sentence import Sentence
from amw.claims.subjects import Subject, joins

NEXT = "next"  # `measure` of a comparison that does not say who is ahead
REACH_GAP = 90
_GAP = r"(?:gap|gulf|distance|difference|separation|spread|deficit|cushion|buffer|lead|advantage|edge|margin)"
_SEPARATES = r"(?:separat(?:es?|ed|ing)|divid(?:es?|ed|ing)|split(?:s|ting)?|between|apart|(?:of|from) (?:each other|one another)|trenn(?:t|en)|sépare(?:nt)?)"
_WORDED = re.compile(rf"(?i:\b{_GAP}\b|\b{_SEPARATES}\b)|的?差距|(?:仅|只|相)差|(?:の|との)差|[의와과] (?:격차|차이)")
_QUANTITY = re.compile(
    rf"(?i:\b(?P<n>(?:{phrases.NUMBER_WORDS}|\d) tenths? of an?|(?:a )?tenth of an?|a quarter of an?|half an?"
    rf"|\d{{1,3}}(?:[.,]\d{{1,2}})?|{phrases.NUMBER_WORDS}|(?:a |one )?single|an?)[\s-](?:Elo |rating |percentage |index )?(?:points?|pts|Elo|Punkte?n?)\b)"
    r"|(?P<cjk>\d{1,3}(?:\.\d{1,2})?)\s?(?:分|ポイント|点|점|포인트)"
)
_BETWEEN = re.compile(r"(?i:\bbetween\b|\bzwischen\b|\bentre\b|\bseparat\w+|\bdivid\w+|\btrenn(?:t|en)\b|\bsépare(?:nt)?\b)")
_MAKER = r"(?:\s?(?:x?[A-Z][\w.]*['’]s?|the|both)\s)*\s?"
_FROM = re.compile(r"\s(?:from|and|von|de|et)\s(?:(?:the |its )?(?:[\w-]+ ){1,4}[\w-]+, )?(?:the )?(?:x?[A-Z][\w.]*['’]s? )?")
_TOGETHER = re.compile(r"(?i:(?:\s?[(（][^()（）]{1,20}[)）])?\s(?:are|were|is|now|remain|sit|stand|finish\w*)(?: \w+)?\s)")
_NEAREST = re.compile(
    r"(?i:\b(?:closest|nearest|next[- ]best|strongest|toughest) (?:challenger|rival|competitor|pursuer|contender|opponent|threat)\b)"
)
# Points that somebody is away from the first place, which is so told to be another's: "six points from the top", "首位と6点差".
_FROM_TOP = re.compile(
    rf"(?i:\b(?P<en>\d{{1,3}}(?:\.\d{{1,2}})?|{phrases.NUMBER_WORDS})[ -](?:Elo |rating |percentage )?(?:points?|pts) (?:away |removed )?from (?:the )?(?:very )?(?:top|lead|leader|summit|first place|number one)\b"
    r"|\b(?P<de>\d{1,3}(?:,\d{1,2})?|\w{3,8}) Punkte? (?:hinter (?:der Spitze|dem (?:Ersten|Spitzenreiter))|Rückstand auf (?:die Spitze|den (?:Ersten|Spitzenreiter)))\b"
    r"|\bà (?P<fr>\d{1,3}(?:,\d{1,2})?|\w{2,8}) points? (?:du (?:premier|leader)|de la (?:première place|tête))\b"
    r"|\ba (?P<es>\d{1,3}(?:,\d{1,2})?|\w{2,8}) (?:puntos?|pontos?) d(?:el?|o) (?:primer(?:o|a posición)?|primeiro(?: lugar)?|líder)\b)"
    r"|(?:首位|トップ|(?<!\d)1位|一位)(?:との差[はが]|まで(?:あと)?|[とに](?=(?:約|わずか)?[\d.]{1,6}(?:点|ポイント)の?差))(?:約|わずか)?(?P<ja>\d{1,3}(?:\.\d{1,2})?)(?:点|ポイント)(?:の?差)?"
    r"|(?:距离?|与|和|跟)(?:榜首|首位|第一名?)(?:的|差距|相差|差|还|为|仅|只|有|约|不到){0,4}\s?(?P<zh>\d{1,3}(?:\.\d{1,2})?)\s?分"
    r"|(?:선두|정상|(?<!\d)1위)[와과](?:의)?\s?(?:격차[는가]|차이[는가])?\s?(?:약\s|불과\s)?(?P<ko>\d{1,3}(?:\.\d{1,2})?)(?:점|포인트)(?:\s?차이?)?"
)
_IS = re.compile(r"\s(?:is|was|remains|are|ist|est)(?: (?:now|still|currently))? (?:x?[A-Z][\w.]*['’]s? )?")


def read_gaps(told: Sentence) -> None:
    """Adds the distances told between two names, in whichever order they stand, or from the first place, and who is said to be next to whom."""
    _from_top(told)
    told_until = told.start
    for match in told.matches(_WORDED, 6, comparatives.POINTS):
        points = _points(told, match) if match.start() >= told_until else None  # "the gap between" is one distance
        if points is None or told.denied(points.start()):
            continue
        value = phrases.points_of(points["n"] or points["cjk"])
        bound = phrases.bound_of(told.text[max(told.start, points.start() - 16) : points.start()])
        if value is None:
            continue
        span = (min(match.start(), points.start()), max(match.end(), points.end()))
        board, read = told.board(match.start()), points.span()
        if (pair := _pair(told, match, points)) is not None:
            first, rivals, whole = pair[0], (told.label(pair[1]),), (min(span[0], pair[0].start), span[1])
            told.tell("comparison", whole, first, read=read, board=board, value=value, rivals=rivals, measure=GAP, bound=bound)
            told_until = max(span[1], pair[1].end)
    for match in told.matches(_NEAREST, 2):
        if (two := _owner_and_next(told, match)) is not None and not told.denied(match.start()) and not told.denied(two[0].start):
            told.tell("comparison", match.span(), two[1], rivals=(told.label(two[0]),), measure=NEXT)


def _from_top(told: Sentence) -> None:
    for match in told.matches(_FROM_TOP, 2, comparatives.POINTS):
        number = next(group for group in ("en", "de", "fr", "es", "ja", "zh", "ko") if match[group])
        points = phrases.points_of(match[number])
        subject = told.subject(match.start(), match.end())
        if points is None or subject is None or not subject.model or told.denied(match.start()):
            continue
        bound = phrases.bound_of(told.text[max(told.start, match.start() - 14) : match.start(number)])
        told.tell("comparison", match.span(), subject, value=points, behind=(FIRST_PLACE,), bound=bound)


def _points(told: Sentence, match: re.Match[str]) -> re.Match[str] | None:
    """The figure in points that a word of distance goes with: right before it, else after it."""
    start, end = max(told.start, match.start() - 40), min(told.end, match.end() + 2 * REACH_GAP)
    found = [m for m in _QUANTITY.finditer(told.text, start, end) if not told.read(m.span()) and not told.before(phrases.FORMER, m.start())]
    before = [m for m in found if m.end() <= match.start() and not re.search(r"[,;]", told.text[m.end() : match.start()])]
    after = [m for m in found if m.start() >= match.end()]
    return before[-1] if before else next(iter(after), None)


def _pair(told: Sentence, match: re.Match[str], points: re.Match[str]) -> tuple[Subject, Subject] | None:
    """The two that a distance lies between, where the words do not say who is ahead."""
    named = told.models() or told.named()
    for word in _BETWEEN.finditer(told.text, match.start(), min(told.end, match.end() + REACH_GAP)):
        after = [s for s in named if s.start >= word.end()]
        if len(after) > 1 and re.fullmatch(_MAKER, told.text[word.end() : after[0].start]):
            between = told.text[after[0].end : after[1].start]
            if _FROM.fullmatch(between) or joins(between):
                return after[0], after[1]
    before = [s for s in named if s.end <= min(match.start(), points.start())]
    if len(before) > 1 and match.group()[-1] == "差" and before[-1].end == match.start():
        return before[-2], before[-1]
    if len(before) < 2 or not joins(told.text[before[-2].end : before[-1].start]):
        return None
    apart = match.group().lower().startswith(("separ", "apart", "divid", "of ", "from ")) and _TOGETHER.match(told.text, before[-1].end)
    return (before[-2], before[-1]) if apart else None


def _owner_and_next(told: Sentence, match: re.Match[str]) -> tuple[Subject, Subject] | None:
    """ "A is B's closest rival", "B's closest rival is A", "the closest rival of B is A": (B, A)."""
    models = told.models()
    owner = next(
        (s for s in reversed(models) if s.end <= match.start() and re.fullmatch(r"['’]s?\s", told.text[s.end : match.start()])), None
    )
    if owner is None:
        owner = next((s for s in models if re.fullmatch(r"\s(?:of|to|for)\s", told.text[match.end() : s.start])), None)
    if owner is None:
        return None
    at = max(match.end(), owner.end)
    after = next((s for s in models if s.start >= at and (way := _IS.search(told.text, at, s.start)) and way.end() == s.start), None)
    before = next((s for s in reversed(models) if s.end < owner.start and _IS.match(told.text, s.end)), None)
    other = after or before
    return (owner, other) if other is not None and other.model != owner.model else None
