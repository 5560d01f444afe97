"""What a story says of a leaderboard, found in its words and held against the captures."""

from __future__ import annotations

from amw.claims.check import check
from amw.claims.find import find_claims
from amw.claims.record import Claim
from amw.claims.verdict import Verdict

__all__ = ["Claim", "Verdict", "check", "find_claims"]
