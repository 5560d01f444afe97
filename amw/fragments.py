"""HTML fragments to readable text: what feeds carry in their titles, summaries and contents."""

from __future__ import annotations

import html
import re
from typing import Any

import lxml.etree
import lxml.html

from amw.text import clean_text

MAX_TEXT = 1_000_000  # characters of one fragment that are read

_MARKUP = re.compile(r"<[a-zA-Z/!?]|&[#a-zA-Z]")
_BLOCK_NAMES = """address article aside blockquote br center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6
    header hr li main nav ol option p pre section summary table tbody td tfoot th thead title tr ul"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SILENT_NAMES = "script style noscript template iframe object embed svg math head select button form textarea audio video canvas"
# Line breaks of the source are spaces of the text; runs of them are the cleaning's business.
_BREAKS = str.maketrans("\n\r", "  ")
_SILENT = frozenset(_SILENT_NAMES.split())


def fragment_text(fragment: str) -> str:
    """The readable text of an HTML fragment (or of plain text): blocks on lines of their own, scripts and styles left out."""
    fragment = fragment[:MAX_TEXT]
    if not _MARKUP.search(fragment):
        return clean_text(fragment)
    tree = html_tree(fragment)
    if tree is None:
        return clean_text(html.unescape(fragment))
    parts: list[str] = []
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end")):
        _emit(event, element, parts)
    return clean_text("".join(parts))


def _emit(event: str, element: Any, parts: list[str]) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    if event == "start":
        if tag in _BLOCKS:
            parts.append("\n")
        if tag and tag not in _SILENT and element.text and not _hidden(element):
            parts.append(_flow(element.text))
    else:
        if tag in _BLOCKS:
            parts.append("\n")
        if element.tail and not _hidden(element.getparent()):
            parts.append(_flow(element.tail))


def _hidden(element: Any) -> bool:
    # Silent elements rarely nest deeper than a few levels; a bounded walk keeps hostile depth linear.
    for _ in range(6):
        if element is None:
            return False
        if element.tag in _SILENT:
            return True
        element = element.getparent()
    return False


def _flow(text: str) -> str:
    return text.translate(_BREAKS) if "\n" in text or "\r" in text else text


def html_tree(markup: str) -> Any:
    """HTML as a tree of lxml's, without comments and processing instructions; None where there is nothing of one."""
    cleaned = markup.replace("\x00", "").encode("utf-8", "ignore")
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
        return lxml.html.document_fromstring(cleaned, parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return None
