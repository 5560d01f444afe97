"""Whether readers have to pay for the rest of an article: what the page says of itself, and notices in its text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from amw.automata import Automaton
from amw.extract.record import Candidate
from amw.extract.sources import Sources

NOTICE: Final = 240  # characters that a notice about paying is shorter than
NOTICES: Final = (
    "to continue reading;to keep reading;to read the full;to read on;to read the rest;for subscribers only;subscribers only;only for "
    "subscribers;available to subscribers;"
    "for members only;article is for subscribers;réservé aux abonnés;réservée aux abonnés;% de cet article;jetzt "
    "weiterlesen;weiterlesen mit;nur für abonnenten;als abonnent;"
    "exclusivo para suscriptores;exclusivo para assinantes;contenido exclusivo para;riservato agli abbonati;"
    "会員限定;有料会員;有料記事;付费阅读;订阅后;구독자 전용;유료회원"
)
BADGE: Final = 32  # characters below which a line has no room for anything but for whom the article is
_tells_price: Final = Automaton((words, None) for words in NOTICES.split(";")).is_in
# What only a notice says, and what else one speaks of; an article may report that a service is "available to subscribers".
_ON: Final = ("to continue reading", "to keep reading", "% de cet article", "jetzt weiterlesen", "weiterlesen mit")
_PIECE: Final = (
    "this article;the article;full article;this story;full story;this content;cet article;la suite;dieser artikel;diesen artikel;"
    "este artículo;contenido exclusivo;este contenido;este artigo;conteúdo exclusivo;este conteúdo;questo articolo;"
    "contenuto;記事;文章;本文;全文;기사"
)
_tells_on: Final = Automaton((words, None) for words in (*_ON, *_PIECE.split(";"))).is_in


def asks_to_pay(text: str) -> bool:
    """Whether a line tells readers that the rest of the article is for those who pay."""
    lowered = text.lower() if len(text) < NOTICE else ""
    return _tells_price(lowered) and _tells_on(lowered)


def _is_badge(text: str) -> bool:
    """Whether a line is so short that it says nothing but for whom the article is ("Nur für Abonnenten")."""
    return len(text) < BADGE and _tells_price(text.lower())


_TIERS: Final = (
    "article:content_tier content_tier article:opinion_tier og:article:content_tier contenttier access cxenseparse:access paywall "
    "is_paywalled"
).split()
_LOCKED: Final = frozenset("locked metered premium subscriber subscription paid paywall paywalled hard true abo plus registered".split())
_FREE: Final = frozenset("free false no none public open".split())
_YES: Final = frozenset("true 1 yes http://schema.org/true https://schema.org/true".split())
_NO: Final = frozenset(("", *"false 0 no http://schema.org/false https://schema.org/false".split()))  # PHP writes false as nothing


def find_locks(sources: Sources) -> Iterator[Candidate]:
    """Whether reading on costs money: what its isAccessibleForFree, its content-tier metadata and notices on the page say, if they do."""
    nodes = (sources.data.article or {}, *sources.data.nodes)
    told = (str(node.get("isAccessibleForFree")).strip().lower() for node in nodes)
    free = next((value for value in told if value in _YES or value in _NO), None)
    if free is not None:
        yield Candidate(value=free in _NO, source="json-ld isAccessibleForFree", score=0.9)
    for key in _TIERS:
        value = sources.meta(key).lower()
        if value in _LOCKED or value in _FREE:
            yield Candidate(value=value in _LOCKED, source=key, score=0.8)
    short = [block.text for block in sources.page.blocks if 6 <= len(block.text) < NOTICE and block.link_chars < len(block.text)]
    if _tells_price("\n".join(short).lower()) and any(asks_to_pay(text) or _is_badge(text) for text in short):
        yield Candidate(value=True, source="notice on the page", score=0.5)
