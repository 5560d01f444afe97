"""What `amw sources show` and `amw scrape --explain` say of learned templates."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Any

from rich.markup import escape

from amw.cli.console import ago, log, out, table
from amw.db import Connection
from amw.db.connection import connect, database_url
from amw.db.embedded import Embedded, EmbeddedError
from amw.db.errors import NO_RIGHTS, Down, redact
from amw.db.migrate import pending
from amw.db.statements import Row, fetch
from amw.extract import extract_article
from amw.extract.template import Misfit, Template
from amw.extract.template_book import place
from amw.extract.templates import apply, compare
from amw.text import counted


def templates_of_host(url: str) -> list[Row]:
    """The templates that hold for the host of `url` in the database at hand; none where there is no database, or none yet."""
    try:
        if not os.environ.get("DATABASE_URL") and not (Embedded().data / "PG_VERSION").exists():
            return []
        with database_url() as database:
            if pending(database):
                return []
            with connect(database) as connection:
                return [row for row in fetch(connection, "template_list", source=None, host=place(url)) if row["valid_to"] is None]
    except (Down, EmbeddedError, NO_RIGHTS) as error:
        log.print(f"[yellow]without the templates of a database:[/] {escape(redact(str(error)))}", soft_wrap=True)
        return []


def described(row: Row) -> str:
    """A stored template in words."""
    made = "pinned in the catalogue" if row["pinned"] else f"learned from {row['pages']} pages"
    return f"template of {row['host']}, {made}, valid since {row['valid_from']:%Y-%m-%d}"


def tried(rows: list[Row], html: bytes, url: str, at: datetime) -> list[dict[str, Any]]:
    """How the templates of `rows` read a page beside the general extractor: what each is, whether it fits, in what it differs."""
    tries = []
    for row in rows:
        result: dict[str, Any] = {"template": described(row), "digest": row["digest"]}
        try:
            template = Template.from_json(row["definition"])
            record = apply(template, html, url, now=at)
            result |= {"fits": True, "differs_in": list(compare(record, extract_article(html, url, now=at)))}
            result["fields"] = {name: record.provenance.get(name) for name in ("title", "authors", "published_at")}
        except Misfit as misfit:
            result |= {"fits": False, "because": str(misfit)}
        except ValueError as error:
            result |= {"fits": False, "because": f"of another version: {error}"}
        tries.append(result)
    return tries


def source_templates(connection: Connection[Any], key: str) -> dict[str, Any]:
    """The templates of a source with their history, and the hosts that are still being learned."""
    rows = fetch(connection, "template_list", source=key, host=None)
    for row in rows:
        read = row["matched"] + row["missed"]
        row["hit_rate"] = round(row["matched"] / read, 3) if read else None
    return {"templates": rows, "learning": fetch(connection, "template_waiting", source=key)}


def print_templates(known: dict[str, Any]) -> None:
    """The templates of a source as a table."""
    body = [
        (
            row["host"],
            "pinned" if row["pinned"] else f"{row['pages']} pages, {row['agreement']:.3f}",
            ", ".join(row["definition"]["containers"]),
            " · ".join(
                f"{name}: {places[0].partition(chr(9))[0]}" for name, places in row["definition"]["fields"].items() if name != "zone"
            ),
            f"{row['valid_from']:%Y-%m-%d}",
            f"{row['valid_to']:%Y-%m-%d}" if row["valid_to"] else "",
            row["matched"],
            "" if row["hit_rate"] is None else f"{row['hit_rate']:.0%}",
            ago(row["last_matched_at"]) if row["last_matched_at"] else "never",
            row["ended"] or "",
        )
        for row in known["templates"]
    ]
    columns = ("host", "learned from", "text", "fields", "from", "to", "read", "hits", "last", "ended")
    if body:
        spare = ("ended", "last", "to", "hits", "read", "from", "learned from")
        out.print(table("Templates", columns, body, right=("read", "hits"), spare=spare))
    for row in known["learning"]:
        out.print(escape(f"{row['host']}: {counted(row['pages'], 'page')} seen, no template so far"))
    if not body and not known["learning"]:
        out.print("No template has been learned: no article page of this source has been read so far, or its entries are its articles.")
