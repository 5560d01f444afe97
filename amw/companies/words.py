"""Words by which names are told from words: the lists of words.toml, each described there."""

from __future__ import annotations

import re
from importlib.resources import files

import tomli

LISTS = {
    name: frozenset(word.replace("_", " ") for word in listed.split())
    for name, listed in tomli.loads((files("amw.companies") / "words.toml").read_text(encoding="utf-8")).items()
}
GENERIC, VERBS, LEADING, NOT_COMPANIES = LISTS["generic"], LISTS["verbs"], LISTS["leading"], LISTS["not_companies"]
FIRST_NAMES, ORDINARY = LISTS["first_names"], LISTS["ordinary"]


def any_of(name: str) -> str:
    """The list `name` as the alternatives of a pattern."""
    return "|".join(map(re.escape, sorted(LISTS[name])))
