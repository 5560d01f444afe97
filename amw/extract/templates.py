"""Learned templates: where the pages of one source keep their text and fields, so that the next page needs no classifier.

`learn` looks at several pages that the general extractor understood and keeps what they share: the selector of the container, and which
kinds of blocks inside it are text. A template is believed only if it reproduces the general extractor on every page it was learned from.
`apply` answers None when the page no longer fits; `has_drifted` tells when that has happened often enough to learn anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Final

from amw.extract import article as general
from amw.extract.body import Body, join
from amw.extract.charset import decode
from amw.extract.dom import Block, Page, read_parts
from amw.extract.facts import language_tag
from amw.extract.record import ExtractedArticle
from amw.extract.sources import gather
from amw.text import cjk_share

MIN_PAGES: Final = 3  # a shape seen on fewer pages is an accident
MIN_CONFIDENCE: Final = 0.8  # of the general extractor, for a page to be learned from
MIN_AGREEMENT: Final = 0.97  # mean F1 of words with the general extractor on the pages learned from
MAX_UNKNOWN: Final = 0.25  # share of the container's characters in kinds of blocks never seen, beyond which the page does not fit
WINDOW: Final = 6  # outcomes that `has_drifted` looks back on
_TEXT_TAGS: Final = frozenset("p h2 h3 h4 li blockquote pre dd dt td".split())
_HEAD_SOURCES: Final = ("json-ld", "og:", "article", "meta", "twitter", "title tag", "link", "html", "address", "canonical", "host")
_STABLE: Final = re.compile(r"[A-Za-z_][A-Za-z_-]{2,60}")
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Where one source keeps its articles. `containers` and `marks` are CSS selectors; `kinds` maps a kind of block to whether it is text.

    `pages` and `agreement` (0..1) tell what it was learned from. A `pinned` template was written or corrected by a person: it is used even
    for kinds of blocks it does not list, which are then text if their tag is.
    """

    containers: tuple[str, ...]
    kinds: Mapping[str, bool] = field(default_factory=dict)
    marks: tuple[str, ...] = ("h1",)
    pages: int = 0
    agreement: float = 0.0
    pinned: bool = False

    def to_json(self) -> dict[str, Any]:
        """A dictionary that json.dumps accepts."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Template:
        """The template that `to_json` wrote, or that a person wrote with `containers` alone. Raises ValueError for anything else."""
        containers = value.get("containers")
        if not isinstance(containers, (list, tuple)) or not containers or not all(isinstance(c, str) for c in containers):
            raise ValueError("a template needs a list of CSS selectors in `containers`")
        return cls(
            containers=tuple(containers),
            kinds={str(k): bool(v) for k, v in dict(value.get("kinds") or {}).items()},
            marks=tuple(value.get("marks") or ("h1",)),
            pages=int(value.get("pages") or 0),
            agreement=float(value.get("agreement") or 0.0),
            pinned=bool(value.get("pinned", not value.get("kinds"))),
        )


def kind_of(page: Page, block: Block) -> str:
    """The kind of a block: its tag and element with stable class names, and those of the element around it."""
    element = page.elements[block.element]
    around = page.elements[element.parent] if element.parent >= 0 else None
    own = f"{block.tag}.{_stable(element.name)}"
    return f"{own}<{around.tag}.{_stable(around.name)}" if around is not None else own


def _stable(name: str) -> str:
    """Class names that look written by a person, sorted: generated ones (digits, hashes) differ from page to page."""
    return ".".join(sorted({part for part in name.split() if _STABLE.fullmatch(part)})[:4])


def learn(
    pages: Iterable[tuple[bytes, str]], *, encoding: str | None = None, now: datetime | None = None, min_pages: int = MIN_PAGES
) -> Template | None:
    """A template from (html, url) pairs of one source, or None where too few pages were understood or they have no shape in common."""
    seen: list[tuple[str, str, Page, Body, ExtractedArticle]] = []
    for html, url in pages:
        markup, _ = decode(html, encoding)
        page, body, record = general.read(html, url, encoding=encoding, now=now)
        if record.text and record.escalated is None and record.confidence >= MIN_CONFIDENCE:
            seen.append((markup, url, page, body, record))
    if len(seen) < min_pages:
        return None
    kinds = _learn_kinds(seen)
    marks = _learn_marks(seen)
    best: Template | None = None
    for selector in _selectors_in_common(seen):
        template = Template(containers=(selector,), kinds=kinds, marks=marks, pages=len(seen))
        scores = []
        for markup, _, _, _, record in seen:
            text = _read_text(template, read_parts(markup, template.containers, ()))
            scores.append(_overlap(text or "", record.text))
        agreement = sum(scores) / len(scores)
        if min(scores) >= 0.85 and agreement >= MIN_AGREEMENT and (best is None or agreement > best.agreement + 0.002):
            best = Template(
                containers=(selector,), kinds=_inside(kinds, seen, selector), marks=marks, pages=len(seen), agreement=round(agreement, 4)
            )
    return best


def _learn_kinds(seen: Sequence[tuple[str, str, Page, Body, ExtractedArticle]]) -> dict[str, bool]:
    kept: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for _, _, page, body, _ in seen:
        chosen = set(body.blocks)
        for i, block in enumerate(page.blocks):
            kind = kind_of(page, block)
            total[kind] += len(block.text)
            if i in chosen:
                kept[kind] += len(block.text)
    return {kind: kept[kind] > 0.5 * size for kind, size in total.items()}


def _inside(kinds: Mapping[str, bool], seen: Sequence[tuple[str, str, Page, Body, ExtractedArticle]], selector: str) -> dict[str, bool]:
    """Only the kinds that occur inside the container."""
    found: set[str] = set()
    for markup, *_ in seen:
        page = read_parts(markup, (selector,), ())
        found.update(kind_of(page, block) for block in page.blocks)
    return {kind: kinds[kind] for kind in sorted(found) if kind in kinds}


def _learn_marks(seen: Sequence[tuple[str, str, Page, Body, ExtractedArticle]]) -> tuple[str, ...]:
    """Selectors for the elements that dates and authors came from where metadata has none; h1 always."""
    found: Counter[str] = Counter({"h1": len(seen)})
    for _, _, page, _, record in seen:
        needed = {name for name in ("published_at", "authors") if not record.provenance.get(name, "").startswith(_HEAD_SOURCES)}
        if not needed:
            continue
        selectors = set()
        for mark in page.marks:
            classes = [c for c in (mark.attributes.get("class") or "").split() if _STABLE.fullmatch(c)]
            if mark.tag == "time":
                selectors.add("time")
            elif classes:
                selectors.add(f"{mark.tag}.{classes[0]}")
        found.update(selectors)
    return tuple(s for s, n in found.most_common(12) if n >= 0.6 * len(seen))


def _selectors_in_common(seen: Sequence[tuple[str, str, Page, Body, ExtractedArticle]]) -> list[str]:
    """Selectors of elements that hold nearly all text of every page, tightest first."""
    votes: Counter[str] = Counter()
    tightness: Counter[str] = Counter()
    for _, _, page, body, _ in seen:
        sizes = [0] * len(page.elements)
        totals = [0] * len(page.elements)
        chosen = set(body.blocks)
        for i, block in enumerate(page.blocks):
            element = block.element
            while element >= 0:
                totals[element] += len(block.text)
                if i in chosen:
                    sizes[element] += len(block.text)
                element = page.elements[element].parent
        if not sizes or not sizes[0]:
            continue
        mine: dict[str, float] = {}
        for i, part in enumerate(page.elements):
            if sizes[i] >= 0.97 * sizes[0]:
                for selector in _selectors(part.tag, part.name, part.itemprop):
                    mine.setdefault(selector, sizes[i] / max(1, totals[i]))
        for selector, share in mine.items():
            votes[selector] += 1
            tightness[selector] += round(1000 * share)
    common = [s for s, n in votes.items() if n == len(seen)]
    return sorted(common, key=lambda s: -tightness[s])[:12]


def _selectors(tag: str, name: str, itemprop: str) -> list[str]:
    found = [f'{tag}[itemprop="{itemprop}"]'] if _STABLE.fullmatch(itemprop or "") else []
    for part in name.split():
        if part.startswith("#") and _STABLE.fullmatch(part[1:]):
            found.append(f"{tag}{part}")
        elif _STABLE.fullmatch(part):
            found.append(f"{tag}.{part}")
    if tag in ("article", "main"):
        found.append(tag)
    return found


def _read_text(template: Template, page: Page) -> str | None:
    """The text of the template's containers, or None where too much of them is of unknown kinds."""
    chosen: list[int] = []
    known = unknown = 0
    for i, block in enumerate(page.blocks):
        size = len(block.text)
        keep = template.kinds.get(kind_of(page, block))
        if keep is None:
            unknown += size
            keep = template.pinned and block.tag in _TEXT_TAGS and block.link_chars < 0.5 * size
        else:
            known += size
            keep = keep and (block.link_chars < 0.8 * size or size < 30)
        if keep:
            chosen.append(i)
    if not template.pinned and unknown > MAX_UNKNOWN * (known + unknown):
        return None
    return join(page.blocks, chosen)


def _overlap(one: str, other: str) -> float:
    """F1 of the two texts' words as multisets."""
    a, b = Counter(_WORD.findall(one)), Counter(_WORD.findall(other))
    common = sum((a & b).values())
    return 2 * common / (sum(a.values()) + sum(b.values())) if a and b else 0.0


def apply(
    template: Template, html: bytes, url: str, *, encoding: str | None = None, now: datetime | None = None
) -> ExtractedArticle | None:
    """The article by the template alone, or None where the page does not fit: no container, too little or too unfamiliar text, no title."""
    if general.not_html(html):
        return None
    try:
        markup, charset = decode(html, encoding)
        page = read_parts(markup, template.containers, template.marks)
        text = _read_text(template, page)
        if not text or (1 + 2 * cjk_share(text[:400])) * len(text) < general.MIN_TEXT:
            return None
        sources = gather(page, url, now, language_tag(page.language))
        body = Body(text, template.agreement if not template.pinned else 1.0, ())
        record = general.assemble(sources, general.find_fields(sources, text), body, text, charset, "template")
    except (ValueError, RecursionError):
        return None
    return record if record.title else None


def extract_with(
    template: Template | None, html: bytes, url: str, *, encoding: str | None = None, now: datetime | None = None
) -> ExtractedArticle:
    """By the template where it fits, by the general extractor otherwise. Never raises."""
    record = apply(template, html, url, encoding=encoding, now=now) if template is not None else None
    return record if record is not None else general.extract_article(html, url, encoding=encoding, now=now)


def has_drifted(outcomes: Sequence[bool]) -> bool:
    """Whether a template stopped fitting: most of the last WINDOW articles, oldest first, were not read by it (True = it fitted)."""
    recent = list(outcomes)[-WINDOW:]
    return len(recent) >= 3 and recent.count(False) > len(recent) / 2
