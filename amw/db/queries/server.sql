-- The server itself: what it is, what sessions of ours ask for, roles, the embedded database, migrations.

-- ---------------------------------------------------------------- what it is

-- name: server_facts
-- The server's version number, whether it is read-only, the encoding of the database, and how many connections this role may have there at
-- a time (NULL: as many as the server has).
SELECT current_setting('server_version_num')::int AS version, pg_is_in_recovery() AS standby,
       pg_encoding_to_char(encoding) AS encoding,
       CASE WHEN NOT rolsuper THEN least(nullif(rolconnlimit, -1), nullif(datconnlimit, -1)) END AS connections
  FROM pg_database, pg_roles WHERE datname = current_database() AND rolname = current_user;

-- ---------------------------------------------------------------- sessions

-- name: session_settings
-- What every session of ours asks for: times in UTC, and an end to statements and locks that never come.
SELECT set_config('timezone', 'UTC', false), set_config('statement_timeout', '5min', false), set_config('lock_timeout', '1min', false),
       set_config('idle_in_transaction_session_timeout', '5min', false);

-- name: jobs_session
-- Where Procrastinate's tables and functions are, for a session that speaks to nothing else.
SELECT set_config('search_path', 'jobs, public', false);

-- name: serve_session
-- What every session of the read server asks for: times in UTC, and a short end to statements, locks and idle transactions.
SELECT set_config('timezone', 'UTC', false), set_config('statement_timeout', '10s', false), set_config('lock_timeout', '2s', false),
       set_config('idle_in_transaction_session_timeout', '30s', false);

-- name: serve_role
-- Gives up every right but reading, where the server has the role for it and the login may take it.
SELECT set_config('role', rolname, false) FROM pg_roles WHERE rolname = 'amw_reader' AND pg_has_role(current_user, oid, 'MEMBER');

-- ---------------------------------------------------------------- the embedded server

-- name: database_exists
-- Whether the embedded server has the product's database.
SELECT FROM pg_database WHERE datname = 'amw';

-- name: database_create
-- Makes the product's database on the embedded server.
CREATE DATABASE amw;

-- ---------------------------------------------------------------- migrations

-- name: migration_lock
-- Tries to become the one who migrates this database, for as long as the connection lives.
SELECT pg_try_advisory_lock(hashtext('amw migration')) AS got;

-- name: migration_applied
-- The names of the migrations that this database has.
SELECT migration_id FROM migration._yoyo_migration;

-- name: migration_schemas
-- The schemas beside public: migration for the book of migrations, jobs for Procrastinate.
DO $$
BEGIN
    CREATE SCHEMA IF NOT EXISTS migration;
    CREATE SCHEMA IF NOT EXISTS jobs;
END $$;

-- name: schema_choose
-- Where unqualified names belong until the transaction ends.
SELECT set_config('search_path', %(schema)s, true);

-- name: role_exists
-- Whether the server has a role.
SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %(role)s) AS found;

-- name: role_create_writer
-- The group of those who store what was found.
CREATE ROLE amw_writer NOLOGIN;

-- name: role_create_reader
-- The group of those who only read: what downstream logs in with is granted this.
CREATE ROLE amw_reader NOLOGIN;

-- name: grants
-- Lets the writer store and run jobs and the reader read, where these roles exist: those of schema.sql again, for roles made later, the jobs',
-- and the book of migrations, which every command looks into first.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'amw_writer') THEN
        GRANT USAGE ON SCHEMA public, jobs, migration TO amw_writer;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, jobs TO amw_writer;
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA public, jobs TO amw_writer;
        GRANT SELECT ON ALL TABLES IN SCHEMA migration TO amw_writer;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'amw_reader') THEN
        GRANT USAGE ON SCHEMA public, jobs, migration TO amw_reader;
        GRANT SELECT ON ALL TABLES IN SCHEMA public, jobs, migration TO amw_reader;
    END IF;
END $$;
