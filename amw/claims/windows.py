"""Which captures can tell of a claim: of which boards of a site, of which days around it, of the month that it speaks of."""

from __future__ import annotations

from datetime import date, timedelta

SAME_DAY = timedelta(days=1)  # a page is crawled, and a story dated, up to a day late
NEAR = timedelta(days=21)  # how long after a story a capture still tells of it, when none before it knows the model
FIRST_CAPTURE = timedelta(days=30)  # the same, for a board that was never captured before
STALE = timedelta(days=10)  # older captures count only as far as the next one agrees
OLDEST = timedelta(days=60)  # beyond this a capture says nothing of a living board
SITES = {"arena_text": "arena_", "artificial_analysis": "artificial_analysis_"}  # a site named alone may mean any of its boards


def month_meant(month: int | None, on: date) -> tuple[int, int] | None:
    """(year, month) of the last such month before the day `on`; None where no month, no earlier one, or only "earlier" (0) is told."""
    if not month or month == on.month:
        return None
    return (on.year if month < on.month else on.year - 1), month
