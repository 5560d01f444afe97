"""The register as data: catalogue rows to companies and models, and the checks that refuse a contradictory catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import tomli

from amw.companies.names import fold, fold_name
from amw.companies.records import COMPANY_KINDS, Company, Model, Name, NameKind
from amw.countries import COUNTRIES

NAME_FIELDS: dict[str, NameKind] = {
    "trade": "trade",
    "names": "trade",
    "aliases": "trade",
    "legal": "legal",
    "former": "former",
    "handles": "handle",
    "divisions": "division",
    "products": "product",
    "misspelled": "misspelling",
}
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_OF_NAMES = ("kind", "language", "since", "until")
_TEXTS = {  # fields of the rows of each table that hold a text; those of names come to them
    "company": frozenset("key name kind country parent homepage source".split()),
    "model": frozenset("key name maker family variant version effort licence source".split()),
    "family": frozenset("key name maker".split()),
    "source": frozenset("key name use url licence".split()),
}
_OTHERS = {"company": {"segments", "ambiguous"}, "model": {"released"}, "family": {"ambiguous", "bare", "mode", "mode_since"}}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a catalogue is refused: file, line (1-based; the row's number for rows that came from no file) and a sentence."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class CatalogueError(ValueError):
    """The catalogue has duplicate, contradictory or malformed rows; `problems` lists each with file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, self.problems[:5])) + (f" and {len(self.problems) - 5} more" if len(self.problems) > 5 else ""))


@dataclass(frozen=True, slots=True)
class Row:
    """One catalogue table with the place it was read from."""

    file: str
    line: int
    data: Mapping[str, Any]

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"

    def problem(self, message: str) -> Problem:
        return Problem(self.file, self.line, message)


def read_rows(stem: str, table: str, folder: Traversable | None = None) -> list[Row]:
    """The `[[table]]` rows of the files `stem`.toml, `stem`-1.toml ... of `folder` (None: the catalogue), in order, with their lines.

    Raises CatalogueError, with file and line, for broken TOML and for fields that no such row has or that hold something else.
    """
    found: list[Row] = []
    paths = (folder or files("amw.catalogue")).iterdir()
    for path in sorted((p for p in paths if re.fullmatch(rf"{stem}(-\d+)?\.toml", p.name)), key=lambda p: p.name):
        try:
            found += rows_of(path.read_text(encoding="utf-8"), path.name, table)
        except tomli.TOMLDecodeError as error:
            raise CatalogueError([Problem(path.name, error.lineno, f"no TOML: {error.msg}")]) from error
    if malformed := [row.problem(message) for row in found for message in _malformed(row.data, table)]:
        raise CatalogueError(malformed)
    return found


def _malformed(data: Mapping[str, Any], table: str) -> Iterator[str]:
    for field, value in data.items():
        sound = True
        if field in _TEXTS[table]:
            sound = isinstance(value, str)
        elif field.removesuffix("_in") in NAME_FIELDS and table != "source":
            lists = value.values() if isinstance(value, dict) and table == "company" else (value,)
            sound = all(isinstance(items, list) and all(map(_is_name, items)) for items in lists)
        elif field not in _OTHERS.get(table, ()):
            yield f"{data.get('key')}: unknown field {field!r}"
        elif table == "company":
            sound = isinstance(value, list) and all(isinstance(item, str) for item in value)
        if not sound:
            yield f"{data.get('key')}: malformed field {field!r}: {str(value)[:80]}"


def _is_name(item: Any) -> bool:
    """Whether an item of a list of names is one: a text or a number, or a table of it and when and where it is used."""
    name = item.get("name") if (told := isinstance(item, dict)) else item
    return isinstance(name, (str, int)) and (not told or item.keys() <= {"name", *_OF_NAMES})


def rows_of(text: str, file: str, table: str) -> list[Row]:
    """The `[[table]]` rows of one TOML text, each with the line of its heading. Raises tomli.TOMLDecodeError for broken
    TOML, CatalogueError for rows without one.
    """
    lines = []
    line, at = 1, 0
    for heading in re.finditer(rf"^[ \t]*\[\[{table}\]\]", text, re.MULTILINE):
        line += text.count("\n", at, heading.start())
        at = heading.start()
        lines.append(line)
    rows = _parsed(text).get(table, [])
    if not (isinstance(rows, list) and len(rows) == len(lines)):
        raise CatalogueError([Problem(file, 1, f"rows of {table!r} that do not stand under [[{table}]] each")])
    return [Row(file, line, row) for line, row in zip(lines, rows, strict=True)]


@lru_cache(maxsize=4)
def _parsed(text: str) -> dict[str, Any]:
    return tomli.loads(text)


def forget_parsed() -> None:
    """Let go of the catalogue as it was parsed: a fifth of a register's memory, and nothing reads it once the register is made of it."""
    _parsed.cache_clear()


def _slug(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", fold(name))) or "-".join(f"{ord(c):x}" for c in name[:8])


def _names(value: Any, kind: NameKind, language: str | None, ambiguous: frozenset[str]) -> list[Name]:
    names = []
    for item in [value] if isinstance(value, str) else value:
        if isinstance(item, Mapping):
            text, stated = str(item["name"]), {field: item[field] for field in _OF_NAMES if field in item}
        else:
            text, stated = str(item), {}
        names.append(Name(text=text, ambiguous=text in ambiguous, **{"kind": kind, "language": language, **stated}))
    return names


def company_of(row: Row) -> tuple[Company | None, list[Problem]]:
    """The company of one row, or None with the problems that refuse it.

    A row needs `name` (or `canonical`); `key` (or `id`, `eid`) defaults to a slug of the name. `country` may be an ISO code.
    """
    data, messages = row.data, []
    name = str(data.get("name") or data.get("canonical") or "").strip()
    if not name:
        return None, [row.problem("row without a name")]
    key = str(data.get("key") or data.get("id") or data.get("eid") or _slug(name))
    kind, country = str(data.get("kind") or "company"), data.get("country") or None
    from_file = row.file.endswith(".toml")
    if from_file and "key" not in data:
        messages.append(f"{name}: row without a key")
    if from_file and not _KEY.match(key):
        messages.append(f"key {key!r} is not a slug")
    if kind not in COMPANY_KINDS:
        messages.append(f"{key}: unknown kind {kind!r}")
    if country is not None and country not in COUNTRIES:
        if from_file:
            messages.append(f"{key}: country {country!r} is not an ISO 3166-1 alpha-2 code")
        country = None
    ambiguous = frozenset(data.get("ambiguous") or ())
    names = [Name(text=name, kind="self", ambiguous=name in ambiguous)]
    for field, value in data.items():
        if (sort := NAME_FIELDS.get(field.removesuffix("_in"))) is not None:  # "trade_in"
            for language, items in value.items() if isinstance(value, Mapping) else ((None, value or ()),):
                names += _names(items, sort, language, ambiguous)
    for one in names:
        bounds = [day for day in (one.since, one.until) if day is not None]
        if any(type(day) is not date for day in bounds):  # a datetime is no day
            messages.append(f"{key}: {one.text!r} is valid from {one.since!r} until {one.until!r}, and not by dates")
        elif bounds != sorted(bounds):
            messages.append(f"{key}: {one.text!r} is valid from {one.since} until {one.until}")
        if not any(map(str.isalnum, one.text)) and not fold(one.text):
            messages.append(f"{key}: name {one.text!r} has no letter or digit")
    if unused := ambiguous - {n.text for n in names}:
        messages.append(f"{key}: ambiguous names that are no names of it: {', '.join(sorted(unused))}")
    if messages:
        return None, [row.problem(message) for message in messages]
    company = Company(
        key=key,
        name=name,
        kind=kind,
        country=country,
        segments=tuple(data.get("segments") or ()),
        names=tuple(names),
        parent=data.get("parent"),
        homepage=data.get("homepage"),
        source=data.get("source"),
    )
    return company, []


def companies_of(rows: Iterable[Row]) -> tuple[list[Company], list[Problem]]:
    """All companies of `rows` and every problem: malformed, duplicate key, a name of two companies at one time, unknown parent, cycle."""
    found: dict[str, Company] = {}
    problems: list[Problem] = []
    places: dict[str, Row] = {}
    claims: dict[str, list[tuple[Company, Name]]] = {}
    for row in rows:
        company, bad = company_of(row)
        problems += bad
        if company is None:
            continue
        if company.key in found:
            problems.append(row.problem(f"duplicate key {company.key!r}, first at {places[company.key].place}"))
            continue
        found[company.key] = company
        places[company.key] = row
        for name in company.names:
            folded = fold_name(name.text)
            for other, theirs in claims.get(folded, ()):
                if other.key != company.key and _overlap(name, theirs):
                    problems.append(row.problem(f"{company.key}: name {name.text!r} is also {other.key}'s at {places[other.key].place}"))
            claims.setdefault(folded, []).append((company, name))
    for company in found.values():
        row = places[company.key]
        if company.parent is not None and company.parent not in found:
            problems.append(row.problem(f"{company.key}: unknown parent {company.parent!r}"))
        elif _cyclic(company, found):
            problems.append(row.problem(f"{company.key}: is its own ancestor"))
    return list(found.values()), problems


def _overlap(one: Name, other: Name) -> bool:
    return (one.since or date.min) <= (other.until or date.max) and (other.since or date.min) <= (one.until or date.max)


def _cyclic(company: Company, found: Mapping[str, Company]) -> bool:
    seen = {company.key}
    at = found.get(company.parent or "")
    while at is not None:
        if at.key in seen:
            return True
        seen.add(at.key)
        at = found.get(at.parent or "")
    return False


def models_of(rows: Iterable[Row], companies: Iterable[Company]) -> tuple[list[Model], list[Problem]]:
    """All models of `rows` and every problem: malformed, duplicate key, unknown maker, a spelling of two models."""
    from amw.companies.models.spellings import shown_name, spelling_key

    known = {c.key for c in companies}
    found: dict[str, Model] = {}
    problems: list[Problem] = []
    places: dict[str, Row] = {}
    claims: dict[tuple[str | None, str], str] = {}
    for row in rows:
        data = row.data
        key, name, maker = str(data.get("key") or ""), str(data.get("name") or ""), data.get("maker")
        if not key or not name:
            problems.append(row.problem("model without key or name"))
            continue
        if key in found:
            problems.append(row.problem(f"duplicate model key {key!r}, first at {places[key].place}"))
            continue
        if maker is not None and maker not in known:
            problems.append(row.problem(f"{key}: unknown maker {maker!r}"))
        if (released := data.get("released")) is not None and type(released) is not date:
            problems.append(row.problem(f"{key}: released {released!r} is no date"))
        names = tuple(dict.fromkeys((name, *map(str, data.get("names") or ()))))
        for spelling in names:
            claim = (maker, spelling_key(spelling))
            if (owner := claims.setdefault(claim, key)) != key:
                problems.append(row.problem(f"{key}: spelling {spelling!r} is also {owner}'s at {places[owner].place}"))
        places[key] = row
        found[key] = Model(
            key=key,
            name=shown_name(names),
            maker=maker,
            family=str(data.get("family") or ""),
            released_at=released,
            names=names,
            version=data.get("version"),
            variant=data.get("variant"),
            effort=data.get("effort"),
            licence=data.get("licence"),
            source=data.get("source"),
        )
    return list(found.values()), problems
