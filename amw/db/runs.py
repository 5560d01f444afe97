"""One crawl of one source: begun, ended with a verdict, and never two of the same source at a time."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

import psycopg
from psycopg import AsyncConnection
from psycopg.types.json import Jsonb

from amw.db import patience
from amw.db.connection import CRAWL, Database
from amw.db.errors import Down, classified
from amw.db.statements import QUERIES, ask, run
from amw.plain import plain
from amw.runs import Verdict


async def _connected(database: Database) -> AsyncConnection[Any]:
    deadline = time.monotonic() + patience.PATIENCE
    while True:
        try:
            with classified():
                return await AsyncConnection.connect(database.url, autocommit=True)
        except Down as error:
            await patience.until_up(database, error, deadline)


@dataclass(slots=True)
class Run:
    """A crawl under way: `id` is its row of `crawl_run`; the source is its own as long as `claim` is open."""

    id: int
    source_id: int
    claim: AsyncConnection[Any]

    @classmethod
    async def start(cls, database: Database, source: Mapping[str, Any], at: datetime) -> Self | None:
        """Begins a crawl of `source` (a row for source_met: key, name, url); None where another crawl has it.

        Where the role has no connection left it waits for other crawls to end. Raises Down, also where the role may never have enough.
        """
        if database.limit is not None and database.limit < CRAWL:
            raise Down(f"a crawl takes {CRAWL} connections, this role may have {database.limit}: ALTER ROLE ... CONNECTION LIMIT {CRAWL}")
        claim = await _connected(database)
        ((claimed,),) = await ask(claim, "source_claim", key=source["key"])
        if not claimed:
            await claim.close()
            return None

        async def begin(connection: AsyncConnection[Any]) -> tuple[int, int]:
            await run(connection, "source_met", [source])
            ((_, source_id),) = await ask(connection, "source_ids", keys=[source["key"]])
            await connection.execute(QUERIES["page_reset"], {"source_id": source_id})
            ((id_,),) = await ask(connection, "crawl_run_start", source_id=source_id, started_at=at)
            return id_, source_id

        id_, source_id = await patience.run(database, begin)
        return cls(id=id_, source_id=source_id, claim=claim)

    async def finish(
        self, database: Database | None, verdict: Verdict, stats: Mapping[str, Any], at: datetime, *, stopped: bool = False
    ) -> None:
        """Ends the crawl: its verdict, its counts, and when the source is due again, at once where the crawl was `stopped`; without a
        database only its claim. Raises Down."""

        async def end(connection: AsyncConnection[Any]) -> None:
            told = {"verdict": verdict.outcome, "reason": verdict.reason or None, "stats": Jsonb(plain(stats))}
            await connection.execute(QUERIES["crawl_run_finish"], {"id": self.id, "finished_at": at, **told})
            ended = {"source_id": self.source_id, "at": at, "failed": verdict.outcome == "failed", "stopped": stopped}
            await connection.execute(QUERIES["source_crawled"], ended)

        try:
            if database is not None:
                await patience.run(database, end)
                with suppress(psycopg.Error):  # closing releases it too, but only when the server has noticed
                    await self.claim.execute(QUERIES["source_release"])
        finally:
            await self.claim.close()
