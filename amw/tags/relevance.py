"""Whether a story is one of the AI market: the words of the market and its companies, and a second look by the learned part."""

from __future__ import annotations

from amw.tags.records import Evidence
from amw.tags.signals import Signals

LEAST_RELEVANT = 2.5  # one plain word of the market: a story lost costs more than one too many
SECOND_LOOK = 0.6  # learned chance from which a story that the words refuse is one of the market after all (docs/measured/tags.md)


def relevance_of(signals: Signals, *, claims: bool, own: bool) -> float:
    """The score of a story by its words and companies; `own`: a company of the AI market tells it of itself."""
    score = signals.score("relevance", "relevant", 2.5) - 1.5 * signals.against
    score += 3.0 if signals.ai_makers or claims else 2.5 * (own or signals.of_the_trade)
    return score + (2.5 if signals.model_in_title else 0.0)


def why_relevant(signals: Signals, score: float, second: float | None, *, own: bool) -> Evidence:
    """The evidence for the answer: `score` by the words, `second` the learned chance where a second look was taken."""
    best = signals.best.get(("relevance", "relevant"))
    reason, certainty = "too few words of the AI market", min(1.0, abs(score) / 12)
    if score >= LEAST_RELEVANT:
        reason = "words of the AI market" if best or not own else "told by a company of the AI market"
    elif second is not None and second >= SECOND_LOOK:
        reason, certainty = "the story as a whole", round(second, 3)
    return Evidence(reason, best.start if best else None, best.end if best else None, certainty)
