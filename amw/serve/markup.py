"""HTML and XML that what they hold cannot break: text is escaped as it becomes markup, addresses are checked as they become links."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from amw.text import storable
from amw.urls import is_http

_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9:-]*")
_VOID = frozenset("br hr img input link meta".split())
_ADDRESSES = frozenset({"href", "src", "action"})
_OUTSIDE = {"target": None, "rel": "noopener noreferrer nofollow external"}


class Markup(str):
    """Text that is markup already; made here only, every other str is escaped when it joins one."""

    __slots__ = ()


EMPTY = Markup("")


def text(value: object) -> Markup:
    """`value` as text: Markup as it is, None as nothing, iterables one after another, all else escaped and without control characters."""
    if isinstance(value, Markup):
        return value
    if value is None or value is False:
        return EMPTY
    if isinstance(value, Iterable) and not isinstance(value, str):
        return Markup("".join([text(item) for item in value]))
    return Markup(html.escape(storable(str(value))))


def element(name: str, /, *children: Any, **attributes: Any) -> Markup:
    """`<name attributes>children</name>`, everything escaped.

    Attributes: a trailing underscore is dropped (class_), others become hyphens (aria_label), None and False are left out, True is
    the bare name. Raises ValueError for a bad name, for handlers and styles, and for an address that is neither relative nor http(s).
    """
    begin = _opening(_named(name), attributes, "-")
    for key, value in attributes.items():
        if key.rstrip("_") in _ADDRESSES and value is not None and value is not False and not _safe_address(str(value)):
            raise ValueError(f"{key} must be http(s) or begin with one slash, a question mark or #")
    return Markup(f"<{begin}>" if name in _VOID else f"<{begin}>{text(children)}</{name}>")


def xml_element(name: str, /, *children: Any, **attributes: Any) -> Markup:
    """As `element`, for XML: no void elements and no rules on addresses; `xml_lang` becomes xml:lang."""
    begin, inner = _opening(_named(name), attributes, ":"), text(children)
    return Markup(f"<{begin}>{inner}</{name}>" if inner else f"<{begin}/>")


def _opening(name: str, attributes: Mapping[str, Any], joint: str) -> str:
    """What stands between the angles of an opening tag; `joint` takes the place of underscores."""
    parts = [name]
    for key, value in attributes.items():
        if value is True and joint == "-":  # XML has no bare names
            parts.append(_attribute(key, joint))
        elif value is not None and value is not False:
            parts.append(f'{_attribute(key, joint)}="{text(value)}"')
    return " ".join(parts)


@cache
def _named(name: str) -> str:
    """The name of an element. Names come from our own code: there are some dozens."""
    if not _NAME.fullmatch(name) or name.lower() in {"script", "style"}:
        raise ValueError(f"{name!r} is no element")
    return name


@cache
def _attribute(key: str, joint: str) -> str:
    """The name of an attribute that a keyword stands for."""
    name = key.rstrip("_").replace("_", joint)
    if not _NAME.fullmatch(name) or name.lower().startswith("on") or name.lower() == "style":
        raise ValueError(f"{name!r} is no attribute")
    return name


def _safe_address(value: str) -> bool:
    return value == "/" or value[:1] in {"?", "#"} or (value[:1] == "/" and value[1:2] not in {"/", "\\"}) or is_http(value)


def link(address: str | None, *children: Any, **attributes: Any) -> Markup:
    """A link to a page outside, or its text alone where `address` is no http(s) address."""
    if address is None or not is_http(address):
        return element("span", *children, **attributes)
    return element("a", *children, href=address, **_OUTSIDE, **attributes)


def data_block(value: Any) -> Markup:
    """`value` as a JSON-LD block. It is data to every browser, never run, and holds no character that could end it."""
    encoded = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        encoded = encoded.replace(character, f"\\u{ord(character):04x}")
    return Markup(f'<script type="application/ld+json">{encoded}</script>')
