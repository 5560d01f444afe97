"""What a page carries beside its markup: scripts, styles and drawings, lifted out of its bytes before these are decoded and parsed.

Three fifths of the bytes of an article page are of this kind. The scripts are kept by place, and decoded where one is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

from amw.extract.charset import decode

MAX_SCRIPT: Final = 3_000_000  # bytes of one embedded JSON
MAX_LIFTED: Final = 2_000  # parts of one page; the largest real page measured has 669
MAX_STEPS: Final = 20_000  # scripts, styles, drawings and comments of one page that are looked at
MAX_SCRIPTS: Final = 500  # of one page that are looked at
MAX_TAG: Final = 4_000  # bytes of an opening tag
# These patterns begin with a single byte: pages are then searched in a third of the time that bytes.find takes.
_LIFTED: Final = re.compile(rb"<(?:(s(?:cript|tyle|vg))(?=[\s/>])|!--)")
_LIFTED_IN_HEAD: Final = re.compile(rb"<(?:(s(?:cript|tyle))(?=[\s/>])|!--|(/head))")
_ENDS: Final = {
    b"script": re.compile(rb"<(?=/(?:script|SCRIPT))"),
    b"style": re.compile(rb"<(?=/style)"),
    b"svg": re.compile(rb"<(?=/svg)"),
}
_TOLD: Final = re.compile(rb"""\s(type|id|src)\s{0,9}=\s{0,9}(?:"([^"]{0,200})|'([^']{0,200})|([^\s"'>]{1,200}))""", re.IGNORECASE)
_SWALLOWED: Final = re.compile(rb"<(?:svg|div|p[\s>])")  # what no drawing holds that ends at the first </svg>
MAX_ATTRIBUTES: Final = 20  # JSON in attributes of one page that is looked at
_JSON_ATTRIBUTE: Final = re.compile(rb"""=\s?(?:"((?:\{|\[\{)&quot;[^"]{400,3000000})"|'((?:\{|\[\{)"[^']{400,3000000})')""")
_MARKUP: Final = re.compile(rb"<[^<>]{0,4000}>\s*")
MIN_HELD: Final = 300  # bytes of text in a <noscript> that may be an article's; pixels and notices have fewer
_TEMPLATE: Final = re.compile(rb"<(/?)template(?=[\s/>])([^<>]{0,300})")
_QUOTES: Final = (b'"', b"'", b"=")
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
            told = {match[1].lower(): match[2] or match[3] or match[4] or b"" for match in _TOLD.finditer(tag)}
            name = b" ".join(filter(None, (told.get(b"type"), told.get(b"id")))).lower()
            if wanted in name and b"src" not in told:
                yield name.decode("ascii", "replace"), decode(self.html[opened + 1 : end], charset)[0]


def lift(html: bytes) -> tuple[bytes, Scripts]:
    """(the page with empty scripts, styles and drawings, its scripts). What is not plainly closed is left for the parser to decide."""
    markup, scripts, _ = _lift(html, _LIFTED, whole=False)
    return markup, scripts


def lift_head(html: bytes) -> tuple[bytes, Scripts, int]:
    """(the page up to the end of its head, without scripts and styles, the scripts in it, where the head ends); -1 where no end is told."""
    return _lift(html, _LIFTED_IN_HEAD, whole=True)


def _lift(html: bytes, pattern: re.Pattern[bytes], *, whole: bool) -> tuple[bytes, Scripts, int]:
    """The page without what `pattern` finds, what it holds alone or the `whole` of it, up to its second group."""
    pieces: list[bytes] = []
    spans: list[Span] = []
    position = kept = 0
    ends = dict.fromkeys(_ENDS, 0)  # where the next of a kind stands, -1 where there is none, so that the page is searched once
    search, find, count, swallowed = pattern.search, html.find, html.count, _SWALLOWED.search
    for _ in range(MAX_STEPS):
        match = search(html, position)
        if match is None or len(pieces) >= MAX_LIFTED:
            break
        start, kind = match.start(), match[1]
        if kind is None:
            if match.lastindex:
                pieces.append(html[kept:start])
                return b"".join(pieces), Scripts(html, spans), start
            position = find(b"-->", start + 2)
            if position < 0:
                break
            continue
        position = opened = find(b">", start, start + MAX_TAG)
        if opened < 0 or html[start - 1 : start] in _QUOTES:  # not closed, or in an attribute itself
            position = start + 4
            continue
        if count(b'"', start, opened) & 1 or count(b"'", start, opened) & 1:  # that ">" is in an attribute
            continue
        end = ends[kind]
        if 0 <= end < opened:
            closing = _ENDS[kind].search(html, opened)
            end = ends[kind] = closing.start() if closing is not None else -1
        if end < 0:
            continue
        if kind == b"svg" and (html[opened - 1] == _SLASH or swallowed(html, opened, end)):
            continue
        if kind == b"script":
            if html[end + 2] == _CAPITAL:  # which of them ends what is for the parser to tell
                continue
            spans.append((start, opened, end))
        pieces.append(html[kept : start if whole else opened + 1])
        position = kept = find(b">", end) + 1 or len(html) if whole else end
    pieces.append(html[kept:])
    return b"".join(pieces), Scripts(html, spans), -1


def attributes(html: bytes, charset: str) -> Iterator[tuple[str, str]]:
    """("json", text) of the JSON objects that attributes hold ("data-page", "props"): what a page tells its scripts beside its scripts."""
    for match, _ in zip(_JSON_ATTRIBUTE.finditer(html), range(MAX_ATTRIBUTES), strict=False):
        text = decode(match[1] or match[2], charset)[0]
        yield "json", unescape(text) if match[1] else text


def unveil(html: bytes) -> bytes:
    """The page with what its markup holds back laid open: <noscript>s with text, which browsers that run scripts do not show, and
    declarative shadow roots, which only parsers of browsers attach. The very same page where there is neither."""
    pieces: list[bytes] = []
    kept = 0

    def rename(at: int, name: int) -> None:  # the tag whose name ends at `name` becomes a <div>
        nonlocal kept
        pieces.extend((html[kept:at], b"</div" if html[at + 1] == _SLASH else b"<div"))
        kept = name

    start = html.find(b"<noscript")
    for _ in range(MAX_STEPS):
        end = html.find(b"</noscript", start)
        if start < 0 or end < 0:
            break
        if end - start > MIN_HELD and len(_MARKUP.sub(b"", html[start:end])) > MIN_HELD:
            rename(start, start + len(b"<noscript"))
            rename(end, end + len(b"</noscript"))
        start = html.find(b"<noscript", end)
    if pieces:
        html = b"".join((*pieces, html[kept:]))
        pieces, kept = [], 0
    if holds_roots(html):
        roots: list[bool] = []  # of the templates that are open, whether each is a shadow root
        for match, _ in zip(_TEMPLATE.finditer(html), range(MAX_STEPS), strict=False):
            if match[1]:
                root = bool(roots) and roots.pop()
            else:
                root = b"shadowroot" in match[2]
                roots.append(root)
            if root:
                rename(match.start(), match.start(2))
        html = b"".join((*pieces, html[kept:]))
    return html


def holds_roots(html: bytes) -> bool:
    """Whether the page may have declarative shadow roots (https://html.spec.whatwg.org/#attr-template-shadowrootmode)."""
    return b"shadowroot" in html
