"""What a page carries beside its markup: scripts, styles and drawings, lifted out of its bytes before these are decoded and parsed.

Three fifths of the bytes of an article page are of this kind. The scripts are kept by place, and decoded where one is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import Final

from ahocorasick_rs import BytesAhoCorasick

from amw.extract.charset import decode

MAX_SCRIPT: Final = 3_000_000  # bytes of one embedded JSON
MAX_LIFTED: Final = 2_000  # parts of one page; the largest real page measured has 669
MAX_STEPS: Final = 20_000  # marks of scripts, styles, drawings and comments of one page that are looked at
MAX_SCRIPTS: Final = 500  # of one page that are looked at
MAX_TAG: Final = 4_000  # bytes of an opening tag
WINDOW: Final = 2_000_000  # bytes in which they are looked for at once, so that those of a hostile page fill no memory
HEAD: Final = 40_000  # bytes in which they are looked for at once where the head alone is wanted, a quarter of most pages
_SCRIPT, _STYLE, _DRAWING, _COMMENT, _HEAD_END = range(5)
_OPENING: Final = (b"<script", b"<style", b"<svg", b"<!--", b"</head")  # by these numbers
_CLOSING: Final = {b"</script": _SCRIPT, b"</SCRIPT": _SCRIPT, b"</style": _STYLE, b"</svg": _DRAWING}
_CLOSED: Final = (*(-1 for _ in _OPENING), *_CLOSING.values())  # what a mark closes, by its number
# One pass finds all marks of a page five times as fast as a pattern does.
_MARKS: Final = BytesAhoCorasick([*_OPENING, *_CLOSING])
_BEYOND: Final = max(map(len, (*_OPENING, *_CLOSING))) - 1  # bytes after a window into which a mark that begins in it may reach
_AFTER_NAME: Final = frozenset(b" \t\n\r\f\v/>")
_ATTRIBUTE: Final = re.compile(rb"""\s(type|id|src)\s{0,9}=\s{0,9}(?:"([^"]{0,200})|'([^']{0,200})|([^\s"'>]{1,200}))""", re.IGNORECASE)
_SWALLOWED: Final = re.compile(rb"<(?:svg|div|p[\s>])")  # what no drawing holds that ends at the first </svg>
MAX_ATTRIBUTES: Final = 20  # JSON in attributes of one page that is looked at
_JSON_ATTRIBUTE: Final = re.compile(rb"""=\s?(?:"((?:\{|\[\{)&quot;[^"]{400,3000000})"|'((?:\{|\[\{)"[^']{400,3000000})')""")
_MARKUP: Final = re.compile(rb"<[^<>]{0,4000}>\s*")
MIN_HELD: Final = 300  # bytes of text in a <noscript> that may be an article's; pixels and notices have fewer
_HELD: Final = re.compile(rb"""<(noscript|/?template|script(?=[^<>]{0,300}\stype\s?=\s?["']?text/(?:x-)?(?:template|html)\b))(?=[\s/>])""")
_FORM: Final = re.compile(rb"\{\{|<[%#]")
_QUOTES: Final = frozenset(b"\"'=")
_SLASH: Final = ord("/")
_CAPITAL: Final = ord("S")
Span = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Scripts:
    """The embedded scripts of a page: of each where its tag begins, where its tag ends and where its text ends."""

    html: bytes
    spans: list[Span]

    def texts(self, kind: str, charset: str) -> Iterator[tuple[str, str]]:
        """(type and id in lower case, text) of the scripts whose type and id contain `kind`, but for those that are elsewhere."""
        wanted = kind.encode()
        for start, opened, end in self.spans[:MAX_SCRIPTS]:
            if end - opened > MAX_SCRIPT:
                continue
            tag = self.html[start:opened]
            if wanted not in tag.lower():
                continue
            attributes = {match[1].lower(): match[2] or match[3] or match[4] or b"" for match in _ATTRIBUTE.finditer(tag)}
            name = b" ".join(filter(None, (attributes.get(b"type"), attributes.get(b"id")))).lower()
            if wanted in name and b"src" not in attributes:
                yield name.decode("ascii", "replace"), decode(self.html[opened + 1 : end], charset)[0]


def lift(html: bytes, *, head: bool = False) -> tuple[bytes, Scripts, int]:
    """(the page without scripts, styles and drawings; the scripts; -1), or with `head` (the same of what stands before the end of its
    head; where that is), -1 without such an end. What is not plainly closed is left for the parser to decide."""
    pieces: list[bytes] = []
    spans: list[Span] = []
    kept = 0
    for kind, start, opened, end in _parts(html, HEAD if head else WINDOW):
        if kind == _HEAD_END and not head:
            continue
        pieces.append(html[kept:start])
        if kind == _HEAD_END:
            return b"".join(pieces), Scripts(html, spans), start
        if kind == _SCRIPT:
            spans.append((start, opened, end))
        kept = html.find(b">", end) + 1 or len(html)
    return b"".join((*pieces, html[kept:])), Scripts(html, spans), -1


def _marks(html: bytes, window: int) -> Iterator[list[Span]]:
    """(number, start, end) of the marks of a page in order, a list for each of its windows that has any, until there are MAX_STEPS."""
    after = seen = 0
    for end in range(window, len(html) + window, window):
        found = _MARKS.find_matches_as_indexes(html[after : end + _BEYOND])
        if found:
            yield [(mark, after + begun, after + ended) for mark, begun, ended in found] if after else found
            seen += len(found)
            if seen >= MAX_STEPS:
                return
        after = max(end, after + found[-1][2] if found else 0)


def _parts(html: bytes, window: int) -> Iterator[tuple[int, int, int, int]]:
    """The scripts, styles and drawings that are plainly closed, in order: the kind of each, where its tag begins, where its tag ends,
    where its text ends; and (_HEAD_END, at, at, at) where the head does. No more of the page than needed is searched for marks."""
    find, count, swallowed = html.find, html.count, _SWALLOWED.search
    position = lifted = 0
    closing = [0] * len(_OPENING)  # of each kind, the mark up to which its end was looked for
    windows = _marks(html, window)
    marks = next(windows, [])
    size, last = len(html), len(marks)
    for i in range(MAX_STEPS):
        if i == last:
            marks += next(windows, ())
            last = len(marks)
        if i == last or lifted >= MAX_LIFTED:
            return
        kind, start, named = marks[i]
        if start < position or kind > _HEAD_END:  # inside of what was passed over, or the end of what was not
            continue
        if kind == _COMMENT:
            position = find(b"-->", start + 2)
            if position < 0:
                return
            continue
        if kind == _HEAD_END:
            yield kind, start, start, start
            continue
        if named == size or html[named] not in _AFTER_NAME:
            continue
        opened = find(b">", start, start + MAX_TAG)
        if opened < 0 or (start and html[start - 1] in _QUOTES):  # not closed, or in an attribute itself
            continue
        position = opened
        if count(b'"', start, opened) & 1 or count(b"'", start, opened) & 1:  # that ">" is in an attribute
            continue
        at = closing[kind] if closing[kind] > i else i
        while at < last and (_CLOSED[marks[at][0]] != kind or marks[at][1] < opened):
            at += 1
            if at == last:
                marks += next(windows, ())
                last = len(marks)
        closing[kind] = at
        if at == last:
            continue
        end = marks[at][1]
        if kind == _DRAWING and (html[opened - 1] == _SLASH or swallowed(html, opened, end)):
            continue
        if kind == _SCRIPT and html[end + 2] == _CAPITAL:  # which of them ends what is for the parser to tell
            continue
        yield kind, start, opened, end
        lifted += 1
        position = end


def attributes(html: bytes, charset: str) -> Iterator[tuple[str, str]]:
    """("json", text) of the JSON objects that attributes hold ("data-page", "props"): what a page tells its scripts beside its scripts."""
    for match, _ in zip(_JSON_ATTRIBUTE.finditer(html), range(MAX_ATTRIBUTES), strict=False):
        text = decode(match[1] or match[2], charset)[0]
        yield "json", unescape(text) if match[1] else text


def unveil(html: bytes) -> bytes:
    """The page with what its markup holds back laid open, as elements of no meaning: <noscript>s and templates in scripts that hold text
    and nothing to be filled in, and <template>s, shadow roots among them. The very same page where there is none."""
    pieces: list[bytes] = []
    kept = position = 0
    for match in islice(_HELD.finditer(html), MAX_STEPS):
        start, name = match.start(), match[1]
        if start < position:
            continue
        if name.endswith(b"template"):
            pieces += (html[kept:start], b"</div" if name[0] == _SLASH else b"<div")
            kept = match.end()
            continue
        end = html.find(b"</" + name, start)
        if end < 0:  # it holds all the rest
            break
        position = end
        held = html[start:end]
        if len(held) > MIN_HELD and not _FORM.search(held) and len(_MARKUP.sub(b"", held)) > MIN_HELD:
            pieces += (html[kept:start], b"<div", html[match.end() : end], b"</div")
            kept = end + len(name) + 2
    return b"".join((*pieces, html[kept:])) if pieces else html
