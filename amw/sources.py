"""The catalogue of sources: which address is read as what, how often, and where the address was taken from.

Data: `amw/catalogue/sources.toml`. Reading and checking are pure and offline; asking the addresses themselves is `amw.live`.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from parsel.csstranslator import HTMLTranslator

from amw import catalogue
from amw.countries import COUNTRIES, LANGUAGES
from amw.urls import canonicalise, host, site

FILE = "sources.toml"
KINDS = ("feed", "sitemap", "listing", "page", "board")
MIN_INTERVAL = 300  # seconds; no newsroom asks for more than one visit in five minutes
MAX_INTERVAL = 31 * 86_400
_UNITS = {"m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
_INTERVAL = re.compile(r"([1-9][0-9]{0,4})([mhdw])")
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{1,59}")
_BOARD = re.compile(r"[a-z0-9][a-z0-9_]{1,39}")
_HEADER = re.compile(r"^\s*\[\[\s*source\s*\]\]")
_ENTRY_FIELDS = frozenset({"key", "name", "kind", "url", "country", "language", "interval", "found_in"})
# Hosts where strangers are neighbours: there only the same account (two path segments) is the same source.
_SHARED = frozenset(
    {"github.com", "raw.githubusercontent.com", "gitlab.com", "medium.com", "substack.com", "youtube.com", "feeds.feedburner.com"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One address that is read again and again, and what to make of what it answers.

    `kind`: feed (RSS, Atom, JSON Feed) · sitemap · listing (a page of links) · page (one page that is itself the news) · board (a
    leaderboard). `interval`: seconds between visits. `follow`: fetch the article pages that entries point to (else the entry alone is
    the article). `selector`: CSS selector of the links of a listing. `pattern`: regular expression, searched in a URL: of a listing or
    sitemap, the links that are articles; of a board, further addresses that answer with the same board. `expected`: the fewest and most
    entries (rows, links) of a sound answer. `category`, `segment`: hints of taxonomy.toml for stories that say nothing themselves.
    `home`: the outlet's own front page, where the feed lives on another host. `found_in`: the public list or page that the address was
    taken from. `licence`: of the data, where stated. `plain_http`: the site serves no https. `file`, `line`: where the entry stands.
    """

    key: str
    name: str
    kind: str
    url: str
    interval: int
    found_in: str
    country: str | None = None
    language: str | None = None
    category: str | None = None
    segment: str | None = None
    follow: bool = True
    enabled: bool = True
    expected: tuple[int, int] | None = None
    selector: str | None = None
    pattern: str | None = None
    board: str | None = None
    home: str | None = None
    licence: str | None = None
    notes: str | None = None
    plain_http: bool = False
    file: str = FILE
    line: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a catalogue: where it stands (1-based line, 0 unknown), whose it is, what it is and how to mend it."""

    file: str
    line: int
    key: str
    message: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: {self.message}; {self.mend}"


class SourcesError(ValueError):
    """The catalogue of sources cannot be read; `.problems` says where and why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(p) for p in problems))
        self.problems = problems


def parse_interval(value: object) -> int:
    """Seconds of an interval written as a whole number of seconds or as "15m", "1h", "2d", "1w"; ValueError for anything else."""
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    if isinstance(value, str) and (match := _INTERVAL.fullmatch(value)):
        return int(match[1]) * _UNITS[match[2]]
    raise ValueError(f"no interval: {value!r}")


def read_sources(text: str, *, file: str = FILE) -> tuple[Mapping[str, Source], list[Problem]]:
    """The sources that `text` (TOML, one [[source]] table each) declares, by key in the order of the file, and what could not be read.

    An entry with a problem of form (a missing field, an unknown field, a wrong type, a key seen before) is left out and named.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
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
        if source is not None and source.key in sources:
            earlier = sources[source.key].line
            found_problems.append(Problem(file, line, source.key, f"key used before, in line {earlier}", "give every source its own key"))
            source = None
        problems += found_problems
        if source is not None:
            sources[source.key] = source
    return sources, problems


def load_sources(path: Path | None = None) -> Mapping[str, Source]:
    """The sources of the catalogue (or of the file `path`) by key, in the order of the file. SourcesError where an entry cannot be read."""
    if path is None:
        return _bundled()
    sources, problems = read_sources(path.read_text(encoding="utf-8"), file=path.name)
    if problems:
        raise SourcesError(problems)
    return sources


def check_catalogue(path: Path | None = None, *, boards: Collection[str] | None = None) -> list[Problem]:
    """Every problem of a catalogue file (the bundled one by default): what cannot be read, then what `check_sources` finds in the rest."""
    text = path.read_text(encoding="utf-8") if path is not None else _bundled_text()
    sources, problems = read_sources(text, file=path.name if path is not None else FILE)
    return problems + check_sources(sources, boards=boards)


def check_sources(sources: Mapping[str, Source], *, boards: Collection[str] | None = None) -> list[Problem]:
    """What is wrong with `sources`, in their order; pure and offline.

    Checked: key, kind, URL (absolute, its one spelling, https), country (ISO 3166-1), language (ISO 639-1), hints (taxonomy.toml),
    interval, expectation, selector, pattern, board (known ones where `boards` is given), where the address was found, and
    addresses that two sources share once scheme, "www." and a closing slash are put aside.
    """
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for key, source in sources.items():
        for message, mend in _faults(key, source, boards):
            problems.append(Problem(source.file, source.line, key, message, mend))
        address = _address(source.url)
        if address is not None and address in seen:
            problems.append(Problem(source.file, source.line, key, f"same address as {seen[address]}", "keep one of the two"))
        elif address is not None:
            seen[address] = key
    return problems


def source_for(url: str, sources: Mapping[str, Source] | None = None) -> Source | None:
    """The source that `url` belongs to: the one read at this address, else the nearest of the same site; None where none has that site.

    For many URLs over the same `sources`, keep a `SourceIndex`.
    """
    return (_bundled_index() if sources is None else SourceIndex(sources.values())).find(url)


class SourceIndex:
    """Sources by address and by site (registrable domain; host and port where there is none)."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._by_address: dict[str, Source] = {}
        self._by_site: dict[str, list[Source]] = defaultdict(list)
        self._boards: list[tuple[re.Pattern[str], Source]] = []
        for source in sources:
            address = _address(source.url)
            if address is not None:
                self._by_address.setdefault(address, source)
            if source.kind == "board":
                if source.pattern:
                    self._boards.append((re.compile(source.pattern), source))
                continue
            for place in dict.fromkeys(_place(at) for at in (source.url, source.home) if at):
                if place is not None:
                    self._by_site[place].append(source)

    def find(self, url: str) -> Source | None:
        """As `source_for`. A board answers only for its own addresses; a disabled source only where no enabled one does."""
        address, place = _address(url), _place(url)
        if address is None or place is None:
            return None
        if address in self._by_address:
            return self._by_address[address]
        for pattern, source in self._boards:
            if pattern.search(url):
                return source
        candidates = [(self._nearness(source, url), source) for source in self._by_site.get(place, ())]
        if host(url) in _SHARED or place in _SHARED:
            candidates = [(near, source) for near, source in candidates if near[2] >= (2 if host(url) == place else 0) and near[0]]
        return max(candidates, key=lambda pair: pair[0], default=(None, None))[1]

    @staticmethod
    def _nearness(source: Source, url: str) -> tuple[bool, bool, int, bool]:
        own = source.home if source.home and _place(source.home) == _place(url) else source.url
        fits = bool(source.kind == "listing" and source.pattern and re.search(source.pattern, url))
        return host(own) == host(url), source.enabled, _shared_path(own, url), fits


@cache
def _bundled_text() -> str:
    return (files(catalogue.__name__) / FILE).read_text(encoding="utf-8")


@cache
def _bundled() -> Mapping[str, Source]:
    sources, problems = read_sources(_bundled_text())
    if problems:
        raise SourcesError(problems)
    return sources


@cache
def _bundled_index() -> SourceIndex:
    return SourceIndex(_bundled().values())


def _entry(entry: Mapping[str, Any], *, file: str, line: int, lines: list[str]) -> tuple[Source | None, list[Problem]]:
    key = entry.get("key") if isinstance(entry.get("key"), str) else f"entry in line {line}"
    problems: list[Problem] = []

    def fault(field: str, message: str, mend: str) -> None:
        problems.append(Problem(file, _line_of(field, lines, line), str(key), message, mend))

    for field in entry.keys() - _TYPES.keys():
        fault(field, f"unknown field {field!r}", f"fields are: {', '.join(_TYPES)}")
    for field in sorted(_ENTRY_FIELDS - entry.keys()):
        fault("key", f"no {field}", f'add {field} = "…"')
    values: dict[str, Any] = {}
    for field, kind in _TYPES.items():
        if field not in entry:
            continue
        value = entry[field]
        if field == "interval":
            try:
                values[field] = parse_interval(value)
            except ValueError:
                fault(field, f"interval {value!r}", 'write whole seconds or "15m", "1h", "2d", "1w"')
        elif field == "expected":
            if isinstance(value, list) and len(value) == 2 and all(type(number) is int for number in value):
                values[field] = (value[0], value[1])
            else:
                fault(field, f"expected {value!r}", "write the fewest and the most entries, such as [5, 100]")
        elif type(value) is not kind:
            fault(field, f"{field} is {value!r}", f"write a {'text' if kind is str else 'true or false'}")
        elif value == "":
            fault(field, f"{field} is empty", "fill it or leave the field out")
        else:
            values[field] = value
    return (None, problems) if problems else (Source(**values, file=file, line=line), problems)


_TYPES: dict[str, type] = {
    field.name: (bool if field.type == "bool" else str) for field in fields(Source) if field.name not in ("file", "line")
}


def _line_of(field: str, lines: list[str], start: int) -> int:
    wanted = re.compile(rf"\s*{re.escape(field)}\s*=")
    for number in range(start + 1, len(lines) + 1):
        if _HEADER.match(lines[number - 1]):
            break
        if wanted.match(lines[number - 1]):
            return number
    return start


def _faults(key: str, source: Source, boards: Collection[str] | None) -> list[tuple[str, str]]:
    faults: list[tuple[str, str]] = []
    taxonomy = catalogue.load("taxonomy")
    if source.key != key or not _KEY.fullmatch(source.key):
        faults.append((f"key {source.key!r}", "use lower-case letters, digits and hyphens, such as openai-news"))
    if not source.name.strip():
        faults.append(("no name", "write the name that readers know"))
    if source.kind not in KINDS:
        faults.append((f"kind {source.kind!r}", f"one of {', '.join(KINDS)}"))
    faults += _address_faults("url", source.url, plain_http=source.plain_http)
    if source.home is not None:
        faults += _address_faults("home", source.home, plain_http=source.plain_http)
    if source.country is not None and source.country not in COUNTRIES:
        faults.append((f"unknown country {source.country!r}", "write the two capital letters of ISO 3166-1, or EU"))
    if source.language is not None and source.language not in LANGUAGES:
        faults.append((f"unknown language {source.language!r}", "write the two small letters of ISO 639-1"))
    for field, value in (("category", source.category), ("segment", source.segment)):
        if value is not None and value not in taxonomy[field]:
            faults.append((f"unknown {field} {value!r}", f"one of the keys of [{field}] in taxonomy.toml"))
    if not MIN_INTERVAL <= source.interval <= MAX_INTERVAL:
        faults.append((f"interval of {source.interval} seconds", "between 5 minutes and 31 days"))
    if not source.found_in.strip():
        faults.append(("no found_in", "name the public list or page that shows the address"))
    faults += _reading_faults(source)
    if source.kind == "board" and (source.board is None or not _BOARD.fullmatch(source.board)):
        faults.append(("a board without its key", 'add board = "…", the name of its reader'))
    elif source.kind == "board" and boards is not None and source.board not in boards:
        faults.append((f"no reader for board {source.board!r}", f"one of {', '.join(sorted(boards))}"))
    elif source.kind != "board" and source.board is not None:
        faults.append((f"board {source.board!r} on a {source.kind}", "only sources of kind board have one"))
    return faults


def _reading_faults(source: Source) -> list[tuple[str, str]]:
    faults: list[tuple[str, str]] = []
    if source.expected is None:
        if source.kind != "page":
            faults.append(("no expectation", "add expected = [fewest, most] entries of a sound answer"))
    elif not 0 <= source.expected[0] <= source.expected[1]:
        faults.append((f"expects {source.expected[0]} to {source.expected[1]} entries", "the fewest first, then the most"))
    if source.pattern is not None:
        if source.kind not in ("listing", "sitemap", "board"):
            faults.append((f"a pattern on a {source.kind}", "only listings, sitemaps and boards have one"))
        try:
            re.compile(source.pattern)
        except re.error as error:
            faults.append((f"pattern is no regular expression: {error}", "mend it or leave it out"))
    if source.selector is not None:
        if source.kind != "listing":
            faults.append((f"a selector on a {source.kind}", "only listings have one"))
        try:
            HTMLTranslator().css_to_xpath(source.selector)
        except (SyntaxError, ValueError) as error:
            faults.append((f"selector is no CSS: {error}", "mend it or leave it out"))
    if source.kind in ("listing", "sitemap") and not source.follow:
        faults.append((f"a {source.kind} that is not followed", "its links are all it has: leave follow out"))
    return faults


def _address_faults(field: str, url: str, *, plain_http: bool) -> list[tuple[str, str]]:
    spelled = canonicalise(url)
    if spelled is None:
        return [(f"{field} {url!r} is no http(s) address", "write the whole address, https:// first")]
    faults = []
    if spelled != url:
        faults.append((f"{field} is spelled {url!r}", f"write {spelled}"))
    if spelled.startswith("http:") and not plain_http:
        faults.append((f"{field} is plain http", "write https, or plain_http = true where the site serves no https"))
    return faults


def _address(url: str) -> str | None:
    spelled = canonicalise(url)
    if spelled is None:
        return None
    return spelled.partition("://")[2].removeprefix("www.").rstrip("/")


def _place(url: str) -> str | None:
    """The site of `url`; host and port for an address without a registrable domain, so that neighbours on one machine stay apart."""
    name, domain = host(url), site(url)
    if name is None or domain is None:
        return None
    if "." in domain and not re.fullmatch(r"[0-9.]+", domain):
        return domain
    return (canonicalise(url) or url).partition("://")[2].partition("/")[0]


def _shared_path(one: str, other: str) -> int:
    first, second = ((_address(url) or "").partition("/")[2].partition("?")[0].split("/") for url in (one, other))
    count = 0
    for left, right in zip(first, second, strict=False):
        if left != right or not left:
            break
        count += 1
    return count
