"""The standing checks of the shipped register: what contradicts itself is refused with file and line, before anybody reads it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from amw.companies.names import fold_name
from amw.companies.records import Company
from amw.companies.register import Problem, Row, companies_of, models_of, read_rows
from amw.companies.words import FIRST_NAMES, GENERIC, LEADING, VERBS

# Domains of countries that are sold to anybody: they say nothing of where an organisation sits
_SOLD: Final = frozenset("ac ag ai am as bz cc co cx eu fm gg im io is la ly me pw sc sh so st su tk to tv vc ws".split())
_COUNTRY_OF: Final = {"uk": "GB"}  # every other national domain is the country's code
_WORDS: Final = GENERIC | VERBS | LEADING | {name.lower() for name in FIRST_NAMES}
_SPOKEN: Final = frozenset(("self", "trade", "former", "product"))  # kinds of names that stand in running text


def check_catalogue() -> list[Problem]:
    """Every duplicate, contradictory or malformed row of the shipped companies and models, with file and line; empty when sound."""
    rows, models, families = read_rows("companies", "company"), read_rows("models", "model"), read_rows("models", "family")
    companies, problems = companies_of(rows)
    _, unsound = models_of(models, companies)
    return [
        *problems,
        *check_words(rows, companies),
        *check_homepages(rows),
        *check_sources([*rows, *models], read_rows("companies", "source")),
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
            problems.append(Problem(row.file, row.line, f"duplicate family key {key!r}, first at {first.file}:{first.line}"))
            continue
        if maker not in known:
            problems.append(Problem(row.file, row.line, f"family {key!r}: unknown maker {maker!r}"))
        for name in (row.data.get("name"), *row.data.get("names", ())):
            if (owner := claims.setdefault(fold_name(str(name)), key)) != key:
                first = places[owner]
                problems.append(
                    Problem(row.file, row.line, f"family {key!r}: name {name!r} is also {owner}'s at {first.file}:{first.line}")
                )
    return problems


def check_makers(rows: Iterable[Row], companies: Iterable[Company]) -> list[Problem]:
    """Families and models of `rows` whose maker is an investor: money makes no models, somebody it pays does."""
    investors = {c.key for c in companies if c.kind == "investor"}
    return [
        Problem(row.file, row.line, f"{row.data['key']}: its maker {row.data['maker']!r} is an investor")
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
        key, parts = row.data.get("key"), urlsplit(str(homepage))
        host = (parts.hostname or "").removeprefix("www.")
        if parts.scheme != "https" or "." not in host:
            problems.append(Problem(row.file, row.line, f"{key}: home page {homepage!r} is no https address"))
            continue
        if (other := first.setdefault(host + parts.path.rstrip("/"), row)) is not row:
            problems.append(Problem(row.file, row.line, f"{key}: home page is also {other.data.get('key')}'s at {other.file}:{other.line}"))
        domain, country = host.rpartition(".")[2], row.data.get("country")
        if len(domain) == 2 and domain not in _SOLD and country and country != _COUNTRY_OF.get(domain, domain.upper()):
            problems.append(Problem(row.file, row.line, f"{key}: home page under .{domain}, country {country}"))
    return problems


def check_sources(rows: Iterable[Row], sources: Iterable[Row]) -> list[Problem]:
    """Sources named by `rows` that none of the `[[source]]` rows describes."""
    known = {row.data.get("key") for row in sources}
    return [
        Problem(row.file, row.line, f"{row.data.get('key')}: unknown source {source!r}")
        for row in rows
        for source in str(row.data.get("source") or "").split(", ")
        if source and source not in known
    ]


def check_words(rows: Iterable[Row], companies: Iterable[Company]) -> list[Problem]:
    """Names in running text that are words or first names in the lists of words, and are not `ambiguous`."""
    places = {row.data.get("key"): row for row in rows}
    return [
        Problem(place.file, place.line, f"{company.key}: name {name.text!r} is also a word, and not ambiguous")
        for company in companies
        if (place := places.get(company.key)) is not None
        for name in company.names
        if name.kind in _SPOKEN and not name.ambiguous and name.text.lower() in _WORDS
    ]
