"""One story's tags from its headline, text and mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from amw.companies.offers import host_of, is_taken_elsewhere
from amw.money import Amount, Rates, find_amounts
from amw.tags.classify import LEAST_RELEVANT, event_scores, is_relevant, relevance_of, segment_scores, usual
from amw.tags.countries import countries_of
from amw.tags.features import features_of
from amw.tags.genre import NO_EVENT, genre_of
from amw.tags.happenings import happenings
from amw.tags.hashtags import hashtags_of
from amw.tags.model import FIELDS, Model, shipped_model
from amw.tags.named import announces
from amw.tags.notices import company_joins, notice, raises_by_listing, reorganises
from amw.tags.records import Event, Evidence, Tags, is_sure
from amw.tags.signals import AI_TRADES, Signals, is_filed, signals_of
from amw.tags.story import Story
from amw.text import lowered, reading_minutes

if TYPE_CHECKING:
    from amw.companies.records import Mention

LEAD = 200  # characters of body whose words are features of their own
LEAST_CHANCE = 0.13  # of 17 events or 34 segments; below it the best guess was right less often than wrong
LEAST_ALONE = 0.35  # the same where no word of the tables is there and the learned part speaks alone
# Below it an event is no fact, and a segment no hashtag: of 305 and 180 such of 2,210 items, cross-validated, 140 and 82 were right.
LEAST_FACT = 0.5
ANNOUNCED = 0.8  # a launch or release at least, where the headline says in so many words that a thing with a name is there
OF_GENRE = 0.85  # where the headline says what kind of text it is, of a hundred read five were news
# Weights against the learned chances (0..1), from cross-validation: of the rules' scores (as shares of the best), of what usually follows.
RULES_SHARE = {"event": 0.2, "segment": 0.7}
OWN_SHARE = {"event": 0.1, "segment": 0.3}  # the same of what stands on a company's own site: the words were found in the press
USUAL_SHARE = {"lens": 0.35, "category": 0.4}
# Where the taxonomy leaves no choice: money and listings are Player Map and business, law and courts Rules Map and policy.
FIXED_SHARE = 1.0
# What a company does that makes whatever it tells of itself a story of the market; makers of models may be conglomerates.
OWN_TRADES = {*AI_TRADES, "developer_tools"}
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
    story = Story.of(title, text, mentions, own=own)
    signals = signals_of(story, amounts, story.claims())
    return _read(story, signals, relevance_of(signals, own=False))


def _read(story: Story, signals: Signals, relevance: float) -> Reading:
    headline, lead = story.plain[: story.title_end], story.plain[story.title_end : story.title_end + LEAD]
    events, segments = event_scores(signals, headline, story.form), segment_scores(signals)
    features = features_of(signals, lowered(headline), lowered(lead), story.form, events, segments)
    return Reading(signals, relevance, events, segments, features)


def tag_article(
    title: str | None,
    text: str | None,
    mentions: Sequence[Mention] | None,
    language: str | None,
    *,
    published_at: datetime | None = None,
    model: Model | None = None,
    rates: Rates | None = None,
    publisher: str | None = None,
    categories: Sequence[str] = (),
) -> Tags:
    """The tags of the story `title` + `text`.

    `mentions` are `Companies.find(title + "\\n" + text)`'s; all spans refer to that string. `language` is an ISO 639-1 code or None.
    `published_at` dates events and chooses the day's rates for US dollars; a day in the future is used as it stands and finds no
    rate. `model` replaces the shipped weights, `rates` the shipped table of exchange rates. `publisher` is the key of the company on
    whose own site the story stands: what a company of the AI market tells of itself is of that market. `categories` are what its
    publisher files it under. Anything may be empty or None; nothing raises; the time is bounded whatever the length.
    """
    story = Story.of(title, text, mentions, own=publisher is not None)
    known = Tags(form=story.form, reading_minutes=reading_minutes(story.text or story.title))
    if story.form == "empty":
        return replace(known, evidence=dict.fromkeys(("relevant", *FIELDS, "countries"), Evidence("no text")))
    day = published_at.date() if published_at is not None else None
    figures = find_amounts(story.whole, on=day, rates=rates)
    known = replace(known, amounts=tuple(figure for figure in figures if not figure.vague), claims=tuple(story.claims()))
    signals = signals_of(story, known.amounts, known.claims)
    signals.filed = is_filed(categories)
    by_trade = _told_by_trade(story.mentions, publisher)
    relevance = relevance_of(signals, own=by_trade)
    tagging = None
    if relevance >= LEAST_RELEVANT or signals.open_to_doubt:
        tagging = _Tagging(story, _read(story, signals, relevance), model or shipped_model())
    relevant, why = is_relevant(signals, relevance, tagging.chances if tagging else {})
    if tagging is None or not relevant:
        no = dict.fromkeys((*FIELDS, "countries"), Evidence("not about the AI market"))
        return replace(known, relevant=False, evidence={"relevant": why, **no})
    tagging.evidence["relevant"] = why
    return tagging.tags(known, figures, day)


def _told_by_trade(mentions: Sequence[Mention], publisher: str | None) -> bool:
    """Whether `publisher`, on whose own site a story stands, is a company of the AI market."""
    teller = next((m.company for m in mentions if m.company is not None and m.company.key == publisher), None)
    return teller is not None and not OWN_TRADES.isdisjoint(teller.segments[:1])


class _Tagging:
    """The decisions on one story of the market, by its reading and the learned `chances` (0..1 by field and class).

    Each decision leaves its evidence, which the later ones go by.
    """

    def __init__(self, story: Story, reading: Reading, model: Model) -> None:
        self.story = story
        self.reading = reading
        self.chances = model.chances(reading.features)
        self.headline = story.headline()
        self.evidence: dict[str, Evidence] = {}

    def tags(self, known: Tags, figures: Sequence[Amount], day: date | None) -> Tags:
        """`known` with the tags and their evidence. `figures` are all amounts, the vague ones too."""
        event, fixed = self._event()
        segment = self._segment()
        lens, category = (self._usual(field, event, segment, fixed=fixed) for field in ("lens", "category"))
        fact = event if self._is_fact("event") else None
        countries = self._countries(fact, lens)
        sure = event if is_sure(self.evidence["event"].score) else None
        hashtags, keywords = hashtags_of(self.story, known.claims, segment if self._is_fact("segment") else None, sure, countries)
        return replace(
            known,
            relevant=True,
            category=category,
            segment=segment,
            lens=lens,
            event=event,
            hashtags=hashtags,
            keywords=keywords,
            countries=countries,
            events=self._events(fact, figures, day),
            evidence=self.evidence,
        )

    def _is_fact(self, field: str) -> bool:
        return (self.evidence[field].score or 0.0) >= LEAST_FACT

    def _event(self) -> tuple[str | None, bool]:
        """The event, and whether it leaves lens and category no choice."""
        story = self.story
        event = self._choice("event", self.reading.events)
        fixed = event in FIXED
        by_form = _told_by_form(story, self.reading.signals, event)
        if by_form is not None:
            event, reason, sure, fixed = by_form
            self.evidence["event"] = Evidence(reason, *self.headline, self.evidence["event"].score if sure is None else sure)
        if event in {"product_launch", "model_release"} and announces(story.title):
            known = self.evidence["event"]
            self.evidence["event"] = replace(known, score=max(known.score or 0.0, ANNOUNCED))
        return event, fixed

    def _segment(self) -> str | None:
        # Many stories are of AI as a whole, whatever their words are of, unless one line of business is all they tell of.
        scores = {"general": 1.0} if self.story.form in ROUND_UPS else self.reading.segments
        return self._choice("segment", scores)

    def _choice(self, field: str, by_rules: dict[str, float]) -> str | None:
        """The likeliest class by the learned chances and the rules' scores together, None where it is hardly likelier than the others.

        Its evidence is its strongest word, the headline where it has none.
        """
        signals = self.reading.signals
        best_score = max(by_rules.values(), default=0.0)
        share = (OWN_SHARE if signals.own else RULES_SHARE)[field] if best_score > 0.0 else 0.0
        chances = dict(self.chances[field])
        for known, score in by_rules.items() if share else ():
            if score > 0.0 and known in chances:
                chances[known] += share * score / best_score
        tag = max(chances, key=chances.__getitem__)
        chance = round(chances[tag] / (1 + share), 3)
        if chances[tag] / (1 + share) < (LEAST_CHANCE if best_score > 0.0 else LEAST_ALONE):
            reason = f"too unsure of the {field}" if best_score > 0.0 else f"no word tells the {field}"
            self.evidence[field] = Evidence(reason, score=chance)
            return None
        best = signals.best.get((field, tag))
        reason = "words of the story" if best else "the story as a whole"
        self.evidence[field] = Evidence(reason, *((best.start, best.end) if best else self.headline), chance)
        return tag

    def _usual(self, field: str, event: str | None, segment: str | None, *, fixed: bool) -> str | None:
        """What usually follows from event and segment, weighed with what the words say; `fixed` where the event leaves them no choice."""
        expected = usual(field, event, segment) if event else None
        share = FIXED_SHARE if fixed else USUAL_SHARE[field]
        scores = {tag: chance + (share if tag == expected else 0.0) for tag, chance in self.chances[field].items()}
        tag = max(scores, key=lambda t: scores[t])
        basis = self.evidence["event"]
        reason = f"follows from event {event}" if tag == expected else "words of the story"
        self.evidence[field] = Evidence(reason, basis.start, basis.end, round(min(1.0, scores[tag] / (1 + share)), 3))
        return tag

    def _countries(self, event: str | None, lens: str | None) -> tuple[str, ...]:
        countries, why = countries_of(self.story, self.reading.signals.states, event, event and lens)
        unknown = Evidence("no country is named, nor a company of a known one")
        self.evidence["countries"] = Evidence(*why, score=0.8) if why else unknown
        return countries

    def _events(self, event: str | None, figures: Sequence[Amount], day: date | None) -> tuple[Event, ...]:
        if event is None or event in {"opinion", "other"}:
            return ()
        story, basis = self.story, self.evidence["event"]
        span = (basis.start, basis.end) if basis.start is not None and basis.end is not None else (0, story.title_end)
        return happenings(story, event, figures, day, span)


def _told_by_form(story: Story, signals: Signals, event: str | None) -> tuple[str, str, float | None, bool] | None:
    """The event that a story's form tells whatever its words (`event`) say: the reason, how sure it is (None: as before), and
    whether it leaves lens and category no choice."""
    title, mentions = story.title, story.mentions
    if story.form in ROUND_UPS:
        return "opinion", f"the text is a {story.form}", 1.0, False
    if signals.paper:
        return "research", "an entry of a preprint listing", 1.0, False
    if (noticed := notice(title, own=story.own)) is not None:
        return *noticed, 1.0, True
    if (genre := genre_of(title)) in NO_EVENT and event not in {"opinion", NO_EVENT[genre or ""]}:
        return NO_EVENT[genre or ""], f"the headline of a kind of text: {genre}", OF_GENRE, False
    if event == "personnel" and company_joins(mentions, title):
        return "partnership", "a company joins, no person", None, False
    if event != "personnel" and reorganises(title.lower()) is not None:
        return "personnel", "a company reorganises itself", ANNOUNCED, False
    if event == "funding" and raises_by_listing(title.lower()) is not None:
        return "ipo", "money raised by a listing", None, True
    if event == "model_release" and (host_of(mentions, title) is not None or is_taken_elsewhere(mentions, title)):
        return "product_launch", "a model in a product", None, False
    return None
