"""Reads the catalogue files into their tables; an edition that is there already is not read in again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from psycopg import AsyncConnection

from amw import catalogue
from amw.boards import boards as load_boards
from amw.companies import normalise
from amw.db.statements import QUERIES, ask, run
from amw.plain import fields_of, plain
from amw.sources import Source, load_sources

if TYPE_CHECKING:
    from amw.companies import Companies

Rows = list[dict[str, Any]]


def vocabulary() -> dict[str, Rows]:
    """The rows of `segment` and `lens`, in the taxonomy's order."""
    taxonomy = catalogue.load("taxonomy")
    segments = [{"key": key, "name": name, "position": n} for n, (key, name) in enumerate(taxonomy["segment"].items())]
    lenses = [{"key": key, "name": key.replace("_", " ").title(), "position": n} for n, key in enumerate(taxonomy["lens"])]
    return {"segment_sync": segments, "lens_sync": lenses}


def companies(register: Companies) -> dict[str, Rows]:
    """The rows of `company` and `company_name` with their match keys."""
    rows = [fields_of(company, "key name kind country segments homepage parent") for company in register.companies]
    names = [
        {
            "key": company.key,
            "name": name.text,
            "match_key": normalise(name.text),
            "language": name.language,
            "kind": name.kind,
            "valid_from": name.since,
            "valid_to": name.until,
        }
        for company in register.companies
        for name in {name.text: name for name in reversed(company.names)}.values()  # one of two languages counts as it stands first
    ]
    return {"company_sync": rows, "company_parent_sync": rows, "company_name_sync": names}


def models(register: Companies) -> dict[str, Rows]:
    """The rows of `model` and `model_name`."""
    rows = [
        {**fields_of(model, "key name maker family version variant effort licence"), "released_on": model.released_at}
        for model in register.models
    ]
    names = [
        {"key": model.key, "name": name, "match_key": normalise(name)}
        for model in register.models
        for name in sorted({model.name, *model.names})
    ]
    return {"model_sync": rows, "model_name_sync": names}


def boards() -> dict[str, Rows]:
    """The rows of `board`."""
    known = load_boards().values()
    return {"board_sync": [{**fields_of(board, "key name url attribution licence"), "floor_rows": board.floor} for board in known]}


def sources(listed: Iterable[Source]) -> dict[str, Rows]:
    """The rows of `source` for the sources given."""
    rows = [
        {
            **fields_of(source, "key name kind url country language enabled"),
            "crawl_interval": f"{source.interval} seconds",
            "catalogue": fields_of(source, "found_in follow expected board"),
        }
        for source in listed
    ]
    return {"source_sync": rows}


async def ensure(connection: AsyncConnection[Any]) -> None:
    """Reads the catalogue in where it never was: a migrated database knows no segments yet, and articles refer to them."""
    if not await ask(connection, "catalogue_digests"):
        await sync(connection)


async def sync(connection: AsyncConnection[Any], *, more_sources: Mapping[str, Source] | None = None) -> list[str]:
    """Brings the tables to the edition of the catalogue in the package; returns the names of the parts that were read in.

    `more_sources` are sources from a file of one's own; they are added beside the catalogue's.
    """
    from amw.companies import Companies  # a crawl only asks whether there is anything to read in

    register = Companies.load()
    parts = {"taxonomy": vocabulary(), "companies": companies(register), "models": models(register), "boards": boards()}
    parts["sources"] = sources(load_sources().values())
    if more_sources:
        parts["more_sources"] = sources(more_sources.values())
    await connection.execute(QUERIES["store_lock"])
    known = dict(await ask(connection, "catalogue_digests"))
    renewed = []
    for name, statements in parts.items():
        digest = hashlib.sha256(json.dumps(plain(statements), sort_keys=True).encode()).hexdigest()
        if known.get(name) == digest:
            continue
        for statement, rows in statements.items():
            if statement in {"company_name_sync", "model_name_sync"}:
                await connection.execute(QUERIES[statement.replace("_sync", "_clear")], {"keys": sorted({row["key"] for row in rows})})
            await run(connection, statement, rows)
        await connection.execute(QUERIES["catalogue_synced"], {"name": name, "digest": digest})
        renewed.append(name)
    return renewed
