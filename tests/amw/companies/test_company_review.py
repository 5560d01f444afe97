"""The review queue: ranked suggestions that decide nothing, decisions as data, and what they would change."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amw.companies import (
    CatalogueError,
    Companies,
    Decision,
    backtest,
    decide,
    suggest,
    suggest_models,
    words_among,
)


@pytest.fixture(scope="module")
def register() -> Companies:
    return Companies.from_rows(
        [
            {"key": "acme", "name": "Acme Robotics", "country": "US", "trade": ["Acme"]},
            {"key": "zenith", "name": "Zenith Labs", "country": "FR"},
            {"key": "openai", "name": "OpenAI", "country": "US"},
        ]
    )


def test_suggestions_are_ranked_and_nothing_is_merged(register: Companies) -> None:
    found = suggest(register, "Acme Robotix")
    assert found[0].key == "acme"
    assert 0 < found[0].score < 1
    assert register.resolve("Acme Robotix") is None


def test_what_many_names_share_is_no_likeness() -> None:
    shipped = Companies.load()
    assert all(found.score < 0.7 for found in suggest(shipped, "Quorvex AI"))
    (first, *_) = suggest(shipped, "Cerebras Labs AI")
    assert (first.key, first.score, first.reason) == ("cerebras", 0.9, "the same but for words of many names")
    for name, key in (("Alibaba Clod", "alibaba"), ("Samsung Elektroniks", "samsung")):
        assert suggest(shipped, name)[0].key == key  # a word of many names of one company is its own


def test_look_alike_letters_are_explained(register: Companies) -> None:
    first = suggest(register, "OpenΑI")[0]
    assert first.key == "openai"
    assert "alphabet" in first.reason


def test_nothing_near_gives_nothing(register: Companies) -> None:
    assert suggest(register, "Qwxyzzy Plugh") == []
    assert suggest(register, "") == suggest(register, "🤖") == []


@given(st.text(max_size=80))
def test_suggest_never_raises(name: str) -> None:
    suggest(Companies.from_rows([{"key": "acme", "name": "Acme"}]), name)


TEXTS = [
    ("1", "Acmebot raises $5M\nAcmebot makes robots."),
    ("2", "Robot startup Acmebot hires a chief\nZenith Labs watched."),
    ("3", "Zenith Labs launches a lamp\nNothing else happened."),
]


def maker_of(name: str) -> Callable[[Companies], str | None]:
    return lambda register: found.key if (found := register.resolve(name)) is not None else None


def test_a_decision_changes_what_backtest_says_and_nothing_else(register: Companies) -> None:
    after = decide(register, [Decision(name="Acmebot", action="same", key="acme")])
    changes = backtest(register, after, TEXTS, [("row", "Acme-1", maker_of("Acmebot")), ("row2", "Z-1", maker_of("Zenith Labs"))])
    assert {c.id for c in changes if c.what == "mention"} == {"1", "2"}
    assert all(c.before == "? Acmebot" and c.after == "acme" for c in changes if c.what == "mention")
    assert [c.id for c in changes if c.what == "board row"] == ["row"]
    assert register.resolve("Acmebot") is None
    assert (found := after.resolve("Acmebot")) is not None and found.key == "acme"
    assert backtest(register, register, TEXTS) == []


def test_a_new_company_joins_with_the_name_it_was_seen_under(register: Companies) -> None:
    after = decide(register, [Decision(name="Acmebot", action="new", key="acmebot"), Decision(name="Noise", action="ignore")])
    found = after.resolve("Acmebot")
    assert found is not None and (found.key, found.name) == ("acmebot", "Acmebot")


NEWS = [
    (
        "merged",
        "Akme Robotiks opens a plant in Lyon\nThe maker of lifts, Akme Robotiks, will hire. Zenith Labs is a customer.",
    ),
    (
        "split",
        "Acme Cloud raises $40 million\nAcme Cloud was a part of Acme until May. Acme keeps a stake, people close to Acme Cloud said.",
    ),
    ("apart", "Zenith Labs launches a lamp\nZenith Labs has sold two million lamps so far, more than it had hoped."),
]


def test_a_merge_and_a_split_change_what_a_text_means_and_nothing_else() -> None:
    before = Companies.from_rows(
        [
            {"key": "acme", "name": "Acme Robotics", "trade": ["Acme", "Acme Cloud"]},
            {"key": "zenith", "name": "Zenith Labs"},
        ]
    )
    after = decide(
        before,
        [
            Decision(name="Akme Robotiks", action="same", key="acme"),
            Decision(name="Acme Cloud", action="new", key="acme-cloud"),
        ],
    )
    said = {id_: [m.company.key for m in after.find(text) if m.company is not None] for id_, text in NEWS}
    assert said == {
        "merged": ["acme", "acme", "zenith"],
        "split": ["acme-cloud", "acme-cloud", "acme", "acme", "acme-cloud"],
        "apart": ["zenith", "zenith"],
    }
    changes = backtest(before, after, NEWS)
    assert {(c.id, c.surface, c.after) for c in changes} == {
        ("merged", "Akme Robotiks", "acme"),
        ("split", "Acme Cloud", "acme-cloud"),
    }
    assert backtest(after, after, NEWS) == []


@pytest.mark.parametrize(
    "decision",
    [
        Decision(name="Foo", action="same", key="nobody"),
        Decision(name="OpenAI", action="same", key="acme"),
        Decision(name="Foo", action="new"),
        Decision(name="Foo", action="new", key="acme"),
        Decision(name="openai", action="new", key="other"),
    ],
)
def test_impossible_decisions_are_refused(register: Companies, decision: Decision) -> None:
    with pytest.raises(CatalogueError, match="decisions:1"):
        decide(register, [decision])


def test_a_row_of_a_board_may_mean_the_model_it_names() -> None:
    shipped = Companies.load()
    found = suggest_models(shipped, "Some-agent + Claude 3 Opus")
    assert (found[0].key, found[0].reason) == ("claude-3-opus", "names it")
    assert suggest_models(shipped, "Cluade 3 Opuss")[0].key == "claude-3-opus"
    assert suggest_models(shipped, "") == suggest_models(shipped, "🤖") == []
    dated = Companies.from_rows([], [{"key": "one", "name": "Lumora Small 24B 2501", "names": ["Lumora Small 3"]}])
    assert [(s.key, s.name) for s in suggest_models(dated, "Lumaro Smal 24B 2501")] == [("one", "Lumora Small 24B 2501")]


@given(st.text(max_size=80))
def test_models_are_suggested_for_any_text(name: str) -> None:
    suggest_models(Companies.from_rows([], [{"key": "claude-3-opus", "name": "Claude 3 Opus"}]), name)


def test_a_name_that_texts_hold_in_small_letters_is_a_word() -> None:
    texts = [("1", "Steam is down\nA valve lets the steam out; see steam.io and @mesh"), ("2", "Mesh and Valve buy Zorb AI")]
    assert words_among(["Steam", "Valve", "Mesh", "Zorb AI", "fal", "阿里"], texts) == {"Steam", "Valve"}
    assert words_among([], texts) == frozenset()


def test_a_word_counts_in_a_text_with_context_alone(register: Companies) -> None:
    after = decide(register, [Decision(name="Steam", action="new", key="steam", ambiguous=True)])
    assert backtest(register, after, [("1", "The engine lets out steam\nIt needs steam.")]) == []
    (change,) = backtest(register, after, [("1", "OpenAI and Steam sign a deal\nSo they say.")])
    assert (change.after, change.context) == ("steam", "OpenAI and Steam sign a deal So they say.")


def test_a_decision_about_a_spelling_of_a_model() -> None:
    models = [{"key": "claude-3-opus", "name": "Claude 3 Opus"}, {"key": "claude-3-haiku", "name": "Claude 3 Haiku"}]
    before = Companies.from_rows([], models)
    after = decide(
        before,
        [
            Decision(name="Agent + Opus", action="same", key="claude-3-opus", kind="model"),
            Decision(name="Wend", action="new", key="wend-1", kind="model"),
        ],
    )

    def model_of(name: str) -> Callable[[Companies], str | None]:
        return lambda register: found.key if (found := register.resolve_model(name)) is not None else None

    rows = [(id_, name, model_of(name)) for id_, name in (("a", "Agent + Opus"), ("b", "Wend"), ("c", "Claude 3 Haiku"))]
    assert [(c.id, c.before, c.after) for c in backtest(before, after, [], rows)] == [("a", None, "claude-3-opus"), ("b", None, "wend-1")]
    for wrong in (
        Decision(name="Agent", action="same", key="nothing", kind="model"),
        Decision(name="Claude 3 Haiku", action="same", key="claude-3-opus", kind="model"),
        Decision(name="Wend", action="new", key="claude-3-opus", kind="model"),
    ):
        with pytest.raises(CatalogueError, match="decisions:1"):
            decide(before, [wrong])
