"""What names of elements and words of blocks say about being text or page furniture: listed kinds, learned leanings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from ahocorasick_rs import AhoCorasick, Implementation
from numpy.typing import NDArray

from amw.extract.dom import Look

_KINDS: Final = (
    "comment disqus reply respond discussion livefyre",
    "related recommend readnext readmore also popular trending mostread teaser promo outbrain taboola "
    "suggest similar upnext",
    "share social follow facebook twitter whatsapp",
    "newsletter subscribe signup subscription paywall piano regwall login register",
    "advert banner sponsor adslot googlead dfp affiliate",
    "caption credit image photo gallery figure media picture video slideshow",
    "author bio byline writer contributor",
    "tag topic categor keyword label",
    "footer copyright legal disclaimer footnote",
    "menu breadcrumb nav sidebar rail widget",
    "cookie consent gdpr modal popup overlay privacy",
    "infobox factbox box aside pullquote embed summary highlight",
    "content articlebody body story entry richtext wysiwyg prose bodytext paragraph",
    "lead intro standfirst subtitle dek excerpt chapo abstract description",
    "header headline title meta date time",
    "card item tile grid carousel slider",
)  # fmt: skip
KINDS: Final = len(_KINDS)
# Parts of names that announce any field, an author, a date (several languages); their bits come after those of the kinds.
_ANNOUNCING: Final = (
    "author fullname nickname byline autor writer reporter journalist redact verfasser signature credit auteur kirjoittaja date time "
    "publi posted datum fecha heure veroeff created modif stamp headline title titel titulo standfirst subtitle subhead lead dek "
    "summary chapo teaser intro vorspann excerpt",
    "author fullname nickname byline autor writer reporter journalist verfasser auteur kirjoittaja",
    "date datum fecha time publi posted heure stamp veroeff created updat byline meta info",
)
FIELD, AUTHOR, DATE = (1 << KINDS + place for place in range(len(_ANNOUNCING)))
HEAD, TAIL, LONG = 56, 32, 90  # characters of a block's beginning and end that are looked at, and from which its end is
LONG_NAME: Final = 200  # characters of a class and id string that are looked at
REMEMBERED: Final = 16_384  # names and looks of elements: the pages of one publisher share theirs
_NAME_TOKEN: Final = re.compile(r"[a-z]{2,24}")
_ZERO: Final = bytes.maketrans(b"123456789", b"000000000")
Lexicon = dict[str, float]
Known = frozenset[str]


_GROUPS: Final = [words.split() for words in (*_KINDS, *_ANNOUNCING)]
_BITS: Final = {word: sum(1 << bit for bit, group in enumerate(_GROUPS) if word in group) for words in _GROUPS for word in words}
_BIT: Final = [*_BITS.values()]
# Asked of a hundred names a page, and so without `Automaton`, whose calls take as long again.
_words_in: Final = AhoCorasick([*_BITS], implementation=Implementation.DFA, store_patterns=False).find_matches_as_indexes


def name_tokens(look: Look) -> tuple[str, ...]:
    """What an element says of itself: its tag, parts of its class and id, its itemprop."""
    tag, name, itemprop = look
    tokens = (f"<{tag}>", *_NAME_TOKEN.findall(name[:LONG_NAME].lower())) if name else (f"<{tag}>",)
    return (*tokens, f"={itemprop.lower()}") if itemprop else tokens


@lru_cache(maxsize=REMEMBERED)
def kinds_of(name: str) -> int:
    """The kinds of page furniture that the class and id of an element name, as bits, and FIELD, AUTHOR and DATE where they announce one."""
    bits = 0
    for word, _, _ in _words_in(name[:LONG_NAME].lower(), overlapping=True):
        bits |= _BIT[word]
    return bits


def text_tokens(texts: Sequence[str], openings: Known | None = None, closings: Known | None = None) -> list[list[str]]:
    """The words of each text that give boilerplate away: the first six and the last two, with the first two or three and the last two
    joined; digits are all alike.

    Where `openings` and `closings` are given, words are joined only if the first is one of these or the last one of those.
    """
    pieces = [text[:HEAD] for text in texts] + [text[-TAIL:] if len(text) > LONG else "" for text in texts]
    # All at once and by way of bytes, which are translated ten times faster than characters.
    plain = "\0".join(pieces).lower().encode("utf-8", "surrogatepass").translate(_ZERO).decode("utf-8", "surrogatepass").split("\0")
    found = []
    for start, end in zip(plain, plain[len(texts) :], strict=False):
        tokens = start.split(None, 6)[:6]
        tail = (end.rsplit(None, 2) if end else tokens)[-2:]
        if openings is None or (tokens and tokens[0] in openings):
            tokens += [*tail, f"^{' '.join(tokens[:2])}", f"^{' '.join(tokens[:3])}"]
        else:
            tokens += tail
        if closings is None or (tail and tail[-1] in closings):
            tokens.append(f"${' '.join(tail)}")
        found.append(tokens)
    return found


class Leanings:
    """The learned leanings, towards text or away from it, of words and of parts of names; 0 is the leaning of what is not known."""

    def __init__(self, names: Lexicon, words: Lexicon) -> None:
        self.names, self.words = names, words
        self._openings = frozenset(key[1:].split(" ", 1)[0] for key in words if key.startswith("^"))
        self._closings = frozenset(key[1:].rsplit(" ", 1)[-1] for key in words if key.startswith("$"))
        self.of_look = lru_cache(maxsize=REMEMBERED)(self._of_look)

    def _of_look(self, look: Look) -> float:
        """The leaning of an element's look, 0 where nothing of it is known."""
        found = list(filter(None, map(self.names.get, name_tokens(look))))
        return (sum(found) / len(found) + min(found) + max(found)) / 3 if found else 0.0

    def of_texts(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Mean, lowest and highest leaning of the words of each text, a column a text."""
        leaning = self.words.get
        leanings: list[float] = []
        starts = []
        for tokens in text_tokens(texts, self._openings, self._closings):
            starts.append(len(leanings))
            leanings += filter(None, map(leaning, tokens))
            if len(leanings) == starts[-1]:
                leanings.append(0.0)
        values, at = np.array(leanings), np.array(starts)
        mean = np.add.reduceat(values, at) / np.diff(at, append=len(values))
        return np.array([mean, np.minimum.reduceat(values, at), np.maximum.reduceat(values, at)])
