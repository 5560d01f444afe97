"""Writes a batch of what a crawl found, in one transaction: all of it or none of it, and the same batch twice adds nothing.

Every statement takes the rows of the whole batch as one JSON document, so the round trips of a batch do not grow with its size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta

from psycopg import AsyncConnection

from amw.db import articles, board_store, templates
from amw.db.batch import Batch, Keys, capture_id
from amw.db.statements import QUERIES, Record, Row, ask, run

__all__ = ["Batch", "Keys", "Written", "read_keys", "write"]

# A page younger than this is looked at once more, since the press edits most in the first days.
REVISITS = ((timedelta(days=1), timedelta(hours=6)), (timedelta(days=7), timedelta(days=2)))
# Kinds whose next fetch is their source's schedule, which waits for as long as their server wishes.
SCHEDULED_BY_SOURCE = frozenset({"feed", "sitemap", "listing", "board"})
STATUS = {"not_modified": "fetched", "skipped": "pending"}  # of a page after a visit whose outcome is another word


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a batch did: counts by stable names (article/new, visit/fetched, ...), and `keys` with those it met, good once committed."""

    counts: Counter[str]
    keys: Keys


async def read_keys(connection: AsyncConnection) -> Keys:
    """The ids of all companies, models and boards by key."""
    keys = Keys()
    for name, into in (("company_ids", keys.companies), ("model_ids", keys.models), ("board_ids", keys.boards)):
        into.update(await ask(connection, name))
    return keys


async def write(connection: AsyncConnection, batch: Batch, keys: Keys) -> Written:
    """Stores `batch` on `connection`, which is inside a transaction; `keys` is not changed."""
    counts: Counter[str] = Counter()
    await connection.execute(QUERIES["store_lock"])
    keys = keys.copy()  # ids given out by a transaction that fails are nobody's
    await _sources(connection, batch, keys)
    await _models(connection, batch, keys)
    captures = await _captures(connection, batch)
    captured = [{**record, "capture_id": capture_id(record, captures)} for record in batch.snapshots]
    unsure = await board_store.put(connection, captured, keys, counts)
    await _rates(connection, batch.rates, counts)
    ids = await articles.put(connection, batch.articles, keys, captures, counts)
    await _visits(connection, batch, keys, captures, ids, counts, unsure)
    counts["rejected"] += len(batch.rejected)
    await run(
        connection,
        "rejected_insert",
        (
            {**row, "source_id": keys.sources[row["source"]], "capture_id": capture_id(row, captures), "rejected_at": row["at"]}
            for row in batch.rejected
        ),
    )
    return Written(counts=counts, keys=keys)


async def _sources(connection: AsyncConnection, batch: Batch, keys: Keys) -> None:
    unknown = {row["source"]: row for row in batch if row["source"] not in keys.sources}
    if unknown:
        await run(connection, "source_met", ({"key": key, "name": key, "url": _root(row["url"])} for key, row in unknown.items()))
        keys.sources.update(await ask(connection, "source_ids", keys=list(unknown)))


async def _models(connection: AsyncConnection, batch: Batch, keys: Keys) -> None:
    rows = {model["key"]: model for record in batch.articles for model in record["models"]}
    rows |= {row["model_met"]["key"]: row["model_met"] for record in batch.snapshots for row in record["rows"] if row.get("model_met")}
    keys.models.update(await run(connection, "model_met", (row for key, row in rows.items() if key not in keys.models)))


def _root(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.split('/', 1)[0]}/"


async def _captures(connection: AsyncConnection, batch: Batch) -> dict[tuple[str, int], int]:
    holders = (holder for record in batch for holder in (record, record.get("visit") or {}))
    rows = {(capture["file"], capture["record_offset"]): capture for holder in holders if (capture := holder.get("capture"))}
    return {(file, offset): id_ for file, offset, id_ in await run(connection, "capture_put", rows.values())}


# ---------------------------------------------------------------- visits


async def _visits(
    connection: AsyncConnection,
    batch: Batch,
    keys: Keys,
    captures: Mapping[tuple[str, int], int],
    ids: Mapping[str, int],
    counts: Counter[str],
    unsure: Set[str],
) -> None:
    """Stores visits. Pages of `unsure` captures keep no validators: asked with them, they would not show themselves a second time."""
    visits = [(visit, None) for visit in batch.visits]
    visits += [(record["visit"], record["url"]) for record in batch if record.get("visit")]
    rows: dict[str, Row] = {}
    frontier: list[Row] = []
    for visit, address in visits:
        counts[f"visit/{visit['outcome']}"] += 1
        source_id = keys.sources[visit["source"]]
        rows[visit["url"]] = {
            **visit,
            **(dict.fromkeys(("etag", "last_modified")) if address in unsure else {}),
            "source_id": source_id,
            "status": STATUS.get(visit["outcome"], visit["outcome"]),
            "visited_at": visit["fetched_at"],
            "http_status": visit["status"],
            "next_fetch_at": _next_fetch(visit),
            "article_id": ids.get(address or ""),
            "capture_id": capture_id(visit, captures),
        }
        frontier += [
            {
                "url": page["url"],
                "kind": page["kind"],
                "source_id": source_id,
                "discovered_at": visit["fetched_at"],
                "next_fetch_at": visit["fetched_at"],
                "entry": {**page.get("entry", {}), "follow": page.get("follow", True)},
            }
            for page in visit["found"]
        ]
    await run(connection, "page_found", frontier)
    await run(connection, "page_visit", rows.values())
    noted = [{"source_id": keys.sources[visit["source"]], "noted": visit["templates"]} for visit, _ in visits if visit.get("templates")]
    counts["templates"] += await templates.put(connection, noted)


def _next_fetch(visit: Record) -> datetime | None:
    """When to look at a page again: one put off as soon as its server wishes, a failed one after a pause (the statement doubles it), a
    young article once more, others never; what a replay has no capture of is not waited for."""
    at: datetime = visit["fetched_at"]
    wish: datetime | None = visit.get("retry_at")
    if visit["outcome"] == "skipped":
        return wish or (None if visit["reason"] == "not_captured" else at)
    if visit["outcome"] == "failed":
        return wish if visit["kind"] in SCHEDULED_BY_SOURCE else max(wish or at, at + timedelta(minutes=15))
    published: datetime | None = visit.get("published_at")
    if visit["outcome"] in {"fetched", "not_modified"} and visit["kind"] == "article" and published is not None:
        for age, pause in REVISITS:
            if at - published < age:
                return at + pause
    return None


# ---------------------------------------------------------------- currency rates


async def _rates(connection: AsyncConnection, records: Sequence[Record], counts: Counter[str]) -> None:
    """Stores rates, and gives the articles of their days, and of the week after them, the dollars that were missing or older."""
    new = await run(connection, "currency_rate_insert", (rate for record in records for rate in record["rates"]))
    if not new:
        return
    counts["rates/new"] += len(new)
    days = [day for (day,) in new]
    ids = [id_ for (id_,) in await ask(connection, "article_of_days", first=min(days), last=max(days))]
    converted = await connection.execute(QUERIES["amount_convert"], {"ids": ids})
    counts["rates/converted"] += converted.rowcount
