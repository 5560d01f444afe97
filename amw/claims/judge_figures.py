"""What a capture says of a figure: a score, a price, a speed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from amw.boards.move import shown
from amw.boards.records import Number, Row
from amw.claims.asked import Asked
from amw.claims.standings import Standing, interval
from amw.claims.verdict import Verdict, apart, introduction, judged, rounds_to, where_it_stands, written

# Speeds and prices are medians of days and providers: nearer than the first is as said, nearer than the second near, beyond it not so.
NEAR, FAR = Decimal("0.05"), Decimal("0.25")


def score_note(asked: Asked, found: Standing) -> str:
    """Whether a score told along with a place is the captured one."""
    if asked.score is None or found.best.score is None:
        return ""
    if rounds_to(found.best.score, asked.score):
        return f" The score {asked.score} agrees."
    return f" The score {asked.score} that is told with it is not the captured one."


def judge_score(asked: Asked, found: Standing, mine: Sequence[Row]) -> Verdict:
    head, stated = introduction(asked, found.snapshot), asked.score
    where = where_it_stands(found)
    if stated is None:
        return judged(found, "not_checkable", f"{head} {where}. The claim names no score.")
    own = found.scored(mine)
    exact = next((r for r, score in own if rounds_to(score, stated)), None)
    if exact is not None:
        return judged(found, "supported", f"{head} {exact.row.raw_name} has {shown(exact.score)}; {stated} agrees.", row=exact.row)
    about = next((r for r, score in own if asked.roughly and apart(score, stated) <= stated / 100), None)
    if about is not None:
        return judged(found, "supported", f"{head} {about.row.raw_name} has {shown(about.score)}, about {stated}.", row=about.row)
    near = next((r for r, score in own if _close(r.row, score, stated)), None)
    if near is not None:
        told = f"{head} {near.row.raw_name} has {shown(near.score)}, not {stated}; the difference is within its margin."
        return judged(found, "imprecise", told, row=near.row)
    return judged(found, "contradicted", f"{head} {where}. No row of it has {stated}.")


def _close(row: Row, score: Number, stated: Decimal) -> bool:
    bounds = interval(row)
    if bounds is not None:
        return bounds[0] <= float(stated) <= bounds[1]
    exponent = stated.as_tuple().exponent
    unit = Decimal(10) ** exponent if isinstance(exponent, int) and exponent <= 0 else Decimal(1)
    return apart(score, stated) <= unit  # one unit of the last digit: cut instead of rounded


def judge_measure(asked: Asked, found: Standing, mine: Sequence[Row]) -> Verdict:
    """A price or a speed, by the row of the model that is nearest to it."""
    head, stated = introduction(asked, found.snapshot), asked.score
    known = [(row, what, value) for row in mine for what, value in _measures(row, asked.measure)]
    if stated is None or not known:
        wanted = asked.measure.replace("_", " of ")
        return judged(found, "not_checkable", f"{head} it shows no {wanted} of {mine[0].raw_name}.", row=mine[0])
    row, what, value = min(known, key=lambda one: abs(one[2] - stated))
    told = f"{head} {row.raw_name} has {what.format(format(value.normalize(), 'f'))}"
    off = abs(value - stated)
    if off <= NEAR * stated or rounds_to(float(value), stated):
        return judged(found, "supported", f"{told}; {stated} agrees.", row=row)
    return judged(found, "imprecise" if off <= FAR * stated else "contradicted", f"{told}, not {stated}.", row=row)


def _measures(row: Row, measure: str) -> Iterator[tuple[str, Decimal]]:
    """(words for it, figure) of what the row says of `measure`: "speed", "price" for any, or the price of one kind."""
    if measure == "speed":
        speed = row.speed.get("output_tokens_per_second")
        yield from [("{} tokens a second", written(speed).quantize(Decimal("0.1")))] if speed else []
    else:
        for kind, price in row.prices.items():
            if measure in ("price", f"price_{kind}"):
                yield f"an {kind.replace('_', ' ')} price of ${{}} per million tokens", price
