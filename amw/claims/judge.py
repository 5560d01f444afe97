"""What one capture says of one claim: its place, score, comparison, or who stands ahead, with the sentence that tells it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from amw.boards import names
from amw.boards.matching import rows_like, rows_meant, rows_named, rows_of_maker, signature
from amw.boards.ranks import family_of, maker_of
from amw.boards.records import Number, RankedRow, Row, Snapshot
from amw.claims.asked import Asked
from amw.claims.standings import PLAIN, Standing, families_ahead, interval, makers_ahead, standing
from amw.text import ordinal

VerdictWord = Literal["supported", "contradicted", "imprecise", "not_checkable"]


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


def on_capture(asked: Asked, snapshot: Snapshot | None) -> Verdict | None:
    """The verdict by one capture; None when it has no row of the model."""
    if snapshot is None:
        return None
    rows = [row for row in snapshot.rows if not asked.section or row.section == asked.section or asked.section not in snapshot.sections()]
    mine: list[Row] = []
    if asked.model:
        mine = _at_effort(asked.model, rows_meant(asked.model, rows, model_key=asked.model_key))
        if not mine and (longer := [row for row in rows_like(asked.model, rows) if not _is_variant(asked.model, row)]):
            return _by_longer_names(asked, snapshot, longer, rows)
    elif asked.company:
        mine = rows_of_maker(asked.company, rows, key=asked.company)
    if not mine:
        return None
    return _on_rows(asked, snapshot, mine, rows)


# Words that make another model of a name, beside those that only say more of the same one.
_VARIANT = re.compile(
    r"(?:mini|nano|micro|pro|max|plus|flash|lite|turbo|ultra|codex|chat|air|small|medium|large|coder|code|vl|omni|instruct|base|vision|audio|image|distill|fast)"
)


def _is_variant(name: str, row: Row) -> bool:
    """Whether `row` is of another model of the same line: "GPT-5 mini" is no row of "GPT-5"."""
    extra = signature(row.raw_name)[0] - signature(name)[0]
    return any(_VARIANT.fullmatch(word) for word in extra)


def _by_longer_names(asked: Asked, snapshot: Snapshot, longer: list[Row], rows: Sequence[Row]) -> Verdict:
    """The verdict by the rows whose names hold the model's with more words ("Seedance 2.0": "Dreamina Seedance 2.0 720p").

    They may be another model, so they can support a claim but contradict none.
    """
    found = _on_rows(asked, snapshot, longer, rows)
    if found.verdict in ("supported", "imprecise"):
        return found
    names_there = _list(list(dict.fromkeys(row.raw_name for row in longer))[:3])
    told = f"{introduction(asked, snapshot)} it has no row of {asked.model} by that name, only of {names_there}."
    return Verdict(verdict="not_checkable", snapshot=snapshot, row=longer[0], evidence=told)


def _on_rows(asked: Asked, snapshot: Snapshot, mine: list[Row], rows: Sequence[Row]) -> Verdict:
    section = mine[0].section if asked.section and any(row.section == asked.section for row in mine) else (mine[0].section or None)
    found = standing(snapshot, mine, asked.scope, metric=asked.metric, section=section)
    if found is None:
        return Verdict(
            verdict="not_checkable",
            snapshot=snapshot,
            row=mine[0],
            evidence=f"{introduction(asked, snapshot)} {mine[0].raw_name} has no score yet.",
        )
    if asked.behind:
        return _behind(asked, found)
    if asked.kind == "comparison":
        return _comparison(asked, found, mine, rows)
    if asked.kind == "score":
        return _score(asked, found, mine)
    return _place(asked, found)


def _at_effort(name: str, rows: list[Row]) -> list[Row]:
    """The rows at the effort that `name` says, where it says one and the board has it; else all."""
    effort = names.split(name).effort
    return [row for row in rows if effort is not None and row.effort == effort] or rows


def introduction(asked: Asked, snapshot: Snapshot) -> str:
    """The beginning of every evidence: which board, capture, method, and what counts."""
    version = f", method {snapshot.version}" if snapshot.version else ""
    counted = "" if asked.board.key != "artificial_analysis" else ", estimated and deprecated rows counted"
    whole = "" if snapshot.complete else ", the top only"
    return f"{asked.board.name}, capture of {snapshot.captured_at.date().isoformat()} ({len(snapshot.rows)} rows{whole}{version}{counted}):"


def figure(score: Number | None) -> str:
    """A score as a sentence shows it."""
    if score is None:
        return "no score"
    return f"{score:,.2f}".rstrip("0").rstrip(".") if isinstance(score, float) else f"{score:,}"


def _where(asked: Asked, found: Standing) -> str:
    row = found.row
    best = found.best
    parts = [f"row {best.rank}", f"family {best.family_rank}"]
    parts += [f"maker {best.maker_rank}"] if best.maker_rank else []
    parts += [f"family {best.country_rank} of {row.country}"] if row.country and best.country_rank else []
    parts += [f"open-weights family {best.open_rank}"] if best.open_rank else []
    mark = " (estimated)" if row.estimated else ""
    return f"{row.raw_name} has {figure(found.best.score)}{mark}: {', '.join(parts)}"


def _scope_words(scope: str) -> str:
    return {"global": "of all", "open_weights": "among open weights"}.get(scope, f"in {scope}")


def _place(asked: Asked, found: Standing) -> Verdict:
    head = introduction(asked, found.snapshot)
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
    first = f" First is {leader.row.raw_name} with {figure(leader.score)}." if asked.place == 1 and asked.scope == "global" else ""
    return Verdict(
        verdict="contradicted",
        snapshot=found.snapshot,
        row=found.row,
        evidence=f"{head} {where}. {claimed} holds under no kind of rank.{first}",
    )


def _test(asked: Asked) -> tuple[Callable[[int], bool] | None, str]:
    scope = _scope_words(asked.scope)
    if asked.within is not None:
        limit = asked.within
        return (lambda place: place <= limit), f"Among the top {limit} {scope}"
    if asked.place is None:
        return None, ""
    wanted = asked.place
    return (lambda place: place == wanted), f"{ordinal(wanted)} {scope}"


def _score_note(asked: Asked, found: Standing) -> str:
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


def _score(asked: Asked, found: Standing, mine: Sequence[Row]) -> Verdict:
    head, stated = introduction(asked, found.snapshot), asked.score
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
            evidence=f"{head} {exact.row.raw_name} has {figure(exact.score)}; {stated} agrees.",
        )
    about = next((r for r in own if r.score is not None and asked.roughly and abs(Decimal(repr(r.score)) - stated) <= stated / 100), None)
    if about is not None:
        told = f"{head} {about.row.raw_name} has {figure(about.score)}, about {stated}."
        return Verdict(verdict="supported", snapshot=found.snapshot, row=about.row, evidence=told)
    near = next((r for r in own if r.score is not None and _close(r, stated)), None)
    if near is not None:
        return Verdict(
            verdict="imprecise",
            snapshot=found.snapshot,
            row=near.row,
            evidence=f"{head} {near.row.raw_name} has {figure(near.score)}, not {stated}; the difference is within its margin.",
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


def _comparison(asked: Asked, found: Standing, mine: Sequence[Row], rows: Sequence[Row]) -> Verdict:
    head, where = introduction(asked, found.snapshot), _where(asked, found)
    if asked.margin is not None:
        return _margin(asked, found, where, rows)
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
        told.append(f"{top.row.raw_name} has {figure(top.score)} (row {top.rank})")
        if best < (top.rank or 0):
            verdicts.append("supported")
        elif best == top.rank or best < (last.rank or 0):
            verdicts.append("imprecise")
            if last is not top:
                told.append(f"its weakest row {last.row.raw_name} {figure(last.score)} (row {last.rank})")
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


def _margin(asked: Asked, found: Standing, where: str, rows: Sequence[Row]) -> Verdict:
    """A lead by so many points: over the rivals named, else over the next family, or the next row."""
    head, margin = introduction(asked, found.snapshot), asked.margin or Decimal(0)
    mine = family_of(found.row)
    score = found.best.score
    behind = [r for r in found.ranked if (r.rank or 0) > (found.best.rank or 0) and r.score is not None]
    rivals = [r for r in behind if family_of(r.row) != mine]
    if asked.rivals:
        named = {(row.section, row.key) for name in asked.rivals for row in rows_named(name, rows) or rows_like(name, rows)}
        if any((r.row.section, r.row.key) in named and (r.rank or 0) < (found.best.rank or 0) for r in found.ranked):
            return Verdict(
                verdict="contradicted", snapshot=found.snapshot, row=found.row, evidence=f"{head} {where}; who is named stands ahead."
            )
        rivals = [r for r in behind if (r.row.section, r.row.key) in named]
    if score is None or not rivals:
        return Verdict(verdict="not_checkable", snapshot=found.snapshot, row=found.row, evidence=f"{head} {where}; nobody is behind it.")
    rival = rivals[0]
    gap = abs(Decimal(repr(score)) - Decimal(repr(rival.score)))
    told = f"{head} {where}; next is {rival.row.raw_name} with {figure(rival.score)}, {gap:.2f} behind."
    if _rounds_to(float(gap), margin):
        return Verdict(verdict="supported", rank_kind="row", snapshot=found.snapshot, row=found.row, evidence=told)
    own = [abs(Decimal(repr(score)) - Decimal(repr(r.score))) for r in behind[:3]]
    slack = max(Decimal(2), margin / 10)
    if abs(gap - margin) <= slack and asked.roughly:
        return Verdict(verdict="supported", rank_kind="row", snapshot=found.snapshot, row=found.row, evidence=told)
    if abs(gap - margin) <= slack or any(_rounds_to(float(g), margin) for g in own):
        return Verdict(verdict="imprecise", rank_kind="row", snapshot=found.snapshot, row=found.row, evidence=told)
    return Verdict(verdict="contradicted", snapshot=found.snapshot, row=found.row, evidence=told)


def _behind(asked: Asked, found: Standing) -> Verdict:
    """A model said to stand behind named makers or models: each must be ahead, and with "only" nobody else may be."""
    head = introduction(asked, found.snapshot)
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
            f"{name} is not among them (its best row, {best.row.raw_name}, is family {best.family_rank} with {figure(best.score)}){could}"
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
