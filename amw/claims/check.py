"""Hold what a story says of a leaderboard against what the board said when the story appeared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from amw.boards.catalogue import Board, boards
from amw.boards.matching import rows_of_maker
from amw.boards.move import shown
from amw.boards.ranks import rank
from amw.boards.records import RankedRow, Row, Snapshot
from amw.claims.areas import areas_named
from amw.claims.asked import Asked, asked_of
from amw.claims.judge import on_capture
from amw.claims.verdict import Verdict, VerdictWord, introduction, written
from amw.claims.windows import NEAR, OLDEST, SAME_DAY, SITES, STALE, day_spoken_of, month_meant, month_spoken_of, valid
from amw.dates import MONTHS

WORDS: tuple[VerdictWord, ...] = ("supported", "imprecise", "contradicted", "not_checkable")
# Parts of a board that are quoted under its name: what the site shows first, and what it counts of companies.
PARTS = {("swe_bench", "verified"): "bash_only"}
PARTS_OF_COMPANIES = {("openrouter_rankings", "models"): "market_share"}
LONGEST_SENTENCE = 2000  # characters of a sentence that are looked at
_LIKES = re.compile(r"\bliked?\b|\blikes\b|点赞|いいね|좋아요", re.IGNORECASE)  # what captures of Hugging Face count, not what trends
# What a site's best-known board is of, in the words of those who name it.
_PART_WORDS = {
    "arena_text": re.compile(r"\btext(?:e|o)?\b|文本|テキスト|텍스트|\boverall\b|\bchat", re.IGNORECASE),
    "artificial_analysis": re.compile(r"intelligen|index|índice|indice|指数|지수|智能", re.IGNORECASE),
}


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
    if isinstance(published_at, datetime):
        published_at = (published_at.astimezone(UTC) if published_at.tzinfo else published_at).date()
    sentence = sentence[:LONGEST_SENTENCE] if sentence else ""
    captures = [s for s in snapshots if s.verdict != "refused" and s.rows]
    published_at = published_at or day_spoken_of(sentence)
    if published_at is None:
        return _undated(asked, captures, sentence)
    if (month := month_spoken_of(sentence, published_at)) is not None:
        asked = replace(asked, month=month)
    verdict = _dated(asked, captures, published_at, sentence)
    given = next((s for s in captures if verdict.snapshot is not None and _same(s, verdict.snapshot)), None)
    return replace(verdict, snapshot=given)


def _same(one: Snapshot, other: Snapshot) -> bool:
    return (one.board, one.captured_at) == (other.board, other.captured_at)


def _dated(asked: Asked, captures: Sequence[Snapshot], published_at: date, sentence: str) -> Verdict:
    """The verdict by the captures around that day; its snapshot may hold fewer rows than the capture."""
    verdict = _on(asked, captures, published_at, sentence)
    if (
        verdict.verdict == "not_checkable"
        and asked.scope == "open_weights"
        and verdict.row is not None
        and verdict.row.open_weights is None
    ):
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
    stays = asked.kind == "score" and (asked.board.frozen or asked.board.systems)  # the score of a row is never measured anew
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
    verdict, known = _lookup(asked, captures, published_at)
    parts = PARTS if asked.model else PARTS_OF_COMPANIES
    if (not known or verdict.verdict in ("contradicted", "imprecise")) and (part := parts.get((asked.board.key, asked.section))):
        other, there = _lookup(replace(asked, section=part), captures, published_at)
        if there and WORDS.index(other.verdict) < WORDS.index(verdict.verdict):
            return replace(other, rank_kind=f"{other.rank_kind} of {part}" if other.rank_kind else part)
        if there and not known:
            return other
    if asked.board.key not in SITES or (known and (verdict.verdict != "contradicted" or _names_part(asked, sentence))):
        return verdict
    others = [
        _lookup(replace(asked, board=other, section=other.section, metric=None), captures, published_at) for other in _siblings(asked.board)
    ]
    found = [other for other, there in others if there]
    if known:  # the site alone is named: on another of its boards it may be so
        elsewhere = next((other for other in found if other.verdict == "supported" and _may_be_meant(other, sentence)), None)
        return (
            verdict if elsewhere is None else _but(elsewhere, verdict, "imprecise", "on the board that the site is known for it is not so")
        )
    return min(found, key=lambda other: WORDS.index(other.verdict), default=verdict)


_RATING = re.compile(r"(?<![\d.,])1[,. ]?\d{3}(?:\.\d+)?(?![\d,])")


def _may_be_meant(verdict: Verdict, sentence: str) -> bool:
    """Whether a sentence may speak of the board of `verdict`: the rating that it tells, if any, is the one there."""
    row = verdict.row
    if row is None or row.score is None or row.score < 1000:
        return True
    told = [Decimal(re.sub(r"[, ]|(?<=\d)\.(?=\d{3}(?!\d))", "", found.group())) for found in _RATING.finditer(sentence)]
    return not told or any(abs(figure - written(row.score)) <= 1 for figure in told)


def _siblings(entry: Board) -> list[Board]:
    return [other for other in boards().values() if other.key.startswith(SITES[entry.key]) and other.key != entry.key and other.metric]


def _lookup(asked: Asked, captures: Sequence[Snapshot], on: date) -> tuple[Verdict, bool]:
    """The verdict by one board's captures, and whether any of them has the model."""
    if asked.month == 0:
        return Verdict(verdict="not_checkable", evidence="The sentence speaks of an earlier time."), True
    if (month := month_meant(asked.month, on)) is not None:
        return _in_month(asked, captures, *month)
    before, after = valid(asked.board, _telling(asked, captures, on), on)
    if before is None and after is None:
        return Verdict(verdict="not_checkable", evidence=f"No capture of {asked.board.name} was near {on.isoformat()}."), False
    verdict, known = _decide(asked, before, after, on)
    measured_once = asked.board.frozen and asked.kind in ("score", "comparison")
    if (
        verdict.verdict in ("contradicted", "imprecise")
        and not measured_once
        and before is None
        and after is not None
        and after.captured_at.date() - on >= STALE
    ):
        why = "No capture shows the board as it was then."
        return replace(verdict, verdict="not_checkable", evidence=f"{verdict.evidence} {why}"), known
    if verdict.verdict == "contradicted" and asked.board.kind != "usage":
        return _on_a_day_near(asked, captures, verdict, on) or verdict, known
    return verdict, known


def _telling(asked: Asked, captures: Sequence[Snapshot], on: date) -> list[Snapshot]:
    """The board's captures without those that show only its top, and the model not in it, where others near the day tell more."""
    of_it = [s for s in captures if s.board == asked.board.key]
    near = [s for s in of_it if not s.complete and abs(s.captured_at.date() - on) <= OLDEST]
    dumb = [s for s in near if on_capture(asked, s) is None]
    return [s for s in of_it if s not in dumb] if len(dumb) < len(of_it) else of_it


def _in_month(asked: Asked, captures: Iterable[Snapshot], year: int, month: int) -> tuple[Verdict, bool]:
    """The verdict on a claim of an earlier month by that month's captures, the best of them, and whether any has the model.

    What held on some day of it is so; only captures that lie far apart in it, and all say otherwise, contradict.
    """
    of_it = sorted(
        (s for s in captures if s.board == asked.board.key and (s.captured_at.year, s.captured_at.month) == (year, month)),
        key=lambda s: s.captured_at,
    )
    told = [verdict for s in of_it if (verdict := on_capture(asked, s)) is not None]
    if not told:
        when = f"{MONTHS[month - 1].capitalize()} {year}"
        return Verdict(
            verdict="not_checkable", evidence=f"No capture of {asked.board.name} from {when} that has the model is at hand."
        ), False
    best = min(told, key=lambda verdict: WORDS.index(verdict.verdict))
    if best.verdict == "contradicted" and of_it[-1].captured_at - of_it[0].captured_at < STALE:
        return replace(best, verdict="not_checkable", evidence=f"{best.evidence} On other days of that month it may have held."), True
    return best, True


def _on_a_day_near(asked: Asked, captures: Iterable[Snapshot], verdict: Verdict, on: date) -> Verdict | None:
    """Imprecise where it was so some days or, of a score, some weeks before: stories quote what they read then."""
    figure = asked.kind == "score" or (asked.kind == "comparison" and (asked.score is not None or asked.margin is not None))
    if not figure and (asked.kind == "comparison" or asked.count is not None):
        return None
    since, until = (OLDEST, STALE) if figure else (NEAR, SAME_DAY)
    near = [
        s for s in captures if s.board == asked.board.key and s is not verdict.snapshot and -until <= on - s.captured_at.date() <= since
    ]
    version = verdict.snapshot.version if verdict.snapshot is not None else None
    near = [s for s in near if s.version == version or (figure and abs(on - s.captured_at.date()) <= STALE)]
    for snapshot in sorted(near, key=lambda s: abs(s.captured_at.date() - on)):
        other = on_capture(asked, snapshot)
        if other is not None and other.verdict == "supported":
            return _but(other, verdict, "imprecise", "by the capture nearest to the story it is not so")
    return None


def _decide(asked: Asked, before: Snapshot | None, after: Snapshot | None, on: date) -> tuple[Verdict, bool]:
    if asked.window is not None and asked.board.kind == "usage":
        return Verdict(verdict="not_checkable", evidence=f"The claim is of a {asked.window}, the captures count a week."), True
    first = on_capture(asked, before)
    later = on_capture(asked, after)
    if before is not None and first is not None:
        age = on - before.captured_at.date()
        if age > OLDEST and asked.board.systems and not _lasts(asked, first):
            told = f"{first.evidence} Since then it may have changed."
            return replace(first, verdict="not_checkable", evidence=told), True
        if later is None or after is None:
            return first, True
        lag = after.captured_at.date() - on
        if first.verdict == "supported":
            if age > STALE and later.verdict == "contradicted":
                return _but(first, later, "imprecise", "the next capture says otherwise"), True
            return first, True
        if later.verdict == "supported" and (lag <= SAME_DAY or lag < age):
            return later, True
        if first.verdict == "contradicted" and later.verdict in ("supported", "imprecise"):
            return _but(later, first, "imprecise", "the capture before the story says otherwise"), True
        return first, True
    if after is not None and later is not None:
        return later, True
    return _absent(asked, before, after, on), False


def _lasts(asked: Asked, verdict: Verdict) -> bool:
    """Whether what an old capture says still holds where rows stay and are only added to: their scores, and that a row is ahead of others."""
    return verdict.verdict == ("supported" if asked.kind == "score" else "contradicted")


def _but(verdict: Verdict, other: Verdict, word: VerdictWord, why: str) -> Verdict:
    return Verdict(
        verdict=word,
        rank_kind=verdict.rank_kind,
        snapshot=verdict.snapshot,
        row=verdict.row,
        evidence=f"{verdict.evidence} But {why}: {other.evidence}",
    )


def _absent(asked: Asked, before: Snapshot | None, after: Snapshot | None, on: date) -> Verdict:
    """The model has no row in any capture near: only whole captures on both sides, or one of the very day, prove that it had none."""
    name = asked.model or asked.company or "The model"
    seen = [s for s in (before, after) if s is not None]
    snapshot = seen[0]
    told = f"{introduction(asked, snapshot)} it has no row of {name}."
    leader = _leader(asked, snapshot)
    whole = all(s.complete for s in seen)
    that_day = before is not None and on - before.captured_at.date() <= SAME_DAY
    first = f" First is {leader.row.raw_name} with {shown(leader.score)}." if leader is not None else ""
    if asked.board.systems and whole and asked.place == 1 and asked.score is not None and leader is not None:
        if leader.score is not None and asked.score < written(leader.score):  # a first place is only lost to more
            return Verdict(verdict="contradicted", snapshot=snapshot, row=leader.row, evidence=told + first)
    if (
        not whole
        or not (that_day or (before is not None and after is not None) or asked.board.frozen)
        or asked.kind not in ("rank", "lead")
    ):
        return Verdict(verdict="not_checkable", snapshot=snapshot, evidence=told)
    makers_rows = rows_of_maker(asked.company, snapshot.rows, key=asked.company) if asked.company and asked.model else []
    if any(row.raw_name.isascii() is not (asked.model or "").isascii() for row in makers_rows):
        return Verdict(verdict="not_checkable", snapshot=snapshot, evidence=f"{told} Its maker's rows are written in another script.")
    if (
        asked.score is not None
        and leader is not None
        and leader.score is not None
        and asked.place == 1
        and asked.score > written(leader.score)
    ):
        return Verdict(
            verdict="imprecise",
            snapshot=snapshot,
            row=leader.row,
            evidence=f"{told} First is {leader.row.raw_name} with {shown(leader.score)}; {asked.score} is a result from elsewhere.",
        )
    return Verdict(verdict="contradicted", snapshot=snapshot, row=leader.row if leader else None, evidence=told + first)


def _leader(asked: Asked, snapshot: Snapshot) -> RankedRow | None:
    section = asked.section if asked.section in snapshot.sections() else None
    return next((r for r in rank(snapshot, metric=asked.metric, section=section) if r.rank == 1), None)


def _doubted(asked: Asked, sentence: str) -> str:
    """Why the capture that speaks against a claim need not speak of the same, in a sentence; "" for no reason."""
    if asked.field_unknown:
        return "The field that the claim is of is more narrow."
    if _EARLIER.search(sentence):
        return "The sentence speaks of an earlier time."
    if asked.unread:
        return f'The sentence may mean something else: "{asked.unread}" is not understood.'
    if asked.board.key == "huggingface_trending" and not _LIKES.search(sentence[:LONGEST_SENTENCE]):
        return "The capture counts likes."
    return ""


_EARLIER = re.compile(r"\b(?:once (?:topped|led|ranked|held|was|stood)|previously|formerly|used to|at one point)\b", re.IGNORECASE)


def _names_part(asked: Asked, sentence: str) -> bool:
    """Whether the sentence says that it means the best-known of a site's boards, or the claim was given without its sentence."""
    part = _PART_WORDS.get(asked.board.key)
    return part is None or not sentence or part.search(sentence[:LONGEST_SENTENCE]) is not None
