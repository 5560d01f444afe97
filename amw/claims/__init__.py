"""What a story says of a leaderboard, found in its words and held against the captures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from amw.claims.check import check
from amw.claims.record import Claim
from amw.claims.verdict import Verdict

if TYPE_CHECKING:
    from amw.claims.find import find_claims

__all__ = ["Claim", "Verdict", "check", "find_claims"]


def __getattr__(name: str) -> Any:
    """`find_claims` when it is first asked for: who holds claims against captures has no use for the patterns that find them."""
    if name == "find_claims":
        from amw.claims.find import find_claims

        return find_claims
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
