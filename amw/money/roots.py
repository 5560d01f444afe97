"""Pieces of text one of which every match of a regular expression holds: what a pattern can be looked up by before it is run."""

from __future__ import annotations

import re
from collections.abc import Callable

Roots = frozenset[str]
_NONE: Roots = frozenset()
_OPENED = re.compile(r"\((?:\?:|\?P<\w+>|(?!\?))")  # of a group that takes part in the match


def roots_of(pattern: str) -> Roots:
    """The roots of `pattern`: any match contains one of them. Empty where nothing is sure to be there.

    Knows what the cue tables are written in: alternatives, groups, classes, escapes and quantifiers; a look-around or a flag group counts
    for nothing.
    """
    roots, end = _alternatives(pattern, 0)
    if end != len(pattern):
        raise ValueError(f"unbalanced bracket in {pattern!r}")
    return roots


def alternatives(pattern: str) -> list[str]:
    """The alternatives of `pattern`, each a pattern of its own; those within its groups stay there."""
    found, at = [], 0
    while True:
        _, end = _sequence(pattern, at)
        found.append(pattern[at:end])
        if end == len(pattern):
            return found
        at = end + 1


def searching(pattern: re.Pattern[str]) -> Callable[[str], re.Match[str] | None]:
    """`pattern.search`, that is asked only where one of the pattern's roots stands: most texts hold none."""
    roots = tuple(roots_of(pattern.pattern))
    if not roots:
        return pattern.search

    def search(text: str) -> re.Match[str] | None:
        for root in roots:  # a generator would take twice as long
            if root in text:
                return pattern.search(text)
        return None

    return search


def _alternatives(pattern: str, at: int) -> tuple[Roots, int]:
    """The roots of the alternatives from `at` to the closing bracket or the end, and where they end."""
    found: set[str] = set()
    sure = True
    while True:
        roots, at = _sequence(pattern, at)
        sure = sure and bool(roots)
        found |= roots
        if at == len(pattern) or pattern[at] == ")":
            return (frozenset(found) if sure else _NONE), at
        at += 1


def _sequence(pattern: str, at: int) -> tuple[Roots, int]:
    """The best roots of one alternative: of its literal runs and the groups that cannot be left out, those that are longest."""
    choices: list[Roots] = []
    run = ""
    while at < len(pattern) and pattern[at] not in "|)":
        roots, literal, at = _item(pattern, at)
        least, at = _least(pattern, at)
        if literal and least == 1:
            run += literal
            continue
        choices += [frozenset({run})] if run else []
        run = ""
        if least and (roots or literal):
            choices.append(roots or frozenset({literal}))
    choices += [frozenset({run})] if run else []
    return max(choices, key=lambda roots: min(map(len, roots)), default=_NONE), at


def _item(pattern: str, at: int) -> tuple[Roots, str, int]:
    """One item: the roots of a group, or the character it stands for, "" where it may be several; and where it ends."""
    c = pattern[at]
    if c == "(":
        opened = _OPENED.match(pattern, at)
        roots, end = _alternatives(pattern, opened.end() if opened else at + 2)
        return (roots if opened else _NONE), "", end + 1
    if c == "[":
        return _NONE, "", pattern.index("]", at + 2) + 1
    if c == "\\":
        return _NONE, "" if pattern[at + 1].isalnum() else pattern[at + 1], at + 2
    return _NONE, "" if c in ".^$" else c, at + 1


def _least(pattern: str, at: int) -> tuple[int, int]:
    """How often the item before `at` must stand at least (0, 1, or 2 for more or an open number), and where its quantifier ends."""
    c = pattern[at : at + 1]
    if c not in ("?", "*", "+", "{"):
        return 1, at
    end = pattern.index("}", at) if c == "{" else at
    least = 0 if c in "?*" or pattern[at + 1 : end].split(",")[0] == "0" else 2
    return least, end + (2 if pattern[end + 1 : end + 2] in ("?", "+") else 1)  # lazy or possessive
