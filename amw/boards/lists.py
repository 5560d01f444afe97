"""Lists of records inside a body of JSON, each with the way to it, and which of them is the board's.

Records are objects in a list or by name, or a table: names and lines (`{"headers": [...], "data": [[...], ...]}`, as Gradio and pandas
write it), an array a column, or an object a column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from amw.boards.columns import distinct, record_of, squeeze, squeezed

MAX_NESTING = 60  # an element of a page is three levels of its payload
SAMPLE = 200  # records looked at to tell the board's list from others on its page
WIDE = 200  # columns of a table; the widest board seen has 190
_CALLED = ("name", "title", "label", "category", "key", "id", "slug")  # what an object in a list calls itself
_PLAIN = (str, int, float, type(None))  # cells; a bool is an int

Kind = TypeVar("Kind")
Records = list[dict[str, Any]]
Listed = tuple[tuple[str, ...], Records]  # the keys and names that lead to a list, and the list


def lists_in(data: Any, *, named: Callable[[Any], Any] | None = None, apart: bool = False, way: tuple[str, ...] = ()) -> Iterator[Listed]:
    """Every list of records inside `data`, outer ones first; an object of objects counts as a list, names as `_key`.

    `named` gives what an item of a list stands for that is no object itself but names one. `apart` tells the lists of objects without a
    name by the text that differs most among them ({"benchmark": "Law", "results": [...]}); else they are taken for parts of one.
    """
    if len(way) > MAX_NESTING:
        return
    below: Iterator[tuple[str, Any]]
    if isinstance(data, list):
        listed = objects(data if named is None else map(named, data))
        if any(listed):
            yield way, listed
        telling = _telling(data) if apart else ""
        below = ((_called(item, telling), item) for item in data if isinstance(item, dict | list))
    elif isinstance(data, dict):
        yield from ((way, records) for records in _of_object(data))
        below = iter(data.items())
    else:
        return
    for name, value in below:
        if isinstance(value, dict | list):
            yield from lists_in(value, named=named, apart=apart, way=(*way, name))


def _of_object(data: Mapping[str, Any]) -> Iterator[Records]:
    """The lists of records that an object itself is: its objects by name, an object a column, or a table."""
    inner = [(key, value) for key, value in data.items() if isinstance(value, dict)]
    if len(inner) >= 3 and len(inner) >= 0.9 * len(data):
        yield [{"_key": key, **value} for key, value in inner]
    if len(inner) >= 2 and (table := _turned(inner)):
        yield table
    if table := _tabular(data):
        yield table


def objects(listed: Any) -> Records:
    """The objects of a list, and an empty one for each that is null: a record that was lost."""
    return [item or {} for item in listed if item is None or isinstance(item, dict)] if isinstance(listed, Iterable) else []


def part(data: Any, name: str, kind: type[Kind]) -> Kind | None:
    """What an object holds under a name, where it is of that kind."""
    value = data.get(name) if isinstance(data, dict) else None
    return value if isinstance(value, kind) else None


def records_in(data: Any, *, named: Callable[[Any], Any] | None = None) -> Iterator[Records]:
    """`lists_in` without the ways."""
    return (records for _, records in lists_in(data, named=named))


def _called(item: Any, telling: str = "") -> str:
    """What an object of a list calls itself, else the text that it holds under a `telling` key; "" for nothing."""
    texts = (part(item, key, str) for key in (*_CALLED, telling))
    return next((text for text in texts if text is not None), "")[:100]


def _telling(items: Sequence[Any]) -> str:
    """The key under which the objects of a list hold the most different texts, the first of several; "" where they hold none."""
    objects = (item for item in items if isinstance(item, dict))
    texts = dict.fromkeys((key, value) for item in objects for key, value in item.items() if isinstance(value, str))
    often = Counter(key for key, _ in texts)
    return max(often, key=often.__getitem__, default="")


def _tabular(data: Mapping[str, Any]) -> Records:
    """The records of an object that holds the names of columns beside their lines, or an array a column."""
    arrays = {key: value for key, value in data.items() if isinstance(value, list) and value}
    if len(arrays) > WIDE:
        return []
    for array in arrays.values():
        if head := _head(array):
            for lines in arrays.values():
                if isinstance(lines[0], list) and len(lines[0]) == len(head):
                    return [record_of(distinct(head), line) for line in lines if isinstance(line, list)]
    columns = {key: value for key, value in arrays.items() if all(isinstance(cell, _PLAIN) for cell in value)}
    lengths = Counter(map(len, columns.values())).most_common(2)
    if not lengths or lengths[0][1] < 2 or lengths[0][0] < 2:
        return []
    length = lengths[0][0]
    if any(length / 2 < len(value) != length for value in columns.values()):
        return []  # a column lost a cell, and nobody knows which
    whole = [key for key, value in columns.items() if len(value) == length]
    return [dict(zip(whole, cells, strict=True)) for cells in zip(*(columns[key] for key in whole), strict=True)]


def _turned(columns: Sequence[tuple[str, dict[str, Any]]]) -> Records:
    """The records of an object that holds an object a column, each with the same keys."""
    keys = columns[0][1].keys()
    if len(keys) < 2 or len(columns) > WIDE or any(value.keys() != keys for _, value in columns):
        return []
    if not all(isinstance(cell, _PLAIN) for _, value in columns for cell in value.values()):
        return []
    counted = all(key == str(at) for at, key in enumerate(keys))  # an index that says nothing
    return [{**({} if counted else {"_key": key}), **{name: value[key] for name, value in columns}} for key in keys]


def _head(line: Sequence[Any]) -> list[str]:
    """The names of columns that a line holds, each as text or as an object that calls itself so; [] for any other line."""
    names = [cell if isinstance(cell, str) else _called(cell) for cell in line]
    return names if len(names) > 1 and all(names) else []


def best(candidates: Iterable[Records], wanted: Iterable[str]) -> Records:
    """The list that holds the most values in the `wanted` columns (squeezed names, one level of nesting); [] when none has any."""
    names = frozenset(wanted)

    def worth(records: Records) -> float:
        sample = records[:SAMPLE]
        return sum(column in names for record in sample for column in _held(record)) * len(records) / len(sample)

    scored = [(worth(records), records) for records in candidates if records]
    score, records = max(scored, key=lambda pair: pair[0], default=(0.0, []))
    return records if score else []


def _held(record: Mapping[str, Any]) -> Iterator[str]:
    """The columns, squeezed, that hold a value, those of objects too."""
    for column, value in record.items():
        if type(value) is dict:
            yield from (squeeze(f"{column}.{inner}") for inner, held in value.items() if held is not None)
        if value is not None:
            yield squeeze(column)


def beside(chosen: Records, candidates: Iterable[Listed], needed: Sequence[Iterable[str]]) -> list[tuple[str, Records]]:
    """The lists of a body that are like the one that was chosen, it among them, in the body's order, each by what its way has alone.

    They lie as deep, and of each group of `needed` columns (patterns of the catalogue) they have one.
    """
    listed = list(candidates)
    depth = next((len(way) for way, records in listed if records is chosen), 0)
    groups = [(squeezed(group), tuple(filter(None, (squeeze(name[:-1]) for name in group if name.endswith("*"))))) for group in needed]

    def alike(way: tuple[str, ...], records: Records) -> bool:
        if len(way) != depth:
            return False
        columns = {column for record in records[:SAMPLE] for column in _held(record)}
        return all(
            not (exact or stems) or not columns.isdisjoint(exact) or any(name.startswith(stems) for name in columns)
            for exact, stems in groups
        )

    like = [(way, records) for way, records in listed if records is chosen or alike(way, records)]
    apart = [at for at in range(depth) if len({way[at] for way, _ in like}) > 1]
    return [(" ".join(filter(None, (way[at] for at in apart))), records) for way, records in like]
