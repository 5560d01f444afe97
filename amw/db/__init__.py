"""The database: the only room that knows psycopg. What others need of it is named here."""

from psycopg import AsyncConnection, Connection
from psycopg.rows import dict_row

__all__ = ["AsyncConnection", "Connection", "dict_row"]
