"""The elements of a walked page that may hold a date or an author: times, and what its names or markup announce."""

from __future__ import annotations

import re
from typing import Final

from amw.extract import dom
from amw.extract.dom import Mark, Page
from amw.extract.furniture import FIELD, kinds_of

MAX_NAME: Final = 400  # characters of an element's classes and id
MAX_READ: Final = 2_000_000  # characters of marks that are read for one field: nested ones hold one another's text
NEAR: Final = range(-4, 11)  # blocks from the headline at which its author is told
UNMARKED: Final = dom.NAV | dom.FOOTER  # inline elements there hold no date, author or title
_AUTHOR_PAGE: Final = re.compile(
    r"/(?:authors?|autor(?:es|en|in)?|aut(?:eur|rice)s?|autor[ei]|contributors?|journaliste?s?|columnists?|writers?|reporters?|penulis|tac-gia"
    r"|yazar(?:lar)?|forfatter|skribent)/([^/?#]+)",
    re.IGNORECASE,
)
Attributes = dict[str, str | None]


def tells_time(tag: str) -> bool:
    """Whether elements of a tag hold a moment: <time>, <time-ago>."""
    return tag == "time" or ("-" in tag and "time" in tag)


def name_of(attributes: Attributes) -> str:
    """An element's classes, "#id" and data-testid in one string."""
    name = attributes.get("class") or ""
    if attributes.get("id"):
        name = f"{name} #{attributes['id']}"
    return f"{name} {attributes['data-testid']}" if attributes.get("data-testid") else name


def announces(attributes: Attributes) -> bool:
    """Whether an element's attributes but for its names say that it may hold a field."""
    return "itemprop" in attributes or attributes.get("rel") == "author" or "data-testid" in attributes


def author_page(attributes: Attributes) -> str:
    """What stands for the author in the address of a link that is an author's page ("ada-king"), else ""."""
    found = _AUTHOR_PAGE.search((attributes.get("href") or "")[:MAX_NAME])
    return found[1] if found is not None else ""


def marks(page: Page) -> list[Mark]:
    """The marks of a page in document order.

    What the elements that may be marks say of themselves is asked only here: many pages never need it.
    """
    if page.marks is not None:
        return page.marks
    page.marks = found = []
    headline = page.headline
    for node, tag, element, block, flags in page.signs:
        attributes = node.attributes
        times = "time" in tag and tells_time(tag)
        if not (attributes or times):
            continue
        if times and flags & UNMARKED:  # another article's, as likely: it tells a moment, and not what of
            attributes = {"datetime": attributes.get("datetime")}
        name = name_of(attributes)[:MAX_NAME]
        is_field = times or (name and kinds_of(name) & FIELD) or announces(attributes)
        if is_field or (tag == "a" and block - headline in NEAR and author_page(attributes)):
            found.append(Mark(node, tag, name, attributes, element, block, flags))
    return found
