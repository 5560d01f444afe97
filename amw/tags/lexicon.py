"""All words of the tag tables found in one pass over a text (Aho & Corasick 1975), each with its votes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import ahocorasick  # type: ignore[import-not-found,import-untyped,unused-ignore]

_FILES = {"event": "events.toml", "segment": "segments.toml", "relevance": "relevance.toml", "state": "states.toml"}
STRENGTHS = {"strong": 3.0, "medium": 1.2, "weak": 0.5, "acronym": 5.0, "against": -1.5}


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase with its votes (table, tag, weight); `whole` where it must not continue a Latin word on either side."""

    text: str
    votes: tuple[tuple[str, str, float], ...]
    open_left: bool
    open_right: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found at [start, end)."""

    term: Term
    start: int
    end: int


def lowered(text: str) -> str:
    """`text` in lower case with every character at its offset, even where full lower-casing would lengthen it."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def hits(low: str) -> Iterator[Hit]:
    """The terms of all tables in `low` (lower case), in the order of their ends."""
    last = len(low) - 1
    for end, term in automaton().iter(low):
        start = end - len(term.text) + 1
        if not term.open_left and start and _latin(low[start - 1]):
            continue
        if not term.open_right and end < last and _latin(low[end + 1]):
            continue
        yield Hit(term, start, end + 1)


def _latin(c: str) -> bool:
    return (c.isascii() and c.isalnum()) or "\u00c0" <= c <= "\u024f"


@cache
def automaton() -> ahocorasick.Automaton:
    """The automaton over all tables; built once."""
    votes: dict[tuple[str, bool], list[tuple[str, str, float]]] = {}
    for table, tag, strength, term in entries():
        text = term.lower()
        open_right = text.endswith("*")
        votes.setdefault((text.rstrip("*"), open_right), []).append((table, tag, STRENGTHS[strength]))
    machine = ahocorasick.Automaton()
    merged: dict[str, tuple[list[tuple[str, str, float]], bool]] = {}
    for (text, open_right), cast in votes.items():
        known, was_open = merged.get(text, ([], False))
        merged[text] = (known + cast, was_open or open_right)
    for text, (cast, open_right) in merged.items():
        machine.add_word(
            text,
            Term(text, tuple(sorted(cast, key=lambda vote: vote[0] != "state")), not _latin(text[0]), open_right or not _latin(text[-1])),
        )
    machine.make_automaton()
    return machine


def entries() -> Iterator[tuple[str, str, str, str]]:
    """(table, tag, strength, term) of every line of the tables."""
    for table, name in _FILES.items():
        content = tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))
        groups = content.items() if table != "relevance" else [("relevant", content)]
        for tag, strengths in groups:
            for strength, terms in strengths.items():
                for term in terms:
                    yield table, tag, strength, term
