"""Headlines that string several together, as newsletters do."""

from __future__ import annotations

import re
from typing import Final

_CLAUSES = re.compile(r"[,;]\s")
_WORD = re.compile(r"[^\W_][\w'’.&+-]*")
_JOINING = frozenset("and or but as says say while who which with".split())
FEWEST_CLAUSES: Final = 3  # headlines that one headline strings together; where it is just three, of so many words each


def strung(title: str) -> tuple[str, ...]:
    """The headlines that one headline strings together; none where it is one of its own."""
    return tuple(clause.strip() for clause in _CLAUSES.split(title)) if strings_headlines(title) else ()


def strings_headlines(title: str) -> bool:
    """Whether a headline strings several together, as newsletters do: "Chips Get Cheaper, Judges Read Model Cards, Robots Pick Grapes"."""
    parts = _CLAUSES.split(title)
    clauses = [_WORD.findall(clause) for clause in parts] if len(parts) >= FEWEST_CLAUSES else []
    if not clauses or min(map(len, clauses)) < (FEWEST_CLAUSES if len(clauses) == FEWEST_CLAUSES else 2):
        return False
    longer = [word for clause in clauses for word in clause if len(word) > 3]
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in longer)
    joined = any(clause[0].lower() in _JOINING for clause in clauses)
    return len(longer) >= 2 * FEWEST_CLAUSES and capitals >= 0.9 * len(longer) and not joined and not title.isupper()
