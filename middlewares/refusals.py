"""A request that a middleware does not let through, with the outcome its visit ends in."""

from __future__ import annotations

from datetime import datetime

from scrapy.exceptions import IgnoreRequest


class Refusal(IgnoreRequest):
    """`outcome` is the visit's (refused | failed | skipped), `reason` a stable word, `retry_at` when to ask again (aware) or None."""

    def __init__(self, reason: str, detail: str = "", *, outcome: str = "refused", retry_at: datetime | None = None) -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.outcome = outcome
        self.retry_at = retry_at
