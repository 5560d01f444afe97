"""What grouping needs to know of an article, in half a kilobyte: term keys, names, numbers, a near-duplicate sketch and a few facts."""

from __future__ import annotations

import hashlib
import re
import struct
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import log2
from typing import Final

import numpy as np

from amw.stories import background
from amw.stories.background import MASK
from amw.stories.roundup import is_roundup
from amw.stories.terms import CONCEPT, DATE, FOREIGN, NAME, NUMBER, Term, key_of, terms_of
from amw.text import cjk_share, storable

LEAD: Final = 4_000  # characters of text that are read: news says what happened first, and cost stays bounded on a 1 MB page
TITLE: Final = 400  # characters of a title that are read
TERMS: Final = 72  # heaviest terms kept
SKETCH: Final = 48  # smallest shingle hashes kept: a Jaccard estimate within 0.07
KEYS: Final = 24  # terms under which the article is found again

_HEAD = struct.Struct("<BQQQQqII")
_NO_TIME: Final = -(1 << 62)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article as grouping sees it. `companies` and `models` are catalogue keys, `amounts` pairs of kind and US dollars (or None)."""

    doc_id: str
    title: str = ""
    text: str = ""
    published_at: datetime | None = None
    language: str | None = None
    companies: Sequence[str] = ()
    models: Sequence[str] = ()
    amounts: Sequence[tuple[str, float | None]] = ()
    event: str | None = None
    url: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signed document. Keys are 32-bit hashes; `weights` are term frequencies in sixteenths; `published` is in seconds since 1970 (UTC).

    `digest` is of the folded title and text, `title_digest` of the folded title, `url` and `source` hashes of theirs; 0 stands for none.
    """

    doc_id: str
    digest: int = 0
    title_digest: int = 0
    url: int = 0
    source: int = 0
    published: int | None = None
    length: int = 0
    cjk: bool = False
    roundup: bool = False
    event: int = 0
    title: tuple[int, ...] = ()
    terms: tuple[int, ...] = ()
    weights: bytes = b""
    names: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    foreign: tuple[int, ...] = ()
    concepts: tuple[int, ...] = ()
    companies: tuple[int, ...] = ()
    models: tuple[int, ...] = ()
    amounts: tuple[int, ...] = ()
    sketch: tuple[int, ...] = ()
    keys: tuple[int, ...] = field(default=())

    def to_bytes(self) -> bytes:
        """A compact form, without `doc_id`; `from_bytes` reads it back."""
        arrays = [getattr(self, name)[:255] for name in _ARRAYS]
        published = _NO_TIME if self.published is None else self.published
        flags = self.cjk | self.roundup << 1
        head = _HEAD.pack(flags, self.digest, self.title_digest, self.url, self.source, published, self.length, self.event)
        return b"".join((head, bytes(map(len, arrays)), *(array("I", a).tobytes() for a in arrays), self.weights))

    @classmethod
    def from_bytes(cls, doc_id: str, body: bytes) -> Signature:
        """The signature that `to_bytes` wrote. Raises struct.error or ValueError on anything else."""
        flags, digest, title_digest, url, source, published, length, event = _HEAD.unpack_from(body)
        at = _HEAD.size + len(_ARRAYS)
        arrays: dict[str, tuple[int, ...]] = {}
        for name, size in zip(_ARRAYS, body[_HEAD.size : at], strict=True):
            arrays[name] = struct.unpack_from(f"={size}I", body, at)
            at += 4 * size
        return cls(
            doc_id=doc_id,
            digest=digest,
            title_digest=title_digest,
            url=url,
            source=source,
            event=event,
            published=None if published == _NO_TIME else published,
            length=length,
            cjk=bool(flags & 1),
            roundup=bool(flags & 2),
            weights=body[at:],
            **arrays,
        )


_ARRAYS = ("title", "terms", "names", "numbers", "foreign", "concepts", "companies", "models", "amounts", "sketch", "keys")


def hash64(value: str) -> int:
    """An unsigned 64-bit hash of a string, never 0."""
    return int.from_bytes(hashlib.blake2b(value.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") or 1


def sign(document: Document) -> Signature:
    """The signature of a document. Never raises on text, whatever it holds; reads at most `LEAD` characters of it for terms."""
    title = without_credit(" ".join(storable(document.title[: 4 * TITLE]).split())[:TITLE])
    text = storable(document.text[:LEAD])
    title_terms, body_terms = terms_of(title), terms_of(text)
    table = background.table()
    counts: dict[int, float] = {}
    for times, terms in ((1.0, body_terms), (2.0, title_terms)):
        for term in terms:
            counts[term.key] = counts.get(term.key, 0.0) + times * _TF[term.kind]
    damped = [(k, n if n <= 1.0 else 1.0 + log2(n)) for k, n in counts.items() if n]
    weighed = [(k, w) for _, k, w in sorted([(-w * table[k & MASK], k, w) for k, w in damped])]
    kept = sorted(weighed[:TERMS])
    own = {k: None for k, kind in _pairs(title_terms) if kind < FOREIGN}
    foreign = tuple({t.key: None for t in (*title_terms, *body_terms) if t.kind == FOREIGN})[:64]
    numbers = {t.key: None for t in (*title_terms, *body_terms[:400]) if t.kind in (NUMBER, DATE)}
    companies = _hashed("co:", document.companies)
    models = _hashed("mo:", document.models)
    names = _names(title_terms) | _names(body_terms[:300])
    squashed = " ".join((document.title[:10_000] + "\n" + document.text).casefold().split())
    folded_title = " ".join(title.casefold().split())
    return Signature(
        doc_id=document.doc_id,
        digest=hash64(squashed) if squashed else 0,
        title_digest=hash64(folded_title) if folded_title else 0,
        url=hash64(document.url) if document.url else 0,
        source=hash64(document.source) if document.source else 0,
        published=_seconds(document.published_at),
        length=len(body_terms),
        cjk=not (title.isascii() and text[:300].isascii()) and cjk_share(title + text[:300]) > 0.2,
        roundup=is_roundup(title, document.text, len(set(document.companies))),
        event=key_of(document.event) if document.event else 0,
        title=tuple(own)[:48],
        terms=tuple([k for k, _ in kept]),
        weights=bytes([min(255, round(16 * w)) for _, w in kept]),
        names=tuple([k for _, k in sorted([(-table[k & MASK], k) for k in names])[:32]]),
        numbers=tuple(numbers)[:32],
        foreign=foreign,
        concepts=tuple({t.key: None for t in (title_terms or body_terms[:50]) if t.kind == CONCEPT})[:16],
        companies=companies,
        models=models,
        amounts=_amounts(document.amounts),
        sketch=_sketch(title_terms, body_terms),
        keys=_keys(weighed, own, foreign, companies, models),
    )


_TF = (1.0, 1.0, 1.0, 0.4, 0.6, 0.5, 0.0)  # by kind of term: a concept is no term of its own


_CREDIT = re.compile(r"\s*\([^()/]{2,60}/[^()]{2,40}\)$")
_LABEL = re.compile(
    r"^(?:(?:show|launch|ask|tell) hn|sources?|memo|exclusive|breaking(?: news)?|report|video|watch|live|opinion|analysis|update|q&a|filing"
    r"|[A-Z]{2,4}(?= ?: ['‘“\"])) ?[:–|] ",
    re.IGNORECASE,
)


def without_credit(title: str) -> str:
    """A title without what outlets and aggregators put around it: "(Ann Lee/Bloomberg)" at its end, "Sources:" or "Show HN:" before it."""
    return _LABEL.sub("", _CREDIT.sub("", title), count=1)


def _pairs(terms: Sequence[Term]) -> list[tuple[int, int]]:
    return [(t.key, t.kind) for t in terms]


def _names(terms: Sequence[Term]) -> set[int]:
    words = [t for t in terms if t.kind <= NAME]
    if not words:
        return set()
    capitals = sum(t.kind for t in words)
    capital = background.capital()
    title_case = capitals > 0.7 * len(words)
    return {t.key for t in words if t.kind == NAME and capital[t.key & MASK] > (0.6 if title_case else 0.35)}


def _hashed(prefix: str, values: Sequence[str]) -> tuple[int, ...]:
    return tuple(sorted({key_of(prefix + v) for v in values}))[:48]


def _amounts(amounts: Sequence[tuple[str, float | None]]) -> tuple[int, ...]:
    return tuple(sorted({key_of(f"{kind}:{usd:.3g}") for kind, usd in amounts if usd is not None}))[:16]


def _seconds(moment: datetime | None) -> int | None:
    if moment is None:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return int(moment.timestamp())
    except (OverflowError, ValueError, OSError):
        return None


def _sketch(title: Sequence[Term], body: Sequence[Term]) -> tuple[int, ...]:
    chosen = body if len(body) >= 12 else (*title, *body)
    keys = np.fromiter((t.key for t in chosen if t.kind < FOREIGN), dtype=np.uint64)
    if len(keys) < 3:
        return ()
    mixed = (keys[:-2] * np.uint64(0x9E3779B97F4A7C15)) ^ (keys[1:-1] * np.uint64(0xC2B2AE3D27D4EB4F) >> np.uint64(7)) ^ (
        keys[2:] * np.uint64(0x165667B19E3779F9) >> np.uint64(13)
    )  # fmt: skip
    hashes = np.unique((mixed * np.uint64(0xFF51AFD7ED558CCD)) >> np.uint64(32))
    return tuple(hashes[:SKETCH].tolist())


def _keys(
    weighed: Sequence[tuple[int, float]],
    title: Iterable[int],
    foreign: Iterable[int],
    companies: Sequence[int],
    models: Sequence[int],
) -> tuple[int, ...]:
    """What an article is found by: facts first, then the rarest words of its title, words it shares with other languages, heavy terms."""
    table = background.table()
    keys = dict.fromkeys((*models[:4], *companies[:4]))
    for words, most in ((title, 10), (foreign, 6)):
        keys.update(dict.fromkeys([k for _, k in sorted([(-table[k & MASK], k) for k in words])[:most]]))
    for key, _ in weighed:
        if len(keys) >= KEYS:
            break
        keys[key] = None
    return tuple(keys)[:KEYS]
