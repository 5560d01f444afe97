"""What one capture says of one claim: its place, score, comparison, or who stands ahead, with the sentence that tells it."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from amw.boards import names
from amw.boards.matching import exact_words, is_setting, is_variant, rows_like, rows_meant, rows_of_maker, signature
from amw.boards.move import shown
from amw.boards.ranks import family_of
from amw.boards.records import RankedRow, Row, Snapshot
from amw.claims.asked import Asked
from amw.claims.judge_figures import judge_measure, judge_score, score_note
from amw.claims.judge_rivals import at_effort, judge_comparison, rows_of, rows_of_company
from amw.claims.record import CLOSED, GAP
from amw.claims.sentence import names_field
from amw.claims.standings import PLAIN, UNITS, Ranking, Standing, countries_of, inside, makers_best, ranking_of, standing
from amw.claims.verdict import Verdict, VerdictWord, judged, kind_words, listed, scope_words, seen, where_it_stands, within_bound
from amw.text import ordinal

STYLED_SINCE = date(2025, 6, 1)  # Arena orders its models with style control since about then
_EVERY = re.compile(r"\b(?:all|every|each)\b", re.IGNORECASE)
_LINE = re.compile(r"[^\W\d]+")  # "Gemini" may be any of its models
_BARE = re.compile(r"[A-Z]\d{1,2}\.\d{1,2}")
# What a name may have more than the board's: "Trae Agent" where it writes TRAE, "Grok 3 (chocolate)".
_MORE_OF_NAME = re.compile(r"\s(?:agent|assistant|model|system|ai|\([^()]*\))\Z", re.IGNORECASE)
_OTHER_NAME = re.compile(r"\(([^()]{3,60})\)\Z")
_WORD = re.compile(r"[a-z]+")
_VERSION_SIGN = re.compile(r"\bv(?=\d)", re.IGNORECASE)


def on_capture(asked: Asked, snapshot: Snapshot) -> Verdict | None:
    """The verdict by one capture; None when it has no row of the model."""
    if asked.count is not None:
        return _count(asked, snapshot)
    rows: Sequence[Row] = [row for row in snapshot.rows if row.section == asked.section] or snapshot.rows
    if asked.home:
        rows = [row for row in rows if row.country in countries_of(asked.home)] or rows_of_maker(asked.home, rows)
        if not rows:
            return seen(asked, snapshot, "not_checkable", f"it has none of {asked.home}.")
        snapshot = replace(snapshot, rows=tuple(rows))
    if asked.model:
        return _of_model(asked, asked.model, snapshot, rows)
    mine = rows_of_company(asked, rows)
    if not asked.company:
        mine, asked = _of_field(asked, snapshot, rows)
    if asked.scope != "global" and asked.kind in ("score", "comparison") and (within := [row for row in mine if inside(row, asked.scope)]):
        found = _by_rows(asked, snapshot, within, rows)  # of open models "Qwen has 48" is not its closed one's
        if found.verdict != "contradicted" or (other := _by_rows(asked, snapshot, mine, rows)).verdict != "supported":
            return found
        return other.but(found, "imprecise", f"{scope_words(asked.scope)} it is not so")
    return _by_rows(asked, snapshot, mine, rows) if mine else None


def _of_field(asked: Asked, snapshot: Snapshot, rows: Sequence[Row]) -> tuple[list[Row], Asked]:
    """Whose row a claim of nobody is held against, and as what: "the top score is 57" of whoever leads, "the top ten are under 1.5" of the
    tenth, "the gap of open models is 50" of the best of them and of the others. Of whom "every model is over 60" is, is not known."""
    ranked = ranking_of(snapshot, metric=asked.metric, section=rows[0].section if rows else None).rows
    field = [r.row for r in ranked if inside(r.row, asked.scope)]
    if not field or (asked.within or 1) > len(field) or asked.measure not in ("", GAP):
        return [], asked
    last = field[(asked.within or 1) - 1]
    if asked.kind != "comparison":
        worst = bool(asked.bound) and (asked.bound == "least") is not snapshot.lower_is_better
        if worst and asked.within is None and _EVERY.search(asked.told):
            return [], asked
        return [last if worst else field[0]], replace(asked, kind="score")
    other = last if asked.scope == "global" else next((r.row for r in ranked if not inside(r.row, asked.scope)), field[0])
    mine = field[:1] if other is not field[0] else []
    return mine, replace(asked, rivals=(other.raw_name,), within=None, trails=False, measure=GAP)


def _of_model(asked: Asked, model: str, snapshot: Snapshot, rows: Sequence[Row]) -> Verdict | None:
    if mine := _own_rows(asked, model, rows):
        return _by_rows(asked, snapshot, mine, rows, lambda: _more_of(model, mine, rows))
    like = rows_like(model, rows)
    if not like and (other := _VERSION_SIGN.sub("", model)) != model:  # "Kling v3 Pro" of a board that writes 3.0
        like = rows_like(other, rows)
    longer = [row for row in like if not is_variant(model, row)] or [row for row in like if is_setting(model, row)]
    if not longer and not any(" + " in row.raw_name for row in rows):  # beside agents' rows it is what the agent runs
        aside = {names.key(name) for name in _OTHER_NAME.findall(model)}  # "Nano Banana (Gemini Image)"
        longer = [row for row in rows if not aside.isdisjoint((names.key(row.raw_name), names.key(row.model)))]
    if longer:
        return _by_longer_names(asked, snapshot, longer, rows)
    # "Gemini 2.0" of a board that has its Flash
    found = _on_rows(asked, snapshot, like, rows) if like and asked.kind in ("rank", "lead", "score") else None
    return replace(found, verdict="imprecise") if found is not None and found.verdict in ("supported", "imprecise") else None


def _more_of(model: str, mine: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """The rows beside a model's own whose names say more of it: a setting, a build, what runs it or what it runs."""
    own, effort = {id(row) for row in mine}, names.split(model).effort  # who states an effort means no other setting
    like = [row for row in rows_like(model, rows) if id(row) not in own and effort in (None, row.effort) and _begins(model, row)]
    of_line = _LINE.fullmatch(model) is not None
    more = [row for row in like if of_line or not is_variant(model, row) or is_setting(model, row)]
    own |= {id(row) for row in more}
    return more + [row for row in rows if " + " in row.raw_name and id(row) not in own and _runs(model, row)]


def _own_rows(asked: Asked, model: str, rows: Sequence[Row]) -> list[Row]:
    """The rows of the model that is told, else of its name without a word more, else those named so behind their maker's name."""
    told = model.casefold()
    mine = rows_meant(model, rows, model_key=asked.model_key)
    if not mine and (shorter := _MORE_OF_NAME.sub("", model)) != model:
        mine = rows_meant(shorter, rows)
    if not mine:
        mine = [r for r in rows if r.maker and told in (f"{r.maker} {r.raw_name}".casefold(), f"{r.maker} {r.model}".casefold())]
    return at_effort(model, mine)


def _begins(model: str, row: Row) -> bool:
    """Whether a row is the model with a word more: "DeepSeek-V3.2-Exp" of a board that has one (Chat) and one (Reasoner)."""
    return names.key(row.raw_name).startswith(names.key(model)) or exact_words(row.raw_name) == exact_words(model)


def _runs(model: str, row: Row) -> bool:
    """Whether a row is the agent `model` with some model, or some agent with it."""
    run = row.raw_name.rpartition(" + ")[2]
    return row.raw_name.startswith(f"{model} + ") or signature(run)[0] == signature(model)[0]


def _by_rows(asked: Asked, snapshot: Snapshot, mine: list[Row], rows: Sequence[Row], whole: Callable[[], list[Row]] = list) -> Verdict:
    """The verdict by a model's own rows, else by the `whole` ones whose names say more of it, else by one setting."""
    found = _on_rows(asked, snapshot, mine, rows)
    if found.verdict == "contradicted" and (doubt := _doubt(asked, snapshot, rows)):
        return replace(found, verdict="not_checkable", evidence=f"{found.evidence} {doubt}")
    if found.verdict not in ("supported", "not_checkable") and (longer := whole()):
        other = _on_rows(asked, snapshot, longer, rows)
        if asked.kind == "score" and other.verdict == "supported" and other.row is not None and not _says(asked, other.row):
            other = other.but(found, "imprecise", "the row of that name says otherwise")
        found = other if other.verdict == "supported" or (found.verdict == "contradicted" and other.verdict == "imprecise") else found
    if found.verdict == "contradicted" and asked.efforts:
        return _at_settings(asked, snapshot, mine, rows) or found
    return found


def _says(asked: Asked, row: Row) -> bool:
    """Whether the sentence says what the name of `row` has more than the model's: its setting, or the agent that runs it."""
    named, model, told = (set(_WORD.findall((text or "").casefold())) for text in (row.raw_name, asked.model, asked.told))
    return bool(asked.efforts) or not told.isdisjoint(named - model)


def _at_settings(asked: Asked, snapshot: Snapshot, mine: Sequence[Row], rows: Sequence[Row]) -> Verdict | None:
    """The verdict by the rows of one setting, where the sentence speaks of settings; None where none of them bears the claim out.

    As said where the sentence names the row's effort, else imprecise.
    """
    by_setting = [(row, _on_rows(asked, snapshot, [row], rows)) for row in mine] if len(mine) > 1 else []
    holding = [(row, verdict) for row, verdict in by_setting if verdict.verdict in ("supported", "imprecise")]
    of_effort = next((verdict for row, verdict in holding if row.effort in asked.efforts), None)
    return of_effort or (replace(holding[0][1], verdict="imprecise") if holding else None)


def _doubt(asked: Asked, snapshot: Snapshot, rows: Sequence[Row]) -> str:
    """Why a claim read from a sentence may be of another than it was read as, though the capture speaks against it; "" for no reason."""
    if asked.unsure and asked.margin is not None and (asked.rivals or asked.behind):
        alone = on_capture(replace(asked, margin=None, unsure=False, bound=""), snapshot)
        if alone is not None and alone.verdict != "contradicted":
            return "The order holds; the sentence tells several distances."
    if asked.margin is not None and asked.near and not (asked.rivals or asked.behind):
        return f"The distance may be one to {asked.near[0]}, which the sentence names too."
    for name in asked.near if asked.kind in ("rank", "lead", "score") else ():
        theirs = rows_meant(name, rows, model_key=asked.keys.get(name))
        found = _on_rows(replace(asked, model=name, model_key=None, near=()), snapshot, theirs, rows) if theirs else None
        if found is not None and found.verdict == "supported":
            return f"It holds of {name}, which the sentence names too."
    return ""


def _by_longer_names(asked: Asked, snapshot: Snapshot, longer: list[Row], rows: Sequence[Row]) -> Verdict:
    """The verdict by the rows whose names hold the model's with more words ("Seedance 2.0": "Dreamina Seedance 2.0 720p").

    They may be another model, so they can support a claim but contradict none, but for a version told without its line ("Moonshot's
    K2.6"), where all are of one family of the maker that is told.
    """
    found = _on_rows(asked, snapshot, longer, rows)
    theirs = rows_of_company(asked, longer) if _BARE.fullmatch(asked.model or "") else []
    of_one = len(theirs) == len(longer) and len({family_of(row) for row in longer}) == 1
    if found.verdict in ("supported", "imprecise") or of_one:
        return found
    names_there = listed(list(dict.fromkeys(row.raw_name for row in longer))[:3])
    return seen(asked, snapshot, "not_checkable", f"it has no row of {asked.model} by that name, only of {names_there}.", row=longer[0])


def _on_rows(asked: Asked, snapshot: Snapshot, mine: list[Row], rows: Sequence[Row]) -> Verdict:
    if asked.but and asked.kind in ("rank", "lead"):
        return _without(asked, snapshot, mine, rows)
    parted = asked.section and any(row.section == asked.section for row in mine)
    section = asked.section if parted else mine[0].section or None
    ahead_of_all = asked.among == asked.scope and asked.count is None
    found = standing(snapshot, mine, asked.scope, metric=asked.metric, section=section, outsider=ahead_of_all)
    measured = asked.measure not in ("", "volume") and asked.kind not in ("rank", "lead")
    if found is None and measured:  # prices are told of boards that rank nobody
        found = Standing(snapshot=snapshot, best=RankedRow(row=mine[0]), ranking=Ranking())
    if found is None:
        return seen(asked, snapshot, "not_checkable", f"{mine[0].raw_name} has no score yet.", row=mine[0])
    if asked.measure and asked.measure != "volume" and asked.kind == "score":
        return judge_measure(asked, found, mine)
    if asked.behind or asked.kind == "comparison":
        return judge_comparison(asked, found, mine, rows)
    if asked.kind == "score":
        return judge_score(asked, found, mine)
    place = _place(asked, found)
    if place.verdict == "imprecise" and asked.rivals and asked.scope == "global":  # who took the place of another must stand ahead of it
        taken = judge_comparison(replace(asked, kind="comparison", margin=None, tied=False), found, mine, rows)
        return replace(taken, rank_kind=None) if taken.verdict == "contradicted" else place
    return place


def _without(asked: Asked, snapshot: Snapshot, mine: list[Row], rows: Sequence[Row]) -> Verdict:
    """The verdict on a place in the field without those whom the sentence leaves out: "first but for Anthropic"."""
    of_each = {name: _left_out(name, asked, rows) for name in asked.but}
    out = {id(row) for of_it in of_each.values() for row in of_it}
    mine = [row for row in mine if id(row) not in out] or mine  # "without GPT-6, OpenAI ranks third": its others
    out -= {id(row) for row in mine}
    kept = tuple(row for row in snapshot.rows if id(row) not in out)
    left = [row for row in rows if id(row) not in out]
    found = _on_rows(replace(asked, but=()), replace(snapshot, rows=kept), mine, left)
    told = listed([scope_words(name).removeprefix("in ") if _is_country(name) else name for name in asked.but])
    found = replace(found, snapshot=snapshot, evidence=f"Without {told}: {found.evidence}")
    unknown = next((name for name, of_it in of_each.items() if not of_it), None)
    if unknown is not None and found.verdict == "contradicted":
        return replace(found, verdict="not_checkable", evidence=f"{found.evidence} No row is known to be of {unknown}.")
    return found


def _left_out(name: str, asked: Asked, rows: Sequence[Row]) -> list[Row]:
    """The rows of the country, model or maker `name`, or those without open weights where closed models are meant."""
    if name == CLOSED:
        return [row for row in rows if row.open_weights is False]
    return [row for row in rows if row.country in countries_of(name)] if _is_country(name) else rows_of(name, asked, rows)


def _is_country(name: str) -> bool:
    return len(name) == 2 and name.isupper()


def _place(asked: Asked, found: Standing) -> Verdict:
    where, places = where_it_stands(found), found.places
    if hidden := _hidden(asked, found):
        return judged(asked, found, "not_checkable", hidden)
    if asked.place is asked.within is None:
        return judged(asked, found, "not_checkable", f"{where}. The claim names no place.")
    holds, claimed = _test(asked)

    def said(word: VerdictWord, why: str, kind: str) -> Verdict:
        return judged(asked, found, word, f"{where}. {claimed} {why}", kind=kind)

    plain = _plain_kinds(asked, found)
    if (kind := next((k for k in plain if k in places and holds(places[k])), None)) is not None:
        return said("supported", f"holds {kind_words(kind)}.{score_note(asked, found)}", kind)
    others = {k: place for k, place in places.items() if not _of_other(asked, found, k)}
    kind = next((k for k, place in others.items() if holds(place)), None)
    allowed = "within the margin" if asked.place is not None and found.span and found.span[0] <= asked.place <= found.span[1] else None
    if kind is None and allowed is not None and (asked.tied or asked.spread):
        return said("supported", f"holds {kind_words(allowed)}.", allowed)
    if (kind := kind or allowed) is not None:
        return said("imprecise", f"holds only {kind_words(kind)}{_by_which(asked, found, kind)}.", kind)
    if asked.tied and (beside := [k for k in plain if k in places and asked.place is not None and abs(places[k] - asked.place) == 1]):
        return said("imprecise", f"is beside its place {kind_words(beside[0])}.", beside[0])
    if _between(asked, found, others):
        return said("supported" if asked.tied else "imprecise", "lies between its places by one and by another kind of rank.", "between")
    leader = found.ranked[0]
    first = f" First is {leader.row.raw_name} with {shown(leader.score)}." if asked.place == 1 and asked.scope == "global" else ""
    return judged(asked, found, "contradicted", f"{where}. {claimed} holds by no kind of rank.{first}")


def _hidden(asked: Asked, found: Standing) -> str:
    """What a capture does not show of the field that a place is in, in a sentence; "" where it shows it."""
    if asked.scope == "open_weights" and found.row.open_weights is None:
        return "it does not say which models have open weights."
    if asked.scope not in ("global", "open_weights") and found.row.country is None:
        return f"it does not say where the maker of {found.row.raw_name} is."
    if asked.styled and "style control" not in found.places and found.snapshot.captured_at.date() < STYLED_SINCE:
        return "it does not show places with style control."
    return ""


def _plain_kinds(asked: Asked, found: Standing) -> list[str]:
    """The kinds of rank by which a place is right as said."""
    plain = ["maker", *PLAIN, "measured maker", "current maker"] if asked.by_maker else [*PLAIN]
    if asked.styled or found.snapshot.captured_at.date() >= STYLED_SINCE:
        plain.append("style control")
    if names.split(asked.model or "").effort and not found.best.leads_family:  # a setting that is told is not placed by its family's best
        plain = [kind for kind in plain if not kind.endswith(("family", "model"))]
    plain += (kind for kind in found.places if _named_so(asked, kind))
    if asked.tied:  # who is level with another may be so with one of its settings
        plain += ("rounded row", "rounded family", *(kind for kind in found.places if kind.startswith("row of ") and kind != "row of all"))
    return plain


def _of_other(asked: Asked, found: Standing, kind: str) -> bool:
    """Whether a claim of a model's own place cannot mean a kind of rank: its maker's by another model, or the place among a country's
    or open models where its sentence names one that is ahead and none of them, or the claim is of first of all and of no such field."""
    if asked.unread or not asked.model or asked.scope != "global":
        return False
    if kind.endswith("maker"):
        return bool(_by_which(asked, found, kind))
    narrow = "open_weights" if kind.startswith("open-weights ") else kind.partition(" in ")[2]
    if narrow not in ("open_weights", found.row.country):
        return False
    if 1 in (asked.place, asked.within) and not asked.unsure and not names_field(asked.told):
        return True
    ahead = [r.row for r in found.ahead]
    outside = [row for row in ahead if (row.open_weights is False if narrow == "open_weights" else row.country != narrow)]
    told = _letters(asked.told)
    return any(len(name := _letters(row.family or row.model)) > 3 and name in told for row in outside)


@lru_cache(maxsize=5_000)  # of each row ahead, in each capture that a claim is held against
def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _between(asked: Asked, found: Standing, places: Mapping[str, int]) -> bool:
    """Whether a place told of a rating lies between those it has: sites rank ratings by intervals, style and lines of models in turn."""
    if asked.place is None or asked.scope != "global" or found.snapshot.metric != "rating":
        return False
    lowest = max(places.get("row", 0), found.best.rank or 0)
    first = [found.span[0]] if found.span else []
    first += [places[kind] for kind in ("row", "family", "maker", "site", "style control") if kind in places]
    return min(first) < asked.place < lowest


def _named_so(asked: Asked, kind: str) -> bool:
    """Whether a kind of rank is the place of another row that bears the very name told: "claude-opus-4-7" beside its thinking row."""
    name = kind.removeprefix("row of ").rpartition(" with ")[0] if kind.startswith("row of ") else ""
    return bool(name) and names.key(name) == names.key(asked.model or "")


def _by_which(asked: Asked, found: Standing, kind: str) -> str:
    """By which row of the maker its place is counted, where that is of another model."""
    best = makers_best(found, asked.scope)
    another = kind.endswith("maker") and family_of(best.row) != family_of(found.row)
    return f", whose best is {best.row.raw_name}" if another else ""


def _test(asked: Asked) -> tuple[Callable[[int], bool], str]:
    """Whether a place is the one told, and what is told."""
    limit, outside, scope = asked.within, asked.bound == "outside", scope_words(asked.scope)
    if limit is not None:
        return (lambda place: (place > limit) is outside), f"A place {'outside' if outside else 'in'} the top {limit} {scope}"
    return (lambda place: place == asked.place), f"{ordinal(asked.place or 0)} {scope}"


def _count(asked: Asked, snapshot: Snapshot) -> Verdict | None:
    """Of how many of the first places are a country's, a maker's or open models'; None where the capture has no ranks."""
    section = asked.section if asked.section in snapshot.sections() else None
    ranked = ranking_of(snapshot, metric=asked.metric, section=section).rows
    if not ranked:
        return None
    top = asked.within or 0
    theirs = {id(row) for row in rows_of_company(asked, [r.row for r in ranked])}
    within = {"global": "", "open_weights": "open_"}.get(asked.among, "country_")
    field = [r for r in ranked if within != "country_" or r.row.country == asked.among]
    places = (f"{within}row_rank", f"{within}rank", f"{within}maker_rank") if within else ("rank", "family_rank", "maker_rank")
    told: list[str] = []
    held: dict[str, int] = {}
    for (kind, unit), place in zip(UNITS.items(), places, strict=True):
        units: dict[Hashable, Row] = {}
        for entry in field:
            if (getattr(entry, place) or top + 1) <= top:
                units.setdefault(unit(entry.row), entry.row)
        if asked.scope in ("global", "open_weights") or all(row.country is not None for row in units.values()):
            mine = [row for row in units.values() if (id(row) in theirs if asked.company else inside(row, asked.scope))]
            held[kind] = len(mine)
            named = listed(list(dict.fromkeys(row.family or row.model for row in mine))[:10])
            told.append(f"{len(mine)} by {kind}{f' ({named})' if kind == 'family' and mine else ''}")
    if "row" not in held or (asked.scope == "open_weights" and all(r.row.open_weights is None for r in ranked)):
        return seen(asked, snapshot, "not_checkable", f"it does not say where all of the first {top} are from.", row=ranked[0].row)
    maker = next((r.row.maker for r in ranked if id(r.row) in theirs and r.row.maker), asked.company)
    whose: str = maker or {"open_weights": "open weights"}.get(asked.scope, scope_words(asked.scope).removeprefix("in "))
    first = f"first {top} {scope_words(asked.among)}" if within else f"first {top}"
    said = f"of the {first}, {listed(told)} {'have' if asked.scope == 'open_weights' else 'are of'} {whose}."
    wanted = asked.count or 0
    right = [kind for kind, number in held.items() if (number == wanted if not asked.bound else within_bound(asked, number, wanted))]
    plain = [kind for kind in right if kind != "maker" or asked.by_maker]
    more = [] if asked.bound else [kind for kind, number in held.items() if number > wanted > 0]  # "three of them": four are
    word: VerdictWord = "supported" if plain else "imprecise" if right or more else "contradicted"
    return seen(asked, snapshot, word, said, kind=next(iter(plain or right or more), None), row=ranked[0].row)
