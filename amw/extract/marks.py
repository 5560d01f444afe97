"""The elements of a walked page that may hold a date or an author: times, and what its names or markup announce."""

from __future__ import annotations

import re
from typing import Final

from amw.extract import dom
from amw.extract.dom import Mark, Page
from amw.extract.furniture import FIELD, kinds_of

MAX_NAME: Final = 400  # characters of an element's classes and id
NESTED: Final = 30  # elements around another in which an article is looked for
MAX_READ: Final = 2_000_000  # characters of marks that are read for one field: nested ones hold one another's text
NEAR: Final = range(-4, 11)  # blocks from the headline at which its author is told
_INLINE: Final = frozenset("a abbr b cite data em font i label mark q small span strong sub sup u".split())
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


def is_own(page: Page, element: int) -> bool:
    """Whether an element stands in the <article> around the headline, or in the only one of the page."""
    if page.article is None:
        page.article = _own_article(page)
    return page.article >= 0 and page.elements.around(element, "article", NESTED) == page.article


def _own_article(page: Page) -> int:
    elements = page.elements
    around = (elements.around(heading.element, "article", NESTED) for heading in page.headings[:8])
    if (own := next((article for article in around if article >= 0), -1)) >= 0:
        return own
    looks = {number for number, (tag, _, _) in enumerate(elements.kinds) if tag == "article"}
    articles = [element for element, look in enumerate(elements.looks) if look in looks] if looks else []
    return articles[0] if len(articles) == 1 else -1


def marks(page: Page) -> list[Mark]:
    """The marks of a page in document order.

    What the elements that may be marks say of themselves is asked only here: many pages never need it.
    """
    if page.marks is not None:
        return page.marks
    page.marks = found = []
    headline = page.headline
    for node, tag, element, block, flags in page.signs:
        if flags & UNMARKED:
            if flags & dom.ARTICLE and not flags & dom.NAV and is_own(page, element):
                flags &= ~dom.FOOTER  # who wrote it and when may stand at its end
            elif tag in _INLINE:
                continue
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
