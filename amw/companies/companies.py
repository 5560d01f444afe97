"""The register at work: `Companies` resolves names, finds mentions and resolves models."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any

from amw.companies.find import Finder
from amw.companies.mentions import find_mentions
from amw.companies.models.families import Family, catalogue_families
from amw.companies.models.index import ModelIndex
from amw.companies.models.short import lettered_families
from amw.companies.names import compact, fold, normalise
from amw.companies.records import Company, Mention, Model, Role
from amw.companies.register import CatalogueError, Row, companies_of, forget_parsed, models_of, read_rows
from amw.companies.resolve import Resolver, without_team

OF_MANY = 10  # companies with a word in their names, from which on it makes none like another


class Companies:
    """A register of companies and models. Immutable once built; share it between threads and stages."""

    def __init__(
        self, companies: Iterable[Company], models: Iterable[Model] = (), families: Iterable[Family] = (), *, complete: bool = False
    ) -> None:
        """`complete` says that the rows list the short names too, so that the beginning of a longer name is not taken for one."""
        self.complete = complete
        self._companies = {company.key: company for company in companies}
        self._models = {model.key: model for model in models}
        self._families = tuple(families)
        # a line of models named where a maker was asked for, but for names that are words ("Nova")
        self._makers = {compact(f.name): f.maker for f in self._families if f.bare or not f.ambiguous}
        self.told_models: dict[tuple[str, int, int], tuple[Model | None, float, bool]] = {}  # of `find_mentions`

    # A process that resolves names looks for none in texts, and the other way round: each index is made when it is first asked.

    @cached_property
    def _model_index(self) -> ModelIndex:
        return ModelIndex(self._models.values())

    @cached_property
    def lettered_families(self) -> dict[str, list[tuple[Family, frozenset[str]]]]:
        """By key of a maker its families whose versions begin with a letter, with the letters."""
        return lettered_families(self)

    @cached_property
    def model_versions(self) -> frozenset[tuple[str, str | None]]:
        """The versions and the variants of each family that the registered models have: ("deepseek", "4"), ("deepseek", "flash")."""
        return frozenset((m.family, said) for m in self.models for said in (m.version, m.variant) if said is not None)

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(self._companies.values(), complete=self.complete)

    @cached_property
    def _finder(self) -> Finder:
        named = ((name, company) for company in self._companies.values() for name in company.names)
        return Finder(
            (
                (name.text, (company, name))
                for name, company in named
                if name.kind != "handle" and not (name.kind == "misspelling" and len(name.text) < 5)
            ),
            self._families,
        )

    @classmethod
    def load(cls) -> Companies:
        """The register of the shipped catalogue. Raises CatalogueError, with file and line, for duplicate or contradictory rows."""
        return _shipped()

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, Any]], models: Iterable[Mapping[str, Any]] = ()) -> Companies:
        """A register of catalogue-like rows: `name` (or `canonical`), optional `key` (`id`, `eid`), `country`, `aliases` and the
        other fields of companies.toml. A name that two rows share stays, and resolves to neither. Raises CatalogueError for a
        row without a name or a duplicate key, with its number.
        """
        companies, problems = companies_of(Row("rows", number, row) for number, row in enumerate(rows, 1))
        if problems := [p for p in problems if " is also " not in p.message]:
            raise CatalogueError(problems)
        found, more = models_of((Row("models", number, row) for number, row in enumerate(models, 1)), companies)
        if more:
            raise CatalogueError(more)
        return cls(companies, found)

    @property
    def families(self) -> tuple[Family, ...]:
        """The families of models that are looked for in texts."""
        return self._families

    @cached_property
    def namesakes(self) -> dict[str, list[Family]]:
        """The families of other makers whose names end in a family's, by its key: Deepgram Nova for Nova, Amazon's."""
        ending: dict[str, list[Family]] = {}
        for family in self._families:
            words = family.name.split(" ")
            for at in range(1, len(words)):
                ending.setdefault(" ".join(words[at:]), []).append(family)
        return {family.key: [f for f in ending.get(family.name, ()) if f.maker != family.maker] for family in self._families}

    @cached_property
    def similar_names(self) -> list[tuple[str, Company, str]]:
        """(`likeness_key`, company, name) of every name, for ranking suggestions."""
        return [(self.likeness_key(n.text), c, n.text) for c in self._companies.values() for n in c.names if n.kind != "handle"]

    def likeness_key(self, name: str) -> str:
        """The match key of `name` without the words of many companies ("AI", "Ventures"), which make none like another."""
        words = (normalise(name) or fold(name)).split()
        return " ".join([word for word in words if word not in self._words_of_many] or words)

    @cached_property
    def _words_of_many(self) -> frozenset[str]:
        counts = Counter(word for c in self._companies.values() for word in {word for n in c.names for word in normalise(n.text).split()})
        return frozenset(word for word, count in counts.items() if count >= OF_MANY)

    @cached_property
    def similar_models(self) -> list[tuple[str, Model]]:
        """(folded own name, model) of every registered model, for ranking suggestions."""
        return [(fold(model.own_name), model) for model in self._models.values()]

    def __len__(self) -> int:
        return len(self._companies)

    @property
    def companies(self) -> tuple[Company, ...]:
        """All companies, in catalogue order."""
        return tuple(self._companies.values())

    @property
    def models(self) -> tuple[Model, ...]:
        """All registered models, in catalogue order."""
        return tuple(self._models.values())

    def company(self, key: str) -> Company | None:
        """The company with this key."""
        return self._companies.get(key)

    def model(self, key: str) -> Model | None:
        """The registered model with this key."""
        return self._models.get(key)

    def resolve(self, name: str, *, at: date | None = None) -> Company | None:
        """The one company that `name` means (at `at`, where given), or None: unknown, ambiguous, or spelled with look-alike letters."""
        found = self._resolver.resolve(name, at.date() if isinstance(at, datetime) else at)
        if found is not None or not self._makers:
            return found
        if "/" in name and " " not in name and "." not in (host := name.rpartition("/")[0]):  # neither prose nor an address
            model, other = (self._model_index.find(part, None) for part in (name, host))
            if model is not None and model.registered and (other is None or not other.registered or other.maker == model.maker):
                return self._companies.get(model.maker or "")  # "qwen/qwen3.7-max" is its maker's
        return self._companies.get(self._makers.get(compact(without_team(name)), ""))

    def find(self, text: str, *, title: str | None = None) -> list[Mention]:
        """The mentions in `text`, left to right, none overlapping, with role and salience; offsets count from the start of `text`.

        The title is `title` where the text begins with it, else the first line. Unknown names that the wording shows to be
        organisations are mentions too, with `company` None. Bounded: 100,000 characters are read.
        """
        return find_mentions(self, self._finder, text, title=title)

    def resolve_model(self, name: str, *, maker: str | None = None) -> Model | None:
        """The model that a spelling means, with its `effort` set where the spelling states one, or None where not even the family is known.

        `maker` (a company key or name) helps with spellings that lack the family's name. Variants never share a key; spellings of
        one model always do. A model of a known family that is not registered yet comes back with `registered` False.
        """
        key = None
        if maker is not None:
            company = self._companies.get(maker) or self.resolve(maker)
            key = company.key if company is not None else None
        return self._model_index.find(name, key)

    def model_said(self, name: str, maker: str) -> Model | None:
        """The model that a text means by `name`, a spelling of a family of `maker`; as `resolve_model`, but named as the text names it."""
        return self._model_index.said(name, maker)


def find_registered(text: str, *, title: str | None = None, publisher: str | None = None) -> list[Mention]:
    """`Companies.load().find`, as a function that another process can be asked for.

    Its companies and models come without their lists of names, which would be most of what has to travel. `publisher` is the key of the
    company whose own site the text is from; where the text does not name it, it comes first, as a mention without a letter
    (`text[0:0]`, rule "publisher"): the one who acts, unless the text tells of another.
    """
    found = [_without_names(mention) for mention in _shipped().find(text, title=title)]
    company = _nameless_company(publisher) if publisher is not None else None
    if company is None or any(m.company is not None and m.company.key == company.key for m in found):
        return found
    role: Role = "secondary" if any(m.role == "primary" for m in found) else "primary"
    return [Mention(start=0, end=0, surface="", company=company, role=role, rule="publisher"), *found]


def _without_names(mention: Mention) -> Mention:
    company, model = mention.company, mention.model
    if company is not None:
        company = _nameless_company(company.key)
    if model is not None and model.names:
        model = replace(model, names=())
    return mention if company is None and model is None else replace(mention, company=company, model=model)


@cache
def _nameless_company(key: str) -> Company | None:
    company = _shipped().company(key)
    return None if company is None else replace(company, names=())


@cache
def _shipped() -> Companies:
    companies, problems = companies_of(read_rows("companies", "company"))
    models, more = models_of(read_rows("models", "model"), companies)
    if problems or more:
        raise CatalogueError(problems + more)
    register = Companies(companies, models, catalogue_families(), complete=True)
    forget_parsed()
    return register
