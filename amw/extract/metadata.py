"""What a page tells of itself in <meta>, <link>, <base>, <title> and <script>, read into `dom.Page` one element at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from selectolax.lexbor import LexborNode

from amw.extract.dom import Page, text_of

MAX_KEY: Final = 400  # characters of the key of one piece of metadata
MAX_VALUE: Final = 200_000  # characters of a page's title and of one piece of metadata; the longest real one read has fewer than 90,000


def read_metadata(page: Page, head: LexborNode) -> None:
    """Read all that the children of a page's <head> tell."""
    for node in head.iter():
        read = READERS.get(node.tag or "")
        if read is not None:
            read(page, node)


def _read_meta(page: Page, node: LexborNode) -> None:
    attributes = node.attributes
    content = attributes.get("content")
    if not content:
        return
    key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or attributes.get("http-equiv")
    if key:
        page.metas.append((key[:MAX_KEY].strip().lower(), content[:MAX_VALUE]))


def _read_link(page: Page, node: LexborNode) -> None:
    rel = (node.attrs.get("rel") or "").lower()
    if "canonical" in rel or rel == "image_src":  # style sheets and icons are dozens
        page.links.append((rel, node.attributes))


def _read_base(page: Page, node: LexborNode) -> None:
    page.base = page.base or node.attributes.get("href") or ""


def _read_title(page: Page, node: LexborNode) -> None:
    page.title = page.title or text_of(node)[:MAX_VALUE]


def _read_script(page: Page, node: LexborNode) -> None:
    attributes = node.attributes
    if node.first_child is not None and "src" not in attributes:
        page.script_nodes.append((f"{attributes.get('type') or ''} {attributes.get('id') or ''}".strip().lower(), node))


READERS: Final[Mapping[str, Callable[[Page, LexborNode], None]]] = {
    "base": _read_base,
    "meta": _read_meta,
    "link": _read_link,
    "title": _read_title,
    "script": _read_script,
}
