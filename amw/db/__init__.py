"""The database: the one room that speaks to it. SQL is in queries.sql, migrations/ and schema.sql at the top level."""
