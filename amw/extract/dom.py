"""What one pass over a page finds: its blocks of text, its elements, what may tell a field, its metadata, in document order."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from amw.extract.embedded import MAX_SCRIPT, Scripts

ARTICLE, MAIN, NAV, HEADER, FOOTER, ASIDE, FIGURE, CAPTION = 1, 2, 4, 8, 16, 32, 64, 128
FORM, TABLE, LIST, QUOTE, HIDDEN, DIALOG, PRE, BODYPROP = 256, 512, 1024, 2048, 4096, 8192, 16384, 32768
HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
SUBHEADINGS: Final = HEADINGS - {"h1"}
Look = tuple[str, str, str]  # of an element: its tag, its classes and "#id" in one string, its itemprop
_integers: Final = partial(array, "q")


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


@dataclass(slots=True)
class Elements:
    """The block-level elements that hold anything, in document order, an array for each of their properties: a page has hundreds.

    `looks` indexes `kinds`, the distinct looks of the page, and `bits`, what `furniture.kinds_of` tells of their names; `parents` are
    elements (-1 of a root), and the blocks in an element are those from its first to before its last.
    """

    kinds: list[Look] = field(default_factory=list)
    bits: list[int] = field(default_factory=list)
    looks: array[int] = field(default_factory=_integers)
    parents: array[int] = field(default_factory=_integers)
    depths: array[int] = field(default_factory=_integers)
    firsts: array[int] = field(default_factory=_integers)
    lasts: array[int] = field(default_factory=_integers)

    def tag(self, element: int) -> str:
        """The tag of an element."""
        return self.kinds[self.looks[element]][0]

    def around(self, element: int, tag: str, levels: int) -> int:
        """The element of that tag next around another, which may be it, within so many levels; -1 for none."""
        for _ in range(levels):
            if element < 0 or self.tag(element) == tag:
                return element
            element = self.parents[element]
        return -1


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


# An element that may be a mark: its node, tag, enclosing element, the block it starts at, flags.
Sign = tuple[LexborNode, str, int, int, int]


@dataclass(slots=True)
class Page:
    """What one walk found."""

    blocks: list[Block] = field(default_factory=list)
    elements: Elements = field(default_factory=Elements)
    metas: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    script_nodes: list[tuple[str, LexborNode]] = field(default_factory=list)  # those that were not lifted
    signs: list[Sign] = field(default_factory=list)
    marks: list[Mark] | None = None  # those of `signs` that are, once `marks.marks` was asked for all
    article: int | None = None  # the element that is the page's own <article> (-1 for none), once `marks.is_own` was asked
    headings: list[Mark] = field(default_factory=list)  # <h1>
    images: list[tuple[LexborNode, int, int]] = field(default_factory=list)
    footers: list[LexborNode] = field(default_factory=list)
    title: str = ""
    base: str = ""  # what its relative addresses are relative to, if it says so
    language: str | None = None
    frames: int = 0
    microdata: bool = False  # whether any block-level element has an itemprop or itemscope
    truncated: bool = False
    charset: str = ""
    embedded: Scripts | None = None
    parser: LexborHTMLParser | None = None  # for the selectors of a person

    @property
    def headline(self) -> int:
        """The block at which the first <h1> begins, 0 where there is none."""
        return self.headings[0].block if self.headings else 0

    def scripts(self, kind: str = "") -> Iterator[tuple[str, str]]:
        """(type and id in lower case, text) of the embedded scripts whose type and id contain `kind`; few are ever asked for."""
        if self.embedded is not None:
            yield from self.embedded.texts(kind, self.charset.partition(":")[2])
        for name, node in self.script_nodes:
            if kind in name and len(text := text_of(node)) <= MAX_SCRIPT:
                yield name, text


def text_of(node: LexborNode) -> str:
    """The text of an element that holds nothing but text."""
    child = node.first_child
    return (child.text_content or "") if child is not None else ""
