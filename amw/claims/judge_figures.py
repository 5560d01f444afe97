"""What a capture says of a figure: a score, a price, a speed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from amw.boards.move import shown
from amw.boards.records import Number, Row
from amw.claims.asked import Asked
from amw.claims.standings import Standing, interval
from amw.claims.verdict import (
    Verdict,
    VerdictWord,
    apart,
    half_unit,
    judged,
    rounds_to,
    where_it_stands,
    within_bound,
    written,
)

# Speeds and prices are medians of days and providers: nearer than the first is as said, nearer than the second near, beyond it not so.
NEAR, FAR = Decimal("0.05"), Decimal("0.25")
# What a comparison of prices and speeds compares; "cheaper_input" is cheaper by the price of input alone.
RELATIVE = {"faster": "speed", "slower": "speed", "higher": "score", "lower": "score"} | {
    f"{word}{kind}": f"price{kind}" for word in ("cheaper", "dearer") for kind in ("", "_input", "_output")
}
NEARLY = 100  # a score a percent off is that of a run before or after
KIND = Decimal("2.5")  # a figure that many times a score, or less than its part, is another kind of figure
SHARE_NEAR = Decimal("0.2")  # "20% cheaper" is told of 17 to 23%
SHARE_OFF = 1  # percentage points that a share of a week may be off, counted from another day
TIMES_NEAR = Decimal("0.15")  # how many times is told in round figures ("half the price")


def score_note(asked: Asked, found: Standing) -> str:
    """What is said of a score that is told along with a place, where it is not the captured one."""
    if asked.score is None or found.best.score is None or rounds_to(found.best.score, asked.score):
        return ""
    if share := _share(asked, [found.row], found):
        return "" if rounds_to(share[1], asked.score) else f" The share of {asked.score}% that is told with it is {share[1]}%."
    return f" The score of {asked.score} that is told with it is not the captured one."


def judge_score(asked: Asked, found: Standing, mine: Sequence[Row]) -> Verdict:
    stated, where = asked.score, where_it_stands(found)
    if stated is None:
        return judged(asked, found, "not_checkable", f"{where}. The claim names no score.")
    own = found.scored(mine)
    if share := _share(asked, mine, found):
        word = _within(abs(share[1] - stated), 0, SHARE_OFF) if not rounds_to(share[1], stated) else "supported"
        return judged(asked, found, word, f"{share[0].raw_name} has {share[1]}% of the tokens; {stated}% is told.", row=share[0])
    if asked.measure == "volume":  # weeks are counted from another day to another
        row, off = min(((r, apart(score, stated)) for r, score in own), key=lambda one: one[1])
        told = f"{row.row.raw_name} has {shown(row.score)}; {stated:,.0f} is told."
        return judged(asked, found, _within(off, NEAR * stated, FAR * stated), told, row=row.row)
    if asked.bound in ("least", "most"):
        best = max((score for _, score in own), key=lambda score: float(score) if asked.bound == "least" else -float(score))
        holds = within_bound(asked, written(best), stated) or rounds_to(best, stated)
        told = f"{where}; at {asked.bound} {stated} is {'so' if holds else 'not so'}."
        return judged(asked, found, "supported" if holds else "contradicted", told)
    ways: tuple[tuple[Callable[[Row, Number], bool], VerdictWord, str], ...] = (
        (lambda row, score: agrees(found, score, stated), "supported", f"; {stated} agrees."),
        (lambda row, score: asked.roughly and apart(score, stated) <= stated / 100, "supported", f", about {stated}."),
        (lambda row, score: _close(row, score, stated), "imprecise", f", not {stated}; the difference is within its margin."),
    )
    for holds_by, word, agreement in ways:
        if (r := next((r for r, score in own if holds_by(r.row, score)), None)) is not None:
            return judged(asked, found, word, f"{r.row.raw_name} has {shown(r.score)}{agreement}", row=r.row)
    if not any(written(score) / KIND <= stated <= written(score) * KIND for _, score in own if score > 0):
        return judged(asked, found, "not_checkable", f"{where}. {stated} is no figure of that kind.")
    others = "; none of its other rows has that" if len(own) > 1 else ""
    return judged(asked, found, "contradicted", f"{found.row.raw_name} has {shown(found.best.score)}, not {stated}{others}.")


def _within(off: Decimal, near: Decimal | int, far: Decimal | int) -> VerdictWord:
    return "supported" if off <= near else "imprecise" if off <= far else "contradicted"


def agrees(found: Standing, score: Number, stated: Decimal) -> bool:
    """Whether a figure told is `score` rounded or cut, or more exact than the capture, which shows fewer digits of every score."""
    digits = _digits(stated)
    if rounds_to(score, stated) or (digits >= 2 and 0 <= written(score) - stated < Decimal(1).scaleb(-digits)):
        return True
    if apart(score, stated) > 1:
        return False
    shown_digits = max((_digits(written(r.score)) for r in found.ranked if r.score is not None), default=0)
    return digits > shown_digits and rounds_to(stated, written(score).quantize(Decimal(1).scaleb(-shown_digits)))


def _digits(figure: Decimal) -> int:
    """How many digits a figure has behind the point."""
    exponent = figure.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _share(asked: Asked, mine: Sequence[Row], found: Standing) -> tuple[Row, Decimal] | None:
    """The row whose share of tokens, of all or of some part, is nearest to the figure told, with it; None where a board tells none."""
    stated, named = asked.score, {row.raw_name for row in mine}
    if asked.board.kind != "usage" or stated is None or not 0 < stated <= 100:  # volumes are thousands at least
        return None
    rows = (*mine, *(row for row in found.snapshot.rows if row.raw_name in named))
    known = [(row, written(share)) for row in rows if (share := row.metrics.get("share_percent")) is not None]
    return min(known, key=lambda one: abs(one[1] - stated), default=None)


def _close(row: Row, score: Number, stated: Decimal) -> bool:
    if (bounds := interval(row)) is not None:
        return bounds[0] <= float(stated) <= bounds[1]
    if stated == stated.to_integral_value() and rounds_to(score, stated.to_integral_value()):
        return True  # "71.0" of 70.6
    return apart(score, stated) <= max(2 * half_unit(stated), written(score) / NEARLY)  # one unit of the last digit: cut instead of rounded


def judge_measure(asked: Asked, found: Standing, mine: Sequence[Row]) -> Verdict:
    """A price or a speed, by the row of the model that is nearest to it."""
    stated = asked.score
    known = [(row, what, value) for row in mine for what, value in _measures(row, asked.measure)]
    if stated is None or not known:
        return judged(asked, found, "not_checkable", f"it shows no {_shown(asked.measure)} of {mine[0].raw_name}.", row=mine[0])
    row, what, value = min(known, key=lambda one: abs(one[2] - stated))
    told = f"{row.raw_name} has {what.format(format(value.normalize(), ',f'))}"
    off = abs(value - stated)
    bounded = any(within_bound(asked, one, stated) for _, _, one in known)
    if bounded or off <= NEAR * stated or rounds_to(value, stated):
        return judged(asked, found, "supported", f"{told}; {stated:,} agrees.", row=row)
    return judged(asked, found, _within(off, 0, FAR * stated), f"{told}, not {stated:,}.", row=row)


def judge_relative(asked: Asked, found: Standing, mine: Sequence[Row], theirs: Sequence[Row]) -> Verdict:
    """Who is faster or cheaper, and how many times so where that is told, by whichever settings and prices bear it out."""
    measure = RELATIVE[asked.measure]
    mine, theirs = _usual(mine, measure), _usual([row for row in theirs if row not in mine], measure)
    pairs = [
        (one, other, what, a, b)
        for one in mine
        for what, a in _measures(one, measure)
        for other in theirs
        for that, b in _measures(other, measure)
        if that == what and a and b and "cache" not in what
    ]
    if not pairs:
        without = f"it shows no {_shown(measure)} by which {mine[0].raw_name} could be compared."
        return judged(asked, found, "not_checkable", without, row=mine[0])
    more = asked.measure.split("_")[0] in ("faster", "dearer", "higher")
    times = [(a / b if more else b / a) for *_, a, b in pairs]
    best = max(range(len(times)), key=lambda n: (times[n] > 1, -abs(times[n] - (asked.margin or times[n]))))
    one, other, what, a, b = pairs[best]
    figures = f"{one.raw_name} has {what.format(format(a.normalize(), 'f'))}, {other.raw_name} {format(b.normalize(), 'f')}"
    factor = f", a factor of {times[best]:.2f}" if asked.margin is not None and times[best] >= 1 else ""
    told = f"{figures}{factor}."
    ahead = [t > 1 for t in times]
    if asked.margin is None:
        word: VerdictWord = "supported" if all(t >= 1 for t in times) else "imprecise"
        return judged(asked, found, word if any(ahead) else "contradicted", told, row=one)
    stated = asked.margin
    near = TIMES_NEAR * stated if stated >= 2 else SHARE_NEAR * (stated - 1)
    holds = any(within_bound(asked, t, stated) if asked.bound else abs(t - stated) <= near for t in times)
    return judged(asked, found, "supported" if holds else "imprecise" if any(ahead) else "contradicted", told, row=one)


def _shown(measure: str) -> str:
    """ "speed", "price", "input price"."""
    what, _, kind = measure.partition("_")
    return f"{kind.replace('_', ' ')} {what}".strip()


def _usual(offers: Sequence[Row], measure: str) -> Sequence[Row]:
    """Of a model that many sell those who ask the price that most ask."""
    asked = Counter(tuple(_measures(row, measure)) for row in offers if measure.startswith("price"))
    most, count = asked.most_common(1)[0] if asked else ((), 0)
    return [row for row in offers if tuple(_measures(row, measure)) == most] if count > 2 else offers


def _measures(row: Row, measure: str) -> Iterator[tuple[str, Decimal]]:
    """(words for it, figure) of what the row says of `measure`: "score", "speed", the "price" of input or output, or that of one kind."""
    if measure == "speed":
        speed = row.speed.get("output_tokens_per_second")
        yield from [("{} tokens a second", written(speed).quantize(Decimal("0.1")))] if speed else []
    elif measure == "score":
        yield from [("{}", written(row.score))] if row.score is not None else []
    else:
        plain = {kind for kind in row.prices if kind in ("input", "output")} or row.prices.keys()
        for kind, price in row.prices.items():
            if measure == f"price_{kind}" or (measure == "price" and kind in plain):
                yield f"{'an' if kind[0] in 'aeio' else 'a'} {kind.replace('_', ' ')} price of ${{}} per million tokens", price
