"""Wordings of other languages than English, Chinese, Japanese and Korean that show a name to be an organisation's."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import tomli

from amw.companies.folding import spaced

_WORDS: dict[str, Any] = tomli.loads((files("amw.companies") / "abroad.toml").read_text(encoding="utf-8"))


def _folded(listed: str) -> frozenset[str]:
    """The words of a list, each as it stands between the spaces of `spaced`; "_" joins those of one wording."""
    return frozenset(" ".join(spaced(word.replace("_", " ")).split()) for word in listed.split())


FUNCTION = {language: _folded(listed) for language, listed in _WORDS["function"].items()}
KINDS = _folded(_WORDS["kinds"])
POINTING = _folded(_WORDS["pointing"])
DEALS = _folded(_WORDS["deals"])
ACTS = _folded(_WORDS["acts"])
BUYING = _folded(_WORDS["buying"])
PAYING = _folded(_WORDS["paying"])
JOINING = _folded(_WORDS["joining"])
GENERIC = _folded(_WORDS["generic"])
ROUNDS = _folded(_WORDS["rounds"])
PERSONS = _folded(_WORDS["persons"])
THINGS = _folded(_WORDS["things"])
PLACES = _folded(_WORDS["places"])
ORIGINS = _folded(_WORDS["origins"])
ARABIC = {name: _folded(listed) for name, listed in _WORDS["arabic"].items()}
HINDI = {name: _folded(listed) for name, listed in _WORDS["hindi"].items()}

# Kinds that are as often the first word of a company's own name: "Bank Jago"
HEADS = frozenset("bank banco banca banque grupo gruppo grupa fundacja holding laboratorio cabinet banka".split())
# Endings of German and Dutch compounds for a company: "Flugzeugbauer", "chipfabrikant"
KIND_ENDINGS = tuple(
    """
    hersteller anbieter konzern entwickler bauer firma unternehmen spezialist tochter startup fabrikant maker bedrijf leverancier reus
    konkurrenten betreiber tech
    """.split()
)
# What tells that a text may be in one of these languages, without the words that English has as often
SIGNS = frozenset().union(
    *FUNCTION.values(), KINDS, DEALS, ACTS, BUYING, PAYING, JOINING, ARABIC["deals"], HINDI["postpositions"]
) - frozenset(
    """
    a an am is as at do on no to so he me we all by in i o e y u w z s d l n st was per pro sur plus more most die des son sin con com me
    startup startups start up scale up platform bank unicorn operator firm concurrent holding holdings rival publisher data chip test tests
    set will plan vende present fintech biotech edtech healthtech proptech medtech agtech foodtech deeptech legaltech insurtech scaleup
    lance mise signe acquisition reprise tour round part fond quiet mine band dan ban ali has par sign war wants euro euros dolar mo chi
    import provider insurance partnership million millions two tres ya ve over se day change her won hat fur due sort comment muscle utility
    arrive indonesia la de en le que du ist como du den uber neue der em na
    """.split()
)


def acts_abroad(right: str) -> bool:
    """Whether a verb of what companies do, of one word or two, begins `right`, what follows a name."""
    said = spaced(right[:40]).split()[:2]
    return right[:1] == " " and bool(said) and not _ACTING.isdisjoint((said[0], " ".join(said)))


_ACTING = DEALS | ACTS
