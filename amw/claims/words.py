"""The words of `understood.toml`, by section and language."""

from __future__ import annotations

from importlib.resources import files

import tomli

_SECTIONS = tomli.loads((files(__package__) / "understood.toml").read_text(encoding="utf-8"))
# Words that say what a board or a figure is about, by a part of its key.
ABOUT = {part: frozenset(words.split()) for part, words in _SECTIONS.pop("about").items()}
# Adverbs in -ly and nouns like them that may bound a claim; any other adverb of manner leaves it as it is.
BOUNDING = frozenset(_SECTIONS.pop("bounding")["english"].split())
# What leaves a claim as it is behind each preposition, by language; what may stand between "best" and its noun, "the" and a board, a leader.
OBJECTS = {
    language: {word: frozenset(words.split()) for word, words in of_it.items()} for language, of_it in _SECTIONS.pop("objects").items()
}
BEFORE_NOUN, BEFORE_BOARD, BEFORE_LEADER = (
    frozenset(_SECTIONS.pop(name)["english"].split()) for name in ("before_noun", "before_board", "before_leader")
)
# What people call a board before its name.
ESTEEM = frozenset(_SECTIONS.pop("esteem")["english"].split())
WORDS = {name: {language: frozenset(text.split()) for language, text in words.items()} for name, words in _SECTIONS.items()}
