"""Records as mappings, and values as JSON can hold them and Postgres can store them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from amw.text import storable


def fields_of(record: Any, names: str) -> dict[str, Any]:
    """The fields of `record` that `names` lists, parted by spaces, as they are."""
    return {name: getattr(record, name) for name in names.split()}


def plain(value: Any) -> Any:
    """`value` as JSON can hold it and Postgres can store it: no NUL, no surrogate, Decimals and times as text, sets sorted."""
    if isinstance(value, str):
        return storable(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else None
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value) if value.is_finite() else None
    if isinstance(value, Mapping):
        return {storable(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(plain(item) for item in value)
    if isinstance(value, Iterable):
        return [plain(item) for item in value]
    return storable(str(value))
