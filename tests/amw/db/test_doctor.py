"""What a look at the database finds."""

from __future__ import annotations

import psycopg
import pytest

from amw.db.connection import connect
from amw.db.doctor import NAMED, examine


def findings(url: str) -> dict[str, str]:
    with connect(url) as connection:
        return {f["what"]: f["detail"] for f in examine(connection, url) if f["state"] == "stale"}


@pytest.mark.parametrize(
    ("failures", "verdicts", "detail"),
    [
        (0, ["complete"], None),
        (2, ["failed"], None),
        (3, ["failed"], "1 fail: wire"),
        (0, ["complete", "suspect"], "1 gave fewer entries than the catalogue expects: wire"),
        (0, ["suspect", "complete"], None),
        (0, ["suspect", None], "1 gave fewer entries than the catalogue expects: wire"),
    ],
    ids=["sound", "failed twice", "fails", "gives too little", "gave too little once", "crawled again just now"],
)
def test_sources_that_need_a_look(failures: int, verdicts: list[str | None], detail: str | None, database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute(
            "insert into source (key, name, kind, url, failures) values ('wire', 'Wire', 'feed', 'https://wire.example/', %s)", (failures,)
        )
        for days, verdict in enumerate(verdicts):
            connection.execute(
                "insert into crawl_run (source_id, started_at, finished_at, verdict) "
                "select id, now() - %(ago)s::interval, case when %(verdict)s::text is not null then now() end, %(verdict)s from source",
                {"ago": f"{30 - 10 * days} minutes", "verdict": verdict},
            )
    assert findings(database_url).get("sources") == detail


def test_of_many_sources_some_are_named(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute(
            "insert into source (key, name, kind, url, failures) "
            "select 'wire-' || n, 'Wire', 'feed', 'https://wire.example/' || n, 5 from generate_series(100, 129) n"
        )
    detail = findings(database_url)["sources"]
    assert detail.startswith("30 fail: wire-100, ") and detail.count("wire-") == NAMED and detail.endswith(", …")


@pytest.mark.parametrize(("crawled", "stale"), [(True, True), (False, False)], ids=["crawled", "read off captures alone"])
def test_a_board_grows_old_where_it_is_crawled(crawled: bool, stale: bool, stocked_url: str) -> None:
    with psycopg.connect(stocked_url) as connection:
        connection.execute(
            "insert into board_snapshot (board_id, captured_at, digest, verdict, url) "
            "select id, now() - interval '8 days', 'd', 'ok', url from board where key = 'livebench'"
        )
        if crawled:
            connection.execute("update source set last_crawl_at = now() where catalogue ->> 'board' = 'livebench'")
    assert ("board livebench" in findings(stocked_url)) is stale


def test_a_schema_of_a_newer_version_is_named(database_url: str) -> None:
    assert "schema" not in findings(database_url)
    with psycopg.connect(database_url) as connection:
        connection.execute("insert into migration._yoyo_migration (migration_hash, migration_id) values ('of tomorrow', '9999_tomorrow')")
    assert findings(database_url)["schema"] == "of a newer version: 9999_tomorrow"
