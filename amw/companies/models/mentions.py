"""Models in running text: whose name stands there, how sure that is, and whether the rest of the text bears it out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from amw.companies.context import MILD, Setting
from amw.companies.find import Meaning
from amw.companies.languages import TELLING
from amw.companies.models.families import maker_words
from amw.companies.models.terms import LINES, MADE_ANEW, OPENED, SELLERS
from amw.companies.models.text import ModelHit, extend, letter_version, names_more
from amw.companies.namesakes import CRYPTO, HOROSCOPE, means_another
from amw.companies.records import Found, Model, record
from amw.companies.senses import NEGATIVE, NEGATIVE_CJK
from amw.companies.surfaces import IN_PATHS, bears_marks, is_made_up, is_path, is_run_together
from amw.companies.wordingsabroad import is_plain
from amw.companies.words import ORDINARY

if TYPE_CHECKING:
    from amw.companies.companies import Companies
    from amw.companies.models.families import Family

SURE = 0.5  # the score from which a mention counts
UNSURE = 0.501  # of a model whose name is a word and has no number ("Trinity Large"): it counts beside its maker alone
GUESSED = 0.31  # of a family that its name alone does not name, in another language than English
PLAIN = 0.9  # the score from which a model's name needs nobody to vouch for it, and vouches for its maker
VOUCHED = 0.65  # the score that a model whose name is a word reaches where the text speaks of AI or of its maker
_VOUCHING = ("Claude", "Anthropic", "AI")  # for a line named without its family
_LINES = tuple(line.title() for line in LINES)
MAX_TOLD = 16384  # surfaces of models that are remembered
_TIERS = frozenset("nano mini small medium large super ultra lite pro max premier".split())
# Applications whose subscriptions are named as other makers' models are: "Claude Max", "ChatGPT Plus"
_SOLD_BY_PLAN = frozenset({"chatgpt", "claude"})
_PLANS = frozenset("plus pro max team teams enterprise edu go business free agent".split())
_ABBREVIATED = frozenset({"gen"})  # "Runway Gen AI tools"
_NO_MODEL = (None, 0.0, False)
_JOINED = re.compile(r"(?<![\w-])([A-Z][a-z]{2,20})-\Z")
_PREFIXES = frozenset("all anti mid multi non post pre pro".split())
_RUN_TOGETHER = re.compile(r"[a-z][A-Z]")  # "HappyOyster", of whose names "Happy Oyster" is ambiguous
_CALLED = re.compile(r"\b(?:models?|LLMs?)(?: family| series)?,? (?:called|named|dubbed) \Z")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])\Z")
_DIGIT = re.compile(r"\d")
_FILE = re.compile(r"\.(?:json|md|py|toml|ts|txt|ya?ml)\b")  # "CLAUDE.md"
_VERSIONED = re.compile(r"[.-]| v|[a-z]\d")  # "Ray3" and "Eleven v3", not "Ray 3"


# A word for a model right before a name or right after it
_CALLED_BEFORE = re.compile(
    r"(?:\b(?:\w{0,8}mod[eè]l\w{0,4}|llm|модел\w{1,3}|нейросет\w{1,3}|mô hình)|نموذج\w{0,3}|نماذج|मॉडल|模型|モデル|모델)"
    r"[ :,]?[ \"'«„“‘「『]{1,2}\Z",
    re.IGNORECASE,
)
_CALLED_AFTER = re.compile(
    r"[\"'»“”’」』]?(?:,?[ ]|、)?(?:模型|モデル|모델|मॉडल|(?:\w{1,4} |['’]\w{1,3} )?(?:mod[eè]l|модел))", re.IGNORECASE
)


_OF_MODELS = re.compile(r"mod[eè]l(?!la)|модел|mô hình|نموذج|نماذج|मॉडल|模型|モデル|모델|\bLLM\b", re.IGNORECASE)


def is_called_model(text: str, start: int, end: int) -> bool:
    """Whether a word for a model stands right beside `text[start:end]`, in any language: "il modello Minerva", "Solar 모델"."""
    return _CALLED_BEFORE.search(text, max(0, start - 24), start) is not None or _CALLED_AFTER.match(text, end) is not None


def model_at(register: Companies, text: str, start: int, end: int, meaning: Meaning, *, abroad: bool = False) -> Found | None:
    """The model whose family's name is the hit `text[start:end]`, whole, with its maker; None where it is none.

    `abroad`: the text is not English, and a name that is a word too may be weighed.
    """
    family = meaning.family
    assert family is not None
    found = extend(text, start, end - meaning.tail, family)
    if family.ambiguous and not found.bare and _is_a_word(text, end - meaning.tail, family):
        return None
    if meaning.inflected:
        found = found._replace(name=family.name + found.name[end - start if text[start:end].isascii() else len(family.name) :])
    stop = found.end
    surface = text[start:stop]
    if _FILE.match(text, stop) is not None:
        return None
    of_maker = found.bare and not family.bare and not meaning.claims and _follows_maker(register, text, start, surface, family)
    if found.bare and (
        not (family.bare or of_maker or (abroad and family.ambiguous and not meaning.claims and surface in (family.name, *family.names)))
        or _means_otherwise(text, start, stop, surface, family)
    ):
        return None
    if start and text[start - 1] in IN_PATHS and (is_path(text, start) or (not found.bare and _is_joined(text, start, family))):
        return None
    if found.bare and not family.bare:
        bare = Model(key=family.key, name=family.name, maker=family.maker, family=family.key, registered=False)
        score = PLAIN if of_maker else GUESSED
        return Found(start, stop, surface, register.company(family.maker), "model", bare, score, False, "bare")
    key = (surface, stop - end, id(meaning))  # meanings live as long as the register
    told = register.told_models.get(key)
    if told is None:
        told = _told(register, found, surface, end > stop, meaning)
        if len(register.told_models) >= MAX_TOLD:
            register.told_models.clear()
        register.told_models[key] = told
    model, score, lined = told
    if lined and text.endswith("agnum ", 0, start):  # a magnum opus
        return None
    if model is None or (lined and not any(word in text for word in _VOUCHING) and sum(line in text for line in _LINES) < 2):
        return None
    maker = register.company(family.maker)
    if family.key in _SOLD_BY_PLAN and not (model.registered or model.version) and _PLANS.issuperset((model.variant or "-").split("-")):
        return Found(start, stop, surface, maker, "product", None, score)
    return record(Found, (start, stop, surface, maker, "model", model, score, False, "bare" if found.bare else "model"))


def _follows_maker(register: Companies, text: str, start: int, surface: str, family: Family) -> bool:
    """Whether a family's name that alone names nothing stands right behind its maker's: "Cohere Command", "Arcee's Trinity", or
    is what a model is said to be called, in a text with its maker's; not where a longer name or a word for a thing follows."""
    before = text[max(0, start - 48) : start]
    maker = register.company(family.maker)
    if maker is None or surface != family.name or len(surface) < 3 or not before.endswith(" ") or family.key in _ABBREVIATED:
        return False  # "Microsoft E5" is a licence
    if names_more(text, start + len(surface)):
        return False
    if _CALLED.search(before) is not None:
        return any(name.text in text for name in maker.names)
    before = _POSSESSIVE.sub("", before[:-1])
    return any(before.endswith(name.text) and not before[: -len(name.text)][-1:].isalnum() for name in maker.names)


def _is_joined(text: str, start: int, family: Family) -> bool:
    """Whether a word joined to the front makes another name of it: "Open-Sora 2.0", "Video-Llama 2", not "Meta-Llama 3.1".

    Closed models are sold and wrapped, not tuned: "Siri-Gemini 3" and "Near-GPT-5" speak of the model itself.
    """
    word = _JOINED.search(text, max(0, start - 24), start)
    name = word[1].lower() if word is not None else ""
    if name == "open":
        return family.maker not in OPENED
    return bool(name) and family.key in MADE_ANEW and name not in _PREFIXES and name not in maker_words() and name not in SELLERS


def _is_a_word(text: str, end: int, family: Family) -> bool:
    """Whether what follows a family's name, as a variant would, makes it a word ("Seed-Runde")."""
    otherwise = NEGATIVE.get(family.name.casefold())
    return otherwise is not None and otherwise.match(text[end : end + 48].lower()) is not None


def _means_otherwise(text: str, start: int, end: int, surface: str, family: Family) -> bool:
    """Whether `surface`, the bare name of `family` at `text[start:end]`, is a part of another name, or another word."""
    if surface[0] > "\u3000" and (otherwise := NEGATIVE_CJK.get(surface)) is not None and otherwise.match(text, end) is not None:
        return True
    return is_made_up(text, start, end) or (  # "sắm" is no SAM
        not surface.isascii() and surface not in (family.name, *family.names) and bears_marks(text, start, end, family.name)
    )


def _told(register: Companies, found: ModelHit, surface: str, cut: bool, meaning: Meaning) -> tuple[Model | None, float, bool]:
    """What `surface` says wherever it stands: the model, None for none, its score, and whether its maker must stand somewhere too.

    `cut`: the registered name that begins it goes on beyond it.
    """
    family, claims = found.family, meaning.claims
    if found.bare and claims and not claims[0][1].ambiguous and claims[0][1].kind != "product":
        return _NO_MODEL
    has_number = _DIGIT.search(surface) is not None or letter_version(family, surface, len(family.name)) is not None
    small = family.key != "o" and not surface[0].isupper() and surface[0].isascii() and family.name[0].isupper() and family.ambiguous
    by_id = "-" in surface or (family.bare and surface.startswith(family.key) and surface.removeprefix(family.key)[:1].isdigit())
    if small and not (has_number and by_id):  # "claude-opus-4-6" and "gemma4", as an interface writes them
        return _NO_MODEL
    if family.key == "o" and not surface.startswith("o"):
        return _NO_MODEL  # "O3 levels rise"
    ordinary = surface in ORDINARY or is_run_together(surface, family.name)
    if found.bare and (ordinary or (len(surface) < 5 and surface.isascii() and _spelled_otherwise(family, surface))):
        return _NO_MODEL
    if not found.bare and not has_number and ((family.ambiguous and not family.bare and " " not in surface) or (claims and cut)):
        return _NO_MODEL  # "Step-by-Step"
    score = 0.95 if has_number or not family.ambiguous or (surface == family.name and _RUN_TOGETHER.search(surface) is not None) else 0.6
    if family.ambiguous and not family.bare:
        score = 0.45 + 0.25 * (_VERSIONED.search(surface) is not None) if has_number else UNSURE
    if not found.bare and any(company.key == family.maker and not name.ambiguous for company, name in claims):
        score = 0.95  # "Amazon Nova Pro" names its maker
    model = register.model_said(found.name, family.maker)
    if model is None or (small and not family.bare and not model.registered):
        return _NO_MODEL
    if score == UNSURE and not model.registered and _TIERS.isdisjoint((model.variant or "").split("-")):
        return _NO_MODEL  # "Hermes Agent"
    return model, score, "." not in surface and surface.partition(" ")[0].casefold() in LINES  # "Opus 4", by Beethoven


def _spelled_otherwise(family: Family, surface: str) -> bool:
    """Whether `surface` lacks the capitals inside the name of `family`: SAM and PaLM are models, Sam somebody and a palm a tree."""
    names = [name for name in (family.name, *family.names) if name.casefold() == surface.casefold()]
    return not surface.isupper() and bool(names) and surface not in names and all(name[1:] != name[1:].lower() for name in names)


def weigh_models(text: str, mentions: list[Found], setting: Setting) -> list[Found]:
    """Bare or word-like family names kept where the text bears them out: another mention of the maker, or talk of AI.

    Where the first is a person, a sign of the zodiac or a beast, and the text does not speak of the maker, the others are so too.
    """
    if not [m for m in mentions if m.kind == "model" and (m.score < PLAIN or m.rule == "bare")]:
        return mentions
    first = {
        m.model.family: m for m in reversed(mentions) if m.rule == "bare" and m.model is not None and m.model.maker not in setting.sure
    }
    others = {family for family, m in first.items() if means_another(text, m.start, m.end, family)}
    if "gemini" in first and (
        (CRYPTO.search(text) is not None and all(m.model is None or m.model.family == "gemini" for m in mentions))
        or HOROSCOPE.search(text) is not None
    ):
        others.add("gemini")
    kept = []
    for mention in mentions:
        if others and mention.rule == "bare" and mention.model is not None and mention.model.family in others:
            continue
        if mention.kind != "model" or mention.model is None or mention.score >= PLAIN:
            kept.append(mention)
            continue
        name = mention.model.family
        if mention.score == GUESSED:
            made_here = mention.model.maker in setting.sure and not is_plain(mention.surface)
            if made_here or is_called_model(text, mention.start, mention.end):
                kept.append(mention._replace(score=VOUCHED))
        elif name in MILD or mention.rule == "bare":
            named = mention.company is not None and mention.company.key in setting.sure
            left = round(min(1.0, mention.score + 0.1 * setting.about_ai + 0.2 * named), 3)
            if setting.abroad and not setting.about_ai and _OF_MODELS.search(text, 0, TELLING) is not None:
                left += 0.1
            if left >= (SURE if name in MILD else VOUCHED):
                kept.append(mention._replace(score=left))
        elif mention.score == UNSURE:
            if mention.model.maker in setting.sure:
                kept.append(mention._replace(score=PLAIN))
        elif mention.score + 0.2 * setting.about_ai + 0.3 * (mention.model.maker in setting.sure) >= VOUCHED:
            kept.append(mention)
    return kept
