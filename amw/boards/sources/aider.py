"""Aider's polyglot leaderboard: the data file (YAML) and the page, whose rows each carry the same facts in a hidden details row."""

from __future__ import annotations

from typing import Any

from lxml import html as lxml_html
from lxml.etree import ParserError

from amw.boards import readers
from amw.boards.found import Body, Found


def find(body: Body) -> Found:
    if not readers.looks_like_html(body.text):
        return Found(groups=(("", readers.read_yaml_list(body.text)),))
    try:
        document = lxml_html.document_fromstring(body.text)
    except (ParserError, ValueError) as error:
        raise readers.Unreadable("no HTML") from error
    best: list[dict[str, Any]] = []
    for table in document.iter("table"):
        records = _records(table)
        if len(records) > len(best) and any("model" in {k.casefold() for k in r} for r in records):
            best = records
    readers.check_end(body.text)
    return Found(groups=(("", best),))


def _records(table: Any) -> list[dict[str, Any]]:
    header: list[str] = []
    records: list[dict[str, Any]] = []
    for line in table.iter("tr"):
        cells = [" ".join(cell.text_content().split()) for cell in line if cell.tag in ("td", "th")]
        if line.getparent().tag == "thead" or (not header and all(c.tag == "th" for c in line)):
            header = readers.distinct(cells)
        elif "details-row" in (line.get("class") or "") and records:
            for item in line.iter("li"):
                label, colon, value = " ".join(item.text_content().split()).partition(":")
                if colon and label.strip():
                    records[-1].setdefault(label.strip(), value.strip())
        elif len(cells) == len(header):
            records.append(
                {
                    column: cell
                    for column, cell in zip(header, cells, strict=True)
                    if not column.startswith("column ") or cell not in ("", "▶")
                }
            )
    return records
