"""What stories say of leaderboards: claims, found in a text and held against the captures.

A text becomes claims (`find`), in this order:

    markup, named, naming        the text without marks; the boards it names, its models and companies under their full names
    sentence, carried            one sentence and whose its words are; the board that one speaks of which names none
    subjects, spellings          of whom a claim in it is; names that no register knows
    places, leads, lists, tables      who ranks where, alone or several at once
    figures, measures            scores, prices, speeds, tokens
    rivals, gaps, relatives, universals    comparisons with one, by how much, of prices, with everybody
    scopes, exceptions, efforts, areas     where it holds, without whom, at which setting, on which part of the board

What these look for stands in `phrases`, `superlatives`, `comparatives`, `denials` and `iberian` (Spanish and Portuguese). Whether a
sentence is understood to its last word, so that it may be contradicted: `understood` (with `words`, `beside`, `constructions`, `makers`).

A claim (`record`) gets its verdict (`check`):

    values, asked                what its fields tell, and what would have to be seen on which board
    windows, days                which captures can tell, and what those around a story say together
    judge, judge_figures, judge_rivals     what one capture says of a place, a figure, a comparison
    standings, verdict           places under every kind of rank; the verdict and the words of its evidence
"""

from typing import TYPE_CHECKING

import lazy_loader  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from amw.claims.check import check as check
    from amw.claims.check import wanted as wanted
    from amw.claims.find import find_claims as find_claims
    from amw.claims.record import Claim as Claim
    from amw.claims.verdict import Verdict as Verdict

# Loaded when it is first asked for: most crawls meet no claim that could be held against a capture.
__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={"check": ["check", "wanted"], "find": ["find_claims"], "record": ["Claim"], "verdict": ["Verdict"]},
)
