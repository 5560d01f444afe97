"""Templates of article pages: what is known of a host before a crawl's first page of it, and what a batch of visits changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from psycopg import AsyncConnection

from amw.db.statements import Record, ask, ask_named, run
from amw.extract.template_book import FLEETING, Known

HostKnown = tuple[list[Known], dict[str, Any], int]


async def read_host(connection: AsyncConnection, source: str, host: str) -> HostKnown:
    """(templates that hold, evidence by URL, how many templates in a row ended after hardly a page) of a source's host.

    A template of another version of this program is passed over: the host is learned anew.
    """
    known: list[Known] = []
    fleeting, counting = 0, True
    for row in await ask_named(connection, "template_of_host", source=source, host=host):
        try:
            state = Known.from_row(row)
        except ValueError:
            continue
        if state.valid_to is None:
            known.append(state)
        elif not state.template.pinned:
            counting = counting and state.matched < FLEETING
            fleeting += counting
    return known, dict(await ask(connection, "template_page_of_host", source=source, host=host)), fleeting


def _how_far(row: Record) -> tuple[bool, int]:
    return row["valid_to"] is not None, row["matched"] + row["missed"]


async def put(connection: AsyncConnection, visits: Sequence[Record]) -> int:
    """Stores what `TemplateBook.note` said of visits, in any order; returns how many states were written.

    Each visit is a mapping with `source_id` and `noted`.
    """
    states: dict[tuple[Any, ...], Any] = {}
    pages: dict[tuple[Any, ...], Any] = {}
    forgotten: dict[tuple[Any, ...], Any] = {}
    for visit in visits:
        source_id, noted = visit["source_id"], visit["noted"]
        for row in noted["templates"]:
            state, row = (source_id, row["host"], row["digest"], row["valid_from"]), {**row, "source_id": source_id}
            states[state] = max(row, states.get(state, row), key=_how_far)
        if noted["evidence"] is not None:
            key = (source_id, noted["host"], noted["evidence"]["url"])
            pages[key] = {**noted["evidence"], "source_id": source_id, "host": noted["host"]}
        for url in noted["forget"]:
            pages.pop((source_id, noted["host"], url), None)
            forgotten[source_id, noted["host"], url] = {"source_id": source_id, "host": noted["host"], "url": url}
    for name, rows in (("template_put", states), ("template_page_forget", forgotten), ("template_page_put", pages)):
        await run(connection, name, rows.values())
    return len(states)
