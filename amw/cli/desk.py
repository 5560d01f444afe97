"""Stories from data: after crawls that stored captures, and by hand with `amw boards headlines`."""

from __future__ import annotations

import json
import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from amw.cli.runner import Job
from amw.db.connection import Down, connect

NEWS = timedelta(days=7)  # a capture older than this makes no news by itself

log = logging.getLogger(__name__)


@contextmanager
def desk(url: str) -> Iterator[Callable[[], Sequence[Job]]]:
    """What to run after crawls: gives the crawl of the stories that captures not told of yet deserve, or none."""
    with tempfile.TemporaryDirectory(prefix="amw-desk-") as folder:

        def after() -> Sequence[Job]:
            from amw.db.desk import untold

            try:
                with connect(url) as connection:
                    records, newest = untold(connection, since=datetime.now(UTC) - NEWS)
            except Down as error:
                log.warning("what captures tell is left to the next crawl: %s", error)
                return []
            return [desk_job(records, newest, Path(folder))] if records else []

        yield after


def desk_job(records: Sequence[dict[str, Any]], newest: int, folder: Path) -> Job:
    """The crawl of `records`, which lie in `folder` as long as it runs."""
    from amw.db.desk import DESK

    file = folder / "drafts.jsonl"
    file.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return Job(name=DESK, spider=DESK, host="", arguments={"drafts": str(file), "seen": str(newest)})
