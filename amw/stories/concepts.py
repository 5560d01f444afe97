"""What is reported to happen, as a few dozen concepts that different words and languages share: sue, lawsuit and 起诉 are one."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from amw.stories.stemming import stem


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in files("amw.stories").joinpath("concepts.txt").read_text("utf-8").splitlines():
        concept, _, words = line.partition(": ")
        if not line.startswith("#"):
            for word in words.split():
                key = stem(word)
                if concept not in table.get(key, ()):
                    table[key] = (*table.get(key, ()), concept)
    return table


def concepts_of(form: str) -> tuple[str, ...]:
    """The concepts that a stem (or a Chinese word) speaks of; mostly none."""
    return _words().get(form, ())


@lru_cache(maxsize=1)
def chinese_forms() -> dict[str, tuple[str, ...]]:
    """The Chinese words among them."""
    return {word: concepts for word, concepts in _words().items() if not word.isascii()}
