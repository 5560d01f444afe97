"""The catalogue from text to records: TOML with one [[source]] table each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import tomli

from amw import catalogue
from amw.sources.record import FILE, Pin, Problem, Source, SourcesError, parse_interval

_HEADER = re.compile(r"^\s*\[\[\s*source\s*\]\]")
_REQUIRED = frozenset({"key", "name", "kind", "url", "interval", "found_in"})
# What stands for a field at fault while the others of its entry are checked.
_HARMLESS: Mapping[str, Any] = {"name": "-", "interval": 86_400, "found_in": "-", "country": "EU", "language": "en", "expected": (0, 1)}
_TYPES: dict[str, type] = {
    field.name: (bool if field.type == "bool" else str) for field in fields(Source) if field.name not in ("file", "line")
}


def read_sources(text: str, *, file: str = FILE, halves: dict[str, Source] | None = None) -> tuple[Mapping[str, Source], list[Problem]]:
    """The sources that `text` (TOML, one [[source]] table each) declares, by key in the order of the file, and what could not be read.

    An entry with a problem of form (a missing field, an unknown field, a wrong type, a key seen before) is left out and named; `halves`
    takes it, with harmless values for the fields at fault, for whoever checks the others.
    """
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        return {}, [Problem(file, int(found[1]) if found else 0, "-", f"no TOML: {error}", "mend the syntax")]
    problems = [
        Problem(file, 0, "-", f"unknown table {name!r}", "sources are [[source]] tables, nothing else") for name in data if name != "source"
    ]
    entries = data.get("source", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return {}, [*problems, Problem(file, 0, "-", "`source` is no array of tables", "write [[source]] above each entry")]
    lines = text.splitlines()
    headers = [number for number, line in enumerate(lines, 1) if _HEADER.match(line)]
    sources: dict[str, Source] = {}
    for position, entry in enumerate(entries):
        line = headers[position] if len(headers) == len(entries) else 0
        source, found_problems = _entry(entry, file=file, line=line, lines=lines)
        if source is not None and found_problems:
            if halves is not None:
                halves.setdefault(source.key, source)
            source = None
        if source is not None and source.key in sources:
            earlier = sources[source.key].line
            found_problems.append(Problem(file, line, source.key, f"key used before, in line {earlier}", "give every source its own key"))
            source = None
        problems += found_problems
        if source is not None:
            sources[source.key] = source
    return sources, problems


def load_sources(path: Path | None = None) -> Mapping[str, Source]:
    """The sources of the catalogue (or of the file `path`) by key, in the order of the file. SourcesError where an entry cannot be
    read, or not be crawled."""
    if path is None:
        return _bundled()
    from amw.sources.check import unusable  # parsers of CSS, which the bundled catalogue is held against by tests

    sources, problems = read_catalogue(path)
    problems += [Problem(one.file, one.line, key, *fault) for key, one in sources.items() for fault in unusable(one)]
    if problems:
        raise SourcesError(problems)
    return sources


def read_catalogue(path: Path | None = None, *, halves: dict[str, Source] | None = None) -> tuple[Mapping[str, Source], list[Problem]]:
    """The sources of the catalogue (or of the file `path`) as `read_sources` gives them. OSError where the file cannot be opened."""
    if path is None:
        return read_sources((files(catalogue.__name__) / FILE).read_text(encoding="utf-8"), halves=halves)
    try:
        return read_sources(path.read_text(encoding="utf-8"), file=path.name, halves=halves)
    except UnicodeDecodeError as error:
        return {}, [Problem(path.name, 0, "-", f"no UTF-8 at byte {error.start}", "save it as UTF-8")]


@cache
def _bundled() -> Mapping[str, Source]:
    sources, problems = read_catalogue()
    if problems:
        raise SourcesError(problems)
    return sources


def _entry(entry: Mapping[str, Any], *, file: str, line: int, lines: list[str]) -> tuple[Source | None, list[Problem]]:
    """The source of an entry, as far as it can be read, and its problems of form."""
    key = entry.get("key") if isinstance(entry.get("key"), str) else f"entry in line {line}"
    problems: list[Problem] = []

    def fault(field: str, message: str, mend: str) -> None:
        problems.append(Problem(file, _line_of(field, lines, line), str(key), message, mend))

    for field in entry.keys() - _TYPES.keys():
        fault(field, f"unknown field {field!r}", f"fields are: {', '.join(_TYPES)}")
    for field in sorted(_REQUIRED - entry.keys()):
        fault("key", f"no {field}", f'add {field} = "…"')
    read = {field: _value(field, entry[field], fault) for field in _TYPES if field in entry}
    values = {field: value for field, value in read.items() if value is not None}
    if problems:
        values = {**{field: value for field, value in _HARMLESS.items() if field in entry or field in _REQUIRED}, **values}
    if problems and not values.keys() >= _REQUIRED:
        return None, problems
    return Source(**values, file=file, line=line), problems


def _value(field: str, given: Any, fault: Callable[[str, str, str], None]) -> Any:
    """The value of a field as `Source` has it; None for one that is none, told to `fault`."""
    if field in ("interval", "max_age"):
        try:
            return parse_interval(given)
        except ValueError:
            fault(field, f"{field} {given!r}", 'write whole seconds or "15m", "1h", "2d", "1w"')
            return None
    if field == "expected":
        if isinstance(given, list) and len(given) == 2 and all(type(number) is int for number in given):
            return given[0], given[1]
        fault(field, f"expected {given!r}", "write the fewest and the most entries, such as [5, 100]")
        return None
    if field == "template":
        return _pin(given, fault)
    if type(given) is not _TYPES[field]:
        fault(field, f"{field} is {given!r}", f"write a {'text' if _TYPES[field] is str else 'true or false'}")
        return None
    if given == "":
        fault(field, f"{field} is empty", "fill it or leave the field out")
        return None
    return given


def _pin(value: Any, fault: Callable[[str, str, str], None]) -> Pin | None:
    if not isinstance(value, dict):
        fault("template", f"template is {value!r}", "write a table [source.template] below the source")
        return None
    named = [field.name for field in fields(Pin)]
    known: dict[str, Any] = {}
    for name, given in value.items():
        if name not in named:
            fault(name, f"unknown field {name!r} of the template", f"fields are: {', '.join(named)}")
        elif name in ("containers", "drop"):
            if not isinstance(given, list) or not given or not all(isinstance(css, str) and css for css in given):
                fault(name, f"{name} {given!r}", 'write a list of CSS selectors, such as ["div.story-body"]')
            known[name] = tuple(given) if isinstance(given, list) else ()
        elif not isinstance(given, str) or not given:
            fault(name, f"{name} {given!r} of the template", 'write one CSS selector, such as "time.published"')
        else:
            known[name] = given
    if "containers" not in value:
        fault("template", "a template without containers", 'add containers = ["…"], the CSS selector of what holds the text')
        return None
    return Pin(**known)


def _line_of(field: str, lines: list[str], start: int) -> int:
    wanted = re.compile(rf"\s*{re.escape(field)}\s*=")
    for number in range(start + 1, len(lines) + 1):
        if _HEADER.match(lines[number - 1]):
            break
        if wanted.match(lines[number - 1]):
            return number
    return start
