"""One page to one record: `extract_article`, and `explain_article`, which also tells what each value was preferred to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, time
from itertools import chain, islice
from typing import Any, Final

from amw.extract import authors, facts, moments, titles
from amw.extract.body import Body, read_body, with_second_opinion
from amw.extract.dom import Page
from amw.extract.embedded import attributes, unveil
from amw.extract.islands import read_islands
from amw.extract.notices import is_notice, lists_articles, report_above, why_empty, why_no_article
from amw.extract.parse import read_page
from amw.extract.record import Candidate, ExtractedArticle
from amw.extract.sources import Sources, gather
from amw.extract.structured import article_body
from amw.garbage import uncollected
from amw.text import clean_text, fold, storable, weigh

MAX_BYTES: Final = 16_000_000  # of a body looked at; more is refused
MIN_TEXT: Final = 120  # characters (a CJK character counts as three); less is no article
LITTLE: Final = 600  # characters of an alphabet below which the text may stand elsewhere on the page
MAX_AGAIN: Final = 600_000  # bytes of a page that is read a second time
MAX_TYPES: Final = 100_000_000  # types of a page's JSON-LD times its characters, as trafilatura may go through it: .1 s
SURE: Final = 0.65  # expected F1 from which no second opinion is asked: ninety-nine pages in a hundred
UNSURE: Final = 0.62  # expected F1 below which text that is told elsewhere on the page may replace the blocks
_MAGIC: Final = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"RIFF", "image"),
    (b"PK\x03\x04", "archive"),
    (b"\x1f\x8b", "compressed"),
)
_CONTROLS: Final = bytes({*range(9), *range(14, 27), *range(28, 32)})  # characters that no text has, in any encoding but UTF-16
Fields = dict[str, list[Candidate]]  # candidates by field, best first


def extract_article(html: bytes, url: str, *, encoding: str | None = None, now: datetime | None = None) -> ExtractedArticle:
    """The article on a page. Never raises: a page without one has `text` == "" and a `reason`.

    `html` is the response body, `url` its address (for relative links and date hints), `encoding` the charset of the transport header,
    `now` the time of fetching: dates later than a day after it are not believed.
    """
    return _guarded(html, url, encoding, now)[0]


def explain_article(html: bytes, url: str, *, encoding: str | None = None, now: datetime | None = None) -> dict[str, dict[str, Any]]:
    """Field -> {"value", "source", "confidence", "agreeing": [source, ...], "alternatives": [{"value", "source", "confidence"}, ...]}.

    `agreeing` are the other places that tell the same, `alternatives` the values that were beaten, each once, best first.
    """
    article, found = _guarded(html, url, encoding, now, every=True)
    answer: dict[str, dict[str, Any]] = {}
    for name in ExtractedArticle.__dataclass_fields__:
        if name in ("provenance", "url", "confidence"):
            continue
        value, source, candidates = getattr(article, name), article.provenance.get(name), found.get(name, [])
        chosen = next((c for c in candidates if source is not None and source.startswith(c.source)), None)
        others = [c for c in candidates if c is not chosen]
        beaten: dict[str, Candidate] = {}
        for c in others:
            if not _same(c.value, value):
                beaten.setdefault(str(c.value), c)
        answer[name] = {
            "value": value,
            "source": source,
            "confidence": round(article.confidence if name == "text" else chosen.score if chosen else 0.0, 3),
            "agreeing": list(dict.fromkeys(c.source for c in others if _same(c.value, value))),
            "alternatives": [{"value": c.value, "source": c.source, "confidence": round(c.score, 3)} for c in beaten.values()][:12],
        }
    return answer


def _same(one: object, other: object) -> bool:
    """Whether two values tell the same: texts but for case and punctuation, languages but for the region, a day and a moment in it."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        if one.tzinfo and other.tzinfo:
            return one == other
        return one.date() == other.date() and (one.time() == time.min or one.time() == other.time())
    if isinstance(one, str) and isinstance(other, str):
        return fold(one) == fold(other) or one.split("-")[0] == other
    return one == other


def _guarded(html: bytes, url: str, encoding: str | None, now: datetime | None, *, every: bool = False) -> tuple[ExtractedArticle, Fields]:
    try:
        reason = not_html(html)
        if reason:
            return ExtractedArticle(url=url, reason=reason), {}
        with uncollected():
            record, found = read(html, url, encoding, now, every=every)[2:]  # the page is gone before objects are counted again
    except Exception as error:
        return ExtractedArticle(url=str(url), reason=f"error:{type(error).__name__}"), {}
    return record, found


def not_html(html: bytes) -> str | None:
    """Why these bytes are not a page ("empty", "too_large", "not_html:<kind>"), or None."""
    start = html[:2048].lstrip()
    if start.startswith(b"<") and not start.startswith(b"<?xml") and b"\x00" not in start:  # as nearly all are
        return None if len(html) <= MAX_BYTES else "too_large"
    if not start.strip(b"\x00") and not html.strip(b" \t\r\n\x00"):
        return "empty"
    if len(html) > MAX_BYTES:
        return "too_large"
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            return f"not_html:{kind}"
    if start[:1] in (b"{", b"[") and b"<html" not in html[:4096].lower():
        return "not_html:json"
    if start.startswith(b"<?xml") and (b"<rss" in start or b"<feed" in start or b"<urlset" in start or b"<sitemapindex" in start):
        return "not_html:xml"
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or start.count(b"\x00") >= len(start) // 3:  # UTF-16
        return None
    return "not_html:binary" if len(start.translate(None, _CONTROLS)) < 0.98 * len(start) else None


def read(
    html: bytes, url: str, encoding: str | None, now: datetime | None, *, every: bool = False
) -> tuple[Page, Body, ExtractedArticle, Fields]:
    """The walked page, the body decision, the record and what it was chosen from. Raises what hostile pages make it raise."""
    sources, body = _read_once(html, url, encoding, now)
    opened = unveil(html) if weigh(body.text) < LITTLE and len(html) <= MAX_AGAIN else html  # the very same page where nothing is held back
    if opened is not html:
        inside = _read_once(opened, url, encoding, now)
        if weigh(inside[1].text) > max(400.0, 2 * weigh(body.text)) and not is_notice(inside[1].text, body.text):
            sources, body = inside
        else:
            opened = html
    page = sources.page
    decided, how = _escalate(body, sources, html)
    how = "unveiled" if opened is not html and how == "blocks" else how
    text, reason = decided.text, None
    if weigh(text) < MIN_TEXT:
        reason, text = why_empty(page), ""
    elif notice := why_no_article(sources, text):
        reason, text = notice, ""
    elif lists_articles(sources, text):
        text = report_above(sources)
        reason = None if text else "listing"
    found = find_fields(sources, text, every=every)
    found["text"] = [Candidate(value=body.text, source="blocks", score=body.confidence)] if body.text else []
    return page, decided, assemble(sources, found, decided, text, page.charset, how, reason), found


def _read_once(html: bytes, url: str, encoding: str | None, now: datetime | None) -> tuple[Sources, Body]:
    sources = gather(read_page(html, encoding), url, now)
    return sources, read_body(sources)


def _escalate(body: Body, sources: Sources, html: bytes) -> tuple[Body, str]:
    """(body, how): the blocks where they convince, else the best of what the page tells elsewhere, else a second opinion on the blocks.

    The second opinion is trafilatura's. Where it finds less than half as much, the rest is comments or other articles, and its text is
    taken; otherwise it is one more witness for or against each block.
    """
    weight = weigh(body.text)
    if body.confidence >= SURE and weight >= LITTLE:
        return body, "blocks"
    if body.confidence < UNSURE or weight < LITTLE:
        stated = clean_text(article_body(sources.data.article))
        # JSON-LD bodies are cut short on a quarter of the pages that have one: only one that is plainly more than the blocks is believed.
        if weigh(stated) > max(400.0, 1.6 * weight):
            return Body(stated, 0.6, ()), "jsonld"
        island = clean_text(read_islands(chain(sources.page.scripts(), attributes(html, sources.page.charset.partition(":")[2]))))
        if weigh(island) > max(400.0, 2 * weight) and not is_notice(island, body.text):
            return Body(island, 0.5, ()), "island"
    if body.confidence >= SURE or sum(len(block.text) for block in sources.page.blocks) < 250:
        return body, "blocks"
    other = _second_text(html, sources)
    if not other:
        return body, "blocks"
    if 600 < len(other) < 0.5 * len(body.text) or (weigh(other) >= 250 and weigh(other) > 1.2 * weight and body.confidence < UNSURE):
        return Body(other, 0.6, ()), "trafilatura"
    return (with_second_opinion(body, other, sources) if len(other) > 200 else body), "blocks+trafilatura"


def _second_text(html: bytes, sources: Sources) -> str:
    page = sources.page
    if len(html) > MAX_AGAIN or len(page.blocks) > 800 or page.truncated:
        return ""  # its time grows faster than the page
    if sum(text.count('"@type"') * len(text) for _, text in page.scripts("ld+json")) > MAX_TYPES:
        return ""
    from trafilatura import extract  # loading it takes as long as twenty pages, and one in sixty needs it

    with suppress(Exception):  # whatever it meets on a page that it cannot read
        return clean_text(extract(html, url=sources.url or None, include_comments=False, fast=True) or "")
    return ""


def find_fields(sources: Sources, text: str, *, every: bool = True) -> Fields:
    """Candidates for every field but the text, best first; without `every` but for those that could not be chosen."""
    facts_found = find_facts(sources, text, every=every)
    names = facts_found["site_name"]
    # What is told of the name by the title, or not at all, is no witness to the title's own parts, nor against an author.
    site = str(names[0].value) if names and names[0].source not in ("host", "title tag") else None
    return {
        **facts_found,
        "title": titles.find_titles(sources, site),
        "authors": authors.find_authors(sources, site, every=every),
        "published_at": moments.find_published(sources, every=every),
    }


def find_facts(sources: Sources, text: str, *, every: bool = False, languages: list[Candidate] | None = None) -> Fields:
    """Candidates for the fields that are read alike on any page, best first, or the best alone; `languages` where they are known."""

    def best(candidates: Iterator[Candidate]) -> list[Candidate]:
        return list(candidates if every else islice(candidates, 1))

    return {
        "modified_at": moments.find_modified(sources),
        "language": best(facts.find_languages(sources, text)) if languages is None else languages,
        "lead": best(facts.find_leads(sources, text)),
        **{name: best(find(sources)) for name, find in facts.FINDERS.items()},
    }


def assemble(
    sources: Sources, fields: Fields, body: Body, text: str, charset: str, how: str, reason: str | None = None
) -> ExtractedArticle:
    """The record: the best candidate of every field, with its provenance."""
    provenance: dict[str, str] = {"charset": charset}
    values: dict[str, Any] = {}
    for name, candidates in fields.items():
        if name == "text" or not candidates:
            continue
        best = candidates[0]
        value, source = best.value, best.source
        if isinstance(value, datetime):
            value, note = moments.settle(value, candidates)
            source += note
        elif isinstance(value, str):
            value = storable(value)
        elif isinstance(value, tuple):
            value = tuple(storable(v) for v in value)
        if name == "language":
            value = str(value).split("-")[0]
        values[name] = value
        provenance[name] = source
    if values.get("modified_at") and values.get("published_at") and values["modified_at"] < values["published_at"]:
        del values["modified_at"], provenance["modified_at"]
    if text:
        provenance["text"] = how
    return ExtractedArticle(
        url=sources.url,
        text=text,  # storable, as `join` and `clean_text` leave it
        reason=reason,
        confidence=round(body.confidence, 3) if text else 0.0,
        escalated=how if text and how not in ("blocks", "template") else None,
        consent=reason == "consent",
        provenance=provenance,
        **values,
    )
