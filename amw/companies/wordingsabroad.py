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
    konkurrenten betreiber
    """.split()
)
# What tells that a text is in one of these languages; English has few of them
SIGNS = frozenset().union(*FUNCTION.values(), KINDS, DEALS, ACTS, ARABIC["deals"], HINDI["postpositions"]) - frozenset(
    """
    startup startups start up platform bank unicorn operator firma an am em an is bus die das den ha con do du on at no na dos das com
    es was me met van par plus present ad more more per sur mua holding un concurrent rival publisher data chip test tests zu dan ban
    nhan set will plan vende legt wil chi mo cung set von da de la le los di to he as all so by in a i o e y u w z o do ai set test mira
    fintech biotech scaleup scale up edtech healthtech proptech medtech agtech foodtech deeptech legaltech insurtech lance mise signe
    """.split()
)
