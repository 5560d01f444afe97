"""How a story connects: typed edges to earlier stories, each with its reason in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from amw.stories.cluster import JOIN
from amw.stories.conflicts import disagreement
from amw.stories.headlines import has_version, in_headline, line_of, notice_of, rounds_up, series_of
from amw.stories.past import Past, PastStory
from amw.stories.report import Report
from amw.stories.topic import ALIKE, TOUCHING, of_one_topic
from amw.stories.wording import begun, listed, name_story, told_clearly
from amw.text import counted

# Events that lead to one another: the later one continues what the earlier one began.
CHAINS: dict[str, frozenset[str]] = {
    "funding": frozenset({"funding"}),
    "ipo": frozenset({"ipo", "funding"}),
    "acquisition": frozenset({"acquisition", "partnership"}),
    "model_release": frozenset({"model_release", "research"}),
    "ranking": frozenset({"model_release", "ranking"}),
    "pricing": frozenset({"pricing", "model_release", "product_launch"}),
    "product_launch": frozenset({"product_launch", "model_release"}),
    "lawsuit": frozenset({"lawsuit", "regulation"}),
    "regulation": frozenset({"regulation"}),
    "infrastructure": frozenset({"infrastructure", "partnership"}),
    "partnership": frozenset({"partnership", "acquisition"}),
    "earnings": frozenset({"earnings"}),
    "incident": frozenset({"incident"}),
    "personnel": frozenset({"personnel"}),
}
# What a company raises, lists or earns is one thread; whatever else it does continues only what a second name ties it to.
OF_ONE_COMPANY = frozenset({"funding", "ipo", "earnings"})
# Events about a model; others name models along the way.
OF_MODELS = frozenset({"model_release", "ranking", "pricing", "product_launch", "research"})
NO_EVENT = frozenset((None, "other", "opinion"))  # stories that tell of no event: nothing follows from them
DAILY = frozenset({"product_launch", "research"})  # so many of these are told that being of one kind ties none to another
TELLS_LITTLE = NO_EVENT | DAILY  # kinds of event that do not tie two stories by being of one
OF_THEIR_OWN = DAILY | {"incident", "partnership"}  # they change no map: strangers' are nothing to one another
HALF_LIFE = timedelta(days=21)
PERIOD = timedelta(days=30)  # from which on figures of a company are those of another period
AFTER_FAILURES = frozenset({"lawsuit", "regulation", "personnel"})  # what a failure may lead to
RIVALS = 0.3  # of two events of one kind that change one map and share no name, of two kinds, and of all else that shares the map alone
MOVES = 0.15
LOOSE = 0.06
ALONG = 0.1  # of a company in common that one of the two names along the way, for .25
TOPIC = 0.35  # what headlines that say the same add to a tie, whatever their age
LEAST = 0.1  # of a page's entry: less has a rival's story of a month before
ROUTINE = 0.4  # what is left of a tie with a round-up, or between a routine notice and other news
MIDNIGHT = time(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """From the story `later` to an earlier one: kind continues|corrects|contradicts|follows|related, score 0..1; `shares` are the names of
    the models and companies of both, `disagree` is what they disagree on. `about`: a shared name is more to both than one along the way;
    `bears`: the earlier one is of the later one's past, for what happened or what the headlines say; `touches`: their headlines touch, or
    both are of one model or, of what is not told daily, of one kind."""

    story: PastStory
    later: PastStory
    kind: str
    score: float
    shares: tuple[str, ...] = ()
    disagree: str = ""
    about: bool = False
    bears: bool = True
    touches: bool = False

    @property
    def evidence(self) -> str:
        """The reason in words; made when it is asked for, for of fifty edges of a report eight are kept."""
        if self.disagree:
            return f"The two disagree on {listed(self.shares)}: {self.disagree}."
        if not self.shares:
            how = "is on the same map" if self.later.map == self.story.map else "speaks of much the same"
            return f"{begun(name_story(self.story))} {how}, with no company or model in common."
        later, earlier = self.later, self.story
        this = name_story(later)
        company = later.company or ""
        known = company if company and company in this else None
        gap = _gap(earlier.published_at, later.published_at)
        words = f"{begun(this)} came {gap} {name_story(earlier, known=known)}"
        untold = [name for name in self.shares if name not in words]
        of_one = later.primary is not None and later.primary == earlier.primary
        both = f"; both tell of {listed(untold)}" if untold and not (of_one and company in words) else ""
        return f"{words}{both}."


def connect(report: Report, past: Past) -> tuple[Edge, ...]:
    """The earlier stories that `report` connects to, most relevant first.

    `continues`: the same company in a chain of events about one matter (see `of_one_matter`), or the same model where events are about
    models; `contradicts`: the same event told with another figure or place within days; `corrects`: the report says it corrects;
    `follows`: an event after an event, both about one company or one model; `related`: the same map, or what is shared is only named
    along the way.
    """
    own = report.as_story()
    ties = [tie for story in past.stories if own is not None and (tie := edge(own, story)) is not None]
    return tuple(sorted(ties, key=relevance))


def connect_later(report: Report, past: Past) -> tuple[tuple[PastStory, Edge], ...]:
    """The younger stories that were there before `report` arrived, with the edge from each to the report's story (`story_id` 0)."""
    own = report.as_story()
    return tuple((later, tie) for later in past.later if own is not None and (tie := edge(later, own)) is not None)


def edge(later: PastStory, earlier: PastStory, *, usual: Collection[int] = (), likeness: float = 0.0) -> Edge | None:
    """The edge from `later` to `earlier`, None where nothing ties them or the order in time is not theirs; `usual` as in `of_one_topic`,
    `likeness` is how likely (0..1) grouping found it that their reports tell of one event."""
    if earlier.published_at > later.published_at or later.segment is None or earlier.segment is None:
        return None  # what is on no map has no thread: such articles share a name at most
    same_map = later.map == earlier.map
    common = [key for key in later.companies if key in earlier.companies]
    companies = sorted([later.companies[key] for key in common])
    models = sorted(name for key, name in later.models.items() if key in earlier.models)
    shares = (*models, *companies)
    weight = _weight(later, earlier)
    age = later.published_at - earlier.published_at
    fresh = 0.5 ** (age / HALF_LIFE)
    topic = max(of_one_topic(later, earlier, usual), min(1.0, likeness / JOIN))
    if not shares:
        if not same_map and topic < ALIKE:
            return None
        moves, score = _by_map(later, earlier)
        score = score * fresh * weight + TOPIC * topic
        return Edge(story=earlier, later=later, kind="related", score=round(min(1.0, score), 4), bears=moves or topic >= ALIKE)
    primary = later.primary is not None and later.primary == earlier.primary
    of_both = model_of_both(later, earlier)
    about = of_both or any(_is_of(later, key) and _is_of(earlier, key) for key in common)
    disagree = disagreement(later, earlier, age) if primary or models else None
    chained = later.sure and earlier.sure and weight == 1 and earlier.event in CHAINS.get(later.event or "", frozenset())
    chained = chained and (primary or (of_both and later.event in OF_MODELS))
    of_one_thread = later.event in OF_ONE_COMPANY and (later.event != "earnings" or age >= PERIOD)
    chained = chained and (of_one_thread or of_one_matter(later, earlier))
    tied = (0.25 if about else ALONG) * bool(companies) + 0.2 * of_both + 0.25 * chained + 0.1 * primary + 0.1 * same_map + 0.1 * fresh
    score = round(min(1.0, (tied * (0.4 + 0.6 * fresh) + TOPIC * topic) * weight), 4)
    if disagree is not None:
        kind, score = "corrects" if later.corrects else "contradicts", max(score, 0.6)
    elif chained:
        kind = "continues"
    else:
        kind = "follows" if about and weight == 1 and not {later.event, earlier.event} & NO_EVENT else "related"
    said, of_kind = topic >= TOUCHING, later.event == earlier.event not in TELLS_LITTLE
    bears = kind != "related" or said
    if not bears:  # what names a rival along the way is no farther from it than what does not
        moves, rivals = _by_map(later, earlier)
        bears = moves and rivals * fresh * weight >= LEAST
    return Edge(
        story=earlier,
        later=later,
        kind=kind,
        score=score,
        shares=shares,
        disagree=disagree or "",
        about=about,
        bears=bears,
        touches=said or of_both or of_kind or kind not in {"follows", "related"},
    )


def of_one_matter(later: PastStory, earlier: PastStory) -> bool:
    """Whether more than one company ties two stories: a model of both or one of its line, a series of headlines, another company of both.

    A laboratory brings out a dozen things a month, and none of them continues another by that alone. Release notes continue no release
    notes of another series, whatever models both name.
    """
    series, before = series_of(later.title), series_of(earlier.title)
    if series and before and (series == before or notice_of(later.title) == notice_of(earlier.title) == "product_launch"):
        return series == before
    if model_of_both(later, earlier, versions=True):
        return True
    lines = {line_of(name) for name in later.own_models if has_version(name)} - {""}
    if lines and not lines.isdisjoint(line_of(name) for name in earlier.own_models if has_version(name)):
        return True
    own = later.company or ""
    others = [name for key, name in later.companies.items() if key in earlier.companies and key not in (later.primary, earlier.primary)]
    return any(name not in own and own not in name for name in others)  # "Google DeepMind" beside Google is no second company


def _by_map(later: PastStory, earlier: PastStory) -> tuple[bool, float]:
    """Whether both tell of events that change the one map of both, and how much (0..1) the map alone ties them."""
    moves = later.map == earlier.map and _moves(later) and _moves(earlier)
    tied = (RIVALS if later.event == earlier.event else MOVES) if moves else LOOSE
    return moves, tied * (0.5 + (earlier.weight or 0.0))


def _moves(story: PastStory) -> bool:
    """Whether it tells clearly of an event that changes a map, and whose or what it is."""
    return tells_event(story) and story.event not in OF_THEIR_OWN and bool(story.company or story.models)


def _weight(later: PastStory, earlier: PastStory) -> float:
    """What is left (0..1) of a tie for each round-up, and where one of the two is a routine notice (a version, a service's state) or a
    failure, which matters to its users alone, and the other is none of its kind. Beside a round-up the news that it tells so comes before
    other round-ups."""
    kinds = {story.event for story in (later, earlier)}
    other_notice = (notice_of(later.title) or "") != (notice_of(earlier.title) or "")
    failure = "incident" in kinds and len(kinds) > 1 and kinds.isdisjoint(AFTER_FAILURES)
    return ROUTINE ** ((other_notice or failure) + rounds_up(later.title) + rounds_up(earlier.title))


def model_of_both(later: PastStory, earlier: PastStory, *, versions: bool = False) -> bool:
    """Whether both are about one model; `versions`: one of a version, for "Claude" is in all that its maker tells."""
    return any(
        key in earlier.models and (has_version(name) or not versions) and _is_about(later, key) and _is_about(earlier, key)
        for key, name in later.models.items()
    )


def _is_of(story: PastStory, company: str) -> bool:
    """Whether a company is more to `story` than a name along the way: in its headline, or whom its event is about. What tells of no event
    names most companies along the way, the one it names most often too."""
    return company in story.named or (story.primary == company and story.event not in NO_EVENT)


def _is_about(story: PastStory, model: str) -> bool:
    """Whether a model is more to `story` than a name along the way: made by whom it is about, or in its headline."""
    return model in story.made or bool(in_headline((story.models[model],), story.title))


def tells_event(story: PastStory) -> bool:
    """Whether the event of a story can be named and is no routine notice."""
    return told_clearly(story) and story.event not in NO_EVENT and notice_of(story.title) is None


def relevance(tie: Edge) -> tuple[float, float, str]:
    """The order of edges: the strongest, then the newest first."""
    return -tie.score, -tie.story.published_at.timestamp(), tie.story.url


def _gap(earlier: datetime, later: datetime) -> str:
    """How long after, in the days that the sentence names."""
    if days := (later.date() - earlier.date()).days:
        return f"{counted(days, 'day')} after"
    hours = round((later - earlier) / timedelta(hours=1))
    if not hours or MIDNIGHT in (earlier.time(), later.time()):  # a date without a time stands as midnight
        return "on the same day as"
    return f"{counted(hours, 'hour')} after"
