from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError, DownloadTimeoutError, IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from middlewares.refusals import Refusal
from spiders.outcomes import outcome_of

NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (304, "not_modified"),
        (404, "gone"),
        (410, "gone"),
        (403, "refused"),
        (451, "refused"),
        (418, "failed"),
        (500, "failed"),
        (302, "failed"),
    ],
)
def test_statuses(status: int, word: str) -> None:
    asked = Request("https://e.com/", headers={"If-None-Match": '"1"'})
    outcome = outcome_of(HttpError(Response(asked.url, status=status, request=asked)), NOW)
    assert (outcome.word, outcome.reason) == (word, f"http_{status}")


def test_retry_after_is_kept() -> None:
    answer = Response("https://e.com/", status=503, headers={"Retry-After": "60"})
    assert outcome_of(HttpError(answer), NOW).retry_at == NOW + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (CannotResolveHostError("x"), ("failed", "dns")),
        (DownloadTimeoutError("x"), ("failed", "timeout")),
        (Refusal("robots", "no"), ("refused", "robots")),
        (Refusal("host_budget", outcome="skipped"), ("skipped", "host_budget")),
        (IgnoreRequest("whatever"), ("refused", "ignored")),
        (RuntimeError("x"), ("failed", "error_RuntimeError")),
    ],
)
def test_exceptions(error: Exception, expected: tuple[str, str]) -> None:
    outcome = outcome_of(error, NOW)
    assert (outcome.word, outcome.reason) == expected
