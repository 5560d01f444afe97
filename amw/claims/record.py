"""The record of one claim about a leaderboard."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

GAP = "gap"  # `measure` of a distance that does not say who is ahead
CLOSED = "closed models"  # in `but`: models without open weights
FIRST_PLACE = "first place"  # in `behind`: whoever leads the board


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a claim says beside its board, its subject and its figure; what each means is told of `Claim`."""

    kind: str
    scope: str
    model_key: str | None = None
    tied: bool = False
    rivals: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    only: bool = False
    measure: str = ""
    count: int | None = None
    bound: str = ""
    among: str = "global"
    near: tuple[str, ...] = ()
    unsure: bool = False
    but: tuple[str, ...] = ()
    month: int | None = None
    unread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Told):
    """What a text says of a model's or company's place on a named board.

    `board` is the board's canonical name, `board_key` its key in the catalogue of boards (None where none is watched). `kind`:
    "rank" (a place; `value` the place, None for "top 10" with `within` = 10), "lead" (first; `value` 1, None for "state of the
    art", which names no place), "score" (`value` the score), "comparison" (ahead of `rivals`; `value` the margin or None; or behind
    those in `behind`, with `only` behind nobody else; `but` names those of the rivals, or of a place's
    field, that are left out: models, companies, countries, `CLOSED`).
    `measure` says what a "score" is where it is not the board's own: "speed" (tokens a second), "price", "price_input" ... (US dollars per
    million tokens). `count` says how many of the first `within` places, among all or `among` a country's or open models, `company` or
    `scope` holds. `bound` "least" and "most" say that figure or count are told as a bound, "outside" that the place is not
    `within`. `tied`: the place is shared, or the rivals are level.
    `scope` is "global", an ISO 3166-1 alpha-2 country, or "open_weights". `score` is a score told along with a place; of a model it is a
    claim of the kind "score" too, so that a wrong score beside a right place gets a verdict of its own.
    `near` names the eight nearest other models of the sentence that place or score may be said of, if the reading is wrong; none where
    the model begins the clause that tells it. `keys` are (name, register's key) of those in `rivals`, `behind` and `near` that the
    register knows. `unsure` says that the margin may be another's, since the sentence tells several, or that a first place may
    be one of a country or of open models, by what the text says around it. `unread`: the first word of
    its sentence that is not understood, which forbids to contradict it. `month`: the month, 1 to 12, that a place told in the past tense
    held in ("led in March"), 0 for an earlier time that its sentence opens with ("a year ago").
    `sentence` is the one that makes the claim, by which `check` reads what the fields do not say.
    `start` and `end` are offsets of the words that make the claim, from the board's or place's name to the other.
    """

    board: str
    model: str | None
    company: str | None
    value: Decimal | None
    start: int
    end: int
    board_key: str | None = None
    score: Decimal | None = None
    within: int | None = None
    keys: tuple[tuple[str, str], ...] = ()
    sentence: str = ""

    @property
    def rank(self) -> int | None:
        """The place claimed, None where the claim is of a score, a comparison, or of no exact place."""
        return int(self.value) if self.kind in {"rank", "lead"} and self.value is not None else None
