"""The review queue's pure half: what an unresolved name may mean, what a decision would change, and the register with decisions applied.

Suggestions rank by string similarity and decide nothing; a person does. A decision is data (`Decision`), applied with `decide` and held
against stored texts and board rows with `backtest` before it ships.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import fuzz, process

from amw.companies.companies import Companies
from amw.companies.names import fold, mixes_scripts, skeleton, visible
from amw.companies.records import Company, Mention, Model, Name
from amw.companies.register import CatalogueError, Problem

SIMILAR = "similar letters"  # the weakest reason of a suggestion
MIN_SIMILARITY = 55.0  # rapidfuzz WRatio (0..100) under which a suggestion is noise
AROUND = 50  # characters on either side of a change that are shown
_SMALL_WORD = re.compile(r"(?<![\w.@/-])[a-z]+(?![\w.@/-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What an unresolved name may mean: a company's or a model's key, the name it resembles, how much (0..1), and in what way."""

    key: str
    name: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a reviewer decided of a `name`: it is the `same` as the company or model `key`, a `new` one of that key, or to `ignore`."""

    name: str
    action: Literal["same", "new", "ignore"]
    key: str | None = None
    kind: Literal["company", "model"] = "company"
    ambiguous: bool = False  # a company's, that counts in a text with context alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference that a new register makes: where (`id`), of what surface or spelling, from which company or model key to which.

    `context` is the words around a mention.
    """

    id: str
    surface: str
    before: str | None
    after: str | None
    what: Literal["mention", "board row"]
    context: str = ""


def suggest(register: Companies, name: str, *, limit: int = 5) -> list[Suggestion]:
    """The companies that `name` may mean, most similar first; empty when nothing is near. Never raises."""
    shown = visible(name)[:200]
    plain = skeleton(shown)
    if mixes_scripts(name) and (meant := register.resolve(plain)) is not None:
        return [Suggestion(key=meant.key, name=plain, score=0.99, reason="look-alike letters of another alphabet")]
    wanted = register.likeness_key(plain)
    if not wanted:
        return []
    names = register.similar_names
    best: dict[str, Suggestion] = {}
    scored = process.extract(wanted, [key for key, _, _ in names], scorer=fuzz.WRatio, limit=limit * 20, score_cutoff=MIN_SIMILARITY)
    for key, score, at in scored:
        _, company, text = names[at]
        score *= 0.5 + 0.5 * min(len(key), len(wanted)) / max(len(key), len(wanted))  # "YC" is a part of many names and likely none of them
        if company.key not in best or score / 100 > best[company.key].score:
            reason = "begins alike" if key[:4] == wanted[:4] else SIMILAR
            if key == wanted:
                score, reason = (score, "the same letters") if fold(text) == fold(plain) else (90.0, "the same but for words of many names")
            best[company.key] = Suggestion(key=company.key, name=text, score=round(score / 100, 3), reason=reason)
    return sorted(best.values(), key=lambda s: -s.score)[:limit]


def suggest_models(register: Companies, name: str, *, limit: int = 5) -> list[Suggestion]:
    """The registered models that a row's name may mean: those it names beside other words ("Agent + Claude 3 Opus"), then similar ones."""
    shown = visible(name)[:200]
    best: dict[str, Suggestion] = {}
    for mention in register.find(shown):
        if (model := mention.model) is not None and model.registered and model.key not in best:
            score = round(len(mention.surface) / len(shown), 3)
            best[model.key] = Suggestion(key=model.key, name=mention.surface, score=score, reason="names it")
    wanted = fold(shown)
    names = register.similar_models
    scored = process.extract(wanted, [key for key, _ in names], scorer=fuzz.ratio, limit=limit, score_cutoff=MIN_SIMILARITY)
    for _, score, at in scored if wanted else ():
        model = names[at][1]
        best.setdefault(model.key, Suggestion(key=model.key, name=model.own_name, score=round(score / 100, 3), reason=SIMILAR))
    return sorted(best.values(), key=lambda s: (s.reason == SIMILAR, -s.score))[:limit]


def words_among(names: Iterable[str], texts: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Those of `names`, single words with a capital, that `texts`, (id, text) each, hold in small letters: they are words too."""
    capitalised = {name for name in names if name.isascii() and name.isalpha() and not name.islower()}
    if not capitalised:
        return frozenset()
    small = {found[0] for _, text in texts for found in _SMALL_WORD.finditer(text)}
    return frozenset(name for name in capitalised if name.lower() in small)


def decide(register: Companies, decisions: Sequence[Decision]) -> Companies:
    """The register with `decisions` applied. Raises CatalogueError when one names an unknown company or model or claims another's name."""
    companies = {company.key: company for company in register.companies}
    models = {model.key: model for model in register.models}
    problems = []
    for number, decision in enumerate(decisions, 1):
        if decision.action == "ignore":
            continue
        if decision.kind == "model":
            problem = _decide_model(register, models, decision)
        else:
            problem = (_add_company if decision.action == "new" else _add_name)(register, companies, decision)
        if problem is not None:
            problems.append(Problem("decisions", number, f"{decision.name}: {problem}"))
    if problems:
        raise CatalogueError(problems)
    return Companies(companies.values(), models.values(), register.families, complete=register.complete)


def _add_company(register: Companies, companies: dict[str, Company], decision: Decision) -> str | None:
    """Adds the new company of a decision to `companies`; gives what forbids it, else None."""
    if decision.key is None or decision.key in companies:
        return "a new company needs a key of its own"
    owner = register.resolve(decision.name)
    if owner is not None and fold(owner.name) == fold(decision.name):
        return f"is {owner.key}'s own name"
    if owner is not None:  # what was thought a name of another company is split off
        left = companies[owner.key]
        companies[owner.key] = replace(left, names=tuple(name for name in left.names if fold(name.text) != fold(decision.name)))
    name = Name(text=decision.name, kind="self", ambiguous=decision.ambiguous)
    companies[decision.key] = Company(key=decision.key, name=decision.name, names=(name,))
    return None


def _add_name(register: Companies, companies: dict[str, Company], decision: Decision) -> str | None:
    """Adds the name of a decision to the one of `companies` that it is a name of; gives what forbids it, else None."""
    if (company := companies.get(decision.key or "")) is None:
        return f"unknown company {decision.key!r}"
    owner = register.resolve(decision.name)
    if owner is not None and owner.key != company.key:
        return f"is {owner.key}'s name"
    companies[company.key] = replace(company, names=(*company.names, Name(text=decision.name, ambiguous=decision.ambiguous)))
    return None


def _decide_model(register: Companies, models: dict[str, Model], decision: Decision) -> str | None:
    """Applies a decision about a model's spelling to `models`; gives what forbids it, else None."""
    meant, key, name = register.resolve_model(decision.name), decision.key or "", decision.name
    if meant is not None and meant.registered and meant.key != key:
        return f"is a spelling of {meant.key}"
    if (decision.action == "new") == (key in models):
        return "a new model needs a key of its own" if key in models else f"unknown model {decision.key!r}"
    known = models.get(key) or Model(key=key, name=name)
    models[key] = replace(known, names=(*known.names, name))
    return None


def backtest(
    before: Companies,
    after: Companies,
    texts: Iterable[tuple[str, str]],
    rows: Iterable[tuple[str, str, Callable[[Companies], str | None]]] = (),
) -> list[Change]:
    """What would change for stored `texts`, (id, text) each, and board `rows`, in their order.

    A row is its id, its spelling, and what any register makes of it.
    """
    changes = []
    for id_, text in texts:
        old = {(m.start, m.end): m for m in before.find(text)}
        new = {(m.start, m.end): m for m in after.find(text)}
        for span in sorted(old.keys() | new.keys()):
            was, now = _meaning(old.get(span)), _meaning(new.get(span))
            if was != now:
                around = " ".join(text[max(0, span[0] - AROUND) : span[1] + AROUND].split())
                changes.append(Change(id=id_, surface=text[span[0] : span[1]], before=was, after=now, what="mention", context=around))
    for id_, raw, meaning in rows:
        was, now = meaning(before), meaning(after)
        if was != now:
            changes.append(Change(id=id_, surface=raw, before=was, after=now, what="board row"))
    return changes


def _meaning(mention: Mention | None) -> str | None:
    if mention is None:
        return None
    if mention.kind == "model" and mention.model is not None:
        return f"model {mention.model.key}"
    return mention.company.key if mention.company is not None else f"? {mention.surface}"
