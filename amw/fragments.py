"""HTML fragments to readable text: what feeds carry in their titles, summaries and contents."""

from __future__ import annotations

import html
import re
from copy import deepcopy
from functools import cache, partial
from itertools import islice
from typing import Any

import lxml.etree
import lxml.html

from amw.pointers import without_pointers
from amw.text import clean_line, clean_text

MAX_TEXT = 1_000_000  # characters of one fragment that are read
MAX_LINKS = 2_000  # links of one whose texts are known
SHARE = 0.5  # of a fragment's text is more than the boxes beside it hold

_MARKUP = re.compile(r"<[a-zA-Z/!?]|&[#a-zA-Z]")
_BLOCK_NAMES = """address article aside blockquote br center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6
    header hr li main nav ol option p pre section summary table tbody td tfoot th thead title tr ul"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SILENT_NAMES = "script style noscript template iframe object embed svg math head select button form textarea audio video canvas"
_SILENT = frozenset(_SILENT_NAMES.split())
_ESCAPED = re.compile(r"<(p|div|h[1-6]|ul|ol|blockquote|figure)(?:\s[^<>]{0,500})?>.{0,100000}?</\1>", re.DOTALL)
# How the class of a box beside a text begins; builders of pages call every paragraph a module or widget of theirs ("fl-module").
_BOX = re.compile(
    r"(?<![\w-])(?:widget|module-|sharedaddy|jp-relatedposts|related-?posts?|feedflare|share-?button|social-share|newsletter|subscribe|"
    r"sign-?up|advert|sponsor|promo)(?:(?<=-)|(?:s|ed|ship|isement|ising)?s?(?![a-z]))"
)
_NAMED = re.compile(rf"class=[\"'](?:[^\"'<>]{{0,200}}\s)?{_BOX.pattern}")


def fragment_text(fragment: str) -> str:
    """The readable text of an HTML fragment (or of plain text): blocks on lines of their own, without scripts, styles, boxes that call
    themselves no text and what `pointers` knows. One that was escaped twice is read twice."""
    fragment = fragment[:MAX_TEXT]
    if not _MARKUP.search(fragment):
        return clean_text(fragment)
    text = _read(fragment)
    return _read(html.unescape(fragment)) if text[:1] == "<" and fragment.lstrip()[:1] == "&" and _ESCAPED.match(text) else text


def _read(fragment: str) -> str:
    tree = html_tree(fragment)
    if tree is None:
        return clean_text(html.unescape(fragment))
    if _NAMED.search(fragment):
        tree = _without_boxes(tree)
    parts: list[str] = []
    cells = _cells(tree) if "<table" in fragment else {}
    silent = code = 0  # elements around the place that have no text, or whose line breaks count
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end")):
        tag, step = element.tag, 1 if event == "start" else -1
        text = element.text if event == "start" else element.tail
        silent += step * (tag in _SILENT)
        code += step * (tag == "pre")
        if tag in _BLOCKS:
            parts.append("\n" if element not in cells else cells[element] if event == "start" else "")
        if text and not silent:
            parts.append(text if code else text.replace("\n", " ").replace("\r", " "))
    text = clean_text("".join(parts))
    return "\n".join(without_pointers(text.split("\n"), cache(partial(_links, tree))))


def _cells(tree: Any) -> dict[Any, str]:
    """What stands before each cell of the rows that hold nothing but text: a row is a line."""
    marks: dict[Any, str] = {}
    for row in tree.iter("tr"):
        if not any(inner.tag in _BLOCKS for cell in row for inner in cell.iterdescendants()):
            full = [cell for cell in row if _weight(cell)]
            marks |= dict.fromkeys(row, "") | dict.fromkeys(full[1:], " | ")
    return marks


def _links(tree: Any) -> frozenset[str]:
    return frozenset(clean_line("".join(link.itertext())) for link in islice(tree.iter("a"), MAX_LINKS)) - {""}


def _without_boxes(tree: Any) -> Any:
    """A tree without the elements that name themselves boxes beside a text; as it is where they hold most of it."""
    rest = deepcopy(tree)
    for element in rest.xpath("//*[@class]"):
        if _BOX.search(element.get("class")) and element.getparent() is not None:
            element.drop_tree()
    return rest if _weight(rest) >= SHARE * _weight(tree) else tree


def _weight(element: Any) -> int:
    return sum(map(len, "".join(element.itertext()).split()))


def html_tree(markup: str) -> Any:
    """HTML as a tree of lxml's, without comments and processing instructions; None where there is nothing of one."""
    cleaned = markup.replace("\x00", "").encode("utf-8", "ignore")
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
        return lxml.html.document_fromstring(cleaned, parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return None
