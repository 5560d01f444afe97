"""Who a row is: its maker, model, effort and country by the register of companies and models."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from amw.boards import names
from amw.boards.records import Row
from amw.companies.models.terms import SELLERS

if TYPE_CHECKING:
    from amw.companies import Company, Model

_JOINT = re.compile(r"\s*(?:[+,&]|\s[-–/|]\s|\b(?:with|and|w/)\s)\s*")  # between the parts of a system's name
_PAIR = re.compile(r"\S \+ \S")
_MAKERS = re.compile(r"\s*(?:[,;&+]|\band\b)\s*")
_COUNTED = re.compile(r"#\d+$")  # of the second row under an id
_OWNER = re.compile(r"[a-z][a-z0-9_.-]+[a-z]")
_OWNED = re.compile(r"(?![a-z0-9]+\.[a-z]).+-")
_ASKED_TO_THINK = frozenset("claude deepseek gemini glm gpt grok kimi minimax muse-spark".split())  # "kimi-k3-max" is K3
_IN_NAMES = names.SIZES | {"thinking"}  # of other lines: "Jamba 2 Medium"
_APART = re.compile(r"(?:[^()（）]|[(（][\d-]+[)）])+")  # what brackets set apart; a day in them is part of a name


class Register(Protocol):
    """What parsing asks of `amw.companies.Companies`: exact or alias resolution of names, None when not sure."""

    def resolve(self, name: str, *, at: date | None = None) -> Company | None: ...
    def resolve_model(self, name: str, *, maker: str | None = None) -> Model | None: ...
    def company(self, key: str) -> Company | None: ...


def identify(rows: Sequence[Row], register: Register | None, on: date, *, first_party: bool = False, systems: bool = False) -> list[Row]:
    """The rows with maker, model and country resolved by the register; what it does not know stays None.

    A row whose board names no maker takes the maker of its model, but for what somebody else may have tuned, and so does one whose board
    names a part of that company. Of `systems` the models they are made with are its parts, and its model is the one part there is.
    """
    if register is None:
        from amw.companies import Companies

        register = Companies.load()
    makers = {name: _makers(name, register, on) for name in dict.fromkeys(row.maker for row in rows) if name}
    result = []
    for row in rows:
        stated = makers.get(row.maker or "", [])
        company = stated[0] if len(stated) == 1 else None
        row, model = _modelled(row, register, company.key if company else None, systems=systems)
        if len(stated) > 1 and model is not None:  # "DeepSeek, Peking University": the one whose model it is
            company = next((other for other in stated if other is not None and other.key == model.maker), None)
        part = company is not None and model is not None and company.parent is not None and company.parent == model.maker
        unsaid = (
            company is None and row.maker is None and model is not None and (model.registered or not _is_of_another(row, model, register))
        )
        if model is not None and model.maker is not None and (part or unsaid):
            company = register.company(model.maker)  # of "Google DeepMind" too: Gemini is Google's
        if company is not None or model is not None or first_party:
            row = replace(
                row,
                maker_key=company.key if company else None,
                model_key=model.key if model else None,
                country=row.country or (company.country if company else None),
                first_party=True if first_party and row.first_party is None else row.first_party,
            )
        result.append(row)
    return result


def _is_of_another(row: Row, model: Model, register: Register) -> bool:
    """Whether the id, or a name that is a path, names an owner in front of the model who is not its maker: "host/owner/llama-3-tune".

    One part alone may be whoever sells it, a part that begins or ends with a figure is a place or a setting ("us-east-1"), and what is no
    name of its own ("imagen4/preview/fast") or tells its maker ("max-steps/stability.sdxl") belongs to what stands before it.
    """
    *path, name = (row.key if "/" in row.key else row.raw_name).casefold().split("/")
    if len(path) < 2 or _OWNER.fullmatch(path[-1]) is None or path[-1].removesuffix("-ai") in SELLERS or _OWNED.match(name) is None:
        return False
    company, line = register.resolve(path[-1]), register.resolve_model(f"{path[-1]} 1")
    return (company is None or company.key != model.maker) and (line is None or line.maker != model.maker)


def _modelled(row: Row, register: Register, maker: str | None, *, systems: bool) -> tuple[Row, Model | None]:
    """The row with its parts, with effort and family as the register sees them, and its model."""
    joined = not systems and _PAIR.search(row.model) is not None
    parts = _parts(row, register, systems) if systems or joined else []
    if parts or row.parts:
        row = replace(row, parts=tuple(part.key for part in parts))
    if systems and row.model == row.raw_name:
        return row, parts[0] if len(parts) == 1 else None
    model = _model(row, register, maker)
    if joined and (len(parts) > 1 or (parts and model is not None and not model.registered)):
        return row, None  # two at work: neither, and no third one
    return row if model is None else _with_effort(row, model, register, maker), model


def _with_effort(row: Row, model: Model, register: Register, maker: str | None) -> Row:
    """The row with the effort that the register reads in its name, or without one that is part of the model's own name.

    "kimi-k2.5-thinking" is Kimi K2.5 that thinks, while Kimi K2 Thinking is a model; FLUX.1 Kontext Max is no effort.
    """
    if row.effort is None:
        if model.effort is None or names.effort_of(row.raw_name) != model.effort:
            return row
        if not model.registered:  # "grok-4-fast-reasoning-2511"; "X Thinking" of some makers stays what it is
            return row if names.sells_thinking(row.model) else replace(row, effort=model.effort)
        told = names.beyond_thinking(row.raw_name)
        row = replace(row, effort=model.effort)
        if told.effort is not None and row.family in (row.raw_name, row.model):
            row = replace(row, model=told.model, family=told.family, variant=told.variant)
    elif row.effort in names.SIZES and model.registered and model.effort is None and (row.variant or "").casefold() in names.SIZES:
        bare, whole = (register.resolve_model(name, maker=maker) for name in (row.model, row.raw_name))
        if whole is not None and whole.key == model.key and (bare is None or bare.key != model.key):
            family = row.raw_name if row.family == row.model else row.family
            row = replace(row, model=row.raw_name, family=family, variant=None, effort=None)
    return row


def _makers(stated: str, register: Register, on: date) -> list[Company | None]:
    """The companies that a board names as maker of a row, None for one that is not known: one, or those of a list that is none's name.

    Several names of one company are that company ("Google, Google DeepMind").
    """
    whole = register.resolve(stated, at=on)
    if whole is not None or len(parts := [part for part in _MAKERS.split(stated) if part.strip()]) < 2:
        return [whole]
    found = [register.resolve(part.strip(), at=on) for part in parts]
    return found[:1] if len({company.key if company else None for company in found}) == 1 else found


def _parts(row: Row, register: Register, systems: bool) -> list[Model]:
    """The models of the register that a system is made with: those its board says, else those its name lists ("Agent + Claude 4")."""
    found: dict[str, Model] = {}
    for name in row.parts or ((row.model,) if systems and row.model != row.raw_name else _JOINT.split(row.model)):
        for part in (name, *_APART.findall(name)):  # "GPT 4o (2024-05-13)" is one name, "OpenHands (Claude 4 Sonnet)" two
            model = register.resolve_model(part.strip()) if part.strip() else None
            if model is not None and model.registered:
                found[model.key] = model
                break
    return list(found.values())


def _model(row: Row, register: Register, maker: str | None) -> Model | None:
    """The model that the row's id or names mean: a listed one before one that is only known by its spelling.

    An id such as `deepseek/deepseek-r1:free` says more than the title beside it, so its last part is asked first (all of it where the
    path tells the line, `deepgram/nova-3`, or another maker), and so is an id that has all words of the name and more, as
    `qwen3-max-preview` of "Qwen3 Max" has.
    Of spellings that the register does not list, one without the mode it was run in goes first.
    """
    own, key = _COUNTED.sub("", row.key), names.key(row.raw_name)
    slug = own.rpartition("/")[2]
    if "/" in own and (bare := register.resolve_model(slug)) is not None and not bare.registered:
        whole = register.resolve_model(own)
        if whole is not None and ((whole.family or "").endswith(f"-{bare.family}") or whole.maker != bare.maker):
            slug = own
    told = own != key  # else it is made of the name
    more = "/" in own or set(key.split("-")) < set(names.key(slug).split("-"))
    known: dict[str, Model] = {}
    for name in dict.fromkeys((*([slug] if told and more else ()), row.raw_name, row.model, *([slug] if told else ()))):
        found = register.resolve_model(name, maker=maker)
        if found is not None and found.registered:
            return found
        if found is not None:
            known[name] = found
    bare = known.get(row.model)
    kept = row.effort in _IN_NAMES and (bare is None or bare.family not in _ASKED_TO_THINK)
    spelt = (slug if "/" in own else "", row.raw_name if kept else row.model, row.raw_name, row.model)
    return next((known[name] for name in spelt if name in known), None)
