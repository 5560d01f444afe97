"""What the store holds, as the records that pages, feeds and the interface for programs share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from amw.companies.names import normalise
from amw.db import Connection
from amw.db.as_of import standings, story_page
from amw.db.statements import CursorGone, changes_after, columns_of, each_word, fetch, fetch_one
from amw.plain import fields_of
from amw.serve.message import Moved, Problem
from amw.serve.parameters import place
from amw.stories.versions import in_words
from amw.tags import explain_tags
from amw.text import as_read, fold

Record = dict[str, Any]

LEAD_LIMIT = 600  # characters of a publisher's own words at most: enough to know what the report is about, never the report
EXCERPT_LIMIT = 300  # the same where no lead is known and the first paragraph stands for it
REPORTS = 200  # reports of one story shown at most
CLAIMS = 50
_SHARED = (
    "title url source language published_at category event reading_minutes amw_read novelty significance reports outlets countries "
    "hashtags topics first_published_at last_published_at source_country models origin first_seen_at modified_at"
)


def shorten(value: str, limit: int) -> str:
    """`value` in at most `limit` characters, cut between words, with an ellipsis where it was cut."""
    value = " ".join(value.split())
    if len(value) <= limit:
        return value
    cut = value[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:") + "…"


def lead(article: Mapping[str, Any]) -> str | None:
    """What may be shown of a report's own words: its lead, else the beginning of its first paragraph; a feed's summary that is the title
    again is none."""
    if article["lead"] and fold(article["lead"]) != fold(article["title"]):
        return shorten(article["lead"], LEAD_LIMIT)
    first = next((part for part in article["text"].split("\n") if fold(part) not in ("", fold(article["title"]))), "")
    return shorten(first, EXCERPT_LIMIT) or None


def _pair(key: str | None, name: str | None) -> Record | None:
    return {"key": key, "name": name or key} if key else None


def summary(row: Mapping[str, Any], public_url: str) -> Record:
    """A story in a list, from a row of serve_stories."""
    return {
        "id": row["story_id"],
        "page": f"{public_url}/stories/{row['story_id']}",
        **columns_of(row, _SHARED),
        "segment": _pair(row["segment_key"], row["segment"]),
        "lens": _pair(row["lens_key"], row["lens"]),
        "lead": None if row["origin"] == "board" else lead(row),
        "companies": row["parties"],
    }


def stories(connection: Connection[Any], public_url: str, values: Mapping[str, Any], *, limit: int) -> tuple[list[Record], str | None]:
    """(stories, place of the next page) by segment, lens, company, model, country, source, words and `after`."""
    after_at, after_id = values.get("after") or (None, None)
    rows = fetch(
        connection,
        "serve_stories",
        **{name: values.get(name) for name in ("segment", "lens", "company", "model", "country", "source")},
        words=each_word(values.get("words")),
        everything=bool(values.get("everything")),
        after_at=after_at,
        after_id=after_id,
        limit=limit + 1,
    )
    more = place(rows[limit - 1]["last_published_at"], rows[limit - 1]["story_id"]) if len(rows) > limit else None
    return [summary(row, public_url) for row in rows[:limit]], more


def facets(connection: Connection[Any]) -> dict[str, list[Record]]:
    """What the newest stories can be filtered by: rows of key, name, stories for segment, lens, country and company."""
    found: dict[str, list[Record]] = {"segment": [], "lens": [], "country": [], "company": []}
    for row in fetch(connection, "serve_facets"):
        found[row["kind"]].append(columns_of(row, "key name stories"))
    return found


def called(connection: Connection[Any], kind: str, named: str) -> Record:
    """Key and name of the "company" or "model" that `named` (a key or any name) means. Raises Problem 404 for none and for several."""
    found = fetch(connection, f"serve_{kind}_named", key=named, match_key=normalise(named))
    if len(found) == 1 or (found and found[0]["key"] == named):
        return found[0]
    raise Problem(404, f"no_{kind}", f"No {kind} goes by the name {shorten(named, 60)!r} alone.")


def story(connection: Connection[Any], public_url: str, id: int) -> Record:
    """Everything about one story. Raises Problem 404, Moved where it was merged into another."""
    now = fetch_one(connection, "story_show", id=id)
    article = fetch_one(connection, "story_article_show", id=now["article_id"]) if now else None
    if now is None or article is None:
        raise Problem(404, "no_story", f"There is no story {id}.")
    if now["story_id"] != id:
        raise Moved(f"/stories/{now['story_id']}")
    parties = fetch(connection, "serve_parties", id=now["article_id"])
    thread, related = _around(connection, now)
    return {
        **summary(
            {
                **now,
                "segment_key": article["segment"],
                "lens_key": article["lens"],
                "parties": [columns_of(row, "key name role") for row in parties if row["kind"] == "company"],
                **columns_of(article, "lead text origin first_seen_at modified_at source_country"),
            },
            public_url,
        ),
        "models": [_pair(row["key"], row["name"]) for row in parties if row["kind"] == "model"],
        **columns_of(article, "authors paywalled novelty_parts significance_parts amw_read_facts"),
        "text": article["text"] if article["origin"] == "board" else None,
        "told": [
            {
                **columns_of(row, "title url source country language published_at relation score"),
                "reason": placed_because(row["evidence"]),
                "conflicts": [found["evidence"] for found in (row["evidence"] or {}).get("conflicts", ())],
            }
            for row in fetch(connection, "story_reports", id=now["story_id"])[:REPORTS]
        ],
        "tags": explain_tags({**article, "countries": now["countries"]}, article["tag_evidence"], as_read(article)),
        "claims": [_claim(row) for row in fetch(connection, "story_claims", id=now["story_id"])[:CLAIMS]],
        "amounts": fetch(connection, "article_amounts", id=now["article_id"])[:100],
        "events": fetch(connection, "article_events", id=now["article_id"])[:100],
        "thread": thread,
        "related": related,
        "versions": [
            {
                **columns_of(row, "version title valid_from seen_at changed"),
                "silent": bool(row["changes"].get("silent")),
                "summary": in_words(row["changed"], row["changes"]) if row["version"] > 1 else None,
            }
            for row in fetch(connection, "article_versions", id=now["article_id"])[-50:]
        ],
    }


def _around(connection: Connection[Any], now: Mapping[str, Any]) -> tuple[list[Record], list[Record]]:
    """The story's thread on its map and what is related to it, each with the strongest tie first."""
    page = story_page(connection, now["story_id"])
    thread: list[Record] = [
        {
            **fields_of(entry.story, "story_id title published_at company"),
            **fields_of(edge, "kind score evidence"),
            "shares": list(edge.shares),
            "later": entry.later,
        }
        for entry, edge in (page.ties if page else ())
    ]
    related: list[Record] = [
        {
            **fields_of(entry.story, "story_id title published_at"),
            "shares": "thread" if edge.kind != "related" else "company" if edge.about else "subject",
        }
        for entry in (page.related if page else ())
        if (edge := entry.edge) is not None
    ]
    told = {row["id"]: row for row in fetch(connection, "serve_told", ids=[row["story_id"] for row in (*thread, *related)])}
    for rows, names in ((thread, "language"), (related, "language source segment")):
        for row in rows:
            row |= columns_of(told[row["story_id"]], names)
    return thread, related


_SHARED_KINDS = ("names", "terms", "companies", "models", "amounts", "numbers")


def placed_because(evidence: Mapping[str, Any] | None) -> str | None:
    """Why a report stands in its story, in words: the reason that was kept, else what it shares with the story."""
    if not evidence:
        return None
    if reason := evidence.get("reason"):
        return str(reason)
    parts = [f"{count} {kind}" for kind in _SHARED_KINDS if isinstance(count := evidence.get(f"shared_{kind}"), int) and count]
    reasons = [f"shares {', '.join(parts)}"] if parts else []
    if isinstance(hours := evidence.get("hours_apart"), int | float):
        reasons.append(f"{abs(hours):.0f} hours apart")
    return "; ".join(reasons) or None


def _claim(row: Mapping[str, Any]) -> Record:
    about = columns_of(row, "board_known board_name model company kind scope value verdict rank_kind evidence words")
    told = columns_of(row, "url source language beside")
    where = {name: row[f"capture_{name}"] for name in ("url", "file", "offset", "digest")}
    taken = None if row["captured_at"] is None else {**columns_of(row, "captured_at version has_model"), **where}
    return {"board": row["board_key"], **about, "capture": taken, "report": told}


# ---------------------------------------------------------------- companies


def company(connection: Connection[Any], public_url: str, key: str, *, now: datetime, limit: int) -> Record:
    """A company with its names, its standings and its newest stories. Raises Problem 404, Moved where `key` is another name of one."""
    row = fetch_one(connection, "serve_company", key=key)
    if row is None:
        raise Moved(f"/companies/{quote(called(connection, 'company', key)['key'], safe='')}")
    reported, more = stories(connection, public_url, {"company": key}, limit=limit)
    return {
        "key": key,
        "page": f"{public_url}/companies/{key}",
        **columns_of(row, "name kind country homepage articles last_published_at"),
        "parent": _pair(row["parent"], row["parent_name"]),
        "children": row["children"],
        "segments": row["segment_names"],
        "names": row["every_name"],
        "standings": standings(connection, key, now),
        "stories": reported,
        "next": more,
    }


# ---------------------------------------------------------------- changes


def changes(connection: Connection[Any], since: tuple[str, int], *, limit: int) -> Record:
    """Changes after `since` in commit order; `cursor` is where to go on, `more` whether there is more already."""
    try:
        rows = changes_after(connection, since, limit=limit + 1)
    except CursorGone:
        sentence = "since: this cursor is too old, or the database was restored; begin at 0-0, which tells of everything there is"
        raise Problem(410, "cursor_gone", sentence) from None
    found = [
        {"cursor": f"{row['xid']}-{row['seq']}", **columns_of(row, "kind entity entity_id changed_at payload")} for row in rows[:limit]
    ]
    return {"changes": found, "cursor": found[-1]["cursor"] if found else f"{since[0]}-{since[1]}", "more": len(rows) > limit}


def head(connection: Connection[Any]) -> tuple[str, datetime | None]:
    """The cursor of the newest change that can be read and its time; 0-0 before the first."""
    row = fetch_one(connection, "serve_head")
    return (f"{row['xid']}-{row['seq']}", row["changed_at"]) if row else ("0-0", None)
