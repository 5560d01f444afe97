"""What the walk of a page knows of each tag: what kind of element it makes, and what stands in it."""

from __future__ import annotations

from typing import Final

from selectolax.lexbor import LexborNode

from amw.extract import dom

FLAG_OF_TAG: Final = {
    "article": dom.ARTICLE, "main": dom.MAIN, "nav": dom.NAV, "header": dom.HEADER, "footer": dom.FOOTER, "aside": dom.ASIDE,
    "figure": dom.FIGURE, "figcaption": dom.CAPTION, "form": dom.FORM, "table": dom.TABLE, "ul": dom.LIST, "ol": dom.LIST, "dl": dom.LIST,
    "blockquote": dom.QUOTE, "dialog": dom.DIALOG, "pre": dom.PRE,
}  # fmt: skip
BLOCK, INLINE, LINK, BOLD, IMAGE, LINE_BREAK, METADATA, SKIPPED = range(8)
_TAGS_OF_KIND: Final = {
    LINK: "a",
    BOLD: "b strong",
    INLINE: "span i em u font small sub sup mark abbr cite q code kbd samp var time label ins del s big tt bdi bdo wbr data "
    "dfn acronym strike nobr ruby rb rp rt picture source slot",
    IMAGE: "img amp-img",
    LINE_BREAK: "br",
    METADATA: "script meta link",
    SKIPPED: "style noscript svg math iframe object embed template select option datalist canvas audio video input textarea button map "
    "head param track applet -comment !doctype frameset noframes progress meter title",
}
_KIND_OF_TAG: Final = {tag: kind for kind, tags in _TAGS_OF_KIND.items() for tag in tags.split()}  # any other tag is a block's
_BARE: Final = frozenset("b strong i em tr tbody br".split())  # their attributes are not asked for
# By name; inside of the one, the other is walked like anything else.
_PASSED_OVER: Final = {
    "nav": dom.NAV,
    "footer": dom.NAV | dom.FOOTER | dom.ARTICLE | dom.MAIN,
}
_OWN: Final = 256  # numbers below are lexbor's own, the same in every page
# Name, kind, flag, flags outside of which it is passed over, whether its attributes say nothing, whether it may hold a title or date by
# itself.
_Tag = tuple[str, int, int, int, bool, bool]
TAGS: Final[dict[int, _Tag]] = {}  # those met so far, by lexbor's number: it spells a name anew each time


def tells_time(tag: str) -> bool:
    """Whether elements of a tag hold a moment: <time>, <time-ago>."""
    return tag == "time" or ("-" in tag and "time" in tag)


def learn_tag(node: LexborNode, number: int) -> _Tag:
    """What the walk asks of the tag of an element whose number is `number`, remembered in `TAGS` where every page means it by that."""
    name = node.tag or ""
    tag = (
        name,
        _KIND_OF_TAG.get(name, BLOCK),
        FLAG_OF_TAG.get(name, 0),
        _PASSED_OVER.get(name, 0),
        name in _BARE,
        name == "h1" or tells_time(name),
    )
    if number < _OWN:
        TAGS[number] = tag
    return tag
