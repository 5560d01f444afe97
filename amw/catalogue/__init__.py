"""The data that people edit: sources, companies, models, boards, taxonomy, as TOML files in this package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import tomli


@cache
def load(name: str) -> dict[str, Any]:
    """The parsed catalogue file `name` ("sources", "companies", "models", "boards", "taxonomy").

    Raises FileNotFoundError for an unknown name and tomli.TOMLDecodeError, with its line, for a broken file.
    The answer is shared: do not change it.
    """
    text = (files(__package__) / f"{name}.toml").read_text(encoding="utf-8")
    return tomli.loads(text)
