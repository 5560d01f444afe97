"""The read side: pages, feeds, a JSON interface and the change feed, over read-only transactions.

from amw.serve import serving
with serving(database_url) as server:      # a thread of its own; server.url says where
    ...
"""

from amw.serve.server import Server, serve_until_told, serving

__all__ = ["Server", "serve_until_told", "serving"]
