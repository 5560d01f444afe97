"""What names and headlines have in common with those of their earlier and later versions; which headlines are routine or round-ups."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from amw.stories.lexicon import ENGLISH_MONTHS
from amw.tags.form import form_of
from amw.tags.notices import notice
from amw.text import fold

_DIGITS = re.compile(r"\d+")
_STAGES = frozenset("alpha beta rc dev preview latest release version edition v".split())
_VERBS = frozenset(("may", "march"))  # and months, where a number follows or nothing
HEAD = 5  # words before its number that a headline of a series has at most
WHOLE = 6  # words that such a headline has at most, unless it is a notice


@lru_cache(maxsize=4096)
def notice_of(title: str) -> str | None:
    """The event of release notes ("product_launch") or of a status report ("incident"), which are routine; None for any other headline."""
    found = notice(title)
    return found[0] if found else None


@lru_cache(maxsize=4096)
def rounds_up(title: str) -> bool:
    """Whether a headline is that of a newsletter or another round-up of many stories."""
    return form_of(title, "") == "newsletter"


def has_version(name: str) -> bool:
    """Whether a name says which of its line it is: "Claude Opus 5", not "Claude"."""
    return _DIGITS.search(name) is not None


def line_of(name: str) -> str:
    """The name without its version: "Grok 4.6" -> "grok", "Gemini 3.7 Flash" -> "gemini flash", "o3" -> "o"."""
    words = (_DIGITS.sub("", word) for word in fold(name).split())
    return " ".join(word for word in words if word and word not in _STAGES)


def series_of(title: str) -> str:
    """What a numbered or dated headline begins with: "Ollama v0.32.14" -> "ollama", "Changelist: March 2023" -> "changelist"; else ""."""
    words = fold(title[:200]).split()
    months = ENGLISH_MONTHS.keys() - (_VERBS - set(words[-1:]))
    head = next((at for at, word in enumerate(words) if word in months or _DIGITS.search(word)), None)
    if not head or head > HEAD or (len(words) > WHOLE and notice(title) is None):
        return ""
    return " ".join(word for word in words[:head] if word not in _STAGES and word not in _VERBS)


@lru_cache(maxsize=4096)
def _folded(title: str) -> str:
    return f" {fold(title)} "


def in_headline(names: Iterable[str], title: str) -> tuple[str, ...]:
    """Those of `names` that `title` has as whole words; of "GPT-5" and "GPT-5.2" only the longer where it stands."""
    line = _folded(title)
    found = [(name, key) for name in names if (key := fold(name)) and f" {key} " in line]
    return tuple(name for name, key in found if not any(other != key and other.startswith(f"{key} ") for _, other in found))
