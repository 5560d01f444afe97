"""Next.js pages of leaderboards -> records: the flight payload that a page carries in pieces, in React's wire format."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from amw.boards.lists import best, records_in
from amw.boards.readers import Unreadable

_FLIGHT_PUSH = re.compile(r"\b__next_f(?:\s?=\s?self\.__next_f\s?\|\|\s?\[\]\s?\))?\.push\(")
_FLIGHT_ROW = re.compile(r"^([0-9a-f]{1,8}):")
_FLIGHT_TEXT = re.compile(r"T([0-9a-fA-F]{1,10}),")
_FLIGHT_REFERENCE = re.compile(r"^\$([0-9a-fL@]?[0-9a-f]{0,8})((?::[^:]{1,80}){0,40})$")
MAX_VALUES = 600_000  # values that references may unfold to; the largest page seen has 110,000


def flight_text(text: str) -> str:
    """The flight payload of a Next.js page: every pushed string, decoded and joined (rows may be split anywhere); bare text as it is."""
    pieces = []
    decoder = json.JSONDecoder()
    for call in _FLIGHT_PUSH.finditer(text):
        try:
            pushed, _ = decoder.raw_decode(text, call.end())
        except ValueError as error:
            raise Unreadable("cut in the middle") from error
        except RecursionError as error:
            raise Unreadable("nested too deep") from error
        if isinstance(pushed, list) and len(pushed) > 1 and isinstance(pushed[1], str):
            pieces.append(pushed[1])
    return "".join(pieces) if pieces else text


def is_flight(text: str) -> bool:
    """Whether the text is a bare flight payload: rows that begin with an id in hexadecimal."""
    return re.search(r"^[0-9a-f]{1,8}:[\[{\"]", text[:5000], re.MULTILINE) is not None


def read_flight(text: str) -> dict[str, Any]:
    """Row id -> value of a flight payload (React's wire format); text rows are skipped by their stated length.

    References between rows (`$1a:props:0`) are read by `References`. Raises Unreadable when the last data row is cut.
    """
    payload = flight_text(text)
    rows: dict[str, Any] = {}
    decoder = json.JSONDecoder()
    at, cut = 0, False
    while at < len(payload):
        start = _FLIGHT_ROW.match(payload[at : at + 9])
        body = at + start.end() if start is not None else at
        if start is not None and (end := _end_of_text(payload, body)) is not None:
            at = end
            continue
        if start is not None and payload[body : body + 1] in '[{"':  # nothing is a cut row
            try:
                rows[start[1]], at = decoder.raw_decode(payload, body)
            except ValueError:
                cut = True
            except RecursionError as error:
                raise Unreadable("nested too deep") from error
        line_end = payload.find("\n", at)
        at = len(payload) if line_end < 0 else line_end + 1
    if cut:
        raise Unreadable("cut in the middle")
    if not rows:
        raise Unreadable("no flight payload")
    return rows


def _end_of_text(payload: str, body: int) -> int | None:
    """Where a row of text ends whose content begins at `body` ("T1f2,": so many bytes in hexadecimal); None for a row of another kind."""
    stated = _FLIGHT_TEXT.match(payload[body : body + 12])
    if stated is None:
        return None
    start, count = body + stated.end(), int(stated[1], 16)
    at = min(start + count, len(payload))
    while at > start and (size := len(payload[start:at].encode("utf-8", "surrogatepass"))) > count:
        at -= max(1, (size - count) // 3)
    return at


class References:
    """The rows of a payload, and what the references between them mean."""

    def __init__(self, rows: Mapping[str, Any]) -> None:
        self.rows = rows
        self.left = MAX_VALUES

    def read(self, value: Any, depth: int = 0) -> Any:
        """`value` with flight's marks read: `$undefined` and dead references are None, `$$` is `$`, `$1a:0:x` is what it names.

        Raises Unreadable when references unfold to more than MAX_VALUES values.
        """
        self.left -= 1
        if self.left < 0:
            raise Unreadable("too many references")
        if depth > 40:
            return None
        if isinstance(value, dict):
            return {k: self.read(v, depth + 1) for k, v in value.items()}
        if isinstance(value, list):
            return [self.read(v, depth + 1) for v in value]
        if not isinstance(value, str) or not value.startswith("$"):
            return value
        if value.startswith("$$"):
            return value[1:]
        if value in ("$undefined", "$NaN", "$Infinity", "$-Infinity"):
            return None
        named = self.named(value)
        return value if named is value else self.read(named, depth + 1)

    def named(self, value: Any) -> Any:
        """What a reference names, read no further; None for a dead one, and `value` itself where it is none."""
        found = _FLIGHT_REFERENCE.match(value) if isinstance(value, str) else None
        if found is None or (row := found[1].lstrip("L@")) not in self.rows:
            return value
        return _along(self.rows[row], found[2].split(":")[1:])


def _along(target: Any, steps: Iterable[str]) -> Any:
    """What lies at the end of a reference's path; an element's props are its fourth part."""
    for step in steps:
        if isinstance(target, list) and step.isdigit() and int(step) < len(target):
            target = target[int(step)]
        elif isinstance(target, list) and step == "props" and len(target) > 3 and target[0] == "$":
            target = target[3]
        elif isinstance(target, dict) and step in target:
            target = target[step]
        else:
            return None
    return target


def flight_records(
    text: str, wanted: Iterable[str], *, accept: Callable[[list[dict[str, Any]]], bool] | None = None
) -> list[dict[str, Any]]:
    """The list of objects in a flight payload that holds the most `wanted` columns, of those that `accept` lets pass, marks read."""
    rows = read_flight(text)
    references = References(rows)

    def named(item: Any) -> Any:  # what leads nowhere is a record that was lost, and told as one without a name
        return {} if (found := references.named(item)) is item and isinstance(item, str) and _FLIGHT_REFERENCE.match(item) else found

    lists = [records for value in rows.values() for records in records_in(value, named=named) if len(records) > 1]
    found = best(lists if accept is None else [records for records in lists if accept(records)], wanted)
    return [record for record in map(references.read, found) if isinstance(record, dict)]
