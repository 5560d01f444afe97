"""Phrases whose words mean something else than the tables take them for."""

from __future__ import annotations

from importlib.resources import files

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from amw.companies import Companies
from amw.tags import tag_article
from amw.tags.lexicon import without_idioms


@pytest.mark.parametrize(
    ("headline", "wrong"),
    [
        ("Proximal policy optimization for language models", "regulation"),
        ("Scaling laws for neural language models", "regulation"),
        ("Anthropic raises serious new concerns about chip exports", "funding"),
        ("Outage raises questions about reliance on AWS", "funding"),
        ("Customer acquisition costs fall with AI", "acquisition"),
        ("Clinical trial shows AI detects cancer earlier", "lawsuit"),
        ("Trial and error: how AI agents learn", "lawsuit"),
        ("Cutting-edge research in robotics", "personnel"),
        ("OpenAI changes its business model", "model_release"),
        ("Ollama is now available as an official Docker image", "generative_media"),
        ("Building a generative AI platform", "generative_media"),
        ("Robots.txt is no match for AI crawlers", "robotics"),
        ("AI and job security", "cybersecurity"),
        ("AI takes over the night desk at insurers", "acquisition"),
        ("Robots take over warehouse jobs", "acquisition"),
        ("AI neemt het werk van tolken over", "acquisition"),
        ("KI übernimmt die Nachtschicht", "acquisition"),
        ("What happens when AI takes over the front desk", "acquisition"),
    ],
)
def test_an_idiom_is_not_what_its_words_say(headline: str, wrong: str) -> None:
    tags = tag_article(headline, "", Companies.load().find(headline), "en")
    assert wrong not in (tags.event, tags.segment)


def test_iowa_is_no_intelligence() -> None:
    headline = "1902 library for sale in Anamosa, IA"
    assert tag_article(headline, "", Companies.load().find(headline), "en").relevant is False


@pytest.mark.parametrize(
    ("headline", "right"),
    [
        ("Startup raises $40 million to build AI chips", "funding"),
        ("California passes AI law", "regulation"),
        ("OpenAI acquires data startup", "acquisition"),
        ("Stability AI takes over a rival's team", "acquisition"),
        ("Salesforce takes over work planning startup Vellmere", "acquisition"),
        ("Mistral AI neemt clouddienst Vellmere over", "acquisition"),
        ("Uitgever neemt AI-bedrijf over voor 40 miljoen euro", "acquisition"),
        ("AI copyright trial opens in court", "lawsuit"),
        ("OpenAI raises prices of its models", "pricing"),
    ],
)
def test_the_same_words_in_earnest(headline: str, right: str) -> None:
    assert tag_article(headline, "", Companies.load().find(headline), "en").event == right


@given(st.lists(st.sampled_from(["raises the bar", "Scaling Laws", "İ", "ﬁ", "a policy gradient", "robots.txt", " ", "\n", "x", "面"])))
def test_every_other_character_stays_at_its_offset(parts: list[str]) -> None:
    text = " ".join(parts)
    plain = without_idioms(text)
    assert len(plain) == len(text)
    assert all(a in (b, " ") for a, b in zip(plain, text, strict=True))
    assert without_idioms(plain) == plain


def test_each_phrase_holds_the_word_that_it_is_looked_for_by() -> None:
    table = tomli.loads((files("amw.tags") / "idioms.toml").read_text(encoding="utf-8"))
    assert list(table) == sorted(table)
    for word, phrases in table.items():
        assert all(word in phrase for phrase in phrases), word
