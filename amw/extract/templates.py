"""Reading a page by a learned template, so that it needs no classifier and hardly a parse, or by the general extractor.

`apply` reads a page by a template, or says why it does not fit; nothing is read but the head, the JSON-LD and the elements that the
template names. `read` tries the templates of an `Ask` first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from zlib import crc32

from selectolax.lexbor import SelectolaxError

from amw.extract import article as general
from amw.extract.body import REPEATED, Body, alone, join
from amw.extract.dom import SUBHEADINGS, Block, Page
from amw.extract.notices import why_no_article
from amw.extract.places import CSS, FIELDS, READERS, Excerpt, agree, read_field, take_excerpt
from amw.extract.record import Candidate, ExtractedArticle
from amw.extract.sources import Sources
from amw.extract.template import NOTICE, Misfit, Template, cut_out, kinds_of_blocks
from amw.extract.template_learning import MIN_CONFIDENCE, observe
from amw.extract.walk import walk
from amw.garbage import uncollected
from amw.text import cjk_share, weigh

MAX_UNKNOWN: Final = 0.15  # share of the container's characters in kinds of blocks never seen, beyond which the page does not fit
SHORTEST: Final = 0.25  # of the shortest text learned from: less is a teaser, a paywall or another kind of page
SAME: Final = 0.9  # F1 of words from which two texts of one page are the same
WINDOW: Final = 6  # outcomes that `has_drifted` looks back on
_TEXT_TAGS: Final = frozenset("p h2 h3 h4 li blockquote pre dd dt td".split())
_WORD: Final = re.compile(r"\w+")


def apply(template: Template, html: bytes, url: str, *, encoding: str | None = None, now: datetime | None = None) -> ExtractedArticle:
    """The article by the template alone. Raises Misfit where the page is not as the template says, saying in what."""
    if general.not_html(html):
        raise Misfit("no_page")
    try:
        with uncollected():
            return (_by_person if template.pinned else _by_template)(template, html, url, encoding, now)
    except Misfit:
        raise
    except (ValueError, RecursionError, SelectolaxError) as error:
        raise Misfit("unreadable") from error


def _by_template(template: Template, html: bytes, url: str, encoding: str | None, now: datetime | None) -> ExtractedArticle:
    excerpt = take_excerpt(html, url, encoding=encoding, now=now)
    page = next((found for css in template.containers if (found := cut_out(html, css, excerpt.charset, excerpt.start)) is not None), None)
    if page is None:
        raise Misfit("no_container")
    text = _learned_text(template, page, excerpt.sources)
    if len(text) < SHORTEST * template.shortest or weigh(text) < general.MIN_TEXT:
        raise Misfit("too_short")
    if why_no_article(excerpt.sources, text) is not None:
        raise Misfit("notice")
    # What is inside the container counts for image, lead and paywall as on any page.
    head = excerpt.sources.page
    page.metas, page.links, page.title, page.base, page.language = head.metas, head.links, head.title, head.base, head.language
    sources = replace(excerpt.sources, page=page)
    known = template.spoken is not None and sources.language == template.language
    languages = [Candidate(value=template.spoken, source="template", score=0.8)] if known else None
    fields = general.find_facts(sources, text, languages=languages)
    for name in FIELDS:
        try:
            value, source = read_field(excerpt, name, template.fields.get(name, ()), template.fields.get("zone", ()))
        except ValueError as error:
            raise Misfit(f"unclear_{name}") from error
        if value:
            fields[name] = [Candidate(value=value, source=source, score=1.0)]
        elif name in template.expected:
            raise Misfit(f"no_{name}")
    if not fields.get("title"):
        raise Misfit("no_title")
    return general.assemble(sources, fields, Body(text, template.agreement, ()), text, excerpt.charset, "template")


def _learned_text(template: Template, page: Page, sources: Sources) -> str:
    """The text of the container, alone as on any page; Misfit where too much of it is of unknown kinds. `sources` are the metadata.

    A kind that no page had is text where an editor wrote it into the text: a heading, an item or a paragraph without a class, or any
    heading beside what it heads, between blocks that are text.
    """
    chosen: list[int] = []
    seen: set[str] = set()
    known = unknown = 0
    notices = frozenset(template.notices)
    keeps = [template.kinds.get(kind) for kind in kinds_of_blocks(page)]
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
        if keep and notices and REPEATED <= size <= NOTICE and crc32(block.text.encode()) in notices:
            continue
        if keep and (block.link_chars < 0.8 * size or size < 30) and block.text not in seen:
            chosen.append(i)
            if size >= REPEATED:
                seen.add(block.text)
    if unknown > MAX_UNKNOWN * (known + unknown):
        raise Misfit("unfamiliar")
    return join(page, alone(page, chosen, sources))


def _is_plain(page: Page, block: Block) -> bool:
    """Whether a block is bare markup: a text tag without a class, in a list without one where it is an item, and no row of links."""
    elements = page.elements
    _, name, _ = elements.kinds[elements.looks[block.element]]
    if block.tag not in _TEXT_TAGS or name or block.link_chars > 0.5 * len(block.text):
        return False
    tag, around, _ = elements.kinds[elements.looks[max(0, elements.parents[block.element])]]
    return tag not in ("ul", "ol", "dl") or not around


def _heads(page: Page, i: int) -> bool:
    """Whether a block is a heading in one container with the block after it."""
    block, following = page.blocks[i], page.blocks[i + 1]
    return block.tag in SUBHEADINGS and page.elements.parents[block.element] == page.elements.parents[following.element]


def _by_person(template: Template, html: bytes, url: str, encoding: str | None, now: datetime | None) -> ExtractedArticle:
    """The page read as any page, but for the text and the fields that a person has placed."""
    page, _, record, _ = general.read(html, url, encoding, now)
    parser = page.parser
    node = next((n for css in template.containers if (n := parser.css_first(css)) is not None), None) if parser is not None else None
    if node is None or parser is None:
        raise Misfit("no_container")
    charset = (record.provenance.get("charset") or "").partition(":")[2]
    excerpt = Excerpt(html, take_excerpt(html, url, encoding=encoding, now=now).sources, charset)
    values: dict[str, Any] = {}
    for name, places in template.fields.items():
        css = places[0][0].removeprefix(CSS)
        excerpt.put(css, parser.css(css)[:6])
        values[name] = READERS[name](excerpt, places[0])
        if not values[name]:
            raise Misfit(f"no_{name}")
    for css in template.drop:
        for unwanted in parser.css(css):
            if unwanted.mem_id != node.mem_id:
                unwanted.decompose()
    inside = Page()
    walk(inside, node)
    text = join(inside, [i for i, b in enumerate(inside.blocks) if b.tag in _TEXT_TAGS and b.link_chars < 0.5 * len(b.text)])
    if weigh(text) < general.MIN_TEXT:
        raise Misfit("too_short")
    provenance = {**record.provenance, "text": "template", **{n: template.fields[n][0][0] for n in values}}
    return replace(record, text=text, reason=None, confidence=1.0, escalated=None, consent=False, provenance=provenance, **values)


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
    if ask.observe and general.not_html(html) is None:
        with suppress(Exception), uncollected():  # what a hostile page breaks in learning, it does not break in reading
            record, evidence = _read_and_observed(html, url, encoding, now)
            return Reading(record=record, misfits=tuple(misfits), evidence=evidence)
    return Reading(record=general.extract_article(html, url, encoding=encoding, now=now), misfits=tuple(misfits))


def _read_and_observed(html: bytes, url: str, encoding: str | None, now: datetime | None) -> tuple[ExtractedArticle, dict[str, Any] | None]:
    page, body, record, _ = general.read(html, url, encoding, now)  # gone with this call, before objects are counted again
    return record, observe(html, page, body, record, encoding=encoding, now=now)


def compare(one: ExtractedArticle, other: ExtractedArticle) -> tuple[str, ...]:
    """The fields in which two records of one page say different things; texts are the same from an F1 of words of SAME."""
    texts = ["text"] if overlap(one.text, other.text) < SAME else []
    return (*texts, *(name for name in FIELDS if not agree(name, getattr(one, name), getattr(other, name))))


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
