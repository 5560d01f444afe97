"""What a source is, and what a problem of the catalogue is."""

from __future__ import annotations

import re
from dataclasses import dataclass

FILE = "sources.toml"
KINDS = ("feed", "sitemap", "listing", "page", "board")
_UNITS = {"m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
_INTERVAL = re.compile(r"([1-9][0-9]{0,4})([mhdw])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """Where a source's article pages keep text and fields, as a person saw it: CSS selectors.

    `containers`: of the element that holds the text, the first that a page has. `title`, `date`, `authors`: of the elements to read them
    from; what is left out is found as on any page. `drop`: of elements inside the container that are no text.
    """

    containers: tuple[str, ...]
    title: str | None = None
    date: str | None = None
    authors: str | None = None
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One address that is read again and again, and what to make of what it answers.

    `kind`: feed (RSS, Atom, JSON Feed) · sitemap · listing (a page of links) · page (one page that is itself the news) · board (a
    leaderboard). `interval`: seconds between visits. `max_age`: of a sitemap, how many seconds old a page may be to be
    fetched; None leaves it to the spider. `follow`: fetch the article pages that entries point to (else the entry alone is
    the article). `selector`: CSS selector of the links of a listing. `pattern`: regular expression, searched in a URL: of a listing or
    sitemap, the links that are articles; of a board, further addresses that answer with the same board. `expected`: the fewest and most
    entries (rows, links) of a sound answer. `category`, `segment`: hints of taxonomy.toml for stories that say nothing themselves.
    `company`: key of the company whose own newsroom, changelog or status page it is: who acts where its text names nobody.
    `home`: the outlet's own front page, where the feed lives on another host. `found_in`: the public list or page that the address was
    taken from. `licence`: of the data, where stated. `plain_http`: the site serves no https. `template`: where its article pages keep
    their text, pinned by a person. `file`, `line`: where the entry stands.
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
    company: str | None = None
    follow: bool = True
    enabled: bool = True
    expected: tuple[int, int] | None = None
    max_age: int | None = None
    selector: str | None = None
    pattern: str | None = None
    board: str | None = None
    home: str | None = None
    licence: str | None = None
    notes: str | None = None
    plain_http: bool = False
    template: Pin | None = None
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
