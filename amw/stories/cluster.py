"""The decision: which known articles a new one may belong with, how likely, and which story that makes it part of.

Pure: it reads a `Known` (a window on what was seen) and returns a `Decision`; whoever holds the window applies it.
Follows streaming topic detection (single pass, Allan et al. 1998) with a learned pair score in place of a cosine, the mean over a story's
members in place of a centroid, and a review that may merge and split stories afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final, Literal, Protocol

from amw.stories.background import MASK
from amw.stories.score import pair_scores
from amw.stories.signature import Signature
from amw.stories.signing import WORDS_OF_A_TEASER, WORDS_OF_A_TEXT
from amw.stories.statistics import Table
from amw.stories.vetoes import DAY, FUNDING, INFORMATIVE, SAME_TEXT, another_round, told_apart
from amw.stories.view import View, alike

WINDOW: Final = 21 * DAY  # seconds between two reports of one event, at most; later ones are another story of its thread
POSTINGS: Final = 32  # latest articles looked at under one key; 64 find no more on any set
QUERY_KEYS: Final = 12  # keys asked, rarest first
CANDIDATES: Final = 6  # articles compared in full
FLOOR: Final = 0.12  # share of the informative keys that an article has to share to be compared
ALWAYS: Final = 2  # articles compared in any case
MEMBERS: Final = 12  # members of a story compared, latest first
JOIN: Final = 0.52  # story score from which an article joins
BEST: Final = 0.75  # weight of the best member in the score of a story; the mean of all has the rest
MERGE: Final = 0.7  # from which two stories that one article joins are looked at for merging
SPLIT: Final = 0.1  # mean pair score under which two halves of a story part
APART: Final = 0.5  # by which a score is multiplied of two reports that tell of two things whatever they share: they never join

Relation = Literal["new", "duplicate", "same_story", "update"]


class Known(Protocol):
    """What was seen, as far as a decision may need it. Positions count arrivals, later ones are higher."""

    @property
    def table(self) -> Table: ...
    @property
    def floor(self) -> int: ...  # positions below it are compared no more
    def with_digest(self, digest: int) -> int | None: ...
    def with_url(self, url: int) -> int | None: ...
    def postings(self, keys: Iterable[int]) -> list[Sequence[int]]: ...  # the latest, in order
    def view(self, position: int) -> View: ...
    def published(self, position: int) -> int | None: ...
    def story(self, position: int) -> int: ...
    def members(self, story: int) -> Sequence[int]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change to stories that stood: `kind` "merge" (story `source` is now part of `target`) or "split" (`documents` left `source`
    for `target`). Identifiers stay valid: a merged story keeps pointing to its target. `reason` is in words."""

    kind: Literal["merge", "split"]
    source: int
    target: int
    documents: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where an article went.

    `story_id`, None for a new story that a database has yet to number; `relation`; `nearest`, the doc_id of the closest known article
    (in a database its article id), None when there was none to compare; `score` (0..1), how likely the two tell of one event;
    `evidence`, named facts behind the decision (JSON-ready); `changes` to other stories that it caused.
    """

    story_id: int | None
    relation: Relation
    nearest: str | None
    score: float
    evidence: Mapping[str, object] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """`story` is None for a new one; `merge` lists stories that become part of it; `part` are positions that leave it for a new one."""

    story: int | None
    relation: Relation
    nearest: int | None
    score: float
    evidence: dict[str, object]
    merge: tuple[int, ...] = ()
    part: tuple[int, ...] = ()


def asked(signature: Signature, table: Table) -> dict[int, float]:
    """The keys that an article is looked for under, rarest first, with how informative they are (inverse document frequency)."""
    top, low = table.top, table.low
    idf = {k: top - low[k & MASK] for k in signature.keys}
    keys = sorted(idf, key=idf.__getitem__, reverse=True)
    if signature.foreign:  # a language's own terms are rarer than all that it shares with others
        foreign = set(signature.foreign)
        keys[QUERY_KEYS:] = [k for k in keys[QUERY_KEYS:] if k in foreign]
    else:
        del keys[QUERY_KEYS:]
    return {k: idf[k] for k in keys}


def promising(signature: Signature, known: Known) -> list[int]:
    """Positions that share the most informative keys with an article, best first, before any look at them."""
    keys = asked(signature, known.table)
    squares = [idf * idf for idf in keys.values()]
    found = known.postings(keys)
    left = sum(squares)
    floor = FLOOR * left
    # Only what shares two keys, or one that is enough alone, is weighed: most positions share one by chance. What is met when too little
    # is left to reach the floor is not even noted: the commonest keys have most positions.
    met: set[int] = set()
    weighed: set[int] = set()
    for square, positions in zip(squares, found, strict=True):
        if not positions:
            left -= square
            continue
        if square > floor:
            weighed.update(positions)
        else:
            weighed.update(met.intersection(positions))
        if left > floor:
            met.update(positions)
        left -= square
    weight = dict.fromkeys(weighed, 0.0)
    for square, positions in zip(squares, found, strict=True) if weighed else ():
        for position in weighed.intersection(positions):
            weight[position] += square
    enough = [(w, p) for p, w in weight.items() if w > floor]
    if len(enough) < ALWAYS:
        # Reports in other languages share few keys: the best are looked at whatever their share, of equal ones the latest.
        single = {p: square for square, positions in zip(reversed(squares), reversed(found), strict=True) for p in positions[-ALWAYS:]}
        enough = sorted((w, p) for p, w in (single | weight).items())[-ALWAYS:]
    enough.sort(reverse=True)
    return [p for _, p in enough[: 2 * CANDIDATES]]


def candidates(signature: Signature, known: Known) -> list[int]:
    """Positions of the articles worth comparing in full, best first: they share informative keys and lie within the window of time."""
    return [p for p in promising(signature, known) if near(signature.published, known.published(p))][:CANDIDATES]


def near(a: int | None, b: int | None) -> bool:
    """Whether two times (seconds) lie within the window; an unknown time is near to all."""
    return a is None or b is None or abs(a - b) <= WINDOW


def decide(own: View, known: Known) -> Decision:
    """The story, relation and evidence of an article that is not known under its identifier."""
    signature = own.signature
    same = _same_text(signature, known)
    if same is not None:
        return same
    if signature.roundup or not signature.terms:
        return _new("a round-up of many stories stands alone" if signature.roundup else "nothing to compare")
    found = candidates(signature, known)
    if not found:
        return _new("nothing like it in the window")
    scores = dict(zip(found, _scores(own, found, known), strict=True))
    stories: dict[int, float] = {}
    for story in dict.fromkeys(known.story(p) for p in found if scores[p] >= JOIN / 2):
        stories[story] = _story_score(own, story, scores, known)
    best = max(stories, key=lambda s: (stories[s], -s), default=None)
    if best is None or stories[best] < JOIN:
        nearest = max(found, key=lambda p: (scores[p], -p))
        reason = "no story is close enough" if best is None else "close, but no story is close enough"
        return _new(reason, nearest, scores[nearest], **({} if best is None else {"story": best}))
    nearest = max((p for p in scores if known.story(p) == best), key=lambda p: (scores[p], -p))
    merge = tuple(s for s in stories if s != best and stories[s] >= MERGE and _one_story(best, s, known))
    target = min((best, *merge))
    return Decision(
        story=target,
        relation=_relation(signature, known.view(nearest)),
        nearest=nearest,
        score=scores[nearest],
        evidence={"story_score": round(stories[best], 4)} | _evidence(own, known.view(nearest)),
        merge=tuple(sorted({best, *merge} - {target})),
        part=_part(best, scores, known) if not merge else (),
    )


def _new(reason: str, nearest: int | None = None, score: float = 0.0, **evidence: object) -> Decision:
    return Decision(story=None, relation="new", nearest=nearest, score=score, evidence={"reason": reason, **evidence})


def _same_text(signature: Signature, known: Known) -> Decision | None:
    position = known.with_url(signature.url) if signature.url else None
    twin = known.with_digest(signature.digest) if signature.digest else None
    if position is not None:
        story = known.story(position)
        equal = twin is not None and known.story(twin) == story
        reason = "the same address and text" if equal else "the same address, changed text"
        return Decision(story=story, relation="duplicate" if equal else "update", nearest=position, score=1.0, evidence={"reason": reason})
    if twin is None:
        return None
    if signature.length < WORDS_OF_A_TEXT:
        top, low = known.table.top, known.table.low
        telling = len(signature.title) >= 3 and sum([top - low[k & MASK] for k in signature.title]) >= INFORMATIVE
        if not telling or twin < known.floor:
            return None
        # Long after, an outlet's teaser under its headline is of the next in a series, another outlet's the same once more.
        if not near(signature.published, known.published(twin)) and (
            signature.length < WORDS_OF_A_TEASER or (signature.source and known.view(twin).signature.source == signature.source)
        ):
            return None
    return Decision(
        story=known.story(twin),
        relation="duplicate",
        nearest=twin,
        score=1.0,
        evidence={"reason": f"the same {'round-up' if signature.roundup else 'text'}"},
    )


def _scores(own: View, positions: Sequence[int], known: Known) -> list[float]:
    others = [known.view(p) for p in positions]
    scores = pair_scores(own, others, known.table)
    for n, (score, other) in enumerate(zip(scores, others, strict=True)):
        # less joins nothing, whatever else speaks against it
        if score >= JOIN / 2 and told_apart(own, other, known.table):
            scores[n] = score * APART
    return scores


def _story_score(own: View, story: int, scores: dict[int, float], known: Known) -> float:
    members = _latest(story, known)
    if own.signature.event == FUNDING and any(another_round(own, known.view(p)) for p in members):
        return 0.0  # however near the others of its story are
    missing = [p for p in members if p not in scores and near(own.signature.published, known.published(p))]
    if missing:
        scores.update(zip(missing, _scores(own, missing, known), strict=True))
    values = [scores[p] for p in members if p in scores] or [0.0]
    best = max([*values, *(s for p, s in scores.items() if known.story(p) == story)])
    return BEST * best + (1 - BEST) * sum(values) / len(values)


def _latest(story: int, known: Known) -> list[int]:
    return [p for p in known.members(story)[-MEMBERS:] if p >= known.floor]


def _one_story(a: int, b: int, known: Known) -> bool:
    """Whether the members of two stories agree with one another, not only with the article between them."""
    left, right = _latest(a, known)[-4:], _latest(b, known)[-4:]
    if any(another_round(known.view(p), known.view(q)) for p in left for q in right):
        return False
    values = [s for p in left for s in _scores(known.view(p), right, known)]
    return sum(values) / len(values) >= JOIN


def _part(story: int, scores: dict[int, float], known: Known) -> tuple[int, ...]:
    """Members that have nothing to do with the newcomer nor with those who have: they leave the story."""
    members = _latest(story, known)
    if len(members) < 3:
        return ()
    far = [p for p in members if scores.get(p, 1.0) < SPLIT]
    close = [p for p in members if scores.get(p, 0.0) >= JOIN]
    if not far or len(close) < 2 or len(far) + len(close) < len(members):
        return ()
    enough = SPLIT * len(far) * len(close)  # most often one pair is
    total = 0.0
    for p, q in product(far, close):
        total += _scores(known.view(p), [q], known)[0]
        if total >= enough:
            return ()
    return tuple(far)


def _relation(signature: Signature, nearest: View) -> Relation:
    other = nearest.signature
    if alike(signature.sketch, other.sketch, SAME_TEXT):
        return "update" if signature.source and signature.source == other.source else "duplicate"
    if signature.title_digest and signature.title_digest == other.title_digest and not (signature.length and other.length):
        return "duplicate"
    if signature.published is not None and other.published is not None and signature.published - other.published > DAY:
        develops = bool(signature.event and other.event and signature.event != other.event)
        told_anew = bool(signature.amounts and other.amounts and not set(signature.amounts) & set(other.amounts))
        if develops or told_anew:
            return "update"
    return "same_story"


def _evidence(own: View, other: View) -> dict[str, object]:
    a, b = own.signature, other.signature
    facts: dict[str, object] = {
        "shared_terms": len(own.vector.keys() & other.vector.keys()),
        "shared_names": len(own.names & other.names),
        "shared_numbers": len(own.numbers & other.numbers),
        "shared_companies": len(own.companies & other.companies),
        "shared_models": len(own.models & other.models),
        "shared_amounts": len(own.amounts & other.amounts),
    }
    if a.published is not None and b.published is not None:
        facts["hours_apart"] = round((a.published - b.published) / 3600, 1)
    if a.amounts and b.amounts and not own.amounts & other.amounts:
        facts["conflict"] = "amounts"
    return facts
