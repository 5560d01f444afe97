"""Bodies of leaderboards -> records: JSON, CSV, flat YAML lists; for tables see `amw.boards.tables`, for Next.js `amw.boards.flight`.

Each reader takes the body as text and gives plain dicts; a body that cannot be read raises `Unreadable` with the reason.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
import zlib
from collections import Counter
from contextlib import suppress
from typing import Any

from amw.boards.columns import distinct, nth, record_of

ABOUT = 2000  # characters at either end of a body in which it speaks of itself
MAX_BODY = 64_000_000  # bytes after decompression; the largest board body seen has 2.6 MB
_MORE = re.compile(
    r'"(?:has_?more|has_?next(?:_?page)?)"\s*:\s*true|"(?:next|next_?(?:page|cursor|url))"\s*:\s*(?:"[^"]|\d)', re.IGNORECASE
)
MARKS = ",;\t|"  # between the cells of a line
ABOUT_CSV = 20_000  # characters in which a table's header stands
_SCRIPT = re.compile(r"<script\b([^>]{0,500})>", re.IGNORECASE)
_DATA = re.compile(r"\btype\s*=\s*[\"']?application/(?:[\w.+-]{1,40}\+)?json\b", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


class Unreadable(ValueError):
    """The body is not what it should be; the message is the reason, in a few stable words."""


def text_of(body: bytes, content_type: str = "") -> str:
    """The body as text: gunzipped if it is gzip, decoded by BOM, as UTF-8 if it is, else by the stated charset (broken bytes replaced)."""
    body = _gunzipped(body) if body[:2] == b"\x1f\x8b" else body
    if len(body) > MAX_BODY:
        raise Unreadable("body too large")
    for bom, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if body.startswith(bom):
            return body[len(bom) :].decode(encoding, "replace")
    stated = _CHARSET.search(content_type) or _CHARSET.search(body[:1024].decode("ascii", "ignore"))
    wide = stated is not None and b"\0" in body[:200]  # letters of two bytes, which are UTF-8 as well
    if not wide:
        with suppress(UnicodeDecodeError):
            return body.decode("utf-8")
    with suppress(LookupError):
        return body.decode(stated[1] if stated else "utf-8", "replace")
    return body.decode("utf-8", "replace")


def _gunzipped(body: bytes) -> bytes:
    unzip = zlib.decompressobj(wbits=31)
    try:
        plain = unzip.decompress(body, MAX_BODY)
    except zlib.error as error:
        raise Unreadable("broken gzip") from error
    if unzip.unconsumed_tail:
        raise Unreadable("body too large")
    if not unzip.eof:
        raise Unreadable("cut in the middle")
    return plain


def looks_like_html(text: str) -> bool:
    return bool(re.match(r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", text[:4000], re.IGNORECASE | re.DOTALL))


def read_json(text: str) -> Any:
    """JSON with its numbers as written; JSON Lines are a list. A cut body, an HTML page or anything else raises Unreadable with which of
    these it is."""
    try:
        return json.loads(text, parse_constant=lambda _: None)
    except RecursionError as error:
        raise Unreadable("nested too deep") from error
    except ValueError as error:
        if looks_like_html(text):
            raise Unreadable("a web page where data should be") from error
        if isinstance(error, json.JSONDecodeError) and error.msg == "Extra data" and text.lstrip()[:1] == "{":
            lines = [line for line in text.split("\n") if line.strip()]
            if len(lines) > 1:
                return [read_json(line) for line in lines]
        at_end = getattr(error, "pos", 0) >= len(text.rstrip()) - 2 or "Unterminated" in str(error)
        raise Unreadable("cut in the middle" if text.lstrip()[:1] in "{[" and at_end else "no JSON") from error


def says_more(text: str) -> bool:
    """Whether a JSON body says, beside its rows, that more follow on a next page."""
    start = text.lstrip()[:ABOUT]
    return start.startswith("{") and any(_MORE.search(part) is not None for part in (start, text[-ABOUT:]))


def read_csv(text: str) -> list[dict[str, str]]:
    """Rows of a CSV or TSV with a header line. A line with more or fewer cells than the header: extra cells get numbered columns.

    A title before the header is left out. A body whose last line is short, or ends within quotes, is cut in the middle.
    """
    if looks_like_html(text):
        raise Unreadable("a web page where data should be")
    text, mark = _from_header(text)
    try:
        lines = [line for line in csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=False) if any(c.strip() for c in line)]
    except csv.Error as error:
        raise Unreadable("no CSV") from error
    if not lines or len(lines[0]) < 2:
        raise Unreadable("no CSV")
    header = distinct(lines[0])
    ended = text.endswith(("\n", "\r"))
    if not ended and ((len(lines) > 2 and len(lines[-1]) < len(header)) or text.count('"') % 2):
        raise Unreadable("cut in the middle")
    return [record_of(header, line) for line in lines[1:]]


def _from_header(text: str) -> tuple[str, str]:
    """A body from its header line on, and what stands between its cells."""
    at = 0
    for line in text[:ABOUT_CSV].splitlines(keepends=True):
        mark = max(MARKS, key=line.count)
        if mark in line:
            return text[at:], mark
        at += len(line)
    return text, MARKS[0]


def read_islands(page: str) -> list[Any]:
    """The values of every readable block of JSON among the scripts of a page, `<script type="application/json">` or `ld+json`.

    Raises Unreadable for a page without any, or that ends amid a script.
    """
    found: list[Any] = []
    at = 0
    while (script := _SCRIPT.search(page, at)) is not None:
        at = page.find("</script", script.end())
        if at < 0:
            raise Unreadable("cut in the middle")
        if _DATA.search(script[1]):
            with suppress(Unreadable):  # one that is broken is not all that a page has
                found.append(read_json(page[script.end() : at]))
    if not found:
        raise Unreadable("a web page where data should be")
    return found


def read_yaml_list(text: str) -> list[dict[str, str]]:
    """A YAML list of flat mappings ("- key: value" blocks), as data files of static sites are. Values stay text, quotes and comments go.

    Nested values, anchors and block scalars are not read: a line that is none of the above raises Unreadable.
    """
    if looks_like_html(text):
        raise Unreadable("a web page where data should be")
    records: list[dict[str, str]] = []
    seen: Counter[str] = Counter()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#") or line.strip() in ("---", "..."):
            continue
        found = re.match(r"^(- |  )\s{0,6}([\w. -]{1,80}?)\s*:(?:\s+(.*))?$", line)
        if found is None or (found[1] == "  " and not records):
            raise Unreadable(f"no flat YAML list (line {number})")
        if found[1] == "- ":
            records.append({})
            seen.clear()
        name, value = found[2], found[3] or ""
        if value[:1] in ("&", "*", "!", "|", ">"):
            raise Unreadable(f"no flat YAML list (line {number})")
        seen[name] += 1
        records[-1][nth(name, seen[name])] = _yaml_scalar(value)
    if not records:
        raise Unreadable("no rows")
    if len(records) > 2 and not text.endswith("\n") and set.intersection(*(set(record) for record in records[:-1])) - set(records[-1]):
        raise Unreadable("cut in the middle")
    return records


def _yaml_scalar(value: str) -> str:
    value = value.strip()
    if value[:1] in "\"'" and len(value) > 1:
        end = value.find(value[0], 1)
        if end > 0:
            return value[1:end]
    return re.sub(r"\s+#.*$", "", value)
