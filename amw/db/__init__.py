"""The database: the one room that speaks to it. All SQL is in queries.sql, migrations/ and, at the top level, schema.sql.

    connection, errors, patience          where the database is, what goes wrong with it, waiting for one that is away
    embedded, migrate, catalogue          a server of our own, the present schema, the catalogue in its tables
    statements                            every statement by name, and how one is run
    batch, store                          what a crawl found, written in one transaction, by way of:
        articles, board_store, templates      articles and their versions, captures of leaderboards, templates of pages
        stories, story_window                 grouping behind the database
        claims, past, report_facts, judging   claims held against captures; reports judged against what came before them
    runs                                  one crawl of one source, from its claim to its verdict
    read_pool, as_of, board_rows,         for those who read: what was known at a moment, captures, the table of a day,
        board_tables, board_history       a model over time
    desk, rephrasing, doctor              stories from captures, AMW Reads said otherwise, the state of the database
    dump, retention                       the database as one file and back; what grows for ever, and its end

What other rooms need of the driver to name what they are handed is exported here; nobody else imports it.
"""

from psycopg import AsyncConnection, Connection

__all__ = ["AsyncConnection", "Connection"]
