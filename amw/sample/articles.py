"""The articles of the sample web and the made-up outlets that publish them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

import tomli

MARK = "Sample page of AI Market Watch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A made-up outlet: its name as pages give it (marked as a sample), country, main language, and its feed (media type, path)."""

    key: str
    name: str
    country: str
    language: str
    sections: tuple[str, ...]
    feed: tuple[str, str] | None = None

    @property
    def folder(self) -> str:
        return f"/{self.key}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One report as its outlet publishes it. `feed`: full, summary or none. `paragraphs`: what a reader without a subscription sees."""

    path: str
    outlet: Outlet
    title: str
    lead: str
    author: str
    section: str
    published: datetime
    language: str
    keywords: tuple[str, ...]
    feed: str
    paragraphs: tuple[str, ...]
    paywalled: bool = False

    @property
    def slug(self) -> str:
        return self.path.rpartition("/")[2]


@cache
def _file() -> Mapping[str, Any]:
    return tomli.loads((files(__package__) / "articles.toml").read_text(encoding="utf-8"))


@cache
def load_outlets() -> Mapping[str, Outlet]:
    """Every outlet of articles.toml, by its key."""
    return {entry["key"]: Outlet(**{name: _fixed(value) for name, value in entry.items()}) for entry in _file()["outlet"]}


@cache
def load_articles() -> tuple[Article, ...]:
    """Every article of articles.toml, in the order of the file; the file is part of the package, so a broken one raises as it fails."""
    texts = {entry["path"]: entry["text"] for entry in _file()["article"] if "text" in entry}
    made = []
    for entry in _file()["article"]:
        plain = {name: _fixed(value) for name, value in entry.items() if name not in {"text", "same_text_as"}}
        text = texts[entry.get("same_text_as", entry["path"])]
        plain |= {"outlet": load_outlets()[entry["outlet"]], "published": datetime.fromisoformat(entry["published"])}
        made.append(Article(**plain, paragraphs=tuple(part.strip() for part in text.strip().split("\n\n"))))
    return tuple(made)


def _fixed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
