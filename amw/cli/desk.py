"""Stories from data: after crawls that stored captures, and by hand with `amw boards headlines`."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from amw.cli.runner import Job
from amw.db.connection import connect
from amw.db.errors import Down

NEWS = timedelta(days=7)  # a capture older than this makes no news by itself

log = logging.getLogger(__name__)


def desk(url: str) -> Sequence[Job]:
    """What to run after crawls: the crawl of the stories that captures not told of yet deserve, or none."""
    from amw.db.desk import untold

    try:
        with connect(url) as connection:
            records, newest = untold(connection, since=datetime.now(UTC) - NEWS)
    except Down as error:
        log.warning("what captures tell is left to the next crawl: %s", error)
        return []
    return [desk_job(records, newest)] if records else []


def desk_job(records: Sequence[dict[str, Any]], newest: int) -> Job:
    """The crawl of `records`."""
    from amw.db.desk import DESK

    return Job(name=DESK, spider=DESK, host="", arguments={"drafts": records, "seen": str(newest)})
