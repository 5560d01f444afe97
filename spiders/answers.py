"""What an answer says of itself: where it is kept, what was asked for, its headers, the moment it shows."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime

from scrapy import Request
from scrapy.http import Response

from amw.dates import aware
from amw.urls import canonicalise
from items import Capture


def capture_of(request: Request | None) -> Capture | None:
    """Where the archive keeps the answer to `request`, if it does."""
    found = request.meta.get("amw_capture") if request is not None else None
    return found if isinstance(found, Capture) else None


def requested(request: Request) -> str:
    """The canonical URL first asked for, before redirects."""
    first = (request.meta.get("redirect_urls") or [request.url])[0]
    return canonicalise(first) or first


def header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1").strip() if value else None


def shown_at(response: Response, at: datetime) -> datetime:
    """The moment whose state `response` shows: what an archive says in Memento-Datetime (RFC 7089), else `at`; never later than `at`."""
    try:
        stated = parsedate_to_datetime(header(response, "Memento-Datetime") or "")
    except ValueError:
        return at
    return min(aware(stated), at)
