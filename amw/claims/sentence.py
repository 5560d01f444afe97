"""One sentence that speaks of boards: where its words stand, of whom they are, and the claims read from it so far."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from amw.claims import comparatives, denials, phrases, scopes
from amw.claims.named import NO_NAME, NamedBoard
from amw.claims.record import Claim
from amw.claims.subjects import BESIDE_NAMES, Subject, is_rival, joins, overlaps, subject_of, within
from amw.claims.superlatives import AFTER_NAME, ENDS_IN_NOUN, HEADED, NAMED_BEHIND, NAMES_HOLDER
from amw.dates import ANY_MONTH

MOST_MATCHES = 60
_OF_PRICE = ("price", "cheaper", "dearer")  # measures of OpenRouter's list of prices
_COMMAS = frozenset(",，、")
_AND = frozenset(("and", "und", "et", "y", "e"))
# "If X scores above 65, ...": nothing is claimed up to the comma.
_SUPPOSED = re.compile(
    r"\W*(?:(?i:if|unless|once|assuming|suppose|provided|falls|wenn|si|se)\s[A-Z][^,;]{3,120}[,;]|(?:如果|假如|若|一旦)[^，。；]{3,60}[，；]|(?:もし|만약)[^、,。]{3,60}[、,])"
)
_ITS_NAME = re.compile(r"(?i:[- ]?(?:weights?|source|models?|模型|모델|モデル))?\s?(?:的|の|인)?\s?(?:x?[A-Z][\w.]*['’]s? )?")
_TURN = re.compile(r"\b(?:yet|but|while|whereas|although|though)\b|;")
_ITS_OBJECT = re.compile(r"(?:(?<=\w)| (?:of|over|from|on|than|to|behind|below|above))\s(?:the )?(?:x?[A-Z][\w.]*['’]s? )?")
_BREAK = re.compile(r"[,;](?!\d)|[，；、]|\b(?:and|while|but|und|et|y)\b")
_GENITIVE = re.compile(r"['’]s? (?:the )?(?:latest )?|的|の|의 ?")
# A test or board that no list knows, right behind the words of a claim: "#93 of 216 models on the BenchAlign leaderboard", "beats A on
# FooBench", "on a coding benchmark".
_ELSEWHERE = re.compile(
    r"(?:['’]s? \w+)?(?: (?:place|position|spot|overall|globally|worldwide|points?|percent|Elo|(?:out )?of \d{1,4} [a-z]+))?[%,]? ?(?i:on|in|of) "
    rf"(?:(?:an?|\d+|{phrases.NUMBER_WORDS}|several|many|most|all|every|other) (?:(?!(?:in|on|of)\b)[\w-]+ ){{0,3}}?(?:benchmark|test|eval|evaluation|survey)s?\b"
    r"|(?:(?:the|its|their) )?(?:[a-z][\w-]+ )?(?:[A-ZΑ-ω][\w-]*(?:[Bb]ench|QA|Eval|Test)\b"
    rf"|(?!(?:{NO_NAME}|(?i:{ANY_MONTH}))\b)"
    r"[A-Z][\w’'.-]*(?: [A-Z\d][\w.-]*){0,4} (?:leader ?board|benchmark|ranking|index|arena)\b))"
)
NOWHERE = NamedBoard("", None, False, -1, -1)  # the board of a claim that is of none that is named
_BARE_COMMA = re.compile(r"(?:['’]s)?[\s,，]*")
_SELECTS = re.compile(r"(?i:\b(?:of|between|either|von|entre|de)\s(?:the )?)\Z")  # "the better of A and B"


@dataclass(slots=True)
class Sentence:
    """Sentence number `here` of `sentences` of `text`, and the boards it speaks of. `claims` are those read so far, `spoken` the words
    that have been read, `measured` those of prices and speeds, `left_out` those who are not counted in its field,
    `excepts` whether anybody, also a country, is not."""

    text: str
    sentences: Sequence[tuple[int, int]]
    here: int
    boards: Sequence[NamedBoard]
    subjects: Sequence[Subject]
    claims: list[Claim] = field(default_factory=list)
    spoken: list[tuple[int, int]] = field(default_factory=list)
    measured: list[tuple[int, int]] = field(default_factory=list)
    left_out: list[Subject] = field(default_factory=list)
    excepts: bool = False
    low: str | None = None

    @property
    def start(self) -> int:
        return self.sentences[self.here][0]

    @property
    def end(self) -> int:
        return self.sentences[self.here][1]

    def at(self, here: int) -> Sentence:
        """Another sentence of the text, with the boards of this one."""
        return Sentence(self.text, self.sentences, here, self.boards, self.subjects)

    def matches(self, pattern: re.Pattern[str], most: int = MOST_MATCHES, roots: Sequence[str] = ()) -> Iterator[re.Match[str]]:
        """The matches of `pattern` in the sentence, which is asked only where one of its `roots` (in small letters) stands."""
        if roots and not self.holds_any(roots):
            return
        supposed = _SUPPOSED.match(self.text, self.start, self.end)
        for n, match in enumerate(pattern.finditer(self.text, self.start, self.end)):
            if n >= most:
                break
            if supposed is None or match.start() >= supposed.end():
                yield match

    def holds_any(self, roots: Sequence[str]) -> bool:
        """Whether one of `roots`, in small letters, is in the sentence."""
        if self.low is None:
            self.low = self.text[self.start : self.end].lower()
        return any(root in self.low for root in roots)

    def read(self, span: tuple[int, int]) -> bool:
        """Whether words at `span` have been read already."""
        return overlaps(span, self.spoken)

    def figures_read(self, match: re.Match[str]) -> bool:
        """Whether the named parts of a match, its figures, have been read already; a board's name may stand between them."""
        return any(self.read(match.span(name)) for name, value in match.groupdict().items() if value)

    def named(self, start: int | None = None, end: int | None = None) -> list[Subject]:
        """Who is named in the sentence, or in that part of it."""
        return within(self.subjects, self.start if start is None else start, self.end if end is None else end)

    def models(self) -> list[Subject]:
        return [s for s in self.named() if s.model]

    def model_before(self, at: int) -> Subject | None:
        """The model that is named last in the sentence before `at`."""
        return next((s for s in reversed(self.models()) if s.end <= at), None)

    def before(self, pattern: re.Pattern[str], at: int, reach: int = 30) -> bool:
        """Whether `pattern` is in the `reach` characters before `at`."""
        return pattern.search(self.text, max(self.start, at - reach), at) is not None

    def denied(self, at: int) -> bool:
        """Whether what stands at `at` is denied, hoped for or supposed; "would" supposes nothing where somebody is left out."""
        words = self.text[max(self.start, at - 60) : at]
        return denials.DENIED.search(denials.WOULD.sub(" ", words) if self.excepts else words) is not None

    def former(self, match: re.Match[str]) -> bool:
        """Whether a place is told that has been lost ("was first until X came", "once led"), is nobody's, or is of something else."""
        if self.before(phrases.ONCE, match.start()):
            return True
        if self.before(phrases.OTHER_MEASURE, match.start()) or phrases.OTHER_MEASURE_AFTER.match(self.text, match.end(), self.end):
            return True
        if phrases.HEAD_UNTIL.match(self.text, self.start, self.end) and not phrases.TURNS_TO_NOW.search(
            self.text, self.start, match.start()
        ):
            return True
        if phrases.LED_THEN.match(match.group()) and phrases.AT_A_TIME.match(self.text, match.end(), self.end):
            return True  # "which led in April, is now fourth"
        return phrases.UNTIL.match(self.text, match.end(), self.end) is not None

    def board(self, at: int, end: int | None = None) -> NamedBoard:
        """The board that the words up to `end` lead to ("third on X"; not "third, on X sixth"), else the one named nearest to `at`, one of
        its clause before others, then one that no "while" parts from it."""
        way = phrases.UP_TO_BOARD.match(self.text, end, self.end) if end is not None else None
        if (
            way is not None
            and way.group()[0] != ","
            and (ahead := next((b for b in self.boards if 0 <= b.start - way.end() <= 12), None)) is not None
        ):
            return ahead
        first, last = self.clause(at)
        apart = [turn.start() for turn in _TURN.finditer(self.text, self.start, self.end)]
        return min(
            self.boards,
            key=lambda b: (
                not first <= b.start < last,
                any(min(at, b.start) < turn < max(at, b.start) for turn in apart),
                min(abs(b.start - at), abs(b.end - at)),
            ),
        )

    def holds(self, board: NamedBoard) -> bool:
        """Whether the board is named in the sentence itself."""
        return self.start <= board.start < self.end

    def subject(self, at: int, after: int, but: Sequence[Subject] = ()) -> Subject | None:
        """Who is spoken of at [at, after), `but` those."""
        others = [*but, *self.left_out]
        known = [s for s in self.subjects if s not in others] if others else self.subjects
        return subject_of(self.text, at, after, self.sentences, self.here, known)

    def tell(self, kind: str, span: tuple[int, int], subject: Subject | None, *, read: tuple[int, int] | None = None, **told: Any) -> Claim:
        """Adds a claim, as `claim` makes it, and marks the words it was read from: `read`, or else `span`."""
        self.claims.append(self.claim(kind, span, subject, **told))
        self.spoken.append(read or span)
        return self.claims[-1]

    def claim(
        self, kind: str, span: tuple[int, int], subject: Subject | None, *,
        board: NamedBoard | None = None, scope: str = "global", value: Decimal | None = None, **more: Any,
    ) -> Claim:  # fmt: skip
        """A claim of `subject` read at `span`, of the board named nearest where no other is told; `more` are other fields of it."""
        board = NOWHERE if self._elsewhere(span[1]) else board or self.board(span[0])
        near = self.holds(board)
        if kind == "score":
            more["score"] = value
        if board.key == "openrouter/tokens" and more.get("measure", "").startswith(_OF_PRICE):
            board = replace(board, key="openrouter_models")
        if board.key == "arena/text" and (category := self._category(board, span)):
            board = replace(board, name=f"{board.name} {category}", key=None)
        return Claim(
            board=board.name, board_key=board.key, kind=kind, scope=scope, value=value,
            model=subject.model if subject else None, model_key=subject.model_key if subject else None,
            company=subject.company if subject else None,
            start=min(span[0], board.start) if near else span[0], end=max(span[1], board.end) if near else span[1], **more,
        )  # fmt: skip

    def _elsewhere(self, at: int) -> bool:
        """Whether the words behind `at` lead to another test or board than those that are known."""
        other = _ELSEWHERE.match(self.text, at, self.end)
        return other is not None and not any(b.start < other.end() + 24 and at < b.end for b in self.boards)

    def _category(self, board: NamedBoard, span: tuple[int, int]) -> str | None:
        """The category of the board that the words right behind a claim name ("first in math"), or those around it and of no other claim."""
        first, last = (min(span[0], board.start), max(span[1], board.end)) if self.holds(board) else span
        ends = [at + self.text.startswith(" ", at) for at in (span[1], last)]
        named = (words.match(self.text, at, self.end) for at in ends for words in (scopes.CATEGORY, scopes.LANGUAGE))
        behind = next(filter(None, named), None)
        if behind is None and scopes.WORLD.match(self.text, ends[0], self.end):
            return None
        around = scopes.CATEGORY.finditer(self.text, max(self.start, first - 30), min(self.clause(last)[1], last + 40))
        near = next((m for m in around if not self.before(phrases.ENDS_IN_PLACE, m.start(), 12)), None)
        match = behind or near or scopes.LANGUAGE.match(self.text, self.start, self.end)
        return next((g for g in match.groups() if g), None) if match else None

    def label(self, subject: Subject) -> str:
        """A model's name; of a company its name as written in Latin letters, else its key."""
        written = self.text[subject.start : subject.end]
        return subject.model or (written if written.isascii() else subject.company or written)

    def holder(self, match: re.Match[str]) -> Subject | None:
        """Who is named as the holder of a place after its words: "the current leader is X", "2位はX", "Best on LMArena: X"."""
        after = next((s for s in self.named(match.end(), min(self.end, match.end() + 70)) if s.model), None)
        if after is None:
            return None
        before = [s for s in self.named(self.start, match.start()) if s.model]
        between = self.text[match.end() : after.start]
        noun = ENDS_IN_NOUN.search(match.group()) is not None and NAMED_BEHIND.fullmatch(between) is not None
        if noun and AFTER_NAME.match(self.text, after.end):
            return after
        if NAMES_HOLDER.fullmatch(between):
            return after if not before or _BREAK.search(self.text, before[-1].end, match.start()) else None
        return after if not before and HEADED.fullmatch(between) else None

    def clause(self, at: int) -> tuple[int, int]:
        """The clause of the sentence that the words up to `at` are in."""
        start = max((m.end() for m in _BREAK.finditer(self.text, self.start, max(self.start, at - 1))), default=self.start)
        after = _BREAK.search(self.text, at, self.end)
        return start, after.start() if after else self.end

    def margin(self, at: int) -> re.Match[str] | None:
        """The lead in points that is told within 90 characters around `at`."""
        if not self.holds_any(comparatives.POINTS):
            return None
        first, last = self.clause(at)
        found = comparatives.MARGIN.search(self.text, max(first, at - 40), min(last, at + 90))
        found = found or comparatives.MARGIN.search(self.text, max(self.start, at - 40), min(self.end, at + 90))
        if found is not None and found.end() < at and (_TURN.search(self.text, found.end(), at) or self._of_one_between(found, at)):
            found = comparatives.MARGIN.search(self.text, at, min(self.end, at + 90))  # "trails A by nine points yet beats B"
        return found

    def _of_one_between(self, margin: re.Match[str], at: int) -> bool:
        """Whether a distance is told of another than who is named behind `at`: "one point below A and ahead of B"."""
        first = next((s for s in self.named(margin.end(), at) if s.model), None)
        return first is not None and _ITS_OBJECT.fullmatch(self.text, margin.end(), first.start) is not None

    def told_together(self, models: Sequence[Subject], last: Subject) -> list[Subject]:
        """The list of whose members the same is told, `last` at its end; that one alone in "unlike A and B, C" and "one of A and B"."""
        near = self.named()
        chain = self.chain_before([s for s in models if s == last or not is_rival(self.text, s, self.start, near)], last.end)
        if last not in chain[1:] or self.before(_SELECTS, chain[0].start, 16):
            return [last]
        return [last] if _BARE_COMMA.fullmatch(self.text[chain[-2].end : last.start]) else chain

    def chain_after(self, models: Sequence[Subject], at: int) -> list[Subject]:
        """The list of models that begins right after `at`."""
        chain: list[Subject] = []
        for subject in (s for s in models if s.start >= at):
            between = self.text[chain[-1].end if chain else at : subject.start]
            if (chain and not joins(between)) or (not chain and len(between) > 90):
                break
            chain.append(subject)
        return chain

    def owns(self, maker: Subject, model: Subject) -> bool:
        """Whether a maker is named as whose the model right behind it is: "A's B"."""
        return not maker.model and model.model is not None and _GENITIVE.fullmatch(self.text, maker.end, model.start) is not None

    def fronted(self, chain: list[Subject], at: int) -> tuple[list[Subject], Subject | None]:
        """A list after `at`, and who the sentence speaks of where it opens with the list: "Behind A and B, C ranks third".

        Of two of whom it speaks ("Besides A, B and C are in the top ten") the last one.
        """
        if any(s.end <= at for s in self.models()):
            return chain, None
        # one alone but where the words before the list open the sentence, and no comma ends it: "Besides A, B and C, nobody ..."
        listed = not chain or bool(self.text[self.start : at].strip()) or self.text[chain[-1].end : chain[-1].end + 1] in _COMMAS
        for behind in range(len(chain) - 1, 0, -1):
            between = BESIDE_NAMES.sub("", self.text[chain[behind - 1].end : chain[behind].start]).strip(" )）")
            if between in _COMMAS:
                return chain[:behind], chain[-1]
            if between in _AND and not listed:
                listed = True
            elif not self.owns(chain[behind - 1], chain[behind]):
                break
        return chain, None

    def chain_before(self, models: Sequence[Subject], at: int) -> list[Subject]:
        """The list of models that ends right before `at`."""
        chain: list[Subject] = []
        for subject in reversed([s for s in models if s.end <= at]):
            between = self.text[subject.end : chain[0].start if chain else at]
            if (chain and not joins(between)) or (not chain and len(between) > 12):
                break
            chain.insert(0, subject)
        return chain

    def scope(self, match: re.Match[str]) -> str:
        """Where a place holds, by the words in the match, then right after, then right before it; "global" where nothing says."""
        text, start, end = self.text, self.start, self.end
        after_stop = min(end, match.end() + 34)
        following = phrases.RANK.search(text, match.end(), after_stop)
        after = re.split(
            r"[,，;；。、]|\b(?:but|while|und|et)\b|(?:올라|[가-힣](?:며|고|면서|지만))\s",
            text[match.end() : following.start() if following else after_stop],
        )[0]
        said = match.group() + after[:12]
        origins = (s.end for s in self.named(start, match.start()))  # "프랑스 X가 25위": a country before a name is where it is from
        if scopes.BY_OPEN.search(text, max(start, match.start() - 30), match.start()):
            return "open_weights"
        if scopes.WORLD.search(said) and not scopes.OPEN.search(said):
            return "global"
        before = re.split(r"[,，;；。、]|\b(?:and|but|und|et)\b", text[max(start, match.start() - 14, *origins) : match.start()])[-1]
        if (nation := scope_in(after[:4])) not in (None, "global"):  # 领跑国内模型
            return str(nation)
        if scopes.WORLD.search(before) or scopes.BEST_OF.search(text, max(start, match.start() - 16), match.start()):
            return "global"
        opened = re.split(r"[,，;；。]|\band\b", text[max(start, match.start() - 32) : match.start()])[-1]
        word = scopes.OPEN.search(text, match.start() - len(opened), match.start())
        if word and not any(s.model and _ITS_NAME.fullmatch(text, word.end(), s.start) for s in self.named()):  # "open-source X is second"
            return "open_weights"
        for part in (match.group(), said, after[:34], before):
            if found := scope_in(part):
                return found
            if scopes.DOMESTIC.search(part):
                return country_in(text) or "global"
        clause = max(text.rfind(stop, start, match.start()) for stop in "，,；;。") + 1
        for among in (scopes.AMONG.match(text, at, end) for at in dict.fromkeys((max(clause, start), start))):
            if among and among.end() <= match.start() and (found := scope_in(among.group())) not in (None, "global"):
                return str(found)
        if near := list(scopes.AMONG_NEAR.finditer(text, max(start, match.start() - 90), match.start())):
            return scope_in(near[-1].group()) or "global"
        if among := scopes.AMONG.match(text, start, end):
            return "open_weights" if scopes.OPEN.search(among.group()) else country_in(among.group()) or "global"
        nearest = following or phrases.RANK.search(text, match.end(), min(end, match.end() + 90))
        later = scopes.AMONG_LATER.match(text, match.end(), min(end, (nearest.start() if nearest else end), match.end() + 90))
        if later and (found := scope_in(later.group())):
            return found
        return "global"


def country_in(text: str) -> str | None:
    """The country that is named first."""
    found = ((match.start(), code) for code, pattern in scopes.COUNTRIES if (match := pattern.search(text)) is not None)
    return min(found, default=(0, None))[1]


def scope_in(text: str) -> str | None:
    """The scope that words name: open weights, the world, a country."""
    if scopes.OPEN.search(text):
        return "open_weights"
    return "global" if scopes.WORLD.search(text) else country_in(text)


def names_field(text: str) -> bool:
    """Whether words name a country, one's own or open models, and do not speak of the world."""
    return scope_in(text) not in (None, "global") or scopes.DOMESTIC.search(text) is not None
