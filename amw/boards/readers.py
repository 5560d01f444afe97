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
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

from amw.boards.columns import distinct, nth, record_of, squeeze

SAMPLE = 200  # records looked at to tell the board's list from others on its page
ABOUT = 2000  # characters at either end of a body in which it speaks of itself
MAX_NESTING = 60  # an element of a page is three levels of its payload
MAX_BODY = 64_000_000  # bytes after decompression; the largest board body seen has 2.6 MB
_MORE = re.compile(
    r'"(?:has_?more|has_?next(?:_?page)?)"\s*:\s*true|"(?:next|next_?(?:page|cursor|url))"\s*:\s*(?:"[^"]|\d)', re.IGNORECASE
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


class Unreadable(ValueError):
    """The body is not what it should be; the message is the reason, in a few stable words."""


def text_of(body: bytes, content_type: str = "") -> str:
    """The body as text: gunzipped if it is gzip, decoded by BOM, as UTF-8 if it is, else by the stated charset (broken bytes replaced)."""
    if body[:2] == b"\x1f\x8b":
        unzip = zlib.decompressobj(wbits=31)
        try:
            body = unzip.decompress(body, MAX_BODY)
        except zlib.error as error:
            raise Unreadable("broken gzip") from error
        if unzip.unconsumed_tail:
            raise Unreadable("body too large")
        if not unzip.eof:
            raise Unreadable("cut in the middle")
    if len(body) > MAX_BODY:
        raise Unreadable("body too large")
    for bom, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if body.startswith(bom):
            return body[len(bom) :].decode(encoding, "replace")
    stated = _CHARSET.search(content_type) or _CHARSET.search(body[:1024].decode("ascii", "ignore"))
    try:
        if stated and b"\0" in body[:200]:  # letters of two bytes, which are UTF-8 as well
            return body.decode(stated[1], "replace")
        return body.decode("utf-8")
    except UnicodeDecodeError:
        with suppress(LookupError):
            return body.decode(stated[1] if stated else "utf-8", "replace")
    except LookupError:
        pass
    return body.decode("utf-8", "replace")


def looks_like_html(text: str) -> bool:
    return bool(re.match(r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", text[:4000], re.IGNORECASE | re.DOTALL))


def read_json(text: str) -> Any:
    """JSON with its numbers as written. A cut body, an HTML page or anything else raises Unreadable with which of these it is."""
    try:
        return json.loads(text, parse_constant=lambda _: None)
    except RecursionError as error:
        raise Unreadable("nested too deep") from error
    except ValueError as error:
        if looks_like_html(text):
            raise Unreadable("a web page where data should be") from error
        at_end = getattr(error, "pos", 0) >= len(text.rstrip()) - 2 or "Unterminated" in str(error)
        raise Unreadable("cut in the middle" if text.lstrip()[:1] in "{[" and at_end else "no JSON") from error


def says_more(text: str) -> bool:
    """Whether a JSON body says, beside its rows, that more follow on a next page."""
    start = text.lstrip()[:ABOUT]
    return start.startswith("{") and any(_MORE.search(part) is not None for part in (start, text[-ABOUT:]))


def records_in(data: Any, *, named: Callable[[Any], Any] | None = None, depth: int = 0) -> Iterator[list[dict[str, Any]]]:
    """Every list of objects inside `data`, outer ones first; an object of objects counts as a list, names as `_key`.

    `named` gives what an item of a list stands for that is no object itself but names one.
    """
    if depth > MAX_NESTING:
        return
    if isinstance(data, list):
        objects = [item for item in (data if named is None else map(named, data)) if isinstance(item, dict)]
        if objects:
            yield objects
        for item in data:
            if isinstance(item, dict | list):
                yield from records_in(item, named=named, depth=depth + 1)
    elif isinstance(data, dict):
        inner = [(k, v) for k, v in data.items() if isinstance(v, dict)]
        if len(inner) >= 3 and len(inner) >= 0.9 * len(data):
            yield [{"_key": k, **v} for k, v in inner]
        for value in data.values():
            if isinstance(value, dict | list):
                yield from records_in(value, named=named, depth=depth + 1)


def read_csv(text: str, *, delimiter: str | None = None) -> list[dict[str, str]]:
    """Rows of a CSV or TSV with a header line. A line with more or fewer cells than the header: extra cells get numbered columns.

    A body whose last line is short, or ends within quotes, is cut in the middle.
    """
    if looks_like_html(text):
        raise Unreadable("a web page where data should be")
    head = text[:20_000].split("\n", 1)[0]
    mark = delimiter or max(",;\t|", key=head.count)
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


def best(candidates: Iterable[list[dict[str, Any]]], wanted: Iterable[str]) -> list[dict[str, Any]]:
    """The list that holds the most values in the `wanted` columns (squeezed names, one level of nesting); [] when none has any."""
    names = frozenset(wanted)

    def worth(records: list[dict[str, Any]]) -> float:
        sample = records[:SAMPLE]
        count = 0
        for record in sample:
            for column, value in record.items():
                if type(value) is dict:
                    count += sum(1 for inner, held in value.items() if held is not None and squeeze(f"{column}.{inner}") in names)
                count += value is not None and squeeze(column) in names
        return count * len(records) / len(sample)

    scored = [(worth(records), records) for records in candidates if records]
    score, records = max(scored, key=lambda pair: pair[0], default=(0.0, []))
    return records if score else []


def read_json_ld(text: str) -> list[Any]:
    """The values of every readable JSON-LD block of a page."""
    blocks = []
    for found in re.finditer(r"<script[^>]{0,300}application/ld\+json[^>]{0,300}>", text, re.IGNORECASE):
        end = text.find("</script", found.end())
        try:
            blocks.append(json.loads(text[found.end() : end if end >= 0 else len(text)]))
        except (ValueError, RecursionError):
            continue
    return blocks


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
