"""Short forms of models in other languages than English, beside what tells whose they are: "DeepSeek ... V3.2", "소넷 4.6", "वी4"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from amw.companies.records import Found, Model

if TYPE_CHECKING:
    from amw.companies.companies import Companies
    from amw.companies.models.families import Family

MAX_READ = 4000  # characters in which short forms are looked for
_TIERS = "Pro|Flash(?:[ -]Lite)?|Max|Plus|Mini|mini|Nano|nano|Turbo|Thinking|Ultra|Lite"
_LETTERS = {"वी": "V", "आर": "R", "के": "K", "एम": "M"}  # of versions, in another script
_LINES = {  # of Claude, in another script
    **dict.fromkeys(("소넷", "소네트", "ソネット", "सॉनेट", "سونيت"), "Sonnet"),
    **dict.fromkeys(("오퍼스", "오푸스", "オーパス", "ओपस", "أوبس", "أوبوس"), "Opus"),
    **dict.fromkeys(("하이쿠", "हाइकू", "هايكو"), "Haiku"),
}
# A version by its letter, one by its number and tier, or a line with its number; none inside a word, a sum or an address
_SHORT = re.compile(
    r"(?<![A-Za-z\d_.$€£₹/-])(?:"
    rf"(?P<letter>[A-Z]|(?<!\w)(?:{'|'.join(_LETTERS)}))(?P<version>\d{{1,2}}(?:\.\d{{1,2}})?)(?P<tail>(?:[ -](?:{_TIERS}))*)"
    rf"|(?P<number>\d{{1,2}}(?:\.\d{{1,2}})?[ ](?:{_TIERS}))"
    rf"|(?P<line>{'|'.join(_LINES)}|(?:Sonnet|Opus|Haiku)(?=['’]?[a-z]))(?:['’]?[a-zşığü]{{1,4}})?[ ]?(?P<of>\d(?:\.\d)?)"
    r")(?![A-Za-z\d]|-\w|\.\d|[%°])"
)
_LETTERED = re.compile(r"[ -]([A-Z])\d{1,2}(?:\.\d{1,2})?(?![A-Za-z\d.])")  # "DeepSeek-V3.2", not "Qwen3-30B-A3B"


def lettered_families(register: Companies) -> dict[str, list[tuple[Family, frozenset[str]]]]:
    """By key of a maker its families whose registered models have versions with a letter, with the letters ("V" and "R" of DeepSeek)."""
    letters: dict[str, set[str]] = {}
    for model in register.models:
        if (lettered := _LETTERED.search(model.name)) is not None:
            letters.setdefault(model.family, set()).add(lettered[1])
    families: dict[str, list[tuple[Family, frozenset[str]]]] = {}
    for family in register.families:
        if family.key in letters:
            families.setdefault(family.maker, []).append((family, frozenset(letters[family.key])))
    return families


def short_forms(register: Companies, text: str, mentions: Sequence[Found]) -> Iterator[Found]:
    """The short forms in `text` of models of families that `mentions` name, or that the makers among them have.

    Right after its family's name, a short form is one mention together with it.
    """
    makers = dict.fromkeys(m.company.key for m in mentions if m.company is not None)
    lettered = not makers.keys().isdisjoint(register.lettered_families)
    if not (lettered or "anthropic" in makers or any(m.model is not None for m in mentions)):
        return  # nobody whose models are shortened
    spans = {m.end: m.start for m in mentions if m.model is None or m.rule == "bare"}
    taken = [(m.start, m.end) for m in mentions if m.rule == "model" and m.start < MAX_READ]
    for found in _SHORT.finditer(text, 0, MAX_READ):
        start, end = found.span()
        if any(a < end and start < b for a, b in taken) or (model := _meant(register, found, makers, mentions)) is None:
            continue
        if text[start - 1 : start] in (" ", "-") and start - 1 in spans:
            start = spans[start - 1]
        yield Found(
            start, end, text[start:end], register.company(model.maker) if model.maker else None, "model", model, 0.9, False, "model"
        )


def _meant(register: Companies, found: re.Match[str], makers: Iterable[str], mentions: Sequence[Found]) -> Model | None:
    """The model that `found` is short for; None where none that is named has such versions."""
    if found["line"] is not None:
        whole = f"Claude {_LINES.get(found['line'], found['line'])} {found['of']}"
        return register.model_said(whole, "anthropic") if "anthropic" in makers else None
    if found["number"] is not None:
        for family, maker in dict.fromkeys((m.model.family, m.model.maker) for m in mentions if m.model is not None):
            model = register.model_said(f"{family} {found['number']}", maker) if maker is not None else None
            if model is not None and model.registered:
                return model
        return None
    letter = _LETTERS.get(found["letter"], found["letter"])
    for maker in makers:
        for lettered, letters in register.lettered_families.get(maker, ()):
            if letter in letters:
                return register.model_said(f"{lettered.name} {letter}{found['version']}{found['tail']}", maker)
    return None
