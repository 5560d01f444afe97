"""Short forms of models beside what tells whose they are: "DeepSeek ... V3.2", "소넷 4.6", "Opus 4.7 and 4.6", "GPT-5.4 mini, nano"."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from amw.companies.models.text import THING, names_more
from amw.companies.records import Found, Model

if TYPE_CHECKING:
    from amw.companies.companies import Companies
    from amw.companies.models.families import Family

MAX_READ = 4000  # characters in which short forms are looked for
_TIERS = "Pro|Flash(?:[ -]Lite)?|Max|Plus|Mini|mini|Nano|nano|Turbo|Thinking|Ultra|Lite"
_TIER_WORDS = frozenset("pro flash max plus mini nano turbo ultra lite".split())
_LETTERS = {"वी": "V", "आर": "R", "के": "K", "एम": "M"}  # of versions, in another script
_LINES = {  # of Claude, in another script
    **dict.fromkeys(("소넷", "소네트", "ソネット", "सॉनेट", "سونيت"), "Sonnet"),
    **dict.fromkeys(("오퍼스", "오푸스", "オーパス", "ओपस", "أوبس", "أوبوس"), "Opus"),
    **dict.fromkeys(("하이쿠", "हाइकू", "هايكو"), "Haiku"),
}
_ALL_LINES = (*_LINES, "Sonnet", "Opus", "Haiku")
# A version by its letter, one by its number and tier, or a line with its number; none inside a word, a sum or an address
_SHORT = re.compile(
    r"(?<![A-Za-z\d_.$€£₹/-])(?:"
    rf"(?P<letter>[A-Z]|(?<!\w)(?:{'|'.join(_LETTERS)}))(?P<version>\d{{1,2}}(?:\.\d{{1,2}})?)(?P<tail>(?:[ -](?:{_TIERS}))*)"
    rf"|(?P<number>\d{{1,2}}(?:\.\d{{1,2}})?[ -](?:{_TIERS}))"
    rf"|(?P<line>{'|'.join(_LINES)}|(?:Sonnet|Opus|Haiku)(?=['’]?[a-z]))(?:['’]?[a-zşığü]{{1,4}})?[ ]?(?P<of>\d(?:\.\d)?)"
    r")(?![A-Za-z\d]|-\w|\.\d|[%°])"
)
# A number beside a letter or a tier: where no line is named all of them begin with one, and are found in a tenth of the time
_NUMBER = re.compile(rf"\d(?:(?<=[A-Z\u0900-\u097f]\d)|(?=[\d.]{{0,4}}[ -](?:{_TIERS})))")
_LETTERED = re.compile(r"[ -]([A-Z])\d{1,2}(?:\.\d{1,2})?(?![A-Za-z\d.])")  # "DeepSeek-V3.2", not "Qwen3-30B-A3B"
# Right before a version by its letter in English: whose it is, so that "V4" is no engine ("DeepSeek's latest V4")
_OWNED = re.compile(
    r"(?:(?P<named>['’]s?)|\b(?:[Ii]ts|their))"
    r" (?:(?:new|newest|latest|flagship|upcoming|recent|current|previous|predecessor|open|own|\d{4}) ){0,3}\Z"
)
_MODEL = re.compile(r" (?:reasoning |base |chat |flagship )?(?:model|LLM|weights)s?\b")
_NAMED = re.compile(r"[A-Z][\w’']*[ -]\Z")  # "Pixel 2.5 Pro"

# What joins the members of a list, and a member that leaves out what it shares with the model before it
_JOINT = re.compile(r"\s?[,/&+]\s?(?:(?:and|or|&) )?| (?:and|or|vs\.?|versus|und|et|y) ")
_SIZE = r"[AE]?\d{1,4}(?:\.\d)?[Bb](?:-A\d{1,3}(?:\.\d)?[Bb])?"
_PAIR = r"[A-Z][a-z]{2,9}[ -]\d{1,2}(?:\.\d)?"  # "Medium 3.1"
_MEMBER = re.compile(
    rf"(?:(?P<size>{_SIZE})"
    rf"|(?P<letter>[A-Z]\d{{1,2}}(?:\.\d{{1,2}})?(?:[ -](?:{_TIERS}))*)"
    rf"|(?P<number>\d{{1,2}}\.\d|\d(?=[ -](?:{_TIERS})))(?P<tail>(?:[ -](?:{_TIERS}))*)"
    rf"|(?P<pair>{_PAIR})"
    r"|(?P<variant>mini|nano|[A-Z][a-z]{2,11}(?:[ -][A-Z][a-z]{2,9})?)"
    r")(?![A-Za-z\d%°]|-\w|\.\w|[ ](?:points?|percent|times|hundred|thousand|[mbtr]+illion|hours?|minutes?|seconds?|days?|weeks?|months?"
    r"|years?|[KMGT]i?B|[kMG]Hz|TOPS|stars?|euros?|dollars?|cents?|pounds?|yuan|yen|won|tokens?|users?|people|parameters?)\b)"
)
_MORE = re.compile(r"(?:, \d{1,2}\.\d){0,4},? (?:and|or|&) \d{1,2}\.\d(?!\d)")
_BY_NUMBER = re.compile(r"(?<![\d.])(?<![ -][A-Z])\d{1,2}(?:\.\d{1,2})?(?![\d.]|[Bb]\b)")
_REPLACED = {  # by the kind of a member what of the name before it is not shared
    "size": re.compile(rf"{_SIZE}\Z"),
    "letter": re.compile(r"(?<=[ -])[A-Z]\d.*\Z"),
    "pair": re.compile(rf"{_PAIR}\Z"),
    "variant": re.compile(r"[A-Za-z]{3,}(?:-[A-Za-z]{3,})?\Z"),
}
MAX_MEMBERS = 12


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


def short_forms(register: Companies, text: str, mentions: Sequence[Found], *, abroad: bool) -> Iterator[Found]:
    """The short forms in `text` of models of families that `mentions` name, or that the makers among them have.

    Right after its family's name, a short form is one mention together with it. In English (not `abroad`) a letter with a number is
    a model of many things: there it must be its maker's by the grammar or carry a tier, and the register must have the model.
    """
    makers = dict.fromkeys(m.company.key for m in mentions if m.company is not None)
    lettered = not makers.keys().isdisjoint(register.lettered_families)
    if not (lettered or "anthropic" in makers or any(m.model is not None for m in mentions)):
        return  # nobody whose models are shortened
    spans = {m.end: m.start for m in mentions if m.model is None or m.rule == "bare"}
    near = [m for m in mentions if m.start < MAX_READ]
    taken = [(m.start, m.end) for m in near if m.rule == "model"]
    for found in _places(text, makers):
        start, end = found.span()
        if any(a < end and start < b for a, b in taken) or (model := _meant(register, found, makers, near)) is None:
            continue
        if not abroad and not (_is_known(register, model) and _is_owned(text, found, model, near)):
            continue
        if text[start - 1 : start] in (" ", "-") and start - 1 in spans:
            start = spans[start - 1]
        yield Found(
            start, end, text[start:end], register.company(model.maker) if model.maker else None, "model", model, 0.9, False, "model"
        )


def _places(text: str, makers: Container[str]) -> Iterator[re.Match[str]]:
    """What may be a short form of a model of `makers`, in order."""
    if "anthropic" in makers and any(line in text for line in _ALL_LINES):
        yield from _SHORT.finditer(text, 0, MAX_READ)
        return
    end = 0
    for number in _NUMBER.finditer(text, 0, MAX_READ):
        at = number.start()
        letter = 1 if "A" <= text[at - 1 : at] <= "Z" else max((len(one) for one in _LETTERS if text.endswith(one, 0, at)), default=0)
        found = _SHORT.match(text, at - letter, MAX_READ) or (_SHORT.match(text, at, MAX_READ) if letter else None)
        if found is not None and found.start() >= end:
            end = found.end()
            yield found


def _is_known(register: Companies, model: Model) -> bool:
    """Whether `model` is registered, or others of its version and of its tier are ("DeepSeek V4", of which there are a Pro and a Flash)."""
    known = register.model_versions
    if (model.family, model.version) not in known:
        return model.registered
    return model.registered or model.variant is None or (model.variant in _TIER_WORDS and (model.family, model.variant) in known)


def _is_owned(text: str, found: re.Match[str], model: Model, mentions: Sequence[Found]) -> bool:
    """Whether an English short form says by itself that it is a model's: by its tier, a word for a model, or its maker's name before it;
    what is said to be another's is none ("MiniMax runs on Apple's M2")."""
    from_ = max(0, found.start() - 40)
    before = text[from_ : found.start()]
    if found["number"] is not None:
        return "." in found["number"] and _NAMED.search(before) is None
    if THING.match(text, found.end()) is not None:
        return False
    owned = _OWNED.search(before)
    said = bool(found["tail"]) or _MODEL.match(text, found.end()) is not None
    if owned is None or (said and not owned["named"]):
        return said
    at = from_ + owned.start()
    last = max((m for m in mentions if m.company is not None and m.end <= at), key=lambda m: m.end, default=None)
    return last is not None and last.company is not None and last.company.key == model.maker and (last.end == at or not owned["named"])


def list_members(register: Companies, text: str, mentions: Sequence[Found]) -> Iterator[Found]:
    """The models that stand in a list behind one of `mentions` and leave out what they share with it, as far as the register has them:
    "Opus 4.7 and 4.6", "Gemini 3 Pro and Flash", "Qwen3.6 27B/35B-A3B"."""
    taken = {m.start for m in mentions}
    for mention in mentions:
        model, name, at = mention.model, mention.surface, mention.end
        if model is None or model.maker is None or mention.rule != "model":
            continue
        for _ in range(MAX_MEMBERS):
            joint = _JOINT.match(text, at)
            member = _MEMBER.match(text, joint.end()) if joint is not None else None
            if joint is None or member is None or member.start() in taken:
                break
            name = _completed(name, member, priced=joint[0].strip() == "," and _MORE.match(text, member.end()) is None)
            said = register.model_said(name, model.maker) if name else None
            start, at = member.span()
            if said is not None and not said.registered and " " in member[0] and member["variant"] is not None:  # "Flash Are"
                name, at = name.rpartition(" ")[0], start + member[0].index(" ")
                said = register.model_said(name, model.maker)
            if said is None or said.key == model.key or not _is_known(register, said):
                break
            if names_more(text, at) if member["variant"] is not None else THING.match(text, at) is not None:
                break  # "and Super Bowl ads"
            if (
                model.variant is None
                and member[0] in ("mini", "nano")
                and text[at : at + 2].strip().islower()
                and not _JOINT.match(text, at)
            ):
                break  # "and nano tubes"
            yield Found(start, at, text[start:at], mention.company, "model", said, mention.score, False, "model")


def _completed(name: str, member: re.Match[str], *, priced: bool) -> str:
    """The whole name of the list's `member` after a model called `name`; "" where it shares nothing with it, or may be a price."""
    if member["number"] is not None:
        old = _BY_NUMBER.search(name)
        if old is None or (priced and not member["tail"]):
            return ""
        return name[: old.start()] + member["number"] + (member["tail"] or name[old.end() :])
    old = _REPLACED[member.lastgroup or "variant"].search(name)
    if old is None and member[0] in ("mini", "nano"):
        return f"{name} {member[0]}"
    return name[: old.start()] + member[0] if old is not None and old.start() else ""


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
