"""Bodies of leaderboards -> records: JSON, CSV, HTML tables, Markdown tables, flat YAML lists; for Next.js see `amw.boards.flight`.

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
from typing import Any, NamedTuple

from lxml import html as lxml_html
from lxml.etree import ParserError, XMLSyntaxError

from amw.boards.layout import AGAIN, SHORT, squeeze

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
    return [_zip(header, line) for line in lines[1:]]


def distinct(header: list[str]) -> list[str]:
    """Column names made unique and never empty."""
    seen: Counter[str] = Counter()
    columns = []
    for number, cell in enumerate(header, 1):
        name = " ".join(cell.split()) or f"column {number}"
        seen[name] += 1
        columns.append(_nth(name, seen[name]))
    return columns


def _nth(name: str, number: int) -> str:
    """The name of the column that is the `number`-th of this name."""
    return name if number == 1 else f"{name}{AGAIN}" if number == 2 else f"{name} {number}{AGAIN}"


def _zip(header: list[str], cells: list[str]) -> dict[str, str]:
    record = dict(zip(header, cells, strict=False))
    record.update({f"column {n}": cell for n, cell in enumerate(cells[len(header) :], len(header) + 1)})
    return record if len(cells) >= len(header) else {**record, SHORT: ""}


Table = tuple[str, list[dict[str, str]]]


def read_html_tables(text: str) -> list[Table]:
    """(caption, records) of every table with a header and rows. Links of a cell are kept in `<column> link`, badges and small print
    in `<column> note`.

    The caption is the table's own, else the id of the nearest container that has one, else the heading before it. Of several header
    lines the last with the most cells names the columns. Cells that span columns or rows are repeated. A line of one cell that lists
    "label: value" is told of the line before it.
    """
    try:
        document = lxml_html.document_fromstring(text[:MAX_BODY])
    except (ParserError, XMLSyntaxError, ValueError) as error:
        raise Unreadable("no HTML") from error
    check_end(text)
    tables = []
    for table in document.iter("table"):
        grid = _grid(table)
        heads = [line.cells for line in grid if line.head]
        header_line = max(heads, key=len, default=None) if heads else (grid[0].cells if grid else None)
        if header_line is None or len(header_line) < 2:
            continue
        last = [cells for cells in heads if len(cells) == len(header_line)]
        header = distinct([cell.text for cell in (last[-1] if last else header_line)])
        body = [line for line in grid if not line.head] if heads else grid[1:]
        if body:
            tables.append((_caption(table), [_record(header, line) for line in body]))
    return tables


class _Cell(NamedTuple):
    text: str
    link: str
    note: str


class _Line(NamedTuple):
    head: bool
    cells: list[_Cell]
    details: dict[str, str]


def _record(header: list[str], line: _Line) -> dict[str, str]:
    record = _zip(header, [cell.text for cell in line.cells])
    for column, cell in zip(header, line.cells, strict=False):
        if column.startswith("column ") and not any(map(str.isalnum, cell.text)):
            del record[column]  # a button or a box to tick
        record.update({f"{column} {what}": told for what, told in (("link", cell.link), ("note", cell.note)) if told})
    for label, value in line.details.items():
        if record.setdefault(label, value) != value:
            record[f"{label}{AGAIN}"] = value
    return record


def check_end(text: str) -> None:
    """Raises Unreadable for a page whose last table is not closed."""
    flat = text.lower()
    if "</html" not in flat[-4000:] and flat.rfind("<table") > flat.rfind("</table"):
        raise Unreadable("cut in the middle")


def _grid(table: Any) -> list[_Line]:
    lines: list[_Line] = []
    carried: dict[int, tuple[int, _Cell]] = {}
    for line in table.iter("tr"):
        if next(line.iterancestors("table")) is not table:
            continue
        tags = [c for c in line if c.tag in ("td", "th") and not _hidden(c)]
        if len(tags) == 1 and lines and _span(tags[0], "colspan") > 1 and (details := _details(tags[0])):
            lines[-1].details.update(details)
            continue
        cells: list[_Cell] = []
        for cell in tags:
            while len(cells) in carried:
                cells.append(_carry(carried, len(cells)))
            content = _cell(cell)
            rows, columns = _span(cell, "rowspan"), _span(cell, "colspan")
            for _ in range(columns):
                if rows > 1:
                    carried[len(cells)] = (rows - 1, content)
                cells.append(content)
        while len(cells) in carried:
            cells.append(_carry(carried, len(cells)))
        if cells:
            head = line.getparent().tag == "thead" or all(c.tag == "th" for c in tags)
            lines.append(_Line(head, cells, {}))
    return lines


def _hidden(cell: Any) -> bool:
    """Whether nobody who reads the page sees a cell."""
    return cell.get("hidden") is not None or "display:none" in (cell.get("style") or "").replace(" ", "").lower()


def _details(cell: Any) -> dict[str, str]:
    """The "label: value" items of a cell's list."""
    items = (" ".join(item.text_content().split()).partition(":") for item in cell.iter("li"))
    return {label.strip(): value.strip() for label, colon, value in items if colon and label.strip()}


_LINES = frozenset("br p div li tr td th dt dd h1 h2 h3 h4 h5 h6".split())  # these stand apart from the words before them
_ASIDE = frozenset("badge tag chip pill tooltip sr-only visually-hidden".split())  # classes of what is said beside a value
_MARK = re.compile(r"[\da-z*†‡§]{1,2}")


def _cell(cell: Any) -> _Cell:
    """What a cell says, its link, and what stands aside in it: badges, small print, tables. Raised marks of notes become "[1]"."""
    link = next((str(a.get("href")) for a in cell.iter("a") if a.get("href")), "")
    said: list[str] = []
    aside: list[str] = []
    todo: list[tuple[Any, bool]] = [(cell, False)] if len(cell) else []
    while todo:  # what stands aside is not gone into: tables in tables would be read once more at every level
        part, raised = todo.pop()
        if isinstance(part, str):
            if part:
                said.append(f" [{part.strip()}] " if raised and said and _MARK.fullmatch(part.strip()) else part)
            continue
        if part is not cell:
            if part.tag in _LINES or part.tag == "table":
                said.append(" ")
            if not isinstance(part.tag, str) or part.tag in ("script", "style"):
                continue
            if part.tag in ("small", "table") or not _ASIDE.isdisjoint((part.get("class") or "").lower().split()):
                aside += part.xpath(".//text()[not(parent::script or parent::style)]")
                continue
        raised = raised or part.tag == "sup"
        for child in reversed(part):
            todo += [((" " if child.tag in _LINES else "") + (child.tail or ""), raised), (child, raised)]
        todo.append((part.text or "", raised))
    words = " ".join("".join(said).split()) if len(cell) else " ".join(cell.text_content().split())
    note = " ".join(" ".join(aside).split())
    logo = "" if words or note else next((" ".join(str(image.get("alt")).split()) for image in cell.iter("img") if image.get("alt")), "")
    return _Cell(words or note or logo, link, note if words else "")


def _carry(carried: dict[int, tuple[int, _Cell]], at: int) -> _Cell:
    left, content = carried.pop(at)
    if left > 1:
        carried[at] = (left - 1, content)
    return content


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1")
    return min(max(int(value), 1), 100) if value.isdigit() and len(value) < 6 else 1


def _caption(table: Any) -> str:
    own = table.find("caption")
    if own is not None:
        return " ".join(own.text_content().split())
    for outer in (table, *table.iterancestors()):
        if outer.get("id"):
            return str(outer.get("id"))
    heading = table.xpath("(preceding::h1|preceding::h2|preceding::h3|preceding::h4)[last()]")
    return " ".join(heading[0].text_content().split()) if heading else ""


_MD_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")


def read_markdown_tables(text: str) -> list[Table]:
    """(heading before it, records) of every pipe table: a header line, a rule of dashes, rows. Cells keep their inline marks."""
    lines = text.splitlines()
    tables: list[Table] = []
    heading, at = "", 0
    while at < len(lines):
        line = lines[at]
        if line.lstrip().startswith("#"):
            heading = line.strip("# \t")
        if "|" in line and at + 1 < len(lines) and "-" in lines[at + 1] and len(lines[at + 1]) < 2000 and _MD_RULE.match(lines[at + 1]):
            header = distinct([re.sub(r"<br\s*/?>", "", cell) for cell in _md_cells(line)])
            records, at = [], at + 2
            while at < len(lines) and "|" in lines[at]:
                if (
                    at == len(lines) - 1
                    and not text.endswith("\n")
                    and line.rstrip().endswith("|")
                    and not lines[at].rstrip().endswith("|")
                ):
                    raise Unreadable("cut in the middle")
                records.append(_zip(header, _md_cells(lines[at])))
                at += 1
            tables.append((heading, records))
        else:
            at += 1
    return tables


def _md_cells(line: str) -> list[str]:
    line = line.strip()
    line = line[1:] if line.startswith("|") else line
    line = line[:-1] if line.endswith("|") and not line.endswith("\\|") else line
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", line)]


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


def squeezed(columns: Iterable[str]) -> frozenset[str]:
    """Column patterns without a wildcard, in their match form."""
    return frozenset(squeeze(column) for column in columns if not column.endswith("*"))


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
        records[-1][_nth(name, seen[name])] = _yaml_scalar(value)
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
