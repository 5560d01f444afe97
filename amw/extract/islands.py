"""Text out of the JSON that a page carries for its scripts, for pages whose own markup is empty.

Understood: `__NEXT_DATA__` and other JSON scripts, React flight chunks (`self.__next_f.push`), assignments of state, JSON in strings of
scripts and of JSON, long strings of objects that are no JSON, JSON in attributes (`embedded.attributes`), values that refer to one another
by number (devalue, turbo-stream), nodes of text editors (Portable Text, ProseMirror, Lexical, Slate, Contentful). The longest group of
prose strings that share one path (list positions and numbers in keys aside) is taken for the article, with the lines between them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from itertools import islice, pairwise
from typing import Any, Final

from amw.extract.structured import strip_markup
from amw.text import cjk_share, weigh

MAX_VALUES: Final = 120_000  # JSON values looked at a page
MAX_TOTAL: Final = 4_000_000  # characters of script looked at a page
MAX_DEPTH: Final = 80
_PUSH: Final = re.compile(r'__next_f\.push\(\s{0,4}\[\s{0,4}1\s{0,4},\s{0,4}("(?:[^"\\]|\\.)*+")\s{0,4}\]\s{0,4}\)', re.DOTALL)
MAX_ASSIGNED: Final = 40  # assignments of one script that are looked at
_ASSIGNED: Final = re.compile(r"=\s{0,3}(?=[{\[]\s{0,9}[\"{\[])")
_STRING: Final = re.compile(
    r"""[=(]\s{0,4}("[{\[]{1,3}\\"(?:[^"\\]|\\.)*+"|'[{\[]{1,3}"(?:[^'\\\n]|\\.)*+')""", re.DOTALL
)  # JSON in a string
_LITERAL: Final = re.compile(r"""\b(\w{1,40})\s?:\s?("(?:[^"\\]|\\.){200,}+")""", re.DOTALL)  # in an object that may be no JSON
MAX_STRINGS: Final = 5  # such strings of one script that are looked at
_ESCAPED: Final = re.compile(r"""\\.|\"""", re.DOTALL)
_IN_JSON: Final = {'"': r"\"", r"\'": "'"}  # how a string between single quotes is spelled between double ones
_JSON: Final = re.compile(r'\s{0,40}(?:\[\s{0,40})?\{\s{0,40}"[^"\n]{1,80}"\s{0,9}:')  # how JSON in a string of JSON begins
_NUMBERED: Final = re.compile(r"[0-9a-f]{0,40}\d[0-9a-f]{0,40}")
SAMPLE: Final = 80  # first characters of a line that tell its script
PROSE: Final = 40  # characters of an alphabet; a CJK character counts as three
MAX_SHORT: Final = 300  # characters of a line that is no prose by itself
_LINE: Final = re.compile(
    r"[^\W\d_]\s+[^\W\d_]|[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{4}"
)  # two words or four characters of a script without spaces
Groups = dict[str, list[tuple[str, bool]]]
_ROW: Final = re.compile(rb"[0-9a-f]{1,8}:(?:T([0-9a-f]{1,10}),)?")
_BODY_KEY: Final = re.compile(
    r"body|content|paragraph|articletext|fulltext|html|story|text|children|richtext|markdown|blocks|elements|value|data|component",
    re.IGNORECASE,
)
_OTHER_KEY: Final = re.compile(
    r"related|recommend|comment|teaser|description|summary|footer|legal|cookie|consent|privacy|translation|i18n|locale|messages|config|"
    r"style|css|seo|meta|nav|menu|faq|bio|author",
    re.IGNORECASE,
)
# The last key of what tells of a thing or names it: many such are of as many things, beside the article, but not of one's own sections.
_ABOUT_KEY: Final = re.compile(r"descri|summary|teaser|excerpt|synopsis|snippet|label|title|headline|caption", re.IGNORECASE)
_SECTION_KEY: Final = re.compile(r"(?:article|body|section|story)s?(?=/)(?<!articles)", re.IGNORECASE)
MANY: Final = 3  # of these
TEASER: Final = 700  # characters that none of them exceeds
RECORDS: Final = 20  # lines from which a text may be a list of records
_CODE: Final = re.compile(r"[{};]\s{0,3}[\w.#-]{1,40}\s{0,3}[:{(]|function\s?\(|=>|^https?://\S+$|^[\w+/=-]{60,}$|</?svg|<script")
_ENDED: Final = re.compile(r"[.!?。！？…][\"'”’」)]?\Z")
_SENTENCE: Final = re.compile(r"[.!?。！？…][\"'”’」)]?(?:\s|<|$)|[。！？]")


def read_islands(scripts: Iterable[tuple[str, str]]) -> str:
    """The longest article-like text in the page's embedded JSON, paragraphs separated by newlines; "" where there is none."""
    groups: Groups = {}
    budget = [MAX_VALUES]
    used = 0
    flight: list[str] = []
    for kind, text in scripts:
        if "ld+json" in kind:
            continue
        used += len(text)
        if used > MAX_TOTAL:
            break
        if "__next_f" in text:  # however short: the last chunk ends the row of those before
            flight.extend(_decoded(m[1]) for m in _PUSH.finditer(text))
            continue
        if len(text) < 200:
            continue
        for value in _values(kind, text):
            _collect(value, groups, budget)
    if flight:
        for value in flight_rows("".join(flight)):
            _collect(value, groups, budget)
    path, lines = max(groups.items(), key=lambda item: _worth(*item), default=("", []))
    if _worth(path, lines) < 400:
        return ""
    prose = [i for i, (_, is_prose) in enumerate(lines) if is_prose]
    return "\n".join(dict.fromkeys(line for line, _ in lines[prose[0] : prose[-1] + 1]))


def _worth(path: str, lines: list[tuple[str, bool]]) -> float:
    last = path.rsplit("/", 3)[-3:]
    texts = dict.fromkeys(line for line, is_prose in lines if is_prose)
    if len(texts) >= MANY and _ABOUT_KEY.search(last[-1]) and max(map(len, texts)) <= TEASER and not _SECTION_KEY.search(path):
        return 0.0
    size = sum(weigh(text, SAMPLE) for text in texts)
    if _OTHER_KEY.search(path):
        size *= 0.2
    return size if any(_BODY_KEY.search(key) for key in last) else 0.5 * size


def _decoded(literal: str) -> str:
    """What a string of a script says, in quotes of either kind; "" where that cannot be read."""
    if literal[0] == "'":
        literal = f'"{_ESCAPED.sub(lambda mark: _IN_JSON.get(mark[0], mark[0]), literal[1:-1])}"'
    try:
        value = json.loads(literal, strict=False)
    except ValueError:
        return ""
    return value if isinstance(value, str) else ""


def _values(kind: str, text: str) -> list[Any]:
    """The JSON values of one script: the whole of it, or what is assigned to a global, what is in a string (`JSON.parse("{...}")`),
    and long strings by their key."""
    decoder = json.JSONDecoder(strict=False)
    stripped = text.strip()
    found: list[Any] = []
    if "json" in kind or stripped[:1] in "{[":
        with suppress(ValueError, RecursionError):
            return [decoder.raw_decode(stripped)[0]]
    try:
        position = 0
        for _ in range(MAX_ASSIGNED):
            match = _ASSIGNED.search(text, position)
            if match is None:
                break
            try:
                value, position = decoder.raw_decode(text, match.end())
                found.append(value)
            except json.JSONDecodeError as error:  # what was read as JSON so far holds no other assignment
                position = max(match.end(), error.pos)
            except RecursionError:
                break
        found.extend(json.loads(_decoded(match[1]), strict=False) for match in islice(_STRING.finditer(text), MAX_STRINGS))
        found.extend({match[1]: _decoded(match[2])} for match in islice(_LITERAL.finditer(text), MAX_ASSIGNED))
    except (ValueError, RecursionError):
        return found
    return found


def flight_rows(stream: str) -> list[Any]:
    """The rows of a React flight stream: JSON values, and texts (`T` rows, whose length is given in bytes)."""
    data = stream.encode("utf-8", "replace")
    rows: list[Any] = []
    position = 0
    while position < len(data) and len(rows) < 20_000:
        match = _ROW.match(data, position)
        if match is not None and match[1]:
            position = match.end() + int(match[1], 16)
            rows.append({"text": data[match.end() : position].decode("utf-8", "replace")})
            continue
        end = data.find(b"\n", position)
        end = end if end >= 0 else len(data)
        position = end + 1
        if match is not None:
            with suppress(ValueError, RecursionError):  # module and hint rows are no JSON; they hold no prose
                rows.append(json.loads(data[match.end() : end].decode("utf-8", "replace"), strict=False))
    return rows


def _collect(value: Any, groups: Groups, budget: list[int]) -> None:
    """Strings by their path, each with whether it is prose; list positions do not count, elements of flight rows go by their tag."""
    pool = value if _is_pool(value) else []
    unread = dict(enumerate(pool))  # each is read once, however often it is referred to
    pending: list[tuple[Any, str, int]] = [(unread.pop(0, value), "", 0)]

    def meant(item: Any) -> Any:
        return unread.pop(item, item) if type(item) is int else item

    while pending and budget[0] > 0:
        item, path, depth = pending.pop()
        budget[0] -= 1
        if isinstance(item, str):
            if _JSON.match(item):
                with suppress(ValueError, RecursionError):
                    pending.append((json.loads(item, strict=False), path, depth + 1))
            elif len(item) >= (PROSE if item.isascii() else PROSE // 3) and (prose := _prose(item)):
                groups.setdefault(path, []).append((prose, True))
            elif len(item) <= MAX_SHORT and path in groups and _LINE.search(item) and not _CODE.search(item):
                groups[path].append((strip_markup(item).strip(), False))  # a heading or a short paragraph, where prose follows
        elif depth >= MAX_DEPTH:
            continue
        elif isinstance(item, list):
            if len(item) >= 4 and item[0] == "$" and isinstance(item[1], str):
                joined = _joined(item[3])
                # One paragraph of a component tree: its pieces (links, emphasis) belong together and to their siblings.
                if item[1] in ("p", "h2", "h3", "li", "blockquote") and joined:
                    groups.setdefault("$flight/children", []).append((joined, True))
                else:
                    pending.append((item[3], path, depth + 1))
            else:
                pending.extend((meant(x), path, depth + 1) for x in reversed(item[: budget[0]]))  # the rest would never be reached
        elif isinstance(item, dict):
            key = next((key for key in ("children", "content") if _is_paragraph(item, key)), "")
            inside = {key: _joined(item[key])} if key else item
            pending.extend((meant(x), f"{path}/{_key(str(_named(k, pool)))}", depth + 1) for k, x in reversed(list(inside.items())))


def _is_pool(value: Any) -> bool:
    """Whether a list is of values that refer to one another by their places in it, from the first on; strings are among them."""
    first = value[0] if isinstance(value, list) and any(isinstance(x, str) for x in value) else None
    wraps = isinstance(first, list) and len(first) == 2 and isinstance(first[0], str) and type(first[1]) is int  # "ShallowReactive"
    if not wraps and not (isinstance(first, dict) and first):
        return False
    return all(type(x) is int for item in value if isinstance(item, dict) for x in item.values())


def _named(key: str, pool: list[Any]) -> Any:
    """A key, or the one that is meant by its place in the pool ("_12")."""
    at = int(key[1:]) if pool and key[:1] == "_" and key[1:].isdecimal() and len(key) < 9 else len(pool)
    return pool[at] if at < len(pool) else key


def _is_paragraph(node: dict[str, Any], key: str) -> bool:
    """Whether a node of a text editor holds pieces of text: words, and what is emphasised or linked between them. Where each ends its
    sentence and nothing parts it from the next they are paragraphs."""
    pieces = node.get(key)
    if not isinstance(pieces, list) or not _type(node):
        return False
    texts = [text for x in pieces[:50] if isinstance(x, dict) and (text := _piece(x))]
    return bool(texts) and (len(texts) == 1 or any(not _ENDED.search(a) or b[0].isspace() for a, b in pairwise(texts)))


def _piece(node: dict[str, Any]) -> str:
    text = node.get("text", node.get("value"))
    return text if isinstance(text, str) and _type(node) in ("", "text", "span") else ""


def _type(node: dict[str, Any]) -> str:
    return str(node.get("type") or node.get("_type") or node.get("nodeType") or "").lower()


def _key(key: str) -> str:
    """A key without its numbers: "Paragraph:4f_12" and "Paragraph:4f_13" are places in one list."""
    return key if key.isalpha() else _NUMBERED.sub("#", key[:40])


def _joined(value: Any, depth: int = 0) -> str:
    """The text of a flight element's children, or of the pieces of a paragraph."""
    if isinstance(value, str):
        return "" if value.startswith("$") else value
    if depth > 12:
        return ""
    if isinstance(value, list):
        if len(value) >= 4 and value[0] == "$":
            return _joined(value[3], depth + 1)
        return "".join(_joined(x, depth + 1) for x in value[:2000])
    if isinstance(value, dict):
        return _joined(value["text"] if "text" in value else value.get("value") or value.get("children") or value.get("content"), depth + 1)
    return ""


def _prose(value: str) -> str:
    """`value` as plain paragraphs, or "" where it is no prose (code, addresses, identifiers, records)."""
    if _CODE.search(value[:2000]) and "<p" not in value:
        return ""
    text = strip_markup(value[:400_000]).strip()
    if (
        len(text) < PROSE // 3
        or weigh(text, SAMPLE) < PROSE
        or not (_SENTENCE.search(text) and (" " in text or cjk_share(text[:200]) > 0.3))
    ):
        return ""
    rows = text.split("\n")
    if len(rows) >= RECORDS and 2 * sum(len(row) for row in rows if _LINE.search(row)) < len(text):  # ads.txt, tables
        return ""
    return text
