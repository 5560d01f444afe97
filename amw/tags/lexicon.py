"""All words of the tag tables found in one pass over a text, each with its votes.

A trailing * lets a Latin or Cyrillic word go on, a leading one lets it begin earlier (the last part of a compound). "a..b" is a parted
word: `a`, and `b` as a word of its own in the same clause ("sammelt..ein"). Phrases whose words mean something else than the tables take
them for are left out first: a scaling law is no regulation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import tomli

from amw.automata import Automaton
from amw.text import lowered

_FILES = (
    ("event", "events.toml"), ("event", "events_stems.toml"), ("event", "events_abroad.toml"), ("segment", "segments.toml"),
    ("segment", "segments_abroad.toml"), ("relevance", "relevance.toml"), ("state", "states.toml"), ("state", "states_abroad.toml"),
)  # fmt: skip
NEUTRAL = "neutral"  # the tag of words that only take the votes of what they contain
# Letters whose words stand apart: Latin, with Vietnamese, and Cyrillic; Arabic joins its articles to the word.
_LETTERS = frozenset(
    c for c in map(chr, (*range(0x250), *range(0x400, 0x530), *range(0x1EA0, 0x1F00))) if (c.isascii() and c.isalnum()) or c >= "\u00c0"
)
# After these no word begins. Words in Devanagari stand apart as well, but take endings without a *.
_WITHIN = _LETTERS | frozenset(map(chr, range(0x900, 0x964)))
REACH = 100  # characters around the word of an idiom in which the idiom stands
CLAUSE = 60  # characters in which the second part of a parted word must follow the first
_CLAUSE_END = re.compile(r"[.!?;:。！？；|]\s|[。！？；|]|\n")
STRENGTHS = {"strong": 3.0, "medium": 1.2, "weak": 0.5, "acronym": 5.0, "place": 1.0, "town": 2.0, "bodies": 4.0, "against": -1.5}


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase with its votes (table, tag, weight), open where a word may go on on that side; `tail` is the second
    part of a parted word.
    """

    text: str
    votes: tuple[tuple[str, str, float], ...]
    open_left: bool
    open_right: bool
    tail: str = ""
    events: frozenset[str] = frozenset()  # the events that it votes for


class Hit(NamedTuple):
    """A term found at [start, end)."""

    term: Term
    start: int
    end: int


def hits(low: str) -> list[Hit]:
    """The terms of all tables in `low` (lower case), in the order of their ends."""
    last = len(low) - 1
    found = []
    for end, terms in automaton().find(low):
        after = low[end + 1] if end < last else ""
        for term, size in terms:
            start = end - size + 1
            if (
                (term.open_left or not start or low[start - 1] not in _WITHIN)
                and (term.open_right or after not in _LETTERS)
                and not (term.tail and not _follows(low, end + 1, term.tail))
            ):
                found.append(Hit(term, start, end + 1))
    return found


def outermost(found: list[Hit]) -> Iterator[tuple[Hit, frozenset[str]]]:
    """Each hit with the event tags of a longer hit around it, none where it stands alone: what the longer word tells goes for its parts."""
    outer, end, alone = None, 0, frozenset[str]()
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        if outer is not None and hit.end <= end and len(hit.term.text) < len(outer.text):
            yield hit, outer.events
            continue
        yield hit, alone
        if hit.term.events and hit.end > end:
            outer, end = hit.term, hit.end


def _follows(low: str, start: int, tail: str) -> bool:
    """Whether `tail` stands as a word of its own after `start`, in the same clause."""
    at = low.find(tail, start, start + CLAUSE)
    while at >= 0:
        end = at + len(tail)
        begun = tail[0] in _LETTERS and low[at - 1] in _LETTERS
        if not begun and not (tail[-1] in _LETTERS and end < len(low) and low[end] in _LETTERS):
            return _CLAUSE_END.search(low, start, at) is None
        at = low.find(tail, at + 1, start + CLAUSE)
    return False


@cache
def automaton() -> Automaton:
    """The automaton over all tables, its values the terms that end there; built once."""
    votes: dict[tuple[str, str], dict[tuple[str, str], float]] = {}
    opened: dict[tuple[str, str], tuple[bool, bool]] = {}
    for table, tag, strength, line in entries():
        head, _, tail = line.lower().partition("..")
        text = head.strip("*")
        cast = votes.setdefault((text, tail), {})
        if abs(STRENGTHS[strength]) > abs(cast.get((table, tag), 0.0)):
            cast[table, tag] = STRENGTHS[strength]
        left, right = opened.get((text, tail), (False, False))
        opened[text, tail] = (left or head.startswith("*"), right or head.endswith("*"))
    terms: dict[str, list[Term]] = {}
    for (text, tail), cast in votes.items():
        left, right = opened[text, tail]
        ordered = sorted(((table, tag, weight) for (table, tag), weight in cast.items()), key=lambda vote: vote[0] != "state")
        events = frozenset(tag for table, tag, _ in ordered if table == "event")
        terms.setdefault(text, []).append(
            Term(text, tuple(ordered), left or text[0] not in _WITHIN, right or text[-1] not in _LETTERS, tail, events)
        )
    return Automaton((text, tuple((term, len(text)) for term in same)) for text, same in terms.items())


@cache
def ai_natives() -> frozenset[str]:
    """The keys of the companies that exist by AI alone though their trade does not."""
    return frozenset(tomli.loads((files(__package__) / "relevance.toml").read_text(encoding="utf-8"))["natives"]["keys"])


def entries() -> Iterator[tuple[str, str, str, str]]:
    """(table, tag, strength, term) of every line of the tables."""
    for table, name in _FILES:
        content = tomli.loads((files(__package__) / name).read_text(encoding="utf-8"))
        groups = content.items() if table != "relevance" else [("relevant", content["relevant"])]
        for tag, strengths in groups:
            for strength, terms in strengths.items():
                for term in terms:
                    yield table, tag, strength, term


def without_idioms(text: str) -> str:
    """`text` with blanks in place of its idioms (`idioms.toml`), every other character at its offset."""
    low = lowered(text)
    near = ((phrases, max(0, last - REACH), last + REACH) for last, phrases in idioms().find(low))
    found = {match.span() for phrases, first, end in near for match in phrases.finditer(low, first, end)}
    pieces, at = [], 0
    for start, end in sorted(found):
        if end > at:
            pieces += [text[at : max(start, at)], " " * (end - max(start, at))]
            at = end
    return "".join((*pieces, text[at:])) if pieces else text


@cache
def idioms() -> Automaton:
    """The words that stand in idioms, each with its phrases as one expression: looked for beside the word alone, they take little time."""
    table = tomli.loads((files(__package__) / "idioms.toml").read_text(encoding="utf-8"))
    return Automaton((word, re.compile("|".join(phrases))) for word, phrases in table.items())
