"""What grows with every crawl and is no story: how much of it there is, and its end after a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from amw.db.connection import connect
from amw.db.queries import QUERIES
from amw.db.statements import fetch


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """One of the things that grow: how many there are, their bytes with all indexes, and the moment of the oldest."""

    what: str
    number: int
    size: int
    oldest: datetime | None


def stock(url: str, archive: Path) -> list[Stock]:
    """The outbox, the records of crawls, what was rejected, and the captures in the folder `archive`."""
    with connect(url) as connection:
        found = [Stock(**row) for row in fetch(connection, "retention_stock")]
    files = list(_captures(archive))
    oldest = min((written for _, written, _ in files), default=None)
    return [*found, Stock(what="captures", number=len(files), size=sum(size for *_, size in files), oldest=oldest)]


def prune_changes(url: str, before: datetime) -> int:
    """Deletes the changes before a moment that a later one of the same thing makes needless; returns how many.

    A reader that begins at 0-0 still gets the last change of everything, which may be an update without the insert before it; one that
    stood at a deleted change is sent there.
    """
    with connect(url) as connection:
        connection.execute(QUERIES["upkeep_session"])
        return connection.execute(QUERIES["change_prune"], {"before": before}).rowcount


def prune_crawls(url: str, before: datetime) -> int:
    """Deletes the records of crawls before a moment but each source's last; returns how many."""
    with connect(url) as connection:
        return connection.execute(QUERIES["crawl_run_prune"], {"before": before}).rowcount


def prune_rejected(url: str, before: datetime) -> int:
    """Deletes what was rejected and not seen again since a moment; returns how many."""
    with connect(url) as connection:
        return connection.execute(QUERIES["rejected_prune"], {"before": before}).rowcount


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
