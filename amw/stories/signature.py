"""What grouping needs to know of an article, in half a kilobyte: term keys, names, numbers, a near-duplicate sketch and a few facts."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

_HEADER = struct.Struct("<BQQQQqIIQ3d11B")
_NO_TIME: Final = -(1 << 62)
NO_NORMS: Final = (0.0,) * 3


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


class Signature(NamedTuple):
    """A signed document; a tuple, since one is made for every article and again for every one compared.

    Keys are 32-bit hashes; `weights` are term frequencies in sixteenths; `published` is in seconds since 1970 (UTC).
    `digest` is of the folded title and text, `title_digest` of the folded title, `url` and `source` hashes of theirs; 0 stands for none.
    `language` is the number of `amw.stories.languages`, `asks` and `teaches` are those of `signing`. `years` has a bit for each year
    named, the lowest for 1990.
    `terms` lie heaviest first. `norms` are set when it is placed: lengths under the statistics of that moment (`View`).
    """

    doc_id: str
    digest: int = 0
    title_digest: int = 0
    url: int = 0
    source: int = 0
    published: int | None = None
    length: int = 0
    language: int = 0
    roundup: bool = False
    asks: bool = False
    teaches: bool = False
    event: int = 0
    years: int = 0
    title: tuple[int, ...] = ()
    terms: tuple[int, ...] = ()
    weights: bytes = b""
    names: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    foreign: tuple[int, ...] = ()
    sounds: tuple[int, ...] = ()
    concepts: tuple[int, ...] = ()
    companies: tuple[int, ...] = ()
    models: tuple[int, ...] = ()
    amounts: tuple[int, ...] = ()
    sketch: tuple[int, ...] = ()
    keys: tuple[int, ...] = ()
    norms: tuple[float, ...] = NO_NORMS

    def to_bytes(self, norms: tuple[float, ...] | None = None) -> bytes:
        """A compact form, without `doc_id` and with other `norms` where they are given; `from_bytes` reads it back."""
        arrays = [getattr(self, name)[:255] for name in _ARRAYS]
        values = tuple(chain.from_iterable(arrays))
        flags = _flags_of(self.language) | self.roundup << 1 | self.asks << 3 | self.teaches << 4
        header = _HEADER.pack(
            flags, self.digest, self.title_digest, self.url, self.source,
            _NO_TIME if self.published is None else self.published, self.length, self.event, self.years, *(norms or self.norms),
            *map(len, arrays),
        )  # fmt: skip
        sounds = self.sounds
        return b"".join((header, _keys_of(len(values)).pack(*values), self.weights, _keys_of(len(sounds)).pack(*sounds)))

    @classmethod
    def from_bytes(cls, doc_id: str, body: bytes) -> Signature:
        """The signature that `to_bytes` wrote. Raises struct.error or ValueError on anything else."""
        head = _HEADER.unpack_from(body)
        flags, digest, title_digest, url, source, published, length, event, years = head[:9]
        sizes = head[12:]
        values = _keys_of(sum(sizes)).unpack_from(body, _HEADER.size)
        arrays = {}
        at = 0
        for name, size in zip(_ARRAYS, sizes, strict=True):
            arrays[name] = values[at : at + size]
            at += size
        begin = _HEADER.size + 4 * at
        end = begin + len(arrays["terms"])  # a weight a term; sounds follow, which older signatures have none of
        sounds = _keys_of((len(body) - end) // 4).unpack(body[end:])
        return cls(
            doc_id=doc_id, digest=digest, title_digest=title_digest, url=url, source=source, event=event,
            published=None if published == _NO_TIME else published, length=length, language=_language_in(flags), roundup=bool(flags & 2),
            asks=bool(flags & 8), teaches=bool(flags & 16),
            years=years, norms=head[9:12], weights=body[begin:end], sounds=sounds, **arrays,
        )  # fmt: skip


def _flags_of(language: int) -> int:
    """The five bits of a language among the flags: others lie between them, since there were two languages first, then three."""
    return language & 1 | (language & 2) << 1 | (language & 28) << 3


def _language_in(flags: int) -> int:
    return flags & 1 | (flags & 4) >> 1 | (flags & 224) >> 3


def published_in(body: bytes) -> int | None:
    """The time (seconds since 1970) in a packed signature, without opening the rest."""
    published: int = _HEADER.unpack_from(body)[5]
    return None if published == _NO_TIME else published


class Opened(NamedTuple):
    """What most comparisons need of a packed signature: its terms with their weights, and whether it has a title."""

    vector: dict[int, int]
    language: int
    titled: bool
    event: int
    norms: tuple[float, ...]


def opened(body: bytes) -> Opened:
    """A packed signature, without opening the rest."""
    head = _HEADER.unpack_from(body)
    title, terms, *rest = head[12:]
    begin = _HEADER.size + 4 * title
    end = begin + 4 * (terms + sum(rest))
    vector = dict(zip(_keys_of(terms).unpack_from(body, begin), body[end : end + terms], strict=True))
    return Opened(vector, _language_in(head[0]), head[2] != 0, head[7], head[9:12])


def keys_in(body: bytes) -> tuple[int, ...]:
    """The keys in a packed signature, without opening the rest."""
    *others, keys = _HEADER.unpack_from(body)[12:]
    return _keys_of(keys).unpack_from(body, _HEADER.size + 4 * sum(others))


@lru_cache(maxsize=1 << 12)
def _keys_of(count: int) -> struct.Struct:
    """So many packed keys: `struct` itself remembers a hundred formats and then forgets all."""
    return struct.Struct(f"<{count}I")


_ARRAYS = ("title", "terms", "names", "numbers", "foreign", "concepts", "companies", "models", "amounts", "sketch", "keys")


def hash64(value: str) -> int:
    """An unsigned 64-bit hash of a string, never 0."""
    return int.from_bytes(hashlib.blake2b(value.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") or 1
