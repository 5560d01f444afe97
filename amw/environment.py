"""Settings that environment variables hold: read as what they must be, or refused by name."""

from __future__ import annotations

import os
import re
from typing import TypeVar

D = TypeVar("D")
_WHOLE = re.compile(r"[0-9]{1,18}")


class VariableError(ValueError):
    """An environment variable holds what cannot be meant; the message names it, says what it holds and what to write."""

    def __init__(self, name: str, value: str, write: str) -> None:
        super().__init__(f"{name} is {value!r}: write {write}")


def whole(name: str, default: D, *, least: int = 0, most: int | None = None) -> int | D:
    """The whole number that the variable `name` holds, `default` where it is unset or empty. VariableError for any other text."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not _WHOLE.fullmatch(value) or int(value) < least or (most is not None and int(value) > most):
        raise VariableError(name, value, f"a whole number, {least} {f'to {most}' if most is not None else 'or more'}")
    return int(value)


def choice(name: str, default: str, *choices: str) -> str:
    """The one of `choices` that the variable `name` holds in any case, `default` where it is unset or empty. VariableError for another."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    found = next((one for one in choices if one.casefold() == value.casefold()), None)
    if found is None:
        raise VariableError(name, value, f"one of {', '.join(choices)}")
    return found
