"""Which countries a story is about: the states that its words name, that of the primary company, or of the government that acts."""

# ruff: noqa: E501 - patterns and tables are easier to compare unwrapped

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amw.tags.lexicon import STRENGTHS, Hit

if TYPE_CHECKING:
    from amw.companies.records import Mention
    from amw.tags.story import Story

_KINDS = {weight: kind for kind, weight in STRENGTHS.items()}
# A work by its title, as a headline quotes it: ‘The Russian Doll’ is of no country
_WORK = re.compile(r"(?<!\w)[‘“'\"](?:(?:[A-Z][\w-]*|of|the|and|in)[ ]){1,4}[A-Z][\w-]*[’”'\"](?!\w)")
# What is of a town: "Munich-based", "based in Munich", "a Munich court"
_FROM_THERE = re.compile(
    r"[-–](?:based|headquartered|born|listed)\b|['’]?s?[ ](?:[a-z-]+[ ]){0,2}(?:authorit|compan|court|firm|government|judge|lab(?:s|orator\w+)?\b|maker"
    r"|mayor|officials|police|prosecutor|regulator|spin-?o|start-?up|universit|Universit)"
)
_THERE = re.compile(r"\b(?:based|headquartered|founded)[ ](?:in|out of)[ ]\Z")
# What follows a state that begins a headline and acts: "Taiwan probes", "Dutch court halts", "Dubai police put"
_DOES = """
    accuse adopt approve arrest ask award back ban bar begin block build buy cap clear consider court create curb cut delay demand deploy double
    draft drop earmark ease embrace enact equip expand extend eye fine force get give grant hail halt hand hire host impose introduce invest
    investigate join launche lead let lift limit make mandate move mull need offer open order outline overhaul passe pause pay pick pilot plan
    pledge pour prepare present presse probe promise propose publishe pushe put raid reject release require restrict roll say scrap seek select
    send set sign spend start sue summon suspend take target tell test threaten tighten train triple unveil urge use vote vow want warn weigh
    welcome woo
    """.split()
_BODIES = """
    agency antitrust army authority authorities cabinet commission court government judge lawmaker mayor military minister ministry navy official
    parliament police president prosecutor regulator senate senator tribunal watchdog
    """.split()
# after the rest of a word that a term of the tables begins ("argentin*")
_STATE_ACTS = re.compile(
    rf"[^\W\d_]*+(?:[ ](?:(?:now|also|again|finally|quietly|formally)[ ])?(?:{'|'.join(_DOES)})s\b"
    r"|[ ](?:to|will|may|must|could|plots|mulling)[ ](?=[a-z])"
    rf"|[ ](?:[A-Za-z-]+[ ]){{0,2}}(?:central bank|{'|'.join(_BODIES)})s?[ ][a-z]{{2,}})"
)
# What may stand before a body that begins a headline
_ARTICLES = frozenset(["", "la", "el", "il", "l'", "l’", "le", "o", "a", "de", "het", "das", "die", "der"])
# What makes a body's name or a state's adjective with a capital one word of a longer name: "Cade Metz", "Ana Vasco"
_GOES_ON = re.compile(r"[ ][A-ZÀ-Þ][a-zß-ÿ]")
# What a German adjective of a town stands before ("Wiener Start-up"), and a name before it that makes it a surname ("Scott Wiener")
_NOUN = re.compile(r"[ ][A-ZÄÖÜ]")
_GIVEN = re.compile(
    r"(?:\A|[\s(])(?!(?:Das|Dem|Den|Der|Des|Die|Ein|Eine|Einem|Einen|Einer|Im|In|Am|Bei|Beim|Vom|Zum|Zur|Auch|Für|Mit|Von|Wie|O|A|El|La|Los|Las|Il|Lo|Le|Les|De|Het|Os|As)[ ])[A-Z][\w.-]*[ ]\Z"
)

# A word of what a company is called ("startup"), none that sets things side by side ("a rival to Chinese labs", "in India with X").
_BESIDE = (
    "to|with|through|by|for|in|as|and|after|at|from|against|into|over|via|on|or|than|like|without|mit|für|und|durch|pour|avec|et|par|con|para"
    "|per|y|com|met|voor|en"
)
_WORD = rf"(?!(?:{_BESIDE})\b)[^\W\d_A-Z][\w’'-]*"
# What stands between where a company is from and its name ("Canadian AI startup X", "Toronto-based X"), and the other way round
_BEFORE = re.compile(rf"(?:-\w+|['’]s)?(?: {_WORD}| AI| IA| KI){{0,4}} [\"“‘«„'(]?")
_AFTER = re.compile(rf"[”»\"’']?,? (?:an?|the|une?|un[ao]?|eine?|een|la|le|el|il|из|со) (?:{_WORD} ){{0,2}}")
MOST = 2  # companies of one list: those that begin it act, the others come along


@dataclass(frozen=True, slots=True)
class State:
    """A country or one of its governing bodies named at [start, end); `acts` where the headline begins with it and says what it does."""

    country: str
    start: int
    end: int
    acts: bool = False


def state_named(text: str, title_end: int, hit: Hit) -> State | None:
    """The state that a word of the tables names where it stands; None where the word is part of another name, or somebody is merely there."""
    _, country, weight = hit.term.votes[0]
    kind, surface, in_title = _KINDS[weight], text[hit.start : hit.end], hit.start < title_end
    capital = surface[0].isupper() and not surface.isupper()
    given = _GIVEN.search(text, max(0, hit.start - 24), hit.start) is not None
    passing = not (in_title or _FROM_THERE.match(text, hit.end) or _THERE.search(text, max(0, hit.start - 24), hit.start))
    if (
        (kind == "place" and passing)
        or (kind == "town" and (given or not _NOUN.match(text, hit.end)))
        or (kind == "bodies" and capital and (given or _GOES_ON.match(text, hit.end)))
        or (kind == "medium" and capital and given)
        or (kind == "acronym" and not surface.isupper())
        or (kind not in {"medium", "acronym"} and not surface[0].isupper() and surface[0].isascii())
        or (in_title and (work := _WORK.search(text, 0, title_end)) is not None and work.start() <= hit.start < work.end())
    ):
        return None
    before = text[: hit.start].strip().casefold()
    acts = in_title and before in _ARTICLES
    if acts and kind != "bodies":
        acts = not before and _STATE_ACTS.match(text, hit.end, title_end) is not None
    return State(country, hit.start, hit.end, acts)


def countries_of(
    story: Story, states: Sequence[State], event: str | None, lens: str | None
) -> tuple[tuple[str, ...], tuple[str, int, int] | None]:
    """Up to two ISO codes, and what decided as (reason, start, end).

    Where a government acts (rules and courts, or the headline's subject) the state named first counts, the headline's before the body's,
    and so it does where the headline names a state and no primary company; else the countries of the first two primary companies, which for
    one without a known country is where the text says that it is from; else the state named first. A headline of a company's own speaks of
    it without its name, and one that speaks of Europe without saying where in it.
    """
    primaries: dict[str, tuple[str, int, int]] = {}
    labels: set[str] = set()
    mentions = [m for m in story.mentions if m.start < story.lead_end]
    headline = story.own or any(m.role == "primary" and m.start < story.title_end for m in mentions)
    for m in mentions:
        if m.role == "primary" and (len(labels) < MOST or m.label in labels):
            labels.add(m.label)
            if m.company is not None and m.company.country:
                primaries.setdefault(m.company.country, ("primary company", m.start, m.end))
            elif m.kind == "company" and (state := _origin(story.whole, states, m)) is not None:
                primaries.setdefault(state.country, ("where the primary company is from", state.start, state.end))
    named = next((s for s in states if s.start < story.title_end), states[0] if states else None)
    acts = lens == "rules_map" or event in {"regulation", "lawsuit"} or (named is not None and named.acts)
    if named is not None and (acts or not primaries or (named.start < story.title_end and not headline and named.country != "EU")):
        return (named.country,), ("government named" if acts else "country named", named.start, named.end)
    codes = tuple(primaries)
    return (codes, primaries[codes[0]]) if codes else ((), None)


def _origin(text: str, states: Sequence[State], company: Mention) -> State | None:
    """The state that the words around a name say its company is from."""
    for state in states:
        if _BEFORE.fullmatch(text, state.end, company.start) is not None or _AFTER.fullmatch(text, company.end, state.start) is not None:
            return state
    return None
