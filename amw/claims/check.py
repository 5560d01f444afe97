"""Hold what a story says of a leaderboard against what the board said when the story appeared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import reduce
from typing import Any, NamedTuple

from amw.boards.catalogue import boards
from amw.boards.records import Row, Snapshot
from amw.claims.areas import areas_named
from amw.claims.asked import Asked, asked_of
from amw.claims.days import looked_up
from amw.claims.judge import on_capture
from amw.claims.judge_figures import RELATIVE
from amw.claims.values import parts_of
from amw.claims.verdict import Verdict, apart, best_of, written
from amw.claims.windows import SITES, boards_of_site, day_named, day_spoken_of, day_told, month_meant, month_spoken_of, usable

# Parts of a board that are quoted under its name: what the site shows first, and what it counts of companies.
PARTS = {("swe_bench", "verified"): "bash_only"}
PARTS_OF_COMPANIES = {("openrouter_rankings", "models"): "market_share"}
LIKELY = Decimal("0.03")  # how far from a model's rating, in parts of it, one may be that is told of it
_LIKES = re.compile(r"\bliked?\b|\blikes\b|点赞|いいね|좋아요", re.IGNORECASE)  # what captures of Hugging Face count, not what trends
# What a site's best-known board is of, in the words of those who name it.
_PART_WORDS = {
    "arena_text": re.compile(r"\btext(?:e|o)?\b|文本|テキスト|텍스트|\boverall\b|\bchat", re.IGNORECASE),
    "artificial_analysis": re.compile(r"intelligen|index|índice|indice|指数|지수|智能", re.IGNORECASE),
}
# A rating as Arena's boards have them, told as it is: "1,504", "1502 Elo"; not "over 1500", "1500+", "Gemini-Exp-1121".
_RATING = re.compile(
    r"(?<![\d.,\w-])(?<!over )(?<!above )(?<!than )(?<!past )(?<!least )1[,. ]?\d{3}(?:\.\d+)?(?![\d+]|,\d)", re.IGNORECASE
)
# A time before the story's.
_EARLIER = re.compile(r"\b(?:once (?:topped|led|ranked|held|was|stood)|previously|formerly|used to|at one point)\b", re.IGNORECASE)


def check(claim: Any, snapshots: Iterable[Snapshot], published_at: datetime | date | None, *, sentence: str | None = None) -> Verdict:
    """The verdict on `claim` (as `find_claims` gives it) by the captures in `snapshots`, of any boards and days, in any order.

    supported: true as said; imprecise: true under another kind of rank, of another day nearby, or within rounding and margin, which
    `rank_kind` and `evidence` name; contradicted: the capture valid at `published_at` has the model and says otherwise under every
    kind of rank people use, or shows the whole board without it; not_checkable: no capture can tell. A capture that shows only the
    top of a board proves no absence, and nothing is compared across method versions. `sentence` is the claim's sentence, where at
    hand. Never raises for odd claims.
    """
    snapshots = list(snapshots)
    captures = usable(snapshots)
    told = [asked_of(part, sentence) for part in parts_of(claim)]
    if told[0] is None:
        return Verdict(verdict="not_checkable", evidence="The board is not one that is watched.")
    sentence = told[0].told
    asked = [one for one in told if one is not None and one.board.key == told[0].board.key]
    on = day_of(published_at)
    verdict = _of_all(asked, captures, on, sentence) if on is not None else _undated(asked, captures, sentence)
    seen = verdict.snapshot and (verdict.snapshot.board, verdict.snapshot.captured_at)
    return replace(verdict, snapshot=next((s for s in snapshots if (s.board, s.captured_at) == seen), None))


class Wanted(NamedTuple):
    """Which captures can tell of a claim: of which board, around which day or of which (year, month), and whether with what is measured
    anew every day."""

    board: str
    on: date
    month: tuple[int, int] | None
    measured: bool


def wanted(claim: Any, published_at: datetime | date | None, *, sentence: str | None = None) -> Wanted | None:
    """Which captures `check` looks at for a claim, those of its board's site where these tell otherwise; None where none can tell."""
    asked, on = asked_of(claim, sentence), day_of(published_at)
    if asked is None or on is None:
        return None
    asked, on = in_time(asked, on)
    if asked.month == 0:
        return None
    measured = "speed" in (asked.measure, RELATIVE.get(asked.measure)) or asked.metric in asked.board.layout.speed
    return Wanted(asked.board.key, on, month_meant(asked.month, on), measured)


def day_of(moment: datetime | date | None) -> date | None:
    """The day of a moment in UTC."""
    if isinstance(moment, datetime):
        return (moment.astimezone(UTC) if moment.tzinfo else moment).date()
    return moment


def in_time(asked: Asked, on: date) -> tuple[Asked, date]:
    """What is asked with the month that it is of, and the day that it is told of."""
    if (day := day_named(asked.time, on)) is not None:
        return asked, day
    month = month_spoken_of(f"as of {asked.time}" if asked.time else asked.told, on)
    return asked if month is None else replace(asked, month=month), on


def _of_all(asked: Sequence[Asked], captures: Sequence[Snapshot], on: date, sentence: str) -> Verdict:
    """The verdict on the claims of one record: of several models on all alike, else on the first, with what is told beside it."""
    return reduce(_both, (_of_one(one, captures, on, sentence) for one in asked))


def _both(one: Verdict, other: Verdict) -> Verdict:
    """The verdict on two claims of one record: what cannot be checked decides nothing, and half of it is imprecise."""
    if other.verdict == "not_checkable" or one.verdict in ("contradicted", other.verdict):
        return one
    if one.verdict == "not_checkable":
        return other if other.verdict == "contradicted" else one
    return one.but(other, "imprecise", "what is told with it is not so")


def _of_one(asked: Asked, captures: Sequence[Snapshot], on: date, sentence: str) -> Verdict:
    of_some = asked.count is not None and asked.scope != "global"  # "three of the top ten are Chinese"
    of_field = asked.score is not None if asked.place == 1 else asked.margin is not None or (asked.kind == "score" and asked.bound)
    if not (asked.model or asked.company or of_some or of_field):
        return Verdict(verdict="not_checkable", evidence="The claim names neither model nor company.")
    asked, on = in_time(asked, on)
    verdict = _with_figures(asked, captures, on, sentence)
    if verdict.verdict == "imprecise" and (then := day_told(sentence, on)) is not None:
        earlier = _with_figures(asked, captures, then, sentence)  # "took the lead on 28 May"
        verdict = earlier if earlier.verdict == "supported" else verdict
    return verdict


def _with_figures(asked: Asked, captures: Sequence[Snapshot], on: date, sentence: str) -> Verdict:
    """The verdict on what is claimed and on the score that it is told with."""
    verdict = _dated(asked, captures, on, sentence)
    if verdict.verdict == "supported" and (figures := _told_with_it(asked, verdict, sentence)):  # "leads with 76": both are claimed
        scores = [_dated(replace(asked, kind="score", place=None, score=one), captures, on, sentence) for one in figures]
        off = {"contradicted", "imprecise"} if asked.score is not None else {"contradicted"}  # the sentence's may be near
        if all(score.verdict in off for score in scores):
            verdict = verdict.but(scores[0], "imprecise", "its score is another")
    return verdict


def _told_with_it(asked: Asked, verdict: Verdict, sentence: str) -> list[Decimal]:
    """The scores that a place may be told with: the claim's own, else the ratings in the sentence of a claim that was not read from it."""
    if asked.scored and asked.score is not None:
        return [asked.score]
    row = verdict.row
    if asked.read or asked.kind not in ("rank", "lead") or asked.score is not None or row is None or "rating" not in row.metrics:
        return []
    return [rating for rating in _ratings(sentence) if apart(rating, row.score or 0) <= LIKELY * rating]


def _ratings(sentence: str) -> list[Decimal]:
    return [Decimal(re.sub(r"[, ]|(?<=\d)\.(?=\d{3}(?!\d))", "", found.group())) for found in _RATING.finditer(sentence)]


def _dated(asked: Asked, captures: Sequence[Snapshot], published_at: date, sentence: str) -> Verdict:
    """The verdict by the captures around that day; its snapshot may hold fewer rows than the capture."""
    verdict = _on(asked, captures, published_at, sentence)
    silent = asked.scope == "open_weights" and verdict.row is not None and verdict.row.open_weights is None
    if silent and verdict.verdict == "not_checkable":
        other = _on(asked, _with_openness(asked, captures), published_at, sentence)
        verdict = other if other.verdict in ("supported", "imprecise") else verdict
    if verdict.verdict in ("contradicted", "imprecise") and sentence and asked.metric is None:
        verdict = _by_area(asked, captures, published_at, verdict, sentence)
    if verdict.verdict == "contradicted" and (doubt := _doubted(asked, sentence)):
        return replace(verdict, verdict="not_checkable", evidence=f"{verdict.evidence} {doubt}")
    return verdict


def _with_openness(asked: Asked, captures: Sequence[Snapshot]) -> list[Snapshot]:
    """The board's captures, with what others say of the same models: whether their weights are open."""
    known = {row.model_key: row.open_weights for s in captures for row in s.rows if row.model_key and row.open_weights is not None}

    def told(row: Row) -> Row:
        is_open = known.get(row.model_key or "") if row.open_weights is None else None
        return row if is_open is None else replace(row, open_weights=is_open)

    return [replace(s, rows=tuple(map(told, s.rows))) for s in captures if s.board == asked.board.key]


def _undated(asked: Sequence[Asked], captures: Sequence[Snapshot], sentence: str) -> Verdict:
    """The verdict on what a story without a date says, by the captures of the month that it names, else of all: each is asked as of its
    day, and the first that bears the claim out tells. What moves, as places do, is not contradicted: it may have been so between them."""
    first = asked[0]
    of_it = _with_openness(first, captures) if first.scope == "open_weights" else [s for s in captures if s.board == first.board.key]
    if (month := day_spoken_of(f"{sentence} {first.time}")) is not None:
        of_it = [s for s in of_it if (s.captured_at.year, s.captured_at.month) == (month.year, month.month)]
    told: list[Verdict] = []
    for snapshot in of_it:
        if not (told and told[-1].verdict == "supported") and on_capture(first, snapshot) is not None:
            told.append(_of_all(asked, [snapshot], snapshot.captured_at.date(), sentence))
    best = best_of(told)
    if best is not None and best.verdict in ("supported", "imprecise"):
        return replace(best, evidence=f"The story has no date. {best.evidence}")
    if month is not None:
        return _of_all(asked, captures, month, sentence)
    lasts = len(told) > 1 or (first.kind == "score" and first.board.lasting)
    if best is not None and lasts and first.place is first.within is None and all(one.verdict == "contradicted" for one in told):
        return replace(best, evidence=f"The story has no date. {best.evidence}")
    return Verdict(verdict="not_checkable", evidence="The story has no date, and no capture bears it out.")


def _by_area(asked: Asked, captures: Sequence[Snapshot], on: date, verdict: Verdict, sentence: str) -> Verdict:
    """The verdict by that part of the board whose subject the sentence names ("its coding average"), where it bears the claim out."""
    snapshot = verdict.snapshot
    if snapshot is None or snapshot.lower_is_better:
        return verdict
    own = snapshot.metric or asked.board.metric or ""
    metrics = dict.fromkeys(metric for row in snapshot.rows for metric in row.metrics)
    for metric in areas_named(sentence, metrics, own=own):
        other = _on(replace(asked, metric=metric), captures, on, sentence)
        if other.verdict == "supported":
            part = metric.replace("_", " ")
            return replace(_of_part(other, part), evidence=f"By {part}: {other.evidence}")
    return verdict


def _of_part(verdict: Verdict, part: str) -> Verdict:
    return replace(verdict, rank_kind=f"{verdict.rank_kind} of {part}" if verdict.rank_kind else part)


def _on(asked: Asked, captures: Sequence[Snapshot], published_at: date, sentence: str) -> Verdict:
    verdict, known = looked_up(asked, captures, published_at)
    parts = PARTS if asked.model else PARTS_OF_COMPANIES
    if (not known or verdict.verdict in ("contradicted", "imprecise")) and (part := parts.get((asked.board.key, asked.section))):
        other, there = looked_up(replace(asked, section=part), captures, published_at)
        if there and best_of((verdict, other)) is other:
            return _of_part(other, part)
        if there and not known:
            return other
    of_some = known or asked.model or asked.company
    if asked.board.key not in SITES or not of_some or (known and (verdict.verdict != "contradicted" or _names_part(asked, sentence))):
        return verdict
    siblings = [board for key in boards_of_site(asked.board.key)[1:] if (board := boards()[key]).metric]
    others = (looked_up(replace(asked, board=one, section=one.section, metric=None), captures, published_at) for one in siblings)
    found = [other for other, there in others if there]
    if known:  # the site alone is named: on another of its boards it may be so
        elsewhere = next((other for other in found if other.verdict == "supported" and _may_be_meant(asked, other, sentence)), None)
        why = "on the board that the site is known for it is not so"
        return elsewhere.but(verdict, "imprecise", why) if elsewhere is not None else verdict
    return best_of(found) or verdict


def _may_be_meant(asked: Asked, verdict: Verdict, sentence: str) -> bool:
    """Whether a sentence may speak of the board of `verdict`: the rating that it tells, if any, is the one there, no figure of another kind."""
    row = verdict.row
    if row is None or row.score is None or row.score < 1000:
        return True
    told = _ratings(sentence) or ([asked.score] if asked.kind == "score" and asked.score is not None else [])
    return not told or any(abs(figure - written(row.score)) <= 1 for figure in told)


def _doubted(asked: Asked, sentence: str) -> str:
    """Why the capture that speaks against a claim need not speak of the same, in a sentence; "" for no reason."""
    if asked.field_unknown:
        return "The field that the claim is of is more narrow."
    if _EARLIER.search(sentence):
        return "The sentence speaks of an earlier time."
    if asked.unread:
        return f'The sentence may mean something else: "{asked.unread}" is not understood.'
    if asked.board.key == "huggingface_trending" and not _LIKES.search(sentence):
        return "The capture counts likes."
    return ""


def _names_part(asked: Asked, sentence: str) -> bool:
    """Whether the sentence says that it means the best-known of a site's boards, or the claim was given without its sentence."""
    part = _PART_WORDS.get(asked.board.key)
    return part is None or not sentence or part.search(sentence) is not None
