"""JSON that a web page carries in blocks of data among its scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from amw.boards.readers import Unreadable, read_json

_SCRIPT = re.compile(r"<script\b([^>]{0,500})>", re.IGNORECASE)
_DATA = re.compile(r"\btype\s*=\s*[\"']?application/(?:[\w.+-]{1,40}\+)?json\b", re.IGNORECASE)


def read_islands(page: str) -> list[Any]:
    """The values of every block `<script type="application/json">` of a page.

    Raises Unreadable for a page without any, or that ends amid a script.
    """
    found = list(_islands(page))
    if not found:
        raise Unreadable("a web page where data should be")
    return found


def _islands(page: str) -> Iterator[Any]:
    at = 0
    while (script := _SCRIPT.search(page, at)) is not None:
        at = page.find("</script", script.end())
        if at < 0:
            raise Unreadable("cut in the middle")
        if _DATA.search(script[1]):
            with suppress(Unreadable):  # one that is broken is not all that a page has
                yield read_json(page[script.end() : at])
