"""The standing checks of the shipped register: what contradicts itself is refused with file and line, before anybody reads it."""

from __future__ import annotations

from collections.abc import Container, Iterable
from importlib.resources.abc import Traversable
from typing import Final
from urllib.parse import urlsplit

from amw.catalogue import load
from amw.companies.names import MAX_NAME, fold_name, mixes_scripts
from amw.companies.records import Company
from amw.companies.register import CatalogueError, Problem, Row, companies_of, models_of, read_rows
from amw.companies.words import FIRST_NAMES, GENERIC, LEADING, LISTS, VERBS

# Domains of countries that are sold or given to anybody: they say nothing of where an organisation sits
_SOLD: Final = LISTS["sold_domains"]
_COUNTRY_OF: Final = {"uk": "GB"}  # every other national domain is the country's code
_WORDS: Final = GENERIC | VERBS | LEADING | {name.lower() for name in FIRST_NAMES}
_SPOKEN: Final = frozenset(("self", "trade", "former", "product"))  # kinds of names that stand in running text
_USES: Final = ("facts", "check")  # what may be done with a list


def check_catalogue(folder: Traversable | None = None) -> list[Problem]:
    """Every duplicate, contradictory or malformed row of the companies and models of `folder` (None: the shipped ones), with file and line.

    Empty when sound.
    """
    try:
        rows, sources = read_rows("companies", "company", folder), read_rows("companies", "source", folder)
        models, families = read_rows("models", "model", folder), read_rows("models", "family", folder)
    except CatalogueError as error:
        return list(error.problems)
    companies, problems = companies_of(rows)
    unsound = [] if problems else models_of(models, companies)[1]  # spellings of models are read with the names of sound companies
    return [
        *problems,
        *check_names(rows, companies),
        *check_homepages(rows),
        *check_segments(rows, load("taxonomy")["segment"]),
        *check_sources([*rows, *models], sources),
        *check_families(families, companies),
        *check_makers([*families, *models], companies),
        *unsound,
    ]


def check_families(rows: Iterable[Row], companies: Iterable[Company]) -> list[Problem]:
    """Every problem of the families of `rows`: duplicate key, unknown maker, a name of two families."""
    known = {c.key for c in companies}
    problems: list[Problem] = []
    places: dict[str, Row] = {}
    claims: dict[str, str] = {}
    for row in rows:
        key, maker = str(row.data.get("key") or ""), row.data.get("maker")
        if (first := places.setdefault(key, row)) is not row:
            problems.append(row.problem(f"duplicate family key {key!r}, first at {first.place}"))
            continue
        if maker not in known:
            problems.append(row.problem(f"family {key!r}: unknown maker {maker!r}"))
        problems += [
            row.problem(f"family {key!r}: name {name!r} is also {owner}'s at {places[owner].place}")
            for name in (row.data.get("name"), *row.data.get("names", ()))
            if (owner := claims.setdefault(fold_name(str(name)), key)) != key
        ]
    return problems


def check_makers(rows: Iterable[Row], companies: Iterable[Company]) -> list[Problem]:
    """Families and models of `rows` whose maker is an investor: money makes no models, somebody it pays does."""
    investors = {c.key for c in companies if c.kind == "investor"}
    return [
        row.problem(f"{row.data.get('key')}: its maker {row.data['maker']!r} is an investor")
        for row in rows
        if row.data.get("maker") in investors
    ]


def check_homepages(rows: Iterable[Row]) -> list[Problem]:
    """Home pages of `rows` that are no https address, are another organisation's too, or lie under another country's domain."""
    problems: list[Problem] = []
    first: dict[str, Row] = {}
    for row in rows:
        if not (homepage := row.data.get("homepage")):
            continue
        key = row.data.get("key")
        try:
            parts = urlsplit(str(homepage))
            host = (parts.hostname or "").removeprefix("www.") if parts.scheme == "https" else ""
        except ValueError:  # "https://[acme"
            host = ""
        if "." not in host:
            problems.append(row.problem(f"{key}: home page {homepage!r} is no https address"))
            continue
        if (other := first.setdefault(host + parts.path.rstrip("/"), row)) is not row:
            problems.append(row.problem(f"{key}: home page is also {other.data.get('key')}'s at {other.place}"))
        domain, country = host.rpartition(".")[2], row.data.get("country")
        if len(domain) == 2 and domain not in _SOLD and country and country != _COUNTRY_OF.get(domain, domain.upper()):
            problems.append(row.problem(f"{key}: home page under .{domain}, country {country}"))
    return problems


def check_segments(rows: Iterable[Row], segments: Container[str]) -> list[Problem]:
    """Segments of `rows` that the taxonomy lacks."""
    return [
        row.problem(f"{row.data.get('key')}: unknown segment {segment!r}")
        for row in rows
        for segment in row.data.get("segments") or ()
        if segment not in segments
    ]


def check_sources(rows: Iterable[Row], sources: Iterable[Row]) -> list[Problem]:
    """Sources named by `rows` that none of the `[[source]]` rows describes; lists described twice or with another `use`."""
    problems: list[Problem] = []
    known: dict[str, Row] = {}
    for row in sources:
        key, use = str(row.data.get("key") or ""), row.data.get("use")
        if (first := known.setdefault(key, row)) is not row:
            problems.append(row.problem(f"duplicate source {key!r}, first at {first.place}"))
        if use not in _USES:
            problems.append(row.problem(f"source {key!r}: its use {use!r} is none of {', '.join(_USES)}"))
    problems += [
        row.problem(f"{row.data.get('key')}: unknown source {source!r}")
        for row in rows
        for source in str(row.data.get("source") or "").split(", ")
        if source and source not in known
    ]
    return problems


def check_names(rows: Iterable[Row], companies: Iterable[Company]) -> list[Problem]:
    """Names that nothing is found by, since they mix alphabets or are too long; languages that are no code of ISO 639; and names in running
    text that are words or first names in the lists of words, and are not `ambiguous`."""
    places = {row.data.get("key"): row for row in rows}
    return [
        place.problem(f"{company.key}: name {name.text[:80]!r} {wrong}")
        for company in companies
        if (place := places.get(company.key)) is not None
        for name in company.names
        for wrong, holds in (
            ("mixes the letters of two alphabets", mixes_scripts(name.text)),
            (f"is longer than {MAX_NAME} characters", len(name.text) > MAX_NAME),
            (f"is of a language {name.language!r}", name.language is not None and not (len(name.language) < 4 and name.language.islower())),
            (
                "is also a word, and does not stand in `ambiguous`",
                name.kind in _SPOKEN and not name.ambiguous and name.text.lower() in _WORDS,
            ),
        )
        if holds
    ]
