"""One story's tags from its headline, text and mentions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from amw.claims.find import find_claims
from amw.money import Amount, find_amounts
from amw.tags.classify import category_of, choose, event_scores, lens_of, segment_scores
from amw.tags.countries import countries_of
from amw.tags.form import form_of
from amw.tags.happenings import happenings
from amw.tags.hashtags import hashtags_of
from amw.tags.records import Event, Evidence, Tags
from amw.tags.signals import Signals, signals_of
from amw.text import reading_minutes

if TYPE_CHECKING:
    from amw.companies.records import Mention

LONGEST_TITLE = 400  # characters of a headline that are read as one
LONGEST_TEXT = 60_000


def tag_article(title: str, text: str, mentions: Sequence[Mention], language: str | None, *, published_at: datetime | None = None) -> Tags:
    """The tags of the story `title` + `text`.

    `mentions` are `Companies.find(title + "\\n" + text)`'s; all spans refer to that string. `language` is an ISO 639-1 code or None.
    `published_at` dates events and chooses the day's rates for US dollars; a day in the future is used as it stands and finds no
    rate. Anything may be empty; nothing raises; the time is bounded whatever the length.
    """
    whole = f"{title}\n{text}"[: LONGEST_TEXT + LONGEST_TITLE]
    title_end = min(len(title), LONGEST_TITLE, len(whole))
    form = form_of(title[:LONGEST_TITLE], text[:LONGEST_TEXT])
    minutes = reading_minutes(text[: 20 * LONGEST_TEXT] if text else title)
    if form == "empty":
        nothing = Evidence("no text")
        return Tags(
            relevant=None, category=None, segment=None, lens=None, event=None, reading_minutes=minutes, form=form,
            evidence=dict.fromkeys(("relevant", "category", "segment", "lens", "event"), nothing),
        )  # fmt: skip
    day = published_at.date() if published_at is not None else None
    found = find_amounts(whole, on=day)
    amounts = tuple(a for a in found if not a.vague)
    near = [m for m in mentions if m.end <= len(whole)]
    claims = tuple(find_claims(whole, near))
    signals = signals_of(whole, title_end, near, amounts)
    evidence: dict[str, Evidence] = {}
    relevant = _relevant(signals, near, title_end, evidence)
    if not relevant:
        why = Evidence("not about the AI market")
        evidence.update(dict.fromkeys(("category", "segment", "lens", "event"), why))
        return Tags(
            relevant=False, category=None, segment=None, lens=None, event=None, amounts=amounts, claims=claims, reading_minutes=minutes, form=form,
            evidence=evidence,
        )  # fmt: skip
    event = _choice("event", event_scores(signals, title, form), signals, 1.2, evidence)
    segment = _choice("segment", segment_scores(signals), signals, 1.2, evidence)
    lens = lens_of(event, segment, signals, whole)
    category = category_of(event, lens, segment)
    for field, tag in (("lens", lens), ("category", category)):
        basis = evidence["event"]
        evidence[field] = Evidence(
            f"follows from event {event} and segment {segment}" if tag else "no event to go by", basis.start, basis.end, basis.score
        )
    countries, why_countries = countries_of(whole, title_end, near, event, lens)
    if why_countries:
        evidence["countries"] = Evidence(*why_countries, score=0.8)
    hashtags, keywords = hashtags_of(near, claims, segment, event, countries)
    return Tags(
        relevant=True, category=category, segment=segment, lens=lens, event=event, hashtags=hashtags, keywords=keywords, countries=countries, amounts=amounts,
        claims=claims, events=_events(whole, title_end, event, near, found, day, evidence), reading_minutes=minutes, form=form, evidence=evidence,
    )  # fmt: skip


def _relevant(signals: Signals, mentions: Sequence[Mention], title_end: int, evidence: dict[str, Evidence]) -> bool:
    score = (
        signals.score("relevance", "relevant", 2.5)
        - 1.5 * signals.against
        + (3.0 if signals.labs else 0.0)
        + (2.0 if signals.model_in_title else 0.0)
    )
    best = signals.best.get(("relevance", "relevant"))
    relevant = score >= 2.5
    evidence["relevant"] = Evidence(
        "words of the AI market" if relevant else "too few words of the AI market",
        best.start if best else None,
        best.end if best else None,
        min(1.0, abs(score) / 12),
    )
    return relevant


def _choice(field: str, scores: dict[str, float], signals: Signals, least: float, evidence: dict[str, Evidence]) -> str | None:
    choice = choose(scores, least)
    if choice.tag is None:
        evidence[field] = Evidence(f"no words of any {field}")
        return None
    best = signals.best.get((field, choice.tag))
    if best is None:
        evidence[field] = Evidence("figures and companies of the story", score=round(choice.margin, 3))
    else:
        evidence[field] = Evidence("words of the story", best.start, best.end, round(choice.margin, 3))
    return choice.tag


def _events(
    text: str,
    title_end: int,
    event: str | None,
    mentions: Sequence[Mention],
    amounts: Sequence[Amount],
    day: date | None,
    evidence: dict[str, Evidence],
) -> tuple[Event, ...]:
    if event is None or event in {"opinion", "other"}:
        return ()
    basis = evidence["event"]
    span = (basis.start, basis.end) if basis.start is not None and basis.end is not None else (0, title_end)
    return happenings(text, title_end, event, mentions, amounts, day, span)
