"""What the store holds, as the records that pages, feeds and the interface for programs share, each made from what was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from amw import __version__
from amw.companies.names import normalise
from amw.db import Connection
from amw.db.as_of import standings, story_page
from amw.db.statements import CursorGone, changes_after, columns_of, each_word, fetch, fetch_one, like
from amw.plain import fields_of
from amw.serve.message import Moved, Problem
from amw.serve.parameters import place_of
from amw.serve.route import Context
from amw.stories.versions import in_words
from amw.tags import explain_tags
from amw.text import as_read, fold

Record = dict[str, Any]

PAGE = 20  # stories on a page
COMPANIES = 200  # in their list
SITEMAP = 10_000  # stories; a sitemap may have 50,000
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


def stories(context: Context, values: Mapping[str, Any], *, limit: int = PAGE) -> Record:
    """The stories, and the place of the next page, by segment, lens, company and model (their keys), country, source, words, `after`."""
    after_at, after_id = values.get("after") or (None, None)
    rows = fetch(
        context.transaction,
        "serve_stories",
        **{name: values.get(name) for name in ("segment", "lens", "company", "model", "country", "source")},
        words=each_word(values.get("words")),
        everything=bool(values.get("everything")),
        after_at=after_at,
        after_id=after_id,
        limit=limit + 1,
    )
    more = place_of(rows[limit - 1]["last_published_at"], rows[limit - 1]["story_id"]) if len(rows) > limit else None
    return {"stories": [summary(row, context.public_url) for row in rows[:limit]], "next": more}


def filtered(context: Context) -> dict[str, Any]:
    """The filters of a list of stories, its company and model by their keys."""
    named = {kind: context.values[kind] for kind in ("company", "model") if context.values[kind] is not None}
    return {**context.values, **{kind: called(context, kind, name)["key"] for kind, name in named.items()}}


def story_list(context: Context) -> Record:
    """The newest stories by the filters asked for."""
    return stories(context, filtered(context), limit=context.values["limit"])


def front(context: Context) -> Record:
    """The front page: the newest stories, what was asked for, and what else they can be filtered by; `home` is its own address."""
    values = filtered(context)
    return {**stories(context, values), "facets": facets(context), "values": values, "home": f"{context.public_url}/"}


def facets(context: Context) -> dict[str, list[Record]]:
    """What the newest stories can be filtered by: rows of key, name, stories for segment, lens, country and company."""
    found: dict[str, list[Record]] = {"segment": [], "lens": [], "country": [], "company": []}
    for row in fetch(context.transaction, "serve_facets"):
        found[row["kind"]].append(columns_of(row, "key name stories"))
    return found


def newest(context: Context) -> list[tuple[int, datetime | None]]:
    """The ids of the newest stories, each with the moment of its last report."""
    return [(row["id"], row["last_published_at"]) for row in fetch(context.transaction, "serve_sitemap", limit=SITEMAP)]


def called(context: Context, kind: str, named: str) -> Record:
    """Key and name of the "company" or "model" that `named` (a key or any name) means. Raises Problem 404 for none and for several."""
    found = fetch(context.transaction, f"serve_{kind}_named", key=named, match_key=normalise(named))
    if len(found) == 1 or (found and found[0]["key"] == named):
        return found[0]
    raise Problem(404, f"no_{kind}", f"No {kind} goes by the name {shorten(named, 60)!r} alone.")


def story(context: Context) -> Record:
    """Everything about one story. Raises Problem 404, Moved where it was merged into another."""
    connection, id = context.transaction, context.values["id"]
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
            context.public_url,
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
    """The story's thread on its map, the strongest tie first, and what is related to it, what a reader would take next first."""
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
        {**fields_of(entry.story, "story_id title published_at"), **fields_of(entry, "shares reason")}
        for entry in (page.related if page else ())
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


def company_list(context: Context) -> Record:
    """The companies most reported on, those with `words` in any of their names where any are given."""
    words = context.values["words"]
    rows = fetch(context.transaction, "company_list", words=like(words) if words else None, country=None, limit=COMPANIES)
    return {"companies": [row for row in rows if row["articles"] or words], "words": words}


def company(context: Context) -> Record:
    """A company with its names, its standings and its newest stories. Raises Problem 404, Moved where `key` is another name of one."""
    key = context.values["key"]
    row = fetch_one(context.transaction, "serve_company", key=key)
    if row is None:
        raise Moved(f"/companies/{quote(called(context, 'company', key)['key'], safe='')}")
    return {
        "key": key,
        "page": f"{context.public_url}/companies/{key}",
        **columns_of(row, "name kind country homepage articles last_published_at"),
        "parent": _pair(row["parent"], row["parent_name"]),
        "children": row["children"],
        "segments": row["segment_names"],
        "names": row["every_name"],
        "standings": standings(context.transaction, key, context.now),
        **stories(context, {"company": key}),
    }


# ---------------------------------------------------------------- changes


def changes(context: Context) -> Record:
    """Changes after `since` in commit order; `cursor` is where to go on, `more` whether there is more already."""
    since, limit = context.values["since"], context.values["limit"]
    try:
        rows = changes_after(context.transaction, since, limit=limit + 1)
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


def health(context: Context) -> Record:
    """Whether stories can be read: how far the change feed is."""
    cursor, changed_at = head(context.transaction)
    return {"status": "ok", "version": __version__, "cursor": cursor, "changed_at": changed_at}
