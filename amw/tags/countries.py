"""Which countries a story is about: that of the primary company, or of the government that acts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amw.companies.records import Mention
    from amw.tags.signals import State

MOST = 3


def countries_of(
    states: Sequence[State], title_end: int, mentions: Sequence[Mention], event: str | None, lens: str | None
) -> tuple[tuple[str, ...], tuple[str, int, int] | None]:
    """Up to three ISO codes, and what decided as (reason, start, end).

    Where a government acts (rules and courts) the state named first counts, the headline's before the body's; else the countries
    of the primary companies, in the order of their mention; else, without a company of known country, the state named first.
    """
    primaries: dict[str, tuple[str, int, int]] = {}
    for m in mentions:
        if m.role == "primary" and m.company is not None and m.company.country:
            primaries.setdefault(m.company.country, ("primary company", m.start, m.end))
    named = next((s for s in states if s.start < title_end), states[0] if states else None)
    if named is not None and (lens == "rules_map" or event in {"regulation", "lawsuit"} or not primaries):
        return (named.country,), ("government named" if primaries or lens == "rules_map" else "country named", named.start, named.end)
    codes = tuple(primaries)[:MOST]
    return (codes, primaries[codes[0]]) if codes else ((), None)
