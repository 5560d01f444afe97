"""Learning where a publisher's pages keep text and fields.

`observe` notes what the general extractor found on a page, in a few kilobytes; `learn` finds what several such notes share: the element
that holds the text, which kinds of blocks inside it are text, and the places where title, date and authors are told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import accumulate
from typing import Any, Final
from zlib import crc32

from amw.extract.body import REPEATED, Body
from amw.extract.dom import Page
from amw.extract.places import FIELDS, STABLE, Place, take_excerpt, unspell
from amw.extract.record import ExtractedArticle
from amw.extract.slices import locate, selector
from amw.extract.template import NOTICE, Template, cut_out, kinds_of_blocks
from amw.extract.witnesses import settled, witness

MIN_PAGES: Final = 4  # a shape seen on fewer pages is an accident
MIN_CONFIDENCE: Final = 0.8  # of the general extractor, for a page to be learned from
MIN_AGREEMENT: Final = 0.97  # mean F1 of characters with the general extractor, each page read by what the others taught
WORST_AGREEMENT: Final = 0.9  # the same of the worst page
_HOLDERS: Final = 3  # elements a page that are looked at as its container
_NAMES: Final = 4  # selectors of each
Evidence = Mapping[str, Any]


def observe(
    html: bytes, page: Page, body: Body, record: ExtractedArticle, *, encoding: str | None = None, now: datetime | None = None
) -> dict[str, Any] | None:
    """What a page that the general extractor has read teaches, as JSON holds it; None where it is not sure enough of the page.

    `holders` are elements with the selectors that cut them out, the kinds of blocks inside ({kind: [characters that are text,
    characters]}), the characters of text outside and the checksums of what is no text; `fields` and `zones` are what
    `places.witness` tells.
    """
    if not record.text or not body.blocks or record.confidence < MIN_CONFIDENCE or not record.title:
        return None
    excerpt = take_excerpt(html, record.url, encoding=encoding, now=now)
    texts = Counter(page.blocks[i].text for i in body.blocks)
    size = sum(len(text) * n for text, n in texts.items())
    holders: list[dict[str, Any]] = []
    for names in _holders(page, body):
        begins = {css: at for css in names[:_NAMES] if (at := locate(html, css, excerpt.start)) >= 0}
        if not begins:
            continue
        first = next(iter(begins))
        inside = cut_out(html, first, excerpt.charset, excerpt.start)
        if inside is None:
            continue
        kinds, left, dropped = _contents(inside, texts)
        outside = sum(len(text) * n for text, n in left.items())
        if outside <= 0.05 * size:
            css = [css for css, at in begins.items() if at == begins[first]]
            holders.append({"css": css, "kinds": kinds, "outside": outside, "dropped": dropped})
            if len(holders) >= _HOLDERS:
                break
    if not holders:
        return None
    fields, stated = witness(excerpt, page, record)
    return {
        "length": len(record.text),
        "language": excerpt.sources.language,
        "spoken": record.language,
        "holders": holders,
        "fields": fields,
        "zones": stated,
        "present": [name for name in FIELDS if getattr(record, name)],
    }


def _contents(page: Page, texts: Counter[str]) -> tuple[dict[str, list[int]], Counter[str], list[int]]:
    """(the kinds of the blocks of an element cut out, those of `texts` that are not in it, checksums of its blocks that are no text)."""
    left = Counter(texts)
    kinds: dict[str, list[int]] = {}
    dropped: dict[int, None] = {}
    for kind, block in zip(kinds_of_blocks(page), page.blocks, strict=True):
        counted = kinds.setdefault(kind, [0, 0])
        counted[1] += len(block.text)
        if left[block.text] > 0:
            left[block.text] -= 1
            counted[0] += len(block.text)
        elif REPEATED <= len(block.text) <= NOTICE:
            dropped[crc32(block.text.encode())] = None
    return kinds, left, list(dropped)[:30]


def _holders(page: Page, body: Body) -> Iterator[list[str]]:
    """Of the elements that hold nearly all the text, those with the least else in them first, the selectors that no element before it
    has: only the first of its kind is cut out."""
    elements, chosen = page.elements, set(body.blocks)
    totals = list(accumulate((len(block.text) for block in page.blocks), initial=0))
    sizes = list(accumulate((len(block.text) if i in chosen else 0 for i, block in enumerate(page.blocks)), initial=0))
    found: list[tuple[float, int, int]] = []
    begun: dict[int, int] = {}  # the first element of each look
    for i, (look, depth, first, last) in enumerate(zip(elements.looks, elements.depths, elements.firsts, elements.lasts, strict=True)):
        begun.setdefault(look, i)
        size = sizes[last] - sizes[first]
        if size and size >= 0.95 * sizes[-1]:
            found.append((-size / max(1, totals[last] - totals[first]), -depth, i))
    for _, _, i in sorted(found):
        tag, name, itemprop = elements.kinds[elements.looks[i]]
        before = [elements.kinds[look] for look, at in begun.items() if at < i and elements.kinds[look][0] == tag]
        taken = {word for _, names, _ in before for word in names.split()}
        names = [f'{tag}[itemprop="{itemprop}"]'] if itemprop.isalpha() and all(itemprop != other for *_, other in before) else []
        words = [word for word in name.split() if word not in taken and STABLE.fullmatch(word.removeprefix("#"))]
        names += [f"{tag}{word}" if word.startswith("#") else f"{tag}.{word}" for word in words]
        names += [tag] if tag in ("article", "main") and not before else []
        if names := [css for css in names if selector(css) is not None]:
            yield names


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
        template = _template_of(css, [pages[i] for i in group], counted, scores)
        if template is None:
            continue
        rank = (len(group), round(template.agreement, 3), -sum(kinds[1] for page in counted for kinds in page["kinds"].values()))
        if best is None or rank > best[0]:
            best = (rank, template, tuple(group))
    return (best[1], best[2]) if best is not None else None


def _template_of(css: str, pages: Sequence[Evidence], counted: Sequence[Mapping[str, Any]], scores: Sequence[float]) -> Template | None:
    """What `pages` teach of the elements that `css` selects, `counted` and foretold with `scores`; None where that is too little."""
    agreement = sum(scores) / len(scores)
    fields = {name: _places(pages, name) for name in FIELDS}
    if agreement < MIN_AGREEMENT or min(scores) < WORST_AGREEMENT or not fields["title"] or None in fields.values():
        return None
    languages, spoken = ({page[name] for page in pages} for name in ("language", "spoken"))
    return Template(
        containers=(css,),
        kinds=_kinds(counted),
        notices=tuple(sorted(sum_ for sum_, n in Counter(s for page in counted for s in page["dropped"]).items() if n > 1)),
        fields={name: places for name, places in {**fields, "zone": _zones(pages)}.items() if places},
        expected=tuple(name for name in FIELDS if sum(name in page["present"] for page in pages) >= 0.75 * len(pages)),
        language=next(iter(languages)) if len(languages) == 1 else None,
        spoken=next(iter(spoken)) if len(languages) == len(spoken) == 1 else None,
        shortest=min(page["length"] for page in pages),
        pages=len(pages),
        agreement=round(agreement, 4),
    )


def _places(pages: Sequence[Evidence], name: str) -> tuple[Place, ...] | None:
    return settled([page["fields"].get(name, {}) for page in pages], [name in page["present"] for page in pages])


def _zones(pages: Sequence[Evidence]) -> tuple[Place, ...]:
    """The places that told the zone of the moment of publication where its own place did not, the most telling first."""
    places = Counter(place for page in pages for place in page["zones"])
    return tuple(unspell(place) for place, _ in places.most_common(3))


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
