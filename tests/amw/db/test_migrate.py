"""Migrations on real databases: the same schema as schema.sql, all or nothing, one at a time."""

from __future__ import annotations

import hashlib
import logging
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from servers import migrate_before

from amw.db.migrate import MigrationError, migrate, pending
from amw.stories.languages import NUMBER_OF
from amw.stories.signature import Signature

ROOT = Path(__file__).parents[3]

# What makes a schema, from the system catalogues; every query gives (name, fact, ...) rows of the schema public.
CATALOGUES = {
    "relations": """
        select c.relname, c.relkind, c.relpersistence, c.relrowsecurity, c.reloptions, obj_description(c.oid, 'pg_class'),
               array(select concat_ws(' ', a.grantor, a.grantee, a.privilege_type, a.is_grantable) from aclexplode(c.relacl) a
                     order by 1)
          from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind <> 'i'""",
    "columns": """
        select c.relname || '.' || a.attname, row_number() over (partition by c.oid order by a.attnum),
               format_type(a.atttypid, a.atttypmod),
               a.attnotnull, a.attidentity, a.attgenerated, a.attstorage, a.attcompression, a.attcollation::regcollation::text,
               pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum), a.attacl::text, a.attstattarget
          from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p', 'c')
           and a.attnum > 0 and not a.attisdropped""",
    "constraints": """
        select conrelid::regclass || '.' || conname, contype, condeferrable, condeferred, convalidated, pg_get_constraintdef(oid),
               obj_description(oid, 'pg_constraint')
          from pg_constraint where connamespace = 'public'::regnamespace""",
    "indexes": """
        select c.relname, pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisclustered, i.indisreplident, c.reloptions,
               obj_description(c.oid, 'pg_class')
          from pg_index i join pg_class c on c.oid = i.indexrelid where c.relnamespace = 'public'::regnamespace""",
    "views": "select viewname, definition from pg_views where schemaname = 'public'",
    "materialized views": "select matviewname, definition from pg_matviews where schemaname = 'public'",
    "rules": "select tablename || '.' || rulename, definition from pg_rules where schemaname = 'public'",
    "policies": "select tablename || '.' || policyname, cmd, roles::text, qual, with_check from pg_policies where schemaname = 'public'",
    "triggers": """
        select tgrelid::regclass || '.' || tgname, tgenabled, pg_get_triggerdef(oid), obj_description(oid, 'pg_trigger')
          from pg_trigger where not tgisinternal and tgrelid::regclass::text !~ '[.]'""",
    "functions": """
        select p.oid::regprocedure::text, pg_get_functiondef(p.oid), obj_description(p.oid, 'pg_proc'), p.proacl::text
          from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind <> 'a'""",
    "types": """
        select t.typname, t.typtype, pg_get_constraintdef(k.oid),
               array(select e.enumlabel::text from pg_enum e where e.enumtypid = t.oid order by e.enumsortorder)
          from pg_type t left join pg_constraint k on k.contypid = t.oid
         where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd', 'r')""",
    "sequences": """
        select sequencename, data_type::text, start_value, min_value, max_value, increment_by, cycle, cache_size from pg_sequences
         where schemaname = 'public'""",
    "extensions": "select extname, extnamespace::regnamespace::text from pg_extension",
    "schema": """
        select nspname, obj_description(oid, 'pg_namespace'),
               array(select concat_ws(' ', a.grantee, a.privilege_type, a.is_grantable) from aclexplode(nspacl) a order by 1)
          from pg_namespace where nspname = 'public'""",
    "default privileges": "select defaclobjtype::text, defaclacl::text from pg_default_acl",
    "statistics": "select stxname, pg_get_statisticsobjdef(oid) from pg_statistic_ext",
}


def catalogue(connection: psycopg.Connection[Any]) -> Mapping[str, Any]:
    return {f"{kind} {row[0]}": row for kind, query in CATALOGUES.items() for row in connection.execute(query.encode()).fetchall()}


def difference(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    return [f"{key}:\n  {one.get(key)}\n  {other.get(key)}" for key in sorted({*one, *other}) if one.get(key) != other.get(key)]


def execute(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


@pytest.fixture
def by_schema(empty_database_url: str, template_database: str) -> str:
    """A database made by schema.sql alone; the template was made before, so the roles are there."""
    execute(empty_database_url, (ROOT / "schema.sql").read_text(encoding="utf-8"))
    return empty_database_url


def test_schema_sql_is_what_the_migrations_make(by_schema: str, database_url: str) -> None:
    with psycopg.connect(by_schema) as one, psycopg.connect(database_url) as other:
        by_migrations = catalogue(other)
        assert len([key for key in by_migrations if key.startswith("columns ")]) > 100
        different = difference(catalogue(one), by_migrations)
    assert not different, "schema.sql and amw/db/migrations differ:\n" + "\n".join(different)


CHANGES = [
    "alter table source alter name drop not null",
    "alter table crawl_run alter reason type varchar(300)",
    "alter table source alter failures set default 1",
    "alter table source alter failures drop default",
    "alter table source add extra text",
    "alter table source drop column failures",
    "alter table source rename column language to tongue",
    "alter table source rename constraint source_url_check to other",
    "alter table source drop constraint source_url_check",
    "alter table source drop constraint source_kind_check, add constraint source_kind_check check (kind in ('feed'))",
    "alter table source add constraint more check (failures < 100) not valid",
    "alter table source enable row level security",
    "alter table source set (fillfactor = 70)",
    "alter table article alter text set storage external",
    "alter table article drop constraint article_source_id_fkey, add foreign key (source_id) references source on delete cascade",
    "comment on table source is 'something else'",
    "comment on column source.failures is 'something else'",
    "comment on view story_now is null",
    "drop index source_due",
    "drop index source_due; create index source_due on source (next_crawl_at)",
    "drop index source_due; create index source_due on source (next_crawl_at desc) where enabled",
    "create table other (a int)",
    "drop view company_now; create view company_now as select 1::bigint as one",
    "grant insert on source to amw_reader",
    "revoke select on story_now from amw_reader",
    "revoke delete on source from amw_writer",
    "grant update (failures) on source to amw_reader",
    "revoke usage on schema public from amw_reader",
    "alter default privileges in schema public grant select on tables to amw_reader",
    "alter table article disable trigger article_change",
    "drop trigger article_change on article",
    "drop view company_now",
    "create or replace function record_change() returns trigger language plpgsql as 'begin return null; end'",
    "alter sequence source_id_seq increment by 2",
    "create type mood as enum ('good')",
    "create statistics two on country, language from source",
    "create policy mine on source using (true)",
]


def test_any_difference_is_seen(database_url: str) -> None:
    unseen = []
    with psycopg.connect(database_url, autocommit=True) as connection:
        before = catalogue(connection)
        for change in CHANGES:
            with connection.transaction(force_rollback=True):
                connection.execute(change.encode())
                if not difference(before, catalogue(connection)):
                    unseen.append(change)
        assert catalogue(connection) == before
    assert not unseen


def test_applied_once_and_said(empty_database_url: str) -> None:
    before = pending(empty_database_url)
    assert before[0] == "0001_initial" and before[-1] == "jobs/schema"
    with psycopg.connect(empty_database_url) as connection:
        assert connection.execute("select count(*) from pg_class where relnamespace = 'public'::regnamespace").fetchone() == (0,)
    assert migrate(empty_database_url) == before
    assert pending(empty_database_url) == []
    assert migrate(empty_database_url) == []


def test_many_at_once_apply_it_once(empty_database_url: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        applied = list(threads.map(migrate, [empty_database_url] * 4))
    assert sorted(len(names) for names in applied)[:3] == [0, 0, 0]
    assert pending(empty_database_url) == []


def test_a_migration_that_fails_leaves_nothing(database_url: str, tmp_path: Path) -> None:
    (tmp_path / "0002_good.sql").write_text("create table good (a text default 'semi;colon 100%'); insert into good values (default);")
    (tmp_path / "0003_bad.sql").write_text("create table half (a int);\ninsert into half values ('x');")
    assert pending(database_url, source=tmp_path) == ["0002_good", "0003_bad"]
    with pytest.raises(MigrationError, match="0003_bad failed, nothing of it was applied: invalid input syntax"):
        migrate(database_url, source=tmp_path)
    with psycopg.connect(database_url) as connection:
        assert connection.execute("select a from good").fetchone() == ("semi;colon 100%",)
        assert connection.execute("select to_regclass('half')").fetchone() == (None,)
    assert pending(database_url, source=tmp_path) == ["0003_bad"]
    (tmp_path / "0003_bad.sql").write_text("create table half (a int);")
    assert migrate(database_url, source=tmp_path) == ["0003_bad"]


def test_one_that_was_killed_is_begun_anew(empty_database_url: str, tmp_path: Path) -> None:
    (tmp_path / "0001_slow.sql").write_text("create table slow (a int); select pg_sleep(60);")
    code = f"import sys; from pathlib import Path; from amw.db.migrate import migrate; migrate(sys.argv[1], source=Path({str(tmp_path)!r}))"
    process = subprocess.Popen([sys.executable, "-c", code, empty_database_url], env={**os.environ, "PYTHONPATH": str(ROOT)})
    others = "from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
    watch = f"select count(*) {others} and query like '%pg_sleep(60)%'"
    with psycopg.connect(empty_database_url, autocommit=True) as connection:
        for _ in range(200):
            if connection.execute(watch.encode()).fetchone() == (1,):
                break
            time.sleep(0.1)
        with pytest.raises(MigrationError, match="another process has been migrating"):
            migrate(empty_database_url, wait=0.1)
        process.send_signal(signal.SIGKILL)
        process.wait()
        connection.execute("insert into migration.yoyo_lock values (1, now(), 1) on conflict do nothing")  # as a kill may leave it
    (tmp_path / "0001_slow.sql").write_text("create table slow (a int);")
    with psycopg.connect(empty_database_url, autocommit=True) as connection:  # the server notices a dead client when it next writes to it
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        )
    assert migrate(empty_database_url, source=tmp_path)[0] == "0001_slow"


def test_the_roles_may_do_what_they_are_for(database_url: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("set role amw_writer")
        connection.execute("insert into source (key, name, kind, url) values ('a', 'A', 'feed', 'https://example.org/')")
        connection.execute("set search_path = jobs")
        connection.execute("select procrastinate_register_worker_v1()")
        connection.execute("set search_path = public")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("create table mine (a int)")
        connection.execute("set role amw_reader")
        for view in ("story_now", "board_now", "company_now", "source"):
            connection.execute(f"select * from {view}".encode())
        for statement in ("insert into source (key) values ('b')", "delete from source", "truncate change", "update source set name = 'x'"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement.encode())


def test_a_server_that_forbids_roles_is_tolerated_and_told(postgres: Any, caplog: pytest.LogCaptureFixture) -> None:
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("drop owned by amw_writer, amw_reader; drop role amw_writer, amw_reader")
        connection.execute("create role plain login")
        connection.execute("create database theirs owner plain")
    facts = conninfo_to_dict(postgres.url)
    url = f"host={facts['host']} user=plain dbname=theirs"
    with caplog.at_level(logging.WARNING, logger="amw.db.migrate"):
        assert migrate(url)[0] == "0001_initial"
    assert [record.args for record in caplog.records] == [("amw_writer", "amw_writer"), ("amw_reader", "amw_reader")]
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("create role amw_reader nologin")
    assert migrate(url) == []
    with psycopg.connect(url, autocommit=True) as connection:
        assert connection.execute("select has_table_privilege('amw_reader', 'story_now', 'select')").fetchone() == (True,)


def test_a_database_of_another_encoding_is_refused(server_url: str, tmp_path: Path) -> None:
    name = f"amw_test_latin_{os.getpid()}"
    execute(server_url, f"create database {name} encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' locale_provider libc template template0")
    try:
        facts = conninfo_to_dict(server_url) | {"dbname": name}
        with pytest.raises(MigrationError, match="encoding is LATIN1, UTF8 is needed"):
            migrate(psycopg.conninfo.make_conninfo("", **facts))
    finally:
        execute(server_url, f"drop database {name} with (force)")


def test_what_is_stored_with_a_summary_alone_is_found_as_it_is_after_the_migration(empty_database_url: str, tmp_path: Path) -> None:
    migrate_before(empty_database_url, "0013", tmp_path)
    with psycopg.connect(empty_database_url) as connection:
        connection.execute("insert into source (key, name, kind, url) values ('wire', 'Wire', 'feed', 'https://wire.example/')")
        for n, (text, lead) in enumerate((("", "Grüße \\ “so”\nweiter"), ("A text.", "A lead."), ("", ""), ("", None))):
            digest = hashlib.sha256(f"Title {n}\0{text}".encode()).hexdigest()
            connection.execute(
                """with a as (insert into article (url, source_id, origin, title, text, lead, version, first_seen_at, fetched_at, digest,
                       derived_digest) select %(url)s, id, 'feed', %(title)s, %(text)s, %(lead)s, 2, now(), now(), %(digest)s, 'd'
                       from source returning id)
                   insert into article_version (article_id, version, digest, title, text, valid_from, seen_at)
                   select id, version, case version when 2 then %(digest)s else 'old' end, %(title)s, %(text)s, now(), now()
                   from a, generate_series(1, 2) as version""",
                {"url": f"https://wire.example/{n}", "title": f"Title {n}", "text": text, "lead": lead, "digest": digest},
            )
    with psycopg.connect(empty_database_url) as connection:  # what changed is told at the end of a transaction
        before = connection.execute("select count(*) from change").fetchall()
    migrate(empty_database_url)
    with psycopg.connect(empty_database_url) as connection:
        for title, text, lead, *digests in connection.execute(
            """select a.title, a.text, a.lead, a.digest, v.digest, o.digest from article a
               join article_version v on v.article_id = a.id and v.version = 2
               join article_version o on o.article_id = a.id and o.version = 1"""
        ).fetchall():
            told = hashlib.sha256(f"{title}\0{text or lead or ''}".encode()).hexdigest()
            assert digests == [told, told, "old"]
        kept = connection.execute("select lead from article_version where lead is not null").fetchall()
        assert kept == [("Grüße \\ “so”\nweiter",)]
        assert connection.execute("select count(*) from change").fetchall() == before


def test_what_companies_and_models_are_in_gets_its_day_by_the_migration(empty_database_url: str, tmp_path: Path) -> None:
    migrate_before(empty_database_url, "0017", tmp_path)
    with psycopg.connect(empty_database_url) as connection:
        connection.execute("insert into source (key, name, kind, url) values ('wire', 'Wire', 'feed', 'https://wire.example/')")
        connection.execute("insert into company (key, name, kind) values ('alder', 'Alder', 'company')")
        connection.execute("insert into model (key, name) values ('birch', 'Birch')")
        connection.execute(
            """insert into article (url, source_id, origin, title, published_at, first_seen_at, fetched_at, digest, derived_digest)
               select 'https://wire.example/' || n, s.id, 'feed', 'Title', case n when 1 then timestamptz '2025-03-01' end,
                   timestamptz '2026-05-22', timestamptz '2026-05-22', 'd', 'd' from source s, generate_series(1, 2) n"""
        )
        connection.execute("insert into article_company select a.id, c.id, 'primary', 1 from article a, company c")
        connection.execute("insert into article_model select a.id, m.id, 1 from article a, model m")
    migrate(empty_database_url)
    with psycopg.connect(empty_database_url) as connection:
        for table in ("article_company", "article_model"):
            days = connection.execute(f"select told_at::date from {table} order by article_id").fetchall()  # type: ignore[arg-type]
            assert days == [(date(2025, 3, 1),), (date(2026, 5, 22),)]


def test_what_grouping_knows_of_a_report_gets_its_language_by_the_migration(empty_database_url: str, tmp_path: Path) -> None:
    migrate_before(empty_database_url, "0021", tmp_path)
    reports = [("fr", 0, 3), ("pt", 0, 7), ("ar", 0, 12), ("en", 0, 0), (None, 0, 0), ("sv", 0, 0), ("fr", 1, 1), ("ru", 2, 2)]
    with psycopg.connect(empty_database_url) as connection:
        connection.execute("insert into source (key, name, kind, url) values ('wire', 'Wire', 'feed', 'https://wire.example/')")
        for n, (code, script, _) in enumerate(reports):
            body = Signature(doc_id="", language=script, roundup=n % 2 == 0, asks=True, title=(1, 2)).to_bytes()
            connection.execute(
                """with a as (insert into article (url, source_id, origin, title, language, first_seen_at, fetched_at, digest,
                       derived_digest)
                       select 'https://wire.example/' || %(n)s, id, 'feed', 'Title', %(code)s, now(), now(), 'd', 'd'
                       from source returning id)
                   insert into story_signature (position, article_id, body) select %(n)s, id, %(body)s from a""",
                {"n": n, "code": code, "body": body},
            )
    migrate(empty_database_url)
    with psycopg.connect(empty_database_url) as connection:
        bodies = connection.execute("select body from story_signature order by position").fetchall()
    opened = [Signature.from_bytes("", bytes(body)) for (body,) in bodies]
    assert [s.language for s in opened] == [language for *_, language in reports]
    assert all(s.asks and s.title == (1, 2) and s.roundup == (n % 2 == 0) for n, s in enumerate(opened))
    assert [NUMBER_OF[str(code)] for code, script, _ in reports[:3]] == [3, 7, 12]


def test_what_is_pending_is_told_without_loading_what_applies_it(database_url: str) -> None:
    asked = "from amw.db.migrate import pending; print(pending(sys.argv[1]), {'yoyo', 'procrastinate'} & {*sys.modules})"
    command = [sys.executable, "-c", f"import sys; {asked}", database_url]
    told = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True)
    assert told.stdout == "[] set()\n"


def test_the_folder_of_migrations_is_numbered_without_gaps() -> None:
    names = sorted(path.name for path in (ROOT / "amw" / "db" / "migrations").glob("*.sql"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_migrations_inside_a_zip_have_the_same_names(empty_database_url: str, tmp_path: Path) -> None:
    archive = tmp_path / "egg.zip"
    with zipfile.ZipFile(archive, "w") as egg:
        egg.writestr("m/__init__.py", "")
        egg.writestr("m/0001_first.sql", "create table first (a int)")
    inside = zipfile.Path(archive, "m/")
    assert migrate(empty_database_url, source=inside) == ["0001_first", "jobs/schema"]
    assert pending(empty_database_url, source=inside) == []
    assert migrate(empty_database_url, source=inside) == []
