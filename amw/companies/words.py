"""Words that stand where a company's name could stand and are none, or are one only with a capital."""

from __future__ import annotations

from importlib.resources import files

import tomli

_WORDS = tomli.loads((files("amw.companies") / "words.toml").read_text(encoding="utf-8"))

GENERIC = frozenset(_WORDS["generic"])
VERBS = frozenset(_WORDS["verbs"])
LEADING = frozenset(_WORDS["leading"])
NOT_COMPANIES = frozenset(_WORDS["not_companies"])
FIRST_NAMES = frozenset(_WORDS["first_names"])
ORDINARY = frozenset(_WORDS["ordinary"])
