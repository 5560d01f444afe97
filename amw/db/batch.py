"""What is stored together, and the ids it is stored under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from psycopg import AsyncConnection

from amw.boards import RankedRow, Snapshot
from amw.db.statements import Record, run

States = Mapping[str, tuple[int, int]]
REMEMBERED = 4  # boards whose capture stored last is kept in memory: a replay of many boards must not hold them all


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What is to be stored together; every list holds plain mappings as `pipelines.records` makes them."""

    articles: Sequence[Record] = ()
    snapshots: Sequence[Record] = ()
    rates: Sequence[Record] = ()
    visits: Sequence[Record] = ()
    rejected: Sequence[Record] = ()

    def __iter__(self) -> Iterator[Record]:
        return chain(self.articles, self.snapshots, self.rates, self.visits, self.rejected)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A capture with its id and its ranks, rows without one left out; `states` are the ids of its rows and the numbers of their lines, by
    digest, as far as known."""

    id: int
    snapshot: Snapshot
    ranked: Sequence[RankedRow]
    states: States = field(default_factory=dict)


@dataclass(slots=True)
class Keys:
    """The ids behind catalogue keys, read once a crawl; sources are added as they are met.

    `newest` is the capture of each board that was stored last, by board id: the next one has most of its rows and is compared with it.
    """

    companies: dict[str, int] = field(default_factory=dict)
    models: dict[str, int] = field(default_factory=dict)
    boards: dict[str, int] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=dict)
    newest: dict[int, Stored] = field(default_factory=dict)

    def copy(self) -> Keys:
        """Keys that can be added to without changing these; companies and boards are never added to and are shared."""
        return replace(self, models=dict(self.models), sources=dict(self.sources), newest=dict(self.newest))

    def remember(self, board_id: int, taken: Stored) -> None:
        """Keeps a capture as the one stored last of its board, and those of the boards stored last."""
        self.newest.pop(board_id, None)
        self.newest[board_id] = taken
        if len(self.newest) > REMEMBERED:
            del self.newest[next(iter(self.newest))]


def capture_id(record: Record, captures: Mapping[tuple[str, int], int]) -> int | None:
    """The id of the capture that `record` came from, None where it came from none."""
    capture = record.get("capture")
    return captures[capture["file"], capture["record_offset"]] if capture else None


async def queue_names(connection: AsyncConnection, names: Sequence[Record], counts: Counter[str]) -> None:
    """Unknown names, for a person to decide."""
    counts["names"] += len(names)
    await run(connection, "name_queue_insert", names)
