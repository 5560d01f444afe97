"""Events as records: who did what to whom, for how much, when, and how certain it is."""

# ruff: noqa: E501 - patterns and tables are easier to compare unwrapped

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from amw.money import Amount, undisclosed
from amw.tags.days import day_told
from amw.tags.records import Event
from amw.tags.status import BODY, status_of

if TYPE_CHECKING:
    from amw.tags.story import Story

MOST = 6
ALONE = frozenset({"incident", "research", "ranking", "earnings", "model_release", "pricing"})  # nobody else is a party to these
_KINDS: dict[str, tuple[str, ...]] = {
    "funding": ("raised", "sought", "valuation"), "acquisition": ("price", "valuation", "other"), "ipo": ("sought", "raised", "valuation"), "earnings": ("revenue",),
    "infrastructure": ("capex",), "pricing": ("price",), "partnership": ("other", "capex", "price"), "lawsuit": ("other",), "regulation": ("other", "price"),
}  # fmt: skip


def happenings(story: Story, event: str, amounts: Sequence[Amount], published: date | None, span: tuple[int, int]) -> tuple[Event, ...]:
    """The events of a story whose main event is `event`, told by the words at `span`: one for each primary company, with the others as
    counterparties.

    Who acts and the sum stand where the event is told, in the headline and the first `BODY` characters; later is background, and who is
    only mentioned is no party. An acquisition, a partnership or a suit is one event of its first company with the others as
    counterparties, those that the register does not know by their names as written.
    """
    text, title_end = story.whole, story.title_end
    roles: dict[str, str] = {}
    first: dict[str, int] = {}
    told = title_end + BODY
    for m in story.mentions:
        name = m.company.key if m.company is not None else (m.surface if m.kind == "company" else "")
        if name and (m.role == "primary" or name not in roles):
            roles[name] = m.role or "secondary"
        first.setdefault(name, m.start)
    acting = [n for n, role in roles.items() if role == "primary"] or [n for n, role in roles.items() if role != "mention"][:1]
    actors = [n for n in acting if first[n] < told]
    parties = () if event in ALONE else [n for n, role in roles.items() if role == "investor" or (role == "secondary" and first[n] < told)]
    others = [n for n in parties if n not in actors]
    if not actors:
        return ()
    amounts = [a for a in amounts if _first(a) < told]
    status = status_of(text, title_end, event, own=story.own)
    on = day_told(text[title_end : title_end + 600], published)
    untold = undisclosed(text[: title_end + 1600]) is not None
    joint = event in {"acquisition", "partnership", "lawsuit"}
    out = []
    for i, actor in enumerate(actors[:1] if joint else actors[:MOST]):
        rest = ([a for a in actors if a != actor] if joint else []) + others
        out.append(
            Event(
                company=actor, type=event, status=status, amount=None if i else _sum(event, amounts, text, title_end),
                counterparties=tuple(dict.fromkeys(rest))[:12], on=on, undisclosed=untold, start=span[0], end=span[1],
            )
        )  # fmt: skip
    return tuple(out)


def _first(amount: Amount) -> int:
    return min(amount.start, *(start for start, _ in amount.others), amount.end)


def _sum(event: str, amounts: Sequence[Amount], text: str, title_end: int) -> Amount | None:
    """The sum at stake: one of the headline before any other, then the first that is told, not what something was "from" or is in total; what
    a round values a company at only where the round itself has no sum."""
    wanted, raising = _KINDS.get(event, ()), event in {"funding", "ipo"}

    def rank(amount: Amount) -> tuple[bool, bool, int, bool, bool, int]:
        first = _first(amount)
        was = text.endswith(("from ", "total of ", "total funding to "), 0, first)
        return raising and amount.kind == "valuation", first >= title_end, wanted.index(amount.kind), amount.vague, was, first

    return min((a for a in amounts if a.kind in wanted), key=rank, default=None)
