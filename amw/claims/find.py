"""Find what a text claims of leaderboards: who ranks where, leads, scores what, beats or trails whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from amw.claims import comparatives, denials, phrases, scopes
from amw.claims.carried import REACH_BOARD, board_ahead, carried_board, is_of_other, leads_back, turns
from amw.claims.exceptions import exceptions_in, without
from amw.claims.figures import carry_measures, pass_anonymous, read_measures, read_scaled, read_scores, read_volumes
from amw.claims.gaps import read_gaps
from amw.claims.markup import unmarked
from amw.claims.named import PRICE, PRICE_LIST, NamedBoard, boards_in, tells_price
from amw.claims.naming import subjects_in
from amw.claims.places import read_places, read_state_of_the_art
from amw.claims.record import Claim
from amw.claims.relatives import read_relatives
from amw.claims.rivals import read_behind_first, read_comparisons
from amw.claims.sentence import Sentence, names_field, scope_in
from amw.claims.subjects import joins
from amw.claims.tables import read_grids, read_tables
from amw.claims.understood import strange, unread
from amw.claims.universals import read_universals
from amw.claims.windows import AS_OF, month_as_of
from amw.dates import MONTHS

if TYPE_CHECKING:
    from amw.companies.records import Mention

LONGEST_TEXT = 60_000
LONGEST_SENTENCE = 3_000
MOST_CLAIMS = 60
MOST_SENTENCES = 2_000
MOST_NEAR = 8
LEAST_WRAPPED, MOST_WRAPPED = 50, 140  # characters of a line that is broken within a sentence
REACH_VERB = 24  # characters from a verb to the place that it tells
REACH_PLAIN = 40  # characters from a model to the words that it is plainly told by
_SENTENCE = re.compile(
    r"(?<!\b[Nn][or]\.)(?<!\bvs\.)(?<!\b[A-Z]\.)(?<!\s\d\.)(?<!^\d\.)(?<=[.!?])\s+|(?<=[。！？])|\n+|(?<=다\.)(?=\S)"
    r"|(?<=[.!?])(?=[A-Z][a-z]+\s)|；|;\s|(?<=[!?！])\s*(?=\d{1,2}[、.])"
)
# "Which model leads next is anyone's guess", "Should X overtake Y, ..."; "Another claimed a top place".
_CLAIMS_NOTHING = re.compile(r"\W*(?:(?:Which|Who|Whoever|Whichever)\s|(?:Should|Were|Had)\s(?:[A-Z]|the ))")
_OF_NOBODY = re.compile(r"\W*(?:One|Another|Others|A (?:second|third))\s(?:said|says|claim|boast|tout|report|led|promis|advertis)\w*\s")
# A model that begins a clause, and what follows where it is plainly told of.
_BEGINS = re.compile(
    r"(?:(?:\A|[.:;,，；：。])\s*(?:and |but |while |whereas |with )?"
    r"|\b(?:and|but|while|whereas|says?|said|shows?|showed|found|reports?) (?:that )?)"
    r"(?:the |its )?(?:new )?(?:x?[A-Z][\w.]*['’]s? )?\Z"
)
_IS_TOLD = re.compile(
    r"\s(?:now |currently |still |already |also |only |just )?(?:is|was|ranks?|ranked|ranking|places?|placed|sits?|stands?|comes?|came"
    r"|finish(?:es|ed)|holds?|held|takes?|took|leads?|led|tops?|topped|heads?|scores?|scored|gets?|got|reach(?:es|ed)|posts?|posted"
    r"|has|have|had)\b|\s?(?:在|以|排|位|登|居|得|是|은\s|는\s|이\s|가\s|は|が)"
)
_LISTED = re.compile(r"[^,]\sand\s\Z")
_TURNS = re.compile(r"[,;:，；：。]|\b(?:and|but|while|whereas|as|than)\b")
# What says of whom the next sentence tells: "Let us count Google alone.", "Here is how Meta's models fare.", "Among the small ones:".
_SETS_FIELD = re.compile(
    r"(?i:\W*(?:let us|let['’]?s|here(?:['’]s| is| are)|(?:we|i) (?:only )?(?:look|count|compar|took|take|test|consider|rank)\w*|take|consider|count|look at|now (?:to|for)"
    r"|as for|how|among|amongst|within|only|just|nur|zählt man|prenons|tomemos)\b.*|.*(?:\b(?:alone|only|allein|seulement|solamente|apenas)\W*|[:：]\s*))\Z",
    re.DOTALL,
)
# "It was released by Google.": of what has been told; "These are the models made by Google." is not.
_ACTED = re.compile(r"(?is:(?:(?!\b(?:models|systems|llms|those|these|ones|entries|all)\b).)*\b(?:by|from|with|against|behind|than) )")
# What may stand behind a board's name in a list of boards, and behind the last one.
_OF_BOARD = re.compile(r"(?:['’]s?)?(?: (?:leader ?boards?|rankings?|ind(?:ex(?:es)?|ices)|benchmarks?))?(?:\s?[(（][^()（）]{0,20}[)）])?")
_LIST_ENDS = re.compile(rf"{_OF_BOARD.pattern}\s?(?:[.;:,)）。；，、]|에서|では?|上|中|\Z)")
_GOES_ON = re.compile(r"[\w,]\n[ \t]{0,8}[a-zà-ü]")
_LOOKALIKES = {ord("‐"): "-", ord("‑"): "-", ord("\u00a0"): " "}
_ASKS = re.compile(r"[?？]\s*[\"'”’」』)）]?\s*\Z")  # a question claims nothing


def find_claims(text: str, mentions: Sequence[Mention] = ()) -> list[Claim]:
    """The claims that `text` makes of named leaderboards and benchmarks, in order; `mentions` are `Companies.find(text)`'s.

    A claim needs a board: the one named nearest in its sentence, else the only one of the two sentences before, named or told of, else
    the one last named where a noun says that a board is meant, else the only one of the text, where the sentence speaks of a model; a
    price per million tokens is of `PRICE_LIST` where no list of prices is named. Its model is as `subject_of` finds it. Places on
    boards that are not named, denials, intentions and questions are no claims. Hostile text costs linear time.
    """
    text = text[:LONGEST_TEXT].translate(_LOOKALIKES)
    if not (boards := boards_in(text)) and not tells_price(text):
        return []
    mentions = [m for m in mentions if m.end <= len(text)]
    bare = unmarked(text)
    if bare is None or bool(named := boards_in(bare.text)) is not bool(boards):  # or named by an address alone
        return _find(text, mentions, boards)
    return [bare.as_written(claim) for claim in _find(bare.text, bare.mentions(mentions), named)]


def _find(text: str, mentions: Sequence[Mention], boards: Sequence[NamedBoard]) -> list[Claim]:
    sentences = _sentences(text)
    subjects = subjects_in(text, mentions, boards)
    found: list[Claim] = []
    rows = [*read_tables(text, boards, subjects), *read_grids(text, boards, subjects)][:MOST_CLAIMS]
    told_last: tuple[int, NamedBoard] | None = None
    turned = False  # to something else than the board that was named last
    for here, (start, end) in enumerate(sentences):
        spoken_of = [b for b in boards if start <= b.start < end]
        of_table = next((b for b, row in rows if start <= row.end <= end), None)
        told_last, turned = ((here, of_table), False) if of_table is not None else (told_last, turned)
        names = bool(spoken_of)
        other = of_table is None and (is_of_other if names else turns)(text, start, end)
        turned = not names and (other or (turned and not leads_back(text, start, end)))
        if not names and not turned:
            goes_on = told_last is not None and here - told_last[0] <= REACH_BOARD
            carried = of_table or carried_board(text, sentences, here, boards, subjects, told_last[1] if told_last and goes_on else None)
            ahead = None if carried else board_ahead(text, sentences, here, boards, subjects)
            spoken_of = [board for board in (carried, ahead) if board]
        if spoken_of:
            claims = _read(Sentence(text, sentences, here, spoken_of, subjects))
            if not names and scopes.WORLD.search(text, start, end) is None:
                claims = _in_field_before(found, claims)
            if spoken_of[0].start >= end:  # named later: only what is told as its places and figures is of it
                claims = [c for c in claims if c.kind != "comparison" and (c.value is not None or c.within is not None)]
            found += claims[: MOST_CLAIMS - len(found)]
            of = {c.board_key or c.board for c in claims if c.kind != "comparison" and c.board_key != PRICE_LIST.key} or {
                b.key or b.name for b in spoken_of
            }
            one = next((b for b in reversed(spoken_of) if {b.key or b.name} == of and not b.broad), None)
            told_last = (here, one) if one and any(c.kind != "comparison" for c in claims) else told_last if one else None
            turned = other and not claims  # "The firm behind the board has raised $100 million."
        elif text.find("$", start, end) >= 0 or PRICE.search(text, start, end):
            found += _read(Sentence(text, sentences, here, [PRICE_LIST], subjects))
        if len(found) >= MOST_CLAIMS:
            break
    return _distinct([*found, *(row for _, row in rows)])[:MOST_CLAIMS]


def _sentences(text: str) -> list[tuple[int, int]]:
    spans, last = [], 0
    for cut in _SENTENCE.finditer(text):
        if cut.start() - last > 3 and not _is_wrapped(text, cut):
            spans.append((last, cut.start()))
            last = cut.end()
            if len(spans) == MOST_SENTENCES:
                return spans
    spans.append((last, len(text)))
    return [part for span in spans for part in _parts(text, *span)]


def _is_wrapped(text: str, cut: re.Match[str]) -> bool:
    """Whether a line goes on behind the break at `cut`: it is as long as lines are wrapped to, ends in no stop, and the next begins small."""
    if cut.group() != "\n" or _GOES_ON.match(text, cut.start() - 1) is None:
        return False
    return LEAST_WRAPPED < cut.start() - text.rfind("\n", max(0, cut.start() - MOST_WRAPPED), cut.start()) < MOST_WRAPPED


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, in parts where it is longer than any: a table, or no text at all."""
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE) + 1 or start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    yield start, end


def _read(told: Sentence) -> list[Claim]:
    """The claims of a sentence."""
    if (
        _CLAIMS_NOTHING.match(told.text, told.start, told.end)
        or (_OF_NOBODY.match(told.text, told.start, told.end) and not told.models())
        or _ASKS.search(told.text, told.start, told.end)
        or denials.OPEN_QUESTION.search(told.text, told.start, told.end)
    ):
        return []
    told.spoken += [(b.start, b.end) for b in told.boards]
    told.spoken += [(s.start, s.end) for s in told.named()]
    if told.boards == [PRICE_LIST]:
        read_measures(told)
        carry_measures(told)
        return _held(told, told.claims)
    left_out = exceptions_in(told)
    pass_anonymous(told)
    read_measures(told)
    carry_measures(told)
    read_volumes(told)
    read_relatives(told)
    read_gaps(told)
    read_universals(told)
    read_behind_first(told)
    read_places(told)
    read_comparisons(told)
    read_scores(told)
    read_scaled(told)
    if all(c.kind == "comparison" for c in told.claims):
        read_state_of_the_art(told)
    told.claims = [claim for claim in told.claims if claim.board]  # not those of a test that no list knows
    _on_each(told)
    return _held(told, [without(claim, left_out) for claim in told.claims])


def _held(told: Sentence, claims: Sequence[Claim]) -> list[Claim]:
    """The claims with what may forbid to contradict them."""
    doubted = (_with_keys(told, _with_doubts(told, claim)) for claim in claims)
    dated = [replace(claim, month=_month(told, claim)) for claim in doubted]
    words = strange(told, dated) if dated else []
    if dated and (question := _answers(told)) is not None:
        words += strange(question, dated)  # "Which of Meta's is best? X leads the board."
    if PRICE_LIST.key not in {b.key for b in told.boards if b is not PRICE_LIST}:
        dated = [claim for claim in dated if claim.board_key != PRICE_LIST.key or _asked_by_maker(told, claim, words, dated)]
    sentence = told.text[told.start : told.end].strip()
    return [replace(claim, unread=unread(words, claim, dated), sentence=sentence) for claim in dated]


def _asked_by_maker(told: Sentence, claim: Claim, words: Sequence[tuple[int, str]], claims: Sequence[Claim]) -> bool:
    """Whether nothing before a price or in its clause says that another asks it, or that it is for something else or not now."""
    end = told.clause(claim.end)[1]
    companies = {s.company for s in told.named(told.start, end) if not s.model}
    return companies <= {c.company for c in claims} and not unread([word for word in words if word[0] < end], claim, claims)


def _on_each(told: Sentence) -> None:
    """Adds the same place on the other boards of a list: "first on MMLU (92.3%), HumanEval (93.7%) and SWE-bench"."""
    listed = [told.boards[0]]
    for board in told.boards[1:]:
        if not joins(_OF_BOARD.sub("", told.text[listed[-1].end : board.start])):
            _on_those(told, listed)
            listed = []
        listed.append(board)
    _on_those(told, listed)


def _on_those(told: Sentence, listed: Sequence[NamedBoard]) -> None:
    names = {board.name for board in listed}
    if len(names) < 2 or _LIST_ENDS.match(told.text, listed[-1].end, told.end) is None:
        return
    places = [c for c in told.claims if c.kind in {"rank", "lead"} and c.count is None and c.board in names]
    for who in dict.fromkeys((c.model, c.company) for c in places if (c.rank or c.within) and (c.model or c.company)):
        one, *others = (c for c in places if (c.model, c.company) == who)
        if not others:
            told.claims += [replace(one, board=b.name, board_key=b.key, score=None) for b in listed if b.name != one.board]


def _answers(told: Sentence) -> Sentence | None:
    """The question right before a sentence, or what else says what that one is of."""
    if told.here == 0:
        return None
    last = told.sentences[told.here - 1]
    ends = (s for s in told.named(*last) if not s.model and not told.text[s.end : last[1]].strip(" .!:：。"))
    to_a_maker = any(not _ACTED.fullmatch(told.text, last[0], s.start) for s in ends)  # "We come to Google."
    if not to_a_maker and not _ASKS.search(told.text, *last) and not _SETS_FIELD.match(told.text, *last):
        return None
    return told.at(told.here - 1)


def _month(told: Sentence, claim: Claim) -> int | None:
    """The month that a claim told in the past tense is of: "led the board in March"; 0 for an earlier time ("a year ago")."""
    start, (_, end) = max(told.start, min(claim.start, told.end)), told.clause(max(told.start, min(claim.end, told.end)))
    start = max(told.clause(start)[0], start - REACH_VERB)
    opening = denials.OPENS_EARLIER.match(told.text, told.start, told.end)
    if opening is not None and not opening["month"]:
        return 0
    if opening is not None and not denials.RELEASED.search(told.text, opening.end(), end):
        return MONTHS.index(opening["month"].lower()) + 1
    if (spoken := AS_OF.search(told.text, told.start, told.end)) is not None:
        return month_as_of(spoken)
    tells = phrases.HELD_THEN.search(told.text, start, end)
    named = phrases.IN_MONTH.match(told.text, tells.end(), end) if tells else None
    if named is None or denials.RELEASED.search(told.text, start, named.end()):
        return None
    if claim.kind == "comparison" and named.end() < claim.end:
        return None  # "which led in March, has been passed by B"
    return MONTHS.index(named["month"].lower()) + 1


def _with_keys(told: Sentence, claim: Claim) -> Claim:
    """A claim with the register's keys of the other models that it names."""
    if not (claim.rivals or claim.behind or claim.near):
        return claim
    known = {told.label(s): s.model_key for s in told.subjects if s.model_key}
    return replace(claim, keys=tuple((name, key) for name in (*claim.rivals, *claim.behind, *claim.near) if (key := known.get(name))))


def _with_doubts(told: Sentence, claim: Claim) -> Claim:
    """A claim with the other models that its figure may be said of, and whether its margin may be another's."""
    if claim.kind == "comparison":
        several = claim.value is not None and sum(1 for _ in told.matches(comparatives.DISTANCE, 3)) > 1
        alone = claim.value is not None and not (claim.rivals or claim.behind)  # a distance to nobody that is named
        others = dict.fromkeys(s.model for s in told.models() if s.model and s.model != claim.model) if alone else ()
        return replace(claim, unsure=several, near=tuple(others)[:MOST_NEAR])
    if claim.scope == "global" and claim.rank == 1:
        claim = replace(claim, unsure=bool(claim.but) or _may_be_narrower(told))
    nearest = sorted(told.models(), key=lambda s: abs(s.start - claim.start))
    others = dict.fromkeys(s.model for s in nearest if s.model and s.model != claim.model)
    if _plainly(told, claim):
        return claim
    if claim.kind != "score":  # whose part in the sentence is known
        compared = {name for c in told.claims if c.model == claim.model for name in (*c.rivals, *c.behind)}
        others = {name: None for name in others if name not in compared}
    return replace(claim, near=tuple(others)[:MOST_NEAR]) if others and claim.model else claim


def _may_be_narrower(told: Sentence) -> bool:
    """Whether a sentence that does not speak of the world, or what stands around it, may speak of a country or of open models alone: it names
    one, so does the next, or the title or one of the two before holds a word that is not understood."""
    own = told.text[told.start : told.end]
    if names_field(own) or scope_in(own) is not None:
        return names_field(own)
    after = [told.text[start:end] for start, end in told.sentences[told.here + 1 : told.here + 2]]
    before = {0, *range(max(0, told.here - REACH_BOARD), told.here)} - {told.here}
    return any(scope_in(text) for text in after) or any(strange(told.at(here), told.claims) for here in before)


def _plainly(told: Sentence, claim: Claim) -> bool:
    """Whether the claim's model begins a clause that tells it and names no other up to it: "GPT-6 ranks third, while ..."."""
    for subject in [s for s in told.models() if s.model == claim.model and s.start <= claim.end][-3:]:
        listed = told.before(_LISTED, subject.start, 6) and len(told.chain_before(told.models(), subject.end)) > 1
        if listed or not _IS_TOLD.match(told.text, subject.end, told.end):
            continue  # "the successor of A and B ranks third"
        if not _BEGINS.search(told.text[max(told.start, subject.start - 60) : subject.start]):
            continue
        between = told.text[subject.end : max(claim.start, subject.end)]
        if len(between) <= REACH_PLAIN and not _TURNS.search(between) and not told.named(subject.end, max(claim.end, subject.end)):
            return True
    return False


def _in_field_before(before: Sequence[Claim], claims: Sequence[Claim]) -> list[Claim]:
    """The claims; a place that follows the one told last is of that one's field: "The best open model is A. B comes second." """
    last = next((c for c in reversed(before) if c.kind in {"rank", "lead"} and c.rank is not None), None)
    if last is None or last.scope == "global" or any(c.board_key != last.board_key for c in claims):
        return list(claims)
    out: list[Claim] = []
    for claim in claims:
        if claim.kind == "rank" and claim.scope == "global" and claim.rank == (last.rank or 0) + 1 and claim.model != last.model:
            last = claim = replace(claim, scope=last.scope)
        out.append(claim)
    return out


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    """One claim for each statement: the same board, model, kind and value once, the one that tells most."""
    kept: dict[tuple[object, ...], Claim] = {}
    for claim in sorted(claims, key=lambda c: (c.kind not in {"rank", "lead"}, c.score is None, bool(c.unread))):
        kind = "place" if claim.kind in {"rank", "lead"} else claim.kind
        others = (claim.rivals, claim.behind)
        if not claim.model and kind == "place" and claim.count is None:
            alike = (c for c in claims if c.model and (c.board, c.scope, c.value) == (claim.board, claim.scope, claim.value))
            if any(not claim.company or c.company == claim.company for c in alike):
                continue  # "Nvidia sweeps", where the text has said which of its chips does
        whose = claim.model or (claim.company if kind == "comparison" or claim.count is not None or claim.within is not None else None)
        what = (kind, claim.measure, claim.scope, claim.value, claim.within, claim.count)
        kept.setdefault((claim.board, claim.board_key, whose, *what, others), claim)
    return sorted(kept.values(), key=lambda c: (c.start, c.end))
