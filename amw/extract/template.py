"""What a learned template is: where one publisher's pages keep text and fields, in a form that JSON holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from amw.extract.dom import Page
from amw.extract.parse import read_piece
from amw.extract.places import CSS, STABLE, Place, spell, unspell
from amw.extract.slices import cut
from amw.extract.walk import walk

NOTICE: Final = 700  # characters up to which, from REPEATED on, a text that several pages repeat is a notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Where one publisher keeps its articles. `containers` are CSS selectors, the first that the page has counts.

    `kinds` maps a kind of block inside to whether it is text; `notices` are checksums of blocks that several pages repeat and that are
    none; `fields` a field to the places it is read from. `language` is what
    <html lang> says on all pages, `spoken` the language that they turned out to be in, `shortest` the fewest characters seen; `pages`
    and `agreement` (0..1) tell what it was learned from.
    A `pinned` template is a person's: its selectors may be any CSS, blocks inside its container are text where their tag is, what `drop`
    selects is taken out, and fields that it does not name are found as on any page.
    """

    containers: tuple[str, ...]
    kinds: Mapping[str, bool] = field(default_factory=dict)
    notices: tuple[int, ...] = ()
    fields: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    expected: tuple[str, ...] = ()
    language: str | None = None
    spoken: str | None = None
    shortest: int = 0
    pages: int = 0
    agreement: float = 0.0
    drop: tuple[str, ...] = ()
    pinned: bool = False

    def to_json(self) -> dict[str, Any]:
        """A dictionary that json.dumps accepts."""
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        places = {name: [spell(place) for place in places] for name, places in self.fields.items()}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()} | {"fields": places}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Template:
        """The template that `to_json` wrote. Raises ValueError for anything else."""
        try:
            return cls(
                containers=tuple(map(str, value["containers"])),
                kinds={str(k): bool(v) for k, v in value["kinds"].items()},
                notices=tuple(map(int, value["notices"])),
                fields={str(name): tuple(unspell(place) for place in places) for name, places in value["fields"].items()},
                expected=tuple(map(str, value["expected"])),
                language=value["language"],
                spoken=value["spoken"],
                shortest=int(value["shortest"]),
                pages=int(value["pages"]),
                agreement=float(value["agreement"]),
                drop=tuple(map(str, value["drop"])),
                pinned=bool(value["pinned"]),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"no template: {error!r}") from error

    @classmethod
    def pin(
        cls,
        *,
        containers: Sequence[str],
        title: str | None = None,
        date: str | None = None,
        authors: str | None = None,
        drop: Sequence[str] = (),
    ) -> Template:
        """The template that a person wrote as CSS selectors."""
        named = {"title": title, "published_at": date, "authors": authors}
        fields = {name: ((CSS + css, ""),) for name, css in named.items() if css}
        return cls(containers=tuple(containers), fields=fields, drop=tuple(drop), pinned=True)

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that tell this template from any other."""
        return hashlib.sha256(json.dumps(self.to_json(), sort_keys=True).encode()).hexdigest()[:12]


class Misfit(ValueError):
    """A page that is not as the template says; the message is a stable word."""


def kinds_of_blocks(page: Page) -> list[str]:
    """The kind of each block in an element cut out: its own element's tag with stable class names, and those of the element around it.

    The container itself is "^": its classes often name the page's section or tags.
    """
    elements = page.elements
    looks, parents = elements.looks, elements.parents
    known: dict[tuple[int, int], str] = {}
    kinds = []
    for block in page.blocks:
        if not block.element:
            kinds.append("^")
            continue
        parent = parents[block.element]
        key = (looks[block.element], looks[parent] if parent else -1)
        if key not in known:
            (own_tag, own_name, _), (tag, name, _) = elements.kinds[key[0]], elements.kinds[key[1]]
            around = f"{tag}.{_stable(name)}" if parent else "^"
            known[key] = f"{own_tag}.{_stable(own_name)}<{around}"
        kinds.append(known[key])
    return kinds


@lru_cache(maxsize=8_192)
def _stable(name: str) -> str:
    """Class names that look written by a person, sorted: generated ones (digits, hashes) differ from page to page."""
    return ".".join(sorted({part for part in name.split() if STABLE.fullmatch(part)})[:4])


def cut_out(html: bytes, css: str, charset: str, start: int = 0) -> Page | None:
    """The walked element that `css` selects, cut out of the page's bytes from `start` on."""
    pieces = cut(html, css, start=start)
    node = read_piece(pieces[0], charset) if pieces else None
    if node is None:
        return None
    page = Page()
    walk(page, node, marks=False)
    return page
