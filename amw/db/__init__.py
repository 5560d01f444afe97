"""The database: the one room that speaks to it. SQL is in queries.sql, migrations/ and schema.sql at the top level.

What other rooms need of the driver to name what they are handed is exported here; nobody else imports it.
"""

from psycopg import AsyncConnection, Connection
from psycopg.rows import dict_row

__all__ = ["AsyncConnection", "Connection", "dict_row"]
