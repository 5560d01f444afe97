"""Markup bounded before it is parsed: the parser's tree construction is quadratic in nesting depth and in attributes per tag."""

from __future__ import annotations

import re
from typing import Final

MAX_CHARACTERS: Final = 6_000_000  # of markup read; the largest real page measured has 3.2 million
MAX_TAGS: Final = 80_000  # '<' characters; the largest real page measured has 22,000
MAX_DEPTH: Final = 1_500  # open block elements; lexbor needs 40 ms for 5,000 and 670 ms for 20,000
MAX_ATTRIBUTES: Final = 1_000  # words in one tag
WIDE: Final = 8_000  # characters up to which a tag is not looked into
OPENED: Final = 5_000  # tags that are not closing ones, up to which depth is not looked at
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})")
_VOID: Final = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])


def tame(markup: str) -> tuple[str, bool]:
    """(markup, was it cut): bounded in characters, tags, depth and attributes a tag, so that parsing stays linear."""
    cut = False
    if len(markup) > MAX_CHARACTERS:
        markup, cut = markup[:MAX_CHARACTERS], True
    tags = markup.count("<")
    if tags > MAX_TAGS:
        position = -1
        for _ in range(MAX_TAGS):
            position = markup.find("<", position + 1)
        markup, cut = markup[:position], True
    if tags > OPENED and tags - markup.count("</") > OPENED:  # fewer cannot nest deep enough to matter
        markup, deep = _flatten(markup)
        cut = cut or deep
    if _has_wide_tag(markup):
        markup = "<".join(map(_narrow, markup.split("<")))
    return markup, cut


def _has_wide_tag(markup: str) -> bool:
    """Whether any tag is wide; jumps from '<' to '<', so that ordinary markup costs a few microseconds."""
    position = markup.find("<")
    while 0 <= position < len(markup) - WIDE:
        following = markup.rfind("<", position + 1, position + WIDE + 1)
        if following < 0:
            following = markup.find("<", position + WIDE)
            if _is_wide(markup[position + 1 : following if following >= 0 else None]):
                return True
        position = following
    return False


def _is_wide(piece: str) -> bool:
    """Whether what follows a '<' is a tag with more attributes than any page has use for."""
    if not piece[0].isalpha():
        return False
    end = piece.find(">")
    return len(piece[: end if end >= 0 else None].split(None, MAX_ATTRIBUTES)) > MAX_ATTRIBUTES


def _narrow(piece: str) -> str:
    if len(piece) <= WIDE or not _is_wide(piece):
        return piece
    end = piece.find(">")
    return piece.split(None, 1)[0] + (piece[end:] if end >= 0 else ">")


def _flatten(markup: str) -> tuple[str, bool]:
    """Drop the tags that would open deeper than MAX_DEPTH; a page within the bound is returned as it is."""
    depth = 0
    for match in _TAG.finditer(markup):
        if match[1]:
            depth = max(0, depth - 1)
        elif match[2].lower() not in _VOID:
            depth += 1
            if depth > MAX_DEPTH:
                break
    else:
        return markup, False
    # Unclosed <p> and <li> (legal) and script text add to the estimate, so only text is kept past the bound, never dropped.
    head, tail = markup[: match.start()], markup[match.start() : match.start() + 2_000_000]
    return head + re.sub(r"<[^<>]{0,2000}>", "\n<p>", tail), True
