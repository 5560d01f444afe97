"""From what stopped a request to the outcome of a visit, in stable words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from amw.politeness import retry_after
from spiders.answers import header

# What makes a request conditional (RFC 9110 section 13.1): without it a 304 says that we have what we never got.
CONDITIONAL = ("If-None-Match", "If-Modified-Since")
# Most specific first: the first class that fits names the reason.
_REASONS: tuple[tuple[type[BaseException], str, str], ...] = (
    (CannotResolveHostError, "failed", "dns"),
    (DownloadTimeoutError, "failed", "timeout"),
    (DownloadConnectionRefusedError, "failed", "connection_refused"),
    (DownloadCancelledError, "refused", "too_large"),
    (UnsupportedURLSchemeError, "refused", "scheme"),
    (ResponseDataLossError, "failed", "cut_short"),
    (DownloadFailedError, "failed", "connection"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`word` is the outcome of a visit, `reason` a stable word, `retry_at` when the server wants to be asked again."""

    word: str
    reason: str
    retry_at: datetime | None = None


def outcome_of(error: BaseException, now: datetime) -> Outcome:
    """The outcome that `error`, raised on the way of a request or for its answer, stands for.

    A middleware that ignores a request on purpose says so in the exception itself: `outcome`, `reason` and `retry_at`.
    """
    if isinstance(error, HttpError):
        return _of_status(error.response, now)
    reason = getattr(error, "reason", None)
    if isinstance(error, IgnoreRequest) and isinstance(reason, str):
        return Outcome(str(getattr(error, "outcome", "refused")), reason, getattr(error, "retry_at", None))
    for kind, word, name in _REASONS:
        if isinstance(error, kind):
            return Outcome(word, name)
    if isinstance(error, IgnoreRequest):
        return Outcome("refused", "ignored")
    return Outcome("failed", f"error_{type(error).__name__}")


def _of_status(response: Response, now: datetime) -> Outcome:
    status = response.status
    if status == 304:
        asked = response.request is not None and any(name in response.request.headers for name in CONDITIONAL)
        return Outcome("not_modified" if asked else "failed", "http_304" if asked else "http_304_unasked")
    if status in (404, 410):
        return Outcome("gone", f"http_{status}")
    if status in (401, 402, 403, 407, 451):
        return Outcome("refused", f"http_{status}")
    return Outcome("failed", f"http_{status}", retry_after(header(response, "Retry-After"), now))
