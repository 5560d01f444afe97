"""Hold what a story says of a leaderboard against what the board said when the story appeared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from amw.boards.catalogue import Board, board, board_named, boards
from amw.boards.ranks import family_of, maker_of, rank
from amw.boards.records import Number, RankedRow, Row, Snapshot
from amw.claims.matching import rows_like, rows_named, rows_of_maker
from amw.claims.standings import PLAIN, Standing, families_ahead, interval, makers_ahead, standing

VerdictWord = Literal["supported", "contradicted", "imprecise", "not_checkable"]

SAME_DAY = timedelta(days=1)  # a page is crawled, and a story dated, up to a day late
NEAR = timedelta(days=21)  # how long after a story a capture still tells of it, when none before it knows the model
FIRST_CAPTURE = timedelta(days=30)  # the same, for a board that was never captured before
STALE = timedelta(days=10)  # older captures count only as far as the next one agrees
OLDEST = timedelta(days=60)  # beyond this a capture says nothing of a living board
WINDOW = timedelta(days=3)  # boards of use count tokens of the last days: another day is another table


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What the captures say of one claim. `rank_kind` names the kind of rank under which a place is true ("row", "family", "maker",
    "site", "rounded row", "measured row": without estimates, "current row": without deprecated rows, "within the margin" ...).
    `row` is the row it was read off, `evidence` a sentence with the numbers.
    """

    verdict: VerdictWord
    rank_kind: str | None = None
    snapshot: Snapshot | None = None
    row: Row | None = None
    evidence: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Asked:
    """A claim with its loose ends tied: what is looked up where, and what would have to be seen."""

    board: Board
    section: str
    metric: str | None
    model: str | None
    model_key: str | None
    company: str | None
    kind: str
    scope: str
    by_maker: bool
    place: int | None
    within: int | None
    tied: bool
    score: Decimal | None
    margin: Decimal | None
    rivals: tuple[str, ...]
    behind: tuple[str, ...]
    only: bool
    window: str | None


def check(claim: Any, snapshots: Iterable[Snapshot], published_at: datetime | date | None, *, sentence: str | None = None) -> Verdict:
    """The verdict on `claim` (as `find_claims` gives it) by the captures in `snapshots`, of any boards and days, in any order.

    supported: true as said; imprecise: true under another kind of rank, of another day nearby, or within rounding and margin, which
    `rank_kind` and `evidence` name; contradicted: the capture valid at `published_at` has the model and says otherwise under every
    kind of rank people use, or shows the whole board without it; not_checkable: no capture can tell. A capture that shows only the
    top of a board proves no absence, and nothing is compared across method versions. `sentence` is the claim's sentence, where at
    hand. Never raises for odd claims.
    """
    asked = _asked(claim, sentence)
    if asked is None:
        return Verdict(verdict="not_checkable", evidence="The board is not one that is watched.")
    if published_at is None:
        return Verdict(verdict="not_checkable", evidence="The story has no date, so no capture can be said to be the one it speaks of.")
    on = published_at.date() if isinstance(published_at, datetime) else published_at
    before, after = _valid(asked, snapshots, on)
    if before is None and after is None:
        return Verdict(verdict="not_checkable", evidence=f"No capture of {asked.board.name} was near {on.isoformat()}.")
    return _decide(asked, before, after, on)


# ---------------------------------------------------------------- the claim


def _asked(claim: Any, sentence: str | None) -> _Asked | None:
    sentence = sentence or getattr(claim, "sentence", None) or ""
    named = next(
        (found for name in (getattr(claim, "board_key", None), getattr(claim, "board", None)) if name and (found := _board(str(name)))),
        None,
    )
    if named is None:
        return None
    entry, section, metric = named
    scope_text = str(getattr(claim, "scope", None) or "global")
    kind = str(getattr(claim, "kind", None) or "rank")
    value = getattr(claim, "value", None)
    text = str(value) if value is not None else ""
    figures = [Decimal(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]
    score = _decimal(getattr(claim, "score", None))
    within = getattr(claim, "within", None)
    rivals = tuple(getattr(claim, "rivals", ()) or ())
    place = margin = None
    if kind in ("rank", "lead"):
        first = figures[0] if figures else None
        if first is not None and (first != first.to_integral_value() or first > 500 or (kind == "lead" and first > 20)):
            score, first = score or first, Decimal(1) if kind == "lead" else None
        place = int(first) if first is not None else (1 if kind == "lead" else None)
    elif kind == "score":
        score = score or (figures[0] if figures else None)
    elif kind == "comparison":
        if re.search(r"\d\s*>\s*\d", text):
            score = score or figures[0]
        elif re.match(r"\s*[+]", text) or (isinstance(value, int | float | Decimal) and figures):
            margin = figures[0]
        elif text.strip().startswith(">"):
            rivals = rivals or tuple(part.strip() for part in text.lstrip("> ").split(",") if part.strip())
    scope = _scope(scope_text)
    company = getattr(claim, "company", None)
    model = getattr(claim, "model", None)
    by_maker = bool(re.search(r"compan|lab|maker|vendor|develop", scope_text)) or not model or _lists_companies(sentence)
    return _Asked(
        board=entry,
        section=section,
        metric=metric,
        model=str(model) if model else None,
        model_key=getattr(claim, "model_key", None),
        company=str(company) if company else None,
        kind=kind,
        scope=scope,
        by_maker=by_maker,
        place=place,
        within=int(within) if within is not None else None,
        tied=bool(getattr(claim, "tied", False)) or "tied" in text,
        score=score,
        margin=margin,
        rivals=rivals,
        behind=tuple(getattr(claim, "behind", ()) or ()),
        only=bool(getattr(claim, "only", False)),
        window=next((word for word in ("month", "year", "quarter", "day") if word in scope_text), None),
    )


def _board(name: str) -> tuple[Board, str, str | None] | None:
    if name in boards():
        return board(name), board(name).section, None
    found = board_named(name)
    if found is None:
        return None
    key, section, metric = found
    return board(key), section or board(key).section, metric


def _scope(text: str) -> str:
    word = text.split("(")[0].strip()
    if re.fullmatch(r"[A-Z]{2}", word):
        return word
    return "open_weights" if re.match(r"open", word, re.IGNORECASE) else "global"


# "third, after OpenAI and Google": the places counted are companies'.
_COMPANY_NAME = (
    r"(?:OpenAI|Google|Anthropic|xAI|Meta|Microsoft|DeepSeek|Alibaba|오픈AI|구글|앤트로픽|메타|谷歌|微软|阿里巴巴|オープンAI|グーグル)"
)
_COMPANY_LIST = re.compile(
    rf"(?:\b(?:after|behind|following)\s+{_COMPANY_NAME}(?:\s+and|,)|{_COMPANY_NAME}\s?[와과,、和・]\s?{_COMPANY_NAME}[에의]?\s?(?:이어|之后|に次ぐ|뒤))"
)


def _lists_companies(sentence: str) -> bool:
    return bool(_COMPANY_LIST.search(sentence))


def _decimal(value: Any) -> Decimal | None:
    try:
        return None if value is None else Decimal(str(value))
    except InvalidOperation:
        return None


# ---------------------------------------------------------------- the captures


def _valid(asked: _Asked, snapshots: Iterable[Snapshot], on: date) -> tuple[Snapshot | None, Snapshot | None]:
    """The last usable capture up to the end of that day, and the first after it; of the method version in force where that is known."""
    entry = asked.board
    usable = [s for s in snapshots if s.board == entry.key and s.verdict != "refused" and s.rows]
    if entry.kind == "usage":
        usable = [s for s in usable if not any("part of a day" in reason for reason in s.reasons)]
    usable.sort(key=lambda s: s.captured_at)
    before = next((s for s in reversed(usable) if s.captured_at.date() <= on), None)
    after = next((s for s in usable if s.captured_at.date() > on), None)
    oldest = WINDOW if entry.kind == "usage" else None if entry.frozen else OLDEST
    if before is not None and oldest is not None and on - before.captured_at.date() > oldest:
        nearby = after is not None and after.captured_at.date() - on <= NEAR and entry.kind != "usage"
        before = before if nearby else None
    limit = WINDOW if entry.kind == "usage" else NEAR if before is not None else FIRST_CAPTURE
    if after is not None and after.captured_at.date() - on > limit:
        after = None
    if before is not None and after is not None and before.version != after.version and None not in (before.version, after.version):
        after = None
    if before is None and after is not None and after.version is not None and _version_on(entry, on) not in (None, after.version):
        after = None
    return before, after


def _version_on(entry: Board, on: date) -> str | None:
    return next((version for since, version in reversed(entry.versions) if since.date() <= on), None)


# ---------------------------------------------------------------- the decision


def _decide(asked: _Asked, before: Snapshot | None, after: Snapshot | None, on: date) -> Verdict:
    if asked.window is not None and asked.board.kind == "usage":
        return Verdict(verdict="not_checkable", evidence=f"The claim is of a {asked.window}, the captures count a week.")
    first = _on(asked, before)
    later = _on(asked, after)
    if before is not None and first is not None:
        age = on - before.captured_at.date()
        if later is None or after is None:
            return first
        lag = after.captured_at.date() - on
        if first.verdict == "supported":
            if age > STALE and later.verdict == "contradicted":
                return _but(first, later, "imprecise", "the next capture says otherwise")
            return first
        if later.verdict == "supported" and (lag <= SAME_DAY or lag < age):
            return later
        if first.verdict == "contradicted" and later.verdict in ("supported", "imprecise"):
            return _but(later, first, "imprecise", "the capture before the story says otherwise")
        return first
    if after is not None and later is not None:
        return later
    return _absent(asked, before, after, on)


def _but(verdict: Verdict, other: Verdict, word: VerdictWord, why: str) -> Verdict:
    return Verdict(
        verdict=word,
        rank_kind=verdict.rank_kind,
        snapshot=verdict.snapshot,
        row=verdict.row,
        evidence=f"{verdict.evidence} But {why}: {other.evidence}",
    )


def _on(asked: _Asked, snapshot: Snapshot | None) -> Verdict | None:
    """The verdict by one capture; None when it has no row of the model."""
    if snapshot is None:
        return None
    rows = [row for row in snapshot.rows if not asked.section or row.section == asked.section or asked.section not in snapshot.sections()]
    mine: list[Row] = []
    if asked.model:
        mine = rows_named(asked.model, rows, model_key=asked.model_key)
    elif asked.company:
        mine = rows_of_maker(asked.company, rows, key=asked.company)
    if not mine:
        return None
    section = mine[0].section if asked.section and any(row.section == asked.section for row in mine) else (mine[0].section or None)
    found = standing(snapshot, mine, asked.scope, metric=asked.metric, section=section)
    if found is None:
        return Verdict(
            verdict="not_checkable",
            snapshot=snapshot,
            row=mine[0],
            evidence=f"{_head(asked, snapshot)} {mine[0].raw_name} has no score yet.",
        )
    if asked.behind:
        return _behind(asked, found)
    if asked.kind == "comparison":
        return _comparison(asked, found, mine, rows)
    if asked.kind == "score":
        return _score(asked, found, mine)
    return _place(asked, found)


def _head(asked: _Asked, snapshot: Snapshot) -> str:
    version = f", method {snapshot.version}" if snapshot.version else ""
    counted = "" if asked.board.key != "artificial_analysis" else ", estimated and deprecated rows counted"
    whole = "" if snapshot.complete else ", the top only"
    return f"{asked.board.name}, capture of {snapshot.captured_at.date().isoformat()} ({len(snapshot.rows)} rows{whole}{version}{counted}):"


def _figure(score: Number | None) -> str:
    if score is None:
        return "no score"
    return f"{score:,.2f}".rstrip("0").rstrip(".") if isinstance(score, float) else f"{score:,}"


def _where(asked: _Asked, found: Standing) -> str:
    row = found.row
    best = found.best
    parts = [f"row {best.rank}", f"family {best.family_rank}"]
    parts += [f"maker {best.maker_rank}"] if best.maker_rank else []
    parts += [f"family {best.country_rank} of {row.country}"] if row.country and best.country_rank else []
    parts += [f"open-weights family {best.open_rank}"] if best.open_rank else []
    mark = " (estimated)" if row.estimated else ""
    return f"{row.raw_name} has {_figure(found.best.score)}{mark}: {', '.join(parts)}"


def _ordinal(place: int) -> str:
    ending = "th" if 10 <= place % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def _scope_words(scope: str) -> str:
    return {"global": "of all", "open_weights": "among open weights"}.get(scope, f"in {scope}")


def _place(asked: _Asked, found: Standing) -> Verdict:
    head = _head(asked, found.snapshot)
    if asked.scope == "open_weights" and found.row.open_weights is None:
        return Verdict(
            verdict="not_checkable",
            snapshot=found.snapshot,
            row=found.row,
            evidence=f"{head} it does not say which models have open weights.",
        )
    if asked.scope not in ("global", "open_weights") and found.row.country is None:
        return Verdict(
            verdict="not_checkable",
            snapshot=found.snapshot,
            row=found.row,
            evidence=f"{head} it does not say where the maker of {found.row.raw_name} is.",
        )
    holds, claimed = _test(asked)
    if holds is None:
        return Verdict(
            verdict="not_checkable",
            snapshot=found.snapshot,
            row=found.row,
            evidence=f"{head} {_where(asked, found)}. The claim names no place.",
        )
    plain: tuple[str, ...] = PLAIN if not asked.by_maker else (*PLAIN, "maker", "measured maker", "current maker")
    plain += ("rounded row", "rounded family") if asked.tied else ()
    order = ["maker", *plain] if asked.by_maker else list(plain)
    where = _where(asked, found)
    kind = next((k for k in order if k in found.places and holds(found.places[k])), None)
    if kind is not None:
        score = _score_note(asked, found)
        verdict: VerdictWord = "supported"
        return Verdict(
            verdict=verdict,
            rank_kind=kind,
            snapshot=found.snapshot,
            row=found.row,
            evidence=f"{head} {where}. {claimed} holds counting by {kind}.{score}",
        )
    kind = next((k for k, place in found.places.items() if holds(place)), None)
    if kind is None and found.spans and asked.place is not None:
        kind = next((k for k, (low, high) in found.spans.items() if low <= asked.place <= high), None)
        if kind is not None and asked.tied:
            return Verdict(
                verdict="supported",
                rank_kind=kind,
                snapshot=found.snapshot,
                row=found.row,
                evidence=f"{head} {where}. {claimed} holds {kind}.",
            )
    if kind is not None:
        counted = f"only {kind}" if kind == "within the margin" else f"only counting by {kind}"
        return Verdict(
            verdict="imprecise",
            rank_kind=kind,
            snapshot=found.snapshot,
            row=found.row,
            evidence=f"{head} {where}. {claimed} holds {counted}.",
        )
    leader = found.ranked[0]
    first = f" First is {leader.row.raw_name} with {_figure(leader.score)}." if asked.place == 1 and asked.scope == "global" else ""
    return Verdict(
        verdict="contradicted",
        snapshot=found.snapshot,
        row=found.row,
        evidence=f"{head} {where}. {claimed} holds under no kind of rank.{first}",
    )


def _test(asked: _Asked) -> tuple[Callable[[int], bool] | None, str]:
    scope = _scope_words(asked.scope)
    if asked.within is not None:
        limit = asked.within
        return (lambda place: place <= limit), f"Among the top {limit} {scope}"
    if asked.place is None:
        return None, ""
    wanted = asked.place
    return (lambda place: place == wanted), f"{_ordinal(wanted)} {scope}"


def _score_note(asked: _Asked, found: Standing) -> str:
    if asked.score is None or found.best.score is None:
        return ""
    if _rounds_to(found.best.score, asked.score):
        return f" The score {asked.score} agrees."
    return f" The score {asked.score} that is told with it is not the captured one."


def _rounds_to(score: Number, stated: Decimal) -> bool:
    """Whether `score`, rounded half up or half even to the stated digits, is `stated`."""
    exponent = stated.as_tuple().exponent
    half = Decimal(10) ** exponent / 2 if isinstance(exponent, int) and exponent <= 0 else Decimal("0.5")
    return abs(Decimal(repr(score)) - stated) <= half + Decimal("1e-9")


def _score(asked: _Asked, found: Standing, mine: Sequence[Row]) -> Verdict:
    head, stated = _head(asked, found.snapshot), asked.score
    where = _where(asked, found)
    if stated is None:
        return Verdict(
            verdict="not_checkable", snapshot=found.snapshot, row=found.row, evidence=f"{head} {where}. The claim names no score."
        )
    keys = {(row.section, row.key) for row in mine}
    own = [r for r in found.ranked if (r.row.section, r.row.key) in keys and r.score is not None]
    exact = next((r for r in own if r.score is not None and _rounds_to(r.score, stated)), None)
    if exact is not None:
        return Verdict(
            verdict="supported",
            snapshot=found.snapshot,
            row=exact.row,
            evidence=f"{head} {exact.row.raw_name} has {_figure(exact.score)}; {stated} agrees.",
        )
    near = next((r for r in own if r.score is not None and _close(r, stated)), None)
    if near is not None:
        return Verdict(
            verdict="imprecise",
            snapshot=found.snapshot,
            row=near.row,
            evidence=f"{head} {near.row.raw_name} has {_figure(near.score)}, not {stated}; the difference is within its margin.",
        )
    return Verdict(verdict="contradicted", snapshot=found.snapshot, row=found.row, evidence=f"{head} {where}. No row of it has {stated}.")


def _close(ranked: RankedRow, stated: Decimal) -> bool:
    score = ranked.score or 0
    bounds = interval(ranked.row)
    if bounds is not None:
        return bounds[0] <= float(stated) <= bounds[1]
    exponent = stated.as_tuple().exponent
    unit = Decimal(10) ** exponent if isinstance(exponent, int) and exponent <= 0 else Decimal(1)
    return abs(Decimal(repr(score)) - stated) <= unit  # one unit of the last digit: cut instead of rounded


def _comparison(asked: _Asked, found: Standing, mine: Sequence[Row], rows: Sequence[Row]) -> Verdict:
    head, where = _head(asked, found.snapshot), _where(asked, found)
    if asked.margin is not None and not asked.rivals:
        return _margin(asked, found, where)
    if asked.score is not None and not asked.rivals:
        return _score(asked, found, mine)
    if not asked.rivals:
        return Verdict(
            verdict="not_checkable",
            snapshot=found.snapshot,
            row=found.row,
            evidence=f"{head} {where}. The claim names nobody to compare with.",
        )
    best = found.best.rank or 0
    told: list[str] = []
    verdicts: list[VerdictWord] = []
    ranks = {(r.row.section, r.row.key): r for r in found.ranked}
    for rival in asked.rivals:
        theirs = [
            row for row in (rows_named(rival, rows) or rows_like(rival, rows) or rows_of_maker(rival, rows, key=rival)) if row not in mine
        ]
        placed = sorted((ranks[row.section, row.key] for row in theirs if (row.section, row.key) in ranks), key=lambda r: r.rank or 0)
        if not placed:
            told.append(f"{rival} has no row there")
            if found.snapshot.complete:
                verdicts.append("not_checkable")
            continue
        top, last = placed[0], placed[-1]
        told.append(f"{top.row.raw_name} has {_figure(top.score)} (row {top.rank})")
        if best < (top.rank or 0):
            verdicts.append("supported")
        elif best == top.rank or best < (last.rank or 0):
            verdicts.append("imprecise")
            if last is not top:
                told.append(f"its weakest row {last.row.raw_name} {_figure(last.score)} (row {last.rank})")
        else:
            verdicts.append("contradicted")
    return Verdict(
        verdict=_joined(verdicts), rank_kind="row", snapshot=found.snapshot, row=found.row, evidence=f"{head} {where}; {'; '.join(told)}."
    )


def _joined(verdicts: Sequence[VerdictWord]) -> VerdictWord:
    """Of several comparisons in one claim: all true, none true, or something between."""
    known = [v for v in verdicts if v != "not_checkable"]
    if not known:
        return "not_checkable"
    if all(v == "supported" for v in known):
        return "supported" if len(known) == len(verdicts) else "imprecise"
    return "contradicted" if all(v == "contradicted" for v in known) else "imprecise"


def _margin(asked: _Asked, found: Standing, where: str) -> Verdict:
    """A lead by so many points, over nobody named: over the next family, or over the next row."""
    head, margin = _head(asked, found.snapshot), asked.margin or Decimal(0)
    mine = family_of(found.row)
    score = found.best.score
    behind = [r for r in found.ranked if (r.rank or 0) > (found.best.rank or 0) and r.score is not None]
    rivals = [r for r in behind if family_of(r.row) != mine]
    if score is None or not rivals:
        return Verdict(verdict="not_checkable", snapshot=found.snapshot, row=found.row, evidence=f"{head} {where}; nobody is behind it.")
    rival = rivals[0]
    gap = abs(Decimal(repr(score)) - Decimal(repr(rival.score)))
    told = f"{head} {where}; next is {rival.row.raw_name} with {_figure(rival.score)}, {gap:.2f} behind."
    if _rounds_to(float(gap), margin):
        return Verdict(verdict="supported", rank_kind="row", snapshot=found.snapshot, row=found.row, evidence=told)
    own = [abs(Decimal(repr(score)) - Decimal(repr(r.score))) for r in behind[:3]]
    slack = max(Decimal(2), margin / 10)
    if abs(gap - margin) <= slack or any(_rounds_to(float(g), margin) for g in own):
        return Verdict(verdict="imprecise", rank_kind="row", snapshot=found.snapshot, row=found.row, evidence=told)
    return Verdict(verdict="contradicted", snapshot=found.snapshot, row=found.row, evidence=told)


def _behind(asked: _Asked, found: Standing) -> Verdict:
    """A model said to stand behind named makers or models: each must be ahead, and with "only" nobody else may be."""
    head = _head(asked, found.snapshot)
    ahead = families_ahead(found)
    rows = [r.row for r in found.ranked]
    right: list[str] = []
    wrong: list[str] = []
    unknown: list[str] = []
    said: set[str] = set()
    for name in asked.behind:
        theirs = rows_named(name, rows) or rows_of_maker(name, rows, key=name)
        if not theirs:
            unknown.append(name)
            continue
        said |= {maker_of(row) or "" for row in theirs}
        families = {family_of(row) for row in theirs}
        if any(family_of(r.row) in families for r in ahead):
            right.append(name)
            continue
        best = next(r for r in found.ranked if family_of(r.row) in families)
        same = best.row.country and best.row.country == found.row.country
        could = (
            f", and could not be if {found.row.raw_name} is first in {found.row.country}" if same and found.best.country_rank == 1 else ""
        )
        wrong.append(
            f"{name} is not among them (its best row, {best.row.raw_name}, is family {best.family_rank} with {_figure(best.score)}){could}"
        )
    named = _list([f"{r.row.family or r.row.model} ({r.row.maker or 'maker not stated'})" for r in ahead[:8]]) or "none"
    more = f" and {len(ahead) - 8} more" if len(ahead) > 8 else ""
    where = _where(asked, found)
    told = (
        f"{head} {where}. The {len(ahead)} families ahead are {named}{more}"
        if len(ahead) != 1
        else f"{head} {where}. The family ahead is {named}"
    )
    if wrong:
        told += "; " + "; ".join(wrong)
    others = [maker for maker in makers_ahead(found) if maker not in said] if asked.only else []
    if others:
        told += f"; also ahead, though not named: {_list(others)}"
    if unknown:
        told += f"; {_list(unknown)} has no row there"
    told += "."
    if not right and not wrong:
        verdict: VerdictWord = "not_checkable"
    elif wrong:
        verdict = "contradicted"
    else:
        verdict = "imprecise" if others or unknown else "supported"
    return Verdict(verdict=verdict, rank_kind="family", snapshot=found.snapshot, row=found.row, evidence=told)


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def _absent(asked: _Asked, before: Snapshot | None, after: Snapshot | None, on: date) -> Verdict:
    """The model has no row in any capture near: only whole captures on both sides, or one of the very day, prove that it had none."""
    name = asked.model or asked.company or "The model"
    seen = [s for s in (before, after) if s is not None]
    snapshot = seen[0]
    told = f"{_head(asked, snapshot)} it has no row of {name}."
    whole = all(s.complete for s in seen)
    that_day = before is not None and on - before.captured_at.date() <= SAME_DAY
    if (
        not whole
        or not (that_day or (before is not None and after is not None) or asked.board.frozen)
        or asked.kind not in ("rank", "lead")
    ):
        return Verdict(verdict="not_checkable", snapshot=snapshot, evidence=told)
    leader = _leader(asked, snapshot)
    if (
        asked.score is not None
        and leader is not None
        and leader.score is not None
        and asked.place == 1
        and asked.score > Decimal(repr(leader.score))
    ):
        return Verdict(
            verdict="imprecise",
            snapshot=snapshot,
            row=leader.row,
            evidence=f"{told} First is {leader.row.raw_name} with {_figure(leader.score)}; {asked.score} is a result from elsewhere.",
        )
    first = f" First is {leader.row.raw_name} with {_figure(leader.score)}." if leader is not None else ""
    return Verdict(verdict="contradicted", snapshot=snapshot, row=leader.row if leader else None, evidence=told + first)


def _leader(asked: _Asked, snapshot: Snapshot) -> RankedRow | None:
    section = asked.section if asked.section in snapshot.sections() else None
    return next((r for r in rank(snapshot, metric=asked.metric, section=section) if r.rank == 1), None)
