"""Prices that moved between two captures of a board, told from another currency, unit or way of counting."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal

from amw.boards.catalogue import boards
from amw.boards.diff import Pair
from amw.boards.move import Move, dollars
from amw.boards.ranks import family_of, maker_of
from amw.boards.records import Row, Snapshot

MASS_COUNT, MASS_PRICES = 5, 0.5  # of the prices of a kind that moved by one factor
SAME = Decimal("1e-6")  # of a price: one that was computed (1.6549999999999998) is one that is written (1.655)
UNIFORM_FAMILIES = 4  # families of one maker whose price moves by one factor on one day: the board's method, not a price list


def price_moves(pairs: Sequence[Pair], after: Snapshot) -> list[Move]:
    """The `price_changed` moves of the rows that both captures have, US dollars per million tokens; one `rebased` move stands for prices
    that moved together because the board counts differently.

    A board of rankings tells prices of makers' own offers only, never of open models, which anybody offers.
    """
    entry = boards().get(after.board)
    listed = entry is not None and entry.kind == "prices"
    found: list[tuple[Move, Decimal, Row]] = []
    factors: dict[str, Counter[Decimal]] = defaultdict(Counter)  # by which the prices of a kind moved, of all rows
    for pair in pairs:
        old, new = pair.before, pair.after
        if old is None or new is None:
            continue
        for kind in ("input", "output"):
            if (was := old.prices.get(kind)) and (now := new.prices.get(kind)):
                factors[f"price_{kind}"][_factor(was, now)] += 1
        if new.first_party is False or True in (old.open_weights, new.open_weights):
            continue
        if not (new.first_party or new.open_weights is False or listed):
            continue
        for kind in ("input", "output"):
            was, now = old.prices.get(kind), new.prices.get(kind)
            if was is None or now is None or was == 0 or abs(was - now) < SAME * was or (now == 0 and not listed):
                continue
            told = (dollars(was), dollars(now)) if dollars(was) != dollars(now) else (f"${was:f}", f"${now:f}")
            move = Move(
                kind="price_changed",
                key=new.key,
                section=new.section,
                name=new.raw_name,
                field=f"price_{kind}",
                before=was,
                after=now,
                row=new,
                evidence=f"{new.raw_name}: {kind} price from {told[0]} to {told[1]} per million tokens",
            )
            found.append((move, _factor(was, now), new))
    other = {name: factor for name, of in factors.items() for factor in [_of_all(of)] if factor is not None}
    whose = entry.name if entry else after.board
    result = [
        _together(whose, name, factor, [move for move, _, _ in found if move.field == name], f"most {name.removeprefix('price_')} prices")
        for name, factor in other.items()
    ]
    groups: dict[tuple[str, str, Decimal], list[tuple[Move, Row]]] = defaultdict(list)
    for move, ratio, row in found:
        if move.field not in other:
            groups[maker_of(row) or "", move.field, ratio].append((move, row))
    for (_, name, ratio), members in groups.items():
        if not listed and len({family_of(row) for _, row in members}) >= UNIFORM_FAMILIES:
            maker = members[0][1].maker or "one maker"
            result.append(_together(maker, name, ratio, [move for move, _ in members], f"{len(members)} prices of {maker}"))
        else:
            result.extend(move for move, _ in members)
    return result


def _factor(was: Decimal, now: Decimal) -> Decimal:
    return Decimal(f"{now / was:.4g}")


def _of_all(factors: Counter[Decimal]) -> Decimal | None:
    """The factor by which half of the prices of a list moved, and more than a few: another currency or unit, and nobody's price list."""
    enough = max(MASS_COUNT, MASS_PRICES * factors.total())
    return next((factor for factor, count in factors.most_common(2) if factor != 1 and count >= enough), None)


def _together(whose: str, name: str, factor: Decimal, concerned: Sequence[Move], said: str) -> Move:
    return Move(
        kind="rebased",
        key="",
        name=whose,
        field=name,
        before=None,
        after=float(factor),
        keys=tuple(move.key for move in concerned),
        evidence=f"{said} moved by one factor ({factor.normalize():f}): the board counts differently",
    )
