"""Families of models, and the words that stand for families and for their makers in spellings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from amw.companies.register import read_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A line of models: its canonical name, its maker's key, and whether its name is also a word ("Claude", "Nova")."""

    key: str
    name: str
    maker: str
    ambiguous: bool = False
    mode: bool = False  # thinking is a mode of its models, not another set of weights
    mode_since: float | None = None  # the version from which it is
    names: tuple[str, ...] = ()
    bare: bool = True  # the family's name alone names a model in running text

    def thinks(self, tokens: Iterable[str]) -> bool:
        """Whether thinking is a mode of the model whose spelling has these tokens."""
        if self.mode or self.mode_since is None:
            return self.mode
        versions = (re.fullmatch(r"[a-z]?(\d{1,2}(?:\.\d)?)", token) for token in tokens)
        return any(found is not None and float(found[1]) >= self.mode_since for found in versions)


_NO_LETTER = re.compile(r"[\W_]+")


@cache
def catalogue_families() -> tuple[Family, ...]:
    """The families of the shipped catalogue."""
    return tuple(family_of(row.data) for row in read_rows("models", "family"))


def family_of(data: Mapping[str, Any]) -> Family:
    """The family of one catalogue row: `key`, `name`, `maker`, optional `names`, `ambiguous`, `mode`, `mode_since`, `bare`."""
    stated = {field: data[field] for field in ("key", "name", "maker", "ambiguous", "mode", "mode_since", "bare") if field in data}
    return Family(**stated, names=tuple(data.get("names", ())))


@cache
def family_words() -> dict[str, Family]:
    words: dict[str, Family] = {}
    for family in catalogue_families():
        for name in (family.key, family.name, *family.names):
            words.setdefault(_NO_LETTER.sub("", name.casefold()), family)
    return words


@cache
def line_makers() -> frozenset[str]:
    """The companies, by key, that have a line of models; another one that stands in front of a model sells it."""
    return frozenset(family.maker for family in catalogue_families())


def is_seller(name: str) -> bool:
    """Whether a part of a path, in small letters, is the name of a company that has no line of models."""
    company = maker_words().get(_NO_LETTER.sub("", name))
    return company is not None and company not in line_makers()


@cache
def maker_words() -> dict[str, str]:
    """Folded names and handles of organisations -> company key, for paths and leading words of spellings."""
    words: dict[str, str] = {}
    for row in read_rows("companies", "company"):
        abroad = (name for names in row.data.get("names", {}).values() for name in names)
        for name in (row.data["key"], row.data["name"], *row.data.get("handles", ()), *row.data.get("trade", ()), *abroad):
            text = name["name"] if isinstance(name, Mapping) else name
            words.setdefault(_NO_LETTER.sub("", text.casefold()), row.data["key"])
    return words
