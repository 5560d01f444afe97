"""The records of the register: companies with their names, models, and mentions of either in a text."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, make_dataclass
from datetime import date
from typing import Any, Final, Literal, NamedTuple

NameKind = Literal["self", "legal", "trade", "former", "handle", "product", "division", "misspelling"]
MentionKind = Literal["company", "model", "product"]
Role = Literal["primary", "secondary", "investor", "mention"]

COMPANY_KINDS = frozenset({"company", "lab", "institute", "university", "investor", "nonprofit", "government", "community"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of one company.

    `language` is an ISO 639-1 code or None where the name is the same everywhere; `since`/`until` bound its validity (both inclusive,
    None = open); an `ambiguous` name is also a word or somebody's name, and counts in running text only with context.
    """

    text: str
    kind: NameKind = "trade"
    language: str | None = None
    since: date | None = None
    until: date | None = None
    ambiguous: bool = False

    def valid(self, at: date | None) -> bool:
        """Whether the name was in use at `at`; always so for None."""
        return at is None or ((self.since is None or self.since <= at) and (self.until is None or at <= self.until))


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """One organisation: a company, lab, institute, university, investor, non-profit, public body or community.

    `key` is a slug, `country` ISO 3166-1 alpha-2 or None where unknown, `parent` the key of the organisation that controls it
    (both stay companies of their own), `segments` keys of the taxonomy.
    """

    key: str
    name: str
    kind: str = "company"
    country: str | None = None
    parent: str | None = None
    segments: tuple[str, ...] = ()
    homepage: str | None = None
    source: str | None = None
    names: tuple[Name, ...] = field(default=(), repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One AI model. `maker` is a company key; `effort` is set where a spelling asks for one level of reasoning of the same model.

    `registered` is False for a model that the register does not list but whose family and spelling it knows.
    """

    key: str
    name: str
    maker: str | None = None
    family: str = ""
    version: str | None = None
    variant: str | None = None
    effort: str | None = None
    released_at: date | None = None
    licence: str | None = None
    registered: bool = True
    source: str | None = None
    names: tuple[str, ...] = field(default=(), repr=False, compare=False)

    @property
    def own_name(self) -> str:
        """The name that its row gives it, where `name` is the one to show."""
        return self.names[0] if self.names else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch `text[start:end]` that names a company, a model or a product.

    `company` is None for a name that the register does not know (proposed from a pattern, for the review queue) and for a model or
    product whose maker takes no part in the story; a model's maker is always in `model.maker`. `score` is 0..1. `role` is what the
    company does in the story, the same at all its mentions; `salience` (0..1) is how much of the story is about it. `rule` is how it was
    found; "publisher" is a company that the text names nowhere and that stands at `text[0:0]`, for it stands on that company's own site.
    """

    start: int
    end: int
    surface: str
    company: Company | None = None
    kind: MentionKind = "company"
    model: Model | None = None
    score: float = 1.0
    role: Role | None = None
    salience: float = 0.0
    rule: str = "name"

    @property
    def label(self) -> str:
        """The canonical name where the company is known, else the name as written."""
        return self.company.name if self.company is not None else self.surface


record: Final = tuple.__new__
"""Makes a named tuple of a tuple of all its fields, in less than half the time that its class takes."""


class Found(NamedTuple):
    """A mention before the whole text has said what part its company plays."""

    start: int
    end: int
    surface: str
    company: Company | None = None
    kind: MentionKind = "company"
    model: Model | None = None
    score: float = 1.0
    investor: bool = False
    rule: str = "name"


_Draft = make_dataclass("_Draft", [(part.name, part.type) for part in fields(Mention)], slots=True)


def mention_of(found: Found, company: Company | None, role: Role | None, salience: float) -> Mention:
    """`found` as a `Mention` of `company`, made in a quarter of the time: its fields are set while it is not frozen yet."""
    start, end, surface, _, kind, model, score, _, rule = found
    made: Any = _Draft(start, end, surface, company, kind, model, score, role, salience, rule)
    made.__class__ = Mention
    return made  # type: ignore[no-any-return]
