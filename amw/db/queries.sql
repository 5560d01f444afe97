-- Every statement the engine runs, by name: `-- name: x`, then what it does in a sentence, then the statement. Read by amw/db/queries.py.

-- ---------------------------------------------------------------- server

-- name: server_facts
-- The server's version number, whether it is read-only, and the encoding of the database.
select current_setting('server_version_num')::int as version, pg_is_in_recovery() as standby,
       pg_encoding_to_char(encoding) as encoding
  from pg_database where datname = current_database();
