"""What a text shows of each tag: the votes of its words in headline and body, its figures, and its companies."""

# ruff: noqa: E501 - patterns and tables are easier to compare unwrapped

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from amw.money import Amount
from amw.money.roots import searching
from amw.tags.countries import State, state_named
from amw.tags.lexicon import NEUTRAL, Hit, ai_natives, hits, outermost
from amw.tags.story import BODY_NEAR
from amw.text import lowered

if TYPE_CHECKING:
    from amw.claims.record import Claim
    from amw.companies.records import Mention
    from amw.tags.story import Story

FAR = 0.35  # what a word of the body beyond BODY_NEAR counts
AGAIN = 0.5  # what a word counts that is told once more
RELEVANT = ("relevance", "relevant")
# Lines of business that are the AI market itself, and how far a company of one in the headline makes the story one of it: half so where most
# of the trade is older than AI (telephony, hosting, servers); a laboratory, or a company that exists by AI alone, even a whole article.
AI_TRADES = dict.fromkeys(
    "robotics ai_agents generative_media voice_speech ml_ops ai_chips search_retrieval nlp computer_vision ai_safety".split(), 1.0
) | {"ai_infrastructure": 0.5}
NATIVE = 1.4
TRADE = {*AI_TRADES, "foundation_models", "developer_tools", "autonomous_vehicles"}  # segments that are the making of AI
# Conglomerates do everything; only of a laboratory does its name tell that a story is one of its models.
BROAD, BROAD_SHARE = ("foundation_models",), 0.5
_BOILERPLATE = re.compile(
    r"(?:The (?:post|article) .{0,300} (?:appeared first on|first appeared on) |L[’']article .{0,300} (?:est apparu en premier|en intellig)"
    r"|(?:\(Read More\)|Read more\b|more…).{0,200}\Z)",
    re.DOTALL,
)
_boilerplate = searching(_BOILERPLATE)

# "[디지털투데이 AI리포터]": a desk's name is no word of the story.
_BYLINE = re.compile(r"\[[^\]\n]{2,40}(?:기자|리포터|공시팀|에디터|특파원)\]")
# In small letters "ai" is an Italian article, a French verb, a Vietnamese pronoun, and "ia" a Portuguese verb
_IN_CAPITALS = frozenset({"ai", "ia"})
# Words that are a name of the market only where the register finds it: an exchange, a wind, a pilot, a verb have the same
_BY_NAME = frozenset("anthropic claude cohere gemini grok kimi mistral sora windsurf".split())
_BY_NAME_SMALL = frozenset({"codex", "copilot"})  # only in small letters: with a capital the register misses half of what the press tells
# What a publisher files a story of the market under: names of the field in its own categories, codes of preprints' archives
_FIELD = re.compile(
    r"#? ?(?:a\.?i\.?|ki|ia|ии|genai|llms?|chatbots?|(?:machine|deep|reinforcement) learning|(?:large )?language models?|(?:generative|agentic) ai"
    r"|generative ki|ia g[eé]n[eé]rative?a?|artificial intelligence|intelligence artificielle|inteligencia artificial"
    r"|inteligência artificial|intelligenza artificiale|künstliche intelligenz|искусственный интеллект|人工智[能慧]|生成ai|人工知能|인공지능"
    r"|cs\.(?:ai|cl|cv|lg|ma|ne|ro)|stat\.ml)(?: ?\((?:ai|ki|ia|ml|llms?)\))?",
    re.IGNORECASE,
)
MOST_FILED = 12  # categories of one story; longer lists are written for search engines
_PAPER = re.compile(r"\s*(?:arXiv:\d{4}\.\d{4,5}|Abstract:)")


class Best(NamedTuple):
    """The strongest word for one tag: where it stands and its weight."""

    start: int
    end: int
    weight: float


@dataclass(slots=True)
class Signals:
    """Votes by table and tag for headline and body, and the strongest word of each."""

    title: dict[tuple[str, str], float] = field(default_factory=dict)
    body: dict[tuple[str, str], float] = field(default_factory=dict)
    best: dict[tuple[str, str], Best] = field(default_factory=dict)
    against: float = 0.0
    far: float = 0.0  # what of the votes for the market stands beyond the lead
    states: list[State] = field(default_factory=list)  # of headline and lead
    title_terms: set[str] = field(default_factory=set)
    title_money: dict[str, float] = field(default_factory=dict)
    body_money: dict[str, float] = field(default_factory=dict)
    company_segments: dict[str, float] = field(default_factory=dict)
    model_in_title: bool = False
    model_at: tuple[int, int] | None = None  # the first model of the headline
    named_in_title: bool = False
    version_in_title: bool = False  # a model by a name with a number: a version of it
    product_in_title: bool = False
    place_in_title: bool = False
    filed: bool = False  # its publisher files it under the field
    paper: bool = False  # the text begins as a listing of preprints does
    companies: int = 0
    labs: int = 0
    ai_makers: bool = False  # a laboratory acts, or a board is spoken of
    of_the_trade: float = 0.0  # how far a company that the headline names makes the story one of the market
    own: bool = False  # the text stands on the site of the company that it is about
    whole: bool = False  # the text goes on well beyond a lead

    @property
    def open_to_doubt(self) -> bool:
        """Whether a story that the words refuse deserves a second look: no word of another beat, and a company, or a word of the trade in the
        headline."""
        return not self.against and (
            self.companies > 0 or any(table == "relevance" or (table == "segment" and tag in TRADE) for table, tag in self.title)
        )

    def score(self, table: str, tag: str, title_weight: float = 2.0) -> float:
        """The weighted sum of the votes for `tag`."""
        return title_weight * self.title.get((table, tag), 0.0) + self.body.get((table, tag), 0.0)


def is_filed(categories: Sequence[str]) -> bool:
    """Whether one of a story's `categories`, as its publisher or an archive gave them, is the name of the field itself."""
    return len(categories) <= MOST_FILED and any(_FIELD.fullmatch(c.strip().replace("-", " ")) for c in categories if len(c) < 60)


def signals_of(story: Story, amounts: Sequence[Amount], claims: Sequence[Claim] = ()) -> Signals:
    """The signals of the beginning of a story, without idioms and up to a feed's boilerplate."""
    text, title_end = story.plain, story.title_end
    if (boilerplate := _boilerplate(text[title_end:])) is not None:
        text = text[: title_end + boilerplate.start()]
    signals = Signals(
        own=story.own,
        place_in_title=any(c.start < title_end and c.kind != "score" for c in claims),
        ai_makers=any(c.start < story.lead_end for c in claims),
        paper=_PAPER.match(text, title_end) is not None,
        whole=len(text) > title_end + 2 * BODY_NEAR,
    )
    _words(signals, text, title_end, story.lead_end, story.mentions)
    for amount in (a for a in amounts if a.start < len(text)):
        money = signals.title_money if amount.start < title_end else signals.body_money
        money[amount.kind] = money.get(amount.kind, 0.0) + 1.0
    _companies(signals, [m for m in story.mentions if m.start < len(text)], title_end, story.lead_end)
    return signals


def _words(signals: Signals, text: str, title_end: int, lead_end: int, mentions: Sequence[Mention]) -> None:
    """Gives the votes of the words of the tables; a word counts in full once, by half once more, in headline and body apart."""
    byline = _BYLINE.search(text, title_end, title_end + 80)
    masked = [byline.span()] if byline else []
    # The one word that an investor is called by (Benchmark, Index) is no word of the story; "Capital" beside it or within it is
    firms = (m for m in mentions if m.start < lead_end and m.company is not None and m.company.kind == "investor")
    masked += [(m.start, m.end) for m in firms if m.surface.isascii() and " " not in m.surface]
    seen: dict[tuple[str, bool], int] = {}
    for hit, taken in outermost(hits(lowered(text))):
        word, in_title, near = hit.term.text, hit.start < title_end, hit.start < lead_end
        if any(start <= hit.start < end for start, end in masked) or (word in _IN_CAPITALS and text[hit.start : hit.end].islower()):
            continue
        by_name = word in _BY_NAME or (word in _BY_NAME_SMALL and text[hit.start : hit.end].islower())
        if by_name and not any(m.start < hit.end and hit.start < m.end for m in mentions):
            continue
        if hit.term.votes[0][0] == "state":
            if near and (state := state_named(text, title_end, hit)) is not None:
                signals.states.append(state)
            if len(hit.term.votes) == 1:
                continue
        if in_title:
            signals.title_terms.add(word)
        times = seen[word, in_title] = seen.get((word, in_title), 0) + 1
        if times <= 2:
            _vote(signals, hit, taken, (1.0 if near else FAR) * (1.0 if times == 1 else AGAIN), in_title=in_title, near=near)


def _vote(signals: Signals, hit: Hit, taken: frozenset[str], share: float, *, in_title: bool, near: bool) -> None:
    """Adds the votes of one word, each by its `share`; of the events only those `taken` by a longer word around it, where there is one."""
    votes = signals.title if in_title else signals.body
    for table, tag, weight in hit.term.votes:
        if table == "state" or tag == NEUTRAL or (taken and table == "event" and tag not in taken):
            continue
        if weight < 0:
            signals.against += (2.0 if in_title else 1.0) * share
            continue
        votes[table, tag] = votes.get((table, tag), 0.0) + weight * share
        if not near and (table, tag) == RELEVANT:
            signals.far += weight * share
        value = weight * (2.0 if in_title else share)
        known = signals.best.get((table, tag))
        if known is None or value > known.weight:
            signals.best[table, tag] = Best(hit.start, hit.start + len(hit.term.text.rstrip(" -$€'‘’\"“")), value)


def _companies(signals: Signals, mentions: Sequence[Mention], title_end: int, lead_end: int) -> None:
    seen: set[str] = set()
    for m in mentions:
        written = m.end > m.start  # whose site it is may be told by the address alone
        if written and m.start < title_end:
            signals.named_in_title = True
            signals.model_in_title |= m.model is not None
            if m.model is not None and (signals.model_at is None or m.start < signals.model_at[0]):
                signals.model_at = m.start, m.end
            signals.version_in_title |= m.kind == "model" and m.role == "primary" and any(c.isdigit() for c in m.surface)
            signals.product_in_title |= m.kind == "product"
        if m.company is None or m.company.key in seen or m.role in {"investor", "mention"}:
            continue
        seen.add(m.company.key)
        signals.companies += written
        near = m.start < lead_end
        share = (1.0 if m.role == "primary" else 0.4) * (1.0 if near else FAR)
        share *= BROAD_SHARE if m.company.segments[:1] == BROAD and m.company.kind != "lab" else 1.0
        for rank, segment in enumerate(m.company.segments[:3]):
            signals.company_segments[segment] = signals.company_segments.get(segment, 0.0) + share / (1 + rank)
        signals.labs += written and "foundation_models" in m.company.segments
        if m.start < title_end:
            native = m.company.kind == "lab" or m.company.key in ai_natives()
            share = NATIVE if native else AI_TRADES.get("".join(m.company.segments[:1]), 0.0)
            signals.of_the_trade = max(signals.of_the_trade, share)
        # A conglomerate's name alone does not make a story one of the AI market; a laboratory's does.
        signals.ai_makers |= near and m.company.kind == "lab" and m.kind == "company"
