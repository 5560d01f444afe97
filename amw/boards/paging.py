"""Boards that are served in pages: where the next one is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from amw.boards.catalogue import Endpoint
from amw.boards.lists import part

MOST_PAGES = 20  # a thousand rows where pages have fifty; OpenRouter allows 30 requests a minute


def next_page(endpoint: Endpoint, bodies: Sequence[bytes]) -> str | None:
    """The address of the page after `bodies`, the pages of `endpoint` so far in order; None after the last, or where they say nothing.

    By "page" a body says how many there are (`pagination.total_pages`). By "offset" a page with fewer rows than the address's `limit` or
    `length` is the last, and so is the one on which another category begins: the first is the board.
    """
    if not endpoint.pages or not bodies or len(bodies) >= MOST_PAGES:
        return None
    parts = urlsplit(endpoint.url)
    query = dict(parse_qsl(parts.query))
    if endpoint.pages == "page":
        total = part(part(_data(bodies[-1]), "pagination", dict), "total_pages", int)
        if total is None or total <= len(bodies):
            return None
        query["page"] = str(len(bodies) + 1)
    else:
        pages = [_rows(body) for body in bodies]
        most = query.get("limit", query.get("length", ""))
        if not most.isdigit() or min(map(len, pages)) < max(int(most), 1) or _category(pages[0][0]) != _category(pages[-1][-1]):
            return None
        query["offset"] = str(sum(map(len, pages)))
    return parts._replace(query=urlencode(query)).geturl()


def _rows(body: bytes) -> list[Any]:
    data = _data(body)
    return part(data, "data", list) or part(data, "rows", list) or []


def _category(row: object) -> str | None:
    return part(part(row, "row", dict), "category", str)


def _data(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
