"""Which countries a story is about: that of the primary company, or of the government that acts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amw.companies.records import Mention
    from amw.tags.signals import State

MOST = 2  # companies of one list: those that begin it act, the others come along


def countries_of(
    states: Sequence[State], title_end: int, mentions: Sequence[Mention], event: str | None, lens: str | None, *, own: bool = False
) -> tuple[tuple[str, ...], tuple[str, int, int] | None]:
    """Up to two ISO codes, and what decided as (reason, start, end).

    Where a government acts (rules and courts, or the headline's subject) the state named first counts, the headline's before the body's,
    and so it does where the headline names a state and no primary company; else the countries of the first two primary companies; else,
    without a company of known country, the state named first.
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
    named = next((s for s in states if s.start < title_end), states[0] if states else None)
    acts = lens == "rules_map" or event in {"regulation", "lawsuit"} or (named is not None and named.acts)
    if named is not None and (acts or not primaries or (named.start < title_end and not headline)):
        return (named.country,), ("government named" if acts else "country named", named.start, named.end)
    codes = tuple(primaries)
    return (codes, primaries[codes[0]]) if codes else ((), None)
