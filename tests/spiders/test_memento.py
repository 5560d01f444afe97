"""Boards that an archive answers are of the moment that the archive states."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from scrapy.http import Response

from spiders.answers import shown_at

AT = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("Wed, 20 May 2026 22:00:00 GMT", datetime(2026, 5, 20, 22, 0, tzinfo=UTC)),
        ("Wed, 20 May 2026 22:00:00 -0000", datetime(2026, 5, 20, 22, 0, tzinfo=UTC)),
        ("Thu, 21 May 2026 00:00:00 +0200", datetime(2026, 5, 20, 22, 0, tzinfo=UTC)),
        ("Sun, 20 May 2057 22:00:00 GMT", AT),
        ("the day before yesterday", AT),
        ("Wed, 99 May 2026 99:00:00 GMT", AT),
        ("", AT),
        (None, AT),
    ],
)
def test_the_moment_shown(stated: str | None, moment: datetime) -> None:
    headers = {"Memento-Datetime": stated} if stated is not None else {}
    assert shown_at(Response("https://archive.example/board", headers=headers), AT) == moment
