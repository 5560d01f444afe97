"""What one capture says of one claim: its place, score, comparison, or who stands ahead, with the sentence that tells it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from amw.boards import names
from amw.boards.matching import exact_words, is_setting, is_variant, rows_like, rows_meant, rows_of_maker, signature
from amw.boards.move import shown
from amw.boards.ranks import family_of, maker_of
from amw.boards.records import RankedRow, Row, Snapshot
from amw.claims import scopes
from amw.claims.asked import Asked
from amw.claims.judge_figures import judge_measure, judge_score, score_note
from amw.claims.judge_rivals import at_effort, judge_comparison, rows_of
from amw.claims.record import CLOSED
from amw.claims.sentence import scope_in
from amw.claims.standings import PLAIN, Standing, countries_of, leader_of, makers_best, ranked_rows, standing
from amw.claims.verdict import Verdict, VerdictWord, introduction, judged, kind_words, listed, scope_words, where_it_stands, within_bound
from amw.text import ordinal

STYLED_SINCE = date(2025, 6, 1)  # Arena orders its models with style control since about then
_BARE = re.compile(r"[A-Z]\d{1,2}\.\d{1,2}")
# What a name may have more than the board's: "Trae Agent" where it writes TRAE, "Grok 3 (chocolate)".
_MORE_OF_NAME = re.compile(r"\s(?:agent|assistant|model|system|ai|\([^()]*\))\Z", re.IGNORECASE)
_VERSION_SIGN = re.compile(r"\bv(?=\d)", re.IGNORECASE)


def on_capture(asked: Asked, snapshot: Snapshot | None) -> Verdict | None:
    """The verdict by one capture; None when it has no row of the model."""
    if snapshot is None:
        return None
    if asked.count is not None:
        return _count(asked, snapshot)
    parted = bool(asked.section) and asked.section in snapshot.sections()
    rows = [row for row in snapshot.rows if not parted or row.section == asked.section]
    whole_board = snapshot
    if asked.home:
        rows = [row for row in rows if row.country in countries_of(asked.home)] or rows_of_maker(asked.home, rows)
        snapshot = replace(snapshot, rows=tuple(rows))
        if not rows:
            return Verdict(
                verdict="not_checkable", snapshot=whole_board, evidence=f"{introduction(asked, whole_board)} it has none of {asked.home}."
            )
    mine: list[Row] = []
    longer: list[Row] = []
    like: list[Row] = []
    if asked.model:
        mine = rows_meant(asked.model, rows, model_key=asked.model_key) or rows_meant(_MORE_OF_NAME.sub("", asked.model), rows)
        mine = mine or [row for row in rows if row.maker and _without_maker(asked.model, row.maker) in (row.raw_name, row.model)]
        mine = at_effort(asked.model, mine)
        like = [row for row in rows_like(asked.model, rows) if row not in mine]
        if not mine and not like:  # "Kling v3 Pro" of a board that writes 3.0
            like = rows_like(_VERSION_SIGN.sub("", asked.model), rows)
        longer = [row for row in like if not is_variant(asked.model, row)] or [row for row in like if is_setting(asked.model, row)]
        if not mine and longer:
            return _by_longer_names(asked, snapshot, longer, rows)
    elif asked.company:
        mine = rows_of_maker(asked.company, rows, key=asked.company)
    elif asked.place == 1 and asked.score is not None:  # "the top score is 57": of whoever leads
        first = leader_of(snapshot, metric=asked.metric, section=rows[0].section if rows else None)
        mine, asked = [first.row] if first is not None else [], replace(asked, kind="score")
    if not mine and like and asked.kind in ("rank", "lead", "score"):  # "Gemini 2.0" of a board that has its Flash
        found = _on_rows(asked, snapshot, like, rows)
        return replace(found, verdict="imprecise") if found.verdict in ("supported", "imprecise") else None
    if not mine:
        return None
    found = _on_rows(asked, snapshot, mine, rows)
    if found.verdict == "contradicted" and (doubt := _doubt(asked, snapshot, rows)):
        return replace(found, verdict="not_checkable", evidence=f"{found.evidence} {doubt}")
    plain, named = exact_words(asked.model or ""), signature(asked.model or "")[0]
    begins = [row for row in like if names.key(row.raw_name).startswith(names.key(asked.model or "")) or exact_words(row.raw_name) == plain]
    whole = [row for row in begins if row in longer or is_setting(asked.model or "", row)]
    whole += [row for row in rows if asked.model and row.raw_name.startswith(f"{asked.model} + ") and row not in whole]  # an agent's rows
    whole += [
        row
        for row in rows
        if " + " in row.raw_name and signature(row.raw_name.rpartition(" + ")[2])[0] == named and row not in mine + whole
    ]
    if found.verdict not in ("supported", "not_checkable") and whole:  # "DeepSeek-V3.2-Exp": there is one (Chat) and one (Reasoner)
        other = _on_rows(asked, snapshot, whole, rows)
        found = other if other.verdict == "supported" or (found.verdict == "contradicted" and other.verdict == "imprecise") else found
    if found.verdict == "contradicted" and asked.efforts:
        return _at_settings(asked, snapshot, mine, rows) or found
    return found


def _without_maker(model: str, maker: str) -> str:
    """A name without its maker's in front: "Speech 2.8 HD" of "MiniMax Speech 2.8 HD"."""
    return re.sub(rf"\A{re.escape(maker)}\s+", "", model, flags=re.IGNORECASE)


def _at_settings(asked: Asked, snapshot: Snapshot, mine: Sequence[Row], rows: Sequence[Row]) -> Verdict | None:
    """The verdict by the rows of one setting, where the sentence speaks of settings; None where none of them bears the claim out.

    As said where the sentence names the row's effort, else imprecise.
    """
    by_setting = [(row, _on_rows(asked, snapshot, [row], rows)) for row in mine] if len(mine) > 1 else []
    holding = [(row, verdict) for row, verdict in by_setting if verdict.verdict in ("supported", "imprecise")]
    for row, verdict in holding:
        if row.effort in asked.efforts:
            return verdict
    return replace(holding[0][1], verdict="imprecise") if holding else None


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

    They may be another model, so they can support a claim but contradict none.
    """
    found = _on_rows(asked, snapshot, longer, rows)
    if found.verdict in ("supported", "imprecise") or _of_its_maker(asked, longer):
        return found
    names_there = listed(list(dict.fromkeys(row.raw_name for row in longer))[:3])
    told = f"{introduction(asked, snapshot)} it has no row of {asked.model} by that name, only of {names_there}."
    return Verdict(verdict="not_checkable", snapshot=snapshot, row=longer[0], evidence=told)


def _of_its_maker(asked: Asked, longer: Sequence[Row]) -> bool:
    """Whether a version told without its line ("Moonshot's K2.6") means the rows that hold it: they are all of the maker that is told."""
    theirs = rows_of_maker(asked.company, longer, key=asked.company) if asked.company and _BARE.fullmatch(asked.model or "") else []
    return len(theirs) == len(longer) and len({family_of(row) for row in longer}) == 1


def _on_rows(asked: Asked, snapshot: Snapshot, mine: list[Row], rows: Sequence[Row]) -> Verdict:
    if asked.but and asked.kind in ("rank", "lead"):
        return _without(asked, snapshot, mine, rows)
    section = mine[0].section if asked.section and any(row.section == asked.section for row in mine) else (mine[0].section or None)
    ahead_of_all = asked.among == asked.scope and asked.count is None
    found = standing(snapshot, mine, asked.scope, metric=asked.metric, section=section, outsider=ahead_of_all)
    if (
        found is None and asked.measure not in ("", "volume") and asked.kind not in ("rank", "lead")
    ):  # prices are told of boards that rank nobody
        found = Standing(snapshot=snapshot, best=RankedRow(row=mine[0]), ranked=())
    if found is None:
        told = f"{introduction(asked, snapshot)} {mine[0].raw_name} has no score yet."
        return Verdict(verdict="not_checkable", snapshot=snapshot, row=mine[0], evidence=told)
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
    of_each = {name: [row for row in rows if _is_of(row, name)] or _named(name, asked, rows) for name in asked.but}
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


def _named(name: str, asked: Asked, rows: Sequence[Row]) -> list[Row]:
    return [] if name == CLOSED or _is_country(name) else rows_of(name, asked, rows)


def _is_country(name: str) -> bool:
    return len(name) == 2 and name.isupper()


def _is_of(row: Row, name: str) -> bool:
    """Whether a row is of the country `name`, or without open weights where closed models are meant."""
    return row.open_weights is False if name == CLOSED else _is_country(name) and row.country in countries_of(name)


def _place(asked: Asked, found: Standing) -> Verdict:
    head = introduction(asked, found.snapshot)
    if asked.scope == "open_weights" and found.row.open_weights is None:
        return judged(found, "not_checkable", f"{head} it does not say which models have open weights.")
    if asked.scope not in ("global", "open_weights") and found.row.country is None:
        return judged(found, "not_checkable", f"{head} it does not say where the maker of {found.row.raw_name} is.")
    if asked.styled and "style control" not in found.places and found.snapshot.captured_at.date() < STYLED_SINCE:
        return judged(found, "not_checkable", f"{head} it does not show places with style control.")
    holds, claimed = _test(asked)
    where = where_it_stands(found)
    if holds is None:
        return judged(found, "not_checkable", f"{head} {where}. The claim names no place.")
    plain: tuple[str, ...] = PLAIN if not asked.by_maker else (*PLAIN, "maker", "measured maker", "current maker")
    plain += ("style control",) if asked.styled or found.snapshot.captured_at.date() >= STYLED_SINCE else ()
    plain += tuple(kind for kind in found.places if _named_so(asked, kind))
    if asked.tied:  # who is level with another may be so with one of its settings
        plain += ("rounded row", "rounded family", *(kind for kind in found.places if kind.startswith("row of ") and kind != "row of all"))
    order = ["maker", *plain] if asked.by_maker else list(plain)
    kind = next((k for k in order if k in found.places and holds(found.places[k])), None)
    if kind is not None:
        return judged(found, "supported", f"{head} {where}. {claimed} holds {kind_words(kind)}.{score_note(asked, found)}", kind=kind)
    others = {k: place for k, place in found.places.items() if not _of_other(asked, found, k)}
    kind = next((k for k, place in others.items() if holds(place)), None)
    if kind is None and found.spans and asked.place is not None:
        kind = next((k for k, (low, high) in found.spans.items() if low <= asked.place <= high), None)
        if kind is not None and (asked.tied or asked.spread):
            return judged(found, "supported", f"{head} {where}. {claimed} holds {kind_words(kind)}.", kind=kind)
    if kind is not None:
        counted = f"{kind_words(kind)}{_by_which(asked, found, kind)}"
        return judged(found, "imprecise", f"{head} {where}. {claimed} holds only {counted}.", kind=kind)
    beside = [k for k in plain if asked.tied and asked.place is not None and abs(found.places.get(k, 0) - asked.place) == 1]
    if beside:
        return judged(found, "imprecise", f"{head} {where}. {claimed} is beside its place {kind_words(beside[0])}.", kind=beside[0])
    if _between(asked, found, others):
        told = f"{claimed} lies between its places by one and by another kind of rank."
        return judged(found, "supported" if asked.tied else "imprecise", f"{head} {where}. {told}", kind="between")
    leader = found.ranked[0]
    first = f" First is {leader.row.raw_name} with {shown(leader.score)}." if asked.place == 1 and asked.scope == "global" else ""
    return judged(found, "contradicted", f"{head} {where}. {claimed} holds by no kind of rank.{first}")


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
    if asked.place == 1 and not asked.read and scope_in(asked.told) in (None, "global") and not scopes.DOMESTIC.search(asked.told):
        return True
    if not asked.told:
        return False
    ahead = [r.row for r in found.ranked if (r.rank or 0) < (found.best.rank or 0)]
    outside = [row for row in ahead if (row.open_weights is False if narrow == "open_weights" else row.country != narrow)]
    told = _letters(asked.told)
    return any(len(name := _letters(row.family or row.model)) > 3 and name in told for row in outside)


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _between(asked: Asked, found: Standing, places: Mapping[str, int]) -> bool:
    """Whether a place told of a rating lies between those it has: sites rank ratings by intervals, style and lines of models in turn."""
    if asked.place is None or asked.scope != "global" or found.snapshot.metric != "rating":
        return False
    lowest = max(places.get("row", 0), found.best.rank or 0)
    spread = [low for low, _ in found.spans.values()]
    return min([*spread, *(places[k] for k in ("row", "family", "maker", "site", "style control") if k in places)]) < asked.place < lowest


def _named_so(asked: Asked, kind: str) -> bool:
    """Whether a kind of rank is the place of another row that bears the very name told: "claude-opus-4-7" beside its thinking row."""
    name = kind.removeprefix("row of ").rpartition(" with ")[0] if kind.startswith("row of ") else ""
    return bool(name) and names.key(name) == names.key(asked.model or "")


def _by_which(asked: Asked, found: Standing, kind: str) -> str:
    """By which row of the maker its place is counted, where that is of another model."""
    best = makers_best(found, asked.scope)
    another = kind.endswith("maker") and family_of(best.row) != family_of(found.row)
    return f", whose best is {best.row.raw_name}" if another else ""


def _test(asked: Asked) -> tuple[Callable[[int], bool] | None, str]:
    scope = scope_words(asked.scope)
    if asked.within is not None:
        limit = asked.within
        if asked.bound == "outside":
            return (lambda place: place > limit), f"A place outside the top {limit} {scope}"
        return (lambda place: place <= limit), f"A place in the top {limit} {scope}"
    if asked.place is None:
        return None, ""
    wanted = asked.place
    return (lambda place: place == wanted), f"{ordinal(wanted)} {scope}"


def _count(asked: Asked, snapshot: Snapshot) -> Verdict | None:
    """Of how many of the first places are a country's, a maker's or open models'; None where the capture has no ranks."""
    section = asked.section if asked.section in snapshot.sections() else None
    ranked = [r for r in ranked_rows(snapshot, metric=asked.metric, section=section) if r.rank is not None]
    if not ranked:
        return None
    head, top = introduction(asked, snapshot), asked.within or 0
    theirs = {id(row) for row in rows_of_maker(asked.company or "", [r.row for r in ranked], key=asked.company)} if asked.company else set()
    within = {"global": "", "open_weights": "open_"}.get(asked.among, "country_")
    field = [r for r in ranked if within != "country_" or r.row.country == asked.among]
    places = ("rank", "family_rank", "maker_rank") if not within else (f"{within}row_rank", f"{within}rank", f"{within}maker_rank")
    told: list[str] = []
    held: dict[str, int] = {}
    for kind, place, unit in zip(("row", "family", "maker"), places, (None, family_of, maker_of), strict=True):
        inside: dict[object, Row] = {}
        for entry in field:
            at = getattr(entry, place)
            if at is not None and at <= top:
                inside.setdefault(entry.row.key if unit is None else unit(entry.row), entry.row)
        if asked.scope not in ("global", "open_weights") and any(row.country is None for row in inside.values()):
            continue
        mine = [row for row in inside.values() if _counts(asked, row, theirs)]
        held[kind] = len(mine)
        named = listed(list(dict.fromkeys(row.family or row.model for row in mine))[:10])
        told.append(f"{len(mine)} by {kind}{f' ({named})' if kind == 'family' and mine else ''}")
    if "row" not in held or (asked.scope == "open_weights" and all(r.row.open_weights is None for r in ranked)):
        said = f"{head} it does not say where all of the first {top} are from."
        return Verdict(verdict="not_checkable", snapshot=snapshot, row=ranked[0].row, evidence=said)
    maker = next((r.row.maker for r in ranked if id(r.row) in theirs and r.row.maker), asked.company)
    whose = maker or {"open_weights": "open weights"}.get(asked.scope, scope_words(asked.scope).removeprefix("in "))
    first = f"first {top}" if not within else f"first {top} {scope_words(asked.among)}"
    evidence = f"{head} of the {first}, {listed(told)} {'have' if asked.scope == 'open_weights' else 'are of'} {whose}."
    right = [kind for kind, number in held.items() if _agrees(asked, number)]
    plain = [kind for kind in right if kind != "maker" or asked.by_maker]
    more = [] if asked.bound else [kind for kind, number in held.items() if number > (asked.count or 0) > 0]  # "three of them": four are
    word: VerdictWord = "supported" if plain else "imprecise" if right or more else "contradicted"
    return Verdict(
        verdict=word, rank_kind=next(iter(plain or right or more), None), snapshot=snapshot, row=ranked[0].row, evidence=evidence
    )


def _counts(asked: Asked, row: Row, theirs: set[int]) -> bool:
    if asked.company:
        return id(row) in theirs
    return bool(row.open_weights) if asked.scope == "open_weights" else row.country in countries_of(asked.scope)


def _agrees(asked: Asked, number: int) -> bool:
    wanted = asked.count or 0
    bounded = within_bound(asked, number, wanted)
    return number == wanted if bounded is None else bounded
