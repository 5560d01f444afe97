"""Words found in one pass: all of them, wherever they stand, whatever is between them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from amw.automata import Automaton

LETTERS = "ab 국’\ud800"
words = st.sets(st.text("ab 국’", min_size=1, max_size=4), min_size=1, max_size=8)


@given(words, st.text(LETTERS, max_size=40))
def test_every_word_is_found_at_every_place(words: set[str], text: str) -> None:
    machine = Automaton((word, word) for word in words)
    expected = {(at + len(word) - 1, word) for word in words for at in range(len(text)) if text.startswith(word, at)}
    assert set(machine.find(text)) == expected
    assert machine.is_in(text) == (expected != set())


def test_within_a_stretch_and_longest_first() -> None:
    machine = Automaton([("open", 1), ("open source", 2), ("source", 3)])
    assert list(machine.find_longest("open source, open")) == [(10, 2), (16, 1)]
    assert list(machine.find("open source, open", 5, 11)) == [(10, 3)]


def test_half_a_character_is_none_and_moves_nothing() -> None:
    machine = Automaton([("e", "e")])
    assert list(machine.find("\ud83d e \udc00e")) == list(machine.find_longest("\ud83d e \udc00e")) == [(2, "e"), (5, "e")]
