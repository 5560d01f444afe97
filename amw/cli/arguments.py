"""What a command was asked for, read as what it must be: a date, a board, a country, a language. What cannot be meant ends it as usage."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING

from amw.cli.console import USAGE, fail
from amw.countries import COUNTRIES, LANGUAGES, country_code
from amw.dates import as_of, aware, parse_date

if TYPE_CHECKING:
    from amw.companies import Company


def moment(text: str | None, *, read: Callable[[str], datetime | None] = parse_date) -> datetime | None:
    """A date or time, in UTC where it names no zone; None for none."""
    if text is None:
        return None
    found = read(text)
    return aware(found) if found else fail(f"{text!r} is no date", "write it as 2026-05-20 or 2026-05-20T08:00:00Z", code=USAGE)


def end_of(text: str | None) -> datetime | None:
    """A time, or of a bare date its end: what is asked for as of a day has what came on it."""
    return moment(text, read=as_of)


def board_key(name: str) -> str:
    """The key of the board that is called so, by its key or any name it is known by."""
    from amw.boards import board_named, boards

    named = None if name in boards() else board_named(name)
    if name not in boards() and named is None:
        fail(f"no board {name!r}", did_you_mean(name, boards(), "`amw boards` lists them"), code=USAGE)
    return named[0] if named else name


def company(name: str) -> Company:
    """The company of the register that is called so, by its key or any name of it."""
    from amw.companies import Companies

    register = Companies.load()
    found = register.company(name) or register.resolve(name)
    if found is None:
        known = (called for one in register.companies for called in (one.key, one.name))
        fail(f"no company {name!r}", did_you_mean(name, known, "`amw companies --words ...` looks names up"), code=USAGE)
    return found


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """What to do about a name that is not known: the nearest that are, or those that it begins, else `otherwise`."""
    by_case = {called.casefold(): called for called in known}
    wanted = name.casefold()
    close = (
        get_close_matches(wanted, by_case, n=3, cutoff=0.7) or [called for called in by_case if wanted and called.startswith(wanted)][:3]
    )
    near = [by_case[called] for called in close]
    return f"did you mean {' or '.join(near)}?" if near else otherwise


def country(text: str | None) -> str | None:
    """The code of a country, by its code in any case or its English name; None for none."""
    if text is None:
        return None
    code = text.upper() if text.upper() in COUNTRIES else country_code(text)
    return code or fail(f"{text!r} is no code of a country", "ISO 3166-1 alpha-2, such as CN", code=USAGE)


def language(text: str | None) -> str | None:
    """The code of a language in any case; None for none."""
    if text is None or text.lower() in LANGUAGES:
        return text and text.lower()
    return fail(f"{text!r} is no code of a language", "ISO 639-1, such as en or zh", code=USAGE)
