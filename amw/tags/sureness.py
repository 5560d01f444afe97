"""From which score of its evidence on an event is told clearly: sentences name it, hashtags bear it, threads chain it."""

from __future__ import annotations

from typing import Final

SURE: Final = 0.75  # cross-validated, of 1,345 events 1,217 were right from here on, of 560 between .5 and here 369


def is_sure(score: float | None) -> bool:
    """Whether an event with this score of its evidence is told clearly; one without a score was given by hand or rule."""
    return score is None or score >= SURE
