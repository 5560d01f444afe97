"""What stories say of leaderboards: claims, found in a text and held against the captures."""

from typing import TYPE_CHECKING

import lazy_loader  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from amw.claims.check import check as check
    from amw.claims.find import find_claims as find_claims
    from amw.claims.record import Claim as Claim
    from amw.claims.verdict import Verdict as Verdict

# Loaded when it is first asked for: most crawls meet no claim that could be held against a capture.
__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={"check": ["check"], "find": ["find_claims"], "record": ["Claim"], "verdict": ["Verdict"]},
)
