"""Which version of the engine reads pages and feeds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_ASIDE = ("__pycache__",)


@cache
def reading_code() -> str:
    """A digest, 12 hex digits, of all that decides what is read off a page or a feed: `amw.extract` with its data, and the modules beside
    it. Equal where two installations read alike; a version number would not move with every change of theirs."""
    root = files("amw")
    digest = hashlib.sha256()
    for name, file in sorted([*_files(root / "extract"), *((file.name, file) for file in root.iterdir() if file.name.endswith(".py"))]):
        digest.update(f"{name}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def _files(folder: Traversable, path: str = "extract") -> Iterator[tuple[str, Traversable]]:
    for found in folder.iterdir():
        name = f"{path}/{found.name}"
        if found.is_dir():
            if found.name not in _ASIDE:
                yield from _files(found, name)
        else:
            yield name, found
