"""What the readers of single fields share: the walked page, its metadata by key, its structured data, and where it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

from amw.extract.dom import Page
from amw.extract.record import Candidate
from amw.extract.structured import StructuredData, types

_LANGUAGE: Final = re.compile(r"^([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{2,4}|\d{3}))?")
_ALIASES: Final = {  # countries and older codes in a language's place; dates in figures are read by it
    "jp": "ja", "cn": "zh", "kr": "ko", "ua": "uk", "cz": "cs", "gr": "el", "dk": "da", "iw": "he", "in": "id",
    "eng": "en", "ger": "de", "deu": "de", "fra": "fr",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """One page, ready for its fields to be read. `metas` maps lower-case keys to their contents in document order."""

    page: Page
    url: str
    metas: dict[str, list[str]]
    data: StructuredData
    now: datetime | None
    language: str | None

    def meta(self, *keys: str) -> str:
        """The first non-empty content among `keys`, in the order of the keys."""
        for key in keys:
            for value in self.metas.get(key, ()):
                if value.strip():
                    return value.strip()
        return ""

    def node(self, key: str) -> Any:
        """The article node's value for `key`, or None."""
        return self.data.article.get(key) if self.data.article else None

    def names(self, key: str) -> list[str]:
        """The names of the persons or organisations that the article node has for `key`."""
        return self.data.names(self.node(key))

    @property
    def tells_article(self) -> bool:
        """Whether the page says in its metadata that it is one article: by its type or by when it was published."""
        return self.meta("article:published_time", "datepublished") != "" or self.is_typed

    @property
    def is_typed(self) -> bool:
        """Whether the page gives its type, which is that of an article."""
        node = self.data.article
        return self.meta("og:type").lower() == "article" or (
            node is not None and any(kind.endswith(("article", "posting")) for kind in types(node))
        )

    @property
    def host(self) -> str:
        """The host of the page, without "www."."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")


Stated = tuple[Any, str, float]  # a value, where the page states it, the trust in that (0..1)


def candidates(stated: Iterable[Stated], read: Callable[[Any], Any]) -> Iterator[Candidate]:
    """A candidate for each of `stated` of which `read` makes something, one by one."""
    for value, source, score in stated:
        if value and (found := read(value)):
            yield Candidate(value=found, source=source, score=score)


def by_trust(table: Mapping[float, str]) -> tuple[tuple[str, float], ...]:
    """(key, trust) for keys of metadata that are listed, parted by commas, under the trust (0..1) in what they tell."""
    return tuple((key, trust) for trust, keys in table.items() for key in keys.split(", "))


def language_tag(value: str | None) -> str | None:
    """A declared language as a lower-case two- or three-letter code with its region ("en-us"), or None."""
    match = _LANGUAGE.match((value or "").strip())
    if not match:
        return None
    code = _ALIASES.get(match[1].lower(), match[1].lower())
    return f"{code}-{match[2].lower()}" if match[2] else code


def gather(page: Page, url: str, now: datetime | None) -> Sources:
    """Index the page's metadata once for all readers."""
    metas: dict[str, list[str]] = {}
    for key, content in page.metas[:2000]:
        metas.setdefault(key, []).append(content)
    scripts = [text for _, text in page.scripts("ld+json")]
    language = language_tag(page.language)
    data = StructuredData(scripts, url, "\n".join((page.title, *metas.get("og:title", ()))))
    return Sources(page=page, url=url, metas=metas, data=data, now=now, language=language)
