"""Which countries a story is about: that of the primary company, or of the government that acts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amw.companies.records import Mention
    from amw.tags.signals import State

# A word of what a company is called ("startup"), none that sets things side by side ("a rival to Chinese labs", "in India with X").
_BESIDE = (
    "to|with|through|by|for|in|as|and|after|at|from|against|into|over|via|on|or|than|like|without|mit|für|und|durch|pour|avec|et|par|con|para"
    "|per|y|com|met|voor|en"
)
_WORD = rf"(?!(?:{_BESIDE})\b)[^\W\d_A-Z][\w’'-]*"
# What stands between where a company is from and its name ("Canadian AI startup X", "Toronto-based X"), and the other way round
_BEFORE = re.compile(rf"(?:-\w+|['’]s)?(?: {_WORD}| AI| IA| KI){{0,4}} [\"“‘«„'(]?")
_AFTER = re.compile(rf"[”»\"’']?,? (?:an?|the|une?|un[ao]?|eine?|een|la|le|el|il|из|со) (?:{_WORD} ){{0,2}}")
MOST = 2  # companies of one list: those that begin it act, the others come along


def countries_of(
    text: str,
    states: Sequence[State],
    title_end: int,
    mentions: Sequence[Mention],
    event: str | None,
    lens: str | None,
    *,
    own: bool = False,
) -> tuple[tuple[str, ...], tuple[str, int, int] | None]:
    """Up to two ISO codes, and what decided as (reason, start, end).

    Where a government acts (rules and courts, or the headline's subject) the state named first counts, the headline's before the body's,
    and so it does where the headline names a state and no primary company; else the countries of the first two primary companies, which for
    one without a known country is where the text says that it is from; else the state named first.
    `own`: the headline is a company's own and speaks of it without its name.
    """
    primaries: dict[str, tuple[str, int, int]] = {}
    told: set[str] = set()
    headline = own or any(m.role == "primary" and m.start < title_end for m in mentions)
    for m in mentions:
        if m.role == "primary" and (len(told) < MOST or m.label in told):
            told.add(m.label)
            if m.company is not None and m.company.country:
                primaries.setdefault(m.company.country, ("primary company", m.start, m.end))
            elif m.kind == "company" and (state := _origin(text, states, m)) is not None:
                primaries.setdefault(state.country, ("where the primary company is from", state.start, state.end))
    named = next((s for s in states if s.start < title_end), states[0] if states else None)
    acts = lens == "rules_map" or event in {"regulation", "lawsuit"} or (named is not None and named.acts)
    if named is not None and (acts or not primaries or (named.start < title_end and not headline)):
        return (named.country,), ("government named" if acts else "country named", named.start, named.end)
    codes = tuple(primaries)
    return (codes, primaries[codes[0]]) if codes else ((), None)


def _origin(text: str, states: Sequence[State], company: Mention) -> State | None:
    """The state that the words around a name say its company is from."""
    for state in states:
        if _BEFORE.fullmatch(text, state.end, company.start) is not None or _AFTER.fullmatch(text, company.end, state.start) is not None:
            return state
    return None
