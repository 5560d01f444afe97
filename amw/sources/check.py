"""What is wrong with a catalogue: pure, offline, and every finding says how to mend it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from parsel.csstranslator import HTMLTranslator
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from amw import catalogue
from amw.countries import COUNTRIES, LANGUAGES
from amw.sources.lookup import address_of
from amw.sources.read import read_catalogue
from amw.sources.record import KINDS, Pin, Problem, Source
from amw.urls import canonicalise

MIN_INTERVAL = 300  # seconds; no newsroom asks for more than one visit in five minutes
MAX_INTERVAL = 31 * 86_400
Fault = tuple[str, str]  # what is wrong, and its mend
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{1,59}")
_BOARD = re.compile(r"[a-z0-9][a-z0-9_]{1,39}")


def check_catalogue(
    path: Path | None = None, *, boards: Collection[str] | None = None, companies: Collection[str] | None = None
) -> list[Problem]:
    """Every problem of a catalogue file (the bundled one by default), in the order of its entries: what cannot be read, then what
    `check_sources` finds in the rest."""
    halves: dict[str, Source] = {}
    sources, problems = read_catalogue(path, halves=halves)
    problems = problems + check_sources({**halves, **sources}, boards=boards, companies=companies)
    first: dict[str, int] = {}
    for problem in problems:
        first[problem.key] = min(problem.line, first.get(problem.key, problem.line))
    return sorted(problems, key=lambda problem: first[problem.key])


def check_sources(
    sources: Mapping[str, Source], *, boards: Collection[str] | None = None, companies: Collection[str] | None = None
) -> list[Problem]:
    """What is wrong with `sources`, in their order; pure and offline.

    Checked: key, kind, URL (absolute, its one spelling, https), country (ISO 3166-1), language (ISO 639-1), hints (taxonomy.toml),
    interval, expectation, selector, pattern, template, board and company (whether they are known where `boards` and `companies` are
    given), where the address was found, and addresses that two sources share once scheme, "www." and a closing slash are put aside.
    """
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for key, source in sources.items():
        for message, mend in _faults(key, source, boards, companies):
            problems.append(Problem(source.file, source.line, key, message, mend))
        address = address_of(source.url)
        if address is not None and address in seen:
            problems.append(Problem(source.file, source.line, key, f"same address as {seen[address]}", "keep one of the two"))
        elif address is not None:
            seen[address] = key
    return problems


def _faults(key: str, source: Source, boards: Collection[str] | None, companies: Collection[str] | None) -> Iterator[Fault]:
    if source.key != key or not _KEY.fullmatch(source.key):
        yield f"key {source.key!r}", "use lower-case letters, digits and hyphens, such as openai-news"
    if not source.name.strip():
        yield "no name", "write the name that readers know"
    yield from unusable(source)
    yield from _address_faults("url", source.url, plain_http=source.plain_http)
    if source.home is not None:
        yield from _address_faults("home", source.home, plain_http=source.plain_http)
    yield from _hint_faults(source)
    if not MIN_INTERVAL <= source.interval <= MAX_INTERVAL:
        yield f"interval of {source.interval} seconds", "between 5 minutes and 31 days"
    if not source.found_in.strip():
        yield "no found_in", "name the public list or page that shows the address"
    yield from _reading_faults(source)
    yield from _reference_faults(source, boards, companies)


def _hint_faults(source: Source) -> Iterator[Fault]:
    """Of what is known of all that a source publishes: country, language, category, segment."""
    if source.country is None:
        yield "no country", "write the two capital letters of ISO 3166-1 of the country it publishes in, or EU"
    elif source.country not in COUNTRIES:
        yield f"unknown country {source.country!r}", "write the two capital letters of ISO 3166-1, or EU"
    if source.language is None:
        yield "no language", "write the two small letters of ISO 639-1"
    elif source.language not in LANGUAGES:
        yield f"unknown language {source.language!r}", "write the two small letters of ISO 639-1"
    taxonomy = catalogue.load("taxonomy")
    for field, value in (("category", source.category), ("segment", source.segment)):
        if value is not None and value not in taxonomy[field]:
            yield f"unknown {field} {value!r}", f"one of the keys of [{field}] in taxonomy.toml"


def _reference_faults(source: Source, boards: Collection[str] | None, companies: Collection[str] | None) -> Iterator[Fault]:
    """Of the board that a source is and the company whose site it is, held against those that are known, where these are given."""
    if source.kind == "board" and (source.board is None or not _BOARD.fullmatch(source.board)):
        yield "a board without its key", 'add board = "…", the name of its reader'
    elif source.kind == "board" and boards is not None and source.board not in boards:
        yield f"no reader for board {source.board!r}", f"one of {', '.join(sorted(boards))}"
    elif source.kind != "board" and source.board is not None:
        yield f"board {source.board!r} on a {source.kind}", "only sources of kind board have one"
    if source.company is not None and source.kind == "board":
        yield f"company {source.company!r} on a board", "a board's rows name their makers: leave company out"
    elif source.company is not None and companies is not None and source.company not in companies:
        yield f"unknown company {source.company!r}", "write the key that `amw companies` shows"


def _reading_faults(source: Source) -> Iterator[Fault]:
    if source.expected is None:
        if source.kind != "page":
            yield "no expectation", "add expected = [fewest, most] entries of a sound answer"
    elif not 0 <= source.expected[0] <= source.expected[1]:
        yield f"expects {source.expected[0]} to {source.expected[1]} entries", "the fewest first, then the most"
    if source.pattern is not None and source.kind not in ("listing", "sitemap", "board"):
        yield f"a pattern on a {source.kind}", "only listings, sitemaps and boards have one"
    if source.max_age is not None and source.kind != "sitemap":
        yield f"a max_age on a {source.kind}", "only sitemaps have one: they list whole archives"
    if source.selector is not None and source.kind != "listing":
        yield f"a selector on a {source.kind}", "only listings have one"
    if source.template is not None and source.kind == "board":
        yield "a template on a board", "only sources of articles have one"
    elif source.template is not None and not source.follow:
        yield "a template on a source that is not followed", "its entries are its articles: leave the template out"
    if source.kind in ("listing", "sitemap") and not source.follow:
        yield f"a {source.kind} that is not followed", "its links are all it has: leave follow out"


def unusable(source: Source) -> Iterator[Fault]:
    """What keeps `source` from being crawled at all, each with its mend; everything else that is wrong with one only makes it worse."""
    if source.kind not in KINDS:
        yield f"kind {source.kind!r}", f"one of {', '.join(KINDS)}"
    for field, url in (("url", source.url), ("home", source.home)):
        if url is not None and canonicalise(url) is None:
            yield f"{field} {url!r} is no http(s) address", "write the whole address, https:// first"
    try:
        re.compile(source.pattern or "")
    except re.error as error:
        yield f"pattern is no regular expression: {error}", "mend it or leave it out"
    try:
        HTMLTranslator().css_to_xpath(source.selector or "a")
    except (SyntaxError, ValueError) as error:
        yield f"selector is no CSS: {error}", "mend it or leave it out"
    if source.template is not None:
        yield from _pin_faults(source.template)


def _pin_faults(pin: Pin) -> Iterator[Fault]:
    empty = LexborHTMLParser("<p></p>")  # the parser that will be asked on every page
    for css in (*pin.containers, *pin.drop, *(css for css in (pin.title, pin.date, pin.authors) if css)):
        try:
            empty.css(css)
        except (SelectolaxError, ValueError):
            yield f"template selector {css!r} is no CSS", "mend it or leave it out"


def _address_faults(field: str, url: str, *, plain_http: bool) -> Iterator[Fault]:
    spelled = canonicalise(url)
    if spelled is None:  # which makes it unusable
        return
    if spelled != url:
        yield f"{field} is spelled {url!r}", f"write {spelled}"
    if spelled.startswith("http:") and not plain_http:
        yield f"{field} is plain http", "write https, or plain_http = true where the site serves no https"
