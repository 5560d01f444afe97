"""schema.org data in JSON-LD: read leniently, flattened, and the node chosen that describes this page's article."""

from __future__ import annotations

import html
import json
import re
from contextlib import suppress
from typing import Any, Final
from urllib.parse import urlsplit

MAX_NODES: Final = 3_000
MAX_TOTAL: Final = 1_500_000  # characters of JSON-LD of one page; the most that a real one has are 841,000
MAX_STRING: Final = 100_000  # characters of a value that is no text of an article
MAX_DEPTH: Final = 60
_ARTICLE_TYPES: Final = {
    "newsarticle": 6, "reportagenewsarticle": 6, "analysisnewsarticle": 6, "opinionnewsarticle": 6, "backgroundnewsarticle": 6,
    "reviewnewsarticle": 6,
    "askpublicnewsarticle": 6, "liveblogposting": 5, "article": 5, "blogposting": 5, "techarticle": 5, "scholarlyarticle": 5,
    "advertisercontentarticle": 5,
    "satiricalarticle": 5, "socialmediaposting": 4, "discussionforumposting": 4, "report": 4, "posting": 4,
    "medicalscholarlyarticle": 5, "review": 3, "recipe": 3,
    "podcastepisode": 3, "event": 2, "videoobject": 2, "creativework": 2, "webpage": 1, "itempage": 1, "medicalwebpage": 2, "howto": 3,
    "faqpage": 1,
}  # fmt: skip
_WRAPPING: Final = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$"
)
_LENIENT: Final = json.JSONDecoder(strict=False)
_TRAILING_COMMA: Final = re.compile(r",(?=\s*[}\]])")
_CODE: Final = re.compile(r"<(/?)(?:script|style)\b", re.IGNORECASE)
_TAGS: Final = re.compile(r"<[a-zA-Z/!][^<>]{0,1000}>")
_BREAKS: Final = re.compile(r"</(?:p|div|h[1-6]|li)\s*>|<br\s*/?>", re.IGNORECASE)

Node = dict[str, Any]


def loads(text: str) -> list[Any]:
    """The JSON values in `text`, as far as it can be read: wrappers, bare control characters and trailing commas are forgiven."""
    with suppress(ValueError, RecursionError):
        return [_LENIENT.decode(text)]
    text = _WRAPPING.sub("", text.strip()).strip().rstrip(";").strip()
    if not text:
        return []
    for attempt in (text, _TRAILING_COMMA.sub("", text)):
        with suppress(ValueError, RecursionError):
            return [_LENIENT.decode(attempt)]
    values: list[Any] = []
    position = 0
    while position < len(text) and len(values) < 20:
        try:
            value, position = _LENIENT.raw_decode(text, position)
        except (ValueError, RecursionError):
            break
        values.append(value)
        while position < len(text) and text[position] in " \t\r\n,;":
            position += 1
    return values


class StructuredData:
    """The JSON-LD of one page: all its nodes, and `article`, the node that best describes the page itself (or None)."""

    __slots__ = ("article", "by_id", "nodes")

    def __init__(self, scripts: list[str], url: str, titles: str = "") -> None:
        self.nodes: list[Node] = []
        self.by_id: dict[str, Node] = {}
        room = MAX_TOTAL
        for script in scripts[:40]:
            if len(script) > room:
                continue
            room -= len(script)
            for value in loads(script):
                self._flatten(value)
        self.article: Node | None = self._choose(url, titles)

    def _flatten(self, value: Any) -> None:
        pending: list[tuple[Any, int]] = [(value, 0)]
        while pending and len(self.nodes) < MAX_NODES:
            item, depth = pending.pop()
            if depth > MAX_DEPTH:
                continue
            if isinstance(item, list):
                pending.extend([(x, depth + 1) for x in reversed(item) if type(x) in (dict, list)])
            elif isinstance(item, dict):
                if "@type" in item:
                    self.nodes.append(item)
                    key = item.get("@id")
                    if isinstance(key, str) and len(item) > 2:
                        self.by_id.setdefault(key, item)
                # The single posts of a live blog are no descriptions of the page.
                pending.extend([(x, depth + 1) for k, x in reversed(item.items()) if type(x) in (dict, list) and k != "liveBlogUpdate"])

    def _choose(self, url: str, titles: str) -> Node | None:
        """The node that claims the page's address, else whose headline is in the `titles` that its metadata gives, else that tells most."""
        best, best_rank = None, (0, False, 0, 0)
        path = urlsplit(url).path.rstrip("/") if url else ""
        for node in self.nodes:
            rank = max([_ARTICLE_TYPES.get(t, 0) for t in types(node)], default=0)
            if not rank:
                continue
            here = any(path in u and urlsplit(u).path.rstrip("/") == path for u in self.urls(node)) if path else False
            fields = sum(1 for k in ("headline", "datePublished", "author", "articleBody") if node.get(k))
            titled = rank >= 4 and bool(node.get("headline")) and string(node["headline"]) in titles
            candidate = (2 * here + (rank >= 3) * 2 + (fields > 0), titled, fields, rank)
            if candidate > best_rank:
                best, best_rank = node, candidate
        return best

    def urls(self, node: Node) -> list[str]:
        """Addresses that `node` claims for itself."""
        found = []
        for key in ("url", "mainEntityOfPage", "@id"):
            value = node.get(key)
            if isinstance(value, dict):
                value = value.get("@id") or value.get("url")
            if isinstance(value, str) and value.startswith(("http", "/")):
                if not value.isascii() or "[" in value or "]" in value:  # no others are refused
                    try:
                        urlsplit(value)
                    except ValueError:
                        continue
                found.append(value)
        return found

    def resolve(self, value: Any) -> Any:
        """`value`, or the node it refers to by @id."""
        if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
            return self.by_id.get(value["@id"], value)
        return value

    def names(self, value: Any) -> list[str]:
        """The names in an author- or publisher-like value: a string, a node, a reference, or a list of these."""
        found: list[str] = []
        for item in value if isinstance(value, list) else [value]:
            node = self.resolve(item)
            if isinstance(node, str):
                found.append(node)
            elif isinstance(node, dict):
                name = node.get("name") or " ".join(str(node[k]) for k in ("givenName", "familyName") if isinstance(node.get(k), str))
                if isinstance(name, list):
                    found.extend(x for x in name if isinstance(x, str))
                elif isinstance(name, str):
                    found.append(name)
        return [html.unescape(name[:MAX_STRING]).strip() for name in found[:50] if name.strip()]


def types(node: Node) -> list[str]:
    """The node's types in lower case, without a vocabulary prefix."""
    value = node.get("@type")
    if isinstance(value, str):  # as nearly all
        return [_without_vocabulary(value)]
    return [_without_vocabulary(item) for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _without_vocabulary(name: str) -> str:
    return name.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower()


def string(value: Any) -> str:
    """A plain string out of a JSON-LD value: the string itself, the first of a list, or @value; "" for anything else."""
    if isinstance(value, list):
        value = next((x for x in value if isinstance(x, (str, dict))), "")
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or ""
    return html.unescape(value[:MAX_STRING]).strip() if isinstance(value, str) else ""


def strip_markup(value: str) -> str:
    """Text of a body that may hold HTML, escaped or not, with a newline between paragraphs and without scripts and styles."""
    if "&lt;" in value:
        value = html.unescape(value)
    if "<" in value:
        value = _TAGS.sub("", _BREAKS.sub("\n", _without_code(value)))
    return html.unescape(value)


def _without_code(value: str) -> str:
    pieces: list[str] = []
    kept, opened = 0, -1
    for match in _CODE.finditer(value):
        if opened < 0 and not match[1]:
            opened = match.start()
        elif opened >= 0 and match[1]:
            pieces.append(value[kept:opened])
            kept, opened = match.start(), -1
    return "".join((*pieces, value[kept:]))


def article_body(node: Node | None) -> str:
    """`articleBody` (or `text`) of the article node as plain text; "" where there is none."""
    if node is None:
        return ""
    for key in ("articleBody", "text", "reviewBody"):
        value = node.get(key)
        if isinstance(value, list):
            value = "\n".join(x for x in value if isinstance(x, str))
        if isinstance(value, str) and len(value) > 40:
            return strip_markup(value[:1_000_000])
    posts = node.get("liveBlogUpdate")
    bodies = (post.get("articleBody") for post in (posts[:500] if isinstance(posts, list) else ()) if isinstance(post, dict))
    return "\n".join(strip_markup(body) for body in bodies if isinstance(body, str))
