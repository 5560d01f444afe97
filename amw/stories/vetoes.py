"""What keeps two reports apart however alike they are: other happenings, deals and places, looks back, recurring titles, one outlet's
wording, everyday words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from amw.stories.background import MASK
from amw.stories.languages import by_characters
from amw.stories.lexicon import stem
from amw.stories.signing import WORDS_OF_A_TEXT
from amw.stories.statistics import Table
from amw.stories.terms import key_of
from amw.stories.view import View, alike

DAY: Final = 86_400
ROUND: Final = 3 * DAY  # seconds within which a round is told with one sum and another; later other sums are another round
INSTALMENT: Final = DAY // 2  # seconds after which an outlet that writes a title again, over another text, tells of something new
SAME_TEXT: Final = 0.75  # sketch similarity from which two texts count as one text
NAMED: Final = 4  # words in common under which two titles share little more than a name ("DeepSeek" is three)
INFORMATIVE: Final = 16.0  # summed idf from which an identical title alone is evidence
PARTY: Final = (6.5, 5.3)  # idf from which a word, and a name, tells who it is: "startup", "giant" and "AI" do not
GENERIC: Final = 8.0  # summed idf under which equal titles without texts say nothing, whoever wrote them
# Numbers too common to be kept among a report's numbers: days, counts, years.
SMALL_NUMBERS: Final = frozenset(key_of(f"#{n}") for n in (*range(32), *range(1990, 2036)))
# One event is seldom told as two of these groups: a round is not a price cut, however alike the words are.
_KINDS: Final = (
    ("funding", "acquisition", "ipo", "earnings"),
    ("model_release", "product_launch", "pricing", "ranking", "research"),
    ("regulation", "lawsuit"),
    ("infrastructure",),
    ("personnel",),
    ("incident",),
)
_KIND: Final = {key_of(event): number for number, events in enumerate(_KINDS) for event in events}
_OTHER: Final = key_of("other")
_RAISES: Final = frozenset(key_of(stem(verb)) for verb in "raise secure land close nab bag snag".split())
_BUYS: Final = frozenset(key_of(stem(verb)) for verb in "acquire buy purchase".split())
# Of names of two words the second, but Washington, which is a government too.
_STATES: Final = frozenset(
    key_of(stem(name))
    for name in (
        "alabama alaska arizona arkansas california carolina colorado connecticut dakota delaware florida georgia hampshire hawaii idaho "
        "illinois indiana iowa jersey kansas kentucky louisiana maine maryland massachusetts mexico michigan minnesota mississippi "
        "missouri montana nebraska nevada ohio oklahoma oregon pennsylvania rhode tennessee texas utah vermont virginia wisconsin "
        "wyoming york"
    ).split()
)
FUNDING: Final = key_of("funding")
_EARNINGS: Final = key_of("earnings")
INCIDENT: Final = key_of("incident")
OPINION: Final = key_of("opinion")
# What an outlet comes back to with another article: what happened once, within days, to a company or to a model.
OF_A_COMPANY: Final = frozenset(
    map(key_of, "funding acquisition ipo earnings regulation lawsuit infrastructure personnel partnership incident".split())
)
OF_A_MODEL: Final = OF_A_COMPANY | frozenset(map(key_of, "model_release pricing ranking".split()))


def told_apart(own: View, other: View, table: Table) -> bool:
    """Whether two reports tell of two things, whatever words they share."""
    return (
        unanchored(own, other)
        or another_event(own, other)
        or another_state(own, other)
        or another_deal(own, other, table)
        or looked_back(own, other)
        or recurring(own, other, table)
        or another_article(own, other)
    )


def unanchored(own: View, other: View) -> bool:
    """Whether two reports in two languages share no term that they are known by, no number, no party and no name by its sound: everyday
    words of the word lists are all that they may have in common."""
    if own.language == other.language:
        return False
    sets = ((getattr(own, name), getattr(other, name)) for name in ("terms", "numbers", "companies", "models", "amounts"))
    return all(a.isdisjoint(b) for a, b in sets) and set(own.signature.sounds).isdisjoint(other.signature.sounds)


def another_event(own: View, other: View) -> bool:
    """Whether two reports tell of happenings of two kinds, and their titles have hardly more than a name in common."""
    return other_event(own.event, other.event) and len(own.title & other.title) < NAMED


def another_round(own: View, other: View) -> bool:
    """Whether two reports of a financing, days apart, have different sums in their headlines, however much the later one retells."""
    a, b = own.signature, other.signature
    if not a.event == b.event == FUNDING or a.published is None or b.published is None or abs(a.published - b.published) <= ROUND:
        return False
    sums, theirs = own.title & own.numbers, other.title & other.numbers
    return bool(sums and theirs and sums.isdisjoint(theirs))


def looked_back(own: View, other: View) -> bool:
    """Whether the later of two whole texts, days after, only looks back at what the other tells: that one knows less than half of what the
    later headline says, and the headlines have hardly more than a name in common."""
    a, b = own.signature, other.signature
    if a.published is None or b.published is None or abs(a.published - b.published) <= ROUND or own.language != other.language:
        return False
    if by_characters(own.language) or min(a.length, b.length) < WORDS_OF_A_TEXT or alike(a.sketch, b.sketch, SAME_TEXT):
        return False
    later, earlier = (own, other) if a.published > b.published else (other, own)
    return 2 * len(later.title & earlier.terms) < len(later.title) and len(own.title & other.title) < NAMED


def another_state(own: View, other: View) -> bool:
    """Whether two headlines name states of the USA that the other report knows nothing of, as look-alike laws, rulings and sites do."""
    here, there = own.title & _STATES, other.title & _STATES
    return bool(here and there) and here.isdisjoint(other.terms) and there.isdisjoint(own.terms)


def another_deal(own: View, other: View, table: Table) -> bool:
    """Whether two headlines tell of two rounds or takeovers in the same words: who raises money, or what is bought, is a name that the
    other report does not know. Reports that have two figures in common may call one company by two names."""
    if len(own.numbers & other.numbers) >= 2:
        return False
    parties = zip(_parties(own, table), _parties(other, table), strict=True)
    return any(here and there and here not in other.terms and there not in own.terms for here, there in parties)


def _parties(view: View, table: Table) -> tuple[int, int]:
    """Who raises money and what is bought by a headline: the rarer of the two words before "raises", where it has a figure, and the rarest
    word after "acquires", where it begins with a buyer of a word or two; 0 for none: "AI startup raises" names nobody."""
    title = view.signature.title
    raises = next((n for n, key in enumerate(title) if key in _RAISES), 0) if view.title & view.numbers else 0
    buys = next((n for n in (1, 2) if _BUYS.intersection(title[n : n + 1])), len(title))
    raiser, bought = title[max(0, raises - 2) : raises], [key for key in title[buys + 1 :] if key not in view.numbers]

    def rarest(words: Sequence[int]) -> int:
        key = min(words, key=lambda key: table.low[key & MASK], default=0)
        return key if table.top - table.low[key & MASK] >= PARTY[key in view.names] else 0

    return rarest(raiser), rarest(bought)


def same_but_for_numbers(own: View, other: View) -> bool:
    """Whether two titles have the same words."""
    return all(k in own.numbers or k in other.numbers or k in SMALL_NUMBERS for k in own.title ^ other.title)


def another_article(own: View, other: View) -> bool:
    """Whether two reports are of one outlet and tell of two things, as most of an outlet's articles do, however alike their wording is.

    In two languages they may tell of one, for outlets translate themselves. Else they do where the texts or titles are the same, or
    where one thing happened to one company or model: an event of the kinds that happen once, told again within three days, an incident
    within half a day, or any time with a sum that both tell (a correction, a round that closes).
    """
    a, b = own.signature, other.signature
    if a.source != b.source or not a.source or a.language != b.language or same_but_for_numbers(own, other):
        return False
    if a.event == b.event and (
        (a.event in OF_A_COMPANY and own.companies & other.companies) or (a.event in OF_A_MODEL and own.models & other.models)
    ):
        if own.amounts & other.amounts:
            return False
        apart = 0 if a.published is None or b.published is None else abs(a.published - b.published)
        return apart > (INSTALMENT if a.event == INCIDENT else ROUND)
    return min(a.length, b.length) < WORDS_OF_A_TEXT or not alike(a.sketch, b.sketch, SAME_TEXT)  # a teaser may be a series' standing one


def recurring(own: View, other: View, table: Table) -> bool:
    """Whether two titles are alike because titles of their kind recur: release notes, incidents on a status page, columns, daily notes.

    Of one outlet, a title that is the same but for its numbers tells of another thing when it says little, or comes much later over another
    text; of two outlets, only when it says next to nothing and no text stands behind it. Reports of two amounts are no series, unless
    they are results or prices of a day.
    """
    if not same_but_for_numbers(own, other):
        return False
    a, b = own.signature, other.signature
    if not a.title or not b.title or (a.amounts and b.amounts and not a.event == b.event == _EARNINGS):
        return False
    says = sum([table.top - table.low[k & MASK] for k in own.title & other.title - SMALL_NUMBERS])
    if a.source != b.source or not a.source:
        return says < GENERIC and not (a.length and b.length)
    if own.title == other.title and alike(a.sketch, b.sketch, SAME_TEXT):
        return False  # posted again
    later = a.published is not None and b.published is not None and abs(a.published - b.published) > INSTALMENT
    return says < INFORMATIVE or (later and bool(a.length and b.length))


def same_event(a: int, b: int) -> bool:
    """Whether two events (keys, 0 for none known) are one and the same kind of happening."""
    return a == b and a not in (0, _OTHER)


def other_event(a: int, b: int) -> bool:
    """Whether two events (keys, 0 for none known) are of two groups that one story is seldom told as."""
    first, second = _KIND.get(a), _KIND.get(b)
    return first is not None and second is not None and first != second
