"""Find what a text claims of leaderboards: who ranks where, leads, scores what, beats or trails whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from amw.claims import phrases
from amw.claims.behind import find_behind
from amw.claims.named import NamedBoard, boards_in
from amw.claims.record import Claim
from amw.claims.subjects import LIST, REACH, Subject, is_rival, overlaps, subject_of, subjects_in, within

if TYPE_CHECKING:
    from amw.companies.records import Mention

LONGEST_TEXT = 60_000
MOST_CLAIMS = 60
MOST_SENTENCES = 2_000
_SENTENCE = re.compile(
    r"(?<!\b[Nn][or]\.)(?<!\bvs\.)(?<!\b[A-Z]\.)(?<!\b\d\.)(?<=[.!?])\s+|(?<=[。！？])|\n+|(?<=다\.)(?=\S)"
    r"|(?<=[.!?])(?=[A-Z][a-z]+\s)|；|;\s|(?<=[!?！])\s*(?=\d{1,2}[、.])"
)
_TIED = re.compile(r"(?i:\btie[sd]?\b|\btying\b|joint|ex aequo|geteilt)|并列|공동|同率")
# What may stand between two names of a list: scores, makers.
_ASIDE = re.compile(r"[(（][^()（）]{0,30}[)）]|\b(?:at|with|on) [\d.,]*\d|\b[A-Z]\w+['’]s\b|\b(?:OpenAI|Google|xAI|Anthropic|DeepSeek)\b")
# Opens a list: "top three are: ".
_OPENING = re.compile(r"[^.:：\n]{0,40}(?::|\bare\b:?|：|は、?|依次为|分别是|분별)\s?")
_WHOSE = re.compile(r"\s(?:points? )?(?:for|by|für|pour)\s(?:the\s)?")
_ASKS = re.compile(r"[?？]\s*[\"'”’」』)）]?\s*\Z")  # a question claims nothing
_YEAR = re.compile(r"(?:19|20)\d\d")
# How far from a board's name, in its own sentence, words still speak of it.
REACH_PLACE, REACH_LEAD, REACH_SCORE = 200, 140, 160


def find_claims(text: str, mentions: Sequence[Mention] = ()) -> list[Claim]:
    """The claims that `text` makes of named leaderboards and benchmarks, in order; `mentions` are `Companies.find(text)`'s.

    A claim needs a board: the one named nearest in its sentence, else the only one of the two sentences before, else the only one of
    the text, where the sentence speaks of a model. Its model is as `subject_of` finds it. Places on boards that are not named,
    denials, intentions and questions are no claims. Hostile text costs linear time.
    """
    text = text[:LONGEST_TEXT]
    boards = boards_in(text)
    if not boards:
        return []
    sentences = _sentences(text)
    reader = _Reader(text, sentences, subjects_in(text, mentions, boards))
    for here, (start, end) in enumerate(sentences):
        named = [b for b in boards if start <= b.start < end]
        if named:
            reader.read(here, named)
        elif about := _implied(text, sentences, here, boards, reader.subjects):
            reader.read(here, [about])
        if len(reader.found) >= MOST_CLAIMS:
            break
    placed = _distinct(reader.found)[:MOST_CLAIMS]
    behind = [c for c in find_behind(text, mentions, placed) if not any(p.behind and p.start <= c.start < p.end for p in placed)]
    return sorted([*placed, *behind], key=lambda c: (c.start, c.end))


def _sentences(text: str) -> list[tuple[int, int]]:
    spans, last = [], 0
    for cut in _SENTENCE.finditer(text):
        if cut.start() - last > 3:
            spans.append((last, cut.start()))
            last = cut.end()
            if len(spans) == MOST_SENTENCES:
                return spans
    spans.append((last, len(text)))
    return spans


def _implied(
    text: str, sentences: Sequence[tuple[int, int]], here: int, boards: Sequence[NamedBoard], subjects: Sequence[Subject]
) -> NamedBoard | None:
    """The board that a sentence without one speaks of."""
    start, end = sentences[here]
    since = sentences[max(0, here - 2)][0]
    before = {b.name: b for b in boards if since <= b.start < start and not b.broad}
    if len(before) == 1:
        return next(iter(before.values()))
    if before or len({b.name for b in boards}) > 1 or boards[0].broad or here > 12 or boards[0].start > start:
        return None
    told = phrases.ANAPHOR.search(text, start, end) or any(s.model for s in within(subjects, start, end))
    return boards[0] if told else None


@dataclass(slots=True)
class _Reader:
    """Reads one sentence after another; `found` are the claims so far."""

    text: str
    sentences: Sequence[tuple[int, int]]
    subjects: Sequence[Subject]
    found: list[Claim] = field(default_factory=list)

    def read(self, here: int, boards: Sequence[NamedBoard]) -> None:
        """Adds the claims of sentence number `here`, which speaks of `boards`."""
        if _ASKS.search(self.text, *self.sentences[here]):
            return
        spoken = [(b.start, b.end) for b in boards]
        spoken += [(s.start, s.end) for s in within(self.subjects, *self.sentences[here])]
        out: list[Claim] = []
        self._places(here, boards, out, spoken)
        self._list(here, boards, out, spoken)
        self._leads(here, boards, out, spoken)
        self._followers(here, boards, out)
        out += self._comparisons(here, boards, out, spoken)
        self._scores(here, boards, out, spoken)
        if all(c.kind == "comparison" for c in out):
            out += self._state_of_the_art(here, boards)
        self.found += out[: MOST_CLAIMS - len(self.found)]

    def _matches(self, pattern: re.Pattern[str], here: int, most: int = MOST_CLAIMS) -> Iterator[re.Match[str]]:
        for n, match in enumerate(pattern.finditer(self.text, *self.sentences[here])):
            if n >= most:
                break
            yield match

    def _denied(self, here: int, at: int) -> bool:
        start = self.sentences[here][0]
        return phrases.DENIED.search(self.text, max(start, at - 30), at) is not None

    def _places(self, here: int, boards: Sequence[NamedBoard], out: list[Claim], spoken: list[tuple[int, int]]) -> None:
        start, end = self.sentences[here]
        for match in self._matches(phrases.RANK, here):
            place = phrases.place_of(match)
            if place is None or overlaps(match.span(), spoken) or self._denied(here, match.start()):
                continue
            board = _nearest(boards, match.start())
            if abs(board.start - match.start()) > REACH_PLACE and start <= board.start < end:
                continue
            subject = self._subject(match.start(), match.end(), here)
            kind = "lead" if place == 1 and not match["n"] else "rank"
            tied = _TIED.search(self.text, max(start, match.start() - 16), match.end()) is not None
            claim = self._claim(board, kind, self._scope(match, here), Decimal(place), match.span(), here, subject)
            out.append(replace(claim, tied=tied))
            spoken.append(match.span())
        for match in self._matches(phrases.TOP, here):
            within_place = phrases.within_of(match)
            if (
                not within_place
                or _OPENING.match(self.text, match.end(), end)
                or overlaps(match.span(), spoken)
                or self._denied(here, match.start())
            ):
                continue
            subject = self._subject(match.start(), match.end(), here)
            board = _nearest(boards, match.start())
            claim = self._claim(board, "rank", self._scope(match, here), None, match.span(), here, subject)
            out.append(replace(claim, within=within_place))
            spoken.append(match.span())

    def _list(self, here: int, boards: Sequence[NamedBoard], out: list[Claim], spoken: list[tuple[int, int]]) -> None:
        """Places by order: "1. GPT-6, 2. Claude Opus 5", "top three: GPT-6, Claude Opus 5 and Gemini 4"."""
        start, end = self.sentences[here]
        models = [s for s in within(self.subjects, start, end) if s.model]
        at = {s.start: s for s in models}
        listed = [(int(m["n"]), s) for m in self._matches(phrases.LISTED, here, 40) if (s := at.get(m.end())) is not None]
        if len(listed) < 2:
            listed = []
            for match in self._matches(phrases.TOP, here, 1):
                opening = _OPENING.match(self.text, match.end(), end)
                chain = self._chain_after(models, opening.end()) if opening else []
                listed = list(enumerate(chain[: phrases.within_of(match) or 0], start=1))
        for place, subject in listed if len(listed) >= 2 else ():
            board = _nearest(boards, subject.start)
            out.append(self._claim(board, "rank", "global", Decimal(place), (subject.start, subject.end), here, subject))

    def _leads(self, here: int, boards: Sequence[NamedBoard], out: list[Claim], spoken: list[tuple[int, int]]) -> None:
        for match in self._matches(phrases.LEAD, here):
            board = _nearest(boards, match.start())
            far = min(abs(board.start - match.end()), abs(board.end - match.start())) > REACH_LEAD
            if far or overlaps(match.span(), spoken) or self._denied(here, match.start()) or self._beats(match, here, boards):
                continue
            if match["none"]:  # "no model outranks GPT-6": who is not outranked leads
                subject = next((s for s in within(self.subjects, match.end(), self.sentences[here][1]) if s.model), None)
            else:
                subject = self._subject(match.start(), match.end(), here)
            claim = self._claim(board, "lead", self._scope(match, here), Decimal(1), match.span(), here, subject)
            if not any(c.board == claim.board and c.scope == claim.scope and (c.model == claim.model or c.value == 1) for c in out):
                out.append(claim)
            spoken.append(match.span())
            margin = self._margin(match.end(), here)
            if margin is not None and phrases.margin_of(margin) is not None:
                out.append(replace(claim, kind="comparison", value=phrases.margin_of(margin), end=max(claim.end, margin.end())))
                spoken.append(margin.span())

    def _beats(self, match: re.Match[str], here: int, boards: Sequence[NamedBoard]) -> bool:
        """Whether the words of a lead have a model for their object: "tops GPT-6 on LMArena"."""
        if phrases.BEATS.match(self.text, match.start()) is None:
            return False
        near = within(self.subjects, match.end(), min(self.sentences[here][1], match.end() + 60))
        rival = next((s.start for s in near if s.model), None)
        return rival is not None and rival - match.end() < 34 and not any(match.end() <= b.start < rival for b in boards)

    def _margin(self, at: int, here: int) -> re.Match[str] | None:
        """The lead in points that is told within 90 characters around `at`."""
        start, end = self.sentences[here]
        return phrases.MARGIN.search(self.text, max(start, at - 40), min(end, at + 90))

    def _followers(self, here: int, boards: Sequence[NamedBoard], out: list[Claim]) -> None:
        """ "X leads, followed by Y and Z": Y is second, Z third."""
        end = self.sentences[here][1]
        for match in self._matches(phrases.FOLLOWED, here, 3):
            ahead = [
                c for c in out if c.value is not None and c.kind in {"lead", "rank"} and c.scope == "global" and c.start < match.start()
            ]
            if not ahead or ahead[-1].value is None:
                continue
            place, last = int(ahead[-1].value), match.end()
            for subject in within(self.subjects, match.end(), min(end, match.end() + REACH)):
                if not subject.model:
                    continue
                if not LIST.match(_ASIDE.sub("", self.text[last : subject.start])):
                    break
                place, last = place + 1, subject.end
                board = next((b for b in boards if b.name == ahead[-1].board), boards[0])
                out.append(self._claim(board, "rank", "global", Decimal(place), (match.start(), subject.end), here, subject))

    def _comparisons(self, here: int, boards: Sequence[NamedBoard], placed: Sequence[Claim], spoken: list[tuple[int, int]]) -> list[Claim]:
        """Who beats or trails whom; a model whose place is told in the same sentence is not compared besides."""
        start, end = self.sentences[here]
        out: list[Claim] = []
        told = {c.model for c in placed}
        for pattern in (phrases.BEATS, phrases.BEATS_AFTER, phrases.TRAILS):
            for match in self._matches(pattern, here, 4):
                if overlaps(match.span(), spoken) or phrases.INTENDED.search(self.text, max(start, match.start() - 30), match.start()):
                    continue
                near = within(self.subjects, max(start, match.start() - REACH), min(end, match.end() + REACH))
                models = [s for s in near if s.model]
                if pattern is phrases.BEATS_AFTER:
                    others = self._chain_before(models, match.start())
                    acting = [s for s in models if s not in others and s.end <= match.start()]
                else:
                    if phrases.OBJECTLESS.match(self.text, match.end()):
                        continue
                    others = self._chain_after(models, match.end())
                    acting = [s for s in models if s.end <= match.start() and not is_rival(self.text, s, start, near)]
                subject = acting[-1] if acting else self._subject(match.start(), match.end(), here, others)
                if subject is None or not subject.model or subject in others or not others or subject.model in told:
                    continue
                names = tuple(dict.fromkeys(s.model for s in others if s.model and s.model != subject.model))
                if not names:
                    continue
                behind = pattern is phrases.TRAILS
                # "Four models stand above it: A and B": those named are where the word says, not the one it speaks of.
                behind ^= bool(phrases.POSITION.search(match.group()) and phrases.PRONOUN.match(self.text, match.end()))
                behind ^= phrases.NEGATED.search(self.text, max(start, match.start() - 30), match.start()) is not None
                span = (min(subject.start, match.start()) if start <= subject.start else match.start(), max(others[-1].end, match.end()))
                claim = self._claim(_nearest(boards, match.start()), "comparison", "global", None, span, here, subject)
                margin = self._margin(match.end(), here)
                if margin is not None and not overlaps(margin.span(), spoken):
                    claim = replace(claim, value=phrases.margin_of(margin), end=max(claim.end, margin.end()))
                    spoken.append(margin.span())
                out.append(replace(claim, behind=names) if behind else replace(claim, rivals=names))
                spoken.append(match.span())
                self._duel(here, out, subject, others[0], behind, spoken, boards)
        return out

    def _duel(
        self,
        here: int,
        out: list[Claim],
        subject: Subject,
        other: Subject,
        behind: bool,
        spoken: list[tuple[int, int]],
        boards: Sequence[NamedBoard],
    ) -> None:
        """ "edges out GPT-6, 1,423 to 1,389": the winner's score first."""
        match = next((m for m in self._matches(phrases.DUEL, here, 12) if not overlaps(m.span(), spoken)), None)
        one, two = (phrases.figure_of(match["one"]), phrases.figure_of(match["two"])) if match else (None, None)
        if match is None or one is None or two is None or one <= two:
            return
        board = _nearest(boards, match.start())
        for who, score in ((other, one), (subject, two)) if behind else ((subject, one), (other, two)):
            out.append(replace(self._claim(board, "score", "global", score, match.span(), here, who), score=score))
        spoken.append(match.span())

    def _chain_after(self, models: Sequence[Subject], at: int) -> list[Subject]:
        """The list of models that begins right after `at`."""
        chain: list[Subject] = []
        for subject in (s for s in models if s.start >= at):
            between = self.text[chain[-1].end if chain else at : subject.start]
            if (chain and not LIST.match(_ASIDE.sub("", between))) or (not chain and len(between) > 90):
                break
            chain.append(subject)
        return chain

    def _chain_before(self, models: Sequence[Subject], at: int) -> list[Subject]:
        """The list of models that ends right before `at`."""
        chain: list[Subject] = []
        for subject in reversed([s for s in models if s.end <= at]):
            between = self.text[subject.end : chain[0].start if chain else at]
            if (chain and not LIST.match(between)) or (not chain and len(between) > 12):
                break
            chain.insert(0, subject)
        return chain

    def _scores(self, here: int, boards: Sequence[NamedBoard], out: list[Claim], spoken: list[tuple[int, int]]) -> None:
        """Scores told of models, each added to the model's place where that is told too."""
        start, end = self.sentences[here]
        for subject in within(self.subjects, start, end):
            if subject.model and (match := phrases.SCORED.match(self.text, subject.end, min(end, subject.end + 24))):
                bare = not match["unit"] and match.group().lstrip()[:1] not in "(（:：" and "at" not in match.group()
                if not bare and not overlaps(match.span("en"), spoken):
                    self._score(here, boards, out, spoken, match.span("en"), phrases.figure_of(match["en"]), bool(match["unit"]), subject)
        for match in self._matches(phrases.SCORE, here):
            group = next(g for g in ("en", "cjk", "cue") if match[g])
            if match["cu"] in {"%", "％"} and not phrases.SCORE_AHEAD.search(self.text, max(0, match.start() - 14), match.start()):
                continue  # a percentage of anything
            if not overlaps(match.span(group), spoken):
                unit = bool(match["unit"] or match["cu"])
                owner = self._owner(match.end(), here) or self._subject(match.start(), match.end(), here)
                self._score(here, boards, out, spoken, match.span(group), phrases.score_of(match), unit, owner)

    def _owner(self, at: int, here: int) -> Subject | None:
        """The model that a figure before `at` is said to be of: "76.3 for GPT-6"."""
        end = self.sentences[here][1]
        whose = _WHOSE.match(self.text, at, end)
        near = within(self.subjects, whose.end(), end) if whose else []
        return next((s for s in near if s.model and whose and s.start < whose.end() + 14), None)

    def _score(
        self, here: int, boards: Sequence[NamedBoard], out: list[Claim], spoken: list[tuple[int, int]], span: tuple[int, int],
        value: Decimal | None, unit: bool, subject: Subject | None,
    ) -> None:  # fmt: skip
        start, end = self.sentences[here]
        board = _nearest(boards, span[0])
        distance = min(abs(board.start - span[0]), abs(board.end - span[0]))
        if value is None or subject is None or (start <= board.start < end and distance > REACH_SCORE):
            return
        if not unit and _YEAR.fullmatch(self.text[span[0] : span[1]]):
            return
        spoken.append(span)
        place = next(
            (
                i
                for i, c in enumerate(out)
                if c.kind != "comparison" and c.board == board.name and c.model == subject.model and c.score is None
            ),
            None,
        )
        if place is not None:
            out[place] = replace(out[place], score=value, end=max(out[place].end, span[1]))
        elif subject.model and not any(c.kind == "score" and c.model == subject.model and c.board == board.name for c in out):
            out.append(replace(self._claim(board, "score", "global", value, span, here, subject), score=value))

    def _state_of_the_art(self, here: int, boards: Sequence[NamedBoard]) -> list[Claim]:
        match = phrases.SOTA.search(self.text, *self.sentences[here])
        if match is None or self._denied(here, match.start()):
            return []
        subject = self._subject(match.start(), match.end(), here)
        if subject is None or not subject.model:
            return []
        after = [b for b in boards if b.start >= match.start()] or list(boards)
        return [self._claim(b, "lead", "global", None, match.span(), here, subject) for b in after]

    def _subject(self, at: int, after: int, here: int, but: Sequence[Subject] = ()) -> Subject | None:
        known = [s for s in self.subjects if s not in but] if but else self.subjects
        return subject_of(self.text, at, after, self.sentences, here, known)

    def _claim(
        self, board: NamedBoard, kind: str, scope: str, value: Decimal | None, span: tuple[int, int], here: int, subject: Subject | None
    ) -> Claim:  # fmt: skip
        start, end = self.sentences[here]
        near = start <= board.start < end
        if board.key == "arena/text" and (category := self._category(board, span, here)):
            board = replace(board, name=f"{board.name} {category}", key=None)
        return Claim(
            board=board.name, board_key=board.key, kind=kind, scope=scope, value=value,
            model=subject.model if subject else None, model_key=subject.model_key if subject else None,
            company=subject.company if subject else None,
            start=min(span[0], board.start) if near else span[0], end=max(span[1], board.end) if near else span[1],
        )  # fmt: skip

    def _category(self, board: NamedBoard, span: tuple[int, int], here: int) -> str | None:
        """The category of the board that the words around a claim speak of."""
        start, end = self.sentences[here]
        first, last = (min(span[0], board.start), max(span[1], board.end)) if start <= board.start < end else span
        match = phrases.CATEGORY.search(self.text, max(start, first - 30), min(end, last + 40))
        return next((g for g in match.groups() if g), None) if match else None

    def _scope(self, match: re.Match[str], here: int) -> str:
        """Where a place holds, by the words in the match, then right after, then right before it; "global" where nothing says."""
        text, (start, end) = self.text, self.sentences[here]
        after_stop = min(end, match.end() + 34)
        following = phrases.RANK.search(text, match.end(), after_stop)
        after = re.split(r"[,，;；。]", text[match.end() : following.start() if following else after_stop])[0]
        if phrases.OPEN.search(text, max(start, match.start() - 32), match.start()):
            return "open_weights"
        before = re.split(r"[,，;；。、]", text[max(start, match.start() - 14) : match.start()])[-1]
        for part in (match.group(), after[:34], before):
            if phrases.OPEN.search(part):
                return "open_weights"
            if phrases.WORLD.search(part):
                return "global"
            for code, pattern in phrases.COUNTRIES:
                if pattern.search(part):
                    return code
            if phrases.DOMESTIC.search(part):
                home = next((code for code, pattern in phrases.COUNTRIES if pattern.search(text)), None)
                return home or "global"
        if among := phrases.AMONG.match(text, start, end):
            if phrases.OPEN.search(among.group()):
                return "open_weights"
            return next((code for code, pattern in phrases.COUNTRIES if pattern.search(among.group())), "global")
        return "global"


def _nearest(boards: Sequence[NamedBoard], at: int) -> NamedBoard:
    return min(boards, key=lambda b: min(abs(b.start - at), abs(b.end - at)))


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    """One claim for each statement: the same board, model, kind and value once, the one that tells most."""
    kept: dict[tuple[object, ...], Claim] = {}
    for claim in sorted(claims, key=lambda c: (c.kind not in {"rank", "lead"}, c.score is None)):
        kind = "place" if claim.kind in {"rank", "lead"} else claim.kind
        others = (claim.rivals, claim.behind)
        if (
            not claim.model
            and kind == "place"
            and any((c.board, c.scope, c.value) == (claim.board, claim.scope, claim.value) and c.model for c in claims)
        ):
            continue  # "Nvidia sweeps", where the text has said which of its chips does
        kept.setdefault((claim.board, claim.board_key, claim.model, kind, claim.scope, claim.value, claim.within, others), claim)
    return sorted(kept.values(), key=lambda c: (c.start, c.end))
