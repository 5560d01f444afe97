"""Writes a batch of what a crawl found, in one transaction: all of it or none of it, and the same batch twice adds nothing.

Every statement takes the rows of the whole batch as one JSON document, so the round trips of a batch do not grow with its size.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from amw.claims import Verdict
from amw.db import snapshots, stories, templates
from amw.db.batch import Batch, Connection, Keys, Record, Row, run
from amw.db.captures import Known, claim_of, hold, newest_capture
from amw.db.past import Placed, read_pasts
from amw.db.queries import QUERIES
from amw.plain import plain
from amw.stories.assess import Assessment, assess
from amw.stories.past import Standing, standing
from amw.stories.significance import retold
from amw.stories.threads import Edge
from amw.stories.versions import changed_fields, compare, is_silent
from amw.text import storable

__all__ = ["Batch", "Keys", "Written", "read_keys", "verdict_record", "write"]

# A page younger than this is looked at once more, since the press edits most in the first days.
REVISITS = ((timedelta(days=1), timedelta(hours=6)), (timedelta(days=7), timedelta(days=2)))
# Kinds whose next fetch is their source's schedule, not the page's own.
SCHEDULED_BY_SOURCE = frozenset({"feed", "sitemap", "listing", "board"})
STATUS = {
    "fetched": "fetched",
    "not_modified": "fetched",
    "gone": "gone",
    "failed": "failed",
    "refused": "refused",
    "skipped": "pending",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a batch did: counts by stable names (article/new, visit/fetched, ...), and `keys` with those it met, good once committed."""

    counts: Counter[str]
    keys: Keys


async def read_keys(connection: Connection) -> Keys:
    """The ids of all companies, models and boards by key."""
    keys = Keys()
    for name, into in (("company_ids", keys.companies), ("model_ids", keys.models), ("board_ids", keys.boards)):
        cursor = await connection.execute(QUERIES[name])
        into.update(await cursor.fetchall())
    return keys


async def write(connection: Connection, batch: Batch, keys: Keys) -> Written:
    """Stores `batch` on `connection`, which is inside a transaction; `keys` is not changed."""
    counts: Counter[str] = Counter()
    await connection.execute(QUERIES["store_lock"])
    keys = keys.copy()  # ids given out by a transaction that fails are nobody's
    await _sources(connection, batch, keys)
    await _models(connection, batch, keys)
    captures = await _captures(connection, batch)
    captured = [{**record, "capture_id": _capture_id(record, captures)} for record in batch.snapshots]
    await snapshots.put(connection, captured, keys, counts)
    await _rates(connection, batch.rates, counts)
    ids = await _articles(connection, batch.articles, keys, captures, counts)
    await _visits(connection, batch, keys, captures, ids, counts)
    counts["rejected"] += len(batch.rejected)
    await run(
        connection,
        "rejected_insert",
        (
            {**row, "source_id": keys.sources[row["source"]], "capture_id": _capture_id(row, captures), "rejected_at": row["at"]}
            for row in batch.rejected
        ),
    )
    await _names(connection, [name for record in batch.snapshots for name in record["names"]], counts)
    return Written(counts=counts, keys=keys)


async def _names(connection: Connection, names: Sequence[Record], counts: Counter[str]) -> None:
    counts["names"] += len(names)
    await run(connection, "name_queue_insert", names)


async def _sources(connection: Connection, batch: Batch, keys: Keys) -> None:
    met = {row["source"]: row for rows in (batch.articles, batch.snapshots, batch.rates, batch.visits, batch.rejected) for row in rows}
    unknown = sorted(met.keys() - keys.sources.keys())
    if not unknown:
        return
    for attempt in range(2):
        cursor = await connection.execute(QUERIES["source_ids"], {"keys": unknown})
        keys.sources.update(await cursor.fetchall())
        unknown = [key for key in unknown if key not in keys.sources]
        if not unknown or attempt:
            return
        await run(connection, "source_met", ({"key": key, "name": key, "url": _root(met[key]["url"])} for key in unknown))


async def _models(connection: Connection, batch: Batch, keys: Keys) -> None:
    rows = {model["key"]: model for record in batch.articles for model in record["models"]}
    rows |= {row["model_met"]["key"]: row["model_met"] for record in batch.snapshots for row in record["rows"] if row.get("model_met")}
    keys.models.update(await run(connection, "model_met", (row for key, row in rows.items() if key not in keys.models)))


def _root(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.split('/', 1)[0]}/"


async def _captures(connection: Connection, batch: Batch) -> dict[tuple[str, int], int]:
    rows: dict[tuple[str, int], Record] = {}
    for records in (batch.articles, batch.snapshots, batch.rates, batch.visits, batch.rejected):
        for record in records:
            for holder in (record, record.get("visit") or {}):
                if capture := holder.get("capture"):
                    rows[capture["file"], capture["record_offset"]] = capture
    await run(connection, "capture_insert", rows.values())
    return {(file, offset): id_ for file, offset, id_ in await run(connection, "capture_ids", rows.values())}


def _capture_id(record: Record, captures: Mapping[tuple[str, int], int]) -> int | None:
    capture = record.get("capture")
    return captures[capture["file"], capture["record_offset"]] if capture else None


# ---------------------------------------------------------------- articles


async def _articles(
    connection: Connection, records: Sequence[Record], keys: Keys, captures: Mapping[tuple[str, int], int], counts: Counter[str]
) -> dict[str, int]:
    """Stores articles, their versions, what was derived from them and their place in a story; returns article ids by URL."""
    ids: dict[str, int] = {}
    if not records:
        return ids
    cursor = await connection.execute(QUERIES["article_known"], {"urls": [record["url"] for record in records]})
    known: dict[str, Row] = {
        row[0]: dict(
            zip(
                "url id digest derived_digest version origin fetched_at title text modified_at last_version".split(),
                row,
                strict=True,
            )
        )
        for row in await cursor.fetchall()
    }
    ids.update({url: row["id"] for url, row in known.items()})
    new: dict[str, Row] = {}
    changed: dict[str, Row] = {}
    versions: list[Row] = []
    followed: list[Row] = []
    for record in records:
        url = record["url"]
        row: Row = {**record, "source_id": keys.sources[record["source"]], "capture_id": _capture_id(record, captures)}
        before = known.get(url) or new.get(url)
        if before is None:
            new[url] = row
            versions.append({**_version(row), "changed": [], "changes": {}, "version": 1})
            counts["article/new"] += 1
        elif before["fetched_at"] > row["fetched_at"]:
            counts["article/late"] += 1  # an older capture: its text is a version of its own, the present text stands
            if before["digest"] != row["digest"]:
                number = before["last_version"] = (before.get("last_version") or 1) + 1
                versions.append({**_version(row), "changed": [], "changes": {"late": True}, "version": number})
                if number == 2:
                    followed.append({"url": url, "version": 1, **_changes(row, before)})
        elif before["digest"] == row["digest"] and before["derived_digest"] == row["derived_digest"]:
            counts["article/unchanged"] += 1
        elif before["origin"] == "page" and row["origin"] == "feed":
            counts["article/kept_richer"] += 1  # the page was had before; its entry alone is no newer text
        else:
            row["version"], row["last_version"] = before.get("version", 1), before.get("last_version") or 1
            if before["digest"] != row["digest"]:
                row["version"] = row["last_version"] = row["last_version"] + 1
                told = _changes(before, row)
                counts["article/silent_edit"] += "silent" in told["changes"]
                versions.append({**_version(row), **told, "version": row["version"]})
                counts["article/updated"] += 1
            else:
                counts["article/rederived"] += 1
            (new if url in new else changed)[url] = row
    ids.update(await run(connection, "article_insert", new.values()))
    await run(connection, "article_update", changed.values())
    await run(connection, "article_version_insert", ({**version, "article_id": ids[version["url"]]} for version in versions))
    await run(connection, "article_version_follow", ({**version, "article_id": ids[version["url"]]} for version in followed))
    written = {**new, **changed}
    await _judge(connection, written.values(), counts)
    # a name counts once for an article, however often the article comes back
    told = {url: f"{known[url]['title']}\n{known[url]['text']}" for url in changed}
    await _names(connection, [n for url, row in written.items() for n in row["names"] if n["name"] not in told.get(url, "")], counts)
    await _derived(connection, written, ids, keys, renew=[ids[url] for url in changed])
    await _place(connection, written, ids, counts)
    return ids


def _changes(before: Row, after: Row) -> Row:
    """What differs between two texts of an article, as `article_version` keeps it."""
    difference = compare(before["title"], before["text"], after["title"], after["text"])
    changes = difference.to_record()
    if is_silent(difference, modified_before=before["modified_at"], modified_after=after["modified_at"]):
        changes["silent"] = True
    return {"changed": changed_fields(difference), "changes": changes}


def _version(row: Row) -> Row:
    since = row.get("modified_at") or row.get("published_at") or row["fetched_at"]
    return {
        "url": row["url"],
        "digest": row["digest"],
        "title": row["title"],
        "text": row["text"],
        "published_at": row["published_at"],
        "modified_at": row["modified_at"],
        "valid_from": min(since, row["fetched_at"]),
        "seen_at": row["fetched_at"],
        "capture_id": row["capture_id"],
    }


async def _judge(connection: Connection, rows: Iterable[Row], counts: Counter[str]) -> None:
    """Holds the claims of articles against captures again, where one was stored since they were judged."""
    asking = [row for row in rows if row["captures_seen"] is not None]
    if not asking:
        return
    newest = await newest_capture(connection)
    known = Known()
    for row in asking:
        if row["captures_seen"] == newest:
            continue
        counts["claim/judged_again"] += len(row["claims"])
        at, text = row["published_at"], f"{row['title']}\n{row['text']}"
        held: list[Standing] = []
        claims: list[Row] = []
        for record in row["claims"]:
            claim = claim_of(record["record"])
            verdict, snapshot_id = hold(claim, await known.around(connection, claim.board_key, at), at, text)
            claims.append({**record, **verdict_record(verdict, snapshot_id)})
            held.append(standing(claim, verdict))
        row |= {"claims": claims, "report": replace(row["report"], standings=tuple(held))}


def verdict_record(verdict: Verdict, snapshot_id: int | None) -> Row:
    """The columns of `claim` that a verdict fills."""
    return {"verdict": verdict.verdict, "rank_kind": verdict.rank_kind, "snapshot_id": snapshot_id, "evidence": verdict.evidence}


async def _derived(connection: Connection, written: Mapping[str, Row], ids: Mapping[str, int], keys: Keys, *, renew: list[int]) -> None:
    if renew:
        for table in ("event", "amount", "article_company", "article_model", "article_tag", "claim"):
            await connection.execute(QUERIES[f"{table}_clear"], {"ids": renew})

    def rows(name: str) -> list[Row]:
        return [{**item, "article_id": ids[url]} for url, row in written.items() for item in row[name]]

    def company(key: str | None) -> int | None:
        return keys.companies.get(key) if key else None

    def model(key: str | None) -> int | None:
        return keys.models.get(key) if key else None

    await run(
        connection,
        "article_company_insert",
        ({**row, "company_id": keys.companies[row["key"]]} for row in rows("companies") if row["key"] in keys.companies),
    )
    await run(
        connection,
        "article_model_insert",
        ({**row, "model_id": keys.models[row["key"]]} for row in rows("models") if row["key"] in keys.models),
    )
    tags = rows("tags")
    await run(connection, "tag_insert", tags)
    await run(connection, "article_tag_insert", tags)
    await run(connection, "amount_insert", rows("amounts"))
    await connection.execute(QUERIES["amount_convert"], {"ids": [ids[url] for url in written]})
    await run(
        connection,
        "event_insert",
        (
            {
                **row,
                "company_id": company(row["company"]),
                "company_name": None if company(row["company"]) else row["company"],
                "counterparties": [keys.companies[key] for key in row["counterparties"] if key in keys.companies],
                "counterparty_names": [name for name in row["counterparties"] if name not in keys.companies],
            }
            for row in rows("events")
        ),
    )
    await run(
        connection,
        "claim_insert",
        ({**row, "company_id": company(row["company"]), "model_id": model(row["model"])} for row in rows("claims")),
    )


async def _place(connection: Connection, written: Mapping[str, Row], ids: Mapping[str, int], counts: Counter[str]) -> None:
    """Settles the stories of the articles just written, in the order of their arrival, and assesses each against its past.

    Both rest on everything that is stored, what other writers stored a moment ago included, so they are done here, under the lock.
    """
    placements = await stories.settle(connection, [(ids[url], row["signature"]) for url, row in written.items()])
    placed = [
        Placed(report=replace(row["report"], relation=placement.relation, likeness=placement.score), url=url, story_id=placement.story_id)
        for (url, row), placement in zip(written.items(), placements, strict=True)
    ]
    pasts = await read_pasts(connection, placed)
    edges: list[Row] = []
    conflicts: list[Row] = []
    assessed: list[Row] = []
    for one, past, placement in zip(placed, pasts, placements, strict=True):
        counts[f"story/{placement.relation}"] += 1
        assessment = assess(one.report, past, written[one.url]["segment_name"])
        assessed.append({**assessment_record(assessment), "id": ids[one.url]})
        edges += _edges(assessment, placement.story_id)
        if assessment.conflicts:
            counts["story/conflict"] += 1
            conflicts.append({"article_id": ids[one.url], "conflicts": [conflict.to_record() for conflict in assessment.conflicts]})
        await asyncio.sleep(0)  # a batch takes some ten milliseconds: fetching goes on between two reports
    await run(connection, "article_assess", assessed)
    await run(connection, "story_link_insert", edges)
    await run(connection, "story_conflict_put", conflicts)
    await _retold(
        connection, sorted({placement.story_id for placement in placements if placement.relation != "new" and placement.story_id})
    )


def _edges(assessment: Assessment, story_id: int | None) -> list[Row]:
    """The rows of `story_link` to earlier stories, and from younger ones that arrived before."""
    ties: list[tuple[int | None, int | None, Edge]] = [(story_id, edge.story.story_id, edge) for edge in assessment.edges]
    ties += [(later.story_id, story_id, edge) for later, edge in assessment.later]
    return [
        {"from_story_id": start, "to_story_id": end, "kind": edge.kind, "score": edge.score, "evidence": edge.evidence}
        for start, end, edge in ties
        if start != end
    ]


async def _retold(connection: Connection, story_ids: Sequence[int]) -> None:
    """Gives the leading reports of stories that were told again the significance that their spread has by now."""
    if not story_ids:
        return
    cursor = await connection.execute(QUERIES["story_spread"], {"ids": list(story_ids)})
    rows = []
    for id_, parts, outlets, countries in await cursor.fetchall():
        score = retold(parts, outlets=outlets, countries=frozenset(countries))
        rows.append({"id": id_, "significance": score.value, "parts": plain(score.parts)})
    await run(connection, "article_significance_put", rows)


def assessment_record(assessment: Assessment) -> Row:
    """The columns of `article` that an assessment fills."""
    read = assessment.read
    return {
        "novelty": assessment.novelty.value,
        "novelty_parts": plain(assessment.novelty.parts),
        "significance": assessment.significance.value,
        "significance_parts": plain(assessment.significance.parts),
        "amw_read": storable(read.sentence) if read else None,
        "amw_read_facts": plain(read.facts) if read else None,
    }


# ---------------------------------------------------------------- visits


async def _visits(
    connection: Connection,
    batch: Batch,
    keys: Keys,
    captures: Mapping[tuple[str, int], int],
    ids: Mapping[str, int],
    counts: Counter[str],
) -> None:
    visits = [(visit, None) for visit in batch.visits]
    for records in (batch.articles, batch.snapshots, batch.rates, batch.rejected):
        visits += [(record["visit"], record["url"]) for record in records if record.get("visit")]
    rows: dict[str, Row] = {}
    found: list[Row] = []
    for visit, article_url in visits:
        counts[f"visit/{visit['outcome']}"] += 1
        source_id = keys.sources[visit["source"]]
        rows[visit["url"]] = {
            **visit,
            "source_id": source_id,
            "status": STATUS[visit["outcome"]],
            "visited_at": visit["fetched_at"],
            "http_status": visit["status"],
            "next_fetch_at": _next_fetch(visit),
            "article_id": ids.get(article_url or ""),
            "capture_id": _capture_id(visit, captures),
        }
        found += [
            {
                "url": page["url"],
                "kind": page["kind"],
                "source_id": source_id,
                "found_at": visit["fetched_at"],
                "next_fetch_at": visit["fetched_at"],
                "entry": {**page.get("entry", {}), "follow": page.get("follow", True)},
            }
            for page in visit["found"]
        ]
    await run(connection, "page_found", found)
    await run(connection, "page_visit", rows.values())
    noted = [{"source_id": keys.sources[visit["source"]], "noted": visit["templates"]} for visit, _ in visits if visit.get("templates")]
    counts["templates"] += await templates.put(connection, noted)


def _next_fetch(visit: Record) -> datetime | None:
    """When to look at a page again: a failed one after a pause (the statement doubles it), a young article once more, others never."""
    at: datetime = visit["fetched_at"]
    if visit["outcome"] == "failed":
        return None if visit["kind"] in SCHEDULED_BY_SOURCE else visit.get("retry_at") or at + timedelta(minutes=15)
    published: datetime | None = visit.get("published_at")
    if visit["outcome"] in {"fetched", "not_modified"} and visit["kind"] == "article" and published is not None:
        for age, pause in REVISITS:
            if at - published < age:
                return at + pause
    return None


# ---------------------------------------------------------------- currency rates


async def _rates(connection: Connection, records: Sequence[Record], counts: Counter[str]) -> None:
    """Stores rates, and gives the articles of their days, and of the week after them, the dollars that were missing or older."""
    new = await run(connection, "currency_rate_insert", (rate for record in records for rate in record["rates"]))
    if not new:
        return
    counts["rates/new"] += len(new)
    days = [day for (day,) in new]
    cursor = await connection.execute(QUERIES["article_of_days"], {"first": min(days), "last": max(days)})
    converted = await connection.execute(QUERIES["amount_convert"], {"ids": [id_ for (id_,) in await cursor.fetchall()]})
    counts["rates/converted"] += converted.rowcount
