"""Templates as they are stored: pages are stored in another order than they were read in."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest
from storing import rows

from amw.db import templates
from amw.db.connection import Database
from amw.extract.template import Template
from amw.extract.template_book import Known

AT = datetime(2026, 11, 4, 9, tzinfo=UTC)
TEMPLATE = Template(containers=("div.story",), pages=4, agreement=1.0)
STATES = [
    Known(template=TEMPLATE, valid_from=AT),
    Known(template=TEMPLATE, valid_from=AT, matched=1, recent=(True,)),
    Known(template=TEMPLATE, valid_from=AT, matched=1, missed=1, recent=(True, False)),
    Known(template=TEMPLATE, valid_from=AT, matched=1, missed=2, recent=(True, False, False), valid_to=AT, ended="no longer fits"),
]


@pytest.mark.parametrize("last", [3, 4])
@pytest.mark.parametrize("size", [1, 2, 4])
async def test_the_latest_state_is_kept_in_whatever_order_it_comes(database: Database, size: int, last: int) -> None:
    ((source,),) = rows(database, "select id from source limit 1")
    for number, order in enumerate(permutations(STATES[:last])):
        host = f"{number}.example"
        visits: list[dict[str, Any]] = [
            {"source_id": source, "noted": {"host": host, "templates": [{"host": host, **state.row()}], "evidence": None, "forget": []}}
            for state in order
        ]
        for begin in range(0, last, size):
            async with database.transaction() as connection:
                await templates.put(connection, visits[begin : begin + size])
    kept = STATES[last - 1]
    found = rows(database, "select distinct matched, missed, recent, ended from template")
    assert found == [(kept.matched, kept.missed, kept.row()["recent"], kept.ended)]
