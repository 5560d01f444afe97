"""Markup bounded before it is parsed: the parser's tree construction is quadratic in nesting depth and in attributes per tag."""

from __future__ import annotations

import re
from typing import Final

import numpy as np

MAX_BYTES: Final = 6_000_000  # of markup read; the largest real page measured has 3.2 million
MAX_TAGS: Final = 80_000  # '<' characters; the largest real page measured has 22,000
MAX_DEPTH: Final = 1_500  # open block elements; lexbor needs 40 ms for 5,000 and 670 ms for 20,000
MAX_ATTRIBUTES: Final = 1_000  # words in one tag
WIDE: Final = 8_000  # characters up to which a tag is not looked into
OPENED: Final = 5_000  # tags that are not closing ones, up to which depth is not looked at
_OPENING: Final = ord("<")
_TAG: Final = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})")
_VOID: Final = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())


def tame(markup: bytes) -> tuple[bytes, bool]:
    """(markup, was it cut): bounded in bytes, tags, depth and attributes a tag, so that parsing stays linear; `markup` is in UTF-8."""
    if len(markup) <= OPENED:  # too little for as many tags or a wide one
        return markup, False
    cut = len(markup) > MAX_BYTES
    markup = markup[:MAX_BYTES]
    tags = int(np.count_nonzero(np.frombuffer(markup, np.uint8) == _OPENING))  # a quarter of the time of bytes.count
    if tags > MAX_TAGS:
        position = -1
        for _ in range(MAX_TAGS):
            position = markup.find(b"<", position + 1)
        markup, cut = markup[:position], True
    if tags > OPENED and tags - markup.count(b"</") > OPENED:  # fewer cannot nest deep enough to matter
        markup, deep = _flatten(markup)
        cut = cut or deep
    if _has_gap(markup):
        markup = b"<".join(map(_narrow, markup.split(b"<")))
    return markup, cut


def _has_gap(markup: bytes) -> bool:
    """Whether two '<' are further apart than a tag may be wide; in jumps, so that ordinary markup costs a few microseconds."""
    position = markup.find(b"<")
    while 0 <= position < len(markup) - WIDE:
        position = markup.rfind(b"<", position + 1, position + WIDE + 1)
        if position < 0:
            return True
    return False


def _narrow(piece: bytes) -> bytes:
    """What follows a '<', without the attributes of a tag that has more of them than any page has use for."""
    if len(piece) <= WIDE or not piece[:1].isalpha():
        return piece
    tag, _, rest = piece.partition(b">")
    words = tag.split(None, MAX_ATTRIBUTES)
    return words[0] + b">" + rest if len(words) > MAX_ATTRIBUTES else piece


def _flatten(markup: bytes) -> tuple[bytes, bool]:
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
    return head + re.sub(rb"<[^<>]{0,2000}>", b"\n<p>", tail), True
