"""From bytes to a feed, whichever of its kinds they are."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from amw.feeds.json_feed import parse_json
from amw.feeds.record import Feed
from amw.feeds.xml import parse_xml

MAX_BYTES = 16 * 2**20  # the largest feed in wide use (a full podcast archive) is about 10 MB; above it a feed is refused


def parse_feed(body: bytes, url: str, *, content_type: str = "", now: datetime | None = None) -> Feed:
    """The feed in `body`, fetched from `url` (base of relative links). Never raises; time is linear; a body above 16 MB is refused.

    `content_type` is the HTTP header, used for its charset. `now` bounds the dates (`amw.dates.parse_date`).
    """
    left: Counter[str] = Counter()
    if not body.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        return Feed(reason="empty", leftovers=left)
    if len(body) > MAX_BYTES:
        return Feed(reason="too_large", leftovers=left)
    try:
        if body.lstrip(b"\xef\xbb\xbf\t\r\n ")[:1] in (b"{", b"["):
            return parse_json(body, url, now, left)
        return parse_xml(body, url, content_type, now, left)
    # Third-party parsers on hostile bytes: whatever they raise, the outcome is the same and is told apart by its reason.
    except Exception as error:
        left[f"parser/{type(error).__name__}"] = 1
        return Feed(reason="not_a_feed", leftovers=left)
