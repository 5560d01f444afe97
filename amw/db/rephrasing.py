"""The AMW Reads that may be said otherwise, and what is stored when one is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from psycopg import Connection
from psycopg.types.json import Jsonb

from amw.db.queries import QUERIES
from amw.db.statements import fetch
from amw.text import storable


@dataclass(frozen=True, slots=True)
class StoredRead:
    """The AMW Read of an article with the records of its clauses."""

    article_id: int
    sentence: str
    clauses: tuple[Mapping[str, Any], ...]


def rephrasable(connection: Connection[Any], *, limit: int) -> list[StoredRead]:
    """The Reads of the newest stories that still stand as the grammar made them."""
    rows = fetch(connection, "read_rephrasable", limit=limit)
    return [StoredRead(row["id"], row["amw_read"], tuple(row["amw_read_facts"])) for row in rows]


def store_rephrased(connection: Connection[Any], read: StoredRead, sentence: str, model: str) -> bool:
    """Stores another wording of `read`; False where the Read has changed since it was looked up, and then nothing is written."""
    origin = {"text": read.sentence, "refs": [], "rephrased_by": storable(model)}
    facts = Jsonb([*read.clauses, origin])
    values = {"id": read.article_id, "before": read.sentence, "sentence": storable(sentence), "facts": facts}
    return connection.execute(QUERIES["read_rephrased"], values).rowcount == 1
