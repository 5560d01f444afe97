"""What goes wrong with a database, told apart by what the caller can do about it.

`Down`: the server cannot serve now; the same transaction will do later (`Database.wait_until_up`, then repeat).
`Refused`: the server will never take this data; something in it must change. Anything else psycopg raises is a fault of
ours (a wrong name, a wrong type) and passes through as it is, so that it is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

_WORD = re.compile(r"\S+")
_LOGIN = re.compile(r"(://[^:/@?#]*:).*")
_SECRET = re.compile(r"(password\s*=\s*)('(?:[^'\\]|\\.)*'|[^\s&]*)", re.IGNORECASE)

# SQLSTATE -> what to do; a five-letter code goes before its class (https://www.postgresql.org/docs/current/errcodes-appendix.html).
_DOWN = frozenset(
    {
        "08",  # connection exception
        "53",  # insufficient resources: disk full, out of memory, too many connections
        "57",  # operator intervention: shutdown, crash, starting up, cancelled by a time-out
        "58",  # system error
        "25006",  # read only: a standby after a fail-over
        "25P03",  # idle in transaction for too long
        "25P04",  # transaction for too long
    }
)
_CONFLICT = frozenset({"40001", "40P01", "55P03"})  # serialization failure, deadlock, lock not available
_REFUSED = frozenset({"22", "23", "54"})  # data exception, constraint violation, program limit exceeded
NO_RIGHTS = psycopg.errors.InsufficientPrivilege


class Down(Exception):
    """The database cannot serve now. `conflict`: it can, but two transactions were in each other's way, so repeat at once."""

    def __init__(self, message: str, *, conflict: bool = False) -> None:
        super().__init__(message)
        self.conflict = conflict


class Refused(Exception):
    """The database will not take this data, now or later. `column` and `constraint` name what it violates, where known."""

    def __init__(self, message: str, *, column: str | None = None, constraint: str | None = None) -> None:
        super().__init__(message)
        self.column = column
        self.constraint = constraint


def classify(error: Exception) -> Down | Refused | None:
    """`error` as Down or Refused, or None where it is neither (a fault of the program)."""
    if isinstance(error, UnicodeEncodeError):  # a lone surrogate, found by psycopg before the server saw it
        return Refused(f"text that is no Unicode: {error.reason} at {error.start}")
    if not isinstance(error, psycopg.Error):
        return None
    message = _one_line(error)
    code = error.sqlstate or ""
    if code in _CONFLICT:
        return Down(message, conflict=True)
    if code in _DOWN or code[:2] in _DOWN:
        return Down(message)
    if code[:2] in _REFUSED:
        return Refused(message, column=error.diag.column_name, constraint=error.diag.constraint_name)
    if not code and isinstance(error, psycopg.OperationalError):  # lost, refused, timed out: the client says so, without a code
        return Down(message)
    if not code and isinstance(error, psycopg.DataError):  # a NUL, found by psycopg
        return Refused(message)
    return None


def redact(text: str) -> str:
    """`text` (a URL, a libpq string, a message with either in it) without passwords, for logs and messages."""
    return _SECRET.sub(r"\1***", _WORD.sub(_without_login, text))


def _without_login(word: re.Match[str]) -> str:
    login, at, rest = word[0].rpartition("@")  # the last one, since people forget to escape those in a password
    return _LOGIN.sub(r"\1***", login) + at + rest


@contextmanager
def classified() -> Iterator[None]:
    """Errors of the driver within the block come out as Down or Refused where they are one."""
    try:
        yield
    except (psycopg.Error, UnicodeEncodeError) as error:
        known = classify(error)
        if known is None:
            raise
        raise known from error


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
