"""What happened, as grouping compares it: the kinds of events that one story is seldom told as two of."""

from __future__ import annotations

from typing import Final

from amw.stories.terms import key_of

# One event is seldom told as two of these groups: a round is not a price cut, however alike the words are.
_KINDS: Final = (
    ("funding", "acquisition", "ipo", "earnings"),
    ("model_release", "product_launch", "pricing", "ranking", "research"),
    ("regulation", "lawsuit"),
    ("infrastructure",),
    ("personnel",),
    ("incident",),
)
_KIND: Final = {key_of(event): number for number, events in enumerate(_KINDS) for event in events}
_OTHER: Final = key_of("other")
OPINION: Final = key_of("opinion")


def same_event(a: int, b: int) -> bool:
    """Whether two events (keys, 0 for none known) are one and the same kind of happening."""
    return a == b and a not in (0, _OTHER)


def other_event(a: int, b: int) -> bool:
    """Whether two events (keys, 0 for none known) are of two groups that one story is seldom told as."""
    first, second = _KIND.get(a), _KIND.get(b)
    return first is not None and second is not None and first != second
