"""One story's tags from its headline, text and mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from amw.claims.find import find_claims
from amw.companies.offers import host_of, is_taken_elsewhere
from amw.money import Amount, Rates, find_amounts
from amw.tags.classify import event_scores, segment_scores, usual
from amw.tags.countries import countries_of
from amw.tags.features import features_of
from amw.tags.form import form_of
from amw.tags.genre import NO_EVENT, genre_of
from amw.tags.happenings import happenings
from amw.tags.hashtags import hashtags_of
from amw.tags.idioms import without_idioms
from amw.tags.lexicon import lowered
from amw.tags.model import FIELDS, Model, shipped_model
from amw.tags.named import announces
from amw.tags.notices import company_joins, notice
from amw.tags.records import Event, Evidence, Tags, is_sure
from amw.tags.relevance import LEAST_RELEVANT, SECOND_LOOK, relevance_of, why_relevant
from amw.tags.signals import AI_TRADES, BODY_TAIL, Signals, signals_of
from amw.text import reading_minutes

if TYPE_CHECKING:
    from amw.companies.records import Mention

LONGEST_TITLE = 400  # characters of a headline that are read as one
LONGEST_TEXT = 60_000
LEAD = 200  # characters of body whose words are features of their own
LEAST_CHANCE = 0.13  # of 17 events or 34 segments; below it the best guess was right less often than wrong
LEAST_ALONE = 0.35  # the same where no word of the tables is there and the learned part speaks alone
# Below it an event is no fact, and a segment no hashtag: of 305 and 180 such of 2,210 items, cross-validated, 140 and 82 were right.
TOLD = 0.5
ANNOUNCED = 0.8  # a launch or release at least, where the headline says in so many words that a thing with a name is there
OF_GENRE = 0.85  # where the headline says what kind of text it is, of a hundred read five were news
# Weights against the learned chances (0..1), from cross-validation: of the rules' scores (as shares of the best), of what usually follows.
RULES_SHARE = {"event": 0.2, "segment": 0.7}
OWN_SHARE = {"event": 0.1, "segment": 0.3}  # the same of what stands on a company's own site: the words were found in the press
USUAL_SHARE = {"lens": 0.35, "category": 0.4}
# Where the taxonomy leaves no choice: money and listings are Player Map and business, law and courts Rules Map and policy.
FIXED_SHARE = 1.0
# What a company does that makes whatever it tells of itself a story of the market; makers of models may be conglomerates.
OWN_TRADES = AI_TRADES | {"developer_tools"}
ROUND_UPS = frozenset({"newsletter", "listing"})  # forms of a text that tells of many things
FIXED = frozenset({"funding", "acquisition", "ipo", "lawsuit", "regulation"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules see of a story: its signals, their scores, and all as features."""

    signals: Signals
    relevance: float
    events: dict[str, float]
    segments: dict[str, float]
    features: dict[str, float]


def evidence_of(title: str, text: str, mentions: Sequence[Mention], amounts: Sequence[Amount], *, own: bool = False) -> Reading:
    """The reading of a story; `mentions` and `amounts` are those of `title + "\\n" + text`, `own` is as for `signals_of`."""
    whole = f"{title}\n{text}"
    title_end = min(len(title), LONGEST_TITLE, len(whole))
    form = form_of(title[:LONGEST_TITLE], text)
    claims, plain = find_claims(whole, mentions), without_idioms(whole[: title_end + BODY_TAIL])
    signals = signals_of(plain, title_end, mentions, amounts, claims, own=own)
    return _read(plain, title_end, form, signals, relevance_of(signals, claims=bool(claims), own=False))


def _read(whole: str, title_end: int, form: str, signals: Signals, relevance: float) -> Reading:
    events, segments = event_scores(signals, whole[:title_end], form), segment_scores(signals)
    return Reading(
        signals,
        relevance,
        events,
        segments,
        features_of(signals, lowered(whole[:title_end]), lowered(whole[title_end : title_end + LEAD]), form, events, segments),
    )


def tag_article(
    title: str,
    text: str,
    mentions: Sequence[Mention],
    language: str | None,
    *,
    published_at: datetime | None = None,
    model: Model | None = None,
    rates: Rates | None = None,
    publisher: str | None = None,
) -> Tags:
    """The tags of the story `title` + `text`.

    `mentions` are `Companies.find(title + "\\n" + text)`'s; all spans refer to that string. `language` is an ISO 639-1 code or None.
    `published_at` dates events and chooses the day's rates for US dollars; a day in the future is used as it stands and finds no
    rate. `model` replaces the shipped weights, `rates` the shipped table of exchange rates. `publisher` is the key of the company on
    whose own site the story stands: what a company of the AI market tells of itself is of that market. Anything may be empty; nothing
    raises; the time is bounded whatever the length.
    """
    text = text[:LONGEST_TEXT]
    title = title[:LONGEST_TEXT]
    whole = f"{title}\n{text}"
    title_end = min(len(title), LONGEST_TITLE)
    form = form_of(title[:LONGEST_TITLE], text)
    minutes = reading_minutes(text or title)
    if form == "empty":
        why = dict.fromkeys(("relevant", *FIELDS, "countries"), Evidence("no text"))
        return Tags(reading_minutes=minutes, form=form, evidence=why)
    day = published_at.date() if published_at is not None else None
    found = find_amounts(whole, on=day, rates=rates)
    amounts = tuple(a for a in found if not a.vague)
    near = [m for m in mentions if m.end <= len(whole)]
    claims = tuple(find_claims(whole, near))
    plain = without_idioms(whole[: title_end + BODY_TAIL])
    signals = signals_of(plain, title_end, near, amounts, claims, own=publisher is not None)
    evidence: dict[str, Evidence] = {}
    teller = next((m.company for m in near if m.company is not None and m.company.key == publisher), None)
    own = teller is not None and not OWN_TRADES.isdisjoint(teller.segments[:1])
    relevance, second = relevance_of(signals, claims=bool(claims), own=own), None
    if relevance >= LEAST_RELEVANT or signals.open_to_doubt:
        reading = _read(plain, title_end, form, signals, relevance)
        chances = (model or shipped_model()).chances(reading.features)
        second = chances["relevant"]["yes"] if relevance < LEAST_RELEVANT else None
    evidence["relevant"] = why_relevant(signals, relevance, second, own=own)
    if relevance < LEAST_RELEVANT and (second is None or second < SECOND_LOOK):
        evidence.update(dict.fromkeys((*FIELDS, "countries"), Evidence("not about the AI market")))
        return Tags(relevant=False, amounts=amounts, claims=claims, reading_minutes=minutes, form=form, evidence=evidence)
    headline = _headline(whole, title_end)
    event = _choice("event", chances["event"], reading, headline, evidence)
    fixed = event in FIXED
    if (told := _told_by_form(title, form, signals, near, event, own=publisher is not None)) is not None:
        event, reason, sure, fixed = told
        evidence["event"] = Evidence(reason, *headline, evidence["event"].score if sure is None else sure)
    if event in {"product_launch", "model_release"} and announces(title):
        evidence["event"] = replace(evidence["event"], score=max(evidence["event"].score or 0.0, ANNOUNCED))
    if form in ROUND_UPS:  # many stories are of AI as a whole, whatever their words are of, unless one line of business is all they tell of
        reading = replace(reading, segments={"general": 1.0})
    segment = _choice("segment", chances["segment"], reading, headline, evidence)
    lens = _follows("lens", chances["lens"], event, segment, fixed, evidence)
    category = _follows("category", chances["category"], event, segment, fixed, evidence)
    told_event = event if (evidence["event"].score or 0.0) >= TOLD else None
    countries, why_countries = countries_of(
        whole, reading.signals.states, title_end, near, told_event, lens if told_event else None, own=publisher is not None
    )
    evidence["countries"] = (
        Evidence(*why_countries, score=0.8) if why_countries else Evidence("no country is named, nor a company of a known one")
    )
    clear = event if is_sure(evidence["event"].score) else None
    map_told = segment if (evidence["segment"].score or 0.0) >= TOLD else None
    hashtags, keywords = hashtags_of(near, claims, map_told, clear, countries, title_end=title_end)
    return Tags(
        relevant=True,
        category=category,
        segment=segment,
        lens=lens,
        event=event,
        hashtags=hashtags,
        keywords=keywords,
        countries=countries,
        amounts=amounts,
        claims=claims,
        events=_events(whole, title_end, told_event, near, found, day, evidence, own=publisher is not None),
        reading_minutes=minutes,
        form=form,
        evidence=evidence,
    )


def _told_by_form(
    title: str, form: str, signals: Signals, mentions: Sequence[Mention], event: str | None, *, own: bool
) -> tuple[str, str, float | None, bool] | None:
    """The event that a story's form tells whatever its words (`event`) say: the reason, how sure it is (None: as before), and
    whether it leaves lens and category no choice."""
    if form in ROUND_UPS:
        return "opinion", f"the text is a {form}", 1.0, False
    if signals.paper:
        return "research", "an entry of a preprint listing", 1.0, False
    if (noticed := notice(title, own=own)) is not None:
        return *noticed, 1.0, True
    if (genre := genre_of(title)) in NO_EVENT and event not in {"opinion", "other"}:
        return NO_EVENT[genre or ""], f"the headline of a kind of text: {genre}", OF_GENRE, False
    if event == "personnel" and company_joins(mentions, title):
        return "partnership", "a company joins, no person", None, False
    if event == "model_release" and (host_of(mentions, title) is not None or is_taken_elsewhere(mentions, title)):
        return "product_launch", "a model in a product", None, False
    return None


def _headline(whole: str, title_end: int) -> tuple[int | None, int | None]:
    """The span of the headline's words, what a tag of no single word rests on; nothing where it has none."""
    words = whole[:title_end].strip()
    start = whole.find(words)
    return (start, start + len(words)) if words else (None, None)


def _choice(
    field: str, learned: dict[str, float], reading: Reading, headline: tuple[int | None, int | None], evidence: dict[str, Evidence]
) -> str | None:
    """The likeliest class by the learned chances and the rules' scores together, None where it is hardly likelier than the others.

    Its evidence is its strongest word, the headline where it has none.
    """
    by_rules = reading.events if field == "event" else reading.segments
    best_score = max(by_rules.values(), default=0.0)
    share = (OWN_SHARE if reading.signals.own else RULES_SHARE)[field] if best_score > 0.0 else 0.0
    chances = dict(learned)
    for known, score in by_rules.items() if share else ():
        if score > 0.0 and known in chances:
            chances[known] += share * score / best_score
    tag = max(chances, key=chances.__getitem__)
    chance = chances[tag] / (1 + share)
    if chance < (LEAST_CHANCE if best_score > 0.0 else LEAST_ALONE):
        evidence[field] = Evidence(
            f"too unsure of the {field}" if best_score > 0.0 else f"no word tells the {field}", score=round(chance, 3)
        )
        return None
    best = reading.signals.best.get((field, tag))
    reason = "words of the story" if best else "the story as a whole"
    evidence[field] = Evidence(reason, *((best.start, best.end) if best else headline), round(chance, 3))
    return tag


def _follows(
    field: str, chances: dict[str, float], event: str | None, segment: str | None, fixed: bool, evidence: dict[str, Evidence]
) -> str | None:
    """What usually follows from event and segment, weighed with what the words say; `fixed` where the event leaves them no choice."""
    if event is None:
        evidence[field] = Evidence("no event to go by")
        return None
    expected = usual(field, event, segment)
    share = FIXED_SHARE if fixed else USUAL_SHARE[field]
    scores = {tag: chance + (share if tag == expected else 0.0) for tag, chance in chances.items()}
    tag = max(scores, key=lambda t: scores[t])
    basis = evidence["event"]
    reason = f"follows from event {event}" if tag == expected else "words of the story"
    evidence[field] = Evidence(reason, basis.start, basis.end, round(min(1.0, scores[tag] / (1 + share)), 3))
    return tag


def _events(
    text: str,
    title_end: int,
    event: str | None,
    mentions: Sequence[Mention],
    amounts: Sequence[Amount],
    day: date | None,
    evidence: dict[str, Evidence],
    *,
    own: bool,
) -> tuple[Event, ...]:
    if event is None or event in {"opinion", "other"}:
        return ()
    basis = evidence["event"]
    span = (basis.start, basis.end) if basis.start is not None and basis.end is not None else (0, title_end)
    return happenings(text, title_end, event, mentions, amounts, day, span, own=own)
