"""Words found in one pass: all of them, wherever they stand, whatever is between them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from amw.automata import Automaton

LETTERS = "ab 국’\uffff"
words = st.sets(st.text("ab 국’", min_size=1, max_size=4), min_size=1, max_size=8)


@given(words, st.text(LETTERS, max_size=40))
def test_every_word_is_found_at_every_place(words: set[str], text: str) -> None:
    machine = Automaton((word, word) for word in words)
    expected = {(at + len(word) - 1, word) for word in words for at in range(len(text)) if text.replace("\uffff", " ").startswith(word, at)}
    assert set(machine.find(text)) == expected


def test_within_a_stretch_and_longest_first() -> None:
    machine = Automaton([("open", 1), ("open source", 2), ("source", 3)])
    assert list(machine.find_longest("open source, open")) == [(10, 2), (16, 1)]
    assert list(machine.find("open source, open", 5, 11)) == [(10, 3)]


def test_a_character_that_is_none_ends_no_word() -> None:
    assert list(Automaton([("e", "e")]).find("e\uffff \uffff")) == [(0, "e")]
