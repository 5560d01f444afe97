"""Which version of the engine reads pages and feeds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

# What reads beside `amw.extract`, and the libraries that parse, decode or tell text for them.
MODULES: Final = ("automata", "dates", "feed_titles", "feed_xml", "feeds", "fragments", "language", "listings", "sitemaps", "text", "urls")
LIBRARIES: Final = ("charset-normalizer", "feedparser", "lxml", "selectolax", "trafilatura")
_SOURCES: Final = (".py", ".json")  # of text: a checkout may end their lines its own way
_DATA: Final = (".npz",)


@cache
def reading_code() -> str:
    """A digest, 12 hex digits, of what reads texts off pages and feeds: `amw.extract` with its data, the modules beside it that it is made
    of, and the versions of the libraries that parse for it. Equal where two installations read alike, as a wheel or a checkout; a version
    number would not move with every change of ours. What a crawl does with a text afterwards is not in it. Takes some milliseconds, once
    a process."""
    root = files("amw")
    digest = hashlib.sha256()
    for name, file in sorted([*_files(root / "extract", "extract"), *((f"{name}.py", root / f"{name}.py") for name in MODULES)]):
        body = file.read_bytes()
        digest.update(f"{name}\0".encode() + (body.replace(b"\r\n", b"\n") if name.endswith(_SOURCES) else body))
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}\0".encode())
    return digest.hexdigest()[:12]


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for found in folder.iterdir():
        name = f"{path}/{found.name}"
        if found.is_dir():
            yield from _files(found, name)
        elif name.endswith(_SOURCES + _DATA):
            yield name, found
