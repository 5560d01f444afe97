"""The AMW Reads that may be said otherwise, and what is stored when one is."""

from __future__ import annotations

from typing import Any

from psycopg import Connection
from psycopg.types.json import Jsonb

from amw.db.statements import QUERIES, Row, fetch
from amw.text import storable


def rephrasable(connection: Connection[Any], *, limit: int) -> list[Row]:
    """The Reads of the newest stories that still stand as the grammar made them: `id` of the article, `amw_read`, `amw_read_facts`."""
    return fetch(connection, "read_rephrasable", limit=limit)


def store_rephrased(connection: Connection[Any], read: Row, sentence: str, model: str) -> bool:
    """Stores another wording of `read`; False where the Read has changed since it was looked up, and then nothing is written."""
    origin = {"text": read["amw_read"], "refs": [], "rephrased_by": storable(model)}
    facts = Jsonb([*read["amw_read_facts"], origin])
    values = {"id": read["id"], "before": read["amw_read"], "sentence": storable(sentence), "facts": facts}
    return connection.execute(QUERIES["read_rephrased"], values).rowcount == 1
