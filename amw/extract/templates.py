"""Learned templates: where one publisher's pages keep text and fields, so that the next page needs no classifier and hardly a parse.

`observe` notes what the general extractor found on a page, in a few kilobytes; `learn` finds what several such notes share: the element
that holds the text, which kinds of blocks inside it are text, and the places where title, date and authors are told. `apply` reads a page
by a template, or says why it does not fit; nothing is read but the head, the JSON-LD and the elements that the template names.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from zlib import crc32

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from amw.extract import article as general
from amw.extract import facts, moments
from amw.extract.body import Body, join
from amw.extract.bounds import tame
from amw.extract.charset import decode
from amw.extract.dom import Block, Page, walk
from amw.extract.places import CSS, FIELDS, READERS, Place, Told, agree, read_field, settled, spell, tell, unspell, witness, zones
from amw.extract.record import Candidate, ExtractedArticle
from amw.extract.slices import cut, selector
from amw.extract.sources import Sources
from amw.text import cjk_share

MIN_PAGES: Final = 4  # a shape seen on fewer pages is an accident
MIN_CONFIDENCE: Final = 0.8  # of the general extractor, for a page to be learned from
MIN_AGREEMENT: Final = 0.97  # mean F1 of characters with the general extractor, each page read by what the others taught
WORST_AGREEMENT: Final = 0.9  # the same of the worst page
MAX_UNKNOWN: Final = 0.15  # share of the container's characters in kinds of blocks never seen, beyond which the page does not fit
SHORTEST: Final = 0.25  # of the shortest text learned from: less is a teaser, a paywall or another kind of page
LAYOUTS: Final = 3  # templates of one host
SAME: Final = 0.9  # F1 of words from which two texts of one page are the same
WINDOW: Final = 6  # outcomes that `has_drifted` looks back on
_TEXT_TAGS: Final = frozenset("p h2 h3 h4 li blockquote pre dd dt td".split())
_HEADINGS: Final = frozenset(("h2", "h3", "h4"))
_STABLE: Final = re.compile(r"[A-Za-z_][A-Za-z_-]{2,60}")
_WORD: Final = re.compile(r"\w+")
_REPEATED: Final = 40  # characters from which a text that stands on the page twice is taken once
_NOTICE: Final = 700  # and up to which one that several pages repeat is a notice
_HOLDERS: Final = 3  # elements a page that are looked at as its container
_NAMES: Final = 4  # selectors of each
Evidence = Mapping[str, Any]


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
        return {
            "containers": list(self.containers),
            "kinds": dict(self.kinds),
            "notices": list(self.notices),
            "fields": {name: [spell(place) for place in places] for name, places in self.fields.items()},
            "expected": list(self.expected),
            "language": self.language,
            "spoken": self.spoken,
            "shortest": self.shortest,
            "pages": self.pages,
            "agreement": self.agreement,
            "drop": list(self.drop),
            "pinned": self.pinned,
        }

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


# ---------------------------------------------------------------- learning


def kind_of(page: Page, block: Block) -> str:
    """The kind of a block: its tag and element with stable class names, and those of the element around it.

    The container itself is "^": its classes often name the page's section or tags.
    """
    if block.element == 0:
        return "^"
    element = page.elements[block.element]
    own = f"{block.tag}.{_stable(element.name)}"
    if element.parent == 0:
        return f"{own}<^"
    around = page.elements[element.parent]
    return f"{own}<{around.tag}.{_stable(around.name)}"


@lru_cache(maxsize=8_192)
def _stable(name: str) -> str:
    """Class names that look written by a person, sorted: generated ones (digits, hashes) differ from page to page."""
    return ".".join(sorted({part for part in name.split() if _STABLE.fullmatch(part)})[:4])


def observe(
    html: bytes, page: Page, body: Body, record: ExtractedArticle, *, encoding: str | None = None, now: datetime | None = None
) -> dict[str, Any] | None:
    """What a page that the general extractor has read teaches, as JSON holds it; None where it is not sure enough of the page.

    `holders` are elements with the selectors that cut them out, the kinds of blocks inside ({kind: [characters that are text,
    characters]}), the characters of text outside and the checksums of what is no text; `fields` and `zones` are those of
    `places.witness` and `places.zones`.
    """
    if not record.text or not body.blocks or record.confidence < MIN_CONFIDENCE or not record.title:
        return None
    told = tell(html, record.url, encoding=encoding, now=now)
    texts = Counter(page.blocks[i].text for i in body.blocks)
    size = sum(len(text) * n for text, n in texts.items())
    holders: list[dict[str, Any]] = []
    for names in _holders(page, body):
        pieces = {css: first[0] for css in names[:_NAMES] if (first := cut(html, css))}
        if not pieces:
            continue
        piece = next(iter(pieces.values()))
        inside = _walked(piece, told.charset)
        if inside is None:
            continue
        left = Counter(texts)
        kinds: dict[str, list[int]] = {}
        dropped: dict[int, None] = {}
        for block in inside.blocks:
            counted = kinds.setdefault(kind_of(inside, block), [0, 0])
            counted[1] += len(block.text)
            if left[block.text] > 0:
                left[block.text] -= 1
                counted[0] += len(block.text)
            elif _REPEATED <= len(block.text) <= _NOTICE:
                dropped[crc32(block.text.encode())] = None
        outside = sum(len(text) * n for text, n in left.items())
        if outside <= 0.05 * size:
            holders.append(
                {"css": [css for css in pieces if pieces[css] == piece], "kinds": kinds, "outside": outside, "dropped": list(dropped)[:30]}
            )
            if len(holders) >= _HOLDERS:
                break
    if not holders:
        return None
    return {
        "length": len(record.text),
        "language": told.sources.language,
        "spoken": record.language,
        "holders": holders,
        "fields": witness(told, page, record),
        "zones": zones(told, page, record),
        "present": [name for name in FIELDS if getattr(record, name)],
    }


def _cut_out(html: bytes, css: str, charset: str) -> Page | None:
    """The walked element that `css` selects, cut out of the page's bytes."""
    pieces = cut(html, css)
    return _walked(pieces[0], charset) if pieces else None


def _walked(piece: bytes, charset: str) -> Page | None:
    parser = LexborHTMLParser("<body>" + tame(decode(piece, charset)[0])[0])
    node = parser.body.first_child if parser.body is not None else None
    if node is None or node.tag == "-text":
        return None
    page = Page(parser=parser)
    walk(page, node)
    return page


def _holders(page: Page, body: Body) -> list[list[str]]:
    """The elements that hold nearly all the text, those with the least else in them first, each by its selectors."""
    sizes = [0] * len(page.elements)
    totals = [0] * len(page.elements)
    chosen = set(body.blocks)
    whole = 0
    for i, block in enumerate(page.blocks):
        size = len(block.text)
        whole += size if i in chosen else 0
        element = block.element
        while element >= 0:
            totals[element] += size
            if i in chosen:
                sizes[element] += size
            element = page.elements[element].parent
    found: list[tuple[float, int, list[str]]] = []
    seen: set[str] = set()
    for i, part in enumerate(page.elements):
        names = _selectors(part.tag, part.name, part.itemprop)
        if whole and sizes[i] >= 0.95 * whole:
            first = [css for css in names if css not in seen]  # only the first of its kind is cut out
            if first:
                found.append((-sizes[i] / max(1, totals[i]), -part.depth, first))
        seen.update(names)
    return [names for *_, names in sorted(found)]


def _selectors(tag: str, name: str, itemprop: str) -> list[str]:
    found = [f'{tag}[itemprop="{itemprop}"]'] if itemprop.isalpha() else []
    for part in name.split():
        if part.startswith("#") and _STABLE.fullmatch(part[1:]):
            found.append(f"{tag}{part}")
        elif _STABLE.fullmatch(part):
            found.append(f"{tag}.{part}")
    if tag in ("article", "main"):
        found.append(tag)
    return [css for css in found if selector(css) is not None]


def learn(pages: Sequence[Evidence], *, min_pages: int = MIN_PAGES) -> tuple[Template, tuple[int, ...]] | None:
    """(template, indexes of the pages it was learned from) out of what `observe` noted, or None where too few have enough in common.

    Among the selectors that most pages share, the one whose pages predict one another best is taken: each page is read by the kinds that
    the others teach, and the mean F1 of its characters is the template's `agreement`.
    """
    holding: dict[str, dict[int, Any]] = {}
    for i, page in enumerate(pages):
        for holder in page["holders"]:
            for css in holder["css"]:
                holding.setdefault(css, {}).setdefault(i, holder)
    best: tuple[tuple[float, ...], Template, tuple[int, ...]] | None = None
    for css, held in holding.items():
        if len(held) < min_pages:
            continue
        group, counted = list(held), list(held.values())
        scores = [_foretold(counted, k) for k in range(len(group))]
        # One page in four may be of another kind, a live blog or a gallery; it is told from the others by being foretold badly.
        odd = sorted((score, k) for k, score in enumerate(scores) if score < WORST_AGREEMENT)[: len(group) // 4]
        if odd and len(group) - len(odd) >= min_pages:
            group = [i for k, i in enumerate(group) if k not in {k for _, k in odd}]
            counted = [held[i] for i in group]
            scores = [_foretold(counted, k) for k in range(len(group))]
        agreement = sum(scores) / len(scores)
        fields = {name: _places([pages[i] for i in group], name) for name in FIELDS}
        if agreement < MIN_AGREEMENT or min(scores) < WORST_AGREEMENT or not fields["title"] or None in fields.values():
            continue
        languages, spoken = ({pages[i][name] for i in group} for name in ("language", "spoken"))
        template = Template(
            containers=(css,),
            kinds=_kinds(counted),
            notices=tuple(sorted(sum_ for sum_, n in Counter(s for page in counted for s in page["dropped"]).items() if n > 1)),
            fields={name: places for name, places in {**fields, "zone": _zones([pages[i] for i in group])}.items() if places},
            expected=tuple(n for n in FIELDS if sum(n in pages[i]["present"] for i in group) >= 0.75 * len(group)),
            language=next(iter(languages)) if len(languages) == 1 else None,
            spoken=next(iter(spoken)) if len(languages) == len(spoken) == 1 else None,
            shortest=min(pages[i]["length"] for i in group),
            pages=len(group),
            agreement=round(agreement, 4),
        )
        rank = (len(group), round(agreement, 3), -sum(kinds[1] for page in counted for kinds in page["kinds"].values()))
        if best is None or rank > best[0]:
            best = (rank, template, tuple(group))
    return (best[1], best[2]) if best is not None else None


def _places(pages: Sequence[Evidence], name: str) -> tuple[Place, ...] | None:
    return settled([page["fields"].get(name, {}) for page in pages], [name in page["present"] for page in pages])


def _zones(pages: Sequence[Evidence]) -> tuple[Place, ...]:
    """The places that told the zone of the moment of publication where its own place did not, the most telling first."""
    told = Counter(place for page in pages for place in page["zones"])
    return tuple(unspell(place) for place, _ in told.most_common(3))


def _kinds(counted: Sequence[Mapping[str, Any]], leave_out: int = -1) -> dict[str, bool]:
    kept: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for i, page in enumerate(counted):
        if i != leave_out:
            for kind, (text, size) in page["kinds"].items():
                kept[kind] += text
                total[kind] += size
    return {kind: kept[kind] > 0.5 * total[kind] for kind in sorted(total)}


def _foretold(counted: Sequence[Mapping[str, Any]], k: int) -> float:
    """F1 of the characters of page `k` read by the kinds that the other pages teach."""
    kinds = _kinds(counted, k)
    right = taken = 0
    missed = counted[k]["outside"]
    for kind, (text, size) in counted[k]["kinds"].items():
        if kinds.get(kind, False):
            right += text
            taken += size
        else:
            missed += text
    return 2 * right / (taken + right + missed) if right else 0.0


# ---------------------------------------------------------------- reading by a template


def apply(
    template: Template, html: bytes, url: str, *, encoding: str | None = None, now: datetime | None = None, told: Told | None = None
) -> ExtractedArticle:
    """The article by the template alone. Raises Misfit where the page is not as the template says, saying in what.

    `told` is the page's `tell`, where several templates are tried on one page.
    """
    if general.not_html(html):
        raise Misfit("no_page")
    try:
        with general.uncollected():
            if template.pinned:
                return _by_person(template, html, url, encoding, now)
            return _by_template(template, html, url, encoding, now, told)
    except Misfit:
        raise
    except (ValueError, RecursionError, SelectolaxError) as error:
        raise Misfit("unreadable") from error


def _by_template(
    template: Template, html: bytes, url: str, encoding: str | None, now: datetime | None, told: Told | None
) -> ExtractedArticle:
    told = told if told is not None else tell(html, url, encoding=encoding, now=now)
    page = next((found for css in template.containers if (found := _cut_out(html, css, told.charset)) is not None), None)
    if page is None:
        raise Misfit("no_container")
    text = _learned_text(template, page)
    if len(text) < SHORTEST * template.shortest or (1 + 2 * cjk_share(text[:400])) * len(text) < general.MIN_TEXT:
        raise Misfit("too_short")
    sources = told.sources
    # What is inside the container counts for image, lead and paywall as on any page.
    whole = _beside(sources, page)
    fields = _facts(whole, text, template)
    for name in FIELDS:
        try:
            value, source = read_field(told, name, template.fields.get(name, ()), template.fields.get("zone", ()))
        except ValueError as error:
            raise Misfit(f"unclear_{name}") from error
        if value:
            fields[name] = [Candidate(value=value, source=source, score=1.0)]
        elif name in template.expected:
            raise Misfit(f"no_{name}")
    if not fields.get("title"):
        raise Misfit("no_title")
    return general.assemble(whole, fields, Body(text, template.agreement, ()), text, told.charset, "template")


def _beside(sources: Sources, page: Page) -> Sources:
    """`sources` with the blocks and images of `page` beside its own metadata."""
    known = sources.page
    whole = Page(blocks=page.blocks, elements=page.elements, images=page.images, metas=known.metas, links=known.links, title=known.title)
    whole.language = known.language
    return replace(sources, page=whole)


def _facts(sources: Sources, text: str, template: Template) -> general.Found:
    """The fields that are read alike on any page."""
    if template.spoken is not None and sources.language == template.language:
        languages = [Candidate(value=template.spoken, source="template", score=0.8)]
    else:
        told = sources.node("inLanguage")
        languages = facts.find_languages(sources, told if isinstance(told, str) else "", text)
    lock = facts.paywalled(sources)
    return {
        "canonical_url": facts.find_canonical(sources),
        "modified_at": moments.find_modified(sources),
        "language": languages,
        "lead": facts.find_leads(sources, text),
        "image": facts.find_images(sources),
        "site_name": facts.find_site_names(sources),
        "section": facts.find_sections(sources),
        "keywords": facts.find_keywords(sources),
        "paywalled": [lock] if lock else [],
    }


def _learned_text(template: Template, page: Page) -> str:
    """The text of the container; Misfit where too much of it is of unknown kinds.

    A kind that no page had is text where an editor wrote it into the text: a heading, an item or a paragraph without a class, or any
    heading beside what it heads, between blocks that are text.
    """
    chosen: list[int] = []
    seen: set[str] = set()
    known = unknown = 0
    notices = frozenset(template.notices)
    kinds: dict[tuple[int, str], bool | None] = {}
    keeps: list[bool | None] = []
    for block in page.blocks:
        key = (block.element, block.tag)
        if key not in kinds:
            kinds[key] = template.kinds.get(kind_of(page, block))
        keeps.append(kinds[key])
    text = [i for i, keep in enumerate(keeps) if keep]
    first, last = (text[0], text[-1]) if text else (0, 0)
    for i, block in enumerate(page.blocks):
        size, keep = len(block.text), keeps[i]
        if keep is None and first < i < last and (_is_plain(page, block) or (keeps[i + 1] and _heads(page, i))):
            keep = True
        if keep is None:
            unknown += size
        else:
            known += size
        if keep and notices and _REPEATED <= size <= _NOTICE and crc32(block.text.encode()) in notices:
            continue
        if keep and (block.link_chars < 0.8 * size or size < 30) and block.text not in seen:
            chosen.append(i)
            if size >= _REPEATED:
                seen.add(block.text)
    if unknown > MAX_UNKNOWN * (known + unknown):
        raise Misfit("unfamiliar")
    return join(page.blocks, chosen)


def _is_plain(page: Page, block: Block) -> bool:
    """Whether a block is bare markup: a text tag without a class, in a list without one where it is an item, and no row of links."""
    element = page.elements[block.element]
    if block.tag not in _TEXT_TAGS or element.name or block.link_chars > 0.5 * len(block.text):
        return False
    around = page.elements[element.parent] if element.parent >= 0 else element
    return around.tag not in ("ul", "ol", "dl") or not around.name


def _heads(page: Page, i: int) -> bool:
    """Whether a block is a heading in one container with the block after it."""
    block, following = page.blocks[i], page.blocks[i + 1]
    return block.tag in _HEADINGS and page.elements[block.element].parent == page.elements[following.element].parent


def _by_person(template: Template, html: bytes, url: str, encoding: str | None, now: datetime | None) -> ExtractedArticle:
    """The page read as any page, but for the text and the fields that a person has placed."""
    page, _, record = general.read(html, url, encoding=encoding, now=now)
    parser = page.parser
    node = next((n for css in template.containers if (n := parser.css_first(css)) is not None), None) if parser is not None else None
    if node is None or parser is None:
        raise Misfit("no_container")
    told = Told(html, tell(html, url, encoding=encoding, now=now).sources, (record.provenance.get("charset") or "").partition(":")[2])
    values: dict[str, Any] = {}
    for name, places in template.fields.items():
        css = places[0][0].removeprefix(CSS)
        told.place(css, parser.css(css)[:6])
        values[name] = READERS[name](told, places[0])
        if not values[name]:
            raise Misfit(f"no_{name}")
    for css in template.drop:
        for unwanted in parser.css(css):
            if unwanted.mem_id != node.mem_id:
                unwanted.decompose()
    inside = Page(parser=parser)
    walk(inside, node)
    text = join(inside.blocks, [i for i, b in enumerate(inside.blocks) if b.tag in _TEXT_TAGS and b.link_chars < 0.5 * len(b.text)])
    if (1 + 2 * cjk_share(text[:400])) * len(text) < general.MIN_TEXT:
        raise Misfit("too_short")
    provenance = {**record.provenance, "text": "template", **{n: template.fields[n][0][0] for n in values}}
    return replace(record, text=text, reason=None, confidence=1.0, escalated=None, consent=False, provenance=provenance, **values)


# ---------------------------------------------------------------- a template or the general extractor


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """How a page is to be read: the templates to try first, in order; whether to `check` them against the general extractor; whether to
    `observe` what the page teaches where the general extractor has read it."""

    templates: tuple[Template, ...] = ()
    check: bool = False
    observe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A record and how it came about. `template` is the digest of the template that fitted, `checked` whether the general extractor was
    asked as well and was sure of itself, `differs` the fields in which it then said something else (its record is `record` in that case),
    `misfits` what was wrong for each template that did not fit, `evidence` what the page teaches."""

    record: ExtractedArticle
    template: str | None = None
    checked: bool = False
    differs: tuple[str, ...] = ()
    misfits: tuple[str, ...] = ()
    evidence: dict[str, Any] | None = None


def read(html: bytes, url: str, ask: Ask, *, encoding: str | None = None, now: datetime | None = None) -> Reading:
    """The page by the first template that fits, by the general extractor otherwise. Never raises."""
    misfits: list[str] = []
    for template in ask.templates:
        try:
            record = apply(template, html, url, encoding=encoding, now=now)
        except Misfit as misfit:
            misfits.append(str(misfit))
            continue
        if not ask.check or template.pinned:
            return Reading(record=record, template=template.digest, misfits=tuple(misfits))
        other = general.extract_article(html, url, encoding=encoding, now=now)
        sure = other.text != "" and other.confidence >= MIN_CONFIDENCE
        differs = compare(record, other) if sure else ()
        return Reading(record=other if differs else record, template=template.digest, checked=sure, differs=differs, misfits=tuple(misfits))
    if not ask.observe:
        return Reading(record=general.extract_article(html, url, encoding=encoding, now=now), misfits=tuple(misfits))
    try:
        reason = general.not_html(html)
        if reason:
            return Reading(record=ExtractedArticle(url=url, reason=reason), misfits=tuple(misfits))
        page, body, record = general.read(html, url, encoding=encoding, now=now)
        evidence = observe(html, page, body, record, encoding=encoding, now=now)
    except Exception:  # what a hostile page breaks in learning, it does not break in reading
        record, evidence = general.extract_article(html, url, encoding=encoding, now=now), None
    return Reading(record=record, misfits=tuple(misfits), evidence=evidence)


def compare(one: ExtractedArticle, other: ExtractedArticle) -> tuple[str, ...]:
    """The fields in which two records of one page say different things; texts are the same from an F1 of words of SAME."""
    found = ["text"] if overlap(one.text, other.text) < SAME else []
    for name in FIELDS:
        a, b = getattr(one, name), getattr(other, name)
        if bool(a) != bool(b) or (a and not agree(name, a, b)):
            found.append(name)
    return tuple(found)


def overlap(one: str, other: str) -> float:
    """F1 of the two texts' words as multisets; by characters where they are not written in words."""
    split = list if cjk_share(other[:400]) > 0.3 else _WORD.findall
    a, b = Counter(split(one)), Counter(split(other))
    common = sum((a & b).values())
    return 2 * common / (sum(a.values()) + sum(b.values())) if a and b else 0.0


def has_drifted(outcomes: Sequence[bool]) -> bool:
    """Whether a template stopped fitting: most of the last WINDOW articles, oldest first, were not read by it (True = it fitted)."""
    recent = list(outcomes)[-WINDOW:]
    return len(recent) >= 3 and recent.count(False) > len(recent) / 2
