"""Hold what a story says of a leaderboard against what the board said when the story appeared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from amw.boards.catalogue import Board, boards
from amw.boards.records import Row, Snapshot
from amw.claims.areas import areas_named
from amw.claims.asked import Asked, asked_of
from amw.claims.days import but, looked_up
from amw.claims.judge import on_capture
from amw.claims.judge_figures import RELATIVE
from amw.claims.verdict import BEST_FIRST, Verdict, apart, written
from amw.claims.windows import SITES, day_named, day_spoken_of, month_meant, month_spoken_of, usable

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
_RATING = re.compile(r"(?<![\d.,\w-])(?<!over )(?<!above )(?<!than )(?<!past )(?<!least )1[,. ]?\d{3}(?:\.\d+)?(?![\d,+])", re.IGNORECASE)
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
    asked = asked_of(claim, sentence)
    if asked is None:
        return Verdict(verdict="not_checkable", evidence="The board is not one that is watched.")
    if not (asked.model or asked.company or asked.count is not None or (asked.place == 1 and asked.score is not None)):
        return Verdict(verdict="not_checkable", evidence="The claim names neither model nor company.")
    sentence, snapshots = asked.told, list(snapshots)
    captures = usable(snapshots)
    asked, on = in_time(asked, published_at)
    if on is None:
        return _undated(asked, captures, sentence)
    verdict = _dated(asked, captures, on, sentence)
    if verdict.verdict == "supported" and (figures := _told_with_it(asked, verdict, sentence)):  # "leads with 76": both are claimed
        scores = [_dated(replace(asked, kind="score", place=None, score=one), captures, on, sentence) for one in figures]
        if all(score.verdict in ("contradicted", "imprecise") for score in scores):
            verdict = but(verdict, scores[0], "imprecise", "its score is another")
    given = next((s for s in snapshots if verdict.snapshot is not None and _same(s, verdict.snapshot)), None)
    return replace(verdict, snapshot=given)


class Wanted(NamedTuple):
    """Which captures can tell of a claim: of which board, around which day or of which (year, month), and whether with what is measured
    anew every day."""

    board: str
    on: date
    month: tuple[int, int] | None
    measured: bool


def wanted(claim: Any, published_at: datetime | date | None, *, sentence: str | None = None) -> Wanted | None:
    """Which captures `check` looks at for a claim, those of its board's site where these tell otherwise; None where none can tell."""
    asked, on = (None, None) if (found := asked_of(claim, sentence)) is None else in_time(found, published_at)
    if asked is None or on is None or asked.month == 0:
        return None
    measured = "speed" in (asked.measure, RELATIVE.get(asked.measure)) or asked.metric in asked.board.layout.speed
    return Wanted(asked.board.key, on, month_meant(asked.month, on), measured)


def in_time(asked: Asked, published_at: datetime | date | None) -> tuple[Asked, date | None]:
    """What is asked with the month that it is of, and the day that it is told of: None where neither a date nor the sentence says one."""
    if isinstance(published_at, datetime):
        published_at = (published_at.astimezone(UTC) if published_at.tzinfo else published_at).date()
    on = published_at or day_spoken_of(f"{asked.told} {asked.time}")
    if on is None:
        return asked, None
    if (day := day_named(asked.time, on)) is not None:
        return asked, day
    month = month_spoken_of(f"as of {asked.time}" if asked.time else asked.told, on)
    return asked if month is None else replace(asked, month=month), on


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


def _same(one: Snapshot, other: Snapshot) -> bool:
    return (one.board, one.captured_at) == (other.board, other.captured_at)


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
        return row if row.open_weights is not None else replace(row, open_weights=known.get(row.model_key or ""))

    return [replace(s, rows=tuple(map(told, s.rows))) for s in captures if s.board == asked.board.key]


def _undated(asked: Asked, captures: Sequence[Snapshot], sentence: str) -> Verdict:
    """The verdict on what a story without a date says: the one that every capture of the board gives, if they agree."""
    of_it = sorted((s for s in captures if s.board == asked.board.key), key=lambda s: s.captured_at, reverse=True)
    told = [verdict for s in of_it if (verdict := on_capture(asked, s)) is not None]
    stays = asked.kind == "score" and asked.board.lasting  # the score of a row is never measured anew
    agreed = next((v for v in told if stays and v.verdict == "supported"), None)
    if agreed is None and len({v.verdict for v in told}) == 1 and (len(told) > 1 or stays):
        agreed = told[0]
    if agreed is None or (agreed.verdict == "contradicted" and _doubted(asked, sentence)):
        return Verdict(verdict="not_checkable", evidence="The story has no date, so no capture can be said to be the one it speaks of.")
    return agreed


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
            return replace(
                other, rank_kind=f"{other.rank_kind} of {part}" if other.rank_kind else part, evidence=f"By {part}: {other.evidence}"
            )
    return verdict


def _on(asked: Asked, captures: Sequence[Snapshot], published_at: date, sentence: str) -> Verdict:
    verdict, known = looked_up(asked, captures, published_at)
    parts = PARTS if asked.model else PARTS_OF_COMPANIES
    if (not known or verdict.verdict in ("contradicted", "imprecise")) and (part := parts.get((asked.board.key, asked.section))):
        other, there = looked_up(replace(asked, section=part), captures, published_at)
        if there and BEST_FIRST.index(other.verdict) < BEST_FIRST.index(verdict.verdict):
            return replace(other, rank_kind=f"{other.rank_kind} of {part}" if other.rank_kind else part)
        if there and not known:
            return other
    if asked.board.key not in SITES or (known and (verdict.verdict != "contradicted" or _names_part(asked, sentence))):
        return verdict
    others = [replace(asked, board=other, section=other.section, metric=None) for other in _siblings(asked.board)]
    found = [other for other, there in (looked_up(one, captures, published_at) for one in others) if there]
    if known:  # the site alone is named: on another of its boards it may be so
        elsewhere = next((other for other in found if other.verdict == "supported" and _may_be_meant(other, sentence)), None)
        return (
            verdict if elsewhere is None else but(elsewhere, verdict, "imprecise", "on the board that the site is known for it is not so")
        )
    return min(found, key=lambda other: BEST_FIRST.index(other.verdict), default=verdict)


def _may_be_meant(verdict: Verdict, sentence: str) -> bool:
    """Whether a sentence may speak of the board of `verdict`: the rating that it tells, if any, is the one there."""
    row = verdict.row
    if row is None or row.score is None or row.score < 1000:
        return True
    told = _ratings(sentence)
    return not told or any(abs(figure - written(row.score)) <= 1 for figure in told)


def _siblings(entry: Board) -> list[Board]:
    return [other for other in boards().values() if other.key.startswith(SITES[entry.key]) and other.key != entry.key and other.metric]


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
