"""Articles of a batch: their texts and versions, what was derived from them, and their places among all that is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from psycopg import AsyncConnection

from amw.db import judging, stories
from amw.db.batch import Keys, capture_id, queue_names
from amw.db.claims import CaptureCache, claim_of, newest_capture
from amw.db.past import Placed
from amw.db.report_facts import facts_record
from amw.db.statements import QUERIES, Record, Row, ask, run
from amw.stories.report import Standing, standing
from amw.stories.versions import changed_fields, compare, is_silent
from amw.text import as_read

KNOWN = "url id source_id digest derived_digest version origin fetched_at title text lead modified_at last_version read_by".split()


@dataclass(slots=True)
class _Texts:
    """Articles to insert and to update, by URL; versions to insert, first versions that turn out to follow an older one, and versions
    that another reader reads as they are."""

    new: dict[str, Row] = field(default_factory=dict)
    changed: dict[str, Row] = field(default_factory=dict)
    versions: list[Row] = field(default_factory=list)
    followed: list[Row] = field(default_factory=list)
    reread: list[Row] = field(default_factory=list)


async def put(
    connection: AsyncConnection, records: Sequence[Record], keys: Keys, captures: Mapping[tuple[str, int], int], counts: Counter[str]
) -> dict[str, int]:
    """Stores articles, their versions, what was derived from them and their place in a story; returns article ids by URL."""
    ids: dict[str, int] = {}
    if not records:
        return ids
    stored = await ask(connection, "article_known", urls=[record["url"] for record in records])
    known: dict[str, Row] = {row[0]: dict(zip(KNOWN, row, strict=True)) for row in stored}
    ids.update({url: row["id"] for url, row in known.items()})
    rows = [{**record, "source_id": keys.sources[record["source"]], "capture_id": capture_id(record, captures)} for record in records]
    texts = _tell_apart(rows, known, counts)
    # The oldest first, as far as a batch goes: it is grouped beside what came before it, and fewer reports are judged again.
    new = dict(sorted(texts.new.items(), key=lambda item: (item[1]["published_at"] or item[1]["fetched_at"], item[0])))
    changed = texts.changed
    await _hold(connection, [*new.values(), *changed.values()], counts)
    ids.update(await run(connection, "article_insert", new.values()))
    await run(connection, "article_update", changed.values())
    written = {**new, **changed}
    waiting = texts.versions
    while waiting:  # one of each article at a time, for each is held against those before it
        first = {version["url"]: version for version in reversed(waiting)}
        await run(connection, "article_version_insert", (_of_article(version, ids, written) for version in first.values()))
        waiting = [version for version in waiting if version is not first[version["url"]]]
    await run(connection, "article_version_follow", ({**version, "article_id": ids[version["url"]]} for version in texts.followed))
    await run(connection, "article_version_read", ({**version, "article_id": ids[version["url"]]} for version in texts.reread))
    # a name counts once for an article, however often the article comes back
    texts_before = {url: as_read(known[url]) for url in changed}
    await queue_names(
        connection, [n for url, row in written.items() for n in row["names"] if n["name"] not in texts_before.get(url, "")], counts
    )
    await _derived(connection, written, ids, keys, renew=[ids[url] for url in changed])
    await _place(connection, written, ids, counts)
    return ids


def _tell_apart(rows: Iterable[Row], known: Mapping[str, Row], counts: Counter[str]) -> _Texts:
    """What is new of `rows`, in the order of their arrival, against what is `known` of each URL."""
    texts = _Texts()
    for row in rows:
        url = row["url"]
        before = texts.changed.get(url) or texts.new.get(url) or known.get(url)
        as_before = before is not None and before["digest"] == row["digest"] and before["fetched_at"] <= row["fetched_at"]
        if before is not None and as_before and before["read_by"] != row["read_by"]:
            before["read_by"] = row["read_by"]
            texts.reread.append({"url": url, "version": before["version"], "read_by": row["read_by"]})
        if before is None:
            texts.new[url] = row = {**row, "version": 1, "last_version": 1}
            texts.versions.append({**_version(row), "changed": [], "changes": {}})
            counts["article/new"] += 1
        elif not row["text"] and not _is_fuller(row, before):
            counts["article/kept_first"] += 1  # another feed words its summary otherwise: two feeds in turn are no edits
        elif before["fetched_at"] > row["fetched_at"]:
            counts["article/late"] += 1  # an older capture: its text is a version of its own, the present text stands
            if before["digest"] != row["digest"]:
                number = before["last_version"] = before["last_version"] + 1
                texts.versions.append({**_version(row), "changed": [], "changes": {"late": True}, "version": number})
                if number == 2:
                    texts.followed.append({"url": url, "version": 1, **_changes(row, before)})
        elif before["digest"] == row["digest"] and before["derived_digest"] == row["derived_digest"]:
            counts["article/unchanged"] += 1
        elif before["origin"] == "page" and row["origin"] == "feed":
            counts["article/kept_richer"] += 1  # the page was had before; its entry alone is no newer text
        else:
            row["version"], row["last_version"] = before["version"], before["last_version"]
            if before["digest"] != row["digest"]:
                row["version"] = row["last_version"] = row["last_version"] + 1
                changes = _changes(before, row)
                counts["article/silent_edit"] += "silent" in changes["changes"]
                texts.versions.append({**_version(row), **changes, "version": row["version"]})
                counts["article/updated"] += 1
            else:
                counts["article/rederived"] += 1
            (texts.new if url in texts.new else texts.changed)[url] = row
    return texts


def _changes(before: Row, after: Row) -> Row:
    """What differs between two texts of an article, as `article_version` keeps it; no edit is what is read after a summary or a
    headline alone, nor the capture of before that a newer engine reads otherwise. Nor is what another reader finds a silent one: the page
    may stand as it was, and only a note or a later date of change tells of an edit."""
    if after["fetched_at"] == before["fetched_at"]:
        return {"changed": [], "changes": {"reread": True}}
    if (after["text"] and not before["text"]) or not _body(before):
        return {"changed": [], "changes": {"fuller": True}}
    difference = compare(before["title"], _body(before), after["title"], _body(after))
    changes = difference.to_record()
    if is_silent(difference, modified_before=before["modified_at"], modified_after=after["modified_at"]):
        if before["read_by"] != after["read_by"]:
            return {"changed": [], "changes": {"other_reader": True}}
        changes["silent"] = True
    return {"changed": changed_fields(difference), "changes": changes}


def _is_fuller(row: Row, before: Row) -> bool:
    """Whether a row without a text may take the place of another: one of its own source, or a summary in place of a headline alone."""
    if bool(_body(row)) != bool(_body(before)):
        return bool(_body(row)) or (row["origin"] == "page" and row["source_id"] == before["source_id"])
    return bool(row["source_id"] == before["source_id"])


def _body(row: Row) -> str:
    return row["text"] or row["lead"] or ""


def _version(row: Row) -> Row:
    since = row.get("modified_at") or row.get("published_at") or row["fetched_at"]
    lead = None if row["text"] else row["lead"]
    return {**row, "lead": lead, "valid_from": min(since, row["fetched_at"]), "seen_at": row["fetched_at"]}


def _of_article(version: Row, ids: Mapping[str, int], written: Mapping[str, Row]) -> Row:
    """A version with its article's id, and without a text where that is the one the article was just written with."""
    url = version["url"]
    present = written[url]["text"] if url in written else None
    return {**version, "article_id": ids[url], "text": None if version["text"] == present else version["text"]}


async def _hold(connection: AsyncConnection, rows: Iterable[Row], counts: Counter[str]) -> None:
    """Holds the claims of articles against captures again, where one was stored since they were judged."""
    asking = [row for row in rows if row["captures_seen"] is not None]
    if not asking:
        return
    newest = await newest_capture(connection)
    known = CaptureCache()
    for row in asking:
        if row["captures_seen"] == newest:
            continue
        counts["claim/judged_again"] += len(row["claims"])
        at, text = row["published_at"], as_read(row)
        held: list[Standing] = []
        claims: list[Row] = []
        for record in row["claims"]:
            claim = claim_of(record["record"])
            verdict, snapshot_id = await known.hold(connection, claim, at, text)
            claims.append({**record, **verdict.to_record(), "snapshot_id": snapshot_id})
            held.append(standing(claim, verdict))
        row |= {"claims": claims, "report": replace(row["report"], standings=tuple(held))}


async def _derived(
    connection: AsyncConnection, written: Mapping[str, Row], ids: Mapping[str, int], keys: Keys, *, renew: list[int]
) -> None:
    """Stores what was derived from articles, in place of what was for those to `renew` (ids)."""
    if renew:
        await connection.execute(QUERIES["derived_clear"], {"ids": renew})

    def rows(name: str) -> list[Row]:
        return [{**item, "article_id": ids[url]} for url, row in written.items() for item in row[name]]

    company, model = keys.companies.get, keys.models.get
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


async def _place(connection: AsyncConnection, written: Mapping[str, Row], ids: Mapping[str, int], counts: Counter[str]) -> None:
    """Settles the stories of the articles just written, the new ones in order of publication, and judges each against its past.

    Both rest on everything that is stored, what other writers stored a moment ago included, so they are done here, under the lock.
    """
    placements = await stories.settle(connection, [(ids[url], row["signature"]) for url, row in written.items()])
    await run(
        connection, "article_report_put", ({"article_id": ids[url], "facts": facts_record(row["report"])} for url, row in written.items())
    )
    for placement in placements:
        counts[f"story/{placement.relation}"] += 1
    placed = [
        Placed(
            article_id=ids[url],
            report=replace(row["report"], relation=placement.relation, likeness=placement.score),
            url=url,
            story_id=placement.story_id,
            segment_name=row["segment_name"],
        )
        for (url, row), placement in zip(written.items(), placements, strict=True)
    ]
    counts["story/conflict"] += await judging.judge(connection, placed, tie=True)
