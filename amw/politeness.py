"""What a server asks of its visitors between requests: the arithmetic of Retry-After (RFC 9110 section 10.2.3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from amw.dates import aware

MAX_WAIT = timedelta(days=7)  # a longer wish is a mistake or a ban; the source is asked again after a week


def retry_after(value: str | None, now: datetime) -> datetime | None:
    """The moment from which a server wants to be asked again: whole seconds or an HTTP date; None for no or no readable value.

    Never before `now` and never later than a week after it.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return now + min(timedelta(seconds=min(int(text[:9]), 10**9)), MAX_WAIT)
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(aware(found), now), now + MAX_WAIT)
