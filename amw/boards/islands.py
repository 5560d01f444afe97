"""JSON that a web page carries in its scripts: blocks of data, and what its code assigns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from amw.boards.readers import Unreadable, read_json

_SCRIPT = re.compile(r"<script\b([^>]{0,500})>", re.IGNORECASE)
_DATA = re.compile(r"\btype\s*=\s*[\"']?application/(?:[\w.+-]{1,40}\+)?json\b", re.IGNORECASE)
_ASSIGNED = re.compile(r"[\w\])]\s{0,4}=\s{0,4}(?:JSON\.parse\(\s{0,4}(?=\")|(?=[\[{]))")
TRIED = 100_000_000  # characters of a script that are read in vain: an error counts the lines before it


def read_islands(page: str) -> list[Any]:
    """The values of every block `<script type="application/json">` of a page and of what its scripts assign (`window.config = {...}`).

    Raises Unreadable for a page without any, or that ends amid a script.
    """
    found = list(_islands(page))
    if not found:
        raise Unreadable("a web page where data should be")
    return found


def _islands(page: str) -> Iterator[Any]:
    at = 0
    while (script := _SCRIPT.search(page, at)) is not None:
        at = end = page.find("</script", script.end())
        if end < 0:
            raise Unreadable("cut in the middle")
        block = page[script.end() : end]
        if _DATA.search(script[1]) is None:
            yield from _assigned(block)
        else:
            with suppress(Unreadable):  # one that is broken is not all that a page has
                yield read_json(block)


def _assigned(code: str) -> Iterator[Any]:
    decoder = json.JSONDecoder()
    at, left = 0, TRIED + 10 * len(code)
    while left > 0 and (found := _ASSIGNED.search(code, at)) is not None:
        at = found.end()
        try:
            value, at = decoder.raw_decode(code, at)
            value = json.loads(value) if isinstance(value, str) else value
        except RecursionError:
            return
        except ValueError as error:  # code, no data
            left -= getattr(error, "pos", at) + 1
            continue
        if isinstance(value, dict | list):
            yield value
