"""What a capture says of a comparison: who stands ahead of whom, by how much, and who is level."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from amw.boards import names
from amw.boards.matching import is_variant, rows_like, rows_named, rows_of_maker
from amw.boards.move import shown
from amw.boards.ranks import family_of, maker_of
from amw.boards.records import RankedRow, Row
from amw.claims.asked import Asked
from amw.claims.judge_figures import RELATIVE, agrees, judge_relative, judge_score
from amw.claims.record import FIRST_PLACE, GAP
from amw.claims.standings import Standing, inside, interval
from amw.claims.verdict import (
    Verdict,
    VerdictWord,
    apart,
    best_of,
    half_unit,
    judged,
    listed,
    rounds_to,
    scope_words,
    where_it_stands,
    within_bound,
    written,
)
from amw.text import ordinal

MOST_TOLD = 8  # names of a sentence that are tried
LONGEST_NAME = 60  # characters of one of them
OF_BOTH = Decimal("1.2")  # the margin of a distance, of that of one rating: both are uncertain, and the other mostly less
LEVEL = Decimal("0.02")  # of the score: who is that near is level in a manner of speaking


def judge_comparison(asked: Asked, found: Standing, mine: Sequence[Row], rows: Sequence[Row]) -> Verdict:
    where = where_it_stands(found)
    if asked.behind:
        return _behind(asked, found, mine)
    if (asked.margin is not None or asked.tied) and asked.told and not (asked.rivals or asked.read):
        return _of_those_told(asked, found, mine, rows)
    if asked.measure in RELATIVE:
        return judge_relative(asked, found, mine, [row for name in asked.rivals for row in rows_of(name, asked, rows)])
    if asked.measure:
        return _between(asked, found, mine, rows)
    if asked.margin is not None and not asked.rivals and any(agrees(found, score, asked.margin) for _, score in found.scored(mine)):
        return judge_score(replace(asked, score=asked.margin), found, mine)  # the figure told is its score
    if asked.margin is not None:
        return _margin(asked, found, where, rows)
    if asked.score is not None and not asked.rivals:
        return judge_score(asked, found, mine)
    if not asked.rivals:
        return judged(asked, found, "not_checkable", f"{where}. The claim names nobody to compare with.")
    told: list[str] = []
    verdicts: list[VerdictWord] = []
    but = {family_of(row) for name in asked.but for row in rows_of(name, asked, rows)}
    spared = [*mine, *(row for row in rows if family_of(row) in but)]
    for rival in asked.rivals:
        placed = [r for r in _standings_of(rival, asked, found, rows) if r.row not in spared]
        if not placed:
            told.append(f"{rival} has no row there")
            verdicts += ["not_checkable"] if found.snapshot.complete else []
            continue
        word = _against(asked, found, mine, placed, rival)
        if word == "contradicted":  # a later build may be meant
            builds = [row for row in _builds_of(rival, rows) if row not in spared]
            later = [r for r in found.ranked if r.row in builds and r not in placed]
            if later and (of_build := _against(asked, found, mine, later, rival)) != "contradicted":
                word, placed = of_build, later
        top = placed[0]
        told.append(f"{top.row.raw_name} has {shown(top.score)} ({ordinal(top.rank or 0)} by row)")
        if word != "supported" and not asked.tied and (beaten := _beaten(found.best, placed)):
            word = _by_setting(asked, word, beaten)
            those = listed([r.row.raw_name for r in beaten[:2]])
            told.append(f"behind it: {len(beaten)} of the {len(placed)} rows of {rival}, {'among them ' if len(beaten) > 2 else ''}{those}")
        told += ["level are other rows of the two, or nearly these"] if asked.tied and word == "imprecise" else []
        verdicts.append(word)
    return judged(asked, found, _joined(verdicts), f"{where}; {'; '.join(told)}.", kind="row")


_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")  # "GPT-5 (first try)", where no row is named so
# What may be a model's or a maker's name in a sentence: "Claude Opus 4.7", "o3", "Anthropic".
_A_NAME = re.compile(r"(?<![\w.-])(?:[A-Z](?:[\w.-]*\w)?|o\d)(?: (?:[A-Z](?:[\w.-]*\w)?|v?\d(?:[\w.-]*\w)?))*")


def _of_those_told(asked: Asked, found: Standing, mine: Sequence[Row], rows: Sequence[Row]) -> Verdict:
    """The verdict on a margin whose other side the value does not name: over (or behind) whom of the sentence it holds best, else over
    the next, or behind the first."""
    own = {family_of(row) for row in mine}
    others = [
        name for name in _named_in(asked.told, rows) if (of_it := rows_of(name, asked, rows)) and own.isdisjoint(map(family_of, of_it))
    ]
    if asked.trails:
        told = [replace(asked, told="", behind=(name,)) for name in others or [FIRST_PLACE]]
    else:
        others = others or ([FIRST_PLACE] if asked.measure == GAP else [])
        told = [replace(asked, told="", rivals=(name,)) for name in others]
    best = best_of(judge_comparison(one, found, mine, rows) for one in told)
    return best or judge_comparison(replace(asked, told=""), found, mine, rows)


def _named_in(sentence: str, rows: Sequence[Row]) -> list[str]:
    """The rows that a sentence names as the board does, the longest names first, and what else in it may be a model's or a maker's name."""
    labels = {label for row in rows for label in (row.raw_name, row.model, row.family) if label and 3 < len(label) < LONGEST_NAME}
    named, low = [], sentence.lower()
    for label in sorted((label for label in labels if label.lower() in low), key=lambda label: (-len(label), label)):
        sentence, found = re.subn(rf"(?<![\w.-]){re.escape(label)}(?![\w-]|\.\d)", ";", sentence, flags=re.IGNORECASE)
        named += [label] * bool(found)
    also = dict.fromkeys(name for name in _A_NAME.findall(sentence) if len(name) < LONGEST_NAME)
    named += [name for name in also if any(c.isdigit() for c in name) or rows_of_maker(name, rows)]
    return named[:MOST_TOLD]


def _builds_of(name: str, rows: Sequence[Row]) -> list[Row]:
    """The rows of the model `name` whose names say more of it: a date, a number, a setting."""
    return [row for row in rows_like(name, rows) if not is_variant(name, row) and names.key(name) in names.key(row.raw_name)]


def rows_of_company(asked: Asked, rows: Sequence[Row]) -> list[Row]:
    """The rows of the claim's company, by the first of its names that has any."""
    return next((found for name in asked.companies if (found := rows_of_maker(name, rows))), [])


def rows_of(name: str, asked: Asked, rows: Sequence[Row]) -> list[Row]:
    """The rows of the model `name`, else those of that maker ("Mistral": its Magistral too) and those whose names hold it.

    A row that is named so but for a word for effort ("Mistral Medium") is none of a maker's alone.
    """
    named, theirs = rows_named(name, rows, model_key=asked.keys.get(name)), rows_of_maker(name, rows)
    if theirs and not any(names.key(name) in map(names.key, (row.raw_name, row.model, row.family or "")) for row in named):
        named = []
    found = at_effort(name, named or [*theirs, *rows_like(name, rows)])
    return found or (rows_of(bare, asked, rows) if (bare := _IN_BRACKETS.sub("", name)) not in ("", name) else [])


def at_effort(name: str, rows: list[Row]) -> list[Row]:
    """The rows at the effort that `name` says, where it says one and the board has it; else all."""
    effort = names.split(name).effort
    return [row for row in rows if effort is not None and row.effort == effort] or rows


def _standings_of(name: str, asked: Asked, found: Standing, rows: Sequence[Row]) -> list[RankedRow]:
    """The ranked rows of the model, family or maker `name`, best first."""
    if name == FIRST_PLACE:
        return [r for r in found.ranked if r.rank == 1]
    return found.ranking.of(rows_of(name, asked, rows))


def _against(asked: Asked, found: Standing, mine: Sequence[Row], placed: Sequence[RankedRow], rival: str) -> VerdictWord:
    return _level(asked, found, mine, placed) if asked.tied else _ahead(found.best, placed, rival)


def _beaten(best: RankedRow, theirs: Sequence[RankedRow]) -> list[RankedRow]:
    return [r for r in theirs if (best.rank or 0) < (r.rank or 0)]


def _ahead(best: RankedRow, theirs: Sequence[RankedRow], rival: str) -> VerdictWord:
    """Whether `best` is ahead of a rival's rows, best first. Who is ahead of most of them, or of the one named so to the letter, beats
    the rival in a way; who is ahead of its weakest settings alone does not, nor who stands behind the one named so.
    """
    if (best.rank or 0) < (theirs[0].rank or 0):
        return "supported"
    beaten = _beaten(best, theirs)
    named = [r for r in theirs if names.key(rival) in (names.key(r.row.raw_name), names.key(r.row.model)) and r.row.effort is None]
    most = not named and 2 * len(beaten) > len(theirs) and len({family_of(r.row) for r in theirs}) == 1
    by_name = any(r in beaten for r in named)
    return "imprecise" if best.rank == theirs[0].rank or most or by_name else "contradicted"


def _by_setting(asked: Asked, word: VerdictWord, beaten: Sequence[RankedRow]) -> VerdictWord:
    """The verdict on being ahead of `beaten`, some of a rival's rows, where the sentence speaks of a setting: "B without thinking"."""
    if any((r.row.effort or "none") in asked.efforts for r in beaten):
        return "supported"
    return "imprecise" if asked.efforts else word


def _level(asked: Asked, found: Standing, mine: Sequence[Row], theirs: Sequence[RankedRow]) -> VerdictWord:
    """Whether the best rows of both have one score: as shown, rounded, or within both intervals; imprecise of other rows where no setting
    is told, or nearly so."""
    nearest: VerdictWord = "contradicted"
    for one, score in found.scored(mine):
        for other in (r for r in theirs if r.score is not None):
            level = score == other.score or round(score) == round(other.score or 0) or _overlap(one.row, other.row)
            if level and (asked.efforts or (one.row is found.best.row and other is theirs[0])):
                return "supported"
            if level or apart(score, other.score or 0) <= LEVEL * abs(written(score)):
                nearest = "imprecise"
    return nearest


def _overlap(one: Row, other: Row) -> bool:
    mine, theirs = interval(one), interval(other)
    return mine is not None and theirs is not None and mine[0] <= theirs[1] and theirs[0] <= mine[1]


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
    score, place = found.best.score, found.best.rank or 0
    named = [r for name in asked.rivals for r in _standings_of(name, asked, found, rows)]
    if (first := min(named, key=lambda r: r.rank or 0, default=None)) is not None and (first.rank or 0) < place:
        return judged(asked, found, "contradicted", f"{where}; {first.row.raw_name} with {shown(first.score)} stands ahead of it.")
    mine, of_name = family_of(found.row), {id(r) for r in named}
    field = [r for r in found.ranked if asked.rivals or inside(r.row, asked.scope)]  # "leads the open models by ten points"
    behind = [(r, r.score) for r in field if (r.rank or 0) > place and r.score is not None]
    rivals = [(r, theirs) for r, theirs in behind if (id(r) in of_name if asked.rivals else family_of(r.row) != mine)]
    if score is None or not rivals:
        return judged(asked, found, "not_checkable", f"{where}; nobody is behind it.")
    rival, next_score = rivals[0]
    gap = apart(score, next_score)
    told = f"{where}; next is {rival.row.raw_name} with {shown(next_score)}, {gap:.2f} behind."
    word = _told_gap(asked, found, gap, [apart(score, theirs) for _, theirs in (rivals[:3] if asked.rivals else behind[:3])])
    own = [r.score for r in found.ranked if family_of(r.row) == mine and r.score is not None and r.score > next_score]
    if asked.rivals and any(_told_gap(asked, found, apart(one, next_score), ()) == "supported" for one in own):
        return judged(asked, found, "supported", told, kind="row")  # another row of the model may be meant
    if asked.within == 1 and word == "supported" and family_of(field[0].row) != mine:  # "leads by two points": who leads is first
        word = "imprecise"
    return judged(asked, found, word, told, kind="row")


def _between(asked: Asked, found: Standing, mine: Sequence[Row], rows: Sequence[Row]) -> Verdict:
    """A distance between two, or that one is next to the other, whoever of them is ahead."""
    where = where_it_stands(found)
    theirs = [r for name in asked.rivals for r in _standings_of(name, asked, found, rows) if r.row not in mine and r.score is not None]
    if not theirs or found.best.score is None or theirs[0].score is None:
        return judged(asked, found, "not_checkable", f"{where}; {listed(asked.rivals)} has no row there.")
    other = theirs[0]
    told = f"{where}; {other.row.raw_name} has {shown(other.score)} ({ordinal(other.rank or 0)} by row)"
    if asked.margin is None:
        first, last = sorted((found.best.family_rank or 0, other.family_rank or 0))
        own = {family_of(found.row), family_of(other.row)}
        others = {maker_of(r.row) for r in found.ranked if first < (r.family_rank or 0) < last and family_of(r.row) not in own}
        apart_from = others - {maker_of(found.row), maker_of(other.row)}
        word: VerdictWord = "supported" if not others else "contradicted" if apart_from else "imprecise"
        return judged(asked, found, word, f"{told}, with {'others' if others else 'nobody'} between them.", kind="family")
    gap = apart(found.best.score, theirs[0].score)
    pairs = [apart(one, r.score) for _, one in found.scored(mine) for r in theirs if r.score is not None]
    return judged(asked, found, _told_gap(asked, found, gap, pairs), f"{told}, {gap:.2f} apart.", kind="row")


def _told_gap(asked: Asked, found: Standing, gap: Decimal, others: Sequence[Decimal]) -> VerdictWord:
    """Whether `gap` is the margin told; `others` are those to other rows of those compared."""
    margin = asked.margin or Decimal(0)
    bounded = within_bound(asked, gap, margin)
    if bounded or (bounded is None and rounds_to(gap, margin)):
        return "supported"
    off, tenth, bounds = abs(gap - margin), margin / 10, interval(found.row)
    if asked.roughly and bounded is None and off <= max(2 * half_unit(margin), tenth):
        return "supported"
    near = max(Decimal(1), tenth) if bounds is None else max(Decimal(2), tenth, Decimal(repr(bounds[1] - bounds[0])) / 2 * OF_BOTH)
    return "imprecise" if off <= near or any(rounds_to(g, margin) for g in others) else "contradicted"


def _behind(asked: Asked, found: Standing, mine: Sequence[Row]) -> Verdict:
    """A model said to stand behind named makers or models: each must be ahead, and with "only" nobody else may be."""
    rows = [r.row for r in found.ranked]
    families = [r for r in found.ahead if r.leads_family and family_of(r.row) != family_of(found.row)]
    ahead = [r for r in families if inside(r.row, asked.scope)]
    meant = {name: [r.row for r in _standings_of(name, asked, found, rows)] for name in asked.behind}
    right = [name for name, theirs in meant.items() if theirs and _stands_ahead(name, theirs, asked, found, ahead)]
    wrong = [name for name, theirs in meant.items() if theirs and name not in right]
    unknown = [name for name, theirs in meant.items() if not theirs]
    others = _ahead_unnamed(asked, found, ahead, meant, all_right=not wrong) if asked.only else []
    named = listed([f"{r.row.family or r.row.model} ({r.row.maker or r.row.maker_key or 'maker not stated'})" for r in ahead[:8]])
    more = f" and {len(ahead) - 8} more" if len(ahead) > 8 else ""
    several = f"The {len(ahead)} families ahead are {named}{more}" if ahead else "No family is ahead"
    told = [
        f"{where_it_stands(found)}. " + (f"The family ahead is {named}" if len(ahead) == 1 else several),
        *(_not_among(name, meant[name], found) for name in wrong),
        *([f"also ahead, though not named: {listed(others)}"] if others else []),
        *([f"{listed(unknown)} has no row there"] if unknown else []),
    ]
    verdict: VerdictWord = "contradicted" if wrong else "imprecise" if others or unknown else "supported"
    verdict = verdict if right or wrong else "not_checkable"
    if right and not wrong and asked.margin is not None and (gap := _gap_to(right[0], asked, found, mine, rows)) is not None:
        told_so = _told_gap(asked, found, gap, ())
        verdict = "contradicted" if told_so == "contradicted" else _joined([verdict, told_so])
        told.append(f"{'the first' if right[0] == FIRST_PLACE else right[0]} is {gap:.2f} ahead")
    return judged(asked, found, verdict, f"{'; '.join(told)}.", kind="family")


def _stands_ahead(name: str, theirs: Sequence[Row], asked: Asked, found: Standing, ahead: Sequence[RankedRow]) -> bool:
    """Whether a family of `theirs`, a build of it, or the row of that name in the model's own family stands ahead."""
    families, before = {family_of(row) for row in theirs}, {family_of(r.row) for r in ahead}
    if families & before or (name != FIRST_PLACE and before & {family_of(row) for row in _builds_of(name, [r.row for r in found.ranked])}):
        return True
    named = rows_named(name, [r.row for r in found.ranked], model_key=asked.keys.get(name)) if name != FIRST_PLACE else []
    own = [r.row for r in found.ahead if family_of(r.row) == family_of(found.row)]
    return found.row not in named and any(row in named for row in own)


def _not_among(name: str, theirs: Sequence[Row], found: Standing) -> str:
    """Where who is said to be ahead stands, and whether it could be ahead at all."""
    best, row = next(r for r in found.ranked if r.row in theirs), found.row
    stands = f"its best row, {best.row.raw_name}, is {ordinal(best.family_rank or 0)} by family with {shown(best.score)}"
    first_at_home = row.country and best.row.country == row.country and found.best.country_rank == 1
    could = f", and could not be if {row.raw_name} is first {scope_words(row.country or '')}" if first_at_home else ""
    return f"{name} is not among them ({stands}){could}"


def _ahead_unnamed(
    asked: Asked, found: Standing, ahead: Sequence[RankedRow], meant: Mapping[str, Sequence[Row]], *, all_right: bool
) -> list[str]:
    """Who else is ahead of a model that is said to be behind those named alone: makers, or families where only models are named."""
    said, place = {maker_of(row) for theirs in meant.values() for row in theirs}, found.best.maker_rank or 0
    makers = {maker_of(r.row): r.row.maker for r in ahead if (r.maker_rank or 0) < place and maker_of(r.row) not in said}
    if others := [written or maker for maker, written in makers.items() if maker and maker != maker_of(found.row)]:
        return others
    rows = [r.row for r in found.ranked]
    named = {name: rows_named(name, rows, model_key=asked.keys.get(name)) for name, theirs in meant.items() if theirs}
    models = {family_of(row) for theirs in named.values() for row in theirs}
    only_models = bool(named) and all(named.values()) and all_right
    return [r.row.family or r.row.model for r in ahead if family_of(r.row) not in models][:3] if only_models else []


def _gap_to(name: str, asked: Asked, found: Standing, mine: Sequence[Row], rows: Sequence[Row]) -> Decimal | None:
    """How far a row of `name` that is ahead of one of `mine` is so: of several the nearest to the margin told, or who fits the bound."""
    margin = asked.margin or Decimal(0)
    ahead = [(r.rank or 0, r.score) for r in _standings_of(name, asked, found, rows) if r.score is not None]
    gaps = [apart(one, score) for r, score in found.scored(mine) for rank, one in ahead if rank < (r.rank or 0)]
    if asked.bound and gaps:
        return max(gaps) if asked.bound == "least" else min(gaps)
    return min(gaps, key=lambda gap: abs(gap - margin), default=None)
