"""The read side: pages, feeds, a JSON interface and the change feed, over read-only transactions.

    from amw.serve import serving
    with serving(database_url) as server:      # a thread of its own; server.url says where
        ...

A request's way: `server` (HTTP) -> `app` (route, transaction, answers kept) -> `routes` (every address in one table, of what `route` and
`parameters` are) -> `records`, `board_records` (what the store holds) -> `pages`, `feeds` or JSON -> `message` (validators, compression).
`markup` escapes what becomes HTML or XML; `schemas` and `openapi` describe the JSON.
"""

from amw.serve.server import Server, serve_until_told, serving

__all__ = ["Server", "serve_until_told", "serving"]
