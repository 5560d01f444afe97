"""What grows with every crawl and is no story: how much of it there is, and its end after a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from amw.db.connection import connect
from amw.db.statements import QUERIES, Row, fetch


def stock(url: str, archive: Path) -> list[Row]:
    """The outbox, the records of crawls, what was rejected, and the captures in the folder `archive`: `what`, their `number`, the `size` in
    bytes with all indexes, and the moment of the `oldest`."""
    with connect(url) as connection:
        found = fetch(connection, "retention_stock")
    files = list(_captures(archive))
    oldest = min((written for _, written, _ in files), default=None)
    return [*found, {"what": "captures", "number": len(files), "size": sum(size for *_, size in files), "oldest": oldest}]


def prune(url: str, what: Literal["change", "crawl_run", "rejected"], before: datetime) -> int:
    """Deletes what is older than a moment of one of those tables; returns how many rows.

    Of changes, what a later one of the same thing makes needless: a reader that begins at 0-0 still gets the last change of everything,
    which may be an update without the insert before it; one that stood at a deleted change is sent there. Of the records of crawls, all but
    each source's last. Of what was rejected, what was not seen again.
    """
    with connect(url) as connection:
        connection.execute(QUERIES["upkeep_session"])
        return connection.execute(QUERIES[f"{what}_prune"], {"before": before}).rowcount


def prune_captures(archive: Path, before: datetime) -> int:
    """Removes the WARC files of `archive` that were last written before a moment; returns how many. OSError as the system says."""
    removed = 0
    for path, written, _ in _captures(archive):
        if written < before:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _captures(archive: Path) -> Iterator[tuple[Path, datetime, int]]:
    """The WARC files of a folder, each with the moment it was last written and its bytes."""
    for path in archive.glob("*.warc.gz"):
        with suppress(FileNotFoundError):  # somebody else prunes too
            facts = path.stat()
            yield path, datetime.fromtimestamp(facts.st_mtime, UTC), facts.st_size
