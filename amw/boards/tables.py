"""Tables of web pages and of Markdown -> records: plain dicts of text, a column each."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, NamedTuple

from lxml import html as lxml_html
from lxml.etree import ParserError, XMLSyntaxError

from amw.boards import values
from amw.boards.columns import AGAIN, LINK, UNNAMED, distinct, record_of
from amw.boards.readers import MAX_BODY, Unreadable

_MD_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
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
        heads = [line.cells for line in grid if line.head and any(cell.text for cell in line.cells)]
        header_line = max(heads, key=len, default=None) if heads else (grid[0].cells if grid else None)
        if header_line is None or len(header_line) < 2:
            continue
        last = [cells for cells in heads if len(cells) == len(header_line)]
        header = distinct(_names(last or [header_line]))
        body = [line for line in grid if not line.head] if heads else grid[1:]
        if body:
            tables.append((_caption(table), [_record(header, line) for line in body]))
    return tables


def _names(heads: list[list[_Cell]]) -> list[str]:
    """The names of columns by the lines of a head: the last one's, "Coding Acc" and "Math Acc" where two of it are alike."""
    names = [cell.text for cell in heads[-1]]
    often = Counter(names)
    groups = [next((line[at].text for line in reversed(heads) if line[at].text not in ("", name)), "") for at, name in enumerate(names)]
    return [f"{group} {name}".strip() if often[name] > 1 else name for group, name in zip(groups, names, strict=True)]


class _Cell(NamedTuple):
    text: str
    link: str
    note: str


class _Line(NamedTuple):
    head: bool
    cells: list[_Cell]
    details: dict[str, str]


def _record(header: list[str], line: _Line) -> dict[str, str]:
    record = record_of(header, [cell.text for cell in line.cells])
    for column, cell in zip(header, line.cells, strict=False):
        if column.startswith(UNNAMED) and not any(map(str.isalnum, cell.text)):
            del record[column]  # a button or a box to tick
        record.update({f"{column}{what}": told for what, told in ((LINK, cell.link), (" note", cell.note)) if told})
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
        if next(line.iterancestors("table")) is not table or line.getparent().tag == "tfoot":  # sums and notes
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
_APART = {"td": frozenset("small table s del strike".split()), "th": frozenset("small table s del strike button select".split())}
_SMALL_SCREEN = re.compile(r"(?:sm|md|lg|xl|2xl):hidden|d-(?:sm|md|lg|xl|xxl)-none|visible-xs(?:-\w+)?")  # in Tailwind and Bootstrap
_ASIDE = frozenset("badge tag chip pill tooltip sr-only visually-hidden".split())  # classes of what is said beside a value
_MARK = re.compile(r"[\da-z*†‡§]{1,2}")


def _cell(cell: Any) -> _Cell:
    """What a cell says, its link, and what stands aside in it: badges, small print, what small screens show, what is struck out,
    tables. Raised marks of notes become "[1]"."""
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
            classes = (part.get("class") or "").lower().split()
            if part.tag in _APART[cell.tag] or not _ASIDE.isdisjoint(classes) or any(map(_SMALL_SCREEN.fullmatch, classes)):
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
            header = distinct([values.unlinked(re.sub(r"<br\s*/?>", "", cell)) for cell in _md_cells(line)])
            records, at = [], at + 2
            while at < len(lines) and "|" in lines[at]:
                last = at == len(lines) - 1 and not text.endswith("\n")
                if last and line.rstrip().endswith("|") and not lines[at].rstrip().endswith("|"):
                    raise Unreadable("cut in the middle")
                records.append(record_of(header, _md_cells(lines[at])))
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
