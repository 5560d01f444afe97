"""Which version of the engine reads pages and feeds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

# What reads, and the libraries that parse, decode or tell text for them.
PACKAGES: Final = ("extract", "feeds")
MODULES: Final = ("automata", "dates", "fragments", "garbage", "language", "listings", "plain", "pointers", "sitemaps", "text", "urls")
LIBRARIES: Final = ("charset-normalizer", "feedparser", "lxml", "selectolax", "trafilatura")
_SOURCES: Final = (".py", ".json")  # of text: a checkout may end their lines its own way
_DATA: Final = (".npz",)


@cache
def reading_code() -> str:
    """A digest, 12 hex digits, of what reads texts off pages and feeds: packages with their data, the modules beside them that they are
    made of, and the versions of the libraries that parse for them. Equal where two installations read alike, as a wheel or a checkout; a
    version number would not move with every change of ours. What a crawl does with a text afterwards is not in it. Takes some
    milliseconds, once a process."""
    root = files("amw")
    digest = hashlib.sha256()
    parts = [*(part for package in PACKAGES for part in _files(root / package, package)), *((f"{m}.py", root / f"{m}.py") for m in MODULES)]
    for name, file in sorted(parts):
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
