"""The tables of words, the model's file and the optional opinion."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest
from chat_server import chat, completion

from amw.catalogue import load
from amw.chat import Endpoint
from amw.companies import Companies
from amw.tags import tag_article
from amw.tags.classify import EVENTS, is_relevant, relevance_of
from amw.tags.lexicon import NEUTRAL, ai_natives, entries, hits, outermost
from amw.tags.model import FIELDS, read_model, shipped_model
from amw.tags.opinion import ask, endpoint_from, weigh
from amw.tags.signals import AI_TRADES, signals_of
from amw.tags.story import Story
from amw.text import lowered


def test_tables_speak_of_the_taxonomy_alone() -> None:
    taxonomy = load("taxonomy")
    for table, tag, strength, term in entries():
        assert term == term.strip() or table == "state" or term.endswith(" "), term
        assert term and all("*" not in part.strip("*") and part.strip("*") for part in term.split("..")), (table, term)
        if table in {"event", "segment"}:
            assert tag in taxonomy[table] or (table, tag) == ("event", NEUTRAL)
            assert strength in {"strong", "medium", "weak"}
    assert set(EVENTS) == set(taxonomy["event"])


def test_no_word_stands_twice_for_one_tag() -> None:
    counted = Counter((table, tag, term.lower()) for table, tag, _, term in entries())
    assert not [line for line, times in counted.items() if times > 1]


def test_companies_that_exist_by_ai_alone_are_of_the_register_and_of_trades_that_do_not_tell_it() -> None:
    companies = {company.key: company for company in Companies.load().companies}
    assert ai_natives() <= companies.keys()
    told = AI_TRADES.keys() - {"ai_chips", "ai_infrastructure"}
    assert not [key for key in ai_natives() if companies[key].kind == "lab" or not told.isdisjoint(companies[key].segments[:1])]


def test_words_match_whole_and_in_place() -> None:
    text = lowered("The İstanbul AI chip; said microchips")
    found = {text[h.start : h.end] for h in hits(text)}
    assert {"ai", "chip"} <= found and "chips" not in found


@pytest.mark.parametrize(
    ("text", "event", "there"),
    [
        ("Start-up sammelt in einer neuen Runde 300 Millionen Dollar ein", "funding", True),
        ("Start-up sammelt Daten. Millionen steigen in Busse ein", "funding", False),
        ("Die Milliardenübernahme ist perfekt", "acquisition", True),
        ("Der Preisträger dankt", "pricing", False),
        ("富士通は工場を停止させた", "incident", True),
        ("上場企業の半数が使う", "ipo", False),
    ],
)
def test_parted_words_compounds_and_words_in_longer_ones(text: str, event: str, there: bool) -> None:
    voted = {
        tag for hit, taken in outermost(list(hits(lowered(text)))) for table, tag, _ in hit.term.votes
        if table == "event" and (not taken or tag in taken)
    }  # fmt: skip
    assert (event in voted) == there, voted


def test_lowering_keeps_offsets() -> None:
    text = "İİİ AI"
    assert len(lowered(text)) == len(text)


def test_shipped_model_is_small_and_says_what_it_learned_from() -> None:
    assert len((files("amw.tags") / "weights.npz").read_bytes()) < 2_000_000
    model = shipped_model()
    taxonomy = load("taxonomy")
    assert model.about["trained_on"] and model.about["trained_at"]
    assert model.classes["relevant"] == ("no", "yes")
    for field in FIELDS:
        assert set(model.classes[field]) <= set(taxonomy[field])
        assert model.weights[:, model.columns[field]].shape == (len(model.vocabulary) + 1, len(model.classes[field]))


def test_chances_are_probabilities_for_anything() -> None:
    for features in ({}, {"no such feature": 1.0}, {"t:raises": 1.0, "against": 50.0}):
        for chances in shipped_model().chances(features).values():
            assert sum(chances.values()) == pytest.approx(1.0, abs=1e-4)
            assert all(0 <= c <= 1 for c in chances.values())


@pytest.mark.parametrize("body", [b"", b"PK", b"\x93NUMPY"])
def test_a_broken_model_file_is_refused(body: bytes) -> None:
    with pytest.raises((ValueError, KeyError, OSError, EOFError)):
        read_model(body)


def test_opinion_is_read_by_the_taxonomy() -> None:
    with chat(completion('{"event": "funding", "segment": "no such", "lens": 3, "category": "business"}')) as endpoint:
        assert ask(endpoint, "title", "text") == {"event": "funding", "category": "business"}


@pytest.mark.parametrize("answer", [b"no json", completion("not json"), completion("[1]")])
def test_a_bad_answer_is_no_opinion(answer: bytes) -> None:
    with chat(answer) as endpoint:
        assert ask(endpoint, "title", "text") is None


def test_opinion_is_off_by_default_and_needs_http() -> None:
    assert endpoint_from({}) is None
    assert endpoint_from({"OPINION_URL": "file:///etc/passwd", "OPINION_MODEL": "m"}) is None
    there = {"OPINION_URL": "https://example.org/v1/chat/completions", "OPINION_MODEL": "m"}
    assert endpoint_from(there) == Endpoint(url=there["OPINION_URL"], model="m")
    assert endpoint_from({**there, "OPINION_TIMEOUT": "soon"}) == endpoint_from(there)


def test_opinion_fills_doubt_and_never_overrules_sure_words() -> None:
    sure = tag_article("AI startup raises $5M Series A funding round", "", [], "en")
    assert sure.event == "funding"
    told = weigh(sure, {"event": "ipo"})
    assert told.event == "funding" and "event dissent" in told.evidence
    unsure = tag_article("AI", "", [], "en")
    assert weigh(unsure, {"event": "research"}).event == "research"


@pytest.mark.parametrize(
    ("title", "text", "own", "passing", "relevant"),
    [
        ("A weekly note", "We sailed to the island, and I asked ChatGPT for the tide.", False, 0.97, False),
        ("A weekly note", "We sailed to the island, and I asked ChatGPT for the tide.", False, 0.9, True),
        ("A weekly note", "We sailed to the island, and I asked ChatGPT for the tide.", True, 0.97, True),
        ("ChatGPT sails to the island", "It knew the tide.", False, 0.97, True),  # the headline says it
    ],
)
def test_a_word_of_the_market_may_be_said_in_passing(title: str, text: str, own: bool, passing: float, relevant: bool) -> None:
    signals = signals_of(Story.of(title, text, [], own=own), [], [])
    chances = {"in_passing": {"yes": passing}, "relevant": {"yes": 0.0}}
    told, why = is_relevant(signals, relevance_of(signals, own=False), chances)
    assert (told, why.reason == "named in passing") == (relevant, not relevant)


@pytest.mark.parametrize(
    ("title", "text", "relevant"),
    [
        ("Ich habe Copilot gekündigt", "Warum mir das Werkzeug nicht mehr half.", True),
        ("Copilot is down for thousands", "The outage began at nine.", True),
        ("Codex 한 달 써 보니", "솔직한 후기.", True),
        ("The copilot landed the plane", "The captain had fallen ill.", False),
        ("Claude Monet show breaks records", "Half a million visitors came.", False),
        ("Le mistral souffle sur Marseille", "Rafales à 110 km/h.", False),
    ],
)
def test_a_product_with_a_capital_counts_where_the_register_misses_it(title: str, text: str, relevant: bool) -> None:
    assert tag_article(title, text, Companies.load().find(f"{title}\n{text}"), None).relevant is relevant
