"""What an address may carry: each kind of parameter with its reading, its bounds in words, and its JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from amw.countries import COUNTRIES
from amw.dates import as_of
from amw.serve.message import Problem

_CURSOR = re.compile(r"(\d{1,20})-(\d{1,18})")
_PLACE = re.compile(r"(\d{1,17}|n)-(\d{1,18})")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TRUTHS = {**dict.fromkeys(("1", "true", "yes", "on"), True), **dict.fromkeys(("0", "false", "no", "off"), False)}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter with its sentence for the document of the interface: how its text is read (None: not as it must be), what a good one
    looks like in words, and as JSON Schema."""

    name: str
    sentence: str
    reading: Callable[[str], Any]
    rule: str
    schema: Mapping[str, Any]
    default: Any = None
    in_path: bool = False

    def read(self, value: str) -> Any:
        """The value, or Problem 400 that says what was wrong; 404 where it is a part of the path."""
        found = self.reading(value)
        if found is None and self.in_path:
            raise Problem(404, "not_found", "There is nothing at this address.")
        if found is None:
            raise Problem(400, "bad_parameter", f"{self.name}: {self.rule}")
        return found


def text(name: str, sentence: str, *, most: int = 200, in_path: bool = False) -> Parameter:
    """Text of at most `most` characters."""
    schema = {"type": "string", "maxLength": most}
    rule = f"text of at most {most} characters"
    return Parameter(name, sentence, lambda value: value if len(value) <= most else None, rule, schema, in_path=in_path)


def whole(name: str, sentence: str, *, least: int = 0, most: int, default: int | None = None, in_path: bool = False) -> Parameter:
    """A whole number."""

    def reading(value: str) -> int | None:
        if not (value.isascii() and value.isdigit() and len(value) <= 18):
            return None
        return int(value) if least <= int(value) <= most else None

    schema: dict[str, Any] = {"type": "integer", "minimum": least, "maximum": most}
    if default is not None:
        schema["default"] = default
    return Parameter(name, sentence, reading, f"a whole number from {least} to {most}", schema, default, in_path)


def boolean(name: str, sentence: str) -> Parameter:
    """Yes or no."""
    return Parameter(name, sentence, lambda value: _TRUTHS.get(value.lower()), "1 or 0", {"type": "string", "enum": sorted(_TRUTHS)})


def choice(name: str, sentence: str, choices: Sequence[str], *, default: str | None = None, in_path: bool = False) -> Parameter:
    """One of `choices`."""
    schema: dict[str, Any] = {"type": "string", "enum": list(choices)}
    if default is not None:
        schema["default"] = default
    rule = f"one of {', '.join(choices)}"
    return Parameter(name, sentence, lambda value: value if value in choices else None, rule, schema, default, in_path)


def country(name: str, sentence: str) -> Parameter:
    """A country by its code in any case; its value is in capitals."""
    schema = {"type": "string", "pattern": "^[A-Za-z]{2}$"}
    rule = "two letters of ISO 3166-1, such as CN"
    return Parameter(name, sentence, lambda value: value.upper() if value.upper() in COUNTRIES else None, rule, schema)


def moment(name: str, sentence: str) -> Parameter:
    """A time; of a bare date its end."""
    rule = "a date or a time such as 2026-05-20 or 2026-05-20T08:00:00Z"
    return Parameter(name, sentence, lambda value: as_of(value) if len(value) <= 40 else None, rule, {"type": "string", "maxLength": 40})


def cursor(name: str, sentence: str) -> Parameter:
    """A place in the change feed, (transaction, number); its beginning unless said."""

    def reading(value: str) -> tuple[str, int] | None:
        found = _CURSOR.fullmatch(value)
        # A transaction id has 64 bits; one beyond that is no cursor of ours.
        return (found[1], int(found[2])) if found and int(found[1]) < 2**64 else None

    schema = {"type": "string", "pattern": f"^{_CURSOR.pattern}$", "default": "0-0"}
    return Parameter(name, sentence, reading, "a cursor as an answer gave it; 0-0 begins at the beginning", schema, ("0", 0))


def place(name: str, sentence: str) -> Parameter:
    """A place in a list of stories, (moment or None, id), as `place_of` wrote it."""

    def reading(value: str) -> tuple[datetime | None, int] | None:
        found = _PLACE.fullmatch(value)  # of 17 digits at most: no year beyond 5138
        return found and (None if found[1] == "n" else _EPOCH + timedelta(microseconds=int(found[1])), int(found[2]))

    return Parameter(name, sentence, reading, "the value that an answer gave as next", {"type": "string", "pattern": f"^{_PLACE.pattern}$"})


def place_of(moment: datetime | None, id: int) -> str:
    """A place in a list of stories as an address carries it: microseconds since 1970 (n: no date) and the id."""
    return f"n-{id}" if moment is None else f"{(moment - _EPOCH) // timedelta(microseconds=1)}-{id}"


def read_all(parameters: Sequence[Parameter], given: Mapping[str, str], *, strict: bool) -> dict[str, Any]:
    """The values of `parameters` by name. `strict` refuses names that nobody asked for; pages pass over what others put on links."""
    known = {parameter.name for parameter in parameters}
    if strict and (unknown := sorted(given.keys() - known)):
        raise Problem(400, "unknown_parameter", f"No parameter {unknown[0][:60]!r}; there are: {', '.join(sorted(known)) or 'none'}.")
    return {
        parameter.name: parameter.read(given[parameter.name]) if parameter.name in given else parameter.default for parameter in parameters
    }
