"""Feeds: bytes to entries. RSS 0.9-2.0, RDF, Atom, CDF and JSON Feed 1.0/1.1; hostile or broken input never raises.

`read` tells JSON from XML. `json_feed` reads the one, `xml` the other: by `well_formed` (lxml) where a document is plain, else by
feedparser. `fields` reads single fields alike for all; a `record.Feed` of `record.Entry` comes out.

Everything textual comes out as readable text: HTML is read, not kept, so nothing a publisher writes can become markup later. Links come
out resolved, canonical and http(s) only.
"""

from amw.feeds.read import parse_feed
from amw.feeds.record import Entry, Feed
from amw.feeds.xml import looks_like_feed

__all__ = ["Entry", "Feed", "looks_like_feed", "parse_feed"]
