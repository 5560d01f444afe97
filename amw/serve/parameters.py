"""What an address may carry: each parameter with its bounds, its sentence for the document of the interface, and its reading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from amw.countries import COUNTRIES
from amw.dates import as_of
from amw.serve.message import Problem

_CURSOR = re.compile(r"(\d{1,20})-(\d{1,18})")
_PLACE = re.compile(r"(\d{1,17}|n)-(\d{1,18})")
_TRUE, _FALSE = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter. `kind`: text, integer, boolean, choice, country, moment, cursor (of changes), place (in a list of stories)."""

    name: str
    kind: str
    sentence: str
    least: int = 0
    most: int = 200
    default: Any = None
    choices: Sequence[str] = ()
    in_path: bool = False

    def read(self, value: str) -> Any:
        """The value, or Problem 400 that says what was wrong."""
        found = getattr(self, f"_{self.kind}")(value)
        if found is None:
            if self.in_path:
                raise Problem(404, "not_found", "There is nothing at this address.")
            raise Problem(400, "bad_parameter", f"{self.name}: {self.rule()}")
        return found

    def rule(self) -> str:
        """What a good value looks like."""
        return {
            "text": f"text of at most {self.most} characters",
            "integer": f"a whole number from {self.least} to {self.most}",
            "boolean": "1 or 0",
            "choice": f"one of {', '.join(self.choices)}",
            "country": "two letters of ISO 3166-1, such as CN",
            "moment": "a date or a time such as 2026-05-20 or 2026-05-20T08:00:00Z",
            "cursor": "a cursor as an answer gave it; 0-0 begins at the beginning",
            "place": "the value that an answer gave as next",
        }[self.kind]

    def schema(self) -> dict[str, Any]:
        """The parameter as JSON Schema."""
        kinds: dict[str, dict[str, Any]] = {
            "text": {"type": "string", "maxLength": self.most},
            "integer": {"type": "integer", "minimum": self.least, "maximum": self.most},
            "boolean": {"type": "string", "enum": sorted(_TRUE | _FALSE)},
            "choice": {"type": "string", "enum": list(self.choices)},
            "country": {"type": "string", "pattern": "^[A-Za-z]{2}$"},
            "moment": {"type": "string", "maxLength": 40},
            "cursor": {"type": "string", "pattern": f"^{_CURSOR.pattern}$"},
            "place": {"type": "string", "pattern": f"^{_PLACE.pattern}$"},
        }
        made = kinds[self.kind]
        return made if self.default is None else {**made, "default": self.default}

    def _text(self, value: str) -> str | None:
        return value if len(value) <= self.most else None

    def _integer(self, value: str) -> int | None:
        if not (value.isascii() and value.isdigit() and len(value) <= 18):
            return None
        return int(value) if self.least <= int(value) <= self.most else None

    def _boolean(self, value: str) -> bool | None:
        return True if value.lower() in _TRUE else False if value.lower() in _FALSE else None

    def _choice(self, value: str) -> str | None:
        return value if value in self.choices else None

    def _country(self, value: str) -> str | None:
        return value.upper() if value.upper() in COUNTRIES else None

    def _moment(self, value: str) -> datetime | None:
        return as_of(value) if len(value) <= 40 else None

    def _cursor(self, value: str) -> tuple[str, int] | None:
        found = _CURSOR.fullmatch(value)
        # A transaction id has 64 bits; one beyond that is no cursor of ours.
        return (found[1], int(found[2])) if found and int(found[1]) < 2**64 else None

    def _place(self, value: str) -> tuple[datetime | None, int] | None:
        found = _PLACE.fullmatch(value)
        if found is None:
            return None
        try:
            moment = (
                None if found[1] == "n" else datetime.fromtimestamp(int(found[1]) // 10**6, UTC).replace(microsecond=int(found[1]) % 10**6)
            )
        except (OverflowError, ValueError, OSError):
            return None
        return moment, int(found[2])


def place(moment: datetime | None, id: int) -> str:
    """A place in a list of stories as an address carries it: microseconds since 1970 (n: no date) and the id."""
    if moment is None:
        return f"n-{id}"
    return f"{round(moment.replace(microsecond=0).timestamp()) * 10**6 + moment.microsecond}-{id}"


def read_all(parameters: Sequence[Parameter], given: Mapping[str, str], *, strict: bool) -> dict[str, Any]:
    """The values of `parameters` by name. `strict` refuses names that nobody asked for; pages pass over what others put on links."""
    known = {parameter.name for parameter in parameters}
    if strict and (unknown := sorted(given.keys() - known)):
        raise Problem(400, "unknown_parameter", f"No parameter {unknown[0][:60]!r}; there are: {', '.join(sorted(known)) or 'none'}.")
    return {
        parameter.name: parameter.read(given[parameter.name]) if parameter.name in given else parameter.default for parameter in parameters
    }
