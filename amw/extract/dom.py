"""One pass over one parse: everything that the readers of single fields need, gathered in document order.

The parser is lexbor (through selectolax): on 231 real pages of 181 KB it parsed 2,039 pages a CPU-second against 748 for lxml, and
parse plus a full walk with attributes 880 against 440 (resiliparse: 1,594, but 150 with a walk). It builds the tree that browsers
build. Markup is bounded before it gets there (`bounds.tame`).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from amw.extract.bounds import tame
from amw.extract.charset import codec, decode, in_utf8
from amw.extract.embedded import MAX_SCRIPT, Scripts, lift
from amw.extract.words import NAME, finder

MAX_BLOCKS: Final = 5_000
MAX_ELEMENTS: Final = 30_000  # unclosed <b> and the like multiply: a parser makes five nodes of one tag
MAX_MARKS: Final = 3_000
MAX_NAME: Final = 400  # characters of an element's classes and id
MAX_MENU: Final = 20_000  # characters in a <nav> or <footer> that is passed over; a longer one was left open and holds the page
MAX_TEXT: Final = 1_200_000  # characters of text kept; the longest real article measured has 53,000

ARTICLE, MAIN, NAV, HEADER, FOOTER, ASIDE, FIGURE, CAPTION = 1, 2, 4, 8, 16, 32, 64, 128
FORM, TABLE, LIST, QUOTE, HIDDEN, DIALOG, PRE, BODYPROP = 256, 512, 1024, 2048, 4096, 8192, 16384, 32768
_FLAG_OF_TAG: Final = {
    "article": ARTICLE, "main": MAIN, "nav": NAV, "header": HEADER, "footer": FOOTER, "aside": ASIDE, "figure": FIGURE,
    "figcaption": CAPTION,
    "form": FORM, "table": TABLE, "ul": LIST, "ol": LIST, "dl": LIST, "blockquote": QUOTE, "dialog": DIALOG, "pre": PRE,
}  # fmt: skip
_FLAG_OF_ROLE: Final = {
    "navigation": NAV, "banner": HEADER, "contentinfo": FOOTER, "complementary": ASIDE, "dialog": DIALOG, "alertdialog": DIALOG,
    "main": MAIN, "menu": NAV,
    "article": ARTICLE, "search": FORM, "menubar": NAV, "tablist": NAV,
}  # fmt: skip
_BLOCK, _INLINE, _LINK, _BOLD, _IMAGE, _LINE_BREAK, _METADATA, _SKIPPED = range(8)
_TAGS_OF_KIND: Final = {
    _LINK: "a",
    _BOLD: "b strong",
    _INLINE: "span i em u font small sub sup mark abbr cite q code kbd samp var time label ins del s big tt bdi bdo wbr data "
    "dfn acronym strike nobr ruby rb rp rt picture source slot",
    _IMAGE: "img amp-img",
    _LINE_BREAK: "br",
    _METADATA: "script meta link",
    _SKIPPED: "style noscript svg math iframe object embed template select option datalist canvas audio video input textarea button map "
    "head param track applet -comment !doctype frameset noframes progress meter title",
}
_KIND_OF_TAG: Final = {tag: kind for kind, tags in _TAGS_OF_KIND.items() for tag in tags.split()}  # any other tag is a block's
_BARE: Final = frozenset("b strong i em tr tbody br".split())  # their attributes are not asked for
_ELSEWHERE: Final = NAV | FOOTER  # inline elements there hold no date, author or title
_RARE: Final = frozenset(("itemprop", "rel", "role", "style", "hidden", "aria-hidden", "data-testid"))
_PASSED_OVER: Final = {"nav": NAV, "footer": NAV | FOOTER | ARTICLE | MAIN}  # and inside what they are walked like anything else
_TEXT: Final = 2  # lexbor's number of a text node
_OWN: Final = 256  # numbers below are lexbor's own, the same in every page
# What the walk asks of a tag, by lexbor's number for it: name, kind, flag, flags outside of which it is passed over, whether its attributes
# say nothing, whether it may hold a title or date by itself.
_Told = tuple[str, int, int, int, bool, bool]
_TOLD_OF_NUMBER: Final[dict[int, _Told]] = {}
_BREAK: Final = "\x00"  # a line break in text being gathered: parsing leaves no NUL in text
_HIDING: Final = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
# Parts of class and id names that announce a title, date, author or lead (several languages).
_FIELD_WORDS: Final = (
    "author byline autor writer reporter journalist redact verfasser signature credit auteur kirjoittaja date time publi posted "
    "datum fecha heure"
    " veroeff created modif stamp headline title titel titulo standfirst subtitle subhead lead dek summary chapo teaser intro "
    "vorspann excerpt"
)
_tells_field: Final = finder(_FIELD_WORDS.split())
Look = tuple[str, str, str]


@dataclass(slots=True)
class Block:
    """A run of text between two block boundaries. `element` indexes `Page.elements`; character counts are of the collapsed text."""

    text: str
    tag: str
    element: int
    flags: int
    link_chars: int
    links: int
    bold_chars: int
    images: int


class Element(NamedTuple):
    """A block-level element: its tag, its classes and "#id" in one string, its itemprop, the index of its parent element (-1 for a root).

    The blocks in it are those from `first` to before `last`.
    """

    tag: str
    name: str
    itemprop: str
    parent: int
    first: int
    last: int


@dataclass(slots=True)
class Elements:
    """The block-level elements that hold anything, in document order, a list for each of their properties: a page has hundreds, and they
    are read as arrays.

    `looks` indexes `kinds`, the distinct (tag, name, itemprop) of the page.
    """

    kinds: list[Look] = field(default_factory=list)
    looks: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    lasts: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.looks)

    def __getitem__(self, i: int) -> Element:
        return Element(*self.kinds[self.looks[i]], self.parents[i], self.firsts[i], self.lasts[i])

    def __iter__(self) -> Iterator[Element]:
        return map(self.__getitem__, range(len(self)))


@dataclass(slots=True)
class Mark:
    """An element that may hold a title, date or author: its node, attributes, enclosing element and the block it starts at.

    `name` is its classes, "#id" and data-testid in one string.
    """

    node: LexborNode
    tag: str
    name: str
    attributes: dict[str, str | None]
    element: int
    block: int
    flags: int


@dataclass(slots=True)
class Page:
    """What one walk found."""

    blocks: list[Block] = field(default_factory=list)
    elements: Elements = field(default_factory=Elements)
    metas: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    script_nodes: list[tuple[str, LexborNode]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    images: list[tuple[LexborNode, int, int]] = field(default_factory=list)
    footers: list[LexborNode] = field(default_factory=list)
    title: str = ""
    language: str | None = None
    frames: int = 0
    truncated: bool = False
    charset: str = ""
    embedded: Scripts | None = None
    parser: LexborHTMLParser | None = None  # keeps the nodes of `marks` and `script_nodes` alive

    def read_on(self) -> None:
        """Walk the page's footers as well, which are passed over at first: one page in six is menus and footers."""
        footers, self.footers = self.footers, []
        for footer in footers:
            walk(self, footer)

    def scripts(self, kind: str = "") -> Iterator[tuple[str, str]]:
        """(type and id in lower case, text) of the embedded scripts whose type and id contain `kind`; few are ever asked for."""
        if self.embedded is not None:
            yield from self.embedded.texts(kind, self.charset.partition(":")[2])
        for told, node in self.script_nodes:
            if kind in told and len(text := _text_of(node)) <= MAX_SCRIPT:
                yield told, text


def read_page(html: bytes, encoding: str | None = None) -> Page:
    """Parse and walk a page once; its charset is decided as `decode` does, where the transport header named `encoding`."""
    how = ""
    if _is_wide(html, encoding):
        text, how = decode(html, encoding)
        html, encoding = text.encode("utf-8", "replace"), "utf-8"
    html, embedded = lift(html)
    markup, charset = in_utf8(html, encoding)
    markup, cut = tame(markup)
    parser = LexborHTMLParser(markup)
    page = Page(truncated=cut, charset=how or charset, embedded=embedded, parser=parser)
    root = parser.root
    if root is None:
        return page
    page.language = root.attributes.get("lang") or root.attributes.get("xml:lang")
    if parser.head is not None:
        _read_head(page, parser.head)
    body = parser.body
    if body is None:
        page.frames = len(parser.css("frame"))
        return page
    walk(page, body)
    return page


def read_head(markup: bytes, charset: str, embedded: Scripts) -> Page:
    """The metadata in a page's <head>, and nothing else; `charset` is what `in_utf8` told of it."""
    parser = LexborHTMLParser(tame(markup)[0])
    page = Page(charset=charset, embedded=embedded, parser=parser)
    if parser.root is not None and parser.head is not None:
        page.language = parser.root.attributes.get("lang") or parser.root.attributes.get("xml:lang")
        _read_head(page, parser.head)
    return page


def _is_wide(html: bytes, encoding: str | None) -> bool:
    """Whether letters of the page may be written with the bytes of markup: UTF-16 and ISO 2022."""
    if html.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or (codec(encoding) or "").startswith("utf-16"):
        return True
    return html.find(b"\x1b") >= 0 and b"\x1b$" in html


def _holds_less(node: LexborNode, size: int) -> bool:
    """Whether the text in `node` has fewer than `size` characters."""
    text = node.text(deep=True)
    return len(text) < size or len(" ".join(text.split())) < size


def _text_of(node: LexborNode) -> str:
    child = node.first_child
    return (child.text_content or "") if child is not None else ""


def _read_head(page: Page, head: LexborNode) -> None:
    node = head.first_child
    while node is not None:
        tag = node.tag
        if tag in ("meta", "link", "title", "script"):
            _read_data(page, node, tag)
        node = node.next


def _read_data(page: Page, node: LexborNode, tag: str) -> None:
    if tag == "title":
        page.title = page.title or _text_of(node)
        return
    if tag == "script" and node.first_child is None:  # as nearly all, once the scripts are lifted
        return
    attributes = node.attributes
    if tag == "meta":
        key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or attributes.get("http-equiv")
        content = attributes.get("content")
        if key and content:
            page.metas.append((key.strip().lower(), content))
    elif tag == "link":
        rel = attributes.get("rel") or attributes.get("itemprop")
        if rel and attributes.get("href"):
            page.links.append((rel.lower(), attributes))
    elif not attributes.get("src"):
        page.script_nodes.append((f"{attributes.get('type') or ''} {attributes.get('id') or ''}".strip().lower(), node))


@lru_cache(maxsize=16_384)
def _names_field(name: str) -> bool:
    return _tells_field(name[:NAME].lower())


def _name_of(attributes: dict[str, str | None]) -> str:
    name = attributes.get("class") or ""
    if attributes.get("id"):
        name = f"{name} #{attributes['id']}"
    return f"{name} {attributes['data-testid']}" if attributes.get("data-testid") else name


def _hides(style: str) -> bool:
    return ("none" in style or "hidden" in style or not style.islower()) and _HIDING.search(style) is not None


def _tells(attributes: dict[str, str | None]) -> bool:
    return "itemprop" in attributes or attributes.get("rel") == "author" or "data-testid" in attributes


def _told(node: LexborNode, number: int) -> _Told:
    tag = node.tag or ""
    told = (tag, _KIND_OF_TAG.get(tag, _BLOCK), _FLAG_OF_TAG.get(tag, 0), _PASSED_OVER.get(tag, 0), tag in _BARE, tag in ("time", "h1"))
    if number < _OWN:
        _TOLD_OF_NUMBER[number] = told
    return told


def walk(page: Page, body: LexborNode) -> None:
    """Add the blocks, elements, marks and images below `body` to `page`."""
    blocks, marks, elements = page.blocks, page.marks, page.elements
    kinds, looks, parents, depths, firsts, lasts = (
        elements.kinds, elements.looks, elements.parents, elements.depths, elements.firsts, elements.lasts,
    )  # fmt: skip
    known = {look: i for i, look in enumerate(kinds)}
    buffer: list[str] = []
    stack: list[tuple[LexborNode, int, int, bool, bool]] = []
    flags, in_link, in_bold = _FLAG_OF_TAG.get(body.tag or "", 0), False, False
    link_chars = links = bold_chars = images = 0
    broke = False
    room = MAX_TEXT
    names_field, of_number = _names_field, _TOLD_OF_NUMBER.get

    def enter(look: Look, parent: int, depth: int) -> int:
        number = known.get(look)
        if number is None:
            number = known[look] = len(kinds)
            kinds.append(look)
        looks.append(number)
        parents.append(parent)
        depths.append(depth)
        firsts.append(len(blocks))
        lasts.append(0)
        return len(looks) - 1

    def flush() -> None:
        nonlocal link_chars, links, bold_chars, images, broke, room
        if buffer:
            raw = ("".join(buffer) if len(buffer) > 1 else buffer[0])[:room]
            room -= len(raw)
            buffer.clear()
            if broke:
                text = "\n".join(filter(None, (" ".join(line.split()) for line in raw.split(_BREAK))))
                broke = False
            else:
                text = " ".join(raw.split())
            if text:
                size = len(text)
                tag = kinds[looks[current]][0]
                blocks.append(Block(text, tag, current, flags, link_chars if link_chars < size else size, links, bold_chars, images))
        link_chars = links = bold_chars = images = 0

    attributes = body.attributes
    current = root = enter((body.tag or "body", _name_of(attributes), attributes.get("itemprop") or ""), -1, 0)
    node: LexborNode | None = body.first_child
    while True:
        if node is None:
            if not stack:
                break
            node, parent, around, in_link, in_bold = stack.pop()
            if parent >= 0:  # a block ends
                if buffer or links or images:
                    flush()
                lasts[current] = len(blocks)
                current, flags = parent, around
            node = node.next
            continue
        number = node.tag_id
        if number == _TEXT:
            text = node.text_content or ""
            if buffer or not text.isspace():
                if flags & PRE and "\n" in text:
                    text, broke = text.replace("\n", _BREAK), True
                buffer.append(text)
                if in_link or in_bold:
                    size = len(text.strip())
                    if in_link:
                        link_chars += size
                    if in_bold:
                        bold_chars += size
            node = node.next
            continue
        tag, kind, own, inside, bare, telling = of_number(number) or _told(node, number)
        if inside and not flags & inside and _holds_less(node, MAX_MENU):
            if tag == "footer":
                page.footers.append(node)
            node = node.next
            continue
        if kind <= _BOLD:
            # Inline elements of menus and footers hold no date, author or title; some others say nothing of themselves.
            attributes = {} if bare or (kind != _BLOCK and flags & _ELSEWHERE) else node.attributes
            name, rare = "", False
            if attributes:
                name = attributes.get("class") or ""
                if "id" in attributes:
                    name = f"{name} #{attributes['id']}"
                if len(name) > MAX_NAME:
                    name = name[:MAX_NAME]
                rare = not _RARE.isdisjoint(attributes)
                telling = telling or (name != "" and names_field(name)) or (rare and _tells(attributes))
            child = node.first_child
            if kind == _BLOCK:
                if buffer or links or images:
                    flush()
                if telling and len(marks) < MAX_MARKS:
                    marks.append(Mark(node, tag, _name_of(attributes) if rare else name, attributes, current, len(blocks), flags))
                if child is None:
                    node = node.next
                    continue
                stack.append((node, current, flags, in_link, in_bold))
                flags |= own
                itemprop = ""
                if rare:
                    flags |= _FLAG_OF_ROLE.get(attributes.get("role") or "", 0)
                    itemprop = attributes.get("itemprop") or ""
                    if itemprop == "articleBody":
                        flags |= BODYPROP
                    style = attributes.get("style")
                    if "hidden" in attributes or attributes.get("aria-hidden") == "true" or (style and _hides(style)):
                        flags |= HIDDEN
                current = enter((tag, name, itemprop), current, depths[current] + 1)
                if len(blocks) >= MAX_BLOCKS or room <= 0 or current >= MAX_ELEMENTS:
                    page.truncated = True
                    break
                node = child
                continue
            if telling and len(marks) < MAX_MARKS:
                marks.append(Mark(node, tag, _name_of(attributes) if rare else name, attributes, current, len(blocks), flags))
            links += kind == _LINK
            if child is None:
                node = node.next
                continue
            stack.append((node, -1, flags, in_link, in_bold))
            if kind == _LINK:
                in_link = True
            elif kind == _BOLD:
                in_bold = True
            node = child
            continue
        if kind == _IMAGE:
            images += 1
            page.images.append((node, len(blocks), flags))
        elif kind == _LINE_BREAK:
            while buffer and buffer[-1] != _BREAK and buffer[-1].isspace():
                buffer.pop()
            if buffer and buffer[-1] == _BREAK:
                flush()
            elif buffer:
                broke = True
                buffer.append(_BREAK)
        elif kind == _METADATA:
            _read_data(page, node, tag)
        elif tag == "iframe":
            page.frames += 1
        node = node.next
    flush()
    while current >= root:
        lasts[current] = len(blocks)
        current = parents[current]
