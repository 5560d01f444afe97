"""Well-formed RSS, RDF and Atom in one pass of libxml2, some six times as fast as feedparser; anything out of the ordinary is left to it.

The result has feedparser's shape and names, as far as `amw.feeds` reads them, so one function makes entries of both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from html.entities import html5
from typing import Any

import lxml.etree

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_MEDIA = "http://search.yahoo.com/mrss"
_BURNER = "http://rssnamespace.org/feedburner/ext/1.0"
_RSS = frozenset({"", "http://purl.org/rss/1.0/", "http://backend.userland.com/rss2", "http://my.netscape.com/rdf/simple/0.9/"})
_LANGUAGES = frozenset((space, "language") for space in (*_RSS, _DC))
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([a-zA-Z][a-zA-Z0-9]{1,31});")
_EMAIL_NAME = re.compile(r"^[^\s()<>]{1,100}@[^\s()<>]{1,100}\s*\(([^()]{1,200})\)$")
_NAME_EMAIL = re.compile(r"^([^<>()@]{1,200}?)\s*[<(][^\s<>]{1,100}@[^\s<>]{1,100}[>)]$")
# Shapes whose meaning is feedparser's to know: other vocabularies, bases inside the document, encodings libxml2 has no name for.
_UNCOMMON = re.compile(
    rb"<(?:feed|entry|link|channel|item|rss)\b[^<>]{0,500}xml:base|purl\.org/atom/ns#|<!doctype\s+channel|<\?xml[^>]{0,100}utf-(?:16|32)",
    re.I,
)

Raw = dict[str, Any]
Keep = Callable[[Raw, Any], None]  # takes what an element says into an entry


def read(body: bytes, expected: int, *, recover: bool = False) -> Raw | None:
    """version, feed and entries of `body`, or None where it is not well-formed, not one of the three, or has not `expected` entries.

    With `recover` it reads what it can of an ill-formed body, however many entries that gives; time stays linear in any case.
    """
    if _UNCOMMON.search(body) and not recover:
        return None
    try:
        parser = lxml.etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True, recover=recover
        )
        root = lxml.etree.fromstring(_ENTITY.sub(_spell_out, body), parser)
    except (lxml.etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    space, name = _split(root.tag)
    if name == "feed" and space == _ATOM:
        head, items, version, entry = root, root.findall(f"{{{_ATOM}}}entry"), "atom10", _atom_entry
    elif name in ("rss", "RDF"):
        channels = [child for child in root if _split(child.tag)[1] == "channel"]
        if len(channels) != 1:
            return None
        head = channels[0]
        items = [child for parent in (head, root) for child in parent if _split(child.tag)[1] == "item"]
        version, entry = ("rss10" if name == "RDF" else f"rss{(root.get('version') or '').replace('.', '')[:3]}"), _rss_entry
    else:
        return None
    if len(items) != expected and not recover:
        return None
    return {"version": version, "feed": {"language": _language(head, root)}, "entries": [entry(item) for item in items]}


def _spell_out(match: re.Match[bytes]) -> bytes:
    value = html5.get(match[1].decode("ascii") + ";")
    return "".join(f"&#{ord(character)};" for character in value).encode("ascii") if value else b"&amp;" + match[0][1:]


def _split(tag: Any) -> tuple[str, str]:
    if not isinstance(tag, str):
        return "", ""
    space, _, name = tag.rpartition("}")
    space = space[1:]
    # Publishers write Media RSS with and without a closing slash, and Dublin Core with https.
    return (space.rstrip("/") if "mrss" in space else space).replace("https://purl.org", "http://purl.org"), name


def _text(element: Any) -> str:
    return "".join(element.itertext()).strip() if len(element) else (element.text or "").strip()


def _markup(element: Any) -> str:
    """The content of an element that holds markup: escaped text as it is, child elements written out."""
    if not len(element):
        return element.text or ""
    inner = "".join(lxml.etree.tostring(child, encoding="unicode") for child in element)
    return re.sub(r"<(/?)\w{1,20}:", r"<\1", (element.text or "") + inner)


def _language(head: Any, root: Any) -> str | None:
    stated = (_text(child) for child in head if _split(child.tag) in _LANGUAGES)
    return next(stated, None) or head.get(_LANGUAGE) or root.get(_LANGUAGE)


def _entry(item: Any, spaces: Collection[str], fields: Mapping[str, Keep]) -> Raw:
    """What an item says in elements of `spaces`, by `fields`, and in those of modules."""
    raw: Raw = {"authors": [], "tags": [], "content": [], "links": [], "media_content": [], "media_thumbnail": [], "enclosures": []}
    for child in item:
        space, name = _split(child.tag)
        keep = fields.get(name.lower()) if space in spaces else _MODULE_FIELDS.get((space, name))
        if keep is not None:
            keep(raw, child)
    raw.setdefault("language", item.get(_LANGUAGE))
    return raw


def _rss_entry(item: Any) -> Raw:
    return _entry(item, _RSS, _RSS_FIELDS)


def _atom_entry(item: Any) -> Raw:
    raw = _entry(item, (_ATOM,), _ATOM_FIELDS)
    raw["link"] = next((link["href"] for link in raw["links"] if link["rel"] == "alternate"), None)
    return raw


def _first(name: str, read: Callable[[Any], Any] = _text) -> Keep:
    def keep(raw: Raw, element: Any) -> None:
        value = read(element)
        if value and not raw.get(name):
            raw[name] = value

    return keep


def _person(raw: Raw, element: Any) -> None:
    name = next((child for child in element if _split(child.tag)[1] == "name"), None)
    text = _text(element if name is None else name)
    found = _EMAIL_NAME.match(text) or _NAME_EMAIL.match(text)
    known = found[1] if found else text
    if known and "@" not in known:
        raw["authors"].append({"name": known})


def _atom_person(raw: Raw, element: Any) -> None:
    name = element.find(f"{{{_ATOM}}}name")
    if name is not None and _text(name):
        raw["authors"].append({"name": _text(name)})


def _category(raw: Raw, element: Any) -> None:
    raw["tags"].append({"term": element.get("label") or element.get("term") or _text(element)})


def _body(raw: Raw, element: Any) -> None:
    raw["content"].append({"value": _markup(element), "type": "text/html", "language": element.get(_LANGUAGE)})


def _atom_content(raw: Raw, element: Any) -> None:
    kind = element.get("type") or "text"
    if element.get("src") is None:
        kind = {"text": "text/plain", "html": "text/html", "xhtml": "application/xhtml+xml"}.get(kind, kind)
        raw["content"].append({"value": _markup(element), "type": kind, "language": element.get(_LANGUAGE)})


def _link(raw: Raw, element: Any) -> None:
    if element.get("href"):
        rel = element.get("rel", "alternate")
        raw["links"].append({"href": element.get("href"), "rel": rel})
        if rel == "enclosure":
            raw["enclosures"].append({"href": element.get("href"), "type": element.get("type")})


def _enclosure(raw: Raw, element: Any) -> None:
    raw["enclosures"].append({"href": element.get("url"), "type": element.get("type")})


def _media(raw: Raw, element: Any) -> None:
    raw["media_content"].append(dict(element.attrib))
    _media_group(raw, element)


def _thumbnail(raw: Raw, element: Any) -> None:
    raw["media_thumbnail"].append(dict(element.attrib))


def _media_group(raw: Raw, element: Any) -> None:
    for child in element:
        if (keep := _MODULE_FIELDS.get(_split(child.tag))) is not None:
            keep(raw, child)


def _image(raw: Raw, element: Any) -> None:
    raw.setdefault("image", {"href": element.get("href")})


def _source(raw: Raw, element: Any) -> None:
    title = element.find(f"{{{_ATOM}}}title")
    raw["source"] = {"title": _text(title) if title is not None else _text(element)}


_RSS_FIELDS: dict[str, Keep] = {
    "title": _first("title", _markup),
    "link": _first("link"),
    "guid": _first("id"),
    "description": _first("summary", _markup),
    "pubdate": _first("published"),
    "published": _first("published"),
    "updated": _first("updated"),
    "modified": _first("updated"),
    "summary": _first("summary", _markup),
    "author": _person,
    "category": _category,
    "enclosure": _enclosure,
    "source": _source,
}
_ATOM_FIELDS: dict[str, Keep] = {
    "title": _first("title", _markup),
    "link": _link,
    "id": _first("id"),
    "summary": _first("summary", _markup),
    "content": _atom_content,
    "published": _first("published"),
    "updated": _first("updated"),
    "author": _atom_person,
    "category": _category,
    "source": _source,
}
_MODULE_FIELDS: dict[tuple[str, str], Keep] = {
    (_CONTENT, "encoded"): _body,
    (_ATOM, "link"): _link,
    (_ATOM, "updated"): _first("updated"),
    (_ATOM, "published"): _first("published"),
    (_ATOM, "author"): _atom_person,
    (_DC, "creator"): _person,
    (_DC, "date"): _first("updated"),
    (_DC, "subject"): _category,
    (_DC, "language"): _first("language"),
    (_TERMS, "created"): _first("created"),
    (_TERMS, "issued"): _first("published"),
    (_TERMS, "modified"): _first("updated"),
    (_ITUNES, "author"): _person,
    (_ITUNES, "image"): _image,
    (_ITUNES, "summary"): _first("summary", _markup),
    (_MEDIA, "content"): _media,
    (_MEDIA, "thumbnail"): _thumbnail,
    (_MEDIA, "group"): _media_group,
    (_MEDIA, "description"): _first("summary", _markup),
    (_BURNER, "origLink"): _first("feedburner_origlink"),
}
